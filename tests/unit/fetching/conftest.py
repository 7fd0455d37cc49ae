"""What tests of asking share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from scholarly_server import ScholarlyServer


@pytest.fixture
def scholarly_server() -> Iterator[ScholarlyServer]:
    """A server that answers as all services do, without made works."""
    with ScholarlyServer() as server:
        yield server
