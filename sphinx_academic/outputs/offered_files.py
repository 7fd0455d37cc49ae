"""The files that lists offer, of references and as feeds: named, written, announced to browsers, and linked below the lists."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from sphinx_academic.content.fragments import Fragments, in_a_row
from sphinx_academic.content.html import write
from sphinx_academic.content.nodes import Request
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.located import paused_collection
from sphinx_academic.data.naming import as_one
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.data.select import once_each
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.formats import feeds
from sphinx_academic.formats.table import Format, format_named
from sphinx_academic.outputs import BEFORE_OTHERS, add_to_head, when_pages_are_written
from sphinx_academic.pages.build import Context, Options, notes_of
from sphinx_academic.pages.fill import translation
from sphinx_academic.pages.kept_files import SitePart, outputs_of
from sphinx_academic.pages.page_addresses import paper_pages
from sphinx_academic.pages.site import (
    address_of,
    base_of,
    html_builder,
    may_have_feeds,
    writes_pages,
)
from sphinx_academic.pages.site_kinds import declared_in, sections_of
from sphinx_academic.pages.write import AbsolutePage, Contributor, ShownGroup, contributors_of
from sphinx_academic.problems import Code, Problem
from sphinx_academic.sections import offers
from sphinx_academic.sections.base import collection_for, markup_for
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.language_words import date_words
from sphinx_academic.settings import is_given, site_title
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from sphinx_academic.sections.registry import AnySection

FOLDER = "_downloads"
"""Where Sphinx puts the files that pages offer."""

_NAME = "publications"


def names_of(
    by_page: Mapping[str, Iterable[offers.DownloadRequest | offers.DocumentRequest]],
    root: str,
    pages: Iterable[str],
    usual: str = _NAME,
) -> dict[tuple[str, Request], str]:
    """The name, without its end, of each list's files, by its page and its request: that of the page, and a second list's heading.

    ``root`` is the homepage, whose files have the ``usual`` name unless one of the ``pages`` has.
    """
    names: dict[tuple[str, Request], str] = {}
    taken: set[str] = set()
    for docname in sorted(by_page):
        base = nodes.make_id(docname.replace("/", "-")) or usual
        if docname == root:
            base = f"{root}-{usual}" if usual in pages else usual
        for position, (request, heading, *_place) in enumerate(by_page[docname]):
            if (docname, request) in names:
                continue
            # File systems hold names of 255 bytes.
            name = (f"{base}-{nodes.make_id(heading)}" if position else base)[:150].rstrip("-")
            numbered = chain([name], (f"{name}-{number}" for number in count(2)))
            names[docname, request] = next(each for each in numbered if each not in taken)
            taken.add(names[docname, request])
    return names


def _offered(name: str, path: str, content: bytes) -> offers.OfferedFile:
    form = format_named(name)
    return offers.OfferedFile(form.label, path, len(content), form.media_type)


def _as_first_published(
    section: AnySection, record: Any, options: Options, description: Description
) -> offers.Syndicated:
    """A record as an item that keeps the name it first had, so that readers' programs do not take it for a new one."""
    said = section.syndicate(record, options, description)
    return said._replace(key=record.former_keys[0]) if record.former_keys else said


def _day(when: PartialDate | None) -> datetime.date | None:
    """The day of a date, if it is known."""
    if when is None or when.year <= 0 or not when.month or not when.day:
        return None
    return datetime.date(when.year, when.month, when.day)


class _Offers(Contributor):
    """What the lists of one site offer; a file of references is made once, as its size is shown before it is written.

    The records of a list are chosen once, however many files and feeds it offers.
    """

    def __init__(self, env: BuildEnvironment) -> None:
        by_page = {docname: notes.downloads for docname, notes in notes_of(env).items()}
        self._names = names_of(by_page, env.config.root_doc, env.found_docs)
        self._srcdir, self._declared, self._sections = str(env.srcdir), declared_in(env), sections_of(env)
        self._chosen: dict[Request, list[Any]] = {}
        self._made: dict[tuple[Request, str], bytes] = {}

    def behind(self, shown: ShownGroup) -> Fragments:
        builder = shown.builder
        if not shown.is_last or not writes_pages(builder):
            return ()
        files = [_offered(*file) for file in self._files(shown.docname, shown.request)]
        paths = shown.options.get("feed", ()) if may_have_feeds(builder) else ()
        return (*offers.download_line(files, builder.config.language or "en"), *offers.feed_line(paths))

    def _files(self, docname: str, request: Request) -> Iterator[tuple[str, str, bytes]]:
        """The files of references that a list of a page offers: format, path and content."""
        name = self._names.get((docname, request))
        for form in dict(request.options).get("download", ()) if name else ():
            if (request, form) not in self._made:
                collection = collection_for(request, self._srcdir, self._declared)
                records = self._records(request)
                with paused_collection():
                    self._made[request, form] = self._content(
                        format_named(form), request, records, collection
                    )
            if content := self._made[request, form]:
                yield form, f"{FOLDER}/{name}{format_named(form).suffix}", content

    def _content(
        self, form: Format, request: Request, records: Sequence[Any], collection: Collection
    ) -> bytes:
        if form.write_tables:
            section = self._sections[request.section]
            return form.content_of(section.tables(records, collection, dict(request.options)))
        return form.content(records, collection, markup_for(collection)) if records else b""

    def write(self, app: Sphinx) -> None:
        """Write every file that a list of the site offers."""
        outputs = outputs_of(app.builder)
        if self._names and outputs.needs(SitePart.DOWNLOADS) and writes_pages(app.builder):
            for place in self._names:
                for _form, path, content in self._files(*place):
                    outputs.write(SitePart.DOWNLOADS, path, content)
        asked = sorted(
            ((docname, feed) for docname, notes in notes_of(app.env).items() for feed in notes.feeds),
            key=lambda each: (each[1].path, each[1].line, each[1].output),
        )
        if asked and outputs.needs(SitePart.FEEDS) and writes_pages(app.builder):
            _write_feeds(app, asked, self._records)

    def _records(self, request: Request) -> list[Any]:
        """The records that a list shows, in its order."""
        if request not in self._chosen:
            collection = collection_for(request, self._srcdir, self._declared)
            groups = self._sections[request.section].choose(collection, dict(request.options))
            self._chosen[request] = list(once_each(groups))
        return self._chosen[request]


def setup(app: Sphinx) -> None:
    """Connect what links to the files, announces feeds, and writes all."""
    offered = _Offers(app.env)
    contributors_of(app.env).append(offered)
    app.connect("html-page-context", _announce, priority=BEFORE_OTHERS)
    when_pages_are_written(app, offered.write)


# Feeds


def _title_of(config: Config, feed: offers.FeedRequest) -> str:
    """What a feed is called: the heading above its list, and the site."""
    site, heading = site_title(config), " ".join(feed.heading.split())
    return f"{heading} – {site}" if heading and heading != site else site


def _announce(
    app: Sphinx, pagename: str, templatename: str, context: Context, doctree: nodes.document | None
) -> None:
    """Put the feeds of a page's lists into its head, where browsers and feed readers look for them."""
    if doctree is None or not may_have_feeds(app.builder):
        return
    noted = notes_of(app.env)
    pages = sorted(noted) if app.builder.name == "singlehtml" else noted.keys() & {pagename}
    asked = {feed.output: feed for docname in pages for feed in noted[docname].feeds}
    tags = (
        f'<link rel="alternate" type="{offers.feed_format(output).media_type}" title="{escape(_title_of(app.config, feed))}" '
        f'href="{escape(context["pathto"](output, True))}" />'
        for output, feed in asked.items()
    )
    add_to_head(context, tags)


def _write_feeds(
    app: Sphinx,
    asked: Sequence[tuple[str, offers.FeedRequest]],
    records_of: Callable[[Request], Sequence[Any]],
) -> None:
    """Write the feeds, each path once."""
    written = outputs_of(app.builder)

    def refuse(feed: offers.FeedRequest, message: str, hint: str, code: Code = Code.OUTPUT) -> None:
        tell(Problem(feed.path, feed.line, 0, code, message, hint))

    if not may_have_feeds(app.builder):
        message = "A feed needs the address of the site, and html_baseurl is not set; no feed is written."
        refuse(asked[0][1], message, 'Set html_baseurl = "https://…" in conf.py.', Code.CONFIG)
        return
    taken: dict[str, offers.FeedRequest] = {}
    for docname, feed in asked:
        first = taken.setdefault(as_one(feed.output), feed)
        if first is not feed:
            if _whenever(first.request) != _whenever(feed.request):
                message = f"'{feed.output}' is written by the list in {first.path}:{first.line} already; this feed is left out."
                refuse(feed, message, "Give it another name.")
        elif written.is_taken(feed.output):
            hint = "It, or a folder on its way, is another page or file of the site. Give it another name."
            refuse(feed, f"'{feed.output}' cannot be written.", hint)
        else:
            content = _Feed(app, feed, docname).text(records_of(feed.request)).encode("utf-8")
            written.write(SitePart.FEEDS, feed.output, content)


def _whenever(request: Request) -> Request:
    """What a list was asked for, on whichever day its page was read: of two pages one may have been read on another."""
    return request._replace(
        options=tuple((name, value) for name, value in request.options if name != "today")
    )


class _Feed:
    """A feed of one list, with addresses that are found from anywhere."""

    def __init__(self, app: Sphinx, feed: offers.FeedRequest, docname: str) -> None:
        self._builder = html_builder(app)
        self._asked = feed
        self._page = AbsolutePage(self._builder, docname, feed.request.sources)

    def text(self, records: Sequence[Any]) -> str:
        """What is written to its file, of the records of its list."""
        env, config, feed, request = self._builder.env, self._builder.config, self._asked, self._asked.request
        section, options = sections_of(env)[request.section], dict(request.options)
        collection = collection_for(request, str(env.srcdir), declared_in(env))
        description = Description(
            markup_for(collection),
            Highlights(()),
            translate=translation(env, self._page.docname),
            page_of=paper_pages(env).page_of,
            date_words=date_words(config.academic_dates, config.language or "en"),
            names_as_registered=config.academic_names == "register",
        )
        title, form = _title_of(config, feed), offers.feed_format(feed.output).name
        if form == "ics":
            happen = (each for each in records if section.is_event(each, options))
            said = (_as_first_published(section, each, options, description) for each in happen)
            return feeds.calendar(title, self._events(said))
        owner = collection.owner.name if collection.owner else ""
        author = str(config.author) if is_given(config, "author") else site_title(config)
        # Only what goes in is described: a list may be a hundred times as long as a feed.
        newest = feeds.newest(records)
        items = [self._item(_as_first_published(section, each, options, description)) for each in newest]
        whole = feeds.Feed(
            title=title,
            address=base_of(self._builder) + feed.output,
            home=address_of(self._builder, self._page.docname),
            author=owner or author,
            items=tuple(items),
            language=config.language,
        )
        return feeds.atom(whole) if form == "atom" else feeds.json_feed(whole)

    def _absolute(self, url: str) -> str:
        found = self._page.link(url) if url else None
        return found.href if found is not None else ""

    def _address(self, said: offers.Syndicated) -> str:
        """Where an item is: on its own page, else in its list."""
        place = (said.page,) if said.page else (self._page.docname, said.anchor)
        return address_of(self._builder, *place)

    def _item(self, said: offers.Syndicated) -> feeds.FeedItem:
        assert said.date is not None
        picture = self._page.picture(said.picture) if said.picture else None
        authors = (feeds.FeedAuthor(author.name, self._absolute(author.url)) for author in said.authors)
        return feeds.FeedItem(
            identifier=feeds.tag_uri(base_of(self._builder), said.kind, said.key),
            address=self._address(said),
            title=said.title,
            date=said.date,
            content=write(said.content, self._page).strip(),
            authors=tuple(authors),
            tags=said.tags,
            picture=picture.href if picture is not None else "",
            external=self._absolute(said.external),
            titled=said.titled,
        )

    def _events(self, said: Iterable[offers.Syndicated]) -> Iterator[feeds.Event]:
        """The events whose day is known, each once."""
        taken: set[str] = set()
        for item in said:
            identifier = feeds.tag_uri(base_of(self._builder), item.kind, item.key)
            day = _day(item.begins or item.date)
            if day is None or identifier in taken:
                continue
            taken.add(identifier)
            text = in_a_row(item.content)
            yield feeds.Event(
                identifier=identifier,
                title=item.title,
                day=day,
                last=_day(item.ends),
                address=self._address(item),
                place=item.place,
                description=text if text != item.title else "",
                external=self._absolute(item.external),
            )
