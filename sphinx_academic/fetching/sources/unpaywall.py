"""Unpaywall (its REST API, version 2): whether everybody may read a work, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from sphinx_academic.data.located import RawMapping
from sphinx_academic.data.values.addresses import is_whole_address
from sphinx_academic.data.values.open_access import CLOSED, OPEN, STATUSES
from sphinx_academic.fetching.source import Asker, FetchedWork, Identifier, Pace, Source, UnavailableError
from sphinx_academic.fetching.spelled_identifiers import normal_identifier
from sphinx_academic.formats.filling import as_plain, mapping_of, mappings_of
from sphinx_academic.formats.lock_file import Plain
from sphinx_academic.problems import shorten

_API = "https://api.unpaywall.org/v2/"
_NOT_THERE = "404"
_REFUSED = 422
"""The status of an answer to an address of e-mail that is taken to be nobody's, or to be that of too many."""
_NOBODYS = ("@example.com", ".example.com")
_REMEDY = "name your own as  contact:  in academic.fetch.yaml"


def _works_by_ids(asker: Asker, identifiers: Sequence[Identifier]) -> Iterator[FetchedWork]:
    """What is known of works by DOIs. What is given under another DOI than was asked for is known by that alone."""
    contact = asker.contact
    if not contact:
        raise UnavailableError(f"is asked only with the address of whoever asks; {_REMEDY}")
    if contact.lower().endswith(_NOBODYS):
        raise UnavailableError(f"does not answer to {shorten(contact)}, which is nobody's; {_REMEDY}")
    for doi in sorted({each.value for each in identifiers if each.scheme == "doi"}):
        try:
            reply = asker.get(_API + quote(doi, safe=""), {"email": contact})
        except UnavailableError as error:
            if error.status != _REFUSED:
                raise
            raise UnavailableError(
                f"does not answer to {shorten(contact)} ({error}); {_REMEDY}", _REFUSED
            ) from error
        # Of a DOI of DataCite, among others, there is nothing here.
        if reply is None:
            continue
        answer = reply.json()
        if _is_error(answer):
            continue
        found = normal_identifier("doi", as_plain(answer.get("doi")))
        if found is not None and (access := _open_access(answer)):
            yield FetchedWork(SOURCE.name, (found,), {"open_access": access}, reply.day)


def _is_error(answer: RawMapping) -> bool:
    """Whether an answer says that there is nothing. Raises UnavailableError for one that is no answer about a work."""
    status = as_plain(answer.get("HTTP_status_code"))
    if status == _NOT_THERE:
        return True
    if status or as_plain(answer.get("error")) == "true":
        said = shorten(as_plain(answer.get("message")) or status or "failed", 200).rstrip(". ")
        raise UnavailableError(f"answers with an error: {said}", int(status) if status.isdigit() else 0)
    if "doi" not in answer or "is_oa" not in answer:
        raise UnavailableError("answers with something else than whether a work is open")
    return False


def _open_access(answer: RawMapping) -> dict[str, Plain]:
    """How a work is open, and where; nothing where the answer does not say, or says two things at once."""
    status, said = as_plain(answer.get("oa_status")).lower(), as_plain(answer.get("is_oa"))
    is_free = said == "true"
    if said not in {"true", "false"}:
        return {}
    if status not in STATUSES:
        status = OPEN if is_free else CLOSED
    if (status != CLOSED) is not is_free:
        return {}
    if not is_free:
        return {"status": status, "url": ""}
    copies = [mapping_of(answer.get("best_oa_location")), *mappings_of(answer.get("oa_locations"))]
    addresses = (
        as_plain(copy.get(name)) for copy in copies for name in ("url_for_pdf", "url_for_landing_page", "url")
    )
    return {"status": status, "url": next(filter(is_whole_address, addresses), "")}


SOURCE = Source(
    name="unpaywall",
    label="Unpaywall",
    hosts=("api.unpaywall.org",),
    pace=Pace(5),
    good_for="Whether everybody may read an article, how it was made free, and where the best free copy is.",
    sent="The DOIs that are looked for, one at a time, and the address of whoever asks.",
    terms="https://unpaywall.org/products/api",
    allows="Anybody may ask who says a real address; no more than 100,000 times a day.",
    needs_contact=True,
    schemes=("doi",),
    works_by_ids=_works_by_ids,
)
"""Unpaywall."""
