"""What all tests share: where the real page of a researcher lies, and how hypothesis looks for counterexamples."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run of a continuous build; no stop-watch, as test machines are busy.
settings.register_profile(
    "project",
    database=None,
    deadline=None,
    derandomize=os.environ.get("CI") == "true",
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("project")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with a stranger's page and pictures: ``$SPHINX_ACADEMIC_SHARED``, else beside the checkout."""
    checkout = Path(__file__).resolve().parents[1]
    named = os.environ.get("SPHINX_ACADEMIC_SHARED")
    folder = Path(named) if named else checkout.parent / "shared"
    if not (folder / "seed" / "homepage.md").is_file():
        reason = f"no seed/homepage.md in {folder} (SPHINX_ACADEMIC_SHARED may name another folder)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session")
def seed(shared: Path) -> Path:
    """The page itself: Markdown whose front matter holds the data."""
    return shared / "seed" / "homepage.md"
