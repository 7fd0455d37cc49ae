"""What all records share: they are frozen, know where they were written, and keep what they do not know."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple, Self, cast, dataclass_transform

from sphinx_academic.data.declarations import OwnField, folded
from sphinx_academic.data.fields import Entry, Field, Fields, FileNotes, Merge, Origin, Shape
from sphinx_academic.data.languages import (
    by_language_in,
    code_for,
    is_language,
    may_be_in_several,
    meant_by,
    record_in,
    tag_of,
    written_in,
)
from sphinx_academic.data.located import Place, RawList, RawMapping, RawValue, as_text
from sphinx_academic.data.naming import telling_name
from sphinx_academic.data.values.addresses import LINKS, PICTURES, Image, Link
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.names import AUTHORS, AuthorList
from sphinx_academic.problems import Code, Problem, nearest, shorten


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Frozen:
    """A class whose instances cannot be changed, and hold the values that they were given; all others are those of
    the class. So one with forty fields is made, and copied, in the time that its five values take."""

    _names: ClassVar[Mapping[str, None]] = {}

    def __init_subclass__(cls) -> None:
        own = (name for name, type_ in cls.__annotations__.items() if "ClassVar" not in str(type_))
        cls._names = dict.fromkeys((*cls._names, *own))

    def __init__(self, **values: object) -> None:
        if unknown := sorted(values.keys() - self._names.keys()):
            raise TypeError(f"{type(self).__name__} has no field {', '.join(unknown)}.")
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: '{name}' cannot be set.")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: '{name}' cannot be deleted.")

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        return self is other or all(getattr(self, name) == getattr(other, name) for name in self._names)

    def __repr__(self) -> str:
        given = (f"{name}={self.__dict__[name]!r}" for name in self._names if name in self.__dict__)
        return f"{type(self).__name__}({', '.join(given)})"

    def changed(self, **changes: object) -> Self:
        """A copy with other values; what was worked out of the old ones is not taken along."""
        values = {name: value for name, value in self.__dict__.items() if name in self._names}
        return self.with_values({**values, **changes})

    @classmethod
    def with_values(cls, values: Mapping[str, object]) -> Self:
        """An instance with the values of fields that are only known when the program runs."""
        made = cls.__new__(cls)
        made.__dict__.update(values)
        return made


class Item(NamedTuple):
    """One item of a list of records; ``given`` is what the list says of it."""

    value: RawValue
    place: Place
    given: Mapping[str, object] = MappingProxyType({})


class Record(Frozen):
    """One fact of a scholar's life. A kind of record is a subclass; what authors of data can fill in is declared once."""

    kind: ClassVar[str]
    """What one is called in messages."""
    lists: ClassVar[tuple[str, ...]]
    """What the list of them is called in a data file: its name, and what else it may be called."""
    main: ClassVar[str] = "title"
    """The field that none can do without."""
    ambiguous: ClassVar[tuple[str, ...]] = ()
    """Names of the list under which the front matter of a page may hold something that is none of our business."""
    is_of_owner: ClassVar[bool] = False
    """Whether one that names nobody is that of whose site it is."""
    names_others: ClassVar[bool] = False
    """Whether one names only who has a part in it besides the owner of the site."""
    fields: ClassVar[Fields] = Fields("a record", {})

    origin: Origin = Origin()
    extra: Mapping[str, RawValue] = MappingProxyType({})
    """What was written under keys that the record does not know."""
    own: tuple[OwnField, ...] = ()
    """The fields of the site's own that it may have, in the order in which they were declared."""
    foreign: bool = False
    """Whether the record was imported from another format, so that what is written by hand wins over it."""
    fetched: bool = False
    """Whether services have said what the record holds, so that whatever any file of the site says wins over it."""
    key: str = ""
    """By what it is referred to; kinds that have a field of this name are given one."""
    other_keys: tuple[str, ...] = ()
    """By what else it is referred to: its key with hyphens in the place of spaces."""
    former_keys: tuple[str, ...] = ()
    """Keys that it had before, the first one first; kinds that have a field of this name are given them."""
    in_languages: tuple[Self, ...] = ()
    """The record in each of the languages that it is written in, the first one first; none of one that is written in one alone."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        own = {name: value for name, value in vars(cls).items() if isinstance(value, Field)}
        called = f"{'an' if cls.kind[0] in 'aeiou' else 'a'} {cls.kind}"
        # What is its own counts before what it shares with others, as do its names.
        cls.fields = Fields(
            called, {**own, **{name: cls.fields[name] for name in cls.fields if name not in own}}
        )
        for name, declared in own.items():
            setattr(cls, name, declared.type.nothing)

    @classmethod
    def shape(cls, called: str = "") -> dict[str, object]:
        """What an editor may expect of one record, in the definition that is ``called`` so, by its kind where nothing is said; what it
        shares with other kinds stands in a definition of theirs."""
        called, base = called or cls.kind.replace(" ", "_"), cls.__mro__[1]
        if not issubclass(base, Record) or not base.fields:
            return cls.fields.shape(called)
        shared = {name: declared for name, declared in base.fields.items() if cls.fields[name] is declared}
        return {"allOf": [{"$ref": f"#/$defs/{base.kind}"}], **cls.fields.shape(called, shared)}

    @classmethod
    def shape_of_list(cls, one: Shape) -> list[Shape]:
        """What an editor may expect under the name of the list, besides a list of which each item is ``one``."""
        return [one]

    @classmethod
    def items(cls, value: RawValue, place: Place, notes: FileNotes) -> Iterator[Item]:
        """The items of what stands under the name of the list: a list, a mapping from keys to records, one record."""
        spellings = cls.fields.spellings
        if isinstance(value, RawList):
            for index, item in enumerate(value):
                yield Item(item, value.place_of(index))
        elif (
            isinstance(value, RawMapping)
            and spellings.keys().isdisjoint(key.strip().lower() for key in value)
            and all(isinstance(item, RawMapping) for item in value.values())
        ):
            # publications: {smith2020: {title: …}}
            for key, item in value.items():
                if isinstance(item, RawMapping) and "key" in spellings and "key" not in item:
                    item["key"] = key
                    item.places["key"] = value.places.get(key, (value.line, value.column) * 2)
                yield Item(item, value.place_of_value(key))
        elif isinstance(value, RawMapping) and cls._holds_others(value):
            yield from cls._items_of_names(value, notes)
        elif value is not None:
            yield Item(value, place)

    @classmethod
    def _holds_others(cls, value: RawMapping) -> bool:
        """Whether a mapping is no record with misspelt fields but holds records, or lists of them, under names of their own."""
        spellings = cls.fields.spellings
        return spellings.keys().isdisjoint(key.strip().lower() for key in value) and any(
            isinstance(item, (RawMapping, RawList)) and not nearest(key.strip().lower(), spellings)
            for key, item in value.items()
        )

    @classmethod
    def _items_of_names(cls, value: RawMapping, notes: FileNotes) -> Iterator[Item]:
        """What stands under names that are no fields: a record, or a list of some."""
        for key, item in value.items():
            if isinstance(item, RawList):
                said = (
                    f"'{shorten(key)}' is not a field of {cls.fields.called}; what is below it is read as a list of its own, "
                    "and the name is not shown."
                )
                hint = f"Write one list, each item of which says  {cls.main}:"
                notes.note(value.place_of_key(key), Code.UNKNOWN_KEY, said, hint)
            for found in cls.items(item, value.place_of_value(key), notes):
                is_keyed = "key" in cls.fields and not isinstance(item, RawList)
                named = isinstance(found.value, RawMapping) and "key" in found.value
                yield found._replace(given={"key": key, **found.given}) if is_keyed and not named else found

    @classmethod
    def prepared(cls, raw: RawMapping) -> RawMapping:
        """The mapping with its keys and values where the fields are read from."""
        return raw

    @property
    def called(self) -> str:
        """What the record is called, as it was written."""
        return cast("str", getattr(self, self.main))

    @property
    def says_enough(self) -> bool:
        """Whether what none can do without is written."""
        return bool(self.called)

    @property
    def living_keys(self) -> tuple[str, ...]:
        """By what it is referred to today, its own key first."""
        return (self.key, *self.other_keys)

    @property
    def all_keys(self) -> tuple[str, ...]:
        """By what it is and was referred to, its own key first."""
        return (*self.living_keys, *self.former_keys)

    @property
    def as_first_written(self) -> Self:
        """The record in the language that is written first: what its key is made of, so that it is the same in all."""
        return self.in_languages[0] if self.in_languages else self

    @property
    def readings(self) -> tuple[Self, ...]:
        """The record in the language of the site, then in all languages that it is written in."""
        return (self, *self.in_languages)

    @property
    def when(self) -> PartialDate | None:
        """The date that lists and windows of days go by; None where a record has none."""
        return None

    def in_every_language(self, field: str) -> tuple[Any, ...]:
        """The value of a field in the language of the site, then in all languages that it is written in."""
        return tuple([getattr(each, field) for each in self.readings])

    def known_in(self, languages: tuple[Self, ...]) -> Self:
        """The record with what it is in all its languages."""
        return self.changed(in_languages=languages)

    def faults(self) -> Iterator[Problem]:
        """What cannot be right about the record as a whole, at its place: that it ended before it began."""
        yield from ()

    def suggested_key(self) -> str:
        """A readable key in ASCII, for a record that was given none."""
        return telling_name(self.called, 6) or self.kind

    def key_beside(self, key: str, number: int) -> str:
        """The key of a record whose suggested key ``number`` others have."""
        return f"{key}-{number + 1}"

    def markup(self) -> Iterator[tuple[str, str]]:
        """Each text that may hold markup, with the name of its field."""
        values = self.__dict__
        for name in self.fields.prose:
            if value := values.get(name):
                for text in filter(None, (value,) if isinstance(value, str) else value):
                    yield name, text
        for declared, value in self.own_values():
            if isinstance(value, str) and declared.name in self.extra:
                yield declared.name, value
        # An author list that could not be split is shown as it was written, markup and all.
        for name, authors in self.author_lists():
            if authors.written:
                yield name, authors.written

    def own_values(self) -> Iterator[tuple[OwnField, object]]:
        """What is written in each field of the site's own: as the type of the field has it, or as a text."""
        for declared in self.own:
            value = getattr(self, declared.name) if declared.name in self.fields else self._own_text(declared)
            if value:
                yield declared, value

    def _own_text(self, declared: OwnField) -> str:
        value = self.extra.get(declared.name)
        items = value if isinstance(value, RawList) else [value]
        return ", ".join(filter(None, (as_text(item).strip() for item in items)))

    def pictures(self) -> tuple[tuple[str, Image], ...]:
        """Each picture with the name of its field."""
        names = self.fields.of_type(PICTURES)
        return tuple([(name, image) for name in names for image in getattr(self, name)])

    def addresses(self) -> tuple[tuple[str, Link], ...]:
        """Each link with the name of its field, those behind the authors' names among them."""
        links = [(name, link) for name in self.fields.of_type(LINKS) for link in getattr(self, name)]
        for name, authors in self.author_lists():
            links += [(name, Link(person.name, person.url)) for person in authors.people if person.url]
        return tuple(links)

    def author_lists(self) -> Iterator[tuple[str, AuthorList]]:
        """Each list of authors with the name of its field."""
        return ((name, getattr(self, name)) for name in self.fields.of_type(AUTHORS))


def read_item(kind: type[Record], item: Item, notes: FileNotes) -> Record | None:
    """A record of an item of a list; None where it is left out."""
    value, place, given = item
    main = kind.main
    a_kind = kind.fields.called.capitalize()
    if value is None or (isinstance(value, str) and not value.strip()):
        message = f"An empty item in '{kind.lists[0]}'; it is left out."
        notes.note(place, Code.MISSING, message, "Remove the dash, or fill the item in.")
        return None
    if isinstance(value, RawList):
        message = f"{a_kind} is a list; a mapping with '{main}' was expected. It is left out."
        notes.note(place, Code.TYPE, message, "Remove the second dash, or the [ ] around it.")
        return None
    if isinstance(value, str):
        message = f"{a_kind} is a text; a mapping was expected. The text is taken as its {main}."
        hint = f"Write  {notes.file.notation.field(main, shorten(value))}"
        glued = re.match(r"(\w+):(?=\S)", value)
        if glued and glued[1].lower() in kind.fields.spellings:
            message = f"The space behind '{glued[0]}' is missing, so that this is one text. It is taken as the {main}."
            hint = f"Write  {glued[1]}: {shorten(value[glued.end() :].split(' ')[0])} …, with a space behind each colon."
        notes.note(place, Code.TYPE, message, hint)
        raw = RawMapping(*place)
        is_main = glued is not None and kind.fields.named(glued[1]) == main
        raw[main] = value[glued.end() :] if glued is not None and is_main else value
        raw.places[main] = (*place, *place)
    else:
        raw = value
    own = notes.declared.own_of(kind.lists[0]) if notes.declared.fields else {}
    reading = _ItemReading(kind, place, given, own)
    if not notes.file.foreign and may_be_in_several(raw):
        return reading.in_languages(raw, notes, by_language_in(raw, reading.able))
    return reading.read(raw, notes)


class _ItemReading(NamedTuple):
    """What is known of a record before it is read."""

    kind: type[Record]
    place: Place
    given: Mapping[str, object]
    own: Mapping[str, OwnField]

    def able(self, key: str) -> bool | None:
        """Whether what stands under a key may be written in several languages, see :data:`~sphinx_academic.data.languages.Able`."""
        fields = self.kind.fields
        name = fields.named(key)
        if name is None:
            return folded(key) in self.own or bool(fields.link_of(key))
        return None if fields[name].type.keys_are_names else name not in _THE_SAME

    def in_languages(self, raw: RawMapping, notes: FileNotes, found: Sequence[RawMapping]) -> Record | None:
        """A record that says some things in several languages: as it is in that of the site, and in all."""
        if not found:
            return self.read(raw, notes)
        declared = notes.declared
        codes: dict[str, None] = {}
        # The title first, of which its key is made.
        titles = [value for key, value in raw.items() if self.kind.fields.named(key) == self.kind.main]
        for mapping in sorted(found, key=lambda each: not any(each is title for title in titles)):
            written = written_in(mapping)
            codes |= dict.fromkeys(written)
            tags: dict[str, str] = {}
            for code in mapping:
                if not is_language(code):
                    _tell_no_language(code, mapping, notes)
                elif code in written and (same := tags.setdefault(tag_of(code), code)) != code:
                    message = f"'{code}' is the same language as '{same}', which is shown."
                    notes.note(mapping.place_of_key(code), Code.LANGUAGES, message, "Leave one of them out.")
            for language in declared.languages or (declared.language,):
                if language and written and not code_for(language, written, exactly=True):
                    message = (
                        f"This is not written in '{language}'; '{code_for(language, written)}' is shown."
                    )
                    notes.lost.append(
                        Problem(
                            notes.file.path, mapping.line, mapping.column, Code.LANGUAGES, message,
                            f"Add  {notes.file.notation.field(language)}",
                        )
                    )  # fmt: skip
        told = len(notes.problems)
        record = self.read(record_in(raw, declared.language, self.able), notes)
        known = {*notes.problems[told:]}
        languages: list[Record] = []
        for code in codes:
            others: list[Problem] = []
            each = self.read(
                record_in(raw, code, self.able),
                FileNotes(notes.file, others, None, notes.meant, declared),
            )
            languages += [each] if each is not None else []
            # What all languages have in common is told once.
            notes.problems.extend(problem for problem in others if problem not in known)
            known.update(others)
        return record.known_in(tuple(languages)) if record is not None and languages else record

    def read(self, raw: RawMapping, notes: FileNotes) -> Record | None:
        """The record."""
        kind, main = self.kind, self.kind.main
        entry = Entry(notes, kind.fields, kind.prepared(raw), self.own)
        written, extra = entry.sort_out()
        values: dict[str, object] = {"origin": entry.origin}
        for name, raw_value in written.items():
            values[name] = kind.fields[name].type.read(raw_value, entry, name)
        if extra:
            values["extra"] = extra
            if found := tuple([declared for name, declared in self.own.items() if name in extra]):
                values["own"] = (*kind.own, *found)
        if notes.file.foreign:
            values["foreign"] = True
        if notes.file.fetched:
            values["fetched"] = True
        record = kind.with_values({**values, **self.given})
        # Of a work that the site's files have, services may say no more than how often it is cited.
        is_told = notes.file.fetched or main in entry.misspelt or _was_told(entry, main)
        if not record.says_enough and not is_told:
            notes.note(self.place, Code.MISSING, nothing_to_call(kind), f"Add  {entry.remedy(main)}")
            if record.__dict__.keys().isdisjoint(kind.fields.keys() - self.given.keys()):
                return None
        notes.problems.extend(record.faults())
        return record


def nothing_to_call(kind: type[Record]) -> str:
    """What is told of a record that lacks what none can do without."""
    return f"This {kind.kind} has no {kind.main}."


_THE_SAME = frozenset(("key", "former_keys"))
"""What is the same in all languages, so that links between them hold."""


def _tell_no_language(code: str, mapping: RawMapping, notes: FileNotes) -> None:
    meant = meant_by(code, (*notes.declared.languages, notes.declared.language))
    hint = f"Did you mean '{meant}'?" if meant else "Codes are those of ISO 639, such as en, de or pt_BR."
    notes.note(
        mapping.place_of_key(code), Code.LANGUAGES, f"'{shorten(code)}' is no code of a language.", hint
    )


def _was_told(entry: Entry, main: str) -> bool:
    """Whether the reader has said why a value is not there; one mistake is told once."""
    keys = [key for key, field in entry.fields.spellings.items() if field == main and key in entry.raw]
    lines = {line for key in keys for line in entry.raw.places.get(key, ())[::2]}
    return any(problem.line in lines for problem in entry.file.problems)


def merged_values(records: Sequence[Record], same_version: Sequence[Record] = ()) -> dict[str, object]:
    """What one record holds that is made of several of its kind, by the rules of its fields; the first counts most,
    and of what belongs to a version those of the ``same_version``."""
    first, *others = records
    fields = first.fields
    values: dict[str, object] = {}
    for name in dict.fromkeys(name for record in records for name in record.__dict__ if name in fields):
        declared = fields[name]
        if declared.merge is Merge.ALL:
            once: dict[object, object] = {}
            for each in itertools.chain.from_iterable(record.__dict__.get(name, ()) for record in records):
                # Links are one where they lead to one address, whatever they are called.
                once.setdefault((each.url.rstrip("/") or each.name) if isinstance(each, Link) else each, each)
            values[name] = tuple(once.values())
        elif declared.merge is not Merge.OWN:
            candidates = same_version if declared.merge is Merge.VERSION else records
            given = filter(None, [record.__dict__.get(name) for record in candidates])
            values[name] = next(given, declared.type.nothing)
    values["extra"] = {name: value for record in reversed(records) for name, value in record.extra.items()}
    if own := tuple(dict.fromkeys(itertools.chain.from_iterable(record.own for record in records))):
        values["own"] = own
    if languages := next((record.in_languages for record in records if record.in_languages), ()):
        values["in_languages"] = languages
    values["origin"] = first.origin._replace(others=tuple(record.origin for record in others))
    values["foreign"] = all(record.foreign for record in records)
    if first.fetched:
        values["fetched"] = True
    return values
