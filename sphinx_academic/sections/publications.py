"""The directives ``publications``, a gallery, a list or a compact list of works, and ``references``, those that pages refer to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import repeat
from typing import ClassVar, NamedTuple

from sphinx_academic.content.fragments import Element, Fragments, joined, plain
from sphinx_academic.data import select
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import TYPES, Publication
from sphinx_academic.data.records.calendar_entry import SPOKEN
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.data.roles_of_people import EVERY, asked_for
from sphinx_academic.data.values.addresses import arxiv_url, doi_url
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.identifiers import address_of
from sphinx_academic.data.values.names import Author
from sphinx_academic.sections import citation_forms, entries, numbering, work_groups, year_links
from sphinx_academic.sections import description as shared
from sphinx_academic.sections import options as read
from sphinx_academic.sections import publication_entry as entry
from sphinx_academic.sections.base import (
    Above,
    Chosen,
    FilterWords,
    Form,
    PageFacts,
    Section,
    in_parts,
    is_long,
    markup_for,
    years_of,
)
from sphinx_academic.sections.belonging import BELONGING, MEMBERS, belonging
from sphinx_academic.sections.cited_names import label_of, title_label, year_of
from sphinx_academic.sections.description import Description, Signs, _, line
from sphinx_academic.sections.entries import EntryFacts
from sphinx_academic.sections.language_words import TYPE_WORDS, counted_by, shown_date
from sphinx_academic.sections.offers import FORMATS_IN_WORDS, Syndicated, offered_formats
from sphinx_academic.sections.options import Option, Options
from sphinx_academic.sections.sorting import WordOrder

_NAMES_ON_CARD = 6

_NAMES_FOUND = 12
"""So many names of one entry can be found: those of a collaboration of thousands would be the larger part of the index."""


def type_names() -> Mapping[str, str]:
    """The headings of ``:group-by: type``."""
    return {name: words().heading for name, words in TYPE_WORDS.items()}


_NARROWED: Mapping[str, Callable[..., list[Publication]]] = {
    "year": select.by_years,
    "venue": select.by_venue,
    "type": lambda works, types: [work for work in works if work.kind_of_work in types],
    "tag": lambda works, tags: select.by_tag(works, tags, select.tags_of),
    "award": select.by_award,
    "selected": lambda works, wanted: [work for work in works if work.selected or not wanted],
    "exclude": select.without_keys,
    "keys": select.by_keys,
}
"""Option → the works that it leaves, of all and of its value; ``keys`` comes last, as it decides on the order."""


class _Whole(NamedTuple):
    """What the groups of a list share: its works, the signs behind names, and the first group that each work stands in."""

    works: Sequence[Publication]
    signs: Signs
    first_groups: Mapping[int, int]


class Publications(Section[Publication]):
    """Works, selected, sorted and grouped."""

    name = "publications"
    list_of = "publications"
    entry_kind = "publication"
    lists_works = True
    has_above = True
    # fmt: off
    options: ClassVar = {
        "layout": Option(read.one_of("gallery", "list", "compact"),
            "With pictures, without, or one paragraph for each.", "gallery"),
        "group-by": Option(read.some_of("none", "year", "type", "venue", *work_groups.BELONGING),
            "Puts headings between the works; with several, such as `year, type`, headings stand within headings. A work stands under "
            "each of its [authors, projects, funders](#works-under-several-headings).", "none"),
        "sort": Option(read.one_of("date", "title", "author", "citations", "file"),
            "Newest first, by title or by author in the [order of the language](#order-of-words), the most cited first, or as they "
            "are written in the file.", "date"),
        "reverse": Option(read.flag, "Turns the order round; years too stand oldest first."),
        "numbered": numbering.NUMBERED,
        "prefixes": numbering.PREFIXES,
        "max-authors": Option(read.count_or_all,
            "Shows at most so many authors at once: the first, those who stand out, and the last; the others open where they stand. "
            "`all` or `0` shows all.", "20, in a gallery 10"),
        "versions": Option(read.one_of("merged", "separate"),
            "A work once, with its [other versions](/reference/data.md#one-work-several-versions) named in its entry, or each "
            "by itself.", "merged"),
        "year": Option(read.years, "Only works of these years."),
        "author": Option(read.words,
            "Only works by one of these people; a family name alone finds everybody of that name, and `every PhD student` everybody "
            "who has that [role](/reference/directives/people.md#by-role)."),
        "first-author": Option(read.words_or_none,
            "Only works whose first author is one of these people, or, without a value, one who stands out (see "
            "[`academic_highlight`](/reference/configuration.md)); who shares the first place equally counts."),
        "type": Option(read.some_of(*TYPES), "Only works of one of these [types](/reference/data.md#types)."),
        "tag": Option(read.words, "Only works with one of these tags."),
        **BELONGING,
        **MEMBERS,
        "award": Option(read.words_or_none,
            "Only works with an award, or with one that holds one of these texts."),
        "venue": Option(read.words, "Only works whose venue holds one of these texts."),
        "keys": Option(read.keys, "Only these works, in this order unless `:sort:` is given."),
        "exclude": Option(read.keys, "All but these works."),
        "selected": Option(read.flag, "Only works with `selected: true`."),
        "limit": Option(read.count, "At most so many, the first in order."),
        "style": Option(read.style,
            "Each work as a reference in a [citation style](/how-to/citation-styles.md): `apa`, `ieee`, `chicago-author-date`, "
            "`nature`, `vancouver`, any other of the CSL project, or a `.csl` file. Needs the extra `csl`."),
        "filter": read.FILTER,
        "year-links": Option(read.some_of("strip", "rail", "none"),
            "Ways [from year to year](#from-year-to-year): a `strip` of the works per year above the list, on lists with `:filter:` "
            "unless you say otherwise, and a `rail` of the years in the margin, on those grouped by year."),
        "topics": Option(read.some_of("above", "entries", "none"),
            "The tags of the works as [chips](#topics-as-chips): `above` the list, those that most works have, or in the `entries`.",
            "none"),
        "venues": Option(read.one_of("names", "chips"),
            "Venues by their names, or by the short names and colours that the data [give them](#venues-as-chips).", "names"),
        "links": Option(read.one_of("text", "icons"),
            "Links by their names alone, or each with its sign before its name.", "text"),
        "bibtex": Option(read.flag,
            "Each work's BibTeX entry, which opens on request; see [](/how-to/take-away.md)."),
        "cite": Option(citation_forms.forms,
            "How to cite each work: a link to the forms on its [page](/how-to/landing-pages.md#cite), or without such pages these forms, "
            "which open on request; see [](/how-to/take-away.md#cite-in-lists)."),
        "correct": Option(read.flag,
            "A link at each work to the line of the data where it is written; see [](/how-to/landing-pages.md#suggest-a-correction)."),
        "download": Option(offered_formats,
            f"The works of the list as files below it: {FORMATS_IN_WORDS}; see [](/how-to/take-away.md)."),
        "feed": read.FEED,
        **read.REFERRED,
    }
    # fmt: on
    in_cv: ClassVar = {"layout": "list", "numbered": "descending, type", "group-by": "type"}
    filters = frozenset({*_NARROWED, *BELONGING, *MEMBERS, "author", "first-author"})
    facets: ClassVar = {
        "year": years_of,
        "type": lambda work: (work.kind_of_work,),
        "tag": lambda work: work.tags,
        "author": lambda work: tuple(author.person or author.name for author in work.authors.people),
    }

    def choose(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        separate = options.get("versions") == "separate"
        every = collection.separate if separate else collection.publications
        works = list(belonging(every, collection, options))
        today = options.get("today")
        if "first-author" in options:
            names = options["first-author"]
            highlights = Highlights(names or options.get("highlighted", ()), collection.people, today)
            is_wanted = select.one_of(names, _by_role(names, highlights)) if names else highlights.hold
            works = select.by_first_author(works, is_wanted)
        if names := options.get("author", ()):
            everybody = _by_role(names, Highlights(names, collection.people, today))
            works = select.by_author(works, names, everybody)
        for option, narrowed in _NARROWED.items():
            if option in options:
                works = narrowed(works, options[option])
        order = options.get("sort", "file" if "keys" in options else "date")
        by_words = WordOrder(works, options.get("language", "en"), markup_for(collection))
        if order == "date":
            works = select.newest_first(works)
        elif order == "citations":
            works = select.most_cited_first(works)
        elif order != "file":
            works.sort(key=by_words.of_title if order == "title" else by_words.of_names)
        if options.get("reverse"):
            works.reverse()
        numbered, numbers = options.get("numbered"), None
        prefix = numbering.prefix_of(numbered or "", options.get("prefixes", ()))
        if numbered is not None and "descending" in numbered:
            # Before the list is cut, and whatever its headings are: a number stays when others are added.
            numbers = numbering.counted_down(works, prefix)
        works = works[: options.get("limit")]
        criteria = _criteria(options)
        groups = select.group(
            works,
            criteria,
            oldest_first=bool(options.get("reverse")),
            name_key=by_words.of_text,
            groupings=work_groups.groupings(collection, options.get("highlighted", ()), criteria, by_words),
        )
        return groups if numbered is None else numbering.with_numbers(groups, prefix, numbers)

    def orders(
        self, records: Sequence[Publication], language: str, collection: Collection
    ) -> Mapping[str, Iterable[Publication]]:
        by_words = WordOrder(records, language, markup_for(collection))
        is_cited = any(work.citations is not None for work in records)
        return {
            "year": select.newest_first(records),
            **({"citations": select.most_cited_first(records)} if is_cited else {}),
            "title": sorted(records, key=by_words.of_title),
        }

    def facts(self, options: Options, page: PageFacts) -> Options:
        criteria = {*_criteria(options)}
        by_words = options.get("sort") in {"title", "author"} or criteria & {"venue", *work_groups.BELONGING}
        by_name = options.get("first-author") == () or "author" in criteria
        first = options.get("first-author", ()) or (page.highlighted if "first-author" in options else ())
        names = (*options.get("author", ()), *first)
        return {
            **({"highlighted": page.highlighted} if by_name else {}),
            **({"today": page.today} if any(map(asked_for, names)) else {}),
            **({"language": page.language} if by_words else {}),
        }

    def faults(self, collection: Collection, options: Options) -> Iterator[tuple[str, str, str]]:
        yield from super().faults(collection, options)
        for option in ("keys", "exclude"):
            unknown = entries.unknown_keys(options.get(option, ()), collection)
            yield from ((option, *told) for told in unknown)
        highlighted, criteria = options.get("highlighted", ()), _criteria(options)
        for told in work_groups.without_headings(collection, highlighted, criteria):
            yield ("group-by", *told)
        if "prefixes" in options and "type" not in options.get("numbered", "").split():
            yield (
                "prefixes",
                "Nothing is numbered by type here, so that no prefix is shown.",
                "Add  :numbered: type",
            )
        if options.get("venues") == "chips" and not collection.venues:
            yield (
                "venues",
                "The data say nothing of venues, so that they are shown by their names.",
                'Write  venues: {ICASSP: {name: "International Conference on …", colour: "#1f5f8b"}}  into a file of the data.',
            )
        if "above" in options.get("topics", ()) and not options.get("filter"):
            yield (
                "topics",
                "Topics above a list pick what it shows, and this list has no form to pick in.",
                "Add  :filter:  or write  :topics: entries",
            )
        if "rail" in options.get("year-links", ()) and criteria[:1] != ("year",):
            yield (
                "year-links",
                "A rail leads to the headings of years, which this list has not.",
                "Add  :group-by: year",
            )
        for option in ("author", "first-author"):
            asked = (name.strip()[len(EVERY) :] for name in options.get(option, ()) if asked_for(name))
            yield from ((option, *told) for told in entries.unknown_roles(asked, collection.people))

    def heading(self, level: int, label: str, options: Options, description: Description) -> Fragments:
        criterion = _criteria(options)[level]
        if criterion == "type":
            return (type_names()[label],)
        if criterion == "year" and not label.isdigit() and label:
            # What has not appeared yet, and years before the common era.
            return (str(_("In press")) if label == select.AWAITED else shown_date(PartialDate(int(label))),)
        nothing = {"venue": _("No venue"), "year": _("No date")}
        return description.prose(label) or (nothing.get(criterion) or _("Other"),)

    def group_class(self, level: int, options: Options) -> str:
        return "academic-by-year" if _criteria(options)[level] == "year" else ""

    def above_list(self, chosen: tuple[Chosen, ...], options: Options, page: Above) -> Fragments:
        works, by_year = select.once_each(chosen), _criteria(options)[:1] == ("year",)
        usual = (*(("strip",) if page.form else ()), *(("rail",) if is_long(chosen) else ()))
        wanted = options.get("year-links", usual)
        blocks = []
        bars = year_links.bars_of(works) if "strip" in wanted else ()
        if bars:
            # Without headings of years a bar leads to the first entry of its year.
            found = ((work.when, page.anchor_of(work)) for work in works)
            anchors = {when.year: anchor for when, anchor in reversed([*found]) if when and anchor}
            if by_year:
                anchors.update((int(said), anchor) for said, anchor in page.headings if said.isdecimal())
            blocks.append(year_links.strip(bars, anchors, page))
        if "above" in options.get("topics", ()) and page.form:
            blocks.extend(_topics_above(page.form))
        if "rail" in wanted and by_year and len(page.headings) >= year_links.FEWEST_ON_RAIL:
            blocks.append(year_links.rail(page.headings))
        return tuple(blocks)

    def shows_pictures(self, options: Options) -> bool:
        return bool(options.get("layout", "gallery") == "gallery")

    def may_be_cut(self, options: Options) -> bool:
        # Buttons that copy are added once, when the page is read.
        return not options.get("bibtex")

    def syndicate(self, record: Publication, options: Options, description: Description) -> Syndicated:
        return entry.syndicated(record, description)

    def is_event(self, record: Publication, options: Options) -> bool:
        return record.kind_of_work in SPOKEN

    def filter_words(self) -> FilterWords:
        shown, nothing = _("%(shown)s of %(total)s publications"), _("No publication matches.")
        return FilterWords(_("Filter the publications"), shown, nothing, {"type": type_names()})

    def keys(self, record: Publication) -> tuple[str, ...]:
        return record.all_keys

    def referred_in(self, collection: Collection) -> Iterable[Publication]:
        return (*collection.publications, *collection.separate)

    def said(self, record: Publication, description: Description) -> tuple[Fragments, str, str]:
        return entry.title_of(record, description), label_of(record, description), year_of(record)

    def label_words(
        self, facts: EntryFacts, record: Publication | None, description: Description
    ) -> Fragments:
        return (facts.label,) if facts.label else title_label(record, facts.title, facts.key, description)

    def tooltip_words(self, record: Publication, description: Description) -> Iterable[str]:
        return (plain(entry.venue_line(record, description, versions=False)),)

    def card_lines(self, record: Publication, description: Description) -> Fragments:
        signs = Signs((record.authors,))
        people = shared.shortened(record.authors, _NAMES_ON_CARD, signs, description)
        return (
            *line(shared.in_a_link(people), "academic-authors"),
            *line(entry.venue_line(record, description, versions=False), "academic-venue"),
            *line(entry.links_line(record, description, icons=False), "academic-links"),
        )

    def addresses(self, record: Publication) -> Iterable[str]:
        yield from (doi_url(record.doi), record.url, arxiv_url(record.arxiv))
        yield from (address_of(field, identifier) for field, identifier in record.identifiers())
        yield from super().addresses(record)

    def searched(self, record: Publication, description: Description) -> tuple[str, ...]:
        authors, year = record.authors, shown_date(record.year_to_show)
        names = [*map(description.name_of, authors.people[:_NAMES_FOUND])]
        others = "…" if len(authors.people) > _NAMES_FOUND or authors.others else ""
        return (
            plain(entry.title_of(record, description)),
            plain(description.prose(authors.written)) or ", ".join(filter(None, (*names, others))),
            plain(description.prose(record.venue)),
            "" if record.venue.endswith(f" {year}") else year,
        )

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        layout = options.get("layout", "gallery")
        group, numbered = chosen[index], options.get("numbered")
        whole = self._of_the_whole(chosen)
        signs = whole.signs if description.signs is None else description.signs
        if numbered is not None and not group.numbers:
            chosen = numbering.with_numbers(chosen, numbering.prefix_of(""))
            group = chosen[index]
        if numbered is not None and index == 0:
            fresh = "continue" not in numbered.split()
            description.numbering.begin(numbering.totals(chosen), fresh=fresh)
        is_told = description.cite is None and description.signs is None
        counted = counted_by_most(whole.works, description.language) if is_told else ""
        described = replace(description, counted_by=counted) if counted else description
        describe = entry.compact_entry if layout == "compact" else entry.full_entry
        listed = []
        for work, (prefix, number) in zip(group.records, group.numbers or repeat(("", 0)), strict=False):
            place = description.counted(number + description.numbering.before(prefix))
            mark = numbering.mark(prefix, place, numbered) if numbered is not None else ""
            listed.append(describe(work, signs, options, described, mark))
            if whole.first_groups[id(work)] != index:
                listed[-1] = listed[-1]._replace(classes=f"{listed[-1].classes} academic-again")
        legend: Fragments = ()
        if is_told and index == 0:
            legend = signs.legend((_("citations: {source}").format(source=counted),) if counted else ())
        classes = f"academic academic-publications academic-{layout}"
        if layout == "gallery":
            classes += _column_of_pictures(whole.works)
        return (Element("division", legend + in_parts(tuple(listed)), classes),)

    _seen: tuple[tuple[Chosen, ...], _Whole] = ((), _Whole((), Signs(()), {}))

    def _of_the_whole(self, chosen: tuple[Chosen, ...]) -> _Whole:
        """What the groups of a list share. They are asked for one after the other, and there may be as many as there are authors."""
        if self._seen[0] is not chosen:
            works = select.once_each(chosen)
            first = {
                id(work): number for number, group in reversed([*enumerate(chosen)]) for work in group.records
            }
            self._seen = chosen, _Whole(works, Signs(work.authors for work in works), first)
        return self._seen[1]


def _column_of_pictures(works: Sequence[Publication]) -> str:
    """The classes of a gallery by where its pictures have a column: before the text, or behind it where few have one; empty for none."""
    number = sum(bool(work.images) for work in works)
    if not number:
        return ""
    return " academic-pictured" if 3 * number >= len(works) else " academic-pictured academic-pictured-end"


def counted_by_most(works: Iterable[Publication], language: str) -> str:
    """Who has counted the citations of most works, and when; empty where that is not known of all, which are not to seem to be theirs."""
    found = Counter(counted_by(work.citations, language) for work in works if work.citations)
    return "" if "" in found else max(found, key=found.__getitem__, default="")


_MOST_TOPICS = 14
"""So many stand above a list: a few lines on a phone."""


def _topics_above(form: Form) -> tuple[Element, ...]:
    """The tags that most works of a filtered list have, with how many these are; each picks its own."""
    offered = next((facet.values for facet in form.facets if facet.name == "tag"), ())[:_MOST_TOPICS]
    chips = tuple(
        Element(
            "chip",
            (value.label, " ", Element("span", (str(value.number),), "academic-of")),
            "academic-topic",
            {"choice": form.picks("tag", value.name)},
        )
        for value in offered
    )
    label = Element("unseen", (_("{label}: {content}").format(label=_("Topics"), content=""),))
    shown = joined(((chip,) for chip in chips), " ")
    return (Element("line", (label, *shown), "academic academic-topics"),) if shown else ()


def _by_role(names: Iterable[str], highlights: Highlights) -> Callable[[Author], bool] | None:
    """Who is asked for by role, if anybody is."""
    return highlights.mean if any(map(asked_for, names)) else None


def _criteria(options: Options) -> tuple[str, ...]:
    return tuple(criterion for criterion in options.get("group-by", ()) if criterion != "none")


_PUBLICATIONS = Publications()


class References(Section[Publication]):
    """Publications that are known when all pages are read; until then one group without any."""

    name = "references"
    list_of = "publications"
    needs_cited_records = True
    refers = True
    in_cv = None
    # fmt: off
    options: ClassVar = {
        "scope": Option(read.one_of("page", "chapter", "project"),
            "What this page refers to, or its [chapter](#chapters), or the whole project.", "page"),
        "sort": Option(read.one_of("cited", "author", "date"),
            "The order in which they are referred to, by [author](#order-of-words), or newest first.", "cited"),
        "layout": Option(read.one_of("compact", "list"), "One paragraph for each, or line by line.", "compact"),
        "numbered": Option(read.one_of("continue", or_none=True),
            "Numbers the works; with `continue`, from where the last numbered list of the page ended."),
        **{name: Publications.options[name] for name in ("max-authors", "style", "links", "bibtex", "cite", "correct")},
    }
    # fmt: on

    def choose(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        return (Chosen((), ()),)

    def facts(self, options: Options, page: PageFacts) -> Options:
        return {"language": page.language} if options.get("sort") == "author" else {}

    def shows_pictures(self, options: Options) -> bool:
        return False

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        options = {"layout": "compact", **options}
        description = replace(description, anchors=entries.REFERENCE)
        return _PUBLICATIONS.describe(chosen, index, options, description)
