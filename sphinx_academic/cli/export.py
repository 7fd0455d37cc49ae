"""Writes the publications of data files, or the whole career that they hold, in another format."""

from __future__ import annotations

import argparse
from importlib import import_module

from sphinx_academic.cli.messages import nothing_written, say, say_problems
from sphinx_academic.cli.writing import write_out
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.declarations import Declared
from sphinx_academic.formats.loading import load_named
from sphinx_academic.problems import nearest


def run(given: argparse.Namespace) -> int:
    """Write publications. What is wrong with the data is told and stops nothing, but where nothing is read nothing is written."""
    if not given.format.writes_records:
        return _write_career(given)
    collection = load_named(given.files, "publications", Declared(language=given.language or ""))
    say_problems(collection.problems)
    known = {publication.key: publication for publication in collection.publications}
    unknown = [key for key in given.key if key not in known]
    for key in unknown:
        meant = nearest(key, known)
        hint = f" Did you mean '{meant}'?" if meant else ""
        say(f"No publication has the key '{key}'.{hint}")
    lost = collection.unread or (
        () if known else [*(each.path for each in collection.problems), *given.files]
    )
    if lost and not unknown:
        say(f"No publication was read from '{lost[0]}': {nothing_written(given.output)}")
    if unknown or lost:
        return 2
    if given.format.missing:
        say(f"{given.format.label} cannot be written here: {given.format.missing}")
        return 2
    works = [known[key] for key in given.key] if given.key else collection.publications
    options = {"ascii_only": True} if given.ascii and given.format.writes_ascii else {}
    content: bytes = given.format.content(works, collection, Markup(collection.links), **options)
    if not content:
        say(f"None of these works can be written as {given.format.label}: nothing is written.")
        return 2
    write_out(given.output, content)
    return 0


def _write_career(given: argparse.Namespace) -> int:
    """Write a whole career as ``cv`` does, in the usual variant."""
    if given.key:
        message = f"A whole career is written as {given.format.label}, of which no keys can be picked."
        say(f"{message} Leave  --key  out.")
        return 2
    # Which needs much that lists of publications do not.
    cv = import_module("sphinx_academic.cli.curriculum_vitae")
    status: int = cv.write(
        cv.AskedCv(tuple(given.files), given.format.name, language=given.language or "en"), given.output
    )
    return status
