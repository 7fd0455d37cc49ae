"""The extensions that sites load beside ours work in the theme, and need nothing from it that a policy forbids."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import lxml.etree
import lxml.html
import pytest
from sites import CHECKOUT, ROOTS


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site; a warning fails its build."""
    folder = tmp_path_factory.mktemp("companions")
    command = [sys.executable, "-m", "sphinx", "-W", "-n", "-q", "-b", "html", "-d", str(folder / "doctrees")]
    built = subprocess.run(
        [*command, str(ROOTS / "test-companions"), str(folder / "html")],
        cwd=CHECKOUT,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert built.returncode == 0, built.stdout
    return folder / "html"


def page(path: Path) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(path.read_bytes())


def pages(site: Path) -> Iterator[lxml.html.HtmlElement]:
    found = sorted(site.glob("*.html"))
    assert len(found) >= 5
    return map(page, found)


def test_a_missing_page_finds_its_style_and_its_menu_wherever_it_is_shown(site: Path) -> None:
    missing = page(site / "404.html")
    addresses = missing.xpath("//link[@rel='stylesheet']/@href | //script/@src | //nav//a/@href")
    assert addresses
    assert [address for address in addresses if not address.startswith(("/", "#"))] == []


def test_the_site_map_names_every_page_by_its_whole_address(site: Path) -> None:
    found = lxml.etree.parse(site / "sitemap.xml").xpath("//*[local-name()='loc']/text()")
    assert {
        "https://companions.example.org/index.html",
        "https://companions.example.org/notebook.html",
    } <= set(found)


def test_other_sites_are_told_what_a_page_is(site: Path) -> None:
    def told(name: str) -> str:
        return str(page(site / "index.html").xpath(f"//meta[@property='og:{name}']/@content")[0])

    assert told("title") == "Companions"
    assert told("url").startswith("https://companions.example.org/")
    assert "Steam in Notebooks" in told("description")


def test_notebooks_show_their_output(site: Path) -> None:
    notebook = page(site / "notebook.html")
    assert "42" in "".join(notebook.xpath("//div[contains(@class, 'cell_output')]//text()"))
    assert notebook.xpath("//div[contains(@class, 'cell_output')]//table")


def test_components_of_sphinx_design_are_there(site: Path) -> None:
    index = page(site / "index.html")
    assert index.xpath("//div[contains(@class, 'sd-card')]")
    assert index.xpath("//details[contains(@class, 'sd-dropdown')]")


def test_no_page_has_an_inline_style_or_script(site: Path) -> None:
    for each in pages(site):
        assert each.xpath("//style | //@style | //script[not(@src)][not(contains(@type, 'json'))]") == []
        assert [
            name for name in each.xpath("//@*") if str(getattr(name, "attrname", "")).startswith("on")
        ] == []
