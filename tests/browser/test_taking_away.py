"""A publication's BibTeX entry opens and is copied with one click; files of a list are saved under their names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from conftest import OpenPage, Serve


@pytest.mark.parametrize("place", ["publications.html", "papers/kettlewell2025whistlenet.html"])
def test_one_click_copies_the_entry(page: OpenPage, serve: Serve, built_site: Path, place: str) -> None:
    opened = page(permissions=["clipboard-read", "clipboard-write"])
    opened.goto(f"{serve(built_site)}/{place}")
    block = opened.locator("details.academic-bibtex").first
    expect(block.locator("pre")).to_be_hidden()
    block.locator("summary").click()
    expect(block.locator("pre")).to_be_visible()
    block.hover()
    block.locator("button.copybtn").click()
    expect(block.locator("button.copybtn.success")).to_be_visible()
    copied = opened.evaluate("navigator.clipboard.readText()")
    assert copied == str(block.locator("pre").text_content()).rstrip()
    assert copied.startswith("@article{kettlewell2025whistlenet,\n  title = {{WhistleNet}: Estimating")
    assert copied.endswith("\n}")


def test_without_script_the_entry_opens_and_can_be_selected(
    page: OpenPage, serve: Serve, built_site: Path
) -> None:
    opened = page(java_script_enabled=False)
    opened.goto(serve(built_site) + "/publications.html")
    block = opened.locator("details.academic-bibtex").first
    block.locator("summary").focus()
    opened.keyboard.press("Enter")
    expect(block.locator("pre")).to_be_visible()
    assert block.locator("pre").evaluate("element => getComputedStyle(element).userSelect") != "none"


def test_a_file_of_the_list_is_saved_under_its_name(page: OpenPage, serve: Serve, built_site: Path) -> None:
    opened = page(accept_downloads=True)
    opened.goto(serve(built_site) + "/publications.html")
    with opened.expect_download() as started:
        opened.locator(".academic-downloads a").first.click()
    assert started.value.suggested_filename == "publications.bib"
    assert (
        Path(started.value.path())
        .read_text(encoding="utf-8")
        .startswith("@article{kettlewell2025whistlenet,")
    )
