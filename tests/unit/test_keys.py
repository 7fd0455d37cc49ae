"""Every publication has a key of its own: the given one, or one that is made and stays the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_data import Told, publication_with, raw_file, read, read_clean, told

from sphinx_academic.data.collection import collect, with_keys
from sphinx_academic.data.naming import anchor
from sphinx_academic.data.records import (
    Publication,
)
from sphinx_academic.data.select import by_keys, without_keys
from sphinx_academic.pages.page_addresses import file_name
from trials.made_files import publication_of


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        (["title: On the Learning of Things", "author: Ann Bee, Cy Dee", "year: 2024"], "bee2024learning"),
        (["title: '**Bold** beginnings'", "author: Bee, A.", "year: '2022, CCF-B'"], "bee2022bold"),
        (["title: Text-to-audio", "author: Øystein Ødegaard", "date: 2024-05-16"], "odegaard2024text"),
        (["title: Żółw", "author: Łukasz Łoś"], "loszolw"),
        (["title: Über Straßen", "author: Æther Bæk", "year: 2024"], "baek2024uber"),
        (["title: 张三的工作", "author: 张三", "year: 2024"], "2024"),
        (["title: <b>Tags</b> &amp; entities"], "tags"),
        (["title: 张三"], "untitled"),
        (["title: The of"], "untitled"),
        (["title: Learning", "author: 'Liu, Haohe'"], "learning"),
        (["title: Learning", "author: 'John Smith, Jr.'"], "smithlearning"),
        (["title: Learning", "year: in press"], "learning"),
    ],
)
def test_a_key_is_made_of_author_year_and_first_word(lines: list[str], key: str) -> None:
    collection = read("pubs:\n- " + "\n  ".join(lines) + "\n")
    assert [publication.key for publication in collection.publications] == [key]


def test_equal_keys_are_counted_with_letters() -> None:
    entry = "- {title: Learning, author: Ann Bee, year: 2024}\n"
    keys = [publication.key for publication in read_clean("pubs:\n" + entry * 28).publications]
    assert keys[:3] == ["bee2024learning", "bee2024learningb", "bee2024learningc"]
    assert keys[25:] == ["bee2024learningz", "bee2024learningaa", "bee2024learningab"]


def test_a_made_key_never_takes_a_given_one() -> None:
    collection = read_clean("pubs:\n- {title: Learning}\n- {title: Other, key: learning}\n")
    assert [publication.key for publication in collection.publications] == ["learningb", "learning"]


def test_a_key_given_twice_is_told_and_both_are_kept() -> None:
    collection = read("pubs:\n- title: Learning\n  key: bee\n- title: Earning\n  key: bee\n")
    assert [(p.key, p.title) for p in collection.publications] == [
        ("bee", "Learning"),
        ("earning", "Earning"),
    ]
    message = "The key 'bee' is taken by 'Learning' in data.yaml:2; this publication gets another."
    assert told(collection) == [Told("5:8", "duplicate", message, "Give it a key of its own.")]


def test_a_key_given_in_two_files_is_told_in_the_second() -> None:
    first = raw_file("pubs: [{title: A, key: bee}]\n", "one.yaml")
    second = raw_file("pubs: [{title: B, key: bee}]\n", "two.yaml")
    (problem,) = collect([first, second]).problems
    assert problem.location == "two.yaml:1:24"
    assert "in one.yaml:1" in problem.message


ODD_KEYS = [
    "a b",
    "ä",
    "<script>",
    "../x",
    "-",
    "*",
    "2004A&A...424..927C",
    "иванов2020",
    "größe",
    "/etc",
    "a%20b",
    "李2020",
    "c++",
]


@pytest.mark.parametrize("key", ODD_KEYS)
def test_any_text_is_a_key_and_its_id_is_ascii(key: str) -> None:
    assert publication_with(f"key: '{key}'").key == key
    identifier = anchor("publication", key)
    assert re.fullmatch(r"publication-[A-Za-z0-9_.:+/-]+", identifier)
    assert file_name(key).isascii()


def test_ids_and_pages_of_odd_keys_are_told_apart() -> None:
    keys = [*ODD_KEYS, "a-b", "a", "grosse", "gr", "ivanov2020", "2020", "x", "script", "etc", "c"]
    assert len({anchor("publication", key) for key in keys}) == len(keys)
    assert len({file_name(key) for key in ("иванов2020", "петров2020", "2020")}) == 3
    assert file_name("größe") == file_name("größe") != file_name("grosse")


def test_a_key_with_spaces_is_found_with_hyphens_where_spaces_part_keys() -> None:
    works = read_clean("pubs:\n- {title: A, key: bee 2020}\n- {title: B, key: b}\n").publications
    assert [work.title for work in by_keys(works, ["bee-2020"])] == ["A"]
    assert [work.title for work in without_keys(works, ["bee-2020"])] == ["B"]


@pytest.mark.parametrize("key", ["bee2024", "Bee:2024", "conf/icml/Bee24", "a.b-c_d+e", "2024"])
def test_the_keys_of_other_programs_are_kept(key: str) -> None:
    assert publication_with(f"key: {key}").key == key


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20), st.integers(1900, 2099)), max_size=8))
def test_keys_are_ascii_unique_and_the_same_every_time(works: list[tuple[str, str, int]]) -> None:
    def keys() -> list[str]:
        records = [
            publication_of({"title": title, "authors": author, "year": str(year)})
            for title, author, year in works
        ]
        return [publication.key for publication in with_keys(records, [])]

    first = keys()
    assert first == keys()
    assert len(set(first)) == len(works)
    assert all(re.fullmatch("[a-z0-9]+", key) for key in first)


def test_another_publication_at_the_end_changes_no_key() -> None:
    entries = ["- {title: Learning}\n", "- {title: Earning}\n", "- {title: Learning}\n"]
    before = [p.key for p in read_clean("pubs:\n" + "".join(entries)).publications]
    after = [p.key for p in read_clean("pubs:\n" + "".join([*entries, "- {title: Learning}\n"])).publications]
    assert after[:3] == before
    assert Publication(title="Learning").suggested_key() == "learning"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("news: [{date: 2024-05-16, text: 'Our *paper* on <b>kettles</b> is [out](https://example.org)!'}]", "2024-05-16-our-paper-on-kettles-is-out"),
        ("news: [{text: Größe zählt}]", "grosse-zahlt"),
        ("news: [{date: 2024-05, text: 我们的论文被接收了}]", "2024-05-be0acad2"),
        ("news: [{date: 2024-05, key: given, text: A}]", "given"),
        ("competitions: [{title: First place, event: 'DCASE 2023, Task 7', date: 2023}]", "dcase-2023-task-7"),
        ("competitions: [{title: First place, event: Kettle Cup, date: 2023-05}]", "kettle-cup-2023"),
        ("competitions: [{title: First place}]", "first-place"),
        ("people: [{name: Ada Łoś-Ødegaard}]", "ada-los-odegaard"),
        ("people: [{name: 王小明}]", "897df703"),
        ("people: [{name: Ada, key: boss}]", "boss"),
    ],
)  # fmt: skip
def test_news_competitions_and_people_have_keys_too(text: str, key: str) -> None:
    collection = read_clean(text + "\n")
    records = (*collection.news, *collection.competitions, *collection.people)
    assert [record.key for record in records] == [key]


def test_news_of_one_day_with_the_same_words_are_counted() -> None:
    item = "- {date: 2024-05-16, text: A talk}\n"
    keys = [item.key for item in read_clean("news:\n" + item * 3).news]
    assert keys == ["2024-05-16-a-talk", "2024-05-16-a-talk-2", "2024-05-16-a-talk-3"]


@pytest.mark.parametrize("given", ["two words", "größe", "../../x", "<b>", "/etc", "a%20b"])
def test_records_of_every_kind_keep_the_keys_that_they_are_given(given: str) -> None:
    for kind, field in (("news", "text"), ("people", "name"), ("pubs", "title"), ("competitions", "title")):
        collection = read_clean(f"{kind}:\n- {field}: Learning\n  key: '{given}'\n")
        (record,) = (*collection.news, *collection.people, *collection.publications, *collection.competitions)
        assert record.key == given
