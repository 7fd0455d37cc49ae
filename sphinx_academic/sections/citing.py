"""How a text speaks of an entry that stands elsewhere: by its title, by author and year, and on a card that opens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from sphinx_academic.content.fragments import Element, Fragment, Fragments, joined
from sphinx_academic.data.naming import slug
from sphinx_academic.data.records import Competition, Person, Profile, Publication, Record
from sphinx_academic.data.values.addresses import arxiv_url, doi_url
from sphinx_academic.data.values.identifiers import address_of
from sphinx_academic.data.values.names import family_name
from sphinx_academic.sections.description import Description, line
from sphinx_academic.sections.entries import EntryFacts
from sphinx_academic.sections.registry import SECTIONS

TITLE, TEXTUAL, PARENTHETICAL = "title", "textual", "parenthetical"
"""How a reference reads: *Learning to Listen*, *Liu et al. (2024)*, *Liu et al., 2024*."""

REFERENCE = "reference"
"""What the ids of a list of references begin with: the publications' own list may stand on the same page."""


class Cited(NamedTuple):
    """What a reference leads to: what the domain knows of it, and its record where the data still hold it."""

    facts: EntryFacts
    record: Any = None


def reference_anchor(key: str) -> str:
    """The id of a publication in a list of references."""
    return f"{REFERENCE}-{key}"


def by_author(publication: Publication) -> tuple[str, str, str]:
    """What references are sorted by: the family name of the first author, year, title."""
    people = publication.authors.people
    name = family_name(people[0].name) if people else publication.authors.written or publication.title
    return slug(name) or name, publication.shown_year, publication.title.casefold()


def link_words(cited: Cited, form: str, behind: str, description: Description) -> Fragments:
    """The words of a reference; ``behind`` is what follows the year (*p. 3*)."""
    facts = cited.facts
    if form == TITLE or not facts.label:
        return joined((_title(cited, description), (behind,) if behind else ()), ", ")
    if form == TEXTUAL:
        inner = ", ".join(part for part in (facts.year, behind) if part)
        return (f"{facts.label} ({inner})" if inner else facts.label,)
    return (", ".join(part for part in (facts.label, facts.year, behind) if part),)


def _title(cited: Cited, description: Description) -> Fragments:
    section = SECTIONS.of_entries(cited.facts.kind)
    said: Fragments = ()
    if section is not None and cited.record is not None:
        said = section.cited_title(cited.record, description)
    return without_links(said) or (cited.facts.title,)


def tooltip(cited: Cited, description: Description) -> str:
    """The attribute ``title`` of a link: one line that says what it leads to."""
    facts, record = cited
    section = SECTIONS.of_entries(facts.kind)
    more = section.tooltip(facts, record, description) if section is not None else ()
    parts = [facts.label if facts.label != facts.title else "", facts.title, *more]
    return " · ".join(" ".join(part.split()) for part in parts if part)


def card(cited: Cited, description: Description) -> Fragments:
    """What a card shows of an entry: its title and what its section adds; nothing where there is no more than the title."""
    section = SECTIONS.of_entries(cited.facts.kind)
    if section is None or cited.record is None:
        return ()
    more = section.card(cited.record, description)
    title = line((Element("strong", _title(cited, description)),), "academic-title")
    return (*(title if section.cards_have_titles else ()), *more)


def address(record: Record | None) -> str:
    """Where a thing is on the web, for entries that no page of the site shows; empty where nothing is known."""
    if isinstance(record, Publication):
        own = (doi_url(record.doi), record.url, arxiv_url(record.arxiv))
        further = (address_of(field, identifier) for field, identifier in record.identifiers())
        return next((url for url in (*own, *further, *_urls(record)) if "://" in url), "")
    if isinstance(record, Person):
        orcid = f"https://orcid.org/{record.orcid}" if record.orcid else ""
        return next((url for url in (record.url, orcid, *_urls(record)) if "://" in url), "")
    if isinstance(record, Competition | Profile):
        return next((url for url in _urls(record) if "://" in url), "")
    return ""


def _urls(record: Record) -> Iterable[str]:
    return (link.url for _field, link in record.addresses())


def without_links(fragments: Fragments) -> Fragments:
    """The same without links and pictures, to stand in a link itself."""
    return _changed(fragments, lambda element: element.children if element.kind == "link" else None)


def on_screen(fragments: Fragments) -> Fragments:
    """What HTML shows, without signs that only the legend of a list explains."""
    return _changed(fragments, lambda element: () if element.kind in {"on_paper", "mark"} else None)


def _changed(fragments: Fragments, change: Callable[[Element], Fragments | None]) -> Fragments:
    result: list[Fragment] = []
    for fragment in fragments:
        if isinstance(fragment, str):
            result.append(fragment)
            continue
        other = change(fragment)
        if fragment.kind == "image":
            result.append(fragment.attributes.get("alt", ""))
        elif other is None:
            result.append(fragment._replace(children=_changed(fragment.children, change)))
        else:
            result.extend(_changed(other, change))
    return tuple(result)
