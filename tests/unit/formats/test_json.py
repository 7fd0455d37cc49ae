"""JSON as programs and people write it: what is read, what is told, and where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_academic.data.located import RawList, RawMapping
from sphinx_academic.data.records import KINDS
from sphinx_academic.formats import json_places
from sphinx_academic.formats.json_places import read_json
from sphinx_academic.formats.loading import NamedFile, load
from sphinx_academic.problems import Code

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=("Cs", "Cc"))),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=("Cs", "Cc"))), inner)
    ),
    max_leaves=20,
)

# What was written; where it ceases to be JSON; words of the message; words of the remedy.
MISTAKES = [
    ("[1, 2,]", (1, 6), "comma before ']'", "Remove this comma"),
    ('{"a": 1,\n}', (1, 8), "comma before '}'", "Remove this comma"),
    ('[{"title": "A" "year": 2020}, {"title": "B"}]', (1, 14), "comma is missing", "Write  ,"),
    ('[{"a": "x"\n "b": 2}]', (1, 10), "comma is missing", "Write  ,"),
    ("[{}\n{}]", (1, 3), "comma is missing", "Write  ,"),
    ("[1] // mine", (1, 5), "comment", "Remove it"),
    ("// mine\n[1]", (1, 1), "comment", "Remove it"),
    ("[/* a */ 1, # b\n 2]", (1, 2), "comment", "Remove it"),
    ('{"a": 1, # b\n "b": 2}', (1, 10), "comment", "Remove it"),
    ("[{'a': 'it'}]", (1, 3), "in ' quotation marks", 'Write  "'),
    ("{“a”: “it”}", (1, 2), "in “ quotation marks", 'Write  "'),
    ("{a: 1, b: 2}", (1, 2), "'a' stands here without quotation marks", 'Write  "a"'),
    ('{"a": True}', (1, 7), "'True' stands here without quotation marks", "true, false"),
    ('{"a": None}', (1, 7), "'None' stands here without quotation marks", "null  in small"),
    ('{"a": hello world}', (1, 7), "without quotation marks", 'Write  "hello"'),
    ('{"a": 007}', (1, 8), "found '07' where ',' or '}' was expected", "Compare"),
    ('{"date": 2020-01-02}', (1, 14), "found '-01-02' where ',' or '}' was expected", "Compare"),
    ('{"a": "He said "hi" there"}', (1, 17), "found 'hi' where ',' or '}' was expected", "Compare"),
    ('{"a": "foo,\n "b": 2}', (1, 12), "line ends inside a text", 'Write  "  where the text ends'),
    ('{"a": "foo\nbar"}', (1, 11), "line ends inside a text", "\\n"),
    (r'{"a": "\alpha"}', (1, 8), r"'\a' means nothing", r"Write  \\a"),
    (r'{"a": "C:\users"}', (1, 10), r"'\u' means nothing", r"Write  \\u"),
    ('[{"a": [1, 2', (1, 8), "ends inside the list", "cut off"),
    ('[{"a": 1', (1, 2), "ends inside the object", "cut off"),
    ('[{"a": "x', (1, 8), "never closed", "where the text ends"),
    ("[1]]", (1, 4), "found ']' where the end was expected", "Compare"),
    ('{"a": 1}, {"a": 2}', (1, 9), "found ',' where the end was expected", "Compare"),
    ('{"a": [1, 2}, "b": 3}', (1, 12), "found '}' where ',' or ']' was expected", "Compare"),
    ('[\n{"a": 1]', (2, 8), "found ']' where ',' or '}' was expected", "Compare"),
    ('{"title" "Foo"}', (1, 10), "found '\"' where ':' was expected", "Compare"),
    ('{"a": , "b": 1}', (1, 7), "found ',' where a value was expected", "Compare"),
    ("[1,,2]", (1, 4), "found ',' where a value was expected", "Compare"),
    ('["a": 1]', (1, 5), "found ':' where ',' or ']' was expected", "Compare"),
    ("[.5]", (1, 2), "found '.5' where a value was expected", "Compare"),
    ('{"a": 1, 2: 3}', (1, 10), "found '2' where a key", "Compare"),
]


@pytest.mark.parametrize(("text", "place", "message", "hint"), MISTAKES)
def test_a_mistake_is_told_once_where_it_is_and_nothing_of_the_file_is_guessed(
    text: str, place: tuple[int, int], message: str, hint: str
) -> None:
    root, [problem] = read_json(text, "papers.json")
    assert root is None
    assert (problem.code, problem.line, problem.column) == (Code.SYNTAX, *place)
    assert message in problem.message
    assert hint in problem.hint
    assert problem.excerpt == text.split("\n")[place[0] - 1]


def test_a_mistake_in_a_file_is_told_and_none_of_its_records_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "papers.json"
    path.write_text('[{"title": "A" "year": 2020}, {"title": "B"}]', encoding="utf-8")
    collection = load([NamedFile(path, "papers.json")])
    assert collection.publications == ()
    assert [problem.text.split("\n")[0] for problem in collection.problems] == [
        "A comma is missing behind this value."
    ]


@pytest.mark.parametrize(
    ("kind", "spelling"),
    [(name, spelling) for name, kind in KINDS.items() for spelling in kind.lists],
)
def test_every_list_of_records_may_stand_in_a_json_file(tmp_path: Path, kind: str, spelling: str) -> None:
    field = KINDS[kind].main
    for name in (spelling, spelling.title()):
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps({name: [{field: "Ada"}]}), encoding="utf-8")
        collection = load([NamedFile(path, path.name)])
        assert len(collection.of(KINDS[kind])) == 1
        assert collection.problems == ()


def test_the_field_of_one_work_is_no_list_of_publications(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text('{"type": "book", "title": "Tides", "publication": "Press"}', encoding="utf-8")
    [work] = load([NamedFile(path, "one.json")]).publications
    assert work.title == "Tides"


@pytest.mark.parametrize("text", ["@article{x,\n}", "TY  - JOUR\n", "- title: x\n", "Hello you"])
def test_another_format_is_told_as_one_mistake(text: str) -> None:
    root, (problem,) = read_json("\n" + text, "papers.json")
    assert root is None
    assert problem.line == 2
    assert "this is no JSON" in problem.message


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


def test_two_equal_keys_are_told_and_the_first_is_used() -> None:
    root, [problem] = read_json('{"a": 1,\n "a": [2], "b": 3}', "papers.json")
    assert root == {"a": "1", "b": "3"}
    assert (problem.code, problem.line, problem.column) == (Code.DUPLICATE_KEY, 2, 2)
    assert "the first, in line 1, is used" in problem.message


@pytest.mark.parametrize("written", ["1806.00530", "1e400", "-0.0", "1E+2", "9" * 4301, "true", "false"])
def test_numbers_and_words_are_kept_as_they_were_written(written: str) -> None:
    assert read_json(f'{{"a": {written}}}', "x") == ({"a": written}, ())


def test_what_is_no_number_is_told_and_the_rest_is_read() -> None:
    root, problems = read_json('[NaN, -Infinity,\n {"a": Infinity, "b": "NaN"}]', "x")
    assert root == [None, None, {"a": None, "b": "NaN"}]
    assert [(problem.line, problem.column) for problem in problems] == [(1, 2), (1, 7), (2, 8)]
    assert problems[0].message == "'NaN' is not known to JSON; it is read as null."


def test_tabs_inside_texts_are_kept() -> None:
    assert read_json('{"a\tb": "c\td"}', "x") == ({"a\tb": "c\td"}, ())


def test_half_an_emoji_is_no_character() -> None:
    assert read_json(r'["\ud83d!", "\ude00\ud83d"]', "x") == (["\ufffd!", "\ufffd\ufffd"], ())


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_file_is_none_without_a_problem(text: str) -> None:
    assert read_json(text, "x") == (None, ())


@pytest.mark.parametrize("depth", [61, 10_000])
def test_what_is_nested_too_deep_is_told_where_it_is(depth: int) -> None:
    root, [problem] = read_json('{"a":\n' + "[" * depth + "]" * depth + ', "b": 1}', "x")
    assert root is None
    assert (problem.code, problem.line, problem.column) == (Code.LIMIT, 2, 60)


def test_a_depth_that_the_bound_allows_is_read() -> None:
    root, problems = read_json("[" * 60 + "1" + "]" * 60, "x")
    assert problems == ()
    assert str(root) == "[" * 60 + "'1'" + "]" * 60


HOSTILE = [
    "[" * 200_000,
    '{"a":' * 100_000,
    '"' * 200_001,
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
    '["' + '\\"' * 500_000,
    "\n" * 500_000 + "x",
    "[" + "1," * 200_000 + "]",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:8]))
def test_a_hostile_file_has_one_problem_at_most(text: str) -> None:
    _, problems = read_json(text, "x")
    assert len(problems) <= 1
    assert all(len(problem.message) + len(problem.hint) < 500 for problem in problems)


def test_a_file_beyond_the_bound_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_places, "MAX_CHARACTERS", 10)
    root, [problem] = read_json('[{"title": "T"}]', "works.json")
    assert root is None
    assert problem.code is Code.LIMIT
