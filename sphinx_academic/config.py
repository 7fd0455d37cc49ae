"""Every ``academic_*`` option, declared once."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


class Setting(NamedTuple):
    """A value in ``conf.py``; ``rebuild`` says what a change of it makes stale."""

    name: str
    default: Any
    types: tuple[type, ...]
    rebuild: Literal["env", "html"]
    description: str


REPORTS = {
    "people": "names that are not in the register or not certain",
    "merged": "publications that were brought together",
}
"""What ``academic_report`` may ask for."""

SETTINGS = (
    Setting(
        "academic_data",
        [],
        (list, tuple, str),
        "env",
        "The data files of the site, as paths from the source folder: .yaml, .yml, or .md with front matter.",
    ),
    Setting(
        "academic_highlight",
        [],
        (list, tuple, str),
        "env",
        "The names that stand out in author lists. Case, accents and dots do not matter; add aliases as further names.",
    ),
    Setting(
        "academic_dates",
        "auto",
        (str,),
        "env",
        "How dates are written: `iso` (2024-05-16), or the `short`, `medium`, `long` or `full` form of the site's "
        "`language`. `auto` is `iso` on English pages and `medium` on others.",
    ),
    Setting(
        "academic_thumbnails",
        True,
        (bool,),
        "html",
        "Whether HTML pages show thumbnails of the right size in place of large pictures.",
    ),
    Setting(
        "academic_entries_at_once",
        300,
        (int,),
        "html",
        "How many publications a page with more than three times as many shows at once; the others come in when it is "
        "up. `0` keeps every list in one piece.",
    ),
    Setting(
        "academic_report",
        [],
        (list, tuple, str),
        "env",
        "What to tell although it is no mistake: "
        + ", ".join(f"`{name}` for {what}" for name, what in REPORTS.items())
        + ".",
    ),
    Setting(
        "academic_paper_pages",
        False,
        (bool, str),
        "env",
        "Gives every publication a page of its own, in HTML: `True` puts them into `papers/`, a text names another folder.",
    ),
)


def setup_config(app: Sphinx) -> None:
    """Declare the options."""
    for setting in SETTINGS:
        app.add_config_value(
            setting.name,
            setting.default,
            setting.rebuild,
            types=frozenset(setting.types),
            description=setting.description,
        )


def _strings(value: object) -> Iterable[str]:
    if isinstance(value, (str, PurePath)):
        yield str(value)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _strings(item)


class HasData(Protocol):
    """A configuration that says where the data are."""

    academic_data: Any


def data_files(config: HasData) -> tuple[str, ...]:
    """The paths in ``academic_data``, each once; one path alone need not stand in a list."""
    # A file named twice would give every record twice.
    return tuple(dict.fromkeys(posixpath.normpath(name) for name in _strings(config.academic_data)))


def reports(config: Config) -> frozenset[str]:
    """What ``academic_report`` asks for."""
    return frozenset(_strings(config.academic_report))


def highlighted_names(config: Config) -> tuple[str, ...]:
    """The names in ``academic_highlight``; a name with its aliases may stand in a list of its own."""
    return tuple(_strings(config.academic_highlight))


class PaperFolder(NamedTuple):
    """The folder of the landing pages, empty where there are to be none; ``fault`` is what is wrong with the setting."""

    name: str
    fault: str = ""


def paper_folder(config: Config) -> PaperFolder:
    """What ``academic_paper_pages`` asks for."""
    given = config.academic_paper_pages
    if given is False or given == "":
        return PaperFolder("")
    if given is True:
        return PaperFolder("papers")
    # From the command line (-D) it comes as text.
    if str(given).strip().lower() in {"true", "1", "yes", "on"}:
        return PaperFolder("papers")
    if str(given).strip().lower() in {"false", "0", "no", "off"}:
        return PaperFolder("")
    name = posixpath.normpath(str(given).strip().strip("/"))
    if re.fullmatch(r"[A-Za-z0-9][\w.-]*(?:/[A-Za-z0-9][\w.-]*)*", name, re.ASCII):
        return PaperFolder(name)
    return PaperFolder("", f"'{given}' is no folder within the site")
