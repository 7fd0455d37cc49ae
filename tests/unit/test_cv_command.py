"""The command that writes a CV: in which form, in which language, and what it says where nothing can be written."""

from __future__ import annotations

import datetime
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
import yaml
from PIL import Image

from sphinx_academic.cli import main
from sphinx_academic.data.career import made_on
from sphinx_academic.formats.loading import load_named

DATA = """
profile: {name: Ada Example, role: Reader in Tides, email: ada@example.org}
positions:
  - {title: Reader, institution: Tide Institute, start: 2020-01}
education:
  - {degree: PhD, institution: University of Nowhere, start: 2012, end: 2016}
publications:
  - {title: The sound of low tide, authors: "Ada Example, Bo Li", venue: Annals of Tides, year: 2022, type: article}
awards:
  - {title: Golden Bucket, date: 2023-05-16, tags: [industry]}
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "site.yaml").write_text(DATA, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return "site.yaml"


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_end_of_the_file_says_the_form(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("cv.pdf", "cv.tex", "cv.yaml", "cv.yml", "cv.json"):
        assert main(["cv", data, "-o", name]) == 0
    assert capsys.readouterr() == ("", "")
    assert "The sound of low tide" in text_of(Path("cv.pdf").read_bytes())
    assert Path("cv.tex").read_text(encoding="utf-8").startswith("% For XeLaTeX")
    assert yaml.safe_load(Path("cv.yaml").read_text(encoding="utf-8"))["cv"]["name"] == "Ada Example"
    assert json.loads(Path("cv.json").read_text(encoding="utf-8"))["basics"]["name"] == "Ada Example"


def test_a_form_that_is_named_counts_before_the_end_of_the_file(data: str) -> None:
    assert main(["cv", data, "-o", "cv.txt", "--format", "latex"]) == 0
    assert "\\documentclass" in Path("cv.txt").read_text(encoding="utf-8")


def test_the_photo_of_the_profile_is_shown_where_it_is_asked_for(data: str) -> None:
    Image.new("RGB", (60, 90), "teal").save("ada.png")
    text = Path(data).read_text(encoding="utf-8").replace("role:", "photo: ada.png, role:")
    Path(data).write_text(text, encoding="utf-8")
    for asked, shown in (([], 0), (["--photo"], 1)):
        assert main(["cv", data, "-o", "cv.pdf", *asked]) == 0
        assert len(pypdf.PdfReader("cv.pdf").pages[0].images) == shown


def test_a_photo_that_is_not_there_is_told(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cv", data, "-o", "cv.pdf", "--photo"]) == 0
    assert capsys.readouterr().err == "The profile has no photo that a PDF could show.\n"
    text = Path(data).read_text(encoding="utf-8").replace("role:", "photo: ada.png, role:")
    Path(data).write_text(text, encoding="utf-8")
    assert main(["cv", data, "-o", "cv.pdf", "--photo"]) == 0
    assert capsys.readouterr().err == "The photo 'ada.png' is not found; it is left out.\n"


def test_the_pdf_is_in_the_design_and_on_the_paper_that_is_asked_for(data: str) -> None:
    assert main(["cv", data, "-o", "cv.pdf", "--design", "sans", "--paper", "letter"]) == 0
    page = pypdf.PdfReader("cv.pdf").pages[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (612, 792)


def test_headings_and_dates_are_in_the_language_that_is_asked_for(data: str) -> None:
    assert main(["cv", data, "-o", "cv.tex", "--language", "de"]) == 0
    text = Path("cv.tex").read_text(encoding="utf-8")
    assert "{Ausbildung}" in text
    assert "heute" in text
    assert "pdflang={de}" in text
    assert main(["cv", data, "-o", "cv.tex"]) == 0
    assert "{Education}" in Path("cv.tex").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("names", "title"),
    [
        (["Ada Example"], "Ada Example"),
        (["Ada Example", "Bo Li"], "Curriculum vitae"),
        (["every PhD student"], "Curriculum vitae"),
        (["0000-0002-1825-0097"], "Curriculum vitae"),
    ],
)
def test_without_a_profile_a_cv_is_that_of_who_alone_stands_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str], title: str
) -> None:
    monkeypatch.chdir(tmp_path)
    entry = (
        "@article{low, title={Low Tide}, author={Example, Ada and Li, Bo}, journal={Tides}, year={2022}}\n"
    )
    Path("papers.bib").write_text(entry, encoding="utf-8")
    assert (
        main(
            ["cv", "papers.bib", "-o", "cv.pdf", *(part for name in names for part in ("--highlight", name))]
        )
        == 0
    )
    assert pypdf.PdfReader("cv.pdf").metadata.title.startswith(title)  # type: ignore[union-attr]


def test_a_variant_has_what_is_tagged_so(data: str) -> None:
    assert main(["cv", data, "-o", "cv.tex", "--variant", "industry"]) == 0
    assert "Golden Bucket" in Path("cv.tex").read_text(encoding="utf-8")
    assert main(["cv", data, "-o", "cv.tex"]) == 0
    assert "Golden Bucket" not in Path("cv.tex").read_text(encoding="utf-8")


def test_the_name_of_the_profile_stands_out_or_those_that_are_named(data: str) -> None:
    assert main(["cv", data, "-o", "cv.tex"]) == 0
    assert "\\textbf{Ada Example}, Bo Li" in Path("cv.tex").read_text(encoding="utf-8")
    assert main(["cv", data, "-o", "cv.tex", "--highlight", "Bo Li"]) == 0
    assert "Ada Example, \\textbf{Bo Li}" in Path("cv.tex").read_text(encoding="utf-8")


def test_the_same_data_give_the_same_bytes(data: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert main(["cv", data, "-o", "one.pdf"]) == 0
    assert main(["cv", data, "-o", "two.pdf"]) == 0
    assert Path("one.pdf").read_bytes() == Path("two.pdf").read_bytes()


def test_a_file_was_made_on_the_day_that_is_said_or_of_its_newest_record(
    data: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [record for every in load_named([data]).records.values() for record in every]
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert made_on("2026-11-30", records) == datetime.date(2026, 11, 30)
    assert made_on("", records) == datetime.date(2023, 5, 16)
    assert made_on("", []) is None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")
    assert made_on("", records) == datetime.date(2017, 7, 14)


def test_the_day_decides_what_goes_on_and_is_in_the_metadata(data: str) -> None:
    assert main(["cv", data, "-o", "cv.pdf", "--date", "2026-11-30"]) == 0
    metadata = pypdf.PdfReader("cv.pdf").metadata
    assert metadata is not None
    assert str(metadata.creation_date_raw).startswith("D:20261130")


def test_what_is_wrong_with_the_data_is_told_and_stops_nothing(
    data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(data).write_text(DATA + "cv:\n  - positions\n  - kinds: dances\n", encoding="utf-8")
    assert main(["cv", data, "-o", "cv.tex"]) == 0
    assert "[academic.cv]" in capsys.readouterr().err
    assert "Tide Institute" in Path("cv.tex").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "cv.docx"], "The end of 'cv.docx' says no format."),
        (["-o", "cv.pdf", "--format", "latx"], "Did you mean 'latex'?"),
        (["-o", "cv.tex", "--variant", "industri"], "Did you mean 'industry'?"),
        (["-o", "cv.tex", "--language", "klingonisch"], "'klingonisch' is no language."),
    ],
)
def test_what_cannot_be_meant_is_told_and_nothing_is_written(
    data: str, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["cv", data, *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert not Path(arguments[1]).exists()


def test_a_day_that_is_none_is_no_argument(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cv", data, "--date", "tomorrow"]) == 2
    assert "write it as 2026-11-30" in capsys.readouterr().err


def test_a_missing_file_leaves_what_is_there(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("cv.pdf").write_text("mine")
    assert main(["cv", data, "missing.yaml", "-o", "cv.pdf"]) == 2
    assert "Nothing is written, and 'cv.pdf' stays as it is." in capsys.readouterr().err
    assert Path("cv.pdf").read_text() == "mine"


def test_without_the_extra_it_says_what_to_install(
    data: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    assert main(["cv", data, "-o", "cv.pdf"]) == 2
    assert 'pip install "sphinx-academic[pdf]"' in capsys.readouterr().err
    assert not Path("cv.pdf").exists()
    assert main(["cv", data, "-o", "cv.tex"]) == 0


def test_other_forms_than_pdf_do_without_typst(data: str) -> None:
    code = (
        "import sys\nfrom sphinx_academic.cli import main\n"
        "status = main(['cv', 'site.yaml', '-o', 'cv.json']) or main(['cv', 'site.yaml', '-o', 'cv.tex'])\n"
        "print(status, 'typst' in sys.modules)\n"
        "main(['cv', 'site.yaml', '-o', 'cv.pdf'])\nprint('typst' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout.splitlines() == ["0 False", "True"]


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """Words are English again for the tests behind."""
    from sphinx import locale

    yield
    locale.translators.clear()


def test_a_folder_with_fonts_is_read_for_other_scripts(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("fonts").mkdir()
    assert main(["cv", data, "-o", "cv.pdf", "--fonts", "fonts"]) == 0
    assert "The folder 'fonts' holds no font that can be read." in capsys.readouterr().err


def of_other_commands(data: str) -> list[list[str]]:
    return [
        ["cv", data, "--format", "rendercv"],
        ["cv", ".", "--format", "pdf"],
        ["export", data, "--format", "csl"],
        ["report", data],
        ["coauthors", data],
    ]


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("output", ["site.yaml", "./site.yaml", "link.yaml"])
def test_what_is_read_is_never_written_over(
    data: str, number: int, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("link.yaml").symlink_to(data)
    assert main([*of_other_commands(data)[number], "-o", output]) == 2
    said = capsys.readouterr().err
    assert f"'{Path(output)}' is one of the files that are read: nothing is written" in said
    assert Path(data).read_text(encoding="utf-8") == DATA


def test_a_language_is_that_of_html_too(data: str) -> None:
    assert main(["cv", data, "-o", "cv.tex", "--language", "de-DE"]) == 0
    assert "{Ausbildung}" in Path("cv.tex").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "wrong", ["not an address", "https://", "https://[broken", 'https://a.org/"x"', "10"]
)
def test_what_no_program_takes_is_left_out_of_files_for_others(data: str, wrong: str) -> None:
    links = (
        f"{{name: Ada Example, links: [{{name: GitHub, url: '{wrong}'}}, {{name: Website, url: '{wrong}'}}]}}"
    )
    works = (
        f"[{{title: Fog, authors: Ada Example, year: 2020, doi: '{wrong}', url: '{wrong}', type: article}}]"
    )
    Path(data).write_text(f"profile: {links}\npublications: {works}\n", encoding="utf-8")
    assert main(["cv", data, "-o", "cv.yaml"]) == 0
    cv = yaml.safe_load(Path("cv.yaml").read_text(encoding="utf-8"))["cv"]
    assert cv.keys() <= {"name", "sections", "social_networks", "custom_connections"}
    (work,) = next(iter(cv["sections"].values()))
    assert work == {"title": "Fog", "authors": ["**Ada Example**"], "date": 2020}
    assert main(["cv", data, "-o", "cv.json"]) == 0
    resume = json.loads(Path("cv.json").read_text(encoding="utf-8"))
    said = [*resume["basics"].get("profiles", ()), *resume["publications"]]
    assert not any(" " in each.get("url", "") or each.get("url") == wrong for each in said)


def test_a_date_that_no_calendar_has_is_words_to_rendercv(data: str) -> None:
    Path(data).write_text(
        "profile: {name: Ada}\nawards: [{title: Bucket, date: 2020-13}]\n", encoding="utf-8"
    )
    assert main(["cv", data, "-o", "cv.yaml"]) == 0
    assert "2020–13" in Path("cv.yaml").read_text(encoding="utf-8")
