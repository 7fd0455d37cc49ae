"""Works of a cluster that stand together because they share something: their authors, or numbers in a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Member = TypeVar("Member")


def runs(members: Iterable[Member], goes_on: Callable[[Member, Member], bool]) -> Iterator[list[Member]]:
    """The members in order, cut wherever one does not go on from the one before it."""
    run: list[Member] = []
    for each in members:
        if run and not goes_on(run[-1], each):
            yield run
            run = []
        run.append(each)
    if run:
        yield run
