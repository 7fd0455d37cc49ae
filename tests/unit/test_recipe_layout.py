"""The recipe for a new layout in `docs/contributing.md`, followed to the letter in a copy of the package."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from recipes import Copy


def test_a_new_layout_is_a_template_a_style_sheet_and_a_row(tmp_path: Path) -> None:
    copy = Copy(tmp_path / "copy")
    assert copy.follow("A new layout") == [
        "sphinx_academic/theme/academic/beside-aside.html",
        "sphinx_academic/theme/static/academic-aside.css",
        "sphinx_academic/pages/site.py",
    ]
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text(
        'project = "Ada"\nextensions = ["sphinx_academic"]\nhtml_theme = "academic"\n', encoding="utf-8"
    )
    (source / "index.rst").write_text(
        ":layout: aside\n\nAda\n===\n\n.. toctree::\n\n   other\n", encoding="utf-8"
    )
    (source / "other.rst").write_text("Other\n=====\n\nAs ever.\n", encoding="utf-8")
    done_build = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", str(source), str(tmp_path / "output")],
        env={**os.environ, "PYTHONPATH": str(copy.folder), "PYTHONWARNINGS": ""},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done_build.returncode == 0, done_build.stderr
    index = (tmp_path / "output" / "index.html").read_text(encoding="utf-8")
    other = (tmp_path / "output" / "other.html").read_text(encoding="utf-8")
    assert '<aside class="academic-aside">Ada</aside>' in index
    assert "academic-aside.css" in index
    assert 'class="academic-theme academic-in-aside academic-look-classic"' in index
    assert "academic-aside" not in other
    assert (tmp_path / "output" / "_static" / "academic-aside.css").is_file()
