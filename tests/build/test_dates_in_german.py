"""When a work appeared, and how far it has come, in the language of the site: in lists, under their headings, and on its own page."""

from __future__ import annotations

import pytest
from sites import Built, MakeSite, words

DATA = """
publications:
- {key: pressed, title: In the press, author: Ann Bee, journal: J, year: in press}
- {key: sent, title: Sent, author: Ann Bee, journal: J, status: to appear, year: 2030}
- {key: spring, title: Spring, author: Ann Bee, journal: J, date: spring 2019}
- {key: about, title: About, author: Ann Bee, journal: J, year: c. 1650}
- {key: early, title: Early, author: Ann Bee, journal: J, year: 44 BC}
- {key: decade, title: Decade, author: Ann Bee, journal: J, year: 1990s}
- {key: gone, title: Gone, author: Ann Bee, journal: J, date: 2018-01-04/2018-12-06, status: retracted}
- {key: edited, title: Edited, editor: Kei Ito and Uwe Vogel, journal: J, date: 2018-01-02}
- {key: none, title: None, author: Ann Bee, journal: J, year: n.d.}
"""
PAGE = "# Works\n\n```{publications} data/dates.yaml\n:layout: list\n:group-by: year\n```\n"


@pytest.fixture(scope="module")
def built(make_shared_site: MakeSite) -> Built:
    site = make_shared_site("landing")
    site.write("data/dates.yaml", DATA)
    site.write("talks.md", PAGE)
    return site.build(language="de", academic_dates="long")


def test_lists_and_their_headings_say_it_in_german(built: Built) -> None:
    page = built.page("talks.html")
    headings = [words(heading).rstrip("¶") for heading in page.iter("h2")]
    assert headings == ["Im Druck", "2019", "2018", "1990", "1650", "44 v. Chr.", "Ohne Datum"]
    assert [words(line) for line in page.find_class("academic-venue")] == [
        "J im Druck", "J erscheint demnächst 2030", "J Frühjahr 2019", "J 2018 · zurückgezogen", "J, herausgegeben von Kei Ito und Uwe Vogel, 2018", "J 1990er", "J um 1650",
        "J 44 v. Chr.", "J o. J.",
    ]  # fmt: skip


def test_the_page_of_a_work_has_the_whole_date(built: Built) -> None:
    (date,) = built.page("papers/gone.html").find_class("academic-paper-date")
    assert words(date) == "4. Januar 2018 – 6. Dezember 2018"
