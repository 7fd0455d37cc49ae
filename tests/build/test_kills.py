"""A build that is killed leaves nothing for the next one to stumble over (`make kills` tries hundreds)."""

from __future__ import annotations

from trials.kills import run


def test_after_a_kill_the_next_build_writes_what_a_clean_one_writes() -> None:
    outcome = run(6, start=1)
    assert outcome.kills == 6
    assert outcome.wrong == {}
