"""Sites looked at page by page, each look in a process of its own: that is what most of the time goes into."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import ViewportSize, sync_playwright

from audit import keyboard, pages
from audit.server import HOST, Server

VIEWPORTS = ((1280, 900), (390, 844))

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HOST}",
]


def pages_of(folder: Path) -> list[str]:
    """Every page of a site but the one for missing pages, which is shown at other addresses; the homepage first."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    papers = [name for name in names if name.startswith("papers/")]
    return sorted(set(names) - set(papers[3:]) - {"404.html"}, key=lambda name: (name != "index.html", name))


class Look(NamedTuple):
    """A site looked at in one window: by axe in a scheme of colours, or without one by keyboard."""

    site: str
    folder: Path
    chromium: str
    viewport: tuple[int, int]
    scheme: Literal["light", "dark"] | None


def look_at(look: Look) -> list[str]:
    names = pages_of(look.folder)
    viewport: ViewportSize = {"width": look.viewport[0], "height": look.viewport[1]}
    with sync_playwright() as playwright, Server(look.folder) as server:
        browser = playwright.chromium.launch(executable_path=look.chromium, args=FLAGS)
        if look.scheme:
            found = [*pages.findings(browser, server.address, names, viewport, look.scheme)]
        else:
            found = [*keyboard.faults_everywhere(browser, server.address, names, viewport)]
        browser.close()
    return [f"{look.site}/{each}" for each in found]
