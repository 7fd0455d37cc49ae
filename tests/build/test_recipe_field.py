"""A field of a publication costs its declaration and the line that shows it, as the page for contributors says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sites
from recipes import Copy
from sites import CHECKOUT, Site, words

DATA = """\
publications:
- title: On the Sound of Kettles
  author: Ann Bee
  journal: Journal of Vapours
  year: 2024
- title: On Valves
  author: Cy Dee
  sponsor: The Fog Council
  fundng: nobody
"""
PREPRINT = """\
publications:
- title: On the Sound of Kettles
  author: Ann Bee
  journal: arXiv
  year: 2023
  funded_by: The **Steam** Fund
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A copy of the package to which the recipe has given the field ``funding``."""
    copy = Copy(tmp_path_factory.mktemp("copy"))
    touched = copy.follow("A new field of a publication")
    assert touched == [
        "sphinx_academic/data/records/publication.py",
        "sphinx_academic/sections/publication_entry.py",
    ]
    return copy


def test_it_stands_on_the_page_merged_and_a_misspelt_one_is_told(
    copy: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sites.ENVIRONMENT, "PYTHONPATH", str(copy.folder))
    site = Site("twins", tmp_path / "site")
    site.write("data/site.yaml", DATA)
    site.write("data/more.yaml", PREPRINT)
    site.write(
        "conf.py",
        'extensions = ["sphinx_academic"]\nacademic_data = ["data/site.yaml", "data/more.yaml"]\n',
    )
    for page in site.source.glob("*.*"):
        if page.name != "conf.py":
            page.unlink()
    site.write("index.rst", "Works\n=====\n\n.. publications::\n")
    built = site.run(warnings=["academic.unknown_key"])
    (told,) = built.warnings
    assert told.location.endswith("data/site.yaml:9:3")
    assert "Did you mean 'funding'?" in told.message
    shown = built.page("index.html").find_class("academic-funding")
    assert [words(line) for line in shown] == ["The Steam Fund", "The Fog Council"]
    assert [strong.text for line in shown for strong in line.iter("strong")] == ["Steam"]


def test_editors_know_it_by_each_of_its_names(copy: Copy) -> None:
    done = copy.run("schema")
    assert done.returncode == 0, done.stderr
    publication = json.loads(done.stdout)["$defs"]["publication"]
    assert publication["properties"]["funding"]["description"] == "Who paid for the work."
    assert publication["patternProperties"]["^(funded_by|sponsor)$"] == {
        "$ref": "#/$defs/publication/properties/funding"
    }


def test_it_is_new() -> None:
    declared = (CHECKOUT / "sphinx_academic" / "data" / "records" / "publication.py").read_text(
        encoding="utf-8"
    )
    assert "funding" not in declared
