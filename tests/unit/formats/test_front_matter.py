"""Markdown pages: the data in the front matter, the links in the body."""

from __future__ import annotations

import pytest

from sphinx_academic.data.located import RawMapping
from sphinx_academic.formats.own_form import link_definitions, read_page


@pytest.mark.parametrize("closing", ["---", "...", "---  "])
def test_the_block_at_the_top_is_data_with_its_places(closing: str) -> None:
    page = read_page(f"---\ntitle: X\nnews:\n  - note: Y\n{closing}\n\n# Body: here\n", "x.md")
    assert page.root == {"title": "X", "news": [{"note": "Y"}]}
    assert page.problems == ()
    assert page.is_page
    assert isinstance(page.root, RawMapping)
    assert page.root.place_of_key("news") == (3, 1)


def test_a_mistake_in_front_matter_is_told_at_its_line_of_the_page() -> None:
    page = read_page("---\ntitle: X\nnote: Y: Z\n---\n", "x.md")
    assert page.root == {"title": "X", "note": "Y: Z"}
    assert [(p.line, p.column) for p in page.problems] == [(3, 8)]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("\nHello, this is my page.\n", 5),
        ("\n# Welcome\n\nSome text here: with a colon.\n", 5),
        ("## Welcome\n", 4),
        ("<div>Hello</div>\n", 4),
        ("----\nHello there, all.\n", 4),
        ("—-\nHello there, all.\n", 4),
        (" ---\nHello there, all.\n", 4),
        ("\nHello, this is my page.\n\n---\n\nMore text: here\n", 5),
    ],
)
def test_front_matter_without_its_end_is_read_up_to_the_first_line_of_the_body(body: str, line: int) -> None:
    page = read_page(f"---\ntitle: X\nyear: 2\n{body}", "x.md")
    assert page.root == {"title": "X", "year": "2"}
    [problem] = page.problems
    assert problem.line == line
    assert "---" in problem.hint


def test_front_matter_that_nothing_ends_is_told_where_it_opens() -> None:
    page = read_page("---\ntitle: X\npubs:\n- title: Y\n", "x.md")
    assert page.root == {"title": "X", "pubs": [{"title": "Y"}]}
    [problem] = page.problems
    assert (problem.line, problem.hint) == (1, "Write a line  ---  below its last line.")


@pytest.mark.parametrize("first", ["publications:\n", "", "title: X\n"])
def test_data_below_the_front_matter_are_told(first: str) -> None:
    page = read_page(f"---\n{first}---\n\npublications:\n- title: A\n---\n", "x.md")
    [problem] = page.problems
    closing = 2 + first.count("\n")
    assert (problem.line, problem.excerpt) == (closing + 2, "publications:")
    assert f"line {closing};" in problem.message
    assert f"from line {closing} below the data" in problem.hint


@pytest.mark.parametrize(
    "body",
    [
        "News:\n\n- Monday: we moved\n",
        "publications: see below\n\n- title: A\n",
        "Publications:\n\n- one\n- two\n",
        "```yaml\npublications:\n- title: A\n```\n",
        "Note: this page has a rule.\n\n---\n\nMore.\n",
        "publications:\ntitle: A\n",
        "publications:",
    ],
)
def test_a_text_that_only_resembles_data_is_no_problem(body: str) -> None:
    assert read_page(f"---\n---\n{body}", "x.md").problems == ()


def test_empty_lines_above_the_front_matter_are_told() -> None:
    page = read_page("\n\n---\ntitle: X\n---\n", "x.md")
    assert page.root == {"title": "X"}
    assert [p.line for p in page.problems] == [3]


def test_a_page_without_front_matter_has_no_data() -> None:
    page = read_page("# Hello\n\n[a]: https://x.org\n", "x.md")
    assert page.root is None
    assert [p.line for p in page.problems] == [1]
    assert page.links == {"a": "https://x.org"}


@pytest.mark.parametrize("text", ["", "\n", "---\n---\n", "---\n# nothing\n---\nText\n"])
def test_an_empty_page_is_no_problem(text: str) -> None:
    page = read_page(text, "x.md")
    assert page.root is None
    assert page.problems == ()


def test_link_definitions_are_found_by_their_folded_label() -> None:
    found = link_definitions(
        '[Prof.  Ada\nLovelace]: https://a.org "title"\n[B]:https://b.org\n[b]: https://second.org\n'
        "[Straße]: <https://c.org/x y>\n   [d]:\n   /d\n"
    )
    assert found == {
        "prof. ada lovelace": "https://a.org",
        "b": "https://b.org",
        "strasse": "https://c.org/x y",
        "d": "/d",
    }


def test_code_and_paragraphs_define_no_links() -> None:
    assert (
        link_definitions(
            "```\n[a]: https://a.org\n```\n\n    [b]: https://b.org\n\ntext\n[c]: https://c.org\n"
        )
        == {}
    )
