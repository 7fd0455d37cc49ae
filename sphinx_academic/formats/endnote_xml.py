"""EndNote's XML, which EndNote, Mendeley, Zotero and databases of reviews export: read.

Elements are those of EndNote's RSXML.dtd; what they mean for each type of reference is EndNote's own table of its fields ("Reference
Types", EndNote 20). Each record is parsed by itself, so that one that is broken costs no other, and no document type or entity of the
file's head is ever looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sphinx_academic.data.located import ENDNOTE, RawFile, RawList, RawMapping, paused_collection
from sphinx_academic.data.values.addresses import find_arxiv, find_doi
from sphinx_academic.data.values.publication_status import NOTICES, status_named
from sphinx_academic.formats.edtf import date_of, from_year_and_month
from sphinx_academic.formats.family_first import in_speech, names_in, person_of
from sphinx_academic.formats.filling import (
    Span,
    Transcription,
    add,
    add_entry,
    is_key,
    list_at,
    put,
    section,
    span_of,
)
from sphinx_academic.formats.notes import sorted_out
from sphinx_academic.formats.rich_text import escape_markup, in_one_line, rich_text
from sphinx_academic.formats.text import Reports, by_word, names_of_keys, words
from sphinx_academic.formats.xml_places import XmlElement, parse_element
from sphinx_academic.problems import Code

_KINDS = by_word({
    "article": "journal-article 17 electronic-article 43 magazine-article 19 newspaper-article 23",
    "conference": "conference-proceedings 10 conference-paper 47",
    "chapter": "book-section 5 electronic-book-section 60 dictionary 52 encyclopedia 53",
    "book": "book 6 edited-book 28 electronic-book 44 classical-work 49 ancient-text 51 serial 57 catalog 8 pamphlet 24",
    "thesis": "thesis 32", "report": "report 27 government-document 46 standard 58",
    "dataset": "dataset 59 aggregated-database 55 online-database 45", "software": "computer-program 9", "patent": "patent 25",
    "preprint": "preprint unpublished-work 34 manuscript 36",
})  # fmt: skip
"""Our kinds by the names and numbers of EndNote's types of references; all others are "other"."""
_EDITED = words("edited-book 28")

_BEGINNING = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE[^>\[]*>\s*)?(?:<xml(?:\s[^>]*)?>\s*)?<records?(?:\s[^>]*)?>",
    re.IGNORECASE,
)
_RECORD = re.compile(r"<record(?=[\s>/])", re.IGNORECASE)
_END = re.compile(r"</record\s*>", re.IGNORECASE)
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]{1,8})|(\d{1,10}));")
_ROOT = re.compile(r"<([A-Za-z][\w:.-]*)")

_BETWEEN = re.compile(r"\s+|<\?[^>]*>|<!DOCTYPE[^>\[]*>|</?(?:xml|records)(?:\s[^>]*)?>", re.IGNORECASE)
"""What may stand between records."""

_GROUPS = words("contributors titles periodical dates urls")
"""Elements that only hold others."""
_SILENT = words("database source-app rec-number foreign-keys ref-type")
"""What says where in somebody's library a record stands."""
_FACES = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}
_RICH = words("title secondary-title tertiary-title full-title abstract notes publisher pub-location")
_HAVE_EDITORS = words("article conference chapter other dataset")
_HAVE_TRANSLATORS = words("article chapter book")
_HAVE_GENRES = words("thesis report patent other")
_HAVE_SERIES = words("book report software")
_OF_AN_INSTITUTION = words("thesis report")
_WHOLE = words("book thesis report dataset software")
_LINKS = names_of_keys("PDF: pdf-urls; Full text: text-urls; Image: image-urls")
_STANDARD_NUMBER = re.compile(
    r"(?<![\w-])(97[89][\d-]{10,14}|\d{4}-?\d{3}[\dXx]|\d[\d-]{8,11}[\dXx])(?![\w-])"
)
_DATABASE_OF_NLM = re.compile(r"PubMed|NLM|MEDLINE", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?")
_PMCID = re.compile(r"PMC\d+")


def is_endnote(text: str) -> bool:
    """Whether a text begins as a library in this form does: ``<xml><records><record>``."""
    return _BEGINNING.match(text) is not None


def read_endnote(text: str, path: str) -> RawFile:
    """Give the records of a library as publications; never raises for any text."""
    reports = Reports(text, path)
    made = RawMapping(1, 1)
    with paused_collection():
        publications = section(made, "publications")
        starts = [match.start() for match in _RECORD.finditer(text)]
        if starts:
            _tell_strays(text, 0, starts[0], reports)
        for start, following in pairwise([*starts, len(text)]):
            found = _END.search(text, start, following)
            end = found.end() if found else following
            if element := _record(text, start, end, reports):
                add_entry(publications, _publication(element))
            _tell_strays(text, end, following, reports)
    if not starts and text.strip():
        _tell_other(text, reports)
    return RawFile(path, made, reports.told(), foreign=True, notation=ENDNOTE)


def _tell_other(text: str, reports: Reports) -> None:
    root = _ROOT.search(text)
    if is_endnote(text):
        reports.add(
            0, Code.MISSING, "this library has no records.", "Choose references in EndNote, then export them."
        )
        return
    found = f"its first element is '{root[1][:40]}'" if root else "no element is in it"
    message = f"this is no library of EndNote's: 'xml' with 'records' was expected, and {found}."
    hint = "In EndNote choose  File, Export, XML. PubMed's own XML is taken by  sphinx-academic add."
    reports.add(root.start() if root else 0, Code.TYPE, message, hint)


def _tell_strays(text: str, at: int, end: int, reports: Reports) -> None:
    """Tell what stands between two records and is neither the library's own elements nor a comment."""
    while at < end:
        if text.startswith("<!--", at):
            found = text.find("-->", at, end)
            at = found + 3 if found >= 0 else at
            if found >= 0:
                continue
        elif known := _BETWEEN.match(text, at, end):
            at = known.end()
            continue
        message = "this stands outside of any record, and is left out up to the next one."
        reports.add(at, Code.SYNTAX, message, "A record is  <record> … </record>  within  <xml><records>.")
        return


def _record(text: str, start: int, end: int, reports: Reports) -> XmlElement | None:
    """A record, as far as it is XML."""
    written = text[start:end]
    if "&#" in written:
        written = _REFERENCE.sub(_possible, written)
    parsed = parse_element(written, *reports.place(start))
    if parsed.fault:
        offset = reports.line_starts[parsed.line - 1] + parsed.column - 1
        message = f"this record is no whole XML: {parsed.fault}; what stands in it before is kept."
        hint = "Write  &amp;  for  &  and  &lt;  for  <  in texts, and close each element."
        reports.add(offset, Code.SYNTAX, message, hint)
    return parsed.element


def _possible(reference: re.Match[str]) -> str:
    """A reference to a character, spaces of its length for one that XML does not allow, as some databases write them."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    is_possible = (
        number in {9, 10, 13}
        or 32 <= number <= 0xD7FF
        or 0xE000 <= number <= 0xFFFD
        or 0xFFFF < number <= 0x10FFFF
    )
    return reference[0] if is_possible else " " * len(reference[0])


# The elements of a record as keys and values


class _Values:
    """The elements of a record by their names: plain texts, lists of them, and markup of those that may have some."""

    def __init__(self, record: XmlElement) -> None:
        self.type = ""
        self.plain = RawMapping(record.line, record.column)
        self.marked: dict[str, str] = {}
        for element in record.elements:
            if element.name == "ref-type":
                name = "-".join(element.attributes.get("name", "").lower().split())
                self.type = name if name in _KINDS else _text(element).strip()
                self.plain["ref-type"] = element.attributes.get("name", "").strip() or self.type
                self.plain.places["ref-type"] = _span(element)
            elif element.name in _GROUPS:
                for inner in element.elements:
                    self._take(inner)
            elif element.name not in _SILENT:
                self._take(element)

    def _take(self, element: XmlElement) -> None:
        """A text; of an element that only holds others their texts."""
        parts = [each for each in element.elements if each.name != "style"]
        if not parts:
            put(self.plain, element.name, _tidy(_text(element)), _span(element))
            if element.name in _RICH and element.name not in self.marked:
                self.marked[element.name] = _marked(element)
            return
        values = list_at(_span(element))
        for each in _leaves(parts):
            if text := _tidy(_text(each)):
                add(values, text, each.line, each.column)
        put(self.plain, element.name, values, _span(element))


def _leaves(elements: list[XmlElement]) -> Iterator[XmlElement]:
    for element in elements:
        inner = [each for each in element.elements if each.name != "style"]
        if inner:
            yield from _leaves(inner)
        else:
            yield element


def _span(element: XmlElement) -> Span:
    return (element.line, element.column) * 2


def _text(element: XmlElement) -> str:
    return "".join(element.all_texts())


def _tidy(text: str) -> str:
    """A text without the ends of lines as EndNote has them."""
    return text.replace("\r", "\n").strip()


def _marked(element: XmlElement) -> str:
    """The text of an element with a tag for each style that means something (``style face="italic"``)."""
    pieces: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            pieces.append(child)
            continue
        tags = [_FACES[face] for face in child.attributes.get("face", "").split() if face in _FACES]
        inner = _marked(child)
        opened, closed = "".join(f"<{tag}>" for tag in tags), "".join(f"</{tag}>" for tag in reversed(tags))
        pieces.append(f"{opened}{inner}{closed}" if inner.strip() else inner)
    return "".join(pieces)


# What they are to us


def _publication(record: XmlElement) -> RawMapping:
    values = _Values(record)
    made = Transcription(values.plain)
    kind = _KINDS.get(values.type, "other" if "ref-type" in made.source else "")

    def rich(field: str, key: str) -> None:
        if field not in made.entry and made.text(key):
            made.put(field, rich_text(_tidy(values.marked[key])), key)

    def line(field: str, key: str) -> None:
        if field and field not in made.entry and isinstance(made.source.get(key), str):
            made.text(key)
            made.put(field, in_one_line(rich_text(" ".join(values.marked[key].split()))), key)

    made.text("ref-type")
    made.put("type", kind, "ref-type")
    if kind == "other":
        made.put("ref-type", made.text("ref-type"), "ref-type")
    line("title", "title")
    _put_people(made, kind, is_edited=values.type in _EDITED)
    line("series" if kind in _HAVE_SERIES else "venue" if kind != "thesis" else "", "secondary-title")
    line("venue", "full-title")
    for key in ("full-title", "secondary-title"):
        if made.source.get(key) and escape_markup(str(made.source[key])) in {
            made.entry.get("venue"),
            made.entry.get("series"),
        }:
            made.value(key)  # the same journal once more
    line("venue" if kind in _OF_AN_INSTITUTION else "publisher", "publisher")
    if kind in {"chapter", "conference"}:
        line("series", "tertiary-title")
    line("location", "pub-location")
    _put_date(made)
    _put_numbers(made, kind)
    _put_links(made)
    made.take("language: language", str)
    label = made.text("label")
    made.put("key" if is_key(label) else "label", label, "label")
    if kind in _HAVE_GENRES:
        made.take("genre: work-type", str)
    _put_tags(made)
    rich("abstract", "abstract")
    if notes := made.text("notes"):
        note = sorted_out(notes)
        for name, value in note.fields:
            made.put(name, value if name != "key" or is_key(value) else "", "notes")
        made.put("endnote-note", note.of_databases, "notes")
        status = status_named(note.text)
        made.put(
            "status" if status in NOTICES else "note",
            status if status in NOTICES else rich_text(note.text),
            "notes",
        )
    return made.finished("endnote")


def _put_people(made: Transcription, kind: str, *, is_edited: bool) -> None:
    """Authors, editors and translators, where EndNote's table has them for a type; others are kept."""
    people = list_at(made.span("authors"))
    roles: dict[str, list[str]] = {"editor": [], "translator": []}
    for name, line, column in _names(made, "authors"):
        if is_edited:
            roles["editor"].append(in_speech(name))
        else:
            add(people, person_of(name, line, column), line, column)
    made.put("authors", people, "authors")
    editing = "tertiary-authors" if kind == "book" else "secondary-authors" if kind in _HAVE_EDITORS else ""
    translating = "subsidiary-authors" if kind in _HAVE_TRANSLATORS else ""
    for role, key in (("editor", editing), ("translator", translating)):
        if key:
            roles[role] += [in_speech(name) for name, _line, _column in _names(made, key)]
        made.put(
            role, escape_markup(", ".join(roles[role])), "authors" if is_edited and role == "editor" else key
        )


def _names(made: Transcription, key: str) -> Iterator[tuple[str, int, int]]:
    value = made.value(key)
    if isinstance(value, RawList):
        for text, (line, column) in zip(value, value.places, strict=True):
            yield from ((name, line, column) for name in names_in(str(text)))
    elif isinstance(value, str):
        yield from ((name, *span_of(made.source, key)[2:]) for name in names_in(value))


def _put_date(made: Transcription) -> None:
    """The year, with the month and the day that ``pub-dates`` has in whatever words."""
    year, published = made.text("year"), made.text("pub-dates")
    day = _DAY.fullmatch(published)
    if day and day[1] == (year or day[1]):
        date = date_of(day[1], *(part or "" for part in day.groups()[1:]))
    else:
        rest = published.replace(year, "").strip(" ,") if year else ""
        date = from_year_and_month(year, rest) if rest else ""
    made.put("date", date or year or published, "pub-dates" if date else "year" if year else "pub-dates")
    if published and year and not date and published != year:
        made.put("pub-dates", published, "pub-dates")


def _put_numbers(made: Transcription, kind: str) -> None:
    source = made.source
    if kind == "thesis":
        made.take("genre: work-type volume", str)  # of a thesis the volume is the degree
    made.take("number: number" if kind == "thesis" else "volume: volume; number: number", str)
    made.take("version: edition" if kind == "software" else "edition: edition", str)
    if kind == "article":
        made.take("eid: custom7", str)
    pages = source.get("pages")
    # Of a whole work it is how many there are.
    if not (kind in _WHOLE and isinstance(pages, str) and pages.isdigit()) and made.text(
        "pages"
    ) != made.entry.get("eid"):
        made.take("pages: pages", str)
    found: dict[str, dict[str, None]] = {"issn": {}, "isbn": {}}
    numbers = made.text("isbn")
    standard = _STANDARD_NUMBER.findall(numbers) if kind != "patent" else []
    for number in standard:
        found["issn" if len(re.sub(r"[^\dXx]", "", number)) == 8 else "isbn"][number] = None
    for field, values in found.items():
        listed = list_at(made.span("isbn"))
        for number in values:
            add(listed, number, listed.line, listed.column)
        made.put(field, listed, "isbn")
    if numbers and not standard:
        made.put(
            "number" if kind in {"report", "patent"} and "number" not in made.entry else "isbn",
            numbers,
            "isbn",
        )
    digital = made.text("electronic-resource-num")
    doi, arxiv = find_doi(digital), find_arxiv(digital)
    made.put(
        "doi" if doi else "arxiv" if arxiv else "electronic-resource-num",
        doi or arxiv or digital,
        "electronic-resource-num",
    )
    accession = made.text("accession-num")
    is_pmid = accession.isdigit() and _DATABASE_OF_NLM.search(str(source.get("remote-database-name", "")))
    made.put("pmid" if is_pmid else "accession-num", accession, "accession-num")
    custom = made.text("custom2")
    made.put("pmcid" if _PMCID.fullmatch(custom) else "custom2", custom, "custom2")


def _put_links(made: Transcription) -> None:
    """Addresses; those of files in somebody's own library (``internal-pdf://…``) lead nobody there and are kept."""
    for key in ("web-urls", "related-urls", *_LINKS):
        left = list_at(made.span(key))
        for url, line, column in _addresses(made, key):
            arxiv = find_arxiv(url) if "arxiv.org/" in url else ""
            span = (line, column) * 2
            if not re.match(r"(?:https?|ftp)://|www\.", url):
                add(left, url, line, column)
            elif arxiv and made.entry.get("arxiv", arxiv) == arxiv:
                made.put("arxiv", arxiv, span)
            elif key in _LINKS or made.entry.get("url", url) != url:
                made.link(_LINKS.get(key, ""), url, span)
            else:
                made.put("url", url, span)
        made.put(key, left, key)


def _addresses(made: Transcription, key: str) -> Iterator[tuple[str, int, int]]:
    value, span = made.value(key), span_of(made.source, key)
    texts = value if isinstance(value, RawList) else [value]
    places = value.places if isinstance(value, RawList) else [span[2:]]
    for text, place in zip(texts, places, strict=True):
        if isinstance(text, str):
            yield from ((url, *place) for url in text.split())


def _put_tags(made: Transcription) -> None:
    """Keywords, of which some databases write all into one element."""
    tags: dict[str, tuple[int, int]] = {}
    value = made.value("keywords")
    texts = value if isinstance(value, RawList) else [value]
    places = value.places if isinstance(value, RawList) else [made.span("keywords")[2:]]
    for text, place in zip(texts, places, strict=True):
        for word in re.split(r"[\n;]", text) if isinstance(text, str) else ():
            if word.strip():
                tags.setdefault(word.strip(), place)
    found = list_at(made.span("keywords"))
    for word, place in tags.items():
        add(found, word, *place)
    made.put("tags", found, "keywords")
