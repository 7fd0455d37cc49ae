"""Writes the publications of data files in another format."""

from __future__ import annotations

import argparse
import sys

from sphinx_academic.content.markup import Markup
from sphinx_academic.formats.loading import load_named
from sphinx_academic.problems import nearest


def run(given: argparse.Namespace) -> int:
    """Write publications; what is wrong with the data is told, and stops nothing."""
    collection = load_named(given.files, "publications")
    for problem in collection.problems:
        print(f"{problem.location}: {problem.text} [academic.{problem.code}]", file=sys.stderr)
    known = {publication.key: publication for publication in collection.publications}
    unknown = [key for key in given.key if key not in known]
    for key in unknown:
        meant = nearest(key, known)
        hint = f" Did you mean '{meant}'?" if meant else ""
        print(f"No publication has the key '{key}'.{hint}", file=sys.stderr)
    if unknown:
        return 2
    works = [known[key] for key in given.key] if given.key else collection.publications
    options = {"ascii_only": True} if given.ascii and given.format.writes_ascii else {}
    text: str = given.format.writer(works, markup=Markup(collection.links), **options)
    if given.output is None:
        # The formats are UTF-8 whatever encoding a terminal has.
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    else:
        given.output.write_text(text, encoding="utf-8", newline="\n")
    return 0
