"""Light, dark and automatic: the switch, what it keeps, that nothing flashes, and that all can be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from contrast import seen_texts
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from conftest import OpenPage, Serve

LIGHT, DARK = "rgb(255, 255, 246)", "rgb(27, 26, 23)"
CHOSEN = "localStorage.setItem('academic-colours', '{}')"


def ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


@pytest.mark.parametrize(("system", "own"), [("light", LIGHT), ("dark", DARK)])
def test_the_switch_goes_from_automatic_to_light_to_dark_and_each_page_keeps_it(
    page: OpenPage, serve: Serve, layouts_site: Path, system: str, own: str
) -> None:
    opened = page(color_scheme=system)
    opened.goto(serve(layouts_site))
    switch = opened.locator(".academic-switch")
    for name, colour in (
        ("Colours: automatic", own),
        ("Colours: light", LIGHT),
        ("Colours: dark", DARK),
        ("Colours: automatic", own),
    ):
        expect(switch).to_have_accessible_name(name)
        assert ground(opened) == colour
        assert opened.locator("meta[name=theme-color]").get_attribute("content") == colour
        assert switch.locator("svg:visible").count() == 1
        opened.goto(serve(layouts_site) + "/manual/index.html")
        expect(switch).to_have_accessible_name(name)
        assert ground(opened) == colour
        switch.focus()
        opened.keyboard.press("Enter")


def test_without_script_there_is_no_switch_and_the_system_decides(
    page: OpenPage, serve: Serve, layouts_site: Path
) -> None:
    opened = page(color_scheme="dark", java_script_enabled=False)
    opened.goto(serve(layouts_site))
    expect(opened.locator(".academic-switch")).to_be_hidden()
    expect(opened.locator("body")).to_have_css("background-color", DARK)


@pytest.mark.parametrize(
    ("system", "chosen", "colour"),
    [("light", "dark", DARK), ("dark", "light", LIGHT), ("dark", "auto", DARK)],
)
def test_no_frame_of_a_page_has_other_colours_than_the_chosen_ones(
    page: OpenPage, serve: Serve, layouts_site: Path, system: str, chosen: str, colour: str
) -> None:
    opened = page(color_scheme=system)
    opened.add_init_script(CHOSEN.format(chosen))
    # From the first frame on; the script that works the switch never comes.
    opened.route("**/academic-theme.js*", lambda route: route.abort())
    opened.add_init_script(
        """window.grounds = new Set();
        const look = () => {
            if (document.body) grounds.add(getComputedStyle(document.body).backgroundColor);
            requestAnimationFrame(look);
        };
        look();"""
    )
    opened.goto(serve(layouts_site) + "/manual/index.html", wait_until="networkidle")
    assert opened.evaluate("[...grounds]") == [colour]


def test_other_windows_follow_the_switch(page: OpenPage, serve: Serve, layouts_site: Path) -> None:
    opened = page(color_scheme="light")
    opened.goto(serve(layouts_site))
    other = opened.context.new_page()
    other.goto(serve(layouts_site) + "/papers.html")
    opened.locator(".academic-switch").click()
    opened.locator(".academic-switch").click()
    expect(other.locator("body")).to_have_css("background-color", DARK)
    expect(other.locator(".academic-switch")).to_have_accessible_name("Colours: dark")


def test_the_switch_moves_nothing_when_it_comes(page: OpenPage, serve: Serve, layouts_site: Path) -> None:
    places = []
    for comes in (False, True):
        opened = page()
        if not comes:
            opened.route("**/academic-theme.js*", lambda route: route.abort())
        opened.goto(serve(layouts_site), wait_until="networkidle")
        places.append(opened.locator(".academic-search-link").bounding_box())
    assert places[0] == places[1]


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize("chosen", ["auto", "light", "dark"])
@pytest.mark.parametrize("name", ["manual/index.html", "profile.html"])
def test_text_is_read_at_seven_to_one_in_every_palette(
    page: OpenPage, serve: Serve, layouts_site: Path, system: str, chosen: str, name: str
) -> None:
    opened = page(color_scheme=system, reduced_motion="reduce")
    opened.add_init_script(CHOSEN.format(chosen))
    opened.goto(f"{serve(layouts_site)}/{name}")
    opened.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    texts = seen_texts(opened)
    assert len(texts) > 30
    # WCAG 2.2, success criterion 1.4.6 (AAA).
    assert [text for text in texts if text.ratio < 7] == []


def test_code_follows_the_switch(page: OpenPage, serve: Serve, layouts_site: Path) -> None:
    opened = page(color_scheme="light")
    opened.goto(serve(layouts_site) + "/manual/index.html")
    keyword = opened.locator("main .highlight .k").first
    colours = []
    for _ in range(3):
        colours.append(keyword.evaluate("each => getComputedStyle(each).color"))
        opened.locator(".academic-switch").click()
    assert colours[0] == colours[1] != colours[2]


def test_where_colours_are_forced_signs_and_focus_are_seen(
    page: OpenPage, serve: Serve, layouts_site: Path
) -> None:
    opened = page(forced_colors="active", viewport=(390, 844))
    opened.goto(serve(layouts_site) + "/manual/index.html")
    for icon in opened.locator(".academic-tools svg:visible").all():
        fill, ground = icon.evaluate(
            "each => [getComputedStyle(each).fill, getComputedStyle(document.body).backgroundColor]"
        )
        assert fill != ground
    opened.keyboard.press("Tab")
    assert opened.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2


def test_who_wants_less_motion_sees_none(page: OpenPage, serve: Serve, layouts_site: Path) -> None:
    opened = page(reduced_motion="reduce", viewport=(390, 844))
    opened.goto(serve(layouts_site) + "/manual/index.html")
    opened.get_by_role("button", name="Menu").click()
    # What fades as far as a reader scrolls does not move by itself.
    moving = "document.getAnimations().filter((each) => each.timeline === document.timeline).length"
    assert opened.evaluate(moving) == 0
