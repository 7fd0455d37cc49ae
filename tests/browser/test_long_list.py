"""The rest of a very long list comes in by itself: all of it, once, and to whoever follows a link to an entry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from building import build_html
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from conftest import OpenPage, Serve

TOTAL = 1_500


@pytest.fixture(scope="session")
def cut_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One page with a filtered list, of which only the first entries are on the page."""
    folder = tmp_path_factory.mktemp("cut")
    entries = (
        f"- key: paper-{number}\n  title: Paper {number} on the kettle\n  author: Ada Brühl\n  year: {2024 - number // 100}\n"
        f"  citations: {number % 500}\n"
        for number in range(TOTAL)
    )
    (folder / "papers.yaml").write_text("publications:\n" + "".join(entries), encoding="utf-8")
    (folder / "conf.py").write_text(
        'extensions = ["sphinx_academic"]\nhtml_theme = "academic"\nacademic_data = ["papers.yaml"]\n'
    )
    (folder / "index.rst").write_text("Papers\n======\n\n.. publications::\n   :layout: list\n   :filter:\n")
    build_html(folder, folder / "html")
    return folder / "html"


def is_whole(page: Page) -> None:
    expect(page.locator(".academic-rest")).to_have_count(0, timeout=60_000)
    expect(page.locator(".academic-entry")).to_have_count(TOTAL)
    assert (
        page.evaluate("new Set([...document.querySelectorAll('article')].map((each) => each.id)).size")
        == TOTAL
    )


def test_the_rest_comes_in_by_itself(page: OpenPage, serve: Serve, cut_site: Path) -> None:
    opened = page()
    opened.goto(serve(cut_site, "default-src 'self'") + "/index.html", wait_until="domcontentloaded")
    assert opened.locator(".academic-entry").count() < TOTAL / 2
    is_whole(opened)
    assert opened.console_errors == opened.script_errors == opened.foreign_requests == []


@pytest.mark.parametrize("number", [3, 700, TOTAL - 1])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_link_to_an_entry_leads_there(
    page: OpenPage, serve: Serve, cut_site: Path, number: int, width: int
) -> None:
    opened = page(viewport=(width, 900))
    opened.goto(f"{serve(cut_site)}/index.html#publication-paper-{number}")
    is_whole(opened)
    target = opened.locator("article:target")
    expect(target).to_have_id(f"publication-paper-{number}")
    expect(target).to_be_in_viewport()


def test_a_filter_asked_for_in_the_address_waits_for_all_entries(
    page: OpenPage, serve: Serve, cut_site: Path
) -> None:
    opened = page()
    opened.goto(f"{serve(cut_site)}/index.html")
    name = opened.locator(".academic-filter input").get_attribute("name")
    opened.goto(f"{serve(cut_site)}/index.html?{name}=paper+1499")
    expect(opened.locator(".academic-entry:visible")).to_have_count(1, timeout=60_000)
    expect(opened.locator(".academic-entry:visible")).to_have_id("publication-paper-1499")


def test_a_keystroke_reads_no_entry_again_and_hides_parts_as_a_whole(
    page: OpenPage, serve: Serve, cut_site: Path
) -> None:
    opened = page()
    opened.goto(f"{serve(cut_site)}/index.html")
    box, count = opened.get_by_role("searchbox"), opened.locator(".academic-filter-count")
    box.fill("no such word")
    expect(count).to_have_text("0 of 1,500 publications")
    opened.evaluate(
        """() => {
            window.work = { read: 0, changed: 0 };
            const { get, set } = Object.getOwnPropertyDescriptor(Node.prototype, "textContent");
            const counting = { get() { work.read += 1; return get.call(this); }, set };
            Object.defineProperty(Node.prototype, "textContent", counting);
            const what = { subtree: true, childList: true, attributes: true, characterData: true };
            new MutationObserver((changes) => (work.changed += changes.length)).observe(document.body, what);
        }"""
    )
    # A list of 30 parts; behind each of 15 years stands how many entries it has.
    for words, number, changes in (
        ("kettle", 1500, 100),
        ('"paper 7 on"', 1, 250),
        ('"paper 7 x', 0, 100),
        ("", 1500, 250),
    ):
        box.fill(words)
        expect(count).to_have_text(f"{number:,} of 1,500 publications")
        opened.wait_for_function(
            "number => document.querySelectorAll('.academic-part:not([hidden]) > .academic-entry:not([hidden])').length === number",
            arg=number,
        )
        opened.evaluate("new Promise((done) => requestIdleCallback(done))")
        work = opened.evaluate("work")
        assert work["read"] == 0
        assert work["changed"] < changes, words
        opened.evaluate("work.changed = 0")


def test_a_very_long_list_is_sorted_whole_and_comes_back_as_it_was(
    page: OpenPage, serve: Serve, cut_site: Path
) -> None:
    shown = (
        "[...document.querySelectorAll('article')].filter((each) => each.offsetParent).map((each) => each.id)"
    )
    opened = page()
    opened.goto(f"{serve(cut_site)}/index.html?sort=citations")
    first = opened.locator(".academic-entry:visible").first
    expect(first).to_have_id("publication-paper-499", timeout=60_000)
    opened.wait_for_function(
        "total => document.querySelectorAll('.academic-part .academic-entry').length === total", arg=TOTAL
    )
    sort = opened.locator("select[name=sort]")
    sort.select_option("")
    expect(opened.locator(".academic-part:visible .academic-entry")).to_have_count(TOTAL)
    ids = opened.evaluate("[...document.querySelectorAll('article')].map((each) => each.id)")
    assert ids == [f"publication-paper-{number}" for number in range(TOTAL)]
    opened.get_by_role("searchbox").fill("paper 1499")
    sort.select_option("citations")
    expect(opened.locator(".academic-entry:visible")).to_have_count(1)
    assert opened.evaluate(shown) == ["publication-paper-1499"]
    assert opened.evaluate("document.querySelectorAll('article').length") == TOTAL
    assert not opened.script_errors


def test_without_script_the_list_is_whole(page: OpenPage, serve: Serve, cut_site: Path) -> None:
    opened = page(java_script_enabled=False)
    opened.goto(f"{serve(cut_site)}/index.html")
    opened.wait_for_url("**/index.whole.html")
    assert opened.locator(".academic-entry").count() == TOTAL


def test_from_a_file_the_list_is_whole(page: OpenPage, cut_site: Path) -> None:
    opened = page()
    opened.goto(f"{cut_site.as_uri()}/index.html#publication-paper-1400")
    opened.wait_for_url("**/index.whole.html#publication-paper-1400")
    assert opened.locator(".academic-entry").count() == TOTAL
    expect(opened.locator("article:target")).to_be_in_viewport()


def test_a_link_leads_to_an_entry_of_a_list_in_one_piece(
    page: OpenPage, serve: Serve, cut_site: Path, tmp_path: Path
) -> None:
    build_html(cut_site.parent, tmp_path, "-D", "academic_entries_at_once=0")
    opened = page()
    opened.goto(f"{serve(tmp_path)}/index.html#publication-paper-1400")
    expect(opened.locator("article:target")).to_be_in_viewport()
    opened.evaluate("location.hash = 'publication-paper-200'")
    expect(opened.locator("#publication-paper-200")).to_be_in_viewport()


def test_where_the_files_are_missing_the_link_to_all_stays(
    page: OpenPage, serve: Serve, cut_site: Path
) -> None:
    opened = page()
    opened.route("**/academic-lists/**", lambda route: route.fulfill(status=404))
    opened.goto(f"{serve(cut_site)}/index.html#publication-paper-1400")
    link = opened.get_by_role("link", name="All 1,500 on one page")
    expect(link).to_be_visible()
    # What is on the page can be filtered all the same.
    opened.locator(".academic-filter input").fill("paper 7 ")
    expect(opened.locator("#publication-paper-7")).to_be_visible()
    expect(opened.locator("#publication-paper-8")).to_be_hidden()
    link.click()
    expect(opened.locator(".academic-entry")).to_have_count(TOTAL)
