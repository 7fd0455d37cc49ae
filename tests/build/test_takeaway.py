"""Lists give their works away: as files beside them, and as BibTeX entries that open."""

from __future__ import annotations

import json

import lxml.html
import pybtex.database
import pytest
import rispy
from sites import Built, MakeSite, words

from sphinx_academic.content.nodes import Request
from sphinx_academic.outputs.offered_files import names_of
from sphinx_academic.sections.offers import DownloadRequest

PAGE = "papers/all.html"
FILES = ["bib", "ris", "json"]


@pytest.fixture(scope="module")
def built(make_shared_site: MakeSite) -> Built:
    return make_shared_site("takeaway").build()


def keys(text: str) -> list[str]:
    """The keys of a file, as another reader sees them."""
    return list(pybtex.database.parse_string(text, "bibtex").entries)


def offers(built: Built, page: str) -> list[tuple[str, str, str, str]]:
    """Where each link below a list leads, its name for the file, its type, and its words."""
    return [
        (str(a.get("href")), str(a.get("download")), str(a.get("type")), words(a))
        for a in built.page(page).xpath("//*[contains(@class, 'academic-downloads')]//a")
    ]


def test_a_list_offers_its_works_as_files(built: Built) -> None:
    assert offers(built, PAGE) == [
        ("../_downloads/papers-all.bib", "papers-all.bib", "application/x-bibtex", "BibTeX (0.8 kB)"),
        ("../_downloads/papers-all.ris", "papers-all.ris", "application/x-research-info-systems", "RIS (0.7 kB)"),
        ("../_downloads/papers-all.json", "papers-all.json", "application/vnd.citationstyles.csl+json",
         "CSL-JSON (1.4 kB)"),
    ]  # fmt: skip
    assert keys(built.text("_downloads/papers-all.bib")) == ["boiling", "say", "limescale", "bruehl2019"]
    assert [entry["id"] for entry in rispy.loads(built.text("_downloads/papers-all.ris"))] == [
        "boiling", "say", "limescale", "bruehl2019",
    ]  # fmt: skip
    items = json.loads(built.text("_downloads/papers-all.json"))
    assert items[0]["title"] == 'Boiling <i>&</i> "whistling" </script> $x < y_B$ {🫖} 100% #1'
    assert (items[0]["DOI"], items[0]["PMID"]) == ("10.1000/vap_1", "30446548")


def test_what_came_from_bibtex_is_given_away_as_it_was(built: Built) -> None:
    assert built.text("_downloads/publications-theses.bib") == (
        '@phdthesis{bruehl2019,\n  title = {On {W}histling},\n  author = {Br{\\"u}hl, Ada},\n'
        "  school = {University of {S}team},\n  year = {2019},\n  mrnumber = {MR0001},\n}\n"
    )


def test_only_the_works_of_the_list_are_in_its_file(built: Built) -> None:
    assert keys(built.text("_downloads/publications.bib")) == ["boiling", "say"]
    assert keys(built.text("_downloads/publications-talks-and-theses.bib")) == ["say", "bruehl2019"]


def test_lists_of_one_page_have_files_of_their_own(built: Built) -> None:
    assert [name for _, name, _, _ in offers(built, "index.html")] == [
        "publications.bib", "publications-theses.bib", "publications-theses.json",
        "publications-talks-and-theses.bib",
    ]  # fmt: skip


def test_two_lists_that_want_one_name_are_told_apart() -> None:
    def lists(*options: int, heading: str = "") -> tuple[DownloadRequest, ...]:
        return tuple(
            DownloadRequest(Request("publications", (), "", (("limit", number),)), heading)
            for number in options
        )

    by_page = {
        "a/b": lists(1),
        "a-b": lists(1, 2, 2, 3, heading="Books"),
        "index": lists(1),
        "論文": lists(1),
    }
    names = names_of(by_page, "index", {"publications"})
    assert list(names.values()) == [
        "a-b",
        "a-b-books",
        "a-b-books-2",
        "a-b-2",
        "index-publications",
        "publications",
    ]
    assert list(names_of(by_page, "index", ()).values())[-2:] == ["publications", "publications-2"]


def test_an_empty_list_offers_nothing(make_site: MakeSite) -> None:
    site = make_site("takeaway")
    site.write(
        "papers/rst.rst", "None\n====\n\n.. publications::\n   :author: Nobody Ever\n   :download: bib\n"
    )
    built = site.build(warnings=["academic.option"])
    assert offers(built, "papers/rst.html") == []
    assert not (built.folder / "_downloads" / "papers-rst.bib").exists()


def test_both_languages_of_pages_offer_the_same(built: Built) -> None:
    for end in FILES:
        assert built.text(f"_downloads/papers-rst.{end}") == built.text(f"_downloads/papers-all.{end}")


def test_each_entry_opens_its_bibtex(built: Built) -> None:
    blocks = built.page(PAGE).xpath("//details[contains(@class, 'academic-bibtex')]//pre")
    assert len(blocks) == 4
    text = blocks[0].text_content()
    assert text.startswith("@article{boiling,\n")
    assert text.endswith("\n}")
    assert "{🫖}" not in text
    (entry,) = pybtex.database.parse_string(text, "bibtex").entries.values()
    assert str(entry.persons["author"][-1]) == "others"
    assert words(built.page("index.html").find_class("academic-bibtex")[0][0]) == "BibTeX"


OWN_CODE = "---\norphan: true\n---\n# Code\n\n```{publications}\n:bibtex:\n```\n\n```python\nboil()\n```\n"


def test_entries_alone_are_no_code_and_load_nothing_for_such(make_site: MakeSite) -> None:
    site = make_site("takeaway")
    site.write("code.md", OWN_CODE)
    built = site.build(html_theme="academic")

    def loaded(name: str) -> set[str]:
        found = built.page(name).xpath("//script/@src | //link[@rel='stylesheet']/@href")
        return {address.rpartition("/")[2].partition("?")[0] for address in found}

    ours = {"academic-cite.css", "academic-cite.js"}
    for_code = {
        "academic-code.css",
        "academic-code-colours.css",
        "copybutton.css",
        "copybutton.js",
        "clipboard.min.js",
    }
    assert ours <= loaded(PAGE)
    assert not for_code & loaded(PAGE)
    assert ours | for_code <= loaded("code.html")


@pytest.mark.parametrize("theme", ["alabaster", "basic"])
def test_entries_are_copied_by_a_button_of_ours_in_other_themes(make_site: MakeSite, theme: str) -> None:
    built = make_site("takeaway").build(html_theme=theme)
    (script,) = [
        each for each in built.page(PAGE).iter("script") if "academic-cite.js" in (each.get("src") or "")
    ]
    assert script.get("data-copy-form") == "Copy {form}"
    assert not built.page(PAGE).find_class("highlight")


def test_no_search_finds_bibtex(built: Built) -> None:
    index = built.text("searchindex.js")
    assert '"limescal' in index or "limescal:" in index
    assert "phdthesi" not in index
    assert "textbraceleft" not in index


def test_links_with_icons_have_no_brackets(built: Built) -> None:
    (links, *_) = built.page(PAGE).find_class("academic-links")
    assert words(links) == "PDF Code DOI PubMed 1,234 cited"
    assert len(links.xpath("a/*[@class='academic-icon']/use")) == 4
    (links, *_) = built.page("index.html").find_class("academic-links")
    assert words(links) == "PDF Code DOI PubMed 1,234 cited"


def referred_to(page: lxml.html.HtmlElement) -> set[str]:
    """The icons that a page refers to."""
    return {str(address).removeprefix("#") for address in page.xpath("//use/@href")}


@pytest.mark.parametrize("builder", ["html", "singlehtml"])
def test_every_icon_of_a_page_is_drawn_in_it_once(make_site: MakeSite, builder: str) -> None:
    built = make_site("takeaway").build(builder)
    pages = [built.page(name) for name in built.files() if name.endswith(".html")]
    for page in pages:
        drawn = page.xpath("//symbol/@id")
        assert sorted(drawn) == sorted(referred_to(page))
        assert len(page.xpath("//svg[symbol]")) == bool(drawn)
    assert sum(len(referred_to(page)) for page in pages) > 4


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml"])
def test_other_forms_of_the_site_lead_to_the_same_files(
    make_site: MakeSite, built: Built, builder: str
) -> None:
    other = make_site("takeaway").build(builder)
    page = "papers/all/index.html" if builder == "dirhtml" else "index.html"
    for href, name, _, _ in offers(other, page):
        target = (other.folder / page).parent / href
        assert target.is_file(), href
        assert target.read_bytes() == (built.folder / "_downloads" / name).read_bytes()


@pytest.mark.parametrize("builder", ["latex", "text", "epub", "man", "texinfo", "xml", "json", "gettext"])
def test_what_has_no_files_beside_it_offers_none(make_site: MakeSite, builder: str) -> None:
    built = make_site("takeaway").build(builder)
    for path, content in built.files().items():
        assert b"academic-downloads" not in content or path.endswith(".css"), path
        assert not path.endswith((".bib", ".ris")), path
        if builder in {"latex", "text", "man", "texinfo"}:
            assert b"@phdthesis" not in content, path
            assert b"mrnumber" not in content, path


def test_files_follow_the_data_and_keep_their_time_otherwise(make_site: MakeSite) -> None:
    site = make_site("takeaway")
    first = site.build()
    theses = first.folder / "_downloads" / "publications-theses.bib"
    before = theses.stat().st_mtime_ns
    data = site.source / "data" / "site.yaml"
    data.write_text(data.read_text(encoding="utf-8").replace("Limescale", "Chalk"), encoding="utf-8")
    second = site.build()
    assert "title = {Chalk}" in second.text("_downloads/papers-all.bib")
    assert theses.stat().st_mtime_ns == before


def test_workers_write_the_same(make_site: MakeSite) -> None:
    site = make_site("takeaway")
    alone, parallel = site.run("html", name="alone"), site.run("html", "-j", "2", name="parallel")
    assert alone.files() == parallel.files()


def test_a_format_that_there_is_not_is_told(make_site: MakeSite) -> None:
    site = make_site("takeaway")
    page = site.source / "papers" / "all.md"
    page.write_text(page.read_text(encoding="utf-8").replace("bib, ris, csl", "bbi"), encoding="utf-8")
    built = site.build(warnings=["academic.option"])
    assert built.warnings[0].location == "papers/all.md:7"
    assert "Did you mean 'bib'?" in built.warnings[0].message


@pytest.mark.parametrize(("theme", "is_ours"), [("academic", True), ("alabaster", False)])
def test_what_other_themes_do_to_lists_is_taken_back_in_these_alone(
    make_site: MakeSite, theme: str, is_ours: bool
) -> None:
    built = make_site("takeaway").build(html_theme=theme)
    sheet = built.text("_static/academic.css")
    assert sheet.startswith("@layer academic{") is is_ours
    for rule in (
        ".md-typeset .academic details",
        "#content .academic :is(",
        '[data-md-color-scheme="slate"]',
    ):
        assert (rule in sheet) is not is_ours
    assert "_static/academic-elsewhere.css" not in built.files()


@pytest.mark.filterwarnings("ignore:'sphinx_book_theme")
def test_the_directive_of_a_theme_stays_what_it_is_there(make_site: MakeSite) -> None:
    pytest.importorskip("sphinx_book_theme")
    assert make_site("takeaway").build(html_theme="sphinx_book_theme").files()
