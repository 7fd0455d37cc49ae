"""What a setting is, and how the value that ``conf.py`` gives is read and told to be wrong at its line."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sphinx_academic.problems import Code, Problem, nearest, shorten

if TYPE_CHECKING:
    from sphinx.config import Config


class Remarked(NamedTuple):
    """A value that is used although something is to be said about it."""

    value: Any
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Setting:
    """A value in ``conf.py``; ``read`` makes plain data of what a site gives, or raises a ValueError."""

    name: str
    default: Any
    read: Callable[[Any], Any]
    values: str
    """What may be given, for the documentation."""
    description: str
    rebuild: Literal["env", "html"] = "html"
    """What a change of it makes stale: all that was read, or what was written."""
    variable: str = ""
    """The variable of the environment that gives it where nobody does."""


class SettingFault(NamedTuple):
    """What is wrong with a setting, and what to do about it."""

    name: str
    message: str
    hint: str = ""


def read_setting(setting: Setting, given: object, called: str) -> tuple[Any, tuple[SettingFault, ...]]:
    """The value to use, and what is to be said about the one given; ``called`` names the setting in messages."""
    faults: tuple[SettingFault, ...] = ()
    try:
        read = setting.read(given)
    except ValueError as error:  # of Python itself where a number has more than 4,300 digits
        hint = str(error)[:1].upper() + str(error)[1:]
        faults = (SettingFault(setting.name, f"{shown(given)} is no value for {called}.", hint),)
        read = setting.read(setting.default)
    if not isinstance(read, Remarked):
        return read, faults
    return read.value, (*faults, *(SettingFault(setting.name, f"{called}: {said}") for said in read.remarks))


def shown(value: object) -> str:
    """A value as messages show it."""
    try:
        return f"'{shorten(value if isinstance(value, str) else repr(value), 60)}'"
    except ValueError:  # Python writes out no number of more than 4,300 digits
        return f"This {type(value).__name__}"


def problem_in_config(config: Config, folder: Path, fault: SettingFault, code: Code = Code.CONFIG) -> Problem:
    """A fault at the line of ``conf.py`` in which its setting stands; a setting of a mapping is ``mapping.name``."""
    path = Path(folder, "conf.py")
    hint = fault.hint
    if fault.name in config.overrides:
        hint = f"{hint} It was given on the command line (-D {fault.name}=…).".strip()
    return Problem(str(path), lines_of_settings(path).get(fault.name, 0), 0, code, fault.message, hint)


def lines_of_settings(config: Path) -> dict[str, int]:
    """The line of each setting in ``conf.py``, as far as they can be seen without running it."""
    try:
        tree = ast.parse(config.read_bytes())
    except (OSError, ValueError, SyntaxError, RecursionError):
        return {}
    found: dict[str, int] = {}
    for node in ast.walk(tree):
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=value)
            ):
                found[name] = node.lineno
                found.update((f"{name}.{key}", line) for key, line in _keys(value))
            case ast.Assign(
                targets=[ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=str() as key))]
            ):
                found[f"{name}.{key}"] = node.lineno
    return found


def _keys(value: ast.expr | None) -> Iterator[tuple[str, int]]:
    match value:
        case ast.Dict(keys=keys):
            for key in keys:
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield key.value, key.lineno
        case ast.Call(func=ast.Name(id="dict"), keywords=keywords):
            for keyword in keywords:
                if keyword.arg:
                    yield keyword.arg, keyword.lineno


CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""A sign that no text of a setting holds."""


def plain_text(value: object) -> str:
    """A text, or a path."""
    if not isinstance(value, (str, PurePath)):
        raise ValueError("A text was expected.")
    text = str(value).strip()
    if CONTROL.search(text):
        raise ValueError("A text without control characters was expected.")
    return text


def flag(value: object) -> bool:
    """On or off; from the command line it comes as a word."""
    word = str(value).strip().lower() if isinstance(value, (str, bool, int)) else "?"
    if word in {"true", "yes", "on", "1"}:
        return True
    if word in {"", "false", "no", "off", "0", "none"}:
        return False
    raise ValueError("True or False was expected.")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """How a message begins that goes on with what is known: with the nearest of it, if any is near."""
    meant = nearest(word, known)
    return f"did you mean '{meant}'? " if meant else ""


def choice(*words: str) -> Callable[[object], str]:
    """One of a few words."""

    def read(value: object) -> str:
        word = value.strip().lower() if isinstance(value, str) else ""
        if word in words:
            return word
        raise ValueError(f"{did_you_mean(word, words)}The values are: {', '.join(words)}.")

    return read


def number(least: int, most: int) -> Callable[[object], int]:
    """A whole number within bounds; from the command line it comes as digits."""
    digits = re.compile(rf"\d{{1,{len(str(most))}}}", re.ASCII)

    def read(value: object) -> int:
        if isinstance(value, str) and digits.fullmatch(value.strip()):
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ValueError(f"A whole number from {least} to {most:,} was expected.")
        return value

    return read


def texts(expected: str, read: Callable[[object], str] = plain_text) -> Callable[[object], Remarked]:
    """One text, or a list of them, in which one may have further ones beside it in a list; what is none is left out."""

    def read_all(value: object) -> Remarked:
        if not isinstance(value, (str, PurePath, list, tuple)):
            raise ValueError(expected)
        found: dict[str, None] = {}
        wrong: list[str] = []
        hint = ""
        for item in value if isinstance(value, (list, tuple)) else [value] if value else []:
            for each in item if isinstance(item, (list, tuple)) else [item]:
                try:
                    text = read(each)
                    if not text:
                        raise ValueError(expected)
                except ValueError as error:
                    wrong.append(shown(each))
                    hint = hint or str(error)[:1].upper() + str(error)[1:]
                else:
                    found[text] = None
        more = f" and {len(wrong) - 3} more" if len(wrong) > 3 else ""
        remark = f"{', '.join(wrong[:3])}{more} left out. {hint}"
        return Remarked(tuple(found), (remark,) if wrong else ())

    return read_all


def structure(value: object) -> object:
    """A list or a mapping, which from the command line comes as JSON; anything else is left as it is."""
    if isinstance(value, str) and value.strip()[:1] in {"{", "["}:
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return value
