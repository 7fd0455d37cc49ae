"""Which project, and which grant, a member of a lab means: by a key that two members have, each means the own one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sphinx_academic.data.belonging import sign
from sphinx_academic.data.members import Members
from sphinx_academic.data.records import Grant, Project, Record
from sphinx_academic.data.shared_records import each_once

Found = dict[type[Record], list[Record]]
_Meant = Mapping[tuple[str, str], str]
"""(Whose file says it, the sign of the name that it says) → the key, or the title, that it has in the lab."""

_FIELDS: Mapping[type[Record], tuple[str, ...]] = {Project: ("projects", "part_of"), Grant: ("grants",)}
"""The fields in which records name those of a kind."""


def with_own_projects(found: Found, members: Members) -> Found:
    """The records, each naming the project and the grant that the one means in whose file it stands. Where a key is taken by
    another's, the second gets another one; where one thing has several names, it is called by that of the first."""
    for kind, fields in _FIELDS.items():
        keys, meant = _names(found.get(kind, []), kind, members)
        if not keys and not meant:
            continue
        found = {each: [*records] for each, records in found.items()}
        found[kind] = [
            record.changed(key=keys[id(record)]) if id(record) in keys else record for record in found[kind]
        ]
        found = {
            each: [_naming(record, fields, meant, members) for record in records]
            for each, records in found.items()
        }
    return found


def _names(records: list[Record], kind: type[Record], members: Members) -> tuple[dict[int, str], _Meant]:
    """The new keys of records, by their identity, and what members call otherwise than the lab."""
    shared = each_once(kind, records, members)
    groups = {id(one): group for one, group in shared.of}
    taken = {record.key: members.whose(record.origin.path) for record in reversed(records) if record.key}
    first: dict[str, Record] = {}
    keys: dict[int, str] = {}
    meant: dict[tuple[str, str], str] = {}
    for one in shared.records:
        group, key = groups.get(id(one), (one,)), one.key
        other = first.setdefault(key, one) if key else one
        if other is not one and members.whose(other.origin.path) != members.whose(one.origin.path):
            key = _free_key(one, taken)
            taken[key] = members.whose(one.origin.path)
            keys.update((id(each), key) for each in group)
        called = {*map(sign, _called(one.changed(key=key)))}
        for each in group:
            for name in _called(each):
                if sign(name) not in called:
                    meant.setdefault((members.whose(each.origin.path), sign(name)), key or one.called)
    return keys, meant


def _called(record: Record) -> Iterator[str]:
    yield from filter(None, (record.key, *record.other_keys, record.called, getattr(record, "number", "")))


def _free_key(record: Record, taken: Mapping[str, str]) -> str:
    base = key = record.as_first_written.suggested_key()
    number = 0
    while key in taken:
        number += 1
        key = record.key_beside(base, number)
    return key


def _naming(record: Record, fields: tuple[str, ...], meant: _Meant, members: Members) -> Record:
    owner = members.whose(record.origin.path)
    changes: dict[str, object] = {}
    for field in fields:
        said = record.__dict__.get(field, ())
        names = (said,) if isinstance(said, str) else said
        if any((owner, sign(name)) in meant for name in names):
            called = tuple(meant.get((owner, sign(name)), name) for name in names)
            changes[field] = called[0] if isinstance(said, str) else called
    return record.changed(**changes) if changes else record
