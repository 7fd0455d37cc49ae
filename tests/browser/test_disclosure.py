"""What is folded away opens, with script and without; the e-mail address is a link for people alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from conftest import OpenPage, Serve

EMAIL = ".academic-email"


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def home(request: pytest.FixtureRequest, page: OpenPage, serve: Serve, built_site: Path) -> Page:
    """The first page of the example site: twelve pieces of news, the others behind "Show 22 more"."""
    opened = page(java_script_enabled=request.param)
    opened.goto(serve(built_site) + "/index.html")
    return opened


def test_show_more_shows_the_older_news_and_show_less_hides_them(home: Page) -> None:
    news = home.locator(".academic-news-item")
    expect(news.filter(visible=True)).to_have_count(12)
    expect(home.get_by_text("Show less", exact=True)).to_be_hidden()
    home.get_by_text("Show 22 more", exact=True).click()
    assert news.filter(visible=True).count() == news.count() > 12
    expect(home.get_by_text("Show 22 more", exact=True)).to_be_hidden()
    home.get_by_text("Show less", exact=True).click()
    expect(news.filter(visible=True)).to_have_count(12)


def test_show_more_is_opened_by_keyboard(home: Page) -> None:
    home.locator(".academic-show-more summary").focus()
    home.keyboard.press("Enter")
    expect(home.get_by_text("Show less", exact=True)).to_be_visible()
    expect(home.locator(".academic-news-item").last).to_be_visible()


def test_show_less_stands_behind_what_it_hides_and_keeps_the_place_of_the_reader(home: Page) -> None:
    button, last = home.locator(".academic-show-more summary"), home.locator(".academic-news-item").last
    button.click()
    ends = last.bounding_box()
    assert ends is not None
    home.mouse.move(1, 1)
    home.evaluate("y => scrollBy(0, y - 300)", ends["y"])
    home.wait_for_timeout(100)
    before, ends = button.bounding_box(), last.bounding_box()
    assert before is not None
    assert ends is not None
    assert before["y"] >= ends["y"] + ends["height"]
    button.click()
    home.wait_for_timeout(100)
    after = button.bounding_box()
    assert after is not None
    assert abs(after["y"] - before["y"]) < 2


def test_the_keys_go_on_from_it_to_what_it_has_opened_and_it_stays_in_sight(home: Page) -> None:
    button = home.locator(".academic-show-more summary")
    button.focus()
    home.keyboard.press("Enter")
    expect(button).to_be_in_viewport(ratio=1)
    home.keyboard.press("Tab")
    expect(home.locator(".academic-show-more a").first).to_be_focused()
    home.keyboard.press("Shift+Tab")
    expect(button).to_be_focused()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_an_abstract_opens_in_its_place(page: OpenPage, serve: Serve, built_site: Path, script: bool) -> None:
    papers = page(java_script_enabled=script)
    papers.goto(serve(built_site) + "/papers.html")
    abstract = papers.locator(".academic-abstract").first
    expect(abstract.locator("p").first).to_be_hidden()
    abstract.get_by_text("Abstract").click()
    expect(abstract.locator("p").first).to_be_visible()


def test_no_file_of_the_site_holds_the_email_address(built_site: Path) -> None:
    for path in built_site.rglob("*"):
        if path.suffix in {".html", ".js", ".txt", ".json"}:
            text = path.read_text(encoding="utf-8")
            assert "imogen.kettlewell@" not in text, path.name
            assert "mailto:" not in text or path.name == "academic.js", path.name


@pytest.mark.parametrize("sign", ["moves the mouse", "presses a key", "touches"])
def test_the_email_address_becomes_a_link_when_somebody_is_there(
    page: OpenPage, serve: Serve, built_site: Path, sign: str
) -> None:
    home = page(has_touch=True)
    home.goto(serve(built_site) + "/index.html")
    expect(home.locator(EMAIL)).to_have_text("imogen.kettlewell AT example dot edu")
    expect(home.locator(f"{EMAIL} a")).to_have_count(0)
    if sign == "moves the mouse":
        home.mouse.move(300, 300)
    elif sign == "presses a key":
        home.keyboard.press("Tab")
    else:
        home.touchscreen.tap(300, 600)
    expect(home.locator(f"{EMAIL} a")).to_have_attribute("href", "mailto:imogen.kettlewell@example.edu")
    expect(home.locator(EMAIL)).to_have_text("imogen.kettlewell AT example dot edu")


def test_without_script_the_email_address_is_text_that_people_read(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    home = page(java_script_enabled=False)
    home.goto(serve(built_site) + "/index.html")
    home.mouse.move(300, 300)
    expect(home.locator(EMAIL)).to_have_text("imogen.kettlewell AT example dot edu")
    expect(home.locator(f"{EMAIL} a")).to_have_count(0)
