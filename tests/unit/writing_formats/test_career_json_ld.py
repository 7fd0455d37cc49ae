"""What machines are told of a career: types and properties that schema.org has, and nothing that is not known."""

from __future__ import annotations

from typing import Any

import pytest
from career_records import FULL
from inline_data import read_clean
from schema_org import faults

from sphinx_academic.data.records import KINDS, Award, Record
from sphinx_academic.formats.career_metadata import (
    WRITERS,
    Around,
    amount_document,
    career_document,
    honours_document,
)

OWNER = {"@type": "Person", "@id": "https://orcid.org/0000-0002-1825-0097", "name": "Ada Brühl"}
AROUND = Around(
    plain=lambda text: text.replace("*", ""),
    address=lambda url: url if "://" in url else f"https://a.example/{url}",
    owner=OWNER,
    employer="Institute of Vapours",
    whole_of=lambda project: "Everything" if project.part_of else "",
)
NOBODY = Around()


def record(name: str, text: str) -> Record:
    whole = ", {title: Everything, key: all}" if name == "projects" else ""
    return read_clean(f"{name}: [{text}{whole}]").of(KINDS[name])[0]


def document(name: str, text: str = "", around: Around = AROUND) -> dict[str, Any]:
    return career_document(record(name, text or FULL[name]), around, "https://a.example/x")


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"speaker": "A"}, "Event has no speaker"),
        ({"@type": "Talk"}, "'Talk' is no type that the table has"),
        ({"performer": {"@type": "Place", "name": "A"}}, "Event.performer holds no"),
        ({"startDate": "soon"}, "Event.startDate holds no"),
        ({"name": ""}, "Event.name says nothing"),
        ({"@reverse": {"award": {"@type": "Person"}}}, "Person.award leads to no Event"),
    ],
)
def test_what_schema_org_does_not_have_is_seen(changed: dict[str, Any], fault: str) -> None:
    (found,) = faults({**document("talks"), **changed})
    assert fault in found


def test_every_kind_is_told_of() -> None:
    assert {KINDS[name].kind for name in FULL} == {*WRITERS, Award.kind}


@pytest.mark.parametrize("name", [name for name in FULL if name != "awards"])
@pytest.mark.parametrize("around", [AROUND, NOBODY], ids=["owner", "nobody"])
def test_schema_org_has_all_of_it(name: str, around: Around) -> None:
    found = document(name, around=around)
    if found or around is AROUND:
        assert [*faults(found)] == []
        assert found["@id"] == "https://a.example/x"


@pytest.mark.parametrize("name", [name for name in FULL if name != "awards"])
def test_of_what_is_not_known_nothing_is_said(name: str) -> None:
    main = KINDS[name].main
    for found in (document(name, f"{{{main}: T}}"), document(name, f"{{{main}: T}}", NOBODY)):
        assert not found or [*faults(found)] == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("positions", "EmployeeRole"),
        ("talks", "Event"),
        ("teaching", "Course"),
        ("grants", "MonetaryGrant"),
        ("openings", "JobPosting"),
        ("projects", "ResearchProject"),
        ("software", "SoftwareSourceCode"),
        ("datasets", "Dataset"),
        ("supervision", "Thesis"),
        ("media", "NewsArticle"),
    ],
)
def test_each_kind_has_its_type(name: str, kind: str) -> None:
    assert document(name)["@type"] == kind


def test_a_position_is_a_role_of_the_owner() -> None:
    found = document("positions")
    assert (found["roleName"], found["startDate"], found["endDate"]) == ("Postdoc", "2020-01", "2022-03-31")
    assert found["worksFor"] == {
        "@type": "Organization",
        "name": "U",
        "department": {"@type": "Organization", "name": "Lab"},
    }
    assert found["@reverse"] == {"worksFor": OWNER}


def test_what_goes_on_has_no_end_and_makes_nobody_an_alumnus() -> None:
    found = document("education", "{title: Physics, institution: U, start: 2020}")
    assert "endDate" not in found
    assert found["affiliation"]["name"] == "U"


def test_a_talk_has_its_speakers_its_slides_and_its_recording() -> None:
    found = document("talks")
    assert [each["name"] for each in found["performer"]] == ["Ann Bee", "Cy Dee"]
    assert found["workFeatured"]["url"] == "https://a.example/s.pdf"
    assert found["recordedIn"]["url"] == "https://v.example"
    assert found["location"] == {"@type": "Place", "name": "Oslo", "address": "Oslo"}
    assert document("talks", "{title: T, date: 2024}")["performer"] == [OWNER]


def test_what_is_online_is_at_no_place() -> None:
    found = document("events")
    assert found["location"] == {"@type": "VirtualLocation", "name": "online"}
    assert found["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"


def test_an_opening_says_what_search_engines_cannot_do_without_or_nothing() -> None:
    found = document("openings")
    assert {"title", "datePosted", "hiringOrganization", "validThrough", "description"} <= found.keys()
    assert found["hiringOrganization"]["name"] == "Institute of Vapours"
    assert document("openings", "{title: PhD}") == {}
    assert document("openings", "{title: PhD, date: 2024-05-01}", NOBODY) == {}


@pytest.mark.parametrize(
    ("written", "currency", "value"),
    [
        ("£1.2M", "GBP", 1_200_000),
        ("EUR 250,000", "EUR", 250_000),
        ("800.000 €", "EUR", 800_000),
        ("€1,234.50", "EUR", 1234.5),
        ("1.234,50 €", "EUR", 1234.5),
        ("US$ 3 million", "USD", 3_000_000),
        ("CHF 12'000", "CHF", 12_000),
        ("500k GBP", "GBP", 500_000),
        ("£12", "GBP", 12),
    ],
)
def test_an_amount_is_read_as_it_is_written(written: str, currency: str, value: float) -> None:
    assert amount_document(written) == {"@type": "MonetaryAmount", "currency": currency, "value": value}


@pytest.mark.parametrize("written", ["", "$500", "much", "about £5", "1000", "EUR 5 GBP", "E13"])
def test_an_amount_that_is_not_certain_is_none(written: str) -> None:
    assert amount_document(written) == {}
    assert document("grants", f"{{title: T, amount: '{written}'}}")["@type"] == "Grant"


def test_stars_and_downloads_are_numbers() -> None:
    counts = document("software")["interactionStatistic"]
    assert [(each["interactionType"]["@type"], each["userInteractionCount"]) for each in counts] == [
        ("LikeAction", 1234),
        ("DownloadAction", 5),
    ]
    assert "interactionStatistic" not in document("software", "{title: T, stars: many}")


def test_awards_are_words_about_the_owner() -> None:
    (award,) = read_clean("awards: [{title: '*Best* paper', organisation: ACM, date: 2024-05}]").of(Award)
    found = honours_document([award], AROUND)
    assert found["award"] == ["Best paper, ACM, 2024"]
    assert [*faults(found)] == []
    assert honours_document([award], NOBODY) == {}
