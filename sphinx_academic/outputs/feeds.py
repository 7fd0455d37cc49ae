"""The feeds that lists ask for: written, announced to browsers, and linked below the lists."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from sphinx_academic.content.fragments import Fragments, plain
from sphinx_academic.content.html import write
from sphinx_academic.content.nodes import Request
from sphinx_academic.data.naming import as_one
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.formats.feeds import (
    Event,
    Feed,
    FeedAuthor,
    FeedItem,
    atom,
    calendar,
    json_feed,
    newest,
    tag_uri,
)
from sphinx_academic.outputs import BEFORE_OTHERS, when_pages_are_written
from sphinx_academic.pages.build import Context, Contributor, ShownGroup, build_of
from sphinx_academic.pages.fill import translation
from sphinx_academic.pages.kept_files import SitePart, outputs_of
from sphinx_academic.pages.notes import notes_of
from sphinx_academic.pages.paper_addresses import paper_pages
from sphinx_academic.pages.site import address_of, base_of, html_builder, may_have_feeds, writes_pages
from sphinx_academic.pages.write import AbsolutePage
from sphinx_academic.problems import Code, Problem
from sphinx_academic.sections.base import collection_for, markup_for
from sphinx_academic.sections.description import Description, date_words
from sphinx_academic.sections.offers import TYPES, FeedRequest, Syndicated, feed_line, outputs
from sphinx_academic.sections.registry import SECTIONS
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def site_title(app: Sphinx) -> str:
    """What the site is called."""
    # Left alone, Sphinx says "<project> <release> documentation", which no homepage is called.
    config = app.config
    return str(config.html_title) if _is_given(config, "html_title") else str(config.project)


def _is_given(config: Any, name: str) -> bool:
    return name in config.overrides or name in config._raw_config


def title_of(app: Sphinx, feed: FeedRequest) -> str:
    """What a feed is called: the heading above its list, and the site."""
    site = site_title(app)
    heading = " ".join(feed.heading.split())
    return f"{heading} – {site}" if heading and heading != site else site


class _FeedLines(Contributor):
    """Links to the feeds of a list below it."""

    def behind(self, shown: ShownGroup) -> Fragments:
        if not shown.is_last or not may_have_feeds(shown.builder):
            return ()
        return feed_line(outputs(shown.options))


def setup(app: Sphinx) -> None:
    """Connect what links to feeds, announces them and writes them."""
    build_of(app.env).contributors.append(_FeedLines())
    app.connect("html-page-context", announce, priority=BEFORE_OTHERS)
    when_pages_are_written(app, write_feeds)


def announce(
    app: Sphinx, pagename: str, templatename: str, context: Context, doctree: nodes.document | None
) -> None:
    """Put the feeds of a page's lists into its head, where browsers and feed readers look for them."""
    if doctree is None or not may_have_feeds(app.builder):
        return
    together = app.builder.name == "singlehtml"
    asked = [
        feed
        for docname, notes in sorted(notes_of(app.env).items())
        for feed in notes.feeds
        if together or docname == pagename
    ]
    tags = [
        f'<link rel="alternate" type="{TYPES[feed.format]}" title="{escape(title_of(app, feed))}" '
        f'href="{escape(context["pathto"](feed.output, True))}" />'
        for feed in {feed.output: feed for feed in asked}.values()
    ]
    if tags:
        context["metatags"] = "\n".join([context.get("metatags", ""), *tags])


def write_feeds(app: Sphinx) -> None:
    """Write the feeds, each path once."""
    if not outputs_of(app.builder).needs(SitePart.FEEDS) or not writes_pages(app.builder):
        return
    asked = sorted(
        ((docname, feed) for docname, notes in notes_of(app.env).items() for feed in notes.feeds),
        key=lambda each: (each[1].path, each[1].line, each[1].output),
    )
    if not may_have_feeds(app.builder):
        _, first = asked[0]
        hint = 'Set html_baseurl = "https://…" in conf.py.'
        message = "A feed needs the address of the site, and html_baseurl is not set; no feed is written."
        tell(Problem(first.path, first.line, 0, Code.CONFIG, message, hint))
        return
    chosen: dict[Request, list[Any]] = {}
    for docname, feed in _each_path_once(asked):
        if outputs_of(app.builder).is_taken(feed.output):
            hint = "It, or a folder on its way, is another page or file of the site. Give it another name."
            message = f"'{feed.output}' cannot be written."
            tell(Problem(feed.path, feed.line, 0, Code.OUTPUT, message, hint))
            continue
        if feed.request not in chosen:
            chosen[feed.request] = _chosen(app, feed.request)
        content = _text(app, feed, docname, chosen[feed.request]).encode("utf-8")
        outputs_of(app.builder).write(SitePart.FEEDS, feed.output, content)


def _each_path_once(asked: Iterable[tuple[str, FeedRequest]]) -> Iterator[tuple[str, FeedRequest]]:
    taken: dict[str, FeedRequest] = {}
    for docname, feed in asked:
        first = taken.setdefault(as_one(feed.output), feed)
        if first is feed:
            yield docname, feed
        elif first.request != feed.request:
            message = f"'{feed.output}' is written by the list in {first.path}:{first.line} already; this feed is left out."
            tell(Problem(feed.path, feed.line, 0, Code.OUTPUT, message, "Give it another name."))


def _chosen(app: Sphinx, request: Request) -> list[Any]:
    """The records of a list, in its order."""
    collection = collection_for(request, str(app.srcdir))
    groups = SECTIONS[request.section].choose(collection, dict(request.options))
    return [record for group in groups for record in group.records]


def _text(app: Sphinx, feed: FeedRequest, docname: str, records: Sequence[Any]) -> str:
    section = SECTIONS[feed.request.section]
    collection = collection_for(feed.request, str(app.srcdir))
    options = dict(feed.request.options)
    description = Description(
        markup_for(collection),
        Highlights(()),
        translate=translation(app.env, docname),
        page_of=paper_pages(app.env).page_of,
        date_words=date_words(app.config.academic_dates, app.config.language or "en"),
    )
    title = title_of(app, feed)
    page = AbsolutePage(html_builder(app), docname, feed.request.sources)
    if feed.format == "calendar":
        said = [
            section.syndicate(record, options, description)
            for record in records
            if section.is_event(record, options)
        ]
        return calendar(title, _events(said, page, app, docname))
    owner = collection.profile[0].name if collection.profile else ""
    whole = Feed(
        title=title,
        address=base_of(app.builder) + feed.output,
        home=address_of(app.builder, docname),
        author=owner or (str(app.config.author) if _is_given(app.config, "author") else site_title(app)),
        # Only what goes in is described: a list may be a hundred times as long as a feed.
        items=tuple(
            _item(section.syndicate(record, options, description), page, app, docname)
            for record in newest(records)
        ),
        language=app.config.language,
    )
    return atom(whole) if feed.format == "atom" else json_feed(whole)


def _absolute(url: str, page: AbsolutePage) -> str:
    found = page.link(url) if url else None
    return found.href if found is not None else ""


def _address(said: Syndicated, app: Sphinx, docname: str) -> str:
    """Where an item is: on its own page, else in its list."""
    return address_of(app.builder, said.page) if said.page else address_of(app.builder, docname, said.anchor)


def _item(said: Syndicated, page: AbsolutePage, app: Sphinx, docname: str) -> FeedItem:
    assert said.date is not None
    picture = page.picture(said.picture) if said.picture else None
    return FeedItem(
        identifier=tag_uri(base_of(app.builder), said.kind, said.key),
        address=_address(said, app, docname),
        title=said.title,
        date=said.date,
        content=write(said.content, page).strip(),
        authors=tuple(FeedAuthor(author.name, _absolute(author.url, page)) for author in said.authors),
        tags=said.tags,
        picture=picture.href if picture is not None else "",
        external=_absolute(said.external, page),
        titled=said.titled,
    )


def _events(said: Iterable[Syndicated], page: AbsolutePage, app: Sphinx, docname: str) -> Iterator[Event]:
    """The events whose day is known."""
    taken: set[str] = set()
    for item in said:
        date = item.date
        if date is None or not date.month or not date.day:
            continue
        identifier = tag_uri(base_of(app.builder), item.kind, item.key)
        if identifier in taken:
            continue
        taken.add(identifier)
        text = " ".join(plain(item.content).split())
        yield Event(
            identifier=identifier,
            title=item.title,
            day=datetime.date(date.year, date.month, date.day),
            address=_absolute(item.external, page) or _address(item, app, docname),
            place=item.place,
            description=text if text != item.title else "",
        )
