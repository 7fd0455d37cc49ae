"""The command ``python -m sphinx_academic``: what can be had without a build."""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

from sphinx_academic import __version__
from sphinx_academic.data.form_of_records import SCHEMA_OF_PEOPLE
from sphinx_academic.data.records import KINDS, Record, json_schema
from sphinx_academic.formats.table import FORMATS, Format, career_formats, written_formats
from sphinx_academic.problems import shorten


def _written_format(name: str) -> Format:
    """The format to write in; looked for when it is named, as other packages bring some."""
    known = {**written_formats(), **career_formats()}
    if name not in known:
        raise argparse.ArgumentTypeError(
            f"invalid choice: {name!r} (choose from {', '.join(map(repr, known))})"
        )
    return known[name]


def _day(text: str) -> str:
    """A day, in ISO 8601; no text where none is said."""
    if not text:
        return ""
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2026-11-30") from None


def _own_kinds(files: Sequence[str]) -> Mapping[str, type[Record]]:
    """The kinds that data files declare."""
    if not files:
        return {}
    # Which only those need who declare kinds of their own.
    from sphinx_academic.formats.loading import load_named

    return load_named(files).own_kinds


# fmt: off
def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sphinx-academic", description="Data of researchers' sites.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    schema = commands.add_parser("schema", help="print the JSON Schema of a data file, for completion in editors")
    schema.add_argument("files", nargs="*", metavar="FILE", help="data files that declare kinds of one's own, which it is to have too")
    schema.add_argument("--people", action="store_true", help="print that of people.json, which a site publishes for others")
    check = commands.add_parser("check", help="tell what is wrong with data files, without a build")
    check.add_argument("files", nargs="+", metavar="FILE",
        help="a data file or folder, of which several are read as one site; or the source folder, with pictures and links")
    check.add_argument("--as", dest="bare", choices=list(KINDS), default="",
        help="which records a file holds that is a list and nothing else")
    check.add_argument("--lost", action="store_true",
        help="list what the files hold and nothing shows, too: fields without a name of ours, lists of other things; no mistake")
    doctor = commands.add_parser("doctor",
        help="say why Google Scholar would not take up a paper, and which links to the site of before are dead")
    doctor.add_argument("folder", type=Path, metavar="FOLDER",
        help="the built site, or its source folder where the built site lies in _build/html or build/html")
    doctor.add_argument("--data", nargs="+", default=[], metavar="FILE",
        help="the data files, to find publications without a page; the source folder's conf.py names them itself")
    doctor.add_argument("--published", type=Path, metavar="INVENTORY",
        help="the objects.inv of the site as it was published last, or its folder: keys and pages that vanished since are told")
    export = commands.add_parser("export", help="write the publications of data files, or the whole career, in another format")
    export.add_argument("files", nargs="+", metavar="FILE", help="a data file or folder; several are one site")
    export.add_argument("--format", type=_written_format, metavar="FORMAT", default="bib",
        help=f"the format: {', '.join(form.name for form in FORMATS if form.write)} of publications, "
        f"{' and '.join(form.name for form in FORMATS if form.write_career)} of all; bib where none is named")
    export.add_argument("--key", nargs="+", default=[], metavar="KEY", help="only the publications of these keys")
    export.add_argument("--ascii", action="store_true", help="write LaTeX commands for accents and signs (bib)")
    export.add_argument("--output", "-o", type=Path, metavar="FILE", help="where to write; the terminal by default")
    cv = commands.add_parser("cv", help="write a curriculum vitae: as PDF, for LaTeX, or for another program")
    cv.add_argument("files", nargs="+", metavar="FILE", help="a data file or folder; several are one site")
    cv.add_argument("--output", "-o", type=Path, metavar="FILE", help="where to write; the terminal by default")
    cv.add_argument("--format", default="", metavar="FORMAT",
        help="pdf, latex, rendercv or resume; as the end of the file to write says where none is named, else pdf")
    cv.add_argument("--variant", default="", metavar="NAME", help="the variant: academic, industry, two-page, nsf-biosketch, or one of the data")
    cv.add_argument("--design", default="garamond", choices=("garamond", "sans"), help="how a PDF looks; garamond by default")
    cv.add_argument("--paper", default="a4", choices=("a4", "letter"), help="the size of the paper; a4 by default")
    cv.add_argument("--language", default="en", metavar="CODE", help="the language of headings and dates: de, pt_BR; en by default")
    cv.add_argument("--highlight", nargs="+", default=[], metavar="NAME", help="the names that stand out; those of the profile by default")
    cv.add_argument("--date", default="", type=_day, metavar="DAY", help="the day by which something goes on, and on which the file is made: 2026-11-30")
    return parser
# fmt: on


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the result is its exit status."""
    given = _parser().parse_args(arguments)
    try:
        if given.command == "schema":
            # ASCII, so that the file is the same whatever encoding a terminal or a redirection has.
            shape = SCHEMA_OF_PEOPLE if given.people else json_schema(_own_kinds(given.files))
            print(json.dumps(shape, indent=1))
            return 0
        # Each command needs much that the others do not.
        module = {"cv": "curriculum_vitae"}.get(given.command, given.command)
        status: int = import_module(f"{__name__}.{module}").run(given)
        return status
    except OSError as error:
        print(f"{shorten(str(error.filename), 100)}: {error.strerror}.", file=sys.stderr)
        return 2
