"""The directive ``education``: degrees and stays, with the institutions' logos."""

from __future__ import annotations

from functools import partial

from sphinx_academic.content.fragments import Element, Fragments, joined, plain
from sphinx_academic.data.records import Education
from sphinx_academic.data.values.dates import ReadDate, is_ongoing
from sphinx_academic.sections.base import Chosen, Section
from sphinx_academic.sections.description import Description, _, figures, line
from sphinx_academic.sections.options import Options


class Educations(Section[Education]):
    """Education in the order in which it is written."""

    name = "education"
    list_of = "education"

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        entries = tuple(_entry(record, description) for record in chosen[index].records)
        return (Element("division", entries, "academic academic-education"),)


def _entry(record: Education, description: Description) -> Element:
    said = partial(description.field, record)
    title = said("title") or said("institution") or (_("Untitled"),)
    period = joined((_moment(record.start, description), _moment(record.end, description)), " – ")
    advisor = (_("Advisor"), ": ", *said("advisor")) if record.advisor else ()
    lines = (
        *line((Element("strong", title),), "academic-title"),
        *line(said("institution") if record.title else (), "academic-institution"),
        *line(said("degree"), "academic-degree"),
        *line(period, "academic-dates"),
        *line(advisor, "academic-advisor"),
        *line(said("comment"), "academic-comment"),
    )
    logo = figures(record.images[:1], record, plain(title), description, "logo")
    body = Element("division", (Element("lines", lines),), "academic-body")
    return Element("entry", (*logo, body), "academic-entry")


def _moment(read: ReadDate | None, description: Description) -> Fragments:
    """A start or an end: a date, or a word such as *present*."""
    if read is None:
        return ()
    if read.date is None:
        return (_("present") if is_ongoing(read.before) else read.before,)
    return description.dated(read.date, read.before, read.after)
