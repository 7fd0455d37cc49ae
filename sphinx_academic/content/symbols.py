"""The icons that the package carries, and how pages show them: drawn where they stand, or drawn once and referred to."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Icon(NamedTuple):
    """An icon of one path, to be drawn in ``currentColor``: the name of its file, and the SVG attributes ``viewBox`` and ``d``."""

    name: str
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
    """The icon of a name, whatever its case, spaces, dots, dashes and underscores: ``Google Scholar`` has one."""
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
    return Icon(name, view_box[1], path[1])


def drawn(icon: Icon) -> str:
    """An icon that is drawn where it stands."""
    return f'<svg class="academic-icon" viewBox="{icon.view_box}" aria-hidden="true"><path d="{icon.path}"/></svg>'


# Browsers follow no reference from file:// into another file, so what is referred to stands in the page.
_REFERENCE = re.compile(r'<use href="#academic-icon-([a-z0-9]+)"/>')


def referred_to(icon: Icon) -> str:
    """An icon whose drawing is among the :func:`symbols` of its page."""
    return f'<svg class="academic-icon" aria-hidden="true"><use href="#academic-icon-{icon.name}"/></svg>'


def symbols(*texts: str) -> str:
    """The drawings of all icons that texts of HTML refer to, each once; empty where there are none."""
    names = {name for text in texts for name in _REFERENCE.findall(text)}
    found = "".join(
        f'<symbol id="academic-icon-{name}" viewBox="{icon.view_box}"><path d="{icon.path}"/></symbol>'
        for name in sorted(names)
        if (icon := _read(name))
    )
    # Without a size, too: some themes display every drawing as a block, which then is 150 pixels high.
    return f'<svg display="none" width="0" height="0">{found}</svg>\n' if found else ""
