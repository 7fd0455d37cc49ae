"""How news that nobody wrote are told."""

from __future__ import annotations

import re

from sphinx_academic.content.fragments import Element, Fragment, Fragments, elements, joined
from sphinx_academic.data.records import Competition, Publication
from sphinx_academic.data.records.news import DerivedNews
from sphinx_academic.sections.description import Description, _

_ICONS = {
    "book": "📕",
    "chapter": "📕",
    "thesis": "🎓",
    "dataset": "💾",
    "software": "💾",
    "talk": "🎤",
    "poster": "📌",
    "patent": "💡",
}


def icon_of(item: DerivedNews) -> str:
    """A sign for what has happened."""
    if item.occasion == "publications" and isinstance(item.about, Publication):
        return _ICONS.get(item.about.kind_of_work, "📄")
    return "🏆" if item.occasion == "awards" else "🏁"


def name_of(item: DerivedNews) -> str:
    """What names the item for good."""
    return f"{item.occasion}-{item.about.key}"


def page_of(item: DerivedNews, description: Description) -> str:
    """The publication's own page, empty where it has none."""
    return description.page_of(item.about) if isinstance(item.about, Publication) else ""


def derived_text(item: DerivedNews, description: Description) -> Fragments:
    """The news in a sentence."""
    if isinstance(item.about, Competition):
        return _placing(item.about, item, description)
    publication = item.about
    title = _linked(
        description.prose(publication.title) if publication.title else (_("Untitled"),), item, description
    )
    if item.occasion == "awards":
        award = description.prose(publication.award)
        return _filled(_("{award} for {title}"), {"award": award, "title": title})
    venue = publication.venue
    place: Fragments = (Element("emphasis", description.prose(venue)),) if venue else ()
    words = _words()[publication.kind_of_work]
    return joined((_filled(words, {"title": title}), place), ", ")


def _words() -> dict[str, str]:
    return {
        "article": _("New article: {title}"),
        "conference": _("New paper: {title}"),
        "preprint": _("New preprint: {title}"),
        "thesis": _("New thesis: {title}"),
        "book": _("New book: {title}"),
        "chapter": _("New book chapter: {title}"),
        "report": _("New report: {title}"),
        "dataset": _("New dataset: {title}"),
        "software": _("New software: {title}"),
        "patent": _("New patent: {title}"),
        "talk": _("Talk: {title}"),
        "poster": _("Poster: {title}"),
        "other": _("New: {title}"),
    }


def _placing(competition: Competition, item: DerivedNews, description: Description) -> Fragments:
    title = description.prose(competition.title) if competition.title else ()
    event = _linked(description.prose(competition.event), item, description) if competition.event else ()
    return joined((title, event), ", ")


def _linked(words: Fragments, item: DerivedNews, description: Description) -> Fragments:
    """Words that lead to the publication's own page, else to the thing itself."""
    if any(element.kind == "link" for element in elements(words)):
        return words
    page = page_of(item, description)
    if page:
        return (Element("link", words, "", {"page": page}),)
    return (Element("link", words, "", {"url": item.address}),) if item.address else words


def _filled(sentence: str, parts: dict[str, Fragments]) -> Fragments:
    """A translated sentence with fragments in its places."""
    pieces: list[Fragment] = []
    for index, piece in enumerate(re.split(r"\{(\w+)\}", sentence)):
        if index % 2:
            pieces.extend(parts.get(piece, ()))
        elif piece:
            pieces.append(piece)
    return tuple(pieces)
