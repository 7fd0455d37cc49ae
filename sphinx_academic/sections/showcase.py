"""The look of what people make and work on, projects, software and datasets: cards side by side, or a list with dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar, TypeVar

from sphinx_academic.content.directions import isolated
from sphinx_academic.content.fragments import Element, Fragment, Fragments, joined, plain
from sphinx_academic.data import select
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Project
from sphinx_academic.data.records.released import ReleasedRecord
from sphinx_academic.data.values.addresses import Link
from sphinx_academic.data.values.identifiers import license_url
from sphinx_academic.sections import description as shared
from sphinx_academic.sections import options as read
from sphinx_academic.sections.base import PageFacts, in_parts, markup_for
from sphinx_academic.sections.date_column import NO_DATES, column_of, with_dates
from sphinx_academic.sections.description import Description, Signs, _, figures, line, within
from sphinx_academic.sections.language_words import number_words
from sphinx_academic.sections.offers import Syndicated
from sphinx_academic.sections.options import Option, Options
from sphinx_academic.sections.own_fields import own_behind, own_beside, own_lines
from sphinx_academic.sections.sorting import WordOrder
from sphinx_academic.sections.timed import TimedSection

T = TypeVar("T", bound=Project | ReleasedRecord)

_NAMES = 8
_FIRST_LINES = 260
"""So many characters of a text are shown at once."""
_SENTENCE = re.compile(r"[.!?…][\"'”’)]*(?=\s)|[。！？]")


class Showcase(TimedSection[T]):
    """Records with a picture, a text, people and links. A kind says what stands below the title."""

    in_cv: ClassVar = {"layout": "list"}
    # fmt: off
    own_options: ClassVar[dict[str, Option]] = {
        "layout": Option(read.one_of("cards", "list"), "Side by side with pictures, or below each other with dates in a column.", "cards"),
        "person": Option(read.words, "Only those of one of these people; a family name alone finds everybody of that name."),
        "sort": Option(read.one_of("date", "title", "file"),
            "Selected ones first, then what goes on, then the newest; by title in the [order of the "
            "language](/reference/directives/publications.md#order-of-words); or as they are written in the file.", "date"),
    }
    # fmt: on

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.options = {"layout": cls.own_options["layout"], **cls.options, **cls.own_options}
        cls.filters = cls.filters | {"person"}

    # Which records, in which order

    def chosen_of(self, records: Iterable[T], options: Options) -> list[T]:
        found = list(records)
        if "person" in options:
            is_wanted = select.one_of(options["person"])
            found = [record for record in found if any(map(is_wanted, record.people.people))]
        order = options.get("sort", "date")
        without_limit = {name: value for name, value in options.items() if name != "limit"}
        found = super().chosen_of(found, {**without_limit, "sort": "date" if order == "date" else "file"})
        if order == "date":
            found.sort(key=lambda record: not record.selected)
        elif order == "title":
            words = WordOrder((), options["language"], markup_for(Collection()))
            found.sort(key=lambda record: (words.of_text(record.title), record.key))
        return found[: options.get("limit")]

    def facts(self, options: Options, page: PageFacts) -> Options:
        by_words = {"language": page.language} if options.get("sort") == "title" else {}
        return {**super().facts(options, page), **by_words}

    def shows_pictures(self, options: Options) -> bool:
        return bool(options.get("layout", "cards") == "cards")

    # What an entry says

    def page_of(self, record: T, description: Description) -> str:
        """The record's own page, empty where it has none."""
        return ""

    def title(self, record: T, description: Description) -> Fragments:
        words = description.prose(record.called, record, record.main)
        page = self.page_of(record, description)
        return shared.linked(words, page=page) if page else shared.linked(words, url=record.url)

    def links_of(self, record: T, description: Description) -> Iterator[Link]:
        """The links, with the address of the whole where the title leads elsewhere."""
        if record.url and self.page_of(record, description):
            yield Link(_("Website"), record.url)
        yield from record.links

    def below_text(self, record: T, description: Description) -> Iterator[Fragment]:
        """Lines between the people and the links."""
        yield from ()

    def describe(
        self, chosen: tuple[select.Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        records: tuple[T, ...] = chosen[index].records
        description = with_dates(description, options)
        if options.get("layout", "cards") == "cards":
            has_pictures = any(each.images for group in chosen for each in group.records)
            entries = tuple(self._as_card(each, options, description, has_pictures) for each in records)
            return self._shown("academic-showcase", entries)
        # All groups have the column of dates that one of them needs.
        every = (each for group in chosen for each in group.records)
        column = column_of(self.dates(each, options, description) for each in every)
        entries = tuple(self._as_listed(record, options, description, bool(column)) for record in records)
        return self._shown(f"academic-timed {column}".rstrip(), entries)

    def _shown(self, look: str, entries: tuple[Element, ...]) -> Fragments:
        return (Element("division", in_parts(entries), f"academic {look} academic-{self.name}"),)

    def _as_card(self, record: T, options: Options, description: Description, has_pictures: bool) -> Element:
        title = plain(self.title(record, description)) or _("Untitled")
        picture = figures(record.images[:1], record, title, description, "showcase")
        if has_pictures and not picture:
            # Cards side by side begin alike: the first letter stands where others have their picture.
            letter = next((each.upper() for each in title if each.isalnum()), "–")
            place = Element("figure", (), "academic-showcase-picture", {"url": "", "initials": letter})
            picture = (Element("on_screen", (place,)),)
        body = self._body(record, description, self.dates(record, options, description))
        entry = Element("entry", (*picture, body), "academic-entry", self._id(record, description))
        return description.dressed(record, entry)

    def _as_listed(self, record: T, options: Options, description: Description, is_dated: bool) -> Element:
        dates = line(self.dates(record, options, description), "academic-dates")
        dates = dates or (NO_DATES if is_dated else ())
        body = self._body(record, description, ())
        entry = Element("entry", (*dates, body), "academic-entry", self._id(record, description))
        return description.dressed(record, entry)

    def _id(self, record: T, description: Description) -> dict[str, str]:
        return description.id_of(self.entry_kind, record.key)

    def _body(self, record: T, description: Description, dates: Fragments) -> Element:
        title = self.title(record, description) or (_("Untitled"),)
        where = (dates, *self.beside_title(record, description), description.field(record, "place"))
        text, opened = first_lines(description.blocks(record.description, record, "description"))
        signs = Signs((record.people,)) if description.signs is None else description.signs
        most = _NAMES if description.form == "list" else 0
        people = shared.shortened(record.people, most, signs, description, _("… + %d people"))
        lines = (
            *line((Element("strong", title),), "academic-title"),
            *self.below(record, description),
            *line(joined((*where, *own_beside(record, description)), " · "), "academic-where"),
            *line(isolated(text, record.description, description.language), "academic-summary"),
            *line(people, "academic-authors"),
            *self.below_text(record, description),
            *own_lines(record, description),
            *line(description.field(record, "note"), "academic-note"),
            *line(shared.tags(record.tags), "academic-tags"),
            *line(shared.links_of(self.links_of(record, description), description), "academic-links"),
        )
        cited = shared.cited_line(self.entry_kind, record.key, description)
        behind = (*opened, *own_behind(record, description), *cited)
        content = (Element("lines", lines), *behind)
        return Element("division", content, "academic-body")

    def syndicate(self, record: T, options: Options, description: Description) -> Syndicated:
        told = super().syndicate(record, options, description)
        text = description.blocks(record.description, record, "description")
        return told._replace(page=self.page_of(record, description), content=(*told.content, *text))


def first_lines(text: Fragments) -> tuple[Fragments, Fragments]:
    """What a card says of a text, and what opens on request: the first sentences, and the whole. On paper the whole is printed."""
    first, rest = text[:1], text[1:]
    if not first or isinstance(first[0], str) or first[0].kind != "paragraph":
        return (), within("disclosure", text, "academic-more", summary=_("Read more"))
    whole = first[0].children
    start = _sentences(whole)
    if start == whole:
        return whole, within("disclosure", rest, "academic-more", summary=_("Read more"))
    shown: Fragments = (Element("on_screen", (*start, " …")), Element("on_paper", whole))
    opened = (Element("on_screen", first), *rest)
    return shown, within("disclosure", opened, "academic-more", summary=_("Read more"))


def _sentences(text: Fragments) -> Fragments:
    """The first sentences of a paragraph, as many as fit; all of it where it is short, or where its first sentence is too long."""
    if len(plain(text)) <= _FIRST_LINES:
        return text
    length, found = 0, text
    for index, fragment in enumerate(text):
        if isinstance(fragment, str):
            for end in (match.end() for match in _SENTENCE.finditer(fragment)):
                if length + end > _FIRST_LINES and found is not text:
                    return found
                found = (*text[:index], fragment[:end])
                if length + end > _FIRST_LINES:
                    return found
        length += len(plain((fragment,)))
    return found


# What software and datasets share


def version_and_licence(record: ReleasedRecord, description: Description) -> Iterator[Fragments]:
    """``version 1.4.0``, and the licence as a link to its text."""
    if record.version:
        yield (_("version %s") % re.sub(r"^v(?=\d)", "", record.version),)
    if record.license:
        one_of = (_licence(name, description) for name in record.license.split(" OR "))
        yield joined(one_of, " / ")


def _licence(name: str, description: Description) -> Fragments:
    url = license_url(name)
    words = (_("licence"),) if name == url else (_("licence %s") % name,)
    return shared.linked(words, url=url) if url else words


def counts(record: ReleasedRecord, description: Description) -> Fragments:
    """How many stars and downloads: short with a sign on screens, in words to ears and on paper."""
    words = {
        "star": (record.stars, _("%s star"), _("%s stars")),
        "download": (record.downloads, _("%s download"), _("%s downloads")),
    }
    pieces = (
        _count(sign, written, one, many, description)
        for sign, (written, one, many) in words.items()
        if written
    )
    return joined(pieces, " · ")


def _count(sign: str, written: str, one: str, many: str, description: Description) -> Fragments:
    number = number_in(written)
    if number is None:
        short, words = written, many % written
    else:
        short = number_words(number, description.language, short=True)
        words = (one if number == 1 else many) % number_words(number, description.language)
    shown = (Element("icon", (), "", {"name": sign}), Element("span", (short,)))
    seen = Element("span", (*shown, Element("unseen", (f" ({words})",))), "academic-count")
    return (Element("on_screen", (seen,)), Element("on_paper", (words,)))


_NUMBER = re.compile(r"(\d{1,3}(?:[ ,.\u00a0\u202f'’]\d{3})+|\d+(?:\.\d+)?)\s*([kKmM]?)\+?")


def number_in(text: str) -> int | None:
    """A number as people write it: ``15,320``, ``15.3k``; None for other words."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    digits, unit = match.groups()
    if re.search(r"\D\d{3}(?!\d)", digits) and not unit:
        digits = re.sub(r"\D", "", digits)
    try:
        return round(float(digits) * {"": 1, "k": 1_000, "m": 1_000_000}[unit.lower()])
    except (ValueError, OverflowError):
        return None
