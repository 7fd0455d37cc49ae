"""What an overview says in words, as tables and as pictures."""

from __future__ import annotations

import re

import pytest
from descriptions import described, description, of_class
from inline_data import read_clean
from plain_page import html_of, tree_of
from test_indicators import CAREER, TODAY

from sphinx_academic.content.fragments import Fragments, elements, plain
from sphinx_academic.data.collection import Collection
from sphinx_academic.sections import overview_pictures as pictures
from sphinx_academic.sections.overview import Overview

pytestmark = pytest.mark.usefixtures("english")


def overview(text: str = CAREER, *highlighted: str, **options: object) -> Fragments:
    return described(Overview(), text, description(*highlighted), today=TODAY, **options)


def said(text: str = CAREER, **options: object) -> list[str]:
    found = overview(text, show=("words",), **options)
    return [plain(each.children) for each in of_class(found, "academic-said")]


def rows(found: Fragments) -> list[list[str]]:
    return [
        [plain(cell.children) for cell in each.children] for each in elements(found) if each.kind == "row"
    ]  # type: ignore[union-attr]


def test_numbers_are_said_in_words_with_what_they_rest_on() -> None:
    assert said() == [
        "Works 4 (2020–2022): Journal articles 2, Conference and workshop papers 1, Reports 1",
        "Citations 17, h-index 2, i10-index 1 (OpenAlex, Scopus, September 2026, of 3 of 4 works)",
        "Students 3 (1 now, 1 before): PhD 2, MSc 1",
        "Grants 4, Funding £1,520,000 + €5,000 (amounts of 3 of 4 grants)",
        "Talks 2",
    ]


def test_counts_without_dates_have_none_and_what_is_not_known_is_not_said() -> None:
    assert said("pubs: [{title: A, citations: 3}]") == [
        "Works 1: Other works 1",
        "Citations 3, h-index 1, i10-index 0",
    ]
    assert said("talks: [{title: A}]") == ["Talks 1"]


def test_the_same_numbers_stand_in_a_table() -> None:
    found = rows(overview(show=("table",)))
    assert found[0] == ["", "Number", "Note"]
    assert ["h-index", "2", "OpenAlex, Scopus, September 2026, of 3 of 4 works"] in found
    assert ["Funding", "£1,520,000 + €5,000", "amounts of 3 of 4 grants"] in found


def test_the_table_of_years_holds_every_work() -> None:
    found = rows(overview(show=("years",)))
    assert found == [
        ["Year", "Journal articles", "Conference and workshop papers", "Reports", "All"],
        ["2022", "1", "1", "", "2"],
        ["2020", "1", "", "", "1"],
        ["No date", "", "", "1", "1"],
    ]


def test_the_table_of_a_timeline_says_when_and_what() -> None:
    found = rows(overview(show=("timeline",)))
    assert found[:3] == [
        ["When", "What", "Kind"],
        ["2010-10 – 2013-06", "BSc", "Education"],
        ["2014", "PhD", "Education"],
    ]
    assert ["2020-09 – present", "Lecturer", "Positions"] in found
    assert len(found) == 7


def test_the_table_of_co_authors_says_who_writes_with_whom() -> None:
    assert rows(overview(show=("network",))) == [
        ["Name", "Works", "Years", "Most often with"],
        ["Cy Dee", "3", "2020–2022", "Ann Bee (2), Eve Fox (1)"],
        ["Ann Bee", "2", "2020–2022", "Cy Dee (2), Eve Fox (1)"],
        ["Eve Fox", "1", "2022", "Cy Dee (1), Ann Bee (1)"],
    ]


def test_pictures_have_names_and_say_what_their_parts_are() -> None:
    tree = tree_of(html_of(overview(CAREER, "Ann Bee")))
    labels = [each.get("aria-label") for each in tree.iterfind(".//svg[@role='img']")]
    assert labels == ["Works per year, 2020–2022", "Timeline", "Co-authors"]
    titles = [each.text for each in tree.iterfind(".//svg//title")]
    assert "2022: 2 (Journal articles 1, Conference and workshop papers 1)" in titles
    assert "2020: Journal articles 1" in titles
    assert "Lecturer, 2020-09 – present" in titles
    assert "Cy Dee, 3 works, 2020–2022" in titles
    assert len(tree.findall(".//figure")) == len(tree.findall(".//details")) == 3
    (own,) = tree.xpath(".//circle[contains(@class, 'academic-colour-2')]/title")
    assert own.text.startswith("Ann Bee")


def test_everybody_is_named_where_few_have_written_together_and_no_name_stands_over_another() -> None:
    number = 20
    authors = [f"Person {chr(65 + place)}" for place in range(number)]
    works = "".join(
        f"- {{title: Work {place}, year: 2020, authors: [{authors[0]}, {name}, {authors[place // 2]}]}}\n"
        for place, name in enumerate(authors)
        if place
    )
    drawing = html_of(overview(f"pubs:\n{works}", show=("network",)))
    names = [
        (each.text, each.get("class"), each.get("x"), each.get("y"), each.get("dx"), each.get("text-anchor"))
        for each in tree_of(drawing).iterfind(".//svg/text")
    ]
    for hidden in ("academic-narrow", "academic-wide"):
        shown = [name for name in names if hidden not in name[1]]
        assert sorted(name[0] for name in shown) == authors
        assert len({name[2:] for name in shown}) == number
    assert drawing == html_of(overview(f"pubs:\n{works}", show=("network",)))


def test_in_books_the_tables_stand_alone() -> None:
    tree = tree_of(html_of(overview(), embedded=True))
    assert not [*tree.iter("svg", "figure", "details")]
    assert len(tree.findall(".//table")) == 3


def test_what_the_data_say_is_never_markup_of_a_picture() -> None:
    text = """
pubs:
- {title: A, year: 2020, authors: ['"><script>x</script> Bee', Cy Dee, Eve Fox]}
- {title: B, year: 2021, authors: [Cy Dee]}
positions: [{title: '</text><script>alert(1)</script>', start: 2020}, {title: "A' onload='x", start: 2021}]
"""
    written = html_of(overview(text))
    assert "<script" not in written
    assert not re.search(r"<[^>]*onload", written)


def test_long_labels_are_cut_and_said_whole() -> None:
    long = (
        "A position with a name that goes on and on, as names of positions do, until nobody reads it any more"
    )
    tree = tree_of(
        html_of(overview(f"positions: [{{title: '{long}', start: 2010}}, {{title: B, start: 2020}}]"))
    )
    labels = [each.text for each in tree.iterfind(".//text") if (each.text or "").startswith("A position")]
    assert [label[-1] for label in labels] == ["…", "…"]
    assert len(labels[0]) > len(labels[1])
    assert f"{long}, 2010 – present" in [each.text for each in tree.iterfind(".//title")]


def test_what_cannot_be_drawn_is_left_out() -> None:
    tree = tree_of(html_of(overview("pubs: [{title: A, year: 2020, authors: [Ann Bee, Cy Dee]}]")))
    assert tree.find(".//svg") is None
    assert len(tree.findall(".//table")) == 1


def test_a_work_of_long_ago_does_not_make_all_bars_thin() -> None:
    text = "pubs: [{title: A, year: 1687}, {title: B, year: 2020}, {title: C, year: 2024}]"
    tree = tree_of(html_of(overview(text, show=("years",))))
    assert tree.find(".//svg").get("aria-label") == "Works per year, 1965–2024"  # type: ignore[union-attr]
    assert [row[0] for row in rows(overview(text, show=("years",)))][1:] == ["2024", "2020", "1687"]


def test_of_many_types_the_rarest_are_one() -> None:
    types = ("article", "conference", "preprint", "thesis", "book", "report", "dataset")
    works = [
        f"{{title: T, year: 2020, type: {kind}}}" for kind in types for _each in range(2 if kind < "d" else 1)
    ]
    heads = rows(overview(f"pubs: [{', '.join(works)}]", show=("years",)))[0]
    assert heads[-2:] == ["Others", "All"]
    assert len(heads) == pictures.COLOURS + 2


@pytest.mark.parametrize(
    ("text", "options", "told"),
    [
        ("news: [{date: 2020, text: A}]", {}, "There is nothing among the data that an overview tells of."),
        ("pubs: [{title: A}]", {"show": ("years",)}, "No work has a year, so there are no works per year."),
        (
            "pubs: [{title: A}]",
            {"show": ("timeline",)},
            "Nothing has a beginning that could stand on a timeline.",
        ),
        (
            "pubs: [{title: A, authors: [Ann Bee, Cy Dee]}]",
            {"show": ("network",)},
            "No three people have written together, so there is no network of co-authors.",
        ),
    ],
)
def test_what_there_is_nothing_of_is_told(text: str, options: dict[str, object], told: str) -> None:
    ((_option, message, hint),) = Overview().faults(read_clean(text), {"today": TODAY, **options})
    assert message == told
    assert hint


def test_nothing_is_told_of_what_was_not_asked_for() -> None:
    assert not [*Overview().faults(read_clean("pubs: [{title: A}]"), {"today": TODAY})]
    assert not Overview().choose(Collection(), {"today": TODAY})


# Layout


def test_the_same_links_give_the_same_places_within_the_page() -> None:
    links = [(0, other, 1 + other) for other in range(1, 30)] + [(1, 2, 3)]
    once = pictures.layout(31, links)
    assert once == pictures.layout(31, links)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in once)
    assert len({(round(x, 2), round(y, 2)) for x, y in once}) == 31


def test_those_who_write_together_stand_together() -> None:
    links = [(0, 1, 5), (0, 2, 5), (1, 2, 5), (3, 4, 5), (3, 5, 5), (4, 5, 5), (2, 3, 1)]
    places = pictures.layout(6, links)

    def apart(one: int, other: int) -> float:
        return sum((a - b) ** 2 for a, b in zip(places[one], places[other], strict=True))

    assert max(apart(0, 1), apart(1, 2), apart(4, 5)) < min(apart(0, 4), apart(1, 5), apart(0, 5))
