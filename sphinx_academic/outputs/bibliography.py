"""References in citation styles, kept from build to build: the processor needs some 20 ms for each."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from sphinx_academic.content.fragments import Fragments
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.names import Author
from sphinx_academic.formats.styles import (
    Style,
    StyleError,
    digest_of,
    fragments_of,
    marked_item,
    path_of_style,
    style_at,
)
from sphinx_academic.pages.writing import write_whole

MOST_KEPT = 100_000
"""References in one file; with more of them it begins anew."""


class References:
    """The references of one style; ``folder`` is where they are kept, under a digest of everything they depend on."""

    def __init__(self, style: Style, folder: Path) -> None:
        self._style = style
        self._path = folder / f"{style.digest}.json"
        self._known = self._read()
        self._has_new = False

    def cite(
        self,
        publication: Publication,
        markup: Markup,
        stands_out: Callable[[Author], bool],
        title: Callable[[Fragments], Fragments],
    ) -> Fragments:
        """The reference of a publication, empty where there is none; ``title`` makes of its title what stands there."""
        item, formulas = marked_item(publication, markup, stands_out)
        digest = digest_of(item)
        marked = self._known.get(digest)
        if marked is None:
            marked = self._known[digest] = self._style.render(item)
            self._has_new = True
        return fragments_of(marked, formulas, title) if marked else ()

    def save(self) -> None:
        """Keep what is new, beside what other workers have kept in the meantime."""
        if not self._has_new:
            return
        self._has_new = False
        known = {**self._read(), **self._known}
        if len(known) > MOST_KEPT:
            known = self._known
        write_whole(self._path, json.dumps(known).encode())

    def _read(self) -> dict[str, str]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):  # none yet, or half of one
            return {}
        return kept if isinstance(kept, dict) else {}


_open: dict[tuple[str, Path], References] = {}


def references_in(style: str, srcdir: Path, folder: Path, language: str) -> References | None:
    """The references of the style that a directive asked for; None where it cannot be used, which is told there."""
    try:
        path = Path(srcdir, style) if style.endswith(".csl") else path_of_style(style)
        found = style_at(path, language)
    except StyleError:
        return None
    key = (found.digest, folder)
    if key not in _open:
        _open[key] = References(found, folder)
    return _open[key]
