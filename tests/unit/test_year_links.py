"""The way from year to year in a list of works: the bars above it, what they say and where they lead, and the rail."""

from __future__ import annotations

import pytest
from inline_data import read_clean
from plain_page import html_of, tree_of

from sphinx_academic.content.fragments import Element, elements, plain
from sphinx_academic.data.records import Publication
from sphinx_academic.sections.base import Above, Facet, FacetValue, Form
from sphinx_academic.sections.publications import Publications
from sphinx_academic.sections.year_links import YearBar, bars_of, rail, strip

pytestmark = pytest.mark.usefixtures("english")


def form(number: int, *years: str) -> Form:
    return Form(number, (Facet("year", tuple(FacetValue(year, year, 1) for year in years), 9, ()),))


PAGE = Above(form(2, "2023", "2025"), (), lambda work: "", "en")
"""A page whose second filtered list is looked at."""


def works(*years: str) -> list[Publication]:
    text = "pubs:\n" + "".join(
        f"- title: Paper {number}\n  key: p{number}\n  year: {year}\n" for number, year in enumerate(years)
    )
    return list(read_clean(text).publications)


def shapes(drawn: Element, name: str) -> list[Element]:
    return [each for each in elements((drawn,)) if each.attributes.get("shape") == name]


def said(drawn: Element) -> list[str]:
    return [plain(each.children) for each in shapes(drawn, "title")]


def test_there_is_a_bar_for_each_year_also_for_those_without_a_work() -> None:
    assert bars_of(works("2021", "2024-05", "2024")) == [
        YearBar(2021, 1),
        YearBar(2022, 0),
        YearBar(2023, 0),
        YearBar(2024, 2),
    ]


def test_one_year_alone_or_none_makes_no_strip() -> None:
    assert bars_of(works("2024", "2024")) == []
    assert bars_of(works("in press", "n.d.")) == []


def test_what_is_more_than_sixty_years_old_is_one_bar() -> None:
    bars = bars_of(works("1898", "1905", "1905", "1966", "2025"))
    assert (len(bars), bars[:2], bars[-1]) == (
        61,
        [YearBar(1905, 3, until=True), YearBar(1966, 1)],
        YearBar(2025, 1),
    )
    drawn = strip(bars, {1905: "publications-1905"}, PAGE)
    assert said(drawn)[0] == "until 1905: 3 publications"
    (link,) = shapes(drawn, "a")
    assert not link.attributes["data-filter"]


def test_each_bar_is_a_link_that_says_its_year_and_number() -> None:
    drawn = strip([YearBar(2023, 5), YearBar(2024, 0), YearBar(2025, 1)], {2023: "publications-2023"}, PAGE)
    assert said(drawn) == ["2023: 5 publications", "2025: 1 publication"]
    (link,) = shapes(drawn, "a")
    assert link.attributes["href"] == "#publications-2023"
    assert link.attributes["data-filter"] == "year2=2023"
    tree = tree_of(html_of((drawn,)))
    assert tree.xpath("//nav/@aria-label") == ["Publications per year"]
    assert tree.xpath("//nav/svg/@role") == ["presentation"]
    assert not tree.xpath("//*[@style]")


def test_one_work_is_seen_beside_three_hundred_and_many_of_old_do_not_flatten_the_rest() -> None:
    bars = [YearBar(1960, 900, until=True), YearBar(2023, 1), YearBar(2024, 300)]
    heights = [
        int(each.attributes["height"]) for each in shapes(strip(bars, {}, PAGE), "rect") if not each.classes
    ]
    assert heights == [64, 3, 64]


@pytest.mark.parametrize(("number", "shown"), [(10, 10), (27, 27), (60, 12)])
def test_years_are_written_as_far_as_there_is_room(number: int, shown: int) -> None:
    bars = [YearBar(1966 + place, 1) for place in range(number)]
    texts = [
        each
        for each in shapes(strip(bars, {}, PAGE), "text")
        if each.attributes["y"] == "97" and each.classes != "academic-narrow"
    ]
    assert len(texts) == shown


def test_books_and_other_formats_have_neither() -> None:
    for drawn in (
        strip([YearBar(2024, 1), YearBar(2025, 1)], {}, PAGE),
        rail([("2025", "publications-2025")]),
    ):
        assert html_of((drawn,), embedded=True) == ""


def above(*years: str, filtered: bool = False, headings: bool = False, **options: object) -> list[str]:
    """The classes of what stands above a list of works of these years."""
    section = Publications()
    chosen = section.choose(read_clean_works(*years), options)
    labels = tuple((group.labels[0], f"publications-{group.labels[0]}") for group in chosen if headings)
    page = Above(form(1) if filtered else None, labels, lambda work: f"publication-{work.key}", "en")
    return [each.classes.split()[-1] for each in section.above_list(chosen, options, page)]  # type: ignore[union-attr]


def read_clean_works(*years: str):  # type: ignore[no-untyped-def]
    return read_clean(
        "pubs:\n"
        + "".join(f"- title: Paper {n}\n  key: p{n}\n  year: {year}\n" for n, year in enumerate(years))
    )


TEN = ("2025", "2024", "2023") * 4


def test_a_filtered_list_has_the_strip_and_one_by_year_the_rail() -> None:
    by_year = {"group-by": ("year",), "headings": True}
    assert above(*TEN) == []
    assert above(*TEN, filtered=True) == ["academic-strip"]
    assert above(*TEN, **by_year) == ["academic-rail"]  # type: ignore[arg-type]
    assert above(*TEN, filtered=True, **by_year) == ["academic-strip", "academic-rail"]  # type: ignore[arg-type]
    # A short list is seen at a glance, unless one is asked for.
    assert above("2025", "2024", "2023", **by_year) == []  # type: ignore[arg-type]
    asked = {**by_year, "year-links": ("strip", "rail")}
    assert above("2025", "2024", "2023", **asked) == ["academic-strip", "academic-rail"]  # type: ignore[arg-type]
    assert above(*TEN, filtered=True, **{**by_year, "year-links": ("none",)}) == []  # type: ignore[arg-type]


def test_without_headings_of_years_a_bar_leads_to_the_first_entry_of_its_year() -> None:
    section = Publications()
    chosen = section.choose(read_clean_works("2023", "2024", "2024"), {})
    page = Above(form(1), (), lambda work: f"publication-{work.key}", "en")
    (drawn,) = section.above_list(chosen, {}, page)
    links = [each.attributes["href"] for each in shapes(drawn, "a")]  # type: ignore[arg-type]
    assert links == ["#publication-p0", "#publication-p1"]


def test_a_rail_without_headings_of_years_is_told() -> None:
    faults = [*Publications().faults(read_clean_works("2024"), {"year-links": ("rail",)})]
    assert [fault[0] for fault in faults] == ["year-links"]
    assert not [
        *Publications().faults(read_clean_works("2024"), {"year-links": ("rail",), "group-by": ("year",)})
    ]
