"""Data files of Jekyll sites (``_data/*.yml``): which of them hold records, and under what names.

The names of the lists of papers, news and people are those of allanlab, minimal-light, al-folio and Greene Lab's
template; most lab sites have grown from one of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sphinx_academic.data.located import RawFile, RawList, RawMapping, RawValue
from sphinx_academic.data.records import KINDS
from sphinx_academic.data.values.addresses import network_of
from sphinx_academic.formats import filling
from sphinx_academic.formats.filling import (
    Span,
    add,
    add_link,
    as_plain,
    by_word,
    keep,
    mapping_of,
    mappings_of,
    put,
    put_text,
    section,
    span_of,
    take,
    texts_of,
    words,
)
from sphinx_academic.formats.sites.liquid_text import clean_values
from sphinx_academic.formats.sites.site_page import locate, locate_in_text, without_time
from sphinx_academic.formats.table import DataFile
from sphinx_academic.formats.text import decode, read_start
from sphinx_academic.formats.yaml import read_yaml
from sphinx_academic.problems import Code, Problem, bounded

OWN_LISTS = {spelling for kind in KINDS.values() for spelling in kind.lists} - {"members", "team"} | {"links"}
"""A mapping with one of these keys is in our own form, whatever folder it lies in."""

_PAPERS = words("publist publications publication papers pubs preprints books patents theses")
_TALKS = words("talks presentations posters invited_talks")
_NEWS = words("news newsfeed updates announcements")
_PEOPLE = re.compile(
    r"(?:team|lab|group|alumni|former|past|current)?[_-]?(?:members?|people|alumni|students|postdocs?|staff|team|faculty)"
    r"|alumni_\w+|visitors|collaborators"
)
_WHOLE = words("coauthors venues repositories socials citations sources")
"""Kept under the name of the file where nothing else is said of them below."""
_OTHERS = words("cv education competitions") | _WHOLE

_Located = Callable[..., str]
"""Finds a file of the site by its address, and the folders where it may lie; see :func:`locate`."""


def is_known(path: Path) -> bool:
    """Whether a file below ``_data`` is one that may hold records."""
    stem = path.stem.lower()
    return stem in _PAPERS | _TALKS | _NEWS | _OTHERS or _PEOPLE.fullmatch(stem) is not None


def read_data_file(file: DataFile) -> RawFile:
    """Give what a data file of a Jekyll site holds, by the name of the file.

    A file in our own form is given as it is.
    """
    root, problems = file.values
    path, name = file.path, file.name
    is_own = isinstance(root, RawMapping) and any(key.strip().lower() in OWN_LISTS for key in root)
    if is_own or root is None or not is_known(path):
        return RawFile(name, root, problems)
    if isinstance(root, str):
        message = "the file holds one text and no data."
        problem = Problem(name, 1, 1, Code.TYPE, message, "Write a list:  - title: …")
        return RawFile(name, None, (*problems, problem), foreign=True)
    site = path.parent.parent
    located = partial(locate, site, path, name)
    clean_values(root)
    clean_values(root, lambda text: locate_in_text(text, located))
    made = RawMapping(1, 1)
    told = _read(path.stem.lower(), root, made, name, site, located)
    return RawFile(name, made, (*problems, *bounded(told)), foreign=True)


def _read(
    stem: str, root: RawList | RawMapping, made: RawMapping, name: str, site: Path, located: _Located
) -> list[Problem]:
    """Put into ``made`` what the data file of a name holds; what is wrong with it."""
    told: list[Problem] = []

    def each(items: RawList, kind: str, read: Callable[[RawMapping], RawMapping]) -> list[Problem]:
        records = section(made, kind, items.line, items.column)
        for index, item in enumerate(items):
            if isinstance(item, RawMapping):
                entry = read(item)
                if entry:
                    add(records, entry, item.line, item.column)
            elif item is not None:
                message = "an item of this list is no mapping; it is left out."
                told.append(Problem(name, *items.place_of(index), Code.TYPE, message, "Write  - title: …"))
        return told

    if stem in {"citations", "sources"} and isinstance(root, RawList):
        told.extend(_without_title(root, name))
        return each(root, "publications", lambda item: _citation(item, located))
    if stem == "cv":
        _read_cv(root, made)
        return told
    if stem in {"coauthors", "socials"} and isinstance(root, RawMapping):
        read = _read_coauthors if stem == "coauthors" else partial(_read_socials, site=site)
        read(root, made)
        return told
    items = _items(root)
    if items is None or stem in _WHOLE:
        put(made, stem, root, (1, 1, 1, 1))
    elif stem in _PAPERS | _TALKS:
        kind = "poster" if stem == "posters" else "talk" if stem in _TALKS else ""
        each(items, "publications", lambda item: _paper(item, located, kind))
    elif stem in _NEWS:
        each(items, "news", _news)
    elif stem in {"education", "competitions"}:
        put(made, stem, items, (1, 1, items.line, items.column))
    else:
        status = "alumni" if re.search(r"alumni|former|past", stem) else ""
        each(items, "people", lambda item: _person(item, located, status))
    return told


def _items(root: RawValue) -> RawList | None:
    """The list itself, or the one list that a mapping holds (minimal-light: ``main``)."""
    if isinstance(root, RawList):
        return root
    lists = [value for value in mapping_of(root).values() if isinstance(value, RawList)]
    return lists[0] if len(lists) == 1 else None


# Papers, news and people, as allanlab and minimal-light have them

_FOLDERS_OF_PICTURES = (
    *("images/pubpic", "images/teampic", "images"),
    *("assets/img", "img", "assets/images", "images/newspic"),
)
_PAPER = by_word(
    """
    title: title name; authors: authors author; venue: journal venue conference booktitle event; year: year; date: date
    type: type; doi: doi; arxiv: arxiv; url: url; abstract: description abstract; note: note notes; tags: tags keywords
    selected: highlight selected featured; award: award; volume: volume; number: number issue; pages: pages
    publisher: publisher; key: key
    """
)
_LINKS_OF_A_PAPER = by_word(
    """
    PDF: pdf; Code: code; Project: page project; Website: website; Slides: slides; Poster: poster; Video: video; Demo: demo
    Data: data; Dataset: dataset; BibTeX: bibtex bib; Supplement: supp supplement; Blog: blog; Preprint: preprint; Talk: talk
    """
)
_EXTRAS = ("news", "news1", "news2", "news3", "others")
_DISPLAY = re.compile(
    r"(?P<venue>[^\d(][^(]{0,400}?)[\s,]{1,4}(?P<volume>\d{1,9})(?:\s?\((?P<number>[\w-]{1,40})\))?\s?[,:]\s{0,4}(?P<pages>[\w.–-]+)"
)
_YEAR_BEHIND = re.compile(r"(?<![\s,])[\s,]*+\(?(?P<year>(?:19|20)\d\d)\)?[\s.]*$")


def _paper(item: RawMapping, located: _Located, kind: str) -> RawMapping:
    entry = RawMapping(item.line, item.column)
    take(entry, item, _PAPER)
    authors = entry.get("authors")
    if isinstance(authors, str) and "," in authors:
        # "A One* & B Two*, C Three": the sign joins those who share the first place.
        entry["authors"] = re.sub(r"(?<!\s)\s+(?:&|&amp;)\s+", ", ", authors)
    put(entry, "type", kind, (item.line, item.column) * 2)
    put(entry, "images", located(as_plain(item.get("image")), *_FOLDERS_OF_PICTURES), span_of(item, "image"))
    _put_link(entry, item)
    put(entry, "links", item.get("media"), span_of(item, "media"))
    filling.add_links(entry, item, _LINKS_OF_A_PAPER, lambda url: located(url, "assets/pdf"))
    spans = [(text, span_of(item, key)) for key in _EXTRAS if (text := as_plain(item.get(key)))]
    if spans:
        more = filling.list_at(spans[0][1])
        for text, span in spans:
            add(more, text, *span[2:])
        put(entry, "additional", more, more.places[0] * 2)
    keep(entry, item, {*_PAPER, *_LINKS_OF_A_PAPER, *_EXTRAS, "image", "link", "media"}, "page")
    return entry


def _put_link(entry: RawMapping, item: RawMapping) -> None:
    """allanlab's ``link``: an address, and the venue with volume, pages and year as its text."""
    link = item.get("link")
    if not isinstance(link, RawMapping):
        put_text(entry, "url", item, "link")
        return
    put_text(entry, "url", link, "url")
    shown, span = as_plain(link.get("display")), span_of(link, "display")
    year = _YEAR_BEHIND.search(shown)
    if year:
        put(entry, "year", year["year"], span)
        shown = shown[: year.start()]
    arxiv = re.fullmatch(r"(?i)arxiv:\s*(\S+)", shown.strip())
    parts = None if "venue" in entry else _DISPLAY.fullmatch(shown.strip())
    if arxiv:
        put(entry, "arxiv", arxiv[1], span)
    else:
        for field, value in parts.groupdict("").items() if parts else [("venue", shown)]:
            put(entry, field, value.strip(" ,"), span)


def _news(item: RawMapping) -> RawMapping:
    entry = RawMapping(item.line, item.column)
    dates, texts = by_word("date: date time"), by_word("text: headline text content note title")
    take(entry, item, dates, lambda text: re.sub(r"^(\d{1,2})\.\s+(?=[^\W\d])", r"\1 ", without_time(text)))
    take(entry, item, texts)
    put(entry, "tags", item.get("tags"), span_of(item, "tags"))
    used = next((key for key in texts if item.get(key)), "")
    keep(entry, item, {*dates, used, "tags"}, "page")
    return entry


def _person(item: RawMapping, located: _Located, status: str) -> RawMapping:
    """A member: allanlab gives ``info`` (role and address), and its education in numbered lines."""
    person = RawMapping(item.line, item.column)
    put(person, "status", status, (item.line, item.column) * 2)
    texts = by_word(
        "name: name; role: role position info; email: email; url: url website; bio: bio description"
    )
    take(person, item, texts, str)
    photos = by_word("photo: photo image img")
    take(person, item, photos, lambda url: located(url, *_FOLDERS_OF_PICTURES))
    numbered = sorted(
        (key for key in item if re.fullmatch(r"education\d{1,3}", key)), key=lambda key: int(key[9:])
    )
    studies = filling.list_at(span_of(item, numbered[0]) if numbered else (0, 0, item.line, item.column))
    for key in numbered:
        text = as_plain(item.get(key))
        if text:
            add(studies, text, *span_of(item, key)[2:])
    put(person, "education", studies, (studies.line, studies.column) * 2)
    keep(person, item, {*texts, *photos, *numbered, "number_educ"}, "page")
    return person


# The citations of Greene Lab's template, and their sources

_CITED = by_word(
    "title: title; authors: authors; venue: publisher; date: date; tags: tags; abstract: description"
)
_OTHERS_CITED = words("id link type image buttons extra-links repo plugin file _cache remove")
_IDENTIFIERS = {
    "doi": "doi",
    "arxiv": "arxiv",
    "url": "url",
    "pubmed": "pmid",
    "pmc": "pmcid",
    "isbn": "isbn",
}
_BUTTONS = by_word(
    """
    Paper: paper; Preprint: preprint; Manuscript: manuscript; Source: source; Code: github gitlab; Documentation: docs
    Website: website; App: app; Package: package; Data: data; DOI: doi; Video: video youtube; Manubot: manubot
    """
)


def _is_removed(item: RawMapping) -> bool:
    return as_plain(item.get("remove")).lower() == "true"


def _without_title(items: RawList, name: str) -> list[Problem]:
    """A source without a title says nothing by itself: titles and authors are in the generated citations."""
    untitled = [
        each for each in mappings_of(items) if not as_plain(each.get("title")) and not _is_removed(each)
    ]
    if not untitled:
        return []
    message = f"the source '{as_plain(untitled[0].get('id'))}' has no title; it is left out."
    if len(untitled) > 1:
        message = f"{message} There are {len(untitled) - 1} more such sources below."
    hint = "Titles and authors are in _data/citations.yaml, which the template generates: give that file instead."
    return [Problem(name, *untitled[0].place_of_value("id"), Code.MISSING, message, hint)]


def _citation(item: RawMapping, located: _Located) -> RawMapping:
    """A work by its identifier; nothing for one that is removed or has no title."""
    entry = RawMapping(item.line, item.column)
    if _is_removed(item) or not as_plain(item.get("title")):
        return entry
    take(entry, item, _CITED)
    kind = as_plain(item.get("type")).lower()
    put(entry, "type", "" if kind == "paper" else kind, span_of(item, "type"))
    identifier = as_plain(item.get("id"))
    prefix, colon, rest = identifier.partition(":")
    field = _IDENTIFIERS.get(prefix.lower(), "") if colon else ""
    put(entry, field or "identifier", rest if field else identifier, span_of(item, "id"))
    put_text(entry, "more-url" if "url" in entry else "url", item, "link")
    repository = as_plain(item.get("repo"))
    url = repository if "://" in repository or not repository else f"https://github.com/{repository}"
    add_link(entry, "Code", url, span_of(item, "repo"))
    for button in (*mappings_of(item.get("buttons")), *mappings_of(item.get("extra-links"))):
        kind, url = as_plain(button.get("type")).lower(), as_plain(button.get("link"))
        if kind in {"github", "gitlab"} and url and "://" not in url:
            url = f"https://{kind}.com/{url}"
        name = as_plain(button.get("text")) or _BUTTONS.get(kind, kind.capitalize())
        add_link(entry, name, url, span_of(button, "link"))
    put(entry, "images", located(as_plain(item.get("image"))), span_of(item, "image"))
    keep(entry, item, _CITED.keys() | _OTHERS_CITED, "citation")
    return entry


# The files that only al-folio has


def _read_coauthors(root: RawMapping, made: RawMapping) -> None:
    """``coauthors.yml``: family name to given names and an address, as people."""
    for family, values in root.items():
        shown = family.title() if family.islower() else family
        for value in (values,) if isinstance(values, RawMapping) else mappings_of(values):
            given = texts_of(value.get("firstname"))
            person = RawMapping(value.line, value.column)
            put(person, "name", f"{given[0]} {shown}" if given else shown, span_of(root, family))
            aliases = filling.list_at(span_of(value, "firstname"))
            for name in given[1:]:
                add(aliases, f"{name} {shown}", aliases.line, aliases.column)
            put(person, "aliases", aliases, span_of(value, "firstname"))
            put_text(person, "url", value, "url")
            add(section(made, "people", root.line, root.column), person, value.line, value.column)


def _read_socials(root: RawMapping, made: RawMapping, site: Path) -> None:
    """``socials.yml``: user names on networks, as the links of the profile; the name stands in ``_config.yml``."""
    whole: Span = (root.line, root.column) * 2
    profile, rest = RawMapping(root.line, root.column), RawMapping(root.line, root.column)
    put(profile, "name", _owner(site), whole)
    for key, value in root.items():
        span = span_of(root, key)
        plain = re.sub(r"_(?:username|userid|id|url|profile|handle)$", "", key)
        network = network_of("website" if plain == "work" else plain, "")
        if key == "email":
            put(profile, "email", as_plain(value), span)
        elif key == "cv_pdf":
            add_link(profile, "CV", as_plain(value), span)
        elif isinstance(value, RawMapping) and as_plain(value.get("url")):
            name = as_plain(value.get("title")) or key
            add_link(profile, name, as_plain(value.get("url")), span_of(value, "url"))
        elif network and (network.template or plain == "work") and as_plain(value):
            add_link(profile, network.name, as_plain(value), span)
        else:
            put(rest, key, value, span)
    if "name" in profile:
        put(made, "profile", profile, whole)
    put(made, "socials", rest if "name" in profile else root, whole)


def _owner(site: Path) -> str:
    """Whose site it is, as ``_config.yml`` says."""
    try:
        text, _ = decode(read_start(site / "_config.yml", 200_000), "_config.yml")
    except OSError:
        return ""
    config = mapping_of(read_yaml(text, "_config.yml")[0])
    parts = (as_plain(config.get(name)) for name in ("first_name", "middle_name", "last_name"))
    return " ".join(filter(None, parts))


_STUDY = by_word("institution: institution; start: start_date; end: end_date")
_RENDERED_WORK = by_word(
    "title: title; authors: authors; venue: journal; doi: doi; url: url; date: date; abstract: summary"
)
_RANGE = re.compile(r"(?<!\s)\s+[-–—]\s+|(?<=\d)\s*[–—-]\s*(?=\d{4}|present|now)", re.I)


def _read_cv(root: RawValue, made: RawMapping) -> None:
    """``cv.yml`` in the theme's own form, a list of sections with ``title``, ``type`` and ``contents``, or in that of RenderCV.

    Education becomes records; other sections are kept under their titles: "Publications" of a résumé are those of the
    bibliography once more.
    """
    if isinstance(root, RawMapping) and "cv" in root:
        _read_render_cv(mapping_of(root["cv"]), made)
    for part in mappings_of(root):
        title, contents = as_plain(part.get("title")), part.get("contents")
        if re.search(r"(?i)education|degrees|studies", title) and isinstance(contents, RawList):
            studies = section(made, "education", part.line, part.column)
            for item in mappings_of(contents):
                add(studies, _study(item), item.line, item.column)
        elif title:
            put(made, f"cv {title.lower()}", contents, span_of(part, "contents"))


def _study(item: RawMapping) -> RawMapping:
    entry = RawMapping(item.line, item.column)
    take(entry, item, by_word("degree: title; institution: institution"), str)
    _put_range(entry, item, "year")
    description = item.get("description")
    lines = texts_of(description)
    all_said = isinstance(description, str) or (
        isinstance(description, RawList) and len(lines) == len(description)
    )
    put(entry, "comment", "\n\n".join(lines), span_of(item, "description"))
    keep(entry, item, {"title", "institution", "year", "description" if all_said else ""}, "cv")
    return entry


def _put_range(entry: RawMapping, item: RawMapping, key: str) -> None:
    """``2019 - 2023`` as start and end; one date is the end."""
    text, span = as_plain(item.get(key)), span_of(item, key)
    parts = _RANGE.split(text, maxsplit=1)
    if len(parts) == 2 and all(parts):
        put(entry, "start", parts[0].strip(), span)
        put(entry, "end", parts[1].strip(), span)
    else:
        put(entry, "end", text, span)


def _read_render_cv(cv: RawMapping, made: RawMapping) -> None:
    """``cv`` with a name, social networks and sections."""
    profile = RawMapping(cv.line, cv.column)
    take(profile, cv, by_word("name: name; role: label headline; email: email; location: location"), str)
    filling.add_links(profile, cv, {"website": "Website"})
    for network in mappings_of(cv.get("social_networks")):
        add_link(
            profile,
            as_plain(network.get("network")),
            as_plain(network.get("username")),
            span_of(network, "username"),
        )
    if "name" in profile:
        put(made, "profile", profile, (cv.line, cv.column) * 2)
    sections = mapping_of(cv.get("sections"))
    for title, items in sections.items():
        plain = title.lower().replace("_", " ")
        entries = list(mappings_of(items))
        if entries and all("institution" in item for item in entries) and "education" in plain:
            for item in entries:
                add(section(made, "education"), _rendered_study(item), item.line, item.column)
        elif entries and all("authors" in item and "title" in item for item in entries):
            for item in entries:
                work = RawMapping(item.line, item.column)
                take(work, item, _RENDERED_WORK)
                keep(work, item, _RENDERED_WORK, "cv")
                add(section(made, "publications"), work, item.line, item.column)
        else:
            put(made, f"cv {plain}", items, span_of(sections, title))


def _rendered_study(item: RawMapping) -> RawMapping:
    entry = RawMapping(item.line, item.column)
    take(entry, item, _STUDY, str)
    degree = ", ".join(filter(None, (as_plain(item.get("degree")), as_plain(item.get("area")))))
    put(entry, "degree", degree, span_of(item, "area"))
    if "end" not in entry:
        _put_range(entry, item, "date")
    comment = "\n\n".join([*texts_of(item.get("summary")), *texts_of(item.get("highlights"))])
    put(entry, "comment", comment, span_of(item, "summary" if item.get("summary") else "highlights"))
    keep(entry, item, {*_STUDY, "degree", "area", "date", "summary", "highlights"}, "cv")
    return entry
