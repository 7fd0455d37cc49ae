"""CVs of RenderCV and al-folio are known by what they hold, and the titles of their sections say what stands below them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sphinx_academic.data.located import RawMapping, RawValue
from sphinx_academic.data.records import KINDS, Record
from sphinx_academic.formats import read_file
from sphinx_academic.formats.cv_sections import kind_of_title, put_period, record_of_text
from sphinx_academic.formats.loading import load_named

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture(scope="module")
def cv() -> Any:
    """RenderCV's file, under a name and in a folder that say nothing."""
    file = read_file(SAMPLES / "rendercv.yaml", "rendercv.yaml")
    assert not file.problems
    assert file.foreign
    return file.root


def read(folder: Path, text: str) -> Any:
    path = folder / "anything.yaml"
    path.write_text(text, encoding="utf-8")
    return read_file(path, "anything.yaml").root


def test_who_it_is_about_is_the_profile(cv: Any) -> None:
    profile = cv["profile"]
    assert [profile[name] for name in ("name", "role", "email", "phone")] == [
        "Ada Example",
        "Tide researcher",
        "ada@example.org",
        "555 0100",
    ]
    assert [link["name"] for link in profile["links"]] == ["Website", "GitHub"]


def test_experience_is_a_position_for_each_role_at_an_employer(cv: Any) -> None:
    found = [(job["title"], job["institution"], job.get("start"), job.get("end")) for job in cv["positions"]]
    assert found == [
        ("Fellow", "Tide Institute", "2020-01", "present"),
        ("Intern", "Sea Works", "2014", "2015"),
        ("Diver", "Sea Works", "2013", "2014"),
        ("Adviser", "Boats Ltd", None, None),
    ]
    assert cv["positions"][0]["note"] == "Tides.<br/>A new gauge"


def test_education_has_degree_place_and_dates(cv: Any) -> None:
    assert cv["education"] == [
        {
            "degree": "PhD, Oceanography",
            "institution": "University of Nowhere",
            "place": "Nowhere",
            "start": "2015-10",
            "end": "2019-07",
            "note": "Thesis on foam",
        }
    ]


def test_awards_may_be_texts_labels_or_mappings(cv: Any) -> None:
    assert [(award["title"], award["date"]) for award in cv["awards"]] == [
        ("Golden Bucket, Tide Society", "2021"),
        ("Silver Spade", "2019"),
        ("Best poster", "2018"),
        ("Bronze Boat", "2017-05"),
    ]
    assert cv["awards"][0].places["title"][0] == 40


def test_talks_have_speakers_and_an_event(cv: Any) -> None:
    first, second = cv["talks"]
    assert first == {
        "title": "How tides sound",
        "event": "TideConf",
        "speakers": ["***Ada Example***", "Grace Sample"],
        "links": [{"name": "DOI", "url": "https://doi.org/10.5555/tides.talk"}],
        "date": "2022-06-01",
    }
    assert second == {"title": "Foam for beginners, Nowhere", "date": "2020"}


def test_each_other_section_is_the_list_that_its_title_says(cv: Any) -> None:
    assert [(each["title"], each["institution"]) for each in cv["teaching"]] == [
        ("Lecturer, Waves 101", "University of Nowhere")
    ]
    assert [(each["title"], each["note"]) for each in cv["grants"]] == [
        ("Gauges for all", "Tide Council, 20,000 €")
    ]
    assert cv["service"] == [{"title": "Reviewer", "organisation": "Journal of Imaginary Tides, TideConf"}]
    assert [(each["name"], each["date"]) for each in cv["supervision"]] == [("Rik Sand", "2022")]
    assert [each["description"] for each in cv["projects"]] == ["All gauges on one map.\n\n40 gauges"]
    assert [(each["title"], each["doi"]) for each in cv["publications"]] == [
        ("The sound of low tide", "10.5555/low")
    ]


def test_what_is_of_no_kind_is_kept_under_its_title(cv: Any) -> None:
    assert cv["cv welcome"] == ["A text that is no entry of any kind."]
    assert cv["cv software"] == [{"label": "Languages", "details": "Python"}]
    assert cv["cv skills"] == [{"label": "Rowing", "details": "Master"}]


def test_a_cv_becomes_records_without_a_warning() -> None:
    collection = load_named([str(SAMPLES / "rendercv.yaml")])
    assert not collection.problems
    lengths = {kind.lists[0]: len(records) for kind, records in collection.records.items()}
    assert lengths == {
        "publications": 1, "education": 1, "profile": 1, "projects": 1, "talks": 2, "teaching": 1, "positions": 4,
        "grants": 1, "awards": 4, "service": 1, "supervision": 1,
    }  # fmt: skip


def test_a_list_of_sections_with_contents_is_a_cv_whatever_it_is_called(tmp_path: Path) -> None:
    root = read(
        tmp_path,
        "- title: Employment\n  type: time_table\n  contents:\n  - title: Fellow\n    institution: U\n    year: since 2019\n",
    )
    assert root == {"positions": [{"title": "Fellow", "institution": "U", "start": "2019"}]}


@pytest.mark.parametrize("text", ["cv: a.pdf\n", "- title: A\n", "cv: {}\npublications: []\n", "[]\n"])
def test_other_files_are_no_cv(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text)
    assert not read_file(path, "x.yaml").foreign


def test_a_section_that_is_no_list_is_kept(tmp_path: Path) -> None:
    root = read(tmp_path, "cv:\n  name: A\n  sections:\n    awards: none yet\n    talks:\n")
    assert root["cv awards"] == "none yet"
    assert "talks" not in root


def test_education_and_experience_may_stand_below_one_title(tmp_path: Path) -> None:
    root = read(
        tmp_path,
        "cv:\n  sections:\n    Experience:\n    - {institution: U, area: Tides, degree: BSc}\n    - {company: C, position: P}\n",
    )
    assert [study["degree"] for study in root["education"]] == ["BSc, Tides"]
    assert [job["title"] for job in root["positions"]] == ["P"]


def test_an_entry_without_a_name_is_told_with_the_key_that_it_wants(tmp_path: Path) -> None:
    path = tmp_path / "cv.yaml"
    path.write_text("cv:\n  sections:\n    awards:\n    - colour: red\n")
    (problem,) = load_named([str(path)]).problems
    assert (problem.line, problem.message, problem.hint) == (4, "This award has no title.", "Add  name: …")


def test_a_work_without_a_title_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cv.yaml"
    path.write_text(
        "cv:\n  sections:\n    publications:\n    - {titel: T, authors: [Ada Example], journal: J}\n"
    )
    (problem,) = load_named([str(path)]).problems
    assert (problem.line, problem.message) == (4, "This publication has no title.")


def test_prose_is_not_what_something_is_called(tmp_path: Path) -> None:
    prose = "word " * 100
    root = read(tmp_path, f"cv:\n  sections:\n    awards:\n    - {prose}\n    - Golden Bucket\n")
    assert [award["title"] for award in root["awards"]] == ["Golden Bucket"]
    assert root["cv awards"] == [prose.strip()]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Professional experience", "positions"),
        ("Teaching Experience", "teaching"),
        ("Academic employment", "positions"),
        ("Awards & Scholarships", "awards"),
        ("Grants and awards", "awards"),
        ("Fellowships", "grants"),
        ("Invited talks", "talks"),
        ("Presentations and posters", "publications"),
        ("Journal papers", "publications"),
        ("Peer reviewing", "service"),
        ("Accomplish&shy;ments", None),
        ("Students supervised", "supervision"),
        ("Memberships", "memberships"),
        ("In the media", "media"),
        ("Berufserfahrung", "positions"),
        ("Auszeichnungen", "awards"),
        ("Publikationen", None),
        ("Languages", None),
        ("Certificates", None),
        ("", None),
    ],
)
def test_the_title_of_a_section_says_what_stands_below_it(title: str, name: str | None) -> None:
    found = kind_of_title(title)
    assert (found.lists[0] if found else None) == name


@pytest.mark.parametrize(
    ("text", "title", "date"),
    [
        ("Best paper, ICML, 2021", "Best paper, ICML", {"date": "2021"}),
        ("Best paper (2021)", "Best paper", {"date": "2021"}),
        ("2021: Best paper", "Best paper", {"date": "2021"}),
        ("2021 – Best paper", "Best paper", {"date": "2021"}),
        ("Board of directors, 2019–present", "Board of directors", {"start": "2019", "end": "present"}),
        ("Editor (2015 - 2018)", "Editor", {"start": "2015", "end": "2018"}),
        ("National Scholarship, 2017 and 2018", "National Scholarship", {"date": "2017 and 2018"}),
        ("Golden Bucket, 2017, 2018, 2019", "Golden Bucket", {"date": "2017, 2018, 2019"}),
        ("Class of 2019", "Class of 2019", {}),
    ],
)
def test_a_text_gives_up_its_year(text: str, title: str, date: dict[str, str]) -> None:
    made = record_of_text(text, (3, 7), KINDS["awards"])
    assert made == {"title": title, **date}
    assert all(span == (3, 7, 3, 7) for span in made.places.values())


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("2019 – now", {"start": "2019", "end": "now"}),
        ("2019-2023", {"start": "2019", "end": "2023"}),
        ("05/2019-06/2020", {"start": "05/2019", "end": "06/2020"}),
        ("May 2019 to present", {"start": "May 2019", "end": "present"}),
        ("since 2019", {"start": "2019"}),
        ("2019 –", {"start": "2019"}),
        ("2019-05", {"date": "2019-05"}),
        ("2019", {"date": "2019"}),
        ("Fall 2023", {"date": "Fall 2023"}),
        ("", {}),
    ],
)
def test_a_period_is_a_start_and_an_end(text: str, made: dict[str, str]) -> None:
    entry = RawMapping(1, 1)
    put_period(entry, text, (1, 1, 1, 1))
    assert entry == made


def test_every_section_of_a_kind_can_be_read_as_records(tmp_path: Path) -> None:
    """Whatever the shape of an entry, its record is one of the kind that the title says."""
    shapes: dict[str, RawValue] = {
        "A, 2020": "text", "{bullet: A}": "bullet", "{label: A, details: B}": "label", "{name: A, date: 2020}": "name",
        "{company: B, position: A, start_date: 2019}": "company", "{title: A, authors: [C D], journal: B}": "work",
    }  # fmt: skip
    titles = {
        "talks",
        "teaching",
        "service",
        "awards",
        "grants",
        "memberships",
        "media",
        "experience",
        "projects",
        "events",
    }
    for title in sorted(titles):
        entries = "".join(f"    - {shape}\n" for shape in shapes)
        (tmp_path / "cv.yaml").write_text(f"cv:\n  sections:\n   {title}:\n{entries}")
        collection = load_named([str(tmp_path / "cv.yaml")])
        assert not collection.problems
        kind = kind_of_title(title)
        assert kind is not None
        records: tuple[Record, ...] = collection.of(kind)
        assert [record.called.split(",")[0] for record in records] == ["A"] * len(shapes), title
