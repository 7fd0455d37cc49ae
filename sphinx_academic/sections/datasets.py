"""The directive ``datasets``: what they hold, how large they are, under which licence, and where they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from sphinx_academic.content.fragments import Fragment, Fragments
from sphinx_academic.data.records import Dataset
from sphinx_academic.data.values.addresses import Link
from sphinx_academic.sections.base import FilterWords
from sphinx_academic.sections.description import Description, _, line
from sphinx_academic.sections.showcase import Showcase, counts, version_and_licence


class Datasets(Showcase[Dataset]):
    """Datasets: selected ones first, then the newest."""

    name = "datasets"
    list_of = "datasets"
    entry_kind = "dataset"
    groups: ClassVar = {"license": lambda dataset: dataset.license}

    def filter_words(self) -> FilterWords:
        shown, nothing = _("%(shown)s of %(total)s datasets"), _("No dataset matches.")
        return FilterWords(_("Filter the datasets"), shown, nothing)

    def beside_title(self, record: Dataset, description: Description) -> Iterator[Fragments]:
        yield description.field(record, "role")
        yield from version_and_licence(record, description)
        yield (record.size,) if record.size else ()

    def below_text(self, record: Dataset, description: Description) -> Iterator[Fragment]:
        yield from line(counts(record, description), "academic-counts")

    def links_of(self, record: Dataset, description: Description) -> Iterator[Link]:
        return record.all_links()
