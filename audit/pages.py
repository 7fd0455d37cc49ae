"""What a page does in a browser: findings of axe, requests, policy, keyboard, zoom and weight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

from audit.server import HOST
from sphinx_academic.outputs.search_names import FILE as NAMES

WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


NOT_OURS = re.compile(r"/_static/doctools\.js")
"""Sphinx's script, which on pages in other languages than English makes a function of a text: how the language counts.
A strict policy forbids it, and what is lost is the translation of the search's messages."""

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


class Weight(NamedTuple):
    """Bytes that a first visit transfers, by what they are for."""

    html: int = 0
    style_and_script: int = 0
    fonts: int = 0
    pictures: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self)


_KINDS = {
    "Document": "html",
    "Stylesheet": "style_and_script",
    "Script": "style_and_script",
    "Font": "fonts",
    "Image": "pictures",
}


def axe_findings(page: Page, name: str) -> Iterator[str]:
    """Violations that axe finds on a page as it is."""
    results = Axe().run(page).response
    for violation in results["violations"]:
        for node in violation["nodes"]:
            yield f"{name}: {violation['id']} at {node['target'][0]}"


def findings(
    browser: Browser, address: str, names: list[str], viewport: ViewportSize, scheme: Literal["light", "dark"]
) -> Iterator[str]:
    """What axe finds on every page in one window and one scheme, with what can be opened open."""
    context = browser.new_context(
        viewport=viewport, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    where = f"{viewport['width']} px, {scheme}"
    for name in names:
        page.goto(f"{address}/{name}")
        page.evaluate("for (const each of document.querySelectorAll('main details')) each.open = true")
        yield from axe_findings(page, f"{name} ({where})")
    page.goto(f"{address}/{names[0]}")
    opener = page.locator(".academic-drawer-open:visible")
    if opener.count():
        opener.click()
        yield from axe_findings(page, f"{names[0]} ({where}, drawer open)")
    for name in names:
        page.goto(f"{address}/{name}")
        picture = page.locator("a.academic-zoom")
        if picture.count():
            picture.first.click()
            page.locator("dialog[open]").wait_for()
            yield from axe_findings(page, f"{name} ({where}, picture open)")
            break
    context.close()


def requests_and_policy(browser: Browser, address: str, names: list[str]) -> tuple[list[str], list[str]]:
    """Requests to other hosts, and what the policy of the host forbids."""
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    foreign: list[str] = []
    forbidden: list[str] = []
    now = ""

    def note_request(request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.hostname != HOST:
            foreign.append(f"{now}: {request.url}")

    def note_message(message: Any) -> None:
        if message.type == "error" and not NOT_OURS.search(message.location.get("url", "")):
            forbidden.append(f"{now}: {message.text}")

    page.on("request", note_request)
    page.on("console", note_message)
    for name in names:
        now = name
        page.goto(f"{address}/{name}", wait_until="networkidle")
    context.close()
    return foreign, forbidden


_INLINE = re.compile(r"<style\b|<[a-z][^>]*\s(?:style|on[a-z]+)=\"", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*\btype=\"application/(?:ld\+)?json\")", re.IGNORECASE)


def inline_code(folder: Path, names: list[str]) -> Iterator[str]:
    """Styles and scripts that stand in the page itself."""
    for name in names:
        text = (folder / name).read_text(encoding="utf-8")
        for pattern in (_INLINE, _SCRIPT):
            for found in pattern.finditer(text):
                yield f"{name}: {found.group()[:80]}"


def sideways(browser: Browser, address: str, names: list[str]) -> Iterator[str]:
    """Pages that scroll sideways at 320 pixels, which is 1280 enlarged to 400 % (WCAG 2.2, 1.4.10)."""
    context = browser.new_context(viewport={"width": 320, "height": 800})
    page = context.new_page()
    for name in names:
        page.goto(f"{address}/{name}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > 320:
            yield f"{name}: {wide} pixels wide"
    context.close()


def weigh(
    browser: Browser,
    address: str,
    *,
    whole: bool,
    viewport: ViewportSize = PHONE,
    scale: float = 2,
    searching: bool = False,
) -> Weight:
    """What a first visit transfers; ``whole`` scrolls through the page as well, ``searching`` opens the search above it.
    The names that it looks among are data, and count with the page.

    ``scale`` is the number of the screen's pixels for each of CSS in a row.
    """
    context = browser.new_context(viewport=viewport, device_scale_factor=scale)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def note_kind(event: dict[str, Any]) -> None:
        is_data = event["response"]["url"].partition("?")[0].endswith(f"/{NAMES}")
        kinds[event["requestId"]] = "Document" if is_data else event["type"]

    session.on("Network.responseReceived", note_kind)
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: int(event["encodedDataLength"])}),
    )
    page.goto(address, wait_until="networkidle")
    if whole:
        height = page.evaluate("document.documentElement.scrollHeight")
        for place in range(0, height, 600):
            page.evaluate(f"scrollTo(0, {place})")
            page.wait_for_timeout(30)
    if searching:
        page.keyboard.press("/")
        page.locator("dialog[open]").wait_for()
    page.wait_for_load_state("networkidle")
    weight = dict.fromkeys(Weight._fields, 0)
    for request, size in sizes.items():
        kind = _KINDS.get(kinds.get(request, ""))
        if kind:
            weight[kind] += size
    context.close()
    return Weight(**weight)
