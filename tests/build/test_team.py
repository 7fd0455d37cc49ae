"""A team page: members and alumni in HTML, text and LaTeX, who is referred to, and what is told of mistakes."""

from __future__ import annotations

import re
import shutil

import pytest
from sites import ROOTS, Built, MakeSite, Site, words

DATA = """\
profile: {name: Ann Bee, photo: images/portrait.png}
people:
- {name: Ann Bee, role: Professor, pronouns: she/her, links: {GitHub: annbee}, key: ann}
- {name: Jan van der Berg, role: PhD student, photo: images/none.png, email: jan@example.edu}
- {name: Cy Dee, role: PhD student, end: 2019, degree: PhD 2019, now: Northmoor Museum}
publications:
- {title: Fog, authors: [A. Bee, Somebody Else], year: 2024}
- {title: Dew, authors: [J. van der Berg], year: 2023}
"""
TEAM = """\
Team
====

.. people::
   :roles: Professors, PhD students

:person:`Ann Bee` and :person:`cy-dee`

Papers
------

.. publications::
   :author: every PhD student
   :layout: list

All
---

.. publications::
   :layout: compact
"""


MISSING = "There is no picture 'images/none.png'; it is not shown."
WARNED = ["academic.image"]


@pytest.fixture(scope="module")
def site(make_shared_site: MakeSite) -> Site:
    made = make_shared_site("twins")
    shutil.copytree(ROOTS / "test-sections" / "images", made.source / "images")
    made.write("data/site.yaml", DATA)
    made.write("index.rst", "Ann Bee\n=======\n\n.. profile::\n\n.. toctree::\n\n   team\n")
    made.write("team.rst", TEAM)
    return made


@pytest.fixture(scope="module")
def built(site: Site) -> Built:
    return site.build(warnings=WARNED, academic_today="2026-06-01", academic_names="register")


def test_groups_are_sections_and_people_are_items_of_lists(built: Built) -> None:
    page = built.page("team.html")
    headings = {
        words(section.xpath("./h2")[0]).rstrip("¶"): [words(each) for each in section.xpath(".//li//strong")]
        for section in page.xpath("//section[starts-with(@id, 'people-')]")
    }
    assert headings == {"Professors": ["Ann Bee"], "PhD students": ["Jan van der Berg"], "Alumni": ["Cy Dee"]}
    assert [each.get("id") for each in page.xpath("//li[@class='academic-person']")] == [
        "person-ann",
        "person-jan-van-der-berg",
        "person-cy-dee",
    ]


def test_a_photo_that_is_missing_is_told_and_initials_stand_in_its_place(built: Built) -> None:
    assert [(each.location, MISSING in each.message) for each in built.warnings] == [
        ("data/site.yaml:4:54", True)
    ]
    page = built.page("team.html")
    assert [words(each) for each in page.xpath("//div[contains(@class, 'academic-initials')]")] == [
        "JB",
        "CD",
    ]
    (photo,) = page.xpath("//li[@id='person-ann']//figure/img")
    assert photo.get("alt") == "Ann Bee"


def test_references_lead_to_the_list_also_to_whom_the_profile_is_about(built: Built) -> None:
    page = built.page("team.html")
    found = page.xpath("//p/a[contains(@class, 'reference')][contains(@href, '#person-')]")
    assert [(words(each), each.get("href")) for each in found] == [
        ("Ann Bee", "#person-ann"),
        ("Cy Dee", "#person-cy-dee"),
    ]


def test_papers_are_those_of_a_role_and_names_are_spelled_as_in_the_register(built: Built) -> None:
    page = built.page("team.html")
    (papers,) = page.xpath("//section[@id='papers']")
    assert [words(each) for each in papers.xpath(".//article//strong")] == ["Dew"]
    (everything,) = page.xpath("//section[@id='all']")
    assert "Ann Bee, Somebody Else" in words(everything)
    assert "Jan van der Berg" in words(everything)


def test_text_says_the_same_without_pictures(site: Site) -> None:
    text = " ".join(site.build("text", warnings=WARNED, academic_today="2026-06-01").text("team.txt").split())
    assert "**Ann Bee** she/her GitHub <https://github.com/annbee>" in text
    assert "**Cy Dee** PhD 2019, until 2019 Now: Northmoor Museum" in text
    assert "[image" not in text


def test_on_paper_the_photo_stands_beside_the_lines(site: Site) -> None:
    documents = [("team", "team.tex", "Team", "Nobody", "howto")]
    built = site.build("latex", warnings=WARNED, academic_today="2026-06-01", latex_documents=documents)
    tex = built.text("team.tex")
    ann = tex[tex.index("team:person-ann}") : tex.index("team:person-jan")]
    assert re.search(r"minipage.*includegraphics.*minipage.*Ann Bee", ann, re.DOTALL)
    assert "minipage" not in tex[tex.index("team:person-jan") : tex.index("team:person-cy")]


def test_five_hundred_people_stand_on_one_page(make_site: MakeSite) -> None:
    site = make_site("twins")
    rows = "".join(f"- {{name: Ann Bee{number}, role: Role {number % 9}}}\n" for number in range(500))
    site.write("data/site.yaml", f"people:\n{rows}")
    site.write("index.rst", "Team\n====\n\n.. people::\n   :group-by: role\n   :sort: name\n")
    assert len(site.build().page("index.html").xpath("//li[@class='academic-person']")) == 500
