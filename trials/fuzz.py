"""Feeds every reader, the markup, the writers and the mender of YAML with random input: `python -m trials.fuzz`.

Whatever comes in: no exception; every problem stands at a place that the file has, in words that can be shown and have
an end; nothing is lost without a word; what we write we read as the same; and pages hold nothing that runs.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import sphinx.locale
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from lxml import etree

from sphinx_academic.content.fragments import KINDS as FRAGMENTS
from sphinx_academic.content.fragments import Element, Fragments, plain
from sphinx_academic.content.html import Href, Picture, write
from sphinx_academic.content.markup import Markup
from sphinx_academic.content.typography import educate
from sphinx_academic.data.collection import Collection, collect
from sphinx_academic.data.located import RawFile, RawList, RawMapping, RawValue
from sphinx_academic.data.records import KINDS, Publication
from sphinx_academic.data.records.person import Highlights
from sphinx_academic.data.values.dates import PartialDate
from sphinx_academic.formats import bibtex, csl_json, read_file, ris
from sphinx_academic.formats.bibtex.bibtex_reading import read_bibtex
from sphinx_academic.formats.bibtex.scanner import scan
from sphinx_academic.formats.csl_json import read_csl
from sphinx_academic.formats.json_places import read_json
from sphinx_academic.formats.latex import encoding as latex
from sphinx_academic.formats.latex.decoding import to_markup, to_paragraphs, to_plain
from sphinx_academic.formats.reference import citation
from sphinx_academic.formats.rich_text import escape_markup
from sphinx_academic.formats.ris import read_ris
from sphinx_academic.formats.text import UNPRINTABLE, Reports, decode
from sphinx_academic.formats.yaml import read_yaml
from sphinx_academic.formats.yaml.mending import recover
from sphinx_academic.problems import Code, Problem
from sphinx_academic.sections.base import PageFacts
from sphinx_academic.sections.description import Description
from sphinx_academic.sections.registry import SECTIONS
from trials.made_files import READERS, Made, broken_files, hostile_texts, publication_of, texts, valid_files

try:
    from pybtex.database import parse_string as parse_with_pybtex
except ModuleNotFoundError:  # the package of a benchmark, which not every environment for tests has
    parse_with_pybtex = None

MOST_PROBLEMS = 500
_LONGEST_ENTRY = 12
"""Lines of an entry that we make."""
LONGEST_PROBLEM = 3_000
"""Characters of all that is told of one problem."""

_ELEMENTS = frozenset(
    [
        "body",
        "bdi",
        "article",
        "div",
        "p",
        "ul",
        "ol",
        "li",
        "blockquote",
        "strong",
        "em",
        "u",
        "sup",
        "sub",
        "del",
        "h2",
        "span",
        "a",
        "br",
        "hr",
        "code",
        "pre",
        "time",
        "img",
        "figure",
        "figcaption",
        "details",
        "summary",
        "svg",
        "path",
        "abbr",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        *("rect", "circle", "line", "text", "title", "g"),
    ]
)
_ATTRIBUTES = frozenset(
    [
        "class",
        "id",
        "href",
        "rel",
        "download",
        "type",
        "datetime",
        "src",
        "alt",
        "width",
        "height",
        "loading",
        "decoding",
        "fetchpriority",
        "title",
        "viewBox",
        "aria-hidden",
        "aria-labelledby",
        "dir",
        "focusable",
        "d",
        *("role", "aria-label", "scope", "tabindex"),
        *FRAGMENTS["shape"].attributes.split(", "),
    ]
)
_SCHEMES = frozenset(
    [
        "http",
        "https",
        "mailto",
        "ftp",
        "ftps",
        "sftp",
        "tel",
        "sms",
        "git",
        "ssh",
        "irc",
        "ircs",
        "xmpp",
        "matrix",
        "magnet",
        "doi",
        "geo",
        "gopher",
        "gemini",
    ]
)
_FORM = frozenset(
    {
        Code.SYNTAX,
        Code.ENCODING,
        Code.LIMIT,
        Code.TAG,
        Code.DUPLICATE_KEY,
        Code.UNKNOWN_KEY,
        Code.DUPLICATE,
        Code.MISSING,
        Code.FILE,
    }
)
"""What can be wrong with a file that we write; a date that is none stays none."""
_TITLE = re.compile(r"Zqx\dzq")


class Target(NamedTuple):
    """What is fed, and what must hold of it."""

    inputs: st.SearchStrategy[Any]
    holds: Callable[[Any], None]


class _Page:
    """A page on which every link leads somewhere and every picture is there."""

    embedded = False
    show_addresses = True
    shares_icons = False

    def templated(self, entry: Element) -> str | None:
        return None

    def link(self, url: str) -> Href | None:
        return Href(url, "://" in url)

    def document(self, docname: str, fragment: str = "") -> Href | None:
        return Href(docname, False)

    def picture(self, url: str, place: str = "") -> Picture | None:
        return Picture(url, 3, 2)

    def math(self, formula: str) -> str:
        return f'<span class="math">{latex_as_text(formula)}</span>'


def latex_as_text(formula: str) -> str:
    """A formula where there is no MathJax."""
    return formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def look_at_page(fragments: Fragments) -> str:
    """The words of the HTML, which is well-formed and holds what we write and nothing else."""
    tree = etree.fromstring(
        f"<body>{write(fragments, _Page())}</body>", etree.XMLParser(resolve_entities=False, huge_tree=True)
    )
    for element in tree.iter():
        assert element.tag in _ELEMENTS, f"an element {element.tag}"
        for name, value in element.attrib.items():
            assert name in _ATTRIBUTES or name.startswith("data-"), f"an attribute {name}"
            if name == "href":
                scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", re.sub(r"[\x00-\x20]", "", value))
                assert not scheme or scheme[1].lower() in _SCHEMES, f"a link to {value!r}"
    return "".join(tree.itertext())


def look_at_problems(problems: Sequence[Problem], lines: Sequence[str]) -> None:
    """Each stands within the file, and can be shown."""
    assert len(problems) <= MOST_PROBLEMS, f"{len(problems)} problems"
    for problem in problems:
        assert 0 <= problem.line <= len(lines), f"line {problem.line} of {len(lines)}: {problem}"
        if problem.line:
            shown = problem.excerpt or lines[problem.line - 1]
            assert 1 <= problem.column <= len(shown) + 1, (
                f"column {problem.column} of {len(shown)}: {problem}"
            )
        assert problem.message.strip()
        assert len(problem.text) <= LONGEST_PROBLEM, f"{len(problem.text)} characters of a problem"
        assert UNPRINTABLE.search(problem.text) is None, f"{problem.text!r} cannot be shown"


def look_at_places(value: RawValue, count: int) -> None:
    """Every value is a text, and knows a place that the file has."""
    if isinstance(value, RawMapping):
        assert value.places.keys() <= value.keys()
        assert all(0 <= place[0] <= count for place in value.places.values())
        for item in value.values():
            look_at_places(item, count)
    elif isinstance(value, RawList):
        assert len(value) == len(value.places)
        for item in value:
            look_at_places(item, count)
    else:
        assert value is None or isinstance(value, str)


def look_at_reading(made: Made, data: bytes | None = None) -> None:
    """Read a file, and look at all that is made of it."""
    data = made.text.encode("utf-8", "surrogatepass") if data is None else data
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, made.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        file = read_file(path, made.path)
    collection = collect([file], "publications")
    lines = decode(data, made.path)[0].split("\n")
    look_at_problems(collection.problems, lines)
    look_at_places(file.root, len(lines))
    records = _all_words(collection)
    # BibTeX has comments, and a page or a résumé has keys of its own; nobody misses what is in them.
    foreign_key = re.search("^(---|{)", made.text) and not re.search(
        r"(^|[{\s])[\"']?publications[\"']?:|^title", made.text, re.M
    )
    meant = foreign_key or re.search("%|@comment|@preamble", made.text)
    head = made.text.partition("\n")[0] if made.path.endswith(".csv") else ""
    for title in made.titles:
        # A column may be called as somebody likes.
        if not meant and title not in head and title in made.text and title not in records:
            assert collection.problems, f"{title} is lost without a word"
    look_at_exports(collection, exactly=made.valid)
    look_at_description(collection)


def _all_words(collection: Collection) -> str:
    return "\n".join(
        repr(record)
        for records in (collection.separate, *map(collection.of, KINDS.values()))
        for record in records
    )  # fmt: skip


def look_at_exports(collection: Collection, *, exactly: bool) -> None:
    """What is exported is read as the same works; of valid data it is the same again, of others from the second time on."""
    works = [work for work in collection.separate[:3] if work.title]
    markup = Markup(collection.links)
    for work in works:
        citation(work, markup=markup)
    for name, (write_library, read) in _EXPORTS.items():
        text = write_library(works, markup=markup)
        back = collect([read(text)], "publications")
        # A misspelt field of BibTeX is written as it was.
        wrong = _FORM if exactly else _FORM - {Code.UNKNOWN_KEY}
        told = [problem for problem in back.problems if problem.code in wrong]
        assert not told, f"{told[0].text}\nin {text}"
        assert [_words(work.title, markup) for work in works] == [
            _words(work.title, markup) for work in back.separate
        ], text
        again = write_library(back.separate, markup=Markup({}))
        if not exactly:
            text = again
            again = write_library(collect([read(text)], "publications").separate, markup=Markup({}))
        if name == "ris":
            # RIS has no sign for a name that is one whole: one with a comma becomes that of a person.
            text, again = (re.sub(r"(?m)^(AU|ED|A\d)  - .*\n", "", each) for each in (text, again))
        assert text == again, f"{text}\nbecomes\n{again}"


def _words(title: str, markup: Markup) -> list[str]:
    # What is a formula to us is a text with signs elsewhere, and so is an entity of HTML in LaTeX.
    return html.unescape(latex.clean(plain(markup.inline(title))).replace("$", "")).split()


def _read_csl(text: str) -> RawFile:
    root, problems = read_json(text, "made.json")
    return read_csl(root, "made.json", tuple(problems))


_EXPORTS: Mapping[str, tuple[Callable[..., str], Callable[[str], RawFile]]] = {
    "bibtex": (bibtex.library, lambda text: read_bibtex(text, "made.bib")),
    "ris": (ris.library, lambda text: read_ris(text, "made.ris")),
    "csl-json": (csl_json.library, _read_csl),
}


def look_at_description(collection: Collection) -> None:
    """Everything that sections say of the records is HTML of ours."""
    claimed: set[str] = set()
    options: Mapping[str, Any] = {"bibtex": True, "limit": 3, "links": "icons"}
    description = Description(
        Markup(collection.links),
        Highlights(("Ada Lovelace",)),
        lambda name: "" if name in claimed or claimed.add(name) else name,  # type: ignore[func-returns-value]
    )
    page = PageFacts("Zqx", ("Ada Lovelace",), "en", PartialDate(2024, 5, 16))
    for section in SECTIONS.values():
        if section.list_of and not section.needs_cited_records:
            known = {**options, **section.facts({**options, "current": True}, page)}
            chosen = section.choose(collection, known)
            for index in range(len(chosen)):
                look_at_page(section.describe(chosen, index, known, description))


def look_at_latex(text: str) -> None:
    """LaTeX becomes markup that says all its words."""
    text = UNPRINTABLE.sub("", text)
    to_paragraphs(text)
    to_paragraphs(text, keep_markdown=True)
    to_plain(text)
    shown = look_at_page(Markup({}).inline(to_markup(text)))
    outside = re.sub(r"\\(?:noop|url|href|begin|end|textcolor|verb)|\\[A-Za-z]+", "\\\\", text)
    if "\\" not in outside and "$" not in text:
        assert _count(shown) >= _count(outside), f"{text!r} becomes {shown!r}"
    back = plain(Markup({}).inline(to_markup(latex.escaped(text))))
    assert back.split() == latex.clean(text).split(), f"{text!r} becomes {back!r}"


def _count(text: str) -> int:
    return len(_TITLE.findall(text))


def look_at_markup(text: str) -> None:
    """A text of Markdown or HTML becomes HTML of ours, with its words."""
    markup = Markup({"Zqx0zq": "https://example.org/"})
    text = UNPRINTABLE.sub("", text)
    for found in (markup.inline(text), markup.blocks(text)):
        look_at_page(found)
        shown = look_at_page(educate(found, "en", "qDe"))
        if not re.search(r"[\[\]<(`~&]", text):
            assert _count(shown) == _count(text), f"{text!r} becomes {shown!r}"


def look_at_writing(record: Mapping[str, Any]) -> None:
    """Whatever a record holds, two parsers find one entry with the same fields, and what is shown is the same."""
    work = publication_of(record)
    for ascii_only in (False, True):
        entry = bibtex.entry(work, whole=True, ascii_only=ascii_only)
        (block,) = scan(reports := Reports(entry, "x.bib"))
        assert not reports.told(), entry
        if parse_with_pybtex is None:
            continue
        ((key, other),) = parse_with_pybtex(entry, "bibtex").entries.items()
        assert (key, {*other.fields, *other.persons}) == (
            block.key,
            {field.name for field in block.fields},
        ), entry
    look_at_exports(Collection({Publication: (work,)}), exactly=False)


@st.composite
def _records(draw: st.DrawFn) -> dict[str, Any]:
    title, venue, name = draw(hostile_texts()), draw(hostile_texts()), draw(hostile_texts())
    # A number behind a name is the sign of an affiliation.
    name = "K" + "".join(letter for letter in name if not letter.isnumeric())
    return {
        "key": "k",
        "title": escape_markup(f"Zqx0zq {title}"),
        "venue": venue,
        "authors": [{"literal": name}, "Ann Bee", {"family": name, "given": title}],
        "note": title,
        "pages": name,
        "url": venue,
        "publisher": title,
        "volume": name,
        "number": venue,
        "tags": [title],
        "abstract": venue,
        "year": draw(st.sampled_from(["2024", "in press", name])),
        "doi": draw(st.sampled_from(["10.5555/a_b", title])),
        "type": draw(
            st.sampled_from(
                ["article", "conference", "thesis", "book", "chapter", "software", "preprint", "talk"]
            )
        ),
        "editor": name,
    }


class Broken(NamedTuple):
    """A valid file of YAML, and what became of it."""

    valid: Made
    text: str
    mistakes: int


@st.composite
def _broken_yaml(draw: st.DrawFn) -> Broken:
    valid = draw(valid_files("yaml"))
    lines = valid.text.split("\n")
    mistakes = draw(st.integers(1, 3))
    for _ in range(mistakes):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        column = draw(st.integers(0, len(line)))
        kind = draw(st.integers(0, 6))
        if kind == 0:
            lines[at] = (
                line[:column]
                + draw(
                    st.sampled_from(
                        ['"', "'", "\t", ": ", " #", "[", "{", "@", "`", "%", "*", "&a ", "- ", "|"]
                    )
                )
                + line[column:]
            )
        elif kind == 1:
            lines[at] = line[:column] + line[column + 1 :]
        elif kind == 2:
            lines[at] = " " * draw(st.integers(1, 3)) + line
        elif kind == 3:
            lines[at] = line.removeprefix(" ")
        elif kind == 4:
            lines[at] = line.replace(": ", draw(st.sampled_from([":", " ", " : ", "= "])), 1)
        elif kind == 5:
            lines[at] = line.replace('"', "").replace("'", "")
        else:
            lines.insert(
                at,
                draw(
                    st.sampled_from(
                        [
                            "<<<<<<< HEAD",
                            "My papers",
                            "=======",
                            ">>>>>>> x",
                            "\ttitle: X",
                            "- title: X",
                            "key",
                            "}",
                            "…",
                        ]
                    )
                ),
            )
    return Broken(valid, "\n".join(lines), mistakes)


def look_at_mending(broken: Broken) -> None:
    """What is mended keeps its lines, what is not told is unchanged, and no entry goes without a word."""
    text = decode(broken.text.encode(), "x.yaml")[0]
    lines = text.split("\n")
    mended, told = recover(text, "x.yaml", text)
    look_at_problems(told, lines)
    new = mended.split("\n")
    assert len(new) == len(lines)
    changed = [
        number for number, (before, after) in enumerate(zip(lines, new, strict=True), 1) if before != after
    ]
    assert not changed or told, f"lines {changed} are changed without a word"
    root, problems = read_yaml(text, "x.yaml")
    look_at_problems(problems, lines)
    given_up = [problem for problem in problems if "Nothing is read from here on" in problem.message]
    assert not given_up, f"{given_up[0].message}"
    collection = collect([RawFile("x.yaml", root, problems)], "publications")
    records = _all_words(collection)
    written = re.sub(r"(?m)(^|\s)#.*", "", text)
    lost = [title for title in broken.valid.titles if title in written and title not in records]
    assert not lost or collection.problems, f"{lost} are lost without a word"
    for title in lost:
        line = text[: text.index(title)].count("\n") + 1
        near = any(abs(problem.line - line) <= _LONGEST_ENTRY for problem in collection.problems)
        assert near or not (isinstance(root, RawMapping) and "publications" in root), (
            f"{title} is lost, and nothing is told near line {line}"
        )


def _reader(name: str) -> Target:
    return Target(
        st.one_of(valid_files(name), broken_files(name), broken_files(name), broken_files(name)),
        look_at_reading,
    )


def _of_bytes(path_and_data: tuple[str, bytes]) -> None:
    look_at_reading(Made(path_and_data[0], ""), path_and_data[1])


_PATHS = (
    "data.yaml",
    "page.md",
    "papers.bib",
    "papers.json",
    "export.ris",
    "export.nbib",
    "library.xml",
    "refs.yml",
    "citations.csv",
    "CITATION.cff",
    "resume.json",
    "codemeta.json",
    "_talks/x.md",
    "_data/cv.yml",
)

_CAREER: Mapping[str, Sequence[str]] = {
    name: [*kind.fields] for name, kind in KINDS.items() if name != "publications"
}
_PIECES = st.one_of(
    st.sampled_from(
        [
            *(
                "",
                "2020",
                "2024-05",
                "2024-02-30",
                "0000",
                "99999-01-01",
                "-44",
                "44 BC",
                "present",
                "since 2020",
                "2020, 2022",
            ),
            *(
                "2024-01-01 to 2020-01-01",
                "in spring",
                "Zqx0zq",
                "zqx0zq",
                "A",
                "a",
                "../a.svg",
                "https://x.org/a.png",
                "false",
            ),
            *(
                "10.1/x",
                "0000-0002-1825-0097",
                "EP/1",
                "Zqx0zq, A & B",
                "<b>Zqx1zq",
                "$x^{2",
                "[A](https://x.org/)",
                "none",
            ),
        ]
    ),
    hostile_texts(),
    st.none(),
    st.integers(-(10**6), 10**30),
    st.booleans(),
)
_VALUES_OF_FIELDS = st.recursive(
    _PIECES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                ["name", "url", "title", "content", "date", "label", "is", "shown", "caption", "x y"]
            ),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=4,
)
"""What may be found where a field of a record, or a part of a declaration, is expected."""


@st.composite
def _careers(draw: st.DrawFn) -> Made:
    """A file with records of some kinds, of built-in ones and of those that it declares, with every kind of value."""
    known: dict[str, Sequence[str]] = dict(_CAREER)
    whole: dict[str, Any] = {}
    if draw(st.booleans()):
        names = draw(
            st.lists(
                st.sampled_from(["patents", "talks", "role", "toctree", "a b", "é", "", "kinds"]), max_size=3
            )
        )
        parts = st.sampled_from(
            ["title", "label", "singular", "date", "fields", "cv", "schema", "name", "zk"]
        )
        said = st.one_of(_VALUES_OF_FIELDS, st.dictionaries(parts, _VALUES_OF_FIELDS, max_size=5))
        whole["kinds"] = draw(st.one_of(_VALUES_OF_FIELDS, st.fixed_dictionaries(dict.fromkeys(names, said))))
        known["patents"] = ["title", "name", "date", "number", "content"]
    for name in draw(st.lists(st.sampled_from([*known]), min_size=1, max_size=4, unique=True)):
        fields = st.sampled_from([*known[name], "title", "name", "projects", "grants", "former_keys", "zk"])
        record = st.dictionaries(fields, _VALUES_OF_FIELDS, max_size=6)
        records = st.lists(st.one_of(record, record, record, _PIECES), max_size=4)
        whole[name] = draw(st.one_of(records, records, records, _VALUES_OF_FIELDS))
    return Made("made.yaml", json.dumps(whole, ensure_ascii=False, indent=1), ("Zqx0zq",))


TARGETS: Mapping[str, Target] = {
    "career": Target(_careers(), look_at_reading),
    **{name: _reader(name) for name in READERS},
    "bytes": Target(st.tuples(st.sampled_from(_PATHS), st.binary(max_size=200)), _of_bytes),
    "latex": Target(texts("latex"), look_at_latex),
    "markup": Target(texts("markup"), look_at_markup),
    "writing": Target(_records(), look_at_writing),
    "mending": Target(_broken_yaml(), look_at_mending),
}
"""All that is fed, by name."""


class Findings(NamedTuple):
    """What came of feeding a target: how often it ran, and the smallest input of each kind of failure with its words."""

    runs: int
    failures: Mapping[str, str]


def feed(target: Target, minutes: float, tell: Callable[[str], None] = print) -> Findings:
    """Run a target with ever new inputs for so long; the same failure is shrunk once, and counted."""
    end = time.monotonic() + minutes * 60
    runs = 0
    failures: dict[str, str] = {}
    seen: Counter[str] = Counter()

    def run(value: Any) -> None:
        nonlocal runs
        runs += 1
        try:
            target.holds(value)
        except Exception as error:
            kind = _kind(error)
            if kind in failures:
                seen[kind] += 1
                return
            raise

    sphinx.locale.init([], "en", "sphinx_academic")
    while time.monotonic() < end:
        number = random.randrange(2**32)
        try:
            _with_hypothesis(target, run, 500, number)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            for each in _leaves(error):
                failures[_kind(each)] = (
                    "".join(traceback.format_tb(each.__traceback__)[-4:]) + f"{type(each).__name__}: {each}\n"
                )
                notes = "\n".join(getattr(each, "__notes__", ()))
                tell(f"FOUND {_kind(each)}\n{failures[_kind(each)]}{notes}\n")
    for kind, count in seen.items():
        tell(f"{count} more of {kind}")
    return Findings(runs, failures)


def _with_hypothesis(target: Target, run: Callable[[Any], None], count: int, number: int) -> None:
    @seed(number)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    @given(target.inputs)
    def test(value: Any) -> None:
        run(value)

    test()


def _leaves(error: BaseException) -> Iterator[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            yield from _leaves(each)
    else:
        yield error


def _kind(error: BaseException) -> str:
    """What tells one failure from another: its type, where it was raised, and what it says but for what was fed."""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if "academic" in frame.filename or "trials" in frame.filename
    ]
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    words = (
        re.sub(r"'.*?'|\d+|Zqx\S+", "…", str(error).split("\n")[0])[:40]
        if isinstance(error, AssertionError)
        else ""
    )
    return f"{type(error).__name__} at {place} {words}".rstrip()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m trials.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"all by default: {', '.join(TARGETS)}")
    parser.add_argument("--minutes", type=float, default=10, help="for each target; 10 by default")
    given_ = parser.parse_args(arguments)
    unknown = [name for name in given_.targets if name not in TARGETS]
    if unknown:
        parser.error(f"there is no target {', '.join(unknown)}; the targets are {', '.join(TARGETS)}")
    found = 0
    for name in given_.targets or TARGETS:
        findings = feed(TARGETS[name], given_.minutes)
        found += len(findings.failures)
        print(f"{name}: {findings.runs:,} runs, {len(findings.failures)} found", flush=True)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
