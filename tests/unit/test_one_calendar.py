"""One calendar has the days of all kinds: what is to come first, each thing once, under the name that its own list gives it."""

from __future__ import annotations

from typing import Any

import pytest
from descriptions import addresses, described, description, of_class
from inline_data import read_clean

from sphinx_academic.content.fragments import plain
from sphinx_academic.data.records.calendar_entry import IN_CALENDARS
from sphinx_academic.data.records.occasions import ALL
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.sections.calendar import Calendar
from sphinx_academic.sections.openings import Openings
from sphinx_academic.sections.options import lists_in_calendars
from sphinx_academic.sections.talks import Talks

pytestmark = pytest.mark.usefixtures("english")

TODAY = PartialDate(2026, 6, 10)
DATA = """
talks:
- {title: Said, type: keynote, event: Tea Days, place: Oslo, date: 2026-07-02, end: 2026-07-03, url: "https://t.example"}
- {title: Said before, date: 2025-07-02, tags: [steam]}
events:
- {title: School, type: summer school, start: 2026-06-08, end: 2026-06-12, projects: [vapour]}
openings:
- {title: Postdoc, institution: IDA, date: 2026-05-01, deadline: 2026-06-30}
- {title: Any time}
teaching:
- {title: Heat, code: H1, place: Room 7, terms: [Summer 2026],
   schedule: ["**2026-06-11** On *steam*", "2026-06-18: On whistles", "A week without a day"]}
- {title: A day of tea, date: 2026-09-01}
- {title: All summer, start: 2026-05-01, end: 2026-08-31}
grants:
- {title: Everyday sounds, funder: Fund, start: 2024-01, end: 2026-12-31}
projects:
- {title: Vapour, key: vapour, start: 2024, end: 2027-03-31}
publications:
- {title: A poster, type: poster, venue: Tea Days, date: 2026-07-03}
- {title: Said, type: talk, date: 2026-07-02}
- {title: A paper, type: article, date: 2026-07-02}
news:
- {date: 2026-07-02, text: I speak at the Tea Days, tags: [talk]}
- {date: 2026-08-20, text: An evening with *kettles*, tags: [event]}
- {date: 2026-08-21, text: No event}
"""
TO_COME = [
    "2026-06-08 – 2026-06-12 School summer school",
    "2026-06-11 On steam Heat (H1), Room 7",
    "2026-06-18 On whistles Heat (H1), Room 7",
    "apply by 2026-06-30 Postdoc IDA",
    "2026-07-02 – 2026-07-03 Said keynote, Tea Days, Oslo",
    "2026-07-03 A poster Tea Days",
    "2026-08-20 An evening with kettles",
    "2026-09-01 A day of tea",
]


def shown(data: str = DATA, **options: Any) -> list[str]:
    found = described(Calendar(), data, **{"today": TODAY, **options})
    return [
        " ".join(plain(line.children) for line in _lines(entry))
        for entry in of_class(found, "academic-entry")
    ]


def _lines(entry: Any) -> list[Any]:
    """The dates, the title, and the line below."""
    names = ("academic-dates", "academic-title", "academic-where")
    return [line for name in names for line in of_class((entry,), name)]


def test_what_is_to_come_stands_first_whatever_its_kind_and_what_is_over_behind() -> None:
    assert shown() == [*TO_COME, "2025-07-02 Said before"]
    found = described(Calendar(), DATA, today=TODAY)
    (past,) = of_class(found, "academic-past")
    assert (past.attributes["summary"], len(of_class((past,), "academic-entry"))) == ("Past", 1)


def test_the_last_days_of_grants_and_projects_are_there_where_they_are_asked_for() -> None:
    assert shown(kinds=("grants", "projects")) == [
        "2026-12-31 Everyday sounds ends, Fund",
        "2027-03-31 Vapour ends",
    ]
    assert len(shown(kinds=(ALL,))) == len(TO_COME) + 3


def test_it_can_be_narrowed_and_cut() -> None:
    assert shown(project=("vapour",)) == TO_COME[:1]
    assert shown(tag=("steam",)) == ["2025-07-02 Said before"]
    assert shown(since=PartialDate(2026, 7, 1)) == TO_COME[4:]
    found = described(Calendar(), DATA, today=TODAY, limit=2)
    (more,) = of_class(found, "academic-show-more")
    assert len(of_class((more,), "academic-entry")) == len(TO_COME) - 2


def test_where_nothing_is_to_come_it_says_so() -> None:
    found = described(Calendar(), DATA, today=PartialDate(2030, 1, 1))
    assert plain(found).startswith("Nothing is scheduled at present.")
    assert Calendar().choose(read_clean("publications: [{title: A, year: 2024}]"), {"today": TODAY}) == ()


def test_titles_lead_to_the_thing_itself() -> None:
    assert dict(addresses(described(Calendar(), DATA, today=TODAY))) == {"Said": "https://t.example"}


def test_an_entry_has_the_name_that_the_list_of_its_kind_gives_it() -> None:
    collection = read_clean(DATA)
    said = {item.title: item for item in _syndicated(collection)}
    (talks,), (openings,) = Talks().choose(collection, {}), Openings().choose(collection, {})
    own = Talks().syndicate(talks.records[0], {}, description())
    assert said["Said"][:2] == own[:2] == ("talk", "said-2026")
    assert (said["Said"].begins, said["Said"].ends) == (PartialDate(2026, 7, 2), PartialDate(2026, 7, 3))
    own = Openings().syndicate(openings.records[0], {}, description())
    assert (said["Postdoc"][:2], said["Postdoc"].content) == (own[:2], own.content)
    assert said["Postdoc"].begins == PartialDate(2026, 6, 30)
    assert said["Heat: On steam"].key == "heat-2026-2026-06-11"
    assert said["Ends: Everyday sounds"].key == "everyday-sounds-2024-end"


def _syndicated(collection: Any) -> list[Any]:
    (group,) = Calendar().choose(collection, {"today": TODAY, "kinds": (ALL,)})
    found = [Calendar().syndicate(entry, {}, description()) for entry in group.records]
    names = [(item.kind, item.key) for item in found]
    assert len({*names}) == len(names)
    return found


def test_two_hours_of_one_day_are_two_entries() -> None:
    data = "teaching: [{title: Heat, schedule: ['2026-06-11 Morning', '2026-06-11 Evening']}]"
    (group,) = Calendar().choose(read_clean(data), {"today": TODAY})
    keys = [Calendar().syndicate(entry, {}, description()).key for entry in group.records]
    assert keys == ["heat-2026-06-11", "heat-2026-06-11-1"]


def test_kinds_of_the_sites_own_are_there_where_they_are_named() -> None:
    data = """
kinds: {concerts: {fields: {hall: {shown: beside}}}}
concerts: [{title: Whistling, hall: The Grand, date: 2026-07-01}]
"""
    assert shown(data, kinds=("concerts",)) == ["2026-07-01 Whistling"]
    assert Calendar().choose(read_clean(data), {"today": TODAY}) == ()


def test_a_kind_that_has_no_days_is_told() -> None:
    faults = [*Calendar().faults(read_clean(DATA), {"kinds": lists_in_calendars("Talks, event, service")})]
    assert [(option, message) for option, message, _hint in faults] == [
        ("kinds", "A calendar cannot be made of 'event'."),
        ("kinds", "A calendar cannot be made of 'service'."),
    ]
    assert faults[0][2] == "Did you mean 'events'?"
    assert faults[1][2].startswith(f"Write some of: {', '.join(IN_CALENDARS)}")


def test_who_speaks_is_named() -> None:
    data = """
talks:
- {title: Said, speakers: [Ada Brühl, Otto Kessel], date: 2026-07-02}
- {title: Said by nobody in particular, date: 2026-07-03}
publications:
- {title: A poster, type: poster, authors: Mia Dampf, venue: Tea Days, date: 2026-07-04}
"""
    found = described(Calendar(), data, today=TODAY)
    assert [plain((each,)) for each in of_class(found, "academic-authors")] == [
        "Ada Brühl, Otto Kessel",
        "Mia Dampf",
    ]
