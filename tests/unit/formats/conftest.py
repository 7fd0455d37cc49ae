"""What the reader tests share: reading a text, and the real page where it is at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture
def seed() -> Path:
    """The folder with a real researcher's page: ``$SPHINX_ACADEMIC_SHARED/seed``, or ``../shared/seed``."""
    checkout = Path(__file__).parents[3]
    shared = Path(os.environ.get("SPHINX_ACADEMIC_SHARED", checkout.parent / "shared"))
    folder = shared / "seed"
    if not folder.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"the real page is not at {folder}; set SPHINX_ACADEMIC_SHARED")
        pytest.skip("the real page is not at hand")
    return folder
