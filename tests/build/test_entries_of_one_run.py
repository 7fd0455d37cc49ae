"""The entries of a list of references are those of the run that says what the text says: with its names, and its dashes."""

from __future__ import annotations

import lxml.html
import pytest
from sites import Built, MakeSite, words

DATA = """
@article{first, author = {Meier, Anna and Lopez, Bea and Chan, Cy and Dow, Di}, title = {1984}, journal = {Tests}, year = 2020}
@article{second, author = {Meier, Anna and Lopez, Bea and Egan, Ed and Fox, Flo}, title = {Beta}, journal = {Tests}, year = 2020}
@article{alone, author = {Meier, Anna}, title = {Kettles}, journal = {Tests}, year = 2021}
@article{again, author = {Meier, Anna}, title = {Lids}, journal = {Tests}, year = 2021}
@book{third, author = {Meier, Anna}, title = {Thirdly}, publisher = {Press}, year = 2022}
@book{namesake, author = {Meier, Arno}, title = {Gamma}, publisher = {Press}, year = 2019}
@book{edited, editor = {Zed, Zoe}, title = {Delta}, publisher = {Press}, year = 2018}
@book{reedited, editor = {Zed, Zoe}, title = {Epsilon}, publisher = {Press}, year = 2019}
"""
CONF = """
project = "Tests"
author = copyright = "Anna Meier"
extensions = ["sphinx_academic"]
academic_data = ["refs.bib"]
academic_cite_style = "modern-language-association"
html_theme = "basic"
"""
INDEX = """
Tests
=====

:pub:t:`first` and :pub:t:`second` :pub:p:`alone,again,third,namesake,edited,reedited`

.. references::
   :scope: project

.. toctree::
   :glob:

   *
"""
PAGE = """
Page
====

:pub:p:`%s`

.. references::
%s
"""


def entries_of(page: lxml.html.HtmlElement, kind: str = "reference") -> dict[str, str]:
    return {
        entry.get("id").removeprefix(f"{kind}-"): words(entry)
        for entry in page.iter("article")
        if entry.get("id").startswith(kind)
    }


@pytest.fixture(scope="module")
def built(make_shared_site: MakeSite) -> Built:
    site = make_shared_site("cited-in-styles")
    for name in ("api.rst", "traps.rst", "guide.md"):
        (site.source / name).unlink()
    for name, text in {"refs.bib": DATA, "conf.py": CONF, "index.rst": INDEX}.items():
        site.write(name, text)
    site.write("some.rst", PAGE % ("third,again,second,reedited", ""))
    listed = "\n.. publications::\n   :style: modern-language-association\n"
    site.write("sorted.rst", PAGE % ("alone,again,third,second", "   :sort: date") + listed)
    return site.build(academic_highlight=["Anna Meier"], academic_paper_pages=True)


def test_text_and_entries_name_as_many_authors_as_tell_works_apart(built: Built) -> None:
    page = built.page("index.html")
    assert words(page.find(".//p")).startswith("Meier, Lopez, Chan, et al. and Meier, Lopez, Egan, et al. (")
    entries = entries_of(page)
    assert entries["first"] == "Meier, Anna, Bea Lopez, Cy Chan, et al. “1984.” Tests, 2020."
    assert entries["second"] == "Meier, Anna, Bea Lopez, Ed Egan, et al. “Beta.” Tests, 2020."


def test_a_dash_stands_for_the_authors_of_the_entry_above(built: Built) -> None:
    entries = entries_of(built.page("index.html"))
    assert [*entries][2:] == ["alone", "again", "third", "namesake", "edited", "reedited"]
    assert [said.split(". ")[0] for said in [*entries.values()][2:]] == [
        "Meier, Anna", "———", "———", "Meier, Arno", "Zed, Zoe, editor", "———, editor",
    ]  # fmt: skip


def test_a_page_that_shows_some_of_them_has_dashes_below_the_same_authors_alone(built: Built) -> None:
    assert entries_of(built.page("some.html")) == {
        "second": "Meier, Anna, Bea Lopez, Ed Egan, et al. “Beta.” Tests, 2020.",
        "again": "Meier, Anna. “Lids.” Tests, 2021.",
        "third": "———. Thirdly. Press, 2022.",
        "reedited": "Zed, Zoe, editor. Epsilon. Press, 2019.",
    }


def test_lists_of_another_order_and_of_publications_have_no_dashes(built: Built) -> None:
    page = built.page("sorted.html")
    found = entries_of(page)
    assert next(iter(found)) == "third"
    assert [said.split(". ")[0] for said in found.values()].count("Meier, Anna") == 3
    assert found["second"] == "Meier, Anna, Bea Lopez, Ed Egan, et al. “Beta.” Tests, 2020."
    assert "———" not in words(page)
    assert entries_of(page, "publication")["second"].startswith("Meier, Anna, et al. “Beta.” Tests, 2020.")


def test_titles_lead_to_landing_pages_and_names_stand_out(built: Built) -> None:
    page = built.page("index.html")
    titles = [
        words(link)
        for entry in page.iter("article")
        for link in entry.iter("a")
        if link.get("href").startswith("papers/")
    ]
    assert titles == ["1984", "Beta", "Kettles", "Lids", "Thirdly", "Gamma", "Delta", "Epsilon"]
    highlighted = {
        entry.get("id"): [*map(words, entry.find_class("academic-highlight"))]
        for entry in page.iter("article")
    }
    assert [key for key, names in highlighted.items() if names == ["Meier, Anna"]] == [
        "reference-first", "reference-second", "reference-alone",
    ]  # fmt: skip
    assert sum(map(len, highlighted.values())) == 3


def test_what_another_page_cites_changes_the_names_of_an_entry(make_site: MakeSite) -> None:
    site = make_site("cited-in-styles")
    for name in ("api.rst", "traps.rst", "guide.md"):
        (site.source / name).unlink()
    for name, text in {
        "refs.bib": DATA,
        "conf.py": CONF,
        "index.rst": INDEX.replace("`second`", "`edited`"),
    }.items():
        site.write(name, text)
    site.write("some.rst", PAGE % ("first,third", ""))
    assert entries_of(site.build().page("some.html"))["first"].startswith("Meier, Anna, et al. ")
    site.write("index.rst", INDEX)
    assert entries_of(site.build().page("some.html"))["first"].startswith(
        "Meier, Anna, Bea Lopez, Cy Chan, et al. "
    )
