"""Topics of works as chips: in the entries, above a filtered list, and what each asks the form for."""

from __future__ import annotations

import pytest
from descriptions import described, description, of_class
from inline_data import read_clean
from plain_page import html_of, tree_of

from sphinx_academic.content.fragments import plain
from sphinx_academic.sections.base import Above, Form, facets_of
from sphinx_academic.sections.publications import Publications

pytestmark = pytest.mark.usefixtures("english")

TEXT = """
pubs:
- {title: A, tags: [Sound & vision, kettles]}
- {title: B, tags: [KETTLES]}
- {title: C, tags: [bread]}
"""


def form(number: int = 1) -> Form:
    section = Publications()
    return Form(number, facets_of(section, section.choose(read_clean(TEXT), {})))


def test_an_entry_shows_its_topics_where_it_is_asked_to() -> None:
    assert not of_class(described(Publications(), TEXT, layout="list"), "academic-topics")
    found = described(Publications(), TEXT, layout="list", topics=("entries",))
    lines = of_class(found, "academic-topics")
    # What builders without chips are given.
    assert [plain(each.children) for each in lines] == ["Sound & vision · kettles", "KETTLES", "bread"]
    tree = tree_of(html_of((lines[0],)))
    assert tree.xpath("//span/text()") == ["Sound & vision", "kettles"]
    assert not tree.xpath("//a")


def test_a_topic_asks_for_the_spelling_that_the_form_has_and_is_no_link_without_script() -> None:
    how = description(picks=form(2).picks)
    found = described(Publications(), TEXT, how, layout="list", topics=("entries",))
    tree = tree_of(html_of(tuple(of_class(found, "academic-topics"))))
    assert tree.xpath("//a/@data-filter") == [
        "tag2=Sound+%26+vision",
        "tag2=kettles",
        "tag2=kettles",
        "tag2=bread",
    ]
    assert not tree.xpath("//a/@href")


def test_above_a_list_stand_the_topics_with_how_many_works_have_them() -> None:
    section, options = Publications(), {"topics": ("above",), "year-links": ("none",), "filter": True}
    chosen = section.choose(read_clean(TEXT), options)
    (line,) = section.above_list(chosen, options, Above(form(), (), lambda work: "", "en"))
    assert plain((line,)) == "Topics: kettles 2 bread 1 Sound & vision 1"
    assert tree_of(html_of((line,))).xpath("//a/@data-filter")[0] == "tag=kettles"
    assert section.above_list(chosen, options, Above(None, (), lambda work: "", "en")) == ()


def test_topics_above_a_list_without_a_form_are_told() -> None:
    faults = [*Publications().faults(read_clean(TEXT), {"topics": ("above",)})]
    assert [fault[0] for fault in faults] == ["topics"]
    assert not [*Publications().faults(read_clean(TEXT), {"topics": ("above",), "filter": True})]
