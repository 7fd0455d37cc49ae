"""Foreign fields never pass for ours by accident."""

from __future__ import annotations

from sphinx_academic.data.located import RawMapping
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.identifiers import SCHEMES
from sphinx_academic.formats.bibtex.works import TAKEN
from sphinx_academic.formats.filling import NAMES_OF_FIELDS, keep

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
    entry = RawMapping(1, 1)
    keep(entry, source, (), "csl")
    assert dict(entry) == {"csl-Container-Title": "A", "colour": "grey", "csl-project": "ice"}
