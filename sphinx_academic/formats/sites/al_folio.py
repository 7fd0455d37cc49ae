"""al-folio: news pages, and the files below ``_data`` that only this theme has.

Its papers are BibTeX (``_bibliography/*.bib``), its résumé may be a JSON Resume (``assets/json/resume.json``).
"""

from __future__ import annotations

import re
from pathlib import Path

from sphinx_academic.data.located import RawFile, RawList, RawMapping, RawValue
from sphinx_academic.formats.bibtex.bibtex_reading import read_bibtex
from sphinx_academic.formats.filling import (
    Span,
    add,
    add_link,
    as_plain,
    keep,
    list_at,
    put,
    put_text,
    section,
    span_of,
    texts_of,
)
from sphinx_academic.formats.sites.site_page import SitePage, date_in, locate
from sphinx_academic.formats.table import DataFile
from sphinx_academic.formats.text import decode, read_start
from sphinx_academic.formats.yaml.construct import read_yaml

_MAX_CONFIG = 200_000
_LAYOUT = frozenset(
    ("layout", "inline", "related_posts", "permalink", "giscus_comments", "toc", "tabs", "redirect")
)
_ADDRESSES = {
    "academia_edu": "Academia.edu",
    "bluesky": "Bluesky",
    "dblp": "DBLP",
    "facebook": "Facebook",
    "github": "GitHub",
    "gitlab": "GitLab",
    "hal": "HAL",
    "inspirehep": "INSPIRE",
    "instagram": "Instagram",
    "kaggle": "Kaggle",
    "linkedin": "LinkedIn",
    "medium": "Medium",
    "orcid": "ORCID",
    "osf": "OSF",
    "research_gate": "ResearchGate",
    "scholar": "Google Scholar",
    "scopus": "Scopus",
    "semanticscholar": "Semantic Scholar",
    "stackoverflow": "Stack Overflow",
    "telegram": "Telegram",
    "twitter": "X",
    "wikidata": "Wikidata",
    "wikipedia": "Wikipedia",
    "work": "Website",
    "x": "X",
    "youtube": "YouTube",
    "zotero": "Zotero",
}
_KIND_OF_ADDRESS = re.compile(r"_(?:username|userid|id|url|profile|handle)$")
_PLACES_OF_A_RANGE = re.compile(r"(?<!\s)\s+[-–—]\s+|(?<=\d)\s*[–—-]\s*(?=\d{4}|present|now)", re.I)


def read_news(page: SitePage) -> RawFile:
    """A page of ``_news``: its text, or its title where the text has a page of its own (``inline: false``)."""
    root = page.root
    made = RawMapping(1, 1)
    entry = RawMapping(root.line if root else page.body_line, 1)
    date, span = date_in(page, "date")
    put(entry, "date", date, span)
    title = as_plain(root.get("title"))
    is_inline = as_plain(root.get("inline")).lower() in {"true", "yes"}
    text = page.body if is_inline or not title else title
    put(entry, "text", text, page.body_span if text == page.body else span_of(root, "title"))
    if text != page.body:
        put(entry, "body", page.body, page.body_span)
    put(entry, "tags", root.get("tags"), span_of(root, "tags"))
    keep(entry, root, {"title", "date", "tags"} | _LAYOUT, "page")
    if text and as_plain(root.get("published")).lower() != "false":
        add(section(made, "news"), entry, entry.line, 1)
    return RawFile(page.name, made, page.problems, page.links, foreign=True)


def read_bibliography(data: DataFile) -> RawFile:
    """A bibliography (``_bibliography/*.bib``) whose pictures and links lead to the files of its site."""
    path = data.path
    file = read_bibtex(data.text, data.name)
    site = next(folder.parent for folder in path.parents if folder.name.lower() == "_bibliography")

    def located(url: str) -> str:
        # The reader of BibTeX writes al-folio's files as paths from the root of the site, without the slash.
        if not url.startswith("assets/"):
            return locate(site, path, file.path, url)
        found = locate(site, path, file.path, f"/{url}")
        return url if found == f"/{url}" else found

    works = file.root.get("publications") if isinstance(file.root, RawMapping) else None
    for work in works if isinstance(works, RawList) else ():
        if not isinstance(work, RawMapping):
            continue
        picture = work.get("images")
        if isinstance(picture, str):
            work["images"] = located(picture)
        links = work.get("links")
        for link in links if isinstance(links, RawList) else ():
            if isinstance(link, RawMapping):
                link["url"] = located(as_plain(link.get("url")))
    return file


def read_coauthors(root: RawMapping) -> RawMapping:
    """``coauthors.yml``: family name to given names and an address, as people."""
    made = RawMapping(1, 1)
    for family, values in root.items():
        span = span_of(root, family)
        for value in values if isinstance(values, RawList) else [values]:
            if not isinstance(value, RawMapping):
                continue
            given = texts_of(value.get("firstname"))
            shown = family.title() if family.islower() else family
            person = RawMapping(value.line, value.column)
            put(person, "name", f"{given[0]} {shown}" if given else shown, span)
            aliases = list_at(span_of(value, "firstname"))
            for name in given[1:]:
                add(aliases, f"{name} {shown}", aliases.line, aliases.column)
            put(person, "aliases", aliases, span_of(value, "firstname"))
            put_text(person, "url", value, "url")
            add(section(made, "people", root.line, root.column), person, value.line, value.column)
    return made


def read_socials(root: RawMapping, path: Path) -> RawMapping:
    """``socials.yml``: user names on networks, as the links of the profile; the name stands in ``_config.yml``."""
    made = RawMapping(1, 1)
    profile = RawMapping(root.line, root.column)
    put(profile, "name", _owner(path.parent.parent), (root.line, root.column) * 2)
    rest = RawMapping(root.line, root.column)
    for key, value in root.items():
        span = span_of(root, key)
        if key == "email":
            put(profile, "email", as_plain(value), span)
        elif key == "cv_pdf":
            add_link(profile, "CV", as_plain(value), span)
        elif isinstance(value, RawMapping) and as_plain(value.get("url")):
            name = as_plain(value.get("title")) or key
            add_link(profile, name, as_plain(value.get("url")), span_of(value, "url"))
        else:
            name = _ADDRESSES.get(_KIND_OF_ADDRESS.sub("", key), "")
            if name and as_plain(value):
                add_link(profile, name, as_plain(value), span)
            else:
                put(rest, key, value, span)
    if "name" in profile:
        put(made, "profile", profile, (root.line, root.column) * 2)
        put(made, "socials", rest, (root.line, root.column) * 2)
    else:
        put(made, "socials", root, (root.line, root.column) * 2)
    return made


def _owner(site: Path) -> str:
    """Whose site it is, as ``_config.yml`` says."""
    try:
        text, _ = decode(read_start(site / "_config.yml", _MAX_CONFIG), "_config.yml")
    except OSError:
        return ""
    config, _ = read_yaml(text, "_config.yml")
    if not isinstance(config, RawMapping):
        return ""
    parts = (as_plain(config.get(name)) for name in ("first_name", "middle_name", "last_name"))
    return " ".join(filter(None, parts))


def read_cv(root: RawValue) -> RawMapping:
    """``cv.yml`` in the theme's own form: a list of sections with ``title``, ``type`` and ``contents``.

    The section on education becomes records; the others are kept under their titles.
    """
    made = RawMapping(1, 1)
    for part in root if isinstance(root, RawList) else ():
        if not isinstance(part, RawMapping):
            continue
        title = as_plain(part.get("title"))
        contents = part.get("contents")
        span = span_of(part, "contents")
        if re.search(r"(?i)education|degrees|studies", title) and isinstance(contents, RawList):
            made_section = section(made, "education", part.line, part.column)
            for item in contents:
                if isinstance(item, RawMapping):
                    add(made_section, _education(item), item.line, item.column)
        elif title and contents:
            # "Publications" of a résumé are those of the bibliography once more.
            put(made, f"cv {title.lower()}", contents, span)
    return made


def _education(item: RawMapping) -> RawMapping:
    entry = RawMapping(item.line, item.column)
    put_text(entry, "degree", item, "title")
    put_text(entry, "institution", item, "institution")
    put_range(entry, as_plain(item.get("year")), span_of(item, "year"))
    description = item.get("description")
    lines = texts_of(description)
    all_said = isinstance(description, str) or (
        isinstance(description, RawList) and len(lines) == len(description)
    )
    put(entry, "comment", "\n\n".join(lines), span_of(item, "description"))
    keep(entry, item, {"title", "institution", "year"} | ({"description"} if all_said else set()), "cv")
    return entry


def put_range(entry: RawMapping, text: str, span: Span) -> None:
    """``2019 - 2023`` as start and end; one date is the end."""
    parts = _PLACES_OF_A_RANGE.split(text, maxsplit=1)
    if len(parts) == 2 and all(parts):
        put(entry, "start", parts[0].strip(), span)
        put(entry, "end", parts[1].strip(), span)
    else:
        put(entry, "end", text, span)


def read_render_cv(root: RawMapping) -> RawMapping:
    """``cv.yml`` in the form of RenderCV: ``cv`` with a name, social networks and sections."""
    made = RawMapping(1, 1)
    cv = root.get("cv")
    if not isinstance(cv, RawMapping):
        return made
    profile = RawMapping(cv.line, cv.column)
    for field, key in (
        ("name", "name"),
        ("role", "label"),
        ("role", "headline"),
        ("email", "email"),
        ("location", "location"),
    ):
        put_text(profile, field, cv, key)
    add_link(profile, "Website", as_plain(cv.get("website")), span_of(cv, "website"))
    networks = cv.get("social_networks")
    for network in networks if isinstance(networks, RawList) else ():
        if isinstance(network, RawMapping):
            name, user = as_plain(network.get("network")), as_plain(network.get("username"))
            add_link(profile, name, user, span_of(network, "username"))
    if "name" in profile:
        put(made, "profile", profile, (cv.line, cv.column) * 2)
    sections = cv.get("sections")
    for title, items in sections.items() if isinstance(sections, RawMapping) else ():
        plain = title.lower().replace("_", " ")
        entries = (
            [item for item in items if isinstance(item, RawMapping)] if isinstance(items, RawList) else []
        )
        if entries and all("institution" in item for item in entries) and "education" in plain:
            for item in entries:
                add(section(made, "education"), _render_cv_education(item), item.line, item.column)
        elif entries and all("authors" in item and "title" in item for item in entries):
            for item in entries:
                add(section(made, "publications"), _render_cv_publication(item), item.line, item.column)
        elif items and isinstance(sections, RawMapping):
            put(made, f"cv {plain}", items, span_of(sections, title))
    return made


def _render_cv_education(item: RawMapping) -> RawMapping:
    entry = RawMapping(item.line, item.column)
    put_text(entry, "institution", item, "institution")
    degree = ", ".join(filter(None, (as_plain(item.get("degree")), as_plain(item.get("area")))))
    put(entry, "degree", degree, span_of(item, "area"))
    for field, key in (("start", "start_date"), ("end", "end_date")):
        put_text(entry, field, item, key)
    if "end" not in entry:
        put_range(entry, as_plain(item.get("date")), span_of(item, "date"))
    comment = "\n\n".join([*texts_of(item.get("summary")), *texts_of(item.get("highlights"))])
    put(entry, "comment", comment, span_of(item, "summary" if item.get("summary") else "highlights"))
    done = {"institution", "degree", "area", "start_date", "end_date", "date", "summary", "highlights"}
    keep(entry, item, done, "cv")
    return entry


def _render_cv_publication(item: RawMapping) -> RawMapping:
    entry = RawMapping(item.line, item.column)
    for field, key in (("title", "title"), ("authors", "authors"), ("venue", "journal"), ("doi", "doi")):
        put(entry, field, item.get(key), span_of(item, key))
    for field, key in (("url", "url"), ("date", "date"), ("abstract", "summary")):
        put(entry, field, item.get(key), span_of(item, key))
    keep(entry, item, {"title", "authors", "journal", "doi", "url", "date", "summary"}, "cv")
    return entry


def kept_whole(root: RawValue, name: str) -> RawMapping:
    """Data that is no record (``venues.yml``, ``repositories.yml``), under the name of its file."""
    made = RawMapping(1, 1)
    put(made, name, root, (1, 1, 1, 1))
    return made
