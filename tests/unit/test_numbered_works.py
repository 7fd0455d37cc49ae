"""Numbers of lists of works: counted down so that they stay for good, and by type with letters before them."""

from __future__ import annotations

import pytest
from descriptions import described, description, of_class
from inline_data import read_clean

from sphinx_academic.content.fragments import Fragments, plain
from sphinx_academic.data.records import TYPES
from sphinx_academic.sections import numbering
from sphinx_academic.sections.options import read_options
from sphinx_academic.sections.publications import Publications

pytestmark = pytest.mark.usefixtures("english")

FIVE = """pubs:
- {key: a, title: A, year: 2025, type: article}
- {key: b, title: B, year: 2024, type: conference}
- {key: c, title: C, year: 2023, type: article}
- {key: d, title: D, year: 2022, type: conference, projects: [x, y]}
- {key: e, title: E, type: article}
"""
OLDER = FIVE + "- {key: f, title: F, year: 2026, type: conference}\n"


def numbers(fragments: Fragments) -> list[str]:
    return [plain(each.children) for each in of_class(fragments, "academic-number")]


def numbered(how: str, data: str = FIVE, **options: object) -> list[str]:
    return numbers(described(Publications(), data, numbered=how, **options))


def test_the_newest_has_the_highest_number_and_keeps_it_when_others_are_added() -> None:
    assert numbered("descending") == ["5.", "4.", "3.", "2.", "1."]
    assert numbered("descending", OLDER) == ["6.", "5.", "4.", "3.", "2.", "1."]


def test_each_type_counts_by_itself_with_its_letter() -> None:
    assert numbered("type") == ["[J1]", "[C1]", "[J2]", "[C2]", "[J3]"]
    assert numbered("descending type") == ["[J3]", "[C2]", "[J2]", "[C1]", "[J1]"]


def test_under_headings_numbers_that_go_up_follow_the_eye_and_those_that_go_down_the_date() -> None:
    by_type = {"group-by": ("type",)}
    assert numbered("", **by_type) == ["1.", "2.", "3.", "4.", "5."]
    assert numbered("descending", **by_type) == ["5.", "3.", "1.", "4.", "2."]


def test_a_part_of_a_list_that_counts_down_counts_all_that_match() -> None:
    assert numbered("descending", limit=2) == ["5.", "4."]
    assert numbered("descending type", limit=2) == ["[J3]", "[C2]"]
    assert numbered("descending", limit=1, type=("article",)) == ["3."]
    assert numbered("", limit=2) == ["1.", "2."]


def test_a_work_under_several_headings_has_one_number() -> None:
    assert numbered("", **{"group-by": ("project",)}) == ["1.", "1.", "2.", "3.", "4.", "5."]


def test_a_list_goes_on_with_each_letter() -> None:
    how = description()
    first = described(Publications(), FIVE, how, numbered="type", type=("article",))
    second = described(Publications(), FIVE, how, numbered="continue type")
    third = described(Publications(), FIVE, how, numbered="continue descending", limit=1)
    anew = described(Publications(), FIVE, how, numbered="type", limit=1)
    assert numbers(first) == ["[J1]", "[J2]", "[J3]"]
    assert numbers(second) == ["[J4]", "[C1]", "[J5]", "[C2]", "[J6]"]
    assert numbers(third) == ["5."]
    assert numbers(anew) == ["[J1]"]


def test_letters_are_chosen_and_types_that_share_one_are_counted_together() -> None:
    prefixes = (("article", "P"), ("conference", "P"))
    assert numbered("type", prefixes=prefixes) == ["[P1]", "[P2]", "[P3]", "[P4]", "[P5]"]
    assert numbered("type", prefixes=(("article", ""),)) == ["[1]", "[C1]", "[2]", "[C2]", "[3]"]


def test_every_type_has_a_letter_of_its_own() -> None:
    assert [*numbering.DEFAULT_PREFIXES] == [*TYPES]
    assert len({*numbering.DEFAULT_PREFIXES.values()}) == len(TYPES)


@pytest.mark.parametrize(
    ("written", "read"),
    [("", ""), ("type, descending", "descending type"), ("type continue", "continue type")],
)
def test_the_words_stand_in_any_order(written: str, read: str) -> None:
    assert read_options({"numbered": written}, Publications.options).values == {"numbered": read}


@pytest.mark.parametrize(
    ("option", "written", "hint"),
    [
        ("numbered", "downwards", "The values are: continue, descending, type."),
        ("prefixes", "J", "Write it as article=J, conference=C."),
        ("prefixes", "artikle=J", "Did you mean 'article'?"),
        ("prefixes", "article=[J]", "At most 8 letters stand before a number, without spaces and brackets."),
        ("prefixes", "article=Journal paper", "At most 8 letters"),
    ],
)
def test_what_is_no_number_is_told(option: str, written: str, hint: str) -> None:
    ((_option, _message, told),) = read_options({option: written}, Publications.options).faults
    assert hint in told


def test_letters_that_nothing_shows_are_told() -> None:
    given = {"prefixes": (("article", "A"),), "numbered": "descending"}
    ((option, message, hint),) = Publications().faults(read_clean(FIVE), given)
    assert (option, hint) == ("prefixes", "Add  :numbered: type")
    assert message == "Nothing is numbered by type here, so that no prefix is shown."
    assert not [*Publications().faults(read_clean(FIVE), {**given, "numbered": "type"})]


# Order


def test_the_most_cited_stands_first_and_what_nobody_counted_last() -> None:
    found = read_clean(
        """pubs:
- {key: a, title: A, year: 2024}
- {key: b, title: B, year: 2020, citations: 0}
- {key: c, title: C, year: 2021, citations: {count: 1200, date: 2026-05}}
- {key: d, title: D, year: 2022, citations: 7}
- {key: e, title: E, year: 2023, citations: 7}
- {key: f, title: F, year: 2025}
"""
    )
    (group,) = Publications().choose(found, {"sort": "citations"})
    assert "".join(work.key for work in group.records) == "cedbfa"
