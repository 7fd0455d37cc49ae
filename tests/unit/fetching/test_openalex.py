"""OpenAlex is asked within its rules, and what it says of works is taken with care."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from answers_of_files import AskerOfFiles, ReplyOfText, asker_of_files, stored_body
from asking_clients import client
from scholarly_server import ScholarlyServer
from service_answers import Fault, html, instead, many_authors

from sphinx_academic.fetching.source import FetchedWork, Identifier, NotFoundError, Scholar, UnavailableError
from sphinx_academic.fetching.sources.openalex import SOURCE

WORKS = "https://api.openalex.org/works"
ADA = Scholar("0000-0002-1825-0097")
OF_ADA = "filter=authorships.author.orcid:0000-0002-1825-0097"


def stored(name: str) -> dict[str, Any]:
    """A stored answer, to be changed."""
    value: dict[str, Any] = json.loads(stored_body(f"openalex/{name}"))
    return value


def reply(value: object) -> ReplyOfText:
    return ReplyOfText(json.dumps(value))


def page(*works: dict[str, Any], count: int | None = None, cursor: str | None = None) -> ReplyOfText:
    """A page of a list."""
    meta = {"count": len(works) if count is None else count, "next_cursor": cursor}
    return reply({"meta": meta, "results": list(works), "group_by": []})


def work(number: int, **values: object) -> dict[str, Any]:
    """A work of which little is said."""
    return {"id": f"https://openalex.org/W{number}", "title": f"Work {number}", "authorships": [], **values}


def by_ids(asker: AskerOfFiles, *names: str) -> list[FetchedWork]:
    assert SOURCE.works_by_ids is not None
    return [*SOURCE.works_by_ids(asker, [Identifier(*name.split(":", 1)) for name in names])]


def of(asker: AskerOfFiles, scholar: Scholar = ADA) -> list[FetchedWork]:
    assert SOURCE.works_of is not None
    return [*SOURCE.works_of(asker, scholar)]


def ids(works: Iterable[FetchedWork]) -> list[str]:
    return [str(each.identifiers[0]) for each in works]


def names(fetched: FetchedWork) -> list[str]:
    authors = fetched.values["authors"]
    assert isinstance(authors, list)
    return [str(each["name"]) if isinstance(each, dict) else str(each) for each in authors]


def the_only(item: dict[str, Any]) -> FetchedWork:
    """What is made of one work that a person's list holds."""
    (found,) = of(asker_of_files({WORKS: page(item)}))
    return found


def in_pages() -> AskerOfFiles:
    """The list of Ada's works, in three pages, of which the second is full and the last empty."""
    asker = asker_of_files({})
    stored_pages = [
        ReplyOfText(stored_body(f"openalex/works-page-{number}").decode()) for number in (1, 2, 3)
    ]
    cursors = ["*", *(json.loads(each.body)["meta"]["next_cursor"] for each in stored_pages[:2])]
    select = asked_fields()
    asker.table = {
        f"{WORKS}?{OF_ADA}&per-page=50&select={select}&cursor={cursor}&mailto": each
        for cursor, each in zip(cursors, stored_pages, strict=True)
    }
    return asker


def asked_fields() -> str:
    asker = asker_of_files({WORKS: page()})
    by_ids(asker, "doi:10.5555/1")
    return asker.asked[0].partition("select=")[2].partition("&")[0]


def test_the_works_of_a_person_are_those_of_all_pages() -> None:
    asker = in_pages()
    found = of(asker)
    # The one without a title is known by nothing but its number here.
    assert ids(found) == [
        "doi:10.5555/qf.2021.001",
        "doi:10.48550/arxiv.2401.00001",
        "doi:10.5555/qf.2019.009",
    ]
    assert {each.of for each in found} == {"0000-0002-1825-0097"}
    assert len(asker.asked) == 3
    assert not any("cursor=null" in each or "page=" in each.replace("per-page=", "") for each in asker.asked)
    assert all("mailto=ada@eelmarsh.org" in each and "api_key" not in each for each in asker.asked)


def test_nobody_is_named_to_the_service_who_has_not_said_an_address() -> None:
    asker = asker_of_files({WORKS: page(work(10001))}, contact="")
    of(asker)
    assert "mailto" not in asker.asked[0]


def test_what_is_said_of_a_work() -> None:
    asker = asker_of_files(
        {f"{WORKS}/doi:10.5555/a,b": "openalex/work-by-doi", WORKS: "openalex/works-authors-truncated"}
    )
    (found,) = by_ids(asker_of_files({WORKS: page(stored("work-by-doi"))}), "doi:10.5555/qf.2021.001")
    assert [*map(str, found.identifiers)] == [
        "doi:10.5555/qf.2021.001",
        "pmid:90000001",
        "openalex:W1000000001",
    ]
    assert found.values == {
        "title": "On the Patience of Tidal Clocks: A Second Look",
        "authors": [
            {"name": "Ada Quillfeather", "orcid": "0000-0002-1825-0097"},
            "Bram Östergård-Lind",
        ],
        "venue": "Journal of Quiet Fields",
        "type": "article",
        "date": "2021-03-15",
        "volume": "12",
        "number": "Spring",
        "eid": "e17",
        "publisher": "Quiet Fields Press",
        "doi": "10.5555/qf.2021.001",
        "pmid": "90000001",
        "openalex": "W1000000001",
        "issn": ["0000-0019"],
        "language": "en",
        "abstract": "We time slow waters, time and again.",
        "citations": "7",
        "open_access": {"status": "gold", "url": "https://example.org/qf/001.pdf"},
    }
    assert (found.source, found.day, found.of, found.kind) == ("openalex", "2026-12-01", "", "publications")
    assert by_ids(asker, "doi:10.5555/a,b") == []  # that is the work of another DOI


def test_the_first_of_january_stands_for_a_year() -> None:
    (preprint,) = (each for each in of(in_pages()) if each.values["type"] == "preprint")
    assert preprint.values["date"] == "2024"
    assert "year" not in preprint.values
    assert (
        the_only(work(10001, publication_year=2024, publication_date="2024-01-02")).values["date"]
        == "2024-01-02"
    )
    # One of the two is wrong, and the year is what is said more often.
    assert (
        the_only(work(10001, publication_year=2024, publication_date="2023-12-30")).values["date"] == "2024"
    )


def test_a_preprint_is_known_by_its_number_at_arxiv_too() -> None:
    (preprint,) = (each for each in of(in_pages()) if each.values["type"] == "preprint")
    assert [*map(str, preprint.identifiers)] == [
        "doi:10.48550/arxiv.2401.00001", "arxiv:2401.00001", "openalex:W1000000002",
    ]  # fmt: skip


def test_a_work_without_a_place_has_no_venue_and_one_that_is_closed_no_address() -> None:
    bare = the_only({**stored("works-page-2")["results"][0], "title": "Old"})
    assert "venue" not in bare.values
    assert bare.values["open_access"] == {"status": "closed", "url": ""}
    assert (bare.values["date"], bare.values["citations"]) == ("2001", "7")


@pytest.mark.parametrize(
    ("raw_type", "kind"),
    [("posted-content", "preprint"), ("journal-article", "article"), (None, "article")],
)
def test_what_lies_at_a_server_of_preprints_is_one_though_it_is_called_an_article(
    raw_type: str | None, kind: str
) -> None:
    item = stored("work-by-doi")
    item["primary_location"]["raw_type"] = raw_type
    assert the_only(item).values["type"] == kind


@pytest.mark.parametrize(
    ("is_oa", "access"),
    [(True, {"status": "open", "url": ""}), (False, {"status": "closed", "url": ""}), (None, None)],
)
def test_a_way_of_being_open_that_nobody_knows_is_open_or_closed_where_that_is_said(
    is_oa: bool | None, access: dict[str, str] | None
) -> None:
    item = stored("work-by-doi")
    item["open_access"] = {"is_oa": is_oa, "oa_status": "Platin-Green", "oa_url": "somewhere"}
    assert the_only(item).values.get("open_access") == access


def test_a_retracted_work_has_its_status() -> None:
    retracted = of(in_pages())[-1]
    assert (retracted.values["status"], retracted.values["title"]) == ("retracted", "Lanterns at Sea")


@pytest.mark.parametrize("raw_type", ["proceedings-article", None])
def test_an_article_of_a_conference_is_a_paper_of_one(raw_type: str | None) -> None:
    place = {"source": {"display_name": "Tide Days", "type": "conference"}, "raw_type": raw_type}
    assert the_only(work(10001, type="article", primary_location=place)).values["type"] == "conference"


@pytest.mark.parametrize(
    ("known", "written", "taken"),
    [
        ("Ada Quillfeather", "A. Quillfeather", "Ada Quillfeather"),
        ("Bram Östergård\u2010Lind", "Östergård-Lind, Bram", "Bram Östergård-Lind"),
        ("Ada Quillfeather", "QUILLFEATHER A", "Ada Quillfeather"),
        ("Ada Quillfeather", None, "Ada Quillfeather"),
        ("Ada Quillfeather", "Alan Quill\u2010Feathers", "Alan Quill-Feathers"),
        (None, "Cy See", "Cy See"),
    ],
)
def test_who_is_taken_for_somebody_of_another_name_is_called_as_the_paper_says(
    known: str | None, written: str | None, taken: str
) -> None:
    author = {"display_name": known, "orcid": "https://orcid.org/0000-0002-1825-0097"}
    found = the_only(work(10001, authorships=[{"author": author, "raw_author_name": written}]))
    assert names(found) == [taken]
    assert ("orcid" in str(found.values["authors"])) is (taken == str(known).replace("\u2010", "-"))


def test_a_group_among_the_authors_is_one() -> None:
    found = the_only(work(10001, authorships=[{"author": {"display_name": "The Tidal Consortium"}}]))
    assert found.values["authors"] == [{"literal": "The Tidal Consortium"}]


def test_the_id_on_the_paper_counts_more_than_that_of_whom_the_service_takes_somebody_for() -> None:
    author = {"display_name": "Ada Quillfeather", "orcid": "https://orcid.org/0000-0002-1825-0097"}
    said = {"author": author, "raw_author_name": "A. Quillfeather", "raw_orcid": "http://orcid.org/0000-0001-5109-3700"}  # fmt: skip
    assert the_only(work(10001, authorships=[said])).values["authors"] == [
        {"name": "Ada Quillfeather", "orcid": "0000-0001-5109-3700"}
    ]


def test_a_work_whose_list_of_authors_is_cut_is_asked_for_alone() -> None:
    whole = stored("work-by-doi")
    whole["authorships"] = [
        {"author": {"display_name": f"Author {number}"}, "author_position": "middle"}
        for number in range(1, 5001)
    ]
    asker = asker_of_files({WORKS: "openalex/works-authors-truncated", f"{WORKS}/W1000000001": reply(whole)})
    (found,) = by_ids(asker, "doi:10.5555/qf.2021.001")
    assert len(asker.asked) == 2
    assert (len(names(found)), names(found)[-1]) == (5000, "Author 5000")


def test_a_list_of_authors_that_is_said_to_be_cut_is() -> None:
    cut = work(10001, authorships=[{"author": {"display_name": "Cy See"}}], is_authors_truncated=True)
    asker = asker_of_files({WORKS: page(cut), f"{WORKS}/W10001": None})
    assert [names(each) for each in of(asker)] == [["Cy See", "et al."]]


@pytest.mark.parametrize("alone", [None, reply(work(10009))])
def test_a_cut_list_that_cannot_be_completed_says_that_there_are_others(alone: ReplyOfText | None) -> None:
    asker = asker_of_files({WORKS: "openalex/works-authors-truncated", f"{WORKS}/W1000000001": alone})
    (found,) = by_ids(asker, "doi:10.5555/qf.2021.001")
    assert (len(names(found)), names(found)[-1]) == (101, "et al.")


def test_a_hundred_authors_of_whom_nobody_is_the_last_are_not_all() -> None:
    cut = stored("works-authors-truncated")
    del cut["results"][0]["is_authors_truncated"]
    asker = asker_of_files({WORKS: reply(cut), f"{WORKS}/W1000000001": "openalex/work-by-doi"})
    assert [names(each) for each in by_ids(asker, "doi:10.5555/qf.2021.001")] == [
        ["Ada Quillfeather", "Bram Östergård-Lind"]
    ]


def test_dois_are_asked_for_by_fifties_in_their_order_and_odd_ones_singly() -> None:
    dois = [f"doi:10.5555/{number:03}" for number in range(60, 0, -1)]
    asker = asker_of_files({WORKS: page(), f"{WORKS}/doi:": None})
    assert (
        by_ids(asker, *dois, "doi:10.5555/a,b", "doi:10.5555/a|b", "doi:10.5555/a+b", "doi:10.5555/#1") == []
    )
    lists = [each for each in asker.asked if "filter=" in each]
    assert [each.count("10.5555") for each in lists] == [50, 10]
    assert "filter=doi:10.5555/001|10.5555/002|" in lists[0]
    assert [each.partition("?")[0] for each in asker.asked if each not in lists] == [
        f"{WORKS}/doi:10.5555/{name}" for name in ("#1", "a+b", "a,b", "a|b")
    ]


def test_signs_of_a_doi_stay_within_the_path() -> None:
    asker = asker_of_files({f"{WORKS}/doi:": None})
    raw: list[str] = []
    get = asker.get

    def noting(
        address: str, parameters: Any = None, *, accept: str = "application/json"
    ) -> ReplyOfText | None:
        raw.append(address)
        return get(address, parameters, accept=accept)

    asker.get = noting  # type: ignore[method-assign]
    by_ids(asker, "doi:10.5555/a?b#c,d")
    assert raw == [f"{WORKS}/doi:10.5555/a%3Fb%23c%2Cd"]


def test_works_that_were_not_asked_for_are_not_taken() -> None:
    other = work(10002, doi="https://doi.org/10.5555/2")
    asker = asker_of_files({WORKS: page(work(10001, doi="https://doi.org/10.5555/1"), other)})
    assert ids(by_ids(asker, "doi:10.5555/1")) == ["doi:10.5555/1"]
    assert ids(by_ids(asker, "openalex:W10001")) == ["doi:10.5555/1"]


def test_a_work_is_asked_for_once_whatever_it_is_known_by() -> None:
    asker = asker_of_files({WORKS: page(work(10001, doi="https://doi.org/10.5555/1"))})
    assert ids(by_ids(asker, "openalex:W10001", "doi:10.5555/1")) == ["doi:10.5555/1"]
    assert len(asker.asked) == 1


def test_a_work_that_was_made_one_with_another_is_known_by_both_numbers() -> None:
    asker = asker_of_files({WORKS: page(work(10001)), f"{WORKS}/W10002": reply(work(10009))})
    first, second = by_ids(asker, "openalex:W10001", "openalex:W10002")
    assert [*map(str, first.identifiers)] == ["openalex:W10001"]
    assert [*map(str, second.identifiers)] == ["openalex:W10009", "openalex:W10002"]
    assert second.values["openalex"] == "W10009"


def test_numbers_of_pubmed_are_asked_for_singly_unless_the_work_is_known() -> None:
    known = work(10001, doi="https://doi.org/10.5555/1", ids={"pmid": "https://pubmed.ncbi.nlm.nih.gov/77"})
    alone = work(10002, ids={"pmid": "https://pubmed.ncbi.nlm.nih.gov/78"})
    asker = asker_of_files(
        {WORKS: page(known), f"{WORKS}/pmid:78": reply(alone), f"{WORKS}/pmid:79": reply(alone)}
    )
    assert ids(by_ids(asker, "doi:10.5555/1", "pmid:77", "pmid:78", "pmid:79")) == [
        "doi:10.5555/1",
        "pmid:78",
    ]
    assert not any("pmid:77" in each for each in asker.asked)


def test_an_identifier_that_the_service_does_not_have_is_nothing() -> None:
    asker = asker_of_files({WORKS: page(), f"{WORKS}/W9999999999": "openalex/not-found"})
    assert by_ids(asker, "openalex:W9999999999", "doi:10.5555/none", "swhid:swh:1:rev:0") == []


def test_an_author_of_the_plan_is_found_who_was_made_one_with_another() -> None:
    scholar = ADA._replace(openalex="A5000009999")
    authors = "https://api.openalex.org/authors/A5000009999"
    asker = asker_of_files(
        {authors: reply({"id": "https://openalex.org/A5000000001"}), WORKS: page(work(10001))}
    )
    assert [each.of for each in of(asker, scholar)] == ["0000-0002-1825-0097"]
    assert "filter=author.id:A5000000001&" in asker.asked[1]
    with pytest.raises(NotFoundError, match="has no author A5000009999"):
        of(asker_of_files({authors: "openalex/not-found"}), scholar)
    with pytest.raises(UnavailableError, match="something else than an author"):
        of(asker_of_files({authors: page()}), scholar)


def test_nobody_is_asked_for_by_an_id_with_a_wrong_checksum() -> None:
    asker = asker_of_files({})
    with pytest.raises(NotFoundError, match="0000-0002-1825-0098: the last character, a checksum"):
        of(asker, Scholar("0000-0002-1825-0098"))
    assert asker.asked == []


def test_a_person_without_works_is_not_found() -> None:
    with pytest.raises(NotFoundError, match=r"knows no works of 0000-0002-1825-0097$"):
        of(asker_of_files({WORKS: page()}))


def test_a_list_that_breaks_off_is_told_and_its_page_is_not_kept() -> None:
    for broken in (page(count=4, cursor="x"), page(count=4)):
        asker = asker_of_files({WORKS: broken})
        with pytest.raises(UnavailableError, match="gives 0 of 4 works"):
            of(asker)
        assert asker.forgotten == [broken]


def test_a_count_that_is_a_little_off_breaks_nothing() -> None:
    last = f"{WORKS}?{OF_ADA}&per-page=50&select={asked_fields()}&cursor=x"
    for end in (page(count=2), page(count=1, cursor="y")):
        asker = asker_of_files({WORKS: page(work(10001), count=2, cursor="x"), last: end})
        assert ids(of(asker)) == ["openalex:W10001"]
        assert len(asker.asked) == 2


def test_what_was_given_before_a_list_goes_round_in_a_circle_counts() -> None:
    assert SOURCE.works_of is not None
    found = []
    with pytest.raises(UnavailableError, match="the same page"):
        for each in SOURCE.works_of(asker_of_files({WORKS: page(work(10001), count=9, cursor="x")}), ADA):
            found.append(each)  # noqa: PERF402 (what comes before the error counts)
    assert ids(found)[0] == "openalex:W10001"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (stored("bad-filter"), "an error: author_name is not a valid field"),
        (stored("rate-limited"), "an error: Insufficient budget"),
        ({"results": []}, "something else than works"),
        ({"meta": {"count": 0}}, "something else than works"),
        ({"meta": {}, "results": []}, "something else than works"),
        ({"meta": {"count": 1}, "results": ["a work"]}, "something else than works"),
        (
            {"meta": {"count": 1}, "results": [{"id": "https://openalex.org/A1000"}]},
            "something else than works",
        ),
        ({"meta": None, "results": None}, "something else than works"),
    ],
)
def test_what_is_no_list_is_never_no_works(answer: dict[str, Any], told: str) -> None:
    with pytest.raises(UnavailableError, match=told):
        of(asker_of_files({WORKS: reply(answer)}))
    with pytest.raises(UnavailableError, match=told):
        by_ids(asker_of_files({WORKS: reply(answer)}), "doi:10.5555/1")


def test_what_is_no_work_is_never_an_unknown_one() -> None:
    with pytest.raises(UnavailableError, match="an error: Insufficient budget"):
        by_ids(asker_of_files({WORKS: reply(stored("rate-limited"))}), "pmid:77")


def test_a_title_is_searched_for_in_words_that_mean_nothing_else() -> None:
    assert SOURCE.works_titled is not None
    asker = asker_of_files({WORKS: page(work(10001))})
    (found,) = SOURCE.works_titled(asker, 'Tides, "Clocks" | NOT <i>this</i> &amp; that: a*b?')
    assert found.values["title"] == "Work 10001"
    assert "filter=title.search:tides clocks not this that a b&per-page=5&" in asker.asked[0]
    assert [*SOURCE.works_titled(asker, "…")] == []
    assert len(asker.asked) == 1


def test_everything_may_be_null() -> None:
    item = dict.fromkeys(stored("work-by-doi")) | {"id": "https://openalex.org/W10001", "title": "T"}
    assert the_only(item).values == {"title": "T", "type": "other", "openalex": "W10001"}


def test_a_preprint_that_stands_among_the_places_of_an_article_is_one_of_it() -> None:
    places = [
        {"landing_page_url": "https://doi.org/10.5555/1"},
        {"landing_page_url": "https://doi.org/10.5555/zenodo.1"},
        {"landing_page_url": "http://arxiv.org/abs/2401.00001"},
        {"landing_page_url": "https://doi.org/10.48550/arXiv.2401.00001"},
        {"landing_page_url": None},
    ]
    article = work(10001, doi="https://doi.org/10.5555/1", type="article", locations=places)
    assert [*map(str, the_only(article).preprints)] == ["arxiv:2401.00001", "doi:10.48550/arxiv.2401.00001"]
    assert the_only({**article, "type": "preprint"}).preprints == ()
    # What is called an article and has no DOI but that of arXiv is no preprint of itself.
    assert the_only({**article, "doi": "https://doi.org/10.48550/arXiv.2401.00001"}).preprints == ()


def test_only_what_is_read_is_asked_for() -> None:
    fields = asked_fields().split(",")
    assert {"authorships", "is_authors_truncated", "abstract_inverted_index"} <= {*fields}
    assert not {"referenced_works", "concepts", "topics", "counts_by_year"} & {*fields}


def test_the_source_is_left_out_without_a_key() -> None:
    assert SOURCE.key is not None
    assert (SOURCE.key.variable, SOURCE.key.parameter, SOURCE.key.is_needed) == (
        "OPENALEX_API_KEY", "api_key", True,
    )  # fmt: skip
    assert SOURCE.hosts == ("api.openalex.org",)


# Over HTTP


def over_http(
    server: ScholarlyServer, folder: Path, *names: str, scholar: Scholar = ADA
) -> list[FetchedWork]:
    assert SOURCE.works_by_ids is not None
    assert SOURCE.works_of is not None
    with client(folder, server, environment={"OPENALEX_API_KEY": "a-key-of-ada"}) as run:
        asker = run.asker(SOURCE)
        wanted = [Identifier(*name.split(":", 1)) for name in names]
        return [*(SOURCE.works_by_ids(asker, wanted) if wanted else SOURCE.works_of(asker, scholar))]


def test_people_and_works_are_asked_for_over_http_with_the_key(
    scholarly_server: ScholarlyServer, tmp_path: Path
) -> None:
    assert len(over_http(scholarly_server, tmp_path)) == 3
    assert len(over_http(scholarly_server, tmp_path, "doi:10.5555/QF.2019.009".lower(), "doi:10.5555/a,b", "pmid:90000001")) == 2  # fmt: skip
    assert all(asked.parameters["api_key"] == "a-key-of-ada" for asked in scholarly_server.asked)
    assert scholarly_server.asked[-2].path.startswith("/works/doi:10.5555/a%2Cb?")


def test_a_list_of_two_hundred_works_is_read_page_by_page(tmp_path: Path) -> None:
    with ScholarlyServer(works=200) as server:
        assert len(over_http(server, tmp_path)) == 200
        assert len(server.asked) == 5  # the last one empty, as the one before is full


def test_a_work_of_five_thousand_authors_is_read_whole(
    scholarly_server: ScholarlyServer, tmp_path: Path
) -> None:
    scholarly_server.fail(instead("openalex/works-authors-truncated"), "openalex", path="filter=doi", times=0)
    scholarly_server.fail(many_authors(5000), "openalex", path="/works/W1000000001", times=0)
    (found,) = over_http(scholarly_server, tmp_path, "doi:10.5555/qf.2021.001")
    assert len(names(found)) == 5000


def test_an_author_is_followed_to_whom_that_is_now(scholarly_server: ScholarlyServer, tmp_path: Path) -> None:
    assert len(over_http(scholarly_server, tmp_path, scholar=ADA._replace(openalex="A5000009999"))) == 3
    assert "filter=author.id%3aa5000000001" in scholarly_server.asked[2].path.lower()


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (instead("openalex/rate-limited"), "Insufficient budget|429|too many|often"),
        (instead("openalex/rate-limited-burst"), "429|too many|often"),
        (instead("openalex/bad-filter"), "400"),
        (html(), "page"),
    ],
)
def test_a_service_that_does_not_answer_is_told(
    scholarly_server: ScholarlyServer, tmp_path: Path, fault: Fault, told: str
) -> None:
    scholarly_server.fail(fault, "openalex", times=0)
    with pytest.raises(UnavailableError, match=told) as raised:
        over_http(scholarly_server, tmp_path)
    assert "a-key-of-ada" not in str(raised.value)
