"""A page with `calendar` shows what is to come, and the site has one file that calendar programs subscribe to."""

from __future__ import annotations

import json
from collections.abc import Iterator

import icalendar
import pytest
from sites import Built, MakeSite, Site, words

HOME = "https://a.example/lab/"
CONF = f"""
project = "A lab"
extensions = ["myst_parser", "sphinx_academic"]
html_theme = "academic"
html_baseurl = "{HOME}"
academic_data = ["data.yaml"]
academic_today = "2026-06-10"
"""
DATA = """
kinds: {concerts: {fields: {hall: {shown: beside}}}}
concerts: [{title: Whistling, date: 2026-07-20}]
talks:
- {title: Said, event: Tea Days, place: "Oslo, room 1", date: 2026-07-02, end: 2026-07-03, former_keys: first-said, slides: s.pdf}
- {title: Some day, date: 2026-10}
events: [{title: School, start: 2026-06-08, end: 2026-06-12}]
openings: [{title: Postdoc, deadline: 2026-06-30}]
teaching: [{title: Heat, schedule: ["2026-06-18: On *whistles*, all day", "2026-06-25: On steam"]}]
grants: [{title: Steam, start: 2024, end: 2026-12-31}]
news: [{date: 2026-08-20, text: An evening with *kettles*, tags: [event]}]
"""
PAGE = "# Dates\n\n```{calendar}\n:kinds: all\n:feed: all.ics, all.xml, all.json\n```\n\n```{talks}\n:feed: talks.ics\n```\n\n```{openings}\n:feed: openings.ics\n```\n"


@pytest.fixture(scope="module")
def site(make_shared_site: MakeSite) -> Site:
    site = make_shared_site("landing")
    for path in [*site.source.rglob("*.md"), *site.source.rglob("*.yaml")]:
        path.unlink()
    site.write("conf.py", CONF)
    site.write("data.yaml", DATA)
    site.write("s.pdf", "%PDF-1.7\n")
    site.write("index.md", PAGE)
    return site


@pytest.fixture(scope="module")
def built(site: Site) -> Built:
    return site.build()


def events(built: Built, name: str) -> Iterator[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(built.text(name))
    assert calendar.errors == []
    for event in calendar.walk("VEVENT"):
        assert event.errors == []
        assert event["DTSTAMP"].dt.date() == event.start
        yield event


def test_the_file_has_the_days_of_every_kind_once(built: Built) -> None:
    found = [
        (str(event["SUMMARY"]), event.start.isoformat(), event.end.isoformat())
        for event in events(built, "all.ics")
    ]
    assert found == [
        ("School", "2026-06-08", "2026-06-13"),
        ("Heat: On whistles, all day", "2026-06-18", "2026-06-19"),
        ("Heat: On steam", "2026-06-25", "2026-06-26"),
        ("Postdoc", "2026-06-30", "2026-07-01"),
        ("Said", "2026-07-02", "2026-07-04"),
        ("Whistling", "2026-07-20", "2026-07-21"),
        ("An evening with kettles", "2026-08-20", "2026-08-21"),
        ("Ends: Steam", "2026-12-31", "2027-01-01"),
    ]
    names = [str(event["UID"]) for event in events(built, "all.ics")]
    assert len({*names}) == len(names)


def test_an_event_is_the_same_in_the_calendar_of_its_own_list(built: Built) -> None:
    every = {str(event["SUMMARY"]): event for event in events(built, "all.ics")}
    for name in ("talks.ics", "openings.ics"):
        (own,) = events(built, name)
        same = every[str(own["SUMMARY"])]
        for field in ("UID", "DTSTART", "DTEND", "LOCATION", "DESCRIPTION"):
            assert own.get(field) == same.get(field)
    assert str(every["Said"]["UID"]) == "tag:a.example%2C2026:lab/talk/first-said"


def test_every_event_leads_to_its_entry_on_the_page(built: Built) -> None:
    page = built.page("index.html")
    for event in events(built, "all.ics"):
        file, _, identifier = str(event["URL"]).removeprefix(HOME).partition("#")
        (entry,) = page.xpath("//*[@id=$id]", id=identifier)
        assert (file, "academic-entry" in entry.get("class")) == ("index.html", True)


def test_the_page_shows_what_is_to_come_and_links_to_the_calendar(built: Built) -> None:
    page = built.page("index.html")
    (shown,) = page.find_class("academic-calendar")
    titles = [words(each) for each in shown.find_class("academic-title")]
    assert titles[:3] == ["School", "On whistles, all day", "On steam"]
    assert "Some day" in titles  # which has no day for the file
    links = [each.get("href") for each in page.find_class("academic-feeds")[0].iter("a")]
    assert links == ["all.ics", "all.xml", "all.json"]
    assert page.xpath("//link[@rel='alternate'][@type='text/calendar']/@href") == [
        "all.ics",
        "talks.ics",
        "openings.ics",
    ]


def test_feeds_of_a_calendar_have_the_same(built: Built) -> None:
    items = json.loads(built.text("all.json"))["items"]
    assert [item["title"] for item in items if item.get("title")][:3] == [
        "Ends: Steam",
        "Some day",
        "Whistling",
    ]


@pytest.mark.parametrize(
    ("builder", "name"),
    [
        ("dirhtml", "index.html"),
        ("singlehtml", "index.html"),
        ("latex", "alab.tex"),
        ("text", "index.txt"),
        ("epub", "index.xhtml"),
    ],
)
def test_every_builder_shows_it(site: Site, builder: str, name: str) -> None:
    text = site.build(builder, version="1", copyright="A").text(name)
    assert "Whistling" in text
    assert text.index("School") < text.index("Postdoc") < text.index("Whistling")


def test_the_same_data_give_the_same_file(site: Site, built: Built) -> None:
    before = built.text("all.ics")
    (built.folder / "all.ics").unlink()
    assert site.build().text("all.ics") == before
