"""Lists of works in the shapes in which people keep them: in groups, beside each other, with links under keys of their own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from inline_data import publication_with, read, read_clean, told, told_about

from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Talk
from sphinx_academic.formats.loading import load_named

CASES = Path(__file__).with_name("cases") / "shapes"


def case(name: str) -> Collection:
    return load_named([str(CASES / name)])


def works(collection: Collection) -> list[tuple[str, str, str]]:
    """Title, year and type of each work."""
    return [(work.title, work.shown_year, work.type) for work in collection.publications]


# Groups


def test_works_in_groups_have_the_year_of_their_group() -> None:
    collection = case("grouped-by-year.yaml")
    assert works(collection) == [("A", "2019", ""), ("B", "2019", "")]
    assert not collection.problems


def test_a_file_that_is_a_list_of_groups_says_what_it_holds() -> None:
    collection = case("grouped-list.yaml")
    assert works(collection) == [("A", "2023", "")]
    assert not collection.problems


@pytest.mark.parametrize(
    "name",
    ["groups", "publications", "papers", "pubs", "works", "items", "entries", "elements", "Articles", "docs"],
)
def test_the_list_of_a_group_has_many_names(name: str) -> None:
    collection = read_clean(
        f"""
        pubs:
        - year: 2019
          {name}:
          - title: A
          - title: B
            date: 2018-12-31
        - year: 2017
          {name}:
          - title: C
            year: 2016, printed 2017
        """
    )
    assert works(collection) == [("A", "2019", ""), ("B", "2018", ""), ("C", "2016, printed 2017", "")]


def test_a_mapping_from_years_to_lists_is_a_list_in_groups() -> None:
    collection = read_clean(
        """
        publications:
          2020:
          - title: A
          "2019":
          - title: B
            authors: Rowan Ash
        """
    )
    assert works(collection) == [("A", "2020", ""), ("B", "2019", "")]


def test_a_heading_says_the_kind_of_works_or_their_year() -> None:
    collection = read_clean(
        """
        publications:
          sections:
          - title: Journal articles
            items:
            - title: A
            - title: B
              type: report
          - title: "2018"
            items:
            - title: C
          - name: Book chapters
            items:
            - title: D
          - section: Conference and workshop papers
            items:
            - title: E
          - heading: Journal and conference papers
            items:
            - title: F
        """
    )
    assert works(collection) == [
        ("A", "", "article"),
        ("B", "", "report"),
        ("C", "2018", ""),
        ("D", "", "chapter"),
        ("E", "", "conference"),
        ("F", "", ""),
    ]


def test_groups_stand_in_groups() -> None:
    collection = read_clean(
        """
        publications:
        - year: 2019
          by_type:
          - type: Journal papers
            docs:
            - title: A
          - type: Theses
            docs:
            - title: B
        """
    )
    assert works(collection) == [("A", "2019", "article"), ("B", "2019", "thesis")]


def test_groups_may_have_keys_and_say_more_of_their_works() -> None:
    collection = read_clean(
        """
        publications:
          robots:
            title: Robots and others
            tags: [robots]
            venue: ICRA
            items:
            - title: A
            - title: B
              tags: [walking]
          ears:
            title: Ears
            items:
              ash2020:
                title: C
        """
    )
    first, second, third = collection.publications
    assert (first.tags, first.venue) == (("robots",), "ICRA")
    assert (second.tags, second.venue) == (("walking",), "ICRA")
    assert third.key == "ash2020"


def test_works_below_their_keys_have_these_keys() -> None:
    collection = read_clean(
        """
        publications:
        - ash2020:
            title: A
            authors: Rowan Ash
        - info:
            title: B
            authors: Tim Birch
            year: 2019
        """
    )
    assert [work.key for work in collection.publications] == ["ash2020", "birch2019b"]


def test_a_work_that_two_groups_name_has_in_each_what_that_group_says() -> None:
    collection = read_clean(
        """
        publications:
        - tags: [old]
          items:
          - &a
            title: A
        - tags: [new]
          items:
          - *a
        """
    )
    assert [work.tags for work in collection.publications] == [("old",), ("new",)]


def test_what_stands_beside_the_works_of_groups_is_no_work() -> None:
    """Topics have titles, too."""
    collection = read(
        """
        publications:
          topics:
          - title: Robots
            slug: robots
          groups: [2024, 2023]
          items:
          - title: A
            venue: ICRA
        """
    )
    assert [work.title for work in collection.publications] == ["A"]


def test_a_work_with_a_list_of_its_own_is_no_group() -> None:
    publication, problems = told_about(
        "authors: Rowan Ash", "items:", "- title: In the press", "  url: https://e.org"
    )
    assert publication.title == "A title"
    assert [problem.message for problem in problems] == ["'items' is not a field of a publication."]
    publication, problems = told_about("year: 2020", "reviews:", "- title: In the press")
    assert publication.shown_year == "2020"
    assert [problem.message for problem in problems] == ["'reviews' is not a field of a publication."]


def test_a_problem_in_a_group_stands_at_its_line() -> None:
    collection = read("pubs:\n- year: 2019\n  groups:\n  - title: A\n    jornal: X\n")
    (problem,) = told(collection)
    assert (problem.place, problem.hint) == ("5:5", "Did you mean 'journal'?")
    (publication,) = collection.publications
    assert publication.origin.place("year") == ("data.yaml", (2, 9))


def test_a_heading_between_works_is_none_of_them() -> None:
    collection = read_clean(
        """
        publications:
        - header: <h3>Peer-reviewed journals</h3>
        - title: A
          year: 2024
        - header: Book chapters
        - title: B
        - year: 2019
        - title: C
        - title: D
          date: 2020-01
        """
    )
    assert works(collection) == [
        ("A", "2024", "article"),
        ("B", "", "chapter"),
        ("C", "2019", "chapter"),
        ("D", "2020", "chapter"),
    ]


def test_a_year_above_a_work_with_a_year_is_an_entry_that_lacks_its_title() -> None:
    collection = read("publications:\n- year: 2019\n- title: A\n  year: 2020\n")
    assert [problem.message for problem in told(collection)] == ["This publication has no title."]


def test_a_group_without_works_is_none() -> None:
    collection = read_clean(
        "publications:\n- title: Patents\n  items: []\n- title: Others\n  items:\n  - title: A\n"
    )
    assert works(collection) == [("A", "", "")]


def test_any_headings_may_stand_above_lists_of_works() -> None:
    collection = read_clean(
        """
        publications:
          2010-2019:
          - title: A
          older:
          - title: B
        """
    )
    assert [work.title for work in collection.publications] == ["A", "B"]


def test_a_year_without_works_is_none() -> None:
    collection = read_clean("pubs:\n- year: 2020\n  papers:\n- year: 2019\n  papers:\n  - title: A\n")
    assert works(collection) == [("A", "2019", "")]


# Lists beside the list of publications


def test_preprints_beside_publications_are_publications_and_talks_are_talks() -> None:
    collection = case("preprints-beside-pubs.md")
    assert works(collection) == [("A", "", ""), ("B", "", "preprint")]
    assert [(talk.title, talk.origin.line) for talk in collection.of(Talk)] == [("C", 8)]
    assert not collection.problems


@pytest.mark.parametrize("name", ["talks", "presentations", "invited_talks", "Selected talks", "talk"])
def test_a_list_of_talks_has_speakers_and_an_event(name: str) -> None:
    written = f"{name}:\n- title: C\n  authors: Rowan Ash\n  venue: IceConf\n  year: 2021\n"
    collection = read_clean(f"pubs:\n- title: A\n{written}")
    (talk,) = collection.of(Talk)
    assert (talk.title, talk.event, [person.name for person in talk.speakers.people]) == (
        "C",
        "IceConf",
        ["Rowan Ash"],
    )
    assert works(collection) == [("A", "", "")]


def test_a_talk_among_publications_stays_one_of_them() -> None:
    collection = read_clean("pubs:\n- title: A\n  type: talk\n- heading: Talks\n  items:\n  - title: B\n")
    assert works(collection) == [("A", "", "talk"), ("B", "", "talk")]
    assert not collection.of(Talk)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("preprints", "preprint"),
        ("working_papers", "preprint"),
        ("journal_articles", "article"),
        ("Journal papers", "article"),
        ("conference-papers", "conference"),
        ("workshop_papers", "conference"),
        ("book_chapters", "chapter"),
        ("theses", "thesis"),
        ("posters", "poster"),
        ("patents", "patent"),
        ("articles", ""),
        ("selected_publications", ""),
        ("other_papers", ""),
    ],
)
def test_a_list_may_be_called_after_the_kind_of_its_works(name: str, kind: str) -> None:
    collection = read_clean(f"pubs:\n- title: A\n{name}:\n- title: B\n- title: C\n  type: report\n")
    assert works(collection) == [("A", "", ""), ("B", "", kind), ("C", "", "report")]


@pytest.mark.parametrize("name", ["conferences", "journals", "settings", "selected", "2019 plans"])
def test_a_list_of_something_else_is_none_of_works(name: str) -> None:
    collection = read(f"pubs:\n- title: A\n{name}:\n- title: Tidy Ears\n")
    assert [work.title for work in collection.publications] == ["A"]
    assert [problem.message for problem in told(collection)] == [f"'{name}' is no list of records."]


def test_what_looks_like_a_list_of_works_on_a_page_is_told_and_nothing_else_is(tmp_path: Path) -> None:
    page = tmp_path / "home.md"
    page.write_text(
        """---
layout: page
pubs:
- title: A
under_review:
- title: B
  authors: Rowan Ash
navigation:
- title: Home
  url: /
awards:
- title: Best paper
  year: 2020
---
""",
        encoding="utf-8",
    )
    (problem,) = load_named([str(page)]).problems
    assert (problem.line, problem.column) == (5, 1)
    assert problem.message == "'under_review' looks like a list of works, and is none that is read."


@pytest.mark.parametrize(
    "name", ["books", "magazine_articles", "under_review", "in press", "Submitted", "manuscripts"]
)
def test_a_list_of_titles_that_is_called_as_works_are_is_told_beside_publications(
    tmp_path: Path, name: str
) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"---\npubs:\n- title: A\n{name}:\n- title: B\n---\n", encoding="utf-8")
    (problem,) = load_named([str(page)]).problems
    assert problem.message == f"'{name}' looks like a list of works, and is none that is read."


@pytest.mark.parametrize(
    "front", ["books:\n- title: B\n", "pubs:\n- title: A\nbookmarks:\n- title: B\nnav:\n- title: C\n"]
)
def test_other_lists_of_titles_in_front_matter_are_none_of_our_business(tmp_path: Path, front: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"---\n{front}---\n", encoding="utf-8")
    assert not load_named([str(page)]).problems


# A file that is a list and nothing else


@pytest.mark.parametrize(("name", "kind"), [("publications", ""), ("pubs", ""), ("preprints", "preprint")])
def test_the_name_of_a_file_says_what_its_list_holds(tmp_path: Path, name: str, kind: str) -> None:
    path = tmp_path / f"{name}.yaml"
    path.write_text("- title: A\n", encoding="utf-8")
    collection = load_named([str(path)])
    assert works(collection) == [("A", "", kind)]
    assert not collection.problems


def test_a_list_of_what_must_be_works_is_read() -> None:
    collection = read("- title: A\n  authors: Rowan Ash\n")
    assert works(collection) == [("A", "", "")]
    assert not collection.problems


# Links under keys of their own


def test_links_under_keys_of_their_own_are_named_after_them() -> None:
    collection = case("flat-links.yaml")
    (work,) = collection.publications
    assert [tuple(link) for link in work.links] == [
        ("PDF", "a.pdf"),
        ("Code", "https://e.org/c"),
        ("Slides", "https://e.org/s"),
    ]
    assert not collection.problems


@pytest.mark.parametrize(
    ("line", "name", "url"),
    [
        ("poster: files/poster.pdf", "Poster", "files/poster.pdf"),
        ("Video: https://e.org/v", "Video", "https://e.org/v"),
        ("pdf_url: https://e.org/p", "PDF", "https://e.org/p"),
        ("url_code: https://e.org/c", "Code", "https://e.org/c"),
        ("slides-link: /s/", "Slides", "/s/"),
        ("codeurl: https://e.org/c", "Code", "https://e.org/c"),
        ("paper: https://e.org/p", "Paper", "https://e.org/p"),
        ("press: https://e.org/news", "Press", "https://e.org/news"),
        ("article: https://e.org/article", "Article", "https://e.org/article"),
        ("dataset: 10.5281/zenodo.123", "Dataset", "https://doi.org/10.5281/zenodo.123"),
        ("project_page: https://e.org", "Project", "https://e.org"),
    ],
)
def test_many_keys_name_a_link(line: str, name: str, url: str) -> None:
    work = publication_with(line)
    assert [tuple(link) for link in work.links] == [(name, url)]
    assert work.origin.place("links")[1].line == 3


@pytest.mark.parametrize("nothing", ["", '""', "~", "n/a", "false", "none", '"-"', '"#"'])
def test_a_link_that_is_not_there_is_nothing(nothing: str) -> None:
    work = publication_with(f"slides: {nothing}", f"pdf: {nothing}")
    assert not work.links
    assert not work.extra


def test_links_under_their_own_keys_stand_behind_those_that_stand_together() -> None:
    expected = [("Paper", "https://e.org/a"), ("Code", "https://e.org/c"), ("Code", "https://e.org/d")]
    code = "code: [https://e.org/c, https://e.org/d]"
    for together in (
        "links: {Paper: https://e.org/a}",
        "media: [{name: Paper, url: https://e.org/a}]",
        "buttons: {name: Paper, url: https://e.org/a}",
    ):
        work = publication_with(code, together)
        assert [tuple(link) for link in work.links] == expected


def test_an_unsafe_link_is_told_where_it_stands() -> None:
    work, (problem,) = told_about("pdf: javascript:alert('/')")
    assert [tuple(link) for link in work.links] == [("PDF", "")]
    assert (problem.place, problem.code) == ("3:8", "url")


def test_a_word_under_such_a_key_is_no_link_and_no_hint_goes_far() -> None:
    collection = case("hints.yaml")
    (work,) = collection.publications
    assert work.links == ()
    problems = {
        match[1]: problem
        for problem in collection.problems
        if (match := re.match(r"'(\w+)'", problem.message))
    }
    assert problems.keys() == {"anchor", "description", "press", "article", "opl", "settings"}
    assert not any("Did you mean" in problem.hint for problem in problems.values())


def test_an_address_of_a_doi_or_of_arxiv_is_that_identifier() -> None:
    work = publication_with(
        "doi_url: https://doi.org/10.5555/12345", "arxiv_link: https://arxiv.org/abs/2308.05734"
    )
    assert work.doi == "10.5555/12345"
    assert work.arxiv == "2308.05734"


# News


def test_news_stand_under_many_names() -> None:
    collection = case("news-info.yaml")
    assert [item.text for item in collection.news] == ["Paper accepted", "Grant"]
    assert not collection.problems


@pytest.mark.parametrize("name", ["description", "news", "message", "body", "Info"])
def test_the_text_of_news_has_many_names(name: str) -> None:
    (item,) = read_clean(f"news:\n- date: 2024-05-16\n  {name}: It rains.\n").news
    assert item.text == "It rains."


def test_a_headline_and_a_text_are_one_piece_of_news() -> None:
    collection = read_clean(
        """
        news:
        - date: 2024-05-16
          title: A preprint is out!
          description: Have a look.
        - date: 2024-05-15
          content: It is called *Tidy Ears*.
          headline: A prize
        """
    )
    assert [item.text for item in collection.news] == [
        "A preprint is out! Have a look.",
        "A prize: It is called *Tidy Ears*.",
    ]


# Names of fields


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("conf: Kettles 2018", "venue", "Kettles 2018"),
        ("proceedings: Proceedings of Kettles", "venue", "Proceedings of Kettles"),
        ("page: 217", "pages", "217"),
    ],
)
def test_fields_have_the_names_that_people_give_them(line: str, field: str, value: str) -> None:
    assert getattr(publication_with(line), field) == value


def test_a_work_may_have_a_name_and_a_picture_be_called_img() -> None:
    (work,) = read_clean(
        "pubs:\n- name: A\n  img: /images/a.png\n  links:\n  - name: arXiv\n    dest: https://e.org/a\n"
    ).publications
    assert work.title == "A"
    assert [image.url for image in work.images] == ["/images/a.png"]
    assert [tuple(link) for link in work.links] == [("arXiv", "https://e.org/a")]


# Data files of Jekyll sites


def data_file(folder: Path, text: str, name: str = "publications.yml") -> Collection:
    path = folder / "_data" / name
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return load_named([str(path)])


def test_groups_in_a_data_file_of_a_jekyll_site_are_read(tmp_path: Path) -> None:
    text = """
Journals:
- Year: 2019
  Papers:
  - Title: A
    Authors: Rowan Ash
Preprints:
- Year: 2020
  Papers:
  - Title: B
"""
    collection = data_file(tmp_path, text)
    assert works(collection) == [("A", "2019", "article"), ("B", "2020", "preprint")]
    assert collection.publications[0].authors.people[0].name == "Rowan Ash"


def test_nothing_of_a_work_in_such_a_file_goes_without_a_word(tmp_path: Path) -> None:
    text = """
- title: A
  page: 217
  links:
  - {name: Paper, url: https://e.org/a}
  media:
    Code: https://e.org/c
  slides: https://e.org/s
  journal: Acta
  conference: Kettles
"""
    (work,) = data_file(tmp_path, text).publications
    assert work.pages == "217"
    assert [link.name for link in work.links] == ["Paper", "Code", "Slides"]
    assert work.venue == "Acta"
    assert work.extra == {"page-conference": "Kettles"}


def test_the_page_of_a_project_is_no_page_of_a_journal(tmp_path: Path) -> None:
    (work,) = data_file(tmp_path, "- title: A\n  page: https://e.org/project\n").publications
    assert [tuple(link) for link in work.links] == [("Project", "https://e.org/project")]
    assert work.pages == ""


# A file that is a mapping to works


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "ash2020:\n  title: A\n  authors: Rowan Ash\nbirch:\n  title: B\n",
            [("ash2020", "A"), ("birch", "B")],
        ),
        (
            "sections:\n- title: Preprints\n  items:\n  - title: A\n    key: a\n    authors: Rowan Ash\n",
            [("a", "A")],
        ),
        ("intro: We boil.\nmain:\n- title: A\n  key: a\n  authors: Rowan Ash\n", [("a", "A")]),
    ],
)
def test_the_name_of_a_file_says_what_stands_below_its_keys(
    tmp_path: Path, text: str, found: list[tuple[str, str]]
) -> None:
    path = tmp_path / "publications.yaml"
    path.write_text(text, encoding="utf-8")
    collection = load_named([str(path)])
    assert [(work.key, work.title) for work in collection.publications] == found
    assert not collection.problems


@pytest.mark.parametrize(
    "text", ["news:\n- text: It rains.\n  date: 2020\n", "nwes:\n- text: It rains.\n", "a: b\n"]
)
def test_its_name_says_nothing_where_its_keys_do(tmp_path: Path, text: str) -> None:
    path = tmp_path / "publications.yaml"
    path.write_text(text, encoding="utf-8")
    assert not load_named([str(path)]).publications


def test_a_file_of_json_with_preprints_alone_is_ours(tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    path.write_text('{"preprints": [{"title": "A"}]}', encoding="utf-8")
    assert works(load_named([str(path)])) == [("A", "", "preprint")]


def test_the_name_of_a_file_counts_more_than_the_page_that_asks_for_a_list(tmp_path: Path) -> None:
    """Each directive of a page asks all files of the site for its own list."""
    for name, text in (
        ("news", "- date: 2020\n  text: It rains.\n"),
        ("pubs", "- title: A\n"),
        ("preprints", "- title: B\n"),
        ("any", "- year: 2019\n  papers:\n  - title: C\n    authors: Rowan Ash\n"),
    ):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    for asked in ("news", "publications"):
        collection = load_named([str(path) for path in sorted(tmp_path.iterdir())], asked)
        assert [work.title for work in collection.publications] == ["C", "B", "A"]
        assert [item.text for item in collection.news] == ["It rains."]
        assert not collection.problems


def test_a_key_of_a_link_with_something_else_behind_it_is_told_with_what_is_expected() -> None:
    collection = read("pubs:\n- title: A\n  press: soon\n  article: https://e.org/a\n")
    (problem,) = told(collection)
    assert (
        problem.message
        == "'press' is a link of a publication: an address is expected. It is kept but not shown."
    )
    assert problem.hint == "Write  press: https://…"
    assert [link.name for link in collection.publications[0].links] == ["Article"]


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ("type: thesis, school: Northmoor University", "thesis"),
        ("type: thesis, institution: Northmoor University", "thesis"),
        ("school: Northmoor University", "thesis"),
        ("type: report, institution: Northmoor University", "report"),
    ],
)
def test_the_school_of_a_thesis_is_where_it_was_written(fields: str, kind: str) -> None:
    collection = read(f"pubs:\n- {{title: A, year: 2001, {fields}}}\n")
    (work,) = collection.publications
    assert (work.venue, work.kind_of_work) == ("Northmoor University", kind)
    assert not collection.problems
