"""What a source of facts about works is: what it can be asked, how often, by which key; and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from sphinx_academic.data.located import RawMapping
from sphinx_academic.fetching.xml_tree import XmlElement
from sphinx_academic.formats.lock_file import Plain


class Identifier(NamedTuple):
    """An identifier of a work, normal in its scheme: ``doi`` in small letters, ``arxiv`` and ``swhid`` without a version, ``github`` as
    ``owner/repository`` in small letters, ``pmid``, ``pmcid``, ``openalex``, ``dblp``; ``orcid`` is an entry of
    somebody's record (``0000-0002-1825-0097/work/1000005``), by which is known what has no other."""

    scheme: str
    value: str

    def __str__(self) -> str:
        """As the lock and the plan write it: ``doi:10.5555/12345678``."""
        return f"{self.scheme}:{self.value}"


class Scholar(NamedTuple):
    """Somebody whose works are asked for."""

    orcid: str
    names: tuple[str, ...] = ()
    """The spellings of the name that the plan and the data of the site know."""
    dblp: str = ""
    """The number of the person's page there (``00/0001-2``), where the plan names it."""
    openalex: str = ""
    """The identifier of the author there (``A5000000001``), where the plan names it."""


class FetchedWork(NamedTuple):
    """What one source says about one work."""

    source: str
    """The name of the source."""
    identifiers: tuple[Identifier, ...]
    """By what the work is known, the most telling first; never empty."""
    values: Mapping[str, Plain]
    """The fields of the record, by the names that data files have."""
    day: str
    """The day on which the source said so, in ISO 8601."""
    kind: str = "publications"
    """The list of a data file that it belongs to: ``publications``, or ``software`` for what is no work of its own."""
    of: str = ""
    """The ORCID iD of the person in whose list the source has it; empty where it was asked for by its identifier or title."""
    appeared_as: tuple[Identifier, ...] = ()
    """By what the articles are known that this preprint has appeared as; empty for what is none, or has not appeared."""
    preprints: tuple[Identifier, ...] = ()
    """By what the preprints of this article are known: it has appeared for each of them."""


class Reply(Protocol):
    """The answer of a service to one request."""

    @property
    def day(self) -> str:
        """The day on which it was given, in ISO 8601."""

    @property
    def headers(self) -> Mapping[str, str]:
        """Those of its headers that are kept (``link``, ``content-type``), by names in small letters."""

    def text(self) -> str:
        """The body as text."""

    def json(self) -> RawMapping:
        """The body as JSON, a list under the key ``items``. Raises UnavailableError where it is none."""

    def xml(self) -> XmlElement:
        """The body as XML. Raises UnavailableError where it is none."""


class Asker(Protocol):
    """Asks one service: politely, within its limits, from what is kept where that is enough."""

    @property
    def contact(self) -> str:
        """The address of whoever asks; empty where none is known."""

    def get(
        self, address: str, parameters: Mapping[str, str] | None = None, *, accept: str = "application/json"
    ) -> Reply | None:
        """What stands at an address of the service, without the key, which is added when it is asked; None where there is nothing
        (404, 410). Raises UnavailableError where the service does not answer, or not as itself, and ValueError for an address of
        somebody else."""

    def forget(self, reply: Reply) -> None:
        """Keep an answer no longer that is none on a second look, as an empty page in the middle of a list."""


class UnavailableError(Exception):
    """Why a source is left out from here on, in words that follow its name: ``answers with a check page``.

    ``status`` is that of the answer (RFC 9110, section 15) where that is the reason, else 0.
    """

    def __init__(self, reason: str, status: int = 0) -> None:
        super().__init__(reason)
        self.status = status


class NotFoundError(Exception):
    """Why somebody whose works are asked for is not found at a source, in words that follow its name: ``has no public record of …``."""


class Pace(NamedTuple):
    """How often a service may be asked, where it does not say so itself; always by one request after another."""

    per_second: float
    """Requests a second."""


class Key(NamedTuple):
    """What a source wants to be asked with."""

    variable: str
    """The environment variable that holds it."""
    parameter: str = ""
    """The parameter of the address that it is sent as."""
    header: str = ""
    """The header that it is sent as, in place of a parameter."""
    form: str = "{key}"
    """How the header writes it."""
    is_needed: bool = False
    """Whether the source is left out without it."""
    where: str = ""
    """Where one gets it."""


_ByIds = Callable[[Asker, Sequence[Identifier]], Iterator[FetchedWork]]
_ByPerson = Callable[[Asker, Scholar], Iterator[FetchedWork]]
_ByTitle = Callable[[Asker, str], Iterator[FetchedWork]]


@dataclass(frozen=True)
class Source:
    """One source.

    Its functions are generators: what they have given counts, also where they raise UnavailableError later. What they are asked for and do
    not give is unknown to the source; they never make up a date, an identifier or a name. Other packages add sources by entry points
    (:data:`~sphinx_academic.entry_points.SOURCES`).
    """

    name: str
    """As the lock and the plan write it, in small letters."""
    label: str
    """As people call it."""
    hosts: tuple[str, ...]
    """The hosts that belong to it; no other is asked, wherever an answer points."""
    pace: Pace
    good_for: str
    """What it is good for: a sentence for the documentation."""
    sent: str
    """What it is told: a sentence for the documentation."""
    terms: str
    """The address of its terms."""
    allows: str
    """What the terms say, in a sentence for the documentation."""
    key: Key | None = None
    needs_contact: bool = False
    """Whether it is left out without the address of whoever asks."""
    schemes: tuple[str, ...] = ()
    """The identifiers that it knows works by."""
    works_by_ids: _ByIds | None = None
    works_of: _ByPerson | None = None
    works_titled: _ByTitle | None = None
    """Works that may have a title, the likeliest first; whether one has it is decided elsewhere."""


def label_of(name: str, sources: Mapping[str, Source]) -> str:
    """What people call a source; one that is not there any more is called as the lock names it."""
    return sources[name].label if name in sources else name
