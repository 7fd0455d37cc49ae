"""One page of the site fades into the next, and the title of a work moves along; readers who want no motion get none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from conftest import OpenPage, Serve, WatchedPage

WATCH = """
const names = () => [...document.querySelectorAll("p, h1")].map((each) => each.style.viewTransitionName).filter(Boolean);
addEventListener("pagereveal", (event) => {
  window.revealed = Boolean(event.viewTransition);
  setTimeout(() => (window.named = names()));
});
"""
TITLE = "WhistleNet: Estimating the Time to Tea from Twelve Seconds of Sound"
NAMED = ["title-papers-kettlewell2025whistlenet-html"]


def revealed(page: WatchedPage) -> tuple[bool, list[str]]:
    page.wait_for_function("window.named !== undefined")
    found = page.evaluate("[window.revealed, window.named]")
    return found[0], found[1]


def test_a_title_moves_from_its_list_to_its_page_and_back(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    opened = page()
    opened.add_init_script(WATCH)
    opened.goto(serve(built_site) + "/papers.html")
    assert revealed(opened) == (False, [])
    # A browser that has much to do may leave one out.
    for _time in range(5):
        opened.get_by_role("link", name=TITLE).first.click()
        expect(opened).to_have_title(f"{TITLE} · Imogen Kettlewell")
        if (found := revealed(opened))[0]:
            break
        opened.goto(serve(built_site) + "/papers.html")
    assert found == (True, NAMED)
    # Nothing stays behind.
    opened.wait_for_function("!document.querySelector('h1').style.viewTransitionName")
    opened.go_back()
    expect(opened).to_have_title("Papers · Imogen Kettlewell")
    opened.go_forward()
    expect(opened).to_have_title(f"{TITLE} · Imogen Kettlewell")
    assert opened.script_errors == []


def test_who_wants_no_motion_gets_none(page: OpenPage, serve: Serve, built_site: Path) -> None:
    opened = page(reduced_motion="reduce")
    opened.add_init_script(WATCH)
    opened.goto(serve(built_site) + "/papers.html")
    opened.get_by_role("link", name=TITLE).first.click()
    expect(opened).to_have_title(f"{TITLE} · Imogen Kettlewell")
    assert revealed(opened) == (False, [])


@pytest.mark.parametrize("script", [True, False])
def test_pages_that_lie_in_a_folder_follow_one_another_as_ever(
    page: OpenPage, built_site: Path, script: bool
) -> None:
    opened = page(java_script_enabled=script)
    opened.goto((built_site / "papers.html").as_uri())
    opened.get_by_role("link", name=TITLE).first.click()
    expect(opened.locator("h1")).to_contain_text("WhistleNet")
    opened.go_back()
    expect(opened.locator("h1")).to_contain_text("Papers")
