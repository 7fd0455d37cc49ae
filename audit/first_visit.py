"""What a stranger sees first: the typeface of the page and what moves, on lines of three speeds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, CDPSession

from audit.pages import PHONE
from audit.server import Server

SECONDS = 1.5
"""When the page is looked at, counted from the start of the navigation."""
TIMES = 3
TYPEFACE = "EB Garamond"
MOST_SHIFT = 0.01


class Line(NamedTuple):
    """A connection: seconds to the host and back, and bytes in a second."""

    name: str
    latency: float
    throughput: float


LINES = (Line("4G", 0.1, 9e6 / 8), Line("cable", 0.04, 10e6 / 8), Line("fibre", 0.02, 30e6 / 8))

SET_UP = 2
"""Ways to the host and back before the first request of a connection: TCP's and TLS 1.3's."""


class Visit(NamedTuple):
    """What one visit showed: letters in other typefaces than the theme's, with the first words of each text, and the layout shift."""

    line: str
    others: Mapping[str, str]
    shift: float

    @property
    def is_good(self) -> bool:
        """Whether all was in the theme's typeface, and nothing moved that anybody would see."""
        return not self.others and self.shift <= MOST_SHIFT

    def told(self) -> str:
        """One line for whoever mends it."""
        shown = "; ".join(f"{font}: {words!r}" for font, words in self.others.items())
        return f"{self.line}: {shown or 'one typeface'}, layout shift {self.shift:.4f}"


_OTHER_SCRIPTS = re.compile(r"[^\u0000-\u024f\u1e00-\u1eff\u2000-\u206f\u20a0-\u20bf\u2212]")
"""What the theme's files do not hold: texts with such letters are left out."""

_OBSERVE = """
    window.moved = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
"""
_WAIT = "(time) => new Promise((done) => setTimeout(done, Math.max(0, time - performance.now())))"


def visits(browser: Browser, folder: Path, page: str, typeface: str) -> Iterator[Visit]:
    """Each visit on each line, with nothing kept from the one before."""
    for line in LINES:
        for _ in range(TIMES):
            # A server for each, so that no connection is there already.
            with Server(folder, set_up=SET_UP * line.latency) as server:
                yield _visit(browser, f"{server.address}/{page}", line, typeface)


def _visit(browser: Browser, address: str, line: Line, typeface: str) -> Visit:
    context = browser.new_context(viewport=PHONE, device_scale_factor=2)
    page = context.new_page()
    page.add_init_script(_OBSERVE)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.emulateNetworkConditions", _conditions(line))
    page.goto(address, wait_until="commit")
    page.evaluate(_WAIT, SECONDS * 1000)
    # From now on nothing arrives any more, so that there is time to look.
    session.send("Network.emulateNetworkConditions", _conditions(line) | {"offline": True})
    others = _other_typefaces(session, typeface)
    shift = float(page.evaluate("window.moved"))
    context.close()
    return Visit(line.name, others, shift)


def _conditions(line: Line) -> dict[str, Any]:
    return {
        "offline": False,
        "latency": line.latency * 1000,
        "downloadThroughput": line.throughput,
        "uploadThroughput": line.throughput / 4,
    }


def _other_typefaces(session: CDPSession, typeface: str) -> dict[str, str]:
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument", {"depth": -1})["root"]
    others: dict[str, str] = {}
    for node, text in _texts(root):
        for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]:
            if not font["familyName"].startswith(typeface):
                others.setdefault(font["familyName"], text[:40])
    return others


def _texts(node: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Every text of the body in the letters of the typeface, with its node."""
    if node["nodeName"] in {"HEAD", "SCRIPT", "CODE", "PRE"}:
        return
    text = " ".join(node["nodeValue"].split())
    if node["nodeType"] == 3 and text and not _OTHER_SCRIPTS.search(text):
        yield node["nodeId"], text
    for child in node.get("children", ()):
        yield from _texts(child)
