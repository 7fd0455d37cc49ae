"""The people of a HugoBlox site: a page (``content/authors/*/_index.md``) or a file (``data/authors/*.yaml``) for each."""

from __future__ import annotations

import re

from sphinx_academic.data.located import RawFile, RawList, RawMapping, RawValue
from sphinx_academic.data.values.networks import network_of
from sphinx_academic.formats.filling import (
    add,
    add_link,
    as_plain,
    keep,
    put,
    put_text,
    section,
    span_of,
    words,
)
from sphinx_academic.formats.sites.liquid_text import clean_values
from sphinx_academic.formats.sites.site_page import SitePage, read_site_page, without_time
from sphinx_academic.formats.table import DataFile
from sphinx_academic.formats.text import decode, read_start
from sphinx_academic.formats.yaml.construct import read_yaml

_SLUG = re.compile(r"[\w.-]+")
LAYOUT = words("profile share commentable reading_time pager header aliases show_related lastmod")
"""Front matter that says how Hugo sets a page."""


def author_name(page: SitePage, name: str) -> str:
    """The name on the author's own page, where ``name`` is the name of such a page; else the name itself."""
    if not _SLUG.fullmatch(name):
        return name
    slug = name.lower()
    for place in (
        page.site / "content" / "authors" / slug / "_index.md",
        page.site / "data" / "authors" / f"{slug}.yaml",
        page.site / "data" / "authors" / f"{slug}.yml",
    ):
        try:
            text, _ = decode(read_start(place, 200_000), place.name)
        except (OSError, ValueError):
            continue
        if place.suffix == ".md":
            found = as_plain(read_site_page(text, place, place.name).root.get("title"))
        else:
            root, _ = read_yaml(text, place.name)
            found = _display_name(root) if isinstance(root, RawMapping) else ""
        if found:
            return found
    return name


def read_author(page: SitePage) -> RawFile:
    """``content/authors/*/_index.md``: a person; the site's owner is its profile as well."""
    root = page.root
    clean = RawMapping(root.line, root.column)
    put_text(clean, "name", root, "title")
    if clean:
        put(clean, "key", page.path.parent.name, (1, 1, 1, 1))
    put(
        clean,
        "bio",
        page.body or as_plain(root.get("bio")),
        page.body_span if page.body else span_of(root, "bio"),
    )
    return _person_file(page, root, clean, as_plain(root.get("superuser")).lower() == "true")


def read_author_data(file: DataFile) -> RawFile:
    """``data/authors/*.yaml``: a person, since HugoBlox 0.9."""
    root, problems = file.values
    path, name = file.path, file.name
    if not isinstance(root, RawMapping):
        return RawFile(name, None, problems, foreign=True)
    clean_values(root)
    clean = RawMapping(root.line, root.column)
    put(clean, "name", _display_name(root), span_of(root, "name"))
    put(clean, "key", as_plain(root.get("slug")) or path.stem, span_of(root, "slug"))
    put_text(clean, "bio", root, "bio")
    page = SitePage(path, name, root, "", 1, problems, {})
    return _person_file(page, root, clean, as_plain(root.get("is_owner")).lower() == "true")


def _display_name(root: RawMapping) -> str:
    name = root.get("name")
    if isinstance(name, RawMapping):
        parts = (as_plain(name.get("given")), as_plain(name.get("middle")), as_plain(name.get("family")))
        return as_plain(name.get("display")) or " ".join(filter(None, parts))
    return as_plain(name) or as_plain(root.get("title"))


def _person_file(page: SitePage, root: RawMapping, person: RawMapping, is_owner: bool) -> RawFile:
    made = RawMapping(1, 1)
    if not person.get("name"):
        return RawFile(page.name, made, page.problems, page.links, foreign=True)
    put_text(person, "role", root, "role")
    affiliations = root.get("affiliations") or root.get("organizations")
    names = (
        [
            as_plain(item.get("name")) if isinstance(item, RawMapping) else as_plain(item)
            for item in affiliations or ()
        ]
        if isinstance(affiliations, RawList)
        else []
    )
    place = span_of(root, "affiliations" if root.get("affiliations") else "organizations")
    put(person, "affiliation", ", ".join(filter(None, names)), place)
    put_text(person, "email", root, "email")
    for key in ("links", "social"):
        links = root.get(key)
        for link in links if isinstance(links, RawList) else ():
            if isinstance(link, RawMapping):
                url = as_plain(link.get("url")) or as_plain(link.get("link"))
                label = as_plain(link.get("label"))
                icon = as_plain(link.get("icon")).split("/")[-1].replace("-", " ")
                network = network_of(icon, url)
                add_link(
                    person,
                    label or (network.name if network else icon),
                    page.located(url, "static"),
                    span_of(link, "url" if link.get("url") else "link"),
                )
    _put_portrait(page, person)
    used = {
        "title",
        "name",
        "slug",
        "bio",
        "role",
        "affiliations",
        "organizations",
        "email",
        "links",
        "social",
        "education",
    }
    keep(person, root, used | LAYOUT, "hugo")
    add(section(made, "people", person.line, person.column), person, person.line, person.column)
    if is_owner:
        profile = RawMapping(person.line, person.column)
        for field, value in person.items():
            if field != "key":
                put(profile, "about" if field == "bio" else field, value, person.places[field])
        put(made, "profile", profile, (profile.line, profile.column) * 2)
        put(made, "education", _education(root.get("education")), span_of(root, "education"))
    return RawFile(page.name, made, page.problems, page.links, foreign=True)


def _put_portrait(page: SitePage, person: RawMapping) -> None:
    """``avatar.*`` beside the author's page, or ``assets/media/authors/<slug>.*``."""
    slug = as_plain(person.get("key")).lower()
    for folder, pattern in (
        (page.path.parent, "avatar.*"),
        (page.site / "assets" / "media" / "authors", f"{slug}.*"),
    ):
        if page.path.suffix != ".md" and pattern.startswith("avatar"):
            continue
        try:
            found = sorted(file.name for file in folder.glob(pattern)) if slug else []
        except (OSError, ValueError):
            found = []
        if found:
            url = found[0] if folder == page.path.parent else f"/assets/media/authors/{found[0]}"
            put(person, "photo", page.located(url), (1, 1, 1, 1))


def _education(value: RawValue) -> RawList | None:
    items = value.get("courses") if isinstance(value, RawMapping) else value
    if not isinstance(items, RawList):
        return None
    made = RawList(items.line, items.column)
    for item in items:
        if isinstance(item, RawMapping):
            entry = RawMapping(item.line, item.column)
            for field, key in (("degree", "degree"), ("degree", "course"), ("institution", "institution")):
                put_text(entry, field, item, key)
            for field, key in (("start", "start"), ("end", "end"), ("end", "year")):
                put(entry, field, without_time(as_plain(item.get(key))), span_of(item, key))
            put_text(entry, "comment", item, "summary")
            keep(entry, item, {"degree", "course", "institution", "start", "end", "year", "summary"}, "hugo")
            add(made, entry, item.line, item.column)
    return made
