"""Sites of mystmd: ``myst.yml`` says what stands in ``conf.py`` here, pages stay the MyST that they are, and papers among them become records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sphinx_academic.data.located import RawFile, RawList, RawMapping, as_text
from sphinx_academic.formats.sites.site_page import without_time
from sphinx_academic.formats.text import words
from sphinx_academic.problems import Code, Problem
from sphinx_academic.starting.carried_lists import collection_of
from sphinx_academic.starting.carried_records import CarriedRecords
from sphinx_academic.starting.importers import Imported
from sphinx_academic.starting.markdown_pages import (
    MarkdownPages,
    ReadPage,
    below_title,
    carried_file,
    with_references,
)
from sphinx_academic.starting.new_site import copies_below_data
from sphinx_academic.starting.site_config import SiteConfig, links_of
from sphinx_academic.starting.site_files import NewFile
from sphinx_academic.starting.source_files import NotCarriedError, SourceFiles, is_elsewhere
from sphinx_academic.starting.whole_site import NewPage, SiteFacts, WholeSite

_CONFIG = ("myst.yml", "myst.yaml")
EXTENSIONS = (
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "substitution",
    "tasklist",
)
"""What of MyST mystmd understands without being asked."""
_MOST_PAGES = 500
_NO_PAGES = words("readme contributing license licence changelog code_of_conduct")
_SKIPPED = words("_build node_modules __pycache__ venv env")
_IN_PAGE = re.compile(
    r"(?P<before>\]\(|^[ \t]*(?:`{3,9}|:{3,9})\{(?:figure|image|download)\}[ \t]+|^[ \t]{0,9}:(?:thumbnail|file):[ \t]+)<?(?P<url>[^\s()<>]{1,1000})",
    re.M,
)
_DIRECTIVE = re.compile(r"^[ \t]*(?:`{3,9}|:{3,9})\{(?P<name>[\w:-]{1,50})\}", re.M)
_OF_MYSTMD = words(
    "card grid tab-set tab-item dropdown button mermaid iframe embed exercise solution proof any:bundle blockquote aside mystdemo"
)
"""Directives that Sphinx has from other extensions, or not at all."""


def recognise(sources: Sequence[Path]) -> bool:
    """Whether it is a folder with ``myst.yml``."""
    return (
        len(sources) == 1 and sources[0].is_dir() and any((sources[0] / name).is_file() for name in _CONFIG)
    )


def carry(sources: Sequence[Path]) -> Imported:
    """The site of a folder of mystmd."""
    folder = sources[0]
    files = SourceFiles(folder, folder.as_posix())
    config = SiteConfig(files, _CONFIG)
    pages = MarkdownPages(files)
    problems: list[Problem] = [*config.problems]
    home = ""
    for number, (path, title) in enumerate(_paths(config, problems)):
        page = pages.read(path)
        if page is None:
            continue
        below = path.relative_to(folder).with_suffix("").as_posix()
        docname = "index" if number == 0 else below if below != "index" else "index-2"
        home = home or below
        pages.take(page, docname, title)
    records = CarriedRecords(files)
    made: list[NewPage] = []
    for page, docname, title in pages.pages:
        _add_paper(records, page)
        made.append(_page(pages, page, docname, title, problems))
    if not made:
        made = [NewPage("index", config.text("site.title", "project.title"))]
    bibliographies = tuple(_bibliographies(config, files, problems, folder))
    _add_authors(records, config)
    records.finish()
    keys = {work.key for work in collection_of(bibliographies).publications}
    made = [with_references(page, keys) for page in made]
    title = config.text("site.title", "project.title")
    domains = config.value("site.domains")
    address = as_text(domains[0]) if isinstance(domains, list) and domains else ""
    site = WholeSite(
        SiteFacts(
            title or made[0].title,
            _first_author(config),
            config.text("project.description", "site.description", "site.options.description"),
            f"https://{address}" if address and "://" not in address else address,
        ),
        tuple(made),
        (*bibliographies, *records.data_files(file.path for file in bibliographies)),
        files.carried,
        settings={
            "myst_enable_extensions": list(EXTENSIONS),
            "academic_bibtex_roles": True,
            "academic_pandoc_citations": True,
            "academic_cite_style": "author-year",
        },
        works_apart=True,
        has_profile=records.has_profile,
        is_lab=not records.has_profile,
    )
    return Imported(site.files(), (*problems, *pages.problems, *records.problems))


def _paths(config: SiteConfig, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """The pages in the order of the contents, each with what the contents call it; without contents by name, the homepage first."""
    root = config.files.root
    toc = config.value("project.toc") or SiteConfig(config.files, ("_toc.yml", "toc.yml")).value("chapters")
    if isinstance(toc, list):
        yield from _of_toc(toc, config.files, problems)
        return
    found = [
        path
        for pattern in ("*.md", "*/*.md")
        for path in sorted(root.glob(pattern))
        if path.stem.lower() not in _NO_PAGES
        and path.parent.name.lower() not in _SKIPPED
        and not path.parent.name.startswith(".")
    ]
    found.sort(
        key=lambda path: (
            path.relative_to(root).as_posix() not in {"index.md", "intro.md"},
            len(path.relative_to(root).parts),
        )
    )
    yield from ((path, "") for path in found[:_MOST_PAGES])
    yield from _notebooks(sorted(root.glob("*.ipynb")), config.files, problems)


def _of_toc(
    entries: Sequence[Any], files: SourceFiles, problems: list[Problem], depth: int = 0
) -> Iterator[tuple[Path, str]]:
    for entry in entries:
        if not isinstance(entry, Mapping) or depth > 20:
            continue
        name, title = as_text(entry.get("file")), as_text(entry.get("title"))
        if name:
            try:
                path = files.find(name if Path(name).suffix else f"{name}.md")
            except NotCarriedError as error:
                problems.append(
                    _told(
                        files,
                        files.root / "myst.yml",
                        _line_of(files.root / "myst.yml", name),
                        str(error),
                        error.hint,
                    )
                )
            else:
                if path.suffix == ".md":
                    yield path, title
                else:
                    yield from _notebooks([path], files, problems)
        if isinstance(children := entry.get("children"), list):
            yield from _of_toc(children, files, problems, depth + 1)


def _notebooks(
    paths: Sequence[Path], files: SourceFiles, problems: list[Problem]
) -> Iterator[tuple[Path, str]]:
    for path in paths:
        message = "this page is no Markdown; it is left out."
        hint = "Copy it, and have Sphinx read it: myst-nb does so for notebooks."
        problems.append(_told(files, path, 0, message, hint))
    yield from ()


def _told(files: SourceFiles, path: Path, line: int, message: str, hint: str = "") -> Problem:
    return Problem(files.name_of(path), line, 1 if line else 0, Code.NOT_CARRIED, message, hint)


def _line_of(path: Path, text: str) -> int:
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            return next((number for number, line in enumerate(lines, start=1) if text in line), 1)
    except OSError:
        return 1


def _page(pages: MarkdownPages, page: ReadPage, docname: str, menu: str, problems: list[Problem]) -> NewPage:
    """A page as it is, its pictures and links led to where they are now."""
    files = pages.files
    beside = page.path.parent.relative_to(files.root).as_posix()
    beside = "" if beside == "." else beside

    def lead(match: re.Match[str]) -> str:
        url = match["url"]
        if is_elsewhere(url) or url.startswith("#"):
            return match[0]
        line = page.line + page.body.count("\n", 0, match.start())
        target = pages.document_of(url, beside)
        try:
            target = target or carried_file(files, url.split("#")[0], beside)
        except NotCarriedError as error:
            problems.append(_told(files, page.path, line, str(error), error.hint))
            return match[0]
        return match[0].replace(url, f"/{target}")

    for match in _DIRECTIVE.finditer(page.body):
        if match["name"] in _OF_MYSTMD:
            line = page.line + page.body.count("\n", 0, match.start())
            message = f"the directive '{match['name']}' is none of Sphinx or of MyST."
            hint = "sphinx-design has cards, grids, tabs and buttons: install it, and add  sphinx_design  to  extensions."
            problems.append(_told(files, page.path, line, message, hint))
    text = _IN_PAGE.sub(lead, page.body)
    title = page.text("title")
    first = re.match(r"\s*# (?P<title>.+)", text)
    title = title or (first["title"].strip() if first else "") or docname.replace("-", " ").capitalize()
    text = below_title(text, title)
    return NewPage(docname, title, text, menu if menu != title else "")


def _add_paper(records: CarriedRecords, page: ReadPage) -> None:
    """A page that says where it appeared is a publication."""
    if not (page.text("venue", "doi") or page.root.get("venue")) or not page.text("title"):
        return
    work = RawMapping(page.root.line, page.root.column)
    root = page.root
    venue = root.get("venue")
    said: dict[str, Any] = {
        "title": page.text("title"),
        "authors": _names(root.get("authors") or root.get("author")),
        "venue": as_text(venue.get("title") or venue.get("short_title"))
        if isinstance(venue, Mapping)
        else venue,
        "date": without_time(page.text("date")),
        "doi": page.text("doi"),
        "arxiv": page.text("arxiv"),
        "volume": _number(root.get("volume")),
        "number": _number(root.get("issue")),
        "abstract": page.text("abstract", "description"),
        "tags": root.get("keywords"),
    }
    for key, value in said.items():
        if value:
            work[key] = value
            work.places[key] = root.places.get(key, (root.line, 1, root.line, 1))
    works = RawList(root.line, 1)
    works.append(work)
    works.places.append((root.line, 1))
    whole = RawMapping(1, 1)
    whole["publications"] = works
    records.add(RawFile(page.path.relative_to(records.files.root).as_posix(), whole))


def _number(value: Any) -> str:
    return as_text(value.get("number")) if isinstance(value, Mapping) else as_text(value)


def _names(value: Any) -> RawList:
    """The names of authors, who are texts or mappings with a name."""
    names = RawList(1, 1)
    for each in value if isinstance(value, list) else [value] if value else []:
        name = as_text(each.get("name")) if isinstance(each, Mapping) else as_text(each)
        if name:
            names.append(name)
            names.places.append((1, 1))
    return names


def _authors(config: SiteConfig) -> list[Mapping[str, Any]]:
    found = (
        config.value("project.authors")
        or config.value("project.author")
        or config.value("site.authors")
        or []
    )
    found = found if isinstance(found, list) else [found]
    return [each if isinstance(each, Mapping) else {"name": as_text(each)} for each in found if each]


def _first_author(config: SiteConfig) -> str:
    authors = _authors(config)
    return as_text(authors[0].get("name")) if len(authors) == 1 else ""


def _add_authors(records: CarriedRecords, config: SiteConfig) -> None:
    """One author is whose site it is; several are people."""
    people = RawList(1, 1)
    for author in _authors(config):
        person = RawMapping(1, 1)
        affiliation = author.get("affiliations") or author.get("affiliation")
        links = links_of({key: value for key, value in author.items() if key not in {"email", "name"}})
        said: dict[str, Any] = {
            "name": as_text(author.get("name")),
            "email": as_text(author.get("email")),
            "affiliation": ", ".join(_names(affiliation)) if affiliation else "",  # type: ignore[arg-type]
        }
        person.update({key: value for key, value in said.items() if value})
        if links:
            known = RawMapping(1, 1)
            known.update(links)
            person["links"] = known
        if "name" in person:
            people.append(person)
            people.places.append((1, 1))
    whole = RawMapping(1, 1)
    if len(people) == 1:
        whole["profile"] = people[0]
    elif people:
        whole["people"] = people
    records.add(
        RawFile(next((name for name in _CONFIG if (config.files.root / name).is_file()), _CONFIG[0]), whole)
    )


def _bibliographies(
    config: SiteConfig, files: SourceFiles, problems: list[Problem], folder: Path
) -> Iterator[NewFile]:
    """The bibliographies that are named, or where none are those that lie in the folder, as mystmd takes them."""
    named = config.value("project.bibliography")
    names = (
        [as_text(each) for each in named] if isinstance(named, list) else [as_text(named)] if named else []
    )
    paths: list[Path] = []
    for name in names or [path.name for path in sorted(folder.glob("*.bib"))]:
        if "://" in name:
            message = f"the bibliography '{name}' stands on another host; it is not fetched."
            problems.append(
                _told(
                    files,
                    folder / "myst.yml",
                    _line_of(folder / "myst.yml", name),
                    message,
                    "Save it below  data/.",
                )
            )
            continue
        try:
            paths.append(files.find(name))
        except NotCarriedError as error:
            problems.append(
                _told(files, folder / "myst.yml", _line_of(folder / "myst.yml", name), str(error), error.hint)
            )
    yield from copies_below_data([*dict.fromkeys(paths)], set())
