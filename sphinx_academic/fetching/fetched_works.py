"""Works as sources give them: identifiers in the one form that is compared, and values without their places in an answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.addresses import arxiv_url, doi_url, find_orcid, is_whole_address
from sphinx_academic.data.values.dates import read_date
from sphinx_academic.data.values.identifiers import ARXIV_DOI, find_isbn, find_issn, find_license
from sphinx_academic.data.values.publication_status import NOTICE_IN_TITLE, gravest
from sphinx_academic.fetching.source import FetchedWork, Identifier
from sphinx_academic.fetching.spelled_identifiers import normal_identifier
from sphinx_academic.formats.filling import as_plain, texts_of
from sphinx_academic.formats.lock_file import Plain
from sphinx_academic.formats.own_entry import plain_value
from sphinx_academic.formats.text import words

FIELDS = ("doi", "arxiv", "pmid", "pmcid", "dblp", "openalex")
"""The fields of a publication that say which one it is, the most telling first."""
_OF_A_SITE = words("key former_keys selected version_of not_version_of projects grants images claims")
"""What only a site can say of a work."""
_MAIL = re.compile(
    r"(?i)[\s;,.(]{0,5}(?:(?:e-?mail|electronic address)\s{0,3}:?\s{0,3})?[^\s@<(]{1,64}@[^\s@>)]{1,255}\)?"
)
_FIND_NUMBER = {"isbn": find_isbn, "issn": find_issn}


def identifiers_in(values: Mapping[str, Plain]) -> Iterator[Identifier]:
    """The identifiers in the fields of a publication. A DOI that arXiv has given names the preprint there, too."""
    for field in FIELDS:
        value = values.get(field)
        found = normal_identifier(field, value) if isinstance(value, str) else None
        if found is not None:
            yield found
            if field == "doi" and found.value.startswith(ARXIV_DOI) and "arxiv" not in values:
                preprint = normal_identifier("arxiv", found.value.removeprefix(ARXIV_DOI))
                yield from () if preprint is None else (preprint,)


def fetched_work(
    source: str,
    made: RawMapping,
    day: str,
    *,
    more: Mapping[str, Plain] | None = None,
    known: Iterable[Identifier] = (),
    of: str = "",
    is_notice: bool = False,
) -> FetchedWork | None:
    """What a source says of a publication that its reader has ``made`` of an answer, with ``more`` fields; None for one by which nothing can
    be found again. ``known`` are identifiers besides those of the fields; ``is_notice`` says that it is about another work.

    Only fields of records stand there, identifiers and numbers in their one form, or not at all; a year of which no more is known is the
    date; and what publishers write before the title of an article (*RETRACTED: …*) is its status.
    """
    values = _values_of(made) | dict(more or {})
    year = values.pop("year", "")
    if re.fullmatch("[0-9]{4}", str(year)) and "date" not in values:
        values["date"] = year
    if re.fullmatch("[eE][0-9]{1,12}", str(values.get("pages", ""))):
        number = values.pop("pages")  # of an article, which some have as its page
        values.setdefault("eid", number)
    if values.get("url") in {doi_url(str(values.get("doi", ""))), arxiv_url(str(values.get("arxiv", "")))}:
        del values["url"]
    identifiers = tuple(dict.fromkeys((*identifiers_in(values), *known)))
    if not is_notice:
        values = _without_notice(values)
    return FetchedWork(source, identifiers, values, day, of=of) if identifiers else None


def _values_of(made: RawMapping) -> dict[str, Plain]:
    values: dict[str, Plain] = {}
    for key, value in made.items():
        name = key if key in Publication.fields else key.lower() if key.lower() in _FIND_NUMBER else ""
        if name and name not in _OF_A_SITE and value and (said := _said(name, value)):
            values.setdefault(name, said)
    return values


def _said(name: str, value: RawValue) -> Plain:
    """What stands in a field, in the form that all sources say it in; empty for what is no such thing."""
    if name in FIELDS:
        found = normal_identifier(name, as_plain(value))
        return found.value if found is not None else ""
    if name in _FIND_NUMBER:
        return [*dict.fromkeys(filter(None, map(_FIND_NUMBER[name], texts_of(value))))]
    if name == "authors" and isinstance(value, RawList):
        return [person for each in value if (person := _person(each))]
    if name == "license":
        return find_license(as_plain(value))
    if name == "date":
        return _date(as_plain(value))
    if name == "url":
        return url if is_whole_address(url := as_plain(value)) else ""
    plain: Plain = plain_value(value)
    return plain


def _date(text: str) -> str:
    """A date without the day, or the month, that no calendar has; nothing where there is none."""
    found = read_date(text)
    return "" if found.date is None else found.date.iso if found.fault else text


def _person(person: RawValue) -> Plain:
    """An author by whatever name; nothing where there is none."""
    if not isinstance(person, RawMapping):
        return person if isinstance(person, str) else ""
    said: dict[str, Plain] = plain_value(person)
    orcid = find_orcid(str(said.pop("orcid", "")))
    if "@" in (works_at := str(said.pop("affiliation", ""))):
        works_at = _MAIL.sub("", works_at).strip(" ;,.:")  # which its owner has not given to this site
    said |= {"affiliation": works_at} if works_at else {}
    if said.keys() <= {"affiliation"}:
        return ""
    return {**said, "orcid": orcid} if orcid else said


def _without_notice(values: dict[str, Plain]) -> dict[str, Plain]:
    """The fields with what stands before the title as the status, unless something graver does, and with the title as it was."""
    title = values.get("title")
    notice = NOTICE_IN_TITLE.match(title) if isinstance(title, str) else None
    if not isinstance(title, str) or notice is None:
        return values
    status = gravest((notice[1].lower(), str(values.get("status", ""))))
    return {**values, "title": title[notice.end() :].strip(), "status": status}
