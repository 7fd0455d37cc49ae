"""The templates of the files of a new site, and how names get into Python, YAML and Markdown unharmed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_academic.starting.own_yaml import written_yaml

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = Path(__file__).with_name("templates")
_LINE = 110
"""Characters of a line of Python, after which a list has a line for each of its values."""


def rendered(template: str, **values: object) -> str:
    """The text of a new file, made from one of ours."""
    return _environment().get_template(f"{template}.jinja").render(values)


@cache
def _environment() -> Environment:
    # Which takes a while to come, and is for commands alone that begin a site.
    jinja2 = import_module("jinja2")
    made: Environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER),
        undefined=jinja2.StrictUndefined,
        # Braces are what MyST, and workflows of GitHub, are full of.
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(python=python_literal, yaml=yaml_scalar, markdown=markdown_text)
    return made


def python_literal(value: object) -> str:
    """A value as it stands in ``conf.py``: a text, a flag, a number, or lists and mappings of such."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        parts = [f"{python_literal(key)}: {python_literal(inner)}" for key, inner in value.items()]
        return _in_brackets("{", parts, "}")
    if isinstance(value, (list, tuple)):
        return _in_brackets("[", [*map(python_literal, value)], "]")
    return repr(value)


def _in_brackets(start: str, parts: list[str], end: str) -> str:
    line = f"{start}{', '.join(parts)}{end}"
    if len(line) <= _LINE:
        return line
    lines = "".join(f"    {part},\n" for part in parts)
    return f"{start}\n{lines}{end}"


def yaml_scalar(text: str) -> str:
    """A text of one line as a value of YAML, in quotes where it needs them."""
    written = written_yaml({"text": text}).removeprefix("text:").strip()
    return json.dumps(text, ensure_ascii=False) if "\n" in written else written


_MEANS_SOMETHING = re.compile(r"[\\`*_\[\]<>{}$&~|#^!%]")


def markdown_text(text: str) -> str:
    """A text as it is, whatever of it would mean something in Markdown."""
    escaped = _MEANS_SOMETHING.sub(r"\\\g<0>", text)
    # What would begin a list, a numbered one, or a fence of MyST.
    return re.sub(r"^([-+=:]|\d+(?=[.)]))", lambda found: _escaped_start(found[1]), escaped)


def _escaped_start(start: str) -> str:
    # "2." begins a list, and has no sign of which a backslash could be put in front: a reference to a character is no number.
    return f"&#{ord(start[0])};{start[1:]}" if start[0].isdigit() else f"\\{start}"
