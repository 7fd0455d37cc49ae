"""Greene Lab's lab-website-template: the generated citations, their sources, and the members of a lab."""

from __future__ import annotations

from pathlib import Path

from sphinx_academic.data.located import RawFile, RawList, RawMapping, RawValue
from sphinx_academic.formats.filling import (
    add,
    add_link,
    as_plain,
    keep,
    put,
    put_text,
    section,
    span_of,
)
from sphinx_academic.formats.sites.site_page import SitePage, locate
from sphinx_academic.problems import Code, Problem, bounded

_HIDDEN = frozenset(("plugin", "file", "_cache", "remove"))
_BUTTONS = {
    "paper": "Paper",
    "preprint": "Preprint",
    "manuscript": "Manuscript",
    "source": "Source",
    "github": "Code",
    "gitlab": "Code",
    "docs": "Documentation",
    "website": "Website",
    "app": "App",
    "package": "Package",
    "data": "Data",
    "doi": "DOI",
    "video": "Video",
    "youtube": "Video",
    "manubot": "Manubot",
}
_USER_PAGES = {"github": "https://github.com/{}", "gitlab": "https://gitlab.com/{}"}
_NETWORKS = {
    "home-page": "Website",
    "github": "GitHub",
    "gitlab": "GitLab",
    "orcid": "ORCID",
    "google-scholar": "Google Scholar",
    "linkedin": "LinkedIn",
    "twitter": "X",
    "mastodon": "Mastodon",
    "bluesky": "Bluesky",
    "researchgate": "ResearchGate",
    "youtube": "YouTube",
    "facebook": "Facebook",
    "instagram": "Instagram",
}
_DONE = frozenset(
    (
        "id",
        "title",
        "authors",
        "publisher",
        "date",
        "link",
        "type",
        "description",
        "image",
        "buttons",
        "extra-links",
        "tags",
        "repo",
    )
)


def read_citations(items: RawList, path: Path, name: str, problems: tuple[Problem, ...]) -> RawFile:
    """``citations.yaml`` and ``sources.yaml``: works by their identifier.

    A source without a title says nothing by itself: titles and authors are in the generated citations.
    """
    made = RawMapping(1, 1)
    publications = section(made, "publications", items.line, items.column)
    found: list[Problem] = []
    untitled = 0
    for index, item in enumerate(items):
        if not isinstance(item, RawMapping):
            if item is not None:
                message = "a work is a mapping with 'id' and 'title'; this is left out."
                found.append(Problem(name, *items.place_of(index), Code.TYPE, message, "Write  id: doi:10.…"))
            continue
        if as_plain(item.get("remove")).lower() == "true":
            continue
        if not as_plain(item.get("title")):
            untitled += 1
            if untitled == 1:
                found.append(_untitled(item, name))
            continue
        add(publications, _publication(item, path, name), item.line, item.column)
    if untitled > 1:
        first = next(index for index, problem in enumerate(found) if problem.code is Code.MISSING)
        more = f"{found[first].message} There are {untitled - 1} more such sources below."
        found[first] = found[first]._replace(message=more)
    return RawFile(name, made, (*problems, *bounded(found)), foreign=True)


def _untitled(item: RawMapping, name: str) -> Problem:
    place = item.place_of_value("id")
    return Problem(
        name,
        *place,
        Code.MISSING,
        f"the source '{as_plain(item.get('id'))}' has no title; it is left out.",
        "Titles and authors are in _data/citations.yaml, which the template generates: give that file instead.",
    )


def _publication(item: RawMapping, path: Path, name: str) -> RawMapping:
    entry = RawMapping(item.line, item.column)
    for field, key in (("title", "title"), ("authors", "authors"), ("venue", "publisher"), ("date", "date")):
        put(entry, field, item.get(key), span_of(item, key))
    for field, key in (("tags", "tags"), ("abstract", "description")):
        put(entry, field, item.get(key), span_of(item, key))
    kind = as_plain(item.get("type")).lower()
    put(entry, "type", "" if kind == "paper" else kind, span_of(item, "type"))
    identifier = as_plain(item.get("id"))
    prefix, colon, rest = identifier.partition(":")
    field = {
        "doi": "doi",
        "arxiv": "arxiv",
        "url": "url",
        "pubmed": "pmid",
        "pmc": "pmcid",
        "isbn": "isbn",
    }.get(prefix.lower(), "")
    put(entry, field or "identifier", rest if colon and field else identifier, span_of(item, "id"))
    link = as_plain(item.get("link"))
    put(entry, "url" if "url" not in entry else "more-url", link, span_of(item, "link"))
    repository = as_plain(item.get("repo"))
    if repository:
        url = repository if "://" in repository else f"https://github.com/{repository}"
        add_link(entry, "Code", url, span_of(item, "repo"))
    for key in ("buttons", "extra-links"):
        _put_buttons(entry, item.get(key))
    image = as_plain(item.get("image"))
    put(entry, "images", _located(image, path, name), span_of(item, "image"))
    keep(entry, item, _DONE | _HIDDEN, "citation")
    return entry


def _put_buttons(entry: RawMapping, value: RawValue) -> None:
    for button in value if isinstance(value, RawList) else ():
        if not isinstance(button, RawMapping):
            continue
        kind, url = as_plain(button.get("type")).lower(), as_plain(button.get("link"))
        if kind in _USER_PAGES and url and "://" not in url:
            url = _USER_PAGES[kind].format(url)
        name = as_plain(button.get("text")) or _BUTTONS.get(kind, kind.capitalize())
        add_link(entry, name, url, span_of(button, "link"))


def _located(url: str, path: Path, name: str) -> str:
    return locate(path.parent.parent, path, name, url)


def read_member(page: SitePage) -> RawFile:
    """A page of ``_members``: a person."""
    root = page.root
    made = RawMapping(1, 1)
    person = RawMapping(root.line, root.column)
    for field in ("name", "role", "affiliation", "description", "group", "email"):
        put_text(person, field, root, field)
    put(person, "key", page.path.stem, page.body_span)
    put(person, "aliases", root.get("aliases"), span_of(root, "aliases"))
    put(person, "photo", page.located(as_plain(root.get("image"))), span_of(root, "image"))
    links = root.get("links")
    for kind, value in links.items() if isinstance(links, RawMapping) else ():
        span = span_of(links, kind) if isinstance(links, RawMapping) else page.body_span
        if kind == "email":
            put(person, "email", as_plain(value), span)
        elif kind == "orcid":
            put(person, "orcid", as_plain(value), span)
        elif kind == "home-page":
            put(person, "url", as_plain(value), span)
        if kind not in {"email"}:
            add_link(person, _NETWORKS.get(kind, kind), as_plain(value), span)
    put(person, "bio", page.body, page.body_span)
    used = {
        "name",
        "role",
        "affiliation",
        "description",
        "group",
        "email",
        "aliases",
        "image",
        "links",
        "layout",
    }
    keep(person, root, used, "member")
    if person.get("name"):
        add(section(made, "people"), person, person.line, person.column)
    return RawFile(page.name, made, page.problems, page.links, foreign=True)
