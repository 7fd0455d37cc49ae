"""Filtering a list: by words, year, type, tag and author, in the address and back, by keyboard, on paper, without script."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from building import build_html
from playwright.sync_api import Locator, Page, Route, expect

if TYPE_CHECKING:
    from conftest import OpenPage, Serve, WatchedPage

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def filter_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the build tests, as HTML."""
    folder = tmp_path_factory.mktemp("filter")
    build_html(CHECKOUT / "tests" / "build" / "roots" / "test-filter", folder)
    return folder


def entries(page: Page, number: int = 1) -> Locator:
    return page.locator(f".academic-filtered-{number} :is(.academic-entry, .academic-news-item):visible")


def titles(page: Page) -> list[str]:
    return page.locator(".academic-filtered-1 .academic-title:visible").all_inner_texts()


def form(page: Page, number: int = 1) -> Locator:
    return page.locator(f"#academic-filter-{number}")


def search(page: Page, text: str, number: int = 1) -> None:
    form(page, number).get_by_role("searchbox").fill(text)


@pytest.fixture
def opened(page: OpenPage, serve: Serve, filter_site: Path) -> WatchedPage:
    opened = page()
    opened.goto(serve(filter_site) + "/index.html")
    return opened


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 12),
        ("kettle", 7),
        ("KETTLES sea", 1),
        ("oztürk", 1),
        ("aero", 1),
        ('"sea ice"', 1),
        ("“ice sea”", 0),
        ("学习", 1),
        ("whistle measured", 1),
        ("paper", 0),
        ("<bottoms>", 1),
        ("nothing-like-it", 0),
    ],
)
def test_all_words_and_phrases_must_be_in_an_entry_whatever_case_and_accents(
    opened: WatchedPage, query: str, found: int
) -> None:
    search(opened, query)
    expect(entries(opened)).to_have_count(found)
    expect(form(opened).locator(".academic-filter-count")).to_have_text(f"{found} of 12 publications")


@pytest.mark.parametrize(
    ("facet", "value", "found"),
    [("year", "2023", 3), ("type", "thesis", 1), ("tag", "sound", 5), ("author", "Otto Kessel", 3)],
)
def test_a_choice_filters_and_the_others_say_what_they_would_show(
    opened: WatchedPage, facet: str, value: str, found: int
) -> None:
    form(opened).locator(f"select[name={facet}]").select_option(value)
    expect(entries(opened)).to_have_count(found)
    own = form(opened).locator(f"select[name={facet}] option:checked")
    expect(own).to_have_text(re.compile(rf"\({found}\)$"))
    other = "year" if facet != "year" else "type"
    counts = form(opened).locator(f"select[name={other}] option:not([value=''])")
    expect(counts.first).to_have_text(re.compile(r"\(\d+\)$"))
    opened.wait_for_function(
        """([name, found]) => [...document.querySelectorAll(`#academic-filter-1 [name=${name}] option`)]
        .reduce((sum, option) => sum + Number(/\\((\\d+)\\)$/.exec(option.text)?.[1] ?? 0), 0) <= found""",
        arg=[other, found],
    )
    assert not opened.script_errors


def test_empty_years_go_with_their_headings(opened: WatchedPage) -> None:
    search(opened, "limescale")
    expect(opened.get_by_role("heading", name="2023")).to_be_visible()
    for year in ("2024", "2022", "2021"):
        expect(opened.get_by_role("heading", name=year)).to_be_hidden()
    expect(opened.locator("#news > h2")).to_be_visible()


def test_empty_plain_headings_go_as_well(page: OpenPage, serve: Serve, filter_site: Path) -> None:
    opened = page()
    opened.goto(serve(filter_site) + "/inside.html?q=limescale")
    headings = opened.locator(".academic-group-heading:visible")
    expect(headings).to_have_text(["2023", "Journal articles"])


def test_what_is_asked_for_stands_in_the_address_and_comes_back_from_it(
    opened: WatchedPage, page: OpenPage
) -> None:
    search(opened, "kettles")
    form(opened).locator("select[name=year]").select_option("2023")
    expect(opened).to_have_url(re.compile(r"\?q=kettles&year=2023$"))
    expect(entries(opened)).to_have_count(3)
    shared = page()
    shared.goto(opened.url)
    expect(entries(shared)).to_have_count(3)
    expect(form(shared).get_by_role("searchbox")).to_have_value("kettles")
    expect(form(shared).locator("select[name=year]")).to_have_value("2023")


def test_the_back_button_undoes_a_choice_and_then_all_of_the_typing(opened: WatchedPage) -> None:
    form(opened).get_by_role("searchbox").press_sequentially("kettles")
    form(opened).locator("select[name=year]").select_option("2023")
    expect(opened).to_have_url(re.compile("q=kettles&year=2023"))
    opened.go_back()
    expect(opened).to_have_url(re.compile(r"\?q=kettles$"))
    expect(form(opened).locator("select[name=year]")).to_have_value("")
    expect(entries(opened)).to_have_count(7)
    opened.go_back()
    expect(opened).to_have_url(re.compile(r"index\.html$"))
    expect(form(opened).get_by_role("searchbox")).to_have_value("")
    expect(entries(opened)).to_have_count(12)
    opened.go_forward()
    expect(entries(opened)).to_have_count(7)


@pytest.mark.parametrize("link", ['href="?year=2023"', 'href="#news" data-filter="year=2023"'])
def test_a_link_of_the_page_filters_beside_what_is_filtered_and_takes_it_back(
    opened: WatchedPage, link: str
) -> None:
    opened.evaluate(
        "html => document.querySelector('h1').insertAdjacentHTML('afterend', html)",
        f"<p><a {link}>2023</a></p>",
    )
    search(opened, "kettles")
    year = opened.get_by_role("link", name="2023", exact=True).first
    year.click()
    expect(entries(opened)).to_have_count(3)
    expect(opened).to_have_url(re.compile(r"\?q=kettles&year=2023$"))
    expect(year).to_have_attribute("aria-current", "true")
    year.click()
    expect(entries(opened)).to_have_count(7)
    expect(year).not_to_have_attribute("aria-current", "true")
    opened.go_back()
    expect(entries(opened)).to_have_count(3)
    expect(year).to_have_attribute("aria-current", "true")
    assert not opened.script_errors


def test_readers_choose_the_order_and_have_that_of_the_list_back(opened: WatchedPage, page: OpenPage) -> None:
    before = titles(opened)
    order = form(opened).get_by_role("combobox", name="Sort by")
    assert order.locator("option").all_inner_texts() == ["Newest first", "Most cited first", "By title"]
    order.select_option("citations")
    expect(opened).to_have_url(re.compile(r"\?sort=citations$"))
    expect(entries(opened).first).to_contain_text("Copper")
    assert titles(opened)[:2] == ["Copper <bottoms>", "Kettles at sea"]
    for year in ("2024", "2022"):
        expect(opened.get_by_role("heading", name=year)).to_be_hidden()
    order.select_option("title")
    expect(opened).to_have_url(re.compile(r"\?sort=title$"))
    expect(entries(opened).nth(1)).not_to_contain_text("Kettles at sea")
    in_order = titles(opened)
    assert in_order == sorted(in_order, key=lambda title: re.sub(r"^(A|The) ", "", title).casefold())
    assert sorted(in_order) == sorted(before)
    opened.go_back()
    expect(entries(opened).first).to_contain_text("Copper")
    search(opened, "kettles")
    expect(entries(opened)).to_have_count(7)
    shared = page()
    shared.goto(opened.url)
    expect(entries(shared)).to_have_count(7)
    assert titles(shared) == titles(opened)
    search(opened, "")
    order.select_option("")
    expect(opened.get_by_role("heading", name="2022")).to_be_visible()
    assert titles(opened) == before
    assert not opened.script_errors


def test_in_another_order_the_list_stays_below_what_stands_above_it(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    opened = page()
    opened.goto(serve(built_site) + "/publications.html")
    form(opened).locator("select[name=sort]").select_option("title")
    expect(opened.get_by_role("heading", name="2024")).to_be_hidden()
    expect(
        opened.locator("#academic-filter-1 ~ .academic-strip ~ .academic-list > .academic-entry")
    ).to_have_count(15)


def test_a_work_under_several_headings_stands_once_in_another_order(
    page: OpenPage, serve: Serve, filter_site: Path
) -> None:
    opened = page()
    opened.goto(serve(filter_site) + "/inside.html?sort=title")
    expect(entries(opened)).to_have_count(12)
    assert opened.locator(".academic-group-heading:visible").count() == 0
    opened.evaluate(
        "location.hash = document.querySelector('.academic-group-heading').id || 'publication-tea'"
    )
    expect(form(opened).locator("select[name=sort]")).to_have_value(re.compile("^(title)?$"))


def test_a_link_to_a_heading_that_another_order_has_not_shows_the_list_as_it_is(opened: WatchedPage) -> None:
    form(opened).locator("select[name=sort]").select_option("title")
    expect(opened.locator("#papers-and-news section h2:visible")).to_have_count(1)
    opened.evaluate("location.hash = document.querySelector('section.academic-group').id")
    expect(opened.get_by_role("heading", name="2024")).to_be_in_viewport()
    expect(form(opened).locator("select[name=sort]")).to_have_value("")


def test_what_is_filtered_can_be_clicked_away(opened: WatchedPage) -> None:
    search(opened, "kettles")
    form(opened).locator("select[name=author]").select_option("Ada Brühl")
    chips = form(opened).locator(".academic-filter-chips").get_by_role("button")
    expect(chips).to_have_text(["× kettles", "× Author: Ada Brühl"])
    # In the quotes of the language of the page.
    expect(chips.locator("q")).to_have_text("kettles")
    form(opened).get_by_role("button", name="Remove kettles").click()
    expect(entries(opened)).to_have_count(9)
    expect(chips).to_have_count(1)
    expect(chips.first).to_be_focused()
    expect(opened).to_have_url(re.compile(r"\?author=Ada\+Br%C3%BChl$"))
    opened.keyboard.press("Enter")
    expect(entries(opened)).to_have_count(12)
    expect(chips).to_have_count(0)
    expect(form(opened).get_by_role("searchbox")).to_be_focused()


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_nothing_moves_when_chips_come_and_go(
    page: OpenPage, serve: Serve, filter_site: Path, size: tuple[int, int]
) -> None:
    opened = page(viewport=size)
    opened.goto(serve(filter_site) + "/all.html")
    top = "document.querySelector('.academic-filtered-1').getBoundingClientRect().top"
    expect(form(opened)).to_be_visible()
    before = opened.evaluate(top)
    for name, value in (("year", "2024"), ("tag", "sound"), ("author", "Mei Tanaka"), ("sort", "title")):
        form(opened).locator(f"select[name={name}]").select_option(value)
        assert opened.evaluate("innerWidth === document.documentElement.scrollWidth")
        if name != "sort":
            assert opened.evaluate(top) == before, name


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_chips_and_choices_keep_to_their_lines_and_the_page_to_its_width(
    page: OpenPage, serve: Serve, built_site: Path, width: int
) -> None:
    opened = page(viewport=(width, 844))
    asked = "?q=kettle&type=article&tag=kettles&author=Imogen+Kettlewell&sort=citations"
    opened.goto(f"{serve(built_site)}/publications.html{asked}")
    chips = form(opened).locator(".academic-filter-chips").get_by_role("button")
    expect(chips).to_have_count(4)
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    lines = "e => { const r = document.createRange(); r.selectNodeContents(e); return r.getClientRects() }"
    for chip in chips.all():
        tops = chip.evaluate(f"e => [...({lines})(e)].map(each => each.top)")
        assert max(tops) - min(tops) < 8, chip.inner_text()
    # Four stand in one row or in two of the same length.
    rows = (
        form(opened)
        .locator(".academic-filter-facets select")
        .evaluate_all("all => all.map(e => e.getBoundingClientRect().top)")
    )
    assert {rows.count(top) for top in rows} in ({4}, {2})


@pytest.mark.parametrize("has_clipboard", [True, False])
def test_a_link_to_what_is_shown_is_copied_and_told(
    page: OpenPage, serve: Serve, filter_site: Path, has_clipboard: bool
) -> None:
    opened = page(permissions=["clipboard-read", "clipboard-write"])
    opened.goto(serve(filter_site) + "/index.html")
    button = form(opened).get_by_role("button", name="Copy link")
    expect(button).to_be_hidden()
    search(opened, "kettles")
    form(opened).locator("select[name=sort]").select_option("title")
    opened.evaluate("window.read = () => Clipboard.prototype.readText.call(kept); null")
    opened.evaluate("window.kept = navigator.clipboard, null")
    if not has_clipboard:
        opened.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    button.click()
    expect(form(opened).get_by_role("status")).to_have_text("Copied")
    expect(form(opened).get_by_role("button", name="Copied")).to_be_focused()
    copied = opened.evaluate("read()")
    assert copied == serve(filter_site) + "/index.html?q=kettles&sort=title#academic-filter-1"
    expect(button).to_be_visible()
    search(opened, "")
    form(opened).locator("select[name=sort]").select_option("")
    expect(button).to_be_hidden()


def test_two_lists_of_a_page_are_filtered_each_by_itself(opened: WatchedPage) -> None:
    search(opened, "kettles sea")
    search(opened, '"number 7"', number=2)
    # It stood behind "Show more".
    expect(entries(opened, 2)).to_have_count(1)
    expect(entries(opened)).to_have_count(1)
    expect(opened).to_have_url(re.compile(r"\?q=kettles\+sea&q2=%22number\+7%22$"))
    search(opened, "", number=2)
    expect(entries(opened, 2)).to_have_count(2)


def test_where_nothing_is_found_a_button_shows_all_again(opened: WatchedPage) -> None:
    search(opened, "nothing-like-it")
    expect(form(opened).get_by_text("No publication matches.")).to_be_visible()
    form(opened).get_by_role("button", name="Show all").click()
    expect(entries(opened)).to_have_count(12)
    expect(form(opened).get_by_text("No publication matches.")).to_be_hidden()
    expect(form(opened).get_by_role("searchbox")).to_be_focused()


def test_the_count_is_announced_once_typing_has_ended(opened: WatchedPage) -> None:
    status = form(opened).get_by_role("status")
    expect(status).to_have_text("")
    search(opened, "limescale")
    expect(status).to_have_text("1 of 12 publications")


def test_the_form_is_used_by_keyboard_alone(opened: WatchedPage) -> None:
    form(opened).get_by_role("searchbox").focus()
    opened.keyboard.type("kettles")
    opened.keyboard.press("Tab")
    expect(form(opened).locator("select[name=sort]")).to_be_focused()
    opened.keyboard.press("Tab")
    opened.keyboard.press("ArrowDown")
    expect(entries(opened)).to_have_count(1)
    expect(form(opened).locator("select[name=year]")).to_have_value("2024")


def test_a_link_to_an_entry_that_is_filtered_away_shows_it(opened: WatchedPage) -> None:
    search(opened, "limescale")
    expect(entries(opened)).to_have_count(1)
    opened.evaluate("location.hash = '#publication-tea'")
    expect(opened.locator("#publication-tea")).to_be_in_viewport()
    expect(form(opened).get_by_role("searchbox")).to_have_value("")


def test_without_script_the_list_is_whole_and_there_is_no_form(
    page: OpenPage, serve: Serve, filter_site: Path
) -> None:
    opened = page(java_script_enabled=False)
    opened.goto(serve(filter_site) + "/index.html?q=limescale")
    expect(entries(opened)).to_have_count(12)
    expect(form(opened)).to_be_hidden()
    assert form(opened).bounding_box() is None


def test_it_works_from_a_file_and_under_a_strict_policy(
    page: OpenPage, serve: Serve, filter_site: Path
) -> None:
    for address in (filter_site.as_uri(), serve(filter_site, policy="default-src 'self'")):
        opened = page()
        opened.goto(f"{address}/index.html?tag=sound")
        expect(entries(opened)).to_have_count(5)
        search(opened, "sea")
        expect(entries(opened)).to_have_count(1)
        assert not opened.script_errors
        assert not opened.console_errors
        assert not opened.foreign_requests


def test_nothing_moves_when_the_form_comes(page: OpenPage, serve: Serve, filter_site: Path) -> None:
    opened = page()
    held: list[Route] = []
    opened.route("**/academic-filter.js*", lambda route: held.append(route))
    opened.goto(serve(filter_site) + "/all.html", wait_until="commit")
    first = opened.locator("#publication-steam")
    expect(first).to_be_visible()
    opened.evaluate("document.fonts.ready.then(() => true)")
    expect(form(opened)).to_be_hidden()
    before = first.bounding_box()
    held[0].continue_()
    expect(form(opened)).to_be_visible()
    assert first.bounding_box() == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_axe_finds_nothing(
    page: OpenPage, serve: Serve, filter_site: Path, size: tuple[int, int], scheme: str
) -> None:
    opened = page(viewport=size, color_scheme=scheme)
    opened.goto(serve(filter_site) + "/index.html?q=kettles")
    expect(entries(opened)).to_have_count(7)
    found = Axe().run(opened)
    assert found.violations_count == 0, found.generate_report()
    search(opened, "nothing-like-it")
    expect(form(opened).get_by_text("No publication matches.")).to_be_visible()
    found = Axe().run(opened)
    assert found.violations_count == 0, found.generate_report()


def test_paper_shows_what_is_filtered_and_no_controls(opened: WatchedPage) -> None:
    search(opened, "limescale")
    expect(entries(opened)).to_have_count(1)
    opened.emulate_media(media="print")
    expect(entries(opened)).to_have_count(1)
    expect(form(opened).get_by_role("searchbox")).to_be_hidden()
    expect(form(opened).locator(".academic-filter-count")).to_have_text("1 of 12 publications")


def test_a_bar_picks_its_year_and_gives_it_back(opened: WatchedPage) -> None:
    bar = opened.get_by_role("navigation", name="Publications per year").get_by_role("link", name="2023: 3")
    bar.click()
    expect(entries(opened)).to_have_count(3)
    expect(opened).to_have_url(re.compile(r"[?&]year=2023"))
    expect(bar).to_have_attribute("aria-current", "true")
    bar.press("Enter")
    expect(entries(opened)).to_have_count(12)
    expect(bar).not_to_have_attribute("aria-current", "true")
    opened.go_back()
    expect(bar).to_have_attribute("aria-current", "true")


def test_the_rail_marks_the_year_that_is_read_and_the_heading_stays(opened: WatchedPage) -> None:
    opened.set_viewport_size({"width": 1280, "height": 700})
    rail = opened.get_by_role("navigation", name="Years")
    last = rail.get_by_role("link").last
    last.click()
    expect(opened.locator(".academic-by-year > h2").last).to_be_in_viewport()
    opened.set_viewport_size({"width": 1199, "height": 700})
    expect(rail).to_be_hidden()
