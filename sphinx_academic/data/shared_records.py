"""What several members of a lab have in their data and is one thing: the grant that they share, the course that they teach together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, cast

from sphinx_academic.data import records as kinds
from sphinx_academic.data.members import Members
from sphinx_academic.data.records import Person, Publication, Record
from sphinx_academic.data.records.record import merged_values
from sphinx_academic.data.same_work import MOST_VERSIONS, normal_title
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.name_parts import fold_name
from sphinx_academic.data.values.names import Author, AuthorList

_LASTING: frozenset[type[Record]] = frozenset(
    {kinds.Project, kinds.Grant, kinds.Software, kinds.Dataset, kinds.Supervision}
)
"""What is one thing whenever it was."""
_IN_COMMON: Mapping[type[Record], tuple[str, ...]] = {
    kinds.Award: ("organisation",),
    kinds.Talk: ("event", "place"),
    kinds.Teaching: ("code", "institution", "terms"),
    kinds.Supervision: ("degree",),
    kinds.MediaItem: ("organisation",),
    kinds.EventItem: ("place",),
    kinds.Opening: ("institution",),
    kinds.Competition: ("event",),
    kinds.Grant: ("number",),
}
"""What two records that are one thing do not say differently."""
_OF_EACH: frozenset[type[Record]] = frozenset({kinds.Award})
"""What two people may be given at one time, each for oneself: it is one thing where one of them names the other."""


class Shared(NamedTuple):
    """The records of a kind, each thing once, and which records each of those was made of that several members have."""

    records: tuple[Record, ...]
    of: tuple[tuple[Record, tuple[Record, ...]], ...]


def each_once(kind: type[Record], records: Sequence[Record], members: Members) -> Shared:
    """Bring together what the files of several members, or of one and the lab, tell of one thing. The first counts, and all
    who have a part in it are named."""
    if kind in {Publication, Person}:
        return Shared(tuple(records), ())
    groups: list[list[Record]] = []
    known: dict[str, list[int]] = {}
    held: list[set[str]] = []
    for record in records:
        signs = {*_signs(record)}
        candidates = (number for sign in sorted(signs) for number in known.get(sign, ())[:MOST_VERSIONS])
        number = next(
            (each for each in candidates if all(_is_one(record, other, members) for other in groups[each])),
            len(groups),
        )
        if number == len(groups):
            groups.append([])
            held.append(set())
        groups[number].append(record)
        for sign in signs - held[number]:
            known.setdefault(sign, []).append(number)
        held[number] |= signs
    made = [(_of_all(group), tuple(group)) for group in groups]
    return Shared(
        tuple(one for one, _group in made), tuple((one, group) for one, group in made if len(group) > 1)
    )


def _signs(record: Record) -> Iterator[str]:
    """By what a thing is recognised: what it is called, its number, its DOI; the key that somebody gave it."""
    if title := normal_title(record.called):
        yield f"title {title}"
    for name in ("number", "doi"):
        if (said := getattr(record, name, "")) and isinstance(said, str):
            yield f"{name} {''.join(said.casefold().split())}"


def _is_one(one: Record, other: Record, members: Members) -> bool:
    """Whether two records may be one thing: nobody writes one thing into the own file twice."""
    kind = type(one)
    if members.whose(one.origin.path) == members.whose(other.origin.path):
        return False
    if kind not in _LASTING and not _may_be_one_time(_when(one), _when(other)):
        return False
    for name in _IN_COMMON.get(kind, ()):
        said = {_folded(getattr(each, name)) for each in (one, other)} - {""}
        if len(said) == 2 and (name == "number" or not _is_part(*said)):
            return False
    return kind not in _OF_EACH or _names_one_another(one, other, members)


def _folded(said: object) -> str:
    return normal_title(" ".join(said) if isinstance(said, tuple) else str(said))


def _is_part(one: str, other: str) -> bool:
    return one in other or other in one


def _when(record: Record) -> PartialDate | None:
    return record.when if record.when is not None and record.when.year else None


def _may_be_one_time(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether two dates differ in nothing that both say."""
    if one is None or other is None:
        return True
    pairs = zip(one[:3], other[:3], strict=True)
    return all(said == too for said, too in pairs if said is not None and too is not None)


def _names_one_another(one: Record, other: Record, members: Members) -> bool:
    ours, theirs = (
        {
            fold_name(each.person or each.name)
            for _field, people in record.author_lists()
            for each in people.people
        }
        for record in (one, other)
    )
    owners = [fold_name(members.whose(each.origin.path)) for each in (one, other)]
    return owners[1] in ours or owners[0] in theirs or "" in owners


def _of_all(group: Sequence[Record]) -> Record:
    """The record that several are of one thing."""
    if len(group) == 1:
        return group[0]
    values = merged_values(group)
    for name, _people in group[0].author_lists():
        values[name] = _everybody([cast("AuthorList", getattr(each, name)) for each in group])
    # The part of the owner of a file: of several there is none for all.
    if len({_folded(getattr(each, "role", "")) for each in group} - {""}) > 1:
        values["role"] = ""
    return type(group[0]).with_values(values)


def _everybody(lists: Sequence[AuthorList]) -> AuthorList:
    """All whom several lists name, each once."""
    if written := next((each for each in lists if each.written), None):
        return written
    found: dict[str, Author] = {}
    for people in lists:
        for author in people.people:
            found.setdefault(fold_name(author.person or author.name), author)
    return AuthorList(tuple(found.values()), others=all(each.others for each in lists))
