"""The command ``python -m sphinx_academic``: what can be had without a build."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from sphinx_academic import __version__
from sphinx_academic.data.collection import KINDS, Source, load
from sphinx_academic.data.readers import expand
from sphinx_academic.data.schema import json_schema


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the result is its exit status."""
    parser = argparse.ArgumentParser(prog="sphinx-academic", description="Data of researchers' sites.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("schema", help="print the JSON Schema of a data file, for completion in editors")
    check = commands.add_parser("check", help="tell what is wrong with data files, without a build")
    check.add_argument(
        "files", nargs="+", metavar="FILE", help="a data file or folder; several are read as one site"
    )
    check.add_argument(
        "--as",
        dest="bare",
        choices=list(KINDS),
        default="",
        help="which records a file holds that is a list and nothing else",
    )
    given = parser.parse_args(arguments)
    if given.command == "schema":
        # ASCII, so that the file is the same whatever encoding a terminal or a redirection has.
        print(json.dumps(json_schema(), indent=1))
        return 0
    return _check(given.files, given.bare)


def _check(files: Sequence[str], bare: str) -> int:
    found = dict.fromkeys(source for name in files for source in expand(Path(name), name))
    collection = load([Source(path, name) for path, name in found], bare)
    for problem in collection.problems:
        print(f"{problem.location}: {problem.text} [academic.{problem.code}]", file=sys.stderr)
    counts = {kind: len(getattr(collection, kind)) for kind in KINDS}
    print(", ".join(f"{number} {name}" for name, number in counts.items() if number) or "no records")
    return 1 if collection.problems else 0
