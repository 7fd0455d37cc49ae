"""What `docs/contributing.md` says of a new directive option is done in a copy of the package, and there it works."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]

PAGE = """\
# Races

```{competitions}
:reverse:
```

```{directive-options} competitions
```
"""

DATA = """\
competitions:
- {title: The first race}
- {title: The second race}
"""


def change_on_the_page() -> str:
    """The difference that the recipe shows."""
    page = (CHECKOUT / "docs" / "contributing.md").read_text(encoding="utf-8")
    (recipe,) = re.findall(r"^## A new directive option\n(.*?)^## ", page, re.MULTILINE | re.DOTALL)
    (change,) = re.findall(r"^```diff\n(.*?)^```", recipe, re.MULTILINE | re.DOTALL)
    return str(change)


def files_of(change: str) -> list[str]:
    return re.findall(r"^\+\+\+ b/(\S+)$", change, re.MULTILINE)


def make(change: str, folder: Path) -> None:
    """Make a change whose hunks say no line numbers, each of whose places there is once."""
    (name,) = files_of(change)
    text = (folder / name).read_text(encoding="utf-8")
    for hunk in change.split("\n@@\n")[1:]:
        lines = hunk.rstrip("\n").split("\n")
        old = "\n".join(line[1:] for line in lines if not line.startswith("+"))
        new = "\n".join(line[1:] for line in lines if not line.startswith("-"))
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / name).write_text(text, encoding="utf-8")


def test_a_new_option_is_one_file_and_is_read_obeyed_told_and_documented(tmp_path: Path) -> None:
    change = change_on_the_page()
    assert len(files_of(change)) == 1
    copy = tmp_path / "copy"
    shutil.copytree(CHECKOUT / "sphinx_academic", copy / "sphinx_academic")
    make(change, copy)
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text(
        "extensions = ['myst_parser', 'sphinx_academic', 'declared']\nacademic_data = ['site.yaml']\n",
        encoding="utf-8",
    )
    (source / "index.md").write_text(PAGE, encoding="utf-8")
    (source / "site.yaml").write_text(DATA, encoding="utf-8")

    def build() -> str:
        path = os.pathsep.join([str(copy), str(CHECKOUT / "docs" / "_extensions")])
        built = subprocess.run(
            [sys.executable, "-m", "sphinx", "-q", "-E", "-b", "html", ".", "out"],
            cwd=source,
            env={**os.environ, "PYTHONPATH": path, "PYTHONWARNINGS": ""},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert built.returncode == 0, built.stderr
        return built.stderr

    # The table leads to a page of the documentation, which is not here.
    assert "There is no option" not in build()
    page = (source / "out" / "index.html").read_text(encoding="utf-8")
    written = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert written.index("The second race") < written.index("The first race")
    assert ":reverse: no value Turns the order of the file round." in written
    (source / "index.md").write_text(PAGE.replace(":reverse:", ":revrese:"), encoding="utf-8")
    assert "Did you mean 'reverse'?" in build()
