"""What `docs/contributing.md` says of a new directive option is done in a copy of the package, and there it works."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from building import CHECKOUT
from recipes import Copy

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


def test_a_new_option_is_one_file_and_is_read_obeyed_told_and_documented(tmp_path: Path) -> None:
    copy = Copy(tmp_path / "copy")
    assert len(copy.follow("A new directive option")) == 1
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text(
        "extensions = ['myst_parser', 'sphinx_academic', 'declared']\nacademic_data = ['site.yaml']\n",
        encoding="utf-8",
    )
    (source / "index.md").write_text(PAGE, encoding="utf-8")
    (source / "site.yaml").write_text(DATA, encoding="utf-8")

    def build() -> str:
        path = os.pathsep.join([str(copy.folder), str(CHECKOUT / "docs" / "_extensions")])
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

    # The list leads to a page of the documentation, which is not here.
    assert "There is no option" not in build()
    page = (source / "out" / "index.html").read_text(encoding="utf-8")
    written = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert written.index("The second race") < written.index("The first race")
    assert ":reverse: Turns the order of the file round. Takes no value." in written
    (source / "index.md").write_text(PAGE.replace(":reverse:", ":revrese:"), encoding="utf-8")
    assert "Did you mean 'reverse'?" in build()
