"""Every field reads every spelling that people use, and tells where and why it cannot."""

from __future__ import annotations

import pytest
from inline_data import Told, publication_with, read, read_clean, told, told_about

from sphinx_academic.data.addresses import arxiv_url, doi_url, is_safe, name_of, scheme_of
from sphinx_academic.data.dates import PartialDate
from sphinx_academic.data.fields import Image, Link
from sphinx_academic.data.people import Author
from sphinx_academic.data.records import Publication

HARMFUL = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\\tscript:alert(1)",
    "java\\nscript:alert(1)",
    "\\x01javascript:alert(1)",
    " javascript:alert(1)",
    "\\u200bjavascript:alert(1)",
    "java\\0script:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "DATA:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:https://example.org/1",
    "view-source:https://example.org",
]


def quoted(url: str) -> str:
    return f'"{url}"'


# Text


@pytest.mark.parametrize("field", ["note", "abstract", "volume", "number", "pages", "publisher", "award"])
@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("plain words", "plain words"),
        ('"  in quotes  "', "in quotes"),
        ("12", "12"),
        ("1e3", "1e3"),
        ("no", "no"),
        ("2024-05-16", "2024-05-16"),
        ("a **b** <i>c</i>", "a **b** <i>c</i>"),
        ("", ""),
        ("null", ""),
        ("~", ""),
        ('""', ""),
    ],
)
def test_a_text_is_what_was_written(field: str, written: str, read_as: str) -> None:
    assert getattr(publication_with(f"{field}: {written}"), field) == read_as


@pytest.mark.parametrize(
    ("written", "kind", "shown"),
    [
        ("[Best paper]", "a list", "[Best paper]"),
        ("[a, [b, c]]", "a list", "[a, [b, c]]"),
        ("{a: b}", "a mapping", "{a: b}"),
        ("{Best paper}", "a mapping", "{Best paper}"),
    ],
)
def test_what_was_meant_as_text_is_shown_and_told(written: str, kind: str, shown: str) -> None:
    publication, problems = told_about(f"note: {written}")
    assert publication.note == shown
    message = f"'note' is {kind}; a text was expected."
    assert problems == [Told("3:9", "type", message, f'If it is meant as text, write  note: "{shown}".')]


def test_a_list_where_a_text_belongs_is_told_under_the_name_that_the_author_used() -> None:
    publication, problems = told_about("tags: [x]", "journal:", "  - one", "  - two")
    assert publication.venue == "[one, two]"
    assert [(problem.place, problem.message) for problem in problems] == [
        ("5:5", "'journal' is a list; a text was expected.")
    ]


def test_a_long_value_is_not_repeated_in_the_remedy() -> None:
    _, (problem,) = told_about(f"note: [{'long ' * 20}]")
    assert problem.hint == "If it is meant as text, put it in quotes."


# Spellings


@pytest.mark.parametrize(
    ("spelling", "field"),
    [(spelling, field) for spelling, field in Publication.spellings().items() if field in Publication.prose],
)
def test_every_spelling_of_a_text_field_is_that_field(spelling: str, field: str) -> None:
    publication = read_clean(
        f"publications:\n- title: T\n  {spelling}: a text\n"
        if field != "title"
        else f"publications:\n- {spelling}: a text\n"
    ).publications[0]
    expected = ("a text",) if field == "additional" else "a text"
    assert getattr(publication, field) == expected


@pytest.mark.parametrize(
    "spelling",
    ["journal", "venue", "conference", "booktitle", "Journal", "VENUE", "container-title", "event"],
)
def test_the_venue_has_many_names(spelling: str) -> None:
    assert publication_with(f"{spelling}: Acta").venue == "Acta"


@pytest.mark.parametrize("spelling", ["author", "authors", "Authors", "AUTHOR", " author", "by"])
def test_the_authors_have_many_names(spelling: str) -> None:
    assert publication_with(f'"{spelling}": Ann Bee').authors.people == (Author("Ann Bee"),)


@pytest.mark.parametrize("spelling", ["media", "links", "Links", "buttons"])
def test_the_links_have_many_names(spelling: str) -> None:
    assert publication_with(f"{spelling}: [{{name: Paper, url: a.pdf}}]").links == (Link("Paper", "a.pdf"),)


@pytest.mark.parametrize("spelling", ["image", "images", "picture", "thumbnail"])
def test_the_pictures_have_many_names(spelling: str) -> None:
    assert publication_with(f"{spelling}: a.png").images == (Image("a.png"),)


@pytest.mark.parametrize("spelling", ["key", "id"])
def test_the_key_has_two_names(spelling: str) -> None:
    assert publication_with(f"{spelling}: bee2024").key == "bee2024"


# Words and flags


@pytest.mark.parametrize(
    "written",
    [
        "audio, machine learning",
        "[audio, machine learning]",
        "audio; machine learning,",
        "[audio, '', machine learning]",
    ],
)
def test_tags_are_a_list_or_a_text_with_commas(written: str) -> None:
    assert publication_with(f"tags: {written}").tags == ("audio", "machine learning")


def test_one_tag_may_be_called_a_tag() -> None:
    assert publication_with("tag: audio").tags == ("audio",)
    assert publication_with("keywords: audio").tags == ("audio",)


@pytest.mark.parametrize(
    ("written", "selected"),
    [
        ("true", True),
        ("Yes", True),
        ("on", True),
        ("1", True),
        ("✓", True),
        ('"true"', True),
        ("false", False),
        ("No", False),
        ("off", False),
        ("0", False),
        ("", False),
    ],
)
def test_a_flag_has_the_usual_spellings(written: str, selected: bool) -> None:
    assert publication_with(f"selected: {written}").selected is selected
    assert publication_with(f"featured: {written}").selected is selected


def test_a_flag_that_is_neither_yes_nor_no_is_told() -> None:
    publication, problems = told_about("selected: maybe")
    assert not publication.selected
    assert problems == [Told("3:13", "type", "'selected' is 'maybe'; true or false was expected.", "")]


# Dates


@pytest.mark.parametrize(
    ("written", "shown", "iso"),
    [
        ("2023", "2023", "2023"),
        ('"2023"', "2023", "2023"),
        ('"(2021)"', "2021", "2021"),
        ("[2021]", "2021", "2021"),
        ('"2022, CCF-B"', "2022, CCF-B", "2022"),
        ("to appear 2025", "to appear 2025", "2025"),
        ("2024-05-16", "2024", "2024-05-16"),
        ("May 2024", "2024", "2024-05"),
    ],
)
def test_a_year_is_read_with_the_words_around_it(written: str, shown: str, iso: str) -> None:
    if written == "[2021]":
        publication, _ = told_about(f"year: {written}")
    else:
        publication = publication_with(f"year: {written}")
    assert publication.shown_year == shown
    assert publication.when is not None
    assert publication.when.iso == iso


def test_years_with_and_without_quotes_stand_in_one_list() -> None:
    collection = read_clean("pubs:\n- {title: A, year: 2023}\n- {title: B, year: '2023'}\n")
    assert {publication.when for publication in collection.publications} == {PartialDate(2023)}


def test_the_date_says_more_than_the_year() -> None:
    publication = publication_with("year: 2024", "date: 2024-05-16")
    assert publication.when == PartialDate(2024, 5, 16)
    assert publication.shown_year == "2024"


@pytest.mark.parametrize(
    ("written", "fault", "kept"),
    [
        ("2023-02-30", "2023-02 has 28 days, not 30", PartialDate(2023, 2, text="2023-02-30")),
        ("2023-13-01", "there is no month 13", PartialDate(2023, text="2023-13-01")),
    ],
)
def test_an_impossible_date_is_shown_as_written_and_told(written: str, fault: str, kept: PartialDate) -> None:
    publication, problems = told_about("doi: 10.5555/1", f"date: {written}")
    assert publication.date == kept
    assert publication.shown_year == written
    message = f"'{written}' is not a date: {fault}. It is shown as written."
    assert problems == [Told("4:9", "date", message, "Write it as 2024-05-16, 2024-05 or 2024.")]


def test_a_year_without_a_date_in_it_is_shown_and_told() -> None:
    publication, problems = told_about("year: in press")
    assert publication.shown_year == "in press"
    message = "'in press' holds no date; it is shown as written and sorted last."
    assert problems == [Told("3:9", "date", message, "Write it as 2024-05-16, 2024-05 or 2024.")]


# Identifiers


@pytest.mark.parametrize(
    "written",
    [
        "10.5555/ab.1",
        "doi:10.5555/ab.1",
        '"DOI: 10.5555/ab.1"',
        "https://doi.org/10.5555/ab.1",
        "http://dx.doi.org/10.5555/ab.1",
        "https://www.doi.org/10.5555/ab.1",
        "doi.org/10.5555/ab.1",
        '"doi:https://doi.org/10.5555/ab.1"',
        "10.5555/ab.1.",
    ],
)
def test_a_doi_is_kept_without_its_resolver(written: str) -> None:
    assert publication_with(f"doi: {written}").doi == "10.5555/ab.1"


def test_a_doi_of_the_old_kind_keeps_its_signs() -> None:
    doi = "10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO;2-1"
    assert publication_with(f'doi: "{doi}"').doi == doi
    assert publication_with(r"doi: 10.1007/978-3_4").doi == "10.1007/978-3_4"
    assert doi_url(doi).startswith("https://doi.org/10.1002/(SICI)1096-8644(199601)99:1%3C1::AID")
    assert doi_url("not a doi") == ""


@pytest.mark.parametrize(
    "written", ["forthcoming", "10.5555", "11.5555/ab", "https://example.org/10.5555/ab"]
)
def test_what_is_no_doi_is_shown_without_a_link_and_told(written: str) -> None:
    publication, problems = told_about(f"doi: {written}")
    assert publication.doi == written
    message = f"'{written}' is not a DOI; it is shown without a link."
    assert problems == [Told("3:8", "type", message, "A DOI looks like 10.1000/182.")]


@pytest.mark.parametrize(
    ("written", "identifier"),
    [
        ("2308.05734", "2308.05734"),
        ("1806.00530", "1806.00530"),
        ("2308.05734v2", "2308.05734v2"),
        ("arXiv:2308.05734", "2308.05734"),
        ('"arXiv: 2308.05734 [cs.SD]"', "2308.05734"),
        ("https://arxiv.org/abs/2308.05734", "2308.05734"),
        ("https://arxiv.org/pdf/2308.05734v1.pdf", "2308.05734v1"),
        ("http://export.arxiv.org/abs/2308.05734", "2308.05734"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("math.GT/0309136", "math.GT/0309136"),
    ],
)
def test_an_arxiv_identifier_is_kept_alone_and_is_no_number(written: str, identifier: str) -> None:
    assert publication_with(f"arxiv: {written}").arxiv == identifier
    assert publication_with(f"eprint: {written}").arxiv == identifier
    assert arxiv_url(identifier) == f"https://arxiv.org/abs/{identifier}"


@pytest.mark.parametrize("written", ["soon", "1806.0053x", "123.4567"])
def test_what_is_no_arxiv_identifier_is_shown_without_a_link_and_told(written: str) -> None:
    publication, (problem,) = told_about(f"arxiv: {written}")
    assert publication.arxiv == written
    assert arxiv_url(written) == ""
    assert problem.place == "3:10"
    assert problem.message == f"'{written}' is not an arXiv identifier; it is shown without a link."


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
        Author("Eve Fox"),
        Author("John Smith, Jr."),
        Author("Gil Hay", url="https://gil.example", equal=True),
        Author("Ida Jay", equal=True, corresponding=True),
        Author("Kim Lee"),
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
            "The fields of an author are: name, url, orcid, equal, corresponding, senior, affiliation.",
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
        ("4:7", "A link is a list; a text or a mapping was expected.")
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


# Addresses that may not be followed


@pytest.mark.parametrize("url", HARMFUL)
@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (["url: {}"], "3:8"),
        (["media:", "  - name: Paper", "    url: {}"], "5:12"),
        (["media: {{Paper: {}}}"], "3:18"),
        (["media: {}"], "3:10"),
        (["media: [{}]"], "3:11"),
        (["images: {}"], "3:11"),
        (["images:", "  - caption: C", "    url: {}"], "5:12"),
        (["authors:", "  - name: Ann Bee", "    url: {}"], "4:7"),
    ],
)
def test_a_harmful_address_is_dropped_and_told_where_it_stands(
    url: str, lines: list[str], place: str
) -> None:
    publication, problems = told_about(*(line.format(quoted(url)) for line in lines))
    addresses = [
        publication.url,
        *(link.url for link in publication.links),
        *(image.url for image in publication.images),
    ]
    addresses += [author.url for author in publication.authors.people]
    assert not any(addresses)
    # A control character in an address is a second mistake, and told as one.
    problems = [problem for problem in problems if problem.code != "encoding"]
    assert [(problem.place, problem.code) for problem in problems] == [(place, "url")]
    assert "is not a link that may be followed" in problems[0].message
    assert problems[0].hint == "Use an address that starts with https://, or a path of the site."


def test_the_name_of_a_refused_link_is_kept() -> None:
    publication, _ = told_about("media: [{name: Paper, url: 'javascript:x'}, 'javascript:y']")
    assert publication.links == (Link("Paper"), Link("javascript:y"))


@pytest.mark.parametrize(
    "authors",
    [
        '"[Ann Bee](javascript:x), Cy Dee"',
        """'<a href="javascript:x">Ann Bee</a>, Cy Dee'""",
        '"[Ann Bee](&#106;avascript:x), Cy Dee"',
    ],
)
def test_a_harmful_link_in_an_author_string_is_dropped_and_told(authors: str) -> None:
    publication, problems = told_about(f"author: {authors}")
    assert publication.authors.people == (Author("Ann Bee"), Author("Cy Dee"))
    assert [(problem.place, problem.code) for problem in problems] == [("3:11", "url")]


def test_harmful_links_in_a_list_of_authors_are_told_each() -> None:
    publication, problems = told_about(
        "authors:", '  - "[Ann Bee](javascript:x)"', "  - Cy Dee", '  - {name: "[Eve Fox](data:y)"}'
    )
    assert [author.url for author in publication.authors.people] == ["", "", ""]
    assert [(problem.place, problem.code) for problem in problems] == [("4:7", "url"), ("6:7", "url")]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "HTTP://EXAMPLE.ORG",
        "mailto:ann@example.org",
        "tel:+4912345",
        "/pdf/a.pdf",
        "pdf/a b.pdf",
        "../other",
        "#anchor",
        "?q=1",
        "//example.org/a",
        "",
        "folder/javascript:not-a-scheme",
        "1:2",
    ],
)
def test_ordinary_addresses_and_paths_may_be_followed(url: str) -> None:
    assert is_safe(url)


def test_the_scheme_is_what_a_browser_takes_for_it() -> None:
    assert scheme_of("java\nscript:x") == "javascript"
    assert scheme_of("\x00\x1f javascript:x") == "javascript"
    assert scheme_of("HTTPS://example.org") == "https"
    assert scheme_of("a/b:c") == ""
    assert scheme_of("") == ""


def test_a_message_does_not_repeat_a_long_address() -> None:
    _, (problem,) = told_about(f"url: javascript:{'x' * 5000}")
    assert len(problem.message) < 160


def test_news_and_profile_refuse_harmful_addresses_too() -> None:
    collection = read(
        """
        profile:
          name: Ann Bee
          photo: javascript:x
          links:
            GitHub: https://github.com/ann
            Home: javascript:y
        competitions:
        - title: First place
          media: [{name: Paper, url: 'data:z'}]
        """
    )
    assert [(problem.place, problem.code) for problem in told(collection)] == [
        ("3:10", "url"),
        ("6:11", "url"),
        ("9:30", "url"),
    ]
    (profile,) = collection.profile
    assert profile.photo == ()
    assert profile.links == (Link("GitHub", "https://github.com/ann"), Link("Home"))
