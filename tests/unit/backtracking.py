"""Finds regular expressions whose time grows faster than their input.

A backtracking engine takes polynomial time where, behind one beginning, the same text can be read in a loop, then in a
second loop, and divided between the two anywhere (A. Weber and H. Seidl, "On the degree of ambiguity of finite
automata", 1991: the criterion IDA). The search for a place to begin is such a loop too: ``\\s+x`` tries every space.
Each character that a pattern may read is a state here; lookarounds of one character and ``\\b`` are kept, longer ones
are taken to hold.
"""

from __future__ import annotations

import re
import re._constants as sre
import re._parser as parser
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from typing import Any, NamedTuple

_SAMPLE = "aZ5_ \n\t-.,:;/\\'\"(){}[]<>&$*@é李\u00a0\ue001"


class Edge(NamedTuple):
    """From one state to the next, where the character before and the one that is read may be followed by one another."""

    to: int
    conditions: tuple[Any, ...]


class Automaton:
    """The states of a pattern (Glushkov's automaton); state 0 is before everything, or the search for a beginning."""

    def __init__(self, pattern: str, flags: int, *, anchored: bool, whole: bool) -> None:
        self.flags = flags
        self.reads: list[Any] = [None]
        self.edges: dict[int, set[Edge]] = {}
        self.can_read = cache(self._can_read)
        self.steps = cache(self._steps)
        self.accepting: set[int] = set()
        tree = parser.parse(pattern, flags)
        self.flags = tree.state.flags
        first, last, empty = self._sequence(_frozen(tree))
        if not anchored:
            first.add((0, ()))
        self.edges[0] = {Edge(state, conditions) for state, conditions in first}
        for state, conditions in last:
            if not conditions and not whole:
                self.accepting.add(state)
            if conditions == (("at", sre.AT_END_STRING),) and self.reads[state] == (sre.ANY, None):
                self.accepting.add(state)  # .*\\Z
        self.accepts_nothing = empty is not None and not empty and not whole
        self.alphabet = self._alphabet()

    # first and last: states with the conditions on the way; empty: the conditions under which nothing is read, or None

    def _sequence(self, items: Iterable[Any]) -> tuple[set[Any], set[Any], Any]:
        first: set[Any] = set()
        last: set[Any] = set()
        empty: Any = ()
        for item in items:
            next_first, next_last, next_empty = self._item(item)
            for state, before in last:
                self.edges.setdefault(state, set()).update(
                    Edge(to, before + after) for to, after in next_first
                )
            if empty is not None:
                first |= {(state, empty + after) for state, after in next_first}
            last = next_last | ({(s, c + next_empty) for s, c in last} if next_empty is not None else set())
            empty = empty + next_empty if empty is not None and next_empty is not None else None
        return first, last, empty

    def _item(self, item: Any) -> tuple[set[Any], set[Any], Any]:
        operation, argument = item
        if operation in {sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN, sre.RANGE, sre.CATEGORY}:
            self.reads.append((operation, argument))
            state = len(self.reads) - 1
            return {(state, ())}, {(state, ())}, None
        if operation is sre.SUBPATTERN:
            return self._sequence(argument[3])
        if operation is sre.ATOMIC_GROUP:
            return self._sequence(argument)
        if operation is sre.BRANCH:
            first, last, empty = set(), set(), None
            for branch in argument[1]:
                a, b, c = self._sequence(branch)
                first |= a
                last |= b
                empty = c if empty is None or c == () else empty
            return first, last, empty
        if operation in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
            low, high, content = argument
            first, last, empty = self._sequence(content)
            if high is sre.MAXREPEAT:
                for state, before in last:
                    self.edges.setdefault(state, set()).update(
                        Edge(to, before + after) for to, after in first
                    )
            if operation is sre.POSSESSIVE_REPEAT and len(content) == 1 and len(first) == 1 == len(last):
                # Nothing that it could read is left to what follows.
                stop = (("not next", next(iter(content))),)
                last = {(state, before + stop) for state, before in last}
                return first, last, (stop if low == 0 else empty)
            return first, last, () if low == 0 else empty
        if operation is sre.AT:
            return set(), set(), (("at", argument),)
        if operation in {sre.ASSERT, sre.ASSERT_NOT}:
            direction, content = argument
            wanted = operation is sre.ASSERT
            single = list(content)
            if len(single) == 1 and single[0][0] in {sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN}:
                side = "next" if direction > 0 else "last"
                return set(), set(), ((side if wanted else f"not {side}", single[0]),)
            if direction < 0:
                return set(), set(), (("?", None),)
            # What looks ahead reads on, and comes back: it can be read in a loop, and never ends a match.
            first, _, _ = self._sequence(content)
            seen = wanted and single and single[0][0] in {sre.LITERAL, sre.NOT_LITERAL, sre.IN}
            return first, set(), (("next", single[0]),) if seen else (("?", None),)
        if operation in {sre.GROUPREF, sre.GROUPREF_EXISTS}:
            return set(), set(), (("?", None),)
        raise NotImplementedError(operation)

    def _alphabet(self) -> str:
        literals = {chr(value) for node in self._nodes() for value in _characters(node)}
        signs: dict[tuple[bool, ...], str] = {}
        nodes = list(self._nodes())
        for sign in [*sorted(literals), *_SAMPLE]:
            signature = (*(self.can_read(node, sign) for node in nodes), _is_word(sign))
            signs.setdefault(signature, sign)
        return "".join(signs.values())

    def _nodes(self) -> Iterator[Any]:
        yield from self.reads[1:]
        for edges in self.edges.values():
            for edge in edges:
                yield from (node for kind, node in edge.conditions if isinstance(node, tuple))

    def _can_read(self, node: Any, sign: str) -> bool:
        """Whether a part of the pattern reads a character."""
        if self.flags & re.IGNORECASE:
            return any(
                self._reads(node, each) for each in {sign, sign.lower(), sign.upper()} if len(each) == 1
            )
        return self._reads(node, sign)

    def _reads(self, node: Any, sign: str) -> bool:
        operation, argument = node
        if operation is sre.LITERAL:
            return ord(sign) == argument
        if operation is sre.NOT_LITERAL:
            return ord(sign) != argument
        if operation is sre.ANY:
            return sign != "\n" or bool(self.flags & re.DOTALL)
        if operation is sre.RANGE:
            return argument[0] <= ord(sign) <= argument[1]
        if operation is sre.CATEGORY:
            name = str(argument).rpartition("_")[2].lower()
            found = {"digit": sign.isdecimal(), "space": sign.isspace(), "word": _is_word(sign)}[name]
            if self.flags & re.ASCII and not sign.isascii():
                found = False
            return found != ("NOT" in str(argument))
        negated = argument[0][0] is sre.NEGATE
        return any(self._reads(each, sign) for each in argument[negated:]) != negated

    def _steps(self, state: int, last: str, sign: str) -> tuple[int, ...]:
        """The states that follow when a character is read behind another."""
        return tuple(
            to
            for to, conditions in self.edges.get(state, ())
            if to not in self.accepting
            and (to == 0 or self.can_read(self.reads[to], sign))
            and all(self._holds(condition, last, sign) for condition in conditions)
        )

    def _holds(self, condition: tuple[str, Any], last: str, sign: str) -> bool:
        kind, node = condition
        if kind == "?":
            return True
        if kind == "at":
            if node is sre.AT_BEGINNING and self.flags & re.MULTILINE:
                return last == "\n"
            if node is sre.AT_END and self.flags & re.MULTILINE:
                return sign == "\n"
            if node in {sre.AT_BOUNDARY, sre.AT_NON_BOUNDARY}:
                return (_is_word(last) != _is_word(sign)) == (node is sre.AT_BOUNDARY)
            return False  # in the middle of a text there is neither its beginning nor its end
        found = self.can_read(node, last if kind.endswith("last") else sign)
        return found != kind.startswith("not")


def _frozen(tree: Any) -> Any:
    """A parsed pattern as tuples."""
    if isinstance(tree, parser.SubPattern | list | tuple):
        return tuple(_frozen(item) for item in tree)
    return tree


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _characters(node: Any) -> Iterator[int]:
    operation, argument = node
    if operation in {sre.LITERAL, sre.NOT_LITERAL}:
        yield argument
    elif operation is sre.RANGE:
        yield from (argument[0], argument[1])
    elif operation is sre.IN:
        for each in argument:
            yield from _characters(each)


def ambiguous_loop(pattern: str, flags: int = 0, *, anchored: bool = False, whole: bool = False) -> str:
    """A text whose repetition takes a pattern more than linear time; empty where there is none.

    ``anchored`` says that the pattern is tried at one place alone (``match``), ``whole`` that it must reach the
    text's end (``fullmatch``).
    """
    automaton = Automaton(pattern, flags, anchored=anchored, whole=whole)
    if automaton.accepts_nothing:
        return ""
    forward = {
        state: {edge.to for edge in edges if edge.to not in automaton.accepting}
        for state, edges in automaton.edges.items()
        # Where a match is found already, nothing is tried again.
        if state not in automaton.accepting
    }
    reach = {state: _reachable(forward, state) for state in forward}
    loops = [state for state in forward if state in reach[state]]
    for p, q in product(loops, loops):
        if p != q and q in reach[p] and (word := _divided(automaton, reach, p, q)):
            return word
    return ""


def _reachable(forward: dict[int, set[int]], start: int) -> set[int]:
    seen: set[int] = set()
    left = list(forward[start])
    while left:
        state = left.pop()
        if state not in seen:
            seen.add(state)
            left.extend(forward.get(state, ()))
    return seen


def _divided(automaton: Automaton, reach: dict[int, set[int]], p: int, q: int) -> str:
    """A text that leads from p to p, from p to q and from q to q."""

    def steps(state: int, last: str, sign: str, target: int) -> list[int]:
        return [
            to for to in automaton.steps(state, last, sign) if to == target or target in reach.get(to, ())
        ]

    for last in automaton.alphabet:
        if not all(state == 0 or automaton.can_read(automaton.reads[state], last) for state in (p, q)):
            continue
        seen = {(p, p, q, last): ""}
        left = list(seen)
        for now in left:
            x, y, z, before = now
            for sign in automaton.alphabet:
                xs = steps(x, before, sign, p)
                zs = steps(z, before, sign, q) if xs else []
                ys = steps(y, before, sign, q) if zs else []
                for after in product(xs, ys, zs, [sign]):
                    if after not in seen:
                        seen[after] = seen[now] + sign
                        if after == (p, q, q, last):
                            return seen[after]
                        left.append(after)
    return ""
