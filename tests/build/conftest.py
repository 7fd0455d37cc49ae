"""What tests of whole builds stand on: a copy of a project in `roots/`, in a folder that is thrown away."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import MakeSite, Site


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """Copy a project: ``make_site("sections")`` copies `roots/test-sections`."""
    return lambda root: Site(root, tmp_path / root)


@pytest.fixture(scope="module")
def make_shared_site(tmp_path_factory: pytest.TempPathFactory) -> MakeSite:
    """Copy a project once for all tests of a module, where these only look at what was built."""
    return lambda root: Site(root, tmp_path_factory.mktemp(root))


@pytest.fixture
def in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder with nothing in it, as somebody who calls a command."""
    monkeypatch.chdir(tmp_path)
