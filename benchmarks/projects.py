"""The Sphinx projects that are measured, and whether a page built from one holds all that it should."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, TextIO

from benchmarks.records import OWNER, Record, as_bibtex, as_rst, as_yaml, make_records, record_names


class Contender(StrEnum):
    """A way of having a list of publications; what each one is says `benchmarks`."""

    EMPTY = "empty"
    ACADEMIC = "academic"
    PAPERS = "papers"
    PUBLISHED = "published"
    RST = "rst"
    BIBTEX = "bibtex"


PEERS = (Contender.RST, Contender.BIBTEX)


class PageError(Exception):
    """A page was built and does not hold what it should."""


class Project(NamedTuple):
    """One contender's Sphinx project with ``size`` publications, below ``root``."""

    contender: Contender
    size: int
    root: Path

    @property
    def source(self) -> Path:
        """The folder with ``conf.py``."""
        return self.root / "source"

    @property
    def build(self) -> Path:
        """The folder of all that a build makes: removing it makes the next build a clean one."""
        return self.root / "build"

    @property
    def page(self) -> Path:
        """The built page with the list."""
        return self.build / "html" / "index.html"

    def sphinx_arguments(self) -> list[str]:
        """Return what is to follow ``python -m sphinx``."""
        return sphinx_arguments(self.source, self.build)


def sphinx_arguments(source: Path, build: Path) -> list[str]:
    """Return what is to follow ``python -m sphinx`` for a build that fails where it warns."""
    return [
        *("-q", "-W", "-T", "--keep-going", "-b", "html", "-d", str(build / "doctrees")),
        *(str(source), str(build / "html")),
    ]


_CONF = "project = 'Publications'\nhtml_theme = 'basic'\n"

_HOME = "https://publications.example.org/"
_ACADEMIC = (
    "extensions = ['sphinx_academic']\n"
    "academic_data = ['data/publications.yaml']\n"
    f"academic_highlight = [{OWNER!r}]\n"
)

_SETTINGS = {
    Contender.EMPTY: "",
    Contender.ACADEMIC: _ACADEMIC,
    Contender.PAPERS: f"{_ACADEMIC}academic_paper_pages = True\nhtml_baseurl = {_HOME!r}\n",
    Contender.PUBLISHED: f"{_ACADEMIC}html_baseurl = {_HOME!r}\n",
    Contender.RST: "",
    Contender.BIBTEX: "extensions = ['sphinxcontrib.bibtex']\nbibtex_bibfiles = ['data/publications.bib']\n",
}

_TITLE = "Publications\n============\n\n"

_PAGES = {
    Contender.EMPTY: "Nothing yet.\n",
    Contender.ACADEMIC: ".. publications::\n   :layout: list\n",
    Contender.PAPERS: ".. publications::\n   :layout: list\n",
    Contender.PUBLISHED: ".. publications::\n   :layout: list\n   :feed: feed.xml, feed.json, talks.ics\n",
    Contender.BIBTEX: ".. bibliography::\n   :all:\n",
}


def write_project(project: Project) -> None:
    """Write all source files of a project."""
    project.source.mkdir(parents=True)
    conf = _CONF + _SETTINGS[project.contender]
    (project.source / "conf.py").write_text(conf, encoding="utf-8")
    if project.contender in _PAGES:
        page = _TITLE + _PAGES[project.contender]
        (project.source / "index.rst").write_text(page, encoding="utf-8")
    write_records(project)


def write_records(project: Project, revision: int = 0) -> None:
    """Write the file that holds the records; a ``revision`` above 0 is an edit of one title.

    The empty project has no records: there a sentence of the page is edited.
    """
    match project.contender:
        case Contender.EMPTY:
            path, opening, write = project.source / "index.rst", _TITLE, None
        case Contender.ACADEMIC | Contender.PAPERS | Contender.PUBLISHED:
            path, opening, write = project.source / "data" / "publications.yaml", "publications:\n", as_yaml
        case Contender.RST:
            path, opening, write = project.source / "index.rst", _TITLE, as_rst
        case Contender.BIBTEX:
            path, opening, write = project.source / "data" / "publications.bib", "", as_bibtex
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        file.write(opening)
        if write is None:
            file.write(f"Nothing yet, {revision}.\n")
        else:
            _write_each(file, write, project.size, revision)


def _write_each(file: TextIO, write: Callable[[Record], str], size: int, revision: int) -> None:
    # One at a time: this process has to stay small, see `benchmarks.measure`.
    for record in make_records(size, revision):
        file.write(write(record))


def check_page(project: Project, revision: int = 0) -> None:
    """Make sure that the built page has every record, so that no half-built page wins.

    Raises
    ------
    PageError
        There is no page, or a record is not on it.
    """
    if not project.page.is_file():
        raise PageError("no page was written")
    if project.contender is Contender.EMPTY:
        return
    missing = set(record_names(project.size, revision))
    # Beside a page that shows the first of very many entries stands the whole one.
    whole = project.page.with_suffix(".whole.html")
    for word in _words(whole if whole.is_file() else project.page):
        missing.discard(word)
    if missing:
        found = f"{project.size - len(missing):,} of {project.size:,} publications are on the page"
        raise PageError(f"{found}; {min(missing)!r}, for one, is not")


def _words(path: Path) -> Iterator[str]:
    """Give the capitalised words of a text file, without ever holding much of it."""
    rest = ""
    with path.open(encoding="utf-8") as file:
        while block := file.read(1 << 16):
            # The last word may go on in the next block.
            *words, rest = re.split(r"[^A-Za-z]+", rest + block)
            yield from words
    yield rest
