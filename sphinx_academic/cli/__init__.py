"""The command ``python -m sphinx_academic``: what can be had without a build."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from sphinx_academic import __version__
from sphinx_academic.data.records import KINDS
from sphinx_academic.data.schema import json_schema
from sphinx_academic.formats import expand
from sphinx_academic.formats.loading import Source, load
from sphinx_academic.formats.table import FORMATS, format_named, written_formats
from sphinx_academic.problems import nearest, shorten


class _WrittenFormats(Collection[str]):
    """The names of formats to write; looked for when one is asked for, as other packages bring some."""

    def __contains__(self, name: object) -> bool:
        return name in written_formats()

    def __iter__(self) -> Iterator[str]:
        return iter(written_formats())

    def __len__(self) -> int:
        return len(written_formats())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the result is its exit status."""
    parser = argparse.ArgumentParser(prog="sphinx-academic", description="Data of researchers' sites.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("schema", help="print the JSON Schema of a data file, for completion in editors")
    checker = commands.add_parser("check", help="tell what is wrong with data files, without a build")
    checker.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a data file or folder, of which several are read as one site; or the source folder, with pictures and links",
    )
    checker.add_argument(
        "--as",
        dest="bare",
        choices=list(KINDS),
        default="",
        help="which records a file holds that is a list and nothing else",
    )
    doctor = commands.add_parser("doctor", help="say why Google Scholar would not take up a paper")
    doctor.add_argument(
        "folder",
        type=Path,
        metavar="FOLDER",
        help="the built site, or its source folder where the built site lies in _build/html or build/html",
    )
    doctor.add_argument(
        "--data",
        nargs="+",
        default=[],
        metavar="FILE",
        help="the data files, to find publications without a page; the source folder's conf.py names them itself",
    )
    export = commands.add_parser("export", help="write the publications of data files in another format")
    export.add_argument(
        "files", nargs="+", metavar="FILE", help="a data file or folder; several are one site"
    )
    export.add_argument(
        "--format",
        choices=_WrittenFormats(),
        metavar="FORMAT",
        default="bib",
        help=f"the format: {', '.join(form.name for form in FORMATS if form.write)}; bib where none is named",
    )
    export.add_argument(
        "--key", nargs="+", default=[], metavar="KEY", help="only the publications of these keys"
    )
    export.add_argument(
        "--ascii", action="store_true", help="write LaTeX commands for accents and signs (bib)"
    )
    export.add_argument(
        "--output", "-o", type=Path, metavar="FILE", help="where to write; the terminal by default"
    )
    given = parser.parse_args(arguments)
    try:
        return _run(given)
    except OSError as error:
        print(f"{shorten(str(error.filename), 100)}: {error.strerror}.", file=sys.stderr)
        return 2


def _run(given: argparse.Namespace) -> int:
    if given.command == "schema":
        # ASCII, so that the file is the same whatever encoding a terminal or a redirection has.
        print(json.dumps(json_schema(), indent=1))
        return 0
    if given.command == "export":
        return _export(given)
    if given.command == "doctor":
        return _doctor(given.folder, given.data)
    from sphinx_academic.cli.check import check

    return check(given.files, given.bare)


def _export(given: argparse.Namespace) -> int:
    """Write publications; what is wrong with the data is told, and stops nothing."""
    from sphinx_academic.content.markup import Markup

    found = dict.fromkeys(source for name in given.files for source in expand(Path(name), name))
    collection = load([Source(path, name) for path, name in found], "publications")
    for problem in collection.problems:
        print(f"{problem.location}: {problem.text} [academic.{problem.code}]", file=sys.stderr)
    known = {publication.key: publication for publication in collection.publications}
    unknown = [key for key in given.key if key not in known]
    for key in unknown:
        meant = nearest(key, known)
        print(
            f"No publication has the key '{key}'." + (f" Did you mean '{meant}'?" if meant else ""),
            file=sys.stderr,
        )
    if unknown:
        return 2
    works = [known[key] for key in given.key] if given.key else list(collection.publications)
    markup = Markup(collection.links)
    form = format_named(given.format)
    options = {"ascii_only": True} if given.ascii and form.writes_ascii else {}
    text = form.writer(works, markup=markup, **options)
    if given.output is None:
        # The formats are UTF-8 whatever encoding a terminal has.
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    else:
        given.output.write_text(text, encoding="utf-8", newline="\n")
    return 0


_BUILT = ("_build/html", "build/html", "_build/dirhtml", "build/dirhtml", "../build/html", "_build", "build")


def _doctor(folder: Path, data: Sequence[str]) -> int:
    from sphinx.errors import SphinxError

    from sphinx_academic.cli.doctor import examine

    site = folder
    if (folder / "conf.py").is_file():
        built = [place for name in _BUILT if any((place := folder / name).glob("*.html"))]
        if not built:
            print(f"{folder} holds no built site; name its folder, or build it first.", file=sys.stderr)
            return 2
        site = built[0]
        try:
            data = data or _data_of(folder)
        except SphinxError as error:
            print(error, file=sys.stderr)
            return 2
    elif not folder.is_dir() or not any(folder.rglob("*.html")):
        print(f"{folder} is no built site: there is no HTML page in it.", file=sys.stderr)
        return 2
    found = dict.fromkeys(source for name in data for source in expand(Path(name), name))
    publications = load([Source(path, name) for path, name in found]).publications if found else ()
    report = examine(site, publications)
    for finding in report.findings:
        sign = "" if finding.serious else "note: "
        print(
            f"{finding.place}: {sign}{finding.message} {finding.hint} [scholar.{finding.code}]",
            file=sys.stderr,
        )
    serious = len({finding.place for finding in report.findings if finding.serious})
    pages = f"{report.pages} {'page' if report.pages == 1 else 'pages'} of papers in {site}"
    print(f"{pages}: {f'{serious} to look at' if serious else 'all can be taken up'}")
    return 0 if report.is_well else 1


def _data_of(folder: Path) -> list[str]:
    """What ``academic_data`` names; raises SphinxError where conf.py cannot be run."""
    from sphinx_academic.cli.check import project

    with project(folder) as env:
        return [str(folder / name) for name in env.config.academic_data]
