"""Notes that other programs fill: lines that are fields (Zotero's "Extra"), and what databases say of their own records.

Zotero writes what an item has no field for as ``Publisher: …`` into "Extra" (https://www.zotero.org/support/kb/item_types_and_fields),
and exports that as the note. Scopus, EBSCO, Web of Science and PubMed put the numbers and dates of their records there.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx_academic.data.values.addresses import find_arxiv, find_doi
from sphinx_academic.formats.text import names_of_keys

FIELDS = names_of_keys(
    """
    doi: doi; arxiv: arxiv; url: url; pmid: pmid pubmed-pmid pubmed-id; pmcid: pmcid; isbn: isbn; issn: issn; publisher: publisher
    location: place publisher-place; number: issue; volume: volume; edition: edition; version: version; license: license
    series: collection-title; note-number: number; note-genre: genre; key: citation-key
    repository: repository; swhid: swhid
    """
)
"""Fields of ours by their names in such lines."""
_KEPT = """
    mag bibcode zbl mr scopus wos eid oclc lccn hal-id status medium original-date original-title original-author
    original-publisher original-publisher-place submitted accessed issued event-date event-place event-title available-date
    collection-number number-of-pages num-pages rights references dimensions scale section container-title-short title-short
    language archive archive_location conference-name journal-abbreviation google-books-id ads-bibcode library-catalog company
    reporter read_status zscc ecc eprint _eprint page-version-id type
"""
_NAMES = {*FIELDS, *_KEPT.split()}
_LINE = re.compile(r"(tex\.[\w.+-]+|\\?_?[A-Za-z][A-Za-z0-9 _.-]{0,40}?)[ \t]*:[ \t]*(\S.*)")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)\.?\Z")
_OLD = re.compile(r"\{:([\w -]+):([^{}]*)\}")
_NEXT = re.compile(
    r";?[ \t](?=(?:\\?_eprint|Publisher|Place|ISBN|ISSN|PMID|PMCID|DOI|Conference Name|Number|Issue): )"
)
_OF_DATABASES = re.compile(
    r"(?i)(?:(?:accession number|(?:times )?cited(?: by)?|cited references?(?: count)?|export date|coden|correspondence address"
    r"|funding (?:details|text \d+)|language(?: of original document)?|document type|source info|issue info|email address"
    r"|conference code|full text word count|journal code|date completed|record number|electronic publication date|isi document"
    r" delivery no\.?|wos|zscc|last updated|date revised|publication status|citation status|id)\s*[:\d-]"
    r"|\d{5} (?:cites|citations)|from duplicate \d)"
)


class Note(NamedTuple):
    """A note in its parts: what is one, the fields in it by our names or their own, and what databases say."""

    text: str
    fields: tuple[tuple[str, str], ...] = ()
    of_databases: str = ""


def sorted_out(note: str) -> Note:
    """The parts of a note; where nothing in it is a field, the note as it is."""
    if ":" not in note and not note[:1].isdigit() and not _OF_DATABASES.match(note):
        return Note(note)
    fields = [(_field(match[1]), match[2].strip()) for match in _OLD.finditer(note)]
    left, databases = [], []
    for line in _OLD.sub("", note).split("\n"):
        if _OF_DATABASES.match(line.strip()):
            databases.append(line.strip())
            continue
        for part in _NEXT.split(line) if ": " in line else (line,):
            match = _LINE.fullmatch(_IN_BRACKETS.sub(r"\1", part.strip(" \t")))
            if match and (name := _field(match[1])):
                fields.append(_with_arxiv(name, match[2].strip()))
            elif doi := find_doi(part.strip()):
                fields.append(("doi", doi))
            elif arxiv := find_arxiv(part.strip()):
                fields.append(("arxiv", arxiv))
            else:
                left.append(part)
    if any(name == "arxiv" for name, _ in fields):  # of which the version is one of the preprint
        fields = [(f"note-{name}" if name == "version" else name, value) for name, value in fields]
    return Note("\n".join(left).strip(), tuple(fields), "\n".join(databases))


def _with_arxiv(name: str, value: str) -> tuple[str, str]:
    """A field, that of arXiv's identifier where the value is one (``Number: arXiv:2308.05734 [cs]``)."""
    first = value.split(" ")[0]
    is_arxiv = name == "arxiv" or (name == "note-number" and first.lower().startswith("arxiv:"))
    return ("arxiv", first[first.find(":") + 1 :]) if is_arxiv else (name, value)


def _field(name: str) -> str:
    """The name of a field that a line is; empty for words that are none."""
    plain = name.strip().lstrip("\\").lower().replace(" ", "-")
    if plain.startswith("tex."):
        return name
    return FIELDS.get(plain, name.strip().lstrip("\\") if plain in _NAMES else "")
