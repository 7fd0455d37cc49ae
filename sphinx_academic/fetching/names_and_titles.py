"""Names of authors that services give as one text, those of groups among them, and titles as services are asked for them."""

from __future__ import annotations

import re

from sphinx_academic.data.located import RawMapping
from sphinx_academic.formats.filling import mapping_at

_GROUP = re.compile(r"(?i)\b(?:collaborations?|consorti(?:um|a)|team|group|project|network|initiative)$")
_LETTER = re.compile(r"[^\W\d_]")
_TAG = re.compile(r"</?[a-z]{1,10}>")
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


def named_author(name: str, orcid: str = "", line: int = 1, column: int = 1) -> str | RawMapping:
    """Somebody as one of the authors of a record: the name alone where no more is said, empty where it is none."""
    if not _LETTER.search(name):
        return ""  # as the colon behind a group
    if _GROUP.search(name):
        return mapping_at(line, column, {"literal": name})
    return mapping_at(line, column, {"name": name, "orcid": orcid}) if orcid else name


def words_of_title(title: str) -> list[str]:
    """The words of a title, without signs that mean something to searches."""
    return _WORD.findall(_TAG.sub("", title))
