"""Icons are found by the names people write, and are what the templates draw."""

from __future__ import annotations

import re
from importlib.resources import files
from xml.etree import ElementTree

import pytest

from sphinx_academic.content.symbols import icon

FOLDER = files("sphinx_academic") / "content" / "icons"
NAMES = sorted(file.name.removesuffix(".svg") for file in FOLDER.iterdir() if file.name.endswith(".svg"))


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_one_path_in_the_colour_of_its_text(name: str) -> None:
    found = icon(name)
    assert found is not None
    assert len(found.view_box.split()) == 4
    assert re.fullmatch(r"[MmZzLlHhVvCcSsQqTtAa0-9eE\s.,+-]+", found.path)
    (path,) = ElementTree.fromstring((FOLDER / f"{name}.svg").read_text(encoding="utf-8"))
    assert set(path.attrib) == {"d"}


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_says_where_it_comes_from(name: str) -> None:
    assert re.search(
        "<!-- .*(CC0-1.0|CC BY 4.0|drawn for this package, MIT).* -->",
        (FOLDER / f"{name}.svg").read_text(encoding="utf-8"),
    )


@pytest.mark.parametrize(
    ("written", "file"),
    [
        ("Google Scholar", "googlescholar"),
        ("google-scholar", "googlescholar"),
        ("GitHub", "github"),
        ("e-mail", "envelope"),
        ("Twitter", "x"),
        ("Stack Overflow", "stackoverflow"),
    ],
)
def test_names_are_found_as_people_write_them(written: str, file: str) -> None:
    assert icon(written) == icon(file) is not None


@pytest.mark.parametrize("name", ["", "nobody", "../icons/github", "github.svg", "ＧitＨub", "github\0"])
def test_a_name_without_an_icon_gives_none(name: str) -> None:
    assert icon(name) is None


def test_an_icon_is_read_once() -> None:
    assert icon("github") is icon("GitHub")


def test_the_licences_lie_beside_the_icons() -> None:
    assert "CC0" in (FOLDER / "LICENSE-simple-icons.md").read_text(encoding="utf-8")
    assert "CC BY 4.0" in (FOLDER / "LICENSE-fontawesome.txt").read_text(encoding="utf-8")


def test_the_folder_stays_small() -> None:
    assert sum(len(file.read_bytes()) for file in FOLDER.iterdir()) < 150_000
