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
