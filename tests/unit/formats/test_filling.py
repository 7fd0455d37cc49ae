"""Foreign fields never pass for ours by accident."""

from __future__ import annotations

from sphinx_academic.data.located import RawMapping
from sphinx_academic.data.records import Publication
from sphinx_academic.formats.bibtex.works import TAKEN
from sphinx_academic.formats.filling import NAMES_ALIKE, NAMES_OF_FIELDS, keep


def test_the_readers_know_every_name_that_a_publications_fields_answer_to() -> None:
    assert set(Publication.spellings()) == NAMES_OF_FIELDS | NAMES_ALIKE
    assert not NAMES_OF_FIELDS & NAMES_ALIKE


def test_bibtex_knows_them_too_and_takes_projects_as_ours() -> None:
    assert set(Publication.spellings()) - TAKEN - NAMES_ALIKE == {"project", "projects"}


def test_a_foreign_field_with_a_name_of_ours_is_kept_under_another() -> None:
    source = RawMapping(1, 1)
    source.update({"Container-Title": "A", "colour": "grey", "project": "ice"})
    entry = RawMapping(1, 1)
    keep(entry, source, (), "csl")
    assert dict(entry) == {"csl-Container-Title": "A", "colour": "grey", "csl-project": "ice"}
