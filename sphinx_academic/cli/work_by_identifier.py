"""One work by its identifier, asked of the services that know such ones, as a reader of files would give it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_academic.cli.command import Refused
from sphinx_academic.cli.fetch_files import files_of_fetch, planned
from sphinx_academic.cli.network import NetworkSettings, client_for, contact_of
from sphinx_academic.data.located import RawFile
from sphinx_academic.data.records import Publication
from sphinx_academic.fetching.source import FetchedWork, Identifier, Source, UnavailableError
from sphinx_academic.fetching.sources import sources
from sphinx_academic.fetching.spelled_identifiers import compared
from sphinx_academic.fetching.told_changes import shown_identifier
from sphinx_academic.formats.own_entry import located

if TYPE_CHECKING:
    from sphinx_academic.fetching.client import Client

_CHANGES = frozenset(("citations", "open_access"))
"""What is otherwise tomorrow, and would stay for good in a file of one's own, which wins over the lock."""


class Asking(NamedTuple):
    """How one work is asked for."""

    settings: NetworkSettings
    contact: str = ""
    offline: bool = False
    cache: Path | None = None
    site: Path | None = None


def work_by(identifier: Identifier, asking: Asking) -> RawFile:
    """A work, from the first source that knows it and says what it is called. Raises Refused where none does."""
    identifier = compared(identifier)
    name = shown_identifier(str(identifier))
    contact = contact_of(asking.contact, _contact_in_plan(asking.site), asking.settings.variables)
    known = [
        each
        for each in sources().values()
        if each.works_by_ids is not None
        and identifier.scheme in each.schemes
        and not (each.needs_contact and not contact)
        and not (each.key and each.key.is_needed and not asking.settings.variables.get(each.key.variable))
    ]
    if not known:
        raise Refused(f"No service that can be asked knows works by what '{name}' is. Nothing is added.")
    failed: list[str] = []
    with client_for(
        asking.settings,
        folder=asking.cache,
        run={"add": str(identifier)},
        contact=contact,
        offline=asking.offline,
    ) as client:
        found = next(filter(None, (_work_of(each, identifier, client, failed) for each in known)), None)
        client.done()
    if found is not None:
        values = {name: value for name, value in found.values.items() if name not in _CHANGES}
        root = located({Publication.lists[0]: [values]})
        return RawFile(str(identifier), root, foreign=True)
    if failed:
        raise Refused("\n".join((*failed, f"No other source knows '{name}'. Nothing is added.")))
    asked = ", ".join(each.label for each in known)
    raise Refused(f"'{name}' is not known to those that were asked: {asked}. Nothing is added.")


def _work_of(source: Source, identifier: Identifier, client: Client, failed: list[str]) -> FetchedWork | None:
    """What a source says of a work; None where it does not know it, or not what it is called."""
    assert source.works_by_ids is not None
    try:
        for work in source.works_by_ids(client.asker(source), [identifier]):
            is_it = identifier in map(compared, work.identifiers)
            if is_it and work.values.get(Publication.main):
                return work
    except UnavailableError as error:
        failed.append(f"{source.label} {error}.")
    return None


def _contact_in_plan(site: Path | None) -> str:
    """The address that the plan of a project names; empty where there is no project, or no plan."""
    try:
        files = files_of_fetch(site, (), None)
    except Refused:
        if site is not None:
            raise
        return ""
    return planned(files.plan).plan.contact
