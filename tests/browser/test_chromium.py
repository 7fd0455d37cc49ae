"""The browser is found where it may be, and its absence is said; no browser is needed for that."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from chromium import find_chromium

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the stand-ins for browsers are shell scripts"
)

SCRIPT = Path(__file__).with_name("chromium.py")


def write_program(path: Path, exit_status: int = 0) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho Chromium 1.0\nexit {exit_status}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are looked for; empty at first."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "downloads"))
    for variable in ("CHROMIUM", "CI"):
        monkeypatch.delenv(variable, raising=False)
    return folder


def run_script() -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env=dict(os.environ),
    )


def test_the_program_named_in_the_environment_comes_first(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_program(programs / "chromium")
    mine = write_program(tmp_path / "mine" / "my-browser")
    monkeypatch.setenv("CHROMIUM", str(mine))
    assert find_chromium() == str(mine)


@pytest.mark.parametrize(
    "name",
    [
        "chromium-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "msedge",
    ],
)
def test_a_program_on_the_path_is_found(programs: Path, name: str) -> None:
    program = write_program(programs / name)
    assert find_chromium() == str(program)


def test_a_program_that_does_not_start_is_passed_over(programs: Path) -> None:
    write_program(programs / "chromium", exit_status=1)
    working = write_program(programs / "google-chrome")
    assert find_chromium() == str(working)


def test_a_wrong_name_in_the_environment_is_passed_over_and_said(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = write_program(programs / "chromium")
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    result = run_script()
    assert result.returncode == 0
    assert f"found {program} (CHROMIUM=/nowhere/chromium is no browser that starts)" in result.stdout


@pytest.mark.skipif(sys.platform == "darwin", reason="an application installed there would be found")
def test_without_a_browser_the_script_says_which_tests_are_left_out(programs: Path) -> None:
    result = run_script()
    assert result.returncode == 0
    assert len(result.stdout.splitlines()) == 1
    assert "there is no apt-get" in result.stdout
    assert "tests/browser is left out" in result.stdout
    assert "playwright install chromium" in result.stdout


@pytest.mark.skipif(sys.platform == "darwin", reason="an application installed there would be found")
def test_where_ci_asks_for_a_browser_its_absence_is_a_failure(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    result = run_script()
    assert result.returncode == 1
    assert "CI=true" in result.stderr


@pytest.mark.skipif(sys.platform == "darwin", reason="an application installed there would be found")
@pytest.mark.parametrize("refused", ["nothing", "chromium-headless-shell"])
def test_a_system_is_asked_for_the_shell_and_where_it_has_none_for_the_browser(
    programs: Path, refused: str
) -> None:
    # An apt-get of our own: it writes down what it is asked for, and installs into the only folder of PATH.
    (programs / "env").symlink_to("/usr/bin/env")
    log = programs.parent / "asked"
    working = write_program(programs.parent / "working")
    refuses = f'case "$*" in *install*{refused}) exit 100;; esac'
    installs = f'case "$*" in *install*) for name; do :; done; /bin/cp {working} {programs}/$name;; esac'
    apt = write_program(programs / "apt-get")
    apt.write_text(f'#!/bin/sh\necho "$*" >> {log}\n{refuses}\n{installs}\n', encoding="utf-8")
    # Who is no administrator gets a sudo that lets everything through.
    sudo = write_program(programs / "sudo")
    sudo.write_text('#!/bin/sh\nshift\ncase "$1" in true) exit 0;; esac\nexec "$@"\n', encoding="utf-8")
    result = run_script()
    asked = ["chromium-headless-shell", "chromium"][: 2 if refused == "chromium-headless-shell" else 1]
    assert result.stdout == f"Browser tests: installed {programs}/{asked[-1]}.\n"
    update, *installed = log.read_text(encoding="utf-8").splitlines()
    assert update.endswith(" update")
    assert [line.partition(" install -y --no-install-recommends ")[2] for line in installed] == asked
