"""Whatever bytes a .bib file holds, the outcome is publications and located problems, soon."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from bibtex_reading import BIB, publications
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_academic.data.located import RawMapping
from sphinx_academic.formats import read_file
from sphinx_academic.formats.bibtex.bibtex_file import MAX_CHARACTERS, MAX_SIGNS, read_bibtex
from sphinx_academic.problems import Code

BOMBS = {
    "deep braces": "@article{a, title={" + "{" * 10_000 + "x" + "}" * 10_000 + "}}",
    "open braces": "@article{a, title={" + "{" * 100_000,
    "open entries": "@a{b,c={" * 20_000,
    "open lines": "@article{a, title={x\n" * 20_000,
    "only keys": "@article{a,\n" * 50_000,
    "ats": "@" * 200_000,
    "blocks": "\n@a{" * 50_000,
    "quotes": '@article{a, t="' * 20_000,
    "joined": "@article{a, title=a" + "#a" * 100_000 + "}",
    "one big field": "@article{a, title={" + r"\'e" * 500_000 + "}}",
    "many fields": "@article{a" + ",b={c}" * 50_000 + "}",
    "broken fields": "@article{a" + ",\nb={c" * 50_000,
    "small entries": "".join(f"@a{{b{number}}}\n" for number in range(40_000)),
    "doubling macros": "".join(f"@string{{s{i + 1} = s{i} # s{i}}}\n" for i in range(40))
    + '@string{s0 = "xxxxxxxxxx"}\n@article{a, title = s40}',
    "macro of itself": "@string{a = a # a}\n@article{a, title = a # a}",
    "long chain": "".join(f"@book{{k{i}, crossref={{k{i + 1}}}}}\n" for i in range(5_000)),
    "wide inheritance": "".join(f"@book{{k{i}, xdata={{x}}}}\n" for i in range(3_000))
    + "@xdata{x"
    + "".join(f", f{i}={{v}}" for i in range(3_000))
    + "}",
    "open maths": "@article{a, title={" + r"\(" * 100_000 + "$" * 1001 + "}}",
    "spaces": "@article{" + " " * 500_000 + "x y" + " " * 500_000 + "\n",
    "one line": "".join(f"@a{{k{i}, f{i}={{v}}, g{i}={{w}}}} " for i in range(40_000)),
    "one broken line": "".join(f'@a{{k{i}, f{i}={{v, g{i}="' for i in range(40_000)),
    "one line of fields": "@a{k" + "".join(f", f{i}={{v}}" for i in range(100_000)) + "}",
    "names": "@article{a, author={" + "a and " * 100_000 + "}}",
    "words": "@article{a, author={" + "{a} " * 30_000 + "}}",
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_go_off_in_less_than_five_seconds(name: str) -> None:
    start = time.process_time()
    read = read_bibtex(BOMBS[name], "bomb.bib")
    assert time.process_time() - start < 5
    assert len(read.problems) < 1000


def test_a_macro_of_itself_is_told_where_it_is_defined() -> None:
    (problem,) = read_bibtex(BOMBS["macro of itself"], "bomb.bib").problems
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
