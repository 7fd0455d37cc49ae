"""No regular expression takes time that grows faster than its text; see :mod:`backtracking` for how that is seen."""

from __future__ import annotations

import ast
import builtins
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest
from backtracking import ambiguous_loop

import sphinx_academic
from sphinx_academic.data.values.identifiers import SCHEMES

METHODS = frozenset(("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"))
BOUNDED = {
    "data.values.names._BOLD": "within a tag it stops at the next of its kind, of which there are eight",
    "formats.json_places._TOKEN": "only what the standard library has accepted as JSON",
    "outputs.assets._PIECES": "only our own style sheets",
    "outputs.assets._AROUND": "only our own style sheets",
}
"""Patterns that may read a text twice, and why that does no harm."""


class Pattern(NamedTuple):
    """A regular expression of the package, and by which methods it is used."""

    name: str
    text: str
    flags: int
    methods: frozenset[str]


def modules() -> Iterator[tuple[ModuleType, ast.Module]]:
    """Every module with its source."""
    for found in pkgutil.walk_packages(sphinx_academic.__path__, "sphinx_academic."):
        if not found.name.endswith("__main__"):
            module = importlib.import_module(found.name)
            yield module, ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))


def patterns() -> Iterator[Pattern]:
    """All of them: compiled ones with a name, those within tables, and those that are handed to ``re`` as they are."""
    read = list(modules())
    uses: dict[tuple[str, str], set[str]] = {}
    for module, tree in read:
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in METHODS and isinstance(node.value, ast.Name):
                name = node.value.id
                holder = module.__name__ if name.startswith("_") else ""
                uses.setdefault((holder, name), set()).add(node.attr)
    for module, tree in read:
        names = {
            id(node.value): target.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.")):
                continue
            method = ast.unparse(node.func).removeprefix("re.")
            if method not in METHODS | {"compile"}:
                continue
            name = names.get(id(node), f"line {node.lineno}")
            short = f"{module.__name__.removeprefix('sphinx_academic.')}.{name}"
            used = (
                uses.get((module.__name__ if name.startswith("_") else "", name), {"search", "fullmatch"})
                if method == "compile"
                else {method}
            )
            for text in texts_of(node, tree, module):
                if isinstance(text, str):
                    yield Pattern(short, text, flags_of(node, method, module), frozenset(used))
    for scheme in SCHEMES:
        flags = re.IGNORECASE | re.ASCII
        yield Pattern(f"the scheme {scheme.field}", scheme.pattern, flags, frozenset(("fullmatch",)))


def texts_of(call: ast.Call, tree: ast.Module, module: ModuleType) -> list[Any]:
    """The texts of the pattern in a call: one, or all that a comprehension goes through."""
    wanted = call.args[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.GeneratorExp) and any(each is call for each in ast.walk(node.elt)):
            loop = node.generators[0]
            if ast.unparse(loop.target) == ast.unparse(wanted):
                return list(value(loop.iter, module))
    if ast.unparse(wanted) == "pattern":  # data.identifiers, whose schemes are looked at by themselves
        return []
    return [value(wanted, module)]


def flags_of(call: ast.Call, method: str, module: ModuleType) -> int:
    place = {"compile": 1, "search": 2, "match": 2, "fullmatch": 2}.get(method, len(call.args))
    given = [*call.args[place : place + 1], *(word.value for word in call.keywords if word.arg == "flags")]
    return int(value(given[0], module)) if given else 0


class Constants(dict[str, Any]):
    """The names of a module; for any other, a word."""

    def __missing__(self, name: str) -> str:
        return "word"


def value(node: ast.expr, module: ModuleType) -> Any:
    """What an expression of constants is."""
    code = compile(ast.Expression(node), str(module.__file__), "eval")
    return eval(code, {}, Constants({**vars(builtins), **vars(module)}))


def slow_text(pattern: Pattern) -> str:
    for method in sorted(pattern.methods):
        found = ambiguous_loop(
            pattern.text, pattern.flags, anchored="match" in method, whole=method == "fullmatch"
        )
        if found:
            return found
    return ""


def test_no_pattern_reads_a_text_again_and_again() -> None:
    found = list(patterns())
    assert len(found) > 300
    slow = {pattern.name: slow_text(pattern) for pattern in found}
    assert {name: text for name, text in slow.items() if text and name not in BOUNDED} == {}
    assert BOUNDED.keys() <= {name for name, text in slow.items() if text}, "an exception is needed no longer"


@pytest.mark.parametrize(
    ("pattern", "method", "text"),
    [
        (r"\s+and\s+", "search", " "),
        (r"(?<!\s)\s+and\s+", "search", ""),
        (r"\s*and", "match", ""),
        (r"\s*-?\s*x", "match", " "),
        (r"\s*+-?\s*x", "match", ""),
        (r"(?:a|aa)+x", "match", "aa"),
        (r"<[^>]*>", "search", "<"),
        (r"<[^<>]*>", "search", ""),
        (r"\d+", "search", ""),
        (r"\d+", "fullmatch", ""),
        (r"\d+\.?\d*", "fullmatch", "0"),
        (r",(?![^{}]*\})", "search", ","),
        (r"(?s)<!--.*?(?:-->|\Z)", "search", ""),
    ],
)
def test_what_takes_long_is_seen(pattern: str, method: str, text: str) -> None:
    found = slow_text(Pattern("", pattern, 0, frozenset((method,))))
    assert bool(found) == bool(text)
    assert set(found) <= set(text) | set("0123456789") or not text
