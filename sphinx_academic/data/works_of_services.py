"""What services have said of a work fills in what the files of the site leave open, and replaces nothing that they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from sphinx_academic.data.fields import Merge
from sphinx_academic.data.records import Publication, Software
from sphinx_academic.data.records.publication import RELEASED
from sphinx_academic.data.records.record import Record
from sphinx_academic.data.same_work import doi_of, is_one_place, is_one_venue, years_between
from sphinx_academic.data.values.addresses import Link
from sphinx_academic.data.values.publication_status import NOTICES

R = TypeVar("R", bound=Record)

_OF_THE_FILE = frozenset(("key", "former_keys", "version_of", "not_version_of", "selected"))
"""What only whoever writes the files can say of a work."""
_OF_SERVICES = frozenset(("openalex", "dblp"))
"""Identifiers by which services are asked, and which lead to what they say themselves: no readers of a list look for that where the work has
another."""
_OF_A_VERSION = frozenset(("url", "year", "date", "status", "type", "open_access"))
"""What is said of one version, besides the fields that are declared so."""
_EITHER = {"pages": "eid", "eid": "pages"}
"""Of two fields one says where in a journal a work stands."""
_DECIDED = frozenset(("year", "date", "status", "type", "links"))
"""What is not taken alone."""


def as_shown(work: Publication) -> Publication:
    """A work that only services know without their own names for it, unless it has no other."""
    values = work.__dict__
    found = [name for name in _OF_SERVICES if values.get(name)] if work.fetched else []
    has_others = any(name not in _OF_SERVICES for name, _identifier in work.identifiers()) if found else False
    return work.changed(**dict.fromkeys(found, "")) if has_others else work


def is_one_version(own: Publication, fetched: Publication) -> bool:
    """Whether services speak of the version of a work that an own file speaks of; where that says of none, they do."""
    if not (own.type or own.venue or own.doi):
        return True
    dois = doi_of(own), doi_of(fetched)
    if all(dois):
        return dois[0] == dois[1]
    kind, other = own.kind_of_work, fetched.kind_of_work
    if "preprint" in (kind, other):
        return kind == other and is_one_venue(own, fetched)
    if kind == other or "other" in (kind, other):
        return years_between(own, fetched) < 2 or is_one_venue(own, fetched)
    return is_one_place(own, fetched)


def filled(own: Publication, fetched: Publication) -> Publication:
    """A work of the site's files with what they leave open and services know; what is known of another version of it is not said of this."""
    changes = _missing(own, fetched, is_one_version(own, fetched))
    if own.in_languages:
        changes["in_languages"] = tuple(
            each.changed(**_missing(each, fetched, is_one_version(own, fetched))) for each in own.in_languages
        )
    origin = own.origin._replace(others=(*own.origin.others, fetched.origin))
    return own.changed(**changes, origin=origin)


def _missing(own: Publication, fetched: Publication, is_same: bool) -> dict[str, object]:
    """The fields that the one lacks and the other has."""
    ours = own.__dict__
    changes: dict[str, object] = {}
    for name, value in fetched.__dict__.items():
        declared = own.fields.get(name)
        if (
            declared is None
            or name in _DECIDED
            or name in _OF_THE_FILE
            or name in _OF_SERVICES
            or not _says(own, fetched.__dict__, name)
        ):
            continue
        if not is_same and (declared.merge is Merge.VERSION or name in _OF_A_VERSION):
            continue
        if not _says(own, ours, name) and not (name in _EITHER and _says(own, ours, _EITHER[name])):
            changes[name] = value
    if links := _links_besides(own.links, fetched.links):
        changes["links"] = (*own.links, *links)
    if extra := {name: value for name, value in fetched.extra.items() if name not in own.extra}:
        changes["extra"] = {**own.extra, **extra}
    return {**changes, **_dated(own, fetched, is_same), **_typed(own, fetched, is_same)}


def _says(record: Record, values: Mapping[str, object], name: str) -> bool:
    value = values.get(name)
    return bool(value) and value != record.fields[name].type.nothing


def _links_besides(own: Sequence[Link], fetched: Iterable[Link]) -> tuple[Link, ...]:
    """The links that are called as none of the own, and lead where none of those does."""
    names = {link.name.casefold() for link in own}
    urls = {link.url.rstrip("/").casefold() for link in own}
    return tuple(
        link
        for link in fetched
        if link.name.casefold() not in names and link.url.rstrip("/").casefold() not in urls
    )


def _dated(own: Publication, fetched: Publication, is_same: bool) -> dict[str, object]:
    """The date of a work that has none, or the day in the year that it has; and what its journal says of it now, which no file says."""
    found: dict[str, object] = {}
    if own.when is None and not own.is_awaited:
        found = {name: value for name in ("year", "date") if (value := getattr(fetched, name)) is not None}
    elif is_same and own.year and own.date is None and fetched.date:
        is_plain = own.year.is_plain and not own.year.text and not own.year.status
        if is_plain and own.year.end is None and fetched.date.year == own.year.year:
            found["date"] = fetched.date
    if not own.status and is_same and (fetched.state in NOTICES or (fetched.status and not own.state)):
        found["status"] = fetched.state
    return found


def _typed(own: Publication, fetched: Publication, is_same: bool) -> dict[str, object]:
    """The kind of a work of which its own venue does not tell it."""
    is_open = not own.type and (not own.venue or own.kind_of_work == "other")
    kind = fetched.type or (fetched.kind_of_work if fetched.kind_of_work != "other" else "")
    return {"type": kind} if is_same and is_open and kind else {}


# Software

_OF_RELEASES = ("version", "date")
"""What is true of one release together."""


def with_repositories(
    records: Sequence[R],
    known: Mapping[str, Software],
    *,
    names: Sequence[str] = ("stars", "license", *_OF_RELEASES),
) -> list[R]:
    """The records, each with what is known of its repository where it leaves that open."""
    return [_with_repository(record, known, names) for record in records]


def _with_repository(record: R, known: Mapping[str, Software], names: Sequence[str]) -> R:
    found = next(filter(None, (known.get(name) for name in _repositories_of(record))), None)
    if found is None:
        return record
    changes = {
        name: value
        for name in names
        if name in record.fields and (value := found.__dict__.get(name)) and not record.__dict__.get(name)
    }
    is_another = record.__dict__.get("version") not in (None, "", found.version)
    if is_another or any(record.__dict__.get(name) for name in ("start", "end", "year")):
        changes.pop("date", None)
    if not changes:
        return record
    origin = record.origin._replace(others=(*record.origin.others, found.origin))
    return record.changed(**changes, origin=origin)


def _repositories_of(record: Record) -> list[str]:
    """The repositories at GitHub that a record names, as ``owner/repository`` in small letters."""
    named: Sequence[str] = getattr(record, "github", ())
    return ["/".join(each.casefold().split("/")[:2]) for each in named]


def known_repositories(fetched: Iterable[Software]) -> dict[str, Software]:
    """What services know of repositories, by ``owner/repository``."""
    return {name: each for each in fetched for name in _repositories_of(each)}


def is_released(work: Publication) -> bool:
    """Whether a publication is software or data itself, so that what is known of its repository is known of it."""
    return work.kind_of_work in RELEASED
