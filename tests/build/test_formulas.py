"""Formulas in data are shown as the project shows formulas."""

from __future__ import annotations

from sites import MakeSite, words

DATA = """\
publications:
- title: On $O(n^2)$ sorting
  author: Ann Bee
  abstract: It costs $5 at most, as $a < b$.
"""


def test_formulas_go_through_the_renderer_of_the_project(make_site: MakeSite) -> None:
    site = make_site("sections")
    site.write("data/site.yaml", DATA)
    site.write("plain.rst", "Home\n====\n\n.. publications:: /data/site.yaml\n   :layout: list\n")
    built = site.build(warnings=None)
    page = built.page("plain.html")
    (entry,) = page.find_class("academic-entry")
    assert [words(formula) for formula in entry.find_class("math")] == [r"\(O(n^2)\)", r"\(a < b\)"]
    assert "It costs $5 at most" in words(entry)
    assert any("mathjax" in str(script.get("src")) for script in page.iter("script"))


def test_formulas_are_formulas_in_latex(make_site: MakeSite) -> None:
    site = make_site("sections")
    site.write("data/site.yaml", DATA)
    site.write("plain.rst", "Home\n====\n\n.. publications:: /data/site.yaml\n")
    built = site.build("latex", warnings=None)
    (tex,) = (path.read_text(encoding="utf-8") for path in built.folder.glob("*.tex"))
    assert r"On \(O(n^2)\) sorting" in tex
    assert r"\$5 at most" in tex


def test_formulas_may_be_mathml_that_needs_no_script_and_no_other_host(make_site: MakeSite) -> None:
    site = make_site("sections")
    site.write("data/site.yaml", DATA)
    site.write(
        "plain.rst",
        "Home\n====\n\n.. publications:: /data/site.yaml\n   :layout: list\n\n"
        ".. math::\n   :label: sum\n\n   a &= b \\\\\n   c &= \\boldsymbol{+} d\n\nSee :eq:`sum`.\n",
    )
    built = site.build(html_math_renderer="mathml", warnings=None)
    page = built.page("plain.html")
    (entry,) = page.find_class("academic-entry")
    assert [math.get("display") for math in entry.iter("math")] == [None, None]
    assert words(entry.find_class("math")[1]) == "a < b"
    (block,) = (math for math in page.iter("math") if math.get("display") == "block")
    assert len(list(block.iter("mtr"))) == 2
    (number,) = page.find_class("eqno")
    assert words(number).startswith("(1)")
    assert not [element for element in page.iter() if element.get("style")]
    assert not [script for script in page.iter("script") if "://" in str(script.get("src"))]


def test_a_formula_that_cannot_be_converted_is_told_and_shown_as_written(make_site: MakeSite) -> None:
    site = make_site("sections")
    site.write("plain.rst", "Home\n====\n\nSee :math:`a \\unheardof b < c`.\n")
    built = site.build(html_math_renderer="mathml", warnings=None)
    (told,) = (told for told in built.warnings if told.code == "academic.formula")
    assert "unheardof" in told.message
    assert told.location.endswith("plain.rst:4")
    assert words(built.page("plain.html").find_class("math")[0]) == r"a \unheardof b < c"
