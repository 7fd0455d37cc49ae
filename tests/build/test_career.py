"""The lists that a real page has in its text, awards and teaching, and those that hide among its news, as data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import lxml.html
import pytest
import yaml
from sites import Built, MakeSite, words

DATA = Path(__file__).parent / "roots" / "test-career" / "data" / "career.yaml"
LISTS = ("awards", "teaching", "talks", "service", "education")
PAGES = ("index.html", "myst.html")


@pytest.fixture(scope="module")
def built(make_shared_site: MakeSite) -> Built:
    """The page, built without a warning."""
    return make_shared_site("career").build()


def records(name: str) -> list[dict[str, Any]]:
    """The list in the file, as PyYAML reads it."""
    found: list[dict[str, Any]] = yaml.load(DATA.read_text(encoding="utf-8"), yaml.CSafeLoader)[name]
    return found


def shown(built: Built, page: str, name: str) -> lxml.html.HtmlElement:
    (section,) = built.page(page).find_class(f"academic-{name}")
    return section


@pytest.mark.parametrize("name", LISTS)
def test_both_languages_of_pages_show_the_same(built: Built, name: str) -> None:
    first, second = (words(shown(built, page, name)) for page in PAGES)
    assert first == second


@pytest.mark.parametrize("name", LISTS)
def test_each_record_of_a_list_stands_on_the_page_with_what_it_says(built: Built, name: str) -> None:
    text = words(shown(built, "index.html", name))
    for record in records(name):
        for field in (
            "title",
            "organisation",
            "institution",
            "event",
            "code",
            "note",
            "amount",
            "degree",
            "advisor",
            "place",
        ):
            if field in record:
                assert str(record[field]) in text, (name, record)


def test_awards_that_were_won_several_times_say_each_year(built: Built) -> None:
    text = words(shown(built, "index.html", "awards"))
    assert text.index("2020 – 2021") < text.index("Outstanding Graduate Student")
    assert "2017, 2018" in text
    assert "2016 – 2019" in text


def test_the_newest_comes_first_and_what_has_no_date_last(built: Built) -> None:
    titles = [words(title) for title in shown(built, "index.html", "awards").find_class("academic-title")]
    assert titles[0].startswith("Outstanding Graduate Student")
    assert titles[-1].startswith("Doctoral College Scholarship")


def test_the_slides_of_a_talk_are_a_link(built: Built) -> None:
    links = {link.get("href"): words(link) for link in shown(built, "index.html", "talks").iter("a")}
    assert (
        links["https://github.com/haoheliu/haoheliu.github.io/blob/main/pdf/Haohe_Liu_2024_05_16.pdf"]
        == "Slides"
    )
    assert links["https://www.youtube.com/watch?v=6qtL9_T8m3c&t=972s"] == "Video"


@pytest.mark.parametrize(("builder", "name"), [("text", "index.txt"), ("latex", "haoheliu.tex")])
def test_text_and_print_have_every_entry(make_site: MakeSite, builder: str, name: str) -> None:
    text = " ".join(make_site("career").build(builder).text(name).split())
    for title in ("WuYaJun scholarship", "Fundamentals of DSP", "UK Acoustic Network", "Lei Xie"):
        assert title in text, title
