"""One work is one entry, made of the best that its sources say of it; what is another work stays one, in any order of the files."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from sphinx_academic.data.collection import Collection
from sphinx_academic.data.records import Publication
from sphinx_academic.formats.loading import load_named

CASES = Path(__file__).with_name("cases") / "merge"


def case(*names: str) -> Collection:
    return load_named([str(CASES / f"{name}.bib") for name in names])


def loaded(folder: Path, **texts: str) -> Collection:
    """The works of files, in their order; ``a_yaml`` is ``a.yaml``."""
    paths = []
    for name, text in texts.items():
        path = folder / name.replace("_", ".")
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    return load_named(paths)


def entry(kind: str = "article", key: str = "k", **fields: str) -> str:
    said = {"title": "Hearing Hard Water in the Kettle", "author": "Ambrose Pettigrew and Wei Wang", **fields}
    inner = ", ".join(f"{name} = {{{text}}}" for name, text in said.items() if text)
    return f"@{kind}{{{key}, {inner}}}\n"


def both_ways(folder: Path, one: str, other: str) -> list[tuple[Publication, ...]]:
    """The works of two files, read in either order."""
    found = []
    for number, (first, second) in enumerate([(one, other), (other, one)]):
        place = folder / str(number)
        place.mkdir(exist_ok=True)
        found.append(loaded(place, a_bib=first, b_bib=second).publications)
    return found


def number_of(folder: Path, one: str, other: str) -> int:
    """How many works two files hold, which is the same in either order."""
    numbers = {len(works) for works in both_ways(folder, one, other)}
    assert len(numbers) == 1
    return numbers.pop()


# The same DOI


@pytest.mark.parametrize("title", ["Hard Water", "Hearing Hard Water in the Kettle"])
def test_a_doi_in_the_address_is_the_doi(tmp_path: Path, title: str) -> None:
    paper = entry(
        "inproceedings", title=title, booktitle="Proc. ABC", year="2010", url="https://doi.org/10.5555/P.1"
    )
    article = entry(title=title.upper(), journal="ABC", year="2010", doi="10.5555/p.1")
    for works in both_ways(tmp_path, paper, article):
        (work,) = works
        assert (work.kind_of_work, work.title, len(work.versions)) == ("conference", title, 1)


@pytest.mark.parametrize("names", list(itertools.permutations(["dblp", "orcid"])))
def test_the_better_record_wins_field_by_field(names: tuple[str, ...]) -> None:
    (work,) = case(*names).publications
    assert work.kind_of_work == "conference"
    assert work.title == "Hearing Hard Water in the Kettle"
    assert [author.name for author in work.authors.people] == ["Ambrose Pettigrew", "Wei Wang", "Ana Silva"]
    assert not work.authors.others
    assert (work.pages, work.publisher) == ("1–5", "IEEE")
    assert len(work.versions) == 1, "an entry is no version of itself"


@pytest.mark.parametrize("at", range(3))
def test_what_is_written_by_hand_wins_over_everything(tmp_path: Path, at: int) -> None:
    hand = tmp_path / "hand.yaml"
    hand.write_text(
        "publications:\n- {title: HEARING HARD WATER, author: A. Pettigrew, type: article, doi: 10.5555/P.1, key: ours}\n",
        encoding="utf-8",
    )
    paths = [str(CASES / "dblp.bib"), str(CASES / "orcid.bib")]
    paths.insert(at, str(hand))
    (work,) = load_named(paths).publications
    assert (work.kind_of_work, work.title, work.key) == ("article", "HEARING HARD WATER", "ours")
    assert [author.name for author in work.authors.people] == ["A. Pettigrew"]
    assert work.pages == "1–5"
    assert len(work.versions) == 1


def test_the_order_of_the_files_decides_where_no_record_is_better(tmp_path: Path) -> None:
    one = entry(doi="10.5555/1", journal="J. Kettles", year="2020", note="A")
    other = entry(doi="10.5555/1", journal="Journal of Kettles", year="2020", note="B")
    assert [works[0].venue for works in both_ways(tmp_path, one, other)] == [
        "J. Kettles",
        "Journal of Kettles",
    ]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        # ORCID and Scopus call papers of conferences articles, with the number of a volume of a series.
        (entry("inproceedings", booktitle="ICASSP"), entry(journal="Lecture Notes in Computer Science", volume="6792"), "conference"),
        (entry("inproceedings", booktitle="Proc. POPL"), entry("incollection", booktitle="Lecture Notes"), "conference"),
        # An article with volume and issue is one, whatever else it is called.
        (entry("inproceedings", booktitle="POPL"), entry(journal="Proc. ACM Program. Lang.", volume="4", number="2"), "article"),
        (entry("misc", howpublished="Web"), entry(journal="J"), "article"),
        (entry("misc"), entry("techreport", institution="NASA"), "report"),
    ],
)  # fmt: skip
def test_one_doi_is_one_version_of_the_more_exact_type(
    tmp_path: Path, one: str, other: str, kind: str
) -> None:
    with_doi = (
        text.replace("title =", "doi = {10.5555/1}, year = {2020}, title =", 1) for text in (one, other)
    )
    for works in both_ways(tmp_path, *with_doi):
        (work,) = works
        assert work.kind_of_work == kind
        assert len(work.versions) == 1


def test_an_article_of_proceedings_is_no_other_version_of_the_paper_in_them(tmp_path: Path) -> None:
    one = entry("inproceedings", booktitle="{IEEE} Int. Conference on Acoustics", year="2010", pages="1--5")
    other = entry(journal="IEEE International Conference on Acoustics", year="2010", doi="10.5555/1")
    for works in both_ways(tmp_path, one, other):
        (work,) = works
        assert (work.kind_of_work, len(work.versions)) == ("conference", 1)


@pytest.mark.parametrize(
    ("doi", "fields"),
    [("10.48550/arXiv.2101.00001", {"eprint": "2101.00001", "eprinttype": "arxiv"}), ("10.1101/2020.01.01", {"journal": "bioRxiv"})],
)  # fmt: skip
def test_a_preprint_that_is_called_an_article_is_one_preprint(
    tmp_path: Path, doi: str, fields: dict[str, str]
) -> None:
    one = entry("article", doi=doi, year="2021")
    other = entry("misc", doi=doi, year="2021", note="Preprint", **fields)
    for works in both_ways(tmp_path, one, other):
        (work,) = works
        assert (work.kind_of_work, len(work.versions)) == ("preprint", 1)


def test_of_authors_in_capitals_and_of_fewer_authors_the_others_are_taken(tmp_path: Path) -> None:
    one = entry(doi="10.5555/1", journal="J", author="PETTIGREW, AMBROSE and WANG, WEI")
    other = entry(doi="10.5555/1", journal="J", author="Pettigrew, Ambrose and Wang, Wei")
    for works in both_ways(tmp_path, one, other):
        assert works[0].authors.people[0].name == "Ambrose Pettigrew"
    other = entry(doi="10.5555/1", journal="J", author="Pettigrew, A. and Wang, W. and Silva, A.")
    for works in both_ways(tmp_path, one, other):
        assert len(works[0].authors.people) == 3


def test_a_record_of_a_work_that_has_appeared_is_better_than_one_in_press(tmp_path: Path) -> None:
    one = entry(doi="10.5555/1", journal="J", year="in press")
    other = entry(doi="10.5555/1", journal="J", year="2024", volume="3")
    for works in both_ways(tmp_path, one, other):
        assert (works[0].shown_year, works[0].state) == ("2024", "")
    other = entry(doi="10.5555/1", journal="J", year="2023", pubstate="retracted")
    for works in both_ways(tmp_path, one, other):
        assert (works[0].shown_year, works[0].state) == ("2023", "retracted")


def test_a_title_that_its_publisher_has_marked_is_the_same(tmp_path: Path) -> None:
    one = entry(journal="J", year="2019", title="RETRACTED ARTICLE: Hearing Hard Water in the Kettle")
    for works in both_ways(tmp_path, one, entry(journal="J", year="2019")):
        assert len(works) == 1


# Two works


def test_editorials_of_one_title_are_as_many_as_their_volumes() -> None:
    for names in itertools.permutations(["editorial-1", "editorial-2", "editorial-3"]):
        assert len(case(*names[:2]).publications) == 2
        assert len(case(*names).publications) == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"volume": "1"}, {"volume": "2"}),
        (
            {"volume": "12", "number": "1", "pages": "1--2"},
            {"volume": "12", "number": "3", "pages": "99--100"},
        ),
        ({"journal": "J. Kettles", "pages": "1--2"}, {"journal": "Acta Lids", "pages": "77--79"}),
        ({"doi": "10.5555/1"}, {"doi": "10.5555/2"}),
        ({"title": "Hearing Hard Water. Part I"}, {"title": "Hearing Hard Water. Part II"}),
    ],
)
def test_what_stands_in_two_places_is_two(tmp_path: Path, one: dict[str, str], other: dict[str, str]) -> None:
    of_both = {"journal": "J", "year": "2010"}
    assert number_of(tmp_path, entry(**{**of_both, **one}), entry(**{**of_both, **other})) == 2


def test_a_conference_paper_and_an_article_with_two_doi_are_two_and_told_as_possible_versions(
    tmp_path: Path,
) -> None:
    for names in itertools.permutations(["conference", "journal"]):
        collection = case(*names)
        assert len(collection.publications) == 2
        (remark,) = collection.remarks
        assert "may be versions of one; they stay two" in remark.message
    both = (CASES / "conference.bib").read_text() + (CASES / "journal.bib").read_text()
    collection = loaded(tmp_path, both_bib=both)
    assert len(collection.publications) == 2
    assert len(collection.remarks) == 1


def test_one_preprint_does_not_make_one_work_of_two_with_doi(tmp_path: Path) -> None:
    paper = entry(
        "inproceedings",
        doi="10.5555/1",
        booktitle="Proc",
        year="2020",
        eprint="2001.00001",
        eprinttype="arxiv",
    )
    article = entry(
        "article", doi="10.5555/2", journal="J", year="2022", eprint="2001.00001", eprinttype="arxiv"
    )
    assert number_of(tmp_path, paper, article) == 2


TITLE = "Hearing Hard Water in the Kettle"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{TITLE}, Part I", f"{TITLE}, Part II"),
        (f"{TITLE} I", f"{TITLE} II"),
        (f"{TITLE}. II. Theory", f"{TITLE}. III. Experiment"),
        (f"{TITLE}: Part 1", f"{TITLE}: Part Two"),
        (TITLE, f"{TITLE} II"),
        (TITLE, f"{TITLE}, Part Two"),
        (TITLE, f"Erratum to: {TITLE}"),
        (TITLE, f"Erratum: {TITLE}"),
        (TITLE, f"Corrigendum to “{TITLE}”"),
        (TITLE, f"Correction to: {TITLE}"),
        (TITLE, f"Author Correction: {TITLE}"),
        (TITLE, f"Publisher’s Correction: {TITLE}"),
        (TITLE, f"Retraction Note: {TITLE}"),
        (TITLE, f"{TITLE} (Erratum)"),
        (TITLE, f"Reply to “{TITLE}”"),
        (TITLE, f"{TITLE}: Reply"),
        (TITLE, f"{TITLE} – A Rejoinder"),
        (TITLE, f"Comment on “{TITLE}”"),
        (TITLE, f"Translation of {TITLE}"),
        ("The DCASE 2023 Challenge on Kettles", "The DCASE 2024 Challenge on Kettles"),
    ],
)
def test_a_part_and_what_is_about_a_work_are_works_of_their_own_also_with_a_doi_that_was_copied(
    tmp_path: Path, one: str, other: str
) -> None:
    first, second = (entry(title=title, doi="10.5555/1", journal="J", year="2020") for title in (one, other))
    assert number_of(tmp_path, first, second) == 2
    assert len(loaded(tmp_path, x_bib=first + second.replace("{k,", "{l,")).publications) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{TITLE}, Part II", f"{TITLE}: part 2"),
        (f"{TITLE}", f"{TITLE} (Corrected Proof)"),
        (f"{TITLE} with CO<sub>2</sub>", f"{TITLE} with CO 2"),
        ("Three Kettles of COVID-19 and H2O", "Three Kettles of COVID-19 and H₂O"),
        ("Correction of Motion in Kettles", "Correction of motion in kettles"),
        (f"{TITLE} in 2D", f"{TITLE} in 2-D"),
        ("Hearing 2,000 Kettles in the Dark", "Hearing 2000 Kettles in the Dark"),
        ("Hearing Hard Water at 10<sup>5</sup> Hz", "Hearing Hard Water at 105 Hz"),
        ("Hearing 10 000 Kettles of Fe<sub>3</sub>O<sub>4</sub>", "Hearing 10,000 Kettles of Fe 3 O 4"),
        (f"{TITLE} (ICASSP 2020)", TITLE),
    ],
)
def test_one_title_in_two_spellings_is_one_all_the_same(tmp_path: Path, one: str, other: str) -> None:
    first, second = (entry(title=title, doi="10.5555/1", journal="J", year="2020") for title in (one, other))
    assert number_of(tmp_path, first, second) == 1


@pytest.mark.parametrize(
    ("kind", "one", "other", "number"),
    [
        ("phdthesis", {"school": "Northmoor"}, {"school": "University of Northmoor"}, 1),
        ("phdthesis", {"year": "2010"}, {"year": "2019"}, 2),
        ("book", {"publisher": "P"}, {"publisher": "Press"}, 1),
        ("book", {"edition": "1"}, {"edition": "2"}, 2),
        ("book", {"volume": "1"}, {"volume": "2"}, 2),
        ("software", {"version": "1.0"}, {"version": "2.0"}, 2),
        ("software", {"version": "1.0"}, {}, 1),
        ("dataset", {"doi": "10.5281/zenodo.1"}, {"doi": "10.5281/zenodo.2"}, 2),
        ("patent", {"number": "US 123"}, {"number": "EP 456"}, 2),
        ("patent", {"number": "US 123"}, {"number": "US123"}, 1),
        ("techreport", {"number": "TR-1", "institution": "NASA"}, {"number": "TR-2", "institution": "NASA"}, 2),
        ("talk", {"date": "2020-05-01", "eventtitle": "Steam"}, {"date": "2020-05-01", "eventtitle": "Steam"}, 1),
        ("talk", {"date": "2020-05-01", "eventtitle": "Steam"}, {"date": "2020-06-09", "eventtitle": "Lids"}, 2),
        ("poster", {"eventtitle": "Steam"}, {"eventtitle": "Lids"}, 2),
    ],
)  # fmt: skip
def test_a_thesis_a_book_and_their_kin_in_two_files_are_one(
    tmp_path: Path, kind: str, one: dict[str, str], other: dict[str, str], number: int
) -> None:
    first, second = (entry(kind, **{"year": "2010", **fields}) for fields in (one, other))
    assert number_of(tmp_path, first, second) == number


@pytest.mark.parametrize("kind", ["phdthesis", "book", "dataset", "software", "talk"])
def test_the_thesis_and_the_data_are_not_the_paper(tmp_path: Path, kind: str) -> None:
    assert number_of(tmp_path, entry(journal="J", year="2010"), entry(kind, year="2010")) == 2


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ({"year": "2010"}, {"year": "2010"}, 1),
        ({"year": "2010"}, {"year": "2011"}, 2),
        ({"year": "2010", "journal": "Acta"}, {"year": "2010", "journal": "Kettle World"}, 2),
        ({}, {}, 2),
    ],
)
def test_what_nobody_has_written_is_one_by_title_and_year(
    tmp_path: Path, one: dict[str, str], other: dict[str, str], number: int
) -> None:
    first, second = (entry(author="", **fields) for fields in (one, other))
    assert number_of(tmp_path, first, second) == number


@pytest.mark.parametrize(("fields", "number"), [({"year": "2010"}, 1), ({"year": "2012"}, 2), ({}, 2)])
def test_an_entry_without_authors_goes_with_the_one_that_names_them(
    tmp_path: Path, fields: dict[str, str], number: int
) -> None:
    assert (
        number_of(tmp_path, entry(author="", journal="J", **fields), entry(journal="J", year="2010"))
        == number
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("10.21203/rs.3.rs-123/v1", "10.21203/rs.3.rs-123/v2"), ("10.6084/m9.figshare.12.v1", "10.6084/m9.figshare.12")],
)  # fmt: skip
def test_the_version_behind_a_doi_makes_no_other_work(tmp_path: Path, one: str, other: str) -> None:
    first, second = (entry("dataset", doi=doi, year="2020") for doi in (one, other))
    assert number_of(tmp_path, first, second) == 1
    assert len(loaded(tmp_path, x_bib=first + second.replace("{k,", "{l,")).publications) == 1


def test_a_title_that_is_cut_is_made_whole(tmp_path: Path) -> None:
    one = entry(doi="10.5555/1", journal="J", title="Hearing Hard Water in …")
    for works in both_ways(tmp_path, one, entry(doi="10.5555/1", journal="J")):
        assert works[0].title == TITLE


@pytest.mark.parametrize(
    ("one", "other", "number"), [("2", "Second", 1), ("2nd ed.", "2", 1), ("Second", "Third", 2)]
)
def test_editions_are_told_apart_by_their_numbers(tmp_path: Path, one: str, other: str, number: int) -> None:
    first, second = (entry("book", edition=each, publisher="P", year="2010") for each in (one, other))
    assert number_of(tmp_path, first, second) == number


@pytest.mark.parametrize(
    ("author", "fields", "number"),
    [
        ("Wei Wang", {"year": "2010"}, 1),
        ("Wei Wang and others", {"year": "2010"}, 1),
        ("Eve Fox", {"year": "2010"}, 2),
        ("Wei Wang", {"year": "2012"}, 2),
        ("Wei Wang", {"year": "2010", "journal": "Acta Lids"}, 2),
    ],
)
def test_a_record_that_names_one_of_the_authors_alone_is_of_the_same_work(
    tmp_path: Path, author: str, fields: dict[str, str], number: int
) -> None:
    one = entry(**{"journal": "J. Kettles", "author": author, **fields})
    other = entry(journal="Journal of Kettles", year="2010", pages="1--9")
    assert number_of(tmp_path, one, other) == number
