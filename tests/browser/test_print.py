"""Pages on paper: made into PDF by the browser, whose links say what stands on which sheet."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from conftest import OpenPage, Serve


def links_of_sheets(pdf: bytes) -> list[list[str]]:
    """The addresses of the links on each sheet (PDF 1.7, 7.7.3.3 and 12.5); Chromium writes these objects plainly."""
    objects = {
        int(number): body
        for number, body in re.findall(rb"\n(\d+) 0 obj\n(.*?)\nendobj", pdf, re.DOTALL)
        if b"/Type /Page\n" in body or b"/URI" in body
    }
    sheets = []
    for body in objects.values():
        if b"/Type /Page\n" in body:
            found = re.search(rb"/Annots \[(.*?)\]", body, re.DOTALL)
            numbers = [int(each) for each in re.findall(rb"(\d+) 0 R", found[1])] if found else []
            addresses = [re.search(rb"/URI \((.*?)\)", objects.get(number, b"")) for number in numbers]
            sheets.append([each[1].decode() for each in addresses if each])
    return sheets


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_no_entry_is_cut_in_two(page: OpenPage, serve: Serve, layouts_site: Path, size: str) -> None:
    opened = page()
    opened.goto(serve(layouts_site) + "/papers.html")
    sheets = links_of_sheets(opened.pdf(format=size))
    assert len(sheets) >= 3
    first, last = (
        {
            address.split("/")[-2]: sheet
            for sheet, addresses in enumerate(sheets)
            for address in addresses
            if address.endswith(end)
        }
        for end in ("/first", "/last")
    )
    assert len(first) == 40
    assert first == last


@pytest.mark.parametrize("name", ["index.html", "profile.html", "manual/index.html"])
def test_what_is_for_the_screen_stays_there(
    page: OpenPage, serve: Serve, layouts_site: Path, name: str
) -> None:
    opened = page(color_scheme="dark")
    opened.goto(f"{serve(layouts_site)}/{name}")
    opened.emulate_media(media="print")
    for chrome in (
        "nav",
        ".academic-tools",
        ".academic-contents",
        ".headerlink",
        ".academic-skip",
        "summary",
    ):
        for each in opened.locator(chrome).all():
            assert not each.is_visible(), chrome
    # Ink on paper, whatever is chosen for the screen.
    colours = opened.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_addresses_are_printed_where_running_text_links(
    page: OpenPage, serve: Serve, layouts_site: Path
) -> None:
    opened = page()
    after = "each => getComputedStyle(each, '::after').content"
    opened.goto(serve(layouts_site) + "/papers.html")
    opened.emulate_media(media="print")
    running = opened.get_by_role("link", name="elsewhere")
    assert "https://example.org/else" in running.evaluate(after)
    # Of an entry's links there is what can be read.
    expect(opened.get_by_text("Last", exact=True).first).to_be_hidden()
    assert opened.locator("[data-printed]").first.evaluate(after) == '"doi:10.1234/23/last"'
    opened.goto(serve(layouts_site) + "/profile.html")
    assert "https://example.org/kettles" in opened.get_by_role("link", name="kettles").evaluate(after)


def test_nothing_that_scrolls_on_the_screen_is_cut_off_on_paper(
    page: OpenPage, serve: Serve, layouts_site: Path
) -> None:
    opened = page(viewport=(700, 900))
    opened.goto(serve(layouts_site) + "/manual/index.html")
    opened.emulate_media(media="print")
    cut = opened.evaluate(
        """[...document.querySelectorAll('main :is(pre, table)')]
        .filter((each) => getComputedStyle(each).overflowX !== 'visible').length"""
    )
    assert cut == 0


def text_of(sheet: pypdf.PageObject) -> str:
    return " ".join(sheet.extract_text().split())


def test_a_sheet_has_its_number_and_entries_have_their_doi(
    page: OpenPage, serve: Serve, layouts_site: Path
) -> None:
    opened = page(color_scheme="dark")
    opened.goto(serve(layouts_site) + "/papers.html")
    sheets = pypdf.PdfReader(io.BytesIO(opened.pdf(format="A4"))).pages
    assert len(sheets) > 2
    for number, sheet in enumerate(sheets, 1):
        said = text_of(sheet)
        assert f"{number} / {len(sheets)}" in said, said[-100:]
        assert "Abstract" not in said and "[" not in said
    assert all(f"doi:10.1234/{number}/last" in "".join(map(text_of, sheets)) for number in range(40))


def test_of_a_filtered_list_the_works_are_printed_in_letters_of_one_size(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    opened = page(viewport=(700, 900))
    opened.goto(serve(built_site) + "/publications.html?type=article")
    expect(opened.get_by_text("Copy link")).to_be_visible()
    opened.emulate_media(media="print")
    expect(opened.get_by_role("search")).to_be_hidden()
    expect(opened.locator(".academic-filter-count")).to_be_hidden()
    expect(opened.locator(".academic-strip")).to_be_hidden()
    expect(opened.locator(".academic-entry:visible").first).to_be_visible()
    size = "e => getComputedStyle(e).fontSize"
    after = "e => getComputedStyle(e, '::after').fontSize"
    text = opened.locator(".academic-authors").first.evaluate(size)
    for printed in (".academic-venue-chip", "[data-printed]"):
        assert opened.locator(printed).first.evaluate(after) == text, printed
