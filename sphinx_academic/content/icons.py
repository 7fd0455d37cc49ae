"""Icons that the package carries, read when they are first asked for."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

__all__ = ["Icon", "icon"]

_NAME = re.compile(r"[a-z][a-z0-9]*")
_VIEW_BOX = re.compile(r'viewBox="([^"]+)"')
_PATH = re.compile(r'<path d="([^"]+)"')

# How people write it, and how the file is called.
_OTHER_NAMES = {
    "email": "envelope",
    "mail": "envelope",
    "twitter": "x",
    "scholar": "googlescholar",
    "s2": "semanticscholar",
    "cv": "file",
    "resume": "file",
    "website": "globe",
    "homepage": "globe",
    "web": "globe",
    "url": "link",
    "weibo": "sinaweibo",
    "weixin": "wechat",
    "wos": "clarivate",
    "webofscience": "clarivate",
    "inspirehep": "inspire",
    "acmdl": "acm",
    "slides": "file",
    "atom": "rss",
    "feed": "rss",
    "search": "magnifier",
    "menu": "bars",
    "address": "location",
    "office": "building",
    "telephone": "phone",
    "house": "home",
}


class Icon(NamedTuple):
    """An icon of one path, to be drawn in ``currentColor``."""

    view_box: str
    """The SVG attribute ``viewBox``: four numbers, in units of the drawing."""
    path: str
    """The SVG attribute ``d`` of its path."""


def icon(name: str) -> Icon | None:
    """Return the icon of this name, or None where there is none.

    Case, spaces, dots, dashes and underscores do not matter: ``Google Scholar`` finds ``googlescholar``.
    """
    plain = re.sub(r"[\s._-]+", "", name.lower())
    return _read(_OTHER_NAMES.get(plain, plain))


@cache
def _read(name: str) -> Icon | None:
    # The name may come from somebody's data: nothing but a plain word may become part of a path.
    if not _NAME.fullmatch(name):
        return None
    source = files("sphinx_academic.content") / "icons" / f"{name}.svg"
    if not source.is_file():
        return None
    text = source.read_text(encoding="utf-8")
    view_box, path = _VIEW_BOX.search(text), _PATH.search(text)
    if view_box is None or path is None:
        raise ValueError(
            f"{name}.svg: expected a viewBox and one <path d=…>, as sphinx_academic/content/icons/README.md says"
        )
    return Icon(view_box[1], path[1])
