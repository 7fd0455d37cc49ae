"""Each section says of its records what readers are to see: words, order, links and marks."""

from __future__ import annotations

from typing import Any

import pytest
from inline_data import read, read_clean
from plain_page import html_of, tree_of
from sphinx import locale

from sphinx_academic.data.networks import network_of
from sphinx_academic.data.registry import Highlights
from sphinx_academic.fragments import Element, Fragments, elements, plain
from sphinx_academic.html.writer import Picture
from sphinx_academic.markup import Markup
from sphinx_academic.sections.base import Section
from sphinx_academic.sections.competitions import Competitions
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.education import Educations
from sphinx_academic.sections.newsfeed import News
from sphinx_academic.sections.profile import Profiles, spelled_out
from sphinx_academic.sections.publications import Publications, type_names


@pytest.fixture(autouse=True)
def english() -> None:
    """Words of ours are texts as soon as Sphinx has a catalogue for them, which no build gives here."""
    locale.init([], "en", "sphinx_academic")


def description(*highlighted: str, links: dict[str, str] | None = None, **more: Any) -> Description:
    claimed: set[str] = set()

    def claim(identifier: str) -> bool:
        if identifier in claimed:
            return False
        claimed.add(identifier)
        return True

    return Description(Markup(links or {}), Highlights(highlighted), claim, **more)


def described(section: Section, text: str, how: Description | None = None, **options: Any) -> Fragments:
    """All that a section says of the data, which must be without fault; checked to be well-formed HTML."""
    chosen = section.choose(read_clean(text), options)
    how = how or description()
    fragments: list[Any] = []
    for index in range(len(chosen)):
        fragments.extend(section.describe(chosen, index, options, how))
    html_of(tuple(fragments), pictures={"a.png": Picture("a.png", 3, 2)})
    return tuple(fragments)


def of_class(fragments: Fragments, name: str) -> list[Element]:
    return [each for each in elements(fragments) if name in each.classes.split()]


def lines(fragments: Fragments) -> list[str]:
    return [plain(each.children) for each in elements(fragments) if each.kind == "line"]


def publication(*fields: str, **options: Any) -> Fragments:
    text = "pubs:\n- title: A title\n" + "".join(f"  {field}\n" for field in fields)
    return described(Publications(), text, **options)


def addresses(fragments: Fragments) -> list[tuple[str, str]]:
    return [
        (plain(each.children), each.attributes["url"]) for each in elements(fragments) if each.kind == "link"
    ]


# Publications

FULL = """
pubs:
- title: A **bold** title
  key: bee2024
  author: Ann Bee*, Cy Dee*, Eve Fox1, et al.
  journal: Journal of Things
  volume: 12
  number: 3
  pages: 45--67
  publisher: A Press
  editor: Gil Hay
  note: Oral
  year: "2024, CCF-B"
  award: Best paper
  abstract: |
    One.

    Two.
  image: {url: a.png, caption: How *it* works}
  media: [{name: Paper, url: a.pdf}, {name: Code &amp; data}]
  doi: 10.5555/1
  arxiv: 2308.05734
  url: https://things.example
  additional: [{content: More}, Even more]
"""


def test_a_full_entry_says_everything_once() -> None:
    found = described(Publications(), FULL)
    assert lines(found) == [
        "A bold title",
        "Ann Bee*, Cy Dee*, Eve Fox1, et al.",
        "Journal of Things 12(3), 45–67, edited by Gil Hay, A Press (Oral) 2024, CCF-B",
        "Best paper",
        "[Paper] [Code & data] [DOI] [arXiv] [Link]",
    ]
    assert addresses(found) == [
        ("Paper", "a.pdf"),
        ("DOI", "https://doi.org/10.5555/1"),
        ("arXiv", "https://arxiv.org/abs/2308.05734"),
        ("Link", "https://things.example"),
    ]
    summaries = [each.attributes["summary"] for each in elements(found) if each.kind == "disclosure"]
    assert summaries == ["Abstract", "Additional information"]
    abstract, more = (each for each in elements(found) if each.kind == "disclosure")
    assert [plain((paragraph,)) for paragraph in abstract.children] == ["One.", "Two."]
    assert [plain((item,)) for item in more.children[0].children] == ["More", "Even more"]  # type: ignore[union-attr]
    (entry,) = of_class(found, "academic-entry")
    assert entry.attributes == {"id": "publication-bee2024"}


def test_the_gallery_shows_pictures_and_the_other_layouts_do_not() -> None:
    (figure,) = of_class(described(Publications(), FULL), "academic-figure")
    assert plain(figure.children) == "How it works"
    assert (figure.attributes["url"], figure.attributes["zoom"]) == ("a.png", "yes")
    for layout in ("list", "compact"):
        found = described(Publications(), FULL, layout=layout)
        assert not [each for each in elements(found) if each.kind == "figure"]
        assert found[0].classes.split()[-1] == f"academic-{layout}"  # type: ignore[union-attr]
    assert lines(described(Publications(), FULL, layout="list")) == lines(described(Publications(), FULL))


def test_the_compact_layout_is_one_sentence_for_each() -> None:
    found = described(Publications(), FULL, layout="compact")
    (paragraph,) = of_class(found, "academic-line")
    assert plain(paragraph.children) == (
        "A bold title. Ann Bee*, Cy Dee*, Eve Fox1, et al. Journal of Things 12(3), 45–67, edited by Gil Hay, "
        "A Press (Oral) 2024, CCF-B. [Paper] [Code & data] [DOI] [arXiv] [Link]"
    )


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ([], "A title."),
        (["author: Ann Bee"], "A title. Ann Bee."),
        (["year: 2024"], "A title. 2024."),
        (["media: [{name: Paper}]"], "A title. [Paper]"),
    ],
)
def test_a_compact_entry_ends_well_whatever_it_lacks(fields: list[str], sentence: str) -> None:
    assert plain(of_class(publication(*fields, layout="compact"), "academic-line")[0].children) == sentence


@pytest.mark.parametrize("title", ["Is it so?", "It is!", "So it is."])
def test_a_title_that_ends_a_sentence_gets_no_second_stop(title: str) -> None:
    found = described(Publications(), f"pubs: [{{title: '{title}', author: Ann Bee}}]", layout="compact")
    assert plain(of_class(found, "academic-line")[0].children) == f"{title} Ann Bee."


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (["journal: AAAI", "year: 2024"], "AAAI 2024"),
        (["journal: DCASE Workshop 2023", "year: 2023"], "DCASE Workshop 2023"),
        (["journal: '*AAAI*'", "note: Oral", "year: 2024"], "AAAI (Oral) 2024"),
        (["journal: Acta", "volume: 12", "year: 2024"], "Acta 12, 2024"),
        (["journal: Acta", "number: 3", "year: 2024"], "Acta no. 3, 2024"),
        (["journal: Acta", "pages: 1-19", "year: 2024"], "Acta, 1–19, 2024"),
        (["pages: 1 -- 19"], "1–19"),
        (["pages: e12-a"], "e12–a"),
        (["note: To appear"], "(To appear)"),
        (["year: '(2021)'"], "2021"),
        (["date: 2024-05-16"], "2024"),
        (["publisher: A Press"], "A Press"),
    ],
)
def test_venue_note_and_year_stand_in_one_line(fields: list[str], line: str) -> None:
    assert lines(publication(*fields)) == ["A title", line]


def test_the_venue_is_in_italics_and_its_markup_is_kept() -> None:
    (venue,) = of_class(publication("journal: Acta <sub>2</sub>"), "academic-venue")
    assert venue.children == (Element("emphasis", ("Acta ", Element("lowered", ("2",)))),)


def test_the_year_can_be_read_by_machines() -> None:
    (time,) = [each for each in elements(publication("date: 2024-05-16")) if each.kind == "time"]
    assert (time.attributes["datetime"], plain(time.children)) == ("2024-05-16", "2024")


@pytest.mark.parametrize(
    ("fields", "links"),
    [
        (["doi: 10.5555/1", "media: [{name: Paper, url: 'https://doi.org/10.5555/1'}]"], ["Paper"]),
        (
            ["arxiv: 2308.05734", "media: [{name: Paper, url: 'https://arxiv.org/pdf/2308.05734.pdf'}]"],
            ["Paper"],
        ),
        (["url: https://a.example/", "media: [{name: Page, url: 'https://a.example'}]"], ["Page"]),
        (["url: https://doi.org/10.5555/1", "doi: 10.5555/1"], ["DOI"]),
        (["doi: 10.5555/1", "arxiv: hep-th/9901001"], ["DOI", "arXiv"]),
    ],
)
def test_no_address_is_linked_twice(fields: list[str], links: list[str]) -> None:
    assert [name for name, _ in addresses(publication(*fields))] == links


def test_an_entry_without_a_title_is_untitled() -> None:
    section = Publications()
    chosen = section.choose(read("pubs: [{author: Ann Bee}]"), {})
    assert lines(section.describe(chosen, 0, {}, description())) == ["Untitled", "Ann Bee"]


def test_one_publication_has_one_anchor_on_a_page() -> None:
    how = description()
    first, second = (described(Publications(), "pubs: [{title: T, key: k}]", how) for _ in range(2))
    assert of_class(first, "academic-entry")[0].attributes["id"] == "publication-k"
    assert of_class(second, "academic-entry")[0].attributes["id"] == ""


def test_the_type_of_each_group_has_a_name() -> None:
    section = Publications()
    for label, name in type_names().items():
        assert section.heading(0, label, {"group-by": ("type",)}, description()) == (name,)
    assert section.heading(0, "", {"group-by": ("year",)}, description()) == ("No date",)
    assert section.heading(0, "2024", {"group-by": ("year",)}, description()) == ("2024",)
    assert section.heading(0, "", {"group-by": ("venue",)}, description()) == ("No venue",)
    assert plain(section.heading(0, "*Acta*", {"group-by": ("venue",)}, description())) == "Acta"


# Authors


def authors_line(written: str, *highlighted: str, links: dict[str, str] | None = None) -> Element:
    text = f"pubs:\n- title: T\n  author: {written}\n"
    return of_class(
        described(Publications(), text, description(*highlighted, links=links)), "academic-authors"
    )[0]


def test_highlighted_names_are_bold_and_no_others() -> None:
    line = authors_line("Ann Bee, Cy Dee, **Eve Fox**", "cy  dee")
    assert plain(line.children) == "Ann Bee, Cy Dee, Eve Fox"
    bold = [plain(each.children) for each in of_class(line.children, "academic-highlight")]
    assert bold == ["Cy Dee", "Eve Fox"]


def test_a_linked_name_is_a_link_bold_or_not() -> None:
    line = authors_line("'[Ann Bee](https://a.example), Cy Dee'", "Ann Bee")
    assert addresses(line.children) == [("Ann Bee", "https://a.example")]
    assert line.children[0] == Element(
        "strong", (Element("link", ("Ann Bee",), "", {"url": "https://a.example"}),), "academic-highlight"
    )


def test_authors_that_could_not_be_split_are_shown_as_written() -> None:
    line = authors_line("'**Ann Bee** (MIT), [Lab]'", links={"Lab": "/lab"})
    assert plain(line.children) == "Ann Bee (MIT), Lab"
    assert line.children[0] == Element("strong", ("Ann Bee",))
    assert addresses(line.children) == [("Lab", "/lab")]


def test_a_list_of_others_alone_is_et_al() -> None:
    assert plain(authors_line("et al.").children) == "et al."


def test_equal_contributions_have_a_legend_before_the_first_group() -> None:
    text = "pubs:\n- {title: A, author: 'Ann Bee*, Cy Dee*', year: 2024}\n- {title: B, author: Eve Fox, year: 2023}\n"
    section, how, options = Publications(), description(), {"group-by": ("year",)}
    chosen = section.choose(read_clean(text), options)
    first, second = (section.describe(chosen, index, options, how) for index in range(2))
    (legend,) = of_class(first, "academic-legend")
    assert plain(legend.children) == "* equal contribution"
    assert not of_class(second, "academic-legend")
    titles = [each.attributes["title"] for each in elements(first) if each.attributes.get("title")]
    assert titles == ["equal contribution"] * 2


def test_a_list_without_signs_has_no_legend() -> None:
    assert not of_class(publication("author: Ann Bee1, Cy Dee2"), "academic-legend")


def test_a_sign_that_the_data_uses_is_not_used_for_anything_else() -> None:
    text = """
    pubs:
    - title: A
      authors: [{name: Ann Bee, corresponding: true}, {name: Cy Dee, equal: true}, {name: Eve Fox, equal: true}]
    - {title: B, author: 'Gil Hay†, Ida Jay*'}
    """
    found = described(Publications(), text)
    assert plain(
        of_class(found, "academic-legend")[0].children
    ) == "† equal contribution · ‡ corresponding author" or (
        plain(of_class(found, "academic-legend")[0].children)
        == "‡ equal contribution · § corresponding author"
    )
    assert lines(found)[1] == "Ann Bee§, Cy Dee‡, Eve Fox‡"
    assert lines(found)[3] == "Gil Hay†, Ida Jay*"


# Texts


def test_texts_are_translated_before_they_are_read() -> None:
    how = description(translate={"A **cat**": "Eine **Katze**"}.get)
    found = described(Publications(), "pubs: [{title: A **cat**}]", how)
    assert lines(found) == ["Eine Katze"]


def test_quotes_are_typographic_in_the_pages_language() -> None:
    found = described(Publications(), "pubs: [{title: 'The \"Cat\"'}]", description(quotes="de"))
    assert lines(found) == ["The „Cat“"]
    assert lines(described(Publications(), "pubs: [{title: 'The \"Cat\"'}]")) == ['The "Cat"']


def test_texts_that_are_offered_to_translators_say_where_they_stand() -> None:
    found = described(Publications(), "pubs:\n- title: A *cat*\n  note: Oral\n", description(offered=True))
    prose = [dict(each.attributes) for each in elements(found) if each.kind == "prose"]
    assert prose == [
        {"raw": "A *cat*", "path": "data.yaml", "line": "2"},
        {"raw": "Oral", "path": "data.yaml", "line": "3"},
    ]


@pytest.mark.parametrize(
    ("image", "alt"),
    [
        ("{url: a.png, alt: Given, caption: Caption}", "Given"),
        ("{url: a.png, caption: 'The *caption*'}", "The caption"),
        ("a.png", "A title"),
    ],
)
def test_a_picture_is_described_by_alt_or_caption_or_title(image: str, alt: str) -> None:
    (figure,) = of_class(publication(f"image: {image}"), "academic-figure")
    assert figure.attributes["alt"] == alt


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
    assert (more.attributes["summary"], more.attributes["opened"]) == ("Show more", "Show less")
    assert plain(more.children) == "A"


def test_news_have_a_date_for_machines_and_keep_their_links() -> None:
    found = described(News(), NEWS)
    assert [each.attributes["datetime"] for each in elements(found) if each.kind == "time"] == [
        "2024-05-16",
        "2023",
        "2024-04",
    ]
    assert addresses(found) == [("b", "a.pdf")]


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
        "First place, A great challenge, 2022",
        "Ann Bee, Cy Dee",
        "of 20",
        "[Paper]",
        "Second place",
    ]
    (logo,) = of_class(found, "academic-logo")
    assert (logo.attributes["alt"], logo.attributes.get("zoom")) == ("A great challenge", None)
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
        "A University",
        "PhD in Things",
        "2022-01 – present",
        "Advisor: Prof. Cy Dee",
        "Exchange",
        "B University",
        "2019-09 – 2020",
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
