r"""Finds TeX commands that double quotation marks would swallow: the ``\b`` of ``"\beta"`` is an escape."""

from __future__ import annotations

import re

from sphinx_academic.formats.yaml.mending.outline import parts_of
from sphinx_academic.problems import Code, Problem

# Commands that begin like an escape of YAML 1.2 (section 5.7); of all others YAML itself complains.
_COMMAND = re.compile(
    r"(?<!\\)\\(?:alpha|approx|acute|beta|bar|bf|big|bm|boldsymbol|begin|vec|varepsilon|varphi|frac|forall|textbf|"
    r"textit|text|times|theta|tau|tilde|nabla|neq|nu|rho|rm|right|rightarrow|epsilon|ell|emph|eta|end|exp|exists)"
    r"(?![a-zA-Z])"
)
_BACKSLASH = re.compile(r"(\\\\)|\\(?!x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|n[A-Z])(?=[a-zA-Z]{2})")


def keep_commands(text: str, path: str) -> tuple[str, list[Problem]]:
    """The text with those backslashes doubled, and one problem for each line that has some."""
    if "\\" not in text or not _COMMAND.search(text):
        return text, []
    lines = text.split("\n")
    problems: list[Problem] = []
    for number, line in enumerate(lines):
        match = _COMMAND.search(line) if "\\" in line else None
        if match is None:
            continue
        parts = parts_of(line)
        if not parts.value.startswith('"') or match.start() < parts.at:
            continue
        problems.append(
            Problem(
                path,
                number + 1,
                match.start() + 1,
                Code.SYNTAX,
                f"'{match.group()}' is no TeX between double quotation marks: "
                f"YAML reads '{match.group()[:2]}' as a control character. It is kept as written.",
                f"Write  \\{match.group()}  with two backslashes, or put the text in single quotation marks.",
                line,
            )
        )
        lines[number] = _BACKSLASH.sub(lambda found: found.group(1) or "\\\\", line)
    return "\n".join(lines), problems
