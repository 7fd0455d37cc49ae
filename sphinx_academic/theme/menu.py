"""The site's menu: the toctrees of the root document as plain data, and what each page shows of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple, TypedDict

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.locale import _
from sphinx.util import url_re

_DEPTH = 2
"""The menu itself and what drops down from it. Anything deeper is found on the pages."""

_DEEPEST = 8
"""So many levels stand beside a documentation."""

_MOST_UNFOLDED = 250
"""A site of more pages shows those below a page only beside that page and what is below it: else every page names them all."""

# What a toctree may name that is written by the builder, not by the author.
_GENERATED = {"genindex": "genindex", "modindex": "py-modindex", "search": "search"}
GENERATED = frozenset(_GENERATED.values())
"""The names of those pages."""

AddressOf = Callable[[str], str | None]
"""Gives the address of a document as one page sees it; None for what this build does not write, which is left out."""


class MenuEntry(NamedTuple):
    """One line of the menu, the same for all pages."""

    title: str
    document: str | None
    """The page's name in Sphinx; None for an address elsewhere."""
    address: str
    """The address elsewhere; empty for a page of this site."""
    heading: str
    """What its toctree is called (``:caption:``), for the first entry of it."""
    number: str = ""
    """The number of a page in a toctree that counts (``:numbered:``)."""
    children: tuple[MenuEntry, ...] = ()

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
    """Read the menu from the toctrees of the root document; ``is_included`` evaluates the expression of ``only``."""
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
    address_of: AddressOf,
    depth: int = _DEPTH,
    *,
    unfolded: bool = True,
) -> list[MenuLink]:
    """The menu as one page shows it; ``unfolded``: what does not lead to the page has its entries below it as well."""
    return [
        MenuLink(
            title=entry.title,
            url=url,
            current="page" if entry.document == page else "true" if entry.document in above else "",
            heading=entry.heading,
            number=entry.number,
            children=links_for_page(entry.children, page, above, address_of, depth - 1, unfolded=unfolded)
            if depth > 1 and (unfolded or entry.document in above)
            else [],
        )
        for entry in menu
        if (url := entry.address if entry.document is None else address_of(entry.document)) is not None
    ]


def pages_for_page(
    menu: Collection[MenuEntry], page: str, above: Collection[str], address_of: AddressOf
) -> list[MenuLink]:
    """Return all pages of a documentation as one of them shows them."""
    unfolded = sum(entry.size for entry in menu) <= _MOST_UNFOLDED
    return links_for_page(menu, page, above, address_of, _DEEPEST, unfolded=unfolded)


def _entries_below(
    env: BuildEnvironment, document: str, is_included: Callable[[str], bool], depth: int, seen: frozenset[str]
) -> Iterator[MenuEntry]:
    titles = {"genindex": _("Index"), "modindex": _("Module Index"), "search": _("Search")}
    for heading, title, reference in _toctree_entries(env, document, is_included):
        if url_re.match(reference):
            yield MenuEntry(title or reference, None, reference, heading)
        elif reference in {"self", document}:
            yield MenuEntry(title or env.titles[document].astext(), document, "", heading)
        elif reference in _GENERATED and reference not in env.titles:
            yield MenuEntry(title or titles[reference], _GENERATED[reference], "", heading)
        elif reference in env.titles and reference not in seen:
            below = _entries_below(env, reference, is_included, depth - 1, seen | {reference})
            counted = env.toc_secnumbers.get(reference, {}).get("")
            number = ".".join(map(str, counted)) + env.config.html_secnumber_suffix if counted else ""
            text = title or env.titles[reference].astext()
            children = tuple(below) if depth > 1 else ()
            yield MenuEntry(text, reference, "", heading, number.rstrip(), children)


def _toctree_entries(
    env: BuildEnvironment, document: str, is_included: Callable[[str], bool]
) -> Iterator[tuple[str, str | None, str]]:
    contents = env.tocs.get(document, nodes.bullet_list())
    for toctree in contents.findall(addnodes.toctree):
        around: nodes.Node = toctree
        is_shown = True
        while is_shown and around.parent is not None:
            around = around.parent
            is_shown = not isinstance(around, addnodes.only) or is_included(around["expr"])
        for index, (title, reference) in enumerate(toctree["entries"] if is_shown else ()):
            yield "" if index else toctree.get("caption") or "", title, reference
