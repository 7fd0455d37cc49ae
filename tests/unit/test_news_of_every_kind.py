"""Every kind with a date becomes news: in a sentence with a sign, once, and not before it has come."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from descriptions import addresses, described, description, of_class
from inline_data import read, read_clean

from sphinx_academic.content.fragments import plain
from sphinx_academic.data.records import KINDS, json_schema
from sphinx_academic.data.records.occasions import ALL, OCCASIONS, USUAL
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.sections.newsfeed import News
from sphinx_academic.sections.options import occasions

pytestmark = pytest.mark.usefixtures("english")

TODAY = PartialDate(2026, 6, 1)
CAREER = """
awards:
- {title: Best kettle, organisation: ACM, date: 2024-05}
talks:
- {title: Saying *steam*, event: Tea Days, place: Oslo, date: 2024-04-02, end: 2024-04-03, url: "https://t.example"}
events:
- {title: School of steam, organisation: IDA, place: Turin, start: 2024-03-04, end: 2024-03-08}
openings:
- {title: Postdoc in boiling, institution: IDA, date: 2024-02-01, deadline: 2024-03-31}
media:
- {title: The sound of tea, organisation: The Times, date: 2024-01-15, links: [{name: Page, url: "https://m.example"}]}
grants:
- {title: Everyday sounds, funder: Fund, number: EP/1, start: 2023-10, end: 2026-09}
projects:
- {title: Vapour, subtitle: What rises, start: 2023-09, url: "https://p.example"}
software:
- {title: kettlespotter, github: ida/kettlespotter, date: 2023-08-02}
datasets:
- {title: Ten thousand kettles, date: 2023-07}
positions:
- {title: Lecturer, department: Lab, institution: University of Whistles, start: 2023-06}
education:
- {degree: PhD, institution: University of Oslo, start: 2019, end: 2023-05}
- {title: Half a degree, start: 2024}
supervision:
- {name: Bo Li, degree: PhD, thesis: On *steam*, start: 2019, end: 2023-04}
- {name: Cy Dee, degree: MSc, start: 2024}
people:
- {name: Ann Bee, role: PhD student, start: 2022-10}
- {name: Di Eff, start: 2019, end: 2022-09, now: Oslo, url: "https://d.example"}
teaching:
- {title: Heat, code: H1, role: Lecturer, institution: U, start: 2022-02}
service:
- {title: Reviewer, organisation: Journal of Kettles, start: 2022-01}
memberships:
- {title: Fellow, organisation: Royal Kettle Society, start: 2021-12}
"""
TOLD = {
    "awards": ["2024-05 🏆 Award: Best kettle, ACM"],
    "talks": ["2024-04-02 🎤 Talk: Saying steam, Tea Days, Oslo"],
    "events": ["2024-03-04 📅 Event: School of steam, IDA, Turin"],
    "openings": ["2024-02-01 📢 Open position: Postdoc in boiling, IDA, apply by 2024-03-31"],
    "media": ["2024-01-15 📰 In the media: The sound of tea, The Times"],
    "grants": ["2023-10 💰 New grant: Everyday sounds, Fund"],
    "projects": ["2023-09 🚀 New project: Vapour, What rises"],
    "software": ["2023-08-02 💾 New software: kettlespotter"],
    "datasets": ["2023-07 💾 New dataset: Ten thousand kettles"],
    "positions": ["2023-06 💼 New position: Lecturer, Lab, University of Whistles"],
    "education": ["2023-05 🎓 Completed: PhD, University of Oslo"],
    "supervision": ["2023-04 🎓 Bo Li has finished: PhD, On steam"],
    "people": [
        "2022-10 👋 Ann Bee has joined, PhD student",
        "2022-09 👋 Di Eff has left; now: Oslo",
        "2019 👋 Di Eff has joined",
    ],
    "teaching": ["2022-02 🏫 Teaching: Heat, Lecturer, U"],
    "service": ["2022-01 🤝 Service: Reviewer, Journal of Kettles"],
    "memberships": ["2021-12 🤝 Membership: Fellow, Royal Kettle Society"],
}


def told(data: str = CAREER, how: Any = None, **options: Any) -> list[str]:
    found = described(News(), data, how, **{"auto": (ALL,), "today": TODAY, **options})
    return [plain(item.children) for item in of_class(found, "academic-news-item")]


@pytest.mark.parametrize("occasion", TOLD)
def test_each_kind_is_told_in_a_sentence_with_a_sign(occasion: str) -> None:
    assert told(auto=(occasion,)) == TOLD[occasion]


def test_every_kind_that_has_a_date_is_told() -> None:
    """What has none is whose site it is, and the parts of a curriculum vitae."""
    assert {*KINDS} - {*OCCASIONS} == {"news", "profile", "cv"}
    assert {*OCCASIONS} - {*TOLD} == {"publications", "competitions"}


def test_the_documentation_says_of_each_what_is_told() -> None:
    page = Path(__file__).parents[2] / "docs/reference/directives/newsfeed.md"
    words = {
        word
        for line in page.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
        for word in re.findall(r"`(\w+)`", line.split("|")[1])
    }
    assert words == {*OCCASIONS, ALL}


def test_everything_is_told_where_all_is_asked_for_newest_first() -> None:
    every = [item for items in TOLD.values() for item in items]
    oldest = "2019 👋 Di Eff has joined"
    assert told() == [*(item for item in every if item != oldest), oldest]


def test_what_would_be_too_much_is_told_only_where_it_is_named() -> None:
    usual = told(auto=occasions(""))
    assert occasions("") == USUAL
    assert {*told()} - {*usual} == {*TOLD["teaching"], *TOLD["service"], *TOLD["memberships"]}
    assert told(auto=("service", "talks")) == [*TOLD["talks"], *TOLD["service"]]


def test_sentences_lead_to_the_thing_or_to_its_page() -> None:
    found = dict(addresses(described(News(), CAREER, auto=USUAL, today=TODAY)))
    assert found == {
        "Saying steam": "https://t.example",
        "The sound of tea": "https://m.example",
        "Vapour": "https://p.example",
        "kettlespotter": "https://github.com/ida/kettlespotter",
        "Di Eff": "https://d.example",
    }
    how = description(
        person_page=lambda person: f"people/{getattr(person, 'key', person)}",
        project_page=lambda project: f"projects/{project.key}",
    )
    (group,) = News().choose(read_clean(CAREER), {"auto": ("people", "projects", "supervision")})
    pages = [News().syndicate(item, {}, how).page for item in group.records]
    assert {"people/ann-bee", "people/di-eff", "people/Bo Li", "projects/vapour"} == {*pages}


def test_what_begins_or_ends_is_told_when_it_has_come_and_what_is_announced_at_once() -> None:
    data = """
grants: [{title: Steam, start: 2026-07}]
people: [{name: Ann Bee, start: 2026-01, end: 2028-01}]
talks: [{title: Said, date: 2026-07-01}]
openings: [{title: Postdoc, date: 2026-05-30, deadline: 2026-08-01}]
education: [{degree: PhD, institution: Oslo, start: 2024, end: 2027}]
"""
    assert told(data) == [
        "2026-07-01 🎤 Talk: Said",
        "2026-05-30 📢 Open position: Postdoc, apply by 2026-08-01",
        "2026-01 👋 Ann Bee has joined",
    ]
    assert "2026-07 💰 New grant: Steam" in told(data, today=PartialDate(2026, 7, 1))


@pytest.mark.parametrize(
    ("written", "gone"),
    [
        ("{date: 2024-04-10, text: 'I spoke on *Saying steam* at the Tea Days.'}", "talks"),
        ("{date: 2024-03-20, text: '[Slides](https://t.example/) are online'}", "talks"),
        ("{date: 2023-11-02, text: 'We have won EP/1, Everyday Sounds'}", "grants"),
        ("{date: 2023-06-20, text: 'I have moved to the University of Whistles.'}", "positions"),
        ("{date: 2023-05-30, text: 'Thesis defended at the University of Oslo!'}", "education"),
        ("{date: 2023-04-01, text: 'Congratulations, Bo Li'}", "supervision"),
        ("{date: 2022-01-30, text: 'Reviewer of the Journal of Kettles'}", "service"),
    ],
)
def test_what_is_told_already_is_not_told_twice(written: str, gone: str) -> None:
    found = told(f"{CAREER}\nnews: [{written}]")
    (item,) = TOLD[gone]
    assert item not in found
    assert len(found) == len(told())


@pytest.mark.parametrize(
    "written",
    [
        "{date: 2026-01-10, text: 'Everyday Sounds goes into its third year'}",
        "{date: 2022-01-30, text: 'A paper in the Journal of Kettles'}",
    ],
)
def test_what_says_something_else_takes_nothing_away(written: str) -> None:
    assert {*told()} < {*told(f"{CAREER}\nnews: [{written}]")}


@pytest.mark.parametrize(
    ("data", "left"),
    [
        (
            "pubs: [{title: Said, type: talk, date: 2024-05-01}]\ntalks: [{title: '*Said*', date: 2024-05-01}]",
            "Talk: Said",
        ),
        (
            "pubs: [{title: Boil, type: software, year: 2024}]\nsoftware: [{title: Boil, date: 2024}]",
            "New software: Boil",
        ),
        (
            "pubs: [{title: A, year: 2024, award: 'Best paper, ACM'}]\nawards: [{title: Best Paper, organisation: ACM, date: 2024}]",
            "Best paper, ACM for A",
        ),
        (
            "grants: [{title: Vapour, start: 2024}]\nprojects: [{title: Vapour, start: 2024}]",
            "New grant: Vapour",
        ),
        (
            "supervision: [{name: Bo Li, degree: PhD, start: 2020, end: 2024}]\npeople: [{name: Bo Li, end: 2024}]",
            "Bo Li has finished: PhD",
        ),
    ],
)
def test_what_two_lists_tell_is_told_once(data: str, left: str) -> None:
    found = told(data)
    assert len([item for item in found if item.endswith(left)]) == 1
    assert len(found) == (2 if "award:" in data else 1)


def test_a_talk_on_a_paper_of_the_same_title_is_another_thing() -> None:
    assert len(told("pubs: [{title: Said, year: 2024}]\ntalks: [{title: Said, date: 2024-05-01}]")) == 2


def test_an_award_says_who_won_it_unless_it_is_the_owner_of_the_site() -> None:
    data = "awards: [{title: Best poster, people: Ann Bee, date: 2024}]"
    assert told(data) == ["2024 🏆 Best poster for Ann Bee"]
    assert told(data, description(owner=Highlights(["Ann Bee"]))) == ["2024 🏆 Award: Best poster"]


def test_keys_say_what_happened_and_stay() -> None:
    (group,) = News().choose(read_clean(CAREER), {"auto": (ALL,), "today": TODAY})
    keys = [News().syndicate(item, {}, description()).key for item in group.records]
    assert len({*keys}) == len(keys)
    assert {"joined-di-eff", "left-di-eff", "award-best-kettle-2024", "grants-everyday-sounds-2023"} < {*keys}
    renamed = read_clean("talks: [{title: New, key: new, former_keys: old, date: 2024}]")
    ((item,),) = (group.records for group in News().choose(renamed, {"auto": ("talks",)}))
    assert item.former_keys == ("talks-old",)


def test_a_kind_of_the_sites_own_is_told_where_it_is_named() -> None:
    data = """
kinds: {patents: {singular: Patent, fields: [title, office]}}
patents: [{title: A whistle, date: 2024-02, office: EPO}]
"""
    assert told(data) == told(data, auto=("patents",)) == ["2024-02 🔹 Patent: A whistle"]
    assert told(f"{data}\nnews: [{{date: 2024, text: Mine}}]", auto=USUAL) == ["2024 Mine"]
    asked = read_clean(f"{data}\nnews: {{auto: [patents]}}")
    assert asked.auto_news == ("patents",)
    assert json_schema(asked.own_kinds)["$defs"]["occasion"]["enum"][-2:] == ["patents", ALL]  # type: ignore[index]


def test_words_that_say_nothing_are_told_on_pages_and_in_data() -> None:
    collection = read("news: {auto: [talk, 'x y'], shown: [{date: 2024, text: Mine}]}")
    assert [(problem.message, problem.hint.split(":")[0]) for problem in collection.problems] == [
        ("News cannot be made of 'talk'.", "Did you mean 'talks'?"),
        ("News cannot be made of 'x y'.", "Write true, or some of"),
    ]
    assert collection.auto_news == ()
    faults = [*News().faults(read_clean(CAREER), {"auto": ("talks", "patent")})]
    assert [(option, message) for option, message, _hint in faults] == [
        ("auto", "News cannot be made of 'patent'.")
    ]
