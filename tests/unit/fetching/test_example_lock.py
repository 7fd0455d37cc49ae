"""The example site has a lock as the command writes it, and a plan without a fault."""

from __future__ import annotations

from pathlib import Path

from sphinx_academic.fetching.plan import read_plan
from sphinx_academic.formats.lock_file import read_lock, written_lock

EXAMPLE = Path(__file__).resolve().parents[3] / "example-site"


def test_the_lock_of_the_example_site_is_what_the_command_would_write() -> None:
    text = (EXAMPLE / "academic.lock.yaml").read_text(encoding="utf-8")
    lock, problems = read_lock(text, "academic.lock.yaml")
    assert problems == ()
    assert lock is not None
    assert written_lock(lock) == text


def test_the_plan_of_the_example_site_is_understood() -> None:
    plan, problems = read_plan(
        (EXAMPLE / "academic.fetch.yaml").read_text(encoding="utf-8"), "academic.fetch.yaml"
    )
    assert problems == ()
    assert [each.orcid for each in plan.people] == ["0000-0002-1825-0097"]
