"""JSON Resume: a profile, publications and education."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sphinx_academic.data.located import RESUME, RawMapping
from sphinx_academic.formats import read_file

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture(scope="module")
def resume() -> Any:
    file = read_file(SAMPLES / "resume.json", "resume.json")
    assert not file.problems
    assert file.foreign
    return file.root


def test_basics_are_the_profile(resume: Any) -> None:
    profile = resume["profile"]
    assert profile["name"] == "Ada Example"
    assert profile["role"] == "Tide researcher"
    assert (profile["photo"], profile["email"]) == ("ada.png", "ada@example.org")
    assert profile["about"] == r"I study tides & \*salt\*."
    assert [link["name"] for link in profile["links"]] == ["Website", "GitHub", "Mastodon"]
    assert profile["resume-location"] == {"city": "Nowhere"}


def test_publications_have_their_release_date(resume: Any) -> None:
    assert resume["publications"] == [
        {
            "title": "The sound of low tide",
            "venue": "Annals of Tides",
            "date": "2022-03-01",
            "url": "https://example.org/low",
            "abstract": "Low tides are quiet.",
        }
    ]


def test_education_has_degree_dates_and_courses(resume: Any) -> None:
    studies = resume["education"][0]
    assert studies["degree"] == "PhD, Oceanography"
    assert (studies["start"], studies["end"]) == ("2015-10", "2019-07")
    assert studies["note"] == r"Waves, Salt\_and\_sand"
    assert studies["score"] == "summa cum laude"


def test_the_other_sections_are_kept(resume: Any) -> None:
    assert resume["awards"][0]["title"] == "Golden Bucket"
    assert resume["work"][0]["position"] == "Fellow"


def test_items_of_the_wrong_kind_are_told(tmp_path: Path) -> None:
    path = tmp_path / "resume.json"
    path.write_text(
        json.dumps({"basics": {"name": "A"}, "publications": ["x", {"name": "T"}], "education": "none"})
    )
    file = read_file(path, "resume.json")
    assert isinstance(file.root, RawMapping)
    assert file.root["publications"] == [{"title": "T"}]
    assert [problem.code for problem in file.problems] == ["type", "type"]


@pytest.mark.parametrize(
    ("sections", "is_one"),
    [
        ({"basics": {}, "anything": []}, True),
        ({"awards": [], "publications": []}, True),
        ({"work": [], "volunteer": [], "education": [], "certificates": [], "publications": []}, True),
        ({"skills": [], "languages": [], "interests": [], "references": [], "projects": []}, True),
        ({"work": []}, True),
        ({"$schema": "https://example.org/schema.json", "meta": {}, "skills": []}, True),
        ({"work": [], "title": "A"}, False),
        ({"publications": []}, False),
    ],
)
def test_a_resume_is_known_by_its_sections(tmp_path: Path, sections: dict[str, Any], is_one: bool) -> None:
    (tmp_path / "cv.json").write_text(json.dumps(sections))
    assert (read_file(tmp_path / "cv.json", "cv.json").notation is RESUME) is is_one


def test_a_single_publication_needs_no_list(tmp_path: Path) -> None:
    publication = {
        "title": "Tides",
        "doi": "10.5555/1",
        "website": "https://example.org/tides",
        "type": "article",
    }
    cv = {"basics": {"website": "https://example.org/ada"}, "publications": publication}
    (tmp_path / "cv.json").write_text(json.dumps(cv))
    root: Any = read_file(tmp_path / "cv.json", "cv.json").root
    assert root["profile"]["links"] == [{"name": "Website", "url": "https://example.org/ada"}]
    assert root["publications"] == [
        {"title": "Tides", "url": "https://example.org/tides", "type": "article", "doi": "10.5555/1"}
    ]


def test_the_address_of_a_publication_tells_its_identifier(tmp_path: Path) -> None:
    addresses = ("https://doi.org/10.5555/a", "https://arxiv.org/abs/2301.00001")
    works = [{"name": address, "url": address} for address in addresses]
    (tmp_path / "cv.json").write_text(json.dumps({"basics": {}, "publications": works}))
    root: Any = read_file(tmp_path / "cv.json", "cv.json").root
    first, second = root["publications"]
    assert (first["doi"], second["arxiv"]) == ("10.5555/a", "2301.00001")


def test_a_misspelt_section_is_told(tmp_path: Path) -> None:
    path = tmp_path / "resume.json"
    path.write_text(
        json.dumps({"basics": {"name": "A"}, "publication": [{"name": "Tides"}]}), encoding="utf-8"
    )
    (problem,) = read_file(path, "resume.json").problems
    assert (problem.line, problem.hint) == (1, "Did you mean 'publications'?")
