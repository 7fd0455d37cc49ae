"""What every section needs to describe its records: markup, highlighted names, words, and pieces they share."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sphinx.locale import get_translation

from sphinx_academic.data.dates import PartialDate
from sphinx_academic.data.fields import Image, Link
from sphinx_academic.data.people import Author, AuthorList, Highlights
from sphinx_academic.data.records import Record
from sphinx_academic.fragments import Element, Fragment, Fragments, joined, plain
from sphinx_academic.markup import Markup, educate

_ = get_translation("sphinx_academic")


@dataclass(frozen=True)
class Description:
    """Turns the texts of records into fragments for one page.

    ``quotes`` is the language whose typographic quotes are used with ``action``; empty for none.
    ``translate`` looks a text of the data up in the site's own catalogue. ``offered`` says that texts are being
    collected for translators, and must carry where they come from.
    """

    markup: Markup
    highlights: Highlights
    claim: Callable[[str], bool]
    quotes: str = ""
    action: str = "qDe"
    translate: Callable[[str], str] = str
    offered: bool = False

    def prose(self, text: str, record: Record | None = None, field: str = "") -> Fragments:
        """A text with inline markup."""
        fragments = self.markup.inline(self.translate(text))
        if self.quotes:
            fragments = educate(fragments, self.quotes, self.action)
        if self.offered and record is not None:
            place = record.origin.places.get(field)
            where = {
                "raw": text,
                "path": record.origin.path,
                "line": str(place.line if place else record.origin.line),
            }
            return (Element("prose", fragments, "", where),)
        return fragments

    def blocks(self, text: str) -> Fragments:
        """A text of paragraphs and lists."""
        fragments = self.markup.blocks(self.translate(text))
        return educate(fragments, self.quotes, self.action) if self.quotes else fragments

    def identifier(self, prefix: str, key: str) -> str:
        """The id of an entry, or nothing where the page already shows that entry."""
        identifier = f"{prefix}-{key}"
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
    pieces: list[Fragment] = []
    text = ""
    for index, author in enumerate(people.people):
        if index:
            text += ", "
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
        equal = corresponding = False
        for authors_ in lists:
            for author in authors_.people:
                if author.marks or author.equal or author.corresponding:
                    used.update(author.marks)
                    equal = equal or author.equal
                    corresponding = corresponding or author.corresponding
        free = [sign for sign in "†‡§¶" if sign not in used]
        self._equal = "*" if "*" not in used or not free else free.pop(0)
        self._corresponding = free.pop(0) if free else "†"
        self._has_equal = equal
        self._has_corresponding = corresponding

    def of(self, author: Author) -> tuple[Element, ...]:
        """The marks behind one name."""
        if not (author.equal or author.corresponding or author.marks):
            return ()
        marks = []
        if author.equal:
            marks.append(Element("mark", (self._equal,), "", {"title": _("equal contribution")}))
        if author.corresponding:
            marks.append(Element("mark", (self._corresponding,), "", {"title": _("corresponding author")}))
        if author.marks:
            marks.append(Element("mark", (author.marks,)))
        return tuple(marks)

    def legend(self) -> Fragments:
        """One line that says what the signs of the list mean; nothing where there are none."""
        said: list[Fragments] = []
        if self._has_equal:
            said.append((Element("mark", (self._equal,)), " ", _("equal contribution")))
        if self._has_corresponding:
            said.append((Element("mark", (self._corresponding,)), " ", _("corresponding author")))
        return (Element("paragraph", joined(said, " · "), "academic-legend"),) if said else ()


def links(items: Iterable[Link]) -> Fragments:
    """``[Paper] [Code]``; a link without an address as its name alone."""
    pieces: list[Fragments] = []
    for item in items:
        name = html.unescape(item.name)
        inner: Fragment = Element("link", (name,), "", {"url": item.url}) if item.url else name
        pieces.append(("[", inner, "]"))
    return joined(pieces, " ")


def figure(
    image: Image, fallback: str, description: Description, classes: str, *, zoom: bool, width: str
) -> Element:
    """A picture with its caption; ``alt`` is what is given, else the caption, else ``fallback``.

    ``width`` is what it takes up where the output is a printed page.
    """
    caption = description.prose(image.caption) if image.caption else ()
    alt = image.alt or plain(caption) or fallback
    attributes = {"url": image.url, "alt": alt, "width": width}
    if zoom:
        attributes["zoom"] = "yes"
    return Element("figure", caption, classes, attributes)
