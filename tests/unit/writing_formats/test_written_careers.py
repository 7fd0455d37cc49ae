"""A whole career is written for RenderCV and as JSON Resume, and comes back as it was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from node_packages import JSON_RESUME, why_missing

from sphinx_academic.cli import main
from sphinx_academic.data.collection import Collection
from sphinx_academic.formats.loading import load_named

DATA = """
profile:
  name: Ada Example
  role: Reader in Tides
  email: ada@example.org
  about: |
    I study *tides* & salt.
  links:
    Website: https://ada.example.org
    GitHub: ada
    ORCID: 0000-0002-1825-0097
    Mastodon: https://fosstodon.example/@ada
    Data: https://data.example.org/ada
positions:
  - {title: Reader, institution: Tide Institute, department: Waves, start: 2020-01, place: Nowhere, note: Tides.<br/>And *foam*.}
  - {title: Fellow, institution: Sea Works, start: 2016, end: 2019-12}
education:
  - {degree: "PhD, Oceanography", institution: University of Nowhere, start: 2012-10, end: 2016-07, advisor: Grace Sample}
awards:
  - {title: "Golden Bucket #1", organisation: Tide Society, date: 2021, amount: 100 €}
grants:
  - {title: Gauges for all, funder: Tide Council, number: TC/1, role: principal investigator, start: 2021, end: 2023}
publications:
  - {title: "The *sound* of low tide", authors: "Ada Example, Bo Li", venue: Annals of Tides, year: 2022, doi: 10.5555/low, type: article, volume: 3, pages: 1-9}
  - {title: "Foam at $x^2$", authors: [Bo Li, Ada Example], venue: TideConf, date: 2021-06-01, type: conference, url: https://example.org/foam}
talks:
  - {title: How tides sound, event: TideConf, date: 2022-06-01, type: keynote, url: https://example.org/talk}
teaching:
  - {title: Waves 101, institution: University of Nowhere, role: lecturer, start: 2021-10, end: 2022-02}
supervision:
  - {name: Rik Sand, degree: PhD, thesis: Grains, institution: University of Nowhere, start: 2021, end: present}
service:
  - {title: Reviewer, organisation: Annals of Tides}
memberships:
  - {title: Fellow, organisation: Royal Tide Society, start: 2019}
projects:
  - {title: Gauge map, role: lead, funder: Sea Trust, start: 2020, end: 2022, description: All gauges on one map., tags: [maps]}
software:
  - {title: tidepool, version: 1.2, url: https://example.org/pool, description: Reads gauges.}
"""

KINDS = (
    "positions", "education", "awards", "grants", "publications", "talks", "teaching", "supervision", "service", "memberships",
    "projects", "software",
)  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "site.yaml"
    path.write_text(DATA, encoding="utf-8")
    return path


def written(data: Path, form: str, suffix: str) -> Path:
    path = data.with_name(f"made{suffix}")
    assert main(["export", str(data), "--format", form, "-o", str(path)]) == 0
    return path


def said(collection: Collection, *fields: str) -> dict[str, list[dict[str, object]]]:
    """What the records of each kind say in these fields, as far as they have them."""
    found = {}
    for name in KINDS:
        records = sorted(collection.of(collection.all_kinds[name]), key=lambda record: record.called)
        found[name] = [
            {field: value for field in fields if (value := getattr(record, field, None))}
            | {
                "time": tuple(
                    map(str, (getattr(record, when, None) for when in ("began", "ended", "goes_on")))
                )
            }
            for record in records
        ]
    return found


SHARED = (
    "title", "name", "institution", "organisation", "event", "funder", "number", "role", "degree", "thesis", "amount", "venue", "doi",
    "url", "version", "description", "place",
)  # fmt: skip


def test_a_file_for_render_cv_comes_back_as_the_same_records(data: Path) -> None:
    before = load_named([str(data)])
    after = load_named([str(written(data, "rendercv", ".yaml"))])
    assert not after.problems
    fields = [*SHARED, "advisor", "department", "note", "type", "volume", "pages"]
    assert said(after, *fields) == said(before, *fields)
    assert [str(work.when) for work in after.publications] == [str(work.when) for work in before.publications]
    assert [[each.name for each in work.authors.people] for work in after.publications] == [
        ["Ada Example", "Bo Li"], ["Bo Li", "Ada Example"],
    ]  # fmt: skip
    assert after.publications[0].authors.people[0].emphasised
    assert after.profile[0].addresses() == before.profile[0].addresses()


def test_sections_for_render_cv_have_entries_of_one_shape_each(data: Path) -> None:
    cv = yaml.safe_load(written(data, "rendercv", ".yaml").read_text(encoding="utf-8"))["cv"]
    assert list(cv) == [
        "name", "headline", "email", "website", "social_networks", "custom_connections", "sections",
    ]  # fmt: skip
    assert cv["social_networks"] == [
        {"network": "GitHub", "username": "ada"},
        {"network": "ORCID", "username": "0000-0002-1825-0097"},
        {"network": "Mastodon", "username": "@ada@fosstodon.example"},
    ]
    sections = cv["sections"]
    assert list(sections)[:2] == ["Positions", "Education"]
    assert sections["Positions"][0] == {
        "company": "Tide Institute", "position": "Reader", "location": "Nowhere", "start_date": "2020-01", "end_date": "present",
        "summary": "Waves", "highlights": ["Tides.", "And *foam*."], "department": "Waves",
    }  # fmt: skip
    assert sections["Education"] == [
        {
            "institution": "University of Nowhere", "area": "Oceanography", "degree": "PhD", "start_date": "2012-10",
            "end_date": "2016-07", "advisor": "Grace Sample",
        }
    ]  # fmt: skip
    (article,) = sections["Publications: Journal articles"]
    assert article["title"] == "The *sound* of low tide"
    assert article["authors"] == ["**Ada Example**", "Bo Li"]
    assert article["date"] == 2022
    assert sections["Service"] == [{"label": "Reviewer", "details": "Annals of Tides"}]
    (grant,) = sections["Grants"]
    assert grant["summary"] == "Tide Council, TC/1, principal investigator"
    assert all(len({frozenset({"name", "title", "company", "label"} & entry.keys()) for entry in entries}) == 1
               for entries in sections.values())  # fmt: skip


def test_a_resume_comes_back_as_the_same_records(data: Path) -> None:
    before = load_named([str(data)])
    after = load_named([str(written(data, "resume", ".json"))])
    assert not after.problems
    # Plain text has no emphasis, and awards no amount of their own; the address of a work may be its DOI.
    fields = [name for name in SHARED if name not in ("title", "amount", "url")]
    assert said(after, *fields) == said(before, *fields)
    assert [[each.name for each in work.authors.people] for work in after.publications] == [
        [each.name for each in work.authors.people] for work in before.publications
    ]
    titles = [work.title for work in after.publications]
    assert titles == ["The sound of low tide", "Foam at $x^2$"]


def test_a_resume_is_valid_by_its_schema(data: Path) -> None:
    path = JSON_RESUME / "node_modules" / "@jsonresume" / "schema" / "schema.json"
    if not path.is_file():
        pytest.skip(why_missing(JSON_RESUME) or "its schema is not installed")
    schema: Any = json.loads(path.read_text(encoding="utf-8"))
    checker = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    resume = json.loads(written(data, "resume", ".json").read_text(encoding="utf-8"))
    assert [error.message for error in checker.iter_errors(resume)] == []
    assert list(checker.iter_errors({**resume, "work": "much"}))


@pytest.mark.parametrize(("form", "suffix"), [("rendercv", ".yaml"), ("resume", ".json")])
def test_studies_of_which_little_is_said_come_back_as_what_they_were(
    data: Path, form: str, suffix: str
) -> None:
    data.write_text(
        "education:\n- {title: A year of listening, start: 2010, end: 2011}\n- {title: BSc, institution: Old Tide, end: 2009}\n",
        encoding="utf-8",
    )
    after = load_named([str(written(data, form, suffix))])
    assert not after.problems
    assert [(each.called, each.institution) for each in after.education] == [
        ("A year of listening", ""), ("Old Tide", "Old Tide"),
    ]  # fmt: skip
    assert [each.ended.year for each in after.education if each.ended] == [2011, 2009]
    assert after.education[1].degree == "BSc"


def test_what_stands_in_the_parts_of_the_cv_stands_in_the_file_in_their_order(data: Path) -> None:
    parts = """
cv:
  - {kinds: talks, title: Where I spoke}
  - {title: Interests, text: "Tides, *foam*."}
  - {kinds: publications, tag: nothing}
"""
    data.write_text(DATA + parts, encoding="utf-8")
    cv = yaml.safe_load(written(data, "rendercv", ".yaml").read_text(encoding="utf-8"))["cv"]
    assert list(cv["sections"]) == ["Where I spoke", "Interests"]
    assert cv["sections"]["Interests"] == ["Tides, *foam*."]
    assert [each["name"] for each in cv["sections"]["Where I spoke"]] == ["How tides sound"]


def test_no_keys_are_picked_of_a_whole_career(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(data), "--format", "resume", "--key", "x"]) == 2
    assert "no keys can be picked" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "[", "profile: {name: A}", "news: [{date: 2024, text: N}]"])
def test_where_there_is_no_career_nothing_is_written(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    assert main(["export", str(path), "--format", "rendercv"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Nothing is written." in err
