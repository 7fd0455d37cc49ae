"""Who is asked for what, in which order, and what one source that fails costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, cast

import pytest

from sphinx_academic.data.records import Publication, Record, Software
from sphinx_academic.fetching.asking import Heard, LeftOutSource, Step, ask
from sphinx_academic.fetching.plan import FetchPlan
from sphinx_academic.fetching.source import (
    Asker,
    FetchedWork,
    Identifier,
    Key,
    NotFoundError,
    Pace,
    Scholar,
    Source,
    UnavailableError,
)
from sphinx_academic.fetching.spelled_identifiers import identifier_of
from sphinx_academic.formats.lock_file import Lock, LockedField, LockedWork

ADA = Scholar("0000-0002-1825-0097", ("Ada Quillfeather",))
BO = Scholar("0000-0001-5109-3700", ("Bo Reed",))
DAY = "2026-12-01"


def ident(text: str) -> Identifier:
    found = identifier_of(text)
    assert found is not None
    return found


def idents(*texts: str) -> tuple[Identifier, ...]:
    return tuple(map(ident, texts))


def work(source: str, ids: str, **more: Any) -> FetchedWork:
    fields = {name: more.pop(name) for name in ("of", "appeared_as", "preprints") if name in more}
    return FetchedWork(source, idents(*ids.split()), more, DAY, **fields)


class _AskerWithContact:
    def __init__(self, contact: str = "ada@eelmarsh.org") -> None:
        self.contact = contact


class Services:
    """Sources that answer from tables, and remember what they were asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.known: dict[str, Source] = {}
        self.contact = "ada@eelmarsh.org"

    def add(
        self,
        name: str,
        schemes: str = "",
        by_id: Mapping[str, str] | BaseException | None = None,
        lists: Mapping[str, Sequence[FetchedWork | Exception]] | None = None,
        titles: Mapping[str, Sequence[FetchedWork | Exception]] | None = None,
        **more: Any,
    ) -> None:
        """Add a source. ``by_id`` gives for an identifier those of the work, ``lists`` the works of people by their iDs."""

        def by_ids(asker: Asker, identifiers: Sequence[Identifier]) -> Iterator[FetchedWork]:
            self.asked.append(f"{name}: {' '.join(map(str, identifiers))}")
            if isinstance(by_id, BaseException):
                raise by_id
            for each in identifiers:
                if found := (by_id or {}).get(str(each)):
                    yield work(name, found, title="On the Patience of Tidal Clocks")

        def given(
            table: Mapping[str, Sequence[FetchedWork | Exception]], said: Callable[[Any], str]
        ) -> Callable[[Asker, Any], Iterator[FetchedWork]]:
            def give(asker: Asker, whom: Any) -> Iterator[FetchedWork]:
                self.asked.append(f"{name}: {said(whom)}")
                for each in table.get(said(whom), ()):
                    if isinstance(each, Exception):
                        raise each
                    yield each

            return give

        self.known[name] = Source(
            name=name, label=name.title(), hosts=(), pace=Pace(1), good_for="", sent="", terms="", allows="",
            schemes=tuple(schemes.split()),
            works_by_ids=by_ids if schemes else None,
            works_of=None if lists is None else given(lists, lambda scholar: scholar.orcid),
            works_titled=None if titles is None else given(titles, str),
            **more,
        )  # fmt: skip

    def ask(
        self, plan: FetchPlan, own: Sequence[Record] = (), lock: Lock | None = None, **more: Any
    ) -> Heard:
        more.setdefault("environment", {})
        asker = cast("Asker", _AskerWithContact(self.contact))
        return ask(plan, own, lock or Lock(), self.known, lambda source: asker, **more)


@pytest.fixture
def services() -> Services:
    return Services()


def locked(id: str, **fields: str) -> Lock:
    return Lock(
        (LockedWork(id, {name: LockedField(value, "crossref", DAY) for name, value in fields.items()}),)
    )


def test_people_and_titles_come_first_and_what_is_known_by_then_is_asked_for(services: Services) -> None:
    services.add(
        "crossref", "doi", {"doi:10.5555/b": "10.5555/b"}, {ADA.orcid: [work("crossref", "10.5555/a")]}
    )
    services.add("orcid", "", None, {ADA.orcid: [work("orcid", "10.5555/a"), work("orcid", "10.5555/b")]})
    services.add("openalex", "doi openalex", {"doi:10.5555/a": "10.5555/a W1111"}, {}, {})
    plan = FetchPlan(people=(ADA,), works=idents("10.5555/c"), titles=("Eels in Love at the Marsh",))
    heard = services.ask(plan)
    assert services.asked == [
        f"crossref: {ADA.orcid}",
        f"orcid: {ADA.orcid}",
        f"openalex: {ADA.orcid}",
        "openalex: Eels in Love at the Marsh",
        # What the list of the same source has is not asked for again.
        "openalex: doi:10.5555/a doi:10.5555/b doi:10.5555/c",
        "crossref: doi:10.5555/b doi:10.5555/c",
    ]
    assert {(each.source, str(each.identifiers[0]), each.of) for each in heard.works} == {
        ("crossref", "doi:10.5555/a", ADA.orcid),
        ("orcid", "doi:10.5555/a", ADA.orcid),
        ("orcid", "doi:10.5555/b", ADA.orcid),
        ("openalex", "doi:10.5555/a", ""),
        ("crossref", "doi:10.5555/b", ""),
    }
    assert heard.unknown == idents("10.5555/c")
    assert heard.titles == {"Eels in Love at the Marsh": ()}
    assert set(heard.lists) == {(name, ADA.orcid) for name in ("crossref", "orcid", "openalex")}


def test_ones_own_works_and_those_of_the_lock_are_completed_each_once(services: Services) -> None:
    services.add("crossref", "doi")
    services.add("pubmed", "pmid")
    services.add("github", "github")
    own = [
        Publication(title="A", doi="10.5555/A", pmid="7", github=("ada/paper",)),
        Software(title="Eels", github=("Ada/Eels",), doi="10.5555/software"),
    ]
    services.ask(
        FetchPlan(works=idents("10.5555/a")), own, locked("doi:10.5555/b", pmid="8", doi="10.5555/b")
    )
    assert services.asked == [
        "crossref: doi:10.5555/a doi:10.5555/b",
        "pubmed: pmid:7 pmid:8",
        "github: github:ada/eels",
    ]
    services.asked.clear()
    services.ask(FetchPlan(complete=False), own, locked("doi:10.5555/b"))
    assert services.asked == ["crossref: doi:10.5555/b"]


def test_what_is_decided_against_is_not_asked_for(services: Services) -> None:
    services.add("crossref", "doi")
    own = [Publication(title="A", doi="10.5555/a")]
    plan = FetchPlan(
        works=idents("10.5555/b"),
        ignored=frozenset(idents("10.5555/a")),
        not_mine=frozenset(idents("10.5555/b")),
    )
    assert services.ask(plan, own, locked("doi:10.5555/a")).unknown == ()
    assert services.asked == []


def test_what_one_source_knows_lets_another_be_asked(services: Services) -> None:
    services.add("pubmed", "pmid", {"pmid:7": "PMID:7 10.5555/a"})
    services.add("crossref", "doi", {"doi:10.5555/a": "10.5555/a"})
    services.add("openalex", "doi pmid", {"doi:10.5555/a": "W1111 10.5555/a"})
    heard = services.ask(FetchPlan(works=idents("PMID:7")))
    # Once PubMed has said the DOI the others are asked for that.
    assert services.asked == [
        "openalex: pmid:7", "pubmed: pmid:7", "openalex: doi:10.5555/a", "crossref: doi:10.5555/a",
    ]  # fmt: skip
    assert heard.unknown == ()


def test_a_work_is_asked_for_by_one_identifier_and_by_all_its_dois(services: Services) -> None:
    services.add("openalex", "doi openalex pmid", {"openalex:W1111": "W1111"})
    services.add("crossref", "doi")
    extra: Any = {"identifiers": [{"type": "doi", "value": "10.5555/a.v1"}]}
    own = [
        Publication(title="A", doi="10.5555/a", openalex="W1111", pmid="7", extra=extra),
        Publication(title="B", openalex="W1111"),
    ]
    services.ask(FetchPlan(), own[:1])
    assert services.asked == [f"{name}: doi:10.5555/a doi:10.5555/a.v1" for name in ("openalex", "crossref")]
    services.asked.clear()
    services.ask(FetchPlan(), own[1:])
    assert services.asked == ["openalex: openalex:W1111"]


def test_datacite_is_asked_for_what_crossref_does_not_register(services: Services) -> None:
    services.add("datacite", "doi", {"doi:10.5555/data": "10.5555/data"})
    services.add("crossref", "doi", {"doi:10.5555/a": "10.5555/a"})
    services.add("unpaywall", "doi")
    plan = FetchPlan(works=idents("10.5555/a", "10.5555/data", "10.5281/zenodo.7"))
    assert services.ask(plan).unknown == idents("10.5281/zenodo.7")
    assert services.asked == [
        "crossref: doi:10.5555/a doi:10.5555/data",
        "datacite: doi:10.5281/zenodo.7 doi:10.5555/data",
        "unpaywall: doi:10.5555/a doi:10.5555/data",
    ]
    # What it has said before is asked for there alone.
    services.asked.clear()
    fields = {"title": LockedField("Data", "datacite", DAY)}
    services.ask(FetchPlan(), (), Lock((LockedWork("doi:10.5555/data", fields),)))
    assert services.asked == ["datacite: doi:10.5555/data"]
    # Alone it is asked for all.
    services.asked.clear()
    services.ask(FetchPlan(works=idents("10.5555/a"), sources=("datacite",)))
    assert services.asked == ["datacite: doi:10.5555/a"]


def test_datacite_does_not_stand_in_for_crossref(services: Services) -> None:
    services.add("crossref", "doi", UnavailableError("does not answer."))
    services.add("datacite", "doi")
    heard = services.ask(FetchPlan(works=idents("10.5555/a", "10.5281/zenodo.7")))
    assert services.asked == ["crossref: doi:10.5555/a", "datacite: doi:10.5281/zenodo.7"]
    assert heard.left_out == (LeftOutSource("crossref", "does not answer"),)
    assert heard.unknown == ()  # Crossref might have known


def test_preprints_are_asked_for_at_arxiv_and_by_their_doi_elsewhere(services: Services) -> None:
    services.add("arxiv", "arxiv", {"arxiv:2401.00001": "arXiv:2401.00001"})
    services.add("crossref", "doi")
    services.add("datacite", "doi")
    services.add("openalex", "doi")
    heard = services.ask(FetchPlan(works=idents("10.48550/arXiv.2401.00001", "arXiv:2401.00002")))
    assert services.asked == [
        "openalex: doi:10.48550/arxiv.2401.00001 doi:10.48550/arxiv.2401.00002",
        "arxiv: arxiv:2401.00001 arxiv:2401.00002",
        "datacite: doi:10.48550/arxiv.2401.00002",
    ]
    assert heard.unknown == idents("arXiv:2401.00002")


def test_the_article_of_a_preprint_is_asked_for(services: Services) -> None:
    preprint = work("orcid", "arXiv:2401.00001", appeared_as=idents("10.5555/a"))
    services.add("orcid", "", None, {ADA.orcid: [preprint]})
    services.add("crossref", "doi", {"doi:10.5555/a": "10.5555/a"})
    heard = services.ask(FetchPlan(people=(ADA,)))
    assert [str(each.identifiers[0]) for each in heard.works] == ["arxiv:2401.00001", "doi:10.5555/a"]


TITLE = "On the Patience of Tidal Clocks"


def test_the_first_source_that_surely_has_a_title_is_enough(services: Services) -> None:
    sure = work(
        "crossref", "10.5555/a", title="On the patience of tidal clocks.", authors=["A. Quillfeather"]
    )
    near = work("crossref", "10.5555/b", title="On the Patience of Tidal Clocks in Winter")
    other = work("crossref", "10.5555/c", title="Eels")
    services.add("crossref", "doi", {}, None, {TITLE: [near, other, sure]})
    services.add("openalex", "doi", {}, None, {TITLE: [sure]})
    heard = services.ask(FetchPlan(people=(ADA,), titles=(TITLE,)))
    assert heard.titles == {TITLE: (near, sure)}
    assert services.asked == [f"crossref: {TITLE}", "openalex: doi:10.5555/a"]


def test_a_title_that_is_not_surely_found_is_looked_for_everywhere(services: Services) -> None:
    stranger = work("crossref", "10.5555/a", title=TITLE, authors=["Cy Sedge"])
    services.add("crossref", "", None, None, {TITLE: [stranger]})
    services.add("openalex", "", None, None, {})
    assert services.ask(FetchPlan(people=(ADA,), titles=(TITLE,))).titles == {TITLE: (stranger,)}
    assert len(services.asked) == 2
    # Where a source fails nobody knows whether it has the title.
    services.add("arxiv", "", None, None, {TITLE: [UnavailableError("is busy")]})
    assert services.ask(FetchPlan(people=(ADA,), titles=(TITLE,))).titles == {}


def test_a_title_that_is_known_is_not_looked_for(services: Services) -> None:
    services.add("crossref", "doi", {}, None, {})
    services.ask(FetchPlan(titles=(TITLE,)), (), locked("doi:10.5555/a", title=TITLE))
    services.ask(FetchPlan(titles=(TITLE,)), [Publication(title=TITLE, doi="10.5555/a")])
    assert services.asked == ["crossref: doi:10.5555/a"] * 2
    services.ask(FetchPlan(titles=(TITLE,)), [Publication(title=TITLE)])
    assert services.asked[2:] == [f"crossref: {TITLE}"]


def test_a_source_that_fails_costs_only_what_it_would_have_said(services: Services) -> None:
    one = work("crossref", "10.5555/a")
    services.add("crossref", "doi", {}, {ADA.orcid: [one, UnavailableError("answers with a check page.")]})
    services.add("orcid", "", None, {BO.orcid: [work("orcid", "10.5555/b")]})
    heard = services.ask(FetchPlan(people=(ADA, BO)))
    assert heard.left_out == (LeftOutSource("crossref", "answers with a check page"),)
    assert [str(each.identifiers[0]) for each in heard.works] == ["doi:10.5555/a", "doi:10.5555/b"]
    assert services.asked == [f"crossref: {ADA.orcid}", f"orcid: {ADA.orcid}", f"orcid: {BO.orcid}"]
    assert heard.lists == (("orcid", ADA.orcid), ("orcid", BO.orcid))


def test_somebody_who_is_not_found_costs_only_that_ones_works(services: Services) -> None:
    missing = NotFoundError(f"has no public record of {ADA.orcid}.")
    services.add("orcid", "", None, {ADA.orcid: [missing], BO.orcid: [work("orcid", "10.5555/b")]})
    heard = services.ask(FetchPlan(people=(ADA, BO)))
    assert heard.left_out == (LeftOutSource("orcid", f"has no public record of {ADA.orcid}"),)
    assert len(heard.works) == 1
    assert heard.lists == (("orcid", BO.orcid),)


def test_an_answer_that_nobody_understands_costs_only_its_source(services: Services) -> None:
    services.add("crossref", "doi", KeyError("message"))
    services.add("openalex", "doi", {"doi:10.5555/a": "10.5555/a W1111"})
    heard = services.ask(FetchPlan(works=idents("10.5555/a")))
    assert heard.left_out[0].reason == "answers in a form that is not understood here (KeyError: 'message')"
    assert len(heard.works) == 1


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError("No space left on device")])
def test_what_is_no_answer_stops_all(services: Services, error: BaseException) -> None:
    services.add("crossref", "doi", error)
    with pytest.raises(type(error)):
        services.ask(FetchPlan(works=idents("10.5555/a")))


def test_a_source_without_its_key_or_an_address_is_left_out_and_told(services: Services) -> None:
    services.contact = ""
    services.add(
        "openalex",
        "doi",
        key=Key("OPENALEX_API_KEY", is_needed=True, where="https://openalex.org/settings/api"),
    )
    services.add("unpaywall", "doi", needs_contact=True)
    services.add("github", "github", key=Key("GITHUB_TOKEN"))
    heard = services.ask(FetchPlan(works=idents("10.5555/a", "github:ada/eels")))
    assert heard.left_out == (
        LeftOutSource(
            "openalex",
            "is not asked without a key in OPENALEX_API_KEY, which one gets at https://openalex.org/settings/api",
            False,
        ),
        LeftOutSource(
            "unpaywall",
            "is not asked without an address at which it reaches you: add  contact:  to the plan",
            False,
        ),
    )
    assert services.asked == ["github: github:ada/eels"]
    services.ask(
        FetchPlan(works=idents("10.5555/a"), contact="a@b.org"), environment={"OPENALEX_API_KEY": "secret"}
    )
    assert services.asked[1:] == ["openalex: doi:10.5555/a", "unpaywall: doi:10.5555/a"]
    assert "secret" not in repr(heard)


def test_a_source_that_cannot_begin_is_left_out(services: Services) -> None:
    services.add("crossref", "doi")

    def refuse(source: Source) -> Asker:
        raise UnavailableError("is not kept, and nobody is asked.")

    heard = ask(FetchPlan(works=idents("10.5555/a")), (), Lock(), services.known, refuse, environment={})
    assert heard.left_out == (LeftOutSource("crossref", "is not kept, and nobody is asked"),)
    assert heard.unknown == ()


def test_the_plan_says_who_is_asked(services: Services) -> None:
    for name in ("crossref", "openalex", "dblp"):
        services.add(name, "doi")
    services.ask(FetchPlan(works=idents("10.5555/a"), sources=("dblp", "crossref", "gone")))
    assert services.asked == ["crossref: doi:10.5555/a", "dblp: doi:10.5555/a"]


def test_a_work_that_was_not_asked_for_is_kept_apart(services: Services) -> None:
    services.add("crossref", "doi", {"doi:10.5555/a": "10.5555/z"})
    heard = services.ask(FetchPlan(works=idents("10.5555/a")))
    assert heard.works == ()
    assert [str(each.identifiers[0]) for each in heard.strays] == ["doi:10.5555/z"]


def test_whoever_watches_sees_how_far_it_has_come(services: Services) -> None:
    services.add(
        "crossref", "doi", {"doi:10.5555/b": "10.5555/b"}, {ADA.orcid: [work("crossref", "10.5555/a")]}
    )
    steps: list[Step] = []
    services.ask(FetchPlan(people=(ADA,), works=idents("10.5555/b")), watch=steps.append)
    assert steps == [
        Step("crossref", f"works of {ADA.orcid}", 0),
        Step("crossref", f"works of {ADA.orcid}", 1),
        Step("crossref", "1 work by identifiers", 1),
        Step("crossref", "1 work by identifiers", 2),
    ]
