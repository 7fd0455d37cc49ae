"""The directive ``education``: degrees and stays, with the institutions' logos."""

from __future__ import annotations

from sphinx_academic.content.fragments import Element, Fragment, Fragments, joined, plain
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Education
from sphinx_academic.data.values.dates import ReadDate, is_ongoing
from sphinx_academic.sections.base import Chosen, Section
from sphinx_academic.sections.description import Description, _, dated, figure, line
from sphinx_academic.sections.options import Options


class Educations(Section[Education]):
    """Education in the order in which it is written."""

    name = "education"
    list_of = "education"

    def choose(self, collection: Collection, options: Options) -> tuple[Chosen, ...]:
        return (Chosen((), collection.education),) if collection.education else ()

    def describe(
        self, chosen: tuple[Chosen, ...], index: int, options: Options, description: Description
    ) -> Fragments:
        entries = tuple(_entry(record, description) for record in chosen[index].records)
        return (Element("division", entries, "academic academic-education"),)


def _entry(record: Education, description: Description) -> Element:
    def prose(field: str) -> Fragments:
        text = getattr(record, field)
        return description.prose(text, record, field) if text else ()

    title = prose("title") or prose("institution") or (_("Untitled"),)
    place = prose("institution") if record.title else ()
    period = joined((_moment(record.start, description), _moment(record.end, description)), " – ")
    advisor = (_("Advisor"), ": ", *prose("advisor")) if record.advisor else ()
    lines = (
        *line((Element("strong", title),), "academic-title"),
        *line(place, "academic-institution"),
        *line(prose("degree"), "academic-degree"),
        *line(period, "academic-dates"),
        *line(advisor, "academic-advisor"),
        *line(prose("comment"), "academic-comment"),
    )
    content: list[Fragment] = [
        figure(
            image, record, plain(title), description, "academic-logo", place="logo", zoom=False, width="70%"
        )
        for image in record.images[:1]
    ]
    content.append(Element("division", (Element("lines", lines),), "academic-body"))
    return Element("entry", tuple(content), "academic-entry")


def _moment(read: ReadDate | None, description: Description) -> Fragments:
    """A start or an end: a date, or a word such as *present*."""
    if read is None:
        return ()
    if read.date is None:
        return (_("present") if is_ongoing(read.before) else read.before,)
    shown = f"{read.before} {description.date(read.date)} {read.after}".strip()
    return dated(shown, read.date)
