"""Why Google Scholar would not take up a paper: looks at a built site as its crawler does; and which keys and pages are gone.

Source: Google Scholar, Inclusion Guidelines for Webmasters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from urllib.robotparser import RobotFileParser

import click
from sphinx.errors import SphinxError

from sphinx_academic.cli.check import project
from sphinx_academic.cli.command import DataCommand
from sphinx_academic.cli.messages import say
from sphinx_academic.cli.told_problems import print_json
from sphinx_academic.cli.vanished import Vanished, read_published, vanished
from sphinx_academic.content.fragments import plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.records import Publication
from sphinx_academic.data.select import grouped_by
from sphinx_academic.data.values.name_parts import fold_name
from sphinx_academic.formats.loading import load_named
from sphinx_academic.pages.links import data_of_site
from sphinx_academic.problems import shorten

MOST_BYTES = 5_000_000
"""The guidelines: "Make sure that each paper is not larger than 5 MB"."""
LONGEST_TITLE = 300
"""Characters; a longer title is an abstract that went astray."""

_CRAWLER = "Googlebot"


class Finding(NamedTuple):
    """What stands against a paper; what is not ``serious`` does not keep it out. ``cause`` is the message without what is particular to
    this paper, where there is anything."""

    place: str
    code: str
    message: str
    hint: str
    serious: bool = True
    cause: str = ""


class Cause(NamedTuple):
    """What stands against one or several papers in the same way."""

    code: str
    message: str
    hint: str
    serious: bool
    places: tuple[str, ...]


def causes(findings: Iterable[Finding]) -> tuple[Cause, ...]:
    """What was found, each cause once; what keeps papers out comes first."""
    groups: defaultdict[tuple[bool, str, str], list[Finding]] = defaultdict(list)
    for each in findings:
        groups[not each.serious, each.code, each.cause or each.message].append(each)
    found = []
    for (is_note, code, cause), alike in groups.items():
        first = alike[0]
        message = cause if len(alike) > 1 else first.message
        found.append(Cause(code, message, first.hint, not is_note, tuple(each.place for each in alike)))
    return tuple(sorted(found, key=lambda each: not each.serious))


class _Head(HTMLParser):
    """What a page's head says, and whether the page shows an abstract."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        # The first text under each name that says something.
        self.metas: defaultdict[str, str] = defaultdict(str)
        self.canonical = ""
        self.has_abstract = "academic-paper-abstract" in text
        self.feed(re.split(r"(?i)</head\s*>|<body\b", text, maxsplit=1)[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: (value or "").strip() for name, value in attrs}
        if tag == "meta" and values.get("name") and values.get("content"):
            self.metas.setdefault(values["name"].lower(), values["content"])
        elif tag == "link" and values.get("rel") == "canonical":
            self.canonical = values.get("href", "")


class Report(NamedTuple):
    """What was found, and how many pages of papers the site has."""

    findings: tuple[Finding, ...]
    pages: int


def examine(site: Path, publications: Iterable[Publication] = ()) -> Report:
    """Look at a built site; ``publications`` are those that should have a page there."""
    pages = dict(_paper_pages(site))
    findings = [*_of_the_site(site, pages.values())]
    robots = RobotFileParser()
    file = site / "robots.txt"
    robots.parse(file.read_text(encoding="utf-8", errors="replace").splitlines() if file.is_file() else ())
    titles: dict[str, str] = {}
    for name, head in pages.items():
        findings.extend((*_of_the_page(name, head, robots), *_of_the_pdf(site, name, head, robots)))
        title = _folded(head.metas["citation_title"])
        if title and title in titles:
            message = f"It has the title of {titles[title]}."
            hint = "Two pages of one title are taken for one paper; give the record once, or tell the titles apart."
            findings.append(
                Finding(
                    name, "title", message, hint, serious=False, cause="It has the title of another page."
                )
            )
        titles.setdefault(title, name)
    markup = Markup({})
    for publication in publications:
        if _folded(plain(markup.inline(publication.title))) not in titles:
            place = f"{publication.origin.path}:{publication.origin.line or 1}"
            message = f"'{shorten(publication.title)}' has no page of its own."
            hint = "Build the site again with academic_paper_pages = True; what the build says tells more."
            findings.append(Finding(place, "page", message, hint, cause="It has no page of its own."))
    return Report(tuple(findings), len(pages))


def _folded(title: str) -> str:
    return fold_name(title.replace(",", " "))


_OF_OTHERS = re.compile(r'class="academic academic-own-page academic-(?!paper\b)')
"""What pages of people and of projects say of themselves."""


def _paper_pages(site: Path) -> Iterator[tuple[str, _Head]]:
    for file in sorted(site.rglob("*.html")):
        text = file.read_text(encoding="utf-8", errors="replace")
        is_ours = 'name="academic-digest"' in text and not _OF_OTHERS.search(text)
        if is_ours or 'name="citation_title"' in text:
            yield file.relative_to(site).as_posix(), _Head(text)


def _of_the_site(site: Path, pages: Collection[_Head]) -> Iterator[Finding]:
    roots = {urlsplit(head.canonical).path for head in pages if head.canonical}
    if not pages:
        message = "No page of the site is that of a paper."
        hint = "Set academic_paper_pages = True in conf.py and build the site again."
        yield Finding(".", "page", message, hint)
    elif not roots:
        message = "The pages do not know their own addresses, nor those of their PDFs."
        yield Finding(".", "address", message, 'Set html_baseurl = "https://…" in conf.py.')
    elif not (site / "robots.txt").is_file() and all(path.count("/") > 2 for path in roots):
        message = "The site lies in a folder of its host; what robots.txt at the root of the host says cannot be seen here."
        yield Finding(".", "robots", message, "Look there whether the folder is disallowed.", serious=False)


def _of_the_page(name: str, head: _Head, robots: RobotFileParser) -> Iterator[Finding]:
    found = partial(Finding, name)
    title = head.metas["citation_title"]
    if not title or title.casefold() == "untitled":
        yield found("title", "The paper has no title.", "Add  title: …  to the record.")
    elif len(title) > LONGEST_TITLE:
        message = f"The title has {len(title)} characters: '{shorten(title, 60)}'."
        cause = f"The title has more than {LONGEST_TITLE} characters."
        yield found("title", message, "Is it the title and nothing else?", serious=False, cause=cause)
    elif len(title) > 20 and title.isupper():
        message = f"The title is in capitals: '{shorten(title, 60)}'."
        hint = "Write it as other titles are written."
        yield found("title", message, hint, serious=False, cause="The title is in capitals.")
    if not head.metas["citation_author"]:
        yield found("authors", "The paper has no authors.", "Add  authors: …  to the record.")
    if not re.match(r"\d{4}", head.metas["citation_publication_date"]):
        yield found("date", "The paper has no date.", "Add  date: …  or  year: …  to the record.")
    for tag in ("robots", "googlebot"):
        said = head.metas[tag].lower()
        if re.search(r"\b(?:noindex|none)\b", said):
            message = f'The page asks not to be indexed (<meta name="{tag}" content="{said}">).'
            yield found("robots", message, "Take the tag out of the theme's template or of html_meta.")
    path = urlsplit(head.canonical).path or f"/{name}"
    if not robots.can_fetch(_CRAWLER, path):
        yield found("robots", "robots.txt keeps crawlers from the page.", f"Allow {path} there.")


def _of_the_pdf(site: Path, name: str, head: _Head, robots: RobotFileParser) -> Iterator[Finding]:
    found = partial(Finding, name)
    url = head.metas["citation_pdf_url"]
    if not url:
        message = "There is no PDF of it on the site's own host."
        hint = (
            "Put the file into the source folder and link to it:  links: [{name: PDF, url: files/paper.pdf}]."
        )
        if not head.has_abstract:
            message, hint = f"{message[:-1]}, and no abstract.", f"{hint} Or add  abstract: …"
        # A page with the whole abstract is enough; without either there is nothing to index.
        yield found("pdf", message, hint, serious=not head.has_abstract)
        return
    if not robots.can_fetch(_CRAWLER, urlsplit(url).path):
        yield found("robots", "robots.txt keeps crawlers from the PDF.", f"Allow {urlsplit(url).path} there.")
    file = _file_of(site, name, head.canonical, url)
    if urlsplit(url).hostname != urlsplit(head.canonical).hostname:
        message, cause = f"The PDF lies on another host: {url}.", "The PDF lies on another host."
        yield found("pdf", message, "Put it beside the page.", cause=cause)
    elif file and not file.is_file():
        message, hint = f"The PDF is not there: {url}.", "Build the site again, or mend the link."
        yield found("pdf", message, hint, cause="The PDF is not there.")
    elif file:
        size = file.stat().st_size
        if size > MOST_BYTES:
            message = f"The PDF has {size / 1_000_000:.1f} MB; at most 5 MB are read."
            hint = "Make its pictures smaller, for instance with  gs -dPDFSETTINGS=/ebook."
            yield found("pdf", message, hint, cause="The PDF has more than 5 MB; at most 5 MB are read.")
        with file.open("rb") as opened:
            # Readers allow some bytes before the header (PDF 32000-1:2008, annex H.3.4.1).
            if b"%PDF-" not in opened.read(1024):
                message, hint = f"The PDF is no PDF: {url}.", "Open it: does it show the paper?"
                yield found("pdf", message, hint, cause="The PDF is no PDF.")


def _file_of(site: Path, name: str, canonical: str, url: str) -> Path | None:
    """The file behind an address on the site's host; None where it lies outside the site."""
    here, there = urlsplit(canonical).path, unquote(urlsplit(url).path)
    page = name.removesuffix("index.html") if here.endswith("/") else name
    base = here.removesuffix(page)
    if not here.endswith(page) or not there.startswith(base):
        return None
    file = (site / there.removeprefix(base)).resolve()
    return file if file.is_relative_to(site.resolve()) else None


_BUILT = ("_build/html", "build/html", "_build/dirhtml", "build/dirhtml", "../build/html", "_build", "build")


@click.command(
    cls=DataCommand,
    examples=(
        "doctor .",
        "doctor build/html --data data/site.yaml",
        "doctor build/html --published https-site/objects.inv",
        "doctor --json build/html",
    ),
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--data",
    "named",
    multiple=True,
    metavar="FILE",
    help="A data file, to find publications without a page; may be said several times. The source folder's conf.py names them itself.",
)
@click.option(
    "--published",
    type=click.Path(path_type=Path),
    metavar="INVENTORY",
    help="The objects.inv of the site as it was published last, or its folder: keys and pages that vanished since are told.",
)
@click.option(
    "--all", "is_whole", is_flag=True, help="List every place of a cause, and every key that vanished."
)
@click.option("--json", "is_json", is_flag=True, help="Print all as one JSON document.")
def command(
    folder: Path, named: tuple[str, ...], published: Path | None, is_whole: bool, is_json: bool
) -> int:
    """Say why Google Scholar would not take up a paper, and which links to the site of before are dead.

    FOLDER is the built site, or its source folder where the built site lies in _build/html or build/html.
    """
    data = [*named]
    site = folder
    if (folder / "conf.py").is_file():
        built = [place for name in _BUILT if any((place := folder / name).glob("*.html"))]
        if not built:
            say(f"{folder} holds no built site; name its folder, or build it first.")
            return 2
        site = built[0]
        try:
            if not data:
                with project(folder) as env:
                    data = [str(folder / name) for name in data_of_site(env)]
        except SphinxError as error:
            say(str(error))
            return 2
    elif not folder.is_dir() or not any(folder.rglob("*.html")):
        say(f"{folder} is no built site: there is no HTML page in it.")
        return 2
    collection = load_named(data)
    gone: tuple[Vanished, ...] = ()
    number = 0
    if published is not None:
        try:
            before, now = map(read_published, (published, site))
        except ValueError as error:
            say(str(error))
            return 2
        gone = tuple(vanished(before, now, collection))
        number = sum(map(len, before.values()))
    report = examine(site, collection.publications)
    if published is not None and not report.pages:
        # Who asks for what vanished alone need not have pages of papers.
        report = Report((), 0)
    kept_out = len({finding.place for finding in report.findings if finding.serious})
    if is_json:
        _print_json(report, kept_out, number if published is not None else None, gone)
        return 1 if kept_out or gone else 0
    if published is not None:
        _tell_vanished(gone, number, len(gone) if is_whole else _SHOWN)
        if not report.pages:
            return 1 if gone else 0
    for cause in causes(report.findings):
        _tell_cause(cause, len(cause.places) if is_whole else _SHOWN)
    pages = f"{report.pages} {'page' if report.pages == 1 else 'pages'} of papers in {site}"
    print(f"{pages}: {_counted(kept_out, 'to look at', 'all can be taken up')}")
    return 1 if kept_out or gone else 0


_SHOWN = 3
"""So many places of a cause, and keys that vanished, are listed."""


def _tell_cause(cause: Cause, most: int) -> None:
    said = f"{cause.places[0]}: {'' if cause.serious else 'note: '}{cause.message}"
    if len(cause.places) > 1:
        more = " and more" if len(cause.places) > most else ""
        said += f" It is so in {len(cause.places):,} places: {', '.join(cause.places[:most])}{more}."
    say(f"{said} {cause.hint} [scholar.{cause.code}]")


def _tell_vanished(gone: Sequence[Vanished], number: int, most: int) -> None:
    by_code = grouped_by(gone, lambda each: each.code)
    for code, found in by_code.items():
        for each in found[:most]:
            say(f"{each.place}: {each.message} {each.hint} [permanence.{code}]")
        if len(found) > most:
            say(f"And {len(found) - most:,} more like it; --all lists them. [permanence.{code}]")
    print(
        f"{number} published {'key or page' if number == 1 else 'keys and pages'}: {_counted(len(gone), 'vanished', 'all are there')}"
    )


def _print_json(report: Report, kept_out: int, published: int | None, gone: Sequence[Vanished]) -> None:
    found = [
        {**cause._asdict(), "code": f"scholar.{cause.code}", "places": [*cause.places]}
        for cause in causes(report.findings)
    ]
    lost = [{**each._asdict(), "code": f"permanence.{each.code}"} for each in gone]
    said = {
        "pages": report.pages,
        "to_look_at": kept_out,
        "causes": found,
        "published": published,
        "vanished": lost,
    }
    print_json(said)


def _counted(number: int, what: str, nothing: str) -> str:
    return f"{number} {what}" if number else nothing
