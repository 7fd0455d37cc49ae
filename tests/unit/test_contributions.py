"""Who has a part in what, as the data name people."""

from __future__ import annotations

from inline_data import read_clean

from sphinx_academic.data.records import Person, Publication, Record, Supervision, Talk, Teaching

PEOPLE = """
profile: {name: Ada Brühl}
people:
  - {name: Ada Brühl, aliases: [A. Brühl], orcid: 0000-0002-1825-0097}
  - {name: Otto Kessel}
"""


def called(records: tuple[Record, ...]) -> list[str]:
    return [record.called for record in records]


def test_all_spellings_of_a_name_have_a_part_in_a_work() -> None:
    found = read_clean(
        PEOPLE + "pubs:\n  - {title: One, authors: A. Brühl}\n  - {title: Two, authors: Ada Brühl}\n"
        "  - {title: Three, authors: Otto Kessel}\n"
    )
    ada, otto = found.people
    assert called(found.contributions.of(ada, Publication)) == ["One", "Two"]
    assert called(found.contributions.of(otto, Publication)) == ["Three"]


def test_what_names_nobody_is_that_of_whose_site_it_is() -> None:
    found = read_clean(
        PEOPLE
        + "talks:\n  - {title: Mine, date: 2024}\n  - {title: His, date: 2024, speakers: Otto Kessel}\n"
        "teaching:\n  - {title: Boiling, start: 2020}\n"
    )
    ada, otto = found.people
    assert found.contributions.is_owner(ada)
    assert called(found.contributions.of(ada, Talk)) == ["Mine"]
    assert called(found.contributions.of(ada, Teaching)) == ["Boiling"]
    assert called(found.contributions.of(otto, Talk)) == ["His"]
    assert not found.contributions.of(otto, Teaching)


def test_who_supervises_besides_the_owner_has_a_part_in_it_and_the_student_a_thesis() -> None:
    found = read_clean(
        PEOPLE + "supervision:\n  - {name: Mia Dampf, thesis: Lids, supervisors: Otto Kessel}\n"
        "  - {name: Otto Kessel, thesis: Steam}\n"
    )
    ada, otto = found.people
    assert called(found.contributions.of(ada, Supervision)) == ["Mia Dampf", "Otto Kessel"]
    assert called(found.contributions.of(otto, Supervision)) == ["Mia Dampf"]
    assert [each.thesis for each in found.contributions.theses_of(otto)] == ["Steam"]


def test_coauthors_are_counted_each_once_in_a_work_and_those_of_large_collaborations_are_not() -> None:
    many = ", ".join(f"Given{number} Family{number}" for number in range(150))
    found = read_clean(
        PEOPLE + "pubs:\n  - {title: One, authors: 'A. Brühl, Otto Kessel, Mia Dampf'}\n"
        f"  - {{title: Two, authors: 'Ada Brühl, Otto Kessel'}}\n  - {{title: All, authors: 'Ada Brühl, {many}'}}\n"
    )
    ada, _otto = found.people
    coauthors = found.contributions.coauthors_of(ada)
    assert [(each.author.name, each.number) for each in coauthors] == [("Otto Kessel", 2), ("Mia Dampf", 1)]


def test_of_two_people_of_one_name_the_orcid_tells_who_is_meant() -> None:
    found = read_clean(
        PEOPLE + "  - {name: Ada Brühl, key: other, orcid: 0000-0001-5109-3700}\n"
        "pubs:\n  - {title: Hers, authors: [{name: Ada Brühl, orcid: 0000-0001-5109-3700}]}\n"
        "  - {title: Whose, authors: Ada Brühl}\n"
    )
    first, _otto, other = found.of(Person)
    assert not found.contributions.of(first, Publication)
    assert called(found.contributions.of(other, Publication)) == ["Hers"]
