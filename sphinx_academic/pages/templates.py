"""Templates of the user's for entries in HTML: found in the folders that ``conf.py`` names, and in no other place; run by Jinja in its
sandbox, with what we describe as HTML that is safe already. What fails is told at its line, and the entry shown as we would."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from sphinx_academic.content.fragments import Fragments
from sphinx_academic.content.html import Page, write
from sphinx_academic.data.naming import is_folder
from sphinx_academic.pages.build import build_of
from sphinx_academic.problems import Code, Problem, nearest, shorten
from sphinx_academic.sections.templated import pieces_of
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.sections.base import Section

_MOST = 1_000_000
"""Characters that one entry may have."""


class _Unknown(StrictUndefined):
    """A name that nothing has; asking for it fails, and says so in words of ours."""

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        given = getattr(self._undefined_obj, "__dict__", None)
        if not isinstance(self._undefined_obj, SimpleNamespace) or given is None:
            return (
                f"Nothing is called '{name}' here: there is 'entry'."
                if name != "entry"
                else "There is no 'entry'."
            )
        meant = nearest(name, given)
        hint = f"Did you mean '{meant}'?" if meant else f"There are: {', '.join(sorted(given))}."
        return f"An entry has no '{name}'. {hint}"


class Templates:
    """The templates of a site."""

    def __init__(self, folders: tuple[Path, ...], told_from: Path) -> None:
        self._folders = folders
        self._told_from = told_from
        self._failed: set[str] = set()

    @cached_property
    def _jinja(self) -> ImmutableSandboxedEnvironment:
        return ImmutableSandboxedEnvironment(
            loader=FileSystemLoader([str(folder) for folder in self._folders]),
            autoescape=True,
            undefined=_Unknown,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )

    def name_for(self, section: Section[object]) -> str:  # type: ignore[type-var]
        """The template of a list: one of the directive's name, else one of the name of the kind that it shows; empty where none is."""
        names = [f"{name}.html" for name in (section.name, section.entry_kind) if name]
        return next(
            (name for name in names if any((folder / name).is_file() for folder in self._folders)), ""
        )

    def write(self, name: str, values: Mapping[str, str], entry: Fragments, page: Page) -> str | None:
        """What a template makes of an entry; None where it fails, which is told."""
        given = {piece: Markup(write(fragments, page)) for piece, fragments in pieces_of(entry).items()}
        body = Markup(write(entry, page))
        try:
            made = self._jinja.get_template(name).render(
                entry=SimpleNamespace(**given, body=body, plain=SimpleNamespace(**values))
            )
        except Exception as error:
            self._tell(name, error)
            return None
        if len(made) > _MOST:
            self._tell(name, ValueError(f"an entry of {len(made):,} characters"))
            return None
        return made

    def _tell(self, name: str, error: Exception) -> None:
        """Tell once for each template what is wrong with it, at its line."""
        if name in self._failed:
            return
        self._failed.add(name)
        path, line = self._place(name, error)
        said = str(getattr(error, "message", None) or error) or "no reason is given"
        if not isinstance(error, TemplateError):
            said = f"{type(error).__name__}: {said}"
        end = "" if said.endswith((".", "?", "!")) else "."
        message = f"The template '{name}' fails: {shorten(said, 300)}{end}"
        hint = "Entries for which it fails are shown as without it."
        tell(Problem(path, line, 0, Code.TEMPLATE, message, hint), once=True)

    def _place(self, name: str, error: Exception) -> tuple[str, int]:
        """The file and the line in which a template has failed."""
        if isinstance(error, TemplateSyntaxError):
            return self._shown(error.filename or name), error.lineno
        trace, found = error.__traceback__, ("", 0)
        while trace is not None:
            file = trace.tb_frame.f_code.co_filename
            if any(Path(file).is_relative_to(folder) for folder in self._folders):
                found = file, trace.tb_lineno
            trace = trace.tb_next
        if found[0]:
            return self._shown(found[0]), found[1]
        paths = (folder / name for folder in self._folders)
        return self._shown(str(next((path for path in paths if path.is_file()), Path(name)))), 1

    def _shown(self, path: str) -> str:
        return Path(os.path.relpath(path, self._told_from)).as_posix() if Path(path).is_absolute() else path


def templates_of(env: BuildEnvironment) -> Templates | None:
    """The templates of a site; None where it has none, or its pages are not HTML that is read in a browser."""
    builder: Builder = build_of(env).builder
    if (
        not getattr(env.config, "academic_templates", ())
        or builder.format != "html"
        or builder.name == "epub"
    ):
        return None
    return build_of(env).one("templates", lambda: Templates(folders_of(env), Path(env.srcdir)))


def folders_of(env: BuildEnvironment) -> tuple[Path, ...]:
    """The folders with templates that there are, in the order in which they are looked through."""
    paths = (Path(build_of(env).builder.confdir, name) for name in env.config.academic_templates)
    return tuple(path.resolve() for path in paths if is_folder(path))


def written_with_template(
    env: BuildEnvironment, attributes: Mapping[str, str], entry: Fragments, page: Page
) -> str | None:
    """What the template of an entry makes of it."""
    templates = templates_of(env)
    if templates is None:
        return None
    return templates.write(attributes["template"], json.loads(attributes["values"]), entry, page)
