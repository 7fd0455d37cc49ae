"""The directive ``teaching``: courses with their terms, and a schedule that opens on request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from sphinx_academic.content.fragments import Element, Fragment, Fragments, joined
from sphinx_academic.data import select
from sphinx_academic.data.records import Teaching
from sphinx_academic.data.records.teaching import term_date
from sphinx_academic.sections import description as shared
from sphinx_academic.sections.description import Description, _, line
from sphinx_academic.sections.options import Options
from sphinx_academic.sections.timed import TimedSection, period


class Courses(TimedSection[Teaching]):
    """Courses, the newest first; one that was held several times stands once, with each time below it."""

    name = "teaching"
    list_of = "teaching"
    entry_kind = "teaching"
    groups: ClassVar = {
        "role": lambda course: course.role,
        "institution": lambda course: course.institution,
        "level": lambda course: course.level,
    }

    def together(self, record: Teaching) -> str:
        return f"{record.code} {record.called} {record.institution}".casefold()

    def by_date(self, records: list[Teaching], options: Options) -> list[Teaching]:
        courses = select.grouped_by(super().by_date(records, options), self.together)
        return [record for course in courses.values() for record in course]

    def title(self, record: Teaching, description: Description) -> Fragments:
        number = description.field(record, "code") if record.called_by != "code" else ()
        return (*super().title(record, description), *((" (", *number, ")") if number else ()))

    def above(self, record: Teaching, description: Description) -> tuple[Fragments, Fragments]:
        return self.title(record, description), description.field(record, "institution")

    def title_of_part(self, record: Teaching, description: Description) -> Fragments:
        return description.field(record, "role")

    def beside_title(self, record: Teaching, description: Description) -> Iterator[Fragments]:
        return self.fields(record, description, "role", "institution", "level")

    def beside_part(self, record: Teaching, description: Description) -> Iterator[Fragments]:
        return self.fields(record, description, "level")

    def dates(self, record: Teaching, options: Options, description: Description) -> Fragments:
        if written := period(record, description):
            return written
        return joined(
            (shared.dated(description.translate(term), term_date(term)) for term in record.terms), ", "
        )

    def below(self, record: Teaching, description: Description) -> Iterator[Fragment]:
        yield from line(self.people_of(record, description), "academic-authors")
        if period(record, description):
            yield from line((", ".join(record.terms),) if record.terms else (), "academic-terms")

    def behind(self, record: Teaching, description: Description) -> Iterator[Fragment]:
        days = tuple(
            Element("item", description.blocks(text, record, "schedule")) for text in record.schedule if text
        )
        if days:
            listed = (Element("bullets", days),)
            yield Element(
                "disclosure", listed, "academic-schedule", {"summary": str(_("Schedule")), "label": "yes"}
            )
