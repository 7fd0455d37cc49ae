"""What a thing costs, counted: the lines of Python that run, whatever else the machine has to do."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(run: Callable[[], object]) -> int:
    """How many lines run. What regular expressions do is not among them: see ``test_patterns.py``."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(before)
    return count


def check_growth(run: Callable[[int], object], short: int, times: int = 4) -> None:
    """Fail where ``times`` as much takes more than in proportion; a quarter more is left for what differs by chance."""
    run(1)  # what is imported, or made, when it is first used
    few, many = steps(lambda: run(short)), steps(lambda: run(times * short))
    assert many < 1.25 * times * few, (few, many)
