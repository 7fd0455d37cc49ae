"""The pages of prose of another site as pages of the new one: which document each becomes, and where links between them lead."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

from sphinx_academic.data.located import RawMapping, as_text
from sphinx_academic.formats.sites.site_page import read_site_page
from sphinx_academic.formats.table import DataFile
from sphinx_academic.formats.text import words
from sphinx_academic.problems import Code, Problem
from sphinx_academic.sections.registry import SECTIONS
from sphinx_academic.starting.pages import Surroundings, carried_page, directive, written
from sphinx_academic.starting.source_files import NotCarriedError, SourceFiles, is_elsewhere
from sphinx_academic.starting.whole_site import NewPage, free_docname

NO_LISTS = words(
    "profile calendar overview report coauthors timeline references cite-this implementations bibliography"
)
"""Directives that show no list, whatever a loop of a template is called."""
_MOST_PAGES = 500
_BEFORE = words("content _pages pages _docs src")
"""Folders that are no part of a page's address."""


class ReadPage(NamedTuple):
    """A page of the old site: what its front matter says, and its text as it was typed, with the line that it begins on."""

    path: Path
    name: str
    root: RawMapping
    body: str
    line: int

    def text(self, *keys: str) -> str:
        """The first text under some keys of the front matter."""
        return next((found for key in keys if (found := as_text(self.root.get(key)).strip())), "")

    def says(self, key: str, answer: str = "true") -> bool:
        """Whether a key says yes, or some other answer."""
        return self.text(key).lower() == answer


class MarkdownPages:
    """The pages of a site, told one by one, and then written: only when all are known it is known where a link leads."""

    def __init__(
        self,
        files: SourceFiles,
        address: str = "",
        values: Mapping[str, str] = {},
        prepare: Callable[[str], str] = str,
    ) -> None:
        self.files = files
        self.address = address
        self.values = values
        self.prepare = prepare
        """Makes of a page's text what is Markdown, in as many lines."""
        self.problems: list[Problem] = []
        self.pages: list[tuple[ReadPage, str, str]] = []
        """Each page, the document that it becomes and what the menu calls it."""
        self._docnames: dict[str, str] = {}

    def tell(self, path: Path, message: str, hint: str = "", line: int = 1) -> None:
        """Tell what is not carried over of a page."""
        self.problems.append(Problem(self.files.name_of(path), line, 1, Code.NOT_CARRIED, message, hint))

    def read(self, path: Path) -> ReadPage | None:
        """A page, but for drafts, which are told, and what cannot be read."""
        text, told = self.files.read(path)
        self.problems.extend(told)
        if not text.strip():
            return None
        name = self.files.name_of(path)
        if text.lstrip().startswith(("---", "+++")):
            found = read_site_page(DataFile(text, path, name))
            self.problems.extend(found.problems)
            # Its body is cleaned of what templates say, which here becomes lists.
            body = "\n".join(text.split("\n")[found.body_line - 1 :])
            body = "" if re.fullmatch(r"(?:---|\+\+\+)\s*", body) else body
            page = ReadPage(path, name, found.root, body, found.body_line)
        else:
            page = ReadPage(path, name, RawMapping(1, 1), text, 1)
        if page.says("draft") or page.says("published", "false"):
            self.tell(path, "this page is a draft; it is left out.", "Say  draft: false, and import again.")
            return None
        return page

    def take(self, page: ReadPage, docname: str = "", menu: str = "", *addresses: str) -> None:
        """Have a page carried over, that further addresses lead to besides its own."""
        if len(self.pages) >= _MOST_PAGES:
            self.tell(page.path, f"the site has more than {_MOST_PAGES} pages; this one is left out.")
            return
        below = page.path.relative_to(self.files.root)
        name = page.path.stem if page.path.stem.lower() not in {"index", "_index"} else page.path.parent.name
        taken = [known for _page, known, _menu in self.pages]
        docname = docname if docname and docname not in taken else free_docname(name, (*taken, "index"))
        permalink = page.text("permalink", "url", "slug")
        for address in (below.as_posix(), permalink, *addresses):
            if address:
                self._docnames.setdefault(plain_address(address), docname)
        self.pages.append((page, docname, menu))

    def know(self, address: str, docname: str) -> None:
        """Have an address lead to a page that is made of the records."""
        self._docnames.setdefault(plain_address(address), docname)

    def document_of(self, address: str, beside: str = "") -> str:
        """The page of the new site that an address of the old one leads to, or nothing."""
        bare, _sign, part = unquote(address).partition("#")
        if not bare or is_elsewhere(bare):
            return ""
        ways = [bare.lstrip("/")] if bare.startswith("/") else [posixpath.join(beside, bare), bare]
        # Below an address that ends with a slash, "../x" is its neighbour.
        ways += [re.sub(r"^(?:\.\./)+", "", bare)] if bare.startswith("..") else []
        for way in ways:
            docname = self._docnames.get(plain_address(posixpath.normpath(way)))
            if docname:
                return f"{docname}.md" + (f"#{part}" if part else "")
        return ""

    def written_pages(self, titles: Mapping[str, str] = {}) -> Iterator[NewPage]:
        """The pages in MyST; those of templates alone, that no text is left of, are left out, but for the first."""
        for number, (page, docname, menu) in enumerate(self.pages):
            title = page.text("title") or titles.get(docname, "")
            text = self.text_of(page)
            if not title and (match := re.match(r"\s*# (?P<title>.+)\n?", text)):
                title, text = match["title"].strip(), text[match.end() :]
            title = title or docname.replace("-", " ").capitalize()
            text = below_title(text, title)
            if text.strip() or number == 0:
                yield NewPage(docname, title, text, menu if menu != title else "")

    def text_of(self, page: ReadPage) -> str:
        """The text of a page in MyST."""
        beside = page.path.parent.relative_to(self.files.root).as_posix()

        def carried(address: str) -> str:
            return carried_file(self.files, address, beside)

        def document(address: str) -> str:
            return self.document_of(address, "" if beside == "." else beside)

        values = {**self.values, "page.title": page.text("title")}
        around = Surroundings(page.name, page.line, carried, document, values, directives(), self.address)
        found = carried_page(self.prepare(page.body), around)
        self.problems.extend(found.problems)
        lines = [f"[{each.label}]: {each.url}" for each in found.definitions if each.url]
        return written(found.blocks) + ("\n" + "\n".join(lines) + "\n" if lines else "")


def below_title(text: str, title: str) -> str:
    """A text whose headings are below the title of its page."""
    match = re.match(r"\s*# (?P<title>.+)(?:\n|$)", text)
    if match and match["title"].strip() == title:
        text = text[match.end() :]
    if not re.search(r"(?m)^# ", _without_code(text)):
        return text
    return "".join(
        f"#{line}" if is_text and re.match(r"#{1,5} ", line) else line for line, is_text in _lines(text)
    )


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """The lines of a text, and whether each stands outside of code."""
    fence = ""
    for line in text.splitlines(keepends=True):
        mark = re.match(r" {0,3}(`{3,}|~{3,})", line)
        if mark and not fence:
            fence = mark[1]
            yield line, False
        elif mark and mark[1].startswith(fence) and line.strip() == mark[1]:
            fence = ""
            yield line, False
        else:
            yield line, not fence


def _without_code(text: str) -> str:
    return "".join(line for line, is_text in _lines(text) if is_text)


def plain_address(address: str) -> str:
    """An address as one would compare it: ``/papers/``, ``papers.html``, ``content/papers/index.md`` are one."""
    bare = address.strip().split("?")[0].split("#")[0].strip("/")
    parts = [part for part in PurePosixPath(bare).parts if part != "."]
    while len(parts) > 1 and parts[0].lower() in _BEFORE:
        parts = parts[1:]
    whole = re.sub(r"(?i)\.(?:html?|md|markdown|qmd|ipynb|rst)$", "", "/".join(parts))
    return re.sub(r"(?i)(?:^|/)_?index$", "", whole).lower() or "/"


_FOLDERS_OF_FILES = (
    *(
        "static",
        "assets",
        "assets/media",
        "assets/img",
        "assets/images",
        "images",
        "assets/pdf",
        "files",
        "public",
    ),
)
"""Where generators look for files besides the folder of a page and that of the site."""


def carried_file(files: SourceFiles, address: str, beside: str) -> str:
    """Have a file copied, that generators look for in folders of their own; gives its path in the new site."""
    try:
        return files.carry(address, beside)
    except NotCarriedError as error:
        for folder in _FOLDERS_OF_FILES:
            try:
                return files.carry(f"/{folder}/{address.lstrip('/')}")
            except NotCarriedError:
                continue
        raise error


def without_heading(text: str, title: str) -> str:
    """A text without the heading that begins it, where that is the title of its page."""
    match = re.match(r"\s*##? (?P<title>.+)(?:\n|$)", text)
    return text[match.end() :].lstrip("\n") if match and match["title"].strip() == title else text


def with_references(page: NewPage, keys: Collection[str]) -> NewPage:
    """A page with the list of what it cites below, as other generators put it there unasked."""
    said = _without_code(page.text)
    cited = {each.rstrip(".:-") for each in re.findall(r"(?<![\w@/])@\{?([\w:./+-]{1,200})", said)}
    cited |= {
        each.strip()
        for listed in re.findall(r"\{cite[\w:]{0,9}\}`([^`]{1,2000})`", said)
        for each in listed.split(",")
    }
    if cited.isdisjoint(keys) or re.search(r"\{(?:references|bibliography)\}", page.text):
        return page
    return page._replace(
        text=f"{page.text.rstrip()}\n\n## {SECTIONS.title('references') or 'References'}\n\n{directive('references')}\n"
    )


def directives() -> dict[str, str]:
    """The directive for each name that a list may have."""
    return {name: directive for name, directive in SECTIONS.of_list.items() if directive not in NO_LISTS}


def pages_below(root: Path, folders: Sequence[str], suffixes: Sequence[str]) -> Iterator[Path]:
    """The pages in some folders by name, without going into those within them; of folders that are links none."""
    for folder in folders:
        place = root / folder
        if place.is_dir() and not (folder and place.is_symlink()):
            yield from (
                each
                for each in sorted(place.iterdir())
                if each.suffix.lower() in suffixes and not each.name.startswith(".") and each.is_file()
            )
