"""All records of one site: files read, records made, keys given, duplicates found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from sphinx_academic.data.derived_news import OCCASIONS
from sphinx_academic.data.entry import Entry
from sphinx_academic.data.fields import as_text
from sphinx_academic.data.identifier_fields import spread
from sphinx_academic.data.keys import with_keys
from sphinx_academic.data.located import Place, RawFile, RawList, RawMapping, RawValue
from sphinx_academic.data.people import Registry, each_person_once
from sphinx_academic.data.records import (
    Competition,
    Education,
    NewsItem,
    Person,
    Profile,
    Publication,
    Record,
)
from sphinx_academic.data.versions import merge
from sphinx_academic.problems import Code, Problem, gathered, nearest, shorten

R = TypeVar("R", bound=Record)

KINDS: Mapping[str, tuple[type[Record], tuple[str, ...]]] = {
    "publications": (Publication, ("publications", "pubs", "papers", "publication")),
    "news": (NewsItem, ("news", "newsfeed", "updates")),
    "competitions": (Competition, ("competitions", "competition")),
    "education": (Education, ("education", "educations")),
    "people": (Person, ("people", "members", "team")),
    "profile": (Profile, ("profile",)),
}
"""The lists of a data file: which records they hold and how else they may be called."""

_SECTION_OF = {spelling: name for name, (_, spellings) in KINDS.items() for spelling in spellings}
_SECTIONS_OF_PAGES = frozenset(
    spelling for spelling in _SECTION_OF if spelling not in {"publication", "competition", "profile"}
)


@dataclass(frozen=True)
class Collection:
    """The records of one or more files, in the order in which they were written."""

    publications: tuple[Publication, ...] = ()
    """Works: the versions of one work are one publication."""
    separate: tuple[Publication, ...] = ()
    """The publications as they were written, each version of its own."""
    merged: tuple[tuple[Publication, ...], ...] = ()
    """Which publications were brought together."""
    people: tuple[Person, ...] = ()
    news: tuple[NewsItem, ...] = ()
    auto_news: tuple[str, ...] = ()
    """What news are to be made of besides those that are written (``news: auto``)."""
    competitions: tuple[Competition, ...] = ()
    education: tuple[Education, ...] = ()
    profile: tuple[Profile, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @cached_property
    def remarks(self) -> tuple[Problem, ...]:
        """What is no mistake but may be asked for: names that are not certain, works that were brought together."""
        return (*_about_people(self), *_about_merged(self))


def _about_people(collection: Collection) -> Iterator[Problem]:
    """Names in author lists that nobody in the register of people, or more than one, can be."""
    if not collection.people:
        return
    registry = Registry(collection.people)
    told: set[str] = set()
    records: list[Publication | Competition] = [*collection.separate, *collection.competitions]
    for record in records:
        for author in record.authors.people:
            if author.person or author.name in told:
                continue
            told.add(author.name)
            meant = registry.meant_by(author.name)
            if meant:
                names = " or ".join(f"'{person.name}'" for person in meant)
                message, hint = f"'{author.name}' may be {names}.", "Give the ORCID, or the full name."
            else:
                message = f"'{author.name}' is not in the register of people."
                hint = "Add the person, or an alias to a person."
            yield record.origin.problem("authors", Code.PEOPLE, message, hint)


def _about_merged(collection: Collection) -> Iterator[Problem]:
    """Which publications were brought together."""
    for versions in collection.merged:
        first, *others = versions
        places = ", ".join(f"{other.origin.path}:{other.origin.line}" for other in others)
        message = f"'{shorten(first.title)}' is one work with {places}."
        yield first.origin.problem("title", Code.MERGED, message, "`:versions: separate` shows them apart.")


def collect(files: Iterable[RawFile], bare: str = "") -> Collection:
    """Make records of what the readers gave."""
    problems: list[Problem] = []
    records: dict[str, list[Any]] = {name: [] for name in KINDS}
    links: dict[str, str] = {}
    auto_news: list[str] = []
    for file in files:
        problems.extend(file.problems)
        for name, value, place in _sections(file, bare, problems):
            if name == "links":
                links.update(_site_links(file, value, place, problems))
            else:
                if name == "news":
                    value, occasions = _split_off_auto(file, value, problems)
                    auto_news.extend(occasions)
                records[name].extend(_records(file, name, value, place, problems))
        for label, url in file.links.items():
            links.setdefault(label, url)
    records["people"] = list(each_person_once(records["people"]))
    registry = Registry(records["people"])
    if records["people"]:
        for name in ("publications", "competitions"):
            records[name] = [_linked(record, registry) for record in records[name]]
    merged = merge(records["publications"])
    publications = tuple(with_keys(merged.works, problems))
    separate = publications if not merged.merged else tuple(with_keys(records["publications"], []))
    return Collection(
        publications=publications,
        separate=separate,
        merged=merged.merged,
        people=tuple(with_keys(records["people"], problems)),
        news=tuple(with_keys(records["news"], problems)),
        auto_news=tuple(dict.fromkeys(auto_news)),
        competitions=tuple(with_keys(records["competitions"], problems)),
        education=tuple(records["education"]),
        profile=tuple(records["profile"]),
        links=links,
        problems=gathered(problems),
    )


def _split_off_auto(
    file: RawFile, value: RawValue, problems: list[Problem]
) -> tuple[RawValue, tuple[str, ...]]:
    """``news: auto``, or ``auto:`` beside ``shown:`` and ``hidden:``, apart from the news that are written."""
    if isinstance(value, str) and value.strip().lower() == "auto":
        return None, OCCASIONS
    if not isinstance(value, RawMapping) or "auto" not in value:
        return value, ()
    rest = RawMapping(value.line, value.column)
    for key, part in value.items():
        if key != "auto":
            rest[key] = part
            if key in value.places:
                rest.places[key] = value.places[key]
    given = value["auto"]
    words = [as_text(word).strip().lower() for word in (given if isinstance(given, RawList) else [given])]
    if words in (["true"], ["yes"], ["on"]):
        words = list(OCCASIONS)
    elif words in (["false"], ["no"], ["off"], [""]):
        words = []
    for word in words:
        if word not in OCCASIONS:
            meant = nearest(word, OCCASIONS)
            hint = f"Did you mean '{meant}'?" if meant else f"Write true, or some of: {', '.join(OCCASIONS)}."
            message = f"News cannot be made of '{shorten(word)}'."
            problems.append(Problem(file.path, *value.place_of_value("auto"), Code.TYPE, message, hint))
    return rest or None, tuple(word for word in words if word in OCCASIONS)


def _linked(record: Any, registry: Registry) -> Any:
    """The record with its authors found in the register of people."""
    authors = registry.linked(record.authors)
    return record if authors is record.authors else record.model_copy(update={"authors": authors})


def _sections(file: RawFile, bare: str, problems: list[Problem]) -> Iterator[tuple[str, RawValue, Place]]:
    """The lists of a file that are ours."""
    root = file.root
    if root is None:
        return
    if isinstance(root, RawList):
        if bare:
            yield bare, root, Place(root.line, root.column)
        else:
            message = "The file is a list; which records it holds is not said."
            problems.append(
                Problem(
                    file.path, root.line, root.column, Code.TYPE, message, f"Put a key above it:  {_names()}."
                )
            )
        return
    if isinstance(root, str):
        message = "The file holds one text and no data."
        problems.append(
            Problem(file.path, 1, 1, Code.TYPE, message, "Start with  publications:  and a list below it.")
        )
        return
    for key, value in root.items():
        spelling = key.strip().lower()
        if spelling == "links":
            yield "links", value, root.place_of_value(key)
            continue
        name = _SECTION_OF.get(spelling)
        if name is not None and (
            spelling in _SECTIONS_OF_PAGES or not file.is_page or isinstance(value, (RawList, RawMapping))
        ):
            yield name, value, root.place_of_value(key)
            continue
        meant = nearest(key, _SECTION_OF)
        if file.foreign:
            continue
        if file.is_page and (meant is None or not isinstance(value, (RawList, RawMapping))):
            continue  # front matter says many things that are none of our business
        place = root.place_of_key(key)
        hint = f"Did you mean '{meant}'?" if meant else f"Known are: {_names()} and links."
        problems.append(
            Problem(
                file.path, place.line, place.column, Code.UNKNOWN_KEY, f"'{key}' is no list of records.", hint
            )
        )


def holds_records(root: RawMapping) -> bool:
    """Whether one of the keys names a list of records, as in a file of our own form."""
    return any(
        spelling in _SECTIONS_OF_PAGES
        or (spelling in _SECTION_OF and isinstance(value, (RawList, RawMapping)))
        for spelling, value in ((key.strip().lower(), value) for key, value in root.items())
    )


def _names() -> str:
    return ", ".join(KINDS)


def _site_links(file: RawFile, value: RawValue, place: Place, problems: list[Problem]) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, RawMapping):
        if not file.is_page:
            message = "'links' is not a mapping from names to addresses."
            problems.append(
                Problem(file.path, *place, Code.TYPE, message, "Write  Prof. A. Name: https://…  below it.")
            )
        return {}
    return {label: url for label, url in value.items() if isinstance(url, str)}


def _records(
    file: RawFile, name: str, value: RawValue, place: Place, problems: list[Problem]
) -> Iterator[Record]:
    model = KINDS[name][0]
    for item, where, hidden in _items(file, name, value, place, problems):
        record = _record(file, model, name, item, where, problems)
        if record is not None:
            if hidden and isinstance(record, NewsItem):
                record = record.model_copy(update={"hidden": True})
            yield record


def _items(
    file: RawFile, name: str, value: RawValue, place: Place, problems: list[Problem]
) -> Iterator[tuple[RawValue, Place, bool]]:
    """The items of a list of records; for news also of ``shown`` and ``hidden``, for one record the record."""
    if value is None:
        return
    if isinstance(value, RawMapping):
        if name == "news" and any(key.strip().lower() in {"shown", "hidden"} for key in value):
            for key, part in value.items():
                which = key.strip().lower()
                if which not in {"shown", "hidden"}:
                    where = value.place_of_key(key)
                    message = f"'{key}' is no part of the news."
                    problems.append(
                        Problem(file.path, *where, Code.UNKNOWN_KEY, message, "Known are: shown, hidden.")
                    )
                    continue
                for item, where, _ in _items(file, "news ", part, value.place_of_value(key), problems):
                    yield item, where, which == "hidden"
            return
        model = KINDS[name.strip()][0]
        aliases = model.spellings()
        if not any(key.strip().lower() in aliases for key in value) and all(
            isinstance(item, RawMapping) for item in value.values()
        ):
            # publications: {smith2020: {title: …}}: a mapping from keys to records
            for key, item in value.items():
                if isinstance(item, RawMapping) and "key" in aliases and "key" not in item:
                    item["key"] = key
                    item.places["key"] = value.places.get(key, (value.line, value.column) * 2)
                yield item, value.place_of_value(key), False
            return
        yield value, place, False
        return
    if isinstance(value, RawList):
        for index, item in enumerate(value):
            yield item, value.place_of(index), False
        return
    yield value, place, False


_MAIN_FIELD = {
    "publications": "title",
    "news": "text",
    "competitions": "title",
    "education": "title",
    "people": "name",
    "profile": "name",
}


def _record(
    file: RawFile, model: type[R], name: str, item: RawValue, place: Place, problems: list[Problem]
) -> R | None:
    main = _MAIN_FIELD[name]
    if item is None:
        message = f"An empty item in '{name}'; it is left out."
        problems.append(
            Problem(file.path, *place, Code.MISSING, message, "Remove the dash, or fill the item in.")
        )
        return None
    if isinstance(item, RawList):
        article = "An" if model.kind[0] in "aeiou" else "A"
        message = f"{article} {model.kind} is a list; a mapping with '{main}' was expected. It is left out."
        problems.append(
            Problem(file.path, *place, Code.TYPE, message, "Remove the second dash, or the [ ] around it.")
        )
        return None
    if isinstance(item, str):
        article = "An" if model.kind[0] in "aeiou" else "A"
        message = (
            f"{article} {model.kind} is a text; a mapping was expected. The text is taken as its {main}."
        )
        hint = f"Write  {file.notation.field(main, shorten(item))}"
        glued = re.match(r"(\w+):(?=\S)", item)
        if glued and glued.group(1).lower() in model.spellings():
            message = f"The space behind '{glued.group()}' is missing, so that this is one text. It is taken as the {main}."
            hint = f"Write  {glued.group(1)}: {shorten(item[glued.end() :].split(' ')[0])} …, with a space behind each colon."
        problems.append(Problem(file.path, *place, Code.TYPE, message, hint))
        raw = RawMapping(*place)
        raw[main] = item
        raw.places[main] = (*place, *place)
        item = raw
    if model is Publication:
        item = spread(item)
    entry = Entry(file.path, model.kind, item, problems, foreign=file.foreign, notation=file.notation)
    values: dict[str, Any] = entry.sort_out(model.spellings(), model.fields())
    about = {"origin": entry.origin(), "foreign": file.foreign}
    record = model.model_validate({**values, **about}, context=entry)
    lacking = not getattr(record, main) and not (isinstance(record, Education) and record.institution)
    if lacking and not (
        main in entry.misspelt
        or _was_told(file, item, [key for key, field in model.spellings().items() if field == main])
    ):
        message = f"This {model.kind} has no {main}."
        entry.note(place, Code.MISSING, message, f"Add  {file.notation.field(main)}")
        if len(values) == len(values.keys() & {"extra"}):
            return None
    return record


def _was_told(file: RawFile, item: RawMapping, keys: Sequence[str]) -> bool:
    """Whether the reader has said why a value is not there; one mistake is told once."""
    lines = {line for key in keys if key in item for line in item.places.get(key, ())[::2]}
    return any(problem.line in lines for problem in file.problems)
