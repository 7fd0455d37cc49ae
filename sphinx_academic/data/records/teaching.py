"""A course, a seminar, or another piece of teaching."""

from __future__ import annotations

from sphinx_academic.data.fields import CONTENTS, TEXT, WORDS, field
from sphinx_academic.data.records.timed import TimedRecord


class Teaching(TimedRecord):
    """A course, a seminar, or another piece of teaching."""

    kind = "teaching"
    lists = ("teaching", "courses", "teachings", "classes")
    ambiguous = lists

    # fmt: off
    title: str = field(TEXT, "What the course is called. Markdown and a little HTML are understood.",
        "name", "course", prose=True)
    code: str = field(TEXT, "The number of the course, such as EEEM068.", "number", "course_code", "course_number", prose=True)
    role: str = field(TEXT, "What was done: lecturer, teaching assistant.", "position", "job", prose=True)
    institution: str = field(TEXT, "Where it was.",
        "university", "school", "venue", "department", "organisation", "organization", prose=True)
    level: str = field(TEXT, "For whom: undergraduate, MSc, PhD.", "type", "audience", "degree", prose=True)
    terms: tuple[str, ...] = field(WORDS, "The terms in which it was held: Autumn 2023, Spring 2024.",
        "term", "semester", "semesters", "quarter")
    schedule: tuple[str, ...] = field(CONTENTS, "What stands on which day: a text, or a list of texts; it opens on request.",
        "syllabus", "lectures", "weeks", prose=True)
    # fmt: on
