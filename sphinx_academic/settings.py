"""Every setting ``academic_*`` of ``conf.py``, what values each takes, and how Sphinx comes to know them."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from sphinx_academic.data.declarations import LINE, NOTHING, WHERE, OwnField, folded, words_of
from sphinx_academic.data.languages import SiteLanguage, is_language, meant_by, own_of
from sphinx_academic.problems import Code
from sphinx_academic.setting_values import (
    CONTROL,
    Remarked,
    Setting,
    SettingFault,
    choice,
    did_you_mean,
    flag,
    number,
    plain_text,
    problem_in_config,
    read_setting,
    shown,
    structure,
    texts,
)
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


DATE_STYLES = ("auto", "iso", "short", "month", "medium", "long", "full")

REPORTS = {
    Code.PEOPLE.value: "names that are not in the register or not certain",
    Code.PROJECTS.value: "names of projects and grants that are none of the data",
    Code.MERGED.value: "publications that were brought together",
    Code.LOST.value: "what no output shows",
    Code.PUBLISHED.value: "files that are published because data say so",
    Code.LANGUAGES.value: "texts in several languages that are not there in one of the site's",
}
"""What ``academic_report`` may ask for."""

_FOLDER = re.compile(r"[A-Za-z0-9][\w.-]{0,99}(?:/[A-Za-z0-9][\w.-]{0,99}){0,9}", re.ASCII)


def _folder_of(usual: str) -> Callable[[object], str]:
    """The folder of the pages of records, the usual one for True, empty where there are to be none."""

    def read(value: object) -> str:
        try:
            return usual if flag(value) else ""
        except ValueError:
            name = posixpath.normpath(plain_text(value).strip("/")) if isinstance(value, str) else ""
        if not _FOLDER.fullmatch(name):
            raise ValueError(
                f'no such pages are written. True was expected, or the name of a folder within the site, such as "{usual}".'
            )
        return name

    return read


PAGE_SETTINGS = {
    "publication": "academic_paper_pages",
    "person": "academic_person_pages",
    "project": "academic_project_pages",
}
"""What gives the records of a kind pages of their own."""


_LONGEST_NAME = 255
"""Bytes of the name of a file; of more every system tells an error."""


def _path(value: object) -> str:
    # A file named twice would give every record twice.
    text = plain_text(value)
    if any(len(part.encode("utf-8", "replace")) > _LONGEST_NAME for part in text.split("/")):
        raise ValueError(f"A path was expected, in which no name has more than {_LONGEST_NAME} letters.")
    return posixpath.normpath(text) if text else ""


def _base(value: object) -> str:
    """The address of the site, which may be a path of its host (``/``)."""
    address = plain_text(value)
    try:
        parts = urlsplit(address)
        is_right = (parts.scheme in {"http", "https"} and bool(parts.hostname)) or not parts.scheme
    except ValueError:  # https://[broken
        is_right = False
    if not is_right or re.search(r"\s", address):
        raise ValueError("The address of the site was expected, such as https://ada.example.org/.")
    return address


CITE_STYLES = ("author-year", "number", "label", "footnote")

_STYLE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*|\S.*\.csl", re.ASCII)


def _cite_style(value: object) -> str:
    """A way of citing by its name, a citation style of the CSL project by its own, or the path of a file of one."""
    text = plain_text(value) if isinstance(value, (str, PurePath)) else ""
    if not _STYLE.fullmatch(text):
        meant = did_you_mean(text, CITE_STYLES)
        raise ValueError(
            f"{meant}the values are: {', '.join(CITE_STYLES)}, the name of a citation style (apa), or a file (lab.csl)."
        )
    return text


_FORM = re.compile(r"(?i:bibtex|biblatex|ris|csl-json)|[a-z0-9][a-z0-9-]{0,99}|\S.*\.csl", re.ASCII)


def _form(value: object) -> str:
    """A form in which works are cited: a format, a citation style of the CSL project, or the path of a file of one."""
    text = plain_text(value)
    if not _FORM.fullmatch(text):
        raise ValueError(
            "A form is bibtex, biblatex, ris, csl-json, the name of a citation style (apa), or a file (lab.csl)."
        )
    return text


_EXAMPLE_OF_FORMS = 'A list of forms was expected, such as ["apa", "bibtex"].'


def _forms(value: object) -> Remarked:
    """Forms, of which those that are none are left out; where all are, it is no list of forms."""
    read = texts(_EXAMPLE_OF_FORMS, _form)(value)
    if read.remarks and not read.value:
        raise ValueError(_EXAMPLE_OF_FORMS)
    return read


_EXAMPLE_OF_LINES = "https://github.com/ada/site/blob/main/{filename}#L{line}"


def _corrections(value: object) -> bool | str:
    """Whether entries link to their lines, or the address of a line."""
    try:
        return flag(value)
    except ValueError:
        text = plain_text(value) if isinstance(value, str) else ""
    if not re.fullmatch(r"https?://[^\s{}]*\{filename\}[^\s{}]*(?:\{line\}[^\s{}]*)?", text):
        raise ValueError(
            f"True was expected, or an address with {{filename}} in it, such as {_EXAMPLE_OF_LINES}."
        )
    return text


def _day(given: object) -> str:
    text = str(given).strip() if given is not None else ""
    if text:
        try:
            date.fromisoformat(text)
        except ValueError:
            raise ValueError("Write it as 2024-05-16.") from None
    return text


_EXAMPLE_OF_MEMBERS = 'such as {"Otto Kessel": "../members/otto/data"}'


def _members(value: object) -> Remarked:
    """Files by the names of those whose they are."""
    given = structure(value)
    if not given and isinstance(given, (dict, str, list, tuple)):
        given = {}
    if not isinstance(given, dict):
        raise ValueError(f"A mapping from names to paths was expected, {_EXAMPLE_OF_MEMBERS}.")
    read = texts(f"Paths were expected, {_EXAMPLE_OF_MEMBERS}.", _path)
    found: dict[str, tuple[str, ...]] = {}
    remarks: list[str] = []
    for name, paths in given.items():
        try:
            called = plain_text(name)
            files = read(paths)
        except ValueError as error:
            remarks.append(f"{shown(name)} is left out. {error}")
            continue
        remarks += files.remarks
        if called and files.value:
            found[called] = (*found.get(called, ()), *files.value)
        elif not called:
            remarks.append(f"{shown(name)} is left out. A name was expected, {_EXAMPLE_OF_MEMBERS}.")
        elif not files.remarks:
            remarks.append(f"{shown(name)} is left out. Paths were expected, {_EXAMPLE_OF_MEMBERS}.")
    return Remarked(tuple(found.items()), tuple(remarks))


_EXAMPLE_OF_FIELDS = 'such as {"publications": {"acceptance_rate": "Acceptance rate"}}'


def _own_fields(value: object) -> Remarked:
    """Fields of one's own, by the lists of records: each a label, or a mapping with ``label`` and ``where``."""
    given = structure(value)
    if not given and isinstance(given, (dict, str, list, tuple)):
        given = {}
    if not isinstance(given, dict):
        raise ValueError(f"A mapping from lists to fields and labels was expected, {_EXAMPLE_OF_FIELDS}.")
    found: list[tuple[str, tuple[OwnField, ...]]] = []
    remarks: list[str] = []
    for listed, fields in given.items():
        if not isinstance(listed, str) or not isinstance(fields, (dict, list, tuple)):
            remarks.append(
                f"{shown(listed)} is left out. A mapping from fields to labels was expected, {_EXAMPLE_OF_FIELDS}."
            )
            continue
        named = fields if isinstance(fields, dict) else dict.fromkeys(map(str, fields))
        read = (_own_field(name, said, remarks) for name, said in named.items())
        once = {field.name: field for field in read if field is not None}
        found.append((plain_text(listed), tuple(once.values())))
    return Remarked(tuple(found), tuple(remarks))


def _own_field(name: object, said: object, remarks: list[str]) -> OwnField | None:
    if not isinstance(name, str) or not folded(name):
        remarks.append(f"{shown(name)} is no name of a field and left out.")
        return None
    given = said if isinstance(said, dict) else {"label": said}
    remarks += [
        f"{shown(key)} of {shown(name)} means nothing. A field has label and where."
        for key in given
        if key not in {"label", "where", "shown"}
    ]
    label, where = given.get("label"), given.get("where", given.get("shown", LINE))
    if label is not None and (not isinstance(label, str) or CONTROL.search(label)):
        remarks.append(f"{shown(label)} is no label for {shown(name)}. A text was expected.")
        label = None
    if where not in WHERE:
        remarks.append(
            f"{shown(where)} is no place for {shown(name)}; it stands on a line. The places are: {', '.join(WHERE)}."
        )
        where = LINE
    return OwnField(folded(name), (label or "").strip() or words_of(name), where=str(where))


def _languages(value: object) -> Remarked:
    """The languages that a site is built in, each with the address of its pages."""
    given = structure(value)
    if not given and isinstance(given, (dict, str, list, tuple)):
        given = {}
    if not isinstance(given, dict):
        raise ValueError(f"A mapping from languages to addresses was expected, {_EXAMPLE_OF_LANGUAGES}.")
    # A preview of a change has no other languages beside it.
    is_preview = os.environ.get("READTHEDOCS_VERSION_TYPE") == "external"
    version = "" if is_preview else os.environ.get("READTHEDOCS_VERSION", "")
    found: list[SiteLanguage] = []
    remarks: list[str] = []
    for code, said in given.items():
        if not isinstance(code, str) or not is_language(code):
            meant = meant_by(code) if isinstance(code, str) else ""
            guess = f" Did you mean '{meant}'?" if meant else ""
            remarks.append(f"{shown(code)} is no code of a language and left out.{guess}")
            continue
        try:
            text = (
                plain_text(said).replace("{language}", code.strip()).replace("{version}", version or "latest")
            )
            address = _base(text)
            if not address or not (urlsplit(address).scheme or address.startswith("/")):
                raise ValueError
        except ValueError:
            remarks.append(
                f"{shown(said)} is no place for the pages in {shown(code)}, which is left out. An address was expected, or a path that "
                "begins with a slash."
            )
        else:
            language = SiteLanguage(code.strip(), address.rstrip("/") + "/")
            if same := next((each for each in found if each.tag == language.tag), None):
                remarks.append(f"{shown(code)} is the same language as '{same.code}' and left out.")
                continue
            if same := next((each for each in found if each.address == language.address), None):
                remarks.append(
                    f"{shown(code)} is left out, as its address is that of '{same.code}'. Each language has a place of its own."
                )
                continue
            found.append(language)
    return Remarked(tuple(found), tuple(remarks))


_EXAMPLE_OF_LANGUAGES = 'such as {"en": "https://ada.example.org/", "de": "https://ada.example.org/de/"}'


def _one_of(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


# fmt: off
SETTINGS = (
    Setting("academic_data", [], texts('A list of paths was expected, such as ["data/site.yaml"].', _path),
        "a list of texts", "Files, folders and patterns, as paths from the source folder. They are read as one.", "env"),
    Setting("academic_members", {}, _members, "a mapping from names to paths",
        "Whose data the site of [a lab](/how-to/lab-and-members.md) reads besides its own: by the name or the key that somebody has in the "
        "register of people, files, folders and patterns as in `academic_data`.", "env"),
    Setting("academic_highlight", [], texts('A list of names was expected, such as ["Ada Kettlewell"].'), "a list of names",
        "The names that stand out in author lists, each as a whole name; aliases are further names. Case, accents and dots "
        "do not matter, and `Kettlewell, Imogen` is the same as `Imogen Kettlewell`.", "env"),
    Setting("academic_names", "written", choice("written", "register"), "`written` or `register`",
        "How lists of authors spell those whom the [register of people](/reference/data.md#people) knows: as each work does, or as "
        "the register does.", "env"),
    Setting("academic_cite_style", "author-year", _cite_style,
        f"one of {_one_of(CITE_STYLES)}, the name of a citation style, or the path of a `.csl` file",
        "How works are [cited in text](/how-to/cite-in-docs.md).", "env"),
    Setting("academic_bibtex_roles", False, flag, "`True` or `False`",
        "Brings the roles, directives and settings of sphinxcontrib-bibtex, [which need not be loaded]"
        "(/how-to/from-sphinxcontrib-bibtex.md).", "env"),
    Setting("academic_pandoc_citations", False, flag, "`True` or `False`",
        "Reads [Pandoc's citations](/reference/roles.md#as-pandoc-writes-them) (`[@key, p. 3]`, `@key`) in pages of MyST.", "env"),
    Setting("academic_docstring_references", False, flag, "`True` or `False`",
        "Cites works for [references of docstrings](/how-to/cite-in-docs.md#references-of-docstrings) (`[1]_`) that name a DOI, "
        "an arXiv identifier or a key of the data.", "env"),
    Setting("academic_dates", "auto", choice(*DATE_STYLES), f"one of {_one_of(DATE_STYLES)}",
        "How dates are written.", "env"),
    Setting("academic_today", "", _day, "a date, such as `2024-05-16`, or an empty text",
        "The day by which lists tell what is current or still to come; without it the day on which the site is built "
        "(`SOURCE_DATE_EPOCH` where the environment has that).", "env"),
    Setting("academic_thumbnails", True, flag, "`True` or `False`",
        "Whether HTML pages show [thumbnails](/how-to/pictures.md) of the right size in place of large pictures."),
    Setting("academic_entries_at_once", 300, number(0, 1_000_000), "a whole number",
        "How many publications a page with more than three times as many shows at once."),
    Setting("academic_publish_from", [], texts('A list of folders was expected, such as ["../papers"].', _path),
        "a list of folders",
        "Folders, as paths from the source folder, from which pictures and files are [published](/how-to/publishing.md) "
        "because data name them, besides the source folder itself.", "env"),
    Setting("academic_report", [], texts(f"A list of reports was expected: {', '.join(REPORTS)}.", choice(*REPORTS)),
        f"a list of {_one_of(REPORTS)}", "What to tell although it is no mistake.", "env"),
    Setting("academic_claims_report", "", _path, "a path",
        "A report of tests in the XML of JUnit, as a path from the source folder, which says what became of the tests that "
        "[claims](/how-to/claims.md) name. Where there is no such file no claim is marked.", "env"),
    Setting("academic_fields", {}, _own_fields, "a mapping from lists to fields and their labels",
        "[Fields of one's own](/how-to/your-own-fields.md), by the lists of records that have them.", "env"),
    Setting("academic_templates", [], texts('A list of folders was expected, such as ["_templates/academic"].', _path),
        "a list of folders",
        "Folders, as paths from that of `conf.py`, with [templates of one's own](/how-to/templates.md) for entries in HTML."),
    Setting("academic_paper_pages", False, _folder_of("papers"), "`True`, `False` or the name of a folder",
        "Gives every publication a [page of its own](/how-to/landing-pages.md), in HTML: `True` puts them into the folder "
        "`papers/` of the site, a text names another folder.", "env"),
    Setting("academic_cite_forms", ["apa", "mla", "chicago", "bibtex", "ris"],
        _forms,
        "a list of `bibtex`, `biblatex`, `ris`, `csl-json` and citation styles",
        "The forms in which the page of a publication [gives it to be cited](/how-to/landing-pages.md#cite). Styles need the extra `csl`; "
        "those of the default are left out without it."),
    Setting("academic_corrections", False, _corrections, "`True`, `False` or an address with `{filename}` and `{line}`",
        "Has the pages of records lead to the line of the data where each is written: *[Suggest a correction]"
        "(/how-to/landing-pages.md#suggest-a-correction)*. With `True` the repository is the one that the theme is told.", "env"),
    Setting("academic_person_pages", False, _folder_of("people"), "`True`, `False` or the name of a folder",
        "Gives everybody in the register of people a [page](/how-to/person-and-project-pages.md), in HTML: `True` puts them into "
        "the folder `people/` of the site, a text names another folder.", "env"),
    Setting("academic_project_pages", False, _folder_of("projects"), "`True`, `False` or the name of a folder",
        "Gives every project a [page](/how-to/person-and-project-pages.md), in HTML: `True` puts them into the folder `projects/` "
        "of the site, a text names another folder.", "env"),
    Setting("academic_cv_fonts", [], texts('A list of folders was expected, such as ["fonts"].', _path),
        "a list of folders",
        "Folders with fonts, as paths from that of `conf.py`, for [scripts](/how-to/cv-as-pdf.md#fonts-and-scripts) that those of a CV as "
        "PDF have no letters of."),
    Setting("academic_publish_records", False, flag, "`True` or `False`",
        "Writes `publications.json` and `people.json`, from which [other sites](/how-to/lab-and-members.md#records-for-other-sites) can "
        "read what the pages of this one show.", "env"),
    Setting("academic_languages", {}, _languages, "a mapping from languages to addresses",
        "The [languages that the site is built in](/how-to/several-languages.md), and where the pages in each are: the switcher and "
        "`hreflang` lead there."),
    Setting("academic_inventory_labels", False, flag, "`True` or `False`",
        "Whether publications are labels in `objects.inv`, too, so that documentation "
        "[without this extension](/how-to/cited-by-others.md) can refer to them.", "env"),
)
_OF_SPHINX = (
    Setting("html_baseurl", "", _base, "an address",
        "Feeds and pages of papers are made of it, and break on what is none.", variable="READTHEDOCS_CANONICAL_URL"),
)
# fmt: on
_READ_THE_DOCS = ("READTHEDOCS_VERSION", "READTHEDOCS_VERSION_TYPE", "READTHEDOCS_GIT_IDENTIFIER")


def is_given(config: Config, name: str) -> bool:
    """Whether somebody gave a setting a value, in ``conf.py`` or on the command line."""
    return name in config.overrides or name in config._raw_config


def site_title(config: Config) -> str:
    """What the site is called."""
    # Left alone, Sphinx says "<project> <release> documentation", which no homepage is called.
    return str(config.html_title if is_given(config, "html_title") else config.project)


def setup_config(app: Sphinx) -> None:
    """Declare the settings, and have them read before anything else asks for them."""
    for setting in SETTINGS:
        # Without a default Sphinx neither converts nor checks what it is given, which it would tell without a place.
        app.add_config_value(setting.name, None, setting.rebuild, (), setting.description)
    app.add_config_value("academic_read_the_docs", (), "env", (), "Which version Read the Docs builds.")
    app.add_config_value(
        "academic_template_state", "", "html", (), "What the templates of the site's own hold."
    )
    app.add_config_value(
        "academic_declared", NOTHING, "env", (), "The kinds and the fields of the site's own."
    )
    app.connect("config-inited", _read, priority=100)


def _read(app: Sphinx, config: Config) -> None:
    for setting in (*SETTINGS, *_OF_SPHINX):
        given, called = config[setting.name], f"'{setting.name}'"
        if not is_given(config, setting.name):
            given = setting.default if given is None else given
            if said := os.environ.get(setting.variable, ""):
                given, called = (
                    said,
                    f"'{setting.name}', which is that of the environment's {setting.variable}",
                )
        elif isinstance(setting.default, list) and isinstance(config.overrides.get(setting.name), str):
            given = [part for part in given.split(",") if part]
        value, faults = read_setting(setting, given, called)
        for fault in faults:
            tell(problem_in_config(config, Path(app.confdir), fault))
        setattr(config, setting.name, value)
    _take_own_address(app, config)
    # Kept as a setting, so that pages are read anew where another version is built.
    told = ((name, os.environ.get(name, "")) for name in _READ_THE_DOCS)
    config.academic_read_the_docs = tuple(pair for pair in told if pair[1])


def _take_own_address(app: Sphinx, config: Config) -> None:
    """Let a site that is built in one of its languages be where the pages in that language are."""
    languages: tuple[SiteLanguage, ...] = config.academic_languages
    own = own_of(str(config.language or ""), languages)
    if own is None:
        if languages:
            names = ", ".join(each.code for each in languages)
            message = f"'{config.language}', the language of this build, is none of 'academic_languages' ({names}); its pages lead to none."
            fault = SettingFault("academic_languages", message, "Add it, or build with  -D language=…")
            tell(problem_in_config(config, Path(app.confdir), fault))
        return
    # What the command line or the environment says is the address of this very build.
    is_of_site = "html_baseurl" in config._raw_config or not config.html_baseurl
    address = urljoin(config.html_baseurl or "", own.address)
    if is_of_site and "html_baseurl" not in config.overrides and urlsplit(address).scheme:
        config.html_baseurl = address
