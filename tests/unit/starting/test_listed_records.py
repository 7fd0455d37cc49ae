"""Lines of lists that somebody wrote by hand: what of them becomes a field, and which lists stay as they are."""

from __future__ import annotations

import pytest

from sphinx_academic.data.records import Award, Membership, Record, Service, Talk, Teaching
from sphinx_academic.starting.listed_records import record_of_item, records_of_list


@pytest.mark.parametrize(
    ("kind", "line", "expected"),
    [
        (Award, "**Cup of Fog**, 2019", {"title": "Cup of Fog", "date": "2019"}),
        (Award, "Cup of Fog, University of Mist, May 2019",
         {"title": "Cup of Fog", "organisation": "University of Mist", "date": "May 2019"}),
        (Award, "2019, Cup of Fog (best of 3, of course)", {"title": "Cup of Fog", "date": "2019", "note": "best of 3, of course"}),
        (Award, "[Cup, of Fog](https://fog.example.org/a,b), 2016 to 2019",
         {"title": "[Cup, of Fog](https://fog.example.org/a,b)", "date": "2016 to 2019"}),
        (Award, "Cup of the 2019 Fog", {"title": "Cup of the 2019 Fog"}),
        (Award, "Fellow of the Royal Society of Mist", {"title": "Fellow of the Royal Society of Mist"}),
        (Teaching, "Teaching Assistant, FOG 101: Fog for All, Fall 2023",
         {"title": "Fog for All", "code": "FOG 101", "role": "Teaching Assistant", "terms": "Fall 2023"}),
        (Teaching, "Fog for All, University of Mist, 2021-2023",
         {"title": "Fog for All", "institution": "University of Mist", "date": "2021-2023"}),
        (Service, "Reviewer: Journal of Fog, Journal of Mist",
         {"title": "Reviewer", "organisation": "Journal of Fog, Journal of Mist"}),
        (Service, "Area chair, MIST 2022, 2023", {"title": "Area chair", "organisation": "MIST", "date": "2022, 2023"}),
        (Membership, "Member, IEEE, since 2019", {"title": "Member", "organisation": "IEEE, since 2019"}),
        (Talk, '"On fog, and mist", keynote at the Mist Seminar, University of Haze, 2023',
         {"title": "On fog, and mist", "type": "keynote", "event": "Mist Seminar", "institution": "University of Haze", "date": "2023"}),
    ],
)  # fmt: skip
def test_what_is_certain_becomes_a_field_and_the_rest_stays(
    kind: type[Record], line: str, expected: dict[str, str]
) -> None:
    assert record_of_item(line, kind) == expected


def test_news_by_hand_have_a_date_in_front() -> None:
    found = records_of_list(
        ["Recent news"], "- **[May 2024]** Fog.\n- 2024-01: Mist\n  and haze.\n- `2023/12/01` Rain"
    )
    assert found is not None
    assert found.records == (
        {"date": "May 2024", "text": "Fog."},
        {"date": "2024-01", "text": "Mist and haze."},
        {"date": "2023/12/01", "text": "Rain"},
    )


@pytest.mark.parametrize(
    ("headings", "text"),
    [
        (["News"], "- 2024: Fog\n- Mist without a date"),
        (["What I like"], "- Cup of Fog, 2019"),
        (["Awards"], "- Cups\n  - of Fog, 2019\n  - of Mist, 2020"),
        (["Talks"], "- I like to talk\n- and to listen"),
        (["Publications"], "- A. Lund. Fog. 2019"),
        (["Awards"], f"- {'very ' * 100} long"),
        ([], "- Cup of Fog, 2019"),
    ],
)
def test_a_list_that_is_none_of_records_stays_as_it_is(headings: list[str], text: str) -> None:
    assert records_of_list(headings, text) is None


def test_the_nearest_heading_says_what_a_list_holds() -> None:
    found = records_of_list(["Honours & Awards", "Scholarships"], "- Cup of Fog, 2019")
    assert found is not None
    assert found.kind is Award
