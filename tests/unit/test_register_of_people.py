"""Somebody whom several files describe is one person in the register."""

from __future__ import annotations

from inline_data import raw_file

from sphinx_academic.data.collection import collect
from sphinx_academic.data.records import Person

IMPORTED = """
    people:
      - name: Ada Example
        url: https://old.example.org
        role: Student
        links: {GitHub: ada}
    """
BY_HAND = """
    people:
      - name: Ada Example
        aliases: [A. Example]
        url: https://ada.example.org
    """
ORCID = "0000-0002-1825-0097"
OTHER_ORCID = "0000-0001-5109-3700"


def people(*texts: str, foreign: tuple[bool, ...] = ()) -> tuple[Person, ...]:
    """The register made of several files; ``foreign`` says which are imported."""
    files = [raw_file(text, f"{number}.yaml") for number, text in enumerate(texts)]
    files = [
        file._replace(foreign=which)
        for file, which in zip(files, foreign or (False,) * len(files), strict=True)
    ]
    return collect(files).people


def test_fields_by_hand_win_and_the_others_stay() -> None:
    for texts, foreign in (((IMPORTED, BY_HAND), (True, False)), ((BY_HAND, IMPORTED), (False, True))):
        (ada,) = people(*texts, foreign=foreign)
        assert (ada.url, ada.role) == ("https://ada.example.org", "Student")
        assert ada.aliases == ("A. Example",)
        assert [link.name for link in ada.links] == ["GitHub"]
        assert not ada.foreign
        assert set(ada.origin.paths) == {"0.yaml", "1.yaml"}


def test_links_stand_as_they_are_written_each_address_once() -> None:
    first = "people: [{name: Ada Example, links: {Blog: 'https://b.example', GitHub: ada}}]"
    second = "people: [{name: Ada Example, links: {Weblog: 'https://b.example/', ORCID: x, Code: 'https://c.example'}}]"
    (ada,) = people(first, second)
    assert [link.name for link in ada.links] == ["Blog", "GitHub", "ORCID", "Code"]


def test_one_orcid_is_one_person_and_the_other_name_is_an_alias() -> None:
    (ada,) = people(
        f"people: [{{name: Ada Example, orcid: {ORCID}}}]", f"people: [{{name: Ada Sample, orcid: {ORCID}}}]"
    )
    assert (ada.name, ada.aliases) == ("Ada Example", ("Ada Sample",))


def test_namesakes_with_two_orcids_stay_two() -> None:
    found = people(
        f"people: [{{name: Ada Example, orcid: {ORCID}}}]",
        f"people: [{{name: Ada Example, orcid: {OTHER_ORCID}}}]",
    )
    assert len(found) == 2


def test_namesakes_within_one_file_stay_two() -> None:
    assert (
        len(people("people: [{name: Ada Example, role: Student}, {name: Ada Example, role: Professor}]")) == 2
    )


def test_authors_are_linked_to_the_one_person() -> None:
    work = "publications: [{title: Tides, authors: [Ada Example]}]"
    files = [
        raw_file(IMPORTED, "old.yaml")._replace(foreign=True),
        raw_file(BY_HAND),
        raw_file(work, "work.yaml"),
    ]
    (publication,) = collect(files).publications
    assert publication.authors.people[0].url == "https://ada.example.org"


def test_an_entry_without_authors_takes_those_of_its_other_versions() -> None:
    by_hand = raw_file("publications: [{title: Tides, doi: 10.5555/1, type: article}]")
    imported = raw_file(
        "publications: [{title: Tides, doi: 10.5555/1, type: article, authors: [Ada Example]}]", "old.yaml"
    )
    (work,) = collect([by_hand, imported._replace(foreign=True)]).publications
    assert [author.name for author in work.authors.people] == ["Ada Example"]
