"""What is kept of an entry: enough to name it, to link to it, to find it by words, and to find its record again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sphinx_academic.data import roles_of_people as roles
from sphinx_academic.data.naming import anchor
from sphinx_academic.problems import few, nearest
from sphinx_academic.setting_values import shown

if TYPE_CHECKING:
    from sphinx_academic.data.collection import Collection
    from sphinx_academic.data.records import Person, Publication

TITLE, TEXTUAL, PARENTHETICAL = "title", "textual", "parenthetical"
"""How a reference reads: *Learning to Listen*, *Liu et al. (2024)*, *(Liu et al., 2024)*."""

BARE, AUTHOR, YEAR, YEAR_IN_BRACKETS = "bare", "author", "year", "year in brackets"
"""Parts of these: *Liu et al., 2024*, *Liu et al.*, *2024*, *(2024)*."""

NOTHING = "nothing"
"""Works that are cited without a word (LaTeX's ``\\nocite``)."""

BRACKETED = frozenset({PARENTHETICAL, YEAR_IN_BRACKETS})
"""The forms whose works stand between brackets together."""

REFERENCE = "reference"
"""What the ids of a list of references begin with: the publications' own list may stand on the same page."""

WHERE_KEYS_ARE = "Keys are given with  key: …  in the data."
"""What to do where nothing has a key and no other is near."""


def unknown_keys(keys: Iterable[str], collection: Collection) -> Iterator[tuple[str, str]]:
    """What is to be said of each key that no publication has, and what to do about it."""
    works = (*collection.publications, *collection.separate)
    known = {key for work in works for key in work.all_keys}
    for key in keys:
        if key not in known:
            meant = nearest(key, sorted(known))
            hint = f"Did you mean '{meant}'?" if meant else WHERE_KEYS_ARE
            yield f"No publication has the key {shown(key)}.", hint


def unknown_roles(asked: Iterable[str], people: Sequence[Person]) -> Iterator[tuple[str, str]]:
    """What is to be said of each role that nobody has, and what to do about it."""
    known = {
        roles.folded(role): role for person in people for role in person.in_every_language("role") if role
    }
    for role in asked:
        folded = roles.folded(role)
        if folded not in known and folded != roles.MEMBER and not roles.asks_for_alumni(folded):
            meant = nearest(folded, known)
            guess = f"Did you mean '{known[meant]}'? " if meant else ""
            names = f"The roles are: {few(known.values())}." if known else "Nobody has one."
            yield f"Nobody has the role {shown(role)}.", guess + names


class EntryFacts(NamedTuple):
    """An entry of a list: ``title`` in plain text, ``label`` who it is by (``Liu et al.``), ``others`` further keys that lead to it,
    ``former`` those of them that it had before."""

    kind: str
    key: str
    title: str
    label: str = ""
    year: str = ""
    others: tuple[str, ...] = ()
    former: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """The id of the entry on its page."""
        return anchor(self.kind, self.key)


class Listing(NamedTuple):
    """One list of a page: its directive, the data, how many filters leave records out, whether references are to lead here."""

    section: str
    sources: tuple[str, ...]
    bare: str
    filters: int
    home: bool = False
    facts: tuple[EntryFacts, ...] = ()


IMPLEMENTS, USES, COMPARES = "implements", "uses", "compares"
RELATIONS = (IMPLEMENTS, USES, COMPARES)
"""What an object can have to do with a work that is cited there."""
MENTIONS = "mentions"
"""That it has none of these."""

_FLOATS = frozenset({"", "figure", "table", "code-block"})


def _is_object(sort: str) -> bool:
    return sort not in _FLOATS


class PlaceInPage(NamedTuple):
    """Where in its page something is cited: the ``words`` that readers know it by, its id, what it is (``py:method``, ``figure``,
    empty for the page itself), and its module."""

    words: str = ""
    anchor: str = ""
    sort: str = ""
    module: str = ""

    @property
    def is_object(self) -> bool:
        """Whether something is described there: what has no caption."""
        return _is_object(self.sort)


class CitedAt(NamedTuple):
    """That a page refers to an entry in a place, with the relation between the two (one of :data:`RELATIONS`) or none."""

    kind: str
    key: str
    relation: str
    place: PlaceInPage


class CitedPlace(NamedTuple):
    """A place of the site where an entry is cited: the fields of :class:`PlaceInPage`, between the page and the relation, what the
    page is called, and page and id of the module (both empty where nothing describes it)."""

    docname: str
    words: str
    anchor: str = ""
    sort: str = ""
    module: str = ""
    relation: str = ""
    title: str = ""
    module_at: tuple[str, str] = ("", "")

    @property
    def is_object(self) -> bool:
        """Whether something is described there."""
        return _is_object(self.sort)


class SearchName(NamedTuple):
    """A result of the search: what it is, where on the page, the line that is both searched and shown, and how many filters the
    list has, as the same entry may stand in several."""

    kind: str
    anchor: str
    name: str
    filters: int = 0


def packed(what: Listing | Iterable[SearchName]) -> str:
    """A list, or names, as one text: an environment that holds thousands of objects would be slow to load at each build."""
    return json.dumps(what, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> Listing:
    """The list that :func:`packed` has made a text of."""
    section, sources, bare, filters, home, rows = json.loads(text)
    facts = tuple([EntryFacts._make((*row[:5], *map(tuple, row[5:]))) for row in rows])
    return Listing(section, tuple(sources), bare, filters, home, facts)


def unpacked_names(text: str) -> list[SearchName]:
    """The names that :func:`packed` has made a text of."""
    return [SearchName(*each) for each in json.loads(text)]


def people_of(publications: Iterable[Publication], *, filtered: bool, filters: int) -> tuple[SearchName, ...]:
    """The people of the site's register who have entries in a list; in one that can be ``filtered`` the link asks for all that is
    by the person, else it leads to the first of it."""
    first: dict[str, str] = {}
    for publication in publications:
        for author in publication.authors.people:
            if author.person and publication.key:
                first.setdefault(author.person, anchor("publication", publication.key))
    return tuple(
        SearchName("person", f"author={person}" if filtered else place, person, filters)
        for person, place in first.items()
    )
