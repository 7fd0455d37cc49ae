"""Ctrl-C at any moment: it ends in a word, from the first moment on, and leaves a folder as it was."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_academic.starting.site_files import NewFile, write_site

PACKAGES = Path(__file__).parents[2]


def test_ctrl_c_while_the_program_is_loaded_is_told_in_a_word(tmp_path: Path) -> None:
    # What the command needs first is stopped while it is loaded.
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "import sys, sphinx_academic.__main__ as it\nsys.exit(it.run())"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"PYTHONPATH": f"{tmp_path}{':' if sys.platform != 'win32' else ';'}{PACKAGES}"},
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "\nStopped.\n")


def test_a_site_of_which_a_part_cannot_be_moved_leaves_an_empty_folder_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moves: list[str] = []
    rename = Path.rename

    def stopped(self: Path, target: Path) -> Path:
        moves.append(self.name)
        if len(moves) == 2:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_site(tmp_path, (NewFile.of_text("a.md", "a"), NewFile.of_text("b.md", "b")))
    assert list(tmp_path.iterdir()) == []
