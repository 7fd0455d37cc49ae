"""CSL-JSON, the format of Zotero, Mendeley, Pandoc, Crossref and doi.org: read and written.

The schema is csl-data.json of the Citation Style Language 1.0.2.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeGuard

from sphinx_academic.content.fragments import Fragments, plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.collation import code_of
from sphinx_academic.data.form_of_records import FORM, problem_of_version
from sphinx_academic.data.located import CSL, RawFile, RawList, RawMapping, RawValue, paused_collection
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.addresses import doi_url
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.data.values.identifiers import SCHEMES, find_license
from sphinx_academic.data.values.name_parts import joined
from sphinx_academic.data.values.names import AuthorList, explicit_name
from sphinx_academic.data.values.publication_status import gravest, status_named
from sphinx_academic.formats import filling
from sphinx_academic.formats.edtf import date_of, interval, read_edtf, with_season
from sphinx_academic.formats.filling import Transcription, as_plain, is_key
from sphinx_academic.formats.kept_variables import kept_variables
from sphinx_academic.formats.latex.encoding import clean
from sphinx_academic.formats.notes import sorted_out
from sphinx_academic.formats.reference import Reference, each_once, edition_number, reference
from sphinx_academic.formats.rich_text import escape_markup, rich_text, tagged, title_text
from sphinx_academic.formats.text import by_word, words
from sphinx_academic.problems import Code, Problem, bounded

_KINDS = {
    "preprint": "article manuscript posted-content",
    "article": "article-journal article-magazine article-newspaper review review-book journal-article",
    "conference": "paper-conference proceedings-article",
    "chapter": "chapter entry entry-dictionary entry-encyclopedia book-chapter book-part book-section reference-entry",
    "book": "book classic collection periodical monograph edited-book reference-book book-set proceedings", "thesis": "thesis dissertation",
    "report": "report standard", "dataset": "dataset", "software": "software", "patent": "patent", "talk": "speech",
}  # fmt: skip
"""Our kinds and CSL's types, of which the first is written; all other kinds are ``document``. Behind them stand the types
of Crossref that doi.org gives where one has none in CSL."""
TYPES = by_word(_KINDS)
"""The kinds by those types; all others are "other"."""

_FINER = {
    name.replace("-", "").replace("_", ""): name
    for name in words(
        """
        article-magazine article-newspaper bill broadcast entry entry-dictionary entry-encyclopedia figure graphic hearing interview
        legal_case legislation manuscript map motion_picture musical_score pamphlet performance personal_communication post
        post-weblog regulation review review-book song standard treaty webpage
        """
    )
} | by_word({
    "article-magazine": "magazine magazinearticle", "article-newspaper": "newspaper newspaperarticle",
    "entry-encyclopedia": "encyclopediaarticle inreference", "legal_case": "jurisdiction", "motion_picture": "movie video",
    "post-weblog": "blog blogpost", "webpage": "electronic online website www",
})  # fmt: skip
"""Types of CSL that say more than our kinds, by the letters of the words that people, and BibLaTeX, have for them."""

_OF_AN_INSTITUTION = words("thesis report preprint talk poster")
_HAVE_GENRES = words("thesis report patent talk other")
_OURS = filling.NAMES_OF_FIELDS.union((scheme.field for scheme in SCHEMES), ("repository", "swhid"))
_ARXIV = re.compile(r"(?i)(?:arxiv:\s*)(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(v\d+)?")
_MARKS_OF_AN_ITEM = words("title author issued DOI type container-title")
_UPDATES = dict.fromkeys(("erratum", "corrigendum", "addendum", "clarification", "correction"), "corrected")
_NOTICES = words("retraction withdrawal removal")
_SERVER = re.compile(r"(?i)rxiv\b|\bpreprints?\b|\bssrn\b|\bosf\b")
"""What a group of preprints is called that is their server, and no subject."""
_BEFORE_SCRIPT = re.compile(r"\n[ \t]*+(?=<su[bp]>)")
"""What Crossref's programs put between a sign and what is raised or lowered behind it, for each in a line of its own."""
_TWICE = re.compile(r"&amp;(?=#?\w{1,31};)")
_BEFORE_BLOCKS = re.compile(r" (?=</?jats:(?:p|sec|title|list|list-item)>)")
_ABSTRACT = re.compile(r"^(?i:abstract)[:.]?\s*\n\s*")


def read_csl(root: RawValue, path: str, problems: tuple[Problem, ...] = ()) -> RawFile:
    """Give the items of a CSL-JSON text, which :func:`json_places.read_json` has read, as publications."""
    found: list[Problem] = []
    items = _items(root)
    if items is None:
        if root is not None:
            line, column = (root.line, root.column) if isinstance(root, (RawList, RawMapping)) else (1, 1)
            message = (
                "this JSON holds neither CSL-JSON (a list of items) nor a JSON Resume (basics, education, …)."
            )
            hint = "In Zotero, export as 'CSL JSON' or 'Better CSL JSON'."
            found.append(Problem(path, line, column, Code.TYPE, message, hint))
        return RawFile(path, None, (*problems, *found), foreign=True)
    publications = RawList(items.line, items.column)
    is_zotero_told = False
    newer: Problem | None = None
    with paused_collection():
        for index, item in enumerate(items):
            place = items.place_of(index)
            if isinstance(item, RawMapping) and not ("itemType" in item and "creators" in item):
                filling.add_entry(publications, publication_of_item(item))
                newer = newer or _newer_version(item, path)
            elif isinstance(item, RawMapping):
                message = "these items are in Zotero's own JSON (itemType, creators), which is not read."
                hint = "Export them as 'CSL JSON', 'Better CSL JSON' or 'BibLaTeX'."
                if not is_zotero_told:
                    found.append(Problem(path, *place, Code.TYPE, message, hint))
                is_zotero_told = True
            elif item is not None:
                kind = "a list" if isinstance(item, RawList) else "a text"
                message = f"{kind} stands where an item was expected; it is left out."
                hint = 'An item is  {"type": …, "title": …}.'
                found.append(Problem(path, *place, Code.TYPE, message, hint))
    if newer is not None:
        found.append(newer)
    made = RawMapping(1, 1)
    filling.put(made, "publications", publications, (1, 1, items.line, items.column))
    return RawFile(path, made, (*problems, *bounded(found)), foreign=True, notation=CSL)


def _newer_version(item: RawMapping, path: str) -> Problem | None:
    """What is to be told of an item that another site has published in a newer form."""
    custom = item.get("custom")
    return problem_of_version(custom.get(FORM), path) if isinstance(custom, RawMapping) else None


def is_csl(root: RawValue) -> bool:
    """Whether a JSON text holds items of CSL-JSON."""
    return root is None or _items(root) is not None


def _items(root: RawValue) -> RawList | None:
    """The list of items, however it is wrapped: alone, under ``items``, as Crossref's answer, or one item."""
    if isinstance(root, RawList):
        return root
    if not isinstance(root, RawMapping):
        return None
    holders = [each for each in (root, root.get("message")) if isinstance(each, RawMapping)]
    for holder in holders:
        for items in (holder.get("items"), holder.get("references")):
            if isinstance(items, RawList):
                return items
    alone = next((holder for holder in holders if _is_item(holder)), None)
    # One item, or items under their keys, as citeproc-js's retrieveItem wants them.
    found = [alone] if alone is not None else [*root.values()]
    items = RawList(root.line, root.column) if alone is None else RawList(alone.line, alone.column)
    for item in found:
        if not _is_item(item):
            return None
        filling.add_entry(items, item)
    return items or None


def _is_item(value: RawValue) -> TypeGuard[RawMapping]:
    return isinstance(value, RawMapping) and not _MARKS_OF_AN_ITEM.isdisjoint(value)


def publication_of_item(item: RawMapping) -> RawMapping:
    """The publication that an item says, also one in the form in which Crossref has it."""
    made = Transcription(item)
    for name in ("citation-key", "id"):
        key = made.text(name)
        made.put("key" if "key" not in made.entry and is_key(key) else f"csl-{name}", key, name)
    kind = _kind(made)
    written = made.text("type")
    made.put("type", written if written in _FINER.values() and kind == _kind_of(written) else kind, "type")
    title = made.text("title") or made.text("original-title")
    subtitle = made.text("subtitle")  # Crossref has them apart
    if title and subtitle and not title.casefold().endswith(subtitle.casefold()):
        title = f"{title}{'' if title.endswith(('?', '!', ':')) else ':'} {subtitle}"
    made.put("title", _in_one_line(title or subtitle), "title")
    _put_containers(made, kind)
    for name in ("event-title", "event"):
        if "venue" not in made.entry and item.get(name):
            made.put(
                "venue", _in_one_line(made.text(name) or made.inner(name).text("name")), name
            )  # Crossref has a mapping
    if kind in _OF_AN_INSTITUTION:
        _put_institution(made)
    publisher = made.text("publisher")
    as_venue = publisher and "venue" not in made.entry and kind in _OF_AN_INSTITUTION
    name = "genre" if item.get("genre") else "degree"  # Crossref
    genre = as_plain(item.get(name))
    if genre and kind in _HAVE_GENRES and genre.lower() != kind:
        made.put("genre", made.text(name), name)
    said = rich_text(_TWICE.sub("&", publisher))
    # Of a thesis Crossref has the university twice.
    if as_venue or kind not in _OF_AN_INSTITUTION or said != made.entry.get("venue"):
        made.put("venue" if as_venue else "publisher", said, "publisher")
    made.put("authors", _people(made, "author"), "author")
    made.put("editor", escape_markup(_people_in_words(made, "editor")), "editor")
    for name in (
        "issued",
        "published",
        "published-print",
        "published-online",
        "posted",
    ):  # Crossref has the others
        if "date" not in made.entry and item.get(name):
            made.put("date", _date(made.value(name)), name)
    made.take("status: status", str)
    made.put("translator", escape_markup(_people_in_words(made, "translator")), "translator")
    made.take("series: collection-title", title_text)
    made.take(
        "volume: volume; pages: page; number: issue; eid: article-number; edition: edition edition-number; version: version",
        str,
    )
    made.take("location: publisher-place publisher-location", escape_markup)
    if "location" not in made.entry:
        made.take("location: event-place", escape_markup)
        if isinstance(item.get("event"), RawMapping):  # Crossref
            made.put("location", escape_markup(made.inner("event").text("location")), "event")
    made.take("arxiv: arxiv arXiv; doi: DOI; url: URL; language: language", str)
    _put_license(made)
    number = made.text("number")
    if arxiv := _ARXIV.match(number):
        made.put("arxiv", arxiv[1] + (arxiv[2] or ""), "number")
        number = ""
    elif kind in {"article", "conference"} and (
        "number" in made.entry or made.entry.get("pages") in {None, number}
    ):
        # The number of an article, which Zotero and CSL's styles have here; some have it as its page, too.
        made.put("eid", number, "number")
        number = ""
    if made.entry.get("pages") in (made.entry.get("eid"), "n/a", "n/a-n/a"):
        made.entry.pop("pages", None)
    made.put("csl-number" if "number" in made.entry else "number", number, "number")
    if "series" in made.entry and "number" not in made.entry:
        made.take("number: collection-number", str)
    abstract = made.text("abstract")
    if "<jats:" in abstract:
        abstract = _BEFORE_BLOCKS.sub("", " ".join(abstract.split()))
    made.put("abstract", _ABSTRACT.sub("", rich_text(abstract)), "abstract")
    if keywords := made.value("keyword"):
        tags = filling.list_at(filling.span_of(item, "keyword"))
        for tag in re.split(r"[,;]", keywords) if isinstance(keywords, str) else filling.texts_of(keywords):
            if tag.strip():
                filling.add(tags, tag.strip(), tags.line, tags.column)
        made.put("tags", tags, "keyword")
    _put_updates(made)
    _put_note(made)
    _put_custom(made)
    return made.finished("csl")


def _in_one_line(text: str) -> str:
    """A title, as Crossref has some: in several lines, with references of HTML to references."""
    return title_text(_TWICE.sub("&", _BEFORE_SCRIPT.sub("", text)) if "\n" in text or "&" in text else text)


def _put_containers(made: Transcription, kind: str) -> None:
    """Where it appeared. Of what appeared in a book Crossref has the series of the book before the book."""
    names = filling.texts_of(made.value("container-title"))
    if len(names) > 1 and kind in {"chapter", "conference"}:
        made.put("series", _in_one_line(names[0]), "container-title")
        names = names[1:]
    made.put("venue", _in_one_line(next(iter(names), "")), "container-title")


def _put_institution(made: Transcription) -> None:
    """The server of a preprint, or where a thesis or a report was written, as Crossref has it."""
    named = made.source.get("institution")
    names = [each.text("name") for each in made.each("institution")] if isinstance(named, RawList) else []
    made.put("venue", rich_text(_TWICE.sub("&", next(filter(None, names), ""))), "institution")
    if _SERVER.search(group := as_plain(made.source.get("group-title"))):
        made.put("venue", rich_text(group), "group-title")


def _put_updates(made: Transcription) -> None:
    """What became of a work since, as Crossref has it: the gravest counts, and each notice is a link."""
    statuses = [as_plain(made.entry.get("status"))]
    for update in made.each("updated-by"):
        kind, doi = update.text("type").replace("_", " "), update.text("DOI")
        statuses.append(status_of_update(kind))
        if doi.lower() != made.text("DOI").lower():  # a newer version of itself is no notice
            made.link(
                f"{kind.capitalize()}{' notice' if kind in _NOTICES else ''}", doi_url(doi), "updated-by"
            )
    if status := gravest(statuses):
        filling.put(made.entry, "status", status, made.span("updated-by", "status"))
        made.entry["status"] = status


def status_of_update(kind: str) -> str:
    """What a kind of Crossref's updates (``expression_of_concern``) says of the work; nothing where that is no notice (``new_version``)."""
    return _UPDATES.get(kind) or status_named(kind.replace("_", " "))


def _kind_of(type_: str) -> str:
    return TYPES.get(type_.lower().replace("_", "-"), "other")


def _kind(made: Transcription) -> str:
    written = made.text("type")
    if not written:
        return ""
    kind = _kind_of(written)
    genre = as_plain(made.source.get("genre")).lower()
    if kind == "talk" and "poster" in genre:
        return "poster"
    container = made.source.get("container-title")
    if written == "article" and container and "preprint" not in genre:
        return "preprint" if "rxiv" in as_plain(container).lower() else "article"
    return kind


def _put_license(made: Transcription) -> None:
    """A licence in words, or the free one among the licences that Crossref lists."""
    written = made.source.get("license")
    # That of a manuscript ("am") which authors may show is not that of the article.
    free = (
        as_plain(each.get("URL"))
        for each in filling.mappings_of(written)
        if as_plain(each.get("content-version")) != "am"
    )
    if isinstance(written, str):
        made.take("license: license")
    elif (
        "license" not in made.source
        and find_license(notice := as_plain(made.source.get("copyright"))) != notice
    ):
        made.take("license: copyright")  # DataCite
    elif url := next((url for url in free if "creativecommons.org/" in url), ""):
        made.value("license")
        made.put("license", url, "license")


def _put_note(made: Transcription) -> None:
    """The note, which is Zotero's "Extra" (``arXiv: 2308.05734``) too; Better BibTeX writes ``tex.award: …`` there."""
    note = sorted_out(made.text("note"))
    for name, value in note.fields:
        if name.casefold() == "issued":
            # What stands there counts for more than Zotero's own field, which has no form for it.
            made.entry.pop("date", None)
            name, value = "date", read_edtf(value)
        made.put(name, value if name != "key" or is_key(value) else "", "note")
    made.put("csl-note", note.of_databases, "note")
    made.put("note", rich_text(note.text), "note")


def _put_custom(made: Transcription) -> None:
    """What stands under ``custom`` with the name of one of our fields is that field; the rest is kept."""
    rest = custom = made.value("custom")
    if isinstance(custom, RawMapping):
        rest = RawMapping(custom.line, custom.column)
        for name, value in custom.items():
            is_ours = name.lower() in _OURS and name.lower() not in made.entry
            entry, field = (made.entry, name.lower()) if is_ours else (rest, name)
            filling.put(entry, field, value, filling.span_of(custom, name))
    made.put("custom", rest, "custom")


def _people(made: Transcription, key: str) -> RawList:
    """People (name-variable) as a list of mappings with ``family``, ``given`` and their kin."""
    value, place = made.value(key), made.span(key)[2:]
    if isinstance(value, RawList):
        names: list[RawValue] = value
    elif isinstance(value, str):
        names = [*re.split(r";|(?<!\s)\s+and\s+", value.strip())]
    else:
        names = [value]
    people = RawList(*place)
    for name, where in zip(names, value.places if names is value else [place] * len(names), strict=True):
        if person := _person(name, *where):
            filling.add(people, person, *where)
    return people


def _person(name: RawValue, line: int, column: int) -> RawMapping | str | None:
    if isinstance(name, str):
        return name.strip()
    if not isinstance(name, RawMapping):
        return None
    parts = {part: text.strip() for part, text in name.items() if isinstance(text, str)}
    literal = parts.get("literal") or parts.get("name", "")
    if literal and literal.lower().rstrip(".") in {"et al", "others"}:
        return "et al."
    family, given = parts.get("family", ""), parts.get("given", "")
    works_at = name.get("affiliation")
    person = RawMapping(name.line, name.column)
    here = (name.line, name.column, name.line, name.column)
    for part, text in (
        ("family", family),
        ("given", given),
        ("particle", parts.get("non-dropping-particle")),
        ("dropping_particle", parts.get("dropping-particle")),
        ("suffix", parts.get("suffix")),
        ("literal", "" if family or given else literal),
        ("orcid", (parts.get("ORCID") or parts.get("orcid", "")).rstrip("/").rpartition("/")[2]),
        # Crossref has a list of mappings.
        (
            "affiliation",
            as_plain(works_at)
            or as_plain(filling.mapping_of(next(filling.mappings_of(works_at), None)).get("name")),
        ),
    ):
        if text:
            person[part] = text
            person.places[part] = name.places.get(part, here)
    return person or None


def _people_in_words(made: Transcription, key: str) -> str:
    """``Ada Example, Grace Sample, Jr.``"""
    return ", ".join(
        explicit_name(person)[0].in_text if isinstance(person, RawMapping) else str(person)
        for person in _people(made, key)
    )


def _date(value: RawValue) -> str:
    """A date (date-variable) as our data files write it; a text where the date is in words."""
    if isinstance(value, str):
        return read_edtf(value)
    if isinstance(value, RawList) and value and isinstance(value[0], RawMapping):
        # Pandoc's older YAML has a list of mappings for a range.
        return interval(*(_date(each) for each in (value[0], value[1] if len(value) > 1 else "")))
    if isinstance(value, RawList):  # Zotero's old export: [["2020", "5"]]
        return _date_of_parts(value)
    if not isinstance(value, RawMapping):
        return ""
    date = _date_of_parts(value.get("date-parts"))
    for name in ("edtf", "literal", "raw", "date-time"):
        date = date or read_edtf(as_plain(value.get(name)))
    if not date and (year := as_plain(value.get("year"))):
        date = read_edtf(date_of(year, as_plain(value.get("month")), as_plain(value.get("day"))))
    season, circa = as_plain(value.get("season")), as_plain(value.get("circa"))
    if season and re.fullmatch(r"\d{4}", date):
        date = with_season(date, season)
    return f"c. {date}" if date and circa.lower() not in {"", "0", "false"} else date


def _date_of_parts(value: RawValue) -> str:
    if not isinstance(value, RawList) or not value:
        return ""
    if not isinstance(value[0], RawList):  # [2020, 5] without the outer list
        return _one_date(value)
    dates = [_one_date(parts) for parts in value[:2] if isinstance(parts, RawList)]
    if len(dates) > 1 and re.fullmatch(r"(\d{3})0 \1[9]", " ".join(dates)):
        return f"{dates[0]}s"  # CSL has no other form for a decade
    if len(dates) > 1 and not dates[1] and isinstance(value[1], RawList) and "0" in value[1]:
        dates[1] = "present"  # CSL's open range ends in [0]
    return interval(dates[0], dates[1] if len(dates) > 1 else "")


def _one_date(parts: RawList) -> str:
    numbers = [part.strip() if isinstance(part, str) else "" for part in parts[:3]]
    if len(numbers) == 2 and numbers[1] in {"13", "14", "15", "16"}:  # seasons, as citeproc-js has them
        numbers[1] = str(int(numbers[1]) + 8)
    return date_of(*numbers) if numbers and numbers[0] not in {"", "0"} else ""


_TAGS = {
    kind: (f"<{tag}>", f"</{tag}>")
    for kind, tag in (("emphasis", "i"), ("strong", "b"), ("raised", "sup"), ("lowered", "sub"))
}
"""Those that CSL processors know (the CSL specification, "Rich text")."""

Text = Callable[[Fragments], object]
CslItem = dict[str, Any]
"""An item as the module ``json`` writes it and citation processors take it."""


def item(publication: Publication, *, markup: Markup | None = None, write: Text | None = None) -> CslItem:
    """The CSL-JSON item of a publication; what CSL has no variable for stands under ``custom``.

    ``write`` makes a text of fragments, or what stands for one; without it they have the tags that CSL processors know.
    """
    about = reference(publication, markup)
    kind = "talk" if about.kind == "poster" else about.kind
    return {
        "id": publication.key or "untitled",
        "type": _type(publication, kind),
        **{name: value for name, value in _variables(about, publication, write or _tagged) if value},
    }


def _type(publication: Publication, kind: str) -> str:
    """The type of a publication: the one that it was given, if that says more than its kind."""
    for written in (publication.type, publication.extra.get("entrytype")):
        finer = _FINER.get(re.sub(r"[\W_]+", "", written.lower())) if isinstance(written, str) else None
        if finer and _kind_of(finer) == kind:
            return finer
    return _KINDS.get(kind, "document").split()[0]


def library(publications: Iterable[Publication], *, markup: Markup | None = None) -> str:
    """A file of items, each id once."""
    items = [item(publication, markup=markup) for publication in publications]
    for made, key in zip(items, each_once(made["id"] for made in items), strict=True):
        made["id"] = key
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _variables(about: Reference, publication: Publication, write: Text) -> Iterator[tuple[str, object]]:
    yield from kept_variables(publication.extra)
    yield "title", write(about.title)
    yield "author", _written_names(about.authors)
    yield "editor", _written_names(about.editors)
    parts: dict[str, list[dict[str, str]]] = {}
    for part, people in about.contributors:
        variable = part if part in {"compiler", "director", "organizer"} else "contributor"
        parts.setdefault(variable, []).extend(_written_names(people))
    yield from parts.items()
    yield "issued", _written_date(about)
    yield "translator", _written_names(about.translators)
    yield "status", clean(about.status)
    is_talk = about.kind in {"talk", "poster"}
    yield "event-title" if is_talk else "container-title", write(about.container)
    on_arxiv = about.kind == "preprint" and bool(publication.arxiv) and not about.container
    institution = write(about.institution)
    yield "publisher", institution or write(about.publisher) or ("arXiv" if on_arxiv else "")
    yield "genre", {"poster": "Poster", "preprint": "Preprint"}.get(about.kind) or clean(about.genre)
    # Of a paper it is where the conference was (BibTeXing, 2.3), which styles take from the one or the other.
    location = clean(plain(about.location))
    yield "publisher-place", "" if is_talk else location
    yield "event-place", location if about.kind in {"conference", "talk", "poster"} else ""
    yield "collection-title", write(about.series)
    edition = edition_number(about.edition)
    yield "edition", str(edition) if edition else clean(about.edition)
    yield "version", clean(about.version)
    yield "license", clean(publication.license)
    yield "volume", clean(about.volume)
    number = clean(about.number)
    if about.series and about.kind != "article":
        yield "collection-number", number
        number = ""
    if about.kind in {"article", "conference"}:
        yield "issue", number
        yield "number", clean(about.eid)
    else:
        yield "number", number or clean(about.eid) or (f"arXiv:{publication.arxiv}" if on_arxiv else "")
    # Many styles know pages alone.
    yield "page", clean("-".join(about.pages) or about.eid)
    yield "language", clean(code_of(publication.language).replace("_", "-"))
    yield "DOI", clean(publication.doi)
    yield "ISBN", clean(" ".join(publication.isbn))
    yield "ISSN", clean(", ".join(publication.issn))
    yield from ((name.upper(), clean(getattr(publication, name))) for name in ("pmid", "pmcid", "url"))
    yield "abstract", write(about.abstract)
    yield "note", write(about.note)
    yield "keyword", ", ".join(map(clean, publication.tags))
    custom: dict[str, str] = {}
    for field, identifier in publication.identifiers():
        if field not in {"doi", "pmid", "pmcid"}:  # CSL has variables for these
            custom[field] = ", ".join(filter(None, (custom.get(field), clean(identifier))))
    software = {"repository": publication.repository, "swhid": publication.swhid}
    custom |= {name: clean(value) for name, value in software.items() if value}
    yield "custom", custom


def _written_names(people: AuthorList) -> list[dict[str, str]]:
    if people.written:
        return [{"literal": clean(plain(Markup({}).inline(people.written)))}]
    names = [author.in_parts for author in people.people]
    found = [
        {
            "family": name.family,
            "given": name.given,
            "dropping-particle": name.dropping,
            "non-dropping-particle": name.particles,
            "suffix": name.suffix.removeprefix(",").strip(),
            "literal": name.literal,
        }
        for name in names
    ]
    said = [{part: clean(text).strip() for part, text in name.items() if text.strip()} for name in found]
    for made in said:
        particle = made.get("non-dropping-particle", "")
        if particle.endswith(("'", "’")) and joined(particle, " ").endswith("  "):
            made["non-dropping-particle"] += " "  # processors set none behind de'
    return [*filter(None, said), *([{"literal": "others"}] if people.others else [])]


def _written_date(about: Reference) -> dict[str, object]:
    """A date (date-variable): years before the common era are negative, without a year zero; a range that has not ended ends in 0."""
    when = about.date
    if when is None or not when.year:
        return {"literal": clean(about.year)} if about.year and not about.status else {}
    if when.end and (when.season or when.end.season):
        return {"literal": clean(about.year)}
    end = PartialDate(when.year + 9) if when.is_decade else when.end
    parts = [
        [each.year, *filter(None, (each.month, each.day if each.month else None))]
        for each in (when, end)
        if each
    ]
    said = {"date-parts": parts, "season": when.season, "circa": bool(when.mark)}
    return {name: value for name, value in said.items() if value}


def _tagged(fragments: Fragments) -> str:
    return tagged(fragments, _TAGS, clean, lambda formula: f"${clean(formula)}$")
