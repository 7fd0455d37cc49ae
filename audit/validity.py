"""Whether pages are valid HTML, as the Nu Html Checker of the W3C says (https://validator.github.io/validator/)."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

FOLDER = Path(__file__).resolve().parent

NOT_OURS = (
    # sphinx-design's tabs; the theme has no hand in them.
    "The “aria-controls” attribute must not be used on any “label” element",
)
"""What extensions write and we cannot change."""


def checker() -> list[str] | None:
    """The command that checks, or None where Java or the checker is missing."""
    jar = FOLDER / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    java = shutil.which("java")
    return [java, "-Xss8m", "-jar", str(jar)] if java and jar.is_file() else None


def errors(command: list[str], folder: Path, names: Iterable[str]) -> Iterator[str]:
    """Every error in the pages, with the page and the line."""
    paths = [str(folder / name) for name in names]
    run = subprocess.run(
        [*command, "--errors-only", "--format", "json", *paths],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    for message in json.loads(run.stderr or '{"messages": []}')["messages"]:
        text = str(message["message"])
        if not text.startswith(NOT_OURS):
            page = str(message.get("url", "")).rpartition(folder.name + "/")[2]
            yield f"{page}:{message.get('lastLine', 0)}: {text}"
