"""Who edited a work, and who had another part in it, are told apart in every file that is written."""

from __future__ import annotations

import json

import pytest

from sphinx_academic.data.collection import collect
from sphinx_academic.data.records import Publication
from sphinx_academic.formats import csl_json, ris
from sphinx_academic.formats.bibtex import library
from sphinx_academic.formats.bibtex.bibtex_reading import read_bibtex
from sphinx_academic.formats.reference import reference

ROLES = "@collection{a, title={Deeds}, editor={Ash, Rowan}, editora={van Birch, Tim and Cedar, Uli}, editoratype={redactor}, date={1885}}"


def read(text: str) -> Publication:
    (found,) = collect([read_bibtex(text, "x.bib")]).publications
    return found


def csl(text: str) -> dict[str, list[dict[str, str]]]:
    (item,) = json.loads(csl_json.library([read(text)]))
    return {name: value for name, value in item.items() if name not in ("id", "type", "title", "issued")}


def test_an_editor_stays_one_beside_a_redactor() -> None:
    assert csl(ROLES) == {
        "editor": [{"family": "Ash", "given": "Rowan"}],
        "contributor": [
            {"family": "Birch", "given": "Tim", "non-dropping-particle": "van"},
            {"family": "Cedar", "given": "Uli"},
        ],
    }


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("editor={Ash, Rowan}, editortype={compiler}", "compiler"),
        ("editora={Ash, Rowan}, editoratype={director}", "director"),
        ("editor={Ash, Rowan}, editortype={organizer}", "organizer"),
        ("foreword={Ash, Rowan}", "contributor"),
        ("editor={Ash, Rowan}, editortype={editor}", "editor"),
    ],
)
def test_a_part_that_csl_has_is_its_variable(fields: str, said: str) -> None:
    assert csl(f"@book{{a, title={{Deeds}}, {fields}}}") == {said: [{"family": "Ash", "given": "Rowan"}]}


@pytest.mark.parametrize(
    "fields",
    [
        "editor={Ash, Rowan}, editora={van Birch, Tim and Cedar, Uli}, editoratype={redactor}",
        "editor={Ash, Rowan}, editortype={compiler}, foreword={Cedar, Uli}",
        "author={Birch, Tim}, annotator={Ash, Rowan}",
        "editorb={Ash, Rowan}, editorbtype={founder}",
    ],
)
def test_parts_come_back_from_bibtex(fields: str) -> None:
    work = read(f"@book{{a, title={{Deeds}}, {fields}}}")
    again = read(library([work]))
    assert again.editor == work.editor
    assert reference(again).contributors == reference(work).contributors


def test_ris_has_each_with_the_part() -> None:
    assert [line for line in ris.library([read(ROLES)]).splitlines() if line.startswith("A3")] == [
        "A3  - Ash, Rowan",
        "A3  - van Birch, Tim; Cedar, Uli (redactor)",
    ]


@pytest.mark.parametrize("text", ["Rowan Ash (eds)", "Rowan Ash (Reed Press)", "Rowan Ash; Tim Birch (ed)"])
def test_what_stands_behind_editors_in_other_words_is_no_part(text: str) -> None:
    assert not reference(Publication(title="Deeds", editor=text)).contributors
