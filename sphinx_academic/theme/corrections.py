"""What docutils and Sphinx write into pages that no checker of accessibility lets pass."""

from __future__ import annotations

import re

_ROLE_GIVEN_UP = 'role="doc-biblioentry"'
_CAPTION = '<p class="caption" role="heading">'
_HEADING_OR_CAPTION = re.compile(rf"<h([1-6])[ >]|{re.escape(_CAPTION)}")


def corrected(body: str) -> str:
    """The HTML of a page's text, put right."""
    if _ROLE_GIVEN_UP in body:
        # A role that ARIA has given up, within a list that expects items (DPUB-ARIA 1.1).
        body = body.replace(_ROLE_GIVEN_UP, 'role="listitem"')
    return _with_levels(body) if _CAPTION in body else body


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
