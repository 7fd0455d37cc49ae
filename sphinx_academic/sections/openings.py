"""The directive ``openings``: positions that one may apply for, until when, and which are closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from sphinx_academic.content.fragments import Fragment, Fragments, joined
from sphinx_academic.data.records import Opening
from sphinx_academic.data.values.addresses import is_email
from sphinx_academic.sections.description import Description, _, labelled, line, paragraph
from sphinx_academic.sections.offers import Syndicated
from sphinx_academic.sections.options import Options
from sphinx_academic.sections.person_entry import email
from sphinx_academic.sections.timed import TimedSection, moment, period


class Openings(TimedSection[Opening]):
    """Openings, those that close next first, then those that stay open, then the closed ones."""

    name = "openings"
    list_of = "openings"
    entry_kind = "opening"
    needs_today = True
    groups: ClassVar = {
        "type": lambda opening: opening.type,
        "institution": lambda opening: opening.institution,
    }

    def words_of_time(self) -> tuple[str, str]:
        return _("Open"), _("Closed")

    def _is_closed(self, record: Opening, options: Options) -> bool:
        return "today" in options and not record.is_current(options["today"])

    def by_date(self, records: list[Opening], options: Options) -> list[Opening]:
        def order(record: Opening) -> tuple[bool, bool, tuple[int, ...]]:
            closes = record.deadline.date if record.deadline else None
            day = closes.order if closes else (0, 0, 0)
            is_closed = self._is_closed(record, options)
            return is_closed, closes is None, tuple(-part for part in day) if is_closed else day

        return sorted(records, key=order)

    def dates(self, record: Opening, options: Options, description: Description) -> Fragments:
        closes = moment(record.deadline, description)
        if self._is_closed(record, options):
            return joined(((_("closed"),), closes), " ")
        return (_("apply by"), " ", *closes) if closes else (_("open"),)

    def beside_title(self, record: Opening, description: Description) -> Iterator[Fragments]:
        yield description.field(record, "type")
        yield description.field(record, "institution")

    def below(self, record: Opening, description: Description) -> Iterator[Fragment]:
        if record.start and not record.end:
            yield from line(labelled(_("Starts"), moment(record.start, description)), "academic-period")
        elif record.end:
            yield from line(labelled(_("When"), period(record, description)), "academic-period")
        elif record.date:
            yield from line(labelled(_("Posted"), description.dated(record.date)), "academic-posted")
        yield from line(labelled(_("Salary"), (record.salary,) if record.salary else ()), "academic-salary")
        is_address = is_email(record.contact)
        contact = email(record.contact) if is_address else description.field(record, "contact")
        yield from line(labelled(_("Contact"), contact), "academic-contact")

    def is_event(self, record: Opening, options: Options) -> bool:
        return record.deadline is not None

    def syndicate(self, record: Opening, options: Options, description: Description) -> Syndicated:
        """With the last day to apply, which is what a calendar shows."""
        said = super().syndicate(record, options, description)
        closes = moment(record.deadline, description)
        until = paragraph((_("apply by"), " ", *closes) if closes else ())
        day = record.deadline.date if record.deadline else None
        return said._replace(content=(*until, *said.content), begins=day, ends=day)
