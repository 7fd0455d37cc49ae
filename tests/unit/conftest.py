"""What tests of single parts share."""

from __future__ import annotations

import pytest
from sphinx import locale


@pytest.fixture
def english() -> None:
    """Make our own words texts, as every build does; without a catalogue they are promises of texts."""
    locale.init([], "en", "sphinx_academic")
