"""Tells what a fetch has changed, or would: to people, to programs, and to GitHub."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import click

from sphinx_academic.cli.told_problems import in_workflow, print_json
from sphinx_academic.fetching.asking import LeftOutSource
from sphinx_academic.fetching.changes import Change, ChangeKind
from sphinx_academic.fetching.source import Source, label_of
from sphinx_academic.fetching.told_changes import sentence
from sphinx_academic.problems import printable

_MOST_ALIKE = 20
"""So many changes of one kind are told one by one."""

_ACCEPTED_TOGETHER = frozenset((ChangeKind.RETRACTION, ChangeKind.FIELD, ChangeKind.COUNT))
"""What ``--accept`` takes without an identifier."""
_MENDED = frozenset((ChangeKind.UNKNOWN, ChangeKind.CONTRADICTION))
"""What nobody can accept."""

_NAMES: Mapping[ChangeKind, tuple[str, str]] = {
    ChangeKind.RETRACTION: ("retraction or correction", "retractions or corrections"),
    ChangeKind.APPEARED: ("article for a preprint", "articles for preprints"),
    ChangeKind.STRANGE: ("strange work", "strange works"),
    ChangeKind.NAMESAKE: ("work of a namesake", "works of namesakes"),
    ChangeKind.CONTRADICTION: ("contradiction", "contradictions"),
    ChangeKind.UNKNOWN: ("that no source knows", "that no source knows"),
    ChangeKind.UNSURE: ("title that is not found for sure", "titles that are not found for sure"),
    ChangeKind.FIELD: ("field changed", "fields changed"),
    ChangeKind.NEW: ("new", "new"),
    ChangeKind.MORE: ("of which more is known", "of which more is known"),
    ChangeKind.COUNT: ("count changed", "counts changed"),
    ChangeKind.GONE: ("gone from a list", "gone from lists"),
    ChangeKind.LEFT_OUT: ("left out", "left out"),
}


class FetchOutcome(NamedTuple):
    """What came of a fetch."""

    lock: str
    """The name of the lock in messages."""
    works: int
    """How many works it holds, or would."""
    changes: Sequence[Change]
    left_out: Sequence[LeftOutSource]
    sources: Mapping[str, Source]
    is_different: bool
    """Whether the lock is another one than before."""
    is_written: bool

    @property
    def is_quiet(self) -> bool:
        """Whether nothing has changed and nothing is to be looked at."""
        return not self.is_different and not self.changes

    @property
    def failed(self) -> tuple[str, ...]:
        """What is missing for sources that did not answer, each in a sentence."""
        return self._left_out(are_wanted=True)

    @property
    def _remedy(self) -> str:
        """What to do about all that waits; nothing of what can only be mended, which is said with each."""
        waiting = {each.kind for each in self.changes if not each.is_taken}
        if waiting <= _ACCEPTED_TOGETHER:
            return " Take all:  sphinx-academic fetch --accept"
        if waiting <= _MENDED:
            return ""
        return " Take it by  --accept ID , or decide:  --ignore ID ,  --not-mine ID ,  --same-as ID ID"

    @property
    def not_asked(self) -> tuple[str, ...]:
        """Why sources were not asked of whom nothing was expected, each in a sentence."""
        return self._left_out(are_wanted=False)

    def _left_out(self, *, are_wanted: bool) -> tuple[str, ...]:
        return tuple(
            printable(f"{label_of(each.source, self.sources)} {each.reason}.")
            for each in self.left_out
            if each.is_wanted is are_wanted
        )

    def sentences(self) -> Iterator[str]:
        """What has changed, the gravest first; of counts their number alone, and of what is alike the first ones."""
        numbers = Counter(each.kind for each in self.changes)
        told: Counter[ChangeKind] = Counter()
        for each in self.changes:
            told[each.kind] += 1
            if each.kind is ChangeKind.COUNT and each.is_taken:
                continue
            if told[each.kind] <= _MOST_ALIKE:
                yield printable(sentence(each, self.sources))
            elif told[each.kind] == numbers[each.kind]:
                more = numbers[each.kind] - _MOST_ALIKE
                yield f"… and {more:,} more like these; --json tells all."

    def summary(self) -> str:
        """What came of it in a line or two."""
        works = f"{self.works:,} work{'' if self.works == 1 else 's'}"
        taken = _sum(each for each in self.changes if each.is_taken)
        waiting = _sum(each for each in self.changes if not each.is_taken)
        if not self.is_different:
            said = f"Nothing has changed: {works} in {self.lock}."
        elif self.is_written:
            said = f"{works} in {self.lock}{f': {taken}' if taken else ''}."
        else:
            said = f"{self.lock} would have {works}{f': {taken}' if taken else ''}. Nothing is written."
        return f"{said}\nNot taken: {waiting}.{self._remedy}" if waiting else said


def _number(kind: ChangeKind, number: int) -> str:
    return f"{number:,} {_NAMES[kind][number != 1]}"


def _sum(changes: Iterator[Change]) -> str:
    numbers = Counter(each.kind for each in changes)
    return ", ".join(_number(kind, numbers[kind]) for kind in ChangeKind if numbers[kind])


def tell(told: FetchOutcome) -> None:
    """Say it to people."""
    for each in told.sentences():
        click.echo(each)
    click.echo(told.summary())


def tell_github(told: FetchOutcome) -> None:
    """Say it in commands of a workflow, which GitHub shows beside the lock."""
    for each in told.failed:
        click.echo(in_workflow("warning", {"file": told.lock, "line": 1, "title": "fetch"}, each))
    for change in told.changes:
        level = "notice" if change.is_taken and change.kind is not ChangeKind.RETRACTION else "warning"
        properties = {"file": told.lock, "line": 1, "title": f"fetch: {change.kind}"}
        click.echo(in_workflow(level, properties, printable(sentence(change, told.sources))))


def tell_json(told: FetchOutcome) -> None:
    """Say it to programs, whole."""
    print_json(
        {
            "lock": told.lock,
            "works": told.works,
            "is_different": told.is_different,
            "is_written": told.is_written,
            "changes": [
                {**each._asdict(), "sentence": printable(sentence(each, told.sources))}
                for each in told.changes
            ],
            "left_out": [each._asdict() for each in told.left_out],
        }
    )


FORMS = {"text": tell, "github": tell_github, "json": tell_json}
"""How it may be told."""
