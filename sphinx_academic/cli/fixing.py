"""Shows what is mended in data files for sure, as a diff, and writes it where somebody wants it."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from sphinx_academic.cli.messages import is_terminal, say
from sphinx_academic.cli.writing import ChangedMeanwhileError, real_path, write_edited
from sphinx_academic.data.declarations import Declared
from sphinx_academic.formats.loading import NamedFile
from sphinx_academic.formats.sure_mends import Mended, mend_for_sure
from sphinx_academic.formats.text import read_start
from sphinx_academic.problems import printable

_CONTEXT = 3
"""Lines around a change that a diff shows."""
_LINE_END = re.compile(r"\r\n|\r|\n")


class ToMend(NamedTuple):
    """A file that is mended: where it is, its name in messages, and what it is to hold."""

    path: Path
    name: str
    mended: Mended


def to_mend(
    sources: Iterable[NamedFile], roots: Sequence[Path], bare: str, declared: Declared
) -> Iterator[ToMend]:
    """The files in which something is mended for sure. Told are those that are left as they are because they may not be written, or lie
    outside of all ``roots``, what somebody named."""
    seen: set[Path] = set()
    for path, name in sources:
        try:
            target = real_path(path)
            if not path.is_file() or target in seen:
                continue
            seen.add(target)
            mended = mend_for_sure(read_start(path), path, name, bare, declared)
            mode = target.stat().st_mode
        except (OSError, ValueError):
            continue  # which is told as a problem
        if not mended.changes:
            continue
        if not any(target.is_relative_to(root) for root in roots):
            say(f"{name}: it is a link to '{target}', which is not among what you named; it stays as it is.")
        elif not mode & 0o222 or not os.access(target, os.W_OK):
            say(f"{name}: it may not be written; it stays as it is.")
        else:
            yield ToMend(path, name, mended)


def roots_of(names: Iterable[str]) -> list[Path]:
    """The folders that somebody named, and those of the files."""
    return [real_path(path if path.is_dir() else path.parent) for path in map(Path, names)]


def fix(found: Sequence[ToMend], *, is_wanted: bool) -> bool:
    """Show the changes, and write them where that is wanted or somebody says so; says whether all is written."""
    for each in found:
        for line in _diff(each.name, each.mended):
            click.echo(line)
    counts: Counter[str] = Counter()
    for each in found:
        counts.update(each.mended.changes)
    files = "one file" if len(found) == 1 else f"{len(found)} files"
    say(f"In {files}: {', '.join(f'{what} ({number})' for what, number in counts.items())}.")
    if not is_wanted and not (is_terminal(sys.stdin) and click.confirm("Write this?", err=True)):
        say("Nothing is written. Say  --fix --yes  to have it written.")
        return False
    is_done = True
    for path, name, mended in found:
        try:
            write_edited(path, mended.before, mended.after)
        except ChangedMeanwhileError:
            say(f"{name}: it has changed meanwhile and stays as it is; run the command again.")
            is_done = False
        except OSError as error:
            say(f"{name}: it stays as it is: {error.strerror}.")
            is_done = False
    return is_done


def _diff(name: str, mended: Mended) -> Iterator[str]:
    """A unified diff; lines are changed, and none is added or taken away."""
    name = printable(name)
    before, after = (data.decode("utf-8", "backslashreplace") for data in mended[:2])
    old, new = _LINE_END.split(before), _LINE_END.split(after)
    if old[-1] == new[-1] == "":
        old, new = old[:-1], new[:-1]
    if len(old) != len(new) or "\0" in before:
        yield f"{name}: {', '.join(mended.changes)}"
        return
    changed = [number for number, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
    yield click.style(f"--- {name}", bold=True)
    yield click.style(f"+++ {name}", bold=True)
    for first, last in _hunks(changed):
        start, end = max(0, first - _CONTEXT), min(len(old), last + 1 + _CONTEXT)
        place = f"{start + 1},{end - start}"
        yield click.style(f"@@ -{place} +{place} @@", fg="cyan")
        number = start
        while number < end:
            stop = number
            while stop < end and old[stop] != new[stop]:
                stop += 1
            yield from (click.style(f"-{printable(line)}", fg="red") for line in old[number:stop])
            yield from (click.style(f"+{printable(line)}", fg="green") for line in new[number:stop])
            if stop < end:
                yield f" {printable(old[stop])}".rstrip()
            number = stop + 1


def _hunks(changed: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of those changed lines that are near to each other."""
    first = last = None
    for number in changed:
        if first is None or last is None:
            first = number
        elif number - last > 2 * _CONTEXT:
            yield first, last
            first = number
        last = number
    if first is not None and last is not None:
        yield first, last
