"""Reports of tests in the XML of JUnit: what became of a test that somebody names, and when.

The format has no standard; pytest, unittest-xml-reporting, Maven Surefire, GoogleTest, jest-junit, gotestsum and cargo-nextest write
``testsuites``, ``testsuite`` and ``testcase`` with ``failure``, ``error`` and ``skipped`` below that, and add what they like.

A report may come from anywhere: document types and entities are refused before any is expanded, and size, depth and number are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from sphinx_academic.formats.xml_places import MAX_DEPTH, parser_that_refuses
from sphinx_academic.problems import Code, Problem, nearest, shorten

MAX_BYTES = 100_000_000
MAX_TESTS = 200_000
"""Of what is more a file is no report of one project's tests."""

_CHUNK = 1 << 16
_MOST_COMPARED = 5_000


class State(IntEnum):
    """What became of a test; of several that are meant together the greatest counts: one that failed is not made up for."""

    NOT_RUN, SKIPPED, PASSED, FAILED = range(4)


class Outcome(NamedTuple):
    """What became of a test, and when its suite was run, where the report says so."""

    state: State
    when: datetime | None = None


_NOT_RUN = Outcome(State.NOT_RUN)
_BELOW: Mapping[str, State] = {
    "failure": State.FAILED,
    "error": State.FAILED,
    "skipped": State.SKIPPED,
    "disabled": State.SKIPPED,
}
_SAID: Mapping[str, State] = {
    "notrun": State.NOT_RUN,
    "suppressed": State.NOT_RUN,
    **dict.fromkeys(("skipped", "disabled", "ignored", "pending"), State.SKIPPED),
    **dict.fromkeys(("failed", "error"), State.FAILED),
}
"""What ``status`` and ``result`` say of a test (GoogleTest, "Generating an XML JUnitReport"; Catch2)."""


class FoundTest(NamedTuple):
    """What a report says of a test; where it has no such one, what to tell and what to do about it."""

    outcome: Outcome
    fault: str = ""
    hint: str = ""


class JUnitReport:
    """The tests of a report by their names; ``problems`` say why a report could not be read."""

    def __init__(self, cases: Iterable[tuple[str, str, Outcome]], problems: tuple[Problem, ...] = ()) -> None:
        self.problems = problems
        self._outcomes: dict[str, Outcome] = {}
        self._together: dict[str, Outcome] = {}
        self._by_last: dict[str, set[str]] = {}
        self._called: dict[str, str] = {}
        for classname, name, outcome in cases:
            called = f"{classname}.{name}" if classname else name
            key, head = folded(called), folded(_without_parameters(called))
            self._outcomes[key] = _one_of(self._outcomes.get(key), outcome)
            self._together[head] = _one_of(self._together.get(head), outcome)
            self._by_last.setdefault(head.rpartition(".")[2], set()).add(head)
            self._called.setdefault(key, _as_node(classname, name))

    def find(self, test: str) -> FoundTest:
        """What became of a test: of the one of that name, of all of its parameters, or of the only one whose name ends so."""
        key, head = folded(test), folded(_without_parameters(test))
        if outcome := self._outcomes.get(key) or self._together.get(key):
            return FoundTest(outcome)
        longer = sorted(
            each for each in self._by_last.get(head.rpartition(".")[2], ()) if each.endswith(f".{head}")
        )
        if len(longer) == 1:
            key = longer[0] + key[len(head) :]
            if outcome := self._outcomes.get(key) or self._together.get(key):
                return FoundTest(outcome)
        if len(longer) > 1:
            fault = f"The report of tests has {len(longer)} tests whose names end in '{shorten(test, 200)}'."
            return FoundTest(_NOT_RUN, fault, f"Write more of the name, such as '{longer[0]}'.")
        fault = f"The report of tests has no '{shorten(test, 200)}'."
        return FoundTest(_NOT_RUN, fault, self._advice(test, key, head))

    def _advice(self, test: str, key: str, head: str) -> str:
        last = head.rpartition(".")[2]
        named = last if last in self._by_last else nearest(last, sorted(self._by_last)[:_MOST_COMPARED])
        heads = sorted(self._by_last.get(named or "", ()))
        meant = nearest(head, heads) or next(iter(heads), "")
        if not meant:
            return "Name a test as its runner does, or run the tests that show it."
        keys = [each for each in self._called if _without_parameters(each) == meant]
        meant = nearest(key, keys) or (keys[0] if "[" in key else meant)
        node = self._called.get(meant, "") or _without_parameters(self._called[keys[0]])
        return f"Did you mean '{node if '::' in test else meant}'?"


def _one_of(first: Outcome | None, second: Outcome) -> Outcome:
    """Of several tests that are meant together the one that decides; of equal ones the older."""
    if first is None or second.state > first.state:
        return second
    is_older = first.when is not None and second.when is not None and str(second.when) < str(first.when)
    return second if second.state == first.state and is_older else first


_MODULE = re.compile(r"\.py(?=::|$)")
_BETWEEN = re.compile(r"::|[/\\#]")


_PARAMETERS = re.compile(r"(?<=[^./\\#:\s])\[.*", re.DOTALL)


def _without_parameters(test: str) -> str:
    """The name without what stands in brackets behind it; some names begin with brackets, such as ``[fast] hears``."""
    return _PARAMETERS.sub("", test, count=1)


def folded(test: str) -> str:
    """The name of a test, the same whether pytest, JUnit or Maven writes it: ``tests.test_ear.Soft.test_hears[a::b]``."""
    head, bracket, parameters = test.strip().partition("[")
    head = _BETWEEN.sub(".", _MODULE.sub("", head)).removesuffix("()")
    return f"{head}{bracket}{parameters}"


def _as_node(classname: str, name: str) -> str:
    """The name of a test as pytest writes it, whose classes begin with capitals."""
    if not classname:
        return name
    parts = classname.split(".")
    module = [part for part in parts if part[:1].islower() or part[:1] == "_"]
    if not module or parts[: len(module)] != module:
        return f"{classname}::{name}"
    return "::".join((f"{'/'.join(module)}.py", *parts[len(module) :], name))


def read_report(path: Path, called: str) -> JUnitReport:
    """The report in a file; ``called`` is its name in messages. What is no report has no tests, and says why."""
    reader = _Reader()
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _RefusedError(
                Code.LIMIT, f"The report of tests is larger than {MAX_BYTES // 1_000_000} MB."
            )
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                reader.parser.Parse(chunk, False)
            reader.parser.Parse(b"", True)
    except _RefusedError as refused:
        place = reader.parser.CurrentLineNumber, reader.parser.CurrentColumnNumber + 1
        problem = Problem(called, *place, refused.code, str(refused), "No claim is marked.")
    except expat.ExpatError as error:
        message = f"The report of tests is no whole XML: {expat.ErrorString(error.code)}."
        problem = Problem(called, error.lineno, error.offset + 1, Code.SYNTAX, message, "Run the tests anew.")
    except (OSError, ValueError, LookupError) as error:  # an encoding that Python does not know
        problem = Problem(called, 0, 0, Code.FILE, f"The report of tests cannot be read: {error}.", "")
    else:
        return JUnitReport(reader.cases)
    return JUnitReport((), (problem,))


class _RefusedError(Exception):
    def __init__(self, code: Code, message: str) -> None:
        super().__init__(message)
        self.code = code


class _Reader:
    """Takes the tests from a report while it is parsed."""

    def __init__(self) -> None:
        self.cases: list[tuple[str, str, Outcome]] = []
        self._depth = 0
        self._times: list[tuple[int, datetime | None]] = [(0, None)]
        self._case: tuple[int, str, str] | None = None
        self._state = State.PASSED
        self.parser = parser_that_refuses(self._refuse)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _refuse(self, *declared: object) -> None:
        message = (
            "The report of tests declares a document type or an entity, which no runner of tests writes."
        )
        raise _RefusedError(Code.SYNTAX, message)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        self._depth += 1
        if self._depth == 1 and name not in {"testsuites", "testsuite"}:
            message = f"'{shorten(name)}' is no report of tests; 'testsuites' or 'testsuite' was expected."
            raise _RefusedError(Code.SYNTAX, message)
        if self._depth > MAX_DEPTH:
            raise _RefusedError(Code.LIMIT, f"The report of tests is deeper than {MAX_DEPTH} elements.")
        if self._case is not None:
            if self._depth == self._case[0] + 1 and name in _BELOW:
                # Some write both; reruns that Surefire and nextest tell of are named otherwise.
                self._state = max(self._state, _BELOW[name]) if self._state is State.FAILED else _BELOW[name]
        elif name in {"testsuites", "testsuite"}:
            self._times.append((self._depth, _moment(attributes.get("timestamp", "")) or self._times[-1][1]))
        elif name == "testcase":
            classname = attributes.get("classname") or attributes.get("class") or ""
            self._case = (self._depth, classname.strip(), attributes.get("name", "").strip())
            said = (attributes.get(each, "").strip().lower() for each in ("result", "status"))
            self._state = next((_SAID[each] for each in said if each in _SAID), State.PASSED)

    def _end(self, name: str) -> None:
        if self._case is not None and self._depth == self._case[0]:
            if len(self.cases) >= MAX_TESTS:
                raise _RefusedError(Code.LIMIT, f"The report has more than {MAX_TESTS:,} tests.")
            if self._case[2]:
                self.cases.append((*self._case[1:], Outcome(self._state, self._times[-1][1])))
            self._case = None
        if self._times[-1][0] == self._depth:
            self._times.pop()
        self._depth -= 1


def _moment(text: str) -> datetime | None:
    """A time stamp (ISO 8601), with or without an offset; of others nothing is known."""
    try:
        return datetime.fromisoformat(text.strip()).replace(microsecond=0)
    except ValueError:
        return None
