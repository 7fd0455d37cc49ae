"""Measures everything, prints the table, and ends with 1 where a reach is missed."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from audit import accessible_names, first_visit, lighthouse, pages, prose, validity
from audit.looks import FLAGS, VIEWPORTS, Look, look_at, pages_of
from audit.results import Row, all_of, as_markdown, as_text, at_least, at_most, none_of, not_measured
from audit.server import POLICY, Server
from audit.sites import CHECKOUT, MADE_UP, build

sys.path.insert(0, str(CHECKOUT / "tests" / "browser"))
from chromium import REMEDY, find_chromium

TARGET = CHECKOUT / "build" / "audit"
REAL = ("example-site", "example-lab", "docs")
TABLE = CHECKOUT / "docs" / "reference" / "audit-table.md"

_LIGHTHOUSE_PAGES = (
    ("example-site", "index.html", "example homepage"),
    ("example-site", "papers.html", "papers with pictures"),
    ("list-40", "index.html", "list of 40 with its filter"),
    ("example-site", "papers/kettlewell2025whistlenet.html", "landing page"),
)
"""The pages whose every score counts: site, page, and what it is called in the table."""

_PAINT = 1.7
"""Seconds to the largest paint of the homepage: what the theme's faces take that are shown on a first visit is in them."""


def measure(browser: Browser, chromium: str, *, quick: bool) -> Iterator[Row]:
    """Every row of the table."""
    sites = {name: build(name, TARGET) for name in (*REAL, *MADE_UP)}
    real = {name: sites[name] for name in REAL}
    foreign: list[str] = []
    forbidden: list[str] = []
    inline: list[str] = []
    wide: list[str] = []
    nameless: list[str] = []
    looks: list[Look] = []
    for name, folder in {**real, "arabic": sites["arabic"]}.items():
        names = pages_of(folder)
        with Server(folder) as server:
            others, broken = pages.requests_and_policy(browser, server.address, names)
            foreign += others
            forbidden += broken
            wide += [f"{name}/{found}" for found in pages.sideways(browser, server.address, names)]
            nameless += [
                f"{name}/{found}" for found in accessible_names.faults(browser, server.address, names)
            ]
        looks += [
            *(
                Look(name, folder, chromium, viewport, scheme)
                for viewport in VIEWPORTS
                for scheme in pages.SCHEMES
            ),
            *(Look(name, folder, chromium, viewport, None) for viewport in VIEWPORTS),
        ]
        inline += [f"{name}/{found}" for found in pages.inline_code(folder, names)]
    # The largest site first, so that no processor waits long for another.
    looks.sort(key=lambda look: look.site != "docs")
    # Started anew: a copy of this process would hold half a Playwright.
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as processors:
        seen = dict(zip(looks, processors.map(look_at, looks), strict=True))
    findings = [found for look in looks if look.scheme for found in seen[look]]
    unseen = [found for look in looks if not look.scheme for found in seen[look]]
    yield none_of(
        "axe on every page, light and dark, 1280 and 390 px, drawer and picture open: violations", findings
    )
    yield none_of("requests to other hosts", foreign)
    yield none_of("inline styles and scripts", inline)
    yield none_of(f"errors under the policy {POLICY}", forbidden)
    yield none_of("stops of the Tab key that are not seen or not reached", unseen)
    yield none_of("pages that scroll sideways at 320 px (400 %)", wide)
    yield none_of("unnamed articles, and links of one name that nothing around tells apart", nameless)
    checked = {**real, "gallery": sites["gallery"], "arabic": sites["arabic"]}
    for called, command, errors_of in (
        ("Nu Html Checker", validity.checker(), validity.errors),
        ("html-validate", validity.source_checker(), validity.source_errors),
    ):
        what = f"HTML errors, every page ({called})"
        if command is None:
            yield not_measured(what, "the checker, or what runs it, is missing")
            continue
        errors = [
            f"{name}/{found}"
            for name, folder in checked.items()
            for found in errors_of(command, folder, pages_of(folder))
        ]
        yield none_of(what, errors)
    whole = max(path.stat().st_size for path in sites["icons-1000"].glob("*.html"))
    yield at_most("HTML of a list of 1,000 publications whose links have icons", whole / 1e6, 1.8, " MB", 2)
    with Server(sites["gallery"]) as server:
        desk = pages.weigh(browser, server.address, whole=True, viewport=pages.WIDE, scale=1)
        phone = pages.weigh(browser, server.address, whole=False)
        yield at_most(
            "gallery of 37 publications and their pictures, first visit, at a desk, scrolled through",
            desk.total / 1000,
            300,
            " kB",
        )
        yield at_most("… with a phone of twice as many pixels, first screen", phone.total / 1000, 300, " kB")
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
    with Server(sites["list-40"]) as server:
        weight = pages.weigh(browser, server.address, whole=False, searching=True)
        yield at_most(
            "list of 40 publications with its filter, the search open above it: CSS and JS",
            weight.style_and_script / 1000,
            30,
            " kB",
            1,
        )
    with Server(sites["example-site"]) as server:
        yield prose.row(prose.lengths(browser, server.address, pages_of(sites["example-site"])))
    visits = first_visit.visits(browser, sites["example-site"], "index.html", first_visit.TYPEFACE)
    yield all_of(
        f"first visit in one typeface, the theme's, {first_visit.SECONDS} s after the start, layout shift ≤ "
        f"{first_visit.MOST_SHIFT} (4G, cable, fibre, {first_visit.TIMES} each)",
        [(visit.is_good, visit.told()) for visit in visits],
    )
    yield from _lighthouse_rows(sites, chromium, quick)


def _lighthouse_rows(sites: dict[str, Path], chromium: str, quick: bool) -> Iterator[Row]:
    if lighthouse.program() is None:
        yield not_measured("Lighthouse, mobile", "Node or Lighthouse is missing")
        return
    times = 1 if quick else 3
    for number, (name, page, what) in enumerate(_LIGHTHOUSE_PAGES):
        with Server(sites[name]) as server:
            report = lighthouse.run(
                f"{server.address}/{page}", chromium, only_performance=False, paint=_PAINT, times=times
            )
        for category in lighthouse.CATEGORIES:
            row = at_least(f"Lighthouse, {what}, mobile: {category}", report.scores[category], 100)
            yield row._replace(details=report.failed)
        if not number:
            yield at_most("… largest contentful paint", report.largest_paint, _PAINT, " s", 1)
            yield at_most("… layout shift", report.layout_shift, 0, "", 2)
    for name, what, limit in (("list-1000", "1,000", 98), ("list-10000", "10,000", 90)):
        with Server(sites[name]) as server:
            report = lighthouse.run(
                f"{server.address}/index.html", chromium, only_performance=True, enough=limit, times=times
            )
            row = at_least(
                f"Lighthouse, {what} publications on a page, mobile: performance",
                report.scores["performance"],
                limit,
            )
            yield row._replace(details=report.failed)


def install_tools() -> None:
    """Get Lighthouse and the checkers of HTML, at the versions of the lock file, where npm is there."""
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
        print(f"Lighthouse and the HTML checkers were not installed: {error}", file=sys.stderr)


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
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
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
