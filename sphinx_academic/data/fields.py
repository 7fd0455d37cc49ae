"""A field declared once: what reads it, its other names, whether it holds markup, whose value a merged record has, and
what it means; and the mapping that is being read, which tells what is wrong with it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableSequence
from enum import Enum, auto
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeAlias, TypeVar, cast

from sphinx_academic.data.declarations import NOTHING, Declared, OwnField, folded
from sphinx_academic.data.languages import LANGUAGE_PATTERN, is_by_language, meant_by_keys
from sphinx_academic.data.located import Place, RawFile, RawList, RawMapping, RawValue, as_text
from sphinx_academic.problems import Code, Problem, nearest, shorten

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Shape: TypeAlias = Mapping[str, object]
"""A JSON Schema, or a part of one."""
Written: TypeAlias = str | RawList | RawMapping
"""What stands behind a key; fields are not asked to read what is empty."""


class Merge(Enum):
    """Whose value of a field a record has that is made of several: that of the first that has one, by hand before imported;
    that of the version that is shown; all that they have; or it is decided where such records are brought together."""

    FIRST, VERSION, ALL, OWN = auto(), auto(), auto(), auto()


@dataclasses.dataclass(frozen=True, eq=False)
class ValueType(Generic[T_co]):
    """One way in which values are written: ``read`` makes a value of what stands in a field of an entry and tells what is
    wrong with it, ``nothing`` is that of a field that is not written. ``shape`` is what an editor may expect, with the
    ``definitions`` that it refers to. ``scheme`` names the identifiers that lead somewhere. ``alike`` says that such a
    field is called the same in everybody's format, ``keys_are_names`` that the keys of a mapping may be any words."""

    read: Callable[[Written, Entry, str], T_co]
    nothing: T_co
    shape: Shape
    definitions: Mapping[str, Shape] = dataclasses.field(default_factory=dict)
    scheme: str = ""
    alike: bool = False
    keys_are_names: bool = False


class Field(NamedTuple):
    """One field as it is declared; see :func:`field`."""

    type: ValueType[object]
    help: str
    also: tuple[str, ...] = ()
    prose: bool = False
    merge: Merge = Merge.FIRST
    shown: bool = True


def field(type_: ValueType[T], help_: str, *also: str, prose: bool = False, merge: Merge = Merge.FIRST) -> T:
    """Declare a field of a record; ``help_`` is what editors and the documentation say of it, ``also`` are its other
    names (in small letters, with ``_`` for ``-`` and space), ``prose`` says that it holds markup."""
    return cast("T", Field(type_, help_, also, prose, merge))


class Fields(dict[str, Field]):
    """The fields of one kind of mapping: of a publication, of an author, of a link; ``called`` is its name in messages,
    ``spellings`` has every accepted name and the field it stands for, ``link_of`` gives what a link is called under a key that
    is none of them."""

    def __init__(self, called: str, fields: Mapping[str, Field]) -> None:
        super().__init__(fields)
        self.called = called
        self.spellings = {name: name for name in fields}
        self._of_type: dict[ValueType[object], tuple[str, ...]] = {}
        for name, declared in fields.items():
            for other in declared.also:  # of two fields that may be called so, the first
                self.spellings.setdefault(other, name)
            self._of_type[declared.type] = (*self.of_type(declared.type), name)
        self.link_of: Callable[[str], str] = lambda key: ""
        self.prose = tuple([name for name, declared in fields.items() if declared.prose])

    def of_type(self, type_: ValueType[object]) -> tuple[str, ...]:
        """The names of the fields whose values are written in one way."""
        return self._of_type.get(type_, ())

    def named(self, key: str) -> str | None:
        """The field that a key stands for; capitals do not matter, and ``-``, ``_`` and space are the same."""
        field = self.spellings.get(key)
        return field or self.spellings.get(key.strip().lower().replace("-", "_").replace(" ", "_"))

    def shape(self, called: str, shared: Mapping[str, Field] | None = None) -> dict[str, object]:
        """What an editor may expect of such a mapping, in the definition that is ``called`` so: every field, to be offered, and
        every other name, to be understood; but those fields that are ``shared`` with others and described there."""
        own = {name: declared for name, declared in self.items() if name not in (shared or ())}
        properties = {
            name: {**declared.type.shape, "description": declared.help} for name, declared in own.items()
        }
        others: dict[str, list[str]] = {}
        for spelling, name in self.spellings.items():
            if spelling != name and name in own:
                others.setdefault(name, []).append(spelling)
        patterns = {
            f"^({'|'.join(spellings)})$": {"$ref": f"#/$defs/{called}/properties/{name}"}
            for name, spellings in others.items()
        }
        return {"type": ["object", "null"], "properties": properties, "patternProperties": patterns}


class Origin(NamedTuple):
    """Where a record was written. ``written`` are the places of its keys and values, ``keys`` the names of fields that
    were written under others; ``places`` gives by ``(field, text)`` where one of several things in a field stands;
    ``others`` are the origins of the other versions of a work; ``source`` is the BibTeX entry, in LaTeX."""

    path: str = ""
    line: int = 0
    column: int = 0
    places: Mapping[tuple[str, str], Place] = {}
    others: tuple[Origin, ...] = ()
    written: Mapping[str, tuple[int, int, int, int]] = {}
    keys: Mapping[str, str] = {}
    source: Mapping[str, str] = {}

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that the record was made of."""
        return (self.path, *(other.path for other in self.others))

    def says(self, field: str) -> bool:
        """Whether the field was written at all."""
        return self.keys.get(field, field) in self.written

    def place(self, field: str, text: str = "") -> tuple[str, Place]:
        """The file and the place of a field's value, or of one ``text`` of several in it, in the version that has it;
        where none is known, the place of the record."""
        versions = (self, *self.others)
        for version in versions:
            if (field, text) in version.places:
                return version.path, version.places[field, text]
        for version in versions:
            if found := version.written.get(version.keys.get(field, field)):
                return version.path, Place(*found[2:])
        return self.path, Place(self.line, self.column)

    def problem(self, field: str, code: Code, message: str, hint: str = "", text: str = "") -> Problem:
        """A problem with one field of the record, or with one ``text`` of several in it, found after it was read."""
        path, place = self.place(field, text)
        return Problem(path, *place, code, message, hint)


class FileNotes:
    """Collects what is wrong with one file, and what is no mistake, as it is ``lost``: shown nowhere, or not in a language; ``meant`` are
    the names that its unknown keys are near to, ``declared`` is what the site has of its own."""

    __slots__ = ("declared", "file", "lost", "meant", "problems")

    def __init__(
        self,
        file: RawFile,
        problems: MutableSequence[Problem],
        lost: MutableSequence[Problem] | None = None,
        meant: dict[tuple[str, str], str | None] | None = None,
        declared: Declared = NOTHING,
    ) -> None:
        self.file = file
        self.problems = problems
        self.lost = [] if lost is None else lost
        self.meant = {} if meant is None else meant
        self.declared = declared

    def note(self, place: Place, code: Code, message: str, hint: str = "") -> None:
        """Add a problem at a place."""
        self.problems.append(Problem(self.file.path, *place, code, message, hint))

    def leave_out(self, place: Place, key: str, of: str) -> None:
        """Add what no output shows."""
        self.lost.append(Problem(self.file.path, *place, Code.LOST, f"'{key}' of {of} is shown nowhere."))


_MOST_COMPARED = 1_000
"""After so many unknown keys no word is looked for that one may have meant: far fewer are told."""


class Entry(FileNotes):
    """One record while it is being read: where its fields stand, and what is wrong with them."""

    __slots__ = ("fields", "keys", "misspelt", "origin", "own", "places", "raw")

    def __init__(
        self,
        notes: FileNotes,
        fields: Fields,
        raw: RawMapping,
        own: Mapping[str, OwnField] = MappingProxyType({}),
    ) -> None:
        super().__init__(notes.file, notes.problems, notes.lost, notes.meant, notes.declared)
        self.fields = fields
        self.own = own
        self.raw = raw
        self.keys: dict[str, str] = {}
        self.misspelt: set[str] = set()
        self.places: dict[tuple[str, str], Place] = {}
        # For problems that are found later, too: what is read adds to its places.
        path, written = notes.file.path, raw.places
        self.origin = Origin(path, raw.line, raw.column, self.places, (), written, self.keys, raw.source)

    def written(self, field: str) -> str:
        """The name under which the author wrote the field."""
        return self.keys.get(field, field)

    def place_of(self, field: str) -> Place:
        """Where the value of a field stands."""
        return self.raw.place_of_value(self.written(field))

    def note_field(self, field: str, code: Code, message: str, hint: str = "") -> None:
        """Add a problem at the value of a field."""
        self.note(self.place_of(field), code, message, hint)

    def remedy(self, field: str, value: str = "…") -> str:
        """A field as somebody would write it into such a file."""
        return self.file.notation.field(field, value)

    def sort_out(self) -> tuple[dict[str, Written], Mapping[str, RawValue]]:
        """What is written in each field, and what stands under keys that the record does not know."""
        values: dict[str, Written] = {}
        extra = RawMapping(self.raw.line, self.raw.column)
        spellings, named = self.fields.spellings, self.fields.named
        for key, value in self.raw.items():
            field = spellings.get(key) or named(key)
            if field is None:
                own = self._own_name(key) if self.own else ""
                if own and own not in extra:
                    self.keys[own] = key
                extra[own if own and own not in extra else key] = value
                if not self.file.foreign and not own:
                    self.note_unknown(self.raw, key, self.fields, "It is kept but not shown. ")
            elif value is None or value == "":
                continue
            elif field in values:
                first = self.written(field)
                message = (
                    f"'{key}' and '{first}' are two names of the same field; "
                    f"'{first}' in line {self.raw.place_of_key(first).line} is used."
                )
                hint = f"Remove one of them (or rename '{key}')."
                self.note(self.raw.place_of_key(key), Code.DUPLICATE_KEY, message, hint)
                extra[key] = value
            else:
                values[field] = value
                if key != field:
                    self.keys[field] = key
        return values, extra or MappingProxyType({})

    def _own_name(self, key: str) -> str:
        """The field of the site's own that a key stands for."""
        name = folded(key)
        # BibTeX's fields are kept apart from those of ours that are called the same.
        return next((each for each in (name, name.removeprefix("bibtex_")) if each in self.own), "")

    def parts(self, raw: RawMapping, fields: Fields) -> dict[str, str]:
        """What is written in each field of a mapping within the record: of an author, of a link."""
        values: dict[str, str] = {}
        for key, value in raw.items():
            field = fields.named(key)
            if field is None:
                self.note_unknown(raw, key, fields)
            elif value is not None:
                values[field] = as_text(value).strip()
                is_said = isinstance(value, RawMapping) and is_by_language(value)
                if not isinstance(value, str) and not is_said and not self.file.foreign:
                    message = f"'{key}' of {fields.called} is no text; it is read as one."
                    hint = f'Write  {key}: "{shorten(values[field])}"'
                    self.note(raw.place_of_value(key), Code.TYPE, message, hint)
                if fields[field].type is FLAG and values[field].lower() not in _FLAG_WORDS:
                    message = f"'{key}' is '{shorten(values[field])}', which is neither true nor false; it is read as false."
                    self.note(
                        raw.place_of_value(key), Code.TYPE, message, f"Write  {key}: true  or delete it."
                    )
                if not fields[field].shown:
                    self.leave_out(raw.place_of_key(key), key, fields.called)
        return values

    def each(
        self, value: Written, field: str, fields: Fields, main: str
    ) -> Iterator[tuple[dict[str, str], Place]]:
        """A text (the value of the field ``main``), a mapping or a list of both, each as a mapping, with its place: that of
        the address where a mapping has one."""
        items = value if isinstance(value, RawList) else [value]
        for index, item in enumerate(items):
            place = value.place_of(index) if isinstance(value, RawList) else self.place_of(field)
            if item is None:
                continue
            if isinstance(item, RawList):
                message = f"{fields.called.capitalize()} is a list; a text or a mapping was expected. It is read as a text."
                self.note(place, Code.TYPE, message, "Remove the second dash, or the [ ] around it.")
            if not isinstance(item, RawMapping):
                values = {main: as_text(item).strip()}
            elif "url" in (values := self.parts(item, fields)):
                place = item.place_of_value(next(key for key in item if fields.named(key) == "url"))
            if main in values:
                self.places[field, values[main]] = place
            yield values, place

    def note_unknown(self, raw: RawMapping, key: str, fields: Fields, fate: str = "") -> None:
        """Tell of a key that no field has."""
        if fields.link_of(key):
            message = f"'{key}' is a link of {fields.called}: an address is expected. {fate}".strip()
            self.note(raw.place_of_key(key), Code.URL, message, f"Write  {self.remedy(key, 'https://…')}")
            return
        hint = f"{fate}The fields of {fields.called} are: {', '.join(fields)}."
        asked = fields.called, key
        if asked not in self.meant and len(self.meant) < _MOST_COMPARED:
            own = self.own if fields is self.fields else ()
            self.meant[asked] = nearest(key, (*fields.spellings, *own))
        if meant := self.meant.get(asked):
            hint = f"Did you mean '{meant}'?"
            if fields is self.fields and meant in fields.spellings:
                self.misspelt.add(fields.spellings[meant])
        message = f"'{key}' is not a field of {fields.called}."
        self.note(raw.place_of_key(key), Code.UNKNOWN_KEY, message, hint)


_NO_LANGUAGES = "(?!(?:alt|doi|key|src|uri|url)$)"
"""Names of fields that look like codes of languages."""


def by_language(shape: Shape) -> Shape:
    """What an editor may expect of a mapping from codes of languages to what has a shape."""
    return {"type": "object", "propertyNames": {"$ref": "#/$defs/language"}, "additionalProperties": shape}


def any_case(words: Iterable[str]) -> str:
    """A pattern for any of some words, whatever their capitals: JSON Schema has no other way to say that."""
    return "|".join(
        "".join(f"[{each.lower()}{each.upper()}]" if each.isalpha() else re.escape(each) for each in word)
        for word in sorted(words)
    )


def in_words_of(pattern: str, *types: str, **bounds: float) -> Shape:
    """A text in which a pattern is found, or that is empty; or a number or the like of these types."""
    others: list[Shape] = [{"type": [*types, "null"], **bounds}] if types else [{"type": "null"}]
    return {"anyOf": [*others, {"type": "string", "pattern": f"^\\s*$|{pattern}"}]}


def defined(
    read: Callable[[Written, Entry, str], T],
    nothing: T,
    called: str,
    one: Shape,
    *,
    scheme: str = "",
    alike: bool = False,
) -> ValueType[T]:
    """Values of a shape, which is a definition of that name in the schema; each may be said for every language."""
    reference = {"$ref": f"#/$defs/one_{called}"}
    definitions = {f"one_{called}": one, called: {"anyOf": [reference, by_language(reference)]}}
    return ValueType(read, nothing, {"$ref": f"#/$defs/{called}"}, definitions, scheme, alike)


# An editor takes what a file holds as YAML does (2024 is a number), and knows no dates (YAML 1.2.2, 10.3).
# Both are short, because every kind of record has many of them.
SHAPE_OF_TEXT: Shape = {"$ref": "#/$defs/text"}
SHAPE_OF_WORDS: Shape = {"$ref": "#/$defs/words"}
_ONE_TEXT: Shape = {"type": ["string", "number", "boolean", "null"]}
_SEVERAL: Shape = {"type": "array", "items": SHAPE_OF_TEXT}
SHAPES: Mapping[str, Shape] = {
    "language": {"pattern": LANGUAGE_PATTERN.replace("^", f"^{_NO_LANGUAGES}", 1)},
    "text": {"anyOf": [_ONE_TEXT, by_language(_ONE_TEXT)]},
    "words": {"anyOf": [SHAPE_OF_TEXT, _SEVERAL, by_language({"anyOf": [_ONE_TEXT, _SEVERAL]})]},
}
"""What they refer to."""

TRUE_WORDS = frozenset({"true", "yes", "y", "on", "1", "x", "✓", "★"})
FALSE_WORDS = frozenset({"false", "no", "n", "off", "0"})
_FLAG_WORDS = TRUE_WORDS | FALSE_WORDS | {""}


def read_text(value: Written, entry: Entry, field: str) -> str:
    """A text; where the author left out the quotes around ``[…]`` or ``{…}``, what was written."""
    if isinstance(value, str):
        return value.strip()
    text = as_text(value)
    kind = "a list" if isinstance(value, RawList) else "a mapping"
    name = entry.written(field)
    remedy = f'write  {name}: "{text}"' if len(text) < 60 else "put it in quotes"
    message = f"'{name}' is {kind}; a text was expected."
    hint = f"If it is meant as text, {remedy}."
    if isinstance(value, RawMapping) and (meant := meant_by_keys(value)):
        hint = f"A text in several languages is a mapping from their codes. Write  {name}: {{{meant}: …}}"
    elif isinstance(value, RawMapping) and is_by_language(value):
        one = as_text(next(iter(value.values())))
        hint = f"Here one text stands, and not one for each language. Write  {name}: {shorten(one)}"
    entry.note_field(field, Code.TYPE, message, hint)
    return text


def tell_nested(value: RawList, entry: Entry, field: str) -> None:
    """Tell of what is no text among several."""
    if entry.file.foreign:
        return
    for index, item in enumerate(value):
        if isinstance(item, (RawList, RawMapping)):
            kind = "a list" if isinstance(item, RawList) else "a mapping"
            message = f"'{entry.written(field)}' has {kind} in it; a text was expected."
            hint = f'If it is meant as text, write  "{shorten(as_text(item))}"'
            entry.note(value.place_of(index), Code.TYPE, message, hint)


def _read_words(value: Written, entry: Entry, field: str) -> tuple[str, ...]:
    if isinstance(value, RawMapping):
        return (read_text(value, entry, field),)
    if isinstance(value, RawList):
        tell_nested(value, entry, field)
    words = re.split(r"[,;]", value) if isinstance(value, str) else map(as_text, value)
    return tuple([word for part in words if (word := part.strip())])


def _read_flag(value: Written, entry: Entry, field: str) -> bool:
    word = as_text(value).strip().lower()
    if word not in TRUE_WORDS and word not in FALSE_WORDS:
        name = entry.written(field)
        message = f"'{name}' is '{as_text(value)}', which is neither true nor false; it is read as false."
        entry.note_field(field, Code.TYPE, message, f"Write  {entry.remedy(name, 'true')}  or delete it.")
    return word in TRUE_WORDS


TEXT = ValueType(read_text, "", SHAPE_OF_TEXT)
"""A text."""
WORDS = ValueType[tuple[str, ...]](_read_words, (), SHAPE_OF_WORDS)
"""A list of texts, or one text with commas between them."""
FLAG = defined(
    _read_flag,
    False,
    "flag",
    {
        "anyOf": [
            {"type": ["boolean", "null"]},
            {"enum": [0, 1]},
            {"type": "string", "pattern": rf"^(?:\s*(?:{any_case(TRUE_WORDS | FALSE_WORDS)})\s*)?$"},
        ]
    },
)
"""Yes or no, in any usual spelling."""


def mapped(
    read: Callable[[Written, Entry, str], T],
    nothing: T,
    one: str,
    shape: Shape,
    *,
    text: ValueType[str] = TEXT,
    keys_are_names: bool = False,
) -> ValueType[T]:
    """Values that are written as a text, which may have a shape of its own, a mapping of a shape that ``one`` names, or a list of these."""
    either = [text.shape, {"$ref": f"#/$defs/{one}"}]
    items = {"type": "array", "items": {"anyOf": either}}
    definitions = {**text.definitions, one: shape, f"{one}s": {"anyOf": [{"type": "null"}, *either, items]}}
    return ValueType(read, nothing, {"$ref": f"#/$defs/{one}s"}, definitions, keys_are_names=keys_are_names)


_CONTENT = {"content": Field(TEXT, "The text, in Markdown.", ("text", "note"), prose=True)}
CONTENT = Fields("further information", _CONTENT)


def _read_contents(value: Written, entry: Entry, field: str) -> tuple[str, ...]:
    found = entry.each(value, field, CONTENT, "content")
    return tuple([text for values, _ in found if (text := values.get("content"))])


CONTENTS: ValueType[tuple[str, ...]] = mapped(_read_contents, (), "content", CONTENT.shape("content"))
"""Further information: a text, or a list of texts and of mappings with ``content``."""
