"""The versions of one work become one entry; nothing that was written is lost, and no two works become one."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pytest
from counting import check_growth
from hypothesis import given
from hypothesis import strategies as st
from inline_data import raw_file

from sphinx_academic.data.collection import Collection, collect
from sphinx_academic.data.records import Publication
from sphinx_academic.data.same_work import MOST_VERSIONS, normal_title
from sphinx_academic.data.select import without_keys
from sphinx_academic.data.versions import merge
from sphinx_academic.problems import Code

TITLE = "Whistles in the Dark: Kettles Heard at Night"


def site(**files: str) -> Collection:
    """A site of several files; the items of each as YAML in brackets, files whose name starts with "bib" imported."""
    raw = [
        raw_file("publications:\n" + "".join(f"- {{{line}}}\n" for line in text.strip().splitlines()), name)
        for name, text in files.items()
    ]
    collection = collect([file._replace(foreign=file.path.startswith("bib")) for file in raw])
    assert not collection.problems, [problem.text for problem in collection.problems]
    return collection


def works(**files: str) -> tuple[Publication, ...]:
    return site(**files).publications


def one(**files: str) -> Publication:
    (work,) = works(**files)
    return work


def entry(*more: str, title: str = TITLE, author: str = "Ann Bee, Cy Dee") -> str:
    return ", ".join((f'title: "{title}", author: "{author}"', *more))


ARTICLE = entry("venue: Journal of Kettles", "year: 2024", "volume: 3", "doi: 10.5555/jk.3")
CONFERENCE = entry("type: conference", "venue: Meeting on Steam", "year: 2022", "doi: 10.5555/ms.1")
PREPRINT = entry("venue: arXiv preprint", "year: 2021", "arxiv: 2101.00001")


def shape(works_: tuple[Publication, ...]) -> list[list[tuple[str, str]]]:
    """Which versions the works have, in an order of their own."""
    return sorted(
        sorted((v.kind, v.venue) for v in work.versions) or [(work.kind_of_work, work.venue)]
        for work in works_
    )


# What is one work


def test_the_preprint_and_the_article_of_one_title_are_one_work_and_the_article_wins() -> None:
    work = one(data=f"{PREPRINT}\n{ARTICLE}")
    assert (work.venue, work.shown_year, work.volume) == ("Journal of Kettles", "2024", "3")
    assert (work.doi, work.arxiv, work.kind_of_work) == ("10.5555/jk.3", "2101.00001", "article")
    assert [(v.kind, v.venue, v.year, v.url) for v in work.versions] == [
        ("article", "Journal of Kettles", "2024", "https://doi.org/10.5555/jk.3"),
        ("preprint", "arXiv:2101.00001", "2021", "https://arxiv.org/abs/2101.00001"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("doi: 10.5555/ABC", "doi: 'https://doi.org/10.5555/abc'"),
        ("arxiv: 2101.00001", "arxiv: 2101.00001v3"),
        ("arxiv: 2101.00001", "url: 'https://arxiv.org/abs/2101.00001'"),
        ("arxiv: 2101.00001", "doi: 10.48550/arXiv.2101.00001"),
        ("arxiv: hep-th/9901001", "arxiv: 'arXiv:hep-th/9901001v2'"),
    ],
)
def test_one_identifier_in_two_spellings_makes_one_work_whatever_its_titles(first: str, second: str) -> None:
    work = one(
        data=f"{entry('venue: Acta Things', 'year: 2024', first)}\n"
        + entry("type: preprint", second, title="A first draft")
    )
    assert work.title == TITLE
    assert work.kind_of_work == "article"


@pytest.mark.parametrize(
    "title",
    [
        "WHISTLES in the dark – kettles heard at night.",
        "**Whistles** in the Dark: Kettles heard at Night",
        "Whistles in the <i>Dark</i>: Kettles Heard at Night",
        "Whístles in the Dark: Kettles&nbsp;Heard at Night",
    ],
)
def test_one_title_in_two_spellings_makes_one_work(title: str) -> None:
    one(data=ARTICLE, bib=entry("venue: J. Kettles", "year: 2024", "volume: 3", title=title))


@pytest.mark.parametrize(
    "author", ["A. Bee", "Bee, Ann and Dee, Cy", "Bee, A. and Dee, C.", "Ann X. Bee", "Ann Bee*, Cy Dee*"]
)
def test_one_first_author_in_two_spellings_makes_one_work(author: str) -> None:
    one(data=ARTICLE, bib=entry("venue: J. Kettles", "year: 2024", author=author))


def test_the_same_paper_in_two_files_is_one_version_however_its_journal_is_called() -> None:
    work = one(data=ARTICLE, bib=entry("venue: J. Kettles", "type: article", "year: 2024", "pages: 1-9"))
    assert [(v.kind, v.venue) for v in work.versions] == [("article", "Journal of Kettles")]
    assert work.pages == "1-9"


def test_a_paper_of_an_unknown_kind_is_the_published_version_it_is_beside() -> None:
    """No word of "Neural Kettles" says what it is."""
    hand = entry("venue: Neural Kettles", "year: 2024")
    work = one(data=f"{PREPRINT}\n{hand}", bib=entry("type: article", "venue: Neur. Kettl.", "volume: 8"))
    assert [(v.kind, v.venue, v.year) for v in work.versions] == [
        ("article", "Neural Kettles", "2024"),
        ("preprint", "arXiv:2101.00001", "2021"),
    ]
    assert (work.venue, work.volume, work.kind_of_work) == ("Neural Kettles", "8", "article")


def test_an_entry_without_venue_takes_that_of_the_preprint_it_describes() -> None:
    work = one(data=entry("year: 2022", "award: Best kettle"), bib=PREPRINT)
    assert (work.kind_of_work, work.venue, work.shown_year) == ("preprint", "arXiv preprint", "2022")
    assert [v.kind for v in work.versions] == ["preprint"]


def test_preprints_on_two_servers_are_two_versions_and_both_can_be_reached() -> None:
    other = entry("venue: bioRxiv", "year: 2020", "doi: 10.5555/bio.1")
    work = one(data=PREPRINT, more=other, third=ARTICLE)
    assert sorted((v.kind, v.url) for v in work.versions) == [
        ("article", "https://doi.org/10.5555/jk.3"),
        ("preprint", "https://arxiv.org/abs/2101.00001"),
        ("preprint", "https://doi.org/10.5555/bio.1"),
    ]


def test_one_preprint_in_two_files_is_one_version() -> None:
    in_words = entry("type: preprint", "venue: arXiv", "year: 2021")
    by_doi = entry("type: preprint", "doi: 10.48550/arXiv.2101.00001", "year: 2021")
    by_number = entry("type: preprint", "arxiv: 2101.00001", "year: 2021")
    for first, second in itertools.permutations((in_words, by_doi, by_number, PREPRINT), 2):
        work = one(data=first, bib=second, third=ARTICLE)
        assert [v.kind for v in work.versions] == ["article", "preprint"]
    assert one(data=in_words, bib=PREPRINT, third=ARTICLE).versions[1].venue == "arXiv:2101.00001"


def test_one_identifier_makes_one_work_where_the_title_or_an_author_is_the_same_or_nothing_is_known() -> None:
    other_people = ARTICLE.replace("Ann Bee, Cy Dee", "The Kettle Team")
    assert len(works(data=ARTICLE, bib=other_people)) == 1
    other_title = 'title: "On Spoons", doi: 10.5555/jk.3, type: article'
    assert len(works(data=ARTICLE, bib=f'{other_title}, author: ""')) == 1
    assert len(works(data=ARTICLE, bib=f"{other_title}, author: Cy Dee")) == 1
    assert len(works(data=ARTICLE, bib=f"{other_title}, author: Eve Fox")) == 2


def test_a_short_title_that_begins_another_is_not_the_same() -> None:
    steam = entry("type: article", "doi: 10.5555/1", title="Steam", author="Eve Fox")
    longer = entry("type: article", "doi: 10.5555/1", title="Steam and the kettles of the North")
    assert len(works(data=steam, bib=longer)) == 2


def test_an_entry_that_stands_twice_in_one_file_with_its_identifier_is_one_work() -> None:
    assert len(works(data=f"{ARTICLE}\n{ARTICLE}")) == 1


def test_a_chapter_comes_before_the_report_it_was() -> None:
    chapter = entry("type: chapter", "venue: The Book of Kettles", "year: 2023")
    report = entry("type: report", "venue: Kettle Institute", "year: 2022")
    assert [v.kind for v in one(data=report, bib=chapter).versions] == ["chapter", "report"]


def test_works_are_joined_round_a_ring_of_signs() -> None:
    """The first two share a DOI, the second and third an arXiv identifier, the third and first a title."""
    ring = {
        "a": entry("venue: Acta Things", "year: 2024", "doi: 10.5555/1"),
        "b": entry("type: article", "doi: 10.5555/1", "arxiv: 2101.00001", title="Whistles"),
        "c": entry("type: preprint", "arxiv: 2101.00001"),
    }
    work = one(**ring)
    assert [v.kind for v in work.versions] == ["article", "preprint"]


# What is not


def test_a_short_title_makes_no_work() -> None:
    assert len(works(data=entry(title="Introduction"), bib=entry(title="Introduction"))) == 2


@pytest.mark.parametrize("author", ["Eve Fox", "Zoe Bee", "Z. Bee, Ann Bee", ""])
def test_one_title_by_other_people_is_another_work(author: str) -> None:
    assert len(works(data=ARTICLE, bib=entry("type: preprint", author=author))) == 2


@pytest.mark.parametrize("kind", ["thesis", "talk", "poster", "dataset", "software", "book", "patent"])
@pytest.mark.parametrize("identifier", ["", "doi: 10.5555/jk.3"])
def test_a_work_of_another_kind_with_one_title_stays_apart(kind: str, identifier: str) -> None:
    other = entry(f"type: {kind}", "year: 2024", *filter(None, [identifier]))
    assert len(works(data=f"{ARTICLE}\n{other}")) == 2
    assert len(works(data=ARTICLE, bib=other)) == 2


def test_what_stands_twice_in_one_file_is_meant_twice() -> None:
    assert len(works(data=f"{ARTICLE}\n{CONFERENCE}")) == 2


def test_a_preprint_belongs_to_the_nearer_of_two_published_versions_and_does_not_join_them() -> None:
    for entries in itertools.permutations([ARTICLE, CONFERENCE, PREPRINT]):
        assert shape(works(data="\n".join(entries))) == [
            [("article", "Journal of Kettles")],
            [("conference", "Meeting on Steam"), ("preprint", "arXiv:2101.00001")],
        ]


def test_a_conference_paper_and_its_journal_article_are_two_where_each_has_a_doi() -> None:
    assert len(works(data=ARTICLE, bib=CONFERENCE)) == 2


def test_an_identifier_left_in_a_copied_entry_does_not_swallow_it() -> None:
    copied = entry(
        "venue: Journal of Kettles", "year: 2025", "doi: 10.5555/jk.3", title="On Spoons and Their Weight"
    )
    assert len(works(data=f"{ARTICLE}\n{copied}")) == 2
    assert len(works(data=ARTICLE, bib=copied.replace("Ann Bee, Cy Dee", "Eve Fox"))) == 2


@pytest.mark.parametrize("order", list(itertools.permutations(("data", "bib"))))
def test_an_import_goes_with_the_entry_of_its_title_and_not_with_one_that_was_copied(
    order: tuple[str, ...],
) -> None:
    copied = entry(
        "venue: Journal of Kettles", "year: 2025", "doi: 10.5555/jk.3", title="A Lid for Every Occasion"
    )
    for lines in itertools.permutations([ARTICLE, copied]):
        texts = {"data": "\n".join(lines), "bib": entry("type: article", "doi: 10.5555/jk.3", "pages: 1-9")}
        found = works(**{name: texts[name] for name in order})
        assert {(work.title, work.pages) for work in found} == {
            (TITLE, "1-9"),
            ("A Lid for Every Occasion", ""),
        }


def test_one_doi_joins_entries_that_have_neither_title_nor_authors_in_common_through_others() -> None:
    work = one(
        data=entry("doi: 10.5555/1", "year: 2020", title="Whistles (Corrected Proof)", author="Cy Dee"),
        bib=entry("doi: 10.5555/1", "type: article", "year: 2024"),
        third=entry("doi: 10.5555/1", "type: article", author="Ann Bee"),
    )
    assert len(work.origin.paths) == 3


def test_chapters_with_the_doi_of_their_book_stay_apart() -> None:
    chapters = [
        entry("type: chapter", "doi: 10.5555/book", title=f"How the {word} Is Heard at Night")
        for word in ("Lid", "Spout", "Handle")
    ]
    book = entry("type: book", "doi: 10.5555/book", title="The Handbook of Kettles")
    assert len(works(data="\n".join([*chapters, book]))) == 4


def test_two_doi_or_two_arxiv_identifiers_of_one_title_are_two_works() -> None:
    assert len(works(data=ARTICLE, bib=ARTICLE.replace("jk.3", "jk.4"))) == 2
    assert len(works(data=PREPRINT, bib=PREPRINT.replace("00001", "00002"))) == 2


def test_the_yearly_report_is_another_one_each_year() -> None:
    reports = {
        f"y{year}": entry("type: report", f"year: {year}", title="Annual Report of the Kettle Group")
        for year in (2019, 2020, 2021)
    }
    assert len(works(**reports)) == 3
    imported = "\n".join(line for _, line in sorted(reports.items(), reverse=True))
    found = works(**reports, bib=imported)
    assert [(work.shown_year, len(work.origin.paths)) for work in found] == [
        ("2019", 2),
        ("2020", 2),
        ("2021", 2),
    ]
    assert len(works(y2021=reports["y2021"], bib=imported)) == 3


def test_two_sources_may_take_the_year_from_paper_and_from_the_web() -> None:
    journal = entry("venue: Journal of Kettles", "year: 2024")
    one(data=journal, bib=entry("venue: J. Kettles", "type: article", "year: 2023"))
    assert len(works(data=journal, bib=entry("venue: J. Kettles", "type: article", "year: 2021"))) == 2


def test_a_title_that_a_whole_series_has_is_no_sign() -> None:
    files = {
        f"file{n}": entry("venue: Acta Things", title="Guest Editorial of the Issue")
        for n in range(MOST_VERSIONS + 1)
    }
    assert len(works(**files)) == MOST_VERSIONS + 1


def test_a_title_alone_is_never_enough_where_nobody_wrote_it() -> None:
    assert len(works(data=entry(author=""), bib=entry(author=""))) == 2


# Order


MANY = {
    "a.yaml": f"{ARTICLE}\n{CONFERENCE}",
    "b.yaml": PREPRINT,
    "bib1": entry("type: article", "venue: J. Kettles", "year: 2024", "pages: 1-9"),
    "bib2": entry("venue: bioRxiv", "doi: 10.5555/bio.1", "url: 'https://bio.example/1'"),
    "c.yaml": entry("type: thesis", "year: 2024"),
}


def test_the_works_are_the_same_in_whatever_order_the_files_are_read() -> None:
    shapes = {str(shape(works(**dict(files)))) for files in itertools.permutations(MANY.items())}
    assert len(shapes) == 1


@pytest.mark.parametrize("files", list(itertools.permutations(("data", "bib", "third"))))
def test_three_versions_give_one_record_in_whatever_order_they_are_read(files: tuple[str, ...]) -> None:
    texts = {
        "data": entry("note: Oral", "type: conference", "venue: Steam", "tags: a", "selected: true"),
        "bib": f"{ARTICLE}, tags: b",
        "third": f"{PREPRINT}, award: Best kettle",
    }
    work = one(**{name: texts[name] for name in files})
    other = one(**texts)
    assert work == other.changed(origin=work.origin, versions=work.versions, tags=work.tags, extra=work.extra)
    assert sorted(work.tags) == ["a", "b"]
    assert [v.kind for v in work.versions] == ["article", "conference", "preprint"]


def test_a_work_stands_where_its_first_version_was_written() -> None:
    found = works(
        a=f"{entry(title='First of All in the File')}\n{PREPRINT}",
        b=f"{entry(title='Last of All in the File')}\n{ARTICLE}",
    )
    assert [work.title.split()[0] for work in found] == ["First", "Whistles", "Last"]


@given(
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from("abc"), st.integers(0, 2)), max_size=8),
    st.randoms(),
)
def test_no_publication_is_lost_or_counted_twice(
    drawn: list[tuple[int, str, int]], random_: random.Random
) -> None:
    made = {"a": ARTICLE, "b": CONFERENCE, "c": PREPRINT}
    files: dict[str, list[str]] = {}
    for identifier, kind, file in drawn:
        files.setdefault(f"f{file}", []).append(made[kind].replace("5555/", f"5555/{identifier}"))
    collection = site(**{name: "\n".join(lines) for name, lines in files.items()})
    before = collection.separate
    merged = merge(before)
    brought = sum(len(versions) - 1 for versions in merged.merged)
    assert len(merged.works) + brought == len(before)
    doi = {p.doi for p in before} - {""}
    kept = {work.doi for work in merged.works} | {
        v.url.removeprefix("https://doi.org/") for work in merged.works for v in work.versions
    }
    assert doi <= kept
    mixed = list(before)
    random_.shuffle(mixed)
    assert shape(merge(mixed).works) == shape(merged.works)


# Field by field


HAND = entry(
    "venue: J. of Kettles (ours)", "year: 2024", "note: ours", "doi: 10.5555/jk.3", "key: ours", "type: article",
    "media: [{name: Ours, url: 'https://x.example/A'}]", "tags: [ours]", "abstract: Ours.", "selected: false",
    "publisher: Our Press", "extra_of_ours: 1", "url: 'https://ours.example'", author="A. Bee",
)  # fmt: skip
IMPORTED = entry(
    "venue: Journal of Kettles", "year: 2023", "note: theirs", "doi: 10.5555/jk.3", "key: theirs", "type: journal",
    "media: [{name: Theirs, url: 'https://x.example/A/'}, {name: More, url: 'https://x.example/a'}]", "tags: [theirs]",
    "abstract: Theirs.", "selected: true", "publisher: Their Press", "editor: Gil Hay", "pages: 1-9", "number: 2",
    "award: Theirs", "extra_of_theirs: 2", "url: 'https://theirs.example'", title="Whistles in the dark", author="Ann Bee",
)  # fmt: skip


@pytest.mark.parametrize("order", [("data", "bib"), ("bib", "data")])
def test_what_is_written_by_hand_wins_field_by_field_and_the_rest_is_filled_in(
    order: tuple[str, str],
) -> None:
    texts = {"data": HAND.replace(", extra_of_ours: 1", ""), "bib": IMPORTED}
    work = one(**{name: texts[name] for name in order})
    assert work.title == TITLE
    assert [author.name for author in work.authors.people] == ["A. Bee"]
    assert (work.venue, work.shown_year, work.note) == ("J. of Kettles (ours)", "2024", "ours")
    assert (work.key, work.abstract, work.publisher, work.type) == ("ours", "Ours.", "Our Press", "article")
    assert work.url == "https://ours.example"
    assert work.selected is False, "it was written, so it counts"
    assert (work.editor, work.pages, work.number, work.award) == ("Gil Hay", "1-9", "2", "Theirs")
    assert work.tags == ("ours", "theirs")
    assert [link.name for link in work.links] == ["Ours", "More"], (
        "addresses differ in the case of their letters"
    )
    assert work.extra == {"extra_of_theirs": "2"}
    assert not work.foreign
    assert work.versions[0].keys == ("ours", "theirs")


def test_every_field_that_only_one_version_has_is_kept() -> None:
    full: dict[str, Any] = {
        "abstract": "A.", "additional": "[More]", "award": "Best", "tags": "[x]", "projects": "[p]", "selected": "true",
        "url": "'https://a.example'", "images": "a.png", "links": "'https://b.example'", "arxiv": "2101.00001",
    }  # fmt: skip
    given_ = [f"{name}: {value}" for name, value in full.items()]
    alone = one(data=entry("type: preprint", *given_))
    work = one(data=entry("type: preprint", *given_), bib=entry("venue: Acta Things", "year: 2024"))
    for field in full:
        assert getattr(work, field) == getattr(alone, field) != Publication.fields[field].type.nothing, field


def test_what_is_said_of_the_preprint_is_not_said_of_the_article() -> None:
    work = one(data=f"{PREPRINT}, note: under review, publisher: arXiv, pages: 1-30\n{ARTICLE}")
    assert (work.note, work.publisher, work.pages) == ("", "", "")
    assert [v.note for v in work.versions] == ["", "under review"]


def test_the_article_gets_the_doi_that_arxiv_knows_of_it_and_not_that_of_another_version() -> None:
    article = entry("venue: Journal of Kettles", "year: 2024")
    assert one(data=f"{article}\n{PREPRINT}, doi: 10.5555/jk.3").doi == "10.5555/jk.3"
    assert one(data=f"{article}\n{PREPRINT}, doi: 10.48550/arXiv.2101.00001").doi == ""
    assert one(data=article, bib=CONFERENCE).doi == ""
    assert one(data=article, bib=entry("venue: bioRxiv", "year: 2023", "doi: 10.1101/1")).doi == ""


def test_a_date_is_never_of_another_year_than_the_one_that_is_shown() -> None:
    hand = entry("venue: Journal of Kettles", "year: 2024")
    work = one(data=hand, bib=entry("venue: Journal of Kettles", "date: 2023-12-15"))
    assert (work.shown_year, work.when and work.when.order) == ("2024", (2024, 0, 0))
    work = one(data=hand, bib=entry("venue: Journal of Kettles", "date: 2024-02-15"))
    assert (work.shown_year, work.when and work.when.order) == ("2024", (2024, 2, 15))


def test_a_work_in_press_has_the_year_of_its_preprint() -> None:
    assert one(data=f"{entry('venue: Journal of Kettles')}\n{PREPRINT}").shown_year == "2021"


def test_a_work_without_any_date_stays_without() -> None:
    work = one(data=entry("venue: Journal of Kettles"), bib=entry("type: preprint"))
    assert (work.year, work.date, work.when) == (None, None, None)


def test_the_kind_of_a_merged_work_does_not_change_with_the_name_of_its_venue() -> None:
    work = one(data=entry("venue: Neural Kettles", "year: 2024"), bib=entry("type: article", "venue: NK"))
    assert work.kind_of_work == Publication(type=work.type, venue=work.venue).kind_of_work == "article"


def test_a_problem_is_told_of_the_version_in_which_it_stands() -> None:
    origin = works(
        data=entry("venue: Acta Things"),
        bib=f"{entry(title='Something Else Altogether')}\n{entry('venue: Acta', 'image: a.png', 'award: Best')}",
    )[0].origin
    assert origin.problem("images", Code.IMAGE, "m", text="a.png").location.startswith("bib:3:")
    assert origin.problem("award", Code.URL, "m", text="Best").location.startswith("bib:3:")
    assert origin.problem("venue", Code.URL, "m").location.startswith("data:2:")
    assert origin.problem("number", Code.URL, "m").location == "data:2:3"


# Keys and the report


def test_a_work_has_a_key_of_its_own_and_separate_versions_have_theirs() -> None:
    found = site(data=f"{ARTICLE}\n{PREPRINT}")
    assert [work.key for work in found.publications] == ["bee2024whistles"]
    assert [version.key for version in found.separate] == ["bee2024whistles", "bee2021whistles"]
    assert len(found.merged) == 1


def test_where_nothing_was_merged_there_is_one_list() -> None:
    found = site(data=ARTICLE)
    assert found.separate is found.publications
    assert found.merged == ()
    assert found.remarks == ()


def test_what_was_merged_is_told_with_its_places() -> None:
    (remark,) = site(data=ARTICLE, bib=f"{entry(title='Something Else Altogether')}\n{PREPRINT}").remarks
    assert (remark.location, remark.code) == ("data:2:11", "merged")
    assert remark.message == f"'{TITLE}' is one work with bib:3."
    assert "`:versions: separate`" in remark.hint


@pytest.mark.parametrize(("key", "left"), [("mine", 0), ("theirs", 0), ("preprint", 1), ("another", 1)])
def test_an_article_of_two_files_is_left_out_by_the_key_of_either_and_not_by_that_of_its_preprint(
    key: str, left: int
) -> None:
    found = works(data=f"{ARTICLE}, key: mine", bib=f"{ARTICLE}, key: theirs\n{PREPRINT}, key: preprint")
    assert len(found) == 1
    assert len(without_keys(found, [key])) == left


# Cost, and odd titles


def publications(number: int) -> list[Publication]:
    lines = []
    for index in range(number // 2):
        words = f"Hearing Kettle Number {index:05} Boil Over in {index * 7919 % 1000:03} Ways"
        lines.append(entry("venue: Journal of Kettles", "year: 2024", f"doi: 10.5555/{index}", title=words))
        lines.append(entry("type: preprint", f"arxiv: 2101.{index:05}", title=words))
    return list(site(data="\n".join(lines)).separate)


def test_merging_takes_steps_in_proportion_to_the_publications() -> None:
    made = publications(800)
    assert len(merge(made).works) == 400
    check_growth(lambda number: merge(made[:number]), 200)


def test_publications_of_one_title_or_one_doi_cost_no_more() -> None:
    same = list(site(data="\n".join([ARTICLE] * 800)).separate)
    assert len(merge(same).works) == 800
    check_growth(lambda number: merge(same[:number]), 200)


@pytest.mark.parametrize("sign", ["<", "&", "<a ", "ﷺ", "\u0301"])
def test_no_title_takes_long_to_compare(sign: str) -> None:
    check_growth(lambda number: normal_title(sign * number), 5_000)
    assert normal_title("Kettles " + sign * 50_000).startswith("kettles")


def test_titles_in_other_scripts_are_compared_by_their_letters() -> None:
    assert normal_title("夜に聞く やかんの音：実験") == normal_title("夜に聞くやかんの音 — 実験")
    assert normal_title("Σήματα") == normal_title("σηματα")
