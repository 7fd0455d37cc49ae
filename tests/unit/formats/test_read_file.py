"""Files: by suffix, and those that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_academic.formats import read_file
from sphinx_academic.problems import Code


@pytest.mark.parametrize("name", ["site.yaml", "site.yml", "SITE.YAML"])
def test_yaml_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("title: X\n")
    file = read_file(tmp_path / name, f"data/{name}")
    assert (file.path, file.root, file.problems, file.is_page) == (f"data/{name}", {"title": "X"}, (), False)


@pytest.mark.parametrize("name", ["index.md", "index.markdown"])
def test_markdown_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("---\ntitle: X\n---\n\n[a]: https://a.org\n")
    file = read_file(tmp_path / name, name)
    assert (file.root, file.links, file.is_page) == ({"title": "X"}, {"a": "https://a.org"}, True)


def test_a_missing_file_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "publications.yaml").write_text("")
    (tmp_path / "zebra.yaml").write_text("")
    file = read_file(tmp_path / "publicatons.yaml", "data/publicatons.yaml")
    [problem] = file.problems
    assert file.root is None
    assert (problem.code, problem.location) == (Code.FILE, "data/publicatons.yaml:1")
    assert problem.hint == "Did you mean 'publications.yaml'?"


def test_a_missing_file_in_a_missing_folder_is_told(tmp_path: Path) -> None:
    [problem] = read_file(tmp_path / "dta" / "x.yaml", "dta/x.yaml").problems
    assert "no folder 'dta'" in problem.message


@pytest.mark.parametrize("name", ["folder", "pubs.docx", "noise", "a\0b.yaml"])
def test_what_has_no_reader_is_told_once(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "pubs.docx").write_text("@article{x}")
    (tmp_path / "noise").write_text("x")
    file = read_file(tmp_path / name, name)
    assert file.root is None
    assert [problem.code for problem in file.problems] == [Code.FILE]


def test_encoding_and_syntax_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes("title: Zoë: a life\r\nyear: 2020\r\n".encode("latin-1"))
    file = read_file(tmp_path / "x.yaml", "x.yaml")
    assert file.root == {"title": "Zoë: a life", "year": "2020"}
    assert [problem.code for problem in file.problems] == [Code.ENCODING, Code.SYNTAX]
