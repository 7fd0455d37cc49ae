"""Links to the source of a page, where the site's repository lives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from sphinx_academic.problems import nearest

__all__ = ["FORGES", "Forge", "docs_path_of", "forge_of", "read_repository", "read_template", "source_links"]


class Forge(NamedTuple):
    """A place where repositories are kept, and the addresses of its pages that show and edit a file."""

    name: str
    hosts: tuple[str, ...]
    """Words in the name of a host by which it is recognised."""
    edit: str
    view: str


FORGES = (
    Forge(
        "GitHub",
        ("github",),
        "{repository}/edit/{branch}/{filename}",
        "{repository}/blob/{branch}/{filename}",
    ),
    Forge(
        "GitLab",
        ("gitlab",),
        "{repository}/-/edit/{branch}/{filename}",
        "{repository}/-/blob/{branch}/{filename}",
    ),
    Forge(
        "Codeberg, Forgejo, Gitea",
        ("codeberg", "forgejo", "gitea"),
        "{repository}/_edit/{branch}/{filename}",
        "{repository}/src/branch/{branch}/{filename}",
    ),
    Forge(
        "Bitbucket",
        ("bitbucket",),
        "{repository}/src/{branch}/{filename}?mode=edit&at={branch}",
        "{repository}/src/{branch}/{filename}",
    ),
)

_SECURE_SHELL = re.compile(r"(?:ssh://)?git@([\w.-]+)[:/](?:\d+/)?(.+)")
_FIELD = re.compile(r"\{([^{}]*)\}")
_FIELDS = ("filename", "repository", "branch")


def read_repository(text: str) -> str:
    """The address of a repository's page; that of ``git clone`` is understood as well.

    Raises ValueError for what is none.
    """
    text = text.strip()
    if not text:
        return ""
    if clone := _SECURE_SHELL.fullmatch(text):
        text = f"https://{clone[1]}/{clone[2]}"
    text = text.rstrip("/").removesuffix(".git")
    try:
        parts = urlsplit(text)
        complete = parts.scheme in {"http", "https"} and parts.hostname and parts.path.count("/") >= 2
    except ValueError:  # https://[broken
        complete = False
    if not complete or re.search(r"\s", text):
        raise ValueError(
            "The address of a repository was expected: https://github.com/ada/ada.github.io."
        ) from None
    return text


def read_template(text: str) -> str:
    """An address with ``{filename}`` for the path of a page's source. Raises ValueError for what is none."""
    text = text.strip()
    if not text:
        return ""
    for name in _FIELD.findall(text):
        if name not in _FIELDS:
            meant = nearest(name, _FIELDS)
            guess = f"did you mean '{{{meant}}}'? " if meant else ""
            raise ValueError(f"'{{{name}}}' is not known; {guess}{{filename}} is the path of the source.")
    if "{filename}" not in text or not text.startswith(("https://", "http://", "{repository}")):
        raise ValueError(
            "An address with {filename} in it was expected: https://git.example.org/ada/site/edit/main/{filename}."
        )
    return text


def forge_of(repository: str) -> Forge | None:
    """What kind of place a repository is kept at, told by the name of its host; None where that says nothing."""
    host = urlsplit(repository).hostname or ""
    return next((forge for forge in FORGES if any(word in host for word in forge.hosts)), None)


def docs_path_of(srcdir: Path) -> str:
    """The path of the source folder within its Git repository, ``""`` for the repository's own folder or none."""
    for folder in (srcdir, *srcdir.parents):
        # A worktree or a submodule has a file there.
        if (folder / ".git").exists():
            path = srcdir.relative_to(folder).as_posix()
            return "" if path == "." else path
    return ""


def source_links(options: Mapping[str, Any], docs_path: str, filename: str) -> dict[str, str]:
    """``edit`` and ``view``: the addresses at which a page's source can be edited and seen; what has none is left out.

    ``filename`` is the path of the source from the source folder.
    """
    repository = options["repository_url"]
    forge = forge_of(repository) if repository else None
    folder = (options["docs_path"] or docs_path).strip("/")
    found = {}
    for kind, template in (
        ("edit", options["source_edit_link"] or (forge.edit if forge else "")),
        ("view", options["source_view_link"] or (forge.view if forge else "")),
    ):
        if template:
            fields = {
                # A template of the site's own says itself in which folder its sources lie.
                "filename": quote(
                    filename if options[f"source_{kind}_link"] or not folder else f"{folder}/{filename}"
                ),
                "repository": repository,
                "branch": quote(options["repository_branch"]),
            }
            found[kind] = _FIELD.sub(lambda match, fields=fields: fields[match[1]], template)
    return found
