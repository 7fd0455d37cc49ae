"""What a page is called by in the accessibility tree: articles without a name, and links that those who hear them cannot tell apart.

Links of one name that lead to different places say something where what is around them does (WCAG 2.2, 2.4.4): an article, a figure or
a region with a name, the headings above, the heads of a table's row and column, the item that a list stands in, or the words of the
paragraph, the item or the cell. Where all of that is the same as well, they say nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

from playwright.sync_api import Browser

from audit.pages import WIDE

_Node: TypeAlias = "dict[str, Any]"

_NAMED_AROUND = frozenset(
    [
        "article",
        "figure",
        "region",
        "group",
        "navigation",
        "complementary",
        "banner",
        "contentinfo",
        "list",
        "heading",
    ]
)
"""Roles whose name is told when a reader comes into them."""

_TEXT_AROUND = frozenset(
    [
        "paragraph",
        "listitem",
        "cell",
        "gridcell",
        "term",
        "definition",
        "heading",
        "rowheader",
        "columnheader",
    ]
)
"""Roles whose words are around a link (WCAG 2.2, "programmatically determined link context")."""

_CELLS = frozenset(["cell", "gridcell", "rowheader", "columnheader"])


class _LinkInContext(NamedTuple):
    name: str
    address: str
    context: tuple[str, ...]
    """Its description, and the names and words around it."""


def _value(node: _Node, name: str) -> str:
    return str(node.get(name, {}).get("value") or "").strip()


def _role(node: _Node) -> str:
    return _value(node, "role")


class _AccessibilityTree:
    """The accessibility tree of a page, as Chromium gives it."""

    def __init__(self, nodes: list[_Node]) -> None:
        self.nodes: dict[str, _Node] = {node["nodeId"]: node for node in nodes}
        self._words: dict[str, str] = {}
        self._headings: dict[str, tuple[str, ...]] = {}
        """The headings above each node, the highest first."""
        above: list[tuple[int, str]] = []
        waiting = [node for node in nodes if "parentId" not in node]
        while waiting:
            node = waiting.pop()
            if _role(node) == "heading":
                level = next(
                    (each["value"]["value"] for each in node["properties"] if each["name"] == "level"), 2
                )
                above = [*(each for each in above if each[0] < level), (level, _value(node, "name"))]
            self._headings[node["nodeId"]] = tuple(name for _level, name in above)
            waiting += reversed(self._children(node))

    def _children(self, node: _Node) -> list[_Node]:
        return [self.nodes[each] for each in node.get("childIds", ()) if each in self.nodes]

    def _around(self, node: _Node) -> list[_Node]:
        """The nodes that a node stands in, the nearest first."""
        found = []
        while (parent := self.nodes.get(node.get("parentId", ""))) is not None:
            found.append(parent)
            node = parent
        return found

    def words(self, node: _Node) -> str:
        """The text in a node, without the names of the links in it."""
        found = self._words.get(node["nodeId"])
        if found is None:
            if _role(node) == "StaticText":
                found = _value(node, "name")
            elif _role(node) == "link":
                found = ""
            else:
                found = " ".join(filter(None, map(self.words, self._children(node))))
            self._words[node["nodeId"]] = found
        return found

    def _inside(self, node: _Node, roles: frozenset[str]) -> Iterator[_Node]:
        """The nodes of some roles within one, in order."""
        for child in self._children(node):
            if _role(child) in roles:
                yield child
            else:
                yield from self._inside(child, roles)

    def _heads(self, cell: _Node, row: _Node, table: _Node) -> Iterator[str]:
        """What a table says of a cell: the heads of its row and of its column."""
        cells = [*self._inside(row, _CELLS)]
        place = next((number for number, each in enumerate(cells) if each is cell), 0)
        yield from (_value(each, "name") for each in cells if _role(each) == "rowheader")
        for first in self._inside(table, frozenset({"row"})):
            heads = [*self._inside(first, _CELLS)]
            if place < len(heads):
                yield _value(heads[place], "name") or self.words(heads[place])
            return

    def links(self) -> Iterator[_LinkInContext]:
        """Every link, with what is around it."""
        for node in self.shown("link"):
            context = [_value(node, "description"), *self._headings.get(node["nodeId"], ())]
            around = self._around(node)
            cell = row = None
            items = 0
            for each in around:
                role = _role(each)
                if role in _NAMED_AROUND:
                    context.append(_value(each, "name"))
                if role in _TEXT_AROUND:
                    context.append(self.words(each))
                if role == "listitem":
                    items += 1
                    # What a list stands under that is in an item of another one.
                    first = next(self._inside(each, frozenset({"link"})), None) if items > 1 else None
                    context.append(_value(first, "name") if first else "")
                cell = each if cell is None and role in _CELLS else cell
                row = each if row is None and role == "row" else row
                if cell and row and role == "table":
                    context += self._heads(cell, row, each)
            properties = node.get("properties", ())
            address = next((_value(each, "value") for each in properties if each["name"] == "url"), "")
            yield _LinkInContext(_value(node, "name"), address, tuple(filter(None, context)))

    def shown(self, role: str) -> Iterator[_Node]:
        """The nodes of a role that are no secret."""
        return (node for node in self.nodes.values() if not node.get("ignored") and _role(node) == role)


def faults_of(nodes: list[_Node]) -> Iterator[str]:
    """What is wrong with the names of a page whose accessibility tree it is."""
    tree = _AccessibilityTree(nodes)
    for node in tree.shown("article"):
        if not _value(node, "name"):
            yield f"an article without a name: {tree.words(node)[:60]}"
    for node in tree.shown("heading"):
        if _value(node, "name").endswith("¶"):
            yield f"a heading called {_value(node, 'name')}"
    places: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for link in tree.links():
        places[link.name, link.context].add(link.address)
    for (name, context), addresses in places.items():
        if len(addresses) > 1:
            where = f" in {context[-1][:40]!r}" if context else ""
            yield f"{len(addresses)} links called {name!r}{where}, such as {min(addresses)}"


def faults(browser: Browser, address: str, names: list[str]) -> Iterator[str]:
    """What is wrong with the names on every page, with what can be opened open."""
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    for name in names:
        page.goto(f"{address}/{name}")
        page.evaluate("for (const each of document.querySelectorAll('main details')) each.open = true")
        for fault in faults_of(session.send("Accessibility.getFullAXTree")["nodes"]):
            yield f"{name}: {fault}"
    context.close()
