"""Every kind of record that can be referred to: roles find it, the search does, inventories have it, machines are told what it is."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import icalendar
import pytest
from career_records import FULL
from schema_org import faults
from sites import Built, MakeSite, words
from sphinx.util.inventory import InventoryFile

from sphinx_academic.data.records import KINDS
from sphinx_academic.formats.career_metadata import WRITERS
from sphinx_academic.sections.registry import REFERRED, SECTIONS, Row

HOME = "https://a.example/lab/"
CONF = f"""
project = "A site"
extensions = ["myst_parser", "sphinx_academic"]
html_theme = "academic"
html_baseurl = "{HOME}"
academic_data = ["data.yaml"]
academic_today = "2024-06-01"
"""
OTHERS = {
    "publications": "{title: Heard, author: Ann Bee, year: 2024, former_keys: old}",
    "news": "{text: Something new, date: 2024-05-01}",
    "competitions": "{title: First, event: Kettles, year: 2024}",
}
RECORDS = {**OTHERS, **FULL}
PROFILE = "profile: {name: Ada Brühl, affiliation: Institute of Vapours, links: {ORCID: 'https://orcid.org/0000-0002-1825-0097'}}\n"
ROWS = [*REFERRED.values()]


def list_of(kind: str) -> str:
    return SECTIONS.of_entries(kind).list_of


@pytest.fixture(scope="module")
def built(make_shared_site: MakeSite) -> Built:
    """A site with a page for each kind, with one record, and a page that refers to all of them."""
    site = make_shared_site("landing")
    for path in [*site.source.rglob("*.md"), *site.source.rglob("*.yaml")]:
        path.unlink()
    site.write("conf.py", CONF)
    site.write("s.pdf", "%PDF-1.7\n")
    data, roles, toctree = PROFILE, [], []
    for row in ROWS:
        name = list_of(row.kind)
        text = f"{{key: my-{row.kind}, former_keys: was-{row.kind}, {RECORDS[name][1:]}".replace(
            "former_keys: old", "note: N"
        ).replace("part_of: all, ", "")
        data += f"{name}:\n- {text}\n"
        feed = ""
        if "feed" in SECTIONS[row.name].options:
            feed = f":feed: {row.kind}.xml, {row.kind}.json, {row.kind}.ics\n"
        site.write(f"{row.kind}.md", f"# All {row.kind}\n\n```{{{row.name}}}\n{feed}```\n")
        roles += [f"- {{{row.role}}}`my-{row.kind}`", f"- {{{row.role}}}`was-{row.kind}`"]
        toctree.append(row.kind)
    site.write("data.yaml", data)
    site.write("roles.md", "# Roles\n\n" + "\n".join(roles) + "\n")
    site.write(
        "index.md", "# Site\n\n```{profile}\n```\n\n```{toctree}\nroles\n" + "\n".join(toctree) + "\n```\n"
    )
    return site.build()


def documents(built: Built, name: str) -> list[dict[str, object]]:
    page = built.page(f"{name}.html")
    return [json.loads(block.text) for block in page.xpath("//script[@type='application/ld+json']")]


@pytest.mark.parametrize("kind", [row.kind for row in ROWS])
def test_roles_lead_to_its_entry_by_either_key(built: Built, kind: str) -> None:
    links = built.page("roles.html").xpath(f"//a[@href='{kind}.html#{kind}-my-{kind}']")
    assert len(links) == 2
    assert words(links[0]) == words(links[1])
    assert words(links[0]) not in {"", f"my-{kind}"}
    (entry,) = built.page(f"{kind}.html").xpath(f"//*[@id='{kind}-my-{kind}']")
    assert entry.xpath(f".//span[@id='{kind}-was-{kind}']")


@pytest.mark.parametrize("kind", [row.kind for row in ROWS])
def test_the_search_and_inventories_have_it(built: Built, kind: str) -> None:
    assert f'"{kind}-my-{kind}"' in built.text("searchindex.js")
    found = InventoryFile.loads((built.folder / "objects.inv").read_bytes(), uri="").data[f"academic:{kind}"]
    assert {*found} >= {f"my-{kind}", f"was-{kind}"}
    assert found[f"was-{kind}"].uri == found[f"my-{kind}"].uri == f"{kind}.html#{kind}-my-{kind}"


@pytest.mark.parametrize("kind", [row.kind for row in ROWS if KINDS[list_of(row.kind)].kind in WRITERS])
def test_machines_are_told_what_it_is(built: Built, kind: str) -> None:
    (listed,) = documents(built, kind)
    assert [*faults({name: value for name, value in listed.items() if name != "@context"})] == []
    assert (listed["@context"], listed["name"], listed["numberOfItems"]) == (
        "https://schema.org",
        f"All {kind}",
        1,
    )
    (item,) = listed["itemListElement"]  # type: ignore[misc]
    assert "url" not in item  # it is the name of what is described
    assert item["item"]["@id"] == f"{HOME}{kind}.html#{kind}-my-{kind}"
    assert len(item["item"]) > 3


def test_awards_are_said_of_whose_site_it_is(built: Built) -> None:
    (honours,) = documents(built, "award")
    assert (honours["@type"], honours["name"]) == ("Person", "Ada Brühl")


@pytest.mark.parametrize(
    "row", [row for row in ROWS if "feed" in SECTIONS[row.name].options], ids=lambda row: row.kind
)
def test_its_feeds_are_what_programs_read(built: Built, row: Row) -> None:
    kind = row.kind
    atom = ElementTree.fromstring(built.text(f"{kind}.xml"))
    name = "{http://www.w3.org/2005/Atom}"
    assert atom.findtext(f"{name}title") == f"All {kind} – A site"
    feed = json.loads(built.text(f"{kind}.json"))
    (entry,), (item,) = atom.findall(f"{name}entry"), feed["items"]
    identifier = f"tag:a.example,2026:lab/{kind}/was-{kind}"
    assert entry.findtext(f"{name}id") == item["id"] == identifier
    assert item["url"] == f"{HOME}{kind}.html#{kind}-my-{kind}"
    for event in icalendar.Calendar.from_ical(built.text(f"{kind}.ics")).walk("VEVENT"):
        assert event["UID"] == identifier.replace(",", "%2C")


def test_a_calendar_has_all_days_of_a_talk_and_where_it_is(built: Built) -> None:
    (event,) = icalendar.Calendar.from_ical(built.text("talk.ics")).walk("VEVENT")
    assert (event.start.isoformat(), event.end.isoformat()) == ("2024-05-02", "2024-05-04")
    assert str(event["LOCATION"]) == "Oslo"


def test_feeds_of_openings_say_until_when_to_apply_and_calendars_have_that_day(built: Built) -> None:
    (item,) = json.loads(built.text("opening.json"))["items"]
    assert "apply by" in item["content_html"]
    assert 'datetime="2024-06-30"' in item["content_html"]
    assert item["date_published"] == "2024-05-01T12:00:00Z"
    (event,) = icalendar.Calendar.from_ical(built.text("opening.ics")).walk("VEVENT")
    assert (event.start.isoformat(), event.end.isoformat()) == ("2024-06-30", "2024-07-01")


def test_the_table_of_records_has_every_kind() -> None:
    assert {list_of(row.kind) for row in ROWS} <= RECORDS.keys(), Path(__file__).name


def test_a_list_that_stands_on_a_page_in_two_ways_is_told_of_once(make_site: MakeSite) -> None:
    site = make_site("careers")
    site.write("talks.md", "# Talks\n\n```{talks}\n```\n\n```{talks}\n:sort: date\n:no-index:\n```\n")
    assert [each["@type"] for each in documents(site.build(warnings=None), "talks")] == ["ItemList"]


def test_pages_of_people_and_projects_say_what_they_are_about(make_site: MakeSite) -> None:
    built = make_site("careers").build(warnings=None)
    kinds, known_by = {}, {}
    for folder in ("people", "projects"):
        for path in sorted((built.folder / folder).glob("*.html")):
            (document,) = documents(built, f"{folder}/{path.stem}")
            about = {name: value for name, value in document.items() if name != "@context"}
            assert [*faults(about)] == [], path
            kinds[folder] = about["@type"]
            if folder == "people":
                entity = about["mainEntity"]
                assert entity["@type"] == "Person"  # type: ignore[index]
                assert str(about["url"]).endswith(f"/people/{path.stem}.html")
                same = [each for each in entity.get("sameAs", []) if "orcid.org" in each]  # type: ignore[attr-defined]
                known_by.update(dict.fromkeys(same, entity["@id"]))  # type: ignore[index]
    assert [*known_by] == [*known_by.values()] != []
    assert kinds == {"people": "ProfilePage", "projects": "ResearchProject"}
