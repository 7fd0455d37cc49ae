"""The directive ``service``: what is done for others; many journals are one line."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import ClassVar

from sphinx_academic.content.fragments import Fragments
from sphinx_academic.data import select
from sphinx_academic.data.records import Service
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.options import Options
from sphinx_academic.sections.timed import TimedSection


class Services(TimedSection[Service]):
    """Service, what goes on first; what was done in the same way for many and has no date is one entry."""

    name = "service"
    list_of = "service"
    entry_kind = "service"
    groups: ClassVar = {
        "type": lambda service: service.type,
        "organisation": lambda service: service.organisation,
        "role": lambda service: service.title,
    }

    def chosen_of(self, records: Iterable[Service], options: Options) -> list[Service]:
        found = super().chosen_of(records, options)
        return found if options.get("group-by") == "organisation" else list(brought_together(found))

    def beside_title(self, record: Service, description: Description) -> Iterator[Fragments]:
        return self.fields(record, description, "organisation")


def brought_together(records: Iterable[Service]) -> Iterator[Service]:
    """The records, with those as one that say what was done, for whom, and no more; it is found by the keys of all."""
    for first, *others in select.grouped_by(records, _sign).values():
        alike = (first, *others)
        keys = (key for each in alike for key in (each.key, *each.other_keys) if key != first.key)
        whom = ", ".join(each.organisation for each in alike)
        yield first.changed(organisation=whom, other_keys=tuple(keys)) if others else first


def _sign(record: Service) -> Hashable:
    """What is the same for records that are one entry; what says more stands alone."""
    more = (
        record.date,
        record.start,
        record.end,
        record.place,
        record.note,
        record.url,
        record.links,
        record.images,
    )
    says_no_more = record.title and record.organisation and not any(more)
    return (record.title.casefold(), record.type.casefold()) if says_no_more else id(record)
