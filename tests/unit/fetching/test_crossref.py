"""Crossref is asked within its rules, and what it says of works, and of what became of them, is taken with care."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pytest
from answers_of_files import AskerOfFiles, ReplyOfText, asker_of_files, stored_body

from sphinx_academic.fetching.source import FetchedWork, Identifier, NotFoundError, Scholar, UnavailableError
from sphinx_academic.fetching.sources.crossref import SOURCE

WORKS = "https://api.crossref.org/works"
ADA = Scholar("0000-0002-1825-0097")
OF_ADA = f"{WORKS}?filter=orcid:0000-0002-1825-0097&sort=issued&order=asc&rows=20"


def stored(name: str) -> dict[str, Any]:
    """What a stored answer holds, to be changed."""
    message: dict[str, Any] = json.loads(stored_body(f"crossref/{name}"))["message"]
    return message


def reply(message: object, status: str = "ok") -> ReplyOfText:
    return ReplyOfText(json.dumps({"status": status, "message": message}))


def page(*items: dict[str, Any], count: int | None = None, start: int = 0) -> ReplyOfText:
    """A page of a list."""
    total = len(items) if count is None else count
    return reply({"items": list(items), "total-results": total, "query": {"start-index": start}})


def item(number: int, **values: object) -> dict[str, Any]:
    """A work of which little is said."""
    return {"DOI": f"10.5555/{number}", "type": "journal-article", "title": [f"Work {number}"], **values}


def by_ids(asker: AskerOfFiles, *dois: str) -> list[FetchedWork]:
    assert SOURCE.works_by_ids is not None
    return [*SOURCE.works_by_ids(asker, [Identifier("doi", doi) for doi in dois])]


def of(asker: AskerOfFiles, scholar: Scholar = ADA) -> list[FetchedWork]:
    assert SOURCE.works_of is not None
    return [*SOURCE.works_of(asker, scholar)]


def titled(asker: AskerOfFiles, title: str) -> list[FetchedWork]:
    assert SOURCE.works_titled is not None
    return [*SOURCE.works_titled(asker, title)]


def said(**values: object) -> FetchedWork:
    """What is made of a work of which this is said."""
    (work,) = by_ids(asker_of_files({WORKS: reply(item(1, **values))}), "10.5555/1")
    return work


def ids(works: Iterable[FetchedWork]) -> list[str]:
    return [each.identifiers[0].value for each in works]


# What is taken


def test_a_work_has_all_that_is_said_of_it() -> None:
    asker = asker_of_files({f"{WORKS}/10.5555/qf.2021.001": "crossref/work-by-doi"})
    (work,) = by_ids(asker, "10.5555/qf.2021.001")
    assert asker.asked == [f"{WORKS}/10.5555/qf.2021.001?mailto=ada@eelmarsh.org"]
    assert work == FetchedWork(
        "crossref",
        (Identifier("doi", "10.5555/qf.2021.001"),),
        {
            "type": "article",
            "title": "On the Patience of Tidal Clocks: A Second Look at <i>H</i><sub>2</sub> O",
            "authors": [
                {
                    "family": "Quillfeather",
                    "given": "Ada",
                    "orcid": "0000-0002-1825-0097",
                    "affiliation": "University of Eel Marsh",
                },
                {"family": "Östergård-Lind", "given": "Bram", "suffix": "Jr."},
                {"family": "이하늘"},
                {"literal": "The Tidal Consortium"},
            ],
            "venue": "Journal of Quiet Fields & Tides",
            "publisher": "Quiet Fields Press",
            "date": "2021-03-15",
            "volume": "12",
            "number": "Spring",
            "eid": "e17",
            "doi": "10.5555/qf.2021.001",
            "language": "en",
            "license": "CC-BY-4.0",
            "abstract": "We time slow waters; for <i>k</i> &gt; 3 the effect is small & steady.",
            "issn": ["0000-0019", "0000-0027"],
            "citations": "7",
        },
        "2026-12-01",
        preprints=(Identifier("doi", "10.5555/prep.0001"),),
    )


def test_a_retracted_article_has_the_gravest_status_and_leads_to_each_notice() -> None:
    asker = asker_of_files({f"{WORKS}/10.5555/qf.2019.009": "crossref/work-retracted"})
    (work,) = by_ids(asker, "10.5555/qf.2019.009")
    assert work.values["status"] == "retracted"
    assert work.values["title"] == "Lanterns at Sea"
    assert work.values["date"] == "2019"
    assert work.values["links"] == [
        {"name": "Correction", "url": "https://doi.org/10.5555/qf.2020.002"},
        {"name": "Retraction notice", "url": "https://doi.org/10.5555/qf.2020.010"},
    ]


def test_a_notice_is_a_work_of_its_own_and_not_retracted_by_itself() -> None:
    notice = stored("work-retraction-notice")
    for title in ("Retraction of: Lanterns at Sea", "Retracted: Lanterns at Sea"):
        notice["title"] = [title]
        (work,) = by_ids(asker_of_files({WORKS: reply(notice)}), "10.5555/qf.2020.010")
        assert "status" not in work.values
        assert work.values["title"] == title


@pytest.mark.parametrize(
    ("kind", "status", "name"),
    [
        ("retraction", "retracted", "Retraction notice"),
        ("partial_retraction", "retracted", "Partial retraction"),
        ("withdrawal", "withdrawn", "Withdrawal notice"),
        ("removal", "withdrawn", "Removal notice"),
        ("expression_of_concern", "expression of concern", "Expression of concern"),
        ("erratum", "corrected", "Erratum"),
        ("new_edition", None, "New edition"),
    ],
)
def test_every_kind_of_update_is_a_status_or_none_and_a_link(
    kind: str, status: str | None, name: str
) -> None:
    work = said(**{"updated-by": [{"type": kind, "DOI": "10.5555/2", "source": "retraction-watch"}]})
    assert work.values.get("status") == status
    assert work.values["links"] == [{"name": name, "url": "https://doi.org/10.5555/2"}]


def test_a_new_version_of_itself_is_no_notice_and_what_stands_in_its_own_place_is_one() -> None:
    own = {"DOI": "10.5555/1", "type": "new_version"}
    same = said(**{"updated-by": [own], "update-to": [own], "title": ["RETRACTED: Eels"]})
    assert "links" not in same.values
    assert (same.values["title"], same.values["status"]) == ("Eels", "retracted")
    replaced = said(
        **{"update-to": [{"DOI": "10.5555/1", "type": "withdrawal"}], "title": ["WITHDRAWN: Eels"]}
    )
    assert (replaced.values["title"], replaced.values["status"]) == ("Eels", "withdrawn")
    assert "status" not in said(**{"updated-by": [own]}).values


def test_a_preprint_is_at_its_server_and_says_as_what_it_has_appeared() -> None:
    asker = asker_of_files({f"{WORKS}/10.5555/prep.0001": reply(stored("works-page-1")["items"][2])})
    (work,) = by_ids(asker, "10.5555/prep.0001")
    assert work.appeared_as == (Identifier("doi", "10.5555/qf.2021.001"),)
    assert work.preprints == ()
    assert [work.values.get(name) for name in ("type", "venue", "date", "version")] == [
        "preprint",
        "Example Preprint Server",
        "2020-11-02",
        None,
    ]


@pytest.mark.parametrize(
    ("relation", "preprints"),
    [
        ({"has-preprint": {"id-type": "DOI", "id": "10.5555/P.1"}}, ["doi:10.5555/p.1"]),
        ({"has-preprint": [{"id-type": "arxiv", "id": "2401.00001v2"}]}, ["arxiv:2401.00001"]),
        ({"has-preprint": [{"id-type": "uri", "id": "https://doi.org/10.5555/P.1"}]}, ["doi:10.5555/p.1"]),
        ({"has-preprint": [{"id-type": "doi", "id": "10.5555/1"}]}, []),
        ({"has-preprint": [{"id-type": "isbn", "id": "1"}, None, {}]}, []),
        ({"has-review": [{"id-type": "doi", "id": "10.5555/r"}]}, []),
        (None, []),
    ],
)
def test_only_other_works_with_an_identifier_are_preprints(relation: object, preprints: list[str]) -> None:
    assert [str(each) for each in said(relation=relation).preprints] == preprints


@pytest.mark.parametrize(
    ("values", "field", "shown"),
    [
        ({"issued": {"date-parts": [[None]]}}, "date", None),
        ({"issued": {"date-parts": [[None]]}, "published-print": {"date-parts": [[2020, 6]]}}, "date", "2020-06"),
        ({"issued": {"date-parts": [[2020]]}, "published-online": {"date-parts": [[2020, 6, 1]]}}, "date", "2020"),
        ({"type": "posted-content", "posted": {"date-parts": [[2020, 1]]}}, "date", "2020-01"),
        ({"title": [], "original-title": ["Über Aale"]}, "title", "Über Aale"),
        ({"title": ["Eels"], "original-title": ["Aale"]}, "title", "Eels"),
        ({"title": ["Eels\n                 and\n     <i>tides</i>"]}, "title", "Eels and <i>tides</i>"),
        ({"title": ["Eels &amp;amp; <b>tides</b> &lt; 3"]}, "title", "Eels & <b>tides</b> &lt; 3"),
        ({"title": ["Eels: a study"], "subtitle": ["A study"]}, "title", "Eels: a study"),
        ({"container-title": []}, "venue", None),
        ({"container-title": ["A &amp; B"]}, "venue", "A & B"),
        ({"type": "proceedings-article", "container-title": [], "event": {"name": "LATLI", "location": "Eel Marsh"}}, "venue", "LATLI"),
        ({"type": "book-chapter", "container-title": ["Lecture Notes in Eels", "Eels 2020"]}, "venue", "Eels 2020"),
        ({"type": "book-chapter", "container-title": ["Lecture Notes in Eels", "Eels 2020"]}, "series", "Lecture Notes in Eels"),
        ({"container-title": ["Journal of Eels", "J. Eels"]}, "venue", "Journal of Eels"),
        ({"type": "posted-content", "group-title": "EelRxiv", "publisher": "P"}, "venue", "EelRxiv"),
        ({"type": "posted-content", "group-title": "Physics", "publisher": "P"}, "venue", "P"),
        ({"type": "dissertation", "institution": [{"name": "University of Eel Marsh"}]}, "venue", "University of Eel Marsh"),
        ({"type": "edited-book"}, "type", "book"),
        ({"page": "e17", "article-number": "e17"}, "pages", None),
        ({"page": "1-9", "article-number": "e17"}, "pages", "1-9"),
        ({"page": "n/a-n/a"}, "pages", None),
        ({"author": [{"sequence": "first", "affiliation": []}]}, "authors", None),
        ({"author": [{"name": "R&D Group", "sequence": "first"}]}, "authors", [{"literal": "R&D Group"}]),
        ({"author": [{"family": "Lind", "ORCID": "http://orcid.org/0000-0002-1825-0097", "affiliation": [{"place": ["X"]}]}]}, "authors",
            [{"family": "Lind", "orcid": "0000-0002-1825-0097"}]),
        ({"author": [{"family": "Lind", "ORCID": "http://orcid.org/0000-0002-1825-0098"}]}, "authors", [{"family": "Lind"}]),
        ({"abstract": "<jats:title>Abstract</jats:title>\n        <jats:p>One\n   two.</jats:p>\n  <jats:p>Three</jats:p>"}, "abstract",
            "One two.\n\nThree"),
        ({"license": [{"URL": "https://www.press.example/tdm", "content-version": "tdm"}]}, "license", None),
        ({"license": [{"URL": "http://creativecommons.org/licenses/by-nc-nd/4.0/", "content-version": "am"}]}, "license", None),
        ({"license": [{"URL": "http://creativecommons.org/licenses/by/4.0/", "content-version": "vor"}]}, "license", "CC-BY-4.0"),
        ({"is-referenced-by-count": 0}, "citations", "0"),
        ({"is-referenced-by-count": "²"}, "citations", None),
        ({"is-referenced-by-count": "many"}, "citations", None),
        ({"ISBN": ["9783161484100", "9783161484101"]}, "isbn", ["9783161484100"]),
        ({"URL": "https://doi.org/10.5555/1"}, "url", None),
    ],
)  # fmt: skip
def test_quirks_of_records_are_read_as_what_is_meant(
    values: dict[str, object], field: str, shown: object
) -> None:
    assert said(**values).values.get(field) == shown


# By DOIs


def test_twenty_dois_at_a_time_are_asked_for_in_their_order() -> None:
    def batch(numbers: Iterable[int]) -> str:
        return f"{WORKS}?filter={','.join(f'doi:10.5555/{number}' for number in numbers)}&rows="

    asker = asker_of_files(
        {
            batch(range(100, 120)): page(item(119), item(101)),
            batch(range(120, 123)): page(item(120)),
        }
    )
    works = by_ids(asker, *(f"10.5555/{number}" for number in range(122, 99, -1)))
    assert ids(works) == ["10.5555/119", "10.5555/101", "10.5555/120"]
    assert [address.partition("&")[2] for address in asker.asked] == [
        "rows=20&mailto=ada@eelmarsh.org",
        "rows=3&mailto=ada@eelmarsh.org",
    ]


def test_a_batch_that_is_refused_for_one_doi_is_asked_for_one_by_one() -> None:
    asker = asker_of_files(
        {
            f"{WORKS}?filter": UnavailableError("answers with 400 Bad Request", 400),
            f"{WORKS}/10.5555/1": reply(item(1)),
            f"{WORKS}/10.5555/2": None,
        }
    )
    assert ids(by_ids(asker, "10.5555/1", "10.5555/2")) == ["10.5555/1"]
    down = asker_of_files({WORKS: UnavailableError("answers with 503 Service Unavailable", 503)})
    with pytest.raises(UnavailableError, match="503"):
        by_ids(down, "10.5555/1", "10.5555/2")
    assert len(down.asked) == 1


def test_one_doi_that_is_refused_costs_the_others_nothing() -> None:
    refusal = UnavailableError("answers with status 400, bad request", 400)
    asker = asker_of_files(
        {f"{WORKS}?filter": refusal, f"{WORKS}/10.5555/1": refusal, f"{WORKS}/10.5555/2": reply(item(2))}
    )
    assert ids(by_ids(asker, "10.5555/1", "10.5555/2")) == ["10.5555/2"]
    with pytest.raises(UnavailableError, match="status 400"):
        by_ids(asker, "10.5555/1")


def test_what_counts_works_and_lists_none_is_no_answer() -> None:
    asker = asker_of_files({WORKS: page(count=2)})
    for ask in (lambda: by_ids(asker, "10.5555/1", "10.5555/2"), lambda: titled(asker, "Work 1")):
        with pytest.raises(UnavailableError, match="counts 2 works, but lists none"):
            ask()
    assert len(asker.forgotten) == 2


def test_a_list_in_the_place_of_one_work_is_no_answer() -> None:
    asker = asker_of_files({WORKS: page(item(1))})
    with pytest.raises(UnavailableError, match="answers with something else than a work"):
        by_ids(asker, "10.5555/1")
    assert asker.forgotten


def test_a_doi_with_signs_that_mean_something_is_asked_for_alone() -> None:
    odd = "10.5555/a,b<c>;d#e?f%g:h"
    asker = asker_of_files({f"{WORKS}/": reply(item(1, DOI=odd.upper()))}, contact="")
    (work,) = by_ids(asker, odd)
    assert asker.asked == [f"{WORKS}/{odd}"]
    assert asker.encoded == [f"{WORKS}/10.5555%2Fa%2Cb%3Cc%3E%3Bd%23e%3Ff%25g%3Ah"]
    assert work.values["doi"] == odd


def test_what_crossref_does_not_know_is_left_to_others_and_another_work_is_known_by_its_own_doi() -> None:
    asker = asker_of_files(
        {
            f"{WORKS}/10.5555/a:nothing": "crossref/not-found",
            f"{WORKS}/10.5555/a:alias": reply(item(1)),
            f"{WORKS}/10.5555/a:bare": reply({"type": "journal-article"}),
        }
    )
    (other,) = by_ids(asker, "10.5555/a:nothing", "10.5555/a:alias", "10.5555/a:bare")
    assert other.identifiers == (Identifier("doi", "10.5555/1"),)
    assert other.values["doi"] == "10.5555/1"
    assert len(asker.asked) == 3


# By people


def test_all_pages_of_a_list_are_read_and_what_is_no_work_is_left_out() -> None:
    first, second = stored("works-page-1"), stored("works-page-2")
    asker = asker_of_files(
        {
            f"{OF_ADA}&offset=0": page(*first["items"], count=6),
            f"{OF_ADA}&offset=3": page(*second["items"], count=6, start=3),
        }
    )
    works = of(asker)
    assert ids(works) == [
        "10.5555/qf.2021.001",
        "10.5555/conf.2022.17",
        "10.5555/prep.0001",
        "10.5555/qf.2019.009",
        "10.5555/qf.2020.010",
    ]
    assert {work.of for work in works} == {"0000-0002-1825-0097"}
    assert len(asker.asked) == 2


def test_a_list_without_a_number_ends_with_an_empty_page() -> None:
    message = {"items": [item(1)]}
    table = {f"{OF_ADA}&offset=0": reply(message), f"{OF_ADA}&offset=1": reply({"items": []})}
    assert ids(of(asker_of_files(table))) == ["10.5555/1"]


def test_a_list_that_changes_between_pages_gives_each_work_once() -> None:
    table = {
        f"{OF_ADA}&offset=0": page(item(1), item(2), count=4),
        f"{OF_ADA}&offset=2": page(item(2), item(3), count=4, start=2),
    }
    assert ids(of(asker_of_files(table))) == ["10.5555/1", "10.5555/2", "10.5555/3"]


def test_nobody_is_told_to_have_no_works_where_the_list_is_empty() -> None:
    assert of(asker_of_files({OF_ADA: "crossref/works-empty"})) == []


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (page(count=4, start=2), "gives 2 of 4 works, and then an empty page"),
        (page(item(1), item(2), count=4, start=0), "gives the works from 0 on where those from 2 on were asked for"),
        (page(item(1), item(2), count=4, start=2), "gives the same page of a list again and again"),
        (None, "has no list of works any more where it had one"),
        ("crossref/bad-cursor", "has no list of works any more where it had one"),
        ("crossref/rate-limited", "answers with status 429."),
        (reply({"DOI": "10.5555/1"}), "answers with something else than a list of works"),
        (ReplyOfText(stored_body("crossref/bad-request").decode()), "answers with an error: Integer specified as things but must be"),
        (reply([], "failed"), "answers with an error: failed"),
        (ReplyOfText('{"hits": 0}'), "answers with something else than works"),
        (ReplyOfText("<html>"), "answers with what is no JSON."),
    ],
)  # fmt: skip
def test_a_list_that_breaks_off_is_told_and_what_was_given_counts(
    second: ReplyOfText | str | None, told: str
) -> None:
    asker = asker_of_files(
        {f"{OF_ADA}&offset=0": page(item(1), item(2), count=4), f"{OF_ADA}&offset=2": second}
    )
    given: list[FetchedWork] = []
    assert SOURCE.works_of is not None
    with pytest.raises(UnavailableError) as error:
        given.extend(SOURCE.works_of(asker, ADA))
    assert str(error.value).startswith(told)
    assert ids(given) == ["10.5555/1", "10.5555/2"]
    assert len(asker.forgotten) == ("empty page" in told)


def test_an_id_that_is_none_is_told_and_not_sent() -> None:
    asker = asker_of_files({})
    with pytest.raises(NotFoundError, match="a checksum, does not fit"):
        of(asker, Scholar("0000-0002-1825-0098"))
    assert asker.asked == []


# By titles


def test_a_title_is_looked_for_without_its_markup() -> None:
    asker = asker_of_files({WORKS: page(item(1), item(2, type="component"), item(3, title=[]))})
    assert ids(titled(asker, "Eels &amp; <i>tides</i>")) == ["10.5555/1"]
    assert asker.asked == [f"{WORKS}?query.bibliographic=Eels & tides&rows=5&mailto=ada@eelmarsh.org"]
