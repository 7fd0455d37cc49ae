"""The JSON Schema and the reader agree on every field of every kind: what the schema rejects the reader tells, and what the reader tells of
values that are no texts, of words that are no flags, dates or addresses, the schema rejects."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from test_schema import AsEditors

from sphinx_academic.cli import main
from sphinx_academic.data.collection import collect
from sphinx_academic.data.fields import FLAG, Field
from sphinx_academic.data.located import RawFile
from sphinx_academic.data.records import KINDS, Profile, json_schema
from sphinx_academic.data.records.timed import DATES
from sphinx_academic.data.values.addresses import URL
from sphinx_academic.data.values.dates import DATE, DATED
from sphinx_academic.formats.text import words
from sphinx_academic.formats.yaml import read_yaml

ABOUT_VALUES = {"type", "date", "url"}


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json_schema())


def told(kind: str, field: str, value: str) -> tuple[set[str], bool]:
    """The codes of what the reader tells of a record with a value in a field, and whether the schema rejects it."""
    main = KINDS[kind].main
    entry = f"{{{field}: {value}}}" if field == main else f"{{{main}: T, {field}: {value}}}"
    text = f"{kind}: {entry}" if KINDS[kind] is Profile else f"{kind}: [{entry}]"
    root, problems = read_yaml(text, "a.yaml")
    found = collect([RawFile("a.yaml", root, problems)]).problems
    return {problem.code.value for problem in found}, not validator().is_valid(yaml.load(text, AsEditors))


def as_written(value: Any) -> str:
    """A value as YAML has it in one line; a text in quotes."""
    return json.dumps(value, ensure_ascii=False)


WORDS = st.sampled_from(
    sorted(
        words(
            """a b en title 5 2024 2023-02-30 2024-13-01 2024-05-16 perhaps yes No TRUE x ✓ soon present in.press n.d. article thesis
            10.5555/x 2308.05734 owner/repository https://a.example/b javascript:x data:y mailto:a@b.org /files/a.pdf a.png Ann.Bee 三月
            0378-5955 978-3-16-148410-0 0000-0002-1825-0097 30446548 PMC3531190 hal-01234567 W2741809807 de url name date talks"""
        )
    )
) | st.text("abzAZ019 .,-/:()&é三", max_size=12)
NUMBERS = st.integers(-10_000, 100_000) | st.sampled_from([1.5, 2024.5, 1806.0053, 9_783_161_484_100])
KEYS = st.sampled_from(
    sorted(words("a en de url name title text count date label paper content test caption given family"))
)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=2),
    max_leaves=3,
)
EXAMPLES: tuple[Any, ...] = (
    5, -3, True, "5", "perhaps", "javascript:x", "2023-02-30", "2024", ["a", [1]], [{"a": "b"}], {"a": "b"}, {"en": "A"},
    {"url": "javascript:x"}, {"name": ["A"]}, [True],
)  # fmt: skip
ALL = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def agree_on(kind: str, is_so: Callable[[Field, Any, set[str], bool], bool]) -> None:
    """Walk every field of a kind with some values, and some fields with many."""
    fields = KINDS[kind].fields

    @ALL
    @given(st.sampled_from([*fields]), VALUES)
    def holds(field: str, value: Any) -> None:
        codes, is_rejected = told(kind, field, as_written(value))
        assert is_so(fields[field], value, codes, is_rejected), (field, value, codes, is_rejected)

    for field in fields:
        for value in EXAMPLES:
            holds.hypothesis.inner_test(field, value)  # type: ignore[attr-defined]
    holds()


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_schema_rejects_the_reader_tells(kind: str) -> None:
    agree_on(kind, lambda _declared, _value, codes, is_rejected: bool(codes) or not is_rejected)


def is_decided(declared: Field, value: Any) -> bool:
    """Whether the schema can know what the reader does: of a text in a field of another type its meaning decides, as of a number with
    checks of its own."""
    if isinstance(value, (list, dict)):
        return False
    if isinstance(value, str):
        is_word = value.isascii() and not any(map(str.isdigit, value))
        if declared.type in {DATE, DATED, DATES}:
            return value in {"perhaps", "soon", "2023-02-30", "2024-13-01", "javascript:x", "yes"}
        if declared.type is URL:
            return is_word and "<" not in value and value in {"javascript:x", "data:y"}
        return declared.type is FLAG
    if isinstance(value, int) and not isinstance(value, bool):
        return declared.type in {FLAG, DATE, DATED, DATES}
    return isinstance(value, bool)


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_reader_tells_of_a_value_the_schema_rejects(kind: str) -> None:
    agree_on(
        kind,
        lambda declared, value, codes, is_rejected: (
            is_rejected or not codes & ABOUT_VALUES or not is_decided(declared, value)
        ),
    )


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("publications", "selected", "perhaps"),
        ("publications", "authors", "5"),
        ("publications", "authors", "[5]"),
        ("publications", "authors", "{name: [A]}"),
        ("publications", "authors", "[{name: A, senior: perhaps}]"),
        ("publications", "title", "[A, B]"),
        ("publications", "tags", "[[a]]"),
        ("publications", "license", "[{a: b}]"),
        ("publications", "year", "soon"),
        ("publications", "date", "2023-02-30"),
        ("publications", "url", "javascript:x"),
        ("publications", "links", "{Paper: javascript:x}"),
        ("publications", "images", "data:x"),
        ("publications", "doi", "nonsense"),
        ("publications", "isbn", "{print: [A]}"),
        ("publications", "citations", "many"),
        ("news", "date", "5"),
        ("people", "orcid", "none"),
    ],
)
def test_both_reject(kind: str, field: str, value: str) -> None:
    codes, is_rejected = told(kind, field, value)
    assert codes & ABOUT_VALUES
    assert is_rejected


def test_every_reference_of_a_schema_with_kinds_and_fields_of_ones_own_leads_somewhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "conf.py").write_text(
        "extensions = ['sphinx_academic']\nacademic_data = ['a.yaml']\n"
        "academic_fields = {'publications': {'acceptance_rate': 'Acceptance rate'}}\n"
    )
    data = (
        "kinds: {patents: {singular: Name, fields: {filed: {is: date}, links: {is: links}}}}\n"
        "patents: [{title: T, %s: 2020, when: 2024, buttons: [a.pdf], key: %s}]\n"
        "publications: [{title: T, acceptance_rate: 0.2}]\n"
    )
    (tmp_path / "a.yaml").write_text(data % ("filed", "k"))
    assert main(["schema", str(tmp_path)]) == 0
    schema = json.loads(capsys.readouterr().out)
    of_site = Draft202012Validator(schema)
    assert schema["$defs"]["publication"]["properties"]["acceptance_rate"] == {
        "description": "Acceptance rate"
    }
    assert of_site.is_valid(yaml.load(data % ("filed", "k"), AsEditors))
    assert not of_site.is_valid(yaml.load(data % ("filed", "[k]"), AsEditors))
    assert not of_site.is_valid(
        yaml.load((data % ("filed", "k")).replace("when: 2024", "when: soon"), AsEditors)
    )
