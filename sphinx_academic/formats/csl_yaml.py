"""CSL in YAML, as Pandoc and Better BibTeX for Zotero write it: read.

It is a list of items of CSL-JSON under ``references`` (Pandoc User's Guide, "Specifying bibliographic data"), whose texts are Markdown.
"""

from __future__ import annotations

import re

from sphinx_academic.data.located import YAML, RawFile, RawList, RawMapping, RawValue
from sphinx_academic.formats.csl_json import read_csl
from sphinx_academic.formats.text import words
from sphinx_academic.problems import Problem

_ONLY_HERE = words("issued container-title citation-key")
"""Fields that items of CSL have, and nothing of ours."""
_NO_MARKDOWN = words(
    "URL DOI ISBN ISSN PMID PMCID id type language page issued accessed citation-key page-first volume issue number"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_KEPT = re.compile("[\ue100-\ue17f]")
_SPAN = re.compile(r"\[([^\[\]]*)\]\{[^{}]*\}")
_TAGS = (
    (re.compile(r"\*\*([^*\s][^*]*)\*\*"), "b"),
    (re.compile(r"\*([^*\s][^*]*)\*"), "i"),
    (re.compile(r"(?<![\w_])_([^_\s][^_]*)_(?![\w_])"), "i"),
    (re.compile(r"\^([^\s^]+)\^"), "sup"),
    (re.compile(r"~([^\s~]+)~"), "sub"),
)
"""What Pandoc's Markdown has for the tags of CSL."""


def is_csl_yaml(root: RawValue) -> bool:
    """Whether most of what stands under ``references``, or in a list, are items of CSL."""
    items = root.get("references") if isinstance(root, RawMapping) else root
    if not isinstance(items, RawList):
        return False
    known = sum(isinstance(item, RawMapping) and not _ONLY_HERE.isdisjoint(item) for item in items)
    return 0 < len(items) <= 2 * known


def read_csl_yaml(root: RawValue, path: str, problems: tuple[Problem, ...] = ()) -> RawFile:
    """The items as publications."""
    items = root.get("references") if isinstance(root, RawMapping) else root
    return read_csl(_with_tags(items), path, problems)._replace(notation=YAML)


def _with_tags(value: RawValue) -> RawValue:
    """A value whose texts have the tags of CSL in place of Markdown."""
    if isinstance(value, RawMapping):
        made = RawMapping(value.line, value.column)
        made.places = value.places
        made.update({key: said if key in _NO_MARKDOWN else _with_tags(said) for key, said in value.items()})
        return made
    if isinstance(value, RawList):
        items = RawList(value.line, value.column)
        items.extend(map(_with_tags, value))
        items.places = value.places
        return items
    return _tagged(value) if value else value


def _tagged(text: str) -> str:
    if "\\" in text:  # an escaped sign is none of Markdown's
        text = _ESCAPED.sub(lambda match: chr(0xE100 + ord(match[1])), text)
    text = _SPAN.sub(r"\1", text)
    for pattern, tag in _TAGS:
        text = pattern.sub(rf"<{tag}>\1</{tag}>", text)
    return _KEPT.sub(_restored, text)


def _restored(match: re.Match[str]) -> str:
    sign = chr(ord(match[0]) - 0xE100)
    return {"<": "&lt;", "&": "&amp;"}.get(sign, sign)
