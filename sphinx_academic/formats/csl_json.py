"""CSL-JSON, the format of Zotero, Mendeley, Pandoc, Crossref and doi.org: read and written.

The schema is csl-data.json of the Citation Style Language 1.0.2.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sphinx_academic.content.fragments import Fragments, plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.located import CSL, Place, RawFile, RawList, RawMapping, RawValue, paused_collection
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.identifiers import SCHEMES
from sphinx_academic.data.values.names import AuthorList
from sphinx_academic.formats.csl_values import read_csl_date, read_csl_names, read_extra_lines, written_names
from sphinx_academic.formats.filling import (
    NAMES_OF_FIELDS,
    add,
    as_plain,
    by_word,
    keep,
    list_at,
    put,
    put_text,
    span_of,
    texts_of,
    words,
)
from sphinx_academic.formats.latex.encoding import clean
from sphinx_academic.formats.reference import Reference, reference
from sphinx_academic.formats.rich_text import escape_markup, rich_text
from sphinx_academic.formats.written_names import of_author
from sphinx_academic.problems import Code, Problem, bounded

TYPES = by_word(
    {
        "preprint": "article manuscript posted-content",
        "article": "article-journal article-magazine article-newspaper review review-book journal-article",
        "conference": "paper-conference proceedings-article",
        "chapter": "chapter entry entry-dictionary entry-encyclopedia book-chapter",
        "book": "book classic collection periodical monograph edited-book",
        "thesis": "thesis dissertation",
        "report": "report standard",
        "dataset": "dataset",
        "software": "software",
        "patent": "patent",
        "talk": "speech",
    }
)
"""CSL's types, and those of Crossref that doi.org gives where a type has none in CSL; all others are "other"."""

_OF_AN_INSTITUTION = frozenset(("thesis", "report", "preprint", "talk", "poster"))
_DONE = words(
    """
    id citation-key type title author editor issued volume issue number page
    publisher DOI URL abstract keyword note custom arxiv arXiv
    """
)
_OURS = NAMES_OF_FIELDS.union(scheme.field for scheme in SCHEMES)
_KEY = re.compile(r"[A-Za-z0-9][\w.:+/\-]*", re.A)
_ARXIV = re.compile(r"(?i)(?:arxiv:\s*)(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(v\d+)?")
_ARXIV_DOI = re.compile(r"(?i)10\.48550/arxiv\.(\S+)")
_MARKS_OF_AN_ITEM = ("title", "author", "issued", "DOI", "type", "container-title")


def read_csl(root: RawValue, path: str, problems: tuple[Problem, ...] = ()) -> RawFile:
    """Give the items of a CSL-JSON text, which :func:`json_places.read_json` has read, as publications."""
    found: list[Problem] = []
    made = RawMapping(1, 1)
    items = _items(root)
    if items is None:
        if root is not None:
            found.append(_not_csl(root, path))
        return RawFile(path, None, (*problems, *bounded(found)), foreign=True)
    publications = RawList(items.line, items.column)
    foreign_items = 0
    with paused_collection():
        for index, item in enumerate(items):
            place = items.place_of(index)
            if not isinstance(item, RawMapping):
                if item is not None:
                    message = f"{_kind(item)} stands where an item was expected; it is left out."
                    found.append(
                        Problem(path, *place, Code.TYPE, message, 'An item is  {"type": …, "title": …}.')
                    )
            elif "itemType" in item and "creators" in item:
                foreign_items += 1
                if foreign_items == 1:
                    found.append(_zotero(path, place))
            else:
                add(publications, _publication(item), item.line, item.column)
    put(made, "publications", publications, (1, 1, items.line, items.column))
    return RawFile(path, made, (*problems, *bounded(found)), foreign=True, notation=CSL)


def is_csl(root: RawValue) -> bool:
    """Whether a JSON text holds items of CSL-JSON."""
    return root is None or _items(root) is not None


def _items(root: RawValue) -> RawList | None:
    """The list of items, however it is wrapped: alone, under ``items``, as Crossref's answer, or one item."""
    if isinstance(root, RawList):
        return root
    if not isinstance(root, RawMapping):
        return None
    message = root.get("message")
    for holder in (root, message):
        if isinstance(holder, RawMapping):
            for name in ("items", "references"):
                found = holder.get(name)
                if isinstance(found, RawList):
                    return found
    for one in (root, message):
        if isinstance(one, RawMapping) and any(name in one for name in _MARKS_OF_AN_ITEM):
            alone = RawList(one.line, one.column)
            add(alone, one, one.line, one.column)
            return alone
    if root and all(
        isinstance(item, RawMapping) and any(name in item for name in _MARKS_OF_AN_ITEM)
        for item in root.values()
    ):  # from keys to items, as citeproc-js's retrieveItem wants them
        together = RawList(root.line, root.column)
        for item in root.values():
            if isinstance(item, RawMapping):
                add(together, item, item.line, item.column)
        return together
    return None


def _publication(item: RawMapping) -> RawMapping:
    entry = RawMapping(item.line, item.column)
    kind = _type(item)
    used = set(_DONE)
    _put_key(entry, item)
    put(entry, "type", kind, span_of(item, "type"))
    for field, names in (("title", ("title",)), ("venue", ("container-title", "event-title", "event"))):
        for name in names:
            text = as_plain(item.get(name))
            if text:
                put(entry, field, rich_text(text), span_of(item, name))
                used.add(name)
                break
    publisher = as_plain(item.get("publisher"))
    as_venue = publisher and "venue" not in entry and kind in _OF_AN_INSTITUTION
    genre = as_plain(item.get("genre"))
    if as_venue and genre and kind in {"thesis", "report"}:
        publisher = f"{genre}, {publisher}"
        used.add("genre")
    put(entry, "venue" if as_venue else "publisher", rich_text(publisher), span_of(item, "publisher"))
    put(entry, "authors", read_csl_names(item, "author"), span_of(item, "author"))
    put(entry, "editor", escape_markup(written_names(item.get("editor"))), span_of(item, "editor"))
    put(entry, "date", read_csl_date(item.get("issued")), span_of(item, "issued"))
    put_text(entry, "volume", item, "volume", escape_markup)
    put_text(entry, "pages", item, "page", escape_markup)
    _put_numbers(entry, item)
    for field, name in (("doi", "DOI"), ("url", "URL")):
        put_text(entry, field, item, name)
    abstract = rich_text(as_plain(item.get("abstract")))
    put(entry, "abstract", re.sub(r"^(?i:abstract)[:.]?\s*\n\s*", "", abstract), span_of(item, "abstract"))
    _put_tags(entry, item)
    _put_note(entry, item)
    _put_custom(entry, item)
    doi = entry.get("doi")
    by_doi = _ARXIV_DOI.search(doi) if isinstance(doi, str) else None
    if by_doi:
        put(entry, "arxiv", by_doi[1], span_of(item, "DOI"))
    keep(entry, item, used, "csl")
    return entry


def _type(item: RawMapping) -> str:
    written = as_plain(item.get("type"))
    if not written:
        return ""
    kind = TYPES.get(written.lower().replace("_", "-"), "other")
    genre = as_plain(item.get("genre")).lower()
    if kind == "talk" and "poster" in genre:
        return "poster"
    if (
        kind == "preprint"
        and written == "article"
        and item.get("container-title")
        and "preprint" not in genre
    ):
        return "preprint" if "rxiv" in as_plain(item.get("container-title")).lower() else "article"
    return kind


def _plain(item: RawMapping, name: str) -> str:
    return escape_markup(as_plain(item.get(name)))


def _put_key(entry: RawMapping, item: RawMapping) -> None:
    """Keys that somebody chose become keys of ours; addresses and numbers of a database stay what they are."""
    for name in ("citation-key", "id"):
        key = as_plain(item.get(name))
        if (
            "key" not in entry
            and _KEY.fullmatch(key)
            and "//" not in key
            and not key.isdecimal()
            and not key.startswith("10.")
        ):
            put(entry, "key", key, span_of(item, name))
        else:
            put(entry, f"csl-{name}", key, span_of(item, name))


def _put_numbers(entry: RawMapping, item: RawMapping) -> None:
    number = as_plain(item.get("number"))
    for name in ("arxiv", "arXiv"):
        put_text(entry, "arxiv", item, name)
    arxiv = _ARXIV.match(number)
    if arxiv:
        put(entry, "arxiv", arxiv[1] + (arxiv[2] or ""), span_of(item, "number"))
        number = ""
    put_text(entry, "number", item, "issue", escape_markup)
    put(
        entry, "csl-number" if "number" in entry else "number", escape_markup(number), span_of(item, "number")
    )


def _put_tags(entry: RawMapping, item: RawMapping) -> None:
    value = item.get("keyword")
    span = span_of(item, "keyword")
    tags = list_at(span)
    words = re.split(r"[,;]", value) if isinstance(value, str) else texts_of(value)
    for word in words:
        if word.strip():
            add(tags, word.strip(), span[2], span[3])
    put(entry, "tags", tags, span)


def _put_note(entry: RawMapping, item: RawMapping) -> None:
    """Zotero's "Extra" comes as the note: its lines ``name: value`` are fields of their own."""
    span = span_of(item, "note")
    text, lines = read_extra_lines(as_plain(item.get("note")))
    for name, value in lines:
        field = {"doi": "doi", "arxiv": "arxiv", "url": "url"}.get(name.lower())
        if field == "arxiv":
            value = value.split(" ")[0].removeprefix("arXiv:")
        if name.lower() == "citation key":
            if _KEY.fullmatch(value):
                put(entry, "key", value, span)
        elif field:
            put(entry, field, value, span)
        else:
            put(entry, name, value, span)
    put(entry, "note", rich_text(text), span)


def _put_custom(entry: RawMapping, item: RawMapping) -> None:
    """What stands under ``custom`` with the name of one of our fields is that field; the rest is kept."""
    custom = item.get("custom")
    if not isinstance(custom, RawMapping):
        put(entry, "custom", custom, span_of(item, "custom"))
        return
    rest = RawMapping(custom.line, custom.column)
    for name, value in custom.items():
        span = span_of(custom, name)
        if name.lower() in _OURS and name.lower() not in entry:
            put(entry, name.lower(), value, span)
        elif value:
            rest[name] = value
            rest.places[name] = span
    put(entry, "custom", rest, span_of(item, "custom"))


def _kind(value: RawValue) -> str:
    return "a list" if isinstance(value, RawList) else "a text"


def _not_csl(root: RawValue, path: str) -> Problem:
    line, column = (root.line, root.column) if isinstance(root, (RawList, RawMapping)) else (1, 1)
    return Problem(
        path,
        line,
        column,
        Code.TYPE,
        "this JSON holds neither CSL-JSON (a list of items) nor a JSON Resume (basics, education, …).",
        "In Zotero, export as 'CSL JSON' or 'Better CSL JSON'.",
    )


def _zotero(path: str, place: Place) -> Problem:
    return Problem(
        path,
        place.line,
        place.column,
        Code.TYPE,
        "these items are in Zotero's own JSON (itemType, creators), which is not read.",
        "Export them as 'CSL JSON', 'Better CSL JSON' or 'BibLaTeX'.",
    )


_WRITTEN_TYPES = {
    "article": "article-journal",
    "conference": "paper-conference",
    "preprint": "article",
    "thesis": "thesis",
    "book": "book",
    "chapter": "chapter",
    "report": "report",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "talk": "speech",
    "poster": "speech",
}
"""CSL's types of our kinds; all others are ``document``."""

_VARIABLES = frozenset({"doi", "pmid", "pmcid"})
"""Identifiers that CSL has variables for."""
_TAGS = {"emphasis": "i", "strong": "b", "raised": "sup", "lowered": "sub"}


CslItem = dict[str, Any]
"""An item as the module ``json`` writes it and citation processors take it."""


def item(
    publication: Publication, *, markup: Markup | None = None, write: Callable[[Fragments], str] | None = None
) -> CslItem:
    """The CSL-JSON item of a publication; what CSL has no variable for stands under ``custom``.

    ``write`` makes a text of fragments; without it they have the tags that CSL processors know.
    """
    about = reference(publication, markup)
    return {
        "id": publication.key or "untitled",
        "type": _WRITTEN_TYPES.get(about.kind, "document"),
        **{name: value for name, value in _variables(about, publication, write or _tagged) if value},
    }


def library(publications: Iterable[Publication], *, markup: Markup | None = None) -> str:
    """A file of items, each id once."""
    taken: set[str] = set()
    items = []
    for publication in publications:
        made = item(publication, markup=markup)
        base, number = made["id"], 1
        while made["id"] in taken:
            number += 1
            made["id"] = f"{base}-{number}"
        taken.add(made["id"])
        items.append(made)
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _variables(
    about: Reference, publication: Publication, write: Callable[[Fragments], str]
) -> Iterator[tuple[str, object]]:
    yield "title", write(about.title)
    yield "author", _written_names(about.authors)
    yield "editor", _written_names(about.editors)
    yield "issued", _written_date(about)
    is_talk = about.kind in {"talk", "poster"}
    yield "event-title" if is_talk else "container-title", write(about.container)
    on_arxiv = about.kind == "preprint" and bool(publication.arxiv) and not about.container
    institution = write(about.institution)
    yield "publisher", institution or write(about.publisher) or ("arXiv" if on_arxiv else "")
    yield "genre", {"poster": "Poster", "preprint": "Preprint"}.get(about.kind) or clean(about.genre)
    yield "volume", clean(about.volume)
    if about.kind in {"article", "conference"}:
        yield "issue", clean(about.number)
    else:
        yield "number", clean(about.number) or (f"arXiv:{publication.arxiv}" if on_arxiv else "")
    yield "page", clean("-".join(about.pages))
    yield "DOI", clean(publication.doi)
    yield "ISBN", clean(" ".join(publication.isbn))
    yield "ISSN", clean(", ".join(publication.issn))
    yield "PMID", clean(publication.pmid)
    yield "PMCID", clean(publication.pmcid)
    yield "URL", clean(publication.url)
    yield "abstract", write(about.abstract)
    yield "note", write(about.note)
    yield "keyword", ", ".join(map(clean, publication.tags))
    yield "custom", dict(_custom(publication))


def _custom(publication: Publication) -> Iterator[tuple[str, str]]:
    found: dict[str, list[str]] = {}
    for field, identifier in publication.identifiers():
        if field not in _VARIABLES:
            found.setdefault(field, []).append(clean(identifier))
    for field, identifiers in found.items():
        yield field, ", ".join(identifiers)


def _written_names(people: AuthorList) -> list[dict[str, str]]:
    if people.written:
        return [{"literal": clean(plain(Markup({}).inline(people.written)))}]
    found = []
    for author in people.people:
        name = of_author(author)
        parts = {
            "family": name.family,
            "given": name.given,
            "non-dropping-particle": name.particles,
            "suffix": name.suffix.removeprefix(",").strip(),
            "literal": name.literal,
        }
        made = {part: clean(text).strip() for part, text in parts.items() if text.strip()}
        if made:
            found.append(made)
    if people.others:
        found.append({"literal": "others"})
    return found


def _written_date(about: Reference) -> dict[str, object]:
    if not re.fullmatch(r"\d{1,4}", about.year):
        return {"literal": clean(about.year)} if about.year else {}
    parts = [int(about.year)]
    if about.month:
        parts.append(about.month)
        if about.day:
            parts.append(about.day)
    return {"date-parts": [parts]}


def _tagged(fragments: Fragments) -> str:
    """A text with the tags that CSL processors know (the CSL specification, "Rich text")."""
    out: list[str] = []
    for fragment in fragments:
        if isinstance(fragment, str):
            out.append(clean(fragment))
        elif fragment.kind == "math":
            out.append(f"${clean(plain(fragment.children))}$")
        elif fragment.kind == "break":
            out.append(" ")
        elif fragment.kind == "image":
            out.append(clean(fragment.attributes.get("alt", "")))
        elif fragment.kind in _TAGS:
            tag = _TAGS[fragment.kind]
            out.append(f"<{tag}>{_tagged(fragment.children)}</{tag}>")
        else:
            out.append(_tagged(fragment.children))
    return "".join(out)
