"""A string of Markdown or HTML becomes fragments, the same whatever page shows it.

Markdown is CommonMark through markdown-it-py. HTML is understood where it says what Markdown could say; any
other tag is shown as the text that it is, so that nothing vanishes and no script gets in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_academic.content import formulas
from sphinx_academic.content.fragments import Element, Fragment, Fragments, elements
from sphinx_academic.data.values.addresses import decoded, is_safe, refusal
from sphinx_academic.problems import Code, Problem

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from sphinx_academic.data.records import Record

# What CommonMark's inline rules start at; a text without any of it is itself.
_MARKUP = re.compile(r"[\\*_`\[<\n$]|~~|&[#\w]+;")
_LONGEST = 20_000
"""Characters that are read as markup; a longer text is shown as it is, as some texts take quadratic time."""
_DEEPEST = 40
"""Elements within elements; tags beyond that say nothing. Everything behind this module is recursive."""
_LONE_AMPERSAND = re.compile(r"&(?!#|[a-zA-Z][a-zA-Z0-9]*;)")
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_INLINE_TAGS = {
    "b": "strong",
    "strong": "strong",
    "i": "emphasis",
    "em": "emphasis",
    "cite": "emphasis",
    "var": "emphasis",
    "dfn": "emphasis",
    "sub": "lowered",
    "sup": "raised",
    "code": "literal",
    "tt": "literal",
    "kbd": "literal",
    "samp": "literal",
    "s": "deleted",
    "del": "deleted",
    "strike": "deleted",
    "span": "span",
    "font": "span",
    "u": "span",
    "ins": "span",
    "mark": "span",
    "small": "span",
    "big": "span",
    "abbr": "span",
    "q": "span",
    "time": "span",
    "a": "link",
    "div": "span",
    "p": "span",
    "center": "span",
}
_TAGS_OF_BLOCKS = frozenset({"div", "p", "center"})
_TOKENS = {
    "strong": "strong",
    "em": "emphasis",
    "s": "deleted",
    "paragraph": "paragraph",
    "bullet_list": "bullets",
    "ordered_list": "numbers",
    "list_item": "item",
    "blockquote": "quote",
}


class Markup:
    """Turns strings into fragments; remembers what it has done.

    ``links`` are the targets of reference links without a definition of their own (``[Prof. A. Name]``).
    """

    def __init__(self, links: Mapping[str, str]) -> None:
        self._links = links
        self._inline: dict[str, Fragments] = {}

    def inline(self, text: str) -> Fragments:
        """Inline markup; line ends are spaces."""
        if not _MARKUP.search(text):
            return (text,)
        known = self._inline.get(text)
        if known is None and len(text) > _LONGEST:
            return (text,)
        if known is None:
            tokens = self._parser.parseInline(text, self._environment())
            known = self._inline[text] = tuple(_inline(tokens[0].children or []))
        return known

    def blocks(self, text: str) -> Fragments:
        """Paragraphs, lists, quotations and code; a heading becomes a paragraph in bold."""
        if len(text) > _LONGEST:
            return tuple(
                Element("paragraph", (part,)) for part in re.split(r"\n(?:[^\S\n]*\n)+", text) if part.strip()
            )
        return tuple(_blocks(self._parser.parse(text, self._environment()), self._inline_html))

    def _inline_html(self, content: str) -> Fragments:
        """Allowed tags in a block of their own, as inline HTML."""
        tokens = self._parser.parseInline(" ".join(content.split()), self._environment())
        fragments = _inline(tokens[0].children or [])
        said = [index for index, f in enumerate(fragments) if not isinstance(f, str) or f.strip()]
        return fragments[said[0] : said[-1] + 1] if said else ()

    @cached_property
    def _parser(self) -> MarkdownIt:
        # 60 ms that a build without markup in its data need not pay
        from markdown_it import MarkdownIt
        from mdit_py_plugins.dollarmath import dollarmath_plugin

        parser = MarkdownIt("commonmark", {"html": True}).enable("strikethrough")
        # "$5 and $6" is money: formulas have no space inside the signs and no digit behind them.
        dollarmath_plugin(
            parser, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True
        )
        # Which links may be followed is decided once, by data.fields.is_safe.
        parser.validateLink = lambda url: True  # type: ignore[method-assign]
        return parser

    @cached_property
    def _references(self) -> dict[str, dict[str, str]]:
        from markdown_it.common.utils import normalizeReference

        return {normalizeReference(label): {"href": url, "title": ""} for label, url in self._links.items()}

    def _environment(self) -> dict[str, Any]:
        return {"references": dict(self._references)}


def _formula(text: str) -> Fragment:
    """A formula; what is none, as the code that it is."""
    fault = formulas.fault(text)
    if fault is not None:
        message, hint = formulas.told(text, fault)
        return Element("literal", (f"${' '.join(text.split())}$",), "", {"message": message, "hint": hint})
    return Element("math", (formulas.written(text),))


class _Open:
    """An element that has not been closed yet."""

    __slots__ = ("attributes", "children", "kind", "tag")

    def __init__(self, kind: str, tag: str = "", attributes: Mapping[str, str] | None = None) -> None:
        self.kind = kind
        self.tag = tag
        self.attributes = attributes or {}
        self.children: list[Fragment] = []

    def close(self) -> Fragments:
        """The element, or its children alone where there is nothing to say about them."""
        children = tuple(self.children)
        if self.kind in {"", "span"}:
            return children
        if self.kind == "link" and not (children and self.attributes.get("url")):
            return children
        return (Element(self.kind, children, "", self.attributes),)


def _inline(tokens: Sequence[Token]) -> Fragments:
    """Markdown-it's inline tokens as a tree; tags and Markdown that overlap are closed where the outer one ends."""
    stack = [_Open("")]
    unopened: Counter[str] = Counter()

    def open_(element: _Open) -> None:
        if len(stack) > _DEEPEST:
            unopened[element.tag] += 1
        else:
            stack.append(element)

    def add(fragment: Fragment) -> None:
        children = stack[-1].children
        if isinstance(fragment, str) and children and isinstance(children[-1], str):
            children[-1] += fragment
        else:
            children.append(fragment)

    def close(tag: str) -> bool:
        if unopened[tag]:
            unopened[tag] -= 1
            return True
        if not any(opened.tag == tag for opened in stack):
            return False
        while True:
            done = stack.pop()
            for fragment in done.close():
                add(fragment)
            if done.tag == tag:
                return True

    for token in tokens:
        kind = token.type
        if kind == "text":
            if token.content:
                add(token.content)
        elif kind in {"softbreak", "text_special"}:
            add(token.content or " ")
        elif kind == "hardbreak":
            add(Element("break"))
        elif kind == "code_inline":
            add(Element("literal", (token.content,)))
        elif kind in {"math_inline", "math_inline_double"}:
            add(_formula(token.content))
        elif kind == "link_open":
            url = decoded(str(token.attrs.get("href", "")))
            open_(_Open(_link_kind(url, stack), "link_close", {"url": url}))
        elif kind == "image":
            url = str(token.attrs.get("src", ""))
            alt = token.content
            add(Element("image", (), "", {"url": url, "alt": alt}) if is_safe(url) else alt)
        elif kind == "html_inline":
            _tag(token.content, stack, open_, add, close)
        elif kind.endswith("_open"):
            open_(_Open(_TOKENS.get(kind.removesuffix("_open"), "span"), kind.replace("_open", "_close")))
        elif kind.endswith("_close"):
            close(kind)
    while len(stack) > 1:
        done = stack.pop()
        for fragment in done.close():
            add(fragment)
    return tuple(stack[0].children)


def _attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag: names in lower case, references decoded; the first of two equal names counts."""
    # Python's parser of HTML, which a build without HTML in its data need not import
    from html.parser import HTMLParser

    found: dict[str, str] = {}

    class Attributes(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            for name, value in attrs:
                found.setdefault(name, value or "")

    Attributes(convert_charrefs=True).feed(_LONE_AMPERSAND.sub("&amp;", tag))
    return found


def _tag(
    content: str,
    stack: Sequence[_Open],
    open_: Callable[[_Open], None],
    add: Callable[[Fragment], None],
    close: Callable[[str], bool],
) -> None:
    if content.startswith("<!--"):
        return
    match = _TAG.match(content)
    name = match.group(1).lower() if match else ""
    if name == "br":
        add(Element("break"))
    elif name == "wbr":
        add("\u200b")
    elif name == "img" and not content.startswith("</"):
        image = _attributes(content)
        url, alt = image.get("src", ""), image.get("alt", "")
        add(Element("image", (), "", {"url": url, "alt": alt}) if url and is_safe(url) else alt)
    elif name not in _INLINE_TAGS:
        add(content)
    elif content.startswith("</"):
        if close(f"/{name}") and name in _TAGS_OF_BLOCKS:
            add(" ")
    elif content.endswith("/>") and name != "a":
        pass
    else:
        attributes: dict[str, str] = {}
        if name == "a":
            close("/a")  # a link ends where the next begins
            url = _attributes(content).get("href", "").strip()
            attributes = {"url": url}
        elif name in _TAGS_OF_BLOCKS and stack[-1].children:
            add(Element("break"))
        kind = _link_kind(attributes["url"], stack) if attributes else _INLINE_TAGS[name]
        open_(_Open(kind, f"/{name}", attributes))


def _link_kind(url: str, stack: Sequence[_Open]) -> str:
    """What a link becomes: a link within another is its text alone."""
    if any(opened.kind in {"link", "refused"} for opened in stack):
        return ""
    return "link" if is_safe(url) else "refused"


def _blocks(tokens: Sequence[Token], inline_html: Callable[[str], Fragments]) -> Fragments:
    stack = [_Open("")]
    heading = False
    for token in tokens:
        kind = token.type
        top = stack[-1].children
        if kind == "inline":
            children = _inline(token.children or [])
            top.extend((Element("strong", children),) if heading else children)
        elif kind in {"fence", "code_block"}:
            language = token.info.split()[0] if token.info.strip() else ""
            top.append(Element("literal_block", (token.content.rstrip("\n"),), "", {"language": language}))
        elif kind == "math_block":
            top.append(Element("paragraph", (_formula(token.content.strip()),)))
        elif kind == "hr":
            top.append(Element("rule"))
        elif kind == "html_block":
            content = inline_html(token.content)
            if content:
                top.append(Element("paragraph", content))
        elif kind.endswith("_open"):
            heading = kind == "heading_open"
            stack.append(
                _Open("paragraph" if heading else _TOKENS.get(kind.removesuffix("_open"), "division"))
            )
        elif kind.endswith("_close"):
            heading = False
            done = stack.pop()
            if token.hidden and done.kind == "paragraph":
                stack[-1].children.extend(done.children)
            else:
                stack[-1].children.extend(done.close())
    return tuple(stack[0].children)


def may_link(text: str) -> bool:
    """Whether a text can hold a link or a picture at all; cheap, and never wrong about a text that does."""
    return "]" in text or "<" in text


class Target(NamedTuple):
    """Where a link or a picture in a text leads; ``kind`` is ``link``, ``image`` or ``refused``."""

    kind: str
    url: str


def targets(fragments: Fragments) -> list[Target]:
    """All addresses in a text, those that may not be followed too."""
    return [
        Target(element.kind, element.attributes["url"])
        for element in elements(fragments)
        if element.kind in {"link", "image", "refused"} and element.attributes.get("url")
    ]


def addresses_of(record: Record, markup: Markup, *, pictures: bool) -> Iterator[tuple[str, str, str, str]]:
    """Every address in a record: (field, text that holds it, ``link`` | ``image``, address)."""
    if pictures:
        for field, image in record.pictures():
            yield field, image.url, "image", image.url
    for field, link in record.addresses():
        if link.url:
            yield field, link.url, "link", link.url
    for field, text in record.markup():
        if may_link(text):
            for kind, url in targets(markup.inline(text)):
                if kind != "refused":
                    yield field, text, kind, url


def problems_in_texts(record: Record, markup: Markup) -> Iterator[Problem]:
    """Links in the texts of a record that may not be followed, and formulas that are shown as code."""
    for field, text in record.markup():
        if not may_link(text) and "$" not in text:
            continue
        for element in elements(markup.inline(text)):
            said = element.attributes
            if element.kind == "refused" and said.get("url"):
                yield record.origin.problem(field, Code.URL, *refusal(said["url"]), text)
            elif element.kind == "literal" and said:
                yield record.origin.problem(field, Code.FORMULA, said["message"], said["hint"], text)
