"""Takes the pictures of docs/how-to/other-themes.md: the example site's papers in other themes, light and dark.

Run as a script: ``python tests/browser/theme_gallery.py [folder]``; without a folder the documentation's pictures are
replaced. Of a theme that is not installed they stay as they are.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from chromium import find_chromium
from PIL import Image
from playwright.sync_api import Browser, ViewportSize, sync_playwright

CHECKOUT = Path(__file__).resolve().parents[2]
SIZE: ViewportSize = {"width": 1280, "height": 900}
WIDTH = 900
"""Pixels; what the documentation shows."""


class Theme(NamedTuple):
    """A theme, and the colour schemes that it has."""

    name: str
    schemes: tuple[str, ...]
    settings: Mapping[str, Any] = {}
    """Of ``conf.py``, where it needs some."""


THEMES = (
    Theme("furo", ("light", "dark")),
    Theme("pydata_sphinx_theme", ("light", "dark")),
    Theme("sphinx_book_theme", ("light", "dark")),
    Theme("sphinx_rtd_theme", ("light",)),
    Theme("alabaster", ("light",)),
    Theme("shibuya", ("light", "dark")),
    Theme(
        "sphinx_immaterial",
        ("light", "dark"),
        {
            "extensions": "myst_parser,sphinx_academic,sphinx_immaterial",
            "html_theme_options": {
                "font": False,  # else building asks a host for fonts
                "palette": [
                    {"media": "(prefers-color-scheme: light)", "scheme": "default"},
                    {"media": "(prefers-color-scheme: dark)", "scheme": "slate"},
                ],
            },
        },
    ),
    Theme("sphinxawesome_theme", ("light", "dark")),
)


def build(theme: Theme, folder: Path) -> Path:
    """Build the example site in a theme, and return the folder of its pages."""
    pages = folder / theme.name
    # The site's own options are those of another theme.
    settings = {"html_theme": theme.name, "html_theme_options": {}, **theme.settings}
    program = (
        "from sphinx.application import Sphinx; import json, sys;"
        "Sphinx('example-site', 'example-site', sys.argv[2], sys.argv[3], 'html', status=None,"
        " confoverrides=json.loads(sys.argv[1])).build()"
    )
    subprocess.run(
        [
            sys.executable,
            "-c",
            program,
            json.dumps(settings),
            str(pages),
            str(folder / f"{theme.name}-trees"),
        ],
        cwd=CHECKOUT,
        check=True,
    )
    return pages


def photograph(
    browser: Browser, pages: Path, scheme: str, page_name: str, size: ViewportSize = SIZE
) -> Image.Image:
    """The first screen of a page."""
    context = browser.new_context(viewport=size, color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.route(
        "**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort()
    )
    page.goto((pages / page_name).as_uri())
    page.wait_for_timeout(300)
    picture = Image.open(io.BytesIO(page.screenshot()))
    context.close()
    return picture.convert("RGB")


def main() -> int:
    """Write one WebP for each theme and scheme."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else CHECKOUT / "docs" / "images" / "themes"
    target.mkdir(parents=True, exist_ok=True)
    program = find_chromium()
    if program is None:
        print("No Chromium was found.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for theme in THEMES:
            if find_spec(theme.name) is None:
                print(f"{theme.name} is not installed: its pictures stay.")
                continue
            pages = build(theme, Path(folder))
            for scheme in theme.schemes:
                picture = photograph(browser, pages, scheme, "papers.html")
                picture = picture.resize(
                    (WIDTH, round(WIDTH * picture.height / picture.width)), Image.Resampling.LANCZOS
                )
                picture.save(target / f"{theme.name}-{scheme}.webp", quality=80, method=6)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
