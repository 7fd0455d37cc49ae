"""RIS, which every publisher's page and every reference manager exports and reads: read and written.

The tags are those of the RIS format specification (Research Information Systems, 2011), read as EndNote, Zotero and
the publishers write them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from sphinx_academic.content.fragments import plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.collation import code_of
from sphinx_academic.data.located import RIS, RawFile, RawList, RawMapping, RawValue, paused_collection
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.addresses import arxiv_url, find_arxiv
from sphinx_academic.data.values.dates import in_words
from sphinx_academic.data.values.identifiers import is_same
from sphinx_academic.data.values.names import AuthorList
from sphinx_academic.data.values.publication_status import NOTICES, status_named
from sphinx_academic.formats.edtf import date_of, from_year_and_month
from sphinx_academic.formats.family_first import in_speech, names_in, person_of
from sphinx_academic.formats.filling import Span, add, add_link, is_key, list_at, put, section
from sphinx_academic.formats.kept_variables import looked_at
from sphinx_academic.formats.latex.encoding import clean
from sphinx_academic.formats.notes import sorted_out
from sphinx_academic.formats.reference import Reference, reference
from sphinx_academic.formats.rich_text import escape_markup, rich_text, title_text
from sphinx_academic.formats.text import Reports, by_word, words
from sphinx_academic.problems import Code

_KINDS = {
    "article": "JOUR JFULL EJOUR MGZN NEWS ABST INPR", "conference": "CPAPER CONF", "chapter": "CHAP ECHAP ENCYC DICT",
    "book": "BOOK EBOOK EDBOOK SER CLSWK", "thesis": "THES", "report": "RPRT STAND GOVDOC",
    "dataset": "DATA AGGR DBASE", "software": "COMP", "patent": "PAT", "talk": "SLIDE", "preprint": "UNPB UNPD",
}  # fmt: skip
"""Our kinds and RIS's types, of which the first is written; all other types are "other", and all other kinds ``GEN``."""
_TYPES = by_word(_KINDS)

_LINE = re.compile(r"[ \t]*([A-Z][A-Z0-9])(?:  ?-(?: |$)|\t-[ \t]?| {3,4}- ?)(.*)")
_ALMOST = re.compile(r"[ \t]*([A-Za-z][A-Za-z0-9])[ \t]*[-–—:][ \t]?(.*)")
_TAGS = words(
    """
    TY ER ID A1 A2 A3 A4 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CT CY DA DB DI DO DP ED EP ET H1 H2 IS J1 J2
    JA JF JO K1 KW L1 L2 L3 L4 LA LB LK M1 M2 M3 N1 N2 NV OP PB PP PY RI RN RP SE SF SL SN SP ST T1 T2 T3 TA TI TT U1 U2
    U3 U4 U5 UR VL VO WP WT WV Y1 Y2 YR
    """
)
_PEOPLE = {"AU": "authors", "A1": "authors", "A2": "editor", "ED": "editor", "A4": "translator"}
_PEOPLE_OF = {
    "BOOK": _PEOPLE | {"A3": "editor"},
    "EDBOOK": {"AU": "editor", "A1": "editor", "ED": "editor", "A4": "translator"},
}
"""Who stands under a tag ("RIS Format Specifications", 2011), of books, and of all other types."""
_HAVE_GENRES = words("thesis report patent talk other")
_VENUES = "JF T2 JO BT C3 J2 JA J1 TA CT"
_LINKS = {"L1": "PDF", "L2": "Full text", "L3": "Related", "LK": "Link"}
_STANDARD_NUMBER = re.compile(
    r"(?i)(?:ISSN|ISBN)?[\s:]*(?:\d{4}-\d{3}[\dX]|97[89][\d-]{10,14}|\d[\d-]{8,11}[\dX])\b.*", re.S
)
_PMCID = re.compile(r"PMC\d+")
_PMID = re.compile(r"\d+(?: \[pmid\])?")
_WHOLE = words("book thesis report dataset software")
_NUMBERED = words("report patent book chapter conference")
_HAVE_VERSIONS = words("software dataset")
_NO_GENRE = re.compile(r"(?i)thesis|report|patent|talk|poster|[\d.\-]+")
"""What says no more of a work than its kind, or is a number."""

Text = Callable[[str], str]


@dataclass(slots=True)
class _Field:
    """A tag and the lines of its value."""

    tag: str
    lines: list[str]
    line: int
    column: int

    @property
    def text(self) -> str:
        return self.lines[0] if len(self.lines) == 1 else "\n".join(self.lines).strip()

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
            entry = _Entry(fields).read()
            if len(entry) > ("type" in entry):
                add(publications, entry, entry.line, entry.column)
            else:
                offset = reports.line_starts[entry.line - 1]
                message = "this reference holds nothing; it is left out."
                reports.add(offset, Code.MISSING, message, "Fill it in, or remove it.")
    return RawFile(path, made, reports.told(), foreign=True, notation=RIS)


def _references(text: str, reports: Reports) -> list[list[_Field]]:
    """The fields of each reference, from TY to ER."""
    references: list[list[_Field]] = []
    fields: list[_Field] | None = None
    offset = 0
    has_strays = False

    def tell(message: str, hint: str) -> None:
        reports.add(offset, Code.SYNTAX, message, hint)

    for number, line in enumerate(text.split("\n"), start=1):
        match = _LINE.match(line)
        almost = _ALMOST.match(line) if match is None and line else None
        if almost and almost[1].upper() in _TAGS and (almost[1].isupper() or fields is None):
            right = f"{almost[1].upper()}  - {almost[2]}".rstrip()
            found = right[:6].rstrip()
            message = f"a tag is followed by two spaces, a hyphen and a space; it is read as '{found}'."
            tell(message, f"Write  {right[:60]}")
            match = _LINE.match(right)
        field = _Field(match[1], [match[2].strip()], number, match.start(2) + 1) if match else None
        if field and field.tag == "ER":
            if fields is None:
                tell("'ER' ends a reference, but none has begun.", "Remove it.")
            fields = None
        elif field and field.tag == "TY":
            if fields is not None:
                message = f"the reference of line {fields[0].line} has no 'ER  -' before the next one."
                tell(message, "Write  ER  -  above this line.")
            fields = [field]
            references.append(fields)
        elif field and fields is not None:
            fields.append(field)
        elif fields is not None:
            if line.strip() or fields[-1].tag in {"AB", "N1", "N2"}:
                fields[-1].lines.append(line.strip())
        elif line.strip() and not has_strays:
            has_strays = True
            message = "this is no RIS: a reference begins with a line 'TY  - JOUR'."
            if references or field:
                message = "this stands outside of any reference, and is left out."
            tell(
                message, "Write  TY  - JOUR  above it." if field else "Delete what is no part of a reference."
            )
        offset += len(line) + 1
    if fields is not None:
        offset = max(0, len(text.rstrip()) - 1)
        message = (
            f"the file ends inside the reference of line {fields[0].line}; what was read so far is kept."
        )
        tell(message, "Write  ER  -  below it, or get the whole file.")
    return references


class _Entry:
    """A publication that is made of the fields of a reference; ``left`` are those that are still to be read, by their tags."""

    def __init__(self, fields: Sequence[_Field]) -> None:
        self.fields = fields
        self.made = RawMapping(fields[0].line, 1)
        self.type = fields[0].text.upper().split(" ")[0]
        has_first = any(field.tag in {"AU", "A1"} for field in fields)
        self.people = _PEOPLE_OF.get(self.type if has_first else self.type.removeprefix("ED"), _PEOPLE)
        self.left: dict[str, list[_Field]] = {}
        for field in fields[1:]:
            if field.tag not in self.people and field.text:
                self.left.setdefault(field.tag, []).append(field)

    def read(self) -> RawMapping:
        made, left = self.made, self.left
        kind = _TYPES.get(self.type, "other") if self.type else ""
        if kind == "talk" and any("poster" in field.text.lower() for field in left.get("M3", ())):
            kind = "poster"
        put(made, "type", kind, self.fields[0].span)
        self._read_people()
        is_titled_by_bt = kind == "book" or self.type == "UNPB"
        self._take("TI T1 BT CT" if is_titled_by_bt else "TI T1 CT", "title", title_text)
        self._read_venue(kind)
        self._read_date()
        self._read_links()
        self._take("DO DI", "doi", str)
        self._take("VL VO", "volume", str)
        self._take("IS CP", "number", str)
        self._take("ET", "version" if kind in _HAVE_VERSIONS else "edition", str)
        self._take("C7", "eid", str)
        self._take("LA", "language", str)
        self._take("CY PP", "location")
        self._take(
            "T2 T3" if kind == "report" or (kind == "book" and "venue" not in made) else "T3",
            "series",
            title_text,
        )
        if kind in _HAVE_GENRES and not any(
            _NO_GENRE.fullmatch(field.text) for field in left.get("M3", ())[:1]
        ):
            self._take("M3", "genre", str)
        if "ID" in left and is_key(left["ID"][0].text):
            self._take("ID", "key", str)
        # Of a whole work SP alone is how many pages it has.
        is_whole = kind in _WHOLE and "EP" not in left and left.get("SP") and left["SP"][0].text.isdigit()
        if not is_whole and (ends := [left[tag][0] for tag in ("SP", "EP") if tag in left]):
            pages = "–".join(dict.fromkeys(field.text for field in ends))
            put(made, "pages", "" if pages == made.get("eid") else pages, ends[0].span)
            left.pop("EP", None)
            del left.get("SP", [])[:1]
        for field in left.pop("KW", []) + left.pop("K1", []):
            for word in re.split(r"\n|;", field.text):
                self._append("tags", word.strip(), field)
        self._take("AB N2", "abstract", rich_text)
        self._read_numbers(kind)
        if kind in _NUMBERED and "number" not in made:
            self._take("M1", "number", str)
        self._read_notes()
        for tag, fields in left.items():  # what has no field of ours keeps its tag
            if len(fields) == 1:
                put(made, tag, fields[0].text, fields[0].span)
                continue
            for field in fields:
                self._append(tag, field.text, field)
        return made

    def _take(
        self, tags: str, name: str, write: Text = escape_markup, form: re.Pattern[str] | None = None
    ) -> None:
        """Take the first value of the first tag that has one for a field of ours; what follows it stays."""
        for tag in tags.split():
            fields = self.left.get(tag)
            if fields and (form is None or form.fullmatch(fields[0].text)):
                field = fields.pop(0)
                put(self.made, name, write(field.text), field.span)
                break

    def _append(self, name: str, value: RawValue, field: _Field) -> None:
        """Add a value to a field of ours that is a list."""
        if value:
            values = self.made.get(name)
            if not isinstance(values, RawList):
                values = self.made[name] = list_at(field.span)
                self.made.places[name] = field.span
            add(values, value, field.line, field.column)

    def _read_people(self) -> None:
        others: dict[str, list[str]] = {}
        for field in self.fields:
            role = self.people.get(field.tag)
            if role == "authors":
                for name in _names(field):
                    self._append("authors", person_of(name, field.line, field.column), field)
            elif role:
                others.setdefault(role, []).extend(map(in_speech, _names(field)))
                self.made.places.setdefault(role, field.span)
        for role, names in others.items():
            if names:
                self.made[role] = escape_markup(", ".join(names))

    def _read_venue(self, kind: str) -> None:
        made = self.made
        # Of a book T2 is the series, and no other tag says where it stands.
        # So it is of a report, of which PB is the institution.
        has_series = kind == "book" or (kind == "report" and "PB" in self.left)
        self._take(_VENUES if not has_series else "JF JO BT" if kind == "book" else "", "venue", title_text)
        for tag in ("JF", "JO", "T2", "BT"):
            # The other names of the same journal say nothing more.
            if (fields := self.left.get(tag)) and escape_markup(fields[0].text) == made.get("venue"):
                del fields[0]
        of_institution = kind in {"thesis", "report"} and "venue" not in made
        self._take("PB", "venue" if of_institution else "publisher")

    def _read_date(self) -> None:
        """``2020/05/16/advance access``: of year and date the one that says more."""
        fields = [field for tag in ("PY", "Y1", "YR", "DA") for field in self.left.pop(tag, ())]
        dates = [(_date(field.text), field) for field in fields]
        if dates:
            year = dates[0][0][:4]
            # "2019", and "Mar-Apr" beside it
            dates = [(from_year_and_month(year, date) or date, field) for date, field in dates]
            date, field = max(dates, key=lambda each: (year in each[0]) * len(each[0]))
            put(self.made, "date", date, field.span)
        for field in self.left.pop("Y2", ()):
            day = _date("/".join(field.text.split("/")[:3]))
            put(self.made, "urldate" if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", day) else "Y2", day, field.span)
        if self.fields[0].text.upper().startswith("INPR"):
            put(self.made, "status", "in press", self.fields[0].span)

    def _read_links(self) -> None:
        made = self.made
        for field in self.left.pop("UR", []):
            for url in map(str.strip, re.split(r"(?<![\s;])[\s;]++(?=\w+:)|\n", field.text)):
                arxiv = find_arxiv(url) if "arxiv.org/" in url else ""
                if arxiv and "arxiv" not in made:
                    put(made, "arxiv", arxiv, field.span)
                elif "url" not in made:
                    put(made, "url", url, field.span)
                elif made["url"] != url:
                    add_link(made, "", url, field.span)
        for tag, name in _LINKS.items():
            for field in self.left.pop(tag, []):
                for url in field.text.split("\n"):
                    add_link(made, name, url, field.span)

    def _read_notes(self) -> None:
        """``N1``, of which what is a field, or what a database says of its record, is no note."""
        notes, texts = self.left.pop("N1", []), []
        for field in [*notes, *self.left.get("M3", ())]:
            if (status := status_named(field.text)) in NOTICES:
                put(self.made, "status", status, field.span)
                continue
            if field.tag != "N1":
                continue
            note = sorted_out(field.text)
            for name, value in note.fields:
                put(self.made, name, value, field.span)
            self._append("N1", note.of_databases, field)
            texts.append(note.text)
        if notes:
            put(self.made, "note", rich_text("\n\n".join(filter(None, texts))), notes[0].span)

    def _read_numbers(self, kind: str) -> None:
        """``SN`` holds ISSNs and ISBNs, and of reports and patents their number; PubMed's own numbers stand in ``AN`` and ``C2``."""
        for field in self.left.pop("SN", []):
            if kind == "patent" or (kind == "report" and not _STANDARD_NUMBER.fullmatch(field.text)):
                is_number = self.made.get("number", field.text) == field.text
                put(self.made, "number", field.text, field.span)
                self._append("SN", "" if is_number else field.text, field)
                continue
            for number in re.split(r"[\n;,]|\s(?=97[89])", field.text):
                short = re.sub(r"\([^()]*\)|[^\dXx]", "", number)
                self._append("issn" if len(short) == 8 else "isbn", number.strip(), field)
        self._take("C2", "pmcid", str, _PMCID)
        database = " ".join(field.text for tag in ("DB", "DP") for field in self.left.get(tag, ()))
        if re.search(r"PubMed|NLM|MEDLINE", database):
            self._take("AN", "pmid", lambda text: text.removesuffix(" [pmid]"), _PMID)


def _names(field: _Field) -> Iterator[str]:
    """The names of a field, which should be one."""
    return names_in(html.unescape("\n".join(field.lines)))


def _date(text: str) -> str:
    parts = [part.strip() for part in text.split("/")]
    other = parts[3] if len(parts) > 3 else ""
    if other and (not any(parts[:3]) or re.search(r"\d{3}", other)):
        return other  # ///in press, 1650///c. 1650
    if not re.fullmatch(r"\d{4}", parts[0]) or len(parts) == 1:
        return text
    year, month, day = [*parts, "", ""][:3]
    date = from_year_and_month(year, month, day) if month and not month.isdecimal() else ""
    date = date or date_of(year, month if month.isdecimal() else "", day if day.isdecimal() else "")
    if not other or len(date) > 4:
        return date
    return f"{other} {date}" if status_named(other) else f"{date} {other}"


_SECOND_PLACES = {"article": "JF", "chapter": "BT", "conference": "BT"}
"""Where some programs look for what a work stands in, besides ``T2``."""


def record(publication: Publication, *, markup: Markup | None = None) -> str:
    """The RIS record of a publication, from ``TY`` to ``ER``."""
    about = reference(publication, markup)
    kind = "talk" if about.kind == "poster" else about.kind
    lines = [f"TY  - {_KINDS.get(kind, 'GEN').split()[0]}"]
    for tag, text in _written_fields(about, publication):
        text = clean(text).strip()
        if tag and text:
            lines.append(f"{tag}  - {text}")
    return "\n".join([*lines, "ER  - "]) + "\n"


def library(publications: Iterable[Publication], *, markup: Markup | None = None) -> str:
    """A file of records."""
    return "\n".join(record(publication, markup=markup) for publication in publications)


def _written_fields(about: Reference, publication: Publication) -> Iterator[tuple[str, str]]:
    yield "ID", publication.key
    yield "TI", plain(about.title)
    yield from (("AU", name) for name in _written_people(about.authors))
    yield from (("A3" if about.kind == "book" else "A2", name) for name in _written_people(about.editors))
    for part, people in about.contributors:
        yield "A3" if about.kind == "book" else "A2", f"{'; '.join(_written_people(people))} ({part})"
    yield from (("A4", name) for name in _written_people(about.translators))
    yield "T2", plain(about.container)
    yield _SECOND_PLACES.get(about.kind, ""), plain(about.container)
    yield "T2" if about.kind == "book" and not about.container else "T3", plain(about.series)
    yield from _written_date(about)
    yield "Y2", "/".join(looked_at(publication.extra))
    yield "VL", about.volume
    yield "IS", about.number
    yield "SN" if about.kind in {"report", "patent"} else "", about.number
    yield from zip(("SP", "EP"), about.pages or (about.eid,), strict=False)
    yield "C7", about.eid
    yield "ET", about.version if about.kind in _HAVE_VERSIONS else about.edition
    yield "PB", plain(about.institution) or plain(about.publisher)
    yield "CY", plain(about.location)
    yield "M3", about.genre or {"poster": "Poster", "talk": "Talk"}.get(about.kind, "")
    yield "DO", publication.doi
    yield from (("SN", number) for number in (*publication.issn, *publication.isbn))
    yield "AN", publication.pmid
    yield "C2", publication.pmcid
    yield "LA", code_of(publication.language).replace("_", "-")
    yield "DP", "PubMed" if publication.pmid else ""
    yield "UR", publication.url
    yield "UR", "" if is_same("arxiv", publication.arxiv, publication.url) else arxiv_url(publication.arxiv)
    yield "AB", plain(about.abstract)
    yield "N1", plain(about.note)
    yield "N1", about.notice
    # RIS has no tags for these; in a note they are read again, here and as "Extra" by Zotero.
    for name, value in (
        ("License", publication.license),
        ("Repository", publication.repository),
        ("SWHID", publication.swhid),
    ):
        yield "N1", f"{name}: {value}" if value else ""
    yield from (("KW", tag) for tag in publication.tags)


def _written_date(about: Reference) -> Iterator[tuple[str, str]]:
    """``PY`` has the year and ``DA`` what else is known: a day, or in words a season, a range or how far the work has come."""
    when, words = about.date, about.dated
    if when is None or when.year <= 0:
        yield "PY", words
        return
    yield "PY", f"{when.year:04d}"
    is_said = when.is_plain and words == about.year
    if (about.month and not when.end) or not is_said:
        month, day = (f"{number:02d}" if number else "" for number in (about.month, about.day))
        yield "DA", f"{when.year:04d}/{month}/{day}/{'' if is_said else _other(about)}"


def _other(about: Reference) -> str:
    """What stands behind the day: letters, spaces and hyphens, and no date that is said before."""
    if about.date is None or about.date.is_plain:
        return about.dated.removesuffix(f" {about.year}")
    return in_words(about.date, write=attrgetter("iso"))


def _written_people(people: AuthorList) -> Iterator[str]:
    """``Family, Given, Suffix``; a name that is not a person's as it is."""
    if people.written:
        yield plain(Markup({}).inline(people.written))
    for author in people.people:
        name = author.in_parts
        if name.literal:
            # A comma within would make family and given names of the name of an organisation, and a semicolon two; a comma behind
            # it says that it is one.
            whole = re.sub("[,;]", " ", name.literal)
            yield f"{whole}," if " " in whole else whole
        else:
            yield ", ".join(filter(None, (name.whole_family, name.given, name.suffix)))
    if people.others:
        yield "et al."
