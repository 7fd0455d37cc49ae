"""An overview on a page, in a book and in plain text."""

from __future__ import annotations

import pytest
from sites import Built, MakeSite, Site, words

DATA = """
publications:
- {title: A, year: 2020, type: article, authors: [Ann Bee, Cy Dee, Eve Fox], citations: {count: 12, date: 2026-05}}
- {title: B, year: 2023, type: conference, authors: [Ann Bee, Cy Dee]}
education: [{title: PhD, institution: University of Mist, start: 2010-10, end: 2013-06}]
positions: [{title: 'Lecturer <b>& more</b>', start: 2020-09}]
grants: [{title: Fog, funder: Steam Council, amount: £20k, start: 2019, end: 2021}]
"""
RST = """
Career
======

.. overview:: career.yaml
   :show: words, table, years, timeline, network
"""


def with_overview(site: Site, page: str = RST) -> Site:
    for name in ("rst.rst", "markdown.md"):
        (site.source / name).unlink()
    site.write("index.rst", page)
    site.write("career.yaml", DATA)
    return site


@pytest.fixture(scope="module")
def career(make_shared_site: MakeSite) -> Built:
    return with_overview(make_shared_site("lab")).build(academic_today="2026-11-01")


def test_a_page_has_pictures_with_tables_and_their_style_sheet(career: Built) -> None:
    page = career.page("index.html")
    labels = page.xpath("//figure/*[@role='img']/@aria-label")
    assert labels == ["Works per year, 2020–2023", "Timeline", "Co-authors"]
    assert [words(each) for each in page.xpath("//details/summary")] == ["As a table"] * 3
    assert len(page.xpath("//table")) == 4
    assert any("academic-overview.css" in each for each in page.xpath("//link/@href"))
    assert not page.xpath("//*[@style]")
    assert "Lecturer & more, 2020-09 – present" in page.xpath("//figure//title/text()")


def test_pages_without_an_overview_do_not_load_its_style_sheet(make_site: MakeSite) -> None:
    built = make_site("lab").build()
    assert "academic-overview.css" not in built.text("rst.html")


def test_the_page_is_the_same_as_long_as_the_day_is(make_site: MakeSite, career: Built) -> None:
    again = with_overview(make_site("lab")).build(academic_today="2026-11-01")
    assert again.text("index.html") == career.text("index.html")


@pytest.mark.parametrize("builder", ["latex", "text", "epub", "man"])
def test_books_and_plain_text_have_the_tables_alone(make_site: MakeSite, builder: str) -> None:
    built = with_overview(make_site("lab")).build(
        builder,
        academic_today="2026-11-01",
        latex_documents=[("index", "lab.tex", "Lab", "Lab", "howto")],
        man_pages=[("index", "lab", "Lab", "Lab", 7)],
        copyright="Lab",
        version="1",
    )
    text = built.text(
        {"latex": "lab.tex", "text": "index.txt", "epub": "index.xhtml", "man": "lab.7"}[builder]
    )
    for said in ("Works per year", "Steam Council", "Number", "Eve Fox"):
        assert said in text
    assert "<svg" not in text
    assert "<details" not in text


def test_an_overview_of_nothing_is_told_at_its_line(make_site: MakeSite) -> None:
    site = with_overview(make_site("lab"), "Career\n======\n\n.. overview:: empty.yaml\n")
    site.write("empty.yaml", "news: [{date: 2020, text: A}]\n")
    built = site.build(warnings=["academic.option"])
    (told,) = built.warnings
    assert told.location.endswith("index.rst:4")
    assert told.message.startswith("There is nothing among the data that an overview tells of.")
