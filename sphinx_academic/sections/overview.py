"""The directive ``overview``: what a career or a lab comes to, in words, as a table, and in pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from sphinx_academic.content.fragments import Element, Fragments, joined, plain
from sphinx_academic.data.choice import Narrowing
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.indicators import Span
from sphinx_academic.data.records import Publication
from sphinx_academic.data.survey import ON_TIMELINE, Survey, survey
from sphinx_academic.data.values.names import Author
from sphinx_academic.sections import options as read
from sphinx_academic.sections import overview_pictures as pictures
from sphinx_academic.sections import overview_words as words
from sphinx_academic.sections.base import Chosen, PageFacts, Section
from sphinx_academic.sections.belonging import BELONGING
from sphinx_academic.sections.description import Description, _, line, paragraph
from sphinx_academic.sections.language_words import number_words
from sphinx_academic.sections.options import Option, Options
from sphinx_academic.sections.shown_tables import table
from sphinx_academic.sections.timed import period

_MOST_YEARS = 60
"""A work of three hundred years ago would make all bars too thin to be seen."""
_MOST_ROWS = 40
_FEWEST_PEOPLE = 3


class Overview(Section[Publication]):
    """Numbers from the data."""

    name = "overview"
    list_of = "publications"
    in_cv: ClassVar = {"show": "words"}
    # fmt: off
    options: ClassVar = {
        "show": Option(read.some_of("words", "table", "years", "timeline", "network"),
            "The [parts](#parts-of-an-overview), in this order: numbers in words or as a table; works per year, what was when, and who "
            "writes with whom as pictures.", "words, years, timeline, network"),
        "author": Option(read.words,
            "Only what these people have done: their works, and what names them; the rest is that of the owner of the site."),
        "since": Option(read.date, "Only works of this date or later, and what went on at it or later."),
        "year": Option(read.years, "Only works of these years, and what went on in them."),
        **BELONGING,
    }
    # fmt: on
    filters = frozenset({"author", "since", "year", *BELONGING})

    _known: tuple[Collection | None, Options, Survey | None] = (None, {}, None)

    def _survey(self, collection: Collection, options: Options) -> Survey:
        """The numbers, which are asked for more than once."""
        if self._known[0] is not collection or self._known[1] != options:
            asked = Narrowing(
                options.get("author", ()),
                options.get("since"),
                options.get("year", ()),
                options.get("project", ()),
                options.get("grant", ()),
            )
            self._known = collection, dict(options), survey(collection, asked, options["today"])
        found = self._known[2]
        assert found is not None
        return found

    def choose(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        found = self._survey(collection, options)
        return (Chosen((), (), about=found),) if found else ()

    def facts(self, options: Options, page: PageFacts) -> Options:
        return {"today": page.today}

    def shows_pictures(self, options: Options) -> bool:
        return False

    def faults(self, collection: Collection, options: Options) -> Iterator[tuple[str, str, str]]:
        yield from super().faults(collection, options)
        found = self._survey(collection, options)
        if not found and not self.filters & options.keys():
            message = "There is nothing among the data that an overview tells of."
            yield (
                "",
                message,
                "It tells of publications, education, positions, grants, students, talks and more.",
            )
        if not found or "show" not in options:
            return
        missing = {
            "years": (
                "No work has a year, so there are no works per year.",
                "Give works a  year:  in the data.",
            ),
            "timeline": (
                "Nothing has a beginning that could stand on a timeline.",
                "Give education, positions or grants a  start:  in the data.",
            ),
            "network": (
                "No three people have written together, so there is no network of co-authors.",
                "Authors have to be a list, or a text that is certain to be one.",
            ),
        }
        has = {"years": found.years, "timeline": any(found.times.values()), "network": _has_network(found)}
        for part in options["show"]:
            if part in missing and not has[part]:
                yield ("show", *missing[part])

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        found: Survey = chosen[index].about
        parts = {
            "words": _in_words,
            "table": _as_table,
            "years": _years,
            "timeline": _timeline,
            "network": _network,
        }
        shown = options.get("show", ("words", "years", "timeline", "network"))
        blocks = (block for part in dict.fromkeys(shown) for block in parts[part](found, description))
        return (Element("division", tuple(blocks), "academic academic-overview"),)


def _in_words(found: Survey, description: Description) -> Fragments:
    lines = tuple(line(said, "academic-said") for said in words.sentences(found, description))
    return (Element("lines", tuple(each for said in lines for each in said)),) if lines else ()


def _as_table(found: Survey, description: Description) -> Fragments:
    dash = Element("on_paper", ("– ",))
    rows = [
        (
            (dash, Element("span", (figure.called,), "academic-of")) if figure.is_part else figure.called,
            *figure[1:3],
        )
        for figure in words.figures(found, description)
    ]
    return (table(_("In numbers"), ("", _("Number"), _("Note")), rows),) if rows else ()


def _beside(title: str, drawing: Element | None, below: Element) -> Fragments:
    """A part of the overview: its title, the picture, and the table that says the same, which books and other formats have alone."""
    told = {"summary": _("As a table"), "in_books": "yes"}
    below = Element("disclosure", (below,), "", told) if drawing is not None else below
    heading = Element("label", (Element("strong", (title,)),), "academic-part-title")
    return (heading, *((drawing,) if drawing is not None else ()), below)


# Works per year


def _years(found: Survey, description: Description) -> Fragments:
    if not found.years:
        return ()
    types = sorted(words.types_of(found), key=lambda name: -found.types[name])
    own = types if len(types) <= pictures.COLOURS else types[: pictures.COLOURS - 1]
    own = [name for name in words.types_of(found) if name in own]
    called = [words.type_called(name) for name in own]
    if len(own) < len(types):
        called.append(_("Others"))

    dated = sum((Counter(of_year) for of_year in found.years.values()), Counter[str]())
    undated = Counter(found.types) - dated

    def numbers(year: int) -> tuple[int, ...]:
        of_year = found.years.get(year, {}) if year else undated
        others = (
            (sum(of_year.values()) - sum(of_year.get(name, 0) for name in own),)
            if len(own) < len(types)
            else ()
        )
        return (*(of_year.get(name, 0) for name in own), *others)

    last = max(found.years)
    every = range(max(min(found.years), last - _MOST_YEARS + 1), last + 1)
    bars = [pictures.Bar(year, numbers(year), _said(year, numbers(year), called)) for year in every]
    title = _("Works per year")
    drawing = None
    if len(bars) > 1:
        label = f"{title}, {every[0]}–{every[-1]}"
        drawing = pictures.years_picture(bars, label, [*enumerate(called, start=1)])

    def written(number: int) -> str:
        return number_words(number, description.language) if number else ""

    rows: list[tuple[str | Fragments, ...]] = [
        (str(year), *map(written, numbers(year)), written(sum(numbers(year))))
        for year in sorted(found.years, reverse=True)
    ]
    if undated:
        rows.append((_("No date"), *map(written, numbers(0)), written(undated.total())))
    heads = (_("Year"), *called, _("All")) if len(called) > 1 else (_("Year"), "", _("Works"))
    rows = rows if len(called) > 1 else [(row[0], "", row[-1]) for row in rows]
    return _beside(title, drawing, table(title, heads, rows))


def _said(year: int, numbers: tuple[int, ...], called: list[str]) -> str:
    parts = [f"{name} {number}" for name, number in zip(called, numbers, strict=True) if number]
    return f"{year}: {sum(numbers)} ({', '.join(parts)})" if len(parts) > 1 else f"{year}: {', '.join(parts)}"


# What was when


def _timeline(found: Survey, description: Description) -> Fragments:
    kinds = {"education": _("Education"), "positions": _("Positions"), "grants": _("Grants")}
    ordered = sorted(
        ((span, name) for name in ON_TIMELINE for span in found.times[name]),
        key=lambda each: (each[0].first, each[0].last),
    )
    if not ordered:
        return ()
    rows = []
    for span, name in ordered[-_MOST_ROWS:]:
        label = plain(_what(span, description))
        when = plain(period(span.record, description))
        rows.append(
            pictures.Stretch(ON_TIMELINE.index(name) + 1, span.first, span.last, label, f"{label}, {when}")
        )
    legend = [(place, kinds[name]) for place, name in enumerate(ON_TIMELINE, start=1) if found.times[name]]
    title = _("Timeline")
    drawing = pictures.timeline_picture(rows, title, legend) if len(rows) > 1 else None
    told: list[tuple[str | Fragments, ...]] = [
        (period(span.record, description), _what(span, description), kinds[name]) for span, name in ordered
    ]
    return _beside(title, drawing, table(title, (_("When"), _("What"), _("Kind")), told))


def _what(span: Span, description: Description) -> Fragments:
    """What it was and where; each once, as a title may be the institution."""
    record = span.record
    known: dict[str, str] = {}
    for field in ("degree", "title", "institution", "funder"):
        known.setdefault(getattr(record, field, ""), field)
    told = (description.prose(text, record, field) for text, field in known.items())
    return joined(told, ", ") or (_("Untitled"),)


# Who writes with whom


def _has_network(found: Survey) -> bool:
    return len(found.network.people) >= _FEWEST_PEOPLE and bool(found.network.links)


def _network(found: Survey, description: Description) -> Fragments:
    if not _has_network(found):
        return ()
    people = found.network.people
    years = [
        f"{each.first}–{each.last}" if each.first < each.last else str(each.first or "") for each in people
    ]
    numbers = [number_words(each.works, description.language) for each in people]
    works = [
        (_("%s work") if each.works == 1 else _("%s works")) % said
        for each, said in zip(people, numbers, strict=True)
    ]
    said = [
        ", ".join(filter(None, (each.name, number, when)))
        for each, number, when in zip(people, works, years, strict=True)
    ]
    partners: list[list[tuple[int, int]]] = [[] for _person in people]
    for one, other, number in found.network.links:
        partners[one].append((-number, other))
        partners[other].append((-number, one))
    rows: list[tuple[str | Fragments, ...]] = [
        (
            each.name,
            numbers[place],
            years[place],
            ", ".join(f"{people[other].name} ({-number})" for number, other in sorted(partners[place])[:3]),
        )
        for place, each in enumerate(people)
    ]
    title = _("Co-authors")
    of = {"number": len(people), "all": number_words(found.network.of, description.language)}
    shown = (
        _("The %(number)d who have written most, of %(all)s") % of if len(people) < found.network.of else ""
    )
    holds = description.highlights.hold
    stand_out = [holds(Author(each.name, person=each.name)) for each in people]
    drawing = pictures.network_picture(found.network, title, said, stand_out)
    heads = (_("Name"), _("Works"), _("Years"), _("Most often with"))
    parts = _beside(title, drawing, table(title, heads, rows))
    return (parts[0], *paragraph((shown,) if shown else (), "academic-note"), *parts[1:])
