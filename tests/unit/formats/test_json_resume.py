"""JSON Resume: a profile, and each section of a career as the list that it is."""

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
    assert studies["url"] == "https://nowhere.example"
    assert studies["score"] == "summa cum laude"


def test_work_is_one_position_for_each_role_at_an_employer(resume: Any) -> None:
    fellow, student = resume["positions"]
    assert fellow == {
        "title": "Fellow",
        "institution": "Tide Institute",
        "place": "Nowhere",
        "start": "2020-01",
        "url": "https://example.org",
        "note": "Tides & salt.<br/>A new gauge<br/>Two boats",
        "resume-description": "Studies water",
    }
    assert [student[name] for name in ("title", "institution", "start", "end")] == [
        r"Student\_assistant",
        "Tide Institute",
        "2018-04-01",
        "2019-12",
    ]


def test_volunteering_is_service_and_awards_are_awards(resume: Any) -> None:
    assert resume["service"] == [
        {
            "title": "Diver",
            "organisation": "Coast Guard",
            "start": "2012",
            "end": "2014",
            "note": "Found a bell",
        }
    ]
    assert resume["awards"] == [
        {"title": "Golden Bucket", "organisation": "Tide Society", "date": "2021", "note": "For patience"}
    ]


def test_a_project_that_is_a_talk_is_a_talk(resume: Any) -> None:
    (project,) = resume["projects"]
    assert project == {
        "title": "Gauges of Nowhere",
        "tags": ["gauges", "maps"],
        "description": "All gauges on one map.\n\n40 gauges",
        "start": "2021",
        "end": "2022-05",
        "url": "https://example.org/gauges",
        "roles": ["Lead"],
        "entity": "Tide Institute",
        "type": "application",
    }
    assert resume["talks"] == [{"title": "How tides sound", "event": "TideConf", "date": "2022-06-01"}]


def test_the_sections_that_are_no_lists_of_ours_are_kept(resume: Any) -> None:
    assert resume["certificates"][0]["name"] == "Boat licence"
    assert resume["skills"] == [{"name": "Rowing", "level": "Master"}]


def test_a_job_without_a_title_is_called_after_the_employer(tmp_path: Path) -> None:
    path = tmp_path / "cv.json"
    path.write_text(
        json.dumps({"basics": {}, "work": [{"company": "Floe", "website": "https://floe.example"}]})
    )
    root: Any = read_file(path, "cv.json").root
    assert root["positions"] == [{"institution": "Floe", "title": "Floe", "url": "https://floe.example"}]


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
        ({"awards": [{"title": "A", "awarder": "B"}], "publications": []}, True),
        ({"work": [{"name": "A", "startDate": "2020"}]}, True),
        ({"awards": [{"title": "A", "organisation": "B"}], "publications": []}, False),
        ({"work": [], "volunteer": [], "education": [], "certificates": [], "publications": []}, True),
        ({"skills": [], "languages": [], "interests": [], "references": [], "projects": []}, True),
        ({"work": []}, False),
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
