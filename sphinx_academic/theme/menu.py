"""The site's menu: the toctrees of the root document as plain data, and what each page shows of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple, TypedDict

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.locale import _
from sphinx.util import url_re

__all__ = [
    "MENU_DEPTH",
    "MenuEntry",
    "MenuLink",
    "ancestors",
    "collect_menu",
    "links_for_page",
    "pages_for_page",
]

MENU_DEPTH = 2
"""The menu itself and what drops down from it. Anything deeper is found on the pages."""

_DEEPEST = 8
"""So many levels stand beside a documentation."""

_MOST_UNFOLDED = 250
"""A site of more pages shows those below a page only beside that page and what is below it: else every page names them all."""

# What a toctree may name that is written by the builder, not by the author.
_GENERATED = {"genindex": "genindex", "modindex": "py-modindex", "search": "search"}
GENERATED = frozenset(_GENERATED.values())
"""The names of those pages."""


class MenuEntry(NamedTuple):
    """One line of the menu, the same for all pages."""

    title: str
    document: str | None
    """The page's name in Sphinx; None for an address elsewhere."""
    address: str
    """The address elsewhere; empty for a page of this site."""
    children: tuple[MenuEntry, ...] = ()
    heading: str = ""
    """What its toctree is called (``:caption:``), for the first entry of it."""
    number: str = ""
    """The number of a page in a toctree that counts (``:numbered:``)."""

    @property
    def size(self) -> int:
        """How many entries there are, those below included."""
        return 1 + sum(child.size for child in self.children)


class MenuLink(TypedDict):
    """One line of the menu as the templates of one page get it."""

    title: str
    url: str
    current: str
    """The value of ``aria-current``: ``page`` on the page itself, ``true`` above it, else empty."""
    heading: str
    number: str
    children: list[MenuLink]


def collect_menu(env: BuildEnvironment, is_included: Callable[[str], bool]) -> tuple[MenuEntry, ...]:
    """Read the menu from the toctrees of the root document, hidden ones included.

    ``is_included`` says whether the expression of an ``only`` directive holds in this build.
    """
    root = env.config.root_doc
    return tuple(_entries_below(env, root, is_included, _DEEPEST, frozenset({root})))


def ancestors(parent_of: Mapping[str, str], document: str) -> frozenset[str]:
    """Return the documents whose toctrees lead to this one, itself included."""
    found = {document}
    while (parent := parent_of.get(document)) is not None and parent not in found:
        found.add(parent)
        document = parent
    return frozenset(found)


def links_for_page(
    menu: Collection[MenuEntry],
    page: str,
    above: Collection[str],
    url_of: Callable[[str], str | None],
    depth: int = MENU_DEPTH,
    *,
    unfolded: bool = True,
) -> list[MenuLink]:
    """Return the menu as one page shows it: addresses relative to it, itself and what leads to it marked.

    A document that this build does not write has no address (None) and is left out. ``unfolded`` says whether entries
    that do not lead to the page have those below them as well.
    """
    return [
        MenuLink(
            title=entry.title,
            url=url,
            current="page" if entry.document == page else "true" if entry.document in above else "",
            heading=entry.heading,
            number=entry.number,
            children=links_for_page(entry.children, page, above, url_of, depth - 1, unfolded=unfolded)
            if depth > 1 and (unfolded or entry.document in above)
            else [],
        )
        for entry in menu
        if (url := entry.address if entry.document is None else url_of(entry.document)) is not None
    ]


def pages_for_page(
    menu: Collection[MenuEntry], page: str, above: Collection[str], url_of: Callable[[str], str | None]
) -> list[MenuLink]:
    """Return all pages of a documentation as one of them shows them."""
    unfolded = sum(entry.size for entry in menu) <= _MOST_UNFOLDED
    return links_for_page(menu, page, above, url_of, _DEEPEST, unfolded=unfolded)


def _entries_below(
    env: BuildEnvironment, document: str, is_included: Callable[[str], bool], depth: int, seen: frozenset[str]
) -> Iterator[MenuEntry]:
    for heading, title, reference in _toctree_entries(env, document, is_included):
        if _is_address(reference):
            yield MenuEntry(title or reference, None, reference, heading=heading)
        elif reference == "self" or reference == document:
            yield MenuEntry(title or env.titles[document].astext(), document, "", heading=heading)
        elif reference in _GENERATED and reference not in env.titles:
            yield MenuEntry(title or _generated_title(reference), _GENERATED[reference], "", heading=heading)
        elif reference in env.titles and reference not in seen:
            children: tuple[MenuEntry, ...] = ()
            if depth > 1:
                children = tuple(_entries_below(env, reference, is_included, depth - 1, seen | {reference}))
            counted = env.toc_secnumbers.get(reference, {}).get("")
            number = ".".join(map(str, counted)) + env.config.html_secnumber_suffix if counted else ""
            text = title or env.titles[reference].astext()
            yield MenuEntry(text, reference, "", children, heading, number.rstrip())


def _toctree_entries(
    env: BuildEnvironment, document: str, is_included: Callable[[str], bool]
) -> Iterator[tuple[str, str | None, str]]:
    contents = env.tocs.get(document)
    if contents is None:
        return
    for toctree in contents.findall(addnodes.toctree):
        if all(is_included(only["expr"]) for only in _onlys_around(toctree)):
            heading = toctree.get("caption") or ""
            for title, reference in toctree["entries"]:
                yield heading, title, reference
                heading = ""


def _onlys_around(node: nodes.Node) -> Iterator[addnodes.only]:
    while node.parent is not None:
        node = node.parent
        if isinstance(node, addnodes.only):
            yield node


def _is_address(reference: str) -> bool:
    return url_re.match(reference) is not None


def _generated_title(name: str) -> str:
    return {"genindex": _("Index"), "modindex": _("Module Index"), "search": _("Search")}[name]
