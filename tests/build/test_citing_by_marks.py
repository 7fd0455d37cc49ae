"""Numbers and labels in text are those of the list of references to which they lead."""

from __future__ import annotations

import pytest
from lxml.html import HtmlElement
from sites import Built, MakeSite, words


@pytest.fixture(scope="module")
def numbered(make_shared_site: MakeSite) -> Built:
    return make_shared_site("citing-chapters").build(academic_cite_style="number")


def paragraphs(page: HtmlElement) -> list[str]:
    (section,) = page.xpath("//section[h1]")
    return [words(each) for each in section.findall("p")]


def entries(page: HtmlElement) -> list[str]:
    """The marks of the entries of a page with their titles."""
    return [
        f"{words(mark)} {words(title)}"
        for entry in page.iter("article")
        for mark in entry.find_class("academic-number")
        for title in entry.find_class("academic-title")
    ]


def links(page: HtmlElement) -> list[tuple[str, str]]:
    return [(words(link), link.get("href")) for link in page.find_class("academic-cite")]


def test_numbers_are_those_of_the_list_of_the_chapter(numbered: Built) -> None:
    assert entries(numbered.page("heat/list.html")) == [
        "[1] Tea", "[2] Of steam", "[3] Of vapour", "[4] Wood", "[5] Ash", "[6] Coal",
    ]  # fmt: skip
    assert paragraphs(numbered.page("heat/fire.html")) == [
        "[1]; [1, 4–6]; Castro et al. [5].",
        "[1, p. 5; 4; 5, ch. 2]; [see 5; 1]; Adeyemi and Roe [1, p. 3], Brandt [4]; van den Berg [2, 3].",
    ]


def test_each_number_leads_to_its_entry(numbered: Built) -> None:
    found = links(numbered.page("heat/fire.html"))
    assert found[1:5] == [
        ("1", "list.html#reference-tea"),
        ("4", "list.html#reference-wood"),
        ("6", "list.html#reference-coal"),
        ("Castro et al. [5]", "list.html#reference-ash"),
    ]
    for _said, address in found:
        file, _hash, anchor = address.partition("#")
        assert numbered.page(f"heat/{file}").get_element_by_id(anchor) is not None


def test_a_page_without_a_list_of_its_own_or_its_chapter_has_the_numbers_of_the_project(
    numbered: Built,
) -> None:
    assert entries(numbered.page("sources.html")) == [
        "[1] Coal", "[2] Tea", "[3] Wood", "[4] Ash", "[5] Of steam", "[6] Of vapour",
    ]  # fmt: skip
    assert paragraphs(numbered.page("cold/index.html")) == ["[3–5]."]
    assert links(numbered.page("cold/index.html"))[0] == ("3", "../sources.html#reference-wood")
    assert paragraphs(numbered.page("index.html"))[0] == "On the root: [1]."


def test_the_first_list_of_a_page_numbers_its_works_and_another_shows_them_in_its_order(
    numbered: Built,
) -> None:
    assert paragraphs(numbered.page("own.html")) == ["[1, 2]."]
    assert entries(numbered.page("own.html")) == ["[1] Of vapour", "[2] Coal", "[2] Coal", "[1] Of vapour"]


def test_where_no_list_numbers_a_work_that_is_told_once_for_each_page(make_site: MakeSite) -> None:
    site = make_site("citing-chapters")
    site.write("sources.rst", "Sources\n=======\n\nNone.\n")
    built = site.build(academic_cite_style="number", warnings=["academic.reference"] * 2)
    assert [told.location.rpartition("/")[2] for told in built.warnings] == ["index.rst:4", "index.rst:4"]
    assert "No list of references has 'coal'" in built.warnings[-1].message + built.warnings[0].message
    assert paragraphs(built.page("cold/index.html")) == ["[3–5]."]


def test_labels_are_made_of_names_and_years(make_site: MakeSite) -> None:
    built = make_site("citing-chapters").build(academic_cite_style="label")
    assert (
        paragraphs(built.page("heat/fire.html"))[0]
        == "[AR19]; [Bra20, AR19, CLR+18, Lun21]; Castro et al. [CLR+18]."
    )
    assert paragraphs(built.page("cold/index.html")) == ["[vdB17a, CLR+18, Bra20]."]
    assert entries(built.page("own.html"))[0] == "[vdB17b] Of vapour"


def test_other_formats_have_the_numbers(make_site: MakeSite) -> None:
    site = make_site("citing-chapters")
    text = site.build("text", academic_cite_style="number").text("heat/fire.txt")
    assert "[1]; [1, 4–6]; Castro et al. [5]." in text
    latex = site.build("latex", academic_cite_style="number").text("samovars.tex")
    # Of lists that stand in one document each has its marks, and text leads to that of which it says them.
    for label in ("heat/list:reference-coal", "sources:reference-wood-2"):
        assert f"\\label{{\\detokenize{{{label}}}}}" in latex
        assert f"\\hyperref[\\detokenize{{{label}}}]" in latex
    single = site.build("singlehtml", academic_cite_style="number", warnings=[]).page("index.html")
    cold = single.get_element_by_id("cold").find_class("academic-cite")[0]
    (mark,) = single.get_element_by_id(cold.get("href")[1:]).find_class("academic-number")
    assert (words(cold), words(mark)) == ("3", "[3]")
    assert not single.xpath("//*[@id=preceding::*/@id]")
    site.build("epub", academic_cite_style="number", epub_copyright="2026", version="1", warnings=None)
    book = (site.folder / "build" / "epub" / "heat" / "fire.xhtml").read_text(encoding="utf-8")
    assert 'href="list.xhtml#reference-tea"' in book


def test_pages_are_written_again_when_their_numbers_change(make_site: MakeSite) -> None:
    site = make_site("citing-chapters")
    site.build(academic_cite_style="number")
    site.write(
        "index.rst", (site.source / "index.rst").read_text(encoding="utf-8").replace("`coal`", "`steam`")
    )
    again = site.build(academic_cite_style="number")
    assert again.read == ("index",)
    assert paragraphs(again.page("cold/index.html")) == ["[1, 3, 4]."]
    assert entries(again.page("sources.html"))[:2] == ["[1] Of steam", "[2] Tea"]


def test_workers_in_parallel_give_the_same_numbers(make_site: MakeSite) -> None:
    site = make_site("citing-chapters")
    asked = ("-D", "academic_cite_style=number")
    alone = site.run("html", *asked, name="alone")
    together = site.run("html", "-j", "2", *asked, name="together")
    for name in ("heat/fire.html", "heat/list.html", "cold/index.html", "own.html", "sources.html"):
        assert alone.files()[name] == together.files()[name], name
