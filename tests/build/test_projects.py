"""Pages for a project and for a funder, and lists of projects, software and datasets, as readers get them."""

from __future__ import annotations

import pytest
from sites import Built, MakeSite, Site, words

DATA = """\
people:
  - {name: Ada Bell, url: 'https://bell.example.org'}
projects:
  - key: sounds
    title: Everyday Sounds
    people: [A. Bell, Cy Dee]
    start: 2022
    image: images/race.png
    grants: EP/T000001/1
  - {key: kettles, title: Four Hundred Kettles, part_of: sounds}
  - {key: tea, title: Tea, end: 2001}
grants:
  - {title: Listening, number: EP/T000001/1, funder: Council}
publications:
  - {key: one, title: Hearing Water, year: 2024, project: Everyday sounds}
  - {key: two, title: Hearing Steam, year: 2023, project: kettles}
  - {key: three, title: Hearing Tea, year: 2022, project: tea}
news:
  - {date: 2024-01, text: A kettle boiled., project: kettles}
  - {date: 2023-01, text: Nothing boiled.}
talks:
  - {title: On Boiling, date: 2024-02, grants: EP/T000001/1}
  - {title: On Sitting, date: 2024-02}
software:
  - {key: spotter, title: Spotter, license: MIT, version: 2, stars: 15320, project: kettles}
datasets:
  - {key: spoons, title: Spoons, project: tea}
"""

OUTPUTS = """
Outputs
=======

.. publications::
   :layout: compact
   :grant: ep/t000001/1

.. newsfeed::
   :grant: EP/T000001/1

.. talks::
   :grant: Listening

.. software::
   :grant: EP/T000001/1
   :layout: list

.. projects::
   :project: sounds
   :no-index:
"""

EVERYTHING = """
Projects
========

.. projects::

.. software::

.. datasets::
   :layout: list

See :academic:project:`kettles`, :academic:software:`spotter` and :academic:dataset:`spoons`.

.. toctree::

   outputs
"""


def bare_site(make_site: MakeSite, data: str) -> Site:
    """A project that has pictures and these data, and no page."""
    site = make_site("sections")
    for path in [*site.source.rglob("*.rst"), *site.source.rglob("*.md")]:
        path.unlink()
    site.write("site.yaml", data)
    return site


def build(make_site: MakeSite, builder: str = "html", data: str = DATA, **settings: object) -> Built:
    site = bare_site(make_site, data)
    site.write("index.rst", EVERYTHING)
    site.write("outputs.rst", OUTPUTS)
    return site.build(builder, academic_data=["site.yaml"], academic_highlight=[], **settings)


@pytest.fixture(scope="module")
def site(make_shared_site: MakeSite) -> Built:
    return build(make_shared_site)


def titles(built: Built, page: str, name: str) -> list[str]:
    (found,) = built.page(page).xpath(f"//div[contains(@class, 'academic-{name}')]")
    return [words(each) for each in found.xpath(".//*[contains(@class, 'academic-title')]")]


def test_a_page_shows_all_that_a_grant_paid_for(site: Built) -> None:
    page = site.page("outputs.html")
    works = [words(each) for each in page.xpath("//div[contains(@class, 'academic-publications')]//strong")]
    assert works == ["Hearing Water", "Hearing Steam"]
    assert "A kettle boiled." in words(page)
    assert "Nothing boiled." not in words(page)
    assert titles(site, "outputs.html", "talks") == ["On Boiling"]
    assert titles(site, "outputs.html", "software") == ["Spotter"]


def test_a_page_shows_the_parts_of_a_project(site: Built) -> None:
    assert titles(site, "outputs.html", "projects") == ["Four Hundred Kettles"]


def test_cards_are_articles_whose_parts_and_people_are_links(site: Built) -> None:
    assert titles(site, "index.html", "projects") == ["Everyday Sounds", "Tea", "Four Hundred Kettles"]
    page = site.page("index.html")
    (card,) = page.xpath("//article[@id='project-sounds']")
    assert [link.get("href") for link in card.xpath(".//a[contains(@class, 'reference')]")] == [
        "https://bell.example.org",
        "#project-kettles",
    ]
    (picture,) = card.xpath("./figure/img")
    assert picture.get("alt") == "Everyday Sounds"
    assert card.index(picture.getparent()) == 0
    (part,) = page.xpath("//article[@id='project-kettles']")
    assert part.xpath(".//a/@href") == ["#project-sounds"]


def test_stars_are_said_in_words_to_those_who_do_not_see_them(site: Built) -> None:
    (count,) = site.page("index.html").xpath("//article[@id='software-spotter']//*[@class='academic-count']")
    assert words(count) == "15.3K (15,320 stars)"
    assert count.xpath("./svg/@aria-hidden") == ["true"]


def test_projects_software_and_datasets_can_be_referred_to(site: Built) -> None:
    links = site.page("index.html").xpath("//p[starts-with(normalize-space(), 'See ')]/a/@href")
    assert links == ["#project-kettles", "#software-spotter", "#dataset-spoons"]


def test_plain_text_says_the_same(make_site: MakeSite) -> None:
    text = build(make_site, "text").text("index.txt")
    assert "Parts: Four Hundred Kettles" in text
    assert "Funding: Council EP/T000001/1" in text
    assert "15,320 stars" in text
    assert "15.3K" not in text


def test_circles_and_names_that_nothing_has_are_told_where_they_stand(make_site: MakeSite) -> None:
    data = DATA.replace("{key: tea, title: Tea, end: 2001}", "{key: tea, title: Tea, part_of: tea}")
    site = bare_site(make_site, data)
    site.write("index.rst", "Tea\n===\n\n.. publications::\n   :layout: list\n   :project: ketles\n")
    option, circle = site.build(
        warnings=["academic.option", "academic.projects"], academic_data=["site.yaml"]
    ).warnings
    assert circle.location == "site.yaml:11:37"
    assert circle.message.startswith("'Tea' is part of itself; 'Tea' is shown as a part of none.")
    assert option.location == "index.rst:6"
    assert option.message == "No project is called 'ketles'. Did you mean 'kettles'?"
