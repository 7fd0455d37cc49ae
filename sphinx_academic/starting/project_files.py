"""What stands beside the pages and the data of every site that is begun: ``conf.py``, what installs it, what publishes it, a README."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sphinx_academic.starting.site_files import NewFile
from sphinx_academic.starting.site_templates import rendered


class ThemeChoice(NamedTuple):
    """A layout or a look of the theme, in words for somebody who chooses."""

    name: str
    label: str
    has_column: bool = False
    """Whether whose site it is stands beside the text."""


_LAYOUTS = (
    ThemeChoice("homepage", "one column, the menu above"),
    ThemeChoice("profile", "photo, name and links beside the text", has_column=True),
    ThemeChoice("docs", "the pages on one side, the contents of the page on the other"),
)
_LOOKS = (
    ThemeChoice("classic", "like a book"),
    ThemeChoice("modern", "white, round and roomy"),
    ThemeChoice("dense", "much on a page"),
)
LAYOUTS: Mapping[str, ThemeChoice] = {each.name: each for each in _LAYOUTS}
LOOKS: Mapping[str, ThemeChoice] = {each.name: each for each in _LOOKS}
"""Sphinx, which the theme's own tables need, takes a second to come; a test holds them together."""


class PublishingHost(NamedTuple):
    """Where a site can be published: its name, the file that makes it so, and what has to be done there once."""

    name: str
    label: str
    template: str
    path: str
    how: str
    fetching: tuple[tuple[str, str], ...] = ()
    """The template and the path of what has papers fetched there by themselves, where that is a file of its own."""
    how_fetched: str = ""
    """How papers are fetched there, and what has to be done for it once."""


_ALL = (
    PublishingHost(
        "github", "GitHub Pages", "hosts/pages.yml", ".github/workflows/pages.yml",
        "GitHub Pages: push this folder to a repository on GitHub, and choose *GitHub Actions* there below *Settings*, *Pages*, "
        "*Source*. Every push then publishes the site. A repository that is called `NAME.github.io` has the address "
        "`https://NAME.github.io/`.",
        (("hosts/fetch.yml", ".github/workflows/fetch.yml"),),
        "On GitHub this is done every week, and a pull request opened with what is new. Allow that once, below *Settings*, *Actions*, *General*, "
        "*Workflow permissions*: *Allow GitHub Actions to create and approve pull requests*.",
    ),
    PublishingHost(
        "gitlab", "GitLab Pages", "hosts/gitlab-ci.yml", ".gitlab-ci.yml",
        "GitLab Pages: push this folder to a project on GitLab. Every push then publishes the site; *Deploy*, *Pages* shows its address.",
        how_fetched="On GitLab you are told by mail what is new, once there is a schedule for it: *Build*, *Pipeline schedules*, *New schedule*.",
    ),
    PublishingHost(
        "readthedocs", "Read the Docs", "hosts/readthedocs.yaml", ".readthedocs.yaml",
        "Read the Docs: push this folder to a repository, and import that on https://app.readthedocs.org/. Every push then publishes the site.",
    ),
)  # fmt: skip
HOSTS: Mapping[str, PublishingHost] = {host.name: host for host in _ALL}
"""The hosts by their names; a site that is to be somewhere else needs no file for that."""


class SiteProject(NamedTuple):
    """What a site is called, how it is to look, and where it will be."""

    name: str
    data: tuple[str, ...] = ("data",)
    highlight: tuple[str, ...] = ()
    layout: str = next(iter(LAYOUTS))
    look: str = next(iter(LOOKS))
    hosts: tuple[str, ...] = ("github",)
    base_url: str = ""
    settings: Mapping[str, object] = {}
    """Further settings of ``conf.py``, by their names."""
    theme_options: Mapping[str, object] = {}
    excluded: tuple[str, ...] = ()
    """What else lies beside the pages and is none of them."""
    extras: tuple[str, ...] = ("cli",)
    """What of ours the site needs to be installed with."""
    is_strict: bool = True
    """Whether a mistake in the data stops the build at the host; no, where there are some to begin with."""
    places: tuple[tuple[str, str], ...] = ()
    """What can be written, and where, in Markdown."""
    author: str = ""
    """Whose site it is, where that is not what it is called."""
    is_fetched: bool = False
    """Whether there is a plan of what services are asked for, and what does so by itself."""
    orcid: str = ""
    scholar: tuple[str, ...] = ()
    """The ORCID iD and the spellings of the name of whose works are asked for."""


_FILES = (
    ("conf.py", "conf.py"),
    ("requirements.txt", "requirements.txt"),
    ("gitignore", ".gitignore"),
    ("pre-commit-config.yaml", ".pre-commit-config.yaml"),
    ("readme.md", "README.md"),
)

_PLAN = ("fetch.yaml", "academic.fetch.yaml")


_REMARKS = {
    "academic_paper_pages": "  # a page for each paper",
    "academic_person_pages": "  # a page for each of the people",
    "academic_names": "  # everybody is called as among the people, however papers spell it",
}
"""What a newcomer is told of a setting, behind it."""


def project_files(project: SiteProject) -> Iterator[NewFile]:
    """The files beside pages and data."""
    hosts = [HOSTS[name] for name in project.hosts]
    fetching = [_PLAN, *(each for host in hosts for each in host.fetching)] if project.is_fetched else []
    for template, path in (*_FILES, *((host.template, host.path) for host in hosts), *fetching):
        text = rendered(
            template,
            project=project,
            hosts=hosts,
            excluded=("_build", ".venv", "README.md", *project.excluded),
            layouts=[*LAYOUTS],
            looks=[*LOOKS],
            remarks=_REMARKS,
        )
        yield NewFile.of_text(path, text)
