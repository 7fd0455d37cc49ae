"""Every setting, theme option and directive option with every kind of wrong value: what a build says, and what it writes."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import NamedTuple

from sphinx.cmd.build import build_main

from sphinx_academic.data.records import KINDS
from sphinx_academic.sections.options import SHARED
from sphinx_academic.sections.registry import SECTIONS
from sphinx_academic.settings import SETTINGS
from sphinx_academic.theme.theme_options import OPTIONS

VALUES = {
    "None": "None",
    "bool": "True",
    "int": "3",
    "float": "2.5",
    "negative": "-1",
    "huge": "10 ** 5000",
    "word": "'xyzzy'",
    "empty": "''",
    "bytes": "b'x'",
    "list": "[3]",
    "tuple": "(3, 4)",
    "set": "{3}",
    "dict": "{'xyzzy': 3}",
    "nested": "[[[3]], {'x': [3]}]",
    "in itself": "(lambda each: each.append(each) or each)([])",
    "object": "object()",
    "function": "lambda: 3",
    "path": "__import__('pathlib').Path('none')",
    "control": "'a\\x07b'",
    "NUL": "'a\\0b'",
    "surrogate": "'a\\ud800b'",
    "long": "'x' * 10_000",
    "brackets": "'[' * 10_000",
    "digits": "'9' * 5000",
}
"""Kinds of values → each as it stands in ``conf.py``."""

_TEXT = {"word", "empty", "path", "long", "brackets", "digits"}
RIGHT = {
    "academic_data": {"empty"},
    "academic_highlight": _TEXT,
    "academic_bibtex_roles": {"bool", "empty"},
    "academic_pandoc_citations": {"bool", "empty"},
    "academic_docstring_references": {"bool", "empty"},
    "academic_thumbnails": {"bool", "empty"},
    "academic_inventory_labels": {"bool", "empty"},
    "academic_members": {"empty"},
    "academic_publish_records": {"bool", "empty"},
    "academic_languages": {"empty"},
    "academic_entries_at_once": {"int"},
    "academic_publish_from": {"empty"},
    "academic_today": {"empty"},
    "academic_report": {"empty"},
    "academic_claims_report": {"empty"},
    "academic_corrections": {"bool", "empty"},
    "academic_cite_forms": {"empty", "word", "path"},
    "academic_paper_pages": {"bool", "empty", "word"},
    "academic_fields": {"empty"},
    "academic_templates": {"empty"},
    "academic_cv_fonts": {"empty"},
    "academic_person_pages": {"bool", "empty", "word"},
    "academic_project_pages": {"bool", "empty", "word"},
    "site_title": {"None", *_TEXT},
    "look": {"None"},
    "layout": {"None"},
    "show_switch": {"None", "bool", "empty"},
    "accent": {"None", "empty"},
    "fonts": {"None", "empty"},
    "column_width": {"None", "empty"},
    "footnotes": {"None"},
    "logo_dark": {"None", "empty"},
    "social_links": {"None", "empty"},
    "social_links_at": {"None"},
    "announcement": {"None", *_TEXT},
    "footer": {"None", *_TEXT},
    "repository_url": {"None", "empty"},
    "repository_branch": {"None", *_TEXT},
    "docs_path": {"None", *_TEXT},
    "source_edit_link": {"None", "empty"},
    "source_view_link": {"None", "empty"},
    "external_links_new_tab": {"None", "bool", "empty"},
    "previous_next": {"None", "bool", "empty"},
    "analytics": {"None", "empty"},
}
"""Setting → the kinds of values that are none of the wrong ones for it; nothing is said of them."""

LINES = {
    "empty": "",
    "word": "xyzzy",
    "zero": "0",
    "negative": "-1",
    "fraction": "2.5",
    "digits": "9" * 5000,
    "long": "x" * 10_000,
    "markup": "**x** `y <https://example.org>`_ {z}`q` <b>",
    "control": "a\x07b",
    "outside": "../../outside.xml",
    "long path": "x" * 300 + ".xml",
    "page": "index.html/news.xml",
    "commas": ", ; ,",
    "full-width": "２０２４",
}
"""Kinds of values of a directive's option → each as it stands on a page."""

_ON = {"empty"}
RIGHT_LINES: Mapping[str, Set[str]] = {
    **dict.fromkeys(
        ("filter", "auto", "home", "no-index", "numbered", "bibtex", "cite", "reverse", "current"), _ON
    ),
    **dict.fromkeys(("cited", "notcited", "all"), _ON),
    "pdf": {"empty"},
    "first-author": {"empty"},
    "publications-max-authors": {"zero"},
    "references-max-authors": {"zero"},
    "year": {"full-width"},
    "class": {"word", "long", "markup", "control", "outside", "long path", "page"},
    **dict.fromkeys(("name", "version"), LINES.keys() - {"empty"}),
    # Any text may stand before a key or a label, and any word may be the name of a field.
    **dict.fromkeys(("keyprefix", "labelprefix"), LINES.keys()),
    "bibliography-filter": {"word"},
    # Which works these show is known when all pages are read.
    **dict.fromkeys(("implementations-project", "implementations-grant"), LINES.keys() - {"empty", "commas"}),
}
"""Option of a directive → the kinds of values that are none of the wrong ones for it."""

DATA = """\
profile: {name: Ada}
people:
- {name: Ada, role: Dean, start: 2020}
publications:
- {title: One, year: 2024, authors: Ada}
news:
- {date: 2024-05-16, text: Something}
education:
- {degree: PhD, institution: Somewhere, start: 2020, end: 2024}
cv: [publications, education]
"""
# A list that the data do not have is told once, whatever the option.
DATA += "".join(
    f"{name}:\n- {{{kind.main}: One, date: 2024}}\n" for name, kind in KINDS.items() if f"{name}:" not in DATA
)


class Built(NamedTuple):
    """What a build left: its exit code, what it said, and the pages that it wrote."""

    status: int
    said: str
    pages: dict[str, bytes]

    @property
    def told(self) -> list[tuple[str, str]]:
        """(Place, message) of each warning, the place from the source folder."""
        return re.findall(r"^(?:\S*/source/)?(\S*?): (?:WARNING|ERROR): (.*)$", self.said, re.MULTILINE)


class Trial:
    """A site that is built again and again; ``source`` holds it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.source = folder / "source"
        self.source.mkdir()
        (self.source / "data.yaml").write_text(DATA, encoding="utf-8")
        page = "Ada\n===\n\n.. profile::\n\n.. publications::\n\n.. newsfeed::\n"
        (self.source / "index.rst").write_text(page, encoding="utf-8")

    def build(self, config: str, *arguments: str, builder: str = "html") -> Built:
        """Build it from nothing."""
        output = self._folder / "output"
        shutil.rmtree(output, ignore_errors=True)
        # A site that says where its repository is, as links to lines of the data ask for.
        known = 'html_context = {"github_user": "ada", "github_repo": "site"}'
        text = (
            f'project = "Ada"; {known}\nextensions = ["sphinx_academic"]\nhtml_theme = "academic"\n{config}'
        )
        (self.source / "conf.py").write_text(text, encoding="utf-8")
        said = io.StringIO()
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
            status = build_main(
                ["-q", "--no-color", "-b", builder, *arguments, str(self.source), str(output)]
            )
        pages = {
            file.relative_to(output).as_posix(): file.read_bytes() for file in sorted(output.rglob("*.html"))
        }
        return Built(status, said.getvalue(), pages)

    def faults_of(self, name: str, kind: str, usual: Built) -> Iterator[str]:
        """What is wrong with how a build takes a value; ``usual`` is a build without it."""
        line = 4 if name == "academic_data" else 5
        is_option = name not in {setting.name for setting in SETTINGS}
        config = "" if name == "academic_data" else 'academic_data = ["data.yaml"]\n'
        value = VALUES[kind]
        built = self.build(
            config + (f"html_theme_options = {{{name!r}: {value}}}\n" if is_option else f"{name} = {value}\n")
        )
        yield from self._faults(built, name, f"conf.py:{line}", kind in RIGHT.get(name, ()), usual)

    def faults_on_the_command_line(self, name: str, kind: str, usual: Built) -> Iterator[str]:
        """The same for a value that the command line gives."""
        is_option = name not in {setting.name for setting in SETTINGS}
        setting = f"html_theme_options.{name}" if is_option else name
        built = self.build('academic_data = ["data.yaml"]\n', "-D", f"{setting}={eval(VALUES[kind])}")
        line = 4 if name == "academic_data" else 1
        yield from self._faults(built, name, f"conf.py:{line}", kind in RIGHT.get(name, ()), usual)

    def faults_of_directives(self) -> Iterator[str]:
        """What is wrong with how one build takes every option of every directive with every value; a page has one option."""
        asked: dict[str, dict[int, str]] = {}
        options: dict[str, str] = {}
        for directive, option in directive_options():
            account = "@ada@ada.example.org" if directive == "timeline" else ""
            lines = ["Page", "====", ""]
            page = f"{directive}-{option}"
            asked[f"{page}.rst"], options[f"{page}.rst"] = {}, option
            for kind, value in LINES.items():
                # A label stands on one page: with the same one on two, that alone would be told.
                given = f"{value} {directive}" if option == "name" and value else value
                lines += [f".. {directive}:: {account}", f"   :{option}: {given}".rstrip(), ""]
                asked[f"{page}.rst"][len(lines) - 1] = kind
            (self.source / f"{page}.rst").write_text("\n".join(lines), encoding="utf-8")
        for directive in SECTIONS:
            # What is no file is told in the file's own name.
            lines = ["Page", "====", "", *(f".. {directive}:: {value}\n" for value in LINES.values())]
            asked[f"{directive}-.rst"] = {}
            (self.source / f"{directive}-.rst").write_text("\n".join(lines), encoding="utf-8")
        built = self.build(
            'academic_data = ["data.yaml"]\nacademic_highlight = "Ada"\nhtml_baseurl = "https://ada.example.org"\n'
            'suppress_warnings = ["toc.not_included", "academic.empty"]\nacademic_bibtex_roles = True\n'
            'academic_today = "2020-06-01"\n'
        )
        if built.status:
            yield f"exit code {built.status}: {built.said[-1200:]}"
        told: dict[str, set[int]] = {}
        for place, message in built.told:
            page, _, line = place.partition(":")
            # What is told in the name of an argument has what that is made of for a path.
            told.setdefault(page, set()).add(int(line) if line.isdigit() else 0)
            if len(message) > 1000:
                yield f"{place}: too long a message: {message[:200]}"
        for page, kinds in asked.items():
            option = options.get(page, "")
            for number, kind in kinds.items():
                is_told = bool({number, number - 1} & told.get(page, set()))
                right: Set[str] = (
                    RIGHT_LINES.get(page.removesuffix(".rst")) or RIGHT_LINES.get(option) or frozenset()
                )
                if is_told == (kind in right):
                    yield f"{page}:{number}: {kind} is {'told although right' if is_told else 'not told'}"
            name = page.removesuffix(".rst") + ".html"
            if name not in built.pages:
                yield f"{name} is not written"

    def _faults(self, built: Built, name: str, place: str, is_right: bool, usual: Built) -> Iterator[str]:
        if built.status:
            yield f"exit code {built.status}: {built.said[-1200:]}"
        told = [message for where, message in built.told if where == place and f"'{name}'" in message]
        if name == "academic_data":
            # A path to nothing is told where it is looked for, and so are lists without data.
            if not any(where for where, _ in built.told):
                yield f"nothing is told: {built.said[:500]}"
        elif is_right:
            if built.told:
                yield f"told although right: {built.said[:500]}"
        else:
            if len(told) != 1:
                yield f"told {len(told)} times at {place}: {built.said[:300]}"
            if len(built.told) > len(told):
                yield f"more is told: {built.said[:500]}"
            if built.pages != usual.pages:
                yield "the pages are not those of the default"


def names() -> tuple[str, ...]:
    """Every setting and theme option."""
    return tuple(each.name for each in (*SETTINGS, *OPTIONS))


def directive_options() -> Iterator[tuple[str, str]]:
    """Every directive with each of its options."""
    for section in SECTIONS.values():
        for option in {**section.options, **SHARED}:
            yield section.name, option


def main(arguments: list[str]) -> int:
    """Build each setting and option that is named, or all, with each value; what went wrong is printed."""
    wanted = arguments or names()
    builds = found = 0
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder))
        usual = trial.build('academic_data = ["data.yaml"]\n')
        assert not usual.said, usual.said
        for name in wanted:
            for kind in VALUES:
                faults = list(trial.faults_of(name, kind, usual))
                if VALUES[kind].startswith("'") and kind not in {"NUL", "surrogate"}:
                    faults += trial.faults_on_the_command_line(name, kind, usual)
                    builds += 1
                builds += 1
                found += len(faults)
                for fault in faults:
                    print(f"{name} = {VALUES[kind]}: {fault}", flush=True)
        if not arguments:
            for fault in trial.faults_of_directives():
                found += 1
                print(fault)
            print(f"{len(list(directive_options())) * len(LINES)} values of directives")
    print(f"{builds} builds, {found} faults")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
