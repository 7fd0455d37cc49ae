"""HTML within the Markdown of other generators becomes Markdown, line by line where it stood."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from sphinx_academic.formats.text import words

BREAK = "\ue012"
"""The end of a line that stays one."""
PART = "\ue013"
"""Where a paragraph ends within a line."""
LINE = "\ue014"
"""Where a line begins within a line, as the item of a list."""
OPEN, CLOSE = "\ue010", "\ue011"
"""What stands around the number of something that is no text."""
MARKS = re.compile(f"[{OPEN}{CLOSE}{BREAK}{PART}{LINE}]")

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>(?:\s[^<>]{0,5000})?)/?>")
_ATTRIBUTE = re.compile(r"""(?<![\w:-])([\w:-]{1,50})\s{0,5}=\s{0,5}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_EMPHASIS = {
    **dict.fromkeys(("b", "strong"), "**"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "*"),
    **dict.fromkeys(("code", "tt", "kbd", "samp"), "`"),
}
_ROLES = {"sub": "sub", "sup": "sup"}
_PARTS = words(
    "p div center section article header footer main nav aside figure figcaption details summary address dl dt dd table thead tbody "
    "tfoot tr td th caption fieldset pre"
)
_LEFT_OUT = words(
    "script style noscript template button form svg select textarea label iframe video audio object embed canvas"
)
"""Elements that no page of text has, with all that is in them."""
_SHOWN_ELSEWHERE = words("iframe video audio object embed")


class LineNumbers:
    """On which line of a text a character stands; the first has the number ``first``."""

    def __init__(self, text: str, first: int = 0) -> None:
        self._first = first
        self._ends = [match.start() for match in re.finditer("\n", text)]

    def at(self, offset: int) -> int:
        """The line of a character."""
        return self._first + bisect_right(self._ends, offset - 1)


class OpenElement(NamedTuple):
    """An element that is open: its attributes, and where its text begins among what was made."""

    name: str
    attributes: dict[str, str]
    start: int


class LeftOut(NamedTuple):
    """An element without its like in a text: the line, from 0, that it stood on, its name, and the address that it shows."""

    line: int
    name: str
    address: str


def attributes_of(text: str) -> dict[str, str]:
    """The attributes of a tag, of Liquid's ``include`` or of kramdown: ``url="images/x.png" width=190px``."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), html.unescape(double or single or bare).strip())
    return found


def as_markdown(text: str, keep: Callable[[str, int], str]) -> tuple[str, list[LeftOut]]:
    """A text without HTML, and what is left out of it; there are as many lines as before.

    ``keep`` is handed an element that stays as it is, such as a table, with its line from 0, and gives what stands for it.
    """
    made = _Markdown(text, keep)
    return made.converted(), made.left_out


class _Markdown:
    def __init__(self, text: str, keep: Callable[[str, int], str]) -> None:
        self.text = text
        self.keep = keep
        self.out: list[str] = []
        self.open: list[OpenElement] = []
        self.left_out: list[LeftOut] = []
        self.numbers = LineNumbers(text)

    def converted(self) -> str:
        at = 0
        while match := _TAG.search(self.text, at):
            self.out.append(self.text[at : match.start()])
            at = match.end()
            name = match["name"].lower()
            if name in _LEFT_OUT:
                at = self._leave_out(match, name)
            elif name == "table" and not match["end"]:
                at = self._table(match)
            elif match["end"]:
                self._close(name)
            else:
                self._start(name, attributes_of(match["rest"]))
        self.out.append(self.text[at:])
        while self.open:
            self._close(self.open[-1].name)
        return "".join(self.out)

    def _end_of(self, match: re.Match[str], name: str) -> int:
        """Where an element ends, or its tag where nothing closes it."""
        closing = re.compile(rf"</{name}\s*>", re.I).search(self.text, match.end())
        return closing.end() if closing else match.end()

    def _leave_out(self, match: re.Match[str], name: str) -> int:
        end = match.end() if match["end"] else self._end_of(match, name)
        element = self.text[match.start() : end]
        if not match["end"]:
            found = attributes_of(match["rest"])
            address = found.get("src") or found.get("data") or attributes_of(element).get("src", "")
            self.left_out.append(
                LeftOut(self.numbers.at(match.start()), name, address if name in _SHOWN_ELSEWHERE else "")
            )
            if name in _SHOWN_ELSEWHERE and address:
                self.out.append(f"{PART}[{found.get('title') or address}]({address}){PART}")
        self.out.append("\n" * element.count("\n"))
        return end

    def _table(self, match: re.Match[str]) -> int:
        """A table that a loop fills is what stands in it; any other stays as it is."""
        end = self._end_of(match, "table")
        element = self.text[match.start() : end]
        if OPEN in element or end == match.end():
            self._start("table", {})
            return match.end()
        self.out.append(self.keep(element, self.numbers.at(match.start())) + "\n" * element.count("\n"))
        return end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "br":
            self.out.append(BREAK)
        elif name == "hr":
            self.out.append(f"{PART}---{PART}")
        elif name == "img":
            if source := attributes.get("src"):
                sizes = {key: attributes[key] for key in ("width", "height", "align") if attributes.get(key)}
                sizes |= _sizes_of(attributes.get("style", "") + ";" + attributes.get("class", ""))
                said = " ".join(f'{key}="{value}"' for key, value in sizes.items())
                label = attributes.get("alt", "").replace("[", "(").replace("]", ")")
                self.out.append(f"![{label}]({_address(source)})" + (f"{{: {said}}}" if said else ""))
        else:
            if name == "li":
                self._close_open_item()
            if name in _PARTS:
                self.out.append(PART)
            if target := attributes.get("id") or attributes.get("name") if name == "a" else "":
                self.out.append(f"{PART}({target})={PART}" if "href" not in attributes else "")
            self.open.append(OpenElement(name, attributes, len(self.out)))

    def _close_open_item(self) -> None:
        lists = [index for index, each in enumerate(self.open) if each.name in {"ul", "ol"}]
        last = lists[-1] if lists else -1
        if any(each.name == "li" for each in self.open[last + 1 :]):
            self._close("li")

    def _close(self, name: str) -> None:
        found = next((at for at in range(len(self.open) - 1, -1, -1) if self.open[at].name == name), None)
        if found is None:
            return
        while len(self.open) > found + 1:
            self._close(self.open[-1].name)
        element = self.open[found]
        del self.open[found:]
        inner = "".join(self.out[element.start :])
        del self.out[element.start :]
        self.out.append(self._element(element, inner))

    def _element(self, element: OpenElement, inner: str) -> str:
        name = element.name
        stripped = inner.strip()
        lines = "\n" * inner.count("\n")
        if name in _EMPHASIS or name in _ROLES or name == "a":
            before, behind = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
            return f"{before}{_inline(element, stripped)}{behind}" if stripped else inner
        if re.fullmatch(r"h[1-6]", name):
            return f"{PART}{'#' * int(name[1])} {_in_one_line(inner)}{PART}{lines}"
        if name == "li":
            depth = sum(each.name in {"ul", "ol"} for each in self.open)
            is_ordered = next(
                (each.name == "ol" for each in reversed(self.open) if each.name in {"ul", "ol"}), False
            )
            sign = "1." if is_ordered else "-"
            said = _in_one_line(inner)
            if said.startswith(OPEN) or not said:
                return f"{PART}{said}{PART}{lines}"
            return f"{LINE}{'  ' * max(0, depth - 1)}{sign} {said}{lines}"
        if name in {"ul", "ol"}:
            is_nested = any(each.name in {"ul", "ol"} for each in self.open)
            return inner if is_nested else f"{PART}{_items(inner)}{PART}"
        if name == "blockquote":
            return f"{PART}> {_in_one_line(inner)}{PART}{lines}"
        if name == "summary":
            return f"{PART}**{_in_one_line(inner)}**{PART}{lines}" if stripped else inner
        return f"{inner}{PART}" if name in _PARTS else inner


def _items(inner: str) -> str:
    """The items of a list; where a loop fills it, what else stands between them is of no use (``…``, ``Show more``)."""
    if OPEN not in inner:
        return inner
    return re.sub(rf"(?<=[\n{PART}{CLOSE}])[ \t]*[.…]+[ \t]*(?=[\n{PART}{OPEN}]|$)", "", inner)


def _in_one_line(text: str) -> str:
    return " ".join(line.strip() for line in text.replace(PART, " ").split("\n")).strip()


def _inline(element: OpenElement, inner: str) -> str:
    if element.name == "a":
        address = element.attributes.get("href", "")
        return f"[{inner}]({_address(address)})" if address else inner
    if element.name in _ROLES:
        return inner if MARKS.search(inner) else f"{{{_ROLES[element.name]}}}`{inner}`"
    mark = _EMPHASIS[element.name]
    return inner if PART in inner else f"{mark}{inner}{mark}"


def _address(address: str) -> str:
    """An address as Markdown takes it."""
    address = address.strip()
    return f"<{address}>" if re.search(r"[\s()]", address) else address


def _sizes_of(style: str) -> dict[str, str]:
    """Width and side of a picture that its style says: ``float: right; width: 30%``."""
    found = {}
    if match := re.search(r"(?<![\w-])width\s*:\s*([\d.]+(?:px|%|em|rem))", style):
        found["width"] = match[1]
    if match := re.search(r"(?:float\s*:\s*|float-|align-|pull-)(left|right)", style):
        found["align"] = match[1]
    return found
