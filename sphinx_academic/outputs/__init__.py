"""What is made beside the text. Each output is one module, imported and set up when all pages are read and the site wants it."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from sphinx_academic.pages.build import Context, build_of, later, notes_of
from sphinx_academic.pages.kept_files import SitePart, outputs_of
from sphinx_academic.pages.site import wants_pages, writes_own_pages, writes_pages

BEFORE_OTHERS = 499
"""The priority of what adds to the head of a page: what other extensions add stands behind it, whichever is loaded first."""


def _noted(*names: str) -> Callable[[Sphinx], bool]:
    """Whether something of one of the names was noted of any page."""
    return lambda app: any(getattr(notes, name) for notes in notes_of(app.env).values() for name in names)


def _is_used(app: Sphinx) -> bool:
    return bool(notes_of(app.env) or _has_pages_of_records(app))


def _has_pages_of_records(app: Sphinx) -> bool:
    return wants_pages(app.builder)


OUTPUTS: Mapping[str, Callable[[Sphinx], bool]] = {
    "assets": lambda app: True,
    "pictures": lambda app: bool(app.env.images or _has_pages_of_records(app)),
    "scripted_lists": _is_used,
    "offered_files": _noted("downloads", "feeds"),
    "cv_documents": _noted("documents"),
    "cards": _noted("citations"),
    "other_languages": lambda app: bool(app.config.academic_languages),
    "once_on_a_page": _is_used,
    "metadata": lambda app: True,
    "site_search": lambda app: True,
    "landing_pages": _has_pages_of_records,
    "former_pages": _has_pages_of_records,
    "published_records": lambda app: bool(app.config.academic_publish_records),
}
"""The module with the ``setup`` of each, in the order in which they take part in a page, and whether a site in HTML wants it."""


def setup_outputs(app: Sphinx) -> None:
    """Have the outputs set up when it is known what is wanted, before the first page is filled or written."""
    app.connect("config-inited", _narrow_sitemap)
    app.connect("write-started", later("sphinx_academic.outputs.assets:add_static_folder"))
    app.connect("env-updated", _begin, priority=700)
    app.connect("doctree-resolved", lambda app, doctree, docname: _set_up(app))


_NO_CONTENT = ("404.html", "404/", "search.html", "search/")
"""Pages that nobody looks for, as sphinx-sitemap calls them; the first is that of sphinx-notfound-page."""


def _narrow_sitemap(app: Sphinx, config: Config) -> None:
    given = getattr(config, "sitemap_excludes", None)
    if isinstance(given, (list, tuple)):
        config.sitemap_excludes = [*dict.fromkeys((*given, *_NO_CONTENT))]


def _begin(app: Sphinx, env: BuildEnvironment) -> None:
    if app.builder.format != "html":
        return
    here = weakref.ref(app)
    build_of(env).come = lambda: _set_up(here())
    if _is_used(app):
        later("sphinx_academic.outputs.search:setup")(app)
        if app.config.academic_inventory_labels and writes_own_pages(app.builder):
            later("sphinx_academic.outputs.inventory_labels:setup")(app)
    outputs = outputs_of(app.builder)
    state = later("sphinx_academic.outputs.search:state_of_site")
    # Where no page is written, there may yet be something to do.
    if outputs.has_hurt_part or any(
        outputs.made_of(part) != state(app.env) for part in _parts_without_pages(app)
    ):
        _set_up(app)


def _parts_without_pages(app: Sphinx) -> Iterator[SitePart]:
    """What may change where no page does."""
    if _has_pages_of_records(app):
        yield SitePart.PAGES
    if app.config.academic_publish_records and writes_pages(app.builder):
        yield SitePart.RECORDS


def _set_up(app: Sphinx | None) -> None:
    if app is not None and app.builder.format == "html":
        for module, is_wanted in build_of(app.env).one("wanted outputs", lambda: iter(OUTPUTS.items())):
            if is_wanted(app):  # each is asked once
                later(f"{__name__}.{module}:setup")(app)


def add_to_head(context: Context, tags: Iterable[str]) -> None:
    """Add tags to the head of a page."""
    if found := [*tags]:
        context["metatags"] = "\n".join([context.get("metatags", ""), *found])


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
