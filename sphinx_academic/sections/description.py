"""What every section needs to describe its records: markup, highlighted names, words, and pieces they share."""

from __future__ import annotations

import html
import posixpath
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from operator import attrgetter
from typing import NamedTuple

from sphinx.locale import get_translation

from sphinx_academic.content.fragments import Element, Fragment, Fragments, joined, plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.content.typography import educate
from sphinx_academic.data.records import Publication, Record
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.data.values.addresses import Image, Link
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.names import Author, AuthorList
from sphinx_academic.formats.written_names import Name, of_author

_ = get_translation("sphinx_academic")


class Numbering:
    """Counts the numbered entries of a page, so that a list can go on where the one before it ended."""

    def __init__(self) -> None:
        self._last = 0

    def take(self, count: int, *, fresh: bool) -> int:
        """How many entries stand before these; ``fresh`` begins anew."""
        before = 0 if fresh else self._last
        self._last = before + count
        return before


def unclaimed(identifier: str) -> bool:
    """Hands out no identifier: for what is described to stand beside its page."""
    return False


def _no_page(publication: Publication) -> str:
    return ""


def _nowhere(kind: str, key: str) -> Sequence[tuple[str, str]]:
    return ()


@dataclass(frozen=True)
class Description:
    """Turns the texts of records into fragments for one page.

    ``quotes`` is the language whose typographic quotes are used with ``action``; empty for none.
    ``translate`` looks a text of the data up in the site's own catalogue. ``offered`` says that texts are being
    collected for translators, and must carry where they come from; ``source_folder`` is what their paths start from.
    ``cite`` gives a publication's reference in the citation style of the list, if that has one; its second argument
    makes of the title what stands there. ``language`` is Sphinx's, for numbers. ``page_of`` gives the landing page of a publication, empty where there is none.
    ``cited_in`` gives name and title of the pages that refer to an entry. ``anchors`` is what ids begin with, where not with
    the kind of the entry.
    """

    markup: Markup
    highlights: Highlights
    claim: Callable[[str], bool] = unclaimed
    quotes: str = ""
    action: str = "qDe"
    translate: Callable[[str], str] = str
    offered: bool = False
    source_folder: str = ""
    date_words: Callable[[PartialDate], str] = attrgetter("iso")
    page_of: Callable[[Publication], str] = _no_page
    language: str = "en"
    cite: Callable[[Publication, Callable[[Fragments], Fragments]], Fragments] | None = None
    cited_in: Callable[[str, str], Sequence[tuple[str, str]]] = _nowhere
    anchors: str = ""
    numbering: Numbering = dataclass_field(default_factory=Numbering)

    def prose(self, text: str, record: Record | None = None, field: str = "") -> Fragments:
        """A text with inline markup."""
        fragments = self.markup.inline(self.translate(text))
        if self.quotes:
            fragments = educate(fragments, self.quotes, self.action)
        if self.offered and record is not None:
            path, place = record.origin.place(field, text)
            where = {"raw": text, "path": posixpath.join(self.source_folder, path), "line": str(place.line)}
            return (Element("prose", fragments, "", where),)
        return fragments

    def blocks(self, text: str, record: Record, field: str) -> Fragments:
        """A text of paragraphs and lists."""
        if self.offered:
            return (Element("paragraph", self.prose(text, record, field)),)
        fragments = self.markup.blocks(self.translate(text))
        return educate(fragments, self.quotes, self.action) if self.quotes else fragments

    def date(self, when: PartialDate) -> str:
        """A date as readers see it: as written where that says more than the numbers do."""
        return when.text or self.date_words(when)

    def identifier(self, prefix: str, key: str) -> str:
        """The id of an entry, or nothing where the page already shows that entry."""
        identifier = f"{self.anchors or prefix}-{key}"
        return identifier if key and self.claim(identifier) else ""


def line(children: Iterable[Fragment], classes: str) -> Fragments:
    """One line of an entry, if it holds anything."""
    content = tuple(children)
    return (Element("line", content, classes),) if content else ()


def time(date: PartialDate, shown: str) -> Element:
    """A date that machines can read too."""
    if not date.year:
        return Element("span", (shown,))
    return Element("time", (shown,), "", {"datetime": date.iso})


def dated(shown: str, date: PartialDate | None) -> Fragments:
    """The date as readers see it."""
    if not shown:
        return ()
    return (time(date, shown),) if date is not None else (shown,)


def authors(people: AuthorList, signs: Signs, description: Description) -> Fragments:
    """Names in a row: highlighted ones in bold, marks raised, people with an address linked."""
    if people.written:
        return description.prose(people.written)
    return _names(people, range(len(people.people)), signs, description)


class Shortened(NamedTuple):
    """A list of authors of which only some are shown at once, and the whole list for who asks."""

    line: Fragments
    rest: Fragments


def shortened(people: AuthorList, most: int, signs: Signs, description: Description) -> Shortened:
    """The first authors, the highlighted ones and the last, ``most`` in all where that suffices.

    The whole list follows behind a disclosure; on paper, where nothing opens, it takes the short one's place.
    """
    whole = authors(people, signs, description)
    number = len(people.people)
    if not most or number <= most or people.written:
        return Shortened(whole, ())
    kept = {
        0,
        number - 1,
        *(i for i, author in enumerate(people.people) if description.highlights.hold(author)),
    }
    for index in range(number):
        if len(kept) >= most:
            break
        kept.add(index)
    if len(kept) == number:
        return Shortened(whole, ())
    short = _names(people, sorted(kept), signs, description)
    summary = _("All %d authors") % number
    paragraph = Element("paragraph", whole, "academic-authors")
    disclosure = Element("disclosure", (paragraph,), "academic-all-authors", {"summary": summary})
    line = (Element("on_screen", short), Element("on_paper", whole))
    return Shortened(line, (Element("on_screen", (disclosure,)),))


def _names(people: AuthorList, shown: Sequence[int], signs: Signs, description: Description) -> Fragments:
    """The names at some places of the list, with an ellipsis where there are others between them."""
    pieces: list[Fragment] = []
    text = ""
    before = -1
    for index in shown:
        author = people.people[index]
        if index:
            text += ", " if index == before + 1 else ", …, "
        before = index
        highlighted = description.highlights.hold(author)
        marks = signs.of(author)
        if not (highlighted or marks or author.url):
            text += author.name
            continue
        if text:
            pieces.append(text)
            text = ""
        name: Fragment = author.name
        if author.url:
            name = Element("link", (name,), "", {"url": author.url})
        if highlighted:
            name = Element("strong", (name,), "academic-highlight")
        pieces.append(name)
        pieces.extend(marks)
    if people.others:
        text += ", et al." if people.people else "et al."
    if text:
        pieces.append(text)
    return tuple(pieces)


class Signs:
    """The signs behind names in one list, so that one sign means one thing throughout it."""

    def __init__(self, lists: Iterable[AuthorList]) -> None:
        used: set[str] = set()
        groups: dict[str, None] = {}
        self._corresponding = self._senior = ""
        corresponding = senior = False
        for authors_ in lists:
            for author in authors_.people:
                if author.marks or author.equal or author.corresponding or author.senior:
                    used.update(author.marks)
                    if author.equal:
                        groups[author.group] = None
                    corresponding = corresponding or author.corresponding
                    senior = senior or author.senior
        # "*" is what most papers print for equal contribution; no sign that the data uses by itself is taken.
        free = [sign for sign in "*†‡§¶‖#" if sign not in used]
        self._equal = {group: free.pop(0) if free else "*" for group in sorted(groups)}
        free = [sign for sign in free if sign != "*"]
        if corresponding:
            self._corresponding = free.pop(0) if free else "†"
        if senior:
            self._senior = free.pop(0) if free else "‡"

    def of(self, author: Author) -> tuple[Element, ...]:
        """The marks behind one name."""
        if not (author.equal or author.corresponding or author.senior or author.marks):
            return ()
        marks = []
        if author.equal:
            marks.append(
                Element("mark", (self._equal[author.group],), "", {"title": _("equal contribution")})
            )
        if author.corresponding:
            marks.append(Element("mark", (self._corresponding,), "", {"title": _("corresponding author")}))
        if author.senior:
            marks.append(Element("mark", (self._senior,), "", {"title": _("senior author")}))
        if author.marks:
            marks.append(Element("mark", (author.marks,)))
        return tuple(marks)

    def legend(self) -> Fragments:
        """One line that says what the signs of the list mean; nothing where there are none."""
        said: list[Fragments] = []
        for number, sign in enumerate(self._equal.values()):
            meaning = _("equal contribution") if not number else _("equal contribution, another group")
            said.append((Element("mark", (sign,)), " ", meaning))
        if self._corresponding:
            said.append((Element("mark", (self._corresponding,)), " ", _("corresponding author")))
        if self._senior:
            said.append((Element("mark", (self._senior,)), " ", _("senior author")))
        return (Element("paragraph", joined(said, " · "), "academic-legend"),) if said else ()


def links(items: Iterable[Link]) -> Fragments:
    """``[Paper] [Code]``; a link without an address as its name alone."""
    pieces: list[Fragments] = []
    for item in items:
        name = html.unescape(item.name)
        inner: Fragment = Element("link", (name,), "", {"url": item.url}) if item.url else name
        pieces.append(("[", inner, "]"))
    return joined(pieces, " ")


MOST_PAGES = 6
"""With more pages than these, those that cite an entry stand behind a disclosure."""


def cited_line(kind: str, key: str, description: Description) -> Fragments:
    """``Cited in: Installation, API``; a disclosure where the pages are many."""
    pages = description.cited_in(kind, key)
    if not pages:
        return ()
    linked = joined([(Element("link", (title,), "", {"page": docname}),) for docname, title in pages], ", ")
    said = _("Cited in")
    if len(pages) > MOST_PAGES:
        attributes = {"summary": f"{said} ({len(pages)})", "label": "yes"}
        return (Element("disclosure", (Element("paragraph", linked),), "academic-cited", attributes),)
    return (Element("paragraph", (said, ": ", *linked), "academic-cited"),)


def figure(
    image: Image,
    record: Record,
    fallback: str,
    description: Description,
    classes: str,
    *,
    place: str,
    zoom: bool,
    width: str,
    first: bool = False,
) -> Element:
    """A picture with its caption; ``alt`` is what is given, else the caption, else ``fallback``.

    ``place`` names where a page shows it, ``width`` is what it takes up where the output is a printed page,
    and ``first`` says that readers see it as soon as the page opens.
    """
    caption = description.prose(image.caption, record, "images") if image.caption else ()
    alt = image.alt or plain(caption) or fallback
    attributes = {"url": image.url, "alt": alt, "width": width, "place": place}
    if first:
        attributes["first"] = "yes"
    if zoom:
        attributes["zoom"] = "yes"
    return Element("figure", caption, classes, attributes)


def author_label(authors: AuthorList, description: Description) -> str:
    """``Liu``, ``Liu and Bee``, ``Liu et al.``; of a text that is no list of names, the text."""
    if authors.written:
        return plain(description.prose(authors.written))
    names = [_family_name(of_author(author)) for author in authors.people[:2]]
    number = len(authors.people)
    if number == 1 and not authors.others:
        return names[0]
    if number == 2 and not authors.others:
        return _("{name} and {other}").format(name=names[0], other=names[1])
    return _("{name} et al.").format(name=names[0]) if names else ""


def _family_name(name: Name) -> str:
    return name.literal or f"{name.particles} {name.family}".strip()
