"""Every builder has the content: titles, people, links, pictures, and anchors that can be linked to."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import lxml.etree
import pytest
from sites import Built, MakeSite, words

BUILDERS = (
    "html",
    "dirhtml",
    "singlehtml",
    "epub",
    "latex",
    "text",
    "man",
    "texinfo",
    "xml",
    "json",
    "pseudoxml",
    "gettext",
)
BuildWith = Callable[[str], Built]

# One text of each record and of each kind of field; none holds markup of its own.
PHRASES = (
    "Reader in Steam",
    "Whistles in the Dark",
    "Cold Steam",
    "水蒸気の音",
    "A Thesis on Valves",
    "Steam in Small Rooms",
    "Draughts",
    "It condenses.",
    "A new whistle.",
    "First place",
    "Of nine kettles.",
    "Vapour School",
    "With a stipend",
    "Polytechnic of Fog",
    "BSc in Haze",
    "Best Paper Award",
    "They fog.",
)
# What is no text for translators: names, dates, what is made of identifiers.
FACTS = ("Wilhelmina Dampf", "田中 花子", "Ludmilla Zug", "2024", "2021, in press", "Code", "Data on request")
KEYS = ("condensate", "whistles", "cold-steam", "suijoki", "valves")


@pytest.fixture(scope="module")
def build_with(make_shared_site: MakeSite) -> BuildWith:
    """Build the same project with a builder, once."""
    built: dict[str, Built] = {}

    def build(builder: str) -> Built:
        if builder not in built:
            # Builders of messages keep an environment of their own kind.
            built[builder] = make_shared_site("sections").build(builder)
        return built[builder]

    return build


def content(built: Built) -> str:
    """All that a builder wrote, without what stands between words in its format."""
    texts = [
        data.decode("utf-8", "replace") for name, data in built.files().items() if not name.endswith(".js")
    ]
    for book in built.folder.glob("*.epub"):
        with zipfile.ZipFile(book) as archive:
            texts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml")]
    whole = "\n".join(texts).replace("\\u2019", "’")
    whole = re.sub(r'"\n"', "", whole)  # a message over several lines
    whole = re.sub(r"\\sphinx\w+{|\\/", "", whole)
    return " ".join(re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), whole).split())


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder_writes_the_texts_of_all_records(build_with: BuildWith, builder: str) -> None:
    written = content(build_with(builder))
    # What is set in blocks of its own (about, abstract) is read by no translator yet.
    expected = [
        phrase for phrase in PHRASES if builder != "gettext" or phrase not in {"It condenses.", "They fog."}
    ]
    assert [phrase for phrase in expected if phrase not in written] == []


@pytest.mark.parametrize("builder", [builder for builder in BUILDERS if builder != "gettext"])
def test_every_builder_links_to_posts_and_only_pages_on_the_web_can_load_them(
    build_with: BuildWith, builder: str
) -> None:
    written = content(build_with(builder))
    assert "Posts of" in written
    assert "social.example.org/@dampf" in re.sub(r"\\[%:]", "", written).replace("@@", "@")
    loads = builder in {"html", "dirhtml", "singlehtml", "json"}
    assert ('data-service="mastodon"' in written or 'data-service=\\"mastodon\\"' in written) == loads


@pytest.mark.parametrize("builder", [builder for builder in BUILDERS if builder != "gettext"])
def test_every_builder_but_the_translators_writes_names_and_dates(
    build_with: BuildWith, builder: str
) -> None:
    written = content(build_with(builder))
    assert [fact for fact in FACTS if fact not in written] == []


@pytest.mark.parametrize("builder", ["text", "man"])
def test_a_link_shows_where_it_leads_where_the_format_cannot_link(
    build_with: BuildWith, builder: str
) -> None:
    written = content(build_with(builder)).replace(r"\%", "").replace(r"\:", "").replace(r"\-", "-")
    for address in (
        "Paper <https://vapours.example.edu/condensate.pdf>",
        "Code <https://code.example.org/dampf/condensate?a=1&b=2>",
        "DOI <https://doi.org/10.5555/jv.2024.3>",
        "Otto Kessel <https://vapours.example.edu/kessel>",
        "Slides <https://vapours.example.edu/talk.pdf>",
        "ORCID <https://orcid.org/0000-0002-1825-0097>",
        "Posts of @dampf@social.example.org on Mastodon <https://social.example.org/@dampf>",
    ):
        assert address in written
        name = address.split(" <")[0]
        assert f"{address} <" not in written, f"{name} shows its address twice"


@pytest.mark.parametrize("builder", ["text", "man"])
def test_a_picture_becomes_words_where_there_are_no_pictures(build_with: BuildWith, builder: str) -> None:
    written = content(build_with(builder))
    assert "[image: Drops on glass]" in written
    assert "[image: Fog against time]" in written, "the caption stands in for a missing alt"
    assert "[image: Whistles in the Dark]" in written, "the title stands in for a missing caption"


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "json"])
def test_pictures_and_files_lie_where_the_pages_say(build_with: BuildWith, builder: str) -> None:
    built = build_with(builder)
    names = {path.name for path in (built.folder / "_images").iterdir() if path.is_file()}
    assert names == {
        "portrait.png",
        "condensate.png",
        "condensate-results.png",
        "whistles.png",
        "race.png",
        "crest.png",
    }
    (downloaded,) = (built.folder / "_downloads").rglob("cv.pdf")
    assert downloaded.read_text(encoding="utf-8") == "A curriculum vitae.\n"


@pytest.mark.parametrize(
    ("builder", "page"),
    [
        ("html", "papers.html"),
        ("html", "lists.html"),
        ("dirhtml", "papers/index.html"),
        ("singlehtml", "index.html"),
    ],
)
def test_ids_are_valid_and_unique_and_every_entry_has_one(
    build_with: BuildWith, builder: str, page: str
) -> None:
    found = Counter(build_with(builder).page(page).xpath("//@id"))
    assert [name for name, times in found.items() if times > 1] == []
    # HTML Standard, 3.2.6: at least one character, no white space
    assert [name for name in found if not name or re.search(r"\s", name)] == []
    for key in KEYS:
        assert f"publication-{key}" in found


def test_the_parts_of_a_book_are_well_formed_and_run_no_script(build_with: BuildWith) -> None:
    (book,) = build_with("epub").folder.glob("*.epub")
    with zipfile.ZipFile(book) as archive:
        names = set(archive.namelist())
        for name in names:
            if name.endswith((".xhtml", ".opf", ".ncx")):
                tree = lxml.etree.fromstring(archive.read(name))
                assert not tree.xpath("//*[local-name()='script']"), name
                for source in tree.xpath("//*[local-name()='img']/@src"):
                    assert source in names, f"{source} of {name} is not in the book"


def test_every_tree_in_xml_is_well_formed_and_names_our_entries(build_with: BuildWith) -> None:
    tree = lxml.etree.fromstring(build_with("xml").folder.joinpath("papers.xml").read_bytes())
    assert tree.xpath("//entry_block/@ids") == [f"publication-{key}" for key in KEYS]


def test_every_entry_has_a_label_in_latex_and_every_reference_a_label(build_with: BuildWith) -> None:
    (file,) = build_with("latex").folder.glob("*.tex")
    source = file.read_text(encoding="utf-8")
    labels = Counter(re.findall(r"\\label\{\\detokenize\{([^}]*)\}\}", source))
    assert [label for label, times in labels.items() if times > 1] == []
    for key in KEYS:
        assert labels[f"papers:publication-{key}"] == 1
    references = set(re.findall(r"\\(?:hyperref|pageref|ref)(?:\[|\{)\\detokenize\{([^}]*)\}", source))
    assert {"papers:all-papers", "index:all-news"} <= references
    assert references - labels.keys() == set()


def test_json_pages_hold_the_body_with_the_entries(build_with: BuildWith) -> None:
    page = json.loads(build_with("json").text("papers.fjson"))
    body = lxml.html.fragment_fromstring(page["body"])
    assert [words(title) for title in body.find_class("academic-title")][1:3] == [
        "Whistles in the Dark",
        "Cold Steam",
    ]


@pytest.mark.parametrize("engine", ["xelatex", "lualatex"])
def test_latex_makes_a_pdf_without_undefined_references(
    make_site: MakeSite, engine: str, tmp_path: Path
) -> None:
    if shutil.which(engine) is None:
        pytest.skip(f"{engine} is not installed")
    built = make_site("sections").build("latex", latex_engine=engine)
    (source,) = built.folder.glob("*.tex")
    for _ in range(2):  # the second run resolves what the first has written down
        done = subprocess.run(
            [engine, "-interaction=nonstopmode", "-halt-on-error", source.name],
            cwd=built.folder,
            capture_output=True,
            timeout=300,
            check=False,
        )
        log = source.with_suffix(".log").read_text(encoding="utf-8", errors="replace")
        missing = re.search(r"(?:File `([^']+\.(?:sty|cls|def))'|module '([\w-]+)') not found", log)
        if done.returncode and missing:
            pytest.skip(f"{engine} has no {missing[1] or missing[2]}")
        assert done.returncode == 0, log[-3000:]
    assert source.with_suffix(".pdf").stat().st_size > 10_000
    assert "undefined references" not in log
    assert not re.findall(r"Reference `[^']+' on page \d+ undefined", log)
