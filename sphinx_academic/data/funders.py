"""Funders by whatever name records call them: in other spellings, by their acronym, or with that in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_MARKUP = re.compile(r"[\s*_`,;.\[\]]+")
_ARTICLE = re.compile(r"(?i)^(?:the|der|die|das|la|le|el)\s+(?=\S)")
_IN_BRACKETS = re.compile(r"[(（]([^()（）]{2,200})[)）]$")
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 3
"""An acronym has so many letters: those of two mean too many."""


def _plain(name: str) -> str:
    return _ARTICLE.sub("", _LINK.sub(r"\1", name).strip()).strip()


def _folded(name: str) -> str:
    return _MARKUP.sub("", name.casefold())


def _acronym(name: str) -> str:
    """The first letters of the words that begin with a capital: *Engineering and Physical Sciences Research Council* is *epsrc*."""
    letters = [word[0] for word in _WORD.findall(name) if word[0].isupper()]
    return "".join(letters).casefold() if len(letters) >= _SHORTEST else ""


def _may_be_short_for(short: str, name: str) -> bool:
    """Whether what stands in brackets behind a name is short for it (*DFG*), and not a country."""
    letters, rest = short.casefold(), name.casefold()
    if len(letters) < _SHORTEST or not short.isalpha() or not rest.startswith(letters[0]):
        return False
    at = 0
    for letter in letters:
        at = rest.find(letter, at) + 1
        if not at:
            return False
    return True


def _forms(name: str) -> Iterator[str]:
    """What a funder is called by a name, folded: as a whole, and where its acronym stands in brackets by each of the two."""
    name = _plain(name)
    yield _folded(name)
    if (found := _IN_BRACKETS.search(name)) is not None:
        before, within = name[: found.start()].strip(), found[1].strip()
        if _may_be_short_for(within, before) or _may_be_short_for(before, within):
            yield from (_folded(before), _folded(within))


class Funders:
    """The funders that some names are of; names that share a form are of one."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(dict.fromkeys(filter(None, names)))
        """Each name as it is written."""
        self._same: dict[str, str] = {}
        for name in self.names:
            first, *others = _forms(name)
            for other in others:
                self._join(first, other)
            self._root(first)
        short: dict[str, set[str]] = {}
        for name in self.names:
            if acronym := _acronym(_IN_BRACKETS.sub("", _plain(name))):
                short.setdefault(acronym, set()).add(self._root(_folded(_plain(name))))
        before: dict[str, set[str]] = {}
        for name in self.names:
            if (found := _IN_BRACKETS.search(_plain(name))) is not None:
                whole = _plain(name)
                before.setdefault(_folded(whole[: found.start()]), set()).add(self._root(_folded(whole)))
        # What stands before brackets with more (a country) is a name where one funder alone has it.
        self._before = {name: min(roots) for name, roots in before.items() if len(roots) == 1}
        self._of_acronym: dict[str, str] = {}
        for acronym, roots in short.items():
            # What may be short for two funders says which of them neither.
            if len(roots) == 1:
                (root,) = roots
                self._of_acronym[acronym] = root
                if acronym in self._same:
                    self._join(root, acronym)

    def _root(self, form: str) -> str:
        self._same.setdefault(form, form)
        while self._same[form] != form:
            # Chains become shorter each time that they are gone along.
            self._same[form] = self._same[self._same[form]]
            form = self._same[form]
        return form

    def _join(self, one: str, other: str) -> None:
        self._same[self._root(other)] = self._root(one)

    def meant(self, name: str) -> str:
        """A sign of the funder that a name means, the same for all its names; empty for one that is not known."""
        for form in _forms(name):
            if form in self._same:
                return self._root(form)
        folded = _folded(_plain(name))
        if (root := self._of_acronym.get(folded) or self._before.get(folded)) is not None:
            return self._root(root)
        acronym = _acronym(_IN_BRACKETS.sub("", _plain(name)))
        return self._root(acronym) if acronym in self._same else ""
