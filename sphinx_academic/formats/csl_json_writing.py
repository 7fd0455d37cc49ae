"""Publications as CSL-JSON, which Zotero, Pandoc and every CSL processor read (csl-data.json of CSL 1.0.2)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sphinx_academic.content.fragments import Fragments, plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.names import AuthorList
from sphinx_academic.formats.latex.encoding import clean
from sphinx_academic.formats.reference import Reference, reference
from sphinx_academic.formats.written_names import of_author

_TYPES = {
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


def item(
    publication: Publication, *, markup: Markup | None = None, write: Callable[[Fragments], str] | None = None
) -> dict[str, Any]:
    """The CSL-JSON item of a publication; what CSL has no variable for stands under ``custom``.

    ``write`` makes a text of fragments; without it they have the tags that CSL processors know.
    """
    about = reference(publication, markup) if markup is not None else reference(publication)
    return {
        "id": publication.key or "untitled",
        "type": _TYPES.get(about.kind, "document"),
        **{name: value for name, value in _variables(about, publication, write or rich_text) if value},
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
) -> Iterator[tuple[str, Any]]:
    yield "title", write(about.title)
    yield "author", _names(about.authors)
    yield "editor", _names(about.editors)
    yield "issued", _date(about)
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


def _names(people: AuthorList) -> list[dict[str, str]]:
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


def _date(about: Reference) -> dict[str, Any]:
    if not re.fullmatch(r"\d{1,4}", about.year):
        return {"literal": clean(about.year)} if about.year else {}
    parts = [int(about.year)]
    if about.month:
        parts.append(about.month)
        if about.day:
            parts.append(about.day)
    return {"date-parts": [parts]}


def rich_text(fragments: Fragments) -> str:
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
            out.append(f"<{tag}>{rich_text(fragment.children)}</{tag}>")
        else:
            out.append(rich_text(fragment.children))
    return "".join(out)
