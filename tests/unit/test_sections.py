"""News, competitions, education and profiles say what readers are to see."""

from __future__ import annotations

from typing import Any

import pytest
from descriptions import addresses, described, description, lines, of_class
from inline_data import read_clean
from plain_page import html_of, tree_of

from sphinx_academic.content.fragments import elements, plain
from sphinx_academic.data.values.addresses import network_of
from sphinx_academic.sections.competitions import Competitions
from sphinx_academic.sections.education import Educations
from sphinx_academic.sections.newsfeed import News
from sphinx_academic.sections.person_entry import spelled_out
from sphinx_academic.sections.profile import Profiles
from sphinx_academic.sections.publications import Publications

pytestmark = pytest.mark.usefixtures("english")


# News

NEWS = """
news:
- {date: 2024-05-16 📣, text: 'A <a href="a.pdf">b</a>'}
- {date: 2024-04, text: C, hidden: true}
- {date: 2023, text: D}
- {text: E}
"""


def news(**options: Any) -> tuple[list[str], list[str]]:
    """The items that are shown at once, and those behind "Show more"."""
    found = described(News(), NEWS, **options)
    hidden = [each for each in elements(found) if each.kind == "disclosure"]
    behind = [
        plain(item.children) for more in hidden for item in of_class(more.children, "academic-news-item")
    ]
    everything = [plain(item.children) for item in of_class(found, "academic-news-item")]
    return everything[: len(everything) - len(behind)], behind


def test_the_data_says_which_news_are_hidden() -> None:
    assert news() == (["2024-05-16 📣 A b", "2023 D", "E"], ["2024-04 C"])


def test_a_limit_hides_the_rest_whatever_the_data_says() -> None:
    assert news(limit=2) == (["2024-05-16 📣 A b", "2024-04 C"], ["2023 D", "E"])
    assert news(limit=9)[1] == []


def test_all_news_may_be_hidden() -> None:
    found = described(News(), "news: {hidden: [{text: A}]}")
    (more,) = (each for each in elements(found) if each.kind == "disclosure")
    assert (more.attributes["summary"], more.attributes["opened"]) == ("Show 1 more", "Show less")
    assert plain(more.children) == "A"


def test_how_many_are_hidden_is_written_as_the_language_has_it() -> None:
    many = ", ".join("{text: A, hidden: true}" for _number in range(1234))
    found = described(News(), f"news: [{many}]", description(language="de"))
    (more,) = of_class(found, "academic-show-more")
    assert more.attributes["summary"] == "Show 1.234 more"


def test_news_have_a_date_for_machines_and_keep_their_links() -> None:
    found = described(News(), NEWS)
    assert [each.attributes["datetime"] for each in elements(found) if each.kind == "time"] == [
        "2024-05-16",
        "2023",
        "2024-04",
    ]
    assert addresses(found) == [("b", "a.pdf")]


def test_signs_have_a_column_and_words_stand_in_the_text() -> None:
    signs = {"📣": True, "👩🏽‍🔬": True, "🇨🇭": True, "(postponed)": False, "New": False, "": False}
    for sign, stands_alone in signs.items():
        found = described(News(), f"news: [{{date: 2024-05-16 {sign}, text: A}}]")
        (block,) = of_class(found, "academic-news")
        assert ("academic-with-signs" in block.classes.split()) is stands_alone, sign
        assert len(of_class(found, "academic-sign")) == stands_alone, sign
        assert plain(found).split() == ["2024-05-16", *sign.split(), "A"]


def test_news_without_dates_have_no_column_of_dates() -> None:
    (block,) = of_class(described(News(), "news: [{text: A}, {text: B}]"), "academic-news")
    assert block.classes == "academic academic-news"


def test_long_dates_have_a_wider_column_and_beside_signs_it_takes_less_to_be_long() -> None:
    def classes(text: str, **options: Any) -> str:
        (block,) = of_class(described(News(), f"news: [{text}]", **options), "academic-news")
        return block.classes.removeprefix("academic academic-news ")

    day = "{date: 2024-09-16, text: A}"
    assert classes(day) == "academic-dated"
    assert classes(day, dates="long") == "academic-dated academic-wide-dates"
    assert classes("{date: 'Michaelmas term 2024', text: A}") == "academic-dated"
    signed = "{date: 2024-09-16 📣, text: A}"
    assert classes(signed) == "academic-dated academic-with-signs"
    assert classes(signed, dates="medium") == "academic-dated academic-wide-dates academic-with-signs"


# Competitions


def test_a_competition_says_placing_event_year_team_and_links() -> None:
    text = """
    competitions:
    - title: First place
      author: Ann Bee, Cy Dee
      journal: A *great* challenge
      year: "2022"
      note: of 20
      image: a.png
      media: [{name: Paper, url: a.pdf}]
    - {title: Second place}
    """
    found = described(Competitions(), text, description("Ann Bee"))
    assert lines(found) == [
        "2022",
        "First place",
        "A great challenge",
        "Ann Bee, Cy Dee",
        "of 20",
        "[Paper]",
        "Second place",
    ]
    (logo,) = of_class(found, "academic-logo")
    assert (logo.attributes["alt"], logo.attributes.get("zoom")) == ("A great challenge", None)
    (block,) = of_class(found, "academic-competitions")
    assert block.classes.split()[-2:] == ["academic-dated", "academic-with-logos"]
    assert [plain(each.children) for each in of_class(found, "academic-highlight")] == ["Ann Bee"]


def test_nothing_to_show_is_no_group() -> None:
    for section in (Publications(), News(), Competitions(), Educations(), Profiles()):
        assert section.choose(read_clean(""), {}) == ()


# Education


def test_education_may_be_free_text() -> None:
    text = (
        'education:\n- title: Some school, 01/2022 - 01/2025\n  comment: "PhD; [Prof. A]<br/>Second line"\n'
    )
    found = described(Educations(), text, description(links={"Prof. A": "https://a.example"}))
    assert lines(found) == ["Some school, 01/2022 - 01/2025", "PhD; Prof. ASecond line"]
    assert [each.kind for each in elements(found) if each.kind in {"break", "link"}] == ["link", "break"]


def test_education_may_be_structured() -> None:
    text = """
    education:
    - institution: A University
      degree: PhD in Things
      start: 01/2022
      end: present
      advisor: Prof. Cy Dee
      logo: a.png
    - {title: Exchange, institution: B University, start: 2019-09, end: 2020}
    """
    found = described(Educations(), text)
    assert lines(found) == [
        "2022-01 – present",
        "A University",
        "PhD in Things",
        "Advisor: Prof. Cy Dee",
        "2019-09 – 2020",
        "Exchange",
        "B University",
    ]
    assert of_class(found, "academic-logo")[0].attributes["alt"] == "A University"


# Profile

PROFILE = """
profile:
  name: Ann Bee
  other_names: [安, A. B.]
  role: PhD student
  affiliation: '[Lab], A University'
  photo: {url: a.png, caption: In 2024}
  email: ann.bee@cs.example.org
  links:
    GitHub: https://github.com/annbee
    ORCID: 0000-0002-1825-0097
    Mastodon: "@annbee@fediscience.org"
    My page: https://annbee.example
    WeChat:
  about: |
    Hello.

    - one
"""


def test_a_profile_says_who_this_is() -> None:
    found = described(Profiles(), PROFILE, description(links={"Lab": "/lab"}))
    said = {
        each.classes: plain(each.children)
        for each in elements(found)
        if each.kind == "paragraph" and each.classes
    }
    assert said == {
        "academic-name": "Ann Bee 安, A. B.",
        "academic-role": "PhD student, Lab, A University",
        "academic-email-line": "Email: ann.bee AT cs dot example dot org",
    }
    assert plain(of_class(found, "academic-about")[0].children) == "Hello.one"
    assert of_class(found, "academic-photo")[0].attributes["alt"] == "In 2024"


def test_a_profile_links_to_the_persons_pages() -> None:
    found = described(Profiles(), PROFILE)
    (items,) = of_class(found, "academic-profile-links")
    icons = [each.attributes["name"] for each in elements(items.children) if each.kind == "icon"]
    assert icons == ["github", "orcid", "mastodon", "link", "wechat"]
    assert addresses(items.children) == [
        ("GitHub", "https://github.com/annbee"),
        ("ORCID", "https://orcid.org/0000-0002-1825-0097"),
        ("Mastodon", "https://fediscience.org/@annbee"),
        ("My page", "https://annbee.example"),
    ]
    assert {each.attributes.get("rel") for each in elements(items.children) if each.kind == "link"} == {"me"}
    assert plain(items.children).endswith("WeChat")


def test_a_page_that_is_called_after_the_person_says_the_name_once() -> None:
    found = described(Profiles(), PROFILE, titled="Ann Bee 安")
    assert plain(of_class(found, "academic-name")[0].children) == "A. B."
    assert (
        plain(of_class(described(Profiles(), "profile: {name: Ann Bee}"), "academic-name")[0].children)
        == "Ann Bee"
    )
    assert not of_class(
        described(Profiles(), "profile: {name: Ann Bee}", titled="Dr. Ann Bee"), "academic-name"
    )


@pytest.mark.parametrize(
    ("email", "shown"),
    [
        ("ann@example.org", "ann AT example dot org"),
        ("mailto:ann.bee@cs.example.org", "ann.bee AT cs dot example dot org"),
        ("ann AT example dot org", "ann AT example dot org"),
        ("{ann,cy}@example.org", "{ann,cy} AT example dot org"),
        ("a@b@c", "a@b@c"),
    ],
)
def test_an_address_is_spelled_out(email: str, shown: str) -> None:
    assert spelled_out(email) == shown


def test_the_address_itself_stands_nowhere_on_the_page() -> None:
    text = html_of(described(Profiles(), PROFILE))
    assert "cs.example.org" not in text
    assert "mailto:" not in text
    assert "@cs" not in "".join(tree_of(text).itertext())


@pytest.mark.parametrize(
    ("name", "url", "icon"),
    [
        ("GitHub", "", "github"),
        ("github", "", "github"),
        ("Code", "https://github.com/a", "github"),
        ("Google Scholar", "", "googlescholar"),
        ("Scholar", "", "googlescholar"),
        ("Papers", "https://scholar.google.co.uk/citations?user=x", "googlescholar"),
        ("Twitter", "https://twitter.com/a", "x"),
        ("X", "https://www.x.com/a", "x"),
        ("LinkedIn", "https://uk.linkedin.com/in/a", "linkedin"),
        ("dblp", "https://dblp.uni-trier.de/pid/1", "dblp"),
        ("Bluesky", "https://bsky.app/profile/a", "bluesky"),
        ("Write me", "mailto:a@example.org", "envelope"),
        ("CV", "pdf/cv.pdf", "file"),
        ("Homepage", "", "globe"),
        ("Elsewhere", "https://notgithub.com/a", None),
        ("Elsewhere", "https://github.com.evil.example/a", None),
        ("Elsewhere", "https://[broken", None),
        ("", "", None),
    ],
)
def test_a_network_is_known_by_its_address_or_its_name(name: str, url: str, icon: str | None) -> None:
    network = network_of(name, url)
    assert (network.icon if network else None) == icon
