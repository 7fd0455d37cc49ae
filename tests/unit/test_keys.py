"""Every publication has a key of its own: the given one, or one that is made and stays the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_data import Told, publication_with, raw_file, read, read_clean, told, told_about

from sphinx_academic.data.collection import collect, with_keys
from sphinx_academic.data.records import (
    Publication,
)
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


@pytest.mark.parametrize("key", ["a b", "ä", "<script>", "../x", "-", 'a\\"b'])
def test_a_key_that_cannot_be_in_an_address_is_told_and_replaced(key: str) -> None:
    publication, problems = told_about(f'key: "{key}"')
    assert publication.key == "title"
    assert [(problem.place, problem.code) for problem in problems] == [("3:8", "type")]


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
def test_a_key_that_no_address_can_have_is_told_and_still_leads_to_the_record(given: str) -> None:
    for kind, field in (("news", "text"), ("people", "name"), ("pubs", "title"), ("competitions", "title")):
        collection = read(f"{kind}:\n- {field}: Learning\n  key: '{given}'\n")
        (record,) = (
            *collection.news,
            *collection.people,
            *collection.publications,
            *collection.competitions,
        )
        assert record.key == "learning"
        assert record.other_keys == (given,)
        message = f"The key '{given}' holds characters that an address cannot have."
        assert told(collection) == [Told("3:8", "type", message, "Use letters a–z, digits, - and _ only.")], (
            kind
        )
