"""Data files of Jekyll sites (``_data/*.yml``): which of them hold records, and under what names.

The names of the lists of papers, news and people are those of allanlab, minimal-light, al-folio and Greene Lab's
template; most lab sites have grown from one of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from sphinx_academic.data.located import RawFile, RawList, RawMapping, RawValue
from sphinx_academic.data.records import KINDS, NewsItem, Publication
from sphinx_academic.data.records.grouped_works import Left, without_groups
from sphinx_academic.data.values.addresses import named_link, network_of
from sphinx_academic.formats import filling, read_file
from sphinx_academic.formats.cv_files import is_cv, put_cv
from sphinx_academic.formats.filling import Transcription
from sphinx_academic.formats.sites.liquid_text import clean_site_text, clean_values
from sphinx_academic.formats.sites.site_page import locate, locate_in_text, without_time
from sphinx_academic.formats.table import DataFile
from sphinx_academic.formats.text import names_of_keys, words
from sphinx_academic.problems import Code, Problem, bounded

OWN_LISTS = {spelling for kind in KINDS.values() for spelling in kind.lists} - {"members", "team"} | {"links"}
"""A mapping with one of these keys is in our own form, whatever folder it lies in, unless it is one of people in groups."""

_Located = Callable[..., str]
"""Finds a file of the site by its address, and the folders where it may lie; see :func:`locate`."""


def is_known(path: Path) -> bool:
    """Whether a file below ``_data`` is one that may hold records."""
    stem = path.stem.lower()
    return stem in _KEPT or stem in _OF_AL_FOLIO or _list_of(stem) is not None


def read_data_file(file: DataFile) -> RawFile:
    """What a data file of a Jekyll site holds, by the name of the file; one in our own form is given as it is."""
    root, problems = file.values
    path, name, stem = file.path, file.name, file.path.stem.lower()
    # Of the parts of a CV nobody but we have a list.
    is_own = (
        isinstance(root, RawMapping)
        and not is_cv(root)
        and any(key.strip().lower() in OWN_LISTS for key in root)
    )
    kind = _list_of(stem)
    if kind is not None and kind.read is _person and isinstance(root, RawMapping):
        is_own = "people" in root
    if is_own or root is None or not is_known(path):
        return RawFile(name, root, problems)
    if isinstance(root, str):
        message = "the file holds one text and no data."
        problem = Problem(name, 1, 1, Code.TYPE, message, "Write a list:  - title: …")
        return RawFile(name, None, (*problems, problem), foreign=True)
    site = path.parent.parent
    located = partial(locate, site, path, name)
    clean_values(root, lambda text: locate_in_text(clean_site_text(text), located))
    made = RawMapping(1, 1)
    told: list[Problem] = []
    read = _OF_AL_FOLIO.get(stem)
    left: Left = []
    if kind and kind.read is _person and isinstance(root, RawMapping):
        items, left = _people_in_groups(root)
    else:
        is_of_works = kind is not None and kind.name == "publications"
        items = _items(without_groups(root, Publication.fields, left) if is_of_works else root)
    if isinstance(root, RawMapping) and items is not None and any(value is items for value in root.values()):
        left = [(key, root.place_of_key(key)) for key, value in root.items() if value and value is not items]
    if read and (stem == "cv" or isinstance(root, RawMapping)):
        read(root, made, site)
    elif kind and items is not None:
        records = filling.section(made, kind.name, items.line, items.column)
        for index, item in enumerate(items):
            if isinstance(item, RawMapping):
                made_of = Transcription(_in_small_letters(item), KINDS[kind.name])
                entry = kind.read(made_of, located, kind.sort)
                if entry:
                    filling.add_entry(records, entry)
            elif item is not None:
                message = "an item of this list is no mapping; it is left out."
                told.append(Problem(name, *items.place_of(index), Code.TYPE, message, "Write  - title: …"))
        told.extend(_without_title(items, name) if kind.read is _citation else ())
    else:
        filling.put(made, stem, items if stem in KINDS and items else root, (1, 1, 1, 1))
    lost = [Problem(name, *place, Code.LOST, f"'{key}' of a group is shown nowhere.") for key, place in left]
    return RawFile(name, made, (*problems, *bounded(told)), foreign=True, lost=tuple(lost))


def _in_small_letters(item: RawMapping) -> RawMapping:
    """An item with its keys in small letters, as a generator of pages asks for them."""
    if all(map(str.islower, item)):
        return item
    made = RawMapping(item.line, item.column)
    for key, value in item.items():
        filling.put(made, key if key.lower() in item else key.lower(), value, filling.span_of(item, key))
    return made


def _items(root: RawValue) -> RawList | None:
    """The list itself, or the one list that a mapping holds (minimal-light: ``main``)."""
    if isinstance(root, RawList):
        return root
    lists = [value for value in filling.mapping_of(root).values() if isinstance(value, RawList)]
    return lists[0] if len(lists) == 1 else None


# Papers, news and people, as allanlab and minimal-light have them

_FOLDERS_OF_PICTURES = (
    *("images/pubpic", "images/teampic", "images"),
    *("assets/img", "img", "assets/images", "images/newspic"),
)
_DISPLAY = re.compile(
    r"(?P<venue>[^\d(][^(]{0,400}?)[\s,]{1,4}(?P<volume>\d{1,9})(?:\s?\((?P<number>[\w-]{1,40})\))?\s?[,:]\s{0,4}(?P<pages>[\w.–-]+)"
)
_YEAR_BEHIND = re.compile(r"(?<![\s,])[\s,]*+\(?(?P<year>(?:19|20)\d\d)\)?[\s.]*$")


def _paper(made: Transcription, located: _Located, sort: str) -> RawMapping:
    made.take(
        """
        title: title name; authors: authors author; venue: journal venue conference booktitle event conf proceedings
        year: year; date: date; type: type; doi: doi; arxiv: arxiv; url: url; abstract: description abstract; note: note notes
        tags: tags keywords; selected: highlight selected featured; award: award; volume: volume; number: number issue
        pages: pages; publisher: publisher; key: key id
        """
    )
    authors = made.entry.get("authors")
    if isinstance(authors, str) and "," in authors:
        # "A One* & B Two*, C Three": the sign joins those who share the first place.
        made.entry["authors"] = re.sub(r"(?<!\s)\s+(?:&|&amp;)\s+", ", ", authors)
    made.put("type", sort)
    made.take("images: image", lambda url: located(url, *_FOLDERS_OF_PICTURES))
    _put_link(made)
    _put_links(made)
    for key in filter(named_link, made.source):
        made.put(key, located(made.text(key), "assets/pdf"), key)
    is_number = "/" not in filling.as_plain(made.source.get("page"))
    if is_number:
        made.take("pages: page")
    made.links(
        "Project: project" if is_number else "Project: page project", lambda url: located(url, "assets/pdf")
    )
    _put_texts(made, "additional", ("news", "news1", "news2", "news3", "others"))
    return made.finished("page")


def _put_links(made: Transcription) -> None:
    """``links`` and ``media``, as lists or as mappings from names to addresses."""
    links = filling.list_at(made.span("links", "media"))
    for key in ("links", "media"):
        if value := made.value(key):
            places = value.places if isinstance(value, RawList) else [made.span(key)[2:]]
            for item, place in zip(value if isinstance(value, RawList) else [value], places, strict=True):
                filling.add(links, item, *place)
    made.put("links", links, "links")


def _put_texts(made: Transcription, field: str, keys: Iterable[str]) -> None:
    """Set a field to the list of the texts under some keys."""
    found = [(text, made.span(key)) for key in keys if key in made.source and (text := made.text(key))]
    if found:
        texts = filling.list_at(found[0][1])
        for text, span in found:
            filling.add(texts, text, *span[2:])
        made.put(field, texts, found[0][1])


def _put_link(made: Transcription) -> None:
    """allanlab's ``link``: an address, and the venue with volume, pages and year as its text."""
    made.take("url: link", str)
    link = made.inner("link")
    if not link.source:
        return
    made.put("url", link.text("url"), link.span("url"))
    shown, span = link.text("display"), link.span("display")
    year = _YEAR_BEHIND.search(shown)
    if year:
        made.put("year", year["year"], span)
        shown = shown[: year.start()]
    arxiv = re.fullmatch(r"(?i)arxiv:\s*(\S+)", shown.strip())
    parts = None if "venue" in made.entry else _DISPLAY.fullmatch(shown.strip())
    found = {"arxiv": arxiv[1]} if arxiv else parts.groupdict("") if parts else {"venue": shown}
    for field, value in found.items():
        made.put(field, value.strip(" ,"), span)


def _news(made: Transcription, located: _Located, sort: str) -> RawMapping:
    date = without_time(made.text("date", "time"))
    made.put("date", re.sub(r"^(\d{1,2})\.\s+(?=[^\W\d])", r"\1 ", date), made.span("date", "time"))
    for key in [key for key in made.source if NewsItem.fields.named(key) == "text"]:
        made.put(key, made.value(key), key)
    made.take("tags: tags")
    return made.finished("page")


def _person(made: Transcription, located: _Located, sort: str) -> RawMapping:
    """A member: allanlab gives ``info`` (role and address), and its education in numbered lines."""
    made.put("alumnus", "true" if sort else "")
    made.take(
        "name: name; role: role position info; email: email; url: url website; about: bio description", str
    )
    made.take("photo: photo image img", lambda url: located(url, *_FOLDERS_OF_PICTURES))
    numbered = [key for key in made.source if re.fullmatch(r"education\d{1,3}", key)]
    _put_texts(made, "education", sorted(numbered, key=lambda key: int(key[9:])))
    made.take_what_is_called_so()
    return made.finished("page", "number_educ")


def _people_in_groups(root: RawMapping) -> tuple[RawList | None, Left]:
    """The people below headings (``students``, ``alumni``), each with what the heading says: the role, or that it is over;
    and what stands beside them."""
    people, left = RawList(root.line, root.column), []
    for heading, group in root.items():
        found = list(filling.mappings_of(group))
        is_over = re.fullmatch(_ALUMNI, heading.lower()) is not None
        field, said = (
            ("alumnus", "true") if is_over else ("role", re.sub(r"[_-]+", " ", heading).strip().capitalize())
        )
        for person in found:
            if heading.lower() not in {"members", "team", "people", "main"} and field not in person:
                person[field], person.places[field] = said, root.places[heading]
            filling.add_entry(people, person)
        if group and not found:
            left.append((heading, root.place_of_key(heading)))
    return people or None, left


def _project(made: Transcription, located: _Located, sort: str) -> RawMapping:
    """A project of Greene Lab's template, or of a list of any other form."""
    made.put("selected", "true" if made.text("group").lower() in {"featured", "highlight"} else "", "group")
    made.take("title: title name; subtitle: subtitle; url: link url; description: description; tags: tags")
    repository = made.text("repo")
    url = repository if "://" in repository or not repository else f"https://github.com/{repository}"
    made.link("Code", url, "repo")
    return _record(made, located, sort)


def _record(made: Transcription, located: _Located, sort: str) -> RawMapping:
    """A record whose keys are called as ours are, in any of their spellings."""
    made.put("type", sort)
    made.take("images: image img picture logo", lambda url: located(url, *_FOLDERS_OF_PICTURES))
    _put_links(made)
    made.take_what_is_called_so()
    for key in [key for key, _span in made.left() if named_link(key)]:
        made.put(key, located(made.text(key), "assets/pdf", "files"), key)
    return made.finished("page")


# The citations of Greene Lab's template, and their sources

_IDENTIFIERS = names_of_keys("doi: doi; arxiv: arxiv; url: url; pmid: pubmed; pmcid: pmc; isbn: isbn")
_BUTTONS = names_of_keys(
    """
    Paper: paper; Preprint: preprint; Manuscript: manuscript; Source: source; Code: github gitlab; Documentation: docs
    Website: website; App: app; Package: package; Data: data; DOI: doi; Video: video youtube; Manubot: manubot
    """
)


def _is_removed(made: Transcription) -> bool:
    return made.text("remove").lower() == "true"


def _without_title(items: RawList, name: str) -> list[Problem]:
    """A source without a title says nothing by itself: titles and authors are in the generated citations."""
    works = map(Transcription, filling.mappings_of(items))
    untitled = [each for each in works if not each.text("title") and not _is_removed(each)]
    if not untitled:
        return []
    message = f"the source '{untitled[0].text('id')}' has no title; it is left out."
    if len(untitled) > 1:
        message = f"{message} There are {len(untitled) - 1} more such sources below."
    hint = "Titles and authors are in _data/citations.yaml, which the template generates: give that file instead."
    return [Problem(name, *untitled[0].span("id")[2:], Code.MISSING, message, hint)]


def _citation(made: Transcription, located: _Located, sort: str) -> RawMapping:
    """A work by its identifier; nothing for one that is removed or has no title."""
    if _is_removed(made) or not made.text("title"):
        return made.entry
    made.take(
        "title: title; authors: authors; venue: publisher; date: date; tags: tags; abstract: description"
    )
    kind = made.text("type").lower()
    made.put("type", "" if kind == "paper" else kind, "type")
    identifier = made.text("id")
    prefix, colon, rest = identifier.partition(":")
    field = _IDENTIFIERS.get(prefix.lower(), "") if colon else ""
    made.put(field or "identifier", rest if field else identifier, "id")
    made.put("more-url" if "url" in made.entry else "url", made.text("link"), "link")
    repository = made.text("repo")
    url = repository if "://" in repository or not repository else f"https://github.com/{repository}"
    made.link("Code", url, "repo")
    for button in (*made.each("buttons"), *made.each("extra-links")):
        kind, url = button.text("type").lower(), button.text("link")
        if kind in {"github", "gitlab"} and url and "://" not in url:
            url = f"https://{kind}.com/{url}"
        made.link(button.text("text") or _BUTTONS.get(kind, kind.capitalize()), url, button.span("link"))
    made.take("images: image", located)
    return made.finished("citation", "plugin", "file", "_cache")


class _List(NamedTuple):
    """A list that is a file: how the file may be called, what its entries are here, and what sort of them."""

    stems: re.Pattern[str]
    name: str
    read: Callable[[Transcription, _Located, str], RawMapping]
    sort: str = ""


_GROUP = "(?:members?|people|alumni|students|postdocs?|staff|team|faculty)"
_ALUMNI = rf"alumni_\w+|(?:alumni|former|past)[_-]?{_GROUP}|(?:team|lab|group|current)?[_-]?alumni"
_PEOPLE = rf"(?:team|lab|group|current)?[_-]?{_GROUP}|visitors|collaborators"
_LISTS = (
    _List(re.compile("citations|sources"), "publications", _citation),
    _List(
        re.compile("publist|publications?|papers|pubs|preprints|books|patents|theses"), "publications", _paper
    ),
    _List(re.compile("talks|presentations|invited_talks|lectures"), "talks", _record),
    _List(re.compile("posters"), "publications", _paper, "poster"),
    _List(re.compile("news|newsfeed|updates|announcements"), "news", _news),
    _List(re.compile(_ALUMNI), "people", _person, "alumni"),
    _List(re.compile(_PEOPLE), "people", _person),
    _List(re.compile("projects|research_projects"), "projects", _project),
    _List(re.compile("teaching|courses|classes"), "teaching", _record),
    _List(re.compile("positions|experience|employment"), "positions", _record),
    _List(re.compile("awards|hono[u]?rs|prizes|awards_and_honors"), "awards", _record),
    _List(re.compile("grants|funding|fellowships"), "grants", _record),
    _List(re.compile("service|services|reviewing"), "service", _record),
    _List(re.compile("supervision|supervisions|theses_supervised|advisees"), "supervision", _record),
    _List(re.compile("software|packages"), "software", _record),
    _List(re.compile("datasets"), "datasets", _record),
    _List(re.compile("press|media_coverage|in_the_media"), "media", _record),
    _List(re.compile("memberships"), "memberships", _record),
    _List(re.compile("openings|vacancies|open_positions"), "openings", _record),
    _List(re.compile("events|workshops"), "events", _record),
)


def _list_of(stem: str) -> _List | None:
    return next((each for each in _LISTS if each.stems.fullmatch(stem)), None)


# The files that only al-folio has


def _read_coauthors(root: RawValue, made: RawMapping, site: Path) -> None:
    """``coauthors.yml``: family name to given names and an address, as people."""
    register = filling.mapping_of(root)
    people = filling.section(made, "people", register.line, register.column)
    for family, values in register.items():
        shown = family.title() if family.islower() else family
        for value in (values,) if isinstance(values, RawMapping) else filling.mappings_of(values):
            person = Transcription(value)
            names = [f"{given} {shown}" for given in filling.texts_of(person.value("firstname"))]
            person.put("name", names[0] if names else shown, filling.span_of(register, family))
            aliases = filling.list_at(person.span("firstname"))
            for name in names[1:]:
                filling.add(aliases, name, aliases.line, aliases.column)
            person.put("aliases", aliases, "firstname")
            person.take("url: url", str)
            filling.add_entry(people, person.entry)


def _read_socials(root: RawValue, made: RawMapping, site: Path) -> None:
    """``socials.yml``: user names on networks, as the links of the profile; the name stands in ``_config.yml``."""
    profile = Transcription(filling.mapping_of(root))
    profile.put("name", _owner(site))
    profile.take("email: email", str)
    profile.links("CV: cv_pdf")
    rest = RawMapping(*profile.span()[2:])
    for key, value in profile.source.items():
        plain = re.sub(r"_(?:username|userid|id|url|profile|handle)$", "", key)
        network = network_of("website" if plain == "work" else plain, "")
        own = profile.inner(key)
        if key in {"email", "cv_pdf"}:
            continue
        if own.text("url"):
            profile.link(own.text("title") or key, own.text("url"), own.span("url"))
        elif network and (network.template or plain == "work") and profile.text(key):
            profile.link(network.name, profile.text(key), key)
        else:
            filling.put(rest, key, value, profile.span(key))
    if "name" in profile.entry:
        filling.put(made, "profile", profile.entry, profile.span())
    filling.put(made, "socials", rest if "name" in profile.entry else root, profile.span())


def _owner(site: Path) -> str:
    """Whose site it is, as ``_config.yml`` says."""
    config = Transcription(filling.mapping_of(read_file(site / "_config.yml", "_config.yml").root))
    return " ".join(filter(None, map(config.text, ("first_name", "middle_name", "last_name"))))


def _read_cv(root: RawValue, made: RawMapping, site: Path) -> None:
    """``cv.yml`` in the theme's own form, or in that of RenderCV."""
    put_cv(root, made)


_OF_AL_FOLIO = {"coauthors": _read_coauthors, "socials": _read_socials, "cv": _read_cv}
_KEPT = words("venues repositories education competitions")
"""What is in our own form, or no record, and is kept under the name of its file."""
