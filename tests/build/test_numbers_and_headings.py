"""Lists grouped by author, project, funder and award, and numbers that stay for good, on pages and on paper."""

from __future__ import annotations

import re

import pytest
from sites import Built, MakeSite, Site, words

PAGE = """
# Papers

## By person

```{publications}
:group-by: author
:numbered: descending
:layout: list
:filter:
:download: bib
```

## By type

```{publications}
:numbered: descending type
:prefixes: conference=K
:layout: compact
:limit: 3
:no-index:
```

```{publications}
:numbered: continue type
:type: thesis, conference
:layout: compact
:no-index:
```
"""


def with_pages(site: Site) -> Site:
    for page in ("index.rst", "rst.rst", "markdown.md"):
        (site.source / page).unlink()
    site.write("index.md", PAGE)
    many = "".join(
        f'  - {{key: old{number}, title: "Old {number}", authors: Kit Lee, year: {1990 + number}, type: report}}\n'
        for number in range(10)
    )
    path = site.source / "data" / "papers.yaml"
    path.write_text(path.read_text(encoding="utf-8") + many, encoding="utf-8")
    return site


@pytest.fixture(scope="module")
def lab(make_shared_site: MakeSite) -> Built:
    return with_pages(make_shared_site("lab")).build()


def marks(built: Built, section: str) -> list[list[str]]:
    (part,) = built.page("index.html").xpath("//section[@id=$name]", name=section)
    lists = part.xpath(".//*[contains(@class, 'academic-publications')]")
    return [[words(each) for each in one.xpath(".//*[@class='academic-number']")] for one in lists]


def test_each_person_of_the_register_has_a_heading_and_a_work_one_number(lab: Built) -> None:
    (section,) = lab.page("index.html").xpath("//section[@id='by-person']")
    headings = [words(each).rstrip("¶") for each in section.xpath(".//h3")]
    assert headings == ["Wilhelmina Dampf", "Lothar Zug", "Ludmilla Zug", "田中 花子", "Other"]
    assert marks(lab, "by-person") == [
        ["14.", "13."],
        ["11."],
        ["14.", "13."],
        ["14."],
        ["12.", *(f"{number}." for number in range(10, 0, -1))],
    ]


def test_an_entry_that_stands_twice_has_its_id_where_it_stands_first(lab: Built) -> None:
    entries = lab.page("index.html").xpath("//section[@id='by-person']//article")
    again = ["academic-again" in each.get("class").split() for each in entries]
    assert [each.get("id") is None for each in entries] == again
    assert sum(again) == 3  # two of Ludmilla Zug, one of 田中 花子
    every = lab.page("index.html").xpath("//@id")
    assert len(every) == len(set(every))


def test_the_form_and_the_file_to_download_count_a_work_once(lab: Built) -> None:
    (form,) = lab.page("index.html").xpath("//form")
    assert form.get("data-total") == "14"
    assert lab.text("_downloads/publications.bib").count("\n@") + 1 == 14


def test_letters_stand_before_the_numbers_of_a_type(lab: Built) -> None:
    assert marks(lab, "by-type") == [["[J1]", "[K2]", "[K1]"], ["[C1]", "[C2]", "[T1]"]]


@pytest.mark.parametrize("builder", ["latex", "text", "epub"])
def test_books_and_plain_text_have_the_same_marks(make_site: MakeSite, builder: str) -> None:
    built = with_pages(make_site("lab")).build(
        builder,
        latex_documents=[("index", "lab.tex", "Lab", "Lab", "howto")],
        epub_show_urls="no",
        copyright="Lab",
        version="1",
    )
    name = {"latex": "lab.tex", "text": "index.txt", "epub": "index.xhtml"}[builder]
    said = re.sub(r"[{}\[\]*]", "", built.text(name))
    for mark in ("J1", "K2", "K1", "T1", "14.", "13."):
        assert mark in said
    assert "enumerate" not in said
