"""Files that no honest author writes: read in bounded time and memory, with few and located problems."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable

import pytest

from sphinx_academic.data.located import RawList, RawMapping
from sphinx_academic.formats.front_matter import read_page
from sphinx_academic.formats.text import decode
from sphinx_academic.formats.yaml.yaml_file import read_yaml
from sphinx_academic.problems import Code

MAX_SECONDS = 5.0
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
BROKEN = {
    "an unclosed text of 10 MB": 'a: "' + "x y " * 2_500_000 + "\nb: c\n",
    "an unclosed text of 10 MB in short lines": 'p:\n - a: "' + "x y\n   " * 1_500_000 + "\nb: c\n",
    "a key of 10 MB": "x" * 10_000_000 + ": b\nc: d\n",
    "a million quotation marks": '"' * 1_000_000,
    "a million colons": "a: " + "b: " * 1_000_000,
    "a million stars": "*" * 1_000_000,
    "a million unknown escapes": 'a: "' + "\\q" * 1_000_000 + '"\nb: c\n',
    "100,000 conflict marks": "a: b\n" + "<<<<<<< a\n" * 100_000,
    "100,000 colons in texts": "p:\n" + "  - a: b: c\n" * 100_000,
    "100,000 tabs": "a:\n" + "\tb: c\n" * 100_000,
    "100,000 anchors": "".join(f"- &a{n} x\n" for n in range(100_000)),
    "100,000 tags": "- !foo bar\n" * 100_000,
    "100,000 documents": "---\na: b\n" * 100_000,
}


def bounded(read: Callable[[], object]) -> None:
    """Fail where reading takes too much time; processor time, so that a busy machine does not matter."""
    start = time.process_time()
    read()
    assert time.process_time() - start < MAX_SECONDS


@pytest.mark.parametrize("text", LIMITED.values(), ids=LIMITED)
def test_a_bomb_is_one_located_problem(text: str) -> None:
    start = time.process_time()
    _, problems = read_yaml(text, "x.yaml")
    assert time.process_time() - start < MAX_SECONDS
    [problem] = problems
    assert problem.code is Code.LIMIT
    assert problem.line > 0 and problem.column > 0


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_masses_of_mistakes_are_told_in_bounded_time_and_number(text: str) -> None:
    start = time.process_time()
    _, problems = read_yaml(text, "x.yaml")
    assert time.process_time() - start < MAX_SECONDS
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


def test_a_large_page_body_takes_bounded_time() -> None:
    bounded(lambda: read_page("---\na: b\n---\n" + "[x]: y\n" * 100_000, "x.md"))
    bounded(lambda: read_page("---\n" + "lorem ipsum dolor\n" * 100_000, "x.md"))
    bounded(lambda: decode(("Ã©" * 1_000_000).encode(), "x.md"))


def entries(count: int, wrong: set[int]) -> str:
    right = '  - title: "Title {0}: more"\n    author: Ada Lovelace and Charles Babbage\n    year: 1843\n'
    broken = "  - title: Title {0}: more\n    author: Ada Lovelace and Charles Babbage\n    year: 1843\n"
    return "pubs:\n" + "".join((broken if n in wrong else right).format(n) for n in range(count))


def test_20_mistakes_in_10_000_entries_cost_no_entry() -> None:
    wrong = set(range(250, 10_000, 500))
    text = entries(10_000, wrong)
    start = time.process_time()
    root, problems = read_yaml(text, "x.yaml")
    assert time.process_time() - start < MAX_SECONDS
    assert isinstance(root, RawMapping) and isinstance(root["pubs"], RawList)
    assert len(root["pubs"]) == 10_000
    assert [problem.line for problem in problems] == [2 + 3 * n for n in sorted(wrong)]
