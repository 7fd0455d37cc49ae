"""Foreign fields become ours by tables, and never by accident."""

from __future__ import annotations

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.identifiers import SCHEMES
from sphinx_academic.formats.bibtex.works import TAKEN
from sphinx_academic.formats.filling import NAMES_OF_FIELDS, Transcription, as_lines
from sphinx_academic.formats.text import names_of_keys

ALIKE = {"citations", "isbn", "issn", *(scheme.field for scheme in SCHEMES)}
"""Identifiers and counts mean the same in every format: a foreign field of such a name is ours."""


def test_the_readers_know_every_name_that_a_publications_fields_answer_to() -> None:
    spellings = Publication.fields.spellings.items()
    assert {spelling for spelling, field in spellings if field not in ALIKE} == NAMES_OF_FIELDS
    assert {"journal", "container_title", "keywords"} <= NAMES_OF_FIELDS


def test_bibtex_knows_them_too_and_takes_projects_as_ours() -> None:
    assert {"project", "projects"} == NAMES_OF_FIELDS - TAKEN


def test_a_foreign_field_with_a_name_of_ours_is_kept_under_another() -> None:
    source = RawMapping(1, 1)
    source.update({"Container-Title": "A", "colour": "grey", "project": "ice"})
    entry = Transcription(source).finished("csl")
    assert dict(entry) == {"csl-Container-Title": "A", "colour": "grey", "csl-project": "ice"}


def entry_at(line: int, **values: RawValue) -> RawMapping:
    """A mapping whose values stand one below another."""
    made = RawMapping(line, 1)
    made.update(values)
    made.places.update({key: (line + row, 1, line + row, 9) for row, key in enumerate(values)})
    return made


def test_a_table_names_what_its_keys_hold() -> None:
    assert names_of_keys("title: title name; url: link\n  PDF file: pdf") == {
        "title": "title",
        "name": "title",
        "link": "url",
        "pdf": "PDF file",
    }


def test_what_is_transcribed_stands_where_it_came_from_and_the_rest_is_kept() -> None:
    source = entry_at(
        3, heading="Ice ", label="Snow", pdf="ice.pdf", colour="grey", layout="wide", title="Sir"
    )
    made = Transcription(source)
    made.take("title: heading label", str)
    made.links("PDF: pdf", lambda url: f"/files/{url}")
    entry = made.finished("theirs", "layout")
    assert entry == {
        "title": "Ice",
        "links": [{"name": "PDF", "url": "/files/ice.pdf"}],
        "colour": "grey",
        "label": "Snow",
        "theirs-title": "Sir",
    }
    assert (entry.line, entry.places["title"], entry.places["links"]) == (3, (3, 1, 3, 9), (5, 1, 5, 9))


def test_the_first_key_that_says_something_counts() -> None:
    made = Transcription(entry_at(1, name="", title="Ice", names=RawList(2, 1)))
    assert made.text("name", "title") == "Ice"
    made.put("title", "Snow", made.span("name", "title"))
    made.put("title", "Hail", "names")
    assert (made.entry, made.entry.places["title"]) == ({"title": "Snow"}, (2, 1, 2, 9))


def test_mappings_within_an_entry_are_transcribed_in_their_turn() -> None:
    links = RawList(1, 1)
    links.extend([entry_at(2, url="a"), "no mapping", entry_at(4, url="b")])
    made = Transcription(entry_at(1, links=links, name=entry_at(7, given="Ada"), title="Ice"))
    assert [link.text("url") for link in made.each("links")] == ["a", "b"]
    assert made.inner("name").text("given") == "Ada"
    assert not made.inner("title").source
    assert not list(made.each("title"))


def test_a_note_of_several_paragraphs_and_points_is_one_of_lines() -> None:
    assert as_lines("One\n goes on.\n\n\n## Duties\n* first\n  of all\n- second\n\n") == (
        "One goes on.<br/>Duties<br/>first of all<br/>second"
    )
    assert as_lines("-5 degrees") == "-5 degrees"
    assert as_lines("") == ""
