"""A curriculum vitae on pages of all kinds, in books and in plain text, in another language, and with what others declare."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sites
from sites import Built, MakeSite, Site, words

DATA = """
profile: {name: Wilhelmina Dampf}
people: [{name: Priya Rao, role: PhD student, url: "https://rao.example.org"}]
positions:
- {title: Professor, institution: Mist, start: 2018}
- {title: Reader, institution: Mist, start: 2012-03, end: 2017-12}
publications:
- {key: a, title: Alpha, type: article, year: 2024, authors: [Wilhelmina Dampf, {name: Priya Rao, equal: true}], doi: 10.5555/1}
- {key: b, title: Beta, type: conference, year: 2022, authors: [W. Dampf, Wilhelmina Dampf]}
talks: [{key: hot, title: Hot water, date: 2024-05-16, event: Seminar, tags: [industry]}, {key: cold, title: Cold, date: 2023}]
kinds:
  patents: {cv: before talks, fields: {office: {label: Office, shown: beside}}}
patents: [{key: lid, title: A lid, office: EPO}]
"""
PAGE = """\
# Life

{talk}`cold` and {patent}`lid`

```{cv}
```
"""
NESTED = """\
In reST
=======

Deeper
------

.. cv::
   :variant: industry
   :no-index:

- In a list:

  .. cv::
     :no-index:
"""


def with_cv(site: Site, page: str = PAGE, data: str = DATA) -> Site:
    site.write("index.md", page)
    site.write("data/site.yaml", data)
    return site


@pytest.fixture(scope="module")
def built(make_shared_site: MakeSite) -> Built:
    site = with_cv(make_shared_site("twins"), PAGE + "\n```{toctree}\nnested\nplain\n```\n")
    site.write("nested.rst", NESTED)
    site.write("plain.md", "# Plain\n")
    return site.build()


def headings(built: Built, name: str) -> list[tuple[str, str]]:
    found = built.page(name).xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")
    return [(each.tag, words(each).rstrip("¶# ")) for each in found]


def test_parts_are_sections_and_types_of_works_sections_within(built: Built) -> None:
    assert headings(built, "index.html") == [
        ("h1", "Life"), ("h2", "Positions"), ("h2", "Publications"), ("h3", "Journal articles"),
        ("h3", "Conference and workshop papers"), ("h2", "Patents"), ("h2", "Talks"),
    ]  # fmt: skip


def test_below_a_heading_they_stand_one_lower_and_in_a_list_they_are_no_sections(built: Built) -> None:
    found = headings(built, "nested.html")
    assert found[:4] == [("h1", "In reST"), ("h2", "Deeper"), ("h3", "Experience"), ("h3", "Publications")]
    page = built.page("nested.html")
    rubrics = page.xpath("//li//*[contains(@class, 'rubric')]")
    assert [words(each) for each in rubrics][:3] == ["Positions", "Publications", "Journal articles"]
    assert "academic-level-2" in rubrics[2].get("class")


def test_names_are_bold_and_underlined_and_signs_are_explained_once(built: Built) -> None:
    page = built.page("index.html")
    assert [words(each) for each in page.xpath("//u")] == ["underlined", "Priya Rao"]
    assert {words(each) for each in page.xpath("//strong[@class='academic-highlight']")} == {
        "Wilhelmina Dampf"
    }
    (legend,) = page.xpath("//*[@class='academic-legend']")
    assert words(legend) == "* equal contribution · underlined: students"


def test_its_style_sheet_is_loaded_where_a_cv_is(built: Built) -> None:
    sheets = "//link[contains(@href, 'academic-cv.css')]"
    assert built.page("index.html").xpath(sheets) and not built.page("plain.html").xpath(sheets)
    assert not built.page("index.html").xpath("//*[@style]")


def test_what_no_other_page_shows_can_be_referred_to_and_found(built: Built) -> None:
    links = built.page("index.html").xpath(
        "//a[starts-with(@href, '#') and not(contains(@class, 'headerlink'))]/@href"
    )
    assert {"#talk-cold", "#patent-lid"} <= {*links}
    assert built.page("index.html").xpath("//*[@id='talk-cold']")
    assert r"A lid \u00b7 Office: EPO" in built.text("searchindex.js")


def test_references_lead_to_a_list_before_they_lead_to_a_cv(make_site: MakeSite) -> None:
    site = with_cv(make_site("twins"), PAGE + "\n```{toctree}\ntalks\nplain\n```\n")
    site.write("talks.md", "# Talks\n\n```{talks}\n:limit: 5\n```\n")
    site.write("plain.md", "# Plain\n\n{talk}`cold` and {patent}`lid`\n")
    links = site.build().page("plain.html").xpath("//p/a[contains(@href, '#')]/@href")
    assert links == ["talks.html#talk-cold", "index.html#patent-lid"]


@pytest.mark.parametrize(
    "builder",
    ["latex", "text", "epub", "man", "texinfo", "xml", "pseudoxml", "dirhtml", "singlehtml", "gettext"],
)
def test_other_builders_have_all_of_it(make_site: MakeSite, builder: str) -> None:
    site = with_cv(make_site("twins"), PAGE + "\n```{toctree}\nnested\n```\n")
    site.write("nested.rst", NESTED)
    settings = {"man_pages": [("index", "life", "Life", "W", 1)]} if builder == "man" else {}
    built = site.build(builder, warnings=None, **settings)
    assert not [each for each in built.warnings if each.code.startswith("academic")]
    whole = "\n".join(
        path.read_text(encoding="utf-8", errors="replace")
        for path in built.folder.rglob("*")
        if path.is_file() and path.suffix not in {".pickle", ".inv", ".epub", ".woff2", ".png"}
    )
    for title in ("Professor", "Alpha", "Beta", "Cold", "A lid"):
        assert title in whole, title


def test_students_are_underlined_in_plain_text_and_in_latex(make_site: MakeSite) -> None:
    site = with_cv(make_site("twins"))
    assert "**Wilhelmina Dampf**, _Priya Rao" in site.build("text").text("index.txt")
    latex = site.build("latex").text("twins.tex")
    assert re.search(r"\\sphinxaccelerator\{\\sphinxhref\{https://rao\.example\.org\}\{Priya Rao\}", latex)


def test_headings_dates_and_types_are_in_the_language_of_the_site(make_site: MakeSite) -> None:
    built = with_cv(make_site("twins")).build(language="de")
    found = [words for _tag, words in headings(built, "index.html")]
    assert "Zeitschriftenartikel" in " ".join(found) or "Artikel" in " ".join(found)
    assert "März 2012 – Dez. 2017" in words(built.page("index.html"))


def test_what_is_wrong_is_told_at_its_line_and_the_rest_shown(make_site: MakeSite) -> None:
    data = "talks: [{title: A, date: 2020}]\ncv:\n- grantz\n- kinds: talks\n  tag: none\n- {title: All, kinds: talks}\n"
    page = "# Life\n\n```{cv}\n:variant: short\n```\n"
    built = with_cv(make_site("twins"), page, data).build(warnings=["academic.cv"] * 2 + ["academic.option"])
    places = [Path(each.location).name for each in built.warnings]
    assert places == ["site.yaml:3:3", "site.yaml:5:8", "index.md:4"]
    assert headings(built, "index.html")[1:] == [("h2", "All")]


def test_a_cv_of_rendercv_stays_what_it_is(make_site: MakeSite) -> None:
    data = "cv:\n  name: Ada Bee\n  sections:\n    Talks:\n    - {name: Hot water, date: 2024}\n"
    built = with_cv(make_site("twins"), "# Life\n\n```{cv}\n```\n", data).build(warnings=None)
    assert not [each for each in built.warnings if each.code == "academic.cv"]
    assert ("h2", "Talks") in headings(built, "index.html")


def test_two_thousand_works_are_all_there(make_site: MakeSite) -> None:
    works = "".join(
        f"- {{title: Work {number}, type: article, year: {1900 + number % 120}}}\n" for number in range(2_000)
    )
    built = with_cv(make_site("twins"), "# Life\n\n```{cv}\n```\n", f"publications:\n{works}").build()
    numbers = built.page("index.html").xpath("//*[@class='academic-number']/text()")
    assert (len(numbers), numbers[0], numbers[-1]) == (2_000, "[J2000]", "[J1]")


SECTION = '''\
"""A directive that counts works."""

from sphinx_academic.content.fragments import Element
from sphinx_academic.sections.base import Chosen, Section


class Tallies(Section):
    """How many works there are."""

    name = "tallies"
    list_of = "publications"

    def choose(self, collection, options):
        return (Chosen((), collection.publications),)

    def describe(self, chosen, index, options, description):
        return (Element("paragraph", (f"{len(chosen[index].records)} works",)),)
'''


def test_a_list_of_another_package_can_be_a_part(
    make_site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "tallies-1.0.dist-info"
    package.mkdir()
    (tmp_path / "tallies.py").write_text(SECTION, encoding="utf-8")
    (package / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: tallies\nVersion: 1.0\n", encoding="utf-8"
    )
    (package / "entry_points.txt").write_text(
        "[sphinx_academic.sections]\ntallies = tallies:Tallies\n", encoding="utf-8"
    )
    monkeypatch.setitem(sites.ENVIRONMENT, "PYTHONPATH", str(tmp_path))
    site = with_cv(make_site("twins"), "# Life\n\n```{cv}\n```\n", DATA + "cv: [tallies, talks]\n")
    built = site.run("html")
    assert headings(built, "index.html")[1:] == [("h2", "Tallies"), ("h2", "Talks")]
    assert "2 works" in words(built.page("index.html"))
