"""The register of people as a whole: what is wrong with it, and what the profile adds to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sphinx_academic.data.records.person import Person, Profile
from sphinx_academic.data.records.record import merged_values
from sphinx_academic.data.values.name_parts import fold_name
from sphinx_academic.problems import Code, Problem, shorten


def problems_of(people: Sequence[Person]) -> Iterator[Problem]:
    """People who stand in the register twice, and other names that are somebody else's name."""
    named: dict[str, Person] = {}
    for person in people:
        name = fold_name(person.name)
        first = named.setdefault(name, person) if name else person
        if first is not person and not _are_told_apart(first, person):
            message = f"'{shorten(person.name)}' stands in the register of people twice: here and in {_place(first)}."
            hint = "Make one entry of both; if they are two people, give each an ORCID, or a key."
            yield person.origin.problem("name", Code.DUPLICATE, message, hint)
    for person in people:
        for alias in person.aliases:
            other = named.get(fold_name(alias), person)
            if other is not person and fold_name(alias) != fold_name(person.name):
                message = (
                    f"'{shorten(alias)}', another name of '{shorten(person.name)}', is the name of somebody else in "
                    f"{_place(other)}; authors who are called so are linked to neither."
                )
                hint = "Make one entry of both, or leave the other name out."
                yield person.origin.problem("aliases", Code.DUPLICATE, message, hint, alias)


def _are_told_apart(one: Person, other: Person) -> bool:
    """Whether somebody has said that two people of one name are two."""
    orcids, keys = {one.orcid, other.orcid} - {""}, {one.key, other.key} - {""}
    return len(orcids) == 2 or len(keys) == 2


def _place(person: Person) -> str:
    return f"{person.origin.path}:{person.origin.line}"


def with_profile(people: Sequence[Person], profiles: Sequence[Profile]) -> tuple[Person, ...]:
    """The people; whom the profile is about has from there what the register leaves out: the photo, the links, the address."""
    about: dict[str, Profile] = {}
    for profile in profiles:
        for name in filter(None, map(fold_name, profile.all_names)):
            about.setdefault(name, profile)
    if not about:
        return tuple(people)
    return tuple(_filled(person, _about(person, about)) for person in people)


def _about(person: Person, about: Mapping[str, Profile]) -> Profile | None:
    """The profile of somebody, whatever language the name is written in there."""
    names = map(fold_name, person.in_every_language("name"))
    return next((about[name] for name in names if name in about), None)


def _filled(person: Person, profile: Profile | None) -> Person:
    if profile is None:
        return person
    kept = {"key": person.key, "other_keys": person.other_keys, "aliases": person.aliases}
    return Person.with_values({**merged_values((person, profile)), **kept})
