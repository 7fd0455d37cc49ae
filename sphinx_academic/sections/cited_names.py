"""What a publication is called where it is cited in text: by its authors, else its editors, else the organisation that it is
from, else its title; and when it appeared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from sphinx_academic.content.fragments import Element, Fragments, plain
from sphinx_academic.content.typography import educate
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.name_parts import Name, fold_name
from sphinx_academic.data.values.names import AuthorList, split_authors
from sphinx_academic.data.values.publication_status import NOTICES
from sphinx_academic.sections.description import Description, _
from sphinx_academic.sections.language_words import date_terms, shown_date

_MOST_WORDS = 5
"""A title of more words is cut."""
_FROM_ORGANISATIONS: Mapping[str, tuple[str, ...]] = {
    "report": ("publisher", "venue"),
    "dataset": ("publisher",),
    "software": ("publisher",),
    "other": ("publisher",),
}
"""Types of works whose publisher stands for the author where nobody is named (APA, 7th edition, 9.11) → where it is found."""
_STAND_ALONE = frozenset({"book", "thesis", "report", "dataset", "software"})
"""Types of works whose titles are set in italics, and not in quotation marks (APA, 7th edition, 8.14)."""
_SUBTITLE = re.compile(r"(?<=\w)(?:[:?!]|\s[–—-])\s")


class ToldApart(NamedTuple):
    """What tells a work from others by the same authors of the same year: so many names, and a letter behind the year."""

    names: int = 1
    letter: str = ""


def people_of_work(work: Publication) -> AuthorList:
    """Who a work is by: its authors, else its editors."""
    return work.authors or split_authors(work.editor)


def author_label(authors: AuthorList, description: Description, most: int = 1) -> str:
    """``Liu``, ``Liu and Bee``, ``Liu et al.``; with ``most`` names before *et al.*, which never stands for one alone; of a text
    that is no list of names, the text."""
    if authors.written:
        return plain(description.prose(authors.written))
    number = len(authors.people)
    is_whole = not authors.others and (number <= 2 or 1 < most >= number - 1)
    names = [author.in_parts.label for author in authors.people[: number if is_whole else most]]
    if is_whole and number > 1:
        return str(_("{name} and {other}")).format(name=", ".join(names[:-1]), other=names[-1])
    if len(names) > 1:
        return str(_("{names}, et al.")).format(names=", ".join(names))
    if names and not is_whole:
        return str(_("{name} et al.")).format(name=names[0])
    return names[0] if names else ""


def label_of(work: Publication, description: Description, most: int = 1) -> str:
    """Who a work is by, with ``most`` names; empty where nobody and no organisation is named."""
    if label := author_label(people_of_work(work), description, most):
        return label
    names = (getattr(work, name) for name in _FROM_ORGANISATIONS.get(work.kind_of_work, ()))
    return plain(description.prose(next(filter(None, names), "")))


def title_label(work: Publication | None, title: str, key: str, description: Description) -> Fragments:
    """A short title where nobody is named, as text has it: in quotation marks, or in italics; without one the key."""
    if work is not None and not work.title.strip():
        return (key,)
    words = _SUBTITLE.split(title, maxsplit=1)[0].split()
    short = " ".join(words) if len(words) <= _MOST_WORDS else " ".join(words[: _MOST_WORDS - 1]) + " …"
    if work is not None and work.kind_of_work in _STAND_ALONE:
        return (Element("emphasis", (short,)),)
    quoted: Fragments = (f'"{short}"',)
    return educate(quoted, description.quotes, description.action) if description.quotes else quoted


def year_of(work: Publication) -> str:
    """When a work appeared, as text has it: the year, else how far it has come, else that nothing is known of it."""
    if year := shown_date(work.year_to_show):
        return year
    terms = date_terms()
    state = "" if work.state in NOTICES else terms.get(work.state, work.state)
    return state or terms["n.d."]


def same_people(work: Publication, other: Publication) -> bool:
    """Whether two works are by the same people, however each spells their given names."""
    return _identity(people_of_work(work)) == _identity(people_of_work(other))


def _identity(authors: AuthorList) -> tuple[object, ...]:
    names = (author.in_parts for author in authors.people)
    return (
        authors.others,
        authors.written,
        *((fold_name(name.label), fold_name(name.given)[:1]) for name in names),
    )


_INITIALS_SHOWN = 3
_MOST_INITIALS = 4


def alpha_label(work: Publication) -> str:
    """``Ket25``, ``KR25``, ``KRD+25``: letters of the names, and two digits of the year, as BibTeX's style ``alpha`` makes them
    (O. Patashnik, alpha.bst, ``format.lab.names``)."""
    authors, when = people_of_work(work), work.year_to_show
    year = f"{when.year % 100:02d}" if when is not None and when.year > 0 else ""
    people = authors.people
    if len(people) == 1 and not authors.others:
        name = people[0].in_parts
        initials = _initials(name)
        return (initials if len(initials) > 1 else _letters(name.label)[:3]) + year
    if people:
        is_cut = authors.others or len(people) > _MOST_INITIALS
        shown = people[:_INITIALS_SHOWN] if is_cut else people
        return "".join(_initials(author.in_parts) for author in shown) + ("+" if is_cut else "") + year
    others = (getattr(work, name) for name in _FROM_ORGANISATIONS.get(work.kind_of_work, ()))
    named = next(filter(None, (authors.written, *others, work.title, work.key)), "")
    return _letters(named.removeprefix("The "))[:3] + year


def _initials(name: Name) -> str:
    """``vdB`` of van den Berg, ``GM`` of García Márquez."""
    parts = f"{name.dropping} {name.particles} {name.family}".split() or [name.literal]
    return "".join(_letters(part)[:1] for part in parts)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
