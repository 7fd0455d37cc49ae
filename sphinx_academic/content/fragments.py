"""An entry described once, lightly: what sections make, and what HTML and docutils nodes are written from.

A docutils node costs about two microseconds to make and is then visited by every transform and collector of Sphinx; a
fragment is a tuple that only its writer looks at. That is why a page of ten thousand publications is fast."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeAlias, Union


class Kind(NamedTuple):
    """How elements of a kind are written: as an element of HTML, and as a class of docutils or of ``content.nodes``, with
    the attributes that they may have. :data:`INSIDE` writes their content alone, :data:`NOTHING` not even that, and
    :data:`OWN` has a case of its own in ``html.py`` or ``doctree.py``."""

    is_block: bool
    html: str
    node: str
    attributes: str = ""


INSIDE, NOTHING, OWN = "inside", "nothing", "own"
_BLOCK, _INLINE = True, False

KINDS: Mapping[str, Kind] = {
    # What holds blocks. With a ``dir`` of ``auto`` a block is written in the direction of its own first letter.
    # What has an ``id`` may have ``former`` ones, with spaces between them: links to these still lead there.
    "division": Kind(_BLOCK, "div", "block", "id, former"),
    # What an entry is called is said by its line of the class ``academic-title``, else by ``called``.
    "entry": Kind(_BLOCK, OWN, "entry_block", "id, former, called"),
    "bullets": Kind(_BLOCK, "ul", "bullet_list", "dir"),
    "numbers": Kind(_BLOCK, "ol", "enumerated_list", "dir"),
    # Items that stand beside one another where there are columns or pages.
    "items_in_a_row": Kind(_BLOCK, "ul", OWN),
    "item": Kind(_BLOCK, "li", "list_item", "id, former"),
    # A list of entries side by side, which elsewhere stand one below the other.
    "cards": Kind(_BLOCK, "ul", "block"),
    "card": Kind(_BLOCK, "li", "entry_block", "id, former"),
    "quote": Kind(_BLOCK, "blockquote", "block_quote", "dir"),
    # A table holds rows, and these heads and cells; what is wider than the page is a region to scroll in, with a ``label``.
    "table": Kind(_BLOCK, OWN, OWN, "label"),
    "row": Kind(_BLOCK, "tr", "block"),
    "column_head": Kind(_BLOCK, OWN, "block"),
    "row_head": Kind(_BLOCK, OWN, "block"),
    "cell": Kind(_BLOCK, "td", "block"),
    # What only its summary is shown of, until a reader opens it; ``named`` says that in words where it is a sign, ``label`` shows
    # it in other formats too, and ``in_books`` what is in it without a summary in books.
    "disclosure": Kind(_BLOCK, OWN, OWN, "summary, opened, named, label, in_books"),
    # An entry whose content a ``template`` of the user's makes, of its record's ``values``.
    "templated": Kind(_BLOCK, OWN, "block", "template, values"),
    # What a script fills; its attributes are told to that.
    "widget": Kind(_BLOCK, OWN, "block", "any"),
    # What only HTML has, and what only the other formats have.
    "on_screen": Kind(_BLOCK, INSIDE, NOTHING),
    "on_paper": Kind(_INLINE, NOTHING, INSIDE),
    # The columns of an entry on a printed page.
    "side_column": Kind(_BLOCK, INSIDE, "side_column"),
    "text_column": Kind(_BLOCK, INSIDE, "text_column"),
    "facts_column": Kind(_BLOCK, INSIDE, "facts_column"),
    "photo_column": Kind(_BLOCK, INSIDE, "photo_column"),
    # Links from part to part of a page, for screens; ``label`` says what they are.
    "navigation": Kind(_BLOCK, OWN, NOTHING, "label"),
    # What holds text. Lines that belong together stand in ``lines``; ``flow`` says that something opens within a line.
    "lines": Kind(_BLOCK, INSIDE, OWN),
    "line": Kind(_BLOCK, "p", "paragraph", "dir, flow"),
    "paragraph": Kind(_BLOCK, "p", "paragraph", "dir, flow"),
    "heading": Kind(_BLOCK, "h2", NOTHING),
    # What stands above a table, and on the same printed page.
    "label": Kind(_BLOCK, "p", "kept_with_next"),
    # What the signs in a list mean, above it and on the same printed page.
    "legend": Kind(_BLOCK, "p", "kept_with_next"),
    "literal_block": Kind(_BLOCK, OWN, OWN, "language"),
    # A text as it is copied, with its line ends.
    "copied_text": Kind(_BLOCK, "pre", NOTHING),
    "rule": Kind(_BLOCK, OWN, OWN),
    # ``place`` is where a page shows it, ``first`` is before all other pictures of the page, ``initials`` stand there where no
    # picture is, as with an empty ``url``.
    "figure": Kind(_BLOCK, OWN, OWN, "url, alt, zoom, width, place, first, initials"),
    # What is drawn, of which books and other formats have but the table beside it; ``label`` says what it shows. Shapes are those
    # of SVG: lengths across are shares of the page, so that letters are as large on a phone.
    "drawn": Kind(_BLOCK, OWN, NOTHING),
    # Some of its shapes are links: it is then no picture, but what is in it.
    "drawing": Kind(_BLOCK, OWN, NOTHING, "label, height, width, links"),
    "shape": Kind(
        _INLINE,
        OWN,
        NOTHING,
        "shape, x, y, width, height, rx, x1, y1, x2, y2, cx, cy, r, dx, stroke-width, text-anchor, href, data-filter",
    ),
    # Within text.
    "strong": Kind(_INLINE, "strong", "strong"),
    "emphasis": Kind(_INLINE, "em", "emphasis"),
    "raised": Kind(_INLINE, "sup", OWN),
    "lowered": Kind(_INLINE, "sub", "subscript"),
    "mark": Kind(_INLINE, OWN, "superscript", "title"),
    # What is drawn under, such as the names of students in a list of authors.
    "underlined": Kind(_INLINE, "u", OWN),
    "deleted": Kind(_INLINE, "del", INSIDE),
    "span": Kind(_INLINE, "span", INSIDE),
    # Names in a row that open on a page where they stand, and stand open anywhere else.
    "others": Kind(_INLINE, OWN, INSIDE, "summary, opened"),
    # A text whose direction is its own, whatever stands around it (content.directions).
    "isolated": Kind(_INLINE, "bdi", INSIDE),
    # What screens show by its ``short`` name, before it a ``colour``; ``choice`` is what a filtered list is asked for by it.
    "chip": Kind(_INLINE, OWN, INSIDE, "short, colour, choice"),
    # What only those are told who do not see the page.
    "unseen": Kind(_INLINE, OWN, NOTHING),
    "literal": Kind(_INLINE, OWN, OWN, "message, hint"),
    "math": Kind(_INLINE, OWN, OWN),
    "time": Kind(_INLINE, OWN, OWN, "datetime"),
    "break": Kind(_INLINE, OWN, OWN),
    # ``page`` leads to a page of the site, or to the ``anchor`` on it; ``download`` is a file's name, ``printed`` what
    # stands there on paper.
    "link": Kind(_INLINE, OWN, OWN, "url, page, anchor, rel, download, type, title, printed"),
    # A link that may not be followed, of which only the text is left.
    "refused": Kind(_INLINE, INSIDE, INSIDE, "url"),
    "image": Kind(_INLINE, OWN, OWN, "url, alt"),
    "icon": Kind(_INLINE, OWN, NOTHING, "name"),
    # A text of the data that translators are offered.
    "prose": Kind(_INLINE, INSIDE, OWN, "raw, path, line"),
}
"""Every kind of element: what writes it in HTML, and what it becomes elsewhere."""


class Element(NamedTuple):
    """A piece of an entry, of one of the :data:`KINDS`."""

    kind: str
    children: tuple[Fragment, ...] = ()
    classes: str = ""
    attributes: Mapping[str, str] = {}


Fragment: TypeAlias = Union[str, "Element"]
Fragments: TypeAlias = tuple[Fragment, ...]


def is_head(row: Fragment) -> bool:
    """Whether a row of a table holds the heads of its columns."""
    return not isinstance(row, str) and all(
        not isinstance(cell, str) and cell.kind == "column_head" for cell in row.children
    )


def joined(pieces: Iterable[Fragments], separator: str) -> Fragments:
    """The pieces that hold something, with the separator between them."""
    result: list[Fragment] = []
    for piece in pieces:
        if piece:
            if result:
                result.append(separator)
            result.extend(piece)
    return tuple(result)


def filled(sentence: str, parts: Mapping[str, Fragments]) -> Fragments:
    """A translated sentence with fragments in its places; texts that meet are one. Without a catalogue, a word that is to be translated
    is not yet a text."""
    pieces: list[Fragment] = []
    for index, words in enumerate(re.split(r"\{(\w+)\}", str(sentence))):
        for piece in parts.get(words, ()) if index % 2 else filter(None, [words]):
            if isinstance(piece, str) and pieces and isinstance(pieces[-1], str):
                pieces[-1] += piece
            else:
                pieces.append(piece)
    return tuple(pieces)


def texts(fragments: Fragments, unread: Callable[[Element], bool] | None = None) -> list[str]:
    """Every text that readers see, in order; ``unread`` says of which elements nothing is wanted."""
    # Lists rather than generators within generators, each of which would hand on all that is below it.
    found: list[str] = []
    for fragment in fragments:
        if isinstance(fragment, str):
            found.append(fragment)
        elif unread is None or not unread(fragment):
            found += texts(fragment.children, unread)
    return found


def plain(fragments: Fragments) -> str:
    """The text alone."""
    return "".join(texts(fragments))


def in_a_row(fragments: Fragments) -> str:
    """The text on one line, with a space where a block ends or a line breaks."""
    return " ".join("".join(_parted(fragments)).split())


def _parted(fragments: Fragments) -> list[str]:
    found: list[str] = []
    for fragment in fragments:
        if isinstance(fragment, str):
            found.append(fragment)
        else:
            space = " " if KINDS[fragment.kind].is_block or fragment.kind == "break" else ""
            found += (space, *_parted(fragment.children), space)
    return found


_SPACES = re.compile(r"\s+")


def on_one_line(text: str) -> str:
    """The text with one space for each of its line ends and what spaces stand around it."""
    if "\n" not in text:
        return text
    return _SPACES.sub(lambda spaces: " " if "\n" in spaces[0] else spaces[0], text)


def elements(fragments: Fragments) -> list[Element]:
    """Every element, outer ones first."""
    found: list[Element] = []
    for fragment in fragments:
        if not isinstance(fragment, str):
            found.append(fragment)
            found += elements(fragment.children)
    return found
