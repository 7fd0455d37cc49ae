"""Gets what tests need of npm: Citation.js, which reads back what is exported, the schema of JSON Resume, and mystmd, which refers
to papers of a site.

Run as a script before the tests, it installs each at the versions of its lock file and says in one line what it found or did. Its exit
status is 0, except that with ``CI=true`` it is a failure where that does not go: there nothing may be left out unseen.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

_TESTS = Path(__file__).parent
CITATION_JS = _TESTS / "unit" / "truth" / "citation_js"
JSON_RESUME = _TESTS / "unit" / "truth" / "json_resume"
MYSTMD = _TESTS / "build" / "mystmd"
LOWEST_NODE = (20, 19)


def why_missing(folder: Path) -> str:
    """Why the packages of a folder cannot be asked; empty where they can."""
    if not shutil.which("node"):
        return "Node is not installed"
    version = subprocess.run(
        ["node", "--version"], capture_output=True, text=True, check=False
    ).stdout.strip()
    if tuple(map(int, re.findall(r"\d+", version)[:2])) < LOWEST_NODE:
        return f"it needs Node {'.'.join(map(str, LOWEST_NODE))}, and this is {version}"
    installed, wanted = folder / "node_modules" / ".package-lock.json", folder / "package-lock.json"
    is_newest = installed.is_file() and installed.stat().st_mtime >= wanted.stat().st_mtime
    return "" if is_newest else "its packages are not installed; `make test` does so where npm is there"


def install(folder: Path) -> str:
    """Install the packages of a folder; why that did not go, or nothing."""
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not installed"
    options = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    done = subprocess.run([npm, "ci", *options], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        return (done.stderr.strip().splitlines() or [f"npm ended with {done.returncode}"])[0]
    (folder / "node_modules" / ".package-lock.json").touch()
    return ""


def main() -> int:
    """Find or install each and say so; return the exit status."""
    is_required = os.environ.get("CI", "").lower() == "true"
    status = 0
    for name, folder in (
        ("Citation.js", CITATION_JS),
        ("schema of JSON Resume", JSON_RESUME),
        ("mystmd", MYSTMD),
    ):
        done = "found"
        if problem := why_missing(folder):
            done, problem = "installed", install(folder) or why_missing(folder)
        if not problem:
            print(f"npm: {done} {name}.")
            continue
        output = sys.stderr if is_required else sys.stdout
        print(f"npm: no {name}, as {problem}. Its tests are left out.", file=output)
        status = 1 if is_required else status
    return status


if __name__ == "__main__":
    sys.exit(main())
