"""Sites of al-folio, academicpages, lab-website-template and other lab pages of Jekyll: their records, pages and settings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sphinx_academic.data.located import RawMapping, as_text
from sphinx_academic.formats import expand
from sphinx_academic.formats.sites import site_reader
from sphinx_academic.formats.text import read_start, words
from sphinx_academic.formats.yaml import read_yaml
from sphinx_academic.starting.carried_records import CarriedRecords
from sphinx_academic.starting.importers import Imported
from sphinx_academic.starting.markdown_pages import (
    MarkdownPages,
    ReadPage,
    pages_below,
    plain_address,
    without_heading,
)
from sphinx_academic.starting.old_sites import (
    FolderRecords,
    given_in,
    has_any,
    one_folder,
    posts_left_out,
    put_in_order_of_menu,
    put_profile,
)
from sphinx_academic.starting.pages import directive
from sphinx_academic.starting.site_config import SiteConfig, links_of
from sphinx_academic.starting.source_files import SourceFiles
from sphinx_academic.starting.whole_site import NewPage, SiteFacts, WholeSite

_OF_JEKYLL = ("_config.yml", "_config.yaml")
_NO_PAGES = words(
    """
    readme contributing license licence changelog code_of_conduct 404 security sitemap terms archive tags categories category-archive
    tag-archive year-archive collection-archive page-archive talkmap search privacy markdown_generator
    """
)
_HOMEPAGES = ("index", "about", "home", "homepage")
_NOTHING = words(
    "base_path toc bib_search section search-box search-info tags site-search latest_posts.liquid social.liquid pagination.liquid floating-button"
)
_INCLUDE = re.compile(
    r"\{%-?[ \n]{0,9}include(?:_cached)?[ \n]{1,9}(?P<name>[\w./-]{1,200})(?P<said>(?:\s[^%]{0,2000})?)%\}"
)
_AS_LISTS = {"members": "people", "citations": "publications", "team": "people"}


def is_al_folio(sources: Sequence[Path]) -> bool:
    """Whether it is a site of al-folio: its bibliography has a folder of its own."""
    folder = one_folder(sources)
    return (
        folder is not None
        and has_any(folder, _OF_JEKYLL)
        and has_any(folder, ("_bibliography", "_data/socials.yml"))
    )


def is_academicpages(sources: Sequence[Path]) -> bool:
    """Whether it is a site of academicpages: each paper, talk and course is a page."""
    folder = one_folder(sources)
    return (
        folder is not None
        and has_any(folder, _OF_JEKYLL)
        and has_any(folder, ("_publications", "_talks", "_teaching", "_portfolio"))
    )


def is_lab_site(sources: Sequence[Path]) -> bool:
    """Whether it is a site of lab-website-template, or another of Jekyll with lists below ``_data``."""
    folder = one_folder(sources)
    if folder is None or not has_any(folder, _OF_JEKYLL):
        return False
    return has_any(folder, ("_members", "_cite", "_news", "_projects")) or any(
        site_reader(path) for path, _name in expand(folder, ".")
    )


def carry_jekyll(sources: Sequence[Path]) -> Imported:
    """The site of a folder of al-folio, academicpages or a lab's template."""
    folder = sources[0]
    files = SourceFiles(folder, folder.as_posix())
    config = SiteConfig(files, _OF_JEKYLL)
    pages = MarkdownPages(files, config.address, config.texts(), _without_templates)
    home = _pages_of_jekyll(pages)
    records = FolderRecords(files, pages)
    records.carried.problems[:0] = config.problems
    name = _name_of_owner(config)
    is_lab = bool(records.carried.lists.get("people")) and not (name or records.carried.lists.get("profile"))
    author = config.value("author")
    if not is_lab:
        profile = {"name": name, **_profile_of(author if isinstance(author, Mapping) else {}, files)}
        links = {**links_of(author), **links_of(config.root)}
        put_profile(records.carried, {**profile, "links": links}, _name_of_config(folder, _OF_JEKYLL))
    if home is not None:
        _put_photo(records.carried, home, files)
    records.carried.finish()
    written = _with_home(list(pages.written_pages()), home, config)
    if home is not None:
        written[0] = _with_sections_of_al_folio(written[0], home)
    facts = SiteFacts(
        config.text("title") if config.text("title").lower() != "blank" else name,
        name,
        config.text("description"),
        config.address,
        config.language,
    )
    site = WholeSite(
        facts,
        tuple(written),
        records.files_of(),
        files.carried,
        has_profile=records.carried.has_profile,
        is_lab=is_lab,
    )
    problems = (*records.carried.problems, *pages.problems, *posts_left_out(files))
    return Imported(site.files(), problems)


def _name_of_config(folder: Path, names: Sequence[str]) -> str:
    return next((name for name in names if (folder / name).is_file()), names[0])


def _name_of_owner(config: SiteConfig) -> str:
    parts = [config.text(key) for key in ("first_name", "middle_name", "last_name")]
    return " ".join(filter(None, parts)) or config.text("author.name", "author", "name")


def _profile_of(author: Mapping[str, Any], files: SourceFiles) -> dict[str, Any]:
    """What academicpages says of its author."""
    found: dict[str, Any] = {}
    for key, field in (
        ("bio", "about"),
        ("employer", "affiliation"),
        ("email", "email"),
        ("location", "location"),
    ):
        if as_text(author.get(key)).strip():
            found[field] = as_text(author.get(key)).strip()
    photo = as_text(author.get("avatar")).strip()
    if photo:
        found["photo"] = photo if "/" in photo or "://" in photo else f"images/{photo}"
    return found


def _pages_of_jekyll(pages: MarkdownPages) -> ReadPage | None:
    """Take the pages of a site, the homepage first."""
    folders = ("", "_pages", "pages")
    found: list[ReadPage] = []
    candidates = [
        *pages_below(pages.files.root, folders, (".md", ".markdown", ".html")),
        *(
            path
            for path in sorted(pages.files.root.glob("*/index.md"))
            if not path.parent.name.startswith(("_", ".")) and not path.parent.is_symlink()
        ),
    ]
    for path in candidates:
        if path.stem.lower() in _NO_PAGES or (path.suffix == ".html" and not _has_front_matter(path)):
            continue
        page = pages.read(path)
        if page is not None and not page.text("redirect_to"):
            found.append(page)

    def rank(page: ReadPage) -> tuple[bool, int]:
        stem = page.path.stem.lower()
        is_home = page.text("permalink") in {"/", "/index.html"} or (
            stem == "index" and page.path.parent == pages.files.root
        )
        return not is_home, _HOMEPAGES.index(stem) if stem in _HOMEPAGES else len(_HOMEPAGES)

    homes = sorted((page for page in found if rank(page) < (True, len(_HOMEPAGES))), key=rank)
    home = homes[0] if homes else None
    if home is not None:
        pages.take(home, "index", "", "/")
    for page in found:
        if page is home or (rank(page)[0] is False and home is not None):
            continue
        permalink = page.text("permalink")
        own = page.path.parent.name if page.path.stem == "index" else page.path.stem
        docname = (
            plain_address(permalink).replace("/", "-") if permalink and ":" not in permalink else own.lower()
        )
        pages.take(
            page, _DOCNAMES.get(docname, docname if re.fullmatch(r"[\w-]+", docname) else ""), "", permalink
        )
    put_in_order_of_menu(pages, [*_navigation(pages)])
    return home


_DOCNAMES = {"team": "people", "portfolio": "projects", "research": "publications"}
"""What the page of a list is called there, and here."""


def _navigation(pages: MarkdownPages) -> Iterator[tuple[str, str]]:
    """The menu: academicpages' ``_data/navigation.yml``, else what front matter says (``nav_order``, ``nav: order``)."""
    path = next(
        (
            each
            for name in ("navigation.yml", "navigation.yaml")
            if (each := pages.files.root / "_data" / name).is_file()
        ),
        None,
    )
    if path is not None:
        root, _told = read_yaml(pages.files.read(path)[0], path.name)
        entries = root.get("main") if isinstance(root, RawMapping) else root
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, Mapping):
                yield as_text(entry.get("url")), as_text(entry.get("title"))
        return

    def order(page: ReadPage) -> float:
        nav = page.root.get("nav")
        said = as_text(nav.get("order")) if isinstance(nav, Mapping) else page.text("nav_order")
        try:
            return float(said)
        except ValueError:
            return 1e9

    known = [page for page, _docname, _menu in pages.pages if order(page) < 1e9]
    for page in sorted(known, key=order):
        yield page.path.relative_to(pages.files.root).as_posix(), ""


def _has_front_matter(path: Path) -> bool:
    try:
        return read_start(path, 10).lstrip().startswith(b"---")
    except OSError:
        return False


def _without_templates(text: str) -> str:
    """A page without templates that say nothing to readers, those that show lists as the loops that they are."""

    def put(match: re.Match[str]) -> str:
        name = match["name"].rsplit("/", 1)[-1]
        given = given_in(match["said"])
        lines = "\n" * match[0].count("\n")
        if {name, name.partition(".")[0]} & _NOTHING:
            return lines
        listed = given.get("data", "")
        if name.startswith("list.") and listed:
            listed = _AS_LISTS.get(listed.rsplit("/", 1)[-1], listed)
            return f"{{% for item in site.{listed} %}}{{% endfor %}}{lines}"
        if name.startswith(("projects", "people", "news", "publications", "cv")) and "." in name:
            return f"{{% for item in site.{name.partition('.')[0]} %}}{{% endfor %}}{lines}"
        if name.startswith("selected_papers"):
            return f"{{% for item in site.publications %}}{{% endfor %}}{lines}"
        if name.startswith(("button.", "card.")) and given.get("link"):
            said = given.get("text") or given.get("title") or given["link"]
            return f"[{said}]({given['link']}){lines}"
        if name.startswith("feature.") and given.get("title"):
            link = f"[{given['title']}]({given['link']})" if given.get("link") else given["title"]
            return f"**{link}**{lines}"
        return match[0]

    return _INCLUDE.sub(put, text)


def _put_photo(records: CarriedRecords, home: ReadPage, files: SourceFiles) -> None:
    """al-folio's homepage has the photo and the address of its owner in its front matter."""
    said = home.root.get("profile")
    if not isinstance(said, Mapping) or not records.lists.get("profile"):
        return
    photo = as_text(said.get("image")).strip()
    profile: dict[str, Any] = {}
    if photo:
        profile["photo"] = photo if "/" in photo else f"assets/img/{photo}"
    put_profile(records, profile, home.path.relative_to(files.root).as_posix())


def _with_home(pages: list[NewPage], home: ReadPage | None, config: SiteConfig) -> list[NewPage]:
    """The pages with a homepage before them, that is called what the site is."""
    title = _name_of_owner(config) or config.text("title")
    if home is None:
        return [NewPage("index", title), *pages]
    first = pages[0]
    if first.title.strip().lower() in {"", "about", "about me", "home", "index", "homepage"} or not home.text(
        "title"
    ):
        first = first._replace(title=title or first.title)
    return [first._replace(text=without_heading(first.text, first.title)), *pages[1:]]


def _with_sections_of_al_folio(page: NewPage, home: ReadPage) -> NewPage:
    """The homepage with the lists that its front matter asks for: news, and the papers that are selected."""
    parts = [page.text.strip("\n")]
    for keys, title, shown in (
        (("news", "announcements"), "News", directive("newsfeed", options={"limit": "5"})),
        (
            ("selected_papers",),
            "Selected publications",
            directive("publications", options={"selected": "", "layout": "compact"}),
        ),
    ):
        said = next((home.root[key] for key in keys if key in home.root), None)
        is_on = (
            said.get("enabled") == "true" if isinstance(said, Mapping) else as_text(said).lower() == "true"
        )
        if is_on:
            parts.append(f"## {title}\n\n{shown}")
    return page._replace(text="\n\n".join(filter(None, parts)))
