"""The identifiers of works in any form in which people write them, each in the one form that is compared; and what is none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_academic.data.records import Publication, Record, Software
from sphinx_academic.data.records.publication import SWHID
from sphinx_academic.data.software import dois_of
from sphinx_academic.data.values.addresses import find_arxiv, find_doi, find_orcid
from sphinx_academic.data.values.identifiers import ARXIV_DOI, SCHEMES, find_isbn, find_issn
from sphinx_academic.fetching.source import Identifier
from sphinx_academic.problems import nearest

PRECEDENCE = ("doi", "arxiv", "pmid", "pmcid", "openalex", "dblp", "swhid", "orcid", "github")
"""The schemes by which sources may know a work, that under which it stands first."""
LOOK = "10.5555/12345678, arXiv:2401.00001, PMID:30446548 or https://github.com/owner/repository"
"""How identifiers look, for messages."""

_VERSION = re.compile(r"v\d{1,3}$")
_SUBJECT = re.compile(r"\.[A-Za-z]{2}(?=/)")
_REPOSITORY = re.compile(r"([\w-]{1,100}/[\w.-]{1,100}?)(?:\.git)?")
_GITHUB = re.compile(
    r"(?i)(?:github\s{0,9}:|(?:https?://)?(?:www\.)?github\.com/|(?:ssh://)?git@github\.com[:/])"
)
_PREFIXED = re.compile(
    r"(?i)(doi|arxiv|pmid|pmcid|openalex|dblp|swhid|orcid|github)\s{0,9}:\s{0,9}(\S.{0,2000})"
)
_PUBMED = re.compile(
    r"(?i)pmid|(?:https?://)?(?:www\.)?(?:pubmed\.ncbi|ncbi\.nlm|europepmc\.org/article/med)"
)
_CENTRAL = re.compile(r"(?i)pmc|(?:https?://)?(?:www\.)?(?:pmc\.ncbi|ncbi\.nlm|europepmc\.org)")
_ENTRY = re.compile(
    r"(?i)(?:https?://(?:pub\.)?orcid\.org/(?:v\d\.\d/)?)?((?:\d{4}-){3}\d{3}[\dx])/work/([1-9]\d{0,17})"
)
_SCHEME = re.compile(r"([A-Za-z]{2,20}):\s{0,9}\S")
_ORCID = re.compile(
    r"(?i)(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid\s{0,9}:\s{0,9})?((?:\d{4}-?){3}\d{3}[\dx])/?"
)
_BY_FIELD = {scheme.field: scheme for scheme in SCHEMES}


def identifier_of(text: str) -> Identifier | None:
    """The identifier that somebody has written in any of its forms; None for what is none, or for one by which no work is asked for."""
    text = text.strip()
    if len(text) > 2_000:
        return None
    if (prefixed := _PREFIXED.fullmatch(text)) and (
        found := normal_identifier(prefixed[1].lower(), prefixed[2])
    ):
        return found
    for scheme in PRECEDENCE:
        is_its = {"pmid": _PUBMED, "pmcid": _CENTRAL, "github": _GITHUB}.get(scheme)
        if (is_its is None or is_its.match(text)) and (found := normal_identifier(scheme, text)):
            return found
    return None


def normal_identifier(scheme: str, text: str) -> Identifier | None:
    """An identifier of a scheme that is given in any form, in the form that is compared; None for what is none."""
    text = text.strip()
    if scheme == "doi":
        found = find_doi(text).lower()
        # No source knows a short DOI, and of one that was signs alone nothing is left.
        found = "" if found.startswith("10/") or (found.endswith("/") and found.count("/") == 1) else found
    elif scheme == "arxiv":
        # The class within an archive may be left out (https://info.arxiv.org/help/arxiv_identifier.html).
        found = _SUBJECT.sub("", _VERSION.sub("", find_arxiv(text).lower()))
    elif scheme == "swhid":
        match = SWHID.match(text)
        found = match[0].lower() if match else ""
    elif scheme == "github":
        path = re.split(r"[?#]", _GITHUB.sub("", text, count=1))[0]
        match = _REPOSITORY.fullmatch("/".join(path.split("/")[:2]))  # without what lies in it
        found = match[1].lower() if match else ""
    elif scheme == "orcid":
        entry = _ENTRY.fullmatch(text)
        found = f"{orcid}/work/{entry[2]}" if entry and (orcid := find_orcid(entry[1])) else ""
    else:
        found = _BY_FIELD[scheme].find(text) if scheme in PRECEDENCE else ""
    return Identifier(scheme, found) if found else None


def compared(identifier: Identifier) -> Identifier:
    """An identifier as it is compared: the DOI that arXiv gives to a preprint is the preprint's identifier there."""
    if identifier.scheme == "doi" and identifier.value.startswith(ARXIV_DOI):
        return normal_identifier("arxiv", identifier.value.removeprefix(ARXIV_DOI)) or identifier
    return identifier


def why_none(text: str) -> str:
    """Why a text is no identifier of a work, in words that follow it: ``is an ISBN, and no source …``."""
    text = text.strip()
    if orcid := _ORCID.fullmatch(text):
        if find_orcid(orcid[1]):
            return "is the ORCID iD of a person, who belongs below  people:"
        return "looks like an ORCID iD, with a wrong check digit, and is no identifier of a work"
    if find_issn(text):
        return "is the ISSN of a journal, and no identifier of a work"
    if find_isbn(text):
        return "is an ISBN, by which no source is asked for works"
    if re.fullmatch(r"\d{1,9}", text):
        return f"is a number alone: write  PMID:{text}  if it is one of PubMed"
    if re.fullmatch(r"10\.\d{4,9}/?", text):
        return "is the beginning of a DOI alone"
    if re.fullmatch(
        r"(?i)(?:https?://doi\.org/)?10/[a-z0-9]{2,20}|https?://doi\.org/[a-z][a-z0-9]{2,20}", text
    ):
        return "is a short DOI, which no source knows: write the whole one"
    if (prefix := _SCHEME.match(text)) and not text.lower().startswith(("http:", "https:")):
        if (scheme := prefix[1].lower()) in PRECEDENCE:
            return f"begins with '{prefix[1]}:', and is no such identifier"
        meant = nearest(scheme, PRECEDENCE)
        known = f"did you mean '{meant}:'?" if meant else f"there are {', '.join(PRECEDENCE)}"
        return f"begins with '{prefix[1]}:', by which no source is asked ({known})"
    return "is no identifier of a work that is known here"


def identifiers_of(work: Record) -> Iterator[Identifier]:
    """The identifiers of a record of one's own by which sources may know it, each once: of a publication also those of its versions, of
    software where it is developed."""
    found: dict[Identifier, None] = {}
    # The code of a paper is another work, and what registries know of software by its DOI is a publication.
    for scheme in (
        ("github",)
        if isinstance(work, Software)
        else PRECEDENCE[:-1]
        if isinstance(work, Publication)
        else ()
    ):
        written = getattr(work, scheme, "")
        for each in (written,) if isinstance(written, str) else written or ():
            if each and (identifier := normal_identifier(scheme, each)):
                found[identifier] = None
        if scheme == "doi" and isinstance(work, Publication):
            for version in dois_of(work):
                if identifier := normal_identifier("doi", version.doi):
                    found[identifier] = None
    yield from found
