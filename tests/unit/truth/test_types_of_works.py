"""What kind of work something is: as its type says it in anybody's words, else by the field its venue stands in; and a slip is told."""

from __future__ import annotations

import pytest
from inline_data import read, read_clean

from sphinx_academic.data.collection import collect
from sphinx_academic.formats.csl_json import read_csl
from sphinx_academic.formats.json_places import read_json


def kind_of(fields: str) -> str:
    return read_clean(f"pubs:\n- {{title: A, {fields}}}\n").publications[0].kind_of_work


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("article", "article"),
        ("Journal Article", "article"),
        ("journal-article", "article"),
        ("article-journal", "article"),
        ("Journal Articles", "article"),
        ("magazine", "article"),
        ("Editorial", "article"),
        ("Conference Paper", "conference"),
        ("inproceedings", "conference"),
        ("Workshop papers", "conference"),
        ("PhD Thesis", "thesis"),
        ("Master's thesis", "thesis"),
        ("Book Chapter", "chapter"),
        ("Book Section", "chapter"),
        ("Edited volume", "book"),
        ("Working paper", "report"),
        ("Tech. Report", "report"),
        ("pre-print", "preprint"),
        ("posted-content", "preprint"),
        ("Keynote", "talk"),
        ("Invited talks", "talk"),
        ("Data set", "dataset"),
        ("Computer program", "software"),
        ("misc", "other"),
        ("Blog post", "other"),
        ("@article", "article"),
        ("Full paper", "conference"),
        ("Demo paper", "conference"),
        ("Book review", "article"),
        ("Under review", "preprint"),
        ("Technical note", "report"),
        ("Undergraduate thesis", "thesis"),
        ("Poster presentation", "poster"),
        ("Encyclopedia entry", "chapter"),
    ],
)
def test_a_type_is_understood_in_everybodys_words(type_: str, kind: str) -> None:
    assert kind_of(f'type: "{type_}", venue: Anywhere') == kind


@pytest.mark.parametrize(
    ("type_", "kind"),
    [("artcle", "article"), ("atricle", "article"), ("confrence", "conference"), ("theses", "thesis"), ("pososter", "poster"),
     ("pre-pirnt", "preprint"), ("softwre", "software"), ("Jounal article", "article"), ("workshop papr", "conference")],
)  # fmt: skip
def test_a_slip_in_a_type_is_mended_and_told(type_: str, kind: str) -> None:
    collection = read(f"pubs:\n- title: A\n  venue: J\n  type: {type_}\n")
    (problem,) = collection.problems
    assert (problem.line, problem.column, problem.code) == (4, 9, "type")
    assert problem.message.startswith(f"'{type_}' is not a type of work; '")
    assert problem.hint.startswith("Write  type: ")
    assert collection.publications[0].kind_of_work == kind


def test_a_type_that_nobody_knows_is_told_with_those_there_are() -> None:
    (problem,) = read("pubs:\n- title: A\n  type: performance\n").problems
    assert problem.message == "'performance' is not a type of work; it is shown among the other works."
    assert problem.hint.startswith("The types are: article, conference, ")


def test_what_is_neither_true_nor_false_is_told_beside_it() -> None:
    collection = read("pubs:\n- title: A\n  type: artcle\n  selected: perhaps\n")
    assert [(problem.line, problem.code) for problem in collection.problems] == [(3, "type"), (4, "type")]


def test_types_of_other_formats_are_none_of_ours_to_tell() -> None:
    root, problems = read_json('[{"type": "musical_score", "title": "A"}]', "x.json")
    collection = collect([read_csl(root, "x.json", problems)])
    assert (collection.publications[0].kind_of_work, collection.problems) == ("other", ())


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ("journal: X", "article"),
        ("Journal: X", "article"),
        ("journaltitle: Steam and Salt", "article"),
        ("journal: Proceedings of the Academy", "article"),
        ("journal: Report on Kettles", "article"),
        ("journal: KETTLE", "article"),
        ("journal: arXiv preprint", "preprint"),
        ("journal: bioRxiv", "preprint"),
        ("conference: X", "conference"),
        ("conference: Journal Club", "conference"),
        ("venue: X", "other"),
        ("venue: Proceedings of X", "conference"),
        ("booktitle: Proceedings of X", "conference"),
        ("journal: X, type: thesis", "thesis"),
    ],
)
def test_the_field_of_a_venue_says_what_kind_of_work_it_is(fields: str, kind: str) -> None:
    assert kind_of(fields) == kind
