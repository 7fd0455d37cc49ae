"""Measures everything, prints the table, and ends with 1 where a reach is missed."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from audit import lighthouse, pages, validity
from audit.results import Row, as_markdown, as_text, at_least, at_most, none_of, not_measured
from audit.server import HOST, POLICY, Server
from audit.sites import CHECKOUT, MADE_UP, build

sys.path.insert(0, str(CHECKOUT / "tests" / "browser"))
from chromium import REMEDY, find_chromium

TARGET = CHECKOUT / "build" / "audit"
TABLE = CHECKOUT / "docs" / "reference" / "audit-table.md"

_FLAGS = [
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


def measure(browser: Browser, chromium: str, *, quick: bool) -> Iterator[Row]:
    """Every row of the table."""
    sites = {name: build(name, TARGET) for name in ("example-site", "docs", *MADE_UP)}
    real = {name: sites[name] for name in ("example-site", "docs")}
    findings: list[str] = []
    foreign: list[str] = []
    forbidden: list[str] = []
    inline: list[str] = []
    wide: list[str] = []
    unseen: list[str] = []
    for name, folder in {**real, "arabic": sites["arabic"]}.items():
        names = pages_of(folder)
        with Server(folder) as server:
            findings += [
                f"{name}/{found}" for found in pages.findings_everywhere(browser, server.address, names)
            ]
            others, broken = pages.requests_and_policy(browser, server.address, names)
            foreign += others
            forbidden += broken
            wide += [f"{name}/{found}" for found in pages.sideways(browser, server.address, names)]
            unseen += [f"{name}/{found}" for found in pages.keyboard(browser, server.address, names)]
        inline += [f"{name}/{found}" for found in pages.inline_code(folder, names)]
    yield none_of(
        "axe on every page, light and dark, 1280 and 390 px, drawer and picture open: violations", findings
    )
    yield none_of("requests to other hosts", foreign)
    yield none_of("inline styles and scripts", inline)
    yield none_of(f"errors under the policy {POLICY}", forbidden)
    yield none_of("stops of the Tab key that are not seen or not reached", unseen)
    yield none_of("pages that scroll sideways at 320 px (400 %)", wide)
    command = validity.checker()
    if command is None:
        yield not_measured("HTML errors, every page", "Java or the checker is missing")
    else:
        errors = [
            f"{name}/{found}"
            for name, folder in {**real, "gallery": sites["gallery"], "arabic": sites["arabic"]}.items()
            for found in validity.errors(command, folder, [*pages_of(folder)])
        ]
        yield none_of("HTML errors, every page (Nu Html Checker)", errors)
    with Server(sites["gallery"]) as server:
        weight = pages.weigh(browser, server.address, whole=True)
        yield at_most(
            "gallery of 37 publications and their pictures, first visit, scrolled through",
            weight.total / 1000,
            300,
            " kB",
        )
    with Server(sites["homepage"]) as server:
        weight = pages.weigh(browser, server.address, whole=False)
        yield at_most(
            "homepage with 40 publications, first visit: CSS and JS",
            weight.style_and_script / 1000,
            20,
            " kB",
            1,
        )
        yield at_most("… fonts", weight.fonts / 1000, 90, " kB")
        yield at_most("… everything above the fold", weight.total / 1000, 200, " kB")
        paint, shift = pages.paint_and_shift(browser, server.address)
        yield at_most("… largest contentful paint, slow 4G and processor", paint, 1.5, " s", 2)
        yield at_most("… layout shift", shift, 0, "", 2)
    yield from _lighthouse_rows(sites, chromium, quick)


def _lighthouse_rows(sites: dict[str, Path], chromium: str, quick: bool) -> Iterator[Row]:
    if lighthouse.program() is None:
        yield not_measured("Lighthouse, mobile", "Node or Lighthouse is missing")
        return
    times = 1 if quick else 3
    with Server(sites["example-site"]) as server:
        report = lighthouse.run(f"{server.address}/index.html", chromium, only_performance=False, times=times)
        for category in lighthouse.CATEGORIES:
            row = at_least(f"Lighthouse, example homepage, mobile: {category}", report.scores[category], 100)
            yield row._replace(details=report.failed)
    for name, what, limit in (("list-1000", "1,000", 98), ("list-10000", "10,000", 90)):
        with Server(sites[name]) as server:
            report = lighthouse.run(
                f"{server.address}/index.html", chromium, only_performance=True, times=times
            )
            row = at_least(
                f"Lighthouse, {what} publications on a page, mobile: performance",
                report.scores["performance"],
                limit,
            )
            yield row._replace(details=report.failed)


def install_tools() -> None:
    """Get Lighthouse and the checker, at the versions of the lock file, where npm is there."""
    folder = CHECKOUT / "audit"
    if (folder / "node_modules").is_dir():
        return
    try:
        subprocess.run(
            ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
            cwd=folder,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"Lighthouse and the HTML checker were not installed: {error}", file=sys.stderr)


def main() -> int:
    """Run the audit; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m audit", description="Audit the pages that the theme makes."
    )
    parser.add_argument("--write", action="store_true", help="write the table into the documentation")
    parser.add_argument("--quick", action="store_true", help="run Lighthouse once instead of three times")
    arguments = parser.parse_args()
    chromium = find_chromium()
    if chromium is None:
        print(f"Nothing was audited: there is no Chromium. {REMEDY}")
        return 1 if os.environ.get("CI", "").lower() == "true" else 0
    install_tools()
    start = time.monotonic()
    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        for row in measure(browser, chromium, quick=arguments.quick):
            rows.append(row)
            print(as_text([row]), flush=True)
        browser.close()
    print(f"\n{as_text(rows)}\n\n{time.monotonic() - start:.0f} s")
    if arguments.write:
        TABLE.write_text(as_markdown(rows), encoding="utf-8")
    return 1 if any(row.met is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
