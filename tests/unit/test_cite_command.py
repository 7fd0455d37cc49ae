"""``cite`` prints works of the data in a style, or as an entry of a format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_academic.cli import main

DATA = """publications:
- {key: tea, title: "Tea: *a* study", authors: Ann Bee, venue: Acta Tea, type: article, year: 2021, volume: 3, doi: 10.5555/TEA.1,
   former_keys: [old-tea], abstract: Long., tags: [cups]}
- {key: saucers, title: Cups, authors: Cy Dee, type: book, year: 2020}
"""


@pytest.fixture(autouse=True)
def in_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("conf.py").write_text("academic_data = ['site.yaml']\n", encoding="utf-8")
    Path("site.yaml").write_text(DATA, encoding="utf-8")


def cited(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["cite", *arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


@pytest.mark.parametrize("key", ["tea", "old-tea", "10.5555/tea.1", "https://doi.org/10.5555/TEA.1"])
def test_a_work_is_found_by_its_key_a_former_one_or_its_doi(
    capsys: pytest.CaptureFixture[str], key: str
) -> None:
    found = cited(capsys, key)
    assert found.startswith("@article{tea,\n  title = {Tea: \\emph{a} study},\n")
    assert "abstract" not in found
    assert "keywords" not in found


@pytest.mark.parametrize(
    ("style", "start"),
    [
        ("BibTeX", "@article{tea,"),
        ("biblatex", "@article{tea,"),
        ("ris", "TY  - JOUR\nID  - tea\n"),
        ("csl-json", '[\n {\n  "id": "tea",'),
        ("text", "Ann Bee. Tea: a study. Acta Tea 3, 2021."),
    ],
)
def test_a_work_is_cited_as_formats_have_it(
    capsys: pytest.CaptureFixture[str], style: str, start: str
) -> None:
    assert cited(capsys, "tea", "--style", style).startswith(start)


def test_a_work_is_cited_in_a_style(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pypandoc")
    assert cited(capsys, "tea", "saucers", "--style", "apa") == (
        "Bee, A. (2021). Tea: a study. Acta Tea, 3. https://doi.org/10.5555/TEA.1\n\nDee, C. (2020). Cups.\n"
    )
    assert json.loads(cited(capsys, "saucers", "--style", "apa", "--json")) == {
        "saucers": "Dee, C. (2020). Cups."
    }
    assert main(["cite", "tea", "--style", "aapa"]) == 2
    assert "there is no style 'aapa'. Did you mean 'apa'?" in capsys.readouterr().err


def test_a_key_that_there_is_not_is_told_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", "saucerz"]) == 2
    assert capsys.readouterr() == ("", "No publication has the key 'saucerz'. Did you mean 'saucers'?\n")
    assert main(["cite", "samovar"]) == 2
    assert "sphinx-academic search  finds keys." in capsys.readouterr().err
    assert main(["cite", "TEA"]) == 2
    assert "Did you mean 'tea'?" in capsys.readouterr().err
