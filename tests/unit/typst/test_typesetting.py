"""A document becomes a PDF: looked at as readers, programs and screen readers have it."""

from __future__ import annotations

import datetime
import io

import pypdf
import pytest

from sphinx_academic.content.document import Document, DocumentPart
from sphinx_academic.content.fragments import KINDS, Element, Fragment
from sphinx_academic.content.typst import DESIGNS, PAPERS, Look, Typeset, typeset
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
