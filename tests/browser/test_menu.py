"""The menu: on a phone and without script, by keyboard, and what script adds to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

if TYPE_CHECKING:
    from conftest import OpenPage, Serve

PHONE = (390, 844)
DESK = (1280, 900)


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def script(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def submenu(page: Page) -> Locator:
    """What opens the pages below "Research"."""
    return page.locator(".academic-submenu summary")


def entry(page: Page, name: str) -> Locator:
    return page.get_by_role("navigation", name="Menu").get_by_role("link", name=name, exact=True)


def test_on_a_phone_the_menu_opens_and_leads_to_a_page(
    page: OpenPage, serve: Serve, built_site: Path, script: bool
) -> None:
    phone = page(viewport=PHONE, java_script_enabled=script)
    phone.goto(serve(built_site) + "/index.html")
    expect(entry(phone, "Papers")).to_be_hidden()
    phone.get_by_text("Menu", exact=True).click()
    entry(phone, "Papers").click()
    expect(phone).to_have_url(serve(built_site) + "/papers.html")
    expect(entry(phone, "Papers")).to_be_hidden()


def test_on_a_phone_the_menu_has_a_button_that_closes_it(
    page: OpenPage, serve: Serve, built_site: Path, script: bool
) -> None:
    phone = page(viewport=PHONE, java_script_enabled=script)
    phone.goto(serve(built_site) + "/index.html")
    for _ in range(2):
        phone.get_by_text("Menu", exact=True).click()
        expect(entry(phone, "Teaching")).to_be_visible()
        phone.get_by_role("button", name="Close").click()
        expect(entry(phone, "Teaching")).to_be_hidden()
        expect(phone.get_by_role("button", name="Menu")).to_be_focused()


def test_on_a_phone_the_menu_is_opened_used_and_closed_by_keyboard(
    page: OpenPage, serve: Serve, built_site: Path, script: bool
) -> None:
    phone = page(viewport=PHONE, java_script_enabled=script)
    phone.goto(serve(built_site) + "/index.html")
    phone.get_by_role("button", name="Menu").focus()
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("button", name="Close")).to_be_focused()
    phone.keyboard.press("Tab")
    expect(entry(phone, "Papers")).to_be_focused()
    # The browser closes a popover at Escape, and gives the focus back.
    phone.keyboard.press("Escape")
    expect(entry(phone, "Papers")).to_be_hidden()
    expect(phone.get_by_role("button", name="Menu")).to_be_focused()


def test_behind_an_open_menu_the_page_stays_where_it_is(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    phone = page(viewport=PHONE)
    phone.goto(serve(built_site) + "/index.html")
    phone.get_by_role("button", name="Menu").click()
    phone.mouse.move(20, 400)
    phone.mouse.wheel(0, 800)
    phone.wait_for_timeout(100)
    assert phone.evaluate("scrollY") == 0
    # A touch beside the drawer closes it.
    phone.mouse.click(20, 400)
    expect(entry(phone, "Papers")).to_be_hidden()


def test_on_a_phone_the_pages_below_a_page_are_in_the_menu(
    page: OpenPage, serve: Serve, built_site: Path, script: bool
) -> None:
    phone = page(viewport=PHONE, java_script_enabled=script)
    phone.goto(serve(built_site) + "/index.html")
    phone.get_by_text("Menu", exact=True).click()
    expect(entry(phone, "Boiling sounds")).to_be_hidden()
    submenu(phone).click()
    entry(phone, "Boiling sounds").click()
    expect(phone).to_have_url(serve(built_site) + "/research/boiling.html")


def test_on_a_phone_the_pages_below_a_page_stand_below_it(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    phone = page(viewport=PHONE)
    phone.goto(serve(built_site) + "/index.html")
    phone.get_by_text("Menu", exact=True).click()
    submenu(phone).click()
    above, *below = (
        entry(phone, name).bounding_box()
        for name in ("Research", "Boiling sounds", "Household machines", "Acoustics at the table", "Teaching")
    )
    assert above is not None
    for box in below:
        assert box is not None
        assert box["y"] >= above["y"] + above["height"] - 1
        assert box["x"] < 120
        above = box


def test_on_a_phone_what_is_touched_is_large_enough_for_a_finger(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    # 24 pixels: WCAG 2.2, success criterion 2.5.8.
    phone = page(viewport=PHONE)
    phone.goto(serve(built_site) + "/index.html")
    phone.get_by_text("Menu", exact=True).click()
    submenu(phone).click()
    touched = phone.locator(".academic-header :is(a, summary, button):visible").all()
    assert len(touched) == 14
    for part in touched:
        box = part.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24, part.inner_text()


def test_at_a_desk_the_menu_is_open_and_has_no_button(
    page: OpenPage, serve: Serve, built_site: Path, script: bool
) -> None:
    desk = page(viewport=DESK, java_script_enabled=script)
    desk.goto(serve(built_site) + "/index.html")
    expect(entry(desk, "Papers")).to_be_visible()
    expect(desk.get_by_text("Menu", exact=True)).to_be_hidden()


def test_a_submenu_is_opened_and_used_by_keyboard(
    page: OpenPage, serve: Serve, built_site: Path, script: bool
) -> None:
    desk = page(viewport=DESK, java_script_enabled=script)
    desk.goto(serve(built_site) + "/index.html")
    entry(desk, "Research").focus()
    desk.keyboard.press("Tab")
    expect(submenu(desk)).to_be_focused()
    expect(entry(desk, "Boiling sounds")).to_be_hidden()
    desk.keyboard.press("Enter")
    expect(entry(desk, "Boiling sounds")).to_be_visible()
    desk.keyboard.press("Tab")
    expect(entry(desk, "Boiling sounds")).to_be_focused()
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(serve(built_site) + "/research/machines.html")


@pytest.mark.parametrize("place", ["Boiling sounds", "Research"])
def test_escape_closes_a_submenu_and_the_focus_stays_at_what_opens_it(
    page: OpenPage, serve: Serve, built_site: Path, place: str
) -> None:
    desk = page(viewport=DESK)
    desk.goto(serve(built_site) + "/index.html")
    submenu(desk).focus()
    desk.keyboard.press("Enter")
    if place == "Boiling sounds":
        entry(desk, place).focus()
    desk.keyboard.press("Escape")
    expect(entry(desk, "Boiling sounds")).to_be_hidden()
    expect(submenu(desk)).to_be_focused()


def test_a_submenu_closes_when_the_focus_goes_on(page: OpenPage, serve: Serve, built_site: Path) -> None:
    desk = page(viewport=DESK)
    desk.goto(serve(built_site) + "/index.html")
    submenu(desk).click()
    expect(entry(desk, "Boiling sounds")).to_be_visible()
    entry(desk, "Acoustics at the table").focus()
    desk.keyboard.press("Tab")
    expect(entry(desk, "Teaching")).to_be_focused()
    expect(entry(desk, "Boiling sounds")).to_be_hidden()


def test_a_submenu_closes_at_a_click_elsewhere(page: OpenPage, serve: Serve, built_site: Path) -> None:
    desk = page(viewport=DESK)
    desk.goto(serve(built_site) + "/index.html")
    submenu(desk).click()
    expect(entry(desk, "Boiling sounds")).to_be_visible()
    # The footer takes no focus, unlike the text: here it is the click alone that closes.
    desk.get_by_role("contentinfo").click(position={"x": 5, "y": 5})
    expect(entry(desk, "Boiling sounds")).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 700, 390, 320])
def test_an_open_submenu_stays_inside_the_window(
    page: OpenPage, serve: Serve, built_site: Path, width: int
) -> None:
    opened = page(viewport=(width, 900))
    opened.goto(serve(built_site) + "/index.html")
    if width < 640:
        opened.get_by_text("Menu", exact=True).click()
    submenu(opened).click()
    box = opened.locator(".academic-submenu > ul").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_the_entry_of_the_page_is_marked_and_so_is_the_one_above_it(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    desk = page()
    desk.goto(serve(built_site) + "/research/boiling.html")
    assert desk.locator(".academic-menu [aria-current=page]").all_text_contents() == ["Boiling sounds"]
    assert desk.locator(".academic-menu [aria-current=true]").all_text_contents() == ["Research"]


@pytest.mark.parametrize("width", [390, 320])
def test_with_letters_of_twice_the_size_the_tools_stand_clear_of_the_title(
    page: OpenPage, serve: Serve, built_site: Path, width: int
) -> None:
    phone = page(viewport=(width, 844))
    phone.goto(serve(built_site) + "/papers.html")
    phone.evaluate("document.documentElement.style.fontSize = '225%'")
    title, tools = phone.locator(".academic-site-title > span"), phone.locator(".academic-tools > *:visible")
    # What letters take, whatever room their box is given.
    words = title.evaluate(
        "e => { const r = document.createRange(); r.selectNodeContents(e); return r.getBoundingClientRect().toJSON() }"
    )
    assert words["right"] <= width
    boxes = [each.bounding_box() for each in tools.all()]
    assert len(boxes) == 3
    for box in boxes:
        assert box
        assert box["x"] >= words["right"] or box["y"] >= words["bottom"]
        assert box["x"] + box["width"] <= width


def test_on_a_small_tablet_the_header_is_one_row(page: OpenPage, serve: Serve, built_site: Path) -> None:
    tablet = page(viewport=(768, 1024))
    tablet.goto(serve(built_site) + "/papers.html")
    tops = {each.bounding_box()["y"] for each in tablet.locator(".academic-menu > ul > li").all()}  # type: ignore[index]
    assert len(tops) == 1
