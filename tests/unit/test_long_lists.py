"""What long and careful lists have: numbers, shortened author lists, signs for roles, and other versions of a work."""

from __future__ import annotations

import pytest
from descriptions import addresses, described, description, lines, of_class
from plain_page import html_of, tree_of
from test_kinds_of_fragments import PlainHost

from sphinx_academic.content.doctree import to_nodes
from sphinx_academic.content.fragments import Element, Fragments, elements, plain
from sphinx_academic.sections.publications import Publications

pytestmark = pytest.mark.usefixtures("english")

EIGHT = "Ann Bee, Cy Dee, Eve Fox, Gil Hay, Ida Jay, Kit Lee, Mo Nye, Oz Pim"

OPENS = ".//details[@class='academic-others']"


def numbers(fragments: Fragments) -> list[str]:
    return [plain(each.children) for each in of_class(fragments, "academic-number")]


def on_screen(text: str, *highlighted: str, **options: object) -> list[str]:
    """The line of authors of each entry, as a page shows it before anything is opened."""
    found = described(Publications(), text, description(*highlighted), **options)
    page = tree_of(html_of(found))
    for others in page.xpath(OPENS):
        others[:] = []
        others.text = "…"
    return [
        "".join(line.itertext()).strip() for line in page.xpath("//*[contains(@class, 'academic-authors')]")
    ]


def with_authors(authors: str) -> str:
    return f"pubs: [{{title: A title, authors: '{authors}'}}]"


@pytest.mark.parametrize(
    ("most", "highlighted", "line"),
    [
        (8, (), EIGHT),
        (20, (), EIGHT),
        (5, (), "Ann Bee, Cy Dee, Eve Fox, Gil Hay, …, Oz Pim"),
        (3, (), "Ann Bee, Cy Dee, …, Oz Pim"),
        (2, (), "Ann Bee, …, Oz Pim"),
        (1, (), "Ann Bee, …, Oz Pim"),
        (3, ("Gil Hay",), "Ann Bee, …, Gil Hay, …, Oz Pim"),
        (3, ("Oz Pim",), "Ann Bee, Cy Dee, …, Oz Pim"),
        (3, ("Cy Dee", "Mo Nye"), "Ann Bee, Cy Dee, …, Mo Nye, Oz Pim"),
        (2, tuple(EIGHT.split(", ")), EIGHT),
    ],
)
def test_a_shortened_list_has_the_first_the_highlighted_and_the_last(
    most: int, highlighted: tuple[str, ...], line: str
) -> None:
    assert on_screen(with_authors(EIGHT), *highlighted, **{"max-authors": most}) == [line]


def test_the_others_open_where_they_stand_and_are_what_paper_gets() -> None:
    found = described(Publications(), with_authors(EIGHT), **{"max-authors": 3})
    (others,) = (each for each in elements(found) if each.kind == "others")
    assert (others.attributes["summary"], plain(others.children)) == (
        "… + 5 authors",
        "Eve Fox, Gil Hay, Ida Jay, Kit Lee, Mo Nye",
    )
    page = tree_of(html_of(found))
    # Nothing opens within a paragraph.
    (line,) = page.xpath("//*[contains(@class, 'academic-authors')]")
    assert (line.tag, line.getparent().tag) == ("div", "div")
    assert page.xpath("string(//details/summary)") == "… + 5 authorsShow less"
    # Each name is there once, and books and other formats have them in the line.
    assert html_of(found).count("Kit Lee") == 1
    (line,) = tree_of(html_of(found, embedded=True)).xpath("//p[@class='academic-authors']")
    assert "".join(line.itertext()) == EIGHT
    (authors,) = of_class(found, "academic-authors")
    assert "".join(node.astext() for node in to_nodes((authors,), PlainHost(knows_our_nodes=True))) == EIGHT


@pytest.mark.parametrize(
    ("number", "layout", "hidden"),
    [
        (20, "list", 0),
        (22, "list", 2),
        (20, "compact", 0),
        (22, "compact", 2),
        (10, "gallery", 0),
        (12, "gallery", 2),
    ],
)
def test_a_list_that_says_nothing_shows_twenty_authors_and_a_gallery_ten(
    number: int, layout: str, hidden: int
) -> None:
    people = ", ".join(f"Per Son{chr(97 + each)}" for each in range(number))
    found = described(Publications(), with_authors(people), layout=layout)
    said = [each.attributes["summary"] for each in elements(found) if each.kind == "others"]
    assert said == [f"… + {hidden} authors"] * bool(hidden)
    assert not any(
        each.kind == "others"
        for each in elements(
            described(Publications(), with_authors(people), layout=layout, **{"max-authors": 0})
        )
    )
    # A CV shows all, or those that it is told to, with nothing to open.
    cv = description(form="cv")
    assert people in plain(described(Publications(), with_authors(people), cv, layout=layout))
    some = described(Publications(), with_authors(people), cv, layout=layout, **{"max-authors": 2})
    assert "Per Sona, …, Per Son" in plain(some)
    assert not any(each.kind == "others" for each in elements(some))


def test_a_single_name_is_never_behind_what_opens() -> None:
    assert on_screen(with_authors(EIGHT), **{"max-authors": 7}) == [EIGHT]
    assert on_screen(with_authors(EIGHT), "Eve Fox", **{"max-authors": 2}) == [
        "Ann Bee, Cy Dee, Eve Fox, …, Oz Pim"
    ]


@pytest.mark.parametrize(("text", "most"), [("all", 0), ("0", 0), ("All", 0), ("7", 7)])
def test_all_authors_can_be_asked_for(text: str, most: int) -> None:
    assert Publications.options["max-authors"].takes(text) == most


def test_a_list_of_others_says_so_when_it_is_shortened() -> None:
    assert on_screen(with_authors(f"{EIGHT}, et al."), **{"max-authors": 2}) == ["Ann Bee, …, Oz Pim, et al."]


def test_lists_that_are_short_enough_or_could_not_be_split_have_nothing_to_open() -> None:
    for authors in ("Ann Bee, Cy Dee", "Liu, Haohe"):
        found = described(Publications(), with_authors(authors), **{"max-authors": 2})
        assert not any(each.kind == "others" for each in elements(found))
        assert lines(found)[1] == authors


def test_the_compact_layout_shortens_too() -> None:
    found = described(Publications(), with_authors(EIGHT), **{"max-authors": 2, "layout": "compact"})
    (entry,) = tree_of(html_of(found)).iterfind(".//div[@class='academic-line']")
    (others,) = entry.xpath(OPENS)
    assert "".join(entry.xpath("text()")) == ". Ann Bee, , Oz Pim."
    assert "".join(others.itertext()).endswith("Cy Dee, Eve Fox, Gil Hay, Ida Jay, Kit Lee, Mo Nye")


# Numbers

THREE = "pubs: [{title: A, year: 2024}, {title: B, year: 2023}, {title: C, year: 2023}]"


@pytest.mark.parametrize("layout", ["gallery", "list", "compact"])
def test_entries_are_numbered_through_all_groups(layout: str) -> None:
    found = described(Publications(), THREE, layout=layout, numbered="", **{"group-by": ("year",)})
    assert numbers(found) == ["1.", "2.", "3."]


def test_a_list_goes_on_where_the_last_numbered_one_ended_if_asked_to() -> None:
    how = description()
    first = described(Publications(), THREE, how, numbered="", limit=2)
    between = described(Publications(), THREE, how)
    second = described(Publications(), THREE, how, numbered="continue")
    anew = described(Publications(), THREE, how, numbered="")
    assert [numbers(each) for each in (first, between, second, anew)] == [
        ["1.", "2."],
        [],
        ["3.", "4.", "5."],
        ["1.", "2.", "3."],
    ]


# Signs

SIGNS = """
pubs:
- title: A
  authors:
  - {name: Ann Bee, equal: A, corresponding: true}
  - {name: Cy Dee, equal: A}
  - {name: Eve Fox, equal: B}
  - {name: Gil Hay, equal: B}
  - {name: Ida Jay, senior: yes, orcid: 0000-0002-1825-0097, affiliation: Vapour School}
"""


def marks(fragments: Fragments) -> list[tuple[str, str]]:
    return [
        (plain(each.children), each.attributes["title"])
        for each in elements(fragments)
        if each.kind == "mark" and "title" in each.attributes
    ]


def test_each_role_and_each_group_of_equals_has_a_sign_of_its_own_and_a_legend() -> None:
    found = described(Publications(), SIGNS)
    (legend,) = of_class(found, "academic-legend")
    assert plain(legend.children) == (
        "* equal contribution · † equal contribution, another group · ‡ corresponding author · § senior author"
    )
    assert lines(found)[1] == "Ann Bee*‡, Cy Dee*, Eve Fox†, Gil Hay†, Ida Jay§"
    assert [title for _, title in marks(found)] == [
        "equal contribution",
        "corresponding author",
        "equal contribution",
        "equal contribution",
        "equal contribution",
        "senior author",
    ]


def test_a_sign_of_the_data_is_not_given_to_a_role() -> None:
    found = described(Publications(), SIGNS + "- {title: B, authors: 'Kit Lee‡, Mo Nye†'}\n")
    (legend,) = of_class(found, "academic-legend")
    signs = [plain(each.children) for each in elements(legend.children) if each.kind == "mark"]
    assert len(set(signs)) == 4
    assert not {"†", "‡"} & set(signs)


@pytest.mark.parametrize("word", ["false", "no", "'0'", "''", "off", "False"])
@pytest.mark.parametrize("role", ["corresponding", "senior", "equal"])
def test_who_is_said_not_to_have_a_role_has_no_sign(role: str, word: str) -> None:
    found = described(
        Publications(), f"pubs: [{{title: A, authors: [{{name: Ann Bee, {role}: {word}}}, Cy Dee]}}]"
    )
    assert lines(found)[1] == "Ann Bee, Cy Dee"
    assert (marks(found), of_class(found, "academic-legend")) == ([], [])


@pytest.mark.parametrize("word", ["true", "yes", "'1'", "on", "True"])
@pytest.mark.parametrize(("role", "sign"), [("corresponding", "†"), ("senior", "†"), ("equal", "*")])
def test_who_is_said_to_have_a_role_has_its_sign(role: str, sign: str, word: str) -> None:
    found = described(
        Publications(), f"pubs: [{{title: A, authors: [{{name: Ann Bee, {role}: {word}}}, Cy Dee]}}]"
    )
    assert [title.partition(" ")[0] for _, title in marks(found)] == [role]
    assert lines(found)[1] == f"Ann Bee{sign}, Cy Dee"


# Versions

WORK = """
pubs:
- title: Whistles in the Dark
  author: Ann Bee, Cy Dee
  journal: TASLP
  type: article
  year: 2024
  doi: 10.5555/1
- {title: Whistles in the Dark, author: 'Ann Bee, Cy Dee', year: 2023, arxiv: 2308.05734}
"""


def test_the_line_of_the_venue_says_where_else_the_work_appeared() -> None:
    found = described(Publications(), WORK)
    assert lines(found)[2] == "TASLP 2024 · preprint arXiv:2308.05734"
    assert addresses(found)[0] == ("arXiv:2308.05734", "https://arxiv.org/abs/2308.05734")


def test_the_compact_layout_says_it_too() -> None:
    found = described(Publications(), WORK, layout="compact")
    (line,) = of_class(found, "academic-line")
    assert "TASLP 2024 · preprint arXiv:2308.05734." in plain(line.children)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ("year: 2023, type: preprint, venue: bioRxiv, doi: 10.5555/b", "preprint bioRxiv 2023"),
        ("year: 2023, type: preprint, venue: bioRxiv", "preprint bioRxiv 2023"),
        ("type: preprint", "preprint"),
        ("arxiv: 2308.05734, note: under *review*", "preprint arXiv:2308.05734 (under review)"),
        ("doi: 10.5555/1, type: conference, venue: '*Meeting* on Steam 2023', year: 2023", "conference paper Meeting on Steam 2023"),
        ("doi: 10.5555/1, type: report, venue: Kettle Lab, year: 2022", "report Kettle Lab 2022"),
    ],
)  # fmt: skip
def test_every_kind_of_version_has_its_words(other: str, said: str) -> None:
    text = (
        WORK.rsplit("- {", 1)[0] + f"- {{title: Whistles in the Dark, author: 'Ann Bee, Cy Dee', {other}}}\n"
    )
    assert lines(described(Publications(), text))[2] == f"TASLP 2024 · {said}"


def test_separate_versions_are_two_entries_that_say_nothing_of_each_other() -> None:
    found = described(Publications(), WORK, versions="separate")
    assert len(of_class(found, "academic-entry")) == 2
    assert [line for line in lines(found) if "·" in line] == []


def test_an_entry_of_each_layout_is_one_element() -> None:
    for layout in ("gallery", "list", "compact"):
        found = described(Publications(), WORK, layout=layout)
        (entry,) = of_class(found, "academic-entry")
        assert isinstance(entry, Element)
        assert entry.attributes == {"id": "publication-bee2024whistles"}


# On paper


def test_a_doi_is_written_out_where_pages_are_printed() -> None:
    found = described(
        Publications(),
        "pubs: [{title: A, doi: 10.1234/a_b, arxiv: '2308.05734', links: {Code: 'https://code.example.org/'}}]",
    )
    page = tree_of(html_of(found))
    said = [(link.text, link.get("data-printed")) for link in page.iter("a")]
    assert said == [("Code", None), ("DOI", "doi:10.1234/a_b"), ("arXiv", "arXiv:2308.05734")]
    assert "data-printed" not in html_of(found, embedded=True)
    (links,) = of_class(found, "academic-links")
    host = PlainHost(knows_our_nodes=True)
    assert "".join(node.astext() for node in to_nodes((links,), host)) == "[Code] [DOI] [arXiv]"
    host.breaks_lines = True
    printed = "".join(node.astext() for node in to_nodes((links,), host))
    assert printed == "[Code] [doi:10.1234/a_b] [arXiv:2308.05734]"
