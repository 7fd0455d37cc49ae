"""Another package brings a directive: an entry point and a section, and nothing of ours changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import sites
from sites import MakeSite, Site, words

SECTION = '''\
"""A directive that counts works by their kind."""

from sphinx_academic.content.fragments import Element
from sphinx_academic.sections.base import Chosen, Section
from sphinx_academic.sections.options import Option, words


class Tallies(Section):
    """How many works of each kind there are."""

    name = "tallies"
    list_of = "publications"
    options = {"kinds": Option(words, "The kinds that are counted.")}

    def choose(self, collection, options):
        return (Chosen((), collection.publications),) if collection.publications else ()

    def describe(self, chosen, index, options, description):
        kinds = [work.kind_of_work for work in chosen[index].records]
        items = [
            Element("item", (f"{kind}: {kinds.count(kind)}",)) for kind in options.get("kinds", sorted(set(kinds)))
        ]
        return (Element("bullets", tuple(items), "academic"),)
'''

DATA = """\
publications:
- {title: On Kettles, year: 2020, journal: Journal of Vapours}
- {title: On Valves, year: 2021, journal: Journal of Vapours}
- {title: On Steam, year: 2022, type: thesis}
"""


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    """A project with three works."""
    site = make_site("twins")
    site.write("data/site.yaml", DATA)
    return site


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a package that brings the directive ``tallies``, on the path of builds."""
    folder = tmp_path / "installed"
    package = folder / "tallies-1.0.dist-info"
    package.mkdir(parents=True)
    (folder / "tallies.py").write_text(SECTION, encoding="utf-8")
    (package / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: tallies\nVersion: 1.0\n", encoding="utf-8"
    )
    write_entry_points(folder, "tallies = tallies:Tallies")
    path = os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])
    monkeypatch.setitem(sites.ENVIRONMENT, "PYTHONPATH", path)
    return folder


def write_entry_points(folder: Path, *rows: str) -> None:
    text = "\n".join(["[sphinx_academic.sections]", *rows, ""])
    (folder / "tallies-1.0.dist-info" / "entry_points.txt").write_text(text, encoding="utf-8")


def test_a_directive_of_another_package_shows_records_on_every_output(site: Site, installed: Path) -> None:
    site.write("index.rst", "Tallies\n=======\n\n.. tallies::\n   :kinds: article, thesis\n")
    html = site.run("html")
    found = [words(item) for item in html.page("index.html").xpath("//ul[contains(@class, 'academic')]/li")]
    assert found == ["article: 2", "thesis: 1"]
    text = site.run("text").text("index.txt")
    assert all(each in text for each in found)


def test_its_options_are_checked_like_ours(site: Site, installed: Path) -> None:
    site.write("index.rst", "Tallies\n=======\n\n.. tallies::\n   :kind: article\n")
    (told,) = site.run("text", warnings=["academic.option"]).warnings
    assert "There is no option 'kind'." in told.message
    assert "Did you mean 'kinds'?" in told.message


def test_a_package_cannot_take_a_directive_of_ours(site: Site, installed: Path) -> None:
    write_entry_points(installed, "publications = tallies:Tallies")
    site.write("index.rst", "Works\n=====\n\n.. publications::\n   :layout: list\n")
    page = site.run("html").page("index.html")
    assert page.xpath("//div[contains(@class, 'academic-publications')]")


def test_a_directive_that_cannot_be_loaded_is_named_with_where_it_should_be(
    site: Site, installed: Path
) -> None:
    write_entry_points(installed, "tallies = nowhere_at_all:Tallies")
    site.write("index.rst", "Tallies\n=======\n")
    site.run("text")  # nobody asks for it
    site.write("index.rst", "Tallies\n=======\n\n.. tallies::\n")
    said = fails(site)
    assert "The directive 'tallies' cannot be loaded from 'nowhere_at_all:Tallies'" in said


def test_a_section_of_another_name_than_its_entry_point_is_refused(site: Site, installed: Path) -> None:
    write_entry_points(installed, "counts = tallies:Tallies")
    site.write("index.rst", "Counts\n======\n\n.. counts::\n")
    assert "'tallies:Tallies' is no section with the name 'counts'." in fails(site)


def fails(site: Site) -> str:
    """What a build says that Sphinx ends."""
    with pytest.raises(AssertionError) as failed:
        site.run("text")
    return str(failed.value)
