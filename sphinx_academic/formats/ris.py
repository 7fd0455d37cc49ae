"""RIS, which every publisher's page and every reference manager exports and reads: read and written.

The tags are those of the RIS format specification (Research Information Systems, 2011), read as EndNote, Zotero and
the publishers write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sphinx_academic.content.fragments import plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.located import RIS, RawFile, RawList, RawMapping, paused_collection
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.addresses import find_arxiv
from sphinx_academic.data.values.names import AuthorList
from sphinx_academic.formats.edtf import date_of
from sphinx_academic.formats.filling import (
    Span,
    add,
    add_link,
    by_word,
    list_at,
    mapping_at,
    put,
    section,
    words,
)
from sphinx_academic.formats.latex.encoding import clean
from sphinx_academic.formats.reference import Reference, reference
from sphinx_academic.formats.reports import Reports
from sphinx_academic.formats.rich_text import escape_markup, rich_text
from sphinx_academic.formats.written_names import of_author
from sphinx_academic.problems import Code

TYPES = by_word(
    {
        "article": "JOUR JFULL EJOUR MGZN NEWS ABST",
        "conference": "CONF CPAPER",
        "chapter": "CHAP ECHAP ENCYC DICT",
        "book": "BOOK EBOOK EDBOOK SER CLSWK",
        "thesis": "THES",
        "report": "RPRT STAND GOVDOC",
        "dataset": "DATA AGGR DBASE",
        "software": "COMP",
        "patent": "PAT",
        "talk": "SLIDE",
        "preprint": "UNPB UNPD INPR",
    }
)
"""RIS's types and ours; all others are "other"."""

_LINE = re.compile(r"[ \t]*([A-Z][A-Z0-9])(?:  ?-(?: |$)|\t-[ \t]?| {3,4}- ?)(.*)")
_ALMOST = re.compile(r"[ \t]*([A-Za-z][A-Za-z0-9])[ \t]*[-–—:][ \t]?(.*)")
_TAGS = words(
    """
    TY ER ID A1 A2 A3 A4 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CT CY DA DB DI DO DP ED EP ET H1 H2 IS J1 J2
    JA JF JO K1 KW L1 L2 L3 L4 LA LB LK M1 M2 M3 N1 N2 NV OP PB PP PY RI RN RP SE SF SL SN SP ST T1 T2 T3 TA TI TT U1 U2
    U3 U4 U5 UR VL VO WP WT WV Y1 Y2 YR
    """
)
_AUTHORS = frozenset(("AU", "A1"))
_EDITORS = frozenset(("A2", "ED"))
_ONE_LINE = {
    "DO": "doi",
    "DI": "doi",
    "VL": "volume",
    "VO": "volume",
    "IS": "number",
    "CP": "number",
    "ID": "key",
}
_VENUES = ("JF", "T2", "JO", "BT", "C3", "T3", "J2", "JA", "J1", "TA", "CT")
_LINKS = {"L1": "PDF", "L2": "Full text", "L3": "Related", "LK": "Link"}
_PMCID = re.compile(r"PMC\d+")
_PMID = re.compile(r"\d+(?: \[pmid\])?")
_KEY = re.compile(r"[A-Za-z][\w.:+/\-]*", re.A)


class _Line:
    """A field while its lines are gathered."""

    __slots__ = ("column", "line", "parts", "tag")

    def __init__(self, tag: str, value: str, line: int, column: int) -> None:
        self.tag = tag
        self.parts = [value]
        self.line = line
        self.column = column

    @property
    def text(self) -> str:
        return "\n".join(self.parts).strip()

    @property
    def span(self) -> Span:
        return (self.line, 1, self.line, self.column)


def read_ris(text: str, path: str) -> RawFile:
    """Give the references of an RIS text as publications; never raises for any text."""
    reports = Reports(text, path)
    made = RawMapping(1, 1)
    with paused_collection():
        publications = section(made, "publications")
        for fields in _references(text, reports):
            entry = _publication(fields)
            if len(entry) > ("type" in entry):
                add(publications, entry, entry.line, entry.column)
            else:
                reports.add(
                    reports.line_starts[fields[0].line - 1],
                    Code.MISSING,
                    "this reference holds nothing; it is left out.",
                    "Fill it in, or remove it.",
                )
    return RawFile(path, made, reports.told(), foreign=True, notation=RIS)


def _references(text: str, reports: Reports) -> list[list[_Line]]:
    """The fields of each reference, from TY to ER."""
    references: list[list[_Line]] = []
    fields: list[_Line] | None = None
    offset = 0
    strays = 0
    for number, line in enumerate(text.split("\n"), start=1):
        match = _LINE.match(line)
        if match is None and line:
            almost = _ALMOST.match(line)
            if almost and almost[1].upper() in _TAGS and (almost[1].isupper() or fields is None):
                right = f"{almost[1].upper()}  - {almost[2]}".rstrip()
                reports.add(
                    offset,
                    Code.SYNTAX,
                    f"a tag is followed by two spaces, a hyphen and a space; it is read as '{right[:6].rstrip()}'.",
                    f"Write  {right[:60]}",
                )
                match = _LINE.match(right)
        tag = match[1] if match else ""
        if match and tag == "TY":
            if fields is not None:
                reports.add(
                    offset,
                    Code.SYNTAX,
                    f"the reference of line {fields[0].line} has no 'ER  -' before the next one.",
                    "Write  ER  -  above this line.",
                )
            fields = [_Line(tag, match[2].strip(), number, match.start(2) + 1)]
            references.append(fields)
        elif match and tag == "ER":
            if fields is None:
                reports.add(offset, Code.SYNTAX, "'ER' ends a reference, but none has begun.", "Remove it.")
            fields = None
        elif fields is None:
            if line.strip():
                strays += 1
                if strays == 1:
                    reports.add(
                        offset,
                        Code.SYNTAX,
                        "this stands outside of any reference, and is left out."
                        if references or match
                        else "this is no RIS: a reference begins with a line 'TY  - JOUR'.",
                        "Write  TY  - JOUR  above it." if match else "",
                    )
        elif match:
            fields.append(_Line(tag, match[2].strip(), number, match.start(2) + 1))
        elif line.strip() or fields[-1].tag in {"AB", "N1", "N2"}:
            fields[-1].parts.append(line.strip())
        offset += len(line) + 1
    if fields is not None:
        reports.add(
            max(0, len(text.rstrip()) - 1),
            Code.SYNTAX,
            f"the file ends inside the reference of line {fields[0].line}; what was read so far is kept.",
            "Write  ER  -  below it, or get the whole file.",
        )
    return references


def _publication(fields: list[_Line]) -> RawMapping:
    first = fields[0]
    entry = RawMapping(first.line, 1)
    kind = TYPES.get(first.text.upper().split(" ")[0], "other") if first.text else ""
    put(entry, "type", kind, first.span)
    by_tag: dict[str, list[_Line]] = {}
    for field in fields[1:]:
        if field.text and field.tag not in _AUTHORS | _EDITORS:
            by_tag.setdefault(field.tag, []).append(field)
    if kind == "talk" and any("poster" in field.text.lower() for field in by_tag.get("M3", ())):
        entry["type"] = "poster"
    _put_people(entry, fields)
    _put_titles(entry, by_tag, kind)
    _put_dates(entry, by_tag)
    _put_links(entry, by_tag)
    for tag, name in _ONE_LINE.items():
        _put_one(entry, by_tag, tag, name)
    pages = "–".join(dict.fromkeys(by_tag[tag][0].text for tag in ("SP", "EP") if tag in by_tag))
    if pages:
        where = by_tag.get("SP") or by_tag["EP"]
        put(entry, "pages", escape_markup(pages), where[0].span)
        del where[0]
        by_tag.pop("EP", None)
    words = by_tag.pop("KW", []) + by_tag.pop("K1", [])
    if words:
        tags = list_at(words[0].span)
        for field in words:
            for word in re.split(r"\n|;", field.text):
                if word.strip():
                    add(tags, word.strip(), field.line, field.column)
        put(entry, "tags", tags, words[0].span)
    for tag in ("AB", "N2"):
        if tag in by_tag and "abstract" not in entry:
            put(entry, "abstract", rich_text(by_tag[tag][0].text), by_tag[tag][0].span)
            del by_tag[tag][0]
    _put_numbers(entry, by_tag)
    notes = by_tag.pop("N1", [])
    if notes:
        put(entry, "note", rich_text("\n\n".join(field.text for field in notes)), notes[0].span)
    _keep(entry, by_tag)
    return entry


def _put_people(entry: RawMapping, fields: list[_Line]) -> None:
    people: RawList | None = None
    editors: list[str] = []
    for field in fields:
        if field.tag in _AUTHORS:
            for name in field.parts:
                if name.strip():
                    if people is None:
                        people = list_at(field.span)
                        entry["authors"], entry.places["authors"] = people, field.span
                    add(people, _person(name.strip(), field), field.line, field.column)
        elif field.tag in _EDITORS:
            family, _, given = field.text.partition(",")
            editors.append(f"{given.strip()} {family.strip()}".strip())
            entry.places.setdefault("editor", field.span)
    if editors:
        entry["editor"] = escape_markup(", ".join(editors))


def _person(name: str, field: _Line) -> RawMapping | str:
    """``Family, Given, Suffix``; a name without a comma stays whole."""
    if name.lower().rstrip(".") in {"et al", "others"}:
        return "et al."
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 1:
        return mapping_at(field.line, field.column, {"literal": name})
    given, suffix = parts[1], ", ".join(parts[2:])
    return mapping_at(field.line, field.column, {"family": parts[0], "given": given, "suffix": suffix})


def _put_one(entry: RawMapping, by_tag: dict[str, list[_Line]], tag: str, name: str) -> bool:
    """Take the first value of a tag for a field; the others stay."""
    fields = by_tag.get(tag)
    if not fields or name in entry:
        return False
    text = fields[0].text
    if name == "key" and not _KEY.fullmatch(text):
        return False
    value = (
        text
        if name in {"doi", "key"}
        else rich_text(text)
        if name in {"title", "venue"}
        else escape_markup(text)
    )
    put(entry, name, value, fields[0].span)
    del fields[0]
    return True


def _put_titles(entry: RawMapping, by_tag: dict[str, list[_Line]], kind: str) -> None:
    titles = ("TI", "T1", "CT") if kind != "book" else ("TI", "T1", "BT", "CT")
    for tag in titles:
        _put_one(entry, by_tag, tag, "title")
    for tag in _VENUES:
        if _put_one(entry, by_tag, tag, "venue"):
            # The other names of the same journal say nothing more.
            if tag in {"JF", "JO", "T2"}:
                for other in ("JF", "JO", "T2"):
                    fields = by_tag.get(other)
                    if fields and escape_markup(fields[0].text) == entry["venue"]:
                        del fields[0]
            break
    of_institution = kind in {"thesis", "report"} and "venue" not in entry
    _put_one(entry, by_tag, "PB", "venue" if of_institution else "publisher")
    genre = by_tag.get("M3")
    if of_institution and genre and "venue" in entry:
        # What it is in words (PhD thesis) stands before the institution, as BibTeX's readers have it.
        entry["venue"] = f"{rich_text(genre.pop(0).text)}, {entry['venue']}"


def _put_numbers(entry: RawMapping, by_tag: dict[str, list[_Line]]) -> None:
    """``SN`` holds ISSNs and ISBNs; PubMed's own numbers stand in ``AN`` and ``C2``."""
    for field in by_tag.pop("SN", []):
        for number in re.split(r"[\n;,]|\s(?=97[89])", field.text):
            short = re.sub(r"\([^()]*\)|[^\dXx]", "", number)
            name = "issn" if len(short) == 8 else "isbn"
            if number.strip():
                numbers = entry.get(name)
                if not isinstance(numbers, RawList):
                    numbers = list_at(field.span)
                    entry[name], entry.places[name] = numbers, field.span
                add(numbers, number.strip(), field.line, field.column)
    said = " ".join(field.text for tag in ("DB", "DP") for field in by_tag.get(tag, ()))
    for tag, name, pattern in (("C2", "pmcid", _PMCID), ("AN", "pmid", _PMID)):
        fields = by_tag.get(tag)
        if (
            fields
            and pattern.fullmatch(fields[0].text)
            and (tag == "C2" or re.search(r"PubMed|NLM|MEDLINE", said))
        ):
            put(entry, name, fields[0].text.removesuffix(" [pmid]"), fields[0].span)
            del fields[0]


def _put_dates(entry: RawMapping, by_tag: dict[str, list[_Line]]) -> None:
    """``2020/05/16/advance access``: of year and date the one that says more."""
    best: tuple[str, _Line] | None = None
    year = ""
    for tag in ("PY", "Y1", "YR", "DA"):
        for field in by_tag.get(tag, ()):
            date = _date(field.text)
            year = year or date[:4]
            if best is None or (len(date) > len(best[0]) and date.startswith(year)):
                best = (date, field)
        by_tag.pop(tag, None)
    if best:
        put(entry, "date", best[0], best[1].span)


def _date(text: str) -> str:
    parts = [part.strip() for part in text.split("/")]
    if not re.fullmatch(r"\d{4}", parts[0]) or len(parts) == 1:
        return text
    date = date_of(*(part if part.isdecimal() else "" for part in [*parts, "", ""][:3]))
    other = parts[3] if len(parts) > 3 else ""
    return f"{date} {other}" if other and len(date) == 4 else date


def _put_links(entry: RawMapping, by_tag: dict[str, list[_Line]]) -> None:
    urls = [
        (url, field)
        for field in by_tag.pop("UR", [])
        for url in re.split(r"(?<![\s;])[\s;]++(?=\w+:)|\n", field.text)
    ]
    for url, field in urls:
        arxiv = find_arxiv(url.strip()) if "arxiv.org/" in url else ""
        if arxiv and "arxiv" not in entry:
            put(entry, "arxiv", arxiv, field.span)
        elif "url" not in entry:
            put(entry, "url", url.strip(), field.span)
        elif entry["url"] != url.strip():
            add_link(entry, "", url, field.span)
    for tag, name in _LINKS.items():
        for field in by_tag.pop(tag, []):
            for url in field.text.split("\n"):
                add_link(entry, name, url, field.span)


def _keep(entry: RawMapping, by_tag: dict[str, list[_Line]]) -> None:
    """What has no field of ours keeps its tag."""
    for tag, fields in by_tag.items():
        if len(fields) == 1:
            put(entry, tag, fields[0].text, fields[0].span)
        elif fields:
            values = list_at(fields[0].span)
            for field in fields:
                add(values, field.text, field.line, field.column)
            put(entry, tag, values, fields[0].span)


_WRITTEN_TYPES = {
    "article": "JOUR",
    "conference": "CPAPER",
    "preprint": "UNPB",
    "thesis": "THES",
    "book": "BOOK",
    "chapter": "CHAP",
    "report": "RPRT",
    "dataset": "DATA",
    "software": "COMP",
    "patent": "PAT",
    "talk": "SLIDE",
    "poster": "SLIDE",
}
"""RIS's types of our kinds; all others are ``GEN``."""


def record(publication: Publication, *, markup: Markup | None = None) -> str:
    """The RIS record of a publication, from ``TY`` to ``ER``."""
    about = reference(publication, markup)
    lines = [f"TY  - {_WRITTEN_TYPES.get(about.kind, 'GEN')}"]
    for tag, text in _written_fields(about, publication):
        text = clean(text).strip()
        if text:
            lines.append(f"{tag}  - {text}")
    return "\n".join([*lines, "ER  - "]) + "\n"


def library(publications: Iterable[Publication], *, markup: Markup | None = None) -> str:
    """A file of records."""
    return "\n".join(record(publication, markup=markup) for publication in publications)


def _written_fields(about: Reference, publication: Publication) -> Iterator[tuple[str, str]]:
    yield "ID", publication.key
    yield "TI", plain(about.title)
    yield from (("AU", name) for name in _written_people(about.authors))
    yield from (("ED", name) for name in _written_people(about.editors))
    yield "JF" if about.kind == "article" else "T2", plain(about.container)
    if about.year.isdecimal():
        yield "PY", about.year
        day = f"{about.day:02d}" if about.day else ""
        yield "DA", f"{about.year}/{about.month:02d}/{day}/" if about.month else ""
    else:
        yield "PY", about.year
    yield "VL", about.volume
    yield "IS", about.number
    yield "SP", about.pages[0] if about.pages else ""
    yield "EP", about.pages[1] if len(about.pages) > 1 else ""
    yield "PB", plain(about.institution) or plain(about.publisher)
    yield "M3", {"poster": "Poster", "talk": "Talk"}.get(about.kind, about.genre)
    yield "DO", publication.doi
    yield from (("SN", number) for number in (*publication.issn, *publication.isbn))
    yield "AN", publication.pmid
    yield "C2", publication.pmcid
    yield "DP", "PubMed" if publication.pmid else ""
    yield "UR", publication.url
    if publication.arxiv:
        yield "UR", f"https://arxiv.org/abs/{publication.arxiv}"
    yield "AB", plain(about.abstract)
    yield "N1", plain(about.note)
    yield from (("KW", tag) for tag in publication.tags)


def _written_people(people: AuthorList) -> Iterator[str]:
    """``Family, Given, Suffix``; a name that is not a person's as it is."""
    if people.written:
        yield plain(Markup({}).inline(people.written))
    for author in people.people:
        name = of_author(author)
        family = " ".join(filter(None, (name.particles, name.family)))
        # A comma would make family and given names of the name of an organisation.
        yield name.literal.replace(",", " ") or ", ".join(filter(None, (family, name.given, name.suffix)))
    if people.others:
        yield "et al."
