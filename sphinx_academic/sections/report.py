"""The directive ``report``: what belongs to a grant or a funder, was done in a role or by somebody, in a window of dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, NamedTuple

from sphinx_academic.content.fragments import Element, Fragments, joined
from sphinx_academic.data.choice import Narrowing
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Record
from sphinx_academic.data.report import Reported, ReportedList, report, unmet
from sphinx_academic.data.select import once_each
from sphinx_academic.formats.record_tables import tables_of
from sphinx_academic.formats.tables import Table
from sphinx_academic.sections import options as read
from sphinx_academic.sections.base import BEHIND_LISTS, Chosen, PageFacts, Section, markup_for
from sphinx_academic.sections.belonging import BELONGING
from sphinx_academic.sections.curriculum import CvList
from sphinx_academic.sections.description import Description, _, labelled, line
from sphinx_academic.sections.language_words import number_words
from sphinx_academic.sections.offers import FORMATS_IN_WORDS, offered_formats
from sphinx_academic.sections.options import Option, Options, read_options
from sphinx_academic.sections.registry import sections_with

_LOOK: Mapping[str, str] = {"layout": "list", "group-by": "type", "max-authors": "20"}
"""How works are shown; other lists look as in a curriculum vitae."""
_NOT_IN_A_REPORT = frozenset({"figure", "widget", "drawn"})


class Summary(NamedTuple):
    """What stands above the lists: what was asked for, and how many records of which list there are."""

    report: Reported
    counts: tuple[tuple[str, int], ...]


class ReportedGroup(NamedTuple):
    """A group of a list, and the section that shows it."""

    section: Section[Any]
    listed: CvList
    group: int


class ReportOfRecords(Section[Record]):
    """All kinds of records that belong to something, under headings, with their numbers above."""

    name = "report"
    list_of = ""
    in_cv = None
    # fmt: off
    options: ClassVar = {
        **BELONGING,
        "funder": Option(read.words,
            "Only what one of these [funders](/how-to/reports.md#funders) paid for, in any of its spellings, by its grants or for its projects."),
        "role": Option(read.words, "Only what was done in one of these roles, as in lists of a career."),
        "person": Option(read.words, "Only what one of these people has a part in."),
        "since": Option(read.date, "Only what may have been at this date or later."),
        "until": Option(read.date, "Only what may have been at this date or earlier."),
        "year": Option(read.years, "Only what may have been in these years."),
        "kinds": Option(read.words,
            "Only these lists, by the names that they have in the data: `publications, talks`; in a good order where nothing is said."),
        "download": Option(offered_formats,
            f"The report as files below it: {FORMATS_IN_WORDS}; those of references hold its works."),
        "no-index": read.REFERRED["no-index"],
    }
    # fmt: on
    filters = frozenset({*BELONGING, "funder", "role", "person", "since", "until", "year", "kinds"})

    _known: tuple[Collection | None, Options, Reported | None] = (None, {}, None)

    def report(self, collection: Collection, options: Options) -> Reported:
        """The report, which is asked for more than once."""
        if self._known[0] is not collection or self._known[1] != options:
            found = report(collection, asked_for(options), options.get("kinds", ()))
            self._known = collection, dict(options), found
        made = self._known[2]
        assert made is not None
        return made

    def facts(self, options: Options, page: PageFacts) -> Options:
        return {"page": page}

    def faults(self, collection: Collection, options: Options) -> Iterator[tuple[str, str, str]]:
        found = tuple(unmet(collection, asked_for(options), options.get("kinds", ())))
        yield from (each[:3] for each in found)
        made = self.report(collection, options)
        if found or made.lists or collection.unread:
            return
        if made.undated:
            message = f"Nothing is in this report: {made.undated} records that would be have no date."
            yield "", message, "Give them a  date:  in the data, or leave the window open."
        else:
            yield "", "Nothing among the data is as this report asks.", "Ask for less, or take it away."

    def choose(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        made = self.report(collection, options)
        if not made.lists:
            return ()
        sections = sections_with(collection.declared)
        lists = tuple(described_lists(made, collection, options["page"]))
        counts = tuple((sections.title(listed.section), len(reported.records)) for reported, listed in lists)
        pieces = (
            Chosen(
                (sections.title(listed.section), *labels),
                group.records,
                about=ReportedGroup(sections[listed.section], listed, index),
            )
            for _reported, listed in lists
            for index, (labels, group) in enumerate(listed.headed(sections[listed.section], collection))
        )
        return (Chosen((), (), about=Summary(made, counts)), *pieces)

    def tables(
        self, records: Sequence[Record], collection: Collection, options: Options
    ) -> tuple[Table, ...]:
        made = self.report(collection, options)
        return tables_of(made.records, collection, markup_for(collection))

    def lists(
        self, chosen: Sequence[Chosen], options: Options
    ) -> Iterator[tuple[Section[Any], int, Sequence[Any]]]:
        groups = (group.about for group in chosen if isinstance(group.about, ReportedGroup))
        for about in {id(each.listed): each for each in groups}.values():
            yield about.section, BEHIND_LISTS, once_each(about.listed.groups)

    def shows_pictures(self, options: Options) -> bool:
        return False

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        about: Summary | ReportedGroup = chosen[index].about
        if isinstance(about, Summary):
            return (
                Element(
                    "division", summary(about, description), "academic academic-overview academic-report"
                ),
            )
        listed = about.listed
        shown = about.section.describe(listed.groups, about.group, listed.options, description)
        return _without_pictures(shown)


def asked_for(options: Options) -> Narrowing:
    """What the options of the directive ask for."""
    return Narrowing(
        authors=options.get("person", ()),
        since=options.get("since"),
        until=options.get("until"),
        years=options.get("year", ()),
        projects=options.get("project", ()),
        grants=options.get("grant", ()),
        funders=options.get("funder", ()),
        roles=options.get("role", ()),
    )


def described_lists(
    made: Reported, collection: Collection, page: PageFacts
) -> Iterator[tuple[ReportedList, CvList]]:
    """Each list of a report as its directive shows it."""
    sections = sections_with(collection.declared)
    for listed in made.lists:
        if name := sections.of_list.get(listed.name, ""):
            section = sections[name]
            look = _LOOK if section.lists_works else section.in_cv or {}
            options = {**read_options(look, section.options).values}
            options.update(section.facts(options, page))
            kind = collection.all_kinds[listed.name]
            alone = replace(collection, records={**collection.records, kind: listed.records}, as_written=None)
            yield listed, CvList(name, options, section.choose(alone, options))


def summary(about: Summary, description: Description) -> Fragments:
    """The numbers of records, what was asked for, and what is left out."""

    def number(of: int) -> Fragments:
        return (Element("strong", (number_words(of, description.language),)),)

    counts = joined(((f"{heading} ", *number(count)) for heading, count in about.counts), ", ")
    undated = about.report.undated
    said = (
        _("%s entry without a date is left out.")
        if undated == 1
        else _("%s entries without a date are left out.")
    )
    lines = (
        *(
            each
            for asked in _asked_in_words(about.report.asked, description)
            for each in line(asked, "academic-asked")
        ),
        *line(counts, "academic-said"),
        *line((said % number_words(undated, description.language),) if undated else (), "academic-note"),
    )
    return (Element("lines", lines),)


def _asked_in_words(asked: Narrowing, description: Description) -> Iterator[Fragments]:
    named = (
        (_("Grant"), asked.grants),
        (_("Funder"), asked.funders),
        (_("Project"), asked.projects),
        (_("Person"), asked.authors),
        (_("Role"), asked.roles),
    )
    for label, names in named:
        if names:
            yield labelled(label, (", ".join(names),))
    since, until = description.dated(asked.since), description.dated(asked.until)
    years = ", ".join("–".join(str(year or "") for year in dict.fromkeys(each)) for each in asked.years)
    if since or until:
        yield labelled(_("Dates"), joined((since or ("…",), until or ("…",)), " – "))
    if years:
        yield labelled(_("Years"), (years,))


def _without_pictures(fragments: Fragments) -> Fragments:
    return tuple(
        fragment
        if isinstance(fragment, str)
        else fragment._replace(children=_without_pictures(fragment.children))
        for fragment in fragments
        if isinstance(fragment, str) or fragment.kind not in _NOT_IN_A_REPORT
    )
