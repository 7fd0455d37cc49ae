"""What of the sources' answers is taken into the lock, and what is only told."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_academic.data.fields import Origin
from sphinx_academic.data.records import Person, Publication, Record, Software
from sphinx_academic.data.values.names import Author, AuthorList
from sphinx_academic.fetching.asking import Heard, LeftOutSource
from sphinx_academic.fetching.changes import Change, ChangeKind
from sphinx_academic.fetching.plan import FetchPlan, Policy
from sphinx_academic.fetching.source import FetchedWork, Identifier, Pace, Scholar, Source
from sphinx_academic.fetching.spelled_identifiers import identifier_of
from sphinx_academic.fetching.taking import Accepted, Taken, take
from sphinx_academic.formats.lock_file import Lock, LockedField, LockedWork, Plain

ADA = "0000-0002-1825-0097"
OTHER = "0000-0001-5109-3700"
PEOPLE = (Scholar(ADA, ("Ada Quillfeather",)),)
DAY, LATER = "2026-12-01", "2026-12-08"


def _source(name: str, label: str, *, by_ids: bool = True) -> Source:
    return Source(
        name=name, label=label, hosts=(), pace=Pace(1), good_for="", sent="", terms="", allows="",
        works_of=lambda asker, scholar: iter(()), works_by_ids=(lambda asker, ids: iter(())) if by_ids else None,
    )  # fmt: skip


SOURCES: Mapping[str, Source] = {
    "crossref": _source("crossref", "Crossref"),
    "datacite": _source("datacite", "DataCite"),
    "pubmed": _source("pubmed", "PubMed"),
    "dblp": _source("dblp", "DBLP"),
    "arxiv": _source("arxiv", "arXiv"),
    "openalex": _source("openalex", "OpenAlex"),
    "orcid": _source("orcid", "ORCID", by_ids=False),
    "unpaywall": _source("unpaywall", "Unpaywall"),
    "github": _source("github", "GitHub"),
}
WHOLE = tuple((name, ADA) for name in SOURCES)


def ident(text: str) -> Identifier:
    found = identifier_of(text)
    assert found is not None
    return found


def work(
    source: str, ids: str, day: str = DAY, *, of: str = "", kind: str = "publications", **values: Plain
) -> FetchedWork:
    """What a source says: identifiers with spaces between them, and values."""
    identifiers = tuple(map(ident, ids.split()))
    return FetchedWork(source, identifiers, values, day, of=of, kind=kind)


def clocks(
    source: str = "crossref", ids: str = "10.5555/clocks", day: str = DAY, *, of: str = ADA, **values: Plain
) -> FetchedWork:
    said: dict[str, Plain] = {
        "title": "On the Patience of Tidal Clocks",
        "authors": [{"name": "Ada Quillfeather"}, {"name": "Bo Reed"}],
        "date": "2024-05-16",
        "type": "article",
        **values,
    }
    return work(source, ids, day, of=of, **{name: value for name, value in said.items() if value})


def taken(
    works: Sequence[FetchedWork],
    lock: Lock = Lock(),  # noqa: B008
    own: Sequence[Record] = (),
    accepted: Accepted = Accepted(),  # noqa: B008
    heard: Heard = Heard(()),  # noqa: B008
    **plan: object,
) -> Taken:
    planned = FetchPlan(people=PEOPLE)._replace(**plan)
    return take(heard._replace(works=tuple(works)), lock, planned, own, SOURCES, accepted)


def locked(id: str, kind: str = "publications", **fields: tuple[Plain, str]) -> LockedWork:
    """A work of a lock: of each field the value and the source."""
    return LockedWork(
        id, {name: LockedField(value, source, DAY) for name, (value, source) in fields.items()}, kind
    )


def entry(found: Taken, id: str = "doi:10.5555/clocks") -> Mapping[str, LockedField]:
    return next(each.fields for each in found.lock.works if each.id == id)


def ids(found: Taken) -> list[str]:
    return [each.id for each in found.lock.works]


def told(found: Taken, *kinds: ChangeKind) -> list[Change]:
    return [change for change in found.changes if not kinds or change.kind in kinds]


# A work as a whole


def test_a_work_of_somebodys_list_is_taken_with_source_and_day_of_each_field() -> None:
    found = taken([clocks(citations="7"), clocks("openalex", "10.5555/clocks W123456", citations="9")])
    assert ids(found) == ["doi:10.5555/clocks"]
    fields = entry(found)
    assert fields["title"] == LockedField("On the Patience of Tidal Clocks", "crossref", DAY)
    assert fields["citations"] == LockedField("9", "openalex", DAY)
    assert fields["openalex"].value == "W123456"
    assert [(change.kind, change.source) for change in found.changes] == [(ChangeKind.NEW, "crossref")]


def test_works_are_one_by_any_identifier_but_two_dois_stay_two() -> None:
    found = taken([
        clocks("crossref", "10.5555/a"),
        clocks("crossref", "10.5555/b"),
        clocks("openalex", "10.5555/a W1111"),
        clocks("pubmed", "PMID:77 10.5555/b"),
        clocks("dblp", "dblp:conf/x/A1 10.5555/a"),
        clocks("orcid", "PMID:77"),
        clocks("orcid", "W1111 dblp:conf/x/A1"),
    ])  # fmt: skip
    assert ids(found) == ["doi:10.5555/a", "doi:10.5555/b"]
    assert entry(found, "doi:10.5555/a")["dblp"].value == "conf/x/A1"
    assert entry(found, "doi:10.5555/b")["pmid"].value == "77"


def test_an_identifier_that_two_dois_claim_makes_no_one_of_them() -> None:
    works = [
        clocks("pubmed", "10.5555/a PMID:77"),
        clocks("openalex", "10.5555/b PMID:77"),
        clocks("orcid", "PMID:77"),
    ]
    for order in (works, works[::-1]):
        assert ids(taken(order)) == ["doi:10.5555/a", "doi:10.5555/b"]


def test_a_preprint_and_its_article_are_two_works_and_the_doi_of_arxiv_is_its_number() -> None:
    found = taken([
        clocks("arxiv", "arXiv:2401.00001", type="preprint", of=""),
        clocks("datacite", "10.48550/arXiv.2401.00001", type="preprint"),
        clocks("openalex", "10.5555/clocks arXiv:2401.00001"),
    ])  # fmt: skip
    assert ids(found) == ["arxiv:2401.00001", "doi:10.5555/clocks"]


def test_works_that_somebody_has_said_to_be_the_same_are_one() -> None:
    same = (frozenset(map(ident, ("10.5555/clocks", "arXiv:2401.00001"))),)
    works = [clocks("arxiv", "arXiv:2401.00001", type="preprint", abstract="Long."), clocks()]
    found = taken(works, same=same)
    assert ids(found) == ["doi:10.5555/clocks"]
    assert entry(found)["type"].value == "article"
    assert entry(found)["abstract"].value == "Long."


def test_what_stood_apart_in_the_lock_is_put_together_and_nothing_of_it_is_lost() -> None:
    lock = Lock(
        (
            locked("doi:10.5555/clocks", title=("Clocks", "crossref")),
            locked("openalex:W1111", abstract=("A", "openalex")),
        )
    )
    found = taken(
        [clocks("openalex", "10.5555/clocks W1111", title="Clocks", authors="", date="", type="")], lock
    )
    assert ids(found) == ["doi:10.5555/clocks"]
    assert entry(found)["abstract"] == LockedField("A", "openalex", DAY)
    assert [(each.kind, each.note) for each in found.changes] == [
        (ChangeKind.MORE, "doi, openalex; openalex:W1111 stood apart")
    ]


def test_a_work_keeps_the_identifier_that_it_has_in_the_lock() -> None:
    lock = Lock((locked("openalex:W1111", title=("On the Patience of Tidal Clocks", "openalex")),))
    found = taken([clocks("openalex", "10.5555/clocks W1111")], lock)
    assert ids(found) == ["openalex:W1111"]
    assert entry(found, "openalex:W1111")["doi"].value == "10.5555/clocks"


def test_software_is_taken_as_such_where_it_is_ones_own() -> None:
    own = [Software(title="Eels", github=("Ada/Eels",))]
    found = taken([work("github", "github:ada/eels", kind="software", stars="4", title="eels")], own=own)
    assert [(each.id, each.kind) for each in found.lock.works] == [("github:ada/eels", "software")]
    assert told(found)[0].kind is ChangeKind.MORE


# Whose it is


def test_somebody_is_an_author_by_the_id_or_by_a_name_that_may_be_hers() -> None:
    for authors in (
        [{"name": "A. Marsh", "orcid": ADA}],
        ["A. Quillfeather"],
        [{"given": "Ada", "family": "Quillfeather"}, {"name": "Bo Reed", "orcid": OTHER}],
        ["Quillfeather, Ada B.", "Bo Reed"],
        ["Bo Reed", "et al."],
    ):
        found = taken([clocks(authors=authors)])
        assert ids(found) == ["doi:10.5555/clocks"], authors


def test_a_work_by_others_is_told_and_not_taken() -> None:
    found = taken([clocks("openalex", authors=["Bo Reed", "Cy Sedge", "Di Rush"])])
    assert ids(found) == []
    (change,) = found.changes
    assert (change.kind, change.id, change.before, change.source) == (
        ChangeKind.STRANGE,
        "doi:10.5555/clocks",
        ADA,
        "openalex",
    )
    assert (change.note, change.is_taken) == ("Bo Reed, Cy Sedge and Di Rush", False)


def test_that_a_source_which_guesses_gives_a_stranger_her_id_makes_nobody_an_author() -> None:
    authors: Plain = [{"name": "Bo Reed", "orcid": ADA}]
    assert told(taken([clocks("openalex", authors=authors)]))[0].kind is ChangeKind.STRANGE
    assert told(taken([clocks("crossref", authors=authors)]))[0].kind is ChangeKind.NEW


def test_a_work_by_a_namesake_is_told_and_not_taken() -> None:
    found = taken(
        [clocks("openalex", authors=[{"name": "Ada Quillfeather", "orcid": OTHER}]), clocks("crossref")]
    )
    assert ids(found) == []
    (change,) = found.changes
    assert change.kind is ChangeKind.NAMESAKE
    assert change.note == f"Ada Quillfeather ({OTHER})"


def test_what_stands_in_her_own_record_is_hers_unless_it_is_by_others() -> None:
    assert told(taken([clocks("orcid", authors="")]))[0].kind is ChangeKind.NEW
    assert told(taken([clocks("orcid", authors=["Bo Reed"])]))[0].kind is ChangeKind.STRANGE
    assert (
        told(taken([clocks("orcid", authors=""), clocks("crossref", of="", authors=["Bo Reed"])]))[0].kind
        is ChangeKind.STRANGE
    )
    # Of a list that somebody else has put together nobody knows.
    assert told(taken([clocks("openalex", authors="")]))[0].kind is ChangeKind.STRANGE


def test_a_work_that_nobody_wants_is_not_taken() -> None:
    found = taken([clocks(of="")])
    assert (found.lock, found.changes) == (Lock(), ())


@pytest.mark.parametrize("accept", ["doi:10.5555/clocks", "10.5555/CLOCKS", "https://doi.org/10.5555/clocks"])
def test_a_strange_work_that_somebody_accepts_is_taken_and_not_told_again(accept: str) -> None:
    works = [clocks("openalex", authors=["Bo Reed"])]
    found = taken(works, accepted=Accepted(ids=frozenset((accept,))))
    assert ids(found) == ["doi:10.5555/clocks"]
    assert taken(works, found.lock).changes == ()
    # All that waits is not who one is.
    assert ids(taken(works, accepted=Accepted(all=True))) == []


def test_her_names_are_those_of_the_register_too() -> None:
    own = [Person(name="Ada Marsh", orcid=ADA, aliases=("Ada Fen",))]
    assert ids(taken([clocks(authors=["A. Fen"])], own=own)) == ["doi:10.5555/clocks"]


def test_where_no_name_is_known_the_lists_are_believed() -> None:
    found = taken([clocks("openalex", authors=["Bo Reed"])], people=(Scholar(ADA),))
    assert ids(found) == ["doi:10.5555/clocks"]


def test_a_work_with_five_thousand_authors_is_taken_as_any_other() -> None:
    authors: list[Plain] = [{"name": f"Bo Reed{number}"} for number in range(5_000)]
    found = taken([clocks(authors=[*authors, {"name": "Ada Quillfeather"}])])
    assert len(entry(found)["authors"].value) == 5_001
    assert (
        told(taken([clocks(authors=authors)]))[0].note
        == "Bo Reed0, Bo Reed1, Bo Reed2, Bo Reed3, Bo Reed4 and 4,995 more"
    )


# Decisions


@pytest.mark.parametrize("decision", ["ignored", "not_mine"])
def test_what_is_decided_against_is_left_out_and_told_where_the_lock_had_it(decision: str) -> None:
    plan = {decision: frozenset((ident("10.5555/CLOCKS"),))}
    lock = Lock(
        (
            locked("doi:10.5555/clocks", title=("Clocks", "crossref")),
            locked("doi:10.5555/eels", title=("Eels", "crossref")),
        )
    )
    for before in (Lock(), lock):
        found = taken([clocks(), clocks("orcid", "10.5555/clocks PMID:7")], before, **plan)
        assert ids(found) == ids(Taken(before, ()))[1:]
        assert [each.kind for each in found.changes] == [ChangeKind.LEFT_OUT] * bool(before.works)


def test_that_a_preprint_is_ignored_says_nothing_of_its_article() -> None:
    works = [clocks("openalex", "10.5555/clocks arXiv:2401.00001"), clocks("arxiv", "arXiv:2401.00001")]
    found = taken(works, ignored=frozenset((ident("arXiv:2401.00001"),)))
    assert ids(found) == ["doi:10.5555/clocks"]


# Fields


def locked_clocks(source: str = "crossref", **fields: Plain) -> Lock:
    return Lock((locked("doi:10.5555/clocks", **{name: (value, source) for name, value in fields.items()}),))


def test_what_is_asked_about_is_told_and_taken_once_it_is_accepted() -> None:
    lock = locked_clocks(title="On the Patience of Tidal Clocks", venue="Tides")
    works = [clocks(day=LATER, venue="Journal of Tides", authors="", date="", type="")]
    found = taken(works, lock)
    assert entry(found)["venue"] == LockedField("Tides", "crossref", DAY)
    (change,) = told(found, ChangeKind.FIELD)
    assert (change.field, change.before, change.after, change.is_taken) == (
        "venue",
        "Tides",
        "Journal of Tides",
        False,
    )
    for accepted in (Accepted(all=True), Accepted(ids=frozenset(("10.5555/clocks",)))):
        after = taken(works, lock, accepted=accepted)
        assert entry(after)["venue"] == LockedField("Journal of Tides", "crossref", LATER)
        assert told(after, ChangeKind.FIELD)[0].is_taken
    assert (
        entry(taken(works, lock, accepted=Accepted(ids=frozenset(("10.5555/x",)))))["venue"].value == "Tides"
    )


def test_policies_say_what_happens_to_a_field() -> None:
    lock = locked_clocks(venue="Tides", citations="7")
    works = [clocks(venue="Journal of Tides", citations="8")]
    found = taken(
        works, lock, policies={"venue": Policy.NEWEST, "citations": Policy.ASK, "title": Policy.MINE}
    )
    assert entry(found)["venue"].value == "Journal of Tides"
    assert entry(found)["citations"].value == "7"
    assert "title" not in entry(found)
    assert [(each.field, each.is_taken) for each in told(found, ChangeKind.FIELD, ChangeKind.COUNT)] == [
        ("venue", True), ("citations", False),
    ]  # fmt: skip
    silent = taken(works, lock, policies={"venue": Policy.MINE, "citations": Policy.MINE})
    assert "venue" not in entry(silent)
    assert told(silent, ChangeKind.FIELD, ChangeKind.COUNT) == []
    assert "venue" not in entry(taken([], lock, policies={"venue": Policy.MINE}))


def test_a_count_is_taken_and_told_and_not_that_of_another_source() -> None:
    lock = locked_clocks("openalex", citations="7", title="Clocks")
    up = taken(
        [clocks("openalex", day=LATER, title="Clocks", citations="9"), clocks(title="Clocks", citations="4")],
        lock,
    )
    assert entry(up)["citations"] == LockedField("9", "openalex", LATER)
    assert [(each.before, each.after) for each in told(up, ChangeKind.COUNT)] == [("7", "9")]
    assert entry(taken([clocks(title="Clocks", citations="4")], lock))["citations"].value == "7"
    # One whose word counts more takes its place, and keeps it.
    better = taken(
        [clocks("openalex", title="Clocks", citations="9")], locked_clocks(citations="4", title="Clocks")
    )
    assert entry(better)["citations"].source == "openalex"


def test_what_says_when_it_was_counted_is_no_other_count() -> None:
    lock = locked_clocks("openalex", citations={"count": "7", "date": "2026-11-01"})
    found = taken([clocks("openalex", citations={"count": "7", "date": "2026-12-01"})], lock)
    assert entry(found)["citations"] == lock.works[0].fields["citations"]


def test_what_another_source_says_in_other_letters_is_no_change() -> None:
    lock = locked_clocks(
        "openalex", title="On the patience of tidal clocks.", authors=["A. Quillfeather", "B. Reed"]
    )
    found = taken([clocks()], lock)
    assert entry(found)["title"] == lock.works[0].fields["title"]
    assert entry(found)["authors"] == lock.works[0].fields["authors"]
    assert told(found, ChangeKind.FIELD) == []


def test_a_field_that_is_not_said_any_more_stays() -> None:
    lock = locked_clocks(title="On the Patience of Tidal Clocks", venue="Tides", abstract="Slow.")
    assert {"venue", "abstract"} <= entry(taken([clocks()], lock)).keys()
    assert taken([], lock).lock == lock


def test_others_do_not_change_what_a_source_has_said_that_is_silent() -> None:
    lock = locked_clocks(venue="Journal of Tides")
    found = taken([clocks("openalex", venue="Some Repository")], lock)
    assert entry(found)["venue"].value == "Journal of Tides"
    assert told(found, ChangeKind.FIELD) == []


def test_whose_word_counts_more_is_told_where_it_says_something_else() -> None:
    lock = locked_clocks("openalex", venue="Some Repository")
    (change,) = told(taken([clocks(venue="Journal of Tides")], lock), ChangeKind.FIELD)
    assert (change.source, change.after, change.is_taken) == ("crossref", "Journal of Tides", False)


def test_the_plan_says_whose_word_counts_most() -> None:
    works = [clocks(venue="A"), clocks("openalex", venue="B")]
    assert entry(taken(works))["venue"].value == "A"
    assert entry(taken(works, sources=("openalex", "crossref")))["venue"].value == "B"
    counted = [clocks(citations="4"), clocks("openalex", citations="9")]
    assert entry(taken(counted, sources=("crossref", "openalex")))["citations"].value == "4"


def test_of_some_fields_another_source_says_most() -> None:
    found = taken([
        clocks(abstract="Short.", date="2024", open_access="closed", authors=["A. Quillfeather", "et al."]),
        clocks("pubmed", "10.5555/clocks PMID:7", abstract="Somewhat longer.", date="2024-05-16"),
        clocks("openalex", open_access="green", date="2023-12-31"),
        clocks("unpaywall", open_access="gold", authors="", date="", title="", type=""),
        clocks("orcid", authors=["Only Ada"]),
    ])  # fmt: skip
    fields = entry(found)
    assert (fields["abstract"].source, fields["open_access"].value) == ("pubmed", "gold")
    assert (fields["date"].value, fields["authors"].source) == ("2024-05-16", "pubmed")


def test_the_day_of_a_date_is_added_and_not_taken_away() -> None:
    found = taken([clocks(date="2024-05-16")], locked_clocks("openalex", date="2024"))
    assert entry(found)["date"].value == "2024-05-16"
    assert told(found, ChangeKind.FIELD) == []
    back = taken([clocks(date="2024")], locked_clocks("pubmed", date="2024-05-16"))
    assert entry(back)["date"].value == "2024-05-16"


def test_a_day_that_a_source_may_have_made_up_is_not_taken() -> None:
    assert (
        entry(taken([clocks(date="2024-05"), clocks("openalex", date="2024-05-01")]))["date"].value
        == "2024-05"
    )
    assert (
        entry(taken([clocks(date="2024-05"), clocks("openalex", date="2024-05-16")]))["date"].value
        == "2024-05-16"
    )
    assert (
        entry(taken([clocks(date="2024-05"), clocks("openalex", date="2024-06-16")]))["date"].value
        == "2024-05"
    )


def test_a_day_that_may_be_made_up_is_not_added_while_another_source_is_silent() -> None:
    found = taken([clocks("openalex", date="2024-05-01")], locked_clocks(date="2024-05"))
    assert entry(found)["date"].value == "2024-05"


def test_a_year_alone_is_the_date() -> None:
    assert "year" not in entry(taken([clocks(year="2023", date="")]))
    assert entry(taken([clocks(year="2023", date="")]))["date"].value == "2023"


def test_the_doi_of_another_work_is_not_taken() -> None:
    found = taken([clocks("arxiv", "arXiv:2401.00001", doi="10.5555/other")])
    assert "doi" not in entry(found, "arxiv:2401.00001")


# Notices


@pytest.mark.parametrize("before", ["", "in press", "corrected"])
def test_a_retraction_is_told_first_and_taken(before: str) -> None:
    lock = locked_clocks(title="Clocks", **({"status": before} if before else {}))
    works = [
        clocks(title="Clocks", status="corrected"),
        clocks("openalex", title="Clocks", status="retracted", citations="1"),
    ]
    found = taken(works, lock)
    assert entry(found)["status"] == LockedField("retracted", "openalex", DAY)
    assert (found.changes[0].kind, found.changes[0].after, found.changes[0].is_taken) == (
        ChangeKind.RETRACTION,
        "retracted",
        True,
    )
    assert told(taken(works, found.lock), ChangeKind.RETRACTION) == []


def test_a_retraction_stays_where_others_know_nothing_of_it() -> None:
    lock = locked_clocks(status="retracted")
    for status in ("corrected", ""):
        found = taken([clocks("openalex", status=status)], lock)
        assert entry(found)["status"].value == "retracted"


def test_the_notice_of_a_retraction_is_named() -> None:
    links: Plain = [{"name": "Retraction notice", "url": "https://doi.org/10.5555/notice"}]
    (change,) = told(taken([clocks(status="retracted", links=links)]), ChangeKind.RETRACTION)
    assert change.note == "10.5555/notice"


def test_the_notice_is_that_of_the_retraction_and_not_of_a_correction_before() -> None:
    links: Plain = [
        {"name": "Correction", "url": "https://doi.org/10.5555/correction"},
        {"name": "Erratum", "url": "https://doi.org/10.5555/erratum"},
        {"name": "Retraction notice", "url": "https://doi.org/10.5555/notice"},
    ]
    for status, note in (("retracted", "notice"), ("corrected", "correction"), ("withdrawn", "")):
        (change,) = told(taken([clocks(status=status, links=links)]), ChangeKind.RETRACTION)
        assert change.note == (f"10.5555/{note}" if note else "")


def test_the_number_of_an_article_stands_there_once() -> None:
    crossref, openalex = clocks(eid="102345"), clocks("openalex", pages="102345")
    for works in ([crossref, openalex], [openalex, crossref]):
        found = taken(works)
        assert "pages" not in entry(found)
        assert entry(found)["eid"].source == "crossref"
        again = taken([openalex], found.lock)
        assert again.lock == found.lock
    found = taken([clocks(pages="S12"), clocks("openalex", eid="S12")])
    assert (entry(found)["pages"].source, "eid" in entry(found)) == ("crossref", False)


# Preprints that have appeared

PREPRINT = "arXiv:2401.00001"


def preprint(**values: Plain) -> FetchedWork:
    return clocks("arxiv", PREPRINT, of="", type="preprint", date="2024-01-02", **values)


def test_an_article_that_has_appeared_for_a_preprint_is_told_and_taken() -> None:
    lock = Lock(
        (
            locked(
                "arxiv:2401.00001",
                title=("On the Patience of Tidal Clocks", "arxiv"),
                type=("preprint", "arxiv"),
            ),
        )
    )
    of_arxiv = preprint()._replace(appeared_as=(ident("10.5555/clocks"),))
    of_crossref = clocks(of="")._replace(preprints=(ident("10.48550/arXiv.2401.00001"),))
    own = [Publication(title="On the Patience of Tidal Clocks", arxiv="2401.00001", type="preprint")]
    for works, before, files in (
        ([of_arxiv, clocks(of="")], lock, []),
        ([preprint(), of_crossref], lock, []),
        ([of_arxiv, clocks(of="")], Lock(), own),
    ):
        found = taken(works, before, files)
        (change,) = told(found, ChangeKind.APPEARED)
        assert (change.id, change.after, change.is_taken) == ("arxiv:2401.00001", "doi:10.5555/clocks", True)
        assert set(ids(found)) == {"arxiv:2401.00001", "doi:10.5555/clocks"}
        assert told(found, ChangeKind.NEW) == []
        assert told(taken(works, found.lock, files), ChangeKind.APPEARED) == []


def test_an_article_of_which_nothing_is_known_is_told_until_it_is_decided() -> None:
    lock = Lock(
        (
            locked(
                "arxiv:2401.00001",
                title=("On the Patience of Tidal Clocks", "arxiv"),
                type=("preprint", "arxiv"),
            ),
        )
    )
    works = [preprint()._replace(appeared_as=(ident("10.5555/clocks"),))]
    (change,) = told(taken(works, lock), ChangeKind.APPEARED)
    assert not change.is_taken
    ignored = frozenset((ident("10.5555/clocks"),))
    assert told(taken(works, lock, ignored=ignored), ChangeKind.APPEARED) == []
    same = (frozenset(map(ident, ("10.5555/clocks", PREPRINT))),)
    assert told(taken(works, lock, same=same), ChangeKind.APPEARED) == []


def test_an_article_that_is_known_is_no_news() -> None:
    works = [preprint()._replace(appeared_as=(ident("10.5555/clocks"),)), clocks(of="")]
    lock = Lock(
        (
            locked(
                "arxiv:2401.00001",
                title=("On the Patience of Tidal Clocks", "arxiv"),
                type=("preprint", "arxiv"),
            ),
        )
    )
    by_doi = [Publication(title="Clocks", doi="10.5555/CLOCKS")]
    by_title = [Publication(title="On the Patience of Tidal Clocks", venue="Journal of Tides")]
    for own in (by_doi, by_title):
        assert told(taken(works, lock, own), ChangeKind.APPEARED) == []
    # Both are new: nothing has appeared since.
    both = [preprint()._replace(of=ADA, appeared_as=(ident("10.5555/clocks"),)), clocks()]
    assert {each.kind for each in taken(both).changes} == {ChangeKind.NEW}


# One's own files


def test_what_is_known_of_ones_own_works_is_taken_whoever_they_are_by() -> None:
    own = [Publication(title="Clocks", doi="10.5555/clocks")]
    found = taken([clocks("openalex", authors=["Bo Reed"])], own=own)
    assert ids(found) == ["doi:10.5555/clocks"]
    assert [(each.kind, each.note) for each in found.changes] == [
        (ChangeKind.MORE, "authors, date, doi, title, type")
    ]


def test_what_one_has_written_into_one_entry_is_one_work_and_the_article_counts() -> None:
    own = [Publication(title="On the Patience of Tidal Clocks", doi="10.5555/clocks", arxiv="2401.00001")]
    found = taken([preprint(abstract="Long.", venue="arXiv"), clocks(of="", date="2026-01-01")], own=own)
    assert ids(found) == ["doi:10.5555/clocks"]
    assert entry(found)["abstract"].source == "arxiv"
    assert "venue" not in entry(found)
    assert entry(found)["date"].value == "2026-01-01"
    assert told(found, ChangeKind.CONTRADICTION) == []


def test_what_ones_own_file_says_of_a_field_waits_for_nobody() -> None:
    lock = taken([clocks(venue="Acta", date="2024-05-16")]).lock
    now = [clocks(venue="Elsewhere", date="2025-05-16", title="A New Name for It")]
    place = (1, 1, 1, 8)
    origin = Origin("own.yaml", written={"name": place, "year": place}, keys={"title": "name"})
    written = Publication(title="Mine", doi="10.5555/clocks", origin=origin)
    assert [each.field for each in told(taken(now, lock, [written]))] == ["venue"]
    assert taken(now, lock, [written]).lock == lock


def test_a_work_of_the_lock_that_the_plan_leaves_out_by_now_is_told_once() -> None:
    lock = taken([clocks()]).lock
    found = taken([clocks()], lock, ignored=frozenset({ident("10.5555/clocks")}))
    assert ids(found) == []
    assert told(found) == [
        Change(ChangeKind.LEFT_OUT, "doi:10.5555/clocks", "On the Patience of Tidal Clocks", "")
    ]
    assert told(taken([clocks()], found.lock, ignored=frozenset({ident("10.5555/clocks")}))) == []


def test_a_work_of_ones_own_without_identifier_is_known_by_its_title() -> None:
    people = AuthorList((Author("Ada Quillfeather"), Author("Bo Reed")))
    own = [Publication(title="On the Patience of Tidal Clocks", authors=people, key="clocks")]
    found = taken([clocks(authors=["Ada Quillfeather", "Bo Reed"])], own=own)
    assert ids(found) == ["doi:10.5555/clocks"]
    assert found.changes[0].note == ""
    of_others = [own[0].changed(authors=AuthorList((Author("Cy Sedge"),)))]
    assert taken([clocks()], own=of_others).changes[0].note.startswith(
        "On the Patience of Tidal Clocks is called so, too"
    ) or ("clocks is called so, too" in taken([clocks()], own=of_others).changes[0].note)
    assert taken([clocks()], own=of_others).changes[0].before == ""
    with_number = [of_others[0].changed(doi="10.5555/of-cy")]
    assert taken([clocks()], own=with_number).changes[0].before == "doi:10.5555/of-cy"


# Titles


def titled(
    works: Sequence[FetchedWork], title: str = "On the Patience of Tidal Clocks", **more: object
) -> Taken:
    return taken((), heard=Heard((), titles={title: tuple(works)}), **more)  # type: ignore[arg-type]


def test_a_work_that_has_the_title_is_taken() -> None:
    found = titled(
        [clocks(of=""), clocks("openalex", "10.5555/b", of="", title="On the Patience of Tidal Docks")]
    )
    assert ids(found) == ["doi:10.5555/clocks"]


def test_an_article_and_its_preprint_are_both_taken() -> None:
    assert ids(titled([clocks(of=""), preprint()])) == ["arxiv:2401.00001", "doi:10.5555/clocks"]


def test_what_is_called_a_little_differently_or_by_others_is_told() -> None:
    near = clocks(of="", title="On the Patience of Tidal Clocks in Winter")
    (change,) = titled([near]).changes
    assert (change.kind, change.id, change.is_taken) == (ChangeKind.UNSURE, "doi:10.5555/clocks", False)
    assert (
        change.note
        == "doi:10.5555/clocks 'On the Patience of Tidal Clocks in Winter' by Ada Quillfeather and Bo Reed (2024)"
    )
    assert titled([clocks(of="", authors=["Cy Sedge"])]).changes[0].kind is ChangeKind.UNSURE
    for accept in ("10.5555/clocks", "On the Patience of Tidal Clocks"):
        found = titled([near], accepted=Accepted(ids=frozenset((accept,))))
        assert ids(found) == ["doi:10.5555/clocks"]
        assert titled([near], lock=found.lock).changes == ()


def test_several_works_of_one_title_are_told_by_it() -> None:
    found = titled([clocks(of=""), clocks("crossref", "10.5555/other", of="")])
    (change,) = found.changes
    assert (change.kind, change.id) == (ChangeKind.UNSURE, "On the Patience of Tidal Clocks")
    assert "doi:10.5555/clocks" in change.note
    assert "doi:10.5555/other" in change.note
    assert ids(
        titled(
            [clocks(of=""), clocks("crossref", "10.5555/other", of="")],
            accepted=Accepted(ids=frozenset(("10.5555/other",))),
        )
    ) == ["doi:10.5555/other"]


def test_what_nobody_knows_is_told() -> None:
    heard = Heard((), unknown=(ident("10.5555/nobody"),), titles={"Nobody's Title": ()})
    found = taken((), heard=heard)
    assert [(each.kind, each.id) for each in found.changes] == [
        (ChangeKind.UNKNOWN, "Nobody's Title"), (ChangeKind.UNKNOWN, "doi:10.5555/nobody"),
    ]  # fmt: skip


# Contradictions


def test_years_and_titles_of_one_doi_that_cannot_both_be_are_told_once() -> None:
    works = [clocks(date="2024"), clocks("openalex", date="2019", title="Eels in Love")]
    found = taken(works)
    assert (entry(found)["date"].value, entry(found)["title"].source) == ("2024", "crossref")
    assert [
        (each.field, each.before, each.after, each.note) for each in told(found, ChangeKind.CONTRADICTION)
    ] == [
        ("date", "2024", "2019", "crossref"),
        ("title", "On the Patience of Tidal Clocks", "Eels in Love", "crossref"),
    ]
    assert told(taken(works, found.lock), ChangeKind.CONTRADICTION) == []
    assert told(taken([clocks(date="2024"), clocks("openalex", date="2023")]), ChangeKind.CONTRADICTION) == []


def test_a_work_that_was_not_asked_for_is_told_and_not_taken() -> None:
    found = taken((), heard=Heard((), strays=(clocks(),)))
    (change,) = found.changes
    assert (change.kind, change.field, change.id, change.is_taken) == (
        ChangeKind.CONTRADICTION,
        "id",
        "doi:10.5555/clocks",
        False,
    )
    assert ids(found) == []


# What is gone


def test_a_work_that_is_gone_from_a_list_is_told_and_stays() -> None:
    lock = locked_clocks("orcid", title="Clocks", authors=["Ada Quillfeather"])
    heard = Heard((), lists=WHOLE)
    found = taken((), lock, heard=heard)
    assert [(each.kind, each.source) for each in found.changes] == [(ChangeKind.GONE, "orcid")]
    assert found.lock == lock
    # Others still know it.
    assert told(taken([clocks(of="")], lock, heard=heard), ChangeKind.GONE)[0].source == "orcid"
    for silent in (
        taken([clocks("orcid")], lock, heard=heard),
        taken((), lock, heard=Heard(())),
        taken(
            (), lock, heard=heard._replace(left_out=(LeftOutSource("orcid", "answers with a check page"),))
        ),
        take(heard, lock, FetchPlan(people=PEOPLE, works=(ident("10.5555/clocks"),)), (), SOURCES),
        taken((), lock, [Publication(title="Clocks", doi="10.5555/clocks")], heard=heard),
        taken((), locked_clocks("orcid", title="Clocks", authors=["Cy Sedge"]), heard=heard),
        taken((), locked_clocks("unheard", title="Clocks"), heard=heard),
    ):
        assert told(silent, ChangeKind.GONE) == []


def test_a_work_under_an_identifier_that_nobody_can_read_stays() -> None:
    lock = Lock(
        (locked("isbn:1", title=("Eels", "crossref")), locked("doi:10.5555/a", title=("A", "crossref")))
    )
    assert taken([clocks()], lock).lock.works[:2] == lock.works


# All of it


def test_the_gravest_comes_first() -> None:
    lock = Lock(
        (
            locked(
                "doi:10.5555/b",
                title=("B", "crossref"),
                citations=("1", "openalex"),
                status=("corrected", "crossref"),
            ),
        )
    )
    found = taken(
        [
            clocks("crossref", "10.5555/z"),
            clocks("crossref", "10.5555/a"),
            clocks("openalex", "10.5555/s", authors=["Bo Reed"]),
            work("openalex", "10.5555/b", title="B", citations="3", status="retracted"),
        ],
        lock,
        heard=Heard((), unknown=(ident("10.5555/u"),)),
    )
    assert [(each.kind.value, each.id) for each in found.changes] == [
        ("retraction", "doi:10.5555/b"),
        ("strange", "doi:10.5555/s"),
        ("unknown", "doi:10.5555/u"),
        ("new", "doi:10.5555/a"),
        ("new", "doi:10.5555/z"),
        ("more", "doi:10.5555/b"),
        ("count", "doi:10.5555/b"),
    ]


_IDS = [
    "10.5555/a", "10.5555/b", "10.5555/c", "arXiv:2401.00001", "arXiv:2401.00002", "10.48550/arXiv.2401.00001", "PMID:71", "PMID:72",
    "W1111", "W2222", "dblp:conf/x/A1", "PMC555",
]  # fmt: skip
_VALUES: Mapping[str, Sequence[Plain]] = {
    "title": (
        "On the Patience of Tidal Clocks",
        "On the patience of tidal clocks.",
        "Eels in Love at the Marsh",
    ),
    "authors": (
        ["Ada Quillfeather"],
        ["A. Quillfeather", "Bo Reed"],
        ["Cy Sedge"],
        [{"name": "Ada Quillfeather", "orcid": OTHER}],
    ),
    "date": ("2024", "2024-05", "2024-05-16", "2021", "2019-01-01"),
    "type": ("article", "preprint"),
    "citations": ("1", "2", {"count": "2", "date": "2026-11-01"}),
    "status": ("corrected", "retracted", "in press"),
    "abstract": ("Short.", "A longer one."),
    "venue": ("Tides", "Journal of Tides"),
    "doi": ("10.5555/a", "10.5555/zzz"),
}

values = st.fixed_dictionaries({}, optional={name: st.sampled_from(said) for name, said in _VALUES.items()})
fetched_works = st.builds(
    FetchedWork,
    source=st.sampled_from([*SOURCES]),
    identifiers=st.lists(st.sampled_from(_IDS), min_size=1, max_size=3, unique=True).map(
        lambda ids: tuple(map(ident, ids))
    ),
    values=values,
    day=st.just(DAY),
    kind=st.just("publications"),
    of=st.sampled_from(["", ADA]),
    appeared_as=st.sampled_from([(), (ident("10.5555/a"),)]),
    preprints=st.sampled_from([(), (), (ident("arXiv:2401.00001"),)]),
)
own_works = st.lists(
    st.builds(
        Publication,
        title=st.sampled_from(_VALUES["title"]),
        doi=st.sampled_from(["", "", "10.5555/a", "10.5555/B"]),
        arxiv=st.sampled_from(["", "2401.00001"]),
        pmid=st.sampled_from(["", "", "71"]),
    ),
    max_size=3,
)
plans = st.builds(
    FetchPlan,
    people=st.just(PEOPLE),
    contact=st.just(""),
    titles=st.just(()),
    complete=st.booleans(),
    not_mine=st.just(frozenset()),
    works=st.lists(st.sampled_from(_IDS), max_size=2).map(lambda ids: tuple(map(ident, ids))),
    sources=st.sampled_from([(), ("openalex", "crossref", "arxiv")]),
    policies=st.dictionaries(st.sampled_from([*_VALUES]), st.sampled_from(Policy), max_size=3),
    ignored=st.sets(st.sampled_from(_IDS), max_size=1).map(lambda ids: frozenset(map(ident, ids))),
    same=st.lists(st.sets(st.sampled_from(_IDS), min_size=2, max_size=2), max_size=2).map(
        lambda sets: tuple(frozenset(map(ident, each)) for each in sets)
    ),
)
heards = st.builds(
    Heard,
    works=st.lists(fetched_works, max_size=8).map(tuple),
    titles=st.dictionaries(
        st.sampled_from(["On the Patience of Tidal Clocks", "Eels"]),
        st.lists(fetched_works, max_size=3).map(tuple),
    ),
    lists=st.sampled_from([(), WHOLE]),
    strays=st.lists(fetched_works, max_size=1).map(tuple),
    left_out=st.just(()),
    unknown=st.just(()),
)


@settings(max_examples=40)
@given(heards, plans, own_works)
def test_the_same_answers_change_nothing_the_second_time(
    heard: Heard, plan: FetchPlan, own: list[Publication]
) -> None:
    first = take(heard, Lock(), plan, own, SOURCES)
    later = heard._replace(
        works=tuple(each._replace(day=LATER) for each in heard.works),
        titles={
            title: tuple(each._replace(day=LATER) for each in works) for title, works in heard.titles.items()
        },
    )
    second = take(later, first.lock, plan, own, SOURCES)
    assert second.lock == first.lock
    news = {ChangeKind.NEW, ChangeKind.MORE, ChangeKind.COUNT, ChangeKind.RETRACTION}
    assert [each for each in second.changes if each.kind in news and each.is_taken] == []


@settings(max_examples=40)
@given(heards, heards, plans, own_works, st.integers())
def test_the_order_of_answers_means_nothing(
    before: Heard, heard: Heard, plan: FetchPlan, own: list[Publication], seed: int
) -> None:
    lock = take(before, Lock(), plan, own, SOURCES).lock
    works = [*heard.works]
    random.Random(seed).shuffle(works)
    one = take(heard, lock, plan, own, SOURCES)
    other = take(heard._replace(works=tuple(works)), lock, plan, own, SOURCES)
    assert one == other


@settings(max_examples=40)
@given(heards, heards, plans, own_works)
def test_nothing_is_lost_that_nobody_has_decided_against(
    before: Heard, heard: Heard, plan: FetchPlan, own: list[Publication]
) -> None:
    lock = take(before, Lock(), plan, own, SOURCES).lock
    kept = plan._replace(ignored=frozenset(), same=())
    after = {entry.id: entry for entry in take(heard, lock, kept, own, SOURCES).lock.works}
    for entry in lock.works:
        # What was said to be one work may fall apart, and what was found to be one is put together.
        found = after.get(entry.id) or next(
            each for each in after.values() if each.fields.keys() >= entry.fields.keys()
        )
        assert entry.fields.keys() <= found.fields.keys()
    assert take(Heard(()), lock, kept, own, SOURCES).lock == lock


@settings(max_examples=40)
@given(heards, heards, plans, own_works)
def test_no_field_that_is_ones_own_stands_in_the_lock_and_none_that_is_asked_about_changes(
    before: Heard, heard: Heard, plan: FetchPlan, own: list[Publication]
) -> None:
    lock = take(before, Lock(), plan, own, SOURCES).lock
    after = take(heard, lock, plan._replace(same=()), own, SOURCES).lock
    known = {entry.id: entry.fields for entry in lock.works}
    for entry in after.works:
        for name, said in entry.fields.items():
            assert plan.policies.get(name) is not Policy.MINE
            asks = plan.policies.get(name, Policy.ASK) is Policy.ASK and name not in (
                "citations",
                "status",
                "date",
            )
            if asks and name in known.get(entry.id, {}):
                assert said == known[entry.id][name]
