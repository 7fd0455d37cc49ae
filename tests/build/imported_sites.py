"""What tests of `import` share: a folder with a site in it, what is made of it, and what the new site holds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from yaml import CBaseLoader

from sphinx_academic.cli import main


def write_files(files: Mapping[str, str], folder: str = "old") -> None:
    """Write the texts of a site."""
    for name, text in files.items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def imported(source: str = "old", status: int = 0) -> None:
    """Make ``site`` of it."""
    assert main(["import", source, "-o", "site"]) == status


def text(name: str) -> str:
    """A file of the new site."""
    return Path("site", name).read_text(encoding="utf-8")


def data(name: str) -> Any:
    """A data file of the new site, every value as it is written."""
    return yaml.load(text(f"data/{name}.yaml"), CBaseLoader)
