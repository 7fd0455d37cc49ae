"""Writes what the search of our theme finds while its reader types: the names of entries, people, pages and all else that has one.

The index of Sphinx's own search holds every word of the site, and grows to several times the size of its names: too much for
somebody who wants to go somewhere quickly. That index stays what the search page asks.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.locale import _ as sphinx_words
from sphinx.locale import get_translation

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_academic.sections.registry import Row

_ = get_translation("sphinx_academic")

FILE = "academic-names.js"
"""Below ``_static``; a script, since pages opened from ``file://`` can fetch nothing else."""

PAGE = "page"
"""The kind of pages, beside those of entries."""
_OBJECT = "object"
"""The kind of what is documented: functions, classes, commands."""


class FoundName(NamedTuple):
    """Something to go to: its kind, page and anchor, what it is called, and what else is to be known of it."""

    kind: str
    docname: str
    anchor: str
    title: str
    line: str = ""


def of_entry(kind: str, docname: str, anchor: str, words: str) -> FoundName:
    """An entry, from the line by which Sphinx's search finds it: title, people, venue, year."""
    title, _dot, line = words.partition(" · ")
    return FoundName(kind, docname, anchor, title, line)


def of_pages(titles: Mapping[str, str]) -> Iterator[FoundName]:
    """The pages of a site by their titles."""
    yield from (FoundName(PAGE, docname, "", title) for docname, title in titles.items())


def of_index(index: Mapping[str, Any], titles: Mapping[str, str], own: str) -> Iterator[FoundName]:
    """The headings and the objects of other domains that an index of Sphinx's search holds; our types in it begin with ``own``."""
    docnames = index["docnames"]
    for title, places in sorted(index["alltitles"].items()):
        for place, anchor in places:
            docname = docnames[place]
            # A year says nothing by itself.
            if anchor and docname in titles and not title.strip().isdigit():
                yield FoundName(PAGE, docname, anchor, html.unescape(title), titles[docname])
    for prefix, rows in sorted(index["objects"].items()):
        for place, kind, priority, anchor, name in rows:
            of_type = index["objtypes"].get(kind, index["objtypes"].get(str(kind), ""))
            if of_type.startswith(own) or int(priority) < 0 or docnames[place] not in titles:
                continue
            full = f"{prefix}.{name}" if prefix else name
            at = {"": full, "-": f"{of_type.partition(':')[2]}-{full}"}.get(anchor, anchor)
            called = index["objnames"].get(kind, index["objnames"].get(str(kind), ("", "", "")))[2]
            yield FoundName(
                _OBJECT, docnames[place], at, html.unescape(full), f"{called}, {titles[docnames[place]]}"
            )


def written(names: Iterable[FoundName], referred: Mapping[str, Row], builder: StandaloneHTMLBuilder) -> bytes:
    """The script that hands the names over, each row with the places of its kind and its page."""
    kinds: dict[str, int] = {}
    pages: dict[str, int] = {}
    rows = [
        [
            kinds.setdefault(name.kind, len(kinds)),
            pages.setdefault(name.docname, len(pages)),
            name.anchor,
            name.title,
            name.line,
        ]
        for name in dict.fromkeys(names)
    ]
    called = {PAGE: str(_("Pages")), _OBJECT: str(sphinx_words("Index"))}
    found = {
        "kinds": [[kind, called.get(kind) or str(referred[kind].title)] for kind in kinds],
        "pages": [builder.get_target_uri(docname) for docname in pages],
        "rows": rows,
    }
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return f"document.currentScript.names={text}\n".encode()
