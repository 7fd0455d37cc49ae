"""Pages of HugoBlox that are made of blocks: what somebody has done and won, written into the page that shows it.

Since version 5 a page has ``sections`` with ``block: experience`` or ``block: accomplishments``; before, each block was a
page of its own with ``widget = "experience"``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from sphinx_academic.data.located import RawFile, RawMapping
from sphinx_academic.data.records import Award, Education, Position, Record, Service, Teaching
from sphinx_academic.formats.cv_sections import kind_of_title
from sphinx_academic.formats.filling import Transcription, add_entry, section
from sphinx_academic.formats.sites import hugoblox
from sphinx_academic.formats.sites.site_page import SitePage
from sphinx_academic.formats.text import decode, read_start

_BLOCKS = re.compile(
    r"""(?m)^[ \t-]*(?:block|widget)[ \t]*[:=][ \t]*["']?(?:resume-)?(?:experience|accomplishments|awards)\b"""
)
_MOST = 200_000
"""Bytes of a page that are searched for blocks."""
_USUAL: Mapping[str, type[Record]] = {"experience": Position, "accomplishments": Award, "awards": Award}
_AS_JOBS = {Position: "positions", Teaching: "teaching", Service: "service"}
_AS_AWARDS = {Award: "awards", Service: "service", Teaching: "teaching"}


def has_blocks(path: Path) -> bool:
    """Whether a page has a block with somebody's career."""
    try:
        text, _problems = decode(read_start(path, _MOST), path.name)
    except OSError:
        return False
    return _BLOCKS.search(text) is not None


def read_blocks(page: SitePage) -> RawFile:
    """The entries of the blocks of a page; the title of a block says what they are, where it is no usual one."""
    made = RawMapping(1, 1)
    whole = Transcription(page.root)
    if whole.text("draft").lower() != "true":
        for block in whole.each("sections"):
            content = block.inner("content")
            _put_block(made, block.text("block"), content, "items")
        for key in ("experience", "item", "items"):
            _put_block(made, whole.text("widget"), whole, key)
    return RawFile(page.name, made, page.problems, page.links, foreign=True)


def _put_block(made: RawMapping, block: str, content: Transcription, key: str) -> None:
    usual = _USUAL.get(block.removeprefix("resume-"))
    if usual is None:
        return
    kind = kind_of_title(content.text("title")) or usual
    names, read = (_AS_JOBS, hugoblox.job) if usual is Position else (_AS_AWARDS, hugoblox.award)
    for item in content.each(key):
        if kind is Education:
            entry, name = hugoblox.degree(item), "education"
        else:
            entry, name = read(item), names.get(kind, names[usual])
        add_entry(section(made, name, entry.line, entry.column), entry)
