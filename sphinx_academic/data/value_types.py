"""The ways in which values are written: what is written in, a clean value out, a located problem for what cannot be."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import NamedTuple

from sphinx_academic.data.fields import Entry, Field, Fields, Shape, ValueType, Written
from sphinx_academic.data.located import Place, RawList, RawMapping, as_text
from sphinx_academic.data.values.addresses import Link, find_orcid, is_safe, name_of, refusal, scheme_of
from sphinx_academic.data.values.dates import PartialDate, ReadDate, is_ongoing, read_date
from sphinx_academic.data.values.names import (
    NOBODY,
    Author,
    AuthorList,
    split_authors,
    turned,
    with_shared_stars,
)
from sphinx_academic.problems import Code


class Image(NamedTuple):
    """A picture: ``url`` is a path from the source folder, or an address."""

    url: str
    caption: str = ""
    alt: str = ""


# An editor takes what a file holds as YAML does (2024 is a number), and knows no dates (YAML 1.2.2, 10.3).
SHAPE_OF_TEXT: Shape = {"type": ["string", "number", "null"]}
SHAPE_OF_WORDS: Shape = {"anyOf": [SHAPE_OF_TEXT, {"type": "array", "items": SHAPE_OF_TEXT}]}


def _definitions(one: str, several: str, shape: Shape) -> Mapping[str, Shape]:
    """The definitions of a mapping in place of which a text may stand, and of a list of them."""
    either = [SHAPE_OF_TEXT, {"$ref": f"#/$defs/{one}"}]
    items = {"type": "array", "items": {"anyOf": either}}
    return {one: shape, several: {"anyOf": [{"type": "null"}, *either, items]}}


# Texts, words, yes and no


def read_text(value: Written, entry: Entry, field: str) -> str:
    """A text; where the author left out the quotes around ``[…]`` or ``{…}``, what was written."""
    if isinstance(value, str):
        return value.strip()
    text = as_text(value)
    kind = "a list" if isinstance(value, RawList) else "a mapping"
    name = entry.written(field)
    remedy = f'write  {name}: "{text}"' if len(text) < 60 else "put it in quotes"
    entry.note_field(
        field,
        Code.TYPE,
        f"'{name}' is {kind}; a text was expected.",
        f"If it is meant as text, {remedy}.",
    )
    return text


def _read_words(value: Written, entry: Entry, field: str) -> tuple[str, ...]:
    if isinstance(value, RawMapping):
        return (read_text(value, entry, field),)
    words = re.split(r"[,;]", value) if isinstance(value, str) else map(as_text, value)
    return tuple([word for part in words if (word := part.strip())])


_TRUE = frozenset({"true", "yes", "y", "on", "1", "x", "✓", "★"})
_FALSE = frozenset({"false", "no", "n", "off", "0"})


def _read_flag(value: Written, entry: Entry, field: str) -> bool:
    word = as_text(value).strip().lower()
    if word not in _TRUE and word not in _FALSE:
        message = f"'{entry.written(field)}' is '{as_text(value)}'; true or false was expected."
        entry.note_field(field, Code.TYPE, message)
    return word in _TRUE


TEXT = ValueType(read_text, "", SHAPE_OF_TEXT)
"""A text."""
WORDS = ValueType[tuple[str, ...]](_read_words, (), SHAPE_OF_WORDS)
"""A list of texts, or one text with commas between them."""
FLAG = ValueType(_read_flag, False, {"type": ["boolean", "string", "number", "null"]})
"""Yes or no, in any usual spelling."""


def one_of(examples: tuple[str, ...]) -> ValueType[str]:
    """A text that is usually one of some."""
    return ValueType(read_text, "", {"type": ["string", "null"], "examples": list(examples)})


# Dates


def _find_date(text: str, entry: Entry, field: str) -> ReadDate:
    found = read_date(text)
    message = ""
    if found.fault:
        message = f"'{text}' is not a date: {found.fault}. It is shown as written."
    elif found.date is None and not is_ongoing(text):
        message = f"'{text}' holds no date; it is shown as written and sorted last."
    if message:
        entry.note_field(field, Code.DATE, message, entry.file.notation.date)
    return found


def _read_date(value: Written, entry: Entry, field: str) -> PartialDate:
    text = read_text(value, entry, field)
    date, before, after, _fault = _find_date(text, entry, field)
    if date is None:
        return PartialDate(0, text=text)
    if not date.text and (before, after) in {("", ""), ("(", ")"), ("[", "]")}:
        return date
    return date._replace(text=text)


def _read_dated(value: Written, entry: Entry, field: str) -> ReadDate:
    return _find_date(html.unescape(read_text(value, entry, field)).strip(), entry, field)


DATE = ValueType[PartialDate | None](_read_date, None, SHAPE_OF_TEXT)
"""A date, partial or whole; words around it (``2022, CCF-B``) are kept as written."""
DATED = ValueType[ReadDate | None](_read_dated, None, SHAPE_OF_TEXT)
"""A date and the words around it: an icon behind the date of a news item, "present" for the end of a range."""


# Addresses and pictures


def _read_url(value: Written, entry: Entry, field: str) -> str:
    url = read_text(value, entry, field)
    if is_safe(url):
        return url
    entry.note(entry.place_of(field), Code.URL, *refusal(url))
    return ""


def _read_orcid(value: Written, entry: Entry, field: str) -> str:
    text = read_text(value, entry, field)
    found = find_orcid(text)
    if not found:
        hint = "An ORCID looks like 0000-0002-1825-0097; its last character is a checksum."
        entry.note_field(field, Code.TYPE, f"'{text}' is not an ORCID; it is left out.", hint)
    return found


URL = ValueType(_read_url, "", SHAPE_OF_TEXT)
"""An address that may be followed; any other is dropped with a problem."""
ORCID = ValueType(_read_orcid, "", SHAPE_OF_TEXT)
"""An ORCID (``0000-0002-1825-0097``), however it was given; its last character is a checksum (ISO 7064, 11-2)."""

PICTURE = Fields(
    "a picture",
    {
        "url": Field(
            TEXT,
            "A path from the source folder, with or without a leading `/`, or an address.",
            ("src", "path", "image"),
        ),
        "caption": Field(TEXT, "Shown with the picture.", ("title",)),
        "alt": Field(
            TEXT,
            "What somebody hears who does not see it; without it the caption, else the title of the entry.",
        ),
    },
)


def _read_pictures(value: Written, entry: Entry, field: str) -> tuple[Image, ...]:
    images = []
    for values, place in entry.each(value, field, PICTURE, "url"):
        url = values.get("url", "")
        if not url:
            hint = f"Add  {entry.remedy('url', 'images/name.png')}"
            entry.note(place, Code.IMAGE, "A picture has no url.", hint)
        elif scheme_of(url) not in {"", "http", "https"}:
            entry.note(place, Code.URL, *refusal(url))
        else:
            images.append(Image(url, values.get("caption", ""), values.get("alt", "")))
    return tuple(images)


LINK = Fields(
    "a link",
    {
        "name": Field(TEXT, "What it is called.", ("title", "text", "label", "type")),
        "url": Field(TEXT, "Where it leads; without it the name alone is shown.", ("link", "href")),
        "icon": Field(TEXT, "Kept, not shown."),
    },
)


def _read_links(value: Written, entry: Entry, field: str) -> tuple[Link, ...]:
    if isinstance(value, RawMapping):
        value = _by_name(value) or value
    elif isinstance(value, RawList):
        listed = RawList(value.line, value.column)
        for index, item in enumerate(value):
            named = _by_name(item) if isinstance(item, RawMapping) else None
            listed.extend(named or [item])
            listed.places.extend(named.places if named else [value.places[index]])
        value = listed
    links = []
    for values, place in entry.each(value, field, LINK, "url"):
        url, name = values.get("url", ""), values.get("name", "")
        if url and not is_safe(url):
            entry.note(place, Code.URL, *refusal(url))
            name, url = name or url, ""
        if not name and url and not re.search(r"[/.:#]", url):
            name, url = url, ""  # a bare word is a name, not an address
        if name or url:
            links.append(Link(name or name_of(url), url))
    return tuple(links)


def _by_name(value: RawMapping) -> RawList | None:
    """A mapping from names to addresses as a list of links; None where it is one link with its fields."""
    if any(key.strip().lower() in LINK.spellings for key in value) or not all(
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


CONTENT = Fields(
    "further information", {"content": Field(TEXT, "The text, in Markdown.", ("text", "note"), prose=True)}
)


def _read_contents(value: Written, entry: Entry, field: str) -> tuple[str, ...]:
    texts = (values.get("content", "") for values, _ in entry.each(value, field, CONTENT, "content"))
    return tuple(filter(None, texts))


PICTURES = ValueType[tuple[Image, ...]](
    _read_pictures, (), {"$ref": "#/$defs/images"}, _definitions("image", "images", PICTURE.shape())
)
"""Pictures: a path, a mapping with ``url``, ``caption`` and ``alt``, or a list of these."""
LINKS = ValueType[tuple[Link, ...]](
    _read_links,
    (),
    {"$ref": "#/$defs/links"},
    _definitions("link", "links", {**LINK.shape(), "additionalProperties": SHAPE_OF_TEXT}),
)
"""Links: an address, a mapping with ``name`` and ``url``, a mapping from names to addresses, or a list of these."""
CONTENTS = ValueType[tuple[str, ...]](
    _read_contents, (), {"$ref": "#/$defs/contents"}, _definitions("content", "contents", CONTENT.shape())
)
"""Further information: a text, or a list of texts and of mappings with ``content``."""


# Authors

AUTHOR = Fields(
    "an author",
    {
        "name": Field(TEXT, "As it shall be shown."),
        "url": Field(TEXT, "The person's page.", ("link", "website", "homepage")),
        "orcid": Field(TEXT, "The ORCID; tells namesakes apart."),
        "equal": Field(
            FLAG,
            "Contributed equally; a word instead of true for each of several sets of equals.",
            ("equal_contribution",),
        ),
        "corresponding": Field(FLAG, "Who to write to."),
        "senior": Field(FLAG, "Who led the work."),
        "affiliation": Field(TEXT, "Kept, not shown."),
        "given": Field(TEXT, "The given names, instead of name.", ("first", "first_name")),
        "family": Field(TEXT, "The family name, instead of name.", ("last", "last_name")),
        "suffix": Field(TEXT, "What stands behind the family name, such as Jr."),
        "literal": Field(TEXT, "A name that is one whole, such as that of an organisation."),
    },
)


def _read_authors(value: Written, entry: Entry, field: str) -> AuthorList:
    place = entry.place_of(field)
    if isinstance(value, str):
        read = split_authors(value)
        if not any(author.url for author in read.people):
            return read
        return read._replace(people=_with_safe_links(read.people, entry, place))
    people: list[Author] = []
    others = False
    for index, item in enumerate(value if isinstance(value, RawList) else [value]):
        if isinstance(item, RawMapping):
            people.append(_author(item, entry))
            continue
        text = as_text(item).strip()
        if not text:
            continue
        if isinstance(value, RawList):
            place = value.place_of(index)
        one = split_authors(_first_name_first(text))
        others = others or one.others
        people.extend(_with_safe_links(one.people, entry, place))
        if one.written and not one.people:
            people.append(Author(one.written))
        if isinstance(item, RawList):
            message = "An author is a list; a name was expected."
            entry.note(place, Code.TYPE, message, "Write one name per item.")
    return AuthorList(with_shared_stars(people), others)


def _with_safe_links(people: tuple[Author, ...], entry: Entry, place: Place) -> tuple[Author, ...]:
    """The people without links that may not be followed."""
    safe: list[Author] = []
    for author in people:
        if author.url and not is_safe(author.url):
            entry.note(place, Code.URL, *refusal(author.url))
            author = author._replace(url="")
        safe.append(author)
    return tuple(safe)


def _first_name_first(text: str) -> str:
    """In a list every item is one person, so ``Liu, Haohe`` is no longer ambiguous."""
    return turned(text) if text.count(",") == 1 and " and " not in text else text


def _author(raw: RawMapping, entry: Entry) -> Author:
    values = entry.parts(raw, AUTHOR)
    place = Place(raw.line, raw.column)
    literal = values.get("literal", "")
    name = literal or values.get("name", "")
    certain = not name
    if certain:
        name = " ".join(filter(None, (values.get("given"), values.get("family"))))
        name = ", ".join(filter(None, (name, values.get("suffix"))))
    url = values.get("url", "")
    if url and not is_safe(url):
        entry.note(place, Code.URL, *refusal(url))
        url = ""
    if not name:
        entry.note(place, Code.MISSING, "An author has no name.", f"Add  {entry.remedy('name')}")
    family = literal or (values.get("family", "") if certain else "")
    read = () if certain or not name else _with_safe_links(split_authors(name).people, entry, place)
    base = read[0] if len(read) == 1 else Author(name)
    if literal and re.search(r"\d", base.marks):
        base = Author(name)  # the number of a name that is one whole (Studio 54) is no sign of an affiliation
    equal = values.get("equal", "")
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


AUTHORS = ValueType(
    _read_authors, NOBODY, {"$ref": "#/$defs/authors"}, _definitions("author", "authors", AUTHOR.shape())
)
"""Authors as one text, or as a list of texts and mappings."""
