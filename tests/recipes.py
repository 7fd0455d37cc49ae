"""The recipes of `docs/contributing.md`, followed to the letter in a copy of the package."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from building import CHECKOUT, ENVIRONMENT

_BLOCK = re.compile(
    r"^```{code-block} (?P<language>\w+)\n:caption: (?P<path>\S+)\n\n(?P<code>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


class Step(NamedTuple):
    """One block of a recipe: a whole file, or what changes in one."""

    path: str
    is_change: bool
    code: str


def section_of(title: str) -> str:
    """The text below the heading with this title."""
    page = (CHECKOUT / "docs" / "contributing.md").read_text(encoding="utf-8")
    (section,) = re.findall(rf"^## {re.escape(title)}\n(.*?)(?=^## )", page, re.MULTILINE | re.DOTALL)
    return str(section)


def steps_of(title: str) -> list[Step]:
    """The steps of the section with this title."""
    return [
        Step(found["path"], found["language"] == "diff", found["code"])
        for found in _BLOCK.finditer(section_of(title))
    ]


class Copy:
    """A copy of the package in a folder of its own, as somebody has it who changes the code."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(
            CHECKOUT / "sphinx_academic",
            folder / "sphinx_academic",
            ignore=shutil.ignore_patterns("__pycache__"),
        )

    def follow(self, title: str) -> list[str]:
        """Do what a recipe says; gives the files that it touches, each once."""
        steps = steps_of(title)
        assert steps, f"no steps below '{title}'"
        for path, is_change, code in steps:
            file = self.folder / path
            if is_change:
                lines = code.splitlines(keepends=True)
                before = "".join(line[1:] for line in lines if line[0] != "+")
                after = "".join(line[1:] for line in lines if line[0] != "-")
                text = file.read_text(encoding="utf-8")
                assert text.count(before) == 1, f"{path} holds this {text.count(before)} times:\n{before}"
                file.write_text(text.replace(before, after), encoding="utf-8")
            else:
                assert not file.exists()
                file.write_text(code, encoding="utf-8")
        return list(dict.fromkeys(step.path for step in steps))

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `python -m sphinx_academic` of the copy."""
        command = [sys.executable, "-m", "sphinx_academic", *arguments]
        environment = {**ENVIRONMENT, "PYTHONPATH": str(self.folder)}
        return subprocess.run(
            command,
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
