"""Whatever bytes a .bib file holds, the outcome is publications and located problems, and work in proportion."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bibtex_reading import BIB, publications
from counting import check_growth
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_academic.data.located import RawMapping
from sphinx_academic.formats import read_file
from sphinx_academic.formats.bibtex.bibtex_reading import MAX_CHARACTERS, MAX_SIGNS, read_bibtex
from sphinx_academic.problems import Code

BOMBS: dict[str, Callable[[int], str]] = {
    "deep braces": lambda n: "@article{a, title={" + "{" * n + "x" + "}" * n + "}}",
    "open braces": lambda n: "@article{a, title={" + "{" * n,
    "open entries": lambda n: "@a{b,c={" * n,
    "open lines": lambda n: "@article{a, title={x\n" * n,
    "only keys": lambda n: "@article{a,\n" * n,
    "ats": lambda n: "@" * n,
    "blocks": lambda n: "\n@a{" * n,
    "open braces of one line": lambda n: "@a{k, f={{{\n g={x}} " * n,
    "open comments": lambda n: "@comment{ " * n,
    "quotes": lambda n: '@article{a, t="' * n,
    "joined": lambda n: "@article{a, title=a" + "#a" * n + "}",
    "one big field": lambda n: "@article{a, title={" + r"\'e" * n + "}}",
    "many fields": lambda n: "@article{a" + ",b={c}" * n + "}",
    "broken fields": lambda n: "@article{a" + ",\nb={c" * n,
    "small entries": lambda n: "".join(f"@a{{b{number}}}\n" for number in range(n)),
    "long chain": lambda n: "".join(f"@book{{k{i}, crossref={{k{i + 1}}}}}\n" for i in range(n)),
    "wide inheritance": lambda n: (
        "".join(f"@book{{k{i}, xdata={{x}}}}\n" for i in range(n))
        + "@xdata{x"
        + "".join(f", f{i}={{v}}" for i in range(300))
        + "}"
    ),
    "open maths": lambda n: "@article{a, title={" + r"\(" * n + "$" * 101 + "}}",
    "spaces": lambda n: "@article{" + " " * n + "x y" + " " * n + "\n",
    "one line": lambda n: "".join(f"@a{{k{i}, f{i}={{v}}, g{i}={{w}}}} " for i in range(n)),
    "one broken line": lambda n: "".join(f'@a{{k{i}, f{i}={{v, g{i}="' for i in range(n)),
    "one line of fields": lambda n: "@a{k" + "".join(f", f{i}={{v}}" for i in range(n)) + "}",
    "names": lambda n: "@article{a, author={" + "a and " * n + "}}",
    "words": lambda n: "@article{a, author={" + "{a} " * n + "}}",
}
ITSELF = "@string{a = a # a}\n@article{a, title = a # a}"
DOUBLING = (
    "".join(f"@string{{s{i + 1} = s{i} # s{i}}}\n" for i in range(40))
    + '@string{s0 = "xxxxxxxxxx"}\n@article{a, title = s40}'
)


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_bombs_take_steps_in_proportion_to_their_length(bomb: Callable[[int], str]) -> None:
    check_growth(lambda number: read_bibtex(bomb(number), "bomb.bib"), 150)
    assert len(read_bibtex(bomb(6_000), "bomb.bib").problems) < 1000


@pytest.mark.parametrize("text", [DOUBLING, ITSELF], ids=["doubling macros", "macro of itself"])
def test_what_multiplies_itself_is_bounded_and_told(text: str) -> None:
    read = read_bibtex(text, "bomb.bib")
    assert 0 < len(read.problems) < 1000
    assert Code.LIMIT in {problem.code for problem in read.problems}


def test_where_nothing_is_ever_closed_the_rest_of_the_file_is_left_out_and_that_is_told() -> None:
    (problem,) = read_bibtex(BOMBS["open comments"](10_000), "bomb.bib").problems
    assert problem.code is Code.LIMIT
    assert problem.message.endswith("from here on it is not read.")


def test_a_macro_of_itself_is_told_where_it_is_defined() -> None:
    (problem,) = read_bibtex(ITSELF, "bomb.bib").problems
    assert (problem.code, problem.line) == (Code.LIMIT, 1)


def test_a_file_too_large_is_not_read() -> None:
    for text in ("x" * (MAX_CHARACTERS + 1), "{" * (MAX_SIGNS + 1)):
        read = read_bibtex(text, "big.bib")
        assert read.root is None
        assert [problem.code for problem in read.problems] == [Code.LIMIT]


def test_an_empty_file_is_no_mistake_and_one_without_entries_is() -> None:
    assert read_bibtex(" \n", "a.bib").problems == ()
    assert [problem.code for problem in read_bibtex("hello", "a.bib").problems] == [Code.SYNTAX]


def test_byte_order_marks_and_carriage_returns_are_read(tmp_path: Path) -> None:
    text = "@article{a,\r  title = {Über},\r}\r@article{b, title={B}}\r"
    (tmp_path / "a.BIB").write_bytes(text.encode("utf-16"))
    read = read_file(tmp_path / "a.BIB", "a.BIB")
    assert [entry["title"] for entry in publications(read).values()] == ["Über", "B"]
    assert [problem.code for problem in read.problems] == [Code.ENCODING]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_mistake_in_one_entry_leaves_those_after_it_alone(data: st.DataObject) -> None:
    text = (BIB / "_bibliography" / "papers.bib").read_text("utf-8")
    start = text.index("@article")
    at = data.draw(st.integers(start + 1, len(text) - 1))
    broken = text[:at] + text[at + 1 :]
    after = "\n@article{after,\n  title = {After},\n}\n"
    read = read_bibtex(broken + after, "papers.bib")
    assert isinstance(read.root, RawMapping)
    assert "After" in [entry.get("title") for entry in publications(read).values()]
