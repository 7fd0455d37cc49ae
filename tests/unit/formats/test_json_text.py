"""JSON as people write it: what is told, where, and what survives."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_academic.data.located import RawList, RawMapping
from sphinx_academic.formats import json_text
from sphinx_academic.formats.json_text import read_json
from sphinx_academic.problems import Code

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=("Cs", "Cc"))),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=("Cs", "Cc"))), inner)
    ),
    max_leaves=20,
)

# What was written; where the mistake is; words of the message; words of the remedy; what is read all the same.
MISTAKES = [
    ("[1, 2,]", (1, 6), "comma before ']'", "Remove this comma", ["1", "2"]),
    ('{"a": 1,\n}', (1, 8), "comma before '}'", "Remove this comma", {"a": "1"}),
    ('[{"a": "x"\n "b": 2}]', (1, 10), "comma is missing", ",", [{"a": "x", "b": "2"}]),
    ('{"a": "x" "b": 2}', (1, 9), "comma is missing", ",", {"a": "x", "b": "2"}),
    ("[1] // mine", (1, 5), "comment", "Remove it", ["1"]),
    ("[/* a */ 1, # b\n 2]", (1, 2), "comment", "Remove it", ["1", "2"]),
    ("[{'a': 'it'}]", (1, 3), "in ' quotation marks", 'Write  "a"', [{"a": "it"}]),
    ("{“a”: “it”}", (1, 2), "in “ quotation marks", 'Write  "a"', {"a": "it"}),
    ("{a: 1, b: 2}", (1, 2), "key a has no quotation marks", 'Write  "a":', {"a": "1", "b": "2"}),
    ('{"a": True}', (1, 7), "'True' is not known", "Write  true", {"a": "true"}),
    ('{"a": NaN}', (1, 7), "'NaN' is not known", "Write  null", {"a": None}),
    ('{"a": hello world}', (1, 7), "without quotation marks", 'Write  "hello world"', {"a": "hello world"}),
    ('{"a": 007}', (1, 7), "'007' is no number", 'Write  "007"', {"a": "007"}),
    ('{"a": "He said "hi" there"}', (1, 16), "inside a text", 'Write  \\"', {"a": 'He said "hi" there'}),
    ('{"a": "foo,\n "b": 2}', (1, 7), "never closed", 'Write  "  behind  foo', {"a": "foo", "b": "2"}),
    ('{"a": "foo\nbar"}', (1, 10), "line break inside", "\\n", {"a": "foo\nbar"}),
    (r'{"a": "\alpha"}', (1, 8), r"'\a' means nothing", r"Write  \\a", {"a": r"\alpha"}),
    ('[{"a": [1, 2', (1, 8), "ends inside the list", "cut off", [{"a": ["1", "2"]}]),
    ('[{"a": "x', (1, 2), "ends inside the object", "cut off", [{"a": "x"}]),
    ("[1]]", (1, 4), "closes nothing", "Remove it", ["1"]),
    ('{"a": [1, 2}, "b": 3}', (1, 12), "']' was expected", "Write  ]", {"a": ["1", "2"], "b": "3"}),
    ('{"a": [1, 2}', (1, 7), "not closed before the '}'", "Write  ]", {"a": ["1", "2"]}),
    ('{"title" "Foo"}', (1, 8), "colon behind 'title' is missing", '"title": …', {"title": "Foo"}),
    ('{"a": , "b": 1}', (1, 2), "'a' has no value", "null", {"a": None, "b": "1"}),
    ("[1,,2]", (1, 4), "no value before this comma", "Remove", ["1", "2"]),
    ('{"a": 1,\n "a": 2}', (2, 2), "stands twice", "rename", {"a": "1"}),
    ('["a": 1]', (1, 2), "stands in a list", "{", ["1"]),
]


@pytest.mark.parametrize(("text", "place", "message", "hint", "value"), MISTAKES)
def test_a_mistake_is_told_once_where_it_is_and_costs_nothing_else(
    text: str, place: tuple[int, int], message: str, hint: str, value: object
) -> None:
    root, problems = read_json(text, "papers.json")
    assert root == value
    assert [(problem.line, problem.column) for problem in problems] == [place]
    assert message in problems[0].message
    assert hint in problems[0].hint
    assert problems[0].excerpt == text.split("\n")[place[0] - 1]


@pytest.mark.parametrize(
    ("text", "suffix"),
    [("@article{x,\n}", ".bib"), ("TY  - JOUR\n", ".ris"), ("- title: x\n", ".yaml"), ("Hello you", "")],
)
def test_another_format_is_told_as_one_mistake(text: str, suffix: str) -> None:
    root, (problem,) = read_json("\n" + text, "papers.json")
    assert root is None
    assert problem.line == 2
    assert "this is no JSON" in problem.message
    assert suffix in problem.hint


def test_every_key_and_value_knows_its_place() -> None:
    root, problems = read_json('[\n  {"title": "A",\n    "tags": ["x",\n "y"]}\n]', "papers.json")
    assert not problems
    assert isinstance(root, RawList)
    item = root[0]
    assert isinstance(item, RawMapping)
    assert (item.line, item.column) == (2, 3)
    assert item.places["title"] == (2, 4, 2, 13)
    tags = item["tags"]
    assert isinstance(tags, RawList)
    assert tags.places == [(3, 14), (4, 2)]


@given(JSON_VALUES, st.sampled_from([None, 1, "\t"]))
@settings(max_examples=150, deadline=None)
def test_sound_json_is_read_as_the_standard_library_reads_it(value: object, indent: int | str | None) -> None:
    for ascii_only in (True, False):
        text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
        root, problems = read_json(text, "papers.json")
        assert not problems
        assert root == _as_written(value)


def _as_written(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return [_as_written(item) for item in value]
    if isinstance(value, dict):
        return {key: _as_written(item) for key, item in value.items()}
    return value


def test_json_lines_become_one_list() -> None:
    assert read_json('{"a": 1}\n{"a": 2}\n', "x") == ([{"a": "1"}, {"a": "2"}], ())


def test_escapes_are_read_and_what_no_text_holds_is_left_out() -> None:
    root, problems = read_json(r'["\u00e9\ud83d\ude00\u0000\n\t\/"]', "x")
    assert not problems
    assert root == ["é😀\n\t/"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        '{"a":' * 100_000,
        '"' * 200_000,
        "'" * 200_000,
        "\\" * 200_000,
        "[," * 100_000,
        '{"a":1}' * 50_000,
        '"a\n' * 100_000,
        '["\\' * 100_000,
        '["a"b"' * 50_000,
        "/*" * 100_000,
        "[1 " * 100_000,
        "]" * 100_000,
        '"a":' * 100_000,
        '{"a":"' + "x" * 1_000_000 + '"}',
        "\n" * 500_000 + "x",
    ],
    ids=lambda text: repr(text[:8]),
)
def test_hostile_files_end_with_few_problems(text: str) -> None:
    _, problems = read_json(text, "x")
    assert len(problems) <= 210


def test_what_is_nested_too_deep_is_left_out_and_the_rest_is_read() -> None:
    root, problems = read_json('{"a": ' + "[" * 10_000 + "]" * 10_000 + ', "b": 1}', "x")
    assert isinstance(root, RawMapping)
    assert root["b"] == "1"
    assert [problem.code for problem in problems] == ["limit"]


def test_a_file_beyond_the_bound_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_text, "MAX_CHARACTERS", 10)
    root, [problem] = read_json('[{"title": "T"}]', "works.json")
    assert root is None
    assert problem.code is Code.LIMIT
