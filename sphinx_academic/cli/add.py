"""Adds works to the data of a site, each at its place, with a key, and with all else as it was."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import click

from sphinx_academic.cli.command import DataCommand, Refused
from sphinx_academic.cli.differences import difference
from sphinx_academic.cli.messages import is_terminal, say, say_problems
from sphinx_academic.cli.network import NetworkSettings, cache_option, contact_option, offline_option
from sphinx_academic.cli.project_data import data_of, files_of, site_option
from sphinx_academic.cli.told_problems import print_json
from sphinx_academic.cli.writing import ChangedMeanwhileError, real_path, write_edited
from sphinx_academic.data.collection import Collection, collect
from sphinx_academic.data.key_style import NewKeys
from sphinx_academic.data.located import RawFile, RawList, RawMapping, RawValue
from sphinx_academic.data.naming import exists
from sphinx_academic.data.records import Publication
from sphinx_academic.data.same_work import ComparedWorks
from sphinx_academic.fetching.saved_answers import read_answer
from sphinx_academic.fetching.source import Identifier
from sphinx_academic.fetching.spelled_identifiers import LOOK, identifier_of, why_none
from sphinx_academic.formats import read_bytes
from sphinx_academic.formats.adding import Added, NewWork, add_works, refusal_of
from sphinx_academic.formats.edited_text import NotEditableError
from sphinx_academic.formats.loading import load_named
from sphinx_academic.formats.own_entry import own_entry
from sphinx_academic.formats.table import COMMON_SUFFIXES, is_known_beginning
from sphinx_academic.formats.text import MAX_BYTES
from sphinx_academic.formats.yaml.inserting import YamlEntry
from sphinx_academic.problems import few, shorten
from sphinx_academic.starting.own_yaml import entry_lines, on_one_line

_STANDARD_INPUT = "standard input"
_LIKE_AN_IDENTIFIER = re.compile(r"(?i)10\.|doi:|arxiv:|pmid:|pmc|https?:")
"""How what is no file begins that somebody has meant as an identifier."""


class _Answer(NamedTuple):
    """What became of a work that was to be added."""

    key: str
    title: str
    file: str
    line: int
    status: str

    @property
    def said(self) -> str:
        """The line for people."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        words = {"added": "Added", "there": "Already there:", "would be added": "Would be added:"}[
            self.status
        ]
        return f"{words} {self.key} ({shorten(self.title, 60)}), {place}"


@click.command(
    cls=DataCommand,
    examples=(
        "add 10.5555/12345678",
        "add paper.bib",
        "add --to data/papers.yaml < paper.ris",
        "add answer-of-crossref.json --dry-run",
    ),
)
@click.argument("file", required=False, metavar="[FILE|ID]")
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The data file; by default that of the project with the most publications.",
)
@site_option
@click.option("--force", is_flag=True, help="Add works that are there already, too.")
@click.option("--dry-run", is_flag=True, help="Show as a diff what would be written, and write nothing.")
@contact_option
@offline_option
@cache_option
@click.option("--json", "as_json", is_flag=True, help="Say as JSON what was done.")
@click.pass_context
def command(
    context: click.Context,
    file: str | None,
    target: Path | None,
    site: Path | None,
    force: bool,
    dry_run: bool,
    contact: str,
    offline: bool,
    cache: Path | None,
    as_json: bool,
) -> int:
    """Add works to the data: by DOI, arXiv or PMID, from BibTeX, RIS, CSL-JSON or what else is read, or from a saved answer of a service.

    A work of which the ID is given is asked for at Crossref, DataCite, arXiv, PubMed or who else knows it, and written down as your own. FILE is
    read, or the standard input where it is - or something is piped in.
    """
    identifier = _identifier(file)
    goal = None
    if identifier is not None:
        name = str(identifier)
        # Nobody is asked for what has no place.
        goal = _target(target, site)
        # Which asks services, and is needed for that alone.
        asking = import_module("sphinx_academic.cli.work_by_identifier")
        found: RawFile = asking.work_by(
            identifier, asking.Asking(NetworkSettings.of(context), contact, offline, cache, site)
        )
    else:
        name, data = _given(file)
        found = _read(name, data)
    works = [work for work in collect([found], "publications").separate if work.title]
    say_problems(found.problems)
    if not works:
        raise Refused(f"No publication was read from '{name}'. Nothing is added.")
    to_file, to_name, collection = goal or _target(target, site)
    new, answers = _new_works(found, works, collection, force=force)
    if new:
        before = _bytes_of(to_file, to_name)
        try:
            added = add_works(before, to_file, to_name, new, _as_yaml)
        except NotEditableError as error:
            place = f"{to_name}:{error.line}" if error.line else to_name
            raise Refused(f"{place}: nothing is added, as {_sentence(str(error))}") from error
        if dry_run and not as_json:
            click.echo("".join(difference(before, added.content, to_name)), nl=False)
        elif not dry_run:
            _write(to_file, to_name, before, added)
        lines = dict(zip(added.keys, added.lines, strict=True))
        status = "would be added" if dry_run else "added"
        answers = [
            each._replace(file=to_name, line=lines[each.key], status=status) if not each.file else each
            for each in answers
        ]
    _tell(answers, as_json=as_json)
    return 0


def _identifier(file: str | None) -> Identifier | None:
    """The identifier that somebody has given in place of a file; a file that is there is one."""
    if not file or file == "-" or exists(Path(file)):
        return None
    return identifier_of(file)


def _given(file: str | None) -> tuple[str, bytes]:
    """What is to be added: its name in messages, and the bytes."""
    if file is not None and file != "-":
        path = Path(file)
        if path.is_dir():
            raise Refused(f"'{file}' is a folder. Name a file.")
        if _LIKE_AN_IDENTIFIER.match(file) and not exists(path):
            raise Refused(f"'{shorten(file)}' {why_none(file)}; write it as {LOOK}. Nothing is added.")
        with path.open("rb") as opened:
            return file, opened.read(MAX_BYTES + 1)
    if sys.stdin is None or is_terminal(sys.stdin):
        if file is None or sys.stdin is None:
            raise Refused(
                "Nothing is said to add. Name a file, or pipe something in:  sphinx-academic add paper.bib"
            )
        say("Paste the entries, and end with Ctrl-D (Windows: Ctrl-Z and Enter) on a line of its own.")
    return _STANDARD_INPUT, sys.stdin.buffer.read(MAX_BYTES + 1)


def _read(name: str, data: bytes) -> RawFile:
    if not data.strip():
        raise Refused(f"'{name}' is empty. Nothing is added.")
    if (answer := read_answer(data, name)) is not None:
        return answer
    path = Path(name)
    if name == _STANDARD_INPUT or not path.suffix:
        path = Path(f"input{_suffix_of(data)}")
    return read_bytes(data, path, name)


def _suffix_of(data: bytes) -> str:
    """The suffix that files with such a content have."""
    start = data[:4096].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if start.startswith(("{", "[")):
        return ".json"
    if known := next((each for each in sorted(COMMON_SUFFIXES) if is_known_beginning(each, start)), ""):
        return known
    if start.startswith(("TY  -", "TY -")):
        return ".ris"
    if start.startswith("cff-version"):
        return ".cff"
    is_yaml = not start.startswith(("@", "%")) and "@" not in "".join(line[:1] for line in start.splitlines())
    return ".yaml" if is_yaml else ".bib"


def _target(target: Path | None, site: Path | None) -> tuple[Path, str, Collection]:
    """The file to add to, its name, and all data that the works are compared with."""
    if target is not None:
        if reason := refusal_of(target):
            raise Refused(f"Nothing is added to '{target}', as {reason}.")
        if not target.exists():
            raise Refused(f"There is no file '{target}'. Make it first, or name another one.")
        names: tuple[str, ...] = (str(target),)
        try:
            names = (*data_of(site), *names)
        except Refused:
            if site is not None:
                raise
        return target, str(target), load_named(_each_once(names), "publications")
    files = files_of(data_of(site))
    collection = load_named([name for _path, name in files], "publications")
    written = [work.origin.path for work in collection.separate]
    fit = [
        (path, name)
        for path, name in files
        if path.is_file() and name not in collection.fetched_files and not refusal_of(path)
    ]
    if not fit:
        raise Refused("The data of this project have no file that works are added to. Name one:  --to FILE")
    path, name = max(fit, key=lambda each: written.count(each[1]))
    return path, name, collection


def _each_once(names: Sequence[str]) -> Iterator[str]:
    """The files that names stand for, each once, by whatever name."""
    seen = set()
    for path, name in files_of(names):
        if (real := real_path(path)) not in seen:
            seen.add(real)
            yield name


def _new_works(
    found: RawFile, works: Sequence[Publication], collection: Collection, *, force: bool
) -> tuple[list[NewWork], list[_Answer]]:
    """The works that are not there yet, and what is to be said of each that was given."""
    # What only services have said is in no file yet, and is given the key here that it has on pages.
    known = ComparedWorks(work for work in collection.separate if not work.fetched)
    keys = NewKeys(work for work in collection.publications if not work.fetched)
    # Of short titles works are not told to be one by what they are; the very same entry is all the same.
    entries = {_said_of(each): each for each in reversed(collection.separate) if not each.fetched}
    raw_at: dict[tuple[int, int], RawMapping] = {}
    for raw in _mappings(found.root):
        if any(Publication.fields.named(name) == Publication.main for name in raw):
            # The work comes before what it holds, which may stand at the same place.
            raw_at.setdefault((raw.line, raw.column), raw)
    new: list[NewWork] = []
    answers: list[_Answer] = []
    left_out: dict[str, None] = {}
    for work in works:
        there = None if force else known.same_as(work) or entries.get(_said_of(work))
        if there is not None:
            origin = there.origin
            answers.append(_Answer(there.key, there.title, origin.path, origin.line, "there"))
            continue
        written = raw_at.get((work.origin.line, work.origin.column))
        if written is None:
            raise Refused(f"'{shorten(work.title)}' cannot be added: it stands in no entry of its own.")
        entry = own_entry(written, work, keys.key_for(work))
        left_out.update(dict.fromkeys(entry.left_out))
        known.add(work)
        new.append(NewWork(entry.values, work))
        answers.append(_Answer(str(entry.values["key"]), work.title, "", 0, "added"))
    if left_out and not collection.unread:
        say(f"Left out, as there are no fields for it: {few(left_out)}.")
    return new, answers


def _said_of(work: Publication) -> tuple[object, ...]:
    """What two entries have in common that are the same one."""
    return work.title, tuple(each.name for each in work.authors.people), work.shown_year, work.venue


def _mappings(value: RawValue) -> Iterator[RawMapping]:
    if isinstance(value, RawMapping):
        yield value
    for inner in (
        value.values() if isinstance(value, RawMapping) else value if isinstance(value, RawList) else ()
    ):
        yield from _mappings(inner)


def _as_yaml(values: Mapping[str, Any]) -> YamlEntry:
    return YamlEntry(values, entry_lines, on_one_line)


def _bytes_of(path: Path, name: str) -> bytes:
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        raise Refused(f"'{name}' is larger than {MAX_BYTES // 2**20} MB. Nothing is added.")
    return data


def _write(path: Path, name: str, before: bytes, added: Added) -> None:
    try:
        write_edited(path, before, added.content)
    except ChangedMeanwhileError:
        raise Refused(f"'{name}' was changed meanwhile. Nothing is added; try again.") from None


def _tell(answers: Sequence[_Answer], *, as_json: bool) -> None:
    if as_json:
        print_json({"works": [each._asdict() for each in answers]})
        return
    for each in answers:
        say(each.said)
    if any(each.status == "there" for each in answers):
        say("What is there already is not added; --force adds it all the same.")


def _sentence(text: str) -> str:
    return text[:1].lower() + text[1:]
