"""What a site has of its own: kinds that its data declare (``kinds:``), fields (``academic_fields``) and its language, known before a
page is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, cast

from docutils.parsers.rst.languages import en
from sphinx.util.docutils import is_directive_registered, is_role_registered

from sphinx_academic.data.declarations import NOTHING, Declared, DeclaredKind, MemberFiles, OwnField
from sphinx_academic.problems import Code, Problem, nearest, shorten
from sphinx_academic.sections.registry import SECTIONS, Sections, sections_with
from sphinx_academic.setting_values import SettingFault, problem_in_config
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment
    from sphinx.util.docutils import SphinxDirective

    from sphinx_academic.data.located import RawFile

_SUFFIXES = (".yaml", ".yml", ".json", ".md", ".markdown")
_DECLARES = (
    re.compile(rb"kinds[\"']?[ \t]*[:=.\]]"),
    re.compile(rb"Kinds[\"']?[ \t]*[:=.\]]"),
    re.compile(rb"KINDS[\"']?[ \t]*[:=.\]]"),
)
"""What every file that declares a kind holds; few others do, and need not be read to know it. Each begins with a word, which is found
a hundred times faster than one of several."""


def declared_in(env: BuildEnvironment) -> Declared:
    """What a site has of its own."""
    # The theme alone, without the extension, has no setting.
    return getattr(env.config, "academic_declared", NOTHING)


def sections_of(env: BuildEnvironment) -> Sections:
    """The sections of a site: those that there always are, and those of its own kinds."""
    return sections_with(declared_in(env).kinds)


def find_declared(app: Sphinx, config: Config, directive: type[SphinxDirective]) -> None:
    """Find what the site declares, and register the directives of its kinds, in this application alone.

    It is kept as a setting, so that all pages are read anew where something else is declared."""
    language = str(config.language or "")
    kinds = tuple(_kinds(app, config, language))
    members = tuple(MemberFiles(name, paths, str(app.srcdir)) for name, paths in config.academic_members)
    # Other languages are asked for by a report alone.
    asked = config.academic_languages if Code.LANGUAGES in config.academic_report else ()
    languages = tuple([each.code for each in asked])
    config.academic_declared = Declared(
        kinds, tuple(_fields(app, config, kinds)), members, language, languages
    )
    for kind in kinds:
        _register(app, config, kind, directive)


def _files(app: Sphinx, config: Config) -> Iterator[str]:
    """The files of ``academic_data`` that may declare kinds."""
    for name in config.academic_data:
        found: tuple[str, ...] = (name,)
        if not Path(app.srcdir, name).is_file():
            # Builds with nothing changed read no data, and need not wait for what does.
            from sphinx_academic.pages.links import files_of

            found = files_of(app.srcdir, name)
        for file in found:
            if PurePath(file).suffix.lower() in _SUFFIXES:
                try:
                    if _may_declare(Path(app.srcdir, file).read_bytes()):
                        yield file
                except (OSError, ValueError):
                    continue  # which is told where it is read


def _may_declare(data: bytes) -> bool:
    """Whether the word may be a key: at the beginning of a line, or behind a bracket, a comma or a quotation mark."""
    found = (match.start() for pattern in _DECLARES for match in pattern.finditer(data))
    return any(not at or data[at - 1] in b"\n\r{[,\"' " for at in found)


def _kinds(app: Sphinx, config: Config, language: str) -> Iterator[DeclaredKind]:
    names = [*dict.fromkeys(_files(app, config))]
    if not names:
        return
    from sphinx_academic.data.records.declared import declarations, kinds_declared
    from sphinx_academic.formats import read_file

    files: list[RawFile] = [read_file(Path(app.srcdir, name), name) for name in names]
    places = {
        name.strip().lower().replace(" ", "-"): (file.path, place)
        for file in reversed(files)
        for name, _said, place, _at in declarations(file.root, is_page=file.is_page)
    }
    # What is wrong with a declaration is told by the pages that read the file.
    for kind in kinds_declared(files, [], language).values():
        yield kind
        path, place = places[kind.name]
        if _has_directive(app, config, kind.name):
            message = f"'{kind.name}' is a directive already: it stays what it is, and none shows the kind of this name."
            tell(Problem(path, *place, Code.DUPLICATE, message, "Give the kind another name."))
        if has_role(app, config, kind.role):
            message = f"'{kind.role}' is a role already: it stays what it is; write  academic:{kind.role}  for that of '{kind.name}'."
            tell(Problem(path, *place, Code.DUPLICATE, message, "Or write  singular:  and another word."))


def _has_directive(app: Sphinx, config: Config, name: str) -> bool:
    known = (*en.directives, *app.registry.domain_directives.get("std", ()), *SECTIONS)
    is_known = name in known or is_directive_registered(name)
    return is_known or any(name in domain.directives for domain in _unnamed_domains(app, config))


def has_role(app: Sphinx, config: Config, name: str) -> bool:
    """Whether a role of another's has a name."""
    is_known = (
        name in en.roles or name in app.registry.domain_roles.get("std", ()) or is_role_registered(name)
    )
    return is_known or any(name in domain.roles for domain in _unnamed_domains(app, config))


def _unnamed_domains(app: Sphinx, config: Config) -> list[type[Domain]]:
    """The domains whose names nobody need write before that of a directive."""
    found = (app.registry.domains.get(name) for name in ("std", config.primary_domain or "std"))
    return [domain for domain in found if domain is not None]


def _register(app: Sphinx, config: Config, kind: DeclaredKind, directive: type[SphinxDirective]) -> None:
    # Directives of docutils are those of the whole process; those of a domain belong to one application, and Sphinx looks for each
    # name in "std".
    if not _has_directive(app, config, kind.name):
        class_name = f"{kind.name.title().replace('-', '')}Directive"
        made = type(class_name, (directive,), {"section_name": kind.name})
        app.add_directive_to_domain("std", kind.name, made)


def _fields(
    app: Sphinx, config: Config, kinds: tuple[DeclaredKind, ...]
) -> Iterator[tuple[str, tuple[OwnField, ...]]]:
    """The fields of ``academic_fields``, without those that a kind has anyway."""
    given = cast("tuple[tuple[str, tuple[OwnField, ...]], ...]", config.academic_fields)
    if not given:
        return
    from sphinx_academic.data.records import KINDS, Record
    from sphinx_academic.data.records.declared import kinds_by_list

    of_own = kinds_by_list(kinds)
    lists: dict[str, type[Record]] = {spelling: kind for kind in KINDS.values() for spelling in kind.lists}
    lists.update(of_own)
    for name, fields in given:
        kind = lists.get(name.strip().lower())
        if kind is None:
            meant = nearest(name, lists)
            known = ", ".join((*KINDS, *of_own))
            message = f"'academic_fields' names '{shorten(name)}', which is no list of records."
            _tell(app, name, message, f"Did you mean '{meant}'?" if meant else f"Known are: {known}.")
            continue
        kept = []
        for field in fields:
            if (known_as := kind.fields.named(field.name)) is not None:
                message = f"'{field.name}' is a field of {kind.fields.called} already ('{known_as}'); it is shown where that is."
                _tell(app, name, message, "Give yours another name.")
            else:
                kept.append(field)
        if kept:
            yield kind.lists[0], tuple(kept)


def _tell(app: Sphinx, name: str, message: str, hint: str) -> None:
    fault = SettingFault(f"academic_fields.{name}", message, hint)
    tell(problem_in_config(app.config, Path(app.confdir), fault))
