"""Compiles the catalogues of the package's words whenever the package is built, editable builds included."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# A catalogue without a date is given that of its compiling, and no two builds were the same.
DATE = datetime(2020, 2, 2, tzinfo=UTC)
LOCALE = Path(__file__).parent / "sphinx_academic" / "locale"


def compile_catalogues(folder: Path) -> list[Path]:
    """Write a ``.mo`` beside every ``.po`` below the folder, and return the files written."""
    compiled = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as lines:
            catalogue = read_po(lines, locale=source.parents[1].name, abort_invalid=True)
        catalogue.creation_date = DATE
        target = source.with_suffix(".mo")
        with target.open("wb") as written:
            write_mo(written, catalogue)
        compiled.append(target)
    return compiled


class CatalogueHook(BuildHookInterface[BuilderConfig]):
    """Hatch's hook ``custom``: gettext reads compiled catalogues only, and nothing generated is committed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files are gathered."""
        compiled = compile_catalogues(LOCALE)
        build_data["artifacts"].extend(f"/{path.relative_to(self.root).as_posix()}" for path in compiled)
