"""Works of all kinds go out as BibTeX, RIS and CSL-JSON and come back through eight programs with all that the format has a place for.

BibTeX itself, Biber and bibutils are asked where they are installed; docs/how-to/take-away.md says what was found with which versions.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import readers
import yaml
from node_packages import CITATION_JS, why_missing
from readers import Facts

from sphinx_academic.content.fragments import plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.formats.loading import load_named
from sphinx_academic.formats.reference import edition_number
from sphinx_academic.formats.table import format_named

CASES = Path(__file__).with_name("cases") / "export"
COLLECTION = load_named([str(CASES / "works.yaml")])
WRITTEN = {
    form: format_named(form).writer(COLLECTION.publications, markup=Markup({}))
    for form in ("bib", "ris", "csl")
}

ELSEWHERE = {
    "container": ("publisher", "series"),
    "series": ("container",),
    "publisher": ("container",),
    "eid": ("number", "page"),
    "version": ("edition",),
}
"""Where else programs put a fact: CSL has one place for publishers, institutions and what ``howpublished`` says."""


def of_yaml() -> dict[str, Facts]:
    """What the file of works says, without a reader of ours between it and the comparison."""
    root = yaml.load((CASES / "works.yaml").read_text("utf-8"), yaml.BaseLoader)
    return {work["key"]: readers.said(dict(_facts(work))) for work in root["publications"]}


def _facts(work: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    def text(name: str) -> str:
        return plain(Markup({}).inline(str(work.get(name, ""))))

    def names(name: str) -> list[tuple[str, ...]]:
        return [
            (each.split()[-1], " ".join(each.split()[:-1]))
            for each in str(work.get(name, "")).split(" and ")
            if each
        ]

    yield "title", text("title")
    yield (
        "author",
        [
            ("others",)
            if isinstance(each, str)
            else (each["literal"],)
            if "literal" in each
            else (each["family"], each["given"], each.get("suffix", ""))
            for each in work.get("authors", ())
        ],
    )
    yield "editor", names("editor")
    yield "translator", names("translator")
    yield (
        "issued",
        _date(work.get("date", work.get("year", ""))),
    )
    of_institution = work.get("type") in {"thesis", "report"}
    yield "publisher" if of_institution else "container", text("venue")
    yield "publisher", text("publisher") or (text("venue") if of_institution else "")
    yield "place", text("location")
    yield "page", text("pages")
    yield "DOI", work.get("doi")
    yield "URL", work.get("url")
    yield "keyword", work.get("tags", ())
    for name in ("series", "volume", "number", "edition", "version", "eid", "note", "abstract"):
        yield name, text(name)
    for name in ("isbn", "issn", "pmid", "pmcid"):
        yield name.upper(), work.get(name)
    yield "arxiv", work.get("arxiv")


def _date(text: str) -> list[str]:
    parts = text.split("-")
    return (
        [str(int(part)) for part in parts]
        if (parts[0].isdecimal() and len(parts[-1]) < 4) or text.isdecimal()
        else [text]
    )


WORKS = of_yaml()


def losses(form: str, read: readers.Read, known: str = "", *, folded: bool = False) -> list[str]:
    """What of our file in a format is not as it was when a program has read it.

    ``known`` are facts (``genre``), or facts of one work (``others.author``), that the program or the format has no place for.
    """

    def one(name: str, value: Any) -> str:
        text = str(value).casefold() if folded else str(value)
        number = edition_number(text) if name == "edition" else 0
        return str(number) if number else re.sub(r"[\s{}$]+", " ", text)

    found = read(WRITTEN[form])
    lost = [f"{key} is missing" for key in WORKS if key not in found]
    for key, name, value in (
        (key, *fact) for key, work in WORKS.items() if key in found for fact in work.items()
    ):
        given = [found[key].get(place) for place in (name, *ELSEWHERE.get(name, ()))]
        is_there = one(name, value) in [one(name, each) for each in given]
        if (
            key == "invention"
        ):  # BibTeX has no type for patents: what they have of their own is published "how"
            is_there = is_there or one(name, value) in one(name, found[key].get("publisher"))
        if not is_there and not {name, f"{key}.{name}"} & {*known.split()}:
            lost.append(f"{key}.{name}: {value!r} became {given[0]!r}")
    return lost


def test_the_works_are_read_without_a_word() -> None:
    assert COLLECTION.problems == ()
    assert len(WORKS) == len(COLLECTION.publications) >= 40
    assert {name for work in WORKS.values() for name in work} >= {
        "title",
        "author",
        "editor",
        "series",
        "eid",
        "PMID",
    }


# What follows names, for each program, the facts that it has no place for or reads in its own way.
TAGS = "markup-as-text.title"
"""Neither RIS nor CSL-JSON has a sign for a tag that is text."""
RIS = f"{TAGS} names.author others.author circa.issued span.issued"
"""RIS has no comma within a name, no word for those who are left out, and one year."""
OF_PANDOC = {
    # Nested quotation marks are doubled, years in words go.
    "bib": f"{TAGS} eid marks.title press.issued undated.issued",
    "csl": f"{TAGS} marks.title straight.title undated.issued",
    # Of RIS 3.9 reads the year alone, turns suffix and given name round and keywords too, and leaves out what it does not know.
    "ris": f"{RIS} issued full.author keyword note PMID PMCID place translator ISBN edited.editor meeting.series",
}
OF_CITATION_JS = {
    "bib": f"{TAGS} arxiv formula.title abstract.abstract circa.issued",
    "csl": TAGS,
    # The tables of the specification have no place for them with these types.
    "ris": f"{RIS} press.issued undated.issued program.issued PMID meeting.ISBN meeting.series monograph.number "
    "lecture.container board.container",
}


@pytest.mark.parametrize(("form", "known"), [("bib", ""), ("ris", f"{TAGS} names.author"), ("csl", TAGS)])
def test_we_read_all_that_we_write(form: str, known: str) -> None:
    assert losses(form, readers.ours(form), known) == []


@pytest.mark.parametrize(
    ("form", "reader"), [("bib", "bibtex"), ("bib", "biblatex"), ("ris", "ris"), ("csl", "csljson")]
)
def test_pandoc_reads_all(form: str, reader: str) -> None:
    pytest.importorskip("pypandoc", reason="the package pypandoc_binary is not installed")
    assert losses(form, readers.pandoc(reader), OF_PANDOC[form], folded=form == "bib") == []


@pytest.mark.skipif(bool(why_missing(CITATION_JS)), reason=f"Citation.js: {why_missing(CITATION_JS)}")
@pytest.mark.parametrize(
    ("form", "reader"), [("bib", "@biblatex/text"), ("ris", "@ris/file"), ("csl", "@csl/list+object")]
)
def test_citation_js_reads_all(form: str, reader: str) -> None:
    assert losses(form, readers.citation_js(reader), OF_CITATION_JS[form]) == []


def test_pybtex_reads_all() -> None:
    assert losses("bib", readers.pybtex) == []


def test_rispy_reads_all() -> None:
    assert losses("ris", readers.rispy_reader, RIS) == []


@pytest.mark.parametrize("style", ["ieee", "apa", "chicago-author-date"])
def test_typst_prints_titles_names_and_years(tmp_path: Path, style: str) -> None:
    printed = readers.typst(WRITTEN["bib"], tmp_path, style).casefold()
    # It knows no commands of LaTeX but accents and signs, and writes them as they are.
    hard = {"full", "marks", "straight", "chemistry", "formula"}
    missing = [
        text
        for key, work in WORKS.items()
        for text in (
            "" if key in hard else work["title"],
            *(name[0] for name in work.get("author", ())[:1]),
            *(year for year in work.get("issued", ())[:1] if style == "apa" and year.isdecimal()),
        )
        if text.casefold().rstrip(".!?") not in printed
    ]
    assert missing == []


@pytest.mark.skipif(not shutil.which("bibtex"), reason="BibTeX is not installed")
def test_plain_prints_what_its_types_have(tmp_path: Path) -> None:
    printed = readers.plain_bst(WRITTEN["bib"], tmp_path)
    if printed is None:
        pytest.skip("plain.bst is not installed")
    assert printed.pop("") == "to sort, need author or key in untold; there's a number but no volume in old"
    for key, words in {
        "full": "Journal of Things 12(3):45--67 May 2024 Best paper",
        "meeting": "editors volume 44 of Lecture Notes in Boiling pages 101--112 Lisbon July 2021 Teapot Press",
        "part": "Handbook of Pots page 7 New York second edition 2018",
        "monograph": "Number 7 in Springs of Knowledge Berlin third edition",
        "doctoral": "PhD thesis University of Nowhere November 2020",
        "masters": "Master's thesis",
        "report": "Technical report TR-2020-12 Kettle Institute",
        "data": "Zenodo 2022",
        "invention": "Patent US 10,234,567 B2 March 2014",
        "server": "bioRxiv January",
        "lecture": "Meeting of the Tea Society October 2019",
    }.items():
        text = printed[key].replace("~", " ")
        assert [word for word in words.split() if word not in text] == [], text


@pytest.mark.skipif(not shutil.which("biber"), reason="Biber is not installed")
def test_biber_reads_all_and_its_check_finds_nothing_wrong(tmp_path: Path) -> None:
    told: list[str] = []

    def read(text: str) -> dict[str, Facts]:
        found, said = readers.biber(text, tmp_path)
        told.extend(said)
        return found

    assert losses("bib", read, "keyword PMID PMCID lists.page lists.volume issued") == []
    # The data model has no identifiers of PubMed and no licences, numbers for volumes, years and dates alone, and authors for every book.
    allowed = (
        "pmid' invalid|pmcid' invalid|license' invalid|'edited'.* mandatory|'untold'.* mandatory|'lists'.*'volume'"
        "|legacy year field|Overwriting field 'year'|'(?:press|undated)'.*'year'|Invalid format '(?:in press|n\\.d\\.)'"
    )
    assert [line for line in told if not re.search(allowed, line)] == []


OF_BIBUTILS = {
    # It knows few commands of LaTeX, drops the stop behind initials, and joins keywords.
    "bib": f"{TAGS} keyword PMID PMCID eid version arxiv full.author full.abstract names.author signs.title braces.title less.title "
    "chemistry.title formula.title lists.page abstract.abstract conference-hard.place",
    # The second authors of RIS are authors of the book to it.
    "ris": f"{RIS} PMID PMCID arxiv author editor translator full.note monograph.series server.container lecture.container "
    "board.container",
}


@pytest.mark.skipif(not shutil.which("bib2xml"), reason="bibutils is not installed")
@pytest.mark.parametrize(("form", "program"), [("bib", "bib2xml"), ("ris", "ris2xml")])
def test_bibutils_reads_all(form: str, program: str) -> None:
    assert losses(form, partial(readers.bibutils, program=program), OF_BIBUTILS[form]) == []
