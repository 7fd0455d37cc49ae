"""Every ``academic_*`` option, declared once; when all are read, Sphinx's configuration holds only values that are right."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx_academic.settings import (
    Setting,
    choice,
    flag,
    number,
    plain_text,
    problem_in_config,
    read_setting,
    texts,
)
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

DATE_STYLES = ("auto", "iso", "short", "medium", "long", "full")

REPORTS = {
    "people": "names that are not in the register or not certain",
    "merged": "publications that were brought together",
    "published": "files that are published because data say so",
}
"""What ``academic_report`` may ask for."""

_FOLDER = re.compile(r"[A-Za-z0-9][\w.-]{0,99}(?:/[A-Za-z0-9][\w.-]{0,99}){0,9}", re.ASCII)


def _folder_of_papers(value: object) -> str:
    """The folder of the landing pages, empty where there are to be none."""
    try:
        return "papers" if flag(value) else ""
    except ValueError:
        name = posixpath.normpath(plain_text(value).strip("/")) if isinstance(value, str) else ""
    if not _FOLDER.fullmatch(name):
        raise ValueError(
            'no landing pages are written. True was expected, or the name of a folder within the site, such as "papers".'
        )
    return name


def _path(value: object) -> str:
    # A file named twice would give every record twice.
    text = plain_text(value)
    return posixpath.normpath(text) if text else ""


SETTINGS = (
    Setting(
        "academic_data",
        [],
        texts('A list of paths was expected, such as ["data/site.yaml"].', _path),
        "a list of texts",
        "Files, folders and patterns, as paths from the source folder. They are read as one.",
        "env",
    ),
    Setting(
        "academic_highlight",
        [],
        texts('A list of names was expected, such as ["Ada Kettlewell"].'),
        "a list of names",
        "The names that stand out in author lists, each as a whole name; aliases are further names. Case, accents and dots do "
        "not matter, and `Kettlewell, Imogen` is the same as `Imogen Kettlewell`.",
        "env",
    ),
    Setting(
        "academic_dates",
        "auto",
        choice(*DATE_STYLES),
        "one of " + ", ".join(f"`{style}`" for style in DATE_STYLES),
        "How dates are written.",
        "env",
    ),
    Setting(
        "academic_thumbnails",
        True,
        flag,
        "`True` or `False`",
        "Whether HTML pages show [thumbnails](/how-to/pictures.md) of the right size in place of large pictures.",
    ),
    Setting(
        "academic_entries_at_once",
        300,
        number(0, 1_000_000),
        "a whole number",
        "How many publications a page with more than three times as many shows at once.",
    ),
    Setting(
        "academic_publish_from",
        [],
        texts('A list of folders was expected, such as ["../papers"].', _path),
        "a list of folders",
        "Folders, as paths from the source folder, from which pictures and files are [published](/how-to/publishing.md) because "
        "data name them, besides the source folder itself.",
        "env",
    ),
    Setting(
        "academic_report",
        [],
        texts(f"A list of reports was expected: {', '.join(REPORTS)}.", choice(*REPORTS)),
        "a list of " + ", ".join(f"`{name}`" for name in REPORTS),
        "What to tell although it is no mistake.",
        "env",
    ),
    Setting(
        "academic_paper_pages",
        False,
        _folder_of_papers,
        "`True`, `False` or the name of a folder",
        "Gives every publication a [page of its own](/how-to/landing-pages.md), in HTML: `True` puts them into the folder `papers/` of "
        "the site, a text names another folder.",
        "env",
    ),
)


def _base(value: object) -> str:
    """The address of the site, which may be a path of its host (``/``)."""
    address = plain_text(value)
    try:
        parts = urlsplit(address)
        is_right = (parts.scheme in {"http", "https"} and bool(parts.hostname)) or not parts.scheme
    except ValueError:  # https://[broken
        is_right = False
    if not is_right or re.search(r"\s", address):
        raise ValueError("The address of the site was expected, such as https://ada.example.org/.")
    return address


_OF_SPHINX = (
    Setting(
        "html_baseurl",
        "",
        _base,
        "an address",
        "Feeds and pages of papers are made of it, and break on what is none.",
    ),
)


def setup_config(app: Sphinx) -> None:
    """Declare the options, and have them read before anything else asks for them."""
    for setting in SETTINGS:
        # Without a default Sphinx neither converts nor checks what it is given, which it would tell without a place.
        app.add_config_value(setting.name, None, setting.rebuild, (), setting.description)
    app.connect("config-inited", _read, priority=100)


def _read(app: Sphinx, config: Config) -> None:
    for setting in (*SETTINGS, *_OF_SPHINX):
        given = config[setting.name]
        if given is None and setting.name not in config._raw_config:
            given = setting.default
        elif isinstance(setting.default, list) and isinstance(config.overrides.get(setting.name), str):
            given = [part for part in given.split(",") if part]
        value, faults = read_setting(setting, given, f"'{setting.name}'")
        for fault in faults:
            tell(problem_in_config(config, Path(app.confdir), fault))
        setattr(config, setting.name, value)
