"""What tests of the client share: a clock that only sleeping moves, and services that may be asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scholarly_server import ScholarlyServer, to_server

from sphinx_academic.fetching.client import Client
from sphinx_academic.fetching.pacing import Clock, Patience
from sphinx_academic.fetching.source import Key, Pace, Source

BEGIN = datetime(2026, 12, 1, 8, tzinfo=UTC)
WORK = "https://api.crossref.org/works/10.5555/qf.2021.001"


@dataclass
class StillClock:
    """A clock that stands still but for what is slept; chance is always one half."""

    slept: list[float] = field(default_factory=list)
    more: timedelta = timedelta()

    @property
    def clock(self) -> Clock:
        return Clock(self.instant, self.elapsed, self.slept.append, lambda: 0.5)

    def instant(self) -> datetime:
        return BEGIN + self.more + timedelta(seconds=sum(self.slept))

    def elapsed(self) -> float:
        return 1000 + self.more.total_seconds() + sum(self.slept)


def service(name: str = "crossref", *hosts: str, **more: Any) -> Source:
    """A source without functions."""
    usual = {
        "crossref": ("api.crossref.org", "doi.org"),
        "openalex": ("api.openalex.org",),
        "orcid": ("pub.orcid.org",),
        "github": ("api.github.com",),
        "dblp": ("dblp.org", "dblp.uni-trier.de"),
        "arxiv": ("export.arxiv.org",),
        "pubmed": ("eutils.ncbi.nlm.nih.gov",),
        "datacite": ("api.datacite.org",),
        "unpaywall": ("api.unpaywall.org",),
    }
    label = {"crossref": "Crossref", "openalex": "OpenAlex", "github": "GitHub", "dblp": "DBLP"}.get(
        name, name
    )
    given = {"pace": Pace(10), "good_for": "", "sent": "", "terms": "", "allows": "", **more}
    return Source(name, label, hosts or usual[name], **given)


OPENALEX_WITH_KEY = service(
    "openalex", key=Key("OPENALEX_KEY", "api_key", is_needed=True, where="https://openalex.org/settings")
)
GITHUB_WITH_KEY = service("github", key=Key("GITHUB_TOKEN", header="Authorization", form="Bearer {key}"))


def client(folder: Path, server: ScholarlyServer | None = None, **more: Any) -> Client:
    """A client that is led to the server; without one it has nobody to ask."""
    given = {"run": "a", "contact": "ada@eelmarsh.org", "clock": StillClock().clock, **more}
    if server is not None:
        given.setdefault("transport", to_server(server))
    return Client(folder / "kept", **given)


IMPATIENT = Patience(connect=5, read=0.2, tries=2)
