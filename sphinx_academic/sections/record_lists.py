"""Lists of records on the page of a person or a project, each described by the section of its kind, so that all look alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from types import MappingProxyType
from typing import NamedTuple

from sphinx_academic.content.fragments import Element, Fragments
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Record
from sphinx_academic.sections.base import PageFacts
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.options import Options
from sphinx_academic.sections.page_text import headed
from sphinx_academic.sections.registry import SECTIONS

_LOOK: Options = MappingProxyType({"layout": "list"})
"""How those lists are shown that can look in several ways."""


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
        name = kind.lists[0]
        directive = SECTIONS.of_list.get(name, "")
        records = records_of(kind) if directive else ()
        if records:
            section = SECTIONS[directive]
            options = {option: value for option, value in _LOOK.items() if option in section.options}
            if description.today is not None:
                facts = PageFacts("", (), description.language, description.today)
                options.update(section.facts(options, facts))
            groups = section.choose(Collection({kind: tuple(records)}), options)
            content = tuple(
                fragment
                for index in range(len(groups))
                for fragment in section.describe(groups, index, options, description)
            )
            body.append(part(SECTIONS.title(directive), content, name))
            pictures = section.shows_pictures(options)
            shown += ((record, pictures) for group in groups for record in group.records)
    return RecordLists(tuple(body), tuple(shown))


def part(words: str, content: Fragments, name: str) -> Element:
    """A part of a page below its heading, to which links can lead."""
    return Element("division", headed(words, content), "academic-part-of-page", {"id": name})
