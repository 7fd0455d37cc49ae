"""`check --watch` checks again with every edit, also when a file vanishes and comes back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


class Watched:
    """A command that waits for edits, and what it says."""

    def __init__(self, folder: Path, *names: str) -> None:
        self.running = subprocess.Popen(
            [sys.executable, "-u", "-m", "sphinx_academic", "check", "--watch", *names],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )

    def until(self, words: str) -> str:
        """What it says up to a line with some words."""
        assert self.running.stdout is not None
        said = []
        for line in self.running.stdout:
            said.append(line)
            if words in line:
                return "".join(said)
        raise AssertionError(f"{words!r} is not among {said}")


@pytest.fixture
def running() -> Iterator[list[Watched]]:
    found: list[Watched] = []
    yield found
    for each in found:
        each.running.kill()
        each.running.wait()
        assert each.running.stdout is not None
        each.running.stdout.close()


@pytest.mark.parametrize("name", ["a.yaml", "."])
def test_every_edit_is_checked_until_somebody_stops_it(
    tmp_path: Path, running: list[Watched], name: str
) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("publications: [{title: T}]\n", encoding="utf-8")
    watched = Watched(tmp_path, name)
    running.append(watched)
    assert "1 publications" in watched.until("Waiting for edits")
    file.write_text("publications: [{title: T, jornal: J}]\n", encoding="utf-8")
    assert "'jornal' is not a field" in watched.until("1 publications")
    file.unlink()
    assert "a.yaml changed" in watched.until("no records")
    (tmp_path / "new").write_text("publications: [{title: T}, {title: U}]\n", encoding="utf-8")
    (tmp_path / "new").replace(file)
    assert "is not a field" not in watched.until("2 publications")
    watched.running.send_signal(signal.SIGINT)
    assert "Stopped." in watched.until("Stopped.")
    assert watched.running.wait() == 130


def test_a_folder_that_there_is_not_is_told(tmp_path: Path, running: list[Watched]) -> None:
    watched = Watched(tmp_path, "none/a.yaml")
    running.append(watched)
    assert "There is no folder" in watched.until("to watch")
    assert watched.running.wait() == 2


def test_without_what_watches_somebody_is_told_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys\nsys.modules['watchfiles'] = None\nfrom sphinx_academic.cli import main\n"
        "sys.exit(main(['check', '--watch', '.']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert 'pip install "sphinx-academic[cli]"' in done.stderr
