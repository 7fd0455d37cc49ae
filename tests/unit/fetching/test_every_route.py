"""Every answer in ``tests/services`` becomes what it says, or is told: never works that there are none of, and never "no works".

The table has each request that the answers were collected for. Where a source asks for just that, it is given that answer; an answer to what no
source asks for is given in place of the one that it would ask for, as services do in bad moments.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import pytest
from answers_of_files import FOLDER, ReplyOfText, asker_of_files, stored_body
from asking_clients import StillClock, client
from scholarly_server import ScholarlyServer
from service_answers import SERVICES, Fault, cut, html, instead, saying, status

from sphinx_academic.fetching.asking import ask
from sphinx_academic.fetching.changes import ChangeKind
from sphinx_academic.fetching.plan import FetchPlan
from sphinx_academic.fetching.source import (
    Asker,
    FetchedWork,
    NotFoundError,
    Scholar,
    Source,
    UnavailableError,
)
from sphinx_academic.fetching.sources import sources
from sphinx_academic.fetching.spelled_identifiers import identifier_of
from sphinx_academic.fetching.taking import Taken, take
from sphinx_academic.formats.loading import NamedFile, load
from sphinx_academic.formats.lock_file import Lock, LockedField, LockedWork, written_lock

ORCID = "0000-0002-1825-0097"
Question = Callable[[Source, Asker], Iterator[FetchedWork]]
Fields = Mapping[str, object]


def her_works(source: Source, asker: Asker) -> Iterator[FetchedWork]:
    """Works of Ada Quillfeather."""
    assert source.works_of is not None
    return source.works_of(asker, Scholar(ORCID, ("Ada Quillfeather",), "00/0001-2"))


def her_other_works(source: Source, asker: Asker) -> Iterator[FetchedWork]:
    """Works of somebody whose record is empty, or of whom there is more than one."""
    assert source.works_of is not None
    return source.works_of(asker, Scholar("0000-0001-2345-6789", (), "00/0001", "A5000009999"))


def by(*texts: str) -> Question:
    """Works by identifiers."""
    identifiers = [found for text in texts if (found := identifier_of(text))]
    assert len(identifiers) == len(texts)

    def ask(source: Source, asker: Asker) -> Iterator[FetchedWork]:
        assert source.works_by_ids is not None
        return source.works_by_ids(asker, identifiers)

    return ask


def titled(title: str) -> Question:
    """Works by their title."""

    def ask(source: Source, asker: Asker) -> Iterator[FetchedWork]:
        assert source.works_titled is not None
        return source.works_titled(asker, title)

    return ask


class Route(NamedTuple):
    """One answer, where it belongs, what a source is asked, and what comes of it."""

    answer: str
    """In ``tests/services``."""
    address: str
    """What is answered so."""
    ask: Question
    works: Mapping[str, Fields] = {}
    """The works, in their order, by what they are known first, with what this answer says of them besides others."""
    told: str = ""
    """What is told of the service, behind its name, in the end."""
    is_nobody: bool = False
    """Whether that is told of a person, and the service goes on."""
    at: Mapping[str, str] | None = None
    """Which answers are given to requests whose address has a text in it, where not all are given this one."""
    asks: int = 1
    """How many requests are sent."""
    contact: str = "ada@eelmarsh.org"

    @property
    def service(self) -> str:
        return self.answer.partition("/")[0]


ELSEWHERE = "answers with something else than works"
TOO_OFTEN = "answers that it is asked too often (status 429), also when asked again"
QF, RETRACTED, CONFERENCE, PREPRINT = (
    f"doi:10.5555/{name}" for name in ("qf.2021.001", "qf.2019.009", "conf.2022.17", "prep.0001")
)
DATA = "doi:10.5555/zenodo.9000001"
ARXIV = "arxiv:2401.00001"
ADA = {"family": "Quillfeather", "given": "Ada", "orcid": ORCID}
TITLE = "On the Patience of Tidal Clocks"
WORKSHOP, ATLAS = (f"orcid:{ORCID}/work/{number}" for number in (1000005, 1000006))
BULK = f"{ORCID}/works/"

_ORCID = "https://pub.orcid.org/v3.0"
_OPENALEX = "https://api.openalex.org"
_OF_HER = f"{_OPENALEX}/works?filter=authorships.author.orcid:{ORCID}&per-page=2&cursor="
_CROSSREF = "https://api.crossref.org/works"
_CROSSREF_OF_HER = f"{_CROSSREF}?filter=orcid:{ORCID}&rows=3&mailto=someone@example.org&cursor="
_DATACITE = "https://api.datacite.org/dois"
_DBLP = "https://dblp.org"
_ARXIV = "https://export.arxiv.org/api/query"
_PUBMED = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
_GITHUB = "https://api.github.com"
_UNPAYWALL = "https://api.unpaywall.org/v2"

ROUTES: tuple[Route, ...] = (
    # ORCID
    Route("orcid/works", f"{_ORCID}/{ORCID}/works", her_works, {
        QF: {"title": "On the patience of tidal clocks: A Second Look", "date": "2021-03-15", "pmid": "90000001"},
        ARXIV: {"title": "Sparse Lanterns & Other Lattices: the CO<sub>2</sub> case", "date": "2024-01", "doi": None},
        WORKSHOP: {"type": "talk", "date": "2018-07-02"},
        ATLAS: {"venue": "Handbuch der Felder", "date": "2019", "isbn": ["9780000000002"]},
        DATA: {"type": "dataset"},
    }, at={}, asks=2),
    Route("orcid/works-empty", f"{_ORCID}/0000-0001-2345-6789/works", her_other_works,
        told="has a record of 0000-0001-2345-6789 without public works", is_nobody=True),
    Route("orcid/work-1000001", f"{_ORCID}/{ORCID}/work/1000001", her_works, told=ELSEWHERE),
    Route("orcid/works-bulk", f"{_ORCID}/{ORCID}/works/1000001,1000004,9999999", her_works, {
        QF: {"authors": None},
        ARXIV: {"authors": None},  # who are null there
        WORKSHOP: {"authors": None}, ATLAS: {}, DATA: {},
    }, at={}, asks=2),
    Route("orcid/person", f"{_ORCID}/{ORCID}/person", her_works, told=ELSEWHERE),
    Route("orcid/not-found", f"{_ORCID}/0000-0000-0000-0000/works", her_works,
        told=f"has no public record of {ORCID}", is_nobody=True),
    Route("orcid/deprecated", f"{_ORCID}/0000-0001-2345-6789/works", her_other_works, {
        QF: {}, ARXIV: {}, WORKSHOP: {}, ATLAS: {}, DATA: {},
    }, told=f"has made the record of 0000-0001-2345-6789 one with that of {ORCID}: write that iD into the plan", is_nobody=True,
        at={"0000-0001-2345-6789": "orcid/deprecated"}, asks=3),
    Route("orcid/locked", f"{_ORCID}/0000-0001-2345-6789/works", her_other_works,
        told="has a record of 0000-0001-2345-6789 that is locked or given up", is_nobody=True),
    Route("orcid/search-empty", f"{_ORCID}/search?q=family-name:nobody", her_works, told=ELSEWHERE),
    Route("orcid/search-bad-rows", f"{_ORCID}/search?q=x&rows=apple", her_works,
        told="is out of order (status 500), also when asked again: Something went wrong in ORCID", asks=3),
    Route("orcid/rate-limited", f"{_ORCID}/{ORCID}/works", her_works, told=TOO_OFTEN, asks=3),
    # OpenAlex
    Route("openalex/works-page-1", f"{_OF_HER}*", her_works, {
        QF: {"authors": [{"name": "Ada Quillfeather", "orcid": ORCID}, "Bram Östergård-Lind"], "abstract": "We time slow waters, time and again."},
        "doi:10.48550/arxiv.2401.00001": {"title": "Sparse Lanterns & Other Lattices", "date": "2024", "type": "preprint"},
        RETRACTED: {},
    }, at={"cursor=*": "openalex/works-page-1", "cursor=IlsxNjA5": "openalex/works-page-2", "cursor=IlsxNTQ2": "openalex/works-page-3"}, asks=3),
    Route("openalex/works-page-2", f"{_OF_HER}IlsxNjA5…", her_works, {RETRACTED: {"status": "retracted", "date": "2019", "venue": None}},
        at={"cursor=*": "openalex/works-page-2", "cursor=IlsxNTQ2": "openalex/works-page-3"}, asks=2),
    Route("openalex/works-page-3", f"{_OF_HER}IlsxNTQ2…", her_works, told="gives 0 of 4 works, and then an empty page"),
    Route("openalex/work-by-doi", f"{_OPENALEX}/works/doi:10.5555/qf.2021.001", by("10.5555/QF.2021.001"), {
        QF: {"pmid": "90000001", "eid": "e17", "number": "Spring", "open_access": {"status": "gold", "url": "https://example.org/qf/001.pdf"}},
    }, at={}),
    Route("openalex/works-authors-truncated", f"{_OPENALEX}/works?filter=doi:10.5555/qf.2021.001", by("10.5555/qf.2021.001"), {
        QF: {"authors": [{"name": "Ada Quillfeather", "orcid": ORCID}, "Bram Östergård-Lind"]},
    }, at={"filter=": "openalex/works-authors-truncated", "/works/": "openalex/work-by-doi"}, asks=2),
    Route("openalex/not-found", f"{_OPENALEX}/works/W9999999999", by("W9999999999"), at={"filter=": "openalex/works-page-2"}, asks=2),
    Route("openalex/bad-filter", f"{_OPENALEX}/works?filter=author_name:x", her_works,
        told="answers with status 400, bad request: author_name is not a valid field. (a very long list of fields)"),
    Route("openalex/merged", f"{_OPENALEX}/authors/A5000009999", her_other_works, {QF: {}, "doi:10.48550/arxiv.2401.00001": {}, RETRACTED: {}}, at={}, asks=3),
    Route("openalex/rate-limited", f"{_OF_HER}*", her_works,
        told="wants to be asked again after 22:52 UTC, in 15 hours: Insufficient budget. (costs $0.0001, $0 left; resets at midnight UTC)"),
    Route("openalex/rate-limited-burst", f"{_OF_HER}*", her_works, told=TOO_OFTEN, asks=5),
    # Crossref
    Route("crossref/works-page-1", f"{_CROSSREF_OF_HER}*", her_works, {
        QF: {"title": f"{TITLE}: A Second Look at <i>H</i><sub>2</sub> O", "venue": "Journal of Quiet Fields & Tides", "eid": "e17", "pages": None,
            "abstract": "We time slow waters; for <i>k</i> &gt; 3 the effect is small & steady.",
            "authors": [{**ADA, "affiliation": "University of Eel Marsh"}, {"family": "Östergård-Lind", "given": "Bram", "suffix": "Jr."},
                {"family": "이하늘"}, {"literal": "The Tidal Consortium"}]},
        CONFERENCE: {"date": "2022-09", "pages": "305-312", "type": "conference"},
        PREPRINT: {"type": "preprint", "venue": "Example Preprint Server", "date": "2020-11-02"},
    }, told="gives the works from 0 on where those from 3 on were asked for", asks=2),
    Route("crossref/works-page-2", f"{_CROSSREF_OF_HER}DnF1… (1st repeat)", by("10.5555/qf.2019.009", "10.5555/qf.2020.010", "10.5555/qf.2021.001.s001"), {
        RETRACTED: {"status": "retracted", "date": "2019"}, "doi:10.5555/qf.2020.010": {"status": None, "authors": None},
        "doi:10.5555/qf.2021.001.s001": {"title": None},
    }),
    Route("crossref/works-page-3", f"{_CROSSREF_OF_HER}DnF1… (2nd repeat)", her_works, told="gives 0 of 6 works, and then an empty page"),
    Route("crossref/works-empty", f"{_CROSSREF}?query=adfaaf", titled(TITLE)),
    Route("crossref/work-by-doi", f"{_CROSSREF}/10.5555%2FQF.2021.001", by("https://doi.org/10.5555/QF.2021.001"), {QF: {"doi": "10.5555/qf.2021.001", "date": "2021-03-15"}}),
    Route("crossref/work-retracted", f"{_CROSSREF}/10.5555/qf.2019.009", by("10.5555/qf.2019.009"), {
        RETRACTED: {"title": "Lanterns at Sea", "status": "retracted", "date": "2019"},
    }),
    Route("crossref/work-retraction-notice", f"{_CROSSREF}/10.5555/qf.2020.010", by("10.5555/qf.2020.010"), {
        "doi:10.5555/qf.2020.010": {"title": "Retraction of: Lanterns at Sea", "status": None},
    }),
    Route("crossref/updates-of", f"{_CROSSREF}?filter=updates:10.5555/qf.2019.009", titled("Retraction of: Lanterns at Sea"), {
        "doi:10.5555/qf.2020.010": {"status": None},
    }),
    Route("crossref/not-found", f"{_CROSSREF}/10.5555/nothing", by("10.5555/nothing")),
    Route("crossref/bad-request", f"{_CROSSREF}?rows=things", her_works,
        told="answers with status 400, bad request: Integer specified as things but must be a positive integer less than or equal to 1000"),
    Route("crossref/bad-cursor", f"{_CROSSREF}?cursor=thing", her_works, told="has no list of works any more where it had one"),
    Route("crossref/rate-limited", f"{_CROSSREF_OF_HER}*", her_works, told=TOO_OFTEN, asks=3),
    Route("crossref/doi-negotiation-redirect", "https://doi.org/10.5555/qf.2021.001", by("10.5555/qf.2021.001"),
        told="leads from one address to the next, more than 5 times", asks=6),
    Route("crossref/doi-not-a-doi", "https://doi.org/foo", by("10.5555/foo"), told="answers with status 400, bad request"),
    # DataCite
    Route("datacite/dois-page-1", f"{_DATACITE}?query=creators.nameIdentifiers.nameIdentifier:%22https%3A%2F%2Forcid.org%2F{ORCID}%22&page[size]=2&page[cursor]=1",
        her_works, {
        DATA: {"date": "2023-11-30", "authors": [{**ADA, "affiliation": "University of Eel Marsh"}, {"family": "Östergård-Lind", "given": "Bram"},
            {"literal": "The Tidal Consortium"}]},
        "doi:10.48550/arxiv.2401.00001": {"title": r"Sparse Lanterns & Other Lattices: the $O(n\log n)$ case", "date": "2024", "arxiv": "2401.00001"},
        "doi:10.5555/lipics.2020.9": {},
    }, at={}, asks=2),
    Route("datacite/dois-page-2", f"{_DATACITE}?page[cursor]=MTcw…", her_works, {
        "doi:10.5555/lipics.2020.9": {"title": "Counting Eels", "authors": [{"name": "Bram J. Plainname", "orcid": ORCID}], "number": "6", "date": "2020"},
    }),
    Route("datacite/doi", f"{_DATACITE}/10.5555/zenodo.9000001", by("10.5555/ZENODO.9000001"), {
        DATA: {"publisher": "Example Archive", "abstract": "Tide gauge readings.<br>\nTwo harbours.", "license": "CC-BY-4.0"},
    }),
    Route("datacite/doi-affiliation-true", f"{_DATACITE}/10.5555/zenodo.9000001?affiliation=true&publisher=true", by("10.5555/zenodo.9000001"), {
        DATA: {"publisher": "Example Archive", "authors": [{**ADA, "affiliation": "University of Eel Marsh"},
            {"family": "Östergård-Lind", "given": "Bram"}, {"literal": "The Tidal Consortium"}]},
    }),
    Route("datacite/not-found", f"{_DATACITE}/10.5555/nothing", by("10.5555/nothing")),
    Route("datacite/negotiation-not-found", "https://data.crosscite.org/nothing", her_works, told="has no list of works any more where it had one"),
    Route("datacite/rate-limited", _DATACITE, her_works, told=TOO_OFTEN, asks=3),
    # DBLP
    Route("dblp/person", f"{_DBLP}/pid/00/0001-2.xml", her_works, {
        QF: {"title": TITLE, "authors": [{"name": "Ada Quillfeather", "orcid": ORCID}, "Bram Östergård-Lind"]},
        CONFERENCE: {"title": "What's <i>P</i>-Sparse & Why? Lanterns in O(n<sup>2</sup>) Time"},
        ARXIV: {"type": "preprint", "venue": "arXiv", "doi": None},
        "doi:10.5555/conf.2022": {"editor": "Ada Quillfeather", "authors": None, "isbn": ["978-0-00-000000-2"]},
        "dblp:phd/basesearch/Quillfeather12": {"type": "thesis", "venue": "Lantern Institute"},
        RETRACTED: {"title": "Lanterns at Sea?", "status": "withdrawn"},
    }),
    Route("dblp/person-disambiguation", f"{_DBLP}/pid/00/0001.xml", her_other_works,
        told="has several people of the name that page 00/0001 is for. Name the page of one of them: 00/0001-2", is_nobody=True),
    Route("dblp/search-page-1", f"{_DBLP}/search/publ/api?q=quillfeather&format=json&h=2&f=0", titled("Sparse Lanterns"), {
        CONFERENCE: {"title": "What's P-Sparse & Why? Lanterns in O(n<sup>2</sup>) Time", "authors": ["Ada Quillfeather", "Bram Östergård-Lind"]},
        "doi:10.5555/lnt.3": {"title": "A Chapter in Two Series", "authors": ["Ada Quillfeather"], "venue": "Lanterns", "type": "chapter"},
    }),
    Route("dblp/search-empty", f"{_DBLP}/search/publ/api?q=nobody&format=json", titled("Nobody")),
    Route("dblp/author-search", f"{_DBLP}/search/author/api?q=ada+quillfeather&format=json", titled("Sparse Lanterns"), told="counts works, but lists none", asks=3),
    Route("dblp/rate-limited", f"{_DBLP}/search/publ/api?q=x&format=json", titled("X"), told=TOO_OFTEN, asks=5),
    Route("dblp/bot-check-500", f"{_DBLP}/search/publ/api?q=x&format=json", titled("X"), told="answers with a check page for browsers, not with data"),
    Route("dblp/bot-check-200", "https://dblp.uni-trier.de/search/publ/api?q=x&format=json", her_works, told="answers with a check page for browsers, not with data"),
    # arXiv
    Route("arxiv/author-page-1", f"{_ARXIV}?search_query=au:Quillfeather_A&start=0&max_results=1", titled("Sparse Lanterns"), {
        ARXIV: {"date": "2024-01-01", "doi": None, "type": "preprint"},
    }),
    Route("arxiv/author-page-2", f"{_ARXIV}?search_query=au:Quillfeather_A&start=1&max_results=1", titled("0"), {
        "arxiv:hep-th/0000001": {"title": "0", "date": "2000-01-02", "authors": ["Ada Quillfeather"]},
    }),
    Route("arxiv/page-empty-by-mistake", "same as author-page-2, a bad moment", by(ARXIV), told="answers with an empty list, but counts 2 preprints", asks=3),
    Route("arxiv/by-id", f"{_ARXIV}?id_list=2401.00001", by("https://arxiv.org/abs/2401.00001v2"), {
        ARXIV: {"note": "Proc. LATLI 2022, pp. 305-312; 12 pages, accepted at LATLI 2022"},
    }),
    Route("arxiv/by-id-old-style", f"{_ARXIV}?id_list=2401.00001 (the service before its rewrite)", by(ARXIV), {ARXIV: {"date": "2024-01-01"}}),
    Route("arxiv/by-id-none", f"{_ARXIV}?id_list=0000.0000", by("arxiv:2401.99999")),
    Route("arxiv/bad-id", f"{_ARXIV}?id_list=abc", titled("Abc"), told="answers with status 400, bad request"),
    Route("arxiv/rate-limited", f"{_ARXIV}?search_query=x", titled("X"), told=f"{TOO_OFTEN}: Rate exceeded", asks=3),
    Route("arxiv/http-redirect", "http://export.arxiv.org/api/query?id_list=2401.00001", by(ARXIV), told="leads from one address to the next, more than 5 times", asks=6),
    # PubMed
    Route("pubmed/esearch", f"{_PUBMED}/esearch.fcgi?db=pubmed&term=Quillfeather+A[Author]&retmode=json&retmax=2&retstart=0&tool=x&email=y", her_works, {
        QF: {}, "pmid:90000002": {}, RETRACTED: {},
    }, at={}, asks=3),
    Route("pubmed/esearch-page-2", "same, retstart=2", her_works, told="counts 3 articles, but lists 1", asks=2),
    Route("pubmed/efetch", f"{_PUBMED}/efetch.fcgi?db=pubmed&id=90000001,90000002,90000003&retmode=xml", by("PMID:90000001", "PMID:90000002", "PMID:90000003"), {
        QF: {"title": "On the patience of <i>tidal</i> clocks: H<sub>2</sub>O & time", "date": "2021-06", "pages": "1865-1876", "pmcid": "PMC9000001",
            "authors": [{"family": "Quillfeather", "given": "Ada M", "orcid": ORCID}, {"family": "Östergård-Lind", "given": "Bram", "suffix": "Jr"},
                {"literal": "Tidal Consortium"}]},
        "pmid:90000002": {"title": "Ein Atlas der stillen Felder", "date": "1998", "authors": [{"family": "Quillfeather", "given": "A"}, "et al."]},
        RETRACTED: {"title": "Lanterns at sea", "date": "Spring 2019", "status": "retracted", "authors": None},
    }),
    Route("pubmed/esummary", f"{_PUBMED}/esummary.fcgi?db=pubmed&retmode=json&id=90000001,99999999", her_works, told="answers with what is no list of numbers"),
    Route("pubmed/efetch-none", f"{_PUBMED}/efetch.fcgi?db=pubmed&id=99999999&retmode=xml", by("PMID:99999999")),
    Route("pubmed/rate-limited", f"{_PUBMED}/efetch.fcgi?db=pubmed&id=90000001&retmode=xml", by("PMID:90000001"), told=f"{TOO_OFTEN}: API rate limit exceeded", asks=5),
    Route("pubmed/rate-limited-200", f"{_PUBMED}/efetch.fcgi?db=pubmed&id=90000001&retmode=xml", by("PMID:90000001"), told=TOO_OFTEN, asks=3),
    # GitHub
    Route("github/repos-page-1", f"{_GITHUB}/users/ada-quillfeather/repos?per_page=2", by("github:ada-quillfeather/tidal-clocks"), told="answers with what is no repository"),
    Route("github/repos-page-2", f"{_GITHUB}/user/1/repos?per_page=2&page=2", by("github:ada-quillfeather/tidal-clocks"), told="answers with what is no repository"),
    Route("github/releases", f"{_GITHUB}/repos/ada-quillfeather/tidal-clocks/releases", by("https://github.com/Ada-Quillfeather/Tidal-Clocks"), {
        "github:ada-quillfeather/tidal-clocks": {"version": "2.0.0", "date": "2022-11-04", "stars": "3", "license": None},
    }, at={}, asks=2),
    Route("github/citation-cff", f"{_GITHUB}/repos/ada-quillfeather/tidal-clocks/contents/CITATION.cff", by("github:ada-quillfeather/tidal-clocks"),
        told="answers with what is no repository"),
    Route("github/renamed", f"{_GITHUB}/repos/ada-quillfeather/old-name", by("github:ada-quillfeather/old-name"), {
        "github:ada-quillfeather/tidal-clocks": {"github": "ada-quillfeather/tidal-clocks"},
    }, at={}, asks=3),
    Route("github/not-found", f"{_GITHUB}/repos/ada-quillfeather/nothing", by("github:ada-quillfeather/nothing")),
    Route("github/not-modified", f"{_GITHUB}/repos/ada-quillfeather/tidal-clocks", by("github:ada-quillfeather/tidal-clocks"),
        told="says that nothing has changed, having answered nothing before"),
    Route("github/rate-limited", f"{_GITHUB}/users/ada-quillfeather/repos", by("github:ada-quillfeather/tidal-clocks"),
        told="answers that it is asked too often (status 403), also when asked again: API rate limit exceeded for 192.0.2.1. (log in for more)", asks=5),
    Route("github/rate-limited-secondary", f"{_GITHUB}/users/ada-quillfeather/repos", by("github:ada-quillfeather/tidal-clocks"),
        told="answers that it is asked too often (status 403), also when asked again: You have exceeded a secondary rate limit. (wait some minutes)", asks=5),
    # Unpaywall
    Route("unpaywall/doi", f"{_UNPAYWALL}/10.5555/QF.2021.001?email=someone@example.org", by("10.5555/QF.2021.001"), {
        QF: {"open_access": {"status": "gold", "url": "https://example.org/qf/001.pdf"}},
    }),
    Route("unpaywall/doi-closed", f"{_UNPAYWALL}/10.5555/conf.2022.17?email=…", by("10.5555/conf.2022.17"), {
        CONFERENCE: {"open_access": {"status": "closed", "url": ""}},
    }),
    Route("unpaywall/not-found", f"{_UNPAYWALL}/10.5555/nothing?email=…", by("10.5555/nothing")),
    Route("unpaywall/no-email", f"{_UNPAYWALL}/10.5555/qf.2021.001", by("10.5555/qf.2021.001"), contact="", asks=0,
        told="is asked only with the address of whoever asks; name your own as  contact:  in academic.fetch.yaml"),
    Route("unpaywall/example-email", f"{_UNPAYWALL}/10.5555/qf.2021.001?email=me@example.com", by("10.5555/qf.2021.001"), contact="me@example.com", asks=0,
        told="does not answer to me@example.com, which is nobody's; name your own as  contact:  in academic.fetch.yaml"),
    Route("unpaywall/rate-limited", f"{_UNPAYWALL}/10.5555/qf.2021.001?email=…", by("10.5555/qf.2021.001"), told=f"{TOO_OFTEN}: (history of use above the limits)", asks=3),
)  # fmt: skip


class Outcome(NamedTuple):
    """What a source has given, and why it gave no more."""

    works: Sequence[FetchedWork]
    error: Exception | None
    asked: Sequence[str]


def outcome(route: Route, server: ScholarlyServer, folder: Path) -> Outcome:
    """Ask as the route says, over HTTP."""
    source = sources()[route.service]
    for text, answer in ({"": route.answer} if route.at is None else route.at).items():
        server.fail(instead(answer), route.service, path=text, times=0)
    works: list[FetchedWork] = []
    error: Exception | None = None
    environment = {"OPENALEX_API_KEY": "k3y-of-ada"}
    clock = StillClock().clock
    with client(folder, server, contact=route.contact, environment=environment, clock=clock) as asking:
        try:
            works.extend(route.ask(source, asking.asker(source)))
        except (UnavailableError, NotFoundError) as told:
            error = told
    return Outcome(works, error, [unquote(each.address) for each in server.asked])


def name_of(route: Any) -> str:
    return route.answer if isinstance(route, Route) else ""


@pytest.mark.parametrize("route", ROUTES, ids=name_of)
def test_every_answer_becomes_what_it_says(
    route: Route, scholarly_server: ScholarlyServer, tmp_path: Path
) -> None:
    found = outcome(route, scholarly_server, tmp_path)
    assert str(found.error or "") == route.told
    assert isinstance(found.error, NotFoundError) is route.is_nobody
    assert [str(work.identifiers[0]) for work in found.works] == [*route.works]
    said = {
        name: {field: work.values.get(field) for field in fields}
        for (name, fields), work in zip(route.works.items(), found.works, strict=True)
    }
    assert said == route.works
    assert len(found.asked) == route.asks


def test_every_answer_stands_in_the_table_and_is_of_the_service_whose_address_it_has() -> None:
    stored = {str(path.relative_to(FOLDER).with_suffix("")) for path in FOLDER.glob("*/*.headers")}
    assert sorted(route.answer for route in ROUTES) == sorted(stored)
    for route in ROUTES:
        host = urlsplit(route.address).hostname
        assert host is None or SERVICES[host] == route.service


# All together

KEYS = {"OPENALEX_API_KEY": "k3y-of-ada"}
PLAN = FetchPlan(people=(Scholar(ORCID, ("Ada Quillfeather",), "00/0001-2"),))


def fetched(
    server: ScholarlyServer,
    folder: Path,
    lock: Lock = Lock(),  # noqa: B008 (frozen)
    silent: str = "",
) -> Taken:
    """What becomes of the lock when all services, of which one may not answer, are asked for the works of Ada Quillfeather."""
    with client(folder, server, environment=KEYS, clock=StillClock().clock) as asking:
        heard = ask(PLAN, (), lock, sources(), asking.asker, environment=KEYS)
    assert [each.source for each in heard.left_out] == ([silent] if silent else [])
    return take(heard, lock, PLAN, (), sources())


def test_what_seven_services_say_of_one_work_is_one_work_in_the_lock(
    scholarly_server: ScholarlyServer, tmp_path: Path
) -> None:
    found = fetched(scholarly_server, tmp_path)
    (work,) = (each for each in found.lock.works if "patience" in str(each.fields["title"].value).lower())
    assert work.id == QF
    assert {name: (said.source, said.value) for name, said in work.fields.items()} == {
        "title": ("crossref", f"{TITLE}: A Second Look at <i>H</i><sub>2</sub> O"),
        "authors": ("crossref", [
            {**ADA, "affiliation": "University of Eel Marsh"}, {"family": "Östergård-Lind", "given": "Bram", "suffix": "Jr."},
            {"family": "이하늘"}, {"literal": "The Tidal Consortium"},
        ]),
        "venue": ("crossref", "Journal of Quiet Fields & Tides"),
        "date": ("crossref", "2021-03-15"),
        "type": ("crossref", "article"),
        "doi": ("crossref", "10.5555/qf.2021.001"),
        "abstract": ("crossref", "We time slow waters; for <i>k</i> &gt; 3 the effect is small & steady."),
        "volume": ("crossref", "12"),
        "number": ("crossref", "Spring"),
        "eid": ("crossref", "e17"),
        "pages": ("pubmed", "1865-1876"),
        "publisher": ("crossref", "Quiet Fields Press"),
        "license": ("crossref", "CC-BY-4.0"),
        "language": ("crossref", "en"),
        "issn": ("crossref", ["0000-0019", "0000-0027"]),
        "pmid": ("pubmed", "90000001"),
        "pmcid": ("pubmed", "PMC9000001"),
        "dblp": ("dblp", "journals/jqf/QuillfeatherO21"),
        "openalex": ("openalex", "W1000000001"),
        "citations": ("openalex", "7"),
        "open_access": ("unpaywall", {"status": "gold", "url": "https://example.org/qf/001.pdf"}),
    }  # fmt: skip
    assert {said.date for said in work.fields.values()} == {"2026-12-01"}


def test_all_that_the_services_say_is_data_without_a_problem_and_the_same_the_second_time(
    scholarly_server: ScholarlyServer, tmp_path: Path
) -> None:
    found = fetched(scholarly_server, tmp_path)
    assert [work.id for work in found.lock.works] == [
        ARXIV, "dblp:phd/basesearch/Quillfeather12", "doi:10.5555/conf.2022", CONFERENCE, "doi:10.5555/lipics.2020.9", PREPRINT, RETRACTED,
        "doi:10.5555/qf.2020.010", QF, DATA, WORKSHOP, ATLAS, "pmid:90000002",
    ]  # fmt: skip
    path = tmp_path / "academic.lock.yaml"
    path.write_text(written_lock(found.lock), encoding="utf-8")
    read = load([NamedFile(path, "academic.lock.yaml")])
    assert read.problems == ()
    assert len(read.publications) == len(found.lock.works)
    again = fetched(scholarly_server, tmp_path / "again", found.lock)
    assert written_lock(again.lock) == written_lock(found.lock)
    assert again.changes == ()


def test_a_work_that_was_corrected_before_it_was_retracted_leads_to_its_retraction(
    scholarly_server: ScholarlyServer, tmp_path: Path
) -> None:
    (change,) = (
        each for each in fetched(scholarly_server, tmp_path).changes if each.kind is ChangeKind.RETRACTION
    )
    assert (change.id, change.after, change.note) == (
        RETRACTED,
        "retracted",
        "10.5555/qf.2020.010",
    )


@pytest.mark.parametrize(
    ("service", "fault", "after"),
    [
        ("crossref", html(), 1), ("datacite", saying(b"{}"), 1), ("pubmed", saying(b'{"error": "no"}'), 2), ("dblp", html(404), 0),
        ("arxiv", saying(b"<x/>", "text/xml"), 0), ("openalex", status(429), 1), ("orcid", cut(), 1), ("unpaywall", saying(b"[]"), 3),
    ],
)  # fmt: skip
def test_a_service_that_fails_on_the_way_costs_nothing_that_stands_in_the_lock(
    service: str, fault: Fault, after: int, scholarly_server: ScholarlyServer, tmp_path: Path
) -> None:
    lock = fetched(scholarly_server, tmp_path / "first").lock
    scholarly_server.fail(fault, service, times=0, after=after)
    found = fetched(scholarly_server, tmp_path / "second", lock, silent=service)
    assert written_lock(found.lock) == written_lock(lock)
    assert found.changes == ()


# Whatever stands there

IDENTIFYING = ("doi", "arxiv", "pmid", "pmcid", "openalex", "links")
ODD: tuple[Any, ...] = (
    None,
    [],
    {},
    "",
    "x y",
    7,
    True,
    [None],
    [[None]],
    "2021-99-99",
    "10.5555/QF.2021.001",
    "<i>x",
    "&amp;amp;",
)
CHANGED: Mapping[str, tuple[Question, str]] = {
    "crossref/work-by-doi": (by("10.5555/qf.2021.001"), _CROSSREF),
    "crossref/works-page-2": (titled("Lanterns at Sea"), _CROSSREF),
    "openalex/works-page-1": (titled(TITLE), _OPENALEX),
    "orcid/works": (her_works, f"{_ORCID}/{ORCID}/works"),
    "datacite/doi": (by("10.5555/zenodo.9000001"), _DATACITE),
    "unpaywall/doi": (by("10.5555/qf.2021.001"), _UNPAYWALL),
}  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where something stands, of a list in its first items."""
    yield path
    inner = (
        value.items() if isinstance(value, dict) else enumerate(value[:3]) if isinstance(value, list) else ()
    )
    for key, item in inner:
        yield from places(item, (*path, key))


def with_another(body: str, path: tuple[Any, ...], value: Any) -> str:
    """A body with something else at one place."""
    whole = json.loads(body)
    if not path:
        return json.dumps(value)
    holder = whole
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    return json.dumps(whole)


@pytest.mark.parametrize("answer", CHANGED)
def test_whatever_stands_in_a_place_of_an_answer_becomes_data_or_is_told(answer: str, tmp_path: Path) -> None:
    ask_for, address = CHANGED[answer]
    source = sources()[answer.partition("/")[0]]
    body = stored_body(answer).decode("utf-8")
    said: dict[str, tuple[str, object]] = {}
    for number, path in enumerate(places(json.loads(body))):
        changed = ReplyOfText(with_another(body, path, ODD[3 * number % len(ODD)]))
        asker = asker_of_files({address: changed, f"{_ORCID}/{ORCID}/works/": ReplyOfText('{"bulk": []}')})
        try:
            for work in ask_for(source, asker):
                said |= {f"{field} {text!r}": (field, text) for field, text in work.values.items()}
        except (UnavailableError, NotFoundError):
            pass
    works = [
        LockedWork(
            f"doi:10.5555/{number}",
            {
                "title": LockedField(f"T{number}", "crossref", "2026-12-01"),
                field: LockedField(text, "crossref", "2026-12-01"),
            },  # type: ignore[arg-type]
        )
        for number, (field, text) in enumerate(said.values())
        if field not in IDENTIFYING
    ]
    path = tmp_path / "academic.lock.yaml"
    path.write_text(written_lock(Lock(tuple(works))), encoding="utf-8")
    read = load([NamedFile(path, "academic.lock.yaml")])
    assert [problem for problem in read.problems if "a name was expected" not in problem.message] == []
    assert len(works) > 5 or answer == "unpaywall/doi"
