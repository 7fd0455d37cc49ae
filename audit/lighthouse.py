"""What Lighthouse says of a page on a phone (simulated slow 4G, a processor four times as slow)."""

from __future__ import annotations

import json
import math
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parent
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


class Report(NamedTuple):
    """Scores from 0 to 100; times in seconds; ``failed`` are the audits that cost points."""

    scores: dict[str, float]
    largest_paint: float
    layout_shift: float
    failed: tuple[str, ...]


def program() -> str | None:
    """The program, or None where Node or Lighthouse is missing."""
    found = FOLDER / "node_modules" / ".bin" / "lighthouse"
    return str(found) if found.exists() and shutil.which("node") else None


def run(
    address: str,
    chromium: str,
    *,
    only_performance: bool,
    enough: float = 100,
    paint: float = math.inf,
    times: int = 3,
) -> Report:
    """The best of several runs; none follows one with ``enough`` in every category that paints within ``paint`` seconds.

    Whatever else the machine does makes a page slower, and nothing makes it faster.
    """
    reports: list[Report] = []
    while len(reports) < times:
        reports.append(_once(address, chromium, only_performance))
        if min(reports[-1].scores.values()) >= enough and round(reports[-1].largest_paint, 1) <= paint:
            break
    return max(reports, key=lambda report: (report.scores["performance"], -report.largest_paint))


def _once(address: str, chromium: str, only_performance: bool) -> Report:
    categories = "performance" if only_performance else ",".join(CATEGORIES)
    flags = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run"
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "report.json"
        command = [
            *(str(program()), address, "--quiet", "--output=json", f"--output-path={output}"),
            *(
                f"--only-categories={categories}",
                f"--chrome-flags={flags}",
                "--max-wait-for-load=90000",
                "--disable-full-page-screenshot",
            ),
        ]
        done = subprocess.run(
            command,
            capture_output=True,
            check=False,
            env={**os.environ, "CHROME_PATH": chromium},
            timeout=300,
            encoding="utf-8",
            errors="replace",
        )
        if not output.is_file():
            raise RuntimeError(f"Lighthouse gave no report of {address}: {done.stderr[-500:]}")
        report = json.loads(output.read_text(encoding="utf-8"))
    audits = report["audits"]
    failed = [
        f"{name}: {audit.get('displayValue') or audit['title']}"
        for category in report["categories"].values()
        for reference in category["auditRefs"]
        if reference["weight"]
        and (audit := audits[name := reference["id"]])["score"] is not None
        and audit["score"] < 0.9
    ]
    return Report(
        {name: (category["score"] or 0) * 100 for name, category in report["categories"].items()},
        audits["largest-contentful-paint"].get("numericValue", 0) / 1000,
        audits["cumulative-layout-shift"].get("numericValue", 0),
        tuple(failed),
    )
