"""``export --all`` writes a file of every format, and takes the data of the project where none are named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_academic.cli import main
from sphinx_academic.formats.loading import load_named

DATA = """profile: {name: Ann Bee}
publications:
- {key: tea, title: Tea, authors: Ann Bee, venue: Acta Tea, type: article, year: 2021}
talks: [{title: On tea, date: 2022-05}]
"""


@pytest.fixture(autouse=True)
def in_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("data").mkdir()
    Path("conf.py").write_text("academic_data = ['data']\n", encoding="utf-8")
    Path("data/site.yaml").write_text(DATA, encoding="utf-8")


def test_every_format_is_written_and_can_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("typst")
    pytest.importorskip("openpyxl")
    assert main(["export", "--all", "-o", "new/all"]) == 0
    names = sorted(path.name for path in Path("new/all").iterdir())
    assert names == [
        "cv.pdf", "cv.yaml", "publications-biblatex.bib", "publications.bib", "publications.json", "publications.ris",
        "publications.txt", "records.csv", "records.xlsx", "resume.json",
    ]  # fmt: skip
    left_out = "CITATION.cff is left out: the data have nothing for it."
    written = [f"Written: new/all/{name}" for name in names]
    assert sorted(capsys.readouterr().err.splitlines()) == sorted([left_out, *written])
    for name in (
        "publications.bib",
        "publications-biblatex.bib",
        "publications.json",
        "publications.ris",
    ):
        (work,) = load_named([f"new/all/{name}"]).publications
        assert (work.title, work.shown_year) == ("Tea", "2021")
    assert json.loads(Path("new/all/resume.json").read_text(encoding="utf-8"))["basics"]["name"] == "Ann Bee"
    assert Path("new/all/cv.pdf").read_bytes().startswith(b"%PDF-")


def test_what_cannot_be_written_is_told_and_the_rest_is_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("data/site.yaml").write_text(
        "profile: {name: Ann Bee}\ntalks: [{title: On tea, date: 2022-05}]\n", encoding="utf-8"
    )
    assert main(["export", "--all", "-o", "all"]) == 0
    assert "BibTeX is left out: the data have nothing for it.\n" in capsys.readouterr().err
    assert Path("all/records.csv").is_file()
    assert not Path("all/publications.bib").exists()


def test_nothing_is_written_over_what_is_read_or_into_what_is_no_folder(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("data/publications.bib").write_text("@misc{own, title = {Own}}\n", encoding="utf-8")
    assert main(["export", "--all", "-o", "data"]) == 2
    assert "'data/publications.bib' is one of the files that are read." in capsys.readouterr().err
    assert sorted(path.name for path in Path("data").iterdir()) == ["publications.bib", "site.yaml"]
    assert main(["export", "--all", "-o", "conf.py"]) == 2
    assert main(["export", "--all"]) == 2
    assert main(["export", "--all", "-o", "all", "--key", "tea"]) == 2
    assert not Path("all").exists()
    assert main(["export", "-o", "data/publications.bib"]) == 2
    assert Path("data/publications.bib").read_text(encoding="utf-8") == "@misc{own, title = {Own}}\n"


def test_the_data_of_the_project_are_exported_where_none_are_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["export"]) == 0
    assert capsys.readouterr().out.startswith("@article{tea,\n")
