"""The projects that are measured, and whether a page built from one holds all that it should."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, TextIO

from benchmarks.records import OWNER, Record, as_bibtex, as_rst, as_yaml, make_records, record_names


class Contender(StrEnum):
    """A way of having a list of publications; what each one is says `benchmarks`."""

    EMPTY = "empty"
    EXTENSION = "extension"
    ACADEMIC = "academic"
    FROM_BIB = "from-bib"
    PAPERS = "papers"
    PUBLISHED = "published"
    RST = "rst"
    BIBTEX = "bibtex"
    HUGO = "hugo"
    JEKYLL = "jekyll"


PEERS = (Contender.RST, Contender.BIBTEX, Contender.HUGO, Contender.JEKYLL)
GENERATORS = (Contender.HUGO, Contender.JEKYLL)
"""Programs of their own, which take part where they are installed."""


class PageError(Exception):
    """A page was built and does not hold what it should."""


class Project(NamedTuple):
    """One contender's project with ``size`` publications, below ``root``."""

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

    def command(self) -> list[str]:
        """Return what builds it."""
        source, html = str(self.source), str(self.build / "html")
        if self.contender is Contender.HUGO:
            return ["hugo", "--quiet", "-s", source, "-d", html]
        if self.contender is Contender.JEKYLL:
            return ["jekyll", "build", "--quiet", "--disable-disk-cache", "-s", source, "-d", html]
        return [sys.executable, "-m", "sphinx", *sphinx_arguments(self.source, self.build)]


def is_there(contender: Contender) -> bool:
    """Whether what builds a contender is installed."""
    return contender not in GENERATORS or shutil.which(contender) is not None


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
    Contender.EXTENSION: "extensions = ['sphinx_academic']\n",
    Contender.ACADEMIC: _ACADEMIC,
    Contender.FROM_BIB: _ACADEMIC.replace("publications.yaml", "publications.bib"),
    Contender.PAPERS: f"{_ACADEMIC}academic_paper_pages = True\nhtml_baseurl = {_HOME!r}\n",
    Contender.PUBLISHED: f"{_ACADEMIC}html_baseurl = {_HOME!r}\n",
    Contender.RST: "",
    Contender.BIBTEX: "extensions = ['sphinxcontrib.bibtex']\nbibtex_bibfiles = ['data/publications.bib']\n",
}

_TITLE = "Publications\n============\n\n"

_PAGES = {
    Contender.EMPTY: "Nothing yet.\n",
    Contender.EXTENSION: "Nothing yet.\n",
    Contender.ACADEMIC: ".. publications::\n   :layout: list\n",
    Contender.FROM_BIB: ".. publications::\n   :layout: list\n",
    Contender.PAPERS: ".. publications::\n   :layout: list\n",
    Contender.PUBLISHED: ".. publications::\n   :layout: list\n   :feed: feed.xml, feed.json, talks.ics\n",
    Contender.BIBTEX: ".. bibliography::\n   :all:\n",
}


def _template(entry: str, begin: str, end: str, title: str) -> str:
    return (
        f"<!doctype html>\n<title>{title}</title>\n<h1>{title}</h1>\n<ul>\n{begin}{entry}</li>\n{end}</ul>\n"
    )


_HUGO = _template(
    '<li id="{{ .key }}"><b>{{ .title }}</b><br>{{ .author }}<br><i>{{ .journal }}</i> {{ with .volume }}{{ . }}, {{ end }}{{ .pages }}'
    '{{ with .note }} ({{ . | markdownify }}){{ end }}, {{ .year }}<br><a href="https://doi.org/{{ .doi }}">DOI</a> '
    '<a href="{{ .url }}">Paper</a>{{ range .media }} <a href="{{ .url }}">{{ .name }}</a>{{ end }}',
    "{{ range .Site.Data.publications.publications }}",
    "{{ end }}",
    "Publications",
)
_JEKYLL = _template(
    '<li id="{{ p.key }}"><b>{{ p.title }}</b><br>{{ p.author }}<br><i>{{ p.journal }}</i> {% if p.volume %}{{ p.volume }}, {% endif %}'
    '{{ p.pages }}{% if p.note %} ({{ p.note | markdownify }}){% endif %}, {{ p.year }}<br><a href="https://doi.org/{{ p.doi }}">DOI</a> '
    '<a href="{{ p.url }}">Paper</a>{% for m in p.media %} <a href="{{ m.url }}">{{ m.name }}</a>{% endfor %}',
    "{% for p in site.data.publications.publications %}",
    "{% endfor %}",
    "Publications",
)
_FILES = {
    Contender.HUGO: {
        "config.toml": 'baseURL = "https://publications.example.org/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]\n',
        "layouts/index.html": _HUGO,
    },
    Contender.JEKYLL: {"_config.yml": "title: Publications\n", "index.html": f"---\n---\n{_JEKYLL}"},
}
"""What a generator is given beside the records: one page with one plain loop."""
_RECORDS = {Contender.HUGO: "data/publications.yaml", Contender.JEKYLL: "_data/publications.yaml"}


def write_project(project: Project) -> None:
    """Write all source files of a project."""
    project.source.mkdir(parents=True)
    files = _FILES.get(project.contender) or {"conf.py": _CONF + _SETTINGS[project.contender]}
    if project.contender in _PAGES:
        files = {**files, "index.rst": _TITLE + _PAGES[project.contender]}
    for name, text in files.items():
        path = project.source / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    write_records(project)


def write_records(project: Project, revision: int = 0) -> None:
    """Write the file that holds the records; a ``revision`` above 0 is an edit of one title.

    The projects without a list have no records: there a sentence of the page is edited.
    """
    path, opening, write = project.source / "data" / "publications.yaml", "publications:\n", as_yaml
    match project.contender:
        case Contender.EMPTY | Contender.EXTENSION:
            text = f"{_TITLE}Nothing yet, {revision}.\n"
            (project.source / "index.rst").write_text(text, encoding="utf-8")
            return
        case Contender.RST:
            path, opening, write = project.source / "index.rst", _TITLE, as_rst
        case Contender.BIBTEX | Contender.FROM_BIB:
            path, opening, write = project.source / "data" / "publications.bib", "", as_bibtex
        case Contender.HUGO | Contender.JEKYLL:
            path = project.source / _RECORDS[project.contender]
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        file.write(opening)
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
    if project.contender in (Contender.EMPTY, Contender.EXTENSION):
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
