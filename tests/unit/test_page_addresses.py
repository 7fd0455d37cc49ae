"""Where the pages of records are, and by what these are known."""

from __future__ import annotations

from pathlib import Path

import pytest
from inline_data import read

from sphinx_academic.data.records import Record
from sphinx_academic.pages.page_addresses import (
    PAGE_KINDS,
    PEOPLE,
    PROJECTS,
    RecordPage,
    RecordPages,
    _by_what_is_known,
    name_of_page,
)
from sphinx_academic.sections.registry import REFERRED
from sphinx_academic.settings import PAGE_SETTINGS, SETTINGS


def pages(text: str) -> RecordPages:
    """The pages of the people and projects of a text."""
    collection = read(text)
    kind = PEOPLE if collection.people else PROJECTS
    found = [
        RecordPage(record, f"{kind.list_of}/{name_of_page(record.key)}", collection, (), "", kind)
        for record in collection.of(kind.record)
    ]
    return RecordPages(tuple(found), (), *_by_what_is_known(found, kind))


def test_each_kind_has_its_setting_and_can_be_referred_to() -> None:
    assert PAGE_KINDS.keys() == PAGE_SETTINGS.keys() <= REFERRED.keys()
    assert {*PAGE_SETTINGS.values()} <= {setting.name for setting in SETTINGS}


@pytest.mark.parametrize("asked", ["ada", "Ada Brühl", "A. Brühl", "0000-0002-1825-0097", "earlier"])
def test_a_person_is_known_by_key_name_alias_orcid_and_former_key(asked: str) -> None:
    found = pages(
        "people: [{name: Ada Brühl, key: ada, aliases: [A. Brühl], orcid: 0000-0002-1825-0097, former_keys: earlier}]"
    )
    assert found.find(asked) == "people/ada"


def test_a_name_of_two_people_means_neither_and_their_records_and_keys_do() -> None:
    found = pages("people: [{name: Ada Brühl, key: one}, {name: Ada Brühl, key: two}]")
    assert found.find("Ada Brühl") == ""
    assert [found.find(page.record) for page in found.pages] == ["people/one", "people/two"]
    assert (found.find("one"), found.find("two")) == ("people/one", "people/two")


def test_a_key_is_meant_before_a_title_is() -> None:
    found = pages("projects: [{title: kettles, key: a}, {title: Other, key: kettles}]")
    assert found.find("kettles") == "projects/kettles"
    assert found.find("Other") == "projects/kettles"


def test_nothing_has_the_page_of_nothing() -> None:
    found = pages("people: [{name: Ada Brühl}]")
    assert found.find("") == ""
    assert found.find(Record()) == ""


@pytest.mark.parametrize(
    ("key", "start"), [("ada/b c", "ada-b-c"), ("aux", "aux-"), ("index", "index-"), ("x" * 300, "x" * 150)]
)
def test_every_key_makes_the_name_of_a_file(key: str, start: str) -> None:
    name = name_of_page(key)
    assert name.startswith(start)
    assert Path(name).name == name
