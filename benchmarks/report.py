"""What the measurements come to: medians, ratios, and whether the project keeps its promises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from benchmarks.measure import Cost, Situation
from benchmarks.projects import Contender


class Case(NamedTuple):
    """What was measured: a contender's list of ``size`` publications, in a situation."""

    size: int
    situation: Situation
    contender: Contender


#: The median cost of each case that could be measured.
Medians = Mapping[Case, Cost]


class RatioReach(NamedTuple):
    """The promise that ``own`` takes at most ``limit`` times as long as a peer."""

    size: int
    situation: Situation
    peer: Contender
    limit: float
    own: Contender = Contender.ACADEMIC

    @property
    def sizes(self) -> frozenset[int]:
        """The sizes that have to be measured for it."""
        return frozenset({self.size})

    def __str__(self) -> str:
        who = "" if self.own is Contender.ACADEMIC else f", {self.own}"
        return f"{self.size:,} {self.situation}{who}: at most {self.limit:g} times the time of {self.peer}"

    def measured(self, medians: Medians) -> float | None:
        """Return the ratio, or None where one of the two is not known."""
        own = medians.get(Case(self.size, self.situation, self.own))
        peer = medians.get(Case(self.size, self.situation, self.peer))
        return own.seconds / peer.seconds if own and peer else None


class GrowthReach(NamedTuple):
    """The promise that a record of a ``large`` list costs at most ``limit`` times one of a ``small`` list."""

    small: int
    large: int
    limit: float

    @property
    def sizes(self) -> frozenset[int]:
        """The sizes that have to be measured for it."""
        return frozenset({self.small, self.large})

    def __str__(self) -> str:
        return f"time per record at {self.large:,}: at most {self.limit:g} times that at {self.small:,}"

    def measured(self, medians: Medians) -> float | None:
        """Return the ratio of the two, or None where it is not known or the small list costs nothing."""
        small = seconds_each(medians, Case(self.small, Situation.CLEAN, Contender.ACADEMIC))
        large = seconds_each(medians, Case(self.large, Situation.CLEAN, Contender.ACADEMIC))
        return large / small if small is not None and large is not None and small > 0 else None


Reach = RatioReach | GrowthReach

REACHES: tuple[Reach, ...] = (
    RatioReach(1_000, Situation.CLEAN, Contender.RST, 0.5),
    RatioReach(1_000, Situation.CLEAN, Contender.BIBTEX, 0.25),
    RatioReach(10_000, Situation.CLEAN, Contender.RST, 0.3),
    RatioReach(10_000, Situation.CLEAN, Contender.BIBTEX, 0.15),
    RatioReach(10_000, Situation.UNCHANGED, Contender.BIBTEX, 0.03),
    # A page for each of a thousand publications adds at most three times the time of their list.
    RatioReach(1_000, Situation.CLEAN, Contender.ACADEMIC, 4.0, Contender.PAPERS),
    RatioReach(10_000, Situation.CLEAN, Contender.ACADEMIC, 1.1, Contender.PUBLISHED),
    GrowthReach(1_000, 10_000, 1.3),
)


class Verdict(NamedTuple):
    """What became of a reach; ``measured`` is None where a contender was left out or failed."""

    reach: Reach
    measured: float | None

    @property
    def is_missed(self) -> bool:
        """Whether it was measured, and does not hold."""
        return self.measured is not None and self.measured > self.reach.limit

    def __str__(self) -> str:
        if self.measured is None:
            return f"not measured      {self.reach}"
        return f"{'MISSED' if self.is_missed else 'held':6}  {self.measured:8.3f}  {self.reach}"


def judge(medians: Medians, sizes: Iterable[int]) -> list[Verdict]:
    """Return a verdict for each reach that speaks only of these sizes."""
    return [Verdict(reach, reach.measured(medians)) for reach in REACHES if reach.sizes <= set(sizes)]


def median_cost(costs: Sequence[Cost]) -> Cost:
    """Return the median of each of the three numbers by itself.

    Raises
    ------
    statistics.StatisticsError
        There are no costs.
    """
    return Cost(
        median(cost.seconds for cost in costs),
        median(cost.cpu_seconds for cost in costs),
        round(median(cost.peak_bytes for cost in costs)),
    )


def seconds_each(medians: Medians, case: Case) -> float | None:
    """Return the seconds per publication above the empty project's, or None where either is not known."""
    own = medians.get(case)
    empty = medians.get(case._replace(contender=Contender.EMPTY))
    return (own.seconds - empty.seconds) / case.size if own and empty else None


def cost_table(medians: Medians, rounds: Mapping[Case, int]) -> list[str]:
    """Write the first table, one line per case in the order in which they come."""
    headings = ("size", "situation", "contender", "seconds", "CPU s", "ms each", "MB", "rounds")
    rows = [headings]
    for case, cost in medians.items():
        each = None if case.contender is Contender.EMPTY else seconds_each(medians, case)
        rows.append(
            (
                f"{case.size}",
                case.situation,
                case.contender,
                f"{cost.seconds:.2f}",
                f"{cost.cpu_seconds:.2f}",
                "" if each is None else f"{each * 1000:.3f}",
                f"{cost.peak_bytes / 1e6:.0f}",
                f"{rounds[case]}",
            )
        )
    return [
        f"{size:>6}  {situation:9}  {contender:9}  " + "  ".join(f"{number:>7}" for number in numbers)
        for size, situation, contender, *numbers in rows
    ]


def ratio_table(medians: Medians) -> list[str]:
    """Write the second table: ``academic`` divided by each of the others, as far as they were measured."""
    own_cases = [case for case in medians if case.contender is Contender.ACADEMIC]
    if not own_cases:
        return []
    others = [contender for contender in Contender if contender is not Contender.ACADEMIC]
    names = "".join(f"  {other:>7}" for other in others)
    lines = [
        f"{'academic, divided by':17}  {'time':^{len(names) - 2}}  {'memory':^{len(names) - 2}}",
        f"{'size':>6}  {'situation':9}{names}{names}",
    ]
    for case in own_cases:
        own = medians[case]
        costs = [medians.get(case._replace(contender=other)) for other in others]
        times = [own.seconds / cost.seconds if cost else None for cost in costs]
        memories = [own.peak_bytes / cost.peak_bytes if cost else None for cost in costs]
        cells = "".join(f"  {'-' if ratio is None else f'{ratio:.3f}':>7}" for ratio in times + memories)
        lines.append(f"{case.size:6}  {case.situation:9}{cells}")
    return lines
