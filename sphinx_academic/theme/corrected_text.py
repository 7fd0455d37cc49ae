"""Puts the text of a page right that docutils, Sphinx and its extensions wrote, where checkers of accessibility and of HTML object."""

from __future__ import annotations

import re
from collections import Counter


def corrected(body: str) -> str:
    """The HTML of a page's text, put right."""
    for written, meant in _WRITTEN_ANEW.items():
        if written in body:
            body = body.replace(written, meant)
    if _CONTROLLING_LABEL in body:
        body = _CONTROLS.sub("<label", body)
    if "<th " in body:
        body = _ROW_OF_HEADS.sub(_with_scopes, body)
    if _PERMALINK in body:
        body = _with_named_links(_HEADING.sub(_named, body))
    return _with_levels(body) if _CAPTION in body else body


_WRITTEN_ANEW = {
    # A role that ARIA has given up, within a list that expects items (DPUB-ARIA 1.1).
    'role="doc-biblioentry"': 'role="listitem"',
    # Landmarks without a name, one for each place of a page where notes stand; each note says itself what it is.
    '<aside class="footnote-list brackets">': '<aside class="footnote-list brackets" role="none">',
}
"""What is written → what was meant."""

_CONTROLLING_LABEL = "<label aria-controls="
_CONTROLS = re.compile(r'<label aria-controls="[^"]*"')
"""Labels may not have the attribute (ARIA in HTML, section 4); sphinx-design writes it."""

_ROW_OF_HEADS = re.compile(r"<thead>(?:(?!</thead>).){0,9999}</thead>|<th class=\"stub\"", re.DOTALL)
_EMPTY_HEAD = re.compile(r'<th class="head[^"]*">(?:\s|<p></p>)*</th>')


def _with_scopes(found: re.Match[str]) -> str:
    """Heads that say of what they are heads: an empty one is none, and a table that has heads of rows as well leaves it open."""
    if found[0].startswith("<th "):
        return f'{found[0]} scope="row"'
    row = _EMPTY_HEAD.sub('<td class="head"></td>', found[0])
    return row.replace('<th class="head', '<th scope="col" class="head')


_PERMALINK = '<a class="headerlink"'
_HEADING = re.compile(
    rf"<(h[1-6])((?: [^<>]{{0,999}})?)>((?:(?!</?h[1-6]|{_PERMALINK}).){{0,4000}}){_PERMALINK}", re.DOTALL
)
_CAPTION_WITH_LINK = re.compile(
    rf'<span class="caption-text">((?:(?!{_PERMALINK}|</p>|</div>|</caption>).){{0,4000}})</span>{_PERMALINK}',
    re.DOTALL,
)
_NO_TEXT = re.compile("<[^<>]*>")


def _label_of(content: str) -> str:
    """The attribute that calls an element by the words of some HTML; empty where there are none, or a picture is among them."""
    name = " ".join(_NO_TEXT.sub("", content).replace('"', "&quot;").split())
    return f' aria-label="{name}"' if name and "<img" not in content else ""


def _named(found: re.Match[str]) -> str:
    """A heading that is called by its words alone, without the sign of the link behind it, and that link by the same words: its ``title``
    says what it does."""
    tag, attributes, content = found.groups()
    label = _label_of(content)
    if not label or "aria-label" in attributes:
        return found[0]
    return f"<{tag}{attributes}{label}>{content}{_PERMALINK}{label}"


def _with_named_links(body: str) -> str:
    """Captions whose links are called by their words, the second of the same words with its number."""
    met: Counter[str] = Counter()

    def write(found: re.Match[str]) -> str:
        label = _label_of(found[1])
        met[label] += 1
        if label and met[label] > 1:
            label = f'{label[:-1]} ({met[label]})"'
        return f"{found[0]}{label}"

    return _CAPTION_WITH_LINK.sub(write, body)


_CAPTION = '<p class="caption" role="heading">'
_HEADING_OR_CAPTION = re.compile(rf"<h([1-6])[ >]|{re.escape(_CAPTION)}")


def _with_levels(body: str) -> str:
    """Captions of tables of contents, which are headings without a level (WAI-ARIA 1.2, "heading"): one below the last."""
    level = 1

    def write(found: re.Match[str]) -> str:
        nonlocal level
        if found[1]:
            level = int(found[1])
            return found[0]
        return f'{_CAPTION[:-1]} aria-level="{min(level + 1, 6)}">'

    return _HEADING_OR_CAPTION.sub(write, body)
