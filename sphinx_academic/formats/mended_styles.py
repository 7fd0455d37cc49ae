"""Citation styles in which citeproc-py finds what the Citation Style Language says, where it reads a style otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

CSL = "{http://purl.org/net/xbiblio/csl}"
_INITIALS = "initialize-with"
_COPIED = "substituted: "
_NOTHING = "nothing"
"""A variable that no work has."""
_FIRST_MARK, _MOST_MARKS, _END_MARK = 0xF000, 0x8FE, "\uf8ff"
_MARK = re.compile("[\uf000-\uf8fe]")


def mend_initials(style: _Element) -> None:
    """Take the initials from names that ask for full ones: citeproc-py does not look at ``initialize``."""
    inherited = style.get(_INITIALS)
    for part in (style, *style.iter(f"{CSL}citation", f"{CSL}bibliography")):
        if part.tag == f"{CSL}bibliography":
            inherited = part.get(_INITIALS, inherited)
        part.attrib.pop(_INITIALS, None)
    for substitute in style.iter(f"{CSL}substitute"):
        # These are written as the names are that they stand for; citeproc-py knows that of the outermost alone.
        for names in substitute.iter(f"{CSL}names"):
            if not len(names) and names.getparent() is not substitute:
                names.extend(
                    deepcopy(part) for part in substitute.getparent() if part.tag != f"{CSL}substitute"
                )
    for names in style.iter(f"{CSL}names"):
        if names.find(f"{CSL}name") is None and names.getparent().tag != f"{CSL}substitute":
            names.insert(0, names.makeelement(f"{CSL}name", {}))
    for name in style.iter(f"{CSL}name"):
        if name.get("initialize") == "false":
            name.attrib.pop(_INITIALS, None)
        elif inherited is not None:
            name.set(_INITIALS, name.get(_INITIALS, inherited))


def marked_substitutes(style: _Element) -> tuple[_Element, tuple[frozenset[str], ...]]:
    """A copy of a style in which marks stand around what stands for missing names, and the variables each may print."""
    style = deepcopy(style)
    variables: list[frozenset[str]] = []
    macros = _macros(style)
    for child in islice(_substitutes(style), _MOST_MARKS):
        child.set("prefix", chr(_FIRST_MARK + len(variables)) + child.get("prefix", ""))
        child.set("suffix", child.get("suffix", "") + _END_MARK)
        variables.append(frozenset(_variables(child, macros)))
    return style, tuple(variables)


Substituted = tuple[int, frozenset[str]]
"""What stands for missing names in a reference: which of a style's substitutes, and the variables that it printed."""


def substituted(
    marked: str, variables: tuple[frozenset[str], ...], item: Mapping[str, object]
) -> Substituted | None:
    """What stands for missing names first in a reference that has the marks."""
    mark = _MARK.search(marked)
    if mark is None:
        return None
    number = ord(mark[0]) - _FIRST_MARK
    printed = marked[mark.end() :].partition(_END_MARK)[0].casefold()
    found = frozenset(name for name in variables[number] if _is_printed(item.get(name), printed))
    return number, found


def without_repetition(style: _Element, done: Substituted) -> _Element:
    """A copy of a style that prints variables only where they stand for missing names."""
    number, variables = done
    style = deepcopy(style)
    macros = _macros(style)
    waiting = [next(islice(_substitutes(style), number, None))]
    copied, exempt = set[str](), set[object]()
    for part in waiting:  # which grows
        exempt.update(part.iter())
        for text in part.iter(f"{CSL}text"):
            name = text.get("macro")
            if name in macros:
                text.set("macro", _COPIED + name)
                if name not in copied:
                    copied.add(name)
                    copy = deepcopy(macros[name])
                    copy.set("name", _COPIED + name)
                    style.append(copy)
                    waiting.append(copy)
    for element in style.iter(f"{CSL}text", f"{CSL}number", f"{CSL}names"):
        if element not in exempt and "variable" in element.attrib:
            wanted = [each for each in element.get("variable").split() if each not in variables]
            element.set("variable", " ".join(wanted) or _NOTHING)
    return style


def _substitutes(style: _Element) -> Iterator[_Element]:
    """What may stand for missing names: names and texts within ``cs:substitute``."""
    for substitute in style.iter(f"{CSL}substitute"):
        for child in substitute.iter(f"{CSL}text", f"{CSL}names"):
            if next(child.iterancestors(f"{CSL}names", f"{CSL}substitute")) is substitute:
                yield child


def _macros(style: _Element) -> dict[str, _Element]:
    return {macro.get("name"): macro for macro in style.iter(f"{CSL}macro")}


def _variables(element: _Element, macros: Mapping[str, _Element]) -> Iterator[str]:
    """The variables that an element prints by itself or by macros."""
    waiting, seen = [element], set[str]()
    for part in waiting:  # which grows
        for each in part.iter(f"{CSL}text", f"{CSL}number", f"{CSL}names"):
            yield from each.get("variable", "").split()
            name = each.get("macro")
            if name in macros and name not in seen:
                seen.add(name)
                waiting.append(macros[name])


def _is_printed(value: object, printed: str) -> bool:
    if isinstance(value, list):
        names = [name.get("family") or name.get("literal", "") for name in value if isinstance(name, dict)]
        return bool(names) and str(names[0]).casefold() in printed
    text = str(value or "").casefold()
    # A title begins with a mark, whatever a style makes of its letters.
    if "\ue000" <= text[:1] <= "\uf8ff":
        return text[0] in printed
    return text != "" and re.search(rf"(?<!\w){re.escape(text)}(?![\w:])", printed) is not None
