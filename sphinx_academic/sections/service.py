"""The directive ``service``: what is done for others; many journals are one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from sphinx_academic.content.fragments import Fragments
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
    plain: dict[tuple[str, str], list[Service]] = {}
    for record in records:
        if _says_no_more(record):
            plain.setdefault((record.title.casefold(), record.type.casefold()), []).append(record)
    for record in records:
        alike = plain.get((record.title.casefold(), record.type.casefold()), [])
        if len(alike) < 2 or all(record is not each for each in alike):
            yield record
        elif record is alike[0]:
            keys = (key for each in alike for key in (each.key, *each.other_keys) if key != record.key)
            yield record.changed(
                organisation=", ".join(each.organisation for each in alike), other_keys=tuple(keys)
            )


def _says_no_more(record: Service) -> bool:
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
    return bool(record.title and record.organisation) and not any(more)
