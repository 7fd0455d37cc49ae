"""Homepages of Jekyll: a page with front matter and text, or the folder of a site with such a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from sphinx_academic.data.located import RawList, RawMapping, RawValue
from sphinx_academic.data.naming import slug
from sphinx_academic.formats.own_form import SplitPage, split_page
from sphinx_academic.formats.sites import expand, site_reader
from sphinx_academic.formats.text import read_start, words
from sphinx_academic.formats.yaml import read_yaml
from sphinx_academic.problems import Code, Problem
from sphinx_academic.sections.registry import SECTIONS
from sphinx_academic.starting.carried_lists import directives_with_records
from sphinx_academic.starting.front_matter import CarriedData, carried_data
from sphinx_academic.starting.homepage import Homepage, homepage_of
from sphinx_academic.starting.importers import Imported
from sphinx_academic.starting.listed_records import records_of_list
from sphinx_academic.starting.own_yaml import written_yaml
from sphinx_academic.starting.pages import (
    Block,
    LinkDefinition,
    Surroundings,
    carried_page,
    directive,
    in_data,
    written,
)
from sphinx_academic.starting.project_files import SiteProject, project_files
from sphinx_academic.starting.site_files import NewFile
from sphinx_academic.starting.source_files import NotCarriedError, SourceFiles

_SUFFIXES = (".md", ".markdown")
_HOMEPAGES = ("index", "home", "homepage", "about", "about-me", "aboutme")
"""What a homepage is called, the most usual name first."""
_FOLDERS = ("", "_pages", "pages")
_MAX_PAGES = 200
_MOST_COUNTED = 10_000
_NOT_TOLD = words("_layouts _includes _sass _site _data _plugins _drafts _pages _build")
_SIGNS = words("layout permalink author_profile")
_NO_PAGES = words("readme contributing license licence changelog code_of_conduct 404 security")
_NO_LISTS = words(
    "profile cv calendar overview report coauthors timeline references cite-this implementations bibliography"
)
_PLACES = (
    ("Who you are: role, photo, links", "`data/site.yaml`, below `profile`"),
    ("What you work on", "`index.md`"),
    ("Papers, news, awards and all other lists", "`data/site.yaml`"),
)
_LONGEST_FRONT_MATTER = 400_000
_KEY_OF_LIST = re.compile(r"(?m)^(?P<key>\w{2,40}):[ \t]*\r?$")
_MENTIONS_LIQUID = re.compile(
    rb"\{%-?\s*(?:for|include|if|assign|link|bibliography)\b|\{\{-?\s*(?:site|page)\."
)


def recognise(sources: Sequence[Path]) -> bool:
    """Whether it is one page with front matter, or a folder with a homepage of Jekyll."""
    if len(sources) != 1:
        return False
    path = sources[0]
    if path.is_file():
        return path.suffix.lower() in _SUFFIXES and _has_front_matter(path)
    return (
        path.is_dir()
        and bool(_homepages(path))
        and (_is_of_jekyll(path) or any(map(_is_page_of_jekyll, _homepages(path))))
    )


def has_lists(sources: Sequence[Path]) -> bool:
    """Whether it is a folder with a homepage, a page of which has lists of ours in its front matter; whatever else lies beside."""
    return recognise(sources) and sources[0].is_dir() and any(map(_has_lists, _pages(sources[0])))


def _has_lists(path: Path) -> bool:
    try:
        text = read_start(path, _LONGEST_FRONT_MATTER).decode("utf-8", "replace")
    except OSError:
        return False
    keys = (match["key"].lower() for match in _KEY_OF_LIST.finditer(text))
    if not any(key in SECTIONS.of_list for key in keys):
        return False
    page = split_page(text.replace("\r\n", "\n"), "")
    root = read_yaml(page.data, "")[0] if page.data else None
    return isinstance(root, RawMapping) and any(
        key.lower() in SECTIONS.of_list and _has_records(value) for key, value in root.items()
    )


def _has_records(value: RawValue) -> bool:
    """Whether a list holds mappings; settings of a theme that are called like a list (``news: {enabled: true}``) are none."""
    if isinstance(value, RawMapping):
        return any(isinstance(inner, RawList) and _has_records(inner) for inner in value.values())
    return isinstance(value, RawList) and any(isinstance(item, RawMapping) for item in value)


def _is_of_jekyll(folder: Path) -> bool:
    return any((folder / name).exists() for name in ("_config.yml", "_config.yaml", "_layouts", "_includes"))


def _has_front_matter(path: Path) -> bool:
    try:
        start = read_start(path, 200).removeprefix(b"\xef\xbb\xbf").lstrip()
    except OSError:
        return False
    return re.match(rb"---[ \t]*\r?\n", start) is not None


def _is_page_of_jekyll(path: Path) -> bool:
    """Whether a page has keys or tags that Jekyll alone knows."""
    try:
        start = read_start(path, 400_000)
    except OSError:
        return False
    return _MENTIONS_LIQUID.search(start) is not None or any(
        re.search(rb"(?m)^" + key.encode() + rb"\s*:", start[:5000]) for key in _SIGNS
    )


def _pages(folder: Path) -> list[Path]:
    """The pages of a folder, and of those in which Jekyll's themes have theirs."""
    found: list[Path] = []
    for below in _FOLDERS:
        place = folder / below
        if not place.is_dir() or (below and place.is_symlink()):
            continue
        try:
            entries = sorted(each for each in place.iterdir() if each.suffix.lower() in _SUFFIXES)
        except OSError:
            continue
        pages = (
            each
            for each in entries
            if each.stem.lower() not in _NO_PAGES and each.is_file() and _has_front_matter(each)
        )
        found += islice(pages, _MAX_PAGES - len(found))
    return found


def _homepages(folder: Path) -> list[Path]:
    """The pages of a folder that may be its homepage, the likeliest first."""
    pages = _pages(folder)

    def rank(path: Path) -> int:
        return _HOMEPAGES.index(path.stem.lower()) if path.stem.lower() in _HOMEPAGES else len(_HOMEPAGES)

    named = [path for path in pages if rank(path) < len(_HOMEPAGES)]
    return sorted(
        named or [path for path in pages if _leads_to_root(path)],
        key=lambda path: (not _leads_to_root(path), rank(path)),
    )


def _leads_to_root(path: Path) -> bool:
    try:
        start = read_start(path, 5000)
    except OSError:
        return False
    return re.search(rb"(?m)^permalink\s*:\s*[\"']?/(?:index\.html)?[\"']?\s*$", start) is not None


# A site of one


class SiteSettings(NamedTuple):
    """What ``_config.yml`` says of a site."""

    title: str = ""
    url: str = ""
    language: str = ""
    values: Mapping[str, str] = {}


class JekyllPage(NamedTuple):
    """A page that is carried over: the document that it becomes, its data, its blocks and the addresses that it defines."""

    docname: str
    title: str
    source: str
    data: CarriedData
    blocks: tuple[Block, ...]
    definitions: tuple[LinkDefinition, ...]


def carry(sources: Sequence[Path]) -> Imported:
    """The site of a page, or of a folder."""
    path = sources[0]
    homepage = path if path.is_file() else _homepages(path)[0]
    folder = homepage.parent if path.is_file() else path
    name = path.parent.as_posix() if path.is_file() else path.as_posix()
    files = SourceFiles(folder, name)
    return _OldSite(files, homepage, is_folder=path.is_dir()).carried()


class _Beside(NamedTuple):
    """What lies beside the pages: copies of files, and which of them hold data."""

    copies: tuple[NewFile, ...]
    data: tuple[str, ...]


class _OldSite:
    def __init__(self, files: SourceFiles, homepage: Path, *, is_folder: bool) -> None:
        self.files = files
        self.homepage = homepage
        self.problems: list[Problem] = []
        self.is_folder = is_folder
        others = [each for each in _pages(files.root) if each != homepage] if is_folder else []
        self.settings = self.read_settings() if is_folder else SiteSettings()
        self.docnames: dict[str, str] = {"/": "index", "": "index"}
        self.sources: list[tuple[Path, str, SplitPage]] = []
        for path in (homepage, *others):
            self.take(path)

    def tell(self, path: Path, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.files.name_of(path), 1, 0, Code.NOT_CARRIED, message, hint))

    def read_settings(self) -> SiteSettings:
        path = next(
            (
                found
                for name in ("_config.yml", "_config.yaml")
                if (found := self.files.root / name).is_file()
            ),
            None,
        )
        if path is None:
            return SiteSettings()
        text, told = self.files.read(path)
        self.problems.extend(told)
        root, _told = read_yaml(text, self.files.name_of(path))
        if not isinstance(root, RawMapping):
            return SiteSettings()
        values = {f"site.{key}": value for key, value in _texts(root)}
        address = f"{values.get('site.url', '')}{values.get('site.baseurl', '')}".rstrip("/")
        title = (
            values.get("site.author.name")
            or values.get("site.author")
            or values.get("site.name")
            or values.get("site.title", "")
        )
        language = values.get("site.lang") or values.get("site.locale") or ""
        return SiteSettings(title, address, language.partition("-")[0], values)

    def take(self, path: Path) -> None:
        """Read a page, and note the addresses that lead to it."""
        text, told = self.files.read(path)
        self.problems.extend(told)
        if not text and told:
            return
        page = split_page(text, self.files.name_of(path))
        if path != self.homepage:
            if _leads_to_root(path):
                self.tell(
                    path,
                    "this is a homepage, too; it is left out.",
                    f"Import it by its own name:  import {self.files.name_of(path)}",
                )
                return
            if page.data and re.search(r"(?m)^published\s*:\s*false\b", page.data):
                return
        docname = "index" if path == self.homepage else slug(path.stem) or "page"
        if docname in {known for _path, known, _page in self.sources}:
            docname = f"{docname}-{len(self.sources)}"
        below = path.relative_to(self.files.root)
        permalink = re.search(r"(?m)^permalink\s*:\s*[\"']?([^\"'\s]+)", page.data or "")
        for address in (below.as_posix(), path.stem, *([permalink[1]] if permalink else [])):
            self.docnames[_plain_address(address)] = docname
        self.sources.append((path, docname, page))

    def carried(self) -> Imported:
        if not self.sources or self.sources[0][0] != self.homepage:
            return Imported((), tuple(self.problems))
        pages = [self.page(*source) for source in self.sources]
        data = self.data_files() if self.is_folder else []
        made, names = _site_of(pages, self.settings, self.problems, _Beside(self.files.carried, tuple(data)))
        if self.is_folder:
            self.tell_left_folders()
        return Imported((*made, *self.files.carried), tuple(self.problems), names)

    def data_files(self) -> list[str]:
        """The files of data that are read as Jekyll's themes have them, copied to the same place."""
        pages = {path for path, _docname, _page in self.sources}
        names = []
        for path, _name in expand(self.files.root, ""):
            if path in pages or not path.is_relative_to(self.files.root) or not site_reader(path):
                continue
            below = path.relative_to(self.files.root).as_posix()
            try:
                names.append(self.files.carry(f"/{quote(below, errors='surrogateescape')}"))
            except NotCarriedError as error:
                self.tell(path, f"the data file is left out: {error}", error.hint)
        return names

    def tell_left_folders(self) -> None:
        """Collections of pages that are none of records, such as posts."""
        carried = {file.path.split("/")[0] for file in self.files.carried}
        for folder in sorted(self.files.root.glob("_*")):
            if folder.name in _NOT_TOLD | carried or not folder.is_dir():
                continue
            number = sum(
                1
                for each in islice(folder.iterdir(), _MOST_COUNTED)
                if each.suffix.lower() in (*_SUFFIXES, ".html")
            )
            if number:
                pages = "page is" if number == 1 else "pages are"
                self.tell(
                    folder,
                    f"{number} {pages} left out: nothing here has the like of '{folder.name}'.",
                    "Move what is to stay into pages of the new site.",
                )

    def page(self, path: Path, docname: str, split: SplitPage) -> JekyllPage:
        name = self.files.name_of(path)
        beside = path.parent.relative_to(self.files.root).as_posix()

        def carried(address: str) -> str:
            return self.files.carry(address, beside)

        data = carried_data(split, name, carried, self.settings.url)
        self.problems.extend(data.problems)
        said = (data.root.get(key) for key in ("title", "name", "author"))
        title = next((each.strip() for each in said if isinstance(each, str) and each.strip()), "")
        values = {**self.settings.values, **{f"page.{key}": value for key, value in _texts(data.root)}}
        around = Surroundings(
            name, split.body_line, carried, self.document_of, values, _directives(), self.settings.url
        )
        found = carried_page(split.body, around)
        self.problems.extend(found.problems)
        return JekyllPage(docname, title, name, data, found.blocks, found.definitions)

    def document_of(self, address: str) -> str:
        """The page of the new site that an address of the old one leads to."""
        bare, _sign, part = address.partition("#")
        docname = self.docnames.get(_plain_address(bare)) if bare.strip() else None
        if docname is None or not (bare.strip("/") or docname == "index"):
            return ""
        return f"{docname}.md" + (f"#{part}" if part else "")


def _plain_address(address: str) -> str:
    """An address as one would compare it: ``/papers/``, ``papers.html`` and ``papers.md`` are one."""
    plain = re.sub(r"(?i)(?:(?:^|/)index)?\.(?:html?|md|markdown)$", "", address.strip().split("?")[0])
    return plain.strip("/").removeprefix("_pages/").removeprefix("pages/") or "/"


def _texts(root: RawMapping, prefix: str = "") -> Iterator[tuple[str, str]]:
    """The texts of a mapping, and of those within it, by the paths that templates have for them."""
    for key, value in root.items():
        if isinstance(value, str):
            yield f"{prefix}{key}", value
        elif isinstance(value, RawMapping) and prefix.count(".") < 3:
            yield from _texts(value, f"{prefix}{key}.")


def _directives() -> dict[str, str]:
    """The directive for each name that a list may have."""
    return {name: directive for name, directive in SECTIONS.of_list.items() if directive not in _NO_LISTS}


# What is written


def _site_of(
    pages: Sequence[JekyllPage], settings: SiteSettings, problems: list[Problem], beside: _Beside
) -> tuple[list[NewFile], tuple[str, ...]]:
    """The files of the new site but for copies, and which of all are data."""
    home = pages[0]
    parts = homepage_of(home.blocks, home.title, settings.title)
    problems.extend(_posts_of_nobody(block, home.source) for block in parts.posts if not block.text)
    data: list[str] = []
    files: list[NewFile] = []
    blocks_of: dict[str, tuple[Block, ...]] = {}
    for page in pages:
        blocks, own = _without_lists(parts.blocks if page is home else page.blocks)
        blocks_of[page.docname] = blocks
        if page is home and "profile" not in page.data.root:
            own = {"profile": parts.profile, **own}
        if links := {each.label: each.url for each in page.definitions if each.url}:
            own["links"] = links
        for path, text in _data_files("site" if page is home else page.docname, page, own):
            data.append(path)
            files.append(NewFile.of_text(path, text))
    # A folder of pages is named as one; a site of years has hundreds.
    names = (
        *data,
        *dict.fromkeys(path.split("/")[0] if path.endswith(_SUFFIXES) else path for path in beside.data),
    )
    held = directives_with_records((*files, *beside.copies), names)
    shown: set[str] = set()
    documents: list[str] = []
    texts: dict[str, str] = {}
    for page in pages:
        blocks = tuple(_with_records(blocks_of[page.docname], held, page, problems))
        shown |= {block.name for block in blocks if block.kind == "directive"}
        title = parts.title if page is home else page.title or page.docname.replace("-", " ").capitalize()
        texts[page.docname] = written(blocks, title)
        if page is not home:
            documents.append(page.docname)
    for name in held:
        if name in shown or name in _NO_LISTS:
            continue
        if name == "publications" and "papers" not in documents:
            documents.insert(0, "papers")
            layout = "gallery" if _has_pictures(home.data.root) else "list"
            text = "# Publications\n\n" + directive("publications", options={"layout": layout}) + "\n"
            files.append(NewFile.of_text("papers.md", text))
        elif name not in {"publications", "people"}:
            texts["index"] += f"\n## {SECTIONS.title(name)}\n\n{directive(name)}\n"
    top = [directive("profile")] if "profile" in held else []
    top += [_toctree(documents)] if documents else []
    title, _end, rest = texts["index"].partition("\n")
    texts["index"] = "\n\n".join((title, *top, rest.strip("\n"))).rstrip("\n") + "\n"
    for page in pages:
        files.insert(
            0, NewFile.of_text(f"{page.docname}.md", _with_definitions(texts[page.docname], page.definitions))
        )
    project = SiteProject(
        parts.name or parts.title,
        names,
        tuple(_highlighted(pages, parts)),
        base_url=f"{settings.url}/" if settings.url else "",
        settings=_further_settings(files, settings),
        excluded=tuple(dict.fromkeys(path.split("/")[0] for path in beside.data if path.endswith(_SUFFIXES))),
        # What is wrong with the data from the first day must not keep the site from being published.
        is_strict=all(each.code is Code.NOT_CARRIED for each in problems),
        places=_PLACES,
    )
    return [*project_files(project), *files], names


_BEYOND_LATIN = re.compile(r"[^\u0000-\u024f\u2000-\u2bff\ufe0f\U0001f000-\U0001faff]")
"""Letters for which a PDF needs another engine than pdfLaTeX; signs and emoji are none."""


def _further_settings(files: Sequence[NewFile], settings: SiteSettings) -> dict[str, object]:
    made: dict[str, object] = {}
    if settings.language not in {"", "en"}:
        made["language"] = settings.language
    if any(_BEYOND_LATIN.search(file.content.decode("utf-8")) for file in files):
        made["latex_engine"] = "xelatex"
    return made


def _with_records(
    blocks: Iterable[Block], held: Sequence[str], page: JekyllPage, problems: list[Problem]
) -> Iterator[Block]:
    """The blocks without directives of lists of which the data hold nothing."""
    for block in blocks:
        if block.kind == "directive" and not block.text and block.name not in held:
            message = f"a list of {block.name} is left out: no data for it were found."
            hint = f"Write them into the data, and  {directive(block.name).splitlines()[0]}  into the page."
            problems.append(Problem(page.source, block.line, 1, Code.NOT_CARRIED, message, hint))
        else:
            yield block


def _posts_of_nobody(block: Block, source: str) -> Problem:
    message = f"'{block.name}' showed posts of an account that the page does not name; it is left out."
    hint = "Name the account:  ```{timeline} https://mastodon.social/@ada"
    return Problem(source, block.line, 1, Code.NOT_CARRIED, message, hint)


def _toctree(documents: Iterable[str]) -> str:
    return "\n".join(("```{toctree}", ":hidden:", "", *documents, "```"))


def _data_files(name: str, page: JekyllPage, own: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The data of a page: what its front matter says as it was typed, and what stood in its text. Where both have a list of one kind, the
    second stands in a file of its own."""
    known = {_list_of(key) for key in page.data.root}
    apart = {key: value for key, value in own.items() if _list_of(key) in known and value}
    beside = {key: value for key, value in own.items() if key not in apart and value}
    first = written_yaml({key: value for key, value in beside.items() if key == "profile"})
    rest = written_yaml({key: value for key, value in beside.items() if key != "profile"})
    text = "\n".join(part.rstrip("\n") + "\n" for part in (first, page.data.text, rest) if part.strip())
    if text.strip():
        yield f"data/{name}.yaml", text
    if apart:
        yield f"data/{name}-text.yaml", written_yaml(apart)


def _list_of(key: str) -> str:
    return SECTIONS.of_list.get(key.strip().lower(), key.strip().lower())


def _without_lists(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], dict[str, Any]]:
    """The blocks with directives where records were listed by hand, and these records."""
    headings: list[tuple[int, str]] = []
    records: dict[str, Any] = {}
    made: list[Block] = []
    tags: dict[str, list[str]] = {}
    for block in blocks:
        if block.kind == "heading":
            headings = [each for each in headings if each[0] < block.level]
            headings.append((block.level, block.text))
        found = (
            records_of_list([text for _level, text in headings], in_data(block.text))
            if block.kind == "list"
            else None
        )
        if found is None:
            made.append(block)
            continue
        name = found.kind.lists[0]
        tag = slug(headings[-1][1])
        tags.setdefault(name, []).append(tag)
        records.setdefault(name, []).extend({**record, "tags": tag} for record in found.records)
        section = SECTIONS.of_list[name]
        made.append(Block("directive", "", block.line, name=section, options={"tag": tag}))
    for name, found_tags in tags.items():
        if len(found_tags) == 1:
            # One list of a kind needs no tag to be told from others.
            section = SECTIONS.of_list[name]
            made = [
                block._replace(options={}) if block.kind == "directive" and block.name == section else block
                for block in made
            ]
            for record in records[name]:
                del record["tags"]
    return tuple(made), records


def _with_definitions(text: str, definitions: Iterable[LinkDefinition]) -> str:
    """A page with those of the addresses that it uses."""
    used = {
        " ".join(label.casefold().split())
        for line in re.findall(r"(?m)^(?!%).*", text)
        for label in re.findall(r"\[([^\[\]]+)\](?!\()", line)
    }
    lines = [
        f"[{each.label}]: {each.url}"
        for each in definitions
        if each.url and " ".join(each.label.casefold().split()) in used
    ]
    return text + "\n" + "\n".join(lines) + "\n" if lines else text


def _has_pictures(root: RawMapping) -> bool:
    works = next((value for key, value in root.items() if _list_of(key) == "publications"), None)
    return isinstance(works, RawList) and any(
        isinstance(work, RawMapping) and not {"image", "images"}.isdisjoint(work) for work in works
    )


def _highlighted(pages: Iterable[JekyllPage], parts: Homepage) -> list[str]:
    """The name that the site is about, as lists of authors write it: those that stand in bold there most often."""
    counts: Counter[str] = Counter()

    def count(value: RawValue) -> None:
        if isinstance(value, RawMapping):
            for key, inner in value.items():
                if isinstance(inner, str) and key.lower().startswith("author"):
                    counts.update(name.strip() for name in re.findall(r"\*\*([^*]{2,60})\*\*", inner))
                else:
                    count(inner)
        elif isinstance(value, RawList):
            for inner in value:
                count(inner)

    for page in pages:
        count(page.data.root)
    names = dict.fromkeys(
        [parts.name, *(name for name, number in counts.most_common(3) if number > 1 or len(counts) == 1)]
    )
    return [name for name in names if name]
