"""MEDLINE, which PubMed exports as ``.nbib`` and as a text, and other databases of medicine and education as well: read.

The tags are those of "MEDLINE/PubMed Data Element (Field) Descriptions" (U.S. National Library of Medicine,
https://www.nlm.nih.gov/bsd/mms/medlineelements.html); ERIC and KoreaMed add ``KW``, ``ISBN`` and addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sphinx_academic.data.collation import code_of
from sphinx_academic.data.located import MEDLINE as NOTATION
from sphinx_academic.data.located import RawFile, RawList, RawMapping, RawValue, paused_collection
from sphinx_academic.data.values.name_parts import is_suffix
from sphinx_academic.data.values.publication_status import status_named
from sphinx_academic.formats.edtf import from_year_and_month
from sphinx_academic.formats.family_first import in_speech, person_of
from sphinx_academic.formats.filling import (
    Span,
    Transcription,
    add,
    add_entry,
    list_at,
    mapping_at,
    section,
    span_of,
    texts_of,
)
from sphinx_academic.formats.rich_text import escape_markup, rich_text, title_text
from sphinx_academic.formats.text import Reports, words
from sphinx_academic.problems import Code

_LINE = re.compile(r"(?=[A-Z0-9]{2,4} {0,2}-)([A-Z][A-Z0-9]{1,3}) {0,2}-(?: (.*)|$)")
_BEGINNING = re.compile(r"\s*(?:PMID ?- ?\d|OWN ? ?- [A-Z])")

_TYPES = {
    "journal article": "article", "preprint": "preprint", "book chapter": "chapter", "book": "book", "books": "book",
    "academic dissertation": "thesis", "dissertations": "thesis", "technical report": "report", "dataset": "dataset",
    "newspaper article": "article",
}  # fmt: skip
"""Our kinds by the publication types that name one (``PT``); most say what an article is about or who paid for it."""
_FULL = {"FAU": "authors", "FED": "editor"}
_SHORT = {"AU": "authors", "ED": "editor"}
_ONCE = words("TI BTI CTI JT TA PB DP DEP PMID PMC PG VI IP VR EN LA AB")
_PEOPLE = words("FAU AU FED ED CN AD AUID")
_SILENT = (
    *("OWN", "STAT", "DCOM", "LR", "CRDT", "EDAT", "MHDA", "PHST", "PST", "JID", "SB", "SO", "DA", "CDAT", "CTDT", "DRDT", "OTO"),
)  # fmt: skip
"""What the database says of its own record, and the reference once more (``SO``)."""
_MARKED = re.compile(r"(.*\S)\s*\[(\w[\w ]*)\]\s*", re.S)
_ADDRESS = re.compile(r"https?://\S+")
_RANGE = re.compile(r"(?<![\w-])(\d+)-(\d+)(?![\w-])")
_NUMBER_OF_ARTICLE = re.compile(r"[A-Za-z]{0,6}\d{1,8}")
_ORCID = re.compile(r"(?i)orcid:\s*(?:https?://orcid\.org/)?([\dX-]{16,19})\s*$")
_STANDARD_NUMBER = re.compile(r"([\dXx-]{8,17})\b")
_TRANSLATED = re.compile(r"\[(.+)\]\.?", re.S)


class _Tagged(NamedTuple):
    """A tag, its text and where they stand."""

    tag: str
    text: str
    line: int
    column: int

    @property
    def span(self) -> Span:
        return (self.line, 1, self.line, self.column)


def is_medline(text: str) -> bool:
    """Whether a text begins as those of PubMed (``PMID- 1``) and ERIC (``OWN - ERIC``)."""
    return _BEGINNING.match(text) is not None


def read_medline(text: str, path: str) -> RawFile:
    """Give the records of a text in MEDLINE's form as publications; never raises for any text."""
    reports = Reports(text, path)
    made = RawMapping(1, 1)
    with paused_collection():
        publications = section(made, "publications")
        for fields in _records(text, reports):
            add_entry(publications, _publication(fields))
    return RawFile(path, made, reports.told(), foreign=True, notation=NOTATION)


def _records(text: str, reports: Reports) -> list[list[_Tagged]]:
    """The fields of each record. One begins with its ``PMID``, or below an empty line with the tag that begins the file."""
    records: list[list[_Tagged]] = []
    begins_with = tag = ""
    lines: list[str] = []
    line = column = offset = 0
    is_below_empty = True
    strays = 0

    def end_field() -> None:
        if tag:
            records[-1].append(_Tagged(tag, " ".join(filter(None, lines)), line, column))

    for number, written in enumerate(text.split("\n"), start=1):
        match = _LINE.match(written)
        if match is None and not written.strip():
            is_below_empty = True
        elif match is None and tag and written[0] in " \t":
            lines.append(written.strip())
        elif match is None:
            strays += 1
            if strays == 1:
                message = "this is no field of MEDLINE; it is left out."
                hint = "A line begins with a tag, such as  TI  - , or goes on behind six spaces."
                if not records:
                    message = "this is no MEDLINE: a record begins with its number, such as 'PMID- 12345678'."
                    hint = "In PubMed choose  Send to: Citation manager, or  Save: PubMed."
                reports.add(offset, Code.SYNTAX, message, hint)
        else:
            end_field()
            begins_with = begins_with or match[1]
            if not records or _begins_record(match[1], records[-1], begins_with if is_below_empty else ""):
                records.append([])
            tag, lines, line = match[1], [(match[2] or "").strip()], number
            column = match.start(2) + 1 if match[2] else len(written) + 1
            is_below_empty = False
        offset += len(written) + 1
    end_field()
    return records


def _begins_record(tag: str, record: Sequence[_Tagged], begins_with: str) -> bool:
    """Whether a record begins with a tag; where files begin with another, ``PMID`` is one of the first tags of a record."""
    if tag != "PMID":
        return tag == begins_with
    return len(record) > 2 or any(field.tag == "PMID" for field in record)


def _publication(fields: Sequence[_Tagged]) -> RawMapping:
    source = RawMapping(fields[0].line, 1)
    for field in fields:
        if field.tag not in _PEOPLE and field.text:
            _gather(source, field)
    made = Transcription(source)
    _put_people(made, fields)
    kind = _put_type(made)
    is_part = bool(made.text("BTI")) and bool(source.get("TI"))
    title = made.text("TI") if is_part else made.text("TI", "BTI")
    made.put("title", title_text(_without_stop(title)), "TI" if "TI" in source else "BTI")
    if is_part:
        made.put("venue", title_text(_without_stop(made.text("BTI"))), "BTI")
    if kind in {"thesis", "report"}:
        made.put("venue", escape_markup(made.text("PB")), "PB")
    for tag in ("JT", "TA"):  # the whole name, else the short one
        if "venue" not in made.entry:
            made.put("venue", escape_markup(made.text(tag)), tag)
    made.take("series: CTI", title_text)
    _put_date(made)
    _put_numbers(made)
    made.take("volume: VI; number: IP; version: VR", str)
    made.take("edition: EN", str)
    made.take("publisher: PB", escape_markup)
    if kind in {"book", "chapter"}:  # of a journal it is the country
        made.take("location: PL", escape_markup)
    language = made.text("LA")
    made.put("language", "" if language in {"und", "mul"} else code_of(language), "LA")
    made.put("abstract", rich_text(made.text("AB")), "AB")
    _put_tags(made)
    _put_status(made)
    made.put("note", "\n\n".join(map(rich_text, texts_of(made.value("GN")))), "GN")
    _keep_others(made)
    return made.finished("medline", *_SILENT)


def _keep_others(made: Transcription) -> None:
    """Keep what stands in a record once more under a tag of which the first value is taken."""
    for tag in filter(_ONCE.__contains__, made.source):
        if isinstance(made.source[tag], RawList):
            made.put(tag, _listed([*_each(made, tag)][1:]), tag)


def _gather(source: RawMapping, field: _Tagged) -> None:
    """Add a field to those of a record; of a tag that stands there more than once the values are a list."""
    known = source.get(field.tag)
    if known is None:
        source[field.tag] = field.text
        source.places[field.tag] = field.span
    elif isinstance(known, RawList):
        add(known, field.text, field.line, field.column)
    else:
        values = list_at(source.places[field.tag])
        add(values, known, values.line, values.column)
        add(values, field.text, field.line, field.column)
        source[field.tag] = values


def _without_stop(title: str) -> str:
    """A title without the full stop that PubMed puts behind each, and the brackets that it puts around a translated one."""
    if translated := _TRANSLATED.fullmatch(title):
        title = translated[1]
    last = title[title.rfind(" ") + 1 :]
    return title[:-1] if last.endswith(".") and last.count(".") == 1 else title


# People


def _put_people(made: Transcription, fields: Sequence[_Tagged]) -> None:
    """Authors and editors, each by the full name where there is one, with what follows it: affiliations, an ORCID."""
    people: dict[str, list[tuple[_Tagged, RawMapping | str]]] = {"authors": [], "editor": []}
    affiliations: list[tuple[RawMapping, list[str]]] = []
    last: RawMapping | str = ""
    full = ""
    for field in fields:
        role = _FULL.get(field.tag) or _SHORT.get(field.tag)
        if role and field.text:
            if field.tag in _SHORT and full == role:
                full = ""  # the same person once more, in short
                continue
            last = _person(field)
            full = role if field.tag in _FULL else ""
            people[role].append((field, last))
        elif field.tag == "CN" and field.text:
            last, full = mapping_at(field.line, field.column, {"literal": field.text}), ""
            people["authors"].append((field, last))
        elif field.tag == "AD" and isinstance(last, RawMapping):
            if not affiliations or affiliations[-1][0] is not last:
                affiliations.append((last, []))
                last.places["affiliation"] = field.span
            affiliations[-1][1].append(field.text.removesuffix("."))
        elif field.tag == "AUID" and isinstance(last, RawMapping) and (orcid := _ORCID.search(field.text)):
            last["orcid"] = _with_hyphens(orcid[1])
            last.places.setdefault("orcid", field.span)
        elif field.tag in _PEOPLE and field.text:
            _gather(made.source, field)
    for person, places in affiliations:
        person["affiliation"] = "; ".join(places)
    if authors := people["authors"]:
        names = list_at(authors[0][0].span)
        for field, author in authors:
            add(names, author, field.line, field.column)
        made.put("authors", names, authors[0][0].span)
    if editors := people["editor"]:
        said = ", ".join(in_speech(_with_suffix(field.text)) for field, _person in editors)
        made.put("editor", escape_markup(said), editors[0][0].span)


def _person(field: _Tagged) -> RawMapping | str:
    return person_of(_with_suffix(field.text), field.line, field.column)


def _with_suffix(name: str) -> str:
    """``King, Martin L Jr`` with a comma before the suffix."""
    head, _, last = name.rpartition(" ")
    return f"{head}, {last}" if "," in head and is_suffix(last) else name


def _with_hyphens(orcid: str) -> str:
    digits = orcid.replace("-", "")
    return "-".join(digits[at : at + 4] for at in range(0, len(digits), 4))


# What is made of several fields, or parted from others


def _put_type(made: Transcription) -> str:
    source = made.source
    types = texts_of(made.value("PT"))
    named = [_TYPES[type_.lower()] for type_ in types if type_.lower() in _TYPES]
    if "BTI" in source:
        kind = "chapter" if "TI" in source else "book"
    else:
        # A preprint is called a journal article as well.
        kind = next((kind for kind in named if kind != "article"), "")
        kind = kind or ("article" if named or "JT" in source or "TA" in source else "")
    made.put("type", kind, "PT" if types else "BTI" if "BTI" in source else "JT")
    made.put("PT", _listed([each for each in _each(made, "PT") if each[0].lower() not in _TYPES]), "PT")
    return kind


def _put_date(made: Transcription) -> None:
    """``DP``: a year with months, days or a season in words (``2001 Apr-May``); else that of the electronic publication."""
    published = made.text("DP")
    year, _, rest = published.partition(" ")
    made.put("date", (from_year_and_month(year, rest.strip()) if rest else "") or published, "DP")
    electronic = made.text("DEP")
    if re.fullmatch(r"\d{8}", electronic):
        day = f"{electronic[:4]}-{electronic[4:6]}-{electronic[6:]}"
        made.put("date" if "date" not in made.entry else "DEP", day, "DEP")
    else:
        made.put("DEP", electronic, "DEP")


def _put_numbers(made: Transcription) -> None:
    """Identifiers, and pages: ``LID`` is what stands in their place where a work has none."""
    made.take("pmid: PMID; pmcid: PMC", str)
    if pages := made.text("PG"):
        made.put("pages", _RANGE.sub(_whole_range, pages), "PG")
    for tag in ("LID", "AID"):
        left: list[tuple[str, Span]] = []
        for value, span in _each(made, tag):
            marked = _MARKED.fullmatch(value)
            number, what = (marked[1], marked[2].lower()) if marked else (value, "")
            field = "doi" if what == "doi" else "url" if _ADDRESS.fullmatch(value) else ""
            if what == "pii" and "PG" not in made.source and _NUMBER_OF_ARTICLE.fullmatch(number):
                # NLM on LID: what serves as pagination where a journal has none.
                field = "eid" if tag == "LID" or made.entry.get("eid") == number else ""
            if field:
                made.put(field, number, span)
            if not field or made.entry[field] != number:
                left.append((value, span))
        made.put(tag, _listed(left), tag)
    numbers: dict[str, dict[str, Span]] = {"issn": {}, "isbn": {}}
    for tag in ("IS", "ISBN", "ISSN"):
        for value, span in _each(made, tag):
            if found := _STANDARD_NUMBER.search(value):
                is_short = len(re.sub(r"[^\dXx]", "", found[1])) == 8
                numbers["issn" if is_short else "isbn"].setdefault(found[1], span)
            else:
                made.put(tag, value, span)
    for field, values in numbers.items():
        made.put(field, _listed([*values.items()]), next(iter(values.values()), ""))


def _each(made: Transcription, tag: str) -> Iterator[tuple[str, Span]]:
    """The texts under a tag, each where it stands; they are done with."""
    value, span = made.value(tag), span_of(made.source, tag)
    if isinstance(value, RawList):
        for text, (line, column) in zip(value, value.places, strict=True):
            yield str(text), (line, 1, line, column)
    elif isinstance(value, str):
        yield value, span


def _listed(values: Sequence[tuple[str, Span]]) -> RawValue:
    """Texts as a list where they stand; one alone as it is."""
    if len(values) < 2:
        return values[0][0] if values else ""
    found = list_at(values[0][1])
    for value, span in values:
        add(found, value, *span[2:])
    return found


def _whole_range(pages: re.Match[str]) -> str:
    """``6913-7`` with all its digits."""
    first, last = pages.groups()
    return f"{first}–{first[: len(first) - len(last)]}{last}" if len(last) < len(first) else f"{first}–{last}"


def _put_tags(made: Transcription) -> None:
    """Keywords of the authors (``OT``), a star before the major ones; what NLM's indexers say (``MH``) is kept as it is."""
    tags: dict[str, Span] = {}
    for tag in ("OT", "KW"):
        for value, span in _each(made, tag):
            if word := value.lstrip("*").strip():
                tags.setdefault(word, span)
    found = list_at(next(iter(tags.values()), span_of(made.source, "OT")))
    for word, span in tags.items():
        add(found, word, *span[2:])
    made.put("tags", found, next(iter(tags.values()), ""))


def _put_status(made: Transcription) -> None:
    for type_ in texts_of(made.source.get("PT")):
        made.put("status", status_named(type_), "PT")
    for tag, status in (("RIN", "retracted"), ("ECI", "expression of concern"), ("EIN", "corrected")):
        made.put("status", status if made.source.get(tag) else "", tag)
