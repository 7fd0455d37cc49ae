"""Projects, software and datasets say what readers are to see, as cards and as a list."""

from __future__ import annotations

import re
from typing import Any

import pytest
from counting import check_growth
from descriptions import addresses, described, description, lines, of_class
from inline_data import read, read_clean, told
from plain_page import html_of, tree_of

from sphinx_academic.content.fragments import Element, Fragments, elements, plain
from sphinx_academic.data.records import Dataset, Project, Publication, Software
from sphinx_academic.data.values.dates import read_date
from sphinx_academic.sections import options as options_of
from sphinx_academic.sections.base import PageFacts
from sphinx_academic.sections.datasets import Datasets
from sphinx_academic.sections.projects import Projects
from sphinx_academic.sections.showcase import Showcase, first_lines, number_in
from sphinx_academic.sections.software import SoftwareList

pytestmark = pytest.mark.usefixtures("english")

TODAY = read_date("2025-06-15").date
assert TODAY is not None

PROJECTS = """
projects:
- {key: old, title: Old, start: 2001, end: 2004, people: [Ann Bee]}
- {key: now, title: Now, start: 2024, people: [Cy Dee, Ann Bee], tags: [tea]}
- {key: soon, title: Soon, start: 2030}
- {key: part, title: A Part, start: 2023, part_of: Now, role: Maker}
- {key: best, title: Best, end: 1999, selected: true}
- {key: bare, title: Bare}
- {key: paused, title: Paused, start: 2020, status: on ice}
- {key: done, title: Done, start: 2022, status: Completed}
"""


def shown(section: Showcase[Any], text: str, **written: str) -> list[str]:
    """The keys that the directive shows, with the heading of each group before its first."""
    given = {name.replace("_", "-"): value for name, value in written.items()}
    reading = options_of.read_options(given, section.options)
    assert not reading.faults
    facts = section.facts(reading.values, PageFacts("", (), "en", TODAY))
    options = {**reading.values, **facts}
    found = []
    for group in section.choose(read_clean(text), options):
        heading = [section.heading(0, label, options, description()) for label in group.labels]
        found += [f"[{plain(each)}]" for each in heading] + [record.key for record in group.records]
    return found


def said(section: Showcase[Any], *fields: str, how: Any = None, **options: Any) -> Fragments:
    text = f"{section.list_of}:\n- title: Tea\n" + "".join(f"  {each}\n" for each in fields)
    return described(section, text, how, **options)


# Which projects, in which order


def test_selected_projects_come_first_then_what_goes_on_then_the_newest() -> None:
    assert shown(Projects(), PROJECTS) == ["best", "soon", "now", "part", "done", "paused", "old", "bare"]
    assert shown(Projects(), PROJECTS, limit="2") == ["best", "soon"]


def test_projects_may_be_sorted_by_title_or_stand_as_in_the_file() -> None:
    by_title = shown(Projects(), PROJECTS, sort="title")
    assert by_title == ["bare", "best", "done", "now", "old", "part", "paused", "soon"]
    assert shown(Projects(), PROJECTS, sort="file")[:3] == ["old", "now", "soon"]
    assert shown(Projects(), PROJECTS, sort="title", limit="1") == ["bare"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"person": "Bee"}, ["now", "old"]),
        ({"person": "Cy Dee"}, ["now"]),
        ({"tag": "Tea"}, ["now"]),
        ({"since": "2024"}, ["soon", "now", "part", "done", "paused"]),
        ({"role": "maker"}, ["part"]),
        ({"project": "now"}, ["part"]),
    ],
)
def test_options_leave_projects_out(options: dict[str, str], expected: list[str]) -> None:
    assert shown(Projects(), PROJECTS, **options) == expected


def test_a_status_says_more_than_dates_of_what_is_current() -> None:
    assert shown(Projects(), PROJECTS, current="") == ["soon", "now", "part", "paused"]


def test_projects_stand_under_how_far_they_have_come() -> None:
    assert shown(Projects(), PROJECTS, group_by="status") == [
        *("[Current]", "now", "part"),
        *("[Planned]", "soon"),
        *("[on ice]", "paused"),
        *("[Finished]", "best", "done", "old"),
        *("[Other]", "bare"),
    ]


def test_parts_stand_under_the_largest_project_behind_it() -> None:
    text = PROJECTS + "- {key: deep, title: Deeper, part_of: part, start: 2040}\n"
    found = shown(Projects(), text, group_by="part-of")
    assert found[: found.index("[Other]")] == ["[Now]", "now", "deep", "part"]


def test_projects_stand_under_years_as_all_lists_do() -> None:
    assert shown(Projects(), PROJECTS, group_by="year", tag="tea") == ["[2024]", "now"]


def test_without_projects_there_is_nothing() -> None:
    assert Projects().choose(read_clean("publications: []"), {"group-by": "status", "today": TODAY}) == ()


# What is said of a project


def test_a_project_says_what_it_is_about_when_who_works_on_it_and_who_pays() -> None:
    text = """
    people: [{name: Ann Bee, url: 'https://bee.example'}]
    projects:
    - title: Tea
      subtitle: Hot water
      start: 2022
      status: running
      role: Maker
      url: https://tea.example
      people: [A. Bee, Cy Dee]
      description: It *boils*.
      tags: [tea, milk]
      links: {Handbook: https://tea.example/book}
    grants: [{title: Water, funder: Council, number: W-1, projects: Tea}]
    """
    found = described(Projects(), text)
    assert lines(found) == [
        "Tea",
        "Hot water",
        "2022 – present · running · Maker",
        "It boils.",
        "A. Bee, Cy Dee",
        "Funding: Council W-1",
        "tea, milk",
        "[Handbook]",
    ]
    assert addresses(found) == [
        ("Tea", "https://tea.example"),
        ("A. Bee", "https://bee.example"),
        ("Handbook", "https://tea.example/book"),
    ]


def test_a_project_without_people_dates_and_text_says_its_title_alone() -> None:
    assert lines(said(Projects())) == ["Tea"]


def test_the_funder_is_said_where_no_grant_of_the_data_says_so() -> None:
    assert "Funding: A Trust" in lines(said(Projects(), "funder: A Trust"))


def test_a_grant_without_funder_and_number_is_said_by_its_title() -> None:
    text = "projects: [{title: Tea, grants: Water}]\ngrants: [{title: Water}]"
    assert lines(described(Projects(), text))[-1] == "Funding: Water"


def test_a_project_leads_to_its_page_and_its_address_is_a_link() -> None:
    pages = {"tea": "projects/tea"}
    how = description(project_page=lambda project: pages.get(getattr(project, "key", project), ""))
    found = said(Projects(), "url: https://tea.example", how=how)
    title, website = (each for each in elements(found) if each.kind == "link")
    assert title.attributes == {"page": "projects/tea"}
    assert (plain((website,)), website.attributes["url"]) == ("Website", "https://tea.example")


def test_parts_and_the_whole_are_named_with_each_other_and_lead_there() -> None:
    text = """
    projects:
    - {key: a, title: '*All*'}
    - {key: b, title: Bee, part_of: a}
    - {key: c, title: Cat, part_of: a}
    """
    how = description(
        project_page=lambda project: "pages/b" if project.key == "b" else "",
        entry_at=lambda _kind, key: ("index", "project-a") if key == "a" else ("", ""),
    )
    found = described(Projects(), text, how)
    assert [each for each in lines(found) if ": " in each] == [
        "Parts: Bee, Cat",
        "Part of: All",
        "Part of: All",
    ]
    places = [
        (each.attributes.get("page"), each.attributes.get("anchor"))
        for each in elements(found)
        if each.kind == "link"
    ]
    assert places == [
        *(("pages/b", None),) * 2,
        *(("index", "project-a"),) * 2,
    ]


def test_a_consortium_is_named_in_part_and_opens() -> None:
    people = ", ".join(f"Person {chr(65 + number)}" for number in range(20))
    found = said(Projects(), f"people: {people}")
    (more,) = (each for each in elements(found) if each.kind == "others")
    assert more.attributes["summary"].endswith(" people")
    assert ", ".join(re.findall(r"Person \w", plain(found))) == people


def test_cards_have_a_picture_and_lists_have_dates_in_a_column() -> None:
    fields = ("start: 2022", "image: a.png")
    card = said(Projects(), *fields)
    (figure,) = (each for each in elements(card) if each.kind == "figure")
    assert (figure.attributes["alt"], figure.attributes["place"]) == ("Tea", "showcase")
    listed = said(Projects(), *fields, layout="list")
    assert [each for each in elements(listed) if each.kind == "figure"] == []
    (entry,) = of_class(listed, "academic-entry")
    assert isinstance(entry.children[0], Element)
    assert entry.children[0].classes == "academic-dates"
    assert Projects().shows_pictures({}) and not Projects().shows_pictures({"layout": "list"})


def test_entries_can_be_linked_to() -> None:
    for section in (Projects(), SoftwareList(), Datasets()):
        (entry,) = of_class(said(section), "academic-entry")
        assert entry.attributes["id"] == f"{section.entry_kind}-tea"


def test_the_html_of_a_card_is_an_article_with_its_words_in_order() -> None:
    page = html_of(said(SoftwareList(), "version: 1.2", "license: MIT", "description: Boils."))
    (article,) = tree_of(page).iter("article")
    assert " ".join("".join(article.itertext()).split()) == "Tea version 1.2 · licence MIT Boils."


# Texts

SENTENCE = "A kettle that nobody watches boils sooner than one that is watched by two people. "


def opened(found: Fragments) -> list[str]:
    return [plain(each.children) for each in elements(found) if each.kind == "disclosure"]


def test_a_short_text_is_shown_whole() -> None:
    found = said(Projects(), "description: It boils. And whistles.")
    assert (lines(found)[1:], opened(found)) == (["It boils. And whistles."], [])


def test_of_a_long_paragraph_the_first_sentences_are_shown_and_the_whole_opens() -> None:
    found = said(SoftwareList(), f"description: {SENTENCE * 6}")
    (line,) = of_class(found, "academic-summary")
    screen, paper = line.children
    assert isinstance(screen, Element) and isinstance(paper, Element)
    assert plain(screen.children) == f"{(SENTENCE * 3).strip()} …"
    assert plain(paper.children) == (SENTENCE * 6).strip()
    assert opened(found) == [(SENTENCE * 6).strip()]


def test_of_several_paragraphs_the_first_is_shown_and_the_others_open() -> None:
    found = said(SoftwareList(), "description: |\n    First.\n\n    Second.\n\n    - A list")
    assert lines(found)[1:2] == ["First."]
    assert [" ".join(each.split()) for each in opened(found)] == ["Second.A list"]


def test_a_text_that_begins_with_a_list_opens_as_a_whole() -> None:
    found = said(SoftwareList(), "description: |\n    - One\n    - Two")
    assert lines(found) == ["Tea"]
    assert opened(found) == ["OneTwo"]


@pytest.mark.parametrize("text", ["word " * 200, f"*{(SENTENCE * 6).strip()}*"])
def test_a_text_is_never_cut_within_a_sentence_or_within_emphasis(text: str) -> None:
    shown, behind = first_lines(description().markup.blocks(text.strip()))
    assert plain(shown) == text.strip().strip("*").strip() and not behind


def test_markup_before_the_cut_is_kept() -> None:
    text = f"It *really* boils. {SENTENCE * 6}"
    shown, _behind = first_lines(description().markup.blocks(text))
    screen = shown[0]
    assert isinstance(screen, Element)
    assert [each.kind for each in elements(screen.children)] == ["emphasis"]


def test_long_texts_take_time_in_proportion_to_their_length() -> None:
    def cut(length: int) -> None:
        first_lines(description().markup.blocks("A *b* c. " * length))

    check_growth(cut, 100)


# Software and datasets


def test_software_says_version_licence_languages_and_where_it_is() -> None:
    found = said(
        SoftwareList(),
        "version: v2.1.0",
        "date: 2025-02",
        "license: MIT",
        "languages: Python, Rust",
        "role: Maintainer",
        "people: [Ann Bee]",
        "github: bee/tea",
        "repository: https://code.example/tea",
        "documentation: https://docs.example/tea",
        "pypi: https://pypi.example/tea",
        "doi: https://doi.org/10.5555/tea",
    )
    assert lines(found) == [
        "Tea",
        "2025-02 · Maintainer · version 2.1.0 · licence MIT · Python, Rust",
        "Ann Bee",
        "[Code] [Documentation] [PyPI] [DOI] [GitHub]",
    ]
    assert ("licence MIT", "https://spdx.org/licenses/MIT") in addresses(found)
    assert addresses(found)[-2:] == [
        ("DOI", "https://doi.org/10.5555/tea"),
        ("GitHub", "https://github.com/bee/tea"),
    ]


def test_an_identifier_that_a_link_leads_to_is_no_second_link() -> None:
    found = said(SoftwareList(), "github: bee/tea", "url: https://github.com/bee/tea", "doi: 10.5555/tea")
    assert lines(found)[-1] == "[DOI]"
    found = said(Datasets(), "doi: 10.5555/tea", "links: {Record: 'https://doi.org/10.5555/tea'}")
    assert lines(found)[-1] == "[Record]"


@pytest.mark.parametrize(
    ("written", "words", "links"),
    [
        ("MIT OR Apache-2.0", "licence MIT / licence Apache-2.0", 2),
        ("https://own.example/licence", "licence", 1),
        ("free for tea", "licence free for tea", 0),
    ],
)
def test_licences_lead_to_their_text_where_they_have_one(written: str, words: str, links: int) -> None:
    found = said(Datasets(), f"license: {written}")
    assert lines(found)[1] == words
    assert len(addresses(found)) == links


@pytest.mark.parametrize(
    ("written", "number"),
    [
        *(
            ("15320", 15320),
            ("15,320", 15320),
            ("15 320", 15320),
            ("15.320", 15320),
            ("1'200'000", 1_200_000),
        ),
        *(("15.3k", 15300), ("1.2M", 1_200_000), ("48+", 48), (" 7 ", 7)),
        *(("many", None), ("", None), ("1.2.3", None), ("-5", None), ("9" * 400, None)),
    ],
)
def test_numbers_are_read_as_people_write_them(written: str, number: int | None) -> None:
    found = number_in(written)
    assert found == number or (number is None and (found is None or found >= 10**300))


def test_stars_and_downloads_are_short_to_see_and_words_to_hear() -> None:
    found = said(SoftwareList(), "stars: 15320", "downloads: 1")
    (counts,) = of_class(found, "academic-counts")
    seen, separator, others = counts.children[:2], counts.children[2], counts.children[3:]
    assert separator == " · "
    assert plain(seen[:1]) == "15.3K (15,320 stars)"
    assert plain(seen[1:]) == "15,320 stars"
    assert plain(others[1:]) == "1 download"
    (icon, *_rest) = (each for each in elements(seen[:1]) if each.kind == "icon")
    assert icon.attributes["name"] == "star"
    (unseen, *_rest) = (each for each in elements(seen[:1]) if each.kind == "unseen")
    assert plain(unseen.children) == " (15,320 stars)"


def test_a_number_that_is_none_is_shown_as_written() -> None:
    (counts,) = of_class(said(Datasets(), "downloads: a great many"), "academic-counts")
    assert plain(counts.children[1:]) == "a great many downloads"


def test_numbers_are_those_of_the_language() -> None:
    found = said(SoftwareList(), "stars: 15320", how=description(language="de"))
    (counts,) = of_class(found, "academic-counts")
    assert plain(counts.children[:1]).startswith("15.320 (")


def test_a_dataset_says_how_large_it_is() -> None:
    assert "version 3 · 40 GB" in lines(said(Datasets(), "version: 3", "size: 40 GB"))


def test_software_stands_under_its_first_language_and_datasets_under_their_licence() -> None:
    text = "software: [{key: a, title: A, languages: [C, R]}, {key: b, title: B}, {key: c, title: C, languages: C}]"
    assert shown(SoftwareList(), text, group_by="language") == ["[C]", "a", "c", "[Other]", "b"]
    text = "datasets: [{key: a, title: A, license: MIT}, {key: b, title: B, license: CC0-1.0}]"
    assert shown(Datasets(), text, group_by="license") == ["[MIT]", "a", "[CC0-1.0]", "b"]


def test_keys_do_not_change_with_a_version_or_a_year() -> None:
    site = read_clean(
        "software: [{name: Kettle Spotter, version: 2, year: 2025}]\nprojects: [{name: Tea, start: 2020}]"
    )
    assert (site.of(Software)[0].key, site.of(Project)[0].key) == ("kettle-spotter", "tea")


def test_feeds_have_the_text() -> None:
    (record,) = read_clean("software: [{title: Tea, description: It boils., license: MIT}]").of(Software)
    told_in_feed = SoftwareList().syndicate(record, {}, description())
    assert plain(told_in_feed.content) == "licence MITIt boils."


# Lists that were lists of works


@pytest.mark.parametrize(("name", "kind"), [("software", Software), ("datasets", Dataset)])
def test_software_and_datasets_with_a_venue_stay_publications_of_that_type(name: str, kind: type) -> None:
    site = read_clean(
        f"{name}: [{{title: A, authors: X Y, venue: Zenodo}}, {{title: B, journal: JOSS, type: article}}]"
    )
    assert [each.kind_of_work for each in site.of(Publication)] == [kind.kind, "article"]
    assert site.of(kind) == ()


def test_software_without_venues_is_a_list_of_its_own_though_it_has_authors_and_a_doi() -> None:
    site = read_clean("software: [{title: A, authors: [X Y], doi: 10.5555/1}]")
    assert (len(site.of(Software)), site.publications) == (1, ())


def test_a_venue_in_one_of_several_is_told_as_a_field_that_there_is_not() -> None:
    site = read("datasets:\n- title: A\n  venue: Zenodo\n- title: B\n")
    assert len(site.of(Dataset)) == 2
    (only,) = told(site)
    assert (only.place, only.code) == ("3:3", "unknown_key")


def test_a_card_without_a_picture_beside_others_that_have_one_begins_with_its_first_letter() -> None:
    text = "projects:\n- {title: Kettles, image: a.png}\n- {title: “doors”}\n"
    letters = [
        each.attributes["initials"]
        for each in elements(described(Projects(), text))
        if "initials" in each.attributes
    ]
    assert letters == ["D"]
    assert not of_class(described(Projects(), "projects: [{title: Doors}]"), "academic-showcase-picture")


def test_a_project_with_a_page_of_its_own_names_each_funder_once_on_its_card() -> None:
    text = """
projects: [{title: Kettles, key: kettles, grants: [W-1, W-2, T-1]}]
grants:
- {title: One, funder: Water, number: W-1}
- {title: Two, funder: Water, number: W-2}
- {title: Three, funder: Tea, number: T-1}
"""
    assert lines(described(Projects(), text))[-1] == "Funding: Water W-1, Water W-2, Tea T-1"
    how = description(project_page=lambda _project: "projects/kettles")
    assert lines(described(Projects(), text, how))[-1] == "Funding: Water, Tea"
