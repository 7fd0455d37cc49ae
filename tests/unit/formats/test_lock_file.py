"""The lock: written so that differences and merges of it say something, read whatever somebody has made of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_academic.data.collection import Collection, collect
from sphinx_academic.data.located import RawMapping
from sphinx_academic.formats import read_bytes
from sphinx_academic.formats.lock_file import (
    VERSION,
    Lock,
    LockedField,
    LockedWork,
    Plain,
    _read_lines,
    read_lock,
    read_lock_file,
    written_lock,
)
from sphinx_academic.formats.yaml import read_yaml
from sphinx_academic.problems import Problem

ENTRY = """\
lock: 1
publications:
- id: "doi:10.5555/tidal.7"
  fields:
    title: {"value": "On the Patience of Tidal Clocks", "source": "crossref", "date": "2026-12-01"}
    authors: {"value": [{"name": "Ada Quillfeather", "orcid": "0000-0002-1825-0097"}], "source": "crossref", "date": "2026-12-01"}
    citations: {"value": "7", "source": "openalex", "date": "2026-11-30"}
"""
AN_ENTRY = ENTRY.removeprefix("lock: 1\npublications:\n")


def said(value: Plain, source: str = "crossref", date: str = "2026-12-01") -> LockedField:
    return LockedField(value, source, date)


def told(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{each.line}:{each.column} {each.message}" for each in problems]


def problems_of(text: str) -> list[str]:
    return told(read_lock(text, "academic.lock.yaml")[1])


def is_read(text: str) -> bool:
    return read_lock(text, "academic.lock.yaml")[0] is not None


def site(text: str) -> Collection:
    return collect([read_bytes(text.encode(), Path("academic.lock.yaml"), "academic.lock.yaml")])


# Written

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30) | st.sampled_from(
    ["", "7", "true", "null", "a: b", "# no", "\nabla", "x\n\nu", "\\nabla $x$", '"', "\u0085\u2028\ufeff", "\U0001f600", "10.5555/x", "- a"]
)  # fmt: skip
VALUES: st.SearchStrategy[Any] = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=6
)
FIELDS = st.builds(LockedField, VALUES, st.sampled_from(["crossref", "openalex"]), st.just("2026-12-01"))
NAMES = st.sampled_from(["title", "authors", "year", "doi", "citations", "mood", "null"]) | TEXTS
WORKS = st.builds(
    LockedWork,
    st.builds("{}:{}".format, st.sampled_from(["doi", "arxiv", "github"]), TEXTS.map(str.strip)),
    st.dictionaries(NAMES, FIELDS, max_size=4),
    st.sampled_from(["publications", "software"]),
)
LOCKS = st.lists(WORKS, max_size=4, unique_by=lambda work: (work.id.casefold(), work.kind)).map(
    lambda works: Lock(tuple(works))
)


def by_id(lock: Lock) -> dict[tuple[str, str], dict[str, LockedField]]:
    return {(work.kind, work.id): dict(work.fields) for work in lock.works}


@settings(deadline=None)
@given(LOCKS)
def test_what_is_written_is_read_and_written_alike(lock: Lock) -> None:
    text = written_lock(lock)
    read, _problems = read_lock(text, "x")
    assert read is not None
    assert by_id(read) == by_id(lock)
    assert written_lock(read) == text
    assert written_lock(Lock(lock.works[::-1])) == text


@settings(deadline=None)
@given(LOCKS)
def test_every_reader_of_yaml_sees_the_same(lock: Lock) -> None:
    loaded = yaml.safe_load(written_lock(lock))
    assert loaded["lock"] == VERSION
    expected: dict[str, dict[str, Any]] = {}
    for work in lock.works:
        fields = {name: field._asdict() for name, field in work.fields.items()}
        expected.setdefault(work.kind, {})[work.id] = fields
    found = {
        kind: {work["id"]: work["fields"] for work in works}
        for kind, works in loaded.items()
        if kind != "lock"
    }
    assert found == expected


def test_a_field_is_a_line_and_stands_where_yaml_finds_it() -> None:
    text = written_lock(
        Lock((LockedWork("doi:10.5555/1", {"title": said("A\nb\u2028c"), "tags": said(["a", "b"])}),))
    )
    assert text.count("\n") == 6
    lines, (root, problems) = _read_lines(text).root, read_yaml(text, "x")
    assert isinstance(lines, RawMapping)
    assert isinstance(root, RawMapping)
    assert not problems
    assert lines == root
    one, other = (each["publications"][0] for each in (lines, root))  # type: ignore[index]
    assert (one.line, one.column, one.places) == (other.line, other.column, other.places)
    assert one["fields"].places == other["fields"].places


def test_works_stand_in_the_order_of_numbers_and_fields_in_that_of_their_declarations() -> None:
    fields = {name: said("x") for name in ("zeal", "doi", "citations", "authors", "title", "mood")}
    works = [LockedWork(f"arxiv:2401.{number}", fields) for number in (10, 2, 100)]
    text = written_lock(Lock((*works, LockedWork("github:ada/tide", {"stars": said("3")}, "software"))))
    lines = text.split("\n")
    assert [line for line in lines if line.startswith("- id")] == [
        '- id: "arxiv:2401.2"',
        '- id: "arxiv:2401.10"',
        '- id: "arxiv:2401.100"',
        '- id: "github:ada/tide"',
    ]
    assert [line.split(":")[0].strip() for line in lines[4:10]] == [
        "title", "authors", "doi", "citations", "mood", "zeal"
    ]  # fmt: skip


def test_a_thousand_works_by_thousands_of_people_are_read() -> None:
    people: Plain = [{"name": f"Ada Quillfeather {number}"} for number in range(5_000)]
    fields = {"title": said("Tides"), "authors": said(people)}
    many = [LockedWork(f"doi:10.5555/{number}", {"title": said(f"Tide {number}")}) for number in range(1_000)]
    text = written_lock(Lock((LockedWork("doi:10.5555/x", fields), *many)))
    read, problems = read_lock(text, "x")
    assert read is not None
    assert not problems
    assert len(read.works) == 1_001
    found = site(text)
    assert not found.problems
    assert max(len(work.authors.people) for work in found.publications) == 5_000


# Read by builds


def test_builds_read_it_as_data_that_other_files_win_over() -> None:
    file = read_bytes(ENTRY.encode(), Path("data.yaml"), "data.yaml")
    assert file.fetched
    assert file.foreign
    (work,) = collect([file]).publications
    assert work.fetched
    assert work.title == "On the Patience of Tidal Clocks"
    assert work.doi == "10.5555/tidal.7"
    assert work.origin.place("title") == ("data.yaml", (5, 12))


def test_a_count_says_who_counted_and_when() -> None:
    (work,) = site(ENTRY).publications
    assert work.citations is not None
    assert (work.citations.number, work.citations.source) == (7, "OpenAlex")
    assert work.citations.date is not None
    assert work.citations.date[:3] == (2026, 11, 30)


def test_all_counts_of_a_source_are_of_the_last_day_on_which_one_changed() -> None:
    later = (
        AN_ENTRY.replace("tidal.7", "tidal.8").replace("On the", "Of the").replace("2026-11-30", "2026-12-02")
    )
    other = later.replace("tidal.8", "tidal.9").replace("Of the", "By the").replace("openalex", "crossref")
    counted = [work.citations for work in site(ENTRY + later + other.replace("12-02", "12-03")).publications]
    assert [(count.source, count.date.day) for count in counted if count and count.date] == [
        ("OpenAlex", 2), ("OpenAlex", 2), ("Crossref", 3)
    ]  # fmt: skip


def test_a_source_of_another_package_is_called_as_the_lock_names_it() -> None:
    (work,) = site(ENTRY.replace('"openalex"', '"tidewatch"')).publications
    assert work.citations is not None
    assert work.citations.source == "tidewatch"


def test_open_access_is_a_word_or_has_an_address() -> None:
    field = '    open_access: {"value": {"status": "green", "url": "https://eelmarsh.example/a.pdf"}, "source": "unpaywall", "date": "2026-12-01"}\n'
    (work,) = site(ENTRY + field).publications
    assert work.open_access == ("green", "https://eelmarsh.example/a.pdf")


def test_what_no_text_holds_is_left_out_of_pages_and_stays_in_the_lock() -> None:
    text = ENTRY.replace("On the", "On\\u0000\\ud800 the")
    assert site(text).publications[0].title == "On the Patience of Tidal Clocks"
    read, _ = read_lock(text, "x")
    assert read is not None
    assert "\\u0000\ufffd" in written_lock(read)


# Edited, merged, cut


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("    year: 2024", "8:5 'year' says neither source nor date; the value is taken."),
        ("    year: {value: 2024, source: me}", "8:5 'year' says no date; the value is taken."),
        ('    year: {"value": "2024"}', "8:5 'year' says no source and no date; the value is taken."),
        (
            '    year: {"value": "2024", "source": "a", "date": "b", "mood": ""}',
            "8:5 'mood' is nothing that a lock says of a field; it is left out.",
        ),
    ],
)
def test_a_field_that_somebody_has_written_is_taken_and_told(line: str, problem: str) -> None:
    text = f"{ENTRY}{line}\n"
    assert problems_of(text) == [problem]
    read, _ = read_lock(text, "x")
    assert read is not None
    assert read.works[0].fields["year"].value == "2024"
    assert site(text).publications[0].shown_year == "2024"


def test_lines_below_one_that_somebody_has_written_say_what_they_said() -> None:
    said_so = "Clocks\n\not only wait\n\tau{} \\nabla $\\nu$"
    text = (
        written_lock(Lock((LockedWork("doi:10.5555/1", {"abstract": said(said_so)}),))) + "    year: 2024\n"
    )
    read, problems = read_lock(text, "x")
    assert told(problems) == ["6:5 'year' says neither source nor date; the value is taken."]
    assert read is not None
    assert read.works[0].fields["abstract"].value == said_so


def test_a_field_that_no_work_has_is_told_and_kept() -> None:
    text = f'{ENTRY}    titel: {{"value": "A", "source": "x", "date": "y"}}\n'
    read, problems = read_lock(text, "x")
    assert told(problems) == ["8:5 'titel' is not a field of a publication; it is kept but not shown."]
    assert problems[0].hint == "Did you mean 'title'?"
    assert read is not None
    assert written_lock(read) == text
    assert told(site(text).problems) == told(problems)


@pytest.mark.parametrize("value", ["[]", '["A"]', '{"a": "b"}'])
def test_a_value_of_the_wrong_kind_is_told_at_its_line(value: str) -> None:
    text = f'{ENTRY}    volume: {{"value": {value}, "source": "x", "date": "y"}}\n'
    assert is_read(text)
    assert [each.line for each in site(text).problems] == [8]


@pytest.mark.parametrize("version", ["2", "10", "one", "1.5", "{a: b}"])
def test_of_another_version_nothing_is_read_and_nothing_written_over_it(version: str) -> None:
    text = ENTRY.replace("lock: 1", f"lock: {version}")
    assert not is_read(text)
    ((first, *_others)) = problems_of(text)
    assert first.startswith("1:7 the lock is of version")
    assert not read_lock_file(text, "x").root


@pytest.mark.parametrize("end", [*range(24, 62), 80, 150, 250, len(ENTRY) - 2, len(ENTRY) - 30])
def test_a_lock_that_is_cut_is_told_and_never_written_over(end: int) -> None:
    text = ENTRY[:end]
    assert not is_read(text)
    assert problems_of(text)
    assert site(text).unread or not site(text).publications


@pytest.mark.parametrize(
    "text", ["", "[]", "publications: []", "a", "lock", "- lock: 1", "\x00", "lock: 1\nlock: 2"]
)
def test_what_is_no_lock_is_told(text: str) -> None:
    read, problems = read_lock(text, "x")
    assert problems
    assert read is None or "lock: 2" in text


def test_marks_of_a_merge_are_told_with_what_to_do() -> None:
    text = (
        ENTRY.replace(
            "    citations",
            "<<<<<<< HEAD\n    citations",
        )
        + '=======\n    citations: {"value": "8", "source": "openalex", "date": "2026-12-02"}\n>>>>>>> other\n'
    )
    read, (problem,) = read_lock(text, "x")
    assert read is None
    assert problem.line == 7
    assert "Keep the lines of both sides" in problem.hint


def test_both_sides_of_a_merge_are_one_work_with_what_is_newer() -> None:
    newer = AN_ENTRY.replace('"7"', '"8"').replace("2026-11-30", "2026-12-02").replace("On the", "Of the")
    read, problems = read_lock(ENTRY + newer, "x")
    assert told(problems) == [
        "8:3 'doi:10.5555/tidal.7' stands here a second time (first in line 3); of each field what is newer is taken."
    ]
    assert read is not None
    (work,) = read.works
    assert work.fields["citations"].value == "8"
    assert work.fields["title"].value == "On the Patience of Tidal Clocks"


@pytest.mark.parametrize(("date", "count"), [("2026-12-02", "8"), ("2026-11-30", "7"), ("2026-11-29", "7")])
def test_of_two_lines_of_one_field_that_a_merge_has_left_the_newer_counts(date: str, count: str) -> None:
    text = f'{ENTRY}    citations: {{"value": "8", "source": "openalex", "date": "{date}"}}\n'
    read, problems = read_lock(text, "x")
    assert told(problems) == [
        "8:5 'citations' stands here a second time (first in line 7); what is newer is taken."
    ]
    assert read is not None
    assert read.works[0].fields["citations"] == said(count, "openalex", max(date, "2026-11-30"))
    assert site(text).publications[0].citations is not None


def test_both_sides_works_are_kept_where_a_merge_has_left_the_head_of_the_list_twice() -> None:
    text = f"{ENTRY}publications:\n{AN_ENTRY.replace('tidal.7', 'tidal.8')}"
    read, problems = read_lock(text, "x")
    assert problems == ()
    assert read is not None
    assert [work.id for work in read.works] == ["doi:10.5555/tidal.7", "doi:10.5555/tidal.8"]


def test_a_list_that_stands_twice_in_other_words_of_yaml_is_not_written_over_as_one_would_be_lost() -> None:
    text = f"{ENTRY}publications:\n{AN_ENTRY.replace('tidal.7', 'tidal.8')}".replace(
        '"crossref"', "'crossref'"
    )
    assert any("a second time" in each for each in problems_of(text))
    assert not is_read(text)


def test_a_work_without_an_identifier_and_a_list_that_is_none_are_left_out() -> None:
    text = "lock: 1\npublications:\n- {fields: {title: A}}\n- b\nsoftware: much\nmoods: []\n"
    assert problems_of(text) == [
        "3:3 A work of the lock has no identifier; it is left out.",
        "4:3 A work of the lock has no identifier; it is left out.",
        "5:11 'software' is no list of works; it is left out.",
        "6:1 'moods' is no list of a lock.",
    ]


def test_comments_and_ends_of_lines_of_windows_do_no_harm() -> None:
    text = f"# kept by a program\n\n{ENTRY}".replace("\n", "\r\n")
    read, problems = read_lock(text, "x")
    assert not problems
    assert read is not None
    assert written_lock(read) == ENTRY


@settings(deadline=None)
@given(
    st.text(max_size=60) | st.just("\u2003\n\x1c:") | st.integers(0, len(ENTRY)).map(lambda end: ENTRY[:end])
)
def test_nothing_is_raised_for_any_text(text: str) -> None:
    for each in (text, f"lock: 1\n{text}", f"{ENTRY}{text}"):
        read, problems = read_lock(each, "x")
        assert read is not None or problems
        site(each)


def test_values_that_are_nested_too_deep_are_told() -> None:
    text = f'{ENTRY}    note: {{"value": {"[" * 200}{"]" * 200}, "source": "x", "date": "y"}}\n'
    assert not is_read(text)
    assert problems_of(text)
