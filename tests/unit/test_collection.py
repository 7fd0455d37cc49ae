"""Files become collections: every list under each of its names, the order kept, the cost bounded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from counting import check_growth
from inline_data import Told, raw_file, read, read_clean, told

from sphinx_academic.data.collection import Collection, collect
from sphinx_academic.data.located import RawFile
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.formats.loading import NamedFile, load


def titles(collection: Collection) -> list[str]:
    return [publication.title for publication in collection.publications]


# The lists of a file


@pytest.mark.parametrize("name", ["publications", "pubs", "papers", "publication", "Publications", " PUBS "])
def test_publications_stand_under_many_names(name: str) -> None:
    assert titles(read_clean(f'"{name}":\n- title: A\n- title: B\n')) == ["A", "B"]


def test_all_lists_of_a_file_are_read_in_the_order_in_which_they_are_written() -> None:
    collection = read_clean(
        """
        papers: [{title: A}]
        news: [{date: 2024, text: N}]
        competitions: [{title: First place, event: E}]
        education: [{institution: I}]
        profile: {name: Ann Bee}
        links: {Prof. Cy Dee: https://cy.example}
        pubs: [{title: B}]
        """
    )
    assert titles(collection) == ["A", "B"]
    assert [item.text for item in collection.news] == ["N"]
    assert [item.event for item in collection.competitions] == ["E"]
    assert [item.institution for item in collection.education] == ["I"]
    assert [item.name for item in collection.profile] == ["Ann Bee"]
    assert collection.links == {"Prof. Cy Dee": "https://cy.example"}


@pytest.mark.parametrize(
    "text", ["", "\n", "# a comment\n", "pubs:\n", "pubs: []\n", "pubs: {}\n", "pubs: null\n"]
)
def test_nothing_is_no_mistake(text: str) -> None:
    assert read_clean(text) == Collection()


def test_an_unknown_list_is_told_with_the_nearest_right_name() -> None:
    collection = read("publicatons:\n- title: B\nxyz: 1\n")
    known = "Lists have names such as publications, news, people, projects or talks; all are in the documentation of data files. A kind of one's own is declared below  kinds:."
    assert told(collection) == [
        Told("1:1", "unknown_key", "'publicatons' is no list of records.", "Did you mean 'publications'?"),
        Told("3:1", "unknown_key", "'xyz' is no list of records.", known),
    ]


def test_a_list_without_a_key_is_what_the_page_asks_for() -> None:
    text = "- title: A\n- title: B\n"
    assert titles(read_clean(text, "publications")) == ["A", "B"]
    assert [item.text for item in read_clean(text, "news").news] == ["A", "B"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("- title: A\n- title: B\n  news2:\n", "publications"),
        ("- date: 2024\n  text: A\n- date: 2023\n  text: B\n", "news"),
        ("- name: Rowan Ash\n  role: PhD student\n", "people"),
        ("- title: BSc\n  institution: Northmoor\n  start: 2012\n  end: 2015\n", "education"),
    ],
)
def test_a_list_that_nobody_asks_for_is_of_the_kind_whose_fields_it_has(text: str, kind: str) -> None:
    collection = read(text)
    assert [each.lists[0] for each in collection.records] == [kind]
    assert [problem.code for problem in collection.problems] == (["unknown_key"] if "news2" in text else [])


def test_a_list_of_which_nobody_knows_what_it_holds_is_told() -> None:
    assert told(read("- colour: red\n")) == [
        Told(
            "1:1",
            "type",
            "The file is a list; which records it holds is not said.",
            "Put a key above it, such as publications, news, people, projects or talks; all are in the documentation of data files.",
        )
    ]


def test_a_file_that_is_one_text_is_told() -> None:
    assert told(read("just words\n")) == [
        Told(
            "1:1",
            "type",
            "The file holds one text and no data.",
            "Start with  publications:  and a list below it.",
        )
    ]


def test_front_matter_may_say_what_is_none_of_our_business() -> None:
    file = raw_file("title: My page\nlayout: page\nprofile: true\npubs:\n- title: A\n", "page.md")
    collection = collect([file._replace(is_page=True)])
    assert titles(collection) == ["A"]
    assert collection.problems == ()


def test_front_matter_with_a_misspelt_list_is_told_all_the_same() -> None:
    file = raw_file("layout: page\npublicatoins:\n- title: A\n")._replace(is_page=True)
    assert [(problem.line, problem.hint) for problem in collect([file]).problems] == [
        (2, "Did you mean 'publications'?")
    ]


def test_links_of_a_page_and_of_data_are_one_table() -> None:
    page = RawFile("page.md", None, links={"Prof. A": "https://page.example", "Prof. B": "https://b.example"})
    collection = collect([raw_file("links: {Prof. A: https://data.example}\n"), page])
    assert collection.links == {"Prof. A": "https://data.example", "Prof. B": "https://b.example"}


def test_links_that_are_no_mapping_are_told() -> None:
    assert told(read("links: [a, b]\n")) == [
        Told(
            "1:8",
            "type",
            "'links' is not a mapping from names to addresses.",
            "Write  Prof. A. Name: https://…  below it.",
        )
    ]
    assert read_clean("links:\n").links == {}


# Files


def test_a_file_is_read_again_only_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "site.yaml"
    path.write_text("pubs: [{title: A}]\n", encoding="utf-8")
    source = NamedFile(path, "data/site.yaml")
    first = load([source])
    assert load([source]) is first
    path.write_text("pubs: [{title: Another}]\n", encoding="utf-8")
    assert titles(load([source])) == ["Another"]


def test_the_same_file_can_be_read_for_two_kinds_of_records(tmp_path: Path) -> None:
    path = tmp_path / "list.yaml"
    path.write_text("- title: A\n", encoding="utf-8")
    source = NamedFile(path, "list.yaml")
    assert titles(load([source], "publications")) == ["A"]
    assert [item.text for item in load([source], "news").news] == ["A"]


def test_a_missing_file_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("pubs: [{title: A}]\n", encoding="utf-8")
    names = ["sight.yaml", "site.yaml"]
    collection = load([NamedFile(tmp_path / name, name) for name in names])
    assert titles(collection) == ["A"]
    (problem,) = collection.problems
    assert (problem.location, problem.code) == ("sight.yaml:1", "file")
    assert "Did you mean 'site.yaml'?" in problem.text


def test_a_whole_homepage_gives_all_its_records_without_a_problem() -> None:
    page = Path(__file__).parents[1] / "build" / "roots" / "test-homepage" / "homepage.md"
    collection = load([NamedFile(page, "homepage.md")])
    assert collection.problems == ()
    assert len(collection.publications) == 11
    assert sum(not item.hidden for item in collection.news) == 8
    assert sum(item.hidden for item in collection.news) == 9
    assert len(collection.competitions) == 3
    assert len(collection.education) == 2
    assert all(publication.authors.people for publication in collection.publications)
    assert all(item.when and item.text for item in collection.news)
    owner = Highlights(["Ottoline Vapour"])
    for publication in collection.publications:
        assert sum(map(owner.hold, publication.authors.people)) == 1


# Cost


def write_publications(path: Path, count: int) -> NamedFile:
    entry = """- title: A work on things, number {0}
  author: "**Ann Bee**, Cy Dee{0} of {1}, Eve Fox"
  journal: Journal of Things
  year: "2024"
  doi: 10.5555/{0}
  media:
  - name: Paper
    url: https://example.org/{0}.pdf
"""
    path.write_text(
        "publications:\n" + "".join(entry.format(i, path.stem) for i in range(count)), encoding="utf-8"
    )
    return NamedFile(path, path.name)


def test_four_times_the_records_take_about_four_times_the_steps(tmp_path: Path) -> None:
    def read_many(count: int) -> None:
        collection = load([write_publications(tmp_path / f"{count}.yaml", count)])
        assert len(collection.publications) == count
        assert collection.problems == ()

    check_growth(read_many, 100)


def test_data_can_be_used_without_sphinx_and_docutils() -> None:
    names = [
        "data.collection",
        "data.select",
        "data.records.person",
        "data.values.dates",
        "data.naming",
        "formats",
    ]
    script = "\n".join(
        [
            "import sys",
            *(f"import sphinx_academic.{name}" for name in names),
            "import sphinx_academic.problems, sphinx_academic.content.fragments",
            "found = {'sphinx', 'docutils', 'myst_parser', 'jinja2', 'markdown_it'} & set(sys.modules)",
            "sys.exit(', '.join(sorted(found)) or 0)",
        ]
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
