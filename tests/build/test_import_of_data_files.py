"""Files with records become a site with `import`: a bibliography stays as it is, a career has a CV."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from building import build_html
from yaml import CBaseLoader

from sphinx_academic.cli import main

pytestmark = pytest.mark.usefixtures("in_empty_folder")
SAMPLES = Path(__file__).parents[1] / "unit" / "formats" / "samples"
Captured = pytest.CaptureFixture[str]
BIBLIOGRAPHY = """\
% What I keep in mind: the second one is not out yet.
@article{tides2021,
  title = {Tides in the {Fucus} beds},
  author = {Example, Ada and Sample, Grace},
  journal = {Journal of Imaginary Tides},
  year = 2021,
  pdf = {files/tides.pdf},
}

@comment{nothing}
"""


def imported(*sources: str | Path, status: int = 0) -> None:
    assert main(["import", *map(str, sources), "-o", "site"]) == status


def data(name: str) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = yaml.load(
        Path("site/data", name).read_text("utf-8"), CBaseLoader
    )
    return found


def built() -> Path:
    build_html(Path("site").absolute(), Path("built").absolute(), "-W", "-n")
    return Path("built")


def test_a_bibliography_stays_as_it_is_and_its_files_come_with_it() -> None:
    Path("files").mkdir()
    Path("files/tides.pdf").write_bytes(b"%PDF-1.4")
    Path("papers.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    imported("papers.bib")
    assert Path("site/data/papers.bib").read_text(encoding="utf-8") == BIBLIOGRAPHY
    assert Path("site/files/tides.pdf").read_bytes() == b"%PDF-1.4"
    pages = built()
    assert "Tides in the" in (pages / "publications.html").read_text(encoding="utf-8")
    assert "Ada Example" in (pages / "index.html").read_text(encoding="utf-8")


def test_a_missing_file_of_a_bibliography_is_told_with_its_line(capsys: Captured) -> None:
    Path("papers.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    imported("papers.bib")
    assert "papers.bib:7:" in (said := capsys.readouterr().err)
    assert "There is no file 'files/tides.pdf'" in said


@pytest.mark.parametrize("name", ["resume.json", "rendercv.yaml"])
def test_a_career_becomes_lists_and_a_cv(name: str, capsys: Captured) -> None:
    shutil.copy(SAMPLES / name, name)
    imported(name)
    assert {"profile"} <= data("site.yaml").keys()
    assert [each["title"] for each in data("positions.yaml")["positions"]]
    assert "```{cv}" in Path("site/cv.md").read_text(encoding="utf-8")
    assert "CV <cv>" in Path("site/index.md").read_text(encoding="utf-8")
    assert "'phone' is no field of ours" in capsys.readouterr().err
    cv = (built() / "cv.html").read_text(encoding="utf-8")
    assert "Tide Institute" in cv


def test_what_programs_have_exported_becomes_one_list() -> None:
    for name in ("export.ris", "zotero.json", "CITATION.cff"):
        shutil.copy(SAMPLES / name, name)
    imported("export.ris", "zotero.json", "CITATION.cff")
    assert {each.name for each in Path("site/data").iterdir()} == {"profile.yaml", "publications.yaml"}
    titles = [each["title"] for each in data("publications.yaml")["publications"]]
    assert len(titles) == 12
    assert len(set(titles)) > 8


def test_data_in_our_own_form_keep_their_comments() -> None:
    text = "# Mine.\npublications:\n  - title: Waves  # short\n    authors: Ada Example\n    year: 2023\n"
    Path("mine.yaml").write_text(text, encoding="utf-8")
    imported("mine.yaml")
    assert Path("site/data/mine.yaml").read_text(encoding="utf-8") == text
    built()


def test_a_mistake_in_the_data_is_told_where_it_stands(capsys: Captured) -> None:
    Path("a.ris").write_text(
        "TY  - JOUR\nTI  - Waves\nSN  - 1234-5678\nPY  - 2020\nER  - \n", encoding="utf-8"
    )
    imported("a.ris")
    assert "a.ris:3:" in (said := capsys.readouterr().err)
    assert "'1234-5678' is not an ISSN" in said


def test_a_folder_of_data_is_read_whole_and_one_without_records_is_refused(capsys: Captured) -> None:
    Path("old").mkdir()
    Path("old/settings.json").write_text('{"colour": "blue"}', encoding="utf-8")
    imported("old", status=2)
    assert "nothing that can be imported" in capsys.readouterr().err
    Path("old/papers.bib").write_text(
        BIBLIOGRAPHY.replace("  pdf = {files/tides.pdf},\n", ""), encoding="utf-8"
    )
    imported("old")
    assert {each.name for each in Path("site/data").iterdir()} == {"papers.bib", "profile.yaml"}
    built()


def test_files_of_one_name_both_stand_there() -> None:
    for folder in ("a", "b"):
        Path(folder).mkdir()
        Path(folder, "papers.bib").write_text(
            f"@misc{{{folder}, title = {{On {folder}}}, year = 2020}}\n", encoding="utf-8"
        )
    imported("a/papers.bib", "b/papers.bib")
    assert {each.name for each in Path("site/data").iterdir()} == {"papers.bib", "papers-2.bib"}
    built()
