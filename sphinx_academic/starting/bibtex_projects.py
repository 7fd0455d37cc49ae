"""Projects of Sphinx with sphinxcontrib-bibtex: pages and bibliographies stay as they are, and two lines of ``conf.py`` change.

``conf.py`` is read as a text, and never run.
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sphinx_academic.formats.text import decode, read_start, words
from sphinx_academic.problems import Code, Problem
from sphinx_academic.starting.importers import Imported
from sphinx_academic.starting.site_files import NewFile
from sphinx_academic.starting.source_files import NotCarriedError, SourceFiles

_THEIRS, _OURS = "sphinxcontrib.bibtex", "sphinx_academic"
_FOLDERS = ("", "docs", "doc", "source", "docs/source", "doc/source")
"""Where ``conf.py`` lies in a repository."""
_SKIPPED = words("_build build _site node_modules __pycache__ venv env dist .git")
_MOST_FILES = 20_000
_LEFT_OUT_FILES = words("thumbs.db")
_PACKAGE = re.compile(r"(?im)^(?P<before>[ \t]*+-?[ \t]*+)sphinxcontrib[-_.]bibtex[^\s;#]{0,100}")


def recognise(sources: Sequence[Path]) -> bool:
    """Whether it is the folder of a project, or of a repository with one, whose settings name the extension."""
    return len(sources) == 1 and sources[0].is_dir() and _settings_of(sources[0]) is not None


def _settings_of(folder: Path) -> Path | None:
    for below in _FOLDERS:
        path = folder / below / "conf.py"
        try:
            if path.is_file() and re.search(
                rb"sphinxcontrib\.bibtex|bibtex_bibfiles", read_start(path, 400_000)
            ):
                return path
        except OSError:
            continue
    return None


def carry(sources: Sequence[Path]) -> Imported:
    """The project with our extension in the place of theirs."""
    path = _settings_of(sources[0])
    assert path is not None  # it was recognised
    root = path.parent
    files = SourceFiles(root, root.as_posix())
    problems: list[Problem] = []
    text, _told = decode(read_start(path), files.name_of(path))
    settings = _changed(text, files.name_of(path))
    problems.extend(settings.problems)
    made = [NewFile.of_text("conf.py", settings.text)]
    for each in _below(root, problems, files):
        below = each.relative_to(root).as_posix()
        if below == "conf.py":
            continue
        if each.name in {"requirements.txt", "environment.yml", "environment.yaml"}:
            said, told = files.read(each)
            problems.extend(told)
            made.append(NewFile.of_text(below, _PACKAGE.sub(r"\g<before>sphinx-academic", said)))
            continue
        try:
            files.carry(f"/{below}")
        except NotCarriedError as error:
            problems.append(Problem(files.name_of(each), 0, 0, Code.NOT_CARRIED, str(error), error.hint))
    data = tuple(_bibliographies(settings, files, problems))
    if not any(file.path == "requirements.txt" for file in made):
        made.append(NewFile.of_text("requirements.txt", "sphinx-academic"))
    paths = {file.path for file in made}
    return Imported(
        (*made, *(file for file in files.carried if file.path not in paths)),
        tuple(problems),
        data or ("data",),
    )


def _below(root: Path, problems: list[Problem], files: SourceFiles) -> Iterator[Path]:
    """The files of a project; what is hidden or was built is none of them, and of folders that are links none is gone into."""
    number = 0
    for place, folders, names in os.walk(root):
        folders[:] = sorted(
            each
            for each in folders
            if each.lower() not in _SKIPPED and (not each.startswith(".") or each == ".github")
        )
        for name in sorted(names):
            if name.lower() in _LEFT_OUT_FILES or name.startswith("."):
                continue
            number += 1
            if number > _MOST_FILES:
                message = f"the project has more than {_MOST_FILES:,} files; the others are left out."
                problems.append(
                    Problem(files.name, 0, 0, Code.NOT_CARRIED, message, "Name a folder further down.")
                )
                return
            yield Path(place, name)


class _Settings(NamedTuple):
    """``conf.py`` as it is to be, and the bibliographies that it names."""

    text: str
    bibliographies: tuple[tuple[str, int], ...] = ()
    problems: tuple[Problem, ...] = ()


def _changed(text: str, name: str) -> _Settings:
    """The settings with our extension in the place of theirs, every other line as it is."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None) or 1
        message = f"this is no Python ({getattr(error, 'msg', error)}); it stays as it is."
        hint = f"Mend it, and write  {_OURS}  for  {_THEIRS}, and  academic_bibtex_roles = True  below."
        return _Settings(text, (), (Problem(name, line, 1, Code.NOT_CARRIED, message, hint),))
    lines = text.splitlines(keepends=True)
    last = 0
    has_ours = any(isinstance(node, ast.Constant) and node.value == _OURS for node in ast.walk(tree))
    for statement in tree.body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Constant) and node.value == _THEIRS and node.lineno == node.end_lineno:
                line = lines[node.lineno - 1].encode("utf-8")
                quoted = line[node.col_offset : node.end_col_offset].decode("utf-8")
                ours = quoted.replace(_THEIRS, _OURS).encode("utf-8")
                lines[node.lineno - 1] = (
                    line[: node.col_offset] + ours + line[node.end_col_offset :]
                ).decode("utf-8")
                last = statement.end_lineno or statement.lineno
    added = "academic_bibtex_roles = True  # roles, directives and settings of sphinxcontrib-bibtex\n"
    if last and not has_ours:
        if not lines[last - 1].endswith("\n"):
            lines[last - 1] += "\n"
        lines.insert(last, added)
    return _Settings("".join(lines), tuple(_named(tree)), tuple(_told(tree, name, bool(last))))


def _named(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """The bibliographies that are named, each with its line."""
    for node in tree.body:
        targets = (
            [each.id for each in node.targets if isinstance(each, ast.Name)]
            if isinstance(node, ast.Assign)
            else []
        )
        if (
            isinstance(node, ast.Assign)
            and "bibtex_bibfiles" in targets
            and isinstance(node.value, (ast.List, ast.Tuple))
        ):
            for item in node.value.elts:
                if isinstance(item, ast.Constant) and isinstance(item.value, str):
                    yield item.value, item.lineno


def _told(tree: ast.Module, name: str, has_changed: bool) -> Iterator[Problem]:
    """What of the settings needs a hand."""
    if not has_changed:
        message = f"'{_THEIRS}' stands in no list of extensions that could be changed."
        hint = f"Write  {_OURS}  in its place, and  academic_bibtex_roles = True."
        yield Problem(name, 1, 1, Code.NOT_CARRIED, message, hint)
    for node in ast.walk(tree):
        modules = (
            [each.name for each in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        for module in modules:
            if module.split(".")[0] == "pybtex" or module.startswith(_THEIRS):
                message = f"'{module}' is imported still: styles of pybtex are not used here, and it need not be installed."
                line = getattr(node, "lineno", 1)
                yield Problem(
                    name,
                    line,
                    1,
                    Code.NOT_CARRIED,
                    message,
                    "Delete what belongs to it, and choose  academic_cite_style.",
                )


def _bibliographies(settings: _Settings, files: SourceFiles, problems: list[Problem]) -> Iterator[str]:
    """The bibliographies that came along; those that lie elsewhere are told."""
    for written, line in settings.bibliographies:
        try:
            yield files.carry(written)
        except NotCarriedError as error:
            hint = error.hint or "Copy it into the new site, and name it in  bibtex_bibfiles."
            problems.append(
                Problem(files.name_of(files.root / "conf.py"), line, 1, Code.NOT_CARRIED, str(error), hint)
            )
