"""What people bring from elsewhere, and ask for in ``conf.py``: the roles and settings of sphinxcontrib-bibtex, Pandoc's citations in
Markdown, references of docstrings."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_academic.pages.build import CITED_AS_LISTED, later, notes_of
from sphinx_academic.problems import Code
from sphinx_academic.setting_values import SettingFault, problem_in_config, shown
from sphinx_academic.settings import is_given
from sphinx_academic.warnings import tell, tell_of_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


_OTHER_EXTENSION = "sphinxcontrib.bibtex"
_DOCSTRINGS = "autodoc-process-docstring"
_BEFORE_OTHERS = 400
"""numpydoc and napoleon make something of docstrings at 500."""

_DEFAULTS: Mapping[str, Any] = {
    "bibtex_bibfiles": [],
    "bibtex_default_style": "alpha",
    "bibtex_reference_style": "label",
    "bibtex_bibliography_header": "",
    "bibtex_footbibliography_header": "",
}
"""The settings of sphinxcontrib-bibtex that are read, each with the value that it has there when nothing is said."""

_CHANGE_WHAT_IS_SHOWN: Mapping[str, str] = {
    "bibtex_cite_id": "The ids of entries are reference-KEY.",
    "bibtex_footcite_id": "Footnotes have ids of their own.",
    "bibtex_bibliography_id": "Give the directive a :name: to link to.",
    "bibtex_footbibliography_id": "Link to the heading above it.",
    "bibtex_tooltips_style": "Tooltips say authors, title and venue.",
}
"""Settings that are not read although they change what readers see or link to, and what there is in their place."""


def setup_habits(app: Sphinx) -> None:
    """Have what the settings ask for set up once they and all extensions are known."""
    app.connect("config-inited", _set_up, priority=200)


def _set_up(app: Sphinx, config: Config) -> None:
    if config.academic_bibtex_roles:
        faults = [_IS_LOADED] if _OTHER_EXTENSION in app.extensions else [*_bring_bibtex(app, config)]
        for fault in faults:
            tell(problem_in_config(config, Path(app.confdir), fault))
    if config.academic_pandoc_citations:
        from sphinx_academic.domain.markdown_citations import PandocCitations

        app.add_transform(PandocCitations)
    if config.academic_docstring_references and _DOCSTRINGS in app.events.events:
        from sphinx_academic.domain.docstring_citations import (
            DocstringCitations,
            cite_across_pages,
            cite_in_docstring,
        )

        app.connect(_DOCSTRINGS, cite_in_docstring, priority=_BEFORE_OTHERS)
        app.add_transform(DocstringCitations)
        # Before clusters are numbered and headings are copied.
        app.connect("doctree-read", cite_across_pages, priority=300)


_IS_LOADED = SettingFault(
    "academic_bibtex_roles",
    f"'{_OTHER_EXTENSION}' is among the extensions, and its own roles and directives are used.",
    "Take it out of 'extensions' to have ours, or take out academic_bibtex_roles.",
)


def _bring_bibtex(app: Sphinx, config: Config) -> Iterator[SettingFault]:
    """Register roles, directives and settings of sphinxcontrib-bibtex; gives what of its settings is not as it was there."""
    for name, default in _DEFAULTS.items():
        config.add(name, default, "env", ())
    later("sphinx_academic.domain.bibtex_roles:setup_bibtex_roles")(app)
    app.connect("env-check-consistency", _tell_several_ways)
    yield from _read_files(app, config)
    yield from _read_styles(config)
    for name, instead in _CHANGE_WHAT_IS_SHOWN.items():
        if is_given(config, name):
            yield SettingFault(name, f"'{name}' of {_OTHER_EXTENSION} is not read.", instead)


def _read_files(app: Sphinx, config: Config) -> Iterator[SettingFault]:
    """The files of ``bibtex_bibfiles``, whose paths begin at ``conf.py``, join those of ``academic_data``."""
    given = config.bibtex_bibfiles
    if isinstance(given, str):
        given = given.split(",")
    files = [each for each in given or () if isinstance(each, str | os.PathLike)]
    if len(files) < len(given or ()) or not isinstance(given, list | tuple | None):
        hint = 'A list of paths was expected, such as ["references.bib"].'
        yield SettingFault("bibtex_bibfiles", f"{shown(given)} is no value for 'bibtex_bibfiles'.", hint)
    paths = (os.path.relpath(Path(app.confdir, each).resolve(), app.srcdir) for each in files)
    config.academic_data = tuple(
        dict.fromkeys((*config.academic_data, *(Path(path).as_posix() for path in paths)))
    )


def _read_styles(config: Config) -> Iterator[SettingFault]:
    """How works are cited where ``academic_cite_style`` says nothing: as they were by sphinxcontrib-bibtex."""
    from sphinx_academic.sections.bibliography import BIBTEX_STYLES  # which most sites have not

    style, referencing = config.bibtex_default_style, config.bibtex_reference_style
    known = BIBTEX_STYLES.get(style)
    if known is None:
        yield SettingFault(
            "bibtex_default_style",
            f"The style {shown(style)} is none of {', '.join(BIBTEX_STYLES)}; lists are as with 'alpha'.",
            "For another layout name a citation style:  :style: apa  on the directive.",
        )
        config.bibtex_default_style = "alpha"
        known = BIBTEX_STYLES["alpha"]
    if is_given(config, "academic_cite_style"):
        return
    is_by_year = isinstance(referencing, str) and referencing.startswith("author_year")
    if is_by_year:
        config.academic_cite_style = "author-year"
    else:
        config.academic_cite_style = known.cited_by
        config.add(CITED_AS_LISTED, True, "", ())
    if referencing not in {"author_year", "label"}:
        usual = "author_year" if is_by_year else "label"
        what = (
            "stand in brackets and not above the line" if referencing == "super" else f"are as with '{usual}'"
        )
        yield SettingFault(
            "bibtex_reference_style",
            f"With {shown(referencing)} for 'bibtex_reference_style' citations {what}.",
            'Say how to cite by  academic_cite_style = "author-year", "number", "label" or the name of a citation style.',
        )


def _tell_several_ways(app: Sphinx, env: BuildEnvironment) -> None:
    """Tell where lists ask for several ways of citing, of which a project has one."""
    if not getattr(app.config, CITED_AS_LISTED, False):
        return
    pages = {
        each.cited_by: page for page, notes in sorted(notes_of(env).items()) for each in notes.references
    }
    usual = app.config.academic_cite_style
    for way in sorted(pages.keys() - {"", usual} if len(pages.keys() - {""}) > 1 else ()):
        message = (
            f"The style of a bibliography goes with citing by {way}, that of another by {usual}; all are cited by {usual}. "
            f'Give them one style, or say in conf.py:  academic_cite_style = "{way}"'
        )
        tell_of_page(Code.OPTION, message, pages[way])
