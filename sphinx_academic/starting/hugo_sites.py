"""Sites of HugoBlox, and others of Hugo whose papers or authors are pages: their records, pages and settings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sphinx_academic.data.located import RawList, RawMapping, as_text
from sphinx_academic.formats.sites import site_reader
from sphinx_academic.starting.importers import Imported
from sphinx_academic.starting.markdown_pages import (
    MarkdownPages,
    ReadPage,
    pages_below,
)
from sphinx_academic.starting.old_sites import (
    GIVEN,
    FolderRecords,
    given_in,
    has_any,
    one_folder,
    posts_left_out,
    put_in_order_of_menu,
)
from sphinx_academic.starting.pages import directive
from sphinx_academic.starting.site_config import SiteConfig
from sphinx_academic.starting.source_files import SourceFiles
from sphinx_academic.starting.whole_site import LIST_OPTIONS, NewPage, SiteFacts, WholeSite, below

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
_BLOCKS = {
    "publications": "publications", "experience": "positions", "accomplishments": "awards", "awards": "awards", "people": "people",
    "portfolio": "projects", "collection": "", "talks": "talks",
}  # fmt: skip
_FOLDERS_OF_HUGO = {
    "publication": "publications", "publications": "publications", "event": "talks", "events": "talks", "talk": "talks", "talks": "talks",
    "project": "projects", "projects": "projects", "teaching": "teaching", "courses": "teaching", "authors": "people", "people": "people",
}  # fmt: skip
_SHORTCODE = re.compile(r"\{\{[<%]\s{0,9}(?P<name>/?[\w-]{1,50})(?P<said>(?:\s[^<>{}]{0,2000})?)[>%]\}\}")


def is_hugoblox(sources: Sequence[Path]) -> bool:
    """Whether it is a site of HugoBlox, or another of Hugo whose papers or authors are pages."""
    folder = one_folder(sources)
    if folder is None or not (folder / "content").is_dir():
        return False
    return has_any(folder, ("hugoblox.yaml", "config/_default", "content/authors", "data/authors")) or (
        has_any(folder, _OF_HUGO) and has_any(folder, [f"content/{name}" for name in _FOLDERS_OF_HUGO])
    )


def carry_hugoblox(sources: Sequence[Path]) -> Imported:
    """The site of a folder of HugoBlox."""
    folder = sources[0]
    files = SourceFiles(folder, folder.as_posix())
    config = SiteConfig(files, (*_OF_HUGO, *_PARAMS))
    pages = MarkdownPages(files, config.address, prepare=_without_shortcodes)
    sections = _pages_of_hugo(pages, config)
    records = FolderRecords(files, pages)
    records.carried.problems[:0] = config.problems
    records.carried.finish()
    title = config.text("title", "marketing.seo.site_name", "hugoblox.identity.name", "identity.name")
    written = [*pages.written_pages()]
    if pages.pages and pages.pages[0][1] == "index":
        written[0] = written[0]._replace(title=title or written[0].title)
    else:
        written.insert(0, NewPage("index", title))
    written[0] = below(written[0], *sections)
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
    return Imported(site.files(), (*records.carried.problems, *pages.problems, *posts_left_out(files)))


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
    put_in_order_of_menu(
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
        given = given_in(match["said"])
        name, lines = match["name"], "\n" * match[0].count("\n")
        bare = GIVEN.sub("", match["said"]).strip().strip("\"'")
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
        return lines

    return _SHORTCODE.sub(put, text)
