"""The form in which a site publishes its records for other sites: its name in a file, its version, and what is told of a newer one."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_academic.data.located import RawMapping, RawValue
from sphinx_academic.data.values.addresses import scheme_of
from sphinx_academic.problems import Code, Problem, shorten

FORM = "academic"
"""The key of what only this form has: in ``custom`` of an item of CSL-JSON, at the top of ``people.json``."""
VERSION = 1
"""The version that is written. One is read whose number is not higher."""


def problem_of_version(said: RawValue, path: str) -> Problem | None:
    """What to tell of a file of a version that is newer than this one, or of none; ``said`` stands under :data:`FORM`."""
    if not isinstance(said, RawMapping):
        return None
    version = said.get("version")
    if not isinstance(version, str):
        version = ""
    if version.isdecimal() and len(version) < 10 and int(version) <= VERSION:
        return None
    place = said.place_of_value("version")
    found = f"of version {version}" if version.isdecimal() else "of a version that is no number"
    if version and not version.isdecimal():
        found = f"{found} ('{shorten(version)}')"
    message = (
        f"The records of this file are {found} of their form, and this version of sphinx-academic knows {VERSION}: "
        "what it knows of them is read."
    )
    return Problem(
        path,
        *place,
        Code.MEMBERS,
        message,
        "Install a newer sphinx-academic:  pip install -U sphinx-academic",
    )


def page_named_by(said: RawValue) -> str:
    """The page that a record has on the site that published it; ``said`` stands under ``custom``."""
    ours = said.get(FORM) if isinstance(said, RawMapping) else None
    page = ours.get("page") if isinstance(ours, RawMapping) else None
    return page if isinstance(page, str) and scheme_of(page) in {"http", "https"} else ""


def with_page(said: RawValue, page: str) -> RawMapping:
    """What stands under ``custom``, with the page of a record."""
    given = said if isinstance(said, RawMapping) else RawMapping(1, 1)
    made, ours = RawMapping(given.line, given.column), RawMapping(given.line, given.column)
    ours["page"] = page
    made.update(given)
    made.places = dict(given.places)
    made[FORM] = ours
    return made


SCHEMA_OF_PEOPLE: Mapping[str, object] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "People of a sphinx-academic site",
    "type": "object",
    "required": [FORM, "people"],
    "properties": {
        FORM: {
            "type": "object",
            "required": ["version"],
            "properties": {
                "version": {"const": VERSION, "description": "The version of this form."},
                "site": {"type": "string", "description": "What the site is called."},
                "address": {"type": "string", "format": "uri", "description": "Where the site is."},
            },
        },
        "people": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name"],
                "properties": {
                    "name": {"type": "string"},
                    "other_names": {"type": "array", "items": {"type": "string"}},
                    "pronouns": {"type": "string"},
                    "orcid": {"type": "string", "pattern": r"^(\d{4}-){3}\d{3}[\dX]$"},
                    "role": {"type": "string"},
                    "affiliation": {"type": "string"},
                    "start": {"type": "string", "description": "The year in which the person came."},
                    "end": {"type": "string", "description": "The year in which the person left."},
                    "degree": {"type": "string"},
                    "now": {"type": "string", "description": "Where the person is today, who has left."},
                    "line": {"type": "string", "description": "What the person does, in a line."},
                    "about": {"type": "string"},
                    "url": {"type": "string", "format": "uri", "description": "The person's page."},
                    "links": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["name", "url"],
                            "properties": {
                                "name": {"type": "string"},
                                "url": {"type": "string", "format": "uri"},
                            },
                        },
                    },
                },
                "additionalProperties": False,
            },
        },
    },
}
"""What ``people.json`` is (JSON Schema, draft 2020-12)."""
