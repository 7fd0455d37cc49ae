"""Under which headings works stand: of their authors, their projects, those who paid for them, and what they won."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Publication
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.data.select import Grouping, folded
from sphinx_academic.data.values.name_parts import fold_name
from sphinx_academic.sections.sorting import WordOrder

BELONGING = ("author", "project", "funder", "award")
"""What works may have several of, or none."""

_MISSING: Mapping[str, tuple[str, str]] = {
    "author": (
        "No author of these works is in the register of people or stands out, so there is nobody to group by.",
        "List the authors whom you want headings for under  people:  in the data, or name them in academic_highlight.",
    ),
    "project": (
        "No work names a project, so there is none to group by.",
        "Give works  projects: …  in the data, with the keys or titles of projects.",
    ),
    "funder": (
        "No work names a grant, so there is no funder to group by.",
        "Give works  grants: …  in the data, with the keys or numbers of grants.",
    ),
    "award": ("No work has an award to group by.", "Give works  award: …  in the data."),
}


def groupings(
    collection: Collection,
    highlighted: Sequence[str],
    criteria: Iterable[str],
    order: WordOrder | None = None,
) -> dict[str, Grouping]:
    """What the headings of some criteria are, and how they are sorted."""
    made = {
        "author": lambda: Grouping(_authors(collection, highlighted), order.of_person if order else str),
        "project": lambda: _projects(collection, order),
        "funder": lambda: Grouping(_funders(collection), order.of_text if order else str),
        "award": lambda: Grouping(
            _spelled_alike(lambda work: (work.award,)), order.of_text if order else str
        ),
    }
    return {criterion: made[criterion]() for criterion in criteria if criterion in made}


def without_headings(
    collection: Collection, highlighted: Sequence[str], criteria: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """What is to be said of criteria that no work of a collection has anything for: (message, hint)."""
    works = collection.publications
    for criterion, grouping in groupings(collection, highlighted, criteria).items():
        if works and not any(grouping.labels(work) for work in works):
            yield _MISSING[criterion]


def _spelled_alike(
    texts_of: Callable[[Publication], Iterable[str]], fold: Callable[[str], str] = folded
) -> Callable[[Publication], tuple[str, ...]]:
    """The texts of a work, each in the spelling that came first, and once."""
    spelled: dict[str, str] = {}

    def labels(work: Publication) -> tuple[str, ...]:
        found = (spelled.setdefault(fold(text) or text, text) for text in texts_of(work) if text)
        return tuple(dict.fromkeys(found))

    return labels


def _authors(collection: Collection, highlighted: Sequence[str]) -> Callable[[Publication], tuple[str, ...]]:
    highlights = Highlights(highlighted, collection.people)
    # Who stands out is called as the configuration does.
    called = {fold_name(name): name for name in highlighted}

    def names(work: Publication) -> Iterator[str]:
        for author in work.authors.people:
            if author.person:
                yield author.person
            elif highlights.hold(author):
                yield called.get(fold_name(author.name), author.name)

    return _spelled_alike(names, fold_name)


def _projects(collection: Collection, order: WordOrder | None) -> Grouping:
    places = {project.title: place for place, project in reversed([*enumerate(collection.projects)])}
    labels = _spelled_alike(collection.belonging.projects_called)
    by_words = order.of_text if order else str
    return Grouping(labels, lambda label: (places.get(label, len(places)), by_words(label)))


def _funders(collection: Collection) -> Callable[[Publication], tuple[str, ...]]:
    """Who gave the grants of a work, be they its own or those of its projects; a grant that the data do not describe is called as
    it is written."""
    return _spelled_alike(collection.belonging.funders_called)
