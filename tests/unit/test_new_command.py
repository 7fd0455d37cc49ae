"""The command that begins a site: what it writes, what it asks, and what it leaves alone."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from sphinx_academic.cli import main
from sphinx_academic.formats import read_file
from sphinx_academic.pages.site import LAYOUTS as LAYOUTS_OF_THEME
from sphinx_academic.starting.own_yaml import plain_values
from sphinx_academic.starting.project_files import LAYOUTS, LOOKS
from sphinx_academic.theme.looks import LOOKS as LOOKS_OF_THEME

BIB = r"""
@article{tea, title={Hearing Hard Water}, author={Kettlewell, I. and Bee, Ann}, year=2020}
@article{two, title={Two Kettles}, author={Kettlewell, Imogen M. and Dee, Cy}, year=2021}
@article{old, title={An Old Kettle}, author={{\'I}mogen Kettlewell and Kettlewell, Otto}, year=2019}
"""
NAME = "Imogen Kettlewell"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "papers.bib").write_text(BIB, encoding="utf-8")
    return tmp_path


def settings(folder: str) -> dict[str, object]:
    """What the conf.py of a site sets, without running it."""
    tree = ast.parse(Path(folder, "conf.py").read_text("utf-8"))
    return {
        each.targets[0].id: ast.literal_eval(each.value)
        for each in tree.body
        if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name)
    }


def data(folder: str, name: str = "site.yaml") -> object:
    return plain_values(read_file(Path(folder, "data", name), name).root)


def test_the_layouts_and_looks_to_choose_from_are_those_of_the_theme() -> None:
    assert [*LAYOUTS] == [*LAYOUTS_OF_THEME]
    assert [*LOOKS] == [*LOOKS_OF_THEME]


def test_a_person_gets_a_site_with_the_papers_as_they_are_and_the_name_in_every_spelling(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["new", "site", "--yes", "--name", NAME, "--from", "papers.bib"]) == 0
    assert Path("site/data/papers.bib").read_text("utf-8") == BIB
    assert data("site") == {"profile": {"name": NAME}}
    assert settings("site")["academic_highlight"] == [NAME, "I. Kettlewell", "Imogen M. Kettlewell"]
    out, err = capsys.readouterr()
    assert "sphinx-academic serve site" in out
    assert err == ""
