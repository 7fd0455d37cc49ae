"""What our part of an HTML page is made of: well-formed, named, measured, and nothing that it should not hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date

import lxml.etree
import lxml.html
import pytest
from PIL import Image
from sites import Built, MakeSite, Site, words

PAGES = ("index", "papers", "lists", "career", "notes/theses")
"""The pages of `roots/test-sections` that show records; `plain` shows none."""


@pytest.fixture(scope="module")
def site(make_shared_site: MakeSite) -> Site:
    """A site with every directive and every field."""
    return make_shared_site("sections")


@pytest.fixture(scope="module")
def built(site: Site) -> Built:
    """That site as HTML."""
    return site.build()


@pytest.fixture(scope="module", params=PAGES)
def page(request: pytest.FixtureRequest, built: Built) -> lxml.html.HtmlElement:
    """Each page with records."""
    return built.page(f"{request.param}.html")


def blocks(page: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    """What a directive has written."""
    found = page.find_class("academic")
    assert found
    yield from found


@pytest.fixture(scope="module")
def bodies(make_shared_site: MakeSite) -> dict[str, lxml.etree._Element]:
    """The bodies of the pages, read as XML: an HTML parser would mend what is wrong."""
    built = make_shared_site("sections").build("json")
    return {
        name: lxml.etree.fromstring(f"<body>{json.loads(built.text(f'{name}.fjson'))['body']}</body>")
        for name in PAGES
    }


def test_what_we_write_is_well_formed_as_xml(bodies: dict[str, lxml.etree._Element]) -> None:
    for tree in bodies.values():
        assert tree.xpath("//*[contains(concat(' ', @class, ' '), ' academic ')]")


def test_elements_stand_where_html_lets_them_stand(bodies: dict[str, lxml.etree._Element]) -> None:
    blocks_ = "self::p|self::div|self::ul|self::ol|self::article|self::figure|self::details|self::blockquote"
    wrong = (
        f"//*[self::p or self::span or self::strong or self::em or self::summary]//*[{blocks_}]",
        "//a//a",
        "//ul/*[not(self::li)]",
        "//li[not(parent::ul or parent::ol)]",
        "//figcaption[not(parent::figure)]",
        "//p[not(node())]",
    )
    for name, tree in bodies.items():
        for path in wrong:
            assert [lxml.etree.tostring(found)[:200] for found in tree.xpath(path)] == [], (name, path)


def test_dates_can_be_read_by_machines(page: lxml.html.HtmlElement) -> None:
    times = page.xpath("//time/@datetime")
    for moment in times:
        parts = [int(part) for part in moment.split("-")]
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", moment)
        assert date(*[*parts, 1, 1][:3])


def test_what_stands_around_a_year_is_kept_before_it(built: Built) -> None:
    (time,) = built.page("papers.html").xpath("//time[@datetime='2021']")
    assert words(time) == "in press 2021"


def test_every_picture_has_its_size_its_words_and_waits(built: Built, page: lxml.html.HtmlElement) -> None:
    for image in page.xpath("//*[contains(@class, 'academic')]//img"):
        assert image.get("alt").strip()
        # The photo is on the first screen, and does not wait.
        assert (image.get("loading"), image.get("fetchpriority")) in {("lazy", None), (None, "high")}
        with Image.open(next((built.folder / "_images").rglob(image.get("src").rpartition("/")[2]))) as drawn:
            shape = int(image.get("width")) / int(image.get("height"))
            assert shape == pytest.approx(drawn.width / drawn.height, rel=0.02)


def test_the_words_for_a_picture_are_alt_else_caption_else_title(built: Built) -> None:
    alts = built.page("papers.html").xpath("//article//img/@alt")
    assert alts == ["Drops on glass", "Fog against time", "Whistles in the Dark"]


def test_a_picture_links_to_itself_so_that_it_opens_without_script(built: Built) -> None:
    for link in built.page("papers.html").find_class("academic-zoom"):
        (image,) = link.iter("img")
        assert (built.folder / link.get("href")).is_file()
        assert (built.folder / image.get("src")).is_file()


def test_what_can_be_opened_is_details_with_a_summary_first(page: lxml.html.HtmlElement) -> None:
    for details in page.xpath("//*[contains(@class, 'academic')]//details"):
        assert details[0].tag == "summary"
        assert words(details[0])
        assert "open" not in details.attrib


def test_the_details_hold_abstract_further_information_and_older_news(built: Built) -> None:
    summaries = [words(found) for found in built.page("papers.html").xpath("//article//summary")]
    assert summaries == ["+1", "Abstract", "More"]
    (more,) = built.page("index.html").find_class("academic-show-more")
    assert [words(time) for time in more.iter("time")] == ["2022-07-01", "2020-01-15"]


def test_ids_are_unique_on_each_page(page: lxml.html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_an_entry_that_is_shown_twice_on_a_page_has_its_id_once(built: Built) -> None:
    ids = built.page("lists.html").xpath("//article/@id")
    assert sorted(ids) == [
        f"publication-{key}" for key in ("cold-steam", "condensate", "suijoki", "valves", "whistles")
    ]
    assert len(built.page("lists.html").xpath("//article")) == 10


def test_nothing_of_ours_is_inline_script_or_style(page: lxml.html.HtmlElement) -> None:
    for block in blocks(page):
        assert block.xpath(".//script | .//style | .//@style | .//@*[starts-with(name(), 'on')]") == []


def test_no_request_goes_to_another_host(page: lxml.html.HtmlElement) -> None:
    loaded = page.xpath(
        "//img/@src | //script/@src | //link[@rel='stylesheet' or @rel='icon']/@href | //iframe/@src"
    )
    assert [address for address in loaded if re.match(r"(?:[a-z]+:)?//", address)] == []


def assets(page: lxml.html.HtmlElement) -> set[str]:
    addresses = page.xpath("//script/@src | //link[@rel='stylesheet']/@href")
    return {address.rpartition("/")[2].partition("?")[0] for address in addresses} & {
        "academic.css",
        "academic.js",
    }


def test_style_and_script_are_loaded_by_pages_with_records(page: lxml.html.HtmlElement) -> None:
    assert assets(page) == {"academic.css", "academic.js"}


@pytest.mark.parametrize("name", ["plain", "search", "genindex"])
def test_style_and_script_are_loaded_by_no_other_page(built: Built, name: str) -> None:
    assert assets(built.page(f"{name}.html")) == set()


def test_scripts_wait_until_the_page_is_read(page: lxml.html.HtmlElement) -> None:
    (script,) = [script for script in page.iter("script") if "academic.js" in (script.get("src") or "")]
    assert "defer" in script.attrib


def test_the_search_finds_words_of_records(built: Built) -> None:
    source = built.text("searchindex.js")
    index = json.loads(source[source.index("(") + 1 : source.rindex(")")])
    assert index["docnames"]
    for word, page_name in (
        ("whistl", "papers"),
        ("vapour", "papers"),
        ("wilhelmina", "lists"),
        ("accept", "index"),
        ("boiler", "index"),
        ("nine", "index"),
        ("stipend", "index"),
        ("reader", "index"),
        ("draught", "notes/theses"),
    ):
        found = index["terms"][word]
        pages = [index["docnames"][number] for number in (found if isinstance(found, list) else [found])]
        assert page_name in pages, word


def test_group_headings_are_sections_in_the_table_of_contents(built: Built) -> None:
    page = built.page("index.html")
    links = {
        words(link): link.get("href") for link in page.xpath("//*[contains(@class, 'toctree-wrapper')]//a")
    }
    assert links["2024"].startswith("lists.html#")
    for year in ("2024", "2023", "2021", "2018"):
        target = links[year].partition("#")[2]
        (section,) = built.page("lists.html").xpath(f"//section[@id='{target}']")
        assert words(section[0]).startswith(year)
        assert section.find_class("academic-entry")


def test_a_name_is_a_target_for_references(built: Built) -> None:
    links = built.page("index.html").xpath("//main//p/a[contains(@class, 'internal')]")
    assert {(words(link), link.get("href")) for link in links} >= {
        ("the latest", "#all-news"),
        ("the gallery", "papers.html#all-papers"),
    }
    for name, identifier in (("index", "all-news"), ("papers", "all-papers")):
        (target,) = built.page(f"{name}.html").xpath(f"//*[@id='{identifier}']")
        assert target.xpath(
            "self::*[contains(@class, 'academic')] | following-sibling::*[1][contains(@class, 'academic')]"
        )


def test_a_name_of_a_grouped_list_is_a_target_too(make_site: MakeSite) -> None:
    site = make_site("sections")
    site.write(
        "plain.rst",
        "Plain\n=====\n\nSee :ref:`them <by-kind>` and :ref:`by-kind`.\n\n"
        ".. publications::\n   :group-by: type\n   :name: by-kind\n",
    )
    page = site.build().page("plain.html")
    them, untitled = page.xpath("//main//p[starts-with(., 'See')]/a")
    assert them.get("href") == untitled.get("href")
    (section,) = page.xpath(f"//section[@id='{them.get('href')[1:]}']")
    assert words(untitled) in words(section[0])


def test_classes_are_on_the_block(built: Built) -> None:
    (block,) = built.page("papers.html").find_class("academic-publications")
    assert {"wide", "framed"} <= set(block.get("class").split())


def test_an_email_is_shown_so_that_harvesters_do_not_get_it(built: Built) -> None:
    assert "w.dampf AT example dot edu" in words(built.page("index.html"))
    for name, content in built.files().items():
        assert b"w.dampf@example.edu" not in content, name


def test_quotes_and_dashes_are_typographic_as_in_the_pages_own_text(built: Built) -> None:
    (block,) = built.page("index.html").find_class("academic-news")
    assert "The boiler is “repaired”…" in words(block)
