"""Fragments become HTML (HTML Standard, in XML syntax so that EPUB can have the same)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import NamedTuple, Protocol

from sphinx_academic.content.fragments import INSIDE, KINDS, NOTHING, OWN, Element, Fragments
from sphinx_academic.content.icons import icon


class Picture(NamedTuple):
    """A picture as a page refers to it; sizes in pixels, 0 where unknown."""

    href: str
    width: int
    height: int
    small: Shown | None = None
    """What is shown instead, where a smaller picture was made."""


class Shown(NamedTuple):
    """A small picture in several widths: the attributes ``src``, ``srcset`` and ``sizes``, and its size in CSS pixels."""

    src: str
    srcset: str
    sizes: str
    width: int
    height: int


class Href(NamedTuple):
    """A link as a page refers to it."""

    href: str
    external: bool
    new_tab: str = ""
    """Where it opens in a new tab: the words that say so to those who do not see it."""


class Page(Protocol):
    """What the writer must know of the page it writes for."""

    embedded: bool
    """Whether the page is part of a book (EPUB), where no script runs and a picture is no link's target."""

    show_addresses: bool
    """Whether the address is shown behind each link."""

    def link(self, url: str) -> Href | None:
        """Where a link leads from this page, or None where it leads nowhere."""

    def document(self, docname: str) -> Href | None:
        """Where another page of the site is, seen from this one."""

    def picture(self, url: str, place: str = "") -> Picture | None:
        """A picture as seen from this page, or None where there is none; ``place`` names where it is shown."""

    def math(self, formula: str) -> str:
        """The HTML of a formula in LaTeX, as the project shows formulas."""


_TAGS = {kind: row.html for kind, row in KINDS.items() if row.html not in {OWN, INSIDE, NOTHING}}
_ON_LINES = frozenset(kind for kind, row in KINDS.items() if row.is_block)

Out = list[str]


def write(fragments: Fragments, page: Page) -> str:
    """The HTML of the fragments."""
    out: Out = []
    _write(fragments, out, page)
    return "".join(out)


def _write(fragments: Fragments, out: Out, page: Page) -> None:
    add = out.append
    for fragment in fragments:
        if isinstance(fragment, str):
            add(escape(fragment, quote=False))
            continue
        kind, children, classes, attributes = fragment
        tag = _TAGS.get(kind)
        if tag is not None:
            own = f' id="{_attribute(attributes["id"])}"' if "id" in attributes else ""
            add(f'<{tag} class="{classes}"{own}>' if classes else f"<{tag}{own}>")
            written = len(out)
            _write(children, out, page)
            if len(out) == written and kind == "division":
                # The column of a picture that is missing would stay there, empty.
                out.pop()
                continue
            add(f"</{tag}>\n" if kind in _ON_LINES else f"</{tag}>")
        elif KINDS[kind].html == INSIDE:
            _write(children, out, page)
        elif kind in _WRITERS:
            _WRITERS[kind](fragment, out, page)


def _class(element: Element) -> str:
    return f' class="{element.classes}"' if element.classes else ""


def _attribute(value: str) -> str:
    return escape(value, quote=True)


def _entry(element: Element, out: Out, page: Page) -> None:
    identifier = element.attributes.get("id")
    own = f' id="{_attribute(identifier)}"' if identifier else ""
    out.append(f"<article{_class(element)}{own}>\n")
    _write(element.children, out, page)
    out.append("</article>\n")


def _link(element: Element, out: Out, page: Page) -> None:
    document = element.attributes.get("page")
    target = page.document(document) if document else page.link(element.attributes["url"])
    if target is None:
        _write(element.children, out, page)
        return
    classes = "reference external" if target.external else "reference internal"
    if element.classes:
        classes = f"{element.classes} {classes}"
    relation = element.attributes.get("rel")
    if target.new_tab:
        relation = f"{relation} noopener" if relation else "noopener"
    own = f' rel="{relation}"' if relation else ""
    if "download" in element.attributes:
        name, media_type = element.attributes["download"], element.attributes["type"]
        own += f' download="{_attribute(name)}" type="{_attribute(media_type)}"'
    if target.new_tab:
        own += ' target="_blank"'
    out.append(f'<a class="{classes}" href="{_attribute(target.href)}"{own}>')
    _write(element.children, out, page)
    if target.new_tab:
        out.append(f'<span class="academic-unseen"> {escape(target.new_tab)}</span>')
    out.append("</a>")
    if page.show_addresses and target.external and target.href not in element.children:
        out.append(f'<span class="link-target"> [{escape(target.href)}]</span>')


def _time(element: Element, out: Out, page: Page) -> None:
    out.append(f'<time{_class(element)} datetime="{element.attributes["datetime"]}">')
    _write(element.children, out, page)
    out.append("</time>")


def _break(element: Element, out: Out, page: Page) -> None:
    out.append("<br />\n")


def _widget(element: Element, out: Out, page: Page) -> None:
    told = (
        ""
        if page.embedded
        else "".join(f' data-{name}="{_attribute(value)}"' for name, value in element.attributes.items())
    )
    out.append(f"<div{_class(element)}{told}>\n")
    _write(element.children, out, page)
    out.append("</div>\n")


def _rule(element: Element, out: Out, page: Page) -> None:
    out.append('<hr class="docutils" />\n')


def _literal(element: Element, out: Out, page: Page) -> None:
    out.append('<code class="docutils literal notranslate">')
    _write(element.children, out, page)
    out.append("</code>")


def _literal_block(element: Element, out: Out, page: Page) -> None:
    out.append('<div class="highlight"><pre>')
    _write(element.children, out, page)
    out.append("</pre></div>\n")


def _math(element: Element, out: Out, page: Page) -> None:
    formula = page.math("".join(child for child in element.children if isinstance(child, str)))
    out.append(f'<span class="tex2jax_process mathjax_process">{formula}</span>')


def _image_tag(picture: Picture, alt: str, page: Page, *, first: bool = False) -> str:
    when = ' fetchpriority="high"' if first else ' loading="lazy"'
    when = "" if page.embedded else f'{when} decoding="async"'
    shown = picture.small
    if shown is None:
        size = (
            f' width="{picture.width}" height="{picture.height}"' if picture.width and picture.height else ""
        )
        return f'<img src="{_attribute(picture.href)}" alt="{_attribute(alt)}"{size}{when} />'
    several = ""
    if shown.srcset:
        several = f' srcset="{_attribute(shown.srcset)}" sizes="{_attribute(shown.sizes)}"'
    size = f' width="{shown.width}" height="{shown.height}"'
    return f'<img src="{_attribute(shown.src)}"{several} alt="{_attribute(alt)}"{size}{when} />'


def _image(element: Element, out: Out, page: Page) -> None:
    picture = page.picture(element.attributes["url"])
    alt = element.attributes.get("alt", "")
    out.append(_image_tag(picture, alt, page) if picture else escape(alt))


def _figure(element: Element, out: Out, page: Page) -> None:
    attributes = element.attributes
    picture = page.picture(attributes["url"], attributes.get("place", ""))
    if picture is None:
        return
    image = _image_tag(picture, attributes.get("alt", ""), page, first="first" in attributes)
    if attributes.get("zoom") and not page.embedded:
        large = ""
        if picture.small is not None and picture.width and picture.height:
            large = f' data-width="{picture.width}" data-height="{picture.height}"'
        image = f'<a class="academic-zoom" href="{_attribute(picture.href)}"{large}>{image}</a>'
    out.append(f"<figure{_class(element)}>{image}")
    if element.children:
        out.append("<figcaption>")
        _write(element.children, out, page)
        out.append("</figcaption>")
    out.append("</figure>\n")


def _disclosure(element: Element, out: Out, page: Page) -> None:
    classes = f"academic-disclosure {element.classes}".strip()
    summary = escape(element.attributes["summary"])
    opened = element.attributes.get("opened")
    if opened:
        summary = (
            f'<span class="academic-when-closed">{summary}</span>'
            f'<span class="academic-when-open">{escape(opened)}</span>'
        )
    out.append(f'<details class="{classes}"><summary>{summary}</summary>\n')
    _write(element.children, out, page)
    out.append("</details>\n")


def _icon(element: Element, out: Out, page: Page) -> None:
    found = None if page.embedded else icon(element.attributes["name"])
    if found is not None:
        out.append(
            f'<svg class="academic-icon" viewBox="{found.view_box}" aria-hidden="true" focusable="false">'
            f'<path d="{found.path}"/></svg>'
        )


def _mark(element: Element, out: Out, page: Page) -> None:
    title = element.attributes.get("title")
    out.append('<sup class="academic-mark">')
    if title:
        out.append(f'<abbr title="{_attribute(title)}">')
    _write(element.children, out, page)
    out.append("</abbr></sup>" if title else "</sup>")


_WRITERS: Mapping[str, Callable[[Element, Out, Page], None]] = {
    "entry": _entry,
    "link": _link,
    "time": _time,
    "break": _break,
    "rule": _rule,
    "widget": _widget,
    "literal": _literal,
    "math": _math,
    "literal_block": _literal_block,
    "image": _image,
    "figure": _figure,
    "disclosure": _disclosure,
    "icon": _icon,
    "mark": _mark,
}
