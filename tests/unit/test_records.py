"""Records are read whole: what is wrong with one of them is told at its place and costs nothing else."""

from __future__ import annotations

import pytest
from descriptions import description
from inline_data import Told, publication_with, read, read_clean, told, told_about

from sphinx_academic.content.fragments import plain
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import (
    KINDS,
    TYPES,
    NewsItem,
    Publication,
    Record,
)
from sphinx_academic.data.values.addresses import Link
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.names import Author
from sphinx_academic.problems import Code
from sphinx_academic.sections.newsfeed import shown_date


def titles(collection: Collection) -> list[str]:
    return [publication.title for publication in collection.publications]


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
    assert publication.changed(origin=absent.origin, key="") == absent


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
    assert sum(len(collection.of(kind)) for kind in KINDS.values()) == 1


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
        ("2:3", "missing"),
        ("2:3", "unknown_key"),
    ]


def test_an_item_that_is_a_text_becomes_its_title_and_is_told() -> None:
    collection = read("pubs:\n- Just a title\n- title: B\n")
    assert titles(collection) == ["Just a title", "B"]
    message = "A publication is a text; a mapping was expected. The text is taken as its title."
    assert told(collection) == [Told("2:3", "type", message, "Write  title: Just a title")]


def test_an_item_without_the_space_behind_title_has_the_title_alone() -> None:
    collection = read("pubs:\n- title:A kettle\n- title: B\n- authors:Rowan\n")
    assert titles(collection) == ["A kettle", "B", "authors:Rowan"]
    assert [problem.place for problem in told(collection)] == ["2:3", "4:3"]


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


@pytest.mark.parametrize("kind", KINDS.values(), ids=str)
def test_a_spelling_stands_for_two_fields_only_where_a_kind_takes_it_from_a_shared_one(
    kind: type[Record],
) -> None:
    levels = [base.fields.keys() & vars(base).keys() for base in kind.__mro__ if issubclass(base, Record)]
    assert any(kind.main in fields for fields in levels)
    for fields in levels:
        spellings = [name for field in fields for name in (field, *kind.fields[field].also)]
        assert len(spellings) == len(set(spellings))
    assert len(kind.fields.spellings) > 5


@pytest.mark.parametrize("kind", KINDS.values(), ids=str)
def test_a_field_has_its_name_and_what_a_kind_calls_its_own_is_its_own(kind: type[Record]) -> None:
    own = [name for name in kind.fields if name in vars(kind)]
    for name in kind.fields:
        assert kind.fields.named(name) == name
    for name in own:
        for other in kind.fields[name].also:
            assert kind.fields.named(other) == name


def test_no_name_of_a_list_stands_for_two_kinds() -> None:
    names = [name for kind in KINDS.values() for name in kind.lists]
    assert len(names) == len(set(names))


def test_records_cannot_be_changed() -> None:
    publication = publication_with()
    with pytest.raises(AttributeError, match="frozen"):
        publication.title = "Another"  # type: ignore[misc]


def test_a_record_has_no_fields_but_its_own() -> None:
    with pytest.raises(TypeError, match="Publication has no field titel"):
        Publication(titel="A")  # type: ignore[call-arg]


def test_a_changed_copy_is_told_anew_what_kind_of_work_it_is() -> None:
    publication = publication_with("journal: Nature")
    assert publication.kind_of_work == "article"
    copy = publication.changed(venue="arXiv")
    assert (copy.kind_of_work, publication.kind_of_work) == ("preprint", "article")
    assert copy != publication == publication.changed(venue="Nature")


# Kinds of works


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["type: article"], "article"),
        (["type: Journal Article"], "article"),
        (["type: inproceedings"], "conference"),
        (["type: Conference Papers"], "conference"),
        (["type: PhD thesis"], "thesis"),
        (["type: phdthesis"], "thesis"),
        (["type: Talk", "venue: Journal of Talks"], "talk"),
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


def shown(item: NewsItem) -> str:
    """The date of a news item as readers see it."""
    return plain(shown_date(item, description()))


@pytest.mark.parametrize(
    ("written", "date", "date_shown", "icon"),
    [
        ("2024-05-16 &#128100;", PartialDate(2024, 5, 16), "2024-05-16", "\N{BUST IN SILHOUETTE}"),
        ("2024-04-12 \\t&#128745;", PartialDate(2024, 4, 12), "2024-04-12", "\N{SMALL AIRPLANE}"),
        ("2024-05-16 📣", PartialDate(2024, 5, 16), "2024-05-16", "📣"),
        ("2024-05", PartialDate(2024, 5), "2024-05", ""),
        ("May 2024", PartialDate(2024, 5), "2024-05", ""),
        ("since 2024", PartialDate(2024), "since 2024", ""),
    ],
)
def test_a_date_with_an_icon_keeps_both(written: str, date: PartialDate, date_shown: str, icon: str) -> None:
    (item,) = read_clean(f'news:\n- time: "{written}"\n  note: N\n').news
    assert item.when == date
    assert shown(item) == date_shown
    assert item.shown_icon == icon


def test_an_icon_may_have_a_key_of_its_own() -> None:
    (item,) = read_clean("news: [{date: 2024-05-16, icon: 📣, text: N}]\n").news
    assert (shown(item), item.shown_icon) == ("2024-05-16", "📣")


def test_an_impossible_date_of_news_is_shown_as_written_and_told() -> None:
    collection = read("news:\n- note: N\n  time: 2023-02-30 📣\n")
    (item,) = collection.news
    assert (shown(item), item.shown_icon) == ("2023-02-30", "📣")
    assert [(problem.place, problem.code) for problem in told(collection)] == [("3:9", "date")]


def test_news_without_a_date_need_none() -> None:
    (item,) = read_clean("news: [{text: N}]\n").news
    assert (item.when, shown(item), item.shown_icon) == (None, "", "")
