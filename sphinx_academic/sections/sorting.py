"""Works in the order of words: by their titles, or by the names of those who wrote them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, cached_property
from itertools import islice

from sphinx_academic.content.fragments import plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.collation import Collation, Key, code_of, collation
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.name_parts import parts_of
from sphinx_academic.data.values.names import Author, split_authors

_MOST_NAMES = 20
"""Names of one work that are compared; only collaborations have more in common."""


class WordOrder:
    """What works are sorted by where readers look for words: in the order of the language of the site, or of that in which all
    the works are written."""

    def __init__(self, works: Iterable[Publication], language: str, markup: Markup) -> None:
        self._works, self._language, self._markup = tuple(works), language, markup
        self._name_key: Callable[[Author], tuple[Key, Key]] = cache(self._of_author)

    @cached_property
    def _collation(self) -> Collation:
        languages = {code_of(work.language) for work in self._works}
        return collation((languages.pop() if len(languages) == 1 else "") or self._language)

    def of_text(self, text: str, language: str = "") -> Key:
        """What a title or a venue is sorted by; articles are those of its own language."""
        return self._collation.title_key(plain(self._markup.inline(text)), language)

    def of_title(self, work: Publication) -> tuple[Key, str]:
        """What a work is sorted by among titles."""
        return self.of_text(work.title, work.language), work.key

    def of_names(self, work: Publication) -> tuple[object, ...]:
        """What a work is sorted by among authors: their family and given names one after the other, so that works by one
        author alone stand before those with others; then by date and title. Where nobody wrote it, its editors count."""
        written = work.authors.written or ("" if work.authors.people else work.editor)
        people = work.authors.people or split_authors(written).people
        names = tuple(map(self._name_key, islice(people, _MOST_NAMES)))
        if not names:
            names = ((self.of_text(written) if written else self.of_title(work)[0], self._collation.key("")),)
        date = work.when.order if work.when else (0, 0, 0)
        return names, work.authors.others, date, *self.of_title(work)

    def of_person(self, name: str) -> tuple[Key, Key]:
        """What a person is sorted by."""
        return self._name_key(Author(name))

    def _of_author(self, author: Author) -> tuple[Key, Key]:
        # One person is one among authors, however each work spells the name.
        name = parts_of(author.person) if author.person else author.in_parts
        family = self._collation.key(name.family) if name.family else self.of_text(name.literal)
        return family, self._collation.key(f"{name.given} {name.dropping} {name.particles} {name.suffix}")
