"""A lab's site: people with roles, one work in two files, headings within headings, numbers, shortened author lists."""

from __future__ import annotations

import re

import lxml.html
import pytest
from sites import Built, MakeSite, words

PAGES = ("rst.html", "markdown.html")
ALL_SEVEN = ("W. Dampf", "Ludmilla Zug", "Cy Dee", "Eve Fox", "田中花子", "Gil Hay", "Ida Jay")


@pytest.fixture(scope="module")
def lab(make_shared_site: MakeSite) -> Built:
    return make_shared_site("lab").build()


@pytest.fixture(scope="module", params=["latex", "text", "man", "texinfo"])
def on_paper(request: pytest.FixtureRequest, make_shared_site: MakeSite) -> str:
    """All that a format without disclosures holds."""
    documents = [("rst", "lab.tex", "Lab", "Lab", "howto")]
    settings = {
        "latex": {"latex_documents": documents},
        "man": {"man_pages": [("rst", "lab", "Lab", "Lab", 7)]},
        "texinfo": {"texinfo_documents": [("rst", "lab", "Lab", "Lab", "lab", "Lab", "Research")]},
    }
    built = make_shared_site("lab").build(request.param, **settings.get(request.param, {}))
    name = {"latex": "lab.tex", "text": "rst.txt", "man": "lab.7", "texinfo": "lab.texi"}[request.param]
    # Without what stands between words in its format: marks, line ends, escapes.
    return " ".join(re.sub(r"\\f[BIRP]|\\[a-zA-Z]+\b|@\w+|[{}\\*_~]", "", built.text(name)).split())


def part(built: Built, page: str, heading: str) -> lxml.html.HtmlElement:
    """The section of a page that stands below a heading."""
    (section,) = built.page(page).xpath("//section[@id=$name]", name=heading)
    return section


def entries(element: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    return element.xpath(".//article[contains(@class, 'academic-entry')]")


def titles(element: lxml.html.HtmlElement) -> list[str]:
    return [words(entry.xpath(".//strong")[0]) for entry in entries(element)]


def authors(entry: lxml.html.HtmlElement) -> str:
    """The line of authors as it is shown before anything is opened, without signs."""
    (line,) = entry.xpath(".//*[contains(@class, 'academic-authors')][not(ancestor::details)]")
    for hidden in line.xpath(".//sup | .//details"):
        hidden.drop_tree()
    return words(line)


def test_the_page_in_rst_and_the_page_in_markdown_say_the_same(lab: Built) -> None:
    mains = [lab.page(page).xpath("//main")[0] for page in PAGES]
    assert words(mains[0]) == words(mains[1])
    ids = [[element.get("id") for element in main.xpath(".//*[@id]")] for main in mains]
    assert ids[0] == ids[1]


@pytest.mark.parametrize("page", PAGES)
def test_groups_within_groups_are_sections_within_sections(lab: Built, page: str) -> None:
    headings = part(lab, page, "all").xpath(".//*[self::h3 or self::h4]")
    assert [(heading.tag, words(heading).rstrip("¶")) for heading in headings] == [
        ("h3", "2024"),
        ("h4", "Journal articles"),
        ("h4", "Conference and workshop papers"),
        ("h3", "2022"),
        ("h4", "Conference and workshop papers"),
    ]
    ids = [section.get("id") for section in part(lab, page, "all").xpath(".//section")]
    assert len(set(ids)) == 5
    assert ids[:2] == ["publications-2024", "publications-2024-article"]


def test_the_groups_stand_in_the_table_of_contents_as_they_are_nested(make_site: MakeSite) -> None:
    site = make_site("lab")
    site.write("index.rst", "Lab\n===\n\n.. toctree::\n   :maxdepth: 5\n\n   rst\n   markdown\n")
    toc = site.build().page("index.html").xpath("//*[contains(@class, 'toctree-wrapper')]")[0]
    trail = "//li[a='2024']/ul/li[a='Journal articles']/a/@href"
    assert toc.xpath("." + trail) == [
        "rst.html#publications-2024-article",
        "markdown.html#publications-2024-article",
    ]


@pytest.mark.parametrize("page", PAGES)
def test_numbers_go_on_in_the_next_list_that_asks_for_it(lab: Built, page: str) -> None:
    document = lab.page(page)
    assert [words(number) for number in document.find_class("academic-number")] == ["1.", "2.", "3.", "4."]
    (continued,) = part(lab, page, "theses").find_class("academic-number")
    assert words(continued) == "4."


def test_each_page_counts_for_itself_in_one_document_too(make_site: MakeSite) -> None:
    built = make_site("lab").build("singlehtml")
    numbers = [words(number) for number in built.page("index.html").find_class("academic-number")]
    assert numbers == ["1.", "2.", "3.", "4."] * 2


@pytest.mark.parametrize("page", PAGES)
def test_long_lists_of_authors_are_short_until_they_are_opened(lab: Built, page: str) -> None:
    (whistles,) = (entry for entry in entries(part(lab, page, "all")) if "Whistles" in words(entry))
    (others,) = whistles.find_class("academic-others")
    assert words(others).startswith("… + 4 authors")
    line = words(whistles.find_class("academic-authors")[0])
    assert all(line.count(name) == 1 for name in ALL_SEVEN)
    assert authors(whistles) == "W. Dampf, Ludmilla Zug, , Ida Jay"
    (draughts,) = (entry for entry in entries(part(lab, page, "all")) if "Draughts" in words(entry))
    assert not draughts.xpath(".//details")


def test_on_paper_the_whole_list_stands_in_its_line_once(on_paper: str) -> None:
    first = on_paper[on_paper.index("Whistles in the Dark") : on_paper.index("Condensate on the Windows")]
    for name in ("Cy Dee", "Eve Fox", "Gil Hay", "Ida Jay"):
        assert first.count(name) == 1, name
    assert "…" not in first
    assert "+ 4 authors" not in on_paper


@pytest.mark.parametrize("page", PAGES)
def test_one_work_in_two_files_is_one_entry_that_names_its_preprint(lab: Built, page: str) -> None:
    assert titles(part(lab, page, "all")) == [
        "Whistles in the Dark of the Boiler Room",
        "Condensate on the Windows of Rooms",
        "Draughts",
    ]
    whistles, condensate, _ = entries(part(lab, page, "all"))
    (venue,) = whistles.find_class("academic-venue")
    assert words(venue) == "Transactions on Vapour 7, 2024 · preprint arXiv:2308.05734 Best Paper Award"
    assert venue.xpath(".//a/@href") == ["https://arxiv.org/abs/2308.05734"]
    assert "They are heard at night." in words(whistles), "what the import adds is there"
    (venue,) = condensate.find_class("academic-venue")
    assert words(venue) == "Meeting on Steam, 1–9, 2024", "the venue by hand, the pages from the import"


@pytest.mark.parametrize("page", PAGES)
def test_separate_versions_are_asked_for_by_their_keys(lab: Built, page: str) -> None:
    preprint, article = entries(part(lab, page, "apart"))
    assert "2023" in words(preprint)
    assert "Transactions on Vapour 7, 2024." in words(article)
    assert "preprint" not in words(article)


@pytest.mark.parametrize("page", PAGES)
def test_lists_are_of_a_type_a_first_author_a_project_an_award_or_turned_round(lab: Built, page: str) -> None:
    assert titles(part(lab, page, "theses")) == ["A Thesis on Valves"]
    assert titles(part(lab, page, "oldest-first")) == ["A Thesis on Valves", "Draughts"]
    assert titles(part(lab, page, "ours")) == [
        "Whistles in the Dark of the Boiler Room",
        "Condensate on the Windows of Rooms",
    ]
    assert titles(part(lab, page, "won")) == ["Whistles in the Dark of the Boiler Room"]


def test_who_is_in_the_register_is_linked_and_whose_role_it_is_stands_out(lab: Built) -> None:
    whistles, condensate, draughts = entries(part(lab, "rst.html", "all"))
    links = {
        words(link): link.get("href")
        for link in whistles.xpath(".//*[contains(@class, 'academic-authors')]//a")
    }
    assert links == {
        "W. Dampf": "https://dampf.example.org",
        "Ludmilla Zug": "https://zug.example.org",
        "田中花子": "https://tanaka.example.org",
    }
    assert [words(name) for name in condensate.find_class("academic-highlight")] == [
        "Ludmilla Zug",
        "Wilhelmina Dampf",
    ]
    assert not draughts.find_class("academic-highlight"), "two people can be L. Zug"


def test_signs_are_explained_once_for_each_list_and_can_be_heard(lab: Built) -> None:
    (legend,) = part(lab, "rst.html", "all").find_class("academic-legend")
    assert words(legend) == (
        "* equal contribution · † equal contribution, another group · ‡ corresponding author · § senior author"
    )
    said = {abbreviation.get("title") for abbreviation in part(lab, "rst.html", "all").xpath(".//sup/abbr")}
    assert said == {"equal contribution", "corresponding author", "senior author"}


def test_no_report_is_made_that_nobody_asks_for(make_site: MakeSite) -> None:
    make_site("lab").build(warnings=[])


def test_merged_works_are_told_on_request(make_site: MakeSite) -> None:
    built = make_site("lab").build(warnings=["academic.merged"] * 2, academic_report=["merged"])
    assert [
        (told.location.split("source/")[-1], told.message.split(". `")[0]) for told in built.warnings
    ] == [
        (
            "data/papers.yaml:3:12",
            "'Whistles in the Dark of the Boiler Room' is one work with data/imported.bib:1",
        ),
        (
            "data/papers.yaml:20:12",
            "'Condensate on the Windows of Rooms' is one work with data/imported.bib:10",
        ),
    ]


def test_names_that_are_not_certain_are_told_on_request(make_site: MakeSite) -> None:
    built = make_site("lab").build(warnings=["academic.people"] * 6, academic_report="people")
    messages = [told.message for told in built.warnings]
    assert "'L. Zug' may be 'Ludmilla Zug' or 'Lothar Zug'. Give the ORCID, or the full name." in messages
    unknown = [message.split("'")[1] for message in messages if "is not in the register" in message]
    assert sorted(unknown) == ["Cy Dee", "Eve Fox", "Gil Hay", "Ida Jay", "Kit Lee"]


def test_reports_can_be_silenced_like_any_warning(make_site: MakeSite) -> None:
    make_site("lab").build(academic_report=["merged"], suppress_warnings=["academic.merged"])


def test_a_report_that_there_is_not_is_told_with_the_right_ones(make_site: MakeSite) -> None:
    (told,) = make_site("lab").build(warnings=["academic.config"], academic_report=["peple"]).warnings
    assert (
        "'academic_report': 'peple' left out. Did you mean 'people'? The values are: people, projects, merged, lost, published, languages."
        in told.message
    )
    assert told.location.endswith("conf.py:1")


def test_asking_for_reports_makes_the_pages_stale(make_site: MakeSite) -> None:
    site = make_site("lab")
    site.build()
    built = site.build(warnings=["academic.merged"] * 2, academic_report=["merged"])
    assert built.read == ("index", "markdown", "rst")
