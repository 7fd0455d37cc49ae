"""Files that no honest author writes: read in bounded work and memory, with few and located problems."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

import pytest
from counting import check_growth, steps

from sphinx_academic.data.located import RawList, RawMapping
from sphinx_academic.formats.own_form import read_page
from sphinx_academic.formats.text import decode
from sphinx_academic.formats.yaml import read_yaml
from sphinx_academic.problems import Code

MAX_BYTES = 450_000_000

ALIASES = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 20)
)
MANY_KEYS = "a: &a {" + ", ".join(f"k{n}: v" for n in range(5000)) + "}\n"

LIMITED = {
    "aliases of aliases": ALIASES,
    "merge keys": MANY_KEYS + "b:\n" + "  - {<<: *a}\n" * 5000,
    "a list of merge keys": MANY_KEYS + "b: {<<: [" + ", ".join(["*a"] * 50_000) + "]}\n",
    "an alias inside its own anchor": "a: &a\n  b: *a\n",
    "a merge key inside its own anchor": "a: &a\n  <<: *a\n  c: d\n",
    "20,000 brackets": "a: " + "[" * 20_000 + "\nb: c\n",
    "20,000 closed brackets": "a: " + "[" * 20_000 + "]" * 20_000 + "\nb: c\n",
    "20,000 braces": "a: " + "{a: " * 20_000 + "\nb: c\n",
    "20,000 dashes": "- " * 20_000 + "a\n",
    "20,000 question marks": "? " * 20_000 + "a\n",
    "nesting by indentation": "".join(" " * n + "a:\n" for n in range(3000)),
}
BROKEN: dict[str, Callable[[int], str]] = {
    "an unclosed text": lambda n: 'a: "' + "x y " * n + "\nb: c\n",
    "an unclosed text in short lines": lambda n: 'p:\n - a: "' + "x y\n   " * n + "\nb: c\n",
    "a long key": lambda n: "x" * (2_000 + n) + ": b\nc: d\n",
    "quotation marks": lambda n: '"' * n,
    "colons": lambda n: "a: " + "b: " * n,
    "stars": lambda n: "*" * n,
    "unknown escapes": lambda n: 'a: "' + "\\q" * n + '"\nb: c\n',
    "conflict marks": lambda n: "a: b\n" + "<<<<<<< a\n" * n,
    "colons in texts": lambda n: "p:\n" + "  - a: b: c\n" * n,
    "tabs": lambda n: "a:\n" + "\tb: c\n" * n,
    "anchors": lambda n: "".join(f"- &a{number} x\n" for number in range(n)),
    "tags": lambda n: "- !foo bar\n" * n,
    "documents": lambda n: "---\na: b\n" * n,
}


@pytest.mark.parametrize("text", LIMITED.values(), ids=LIMITED)
def test_a_bomb_is_one_located_problem(text: str) -> None:
    _, problems = read_yaml(text, "x.yaml")
    [problem] = problems
    assert problem.code is Code.LIMIT
    assert problem.line > 0 and problem.column > 0


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_masses_of_mistakes_take_steps_in_proportion_to_their_number(text: Callable[[int], str]) -> None:
    check_growth(lambda number: read_yaml(text(number), "x.yaml"), 250)


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_masses_of_mistakes_are_told_in_bounded_number(text: Callable[[int], str]) -> None:
    _, problems = read_yaml(text(20_000), "x.yaml")
    assert 1 <= len(problems) <= 200
    assert all(len(problem.message) + len(problem.hint) < 2000 for problem in problems)


@pytest.mark.parametrize("name", ["aliases of aliases", "a list of merge keys", "merge keys"])
def test_a_bomb_takes_little_memory(name: str) -> None:
    tracemalloc.start()
    try:
        read_yaml(LIMITED[name], "x.yaml")
        assert tracemalloc.get_traced_memory()[1] < MAX_BYTES
    finally:
        tracemalloc.stop()


def test_what_stands_beside_a_bomb_is_read() -> None:
    root, _ = read_yaml("before: x\n" + LIMITED["20,000 brackets"], "x.yaml")
    assert isinstance(root, RawMapping)
    assert (root["before"], root["b"]) == ("x", "c")


@pytest.mark.parametrize(
    "read",
    [
        lambda n: read_page("---\na: b\n---\n" + "[x]: y\n" * n, "x.md"),
        lambda n: read_page("---\n" + "lorem ipsum dolor\n" * n, "x.md"),
        lambda n: decode(("Ã©" * n).encode(), "x.md"),
    ],
    ids=["links", "front matter without an end", "misread letters"],
)
def test_a_large_page_takes_steps_in_proportion_to_its_length(read: Callable[[int], object]) -> None:
    check_growth(read, 500)


def entries(count: int, wrong: set[int]) -> str:
    right = '  - title: "Title {0}: more"\n    author: Ada Lovelace and Charles Babbage\n    year: 1843\n'
    broken = "  - title: Title {0}: more\n    author: Ada Lovelace and Charles Babbage\n    year: 1843\n"
    return "pubs:\n" + "".join((broken if n in wrong else right).format(n) for n in range(count))


def test_20_mistakes_in_2_000_entries_cost_no_entry() -> None:
    wrong = set(range(50, 2_000, 100))
    root, problems = read_yaml(entries(2_000, wrong), "x.yaml")
    assert isinstance(root, RawMapping) and isinstance(root["pubs"], RawList)
    assert len(root["pubs"]) == 2_000
    assert [problem.line for problem in problems] == [2 + 3 * n for n in sorted(wrong)]


def test_a_mistake_far_down_costs_no_more_than_one_at_the_beginning() -> None:
    def read(*wrong: int) -> int:
        text = entries(400, set(wrong))
        return steps(lambda: read_yaml(text, "x.yaml"))

    read(1)
    assert read(399) < 2 * read(1)
    check_growth(lambda number: read_yaml(entries(number, {number // 2}), "x.yaml"), 100)
