"""Where the source of a page is edited and seen, on the hosts that people keep repositories at."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_academic.pages.repositories import docs_path_of
from sphinx_academic.theme.links_elsewhere import source_links
from sphinx_academic.theme.theme_options import read_theme_options


def links(filename: str = "research/boiling.md", docs_path: str = "docs", **given: str) -> dict[str, str]:
    reading = read_theme_options(given)
    assert reading.faults == ()
    return source_links(reading.values, docs_path, filename)


@pytest.mark.parametrize(
    ("repository", "edit", "view"),
    [
        (
            "https://github.com/ada/site",
            "https://github.com/ada/site/edit/main/docs/research/boiling.md",
            "https://github.com/ada/site/blob/main/docs/research/boiling.md",
        ),
        (
            "https://gitlab.com/lab/group/site",
            "https://gitlab.com/lab/group/site/-/edit/main/docs/research/boiling.md",
            "https://gitlab.com/lab/group/site/-/blob/main/docs/research/boiling.md",
        ),
        (
            "https://codeberg.org/ada/site",
            "https://codeberg.org/ada/site/_edit/main/docs/research/boiling.md",
            "https://codeberg.org/ada/site/src/branch/main/docs/research/boiling.md",
        ),
        (
            "https://bitbucket.org/ada/site",
            "https://bitbucket.org/ada/site/src/main/docs/research/boiling.md?mode=edit&at=main",
            "https://bitbucket.org/ada/site/src/main/docs/research/boiling.md",
        ),
    ],
)
def test_each_host_has_addresses_of_its_own(repository: str, edit: str, view: str) -> None:
    assert links(repository_url=repository) == {"edit": edit, "view": view}


@pytest.mark.parametrize(
    "repository",
    [
        "https://github.com/ada/site/",
        "https://github.com/ada/site.git",
        "git@github.com:ada/site.git",
        "ssh://git@github.com/ada/site.git",
    ],
)
def test_the_address_may_be_that_of_cloning(repository: str) -> None:
    assert links(repository_url=repository)["view"].startswith("https://github.com/ada/site/blob/")


def test_a_lab_may_run_its_own_gitlab() -> None:
    found = links(repository_url="https://gitlab.uni.example.org/lab/site")
    assert found["edit"].startswith("https://gitlab.uni.example.org/lab/site/-/edit/")


def test_branch_and_folder_may_be_told() -> None:
    found = links(repository_url="https://github.com/ada/site", repository_branch="v 1", docs_path="/web/")
    assert found["view"] == "https://github.com/ada/site/blob/v%201/web/research/boiling.md"


def test_names_that_addresses_cannot_hold_are_encoded() -> None:
    found = links("über uns?.md", "", repository_url="https://github.com/ada/site")
    assert found["view"].endswith("/main/%C3%BCber%20uns%3F.md")


def test_a_template_says_it_all() -> None:
    assert links(source_edit_link="https://git.example.org/site/edit/docs/{filename}") == {
        "edit": "https://git.example.org/site/edit/docs/research/boiling.md"
    }
    found = links(
        repository_url="https://github.com/ada/site", source_view_link="{repository}/raw/{branch}/{filename}"
    )
    assert found["view"] == "https://github.com/ada/site/raw/main/research/boiling.md"


def test_without_a_repository_there_is_no_link() -> None:
    assert links() == {}


def test_the_folder_in_the_repository_is_found(tmp_path: Path) -> None:
    source = tmp_path / "work" / "docs" / "source"
    source.mkdir(parents=True)
    assert docs_path_of(source) == ""
    (tmp_path / "work" / ".git").mkdir()
    assert docs_path_of(source) == "docs/source"
    assert docs_path_of(tmp_path / "work") == ""
