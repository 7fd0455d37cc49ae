"""Tells what is wrong with data to people, to GitHub, to tools of code scanning (SARIF), and to programs (JSON)."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import click

from sphinx_academic import __version__
from sphinx_academic.problems import MEANINGS, Code, Problem, Severity, to_tell

TEXT, GITHUB, SARIF, JSON = "text", "github", "sarif", "json"

_LEVELS: Mapping[Severity, str] = {
    Severity.UNREAD: "error",
    Severity.WRONG: "error",
    Severity.UNKNOWN: "warning",
    Severity.REMARK: "note",
}
_COLOURS: Mapping[Severity, str] = {
    Severity.UNREAD: "red",
    Severity.WRONG: "red",
    Severity.UNKNOWN: "yellow",
    Severity.REMARK: "cyan",
}


class CheckedData(NamedTuple):
    """What was looked at: its problems in the order in which they are told, and how many records there are of each list."""

    problems: Sequence[Problem]
    records: Mapping[str, int]

    @property
    def counts(self) -> Mapping[Code, int]:
        """How often each code is told, the worst first."""
        found: Counter[Code] = Counter()
        for problem in self.problems:
            found[problem.code] += problem.number
        severities = {problem.code: problem.severity for problem in self.problems}
        return dict(sorted(found.items(), key=lambda each: (severities[each[0]], -each[1], each[0])))

    @property
    def sum_of_records(self) -> str:
        """The numbers of records in words."""
        return ", ".join(f"{number} {name}" for name, number in self.records.items()) or "no records"


_MENDED = frozenset((Code.ENCODING, Code.MOJIBAKE, Code.SYNTAX, Code.UNKNOWN_KEY))
"""Of these something may be mended for sure."""


def _tell_text(told: CheckedData) -> None:
    """What is wrong on the standard error, each at its place as editors jump to it, then a summary; the records on the standard output."""
    for problem in to_tell(told.problems):
        code = click.style(f"[academic.{problem.code}]", fg=_COLOURS[problem.severity])
        click.echo(f"{problem.location}: {problem.text} {code}", err=True)
    counts = told.counts
    total = sum(counts.values())
    if total > 1:
        paths = {path for each in told.problems for path, _, _ in (*each.places, (each.path, 0, 0))}
        files = "one file" if len(paths) == 1 else f"{len(paths):,} files"
        click.echo(f"\n{total:,} problems in {files}:", err=True)
        width, longest = len(f"{max(counts.values()):,}"), max(map(len, counts))
        for code, number in counts.items():
            click.echo(f"  {number:>{width},}  {code:<{longest}}  {MEANINGS[code]}", err=True)
        if not counts.keys().isdisjoint(_MENDED):
            click.echo("--fix shows what of it can be mended for sure.", err=True)
    click.echo(told.sum_of_records)


# How commands of workflows are written: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
_ESCAPED = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_MESSAGES = str.maketrans({**_ESCAPED})
_IN_PROPERTIES = str.maketrans({**_ESCAPED, ":": "%3A", ",": "%2C"})
_GITHUB_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def _tell_github(told: CheckedData) -> None:
    """Commands of a workflow, which GitHub shows beside the lines of a commit."""
    for problem in to_tell(told.problems):
        properties: dict[str, object] = {"file": _in_repository(problem.path), "line": problem.line or 1}
        if problem.line and problem.column:
            properties["col"] = problem.column
        properties["title"] = f"academic.{problem.code}"
        click.echo(in_workflow(_GITHUB_LEVELS[_LEVELS[problem.severity]], properties, problem.text))


def in_workflow(level: str, properties: Mapping[str, object], message: str) -> str:
    """A command of a workflow: ``notice``, ``warning`` or ``error``, beside a line of a file."""
    said = ",".join(f"{name}={str(value).translate(_IN_PROPERTIES)}" for name, value in properties.items())
    return f"::{level} {said}::{message.translate(_IN_MESSAGES)}"


def _in_repository(path: str) -> str:
    """A path as it is from the root of the repository, where a workflow says where that is."""
    root = os.environ.get("GITHUB_WORKSPACE", "")
    file = Path(path)
    if root:
        whole = Path(os.path.normpath(Path.cwd() / file))
        if whole.is_relative_to(root):
            file = whole.relative_to(root)
    return file.as_posix()


def _tell_sarif(told: CheckedData) -> None:
    """A log of the Static Analysis Results Interchange Format, version 2.1.0 (OASIS)."""
    codes = [*MEANINGS]
    levels = {code: _LEVELS[Problem("", 0, 0, code, "").severity] for code in codes}
    rules = [
        {
            "id": f"academic.{code}",
            "shortDescription": {"text": MEANINGS[code]},
            "fullDescription": {"text": MEANINGS[code]},
            "help": {"text": f"{MEANINGS[code]} See academic.{code} on the page of warnings."},
            "defaultConfiguration": {"level": levels[code]},
        }
        for code in codes
    ]
    results = [
        {
            "ruleId": f"academic.{problem.code}",
            "ruleIndex": codes.index(problem.code),
            "level": levels[problem.code],
            "message": {"text": problem.text},
            "locations": [_location(problem.path, problem.line, problem.column)],
            **(
                {
                    "occurrenceCount": problem.times,
                    "relatedLocations": _once(_location(*place) for place in problem.places[1:]),
                }
                if problem.times > 1
                else {}
            ),
        }
        for problem in told.problems
    ]
    driver = {"name": "sphinx-academic", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    print_json({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _location(path: str, line: int, column: int) -> dict[str, object]:
    inside = _in_repository(path)
    address = Path(inside).as_uri() if Path(inside).is_absolute() else quote(inside, errors="surrogateescape")
    region = {"startLine": line or 1, **({"startColumn": column} if line and column else {})}
    return {"physicalLocation": {"artifactLocation": {"uri": address}, "region": region}}


def _once(locations: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    return [*{json.dumps(each): each for each in locations}.values()]


def _tell_json(told: CheckedData) -> None:
    """One JSON document."""
    problems = [*map(in_json, told.problems)]
    print_json({"problems": problems, "summary": told.counts, "records": told.records})


def in_json(problem: Problem) -> dict[str, object]:
    """A problem as programs read it."""
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "severity": problem.severity.name.lower(),
        "message": problem.said,
        "hint": problem.hint,
        "excerpt": problem.excerpt,
        "times": problem.times,
        "more": problem.more,
        "places": [
            {"path": path, "line": line, "column": column}
            for path, line, column in problem.places or ((problem.path, problem.line, problem.column),)
        ],
    }


def print_json(value: object) -> None:
    """Print one document, in ASCII, so that it is the same whatever encoding a terminal or a redirection has."""
    click.echo(json.dumps(value, indent=1))


FORMS: Mapping[str, Callable[[CheckedData], None]] = {
    TEXT: _tell_text,
    GITHUB: _tell_github,
    SARIF: _tell_sarif,
    JSON: _tell_json,
}
"""How problems may be told, by the names that ``--format`` takes."""


def told_of(problems: Iterable[Problem], records: Mapping[str, int]) -> CheckedData:
    """Problems that are in order, and the lists of which there are records."""
    return CheckedData(tuple(problems), {name: number for name, number in records.items() if number})
