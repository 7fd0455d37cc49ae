"""What people write wrong by hand: each case is a small file, what is told about it, and what is read all the
same.

The cases are in ``cases/*.txt``. After changing a message on purpose, rewrite them with
``python tests/unit/formats/test_mistakes.py`` and look at the difference.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sphinx_academic.formats.yaml import read_yaml

CASES = Path(__file__).parent / "cases"
TOLD, READ = "#>> is told as\n", "#>> is read as\n"


def split(file: Path) -> list[tuple[str, str, str, str]]:
    found = []
    for case in re.split(r"^#### ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, rest = case.split("\n", 1)
        text, _, rest = rest.partition(TOLD)
        told, _, root = rest.partition(READ)
        found.append((name, text, told, root.strip()))
    return found


def outcome(text: str) -> tuple[str, str]:
    root, problems = read_yaml(text, "x.yaml")
    told = "".join(f"{p.line}:{p.column} {p.code} {p.message}\n    {p.hint}\n" for p in problems)
    return told, json.dumps(root, ensure_ascii=False)


ALL = [
    pytest.param(text, told, root, id=f"{file.stem}: {name}")
    for file in sorted(CASES.glob("*.txt"))
    for name, text, told, root in split(file)
]


@pytest.mark.parametrize(("text", "told", "root"), ALL)
def test_a_mistake_is_told_where_it_is_and_costs_little(text: str, told: str, root: str) -> None:
    assert outcome(text) == (told, root)


@pytest.mark.parametrize(("text", "told", "root"), ALL)
def test_every_problem_shows_its_line_as_it_stands_in_the_file(text: str, told: str, root: str) -> None:
    lines = text.split("\n")
    for problem in read_yaml(text, "x.yaml")[1]:
        assert problem.excerpt == lines[problem.line - 1]
        assert 1 <= problem.column <= len(problem.excerpt) + 1


@pytest.mark.parametrize(("text", "told", "root"), ALL)
def test_the_same_mistake_further_down_is_told_there(text: str, told: str, root: str) -> None:
    here = read_yaml(text, "x.yaml")[1]
    below = read_yaml(text, "x.yaml", first_line=101)[1]
    assert [(p.line + 100, p.column) for p in here] == [(p.line, p.column) for p in below]


if __name__ == "__main__":
    for path in CASES.glob("*.txt"):
        parts = []
        for name, text, _, _ in split(path):
            told, root = outcome(text)
            parts.append(f"#### {name}\n{text}{TOLD}{told}{READ}{root}\n")
        path.write_text("\n".join(parts), encoding="utf-8")
