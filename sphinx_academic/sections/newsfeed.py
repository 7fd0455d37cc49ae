"""The directive ``newsfeed``: news by date, the older ones behind a disclosure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from sphinx_academic.content.fragments import Element, Fragments, in_a_row, joined, plain
from sphinx_academic.data import select
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.naming import anchor
from sphinx_academic.data.records import NewsItem
from sphinx_academic.data.records.calendar_entry import EVENT_TAGS
from sphinx_academic.data.records.derived_news import DerivedNews, derived_news
from sphinx_academic.data.records.news import unknown_occasions
from sphinx_academic.problems import shorten
from sphinx_academic.sections import description as shared
from sphinx_academic.sections import options as read
from sphinx_academic.sections.base import Chosen, FilterWords, PageFacts, Section, years_of
from sphinx_academic.sections.belonging import BELONGING, belonging
from sphinx_academic.sections.date_column import DATES, column_of, with_dates
from sphinx_academic.sections.derived_sentences import page_of, sentence, sign_of
from sphinx_academic.sections.description import Description, _, within
from sphinx_academic.sections.language_words import number_words
from sphinx_academic.sections.offers import Syndicated
from sphinx_academic.sections.options import Option, Options
from sphinx_academic.sections.own_fields import own_behind, own_in_text

_LONGEST_SIGN = 8
"""A family, a flag or a person with a colour of skin is one sign of several characters."""


class News(Section[NewsItem]):
    """News items, newest first."""

    name = "newsfeed"
    list_of = "news"
    entry_kind = "news"
    cards_have_titles = False
    # fmt: off
    options: ClassVar = {
        "limit": Option(read.count,
            "So many are shown at once, the rest stands behind “Show 12 more”; without it the data decides."),
        "since": Option(read.date, "Only items of this date or later."),
        "tag": Option(read.words, "Only items with one of these tags."),
        **BELONGING,
        **DATES,
        "filter": read.FILTER,
        "auto": Option(read.occasions,
            "Adds [news that nobody wrote](#news-that-nobody-wrote); `false` where the data says `news: auto` and this list is to "
            "do without."),
        "feed": read.FEED,
        **read.REFERRED,
    }
    # fmt: on
    filters = frozenset({"since", "tag", *BELONGING})
    facets: ClassVar = {"year": years_of, "tag": lambda item: item.tags}

    def choose(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        occasions = options.get("auto", collection.auto_news)
        news: list[NewsItem] = list(collection.news)
        if occasions:
            news += derived_news(collection.records, occasions, collection.own_kinds, options.get("today"))
        chosen = select.newest_first(belonging(news, collection, options))
        if "since" in options:
            chosen = select.since(chosen, options["since"])
        if "tag" in options:
            chosen = select.by_tag(chosen, options["tag"], select.tags_of)
        shown, rest = _shown_and_rest(tuple(chosen), options)
        return (Chosen((), (*shown, *rest)),) if chosen else ()

    def facts(self, options: Options, page: PageFacts) -> Options:
        # Whether the data ask for such news is known when they are read.
        return {} if options.get("auto") == () else {"today": page.today}

    def faults(self, collection: Collection, options: Options) -> Iterator[tuple[str, str, str]]:
        yield from super().faults(collection, options)
        unknown = unknown_occasions(options.get("auto", ()), collection.own_kinds)
        yield from (("auto", message, hint) for _word, message, hint in unknown)

    def shows_pictures(self, options: Options) -> bool:
        return False

    def filter_words(self) -> FilterWords:
        shown, nothing = _("%(shown)s of %(total)s news items"), _("No news item matches.")
        return FilterWords(_("Filter the news"), shown, nothing)

    def syndicate(self, record: NewsItem, options: Options, description: Description) -> Syndicated:
        text = text_of(record, description)
        return Syndicated(
            kind="news",
            key=_key(record),
            anchor=anchor("news", _key(record)) if _key(record) else "",
            page=page_of(record, description) if isinstance(record, DerivedNews) else "",
            external=record.address if isinstance(record, DerivedNews) else "",
            title=plain(self.said(record, description)[0]),
            titled=False,
            date=record.when,
            content=shared.paragraph(text if plain(text).strip() else ()),
            tags=record.tags,
        )

    def is_event(self, record: NewsItem, options: Options) -> bool:
        # Who lists certain tags alone means these to be the events.
        return "tag" in options or not EVENT_TAGS.isdisjoint(tag.casefold() for tag in record.tags)

    def keys(self, record: NewsItem) -> tuple[str, ...]:
        return (_key(record), *record.other_keys, *record.former_keys)

    def said(self, record: NewsItem, description: Description) -> tuple[Fragments, str, str]:
        day = record.when.iso if record.when else ""
        return (shorten(in_a_row(text_of(record, description)), 100) or day,), day, day[:4]

    def searched(self, record: NewsItem, description: Description) -> tuple[str, ...]:
        text = plain(text_of(record, description))
        return (text, record.when.iso if record.when else "") if text.strip() else ()

    def card_lines(self, record: NewsItem, description: Description) -> Fragments:
        text = description.prose(record.text)
        return (
            *shared.line(description.dated(record.when), "academic-dates"),
            *shared.line(text, "academic-text"),
        )

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        description = with_dates(description, options)
        records: tuple[NewsItem, ...] = chosen[index].records
        at_once, more = _shown_and_rest(records, options)
        shown, rest = (
            within("bullets", tuple(_item(item, description) for item in items), "academic-news-list")
            for items in (at_once, more)
        )
        number = number_words(len(more), description.language)
        words = {"summary": _("Show %s more") % number, "opened": _("Show less")}
        rest = within("disclosure", rest, "academic-show-more", **words)
        has_signs = any(map(_stands_alone, map(_sign, records)))
        # Beside a sign there is less room for a date.
        column = column_of((shown_date(item, description) for item in records), *([10] if has_signs else []))
        classes = ("academic academic-news", column, "academic-with-signs" if has_signs else "")
        return (Element("division", (*shown, *rest), " ".join(filter(None, classes))),)


def _key(item: NewsItem) -> str:
    """What names an item for good, on its page, in feeds and in references."""
    return item.name if isinstance(item, DerivedNews) else item.key


def _shown_and_rest(
    records: tuple[NewsItem, ...], options: Options
) -> tuple[tuple[NewsItem, ...], tuple[NewsItem, ...]]:
    """The items to show at once, and those behind the disclosure."""
    if "limit" in options:
        return records[: options["limit"]], records[options["limit"] :]
    shown = [item for item in records if not item.hidden]
    return tuple(shown), tuple(item for item in records if item.hidden)


def _item(item: NewsItem, description: Description) -> Element:
    sign = _sign(item)
    classes = "academic-emoji academic-sign" if _stands_alone(sign) else "academic-emoji"
    icon = within("span", description.markup.inline(sign), classes) if sign else ()
    dates = within("span", shown_date(item, description), "academic-dates")
    said = joined((dates, icon, text_of(item, description), *own_in_text(item, description)), " ")
    content = (*said, *own_behind(item, description), *shared.cited_line("news", _key(item), description))
    identifier = description.id_of("news", _key(item))
    return description.dressed(item, Element("item", content, "academic-news-item", identifier))


def _sign(item: NewsItem) -> str:
    """What stands between the date and the text: a sign, or words."""
    return sign_of(item) if isinstance(item, DerivedNews) else item.shown_icon


def _stands_alone(sign: str) -> bool:
    """Whether a sign is small enough for a column of its own, as an emoji is."""
    return 0 < len(sign) <= _LONGEST_SIGN and not any(map(str.isalnum, sign))


def text_of(item: NewsItem, description: Description) -> Fragments:
    """The news itself."""
    return sentence(item, description) if isinstance(item, DerivedNews) else description.field(item, "text")


def shown_date(item: NewsItem, description: Description) -> Fragments:
    """The date as readers see it, with the words before it and without the icon behind it."""
    return description.dated(item.when, item.date.before if item.date else "")
