"""Which entries of very long lists a page holds itself, and how the others are cut into files."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from sphinx_academic.content.fragments import Element
from sphinx_academic.outputs.scripted_lists import PART_END, cuts, in_files, mark, size, whole_name
from sphinx_academic.sections.base import in_parts


def a_list(count: int) -> Element:
    entries = tuple(Element("entry", (f"Entry {number}",)) for number in range(count))
    return Element("division", ("The legend", *in_parts(entries)), "academic academic-publications")


def test_the_size_of_a_list_is_its_entries_in_parts_or_not() -> None:
    assert [size(a_list(count)) for count in (0, 7, 50, 51, 620)] == [0, 7, 50, 51, 620]


@pytest.mark.parametrize("count", [10, 300, 900])
def test_a_list_that_is_a_little_longer_stays_whole(count: int) -> None:
    assert cuts([a_list(count)], 300) == [None]


def shown(blocks: list[Element], at_once: int) -> list[int]:
    """How many entries of each list stay on the page."""
    kept = cuts(blocks, at_once)
    return [
        size(block if place is None else block._replace(children=block.children[:place]))
        for block, place in zip(blocks, kept, strict=True)
    ]


@pytest.mark.parametrize(("count", "left"), [(899, 899), (900, 900), (901, 300)])
def test_a_list_of_three_times_the_entries_is_whole_and_with_one_more_it_is_cut(
    count: int, left: int
) -> None:
    assert shown([a_list(count)], 300) == [left]


def test_it_is_the_page_that_is_cut_and_not_each_list() -> None:
    assert shown([a_list(450), a_list(450)], 300) == [450, 450]
    assert shown([a_list(450), a_list(451)], 300) == [300, 0]


@pytest.mark.parametrize(("at_once", "left"), [(49, 50), (50, 50), (51, 100), (100, 100), (101, 150)])
def test_a_part_stays_as_long_as_one_of_its_entries_has_room(at_once: int, left: int) -> None:
    assert shown([a_list(1_000)], at_once) == [left]


def test_a_list_that_has_room_for_all_its_parts_keeps_them() -> None:
    assert cuts([a_list(300), a_list(700)], 300)[0] is None


def test_of_a_very_long_list_the_first_parts_stay() -> None:
    assert shown([a_list(1_000)], 300) == [300]


def test_the_lists_of_a_page_share_the_room_in_their_order() -> None:
    blocks = [a_list(240), a_list(120), a_list(20), a_list(700)]
    # Parts are not cut, nor are lists so short that they have none.
    assert shown(blocks, 300) == [240, 100, 20, 0]


@pytest.mark.parametrize("at_once", [0, -1])
def test_nothing_is_cut_where_nobody_asks_for_it(at_once: int) -> None:
    assert cuts([a_list(5_000)], at_once) == [None]


def test_no_part_is_lost_in_the_files() -> None:
    parts = [f"<div>{number}</div>\n" for number in range(25)]
    files = in_files(parts)
    assert [len(file.split(PART_END)) for file in files] == [10, 10, 5]
    assert [part for file in files for part in file.split(PART_END)] == parts


def test_where_the_rest_comes_in_a_link_leads_to_all_of_it() -> None:
    written = mark(10_000, ["../a-1.txt?v=1", "../a-2.txt?v=2"], "räte & co.whole.html")
    assert ">All 10,000 on one page</a>" in written
    assert unescape(re.findall('data-rest="(.*?)"', written)[0]).split() == [
        "../a-1.txt?v=1",
        "../a-2.txt?v=2",
    ]
    assert 'href="r%C3%A4te%20%26%20co.whole.html"' in written


def test_the_whole_page_stands_beside_the_page() -> None:
    assert whole_name(Path("site/papers.html")) == "papers.whole.html"
