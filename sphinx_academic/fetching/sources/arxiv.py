"""Preprints of arXiv (its API User's Manual: Atom 1.0), in the form of before 2026 and in that of since."""

from __future__ import annotations

import re

from sphinx_academic.data.located import RawList, RawMapping
from sphinx_academic.data.values.addresses import find_arxiv
from sphinx_academic.fetching.xml_tree import XmlElement
from sphinx_academic.formats.filling import add, put
from sphinx_academic.formats.rich_text import rich_text, title_text

_VERSION = re.compile(r"v\d+$")
_GROUP = re.compile(r"(?i)\b(?:collaboration|consortium|team|group|project|network|initiative)$")


def works_in(answer: XmlElement) -> tuple[list[RawMapping], str] | None:
    """The works of an answer."""
    if answer.name != "feed" or "arxiv.org" not in answer.text("id"):
        return None
    entries = [*answer.each("entry")]
    for entry in entries:
        if "/api/errors" in entry.text("id"):
            return [], entry.text("summary")
    return [_work(entry) for entry in entries], ""


def _work(entry: XmlElement) -> RawMapping:
    made = RawMapping(entry.line, entry.column)
    here = (entry.line, entry.column) * 2
    people = RawList(*here[:2])
    for author in entry.each("author"):
        if name := author.text("name"):
            person = RawMapping(*here[:2])
            is_group = _GROUP.search(name) is not None
            put(person, "literal" if is_group else "name", name, here)
            add(people, person if is_group else name, *here[:2])
    put(made, "title", title_text(entry.text("title")), here)
    put(made, "authors", people, here)
    put(made, "venue", "arXiv", here)
    put(made, "type", "preprint", here)
    put(made, "date", entry.text("published").partition("T")[0], here)
    put(made, "arxiv", _VERSION.sub("", find_arxiv(entry.text("id"))), here)
    # A DOI that stands here is that of the article; the preprint is one version of it.
    put(made, "doi", entry.text("doi"), here)
    comment, appeared = entry.text("comment"), entry.text("journal_ref")
    put(made, "note", rich_text("; ".join(filter(None, (appeared, comment)))), here)
    put(made, "abstract", rich_text(entry.text("summary")), here)
    return made
