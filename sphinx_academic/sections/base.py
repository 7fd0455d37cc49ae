"""What a section is: which records it shows, and how it describes them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar, cast
from urllib.parse import urlencode

from sphinx_academic.content.fragments import Element, Fragments, in_a_row, joined
from sphinx_academic.content.markup import Markup
from sphinx_academic.content.nodes import Request
from sphinx_academic.data.collation import collation
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.declarations import NOTHING, Declared
from sphinx_academic.data.records import KINDS, NewsItem, Publication, Record, TimedRecord
from sphinx_academic.data.select import Chosen as Chosen
from sphinx_academic.data.select import once_each
from sphinx_academic.data.software import Documented
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.name_parts import fold_name
from sphinx_academic.formats.loading import NamedFile, load
from sphinx_academic.formats.record_tables import tables_of
from sphinx_academic.formats.tables import Table
from sphinx_academic.problems import Problem
from sphinx_academic.sections.belonging import BELONGING, MEMBERS, belonging, unknown_names
from sphinx_academic.sections.description import Description, in_a_link, line, within
from sphinx_academic.sections.entries import (
    AUTHOR,
    TEXTUAL,
    TITLE,
    YEAR,
    YEAR_IN_BRACKETS,
    EntryFacts,
    SearchName,
)
from sphinx_academic.sections.offers import Syndicated
from sphinx_academic.sections.options import Option, Options

R = TypeVar("R", bound=Record)


class Script(NamedTuple):
    """A script that pages with a section load: its file, and what it is to say, as attributes of the tag."""

    file: str
    words: Mapping[str, str]


class PageFacts(NamedTuple):
    """What a section may ask of the page that it stands on, and of the site: whose names stand out, in which language words are
    sorted, which day it is, and how ``dates`` are written."""

    title: str
    highlighted: tuple[str, ...]
    language: str
    today: PartialDate
    dates: str = "auto"


@dataclass(frozen=True)
class Form:
    """The form above a filtered list of a page, for what picks a value in it: its ``number``, and what it offers."""

    number: int
    facets: tuple[Facet, ...]

    def picks(self, facet: str, value: str) -> str:
        """What a link asks the form for, in the spelling that this knows; empty where it offers no such value."""
        named = self._values.get(facet, {}).get(_folded(facet, value), "")
        return urlencode({facet + (str(self.number) if self.number > 1 else ""): named}) if named else ""

    @cached_property
    def _values(self) -> Mapping[str, Mapping[str, str]]:
        return {
            facet.name: {_folded(facet.name, each.name): each.name for each in facet.values}
            for facet in self.facets
        }


class Above(NamedTuple):
    """Of what stands above a list a section is told: its form, if there is one, what the headings of the outermost groups say, with
    their ids where they have any, and the id of a record's entry, empty where it has none."""

    form: Form | None
    headings: tuple[tuple[str, str], ...]
    anchor_of: Callable[[Any], str]
    language: str


class FilterWords(NamedTuple):
    """What the form above a filtered list says: what it is for, how many entries are left, that none is; and the ``labels`` of
    facets whose values are not shown as they are, in the order in which they are offered."""

    title: str
    shown: str
    nothing: str
    labels: Mapping[str, Mapping[str, str]] = {}


class Section(ABC, Generic[R]):
    """What a directive shows. All methods are pure: the same records and options give the same fragments."""

    name: ClassVar[str]
    """The directive's name."""
    list_of: ClassVar[str]
    """The list of the collection that it shows."""
    argument: ClassVar[Option | None] = None
    """What the directive's argument is, where that is no data file; its value is the option ``argument``."""
    options: ClassVar[dict[str, Option]] = {}
    filters: ClassVar[frozenset[str]] = frozenset()
    """The options that leave records out."""
    facets: ClassVar[Mapping[str, Callable[..., tuple[str, ...]]]] = {}
    """What readers can pick records by in a filtered list, in the order in which it is offered → the values of a record."""
    entry_kind: ClassVar[str] = ""
    """What its entries are to those who refer to them, as the registry has it; empty where nobody does."""
    cards_have_titles: ClassVar[bool] = True
    """Whether the card of an entry says its title above the rest."""
    lists_works: ClassVar[bool] = False
    """Whether it shows works, each of which may have a page of its own, and people can be found by them."""
    has_above: ClassVar[bool] = False
    """Whether something of its own may stand above the list."""
    needs_cited_records: ClassVar[bool] = False
    """Whether its records are those that pages refer to, which is known when all pages are read; it can do without data files."""
    refers: ClassVar[bool] = False
    """Whether references on its page lead to its entries, though these are those of another list."""
    stands_alone: ClassVar[bool] = False
    """Whether it can be had as a file that stands by itself, such as a PDF, with the options ``pdf`` and ``download``."""
    introduces_owner: ClassVar[bool] = False
    """Whether it says whose site this is: the theme may show that beside the text, and machines are told in the page's head."""

    in_cv: ClassVar[Mapping[str, str] | None] = MappingProxyType({})
    """The options with which a curriculum vitae shows it where nothing else is said; None where it is nothing that a CV can show."""

    @property
    def record_kind(self) -> type[Record]:
        """What its list holds."""
        return KINDS[self.list_of]

    @property
    def tells_machines(self) -> bool:
        """Whether machines are told what each of its entries is, beside those of works, which a list of works tells."""
        return bool(self.entry_kind) and not (
            self.lists_works or self.needs_cited_records or self.introduces_owner
        )

    def choose(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        """The records to show, in order and under their headings: where nothing else is said, all of the list."""
        records = belonging(collection.of(self.record_kind), collection, options)
        return (Chosen((), records),) if records else ()

    def gathered(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        """What a list shows whose records are those of a collection that pages refer to."""
        records = belonging(collection.of(self.record_kind), collection, options)
        return (Chosen((), records),) if records else ()

    def unmet(
        self,
        collection: Collection,
        chosen: tuple[Chosen, ...],
        options: Options,
        description: Description,
    ) -> Iterator[tuple[str, str]]:
        """Options of such a list that nothing meets: (message, hint)."""
        yield from ((message, hint) for _option, message, hint in Section.faults(self, collection, options))

    @abstractmethod
    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        """The group ``chosen[index]`` as fragments."""

    def heading(self, level: int, label: str, options: Options, description: Description) -> Fragments:
        """What stands above a group; ``level`` 0 is the outermost heading."""
        return (label,)

    def group_class(self, level: int, options: Options) -> str:
        """The class of the groups below the headings of a level, where style sheets know one."""
        return ""

    def above_list(self, chosen: tuple[Chosen, ...], options: Options, page: Above) -> Fragments:
        """What stands between the form and the list on a page that is looked at on a screen; only where ``has_above``."""
        return ()

    def facts(self, options: Options, page: PageFacts) -> Options:
        """What the section has to know of its page and of the site, as if it were options."""
        return {}

    def facts_of_project(self, options: Options, documented: Documented) -> Options:
        """What the section has to know of the version that is being documented, as if it were options."""
        return {}

    def own_files(self, options: Options) -> tuple[str, ...]:
        """The name of the file that it reads where the page names none, and what stands in for it: one of the site's data, else in
        the folder of the pages or above it. None where it reads all data of the site."""
        return ()

    def orders(
        self, records: Sequence[R], language: str, collection: Collection
    ) -> Mapping[str, Iterable[R]]:
        """The same records in each order in which readers of a filtered list may have them."""
        return {}

    def problems(self, collection: Collection, options: Options) -> Iterator[Problem]:
        """What is wrong with the data for this section alone, at its place there."""
        yield from ()

    def faults(self, collection: Collection, options: Options) -> Iterator[tuple[str, str, str]]:
        """Options that the data cannot meet: (option, message, hint)."""
        # Another package may mean something else by these names.
        known = {**BELONGING, **MEMBERS}
        ours = {name: options[name] for name in options if self.options.get(name) is known.get(name)}
        return unknown_names(collection, ours)

    def shows_pictures(self, options: Options) -> bool:
        """Whether the records' pictures are shown."""
        return True

    def pictured(self, collection: Collection, options: Options) -> tuple[Record, ...]:
        """Records whose pictures only the files show that it is offered as."""
        return ()

    def may_be_cut(self, options: Options) -> bool:
        """Whether a very long list may go on in a file that the page loads when it is up."""
        return False

    def script(self) -> Script | None:
        """What the section's own blocks need; None where they need nothing."""
        return None

    def syndicate(self, record: R, options: Options, description: Description) -> Syndicated:
        """A record as an item of a feed; only sections with the option ``feed`` are asked."""
        raise NotImplementedError

    def is_event(self, record: R, options: Options) -> bool:
        """Whether a record belongs into a calendar."""
        return False

    def filter_words(self) -> FilterWords:
        """What the form says above a list; only sections with the option ``filter`` are asked."""
        raise NotImplementedError

    def tables(self, records: Sequence[R], collection: Collection, options: Options) -> tuple[Table, ...]:
        """What files of tables hold that its lists offer: the records, each kind of them in a table of its own."""
        return tables_of(records, collection, markup_for(collection))

    # What refers to entries, and how they are found

    def lists(
        self, chosen: Sequence[Chosen], options: Options
    ) -> Iterator[tuple[Section[Any], int, Sequence[Any]]]:
        """The lists that it consists of: the section of each, how many of the options leave records out, and the records."""
        yield self, self.narrowings(options), once_each(chosen)

    def keys(self, record: R) -> tuple[str, ...]:
        """By what a record is referred to, its own key first; empty where it has none."""
        return record.all_keys

    def referred_in(self, collection: Collection) -> Iterable[R]:
        """The records of a collection that can be referred to."""
        return cast("tuple[R, ...]", collection.of(self.record_kind))

    def said(self, record: R, description: Description) -> tuple[Fragments, str, str]:
        """What references say of a record: its title, who it is by, and the year."""
        raise NotImplementedError

    def tooltip_words(self, record: R, description: Description) -> Iterable[str]:
        """What stands behind author and title in a reference's tooltip."""
        return ()

    def card_lines(self, record: R, description: Description) -> Fragments:
        """What the card of a reference shows of a record, below its title."""
        return ()

    def addresses(self, record: R) -> Iterable[str]:
        """Where a thing may be on the web, for entries that no page of the site shows."""
        return (link.url for _field, link in record.addresses())

    def searched(self, record: R, description: Description) -> tuple[str, ...]:
        """The parts of the line by which the site's search finds a record; none where it is no result of its own."""
        return ()

    def narrowings(self, options: Options) -> int:
        """How many of the options leave records out; the list with the fewest is where an entry is at home."""
        return len((self.filters | {"limit"}) & options.keys())

    def entry(self, record: R, description: Description) -> EntryFacts | None:
        """What references to a record are to know of it; None where it has no entry to refer to."""
        key, *others = dict.fromkeys(self.keys(record)) if self.entry_kind else [""]
        if not key:
            return None
        title, label, year = self.said(record, description)
        facts = EntryFacts(self.entry_kind, key, in_a_row(title), label, year, tuple(others))
        return facts._replace(former=record.former_keys)

    def search_name(self, record: R, description: Description) -> SearchName | None:
        """What a record is called in the site's search; None where it is no result of its own."""
        key, parts = self.keys(record)[0], self.searched(record, description)
        words = " · ".join(filter(None, (" ".join(part.split()) for part in parts)))
        if len(words) > LONGEST:
            words = words[: LONGEST - 1].rstrip() + "…"
        return SearchName(self.entry_kind, f"{self.entry_kind}-{key}", words) if key and words else None

    # How references speak of an entry; there is no record where the data hold it no more

    def words_for(
        self,
        facts: EntryFacts,
        record: R | None,
        form: str,
        behind: str,
        description: Description,
        before: str = "",
    ) -> Fragments:
        """The words of a reference; ``behind`` is what follows the year (*p. 3*), ``before`` what stands before the year in brackets
        (*Liu (see 2024)*)."""
        label = () if form == TITLE else self.label_words(facts, record, description)
        if not label:
            title = self._title(facts, record, description)
            named = joined((title, (behind,) if behind else ()), ", ")
            return (f"{before} ", *named) if before else named
        if form == AUTHOR:
            return (*label, f", {behind}") if behind else label
        inner = " ".join(filter(None, (before, ", ".join(filter(None, (facts.year, behind))))))
        if form in {YEAR, YEAR_IN_BRACKETS}:
            return (inner,) if inner else label
        said = f" ({inner})" if form == TEXTUAL else f", {inner}"
        return (*label, said) if inner else label

    def label_words(self, facts: EntryFacts, record: R | None, description: Description) -> Fragments:
        """Who an entry is by, as text names it; nothing where that is never said."""
        return (facts.label,) if facts.label else ()

    def _title(self, facts: EntryFacts, record: R | None, description: Description) -> Fragments:
        return in_a_link(self.said(record, description)[0] if record else (facts.title,))

    def tooltip(self, facts: EntryFacts, record: R | None, description: Description) -> str:
        """The attribute ``title`` of a link: one line that says what it leads to."""
        more = self.tooltip_words(record, description) if record else ()
        parts = [facts.label if facts.label != facts.title else "", facts.title, *more]
        return " · ".join(" ".join(part.split()) for part in parts if part)

    def card(self, facts: EntryFacts, record: R | None, description: Description) -> Fragments:
        """What a card shows of an entry; nothing where there is no more than the title."""
        more = self.card_lines(record, description) if record else ()
        title = within("strong", self._title(facts, record, description))
        return (*line(title, "academic-title"), *more) if record and self.cards_have_titles else more

    def address(self, record: R | None) -> str:
        """Where a thing is on the web; empty where nothing is known."""
        return next((url for url in self.addresses(record) if "://" in url), "") if record else ""


def collection_for(request: Request, srcdir: str, declared: Declared = NOTHING) -> Collection:
    """The records that a request is about."""
    return collection_of(request.sources, srcdir, request.bare, declared)


def collection_of(
    sources: Iterable[str], srcdir: str, bare: str = "publications", declared: Declared = NOTHING
) -> Collection:
    """The records of some files; a list without a name in one is of the kind that ``bare`` names, ``declared`` is what the site has of
    its own."""
    return load([NamedFile(Path(srcdir, name), name) for name in sources], bare, declared)


@cache
def _markup_of(links: tuple[tuple[str, str], ...]) -> Markup:
    return Markup(dict(links))


def markup_for(collection: Collection) -> Markup:
    """The markup parser that knows the links of a collection; shared, as it remembers what it has parsed."""
    return _markup_of(tuple(collection.links.items()))


BEHIND_LISTS = 1_000
"""More filters than a list can have, for what is at home elsewhere: where a list shows an entry, references lead there."""

LONGEST = 400
"""A result of more characters than these is cut."""

FEWEST = 10
"""A list of fewer entries is on the screen as a whole, and gets no form."""

MOST_OFFERED = 60
"""So many tags and authors are offered, those with the most entries; the others are found by their words."""

PART = 50
"""So many entries stand in one part of a list: a few screens of them."""


class FacetValue(NamedTuple):
    """One value of a facet: as the data has it, as readers see it, and how many entries have it."""

    name: str
    label: str
    number: int


class Facet(NamedTuple):
    """One thing to pick entries by; the first ``offered`` of the ``values`` are, and ``held`` gives for each entry of the list,
    in the order of the page, the places of its values among them."""

    name: str
    values: tuple[FacetValue, ...]
    offered: int
    held: tuple[tuple[int, ...], ...]


def is_long(chosen: Iterable[Chosen]) -> bool:
    """Whether a list is long enough to be filtered."""
    return sum(len(group.records) for group in chosen) >= FEWEST


def in_parts(entries: tuple[Element, ...]) -> tuple[Element, ...]:
    """The entries of a long list in parts that a browser can lay out one by one, or leave out."""
    if len(entries) <= PART:
        return entries
    starts = range(0, len(entries), PART)
    return tuple(Element("division", entries[start : start + PART], "academic-part") for start in starts)


def facets_of(section: Section[R], chosen: Iterable[Chosen], language: str = "en") -> tuple[Facet, ...]:
    """The facets of a list, in the order of its readers' language; one that all entries share, or none has, picks nothing and is
    left out."""
    records: list[R] = [record for group in chosen for record in group.records]
    # What stands under several headings counts once.
    firsts = {id(record): place for place, record in reversed([*enumerate(records)])}
    places = sorted(firsts.values())
    labels = section.filter_words().labels if section.facets else {}
    found = (
        _facet(name, labels.get(name, {}), [*map(of, records)], places, language)
        for name, of in section.facets.items()
    )
    return tuple(facet for facet in found if len(facet.values) > 1)


def orders_of(
    section: Section[R], chosen: Iterable[Chosen], language: str, collection: Collection
) -> dict[str, tuple[int, ...]]:
    """The entries of a list, by their places on the page, in each order in which readers may have them; a work that stands under
    several headings is there where it stands first."""
    records: list[R] = [record for group in chosen for record in group.records]
    first = {id(record): place for place, record in reversed([*enumerate(records)])}
    once = [records[place] for place in sorted(first.values())]
    orders = section.orders(once, language, collection)
    return {name: tuple(first[id(record)] for record in order) for name, order in orders.items()}


def years_of(record: Publication | NewsItem | TimedRecord) -> tuple[str, ...]:
    """The year of a record as a facet."""
    return (str(record.when.year),) if record.when is not None and record.when.year else ()


def _facet(
    name: str, labels: Mapping[str, str], held: Sequence[Sequence[str]], firsts: Iterable[int], language: str
) -> Facet:
    folded = cache(partial(_folded, name))
    spelled: dict[str, str] = {}
    for words in held:
        for word in words:
            spelled.setdefault(folded(word), word)
    entries = [dict.fromkeys(map(folded, words)) for words in held]
    counts = Counter(chain.from_iterable(entries[place] for place in firsts))
    if labels:
        order = [word for word in labels if word in counts]
    elif name == "year":
        order = sorted(counts, key=int, reverse=True)
    else:
        order = sorted(counts, key=lambda word: (-counts[word], word))
    offered = len(order) if labels or name == "year" else min(len(order), MOST_OFFERED)
    if not labels and name != "year":
        key = collation(language).key
        order[:offered] = sorted(order[:offered], key=lambda word: (-counts[word], key(spelled[word])))
    places = {word: place for place, word in enumerate(order)}
    values = tuple(FacetValue(spelled[word], labels.get(word, spelled[word]), counts[word]) for word in order)
    return Facet(name, values, offered, tuple(tuple(places[word] for word in own) for own in entries))


def _folded(facet: str, word: str) -> str:
    """What is the same for all spellings of a value."""
    if facet == "author":
        return fold_name(word) or word
    return " ".join(word.casefold().split()) if facet == "tag" else word
