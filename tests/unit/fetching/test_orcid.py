"""An ORCID record is read as the list that somebody keeps: one work for each group, with what the person prefers, and nothing made up."""

from __future__ import annotations

import json
from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from answers_of_files import AskerOfFiles, ReplyOfText, asker_of_files, stored_body
from asking_clients import client
from scholarly_server import ScholarlyServer
from service_answers import Fault, html, instead
from service_answers import stored as stored_answer

from sphinx_academic.cli import main
from sphinx_academic.data.collection import collect
from sphinx_academic.data.records import Publication
from sphinx_academic.fetching.saved_answers import read_answer
from sphinx_academic.fetching.source import FetchedWork, NotFoundError, Scholar, UnavailableError
from sphinx_academic.fetching.sources.orcid import SOURCE

ADA = "0000-0002-1825-0097"
OTHER = "0000-0001-5109-3700"
RECORD = f"https://pub.orcid.org/v3.0/{ADA}"


def stored(name: str) -> dict[str, Any]:
    """A stored answer, to be changed."""
    value: dict[str, Any] = json.loads(stored_body(f"orcid/{name}"))
    return value


def reply(value: object, day: str = "2026-12-01") -> ReplyOfText:
    return ReplyOfText(json.dumps(value), day)


def asker(works: object = None, bulk: object = None) -> AskerOfFiles:
    """Ada's record, as it is stored where nothing else is said."""
    return asker_of_files({
        f"{RECORD}/works": reply(works or stored("works")),
        f"{RECORD}/works/": reply(bulk or stored("works-bulk"), "2026-12-02"),
    })  # fmt: skip


def of(asker: AskerOfFiles, orcid: str = ADA) -> list[FetchedWork]:
    assert SOURCE.works_of is not None
    return [*SOURCE.works_of(asker, Scholar(orcid))]


def ids(work: FetchedWork) -> list[str]:
    return [str(each) for each in work.identifiers]


def entry(code: int, **values: object) -> dict[str, Any]:
    """An entry of a list of which little is said."""
    return {
        "put-code": code, "title": {"title": {"value": f"Work {code}"}, "subtitle": None}, "external-ids": None, "type": "other",
        "publication-date": None, "journal-title": None, "url": None, "visibility": "public", "display-index": "0", **values,
    }  # fmt: skip


def works(*groups: Iterable[dict[str, Any]], of: str = ADA) -> dict[str, Any]:
    """The list of a record."""
    return {
        "group": [{"external-ids": {"external-id": []}, "work-summary": [*group]} for group in groups],
        "path": f"/{of}/works",
    }


def external(
    kind: str, value: str, relation: str = "self", normal: str | None = "", error: object = None
) -> dict[str, Any]:
    """An identifier as entries have it."""
    return {
        "external-id-type": kind,
        "external-id-value": value,
        "external-id-normalized": None if normal is None else {"value": normal or value},
        "external-id-normalized-error": error,
        "external-id-url": {"value": ""},
        "external-id-relationship": relation,
    }


def with_ids(*externals: dict[str, Any]) -> dict[str, Any]:
    return {"external-ids": {"external-id": [*externals]}}


EMPTY_BULK: dict[str, Any] = {"bulk": []}


def the_only(*entries: dict[str, Any], whole: dict[str, Any] | None = None) -> FetchedWork:
    """What is made of one group."""
    bulk = EMPTY_BULK if whole is None else {"bulk": [{"work": whole}]}
    (found,) = of(asker(works(entries), bulk))
    return found


def test_every_group_is_one_work_that_is_known_by_all_its_identifiers() -> None:
    found = of(asker())
    assert sorted(map(tuple, map(ids, found))) == [
        ("arxiv:2401.00001", f"orcid:{ADA}/work/1000004"),
        ("doi:10.5555/qf.2021.001", "pmid:90000001", f"orcid:{ADA}/work/1000001"),
        ("doi:10.5555/zenodo.9000001", f"orcid:{ADA}/work/1000007"),
        (f"orcid:{ADA}/work/1000005",),
        (f"orcid:{ADA}/work/1000006",),
    ]
    assert {(each.source, each.of, each.kind) for each in found} == {("orcid", ADA, "publications")}


def test_works_are_asked_for_by_their_numbers_in_order_and_by_fifties() -> None:
    many = works(*([entry(code)] for code in range(120, 0, -1)))
    asked = asker(many, EMPTY_BULK)
    assert len(of(asked)) == 120
    first, *batches = asked.asked
    assert first == f"{RECORD}/works"
    assert [batch.rpartition("/")[2].split(",") for batch in batches] == [
        [str(code) for code in range(start, min(start + 50, 121))] for start in (1, 51, 101)
    ]


def test_the_entry_that_the_person_prefers_says_what_a_work_is_called() -> None:
    found = next(each for each in of(asker()) if "pmid:90000001" in ids(each))
    assert (found.values["title"], found.values["venue"]) == (
        "On the patience of tidal clocks: A Second Look", "J Quiet Fields",
    )  # fmt: skip
    # That entry has no date, and none of its own DOI; others of the group do.
    assert (found.values["date"], found.values["doi"]) == ("2021-03-15", "10.5555/qf.2021.001")


def test_of_entries_that_are_preferred_alike_the_first_counts() -> None:
    assert the_only(entry(12), entry(11)).values["title"] == "Work 12"
    assert the_only(entry(12), entry(11, **{"display-index": "10"}), entry(13, **{"display-index": "9"})).values["title"] == "Work 11"  # fmt: skip


def test_whichever_entry_is_preferred_a_work_is_known_by_the_same_number() -> None:
    assert (
        ids(the_only(entry(12), entry(11))) == ids(the_only(entry(11), entry(12))) == [f"orcid:{ADA}/work/11"]
    )


def test_authors_come_from_the_whole_work() -> None:
    list_ = stored("works")
    list_["group"][0]["work-summary"].pop()  # now the entry of Crossref is preferred
    found = next(each for each in of(asker(list_)) if "doi:10.5555/qf.2021.001" in ids(each))
    assert found.day == "2026-12-02"
    assert found.values == {
        "title": "On the Patience of Tidal Clocks",
        "authors": [
            {"name": "Ada Quillfeather", "orcid": ADA},
            "Bram Östergård-Lind",
            {"literal": "The Tidal Consortium"},
        ],
        "editor": "M. Editorsson",
        "venue": "Journal of Quiet Fields",
        "type": "article",
        "date": "2021-03-15",
        "doi": "10.5555/qf.2021.001",
        "issn": ["0000-0019"],
        "language": "en",
        "abstract": "We time slow waters. For <i>k</i> > 3 the effect &lt; 2%.",
    }


def test_a_work_that_is_not_told_whole_is_told_as_the_list_has_it() -> None:
    """Three of the five are no part of the stored answer, in which there is an error in place of one."""
    found = {each.identifiers[-1].value.rpartition("/")[2]: each for each in of(asker())}
    assert found["1000005"].values == {
        "title": "Notes from a workshop, with no identifier", "type": "talk", "date": "2018-07-02",
    }  # fmt: skip
    assert found["1000005"].day == "2026-12-01"
    assert found["1000004"].values == {
        "title": "Sparse Lanterns & Other Lattices: the CO<sub>2</sub> case", "type": "preprint", "date": "2024-01", "arxiv": "2401.00001",
        "url": "http://example.org/lanterns?a=1&b=2", "language": "en",
    }  # fmt: skip


def test_what_is_no_identifier_is_none_and_what_a_work_is_part_of_is_another_work() -> None:
    found = next(each for each in of(asker()) if f"orcid:{ADA}/work/1000006" in ids(each))
    assert found.values == {
        "title": "Ein Atlas der stillen Felder", "type": "chapter", "date": "2019", "venue": "Handbuch der Felder",
        "isbn": ["9780000000002"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "known"),
    [
        (external("doi", "10.5555/A", "self", "10.5555/a"), ["doi:10.5555/a"]),
        (external("doi", "10.5555/A", "version-of"), []),
        (external("doi", "10.5555/A", "part-of"), []),
        (external("doi", "10.5555/A", "funded-by"), []),
        (external("doi", "https://doi.org/10.5555/A", "self", None), ["doi:10.5555/a"]),
        (external("doi", "10.5555/A", "self", None, {"error-code": "8001"}), []),
        (external("arxiv", "2401.00001v2", "self", "arXiv:2401.00001v2"), ["arxiv:2401.00001"]),
        (external("pmc", "PMC9000001"), ["pmcid:PMC9000001"]),
        (external("eid", "2-s2.0-1"), []),
        ({**external("doi", "10.5555/a"), "external-id-relationship": None}, []),
        ({"external-id-type": None, "external-id-value": None}, []),
    ],
)
def test_only_an_identifier_of_the_work_itself_is_its_own(given: dict[str, Any], known: list[str]) -> None:
    assert ids(the_only(entry(1, **with_ids(given)))) == [*known, f"orcid:{ADA}/work/1"]


def test_a_number_of_hal_is_a_field_and_nothing_that_sources_know_a_work_by() -> None:
    found = the_only(
        entry(1, **with_ids(external("hal", "hal-01234567"), external("hal", "hal-7", "part-of")))
    )
    assert (found.values["hal"], ids(found)) == ("hal-01234567", [f"orcid:{ADA}/work/1"])


def test_a_work_with_two_dois_is_known_by_both_and_has_that_of_the_preferred_entry() -> None:
    found = the_only(
        entry(1, **with_ids(external("doi", "10.5555/a"))),
        entry(2, **with_ids(external("doi", "10.5555/b")), **{"display-index": "1"}),
    )
    assert ids(found)[:2] == ["doi:10.5555/b", "doi:10.5555/a"]
    assert found.values["doi"] == "10.5555/b"


@pytest.mark.parametrize(
    ("year", "month", "day", "date"),
    [
        ("2021", "03", "15", "2021-03-15"),
        ("2021", "3", None, "2021-03"),
        ("2021", None, "15", "2021"),
        ("2021", "00", "00", "2021"),
        ("2021", "13", "01", "2021"),
        ("2021", "12", "32", "2021-12"),
        (None, "03", "15", None),
        ("n.d.", None, None, None),
    ],
)
def test_no_month_or_day_is_made_up(
    year: str | None, month: str | None, day: str | None, date: str | None
) -> None:
    parts = {"year": year, "month": month, "day": day}
    said = {name: None if value is None else {"value": value} for name, value in parts.items()}
    assert the_only(entry(1, **{"publication-date": said})).values.get("date") == date


def test_a_date_is_as_exact_as_another_entry_has_it_if_both_agree() -> None:
    def dated(code: int, *parts: str) -> dict[str, Any]:
        names = ("year", "month", "day")
        return entry(
            code,
            **{"publication-date": {name: {"value": part} for name, part in zip(names, parts, strict=False)}},
        )

    assert the_only(dated(1, "2021"), dated(2, "2021", "03")).values["date"] == "2021-03"
    assert the_only(dated(1, "2021"), dated(2, "2020", "12")).values["date"] == "2021"


def contributor(name: str | None, role: str | None = "author", orcid: str | None = None) -> dict[str, Any]:
    return {
        "contributor-orcid": None if orcid is None else {"uri": None, "path": orcid, "host": None},
        "credit-name": None if name is None else {"value": name},
        "contributor-attributes": {"contributor-sequence": None, "contributor-role": role},
    }


def authors(*contributors: dict[str, Any]) -> object:
    found = the_only(entry(1), whole=entry(1, contributors={"contributor": [*contributors]}))
    return found.values.get("authors")


def test_whoever_has_two_roles_is_one_author_and_two_of_one_name_are_two() -> None:
    drafts, reviews = (f"http://credit.niso.org/contributor-roles/{role}/" for role in ("draft", "review"))
    assert authors(
        contributor("Ada Quillfeather", drafts, ADA),
        contributor("Ada Quillfeather", reviews, ADA),
        contributor("Cy See", drafts),
        contributor("Cy See", reviews),
        contributor("Y. Wang", None),
        contributor("Y. Wang", None),
    ) == [
        {"name": "Ada Quillfeather", "orcid": ADA},
        "Cy See",
        "Y. Wang",
        "Y. Wang",
    ]


def test_an_author_without_a_name_is_one_of_others() -> None:
    assert authors(contributor("Cy See"), contributor(None, orcid=OTHER)) == ["Cy See", "et al."]
    assert authors(contributor(None, orcid=OTHER)) is None


def test_an_id_with_a_wrong_checksum_is_nobodys() -> None:
    assert authors(contributor("Cy See", orcid="0000-0002-1825-0098")) == ["Cy See"]


def test_a_work_of_thousands_is_taken_whole() -> None:
    found = authors(*(contributor(f"Author {number}") for number in range(5000)))
    assert isinstance(found, list)
    assert (len(found), found[-1]) == (5000, "Author 4999")


def test_what_stands_in_a_citation_is_not_taken() -> None:
    whole = stored("works-bulk")["bulk"][0]["work"]
    assert "<head>" in whole["citation"]["citation-value"]
    assert "head" not in json.dumps(of(asker())[0].values)


def test_the_address_of_another_work_is_not_that_of_this() -> None:
    for address in ("https://doi.org/10.5555/QF.2021.001", "", "javascript:alert(1)", "not an address"):
        assert "url" not in the_only(entry(1, url={"value": address})).values
    assert (
        the_only(entry(1, url={"value": "https://eelmarsh.org/a"})).values["url"] == "https://eelmarsh.org/a"
    )


@pytest.mark.parametrize(("written", "taken"), [("On Tides.", "On Tides"), ("On tides...", "On tides..."), ("Why?", "Why?")])  # fmt: skip
def test_a_full_stop_is_no_part_of_a_title(written: str, taken: str) -> None:
    assert the_only(entry(1, title={"title": {"value": written}})).values["title"] == taken


def test_everything_may_be_null() -> None:
    empty = dict.fromkeys(stored("works")["group"][0]["work-summary"][0]) | {"put-code": 1}
    assert the_only(empty, whole=empty).values == {"type": "other"}
    nothing = entry(1, title=None, **{"publication-date": {"year": None, "month": None, "day": None}})
    assert the_only(nothing, whole={**nothing, "contributors": {"contributor": None}}).values == {
        "type": "other"
    }


def test_what_is_not_public_is_not_taken() -> None:
    with pytest.raises(NotFoundError, match="without public works"):
        of(asker(works([entry(1, visibility="limited")]), EMPTY_BULK))


def test_a_record_without_public_works_is_told() -> None:
    empty = "0000-0001-2345-6789"
    with pytest.raises(NotFoundError, match=rf"^has a record of {empty} without public works$"):
        of(asker_of_files({f"https://pub.orcid.org/v3.0/{empty}/works": "orcid/works-empty"}), empty)


def test_a_record_that_is_not_there_is_told() -> None:
    with pytest.raises(NotFoundError, match=rf"^has no public record of {ADA}$"):
        of(asker_of_files({f"{RECORD}/works": "orcid/not-found"}))


def test_a_locked_record_is_told_and_the_service_is_asked_on() -> None:
    locked = UnavailableError("answers with status 409.", status=409)
    with pytest.raises(NotFoundError, match="locked"):
        of(asker_of_files({f"{RECORD}/works": locked}))
    spent = UnavailableError("answers with status 429.", status=429)
    with pytest.raises(UnavailableError, match="429"):
        of(asker_of_files({f"{RECORD}/works": spent}))


def test_the_works_of_a_record_that_is_one_with_another_now_are_given_and_its_id_is_told() -> None:
    old = f"https://pub.orcid.org/v3.0/{OTHER}/works"
    asked = asker_of_files({old: reply(stored("works")), f"{RECORD}/works/": "orcid/works-bulk"})
    assert SOURCE.works_of is not None
    found = []
    with pytest.raises(NotFoundError, match=f"{OTHER} one with that of {ADA}"):
        for each in SOURCE.works_of(asked, Scholar(OTHER)):
            found.append(each)  # noqa: PERF402 (what comes before the error counts)
    assert (len(found), {each.of for each in found}) == (5, {OTHER})
    assert asked.asked[1].startswith(f"{RECORD}/works/1000003,")


def test_nobody_is_asked_for_by_an_id_with_a_wrong_checksum() -> None:
    asked = asker_of_files({})
    with pytest.raises(NotFoundError, match="0000-0002-1825-0098: the last character, a checksum"):
        of(asked, "0000-0002-1825-0098")
    assert asked.asked == []


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (stored("locked"), "an error: The ORCID record is locked$"),
        ({"error": "invalid_token"}, "something else than works"),
        ({"group": None, "path": f"/{ADA}/works"}, "something else than works"),
        ({"group": [{"funding-summary": []}]}, "something else than works"),
        ({"result": None, "num-found": 0}, "something else than works"),
    ],
)
def test_what_is_no_list_is_never_an_empty_record(answer: dict[str, Any], told: str) -> None:
    with pytest.raises(UnavailableError, match=told):
        of(asker(answer))
    with pytest.raises(UnavailableError, match=told):
        of(asker(bulk=answer))


def test_a_whole_work_that_nobody_asked_for_changes_nothing() -> None:
    assert (
        the_only(entry(1), whole=entry(2, title={"title": {"value": "Another"}})).values["title"] == "Work 1"
    )


def test_works_stay_where_whole_ones_are_not_to_be_had() -> None:
    asked = asker_of_files({f"{RECORD}/works": reply(works([entry(1)])), f"{RECORD}/works/": None})
    assert [each.values["title"] for each in of(asked)] == ["Work 1"]


def test_the_source_needs_no_key_and_is_asked_for_people_alone() -> None:
    assert SOURCE.key is None
    assert (SOURCE.schemes, SOURCE.works_by_ids, SOURCE.works_titled) == ((), None, None)
    assert SOURCE.hosts == ("pub.orcid.org",)


# Over HTTP


def over_http(server: ScholarlyServer, folder: Path, orcid: str = ADA) -> list[FetchedWork]:
    assert SOURCE.works_of is not None
    with client(folder, server) as run:
        return [*SOURCE.works_of(run.asker(SOURCE), Scholar(orcid))]


def test_a_record_is_read_over_http(scholarly_server: ScholarlyServer, tmp_path: Path) -> None:
    assert len(over_http(scholarly_server, tmp_path)) == 5
    assert [asked.place.rpartition("/")[2][:8] for asked in scholarly_server.asked] == ["works", "1000003,"]


@pytest.mark.parametrize(
    ("fault", "error", "told"),
    [
        (instead("orcid/locked"), NotFoundError, "has a record of .* that is locked"),
        (instead("orcid/not-found"), NotFoundError, "has no public record"),
        (instead("orcid/rate-limited"), UnavailableError, "429|too many|often"),
        (instead("orcid/search-bad-rows"), UnavailableError, "500"),
        (html(), UnavailableError, "page"),
    ],
)
def test_what_the_service_says_of_a_record_is_told(
    scholarly_server: ScholarlyServer, tmp_path: Path, fault: Fault, error: type[Exception], told: str
) -> None:
    scholarly_server.fail(fault, "orcid", times=0)
    with pytest.raises(error, match=told):
        over_http(scholarly_server, tmp_path)


def test_a_record_is_followed_to_the_one_that_it_is_now(
    scholarly_server: ScholarlyServer, tmp_path: Path
) -> None:
    scholarly_server.others[f"pub.orcid.org/v3.0/{OTHER}/works"] = stored_answer("orcid/deprecated")
    with pytest.raises(NotFoundError, match=f"one with that of {ADA}"):
        over_http(scholarly_server, tmp_path, OTHER)
    assert len(scholarly_server.asked) == 3


# Answers that somebody has saved


def saved(answer: dict[str, Any]) -> list[Publication]:
    file = read_answer(json.dumps(answer).encode("utf-8"), "answer")
    assert file is not None
    assert file.problems == ()
    return list(collect([file]).separate)


def test_a_saved_list_is_read_with_one_work_for_each_group() -> None:
    found = saved(stored("works"))
    assert [work.title for work in found] == [
        "On the patience of tidal clocks: A Second Look",
        "Sparse Lanterns &amp; Other Lattices: the CO<sub>2</sub> case",
        "Notes from a workshop, with no identifier",
        "Ein Atlas der stillen Felder",
        "Tide gauge readings, release 2",
    ]
    assert [work.doi for work in found] == ["10.5555/qf.2021.001", "", "", "", "10.5555/zenodo.9000001"]
    assert (
        saved({"activities-summary": {"works": stored("works")}, "path": f"/{ADA}"})[0].title
        == found[0].title
    )
    assert saved(stored("works-empty")) == []


def test_saved_works_are_read_with_their_authors() -> None:
    preprint, article = saved(stored("works-bulk"))
    (alone,) = saved(stored("work-1000001"))
    assert [author.name for author in article.authors.people] == [
        "Ada Quillfeather", "Bram Östergård-Lind", "The Tidal Consortium",
    ]  # fmt: skip
    assert (alone.authors, alone.title, alone.doi) == (article.authors, article.title, "10.5555/qf.2021.001")
    assert (preprint.arxiv, preprint.kind_of_work) == ("2401.00001", "preprint")


@pytest.mark.parametrize("name", ["locked", "not-found", "deprecated", "search-bad-rows"])
def test_a_saved_error_is_told_as_one(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer, data = tmp_path / "answer.json", tmp_path / "site.yaml"
    answer.write_bytes(stored_body(f"orcid/{name}"))
    data.write_text("publications: []\n", encoding="utf-8")
    assert main(["add", str(answer), "--to", str(data)]) == 2
    assert f"ORCID has answered with an error: {stored(name)['user-message'][:20]}" in capsys.readouterr().err
    answer.write_text(json.dumps({"bulk": [{"error": stored(name)}]}), encoding="utf-8")
    assert main(["add", str(answer), "--to", str(data)]) == 2
    assert "ORCID has answered with an error" in capsys.readouterr().err


def test_other_lists_of_a_record_are_no_works() -> None:
    fundings = deepcopy(stored("works"))
    for group in fundings["group"]:
        group["funding-summary"] = group.pop("work-summary")
    assert read_answer(json.dumps(fundings).encode("utf-8"), "answer") is None
    assert (
        read_answer(json.dumps({"group": [], "path": f"/{ADA}/fundings"}).encode("utf-8"), "answer") is None
    )
