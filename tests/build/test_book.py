"""The documentation's book of notebooks, in place of Jupyter Book 1, is built as it stands there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import lxml.html
import pytest
from packaging.requirements import Requirement
from sites import CHECKOUT, words

BOOK = CHECKOUT / "docs" / "book"
GUIDE = CHECKOUT / "docs" / "how-to" / "jupyter-book.md"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages; what the notebook prints shows that it ran, and a warning fails the build."""
    folder = tmp_path_factory.mktemp("book")
    shutil.copytree(BOOK, folder, dirs_exist_ok=True)
    text = GUIDE.read_text(encoding="utf-8")
    (command,) = re.findall(r"^\$ python (-m sphinx .*)$", text, re.MULTILINE)
    done = subprocess.run(
        [sys.executable, *command.split()],
        cwd=folder,
        env={**os.environ, "IPYTHONDIR": str(folder / "ipython"), "PYTHONWARNINGS": ""},
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stdout
    return folder / "_build" / "html"


def test_the_guide_shows_every_file_of_the_book() -> None:
    shown = set(re.findall(r"\{literalinclude\} \.\./book/(\S+)", GUIDE.read_text(encoding="utf-8")))
    assert shown == {path.name for path in BOOK.iterdir() if path.is_file()}


def test_what_the_guide_installs_is_what_the_tests_install() -> None:
    asked = [Requirement(line).name for line in (BOOK / "requirements.txt").read_text().split()]
    project = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    assert [name for name in asked if f'"{name}' not in project and name != "sphinx-academic"] == []


def test_notebooks_run_and_papers_are_cited_and_listed(book: Path) -> None:
    def page(name: str) -> lxml.html.HtmlElement:
        return lxml.html.document_fromstring((book / f"{name}.html").read_bytes())

    (output,) = page("kettle").xpath("//div[contains(@class, 'cell_output')]")
    assert words(output) == "The kettle boils after 3 minutes."
    assert "or so Dampf and Kessel (2024) say" in words(page("index"))
    titles = ["When Water Boils", "Whistles and their Kettles"]
    cited, all_papers = page("literature").find_class("academic-publications")
    assert [title for title in titles if title in words(cited)] == titles
    assert [words(title) for title in all_papers.find_class("academic-title")] == titles
