"""Begins a site: asks what it is to be, and writes it into a folder that was empty."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import click

from sphinx_academic.cli.command import DataCommand, Refused
from sphinx_academic.cli.messages import is_terminal
from sphinx_academic.cli.parameters import Orcid
from sphinx_academic.cli.told_problems import print_json
from sphinx_academic.data.collection import Collection
from sphinx_academic.formats.loading import load_named
from sphinx_academic.problems import shorten
from sphinx_academic.starting.new_site import SITE_KINDS, Begun, Plan, begun, likely_owner
from sphinx_academic.starting.project_files import HOSTS, LAYOUTS, LOOKS, ThemeChoice
from sphinx_academic.starting.site_files import NotEmptyError, refuse_what_is_not_empty, write_site

_LONGEST_NAME = 200
_ELSEWHERE = "other"
_HOSTS = {**{name: host.label for name, host in HOSTS.items()}, _ELSEWHERE: "a web server of your own"}


class _Said(NamedTuple):
    """What the options say; what they leave open is asked, or as usual."""

    folder: Path
    name: str
    kind: str
    sources: tuple[Path, ...]
    layout: str
    look: str
    hosts: tuple[str, ...]
    lead: str
    role: str
    affiliation: str
    orcid: str


def _name(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    """A name as one line of at most some length."""
    found = _tidy(value or "")
    if value is not None and not found:
        raise click.BadParameter("a name was expected.")
    if len(found) > _LONGEST_NAME:
        raise click.BadParameter(f"it has {len(found)} characters; at most {_LONGEST_NAME} were expected.")
    return found


def _tidy(name: str) -> str:
    """A name without what is no letter, sign or space, and with one space where there are several."""
    kept = "".join(
        " " if sign.isspace() else sign
        for sign in name
        if sign.isspace() or sign.isprintable() or _joins(sign)
    )
    return " ".join(kept.split())


def _joins(sign: str) -> bool:
    """Whether a sign that nobody sees belongs to a name, as the joiners of Persian and Indic scripts do."""
    return sign in "\u200c\u200d" and unicodedata.category(sign) == "Cf"


@click.command(
    cls=DataCommand,
    examples=(
        "new mysite",
        "new mysite --from papers.bib",
        'new mysite --yes --name "Ada Example" --from papers.bib --host gitlab',
        'new docs --yes --kind docs --name "Tide Tables" --look modern',
    ),
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--name", callback=_name, metavar="NAME", help="Whose site it is, or what it is called.")
@click.option(
    "--kind", type=click.Choice(list(SITE_KINDS)), help="A person's site, a lab's, or a documentation."
)
@click.option(
    "--from",
    "sources",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A file with papers, or more: .bib, .ris, a résumé …; it is copied as it is. May be said several times.",
)
@click.option(
    "--layout", type=click.Choice(list(LAYOUTS)), help="The layout; docs for a documentation, else homepage."
)
@click.option("--look", type=click.Choice(list(LOOKS)), help="The look; classic where none is named.")
@click.option(
    "--host",
    "hosts",
    multiple=True,
    type=click.Choice(list(_HOSTS)),
    help="Where it will be published; github where nothing is said. May be said several times.",
)
@click.option("--role", callback=_name, metavar="TEXT", help="What a person is, such as PhD student.")
@click.option("--affiliation", callback=_name, metavar="TEXT", help="Where a person works.")
@click.option("--lead", callback=_name, metavar="NAME", help="Who leads the lab.")
@click.option(
    "--orcid",
    type=Orcid(),
    default="",
    metavar="ID",
    help="The ORCID iD of whose papers it is, or of who leads the lab.",
)
@click.option("--yes", "-y", "is_silent", is_flag=True, help="Ask nothing: what is not said is as usual.")
@click.option("--json", "is_json", is_flag=True, help="Say what was written as JSON.")
def command(
    folder: Path,
    name: str,
    kind: str | None,
    sources: tuple[Path, ...],
    layout: str | None,
    look: str | None,
    hosts: tuple[str, ...],
    role: str,
    affiliation: str,
    lead: str,
    orcid: str,
    is_silent: bool,
    is_json: bool,
) -> int:
    """Begin a site in the folder DIR, which is made where it is missing.

    What the options leave open is asked. A folder with something in it is left as it is.
    """
    try:
        refuse_what_is_not_empty(folder)
        said = _Said(
            folder, name, kind or "", sources, layout or "", look or "", hosts, lead, role, affiliation, orcid
        )
        collection = _read(said.sources)
        if not is_silent:
            said, collection = _asked(said, collection)
        plan = _plan(said, collection)
        site = begun(plan, collection)
        write_site(folder, site.files)
    except NotEmptyError as error:
        raise Refused(str(error)) from error
    _tell_of(site, plan, collection)
    _tell_of_repository(folder, plan)
    if is_json:
        print_json(_as_values(folder, plan, site))
    else:
        _say_next(folder, site)
    return 0


def _read(sources: Iterable[Path]) -> Collection:
    """What files hold; Refused for one that holds nothing that can be read."""
    for each in sources:
        if each.is_dir():
            raise Refused(
                f"'{each}' is a folder, and a file was expected. The site of another generator becomes one of this kind by  "
                f"sphinx-academic import {_quoted(each)} -o DIR"
            )
    collection = load_named(map(str, sources))
    if collection.unread:
        problem = next((each for each in collection.problems if each.path == collection.unread[0]), None)
        name = collection.unread[0]
        raise Refused(f"{name}: {problem.text}" if problem else f"Nothing can be read from '{name}'.")
    return collection


def _usual_kind() -> str:
    return next(iter(SITE_KINDS))


def _usual_name(folder: Path, kind: str, collection: Collection) -> str:
    """Whose papers they are; a lab or a program may be called as its folder."""
    if kind == _usual_kind():
        return _tidy(likely_owner(collection))
    return _tidy(folder.resolve().name.replace("-", " ").replace("_", " ")).title()


def _plan(said: _Said, collection: Collection) -> Plan:
    """What is to be begun; what is not said is as usual."""
    kind = said.kind or _usual_kind()
    name = said.name or _usual_name(said.folder, kind, collection)
    if not name:
        raise Refused('It is not said whose site it is. Add:  --name "Ada Example"')
    hosts = said.hosts or (next(iter(HOSTS)),)
    return Plan(
        name=name,
        kind=kind,
        sources=said.sources,
        layout=said.layout,
        look=said.look,
        hosts=tuple(dict.fromkeys(host for host in hosts if host != _ELSEWHERE)),
        role=said.role,
        affiliation=said.affiliation,
        lead=said.lead,
        orcid=said.orcid,
    )


def _asked(said: _Said, collection: Collection) -> tuple[_Said, Collection]:
    """What is to be begun, by asking for what the options leave open."""
    try:
        kind = said.kind or _choice("What is it?", SITE_KINDS, _usual_kind())
        sources = said.sources
        if not sources:
            sources, collection = _ask_for_papers()
        is_person = kind == _usual_kind()
        question = "Whose is it?" if is_person else "What is it called?"
        name = said.name or _ask_for_name(question, _usual_name(said.folder, kind, collection))
        role, affiliation, lead = said.role, said.affiliation, said.lead
        if is_person and not collection.profile:
            role = role or _ask_for_text("Position, such as PhD student (Enter for none)")
            affiliation = affiliation or _ask_for_text("Department and university (Enter for none)")
        if kind == "lab" and not collection.people:
            lead = lead or _ask_for_text("Who leads it? (Enter for nobody yet)")
        layout = said.layout or _choice("Layout", _labels(LAYOUTS), Plan(name, kind).usual_layout)
        look = said.look or _choice("Look", _labels(LOOKS), next(iter(LOOKS)))
        hosts = said.hosts or (_choice("Where will it be published?", _HOSTS, next(iter(_HOSTS))),)
    except click.Abort:
        if is_terminal(sys.stdin):
            raise
        raise Refused(
            "Nothing can be asked here, and nothing is written. Say what it is to be:  "
            f'sphinx-academic new {_quoted(said.folder)} --yes --name "Ada Example"'
        ) from None
    return _Said(
        said.folder, name, kind, sources, layout, look, hosts, lead, role, affiliation, said.orcid
    ), collection


def _ask_for_text(question: str) -> str:
    """A line of text, or nothing."""
    asked = click.style(question, bold=True)
    return _tidy(click.prompt(asked, default="", show_default=False, err=True))[:_LONGEST_NAME]


def _labels(choices: Mapping[str, ThemeChoice]) -> dict[str, str]:
    return {name: choice.label for name, choice in choices.items()}


def _choice(question: str, choices: Mapping[str, str], usual: str) -> str:
    width = max(map(len, choices))
    click.echo(click.style(question, bold=True), err=True)
    for name, label in choices.items():
        click.echo(f"  {name:<{width}}  {label}", err=True)
    answer: str = click.prompt(
        " ", type=click.Choice(list(choices)), default=usual, show_choices=False, prompt_suffix="> ", err=True
    )
    return answer


def _ask_for_name(question: str, usual: str) -> str:
    while True:
        name = _tidy(click.prompt(click.style(question, bold=True), default=usual or None, err=True))
        if 0 < len(name) <= _LONGEST_NAME:
            return name
        click.echo(f"A name of at most {_LONGEST_NAME} characters, please.", err=True)


def _ask_for_papers() -> tuple[tuple[Path, ...], Collection]:
    """Files with papers, one after the other, until no further one is named."""
    sources: list[Path] = []
    collection = Collection()
    click.echo(click.style("Where are your papers?", bold=True), err=True)
    click.echo("  A .bib file, or .ris, CSL-JSON, a résumé …; Enter for no (further) file.", err=True)
    while True:
        answer = click.prompt(" ", default="", show_default=False, prompt_suffix="> ", err=True).strip()
        answer = answer.strip("\"'")
        if not answer:
            return tuple(sources), collection
        try:
            collection = _read([*sources, path := Path(answer).expanduser()])
            sources.append(path)
        except Refused as error:
            click.echo(error.format_message(), err=True)


def _tell_of(site: Begun, plan: Plan, collection: Collection) -> None:
    """Say what somebody should know of the data that were copied."""
    number = len(collection.problems)
    if number:
        click.echo(
            f"{number} {'thing is' if number == 1 else 'things are'} to be mended in the data, and stop nothing; check tells them.",
            err=True,
        )
    if site.beside:
        others = len(site.beside) - 1
        more = f" and {others} more" if others else ""
        click.echo(
            f"The data name files that are not copied with them, '{shorten(site.beside[0])}'{more}: put them there, counted from the folder "
            "of the site.",
            err=True,
        )
    if site.is_unnamed:
        click.echo(
            f"No paper is by somebody who is called '{shorten(plan.name)}': write into academic_highlight in conf.py how your name "
            "is spelled there.",
            err=True,
        )


def _tell_of_repository(folder: Path, plan: Plan) -> None:
    """Say which files belong to the root of a repository, where the site is not that root."""
    root = next((each for each in folder.resolve().parents if (each / ".git").exists()), None)
    if root is None or (folder / ".git").exists():
        return
    within = folder.resolve().relative_to(root).as_posix()
    hosts = [HOSTS[name] for name in plan.hosts]
    fetching = [path for host in hosts for _template, path in host.fetching if plan.is_fetched]
    names = ", ".join([*(host.path for host in hosts), *fetching, ".pre-commit-config.yaml"])
    click.echo(
        f"The folder lies in the repository '{root}', and hosts look at the root of it: move {names} there, and let what they say of the "
        f"folder lead to '{within}'.",
        err=True,
    )


def _quoted(path: Path) -> str:
    """A path as it is typed on a command line."""
    return subprocess.list2cmdline([str(path)]) if os.name == "nt" else shlex.quote(str(path))


def _next(folder: Path, site: Begun) -> dict[str, str]:
    where = _quoted(folder)
    fetching = {
        f"sphinx-academic fetch --site {where}": "have the papers fetched that academic.fetch.yaml asks for"
    }
    return {
        **(fetching if site.is_planned else {}),
        f"sphinx-academic serve {where}": "look at it in the browser, which follows what you write",
        f"sphinx-academic check {where}": "see what is wrong with the data, all at once",
    }


def _say_next(folder: Path, site: Begun) -> None:
    click.echo(
        f"{len(site.files)} files are written into '{folder}'; README.md says what is where, and how it is published. Next:"
    )
    for line, what in _next(folder, site).items():
        click.echo(f"\n  {click.style(line, bold=True)}\n    {what}")


def _as_values(folder: Path, plan: Plan, site: Begun) -> dict[str, object]:
    return {
        "folder": str(folder),
        "name": plan.name,
        "kind": plan.kind,
        "layout": plan.usual_layout,
        "look": plan.look or next(iter(LOOKS)),
        "hosts": [*plan.hosts],
        "highlighted": [*site.highlight],
        "files": [each.path for each in site.files],
        "next": [*_next(folder, site)],
    }
