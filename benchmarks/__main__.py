"""``python -m benchmarks``: measure, print the tables, and say whether the project keeps its promises."""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.careers import CareersError, Lab, careers_table, judge_careers, measure_careers
from benchmarks.citing import CitingError, Way, citing_table, judge_citing, measure_citing
from benchmarks.curricula import (
    CurriculaError,
    Curriculum,
    curricula_table,
    judge_curricula,
    measure_curricula,
)
from benchmarks.measure import BuildError, Cost, Situation, measure_situation, own_peak_bytes
from benchmarks.projects import PEERS, Contender, PageError, Project, is_there, write_project
from benchmarks.reading import measure_reading, reading_table
from benchmarks.report import Case, Verdict, cost_table, judge, median_cost, ratio_table

SIZES = (100, 1_000, 10_000)
QUICK_SIZES = (100, 1_000)
WARM_UP_SIZE = 10
READ_SIZE = 10_000


class Run:
    """All measurements of one run, and which contenders have dropped out of it."""

    def __init__(self, contenders: Sequence[Contender], folder: Path) -> None:
        self.contenders = list(contenders)
        self.folder = folder
        self.costs: dict[Case, list[Cost]] = {}
        self.failures: dict[Contender | str, str] = {}
        self.citing: dict[Way, Cost] = {}
        self.careers: dict[Lab, Cost] = {}
        self.curricula: dict[Curriculum, Cost] = {}

    def warm_up(self) -> None:
        """Build each project once unmeasured: no later build has to compile Python or wait for the disk."""
        for project in self._write_projects(WARM_UP_SIZE):
            self._measure(project, Situation.CLEAN, 0)

    def measure_size(self, size: int, rounds: int) -> None:
        """Measure every contender in every situation, taking turns, ``rounds`` times."""
        projects = self._write_projects(size)
        # The order of the table, whatever the order of measuring.
        for situation in Situation:
            for project in projects:
                self.costs[Case(size, situation, project.contender)] = []
        for number in range(rounds):
            # Nobody is always the first.
            turn = number % len(projects) if projects else 0
            for situation in Situation:
                for project in projects[turn:] + projects[:turn]:
                    if project.contender not in self.contenders:
                        continue
                    self._note(f"{size:,}: round {number + 1} of {rounds}, {situation}, {project.contender}")
                    revision = number + (situation is Situation.EDITED)
                    cost = self._measure(project, situation, revision)
                    if cost:
                        self.costs[Case(size, situation, project.contender)].append(cost)

    def measure_citing(self, rounds: int, ways: Sequence[Way]) -> None:
        """Measure the documentation that cites."""
        try:
            self.citing = measure_citing(self.folder, rounds, ways)
        except (BuildError, CitingError) as error:
            self.failures["citing"] = f"a documentation that cites: {error}"

    def measure_careers(self, rounds: int) -> None:
        """Measure the lab with and without pages of its people and projects."""
        try:
            self.careers = measure_careers(self.folder, rounds)
        except (BuildError, CareersError) as error:
            self.failures["careers"] = f"a lab: {error}"

    def measure_curricula(self, rounds: int) -> None:
        """Measure curricula vitae as PDF."""
        try:
            self.curricula = measure_curricula(self.folder / "curricula", rounds)
        except (BuildError, CurriculaError) as error:
            self.failures["curricula"] = f"a curriculum vitae: {error}"

    def medians(self) -> dict[Case, Cost]:
        """Return the median cost of each case that was measured at least once."""
        return {case: median_cost(costs) for case, costs in self.costs.items() if costs}

    def _write_projects(self, size: int) -> list[Project]:
        projects = [Project(name, size, self.folder / f"{size}" / name) for name in self.contenders]
        for project in projects:
            write_project(project)
        return projects

    def _measure(self, project: Project, situation: Situation, revision: int) -> Cost | None:
        try:
            return measure_situation(project, situation, revision)
        except (BuildError, PageError) as error:
            self.contenders.remove(project.contender)
            message = f"{project.contender}, {project.size:,} publications, {situation}: {error}"
            self.failures[project.contender] = message
            self._note(f"Left out from here on: {message}")
            return None

    @staticmethod
    def _note(text: str) -> None:
        print(text, file=sys.stderr, flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks; return the exit status."""
    options = _parse(arguments)
    contenders = _choose(options)
    if Contender.BIBTEX in contenders and not _is_installed("sphinxcontrib.bibtex"):
        print(
            "sphinxcontrib-bibtex is not installed, and it is one of the contenders. "
            "Install it (pip install -e '.[bench]') or run with --skip-peers.",
            file=sys.stderr,
        )
        return 1
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as temporary:
        run = Run(contenders, Path(temporary))
        run.warm_up()
        # One of these alone, or all of them.
        alone = {name for name in ("careers", "citing", "curricula") if getattr(options, name)}
        wanted = alone or (set() if options.quick or options.only else {"careers", "citing", "curricula"})
        if "careers" in wanted:
            run.measure_careers(options.rounds or 3)
        if "curricula" in wanted:
            run.measure_curricula(options.rounds or 3)
        if "citing" in wanted:
            ways = [way for way in Way if way is not Way.BIBTEX or not options.skip_peers]
            run.measure_citing(options.rounds or 3, ways)
        sizes = [] if alone else options.sizes
        for size in sizes:
            run.measure_size(size, options.rounds or _rounds(size, is_quick=options.quick))
        is_short = options.quick or options.skip_peers or not sizes
        readings = [] if is_short else measure_reading(Path(temporary), READ_SIZE)
    medians = run.medians()
    verdicts = judge(medians, sizes)
    if options.output:
        _write_json(options.output, run, verdicts)
    _print_report(run, verdicts)
    if readings:
        print()
        print(reading_table(readings))
    missed = any(each.is_missed for each in verdicts) or any(each.is_missed for each in readings)
    judged = (*judge_citing(run.citing), *judge_careers(run.careers), *judge_curricula(run.curricula))
    missed = missed or any(each.is_missed for each in judged)
    return 1 if run.failures or missed else 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    add = parser.add_argument
    add(
        "--sizes",
        type=_positive,
        nargs="+",
        metavar="N",
        help="how many publications (default: 100 1000 10000)",
    )
    add(
        "--rounds",
        type=_positive,
        metavar="N",
        help="how many (default: 9 up to 100 publications, 3 above)",
    )
    add("--quick", action="store_true", help="one round, and no more than 1,000 publications")
    add("--skip-peers", action="store_true", help=f"leave out {' and '.join(PEERS)}")
    add("--citing", action="store_true", help="measure the documentation that cites, and nothing else")
    add(
        "--careers",
        action="store_true",
        help="measure the lab with its people and projects, and nothing else",
    )
    add("--curricula", action="store_true", help="measure curricula vitae as PDF, and nothing else")
    add("--only", type=Contender, nargs="+", metavar="NAME", help=f"some of {', '.join(Contender)}")
    add("--output", type=Path, metavar="FILE", help="write everything measured to a JSON file as well")
    options = parser.parse_args(arguments)
    options.sizes = sorted(set(options.sizes or (QUICK_SIZES if options.quick else SIZES)))
    return options


def _rounds(size: int, *, is_quick: bool) -> int:
    """The smaller a list, the more a slow moment would decide."""
    return 1 if is_quick else 9 if size <= 100 else 3


def _positive(text: str) -> int:
    if text.isdecimal() and int(text):
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")


def _choose(options: argparse.Namespace) -> list[Contender]:
    chosen = options.only or [name for name in Contender if is_there(name)]
    return [name for name in Contender if name in chosen and not (options.skip_peers and name in PEERS)]


def _is_installed(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def _print_report(run: Run, verdicts: Sequence[Verdict]) -> None:
    medians = run.medians()
    print(_circumstances())
    print()
    if medians:
        print("\n".join(cost_table(medians, {case: len(costs) for case, costs in run.costs.items()})))
    if ratios := ratio_table(medians):
        print()
        print("\n".join(ratios))
    if verdicts:
        print()
        print("\n".join(str(verdict) for verdict in verdicts))
    if run.citing:
        print()
        print("\n".join(citing_table(run.citing)))
    if run.careers:
        print()
        print("\n".join(careers_table(run.careers)))
    if run.curricula:
        print()
        print("\n".join(curricula_table(run.curricula)))
    for message in run.failures.values():
        print(f"\nA build failed: {message}")
    smallest = min((cost.peak_bytes for cost in medians.values()), default=None)
    if smallest is not None and smallest <= own_peak_bytes():
        print(
            f"\nThe measuring process had {own_peak_bytes() / 1e6:.0f} MB itself: lower peaks cannot be seen."
        )


def _write_json(path: Path, run: Run, verdicts: Sequence[Verdict]) -> None:
    document = {
        "circumstances": _circumstances(),
        "measurements": [
            {**case._asdict(), "rounds": [cost._asdict() for cost in costs]}
            for case, costs in run.costs.items()
        ],
        "reaches": [
            {
                "reach": str(verdict.reach),
                "limit": verdict.reach.limit,
                "measured": verdict.measured,
                "missed": verdict.is_missed,
            }
            for verdict in verdicts
        ],
        "citing": {way: cost._asdict() for way, cost in run.citing.items()},
        "careers": {lab: cost._asdict() for lab, cost in run.careers.items()},
        "curricula": {each: cost._asdict() for each, cost in run.curricula.items()},
        "failures": list(run.failures.values()),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


def _circumstances() -> str:
    packages = [f"{name} {_version(name)}" for name in ("sphinx", "docutils", "sphinxcontrib-bibtex")]
    machine = [platform.platform(terse=True), f"{os.cpu_count()} processors"]
    return ", ".join([f"Python {platform.python_version()}", *packages, *machine])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"


if __name__ == "__main__":
    sys.exit(main())
