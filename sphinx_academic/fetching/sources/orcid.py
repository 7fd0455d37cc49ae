"""Works of ORCID records (its API 3.0, https://github.com/ORCID/orcid-model): read from a list, from one or from several, and asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.data.values.addresses import find_arxiv, find_doi, find_orcid, is_whole_address
from sphinx_academic.fetching.fetched_works import fetched_work
from sphinx_academic.fetching.names_and_titles import named_author
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
from sphinx_academic.formats.filling import add, as_plain, mapping_of, mappings_of, put
from sphinx_academic.formats.rich_text import rich_text, title_text
from sphinx_academic.formats.text import by_word
from sphinx_academic.problems import shorten

_KINDS = by_word({
    "article": "journal-article magazine-article newspaper-article newsletter-article book-review review",
    "conference": "conference-paper conference-abstract conference-proceedings", "poster": "conference-poster",
    "talk": "lecture-speech conference-presentation public-speech", "preprint": "preprint", "dataset": "data-set", "software": "software",
    "chapter": "book-chapter encyclopedia-entry dictionary-entry", "book": "book edited-book", "thesis": "dissertation dissertation-thesis",
    "report": "report working-paper manual technical-standard standards-and-policy", "patent": "patent",
})  # fmt: skip
_FIELD_OF_ID = {"doi": "doi", "arxiv": "arxiv", "pmid": "pmid", "pmc": "pmcid"}
_OF_THE_WHOLE = ("isbn", "issn")
"""What a part has from what it is a part of, too."""
_EDITORS = frozenset(("editor", "chair-or-translator"))
_NO_AUTHORS = _EDITORS | {"assignee", "support-staff"}


def works_in(answer: RawValue) -> tuple[list[RawMapping], str] | None:
    """The works of an answer: of the list of a record, where several entries may be of one work, of a whole record, or of one or several
    works."""
    if not isinstance(answer, RawMapping):
        return None
    if "response-code" in answer:
        return [], _error_of(answer)
    record = mapping_of(mapping_of(answer.get("activities-summary")).get("works"))
    for place in (answer, record):
        groups = place.get("group")
        if _are_groups(groups) and (groups or as_plain(place.get("path")).endswith("/works")):
            return [_joined(map(_made, _in_order(group))) for group in mappings_of(groups)], ""
    if isinstance(bulk := answer.get("bulk"), RawList):
        entries = [*mappings_of(bulk)]
        works = [_made(mapping_of(each["work"])) for each in entries if each.get("work")]
        errors = [_error_of(mapping_of(each["error"])) for each in entries if each.get("error")]
        return works, "" if works else next(iter(errors), "")
    if {"put-code", "title", "publication-date"} <= answer.keys():
        return [_made(answer)], ""
    return None


def _are_groups(value: RawValue) -> bool:
    """Whether something is the groups of a list of works."""
    return isinstance(value, RawList) and all(
        isinstance(each, RawMapping) and isinstance(each.get("work-summary"), RawList) for each in value
    )


def _error_of(answer: RawMapping) -> str:
    said = (as_plain(answer.get(name)) for name in ("user-message", "developer-message", "response-code"))
    return next(filter(None, said), "failed")


def _in_order(group: RawMapping) -> list[RawMapping]:
    """The entries of one work, that which the person prefers first; of those that are alike the first is."""
    entries = [*mappings_of(group.get("work-summary"))]
    return sorted(entries, key=lambda entry: -_number(entry.get("display-index")))


def _number(value: RawValue) -> int:
    text = as_plain(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _value(item: RawMapping, *names: str) -> str:
    """What stands below some names and ``value``; empty where something on the way is null."""
    for name in names:
        item = mapping_of(item.get(name))
    return as_plain(item.get("value"))


def _made(item: RawMapping) -> RawMapping:
    """A work, of which a summary says less."""
    made = RawMapping(item.line, item.column)
    here = (item.line, item.column) * 2

    def say(field: str, value: RawValue) -> None:
        put(made, field, value, here)

    title, subtitle = _value(item, "title", "title"), _value(item, "title", "subtitle")
    say("title", title_text(_without_stop(f"{title}: {subtitle}" if title and subtitle else title)))
    authors, editors = _people(item, here)
    say("authors", authors)
    say("editor", ", ".join(editors))
    say("venue", title_text(_value(item, "journal-title")))
    kind = as_plain(item.get("type")).lower().replace("_", "-")
    say("type", _KINDS.get(kind, "other"))
    say("date", _date(mapping_of(item.get("publication-date"))))
    for identifier in _own_ids(item):
        say(identifier.scheme, identifier.value)
    for external in _external_ids(item):
        kind = as_plain(external.get("external-id-type")).lower()
        if kind == "hal" and _relation(external) == "self":
            say(kind, _normal(external))
        elif (
            kind in _OF_THE_WHOLE
            and _relation(external) in {"self", "part-of"}
            and (number := _normal(external))
        ):
            found = made.setdefault(kind, RawList(*here[:2]))
            made.places[kind] = here
            if isinstance(found, RawList) and number not in found:
                add(found, number, *here[:2])
    url = _value(item, "url")
    # Many an address is that of a DOI, also of another work's.
    say("url", url if is_whole_address(url) and not (find_doi(url) or find_arxiv(url)) else "")
    say("language", as_plain(item.get("language-code")))
    say("abstract", rich_text(as_plain(item.get("short-description"))))
    return made


def _without_stop(title: str) -> str:
    """A title without the full stop with which some databases end it."""
    return title if title.endswith("...") else title.removesuffix(".")


def _joined(entries: Iterable[RawMapping]) -> RawMapping:
    """One work of what several entries say of it, the first before others; a date as exactly as any of them that agrees with it."""
    made, *others = [*entries] or [RawMapping(1, 1)]
    for entry in others:
        before, date = as_plain(made.get("date")), as_plain(entry.get("date"))
        if before and date.startswith(before):
            made["date"] = date
        for field, value in entry.items():
            put(made, field, value, entry.places[field])
    return made


def _date(date: RawMapping) -> str:
    """A date as exactly as it is known."""
    year, month, day = (_value(date, name) for name in ("year", "month", "day"))
    if not re.fullmatch(r"\d{4}", year):
        return ""
    if not 1 <= _number(month) <= 12:
        return year
    return f"{year}-{_number(month):02d}" + (f"-{_number(day):02d}" if 1 <= _number(day) <= 31 else "")


def _external_ids(item: RawMapping) -> Iterator[RawMapping]:
    return mappings_of(mapping_of(item.get("external-ids")).get("external-id"))


def _relation(external: RawMapping) -> str:
    return as_plain(external.get("external-id-relationship")).lower().replace("_", "-")


def _normal(external: RawMapping) -> str:
    """The value of an identifier in the form that ORCID makes of it; empty where it makes none of it."""
    if external.get("external-id-normalized-error"):
        return ""
    return _value(external, "external-id-normalized") or as_plain(external.get("external-id-value"))


def _own_ids(item: RawMapping) -> Iterator[Identifier]:
    """The identifiers of a work, and not of what it is a part or a version of."""
    for external in _external_ids(item):
        scheme = _FIELD_OF_ID.get(as_plain(external.get("external-id-type")).lower(), "")
        if scheme and _relation(external) == "self":
            found = normal_identifier(scheme, _normal(external))
            if found is not None:
                yield found


def _people(item: RawMapping, here: tuple[int, int, int, int]) -> tuple[RawList, list[str]]:
    """The authors and the editors, of whom ORCID has one list."""
    authors, editors, seen, are_all = RawList(*here[:2]), list[str](), set[str](), True
    for contributor in mappings_of(mapping_of(item.get("contributors")).get("contributor")):
        name, iri = _value(contributor, "credit-name"), mapping_of(contributor.get("contributor-orcid"))
        orcid = find_orcid(as_plain(iri.get("path"))) or find_orcid(as_plain(iri.get("uri")))
        said = mapping_of(contributor.get("contributor-attributes"))
        role = as_plain(said.get("contributor-role")).lower().replace("_", "-")
        if role in _EDITORS and name:
            editors.append(name)
        if role in _NO_AUTHORS:
            continue
        # Whoever has done several things stands there several times; two people may have one name.
        known = orcid or (name if "/" in role else "")
        if known and known in seen:
            continue
        seen.add(known)
        if name:
            add(authors, named_author(name, orcid, *here[:2]), *here[:2])
        else:
            are_all = False
    if authors and not are_all:
        add(authors, "et al.", *here[:2])
    return authors, editors


# Asking

_API = "https://pub.orcid.org/v3.0"
_AT_ONCE = 50
"""Works that are asked for at one time; ORCID gives a hundred."""


class _Listed(NamedTuple):
    """One work of the list of a record."""

    preferred: str
    """The put-code of the entry that the person prefers; empty where it has none."""
    made: RawMapping
    """What the entries in the list say."""
    known: tuple[Identifier, ...]


def _works_of(asker: Asker, scholar: Scholar) -> Iterator[FetchedWork]:
    whose = find_orcid(scholar.orcid)
    if not whose:
        raise NotFoundError(
            f"is not asked for {scholar.orcid}: the last character, a checksum, does not fit the others"
        )
    reply = _list_of(asker, whose)
    answer = reply.json()
    groups, path = answer.get("group"), as_plain(answer.get("path"))
    if not _are_groups(groups):
        raise _no_works(answer)
    now = find_orcid(path.strip("/").partition("/")[0]) or whose
    listed = [_listed(group, now) for group in mappings_of(groups)]
    # Of the whole list no more is kept than that.
    del answer, groups
    whole = [each for each in listed if each.preferred]
    whole.sort(key=lambda each: int(each.preferred))
    for start in range(0, len(whole), _AT_ONCE):
        yield from _completed(asker, now, whole[start : start + _AT_ONCE], reply, scholar.orcid)
    if now != whose:
        raise NotFoundError(
            f"has made the record of {whose} one with that of {now}: write that iD into the plan"
        )
    if not whole:
        raise NotFoundError(f"has a record of {whose} without public works")


def _list_of(asker: Asker, whose: str) -> Reply:
    try:
        reply = asker.get(f"{_API}/{whose}/works")
    except UnavailableError as error:
        if error.status == 409:
            raise NotFoundError(f"has a record of {whose} that is locked or given up") from error
        raise
    if reply is None:
        raise NotFoundError(f"has no public record of {whose}")
    return reply


def _no_works(answer: RawMapping) -> UnavailableError:
    if "response-code" in answer:
        return UnavailableError(f"answers with an error: {shorten(_error_of(answer), 200).rstrip('. ')}")
    return UnavailableError("answers with something else than works")


def _listed(group: RawMapping, whose: str) -> _Listed:
    entries = [
        each for each in _in_order(group) if as_plain(each.get("visibility")).lower() in {"public", ""}
    ]
    codes = [code for each in entries if (code := as_plain(each.get("put-code"))) and _number(code)]
    known = dict.fromkeys(identifier for each in entries for identifier in _own_ids(each))
    if codes:
        # The number of an entry, for what has no identifier elsewhere; the least, whichever is preferred.
        known[Identifier("orcid", f"{whose}/work/{min(codes, key=int)}")] = None
    return _Listed(codes[0] if codes else "", _joined(map(_made, entries)), tuple(known))


def _completed(
    asker: Asker, whose: str, listed: Sequence[_Listed], reply: Reply, of: str
) -> Iterator[FetchedWork]:
    """Works of a list with their authors, and what else is only said of works that are asked for."""
    codes = ",".join(each.preferred for each in listed)
    answer = asker.get(f"{_API}/{whose}/works/{codes}")
    whole = {} if answer is None else _by_code(answer.json())
    for each in listed:
        found = whole.pop(each.preferred, None)
        entries = [each.made] if found is None else [found, each.made]
        day = reply.day if found is None or answer is None else answer.day
        work = fetched_work("orcid", _joined(entries), day, known=each.known, of=of)
        if work is not None:
            yield work


def _by_code(answer: RawMapping) -> dict[str, RawMapping]:
    """The works of an answer by their put-codes; those that ORCID does not know any more, or that are not whole, are left out."""
    bulk = answer.get("bulk")
    if not isinstance(bulk, RawList):
        raise _no_works(answer)
    works = (mapping_of(entry.get("work")) for entry in mappings_of(bulk))
    return {code: _made(work) for work in works if (code := as_plain(work.get("put-code")))}


SOURCE = Source(
    name="orcid",
    label="ORCID",
    hosts=("pub.orcid.org",),
    pace=Pace(5),
    good_for="The works that people name as theirs, also talks and reports that no registry knows.",
    sent="The ORCID iDs of people.",
    terms="https://info.orcid.org/public-client-terms-of-service/",
    allows="Its public interface may be used for what is not commercial, and without a key for some thousand questions a day.",
    works_of=_works_of,
)
