"""Which publications and news a list shows, in which order and under which headings."""

from __future__ import annotations

import random

import pytest
from inline_data import read_clean

from sphinx_academic.data import select
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.dates import PartialDate, YearRange
from sphinx_academic.sections import options as options_of
from sphinx_academic.sections.newsfeed import News
from sphinx_academic.sections.publications import Publications

DATA = """
publications:
- {key: a, title: Zebras, author: Ann Bee and Cy Dee, year: 2024, venue: ICASSP 2024, tags: audio}
- {key: b, title: '"Apples"', author: Ann Bee, date: 2024-05-16, venue: Acta Things, tags: [speech, Audio], selected: true}
- {key: c, title: '**middle**', author: 'Liu, Haohe and Bee, Bob', year: 2022, venue: '*Acta* Things', type: talk}
- {key: d, title: Undated, author: 'José Núñez (MIT), Cy Dee', venue: arXiv preprint}
- {key: e, title: Old, author: Eve Fox, year: 1999, selected: yes}
- {key: f, title: In press, author: Eve Fox, year: '2025, to appear', venue: acta things, type: article}
"""
NEWS = """
news:
- {date: 2023, text: A, tags: talk}
- {date: 2024-05-16, text: B}
- {text: C, tags: [Talk, paper]}
- {date: 2024-05, text: D}
- {date: 2024-05-16, text: E, tags: paper}
"""


@pytest.fixture(scope="module")
def site() -> Collection:
    return read_clean(DATA)


@pytest.fixture(scope="module")
def news() -> Collection:
    return read_clean(NEWS)


def shown(site: Collection, **written: str) -> str:
    """The keys that the directive shows with options as they are written in a page, a heading's end as |."""
    given = {name.replace("_", "-"): text for name, text in written.items()}
    reading = options_of.read_options(given, Publications.options)
    assert not reading.faults
    groups = Publications().choose(site, reading.values)
    return "|".join("".join(record.key for record in group.records) for group in groups)


def headings(site: Collection, criterion: str) -> list[str]:
    return [group.labels[-1] for group in Publications().choose(site, {"group-by": (criterion,)})]


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        ({}, "fbaced"),
        ({"sort": "date"}, "fbaced"),
        ({"sort": "file"}, "abcdef"),
        ({"sort": "title"}, "bfceda"),
        ({"sort": "author"}, "baefcd"),
        ({"limit": "2"}, "fb"),
        ({"limit": "100"}, "fbaced"),
        ({"year": "2024"}, "ba"),
        ({"year": "2022-2024"}, "bac"),
        ({"year": "2024-"}, "fba"),
        ({"year": "-2022"}, "ce"),
        ({"year": "1999, 2022"}, "ce"),
        ({"author": "Ann Bee"}, "ba"),
        ({"author": "bee"}, "bac"),
        ({"author": "Haohe Liu"}, "c"),
        ({"author": "jose nunez"}, "d"),
        ({"author": "Be"}, ""),
        ({"author": "Eve Fox; Haohe Liu"}, "fce"),
        ({"tag": "audio"}, "ba"),
        ({"tag": "SPEECH, nothing"}, "b"),
        ({"venue": "acta"}, "fbc"),
        ({"venue": "icassp, arxiv"}, "ad"),
        ({"venue": "Acta Things"}, "fbc"),
        ({"keys": "c a"}, "ca"),
        ({"keys": "c, a, c"}, "cac"),
        ({"keys": "c a", "sort": "date"}, "ac"),
        ({"keys": "nobody a"}, "a"),
        ({"selected": ""}, "be"),
        ({"selected": "true"}, "be"),
        ({"selected": "false"}, "fbaced"),
        ({"year": "2024", "author": "Cy Dee", "sort": "title"}, "a"),
        ({"tag": "audio", "limit": "1"}, "b"),
        ({"group_by": "none"}, "fbaced"),
        ({"group_by": "year"}, "f|ba|c|e|d"),
        ({"group_by": "type"}, "fb|a|d|c|e"),
        ({"group_by": "year", "limit": "3"}, "f|ba"),
        ({"group_by": "year", "sort": "file"}, "f|ab|c|e|d"),
        ({"group_by": "year", "author": "nobody"}, ""),
    ],
)
def test_options_choose_order_and_group(site: Collection, options: dict[str, str], keys: str) -> None:
    assert shown(site, **options) == keys


def test_years_stand_newest_first_and_the_undated_last(site: Collection) -> None:
    assert headings(site, "year") == ["2025", "2024", "2022", "1999", ""]


def test_types_stand_in_the_order_of_a_curriculum_vitae(site: Collection) -> None:
    assert headings(site, "type") == ["article", "conference", "preprint", "talk", "other"]


def test_venues_stand_in_the_order_of_the_alphabet_and_no_venue_last(site: Collection) -> None:
    assert headings(site, "venue") == [
        "acta things", "Acta Things", "*Acta* Things", "arXiv preprint", "ICASSP 2024", "",
    ]  # fmt: skip


@pytest.mark.parametrize("criterion", ["year", "type", "venue", "none"])
def test_groups_lose_no_publication_and_keep_their_order(site: Collection, criterion: str) -> None:
    ordered = select.newest_first(site.publications)
    criteria = () if criterion == "none" else (criterion,)
    for group in select.group(ordered, criteria):
        assert list(group.records) == [p for p in ordered if p in group.records]
    members = [p.key for group in select.group(ordered, criteria) for p in group.records]
    assert sorted(members) == list("abcdef")


def test_nothing_makes_no_group() -> None:
    for criteria in ((), ("year",), ("type", "venue"), ("venue", "year", "type")):
        assert select.group([], criteria) == ()


def test_the_order_is_the_same_however_often_it_is_asked_for(site: Collection) -> None:
    once = select.newest_first(site.publications)
    assert select.newest_first(once) == once


@pytest.mark.parametrize("sort", ["title", "author"])
def test_sorting_by_words_does_not_depend_on_the_order_in_the_file(site: Collection, sort: str) -> None:
    mixed = list(site.publications)
    random.Random(1).shuffle(mixed)
    assert shown(Collection({Publication: tuple(mixed)}), sort=sort) == shown(site, sort=sort)


def test_of_equal_dates_the_first_written_comes_first() -> None:
    site = read_clean("pubs:\n" + "".join(f"- {{key: k{n}, title: T, year: 2024}}\n" for n in range(5)))
    assert [p.key for p in select.newest_first(site.publications)] == ["k0", "k1", "k2", "k3", "k4"]


def test_an_impossible_date_is_sorted_by_what_is_right_of_it(site: Collection) -> None:
    (wrong,) = read_clean("pubs: [{key: g, title: T}]").publications
    wrong = wrong.changed(date=PartialDate(2024, 2, text="2024-02-30"))
    assert [p.key for p in select.newest_first([*site.publications, wrong])] == [
        *list("fb"),
        "g",
        "a",
        *"ced",
    ]


def test_one_publication_in_several_ranges_is_shown_once(site: Collection) -> None:
    ranges = [YearRange(2024, 2024), YearRange(None, None)]
    assert [p.key for p in select.by_years(site.publications, ranges)] == list("abcef")


# More to select by

LAB = """
people: [{name: Haohe Liu, role: PhD student}, {name: Ann Bee, role: Professor}]
publications:
- {key: a, title: A, author: 'Ann Bee, Cy Dee', year: 2024, type: article, projects: [kettles, steam], award: Best paper}
- {key: b, title: B, author: 'Cy Dee*, H. Liu*, Ann Bee', year: 2024, type: conference, project: Kettles}
- {key: c, title: C, author: 'Liu, Haohe and Bee, Ann', year: 2023, type: article, award: '**Runner-up**, honourable mention'}
- {key: d, title: D, author: 'Ann Bee*, Cy Dee, Eve Fox*', year: 2023, type: journal}
- {key: e, title: E, author: 'A. Bee, Cy Dee', year: 2022, type: thesis}
- key: f
  title: F
  year: 2022
  type: book
  authors: [{name: Eve Fox, equal: A}, {name: Gil Hay, equal: A}, {name: Cy Dee, equal: B}, {name: Ann Bee, equal: B}]
- {key: g, title: G, year: 2021, type: talk}
"""


@pytest.fixture(scope="module")
def lab() -> Collection:
    return read_clean(LAB)


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        ({"type": "article"}, "acd"),
        ({"type": "article, thesis"}, "acde"),
        ({"type": "Talk"}, "g"),
        ({"type": "poster"}, ""),
        ({"first_author": "Ann Bee"}, "ade"),
        ({"first_author": "Bee"}, "ade"),
        ({"first_author": "Haohe Liu"}, "bc"),
        ({"first_author": "Eve Fox"}, "f"),
        ({"first_author": "Gil Hay, Haohe Liu"}, "bcf"),
        ({"first_author": "Cy Dee"}, "b"),
        ({"author": "Haohe Liu"}, "bc"),
        ({"project": "kettles"}, "ab"),
        ({"project": "steam; nothing"}, "a"),
        ({"award": ""}, "ac"),
        ({"award": "best"}, "a"),
        ({"award": "Mention, best"}, "ac"),
        ({"award": "nobel"}, ""),
        ({"exclude": "a c, g"}, "bdef"),
        ({"exclude": "a b c d e f g"}, ""),
        ({"keys": "c a b", "exclude": "a"}, "cb"),
        ({"reverse": ""}, "gfedcba"),
        ({"reverse": "false"}, "abcdefg"),
        ({"reverse": "", "sort": "title"}, "gfedcba"),
        ({"reverse": "", "keys": "c a b"}, "bac"),
        ({"reverse": "", "limit": "2"}, "gf"),
        ({"reverse": "", "group_by": "year"}, "g|fe|dc|ba"),
        ({"group_by": "year, type"}, "a|b|cd|e|f|g"),
        ({"group_by": "type, year"}, "a|cd|b|e|f|g"),
        ({"group_by": "none, year"}, "ab|cd|ef|g"),
        ({"type": "article", "award": "", "first_author": "bee"}, "a"),
    ],
)
def test_more_options_choose_order_and_group(lab: Collection, options: dict[str, str], keys: str) -> None:
    assert shown(lab, **options) == keys


def test_headings_stand_within_headings(lab: Collection) -> None:
    groups = Publications().choose(lab, {"group-by": ("year", "type")})
    assert [group.labels for group in groups] == [
        ("2024", "article"),
        ("2024", "conference"),
        ("2023", "article"),
        ("2022", "thesis"),
        ("2022", "book"),
        ("2021", "talk"),
    ]


def test_oldest_first_leaves_the_undated_last(site: Collection) -> None:
    groups = Publications().choose(site, {"group-by": ("year",), "reverse": True})
    assert [group.labels[0] for group in groups] == ["1999", "2022", "2024", "2025", ""]


# Works with several versions

VERSIONS = """
pubs:
- {key: paper, title: Whistles in the Dark, author: Ann Bee and Cy Dee, year: 2024, type: article, venue: JK}
- {key: draft, title: Whistles in the dark, author: Ann Bee and Cy Dee, year: 2022, arxiv: 2101.00001}
- {key: other, title: Steam, author: Eve Fox, year: 2023}
"""


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        ({}, ["paper", "other"]),
        ({"versions": "merged"}, ["paper", "other"]),
        ({"versions": "separate"}, ["paper", "other", "draft"]),
        ({"keys": "draft"}, ["paper"]),
        ({"keys": "other draft paper"}, ["other", "paper"]),
        ({"keys": "draft", "versions": "separate"}, ["draft"]),
        ({"exclude": "draft"}, ["paper", "other"]),
        ({"exclude": "draft", "versions": "separate"}, ["paper", "other"]),
        ({"exclude": "paper"}, ["other"]),
        ({"type": "preprint"}, []),
        ({"type": "preprint", "versions": "separate"}, ["draft"]),
        ({"year": "2022"}, []),
    ],
)
def test_a_work_is_one_with_the_keys_of_all_its_versions(options: dict[str, str], keys: list[str]) -> None:
    site = read_clean(VERSIONS)
    reading = options_of.read_options(options, Publications.options)
    assert not reading.faults
    assert not list(Publications().faults(site, reading.values))
    assert [p.key for group in Publications().choose(site, reading.values) for p in group.records] == keys


def news_shown(news: Collection, **written: str) -> str:
    reading = options_of.read_options(dict(written), News.options)
    assert not reading.faults
    return "".join(item.text for group in News().choose(news, reading.values) for item in group.records)


@pytest.mark.parametrize(
    ("options", "texts"),
    [
        ({}, "BEDAC"),
        ({"since": "2024"}, "BED"),
        ({"since": "2024-05"}, "BED"),
        ({"since": "2024-05-16"}, "BE"),
        ({"since": "2025"}, ""),
        ({"tag": "talk"}, "AC"),
        ({"tag": "Talk, paper"}, "EAC"),
        ({"since": "2024", "tag": "paper"}, "E"),
        ({"limit": "2"}, "BEDAC"),
    ],
)
def test_news_are_chosen_newest_first(news: Collection, options: dict[str, str], texts: str) -> None:
    assert news_shown(news, **options) == texts


# Options as they are written


@pytest.mark.parametrize(
    ("name", "text", "hint"),
    [
        ("layout", "galery", "Did you mean 'gallery'? The values are: gallery, list, compact."),
        ("layout", "", "The values are: gallery, list, compact."),
        ("group-by", "month", "The values are: none, year, type, venue, author, project, funder, award."),
        (
            "group-by",
            "year, month",
            "The values are: none, year, type, venue, author, project, funder, award.",
        ),
        ("type", "articles", "Did you mean 'article'? The values are: article, conference, "),
        ("type", "article, novel", "The values are: article, conference, "),
        ("first-author", ",", "A value was expected; several with commas between them."),
        ("exclude", "", "A key was expected; several with spaces or commas between them."),
        ("reverse", "maybe", "It takes no value, or true or false."),
        ("numbered", "continued", "Did you mean 'continue'? The values are: continue, descending, type."),
        ("max-authors", "-1", "A whole number from 1 to 1,000,000 was expected."),
        ("versions", "both", "The values are: merged, separate."),
        ("sort", "dates", "Did you mean 'date'? The values are: date, title, author, citations, file."),
        ("year", "last", "Write it as 2023, 2020-2024, 2020- or -2019."),
        ("year", "2023, last", "Write it as 2023, 2020-2024, 2020- or -2019."),
        ("year", "", "Write it as 2023, 2020-2024, 2020- or -2019."),
        ("limit", "0", "A whole number from 1 to 1,000,000 was expected."),
        ("limit", "-1", "A whole number from 1 to 1,000,000 was expected."),
        ("limit", "ten", "A whole number from 1 to 1,000,000 was expected."),
        ("limit", "²", "A whole number from 1 to 1,000,000 was expected."),
        ("author", " , ", "A value was expected; several with commas between them."),
        ("keys", "", "A key was expected; several with spaces or commas between them."),
        ("selected", "maybe", "It takes no value, or true or false."),
        ("limt", "3", "Did you mean 'limit'? The options are: "),
        ("colour", "red", "The options are: author, award, "),
    ],
)
def test_a_wrong_option_is_told_with_the_right_ones(name: str, text: str, hint: str) -> None:
    reading = options_of.read_options(
        {name: text, "sort": "file"} if name != "sort" else {name: text}, Publications.options
    )
    ((fault, message, said),) = reading.faults
    assert fault == name
    assert name in message
    assert said.startswith(hint)
    assert name not in reading.values


@pytest.mark.parametrize("text", ["yesterday", "2024-02-30", "since 2024", "2024 📣", ""])
def test_since_wants_a_date_and_nothing_else(text: str) -> None:
    reading = options_of.read_options({"since": text}, News.options)
    ((_, _, hint),) = reading.faults
    assert hint == "Write it as 2024-05-16, 2024-05 or 2024."


def test_values_may_be_written_in_any_case_and_with_spaces() -> None:
    reading = options_of.read_options({"layout": " Compact ", "limit": " 3 "}, Publications.options)
    assert reading == ({"layout": "compact", "limit": 3}, ())


def test_keys_that_no_publication_has_are_told_with_the_nearest(site: Collection) -> None:
    data = read_clean("pubs: [{key: bee2024, title: T}]")
    faults = list(Publications().faults(data, {"keys": ("bee2024", "bee2042", "zzz")}))
    assert faults == [
        ("keys", "No publication has the key 'bee2042'.", "Did you mean 'bee2024'?"),
        ("keys", "No publication has the key 'zzz'.", "Keys are given with  key: …  in the data."),
    ]
