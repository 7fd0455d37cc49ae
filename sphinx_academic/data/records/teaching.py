"""A course, a seminar, or another piece of teaching."""

from __future__ import annotations

from sphinx_academic.data.fields import CONTENTS, TEXT, WORDS, field
from sphinx_academic.data.records.timed import TimedRecord
from sphinx_academic.data.values.dates import PartialDate, read_date, read_in_words
from sphinx_academic.data.values.names import AUTHORS, AuthorList

_LENGTH = 6
"""So many months a term may last that has a month or a season."""


class Teaching(TimedRecord):
    """A course, a seminar, or another piece of teaching."""

    kind = "teaching"
    lists = ("teaching", "courses", "teachings", "classes")
    ambiguous = lists
    instead = ("code",)
    is_of_owner = True

    # fmt: off
    title: str = field(TEXT, "What the course is called. Markdown and a little HTML are understood.",
        "name", "course", prose=True)
    code: str = field(TEXT, "The number of the course, such as EEEM068.", "number", "course_code", "course_number", prose=True)
    role: str = field(TEXT, "What was done: lecturer, teaching assistant.", "position", "job", prose=True)
    institution: str = field(TEXT, "Where it was.",
        "university", "school", "venue", "department", "organisation", "organization", prose=True)
    level: str = field(TEXT, "For whom: undergraduate, MSc, PhD.", "type", "audience", "degree", prose=True)
    people: AuthorList = field(AUTHORS, "Who teaches it, where that is not the owner of the site alone: names as in `authors`.",
        "teachers", "teacher", "instructors", "instructor", "lecturers", "lecturer", "taught_by", "with", "authors")
    terms: tuple[str, ...] = field(WORDS, "The terms in which it was held: Autumn 2023, Spring 2024.",
        "term", "semester", "semesters", "quarter")
    schedule: tuple[str, ...] = field(CONTENTS, "What stands on which day: a text, or a list of texts; it opens on request.",
        "syllabus", "lectures", "weeks", prose=True)
    # fmt: on

    @property
    def began(self) -> PartialDate | None:
        """The first day that is known, else when the first term began."""
        return super().began or min(self._terms, key=lambda term: term.order, default=None)

    @property
    def ended(self) -> PartialDate | None:
        """The last day that is known, else when the last term ended."""
        if self.start or self.end or self.date:
            return super().ended
        last = max(self._terms, key=lambda term: term.order, default=None)
        if last is None or not (last.month or last.season):
            return last
        years, month = divmod((last.month or 3 * last.season) + _LENGTH - 2, 12)
        return PartialDate(last.year + years, month + 1)

    @property
    def _terms(self) -> tuple[PartialDate, ...]:
        """The terms in which a date stands."""
        return tuple([when for term in self.terms if (when := term_date(term)) is not None])


def term_date(term: str) -> PartialDate | None:
    """What is known of a term's date; None where that is nothing."""
    found = read_in_words(term) or read_date(term).date
    return found if found is not None and found.year > 0 else None
