"""Makes the raw publication of a BibTeX entry: every field under our name and in our markup, the others kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import PurePath

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.addresses import find_arxiv, named_link
from sphinx_academic.data.values.dates import read_in_words
from sphinx_academic.data.values.identifiers import ARXIV_DOI
from sphinx_academic.data.values.publication_status import NOTICES, PUBSTATES, find_status, status_named
from sphinx_academic.formats.bibtex.name_lists import Names
from sphinx_academic.formats.bibtex.scanner import Fields, WrittenEntry, WrittenField
from sphinx_academic.formats.edtf import NOT_KNOWN, from_biblatex, from_year_and_month
from sphinx_academic.formats.filling import NAMES_OF_FIELDS, add_link
from sphinx_academic.formats.latex import decoding as latex
from sphinx_academic.formats.latex.verbatim import verbatim
from sphinx_academic.formats.notes import sorted_out
from sphinx_academic.formats.reference import GENRES
from sphinx_academic.formats.rich_text import escape_markup
from sphinx_academic.formats.text import names_of_keys, words

LINKS = {
    key: named_link(key)
    for key in ("pdf", "html", "code", "slides", "poster", "video", "website", "blog", "supp")
}
"""Fields of al-folio and jekyll-scholar that are links, and what the links are called."""
TYPES = names_of_keys(
    """
    article: article periodical suppperiodical review
    conference: inproceedings conference
    book: book mvbook collection mvcollection proceedings mvproceedings reference mvreference commentary booklet
    chapter: inbook bookinbook suppbook incollection suppcollection inreference
    thesis: thesis phdthesis mastersthesis mathesis bachelorsthesis
    report: report techreport manual standard
    dataset: dataset data
    software: software softwareversion softwaremodule codefragment
    patent: patent
    preprint: unpublished preprint
    talk: talk presentation
    poster: poster
    """
)
"""Our kind of work for each entry type of BibTeX 0.99d, BibLaTeX 3.20 (section 2.1) and biblatex-software; what is not
here is ``other``."""
TAKEN = NAMES_OF_FIELDS - {"project", "projects"}
"""Names that records understand; a BibTeX field of such a name that we do not use is kept with ``bibtex_`` before it."""

_BY_KIND = names_of_keys(
    """
    journaltitle journal booktitle shortjournal eventtitle series howpublished: article
    booktitle maintitle eventtitle journaltitle journal: conference chapter
    maintitle booktitle howpublished: book
    school institution university publisher: thesis
    institution organization school booktitle journaltitle journal howpublished: report
    booktitle journaltitle journal organization: patent
    eventtitle booktitle howpublished organization institution venue: talk poster
    booktitle journaltitle journal eventtitle howpublished organization institution: other
    """
)
_VENUES = {kind: tuple(names.split()) for kind, names in _BY_KIND.items()}
"""The fields that can be the venue of each kind of work, the best first."""
TEXTS = words(
    """
    title subtitle titleaddon booktitle booksubtitle booktitleaddon maintitle mainsubtitle maintitleaddon journal journaltitle
    journalsubtitle eventtitle author editor editora editorb editorc translator series school institution university
    organization publisher howpublished venue type note addendum abstract keywords keyword annotation annote award award_name
    additional_info edition address location
    """
)
"""Fields that are shown as text, in which LaTeX is read."""
_VERBATIM = "url pmid pmcid acl openreview hal hal_id dblp openalex semanticscholar zenodo huggingface github isbn issn"
READERS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(_VERBATIM.split(), verbatim),
    **dict.fromkeys(
        (
            "volume",
            "number",
            "pages",
            "selected",
            "eid",
            "edition",
            "version",
            "genre",
            "language",
            "version_of",
            "not_version_of",
        ),
        latex.to_plain,
    ),
    **dict.fromkeys(("note", "location"), latex.to_markup),
    "doi": lambda text: "".join(verbatim(text).split()) if "<a" not in text else text,
    "license": verbatim,
    "abstract": latex.to_paragraphs,
}
"""What reads the fields that have the same name with us, but names and venues."""
_OTHER_NAMES = {
    "issue": "number", "articleno": "eid", "article-number": "eid", "art_number": "eid", "address": "location", "rights": "license",
    "copyright": "license",
}  # fmt: skip
"""What BibTeX, ACM, Web of Science, Scopus, Zotero and DataCite call some fields of BibLaTeX."""
_EPRINTS = names_of_keys(
    """
    pmid: pubmed pmid medline; pmcid: pmc pmcid; hal: hal; openreview: openreview; zenodo: zenodo; dblp: dblp; acl: acl
    """
)
"""Our field for the identifiers of a server, by its name in ``eprinttype`` or ``archiveprefix``."""
_ADDRESSES = {
    "jstor": "JSTOR | https://www.jstor.org/stable/{}",
    "hdl": "Handle | https://hdl.handle.net/{}",
    "handle": "Handle | https://hdl.handle.net/{}",
    "googlebooks": "Google Books | https://books.google.com/books?id={}",
    "ssrn": "SSRN | https://ssrn.com/abstract={}",
    "iacr": "IACR ePrint | https://eprint.iacr.org/{}",
    "osf": "OSF | https://osf.io/{}",
    **{
        name: f"{label} | https://doi.org/10.1101/{{}}"
        for name, label in (("biorxiv", "bioRxiv"), ("medrxiv", "medRxiv"))
    },
}
"""What the link is called, and where it leads, for others (the BibLaTeX manual 3.20, section 3.14.7)."""
_NOTICES = ("rights", "copyright")
_LICENSED = re.compile(r"(?i)creative ?commons|\bcc[ -](?:by|0)|licen[cs]e|public domain")
"""What a notice says that names a licence; others say whose a work is."""
_ORGANIZED = ("conference", "book")
"""Kinds of which BibTeX's styles print the organisation where a publisher stands (btxdoc, section 3.1)."""
_HAVE_GENRES = words("thesis report patent talk poster other")
PARTS = ("annotator", "commentator", "introduction", "foreword", "afterword")
"""Parts of people in a work that have fields of their own."""
EDITORS = {
    "editor": "editortype", "editora": "editoratype", "editorb": "editorbtype", "editorc": "editorctype",
    **dict.fromkeys(PARTS, ""),
}  # fmt: skip
"""Fields with further people, and the field that says what they are."""
_ROLES = {"editora": "collaborator", "editorb": "redactor", "editorc": "continuator"}
_SUBTITLES = {
    of: ((f"{of}subtitle", ":"), (f"{of}titleaddon", ".")) for of in ("", "book", "event", "journal", "main")
}
"""What goes on with a title, and the sign before it."""
_PREPRINT_SERVER = re.compile(
    r"(?i)(?:corr$|(?:arxiv|biorxiv|medrxiv|techrxiv|chemrxiv|psyarxiv|ssrn|osf preprints|research square)\b"
    r"|.*\bpreprints?\b|.*e-prints$)"
)
_SIGNS = re.compile(
    r"""(?ix)\b(?:(?P<poster>poster) | (?P<talk>talk|presentation|lecture|keynote|slides)
    | (?P<software>software|computer[ ]program|source[ ]code) | (?P<dataset>data[ ]?set)
    | (?P<thesis>thesis|dissertation|habilitation) | (?P<patent>patent)
    | (?P<report>(?:technical|research|tech\.)[ ]report) | (?P<preprint>preprint|arxiv|biorxiv|medrxiv))\b"""
)
"""Words by which an entry that may be anything says what it is; those further in front count for more."""
_URL_ALONE = re.compile(r"(?:\\url\s*\{[^{}]*\}|https?://\S+)\s*[.]?")
_LONGEST_STATUS = 40
_FILE = re.compile(r"[^\s/:]+\.\w{2,5}")
_TAG_BREAK = re.compile(r"[,;]")
_IN_JOURNAL = re.compile(r"(?i)(?:arxiv[:\s.]|^abs/)\s*((?:abs/)?[\w.\-/]+)")
_ENDS_SENTENCE = (":", "?", "!", ".", "–", "—")


class Texts:
    """What comes again and again in one file: names and venues are read once.

    In a file below a folder ``_bibliography`` bare file names stand for files in al-folio's ``assets`` folder.
    """

    def __init__(self, path: str) -> None:
        self._in_al_folio = "_bibliography" in PurePath(path).parts
        self.names = Names()
        self.venue = cache(latex.to_markup)

    def asset(self, path: str, folder: str) -> str:
        """A bare file name in al-folio's folder for it; anything else as written."""
        if self._in_al_folio and path and "://" not in path and not path.startswith(("/", "assets/", "..")):
            return f"assets/{folder}/{path}"
        return path


class BibtexWork:
    """One publication while its fields are taken over; what is left in ``rest`` at the end has no field of ours."""

    def __init__(self, entry: WrittenEntry, fields: Fields, texts: Texts) -> None:
        self.texts = texts
        self.entry = entry
        self.rest = dict(fields)
        self.raw = RawMapping(entry.line, entry.column)
        self.place = (entry.line, entry.column) * 2
        self.links: list[tuple[str, str, WrittenField]] = []

    def made(self) -> RawMapping:
        """The raw publication of an entry, with what it inherits."""
        entry, rest, raw, texts = self.entry, self.rest, self.raw, self.texts
        raw.source = {name: value.text for name, value in rest.items()}
        raw.places["type"] = raw.places["entrytype"] = self.place
        if entry.key:
            raw["key"] = entry.key
            raw.places["key"] = self.place
        title = rest.pop("title", None)
        if title is not None:
            self.put("title", self._with_subtitle(latex.to_markup(title.text), ""), title)
        author = rest.pop("author", None)
        if author is not None:
            annotations = rest.pop("author+an", None)
            notes = annotations.text if annotations else ""
            authors, as_bibtex = texts.names.read(author, entry.key, notes)
            if as_bibtex:
                raw.source = {**raw.source, "author": as_bibtex}
            if authors:
                self.put("authors", authors, author)
        self._dates()
        if "note" in rest:
            self._note(rest["note"])
        self._eprint()
        self._venue_and_type()
        self._editors()
        self._lists()
        for name, url, eprint in self.links:
            add_link(raw, name, url, eprint.places)
        if not _OTHER_NAMES.keys().isdisjoint(rest):
            self._other_names()
        if "eid" in rest and "pages" in rest and rest["eid"].text == rest["pages"].text:
            del rest["pages"]
        if "langid" in rest:
            rest["language"] = rest.pop("langid")
        addendum = rest.pop("addendum", None)
        for name, value in rest.items():
            read = READERS.get(name)
            if name in ("publisher", "series"):
                read = texts.venue
            elif read is None and name in TAKEN:
                name = f"bibtex_{name}"
            self.put(name, (read or latex.to_plain)(value.text), value)
        if addendum is not None:
            note = raw.get("note")
            text = latex.to_markup(addendum.text)
            self.put("note", f"{note}. {text}" if note else text, addendum)
        raw["entrytype"] = entry.kind
        return raw

    def put(self, name: str, value: RawValue, source: WrittenField) -> None:
        """Set one of our fields, and where it stands."""
        self.raw[name] = value
        self.raw.places[name] = source.places

    def _with_subtitle(self, text: str, of: str) -> str:
        """A title with its ``subtitle`` and ``titleaddon``, or those of the ``book…`` or ``journal…`` it stands in."""
        for name, sign in _SUBTITLES[of]:
            more = self.rest.pop(name, None)
            if more is not None:
                text = f"{text}{'' if text.endswith(_ENDS_SENTENCE) else sign} {latex.to_markup(more.text)}"
        return text

    def _dates(self) -> None:
        rest = self.rest
        said = rest["date"].text if "date" in rest else ""
        if said == NOT_KNOWN or (
            said and not said[0].isdigit() and "year" in rest and rest["year"].text == said
        ):
            # So exports write a year in words, for the sake of other readers.
            del rest["date"]
        status = rest.get("pubstate") or rest.get("status") or rest.get("note")
        if status is not None and (found := self._status(status, is_dated="date" in rest or "year" in rest)):
            self.put("status", found, status)
            if rest[status.name] is status:
                del rest[status.name]
        date, year, month = rest.pop("date", None), rest.pop("year", None), rest.get("month")
        if year is not None:
            written = latex.to_plain(year.text)
            is_year = len(written) == 4 and written.isdigit()
            if (
                date is not None
                and not (is_year or find_status(written))
                and read_in_words(from_biblatex(verbatim(date.text)))
            ):
                pass  # the words that BibTeX prints of the date
            elif date is None and (named := status_named(written)) and named == self.raw.get("status", named):
                self.put("status", named, year)
            else:
                # Some write a whole date or a range as the year.
                self.put("year", from_biblatex(written) if len(written) > 4 else written, year)
            if month is not None and date is None:
                day = rest["day"].text.strip() if "day" in rest else ""
                words = latex.to_plain(month.text).strip()
                if day and not day.isdigit():
                    words, day = f"{words} {latex.to_plain(day)}", ""  # 12--14
                found = from_year_and_month(written, words, day)
                if not found and is_year:
                    # Told, or shown as written where the year does: *Michaelmas term 2020*.
                    found = f"{written}-{words}" if words.isdigit() else f"{words} {written}"
                if found:
                    self.put("date", found, month)
                    del rest["month"]
                    rest.pop("day", None)
        if date is not None:
            self.put("date", from_biblatex(verbatim(date.text)), date)

    def _status(self, field: WrittenField, *, is_dated: bool) -> str:
        """What BibLaTeX has a field for and BibTeX's authors write as a note: that stays one beside a date, as it may be old."""
        if field.name == "note" and len(field.text.rpartition(". ")[2]) > _LONGEST_STATUS:
            return ""
        text = latex.to_plain(field.text).strip().rstrip(".")
        if field.name == "note":
            before, _, last = text.rpartition(". ")
            named = status_named(last)
            if named in NOTICES and before:
                self.rest["note"] = field._replace(text=field.text[: field.text.rstrip().rfind(". ")])
            return named if named in NOTICES or not (before or is_dated) else ""
        # "accepted" and "to appear" are one for BibLaTeX.
        found = find_status(self.rest["year"].text) if "year" in self.rest else None
        if found and PUBSTATES.get(named := status_named(found.words)) == text:
            return named
        return status_named(text) or (text if field.name == "pubstate" else "")

    def _eprint(self) -> None:
        """The identifier of arXiv from any field that people have it in, and what an ``eprint`` elsewhere is."""
        rest = self.rest
        given, eprint, doi = (
            rest.pop("arxiv", None) or rest.pop("arxivid", None),
            rest.get("eprint"),
            rest.get("doi"),
        )
        found = find_arxiv(verbatim(eprint.text)) if eprint is not None else ""
        is_same = False
        if given is not None:
            text = verbatim(given.text)
            arxiv = find_arxiv(text) or text
            self.put("arxiv", arxiv, given)
            is_same = found == arxiv
        elif eprint is not None:
            kind = rest.get("eprinttype") or rest.get("archiveprefix") or rest.get("archive")
            named = kind.text.strip("{} \n").lower() if kind is not None else ""
            is_same = named == "arxiv" or (not named and bool(found))
            if is_same:
                self.put("arxiv", found or verbatim(eprint.text), eprint)
            elif named:
                is_same = self._eprint_elsewhere(named, eprint)
        elif doi is not None and ARXIV_DOI in doi.text.lower():
            found = find_arxiv(verbatim(doi.text.lower().partition(ARXIV_DOI)[2]))
            if found:
                self.put("arxiv", found, doi)
        if is_same:
            for name in ("eprint", "eprinttype", "archiveprefix"):
                rest.pop(name, None)
        number = rest.get("number")
        if number is not None and "arxiv:" in number.text.lower():  # Zotero
            self.raw.setdefault("arxiv", find_arxiv(number.text) or number.text)
            self.raw.places.setdefault("arxiv", number.places)
            del rest["number"]

    def _eprint_elsewhere(self, server: str, eprint: WrittenField) -> bool:
        """Take an identifier of another server than arXiv, and say whether that is known."""
        field, address = _EPRINTS.get(server, ""), _ADDRESSES.get(server, "")
        if field and {field, *Publication.fields[field].also}.isdisjoint(self.rest):
            self.rest[field] = eprint
        elif address:
            name, _, url = address.partition(" | ")
            self.links.append((name, url.format(verbatim(eprint.text)), eprint))
        return bool(field or address)

    def _venue_and_type(self) -> None:
        rest, raw = self.rest, self.raw
        kind = TYPES.get(self.entry.kind, "other")
        published = rest.get("howpublished")
        if published is not None and _URL_ALONE.fullmatch(published.text.strip()):
            rest.setdefault("url", published)
            del rest["howpublished"]
        if kind in _ORGANIZED and "publisher" not in rest and "organization" in rest:
            rest["publisher"] = rest.pop("organization")
        text, source = self._venue(_VENUES.get(kind, _VENUES["other"]))
        if kind == "article" and text and _PREPRINT_SERVER.match(text.strip()):
            kind = "preprint"
        elif kind == "other":
            told = [
                rest[name].text for name in ("type", "howpublished", "note", "entrysubtype") if name in rest
            ]
            signs = {sign.lastgroup for sign in _SIGNS.finditer(f"{' '.join(told)} {text}"[:500])}
            publisher = rest.get("publisher")
            is_preprint = "arxiv" in raw or (
                publisher is not None and _PREPRINT_SERVER.match(publisher.text.strip("{} "))
            )
            usual = "preprint" if is_preprint else "other"
            kind = next((name for name in _SIGNS.groupindex if name in signs), usual)
        if kind == "preprint" and "arxiv" not in raw:
            self._arxiv_in_words(text)
        if kind in _HAVE_GENRES:
            self._genre(kind)
        if kind == "patent" and source is not None and "number" not in rest:
            # What misc has no field for is written with what it is: "Patent US 1,234,567".
            before, found, number = text.rpartition(f"{raw.get('genre') or 'Patent'} ")
            if found and re.search(r"\d", number) and (not before or before.endswith(", ")):
                self.put("number", number, source)
                text = before.removesuffix(", ")
                if text and source.name == "howpublished" and "publisher" not in rest:
                    self.put("publisher", text, source)
                    text = ""
        if text:
            raw["venue"] = text
            raw.places["venue"] = source.places if source else self.place
        raw["type"] = kind

    def _genre(self, kind: str) -> None:
        """What the work is in words, where that is more than its kind."""
        given = self.rest.pop("type", None)
        written = given.text.strip() if given is not None else ""
        genre = GENRES.get(written.lower()) or latex.to_plain(written) or GENRES.get(self.entry.kind, "")
        if genre and genre.lower() != kind and (kind == "thesis" or given is not None):
            self.raw["genre"] = genre
            self.raw.places["genre"] = given.places if given is not None else self.place

    def _note(self, note: WrittenField) -> None:
        """The fields in a note, each where there is none of its own, and what a database says of its record, are no note."""
        found = sorted_out(note.text)
        if found.text == note.text:
            return
        raw, rest = self.raw, self.rest
        for name, value in found.fields:
            if name not in raw and name not in rest:
                rest[name] = note._replace(text=value)
        if found.of_databases:
            self.put("bibtex_note", latex.to_plain(found.of_databases), note)
        rest["note"] = note._replace(text=found.text)
        if not found.text:
            del rest["note"]

    def _other_names(self) -> None:
        """Take fields by the names that BibLaTeX has for them, where these are not there."""
        rest = self.rest
        for theirs, ours in _OTHER_NAMES.items():
            value = rest.get(theirs)
            if value is None or (theirs in _NOTICES and not _LICENSED.search(value.text)):
                continue
            if ours not in rest:
                rest[ours] = rest.pop(theirs)
            elif rest[ours].text == value.text:
                del rest[theirs]
            elif theirs == "issue" and not value.text.strip("{} ").isdigit():  # 3, Spring
                rest[ours] = rest[ours]._replace(text=f"{rest[ours].text}, {value.text}")
                del rest[theirs]

    def _venue(self, names: tuple[str, ...]) -> tuple[str, WrittenField | None]:
        """The venue, with its subtitle, from the first of these fields that says one, and that field."""
        rest = self.rest
        for name in names:
            value = rest.get(name)
            if value is None:
                continue
            text = self.texts.venue(value.text)
            if text:
                del rest[name]
                if name.endswith("title"):
                    text = self._with_subtitle(text, name.removesuffix("title"))
                return text, value
        return "", None

    def _arxiv_in_words(self, venue: str) -> None:
        """``arXiv preprint arXiv:2401.01234`` as journal, ``abs/2401.01234`` as volume."""
        for text in (venue, self.rest["volume"].text if "volume" in self.rest else ""):
            for match in _IN_JOURNAL.finditer(text):
                if found := find_arxiv(match[1].removeprefix("abs/").rstrip(".,")):
                    self.raw["arxiv"] = found
                    self.raw.places["arxiv"] = self.place
                    return

    def _editors(self) -> None:
        translator = self.rest.pop("translator", None)
        if translator is not None:
            self.put(
                "translator", escape_markup(self.texts.names.as_text(translator, self.entry.key)), translator
            )
        if self.rest.keys().isdisjoint(EDITORS):
            return
        editors = []
        fields: list[WrittenField] = []
        for name, type_field in EDITORS.items():
            value = self.rest.pop(name, None)
            if value is not None:
                fields.append(value)
                given = self.rest.pop(type_field, None)
                role = given.text.strip() if given is not None else _ROLES.get(name, name)
                people = self.texts.names.as_text(value, self.entry.key)
                editors.append(people if role == "editor" else f"{people} ({role})")
        self.put("editor", escape_markup("; ".join(filter(None, editors))), fields[0])

    def _lists(self) -> None:
        """Keywords, and the fields of al-folio and jekyll-scholar: what there may be several of, or another name for."""
        rest, texts = self.rest, self.texts
        value = rest.pop("keywords", None) or rest.pop("keyword", None)
        if value is not None:
            at = value.places[2:]
            tags = map(str.strip, _TAG_BREAK.split(latex.to_plain(value.text)))
            self._put_list("tags", [(tag, at) for tag in tags if tag], at, value)
        # What BibLaTeX finds an entry by as well, "to change keys" (manual 3.20, 2.2.3, ``ids``).
        if former := [
            value for name in ("former_keys", "ids") if (value := rest.pop(name, None)) is not None
        ]:
            keys = [
                (key.strip(), value.places[2:]) for value in former for key in verbatim(value.text).split(",")
            ]
            self._put_list("former_keys", [each for each in keys if each[0]], self.place[:2], former[0])
        value = rest.pop("preview", None)
        if value is not None:
            self.put("images", texts.asset(verbatim(value.text), "img/publication_preview"), value)
        described = rest.pop("award_name", None)
        if described is not None:
            self.put("award", latex.to_markup(described.text), described)
        additional: list[tuple[str, WrittenField]] = []
        for name in ("award", "annotation", "annote", "additional_info"):
            value = rest.pop(name, None)
            if value is not None:
                # al-folio puts this behind the entry's last line, and so it often starts with a full stop.
                text = latex.to_paragraphs(value.text, keep_markdown=True).removeprefix(". ")
                if name == "award" and described is None:
                    self.put("award", text, value)
                else:
                    additional.append((text, value))
        if additional:
            contents = [(text, value.places[2:]) for text, value in additional]
            self._put_list("additional", contents, self.place[:2], additional[0][1])
        if not LINKS.keys().isdisjoint(rest):
            self._links()

    def _put_list(
        self,
        name: str,
        items: Sequence[tuple[RawValue, tuple[int, int]]],
        place: tuple[int, int],
        source: WrittenField,
    ) -> None:
        values = RawList(*place)
        values.extend(item for item, _ in items)
        values.places = [at for _, at in items]
        self.put(name, values, source)

    def _links(self) -> None:
        given = {name: value for name, value in self.rest.items() if name in LINKS}
        links: list[tuple[RawValue, tuple[int, int]]] = []
        for name in filter(given.__contains__, LINKS):
            value = self.rest.pop(name)
            url = verbatim(value.text)
            if url and (_FILE.fullmatch(url) or name in ("pdf", "slides", "poster", "supp")):
                url = self.texts.asset(url, "html" if name == "html" else "pdf")
            if url:
                link = RawMapping(*value.places[:2])
                link.update(name=LINKS[name], url=url)
                link.places["url"] = value.places
                links.append((link, value.places[:2]))
        if links:
            self._put_list("links", links, self.place[:2], next(iter(given.values())))
