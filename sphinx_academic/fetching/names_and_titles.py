"""Names of authors that services give as one text, those of groups among them; titles as arXiv writes them, and as services are asked for them."""

from __future__ import annotations

import re

from sphinx_academic.data.located import RawMapping
from sphinx_academic.formats.filling import mapping_at
from sphinx_academic.formats.latex.decoding import to_markup
from sphinx_academic.formats.rich_text import title_text

_GROUP = re.compile(r"(?i)\b(?:collaborations?|consorti(?:um|a)|team|group|project|network|initiative)$")
_LETTER = re.compile(r"[^\W\d_]")
_COMMAND = re.compile(r"\\(?:[A-Za-z]|[\"'`^~=.%&#_-])")
_TAG = re.compile(r"</?[a-z]{1,10}>")
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


def named_author(name: str, orcid: str = "", line: int = 1, column: int = 1) -> str | RawMapping:
    """Somebody as one of the authors of a record: the name alone where no more is said, empty where it is none."""
    if not _LETTER.search(name):
        return ""  # as the colon behind a group
    if _GROUP.search(name):
        return mapping_at(line, column, {"literal": name})
    return mapping_at(line, column, {"name": name, "orcid": orcid}) if orcid else name


def text_of_arxiv(text: str) -> str:
    """A title or an abstract of arXiv as our markup. It may be LaTeX as in BibTeX (``Schr\\"odinger``, ``\\emph``), or plain text with formulas
    in which ``~`` and ``--`` are what they are."""
    is_latex = any(_COMMAND.search(part) for part in text.split("$")[::2])
    return to_markup(text) if is_latex else title_text(text)


def words_of_title(title: str) -> list[str]:
    """The words of a title, without signs that mean something to searches."""
    return _WORD.findall(_TAG.sub("", title))
