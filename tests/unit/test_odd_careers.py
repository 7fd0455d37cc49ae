"""Records of a career that are nested in odd ways, or end before they begin: what is written is read, and told once."""

from __future__ import annotations

import pytest
from inline_data import read, told

from sphinx_academic.data.records import Award, Position, Project, Service, Talk, Teaching


def test_records_and_texts_under_keys_of_their_own_are_records() -> None:
    collection = read("talks: {a: {title: First}, b: Second}\n")
    assert [(talk.key, talk.title) for talk in collection.of(Talk)] == [("a", "First"), ("b", "Second")]
    ((_place, code, message, _hint),) = told(collection)
    assert (code, message[:15]) == ("type", "A talk is a tex")


def test_lists_under_names_that_are_no_fields_are_read_and_the_names_told() -> None:
    collection = read("service:\n  reviewer: [{title: Letters in Steam}]\n  editor: [{title: Fog}]\n")
    assert [each.title for each in collection.of(Service)] == ["Letters in Steam", "Fog"]
    assert [(place, code) for place, code, *_ in told(collection)] == [
        ("2:3", "unknown_key"),
        ("3:3", "unknown_key"),
    ]


def test_one_record_with_a_misspelt_field_is_still_one() -> None:
    collection = read("talks: {titel: First, links: [{name: A, url: https://a.example}]}\n")
    (talk,) = collection.of(Talk)
    assert talk.links


def test_an_odd_name_among_years_costs_the_others_nothing() -> None:
    collection = read("awards: {2020: [{title: First}], earlier: [{title: Second}]}\n")
    assert [(award.title, award.when and award.when.year) for award in collection.of(Award)] == [
        ("First", 2020),
        ("Second", None),
    ]


def test_courses_stand_below_terms() -> None:
    (course,) = read("teaching: {Autumn 2023: [{title: Fog}]}\n").of(Teaching)
    assert course.date is not None
    assert (course.date.year, course.date.season) == (2023, 3)


@pytest.mark.parametrize("field", ["date: 2024-2020", "date: 2024-01-01 to 2020-01-01", "start: 2024-2020"])
def test_a_range_whose_end_lies_before_its_beginning_is_told(field: str) -> None:
    ((place, code, message, _hint),) = told(read(f"positions: [{{title: A, {field}}}]\n"))
    assert (place[:2], code) == ("1:", "date")
    assert "ends before it begins; it is shown as written" in message


def test_what_has_its_end_in_its_start_is_over() -> None:
    (position,) = read("positions: [{title: A, start: 2020-2024}]\n").of(Position)
    assert not position.goes_on
    assert position.ended is not None
    assert position.ended.year == 2024


def test_an_empty_text_in_the_place_of_a_list_is_told_once() -> None:
    assert [code for _place, code, *_ in told(read("talks: ''\n"))] == ["missing"]


def test_a_project_keeps_the_grants_that_the_data_do_not_have() -> None:
    collection = read("projects: [{title: A, grants: [EP/1, EP/2]}]\ngrants: [{title: G, number: EP/1}]\n")
    (project,) = map(collection.belonging.in_its_place, collection.of(Project))
    assert ([grant.number for grant in project.paid_by], project.other_grants) == (["EP/1"], ("EP/2",))
