"""DataCite is asked for data, software and preprints, and gives one work for all versions of a thing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pytest
from answers_of_files import AskerOfFiles, ReplyOfText, asker_of_files, stored_body

from sphinx_academic.fetching.source import FetchedWork, Identifier, NotFoundError, Scholar, UnavailableError
from sphinx_academic.fetching.sources.datacite import SOURCE

DOIS = "https://api.datacite.org/dois"
ADA = Scholar("0000-0002-1825-0097")
OF_ADA = f'{DOIS}?query=creators.nameIdentifiers.nameIdentifier:"https://orcid.org/0000-0002-1825-0097"&page[size]=50&page[cursor]=1'
NEXT = f"{DOIS}?page[cursor]=MTcw"
DATA = "10.5555/zenodo.9000001"


def resource(doi: str, *related: tuple[str, str], **values: object) -> dict[str, Any]:
    """A record of which little is said, and how it is related to others."""
    attributes = {
        "doi": doi,
        "titles": [{"title": f"Data {doi[8:]}"}],
        "types": {"resourceTypeGeneral": "Dataset"},
        "relatedIdentifiers": [
            {"relationType": how, "relatedIdentifier": other, "relatedIdentifierType": "DOI"}
            for how, other in related
        ],
        **values,
    }
    return {"id": doi, "type": "dois", "attributes": attributes}


def one(record: dict[str, Any]) -> ReplyOfText:
    return ReplyOfText(json.dumps({"data": record}))


def page(*records: dict[str, Any], total: int | None = None, after: str | None = None) -> ReplyOfText:
    """A page of a list; the last one leads nowhere."""
    links = {"self": OF_ADA} | ({"next": after} if after is not None else {})
    total = len(records) if total is None else total
    return ReplyOfText(json.dumps({"data": list(records), "meta": {"total": total}, "links": links}))


def by_ids(asker: AskerOfFiles, *dois: str) -> list[FetchedWork]:
    assert SOURCE.works_by_ids is not None
    return [*SOURCE.works_by_ids(asker, [Identifier("doi", doi) for doi in dois])]


def of(asker: AskerOfFiles, scholar: Scholar = ADA) -> list[FetchedWork]:
    assert SOURCE.works_of is not None
    return [*SOURCE.works_of(asker, scholar)]


def said(**values: object) -> FetchedWork:
    """What is made of a record of which this is said."""
    (work,) = by_ids(asker_of_files({DOIS: one(resource("10.5555/1", **values))}), "10.5555/1")
    return work


def ids(works: Iterable[FetchedWork]) -> list[str]:
    return [each.identifiers[0].value for each in works]


# What is taken


@pytest.mark.parametrize("answer", ["datacite/doi", "datacite/doi-affiliation-true"])
def test_a_record_has_all_that_is_said_of_it_in_both_forms_of_answers(answer: str) -> None:
    asker = asker_of_files({f"{DOIS}/{DATA}": answer})
    assert by_ids(asker, DATA) == [
        FetchedWork(
            "datacite",
            (Identifier("doi", DATA), Identifier("doi", "10.5555/zenodo.9000000")),
            {
                "title": "Tide gauge readings, release 2",
                "authors": [
                    {
                        "orcid": "0000-0002-1825-0097",
                        "affiliation": "University of Eel Marsh",
                        "family": "Quillfeather",
                        "given": "Ada",
                    },
                    {"family": "Östergård-Lind", "given": "Bram"},
                    {"literal": "The Tidal Consortium"},
                ],
                "type": "dataset",
                "date": "2023-11-30",
                "version": "2",
                "publisher": "Example Archive",
                "doi": DATA,
                "license": "CC-BY-4.0",
                "abstract": "Tide gauge readings.<br>\nTwo harbours.",
                "tags": ["tides"],
            },
            "2026-12-01",
        )
    ]


@pytest.mark.parametrize(
    ("values", "field", "shown"),
    [
        ({"dates": [{"date": "2020/2021", "dateType": "Issued"}]}, "date", "2020/2021"),
        ({"dates": [{"date": "2020-01-02T03:04:05Z/2021-01-02T03:04:05Z", "dateType": "Issued"}]}, "date", "2020-01-02/2021-01-02"),
        ({"dates": [{"date": "2020-01", "dateType": "Issued"}, {"date": "2021", "dateType": "Issued"}]}, "date", "2020-01"),
        ({"dates": [{"date": "2019", "dateType": "Created"}], "publicationYear": 2020}, "date", "2020"),
        ({"dates": None}, "date", None),
        ({"dates": [{"date": "2023-11-30 10:00:00", "dateType": "Issued"}]}, "date", "2023-11-30"),
        ({"dates": [{"date": "2023-11-30/", "dateType": "Issued"}]}, "date", "2023-11-30"),
        ({"dates": [{"date": "2023-02-31", "dateType": "Issued"}]}, "date", "2023-02"),
        ({"dates": [{"date": "autumn of 2023", "dateType": "Issued"}], "publicationYear": 2023}, "date", "2023"),
        ({"titles": [{"title": "Töne", "titleType": "TranslatedTitle"}, {"title": "Tones", "titleType": None}]}, "title", "Tones"),
        ({"titles": [{"title": "Töne", "titleType": "TranslatedTitle"}, {"title": "T", "titleType": "Other"}]}, "title", "Töne"),
        ({"titles": [{"title": "Tones"}, {"title": "of eels", "titleType": "Subtitle"}]}, "title", "Tones: of eels"),
        ({"container": {"title": "LIPEels", "volume": "9", "number": "6", "firstPage": "93", "lastPage": "105"}}, "pages", "93-105"),
        ({"container": {"title": "LIPEels", "volume": "9", "number": "6"}}, "number", "6"),
        ({"container": None, "publisher": None}, "venue", None),
        ({"types": {"citeproc": "article", "resourceTypeGeneral": "Software"}}, "type", "software"),
        ({"types": {"citeproc": "", "resourceTypeGeneral": "ConferencePaper"}}, "type", "conference"),
        ({"types": {"resourceTypeGeneral": "Text", "resourceType": "Journal article"}}, "type", "article"),
        ({"types": {"resourceTypeGeneral": "Text", "resourceType": "Doctoral Thesis"}}, "type", "thesis"),
        ({"types": {"resourceTypeGeneral": "Text", "resourceType": None}}, "type", "other"),
        ({"types": {"resourceTypeGeneral": "Dataset", "resourceType": "Article"}}, "type", "dataset"),
        ({"types": {"resourceTypeGeneral": "Preprint"}, "publisher": {"name": "arXiv"}, "version": "2"}, "venue", "arXiv"),
        ({"types": {"resourceTypeGeneral": "Preprint"}, "version": "2"}, "version", None),
        ({"rightsList": [{"rightsUri": "info:eu-repo/semantics/openAccess"}, {"rightsIdentifier": "cc0-1.0"}]}, "license", "CC0-1.0"),
        ({"creators": [{"name": "Bram J. Plainname", "nameIdentifiers": [{"nameIdentifier": "0000-0002-1825-0097",
            "nameIdentifierScheme": "orcid"}]}]}, "authors", [{"orcid": "0000-0002-1825-0097", "name": "Bram J. Plainname"}]),
        ({"creators": [{"name": "Quillfeather, Ada", "nameIdentifiers": None}]}, "authors", [{"name": "Quillfeather, Ada"}]),
        ({"creators": [{"name": "Eels", "nameType": "Organizational", "nameIdentifiers": [{"nameIdentifier": "https://ror.org/000000000",
            "nameIdentifierScheme": "ROR"}]}]}, "authors", [{"literal": "Eels"}]),
        ({"descriptions": [{"description": "<p>One</p><p>two</p>", "descriptionType": "Abstract"}, {"description": "x",
            "descriptionType": "Abstract"}]}, "abstract", "One\n\ntwo"),
    ],
)  # fmt: skip
def test_quirks_of_records_are_read_as_what_is_meant(
    values: dict[str, object], field: str, shown: object
) -> None:
    assert said(**values).values.get(field) == shown


@pytest.mark.parametrize(
    "answer", [page(), page(resource("10.5555/1"), resource("10.5555/2")), one({"type": "dois"})]
)
def test_another_answer_about_one_work_is_none(answer: ReplyOfText) -> None:
    asker = asker_of_files({DOIS: answer})
    with pytest.raises(UnavailableError, match="answers with something else than a work"):
        by_ids(asker, "10.5555/1")
    assert asker.forgotten == [answer]


def test_titles_of_arxiv_are_latex_and_its_dois_say_the_identifier_there() -> None:
    doi = "10.48550/arxiv.2401.00001"
    record = resource(doi.upper(), titles=[{"title": r"Lanterns \& the $O(n\_0\log n)$ of 5\% of it"}])
    (work,) = by_ids(asker_of_files({DOIS: one(record)}), doi)
    assert work.values["title"] == r"Lanterns & the $O(n\_0\log n)$ of 5% of it"
    assert [str(each) for each in work.identifiers] == [f"doi:{doi}", "arxiv:2401.00001"]
    assert [work.values[name] for name in ("doi", "arxiv")] == [doi, "2401.00001"]


def test_a_preprint_says_as_what_it_has_appeared() -> None:
    preprint = resource(
        "10.48550/arxiv.2401.00001",
        ("IsVersionOf", "10.5555/QF.2021.001"),
        ("IsVersionOf", "10.48550/arxiv.2401.00000"),
        ("References", "10.5555/other"),
        types={"resourceTypeGeneral": "Preprint"},
    )
    asker = asker_of_files({DOIS: one(preprint)})
    (work,) = by_ids(asker, "10.48550/arxiv.2401.00001")
    assert work.appeared_as == (Identifier("doi", "10.5555/qf.2021.001"),)
    assert Identifier("doi", "10.5555/qf.2021.001") not in work.identifiers
    preprint["attributes"]["types"] = {"resourceTypeGeneral": "Dataset"}
    assert by_ids(asker_of_files({DOIS: one(preprint)}), "10.48550/arxiv.2401.00001")[0].appeared_as == ()


# Versions

V1 = resource("10.5555/d.1", ("IsVersionOf", "10.5555/d.0"), version="1", publicationYear=2020)
V10 = resource(
    "10.5555/d.2",
    ("IsVersionOf", "10.5555/d.0"),
    ("IsNewVersionOf", "10.5555/d.1"),
    version="10",
    publicationYear=2020,
)
V9 = resource("10.5555/d.3", ("IsVersionOf", "10.5555/d.0"), version="9", publicationYear=2020)
CONCEPT = resource("10.5555/d.0", ("HasVersion", "10.5555/d.1"), ("HasVersion", "10.5555/d.2"), version="10")
OTHER = resource("10.5555/e.1", ("IsSupplementTo", "10.5555/d.0"))


@pytest.mark.parametrize(
    ("records", "shown"),
    [
        ([V1, V10, V9, CONCEPT, OTHER], ["10.5555/d.0", "10.5555/e.1"]),
        ([OTHER, V9, V10, V1], ["10.5555/e.1", "10.5555/d.2"]),
        ([V1, OTHER], ["10.5555/d.1", "10.5555/e.1"]),
        ([V1, V1], ["10.5555/d.1"]),
        # What says to be its own version does not stand for the others.
        (
            [
                V9,
                resource(
                    "10.5555/d.4",
                    ("HasVersion", "10.5555/d.4"),
                    ("IsNewVersionOf", "10.5555/d.3"),
                    ("IsNewVersionOf", "10.5555/d.1"),
                ),
            ],
            ["10.5555/d.3"],
        ),
    ],
)
def test_of_several_versions_what_stands_for_all_comes_or_else_the_newest(
    records: list[dict[str, Any]], shown: list[str]
) -> None:
    works = of(asker_of_files({OF_ADA: page(*records)}))
    assert ids(works) == shown
    (data,) = (work for work in works if "10.5555/d" in work.identifiers[0].value)
    assert {Identifier("doi", "10.5555/d.0"), Identifier("doi", "10.5555/d.1")} <= {*data.identifiers}


def test_versions_that_know_only_the_one_before_are_one_thing() -> None:
    first, second, third = (
        resource("10.5555/f.1", publicationYear=2019),
        resource("10.5555/f.2", ("IsNewVersionOf", "10.5555/f.1"), publicationYear=2020),
        resource("10.5555/f.3", ("IsNewVersionOf", "10.5555/f.2"), publicationYear=2021),
    )
    for records in ([first, third, second], [third, first, second]):
        (work,) = of(asker_of_files({OF_ADA: page(*records)}))
        assert [each.value for each in work.identifiers] == ["10.5555/f.3", "10.5555/f.1", "10.5555/f.2"]


def test_versions_that_are_asked_for_by_their_dois_come_once_too() -> None:
    asker = asker_of_files({f"{DOIS}/10.5555/d.1": one(V1), f"{DOIS}/10.5555/d.2": one(V10)})
    (work,) = by_ids(asker, "10.5555/d.2", "10.5555/d.1")
    assert [each.value for each in work.identifiers] == ["10.5555/d.2", "10.5555/d.0", "10.5555/d.1"]


# By DOIs


def test_a_doi_is_asked_for_encoded_and_another_work_is_known_by_its_own() -> None:
    asker = asker_of_files(
        {
            f"{DOIS}/10.5555/a?b#c": one(resource("10.5555/A?B#C")),
            f"{DOIS}/10.5555/nothing": "datacite/not-found",
            f"{DOIS}/10.5555/other": one(resource("10.5555/another")),
        }
    )
    works = by_ids(asker, "10.5555/other", "10.5555/nothing", "10.5555/a?b#c")
    assert [[each.value for each in work.identifiers] for work in works] == [
        ["10.5555/a?b#c"],
        ["10.5555/another"],
    ]
    assert asker.encoded[0] == f"{DOIS}/10.5555%2Fa%3Fb%23c"
    assert len(asker.asked) == 3


def test_what_was_given_before_an_error_counts() -> None:
    asker = asker_of_files({f"{DOIS}/10.5555/d.1": one(V1), f"{DOIS}/10.5555/e.1": "datacite/rate-limited"})
    given: list[FetchedWork] = []
    assert SOURCE.works_by_ids is not None
    with pytest.raises(UnavailableError):
        given.extend(
            SOURCE.works_by_ids(asker, [Identifier("doi", "10.5555/e.1"), Identifier("doi", "10.5555/d.1")])
        )
    assert ids(given) == ["10.5555/d.1"]


# By people


def test_all_pages_of_a_list_are_read_to_the_one_that_leads_nowhere() -> None:
    links = json.loads(stored_body("datacite/dois-page-1"))["links"]
    asker = asker_of_files({OF_ADA: "datacite/dois-page-1", links["next"]: "datacite/dois-page-2"})
    works = of(asker)
    assert [[str(each) for each in work.identifiers] for work in works] == [
        ["doi:10.5555/zenodo.9000001", "doi:10.5555/zenodo.9000000"],
        ["doi:10.48550/arxiv.2401.00001", "arxiv:2401.00001"],
        ["doi:10.5555/lipics.2020.9"],
    ]
    assert {work.of for work in works} == {"0000-0002-1825-0097"}
    assert works[1].values["title"] == r"Sparse Lanterns & Other Lattices: the $O(n\log n)$ case"
    assert works[1].values["date"] == "2024"
    assert works[2].values["authors"] == [{"orcid": "0000-0002-1825-0097", "name": "Bram J. Plainname"}]


def test_nobody_is_told_to_have_no_works_where_the_list_is_empty() -> None:
    assert of(asker_of_files({OF_ADA: page(after=NEXT)})) == []


def test_an_empty_list_that_is_not_counted_is_no_answer() -> None:
    for answer in ('{"data": []}', '{"data": {}}', '{"data": [], "meta": {"total": null}}'):
        with pytest.raises(UnavailableError, match="answers with an empty list that is not counted"):
            of(asker_of_files({OF_ADA: ReplyOfText(answer)}))


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (page(total=2), "gives 1 of 2 works, and then an empty page"),
        (page(V1, total=3, after=NEXT), "gives the same page of a list again and again"),
        (None, "has no list of works any more where it had one"),
        (ValueError("another host"), "has the next page of a list at somebody else's, who is not asked"),
        ("datacite/rate-limited", "answers with status 429."),
        (ReplyOfText(stored_body("datacite/not-found").decode()), "answers with an error: The resource you are looking for doesn't exist"),
        (ReplyOfText('{"errors": [{"status": "500"}]}'), "answers with an error: failed"),
        (ReplyOfText('{"hits": 0}'), "answers with something else than works"),
        (ReplyOfText("<html>"), "answers with what is no JSON."),
    ],
)  # fmt: skip
def test_a_list_that_breaks_off_is_told_and_what_was_given_counts(
    second: ReplyOfText | Exception | str | None, told: str
) -> None:
    asker = asker_of_files({OF_ADA: page(OTHER, total=2, after=NEXT), NEXT: second})
    given: list[FetchedWork] = []
    assert SOURCE.works_of is not None
    with pytest.raises(UnavailableError) as error:
        given.extend(SOURCE.works_of(asker, ADA))
    assert str(error.value) == told
    assert ids(given)[:1] == ["10.5555/e.1"]
    assert len(asker.forgotten) == ("empty page" in told)


def test_an_id_that_is_none_is_told_and_not_sent() -> None:
    asker = asker_of_files({})
    with pytest.raises(NotFoundError, match="a checksum, does not fit"):
        of(asker, Scholar("0000-0002-1825-0098"))
    assert asker.asked == []
