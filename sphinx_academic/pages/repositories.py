"""The repository that a site is kept in: where its host edits and shows files, and the line in which a record is written."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_academic.data.values.addresses import host_of, is_safe
from sphinx_academic.pages.build import build_of
from sphinx_academic.setting_values import SettingFault, problem_in_config
from sphinx_academic.warnings import tell

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_academic.data.records import Record

_FORGES = {
    "github": ("edit/{branch}/{filename}", "blob/{branch}/{filename}"),
    "gitlab": ("-/edit/{branch}/{filename}", "-/blob/{branch}/{filename}"),
    "codeberg forgejo gitea": ("_edit/{branch}/{filename}", "src/branch/{branch}/{filename}"),
    "bitbucket": ("src/{branch}/{filename}?mode=edit&at={branch}", "src/{branch}/{filename}"),
}
"""Words in the name of a host by which it is recognised, and where a repository there has pages that edit and show a file."""

_LINE = {"bitbucket": "#lines-{line}"}
"""How an address of those ends that leads to a line, where not as elsewhere."""


def templates_of(repository: str) -> tuple[str, str]:
    """The addresses at which a repository's files are edited and shown; empty where its host's name says nothing of that."""
    host = host_of(repository)
    for words, (edit, view) in _FORGES.items():
        if any(word in host for word in words.split()):
            return f"{{repository}}/{edit}", f"{{repository}}/{view}"
    return "", ""


def docs_path_of(srcdir: Path) -> str:
    """The path of the source folder within its Git repository, ``""`` for the repository's own folder or none."""
    for folder in (srcdir, *srcdir.parents):
        # A worktree or a submodule has a file there.
        if (folder / ".git").exists():
            path = srcdir.relative_to(folder).as_posix()
            return "" if path == "." else path
    return ""


# Where a record is corrected

_OPTIONS = (
    # Of the theme academic and sphinx-book-theme, and of furo.
    ("repository_url", "repository_branch", ("docs_path", "path_to_docs")),
    ("source_repository", "source_branch", ("source_directory",)),
)
"""What themes call the address of the repository, its branch, and the source folder within it."""
_CONTEXT = ("github", "gitlab", "bitbucket")
"""The hosts of which others (pydata-sphinx-theme, sphinx-rtd-theme) are told in ``html_context``: ``github_user`` and its kin."""


def corrections(env: BuildEnvironment) -> Callable[[Record], str]:
    """What gives the address of the line in which a record is written, for ``academic_corrections``; empty where there is none."""
    if not env.config.academic_corrections:
        return _nowhere
    found: Callable[[Record], str] = build_of(env).one("corrections", lambda: _corrections(env))
    return found


def _nowhere(_record: Record) -> str:
    return ""


def _corrections(env: BuildEnvironment) -> Callable[[Record], str]:
    asked, folder = env.config.academic_corrections, ""
    template = str(asked)
    if asked is True:
        template, folder = _of_theme(env.config)
    if not template:
        message = "'academic_corrections' asks for links to the repository, and neither the theme's options nor html_context name one."
        hint = 'Write the address:  academic_corrections = "https://github.com/ada/site/blob/main/{filename}#L{line}"'
        fault = SettingFault("academic_corrections", message, hint)
        tell(problem_in_config(env.config, Path(build_of(env).builder.confdir), fault))
        return _nowhere
    source = Path(env.srcdir)
    root = next((each for each in (source, *source.parents) if (each / ".git").exists()), None)

    def address(record: Record) -> str:
        path, line = record.origin.path, record.origin.line
        within = _path_within(source, path, root, folder) if path else ""
        if not within:
            return ""
        shown = template if line else template.partition("#")[0]
        return shown.replace("{filename}", quote(within)).replace("{line}", str(line or 1))

    return address


def _path_within(source: Path, path: str, root: Path | None, folder: str) -> str:
    """The path of a file within the repository; empty where it lies in another one, or in none."""
    file = Path(posixpath.normpath((source / path).as_posix()))
    if file.is_relative_to(source) and (folder or root is None):
        return posixpath.join(folder, file.relative_to(source).as_posix())
    if root is None or not file.is_relative_to(root):
        return ""
    between = (each for each in file.parents if each.is_relative_to(root) and each != root)
    return "" if any((each / ".git").exists() for each in between) else file.relative_to(root).as_posix()


def _of_theme(config: Any) -> tuple[str, str]:
    """The address of a line as the repository that the theme knows has it, and the folder of sources that it was told."""
    options: Mapping[str, Any] = (
        config.html_theme_options if isinstance(config.html_theme_options, Mapping) else {}
    )
    for url, branch, folders in _OPTIONS:
        if repository := str(options.get(url) or "").strip().rstrip("/"):
            folder = next((str(options[each]) for each in folders if options.get(each)), "")
            return _address(repository, str(options.get(branch) or "main")), folder.strip("/")
    context = config.html_context
    for host in _CONTEXT:
        user, name = (str(context.get(f"{host}_{each}") or "") for each in ("user", "repo"))
        if user and name:
            base = str(
                context.get(f"{host}_url") or f"https://{host}.{'org' if host == 'bitbucket' else 'com'}"
            ).rstrip("/")
            folder = str(context.get("doc_path") or context.get("conf_py_path") or "")
            branch = str(context.get(f"{host}_version") or "main")
            return _address(f"{base}/{user}/{name}", branch), folder.strip("/")
    return "", ""


def _address(repository: str, branch: str) -> str:
    _edit, view = templates_of(repository)
    if not view or not is_safe(repository):
        return ""
    line = next((end for word, end in _LINE.items() if word in host_of(repository)), "#L{line}")
    return view.replace("{repository}", repository).replace("{branch}", quote(branch)) + line
