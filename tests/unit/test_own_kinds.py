"""Kinds of records that data declare, and fields of one's own: read, shown, and told where they cannot be."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import cast

import pytest
import yaml
from descriptions import description
from inline_data import raw_file, read, read_clean, told
from jsonschema import Draft202012Validator

from sphinx_academic.cli import main
from sphinx_academic.content.fragments import in_a_row
from sphinx_academic.data.collection import Collection, collect
from sphinx_academic.data.declarations import Declared, OwnField
from sphinx_academic.data.records import TimedRecord, json_schema
from sphinx_academic.data.records.declared import kinds_declared
from sphinx_academic.sections.own_kinds import section_of
from sphinx_academic.sections.registry import SECTIONS, sections_with

PATENTS = """
kinds:
  patents:
    title: invention
    label: Patents
    fields:
      invention: Title
      office: {label: Office, is: text, shown: beside}
      filed: {label: Filed, is: date}
      family: {label: Family, is: text, shown: behind}
      scan: {is: picture}
      links: {is: links}
    cv: after publications
    schema: CreativeWork
"""
EAR = """
patents:
- {invention: An *ear*, office: EPO, filed: 2020-03, family: EP1, scan: ear.png, pdf: ear.pdf, place: Munich}
- {invention: A mouth, filed: 2021}
"""


def patents(collection: Collection) -> tuple[TimedRecord, ...]:
    return cast("tuple[TimedRecord, ...]", collection.of(collection.all_kinds["patents"]))


def said_of(text: str) -> list[tuple[str, str, str]]:
    return [(each.place, each.message, each.hint) for each in told(read(text))]


def test_a_declared_kind_has_its_own_fields_and_those_of_all() -> None:
    ear, mouth = patents(read_clean(PATENTS + EAR))
    assert (ear.called, ear.place, ear.key) == ("An *ear*", "Munich", "an-ear-2020")
    assert ear.when is not None
    assert ear.when.iso == "2020-03"
    assert [link.url for link in ear.links] == ["ear.pdf"]
    assert [image.url for image in ear.images] == ["ear.png"]
    assert [(own.label, value) for own, value in ear.own_values()] == [("Office", "EPO"), ("Family", "EP1")]
    assert [*mouth.own_values()] == []


def test_it_is_declared_in_one_file_and_filled_in_another_whichever_comes_first() -> None:
    for files in ([PATENTS, EAR], [EAR, PATENTS]):
        collection = collect([raw_file(text, f"{number}.yaml") for number, text in enumerate(files)])
        assert len(patents(collection)) == 2
        assert not collection.problems


def test_a_field_may_be_called_like_one_that_all_kinds_have_if_it_is_the_same() -> None:
    fields = "{title: , date: {is: date}, links: {is: links}, place: Venue}"
    (ear,) = patents(
        read_clean(f"kinds: {{patents: {{fields: {fields}}}}}\npatents: [{{title: A, date: 2020, place: B}}]")
    )
    assert (ear.when and ear.when.iso, ear.place) == ("2020", "B")


def test_equal_declarations_make_one_class() -> None:
    first, again = (read_clean(PATENTS + EAR).own_kinds["patents"] for _ in range(2))
    assert first is again
    assert read_clean(PATENTS.replace("Office", "Where")).own_kinds["patents"] is not first


@pytest.mark.parametrize(
    "declared",
    [
        "kinds: {patents: {title: invention}}",
        "kinds: {patents: {fields: {name: Invention}}}\npatents: [{name: An ear}]",
        "kinds: [{name: patents, title: invention}]",
        "kinds: {Patents: {main: invention, fields: [invention, office]}}",
        "kinds: {patents: {title: invention, fields: 'invention, office'}}",
        "kinds: {patents: {title: invention, fields: [{name: invention, label: What}, office]}}",
    ],
)
def test_there_are_several_ways_to_write_one(declared: str) -> None:
    text = declared if "\n" in declared else f"{declared}\npatents: [{{invention: An ear}}]"
    (ear,) = patents(read_clean(text))
    assert ear.called == "An ear"


def test_a_kind_whose_fields_are_no_titles_has_titles_as_well() -> None:
    site = read_clean(
        "kinds: {trips: {fields: {ship: Ship}}}\ntrips: [{title: North, ship: Teapot}, {title: South}]"
    )
    (kind,) = site.own_kinds.values()
    assert [(each.called, each.ship) for each in site.of(kind)] == [("North", "Teapot"), ("South", "")]


def test_a_kind_of_which_nothing_is_said_has_titles() -> None:
    assert (
        patents(read_clean("kinds:\n  patents:\npatents: [{title: An ear, date: 2020}]"))[0].called
        == "An ear"
    )


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        (
            "kinds: {talks: {}}",
            "1:9",
            "'talks' is a list that is built in; it cannot be declared.",
            "academic_fields",
        ),
        ("kinds: {2 x: {}}", "1:9", "'2 x' cannot be the name of a list.", "Letters from a to z"),
        ("kinds: patents", "1:8", "'kinds' is a text; a mapping", "kinds of one's own"),
        ("kinds: {a1: x}", "1:9", "The kind 'a1' is no mapping", "fields:"),
        ("kinds: {as: {titel: x}}", "1:14", "'titel' is not a field of a declared kind.", "'title'"),
        (
            "kinds: {as: {fields: {title: , a: {is: txt}}}}",
            "1:40",
            "'txt' is nothing that  is:  can say; 'text'",
            "'text'?",
        ),
        (
            "kinds: {as: {fields: {title: , a: {shown: x}}}}",
            "1:43",
            "'x' is nothing that  shown:",
            "line, beside",
        ),
        (
            "kinds: {as: {title: offce, fields: {office: }}}",
            "1:21",
            "'offce', which is none of its fields",
            "office",
        ),
        (
            "kinds: {as: {title: d, fields: {d: {is: date}}}}",
            "1:21",
            "'d', which is no text.",
            "that is a text",
        ),
        (
            "kinds: {as: {fields: {title: , when: }}}",
            "1:32",
            "'when' cannot be the name of a field",
            "another",
        ),
        (
            "kinds: {as: {fields: {title: , tags: {is: date}}}}",
            "1:32",
            "'tags' is a field that all kinds",
            "select by",
        ),
        ("kinds: {as: {fields: {title: , a!: }}}", "1:32", "'a!' cannot be the name of a field.", "Letters"),
        (
            "kinds: {as: {fields: {title: , a b: , a-b: }}}",
            "1:39",
            "The field 'a_b' is declared twice",
            "Remove",
        ),
        ("kinds: {as: {date: x}}", "1:20", "The date of 'as' is to be 'x', which is none", "is: date"),
        ("kinds: {as: {cv: behind}}", "1:18", "'behind' says of no place in a curriculum vitae.", "after"),
        ("kinds: {as: {schema: no type}}", "1:22", "'no type' is no type of schema.org.", "CreativeWork"),
        (
            "kinds: {as: {singular: Talk}}",
            "1:24",
            "One of 'as' is called 'talk', as one of a kind",
            "singular",
        ),
    ],
)
def test_what_cannot_be_is_told_at_its_place(text: str, place: str, message: str, hint: str) -> None:
    ((where, said, advice),) = said_of(text)
    assert where == place
    assert message in said
    assert hint in advice


def test_of_two_declarations_the_first_counts_and_both_places_are_told() -> None:
    files = [raw_file(PATENTS, "a.yaml"), raw_file("kinds:\n  patents: {title: name}\n", "b.yaml")]
    collection = collect(files)
    (problem,) = collection.problems
    assert problem.location == "b.yaml:2:3"
    assert problem.message == "The kind 'patents' is declared in a.yaml:2, too; that one counts."
    assert collection.own_kinds["patents"].main == "invention"


def test_a_list_that_nobody_declares_is_told_how_to_declare_one() -> None:
    ((_place, message, hint),) = said_of("gadgets: [{title: x}]")
    assert message == "'gadgets' is no list of records."
    assert hint.endswith("A kind of one's own is declared below  kinds:.")


def test_an_unknown_field_of_its_records_is_told_with_its_own_fields() -> None:
    ((place, message, hint),) = said_of(f"{PATENTS}\npatents: [{{invention: x, offices: EPO}}]")
    assert (place, message, hint) == (
        "15:26",
        "'offices' is not a field of a patent.",
        "Did you mean 'office'?",
    )


def test_the_word_in_the_front_matter_of_a_page_may_mean_anything() -> None:
    page = raw_file("kinds: [red, blue]\n")._replace(is_page=True)
    assert not collect([page]).problems


def test_its_directive_shows_dates_titles_and_own_fields_where_they_are_to_stand() -> None:
    (kind,) = kinds_declared([raw_file(PATENTS)], []).values()
    section, collection = section_of(kind), read_clean(PATENTS + EAR)
    chosen = section.choose(collection, {})
    shown = in_a_row(section.describe(chosen, 0, {}, description()))
    assert shown.index("A mouth") < shown.index("An ear")
    assert "2020-03 An ear Munich, Office: EPO" in shown
    assert shown.endswith("[PDF] Family: EP1")


def test_it_can_be_grouped_by_its_short_texts() -> None:
    (kind,) = kinds_declared([raw_file(PATENTS)], []).values()
    chosen = section_of(kind).choose(read_clean(PATENTS + EAR), {"group-by": "office"})
    assert [group.labels for group in chosen] == [("EPO",), ("",)]


def test_sections_of_one_site_are_none_of_another() -> None:
    kinds = tuple(kinds_declared([raw_file(PATENTS)], []).values())
    assert "patents" in sections_with(kinds)
    assert "patents" not in SECTIONS
    assert sections_with(kinds).of_entries("patent").name == "patents"
    assert sections_with(()) is SECTIONS


def test_the_schema_knows_how_kinds_are_declared_and_those_that_a_file_declares() -> None:
    plain = Draft202012Validator(json_schema())
    assert not [*plain.iter_errors(yaml.safe_load(PATENTS))]
    assert [*plain.iter_errors({"kinds": {"patents": {"titel": "x"}}})]
    own = json_schema(read_clean(PATENTS).own_kinds)
    properties = cast("dict[str, object]", own["properties"])
    assert "patents" in properties


def test_the_commands_know_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "site.yaml"
    file.write_text(PATENTS + EAR, encoding="utf-8")
    assert main(["check", str(file)]) == 0
    assert capsys.readouterr().out == "2 patents\n"
    assert main(["schema", str(file)]) == 0
    assert "patents" in json.loads(capsys.readouterr().out)["properties"]


RATE = Declared(fields=(("publications", (OwnField("acceptance_rate", "Acceptance *rate*"),)),))


def own_of(records: Iterable[object]) -> list[list[tuple[str, object]]]:
    return [[(own.label, value) for own, value in record.own_values()] for record in records]  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", ["acceptance_rate", "acceptance-rate", "Acceptance rate"])
def test_a_field_of_ones_own_is_no_unknown_key_however_it_is_spelled(key: str) -> None:
    collection = collect([raw_file(f"publications: [{{title: A, {key}: '12 %'}}]")], declared=RATE)
    assert not collection.problems
    assert own_of(collection.publications) == [[("Acceptance *rate*", "12 %")]]


def test_only_records_of_the_kind_that_it_was_declared_for_have_it() -> None:
    collection = collect([raw_file("talks: [{title: A, acceptance-rate: 12 %}]")], declared=RATE)
    assert [problem.message for problem in collection.problems] == [
        "'acceptance-rate' is not a field of a talk."
    ]


def test_a_misspelt_one_is_told_with_the_right_name() -> None:
    collection = collect([raw_file("publications: [{title: A, aceptance_rate: 12 %}]")], declared=RATE)
    assert [problem.hint for problem in collection.problems] == ["Did you mean 'acceptance_rate'?"]


def test_versions_of_one_work_share_it() -> None:
    text = (
        "publications: [{title: A, doi: 10.1/x, acceptance_rate: 12 %}, {title: A, doi: 10.1/x, year: 2024}]"
    )
    collection = collect([raw_file(text)], declared=RATE)
    assert own_of(collection.publications) == [[("Acceptance *rate*", "12 %")]]


def test_links_in_it_are_looked_at_like_those_of_any_text() -> None:
    collection = collect(
        [raw_file("publications: [{title: A, acceptance_rate: '[x](a.pdf)'}]")], declared=RATE
    )
    (work,) = collection.publications
    assert ("acceptance_rate", "[x](a.pdf)") in [*work.markup()]
