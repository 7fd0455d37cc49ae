"""Shows what a change does to what users get: `python -m trials.compare BASE` builds all sites with two revisions.

Sites, documentation and data are those of the working tree for both, so that only code differs. Compared are the files
of every build, what it said, and what the commands wrote. The same environment runs both.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from hatch_build import compile_catalogues
from trials.build_worker import Job
from trials.corpus import CHECKOUT, Command, Site, commands, sites, write_sources
from trials.differences import Difference, compare, read_folder

COMMANDS = "commands"
"""What stands for the commands among the builders."""
_WORKER = Path(__file__).with_name("build_worker.py")


class CannotCompareError(Exception):
    """A revision is not there, or does not run in this environment."""


class Revision(NamedTuple):
    """Code to build with: a folder that holds the package, the program that runs it, and where its output goes."""

    name: str
    code: Path
    python: str
    sources: Path
    output: Path


class Wanted(NamedTuple):
    """What is built: all where nothing is named."""

    sites: frozenset[str] = frozenset()
    builders: frozenset[str] = frozenset()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0: all is the same, 1: something differs, 2: the two cannot be compared."""
    parser = argparse.ArgumentParser(prog="python -m trials.compare", description=__doc__)
    parser.add_argument("base", metavar="BASE", help="a commit, or a folder that holds sphinx_academic")
    parser.add_argument(
        "other",
        metavar="OTHER",
        nargs="?",
        default=str(CHECKOUT),
        help="the same; the working tree by default",
    )
    parser.add_argument(
        "--only",
        type=_names,
        default=frozenset(),
        metavar="BUILDER,…",
        help=f"only these; '{COMMANDS}' are those of sphinx-academic",
    )
    parser.add_argument(
        "--site", action="append", default=[], metavar="NAME", help="only this one; may be repeated"
    )
    parser.add_argument(
        "--own-sources", action="store_true", help="each revision builds the sites that it holds itself"
    )
    parser.add_argument(
        "--python",
        default=sys.executable,
        metavar="PATH",
        help="the Python that runs the base, where it needs other packages",
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="builds at once")
    parser.add_argument(
        "--show", type=int, default=40, metavar="NUMBER", help="how many differences are shown; 40 by default"
    )
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="leave all output in this folder, which must be new"
    )
    given = parser.parse_args(arguments)
    wanted = Wanted(frozenset(given.site), given.only)
    try:
        with _folder(given.keep) as folder:
            base = revision("base", given.base, folder, given.python, given.own_sources)
            other = revision("other", given.other, folder, sys.executable, given.own_sources)
            differences, count = differences_of(base, other, wanted, given.jobs)
    except CannotCompareError as error:
        print(f"Cannot compare: {error}", file=sys.stderr)
        return 2
    report(differences, count, given.show)
    return 1 if differences else 0


def _names(text: str) -> frozenset[str]:
    return frozenset(name for part in text.split(",") if (name := part.strip()))


@contextlib.contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is None:
        with tempfile.TemporaryDirectory(prefix="compare-") as name:
            yield Path(name).resolve()
    else:
        try:
            kept.mkdir(parents=True)
        except FileExistsError:
            raise CannotCompareError(f"{kept} is there already.") from None
        yield kept.resolve()


def revision(name: str, given: str, folder: Path, python: str, own_sources: bool) -> Revision:
    """Make a revision ready: a commit is unpacked, which leaves the repository as it is."""
    code = Path(given).resolve()
    if not (code / "sphinx_academic").is_dir():
        code = folder / name / "code"
        packed = subprocess.run(
            ["git", "archive", "--format=tar", given], cwd=CHECKOUT, capture_output=True, check=False
        )
        if packed.returncode:
            raise CannotCompareError(
                f"'{given}' is neither a commit nor a folder that holds sphinx_academic.\n{packed.stderr.decode()}"
            )
        with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
            archive.extractall(code, filter="data")
        compile_catalogues(code / "sphinx_academic" / "locale")
    sources = folder / name / "sources" if own_sources else folder / "sources"
    if not sources.exists():
        write_sources(code if own_sources else CHECKOUT, sources)
    return Revision(name, code, python, sources, folder / name / "output")


def differences_of(
    base: Revision, other: Revision, wanted: Wanted, at_once: int
) -> tuple[tuple[Difference, ...], int]:
    """Run everything with both revisions; what differs, and how many files were compared.

    Raises
    ------
    CannotCompareError
        Nothing is named so, or a revision does not run in its environment.
    """
    both = (base, other)
    each = max(1, at_once // 2)
    jobs = [phases(revision, wanted) for revision in both]
    if not any(jobs[0]):
        asked = ", ".join(sorted(wanted.sites | wanted.builders))
        known = ", ".join(site.name for site in sites(CHECKOUT))
        raise CannotCompareError(f"there is no {asked}. The sites are: {known}; and {COMMANDS}.")
    with contextlib.ExitStack() as stack:
        started = [
            stack.enter_context(_started(revision, phase, each))
            for revision, phase in zip(both, jobs, strict=True)
        ]
        for revision, process in zip(both, started, strict=True):
            _await(revision, process)
    found = [
        read_folder(
            revision.output,
            {
                sys.prefix: "<python>",
                str(revision.output.parent / "temporary"): "<temporary>",
                str(revision.output): "<output>",
                str(revision.sources): "<sources>",
                str(revision.code): "<revision>",
            },
        )
        for revision in both
    ]
    return compare(*found), len(found[0].keys() | found[1].keys())


def phases(revision: Revision, wanted: Wanted) -> list[list[Job]]:
    """What a revision has to run: builds, then the commands, some of which look at what was built."""

    def is_wanted(site: str, builder: str) -> bool:
        return (not wanted.sites or site in wanted.sites) and (
            not wanted.builders or builder in wanted.builders
        )

    builds: list[Job] = [
        _build(revision, site, builder)
        for site in sites(CHECKOUT)
        for builder in site.builders
        if is_wanted(site.name, builder)
    ]
    runs: list[Job] = [
        _command(revision, command)
        for command in commands(revision.sources)
        if is_wanted(COMMANDS, COMMANDS) and (not command.after or is_wanted(command.after, "html"))
    ]
    return [builds, runs]


def _build(revision: Revision, site: Site, builder: str) -> Job:
    folder = revision.output / site.name / builder
    trees = revision.output.parent / "trees" / site.name / builder
    settings = [part for name, value in site.settings.items() for part in ("-D", f"{name}={value}")]
    return {
        "name": f"{site.name}, {builder}",
        "program": "sphinx",
        "arguments": [
            "-q",
            "-N",
            "-b",
            builder,
            "-d",
            str(trees),
            *settings,
            site.source,
            str(folder / "files"),
        ],
        "source": str(revision.sources),
        "folder": str(folder),
    }


def _command(revision: Revision, command: Command) -> Job:
    site = str(revision.output / command.after / "html" / "files")
    return {
        "name": command.name,
        "program": "sphinx-academic",
        "arguments": [
            argument.format(site=site) if argument == "{site}" else argument for argument in command.arguments
        ],
        "source": str(revision.sources),
        "folder": str(revision.output / COMMANDS / command.name),
    }


@contextlib.contextmanager
def _started(revision: Revision, jobs: list[list[Job]], at_once: int) -> Iterator[subprocess.Popen[str]]:
    """A process that runs the jobs of a revision; it is ended where the other one fails."""
    folder = revision.output.parent
    (folder / "temporary").mkdir(parents=True)
    path = folder / "jobs.json"
    path.write_text(json.dumps({"at_once": at_once, "phases": jobs}), encoding="utf-8")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
        "PYTHONPATH": str(revision.code),
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": "1700000000",
        "TMPDIR": str(folder / "temporary"),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "NO_COLOR": "1",
        "COLUMNS": "80",
    }
    with (
        (folder / "worker.txt").open("w", encoding="utf-8") as said,
        subprocess.Popen(
            [revision.python, "-P", str(_WORKER), str(path)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        ) as process,
    ):
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def _await(revision: Revision, process: subprocess.Popen[str]) -> None:
    """Follow a process to its end."""
    assert process.stdout is not None
    advice = "Give the Python of an environment that has it with --python." if revision.name == "base" else ""
    for number, line in enumerate(process.stdout):
        told = json.loads(line)
        if number:
            if sys.stderr.isatty():
                print(
                    f"\r{revision.name}: {number} ({told['done']})\x1b[K", end="", file=sys.stderr, flush=True
                )
        elif told["missing"]:
            raise CannotCompareError(
                f"the {revision.name} needs {', '.join(told['missing'])}, which this environment has not. {advice}"
            )
        elif not Path(told["package"]).is_relative_to(revision.code):
            raise CannotCompareError(f"{told['package']} was imported, and not the one in {revision.code}.")
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    if process.wait():
        said = (revision.output.parent / "worker.txt").read_text(encoding="utf-8")
        raise CannotCompareError(f"the {revision.name} does not run in this environment. {advice}\n{said}")


def report(differences: Iterable[Difference], count: int, most: int) -> None:
    """Write what differs."""
    differences = tuple(differences)
    if not differences:
        print(f"The same: {count:,} files.")
        return
    for number, difference in enumerate(differences[:most], 1):
        names = difference.files
        more = f" and {len(names) - 4:,} more" if len(names) > 4 else ""
        print(f"{number}. {', '.join(names[:4])}{more}")
        for line in difference.text.splitlines()[:60]:
            print(f"   {line[:300]}")
        print()
    if len(differences) > most:
        print(f"{len(differences) - most:,} more; --show {len(differences)} shows them.\n")
    files = {name for difference in differences for name in difference.files}
    print(f"{len(files):,} of {count:,} files differ, in {len(differences):,} ways.")


if __name__ == "__main__":
    sys.exit(main())
