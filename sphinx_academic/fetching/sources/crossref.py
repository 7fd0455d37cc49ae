"""Works of Crossref (its REST API): asked for by DOIs, by people and by titles, with what became of them; read as the CSL-JSON that they nearly are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.data.values.addresses import find_orcid
from sphinx_academic.data.values.publication_status import gravest
from sphinx_academic.fetching.fetched_works import fetched_work
from sphinx_academic.fetching.service_addresses import with_contact
from sphinx_academic.fetching.source import (
    Asker,
    FetchedWork,
    Identifier,
    NotFoundError,
    Pace,
    Reply,
    Scholar,
    Source,
    UnavailableError,
)
from sphinx_academic.fetching.spelled_identifiers import normal_identifier
from sphinx_academic.formats.csl_json import publication_of_item, status_of_update
from sphinx_academic.formats.filling import as_plain, mapping_of, mappings_of
from sphinx_academic.formats.lock_file import Plain
from sphinx_academic.formats.rich_text import characters_of
from sphinx_academic.formats.text import words
from sphinx_academic.problems import shorten

_API = "https://api.crossref.org/works"
_AT_ONCE = 20
"""DOIs in a filter, and works on a page: with what they cite, some are long."""
_LAST_OFFSET = 10_000
"""What stands behind it in a list is not given by offsets."""
_MOST_TITLED = 5
_REFUSED = 400
"""The status of an answer to what cannot be asked."""
_MEANS_SOMETHING = re.compile(r"[^a-z0-9./_()-]")
"""Signs of a DOI that mean something in a filter, such as ``,`` and ``:``, or may do so one day."""
_COUNT = re.compile(r"[0-9]{1,9}")
_TAG = re.compile(r"<[^<>]{0,100}>")
_PARTS = words(
    """
    component peer-review grant journal journal-issue journal-volume book-series book-set proceedings-series report-series
    report-component standard-series database
    """
)
"""Types of what is no work by itself: parts and series of works, reviews of them, what they were paid by."""


def _works_by_ids(asker: Asker, identifiers: Sequence[Identifier]) -> Iterator[FetchedWork]:
    """Works by DOIs. What is given under another DOI than was asked for is known by that alone."""
    dois = sorted({each.value for each in identifiers if each.scheme == "doi"})
    alone = [doi for doi in dois if _MEANS_SOMETHING.search(doi)]
    simple = [doi for doi in dois if not _MEANS_SOMETHING.search(doi)]
    for start in range(0, len(simple), _AT_ONCE):
        batch = simple[start : start + _AT_ONCE]
        if len(batch) == 1:
            alone += batch
            continue
        asked = {"filter": ",".join(f"doi:{doi}" for doi in batch), "rows": str(len(batch))}
        try:
            reply = asker.get(_API, with_contact(asker, asked))
        except UnavailableError as error:
            if error.status != _REFUSED:
                raise
            alone += batch  # one of them is none to Crossref, which then says nothing of the others
            continue
        for item in _found_in(asker, reply):
            if (work := _fetched(item, reply)) is not None:
                yield work
    refusals, has_answered = list[UnavailableError](), False
    for doi in alone:
        try:
            reply = asker.get(f"{_API}/{quote(doi, safe='')}", with_contact(asker, {}))
        except UnavailableError as error:
            if error.status != _REFUSED:
                raise
            refusals.append(error)  # which costs no other DOI its answer
            continue
        has_answered = True
        # Of a DOI of another agency there is nothing here.
        if reply is not None:
            message = _message_in(reply)
            if "items" in message:
                asker.forget(reply)
                raise UnavailableError("answers with something else than a work")
            if (work := _fetched(message, reply)) is not None:
                yield work
    if refusals and not has_answered:
        raise refusals[0]


def _works_of(asker: Asker, scholar: Scholar) -> Iterator[FetchedWork]:
    """The works that publishers say to be somebody's.

    Pages are asked for by offsets. A cursor is the same string on every page, and its place in the list is with the service: what is kept of
    such a page answers for any other, and a run that was broken off could not go on.
    """
    orcid = find_orcid(scholar.orcid)
    if not orcid:
        raise NotFoundError(
            f"is not asked for works of {scholar.orcid}: the last character, a checksum, does not fit the others"
        )
    given: set[Identifier] = set()
    offset = 0
    while True:
        asked = {"filter": f"orcid:{orcid}", "sort": "issued", "order": "asc", "rows": str(_AT_ONCE)}
        reply = asker.get(_API, with_contact(asker, asked | {"offset": str(offset)}))
        items, count = _list_in(reply, offset)
        if reply is not None and not items and offset < (count or 0):
            asker.forget(reply)
            raise UnavailableError(f"gives {offset} of {count} works, and then an empty page")
        before = len(given)
        for item in items:
            work = _fetched(item, reply, of=orcid)
            if work is None or work.identifiers[0] in given:
                continue
            given.add(work.identifiers[0])
            if _is_work(item, work):
                yield work
        if items and len(given) == before:
            raise UnavailableError("gives the same page of a list again and again")
        offset += len(items)
        if not items or offset == count:  # that of many people is empty, whose publishers know no iDs
            return
        if offset + _AT_ONCE > _LAST_OFFSET:
            raise UnavailableError(f"gives no more than {offset} works of {orcid}")


def _works_titled(asker: Asker, title: str) -> Iterator[FetchedWork]:
    asked = {"query.bibliographic": characters_of(_TAG.sub("", title))[:500], "rows": str(_MOST_TITLED)}
    reply = asker.get(_API, with_contact(asker, asked))
    for item in _found_in(asker, reply):
        if (work := _fetched(item, reply)) is not None and _is_work(item, work):
            yield work


def _message_in(reply: Reply) -> RawMapping:
    """What is answered: one work, or a list."""
    answer = reply.json()
    message = answer.get("message")
    if as_plain(answer.get("status")) == "ok" and isinstance(message, RawMapping):
        return message
    said = "; ".join(filter(None, (as_plain(each.get("message")) for each in mappings_of(message))))
    if said or as_plain(answer.get("status")) == "failed":
        raise UnavailableError(f"answers with an error: {shorten(said or 'failed', 200).rstrip('. ')}")
    raise UnavailableError("answers with something else than works")


def _list_in(reply: Reply | None, offset: int = 0) -> tuple[list[RawMapping], int | None]:
    """The works on a page of a list that begins there, and how many the list has, where that is said."""
    if reply is None:
        raise UnavailableError("has no list of works any more where it had one")
    message = _message_in(reply)
    items, count = message.get("items"), as_plain(message.get("total-results"))
    if not isinstance(items, RawList):
        raise UnavailableError("answers with something else than a list of works")
    begins = as_plain(mapping_of(message.get("query")).get("start-index"))
    if _COUNT.fullmatch(begins) and int(begins) != offset:
        raise UnavailableError(
            f"gives the works from {begins} on where those from {offset} on were asked for"
        )
    return [*mappings_of(items)], int(count) if _COUNT.fullmatch(count) else None


def _found_in(asker: Asker, reply: Reply | None) -> list[RawMapping]:
    """The works of a list that is short. Raises UnavailableError for one that counts works and has none."""
    items, count = _list_in(reply)
    if reply is not None and not items and count:
        asker.forget(reply)
        raise UnavailableError(f"counts {count} works, but lists none")
    return items


def _fetched(item: RawMapping, reply: Reply | None, *, of: str = "") -> FetchedWork | None:
    """What Crossref says of a work; None for what has no DOI."""
    doi = normal_identifier("doi", as_plain(item.get("DOI")))
    if doi is None or reply is None:
        return None
    made = publication_of_item(item)
    updates = [
        (as_plain(each.get("type")), normal_identifier("doi", as_plain(each.get("DOI"))))
        for each in mappings_of(item.get("update-to"))
    ]
    # What a publisher puts in the place of an article is an update of itself.
    own = gravest(
        (as_plain(made.get("status")), *(status_of_update(kind) for kind, of_doi in updates if of_doi == doi))
    )
    counted = as_plain(item.get("is-referenced-by-count"))
    more: dict[str, Plain] = {"citations": counted if _COUNT.fullmatch(counted) else "", "status": own}
    is_notice = any(status_of_update(kind) and of_doi != doi for kind, of_doi in updates)
    work = fetched_work(
        SOURCE.name,
        made,
        reply.day,
        more={name: said for name, said in more.items() if said},
        of=of,
        is_notice=is_notice,
    )
    if work is None:
        return None
    return work._replace(
        appeared_as=_related(item, "is-preprint-of", doi), preprints=_related(item, "has-preprint", doi)
    )


def _related(item: RawMapping, how: str, own: Identifier) -> tuple[Identifier, ...]:
    """The works that one is related to in some way, by identifiers that we know."""
    related: RawValue = mapping_of(item.get("relation")).get(how)
    found = [related] if isinstance(related, RawMapping) else [*mappings_of(related)]
    named = (
        normal_identifier(
            as_plain(each.get("id-type")).lower().replace("uri", "doi"), as_plain(each.get("id"))
        )
        for each in found
    )
    return tuple(dict.fromkeys(each for each in named if each is not None and each != own))


def _is_work(item: RawMapping, work: FetchedWork) -> bool:
    return as_plain(item.get("type")) not in _PARTS and "title" in work.values


SOURCE = Source(
    name="crossref",
    label="Crossref",
    hosts=("api.crossref.org",),
    pace=Pace(1),
    good_for="What publishers say of their articles, books, papers of conferences and preprints, and of corrections and retractions "
    "(also those that Retraction Watch knows); how often works are cited by others there.",
    sent="DOIs, ORCID iDs and titles that are looked for, and the address of whoever asks.",
    terms="https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/",
    allows="Anybody may ask and use what is answered: Crossref claims no rights in facts about works. Abstracts may be under the "
    "copyright of their publishers. Whoever says an address may ask three times as often.",
    schemes=("doi",),
    works_by_ids=_works_by_ids,
    works_of=_works_of,
    works_titled=_works_titled,
)
"""Crossref."""
