"""How each kind of field is read: raw value in, clean value out, a located problem for what cannot be."""

from __future__ import annotations

import html
import re
from typing import Annotated, Any, NamedTuple, TypeAlias

from pydantic import PlainValidator, ValidationInfo

from sphinx_academic.data.entry import Entry
from sphinx_academic.data.located import Place, RawList, RawMapping
from sphinx_academic.data.values.addresses import (
    Link,
    find_orcid,
    is_safe,
    name_of,
    refusal,
    scheme_of,
)
from sphinx_academic.data.values.dates import PartialDate, ReadDate, is_ongoing, read_date
from sphinx_academic.data.values.names import Author, AuthorList, split_authors, turned, with_shared_stars
from sphinx_academic.problems import Code, nearest


class Image(NamedTuple):
    """A picture: ``url`` is a path from the source folder, or an address."""

    url: str
    caption: str = ""
    alt: str = ""


_TRUE = frozenset({"true", "yes", "y", "on", "1", "x", "✓", "★"})
_FALSE = frozenset({"false", "no", "n", "off", "0"})


def as_text(value: object) -> str:
    """Any raw value as one text, so that nothing is lost where a text was expected."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "[" + ", ".join(as_text(item) for item in value) + "]"
    if isinstance(value, dict):
        pairs = [f"{key}: {as_text(item)}" if item is not None else key for key, item in value.items()]
        return "{" + ", ".join(pairs) + "}"
    return str(value)


def _kind(value: object) -> str:
    return "a list" if isinstance(value, list) else "a mapping" if isinstance(value, dict) else "a text"


def entry_of(info: ValidationInfo) -> Entry | None:
    return info.context


def read_text(value: Any, info: ValidationInfo) -> str:
    """A text; where the author left out the quotes around ``[…]`` or ``{…}``, what was written."""
    if type(value) is str:
        return value.strip()
    text = as_text(value)
    entry = entry_of(info)
    if entry is not None and not isinstance(value, str):
        field = entry.written(info.field_name or "")
        remedy = f'write  {field}: "{text}"' if len(text) < 60 else "put it in quotes"
        entry.note_field(
            info.field_name or "",
            Code.TYPE,
            f"'{field}' is {_kind(value)}; a text was expected.",
            f"If it is meant as text, {remedy}.",
        )
    return text


def read_words(value: Any, info: ValidationInfo) -> tuple[str, ...]:
    """A list of texts, or one text with commas between them."""
    if isinstance(value, tuple):
        return value
    if isinstance(value, str):
        return tuple(word for part in re.split(r"[,;]", value) if (word := part.strip()))
    if isinstance(value, list):
        return tuple(word for item in value if (word := as_text(item).strip()))
    return (read_text(value, info),)


def read_flag(value: Any, info: ValidationInfo) -> bool:
    """Yes or no, in any usual spelling."""
    if isinstance(value, bool):
        return value
    word = as_text(value).strip().lower()
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    entry = entry_of(info)
    if entry is not None:
        field = info.field_name or ""
        entry.note_field(
            field, Code.TYPE, f"'{entry.written(field)}' is '{as_text(value)}'; true or false was expected."
        )
    return False


def read_url(value: Any, info: ValidationInfo) -> str:
    """An address that may be followed; any other is dropped with a problem."""
    url = read_text(value, info)
    entry = entry_of(info)
    if not is_safe(url):
        if entry is not None:
            field = info.field_name or ""
            _refuse(entry, entry.raw.place_of_value(entry.written(field)), url)
        return ""
    return url


def _refuse(entry: Entry, place: Place, url: str) -> None:
    entry.note(place, Code.URL, *refusal(url))


def read_orcid(value: Any, info: ValidationInfo) -> str:
    """An ORCID (``0000-0002-1825-0097``), however it was given; its last character is a checksum (ISO 7064, 11-2)."""
    text = read_text(value, info)
    found = find_orcid(text)
    entry = entry_of(info)
    if not found and entry is not None:
        hint = "An ORCID looks like 0000-0002-1825-0097; its last character is a checksum."
        entry.note_field(info.field_name or "", Code.TYPE, f"'{text}' is not an ORCID; it is left out.", hint)
    return found


def read_when(value: Any, info: ValidationInfo) -> PartialDate | None:
    """A date, partial or whole; words around it (``2022, CCF-B``) are kept as written."""
    if value is None or isinstance(value, PartialDate):
        return value
    text = read_text(value, info)
    found = read_date(text)
    entry = entry_of(info)
    field = info.field_name or ""
    if found.fault and entry is not None:
        entry.note_field(
            field,
            Code.DATE,
            f"'{text}' is not a date: {found.fault}. It is shown as written.",
            entry.notation.date,
        )
    if found.date is None:
        if entry is not None and not is_ongoing(text):
            entry.note_field(
                field,
                Code.DATE,
                f"'{text}' holds no date; it is shown as written and sorted last.",
                entry.notation.date,
            )
        return PartialDate(0, text=text)
    if found.date.text:
        return found.date._replace(text=text)
    if (found.before, found.after) in {("", ""), ("(", ")"), ("[", "]")}:
        return found.date
    return found.date._replace(text=text)


def read_dated(value: Any, info: ValidationInfo) -> ReadDate | None:
    """A date and the words around it: an icon behind the date of a news item, "present" for the end of a range."""
    if value is None or isinstance(value, ReadDate):
        return value
    text = html.unescape(read_text(value, info)).strip()
    found = read_date(text)
    entry = entry_of(info)
    if entry is not None:
        field = info.field_name or ""
        if found.fault:
            entry.note_field(
                field,
                Code.DATE,
                f"'{text}' is not a date: {found.fault}. It is shown as written.",
                entry.notation.date,
            )
        elif found.date is None and not is_ongoing(text):
            entry.note_field(
                field,
                Code.DATE,
                f"'{text}' holds no date; it is shown as written and sorted last.",
                entry.notation.date,
            )
    return found


_AUTHOR_KEYS = ("name", "url", "orcid", "equal", "corresponding", "senior", "affiliation")
AUTHOR_ALIASES = {
    "name": "name",
    "url": "url",
    "link": "url",
    "website": "url",
    "homepage": "url",
    "equal": "equal",
    "equal_contribution": "equal",
    "corresponding": "corresponding",
    "given": "given",
    "first": "given",
    "first_name": "given",
    "family": "family",
    "last": "family",
    "last_name": "family",
    "suffix": "suffix",
    "literal": "name",
    "orcid": "orcid",
    "senior": "senior",
    "affiliation": "affiliation",
}


def read_authors(value: Any, info: ValidationInfo) -> AuthorList:
    """Authors as one text, or as a list of texts and mappings."""
    if isinstance(value, AuthorList):
        return value
    entry = entry_of(info)
    field = info.field_name or ""
    if isinstance(value, str):
        read = split_authors(value)
        if not any(author.url for author in read.people):
            return read
        place = entry.raw.place_of_value(entry.written(field)) if entry is not None else None
        return read._replace(people=_with_safe_links(read.people, entry, place))
    place = entry.raw.place_of_value(entry.written(field)) if entry is not None else None
    items = value if isinstance(value, list) else [value]
    people: list[Author] = []
    others = False
    for index, item in enumerate(items):
        if isinstance(item, dict):
            people.append(_author(item, entry))
            continue
        text = as_text(item).strip()
        if not text:
            continue
        one = split_authors(_first_name_first(text))
        others = others or one.others
        if one.people:
            where = items.place_of(index) if isinstance(items, RawList) else place
            people.extend(_with_safe_links(one.people, entry, where))
        elif one.written:
            people.append(Author(one.written))
        if isinstance(item, list) and entry is not None and isinstance(items, RawList):
            entry.note(
                items.place_of(index),
                Code.TYPE,
                "An author is a list; a name was expected.",
                "Write one name per item.",
            )
    return AuthorList(with_shared_stars(people), others)


def _with_safe_links(
    people: tuple[Author, ...], entry: Entry | None, place: Place | None
) -> tuple[Author, ...]:
    """The people without links that may not be followed."""
    safe: list[Author] = []
    for author in people:
        if author.url and not is_safe(author.url):
            if entry is not None and place is not None:
                _refuse(entry, place, author.url)
            author = author._replace(url="")
        safe.append(author)
    return tuple(safe)


def _first_name_first(text: str) -> str:
    """In a list every item is one person, so ``Liu, Haohe`` is no longer ambiguous."""
    return turned(text) if text.count(",") == 1 and " and " not in text else text


def _author(raw: dict[str, Any], entry: Entry | None) -> Author:
    values: dict[str, str] = {}
    literal = False
    for key, item in raw.items():
        literal = literal or key == "literal"
        field = AUTHOR_ALIASES.get(key.strip().lower().replace("-", "_").replace(" ", "_"))
        if field is None:
            if entry is not None and isinstance(raw, RawMapping):
                meant = nearest(key, AUTHOR_ALIASES)
                hint = (
                    f"Did you mean '{meant}'?"
                    if meant
                    else f"The fields of an author are: {', '.join(_AUTHOR_KEYS)}."
                )
                entry.note(
                    raw.place_of_key(key), Code.UNKNOWN_KEY, f"'{key}' is not a field of an author.", hint
                )
        elif item is not None:
            values[field] = as_text(item).strip()
    name, certain = values.get("name", ""), False
    if not name:
        name = " ".join(filter(None, (values.get("given"), values.get("family"))))
        name = ", ".join(filter(None, (name, values.get("suffix"))))
        certain = True
    url = values.get("url", "")
    if url and not is_safe(url):
        if entry is not None and isinstance(raw, RawMapping):
            _refuse(entry, Place(raw.line, raw.column), url)
        url = ""
    if not name and entry is not None and isinstance(raw, RawMapping):
        entry.note(
            Place(raw.line, raw.column),
            Code.MISSING,
            "An author has no name.",
            f"Add  {entry.notation.field('name')}",
        )
    family = name if literal else values.get("family", "") if certain else ""
    read: tuple[Author, ...] = () if certain or not name else split_authors(name).people
    if isinstance(raw, RawMapping):
        read = _with_safe_links(read, entry, Place(raw.line, raw.column))
    base = read[0] if len(read) == 1 else Author(name)
    if literal and re.search(r"\d", base.marks):
        base = Author(name)  # the number of a name that is one whole (Studio 54) is no sign of an affiliation
    equal = values.get("equal", "").strip()
    in_group = bool(equal) and equal.lower() not in _FALSE
    return base._replace(
        url=url or base.url,
        equal=base.equal or in_group,
        group=equal if in_group and equal.lower() not in _TRUE else "",
        corresponding=values.get("corresponding", "").lower() in _TRUE,
        senior=values.get("senior", "").lower() in _TRUE,
        orcid=find_orcid(values.get("orcid", "")),
        affiliation=values.get("affiliation", ""),
        family=family,
    )


def _read_pairs(
    value: Any, info: ValidationInfo, known: dict[str, str], main: str, noun: str
) -> list[tuple[dict[str, str], Place | None]]:
    """A text, a mapping or a list of both, as mappings with known keys and the place where each stands."""
    entry = entry_of(info)
    items = value if isinstance(value, list) else [value]
    found: list[tuple[dict[str, str], Place | None]] = []
    for index, item in enumerate(items):
        place: Place | None = None
        if isinstance(items, RawList):
            place = items.place_of(index)
        elif entry is not None:
            place = entry.raw.place_of_value(entry.written(info.field_name or ""))
        if item is None:
            continue
        if not isinstance(item, dict):
            if isinstance(item, list) and entry is not None and place is not None:
                entry.note(place, Code.TYPE, f"A {noun} is a list; a text or a mapping was expected.")
            found.append(({main: as_text(item).strip()}, place))
            if entry is not None and place is not None:
                entry.places[info.field_name or "", found[-1][0][main]] = place
            continue
        values: dict[str, str] = {}
        for key, part in item.items():
            field = known.get(key.strip().lower())
            if field is None:
                if entry is not None and isinstance(item, RawMapping):
                    names = list(dict.fromkeys(known.values()))
                    meant = nearest(key, known)
                    hint = (
                        f"Did you mean '{meant}'?"
                        if meant
                        else f"The fields of a {noun} are: {', '.join(names)}."
                    )
                    entry.note(
                        item.place_of_key(key), Code.UNKNOWN_KEY, f"'{key}' is not a field of a {noun}.", hint
                    )
            elif part is not None:
                values[field] = as_text(part).strip()
                if field == "url" and isinstance(item, RawMapping):
                    place = item.place_of_value(key)
        found.append((values, place))
        if entry is not None and place is not None and main in values:
            entry.places[info.field_name or "", values[main]] = place
    return found


IMAGE_KEYS = {
    "url": "url",
    "src": "url",
    "path": "url",
    "image": "url",
    "caption": "caption",
    "title": "caption",
    "alt": "alt",
}


def read_images(value: Any, info: ValidationInfo) -> tuple[Image, ...]:
    """Pictures: a path, a mapping with ``url``, ``caption`` and ``alt``, or a list of these."""
    if isinstance(value, tuple):
        return value
    entry = entry_of(info)
    images = []
    for values, place in _read_pairs(value, info, IMAGE_KEYS, "url", "picture"):
        url = values.get("url", "")
        if not url:
            if entry is not None and place is not None:
                entry.note(
                    place,
                    Code.IMAGE,
                    "A picture has no url.",
                    f"Add  {entry.notation.field('url', 'images/name.png')}",
                )
            continue
        if scheme_of(url) not in {"", "http", "https"}:
            if entry is not None and place is not None:
                _refuse(entry, place, url)
            continue
        images.append(Image(url, values.get("caption", ""), values.get("alt", "")))
    return tuple(images)


LINK_KEYS = {
    "name": "name",
    "title": "name",
    "text": "name",
    "label": "name",
    "type": "name",
    "url": "url",
    "link": "url",
    "href": "url",
    "icon": "icon",
}


def read_links(value: Any, info: ValidationInfo) -> tuple[Link, ...]:
    """Links: an address, a mapping with ``name`` and ``url``, a mapping from names to addresses, or a list of these."""
    if isinstance(value, tuple):
        return value
    if isinstance(value, RawMapping):
        value = _by_name(value) or value
    elif isinstance(value, RawList):
        listed = RawList(value.line, value.column)
        for index, item in enumerate(value):
            named = _by_name(item) if isinstance(item, RawMapping) else None
            listed.extend(named or [item])
            listed.places.extend(named.places if named else [value.places[index]])
        value = listed
    entry = entry_of(info)
    links = []
    for values, place in _read_pairs(value, info, LINK_KEYS, "url", "link"):
        url, name = values.get("url", ""), values.get("name", "")
        if url and not is_safe(url):
            if entry is not None and place is not None:
                _refuse(entry, place, url)
            name, url = name or url, ""
        if not name and url and not re.search(r"[/.:#]", url):
            name, url = url, ""  # a bare word is a name, not an address
        if name or url:
            links.append(Link(name or name_of(url), url))
    return tuple(links)


def _by_name(value: RawMapping) -> RawList | None:
    """A mapping from names to addresses as a list of links; None where it is one link with its fields."""
    if any(key.strip().lower() in LINK_KEYS for key in value) or not all(
        url is None or isinstance(url, str) for url in value.values()
    ):
        return None
    links = RawList(value.line, value.column)
    for key, url in value.items():
        item = RawMapping(value.line, value.column)
        item["name"], item["url"] = key, url
        item.places["url"] = value.places.get(key, (value.line, value.column) * 2)
        links.append(item)
        links.places.append((value.line, value.column))
    return links


CONTENT_KEYS = {"content": "content", "text": "content", "note": "content"}


def read_contents(value: Any, info: ValidationInfo) -> tuple[str, ...]:
    """Further information: a text, or a list of texts and of mappings with ``content``."""
    if isinstance(value, tuple):
        return value
    return tuple(
        values["content"]
        for values, _ in _read_pairs(value, info, CONTENT_KEYS, "content", "further information")
        if values.get("content")
    )


Text: TypeAlias = Annotated[str, PlainValidator(read_text, json_schema_input_type=str)]
Words: TypeAlias = Annotated[
    tuple[str, ...], PlainValidator(read_words, json_schema_input_type=str | list[str])
]
Flag: TypeAlias = Annotated[bool, PlainValidator(read_flag, json_schema_input_type=bool)]
Url: TypeAlias = Annotated[str, PlainValidator(read_url, json_schema_input_type=str)]
Orcid: TypeAlias = Annotated[str, PlainValidator(read_orcid, json_schema_input_type=str)]
When: TypeAlias = Annotated[PartialDate | None, PlainValidator(read_when, json_schema_input_type=str | int)]
Dated: TypeAlias = Annotated[ReadDate | None, PlainValidator(read_dated, json_schema_input_type=str | int)]
Authors: TypeAlias = Annotated[
    AuthorList, PlainValidator(read_authors, json_schema_input_type=str | list[str])
]
Images: TypeAlias = Annotated[
    tuple[Image, ...], PlainValidator(read_images, json_schema_input_type=str | list[str])
]
Links: TypeAlias = Annotated[
    tuple[Link, ...], PlainValidator(read_links, json_schema_input_type=str | list[str])
]
Contents: TypeAlias = Annotated[
    tuple[str, ...], PlainValidator(read_contents, json_schema_input_type=str | list[str])
]
