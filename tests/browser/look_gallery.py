"""Takes the pictures of docs/gallery.md: the example sites' pages in every look, light and dark in one picture, and on a phone.

Run as a script: ``python tests/browser/look_gallery.py [folder]``; without a folder the documentation's pictures are
replaced.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from chromium import find_chromium
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, ViewportSize, sync_playwright
from theme_gallery import CHECKOUT, SIZE, photograph

from sphinx_academic.theme.looks import LOOKS

WIDTH = 800
"""Pixels; what the documentation shows."""
PHONE: ViewportSize = {"width": 390, "height": 760}
GAP = 24
AS_ON_PAPER = ("--no-sandbox", "--disable-gpu", "--font-render-hinting=none")
"""What Chromium is started with: letters stand where the typeface has them, and not on whole pixels."""


class Shown(NamedTuple):
    """A page, and how its picture is called."""

    name: str
    site: str
    page: str
    layout: str = "homepage"


PAGES = (
    Shown("home", "example-site", "index.html"),
    Shown("papers", "example-site", "papers.html"),
    Shown("years", "example-site", "publications.html"),
    Shown("paper", "example-site", "papers/kettlewell2025whistlenet.html"),
    Shown("cv", "example-site", "cv.html"),
    Shown("people", "example-lab", "people.html"),
    Shown("profile", "example-site", "papers.html", "profile"),
)
ON_PHONES = ("home", "papers", "paper")


def build(look: str, shown: Shown, folder: Path) -> Path:
    """Build the site of a page in a look, once for all its pages, and return the folder of its pages."""
    pages = folder / f"{look}-{shown.site}-{shown.layout}"
    if not pages.exists():
        chosen = [f"html_theme_options.look={look}", f"html_theme_options.layout={shown.layout}"]
        subprocess.run(
            [sys.executable, "-m", "sphinx", "-q", "-b", "html", *(word for each in chosen for word in ("-D", each)),
             "-d", str(folder / f"{pages.name}-trees"), shown.site, str(pages)],
            cwd=CHECKOUT,
            check=True,
        )  # fmt: skip
    return pages


def halved(light: Image.Image, dark: Image.Image) -> Image.Image:
    """The light page, and behind a slanted edge the dark one."""
    lean = light.height // 5
    middle = light.width * 11 // 20
    mask = Image.new("L", light.size, 0)
    corners = [(middle + lean, 0), (light.width, 0), light.size, (middle - lean, light.height)]
    ImageDraw.Draw(mask).polygon(corners, fill=255)
    return Image.composite(dark, light, mask)


def side_by_side(pictures: list[Image.Image]) -> Image.Image:
    """Pictures of one size in a row, on a ground that is neither light nor dark."""
    width = sum(picture.width for picture in pictures) + GAP * (len(pictures) + 1)
    sheet = Image.new("RGB", (width, pictures[0].height + 2 * GAP), "#8a8f94")
    for number, picture in enumerate(pictures):
        sheet.paste(picture, (GAP + number * (picture.width + GAP), GAP))
    return sheet


def write(picture: Image.Image, path: Path) -> None:
    """Write it as small as the documentation needs it."""
    height = round(WIDTH * picture.height / picture.width)
    picture.resize((WIDTH, height), Image.Resampling.LANCZOS).save(path, quality=76, method=6)


def take_all(browser: Browser, look: str, folder: Path, target: Path) -> None:
    """The pictures of one look."""
    on_phones: list[Image.Image] = []
    for shown in PAGES:
        pages = build(look, shown, folder)
        light, dark = (photograph(browser, pages, scheme, shown.page, SIZE) for scheme in ("light", "dark"))
        write(halved(light, dark), target / f"{look}-{shown.name}.webp")
        if shown.name in ON_PHONES:
            scheme = "dark" if len(on_phones) % 2 else "light"
            on_phones.append(photograph(browser, pages, scheme, shown.page, PHONE))
    write(side_by_side(on_phones), target / f"{look}-phone.webp")


def main() -> int:
    """Write one WebP for each look and page."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else CHECKOUT / "docs" / "images" / "looks"
    target.mkdir(parents=True, exist_ok=True)
    program = find_chromium()
    if program is None:
        print("No Chromium was found.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=AS_ON_PAPER)
        for look in LOOKS:
            take_all(browser, look, Path(folder), target)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
