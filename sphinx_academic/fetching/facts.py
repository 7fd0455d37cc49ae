"""What a reader has made of an answer, as facts of a source: fields of ours alone, identifiers that are some, and each thing in one way, whoever says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.data.records import Publication
from sphinx_academic.data.records.publication import SWHID
from sphinx_academic.data.values.addresses import arxiv_url, doi_url, find_arxiv, find_doi, find_orcid
from sphinx_academic.data.values.identifiers import (
    ARXIV_DOI,
    SCHEMES,
    find_isbn,
    find_issn,
    find_license,
)
from sphinx_academic.data.values.publication_status import NOTICE_IN_TITLE, NOTICES
from sphinx_academic.fetching.source import Identifier
from sphinx_academic.formats.filling import as_plain, texts_of
from sphinx_academic.formats.lock_file import Plain
from sphinx_academic.formats.own_entry import plain_value

OF_WORKS = ("doi", "arxiv", "pmid", "pmcid", "openalex", "dblp")
"""The identifiers of works, the most telling first; what else is called so may be that of what belongs to a work, as its code."""
_SCHEMES = MappingProxyType({scheme.field: scheme for scheme in SCHEMES})
_VERSION = re.compile(r"v\d+$")
_OF_A_SITE = frozenset(
    (
        "key",
        "former_keys",
        "selected",
        "version_of",
        "not_version_of",
        "projects",
        "grants",
        "images",
        "claims",
    )
)
"""What only a site can say of a work."""


def identifier(scheme: str, text: str) -> Identifier | None:
    """An identifier as :class:`Identifier` wants it, in whatever form it is given; None for what is none of that scheme."""
    text = text.strip()
    if scheme == "doi":
        found = find_doi(text).lower()
        found = found if found.startswith("10.") else ""  # 10/abc is a name for one
    elif scheme == "arxiv":
        found = _VERSION.sub("", find_arxiv(text))
    elif scheme == "swhid":
        core = SWHID.match(text)
        found = core[0].lower() if core else ""
    else:
        known = _SCHEMES.get(scheme)
        found = known.find(text) if known is not None else ""
        found = found.lower() if scheme == "github" else found
    return Identifier(scheme, found) if found else None


def identifiers_in(values: Mapping[str, Plain | RawValue]) -> Iterator[Identifier]:
    """By what a work is known whose fields these are; a DOI of arXiv says its identifier there, too."""
    found: dict[Identifier, None] = {}
    for scheme in OF_WORKS:
        text = values.get(scheme)
        if isinstance(text, str) and (said := identifier(scheme, text)) is not None:
            found[said] = None
            if scheme == "doi" and said.value.startswith(ARXIV_DOI):
                there = identifier("arxiv", said.value.removeprefix(ARXIV_DOI))
                found |= {there: None} if there is not None else {}
    yield from found


def values_of(work: RawMapping) -> dict[str, Plain]:
    """The fields of a work that a reader has made: those that records have and that are what they are called."""
    values: dict[str, Plain] = {}
    for key, value in work.items():
        name = key if key in Publication.fields else key.lower() if key.lower() in {"isbn", "issn"} else ""
        if name and name not in _OF_A_SITE and (said := _field(name, value)):
            values.setdefault(name, said)
    date, year = values.get("date"), values.get("year")
    if isinstance(date, str) and date.isdigit():
        del values["date"]
        values["year"] = date
    elif isinstance(date, str) and isinstance(year, str) and date.startswith(year):
        del values["year"]
    if values.get("url") in {doi_url(str(values.get("doi", ""))), arxiv_url(str(values.get("arxiv", "")))}:
        del values["url"]
    return values


def _field(name: str, value: RawValue) -> Plain:
    """One field, each in the form that all sources say it in; empty for what is no such thing."""
    if name in OF_WORKS:
        said = identifier(name, as_plain(value))
        return said.value if said is not None else ""
    if name in {"isbn", "issn"}:
        find = find_isbn if name == "isbn" else find_issn
        return [*dict.fromkeys(filter(None, map(find, texts_of(value))))]
    if name == "authors":
        return [*_people(value)]
    if name == "license":
        return find_license(as_plain(value))
    plain: Plain = plain_value(value) if value else ""
    return plain


def _people(value: RawValue) -> Iterator[Plain]:
    for person in value if isinstance(value, RawList) else ():
        if not isinstance(person, RawMapping):
            if isinstance(person, str) and person:
                yield person
            continue
        said: dict[str, Plain] = plain_value(person)
        if "orcid" in said:
            orcid = find_orcid(str(said.pop("orcid")))
            said |= {"orcid": orcid} if orcid else {}
        if said.keys() - {"orcid", "affiliation"}:
            yield said


def with_notice_of_title(values: dict[str, Plain]) -> dict[str, Plain]:
    """The same with what publishers write before the title of an article (*RETRACTED: …*) as its status, and the title as it was."""
    title = values.get("title")
    notice = NOTICE_IN_TITLE.match(title) if isinstance(title, str) else None
    if not isinstance(title, str) or notice is None:
        return values
    status = graver(notice[1].lower(), str(values.get("status", "")))
    return {**values, "title": title[notice.end() :].strip(), "status": status}


def graver(status: str, other: str) -> str:
    """That of two statuses that says the graver thing of a work; any says more than none."""
    order = ("", *NOTICES)
    return max(other, status, key=lambda each: order.index(each) if each in order else 0) or status or other
