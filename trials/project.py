"""A small site that random edits change: pages in both languages, data in three formats, people, pictures, papers."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from typing import Any

from PIL import Image

Record = dict[str, Any]


@dataclass
class Block:
    """A part of a page: a directive with its options, a role with its key, or words."""

    kind: str
    name: str = ""
    text: str = ""
    options: dict[str, str] = field(default_factory=dict)

    def written(self, language: str) -> str:
        """The block in reStructuredText (``rst``) or MyST (``md``)."""
        if self.kind == "words":
            return f"{self.text}\n"
        if self.kind == "role":
            role = f"{{{self.name}}}" if language == "md" else f":{self.name}:"
            return f"See {role}`{self.text}` too.\n"
        options = [f":{name}: {value}".rstrip() for name, value in self.options.items()]
        if language == "md":
            return "\n".join([f"```{{{self.name}}} {self.text}".rstrip(), *options, "```\n"])
        return "\n".join([f".. {self.name}:: {self.text}".rstrip(), *(f"   {each}" for each in options), ""])


@dataclass
class Page:
    """A page: its title, the layout that it names, and its blocks."""

    language: str
    title: str
    blocks: list[Block]
    layout: str = ""

    def written(self) -> str:
        """The text of the file."""
        if self.language == "md":
            head = f"---\nlayout: {self.layout}\n---\n\n" if self.layout else ""
            title = f"# {self.title}\n"
        else:
            head = f":layout: {self.layout}\n\n" if self.layout else ""
            title = f"{self.title}\n{'=' * len(self.title)}\n"
        return head + "\n".join([title, *(block.written(self.language) for block in self.blocks)])


@dataclass
class Project:
    """All that the files of the site say."""

    conf: dict[str, Any]
    pages: dict[str, Page]
    data: dict[str, list[Record]]
    """Data file → its publications."""
    people: list[Record]
    profile: Record
    news: list[Record]
    competitions: list[Record]
    education: list[Record]
    career: dict[str, list[Record]]
    """List of any other kind → its records: projects, talks, grants and their like, and those of kinds that the site declares."""
    kinds: dict[str, Record]
    """What the site declares as kinds of its own."""
    templates: dict[str, str]
    """Path of a template → what it says."""
    pictures: dict[str, tuple[str, tuple[int, int]]]
    """Path → colour, and size in pixels."""
    papers: dict[str, str]
    """Path of a PDF → what it holds."""

    def files(self, *, plain: bool = False) -> dict[str, bytes]:
        """Path → content; ``plain`` leaves out all that is ours: the site that Sphinx alone is tried with."""
        files = {"conf.py": _conf(self.conf, plain=plain)}
        pages = {
            name: Page(
                page.language,
                page.title,
                [
                    Block("words", text=f"{each.name} {each.text}")
                    if plain and each.kind != "toctree"
                    else each
                    for each in page.blocks
                ],
                "" if plain else page.layout,
            )
            for name, page in self.pages.items()
        }
        others = {f"/{name}": "" for name in self.pages if name != "index"}
        contents = Block("directive", "toctree", options={"maxdepth": "2"})
        index = pages["index"]
        text = contents.written(index.language)
        closing = "```\n" if index.language == "md" else ""
        body = text.removesuffix(closing)
        indent = "" if index.language == "md" else "   "
        listed = "\n".join(["", *(f"{indent}{name}" for name in others), ""])
        for name, page in pages.items():
            written = page.written()
            if name == "index":
                written += f"\n{body}{listed}{closing}"
            files[f"{name}.{page.language}"] = written.encode()
        if plain:
            return files
        for name, records in self.data.items():
            if name.endswith(".bib"):
                files[name] = "\n".join(map(_bibtex, records)).encode()
            else:
                lists: dict[str, list[Record]] = {"publications": records}
                if name == "data/site.yaml":
                    lists |= {
                        "people": self.people,
                        "profile": [self.profile],
                        "news": self.news,
                        "competitions": self.competitions,
                        "education": self.education,
                        **self.career,
                    }
                files[name] = _yaml(lists, self.kinds if name == "data/site.yaml" else {})
        files |= {name: text.encode() for name, text in self.templates.items()}
        files |= {name: _picture(*facts) for name, facts in self.pictures.items()}
        files |= {name: f"%PDF-1.4\n{text}\n%%EOF\n".encode() for name, text in self.papers.items()}
        return files


def _conf(values: dict[str, Any], *, plain: bool) -> bytes:
    kept = {name: value for name, value in values.items() if not plain or not name.startswith("academic_")}
    if plain:
        kept |= {"extensions": ["myst_parser"], "html_theme": "basic", "html_theme_options": {}}
    return "".join(f"{name} = {value!r}\n" for name, value in kept.items()).encode()


def _yaml(lists: dict[str, list[Record]], kinds: dict[str, Record]) -> bytes:
    # JSON on one line is YAML.
    lines = [f"kinds: {json.dumps(kinds, ensure_ascii=False)}"] if kinds else []
    for name, records in lists.items():
        lines.append(f"{name}:" if records else f"{name}: []")
        lines += [f"  - {json.dumps(record, ensure_ascii=False)}" for record in records]
    return ("\n".join(lines) + "\n").encode()


_FIELDS_OF_BIBTEX = {"venue": "journal", "arxiv": "eprint", "tags": "keywords"}


def _bibtex(record: Record) -> str:
    fields = {
        name: value for name, value in record.items() if name not in {"key", "type", "image", "date", "links"}
    }
    fields["author"] = " and ".join(fields.pop("authors"))
    fields["year"] = str(record["date"])[:4]
    lines = [
        f"  {_FIELDS_OF_BIBTEX.get(name, name)} = {{{', '.join(value) if isinstance(value, list) else value}}},"
        for name, value in fields.items()
    ]
    return "\n".join([f"@article{{{record['key']},", *lines, "}\n"])


def _picture(colour: str, size: tuple[int, int]) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, "PNG", compress_level=0)
    return stream.getvalue()


WORDS = ("Fog", "Kettles", "Steam", "Whistles", "Valves", "Draughts", "Rime", "Sleet", "Dew", "Hail")
NAMES = ("Ada Brühl", "Otto Kessel", "Liu Wei", "Wilhelmina Dampf", "Ludmilla Zug", "A. Brühl")
KEYS = tuple(f"{word.lower()}{2015 + number}" for number, word in enumerate(WORDS))
PICTURES = ("images/red.png", "images/blue.png", "data/green.png")
PAPERS = ("files/one.pdf", "files/two.pdf")


def _publication(number: int) -> Record:
    record: Record = {
        "key": KEYS[number],
        "title": f"{WORDS[number]} on {WORDS[-number - 1]}",
        "authors": [NAMES[number % 5], NAMES[(number + 2) % 5]],
        "date": f"{2015 + number}-0{number % 9 + 1}-11",
        "venue": ("Journal of Vapours", "Steam Days")[number % 2],
        "tags": [("warm", "cold")[number % 2]],
    }
    if number % 2 == 0:
        record["projects"] = ["rime"]
    if number % 3 == 0:
        record["image"] = PICTURES[number % 2]
        record["links"] = [{"name": "PDF", "url": PAPERS[number % 2]}]
    if number % 4 == 0:
        record["abstract"] = "Water **boils** at $x$; see [the papers](papers)."
    return record


def first_project() -> Project:
    """The site before any edit."""
    return Project(
        conf={
            "project": "Steam lab",
            "author": "Ada Brühl",
            "extensions": ["myst_parser", "sphinx_academic"],
            "html_theme": "academic",
            "html_theme_options": {},
            "html_baseurl": "https://steam.example.org/",
            "html_math_renderer": "mathjax",
            "language": "en",
            "exclude_patterns": [],
            "academic_data": ["data/site.yaml", "data/more.yaml", "data/*.bib", "data/sets"],
            "academic_highlight": ["Ada Brühl"],
            "academic_dates": "auto",
            "academic_paper_pages": True,
            "academic_thumbnails": True,
            "academic_entries_at_once": 300,
            "academic_person_pages": True,
            "academic_project_pages": True,
            "academic_today": "2024-06-01",
            "academic_fields": {"talks": {"audience": {"label": "Audience", "where": "beside"}}},
            "academic_templates": ["_templates/academic"],
            "templates_path": ["_templates"],
        },
        pages={
            "index": Page(
                "md",
                "Steam lab",
                [
                    Block("directive", "profile"),
                    Block("directive", "newsfeed", options={"auto": "", "feed": "news.xml, news.json"}),
                    Block("role", "pub:t", KEYS[1]),
                ],
            ),
            "papers": Page(
                "rst",
                "Papers",
                [
                    Block("role", "person", "Otto Kessel"),
                    Block(
                        "directive",
                        "publications",
                        options={
                            "group-by": "year",
                            "filter": "",
                            "download": "bib, csl",
                            "feed": "papers.xml",
                        },
                    ),
                ],
            ),
            "work/cites": Page(
                "md",
                "Method",
                [
                    Block("role", "pub", KEYS[0]),
                    Block("role", "pub:p", f"{KEYS[1]}, {KEYS[2]}{{p. 3}}"),
                    Block("role", "news", "opened"),
                    Block("directive", "references", options={"sort": "author"}),
                ],
            ),
            "work/list": Page(
                "rst",
                "Selected work",
                [
                    Block(
                        "directive",
                        "publications",
                        options={"layout": "list", "tag": "warm", "numbered": "", "max-authors": "2"},
                    ),
                    Block("directive", "competitions"),
                ],
            ),
            "team": Page(
                "md",
                "Team",
                [
                    Block("role", "project", "rime"),
                    Block("role", "talk", "dew"),
                    Block("directive", "education"),
                    Block("directive", "people"),
                    Block("directive", "timeline", "https://mastodon.example/@steam"),
                    Block("directive", "publications", "data/more.yaml", {"layout": "compact"}),
                    Block("role", "pub", KEYS[8]),
                ],
                "profile",
            ),
            "work/record": Page(
                "md",
                "Career",
                [
                    Block("directive", "projects"),
                    Block("directive", "talks", options={"group-by": "year", "feed": "talks.ics, talks.xml"}),
                    Block("directive", "grants"),
                    Block("directive", "supervision"),
                    Block("directive", "openings"),
                    Block("directive", "patents"),
                    Block("directive", "overview"),
                    Block("directive", "report", options={"since": "2015", "download": "bib, csv"}),
                    Block("directive", "coauthors", options={"author": "Otto Kessel", "months": "240"}),
                ],
            ),
        },
        data={
            "data/site.yaml": [_publication(number) for number in range(6)],
            "data/more.yaml": [_publication(number) for number in range(6, 8)],
            "data/papers.bib": [_publication(8)],
            "data/sets/first.yaml": [_publication(9)],
        },
        people=[
            {"name": "Otto Kessel", "aliases": ["O. Kessel"], "url": "https://kessel.example.org"},
            {"key": "wei", "name": "Liu Wei", "role": "PhD student", "email": "wei@steam.example.org"},
            {"name": "Ludmilla Zug", "alumnus": True, "end": "2020", "now": "Railway of Fog"},
        ],
        profile={
            "name": "Ada Brühl",
            "role": "Professor of Steam",
            "photo": "images/red.png",
            "links": {"GitHub": "bruehl", "CV": "files/two.pdf"},
            "about": "See [the papers](papers).",
        },
        news=[
            {
                "key": "opened",
                "date": "2024-05-16",
                "text": "The laboratory is open: [notes](files/one.pdf).",
            },
            {"date": "2023-02-01", "text": "A *talk* on fog.", "tags": ["talk"]},
        ],
        competitions=[
            {
                "key": "ears",
                "title": "First place",
                "event": "Tidy Ears",
                "date": "2022",
                "authors": ["Liu Wei"],
            }
        ],
        education=[
            {
                "degree": "PhD",
                "institution": "Polytechnic of Fog",
                "end": "2010",
                "images": ["data/green.png"],
            }
        ],
        career={
            "projects": [
                {
                    "key": "rime",
                    "title": "Rime",
                    "start": "2020",
                    "people": ["Liu Wei", "Otto Kessel"],
                    "grants": ["D/1"],
                    "tags": ["cold"],
                },
                {"key": "old-rime", "title": "Rime before", "start": "2015", "end": "2019"},
            ],
            "talks": [
                {
                    "key": "dew",
                    "title": "Dew at dawn",
                    "event": "Days of Dew",
                    "date": "2024-05-02",
                    "place": "Fogport",
                    "speakers": ["Otto Kessel"],
                    "projects": ["rime"],
                    "audience": "40",
                }
            ],
            "grants": [
                {
                    "key": "dew-grant",
                    "title": "Dew for all",
                    "funder": "Fund of Fog",
                    "number": "D/1",
                    "amount": "EUR 1000",
                    "people": ["Liu Wei"],
                }
            ],
            "supervision": [
                {
                    "name": "Liu Wei",
                    "degree": "PhD",
                    "thesis": "Cold water",
                    "supervisors": ["Otto Kessel"],
                    "start": "2021",
                }
            ],
            "awards": [{"title": "Medal of Dew", "organisation": "Fund of Fog", "date": "2019"}],
            "software": [{"key": "kettle", "title": "Kettle", "people": ["Liu Wei"], "projects": ["rime"]}],
            "openings": [{"title": "Stoker", "date": "2024-05-01", "deadline": "2024-07-01"}],
            "patents": [{"title": "Whistle", "office": "Office of Fog", "date": "2018"}],
        },
        kinds={"patents": {"fields": {"title": "", "office": "Office", "inventors": {"is": "people"}}}},
        templates={"_templates/academic/talks.html": "<p>{{ entry.title }} {{ entry.dates }}</p>\n"},
        pictures={
            "images/red.png": ("red", (500, 320)),
            "images/blue.png": ("blue", (90, 60)),
            "data/green.png": ("green", (200, 200)),
        },
        papers={"files/one.pdf": "one", "files/two.pdf": "two"},
    )
