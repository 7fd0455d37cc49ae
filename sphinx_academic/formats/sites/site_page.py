"""A page of another site generator: its front matter (YAML or TOML) and its text."""

from __future__ import annotations

import datetime
import posixpath
import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from sphinx_academic.data.located import RawFile, RawList, RawMapping, RawValue
from sphinx_academic.data.naming import is_file
from sphinx_academic.formats.filling import Span, Transcription, add, add_entry, mapping_of, put, section
from sphinx_academic.formats.own_form import SplitPage, link_definitions, page_of, split_page
from sphinx_academic.formats.sites.liquid_text import clean_site_text, clean_values
from sphinx_academic.formats.table import DataFile
from sphinx_academic.formats.yaml import read_yaml
from sphinx_academic.problems import Code, Problem

MAX_TOML = 200_000
"""Characters of front matter in TOML."""

_MAX_DEPTH = 60
_MAX_ROUNDS = 20
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_TOML_KEY = re.compile(r"""[ \t]*(?:"([^"]+)"|'([^']+)'|([\w-]+))[ \t]*=[ \t]*""")
_TOML_TABLE = re.compile(r"[ \t]*\[\[?([^\]]+)\]")
_LINK_IN_TEXT = re.compile(r"""(?P<before>\]\(|\b(?:href|src)=["'])(?P<url>/[^)\s"'<>]{1,1000})""")
_DATE_IN_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-")
_TIME = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})[T ]+\d{1,2}:\d\d.*", re.S)


class SitePage(NamedTuple):
    """One page as its site has it; ``root`` is empty where it has no front matter that can be read."""

    path: Path
    name: str
    root: RawMapping
    body: str
    body_line: int
    problems: tuple[Problem, ...]
    links: Mapping[str, str]

    @property
    def body_span(self) -> Span:
        """Where the text begins."""
        return (self.body_line, 1, self.body_line, 1)

    @property
    def site(self) -> Path:
        """The folder of the site: what the collection's folder (``_publications``, ``content``) lies in."""
        for folder in self.path.parents:
            if folder.name.startswith("_") or folder.name in {"content", "data"}:
                return folder.parent
        return self.path.parent

    def located(self, url: str, *folders: str) -> str:
        """The path of a file of the site from the source folder, where the site lies in it; anything else as it is.

        ``folders`` are those below the site's own that its generator puts at the site's root (``static``).
        """
        return locate(self.site, self.path, self.name, url, *folders)

    def holding(
        self, name: str, entry: RawMapping, problems: tuple[Problem, ...] = (), **others: RawValue
    ) -> RawFile:
        """The page as a file with an entry in the list of a name, and what else it has; with none that is empty or hidden."""
        made = RawMapping(1, 1)
        said = Transcription(self.root)
        is_hidden = said.text("published").lower() == "false" or said.text("draft").lower() == "true"
        if entry and not is_hidden:
            add_entry(section(made, name, entry.line, entry.column), entry)
            for other, value in others.items():
                put(made, other, value, (entry.line, entry.column) * 2)
        return RawFile(self.name, made, self.problems + problems, self.links, foreign=True)


def locate(site: Path, path: Path, name: str, url: str, *folders: str) -> str:
    """Find a file of a site whose data file ``path`` has the name ``name`` in messages; see :meth:`SitePage.located`."""
    plain = url.strip()
    if not plain or "://" in plain or plain.startswith(("#", "mailto:", "data:")) or len(plain) > 1000:
        return plain
    try:
        below = path.relative_to(site).as_posix()
    except ValueError:
        return plain
    prefix = name.replace("\\", "/").removesuffix(below)
    if prefix == name or prefix.startswith(("/", "..")):
        return plain
    wanted = plain.split("#")[0].split("?")[0]
    beside = () if wanted.startswith("/") else (PurePosixPath(below).parent.as_posix(),)
    for folder in (*beside, "", *folders):
        candidate = posixpath.normpath(posixpath.join(folder, wanted.lstrip("/")))
        if not candidate.startswith("..") and is_file(site / candidate):
            return f"/{prefix}{candidate}"
    return plain


def locate_in_text(text: str, located: Callable[[str], str]) -> str:
    """A text whose links to files of the old site lead to where these lie now; see :func:`locate`."""
    if "/" not in text:
        return text
    return _LINK_IN_TEXT.sub(lambda match: f"{match['before']}{located(match['url'])}", text)


def read_site_page(file: DataFile) -> SitePage:
    """Split a page into front matter and text, both cleaned; never raises for any text."""
    text, name = file.text, file.name
    is_toml = text.lstrip().startswith("+++")
    split = _split_toml(text, name) if is_toml else split_page(text, name)
    read: Callable[..., tuple[RawValue, tuple[Problem, ...]]] = _read_toml if is_toml else read_yaml
    root, told = (None, ()) if split.data is None else read(split.data, name, first_line=split.line)
    if root is not None and not isinstance(root, RawMapping):
        message = "the front matter is no mapping; fields such as  title: …  were expected."
        told = (*told, Problem(name, 2, 1, Code.TYPE, message, "Write  title: …"))
    body_line = min(split.body_line, text.count("\n") + 1)  # of an empty body, the last line
    links = link_definitions(split.body)
    page = SitePage(file.path, name, mapping_of(root), split.body, body_line, split.problems + told, links)

    def clean(written: str) -> str:
        return locate_in_text(clean_site_text(written), lambda url: page.located(url, "static"))

    clean_values(page.root, clean)
    return page._replace(body=clean(page.body))


def put_date(made: Transcription, page: SitePage, *keys: str) -> None:
    """Set the date: that under the first of these keys that has one, without its time of day; else that in the file's name."""
    made.put("date", without_time(made.text(*keys)), made.span(*keys))
    match = _DATE_IN_NAME.match(page.path.name)
    made.put("date", match[1] if match else "", (1, 1, 1, 1))


def without_time(text: str) -> str:
    """``2015-10-22 15:59:00-0400`` as the day alone; any other text as it is."""
    match = _TIME.fullmatch(text.strip())
    return match[1] if match else text


def _split_toml(text: str, name: str) -> SplitPage:
    lines = text.split("\n")
    start = next(number for number, line in enumerate(lines, start=1) if line.strip())
    end = next((number for number in range(start, len(lines)) if lines[number].rstrip() == "+++"), None)
    if end is not None:
        return page_of(lines, start, end, end + 1)
    message = "the front matter that opens here is never closed."
    hint = "Write a line  +++  below its last line."
    problem = Problem(name, start, 1, Code.SYNTAX, message, hint, lines[start - 1])
    return page_of(lines, start, len(lines), len(lines), problem)


def _read_toml(text: str, name: str, *, first_line: int) -> tuple[RawValue, tuple[Problem, ...]]:
    """What a TOML text says, as :func:`read_yaml` does; a line that is no TOML is left out."""
    start = first_line - 1
    if len(text) > MAX_TOML:
        message = f"the front matter has more than {MAX_TOML:,} characters; it is left out."
        hint = "Check where it ends: it needs a line  +++."
        return None, (Problem(name, start, 1, Code.LIMIT, message, hint),)
    block = [*[""] * start, *text.split("\n")]
    places = _toml_places(block)
    problems: list[Problem] = []
    for _ in range(_MAX_ROUNDS):
        try:
            values = tomllib.loads("\n".join(block), parse_float=str)
            return _from_toml(values, (start, 1, start, 1), (), places), tuple(problems)
        except tomllib.TOMLDecodeError as error:
            found = _PLACE.search(str(error))
            line, column = (int(found[1]), int(found[2])) if found else (len(block), 1)
            line = max(first_line, min(line, len(block)))
            while line > start and not block[line - 1].strip():
                line -= 1
            excerpt = block[line - 1]
            reason = str(error).split(" (at ")[0]
            message = f"this is no TOML ({reason[:1].lower()}{reason[1:]}); the line is left out."
            column = min(column, len(excerpt) + 1)
            hint = 'Texts stand in quotation marks: title = "…".'
            problems.append(Problem(name, line, column, Code.SYNTAX, message, hint, excerpt))
            if not excerpt.strip():
                break
            block[line - 1] = ""
        except (RecursionError, ValueError, OverflowError) as error:
            message = f"the front matter cannot be read ({type(error).__name__}); it is left out."
            problems.append(Problem(name, start, 1, Code.LIMIT, message, "Check the brackets in it."))
            break
    return None, tuple(problems)


def _toml_places(lines: list[str]) -> dict[tuple[str, ...], Span]:
    """Where each key stands, by its path; tomllib does not say."""
    places: dict[tuple[str, ...], Span] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(lines, start=1):
        match = _TOML_KEY.match(line)
        if match:
            key = match[1] or match[2] or match[3]
            places.setdefault((*table, key), (number, match.start() + 1, number, match.end() + 1))
            continue
        head = _TOML_TABLE.match(line)
        if head:
            table = tuple(part.strip(" \t\"'") for part in head[1].split("."))
            places.setdefault(table, (number, 1, number, 1))
    return places


def _from_toml(
    value: object, span: Span, path: tuple[str, ...], places: Mapping[tuple[str, ...], Span], depth: int = 0
) -> RawValue:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if not isinstance(value, (dict, list)):
        return str(value)
    if depth > _MAX_DEPTH:
        return None
    if isinstance(value, list):
        items = RawList(span[2], span[3])
        for item in value:
            add(items, _from_toml(item, span, path, places, depth + 1), span[2], span[3])
        return items
    mapping = RawMapping(span[2], span[3])
    for key, item in value.items():
        where = mapping.places[key] = places.get((*path, key), span)
        mapping[key] = _from_toml(item, where, (*path, key), places, depth + 1)
    return mapping
