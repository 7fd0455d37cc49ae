"""Every simple field reads every spelling that people use, and tells where and why it cannot."""

from __future__ import annotations

import pytest
from inline_data import Told, publication_with, read_clean, told_about

from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.addresses import Image, Link, arxiv_url, doi_url
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.names import Author

# Text


@pytest.mark.parametrize("field", ["note", "abstract", "volume", "number", "pages", "publisher", "award"])
@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("plain words", "plain words"),
        ('"  in quotes  "', "in quotes"),
        ("12", "12"),
        ("1e3", "1e3"),
        ("no", "no"),
        ("2024-05-16", "2024-05-16"),
        ("a **b** <i>c</i>", "a **b** <i>c</i>"),
        ("", ""),
        ("null", ""),
        ("~", ""),
        ('""', ""),
    ],
)
def test_a_text_is_what_was_written(field: str, written: str, read_as: str) -> None:
    assert getattr(publication_with(f"{field}: {written}"), field) == read_as


@pytest.mark.parametrize(
    ("written", "kind", "shown"),
    [
        ("[Best paper]", "a list", "[Best paper]"),
        ("[a, [b, c]]", "a list", "[a, [b, c]]"),
        ("{a: b}", "a mapping", "{a: b}"),
        ("{Best paper}", "a mapping", "{Best paper}"),
    ],
)
def test_what_was_meant_as_text_is_shown_and_told(written: str, kind: str, shown: str) -> None:
    publication, problems = told_about(f"note: {written}")
    assert publication.note == shown
    message = f"'note' is {kind}; a text was expected."
    assert problems == [Told("3:9", "type", message, f'If it is meant as text, write  note: "{shown}".')]


def test_a_list_where_a_text_belongs_is_told_under_the_name_that_the_author_used() -> None:
    publication, problems = told_about("tags: [x]", "journal:", "  - one", "  - two")
    assert publication.venue == "[one, two]"
    assert [(problem.place, problem.message) for problem in problems] == [
        ("5:5", "'journal' is a list; a text was expected.")
    ]


def test_a_long_value_is_not_repeated_in_the_remedy() -> None:
    _, (problem,) = told_about(f"note: [{'long ' * 20}]")
    assert problem.hint == "If it is meant as text, put it in quotes."


# Spellings


@pytest.mark.parametrize(
    ("spelling", "field"),
    [
        (spelling, field)
        for spelling, field in Publication.fields.spellings.items()
        if field in Publication.fields.prose
    ],
)
def test_every_spelling_of_a_text_field_is_that_field(spelling: str, field: str) -> None:
    publication = read_clean(
        f"publications:\n- title: T\n  {spelling}: a text\n"
        if field != "title"
        else f"publications:\n- {spelling}: a text\n"
    ).publications[0]
    expected = ("a text",) if field == "additional" else "a text"
    assert getattr(publication, field) == expected


@pytest.mark.parametrize(
    "spelling",
    ["journal", "venue", "conference", "booktitle", "Journal", "VENUE", "container-title", "event"],
)
def test_the_venue_has_many_names(spelling: str) -> None:
    assert publication_with(f"{spelling}: Acta").venue == "Acta"


@pytest.mark.parametrize("spelling", ["author", "authors", "Authors", "AUTHOR", " author", "by"])
def test_the_authors_have_many_names(spelling: str) -> None:
    assert publication_with(f'"{spelling}": Ann Bee').authors.people == (Author("Ann Bee"),)


@pytest.mark.parametrize("spelling", ["media", "links", "Links", "buttons"])
def test_the_links_have_many_names(spelling: str) -> None:
    assert publication_with(f"{spelling}: [{{name: Paper, url: a.pdf}}]").links == (Link("Paper", "a.pdf"),)


@pytest.mark.parametrize("spelling", ["image", "images", "picture", "thumbnail"])
def test_the_pictures_have_many_names(spelling: str) -> None:
    assert publication_with(f"{spelling}: a.png").images == (Image("a.png"),)


@pytest.mark.parametrize("spelling", ["key", "id"])
def test_the_key_has_two_names(spelling: str) -> None:
    assert publication_with(f"{spelling}: bee2024").key == "bee2024"


# Words and flags


@pytest.mark.parametrize(
    "written",
    [
        "audio, machine learning",
        "[audio, machine learning]",
        "audio; machine learning,",
        "[audio, '', machine learning]",
    ],
)
def test_tags_are_a_list_or_a_text_with_commas(written: str) -> None:
    assert publication_with(f"tags: {written}").tags == ("audio", "machine learning")


def test_one_tag_may_be_called_a_tag() -> None:
    assert publication_with("tag: audio").tags == ("audio",)
    assert publication_with("keywords: audio").tags == ("audio",)


@pytest.mark.parametrize(
    ("written", "selected"),
    [
        ("true", True),
        ("Yes", True),
        ("on", True),
        ("1", True),
        ("✓", True),
        ('"true"', True),
        ("false", False),
        ("No", False),
        ("off", False),
        ("0", False),
        ("", False),
    ],
)
def test_a_flag_has_the_usual_spellings(written: str, selected: bool) -> None:
    assert publication_with(f"selected: {written}").selected is selected
    assert publication_with(f"featured: {written}").selected is selected


def test_a_flag_that_is_neither_yes_nor_no_is_told() -> None:
    publication, problems = told_about("selected: maybe")
    assert not publication.selected
    message = "'selected' is 'maybe', which is neither true nor false; it is read as false."
    assert problems == [Told("3:13", "type", message, "Write  selected: true  or delete it.")]


# Dates


@pytest.mark.parametrize(
    ("written", "shown", "iso"),
    [
        ("2023", "2023", "2023"),
        ('"2023"', "2023", "2023"),
        ('"(2021)"', "2021", "2021"),
        ("[2021]", "2021", "2021"),
        ('"2022, CCF-B"', "2022, CCF-B", "2022"),
        ("to appear 2025", "to appear 2025", "2025"),
        ("2024-05-16", "2024", "2024-05-16"),
        ("May 2024", "2024", "2024-05"),
    ],
)
def test_a_year_is_read_with_the_words_around_it(written: str, shown: str, iso: str) -> None:
    if written == "[2021]":
        publication, _ = told_about(f"year: {written}")
    else:
        publication = publication_with(f"year: {written}")
    assert publication.shown_year == shown
    assert publication.when is not None
    assert publication.when.iso == iso


def test_years_with_and_without_quotes_stand_in_one_list() -> None:
    collection = read_clean("pubs:\n- {title: A, year: 2023}\n- {title: B, year: '2023'}\n")
    assert {publication.when for publication in collection.publications} == {PartialDate(2023)}


def test_the_date_says_more_than_the_year() -> None:
    publication = publication_with("year: 2024", "date: 2024-05-16")
    assert publication.when == PartialDate(2024, 5, 16)
    assert publication.shown_year == "2024"


@pytest.mark.parametrize(
    ("written", "fault", "kept"),
    [
        ("2023-02-30", "2023-02 has 28 days, not 30", PartialDate(2023, 2, text="2023-02-30")),
        ("2023-13-01", "there is no month 13", PartialDate(2023, text="2023-13-01")),
    ],
)
def test_an_impossible_date_is_shown_as_written_and_told(written: str, fault: str, kept: PartialDate) -> None:
    publication, problems = told_about("doi: 10.5555/1", f"date: {written}")
    assert publication.date == kept
    assert publication.shown_year == written
    message = f"'{written}' is not a date: {fault}. It is shown as written."
    assert problems == [Told("4:9", "date", message, "Write it as 2024-05-16, 2024-05 or 2024.")]


def test_a_year_without_a_date_in_it_is_shown_and_told() -> None:
    publication, problems = told_about("year: soon")
    assert publication.shown_year == "soon"
    message = "'soon' holds no date; it is shown as written and sorted last."
    assert problems == [Told("3:9", "date", message, "Write it as 2024-05-16, 2024-05 or 2024.")]


# Identifiers


@pytest.mark.parametrize(
    "written",
    [
        "10.5555/ab.1",
        "doi:10.5555/ab.1",
        '"DOI: 10.5555/ab.1"',
        "https://doi.org/10.5555/ab.1",
        "http://dx.doi.org/10.5555/ab.1",
        "https://www.doi.org/10.5555/ab.1",
        "doi.org/10.5555/ab.1",
        '"doi:https://doi.org/10.5555/ab.1"',
        "10.5555/ab.1.",
    ],
)
def test_a_doi_is_kept_without_its_resolver(written: str) -> None:
    assert publication_with(f"doi: {written}").doi == "10.5555/ab.1"


def test_a_doi_of_the_old_kind_keeps_its_signs() -> None:
    doi = "10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO;2-1"
    assert publication_with(f'doi: "{doi}"').doi == doi
    assert publication_with(r"doi: 10.1007/978-3_4").doi == "10.1007/978-3_4"
    assert doi_url(doi).startswith("https://doi.org/10.1002/(SICI)1096-8644(199601)99:1%3C1::AID")
    assert doi_url("not a doi") == ""


@pytest.mark.parametrize(
    "written", ["forthcoming", "10.5555a", "11.5555/ab", "https://example.org/10.5555/ab"]
)
def test_what_is_no_doi_is_shown_without_a_link_and_told(written: str) -> None:
    publication, problems = told_about(f"doi: {written}")
    assert publication.doi == written
    message = f"'{written}' is not a DOI; it is shown without a link."
    assert problems == [Told("3:8", "type", message, "A DOI looks like 10.1000/182.")]


@pytest.mark.parametrize(
    ("written", "identifier"),
    [
        ("2308.05734", "2308.05734"),
        ("1806.00530", "1806.00530"),
        ("2308.05734v2", "2308.05734v2"),
        ("arXiv:2308.05734", "2308.05734"),
        ('"arXiv: 2308.05734 [cs.SD]"', "2308.05734"),
        ("https://arxiv.org/abs/2308.05734", "2308.05734"),
        ("https://arxiv.org/pdf/2308.05734v1.pdf", "2308.05734v1"),
        ("http://export.arxiv.org/abs/2308.05734", "2308.05734"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("math.GT/0309136", "math.GT/0309136"),
    ],
)
def test_an_arxiv_identifier_is_kept_alone_and_is_no_number(written: str, identifier: str) -> None:
    assert publication_with(f"arxiv: {written}").arxiv == identifier
    assert publication_with(f"eprint: {written}").arxiv == identifier
    assert arxiv_url(identifier) == f"https://arxiv.org/abs/{identifier}"


@pytest.mark.parametrize("written", ["soon", "1806.0053x", "123.4567"])
def test_what_is_no_arxiv_identifier_is_shown_without_a_link_and_told(written: str) -> None:
    publication, (problem,) = told_about(f"arxiv: {written}")
    assert publication.arxiv == written
    assert arxiv_url(written) == ""
    assert problem.place == "3:10"
    assert problem.message == f"'{written}' is not an arXiv identifier; it is shown without a link."
