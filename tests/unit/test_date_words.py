"""Dates are written as the readers of a language write them."""

from __future__ import annotations

from typing import Any

import pytest
from descriptions import described, description, of_class
from inline_data import read_clean

from sphinx_academic.content.fragments import elements, plain
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.sections.language_words import date_words
from sphinx_academic.sections.newsfeed import News
from sphinx_academic.sections.registry import SECTIONS
from sphinx_academic.settings import DATE_STYLES

DAY = PartialDate(2024, 5, 16)


@pytest.mark.parametrize(
    ("style", "language", "when", "shown"),
    [
        ("auto", "en", DAY, "2024-05-16"),
        ("auto", "en_GB", DAY, "2024-05-16"),
        ("auto", "de", DAY, "16.05.2024"),
        ("long", "de", DAY, "16. Mai 2024"),
        ("auto", "ja", DAY, "2024/05/16"),
        ("long", "ja", DAY, "2024年5月16日"),
        ("auto", "fr", PartialDate(2024, 5), "mai 2024"),
        ("long", "ko", PartialDate(2024, 5), "2024년 5월"),
        ("auto", "zh_CN", PartialDate(2024), "2024年"),
        ("long", "pt_BR", DAY, "16 de maio de 2024"),
        ("long", "en", DAY, "May 16, 2024"),
        ("iso", "de", DAY, "2024-05-16"),
        ("short", "tr", DAY, "16.05.2024"),
        ("month", "en", DAY, "May 2024"),
        ("month", "de", PartialDate(2024, 9, 20), "Sept. 2024"),
        ("month", "fr", PartialDate(2024), "2024"),
        ("month", "tlh", DAY, "2024-05"),
        ("full", "it", DAY, "giovedì 16 maggio 2024"),
        ("auto", "tlh", DAY, "2024-05-16"),  # no such language in Babel
        ("auto", "x y", DAY, "2024-05-16"),  # and no language at all
        ("sideways", "de", DAY, "2024-05-16"),
        ("auto", "de", PartialDate(0), "0000"),
    ],
)
def test_a_date_has_the_form_of_its_language(
    style: str, language: str, when: PartialDate, shown: str
) -> None:
    assert date_words(style, language)(when) == shown


@pytest.mark.parametrize("style", DATE_STYLES)
def test_every_style_writes_every_kind_of_date(style: str) -> None:
    for when in (PartialDate(2024), PartialDate(2024, 5), DAY):
        assert "2024" in date_words(style, "ar")(when) or "24" in date_words(style, "ar")(when)


def test_what_was_written_in_words_stays_as_written() -> None:
    written = description(date_words=date_words("long", "de"))
    assert plain(written.dated(PartialDate(2022, text="2022, CCF-B"))) == "2022, CCF-B"
    assert plain(written.dated(PartialDate(2022, 3))) == "März 2022"


def test_machines_read_the_date_in_iso_form_all_the_same() -> None:
    found = News().describe(
        News().choose(read_clean("news: [{date: 2024-05-16 📣, text: A}]"), {}),
        0,
        {},
        description(date_words=date_words("long", "es")),
    )
    (time,) = (element for element in elements(found) if element.kind == "time")
    assert (plain(time.children), time.attributes["datetime"]) == ("16 de mayo de 2024", "2024-05-16")


@pytest.mark.parametrize(
    ("style", "shown"),
    [("", "2024-05-16 A"), ("iso", "2024-05-16 A"), ("month", "Mai 2024 A"), ("long", "16. Mai 2024 A")],
)
def test_a_list_may_write_its_dates_in_another_way(style: str, shown: str) -> None:
    options = {"dates": style} if style else {}
    found = described(News(), "news: [{date: 2024-05-16, text: A}]", description(language="de"), **options)
    assert plain(found) == shown


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("name", [name for name in SECTIONS if "dates" in SECTIONS[name].options])
def test_every_list_with_a_column_of_dates_does(name: str) -> None:
    section = SECTIONS[name]
    dates = "deadline: 2024-05-16" if name == "openings" else "date: 2024-05-16"
    main = section.record_kind.main if name != "calendar" else "title"
    listed = "events" if name == "calendar" else section.list_of
    options: dict[str, Any] = {"dates": "long", "today": PartialDate(2020), "layout": "list"}
    found = described(section, f"{listed}: [{{{main}: A, {dates}}}]", **options)
    assert "May 16, 2024" in plain(found)


def test_two_days_of_a_month_are_one_month() -> None:
    text = "talks: [{title: A, start: 2024-05-16, end: 2024-05-18}, {title: B, start: 2024-05, end: 2024-06}]"
    found = described(SECTIONS["talks"], text, dates="month", sort="file")
    said = [plain(each.children) for each in of_class(found, "academic-dates")]
    assert said == ["May 2024", "May 2024 – Jun 2024"]
