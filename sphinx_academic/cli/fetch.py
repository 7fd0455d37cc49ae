"""Asks services for all that a plan names, writes what they say into the lock that builds read, and tells what has changed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import click

from sphinx_academic.cli import DONE, FOUND
from sphinx_academic.cli.command import DataCommand, Refused
from sphinx_academic.cli.fetch_files import FetchFiles, files_of_fetch, locked, planned, text_of
from sphinx_academic.cli.fetched_changes import FORMS, FetchOutcome
from sphinx_academic.cli.messages import is_terminal, say
from sphinx_academic.cli.network import (
    NetworkSettings,
    cache_option,
    client_for,
    contact_of,
    contact_option,
    offline_option,
)
from sphinx_academic.cli.parameters import Orcid
from sphinx_academic.cli.project_data import named_data, shown, site_option
from sphinx_academic.cli.writing import ChangedMeanwhileError, real_path, remove_unfinished, write_edited
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Publication, Software
from sphinx_academic.fetching.added_decisions import with_decision
from sphinx_academic.fetching.asking import Step, ask
from sphinx_academic.fetching.plan import FetchPlan, read_plan
from sphinx_academic.fetching.source import Identifier, Scholar, Source, label_of
from sphinx_academic.fetching.sources import names_of_sources, sources
from sphinx_academic.fetching.spelled_identifiers import (
    LOOK,
    compared,
    identifier_of,
    identifiers_of,
    why_none,
)
from sphinx_academic.fetching.taking import Accepted, take
from sphinx_academic.fetching.told_changes import shown_identifier
from sphinx_academic.formats.edited_text import NotEditableError
from sphinx_academic.formats.loading import load
from sphinx_academic.formats.lock_file import written_lock
from sphinx_academic.problems import nearest, printable, shorten

_ALL = "*"
_BEGINNING = "# What services are asked for, and what was decided of works:  sphinx-academic fetch\n"


class WorkIdentifier(click.ParamType[Identifier]):
    """An identifier of a work, in any of its forms."""

    name = "id"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Identifier:
        """The identifier in its one form."""
        if isinstance(value, Identifier):
            return value
        found = identifier_of(value)
        if found is None:
            self.fail(f"'{shorten(value)}' {why_none(value)}; write it as {LOOK}", param, ctx)
        return found


class SourceName(click.ParamType[str]):
    """The name of a source."""

    name = "name"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name in small letters."""
        known = names_of_sources()
        if value.lower() not in known:
            meant = nearest(value, known)
            guess = f" Did you mean '{meant}'?" if meant else ""
            self.fail(
                f"there is no source '{shorten(value)}'; there are {', '.join(known)}.{guess}", param, ctx
            )
        return value.lower()


class _WantedWorks(NamedTuple):
    """What the command line says is to be asked for, in place of what the plan names; empty for what the plan names."""

    orcids: tuple[str, ...]
    ids: tuple[Identifier, ...]
    titles: tuple[str, ...]
    names: tuple[str, ...]

    def within(self, plan: FetchPlan) -> FetchPlan:
        """The plan as it is to be followed this time."""
        if self.names:
            plan = plan._replace(sources=self.names)
        if not (self.orcids or self.ids or self.titles):
            return plan
        known = {each.orcid: each for each in plan.people}
        people = tuple(known.get(orcid, Scholar(orcid)) for orcid in dict.fromkeys(self.orcids))
        return plan._replace(people=people, works=self.ids, titles=self.titles, complete=False)


class _Decisions(NamedTuple):
    """What somebody decides of works, by the words of the plan."""

    made: tuple[tuple[str, tuple[Identifier, ...]], ...]
    because: str

    @property
    def said(self) -> str:
        """The decisions in a line."""
        return ", ".join(f"{word}: {', '.join(map(str, ids))}" for word, ids in self.made)


@click.command(
    cls=DataCommand,
    examples=(
        "fetch --orcid 0000-0002-1825-0097",
        "fetch",
        "fetch --check",
        "fetch --accept 10.5555/12345678",
        'fetch --not-mine 10.5555/88888888 --because "by another A. Quillfeather"',
        "fetch --offline --json",
    ),
)
@click.option(
    "--orcid",
    "orcids",
    type=Orcid(),
    multiple=True,
    metavar="ID",
    help="Somebody's ORCID iD: ask for these works, in place of what the plan names. May be said several times.",
)
@click.option(
    "--id",
    "ids",
    type=WorkIdentifier(),
    multiple=True,
    metavar="ID",
    help="A work, by DOI, arXiv, PMID …: ask for it, in place of what the plan names. May be said several times.",
)
@click.option(
    "--title",
    "titles",
    multiple=True,
    metavar="TEXT",
    help="What a work is called: ask for it, in place of what the plan names. May be said several times.",
)
@click.option(
    "--source",
    "names",
    type=SourceName(),
    multiple=True,
    metavar="NAME",
    help="Ask this one, and those that are said besides, in place of all; the first one's word counts most.",
)
@click.option(
    "--check",
    "is_check",
    is_flag=True,
    help="Tell what has changed and write nothing; the exit status is 1 where something has.",
)
@click.option(
    "--accept",
    is_flag=False,
    flag_value=_ALL,
    multiple=True,
    metavar="[ID]",
    help="Take what is otherwise only told: fields of all works that services say otherwise now, or whatever it is of one work. May be said several times.",
)
@click.option(
    "--ignore",
    type=WorkIdentifier(),
    multiple=True,
    metavar="ID",
    help="Write into the plan that a work is not to be shown, and ask nobody.",
)
@click.option(
    "--not-mine",
    type=WorkIdentifier(),
    multiple=True,
    metavar="ID",
    help="Write into the plan that a work is somebody else's, and ask nobody.",
)
@click.option(
    "--same-as",
    type=(WorkIdentifier(), WorkIdentifier()),
    multiple=True,
    metavar="ID ID",
    help="Write into the plan that two identifiers are of one work, and ask nobody.",
)
@click.option("--because", default="", metavar="TEXT", help="Why that was decided, for who reads the plan.")
@click.option(
    "--plan",
    "plan_path",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The plan; by default academic.fetch.yaml beside the lock, beside conf.py, or in a folder above.",
)
@named_data
@site_option
@contact_option
@offline_option
@cache_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github"]),
    default="text",
    help="For people, or as annotations of GitHub.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="Say as JSON all that has changed, and who did not answer."
)
@click.pass_context
def command(
    context: click.Context,
    orcids: tuple[str, ...],
    ids: tuple[Identifier, ...],
    titles: tuple[str, ...],
    names: tuple[str, ...],
    is_check: bool,
    accept: tuple[str, ...],
    ignore: tuple[Identifier, ...],
    not_mine: tuple[Identifier, ...],
    same_as: tuple[tuple[Identifier, Identifier], ...],
    because: str,
    plan_path: Path | None,
    data: tuple[str, ...],
    site: Path | None,
    contact: str,
    offline: bool,
    cache: Path | None,
    form: str,
    as_json: bool,
) -> int:
    """Ask Crossref, OpenAlex, ORCID and their kind for works, and write what they say into academic.lock.yaml.

    Builds read that file like other data, and ask nobody; what your own files say of a work always wins. Whose works and which are asked for
    stands in academic.fetch.yaml, or behind --orcid, --id and --title. A source that does not answer is told, and what is known of it stays. The
    exit status is 0 also then, and 2 where none has answered.
    """
    decisions = _Decisions(
        (
            *(("ignore", (each,)) for each in ignore),
            *(("not mine", (each,)) for each in not_mine),
            *(("same as", each) for each in same_as),
        ),
        because,
    )
    if any(one == other for one, other in same_as):
        raise click.UsageError("--same-as takes two identifiers of one work, and these are one.")
    if because and not decisions.made:
        raise click.UsageError("--because says why: add --ignore, --not-mine or --same-as.")
    if is_check and (decisions.made or accept):
        raise click.UsageError("--check writes nothing: leave out what is to be decided or accepted.")
    files = _files(site, data, plan_path)
    if decisions.made:
        _decide(files.plan, decisions)
        return DONE
    if plan_path is not None and not plan_path.exists():
        raise Refused(f"There is no plan '{plan_path}'. Nothing is asked.")
    settings = NetworkSettings.of(context)
    plan, text, is_understood = planned(files.plan)
    lock, before = locked(files.lock)
    asked = _WantedWorks(orcids, ids, tuple(each for each in titles if each.strip()), names)
    collection = load(files.own, "publications")
    plan = _with_known_names(asked.within(plan), collection)
    # Each version of a work has identifiers of its own.
    others = (records for kind, records in collection.records.items() if kind is not Publication)
    own = (*collection.separate, *(record for records in others for record in records))
    if not (plan.people or plan.works or plan.titles or (plan.complete and _has_identifiers(collection))):
        return _nothing_to_ask(files, collection, has_plan=bool(text), is_understood=is_understood)
    known = sources()
    run = {
        "lock": str(real_path(files.lock)), "plan": text, "orcids": orcids, "ids": [*map(str, ids)], "titles": titles, "sources": names,
    }  # fmt: skip
    with client_for(
        settings,
        folder=cache,
        run=run,
        contact=contact_of(contact, plan.contact, settings.variables),
        offline=offline,
    ) as client:
        given: dict[str, int] = {}

        def note(step: Step) -> None:
            given[step.source] = step.works
            show(step)

        with _watching(known, is_shown=not as_json) as show:
            heard = ask(plan, own, lock, known, client.asker, note, settings.variables)
        taken = take(heard, lock, plan, own, known, _accepted(accept))
        after = written_lock(taken.lock).encode("utf-8")
        # A lock that was checked out with the ends of lines of Windows is no other one.
        is_different = after != (before or b"").replace(b"\r\n", b"\n") and not (
            before is None and not taken.lock.works
        )
        told = FetchOutcome(
            shown(files.lock), len(taken.lock.works), taken.changes, heard.left_out, known, is_different,
            is_written=is_different and not is_check,
        )  # fmt: skip
        if told.failed and not heard.works:
            raise Refused("\n".join((*told.failed, _nothing_asked(files, offline=offline))))
        if told.is_written:
            _write(files.lock, before, after)
        client.done()
    if not as_json:
        # Of whom nothing could be asked, as no person has a number there, it is not said that there is nothing.
        said = {name: number for name, number in given.items() if number or name in client.asked}
        _tell_numbers(known, said, {each.source for each in heard.left_out})
    for each in (*told.not_asked, *told.failed) if form == "text" else told.not_asked:
        say(each)
    if told.failed:
        say("What is known of these stays as it is.")
    FORMS["json" if as_json else form](told)
    for name in sorted(_accepted(accept).ids):
        one = Accepted(ids=frozenset((name,)))
        if take(heard, lock, plan, own, known, one) == take(heard, lock, plan, own, known):
            _say_in_vain(name, plan, files)
    if told.is_written and not files.is_lock_read and files.conf is not None:
        say(
            f"The site does not read {told.lock} yet. Write into '{shown(files.conf)}':  {files.line_for_conf}"
        )
    return FOUND if is_check and not (told.is_quiet and is_understood) else DONE


def _files(site: Path | None, data: Sequence[str], plan: Path | None) -> FetchFiles:
    """The files of a fetch. Raises Refused where there is no project, which is the first thing that one needs."""
    try:
        return files_of_fetch(site, data, plan)
    except Refused as error:
        if site or data:
            raise
        raise Refused(
            f"{error.message}\nOr begin a site, and fetch in it:  sphinx-academic new mysite --orcid 0000-0002-1825-0097"
        ) from error


def _accepted(accept: Sequence[str]) -> Accepted:
    """What is accepted; a title is one as it is told."""
    ids = frozenset(str(identifier_of(each) or each) for each in accept if each != _ALL)
    return Accepted(_ALL in accept, ids)


def _say_in_vain(name: str, plan: FetchPlan, files: FetchFiles) -> None:
    """Say that there is nothing to accept of a work."""
    found = identifier_of(name)
    is_decided = found is not None and compared(found) in set(map(compared, plan.ignored | plan.not_mine))
    why = f": '{shown(files.plan)}' leaves it out. Take that decision away first" if is_decided else ""
    say(f"Nothing of '{shorten(shown_identifier(name))}' waits to be accepted{why}.")


def _has_identifiers(collection: Collection) -> bool:
    """Whether there are works of one's own that sources may know."""
    works = (*collection.publications, *collection.of(Software))
    return any(True for work in works for _identifier in identifiers_of(work))


def _with_known_names(plan: FetchPlan, collection: Collection) -> FetchPlan:
    """A plan whose people have the names, too, that the site knows them by."""
    known: dict[str, list[str]] = {}
    for profile in collection.profile:
        for orcid in profile.orcids:
            known.setdefault(orcid, []).extend(profile.all_names)
    for person in collection.people:
        if person.orcid:
            known.setdefault(person.orcid, []).extend((person.name, *person.aliases))
    people = tuple(
        each._replace(names=tuple(dict.fromkeys((*each.names, *known.get(each.orcid, ())))))
        for each in plan.people
    )
    return plan._replace(people=people)


def _nothing_to_ask(files: FetchFiles, collection: Collection, *, has_plan: bool, is_understood: bool) -> int:
    """Say how one asks for something. With a plan that is still empty that is no mistake: a workflow may call this every week."""
    if not is_understood:
        raise Refused(
            f"Nothing is asked, as '{shown(files.plan)}' names nobody and no work that is understood."
        )
    owner = next((orcid for profile in collection.profile for orcid in profile.orcids), "")
    said = f"sphinx-academic fetch --orcid {owner or '0000-0002-1825-0097'}"
    if has_plan:
        say(
            f"'{shown(files.plan)}' names nobody and no work yet, and nothing is asked. Write whose works, or try:  {said}"
        )
        return DONE
    raise Refused(
        f"It is not said whose works or which are asked for, and nothing is asked. Say it:  {said}\n"
        f"Or write it once for all into '{shown(files.plan)}':\npeople:\n- orcid: {owner or '0000-0002-1825-0097'}"
    )


def _nothing_asked(files: FetchFiles, *, offline: bool) -> str:
    stays = f", and '{shown(files.lock)}' stays as it is" if files.lock.exists() else ""
    why = "Nothing was answered before that could be taken" if offline else "Nothing could be asked"
    return f"{why}{stays}."


def _write(path: Path, before: bytes | None, after: bytes) -> None:
    remove_unfinished(path)
    try:
        write_edited(path, before, after)
    except ChangedMeanwhileError:
        raise Refused(
            f"'{shown(path)}' was changed meanwhile and stays as it is. Try again: what was answered is not asked for again."
        ) from None


# Decisions


def _decide(path: Path, decisions: _Decisions) -> None:
    """Write decisions into a plan, which is made where there is none, and say so."""
    name = shown(path)
    before, text, problems = text_of(path)
    if problems:
        raise Refused(f"{problems[0].location}: {problems[0].text} Nothing is written.")
    # The bytes as they are: line ends stay.
    text = (before or _BEGINNING.encode("utf-8")).decode("utf-8")
    try:
        for word, ids in decisions.made:
            text = with_decision(text, word, ids, decisions.because)
    except NotEditableError as error:
        place = f"{name}:{error.line}" if error.line else name
        raise Refused(f"{place}: nothing is written, as {error}") from error
    _plan, wrong = read_plan(text, name)
    if wrong:
        raise Refused(f"{wrong[0].location}: {wrong[0].text} Nothing is written.")
    after = text.encode("utf-8")
    if after == before:
        say(f"'{name}' says so already: {decisions.said}")
        return
    try:
        write_edited(path, before, after)
    except ChangedMeanwhileError:
        raise Refused(f"'{name}' was changed meanwhile and stays as it is. Try again.") from None
    say(f"Written into '{name}': {decisions.said}. The next fetch follows it.")


# Progress


@contextmanager
def _watching(known: Mapping[str, Source], *, is_shown: bool) -> Iterator[Callable[[Step], None]]:
    """Show on a terminal how far all is as it goes on."""
    if is_shown and is_terminal(sys.stderr) and find_spec("rich"):
        console = import_module("rich.console").Console(stderr=True)
        escape = import_module("rich.markup").escape
        with console.status("Asking …") as status:
            yield lambda step: status.update(
                escape(printable(f"{label_of(step.source, known)}: {step.doing} ({step.works:,})"))
            )
    else:
        yield lambda step: None


def _tell_numbers(known: Mapping[str, Source], given: Mapping[str, int], failed: Set[str]) -> None:
    """Say in a line how many works each source gave, but of those that did not answer to the end."""
    for name, number in given.items():
        if name not in failed:
            say(f"{label_of(name, known)}: {number:,} work{'' if number == 1 else 's'}")
