"""Where pandoc is: it comes with the package ``pypandoc_binary`` (the extra ``csl``), or is the system's."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path


def path_of_pandoc() -> str | None:
    """The packaged pandoc, else the system's, else None."""
    spec = find_spec("pypandoc")
    folders = spec.submodule_search_locations if spec is not None else None
    packaged = next((Path(folder, "files") for folder in folders or ()), None)
    return (packaged and shutil.which("pandoc", path=packaged)) or shutil.which("pandoc")
