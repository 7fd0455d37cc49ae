"""Publications as BibTeX that BibTeX and Biber both read ("BibTeXing", btxdoc, 1988; the BibLaTeX manual 3.20).

Files are UTF-8. A record that was read from BibTeX is written as its own entry has it, one of BibLaTeX under the names of BibTeX.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from sphinx_academic.content.fragments import Fragments, plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.collation import language_name
from sphinx_academic.data.located import RawMapping
from sphinx_academic.data.naming import in_ascii
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.addresses import doi_url
from sphinx_academic.data.values.dates import LETTERED, PartialDate, month_named
from sphinx_academic.data.values.identifiers import is_same
from sphinx_academic.data.values.name_parts import Name, is_initials, is_suffix, joined
from sphinx_academic.data.values.names import AuthorList, explicit_name
from sphinx_academic.data.values.publication_status import PUBSTATES, is_awaited
from sphinx_academic.formats.bibtex import dialects
from sphinx_academic.formats.bibtex.name_lists import Names
from sphinx_academic.formats.bibtex.name_separators import split_list
from sphinx_academic.formats.bibtex.scanner import WrittenField
from sphinx_academic.formats.bibtex.works import PARTS, TEXTS
from sphinx_academic.formats.edtf import MONTHS
from sphinx_academic.formats.kept_variables import looked_at
from sphinx_academic.formats.latex import decoding
from sphinx_academic.formats.latex import encoding as latex
from sphinx_academic.formats.latex.portable import is_portable
from sphinx_academic.formats.latex.verbatim import verbatim
from sphinx_academic.formats.reference import (
    Reference,
    each_once,
    edition_number,
    is_first_degree,
    ordinal,
    reference,
)
from sphinx_academic.formats.text import words

_TYPES = {
    "article": "article", "conference": "inproceedings", "book": "book", "chapter": "incollection",
    "thesis": "phdthesis", "report": "techreport",
}  # fmt: skip
"""The entry types of our kinds; all others are ``misc``, as arXiv, Zenodo and DataCite have it."""
_PLACES = {
    "article": "journal", "inproceedings": "booktitle", "incollection": "booktitle", "inbook": "booktitle", "book": "maintitle",
    "thesis": "institution", "report": "institution", **dict.fromkeys(("dataset", "software"), "organization"), "phdthesis": "school", "mastersthesis": "school", "techreport": "institution",
}  # fmt: skip
"""The field that says where a work of each type has appeared."""
_OF_BIBLATEX = words("thesis report dataset software")
"""Kinds that BibLaTeX has types of these names for."""
_TOLD_KINDS = words("dataset software patent talk poster preprint")
"""What is ``misc``, and says what it is by its ``type``."""
_USUAL_GENRES = re.compile(r"(?i)phd thesis|master['’]s thesis")
_MONTHS = tuple(MONTHS)
_UNFIT_IN_KEYS = re.compile(r"[\s{}()\\,=\"'#%~$^@\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]+")
"""What BibTeX ("BibTeXing", 2.2) or Biber (``biber --validate-datamodel``) has no keys with."""
_UNFIT_IN_ADDRESSES = re.compile(r"[{}\\\s\"<>^`|]|[^\x21-\U0010ffff]")
_UNFIT_IN_DOIS = re.compile(r"[{}\\\s]|[^\x21-\U0010ffff]")
_NOT_SOURCE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")
_FIELD_NAME = re.compile(r"[a-z][a-z0-9_:.+/-]*")
_ESCAPED_BRACES = re.compile(r"\\[{}]")
_LINE_STARTS = re.compile(r"(?m)^\s*@")
_LEFT_OUT = words(
    """
    abbr annotation annote bibtex_show comment date-added date-modified file groups keywords-plus local-url localfile
    owner preview private ranking rating readstatus selected timestamp username crossref xref xdata ids entryset options
    related relatedtype relatedstring relatedoptions execute presort sortkey altmetric dimensions google_scholar_id former_keys
    inspirehep_id version_of not_version_of
    """
)
"""What belongs to a program, a site or somebody's own disk; what is inherited stands in the entry by itself."""
_OF_PEOPLE = words("author editor editora editorb editorc translator")
_TITLES = words("title booktitle maintitle subtitle booksubtitle mainsubtitle")
_OF_TEXT = TEXTS | words("volume number edition eid year version")
_LONG = frozenset({"abstract", "keywords", "keyword"})


def entry(
    publication: Publication,
    key: str = "",
    *,
    markup: Markup | None = None,
    whole: bool = False,
    ascii_only: bool = False,
    in_bibtex: bool = True,
) -> str:
    """The BibTeX entry of a publication, with a line end behind it.

    ``key`` stands in for the publication's own. ``whole`` adds abstract and keywords, which files have and pages
    better have not. With ``ascii_only`` letters with accents and the like are LaTeX commands. Without ``in_bibtex`` an entry that
    was read from BibLaTeX stays one.
    """
    return short_and_whole(
        publication, key, markup=markup, long=whole, ascii_only=ascii_only, in_bibtex=in_bibtex
    )[whole]


def short_and_whole(
    publication: Publication,
    key: str = "",
    *,
    markup: Markup | None = None,
    about: Reference | None = None,
    long: bool = True,
    ascii_only: bool = False,
    in_bibtex: bool = True,
) -> tuple[str, str]:
    """The entry as pages have it and as files have it; ``about`` is the work's reference where that is made already.

    Where nobody asks for what is ``long``, both are short.
    """
    key = _UNFIT_IN_KEYS.sub("", key or publication.key) or "untitled"
    key = in_ascii(key) if ascii_only and not key.isascii() else key
    source = publication.origin.source
    if source and not publication.versions and all(map(_is_sound, source.values())):
        kind = str(publication.extra.get("entrytype") or "misc")
        fields = {
            name: _readable(name, text, publication.language) for name, text in _from_source(source, long)
        }
        if doi_url(publication.doi):  # without LaTeX and addresses around it
            fields["doi"] = _doi(publication.doi)
            if is_same("doi", publication.doi, verbatim(fields.get("url", ""))):
                del fields["url"]
        if in_bibtex and not dialects.is_bibtex(kind, fields):
            about = about or reference(publication, markup)
            if kind not in dialects.TYPES or (kind == "inbook" and "booktitle" in fields):
                kind = _type(about.kind, about.genre, bool(about.container))
            fields = dialects.in_bibtex(kind, fields, _fields(about, publication, kind, long))
    else:
        about = about or reference(publication, markup)
        kind = _type(about.kind, about.genre, bool(about.container))
        if not in_bibtex and about.kind in _OF_BIBLATEX and (about.kind != "report" or about.genre):
            kind = about.kind
        fields = _fields(about, publication, kind, long)
        if not in_bibtex:
            fields = dialects.in_biblatex(kind, fields, about)
    if not in_bibtex and source and "year" in fields and "date" not in fields and not _is_dated(fields):
        said = _date_and_status(publication)
        if said["date"]:
            fields = {name: value for name, value in fields.items() if name not in {"year", "month", "day"}}
        elif "pubstate" in said:
            fields = {name: value for name, value in fields.items() if name != "year"}
            del said["date"]
        fields = fields | {name: value for name, value in said.items() if name not in fields}
    if former := [key for key in publication.former_keys if not _UNFIT_IN_KEYS.search(key)]:
        # By which BibLaTeX finds the entry, too.
        fields = {**fields, "ids": ", ".join(former)}
    if not _FIELD_NAME.fullmatch(kind):
        kind = "misc"
    lines = {}
    for name, value in fields.items():
        value = _LINE_STARTS.sub("{@}", value)
        if ascii_only:
            value = latex.in_ascii(value)
        if value and latex.is_balanced(value):
            shown = _month(value) if name == "month" else f"{{{value}}}"
            lines[name] = f"  {name} = {shown},\n"
    short = "".join(line for name, line in lines.items() if name not in _LONG)
    if "year" in lines and "date" not in lines and not _is_dated(fields):
        # Typst 0.15 reads nothing of a file in which a year or month is in words and no date; Biber reads no such year or month.
        # Of a date in words all readers make none, or the words; of one that is empty Pandoc 3.9 makes the year 0, and one without
        # bounds (``..``) stops Citation.js 0.8.2.
        said = {
            name: f"  {name} = {{{value}}},\n"
            for name, value in _date_and_status(publication).items()
            if value
        }
        lines = {**lines, "date": lines["year"].replace("year", "date", 1), **said, **lines}
    return f"@{kind}{{{key},\n{short}}}\n", f"@{kind}{{{key},\n{''.join(lines.values())}}}\n"


def library(
    publications: Iterable[Publication],
    *,
    markup: Markup | None = None,
    ascii_only: bool = False,
    in_bibtex: bool = True,
) -> str:
    """A file of entries, each key once."""
    write = partial(entry, markup=markup, whole=True, ascii_only=ascii_only, in_bibtex=in_bibtex)
    works = list(publications)
    keys = (_UNFIT_IN_KEYS.sub("", work.key) or "untitled" for work in works)
    return "\n".join(map(write, works, each_once(keys, str.casefold)))


biblatex_library = partial(library, in_bibtex=False)
"""A file of entries, of which those that were read from BibLaTeX are as they were written."""


def _type(kind: str, genre: str, is_in_something: bool) -> str:
    if kind == "thesis" and is_first_degree(genre):
        return "mastersthesis"
    return "inbook" if kind == "chapter" and not is_in_something else _TYPES.get(kind, "misc")


def _fields(about: Reference, publication: Publication, kind: str, whole: bool) -> dict[str, str]:
    """The fields of a work of ours; those without a text are not written."""
    place = _PLACES.get(kind, "howpublished")
    institution, publisher = latex.inline(about.institution), latex.inline(about.publisher)
    container = (_whole if place in {"booktitle", "maintitle"} else latex.inline)(about.container)
    genre = latex.title((about.genre,)) or (about.kind.capitalize() if about.kind in _TOLD_KINDS else "")
    edition = edition_number(about.edition)
    number = latex.escaped(about.number)
    if place == "howpublished":
        # Styles print neither publisher nor number of misc, and BibLaTeX has no such fields there.
        if not container:
            container, publisher = publisher, ""
        if number and about.kind == "patent":
            words = latex.escaped(about.genre) or genre
            container, number = ", ".join(filter(None, (container, f"{words} {number}"))), ""
            genre = "" if genre == "Patent" else genre
    if place in {"school", "institution"}:
        container = institution or publisher
        publisher = publisher if institution else ""
        # Styles print "PhD thesis" where nothing else is said.
        genre = about.genre or ("Thesis" if about.kind == "thesis" else "")
        genre = "" if _USUAL_GENRES.fullmatch(genre) else latex.title((genre,))
    fields = {
        "title": latex.title(about.title, publication.language),
        "author": _people(about.authors),
        "editor": _people(about.editors),
        **(_contributors(about) if about.contributors else {}),
        "translator": _people(about.translators),
        place: container,
        "series": _whole(about.series),
        "type": genre,
        **_dates(about.date, about.year, about.dated, about.status),
        "volume": latex.escaped(about.volume),
        "number": number,
        "pages": "--".join(map(latex.escaped, about.pages)),
        "eid": latex.escaped(about.eid),
        "edition": ordinal(edition) or latex.escaped(about.edition),
        "publisher": publisher,
        "address": latex.inline(about.location),
        "version": latex.escaped(about.version),
        "license": latex.escaped(publication.license),
        "repository": _verbatim(publication.repository),
        "swhid": publication.swhid,
        "doi": _doi(publication.doi),
        "eprint": _verbatim(publication.arxiv),
        "archiveprefix": "arXiv" if publication.arxiv else "",
        "isbn": latex.escaped(", ".join(publication.isbn)),
        "issn": latex.escaped(", ".join(publication.issn)),
        **{name: _verbatim(getattr(publication, name)) for name in ("pmid", "pmcid", "url")},
        "urldate": "-".join(looked_at(publication.extra)),
        "langid": language_name(publication.language),
        "note": _with_notice(latex.inline(about.note), about.notice),
    }
    if whole:
        fields["abstract"] = latex.inline(about.abstract)
        fields["keywords"] = ", ".join(map(latex.escaped, publication.tags))
    if "entrytype" in publication.extra:
        # Put together from several records, of which one was an entry of BibTeX: its fields that are none of ours.
        for key, value in publication.extra.items():
            name = key.removeprefix("bibtex_")
            if isinstance(value, str) and _is_kept(name) and name not in {*fields, *_LONG, "entrytype"}:
                fields[name] = latex.escaped(value).strip()
    return fields


def _whole(fragments: Fragments) -> str:
    """The title of a whole, in braces where Pandoc would make its words small, as it does with titles."""
    text = latex.inline(fragments)
    return f"{{{text}}}" if any(letter.isupper() for letter in text[1:]) else text


def _with_notice(note: str, notice: str) -> str:
    return f"{note.rstrip('.')}. {notice}" if note and notice else note or notice


def _dates(when: PartialDate | None, year: str, dated: str, status: str) -> dict[str, str]:
    """``year`` as BibTeX's styles print it, which is never more than words for them, and ``date`` where that says more: to biber it
    counts for more than a year (BibLaTeX manual, section 2.3.8), and holds what the words say."""
    fields = {"year": latex.escaped(dated).replace("–", "--")}
    if when is None or not when.year:
        return fields
    months = [
        _MONTHS[each.month - 1] for each in (when, when.end) if each and each.month and each.year == when.year
    ]
    if dated == year and when.is_plain and when.year > 999:
        return {**fields, "month": "".join(months), "day": str(when.day) if months and when.day else ""}
    if when.end and len(set(months)) == 2:
        fields["month"] = "--".join(MONTHS[month] for month in months)
    pubstate = PUBSTATES.get(status, latex.escaped(status)) if dated != year else ""
    return {**fields, "date": when.edtf, "pubstate": pubstate}


def _is_dated(fields: Mapping[str, str]) -> bool:
    """Whether year and month are numbers or months, as Biber wants them."""
    month = fields.get("month", "")
    return fields["year"].lstrip("-").isdigit() and (not month or month.isdigit() or bool(month_named(month)))


def _date_and_status(publication: Publication) -> dict[str, str]:
    """What BibLaTeX has for a year or month in words; the date is empty where none is known."""
    when, state = publication.when, publication.state
    found = {"date": when.edtf if when is not None and when.year else ""}
    pubstate = PUBSTATES.get(state, latex.escaped(state) if is_awaited(state) else "")
    return found | ({"pubstate": pubstate} if pubstate else {})


_MONTH = re.compile(r"(?i)\b(" + "|".join([*MONTHS.values(), *MONTHS, "sept"]) + r")\b\.?")


def _month(value: str) -> str:
    """A month, or two with their days, by BibTeX's macros: ``jul``, ``may # "~5"``, ``jul # {/} # aug``."""
    if number := month_named(value):
        return _MONTHS[number - 1]
    parts = _MONTH.split(value)
    named = [part[:3].lower() if at % 2 else f"{{{part}}}" for at, part in enumerate(parts) if part]
    return " # ".join(named)


def _from_source(source: Mapping[str, str], whole: bool) -> Iterator[tuple[str, str]]:
    """The fields of an entry as they were written."""
    for name, text in source.items():
        if not _is_kept(name) or (name in _LONG and not whole):
            continue
        value = _NOT_SOURCE.sub(" ", text)
        value = "\n\n".join(" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", value)).strip()
        yield name, value


def _readable(name: str, text: str, language: str) -> str:
    """A value as it was written where LaTeX, which has nothing but the entry, can read it; else what was understood."""
    if name == "pages":
        first, _, last = text.partition("--")
        return first if first == last else text
    if name == "year" and (lettered := LETTERED.fullmatch(text)):
        return lettered[1]
    if name not in _OF_TEXT or is_portable(text):
        return text
    if name in _OF_PEOPLE:
        people, _ = Names().read(WrittenField(name, text, (0, 0, 0, 0)), "")
        names = [
            _name(explicit_name(each)[0]) if isinstance(each, RawMapping) else "others" for each in people
        ]
        written = " and ".join(filter(None, names))
    else:
        understood = Markup({}).inline(decoding.to_markup(text))
        written = latex.title(understood, language) if name in _TITLES else latex.inline(understood)
    return latex.in_ascii(written) if text.isascii() else written


def _is_kept(name: str) -> bool:
    return name not in _LEFT_OUT and _FIELD_NAME.fullmatch(name) is not None and not name.startswith("bdsk-")


def _is_sound(text: str) -> bool:
    """Whether an entry with this value is read alike by BibTeX, which counts all braces, and by those who pass over
    braces behind a backslash."""
    if "\\" not in text:
        return latex.is_balanced(text)
    is_balanced = latex.is_balanced(text) and latex.is_balanced(_ESCAPED_BRACES.sub("", text))
    return is_balanced and not text.rstrip().endswith("\\")


def _contributors(about: Reference) -> dict[str, str]:
    """People with another part in a work, in BibLaTeX's fields for them (its manual, 2.2.2 and 2.3.6)."""
    found: dict[str, str] = {}
    free = ["editora", "editorb", "editorc"] if about.editors else ["editor", "editora", "editorb", "editorc"]
    for part, people in about.contributors:
        if part in PARTS:
            found[part] = _people(people)
        elif free:
            field = free.pop(0)
            found |= {field: _people(people), f"{field}type": latex.escaped(part)}
    return found


def _people(people: AuthorList) -> str:
    if people.written:
        return f"{{{latex.escaped(plain(Markup({}).inline(people.written)))}}}"
    names = [_name(author.in_parts) for author in people.people]
    return " and ".join([*filter(None, names), *(["others"] if people.others else [])])


def _name(name: Name) -> str:
    """``von Last, Jr, First``, the form in which no word of a name can be taken for another part of it."""
    if name.literal or (name.shown == name.family and is_initials(name.family)):
        return f"{{{latex.escaped(name.literal or name.family)}}}"
    family = joined(joined(name.dropping, name.particles), _one(name.family))
    parts = [family, _one(name.suffix), _one(name.given)]
    if not is_suffix(name.suffix):
        # What is no suffix would be the next name to programs that forgive commas between names.
        parts[1:] = [_one(", ".join(filter(None, (name.given, name.suffix))))]
    text = ", ".join(filter(None, parts))
    said = split_list(text)
    if said.names == (text,) and not said.found:
        return text
    # Whoever reads it would see several names, or doubt that it is one.
    parts = [name.shown] if name.suffix else [name.whole_family, name.given]
    return ", ".join(f"{{{latex.escaped(part)}}}" for part in parts if part)


def _one(part: str) -> str:
    """A part of a name, in braces where BibTeX would cut it."""
    text = latex.escaped(part)
    return f"{{{text}}}" if "," in text or re.search(r"(?i)(?:^|\s)(?:and|others)(?:\s|$)", text) else text


def _verbatim(text: str) -> str:
    """An address or identifier, in which nothing but what would break the entry is changed (RFC 3986, 2.1)."""
    return _UNFIT_IN_ADDRESSES.sub(_percent, text)


def _doi(text: str) -> str:
    """A DOI, which BibTeX, Biber and their styles take as it is, ``<`` and ``>`` of old ones (SICI) included."""
    return _UNFIT_IN_DOIS.sub(_percent, text)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))
