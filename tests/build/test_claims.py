"""What a work claims is shown with what became of the tests that show it, as a report says, and follows that report."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest
from sites import Built, MakeSite, Site, words

CLAIMS = """
    claims:
      - {text: It hears **soft** kettles., test: "tests/test_ear.py::test_hears[soft]"}
      - text: It wakes up.
        test: test_ear.test_wakes
      - {text: It sleeps., test: tests/test_ear.py::test_sleeps}
      - {text: It dreams., test: tests/test_ear.py::test_dreams}
      - It is kind.
"""
REPORT = """<testsuites><testsuite name="pytest" timestamp="2026-11-29T17:25:15.170496+00:00">
<testcase classname="tests.test_ear" name="test_hears[soft]"/>
<testcase classname="tests.test_ear" name="test_wakes"><failure/></testcase>
<testcase classname="tests.test_ear" name="test_sleeps"><skipped/></testcase>{more}</testsuite></testsuites>"""
WHOLE = REPORT.format(more='<testcase classname="tests.test_ear" name="test_dreams" status="notrun"/>')


def with_claims(make: MakeSite, report: str = "", claims: str = CLAIMS) -> Site:
    """A site with a work that claims something, and a report beside its source folder."""
    site = make("landing")
    path = site.source / "data" / "site.yaml"
    text = path.read_text(encoding="utf-8")
    site.write("data/site.yaml", text.replace("    award: Best paper\n", f"    award: Best paper{claims}"))
    settings = (site.source / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", f'{settings}academic_claims_report = "../junit.xml"\n')
    if report:
        (site.folder / "junit.xml").write_text(report, encoding="utf-8")
    return site


def claims(page: lxml.html.HtmlElement) -> list[str]:
    """The claims of a page with their marks, without the names of the tests."""
    (listed,) = page.find_class("academic-claim-list")
    return [re.sub(r" \S*test_\S*$", "", words(item)) for item in listed]


@pytest.fixture(scope="module")
def built(make_shared_site: MakeSite) -> Built:
    return with_claims(make_shared_site, WHOLE).build()


MARKED = [
    "It hears soft kettles. passed",
    "It wakes up. failed",
    "It sleeps. skipped",
    "It dreams. not run",
    "It is kind.",
]


@pytest.mark.parametrize("name", ["papers.html", "papers/boiling.html"])
def test_each_claim_has_a_word_and_a_sign_in_its_list_and_on_its_page(built: Built, name: str) -> None:
    page = built.page(name)
    assert claims(page) == MARKED
    marks = page.find_class("academic-outcome")
    assert len({mark.xpath("string(.//*[local-name()='use']/@href)") for mark in marks}) == 4
    assert [mark.get("class").split()[1] for mark in marks] == [
        f"academic-{word}" for word in ("passed", "failed", "skipped", "not-run")
    ]
    (tested,) = page.find_class("academic-tested")
    assert words(tested) == "Tested: 2026-11-29 17:25 UTC"
    assert tested.xpath("time/@datetime") == ["2026-11-29T17:25:15+00:00"]
    assert "tests/test_ear.py::test_hears[soft]" in words(page)


def test_claims_are_found_by_the_search(built: Built) -> None:
    assert "kettl" in built.text("searchindex.js")
    assert '"dream"' in built.text("searchindex.js")


def test_tests_that_were_run_at_several_times_each_say_their_own(make_site: MakeSite) -> None:
    later = '</testsuite><testsuite name="b"><testcase classname="tests.test_ear" name="test_dreams"/>'
    other = later.replace('"b"', '"b" timestamp="2026-11-30T09:00:00"')
    page = with_claims(make_site, REPORT.format(more=other)).build().page("papers/boiling.html")
    assert page.find_class("academic-tested") == []
    assert claims(page)[3] == "It dreams. passed 2026-11-30 09:00"
    assert len(page.xpath("//*[@class='academic-claim-list']//time")) == 4


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "man"])
def test_other_formats_have_the_words(make_site: MakeSite, builder: str) -> None:
    settings = {"version": "1", "copyright": "Ada Brühl", "latex_engine": "xelatex"}
    built = with_claims(make_site, WHOLE).build(builder, warnings=None, **settings)
    assert built.warnings == ()
    pattern = {"text": "papers.txt", "latex": "*.tex", "epub": "papers.xhtml", "man": "*.1"}[builder]
    written = "".join(path.read_text(encoding="utf-8") for path in built.folder.glob(pattern))
    written = re.sub(r"\\sphinxhyphen\{\}|\\-", "-", written)
    for word in ("passed", "failed", "skipped", "not run", "2026-11-29 17:25 UTC"):
        assert word in written, word


# Reports that are missing, say too little, or are none


def test_without_a_report_nothing_is_marked_and_nothing_told_as_a_warning(make_site: MakeSite) -> None:
    built = with_claims(make_site).build()
    page = built.page("papers/boiling.html")
    assert claims(page)[0] == "It hears soft kettles."
    assert page.find_class("academic-outcome") == page.find_class("academic-tested") == []
    assert built.said.count("There is no report of tests '../junit.xml'; no claim is marked.") == 1


def test_a_test_that_the_report_does_not_have_is_told_once_where_it_is_named(make_site: MakeSite) -> None:
    more = '<testcase classname="tests.test_ear" name="test_dream"/>'
    site = with_claims(make_site, REPORT.format(more=more))
    built = site.build(warnings=["academic.claim"])
    (told,) = built.warnings
    line = (
        (site.source / "data/site.yaml")
        .read_text(encoding="utf-8")
        .split("\n")
        .index("      - {text: It dreams., test: tests/test_ear.py::test_dreams}")
    )
    assert told.location.startswith(f"data/site.yaml:{line + 1}:")
    assert told.message == (
        "The report of tests has no 'tests/test_ear.py::test_dreams'. "
        "Did you mean 'tests/test_ear.py::test_dream'?"
    )
    assert claims(built.page("papers/boiling.html"))[3] == "It dreams. not run"


@pytest.mark.parametrize("report", ["<html/>", "<!DOCTYPE a [<!ENTITY b 'c'>]><testsuite/>", "<testsuite>"])
def test_what_is_no_report_is_told_once_and_marks_nothing(make_site: MakeSite, report: str) -> None:
    built = with_claims(make_site, report).build(warnings=["academic.syntax"])
    (told,) = built.warnings
    assert told.location.startswith("../junit.xml:1")
    assert built.page("papers/boiling.html").find_class("academic-outcome") == []


def test_a_folder_is_no_report(make_site: MakeSite) -> None:
    site = with_claims(make_site)
    (site.folder / "junit.xml").mkdir()
    (told,) = site.build(warnings=["academic.config"]).warnings
    assert "which is no file" in told.message


def test_a_claim_without_a_text_is_told(make_site: MakeSite) -> None:
    told = "\n    claims: [{test: test_ear.test_wakes}]\n"
    (warning,) = with_claims(make_site, WHOLE, told).build(warnings=["academic.missing"]).warnings
    assert "A claim has a test and no text. Add  text: …" in warning.message


# Builds that follow a build


def all_files(built: Built) -> dict[str, bytes]:
    return {name: content for name, content in built.files().items() if name.endswith(".html")}


def change(site: Site, report: str) -> None:
    path = Path(site.folder, "junit.xml")
    if report:
        path.write_text(report, encoding="utf-8")
    else:
        path.unlink()


@pytest.mark.parametrize(
    ("before", "after"), [("", WHOLE), (WHOLE, ""), (WHOLE, WHOLE.replace("<failure/>", ""))]
)
def test_pages_follow_the_report_when_it_comes_changes_or_goes(
    make_site: MakeSite, before: str, after: str
) -> None:
    site = with_claims(make_site, before)
    site.build()
    change(site, after)
    built = site.build()
    assert "papers" in built.read
    shown = claims(built.page("papers.html"))
    assert shown == claims(built.page("papers/boiling.html"))
    assert shown[1] == {"": "It wakes up.", WHOLE: "It wakes up. failed"}.get(after, "It wakes up. passed")


@pytest.mark.parametrize("report", ["", WHOLE])
def test_a_report_that_stays_makes_no_page_stale(make_site: MakeSite, report: str) -> None:
    site = with_claims(make_site, report)
    site.build()
    assert site.build().read == ()
