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
    """The promise that ``own`` takes at most ``limit`` times the processor time of a peer."""

    size: int
    situation: Situation
    peer: Contender
    limit: float
    own: Contender = Contender.ACADEMIC
    peer_situation: Situation | None = None
    """Where the peer is measured in another situation."""

    @property
    def _situation_of_peer(self) -> str:
        return f", {self.peer_situation}" if self.peer_situation else ""

    @property
    def sizes(self) -> frozenset[int]:
        """The sizes that have to be measured for it."""
        return frozenset({self.size})

    def __str__(self) -> str:
        who = "" if self.own is Contender.ACADEMIC else f", {self.own}"
        return f"{self.size:,} {self.situation}{who}: at most {self.limit:g} times the time of {self.peer}{self._situation_of_peer}"

    def measured(self, medians: Medians) -> float | None:
        """Return the ratio, or None where one of the two is not known."""
        own = medians.get(Case(self.size, self.situation, self.own))
        peer = medians.get(Case(self.size, self.peer_situation or self.situation, self.peer))
        return own.cpu_seconds / peer.cpu_seconds if own and peer else None


class MemoryReach(NamedTuple):
    """The promise that a clean build has at most so much memory resident: so many MB, or where a peer is named so many times as much."""

    size: int
    limit: float
    peer: Contender | None = None

    @property
    def sizes(self) -> frozenset[int]:
        """The size that has to be measured for it."""
        return frozenset({self.size})

    def __str__(self) -> str:
        than = f"{self.limit:g} times the memory of {self.peer}" if self.peer else f"{self.limit:g} MB"
        return f"{self.size:,} clean: at most {than}"

    def measured(self, medians: Medians) -> float | None:
        """Return the megabytes, or the ratio; None where they are not known."""
        own = medians.get(Case(self.size, Situation.CLEAN, Contender.ACADEMIC))
        if self.peer is None:
            return own.peak_bytes / 1e6 if own else None
        peer = medians.get(Case(self.size, Situation.CLEAN, self.peer))
        return own.peak_bytes / peer.peak_bytes if own and peer else None


class AddedReach(NamedTuple):
    """The promise that a clean build of ``own`` takes at most ``limit`` seconds, or times the peer's whole time, more than the peer."""

    size: int
    own: Contender
    peer: Contender
    limit: float
    is_ratio: bool = False

    @property
    def sizes(self) -> frozenset[int]:
        """The size that has to be measured for it."""
        return frozenset({self.size})

    def __str__(self) -> str:
        what = f"{self.limit:g} times the time of {self.peer}" if self.is_ratio else f"{self.limit:g} s"
        return f"{self.size:,} clean, {self.own} adds to {self.peer} at most {what}"

    def measured(self, medians: Medians) -> float | None:
        """Return what it adds; None where that is not known."""
        own = medians.get(Case(self.size, Situation.CLEAN, self.own))
        peer = medians.get(Case(self.size, Situation.CLEAN, self.peer))
        if not own or not peer:
            return None
        added = own.cpu_seconds - peer.cpu_seconds
        return added / peer.cpu_seconds if self.is_ratio else added


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


Reach = RatioReach | MemoryReach | AddedReach | GrowthReach

_CLEAN, _UNCHANGED, _EDITED = Situation
REACHES: tuple[Reach, ...] = (
    AddedReach(100, Contender.EXTENSION, Contender.EMPTY, 0.06),
    RatioReach(100, _CLEAN, Contender.RST, 1.05),
    RatioReach(1_000, _CLEAN, Contender.RST, 0.5),
    RatioReach(1_000, _CLEAN, Contender.BIBTEX, 0.25),
    # A page for each of a thousand publications.
    AddedReach(1_000, Contender.PAPERS, Contender.ACADEMIC, 0.8, is_ratio=True),
    RatioReach(10_000, _CLEAN, Contender.RST, 0.3),
    RatioReach(10_000, _CLEAN, Contender.HUGO, 2.0),
    RatioReach(10_000, _CLEAN, Contender.JEKYLL, 0.6),
    RatioReach(10_000, _CLEAN, Contender.BIBTEX, 0.05, Contender.FROM_BIB),
    RatioReach(10_000, _UNCHANGED, Contender.BIBTEX, 0.03),
    RatioReach(10_000, _UNCHANGED, Contender.EMPTY, 1.2),
    RatioReach(10_000, _EDITED, Contender.ACADEMIC, 0.8, peer_situation=_CLEAN),
    RatioReach(10_000, _CLEAN, Contender.ACADEMIC, 1.1, Contender.PUBLISHED),
    MemoryReach(10_000, 150),
    RatioReach(100_000, _CLEAN, Contender.HUGO, 2.0),
    MemoryReach(100_000, 0.8, Contender.HUGO),
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
    """Return the processor seconds per publication above the empty project's, or None where either is not known."""
    own = medians.get(case)
    empty = medians.get(case._replace(contender=Contender.EMPTY))
    return (own.cpu_seconds - empty.cpu_seconds) / case.size if own and empty else None


def cost_table(medians: Medians, rounds: Mapping[Case, int]) -> list[str]:
    """Write the first table, one line per case in the order in which they come."""
    headings = ("size", "situation", "contender", "seconds", "CPU s", "ms each", "MB", "rounds")
    rows = [headings]
    for case, cost in medians.items():
        each = (
            None if case.contender in (Contender.EMPTY, Contender.EXTENSION) else seconds_each(medians, case)
        )
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
    names = "".join(f"  {other:>9}" for other in others)
    lines = [
        f"{'academic, divided by':17}  {'CPU time':^{len(names) - 2}}  {'memory':^{len(names) - 2}}",
        f"{'size':>6}  {'situation':9}{names}{names}",
    ]
    for case in own_cases:
        own = medians[case]
        costs = [medians.get(case._replace(contender=other)) for other in others]
        times = [own.cpu_seconds / cost.cpu_seconds if cost and cost.cpu_seconds else None for cost in costs]
        memories = [own.peak_bytes / cost.peak_bytes if cost else None for cost in costs]
        cells = "".join(f"  {'-' if ratio is None else f'{ratio:.3f}':>9}" for ratio in times + memories)
        lines.append(f"{case.size:6}  {case.situation:9}{cells}")
    return lines
