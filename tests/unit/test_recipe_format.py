"""What `docs/contributing.md` says of a new format is done in a copy of the package and in another package, and works."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from building import CHECKOUT
from recipes import Copy, section_of, steps_of

TITLE = "A new format"
PLACE = "sphinx_academic/formats/tab_separated.py"

PAGE = """\
# Papers

```{publications}
:download: table
```
"""
DATA = "title\tauthors\tyear\nOn Kettles\tAnn Bee\t2024\nOn Spouts\tAnn Bee\t2023\n"
WRITTEN = ["title\tyear", "On Kettles\t2024", "On Spouts\t2023"]


def run(*arguments: str, path: Path, at: Path) -> subprocess.CompletedProcess[str]:
    """Run Python where packages are found in a folder first."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(path), str(CHECKOUT)))}
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, cwd=at, env=environment, check=False
    )


def site(folder: Path) -> Path:
    folder.mkdir()
    (folder / "index.md").write_text(PAGE, encoding="utf-8")
    (folder / "papers.tsv").write_text(DATA, encoding="utf-8")
    (folder / "conf.py").write_text(
        'extensions = ["myst_parser", "sphinx_academic"]\nacademic_data = ["papers.tsv"]\n', encoding="utf-8"
    )
    return folder


def check_works(path: Path, at: Path) -> None:
    """A site is built of the new format and offers it, and the command writes it."""
    exported = run("-m", "sphinx_academic", "export", ".", "--format", "table", path=path, at=at)
    assert (exported.returncode, exported.stderr) == (0, "")
    built = run("-m", "sphinx", "-q", "-W", ".", "built", path=path, at=at)
    assert built.returncode == 0, built.stderr
    assert "On Kettles" in (at / "built" / "index.html").read_text(encoding="utf-8")
    offered = (at / "built" / "_downloads" / "publications.tsv").read_text(encoding="utf-8")
    for text in (offered, exported.stdout):
        # Keys are made by us, the first column.
        assert [line.split("\t", 1)[1] for line in text.splitlines()] == WRITTEN
    (at / "x.odd").write_text("", encoding="utf-8")
    unread = run("-m", "sphinx_academic", "check", "x.odd", path=path, at=at)
    assert ".tsv" in unread.stdout + unread.stderr


def test_a_new_format_is_one_file_and_a_row(tmp_path: Path) -> None:
    copy = Copy(tmp_path / "copy")
    assert copy.follow(TITLE) == [PLACE, "sphinx_academic/formats/table.py"]
    check_works(copy.folder, site(tmp_path / "site"))


def other_package(folder: Path, code: str) -> Path:
    """A package that is installed in a folder and brings the format of the recipe."""
    (point,) = re.findall(r"^```toml\n(.*?)^```", section_of(TITLE), re.MULTILINE | re.DOTALL)
    ((module, name),) = re.findall(r'"([\w.]+):(\w+)"', point.split("\n", 1)[1])
    package, _, file = module.partition(".")
    (folder / package).mkdir(parents=True)
    (folder / package / "__init__.py").touch()
    (folder / package / f"{file}.py").write_text(code.format(module=module, name=name), encoding="utf-8")
    metadata = folder / f"{package}-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(f"[sphinx_academic.formats]\ntable = {module}:{name}\n")
    return folder


def test_another_package_brings_a_format_by_an_entry_point(tmp_path: Path) -> None:
    code = steps_of(TITLE)[0].code.replace("{", "{{").replace("}", "}}") + (
        "\n\nfrom sphinx_academic.formats.table import Format\n\n"
        '{name} = Format("table", "Table", (".tsv",), read="{module}:read_table", write="{module}:library",\n'
        '    media_type="text/tab-separated-values")\n'
    )
    check_works(other_package(tmp_path / "packages", code), site(tmp_path / "site"))


def test_another_package_is_not_imported_where_our_own_formats_do(tmp_path: Path) -> None:
    packages = other_package(tmp_path / "packages", "raise SystemExit('{module} was imported')\n")
    (tmp_path / "a.bib").write_text("@misc{a, title = {One}}\n", encoding="utf-8")
    exported = run("-m", "sphinx_academic", "check", "a.bib", path=packages, at=tmp_path)
    assert "was imported" not in exported.stderr, exported.stderr
    assert exported.returncode == 0
