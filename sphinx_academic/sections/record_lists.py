"""Lists of records on the page of a person or a project, each described by the section of its kind, so that all look alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from sphinx_academic.content.fragments import Element, Fragments
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import (
    Award,
    Dataset,
    Education,
    EventItem,
    Grant,
    MediaItem,
    Membership,
    NewsItem,
    Opening,
    Position,
    Project,
    Publication,
    Record,
    Service,
    Software,
    Supervision,
    Talk,
    Teaching,
)
from sphinx_academic.sections.base import PageFacts
from sphinx_academic.sections.description import Description, _
from sphinx_academic.sections.options import Options
from sphinx_academic.sections.page_text import headed
from sphinx_academic.sections.registry import SECTIONS


class _Look(NamedTuple):
    """What stands above the records of a kind, and how their section is to show them."""

    heading: Callable[[], str]
    options: Options = MappingProxyType({})


_LOOKS: Mapping[type[Record], _Look] = {
    Publication: _Look(lambda: _("Publications"), {"layout": "list"}),
    Project: _Look(lambda: _("Projects"), {"layout": "list"}),
    Talk: _Look(lambda: _("Talks")),
    Software: _Look(lambda: _("Software"), {"layout": "list"}),
    Dataset: _Look(lambda: _("Datasets"), {"layout": "list"}),
    Teaching: _Look(lambda: _("Teaching")),
    Supervision: _Look(lambda: _("Supervision")),
    Grant: _Look(lambda: _("Grants")),
    Award: _Look(lambda: _("Awards")),
    Position: _Look(lambda: _("Positions")),
    Education: _Look(lambda: _("Education")),
    Membership: _Look(lambda: _("Memberships")),
    Service: _Look(lambda: _("Service")),
    MediaItem: _Look(lambda: _("In the media")),
    EventItem: _Look(lambda: _("Events")),
    Opening: _Look(lambda: _("Openings")),
    NewsItem: _Look(lambda: _("News")),
}

_DIRECTIVES: Mapping[type[Record], str] = {NewsItem: "newsfeed"}
"""The directives that are called otherwise than their lists."""


class RecordLists(NamedTuple):
    """The described lists of a page, and what these show."""

    body: Fragments
    shown: tuple[tuple[Record, bool], ...]


def lists_of(
    records_of: Callable[[type[Record]], Sequence[Record]],
    kinds: Iterable[type[Record]],
    description: Description,
) -> RecordLists:
    """A list under a heading for each of the kinds of which there are records, in the order in which its directive has them."""
    body: list[Element] = []
    shown: list[tuple[Record, bool]] = []
    for kind in kinds:
        name, look = kind.lists[0], _LOOKS[kind]
        directive = _DIRECTIVES.get(kind, name)
        records = records_of(kind) if directive in SECTIONS else ()
        if records:
            section = SECTIONS[directive]
            options = {option: value for option, value in look.options.items() if option in section.options}
            if description.today is not None:
                facts = PageFacts("", (), description.language, description.today)
                options.update(section.facts(options, facts))
            groups = section.choose(Collection({kind: tuple(records)}), options)
            content = tuple(
                fragment
                for index in range(len(groups))
                for fragment in section.describe(groups, index, options, description)
            )
            body.append(part(str(look.heading()), content, name))
            pictures = section.shows_pictures(options)
            shown += ((record, pictures) for group in groups for record in group.records)
    return RecordLists(tuple(body), tuple(shown))


def part(words: str, content: Fragments, name: str) -> Element:
    """A part of a page below its heading, to which links can lead."""
    return Element("division", headed(words, content), "academic-part-of-page", {"id": name})
