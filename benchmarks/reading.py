"""How long data takes to be read, in this process: YAML beside ``yaml.load``, BibTeX beside pybtex, and making records.

Each figure is processor time. The peers run as they are; our own readers pause the garbage collector by themselves.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import yaml

from benchmarks.records import as_bibtex, as_yaml, make_records
from sphinx_academic.data.collection import collect
from sphinx_academic.data.located import paused_collection
from sphinx_academic.formats import read_file


class Reading(NamedTuple):
    """One comparison: seconds of ours and of what it is held against, and how much of that it may take."""

    what: str
    ours: float
    against: str
    theirs: float
    most: float

    @property
    def ratio(self) -> float:
        """Ours divided by theirs."""
        return self.ours / self.theirs

    @property
    def is_missed(self) -> bool:
        """Whether it took more than it may."""
        return self.ratio > self.most


def _seconds(run: Callable[[], object], rounds: int = 3) -> float:
    """The processor time of the quickest of a few runs."""
    best = float("inf")
    for _ in range(rounds):
        gc.collect()
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best


def measure_reading(folder: Path, size: int) -> list[Reading]:
    """Read ``size`` publications in each format, as often as it takes to be sure."""
    records = list(make_records(size, 0))
    yaml_file = folder / "reading.yaml"
    yaml_text = "publications:\n" + "".join(map(as_yaml, records))
    yaml_file.write_text(yaml_text, encoding="utf-8")
    bibtex_file = folder / "reading.bib"
    bibtex_text = "".join(map(as_bibtex, records))
    bibtex_file.write_text(bibtex_text, encoding="utf-8")
    raw = read_file(yaml_file, "reading.yaml")

    def make() -> None:
        with paused_collection():
            collect([raw])

    readings = [
        Reading(
            f"{size:,} YAML records read",
            _seconds(lambda: read_file(yaml_file, "reading.yaml")),
            "yaml.load with CSafeLoader",
            _seconds(lambda: yaml.load(yaml_text, yaml.CSafeLoader), rounds=1),
            0.25,
        ),
        Reading(f"{size:,} records checked and merged", _seconds(make), "a second", 1.0, size / 10_000),
    ]
    try:
        from pybtex.database import parse_string
    except ImportError:
        return readings
    bibtex = Reading(
        f"{size:,} BibTeX entries read, names split, LaTeX decoded",
        _seconds(lambda: read_file(bibtex_file, "reading.bib")),
        "pybtex's parsing alone",
        _seconds(lambda: parse_string(bibtex_text, "bibtex"), rounds=1),
        0.6,
    )
    return [*readings, bibtex]


def reading_table(readings: list[Reading]) -> str:
    """What was measured, one line each."""
    lines = []
    for reading in readings:
        word = "MISSED" if reading.is_missed else "held"
        lines.append(
            f"{word:<8} {reading.ratio:6.3f}  {reading.what}: {reading.ours:.2f} s, at most {reading.most:g} times "
            f"{reading.against} ({reading.theirs:.2f} s)"
        )
    return "\n".join(lines)
