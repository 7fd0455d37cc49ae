"""The sites that are audited: the example site, the documentation, and made-up ones of the sizes that matter."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.records import OWNER, as_yaml, make_records

CHECKOUT = Path(__file__).resolve().parents[1]

_CONF = """\
project = "{title}"
author = "Mara Lindqvist"
extensions = ["myst_parser", "sphinx_academic"]
html_theme = "academic"
html_title = "{title}"
html_show_sourcelink = False
html_copy_source = False
language = "{language}"
academic_data = ["data.yaml"]
academic_highlight = ["Mara Lindqvist"]
"""


def _publications(folder: Path, count: int) -> None:
    with (folder / "data.yaml").open("w", encoding="utf-8") as data:
        data.write("publications:\n")
        data.writelines(as_yaml(record) for record in make_records(count))


def _list(count: int, options: str = ":layout: list\n") -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        _publications(folder, count)
        page = f"# Publications\n\nAll {count:,} of them.\n\n```{{publications}}\n{options}```\n"
        (folder / "index.md").write_text(page, encoding="utf-8")

    return write


def _homepage(folder: Path) -> None:
    _publications(folder, 40)
    with (folder / "data.yaml").open("a", encoding="utf-8") as data:
        data.write(
            f"profile:\n  name: {OWNER}\n  role: Reader in Hydroacoustics\n  photo: photo.png\n"
            "  email: mara@example.org\n  links:\n    GitHub: mara\n    ORCID: 0000-0002-1825-0097\n"
            "  about: She listens to rivers.\nnews:\n"
        )
        for number in range(12):
            data.write(f"- {{date: 2024-{12 - number:02d}-03, text: News of month {12 - number}.}}\n")
    _picture(folder / "photo.png", 900, 900, 1)
    page = f"# {OWNER}\n\n```{{profile}}\n```\n\n## News\n\n```{{newsfeed}}\n:limit: 6\n```\n\n## Papers\n\n```{{publications}}\n:layout: list\n```\n"
    (folder / "index.md").write_text(page, encoding="utf-8")


def _gallery(folder: Path) -> None:
    """37 publications with a large picture each, as people take them from their papers."""
    lines = ["publications:"]
    for number, record in enumerate(make_records(37)):
        name = f"picture-{number:02d}.png"
        _picture(folder / name, 1600, 1000, number)
        lines += [
            f"- title: '{record.title.replace(chr(39), chr(39) * 2)}'",
            f"  author: {' and '.join(record.authors)}",
        ]
        lines += [f"  year: {record.year}", "  venue: Journal of Environmental Acoustics"]
        lines += [f"  image: {{url: {name}, caption: Result {number}}}"]
    (folder / "data.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "index.md").write_text(
        "# Papers\n\n```{publications}\n:layout: gallery\n```\n", encoding="utf-8"
    )


def _picture(path: Path, width: int, height: int, seed: int) -> None:
    """What papers show, by turns: a plot, a photograph with some grain, a map of measured values."""
    from PIL import Image, ImageChops, ImageDraw

    chance = random.Random(seed)
    size = (width, height)
    if seed % 3 == 0:
        picture = Image.new("RGB", size, "white")
    elif seed % 3 == 1:
        spots = Image.frombytes("RGB", (16, 10), chance.randbytes(16 * 10 * 3))
        ground = Image.blend(
            spots.resize(size, Image.Resampling.BICUBIC), Image.new("RGB", size, "white"), 0.5
        )
        picture = ImageChops.overlay(ground, Image.effect_noise(size, 12).convert("RGB"))
    else:
        cells = Image.frombytes("L", (40, 25), chance.randbytes(40 * 25))
        picture = Image.merge("RGB", [cells, ImageChops.invert(cells), cells]).resize(
            size, Image.Resampling.NEAREST
        )
    pen = ImageDraw.Draw(picture)
    for _ in range(6):
        points = [(chance.randrange(width), chance.randrange(height)) for _ in range(4)]
        pen.line(points, fill=tuple(chance.randrange(200) for _ in range(3)), width=6)
    pen.rectangle((20, 20, width - 20, height - 20), outline="black", width=4)
    picture.save(path)


def _right_to_left(folder: Path) -> None:
    _homepage(folder)


MADE_UP: dict[str, tuple[str, str, Callable[[Path], None]]] = {
    # name: (title, language, what writes its sources)
    "gallery": ("Gallery", "en", _gallery),
    "homepage": (OWNER, "en", _homepage),
    "list-40": ("Forty", "en", _list(40, ":layout: list\n:filter:\n")),
    "list-1000": ("A thousand", "en", _list(1_000)),
    "icons-1000": ("A thousand with icons", "en", _list(1_000, ":links: icons\n")),
    "list-10000": ("Ten thousand", "en", _list(10_000)),
    "arabic": ("Arabic", "ar", _right_to_left),
}


def build(name: str, target: Path) -> Path:
    """Build a site and return the folder of its pages; a build that fails is an error."""
    pages = target / name
    if name in MADE_UP:
        title, language, write = MADE_UP[name]
        source = target / f"{name}-source"
        # Anew each time: what was made by an older version would be measured as it was.
        shutil.rmtree(source, ignore_errors=True)
        source.mkdir(parents=True)
        (source / "conf.py").write_text(_CONF.format(title=title, language=language), encoding="utf-8")
        write(source)
    else:
        source = CHECKOUT / name
    # Pages are not written again because a template has changed.
    for old in (pages, target / f"{name}-trees"):
        shutil.rmtree(old, ignore_errors=True)
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", str(target / f"{name}-trees")]
    subprocess.run([*command, str(source), str(pages)], cwd=CHECKOUT, check=True)
    return pages
