"""Answers of scholarly services that somebody has saved: OpenAlex, DataCite, ORCID, arXiv, PubMed, DBLP. Crossref's are CSL-JSON, nearly, and
read as such.

They are no data files of a site, and so no rows of :data:`~sphinx_academic.formats.table.FORMATS`: a folder of data may hold JSON and XML of any kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pkgutil import resolve_name
from typing import NamedTuple

from sphinx_academic.data.located import RawFile, RawList, RawMapping, RawValue
from sphinx_academic.fetching.xml_tree import NoXmlError, XmlElement, parse
from sphinx_academic.formats.filling import add_entry, as_plain, mappings_of
from sphinx_academic.formats.json_places import read_json
from sphinx_academic.formats.table import LENGTH_OF_BEGINNING, is_known_beginning
from sphinx_academic.formats.text import decode
from sphinx_academic.problems import Code, Problem, shorten

Found = tuple[list[RawMapping], str]
"""The works of an answer, and what the service says is wrong with what it was asked."""


class AnsweringService(NamedTuple):
    """One service. ``works`` is a function, named as ``module:function`` in ``sources``, that gives what an answer holds, or None where it
    is none of this service."""

    name: str
    label: str
    works: str
    is_xml: bool = False

    def works_in(self, answer: RawValue | XmlElement) -> Found | None:
        """The works of an answer."""
        works: Callable[[RawValue | XmlElement], Found | None] = resolve_name(
            f"{__package__}.sources.{self.works}"
        )
        return works(answer)


SERVICES: tuple[AnsweringService, ...] = (
    AnsweringService("openalex", "OpenAlex", "openalex:works_in"),
    AnsweringService("datacite", "DataCite", "datacite:works_in"),
    AnsweringService("orcid", "ORCID", "orcid:works_in"),
    AnsweringService("arxiv", "arXiv", "arxiv:works_in", is_xml=True),
    AnsweringService("pubmed", "PubMed", "pubmed:works_in", is_xml=True),
    AnsweringService("dblp", "DBLP", "dblp:works_in", is_xml=True),
    AnsweringService("dblp", "DBLP", "dblp:works_found"),
)
"""The services whose answers are read."""


def read_answer(data: bytes, name: str) -> RawFile | None:
    """What a saved answer of a service holds; None for what is none."""
    text, problems = decode(data, name)
    start = text.lstrip()[:1]
    if start == "<":
        if is_known_beginning(".xml", text[:LENGTH_OF_BEGINNING]):
            return None  # a file of data
        if re.match(r"\s*<(?:!doctype\s+)?html\b", text[:1000], re.IGNORECASE):
            return _refused(name, "this is a page for people, and no answer with works.", problems)
        try:
            answer: RawValue | XmlElement = parse(text)
        except NoXmlError as error:
            problem = Problem(name, error.line, error.column, Code.SYNTAX, f"this is no whole XML: {error}.")
            return RawFile(name, None, (*problems, problem), foreign=True)
    elif start == "{":
        answer, found = read_json(text, name)
        if found:
            return None  # which is told by the reader of JSON
        if isinstance(answer, RawMapping) and (said := _error_in(answer)):
            return _refused(name, f"the service has answered with an error: {shorten(said, 200)}", problems)
        if isinstance(answer, RawMapping) and "oa_status" in answer and "best_oa_location" in answer:
            message = "this is an answer of Unpaywall, which says whether a work is open and not what it is."
            return _refused(name, message, problems)
    else:
        return None
    for service in SERVICES:
        if service.is_xml is (start == "<") and (works := service.works_in(answer)) is not None:
            if works[1]:
                return _refused(
                    name, f"{service.label} has answered with an error: {shorten(works[1], 200)}", problems
                )
            return _file(name, works[0], problems)
    return (
        None if start == "{" else _refused(name, "this XML is no answer of arXiv, PubMed or DBLP.", problems)
    )


def _error_in(answer: RawMapping) -> str:
    """What Crossref, OpenAlex and DataCite say instead of an answer; empty where they say nothing."""
    message, errors = answer.get("message"), answer.get("errors")
    if answer.get("status") == "failed" or (isinstance(errors, RawList) and "data" not in answer):
        items = [*mappings_of(message), *mappings_of(errors)]
        return (
            "; ".join(
                filter(None, (as_plain(item.get("message")) or as_plain(item.get("title")) for item in items))
            )
            or "failed"
        )
    if "error" in answer and not {"id", "title", "results", "items"} & answer.keys():
        return as_plain(message) or as_plain(answer["error"]) or "failed"
    return ""


def _refused(name: str, message: str, problems: Iterable[Problem]) -> RawFile:
    return RawFile(name, None, (*problems, Problem(name, 1, 1, Code.TYPE, message)), foreign=True)


def _file(name: str, works: Iterable[RawMapping], problems: tuple[Problem, ...]) -> RawFile:
    root, publications = RawMapping(1, 1), RawList(1, 1)
    for work in works:
        add_entry(publications, work)
    root["publications"] = publications
    root.places["publications"] = (1, 1, 1, 1)
    return RawFile(name, root, problems, foreign=True)
