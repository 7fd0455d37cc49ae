"""The feeds that lists ask for: written, announced to browsers, and linked below the lists."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from html import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from sphinx_academic.content.fragments import Fragments, plain
from sphinx_academic.content.html import write
from sphinx_academic.data.naming import as_one
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.formats import feeds
from sphinx_academic.outputs import BEFORE_OTHERS, add_to_head, when_pages_are_written
from sphinx_academic.pages.build import Context, notes_of
from sphinx_academic.pages.fill import translation
from sphinx_academic.pages.kept_files import SitePart, outputs_of
from sphinx_academic.pages.paper_addresses import paper_pages
from sphinx_academic.pages.site import address_of, base_of, html_builder, may_have_feeds, writes_pages
from sphinx_academic.pages.write import AbsolutePage, Contributor, ShownGroup, contributors_of
from sphinx_academic.problems import Code, Problem
from sphinx_academic.sections.base import collection_for, markup_for
from sphinx_academic.sections.description import Description, date_words
from sphinx_academic.sections.offers import FeedRequest, Syndicated, feed_format, feed_line
from sphinx_academic.sections.registry import SECTIONS
from sphinx_academic.warnings import tell


def _site_title(config: Config) -> str:
    # Left alone, Sphinx says "<project> <release> documentation", which no homepage is called.
    return str(config.html_title if _is_given(config, "html_title") else config.project)


def _is_given(config: Config, name: str) -> bool:
    return name in config.overrides or name in config._raw_config


def _title_of(config: Config, feed: FeedRequest) -> str:
    """What a feed is called: the heading above its list, and the site."""
    site, heading = _site_title(config), " ".join(feed.heading.split())
    return f"{heading} – {site}" if heading and heading != site else site


class _FeedLines(Contributor):
    """Links to the feeds of a list below it."""

    def behind(self, shown: ShownGroup) -> Fragments:
        is_here = shown.is_last and may_have_feeds(shown.builder)
        return feed_line(shown.options.get("feed", ())) if is_here else ()


def setup(app: Sphinx) -> None:
    """Connect what links to feeds, announces them and writes them."""
    contributors_of(app.env).append(_FeedLines())
    app.connect("html-page-context", _announce, priority=BEFORE_OTHERS)
    when_pages_are_written(app, _write_feeds)


def _announce(
    app: Sphinx, pagename: str, templatename: str, context: Context, doctree: nodes.document | None
) -> None:
    """Put the feeds of a page's lists into its head, where browsers and feed readers look for them."""
    if doctree is not None and may_have_feeds(app.builder):
        asked = {
            feed.output: feed
            for docname, notes in sorted(notes_of(app.env).items())
            for feed in notes.feeds
            if docname == pagename or app.builder.name == "singlehtml"
        }
        add_to_head(
            context,
            (
                f'<link rel="alternate" type="{feed_format(feed.output).media_type}" title="{escape(_title_of(app.config, feed))}" '
                f'href="{escape(context["pathto"](feed.output, True))}" />'
                for feed in asked.values()
            ),
        )


def _write_feeds(app: Sphinx) -> None:
    """Write the feeds, each path once."""
    written = outputs_of(app.builder)
    if not written.needs(SitePart.FEEDS) or not writes_pages(app.builder):
        return
    asked = sorted(
        ((docname, feed) for docname, notes in notes_of(app.env).items() for feed in notes.feeds),
        key=lambda each: (each[1].path, each[1].line, each[1].output),
    )
    if not may_have_feeds(app.builder):
        message = "A feed needs the address of the site, and html_baseurl is not set; no feed is written."
        _tell(asked[0][1], message, 'Set html_baseurl = "https://…" in conf.py.', Code.CONFIG)
        return
    taken: dict[str, FeedRequest] = {}
    for docname, feed in asked:
        first = taken.setdefault(as_one(feed.output), feed)
        if first is not feed:
            if first.request != feed.request:
                message = f"'{feed.output}' is written by the list in {first.path}:{first.line} already; this feed is left out."
                _tell(feed, message, "Give it another name.")
        elif written.is_taken(feed.output):
            hint = "It, or a folder on its way, is another page or file of the site. Give it another name."
            _tell(feed, f"'{feed.output}' cannot be written.", hint)
        else:
            written.write(SitePart.FEEDS, feed.output, _Feed(app, feed, docname).text().encode("utf-8"))


def _tell(feed: FeedRequest, message: str, hint: str, code: Code = Code.OUTPUT) -> None:
    tell(Problem(feed.path, feed.line, 0, code, message, hint))


class _Feed:
    """A feed of one list, with addresses that are found from anywhere."""

    def __init__(self, app: Sphinx, feed: FeedRequest, docname: str) -> None:
        self._app = app
        self._builder = html_builder(app)
        self._asked = feed
        self._docname = docname
        self._page = AbsolutePage(self._builder, docname, feed.request.sources)

    def text(self) -> str:
        """What is written to its file."""
        app, config, feed, docname = self._app, self._app.config, self._asked, self._docname
        section, options = SECTIONS[feed.request.section], dict(feed.request.options)
        collection = collection_for(feed.request, str(app.srcdir))
        records = [record for group in section.choose(collection, options) for record in group.records]
        description = Description(
            markup_for(collection),
            Highlights(()),
            translate=translation(app.env, docname),
            page_of=paper_pages(app.env).page_of,
            date_words=date_words(config.academic_dates, config.language or "en"),
        )
        title = _title_of(config, feed)
        if feed_format(feed.output).name == "calendar":
            said = (
                section.syndicate(each, options, description)
                for each in records
                if section.is_event(each, options)
            )
            return feeds.calendar(title, self._events(said))
        owner = collection.profile[0].name if collection.profile else ""
        author = str(config.author) if _is_given(config, "author") else _site_title(config)
        # Only what goes in is described: a list may be a hundred times as long as a feed.
        items = [self._item(section.syndicate(each, options, description)) for each in feeds.newest(records)]
        whole = feeds.Feed(
            title=title,
            address=base_of(self._builder) + feed.output,
            home=address_of(self._builder, docname),
            author=owner or author,
            items=tuple(items),
            language=config.language,
        )
        return feeds.atom(whole) if feed_format(feed.output).name == "atom" else feeds.json_feed(whole)

    def _absolute(self, url: str) -> str:
        found = self._page.link(url) if url else None
        return found.href if found is not None else ""

    def _address(self, said: Syndicated) -> str:
        """Where an item is: on its own page, else in its list."""
        if said.page:
            return address_of(self._builder, said.page)
        return address_of(self._builder, self._docname, said.anchor)

    def _item(self, said: Syndicated) -> feeds.FeedItem:
        assert said.date is not None
        picture = self._page.picture(said.picture) if said.picture else None
        return feeds.FeedItem(
            identifier=feeds.tag_uri(base_of(self._builder), said.kind, said.key),
            address=self._address(said),
            title=said.title,
            date=said.date,
            content=write(said.content, self._page).strip(),
            authors=tuple(
                feeds.FeedAuthor(author.name, self._absolute(author.url)) for author in said.authors
            ),
            tags=said.tags,
            picture=picture.href if picture is not None else "",
            external=self._absolute(said.external),
            titled=said.titled,
        )

    def _events(self, said: Iterable[Syndicated]) -> Iterator[feeds.Event]:
        """The events whose day is known, each once."""
        taken: set[str] = set()
        for item in said:
            date, identifier = item.date, feeds.tag_uri(base_of(self._builder), item.kind, item.key)
            if date is None or not date.month or not date.day or identifier in taken:
                continue
            taken.add(identifier)
            text = " ".join(plain(item.content).split())
            yield feeds.Event(
                identifier=identifier,
                title=item.title,
                day=datetime.date(date.year, date.month, date.day),
                address=self._absolute(item.external) or self._address(item),
                place=item.place,
                description=text if text != item.title else "",
            )
