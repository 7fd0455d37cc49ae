"""What well-formed YAML says: strings where they stand, and nothing guessed."""

from __future__ import annotations

import gc

import pytest

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.formats.text import words
from sphinx_academic.formats.yaml import read_yaml
from sphinx_academic.problems import Code, Problem


def read(text: str) -> RawValue:
    root, problems = read_yaml(text, "x.yaml")
    assert problems == ()
    return root


def problems_of(text: str) -> list[Problem]:
    return list(read_yaml(text, "x.yaml")[1])


@pytest.mark.parametrize(
    "written", ["1806.00530", "no", "on", "true", "12:30", "1_000", "2024-05-16", "0x1F", ".5"]
)
def test_every_scalar_is_the_text_that_was_written(written: str) -> None:
    assert read(f"a: {written}") == {"a": written}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_none_and_quoted_nothing_is_text(written: str) -> None:
    assert read(f"a: {written}\nb: '{written}'\nc: [{written}]\n")["a"] is None  # type: ignore[call-overload,index]
    assert read(f"b: '{written}'") == {"b": written}


def test_keys_are_strings() -> None:
    assert read("1: a\nno: b\n~: c\n[x, y]: d\n") == {"1": "a", "no": "b", "~": "c", "[x, y]": "d"}


def test_everything_knows_its_place() -> None:
    root = read("# a comment\npubs:\n  - title: A\n    tags: [x, y]\n  -\n    title: 'B'\n")
    assert isinstance(root, RawMapping)
    pubs = root["pubs"]
    assert isinstance(pubs, RawList)
    assert root.place_of_key("pubs") == (2, 1)
    assert root.place_of_value("pubs") == (3, 3)
    assert pubs.place_of(1) == (6, 5)
    first, second = pubs
    assert isinstance(first, RawMapping) and isinstance(second, RawMapping)
    assert (first.line, first.column) == (3, 5)
    assert first.place_of_value("title") == (3, 12)
    assert second.place_of_value("title") == (6, 12)
    tags = first["tags"]
    assert isinstance(tags, RawList)
    assert tags.places == [(4, 12), (4, 15)]


def test_the_first_line_shifts_every_place() -> None:
    root, _ = read_yaml("a: b", "x.yaml", first_line=7)
    assert isinstance(root, RawMapping)
    assert root.place_of_value("a") == (7, 4)


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "---\n", "~"])
def test_an_empty_file_is_none_without_a_problem(text: str) -> None:
    assert read(text) is None


def test_a_root_that_is_a_text_is_given_as_it_is() -> None:
    assert read("just text\n") == "just text"


def test_a_tab_between_a_date_and_an_icon_is_kept() -> None:
    assert read("time: 2024-04-12 \t&#128745;\n") == {"time": "2024-04-12 \t&#128745;"}


def test_of_two_equal_keys_the_first_is_kept_and_both_are_named() -> None:
    root, [problem] = read_yaml("a: 1\nb: 2\na: 3\n", "x.yaml")
    assert root == {"a": "1", "b": "2"}
    assert (problem.code, problem.line, problem.column) == (Code.DUPLICATE_KEY, 3, 1)
    assert "line 1" in problem.message


def test_an_entry_whose_dash_was_lost_is_read_as_an_entry() -> None:
    text = "pubs:\n  - title: A\n    year: 1\n    title: B\n    year: 2\n  - title: C\n"
    root, [problem] = read_yaml(text, "x.yaml")
    assert root == {"pubs": [{"title": "A", "year": "1"}, {"title": "B", "year": "2"}, {"title": "C"}]}
    assert (problem.line, problem.column, problem.hint) == (4, 5, "Write  - title: B")


def test_aliases_share_what_was_anchored() -> None:
    root = read("a: &x [1, 2]\nb: *x\nc: &t hello\nd: *t\n")
    assert isinstance(root, RawMapping)
    assert root["a"] is root["b"]
    assert root["d"] == "hello"


def test_merge_keys_fill_in_what_is_not_said() -> None:
    root = read("a: &x {k: 1, l: 2}\nb: &y {m: 3}\nc:\n  <<: [*x, *y]\n  l: own\nd: {<<: *x}\n")
    assert isinstance(root, RawMapping)
    assert root["c"] == {"l": "own", "k": "1", "m": "3"}
    assert root["d"] == {"k": "1", "l": "2"}


def test_several_documents_are_read_together() -> None:
    root, problems = read_yaml("a: 1\n---\nb: 2\n---\na: 3\n", "x.yaml")
    assert root == {"a": "1", "b": "2"}
    assert [(p.code, p.line) for p in problems] == [(Code.DUPLICATE_KEY, 5)]
    assert read("- a\n---\n- b\n") == ["a", "b"]


def test_a_document_of_another_kind_is_left_out_and_told() -> None:
    root, [problem] = read_yaml("a: 1\n---\n- b\n", "x.yaml")
    assert root == {"a": "1"}
    assert (problem.line, problem.column) == (3, 1)


def test_prose_behind_an_exclamation_mark_or_ampersand_stays_as_written() -> None:
    root, problems = read_yaml("a: !Important thing\nb: &Co is great\nc: *soon\n", "x.yaml")
    assert root == {"a": "!Important thing", "b": "&Co is great", "c": "*soon"}
    assert [p.code for p in problems] == [Code.TAG, Code.SYNTAX, Code.SYNTAX]
    assert [p.hint for p in problems] == [
        'Write  a: "!Important thing"',
        'Write  b: "&Co is great"',
        'Write  "*soon"',
    ]


def test_a_python_tag_is_refused() -> None:
    root, problems = read_yaml(
        "a: !!python/object/apply:os.system [ls]\nb: !!python/name:os.system x\n", "x.yaml"
    )
    assert root == {"a": None, "b": "x"}
    assert [(p.code, p.line) for p in problems] == [(Code.TAG, 1), (Code.TAG, 2)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("!!str 1", "1"),
        ("! plain", "plain"),
        ("!!null ~", None),
        ("!!null", None),
        ("!!int 0x1F", "0x1F"),
        ("!!int abc", "abc"),
        ("!!null x", "x"),
        ("!!int '2024'", "2024"),
        ("!!float -1.5e3", "-1.5e3"),
        ("!!float .NaN", ".NaN"),
        ("!!bool No", "No"),
        ("!!timestamp 2024-5-1", "2024-5-1"),
        ("!!timestamp 2001-12-14t21:59:43.10-05:00", "2001-12-14t21:59:43.10-05:00"),
        ("!!seq [d]", ["d"]),
        ("!!map {d: e}", {"d": "e"}),
        ("!<tag:yaml.org,2002:str> x", "x"),
    ],
)
def test_a_tag_that_says_what_the_value_is_anyway_is_silent(written: str, value: object) -> None:
    assert read(f"a: {written}\n") == {"a": value}


@pytest.mark.parametrize(
    ("written", "value", "message", "hint"),
    [
        ("!!binary aGVsbG8=", None, "'!!binary' is a YAML tag", "Write the text itself:  a: …"),
        ("!!seq {b: c}", {"b": "c"}, "'!!seq' is a YAML tag", "Delete the tag"),
        ("!!str [b]", ["b"], "'!!str' is a YAML tag", "Delete the tag"),
        ("!!map x", "x", "'!!map' is a YAML tag", "Delete the tag."),
        ("!!set {b, c}", {"b": None, "c": None}, "'!!set' is a YAML tag", "Delete the tag"),
        ("!!omap [b: c]", [{"b": "c"}], "'!!omap' is a YAML tag", "Delete the tag"),
        ('!ref "b"', "b", "'!ref' is a YAML tag", "Delete the tag."),
        ("!ref b", "!ref b", "a value that starts with ! must be quoted", 'Write  a: "!ref b"'),
        ("!ref {b: c}", {"b": "c"}, "'!ref' is a YAML tag", "Delete the tag"),
    ],
)
def test_any_other_tag_is_told(written: str, value: object, message: str, hint: str) -> None:
    root, problems = read_yaml(f"a: {written}\n", "x.yaml")
    assert root == {"a": value}
    assert [(problem.code, problem.location) for problem in problems] == [(Code.TAG, "x.yaml:1:4")]
    assert problems[0].message.startswith(message)
    assert problems[0].hint.startswith(hint)


def test_control_characters_in_escapes_are_left_out_and_told() -> None:
    root, problems = read_yaml('"a\\e": &x "b\\0c"\nd: [*x, "e\\x1b"]\n', "x.yaml")
    assert root == {"a": "bc", "d": ["bc", "e"]}
    assert [(problem.code, problem.location) for problem in problems] == [
        (Code.ENCODING, f"x.yaml:{place}") for place in ("1:1", "1:8", "2:9")
    ]


def test_bytes_are_shown_as_nobody_s_name() -> None:
    root, problems = read_yaml("author: [!!binary QQ==, Ada]\n? !!binary QQ==\n: x\n", "x.yaml")
    assert root == {"author": [None, "Ada"], "QQ==": "x"}
    assert [problem.location for problem in problems] == ["x.yaml:1:10", "x.yaml:2:3"]


@pytest.mark.parametrize(
    ("line", "column"),
    [("    doi: x", 5), ("\tdoi: x", 2), (" doi: x", 2)],
    ids=["too far", "a tab", "too little"],
)
def test_a_line_that_is_mended_is_where_its_author_wrote_it(line: str, column: int) -> None:
    root, problems = read_yaml(f"pubs:\n- title: A\n{line}\n  year: 2020\n- title: B\n", "x.yaml")
    assert problems
    assert isinstance(root, RawMapping) and isinstance(root["pubs"], RawList)
    entry = root["pubs"][0]
    assert isinstance(entry, RawMapping)
    assert entry.places["doi"] == (3, column, 3, column + 5)
    assert entry.places["year"] == (4, 3, 4, 9)


@pytest.mark.parametrize("running", [True, False])
def test_garbage_collection_is_left_as_it_was(running: bool) -> None:
    before = gc.isenabled()
    try:
        gc.enable() if running else gc.disable()
        read_yaml("a: [", "x.yaml")
        assert gc.isenabled() is running
    finally:
        gc.enable() if before else gc.disable()


TEX = """
    alpha approx acute beta bar bf big bm boldsymbol begin vec varepsilon varphi frac forall textbf textit text times
    theta tau tilde nabla neq nu rho rm right rightarrow epsilon ell emph eta end exp exists
"""


@pytest.mark.parametrize("command", sorted(words(TEX)))
def test_a_command_of_tex_that_yaml_would_swallow_is_told_and_kept(command: str) -> None:
    root, (problem,) = read_yaml(f'title: "Of $\\{command}$ and more"\n', "x.yaml")
    assert root == {"title": f"Of $\\{command}$ and more"}
    assert (problem.line, problem.column) == (1, 13)
    assert f"'\\{command}' is no TeX between double quotation marks" in problem.message


@pytest.mark.parametrize("escape", [r"\x41b", r"\u0041b", r"\U00000041b"])
def test_an_escape_of_yaml_beside_a_command_of_tex_stays_one(escape: str) -> None:
    root, _ = read_yaml(f'title: "{escape} of $\\beta$"\n', "x.yaml")
    assert root == {"title": "Ab of $\\beta$"}


def test_a_second_entry_without_its_dash_is_told_where_its_first_key_stands() -> None:
    text = "pubs:\n  - title: A\n    year: 2020\n    title: B\n    year: 2021\n"
    root, (problem,) = read_yaml(text, "x.yaml")
    assert root == {"pubs": [{"title": "A", "year": "2020"}, {"title": "B", "year": "2021"}]}
    assert (problem.line, problem.column, problem.hint) == (4, 5, "Write  - title: B")
    assert problem.message.startswith("'title' stands a second time in the entry that begins on line 2")
