"""The command ``python -m sphinx_academic``: what can be had without a build."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from sphinx_academic import __version__
from sphinx_academic.data.collection import Source, load
from sphinx_academic.data.schema import json_schema


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the result is its exit status."""
    parser = argparse.ArgumentParser(prog="sphinx-academic", description="Data of researchers' sites.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("schema", help="print the JSON Schema of a data file, for completion in editors")
    check = commands.add_parser("check", help="tell what is wrong with data files, without a build")
    check.add_argument("files", nargs="+", metavar="FILE", help="a data file")
    given = parser.parse_args(arguments)
    if given.command == "schema":
        json.dump(json_schema(), sys.stdout, indent=1, ensure_ascii=False)
        print()
        return 0
    return _check(given.files)


def _check(files: Sequence[str]) -> int:
    collection = load([Source(Path(name), name) for name in files])
    for problem in collection.problems:
        print(f"{problem.location}: {problem.text} [{problem.code}]", file=sys.stderr)
    counts = {
        "publications": len(collection.publications),
        "news": len(collection.news),
        "competitions": len(collection.competitions),
        "education": len(collection.education),
        "people": len(collection.people),
    }
    print(", ".join(f"{number} {name}" for name, number in counts.items() if number) or "no records")
    return 1 if collection.problems else 0
