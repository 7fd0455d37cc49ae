"""The JSON Schema of a data file: whole, small, true of the data that the project has, and of use in an editor."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from sphinx_academic.data.fields import Fields
from sphinx_academic.data.records import KINDS, TimedRecord, json_schema
from sphinx_academic.data.values.addresses import LINK, PICTURE
from sphinx_academic.data.values.names import AUTHOR
from sphinx_academic.formats.loading import NamedFile, load

CHECKOUT = Path(__file__).resolve().parents[2]
DATA = sorted(
    path.relative_to(CHECKOUT)
    for folder in ("example-site/data", "example-lab/data", "docs/data", "tests/build/roots")
    for path in (CHECKOUT / folder).rglob("*.yaml")
    # The sites of other generators hold files of theirs,
    # and one site has fields that its conf.py declares.
    if not any(part in path.as_posix() for part in ("/_data/", "/old/", "/test-own/"))
)


class AsEditors(yaml.SafeLoader):
    """Reads YAML as editors do, by the core schema of YAML 1.2: no dates, and yes is a word."""


AsEditors.yaml_implicit_resolvers = {
    letter: [(tag, regexp) for tag, regexp in resolvers if tag.rsplit(":", 1)[1] in {"int", "float", "null"}]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
AsEditors.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"true|false"), list("tf"))


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return json_schema()


@pytest.fixture(scope="module")
def validator(schema: dict[str, Any]) -> Draft202012Validator:
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def faults(validator: Draft202012Validator, text: str) -> list[str]:
    return [
        f"{error.json_path}: {error.message}" for error in validator.iter_errors(yaml.load(text, AsEditors))
    ]


def test_it_is_smaller_than_88_kb_as_it_is_printed(schema: dict[str, Any]) -> None:
    assert len(json.dumps(schema, indent=1).encode()) < 88_000


def test_every_reference_leads_somewhere(schema: dict[str, Any]) -> None:
    references = re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(schema))
    assert references
    for reference in references:
        found: Any = schema
        for part in reference.split("/"):
            found = found[part]


def definition_of(schema: dict[str, Any], kind: str) -> dict[str, Any]:
    reference = schema["properties"][kind]["anyOf"][0]["items"]["$ref"]
    found: dict[str, Any] = schema["$defs"][reference.rsplit("/", 1)[1]]
    return found


def spelled(patterns: dict[str, dict[str, str]]) -> dict[str, str]:
    """Every other name that the patterns stand for, with the last word of what it refers to."""
    return {
        spelling: described["$ref"].rsplit("/", 1)[1]
        for pattern, described in patterns.items()
        for spelling in pattern.removeprefix("^(").removesuffix(")$").split("|")
    }


def described(schema: dict[str, Any], definition: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The fields of a definition and their other names, those that are shared with other kinds among them."""
    fields, spellings = {}, {}
    for part in definition.get("allOf", ()):
        shared = described(schema, schema["$defs"][part["$ref"].rsplit("/", 1)[1]])
        fields.update(shared[0])
        spellings.update(shared[1])
    fields.update(definition["properties"])
    spellings.update(spelled(definition["patternProperties"]))
    return fields, spellings


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_and_every_spelling_of_every_field_is_in_it(schema: dict[str, Any], kind: str) -> None:
    fields = KINDS[kind].fields
    lists = spelled(schema["patternProperties"])
    assert {name for name, of in lists.items() if of == kind} == set(KINDS[kind].lists[1:])
    properties, spellings = described(schema, definition_of(schema, kind))
    nested = {"ids"} if kind == "publications" else set()
    assert set(properties) == {*fields, *nested}
    for field, declared in fields.items():
        assert properties[field] == {**declared.type.shape, "description": declared.help}
    assert {**spellings, **{field: field for field in fields}} == fields.spellings


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_a_kind_takes_from_a_shared_field_is_written_alike(kind: str) -> None:
    """An editor asks the shared definition and that of the kind."""
    fields = KINDS[kind].fields
    for base in KINDS[kind].__mro__[1:]:
        for spelling, name in getattr(base, "fields", fields).spellings.items():
            shared = getattr(base, "fields", fields)[name]
            assert fields[fields.spellings[spelling]].type.shape == shared.type.shape, spelling


@pytest.mark.parametrize(
    ("name", "fields"),
    [("author", AUTHOR), ("image", PICTURE), ("link", LINK), ("record", TimedRecord.fields)],
)
def test_every_key_of_authors_pictures_and_links_is_in_it(
    schema: dict[str, Any], name: str, fields: Fields
) -> None:
    properties, spellings = described(schema, schema["$defs"][name])
    assert {**spellings, **{field: field for field in properties}} == fields.spellings


def test_another_name_is_understood_and_not_offered(schema: dict[str, Any]) -> None:
    assert "talks" in schema["properties"]
    assert "presentations" not in schema["properties"]
    assert "venue" not in definition_of(schema, "talks")["properties"]


def test_the_projects_own_data_are_there_to_be_checked() -> None:
    assert len(DATA) >= 6


@pytest.mark.parametrize("path", DATA, ids=str)
def test_the_projects_own_data_are_valid(validator: Draft202012Validator, path: Path) -> None:
    assert faults(validator, (CHECKOUT / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        "publications:",
        "publications: {smith2020: {title: T}}",
        "pubs: [{title: T, year: 2024, tags: 2024, pages: 3, author: }]",
        "papers: [{title: T, date: 2024-05-16, tags: [2023, asr], selected: yes}]",
        "publications: [{title: T, authors: [Ann Bee, {name: Cy Dee, equal: A, senior: yes}, {family: Fox, given: }]}]",
        "publications: [{title: T, image: {url: a.png, caption: }, media: [{name: Paper}, {Code: 'https://c.example'}, ]}]",
        "publications: [{title: T, links: {Paper: 'https://p.example', Slides: }, additional: [A, {content: B}]}]",
        "publications: [{title: T, keywords_of_my_own: {a: [1]}}]",
        "publications: [{title: T}, ]",
        "news: {shown: [{time: 2024-05-16 📣, note: N}], hidden: }",
        "news: [{date: 2024, text: N, hidden: true}]",
        "news: auto",
        "news: {auto: [awards, competitions], shown: [{date: 2024, text: N}]}",
        "people: [{name: Ann Bee, aliases: [A. Bee], orcid: 0000-0002-1825-0097, since: 2020}]",
        "profile: {name: Ann Bee, links: {GitHub: ada, ORCID: }, other_names: A}",
        "education: [{institution: U, start: 2020, end: present}]",
        "talks: [{topic: T, when: 2024, projects: [a, b], Slides: 'https://s.example'}]\ncourses: {audio: {course: T, term: Autumn 2023}}",
        "grants: [{title: T, value: 1000, pi: [Ann Bee, {name: Cy Dee}]}, ]",
        "links: {Prof. A: 'https://a.example', Nobody: }",
        "- {title: T}",
        "layout: page\ntitle: Jekyll's own",
        "cv: [talks, {kinds: [awards, grants], title: Honours, limit: 3}]",
        "cv: {short: [talks, {kinds: awards}], academic: education}",
        "cv: talks",
    ],
)
def test_what_the_reader_takes_without_a_word_is_valid(validator: Draft202012Validator, text: str) -> None:
    assert faults(validator, text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("publications: [{title: [A, B]}]", "$.publications"),
        ("publications: [{title: T, year: {from: 2020}}]", "$.publications"),
        ("publications: T", "$.publications"),
        ("profile: [[Ann]]", "$.profile"),
        ("people: [{name: [Ann, Bee]}]", "$.people"),
        ("talks: [{title: T, when: {from: 2024}}]", "$.talks"),
        ("courses: [{course: {a: b}}]", "$.courses"),
        ("news: {shown: Yes}", "$.news"),
        ("pubs: [{title: T, authors: {name: [A]}}]", "$.pubs"),
        ("links: [https://a.example]", "$.links"),
        ("one text", "$"),
    ],
)
def test_a_value_of_the_wrong_kind_is_found(validator: Draft202012Validator, text: str, place: str) -> None:
    assert [fault.split(":")[0] for fault in faults(validator, text)] == [place]


@pytest.mark.parametrize("path", DATA, ids=str)
def test_the_projects_own_data_are_read_without_a_word_of_the_kind_that_a_schema_finds(path: Path) -> None:
    """So that the tests above compare like with like."""
    problems = load([NamedFile(CHECKOUT / path, str(path))], "publications").problems
    assert not [problem.text for problem in problems if problem.code == "unknown_key"]
