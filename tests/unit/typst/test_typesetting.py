"""A document becomes a PDF: looked at as readers, programs and screen readers have it."""

from __future__ import annotations

import datetime
import io
import re
import sys
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from coloraide import Color

from sphinx_academic.content.document import Document, DocumentPart
from sphinx_academic.content.fragments import KINDS, Element, Fragment
from sphinx_academic.content.typst import DESIGNS, PAPERS, Look, Typeset, TypesettingError, typeset
from sphinx_academic.content.typst.tree import DECISIONS

DAY = datetime.date(2026, 5, 17)


def line(classes: str, *content: Fragment) -> Element:
    return Element("line", content, f"academic-{classes}")


def division(classes: str, *content: Fragment) -> Element:
    return Element("division", content, f"academic-{classes}")


def paragraph(*content: Fragment) -> Element:
    return Element("paragraph", content)


def linked(words: str, url: str) -> Element:
    return Element("link", (words,), "", {"url": url})


def work(number: int, title: Fragment | None = None) -> Element:
    """A publication as its list describes it."""
    titled = Element("strong", (title or f"The steam of {number} kettles",))
    lines = (
        line("title", Element("span", (f"[J{number}]",), "academic-number"), " ", titled),
        line("authors", Element("strong", ("Ada Lovelace",), "academic-highlight"), ", Mary Somerville"),
        line("venue", Element("emphasis", ("Journal of Kettles",)), ", 12(3), 45–67, 2024"),
        line("links", "[", linked("DOI", f"https://doi.org/10.1000/{number}"), "]"),
    )
    return Element("entry", (division("body", Element("lines", lines)),), "academic-entry")


def post(dates: str, title: str) -> Element:
    """A position as its list describes it."""
    when = line("dates", Element("time", (dates,))) if dates else Element("on_paper", (), "academic-dates")
    lines = (line("title", Element("strong", (title,))), line("where", "University of Tea, Oxford"))
    return Element("entry", (when, division("body", Element("lines", lines))), "academic-entry")


HEAD = (
    line("role", "Professor of Boiling"),
    line("email", linked("ada@example.org", "mailto:ada@example.org")),
    line("orcid", linked("0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097")),
)


def cv(number: int = 30, *body: Fragment, title: str = "Ada Lovelace", language: str = "en") -> Document:
    """A CV with so many publications, and with ``body`` in a part of its own."""
    parts = [
        DocumentPart(
            1, ("Positions",), (division("timed", post("2019 – 2024", "Professor"), post("", "Reader")),)
        ),
        DocumentPart(1, ("Publications",), ()),
        DocumentPart(2, ("Articles",), (division("list", *map(work, range(1, number + 1))),)),
    ]
    parts += [DocumentPart(1, ("More",), body)] if body else []
    return Document(title, language, HEAD, tuple(parts))


def with_body(*body: Fragment) -> Typeset:
    return typeset(cv(1, *body), Look(date=DAY))


def words(made: Typeset) -> str:
    """All text, in the order in which it is read."""
    reader = pypdf.PdfReader(io.BytesIO(made.pdf))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("design", DESIGNS)
def test_every_title_stands_in_the_pdf_of_every_design(design: str, paper: str) -> None:
    made = typeset(cv(), Look(design, paper, DAY))
    text = words(made)
    assert [title for title in (f"The steam of {n} kettles" for n in range(1, 31)) if title not in text] == []
    assert made.faults == ()


def test_the_same_input_gives_the_same_bytes() -> None:
    assert typeset(cv(), Look(date=DAY)).pdf == typeset(cv(), Look(date=DAY)).pdf


def test_every_kind_of_fragment_has_a_decision() -> None:
    assert [kind for kind in KINDS if kind not in DECISIONS] == []


# What readers see


def test_the_name_and_the_number_of_the_page_stand_on_every_page() -> None:
    pages = pypdf.PdfReader(io.BytesIO(typeset(cv(), Look(date=DAY)).pdf)).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        foot = page.extract_text().split("\n")[-1]
        assert (f"{number} / {len(pages)}" in foot, "Ada Lovelace" in foot) == (True, True)


@pytest.mark.parametrize("number", range(5, 16))
@pytest.mark.parametrize("design", DESIGNS)
def test_no_heading_is_the_last_line_of_a_page(design: str, number: int) -> None:
    document = cv(number, *(paragraph("A word. " * 30) for _each in range(3)))
    pages = pypdf.PdfReader(io.BytesIO(typeset(document, Look(design, date=DAY)).pdf)).pages
    # The last line is the foot.
    last = [page.extract_text().strip().split("\n")[-2].strip() for page in pages]
    assert [text for text in last if text in {"Positions", "Publications", "Articles", "More"}] == []


def test_no_page_ends_within_a_short_entry() -> None:
    for page in pypdf.PdfReader(io.BytesIO(typeset(cv(60), Look(date=DAY)).pdf)).pages[:-1]:
        assert page.extract_text().strip().split("\n")[-2].strip().endswith("[DOI]")


def test_the_numbers_of_works_stand_in_one_column_before_the_text() -> None:
    places: dict[str, list[float]] = {"number": [], "text": []}

    def note(text: str, moved: list[float], matrix: list[float], _font: object, _size: float) -> None:
        for name, begin in (("number", "[J"), ("text", "The steam")):
            if text.strip().startswith(begin):
                places[name].append(round(moved[4] + matrix[4]))

    for page in pypdf.PdfReader(io.BytesIO(typeset(cv(9), Look(date=DAY)).pdf)).pages:
        page.extract_text(visitor_text=note)
    assert len(places["number"]) == len(places["text"]) == 9
    assert (len(set(places["number"])), len(set(places["text"]))) == (1, 1)
    assert max(places["number"]) < min(places["text"])


@pytest.mark.parametrize("paper, size", [("a4", (595, 842)), ("letter", (612, 792))])
def test_pages_are_as_large_as_the_paper(paper: str, size: tuple[int, int]) -> None:
    page = pypdf.PdfReader(io.BytesIO(typeset(cv(1), Look(paper=paper)).pdf)).pages[0]
    assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == size


@pytest.mark.parametrize("design", DESIGNS)
def test_text_stands_out_from_the_paper(design: str) -> None:
    source = (files("sphinx_academic.content.typst") / f"{design}.typ").read_text(encoding="utf-8")
    colours = dict(re.findall(r'#let (\w+) = rgb\("(#\w{6})"\)', source))
    assert set(colours) == {"accent", "ink", "muted", "hairline"}
    assert min(Color(colours[name]).contrast("white") for name in ("accent", "ink", "muted")) >= 7


# What programs see


def opened(made: Typeset) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made.pdf))


def tags(made: Typeset) -> list[str]:
    """The kinds of the elements that screen readers tell, outer ones first."""

    def within(node: Any) -> Iterator[str]:
        if isinstance(node, pikepdf.Array):
            for each in node:
                yield from within(each)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield str(node.S)
            yield from within(node.get("/K"))

    with opened(made) as pdf:
        return list(within(pdf.Root.StructTreeRoot.K))


def test_the_pdf_says_that_it_is_accessible_and_what_it_is() -> None:
    pdf = opened(typeset(cv(), Look(date=DAY)))
    assert (bool(pdf.Root.MarkInfo.Marked), str(pdf.Root.Lang)) == (True, "en")
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert (about["dc:title"], about["dc:creator"]) == ("Ada Lovelace", ["Ada Lovelace"])
        assert about["xmp:CreateDate"].startswith("2026-05-17")
        assert "Publications" in about["pdf:Keywords"]


def test_headings_lists_paragraphs_and_links_are_tagged() -> None:
    found = tags(typeset(cv(3), Look(date=DAY)))
    assert (found.count("/H1"), found.count("/H2")) == (2, 1)
    assert (found.count("/L"), found.count("/LI"), found.count("/LBody")) == (2, 5, 5)
    assert found.count("/Link") == 5
    assert {"/Title", "/P"} <= set(found)


def test_every_heading_is_a_bookmark() -> None:
    with opened(typeset(cv(3, paragraph("words")), Look(date=DAY))).open_outline() as outline:
        assert [each.title for each in outline.root] == ["Positions", "Publications", "More"]
        assert [each.title for each in outline.root[1].children] == ["Articles"]


def test_a_level_that_is_left_out_leaves_no_hole_in_the_outline() -> None:
    parts = (
        DocumentPart(3, ("First",), (paragraph("a"),)),
        DocumentPart(1, ("Second",), ()),
        DocumentPart(3, ("Third",), ()),
    )
    made = typeset(Document("Ada", "en", (), parts), Look())
    assert [tag for tag in tags(made) if tag.startswith("/H")] == ["/H1", "/H1", "/H2"]
    assert made.faults == ()


def fonts_of(made: Typeset) -> dict[str, bool]:
    """The names of the fonts of a PDF, and whether they are in it."""
    found: dict[str, bool] = {}
    with opened(made) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
                held = any(name in each for name in ("/FontFile", "/FontFile2", "/FontFile3"))
                found[str(each.FontName).partition("+")[2]] = held
    return found


@pytest.mark.parametrize("design, family", [("garamond", "EBGaramond"), ("sans", "SourceSans3")])
def test_the_fonts_of_the_design_are_in_the_pdf_and_no_other(design: str, family: str) -> None:
    found = fonts_of(typeset(cv(), Look(design, date=DAY)))
    assert all(found.values())
    assert {name.partition("-")[0] for name in found} == {family}


def test_identifiers_and_addresses_can_be_clicked() -> None:
    doi = Element("link", ("10.1000/9",), "", {"url": "doi:10.1000/9"})
    page = Element("link", ("a page of the site",), "", {"page": "papers/kettles"})
    scripted = linked("a script", "javascript:alert(1)")
    made = with_body(paragraph(doi, ", ", page, ", ", scripted))
    found = [
        str(each.A.URI)
        for page in opened(made).pages
        for each in page.get("/Annots", [])
        if "/URI" in each.get("/A", {})
    ]
    assert sorted(set(found)) == [
        "https://doi.org/10.1000/1",
        "https://doi.org/10.1000/9",
        "https://orcid.org/0000-0002-1825-0097",
        "mailto:ada@example.org",
    ]
    assert "10.1000/9, a page of the site, a script" in words(made)


# Every kind of content


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_fragment_stops_a_pdf(kind: str) -> None:
    made = with_body(
        paragraph("before"), Element(kind, ("words",), "", {"url": "", "name": "link"}), paragraph("after")
    )
    text = words(made).partition("before")[2].partition("after")[0]
    wanted = DECISIONS[kind] != "nothing" and kind not in {
        "break",
        "icon",
        "rule",
        "figure",
        "image",
        "table",
    }
    assert (unicodedata.normalize("NFKC", text.strip()) == "words") == (
        wanted and kind not in {"bullets", "items_in_a_row", "numbers"}
    )
    assert made.faults == ()


def test_what_looks_like_typst_is_shown_as_it_is() -> None:
    text = '#panic("x") $x$ *bold* _it_ `raw` <label> @ref // no /* no */ #import "@preview/x:1.0.0": * = 1'
    assert text in words(with_body(paragraph(text)))


def test_a_table_has_heads_and_cells() -> None:
    def row(kind: str, *texts: str) -> Element:
        return Element("row", tuple(Element(kind, (text,)) for text in texts))

    table = Element(
        "table", (row("column_head", "Year", "Kettles"), row("cell", "2024", "12"), row("cell", "2025"))
    )
    found = tags(with_body(table))
    assert (found.count("/Table"), found.count("/TH"), found.count("/TD")) == (1, 2, 4)


def test_posts_at_one_employer_are_a_list_within_it() -> None:
    head = Element(
        "division", (division("body", Element("lines", (line("title", "Meta"),))),), "academic-head"
    )
    together = Element(
        "division", (head, post("2020", "Scientist"), post("2019", "Intern")), "academic-together"
    )
    made = with_body(division("timed", together))
    assert "Meta 2020 Scientist" in words(made)
    assert tags(made).count("/L") == 4


def test_what_is_nested_without_end_is_shown_without_its_nesting() -> None:
    block, text = paragraph("deepest block"), "deepest text"
    for _each in range(100):
        block = Element("quote", (Element("bullets", (Element("item", (block,)),)),))
    inline: Fragment = text
    for _each in range(100):
        inline = Element("strong", (Element("emphasis", (inline,)),))
    assert "deepest block deepest text" in words(with_body(block, paragraph(inline)))


def lines_of(made: Typeset) -> list[str]:
    return pypdf.PdfReader(io.BytesIO(made.pdf)).pages[0].extract_text().splitlines()


def dated(*dates: Fragment) -> Element:
    body = division("body", Element("lines", (line("title", "Professor"),)))
    return Element("entry", (line("dates", *dates), body), "academic-entry")


def test_dates_break_between_two_days_and_never_within_one() -> None:
    dates = Element("time", ("Mai 2017",)), " – ", Element("time", ("3. Oktober 2018",))
    found = [
        each.replace("\u00a0", " ").strip() for each in lines_of(with_body(division("timed", dated(*dates))))
    ]
    assert any(each.startswith("3. Oktober 2018") for each in found)


@pytest.mark.parametrize("design", DESIGNS)
def test_links_stand_in_a_row_below_where_to_write_to(design: str) -> None:
    head = (
        line("email", linked("ada@example.org", "mailto:ada@example.org")),
        line("orcid", "ORCID ", linked("0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097")),
        line("link", linked("GitHub", "https://github.com/ada")),
        line("link", linked("DBLP", "https://dblp.org/ada")),
    )
    heights: dict[str, float] = {}

    def note(text: str, moved: list[float], matrix: list[float], _font: object, _size: float) -> None:
        heights[text.strip()] = moved[5] + matrix[5]

    made = typeset(Document("Ada", "en", head, ()), Look(design=design, date=DAY))
    pypdf.PdfReader(io.BytesIO(made.pdf)).pages[0].extract_text(visitor_text=note)
    email, orcid, github, dblp = (
        next(height for text, height in heights.items() if text.startswith(words))
        for words in ("ada@", "ORCID", "GitHub", "DBLP")
    )
    assert (email, github) == (orcid, dblp) and email != github


def test_a_cv_of_nobody_is_called_so() -> None:
    assert lines_of(typeset(Document("", "en", (), ()), Look(date=DAY)))[0] == "Curriculum vitae"


def test_a_document_of_nothing_is_a_page() -> None:
    made = typeset(Document("", "en", (), ()), Look())
    assert (len(opened(made).pages), made.faults) == (1, ())
    assert "Curriculum vitae" in words(made)


def test_two_thousand_publications_are_set() -> None:
    pages = pypdf.PdfReader(io.BytesIO(typeset(cv(2_000), Look(date=DAY)).pdf)).pages
    assert len(pages) > 100
    assert "The steam of 2000 kettles" in pages[-1].extract_text()


# Where something is missing


def test_a_missing_extra_is_told_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("typst", "rendercv_fonts"):
        with (
            monkeypatch.context() as without,
            pytest.raises(TypesettingError, match=f"needs the package {name.replace('_', '-')}") as told,
        ):
            without.setitem(sys.modules, name, None)
            typeset(cv(1), Look())
        assert told.value.hint == 'Install it:  pip install "sphinx-academic[pdf]"'


@pytest.mark.parametrize(
    "look, hint", [(Look("roman"), "Take garamond or sans."), (Look(paper="a5"), "Take a4 or letter.")]
)
def test_a_look_that_there_is_not_is_told_with_those_that_there_are(look: Look, hint: str) -> None:
    with pytest.raises(TypesettingError, match="There is no") as told:
        typeset(cv(1), look)
    assert told.value.hint == hint


def test_without_the_font_of_the_design_no_other_takes_its_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("rendercv_fonts.package_folder_path", tmp_path)
    with pytest.raises(TypesettingError, match="The font EB Garamond"):
        typeset(cv(1), Look())
