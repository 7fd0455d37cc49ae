"""Kinds of records that data declare (``kinds:``): how a declaration is read, and the class of records that it makes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, cast

from sphinx_academic.data import fields
from sphinx_academic.data.declarations import (
    ADDRESS,
    BEHIND,
    BESIDE,
    DATE,
    LINE,
    LINKS,
    PEOPLE,
    PICTURE,
    TEXT,
    TYPES,
    WORDS,
    DeclaredKind,
    OwnField,
    folded,
    words_of,
)
from sphinx_academic.data.fields import (
    Entry,
    FileNotes,
    ValueType,
    field,
)
from sphinx_academic.data.languages import is_by_language, said_in
from sphinx_academic.data.located import Place, RawFile, RawList, RawMapping, RawValue, as_text
from sphinx_academic.data.naming import slug
from sphinx_academic.data.records import KINDS, TimedRecord
from sphinx_academic.data.records.declaration_form import FIELD, KIND, TYPE_WORDS, WHERE_WORDS
from sphinx_academic.data.values import addresses, dates, names
from sphinx_academic.problems import Code, Problem, nearest, shorten

LIST = "kinds"
"""Under what name data declare kinds."""

_VALUES: Mapping[str, ValueType[Any]] = {
    TEXT: fields.TEXT,
    WORDS: fields.WORDS,
    DATE: dates.DATE,
    ADDRESS: addresses.URL,
    LINKS: addresses.LINKS,
    PICTURE: addresses.PICTURES,
    PEOPLE: names.AUTHORS,
}
_SHARED: Mapping[str, str] = {DATE: "date", ADDRESS: "url", LINKS: "links", PICTURE: "images"}
"""What the first field of a type stands for that all kinds share."""

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,49}", re.ASCII)
_SCHEMA = re.compile(r"(?:https?://schema\.org/)?([A-Z][A-Za-z0-9]{1,60})", re.ASCII)
_CV = re.compile(r"(first|last|no|false)|(before|after)\s+([\w-]+)", re.IGNORECASE)
_LISTS = frozenset(name for kind in KINDS.values() for name in kind.lists)
_TAKEN = _LISTS | {
    "links",
    LIST,
    "pub",
    "reference",
    "implementation",
    *(kind.kind for kind in KINDS.values()),
}


class Declaration(NamedTuple):
    """A declaration with its place, ``path:line``."""

    kind: DeclaredKind
    place: str


def declarations(root: RawValue, *, is_page: bool = False) -> Iterator[tuple[str, RawValue, Place, Place]]:
    """The kinds that a file declares, as they stand there: name, what is said, and the places of both. In the front matter of a page
    the word may mean anything unless there is a mapping below it."""
    if not isinstance(root, RawMapping):
        return
    for key, value in root.items():
        if key.strip().lower() != LIST:
            continue
        if isinstance(value, RawMapping):
            for name, said in value.items():
                yield name, said, value.place_of_key(name), value.place_of_value(name)
        elif isinstance(value, RawList) and not is_page:
            for index, said in enumerate(value):
                place = value.place_of(index)
                name = as_text(said.get("name")) if isinstance(said, RawMapping) else as_text(said)
                yield name, said if isinstance(said, RawMapping) else None, place, place


def kinds_declared(
    files: Iterable[RawFile], problems: list[Problem], language: str = ""
) -> dict[str, DeclaredKind]:
    """The kinds that files declare, by the names of their lists, with words in a language; of two with one name the first counts."""
    found: dict[str, Declaration] = {}
    readings: list[_ReadDeclaration] = []
    for file in files:
        notes = FileNotes(file, problems)
        if isinstance(file.root, RawMapping) and not file.is_page:
            for key, value in file.root.items():
                if key.strip().lower() == LIST and isinstance(value, str):
                    message = f"'{LIST}' is a text; a mapping from the names of lists to what they hold was expected."
                    notes.note(
                        file.root.place_of_value(key),
                        Code.TYPE,
                        message,
                        "See the page on kinds of one's own.",
                    )
        for name, said, place, at in declarations(file.root, is_page=file.is_page):
            readings.append(_ReadDeclaration(notes, name, said, place, at, language))
            if kind := readings[-1].read(found):
                found[kind.name] = Declaration(kind, f"{file.path}:{place.line}")
    for reading in readings:
        reading.note_unknown_neighbour({*_LISTS, *found})
    return {name: each.kind for name, each in found.items()}


class _ReadDeclaration:
    """The reading of one declaration."""

    def __init__(
        self, notes: FileNotes, name: str, said: RawValue, place: Place, at: Place, language: str
    ) -> None:
        self._notes = notes
        self._language = language
        self._name = name.strip()
        self._said = said if isinstance(said, RawMapping) else RawMapping(*at)
        self._is_mapping = isinstance(said, RawMapping) or said is None
        self._place = place
        self._values: dict[str, RawValue] = {}
        self._keys: dict[str, str] = {}

    def read(self, others: Mapping[str, Declaration]) -> DeclaredKind | None:
        """The kind, None where there can be none."""
        name = self._name.lower().replace(" ", "-")
        if not self._may_be_called(name, others):
            return None
        if not self._is_mapping:
            self._note(self._place, Code.TYPE, f"The kind '{name}' is no mapping; its records have a title alone.",
                "Write  fields:  below it, and its fields below that.")  # fmt: skip
        self._sort_out()
        singular = self._text("singular") or words_of(_one_of(name))
        # References are the same in all languages.
        role = slug(self._text("singular", "") or singular) or slug(_one_of(name))
        taken = {each.kind.role: each for each in others.values()}
        if role in _TAKEN or role in taken:
            of = (
                f"'{taken[role].kind.name}' in {taken[role].place}"
                if role in taken
                else "a kind that is built in"
            )
            message = f"One of '{name}' is called '{role}', as one of {of} is; its role is '{name}'."
            self._note(
                self._place_of("singular"), Code.DUPLICATE, message, "Write  singular:  and another word."
            )
            role = name
        own = self._fields()
        title, own = self._title(own)
        return DeclaredKind(
            name,
            self._text("label") or words_of(name),
            role,
            singular,
            title,
            self._date(own),
            tuple(own),
            self._cv(),
            self._schema(),
        )

    def _note(self, place: Place, code: Code, message: str, hint: str = "") -> None:
        self._notes.note(place, code, message, hint)

    def _may_be_called(self, name: str, others: Mapping[str, Declaration]) -> bool:
        said = shorten(self._name)
        if name in others:
            message = f"The kind '{said}' is declared in {others[name].place}, too; that one counts."
            self._note(self._place, Code.DUPLICATE, message, "Remove one of the two.")
        elif name in _TAKEN:
            message = f"'{said}' is a list that is built in; it cannot be declared."
            self._note(
                self._place,
                Code.DUPLICATE,
                message,
                "Give yours another name, or its fields with  academic_fields  in conf.py.",
            )
        elif not _NAME.fullmatch(name):
            message = f"'{said}' cannot be the name of a list." if said else "This kind has no name."
            self._note(
                self._place,
                Code.TYPE,
                message,
                "Letters from a to z, digits, - and _ were expected, such as  patents.",
            )
        else:
            return True
        return False

    def _sort_out(self) -> None:
        entry = Entry(self._notes, KIND, self._said)
        for key, value in self._said.items():
            if (name := KIND.named(key)) is None:
                entry.note_unknown(self._said, key, KIND)
            elif name not in self._values:
                self._values[name], self._keys[name] = value, key

    def _text(self, name: str, language: str | None = None) -> str:
        """A text in the language of the site, or in another one; in that which is written first where that is empty."""
        return _said(self._values.get(name), self._language if language is None else language)

    def _place_of(self, name: str) -> Place:
        return self._said.place_of_value(self._keys[name]) if name in self._keys else self._place

    def _fields(self) -> list[OwnField]:
        value = self._values.get("fields")
        found: dict[str, OwnField] = {}
        if isinstance(value, RawMapping):
            for key, said in value.items():
                self._add(found, key, said, value.place_of_key(key))
        elif value is not None:
            items = value if isinstance(value, RawList) else re.split(r"[,;]", as_text(value))
            for index, said in enumerate(items):
                place = value.place_of(index) if isinstance(value, RawList) else self._place_of("fields")
                key = as_text(said.get("name", "")) if isinstance(said, RawMapping) else as_text(said)
                self._add(found, key, said if isinstance(said, RawMapping) else None, place)
        return [*found.values()]

    def _add(self, found: dict[str, OwnField], key: str, said: RawValue, place: Place) -> None:
        name = folded(key)
        if not name.isidentifier():
            message = (
                f"'{shorten(key)}' cannot be the name of a field." if name else "This field has no name."
            )
            self._note(place, Code.TYPE, message, "Letters, digits, - and _ were expected.")
            return
        if name in found:
            message = f"The field '{name}' is declared twice; the first counts."
            self._note(place, Code.DUPLICATE_KEY, message, "Remove one of the two.")
            return
        declared = self._field(name, said, place)
        shared = TimedRecord.fields.get(name)
        if (
            shared is not None
            and name != _SHARED.get(declared.is_a)
            and _VALUES[declared.is_a] is not shared.type
        ):
            if isinstance(said, RawMapping) and any(FIELD.named(each) == "is" for each in said):
                message = (
                    f"'{name}' is a field that all kinds have, and no {declared.is_a}; it stays what it is."
                )
                self._note(
                    place, Code.DUPLICATE, message, f"It means: {shared.help} Give yours another name."
                )
            return
        if shared is None and hasattr(TimedRecord, name):
            message = f"'{name}' cannot be the name of a field: the word has a meaning of its own; the field is left out."
            self._note(place, Code.DUPLICATE, message, "Give it another name.")
            return
        found[name] = declared

    def _field(self, name: str, said: RawValue, place: Place) -> OwnField:
        # "is" is a code of a language, too.
        is_label = isinstance(said, RawMapping) and is_by_language(said) and not any(map(FIELD.named, said))
        if is_label or not isinstance(said, RawMapping):
            return OwnField(name, _said(said, self._language) or words_of(name))
        entry = Entry(self._notes, FIELD, said)
        values: dict[str, str] = {}
        for key, value in said.items():
            if (part := FIELD.named(key)) is None:
                entry.note_unknown(said, key, FIELD)
            else:
                values[part] = _said(value, self._language)
                word = values[part].lower()
                known = {"is": TYPE_WORDS, "shown": WHERE_WORDS}.get(part)
                if known is not None and word not in known:
                    meant = nearest(word, known)
                    guess = f"Did you mean '{meant}'? " if meant else ""
                    usual = {"is": (TYPES, TEXT), "shown": ((LINE, BESIDE, BEHIND), LINE)}[part]
                    message = (
                        f"'{shorten(values[part])}' is nothing that  {key}:  can say; '{usual[1]}' is taken."
                    )
                    hint = f"{guess}The words are: {', '.join(usual[0])}."
                    self._note(said.place_of_value(key), Code.TYPE, message, hint)
        return OwnField(
            name,
            values.get("label") or words_of(name),
            TYPE_WORDS.get(values.get("is", "").lower(), TEXT),
            WHERE_WORDS.get(values.get("shown", "").lower(), LINE),
        )

    def _title(self, own: list[OwnField]) -> tuple[str, list[OwnField]]:
        """The field that is the title, and all with it among them."""
        texts = [each.name for each in own if each.is_a == TEXT]
        asked = folded(self._text("title"))
        if asked and asked in {each.name for each in own} - {*texts}:
            message = f"The title of '{self._name}' is to be '{asked}', which is no text."
            self._note(self._place_of("title"), Code.TYPE, message, "Name a field that is a text.")
        elif asked and asked not in texts:
            meant = nearest(asked, texts)
            if meant:
                message = f"The title of '{self._name}' is to be '{asked}', which is none of its fields; '{meant}' is taken."
                self._note(self._place_of("title"), Code.UNKNOWN_KEY, message, f"Write  title: {meant}")
                return meant, own
            if asked.isidentifier() and not hasattr(TimedRecord, asked):
                return asked, [OwnField(asked, words_of(asked)), *own]
            message = f"'{asked}' cannot be the title of '{self._name}'."
            self._note(self._place_of("title"), Code.TYPE, message, "Name a field of its own that is a text.")
        elif asked:
            return asked, own
        if usual := next((each for each in ("title", "name") if each in texts), None):
            return usual, own
        if texts and asked:
            return texts[0], own
        return "title", [OwnField("title", words_of("title")), *own]

    def _date(self, own: list[OwnField]) -> str:
        of_dates = [each.name for each in own if each.is_a == DATE]
        asked = folded(self._text("date"))
        if asked and asked not in of_dates:
            message = f"The date of '{self._name}' is to be '{asked}', which is none of its dates."
            known = (
                f"Its dates are: {', '.join(of_dates)}."
                if of_dates
                else f"Declare it below  fields:  as  {asked}: {{is: date}}."
            )
            self._note(self._place_of("date"), Code.UNKNOWN_KEY, message, known)
        return asked if asked in of_dates else next(iter(of_dates), "")

    def _cv(self) -> str:
        text = self._text("cv")
        found = _CV.fullmatch(text)
        if text and found is None:
            message = f"'{shorten(text)}' says of no place in a curriculum vitae."
            self._note(
                self._place_of("cv"),
                Code.TYPE,
                message,
                "Write  first, last, no, before talks  or  after publications.",
            )
        if found is None:
            return ""
        return "no" if found[0].lower() == "false" else found[0].lower()

    def note_unknown_neighbour(self, known: Iterable[str]) -> None:
        """Note where the list that it is to stand beside in a curriculum vitae is none."""
        found = _CV.fullmatch(self._text("cv"))
        other = (found[3] or "").lower() if found else ""
        names = [*known]
        if other and other not in names:
            message = f"'{shorten(other)}' is no list beside which '{self._name}' could stand in a curriculum vitae; it comes last."
            meant = nearest(other, sorted(names))
            hint = (
                f"Did you mean '{meant}'?"
                if meant
                else "Name a list, such as  before talks  or  after publications."
            )
            self._note(self._place_of("cv"), Code.CV, message, hint)

    def _schema(self) -> str:
        text = self._text("schema")
        found = _SCHEMA.fullmatch(text)
        if text and found is None:
            message = f"'{shorten(text)}' is no type of schema.org."
            self._note(
                self._place_of("schema"), Code.TYPE, message, "Write its name, such as  schema: CreativeWork"
            )
        return found[1] if found else ""


def _said(value: RawValue, language: str) -> str:
    """A text that may be written in several languages."""
    if isinstance(value, RawMapping) and is_by_language(value) and not language:
        value = next((each for each in value.values() if each), None)
    return as_text(said_in(value, language)).strip()


def _one_of(name: str) -> str:
    """What one of a list is called, where nobody says that."""
    if name.endswith("ies") and len(name) > 4:
        return f"{name[:-3]}y"
    return name[:-1] if name.endswith("s") and not name.endswith("ss") and len(name) > 2 else name


@cache
def record_class(kind: DeclaredKind) -> type[TimedRecord]:
    """The class of the records of a declared kind: the same for equal declarations."""
    shared = dict(_SHARED)
    declared: dict[str, object] = {}
    shown: list[OwnField] = []
    first: dict[str, str] = {DATE: kind.date} if kind.date else {}
    for own in kind.fields:
        first.setdefault(own.is_a, own.name)
    for own in kind.fields:
        is_shared = own.is_a in shared and first[own.is_a] == own.name
        name = shared[own.is_a] if is_shared else own.name
        usual = TimedRecord.fields.get(name)
        also = tuple(
            dict.fromkeys(
                ([own.name] if is_shared and own.name != name else []) + [*(usual.also if usual else ())]
            )
        )
        prose = own.is_a == TEXT
        declared[name] = field(
            usual.type if usual else _VALUES[own.is_a], f"{own.label}.", *also, prose=prose
        )
        if not is_shared and own.name not in {kind.title, *TimedRecord.fields}:
            shown.append(own)
    namespace = {
        "__doc__": f"{kind.label}: a kind that data declare.",
        "__module__": __name__,
        "__annotations__": dict.fromkeys(declared, "object"),
        "kind": kind.role,
        "schema_type": kind.schema,
        "lists": (kind.name,),
        "main": kind.title,
        "own": tuple(shown),
        "declaration": kind,
        **declared,
    }
    return cast("type[TimedRecord]", type(f"Declared_{kind.role}", (TimedRecord,), namespace))


def kinds_by_list(declared: Iterable[DeclaredKind]) -> dict[str, type[TimedRecord]]:
    """The classes of declared kinds, by the names of their lists."""
    return {kind.name: record_class(kind) for kind in declared}
