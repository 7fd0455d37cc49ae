"""The page of promises names only tests and commands that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PAGE = (CHECKOUT / "docs" / "reference" / "promises.md").read_text(encoding="utf-8")
PROMISES = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in PAGE.splitlines()
    if line.startswith("|") and not line.startswith(("|---", "| Promise |"))
]


@pytest.mark.parametrize("promise", PROMISES, ids=[row[0][:60] for row in PROMISES])
def test_a_promise_names_the_test_or_the_command_that_fails_when_it_is_broken(promise: list[str]) -> None:
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"`([^`]+)`", promise[1])
    assert named
    for name in named:
        if name.startswith("make "):
            assert re.search(rf"^{name.removeprefix('make ')}:", makefile, re.MULTILINE), name
        else:
            file, _, test = name.partition("::")
            tests = (CHECKOUT / file).read_text(encoding="utf-8")
            assert re.search(rf"^def {test or 'test_'}", tests, re.MULTILINE), name


def test_there_are_promises_of_every_kind() -> None:
    assert len(re.findall(r"^## ", PAGE, re.MULTILINE)) == 6
    assert len(PROMISES) > 25
