"""Sites of al-folio, academicpages, lab-website-template and other lab pages of Jekyll, and of HugoBlox: their records, pages and settings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sphinx_academic.data.located import RawFile, RawList, RawMapping, as_text
from sphinx_academic.formats import expand, read_file
from sphinx_academic.formats.sites import site_reader
from sphinx_academic.formats.table import Companions
from sphinx_academic.formats.text import read_start, words
from sphinx_academic.formats.yaml import read_yaml
from sphinx_academic.problems import Code, Problem
from sphinx_academic.starting.carried_records import CarriedRecords
from sphinx_academic.starting.importers import Imported
from sphinx_academic.starting.markdown_pages import (
    MarkdownPages,
    ReadPage,
    carried_file,
    pages_below,
    plain_address,
    without_heading,
)
from sphinx_academic.starting.new_site import copies_below_data
from sphinx_academic.starting.pages import directive
from sphinx_academic.starting.site_config import SiteConfig, links_of
from sphinx_academic.starting.site_files import NewFile
from sphinx_academic.starting.source_files import SourceFiles
from sphinx_academic.starting.whole_site import LIST_OPTIONS, NewPage, SiteFacts, WholeSite

_OF_JEKYLL = ("_config.yml", "_config.yaml")
_OF_HUGO = (
    *("hugo.yaml", "hugo.toml", "hugo.yml", "config.yaml", "config.toml"),
    *(
        "config/_default/hugo.yaml",
        "config/_default/hugo.toml",
        "config/_default/config.yaml",
        "config/_default/config.toml",
    ),
)
_PARAMS = ("config/_default/params.yaml", "config/_default/params.toml")
_NO_PAGES = words(
    """
    readme contributing license licence changelog code_of_conduct 404 security sitemap terms archive tags categories category-archive
    tag-archive year-archive collection-archive page-archive talkmap search privacy markdown_generator
    """
)
_HOMEPAGES = ("index", "about", "home", "homepage")
_NO_LETTERS = re.compile(r"[\s\W]*")
_NOTHING = words(
    "base_path toc bib_search section search-box search-info tags site-search latest_posts.liquid social.liquid pagination.liquid floating-button"
)
_INCLUDE = re.compile(
    r"\{%-?[ \n]{0,9}include(?:_cached)?[ \n]{1,9}(?P<name>[\w./-]{1,200})(?P<said>(?:\s[^%]{0,2000})?)%\}"
)
_GIVEN = re.compile(
    r"""(?<![\w-])(?P<key>[\w-]{1,50})\s{0,9}=\s{0,9}(?:"(?P<double>[^"]{0,1000})"|'(?P<single>[^']{0,1000})'|(?P<bare>[^\s"']{1,1000}))"""
)
_AS_LISTS = {"members": "people", "citations": "publications", "team": "people"}
_BLOCKS = {
    "publications": "publications", "experience": "positions", "accomplishments": "awards", "awards": "awards", "people": "people",
    "portfolio": "projects", "collection": "", "talks": "talks",
}  # fmt: skip
_FOLDERS_OF_HUGO = {
    "publication": "publications", "publications": "publications", "event": "talks", "events": "talks", "talk": "talks", "talks": "talks",
    "project": "projects", "projects": "projects", "teaching": "teaching", "courses": "teaching", "authors": "people", "people": "people",
}  # fmt: skip
_SHORTCODE = re.compile(r"\{\{[<%]\s{0,9}(?P<name>/?[\w-]{1,50})(?P<said>(?:\s[^<>{}]{0,2000})?)[>%]\}\}")


def _has_any(folder: Path, names: Sequence[str]) -> bool:
    return any((folder / name).exists() for name in names)


def _one_folder(sources: Sequence[Path]) -> Path | None:
    return sources[0] if len(sources) == 1 and sources[0].is_dir() else None


def is_al_folio(sources: Sequence[Path]) -> bool:
    """Whether it is a site of al-folio: its bibliography has a folder of its own."""
    folder = _one_folder(sources)
    return (
        folder is not None
        and _has_any(folder, _OF_JEKYLL)
        and _has_any(folder, ("_bibliography", "_data/socials.yml"))
    )


def is_academicpages(sources: Sequence[Path]) -> bool:
    """Whether it is a site of academicpages: each paper, talk and course is a page."""
    folder = _one_folder(sources)
    return (
        folder is not None
        and _has_any(folder, _OF_JEKYLL)
        and _has_any(folder, ("_publications", "_talks", "_teaching", "_portfolio"))
    )


def is_lab_site(sources: Sequence[Path]) -> bool:
    """Whether it is a site of lab-website-template, or another of Jekyll with lists below ``_data``."""
    folder = _one_folder(sources)
    if folder is None or not _has_any(folder, _OF_JEKYLL):
        return False
    return _has_any(folder, ("_members", "_cite", "_news", "_projects")) or any(
        site_reader(path) for path, _name in expand(folder, ".")
    )


def is_hugoblox(sources: Sequence[Path]) -> bool:
    """Whether it is a site of HugoBlox, or another of Hugo whose papers or authors are pages."""
    folder = _one_folder(sources)
    if folder is None or not (folder / "content").is_dir():
        return False
    return _has_any(folder, ("hugoblox.yaml", "config/_default", "content/authors", "data/authors")) or (
        _has_any(folder, _OF_HUGO) and _has_any(folder, [f"content/{name}" for name in _FOLDERS_OF_HUGO])
    )


# What both have


class _Records:
    """The records of a folder: bibliographies stay as they are, the rest becomes YAML."""

    def __init__(self, files: SourceFiles, pages: MarkdownPages) -> None:
        self.files = files

        def carry(address: str, beside: str) -> str:
            return pages.document_of(address, beside) or carried_file(files, address, beside)

        self.carried = CarriedRecords(files, carry, pages.address)
        self.bibliographies: list[Path] = []
        found = expand(files.root, ".")
        companions = Companions([path for path, _name in found])
        for path, name in found:
            if path.is_dir():
                continue
            text, told = files.read(path)
            if not text and told:
                self.carried.problems.extend(told)
                continue
            read = read_file(path, name, companions)
            if path.suffix.lower() in {".bib", ".bibtex"} and self._stays(read):
                self.bibliographies.append(path)
                self.carried.problems += [
                    each._replace(path=self.carried.name_of(each.path)) for each in read.problems
                ]
            else:
                self.carried.add(read)

    def _stays(self, read: RawFile) -> bool:
        """Whether a bibliography can stay as it is: what it names by addresses of its generator's own leads somewhere else now."""
        works = read.root.get("publications") if isinstance(read.root, RawMapping) else None
        return isinstance(works, RawList) and "/" not in "".join(_local_addresses(works))

    def files_of(self) -> tuple[NewFile, ...]:
        """The data files."""
        copied = tuple(copies_below_data(self.bibliographies, set()))
        return (*copied, *self.carried.data_files(file.path for file in copied))


def _local_addresses(value: Any, key: str = "") -> Iterator[str]:
    """Addresses of files within a value."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _local_addresses(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _local_addresses(inner, key)
    elif key in {"url", "images"} and isinstance(value, str) and "://" not in value:
        yield value


def _put_profile(records: CarriedRecords, found: Mapping[str, Any], source: str) -> None:
    """Add what settings say of the owner; what the data says counts for more."""
    root = RawMapping(1, 1)
    profile = RawMapping(1, 1)
    for key, value in found.items():
        if isinstance(value, Mapping) and value:
            links = RawMapping(1, 1)
            links.update(value)
            profile[key] = links
        elif value:
            profile[key] = value
    if profile.get("name") or records.lists.get("profile"):
        root["profile"] = profile
        records.add(RawFile(source, root))


def _menu_order(pages: MarkdownPages, addresses: Sequence[tuple[str, str]]) -> None:
    """Put the pages into the order of a menu, and call them what it does; what it does not name comes behind."""
    wanted: dict[str, tuple[int, str]] = {}
    for number, (address, title) in enumerate(addresses):
        docname = pages.document_of(address).partition("#")[0].removesuffix(".md")
        if docname:
            wanted.setdefault(docname, (number, title))
    pages.pages[1:] = sorted(
        ((page, docname, wanted.get(docname, (0, menu))[1]) for page, docname, menu in pages.pages[1:]),
        key=lambda each: wanted.get(each[1], (len(wanted) + 1, ""))[0],
    )


# Jekyll


def carry_jekyll(sources: Sequence[Path]) -> Imported:
    """The site of a folder of al-folio, academicpages or a lab's template."""
    folder = sources[0]
    files = SourceFiles(folder, folder.as_posix())
    config = SiteConfig(files, _OF_JEKYLL)
    pages = MarkdownPages(files, config.address, config.texts(), _without_templates)
    home = _pages_of_jekyll(pages)
    records = _Records(files, pages)
    records.carried.problems[:0] = config.problems
    name = _name_of_owner(config)
    is_lab = bool(records.carried.lists.get("people")) and not (name or records.carried.lists.get("profile"))
    author = config.value("author")
    if not is_lab:
        profile = {"name": name, **_profile_of(author if isinstance(author, Mapping) else {}, files)}
        links = {**links_of(author), **links_of(config.root)}
        _put_profile(records.carried, {**profile, "links": links}, _name_of_config(folder, _OF_JEKYLL))
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
    problems = (*records.carried.problems, *pages.problems, *_posts(files))
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
    _menu_order(pages, [*_navigation(pages)])
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
        given = {
            each["key"]: each["double"] or each["single"] or each["bare"] or ""
            for each in _GIVEN.finditer(match["said"])
        }
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
    _put_profile(records, profile, home.path.relative_to(files.root).as_posix())


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


def _posts(files: SourceFiles) -> Iterator[Problem]:
    """Posts of a blog are told."""
    for name in ("_posts", "content/post", "content/posts", "content/blog"):
        folder = files.root / name
        if folder.is_dir():
            number = sum(1 for path in folder.rglob("*.md") if path.is_file() and path.stem != "_index")
            if number:
                message = f"{number} {'post of a blog is' if number == 1 else 'posts of a blog are'} left out: there is no blog here."
                hint = "Copy them as pages, or write news; ABlog is an extension of Sphinx for blogs."
                yield Problem(files.name_of(folder), 0, 0, Code.NOT_CARRIED, message, hint)


# Hugo


def carry_hugoblox(sources: Sequence[Path]) -> Imported:
    """The site of a folder of HugoBlox."""
    folder = sources[0]
    files = SourceFiles(folder, folder.as_posix())
    config = SiteConfig(files, (*_OF_HUGO, *_PARAMS))
    pages = MarkdownPages(files, config.address, prepare=_without_shortcodes)
    sections = _pages_of_hugo(pages, config)
    records = _Records(files, pages)
    records.carried.problems[:0] = config.problems
    records.carried.finish()
    title = config.text("title", "marketing.seo.site_name", "hugoblox.identity.name", "identity.name")
    written = [*pages.written_pages()]
    if pages.pages and pages.pages[0][1] == "index":
        written[0] = written[0]._replace(title=title or written[0].title)
    else:
        written.insert(0, NewPage("index", title))
    written[0] = _below_home(written[0], sections)
    facts = SiteFacts(
        title,
        "",
        config.text("params.description", "params.marketing.seo.description", "marketing.seo.description"),
        config.address,
        config.language,
    )
    has_profile = records.carried.has_profile
    site = WholeSite(
        facts,
        tuple(written),
        records.files_of(),
        files.carried,
        has_profile=has_profile,
        is_lab=not has_profile,
    )
    return Imported(site.files(), (*records.carried.problems, *pages.problems, *_posts(files)))


def _below_home(page: NewPage, sections: Sequence[str]) -> NewPage:
    return page._replace(text="\n\n".join(filter(None, (page.text.strip("\n"), *sections))))


def _pages_of_hugo(pages: MarkdownPages, config: SiteConfig) -> list[str]:
    """Take the pages that are no records, the homepage first; gives what the blocks of the homepage say."""
    root = pages.files.root
    sections: list[str] = []
    content = root / "content"
    home = next(
        (
            content / name
            for name in ("_index.md", "_index.markdown", "index.md")
            if (content / name).is_file()
        ),
        None,
    )
    if home is not None and (page := pages.read(home)):
        pages.take(page, "index", "", "/")
        sections += _blocks(pages, page)
    candidates = [
        *pages_below(root, ("content",), (".md", ".markdown")),
        *sorted(content.glob("*/index.md")),
        *sorted(content.glob("*/_index.md")),
        *(path for path in sorted(content.glob("*/*.md")) if path.parent.name not in {*_FOLDERS_OF_HUGO, "home", "post", "posts", "blog"}
          and path.stem not in {"index", "_index"}),
    ]  # fmt: skip
    taken: set[str] = set()
    for path in candidates:
        if (
            path == home
            or path.parent.is_symlink()
            or path.parent.name in {"post", "posts", "blog", "home"}
            or path.parent.parent.name == "authors"
        ):
            continue
        if site_reader(path) and path.stem not in {"index", "_index"}:
            continue
        page = pages.read(path)
        if page is None:
            continue
        listed = _FOLDERS_OF_HUGO.get(path.parent.name, "") if path.parent != content else ""
        if listed:
            # It lists what stands beside it, as the directive does.
            if not _has_entries(path.parent) or listed in taken:
                pages.know(f"/{path.parent.name}/", listed)
                continue
            taken.add(listed)
            shown = directive(listed, options=LIST_OPTIONS.get(listed, {}))
            page = page._replace(body="\n\n".join(filter(None, (page.body.strip(), shown))))
        parts = _blocks(pages, page)
        if parts:
            page = page._replace(body="\n\n".join((page.body, *parts)))
        pages.take(page, listed, "", "/" + path.parent.relative_to(content).as_posix())
    menu = [_of_menu(entry) for entry in _menu_of_hugo(pages, config)]
    _menu_order(
        pages, [(address, title) for address, title, _weight in sorted(menu, key=lambda each: each[2])]
    )
    return sections


def _has_entries(folder: Path) -> bool:
    """Whether a folder has pages besides that which lists them."""
    return any(
        path.stem not in {"_index", "index"} or path.parent != folder for path in folder.glob("**/*.md")
    )


def _menu_of_hugo(pages: MarkdownPages, config: SiteConfig) -> list[Mapping[str, Any]]:
    menus = SiteConfig(
        pages.files,
        [f"config/_default/{name}" for name in ("menus.yaml", "menus.toml", "menu.yaml", "menu.toml")],
    )
    found = menus.value("main") or config.value("menu.main") or config.value("menus.main")
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def _of_menu(entry: Mapping[str, Any]) -> tuple[str, str, float]:
    weight = as_text(entry.get("weight"))
    return (
        as_text(entry.get("url") or entry.get("pageRef")),
        as_text(entry.get("name")),
        float(weight) if weight.lstrip("-").isdigit() else 0,
    )


def _blocks(pages: MarkdownPages, page: ReadPage) -> list[str]:
    """What the blocks of a page say: lists as their directives, text as it is; others are told."""
    parts: list[str] = []
    blocks = page.root.get("sections")
    for block in blocks if isinstance(blocks, RawList) else ():
        if not isinstance(block, RawMapping):
            continue
        name = as_text(block.get("block")).removeprefix("resume-")
        content = block.get("content")
        said = content if isinstance(content, RawMapping) else RawMapping(block.line, block.column)
        title, text = as_text(said.get("title")).strip(), as_text(said.get("text")).strip()
        if name in {"markdown", "hero", "cta-card", "cta-image-paragraph", "features"}:
            if text:
                heading = f"## {title}\n\n" if title else ""
                parts.append(f"{heading}{_without_shortcodes(text)}")
            continue
        if name.startswith(("about", "resume-biography", "biography")):
            continue  # the profile says it
        filters = said.get("filters")
        of = as_text(filters.get("folders")) if isinstance(filters, Mapping) else ""
        listed = _BLOCKS.get(name) or next(
            (_FOLDERS_OF_HUGO[each] for each in re.findall(r"\w+", of) if each in _FOLDERS_OF_HUGO), ""
        )
        if not listed:
            message = f"the block '{name}' is left out: it shows no list that is known here."
            pages.tell(page.path, message, "Write what it showed into the page.", block.line)
            continue
        is_selected = isinstance(filters, Mapping) and as_text(filters.get("featured_only")).lower() == "true"
        options = {"selected": ""} if is_selected and listed in {"publications", "projects"} else {}
        if listed in {"positions", "awards"}:
            continue  # the page of the curriculum vitae has them, be they called what they are
        parts.append(f"## {title or listed.capitalize()}\n\n{directive(listed, options=options)}")
    return parts


def _without_shortcodes(text: str) -> str:
    """A page of Hugo whose shortcodes are what they show: figures, links and boxes."""

    def put(match: re.Match[str]) -> str:
        given = {
            each["key"]: each["double"] or each["single"] or each["bare"] or ""
            for each in _GIVEN.finditer(match["said"])
        }
        name, lines = match["name"], "\n" * match[0].count("\n")
        bare = _GIVEN.sub("", match["said"]).strip().strip("\"'")
        if name == "figure" and given.get("src"):
            said = given.get("caption") or given.get("title") or given.get("alt", "")
            title = f' "{said}"' if said else ""
            return f"![{given.get('alt') or said}]({given['src']}{title}){lines}"
        if name == "youtube" and (bare or given.get("id")):
            return f"[Video](https://www.youtube.com/watch?v={bare or given['id']}){lines}"
        if name in {"ref", "relref"} and bare:
            return f"/{bare.lstrip('/')}{lines}"
        if name == "cta" and (given.get("cta_link") or given.get("link")):
            return f"[{given.get('cta_text', 'More')}]({given.get('cta_link') or given.get('link')}){lines}"
        if name == "staticref" and bare:
            return lines
        return lines

    return _SHORTCODE.sub(put, text)
