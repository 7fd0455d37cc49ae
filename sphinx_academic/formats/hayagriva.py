"""Hayagriva's YAML, in which documents of Typst have their bibliography: read.

The fields are those of "The Hayagriva YAML File Format" (docs/file-format.md of typst/hayagriva, 0.9): a mapping from keys to entries,
each of which may stand in others, its parents, as an article stands in a periodical.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from sphinx_academic.data.collection import holds_records
from sphinx_academic.data.located import (
    HAYAGRIVA,
    RawFile,
    RawList,
    RawMapping,
    RawValue,
    as_text,
    paused_collection,
)
from sphinx_academic.data.values.addresses import find_arxiv, find_doi
from sphinx_academic.data.values.name_parts import name_of
from sphinx_academic.formats.edtf import read_edtf
from sphinx_academic.formats.family_first import in_speech, names_in, person_of
from sphinx_academic.formats.filling import (
    Span,
    Transcription,
    add,
    add_entry,
    list_at,
    mapping_at,
    mapping_of,
    section,
    span_of,
)
from sphinx_academic.formats.rich_text import escape_markup
from sphinx_academic.formats.text import by_word, words
from sphinx_academic.problems import Code, Problem, bounded

_KINDS = by_word({
    "chapter": "chapter anthos entry", "book": "book anthology reference periodical proceedings", "thesis": "thesis", "report": "report",
    "patent": "patent", "preprint": "manuscript", "talk": "conference", "software": "repository",
    "other": "web scene artwork case newspaper legislation tweet post misc blog thread video audio exhibition performance original",
})  # fmt: skip
"""Our kinds by the types of entries ("Entry Type"); what an article is its parents say."""
_ARTICLES = by_word({
    "article": "periodical newspaper", "conference": "proceedings conference", "preprint": "repository",
    "chapter": "book anthology reference", "other": "blog web thread video audio post tweet misc",
})  # fmt: skip
_TYPES = _KINDS.keys() | {"article"}
_DEFAULT_PARENTS = by_word({
    "periodical": "article", "book": "chapter", "reference": "entry", "anthology": "anthos legislation", "web": "web", "video": "scene video",
    "exhibition": "artwork", "post": "tweet post", "audio": "audio",
})  # fmt: skip
"""What a parent is that has no type, by the type of what stands in it."""
_IN_SERIES = words("book report thesis dataset software")
_OF_AN_INSTITUTION = words("thesis report")
_EDITING = words("afterword foreword introduction annotator commentator compiler")
"""Roles that stand behind the editors ("List of persons with role")."""
_IDENTIFIERS = words("doi isbn issn pmid pmcid arxiv")
_PARTS_OF_PEOPLE = (("family", "name"), ("given", "given-name"), ("particle", "prefix"), ("suffix", "suffix"))
_BRACES = re.compile(r"\\([{}$\\])|[{}]")
_VERSION = re.compile(r"[vV]?\d+(?:\.\w+)*")
_NUMBER_OF_ARXIV = re.compile(r"(?i)(?:arxiv:)?(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?")

Text = Callable[[str], str]


def is_hayagriva(root: RawValue) -> bool:
    """Whether a file is a mapping of entries, of which at least one says its type; lists of ours are lists."""
    if not isinstance(root, RawMapping) or not root:
        return False
    entries = [value for value in root.values() if isinstance(value, RawMapping)]
    typed = sum(_type_of(entry) in _TYPES for entry in entries)
    if 2 * typed < len(root):
        return False
    # A key of an entry may be the name of a list of ours.
    others = RawMapping(root.line, root.column)
    others.update({key: value for key, value in root.items() if not isinstance(value, RawMapping)})
    return not holds_records(others)


def read_hayagriva(root: RawValue, path: str, problems: tuple[Problem, ...] = ()) -> RawFile:
    """The entries of a file as publications."""
    made = RawMapping(1, 1)
    found: list[Problem] = []
    with paused_collection():
        publications = section(made, "publications")
        root = mapping_of(root)
        for key, value in root.items():
            if isinstance(value, RawMapping):
                add_entry(publications, _publication(key, value, span_of(root, key)))
            elif value is not None:
                line, column, *_ = span_of(root, key)
                message = f"'{key}' is no entry: fields were expected below it; it is left out."
                found.append(
                    Problem(
                        path, line, column, Code.TYPE, message, "Write  type: …  and  title: …  below it."
                    )
                )
    return RawFile(path, made, (*problems, *bounded(found)), foreign=True, notation=HAYAGRIVA)


def _type_of(entry: RawMapping) -> str:
    return _said(entry.get("type")).lower()


def _said(value: RawValue) -> str:
    """A text, be it alone or the ``value`` of a mapping that says more of it ("Formattable String"), or the ``name`` of one."""
    if isinstance(value, RawMapping):
        value = value.get("value") or value.get("name")
    return value.strip() if isinstance(value, str) else ""


def _shown(text: str) -> str:
    """The markup of a text; braces only keep letters as they are."""
    return escape_markup(" ".join(_BRACES.sub(r"\1", text).split()))


def _publication(key: str, item: RawMapping, at: Span) -> RawMapping:
    made = Transcription(item)
    made.entry.line, made.entry.column = at[:2]
    made.put("key", key, at)
    parents = _parents(made)
    type_ = _type_of(item)
    made.text("type")
    kind = _kind(made, type_, parents)
    whole = parents[0] if parents else None
    if whole is not None and not item.get("title") and whole.source.get("title"):
        # A part without a name, as the pages of a book.
        kind = _KINDS.get(_type_of(whole.source), kind)
        _take(made, "title", "title", _shown, whole)
    else:
        _take(made, "title", "title", _shown, made)
    made.put("type", kind, "type" if type_ else "parent")
    _put_people(made, parents)
    _put_places(made, kind, parents)
    _put_date(made, parents)
    _put_serials(made, kind, parents)
    for field, name in (
        ("volume", "volume"),
        ("number", "issue"),
        ("edition", "edition"),
        ("issn", "issn"),
        ("isbn", "isbn"),
    ):
        _take(made, field, name, str, made, *parents)
    for field, name in (("pages", "page-range"), ("doi", "doi"), ("language", "language")):
        _take(made, field, name, str, made)
    for field in ("abstract", "note", "genre"):
        _take(made, field, field, _shown, made)
    _put_url(made)
    for number, parent in enumerate(parents):
        _keep(made, parent, "parent" if not number else f"parent{number + 1}")
    return made.finished("hayagriva")


def _parents(made: Transcription) -> list[Transcription]:
    value = made.value("parent")
    if isinstance(value, RawMapping):
        return [made.inner("parent")]
    if isinstance(value, str):
        made.put("venue", _shown(value), "parent")
    return [*made.each("parent")]


def _kind(made: Transcription, type_: str, parents: Sequence[Transcription]) -> str:
    if type_ not in {"article", ""}:
        return _KINDS.get(type_, "other")
    types = [_type_of(parent.source) or _DEFAULT_PARENTS.get(type_, "misc") for parent in parents]
    if type_ == "":
        return "other"
    if types:
        return next((_ARTICLES[each] for each in types if each in _ARTICLES), "article")
    return "preprint" if _NUMBER_OF_ARXIV.fullmatch(_said(made.source.get("serial-number"))) else "article"


def _take(made: Transcription, field: str, key: str, write: Text, *holders: Transcription) -> None:
    """Set a field to what stands under a key of an entry, else of the first of its parents that has it; what else a mapping says
    of it is kept under the names of both."""
    for holder in holders:
        value = holder.source.get(key)
        if (text := _said(value)) and field not in made.entry:
            span = span_of(holder.source, key)
            made.put(field, write(text), span)
            holder.value(key)
            more = mapping_of(value)
            for part, said in more.items():
                is_used = part in {"value", "name", "verbatim"} or (part, key) == ("location", "publisher")
                if said and not is_used:
                    made.put(f"{key}-{part}", said, span_of(more, part))


def _keep(made: Transcription, holder: Transcription, prefix: str) -> None:
    """Keep what a parent says besides, under names that say so."""
    for key, span in holder.left():
        if key != "type":
            made.put(f"{prefix}-{key}", holder.source[key], span)


# People


def _put_people(made: Transcription, parents: Sequence[Transcription]) -> None:
    """Authors; editors, translators and those who wrote beside the work, who may be named at what it stands in."""
    holders = (made, *parents)
    has_title = bool(made.source.get("title"))
    for holder in holders if not has_title else (made,):
        if holder.source.get("author") and "authors" not in made.entry:
            people = list_at(span_of(holder.source, "author"))
            for person, line, column in _people(
                made, holder.value("author"), span_of(holder.source, "author")
            ):
                add(people, person, line, column)
            made.put("authors", people, span_of(holder.source, "author"))
    editors: list[str] = []
    translators: list[str] = []
    places: dict[str, Span] = {}
    for holder in holders:
        if holder.source.get("editor") and not editors:
            places["editor"] = span_of(holder.source, "editor")
            editors = [
                _in_words(made, person) for person in _each_person(holder.value("editor"), places["editor"])
            ]
    for holder in holders:
        others = list_at(span_of(holder.source, "affiliated"))
        for each in _roles(holder.value("affiliated")):
            role, names = _said(each.get("role")).lower(), each.get("names")
            span = span_of(each, "names")
            said = [_in_words(made, person) for person in _each_person(names, span)]
            if role == "translator":
                translators += said
                places.setdefault("translator", span)
            elif role in _EDITING and said:
                editors += [*said[:-1], f"{said[-1]} ({role})"]
                places.setdefault("editor", span)
            else:
                add(others, f"{', '.join(said)} ({role})" if said else as_text(each), each.line, each.column)
        made.put(
            "affiliated" if holder is made else "parent-affiliated",
            others,
            span_of(holder.source, "affiliated"),
        )
    if editors:
        made.put("editor", escape_markup(", ".join(editors)), places["editor"])
    if translators:
        made.put("translator", escape_markup(", ".join(translators)), places["translator"])


def _roles(value: RawValue) -> Iterator[RawMapping]:
    for each in value if isinstance(value, RawList) else (value,):
        if isinstance(each, RawMapping):
            yield each


def _each_person(value: RawValue, at: Span) -> Iterator[tuple[RawMapping | str, int, int]]:
    """The people of a field, a text or a mapping or a list of them, each where it stands."""
    if isinstance(value, RawList):
        for item, (line, column) in zip(value, value.places, strict=True):
            yield from (
                _each_person(item, (line, column, line, column)) if not isinstance(item, RawList) else ()
            )
    elif isinstance(value, RawMapping):
        yield value, value.line, value.column
    elif isinstance(value, str):
        yield from ((name, *at[2:]) for name in names_in(value))


def _people(made: Transcription, value: RawValue, at: Span) -> Iterator[tuple[RawMapping | str, int, int]]:
    """People as our data has them; another name of somebody (``alias``) is kept beside them."""
    for person, line, column in _each_person(value, at):
        if isinstance(person, str):
            yield person_of(person, line, column), line, column
            continue
        parts = {ours: _said(person.get(theirs)) for ours, theirs in _PARTS_OF_PEOPLE}
        if not any(parts[part] for part in ("given", "particle", "suffix")):
            parts = {"literal": parts["family"]}
        if alias := _said(person.get("alias")):
            made.put(
                "author-alias",
                f"{parts.get('family') or parts.get('literal')}: {alias}",
                span_of(person, "alias"),
            )
        yield mapping_at(line, column, parts), line, column


def _in_words(made: Transcription, found: tuple[RawMapping | str, int, int]) -> str:
    person = found[0]
    if isinstance(person, str):
        return in_speech(person)
    family = " ".join(filter(None, (_said(person.get("prefix")), _said(person.get("name")))))
    return name_of(_said(person.get("given-name")), family, _said(person.get("suffix"))).in_text


# Where and when, and by which number


def _put_places(made: Transcription, kind: str, parents: Sequence[Transcription]) -> None:
    """The venue, which is the first parent that has a title; of a book its parent is the series, and so is a parent's parent."""
    if kind in _OF_AN_INSTITUTION:
        for key in ("organization", "publisher"):
            _take(made, "venue", key, _shown, made)
    for parent in parents:
        above = parent.inner("parent") if isinstance(parent.source.get("parent"), RawMapping) else None
        field = "series" if kind in _IN_SERIES and made.source.get("title") else "venue"
        title = parent.source.get("title")
        if title and made.entry.places.get("title") == span_of(parent.source, "title"):
            pass  # whose name is that of its part
        elif title and field not in made.entry:
            _take(made, field, "title", _shown, parent)
        elif url := _said(parent.source.get("url")):
            # What else it is: the film of a talk.
            made.link((_type_of(parent.source) or "link").capitalize(), url, span_of(parent.source, "url"))
            parent.value("url")
        if above is not None:
            _take(made, "series", "title", _shown, above)
            _keep(made, above, "parent-parent")
    holders = (made, *parents)
    for holder in holders:  # a publisher may be a mapping that says where it is
        publisher = mapping_of(holder.source.get("publisher"))
        made.put("location", _shown(_said(publisher.get("location"))), span_of(publisher, "location"))
    _take(made, "publisher", "publisher", _shown, *holders)
    _take(made, "location", "location", _shown, *holders)
    if kind not in _OF_AN_INSTITUTION:
        _take(made, "publisher", "organization", _shown, *holders)


def _put_date(made: Transcription, parents: Sequence[Transcription]) -> None:
    """``2003-06-21``, before which ``~`` says *about*; years before 1 are counted as ISO 8601 does."""
    _take(made, "date", "date", _date, made, *parents)


def _date(text: str) -> str:
    if text.startswith("~"):
        return read_edtf(f"{text[1:].strip()}~")
    return "1 BC" if text == "0000" else read_edtf(text)


def _put_serials(made: Transcription, kind: str, parents: Sequence[Transcription]) -> None:
    """``serial-number``: identifiers by their names, or one number, which the kind of work says the meaning of."""
    for holder in (made, *parents):
        value = holder.source.get("serial-number")
        numbers = value.items() if isinstance(value, RawMapping) else [("serial", value)]
        left: list[tuple[str, str]] = []
        for name, said in numbers:
            text = _said(said)
            at = (
                span_of(value, name)
                if isinstance(value, RawMapping)
                else span_of(holder.source, "serial-number")
            )
            field = name.lower()
            if holder is not made and field not in {"isbn", "issn"}:
                field = ""
            elif field == "serial":
                field, text = _meant(text, kind, parents)
            if field in _IDENTIFIERS | {"number", "eid", "version"} and made.entry.get(field, text) == text:
                made.put(field, text, at)
            elif text:
                left.append((name, text))
        if value:
            holder.value("serial-number")
        prefix = "" if holder is made else "parent-"
        for name, text in left:
            made.put(
                f"{prefix}serial-number" if name == "serial" else f"{prefix}serial-{name}",
                text,
                span_of(holder.source, "serial-number"),
            )


def _meant(text: str, kind: str, parents: Sequence[Transcription]) -> tuple[str, str]:
    """The field that a number without a name is, and the number."""
    titles = " ".join(_said(parent.source.get("title")).lower() for parent in parents)
    if _NUMBER_OF_ARXIV.fullmatch(text) and (
        kind == "preprint" or "arxiv" in titles or text.lower().startswith("arxiv:")
    ):
        return "arxiv", find_arxiv(text) or text
    if (doi := find_doi(text)) and text.lower().endswith(doi.lower()):
        return "doi", doi
    if kind in {"article", "conference"}:
        return "eid", text
    return ("version" if kind in {"software", "other"} and _VERSION.fullmatch(text) else "number"), text


def _put_url(made: Transcription) -> None:
    """The address, and the day on which somebody has looked at it."""
    value = made.value("url")
    made.put("url", _said(value), "url")
    if isinstance(value, RawMapping):
        made.put("urldate", _said(value.get("date")), span_of(value, "date"))
