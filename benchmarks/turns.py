"""Variants of a project that take turns, so that a slow minute falls on all of them, and promises about their processor time."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from benchmarks.measure import Cost, run_measured
from benchmarks.projects import sphinx_arguments
from benchmarks.report import median_cost

N = TypeVar("N", bound=StrEnum)


@dataclass(frozen=True)
class Variant(Generic[N]):
    """One of several Sphinx projects that differ in what their names say, below ``root``."""

    name: N
    root: Path

    @property
    def source(self) -> Path:
        """The folder with ``conf.py``."""
        return self.root / "source"

    @property
    def html(self) -> Path:
        """The folder of the built pages."""
        return self.root / "build" / "html"


V = TypeVar("V", bound=Variant[Any])


class CpuReach(NamedTuple):
    """A promise about a number that is made of processor times."""

    what: str
    measured: float | None
    limit: float

    @property
    def is_missed(self) -> bool:
        """Whether it was measured, and does not hold."""
        return self.measured is not None and self.measured > self.limit

    def __str__(self) -> str:
        if self.measured is None:
            return f"not measured      {self.what}: at most {self.limit:g}"
        return f"{'MISSED' if self.is_missed else 'held':6}  {self.measured:8.3f}  {self.what}: at most {self.limit:g}"


def costs_in_turns(
    title: str,
    variants: Mapping[N, V],
    check: Callable[[V], None],
    rounds: int,
    once: Collection[N] = (),
) -> dict[N, Cost]:
    """Build and check each variant from nothing, those of ``once`` in the first round alone; gives the median of what each took.

    Raises
    ------
    BuildError
        A build failed, or warned.
    """
    names = list(variants)
    costs: dict[N, list[Cost]] = {name: [] for name in names}
    for number in range(rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            if number and name in once:
                continue
            print(f"{title}: round {number + 1} of {rounds}, {name}", file=sys.stderr, flush=True)
            variant = variants[name]
            shutil.rmtree(variant.html.parent, ignore_errors=True)
            arguments = sphinx_arguments(variant.source, variant.html.parent)
            costs[name].append(run_measured([sys.executable, "-m", "sphinx", *arguments]))
            check(variant)
    return {name: median_cost(found) for name, found in costs.items()}


def table_of_turns(title: str, costs: Mapping[N, Cost], reaches: Sequence[CpuReach]) -> list[str]:
    """Write what was measured, one line for each variant, and what became of the promises."""
    rows = [
        f"{name:9}  {cost.seconds:>7.2f}  {cost.cpu_seconds:>7.2f}  {cost.peak_bytes / 1e6:>5.0f}"
        for name, cost in costs.items()
    ]
    heading = f"{title:9}  {'seconds':>7}  {'CPU s':>7}  {'MB':>5}"
    return [heading, *rows, "", *map(str, reaches)]
