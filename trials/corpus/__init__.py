"""What two revisions are compared by: sites for every builder, theme, layout, language, setting and option of a
directive, and data in every format.

Nearly all of it stands elsewhere: the example site, the documentation, the projects and samples of the tests. A
test holds this list against what the package declares.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from trials.corpus.directives import CASES, REFERENCES

CHECKOUT = Path(__file__).resolve().parents[2]

BUILDERS = (
    *("html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "xml", "json", "pseudoxml"),
    *("gettext", "changes", "applehelp", "devhelp", "htmlhelp", "qthelp"),
)
"""Every builder of Sphinx that writes what can be compared, and asks no other host."""
THEMES = ("basic", "alabaster", "furo", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_rtd_theme")
LAYOUTS = ("homepage", "profile", "docs")
EXPORTS = (
    ("bib",),
    ("bib", "--ascii"),
    ("biblatex",),
    ("ris",),
    ("csl",),
    ("cff",),
    ("text",),
    ("csv",),
    ("xlsx",),
    ("rendercv",),
    ("resume",),
)
"""The formats of `sphinx-academic export`."""

SETTINGS = (
    {
        "academic_dates": "long",
        "academic_thumbnails": "0",
        "academic_report": "people,merged,lost",
        "academic_fields": '{"publications": {"acceptance_rate": "Acceptance rate"}}',
        "academic_templates": "_templates/academic",
        "academic_cv_fonts": "fonts",
    },
    {
        "academic_dates": "iso",
        "academic_names": "register",
        "academic_person_pages": "who",
        "academic_project_pages": "work",
        "academic_today": "2022-06-01",
        "academic_cite_style": "footnote",
        "academic_cite_forms": "bibtex,ris",
        "academic_corrections": "https://code.example.org/{filename}#L{line}",
        "academic_paper_pages": "works",
        "academic_entries_at_once": "2",
        "academic_publish_from": "../test-landing/files",
    },
    {"academic_dates": "short", "academic_highlight": "Otto Kessel", "academic_data": "data/theses.yaml"},
    {
        "academic_pandoc_citations": "True",
        "academic_docstring_references": "True",
        "academic_inventory_labels": "1",
        "academic_members": '{"Otto Kessel": "data/career.yaml"}',
        "academic_publish_records": "1",
        "academic_languages": '{"en": "https://dampf.example.org/", "de": "https://dampf.example.org/de/"}',
        "academic_bibtex_roles": "True",
        "academic_data": "data/site.yaml,data/career.yaml,../../../../docs/data/claims.yaml",
        "academic_claims_report": "../../../../docs/data/claims-report.xml",
    },
)
"""Settings of `conf.py`, given on the command line."""

THEME_OPTIONS: tuple[Mapping[str, str], ...] = (
    {
        "site_title": "Steam & sons",
        "look": "modern",
        "layout": "docs",
        "show_switch": "False",
        "accent": "#1f5f8b",
        "fonts": "system",
        "column_width": "50rem",
        "footnotes": "foot",
        "social_links": "profile",
        "social_links_at": "header",
        "announcement": "We *move* to [the harbour](https://example.org/).",
        "repository_url": "https://github.com/dampf/site",
        "repository_branch": "trunk",
        "docs_path": "docs",
        "previous_next": "True",
        "external_links_new_tab": "True",
    },
    {
        "accent": '{"light": "#7a1f5c", "dark": "#f0a6d6"}',
        "logo_dark": "images/crest.png",
        "footer": "Written in *fog*.",
        "social_links": '{"GitHub": "dampf", "Mastodon": "@dampf@social.example.org"}',
        "source_edit_link": "https://code.example.org/edit/{branch}/{filename}",
        "source_view_link": "https://code.example.org/view/{branch}/{filename}",
        "analytics": '{"plausible": "dampf.example.org"}',
    },
)
"""Options of the theme `academic`, as the command line gives them."""

_ROOTS = "tests/build/roots"
_SECTIONS = f"{_ROOTS}/test-sections"
_DIRECTIVES = "directives"
_NEEDED = (
    "docs",
    "example-lab",
    "example-site",
    _ROOTS,
    "tests/unit/formats/samples",
    "tests/unit/formats/bib",
)
_BUILT_IN_ALL = ("test-citing", "test-every-format", "test-lab", "test-landing", "test-takeaway")
"""The projects beside `test-sections` whose pages every builder writes."""


class Site(NamedTuple):
    """A site to build: the folder of its sources, by which builders, with which settings."""

    name: str
    source: str
    builders: tuple[str, ...] = ("html",)
    settings: Mapping[str, str] = {}


class Command(NamedTuple):
    """A run of `sphinx-academic`; ``after`` is the site whose HTML it needs."""

    name: str
    arguments: tuple[str, ...]
    after: str = ""


def write_sources(checkout: Path, folder: Path) -> None:
    """Put all sources into a folder of their own, in the places that they have in a checkout."""
    for name in _NEEDED:
        shutil.copytree(
            checkout / name, folder / name, ignore=shutil.ignore_patterns("_build", "build", ".venv")
        )
    site = folder / _DIRECTIVES
    shutil.copytree(folder / _SECTIONS, site, ignore=shutil.ignore_patterns("*.md", "*.rst", "notes"))
    pages = []
    for case in (*CASES, *REFERENCES):
        for language, text in (("rst", case.rst()), ("md", case.markdown())):
            path = site / language / f"{case.name}.{language}"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            pages.append(f"   {language}/{case.name}\n")
    index = "Directives\n==========\n\n.. toctree::\n\n" + "".join(pages)
    (site / "index.rst").write_text(index, encoding="utf-8")


def sites(checkout: Path) -> tuple[Site, ...]:
    """Every site, of the sources of a checkout."""
    home = {"html_baseurl": "https://steam.example.org/"}
    languages = sorted(path.name for path in (checkout / "sphinx_academic" / "locale").iterdir())
    roots = sorted(
        path.name
        for path in (checkout / _ROOTS).iterdir()
        if path.name not in {"test-sections", "test-twins"}
    )
    return (
        Site("example-site", "example-site", BUILDERS),
        Site("example-lab", "example-lab", ("html", "epub", "latex", "text")),
        Site("docs", "docs", ("html", "epub", "latex", "text")),
        Site(
            "directives",
            _DIRECTIVES,
            BUILDERS,
            {**home, "academic_bibtex_roles": "True", "academic_today": "2021-06-01"},
        ),
        Site("sections", _SECTIONS, BUILDERS),
        *(
            Site(
                name.removeprefix("test-"),
                f"{_ROOTS}/{name}",
                BUILDERS if name in _BUILT_IN_ALL else ("html",),
            )
            for name in roots
        ),
        *(Site(f"theme-{name}", _SECTIONS, ("html",), {"html_theme": name}) for name in THEMES),
        *(
            Site(f"layout-{name}", _SECTIONS, ("html",), {"html_theme_options.layout": name})
            for name in LAYOUTS
        ),
        *(Site(f"language-{name}", _SECTIONS, ("html", "text"), {"language": name}) for name in languages),
        *(
            Site(f"settings-{number}", _SECTIONS, ("html", "text"), given)
            for number, given in enumerate(SETTINGS, 1)
        ),
        *(
            Site(
                f"theme-options-{number}",
                _SECTIONS,
                ("html",),
                {f"html_theme_options.{name}": value for name, value in given.items()},
            )
            for number, given in enumerate(THEME_OPTIONS, 1)
        ),
    )


def data(checkout: Path) -> tuple[str, ...]:
    """Every data file and every folder of another generator's site, as paths in the sources."""
    places = [
        *(checkout / _ROOTS).glob("*/data"),
        *(checkout / _ROOTS).glob("*/data.yaml"),
        *(checkout / _ROOTS / "test-every-format" / "old").glob("*"),
        *(checkout / "tests/unit/formats/samples").glob("*"),
        *(checkout / "tests/unit/formats/bib").glob("*.bib"),
        *(checkout / "docs/data").glob("*.yaml"),
        checkout / "example-lab/data",
        checkout / "example-site/data",
    ]
    files: list[Path] = []
    for place in places:
        files += sorted(place.iterdir()) if place.name == "data" else [place]
    return tuple(sorted(path.relative_to(checkout).as_posix() for path in files))


def commands(checkout: Path) -> tuple[Command, ...]:
    """Every command with all data; ``{site}`` stands for the folder of the site that it looks at."""
    runs = (("check",), *(("export", "--format", *form) for form in EXPORTS))
    of_data = (
        Command(f"{'-'.join(run)}-{name.replace('/', '-')}", (run[0], name, *run[1:]))
        for name in data(checkout)
        for run in runs
    )
    return (
        Command("schema", ("schema",)),
        *of_data,
        *(
            Command(f"doctor-{name}", ("doctor", "{site}", "--data", source), name)
            for name, source in (
                ("example-site", "example-site/data"),
                ("landing", f"{_ROOTS}/test-landing/data"),
            )
        ),
    )
