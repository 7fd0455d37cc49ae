"""Tells browsers of the feeds that lists ask for; what writes them is imported when there is one."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any

from sphinx_academic.outputs.kept_files import Part, outputs_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.sections.offers import FeedRequest


def setup_feeds(app: Sphinx) -> None:
    """Connect what announces feeds and what writes them."""
    app.connect("html-page-context", _announce)
    app.connect("html-collect-pages", _write)
    app.connect("build-finished", _write_beside_single_page)


def _feeds(env: BuildEnvironment) -> dict[str, tuple[FeedRequest, ...]]:
    """Page name → the feeds of its lists."""
    domain: Any = env.get_domain("academic")
    feeds: dict[str, tuple[FeedRequest, ...]] = domain.feeds
    return feeds


def _announce(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Put the feeds of a page's lists into its head, where browsers and feed readers look for them."""
    by_page = _feeds(app.env)
    if doctree is None or not by_page:
        return
    from sphinx_academic.outputs.feed_files import title_of
    from sphinx_academic.pages.site import may_have_feeds
    from sphinx_academic.sections.offers import TYPES

    if not may_have_feeds(app.builder):
        return
    if app.builder.name == "singlehtml":
        asked = [feed for _, feeds in sorted(by_page.items()) for feed in feeds]
    else:
        asked = list(by_page.get(pagename, ()))
    tags = [
        f'<link rel="alternate" type="{TYPES[feed.format]}" title="{escape(title_of(app, feed))}" '
        f'href="{escape(context["pathto"](feed.output, True))}" />'
        for feed in {feed.output: feed for feed in asked}.values()
    ]
    if tags:
        context["metatags"] = "\n".join([context.get("metatags", ""), *tags])


def _write(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Write every feed of the site; Sphinx asks for further pages when it has written its own, and gets none."""
    by_page = _feeds(app.env)
    if by_page and outputs_of(app.builder).needs(Part.FEEDS):
        from sphinx_academic.outputs.feed_files import write_feeds

        write_feeds(app, by_page)
    return ()


def _write_beside_single_page(app: Sphinx, exception: Exception | None) -> None:
    """The builder ``singlehtml`` asks for no further pages."""
    if app.builder.name == "singlehtml" and exception is None:
        _write(app)
