"""Builders of other packages, which know none of our nodes: every list is there, with its words and its links."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest
from sites import MakeSite, Site

PAGE = """\
Elsewhere
=========

As :pub:`condensate` says, and :pub:t:`whistles`, and :person:`Wilhelmina Dampf`.

- In a list:

  .. publications::
     :layout: list
     :group-by: type

.. publications::
   :filter:
   :bibtex:
   :download: bib, ris
   :links: icons
   :numbered:
   :max-authors: 1
   :feed: papers.xml

Cited
-----

.. references::
   :layout: list

.. references::
   :style: apa
"""

SETTINGS = """
academic_paper_pages = True
html_baseurl = "https://dampf.example.org/"
confluence_publish = False
confluence_server_url = "https://wiki.example.org/"
confluence_space_key = "STEAM"
docx_documents = [("index", "site.docx", {"title": "Steam"}, False)]
typst_documents = [{"entrypoint": "index", "filename": "site", "title": "Steam"}]
"""

ABSTRACT = """\
      They fog, at $10^6$ drops of H<sub>2</sub>O.

      > A quoted line.

      1. A first thing
      2. A second thing

      ---

      ```python
      print("fog")
      ```

      [The file](/files/cv.pdf) and [a page](/papers).
"""

WORDS = (
    # the gallery, the list, the compact one
    "Condensate In Vitro: R&D <on> Windows",
    "Journal of Vapours 12(3), 45–67, edited by Ada Ventil, Steam Press (open access) 2024",
    "Best Paper Award",
    "Abstract",
    "We look at windows.",
    "They fog, at",
    "10^6",
    "A quoted line.",
    "A second thing",
    'print("fog")',
    "The file and a page.",
    "Reported by Steam Weekly.",
    "A foggy window",
    "equal contribution",
    "E=mc^2",
    "水蒸気の音",
    # grouped, numbered, from another file
    "Journal articles",
    "5. A Thesis on Valves",
    "Steam in Small Rooms",
    # references, in a style and without
    "As Condensate In Vitro",
    "Dampf et al. (2023)",
    "Condensate In Vitro: R&D <on> Windows. Journal of Vapours, 12(3), 45–67",
    # the other sections
    "Reader in Steam",
    "Email: w.dampf AT example dot edu",
    "It condenses.",
    "Talk on windows",
    "A new whistle.",
    "PhD in Steam",
    "BSc in Haze",
    "First place",
    "Of nine kettles.",
    "Posts of @dampf@social.example.org on Mastodon",
)

ADDRESSES = (
    "https://vapours.example.edu/condensate.pdf",
    "https://doi.org/10.5555/jv.2024.3",
    "https://vapours.example.edu/kessel",
    "https://github.com/example-dampf",
    "https://social.example.org/@dampf",
    "https://race.example.org/report.pdf",
)


def of_files(pattern: str) -> Callable[[Path], str]:
    """Reads all files that a builder has written."""
    return lambda folder: "\n".join(
        path.read_text(encoding="utf-8") for path in sorted(folder.rglob(pattern))
    )


def of_word(folder: Path) -> str:
    """Reads a document of Word, with the addresses of its links."""
    with zipfile.ZipFile(folder / "site.docx") as file:
        text = file.read("word/document.xml").decode()
        links = file.read("word/_rels/document.xml.rels").decode()
    return re.sub(r"<w:br\b|</w:p>", r"\n\g<0>", text) + links


XML = re.compile(r"<!\[CDATA\[|\]\]>|<[^<>]*>")
MARKDOWN = re.compile(r"</?(?:a|br|sub)\b[^<>]*>|(?<=\])\([^()\s]*\)")
TYPST = re.compile(r"#link\([^()]*\)|#(?:super|sub|quote|mi)|(?<=\()`|`(?=\))")


class Stranger(NamedTuple):
    """A builder of another package: its extension, its name, how what it writes is read, and what of that readers do not see."""

    extension: str
    builder: str
    read: Callable[[Path], str]
    unseen: re.Pattern[str]
    picture: str = "condensate.png"

    def seen(self, written: str) -> str:
        """What readers see, without the signs of Markdown and Typst and with single spaces."""
        text = unescape(self.unseen.sub("", written.replace("<br />", "\n").replace("\\\n", "\n")))
        return " ".join(re.sub(r"[\\*_`$\[\]]", "", text).split())


STRANGERS = {
    "Markdown": Stranger("sphinx_markdown_builder", "markdown", of_files("*.md"), MARKDOWN),
    "llms.txt": Stranger("sphinx_llm.txt", "html", of_files("*.html.md"), MARKDOWN),
    "Typst": Stranger("atsphinx.typst", "typst", of_files("*.typ"), TYPST),
    "DOCX": Stranger("docxbuilder", "docx", of_word, XML, "media/image"),
    "Confluence": Stranger("sphinxcontrib.confluencebuilder", "confluence", of_files("*.conf"), XML),
    "reveal.js": Stranger("sphinx_revealjs", "revealjs", of_files("*.html"), XML),
}


def extended(make_site: MakeSite, stranger: Stranger, settings: str = SETTINGS) -> Site:
    """A project with the extension of another package; the test is skipped where that is missing."""
    if find_spec(stranger.extension.partition(".")[0]) is None:
        pytest.skip(f"{stranger.extension} is not installed (the extra 'test' has it)")
    site = make_site("sections")
    text = (site.source / "conf.py").read_text(encoding="utf-8")
    assert '"sphinx_academic"]' in text
    site.write(
        "conf.py",
        text.replace('"sphinx_academic"]', f'"sphinx_academic", "{stranger.extension}"]{settings}', 1),
    )
    return site


@pytest.mark.parametrize("name", STRANGERS)
def test_a_builder_that_knows_none_of_our_nodes_writes_every_list_with_its_links(
    make_site: MakeSite, name: str
) -> None:
    stranger = STRANGERS[name]
    site = extended(make_site, stranger)
    site.write("elsewhere.rst", PAGE)
    for file, old, new in (
        ("index.md", "plain\n", "plain\nelsewhere\n"),
        ("data/site.yaml", "      They fog.\n", ABSTRACT),
        ("data/site.yaml", "title: Cold Steam", "title: Cold Steam $E=mc^2$"),
    ):
        text = (site.source / file).read_text(encoding="utf-8")
        assert old in text
        site.write(file, text.replace(old, new, 1))
    written = stranger.read(site.run(stranger.builder).folder)
    seen = stranger.seen(written)
    assert [words for words in WORDS if words not in seen] == []
    assert [address for address in ADDRESSES if address not in written.replace("\\", "")] == []
    assert stranger.picture in written


HARD = r"""
publications:
- title: Steam
  author: Ann Bee
  image: {url: /images/condensate.png, alt: 'The sign "open" \ ("closed")'}
  abstract: |
    About 10<sup>6</sup> drops of H<sub>2</sub>O, in m<sup>-1</sup>, for $10^3$ and k<sup>*a* B</sup>.

    - We boil water.

      It **rises**.

    - We wait.

      - We sleep.

        We wake.

    > We read.
    >
    > We write.
"""


@pytest.fixture
def written_by(make_site: MakeSite) -> Callable[[str], str]:
    """What a builder of another package makes of a list of what such builders find hard."""

    def write(name: str) -> str:
        stranger = STRANGERS[name]
        site = extended(make_site, stranger, SETTINGS + "smartquotes = False\n")
        site.write("data/site.yaml", HARD)
        for page in ("lists.rst", "papers.rst", "notes/theses.md", "index.md"):
            (site.source / page).unlink()
        site.write("plain.rst", "Plain\n=====\n\n.. publications:: /data/site.yaml\n")
        site.write("index.rst", "Home\n====\n\n.. toctree::\n\n   plain\n")
        return stranger.read(site.run(stranger.builder).folder)

    return write


def test_a_description_with_quotation_marks_ends_no_string_of_typst(
    written_by: Callable[[str], str],
) -> None:
    assert 'alt: "The sign “open” ∖ (“closed”)",' in written_by("Typst")


def test_the_paragraphs_of_a_list_item_and_of_a_quotation_stay_apart_in_typst(
    written_by: Callable[[str], str],
) -> None:
    lines = [line.rstrip() for line in written_by("Typst").splitlines()]
    start = lines.index("- We boil water.")
    assert lines[start : start + 8] == [
        "- We boil water.",
        "",
        "  It *rises*.",
        "- We wait.",
        "  - We sleep.",
        "",
        "    We wake.",
        "",
    ]
    start = lines.index("  We read.")
    assert lines[start : start + 3] == ["  We read.", "", "  We write."]


def test_a_power_is_not_lowered_in_markdown(written_by: Callable[[str], str]) -> None:
    written = written_by("Markdown")
    assert "About 10⁶ drops of H<sub>2</sub>O, in m⁻¹, for " in written
    assert "k^(*a* B)." in written


def test_a_power_is_raised_where_a_builder_can(written_by: Callable[[str], str]) -> None:
    assert "About 10#super[6] drops of H#sub[2]O" in written_by("Typst")
