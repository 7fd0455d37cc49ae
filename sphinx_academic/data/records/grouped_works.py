"""Works that stand in groups: under years, under kinds of work, under headings, one group within another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeGuard

from sphinx_academic.data.fields import Fields, FileNotes
from sphinx_academic.data.located import Place, RawList, RawMapping, RawValue
from sphinx_academic.problems import Code

# fmt: off
_GROUPS = {
    "groups", "sections", "years", "categories", "items", "entries", "elements", "works", "pubs", "papers", "publications",
}
"""What the list of a group is called beside the names of kinds of work."""
_WRAPPERS = {"info", "entry", "item", "work", "paper", "pub", "publication", "article", "data", "fields"}
"""Keys above a single work that are no name of it."""
_HEADINGS = {"year", "title", "name", "section", "header", "heading", "label", "text", "group", "category", "type"}
"""Under what a group says which years or kinds of work it holds."""
_SAID_FOR_ALL = {"year", "date", "venue", "publisher", "tags", "projects", "selected"}
"""Fields of a work that a group says for all of its works; all others are about the group itself."""
_STANDS_ABOVE = {"header", "heading", "section", "subsection", "subtitle", "group", "category", "label", "year"}
"""All that an item has that is a heading for those below it."""
_SIGNS_OF_WORK = {"authors", "doi", "arxiv", "url"}
_VENUES = {"journal", "booktitle", "venue", "conference"}
_ONLY_WORKS_HAVE = {"author", "authors", *_VENUES, "doi", "arxiv"}
_WORKS = re.compile(
    r"preprint|paper|article|publication|pubs|works(?![a-z])|contribution|chapter|thes[ie]s|dissertation|patent|poster|talk|presentation"
)
_MAY_BE_WORKS = re.compile(
    r"(?<![a-z])(?:books?|datasets?|manuscripts?|submitted|submissions|forthcoming|in[ _-]press|under[ _-]review)(?![a-z])|"
    + _WORKS.pattern
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_KIND_OF_WORD = {
    word: kind
    for kind, words in {
        "preprint": "preprint preprints arxiv working",
        "article": "journal journals",
        "conference": "conference conferences proceedings workshop workshops symposium",
        "chapter": "chapter chapters",
        "book": "books monograph monographs",
        "thesis": "thesis theses dissertation dissertations",
        "report": "report reports",
        "patent": "patent patents",
        "poster": "poster posters",
        "talk": "talk talks presentation presentations",
    }.items()
    for word in words.split()
}
_PHRASES = {"book chapters": "chapter", "chapters in books": "chapter"}
_NAMES_OF_WORKS = {"publications", "pubs", "papers", "articles", "works", "contributions"}
_OTHER_WORDS = {
    *_NAMES_OF_WORKS, "publication", "paper", "article", "all", "selected", "recent", "other", "further", "published", "refereed",
    "reviewed", "peer", "invited", "full", "short", "technical", "book", "phd", "master", "s", "in", "and",
}
# fmt: on
_Said = dict[str, tuple[RawValue, tuple[int, int, int, int]]]
"""What groups say for their works: values by their fields, each with its place."""


def kind_of_heading(heading: str) -> str | None:
    """What kind of works a heading says: ``Journal articles`` are articles, ``Selected papers`` of any kind (an empty
    text); None for a heading that says something else."""
    words = re.findall(r"[^\W_]+", re.sub(r"<[^<>]*>", " ", heading.lower()))
    if kind := _PHRASES.get(" ".join(words)):
        return kind
    if not words or not all(word in _KIND_OF_WORD or word in _OTHER_WORDS for word in words):
        return None
    kinds = {_KIND_OF_WORD[word] for word in words if word in _KIND_OF_WORD}
    if not kinds and _NAMES_OF_WORKS.isdisjoint(words):
        return None
    return kinds.pop() if len(kinds) == 1 else ""


def holds_works(key: str, value: RawValue, fields: Fields) -> bool:
    """Whether a list is one of works by its name (``preprints``, ``journal_articles``, ``2019``), and by what it holds."""
    work = _first_work(value, fields) if isinstance(value, (RawList, RawMapping)) else None
    if work is None or not _names_a_group(key):
        return False
    is_sure = _YEAR.fullmatch(key.strip()) or (
        _WORKS.search(key.lower()) and kind_of_heading(key) is not None
    )
    return bool(is_sure) or _looks_like_work(work)


def may_hold_works(key: str, value: RawValue, fields: Fields) -> bool:
    """Whether a list of titles is called as works are, so that it is said that it is not read."""
    return bool(_MAY_BE_WORKS.search(key.lower())) and (
        isinstance(value, (RawList, RawMapping)) and _first_work(value, fields) is not None
    )


def looks_like_works(value: RawValue, fields: Fields) -> bool:
    """Whether what stands under any name has titles and authors, or what else only works have."""
    work = _first_work(value, fields) if isinstance(value, (RawList, RawMapping)) else None
    return work is not None and _looks_like_work(work)


def appeared_somewhere(item: RawValue) -> bool:
    """Whether an item of a list is said to have appeared in a journal, at a conference or the like."""
    return isinstance(item, RawMapping) and any(key.lower() in _VENUES for key in item)


def typed(item: RawValue, kind: str) -> RawValue:
    """A work with its type, where it says none itself."""
    if not isinstance(item, RawMapping) or any(key.lower() == "type" for key in item):
        return item
    made = RawMapping(item.line, item.column)
    made.update(item)
    made.source, made.places = item.source, {**item.places, "type": (item.line, item.column) * 2}
    made["type"] = kind
    return made


def _looks_like_work(work: RawMapping) -> bool:
    return any(key.lower() in _ONLY_WORKS_HAVE for key in work)


def below(key: str, value: RawValue, span: tuple[int, int, int, int]) -> RawMapping:
    """A group of the works that stand below a key, so that they have what it says."""
    group = RawMapping(*span[:2])
    group[key], group.places[key] = value, span
    return group


Left = list[tuple[str, Place]]
"""What stands in groups, by its keys, and is said of no work."""


def without_groups(value: RawValue, fields: Fields, left: Left) -> RawValue:
    """The works of all groups as one list, each with what its groups say for all of them; the value itself where none
    of its works stands in a group."""
    if isinstance(value, RawList):
        # Most have both, and are no groups.
        unusual = [
            (item, index)
            for index, item in enumerate(value)
            if isinstance(item, RawMapping)
            and not ("title" in item and ("authors" in item or "author" in item))
        ]
        if not any(_is_group(item, fields) or _is_heading(item, value, index) for item, index in unusual):
            return value
    elif not isinstance(value, RawMapping) or not _parts(value, fields):
        return value
    made = RawList(value.line, value.column)
    for work, place in _works(value, Place(value.line, value.column), {}, fields, left):
        made.append(work)
        made.places.append(place)
    return made


def _works(
    value: RawValue, place: Place, said: _Said, fields: Fields, left: Left
) -> Iterator[tuple[RawValue, Place]]:
    if isinstance(value, RawList):
        for index, item in enumerate(value):
            if isinstance(item, RawMapping) and _is_heading(item, value, index):
                said = {**said, **_said_by(item, [], fields, left)}
            else:
                yield from _works(item, value.place_of(index), said, fields, left)
    elif not isinstance(value, RawMapping):
        yield value, place
    elif parts := _parts(value, fields):
        said = {**said, **_said_by(value, parts, fields, left)}
        for key in parts:
            span, part = value.places[key], value[key]
            about = {**said, **_said_by_heading(key, span)}
            if isinstance(part, RawMapping) and not _parts(part, fields) and key not in _WRAPPERS:
                about["key"] = (key, span)
            yield from _works(part, value.place_of_value(key), about, fields, left)
    elif not _is_group(value, fields):
        yield _with(value, said, fields), place


def with_swallowed(value: RawValue, notes: FileNotes) -> RawValue:
    """A list of works, also with those that stand in a field of the one above them, as their dash is indented too far: they
    begin with the key with which that begins, and have what only works have."""
    if not isinstance(value, RawList):
        return value
    # What has been swallowed ends a list.
    last = [
        part[-1]
        for item in value
        if type(item) is RawMapping
        for part in item.values()
        if type(part) is RawList and part and type(part[-1]) is RawMapping and next(iter(item)) in part[-1]
    ]
    if not any(map(_looks_like_work, filter(_is_work, last))):
        return value
    made = RawList(value.line, value.column)
    for index, item in enumerate(value):
        made.append(item)
        made.places.append(value.place_of(index))
        if isinstance(item, RawMapping):
            _release(item, made, notes)
    return made


def _release(work: RawMapping, made: RawList, notes: FileNotes) -> None:
    for key, part in work.items():
        if not isinstance(part, RawList) or not (found := _swallowed(work, part)):
            continue
        for index in found:
            inner, place = part[index], part.place_of(index)
            message = f"The list item stands in '{key}' of the one above it, as it is indented too far; it is read as one of its own."
            hint = "Indent all items of one list by the same number of spaces."
            notes.note(place, Code.SYNTAX, message, hint)
            made.append(inner)
            made.places.append(place)
            if isinstance(inner, RawMapping):
                _release(inner, made, notes)
        rest = RawList(part.line, part.column)
        for index, item in enumerate(part):
            if index not in found:
                rest.append(item)
                rest.places.append(part.places[index])
        work[key] = rest or None


def _swallowed(work: RawMapping, part: RawList) -> list[int]:
    first = next(iter(work), "")
    return [
        index
        for index, item in enumerate(part)
        if isinstance(item, RawMapping) and next(iter(item), None) == first and _looks_like_work(item)
    ]


def _with(work: RawMapping, said: _Said, fields: Fields) -> RawMapping:
    """A work with what it does not say itself."""
    own = {fields.named(key) for key in work}
    if not own.isdisjoint(("year", "date")):
        own |= {"year", "date"}
    if said.keys() <= own:
        return work
    made = RawMapping(work.line, work.column)
    made.update(work)
    made.places = {**work.places}
    for field, (value, span) in said.items():
        if field not in own:
            made[field], made.places[field] = value, span
    return made


def _said_by(group: RawMapping, parts: list[str], fields: Fields, left: Left) -> _Said:
    """What a group says for its works, in fields of theirs and in its heading."""
    found: _Said = {}
    for key, value in group.items():
        if key in parts or value in (None, ""):
            continue
        span, field = group.places[key], fields.named(key)
        by_heading = {}
        if isinstance(value, str) and key.strip().lower() in _HEADINGS:
            by_heading = _said_by_heading(value, span)
            found = {**by_heading, **found}
        if field in _SAID_FOR_ALL and not by_heading and isinstance(value, (str, RawList)):
            found.setdefault(field, (value, span))
        elif not by_heading:
            left.append((key, group.place_of_key(key)))
    return found


def _said_by_heading(heading: str, span: tuple[int, int, int, int]) -> _Said:
    if _YEAR.fullmatch(heading.strip()):
        return {"year": (heading.strip(), span)}
    kind = kind_of_heading(heading)
    return {"type": (kind, span)} if kind else {}


def _parts(mapping: RawMapping, fields: Fields) -> list[str]:
    """The keys of a group below which works stand; none for a work."""
    if "title" in mapping and ("authors" in mapping or "author" in mapping):
        return []
    works = {
        key: work
        for key, value in mapping.items()
        if isinstance(value, (RawList, RawMapping)) and (work := _first_work(value, fields)) is not None
    }
    if not works:
        return []
    named = [key for key in works if _names_a_group(key)]
    own = {fields.named(key) for key in mapping}
    if _is_work(mapping):
        return named if own.isdisjoint(_SIGNS_OF_WORK) else []
    # What is called otherwise holds works where it is all that there is, or where they have authors.
    are_keys = all(isinstance(value, RawMapping) for value in mapping.values())
    are_headings = not named and len(works) == len(mapping)
    if own == {None} and (are_keys or are_headings):
        return list(mapping)
    return [
        key
        for key, work in works.items()
        if key in named
        or (fields.named(key) is None and (len(works) == 1 or not {"author", "authors"}.isdisjoint(work)))
    ]


def _is_group(mapping: RawMapping, fields: Fields) -> bool:
    """Whether a mapping is a group of works, and be it without any."""
    if "title" in mapping and ("authors" in mapping or "author" in mapping):
        return False
    may_be_nothing = not _is_work(mapping)
    is_empty = any(
        value == [] or (may_be_nothing and value is None)
        for key, value in mapping.items()
        if key.lower() in _GROUPS
    )
    return bool(_parts(mapping, fields)) or (
        is_empty and _SIGNS_OF_WORK.isdisjoint(filter(None, map(fields.named, mapping)))
    )


def _is_heading(item: RawMapping, items: RawList, index: int) -> bool:
    """Whether an item is a heading for those below it; a year alone is where the next one has none."""
    said = {key.lower() for key, value in item.items() if value} if len(item) < 4 else set()
    following = next(iter(items[index + 1 : index + 2]), None)
    if not said or not said <= _STANDS_ABOVE or not isinstance(following, RawMapping):
        return False
    return said != {"year"} or {"year", "date"}.isdisjoint(map(str.lower, following))


def _names_a_group(key: str) -> bool:
    key = key.strip().lower()
    return key in _GROUPS or bool(_YEAR.fullmatch(key)) or kind_of_heading(key) is not None


def _first_work(value: RawList | RawMapping, fields: Fields) -> RawMapping | None:
    """The first work that stands below a key; None where there is none."""
    if isinstance(value, RawList):
        found = (_first_work(item, fields) for item in value if isinstance(item, RawMapping))
        return next((work for work in found if work is not None), None)
    if parts := _parts(value, fields):
        part = value[parts[0]]
        return _first_work(part, fields) if isinstance(part, (RawList, RawMapping)) else None
    return value if _is_work(value) else None


def _is_work(value: RawValue) -> TypeGuard[RawMapping]:
    return isinstance(value, RawMapping) and not {"title", "name", "Title", "Name"}.isdisjoint(value)
