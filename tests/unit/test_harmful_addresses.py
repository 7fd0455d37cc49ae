"""An address that may not be followed is dropped wherever it stands, and told; its text is kept."""

from __future__ import annotations

import pytest
from inline_data import read, told, told_about

from sphinx_academic.data.values.addresses import Link, is_safe, scheme_of
from sphinx_academic.data.values.names import Author

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
