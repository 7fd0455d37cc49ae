"""A publication says what readers are to see: words, order, links and marks."""

from __future__ import annotations

import pytest
from descriptions import addresses, described, description, lines, of_class, publication
from inline_data import read, read_clean

from sphinx_academic.content.fragments import Element, elements, plain
from sphinx_academic.sections.publications import Publications, type_names

pytestmark = pytest.mark.usefixtures("english")


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
        "Journal of Things 12(3), 45–67, edited by Gil Hay, A Press (Oral) 2024, CCF-B · Best paper",
        "[Paper] [Code & data] [DOI] [arXiv] [Link]",
    ]
    assert addresses(found) == [
        ("Paper", "a.pdf"),
        ("DOI", "https://doi.org/10.5555/1"),
        ("arXiv", "https://arxiv.org/abs/2308.05734"),
        ("Link", "https://things.example"),
    ]
    summaries = [each.attributes["summary"] for each in elements(found) if each.kind == "disclosure"]
    assert summaries == ["Abstract", "More"]
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
    assert "id" not in of_class(second, "academic-entry")[0].attributes


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
