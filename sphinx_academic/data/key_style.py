"""Keys for new works that look like those which a project has: ``liu2024learning``, ``Liu:2024``, ``liu_24``."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from sphinx_academic.data.naming import ascii_of, first_telling_word
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.name_parts import family_name

_MOST_LOOKED_AT = 200
_JOINS = ("", "-", "_", ":", ".")
_AS_IS: Callable[[str], str] = str


class KeyStyle(NamedTuple):
    """How keys are made of the first author, the year and the first telling word of the title, and what stands between."""

    family: Callable[[str], str] = _AS_IS
    before_year: str = ""
    digits: int = 4
    before_word: str = ""
    word: Callable[[str], str] | None = _AS_IS

    def key_of(self, work: Publication) -> str:
        """The key of a work; empty where the style has nothing to make one of."""
        family, year, word = _parts(work)
        if not family or not year or (self.word is not None and not word):
            return ""
        made = f"{self.family(family)}{self.before_year}{year[-self.digits :]}"
        return made if self.word is None else f"{made}{self.before_word}{self.word(word)}"


def _parts(work: Publication) -> tuple[str, str, str]:
    work = work.as_first_written
    people, when = work.authors.people, work.when
    family = ascii_of(family_name(people[0].name)) if people else ""
    year = f"{abs(when.year):04d}" if when is not None and when.year else ""
    return family, year, first_telling_word(work.title)


def _styles() -> Iterator[KeyStyle]:
    """Ours first, then all that may be meant."""
    cases = (_AS_IS, str.capitalize)
    for family, joint, digits in itertools.product(cases, _JOINS, (4, 2)):
        for before, word in itertools.product(_JOINS, cases):
            yield KeyStyle(family, joint, digits, before, word)
        yield KeyStyle(family, joint, digits, word=None)


def style_of(works: Iterable[Publication]) -> KeyStyle | None:
    """The style that half of the keys which somebody wrote are made in, or None."""
    written = [work for work in works if work.key and work.origin.says("key")][:_MOST_LOOKED_AT]

    def fits(style: KeyStyle) -> int:
        return sum(_is_made(work.key, style.key_of(work)) for work in written)

    best = max(_styles(), key=fits) if written else None
    return best if best is not None and 2 * fits(best) >= len(written) else None


def _is_made(key: str, made: str) -> bool:
    """Whether a key is the one that is made, or that with a letter behind it."""
    return bool(made) and (key == made or (key[:-1] == made and key[-1:].isalpha()))


class NewKeys:
    """Gives keys to new works of a project with some works."""

    def __init__(self, works: Iterable[Publication]) -> None:
        works = tuple(works)
        self._style = style_of(works)
        self._taken = {key.casefold() for work in works for key in work.all_keys}

    def key_for(self, work: Publication) -> str:
        """The key of a work: its own where that is free."""
        own = work.key if work.origin.says("key") else ""
        key = base = own or (self._style and self._style.key_of(work)) or work.suggested_key()
        for number in itertools.count(1):
            if key.casefold() not in self._taken:
                break
            key = work.key_beside(base, number)
        self._taken.add(key.casefold())
        return key
