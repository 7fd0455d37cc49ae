"""The directive ``software``: what it does, in which version, under which licence, and where it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from sphinx_academic.content.fragments import Fragment, Fragments
from sphinx_academic.data.records import Software
from sphinx_academic.data.values.addresses import Link
from sphinx_academic.sections.base import FilterWords, years_of
from sphinx_academic.sections.description import Description, _, line
from sphinx_academic.sections.showcase import Showcase, counts, version_and_licence


class SoftwareList(Showcase[Software]):
    """Software: selected pieces first, then the newest."""

    name = "software"
    list_of = "software"
    entry_kind = "software"
    groups: ClassVar = {"language": lambda software: next(iter(software.languages), "")}
    facets: ClassVar = {"year": years_of, "tag": lambda software: (*software.languages, *software.tags)}

    def filter_words(self) -> FilterWords:
        shown, nothing = _("%(shown)s of %(total)s pieces of software"), _("No software matches.")
        return FilterWords(_("Filter the software"), shown, nothing)

    def beside_title(self, record: Software, description: Description) -> Iterator[Fragments]:
        yield description.field(record, "role")
        yield from version_and_licence(record, description)
        yield (", ".join(record.languages),) if record.languages else ()

    def below_text(self, record: Software, description: Description) -> Iterator[Fragment]:
        yield from line(counts(record, description), "academic-counts")

    def links_of(self, record: Software, description: Description) -> Iterator[Link]:
        return record.all_links()
