"""A site of data as odd as they come: endless titles and words, pictures of one pixel, hundreds of authors, other directions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from building import build_html
from PIL import Image

LONG_TITLE = (
    "On the sounds that kettles make while nobody listens to them, and on what follows from these " * 5
)[:400]
LONG_WORD = "Donaudampfschifffahrts" * 9 + "ge"
# Numbers behind names are signs.
HUNDREDS = [f"Nomen{chr(97 + number % 26)} Author{chr(97 + number // 26)}" for number in range(200)]
IN_ARABIC = {
    "key": "arabic",
    "title": "صوت الغلاية: دراسة في البخار (2024)",
    "authors": "ليلى حسن, عمر فاروق, Ada Example",
    "venue": "مجلة الصوت",
    "year": "2024",
    "abstract": "نستمع إلى الغلايات. ثم نكتب عنها.",
    "award": "أفضل بحث!",
}
IN_ENGLISH = {
    "key": "english",
    "title": "What do kettles say?",
    "authors": "Ada Example, عمر فاروق, Grace Example",
    "venue": "Journal of Steam (Online)",
    "year": "2023",
    "volume": "12",
    "pages": "1-19",
    "doi": "10.1234/kettles",
    "abstract": "Kettles were listened to, for years. They sang (in C).",
}


def _works() -> list[dict[str, Any]]:
    return [
        {"key": "title", "title": LONG_TITLE, "authors": "Ada Example", "venue": LONG_TITLE[:200], "year": "2025", "images": "wide.png"},
        {"key": "word", "title": LONG_WORD, "authors": LONG_WORD, "venue": LONG_WORD, "year": "2025", "award": LONG_WORD,
         "links": {LONG_WORD: "https://example.org/word"}, "tags": [LONG_WORD], "abstract": LONG_WORD},
        {"key": "nobody", "title": "A work of nobody", "year": "2025", "images": "tall.png"},
        {"key": "hundreds", "title": "A work of hundreds", "authors": ", ".join(HUNDREDS), "venue": "Collaboration", "year": "2025",
         "doi": "10.1234/hundreds", "abstract": "Together.", "images": [{"url": "logo.png", "caption": LONG_TITLE[:160]}]},
        {"key": "pictures", "title": "A work of pictures", "authors": "Ada Example", "year": "2025", "tags": ["kettles"],
         "images": ["logo.png", "wide.png", "tall.png", {"url": "plain.png", "caption": "Kettles that sing"}]},
        IN_ARABIC,
        IN_ENGLISH,
    ]  # fmt: skip


def _data(count_of_a_year: int) -> dict[str, Any]:
    many = [
        {
            "key": f"many{number}",
            "title": f"Paper {number} of a busy year",
            "authors": "Ada Example, Grace Example",
            "year": "2020",
        }
        for number in range(count_of_a_year)
    ]
    return {
        "profile": {
            "name": "Ada Example",
            "role": "Reader in " + LONG_WORD,
            "about": LONG_TITLE,
            "photo": "tall.png",
        },
        "publications": _works() + many,
        "news": [
            {"date": "2025-05-01", "text": LONG_WORD},
            {"date": "2025-04-01", "text": LONG_TITLE},
            {"date": "2024-04-01", "text": IN_ARABIC["title"] + "."},
        ],
        "education": [
            {
                "school": LONG_WORD,
                "degree": LONG_TITLE[:200],
                "start": "2020",
                "end": "2024",
                "logo": "logo.png",
            },
            {
                "school": "Kettle University",
                "degree": "MSc",
                "start": "2018",
                "end": "2019",
                "logo": "wide.png",
            },
        ],
        "positions": [{"organisation": LONG_WORD, "role": LONG_TITLE[:120], "start": "2019"}],
    }


_TABLE = "".join(f"   * - Method {row}\n" + "     - A number of words\n" * 11 for row in range(3))
PAGES = {
    "index.rst": "Ada Example\n===========\n\n.. profile::\n\n.. newsfeed::\n\n.. toctree::\n   :hidden:\n\n   gallery\n   list\n   compact\n"
    "   year\n   none\n   few\n   cv\n   elements\n\nEducation\n---------\n\n.. education::\n",
    "gallery.rst": "Gallery\n=======\n\n.. publications::\n   :layout: gallery\n   :year: 2023-2025\n   :bibtex:\n",
    "list.rst": "List\n====\n\n.. publications::\n   :layout: list\n   :year: 2023-2025\n   :group-by: year\n   :numbered:\n",
    "compact.rst": "Compact\n=======\n\n.. publications::\n   :layout: compact\n   :filter:\n   :topics: above\n",
    "year.rst": "A year\n======\n\n.. publications::\n   :layout: list\n   :year: 2020\n   :group-by: year\n   :filter:\n",
    "few.rst": "Few pictures\n============\n\n.. publications::\n   :layout: gallery\n   :keys: hundreds, many0, many1, many2, many3\n",
    "none.rst": "Nothing\n=======\n\n.. publications::\n   :year: 1900\n",
    "cv.rst": "CV\n==\n\n.. cv::\n",
    "elements.rst": "Elements\n========\n\n.. list-table:: A wide table\n   :header-rows: 1\n\n" + _TABLE
    + "\n.. code-block:: python\n\n   " + "words = " + " + ".join(f"number_{n}" for n in range(40)) + "\n\n" + LONG_WORD + "\n\n"
    "Term\n   Its definition.\n\n.. list-table::\n\n   * - 1\n     - 2\n\n",
}  # fmt: skip


def build(folder: Path, *, language: str = "en", works_of_a_year: int = 20, **settings: Any) -> Path:
    """Build the site in a folder, in a language; gives the folder of its pages."""
    source = folder / "source"
    source.mkdir(parents=True)
    for name, text in PAGES.items():
        (source / name).write_text(text, encoding="utf-8")
    # JSON is YAML.
    (source / "site.yaml").write_text(json.dumps(_data(works_of_a_year)), encoding="utf-8")
    Image.new("RGB", (4000, 1), "navy").save(source / "wide.png")
    Image.new("RGB", (1, 4000), "navy").save(source / "tall.png")
    Image.new("RGB", (600, 400), "teal").save(source / "plain.png")
    logo = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    logo.paste((10, 10, 10, 255), (60, 60, 240, 240))
    logo.save(source / "logo.png")
    config = {
        "project": "Ada Example",
        "extensions": ["sphinx_academic"],
        "html_theme": "academic",
        "language": language,
        "academic_data": ["site.yaml"],
        "academic_highlight": ["Ada Example"],
        "academic_paper_pages": "papers",
        **settings,
    }
    lines = "".join(f"{name} = {value!r}\n" for name, value in config.items())
    (source / "conf.py").write_text(lines, encoding="utf-8")
    build_html(source, folder / "html")
    return folder / "html"
