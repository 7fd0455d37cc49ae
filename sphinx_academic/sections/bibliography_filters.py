"""What chooses the works of a bibliography, as sphinxcontrib-bibtex has it: ``cited and year >= "2019" and author % "Kettle"``.

The expressions are Python's, read by Python's parser and never run: what they may hold stands here (sphinxcontrib-bibtex 2.7, "Usage",
"Filtering")."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeAlias

from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.name_parts import parts_of

Value: TypeAlias = str | bool | frozenset[str]
"""What an expression is made of: texts, sets of them, and what is true of a work."""

WHAT_IS_UNDERSTOOD = (
    'Write it with and, or, not, ==, !=, <, <=, >, >=, in, %, & and |, names, "texts" and {"sets"}.'
)

_TEXT, _SET, _TRUTH = "a text", "a set", "what is true or false"
_LONGEST = 2_000
_DEEPEST = 40

# The kinds of both sides are known before anything is compared.
_COMPARED: Mapping[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda left, right: left in right,
    ast.NotIn: lambda left, right: left not in right,
}


class Expression:
    """One expression; a ValueError says what is wrong with it."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(text.split())
        if len(self.text) > _LONGEST:
            raise ValueError(f"It has more than {_LONGEST:,} characters.")
        try:
            tree = ast.parse(self.text, mode="eval")
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            raise ValueError(
                f'It is no expression, such as  cited and year >= "2019". {WHAT_IS_UNDERSTOOD}'
            ) from None
        self._tree = tree.body
        _kind_of(self._tree, 0)

    def holds(self, value_of: Callable[[str], Value]) -> bool:
        """Whether it is true of a work, of which ``value_of`` says what stands behind a name."""
        return bool(_value(self._tree, value_of))

    @property
    def names(self) -> frozenset[str]:
        """The names that it asks for."""
        return frozenset(node.id for node in ast.walk(self._tree) if isinstance(node, ast.Name))


@cache
def expression(text: str) -> Expression:
    """The expression of a text that was read before."""
    return Expression(text)


def _kind_of(node: ast.expr, depth: int) -> str:
    """What an expression gives; a ValueError for what none may hold."""
    if depth > _DEEPEST:
        raise ValueError("It has too many brackets within brackets.")
    below = depth + 1
    match node:
        case ast.Name(id="docnames"):
            return _SET
        case ast.Name(id="cited") | ast.Constant(value=bool()):
            return _TRUTH
        case ast.Name() | ast.Constant(value=str()):
            return _TEXT
        case ast.BoolOp(values=parts):
            for part in parts:
                _kind_of(part, below)
            return _TRUTH
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            _kind_of(operand, below)
            return _TRUTH
        case ast.Set(elts=parts):
            for part in parts:
                _expect(_TEXT, part, below)
            return _SET
        case ast.BinOp(left=left, op=ast.Mod(), right=right):
            _expect(_TEXT, left, below)
            _expect(_TEXT, right, below)
            if isinstance(right, ast.Constant):
                _compiled(str(right.value))
            return _TRUTH
        case ast.BinOp(left=left, op=ast.BitAnd() | ast.BitOr(), right=right):
            _expect(_SET, left, below)
            _expect(_SET, right, below)
            return _SET
        case ast.Compare(left=left, ops=[ast.In() | ast.NotIn()], comparators=[right]):
            _expect(_TEXT, left, below)
            if _kind_of(right, below) == _TRUTH:
                _expect(_SET, right, below)
            return _TRUTH
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARED:
            _expect(_kind_of(left, below), right, below)
            return _TRUTH
    raise ValueError(f"'{ast.unparse(node)[:60]}' is not understood. {WHAT_IS_UNDERSTOOD}")


def _expect(kind: str, node: ast.expr, depth: int) -> None:
    if _kind_of(node, depth) != kind:
        raise ValueError(f"'{ast.unparse(node)[:60]}' stands where {kind} was expected.")


def _value(node: ast.expr, value_of: Callable[[str], Value]) -> Any:
    match node:
        case ast.Constant(value=constant):
            return constant
        case ast.Name(id=name):
            return value_of(name)
        case ast.BoolOp(op=op, values=values):
            asked = (bool(_value(each, value_of)) for each in values)
            return all(asked) if isinstance(op, ast.And) else any(asked)
        case ast.UnaryOp(operand=operand):
            return not _value(operand, value_of)
        case ast.Set(elts=elements):
            return frozenset(_value(each, value_of) for each in elements)
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _COMPARED[type(op)](_value(left, value_of), _value(right, value_of))
        case ast.BinOp(left=left, op=ast.Mod(), right=right):
            return bool(_compiled(_value(right, value_of)).search(_value(left, value_of)[:_LONGEST]))
        case ast.BinOp(left=left, op=op, right=right):
            one, other = _value(left, value_of), _value(right, value_of)
            return one & other if isinstance(op, ast.BitAnd) else one | other
    raise AssertionError(ast.dump(node))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern that is searched for whatever its case."""
    try:
        return re.compile(pattern, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"{pattern[:60]!r} is no pattern: {error}.") from error


def is_chosen(condition: str, work: Publication, docname: str, docnames: frozenset[str]) -> bool:
    """Whether a condition holds for a work that the pages ``docnames`` cite, in a list on ``docname``."""
    if condition == "cited":
        return bool(docnames)
    of_list: Mapping[str, Value] = {"cited": bool(docnames), "docname": docname, "docnames": docnames}

    def value_of(name: str) -> Value:
        return of_list[name] if name in of_list else value_of_field(work, name)

    return expression(condition).holds(value_of)


def value_of_field(work: Publication, name: str) -> str:
    """A field of a work by the name that it has in BibTeX; empty where it has none."""
    if name == "key":
        return work.key.lower()
    if name == "type":
        return str(work.extra.get("entrytype") or work.kind_of_work).lower()
    if name == "author":
        names = (parts_of(person.name) for person in work.authors.people)
        return work.authors.written or " and ".join(
            ", ".join(filter(None, (each.whole_family or each.literal, each.given))) for each in names
        )
    if name == "year":
        return work.shown_year
    field = work.fields.spellings.get(name, name)
    value = getattr(work, field) if field in work.fields else work.extra.get(name, "")
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
