"""Fragments as a tree of JSON, which ``main.typ`` interprets: a text is itself, an element a list of what it is, its content and,
where there is more to say, a mapping."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from sphinx_academic.content.document import Document, DocumentPart
from sphinx_academic.content.fragments import (
    INSIDE,
    KINDS,
    NOTHING,
    OWN,
    Element,
    Fragment,
    Fragments,
    in_a_row,
    is_head,
    plain,
)
from sphinx_academic.content.symbols import icon
from sphinx_academic.content.typst.fonts import Glyphs
from sphinx_academic.content.typst.formula_trees import FormulaTree, pieces
from sphinx_academic.content.writing_systems import runs

Node: TypeAlias = Any
"""What JSON can hold."""

SHOWN = "shown"
DECISIONS: Mapping[str, str] = {
    **dict.fromkeys(("bullets", "numbers", "quote", "table", "rule", "literal_block"), SHOWN),
    **dict.fromkeys(("items_in_a_row", "legend", "item", "row", "column_head", "row_head", "cell"), OWN),
    **dict.fromkeys(
        ("entry", "card", "division", "lines", "line", "paragraph", "heading", "label", "figure"), OWN
    ),
    # Neither scripts nor readers open anything on paper; a drawing has its table beside it.
    **dict.fromkeys(("cards", "templated", "widget", "on_paper", "disclosure"), INSIDE),
    **dict.fromkeys(("side_column", "text_column", "facts_column", "photo_column"), INSIDE),
    **dict.fromkeys(
        ("on_screen", "drawn", "drawing", "shape", "unseen", "navigation", "copied_text"), NOTHING
    ),
    **dict.fromkeys(
        ("strong", "emphasis", "raised", "lowered", "deleted", "underlined", "literal", "break"), SHOWN
    ),
    **dict.fromkeys(("mark", "math", "link", "image", "icon", "span"), OWN),
    **dict.fromkeys(("time", "refused", "chip", "prose", "isolated", "others"), INSIDE),
}
"""Every kind of fragment: shown as such, its content alone, nothing, or as the code here has it."""

WITHOUT_A_TITLE = "Curriculum vitae"
_DEEPEST = 8
"""Blocks within blocks, and again text within text; Typst ends at eighty calls."""
_LONGEST_ADDRESS = 4_000
_LONGEST_KEPT = 1_500
"""Characters of an entry that no page's end cuts."""
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.IGNORECASE)
_DOI = re.compile(r"doi:\s*(10\.\S+)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_LANGUAGES = {
    "Chinese": "zh", "Japanese": "ja", "Korean": "ko", "Hebrew": "he", "Arabic": "ar", "Syriac": "syr", "Thaana": "dv",
}  # fmt: skip
"""The language of what is written in a script, as far as the script tells it."""
_SHARED = {"Chinese": ("ja", "ko"), "Hebrew": ("yi",), "Arabic": ("fa", "ur", "ps", "ckb")}
"""Other languages with the script, of documents in these."""
_LONGEST_DATE = 20
_DATE = "academic-date"
_LONGEST_WORD = 40
_LONG_WORD = re.compile(r"[!-.0-~]{41,}")
"""What has no place to end a line, as slashes are."""
_PIECES = re.compile(".{1,20}")
_JOINED_LINES = frozenset({"academic-links", "academic-award"})
"""Lines that go on behind the one before: a CV has many entries."""
_HEAD = {
    "academic-email": "contact", "academic-orcid": "contact", "academic-link": "links",
    "academic-other-names": "names", "academic-role": "role", "academic-affiliation": "role",
}  # fmt: skip


class Tree:
    """Makes the tree of a document."""

    def __init__(
        self,
        document: Document,
        glyphs: Glyphs,
        picture: Callable[[str], str],
        formulas: Mapping[str, FormulaTree],
        words_of_formula: Callable[[str], str],
    ) -> None:
        self._document = document
        self._glyphs = glyphs
        self._picture = picture
        self._formulas = formulas
        self._words_of_formula = words_of_formula
        self._language = _language(document.language)[0]
        self._widest_number = ""

    def written(self) -> dict[str, Node]:
        """The whole document."""
        document = self._document
        language, region = _language(document.language)
        name = self._glyphs.shown(in_a_row((document.title,)))
        parts = list(self._parts(document.parts))
        headings = [self._glyphs.shown(in_a_row(part.heading)) for part in document.parts if part.level == 1]
        return {
            "language": language,
            "region": region,
            "rtl": language in {"ar", "fa", "he", "ur", "yi", "ps", "ckb"},
            "title": name or WITHOUT_A_TITLE,
            "name": self._text(name or WITHOUT_A_TITLE),
            "author": name,
            "keywords": list(dict.fromkeys(filter(None, (WITHOUT_A_TITLE, *headings)))),
            "head": self._head(document.head),
            "parts": parts,
            "widest_number": self._text(self._widest_number),
        }

    def _head(self, fragments: Fragments) -> dict[str, list[Node]]:
        """What stands below the name, sorted by what it is."""
        found: dict[str, list[Node]] = {
            "names": [],
            "role": [],
            "contact": [],
            "links": [],
            "pictures": [],
            "blocks": [],
        }
        for each in _without_divisions(fragments):
            if not isinstance(each, str) and each.kind == "figure":
                found["pictures"] += self._figure(each)
            elif not isinstance(each, str) and each.classes in _HEAD:
                if line := self.inline(each.children):
                    found[_HEAD[each.classes]].append(line)
            else:
                found["blocks"] += self.blocks((each,))
        return found

    def _parts(self, parts: Iterable[DocumentPart]) -> Iterable[Node]:
        before = 0
        for part in parts:
            heading = self.inline(self._in_words(part.heading))
            # A level that is left out would have no place in the outline.
            level = min(max(part.level, 1), before + 1, 3) if heading else 0
            before = level or before
            yield [level, heading, self.blocks(part.body)]

    def _in_words(self, fragments: Fragments) -> Fragments:
        """Fragments with formulas as characters: bookmarks have nothing else."""
        return tuple(
            each
            if isinstance(each, str)
            else self._words_of_formula(plain(each.children))
            if each.kind == "math"
            else each._replace(children=self._in_words(each.children))
            for each in fragments
            if isinstance(each, str) or each.kind not in {"icon", "image"}
        )

    # Blocks

    def blocks(self, fragments: Fragments, depth: int = 0) -> list[Node]:
        """Blocks one below the other, with neighbouring entries in a list of theirs."""
        if depth > _DEEPEST:
            text = self._text(in_a_row(fragments))
            return [["paragraph", text, ""]] if text else []
        found: list[Node] = []
        for is_block, group in itertools.groupby(fragments, _is_block):
            if is_block:
                for each in group:
                    if isinstance(each, Element):
                        found += self._block(each, depth)
            elif line := self.inline(tuple(group)):
                found.append(["paragraph", line, ""])
        joined: list[Node] = []
        for kind, nodes in itertools.groupby(found, lambda node: node[0]):
            if kind == "entries":
                joined.append(["entries", [entry for node in nodes for entry in node[1]]])
            else:
                joined += nodes
        return joined

    def _block(self, element: Element, depth: int) -> list[Node]:
        kind, children, classes, attributes = element
        match kind:
            case "entry" | "card":
                return [["entries", [self._entry(children)]]]
            case "division" if classes == "academic-together":
                return [["entries", [self._together(children)]]]
            case "division" | "item" | "cell" | "row" | "column_head" | "row_head":
                return self.blocks(children, depth)
            case "line" | "paragraph" | "heading" | "label" | "legend":
                line = self.inline(children)
                shown = "paragraph" if kind == "legend" else kind
                return [[shown, line, classes]] if line else []
            case "lines":
                return [["lines", lines]] if (lines := self._lines(children)) else []
            case "bullets" | "items_in_a_row" | "numbers":
                items = [
                    self.blocks(item.children, depth + 1) for item in children if isinstance(item, Element)
                ]
                marked = "numbers" if kind == "numbers" else "bullets"
                return [[marked, [item for item in items if item]]] if any(items) else []
            case "quote":
                return [[kind, content]] if (content := self.blocks(children, depth + 1)) else []
            case "figure":
                return self._figure(element)
            case "table":
                return self._table(element)
            case "literal_block":
                return [[kind, _breakable(self._glyphs.shown(plain(children)))]]
            case "rule":
                return [[kind]]
            case "disclosure":
                label = attributes.get("summary", "") if attributes.get("label") else ""
                said = [["label", [self._text(label)], ""]] if label else []
                return said + self.blocks(children, depth)
        return [] if DECISIONS.get(kind) == NOTHING else self.blocks(children, depth)

    def _together(self, children: Fragments) -> Node:
        """What neighbours have in common, with each of them within it."""
        head, *parts = [each for each in children if isinstance(each, Element)] or [Element("division")]
        entry = self._entry(head.children)
        entry["parts"] = [self._entry(part.children) for part in parts if part.kind == "entry"]
        entry["is_short"] = _length(entry) < _LONGEST_KEPT
        return entry

    def _entry(self, children: Fragments) -> dict[str, Node]:
        """An entry: what stands in the margin, its number, its lines, and what else is below."""
        side: list[Node] = []
        pictures: list[Node] = []
        others: list[Fragment] = []
        for each in children:
            if isinstance(each, Element) and "academic-dates" in each.classes.split():
                side = self.inline(_kept_together(each.children))
            elif isinstance(each, Element) and (each.kind == "figure" or each.classes == "academic-figures"):
                pictures += self.blocks((each,))
            else:
                others.append(each)
        number, rest = _without_number(tuple(others))
        self._widest_number = max(self._widest_number, number, key=len)
        blocks = self.blocks(rest, 1)
        is_short = _length(blocks) < _LONGEST_KEPT and not pictures
        made = {"side": side, "number": self._text(number), "blocks": blocks + pictures, "parts": []}
        return {**made, "is_short": is_short}

    def _lines(self, children: Fragments) -> list[Node]:
        """Lines below one another, each with its class; links go on behind the line before."""
        lines: list[Node] = []
        for each in children:
            if isinstance(each, str):
                each = Element("line", (each,))
            line = self.inline(each.children if each.kind == "line" else (each,))
            if line and lines and each.classes in _JOINED_LINES:
                lines[-1][0] += [" · " if each.classes == "academic-award" else ["gap"], *line]
            elif line:
                lines.append([line, each.classes])
        return lines

    def _figure(self, element: Element) -> list[Node]:
        attributes = element.attributes
        name = self._picture(attributes.get("url", ""))
        if not name:
            return []
        caption = self.inline(element.children)
        return [["figure", name, {"alt": self._glyphs.shown(attributes.get("alt", "")), "caption": caption}]]

    def _table(self, element: Element) -> list[Node]:
        rows = [row for row in element.children if isinstance(row, Element)]
        heads = [row for row in rows if is_head(row)]
        cells = [
            [
                [cell.kind, self.inline(_as_one_line(cell.children))]
                for cell in row.children
                if isinstance(cell, Element)
            ]
            for row in (*heads, *(row for row in rows if row not in heads))
        ]
        widest = max(map(len, cells), default=0)
        for row in cells:
            row += [["cell", []]] * (widest - len(row))
        return [["table", cells, {"heads": len(heads)}]] if widest else []

    # Text

    def inline(self, fragments: Fragments, depth: int = 0) -> list[Node]:
        """A line of text, without spaces at its ends."""
        found = self._inline(fragments, depth)
        while found and isinstance(found[0], str) and not found[0].strip():
            del found[0]
        while found and isinstance(found[-1], str) and not found[-1].strip():
            del found[-1]
        if found and isinstance(found[0], str):
            found[0] = found[0].lstrip()
        if found and isinstance(found[-1], str):
            found[-1] = found[-1].rstrip()
        return found

    def _inline(self, fragments: Fragments, depth: int) -> list[Node]:
        if depth > _DEEPEST:
            return self._text(plain(fragments))
        found: list[Node] = []
        for each in fragments:
            if isinstance(each, str):
                # The space behind a line's break would stand before the next line.
                found += self._text(each.lstrip() if found[-1:] == [["break"]] else each)
                continue
            row = KINDS.get(each.kind)
            if row is not None and row.is_block and found and DECISIONS.get(each.kind) != NOTHING:
                found.append(" ")
            found += self._within(each, depth)
        return found

    def _within(self, element: Element, depth: int) -> list[Node]:
        kind, children, classes, attributes = element
        decision = DECISIONS.get(kind, INSIDE)
        match kind:
            case "break":
                return [["break"]]
            case "math":
                return self._math(plain(children))
            case "icon":
                return self._icon(attributes.get("name", ""))
            case "image":
                name = self._picture(attributes.get("url", ""))
                alt = attributes.get("alt", "")
                return [["image", name, self._glyphs.shown(alt)]] if name else self._text(alt)
            case "literal":
                return [[kind, _breakable(self._glyphs.shown(_SPACES.sub(" ", plain(children))))]]
        if decision == NOTHING:
            return []
        nests = decision == SHOWN or kind in {"link", "mark", "span"}
        content = self._inline(children, depth + 1 if nests else depth)
        if not content:
            return []
        if kind == "link":
            url = _address(attributes.get("url", ""))
            return [["link", content, url]] if url else content
        if kind == "mark":
            return [["raised", content]]
        if kind == "span":
            return (
                [["span", content, classes]]
                if classes in {"academic-tag", "academic-number", _DATE}
                else content
            )
        return [[kind, content]] if decision == SHOWN else content

    def _math(self, formula: str) -> list[Node]:
        said = self._glyphs.shown(_SPACES.sub(" ", self._words_of_formula(formula)))
        if formula in self._formulas:
            return [["math", pieces(self._formulas[formula]), _breakable(said)]]
        return self._text(said)

    def _icon(self, name: str) -> list[Node]:
        drawing = icon(name)
        if drawing is None:
            return []
        return [["icon", drawing.view_box, drawing.path]]

    def _text(self, text: str) -> list[Node]:
        """A text, with what is in another direction or script by itself."""
        text = _breakable(self._glyphs.shown(_SPACES.sub(" ", text)))
        if text.isascii():
            return [text] if text else []
        found: list[Node] = []
        for words, system in runs(text):
            name = system.name if system is not None else ""
            if system is None or name not in _LANGUAGES:
                # Texts that meet are one.
                found[-1:] = (
                    [found[-1] + words] if found and isinstance(found[-1], str) else [*found[-1:], words]
                )
            else:
                shared = self._language in _SHARED.get(name, ())
                language = self._language if shared else _LANGUAGES[name]
                found.append(["run", words, language, system.is_right_to_left])
        return found


def _kept_together(dates: Fragments) -> Fragments:
    """Dates that lines end between alone, behind a dash: *Oct 2017 –* stands above *Jun 2021*."""
    return tuple(
        each.replace(" – ", "\u00a0– ")
        if isinstance(each, str)
        else Element("span", each.children, _DATE)
        if each.kind == "time" and len(plain(each.children)) <= _LONGEST_DATE
        else each._replace(children=_kept_together(each.children))
        for each in dates
    )


def _breakable(text: str) -> str:
    """A text that no word makes wider than a line."""
    if len(text) <= _LONGEST_WORD:
        return text
    return _LONG_WORD.sub(lambda word: "\u200b".join(_PIECES.findall(word[0])), text)


def _is_block(fragment: Fragment) -> bool:
    row = None if isinstance(fragment, str) else KINDS.get(fragment.kind)
    return row is not None and row.is_block


def _without_divisions(fragments: Fragments) -> Iterable[Fragment]:
    for each in fragments:
        if isinstance(each, Element) and each.kind in {"division", "lines", "on_paper"}:
            yield from _without_divisions(each.children)
        else:
            yield each


def _as_one_line(fragments: Fragments) -> Fragments:
    """Blocks of a cell as text with line breaks between them."""
    found: list[Fragment] = []
    for each in fragments:
        if _is_block(each) and found:
            found.append(Element("break"))
        found.append(each)
    return tuple(found)


def _without_number(fragments: Fragments) -> tuple[str, Fragments]:
    """The number that stands first in an entry, and the rest."""
    for index, each in enumerate(fragments):
        if isinstance(each, str):
            return "", fragments
        if each.classes == "academic-number":
            rest = fragments[index + 1 :]
            if rest and isinstance(rest[0], str):
                rest = (rest[0].lstrip(), *rest[1:])
            return plain(each.children), (*fragments[:index], *rest)
        number, children = _without_number(each.children)
        if number:
            return number, (*fragments[:index], each._replace(children=children), *fragments[index + 1 :])
        if plain(each.children).strip():
            return "", fragments
    return "", fragments


def _length(node: Node) -> int:
    """About how many characters are set."""
    if isinstance(node, str):
        return len(node)
    if isinstance(node, dict):
        return sum(map(_length, node.values()))
    return sum(map(_length, node)) if isinstance(node, list) else 0


def _address(url: str) -> str:
    """An address that leads somewhere from a file that lies anywhere; empty for another."""
    url = "".join(url.split())
    doi = _DOI.fullmatch(url)
    url = f"https://doi.org/{doi[1]}" if doi else url
    return url if _ADDRESS.fullmatch(url) and len(url) <= _LONGEST_ADDRESS else ""


def _language(language: str) -> tuple[str, str]:
    """Language and region of one of Sphinx's languages; English for what is none."""
    found = re.fullmatch(r"([a-z]{2,3})(?:[_-](?:[A-Za-z]{4}[_-]?)?([A-Za-z]{2})?)?.*", language)
    return (found[1], (found[2] or "").upper()) if found else ("en", "")
