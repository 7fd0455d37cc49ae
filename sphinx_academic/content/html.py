"""Fragments become HTML, in XML syntax so that EPUB can have the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import NamedTuple, Protocol

from sphinx_academic.content.fragments import (
    INSIDE,
    KINDS,
    NOTHING,
    OWN,
    Element,
    Fragments,
    in_a_row,
    is_head,
    plain,
)
from sphinx_academic.content.symbols import drawn, icon, referred_to
from sphinx_academic.content.typography import kept_together


class Picture(NamedTuple):
    """A picture as a page refers to it; sizes in pixels, 0 where unknown."""

    href: str
    width: int
    height: int
    small: Shown | None = None
    """What is shown instead, where a smaller picture was made."""


class Shown(NamedTuple):
    """A small picture in several widths: ``src``, ``srcset`` and ``sizes`` of HTML, and its size in CSS pixels."""

    src: str
    srcset: str
    sizes: str
    width: int
    height: int


class Href(NamedTuple):
    """Where a link leads, as a page refers to it."""

    href: str
    external: bool
    new_tab: str = ""
    """Where it opens in a new tab: the words that say so to those who do not see it."""
    download: str = ""
    """The name of the file that it is, where a builder that is given nodes offers it."""


class Page(Protocol):
    """What the writer must know of the page it writes for."""

    embedded: bool
    """Whether the page is part of a book (EPUB), where no script runs and a picture is no link's target."""
    show_addresses: bool
    """Whether the address is shown behind each link."""
    shares_icons: bool
    """Whether the page has each icon once, as :func:`sphinx_academic.content.symbols.symbols` writes them, and refers to it."""

    def link(self, url: str) -> Href | None:
        """Where a link leads from this page, or None where it leads nowhere."""

    def document(self, docname: str, fragment: str = "") -> Href | None:
        """Where another page of the site is, or the ``fragment`` of it (``#…``), seen from this one."""

    def picture(self, url: str, place: str = "") -> Picture | None:
        """A picture as seen from this page, or None where there is none; ``place`` names where it is shown."""

    def math(self, formula: str) -> str:
        """The HTML of a formula in LaTeX, as the project shows formulas."""

    def templated(self, entry: Element) -> str | None:
        """What a template of the user's makes of an entry; None where it is to be written as it stands there."""


_TAGS = {kind: row.html for kind, row in KINDS.items() if row.html not in {OWN, INSIDE, NOTHING}}
_ON_LINES = frozenset(kind for kind, row in KINDS.items() if row.is_block)


def write(fragments: Fragments, page: Page) -> str:
    """The HTML of the fragments."""
    out: list[str] = []
    _write(fragments, out, page)
    return "".join(out)


def _written_as_it_is(fragments: Fragments, page: Page) -> str:
    """The HTML of code, which is copied to the letter."""
    return "".join(
        escape(each, quote=False) if isinstance(each, str) else write((each,), page) for each in fragments
    )


def _write(fragments: Fragments, out: list[str], page: Page) -> None:
    add = out.append
    for fragment in fragments:
        if isinstance(fragment, str):
            add(escape(kept_together(fragment) if " " in fragment else fragment, quote=False))
            continue
        kind, children, classes, attributes = fragment
        tag = _TAGS.get(kind)
        if tag is not None:
            own = f' id="{escape(attributes["id"])}"' if "id" in attributes else ""
            if "dir" in attributes:
                own += f' dir="{attributes["dir"]}"'
            if "flow" in attributes and not page.embedded:
                tag = "div"  # in a paragraph nothing opens
            add(f'<{tag} class="{classes}"{own}>' if classes else f"<{tag}{own}>")
            if "former" in attributes:
                add(_former(attributes))
            written = len(out)
            _write(children, out, page)
            if len(out) == written and kind == "division":
                # The column of a picture that is missing would stay there, empty.
                out.pop()
                continue
            add(f"</{tag}>\n" if kind in _ON_LINES else f"</{tag}>")
        elif KINDS[kind].html == INSIDE:
            _write(children, out, page)
        elif KINDS[kind].html == OWN and (own := _own(fragment, page)):
            add(own)


def _own(element: Element, page: Page) -> str:
    """What is more than a tag around its content."""
    kind, children, classes, attributes = element
    own = f' class="{classes}"' if classes else ""
    match kind:
        case "link":
            return _link(element, page)
        case "entry":
            own += f' id="{escape(attributes["id"])}"' if attributes.get("id") else ""
            if called := attributes.get("called") or _title_in(children):
                # A reference to the title would take as many letters, and an id that copies of an entry share.
                own += f' aria-label="{escape(called)}"'
            return f"<article{own}>\n{_former(attributes)}{write(children, page)}</article>\n"
        case "figure":
            return _figure(element, page)
        case "templated":
            made = page.templated(element)
            return write(children, page) if made is None else made
        case "image":
            picture, alt = page.picture(attributes["url"]), attributes.get("alt", "")
            return _image_tag(picture, alt, page) if picture else escape(alt)
        case "time":
            return f'<time{own} datetime="{attributes["datetime"]}">{write(children, page)}</time>'
        case "icon":
            found = None if page.embedded else icon(attributes["name"])
            if found is None:
                return ""
            return referred_to(found) if page.shares_icons else drawn(found)
        case "mark":
            mark, title = write(children, page), attributes.get("title")
            if title:
                mark = f'<abbr title="{escape(title)}">{mark}</abbr>'
            return f'<sup class="academic-mark">{mark}</sup>'
        case "disclosure":
            summary, opened = escape(attributes["summary"]), attributes.get("opened")
            if opened:
                closed = f'<span class="academic-when-closed">{summary}</span>'
                summary = f'{closed}<span class="academic-when-open">{escape(opened)}</span>'
            classes = f"academic-disclosure {classes}".strip()
            content = write(children, page)
            if page.embedded and "in_books" in attributes:
                return content
            # What stands there as a sign is told to listeners in words.
            named = f' aria-label="{escape(attributes["named"])}"' if "named" in attributes else ""
            return f'<details class="{classes}"><summary{named}>{summary}</summary>\n{content}</details>\n'
        case "others":
            return _others(element, page)
        case "widget":
            told = [f' data-{name}="{escape(value)}"' for name, value in attributes.items()]
            return f"<div{own}{'' if page.embedded else ''.join(told)}>\n{write(children, page)}</div>\n"
        case "table":
            return _table(element, page)
        case "drawn":
            return "" if page.embedded else f"<figure{own}>\n{write(children, page)}</figure>\n"
        case "navigation":
            label = escape(attributes.get("label", ""))
            content = "" if page.embedded else write(children, page)
            return f'<nav{own} aria-label="{label}">\n{content}</nav>\n' if content else ""
        case "chip":
            return _chip(element, page)
        case "drawing":
            return _drawing(element, page)
        case "shape":
            return _shape(element, page)
        case "column_head" | "row_head":
            scope = kind.removesuffix("_head").replace("column", "col")
            return f'<th{own} scope="{scope}">{write(children, page)}</th>\n'
        case "unseen":
            return f'<span class="academic-unseen">{write(children, page)}</span>'
        case "math":
            return f'<span class="tex2jax_process mathjax_process">{page.math(plain(children))}</span>'
        case "literal":
            return f'<code class="docutils literal notranslate">{_written_as_it_is(children, page)}</code>'
        case "literal_block":
            # No block of code: Sphinx's style of such, and what other extensions hang on it, is not wanted here.
            text = _written_as_it_is(children, page)
            return f'<div class="academic-copyable"><pre class="academic-form-text">{text}</pre></div>\n'
        case _:
            return "<br />\n" if kind == "break" else '<hr class="docutils" />\n'


def _title_in(fragments: Fragments) -> str:
    """What an entry is called: the text of its title."""
    for fragment in fragments:
        if isinstance(fragment, str):
            continue
        if "academic-title" in fragment.classes:
            return in_a_row(fragment.children)
        if found := _title_in(fragment.children):
            return found
    return ""


def _former(attributes: Mapping[str, str]) -> str:
    """Where links to the ids lead that an element had before."""
    ids = attributes.get("former", "").split()
    return "".join([f'<span class="academic-former" id="{escape(each)}"></span>' for each in ids])


def _table(element: Element, page: Page) -> str:
    _kind, rows, classes, attributes = element
    heads = [row for row in rows if is_head(row)]
    body = write(tuple(row for row in rows if row not in heads), page)
    head = f"<thead>\n{write(tuple(heads), page)}</thead>\n" if heads else ""
    # Whoever has no mouse scrolls with the keys once the region has the focus.
    label = escape(attributes.get("label", ""))
    region = f' role="region" tabindex="0" aria-label="{label}"' if label and not page.embedded else ""
    table = f'<table class="{f"docutils {classes}".strip()}">\n{head}<tbody>\n{body}</tbody>\n</table>'
    return f'<div class="academic-scroll"{region}>{table}</div>\n'


def _drawing(element: Element, page: Page) -> str:
    given = {name: escape(value) for name, value in element.attributes.items()}
    # Of a picture nothing is told but what it shows; what holds links is told of.
    told = (
        'role="presentation"' if given.get("links") else f'role="img" aria-label="{given.get("label", "")}"'
    )
    size = f'width="{given.get("width") or "100%"}" height="{given.get("height") or 100}"'
    own = f' class="academic-drawing" {told} {size}'
    return f"<svg{own}>\n{write(element.children, page)}</svg>\n"


def _others(element: Element, page: Page) -> str:
    """Names between others, which open where they stand; in a book they are open."""
    names = write(element.children, page)
    if page.embedded:
        return names
    closed, opened = (escape(element.attributes[name], quote=False) for name in ("summary", "opened"))
    summary = (
        f'<span class="academic-when-closed">{closed}</span><span class="academic-when-open">{opened}</span>'
    )
    return f'<details class="{element.classes}"><summary>{summary}</summary> {names}</details>'


_COLOUR = re.compile(r"#[0-9a-f]{3,8}")


def _chip(element: Element, page: Page) -> str:
    """A short name with its colour, which a drawing brings since nothing on a page may have a style of its own; the whole name is
    there for listeners and for what searches the page."""
    attributes, content = element.attributes, write(element.children, page)
    short = attributes.get("short", "")
    if page.embedded:
        return content
    named, title, classes = content, "", f"academic-chip {element.classes}".strip()
    if short and short != (whole := plain(element.children)):
        named = f'{escape(short)}<span class="academic-unseen"> ({content})</span>'
        title = f' title="{escape(whole)}"'
    colour = attributes.get("colour", "")
    if _COLOUR.fullmatch(colour):
        tint = f'<rect width="100%" height="100%" fill="{colour}" fill-opacity=".17"/>'
        edge = f'<rect width="4" height="100%" fill="{colour}"/>'
        named = f'<svg class="academic-chip-colour" aria-hidden="true" focusable="false">{tint}{edge}</svg>{named}'
    if choice := attributes.get("choice"):
        # Until a script gives it an address it is no link: who has none reads words.
        return f'<a class="{classes}" data-filter="{escape(choice)}"{title}>{named}</a>'
    return f'<span class="{classes}"{title}>{named}</span>'


_SHAPES = frozenset(("rect", "line", "circle", "text", "title", "g", "a"))
_OF_SHAPES = frozenset(KINDS["shape"].attributes.split(", ")) - {"shape"}


def _shape(element: Element, page: Page) -> str:
    """A shape of SVG, with what it may have."""
    name = element.attributes.get("shape", "text")
    given = {"class": element.classes, **element.attributes}
    told = "".join(
        f' {each}="{escape(value)}"'
        for each, value in given.items()
        if value and (each == "class" or each in _OF_SHAPES)
    )
    content = write(element.children, page)
    name = name if name in _SHAPES else "g"
    return f"<{name}{told}>{content}</{name}>" if content else f"<{name}{told}/>"


def _link(element: Element, page: Page) -> str:
    attributes, content = element.attributes, write(element.children, page)
    document = attributes.get("page")
    fragment = f"#{attributes['anchor']}" if attributes.get("anchor") else ""
    target = page.document(document, fragment) if document else page.link(attributes["url"])
    if target is None:
        return content
    classes = f"{element.classes} reference".lstrip()
    relation = f"{attributes.get('rel', '')} {'noopener' if target.new_tab else ''}".strip()
    own = f' rel="{relation}"' if relation else ""
    if attributes.get("title"):
        own += f' title="{escape(attributes["title"])}"'
    if "printed" in attributes and not page.embedded:
        own += f' data-printed="{escape(attributes["printed"])}"'
    if "download" in attributes:
        own += f' download="{escape(attributes["download"])}" type="{escape(attributes["type"])}"'
    if target.new_tab:
        own += ' target="_blank"'
        content += f'<span class="academic-unseen"> {escape(target.new_tab)}</span>'
    href = escape(target.href)
    shown = ""
    if page.show_addresses and target.external and target.href not in element.children:
        shown = f'<span class="link-target"> [{href}]</span>'
    where = "external" if target.external else "internal"
    return f'<a class="{classes} {where}" href="{href}"{own}>{content}</a>{shown}'


def _image_tag(picture: Picture, alt: str, page: Page, *, first: bool = False) -> str:
    when = ' fetchpriority="high"' if first else ' loading="lazy"'
    when = "" if page.embedded else f'{when} decoding="async"'
    shown = picture.small or Shown(picture.href, "", "", picture.width, picture.height)
    several = f' srcset="{escape(shown.srcset)}" sizes="{escape(shown.sizes)}"' if shown.srcset else ""
    size = f' width="{shown.width}" height="{shown.height}"' if shown.width and shown.height else ""
    return f'<img src="{escape(shown.src)}"{several} alt="{escape(alt)}"{size}{when} />'


def _figure(element: Element, page: Page) -> str:
    _kind, children, classes, attributes = element
    url = attributes["url"]
    picture = page.picture(url, attributes.get("place", "")) if url else None
    if picture is None:
        return _in_place_of_picture(attributes["initials"], classes, page) if "initials" in attributes else ""
    image = _image_tag(picture, attributes.get("alt", ""), page, first="first" in attributes)
    if attributes.get("zoom") and not page.embedded:
        large = ""
        if picture.small is not None and picture.width and picture.height:
            large = f' data-width="{picture.width}" data-height="{picture.height}"'
        image = f'<a class="academic-zoom" href="{escape(picture.href)}"{large}>{image}</a>'
    own = f' class="{classes}"' if classes else ""
    caption = f"<figcaption>{write(children, page)}</figcaption>" if children else ""
    return f"<figure{own}>{image}{caption}</figure>\n"


def _in_place_of_picture(initials: str, classes: str, page: Page) -> str:
    """What only those see who would see a picture: initials, else the drawing of a person."""
    sign = escape(initials) or write((Element("icon", (), "", {"name": "user"}),), page)
    return f'<div class="{classes} academic-initials" aria-hidden="true">{sign}</div>\n'
