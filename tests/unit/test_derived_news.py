"""News are made of works, what they won, and placings, and of nothing that somebody has told already."""

from __future__ import annotations

from typing import Any

import pytest
from descriptions import addresses, described, description, of_class
from inline_data import read, read_clean

from sphinx_academic.content.fragments import plain
from sphinx_academic.data.records.occasions import OF_WORKS, USUAL
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.sections.newsfeed import News

pytestmark = pytest.mark.usefixtures("english")

DATA = """
publications:
- {key: a, title: "WhistleNet: *Estimating* the Time to Tea", venue: Journal of Kettles, type: article, date: 2025-03-18,
   award: "Editors' choice 2025-06", doi: 10.1000/1}
- {key: b, title: Limescale as a Resonator, year: 2023, type: conference, venue: W23, url: "https://b.example/paper"}
- {key: c, title: Undated}
- {key: d, title: A Talk, type: talk, date: 2024-05}
competitions:
- {title: First place, event: Everyday Sounds Challenge, year: 2023, links: [{name: R, url: "https://r.example"}]}
- {title: Undated place}
"""


def told(written: str = "", **options: Any) -> list[str]:
    options.setdefault("auto", OF_WORKS)
    found = described(News(), DATA + written, **options)
    return [plain(item.children) for item in of_class(found, "academic-news-item")]


EVERYTHING = [
    "2025-06 🏆 Editors’ choice 2025-06 for WhistleNet: Estimating the Time to Tea",
    "2025-03-18 📄 New article: WhistleNet: Estimating the Time to Tea, Journal of Kettles",
    "2024-05 🎤 Talk: A Talk",
    "2023 📄 New paper: Limescale as a Resonator, W23",
    "2023 🏁 First place, Everyday Sounds Challenge",
]


def test_everything_with_a_date_is_told_newest_first() -> None:
    assert [item.replace("'", "’") for item in told()] == EVERYTHING


def test_nothing_is_told_unless_it_is_asked_for() -> None:
    assert told("news: [{date: 2024, text: Mine}]", auto=()) == ["2024 Mine"]
    assert News().choose(read_clean(DATA), {}) == ()


@pytest.mark.parametrize("occasion", OF_WORKS)
def test_some_can_be_asked_for(occasion: str) -> None:
    signs = {"publications": {"📄", "🎤"}, "awards": {"🏆"}, "competitions": {"🏁"}}
    assert {item.split(" ")[1] for item in told(auto=(occasion,))} == signs[occasion]


def test_titles_lead_to_the_thing_or_to_its_page() -> None:
    assert dict(addresses(described(News(), DATA, auto=OF_WORKS))) == {
        "WhistleNet: Estimating the Time to Tea": "https://doi.org/10.1000/1",
        "Limescale as a Resonator": "https://b.example/paper",
        "Everyday Sounds Challenge": "https://r.example",
    }


@pytest.mark.parametrize(
    ("written", "gone"),
    [
        ("{date: 2023-11, text: '*Limescale as a resonator* is out'}", "Limescale"),
        ("{date: 2023-11, text: 'Our paper is [out](http://b.example/paper/)'}", "Limescale"),
        ("{date: 2025-03-20, text: 'The [paper](https://doi.org/10.1000/1) is out'}", "New article"),
        ("{date: 2025-04-01, text: WhistleNet is published.}", "New article"),
        ("{date: 2025-07-01 🏆, text: WhistleNet is the choice of the editors.}", "🏆"),
        ("{date: 2023-12-01, text: 'First place in the [Everyday Sounds Challenge]!'}", "🏁"),
    ],
)
def test_what_is_told_already_is_not_told_twice(written: str, gone: str) -> None:
    links = "\nlinks: {Everyday Sounds Challenge: https://e.example}"
    found = told(f"news: [{written}]{links}")
    assert len(found) == len(EVERYTHING)
    derived = [item for item in found if any(item.replace("'", "’") == each for each in EVERYTHING)]
    assert [each for each in EVERYTHING if each not in {item.replace("'", "’") for item in derived}] == [
        next(each for each in EVERYTHING if gone in each)
    ]


def test_a_placing_is_told_where_its_event_is_named_in_short() -> None:
    data = "competitions: [{title: First place, event: 'Everyday Sounds Challenge, Task 2: Kettles', year: 2023}]\n"
    for text, number in (
        ("First place in Task 2 of the Everyday Sounds Challenge!", 1),
        ("Second place …", 2),
    ):
        found = described(News(), f"{data}news: [{{date: 2023-12-01, text: '{text}'}}]", auto=OF_WORKS)
        assert len(of_class(found, "academic-news-item")) == number


def test_news_of_another_year_that_name_the_short_title_say_something_else() -> None:
    assert len(told("news: [{date: 2021-01-01, text: WhistleNet has a new home.}]")) == len(EVERYTHING) + 1


def test_tags_and_dates_filter_derived_news_too() -> None:
    assert len(told(tag=("awards",))) == 1
    assert len(told(since=PartialDate(2024, 5))) == 3


def test_the_data_can_ask_for_it() -> None:
    for written in (
        "news: auto",
        "news: {auto: true}",
        "news: {auto: [awards], shown: [{date: 2024, text: Mine}]}",
    ):
        collection = read_clean(DATA + written)
        assert collection.auto_news == (USUAL if "[" not in written else ("awards",))
        (group,) = News().choose(collection, {})
        assert len(group.records) == (5 if "[" not in written else 2)


def test_a_word_that_says_nothing_is_told() -> None:
    collection = read("news: {auto: [award], shown: [{date: 2024, text: Mine}]}")
    (problem,) = collection.problems
    assert "News cannot be made of 'award'" in problem.message
    assert problem.hint == "Did you mean 'awards'?"
    assert len(collection.news) == 1


def test_names_in_feeds_stay_when_a_title_changes() -> None:
    group = News().choose(read_clean(DATA), {"auto": OF_WORKS})[0]
    names = [News().syndicate(item, {}, description()).key for item in group.records]
    assert names == [
        "awards-a",
        "publications-a",
        "publications-d",
        "publications-b",
        "competitions-everyday-sounds-challenge-2023",
    ]
