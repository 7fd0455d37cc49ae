"""Whatever is wrong with the data: one located warning for each problem, every other entry on the page."""

from __future__ import annotations

from typing import NamedTuple

import lxml.html
import pytest
from sites import MakeSite, Site, words

SCRIPT = "javascript:alert(1)"


class Bad(NamedTuple):
    """Data with one mistake: where it is, which code it has, and words that its message must hold."""

    name: str
    yaml: str
    place: str
    code: str
    says: tuple[str, ...]
    shown: tuple[str, ...]
    """What has to be on the page all the same."""
    hidden: tuple[str, ...] = ()
    """What must not be anywhere in the page's HTML."""


def publication(field: str) -> str:
    """Three publications, the second of which has this line; it is line 4."""
    return (
        "publications:\n  - title: The first one\n"
        f"  - title: The second one\n    {field}\n"
        "  - title: The third one\n    author: Ada Last\n"
    )


ALL_THREE = ("The first one", "The second one", "The third one", "Ada Last")

CASES = (
    Bad(
        "a list where a text belongs",
        publication("note: [in, press]"),
        "4:11",
        "type",
        ("'note'", "a list", "text"),
        ALL_THREE,
    ),
    Bad(
        "a mapping where a text belongs",
        publication("venue: {name: Steam}"),
        "4:12",
        "type",
        ("'venue'", "a mapping"),
        ALL_THREE,
    ),
    Bad(
        "a word that is neither yes nor no",
        publication("selected: perhaps"),
        "4:15",
        "type",
        ("'selected'", "'perhaps'", "neither true nor false", "selected: true"),
        ALL_THREE,
    ),
    Bad(
        "a DOI that is none", publication("doi: later"), "4:10", "type", ("'later'", "DOI", "10."), ALL_THREE
    ),
    Bad(
        "a text where a list of records belongs",
        "publications: soon\nnews:\n  - text: Some news\n",
        "1:15",
        "type",
        ("a text", "publication", "mapping"),
        ("soon", "Some news"),
    ),
    Bad(
        "an entry that is a text",
        "publications:\n  - The first one\n  - title: The third one\n",
        "2:5",
        "type",
        ("publication",),
        ("The third one",),
    ),
    Bad(
        "a missing title",
        "publications:\n  - title: The first one\n  - author: Ada Last\n    year: 2023\n  - title: The third one\n",
        "3:5",
        "missing",
        ("no title", "title:"),
        ("The first one", "Ada Last", "2023", "The third one"),
    ),
    Bad(
        "an unknown key that is nearly a known one",
        publication("jornal: Steam"),
        "4:5",
        "unknown_key",
        ("'jornal'", "Did you mean 'journal'?"),
        ALL_THREE,
    ),
    Bad(
        "an unknown key like no other",
        publication("zzz: 1"),
        "4:5",
        "unknown_key",
        ("'zzz'", "title", "authors", "venue"),
        ALL_THREE,
    ),
    Bad(
        "an unknown key at the top",
        "publicatons:\n  - title: Lost\nnews:\n  - text: Some news\n",
        "1:1",
        "unknown_key",
        ("'publicatons'", "Did you mean 'publications'?"),
        ("Some news",),
    ),
    Bad(
        "an unknown key in a link",
        publication("links: [{name: Paper, urll: https://example.org/}]"),
        "4:27",
        "unknown_key",
        ("'urll'", "'url'"),
        (*ALL_THREE, "Paper"),
    ),
    Bad(
        "a key that is there twice",
        publication("year: 2023\n    year: 2024"),
        "5:5",
        "duplicate_key",
        ("'year'",),
        (*ALL_THREE, "2023"),
    ),
    Bad(
        "a day that no month has",
        publication("date: 2023-02-30"),
        "4:11",
        "date",
        ("'2023-02-30'", "28 days"),
        (*ALL_THREE, "2023-02-30"),
    ),
    Bad(
        "a month that no year has",
        "news:\n  - date: 2023-13-01\n    text: The second one\n  - text: The third one\n    date: 2022\n",
        "2:11",
        "date",
        ("'2023-13-01'", "13"),
        ("The second one", "The third one"),
    ),
    Bad(
        "a key of two publications",
        "publications:\n"
        "  - {title: The first one, key: fog}\n  - {title: The second one, key: fog}\n  - title: The third one\n",
        "3:34",
        "duplicate",
        ("'fog'", "The first one", "data/site.yaml:2"),
        ALL_THREE[:3],
    ),
    Bad(
        "a picture that is missing",
        publication("image: images/glas.png"),
        "4:12",
        "image",
        ("images/glas.png", "Did you mean 'glass.png'?"),
        ALL_THREE,
        ("glas.png",),
    ),
    Bad(
        "a picture that is missing among others",
        publication("images:\n      - images/glass.png\n      - url: images/none.png"),
        "6:14",
        "image",
        ("images/none.png",),
        ALL_THREE,
        ("none.png",),
    ),
    Bad(
        "a picture that would be outside the source folder",
        publication("image: ../../../nowhere/hostname.png"),
        "4:12",
        "image",
        ("There is no picture", "leads out of it"),
        ALL_THREE,
        ("hostname",),
    ),
    Bad(
        "a photo that is missing",
        "profile:\n  name: Ada Last\n  photo: none.png\nnews:\n  - text: Some news\n",
        "3:10",
        "image",
        ("none.png",),
        ("Ada Last", "Some news"),
        ("none.png",),
    ),
    Bad(
        "a script as a link",
        publication(f"links: [{{name: Paper, url: '{SCRIPT}'}}]"),
        "4:32",
        "url",
        (SCRIPT, "https://"),
        (*ALL_THREE, "Paper"),
        (SCRIPT,),
    ),
    Bad(
        "a script as the second link",
        publication(
            f"links:\n      - name: Paper\n        url: https://example.org\n      - {{name: Code, url: '{SCRIPT}'}}"
        ),
        "7:27",
        "url",
        (SCRIPT,),
        (*ALL_THREE, "Paper Code"),
        (SCRIPT,),
    ),
    Bad(
        "a script that hides behind a tab",
        publication('url: "java\\tscript:alert(1)"'),
        "4:10",
        "url",
        ("not a link that may be followed",),
        ALL_THREE,
        ("script:alert",),
    ),
    Bad(
        "data as a link",
        publication("url: 'data:text/html,<b>x</b>'"),
        "4:10",
        "url",
        ("data:text/html",),
        ALL_THREE,
        ("data:text/html",),
    ),
    Bad(
        "a script in Markdown",
        publication(f"note: '[look]({SCRIPT})'"),
        "4:11",
        "url",
        (SCRIPT,),
        (*ALL_THREE, "(look)"),
        (SCRIPT,),
    ),
    Bad(
        "a script in HTML",
        publication(f'note: <a href="{SCRIPT}">look</a>'),
        "4:11",
        "url",
        (SCRIPT,),
        (*ALL_THREE, "(look)"),
        (SCRIPT,),
    ),
    Bad(
        "a script in HTML that is spelt with entities",
        publication('note: <a href="&#106;avascript:alert(1)">look</a>'),
        "4:11",
        "url",
        ("not a link that may be followed",),
        (*ALL_THREE, "(look)"),
        ("avascript:alert",),
    ),
    Bad(
        "a script behind an author",
        publication(f"authors: [{{name: Ada Second, url: '{SCRIPT}'}}]"),
        "4:15",
        "url",
        (SCRIPT,),
        (*ALL_THREE, "Ada Second"),
        (SCRIPT,),
    ),
    Bad(
        "a script behind an author in Markdown",
        publication(f"author: '[Ada Second]({SCRIPT}), Ada Third'"),
        "4:13",
        "url",
        (SCRIPT,),
        (*ALL_THREE, "Ada Second, Ada Third"),
        (SCRIPT,),
    ),
    Bad(
        "a script as a picture",
        publication(f"image: '{SCRIPT}'"),
        "4:12",
        "url",
        (SCRIPT,),
        ALL_THREE,
        (SCRIPT,),
    ),
    Bad(
        "a script in the links of the site",
        publication("note: '[Prof. Fog]'").replace(
            "publications:", f"links: {{Prof. Fog: '{SCRIPT}'}}\npublications:"
        ),
        "5:11",
        "url",
        (SCRIPT,),
        (*ALL_THREE, "Prof. Fog"),
        (SCRIPT,),
    ),
    Bad(
        "a script in a profile",
        f"profile:\n  name: Ada Last\n  links:\n    Website: '{SCRIPT}'\n  about: Hello\n",
        "4:14",
        "url",
        (SCRIPT,),
        ("Ada Last", "Website", "Hello"),
        (SCRIPT,),
    ),
    Bad(
        "a link to a file that is not there",
        publication("links: [{name: Paper, url: files/papr.pdf}]"),
        "4:32",
        "link",
        ("files/papr.pdf",),
        (*ALL_THREE, "Paper"),
    ),
    Bad(
        "a link to nothing in further information",
        publication(
            "additional:\n      - content: See [this](files/paper.pdf).\n      - content: And [that](that.pdf)."
        ),
        "6:9",
        "link",
        ("that.pdf",),
        (*ALL_THREE, "And that."),
    ),
    Bad(
        "a colon in a title",
        "publications:\n  - title: The first: one\n  - title: The third one\n",
        "2:21",
        "syntax",
        ("quote", 'title: "The first: one"'),
        ("The first: one", "The third one"),
    ),
    Bad(
        "a YAML tag",
        publication("note: !important read this"),
        "4:11",
        "tag",
        ("!important",),
        ALL_THREE,
    ),
    Bad(
        "text that was misread once",
        publication("author: InÃªs Castelo"),
        "4:15",
        "mojibake",
        ("InÃªs", "Inês"),
        ALL_THREE,
    ),
)


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    """One page with all directives over `data/site.yaml`."""
    return make_site("bad-input")


def content(page: lxml.html.HtmlElement) -> str:
    """The page's text without what surrounds it."""
    (section,) = page.xpath("//section[@id='bad-input']")
    return words(section)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_a_mistake_is_told_once_with_its_place_and_the_rest_is_shown(site: Site, case: Bad) -> None:
    site.write("data/site.yaml", case.yaml)
    (told,) = site.build(warnings=[f"academic.{case.code}"]).warnings
    assert told.location == f"data/site.yaml:{case.place}"
    assert [said for said in case.says if said not in told.message] == []
    html = (site.folder / "build" / "html" / "index.html").read_text(encoding="utf-8")
    page = lxml.html.document_fromstring(html.encode())
    assert [text for text in case.shown if text not in content(page)] == []
    assert [text for text in case.hidden if text in html] == []


class BadPage(NamedTuple):
    """A directive with one mistake in its options; the mistake is in line 6 of its page."""

    name: str
    page: str
    code: str
    says: tuple[str, ...]


def directive(lines: str) -> str:
    return f"Bad input\n=========\n\n.. publications::\n   :layout: list\n   {lines}\n"


PAGES = (
    BadPage(
        "unknown option",
        directive(":grup-by: year"),
        "option",
        ("'grup-by'", "Did you mean 'group-by'?", "limit"),
    ),
    BadPage(
        "unknown value",
        directive(":group-by: yaer"),
        "option",
        ("'yaer'", "'year'", "none, year, type, venue"),
    ),
    BadPage("no number", directive(":limit: many"), "option", ("'many'", "number")),
    BadPage("no years", directive(":year: recent"), "option", ("'recent'", "2020-2024")),
    BadPage("years backwards", directive(":year: 2024-2020"), "option", ("'2024-2020'",)),
    BadPage("a flag with a word", directive(":selected: maybe"), "option", ("'maybe'", "true or false")),
    BadPage("an unknown key", directive(":keys: fogg"), "option", ("'fogg'", "Did you mean 'fog'?")),
    BadPage("nothing found", directive(":author: Nobody"), "option", (":author: Nobody", "stays empty")),
    BadPage("an option without its value", directive(":limit:"), "option", ("limit", "number")),
)


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case.name.replace(" ", "-"))
def test_a_mistake_in_an_option_is_told_at_its_line_and_the_page_is_written(
    site: Site, case: BadPage
) -> None:
    site.write("data/site.yaml", "publications:\n  - {title: The first one, key: fog, author: Ada First}\n")
    site.write("index.rst", case.page)
    built = site.build(warnings=[f"academic.{case.code}"])
    (told,) = built.warnings
    assert told.location == "index.rst:6"
    assert [said for said in case.says if said not in told.message] == []
    empty = case.name in {"an unknown key", "nothing found"}
    assert ("The first one" in content(built.page("index.html"))) != empty


def test_a_missing_file_is_told_with_the_nearest_name(site: Site) -> None:
    built = site.build(warnings=["academic.file"], academic_data=["data/sites.yaml"])
    (told,) = built.warnings
    assert told.location == "data/sites.yaml:1"
    assert "Did you mean 'site.yaml'?" in told.message
    assert (built.folder / "index.html").is_file()


def test_one_missing_file_does_not_hide_the_others(site: Site) -> None:
    built = site.build(warnings=["academic.file"], academic_data=["data/none.yaml", "data/site.yaml"])
    assert "Fog on Glass" in content(built.page("index.html"))


def test_directives_without_any_data_are_told_where_they_stand(site: Site) -> None:
    built = site.build(warnings=["academic.config"] * 5, academic_data=[])
    assert [told.location for told in built.warnings] == [f"index.rst:{line}" for line in (4, 6, 8, 10, 12)]
    assert all("academic_data" in told.message for told in built.warnings)


def test_right_data_gives_no_warning_and_everything_is_shown(site: Site) -> None:
    shown = content(site.build().page("index.html"))
    assert all(text in shown for text in ("Fog on Glass", "Something", "First place", "School"))


def test_several_mistakes_in_one_entry_are_several_warnings_in_the_order_of_the_file(site: Site) -> None:
    site.write(
        "data/site.yaml",
        "publications:\n  - title: The first one\n    date: 2023-02-30\n    image: none.png\n    colour: red\n"
        "  - title: The second one\n",
    )
    built = site.build(warnings=["academic.date", "academic.image", "academic.unknown_key"])
    assert "The second one" in content(built.page("index.html"))


def test_a_warning_can_be_suppressed_by_its_code(site: Site) -> None:
    site.write("data/site.yaml", publication("date: 2023-02-30\n    colour: red"))
    site.build(warnings=["academic.unknown_key"], suppress_warnings=["academic.date"])


def test_all_our_warnings_can_be_suppressed_at_once(site: Site) -> None:
    site.write("data/site.yaml", publication("date: 2023-02-30\n    colour: red"))
    site.build(suppress_warnings=["academic"])


def test_with_w_a_problem_fails_the_build_and_without_it_does_not(site: Site) -> None:
    site.write("data/site.yaml", publication("date: 2023-02-30"))
    site.run("html", warnings=["academic.date"], name="lenient")
    site.run("html", "-W", "--keep-going", warnings=["academic.date"], name="strict", status=1)
