"""What is made beside the text. Each output is one module, imported and set up when all pages are read and the site wants it."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from sphinx_academic.pages.build import build_of, later
from sphinx_academic.pages.kept_files import SitePart, outputs_of
from sphinx_academic.pages.notes import notes_of
from sphinx_academic.pages.site import writes_own_pages

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


BEFORE_OTHERS = 499
"""The priority of what adds to the head of a page: what other extensions add stands behind it, whichever is loaded first."""


class Output(NamedTuple):
    """An output: the module with its ``setup``, and whether an HTML builder with such pages wants it."""

    module: str
    is_wanted: Callable[[Sphinx], bool]


def _noted(*names: str) -> Callable[[Sphinx], bool]:
    """Whether something of a name was noted of any page."""

    def is_wanted(app: Sphinx) -> bool:
        return any(getattr(notes, name) for notes in notes_of(app.env).values() for name in names)

    return is_wanted


def _is_used(app: Sphinx) -> bool:
    return bool(notes_of(app.env) or _has_pages_of_papers(app))


def _shows_pictures(app: Sphinx) -> bool:
    return bool(app.config.academic_thumbnails and (app.env.images or _has_pages_of_papers(app)))


def _has_pages_of_papers(app: Sphinx) -> bool:
    return bool(app.config.academic_paper_pages) and writes_own_pages(app.builder)


OUTPUTS = (
    Output("assets", lambda app: True),
    Output("pictures", _shows_pictures),
    Output("filters", _is_used),
    Output("downloads", _noted("downloads")),
    Output("feeds", _noted("feeds")),
    Output("long_lists", _noted("lists")),
    Output("cards", _noted("citations")),
    Output("metadata", _is_used),
    Output("landing_pages", _has_pages_of_papers),
)
"""In the order in which they take part in a page."""


def setup_outputs(app: Sphinx) -> None:
    """Have the outputs set up when it is known what is wanted, before the first page is filled or written."""
    app.connect("write-started", later("sphinx_academic.outputs.assets:add_static_folder"))
    app.connect("env-updated", _begin, priority=700)
    app.connect("doctree-resolved", _set_up_for_page)


def _begin(app: Sphinx, env: BuildEnvironment) -> None:
    if app.builder.format != "html":
        return
    here = weakref.ref(app)
    build_of(env).come = lambda: _set_up(here())
    if _is_used(app):
        later("sphinx_academic.outputs.search:setup")(app)
    outputs = outputs_of(app.builder)
    state = later("sphinx_academic.outputs.search:state_of_site")
    # Where no page is written, there may yet be something to do.
    if outputs.has_hurt_part or (
        _has_pages_of_papers(app) and outputs.made_of(SitePart.PAPERS) != state(app.env)
    ):
        _set_up(app)


def _set_up_for_page(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    if app.builder.format == "html":
        _set_up(app)


def _set_up(app: Sphinx | None) -> None:
    if app is not None:
        wanted = build_of(app.env).one("wanted outputs", lambda: iter(OUTPUTS))
        for output in wanted:  # each is taken once
            if output.is_wanted(app):
                later(f"{__name__}.{output.module}:setup")(app)


def when_pages_are_written(app: Sphinx, write: Callable[[Sphinx], None]) -> None:
    """Have further files written: when Sphinx asks for further pages, or where it does not (``singlehtml``), at the end."""

    def collect(app: Sphinx) -> Iterable[tuple[str, dict[str, object], str]]:
        write(app)
        return ()

    def finish(app: Sphinx, exception: Exception | None) -> None:
        if app.builder.name == "singlehtml" and exception is None:
            write(app)

    app.connect("html-collect-pages", collect)
    app.connect("build-finished", finish)
