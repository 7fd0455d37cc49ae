"""One project with docstrings is cited in every style: what the text says is what the list says, and every link leads somewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable

import lxml.html
import pytest
from sites import Built, MakeSite, words

Cite = Callable[..., Built]
"""Builds the project in a style with a builder, each pair once."""
PAGES = ("index", "api", "traps", "guide")


@pytest.fixture(scope="module")
def cite(make_shared_site: MakeSite) -> Cite:
    site = make_shared_site("cited-in-styles")
    built: dict[tuple[str, str], Built] = {}

    def build(style: str, builder: str = "html") -> Built:
        if (style, builder) not in built:
            site.folder.joinpath("build").mkdir(exist_ok=True)
            # All builders share what is read, and what a citation style has made.
            trees = ("-d", str(site.folder / "build" / style))
            built[style, builder] = site.run(
                builder, *trees, "-D", f"academic_cite_style={style}", name=f"{style}-{builder}"
            )
        return built[style, builder]

    return build


def text_of(built: Built, name: str) -> str:
    return " ".join(built.text(f"{name}.txt").split())


def pages_of(built: Built) -> dict[str, lxml.html.HtmlElement]:
    return {f"{name}.html": built.page(f"{name}.html") for name in PAGES}


def pages_of_epub(built: Built) -> dict[str, lxml.html.HtmlElement]:
    (book,) = built.folder.glob("*.epub")
    with zipfile.ZipFile(book) as archive:
        return {
            f"{name}.xhtml": lxml.html.document_fromstring(archive.read(f"{name}.xhtml")) for name in PAGES
        }


def assert_links_lead_somewhere(pages: dict[str, lxml.html.HtmlElement]) -> None:
    """What cites, and what leads to a note and back, on all pages; no id stands twice on one."""
    ids = {name: [str(each) for each in page.xpath("//@id")] for name, page in pages.items()}
    assert all(len(set(found)) == len(found) for found in ids.values())
    links = [
        (name, str(link.get("href")))
        for name, page in pages.items()
        for link in page.xpath("//a[contains(@class, 'academic-cite') or starts-with(@role, 'doc-')]")
    ]
    assert links
    for name, address in links:
        file, _hash, place = address.partition("#")
        if "://" not in address:
            assert place in ids[file or name], (name, address)


def signs_of(page: lxml.html.HtmlElement) -> list[str]:
    return [words(each).strip("[]") for each in page.xpath("//*[@role='doc-noteref']")]


def notes_of(page: lxml.html.HtmlElement) -> dict[str, str]:
    return {
        words(note.find_class("label")[0]).strip("[]"): " ".join(map(words, note.iter("p")))
        for note in page.xpath("//aside[@role='doc-footnote']")
    }


@pytest.fixture
def pdf_of(cite: Cite) -> Callable[[str], str]:
    def read(style: str) -> str:
        folder = cite(style, "latex").folder
        if not (folder / "kettle.pdf").is_file():
            # Contents and references need further runs.
            program = ("latexmk", "-pdf") if style == "footnote" else ("pdflatex",)
            command = [*program, "-interaction=nonstopmode", "-halt-on-error", "kettle.tex"]
            done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
            said = done.stdout.decode("utf-8", "replace")
            if done.returncode and ".sty' not found" in said:
                pytest.skip("LaTeX lacks a package that Sphinx asks for")
            assert done.returncode == 0, said[-2000:]
        command = ["pdftotext", "kettle.pdf", "-"]
        read = subprocess.run(command, cwd=folder, capture_output=True, check=True, encoding="utf-8")
        return " ".join(read.stdout.split())

    return read


needs_latex = pytest.mark.skipif(
    not (shutil.which("latexmk") and shutil.which("pdflatex") and shutil.which("pdftotext")),
    reason="LaTeX or pdftotext is not installed",
)


# In footnotes


def test_footnotes_say_who_in_the_sentence_and_the_rest_below(cite: Cite) -> None:
    page = cite("footnote").page("index.html")
    first, _second, *_others = page.iter("p")
    assert words(first) == "The ear of Kettlewell[1] hears what Kettlewell[2] found[3]. Everybody agrees[4]."
    assert notes_of(page) == {
        "1": "Learning to Listen. Ann Kettlewell. Journal of Kettles 3, 1–9, 2025.",
        "2": "Whistling at Dawn. Ann Kettlewell. Journal of Kettles 2025. [DOI]",
        "3": "see The Boiling Point. Zoe Bow, Zed Ant. Steam Press 2020, p. 3. On Spouts. Zed Ant. Annals of Spouts 5, "
        "article e0123, 2021.",
        "4": "Learning to Listen. Ann Kettlewell. Journal of Kettles 3, 1–9, 2025. Whistling at Dawn. Ann Kettlewell. "
        "Journal of Kettles 2025. [DOI] The Boiling Point. Zoe Bow, Zed Ant. Steam Press 2020.",
    }


def test_notes_are_numbered_with_the_authors_own_in_the_order_in_which_a_page_refers_to_them(
    cite: Cite,
) -> None:
    page = cite("footnote").page("traps.html")
    assert signs_of(page)[:6] == ["1", "3", "4", "5", "2", "4"]
    assert list(dict.fromkeys(signs_of(page)[7:])) == [str(number) for number in range(6, 20)]
    notes = notes_of(page)
    assert [*notes] == [str(number) for number in range(1, 20)]
    assert (notes["2"], notes["5"]) == ("Numbered by hand.", "Another of mine.")
    assert notes["4"].startswith("On Spouts. ")


def test_notes_of_a_page_in_markdown_stand_with_its_own(cite: Cite) -> None:
    page = cite("footnote").page("guide.html")
    assert signs_of(page) == ["1", "2", "3", "4", "3"]
    assert [words(each) for each in page.iter("p")][1] == "Two words[3]"
    notes = notes_of(page)
    assert [notes["2"], notes["4"]] == ["A note in Markdown.", "A second one."]


def test_what_is_cited_in_a_footnote_stands_there(cite: Cite) -> None:
    notes = notes_of(cite("footnote").page("traps.html"))
    assert notes["3"] == "Mine, after Bow and Ant (The Boiling Point. Zoe Bow, Zed Ant. Steam Press 2020)."


def test_equal_citations_of_a_page_share_a_note_that_leads_back_to_each(cite: Cite) -> None:
    page = cite("footnote").page("traps.html")
    (note,) = (
        each for each in page.xpath("//aside[@role='doc-footnote']") if "On Spouts" in each.text_content()
    )
    backs = [link.get("href")[1:] for link in note.xpath(".//a[@role='doc-backlink']")]
    assert [words(page.get_element_by_id(each)) for each in backs] == ["[4]", "[4]"]


def test_docstrings_have_notes(cite: Cite) -> None:
    assert [*notes_of(cite("footnote").page("api.html"))] == ["1", "2", "3", "4"]


def test_notes_stand_in_texts_and_books(cite: Cite) -> None:
    text = text_of(cite("footnote", "text"), "index")
    assert "The ear of Kettlewell[1] hears what Kettlewell[2] found[3]." in text
    assert "[1] **Learning to Listen**. Ann Kettlewell." in text
    book = pages_of_epub(cite("footnote", "epub"))
    assert signs_of(book["traps.xhtml"]) == signs_of(cite("footnote").page("traps.html"))
    assert_links_lead_somewhere(book)


@pytest.mark.parametrize("style", ["footnote"])
def test_every_link_of_a_style_leads_somewhere(cite: Cite, style: str) -> None:
    assert_links_lead_somewhere(pages_of(cite(style)))


@needs_latex
def test_notes_stand_at_the_foot_of_printed_pages_wherever_they_are_cited(
    pdf_of: Callable[[str], str],
) -> None:
    text = pdf_of("footnote")
    assert "The ear of Kettlewell1 hears what Kettlewell2 found3" in text
    for page in range(7, 19):
        assert f"p. {page}." in text
    # Neither tables of contents nor marks of pages have signs.
    contents = text[text.index("CONTENTS") : text.index("The ear of")]
    assert re.search(r"Chalk in a heading: Chalk( \.)+ \d", contents), contents
    assert "??" not in text


# In all other styles

STYLES = ("author-year", "number", "label", "apa", "ieee")
"""Those that are looked at in every format."""
SENTENCES = {
    "author-year": "The ear of Kettlewell (2025a) hears what Kettlewell (2025b) found (see Bow and Ant, 2020, p. 3; Ant, 2021). Everybody agrees "
    "(Kettlewell, 2025a, 2025b; Bow and Ant, 2020).",
    "number": "The ear of Kettlewell [1] hears what Kettlewell [2] found [see 3, p. 3; 4]. Everybody agrees [1–3].",
    "label": "The ear of Kettlewell [Ket25a] hears what Kettlewell [Ket25b] found [see BA20, p. 3; Ant21]. Everybody agrees "
    "[Ket25a, Ket25b, BA20].",
    "apa": "The ear of Kettlewell (2025a) hears what Kettlewell (2025b) found (see Bow & Ant, 2020, p. 3; Ant, 2021). Everybody agrees "
    "(Bow & Ant, 2020; Kettlewell, 2025a, 2025b).",
    "ieee": "The ear of Kettlewell [1] hears what Kettlewell [2] found see [3, p. 3], [4]. Everybody agrees [1], [2], [3].",
    "nature": "The ear of Kettlewell1 hears what Kettlewell2 foundsee 3, p. 3,4. Everybody agrees1–3.",
    "chicago-notes-bibliography": "The ear of Ann Kettlewell[1] hears what Ann Kettlewell[2] found.[3] Everybody agrees.[4]",
}
LISTS = {
    "author-year": {
        "listening": "Learning to Listen. Ann Kettlewell. Journal of Kettles 3, 1–9, 2025a.",
        "whistling": "Whistling at Dawn. Ann Kettlewell. Journal of Kettles 2025b.",
        "boiling": "The Boiling Point.",
        "spouts": "On Spouts.",
        "limescale": "",
    },
    "number": {
        "listening": "[1] Learning to Listen.",
        "whistling": "[2] Whistling at Dawn.",
        "boiling": "[3] The Boiling Point.",
        "spouts": "[4] On Spouts.",
        "limescale": "[5]",
    },
    "label": {
        "listening": "[Ket25a] Learning to Listen.",
        "whistling": "[Ket25b] Whistling at Dawn.",
        "boiling": "[BA20] The Boiling Point.",
        "spouts": "[Ant21] On Spouts.",
        "limescale": "[Cha19]",
    },
    "apa": {
        "spouts": "Ant, Z. (2021).",
        "boiling": "Bow, Z., & Ant, Z. (2020).",
        "limescale": "Chalk, I. (2019).",
        "listening": "Kettlewell, A. (2025a).",
        "whistling": "Kettlewell, A. (2025b).",
    },
    "ieee": {
        "listening": "[1] A. Kettlewell",
        "whistling": "[2] A. Kettlewell",
        "boiling": "[3] Z. Bow",
        "spouts": "[4] Z. Ant",
        "limescale": "[5] I. Chalk",
    },
    "nature": {
        "listening": "1. Kettlewell",
        "whistling": "2. Kettlewell",
        "boiling": "3. Bow",
        "spouts": "4. Ant",
        "limescale": "5. Chalk",
    },
    "chicago-notes-bibliography": {
        "spouts": "Ant, Zed.",
        "boiling": "Bow, Zoe, and",
        "limescale": "Chalk, Ida.",
        "listening": "Kettlewell, Ann. “Learning",
        "whistling": "Kettlewell, Ann. “Whistling",
    },
}
"""The entries of the list in order, by their keys, and how each begins."""


@pytest.mark.parametrize("style", SENTENCES)
def test_text_says_what_the_style_makes_of_it(cite: Cite, style: str) -> None:
    first, *_others = cite(style).page("index.html").iter("p")
    assert words(first) == SENTENCES[style]


@pytest.mark.parametrize("style", SENTENCES)
def test_the_list_has_the_order_the_numbers_and_the_letters_of_the_text(cite: Cite, style: str) -> None:
    entries = {
        entry.get("id").removeprefix("reference-"): words(entry)
        for entry in cite(style).page("index.html").iter("article")
    }
    assert [*entries] == [*LISTS[style]]
    for key, begin in LISTS[style].items():
        assert entries[key].startswith(begin)


@pytest.mark.parametrize("style", SENTENCES)
def test_every_piece_leads_to_the_entry_of_its_work(cite: Cite, style: str) -> None:
    assert_links_lead_somewhere(pages_of(cite(style)))
    page = cite(style).page("api.html")
    for link in page.find_class("academic-cite"):
        key = link.get("href").partition("#reference-")[2]
        begin = LISTS[style][key].strip("[]. ").split(".")[0].split("]")[0]
        if begin.isdigit():
            assert begin in words(link)


@pytest.mark.parametrize("style", STYLES)
def test_styles_stand_in_texts_and_books(cite: Cite, style: str) -> None:
    text = text_of(cite(style, "text"), "index")
    assert SENTENCES[style] in text
    for begin in LISTS[style].values():
        assert begin in text.replace("*", "")
    book = pages_of_epub(cite(style, "epub"))
    first, *_others = book["index.xhtml"].iter("p")
    assert words(first) == SENTENCES[style]
    assert_links_lead_somewhere(book)


@pytest.mark.parametrize(
    ("style", "title"),
    [
        ("footnote", "Where notes are hard"),
        ("apa", "Where notes are hard (Chalk, 2019)"),
        ("ieee", "Where notes are hard [5]"),
        ("nature", "Where notes are hard⁵"),
        ("label", "Where notes are hard [Cha19]"),
    ],
)
def test_menus_and_titles_say_what_headings_cite_without_signs_of_notes(
    cite: Cite, style: str, title: str
) -> None:
    (link,) = (
        cite(style)
        .page("index.html")
        .xpath("//*[contains(@class, 'toctree-wrapper')]//a[@href='traps.html']")
    )
    assert words(link) == title
    assert words(cite(style).page("traps.html").find(".//title")).startswith(f"{title} — ")


@needs_latex
@pytest.mark.parametrize("style", STYLES)
def test_printed_pages_say_the_same(pdf_of: Callable[[str], str], style: str) -> None:
    text = pdf_of(style)
    # Words are parted at the ends of lines.
    printed = "".join(text.split()).replace("-", "")
    for said in (SENTENCES[style], *LISTS[style].values()):
        assert "".join(said.split()).replace("-", "") in printed
