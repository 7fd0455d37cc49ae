"""What a curriculum vitae as PDF costs: the whole command, for one of 40 publications and one of 400, in each design.

What is promised is the processor time of the whole process, Python's start and the reading of the data among it, and how much more of it
ten times the publications take: seconds on the wall depend on what else a machine does."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from benchmarks.measure import Cost, run_measured
from benchmarks.records import as_yaml, make_records
from benchmarks.report import median_cost
from benchmarks.turns import CpuReach, table_of_turns

FEW, MANY = 40, 400
SECONDS = 3.0
RATIO = 3.0


class Curriculum(StrEnum):
    """A design, and how many publications there are."""

    FEW = "few"
    GARAMOND = "garamond"
    SANS = "sans"


class CurriculaError(Exception):
    """There is no PDF, or it lacks pages."""


def write_data(path: Path, size: int) -> None:
    """Write the data of somebody with so many publications."""
    pieces = ["profile: {name: Ada Lovelace}\n", "publications:\n", *map(as_yaml, make_records(size))]
    path.write_text("".join(pieces), encoding="utf-8")


def measure_curricula(folder: Path, rounds: int) -> dict[Curriculum, Cost]:
    """Have each PDF made, taking turns; gives the median of what each took.

    Raises
    ------
    BuildError
        The command failed.
    CurriculaError
        It wrote no PDF, or one that is too short.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for size in (FEW, MANY):
        write_data(folder / f"{size}.yaml", size)
    costs: dict[Curriculum, list[Cost]] = {each: [] for each in Curriculum}
    # Once unmeasured, for Python's caches of the modules and for the fonts.
    for number in range(-1, rounds):
        for each in Curriculum:
            print(f"curricula: round {number + 1} of {rounds}, {each}", file=sys.stderr, flush=True)
            cost = _made(folder, each)
            if number >= 0:
                costs[each].append(cost)
    return {each: median_cost(found) for each, found in costs.items()}


def _made(folder: Path, curriculum: Curriculum) -> Cost:
    size, design = (FEW, "garamond") if curriculum is Curriculum.FEW else (MANY, curriculum.value)
    pdf = folder / f"{curriculum}.pdf"
    pdf.unlink(missing_ok=True)
    command = [
        sys.executable,
        "-m",
        "sphinx_academic",
        "cv",
        str(folder / f"{size}.yaml"),
        "--design",
        design,
    ]
    cost = run_measured([*command, "--output", str(pdf)])
    # Each publication has some hundred bytes, whatever the fonts take.
    if not pdf.is_file() or not pdf.read_bytes().startswith(b"%PDF") or pdf.stat().st_size < 500 * size:
        raise CurriculaError(f"the PDF of {size} publications is missing, or too short")
    return cost


def judge_curricula(costs: Mapping[Curriculum, Cost]) -> list[CpuReach]:
    """Return what became of the promises."""
    reaches = []
    few = costs.get(Curriculum.FEW)
    for design in (Curriculum.GARAMOND, Curriculum.SANS):
        many = costs.get(design)
        seconds = many.cpu_seconds if many else None
        reaches.append(
            CpuReach(f"a PDF of {MANY} publications ({design}), seconds of CPU in all", seconds, SECONDS)
        )
        ratio = many.cpu_seconds / few.cpu_seconds if many and few else None
        reaches.append(CpuReach(f"its CPU, divided by that of {FEW} publications", ratio, RATIO))
    return reaches


def curricula_table(costs: Mapping[Curriculum, Cost]) -> list[str]:
    """Write what was measured, one line for each, and what became of the promises."""
    return table_of_turns("curricula", costs, judge_curricula(costs))
