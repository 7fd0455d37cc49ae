"""How reading and writing grow with their input: ``python -m trials.growth``.

Every format is given texts that repeat one sign or token in each of its fields, and as its whole content; and lists
that grow: namesakes, equal titles, unknown keys. What takes more than six times as long for four times as much is
shown with its exponent (1 is linear, 2 is quadratic).
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import string
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import chain, product
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from sphinx import locale

from sphinx_academic.content.fragments import Element, plain
from sphinx_academic.content.html import Href, Picture, write
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.collection import Collection, collect
from sphinx_academic.data.records import KINDS, CvPart, TimedRecord
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.formats import bibtex, csl_json, expand, feeds, read_file, reference, ris
from sphinx_academic.formats.scholarly_metadata import (
    Addresses,
    citation_tags,
    document_as_html,
    scholarly_work,
    tags_as_html,
    work_document,
)
from sphinx_academic.sections.base import PageFacts, facets_of
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.options import read_options
from sphinx_academic.sections.publication_page import page_text
from sphinx_academic.sections.registry import SECTIONS

UNITS = (
    *string.punctuation,
    *(" ", "\n", "a", "1", "é", "李"),
    *(
        "&nbsp;",
        "&#160;",
        "<a href=",
        "<a ",
        "<b>",
        "<!--",
        "</",
        "<sup>",
        "and ",
        " and ",
        '{"',
        '\\"',
        "\\",
        "\\\\",
    ),
    *(
        "**",
        "__",
        "[](",
        "[x](",
        "](",
        "![",
        "$^",
        "$$",
        "{\\",
        "\\{",
        "}{",
        "--",
        "..",
        "...",
        ", ",
        "; ",
        "; and ",
    ),
    *(
        "A. ",
        "A, ",
        "A,B;",
        " -",
        "- ",
        "\n- ",
        "\n  ",
        " \n",
        "\n\n",
        ": ",
        "a: ",
        "a:\n",
        "://",
        "http://a",
        "doi:",
        "10.1/",
    ),
    *(
        "1-",
        "1.",
        "2020-",
        "{{",
        "{% ",
        "{{ ",
        "%}",
        "@a{",
        "@",
        "a=",
        '="',
        "TY  - ",
        "\nER  - ",
        "et al",
        " (",
        "a@b",
        "```",
        "#a ",
    ),
)
"""What texts are made of that have brought a reader down."""


class Form(NamedTuple):
    """A format: the file's place, the fields that hold texts, and the content with a text in one of them.

    The field "" stands for the file's whole content.
    """

    name: str
    path: str
    fields: tuple[str, ...]
    write: Callable[[str, str], str]


def _yaml(
    quote: Callable[[str], str], head: str = "publications:\n- title: A title\n", end: str = ""
) -> Callable[[str, str], str]:
    def write(field: str, text: str) -> str:
        if field == "title" and "title: A title\n" in head:
            return head.replace("A title\n", f"{quote(text)}\n") + end
        return f"{head}  {field}: {quote(text)}\n{end}"

    return write


def _double(text: str) -> str:
    return json.dumps(text)


def _single(text: str) -> str:
    return "'" + text.replace("'", "''").replace("\n", " ") + "'"


def _plain(text: str) -> str:
    return text.replace("\n", "\n   ")


def _block(text: str) -> str:
    return "|\n" + "".join(f"    {line}\n" for line in text.split("\n"))


def _bibtex(field: str, text: str) -> str:
    if field == "key":
        return f"@article{{{text}, title = {{A title}}}}\n"
    if field == "string":
        return f'@string{{a = "{text}"}}\n@article{{k, title = a}}\n'
    kind = "inproceedings" if field in {"booktitle", "editor"} else "article"
    return f"@{kind}{{key, title = {{A title}}, {field} = {{{text}}}, note2 = {{x}}}}\n"


def _csl(field: str, text: str) -> str:
    item: dict[str, object] = {"id": "a", "type": "article-journal", "title": "A title"}
    if field in {"author", "editor"}:
        item[field] = [{"literal": text}, {"family": text, "given": "A"}, {"family": "A", "given": text}]
    elif field == "issued":
        item[field] = {"raw": text}
    else:
        item[field] = text
    return json.dumps([item])


def _csl_yaml(field: str, text: str) -> str:
    title = "" if field == "title" else "  title: T\n"
    return f"references:\n- id: a\n  citation-key: a\n{title}  {field}: {_double(text)}\n"


def _ris(field: str, text: str) -> str:
    return f"TY  - JOUR\nTI  - A title\n{field}  - {text}\nER  - \n"


def _medline(field: str, text: str) -> str:
    return f"PMID- 1\nTI  - A title\n{field.ljust(4)}- {text}\n"


_GROUPS = {"author": "contributors><authors", "title": "titles", "full-title": "periodical", "year": "dates", "date": "dates><pub-dates",
           "keyword": "keywords", "url": "urls><related-urls"}  # fmt: skip


def _endnote(field: str, text: str) -> str:
    if not field:
        return f"<xml><records><record>{text}</record></records></xml>\n"
    groups = _GROUPS.get(field, "")
    opened, closed = (f"<{groups}>", f"</{'></'.join(reversed(groups.split('><')))}>") if groups else ("", "")
    title = "" if field == "title" else "<titles><title>T</title></titles>"
    return f"<xml><records><record>{title}{opened}<{field}>{escape(text)}</{field}>{closed}</record></records></xml>\n"


def _hayagriva(field: str, text: str) -> str:
    if field.startswith("parent."):
        return f"k:\n  type: article\n  title: T\n  parent:\n    {field.removeprefix('parent.')}: {_double(text)}\n"
    if field == "key":
        return f"{_double(text)}:\n  type: article\n  title: T\n"
    return f"k:\n  type: article\n{'' if field == 'title' else '  title: T'}\n  {field}: {_double(text)}\n"


def _lock(field: str, text: str) -> str:
    value = json.dumps({"value": text, "source": "crossref", "date": "2026-12-01"}, ensure_ascii=False)
    return f'lock: 1\npublications:\n- id: "doi:10.5555/1"\n  fields:\n    {field or "mood"}: {value}\n{"" if field else text}'


_SCHOLAR = "Authors,Title,Publication,Volume,Number,Pages,Year,Publisher"


def _scholar(field: str, text: str) -> str:
    quoted = text.replace('"', '""')
    cells = [f'"{quoted}"' if head == field else "A" for head in _SCHOLAR.split(",")]
    return f"{_SCHOLAR}\n{','.join(cells) if field else text}\n"


def _cff(field: str, text: str) -> str:
    head = "cff-version: 1.2.0\nmessage: cite\ntitle: A title\nauthors:\n- family-names: A\n  given-names: "
    if field == "given-names":
        return f"{head}{_double(text)}\n"
    return f"{head}B\n{field}: {_double(text)}\n"


def _resume(field: str, text: str) -> str:
    of, _, name = field.partition(".")
    whole: dict[str, object] = {"basics": {"name": "A"}, "publications": [{"name": "T"}]}
    whole[of] = {"name": "A", name: text} if of == "basics" else [{"name": "T", name: text}]
    return json.dumps(whole)


def _cv(field: str, text: str) -> str:
    title, _, name = field.partition(".")
    entry = f"{name}: {_double(text)}" if name else _double(text)
    return f"cv:\n  name: A\n  sections:\n    {title or _double(text)}:\n    - {entry}\n"


def _page(field: str, text: str) -> str:
    if field == "body":
        return f"---\ntitle: A title\ndate: 2020-01-01\n---\n{text}\n"
    if field == "toml":
        return f"+++\ntitle = {_double(text)}\n+++\n"
    return f"---\n{'' if field == 'title' else 'title: A title'}\n{field}: {_double(text)}\n---\n"


def _items(field: str, text: str) -> str:
    return f"- title: A title\n  {field}: {_double(text)}\n  name: A\n"


_TEXTS = (
    "title",
    "authors",
    "venue",
    "abstract",
    "note",
    "year",
    "date",
    "pages",
    "volume",
    "doi",
    "arxiv",
    "isbn",
    "url",
)
_MORE = (
    "award",
    "tags",
    "key",
    "type",
    "additional",
    "images",
    "links",
    "citations",
    "pdf",
    "github",
    "extra_thing",
    "publisher",
)

FORMS = (
    Form("yaml", "data.yaml", (*_TEXTS, *_MORE, ""), _yaml(_double)),
    Form("yaml, single quotes", "data.yaml", ("title",), _yaml(_single)),
    Form("yaml, no quotes", "data.yaml", ("title", "authors", "a"), _yaml(_plain)),
    Form("yaml, block", "data.yaml", ("title", "authors", "abstract"), _yaml(_block)),
    Form("yaml, mended", "data.yaml", ("title", "authors"), _yaml(_plain, end="- title: [\n- title: B\n")),
    Form(
        "yaml, open quote",
        "data.yaml",
        ("title",),
        _yaml(lambda text: '"' + text, end="  venue: V\n- title: B\n"),
    ),
    Form(
        "yaml, news",
        "data.yaml",
        ("text", "date", "title", "url", "images"),
        _yaml(_double, "news:\n- text: A\n  date: 2020\n"),
    ),
    Form(
        "yaml, profile",
        "data.yaml",
        ("bio", "position", "email", "links", "orcid", "photo", "affiliation"),
        _yaml(_double, "profile:\n- name: A\n"),
    ),
    Form(
        "yaml, people",
        "data.yaml",
        ("name", "aliases", "role", "url"),
        _yaml(_double, "people:\n- role: A\n"),
    ),
    Form(
        "yaml, competitions",
        "data.yaml",
        ("event", "authors", "date", "text", "year"),
        _yaml(_double, "competitions:\n- title: A\n"),
    ),
    *(
        Form(
            f"yaml, {name}",
            "data.yaml",
            tuple(field for field in kind.fields if field != kind.main),
            _yaml(_double, f"{name}:\n- {kind.main}: A\n"),
        )
        for name, kind in KINDS.items()
        if issubclass(kind, TimedRecord)
    ),
    Form(
        "yaml, parts of a CV",
        "data.yaml",
        (*CvPart.fields,),
        _yaml(_double, "cv:\n- variant: A\n"),
    ),
    Form(
        "yaml, a kind of its own",
        "data.yaml",
        ("label", "singular", "title", "date", "fields", "cv", "schema", "zk"),
        _yaml(_double, "kinds:\n patents:\n", "patents:\n- title: A\n"),
    ),
    Form(
        "bibtex",
        "refs.bib",
        (
            *(
                "title",
                "author",
                "editor",
                "journal",
                "booktitle",
                "abstract",
                "note",
                "year",
                "date",
                "month",
                "pages",
                "volume",
            ),
            *(
                "doi",
                "url",
                "eprint",
                "isbn",
                "issn",
                "keywords",
                "howpublished",
                "file",
                "crossref",
                "key",
                "string",
                "type",
                "",
            ),
        ),
        _bibtex,
    ),
    Form(
        "csl",
        "items.json",
        (
            *(
                "title",
                "author",
                "editor",
                "issued",
                "container-title",
                "abstract",
                "note",
                "page",
                "volume",
                "DOI",
                "URL",
            ),
            *("ISBN", "ISSN", "id", "type", "genre", "publisher", "keyword", "language", ""),
        ),
        _csl,
    ),
    Form(
        "csl, yaml",
        "items.yaml",
        ("title", "author", "issued", "note", "keyword", "container-title"),
        _csl_yaml,
    ),
    Form(
        "ris",
        "items.ris",
        (
            *(
                "TI",
                "AU",
                "A2",
                "T2",
                "AB",
                "N1",
                "PY",
                "DA",
                "SP",
                "EP",
                "VL",
                "DO",
                "UR",
                "SN",
                "KW",
                "ID",
                "TY",
                "L1",
                "M3",
            ),
            "",
        ),
        _ris,
    ),
    Form(
        "medline",
        "items.nbib",
        (
            *(
                "TI",
                "BTI",
                "FAU",
                "AU",
                "CN",
                "AD",
                "AUID",
                "FED",
                "DP",
                "DEP",
                "PG",
                "LID",
                "AID",
                "IS",
                "PT",
            ),
            *("OT", "AB", "JT", "GN", "MH", "LA", "RIN", ""),
        ),
        _medline,
    ),
    Form(
        "endnote",
        "library.xml",
        (
            *(
                "title",
                "author",
                "full-title",
                "year",
                "date",
                "keyword",
                "url",
                "abstract",
                "notes",
                "pages",
                "isbn",
            ),
            *("electronic-resource-num", "accession-num", "label", "publisher", "custom2", "language", ""),
        ),
        _endnote,
    ),
    Form(
        "hayagriva",
        "items.yml",
        (
            *(
                "title",
                "author",
                "editor",
                "date",
                "doi",
                "serial-number",
                "page-range",
                "url",
                "publisher",
                "note",
            ),
            *("parent.title", "parent.author", "parent.volume", "parent.publisher", "key", "affiliated"),
        ),
        _hayagriva,
    ),
    Form("lock", "academic.lock.yaml", (*_TEXTS, "citations", "open_access", ""), _lock),
    Form("scholar", "items.csv", (*_SCHOLAR.split(","), ""), _scholar),
    Form(
        "cff",
        "CITATION.cff",
        (
            "title",
            "given-names",
            "doi",
            "abstract",
            "date-released",
            "url",
            "version",
            "keywords",
            "license",
            "",
        ),
        _cff,
    ),
    Form(
        "resume",
        "resume.json",
        (
            *("basics.name", "basics.summary", "basics.label", "basics.email", "basics.url"),
            *(
                "publications.name",
                "publications.publisher",
                "publications.releaseDate",
                "publications.url",
                "publications.summary",
            ),
            *(
                "education.institution",
                "education.area",
                "education.startDate",
                "awards.title",
                "awards.date",
                "work.position",
                "work.summary",
                "projects.description",
                "",
            ),
        ),
        _resume,
    ),
    Form(
        "rendercv",
        "cv.yaml",
        (
            "awards",
            "awards.label",
            "experience.company",
            "experience.date",
            "talks.bullet",
            "talks.authors",
            "",
        ),
        _cv,
    ),
    Form("front matter", "page.md", ("publications", "body", ""), _page),
    Form(
        "hugoblox",
        "content/publication/a/index.md",
        (
            "title",
            "authors",
            "publication",
            "date",
            "doi",
            "abstract",
            "tags",
            "url_pdf",
            "links",
            "body",
            "toml",
            "",
        ),
        _page,
    ),
    Form(
        "academicpages",
        "_publications/a.md",
        ("title", "authors", "venue", "date", "citation", "paperurl", "excerpt", "category", "body", ""),
        _page,
    ),
    Form("academicpages, talks", "_talks/a.md", ("title", "venue", "date", "location", "body", ""), _page),
    Form("academicpages, portfolio", "_portfolio/a.md", ("title", "excerpt", "body", ""), _page),
    Form("al-folio, courses", "_teachings/a.md", ("title", "term", "year", "schedule", "body", ""), _page),
    Form(
        "hugoblox, events",
        "content/event/a/index.md",
        ("title", "event", "date", "date_end", "abstract", "body", ""),
        _page,
    ),
    Form("al-folio, news", "_news/a.md", ("title", "date", "body", ""), _page),
    Form("greenelab, members", "_members/a.md", ("name", "role", "links", "body", ""), _page),
    Form(
        "jekyll, papers",
        "_data/publist.yml",
        ("title", "authors", "link", "year", "display", "news2", "abstract", "image", ""),
        _items,
    ),
    Form("jekyll, news", "_data/news.yml", ("date", "headline", ""), _items),
    Form(
        "jekyll, people",
        "_data/team_members.yml",
        ("name", "info", "email", "education1", "photo", ""),
        _items,
    ),
    Form(
        "greenelab, citations",
        "_data/citations.yaml",
        ("title", "authors", "publisher", "date", "link", "id", ""),
        _items,
    ),
    Form("greenelab, projects", "_data/projects.yaml", ("title", "subtitle", "repo", "link", ""), _items),
    Form("jekyll, talks", "_data/talks.yml", ("title", "authors", "date", "slides", ""), _items),
    Form("al-folio, cv", "_data/cv.yml", ("title", "contents", ""), _items),
)


def _word(number: int) -> str:
    letters = ""
    while number >= 0:
        letters = chr(97 + number % 26) + letters
        number = number // 26 - 1
    return letters


def _works(number: int, **fields: object) -> list[dict[str, object]]:
    """Publications; in their fields ``{}`` is a word of each one's own."""
    written = json.dumps({"title": "A title {}", **fields})
    return [json.loads(written.replace("{}", _word(each))) for each in range(number)]


def _people(number: int, works: list[dict[str, object]], **fields: object) -> str:
    return json.dumps({"people": _works(number, title="", **fields), "publications": works})


LISTS: dict[str, tuple[str, Callable[[int], str]]] = {
    "namesakes": ("a.json", lambda n: _people(n, _works(n, authors="A. Liu, Ada Liu"), name="Ada Liu")),
    "namesakes but for the given name": (
        "a.json",
        lambda n: _people(n, _works(n, authors="A{} Liu, A. Liu, A. B{} Liu"), name="A{}x Liu"),
    ),
    "people of one ORCID": (
        "a.json",
        lambda n: _people(
            n,
            _works(n, authors=[{"name": "A", "orcid": "0000-0002-1825-0097"}]),
            name="A{} Liu",
            orcid="0000-0002-1825-0097",
        ),
    ),
    "works whose titles begin alike": (
        "a.json",
        lambda n: json.dumps(_works(n, title="The very same beginning of all titles: {}", authors="Ada Liu")),
    ),
    "works of one title": (
        "a.json",
        lambda n: json.dumps(_works(n, title="The very same title of all works", authors="Ada Liu")),
    ),
    "works of one DOI": ("a.json", lambda n: json.dumps(_works(n, doi="10.1000/182", authors="Ada Liu"))),
    "works of one key": ("a.json", lambda n: json.dumps(_works(n, key="k"))),
    "works that get one key": (
        "a.json",
        lambda n: json.dumps(_works(n, title="Title", authors="Ada Liu", year="2020")),
    ),
    "an unknown key": ("a.json", lambda n: json.dumps(_works(n, highligt="x"))),
    "unknown keys": (
        "a.json",
        lambda n: json.dumps([{"title": "T", **{f"zk{_word(each)}": "x" for each in range(n)}}]),
    ),
    "works without a title": ("a.json", lambda n: json.dumps(_works(n, title="", venue="V{}"))),
    "dates that are none": ("a.json", lambda n: json.dumps(_works(n, date="{}"))),
    "news of one day": (
        "a.json",
        lambda n: json.dumps({"news": _works(n, date="2024-05-16", text="Accepted")}),
    ),
    "authors": (
        "a.json",
        lambda n: json.dumps(_works(1, authors=", ".join(f"A{_word(each)} B" for each in range(n)))),
    ),
    "authors with links": (
        "a.json",
        lambda n: json.dumps(
            _works(
                1, authors=", ".join(f'<a href="http://a/{each}">A{_word(each)} B</a>' for each in range(n))
            )
        ),
    ),
    "authors with links that may not be followed": (
        "a.json",
        lambda n: json.dumps(
            _works(1, authors=", ".join(f"[A{_word(each)} B](javascript:x)" for each in range(n)))
        ),
    ),
    "links": (
        "a.json",
        lambda n: json.dumps(
            _works(1, links=[{"name": "A", "url": f"http://a/{each}"} for each in range(n)])
        ),
    ),
    "aliases": (
        "a.yaml",
        lambda n: "publications:\n" + "".join(f"- &x{each} {{title: T{each}}}\n" for each in range(n)),
    ),
    "mistakes in YAML": (
        "a.yaml",
        lambda n: "publications:\n" + "".join(f"- title: T{each}: x\n" for each in range(n)),
    ),
    "tabs in YAML": (
        "a.yaml",
        lambda n: "publications:\n" + "".join(f"- title: T{each}\n\tvenue: v\n" for each in range(n)),
    ),
    "entries in BibTeX": (
        "a.bib",
        lambda n: "".join(f"@book{{k{each}, title={{T{each}}}}}\n" for each in range(n)),
    ),
    "entries of one key in BibTeX": (
        "a.bib",
        lambda n: "".join(f"@book{{k, title={{T{each}}}}}\n" for each in range(n)),
    ),
    "mistakes in BibTeX": (
        "a.bib",
        lambda n: "".join(f"@book{{k{each}, title={{T, author={{A}}\n" for each in range(n)),
    ),
    "names in BibTeX": (
        "a.bib",
        lambda n: (
            "@book{k, title={T}, author={" + " and ".join(f"A{_word(each)} B" for each in range(n)) + "}}"
        ),
    ),
    "references in RIS": (
        "a.ris",
        lambda n: "".join(f"TY  - JOUR\nTI  - T{each}\nER  - \n" for each in range(n)),
    ),
    "addresses in RIS": (
        "a.ris",
        lambda n: "TY  - JOUR\n" + "".join(f"UR  - http://a/{each}\n" for each in range(n)) + "ER  - \n",
    ),
    "records in MEDLINE": (
        "a.nbib",
        lambda n: "".join(f"PMID- {each}\nTI  - T{each}\nFAU - A, B\n\n" for each in range(n)),
    ),
    "names in MEDLINE": (
        "a.nbib",
        lambda n: (
            "PMID- 1\nTI  - T\n" + "".join(f"FAU - A, {_word(each)}\nAD  - X\nAD  - Y\n" for each in range(n))
        ),
    ),
    "affiliations in MEDLINE": (
        "a.nbib",
        lambda n: (
            "PMID- 1\nTI  - T\nFAU - A, B\n" + "".join(f"AD  - X{each}\nOT  - x{each}\n" for each in range(n))
        ),
    ),
    "records of EndNote": (
        "a.xml",
        lambda n: (
            "<xml><records>" + "<record><titles><title>T</title></titles></record>" * n + "</records></xml>"
        ),
    ),
    "open records of EndNote": ("a.xml", lambda n: "<xml><records>" + "<record><title>T &x; " * n),
    "styles of EndNote": (
        "a.xml",
        lambda n: (
            "<xml><records><record><titles><title>"
            + '<style face="italic">a</style> ' * n
            + "</title></titles></record>"
        ),
    ),
    "entries of Hayagriva": (
        "a.yml",
        lambda n: "".join(
            f"k{each}:\n  type: article\n  title: T\n  parent: {{title: J}}\n" for each in range(n)
        ),
    ),
    "parents in Hayagriva": (
        "a.yml",
        lambda n: "k:\n  type: article\n  title: T\n  parent:\n" + "  - {title: J, url: http://a/}\n" * n,
    ),
    "people in Hayagriva": (
        "a.yml",
        lambda n: (
            "k:\n  type: article\n  title: T\n  affiliated:\n" + "  - {role: foreword, names: [A, B]}\n" * n
        ),
    ),
    "works of a lock": (
        "academic.lock.yaml",
        lambda n: (
            "lock: 1\npublications:\n"
            + "".join(
                f'- id: "doi:10.5555/{each}"\n  fields:\n    title: {{"value": "Tide number {each}", "source": "a", "date": "b"}}\n'
                for each in range(n)
            )
        ),
    ),
    "fields of a lock that somebody has written": (
        "academic.lock.yaml",
        lambda n: (
            'lock: 1\npublications:\n- id: "doi:10.5555/1"\n  fields:\n'
            + "".join(f"    mood{each}: calm\n" for each in range(n))
        ),
    ),
    "rows of Google Scholar": ("a.csv", lambda n: f"{_SCHOLAR}\n" + '"A, B; ",T,J,1,2,3,2020,P\n' * n),
    "quotation marks in CSV": ("a.csv", lambda n: f"{_SCHOLAR}\n" + 'A,"\n' * n + '"'),
    "projects each a part of the next": (
        "a.json",
        lambda n: json.dumps(
            {"projects": [{"title": _word(each), "part_of": _word(each + 1)} for each in range(n)]}
        ),
    ),
    "projects in a circle": (
        "a.json",
        lambda n: json.dumps(
            {"projects": [{"title": _word(each), "part_of": _word((each + 1) % n)} for each in range(n)]}
        ),
    ),
    "projects of one title": (
        "a.json",
        lambda n: json.dumps(
            {
                "projects": _works(n, title="Kettles", people="A{} Liu"),
                "talks": _works(n, projects=["Kettles"]),
            }
        ),
    ),
    "projects that nobody knows": (
        "a.json",
        lambda n: json.dumps({"projects": [{"title": "Kettles"}], "talks": _works(n, projects=["x{}"])}),
    ),
    "grants of one number": (
        "a.json",
        lambda n: json.dumps(
            {"grants": _works(n, grant_number="EP/1"), "publications": _works(n, grants=["EP/1"])}
        ),
    ),
    "former keys": (
        "a.json",
        lambda n: json.dumps({"talks": _works(n, former_keys=["x", "y{}"])}),
    ),
    "positions at one employer": (
        "a.json",
        lambda n: json.dumps({"positions": _works(n, institution="There", start=2020)}),
    ),
    "kinds of one's own": (
        "a.yaml",
        lambda n: (
            "kinds:\n" + "".join(f"  k{_word(each)}: {{fields: {{title: Title}}}}\n" for each in range(n))
        ),
    ),
    "fields of a kind of one's own": (
        "a.yaml",
        lambda n: (
            "kinds:\n  patents:\n    fields:\n"
            + "".join(f"      f{_word(each)}: {{is: nothing}}\n" for each in range(n))
            + "patents:\n- title: A\n"
        ),
    ),
    "quotation marks in JSON": ("a.json", lambda n: '[{"title": "' + ' " ' * n + '"}]'),
    "open brackets in JSON": ("a.json", lambda n: '[{"title": ' * n),
    "missing commas in JSON": (
        "a.json",
        lambda n: "[" + "".join(f'{{"title": "T{each}"}}\n' for each in range(n)) + "]",
    ),
}
"""Lists that grow: a file's name, and its content with so many of something."""


class _Page:
    """A page on which every link leads somewhere."""

    embedded = False
    show_addresses = True
    shares_icons = False

    def templated(self, entry: Element) -> str | None:
        return None

    def link(self, url: str) -> Href:
        return Href(url, True)

    def document(self, docname: str, fragment: str = "") -> Href | None:
        return None

    def picture(self, url: str, place: str = "") -> Picture | None:
        return None

    def math(self, formula: str) -> str:
        return formula


def read(path: Path) -> Collection:
    """The records of a file, or of a folder's files."""
    files = [read_file(file, name) for file, name in expand(path, path.name)]
    return collect(files, "publications")


def tell(collection: Collection) -> str:
    """All that is told of the data."""
    return "\n".join(problem.text for problem in (*collection.problems, *collection.remarks))


_GIVEN: tuple[dict[str, str], ...] = (
    {},
    {"group-by": "year", "layout": "compact", "bibtex": "", "current": "no"},
)
"""Options with which every directive that has them shows the data."""


def show(collection: Collection) -> str:
    """Every directive over the data as HTML, with what feeds and search are given."""
    out: list[str] = []
    description = Description(
        Markup(collection.links),
        Highlights(("Ada Ampere",), collection.people),
        str,
        "en",
    )
    page = PageFacts("A", ("Ada Ampere",), "en", PartialDate(2024, 5, 16))
    for name, section in SECTIONS.items():
        if not section.list_of or section.needs_cited_records:
            continue
        for given in _GIVEN:
            read_of_them = read_options(
                {key: given[key] for key in given.keys() & section.options.keys()}, section.options
            )
            options = {**read_of_them.values, **section.facts(read_of_them.values, page)}
            chosen = section.choose(collection, options)
            out += (message for _option, message, _hint in section.faults(collection, options))
            groups = (section.describe(chosen, index, options, description) for index in range(len(chosen)))
            out += (write(group, _Page()) for group in groups)
        facets_of(section, chosen)
        for group in chosen:
            for record in group.records:
                section.entry(record, description)
                section.search_name(record, description)
                if "feed" in section.options:
                    said = section.syndicate(record, options, description)
                    item = (
                        feeds.FeedItem(
                            said.key, "http://a/", said.title, said.date, write(said.content, _Page())
                        )
                        if said.date
                        else None
                    )
                    feed = feeds.Feed("A", "http://a/", "http://a/", "A", (item,) if item else ())
                    out += (feeds.atom(feed), feeds.json_feed(feed))
                    event = feeds.Event(
                        said.key, said.title, date(2024, 1, 1), said.external, said.place, plain(said.content)
                    )
                    out.append(feeds.calendar("A", [event]))
                if name == "publications":
                    out.append(write(page_text(record, description, "papers/a").body, _Page()))
    return "".join(out)


def export(collection: Collection) -> str:
    """The publications in every format that we write."""
    markup = Markup(collection.links)
    works = collection.publications
    out = [module.library(works, markup=markup) for module in (bibtex, ris, csl_json)]
    out.append(bibtex.library(works, markup=markup, ascii_only=True))
    for work in works:
        about = scholarly_work(work, reference.reference(work, markup), markup)
        out.append(reference.citation(work, markup=markup))
        out.append(tags_as_html(citation_tags(about, Addresses())))
        out.append(document_as_html(work_document(about, Addresses())))
    return "".join(out)


def _seconds(path: Path) -> dict[str, float]:
    gc.disable()
    spent = {}
    start = time.process_time()
    collection = read(path)
    spent["read"] = time.process_time() - start
    for name, step in (("tell", tell), ("show", show), ("export", export)):
        start = time.process_time()
        step(collection)
        spent[name] = time.process_time() - start
    gc.enable()
    return spent


def _write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


class Growth(NamedTuple):
    """What took longer than it should: seconds for a length, and for four times it."""

    what: str
    step: str
    short: float
    long: float

    @property
    def exponent(self) -> float:
        """1 is linear, 2 quadratic."""
        return math.log(self.long / max(self.short, 1e-6), 4)


def grown(what: str, make: Callable[[int], Path], length: int, least: float) -> Iterator[Growth]:
    """The steps that take more than six times as long for four times the length, and more than 2.5 times for each double.

    Where a text is over a bound it goes another way, which takes longer once.
    """
    long = _seconds(make(4 * length))
    if not any(spent > least for spent in long.values()):
        return
    short = _seconds(make(length))
    for step in [step for step in long if long[step] > max(least, 6 * short[step])]:
        # A clock may have been disturbed: the quickest of three counts.
        short, middle, long = (
            min((_seconds(make(size)) for _ in range(3)), key=lambda spent: spent[step])
            for size in (length, 2 * length, 4 * length)
        )
        if long[step] > max(least, 6 * short[step], 2.5 * middle[step]) and middle[step] > 2.5 * short[step]:
            yield Growth(what, step, short[step], long[step])


def texts(forms: Sequence[Form], units: Sequence[str], length: int, least: float) -> Iterator[Growth]:
    """Repeated signs in every field of every format."""
    for form in forms:
        print(form.name, file=sys.stderr, flush=True)
        for field, unit in product(form.fields, units):
            # A folder of its own: what lies beside a file of a site belongs to it.
            with tempfile.TemporaryDirectory() as folder:

                def make(
                    size: int, form: Form = form, field: str = field, unit: str = unit, folder: str = folder
                ) -> Path:
                    text = unit * (size // len(unit))
                    return _write(Path(folder), form.path, form.write(field, text) if field else text)

                yield from grown(f"{form.name}: {field or 'whole file'} of {unit!r}", make, length, least)


def lists(length: int, least: float) -> Iterator[Growth]:
    """Lists that grow."""
    with tempfile.TemporaryDirectory() as folder:
        for what, (name, content) in LISTS.items():

            def make(size: int, name: str = name, content: Callable[[int], str] = content) -> Path:
                return _write(Path(folder), name, content(size))

            yield from grown(what, make, length, least)


def main() -> int:
    """Print what grows faster than its input; the result is the exit status."""
    parser = argparse.ArgumentParser(prog="python -m trials.growth", description=__doc__)
    parser.add_argument("--length", type=int, default=4_000, help="characters of the shorter text")
    parser.add_argument("--least", type=float, default=0.03, help="seconds that are not worth telling")
    parser.add_argument(
        "--form", default="", help="only the formats whose names begin so; 'lists' for the lists"
    )
    given = parser.parse_args()
    locale.init([], "en", "sphinx_academic")
    forms = [form for form in FORMS if form.name.startswith(given.form)]
    found = texts(forms, UNITS, given.length, given.least)
    if not given.form or given.form == "lists":
        found = chain(lists(given.length // 4, given.least), found)
    number = 0
    for growth in found:
        number += 1
        print(
            f"{growth.exponent:4.1f}  {growth.short:7.3f} s → {growth.long:7.3f} s  {growth.step:7} {growth.what}",
            flush=True,
        )
    print(f"{number} grow faster than their input")
    return 1 if number else 0


if __name__ == "__main__":
    sys.exit(main())
