"""A string of Markdown (CommonMark through markdown-it-py) or HTML becomes fragments, the same whatever page shows it.
HTML is understood where it says what Markdown could say; any other tag is shown as the text that it is, so that nothing
vanishes and no script gets in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sphinx_academic.content import formulas
from sphinx_academic.content.fragments import Element, Fragment, Fragments, elements
from sphinx_academic.data.values.addresses import decoded, is_safe, refusal
from sphinx_academic.problems import Code, Problem

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
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
_KINDS_OF_TAGS = {
    "strong": "b strong", "emphasis": "i em cite var dfn", "lowered": "sub", "raised": "sup", "literal": "code tt kbd samp",
    "deleted": "s del strike", "link": "a", "span": "span font u ins mark small big abbr q time div p center",
}  # fmt: skip
_TAGS = {tag: kind for kind, tags in _KINDS_OF_TAGS.items() for tag in tags.split()}
_TAGS_OF_BLOCKS = frozenset({"div", "p", "center"})
_TOKENS = {
    "strong": "strong", "em": "emphasis", "s": "deleted", "paragraph": "paragraph", "heading": "paragraph",
    "bullet_list": "bullets", "ordered_list": "numbers", "list_item": "item", "blockquote": "quote",
}  # fmt: skip


class Markup:
    """Turns strings into fragments, and remembers what it has done; ``links`` are where reference links without a
    definition of their own lead (``[Prof. A. Name]``)."""

    def __init__(self, links: Mapping[str, str]) -> None:
        self._links = links
        self._inline: dict[str, Fragments] = {}

    def inline(self, text: str) -> Fragments:
        """Inline markup; line ends are spaces."""
        if not _MARKUP.search(text):
            return (text,)
        known = self._inline.get(text)
        if known is None:
            if len(text) > _LONGEST:
                return (text,)
            known = self._inline[text] = self._read_inline(text)
        return known

    def blocks(self, text: str) -> Fragments:
        """Paragraphs, lists, quotations and code; a heading becomes a paragraph in bold."""
        if len(text) > _LONGEST:
            parts = re.split(r"\n(?:[^\S\n]*\n)+", text)
            return tuple(Element("paragraph", (part,)) for part in parts if part.strip())
        return _read(self._parser.parse(text, {"references": {**self._references}}), self._inline_html)

    def _read_inline(self, text: str) -> Fragments:
        return _read(self._parser.parseInline(text, {"references": {**self._references}}), self._inline_html)

    def _inline_html(self, content: str) -> Fragments:
        """Allowed tags in a block of their own, as inline HTML."""
        fragments = self._read_inline(" ".join(content.split()))
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
        parser.inline.ruler.before("math_inline", "start_of_text", _close_text)
        # Which links may be followed is decided once, by data.values.addresses.is_safe.
        parser.validateLink = lambda url: True  # type: ignore[method-assign]
        return parser

    @cached_property
    def _references(self) -> dict[str, dict[str, str]]:
        from markdown_it.common.utils import normalizeReference

        return {normalizeReference(label): {"href": url, "title": ""} for label, url in self._links.items()}


def _close_text(state: StateInline, silent: bool) -> bool:
    """Put something behind a text that begins with a formula: the plugin's rule looks at the character before that, which is to
    Python the last of the text, and takes the dollar sign for money where it is a digit."""
    if state.pos == 0 and state.src.startswith("$"):
        state.src += "\n"  # what is read ends before it
    return False


def _formula(text: str) -> Fragment:
    """A formula; what is none, as the code that it is."""
    fault = formulas.fault(text)
    if fault is not None:
        message, hint = formulas.told(text, fault)
        return Element("literal", (f"${' '.join(text.split())}$",), "", {"message": message, "hint": hint})
    return Element("math", (formulas.written(text),))


class _Open(NamedTuple):
    """An element that has not been closed yet."""

    kind: str
    tag: str
    attributes: Mapping[str, str]
    children: list[Fragment]


class _Tree:
    """Elements in the making, one in the other; tags and Markdown that overlap end where the outer one does."""

    def __init__(self) -> None:
        self._open = [_Open("", "", {}, [])]
        self._unopened: Counter[str] = Counter()

    def add(self, *fragments: Fragment) -> None:
        """Put fragments into what is open; texts that follow one another become one."""
        children = self._open[-1].children
        for fragment in fragments:
            if isinstance(fragment, str) and children and isinstance(children[-1], str):
                children[-1] += fragment
            else:
                children.append(fragment)

    def open(self, kind: str, tag: str, attributes: Mapping[str, str] | None = None) -> None:
        """Begin an element, which ends at ``tag``."""
        if len(self._open) > _DEEPEST:
            self._unopened[tag] += 1
        else:
            self._open.append(_Open(kind, tag, attributes or {}, []))

    def open_link(self, url: str, tag: str) -> None:
        """Begin a link; one within another is its text alone."""
        is_within = any(opened.kind in {"link", "refused"} for opened in self._open)
        self.open("" if is_within else "link" if is_safe(url) else "refused", tag, {"url": url})

    def add_image(self, url: str, alt: str) -> None:
        """Put a picture into what is open, or its description where it may not be shown."""
        self.add(Element("image", (), "", {"url": url, "alt": alt}) if url and is_safe(url) else alt)

    def close(self, tag: str) -> bool:
        """End what ends at a tag, with all that stands open in it; whether there is such a thing."""
        if self._unopened[tag]:
            self._unopened[tag] -= 1
            return True
        if not any(opened.tag == tag for opened in self._open):
            return False
        while self._end() != tag:
            pass
        return True

    def _end(self) -> str:
        """End the innermost element, of which the content alone is left where there is nothing to say about it."""
        kind, tag, attributes, children = self._open.pop()
        if kind in {"", "span"} or (kind == "link" and not (children and attributes.get("url"))):
            self.add(*children)
        else:
            self.add(Element(kind, tuple(children), "", attributes))
        return tag

    def closed(self) -> Fragments:
        """What has been made."""
        while len(self._open) > 1:
            self._end()
        return tuple(self._open[0].children)

    def html(self, content: str) -> None:
        """A tag of HTML: an element where Markdown could say the same, else the text that it is."""
        match = _TAG.match(content)
        name = match.group(1).lower() if match else ""
        if content.startswith("<!--"):
            return
        if name == "br":
            self.add(Element("break"))
        elif name == "wbr":
            self.add("\u200b")
        elif name == "img" and not content.startswith("</"):
            image = _attributes(content)
            self.add_image(image.get("src", ""), image.get("alt", ""))
        elif name not in _TAGS:
            self.add(content)
        elif content.startswith("</"):
            if self.close(f"/{name}") and name in _TAGS_OF_BLOCKS:
                self.add(" ")
        elif name == "a":
            self.close("/a")  # a link ends where the next begins
            self.open_link(_attributes(content).get("href", "").strip(), "/a")
        elif not content.endswith("/>"):
            if name in _TAGS_OF_BLOCKS and self._open[-1].children:
                self.add(Element("break"))
            self.open(_TAGS[name], f"/{name}")


def _read(tokens: Sequence[Token], inline_html: Callable[[str], Fragments]) -> Fragments:
    """Markdown-it's tokens as a tree."""
    tree = _Tree()
    for token in tokens:
        kind = token.type
        if kind == "text":
            if token.content:
                tree.add(token.content)
        elif kind in {"softbreak", "text_special"}:
            tree.add(token.content or " ")
        elif kind == "hardbreak":
            tree.add(Element("break"))
        elif kind == "code_inline":
            tree.add(Element("literal", (token.content,)))
        elif kind in {"math_inline", "math_inline_double"}:
            tree.add(_formula(token.content))
        elif kind == "link_open":
            tree.open_link(decoded(str(token.attrs.get("href", ""))), "link_close")
        elif kind == "image":
            tree.add_image(str(token.attrs.get("src", "")), token.content)
        elif kind == "html_inline":
            tree.html(token.content)
        elif kind == "inline":
            tree.add(*_read(token.children or [], inline_html))
        elif kind in {"fence", "code_block"}:
            language = token.info.split()[0] if token.info.strip() else ""
            tree.add(Element("literal_block", (token.content.rstrip("\n"),), "", {"language": language}))
        elif kind == "math_block":
            tree.add(Element("paragraph", (_formula(token.content.strip()),)))
        elif kind == "hr":
            tree.add(Element("rule"))
        elif kind == "html_block":
            if content := inline_html(token.content):
                tree.add(Element("paragraph", content))
        elif kind.endswith("_open"):
            named = _TOKENS.get(kind.removesuffix("_open"), "division" if token.block else "span")
            # The paragraphs of a tight list are there, and are not meant to be seen.
            tree.open("" if token.hidden else named, kind.replace("_open", "_close"))
            if kind == "heading_open":
                tree.open("strong", "")
        elif kind.endswith("_close"):
            tree.close(kind)
    return tree.closed()


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


def may_link(text: str) -> bool:
    """Whether a text can hold a link or a picture at all; cheap, and never wrong about a text that does."""
    return "]" in text or "<" in text


class Target(NamedTuple):
    """Where a link or a picture in a text leads; ``kind`` is ``link``, ``image`` or ``refused``."""

    kind: str
    url: str


def targets(fragments: Fragments) -> list[Target]:
    """All addresses in a text, those that may not be followed too."""
    led = (each for each in elements(fragments) if each.kind in {"link", "image", "refused"})
    return [Target(each.kind, each.attributes["url"]) for each in led if each.attributes.get("url")]


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
