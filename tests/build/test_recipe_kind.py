"""A kind of record costs what it is, the directive that shows it, and their rows, as the page for contributors says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sites
from recipes import Copy
from sites import Site, words

DATA = """\
people:
- {name: Ann Bee, url: 'https://bee.example'}
exhibitions:
- title: The *sound* of kettles
  artists: A. Bee, Cy Dee
  museum: The Steam Hall
  start: 2023
- {museum: Nowhere, titel: Valves}
- {end: 2020-13}
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A copy of the package to which the recipe has given exhibitions."""
    copy = Copy(tmp_path_factory.mktemp("copy"))
    touched = copy.follow("A new kind of record")
    assert touched == [
        "sphinx_academic/data/records/exhibition.py",
        "sphinx_academic/data/records/__init__.py",
        "sphinx_academic/sections/exhibitions.py",
        "sphinx_academic/sections/registry.py",
    ]
    return copy


def test_it_has_a_directive_that_shows_it_and_mistakes_in_it_are_told(
    copy: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sites.ENVIRONMENT, "PYTHONPATH", str(copy.folder))
    site = Site("twins", tmp_path / "site")
    for page in site.source.glob("*.*"):
        page.unlink()
    site.write("conf.py", 'extensions = ["sphinx_academic"]\nacademic_data = ["data/site.yaml"]\n')
    site.write("data/site.yaml", DATA)
    site.write(
        "index.rst",
        "Shows\n=====\n\n.. exhibitions::\n   :group-by: gallery\n\nAs in :exhibition:`the-sound-of-kettles-2023`.\n",
    )
    built = site.run(warnings=["academic.missing", "academic.date", "academic.unknown_key"])
    said = [(told.location.rpartition("site.yaml:")[2], told.message) for told in built.warnings]
    assert said[0] == ("9:3", "This exhibition has no title. Add  title: …")
    assert said[1][0] == "9:9"
    assert said[2] == ("8:21", "'titel' is not a field of an exhibition. Did you mean 'title'?")
    page = built.page("index.html")
    shown = [
        words(page.find_class(name)[0])
        for name in ("academic-title", "academic-where", "academic-dates", "academic-authors")
    ]
    assert shown == ["The sound of kettles", "The Steam Hall", "2023 – present", "A. Bee, Cy Dee"]
    (link,) = [link for link in page.iter("a") if link.text == "A.\N{NO-BREAK SPACE}Bee"]
    assert link.get("href") == "https://bee.example"


@pytest.mark.parametrize("name", ["site.json", "site.yaml", "page.md"])
def test_it_is_read_counted_and_given_keys_in_every_form(copy: Copy, tmp_path: Path, name: str) -> None:
    data = '{"shows": [{"title": "Kettles", "key": "k"}, {"title": "Valves", "key": "k"}]}'
    path = tmp_path / name
    path.write_text(f"---\n{data}\n---\n" if name.endswith(".md") else data, encoding="utf-8")
    done = copy.run("check", str(path))
    assert done.stdout == "2 exhibitions\n"
    assert "The key 'k' is taken by 'Kettles'" in done.stderr
    assert done.stderr.count("\n") == 1


def test_editors_know_it(copy: Copy) -> None:
    schema = json.loads(copy.run("schema").stdout)
    assert "exhibitions" in schema["properties"]
    assert schema["patternProperties"]["^(shows)$"] == {"$ref": "#/properties/exhibitions"}
    assert "gallery" in schema["$defs"]["exhibition"]["properties"]
