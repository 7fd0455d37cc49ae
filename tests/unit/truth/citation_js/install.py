"""Gets Citation.js, which reads back what is exported, at the versions of the lock file.

Run as a script before the tests, it says in one line what it found or did. Its exit status is 0, except that with ``CI=true`` it is a
failure where that does not go: there nothing may be left out unseen.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
LOWEST_NODE = (20, 19)


def why_missing() -> str:
    """Why Citation.js cannot be asked; empty where it can."""
    if not shutil.which("node"):
        return "Node is not installed"
    version = subprocess.run(
        ["node", "--version"], capture_output=True, text=True, check=False
    ).stdout.strip()
    if tuple(map(int, re.findall(r"\d+", version)[:2])) < LOWEST_NODE:
        return f"it needs Node {'.'.join(map(str, LOWEST_NODE))}, and this is {version}"
    installed, wanted = FOLDER / "node_modules" / ".package-lock.json", FOLDER / "package-lock.json"
    is_newest = installed.is_file() and installed.stat().st_mtime >= wanted.stat().st_mtime
    return "" if is_newest else "its packages are not installed; `make test` does so where npm is there"


def install() -> str:
    """Install it; why that did not go, or nothing."""
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not installed"
    options = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    done = subprocess.run([npm, "ci", *options], cwd=FOLDER, capture_output=True, text=True, check=False)
    if done.returncode:
        return (done.stderr.strip().splitlines() or [f"npm ended with {done.returncode}"])[0]
    (FOLDER / "node_modules" / ".package-lock.json").touch()
    return ""


def main() -> int:
    """Find or install it and say so; return the exit status."""
    done = "found"
    if problem := why_missing():
        done, problem = "installed", install() or why_missing()
    if not problem:
        print(f"Round trips: {done} Citation.js.")
        return 0
    is_required = os.environ.get("CI", "").lower() == "true"
    print(
        f"Round trips: no Citation.js, as {problem}. Its tests are left out.",
        file=sys.stderr if is_required else sys.stdout,
    )
    return 1 if is_required else 0


if __name__ == "__main__":
    sys.exit(main())
