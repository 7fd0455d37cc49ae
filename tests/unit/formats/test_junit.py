"""Reports of tests in the XML of JUnit are read whoever wrote them, and what is no such report says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_academic.formats import junit
from sphinx_academic.formats.junit import JUnitReport, State, read_report

PYTEST = """<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" errors="1" failures="1"
skipped="1" tests="7" timestamp="2026-11-29T17:25:15.170496+00:00" hostname="vm">
<testcase classname="tests.test_ear" name="test_hears[soft]" time="0.001" />
<testcase classname="tests.test_ear" name="test_hears[a::b/c.d]" time="0.001" />
<testcase classname="tests.test_ear" name="test_ends[soft]" time="0.001" />
<testcase classname="tests.test_ear" name="test_ends[loud]" time="0.001"><failure message="assert 0">x</failure></testcase>
<testcase classname="tests.test_ear.TestSleep" name="test_sleeps"><skipped type="pytest.skip" message="no"/></testcase>
<testcase classname="tests.test_ear" name="test_breaks"><error message="failed on setup">x</error></testcase>
<testcase classname="tests.test_nose" name="test_ends[soft]" /></testsuite></testsuites>"""

UNITTEST = """<testsuite name="tests.test_ear.EarTest-20261129" tests="1" timestamp="2026-11-29T10:00:00">
<testcase classname="tests.test_ear.EarTest" name="test_hears" time="0.1" file="tests/test_ear.py" line="3"/></testsuite>"""

SUREFIRE = """<?xml version="1.0" encoding="UTF-8"?>
<testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="https://x.example/s.xsd"
 name="org.x.EarTest" tests="3"><properties><property name="java.version" value="21"/></properties>
<testcase name="hears()" classname="org.x.EarTest"><flakyFailure message="x">late</flakyFailure><system-out>y</system-out></testcase>
<testcase name="hears(String)[1]" classname="org.x.EarTest"/>
<testcase name="fails" classname="org.x.EarTest"><failure>x</failure><rerunFailure>x</rerunFailure><skipped/></testcase></testsuite>"""

GTEST = """<testsuites tests="3" timestamp="2026-11-29T10:00:00.123" name="AllTests"><testsuite name="Ear" tests="3"
 timestamp="2026-11-29T10:00:01.5"><testcase name="Hears/0" status="run" result="completed" classname="All/Ear"/>
<testcase name="Sleeps" status="notrun" result="suppressed" classname="Ear"/>
<testcase name="Skips" status="run" result="skipped" classname="Ear"><skipped message="x"/></testcase></testsuite></testsuites>"""

JEST = """<testsuites name="jest tests"><testsuite name="ear" timestamp="2026-11-29T10:00:00">
<testcase classname="Ear when it is soft hears" name="Ear when it is soft hears" time="0.1"/></testsuite></testsuites>"""

BRACKETS = """<testsuites><testsuite name="ear"><testcase classname="Ear" name="[fast] hears"/>
<testcase classname="Ear" name="[slow] hears[soft]"><failure/></testcase></testsuite></testsuites>"""

NEXTEST = """<testsuites name="nextest-run" timestamp="2026-11-29T10:00:00.000+01:00"><testsuite name="ear" tests="1">
<testcase name="tests::hears" classname="ear" timestamp="2026-11-29T10:00:00.000+01:00"/></testsuite></testsuites>"""

NESTED = """<testsuites><testsuite name="a" timestamp="2026-11-29T10:00:00"><testsuite name="b">
<testcase name="c" classname="a.b"/></testsuite></testsuite><testsuite name="d"><testcase name="e"/></testsuite></testsuites>"""


def report(tmp_path: Path, text: str | bytes) -> JUnitReport:
    path = tmp_path / "junit.xml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_report(path, "build/junit.xml")


@pytest.mark.parametrize(
    ("text", "test", "state"),
    [
        (PYTEST, "tests/test_ear.py::test_hears[soft]", State.PASSED),
        (PYTEST, "tests.test_ear.test_hears[soft]", State.PASSED),
        (PYTEST, "tests\\test_ear.py::test_hears[a::b/c.d]", State.PASSED),
        (PYTEST, "test_ear.test_hears", State.PASSED),
        (PYTEST, "test_ear.py::test_hears[soft]", State.PASSED),
        (PYTEST, "tests/test_ear.py::test_ends", State.FAILED),
        (PYTEST, "tests/test_ear.py::TestSleep::test_sleeps", State.SKIPPED),
        (PYTEST, "test_sleeps", State.SKIPPED),
        (PYTEST, "tests/test_ear.py::test_breaks", State.FAILED),
        (UNITTEST, "tests.test_ear.EarTest.test_hears", State.PASSED),
        (UNITTEST, "EarTest.test_hears", State.PASSED),
        (SUREFIRE, "org.x.EarTest#hears", State.PASSED),
        (SUREFIRE, "org.x.EarTest.hears(String)[1]", State.PASSED),
        (SUREFIRE, "EarTest.fails", State.FAILED),
        (GTEST, "All/Ear.Hears/0", State.PASSED),
        (GTEST, "Ear.Sleeps", State.NOT_RUN),
        (GTEST, "Ear.Skips", State.SKIPPED),
        (JEST, "Ear when it is soft hears.Ear when it is soft hears", State.PASSED),
        (BRACKETS, "[fast] hears", State.PASSED),
        (BRACKETS, "Ear.[slow] hears", State.FAILED),
        (NEXTEST, "ear::tests::hears", State.PASSED),
        (NESTED, "a.b.c", State.PASSED),
        (NESTED, "e", State.PASSED),
    ],
)
def test_what_became_of_a_test_is_found_by_each_of_its_names(
    tmp_path: Path, text: str, test: str, state: State
) -> None:
    read = report(tmp_path, text)
    assert read.problems == ()
    found = read.find(test)
    assert (found.outcome.state, found.fault) == (state, "")


@pytest.mark.parametrize(
    ("text", "test", "when"),
    [
        (PYTEST, "test_hears[soft]", "2026-11-29T17:25:15+00:00"),
        (GTEST, "Ear.Skips", "2026-11-29T10:00:01"),
        (NESTED, "a.b.c", "2026-11-29T10:00:00"),
        (NESTED, "e", ""),
        (NEXTEST, "ear::tests::hears", "2026-11-29T10:00:00+01:00"),
    ],
)
def test_a_test_was_run_when_the_nearest_suite_says_so(
    tmp_path: Path, text: str, test: str, when: str
) -> None:
    found = report(tmp_path, text).find(test).outcome.when
    assert (found.isoformat() if found else "") == when


@pytest.mark.parametrize(
    ("test", "advice"),
    [
        ("tests/test_ear.py::test_heers[soft]", "Did you mean 'tests/test_ear.py::test_hears[soft]'?"),
        ("tests/test_ear.py::test_hears[sof]", "Did you mean 'tests/test_ear.py::test_hears[soft]'?"),
        ("test_eye.test_sleeps", "Did you mean 'tests.test_ear.TestSleep.test_sleeps'?"),
        (
            "tests/test_ear.py::Sleep::test_sleeps",
            "Did you mean 'tests/test_ear.py::TestSleep::test_sleeps'?",
        ),
        ("tests/test_eye.py::test_blinks", "Name a test as its runner does, or run the tests that show it."),
    ],
)
def test_a_test_that_is_not_there_is_told_with_the_nearest(tmp_path: Path, test: str, advice: str) -> None:
    found = report(tmp_path, PYTEST).find(test)
    assert found.outcome.state is State.NOT_RUN
    assert (found.fault, found.hint) == (f"The report of tests has no '{test}'.", advice)


def test_an_ending_of_several_names_is_none(tmp_path: Path) -> None:
    found = report(tmp_path, PYTEST).find("test_ends[soft]")
    assert found.outcome.state is State.NOT_RUN
    assert "2 tests whose names end in 'test_ends[soft]'" in found.fault
    assert found.hint == "Write more of the name, such as 'tests.test_ear.test_ends'."


def test_of_a_test_that_was_run_twice_a_failure_counts_in_either_order(tmp_path: Path) -> None:
    good = '<testcase classname="a" name="b"/>'
    bad = '<testcase classname="a" name="b"><failure/></testcase>'
    for cases in (good + bad, bad + good):
        text = f"<testsuite>{cases}</testsuite>"
        assert report(tmp_path, text).find("a.b").outcome.state is State.FAILED


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><testsuite name="&b;"/>'
OUTSIDE = (
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><testsuite><testcase name="&a;"/></testsuite>'
)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (LAUGHS, "syntax", "declares a document type"),
        (OUTSIDE, "syntax", "declares a document type"),
        ("<html><body/></html>", "syntax", "'html' is no report of tests"),
        (PYTEST[:600], "syntax", "is no whole XML"),
        ("", "syntax", "is no whole XML"),
        (b"\x00\x01", "syntax", "is no whole XML"),
        ('<?xml version="1.0" encoding="klingon"?><testsuite/>', "file", "cannot be read"),
        ("<testsuite>" * 101, "limit", "deeper than 100"),
    ],
)
def test_what_is_no_report_is_told_and_has_no_tests(
    tmp_path: Path, text: str | bytes, code: str, words: str
) -> None:
    read = report(tmp_path, text)
    (problem,) = read.problems
    assert (problem.path, problem.code) == ("build/junit.xml", code)
    assert words in problem.message
    assert read.find("tests.test_ear.test_hears").outcome.state is State.NOT_RUN


def test_a_report_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(junit, "MAX_BYTES", 10)
    (problem,) = report(tmp_path, PYTEST).problems
    assert problem.code == "limit"
    monkeypatch.undo()
    monkeypatch.setattr(junit, "MAX_TESTS", 2)
    (problem,) = report(tmp_path, PYTEST).problems
    assert "more than 2 tests" in problem.message


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_a_report_in_another_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><testsuite><testcase classname="é" name="b"/></testsuite>'
    assert report(tmp_path, text.encode(encoding)).find("é.b").outcome.state is State.PASSED
