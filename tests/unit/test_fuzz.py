"""A short run of what `make fuzz` runs for long, the same in every run."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trials.fuzz import TARGETS, Target, feed


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.usefixtures("english")
def test_nothing_that_is_fed_does_harm(name: str) -> None:
    target = TARGETS[name]

    @settings(max_examples=40, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(target.inputs)
    def run(value: object) -> None:
        target.holds(value)

    run()


def test_a_failure_is_found_once_with_the_smallest_input_that_has_it() -> None:
    told: list[str] = []

    def holds(number: int) -> None:
        if number > 100:
            raise ValueError(f"{number} is too large")

    findings = feed(Target(st.integers(0, 1_000_000), holds), minutes=0.01, tell=told.append)
    (words,) = findings.failures.values()
    assert "101 is too large" in words
    assert findings.runs > 100
    assert sum(line.startswith("FOUND") for line in told) == 1
