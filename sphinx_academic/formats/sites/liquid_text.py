"""Texts of other site generators without what only those generators understand: Liquid, kramdown, shortcodes."""

from __future__ import annotations

import re
from collections.abc import Callable

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.formats.text import words

_SUSPECT = re.compile(r"[{<]")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|\{%-?\s*comment\s*-?%\}.*?(?:\{%-?\s*endcomment\s*-?%\}|\Z)", re.S)
_UNSEEN = re.compile(r"(?is)<(script|style|noscript|template)\b[^<>]*>.*?(?:</\1\s*>|\Z)")
_SITE = re.compile(r"\{\{-?\s*(?:site\.(?:baseurl|base_url|url)|base_path)\s*(?:\|[^{}]*)?-?\}\}")
_QUOTED_PATH = re.compile(
    r"""\{\{-?\s*(?:site\.(?:baseurl|url)\s*\|\s*append:\s*)?["'](?P<path>[^"'{}\n]*)["']\s*
    \|\s*(?:relative_url|absolute_url|relURL|absURL|prepend:|append:)[^{}]*\}\}""",
    re.X,
)
_LINK_TAG = re.compile(r"\{%-?\s*link\s+(?P<path>[^\s%]+)\s*-?%\}")
_SHORTCODE_LINK = re.compile(r"""\{\{[<%]\s*(?:rel)?ref\s+["'](?P<path>[^"'\n]*)["']\s*/?[>%]\}\}""")
_TAG = re.compile(r"\{%[^{}%]*(?:%(?!\})[^{}%]*)*%\}|\{\{[<%].{0,1000}?[>%]\}\}", re.S)
_OUTPUT = re.compile(r"\{\{[^{}<%][^{}]*\}\}")
_KRAMDOWN = re.compile(r"(?<![ \t])[ \t]*+\{::?([^{}\n]{0,500})\}")
_ATTRIBUTE = re.compile(r"""[.#/][\w:-]*|[A-Za-z_][\w-]*(?:=(?:"[^"]*"|'[^']*'|[^\s"']+))?/?""")
_EMPTY_ELEMENT = re.compile(r"<(i|span|em|b|strong|a)\b[^<>]*>\s*</\1\s*>", re.I)
_ELEMENT = re.compile(
    r"""</?(?P<name>h[1-6]|ul|ol|li|dl|dt|dd|table|thead|tbody|tr|td|th|section|article|header|footer|nav|main|aside
    |details|summary|figure|figcaption|iframe|video|audio|source|track|object|embed|param|picture|svg|path|button|form
    |input|label|select|option|hr|blockquote|pre|br|p|div|center)\b[^<>]*>""",
    re.X | re.I,
)
_BLOCKS = words(
    """
    h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr section article header footer nav main aside details summary figure hr
    blockquote pre p div center
    """
)
_GAP = re.compile(r"(?<![ \t])[ \t]*+\n(?:[ \t]*\n)+")


def clean_site_text(text: str) -> str:
    """A text without Liquid, shortcodes, kramdown's attributes, comments and scripts; ``{{ site.baseurl }}/x`` is ``/x``.

    Of HTML that our markup does not know only what readers see is left.
    """
    if not _SUSPECT.search(text):
        return text
    cleaned = text
    if "<" in cleaned:
        cleaned = _UNSEEN.sub("", _COMMENT.sub("", cleaned))
    if "{" in cleaned:
        cleaned = _COMMENT.sub("", cleaned)
        cleaned = _SITE.sub("", cleaned)
        for pattern in (_QUOTED_PATH, _LINK_TAG, _SHORTCODE_LINK):
            cleaned = pattern.sub(_from_root, cleaned)
        cleaned = _OUTPUT.sub("", _TAG.sub("", cleaned))
        cleaned = _KRAMDOWN.sub(_attributes, cleaned)
    if "<" in cleaned:
        cleaned = _ELEMENT.sub(_element, _EMPTY_ELEMENT.sub("", cleaned))
    return text if cleaned == text else _GAP.sub("\n\n", cleaned).strip()


def _from_root(match: re.Match[str]) -> str:
    path = match["path"].strip()
    return path if "://" in path or path.startswith("#") else "/" + path.lstrip("/")


def _attributes(match: re.Match[str]) -> str:
    """Nothing for a list of attributes; any other ``{:…}``, as in a formula, stays."""
    left = _ATTRIBUTE.sub("", match[1])
    return match[0] if left.strip() or not match[1].strip() else ""


def _element(match: re.Match[str]) -> str:
    name = match["name"].lower()
    if name == "br":
        return "<br>"
    if name in _BLOCKS:
        return "\n\n"
    return " " if name in {"td", "th", "button", "iframe"} else ""


def clean_values(value: RawValue, clean: Callable[[str], str] = clean_site_text) -> RawValue:
    """The same value with every text in it cleaned, in place; the keys stay."""
    if isinstance(value, str):
        return clean(value)
    seen: set[int] = set()
    waiting: list[RawValue] = [value]
    while waiting:
        holder = waiting.pop()
        if id(holder) in seen:  # YAML's aliases share what they stand for
            continue
        if isinstance(holder, RawMapping):
            holder.update({key: clean(item) for key, item in holder.items() if isinstance(item, str)})
            waiting.extend(holder.values())
        elif isinstance(holder, RawList):
            holder[:] = [clean(item) if isinstance(item, str) else item for item in holder]
            waiting.extend(holder)
        seen.add(id(holder))
    return value
