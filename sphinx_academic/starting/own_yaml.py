"""Located values written as YAML in our own form, as somebody would write it by hand."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import yaml

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.formats.yaml.oddities import NULLS

_WIDTH = 100
"""Characters of a line after which a long text goes on in the next."""


class _Dumper(yaml.SafeDumper):
    """Our reader takes every plain scalar for a text, so that numbers and dates need no quotes (design: the record decides)."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  (PyYAML's own name, and not changed)

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Lists stand two characters in."""
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:
        """A value that stands twice is written twice."""
        return True


class _FewWords(list[str]):
    """A list of words, which stands on one line."""


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = (
        "|" if "\n" in text.strip("\n") and not any(line.endswith(" ") for line in text.split("\n")) else None
    )
    style = "'" if text in NULLS else style
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _words(dumper: _Dumper, words: _FewWords) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", words, flow_style=True)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_FewWords, _words)


def plain_values(value: RawValue) -> Any:
    """A located value without its places."""
    if isinstance(value, RawMapping):
        return {key: plain_values(inner) for key, inner in value.items()}
    if isinstance(value, RawList):
        return [plain_values(inner) for inner in value]
    return "" if value is None else value


def written_yaml(values: Mapping[str, Any]) -> str:
    """Values as YAML, a blank line before each key of the first level."""
    parts = [
        yaml.dump({key: value}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
        for key, value in values.items()
    ]
    return "\n".join(parts)


_MOST_ON_A_LINE = 60


def entry_lines(values: Mapping[str, Any]) -> tuple[str, ...]:
    """One entry of a list as lines of YAML at the margin; a few words stand on one line."""
    shown = {key: _FewWords(value) if _are_few_words(value) else value for key, value in values.items()}
    written = yaml.dump(shown, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return tuple(written.rstrip("\n").split("\n"))


def on_one_line(value: Any) -> str:
    """A value as YAML between brackets, or a text, without a line break."""
    written: str = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=math.inf, default_flow_style=True
    )
    return written.removesuffix("\n").removesuffix("\n...").strip()


def _are_few_words(value: Any) -> bool:
    return (
        isinstance(value, list)
        and all(isinstance(each, str) and "\n" not in each for each in value)
        and sum(len(each) + 2 for each in value) <= _MOST_ON_A_LINE
    )
