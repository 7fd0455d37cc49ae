"""Links within the site lead where they say: to pages, to files, and to what `html_extra_path` puts beside them."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import lxml.html
import pytest
from sites import Built, MakeSite, words

# Where each link leads: a page with an anchor, or a file's content.
PAGES = {
    "Ada First": ("people", ""),
    "in prose": ("papers", "numbers"),
    "with suffix": ("papers", ""),
    "without suffix": ("papers", ""),
    "as HTML": ("papers", ""),
    "as HTML with anchor": ("papers", "numbers"),
    "with anchor": ("papers", "numbers"),
    "page in a folder": ("sub/deep/more", ""),
    "folder with an index": ("sub/index", ""),
    "root": ("index", ""),
}
FILES = {
    "in HTML": "A paper.\n",
    "file": "A paper.\n",
    "file from the root": "A paper.\n",
    "file with a space": "A talk.\n",
    "beside the data": "Notes.\n",
    "extra": "<!doctype html>\n<title>CV</title>\n",
    "extra in a folder": "A talk of 2024.\n",
}
ELSEWHERE = {
    "elsewhere": "https://example.org/papers.md",
    "elsewhere by the same scheme": "//example.org/x",
    "mail": "mailto:ada@example.org",
}
HOSTS = ("index", "sub/index", "sub/deep/more")
"""The pages that show the links, at three depths."""


class Output(NamedTuple):
    """One builder's output, and where it writes a page."""

    built: Built
    builder: str

    def path(self, name: str) -> str:
        if self.builder == "dirhtml":
            return (
                "index.html" if name == "index" else posixpath.join(name.removesuffix("index"), "index.html")
            )
        return f"{name}.html"


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def output(request: pytest.FixtureRequest, make_shared_site: MakeSite) -> Output:
    """The site with a page for each document."""
    return Output(make_shared_site("local-links").build(request.param), request.param)


@pytest.fixture(scope="module")
def single(make_shared_site: MakeSite) -> Built:
    """The site as one page."""
    return make_shared_site("local-links").build("singlehtml")


def links(page: lxml.html.HtmlElement) -> dict[str, str]:
    """The text and the address of every link in the first entry of a page."""
    return {words(link): link.get("href") for link in page.find_class("academic-entry")[0].iter("a")}


def reached(output: Output, host: str, address: str) -> tuple[Path, str]:
    """The file that a browser asks for, and the anchor."""
    path, _, anchor = address.partition("#")
    base = posixpath.dirname(output.path(host))
    target = posixpath.normpath(posixpath.join(base, unquote(path))) if path else output.path(host)
    file = output.built.folder / target
    return (file / "index.html" if file.is_dir() else file), anchor


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("name", PAGES)
def test_a_link_to_a_page_leads_there_from_every_depth(output: Output, host: str, name: str) -> None:
    page, anchor = PAGES[name]
    file, found = reached(output, host, links(output.built.page(output.path(host)))[name])
    assert file == output.built.folder / output.path(page)
    assert found == anchor
    if anchor:
        assert lxml.html.parse(file).xpath(f"//*[@id='{anchor}']")


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("name", FILES)
def test_a_link_to_a_file_leads_to_a_copy_of_it(output: Output, host: str, name: str) -> None:
    file, _ = reached(output, host, links(output.built.page(output.path(host)))[name])
    assert file.read_text(encoding="utf-8") == FILES[name]


def test_files_of_the_source_are_offered_for_download(output: Output) -> None:
    address = links(output.built.page(output.path("sub/deep/more")))["file"]
    assert "/_downloads/" in address


@pytest.mark.parametrize("host", HOSTS)
def test_an_anchor_alone_stays_on_the_page(output: Output, host: str) -> None:
    page = output.built.page(output.path(host))
    assert links(page)["anchor"] == "#here"
    assert page.xpath("//*[@id='here']")


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_link_that_leaves_the_site_is_kept_as_written(output: Output, name: str) -> None:
    assert links(output.built.page(output.path("sub/deep/more")))[name] == ELSEWHERE[name]


@pytest.mark.parametrize("name", PAGES)
def test_on_a_single_page_links_lead_to_parts_that_are_there(single: Built, name: str) -> None:
    page = single.page("index.html")
    address = links(page)[name]
    document, anchor = PAGES[name]
    if document == "index":
        assert address == "#"
    else:
        assert address == f"#{anchor or f'document-{document}'}"
        assert len(page.xpath(f"//*[@id='{address[1:]}']")) == 1


@pytest.mark.parametrize("name", FILES)
def test_on_a_single_page_files_are_found_as_well(single: Built, name: str) -> None:
    address = links(single.page("index.html"))[name]
    assert (single.folder / unquote(address)).read_text(encoding="utf-8") == FILES[name]


def test_a_book_links_to_its_own_chapters_and_holds_the_files(make_site: MakeSite) -> None:
    built = make_site("local-links").build(
        "epub", copyright="Nobody", version="1", html_extra_path=[], suppress_warnings=["academic.link"]
    )
    page = lxml.html.parse(built.folder / "sub/deep/more.xhtml").getroot()
    found = links(page)
    assert found["with suffix"] == "../../papers.xhtml"
    assert found["with anchor"] == "../../papers.xhtml#numbers"


def test_latex_links_to_the_pages_within_the_document(make_site: MakeSite) -> None:
    built = make_site("local-links").build("latex")
    (file,) = built.folder.glob("*.tex")
    source = file.read_text(encoding="utf-8")
    for name in ("with suffix", "without suffix"):
        assert f"\\hyperref[\\detokenize{{papers::doc}}]{{\\sphinxcrossref{{{name}}}}}" in source


@pytest.mark.parametrize("builder", ["latex", "texinfo", "man", "text", "xml"])
def test_a_link_to_a_page_that_the_document_leaves_out_is_its_words(
    make_site: MakeSite, builder: str
) -> None:
    site = make_site("local-links")
    site.write("aside.rst", ":orphan:\n\nAside\n=====\n\nIn no table of contents.\n")
    site.write("data/site.yaml", "publications:\n  - title: T\n    note: See [the aside](aside.rst).\n")
    built = site.build(builder)
    assert any(b"the aside" in content for content in built.files().values())


def test_a_link_to_nothing_is_told_once_and_kept(make_site: MakeSite) -> None:
    site = make_site("local-links")
    site.write(
        "data/site.yaml", "publications:\n  - title: T\n    links:\n      - {name: gone, url: gone.md}\n"
    )
    built = site.build(warnings=["academic.link"])
    assert built.warnings[0].location == "data/site.yaml:4:27"
    assert links(built.page("index.html"))["gone"] == "gone.md"
    assert links(built.page("sub/deep/more.html"))["gone"] == "../../gone.md"
