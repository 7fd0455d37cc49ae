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
from typing import Any, NamedTuple

import lxml.etree
import pytest
from docutils.parsers.rst import directives, roles
from sites import Built, MakeSite, words
from sphinx.testing.util import SphinxTestApp

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

# What these write are no pages: reports on other parts of a project, or nothing. Every other builder has the texts.
WITHOUT_TEXTS = {"changes", "coverage", "doctest", "dummy", "linkcheck"}
# What some builders cannot do without. No link is followed: tests ask nothing of the network.
SETTINGS: dict[str, Any] = {
    "source_suffix": {".rst": "restructuredtext"},
    "extensions": ["myst_parser", "sphinx_academic", "sphinx.ext.coverage", "sphinx.ext.doctest"],
    "applehelp_bundle_id": "org.example.dampf",
    "applehelp_disable_external_tools": True,
    "linkcheck_ignore": [".*"],
}
CITED = """
Cited
=====

:pub:`whistles`, :pub:t:`suijoki`, :pub:p:`valves`, :news:`2020-01-15-a-new-whistle`, :competition:`first <great-kettle-race-2022>` and
:person:`wilhelmina-dampf`, or :academic:pub:`whistles`.

:education:`polytechnic-of-fog-2010`, :talk:`on-steam`, :teaching:`valves-1`, :position:`reader`, :grant:`fog-fund`, :award:`best-kettle`, :service:`reviewer`,
:supervision:`mia`, :media:`hot-air`, :membership:`society`, :opening:`student`, :event:`vapour-days`, :project:`fog`, :software:`hiss` and :dataset:`drops`.

.. py:function:: whistle()

   As :pub:implements:`whistles` says, with :pub:uses:`suijoki`; :pub:compares:`valves` and :pub:mentions:`valves` are something else.

.. implementations::
   :layout: matrix

.. references::

.. cite-this:: data/tools.cff

.. calendar::

.. cv::
   :no-index:

A paragraph with a note.

.. margin:: Beside it

   Steam needs room.
"""

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
    "Steam needs room.",
)
# What is no text for translators: names, dates, what is made of identifiers.
FACTS = ("Wilhelmina Dampf", "田中花子", "Ludmilla Zug", "2024", "in press 2021", "Code", "Data on request")
KEYS = ("condensate", "whistles", "cold-steam", "suijoki", "valves")


@pytest.fixture(scope="module")
def build_with(make_shared_site: MakeSite) -> BuildWith:
    """Build the same project, with every directive and role of ours, with a builder, once."""
    built: dict[str, Built] = {}

    def build(builder: str) -> Built:
        if builder not in built:
            # Builders of messages keep an environment of their own kind.
            site = make_shared_site("sections")
            site.write("cited.rst", CITED)
            index = (site.source / "index.md").read_text(encoding="utf-8")
            site.write("index.md", index.replace("\nplain\n", "\nplain\ncited\n"))
            built[builder] = site.build(builder, **SETTINGS)
        return built[builder]

    return build


def content(built: Built) -> str:
    """All that a builder wrote, without what stands between words in its format."""
    texts = [
        path.read_bytes().decode("utf-8", "replace")
        for path in sorted(built.folder.rglob("*"))
        if path.is_file() and path.suffix not in {".js", ".doctree"}
    ]
    for book in built.folder.glob("*.epub"):
        with zipfile.ZipFile(book) as archive:
            texts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml")]
    whole = "\n".join(texts).replace("\\u2019", "’")
    whole = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), whole)
    whole = re.sub(r'"\n"', "", whole)  # a message over several lines
    whole = re.sub(r"\\sphinx\w+{|\\/", "", whole)
    whole = re.sub(r"\\X'tty: link[^']*'|\\f[A-Z]", "", whole)  # where terminals can link, and how it is set
    return " ".join(re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), whole).split())


class Known(NamedTuple):
    """What Sphinx and docutils know of: every builder, and the directives and roles that are ours."""

    builders: tuple[str, ...]
    directives: frozenset[str]
    roles: frozenset[str]


@pytest.fixture(scope="module")
def known(make_shared_site: MakeSite) -> Known:
    """Asked of Sphinx itself, so that what a later version adds is noticed."""
    site = make_shared_site("sections")
    app = SphinxTestApp("dummy", site.source, site.folder / "build", confoverrides=dict(SETTINGS))
    try:
        return Known(
            tuple(sorted(app.registry.builders)),
            frozenset(name for name, each in directives._directives.items() if _is_ours(each)),
            frozenset(name for name, each in roles._roles.items() if _is_ours(type(each)))
            | {name for name in app.env.get_domain("academic").roles if ":" in name},
        )
    finally:
        app.cleanup()


def _is_ours(known: type) -> bool:
    return known.__module__.partition(".")[0] == "sphinx_academic"


def test_the_project_holds_every_directive_and_every_role_of_ours(
    build_with: BuildWith, known: Known
) -> None:
    pages = [
        path
        for path in (build_with("dummy").folder.parents[1] / "source").rglob("*")
        if path.suffix in {".md", ".rst"}
    ]
    written = "\n".join(path.read_text(encoding="utf-8") for path in pages)
    used = set(re.findall(r"^(?:```\{|\.\. )([\w-]+)(?:\}|::)", written, re.MULTILINE))
    assert known.directives - used == set()
    assert {"publications", "references"} <= known.directives
    assert known.roles - set(re.findall(r":([a-z:]+):`", written)) == set()
    assert {"pub", "pub:t", "person"} <= known.roles


def test_every_builder_that_sphinx_has_writes_all_texts_and_tells_nothing(
    build_with: BuildWith, known: Known
) -> None:
    assert {"html", "epub", "gettext", "linkcheck", "qthelp"} < set(known.builders)
    lost = {}
    for builder in known.builders:
        written = content(build_with(builder))  # a warning fails the build
        expected = set() if builder in WITHOUT_TEXTS else set(PHRASES)
        if builder == "gettext":
            # What is set in blocks of its own (about, abstract) is read by no translator yet.
            expected -= {"It condenses.", "They fog."}
        lost[builder] = sorted(phrase for phrase in expected if phrase not in written)
    assert {builder: phrases for builder, phrases in lost.items() if phrases} == {}


def test_the_links_of_entries_are_checked_as_those_of_pages_are(build_with: BuildWith) -> None:
    checked = build_with("linkcheck").text("output.json")
    for address in ("https://code.example.org/dampf/condensate?a=1&b=2", "https://social.example.org/@dampf"):
        assert f'"{address}"' in checked


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
    # In the fonts of TeX itself: Sphinx would ask for GNU FreeFont, which is not everywhere.
    built = make_site("sections").build("latex", latex_engine=engine, latex_elements={"fontpkg": ""})
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
