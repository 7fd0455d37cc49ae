"""Keys that a record had before lead to it, unless another has them."""

from __future__ import annotations

from inline_data import read, read_clean, told

from sphinx_academic.data.records import Competition, NewsItem, Person, Publication, Record, Talk
from sphinx_academic.data.records.derived_news import derived_news
from sphinx_academic.data.select import by_keys, without_keys
from sphinx_academic.outputs.former_pages import moved_page
from sphinx_academic.pages.former_addresses import former_pages
from sphinx_academic.pages.page_addresses import PAPERS, RecordPage

DATA = """
publications: [{title: Learning, key: new, former_keys: [first, second]}]
news: [{text: Hello, key: new, former_keys: first}]
competitions: [{title: 1st, key: new, former_keys: first}]
talks: [{title: Said, key: new, former_keys: first}]
people: [{name: Ann Bee, key: new, former_keys: first}]
"""


def test_every_kind_can_say_which_keys_it_had_before() -> None:
    collection = read_clean(DATA)
    for kind in (NewsItem, Competition, Talk, Person):
        (record,) = collection.of(kind)
        assert record.all_keys == ("new", "first")
    assert collection.publications[0].all_keys == ("new", "first", "second")


def test_options_take_a_key_that_was_changed() -> None:
    works = read_clean("pubs: [{title: A, key: a, former_keys: old}, {title: B, key: b}]").publications
    assert [work.key for work in by_keys(works, ["b", "old"])] == ["b", "a"]
    assert [work.key for work in without_keys(works, ["old"])] == ["b"]


def test_what_has_a_key_wins_over_what_had_it_before() -> None:
    collection = read("pubs:\n- {title: A, key: a}\n- {title: B, key: b, former_keys: [a, c]}\n")
    assert [work.former_keys for work in collection.publications] == [(), ("c",)]
    (problem,) = told(collection)
    assert problem[0].startswith("3:")
    assert problem[1:] == (
        "duplicate",
        "The former key 'a' is that of 'A' in data.yaml:2; references lead there.",
        "Take it out of one of them.",
    )


def test_of_two_that_say_they_had_a_key_the_first_is_believed() -> None:
    collection = read("talks:\n- {title: A, former_keys: x}\n- {title: B, former_keys: x}\n")
    assert [talk.former_keys for talk in collection.of(Talk)] == [("x",), ()]
    ((place, _code, message, _hint),) = told(collection)
    assert (place.split(":")[0], message) == (
        "3",
        "The former key 'x' was that of 'A' in data.yaml:2; references lead there.",
    )


def test_a_key_that_is_its_own_still_is_no_former_one_and_nothing_is_told() -> None:
    (talk,) = read_clean("talks: [{title: A, key: a b, former_keys: [a b, a-b, c, c]}]").of(Talk)
    assert talk.former_keys == ("c",)


def test_versions_of_a_work_bring_the_keys_that_each_had() -> None:
    text = "pubs:\n- {title: A, doi: 10.1000/x, key: a, former_keys: b}\n- {title: A, doi: 10.1000/x, former_keys: c}\n"
    (work,) = read_clean(text).publications
    assert work.former_keys == ("b", "c")


def test_news_that_are_made_of_a_work_keep_the_names_that_they_had() -> None:
    collection = read_clean("pubs: [{title: A, year: 2024, key: a, former_keys: b}]")
    (item,) = derived_news(collection.records, ("publications",))
    assert item.former_keys == ("publications-b",)


# Addresses


def page(record: Record, docname: str) -> RecordPage:
    return RecordPage(record, docname, read_clean(""), (), "", PAPERS)


def works(text: str) -> list[RecordPage]:
    return [page(work, f"papers/{work.key}") for work in read_clean(text).publications]


def test_each_former_address_leads_to_the_page() -> None:
    found, problems = former_pages(works("pubs: [{title: A, key: a, former_keys: [b, 'c:d', aux]}]"), ())
    assert not problems
    # A name that some system cannot have has a number behind it, as it had when it was the living one.
    assert [each.docname for each in found] == ["papers/b", "papers/c-d", "papers/aux-bac20cb8"]
    assert {each.page.docname for each in found} == {"papers/a"}


def test_an_address_that_stays_what_it_was_needs_no_page() -> None:
    pages = [page(Publication(title="A", key="a:b", former_keys=("a-b", "A-B")), "papers/a-b")]
    assert former_pages(pages, ()) == ((), ())


def test_what_is_there_now_is_kept_and_told() -> None:
    pages = works("pubs:\n- {title: A, key: a, former_keys: b}\n- {title: C, key: c, former_keys: 'd:e'}\n")
    pages.append(page(Publication(title="D", key="d-e"), "papers/d-e"))
    found, problems = former_pages(pages, ("papers/B",))
    assert found == ()
    assert [(problem.line, problem.code) for problem in problems] == [(2, "output"), (3, "output")]
    assert "'papers/b' of 'A' is that of another page" in problems[0].message


def test_the_page_that_leads_on_is_html_and_escapes_what_it_says() -> None:
    text = moved_page('<a> & "b"', "../x?a&b", "https://a.example/x?a&b", "ar")
    assert '<html lang="ar" dir="rtl">' in text
    assert "<title>&lt;a&gt; &amp; &quot;b&quot;</title>" in text
    assert '<link rel="canonical" href="https://a.example/x?a&amp;b" />' in text
    assert '<meta http-equiv="refresh" content="0; url=../x?a&amp;b" />' in text
    assert '<meta name="robots" content="noindex" />' in text
    assert "<script" not in text
