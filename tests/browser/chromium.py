"""Finding a Chromium for the browser tests, and getting one where the system may be asked to.

Run as a script before the tests, it says in one line what it found or did. Its exit status is 0, except that
with ``CI=true`` a missing browser is a failure: there nothing may be left out unseen.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

#: Names under which Chromium and its relatives are installed, the most likely ones first. The shell has no window to draw:
#: tests need two thirds of the processor's time.
PROGRAMS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "brave-browser",
)

#: How to get a browser, for whoever is told that there is none.
REMEDY = (
    "To run them, install one (Debian: apt-get install chromium; anywhere: python -m playwright install "
    "chromium) or set CHROMIUM to the path of one."
)

_MACOS_APPLICATIONS = (
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "Brave Browser.app/Contents/MacOS/Brave Browser",
)
_WINDOWS_PROGRAMS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)

#: Seconds for a browser to tell its version, and for the system to install one.
_VERSION_TIME_LIMIT = 30
_INSTALL_TIME_LIMIT = 900


def find_chromium() -> str | None:
    """Return the path of a Chromium that starts, or None.

    Looked at in this order: the environment variable ``CHROMIUM``, the programs on ``PATH``, the usual places
    of macOS and Windows, and what ``playwright install chromium`` has downloaded.
    """
    return next((path for path in _candidates() if _starts(path)), None)


def is_required() -> bool:
    """Return whether a missing browser is a failure rather than a reason to leave tests out."""
    return os.environ.get("CI", "").lower() == "true"


def _candidates() -> Iterator[str]:
    named = os.environ.get("CHROMIUM")
    if named:
        yield shutil.which(named) or named
    for program in PROGRAMS:
        if path := shutil.which(program):
            yield path
    if sys.platform == "darwin":
        for applications in (Path("/Applications"), Path.home() / "Applications"):
            yield from (str(applications / application) for application in _MACOS_APPLICATIONS)
    elif sys.platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if folder := os.environ.get(variable):
                yield from (str(Path(folder, program)) for program in _WINDOWS_PROGRAMS)
    # The last, because asking Playwright means starting it.
    if path := _playwright_chromium():
        yield path


def _playwright_chromium() -> str | None:
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        return None
    try:
        with sync_playwright() as playwright:
            return playwright.chromium.executable_path
    except Error:
        return None


def _starts(path: str) -> bool:
    if not Path(path).is_file():
        return False
    if sys.platform == "win32":
        # There --version opens a window instead of answering.
        return True
    # Ubuntu's chromium-browser, for one, may be a script that only says where to get it.
    return _succeeds([path, "--version"], _VERSION_TIME_LIMIT)


def _succeeds(command: list[str], time_limit: float) -> bool:
    return _run(command, time_limit) is None


def _run(command: list[str], time_limit: float) -> str | None:
    """Run a command; return None when it went well, and otherwise what it said last."""
    try:
        subprocess.run(
            command,
            check=True,
            timeout=time_limit,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    except subprocess.CalledProcessError as error:
        lines = error.output.decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else f"exit status {error.returncode}"
    except subprocess.TimeoutExpired:
        return f"it took longer than {time_limit:.0f} s"
    except OSError as error:
        return str(error)
    return None


def _privilege() -> list[str] | None:
    """Return what to put before a command that only an administrator may run, or None when we may not."""
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _succeeds(["sudo", "-n", "true"], 10):
        return ["sudo", "-n"]
    return None


def install_chromium() -> str | None:
    """Install Debian's ``chromium-headless-shell``, or its ``chromium`` where there is none; return None when that went well, and otherwise why not."""
    if not shutil.which("apt-get"):
        return "there is no apt-get to install one with"
    privilege = _privilege()
    if privilege is None:
        return "only an administrator may install one"
    apt = [
        *privilege,
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-qq",
        "-o",
        "DPkg::Lock::Timeout=60",
    ]
    if problem := _run([*apt, "update"], _INSTALL_TIME_LIMIT):
        return f"apt-get update failed: {problem}"
    for package in ("chromium-headless-shell", "chromium"):
        problem = _run([*apt, "install", "-y", "--no-install-recommends", package], _INSTALL_TIME_LIMIT)
        if problem is None:
            return None
    return f"apt-get install failed: {problem}"


def main() -> int:
    """Find or install a browser and say so; return the exit status."""
    done = "found"
    path = find_chromium()
    problem = None
    if path is None:
        problem = install_chromium()
        done = "installed"
        path = find_chromium()
    if path is not None:
        named = os.environ.get("CHROMIUM")
        ignored = (
            f" (CHROMIUM={named} is no browser that starts)" if named and path != shutil.which(named) else ""
        )
        print(f"Browser tests: {done} {path}{ignored}.")
        return 0
    why = problem or "the one just installed does not start"
    if is_required():
        print(
            f"Browser tests: no Chromium was found, and {why}. CI=true asks for them. {REMEDY}",
            file=sys.stderr,
        )
        return 1
    print(f"Browser tests: no Chromium was found, and {why}. All of tests/browser is left out. {REMEDY}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
