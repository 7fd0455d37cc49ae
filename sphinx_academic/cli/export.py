"""Writes the publications of data files in another format."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from sphinx_academic.content.markup import Markup
from sphinx_academic.formats.loading import load_named
from sphinx_academic.problems import nearest


def run(given: argparse.Namespace) -> int:
    """Write publications. What is wrong with the data is told and stops nothing, but where nothing is read nothing is written."""
    collection = load_named(given.files, "publications")
    for problem in collection.problems:
        print(f"{problem.location}: {problem.text} [academic.{problem.code}]", file=sys.stderr)
    known = {publication.key: publication for publication in collection.publications}
    unknown = [key for key in given.key if key not in known]
    for key in unknown:
        meant = nearest(key, known)
        hint = f" Did you mean '{meant}'?" if meant else ""
        print(f"No publication has the key '{key}'.{hint}", file=sys.stderr)
    lost = collection.unread or (
        () if known else [*(each.path for each in collection.problems), *given.files]
    )
    if lost and not unknown:
        left = (
            f", and '{given.output}' stays as it is"
            if given.output is not None and given.output.exists()
            else ""
        )
        print(f"No publication was read from '{lost[0]}': nothing is written{left}.", file=sys.stderr)
    if unknown or lost:
        return 2
    works = [known[key] for key in given.key] if given.key else collection.publications
    options = {"ascii_only": True} if given.ascii and given.format.writes_ascii else {}
    text: str = given.format.writer(works, markup=Markup(collection.links), **options)
    if not text:
        print(
            f"None of these works can be written as {given.format.label}: nothing is written.",
            file=sys.stderr,
        )
        return 2
    if given.output is None:
        # The formats are UTF-8 whatever encoding a terminal has.
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    else:
        _write_whole(given.output, text.encode("utf-8"))
    return 0


def _write_whole(path: Path, content: bytes) -> None:
    """Write all of a file or leave what stands there; a device or a pipe is written to as it is."""
    target = path.resolve()
    if target.exists() and not target.is_file():
        path.write_bytes(content)
        return
    unfinished = target.with_name(f".{target.name[:100]}.{os.getpid()}")
    try:
        unfinished.write_bytes(content)
        if target.exists():
            unfinished.chmod(target.stat().st_mode)
        unfinished.replace(target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        unfinished.unlink(missing_ok=True)
