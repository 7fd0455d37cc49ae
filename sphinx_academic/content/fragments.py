"""An entry described once, lightly: what sections make, and what HTML and docutils nodes are written from.

A docutils node costs about two microseconds to make and is then visited by every transform and collector of
Sphinx; a fragment is a tuple that only its writer looks at. That is why a page of ten thousand publications
is fast, and it is the only place where what an entry consists of is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias, Union


class Element(NamedTuple):
    """A piece of an entry.

    Blocks: ``division``, ``entry`` (attribute ``id``), ``lines`` (holds ``line``), ``line``, ``paragraph``,
    ``bullets``, ``numbers``, ``item``, ``quote``, ``literal_block`` (``language``), ``rule``, ``heading``, ``figure`` (``url``, ``alt``, ``zoom``,
    ``place``: where a page shows it, ``first``: before all other pictures of the page),
    ``widget`` (what a script fills; its attributes are told to that),
    ``disclosure`` (``summary``, ``opened``, ``label``), ``on_screen`` and ``on_paper`` (what only HTML has, and what
    only the other formats have).
    Inline: ``strong``, ``emphasis``, ``literal``, ``math``, ``raised``, ``lowered``, ``deleted``, ``span``, ``time`` (``datetime``), ``link`` (``url``, or ``page`` for a landing page; ``rel``; ``download``: a file's name, and its ``type``),
    ``break``, ``image`` (``url``, ``alt``), ``icon`` (``name``), ``mark`` (``title``),
    ``refused`` (``url``: a link that may not be followed, of which only the text is left), ``prose`` (``raw``, ``path``, ``line``).
    """

    kind: str
    children: tuple[Fragment, ...] = ()
    classes: str = ""
    attributes: Mapping[str, str] = {}


Fragment: TypeAlias = Union[str, "Element"]
Fragments: TypeAlias = tuple[Fragment, ...]


def joined(pieces: Iterable[Fragments], separator: str) -> Fragments:
    """The pieces that hold something, with the separator between them."""
    result: list[Fragment] = []
    for piece in pieces:
        if piece:
            if result:
                result.append(separator)
            result.extend(piece)
    return tuple(result)


def texts(fragments: Fragments, unread: Callable[[Element], bool] | None = None) -> Iterator[str]:
    """Every text that readers see, in order; ``unread`` says of which elements nothing is wanted."""
    return (each for each in _walk(fragments, unread) if isinstance(each, str))


def plain(fragments: Fragments) -> str:
    """The text alone."""
    return "".join(texts(fragments))


_SPACES = re.compile(r"\s+")


def on_one_line(text: str) -> str:
    """The text with one space for each of its line ends and what spaces stand around it."""
    if "\n" not in text:
        return text
    return _SPACES.sub(lambda spaces: " " if "\n" in spaces[0] else spaces[0], text)


def elements(fragments: Fragments) -> Iterator[Element]:
    """Every element, outer ones first."""
    return (each for each in _walk(fragments) if not isinstance(each, str))


def _walk(fragments: Fragments, unread: Callable[[Element], bool] | None = None) -> Iterator[Fragment]:
    # A list of what is still to come rather than generators within generators, each of which hands on all that is below it.
    waiting = [*fragments[::-1]]
    while waiting:
        fragment = waiting.pop()
        if isinstance(fragment, str):
            yield fragment
        elif unread is None or not unread(fragment):
            yield fragment
            waiting.extend(fragment.children[::-1])
