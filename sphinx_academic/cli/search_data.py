"""Searches the records of data: works, people, news and all else, the best first."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import click

from sphinx_academic.cli.command import DataCommand, Refused
from sphinx_academic.cli.messages import is_terminal, say
from sphinx_academic.cli.project_data import data_of, named_data, site_option
from sphinx_academic.cli.told_problems import print_json
from sphinx_academic.content.fragments import plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.found_words import Searchable, words_of
from sphinx_academic.data.records import Publication, Record
from sphinx_academic.formats.loading import load_named
from sphinx_academic.problems import shorten


class _Hit(NamedTuple):
    """A record that was found."""

    kind: str
    key: str
    title: str
    year: str
    file: str
    line: int

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{self.file}:{self.line}"


@click.command(
    cls=DataCommand,
    examples=(
        "search kettle 2024",
        'search "time to tea" --kind publication',
        "search bee --data data/ --json",
    ),
)
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@named_data
@site_option
@click.option(
    "--kind", default="", metavar="KIND", help="Only records of this kind: publication, person, talk …"
)
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=20,
    metavar="NUMBER",
    help="How many are shown; 20 by default.",
)
@click.option("--json", "as_json", is_flag=True, help="Say as JSON what is found; all of it.")
def command(
    words: tuple[str, ...], data: tuple[str, ...], site: Path | None, kind: str, most: int, as_json: bool
) -> int:
    """Search the data for records that hold all WORDs; case and accents do not matter, and beginnings of words are enough."""
    collection = load_named(data_of(site, data))
    for path in collection.unread:
        say(f"'{path}' was not read.")
    if kind and kind not in (kinds := [each.kind for each in collection.all_kinds.values()]):
        raise Refused(f"There is no kind '{kind}'. The kinds are: {', '.join(kinds)}.")
    # A phrase in quotation marks is one word for the shell, too.
    asked = [word for each in words for word in (words_of(f'"{each}"') if " " in each else words_of(each))]
    hits = list(_found(collection, asked, kind))
    if as_json:
        shown = {"found": [each._asdict() for each in hits]}
        print_json(shown)
    elif hits:
        _show(hits[:most])
        if len(hits) > most:
            say(f"And {len(hits) - most} more; --most {len(hits)} shows all.")
    if not hits and not as_json:
        say("Nothing is found.")
    return 0 if hits else 1


def _found(collection: Collection, words: Sequence[str], kind: str) -> Iterator[_Hit]:
    """The records that hold all words, the best first, then in the order of the data."""
    markup = Markup(collection.links)

    def text(written: str) -> str:
        return plain(markup.inline(written)) if written else ""

    ranked: list[tuple[int, int, Record]] = []
    for records in collection.records.values():
        for record in records:
            if kind in ("", record.kind) and (rank := _searchable(record, text(record.called)).fit(words)):
                ranked.append((-rank, len(ranked), record))
    for _rank, _number, record in sorted(ranked):
        yield _Hit(
            record.kind,
            record.key,
            text(record.called),
            _year(record),
            record.origin.path,
            record.origin.line,
        )


def _searchable(record: Record, title: str) -> Searchable:
    people = " ".join(author.name for _name, authors in record.author_lists() for author in authors.people)
    others = [text for name, text in record.markup() if name not in ("title", "abstract")]
    names = ("venue", "role", "institution", "tags", "doi", "arxiv", "affiliation", "place")
    said = (getattr(record, name, "") for name in names)
    others += [" ".join(each) if isinstance(each, tuple) else str(each) for each in said if each]
    near = " ".join((" ".join(record.all_keys), people, _year(record)))
    far = " ".join(text for name, text in record.markup() if name == "abstract")
    return Searchable(title, near, " ".join(others), far)


def _year(record: Record) -> str:
    if isinstance(record, Publication):
        return record.shown_year
    when = record.when
    return str(when.year) if when is not None and when.year else ""


def _show(hits: Sequence[_Hit]) -> None:
    if is_terminal(sys.stdout) and find_spec("rich") and _show_table(hits):
        return
    for each in hits:
        about = ", ".join(filter(None, (each.kind, each.key, each.year)))
        click.echo(f"{click.style(each.place, fg='cyan')}: {shorten(each.title, 100)} ({about})")


_LEAST_TITLE = 30


def _show_table(hits: Sequence[_Hit]) -> bool:
    """Show a table, where the terminal has room for what is copied from it, which stays whole."""
    console = import_module("rich.console").Console()
    rows = [(each.title, each.year, each.kind, each.key, each.place) for each in hits]
    others = [max(len(row[column]) for row in rows) + 2 for column in range(1, 5)]
    if console.width < sum(others) + _LEAST_TITLE:
        return False
    table = import_module("rich.table").Table(box=None, pad_edge=False, header_style="bold")
    escape = import_module("rich.markup").escape
    for head in ("Title", "Year", "Kind", "Key", "Place"):
        table.add_column(head, overflow="fold", no_wrap=head != "Title")
    for row in rows:
        table.add_row(*map(escape, row))
    console.print(table)
    return True
