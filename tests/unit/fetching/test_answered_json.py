"""JSON of services has the values that files of JSON have, without their places."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pytest
from answers_of_files import FOLDER
from hypothesis import given
from hypothesis import strategies as some
from made_works import crossref_work, made_works

from sphinx_academic.data.located import RawList, RawMapping
from sphinx_academic.fetching.answered_json import NoJsonError, json_values
from sphinx_academic.formats.json_places import read_json


@pytest.mark.parametrize(
    "path", sorted(FOLDER.rglob("*.json")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_stored_answers_have_the_values_of_files(path: Path) -> None:
    text = path.read_text("utf-8")
    values, problems = read_json(text, "answer")
    assert problems == ()
    assert json_values(text) == (values if isinstance(values, RawMapping) else {"items": values})


@pytest.mark.parametrize(
    "text",
    [
        '{"a": [1, 2.50, -0, 1e5, true, false, null, "x", [], {}, [[true]]]}',
        '{"a": 1, "b": 2, "a": 3}',
        '{"a": NaN, "b": [Infinity, -Infinity]}',
        '{"a": "b\\u0000c\\ud800d\\ud83d\\ude00\\n"}',
        '{"a": ' + "9" * 5000 + "}",
        '{"": {"": ""}}',
    ],
)
def test_odd_values_are_those_of_files(text: str) -> None:
    assert json_values(text) == read_json(text, "answer")[0]


_VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | some.text(max_size=5),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


@given(some.dictionaries(some.text(max_size=3), _VALUES, max_size=4))
def test_random_values_are_those_of_files(value: dict[str, object]) -> None:
    text = json.dumps(value)
    assert json_values(text) == read_json(text, "answer")[0]


def test_lists_know_as_many_places_as_items() -> None:
    items = json_values("[1, [2, 3]]")["items"]
    assert isinstance(items, RawList)
    assert isinstance(items[1], RawList)
    assert (len(items.places), len(items[1].places)) == (2, 2)


@pytest.mark.parametrize(
    "text", ["", "{", '{"a" 1}', "1", '"a"', "null", "{} {}", "[" * 100_000, "[" * 62 + "]" * 62]
)
def test_what_is_no_answer_is_refused(text: str) -> None:
    with pytest.raises(NoJsonError):
        json_values(text)


def test_sixty_levels_are_read() -> None:
    assert json_values("[" * 59 + "]" * 59)


def test_a_page_of_three_megabytes_takes_less_than_thirty() -> None:
    text = json.dumps({"message": {"items": [crossref_work(work) for work in made_works(1500)]}})
    assert len(text) > 3_000_000
    tracemalloc.start()
    try:
        values = json_values(text)
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()
    assert list(values) == ["message"]
