"""Publications as BibTeX that BibTeX and Biber both read ("BibTeXing", btxdoc, 1988; the BibLaTeX manual 3.20).

Files are UTF-8. A record that was read from BibTeX is written as its own entry has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from sphinx_academic.content.fragments import plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.names import AuthorList
from sphinx_academic.formats.edtf import MONTHS
from sphinx_academic.formats.filling import words
from sphinx_academic.formats.latex import encoding as latex
from sphinx_academic.formats.reference import Reference, reference
from sphinx_academic.formats.written_names import Name, of_author

_TYPES = {
    "article": "article",
    "conference": "inproceedings",
    "book": "book",
    "chapter": "incollection",
    "thesis": "phdthesis",
    "report": "techreport",
}
"""The entry types of our kinds; all others are ``misc``, as arXiv, Zenodo and DataCite have it."""

_GENRES = {
    "dataset": "Dataset",
    "software": "Software",
    "patent": "Patent",
    "talk": "Talk",
    "poster": "Poster",
}
_MONTHS = tuple(MONTHS)
_UNFIT_IN_KEYS = re.compile(r"^[^A-Za-z0-9]+|[^A-Za-z0-9_.:+/-]+")
_UNFIT_IN_ADDRESSES = re.compile(r"[{}\\\s\"<>^`|]|[^\x21-\U0010ffff]")
_NOT_SOURCE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")
_FIELD_NAME = re.compile(r"[a-z][a-z0-9_:.+/-]*")
_ESCAPED_BRACES = re.compile(r"\\[{}]")
_LINE_STARTS = re.compile(r"(?m)^\s*@")
_LEFT_OUT = words(
    """
    abbr annotation annote bibtex_show comment date-added date-modified file groups keywords-plus local-url localfile
    owner preview private ranking rating readstatus selected timestamp username crossref xref xdata ids entryset options
    related relatedtype relatedstring relatedoptions execute presort sortkey altmetric dimensions google_scholar_id
    inspirehep_id
    """
)
"""What belongs to a program, a site or somebody's own disk; what is inherited stands in the entry by itself."""
_LONG = frozenset({"abstract", "keywords", "keyword"})


def entry(
    publication: Publication,
    key: str = "",
    *,
    markup: Markup | None = None,
    whole: bool = False,
    ascii_only: bool = False,
) -> str:
    """The BibTeX entry of a publication, with a line end behind it.

    ``key`` stands in for the publication's own. ``whole`` adds abstract and keywords, which files have and pages
    better have not. With ``ascii_only`` letters with accents and the like are LaTeX commands.
    """
    return short_and_whole(publication, key, markup=markup, long=whole, ascii_only=ascii_only)[whole]


def short_and_whole(
    publication: Publication,
    key: str = "",
    *,
    markup: Markup | None = None,
    about: Reference | None = None,
    long: bool = True,
    ascii_only: bool = False,
) -> tuple[str, str]:
    """The entry as pages have it and as files have it; ``about`` is the work's reference where that is made already.

    Where nobody asks for what is ``long``, both are short.
    """
    key = _UNFIT_IN_KEYS.sub("", key or publication.key) or "untitled"
    source = publication.origin.source
    if source and not publication.versions and all(map(_is_sound, source.values())):
        kind = str(publication.extra.get("entrytype") or "misc")
        fields = dict(_from_source(source, long))
    else:
        about = about or reference(publication, markup)
        kind = _type(about.kind, about.genre, bool(about.container))
        fields = dict(_fields(about, publication, kind, long))
        fields |= {name: text for name, text in _further(publication.extra) if name not in fields}
    if not _FIELD_NAME.fullmatch(kind):
        kind = "misc"
    lines = {}
    for name, value in fields.items():
        value = _LINE_STARTS.sub("{@}", value)
        if ascii_only:
            value = latex.in_ascii(value)
        if value and latex.is_balanced(value):
            shown = value if name == "month" and value in _MONTHS else f"{{{value}}}"
            lines[name] = f"  {name} = {shown},\n"
    short = "".join(line for name, line in lines.items() if name not in _LONG)
    return f"@{kind}{{{key},\n{short}}}\n", f"@{kind}{{{key},\n{''.join(lines.values())}}}\n"


def library(
    publications: Iterable[Publication], *, markup: Markup | None = None, ascii_only: bool = False
) -> str:
    """A file of entries, each key once."""
    write = partial(entry, markup=markup, whole=True, ascii_only=ascii_only)
    taken: set[str] = set()
    entries = []
    for publication in publications:
        key = base = _UNFIT_IN_KEYS.sub("", publication.key) or "untitled"
        number = 1
        while key.casefold() in taken:
            number += 1
            key = f"{base}-{number}"
        taken.add(key.casefold())
        entries.append(write(publication, key))
    return "\n".join(entries)


def _type(kind: str, genre: str, is_in_something: bool) -> str:
    if kind == "thesis" and re.match(r"(?i)m(?:aster|\.?\s?(?:sc|a|phil|eng)\b)|b|dipl", genre):
        return "mastersthesis"
    return "misc" if kind in {"article", "chapter"} and not is_in_something else _TYPES.get(kind, "misc")


def _fields(about: Reference, publication: Publication, kind: str, whole: bool) -> Iterator[tuple[str, str]]:
    yield "title", latex.title(about.title)
    yield "author", _people(about.authors)
    if about.editors:
        yield "editor", _people(about.editors)
    container = latex.inline(about.container)
    institution = latex.inline(about.institution)
    publisher = latex.inline(about.publisher)
    if kind == "article":
        yield "journal", container
    elif kind in {"inproceedings", "incollection"}:
        yield "booktitle", container
    elif kind == "book":
        yield "series", container
    elif kind in {"phdthesis", "mastersthesis"}:
        yield "school", institution or publisher
        if about.genre and not re.match(r"(?i)(?:ph\.?\s?d|master)", about.genre):
            yield "type", latex.escaped(about.genre)
    elif kind == "techreport":
        yield "institution", institution or publisher
        if about.genre and about.genre.casefold() not in {"report", "technical report"}:
            yield "type", latex.escaped(about.genre)
    elif container:
        yield "howpublished", container
    if about.kind in _GENRES:
        yield "type", _GENRES[about.kind]
    yield "year", latex.escaped(about.year)
    if about.month:
        yield "month", _MONTHS[about.month - 1]
        if about.day:
            yield "day", str(about.day)
    yield "volume", latex.escaped(about.volume)
    yield "number", latex.escaped(about.number)
    yield "pages", "--".join(map(latex.escaped, about.pages))
    if kind not in {"phdthesis", "mastersthesis", "techreport"} or institution:
        yield "publisher", publisher
    yield "doi", _verbatim(publication.doi)
    if publication.arxiv:
        yield "eprint", _verbatim(publication.arxiv)
        yield "archiveprefix", "arXiv"
    yield "isbn", latex.escaped(", ".join(publication.isbn))
    yield "issn", latex.escaped(", ".join(publication.issn))
    yield "pmid", _verbatim(publication.pmid)
    yield "pmcid", _verbatim(publication.pmcid)
    yield "url", _verbatim(publication.url)
    yield "note", latex.inline(about.note)
    if whole:
        yield "abstract", latex.inline(about.abstract)
        yield "keywords", ", ".join(map(latex.escaped, publication.tags))


def _further(extra: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The fields of a BibTeX entry that are none of ours, where a work was put together from several records."""
    if "entrytype" not in extra:
        return
    for name, value in extra.items():
        plain_name = name.removeprefix("bibtex_")
        if (
            name != "entrytype"
            and isinstance(value, str)
            and _is_kept(plain_name)
            and plain_name not in _LONG
        ):
            yield plain_name, latex.escaped(value).strip()


def _from_source(source: Mapping[str, str], whole: bool) -> Iterator[tuple[str, str]]:
    """The fields of an entry as they were written."""
    for name, text in source.items():
        if not _is_kept(name) or (name in _LONG and not whole):
            continue
        value = _NOT_SOURCE.sub(" ", text)
        value = "\n\n".join(" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", value)).strip()
        yield name, value[:3].lower() if name == "month" and value[:3].lower() in _MONTHS else value


def _is_kept(name: str) -> bool:
    return name not in _LEFT_OUT and _FIELD_NAME.fullmatch(name) is not None and not name.startswith("bdsk-")


def _is_sound(text: str) -> bool:
    """Whether an entry with this value is read alike by BibTeX, which counts all braces, and by those who pass over
    braces behind a backslash."""
    return (
        latex.is_balanced(text)
        and latex.is_balanced(_ESCAPED_BRACES.sub("", text))
        and not text.rstrip().endswith("\\")
    )


def _people(people: AuthorList) -> str:
    if people.written:
        return f"{{{latex.escaped(plain(Markup({}).inline(people.written)))}}}"
    names = [_name(of_author(author)) for author in people.people]
    return " and ".join([*filter(None, names), *(["others"] if people.others else [])])


def _name(name: Name) -> str:
    """``von Last, Jr, First``, the form in which no word of a name can be taken for another part of it."""
    if name.literal:
        return f"{{{latex.escaped(name.literal)}}}"
    family = " ".join(filter(None, (name.particles, _one(name.family))))
    return ", ".join(filter(None, (family, _one(name.suffix), _one(name.given))))


def _one(part: str) -> str:
    """A part of a name, in braces where BibTeX would cut it."""
    text = latex.escaped(part)
    return f"{{{text}}}" if "," in text or re.search(r"(?i)(?:^|\s)(?:and|others)(?:\s|$)", text) else text


def _verbatim(text: str) -> str:
    """An address or identifier, in which nothing but what would break the entry is changed (RFC 3986, 2.1)."""
    return _UNFIT_IN_ADDRESSES.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")), text
    )
