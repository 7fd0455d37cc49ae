"""Works as sources give them: identifiers in the one form that is compared, and values without their places in an answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.data.values.addresses import find_arxiv, find_doi
from sphinx_academic.data.values.identifiers import ARXIV_DOI, SCHEMES
from sphinx_academic.fetching.source import FetchedWork, Identifier
from sphinx_academic.formats.lock_file import Plain

FIELDS = ("doi", "arxiv", "pmid", "pmcid", "dblp", "openalex")
"""The fields of a publication that say which one it is, the most telling first."""

_VERSION = re.compile(r"v\d{1,3}$")
_SUBJECT = re.compile(r"\.[A-Z]{2}(?=/)")
_FIND = {scheme.field: scheme.find for scheme in SCHEMES if scheme.field in FIELDS}


def normal_identifier(scheme: str, text: str) -> Identifier | None:
    """An identifier that is given in any form; None for what is none, and of schemes that no field of a publication has."""
    text = text.strip()
    if scheme == "doi":
        found = find_doi(text).lower()
    elif scheme == "arxiv":
        # Subjects within a subject may be left out (https://info.arxiv.org/help/arxiv_identifier.html).
        found = _SUBJECT.sub("", _VERSION.sub("", find_arxiv(text)))
    else:
        found = _FIND[scheme](text) if scheme in _FIND else ""
    return Identifier(scheme, found) if found else None


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


def plain(value: RawValue) -> Plain:
    """A value without its place."""
    if isinstance(value, RawMapping):
        return {key: plain(each) for key, each in value.items() if each is not None}
    if isinstance(value, RawList):
        return [plain(each) for each in value if each is not None]
    return value or ""


def fetched_work(
    source: str,
    made: RawMapping,
    day: str,
    *,
    more: Mapping[str, Plain] | None = None,
    known: Iterable[Identifier] = (),
    of: str = "",
) -> FetchedWork | None:
    """What a source says of a publication that its reader has ``made`` of an answer, with ``more`` fields; None for one by which nothing can
    be found again. ``known`` are identifiers besides those of the fields.

    Identifiers stand in their fields in their one form, or not at all; a year of which no more is known is the date.
    """
    values = {key: plain(value) for key, value in made.items()} | dict(more or {})
    year = values.pop("year", "")
    if year and "date" not in values:
        values["date"] = year
    identifiers = tuple(dict.fromkeys((*identifiers_in(values), *known)))
    for field in FIELDS:
        if field in values:
            value = values.pop(field)
            found = normal_identifier(field, value) if isinstance(value, str) else None
            if found is not None:
                values[field] = found.value
    return FetchedWork(source, identifiers, values, day, of=of) if identifiers else None
