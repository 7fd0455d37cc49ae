"""Shows which works are brought together as versions of one, and which may be, and takes down what somebody decides."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from sphinx_academic.cli.command import DataCommand, Refused
from sphinx_academic.cli.differences import difference
from sphinx_academic.cli.messages import is_terminal, say
from sphinx_academic.cli.project_data import data_of, files_of, named_data, site_option
from sphinx_academic.cli.told_problems import print_json
from sphinx_academic.cli.writing import ChangedMeanwhileError, write_edited
from sphinx_academic.content.fragments import plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Publication
from sphinx_academic.data.same_work import possible_versions
from sphinx_academic.formats.deciding import APART, KEY, TOGETHER, Decision, decide, may_say
from sphinx_academic.formats.edited_text import NotEditableError
from sphinx_academic.formats.loading import load_named
from sphinx_academic.problems import nearest, shorten
from sphinx_academic.starting.own_yaml import on_one_line


class _Pair(NamedTuple):
    """Two entries that are one work, or may be."""

    first: Publication
    other: Publication
    is_merged: bool

    @property
    def said(self) -> str:
        """What becomes of them as the data are."""
        return "Shown as one work" if self.is_merged else "Two works that may be one"


@click.command(
    cls=DataCommand,
    examples=("merge", "merge --dry-run", "merge whistlenet whistlenet-preprint --no"),
)
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option(
    "--yes", "answer", flag_value="yes", help="They are one work: take that down for all that is shown."
)
@click.option(
    "--no",
    "answer",
    flag_value="no",
    help="They are works of their own: take that down for all that is shown.",
)
@named_data
@site_option
@click.option("--dry-run", is_flag=True, help="Show as a diff what would be written, and write nothing.")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Say as JSON what there is, and what was decided; nothing is asked.",
)
def command(
    keys: tuple[str, ...],
    answer: str | None,
    data: tuple[str, ...],
    site: Path | None,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Show works that are brought together as versions of one, and those that may be, and ask of each two whether they are.

    The answers are written into the data: version_of, or not_version_of. With KEYs only these works are looked at, with two of them whatever they are.
    """
    names = data_of(site, data)
    collection = load_named(names, "publications")
    pairs = _pairs(collection, keys)
    is_asked = not answer and not as_json and is_terminal(sys.stdin)
    decided: list[tuple[_Pair, str]] = []
    for number, pair in enumerate(pairs, start=1):
        if not as_json:
            _show(pair, f"{number}/{len(pairs)}", collection)
        said = _ask() if is_asked else answer
        if said == "quit":
            break
        decided.append((pair, said or "skip"))
    changed = _written(decided, names, dry_run=dry_run, as_json=as_json)
    if as_json:
        told = {"pairs": [_as_json(pair, said) for pair, said in decided], "changed": changed}
        print_json(told)
    elif not pairs:
        say("No works are brought together, and none may be.")
    elif not is_asked and not answer:
        say("To decide, answer in a terminal, or say  --yes  or  --no  with the keys.")
    for name in changed if not as_json else ():
        say(f"{'Would be changed' if dry_run else 'Changed'}: {name}")
    return 0


def _pairs(collection: Collection, keys: Sequence[str]) -> list[_Pair]:
    """The pairs that nobody has decided on; with keys those of these works."""
    written = {(each.origin.path, each.origin.line, each.origin.column): each for each in collection.separate}

    def entry(work: Publication) -> Publication:
        """The entry as it is written, with its key."""
        return written[work.origin.path, work.origin.line, work.origin.column]

    found = []
    for versions in collection.merged:
        first, *others = map(entry, versions)
        found += [_Pair(first, other, is_merged=True) for other in _undecided(first, others)]
    for one, other in possible_versions(collection.publications):
        found.append(_Pair(entry(one), entry(other), is_merged=False))
    if not keys:
        return found
    by_key = {key: each for each in collection.separate for key in each.all_keys}
    for key in keys:
        if key not in by_key:
            meant = nearest(key, by_key)
            raise Refused(
                f"No publication has the key '{key}'." + (f" Did you mean '{meant}'?" if meant else "")
            )
    named = [by_key[key] for key in dict.fromkeys(keys)]
    if len(named) == 2:
        one, other = named
        together = any(
            one in map(entry, versions) and other in map(entry, versions) for versions in collection.merged
        )
        return [_Pair(one, other, together)]
    return [pair for pair in found if pair.first in named or pair.other in named]


def _undecided(first: Publication, others: Sequence[Publication]) -> list[Publication]:
    """Those of some versions that nobody has said to be versions of the first, or of one that is."""
    said, left = [first], [*others]
    while found := next((each for each in left if any(_is_said(each, known) for known in said)), None):
        said.append(found)
        left.remove(found)
    return left


def _is_said(one: Publication, other: Publication) -> bool:
    """Whether the data say already that one is a version of the other."""
    return not {*one.all_keys}.isdisjoint(other.version_of) or not {*other.all_keys}.isdisjoint(
        one.version_of
    )


def _show(pair: _Pair, number: str, collection: Collection) -> None:
    markup = Markup(collection.links)
    click.echo(click.style(f"{number} {pair.said}", bold=True))
    for work in (pair.first, pair.other):
        title = shorten(plain(markup.inline(work.title)), 80)
        about = ", ".join(
            filter(None, (plain(markup.inline(work.venue)), work.shown_year, work.doi or work.arxiv))
        )
        place = click.style(f"{work.origin.path}:{work.origin.line}", fg="cyan")
        click.echo(f"  {place} {work.key}: {title}" + (f" ({about})" if about else ""))


def _ask() -> str:
    answers = {"y": "yes", "n": "no", "s": "skip", "q": "quit"}
    said = click.prompt(
        "  One work? [y]es, [n]o, [s]kip, [q]uit",
        type=click.Choice([*answers]),
        show_choices=False,
        default="s",
        err=True,
    )
    return answers[said]


def _written(
    decided: Sequence[tuple[_Pair, str]], names: Sequence[str], *, dry_run: bool, as_json: bool
) -> list[str]:
    """Write the decisions; gives the names of the files that they stand in."""
    by_file: dict[str, list[Decision]] = {}
    for pair, said in decided:
        if said in ("yes", "no"):
            for each in _decisions(pair, TOGETHER if said == "yes" else APART):
                alike = by_file.setdefault(each.work.origin.path, [])
                if each not in alike:
                    alike.append(each)
    paths = {name: path for path, name in files_of(names)}
    made = []
    for name, decisions in sorted(by_file.items()):
        path = paths[name]
        before = path.read_bytes()
        try:
            after = decide(before, path, name, decisions, on_one_line)
        except NotEditableError as error:
            place = f"{name}:{error.line}" if error.line else name
            raise Refused(f"{place}: nothing is written, as {error}") from error
        made.append((path, name, before, after))
    for path, name, before, after in made:
        if dry_run and not as_json:
            click.echo("".join(difference(before, after, name)), nl=False)
        elif not dry_run:
            try:
                write_edited(path, before, after)
            except ChangedMeanwhileError:
                raise Refused(f"'{name}' was changed meanwhile. It stays as it is; try again.") from None
    return [name for _path, name, _before, _after in made]


def _decisions(pair: _Pair, field: str) -> Iterator[Decision]:
    """What has to be written for one answer: in the entry that can be written to, with the key of the other one."""
    for work, about in ((pair.other, pair.first), (pair.first, pair.other)):
        has_key = about.origin.says("key")
        if may_say(work) and (has_key or may_say(about)):
            if not has_key:
                yield Decision(about, KEY, about.key)
            yield Decision(work, field, about.key)
            return
    raise Refused(
        f"'{pair.first.key}' and '{pair.other.key}' stand in files that nothing is written into. Write  {field}:  in your own data."
    )


def _as_json(pair: _Pair, said: str) -> dict[str, object]:
    works = [
        {"key": work.key, "title": work.title, "file": work.origin.path, "line": work.origin.line}
        for work in (pair.first, pair.other)
    ]
    return {"works": works, "merged": pair.is_merged, "decision": said}
