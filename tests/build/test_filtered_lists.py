"""Filtered lists: the form, the file beside it, and that nothing of it is where nobody asked."""

from __future__ import annotations

import json
import re
from typing import Any

import lxml.html
import pytest
from sites import Built, MakeSite, words


@pytest.fixture(scope="module")
def built(make_shared_site: MakeSite) -> Built:
    return make_shared_site("filter").build()


def forms(page: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    return list(page.find_class("academic-filter"))


def inside(page: lxml.html.HtmlElement, outer: str, inner: str) -> list[lxml.html.HtmlElement]:
    return [found for block in page.find_class(outer) for found in block.find_class(inner)]


def offered(form: lxml.html.HtmlElement, name: str) -> list[str]:
    return [words(option) for option in form.xpath(f'.//select[@name="{name}"]/option')]


def beside(built: Built, form: lxml.html.HtmlElement, name: str = "facets") -> dict[str, Any]:
    address = form.get("data-facets").partition("?v=")[0]
    lines = built.text(address).splitlines()
    line = next(line for line in lines if line.startswith(f"document.currentScript.{name}="))
    found: dict[str, Any] = json.loads(line.partition("=")[2])
    return found


def test_the_form_is_hidden_until_a_script_shows_it(built: Built) -> None:
    for form in forms(built.page("index.html")):
        assert form.get("hidden") is not None
        assert form.get("role") == "search"


def test_a_list_offers_its_years_types_tags_and_authors_with_how_many_have_each(built: Built) -> None:
    form = forms(built.page("index.html"))[0]
    assert offered(form, "year") == ["All years", "2024 (2)", "2023 (3)", "2022 (3)", "2021 (3)"]
    assert offered(form, "type") == [
        "All types",
        "Journal articles (6)",
        "Conference and workshop papers (3)",
        "Theses (1)",
        "Datasets (1)",
        "Other works (1)",
    ]
    # Of spellings that differ in case alone the first stands for all.
    assert offered(form, "tag")[:2] == ["All tags", "sound (5)"]
    assert offered(form, "author")[:4] == [
        "All authors",
        "Ada Brühl (9)",
        "Mei Tanaka (3)",
        "Otto Kessel (3)",
    ]


def test_readers_may_have_the_works_in_orders_that_the_list_has_not(built: Built) -> None:
    page = built.page("index.html")
    works, news = forms(page)
    assert offered(works, "sort") == ["Newest first", "Most cited first", "By title"]
    assert offered(news, "sort2") == []
    entries = inside(page, "academic-filtered-1", "academic-entry")
    orders = beside(built, works, "orders")
    assert [*orders] == ["citations", "title"]
    assert all(sorted(order) == [*range(12)] for order in orders.values())
    most_cited = [entries[place].get("id") for place in orders["citations"]]
    assert most_cited[:2] == ["publication-copper", "publication-sea"]
    # The article counts in no title, and neither do capitals.
    titles = [words(entries[place].find_class("academic-title")[0]) for place in orders["title"]]
    assert titles[:3] == ["Copper <bottoms>", "A corpus of boiling", "The cup as instrument"]
    assert beside(built, news, "orders") == {}


@pytest.mark.parametrize(
    ("option", "first"),
    [("sort: title", "By title"), ("group-by: type", "As listed"), ("reverse:", "As listed")],
)
def test_the_first_order_is_that_of_the_list(make_site: MakeSite, option: str, first: str) -> None:
    site = make_site("filter")
    site.write("few.rst", f"Few\n===\n\n.. publications::\n   :filter:\n   :{option}\n")
    (form,) = forms(site.build().page("few.html"))
    names = ["Newest first", "Most cited first", "By title"]
    assert offered(form, "sort") == [first, *(name for name in names if name != first)]


def test_works_whose_citations_nobody_counted_are_not_sorted_by_them(make_site: MakeSite) -> None:
    site = make_site("filter")
    site.write("few.rst", "Few\n===\n\n.. publications::\n   :filter:\n   :exclude: sea, copper\n")
    (form,) = forms(site.build().page("few.html"))
    assert offered(form, "sort") == ["Newest first", "By title"]


def test_the_file_beside_says_what_each_entry_of_the_page_holds(built: Built) -> None:
    page = built.page("index.html")
    facets = beside(built, forms(page)[0])
    entries = inside(page, "academic-filtered-1", "academic-entry")
    assert len(entries) == 12
    for name, facet in facets.items():
        assert len(facet["held"]) == 12, name
    years = [place if place < 0 else facets["year"]["names"][place] for place in facets["year"]["held"]]
    shown = [
        entry.findall(".//time")[0].get("datetime") if entry.findall(".//time") else -1 for entry in entries
    ]
    assert years == shown


def test_news_stand_in_the_file_as_on_the_page_those_behind_the_disclosure_last(built: Built) -> None:
    page = built.page("index.html")
    facets = beside(built, forms(page)[1])
    entries = inside(page, "academic-filtered-2", "academic-news-item")
    assert [entry.findall(".//time")[0].get("datetime")[:4] for entry in entries] == [
        facets["year"]["names"][place] for place in facets["year"]["held"]
    ]
    assert forms(page)[1].findall(".//input")[0].get("name") == "q2"


def test_a_list_that_fits_the_screen_gets_no_form_and_its_page_no_script(built: Built) -> None:
    assert not forms(built.page("few.html"))
    assert "academic-filter" not in built.text("few.html")
    assert "academic-filter.js" in built.text("all.html")


def test_a_name_leads_to_the_list_and_not_to_its_form(built: Built) -> None:
    block = built.page("all.html").get_element_by_id("everything")
    assert block.getnext() is not None
    assert "academic-publications" in block.getnext().get("class")


def test_plain_headings_say_which_level_they_have(built: Built) -> None:
    levels = [
        re.findall(r"academic-level-(\d)", heading.get("class"))[0]
        for heading in built.page("inside.html").find_class("academic-group-heading")
    ]
    assert levels[:4] == ["1", "2", "2", "1"]


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "epub", "text", "latex", "man", "json"])
def test_other_builders_have_the_whole_list(make_site: MakeSite, builder: str) -> None:
    built = make_site("filter").build(builder, warnings=None)
    has_form = {name for name, text in built.files().items() if b'class="academic academic-filter ' in text}
    expected = {
        "dirhtml": {"index.html", "all/index.html", "inside/index.html"},
        "singlehtml": {"index.html"},
    }
    assert has_form == expected.get(builder, set())
    for name in has_form:
        for form in forms(built.page(name)):
            assert beside(built, form) if builder == "singlehtml" else form.get("data-facets")
    if builder == "singlehtml":
        numbers = [form.get("data-list") for form in forms(built.page("index.html"))]
        assert numbers == ["1", "2", "3", "4"]


def test_two_workers_write_what_one_writes(make_site: MakeSite) -> None:
    site = make_site("filter")
    one, two = site.run("html", name="one"), site.run("html", "-j", "2", name="two")
    first, second = one.files(), two.files()
    assert [name for name in first if "academic-filter/" in name] == [
        "_static/academic-filter/all-1.js",
        "_static/academic-filter/index-1.js",
        "_static/academic-filter/index-2.js",
        "_static/academic-filter/inside-1.js",
    ]
    assert first == second


def test_new_data_reach_the_file_and_its_address(make_site: MakeSite) -> None:
    site = make_site("filter")
    before = forms(site.build().page("all.html"))[0].get("data-facets")
    data = (site.source / "data" / "site.yaml").read_text(encoding="utf-8")
    site.write("data/site.yaml", data.replace("year: 2024", "year: 2025"))
    built = site.build()
    form = forms(built.page("all.html"))[0]
    assert form.get("data-facets") != before
    assert beside(built, form)["year"]["names"] == ["2025", "2023", "2022", "2021"]


def test_a_long_list_stands_in_parts(make_site: MakeSite) -> None:
    site = make_site("filter")
    entries = "".join(f"  - title: Number {number}\n    year: 2020\n" for number in range(120))
    site.write("data/site.yaml", f"publications:\n{entries}")
    page = site.build(warnings=None).page("all.html")
    assert [len(part.find_class("academic-entry")) for part in page.find_class("academic-part")] == [
        50,
        50,
        20,
    ]
    # All are of one year and one type, and of nobody: there is nothing to pick.
    assert not page.find_class("academic-filter")[0].findall(".//select")


def test_bars_above_a_list_lead_to_the_headings_of_their_years_which_are_on_the_page(built: Built) -> None:
    page = built.page("index.html")
    (strip,) = page.find_class("academic-strip")
    leads = [link.get("href") for link in strip.iter("a")]
    assert leads
    assert all(page.get_element_by_id(address[1:]).tag == "section" for address in leads)
    # As an overview counts: works without a date are in none, and each value is one of the form's.
    years = {option.get("value") for option in forms(page)[0].xpath('.//select[@name="year"]/option')}
    assert {link.get("data-filter").removeprefix("year=") for link in strip.iter("a")} <= years


@pytest.mark.parametrize("builder", ["epub", "text", "latex", "man", "xml"])
def test_other_builders_have_no_bars_and_no_rail(make_site: MakeSite, builder: str) -> None:
    built = make_site("filter").build(builder, warnings=None)
    found = [text for name, text in built.files().items() if not name.endswith((".css", ".js"))]
    assert not [text for text in found if b"academic-strip" in text or b"Publications per year" in text]
