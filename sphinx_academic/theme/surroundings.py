"""Which pages have to be written again because what stands around their text has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_academic.outputs.kept_files import Outputs, Part
from sphinx_academic.pages.files import find_image
from sphinx_academic.theme.layouts import profile_data, profile_sources

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def stale_pages(
    env: BuildEnvironment, outputs: Outputs, shown_on_every_page: Sequence[Any], layout: str
) -> set[str]:
    """The pages around which another menu or other titles stand than before; ``layout`` is that of the site.

    Sphinx writes a page again when it, or one in its toctree, has been read; but every page of the theme shows the menu, and
    its neighbours' titles.
    """
    # A publication's own page is none of Sphinx's, and has the layout of the site.
    if layout == "profile":
        outputs.note_made_of(Part.PROFILE, _profile(env, outputs))
    titles = sorted((name, str(title)) for name, title in env.titles.items())
    around = _digest(titles, sorted(env.toctree_includes.items()), *shown_on_every_page)
    return set(env.found_docs) if outputs.note_made_of(Part.AROUND, around) else set()


def _profile(env: BuildEnvironment, outputs: Outputs) -> str:
    """A digest of the profile and its pictures; the data are read only where a file has changed."""
    # Builds with nothing changed read no data, and need not wait for what does.
    from sphinx_academic.formats import state_of

    srcdir = Path(env.srcdir)
    sources = [source.path for source in profile_sources(env)]

    def states(pictures: Sequence[str]) -> str:
        state = _digest(state_of(sources), state_of(srcdir / name for name in pictures))
        return "\n".join([state, *pictures])

    _state, *pictures = outputs.made_of(Part.SOURCES_OF_PROFILE).split("\n")
    if not outputs.note_made_of(Part.SOURCES_OF_PROFILE, states(pictures)):
        return outputs.made_of(Part.PROFILE)
    collection, names = profile_data(env)
    shown = collection.profile[:1]
    pictures = [
        found
        for record in shown
        for _field, image in record.pictures()
        if (found := find_image(env, image.url, names).dependency)
    ]
    outputs.note_made_of(Part.SOURCES_OF_PROFILE, states(pictures))
    return _digest(shown, state_of(srcdir / name for name in pictures))


def _digest(*said: object) -> str:
    return hashlib.md5(repr(said).encode(), usedforsecurity=False).hexdigest()
