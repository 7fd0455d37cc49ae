"""Files become collections: every list under each of its names, every fault told at its place, nothing else lost."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_data import Told, publication_with, raw_file, read, read_clean, told, told_about

from sphinx_academic.data.collection import KINDS, Collection, Source, collect, load
from sphinx_academic.data.dates import PartialDate
from sphinx_academic.data.fields import Link
from sphinx_academic.data.keys import suggest_key, with_keys
from sphinx_academic.data.people import Author
from sphinx_academic.data.readers.raw import RawFile
from sphinx_academic.data.records import (
    TYPES,
    Competition,
    Education,
    NewsItem,
    Profile,
    Publication,
    Record,
)
from sphinx_academic.data.registry import Highlights
from sphinx_academic.problems import Code


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
    known = "publications, news, competitions, education, people, profile and links"
    assert told(collection) == [
        Told("1:1", "unknown_key", "'publicatons' is no list of records.", "Did you mean 'publications'?"),
        Told("3:1", "unknown_key", "'xyz' is no list of records.", f"Known are: {known}."),
    ]


def test_a_list_without_a_key_is_what_the_page_asks_for() -> None:
    text = "- title: A\n- title: B\n"
    assert titles(read_clean(text, "publications")) == ["A", "B"]
    assert [item.text for item in read_clean(text, "news").news] == ["A", "B"]


def test_a_list_that_nobody_asks_for_is_told() -> None:
    assert told(read("- title: A\n")) == [
        Told(
            "1:1",
            "type",
            "The file is a list; which records it holds is not said.",
            "Put a key above it:  publications, news, competitions, education, people, profile.",
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


# Records


def test_one_publication_needs_no_list() -> None:
    assert titles(read_clean("pubs:\n  title: A\n  year: 2024\n")) == ["A"]


def test_publications_may_be_a_mapping_from_keys() -> None:
    collection = read_clean("pubs:\n  bee2024: {title: A}\n  dee2023: {title: B, key: own}\n")
    assert [(p.key, p.title) for p in collection.publications] == [("bee2024", "A"), ("own", "B")]


def test_an_unknown_key_is_told_with_the_nearest_right_one_and_kept() -> None:
    publication, problems = told_about("yaer: 2024", "zzz: what")
    assert problems[0] == Told(
        "3:3", "unknown_key", "'yaer' is not a field of a publication.", "Did you mean 'year'?"
    )
    assert problems[1].place == "4:3"
    assert problems[1].message == "'zzz' is not a field of a publication."
    assert problems[1].hint.startswith(
        "It is kept but not shown. The fields of a publication are: title, authors, venue"
    )
    assert publication.extra == {"yaer": "2024", "zzz": "what"}


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [
        ("tittle", "title"),
        ("Jounral", "journal"),
        ("auther", "author"),
        ("abstarct", "abstract"),
        ("imgaes", "images"),
        ("medias", "media"),
        ("additonal", "additional"),
        ("selcted", "selected"),
        ("pubisher", "publisher"),
    ],
)
def test_the_usual_slips_are_recognised(misspelt: str, meant: str) -> None:
    _, problems = told_about(f"{misspelt}: x")
    assert [(problem.place, problem.hint) for problem in problems] == [("3:3", f"Did you mean '{meant}'?")]


def test_every_kind_of_record_tells_of_unknown_keys_by_its_own_name() -> None:
    collection = read(
        """
        news: [{text: N, dat: 2024}]
        competitions: [{title: T, evnt: E}]
        education: [{title: T, degre: D}]
        profile: {name: Ann Bee, rol: PhD student}
        """
    )
    assert [(problem.place, problem.message, problem.hint) for problem in told(collection)] == [
        ("1:18", "'dat' is not a field of a news item.", "Did you mean 'date'?"),
        ("2:27", "'evnt' is not a field of a competition.", "Did you mean 'event'?"),
        ("3:24", "'degre' is not a field of an education.", "Did you mean 'degree'?"),
        ("4:26", "'rol' is not a field of a profile.", "Did you mean 'role'?"),
    ]


def test_two_names_of_one_field_are_told_and_the_first_is_used() -> None:
    publication, problems = told_about("journal: First", "booktitle: Second")
    assert publication.venue == "First"
    message = "'booktitle' and 'journal' are two names of the same field; 'journal' in line 3 is used."
    assert problems == [Told("4:3", "duplicate_key", message, "Remove one of them (or rename 'booktitle').")]


def test_an_empty_key_gives_way_to_another_name_of_the_field() -> None:
    assert publication_with("journal:", "booktitle: Acta").venue == "Acta"
    assert publication_with("journal: Acta", "booktitle:").venue == "Acta"


def test_a_key_that_stands_twice_is_told() -> None:
    _, problems = told_about("year: 2023", "year: 2024")
    assert [(problem.place, problem.code) for problem in problems] == [("4:3", "duplicate_key")]


def test_empty_keys_are_absent() -> None:
    fields = [
        "doi",
        "arxiv",
        "url",
        "year",
        "date",
        "author",
        "media",
        "image",
        "additional",
        "tags",
        "selected",
    ]
    publication = publication_with(*(f"{field}:" for field in fields))
    absent = Publication(title="A title")
    assert publication.model_copy(update={"origin": absent.origin, "key": ""}) == absent


@pytest.mark.parametrize("line", ["title:", "title: null", 'title: ""', "title: '  '"])
def test_a_publication_without_a_title_is_shown_and_told(line: str) -> None:
    collection = read(f"pubs:\n- {line}\n  author: Ann Bee\n- title: Another\n")
    assert titles(collection) == ["", "Another"]
    assert collection.publications[0].authors.people == (Author("Ann Bee"),)
    assert told(collection) == [Told("2:3", "missing", "This publication has no title.", "Add  title: …")]


def test_a_misspelt_title_is_told_once() -> None:
    assert [problem.code for problem in told(read("pubs:\n- tilte: A\n  year: 2024\n"))] == ["unknown_key"]


@pytest.mark.parametrize(
    ("text", "place", "missing"),
    [
        ("news:\n- date: 2024\n", "2:3", "This news item has no text."),
        ("competitions:\n- event: E\n", "2:3", "This competition has no title."),
        ("education:\n- degree: MSc\n", "2:3", "This education has no title."),
        ("profile:\n  role: PhD student\n", "2:3", "This profile has no name."),
    ],
)
def test_what_each_record_cannot_do_without_is_told(text: str, place: str, missing: str) -> None:
    collection = read(text)
    assert [(problem.place, problem.message) for problem in told(collection)] == [(place, missing)]
    assert sum(len(getattr(collection, name)) for name in KINDS) == 1


def test_a_structured_education_needs_no_title() -> None:
    (education,) = read_clean("education:\n- institution: I\n  degree: MSc\n  end: present\n").education
    assert (education.title, education.institution) == ("", "I")


def test_an_empty_item_is_left_out_and_told() -> None:
    collection = read("pubs:\n- title: A\n-\n- title: B\n")
    assert titles(collection) == ["A", "B"]
    (problem,) = told(collection)
    assert (problem.code, problem.message) == ("missing", "An empty item in 'publications'; it is left out.")
    assert problem.place.startswith("3:")


def test_an_item_with_unknown_keys_only_is_left_out_and_told() -> None:
    collection = read("pubs:\n- zzz: 1\n- title: B\n")
    assert titles(collection) == ["B"]
    assert [(problem.place, problem.code) for problem in told(collection)] == [
        ("2:3", "unknown_key"),
        ("2:3", "missing"),
    ]


def test_an_item_that_is_a_text_becomes_its_title_and_is_told() -> None:
    collection = read("pubs:\n- Just a title\n- title: B\n")
    assert titles(collection) == ["Just a title", "B"]
    message = "A publication is a text; a mapping was expected. The text is taken as its title."
    assert told(collection) == [Told("2:3", "type", message, "Write  title: Just a title")]


def test_an_item_that_is_a_list_is_left_out_and_told() -> None:
    collection = read("pubs:\n- - title: A\n- title: B\n")
    assert titles(collection) == ["B"]
    assert [(problem.place, problem.code) for problem in told(collection)] == [("2:3", "type")]


@pytest.mark.parametrize("value", ["a text", "12"])
def test_a_text_where_a_list_belongs_is_told(value: str) -> None:
    collection = read(f"news: {value}\n")
    assert [item.text for item in collection.news] == [value]
    assert [(problem.place, problem.code) for problem in told(collection)] == [("1:7", "type")]


def test_one_wrong_field_costs_that_field_alone() -> None:
    publication, problems = told_about(
        "doi: nothing", "year: 2023-02-30", "media: ['javascript:x', a.pdf]", "note: N"
    )
    assert publication.note == "N"
    assert publication.links[-1] == Link("PDF", "a.pdf")
    assert sorted(problem.place for problem in problems) == ["3:8", "4:9", "5:11"]


def test_a_record_knows_where_each_of_its_fields_stands() -> None:
    publication = publication_with("journal: Acta", "note:   N")
    problem = publication.origin.problem("venue", Code.TYPE, "m")
    assert problem.location == "data.yaml:3:12"
    assert publication.origin.problem("note", Code.TYPE, "m").location == "data.yaml:4:11"
    assert publication.origin.problem("doi", Code.TYPE, "m").location == "data.yaml:2:3"


@pytest.mark.parametrize("model", [Publication, NewsItem, Competition, Education, Profile])
def test_no_spelling_stands_for_two_fields(model: type[Record]) -> None:
    spellings = [*model.fields(), *(spelling for others in model.also.values() for spelling in others)]
    assert len(spellings) == len(set(spellings))
    assert set(model.also) <= set(model.fields())
    assert set(model.prose) <= set(model.fields())


def test_records_cannot_be_changed() -> None:
    publication = publication_with()
    with pytest.raises(ValueError, match="frozen"):
        publication.title = "Another"  # type: ignore[misc]


# Kinds of works


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["type: article"], "article"),
        (["type: Journal Article"], "article"),
        (["type: inproceedings"], "conference"),
        (["type: Conference Papers"], "conference"),
        (["type: PhD thesis"], "other"),
        (["type: phdthesis"], "thesis"),
        (["type: Talk", "venue: Journal of Talks"], "talk"),
        (["type: something else"], "other"),
        (["venue: arXiv preprint"], "preprint"),
        (["venue: IEEE Transactions on Audio"], "article"),
        (["venue: Nature"], "article"),
        (["venue: Proceedings of a Symposium"], "conference"),
        (["venue: ICASSP 2024"], "conference"),
        (["venue: NeurIPS"], "conference"),
        (["venue: PhD thesis, University of Somewhere"], "thesis"),
        (["venue: Somewhere", "volume: 3"], "article"),
        (["venue: Somewhere"], "other"),
        (["arxiv: 2308.05734"], "preprint"),
        ([], "other"),
    ],
)
def test_the_kind_of_a_work_is_as_given_or_what_its_venue_says(lines: list[str], kind: str) -> None:
    assert publication_with(*lines).kind_of_work == kind
    assert kind in TYPES


# News


def test_news_may_be_shown_and_hidden() -> None:
    collection = read_clean(
        """
        news:
          shown:
          - {time: 2024-05-16 &#128100;, note: A}
          Hidden:
          - {date: 2023, text: B}
          - {date: 2022, text: C}
        """
    )
    assert [(item.text, item.hidden) for item in collection.news] == [("A", False), ("B", True), ("C", True)]


def test_news_may_be_a_list_that_says_which_are_hidden() -> None:
    collection = read_clean("news:\n- {text: A}\n- {text: B, hidden: true}\n- {text: C, hidden: no}\n")
    assert [item.hidden for item in collection.news] == [False, True, False]


def test_shown_and_hidden_news_may_be_empty() -> None:
    assert read_clean("news:\n  shown:\n  hidden: []\n").news == ()


def test_an_unknown_part_of_the_news_is_told() -> None:
    collection = read("news:\n  shown: [{text: A}]\n  hiden: [{text: B}]\n")
    assert [item.text for item in collection.news] == ["A"]
    assert told(collection) == [
        Told("3:3", "unknown_key", "'hiden' is no part of the news.", "Known are: shown, hidden.")
    ]


@pytest.mark.parametrize("which", ["shown", "hidden"])
@pytest.mark.parametrize("item", ["-", "- just words", "- [a]", "- {date: 2024}"])
def test_a_faulty_item_of_shown_or_hidden_news_is_told_like_any_other(which: str, item: str) -> None:
    (problem,) = told(read(f"news:\n  {which}:\n  {item}\n  - {{text: A}}\n"))
    assert problem.place.startswith("3:")
    assert "'news '" not in problem.message


@pytest.mark.parametrize(
    ("written", "date", "shown", "icon"),
    [
        ("2024-05-16 &#128100;", PartialDate(2024, 5, 16), "2024-05-16", "\N{BUST IN SILHOUETTE}"),
        ("2024-04-12 \\t&#128745;", PartialDate(2024, 4, 12), "2024-04-12", "\N{SMALL AIRPLANE}"),
        ("2024-05-16 📣", PartialDate(2024, 5, 16), "2024-05-16", "📣"),
        ("2024-05", PartialDate(2024, 5), "2024-05", ""),
        ("May 2024", PartialDate(2024, 5), "2024-05", ""),
        ("since 2024", PartialDate(2024), "since 2024", ""),
    ],
)
def test_a_date_with_an_icon_keeps_both(written: str, date: PartialDate, shown: str, icon: str) -> None:
    (item,) = read_clean(f'news:\n- time: "{written}"\n  note: N\n').news
    assert item.when == date
    assert item.shown_date == shown
    assert item.shown_icon == icon


def test_an_icon_may_have_a_key_of_its_own() -> None:
    (item,) = read_clean("news: [{date: 2024-05-16, icon: 📣, text: N}]\n").news
    assert (item.shown_date, item.shown_icon) == ("2024-05-16", "📣")


def test_an_impossible_date_of_news_is_shown_as_written_and_told() -> None:
    collection = read("news:\n- note: N\n  time: 2023-02-30 📣\n")
    (item,) = collection.news
    assert (item.shown_date, item.shown_icon) == ("2023-02-30", "📣")
    assert [(problem.place, problem.code) for problem in told(collection)] == [("3:9", "date")]


def test_news_without_a_date_need_none() -> None:
    (item,) = read_clean("news: [{text: N}]\n").news
    assert (item.when, item.shown_date, item.shown_icon) == (None, "", "")


# Keys


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        (["title: On the Learning of Things", "author: Ann Bee, Cy Dee", "year: 2024"], "bee2024learning"),
        (["title: '**Bold** beginnings'", "author: Bee, A.", "year: '2022, CCF-B'"], "bee2022bold"),
        (["title: Text-to-audio", "author: Øystein Ødegaard", "date: 2024-05-16"], "odegaard2024text"),
        (["title: Żółw", "author: Łukasz Łoś"], "loszolw"),
        (["title: Über Straßen", "author: Æther Bæk", "year: 2024"], "baek2024uber"),
        (["title: 张三的工作", "author: 张三", "year: 2024"], "2024"),
        (["title: <b>Tags</b> &amp; entities"], "tags"),
        (["title: 张三"], "untitled"),
        (["title: The of"], "untitled"),
        (["title: Learning", "author: 'Liu, Haohe'"], "learning"),
        (["title: Learning", "author: 'John Smith, Jr.'"], "smithlearning"),
        (["title: Learning", "year: in press"], "learning"),
    ],
)
def test_a_key_is_made_of_author_year_and_first_word(lines: list[str], key: str) -> None:
    collection = read("pubs:\n- " + "\n  ".join(lines) + "\n")
    assert [publication.key for publication in collection.publications] == [key]


def test_equal_keys_are_counted_with_letters() -> None:
    entry = "- {title: Learning, author: Ann Bee, year: 2024}\n"
    keys = [publication.key for publication in read_clean("pubs:\n" + entry * 28).publications]
    assert keys[:3] == ["bee2024learning", "bee2024learningb", "bee2024learningc"]
    assert keys[25:] == ["bee2024learningz", "bee2024learningaa", "bee2024learningab"]


def test_a_made_key_never_takes_a_given_one() -> None:
    collection = read_clean("pubs:\n- {title: Learning}\n- {title: Other, key: learning}\n")
    assert [publication.key for publication in collection.publications] == ["learningb", "learning"]


def test_a_key_given_twice_is_told_and_both_are_kept() -> None:
    collection = read("pubs:\n- title: Learning\n  key: bee\n- title: Earning\n  key: bee\n")
    assert [(p.key, p.title) for p in collection.publications] == [
        ("bee", "Learning"),
        ("earning", "Earning"),
    ]
    message = "The key 'bee' is taken by 'Learning' in data.yaml:2; this publication gets another."
    assert told(collection) == [Told("5:8", "duplicate", message, "Give it a key of its own.")]


def test_a_key_given_in_two_files_is_told_in_the_second() -> None:
    first = raw_file("pubs: [{title: A, key: bee}]\n", "one.yaml")
    second = raw_file("pubs: [{title: B, key: bee}]\n", "two.yaml")
    (problem,) = collect([first, second]).problems
    assert problem.location == "two.yaml:1:24"
    assert "in one.yaml:1" in problem.message


@pytest.mark.parametrize("key", ["a b", "ä", "<script>", "../x", "-", 'a\\"b'])
def test_a_key_that_cannot_be_in_an_address_is_told_and_replaced(key: str) -> None:
    publication, problems = told_about(f'key: "{key}"')
    assert publication.key == "title"
    assert [(problem.place, problem.code) for problem in problems] == [("3:8", "type")]


@pytest.mark.parametrize("key", ["bee2024", "Bee:2024", "conf/icml/Bee24", "a.b-c_d+e", "2024"])
def test_the_keys_of_other_programs_are_kept(key: str) -> None:
    assert publication_with(f"key: {key}").key == key


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20), st.integers(1900, 2099)), max_size=8))
def test_keys_are_ascii_unique_and_the_same_every_time(works: list[tuple[str, str, int]]) -> None:
    def keys() -> list[str]:
        records = [
            Publication.model_validate({"title": title, "authors": author, "year": str(year)})
            for title, author, year in works
        ]
        return [publication.key for publication in with_keys(records, [])]

    first = keys()
    assert first == keys()
    assert len(set(first)) == len(works)
    assert all(re.fullmatch("[a-z0-9]+", key) for key in first)


def test_another_publication_at_the_end_changes_no_key() -> None:
    entries = ["- {title: Learning}\n", "- {title: Earning}\n", "- {title: Learning}\n"]
    before = [p.key for p in read_clean("pubs:\n" + "".join(entries)).publications]
    after = [p.key for p in read_clean("pubs:\n" + "".join([*entries, "- {title: Learning}\n"])).publications]
    assert after[:3] == before
    assert suggest_key(Publication(title="Learning")) == "learning"


# Files


def test_a_file_is_read_again_only_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "site.yaml"
    path.write_text("pubs: [{title: A}]\n", encoding="utf-8")
    source = Source(path, "data/site.yaml")
    first = load([source])
    assert load([source]) is first
    path.write_text("pubs: [{title: Another}]\n", encoding="utf-8")
    assert titles(load([source])) == ["Another"]


def test_the_same_file_can_be_read_for_two_kinds_of_records(tmp_path: Path) -> None:
    path = tmp_path / "list.yaml"
    path.write_text("- title: A\n", encoding="utf-8")
    source = Source(path, "list.yaml")
    assert titles(load([source], "publications")) == ["A"]
    assert [item.text for item in load([source], "news").news] == ["A"]


def test_a_missing_file_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text("pubs: [{title: A}]\n", encoding="utf-8")
    names = ["sight.yaml", "site.yaml"]
    collection = load([Source(tmp_path / name, name) for name in names])
    assert titles(collection) == ["A"]
    (problem,) = collection.problems
    assert (problem.location, problem.code) == ("sight.yaml:1", "file")
    assert "Did you mean 'site.yaml'?" in problem.text


def test_the_strangers_page_gives_all_its_records_without_a_problem(seed: Path) -> None:
    collection = load([Source(seed, "homepage.md")])
    assert collection.problems == ()
    assert len(collection.publications) == 37
    assert sum(not item.hidden for item in collection.news) == 25
    assert sum(item.hidden for item in collection.news) == 30
    assert len(collection.competitions) == 5
    assert len(collection.education) == 2
    assert all(publication.authors.people for publication in collection.publications)
    assert all(item.when and item.text for item in collection.news)
    owner = Highlights(["Haohe Liu"])
    for publication in collection.publications:
        assert sum(map(owner.hold, publication.authors.people)) == 1


# Cost


def write_publications(path: Path, count: int) -> Source:
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
    return Source(path, path.name)


def test_ten_times_the_records_take_about_ten_times_as_long(tmp_path: Path) -> None:
    def seconds(name: str, count: int) -> float:
        source = write_publications(tmp_path / f"{name}.yaml", count)
        start = time.process_time()
        collection = load([source])
        taken = time.process_time() - start
        assert len(collection.publications) == count
        assert collection.problems == ()
        return taken

    seconds("warm-up", 100)
    thousand = min(seconds(name, 1_000) for name in "abc")
    assert seconds("many", 10_000) <= 15 * thousand


def test_data_can_be_used_without_sphinx_and_docutils() -> None:
    names = ["collection", "select", "people", "dates", "keys", "addresses", "networks", "readers"]
    script = "\n".join(
        [
            "import sys",
            *(f"import sphinx_academic.data.{name}" for name in names),
            "import sphinx_academic.problems, sphinx_academic.fragments",
            "found = {'sphinx', 'docutils', 'myst_parser', 'jinja2', 'markdown_it'} & set(sys.modules)",
            "sys.exit(', '.join(sorted(found)) or 0)",
        ]
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
