"""Sites of Quarto: what listings list become records, be it pages or a file of YAML; other pages become MyST."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sphinx_academic.data.located import RawFile, RawList, RawMapping, as_text
from sphinx_academic.data.records import KINDS, Publication, Record
from sphinx_academic.formats.filling import Transcription, as_lines
from sphinx_academic.formats.sites.site_page import without_time
from sphinx_academic.formats.text import words
from sphinx_academic.formats.yaml import read_yaml
from sphinx_academic.problems import Code, Problem
from sphinx_academic.sections.registry import SECTIONS
from sphinx_academic.starting.carried_lists import collection_of
from sphinx_academic.starting.carried_records import CarriedRecords
from sphinx_academic.starting.importers import Imported
from sphinx_academic.starting.markdown_pages import MarkdownPages, ReadPage, carried_file, with_references
from sphinx_academic.starting.new_site import copies_below_data
from sphinx_academic.starting.pages import directive
from sphinx_academic.starting.site_config import SiteConfig, links_of
from sphinx_academic.starting.site_files import NewFile
from sphinx_academic.starting.source_files import NotCarriedError, SourceFiles
from sphinx_academic.starting.whole_site import LIST_OPTIONS, SiteFacts, WholeSite

_CONFIG = ("_quarto.yml", "_quarto.yaml")
_PAGES = (".qmd", ".md")
_SKIPPED = words("_site _book _freeze _extensions node_modules renv venv env __pycache__ _build docs")
_NO_PAGES = words("readme contributing license licence changelog code_of_conduct 404")
_MOST_PAGES = 2000
_KINDS = {
    "publications": words("publications publication papers paper pubs articles article preprints works"),
    "talks": words("talks talk presentations presentation slides seminars"),
    "teaching": words("teaching courses course classes"),
    "projects": words("projects project portfolio"),
    "software": words("software packages tools code"),
    "news": words("news announcements updates"),
    "people": words("people team members"),
    "events": words("events event"),
    "awards": words("awards honors honours"),
    "datasets": words("datasets data"),
}
"""What listings and their folders are called."""
_EXTENSIONS = ("amsmath", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist", "tasklist")

_FENCE = re.compile(r"(?P<indent>[ \t]*)(?P<colons>:{3,20})[ \t]*(?P<said>[^\n]{0,500})")
_CALLOUT = re.compile(r"\.callout-(?P<kind>note|tip|warning|caution|important)")
_TITLE = re.compile(r"title=\"(?P<title>[^\"]{0,300})\"")
_CELL = re.compile(r"(?P<indent>[ \t]*)(?P<fence>`{3,20})\{(?P<said>[^}\n]{0,300})\}[ \t]*")
_SPAN = re.compile(r"(?P<before>[\])])\{(?![:{])[^{}\n]{0,500}\}")
_SHORTCODE = re.compile(r"\{\{<\s{0,9}(?P<name>/?[\w-]{1,50})(?P<said>(?:\s[^<>{}]{0,1000})?)>\}\}")


def recognise(sources: Sequence[Path]) -> bool:
    """Whether it is a folder with ``_quarto.yml``, or with pages of Quarto."""
    if len(sources) != 1 or not sources[0].is_dir():
        return False
    folder = sources[0]
    return any((folder / name).is_file() for name in _CONFIG) or (folder / "index.qmd").is_file()


class _Listing(NamedTuple):
    """What a page lists: records of a kind, or pages as they are where that is empty."""

    page: ReadPage
    kind: str
    contents: tuple[str, ...]
    line: int


def carry(sources: Sequence[Path]) -> Imported:
    """The site of a folder of Quarto."""
    return _QuartoSite(sources[0]).carried()


class _QuartoSite:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = SourceFiles(folder, folder.as_posix())
        self.config = SiteConfig(self.files, _CONFIG)
        self.pages = MarkdownPages(self.files, self.address, prepare=_as_markdown)
        self.problems: list[Problem] = [*self.config.problems]
        self.records = CarriedRecords(self.files, self.carry, self.address)
        self.cites = bool(self.config.value("bibliography"))
        """Whether a bibliography says what is cited, so that works of one's own have to be told from those."""
        self.bodies: dict[str, list[str]] = {}
        """What stands below the text of pages that list something, by their paths."""

    @property
    def address(self) -> str:
        return self.config.text("website.site-url", "book.site-url").rstrip("/")

    def tell(self, path: Path, line: int, message: str, hint: str = "") -> None:
        self.problems.append(
            Problem(self.files.name_of(path), line, 1 if line else 0, Code.NOT_CARRIED, message, hint)
        )

    def carry(self, address: str, beside: str) -> str:
        return self.pages.document_of(address, beside) or carried_file(self.files, address, beside)

    def carried(self) -> Imported:
        read = [page for path in self.paths() if (page := self.pages.read(path))]
        read.sort(key=lambda page: page.path.relative_to(self.folder).with_suffix("").as_posix() != "index")
        self.cites = self.cites or any(page.root.get("bibliography") for page in read)
        listings = [listing for page in read for listing in self.listings(page)]
        items = {
            path: listing
            for listing in listings
            if listing.kind
            for path in self.pages_of(listing, [page.path for page in read])
        }
        shown = [page for page in read if page.path not in items]
        if not shown or shown[0].path.stem != "index" or shown[0].path.parent != self.folder:
            shown.insert(0, ReadPage(self.folder / "index.qmd", "index.qmd", RawMapping(1, 1), "", 1))
        for number, page in enumerate(shown):
            below = page.path.relative_to(self.folder)
            name = "-".join((below.parent if below.stem == "index" else below.with_suffix("")).parts)
            kind = next((each.kind for each in listings if each.page is page and each.kind), "")
            self.pages.take(
                page,
                "index"
                if number == 0
                else kind
                if kind in {"publications", "talks", "teaching", "projects"}
                else name.lower(),
            )
        for page in read:
            if page.path in items:
                self.add(page, items[page.path])
        for listing in listings:
            self.show(listing, [page.path for page in read])
        self.order()
        return self.site()

    def paths(self) -> Iterator[Path]:
        """The pages of the site, without those of folders that are hidden, built or begin with an underscore."""
        number = 0
        waiting = [self.folder]
        while waiting:
            place = waiting.pop(0)
            for path in sorted(place.iterdir()):
                if path.name.startswith((".", "_")) or path.name.lower() in _SKIPPED:
                    continue
                if path.is_dir() and not path.is_symlink() and len(path.relative_to(self.folder).parts) < 8:
                    waiting.append(path)
                elif path.suffix.lower() in _PAGES and path.stem.lower() not in _NO_PAGES and path.is_file():
                    number += 1
                    if number > _MOST_PAGES:
                        self.tell(
                            self.folder,
                            0,
                            f"the site has more than {_MOST_PAGES} pages; the others are left out.",
                        )
                        return
                    yield path
                elif path.suffix.lower() in {".ipynb", ".rmd"}:
                    self.tell(
                        path,
                        0,
                        "this page is no Markdown; it is left out.",
                        "Have it rendered to Markdown, and copy that.",
                    )

    # Listings

    def listings(self, page: ReadPage) -> Iterator[_Listing]:
        """What the front matter of a page lists: one listing, or several, each of some folders, pages or files of YAML."""
        said = page.root.get("listing")
        line = page.root.place_of_key("listing").line
        beside = (
            page.path.parent.name
            if page.path.stem == "index" and page.path.parent != self.folder
            else page.path.stem
        )
        for each in said if isinstance(said, RawList) else [said] if said else []:
            given = each if isinstance(each, RawMapping) else RawMapping(line, 1)
            contents = given.get("contents", each if isinstance(each, str) and each != "default" else None)
            found = [*_texts(contents)] or [page.path.parent.relative_to(self.folder).as_posix()]
            if isinstance(contents, RawList) and any(isinstance(item, RawMapping) for item in contents):
                self.add_items(
                    contents, _kind_of(as_text(given.get("id")), beside, page.text("title")), page.path
                )
                found = [item for item in contents if isinstance(item, str)]
            names = (
                as_text(given.get("id")),
                *(_name_of(item) for item in found),
                beside,
                page.text("title"),
            )
            yield _Listing(page, _kind_of(*names), tuple(found), line)

    def pages_of(self, listing: _Listing, known: Sequence[Path]) -> Iterator[Path]:
        """The pages that a listing lists."""
        base = listing.page.path.parent
        for item in listing.contents:
            if item.lower().endswith((".yml", ".yaml")) or item.startswith("!"):
                continue
            for path in known:
                if path == listing.page.path:
                    continue
                below = _below(path, base) or _below(path, self.folder)
                own = path.relative_to(self.folder).as_posix()
                plain = item.strip("/").removeprefix("./")
                if plain in {"", "."}:
                    is_listed = _below(path, base) != ""
                else:
                    is_listed = any(
                        each == plain or each.startswith(f"{plain}/") or Path(each).match(plain)
                        for each in (below, own)
                        if each
                    )
                if is_listed:
                    yield path

    def show(self, listing: _Listing, known: Sequence[Path]) -> None:
        """Have a page show what it lists: records by their directive, pages as links."""
        page = listing.page
        for item in listing.contents:
            if item.lower().endswith((".yml", ".yaml")):
                self.add_file(item, listing)
        if listing.kind:
            section = SECTIONS.of_list[listing.kind]
            argument = f"data/{listing.kind}.yaml" if listing.kind == "publications" and self.cites else ""
            body = directive(section, argument and f"/{argument}", options=LIST_OPTIONS.get(listing.kind, {}))
            self.bodies.setdefault(page.path.as_posix(), []).append(body)
            return
        found = [(each, self.title_of(each)) for each in dict.fromkeys(self.pages_of(listing, known))]
        lines = [
            f"- [{title}](/{path.relative_to(self.folder).as_posix()}){f' ({date})' if date else ''}"
            for path, (title, date) in sorted(found, key=lambda each: each[1][1], reverse=True)
        ]
        if lines:
            self.bodies.setdefault(page.path.as_posix(), []).append("\n".join(lines))

    def title_of(self, path: Path) -> tuple[str, str]:
        page = next((page for page, _docname, _menu in self.pages.pages if page.path == path), None)
        return (page.text("title") or path.stem, without_time(page.text("date"))) if page else (path.stem, "")

    def add_file(self, item: str, listing: _Listing) -> None:
        """The items of a listing in a file of YAML."""
        base = listing.page.path.parent.relative_to(self.folder).as_posix()
        try:
            path = self.files.find(item, base)
        except NotCarriedError as error:
            self.tell(listing.page.path, listing.line, str(error), error.hint)
            return
        text, told = self.files.read(path)
        root, problems = read_yaml(text, self.files.name_of(path))
        self.problems.extend((*told, *problems))
        if isinstance(root, RawList):
            self.add_items(root, listing.kind, path)
        elif root is not None:
            self.tell(path, 1, "the items of a listing are no list; they are left out.", "Write  - title: …")

    def add_items(self, items: RawList, name: str, path: Path) -> None:
        if not name:
            self.tell(
                path,
                items.line,
                "what is listed here is left out: no list of records is called so.",
                "Call the page after one.",
            )
            return
        for item in items:
            if isinstance(item, RawMapping):
                self.put(self.record(item, name), name, path)

    def add(self, page: ReadPage, listing: _Listing) -> None:
        """A page that is listed as a record."""
        body = _as_markdown(page.body).strip()
        self.put(self.record(page.root, listing.kind, body, page.line), listing.kind, page.path)

    def put(self, entry: RawMapping, name: str, path: Path) -> None:
        if not entry:
            return
        items, whole = RawList(entry.line, entry.column), RawMapping(1, 1)
        items.append(entry)
        items.places.append((entry.line, entry.column))
        whole[name] = items
        whole.places[name] = (entry.line, 1, entry.line, 1)
        self.records.add(RawFile(path.relative_to(self.folder).as_posix(), whole))

    def record(self, root: RawMapping, name: str, body: str = "", line: int = 1) -> RawMapping:
        """An entry of a list, made of what Quarto says of a page or of an item."""
        kind: type[Record] = KINDS[name]
        made = Transcription(root, kind)
        about = made.inner("citation")
        made.put(
            "date",
            without_time(made.text("date", "date-start", "year") or about.text("issued", "date")),
            "date",
        )
        made.take("title: title name", str)
        if kind is Publication:
            made.put("authors", _people(root.get("author") or root.get("authors")), "author")
            made.take(
                "venue: publication journal journal-title venue publisher-title; abstract: abstract; doi: doi; arxiv: arxiv",
                str,
            )
            for field, keys in _OF_CITATION.items():
                made.put(field, about.text(*keys), "citation")
            made.value("description" if made.text("description") == made.text("abstract") else "abstract")
            made.put(
                "abstract",
                made.text("description") or body,
                "description" if made.text("description") else (line, 1, line, 1),
            )
        elif "text" in kind.fields:
            made.put("text", made.text("description") or body or made.text("title"), "description")
        else:
            made.put(
                "speakers" if name == "talks" else "people",
                _people(root.get("author") or root.get("authors")),
                "author",
            )
            field = "description" if "description" in kind.fields else "note"
            said = "\n\n".join(dict.fromkeys(filter(None, (made.text("description"), body))))
            made.put(
                field,
                as_lines(said) if field == "note" else said,
                "description" if said != body else (line, 1, line, 1),
            )
            made.take("event: event venue; place: location place; institution: institution university", str)
        for key in ("author", "authors", "title", "description"):
            made.value(key)
        made.take("tags: categories; url: path href url external-url")
        made.take("images: image" if "images" in kind.fields else "photo: image", str)
        links = made.value("links") or made.inner("about").value("links")
        for each in links if isinstance(links, RawList) else ():
            if isinstance(each, RawMapping):
                url = as_text(each.get("href") or each.get("url"))
                called = as_text(each.get("text") or each.get("name") or each.get("icon")).strip() or "Link"
                made.link(called, url, "links")
        for key, called in (
            ("pdf", "PDF"),
            ("slides", "Slides"),
            ("code", "Code"),
            ("github", "Code"),
            ("video", "Video"),
            ("poster", "Poster"),
        ):
            if made.text(key) and "links" in kind.fields:
                made.link(called, made.text(key), key)
        made.take_what_is_called_so("citation", "about", "listing")
        entry = made.finished("quarto", *_LAYOUT)
        for key in [
            key
            for key in entry
            if key not in kind.fields and isinstance(entry[key], RawMapping) and not entry[key]
        ]:
            del entry[key]
        return entry

    # The whole

    def order(self) -> None:
        """Put the pages into the order of the menu."""
        wanted: dict[str, tuple[int, str]] = {}
        for side in (
            "website.navbar.left",
            "website.navbar.right",
            "website.sidebar.contents",
            "book.chapters",
        ):
            entries = self.config.value(side)
            for entry in _flat(entries):
                address, title = (
                    (entry, "")
                    if isinstance(entry, str)
                    else (as_text(entry.get("href") or entry.get("file")), as_text(entry.get("text")))
                )
                docname = self.pages.document_of(address).partition("#")[0].removesuffix(".md")
                if docname:
                    wanted.setdefault(docname, (len(wanted), title))
        self.pages.pages[1:] = sorted(
            (
                (page, docname, wanted.get(docname, (0, menu))[1])
                for page, docname, menu in self.pages.pages[1:]
            ),
            key=lambda each: wanted.get(each[1], (len(wanted) + 1, ""))[0],
        )

    def site(self) -> Imported:
        for number, (page, docname, menu) in enumerate(self.pages.pages):
            below = self.bodies.get(page.path.as_posix(), [])
            self.pages.pages[number] = (
                page._replace(body="\n\n".join(filter(None, (page.body.rstrip(), *below)))),
                docname,
                menu,
            )
        home = self.pages.pages[0][0]
        self.profile(home)
        self.records.finish()
        bibliographies = tuple(self.bibliographies())
        keys = {work.key for work in collection_of(bibliographies).publications}
        made = [with_references(page, keys) for page in self.pages.written_pages()]
        title = self.config.text("website.title", "book.title", "title")
        has_profile = self.records.has_profile
        if not home.text("title") or has_profile:
            made[0] = made[0]._replace(title=title or made[0].title)
        site = WholeSite(
            SiteFacts(
                title,
                self.config.text("book.author", "author"),
                self.config.text("website.description"),
                self.address,
                self.config.text("lang").partition("-")[0],
            ),
            tuple(made),
            (*bibliographies, *self.records.data_files(file.path for file in bibliographies)),
            self.files.carried,
            settings={
                "myst_enable_extensions": list(_EXTENSIONS),
                **({"academic_pandoc_citations": True} if bibliographies else {}),
            },
            works_apart=bool(bibliographies),
            has_profile=has_profile,
            is_lab=not has_profile,
        )
        return Imported(site.files(), (*self.problems, *self.pages.problems, *self.records.problems))

    def profile(self, home: ReadPage) -> None:
        """The homepage with ``about`` says whose site it is."""
        about = home.root.get("about")
        if about is None:
            return
        said = about if isinstance(about, RawMapping) else RawMapping(1, 1)
        found = RawMapping(home.root.line, 1)
        name = home.text("title") or self.config.text("website.title")
        photo = as_text(said.get("image")) or home.text("image")
        for key, value in (("name", name), ("role", home.text("subtitle")), ("photo", photo)):
            if value:
                found[key] = value
                found.places[key] = home.root.places.get("about", (1, 1, 1, 1))
        links = said.get("links")
        known = RawMapping(1, 1)
        known.update(links_of(links))
        if known:
            found["links"] = known
        whole = RawMapping(1, 1)
        whole["profile"] = found
        self.records.add(RawFile(home.path.relative_to(self.folder).as_posix(), whole))

    def bibliographies(self) -> Iterator[NewFile]:
        """The bibliographies that the settings or pages name."""
        named = dict.fromkeys(_texts(self.config.value("bibliography")))
        for page, _docname, _menu in self.pages.pages:
            beside = page.path.parent.relative_to(self.folder).as_posix()
            named |= dict.fromkeys(
                f"{beside}/{each}" if beside != "." else each
                for each in _texts(page.root.get("bibliography"))
            )
        paths: list[Path] = []
        for name in named:
            try:
                paths.append(self.files.find(name))
            except NotCarriedError as error:
                self.tell(self.folder / _CONFIG[0], 0, str(error), error.hint)
        yield from copies_below_data([*dict.fromkeys(paths)], set())


_OF_CITATION = {
    "venue": ("container-title", "collection-title", "event-title"),
    "volume": ("volume",),
    "number": ("issue", "number"),
    "pages": ("page", "pages"),
    "doi": ("doi", "DOI"),
    "url": ("url", "URL"),
    "publisher": ("publisher",),
}
_LAYOUT = words(
    """
    format toc page-layout title-block-banner draft execute editor jupyter engine listing about image-alt site-url comments
    bibliography csl css theme code-fold filters freeze aliases order date-modified number-sections citation-location google-scholar
    """
)


def _people(value: Any) -> Any:
    """Authors, who are texts, or mappings with a name that may be in parts."""
    items = value if isinstance(value, RawList) else [value] if value else []
    names = RawList(1, 1)
    for each in items:
        name = each.get("name") if isinstance(each, RawMapping) else each
        if isinstance(name, RawMapping):
            name = " ".join(filter(None, (as_text(name.get("given")), as_text(name.get("family")))))
        if as_text(name):
            names.append(as_text(name))
            names.places.append((1, 1))
    return names or None


def _texts(value: Any) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str) and each.strip():
            yield each.strip()


def _flat(entries: Any, depth: int = 0) -> Iterator[Any]:
    """The entries of a menu, with those within them."""
    for entry in entries if isinstance(entries, list) and depth < 9 else ():
        if isinstance(entry, Mapping):
            yield entry
            yield from _flat(entry.get("menu") or entry.get("contents") or entry.get("chapters"), depth + 1)
        elif isinstance(entry, str):
            yield entry


def _name_of(item: str) -> str:
    """What the contents of a listing are called: ``papers/*.qmd`` and ``papers.yml`` are *papers*."""
    parts = [
        part for part in re.split(r"[/\\]", item) if part and "*" not in part and part not in {".", ".."}
    ]
    return parts[-1].partition(".")[0] if parts else ""


def _kind_of(*names: str) -> str:
    """The list of records that some names, the first before others, stand for."""
    for name in names:
        said = set(re.findall(r"[^\W\d_]+", name.lower()))
        found = next((kind for kind, known in _KINDS.items() if not known.isdisjoint(said)), "")
        if found:
            return found
    return ""


def _below(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else ""


# The Markdown of Quarto


def _as_markdown(text: str) -> str:
    """A page of Quarto as Markdown, in as many lines: boxes as admonitions, code as it is typed, without what only Quarto knows."""
    out: list[str] = []
    open_divs: list[str] = []
    fence = ""
    for line in text.split("\n"):
        if fence:
            is_end = line.strip().startswith(fence) and not line.strip().strip("`~")
            is_option = re.match(r"\s*(?:#|//|--|%%)\| ", line) is not None
            out.append("" if is_option else line)
            fence = "" if is_end else fence
            continue
        if (match := _CELL.fullmatch(line)) and match["said"] not in SECTIONS:
            fence = match["fence"]
            said = match["said"].strip()
            language = "" if said.startswith("=") else re.split(r"[\s,]", said.lstrip(". "))[0]
            out.append(f"{match['indent']}{fence}{language}")
            continue
        if opening := re.match(r"[ \t]*(`{3,20}|~{3,20})", line):
            fence = opening[1]
            out.append(line)
            continue
        if match := _FENCE.fullmatch(line):
            out.append(_of_div(match, open_divs))
            continue
        out.append(_SHORTCODE.sub(_of_shortcode, _SPAN.sub(_without_span, line)))
    return "\n".join(out)


def _of_div(match: re.Match[str], open_divs: list[str]) -> str:
    """The line that opens or closes a box; of other divisions only what stands in them is left."""
    said = match["said"].strip().strip(":").strip()
    if not said:
        return open_divs.pop() if open_divs else ""
    callout = _CALLOUT.search(said)
    if callout is None:
        open_divs.append("")
        return ""
    colons = ":" * max(3, len(match["colons"]))
    title = _TITLE.search(said)
    open_divs.append(colons)
    if title:
        return f"{colons}{{admonition}} {title['title']}"
    return f"{colons}{{{callout['kind']}}}"


def _without_span(match: re.Match[str]) -> str:
    return match["before"]


def _of_shortcode(match: re.Match[str]) -> str:
    said = match["said"].strip().strip("\"'")
    if match["name"] == "video" and said:
        return f"[Video]({said.split()[0]})"
    return ""
