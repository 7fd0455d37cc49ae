"""Beside a reference that is pointed at or focused a card says what it leads to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from conftest import OpenPage, Serve, WatchedPage

POLICY = "default-src 'self'"


@pytest.fixture
def boiling(page: OpenPage, serve: Serve, built_site: Path) -> WatchedPage:
    opened = page()
    opened.goto(serve(built_site, POLICY) + "/research/boiling.html")
    return opened


def test_pointing_at_a_reference_opens_its_card_into_which_the_pointer_may_go(boiling: WatchedPage) -> None:
    link = boiling.locator("a.academic-cite").first
    card = boiling.locator(".academic-card")
    link.hover()
    expect(card).to_be_visible()
    expect(card.locator(".academic-title")).to_have_text(
        link.get_attribute("aria-description").split(" · ")[1]
    )  # type: ignore[union-attr]
    card.locator("a").first.hover()
    boiling.wait_for_timeout(500)
    expect(card).to_be_visible()
    boiling.mouse.move(5, 5)
    expect(card).to_have_count(0)
    assert not boiling.console_errors
    assert not boiling.script_errors


def test_the_keyboard_opens_a_card_goes_through_its_links_and_on(boiling: WatchedPage) -> None:
    link = boiling.locator("a.academic-cite").first
    card = boiling.locator(".academic-card")
    for _press in range(60):
        boiling.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    expect(link).to_be_focused()
    expect(card).to_be_visible()
    boiling.keyboard.press("Tab")
    expect(card.locator("a").first).to_be_focused()
    boiling.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(link).to_be_focused()
    for _link in range(2):
        boiling.keyboard.press("Tab")
    expect(card).to_have_count(1)
    boiling.keyboard.press("Escape")
    expect(card).to_have_count(0)


def test_a_card_stays_on_the_screen(page: OpenPage, serve: Serve, built_site: Path) -> None:
    narrow = page(viewport=(390, 844))
    narrow.goto(serve(built_site) + "/research/boiling.html")
    for link in narrow.locator("a.academic-cite").all():
        link.hover()
        card = narrow.locator(".academic-card")
        expect(card).to_have_count(1)
        box = card.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= 390
        assert box["y"] + box["height"] <= 844
        narrow.mouse.move(2, 2)
        expect(card).to_have_count(0)


def test_without_script_the_title_says_what_a_link_leads_to(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    plain = page(java_script_enabled=False)
    plain.goto(serve(built_site) + "/research/boiling.html")
    link = plain.locator("a.academic-cite").first
    assert "Kettlewell" in (link.get_attribute("title") or "")
    expect(plain.locator(".academic-card")).to_have_count(0)


def test_pages_without_references_load_nothing_for_cards(built_site: Path) -> None:
    assert "academic-cards" not in (built_site / "papers.html").read_text(encoding="utf-8")
