"""What Lighthouse says of a page on a phone (simulated slow 4G, a processor four times as slow)."""

from __future__ import annotations

import json
import os
import shutil
import statistics
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


def run(address: str, chromium: str, *, only_performance: bool, times: int = 3) -> Report:
    """The median of several runs."""
    reports = [_once(address, chromium, only_performance) for _ in range(times)]
    reports.sort(key=lambda report: report.scores["performance"])
    middle = reports[len(reports) // 2]
    return middle._replace(
        largest_paint=statistics.median(report.largest_paint for report in reports),
        layout_shift=max(report.layout_shift for report in reports),
    )


def _once(address: str, chromium: str, only_performance: bool) -> Report:
    categories = "performance" if only_performance else ",".join(CATEGORIES)
    flags = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run"
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "report.json"
        command = [
            *(str(program()), address, "--quiet", "--output=json", f"--output-path={output}"),
            *(f"--only-categories={categories}", f"--chrome-flags={flags}", "--max-wait-for-load=90000"),
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
