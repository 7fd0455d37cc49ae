"""Whether pages are valid HTML, as the Nu Html Checker of the W3C says (https://validator.github.io/validator/), and html-validate
(https://html-validate.org), which reads the source and not what a parser makes of it."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

TOOLS = Path(__file__).resolve().parent / "node_modules"

_RULES = {
    "extends": ["html-validate:standard", "html-validate:a11y"],
    "rules": {
        # ARIA lets headings and articles have a name; the rule's default is to advise against it.
        "aria-label-misuse": ["error", {"allowAnyNamable": True}],
        # Sphinx's search looks for the role when it shows where a word stands.
        "no-redundant-role": "off",
        # docutils and Sphinx write roles: captions of tables of contents are headings, citations are items.
        "prefer-native-element": "off",
        # Of two tables of contents a window shows one; axe looks at the landmarks that are shown.
        "unique-landmark": "off",
        # A form of one field is sent by the Enter key.
        "wcag/h32": "off",
    },
    "root": True,
}
"""Everything that html-validate finds wrong, and what it finds of accessibility, with the reasons for what is let be."""


def checker() -> list[str] | None:
    """The command of the Nu Html Checker, or None where Java or the checker is missing."""
    jar = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
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
        page = str(message.get("url", "")).rpartition(folder.name + "/")[2]
        yield f"{page}:{message.get('lastLine', 0)}: {message['message']}"


def source_checker() -> list[str] | None:
    """The command of html-validate, or None where Node or it is missing."""
    program, node = TOOLS / "html-validate" / "bin" / "html-validate.mjs", shutil.which("node")
    return [node, str(program)] if node and program.is_file() else None


def source_errors(command: list[str], folder: Path, names: Iterable[str]) -> Iterator[str]:
    """What html-validate finds, with the page, the line and its rule."""
    paths = [str(folder / name) for name in names]
    with tempfile.TemporaryDirectory() as rules:
        settings = Path(rules, "rules.json")
        settings.write_text(json.dumps(_RULES), encoding="utf-8")
        run = subprocess.run(
            [*command, "--config", str(settings), "--formatter", "json", *paths],
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
    # It says nothing where nothing is wrong, and fails with words of its own where it cannot run.
    for file in json.loads(run.stdout):
        page = Path(file["filePath"]).relative_to(folder)
        for message in file["messages"]:
            yield f"{page}:{message['line']}: {message['message']} [{message['ruleId']}]"
