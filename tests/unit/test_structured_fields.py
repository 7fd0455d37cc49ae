"""Authors, links, pictures and further information have all the forms that people write."""

from __future__ import annotations

import pytest
from inline_data import Told, publication_with, told_about

from sphinx_academic.data.values.addresses import Image, Link, name_of
from sphinx_academic.data.values.name_parts import Name
from sphinx_academic.data.values.names import Author

# Authors


def test_authors_may_be_a_list_of_names_and_mappings() -> None:
    publication = publication_with(
        "authors:",
        "  - Ann Bee",
        '  - "**Cy Dee**"',
        "  - Fox, Eve",
        '  - "John Smith, Jr."',
        "  - {name: Gil Hay, url: https://gil.example, equal: true}",
        "  - {name: Ida Jay, equal: yes, corresponding: true}",
        "  - {given: Kim, family: Lee}",
        '  - {Name: "Mia Noe*", Website: https://mia.example}',
        "  -",
    )
    assert publication.authors.people == (
        Author("Ann Bee"),
        Author("Cy Dee", emphasised=True),
        Author("Eve Fox", parts=Name("Eve", family="Fox")),
        Author("John Smith, Jr."),
        Author("Gil Hay", url="https://gil.example", equal=True),
        Author("Ida Jay", equal=True, corresponding=True),
        Author("Kim Lee", parts=Name("Kim", family="Lee")),
        Author("Mia Noe", url="https://mia.example", equal=True),
    )


def test_one_author_may_be_a_mapping_without_a_list() -> None:
    assert publication_with("author: {name: Ann Bee}").authors.people == (Author("Ann Bee"),)


def test_stars_at_names_of_a_list_are_equal_contributions() -> None:
    people = publication_with("authors: ['Ann Bee*', 'Cy Dee*', Eve Fox]").authors.people
    assert [author.equal for author in people] == [True, True, False]
    assert [author.marks for author in people] == ["", "", ""]


def test_et_al_in_a_list_is_no_person() -> None:
    authors = publication_with("authors: [Ann Bee, Cy Dee, et al.]").authors
    assert [author.name for author in authors.people] == ["Ann Bee", "Cy Dee"]
    assert authors.others


def test_a_name_in_a_list_that_is_no_name_is_kept_as_written() -> None:
    people = publication_with("authors: ['Ann Bee (MIT)', Cy Dee]").authors.people
    assert [author.name for author in people] == ["Ann Bee (MIT)", "Cy Dee"]


def test_an_authors_unknown_key_is_told_with_the_nearest_right_one() -> None:
    publication, problems = told_about(
        "authors:", "  - {name: Ann Bee, corespondin: true}", "  - {name: Cy Dee, zzz: 1}"
    )
    assert publication.authors.people == (Author("Ann Bee"), Author("Cy Dee"))
    assert problems == [
        Told(
            "4:23",
            "unknown_key",
            "'corespondin' is not a field of an author.",
            "Did you mean 'corresponding'?",
        ),
        Told(
            "5:22",
            "unknown_key",
            "'zzz' is not a field of an author.",
            "The fields of an author are: name, url, orcid, equal, corresponding, senior, affiliation, given, family, "
            "suffix, particle, dropping_particle, literal, marks.",
        ),
    ]


def test_an_author_without_a_name_is_told() -> None:
    _, problems = told_about("authors:", "  - {url: https://ann.example}")
    assert [(problem.place, problem.code, problem.message) for problem in problems] == [
        ("4:7", "missing", "An author has no name.")
    ]


def test_a_list_within_the_list_of_authors_is_told() -> None:
    publication, problems = told_about("authors:", "  - [Ann, Bee]", "  - Cy Dee")
    assert "Cy Dee" in [author.name for author in publication.authors.people]
    assert [(problem.place, problem.code) for problem in problems] == [("4:7", "type")]


# Links


@pytest.mark.parametrize(
    ("written", "links"),
    [
        ("https://example.org/a", [Link("Link", "https://example.org/a")]),
        ('"https://example.org/a.pdf"', [Link("PDF", "https://example.org/a.pdf")]),
        (
            "[https://github.com/a/b, https://arxiv.org/abs/1]",
            [Link("Code", "https://github.com/a/b"), Link("arXiv", "https://arxiv.org/abs/1")],
        ),
        ("{name: Paper, url: a.pdf}", [Link("Paper", "a.pdf")]),
        ("[{name: Paper, url: a.pdf}]", [Link("Paper", "a.pdf")]),
        ("[{name: Paper}]", [Link("Paper")]),
        ("[{name: Paper, url: }]", [Link("Paper")]),
        ("[{title: Paper, href: a.pdf}]", [Link("Paper", "a.pdf")]),
        ("[{Name: Paper, URL: a.pdf}]", [Link("Paper", "a.pdf")]),
        (
            "{Paper: a.pdf, Code: https://github.com/a/b}",
            [Link("Paper", "a.pdf"), Link("Code", "https://github.com/a/b")],
        ),
        ("[Paper: a.pdf, Code: b.zip]", [Link("Paper", "a.pdf"), Link("Code", "b.zip")]),
        ("in print", [Link("in print")]),
        ("[]", []),
        ("", []),
        ("[null]", []),
    ],
)
def test_links_have_all_the_forms_that_people_write(written: str, links: list[Link]) -> None:
    assert publication_with(f"media: {written}").links == tuple(links)


def test_an_unknown_key_of_a_link_is_told() -> None:
    publication, problems = told_about(
        "media:", "  - name: Paper", "    urll: a.pdf", "  - name: Code", "    colour: red"
    )
    assert publication.links == (Link("Paper"), Link("Code"))
    assert problems == [
        Told("5:7", "unknown_key", "'urll' is not a field of a link.", "Did you mean 'url'?"),
        Told(
            "7:7",
            "unknown_key",
            "'colour' is not a field of a link.",
            "The fields of a link are: name, url, icon.",
        ),
    ]


def test_a_list_where_a_link_belongs_is_told() -> None:
    _, problems = told_about("media:", "  - [Paper, a.pdf]")
    assert [(problem.place, problem.message) for problem in problems] == [
        ("4:7", "A link is a list; a text or a mapping was expected. It is read as a text.")
    ]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.org/x.PDF", "PDF"),
        ("papers/x.pdf", "PDF"),
        ("https://arxiv.org/abs/1", "arXiv"),
        ("https://www.github.com/a", "Code"),
        ("https://doi.org/10.5555/1", "DOI"),
        ("https://youtu.be/x", "Video"),
        ("https://notgithub.com/a", "Link"),
        ("https://[broken", "Link"),
        ("", "Link"),
    ],
)
def test_a_link_without_a_name_is_called_after_its_address(url: str, name: str) -> None:
    assert name_of(url) == name


# Pictures


@pytest.mark.parametrize(
    ("written", "images"),
    [
        ("images/a.png", [Image("images/a.png")]),
        ("/images/a.png", [Image("/images/a.png")]),
        ("[a.png, b.png]", [Image("a.png"), Image("b.png")]),
        ("{url: a.png, caption: A, alt: B}", [Image("a.png", "A", "B")]),
        ("[{url: a.png, caption: A}, b.png]", [Image("a.png", "A"), Image("b.png")]),
        ("[{src: a.png, title: A}]", [Image("a.png", "A")]),
        ("https://example.org/a.png", [Image("https://example.org/a.png")]),
        ("", []),
        ("[]", []),
    ],
)
def test_pictures_have_all_the_forms_that_people_write(written: str, images: list[Image]) -> None:
    assert publication_with(f"images: {written}").images == tuple(images)


def test_a_picture_without_an_address_is_told() -> None:
    publication, problems = told_about("images:", "  - caption: A picture", "  - url: a.png")
    assert publication.images == (Image("a.png"),)
    assert problems == [Told("4:7", "image", "A picture has no url.", "Add  url: images/name.png")]


def test_an_unknown_key_of_a_picture_is_told() -> None:
    _, problems = told_about("image: {url: a.png, captoin: A}")
    assert problems == [
        Told("3:23", "unknown_key", "'captoin' is not a field of a picture.", "Did you mean 'caption'?")
    ]


# Further information


@pytest.mark.parametrize(
    ("written", "contents"),
    [
        ("one text", ["one text"]),
        ("[one, two]", ["one", "two"]),
        ("[{content: one}, {content: two}]", ["one", "two"]),
        ("{content: one}", ["one"]),
        ("[{content: }]", []),
        ("", []),
    ],
)
def test_further_information_is_a_text_or_a_list(written: str, contents: list[str]) -> None:
    assert publication_with(f"additional: {written}").additional == tuple(contents)
