"""Lists are written as feeds and calendars, which the formats' own parsers read."""

from __future__ import annotations

import json
from typing import Any

import feedparser
import icalendar
import pytest
from sites import Built, MakeSite, Site, words

from sphinx_academic.sections.registry import SECTIONS

HOME = "https://bruehl.example.org/lab/"


@pytest.fixture(scope="module")
def built(make_shared_site: MakeSite) -> Built:
    return make_shared_site("feeds").build()


def test_the_news_are_an_atom_feed_newest_first_and_without_what_has_no_date(built: Built) -> None:
    feed = feedparser.parse(built.text("news.xml"))
    assert not feed.bozo
    assert (feed.version, feed.feed.title, feed.feed.author) == (
        "atom10",
        "Recent news – Ada Brühl",
        "Ada Brühl",
    )
    assert [(entry.title, entry.published) for entry in feed.entries] == [
        ("A talk in a month without a day.", "2025-01-01T12:00:00Z"),
        ('A paper on steam & "kettles" in print: slides, more.', "2024-05-16T12:00:00Z"),
        ("Talk in Hörsaal 7; bring a cup, or two 🫖", "2024-03-02T12:00:00Z"),
        ("The year of the kettle.", "2023-01-01T12:00:00Z"),
    ]
    assert feed.feed.updated == "2025-01-01T12:00:00Z"


def test_everything_in_a_feed_has_an_absolute_address(built: Built) -> None:
    feed = feedparser.parse(built.text("news.xml"))
    links = {link.rel: link.href for link in feed.feed.links}
    assert links == {"self": HOME + "news.xml", "alternate": HOME + "index.html"}
    content = feed.entries[1].content[0]
    assert content.type == "text/html"
    assert f'href="{HOME}papers.html"' in content.value
    assert f'href="{HOME}_downloads/' in content.value
    assert "<strong>steam</strong> &amp;" in content.value


def test_publications_have_authors_addresses_and_names_that_stay(built: Built) -> None:
    feed = feedparser.parse(built.text("feeds/papers.xml"))
    assert not feed.bozo
    assert [entry.id for entry in feed.entries] == [
        f"tag:bruehl.example.org,2026:lab/publication/{key}" for key in ("boiling", "say", "limescale")
    ]
    first = feed.entries[0]
    assert first.title == 'Boiling & "whistling" </script> x < y 🫖'
    assert first.link == f"{HOME}papers.html#publication-boiling"
    assert [(author.name, author.get("href")) for author in first.authors] == [
        ("Ada Brühl", "https://bruehl.example.org"),
        ("Otto Kessel", None),
    ]
    assert {link.href for link in first.links if link.rel == "related"} == {"https://doi.org/10.1000/vap;1"}
    assert [tag.term for tag in first.tags] == ["kettles"]
    assert "<p>Then it whistles.</p>" in first.content[0].value


def test_json_feeds_say_the_same(built: Built) -> None:
    feed = json.loads(built.text("feeds/papers.json"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["feed_url"], feed["home_page_url"]) == (HOME + "feeds/papers.json", HOME + "papers.html")
    first = feed["items"][0]
    assert first["id"] == "tag:bruehl.example.org,2026:lab/publication/boiling"
    assert first["image"] == f"{HOME}_images/steam.png"
    assert first["date_published"] == "2024-02-29T12:00:00Z"
    news = json.loads(built.text("news.json"))
    # News have no titles of their own; a reader shows their text.
    assert "title" not in news["items"][0]
    assert all(item.get("content_html") for item in news["items"])


def test_calendars_hold_the_events_whose_day_is_known(built: Built) -> None:
    (event,) = icalendar.Calendar.from_ical(built.text("feeds/talks.ics")).walk("VEVENT")
    assert event.errors == []
    assert str(event["SUMMARY"]) == "What kettles say, in short"
    assert (event.start.isoformat(), event.end.isoformat()) == ("2023-06-01", "2023-06-02")
    assert str(event["LOCATION"]) == "Steam Seminar"
    assert str(event["URL"]) == f"{HOME}papers.html#publication-say"
    (talk,) = icalendar.Calendar.from_ical(built.text("talks.ics")).walk("VEVENT")
    assert str(talk["SUMMARY"]) == "Talk in Hörsaal 7; bring a cup, or two 🫖"


def test_the_name_of_an_event_has_no_comma_and_stays_otherwise_what_feeds_call_it(built: Built) -> None:
    (event,) = icalendar.Calendar.from_ical(built.text("feeds/talks.ics")).walk("VEVENT")
    assert str(event["UID"]) == "tag:bruehl.example.org%2C2026:lab/publication/say"
    assert [
        line for name in ("talks.ics", "feeds/talks.ics") for line in _uids(built, name) if "," in line
    ] == []


def _uids(built: Built, name: str) -> list[str]:
    lines = built.text(name).replace("\n ", "").splitlines()
    found = [line for line in lines if line.startswith("UID")]
    assert found
    return found


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_every_item_leads_to_its_entry(make_site: MakeSite, builder: str) -> None:
    built = make_site("feeds").build(builder)
    feeds = [feedparser.parse(built.text(name)) for name in ("news.xml", "feeds/papers.xml")]
    addresses = [entry.link for feed in feeds for entry in feed.entries]
    for name in ("news.json", "feeds/papers.json"):
        addresses += [item["url"] for item in json.loads(built.text(name))["items"]]
    for name in ("talks.ics", "feeds/talks.ics"):
        events = icalendar.Calendar.from_ical(built.text(name)).walk("VEVENT")
        addresses += [str(event["URL"]) for event in events]
    assert len(addresses) == 16
    for address in addresses:
        file, _, identifier = address.removeprefix(HOME).partition("#")
        page = built.page(f"{file}index.html" if file.endswith("/") or not file else file)
        (entry,) = page.xpath("//*[@id=$id]", id=identifier)
        assert {"academic-entry", "academic-news-item"} & set(entry.get("class").split())


def test_an_event_names_the_thing_itself_beside_its_entry(make_site: MakeSite) -> None:
    site = make_site("feeds")
    text = (site.source / "data/site.yaml").read_text(encoding="utf-8")
    site.write("data/site.yaml", text.replace("key: say}", 'key: say, doi: "10.1000/say;1"}'))
    (event,) = icalendar.Calendar.from_ical(site.build().text("feeds/talks.ics")).walk("VEVENT")
    assert event.errors == []
    assert str(event["URL"]) == f"{HOME}papers.html#publication-say"
    assert (str(event["LINK"]), event["LINK"].params["LINKREL"]) == (
        "https://doi.org/10.1000/say;1",
        "related",
    )


def test_pages_link_to_their_feeds_in_the_head_and_below_the_list(built: Built) -> None:
    page = built.page("papers.html")
    found = [
        (link.get("type"), link.get("title"), link.get("href"))
        for link in page.xpath("//head/link[@rel='alternate']")
    ]
    assert found == [
        ("application/atom+xml", "Papers – Ada Brühl", "feeds/papers.xml"),
        ("application/feed+json", "Papers – Ada Brühl", "feeds/papers.json"),
        ("text/calendar", "Papers – Ada Brühl", "feeds/talks.ics"),
    ]
    (line,) = page.find_class("academic-feeds")
    assert words(line) == "Atom feed JSON feed Calendar"
    assert [link.get("href") for link in line.iter("a")] == [href for _, _, href in found]
    assert built.page("index.html").xpath("//head/link[@rel='alternate']/@href") == [
        "news.xml",
        "news.json",
        "talks.ics",
    ]


def test_addresses_are_those_that_dirhtml_gives(make_site: MakeSite) -> None:
    built = make_site("feeds").build("dirhtml")
    feed = feedparser.parse(built.text("feeds/papers.xml"))
    assert feed.entries[0].link == f"{HOME}papers/#publication-boiling"
    page = built.page("papers/index.html")
    assert page.xpath("//head/link[@rel='alternate']/@href")[0] == "../feeds/papers.xml"
    assert next(page.find_class("academic-feeds")[0].iter("a")).get("href") == "../feeds/papers.xml"


def test_a_single_page_announces_the_feeds_of_all_its_parts(make_site: MakeSite) -> None:
    built = make_site("feeds").build("singlehtml")
    hrefs = built.page("index.html").xpath("//head/link[@rel='alternate']/@href")
    assert sorted(hrefs) == sorted(
        ["feeds/papers.xml", "feeds/papers.json", "feeds/talks.ics", "news.xml", "news.json", "talks.ics"]
    )
    feed = feedparser.parse(built.text("feeds/papers.xml"))
    assert feed.entries[0].link == f"{HOME}index.html#publication-boiling"


@pytest.mark.parametrize("builder", ["epub", "latex", "text", "json"])
def test_books_and_the_like_have_no_feeds(make_site: MakeSite, builder: str) -> None:
    site = make_site("feeds")
    built = site.build(builder, warnings=None)
    assert not [name for name in built.files() if name.endswith(("papers.xml", "news.json", ".ics"))]
    assert b"feeds/papers" not in b"".join(built.files().values())


def test_the_same_data_gives_the_same_feeds_and_leaves_their_files_alone(make_site: MakeSite) -> None:
    site = make_site("feeds")
    first = site.build()
    file = first.folder / "feeds" / "papers.xml"
    before = (file.read_bytes(), file.stat().st_mtime_ns)
    site.write("papers.md", (site.source / "papers.md").read_text() + "\nMore.\n")
    again = site.build()
    assert again.read == ("papers",)
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before


def test_a_feed_follows_the_data(make_site: MakeSite) -> None:
    site = make_site("feeds")
    site.build()
    data = (site.source / "data" / "site.yaml").read_text(encoding="utf-8")
    site.write("data/site.yaml", data.replace("Limescale,", "Limescale again,"))
    assert "Limescale again" in site.build().text("feeds/papers.xml")


def test_without_the_sites_address_no_feed_is_written_or_linked(make_site: MakeSite) -> None:
    site = make_site("feeds")
    built = site.build(html_baseurl="", warnings=["academic.config"])
    (told,) = built.warnings
    assert told.location == str(site.source / "index.md") + ":11" or told.location.endswith("index.md:11")
    assert "html_baseurl" in told.message
    assert not (built.folder / "news.xml").exists()
    assert not built.page("papers.html").find_class("academic-feeds")
    assert not built.page("papers.html").xpath("//head/link[@rel='alternate']")
    # Once it is set, everything is there.
    again = site.build()
    assert (again.folder / "news.xml").exists()
    assert again.page("papers.html").find_class("academic-feeds")


PAGE = "# Page\n\n```{{newsfeed}}\n:feed: {path}\n```\n"


@pytest.mark.parametrize(
    "path", ["../../x.xml", "a/../../x.xml", "C:\\x.xml", "_static/x.xml", "x.html", "feed", "a?b.xml", ""]
)
def test_a_path_outside_the_site_or_without_a_known_end_is_refused(make_site: MakeSite, path: str) -> None:
    site = make_site("feeds")
    site.write("index.md", PAGE.format(path=path) + "\n```{toctree}\npapers\n```\n")
    built = site.build(warnings=["academic.option"])
    assert built.warnings[0].location.endswith("index.md:4")
    assert not built.page("index.html").find_class("academic-feeds")
    assert not list(site.folder.rglob("x.xml"))


def test_two_lists_that_want_the_same_file_are_told(make_site: MakeSite) -> None:
    site = make_site("feeds")
    site.write("papers.md", "# Papers\n\n```{publications}\n:feed: News.xml\n```\n")
    built = site.build(warnings=["academic.output"])
    (told,) = built.warnings
    assert told.location.endswith("papers.md:4")
    assert "index.md:11" in told.message
    assert "Recent news" in built.text("news.xml")


def test_the_same_list_on_two_pages_is_one_feed(make_site: MakeSite) -> None:
    site = make_site("feeds")
    site.write(
        "papers.md", "# Papers\n\n```{newsfeed}\n:limit: 1\n:feed: news.xml, news.json, talks.ics\n```\n"
    )
    site.build()


def test_it_is_one_feed_though_one_of_the_pages_was_read_on_another_day(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site("feeds")
    page = "# Papers\n\n```{newsfeed}\n:limit: 1\n:feed: news.xml, news.json, talks.ics\n```\n"
    for day, more in ((1_700_000_000, ""), (1_700_090_000, "\nAnd more.\n")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(day))
        site.write("papers.md", page + more)
        built = site.build()
    assert built.read == ("papers",)


def test_workers_that_share_the_reading_find_all_feeds(make_site: MakeSite) -> None:
    site: Site = make_site("feeds")
    for number in range(8):
        site.write(
            f"page{number}.md",
            f"---\norphan: true\n---\n\n# Page {number}\n\n```{{newsfeed}}\n:feed: n{number}.xml\n```\n",
        )
    alone = site.run(name="alone")
    shared = site.run("html", "-j", "2", name="shared")
    feeds = {name: text for name, text in alone.files().items() if name.endswith((".xml", ".ics"))}
    assert len(feeds) == 8 + 4
    assert feeds == {name: text for name, text in shared.files().items() if name in feeds}


def test_the_records_of_a_list_are_chosen_once_for_all_its_feeds(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The news of ``:feed: news.xml, news.json, talks.ics``: when the page is read, when it is written, and for its three feeds."""
    section, asked = SECTIONS["newsfeed"], []
    choose = section.choose

    def counted(*arguments: Any) -> Any:
        asked.append(arguments)
        return choose(*arguments)

    monkeypatch.setattr(section, "choose", counted)
    make_site("feeds").build()
    assert len(asked) == 3
