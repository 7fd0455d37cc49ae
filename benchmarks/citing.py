"""What citing costs: a documentation of 1,000 pages without citations, with 5,000 of ours, and with those of sphinxcontrib-bibtex.

All three have the same text, on pages of some 350 words in ten chapters. Every page but those without names five
of 500 works as its sentences go along, and one more page lists them. What is compared is the processor time of
the whole process, as seconds on the wall depend on what else a machine does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from benchmarks.measure import Cost
from benchmarks.records import OWNER, as_bibtex, as_yaml, make_records
from benchmarks.turns import CpuReach, Variant, costs_in_turns, table_of_turns

PAGES, CITATIONS, WORKS = 1_000, 5_000, 500
CHAPTERS = 10
_SENTENCES = 3
_PARAGRAPHS = 5


class Way(StrEnum):
    """With what a documentation cites."""

    PLAIN = "plain"
    ACADEMIC = "academic"
    BIBTEX = "bibtex"


class CitingError(Exception):
    """A page was built and does not cite what it should."""


@dataclass(frozen=True)
class Documentation(Variant[Way]):
    """A documentation that cites in the way that its name says."""

    pages: int = PAGES
    citations: int = CITATIONS
    works: int = WORKS


_SETTINGS = {
    Way.PLAIN: "",
    Way.ACADEMIC: (
        "extensions = ['sphinx_academic']\n"
        "academic_data = ['publications.yaml']\n"
        f"academic_highlight = [{OWNER!r}]\n"
    ),
    Way.BIBTEX: (
        "extensions = ['sphinxcontrib.bibtex']\n"
        "bibtex_bibfiles = ['publications.bib']\n"
        "bibtex_reference_style = 'author_year'\n"
    ),
}
_ROLE = {Way.ACADEMIC: ":pub:t:`{}`", Way.BIBTEX: ":cite:t:`{}`"}
_LIST = {
    Way.PLAIN: "Nothing is listed.\n",
    Way.ACADEMIC: ".. references::\n   :scope: project\n   :sort: author\n",
    Way.BIBTEX: ".. bibliography::\n",
}


def write_documentation(documentation: Documentation) -> None:
    """Write all source files."""
    source, way = documentation.source, documentation.name
    source.mkdir(parents=True)
    settings = f"project = 'Kettles'\nhtml_theme = 'basic'\n{_SETTINGS[way]}"
    (source / "conf.py").write_text(settings, encoding="utf-8")
    chapters = [f"chapter{number}" for number in range(CHAPTERS)]
    _write_page(source / "index.rst", "Kettles", _toctree([*chapters, "literature"]))
    _write_page(source / "literature.rst", "Literature", _LIST[way])
    for number, chapter in enumerate(chapters):
        own = [f"page{page:04}" for page in range(number, documentation.pages, CHAPTERS)]
        _write_page(source / f"{chapter}.rst", f"Chapter {number}", _toctree(own))
    for page in range(documentation.pages):
        _write_page(source / f"page{page:04}.rst", f"Kettle {page}", _prose(documentation, page))
    with (source / f"publications.{'bib' if way is Way.BIBTEX else 'yaml'}").open(
        "w", encoding="utf-8"
    ) as file:
        file.write("" if way is Way.BIBTEX else "publications:\n")
        for record in make_records(documentation.works):
            file.write(as_bibtex(record) if way is Way.BIBTEX else as_yaml(record))


def _write_page(path: Path, title: str, text: str) -> None:
    path.write_text(f"{title}\n{'=' * len(title)}\n\n{text}", encoding="utf-8")


def _toctree(names: Sequence[str]) -> str:
    return ".. toctree::\n\n" + "".join(f"   {name}\n" for name in names)


@cache
def _keys(works: int) -> tuple[str, ...]:
    return tuple(record.key for record in make_records(works))


def cited_on(documentation: Documentation, page: int) -> list[str]:
    """Return the keys of the works that a page cites, each cited as often as another; neighbours have others."""
    each, keys = documentation.citations // documentation.pages, _keys(documentation.works)
    return [keys[(page * each + number) * 7 % len(keys)] for number in range(each)]


def _prose(documentation: Documentation, page: int) -> str:
    role = _ROLE.get(documentation.name, "somebody")
    return "".join(_paragraphs(page, [role.format(key) for key in cited_on(documentation, page)]))


def _paragraphs(page: int, cited: Sequence[str]) -> Iterator[str]:
    for number in range(_PARAGRAPHS):
        if number % 2:
            title = f"When kettle {page} sings"
            yield f"{title} {number}\n{'-' * (len(title) + 2)}\n\n"
        for sentence in range(_SENTENCES):
            said = f"kettle {page + sentence} holds *{number + 1} litres*"
            yield f"Of those in use ``{sentence}`` are of copper, and {said}\nbefore it comes to the boil. "
        # Where there are more works than paragraphs the last has the rest.
        last = number == _PARAGRAPHS - 1
        named = cited[number:] if last else cited[number : number + 1]
        yield "".join(f"So {name} found\nin a warm kitchen. " for name in named) + "\n\n"


def check_documentation(documentation: Documentation) -> None:
    """Make sure that pages cite what they should, with a link, and that the list has every work.

    Raises
    ------
    CitingError
        A page does not link to what it cites, or the list lacks a work.
    """
    if documentation.name is Way.PLAIN:
        return
    each = documentation.citations // documentation.pages
    for page in (0, documentation.pages // 2, documentation.pages - 1):
        name = f"page{page:04}"
        text = (documentation.html / f"{name}.html").read_text(encoding="utf-8")
        links = re.findall(r'<a [^>]*href="literature\.html#[^"]+"', text)
        if len(links) != each:
            raise CitingError(f"{name} links to {len(links)} works, and cites {each}")
    listed = (documentation.html / "literature.html").read_text(encoding="utf-8")
    missing = [record.name for record in make_records(documentation.works) if record.name not in listed]
    if missing:
        raise CitingError(
            f"the list lacks {len(missing)} of {documentation.works} works, {missing[0]!r} for one"
        )


def measure_citing(folder: Path, rounds: int, ways: Sequence[Way] = tuple(Way)) -> dict[Way, Cost]:
    """Build each documentation from nothing, taking turns; gives the median of what each took.

    sphinxcontrib-bibtex is built once: it takes minutes, and what it is held against is far from what it takes.

    Raises
    ------
    BuildError
        A build failed, or warned.
    CitingError
        A page does not cite what it should.
    """
    documentations = {way: Documentation(way, folder / "citing" / way) for way in ways}
    for documentation in documentations.values():
        write_documentation(documentation)
    return costs_in_turns("citing", documentations, check_documentation, rounds, once={Way.BIBTEX})


def judge_citing(costs: Mapping[Way, Cost]) -> list[CpuReach]:
    """Return what became of the two promises."""
    plain, ours, theirs = (costs[way].cpu_seconds if way in costs else None for way in Way)
    share = ours / plain if plain and ours else None
    added = (ours - plain) / (theirs - plain) if plain and ours and theirs else None
    title = f"{PAGES:,} pages with {CITATIONS:,} citations of {WORKS} works"
    return [
        CpuReach(f"{title}, CPU, divided by the same without", share, 1.15),
        CpuReach(f"{title}, CPU added, divided by what sphinxcontrib-bibtex adds", added, 0.5),
    ]


def citing_table(costs: Mapping[Way, Cost]) -> list[str]:
    """Write what was measured, one line for each way, and what became of the promises."""
    return table_of_turns("citing", costs, judge_citing(costs))
