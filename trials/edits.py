"""Random edits of a site, each followed by a build of what has changed: in the end that is what a clean build writes.

``python -m trials.edits --sequences 1000`` draws for each sequence its builder, the number of workers and Python's hash seed.
A sequence that fails is made as short as it can be and printed, an edit in each line.
"""

from __future__ import annotations

import argparse
import atexit
import copy
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from hypothesis import HealthCheck, Phase, seed, settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from trials.forks import BuildServer
from trials.project import KEYS, NAMES, PAPERS, PICTURES, WORDS, Block, Page, Project, first_project

BUILDERS = ("html", "dirhtml", "singlehtml")
WORKERS = (1, 1, 2, 4)
HASH_SEEDS = (0, 1, 2)

_TELLING = 20
"""After so many sequences it is said how far the trial is."""


class Exemption(NamedTuple):
    """What Sphinx itself writes in another way when it builds only what has changed, as the trial without us shows."""

    name: str
    reason: str


LEFT_OVER = Exemption(
    "left over",
    "Sphinx removes no file from its output: pages, their sources, pictures, files to download and what another language needs stay.",
)
OWN_OF_SPHINX = (LEFT_OVER,)

_OWN_FILES = re.compile(
    r"_sources/.+|_static/(?:[a-z]+-stemmer|translations)\.js|_images/(?!academic/).+|_downloads/[0-9a-f]{32}/.+|\.buildinfo\.bak"
)
_IGNORED = frozenset({".pickle", ".doctree", ".fpickle"})


class Difference(NamedTuple):
    """A file that the two builds wrote differently, how, and whose doing that is."""

    path: str
    how: str
    own: Exemption | None = None


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of an output; pickles hold times and addresses in memory."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in _IGNORED
    }


def differences(
    incremental: dict[str, bytes], clean: dict[str, bytes], pages: set[str]
) -> Iterator[Difference]:
    """What differs; ``pages`` are the addresses of all pages that there have ever been."""
    for path in sorted(incremental.keys() | clean.keys()):
        one, other = incremental.get(path), clean.get(path)
        if one == other:
            continue
        if other is None:
            own = _OWN_FILES.fullmatch(path) or path in pages
            yield Difference(path, "only after edits", LEFT_OVER if own else None)
        elif one is None:
            yield Difference(path, "missing after edits")
        elif path == "searchindex.js":
            left, right = _search_index(one), _search_index(other)
            if said := _search_difference(left, right):
                yield Difference(path, said)
        else:
            yield Difference(path, _line_difference(one, other))


def _search_index(content: bytes) -> dict[str, Any]:
    text = content.decode()
    index: dict[str, Any] = json.loads(text[text.index("(") + 1 : text.rindex(")")])
    return index


def _search_difference(one: dict[str, Any], other: dict[str, Any]) -> str:
    for name in sorted(one.keys() | other.keys()):
        if one.get(name) != other.get(name):
            left, right = one.get(name), other.get(name)
            if isinstance(left, dict) and isinstance(right, dict):
                key = next(
                    key for key in sorted(left.keys() | right.keys()) if left.get(key) != right.get(key)
                )
                return f"{name}[{key!r}]: {left.get(key)} != {right.get(key)}"
            return f"{name}: {left} != {right}"[:400]
    return ""


def _line_difference(first: bytes, second: bytes) -> str:
    if b"\0" in first + second:
        return f"{len(first)} bytes != {len(second)} bytes"
    left, right = first.decode().splitlines(), second.decode().splitlines()
    number = next(
        (n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )
    a, b = (lines[number] if number < len(lines) else "(end)" for lines in (left, right))
    same = next((place for place, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), 0)
    at = max(0, same - 60)
    return f"line {number + 1}: {a[at : at + 160]!r} != {b[at : at + 160]!r}"


class Workshop:
    """The folders, the processes that build, and what was counted."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="edits-"))
        self.source = self.folder / "source"
        self.plain = False
        self.keep_going = False
        self.sequences = self.builds = 0
        self.seconds = 0.0
        self.found: list[tuple[str, list[Difference]]] = []
        self.own: Counter[str] = Counter()
        self._servers: dict[int, BuildServer] = {}
        self._began = time.monotonic()

    def server(self, number: int) -> BuildServer:
        """The process with a hash seed."""
        if number not in self._servers:
            warm_up = self.folder / "warm-up"
            write_files(warm_up, {}, first_project().files(plain=self.plain))
            self._servers[number] = BuildServer(number, warm_up)
        return self._servers[number]

    def start(self, manner: Manner) -> None:
        """Put the site and its first build where sequences work on them; it is built once for all of them."""
        kept = self.folder / f"first-{manner.builder}-{manner.workers}"
        places = ("source", "output", "trees")
        for name in places:
            shutil.rmtree(self.folder / name, ignore_errors=True)
        if kept.is_dir():
            for name in places:
                shutil.copytree(kept / name, self.folder / name)
            return
        write_files(self.source, {}, first_project().files(plain=self.plain))
        self.build(manner, "output", "trees")
        for name in places:
            shutil.copytree(self.folder / name, kept / name)

    def build(self, manner: Manner, output: str, trees: str) -> set[str]:
        """Build, and give the warnings."""
        arguments = ["-q", "-b", manner.builder, "-j", str(manner.workers), "-d", str(self.folder / trees)]
        built = self.server(manner.hash_seed).build(*arguments, str(self.source), str(self.folder / output))
        self.builds += 1
        self.seconds += built.seconds
        assert built.status == 0, built.said
        return {line for line in built.said.splitlines() if line.strip()}

    def summary(self) -> str:
        """What was done, and what came of it."""
        number = max(1, self.sequences)
        return (
            f"{self.sequences} sequences, {self.builds} builds, {len(self.found)} sequences with differences of ours; "
            f"{self.seconds / number:.1f} s of processor time and {(time.monotonic() - self._began) / number:.1f} s each"
        )

    def close(self) -> None:
        """End the processes and remove the folders."""
        for server in self._servers.values():
            server.close()
        self._servers.clear()
        shutil.rmtree(self.folder, ignore_errors=True)


class Manner(NamedTuple):
    """How something is built."""

    builder: str
    workers: int
    hash_seed: int


_LONG_AGO = 1_000_000_000
"""A time that is older than any build."""


def write_files(
    folder: Path, before: dict[str, bytes], after: dict[str, bytes], *, long_ago: bool = False
) -> None:
    """Bring a folder from one set of files to another; what is the same is not touched.

    What is ``long_ago`` has the time of a file that was unpacked, or moved from elsewhere.
    """
    for name in before.keys() - after.keys():
        (folder / name).unlink()
    for name, content in after.items():
        if before.get(name) != content:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            if long_ago:
                os.utime(path, (_LONG_AGO, _LONG_AGO))


_numbers = strategies.integers(0, 7)
_builds = strategies.sampled_from([True, True, False])
_words = strategies.sampled_from(WORDS)

_FIELDS: dict[str, tuple[Any, ...]] = {
    "title": ("Fog & <Kettles>", {"en": "Fog here", "de": "Nebel hier"}, "Rime at $x^2$", "Sleet, *again*"),
    "authors": (["Otto Kessel"], ["O. Kessel", "Ada Brühl"], ["Liu Wei", "Otto Kessel", "Ludmilla Zug"]),
    "date": ("2024-02-29", "2001", "2020-05"),
    "venue": ("Steam Days", "Journal of Dew", ""),
    "tags": (["warm"], ["cold", "new"], []),
    "image": (*PICTURES, "images/none.png", ""),
    "links": ([{"name": "PDF", "url": PAPERS[0]}], [{"name": "Slides", "url": "team.md"}], []),
    "abstract": ("See [method](work/cites.md).", "Dew ![](images/blue.png) falls.", ""),
    "award": ("Best paper", ""),
    "selected": ("true", ""),
    "projects": (["rime"], ["kettle"], []),
    "grants": (["D/1"], []),
    "former_keys": (["new-fog"], [KEYS[2]], []),
    "type": ("talk", "thesis", ""),
}
_changes = strategies.sampled_from([(name, value) for name, values in _FIELDS.items() for value in values])

_BLOCKS = (
    Block("directive", "publications", options={"layout": "list"}),
    Block("directive", "publications", "", {"tag": "warm", "feed": "warm.xml", "download": "ris"}),
    Block("directive", "publications", "/data/sets", {"layout": "compact", "home": ""}),
    Block("directive", "newsfeed", options={"limit": "1"}),
    Block("directive", "competitions"),
    Block("directive", "education"),
    Block("directive", "cv"),
    Block("directive", "cv", options={"variant": "two-page"}),
    Block("directive", "overview"),
    Block("directive", "cv", options={"pdf": "", "download": "latex, rendercv, resume"}),
    Block("directive", "cv", options={"variant": "industry", "pdf": "sans, letter"}),
    Block("directive", "calendar", options={"kinds": "all", "feed": "days.ics"}),
    Block("directive", "publications", options={"members": "then+1", "download": "xlsx"}),
    Block("directive", "coauthors", options={"author": "Ada Brühl", "months": "99", "download": "csv"}),
    Block("directive", "report", "", {"person": "Otto Kessel", "download": "csv"}),
    Block("directive", "profile"),
    Block("directive", "people", options={"group-by": "role"}),
    Block("directive", "people", options={"layout": "table", "alumni": "only"}),
    Block("directive", "projects", options={"layout": "list"}),
    Block("directive", "talks", options={"current": "", "feed": "next.ics"}),
    Block("directive", "openings"),
    Block("directive", "awards"),
    Block("directive", "software"),
    Block("directive", "patents"),
    Block("directive", "publications", options={"group-by": "author"}),
    Block("directive", "publications", options={"project": "rime", "numbered": "types"}),
    Block("directive", "publications", options={"author": "every PhD student"}),
    Block("role", "project", "rime"),
    Block("role", "project", "ice"),
    Block("role", "talk", "dew"),
    Block("role", "patent", "whistle"),
    Block("role", "person", "wei"),
    Block("role", "any", "rime"),
    Block("directive", "references", options={"scope": "project"}),
    Block("directive", "references", options={"numbered": ""}),
    *(
        Block("role", role, KEYS[number])
        for number, role in enumerate(["pub", "pub:t", "pub:p", "any", "pub", "pub:t"])
    ),
    Block("role", "person", "Liu Wei"),
    Block("role", "person", "Ludmilla Zug"),
    Block("role", "news", "opened"),
    Block("role", "competition", "ears"),
    Block("words", text="Nothing but words."),
)
_OPTIONS = (
    ("layout", "list"),
    ("layout", "compact"),
    ("group-by", "year"),
    ("group-by", "type, venue"),
    ("filter", ""),
    ("download", "bib"),
    ("download", "ris, csl"),
    ("feed", "own.xml"),
    ("feed", "feeds/own.json, own.ics"),
    ("limit", "3"),
    ("home", ""),
    ("no-index", ""),
    ("bibtex", ""),
    ("numbered", ""),
    ("reverse", ""),
    ("versions", "separate"),
    ("first-author", "Kessel"),
    ("exclude", KEYS[3]),
    ("auto", ""),
    ("auto", "paper, talk"),
    ("auto", "all"),
    ("style", "apa"),
    ("name", "here"),
    ("project", "rime"),
    ("grant", "D/1"),
    ("current", ""),
    ("colour", "grey"),
)
_CAREER: tuple[tuple[str, list[dict[str, Any]]], ...] = (
    ("projects", [{"key": "ice", "title": "Ice", "former_keys": ["rime"], "people": ["Ludmilla Zug"]}]),
    ("projects", [{"key": "rime", "title": "Rime & *more*", "end": "2021", "part_of": "old-rime"}]),
    ("projects", [{"key": "old-rime", "title": "Rime before", "part_of": "rime", "image": PICTURES[0]}]),
    ("talks", [{"key": "dawn", "title": "Dawn", "date": "2024-07-01", "former_keys": ["dew"]}]),
    ("talks", [{"key": "dew", "title": "Dew at dusk", "date": "2024-05-03", "audience": "*many*"}]),
    ("grants", [{"key": "dew-grant", "title": "Dew", "number": "D/2", "former_keys": ["grant-of-dew"]}]),
    ("grants", [{"title": "Fog", "number": "D/1", "people": ["Otto Kessel"]}]),
    ("supervision", [{"name": "Otto Kessel", "degree": "MSc", "thesis": "Hail", "supervisors": ["Liu Wei"]}]),
    ("awards", [{"title": "Cup of *Fog*", "date": "2024", "people": ["Liu Wei"]}]),
    ("software", [{"key": "kettle", "title": "Kettle 2", "projects": ["ice"], "stars": "12"}]),
    ("openings", [{"title": "Driver", "date": "2024-05-20", "deadline": "2024-07-10", "projects": ["rime"]}]),
    ("patents", [{"title": "Whistle", "office": "Other office", "inventors": ["Liu Wei"], "mood": "good"}]),
    ("media", [{"title": "On fog", "organisation": "The Daily Dew", "date": "2024-05-05"}]),
    ("cv", [{"title": "In *short*", "text": "Here ![](images/blue.png) $x^2$; see [the papers](papers)."}]),
    (
        "cv",
        [{"title": "Papers", "kinds": "publications", "limit": "2"}, {"title": "Dew", "kinds": "talks, fog"}],
    ),
    ("cv", [{"title": "Trade", "kinds": "projects", "variants": "industry"}]),
    (
        "talks",
        [{"key": "hail", "title": {"en": "Hail", "de": "Hagel"}, "date": "2023-02-01", "tags": ["industry"]}],
    ),
    ("service", [{"title": "Reviewer", "organisation": "Journal of Dew", "start": "2019"}]),
)
_LISTS = ("cv", "projects", "talks", "grants", "supervision", "awards", "software", "openings", "patents")
_KINDS: tuple[dict[str, Any], ...] = (
    {},
    {"patents": {"fields": {"title": "", "office": "Office", "inventors": {"is": "people"}}}},
    {"patents": {"fields": {"title": "", "office": "Granted by", "mood": "Mood"}}},
    {"patents": None, "exhibitions": None},
)
_TEMPLATES = (
    ("_templates/academic/talks.html", "<p>{{ entry.dates }}: {{ entry.title }}</p>\n"),
    ("_templates/academic/talks.html", "<p>{{ entry.titel }}</p>\n"),
    ("_templates/academic/talks.html", ""),
    ("_templates/academic/project.html", "<p>{{ entry.title }} {{ entry.links }}</p>\n"),
    ("_templates/academic/project.html", ""),
    ("_templates/academic/person.html", "<p>{{ entry.title }}</p>\n"),
)
_SETTINGS: tuple[tuple[str, Any], ...] = (
    ("academic_highlight", ["Ada Brühl", "Otto Kessel"]),
    ("academic_highlight", ["every PhD student"]),
    ("academic_cite_style", "footnote"),
    ("academic_cite_style", "ieee"),
    ("academic_cite_style", "apa"),
    ("academic_dates", "long"),
    ("academic_corrections", "https://git.example.org/{filename}#L{line}"),
    ("academic_corrections", False),
    ("academic_cite_forms", ["ieee", "bibtex"]),
    ("academic_cite_forms", []),
    ("academic_paper_pages", False),
    ("academic_paper_pages", "works"),
    ("academic_paper_pages", True),
    ("academic_thumbnails", False),
    ("academic_inventory_labels", True),
    ("academic_publish_records", True),
    ("academic_publish_records", False),
    ("academic_members", {"Ada Brühl": "data/more.yaml"}),
    ("academic_members", {"Otto Kessel": "data/sets", "Ada Brühl": ["data/more.yaml"]}),
    ("academic_members", {}),
    ("academic_languages", {"en": "/", "de": "/de/"}),
    ("academic_languages", {}),
    ("academic_cv_fonts", ["images"]),
    ("academic_cv_fonts", []),
    ("academic_report", ["people", "languages"]),
    ("academic_entries_at_once", 2),
    ("academic_report", ["people", "merged"]),
    ("academic_person_pages", False),
    ("academic_person_pages", "who"),
    ("academic_person_pages", True),
    ("academic_project_pages", False),
    ("academic_project_pages", True),
    ("academic_names", "register"),
    ("academic_today", "2024-08-01"),
    ("academic_today", "2021-01-01"),
    ("academic_fields", {}),
    ("academic_fields", {"talks": {"audience": "Heard by"}, "patents": {"mood": "Mood"}}),
    ("academic_templates", []),
    ("academic_templates", ["_templates/academic"]),
    ("academic_data", ["data/site.yaml"]),
    ("academic_data", ["data/*.yaml", "data/papers.bib"]),
    ("academic_data", ["data/site.yaml", "data/more.yaml", "data/*.bib", "data/sets"]),
    ("html_theme_options", {"accent": "#702020"}),
    ("html_theme_options", {"layout": "docs"}),
    ("html_theme_options", {"layout": "profile"}),
    (
        "html_theme_options",
        {"social_links": "profile", "footer": "See [the papers](papers), [one](files/one.pdf)."},
    ),
    ("html_theme_options", {"external_links_new_tab": True}),
    ("html_theme_options", {}),
    ("language", "de"),
    ("language", "en"),
    ("html_baseurl", ""),
    ("html_baseurl", "https://other.example.org/site/"),
    ("html_math_renderer", "mathml"),
    ("exclude_patterns", ["team.md"]),
    ("exclude_patterns", ["work"]),
    ("exclude_patterns", []),
    ("project", "Institute of Fog"),
    ("html_title", "Fog"),
)


class Edits(RuleBasedStateMachine):
    """A site, what it was before, and how it is built."""

    workshop: ClassVar[Workshop]

    def __init__(self) -> None:
        super().__init__()
        self.project = first_project()
        self.written = self.project.files(plain=self.workshop.plain)
        self.history: list[Project] = [copy.deepcopy(self.project)]
        self.told: set[str] = set()
        self.pages: set[str] = set()
        self.script: list[str] = []
        self.manner: Manner | None = None
        self.stale = False

    @initialize(
        builder=strategies.sampled_from(BUILDERS),
        workers=strategies.sampled_from(WORKERS),
        hash_seed=strategies.sampled_from(HASH_SEEDS),
        clean_workers=strategies.sampled_from(WORKERS),
        clean_hash_seed=strategies.sampled_from(HASH_SEEDS),
    )
    def begin(
        self, builder: str, workers: int, hash_seed: int, clean_workers: int, clean_hash_seed: int
    ) -> None:
        self.manner = Manner(builder, workers, hash_seed)
        self.clean_manner = Manner(builder, clean_workers, clean_hash_seed)
        self.script.append(f"{self.manner}, then clean {self.clean_manner}")
        self.workshop.start(self.manner)
        self._note_pages()

    def _note_pages(self) -> None:
        assert self.manner is not None
        for name in self.project.pages:
            is_index = name.rpartition("/")[2] == "index"
            self.pages.add(
                f"{name}/index.html" if self.manner.builder == "dirhtml" and not is_index else f"{name}.html"
            )

    def _written(self, said: str, build: bool, long_ago: bool = False) -> None:
        self.script.append(said + (" | build" if build else ""))
        files = self.project.files(plain=self.workshop.plain)
        write_files(self.workshop.source, self.written, files, long_ago=long_ago)
        self.written = files
        self.history.append(copy.deepcopy(self.project))
        self._note_pages()
        self.stale = True
        if build:
            self._build()

    def _build(self) -> None:
        assert self.manner is not None
        self.told |= self.workshop.build(self.manner, "output", "trees")
        self.stale = False

    def _records(self, number: int) -> list[dict[str, Any]]:
        files = sorted(self.project.data)
        return self.project.data[files[number % len(files)]]

    def _page(self, number: int) -> Page:
        names = sorted(self.project.pages)
        return self.project.pages[names[number % len(names)]]

    @rule(file=_numbers, number=_numbers, change=_changes, build=_builds)
    def edit_record(self, file: int, number: int, change: tuple[str, Any], build: bool) -> None:
        if records := self._records(file):
            records[number % len(records)][change[0]] = change[1]
        self._written(f"record {file}.{number}: {change}", build)

    @rule(file=_numbers, number=_numbers, word=_words, build=_builds)
    def add_record(self, file: int, number: int, word: str, build: bool) -> None:
        record = {
            "key": f"new-{word.lower()}",
            "title": f"New {word}",
            "authors": [NAMES[number % len(NAMES)]],
            "date": f"20{10 + number}-01-01",
            "venue": "Steam Days",
        }
        records = self._records(file)
        records.insert(number % (len(records) + 1), record)
        self._written(f"record {file}.{number} added: {record}", build)

    @rule(file=_numbers, number=_numbers, build=_builds)
    def remove_record(self, file: int, number: int, build: bool) -> None:
        if records := self._records(file):
            records.pop(number % len(records))
        self._written(f"record {file}.{number} removed", build)

    @rule(file=_numbers, number=_numbers, to=_numbers, place=_numbers, build=_builds)
    def move_record(self, file: int, number: int, to: int, place: int, build: bool) -> None:
        if records := self._records(file):
            record = records.pop(number % len(records))
            others = self._records(to)
            others.insert(place % (len(others) + 1), record)
        self._written(f"record {file}.{number} moved to {to}.{place}", build)

    @rule(file=_numbers, number=_numbers, word=_words, build=_builds)
    def rename_key(self, file: int, number: int, word: str, build: bool) -> None:
        if records := self._records(file):
            records[number % len(records)]["key"] = f"other{word}"
        self._written(f"record {file}.{number}: key other{word}", build)

    @rule(file=_numbers, number=_numbers, to=_numbers, build=_builds)
    def add_version(self, file: int, number: int, to: int, build: bool) -> None:
        if records := self._records(file):
            record = records[number % len(records)]
            version: dict[str, Any] = {
                name: record[name] for name in ("title", "authors", "date") if name in record
            }
            self._records(to).append({**version, "key": f"{record['key']}-preprint", "arxiv": "2401.00001"})
        self._written(f"record {file}.{number}: preprint added to {to}", build)

    @rule(
        change=strategies.sampled_from(
            [
                {"name": "Ludmilla Zug", "url": "https://zug.example.org"},
                {"name": "Otto Kessel", "aliases": ["A. Brühl"], "role": "PhD student"},
                {"name": "Ada Brühl", "aliases": ["A. Brühl"], "orcid": "0000-0002-1825-0097"},
                {"name": "Liu Wei", "url": "papers.rst"},
                {"name": "Otto Kessel"},
                {"key": "wei-liu", "name": "Liu Wei", "former_keys": ["wei"], "role": "Postdoc"},
                {"key": "otto", "name": "Otto Kessel", "former_keys": ["otto-kessel"], "photo": PICTURES[1]},
                {"name": "Wilhelmina Dampf", "about": "Knows {project}`rime` and [papers](papers)."},
            ]
        ),
        build=_builds,
    )
    def change_person(self, change: dict[str, Any], build: bool) -> None:
        others = [each for each in self.project.people if each["name"] != change["name"]]
        self.project.people = [*others, change]
        self._written(f"person {change}", build)

    @rule(number=_numbers, build=_builds)
    def remove_person(self, number: int, build: bool) -> None:
        if self.project.people:
            self.project.people.pop(number % len(self.project.people))
        self._written(f"person {number} removed", build)

    @rule(
        change=strategies.sampled_from(
            [
                ("name", "Ada Dampf"),
                ("role", "Head of *Steam*"),
                ("photo", "images/blue.png"),
                ("photo", ""),
                ("links", {"GitHub": "steam", "Mastodon": "@ada@example.org"}),
                ("links", {"CV": "files/one.pdf"}),
                ("about", "See [who](team.md)."),
            ]
        ),
        build=_builds,
    )
    def change_profile(self, change: tuple[str, Any], build: bool) -> None:
        self.project.profile[change[0]] = change[1]
        self._written(f"profile {change}", build)

    @rule(
        number=_numbers,
        item=strategies.sampled_from(
            [
                {"key": "opened", "date": "2024-06-01", "text": "Open again: [papers](papers)."},
                {"date": "2025-01-01", "text": "A new year.", "tags": ["talk"]},
                {},
            ]
        ),
        build=_builds,
    )
    def change_news(self, number: int, item: dict[str, Any], build: bool) -> None:
        news = self.project.news
        if news:
            news.pop(number % len(news))
        if item:
            news.insert(number % (len(news) + 1), item)
        self._written(f"news {number}: {item}", build)

    @rule(
        item=strategies.sampled_from(
            [
                {
                    "key": "ears",
                    "title": "Second place",
                    "event": "Tidy Ears",
                    "date": "2021",
                    "authors": ["Otto Kessel"],
                },
                {
                    "key": "eyes",
                    "title": "First place",
                    "event": "Clear Eyes",
                    "date": "2020",
                    "image": "images/red.png",
                },
            ]
        ),
        build=_builds,
    )
    def change_competitions(self, item: dict[str, Any], build: bool) -> None:
        self.project.competitions = [item]
        self._written(f"competition {item}", build)

    @rule(change=strategies.sampled_from(_CAREER), build=_builds)
    def change_career(self, change: tuple[str, list[dict[str, Any]]], build: bool) -> None:
        name, records = change
        keys = {each.get("key") for each in records}
        kept = [each for each in self.project.career.get(name, []) if each.get("key") not in keys]
        self.project.career[name] = [*kept, *copy.deepcopy(records)]
        self._written(f"{name} {records}", build)

    @rule(name=strategies.sampled_from(_LISTS), number=_numbers, build=_builds)
    def remove_from_career(self, name: str, number: int, build: bool) -> None:
        if records := self.project.career.get(name):
            records.pop(number % len(records))
        self._written(f"{name} {number} removed", build)

    @rule(kinds=strategies.sampled_from(_KINDS), build=_builds)
    def declare_kinds(self, kinds: dict[str, Any], build: bool) -> None:
        self.project.kinds = copy.deepcopy(kinds)
        self._written(f"kinds {kinds}", build)

    @rule(template=strategies.sampled_from(_TEMPLATES), build=_builds)
    def change_template(self, template: tuple[str, str], build: bool) -> None:
        name, text = template
        if text:
            self.project.templates[name] = text
        else:
            self.project.templates.pop(name, None)
        self._written(f"template {template}", build)

    @rule(degree=_words, picture=strategies.sampled_from(PICTURES), build=_builds)
    def change_education(self, degree: str, picture: str, build: bool) -> None:
        self.project.education = [{"degree": degree, "institution": "School of Dew", "images": [picture]}]
        self._written(f"education {degree} {picture}", build)

    @rule(
        name=strategies.sampled_from(PICTURES),
        facts=strategies.sampled_from([("navy", (500, 320)), ("teal", (90, 60)), ("gold", (40, 300)), None]),
        build=_builds,
    )
    def change_picture(self, name: str, facts: tuple[str, tuple[int, int]] | None, build: bool) -> None:
        if facts is None:
            self.project.pictures.pop(name, None)
        else:
            self.project.pictures[name] = facts
        self._written(f"picture {name}: {facts}", build)

    @rule(number=_numbers, build=_builds)
    def rename_picture(self, number: int, build: bool) -> None:
        names = sorted(self.project.pictures)
        if names:
            old = names[number % len(names)]
            new = old.replace(".png", "-new.png")
            self.project.pictures[new] = self.project.pictures.pop(old)
            for records in self.project.data.values():
                for record in records:
                    if record.get("image") == old:
                        record["image"] = new
        self._written(f"picture {number} renamed", build)

    @rule(
        name=strategies.sampled_from(PAPERS),
        text=strategies.sampled_from(["six", "a long one", None]),
        build=_builds,
    )
    def change_paper(self, name: str, text: str | None, build: bool) -> None:
        if text is None:
            self.project.papers.pop(name, None)
        else:
            self.project.papers[name] = text
        self._written(f"paper {name}: {text}", build)

    @rule(
        name=strategies.sampled_from(["zeal", "work/more", "apart/deep"]),
        block=strategies.sampled_from(_BLOCKS),
        build=_builds,
    )
    def add_page(self, name: str, block: Block, build: bool) -> None:
        self.project.pages[name] = Page(
            "rst" if len(name) % 2 else "md", f"About {name}", [copy.deepcopy(block)]
        )
        self._written(f"page {name} added: {block}", build)

    @rule(number=_numbers, build=_builds)
    def remove_page(self, number: int, build: bool) -> None:
        names = [name for name in sorted(self.project.pages) if name != "index"]
        if names:
            del self.project.pages[names[number % len(names)]]
        self._written(f"page {number} removed", build)

    @rule(
        number=_numbers, name=strategies.sampled_from(["moved", "work/moved", "apart/moved"]), build=_builds
    )
    def move_page(self, number: int, name: str, build: bool) -> None:
        names = [each for each in self.project.pages if each != "index"]
        if names and name not in self.project.pages:
            old = names[number % len(names)]
            self.project.pages = {
                name if each == old else each: page for each, page in self.project.pages.items()
            }
        self._written(f"page {number} moved to {name}", build)

    @rule(number=_numbers, build=_builds)
    def reorder_pages(self, number: int, build: bool) -> None:
        names = list(self.project.pages)
        name = names[number % len(names)]
        self.project.pages[name] = self.project.pages.pop(name)
        self._written(f"page {name} last", build)

    @rule(number=_numbers, word=_words, build=_builds)
    def retitle_page(self, number: int, word: str, build: bool) -> None:
        self._page(number).title = f"All about {word}"
        self._written(f"page {number} called {word}", build)

    @rule(
        number=_numbers,
        layout=strategies.sampled_from(["", "docs", "profile", "homepage", "odd"]),
        build=_builds,
    )
    def change_layout(self, number: int, layout: str, build: bool) -> None:
        self._page(number).layout = layout
        self._written(f"page {number}: layout {layout}", build)

    @rule(number=_numbers, build=_builds)
    def change_language_of_page(self, number: int, build: bool) -> None:
        page = self._page(number)
        page.language = "md" if page.language == "rst" else "rst"
        self._written(f"page {number}: the other markup", build)

    @rule(number=_numbers, place=_numbers, block=strategies.sampled_from(_BLOCKS), build=_builds)
    def add_block(self, number: int, place: int, block: Block, build: bool) -> None:
        blocks = self._page(number).blocks
        blocks.insert(place % (len(blocks) + 1), copy.deepcopy(block))
        self._written(f"page {number}.{place}: added {block}", build)

    @rule(number=_numbers, place=_numbers, build=_builds)
    def remove_block(self, number: int, place: int, build: bool) -> None:
        if blocks := self._page(number).blocks:
            blocks.pop(place % len(blocks))
        self._written(f"page {number}.{place} removed", build)

    @rule(number=_numbers, place=_numbers, to=_numbers, build=_builds)
    def move_block(self, number: int, place: int, to: int, build: bool) -> None:
        if blocks := self._page(number).blocks:
            self._page(to).blocks.append(blocks.pop(place % len(blocks)))
        self._written(f"page {number}.{place} moved to page {to}", build)

    @rule(number=_numbers, place=_numbers, option=strategies.sampled_from(_OPTIONS), build=_builds)
    def change_option(self, number: int, place: int, option: tuple[str, str], build: bool) -> None:
        blocks = [block for block in self._page(number).blocks if block.kind == "directive"]
        if blocks:
            options = blocks[place % len(blocks)].options
            name, value = option
            if options.get(name) == value:
                del options[name]
            else:
                options[name] = value
        self._written(f"page {number}, directive {place}: option {option}", build)

    @rule(setting=strategies.sampled_from(_SETTINGS), build=_builds)
    def change_conf(self, setting: tuple[str, Any], build: bool) -> None:
        self.project.conf[setting[0]] = setting[1]
        self._written(f"conf {setting}", build)

    @rule(
        name=strategies.sampled_from(["data/sets/second.yaml", "data/other.bib", "data/third.yaml"]),
        word=_words,
        build=_builds,
    )
    def add_data_file(self, name: str, word: str, build: bool) -> None:
        self.project.data[name] = [
            {
                "key": f"set{word}",
                "title": f"{word} in a set",
                "authors": ["Liu Wei"],
                "date": "2019",
                "venue": "Sets",
            }
        ]
        self._written(f"data {name} added: {word}", build)

    @rule(number=_numbers, build=_builds)
    def remove_data_file(self, number: int, build: bool) -> None:
        names = [name for name in sorted(self.project.data) if name != "data/site.yaml"]
        if names:
            del self.project.data[names[number % len(names)]]
        self._written(f"data {number} removed", build)

    @rule(number=strategies.integers(0, 30), build=_builds)
    def touch(self, number: int, build: bool) -> None:
        names = sorted(self.written)
        name = names[number % len(names)]
        (self.workshop.source / name).touch()
        self._written(f"{name} touched", build)

    @rule(number=_numbers, with_times=strategies.booleans(), build=_builds)
    def go_back(self, number: int, with_times: bool, build: bool) -> None:
        self.project = copy.deepcopy(self.history[-1 - number % len(self.history)])
        self._written(
            f"back by {number}{', with files of long ago' if with_times else ''}", build, with_times
        )

    def teardown(self) -> None:
        if self.manner is None or sys.exc_info()[0] is not None:
            return
        if self.stale:
            self._build()
        clean = self.workshop.folder / "clean"
        for name in ("clean", "clean-trees"):
            shutil.rmtree(self.workshop.folder / name, ignore_errors=True)
        said = self.workshop.build(self.clean_manner, "clean", "clean-trees")
        found = list(differences(files_of(self.workshop.folder / "output"), files_of(clean), self.pages))
        if not self.workshop.plain and (untold := said - self.told - self._first_told()):
            found += [Difference("warnings", f"never told: {line}") for line in sorted(untold)]
        self.workshop.sequences += 1
        if self.workshop.sequences % _TELLING == 0:
            print(self.workshop.summary(), file=sys.stderr, flush=True)
        self.workshop.own.update({each.own.name for each in found if each.own is not None})
        ours = [each for each in found if each.own is None]
        if ours:
            script = "\n".join(self.script)
            self.workshop.found.append((script, ours))
            if self.workshop.keep_going:
                print(script, *(f"  {each.path}: {each.how}" for each in ours), "", sep="\n", flush=True)
            if not self.workshop.keep_going:
                raise AssertionError("\n".join([script, *(f"  {each.path}: {each.how}" for each in ours)]))

    def _first_told(self) -> set[str]:
        return set()  # the site says nothing before it is edited


def run(sequences: int, start: int, steps: int, *, plain: bool = False, keep_going: bool = False) -> Workshop:
    """Try so many sequences of edits; gives what was counted. Raises AssertionError with the shortest that fails."""
    workshop = Workshop()
    workshop.plain, workshop.keep_going = plain, keep_going
    atexit.register(workshop.close)
    machine = seed(start)(type("Edits", (Edits,), {"workshop": workshop}))
    try:
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=sequences,
                stateful_step_count=steps,
                database=None,
                deadline=None,
                derandomize=False,
                phases=[Phase.generate] if keep_going else [Phase.generate, Phase.shrink],
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        workshop.close()
    return workshop


def main() -> int:
    """Run the trial and say what came of it."""
    parser = argparse.ArgumentParser(prog="python -m trials.edits", description=__doc__)
    parser.add_argument("--sequences", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--edits", type=int, default=6, help="so many edits at most in a sequence")
    parser.add_argument(
        "--plain", action="store_true", help="the same without the extension: what Sphinx itself does"
    )
    parser.add_argument(
        "--keep-going", action="store_true", help="count failures, and make none of them shorter"
    )
    asked = parser.parse_args()
    workshop = run(asked.sequences, asked.seed, asked.edits, plain=asked.plain, keep_going=asked.keep_going)
    kinds = Counter(each.path for _script, found in workshop.found for each in found)
    for path, number in kinds.most_common(25):
        print(f"{number:5} {path}")
    print(workshop.summary())
    for exemption in OWN_OF_SPHINX:
        print(
            f"Sphinx's own: {exemption.name}, in {workshop.own[exemption.name]} sequences. {exemption.reason}"
        )
    return bool(workshop.found)


if __name__ == "__main__":
    sys.exit(main())
