"""Fragments become HTML (HTML Standard, in XML syntax so that EPUB can have the same), with the icons that the package carries."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from typing import NamedTuple, Protocol

from sphinx_academic.content.fragments import INSIDE, KINDS, NOTHING, OWN, Element, Fragments


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
_AROUND = {
    "break": ("<br />\n", ""),
    "rule": ('<hr class="docutils" />\n', ""),
    "literal": ('<code class="docutils literal notranslate">', "</code>"),
    "literal_block": ('<div class="highlight"><pre>', "</pre></div>\n"),
}
"""What stands before and behind the content of what needs no more."""

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
            own = f' id="{escape(attributes["id"])}"' if "id" in attributes else ""
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
        elif kind in _AROUND:
            before, behind = _AROUND[kind]
            add(before)
            _write(children, out, page)
            add(behind)
        elif kind in _WRITERS:
            _WRITERS[kind](fragment, out, page)


def _class(element: Element) -> str:
    return f' class="{element.classes}"' if element.classes else ""


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
        own += f' download="{escape(name)}" type="{escape(media_type)}"'
    if target.new_tab:
        own += ' target="_blank"'
    out.append(f'<a class="{classes}" href="{escape(target.href)}"{own}>')
    _write(element.children, out, page)
    if target.new_tab:
        out.append(f'<span class="academic-unseen"> {escape(target.new_tab)}</span>')
    out.append("</a>")
    if page.show_addresses and target.external and target.href not in element.children:
        out.append(f'<span class="link-target"> [{escape(target.href)}]</span>')


def _entry(element: Element, out: Out, page: Page) -> None:
    identifier = element.attributes.get("id")
    own = f' id="{escape(identifier)}"' if identifier else ""
    out.append(f"<article{_class(element)}{own}>\n")
    _write(element.children, out, page)
    out.append("</article>\n")


def _time(element: Element, out: Out, page: Page) -> None:
    out.append(f'<time{_class(element)} datetime="{element.attributes["datetime"]}">')
    _write(element.children, out, page)
    out.append("</time>")


def _widget(element: Element, out: Out, page: Page) -> None:
    told = [f' data-{name}="{escape(value)}"' for name, value in element.attributes.items()]
    out.append(f"<div{_class(element)}{'' if page.embedded else ''.join(told)}>\n")
    _write(element.children, out, page)
    out.append("</div>\n")


def _math(element: Element, out: Out, page: Page) -> None:
    formula = page.math("".join(child for child in element.children if isinstance(child, str)))
    out.append(f'<span class="tex2jax_process mathjax_process">{formula}</span>')


def _image_tag(picture: Picture, alt: str, page: Page, *, first: bool = False) -> str:
    when = ' fetchpriority="high"' if first else ' loading="lazy"'
    when = "" if page.embedded else f'{when} decoding="async"'
    shown = picture.small or Shown(picture.href, "", "", picture.width, picture.height)
    several = f' srcset="{escape(shown.srcset)}" sizes="{escape(shown.sizes)}"' if shown.srcset else ""
    size = f' width="{shown.width}" height="{shown.height}"' if shown.width and shown.height else ""
    return f'<img src="{escape(shown.src)}"{several} alt="{escape(alt)}"{size}{when} />'


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
        image = f'<a class="academic-zoom" href="{escape(picture.href)}"{large}>{image}</a>'
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


class Icon(NamedTuple):
    """An icon of one path, to be drawn in ``currentColor``: the SVG attributes ``viewBox`` and ``d``."""

    view_box: str
    path: str


# How the file is called, and how people write it.
_NAMES_OF_ICONS = {
    "envelope": "email mail", "x": "twitter", "googlescholar": "scholar", "semanticscholar": "s2", "file": "cv resume slides",
    "globe": "website homepage web", "link": "url", "sinaweibo": "weibo", "wechat": "weixin", "clarivate": "wos webofscience",
    "inspire": "inspirehep", "acm": "acmdl", "rss": "atom feed", "magnifier": "search", "bars": "menu", "location": "address",
    "building": "office", "phone": "telephone", "home": "house",
}  # fmt: skip
_FILES_OF_ICONS = {name: file for file, names in _NAMES_OF_ICONS.items() for name in names.split()}


def icon(name: str) -> Icon | None:
    """Return the icon of this name, or None where there is none.

    Case, spaces, dots, dashes and underscores do not matter: ``Google Scholar`` finds ``googlescholar``.
    """
    squeezed = re.sub(r"[\s._-]+", "", name.lower())
    return _read(_FILES_OF_ICONS.get(squeezed, squeezed))


@cache
def _read(name: str) -> Icon | None:
    # The name may come from somebody's data: nothing but a plain word may become part of a path.
    if not re.fullmatch(r"[a-z][a-z0-9]*", name):
        return None
    source = files("sphinx_academic.content") / "icons" / f"{name}.svg"
    if not source.is_file():
        return None
    text = source.read_text(encoding="utf-8")
    view_box, path = re.search(r'viewBox="([^"]+)"', text), re.search(r'<path d="([^"]+)"', text)
    if view_box is None or path is None:
        wanted = "a viewBox and one <path d=…>, as sphinx_academic/content/icons/README.md says"
        raise ValueError(f"{name}.svg: expected {wanted}")
    return Icon(view_box[1], path[1])


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
        out.append(f'<abbr title="{escape(title)}">')
    _write(element.children, out, page)
    out.append("</abbr></sup>" if title else "</sup>")


_WRITERS: Mapping[str, Callable[[Element, Out, Page], None]] = {
    "entry": _entry,
    "link": _link,
    "time": _time,
    "widget": _widget,
    "math": _math,
    "image": _image,
    "figure": _figure,
    "disclosure": _disclosure,
    "icon": _icon,
    "mark": _mark,
}
