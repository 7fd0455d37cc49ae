"""The recipe for a new layout in `docs/contributing.md`, followed to the letter in a copy of the package."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import sphinx_academic

PACKAGE = Path(sphinx_academic.__file__).parent
RECIPES = Path(__file__).resolve().parents[2] / "docs" / "contributing.md"

_STEP = re.compile(r"`(?P<file>[\w/.-]+)`:\n\n```\w+\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


def follow(recipe: str, package: Path) -> list[str]:
    """Do what a recipe says: a block is a new file, or a row at the end of the first table of one that is there."""
    text = RECIPES.read_text(encoding="utf-8").partition(f"## {recipe}\n")[2].partition("\n## ")[0]
    done = []
    for step in _STEP.finditer(text):
        file = package / step["file"]
        if file.exists():
            table = re.compile(r"^_TABLE = .*?^(?=\))", re.DOTALL | re.MULTILINE)
            before = file.read_text(encoding="utf-8")
            after = table.sub(lambda found, row=step["text"]: found[0] + row, before, count=1)
            assert after != before
            file.write_text(after, encoding="utf-8")
        else:
            file.write_text(step["text"], encoding="utf-8")
        done.append(step["file"])
    return done


def test_a_new_layout_is_a_template_a_style_sheet_and_a_row(tmp_path: Path) -> None:
    shutil.copytree(
        PACKAGE, tmp_path / "copy" / "sphinx_academic", ignore=shutil.ignore_patterns("__pycache__")
    )
    done = follow("A new layout", tmp_path / "copy" / "sphinx_academic")
    assert done == ["theme/academic/beside-margin.html", "theme/static/academic-margin.css", "pages/site.py"]
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text(
        'project = "Ada"\nextensions = ["sphinx_academic"]\nhtml_theme = "academic"\n', encoding="utf-8"
    )
    (source / "index.rst").write_text(
        ":layout: margin\n\nAda\n===\n\n.. toctree::\n\n   other\n", encoding="utf-8"
    )
    (source / "other.rst").write_text("Other\n=====\n\nAs ever.\n", encoding="utf-8")
    done_build = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", str(source), str(tmp_path / "output")],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "copy"), "PYTHONWARNINGS": ""},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done_build.returncode == 0, done_build.stderr
    index = (tmp_path / "output" / "index.html").read_text(encoding="utf-8")
    other = (tmp_path / "output" / "other.html").read_text(encoding="utf-8")
    assert '<aside class="academic-margin">Ada</aside>' in index
    assert "academic-margin.css" in index
    assert 'class="academic-theme academic-in-margin"' in index
    assert "academic-margin" not in other
    assert (tmp_path / "output" / "_static" / "academic-margin.css").is_file()
