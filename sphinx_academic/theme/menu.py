"""The site's menu: the toctrees of the root document as plain data, and what each page shows of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple, TypedDict

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.locale import _
from sphinx.util import url_re

__all__ = ["MenuEntry", "MenuLink", "ancestors", "collect_menu", "links_for_page"]

# Two levels: the menu itself and what drops down from it. Anything deeper is found on the pages.
_DEPTH = 2

# What a toctree may name that is written by the builder, not by the author.
_GENERATED = {"genindex": "genindex", "modindex": "py-modindex", "search": "search"}


class MenuEntry(NamedTuple):
    """One line of the menu, the same for all pages."""

    title: str
    document: str | None
    """The page's name in Sphinx; None for an address elsewhere."""
    address: str
    """The address elsewhere; empty for a page of this site."""
    children: tuple[MenuEntry, ...] = ()


class MenuLink(TypedDict):
    """One line of the menu as the templates of one page get it."""

    title: str
    url: str
    current: str
    """The value of ``aria-current``: ``page`` on the page itself, ``true`` above it, else empty."""
    children: list[MenuLink]


def collect_menu(env: BuildEnvironment, is_included: Callable[[str], bool]) -> tuple[MenuEntry, ...]:
    """Read the menu from the toctrees of the root document, hidden ones included.

    ``is_included`` says whether the expression of an ``only`` directive holds in this build.
    """
    root = env.config.root_doc
    return tuple(_entries_below(env, root, is_included, _DEPTH, frozenset({root})))


def ancestors(parent_of: Mapping[str, str], document: str) -> frozenset[str]:
    """Return the documents whose toctrees lead to this one, itself included."""
    found = {document}
    while (parent := parent_of.get(document)) is not None and parent not in found:
        found.add(parent)
        document = parent
    return frozenset(found)


def links_for_page(
    menu: Collection[MenuEntry], page: str, above: Collection[str], url_of: Callable[[str], str]
) -> list[MenuLink]:
    """Return the menu as one page shows it: addresses relative to it, itself and what leads to it marked."""
    return [
        MenuLink(
            title=entry.title,
            url=entry.address if entry.document is None else url_of(entry.document),
            current="page" if entry.document == page else "true" if entry.document in above else "",
            children=links_for_page(entry.children, page, above, url_of),
        )
        for entry in menu
    ]


def _entries_below(
    env: BuildEnvironment, document: str, is_included: Callable[[str], bool], depth: int, seen: frozenset[str]
) -> Iterator[MenuEntry]:
    for title, reference in _toctree_entries(env, document, is_included):
        if _is_address(reference):
            yield MenuEntry(title or reference, None, reference)
        elif reference == "self" or reference == document:
            yield MenuEntry(title or env.titles[document].astext(), document, "")
        elif reference in _GENERATED and reference not in env.titles:
            yield MenuEntry(title or _generated_title(reference), _GENERATED[reference], "")
        elif reference in env.titles and reference not in seen:
            children: tuple[MenuEntry, ...] = ()
            if depth > 1:
                children = tuple(_entries_below(env, reference, is_included, depth - 1, seen | {reference}))
            yield MenuEntry(title or env.titles[reference].astext(), reference, "", children)


def _toctree_entries(
    env: BuildEnvironment, document: str, is_included: Callable[[str], bool]
) -> Iterator[tuple[str | None, str]]:
    contents = env.tocs.get(document)
    if contents is None:
        return
    for toctree in contents.findall(addnodes.toctree):
        if all(is_included(only["expr"]) for only in _onlys_around(toctree)):
            yield from toctree["entries"]


def _onlys_around(node: nodes.Node) -> Iterator[addnodes.only]:
    while node.parent is not None:
        node = node.parent
        if isinstance(node, addnodes.only):
            yield node


def _is_address(reference: str) -> bool:
    return url_re.match(reference) is not None


def _generated_title(name: str) -> str:
    return {"genindex": _("Index"), "modindex": _("Module Index"), "search": _("Search")}[name]
