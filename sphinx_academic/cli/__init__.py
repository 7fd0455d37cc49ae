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
from sphinx_academic.data.languages import is_language, meant_by
from sphinx_academic.data.records import KINDS, Record, json_schema
from sphinx_academic.data.values.dates import PartialDate, YearRange, read_date, read_year_range
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


def _format_of_report(name: str) -> str:
    """A format of reports: one of theirs alone, else one in which publications are written."""
    known = dict.fromkeys(("text", "markdown", "json", *written_formats()))
    if name not in known:
        raise argparse.ArgumentTypeError(
            f"invalid choice: {name!r} (choose from {', '.join(map(repr, known))})"
        )
    return name


def _date(text: str) -> PartialDate:
    """A date, partial or whole."""
    found = read_date(text)
    if found.date is None or found.fault or found.before or found.after:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2024-05-16, 2024-05 or 2024")
    return found.date


def _years(text: str) -> tuple[YearRange, ...]:
    """Years and ranges of years with commas between them."""
    ranges = [read_year_range(part) for part in text.split(",")]
    found = tuple(years for years in ranges if years is not None)
    if len(found) < len(ranges):
        raise argparse.ArgumentTypeError(
            f"{text!r} are no years; write them as 2023, 2020-2024, 2020- or -2019"
        )
    return found


def _number(text: str) -> int:
    """A number above zero."""
    if not (text.isdecimal() and 0 < int(text) <= 10_000):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to 10000")
    return int(text)


def _language(code: str) -> str:
    """A language by its code; no text where none is said."""
    if code and not is_language(code):
        meant = meant_by(code)
        guess = f" (did you mean {meant!r}?)" if meant else ""
        raise argparse.ArgumentTypeError(f"{code!r} is no code of a language{guess}")
    return code.strip()


def _languages(codes: str) -> tuple[str, ...]:
    """Languages by their codes, with commas between them."""
    return tuple(_language(code) for code in codes.split(","))


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
    check.add_argument("--languages", type=_languages, metavar="CODES", default=(),
        help="list texts in several languages that are not there in one of these, too: en,de")
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
        help=f"the format: {', '.join(form.name for form in FORMATS if form.writes_records)} of publications, "
        f"{' and '.join(form.name for form in FORMATS if form.write_career)} of all; bib where none is named")
    export.add_argument("--key", nargs="+", default=[], metavar="KEY", help="only the publications of these keys")
    export.add_argument("--language", type=_language, metavar="CODE",
        help="the language of what the data say in several; English, or else the first, where none is named")
    export.add_argument("--ascii", action="store_true", help="write LaTeX commands for accents and signs (bib)")
    export.add_argument("--output", "-o", type=Path, metavar="FILE", help="where to write; the terminal by default")
    cv = commands.add_parser("cv", help="write a curriculum vitae: as PDF, for LaTeX, or for another program")
    cv.set_defaults(module="curriculum_vitae")
    cv.add_argument("files", nargs="+", metavar="FILE", help="a data file or folder; several are one site")
    cv.add_argument("--output", "-o", type=Path, metavar="FILE", help="where to write; the terminal by default")
    cv.add_argument("--format", default="", metavar="FORMAT",
        help="pdf, latex, rendercv or resume; as the end of the file to write says where none is named, else pdf")
    cv.add_argument("--variant", default="", metavar="NAME", help="the variant: academic, industry, two-page, nsf-biosketch, or one of the data")
    cv.add_argument("--design", default="garamond", choices=("garamond", "sans"), help="how a PDF looks; garamond by default")
    cv.add_argument("--paper", default="a4", choices=("a4", "letter"), help="the size of the paper; a4 by default")
    cv.add_argument("--photo", action="store_true", help="show the photo of the profile, in a PDF")
    cv.add_argument("--fonts", nargs="+", type=Path, default=[], metavar="FOLDER", help="folders with fonts for scripts that those of a PDF have no letters of")
    cv.add_argument("--language", default="en", metavar="CODE", help="the language of headings and dates, and of what the data say in several: de, pt_BR; en by default")
    cv.add_argument("--highlight", nargs="+", default=[], metavar="NAME", help="the names that stand out; those of the profile by default. Without a profile a single one is the title")
    cv.add_argument("--date", default="", type=_day, metavar="DAY", help="the day by which something goes on, and on which the file is made: 2026-11-30")
    report = commands.add_parser("report",
        help="write what belongs to a grant or a funder, was done in a role or by somebody, in a window of dates")
    report.add_argument("files", nargs="+", metavar="FILE", help="a data file or folder; several are one site")
    for name, of in (("grant", "these grants, by key, number or title"), ("funder", "these funders, in any of their spellings"),
            ("project", "these projects, by key or title"), ("role", "these roles"), ("person", "these people")):
        report.add_argument(f"--{name}", nargs="+", action="extend", default=[], metavar=name.upper(), help=f"only what is of one of {of}")
    report.add_argument("--since", type=_date, metavar="DATE", help="only what may have been on this date or later: 2024-05-16, 2024-05, 2024")
    report.add_argument("--until", type=_date, metavar="DATE", help="only what may have been on this date or earlier")
    report.add_argument("--year", type=_years, default=(), metavar="YEARS", help="only what may have been in these years: 2023, 2020-2024")
    report.add_argument("--kinds", nargs="+", action="extend", default=[], metavar="LIST", help="only these lists: publications talks")
    report.add_argument("--format", type=_format_of_report, metavar="FORMAT", default="text",
        help="the format: text, markdown, json, csv, xlsx, bib or another in which publications are written; text where none is named")
    coauthors = commands.add_parser("coauthors",
        help="write with whom somebody has worked in the last 48 months, as funders ask for it")
    coauthors.add_argument("files", nargs="+", metavar="FILE", help="a data file or folder; several are one site")
    coauthors.add_argument("--of", nargs="+", action="extend", default=[], metavar="NAME", help="whose; of whom the profile is where nobody is named")
    coauthors.add_argument("--months", type=_number, default=48, metavar="N", help="of so many months; 48 where nothing is said")
    coauthors.add_argument("--max-authors", type=_number, default=100, metavar="N", help="without works with more authors; 100 where nothing is said")
    coauthors.add_argument("--date", default="", type=_day, metavar="DAY", help="the day before which these months lie: 2026-11-30; that of the call where none is said")
    coauthors.add_argument("--format", choices=("text", "markdown", "csv", "xlsx", "json"), default="text", help="the format")
    for parser_of in (report, coauthors):
        parser_of.add_argument("--output", "-o", type=Path, metavar="FILE", help="where to write; the terminal by default")
    return parser
# fmt: on


def commands() -> Mapping[str, argparse.ArgumentParser]:
    """The commands, each with its options."""
    (found,) = (each for each in _parser()._actions if isinstance(each, argparse._SubParsersAction))
    return found.choices


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
        if (output := getattr(given, "output", None)) is not None:
            is_read = import_module(f"{__name__}.writing").is_read
            if is_read(output, given.files):
                message = f"'{output}' is one of the files that are read: nothing is written, and it stays as it is."
                print(f"{message} Name another one:  -o …", file=sys.stderr)
                return 2
        status: int = import_module(f"{__name__}.{getattr(given, 'module', given.command)}").run(given)
        return status
    except OSError as error:
        print(f"{shorten(str(error.filename), 100)}: {error.strerror}.", file=sys.stderr)
        return 2
