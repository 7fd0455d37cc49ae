"""Makes the raw publication of a BibTeX entry: every field under our name and in our markup, the others kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.data.values.addresses import find_arxiv
from sphinx_academic.formats.bibtex.name_lists import Names
from sphinx_academic.formats.bibtex.scanner import FieldText, WrittenEntry
from sphinx_academic.formats.bibtex.vocabulary import (
    TYPE_WORDS,
    VENUES,
    VENUES_OF_OTHERS,
    from_edtf,
    from_year_and_month,
    kind_of_work,
)
from sphinx_academic.formats.filling import NAMES_OF_FIELDS
from sphinx_academic.formats.latex import decoding as latex
from sphinx_academic.formats.rich_text import escape_markup

LINKS = {
    "pdf": "PDF",
    "html": "HTML",
    "code": "Code",
    "slides": "Slides",
    "poster": "Poster",
    "video": "Video",
    "website": "Website",
    "blog": "Blog",
    "supp": "Supplement",
}
"""Fields of al-folio and jekyll-scholar that are links, and what the links are called."""

TAKEN = NAMES_OF_FIELDS - {"project", "projects"}
"""Names that records understand; a BibTeX field of such a name that we do not use is kept with ``bibtex_`` before
it."""

_IDENTIFIERS = (
    "pmid", "pmcid", "acl", "openreview", "hal", "hal_id", "dblp", "openalex", "semanticscholar", "zenodo",
    "huggingface", "github", "isbn", "issn",
)  # fmt: skip
"""Fields that hold an identifier of ours, as it is."""
_EDITORS = (
    ("editor", "editortype", "editor"),
    ("editora", "editoratype", "collaborator"),
    ("editorb", "editorbtype", "redactor"),
    ("editorc", "editorctype", "continuator"),
    ("translator", "", "translator"),
    ("annotator", "", "annotator"),
    ("commentator", "", "commentator"),
    ("introduction", "", "introduction"),
    ("foreword", "", "foreword"),
    ("afterword", "", "afterword"),
)
_PLAIN = ("volume", "number", "pages")
_PROSE = ("note", "publisher")
_URL_ALONE = re.compile(r"(?:\\url\s*\{[^{}]*\}|https?://\S+)\s*[.]?")
_FILE = re.compile(r"[^\s/:]+\.\w{2,5}")
_TAG_BREAK = re.compile(r"[,;]")
_IN_JOURNAL = re.compile(r"(?i)(?:arxiv[:\s.]|^abs/)\s*((?:abs/)?[\w.\-/]+)")
_ENDS_SENTENCE = (":", "?", "!", ".", "–", "—")


class Texts:
    """Reads the values of one file, and remembers the names and venues that come again and again.

    ``in_al_folio`` says that bare file names stand for files in al-folio's ``assets`` folder. ``is_too_much`` is
    asked before LaTeX is decoded; where it says yes, the file has used up its time.
    """

    def __init__(self, in_al_folio: bool, is_too_much: Callable[[FieldText], bool]) -> None:
        self._in_al_folio = in_al_folio
        self._is_too_much = is_too_much
        self._names = Names()
        self._venues: dict[str, str] = {}

    def markup(self, value: FieldText) -> str:
        """A value as markup."""
        return latex.to_markup(self._decodable(value))

    def paragraphs(self, value: FieldText, keep_markdown: bool = False) -> str:
        """A value as markup that may have paragraphs."""
        return latex.to_paragraphs(self._decodable(value), keep_markdown=keep_markdown)

    def plain(self, value: FieldText) -> str:
        """A value as plain text."""
        text = value.text
        if text.isalnum():
            return text
        return latex.to_plain(self._decodable(value))

    def _decodable(self, value: FieldText) -> str:
        """The LaTeX of a value; without its commands where there are too many in the file."""
        text = value.text
        if "\\" in text and self._is_too_much(value):
            return latex.without_commands(text)
        return text

    def venue(self, value: FieldText) -> str:
        """A value as markup; few venues come up in many entries."""
        known = self._venues.get(value.text)
        if known is None:
            known = self._venues[value.text] = self.markup(value)
        return known

    def names(self, value: FieldText, annotations: str) -> RawList:
        """The authors in a value."""
        text = self._decodable(value)
        return self._names.as_list(text, *value.places[2:], annotations)

    def one_text(self, value: FieldText) -> str:
        """The names in a value as one text."""
        people, others = self._names.read(self._decodable(value))
        names = [person.text for person in people]
        if others:
            return f"{', '.join(names)} et al."
        return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))

    def asset(self, path: str, folder: str) -> str:
        """A bare file name in al-folio's folder for it; anything else as written."""
        if self._in_al_folio and path and "://" not in path and not path.startswith(("/", "assets/", "..")):
            return f"assets/{folder}/{path}"
        return path


def publication(entry: WrittenEntry, values: Mapping[str, FieldText], texts: Texts) -> RawMapping:
    """The raw publication of an entry with these fields, its own and inherited ones."""
    return _Publication(texts, entry, dict(values)).made()


class _Publication:
    """One publication while its fields are taken over; what is left in ``rest`` at the end has no field of
    ours."""

    def __init__(self, texts: Texts, entry: WrittenEntry, rest: dict[str, FieldText]) -> None:
        self.texts = texts
        self.entry = entry
        self.rest = rest
        self.raw = RawMapping(entry.line, entry.column)
        self.links = RawList(entry.line, entry.column)

    def made(self) -> RawMapping:
        entry, rest, raw = self.entry, self.rest, self.raw
        raw.source = {name: value.text for name, value in rest.items()}
        raw.places["type"] = (entry.line, entry.column, entry.line, entry.column)
        if entry.key:
            raw["key"] = entry.key
            raw.places["key"] = raw.places["type"]
        self._title()
        author = rest.pop("author", None)
        if author is not None:
            annotations = rest.pop("author+an", None)
            authors = self.texts.names(author, annotations.text if annotations else "")
            if authors:
                self.put("authors", authors, author)
        self._dates()
        self._identifiers()
        self._venue_and_type()
        self._editors()
        for name in _PLAIN:
            value = rest.pop(name, None)
            if value is not None:
                self.put(name, self.texts.plain(value), value)
        if "number" not in raw and "issue" in rest:
            value = rest.pop("issue")
            self.put("number", self.texts.plain(value), value)
        self._prose()
        self._site_fields()
        for name, value in rest.items():
            self.put(f"bibtex_{name}" if name in TAKEN else name, self.texts.plain(value), value)
        raw["entrytype"] = entry.kind
        raw.places["entrytype"] = raw.places["type"]
        return raw

    def put(self, name: str, value: RawValue, source: FieldText) -> None:
        """Set one of our fields, and where it stands."""
        self.raw[name] = value
        self.raw.places[name] = source.places

    def _title(self) -> None:
        rest = self.rest
        title = rest.pop("title", None)
        if title is None:
            return
        text = self.texts.markup(title)
        if "subtitle" in rest or "titleaddon" in rest:
            text = self._with_subtitle(text, "subtitle", "titleaddon")
        self.put("title", text, title)

    def _with_subtitle(self, text: str, subtitle: str, addon: str) -> str:
        more = self.rest.pop(subtitle, None)
        if more is not None:
            text = f"{text}{' ' if text.endswith(_ENDS_SENTENCE) else ': '}{self.texts.markup(more)}"
        more = self.rest.pop(addon, None)
        if more is not None:
            text = f"{text}{' ' if text.endswith(_ENDS_SENTENCE) else '. '}{self.texts.markup(more)}"
        return text

    def _dates(self) -> None:
        rest = self.rest
        date, year, month = rest.pop("date", None), rest.pop("year", None), rest.get("month")
        if year is not None:
            written = self.texts.plain(year)
            # Some write a whole date or a range as the year.
            shown = from_edtf(written) if len(written) > 4 else written
            self.put("year", shown, year)
            if month is not None and date is None:
                day = rest.get("day")
                found = from_year_and_month(
                    written, latex.to_plain(month.text), day.text.strip() if day else ""
                )
                if found:
                    self.put("date", found, month)
                    del rest["month"]
                    rest.pop("day", None)
        if date is not None:
            self.put("date", from_edtf(latex.verbatim(date.text)), date)

    def _identifiers(self) -> None:
        rest = self.rest
        doi = rest.pop("doi", None)
        if doi is not None:
            self.put("doi", "".join(latex.verbatim(doi.text).split()), doi)
        url = rest.pop("url", None)
        if url is not None:
            self.put("url", latex.verbatim(url.text), url)
        for name in _IDENTIFIERS:
            value = rest.pop(name, None)
            if value is not None:
                self.put(name, latex.verbatim(value.text), value)
        self._arxiv()

    def _arxiv(self) -> None:
        rest = self.rest
        given, eprint = rest.pop("arxiv", None), rest.get("eprint")
        if given is None and eprint is None:
            return
        kind = rest.get("eprinttype") or rest.get("archiveprefix") or rest.get("archive")
        if given is None and eprint is not None:
            text = latex.verbatim(eprint.text)
            named = kind.text.strip().lower() if kind is not None else ""
            identifier = find_arxiv(text)
            if named == "arxiv" or (not named and identifier):
                self.put("arxiv", identifier or text, eprint)
                for name in ("eprint", "eprinttype", "archiveprefix"):
                    rest.pop(name, None)
        elif given is not None:
            text = latex.verbatim(given.text)
            self.put("arxiv", find_arxiv(text) or text, given)
            if eprint is not None and find_arxiv(latex.verbatim(eprint.text)) == self.raw["arxiv"]:
                for name in ("eprint", "eprinttype", "archiveprefix"):
                    rest.pop(name, None)

    def _venue_and_type(self) -> None:
        rest, texts = self.rest, self.texts
        kind = kind_of_work(self.entry.kind, "", "", False)
        chosen = ""
        text = ""
        for name in VENUES.get(kind, VENUES_OF_OTHERS):
            value = rest.get(name)
            if value is None:
                continue
            if name == "howpublished" and _URL_ALONE.fullmatch(value.text.strip()):
                if "url" not in self.raw:
                    self.put("url", latex.verbatim(value.text), value)
                    del rest[name]
                continue
            chosen, text = name, texts.venue(value)
            if text:
                break
        venue = rest.get(chosen) if text else None
        if venue is not None:
            if chosen != "publisher":
                del rest[chosen]
            stem = chosen.removesuffix("title")
            if stem != chosen and (f"{stem}subtitle" in rest or f"{stem}titleaddon" in rest):
                text = self._with_subtitle(text, f"{stem}subtitle", f"{stem}titleaddon")
        given = rest.get("type")
        words = TYPE_WORDS.get(given.text.strip().lower(), texts.markup(given)) if given is not None else ""
        if kind in ("thesis", "report", "patent"):
            words = words or (TYPE_WORDS.get(self.entry.kind, "") if kind == "thesis" else "")
            text = ", ".join(filter(None, (words, text)))
            source = venue or given
            if given is not None:
                del rest["type"]
        else:
            source = venue
        described = ""
        if kind == "other":
            described = " ".join(
                value.text
                for name in ("type", "howpublished", "note", "entrysubtype")
                if (value := rest.get(name))
            )
            described = f"{described} {text}"
        kind = kind_of_work(self.entry.kind, text, described[:500], "arxiv" in self.raw)
        if kind == "preprint" and "arxiv" not in self.raw:
            self._arxiv_in_words(text)
        if text:
            self.raw["venue"] = text
            self.raw.places["venue"] = source.places if source else self.raw.places["type"]
        self.raw["type"] = kind

    def _arxiv_in_words(self, venue: str) -> None:
        """``arXiv preprint arXiv:2401.01234`` as journal, ``abs/2401.01234`` as volume."""
        volume = self.rest.get("volume")
        for text in (venue, volume.text if volume else ""):
            match = _IN_JOURNAL.search(text) if text else None
            while match:
                found = find_arxiv(match[1].removeprefix("abs/").rstrip(".,"))
                if found:
                    self.raw["arxiv"] = found
                    self.raw.places["arxiv"] = self.raw.places["type"]
                    return
                match = _IN_JOURNAL.search(text, match.end())

    def _editors(self) -> None:
        editors = []
        first: FieldText | None = None
        for name, type_field, role in _EDITORS:
            value = self.rest.pop(name, None)
            if value is None:
                continue
            first = first or value
            given = self.rest.pop(type_field, None)
            role = given.text.strip() if given is not None else role
            people = self.texts.one_text(value)
            editors.append(people if role == "editor" else f"{people} ({role})")
        if first is not None:
            self.put("editor", escape_markup("; ".join(filter(None, editors))), first)

    def _prose(self) -> None:
        rest, texts = self.rest, self.texts
        addendum = rest.pop("addendum", None)
        for name in _PROSE:
            value = rest.pop(name, None)
            if value is not None:
                self.put(name, texts.venue(value) if name == "publisher" else texts.markup(value), value)
        if addendum is not None:
            text = texts.markup(addendum)
            note = self.raw.get("note")
            self.put("note", f"{note}. {text}" if isinstance(note, str) and note else text, addendum)
        value = rest.pop("abstract", None)
        if value is not None:
            self.put("abstract", texts.paragraphs(value), value)
        value = rest.pop("keywords", None) or rest.pop("keyword", None)
        if value is not None:
            tags = RawList(*value.places[2:])
            tags.extend(tag for part in _TAG_BREAK.split(texts.plain(value)) if (tag := part.strip()))
            tags.places = [(tags.line, tags.column)] * len(tags)
            self.put("tags", tags, value)

    def _site_fields(self) -> None:
        """The fields of al-folio and jekyll-scholar."""
        rest, texts = self.rest, self.texts
        value = rest.pop("selected", None)
        if value is not None:
            self.put("selected", latex.to_plain(value.text), value)
        value = rest.pop("preview", None)
        if value is not None:
            self.put("images", texts.asset(latex.verbatim(value.text), "img/publication_preview"), value)
        additional = self._award()
        for name in ("annotation", "annote", "additional_info"):
            value = rest.pop(name, None)
            if value is not None:
                # al-folio puts this behind the entry's last line, and so it often starts with a full stop.
                text = texts.paragraphs(value, keep_markdown=True).removeprefix(". ")
                additional.append((text, value))
        if additional:
            contents = RawList(self.entry.line, self.entry.column)
            contents.extend(text for text, _ in additional)
            contents.places = [value.places[2:] for _, value in additional]
            self.put("additional", contents, additional[0][1])
        if LINKS.keys().isdisjoint(rest):
            return
        first = next(value for name, value in rest.items() if name in LINKS)
        for name in LINKS:
            value = rest.pop(name, None)
            if value is not None:
                self._link(name, value)
        if self.links:
            self.put("links", self.links, first)

    def _award(self) -> list[tuple[str, FieldText]]:
        """Take over the award; gives its description where the award has a name besides."""
        name, award = self.rest.pop("award_name", None), self.rest.pop("award", None)
        if name is not None:
            self.put("award", self.texts.markup(name), name)
            return [(self.texts.paragraphs(award, keep_markdown=True), award)] if award is not None else []
        if award is not None:
            self.put("award", self.texts.paragraphs(award, keep_markdown=True), award)
        return []

    def _link(self, name: str, value: FieldText) -> None:
        url = latex.verbatim(value.text)
        if not url:
            return
        if _FILE.fullmatch(url) or name in ("pdf", "slides", "poster", "supp"):
            url = self.texts.asset(url, "html" if name == "html" else "pdf")
        item = RawMapping(*value.places[:2])
        item["name"] = LINKS[name]
        item["url"] = url
        item.places["url"] = value.places
        self.links.append(item)
        self.links.places.append(value.places[:2])
