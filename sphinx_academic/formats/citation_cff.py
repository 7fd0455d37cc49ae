"""CITATION.cff: the software or data set it describes, the work it asks to cite, and the works it refers to; read and written.

The format is the Citation File Format 1.2.0 (doi:10.5281/zenodo.5171937).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import yaml

from sphinx_academic.content.fragments import Fragments, plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.collation import code_of
from sphinx_academic.data.located import RawFile, RawList, RawMapping
from sphinx_academic.data.records import Publication
from sphinx_academic.data.records.publication import RELEASED
from sphinx_academic.data.software import PREFERRED, preferred_of
from sphinx_academic.data.values.addresses import find_doi, page_of_clone
from sphinx_academic.data.values.identifiers import license_url
from sphinx_academic.data.values.names import Author, AuthorList
from sphinx_academic.data.values.publication_status import status_named
from sphinx_academic.formats import filling
from sphinx_academic.formats.citation_cff_form import ADDRESS, DOI, IDENTIFIERS, mistakes
from sphinx_academic.formats.edtf import date_of, read_edtf
from sphinx_academic.formats.filling import Transcription, add_entry, list_at, mapping_at, mapping_of
from sphinx_academic.formats.latex.encoding import clean
from sphinx_academic.formats.reference import Reference, reference
from sphinx_academic.formats.rich_text import escape_markup, rich_text
from sphinx_academic.formats.text import names_of_keys, words
from sphinx_academic.formats.yaml import read_yaml
from sphinx_academic.problems import Code, Problem

TYPES = names_of_keys(
    """
    article: article magazine-article newspaper-article; conference: conference-paper conference
    book: proceedings book edited-work monograph; report: manual report standard pamphlet; thesis: thesis dissertation
    preprint: unpublished; patent: patent; dataset: data dataset database
    software: software software-code software-container software-executable software-virtual-machine
    talk: presentation slides talk
    """
)
"""CFF's types of references and ours; all others are "other"."""


_SAID_OF_ENTITIES = words("name city region country")
_PROCEEDINGS = re.compile(r"(?i)\bproc(?:\.|eedings\b)")
_ONE_CONFERENCE = re.compile(r"(?i)\d|\b(?:conf|conference|workshop|symposium|congress|meeting)\b")
"""What proceedings of one conference name behind that they are proceedings, and a series of them does not."""


def read_cff(text: str, path: str) -> RawFile:
    """Give the file's subject and its preferred citation as publications.

    References become publications where one of their authors is an author of the subject: the works of others
    are kept under ``references``.
    """
    root, problems = read_yaml(text, path)
    if not isinstance(root, RawMapping):
        message = "a citation file is a mapping with 'title', 'authors' and 'cff-version'."
        if root is None and not problems:
            message = "this citation file is empty."
        if root is not None or not problems:
            hint = "See https://citation-file-format.github.io."
            problems = (*problems, Problem(path, 1, 1, Code.TYPE, message, hint))
        return RawFile(path, None, problems, foreign=True)
    made = RawMapping(1, 1)
    publications = filling.section(made, "publications", root.line, root.column)
    whole = Transcription(root)
    subject = _publication(whole, "software")
    if subject.get("type") not in RELEASED:  # a file is about nothing else
        subject["type"] = "software"
    problems = (*problems, *mistakes(root, path))
    if subject.get("title"):
        add_entry(publications, subject)
    elif not root.get("title"):
        message = "this citation file has no title."
        problems = (*problems, Problem(path, root.line, root.column, Code.MISSING, message, "Add  title: …"))
    preferred = whole.inner("preferred-citation")
    if preferred.source:
        add_entry(publications, _publication(preferred, ""))
        filling.put(subject, PREFERRED, str(preferred.source.line), whole.span("preferred-citation"))
    authors = set(map(_folded, whole.each("authors")))
    for referred in whole.each("references"):
        own = not authors.isdisjoint(map(_folded, referred.each("authors")))
        place = (referred.source.line, referred.source.column)
        works = publications if own else filling.section(made, "references", *place)
        add_entry(works, _publication(referred, ""))
    return RawFile(path, made, problems, foreign=True)


def _folded(person: Transcription) -> tuple[str, str]:
    """What tells two people apart: the family name and the first letter of the given one."""
    return person.text("family-names", "name").casefold(), person.text("given-names")[:1].casefold()


def _publication(made: Transcription, default_type: str) -> RawMapping:
    kind = made.text("type")
    made.put("type", TYPES.get(kind, "other") if kind else default_type, "type")
    made.take("title: title; abstract: abstract", rich_text)
    made.put("authors", _authors(made), "authors")
    for role in ("editor", "translator"):
        made.put(role, escape_markup(_people_in_words(made, f"{role}s")), f"{role}s")
    containers = ["journal", "conference", "collection-title", "institution", "publisher"]
    collection = made.text("collection-title")
    proceedings = _PROCEEDINGS.search(collection)
    if proceedings and _ONE_CONFERENCE.search(collection, proceedings.end()):
        # Beside them the name of the conference says less.
        containers.sort(key="collection-title".__ne__)
    for key in containers:
        # The name of an entity, or a text where the schema wants an entity; what else is said of one is kept.
        field = "publisher" if key == "publisher" else "venue"
        field = "series" if key == "collection-title" and made.entry.get("type") == "book" else field
        value = made.source.get(key)
        name = filling.as_plain(value.get("name") if isinstance(value, RawMapping) else value)
        place = ", ".join(
            filter(None, map(Transcription(mapping_of(value)).text, ("city", "region", "country")))
        )
        if (
            name
            and field not in made.entry
            and (not isinstance(value, RawMapping) or value.keys() <= _SAID_OF_ENTITIES)
        ):
            made.value(key)
        made.put(field, escape_markup(name), key)
        made.put("location", escape_markup(place), key)
    if "collection-title" in made.source and made.source.get("collection-title") != made.entry.get("venue"):
        made.take("series: collection-title", escape_markup)
    made.take("date: date-released date-published issue-date", read_edtf)
    made.take("status: status", status_named)
    year, month = made.text("year"), made.text("month")
    made.put("date", year and date_of(year, month), "year")
    conference = Transcription(mapping_of(made.source.get("conference")))
    made.put("date", conference.text("date-start"), conference.span("date-start"))
    made.take(
        "volume: volume; number: issue number; edition: edition; version: version; genre: thesis-type", str
    )
    made.take("note: notes", escape_markup)
    first, last, number = made.text("start"), made.text("end"), made.text("pages")
    if first:
        made.put("pages", f"{first}–{last}" if last and last != first else first, "start")
    else:
        made.put("number-of-pages", number, "pages")
    made.take("doi: doi; url: url; language: languages", str)
    made.take("tags: keywords; license: license license-url")
    made.links("Code: repository-code; Download: repository-artifact; Repository: repository", page_of_clone)
    # A DOI among the identifiers stands in where there is no other; the first is that of all versions.
    rest = list_at(made.span("identifiers"))
    for identifier in made.each("identifiers"):
        kind = identifier.text("type")
        is_first = kind in {"doi", "url"} and kind not in made.entry
        if is_first:
            made.put(kind, identifier.text("value"), identifier.span("value"))
        if not is_first or identifier.text("description"):  # which says of which version it is
            add_entry(rest, identifier.source)
    made.put("identifiers", rest, "identifiers")
    return made.finished("cff", "cff-version", "preferred-citation", "references")


def _authors(made: Transcription) -> RawList:
    people = list_at(made.span("authors"))
    for person in made.each("authors"):
        given, family = person.text("given-names"), _joined(person, "name-particle", "family-names")
        values = {
            "family": family,
            "given": given,
            "suffix": person.text("name-suffix"),
            "literal": "" if family or given else person.text("name", "alias"),
            "orcid": person.text("orcid").rstrip("/").rsplit("/", 1)[-1],
            **{name: person.text(key) for name, key in (("url", "website"), ("affiliation", "affiliation"))},
        }
        if any(values.values()):
            author = mapping_at(person.source.line, person.source.column, values)
            if "affiliation" in author:
                author.places["affiliation"] = person.span("affiliation")
            add_entry(people, author)
        for key, span in person.left():
            made.put(f"author-{key}", person.source[key], span)
    return people


def _people_in_words(made: Transcription, key: str) -> str:
    parts = ("given-names", "name-particle", "family-names", "name", "name-suffix")
    return ", ".join(filter(None, (_joined(person, *parts) for person in made.each(key))))


def _joined(person: Transcription, *parts: str) -> str:
    return " ".join(filter(None, map(person.text, parts)))


# Written

_TYPES = {
    "article": "article", "conference": "conference-paper", "preprint": "unpublished", "thesis": "thesis", "book": "book",
    "report": "report", "dataset": "data", "software": "software", "patent": "patent", "talk": "slides",
}  # fmt: skip
"""The types of references; all other kinds are ``generic``."""
_STATUS = {
    "in press": "in-press", "submitted": "submitted", "in preparation": "in-preparation", "published online": "advance-online",
}  # fmt: skip
_LINKS_OF_SOFTWARE = {"Download": "repository-artifact", "Repository": "repository"}
_MESSAGE = "If you use this software, please cite it as below."
_MESSAGE_OF_DATA = "If you use these data, please cite them as below."
_LONGEST_LINE = 100


def library(publications: Iterable[Publication], *, markup: Markup | None = None) -> str:
    """A citation file of the first piece of software, or set of data: the work that its own file asks to cite is its
    ``preferred-citation``, the other publications are its ``references``. Without software and data there is none."""
    works = list(publications)
    subject = next((work for work in works if work.kind_of_work in RELEASED), None)
    if subject is None:
        return ""
    about = reference(subject, markup)
    is_data = about.kind == "dataset"
    kept, message = subject.extra, _MESSAGE_OF_DATA if is_data else _MESSAGE
    document: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": _text(kept.get("message")) or message,
        "type": "dataset" if is_data else "software",
        **_written(about, subject),
        "commit": _text(kept.get("commit")),
        "contact": _contact(kept.get("contact")),
    }
    preferred = preferred_of(subject, works)
    if preferred is not None:
        document[PREFERRED] = _reference(preferred, markup)
    document["references"] = [
        _reference(work, markup) for work in works if work is not subject and work is not preferred
    ]
    # libyaml's own writer; PyYAML's takes ten times as long.
    text: str = yaml.dump(
        _said(document), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=_LONGEST_LINE
    )
    return text


def _said(document: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if value}


def _text(value: object) -> str:
    return clean(value).strip() if isinstance(value, str) else ""


def _plain(fragments: Fragments) -> str:
    return clean(plain(fragments)).strip()


def _contact(value: object) -> list[dict[str, str]]:
    """Whom to ask (``contact``), as it was written."""
    people = value if isinstance(value, Sequence) and not isinstance(value, str) else ()
    said = (
        {name: text for name, each in person.items() if (text := _text(each))}
        for person in people
        if isinstance(person, Mapping)
    )
    return [person for person in said if person]


def _written(about: Reference, work: Publication) -> dict[str, Any]:
    """What a work says at the top of a file and as one of its references alike."""
    date = about.date
    day = date.iso if date is not None and date.day and date.is_plain and date.year > 999 else ""
    links = {name: link.url for link in work.links if (name := _LINKS_OF_SOFTWARE.get(link.name))}
    code = work.repository
    if code in links.values():
        code = ""
    url = "" if work.url == code else clean(work.url)
    doi = clean(work.doi) if DOI.fullmatch(clean(work.doi)) else ""
    is_released = about.kind in RELEASED
    return {
        "title": _plain(about.title) or "Untitled",
        "authors": [*_people(about.authors)] or [{"name": "Anonymous"}],
        "version": clean(about.version),
        "date-released" if is_released else "date-published": day,
        "doi": doi,
        "identifiers": [*_identifiers(work, doi)],
        **{
            name: url if ADDRESS.fullmatch(url) else ""
            for name, url in {"repository-code": code, **links, "url": url}.items()
        },
        **_license(work.license, _text(work.extra.get("license-url"))),
        "keywords": [*dict.fromkeys(filter(None, map(_text, work.tags)))],
        "abstract": _plain(about.abstract),
    }


def _people(people: AuthorList) -> Iterator[dict[str, str]]:
    """People, and organisations by their names; CFF has no *et al.*"""
    if people.written:
        yield {"name": _plain(Markup({}).inline(people.written))}
    taken: list[dict[str, str]] = []
    for person in filter(None, map(_person, people.people)):
        if person not in taken:
            taken.append(person)
            yield person


def _person(author: Author) -> dict[str, str]:
    name = author.in_parts
    particle = " ".join(filter(None, (name.dropping, name.particles)))
    said = {
        "family-names": name.family,
        "given-names": name.given,
        "name-particle": particle,
        "name-suffix": name.suffix.removeprefix(",").strip(),
        "affiliation": author.affiliation,
    }
    whole = {"name": name.literal} if name.literal else said
    addresses = {
        "orcid": f"https://orcid.org/{author.orcid}" if re.fullmatch(r"[\dX-]{19}", author.orcid) else "",
        "website": author.url if ADDRESS.fullmatch(author.url) else "",
    }
    made = {part: _text(text) for part, text in whole.items()}
    return _said({**made, **addresses}) if any(made.values()) else {}


def _identifiers(work: Publication, doi: str) -> Iterator[dict[str, str]]:
    if work.doi and not doi:  # of letters that the schema has no room for
        yield {"type": "other", "value": clean(work.doi)}
    for each in work.other_identifiers():
        value = (find_doi(each.value) if each.type == "doi" else "") or each.value
        form = IDENTIFIERS.get(each.type)
        # What is of no such form is none of its type, and still an identifier.
        kind = each.type if form and form.fullmatch(value) else "other"
        yield _said({**each._asdict(), "type": kind, "value": value})


def _license(license: str, url: str) -> dict[str, Any]:
    """Licences of SPDX by their names, of which one may be chosen, another by its address; CFF has no room for words."""
    names = [name for each in license.split(" OR ") if (name := each.strip())]
    if names and all(license_url(name).startswith("https://spdx.org/") for name in names):
        return {"license": names[0] if len(names) == 1 else [*dict.fromkeys(names)]}
    return next(({"license-url": each} for each in (license, url) if ADDRESS.fullmatch(each)), {})


def _reference(work: Publication, markup: Markup | None) -> dict[str, Any]:
    """A work as a reference (CFF 1.2.0, "definitions.reference")."""
    about = reference(work, markup)
    written = _written(about, work)
    place, container = _text(plain(about.location)), _plain(about.container)
    day, date = written.get("date-released") or written.get("date-published"), about.date
    named = {"article": "journal", "conference": "conference"}.get(about.kind, "collection-title")
    if about.kind == "conference" and not about.series and not place:
        named = "collection-title"
    where: dict[str, Any] = {named: container}
    if named == "conference" and container:
        where = {named: _said({"name": container, "city": place})}
    held = work.extra.get("conference", work.extra.get("cff-conference"))
    if about.kind == "conference" and isinstance(held, Mapping) and (name := _text(held.get("name"))):
        where = {"conference": _said({said: _text(held[said]) for said in held})}
        if container != name:
            where["collection-title"] = container
    of_institution = about.kind in {"thesis", "report"}
    if series := _plain(about.series):
        where.setdefault("collection-title", series)
    has_place = isinstance(where.get("conference"), dict)
    for name, words_ in (("institution", about.institution), ("publisher", about.publisher)):
        if entity := _plain(words_):
            is_there = place and not has_place and (name == "institution" or not of_institution)
            where[name] = _said({"name": entity, "city": place if is_there else ""})
    first, *last = about.pages or ("",)
    language = code_of(work.language).partition("_")[0]
    is_dated = date is not None and date.year > 0 and not day
    return _said(
        {
            "type": _TYPES.get(about.kind, "generic"),
            **written,
            **where,
            "year": date.year if date is not None and is_dated else "",
            "month": date.month if date is not None and is_dated and date.month else "",
            "status": _STATUS.get(about.status, "preprint" if about.kind == "preprint" else ""),
            "volume": clean(about.volume),
            "issue" if about.kind in {"article", "conference"} else "number": clean(about.number),
            "start": clean(first),
            "end": clean(last[0]) if last else "",
            "edition": clean(about.edition),
            "thesis-type": clean(about.genre) if about.kind == "thesis" else "",
            "editors": [*_people(about.editors)],
            "translators": [*_people(about.translators)],
            "isbn": next((each for each in work.isbn if re.fullmatch(r"[\d -]{10,17}X?", each)), ""),
            "issn": next((each for each in work.issn if re.fullmatch(r"\d{4}-\d{3}[\dxX]", each)), ""),
            "pmcid": work.pmcid if re.fullmatch(r"PMC\d{7}", work.pmcid) else "",
            "languages": [language] if re.fullmatch(r"[a-z]{2,3}", language) else [],
            "notes": _plain(about.note),
        }
    )
