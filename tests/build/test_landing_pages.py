"""Every publication has a page of its own, in every theme, and it follows the data."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import sphinx
from sites import Built, MakeSite, Site, words

from sphinx_academic.cli.doctor import examine

HOME = "https://bruehl.example.org/lab/"
NAMES = {"boiling", "kessel-2020-thesis", "bruhl2023kettles", "undated"}


@pytest.fixture(scope="module")
def built(make_shared_site: MakeSite) -> Built:
    return make_shared_site("landing").build()


def pages(built: Built) -> set[str]:
    """The names of the landing pages."""
    return {path.stem for path in (built.folder / "papers").glob("*.html")}


def citation(page: lxml.html.HtmlElement) -> dict[str, list[str]]:
    """The page's ``citation_*`` tags."""
    found: dict[str, list[str]] = {}
    for tag in page.xpath("//head/meta[starts-with(@name, 'citation_')]"):
        found.setdefault(tag.get("name").removeprefix("citation_"), []).append(tag.get("content"))
    return found


def said_once(page: lxml.html.HtmlElement, name: str) -> str:
    """The one tag of a name in a page's head."""
    (content,) = page.xpath(f"//meta[@name='{name}']/@content")
    return str(content)


def linked_data(page: lxml.html.HtmlElement) -> list[dict[str, Any]]:
    """The page's JSON-LD documents."""
    return [json.loads(block.text) for block in page.xpath("//script[@type='application/ld+json']")]


def test_each_publication_has_a_page_named_after_its_key(built: Built) -> None:
    assert pages(built) == NAMES


def test_a_page_holds_what_is_known(built: Built) -> None:
    page = built.page("papers/boiling.html")
    (paper,) = page.find_class("academic-paper")
    assert words(paper.xpath(".//h1")[0]).startswith(
        "Boiling & “whistling” </script><script>alert(1)</script>"
    )
    assert [words(heading) for heading in paper.iter("h2")] == ["Abstract", "Additional information"]
    assert words(paper.find_class("academic-authors")[0]) == "Ada Brühl*, Otto Kessel*"
    assert words(paper.find_class("academic-legend")[0]) == "* equal contribution"
    assert (
        words(paper.find_class("academic-venue")[0]) == "Journal of Vapours 12(3), 45–67, Steam & Sons, 2024"
    )
    assert [words(link) for link in paper.find_class("academic-button")] == ["PDF"]
    (actions,) = paper.find_class("academic-links")
    assert [words(link) for link in actions] == ["Code", "DOI", "arXiv"]
    assert [words(p) for p in paper.find_class("academic-paper-abstract")[0].iter("p")] == [
        "Water boils.",
        "Then it whistles at zirconium.",
    ]
    (link,) = paper.xpath(".//a[@download]")
    assert (link.get("href"), link.get("download")) == ("boiling.bib", "boiling.bib")
    assert "abstract = {Water \\textbf{boils}." in built.text("papers/boiling.bib")
    for address in page.xpath("//main//a/@href | //main//img/@src"):
        if "://" not in address and not address.startswith("#"):
            assert (built.folder / "papers" / address.split("#")[0]).is_file(), address


def test_titles_in_lists_lead_to_the_page(built: Built) -> None:
    for name in ("papers.html", "talks.html"):
        links = built.page(name).find_class("academic-paper-link")
        assert links
        for link in links:
            assert (built.folder / link.get("href")).is_file()


def test_the_page_leads_to_its_list_and_to_its_neighbours(built: Built) -> None:
    page = built.page("papers/bruhl2023kettles.html")
    (home,) = page.find_class("academic-paper-home")
    assert [(words(link), link.get("href")) for link in home.iter("a")] == [("Papers", "../papers.html")]
    assert page.xpath("//head/link[@rel='prev']/@href") == ["boiling.html"]
    assert page.xpath("//head/link[@rel='next']/@href") == ["kessel-2020-thesis.html"]
    assert not built.page("papers/undated.html").xpath("//head/link[@rel='next']")


def test_google_scholar_is_told_everything(built: Built) -> None:
    found = citation(built.page("papers/boiling.html"))
    assert found["title"] == ['Boiling & "whistling" </script><script>alert(1)</script> x < y 🫖']
    assert found["author"] == ["Ada Brühl", "Otto Kessel"]
    assert found["publication_date"] == ["2024/02/29"]
    assert found["journal_title"] == ["Journal of Vapours"]
    assert (found["firstpage"], found["lastpage"]) == (["45"], ["67"])
    assert citation(built.page("papers/kessel-2020-thesis.html"))["dissertation_institution"] == [
        "University of Dampf"
    ]


def test_the_paper_lies_beside_its_page_as_scholar_asks(built: Built) -> None:
    (address,) = citation(built.page("papers/boiling.html"))["pdf_url"]
    assert address == f"{HOME}papers/boiling.pdf"
    assert (built.folder / "papers" / "boiling.pdf").read_bytes().startswith(b"%PDF")
    assert "pdf_url" not in citation(built.page("papers/undated.html"))


def test_the_doctor_finds_nothing_against_a_page_with_all_of_it(built: Built) -> None:
    report = examine(built.folder)
    assert report.pages == len(NAMES)
    assert {found.place for found in report.findings if found.serious} == {
        f"papers/{name}.html" for name in NAMES - {"boiling"}
    }


def test_linked_data_says_the_same(built: Built) -> None:
    (found,) = linked_data(built.page("papers/boiling.html"))
    assert (found["@type"], found["@id"]) == ("ScholarlyArticle", f"{HOME}papers/boiling.html")
    assert found["name"] == 'Boiling & "whistling" </script><script>alert(1)</script> x < y 🫖'
    assert found["image"] == f"{HOME}_images/steam.png"
    assert linked_data(built.page("papers/kessel-2020-thesis.html"))[0]["@type"] == "Thesis"


def test_a_list_names_its_works_in_order(built: Built) -> None:
    (found,) = linked_data(built.page("papers.html"))
    assert (found["@type"], found["name"], found["numberOfItems"]) == ("ItemList", "Papers", 4)
    assert [item["url"] for item in found["itemListElement"]] == [
        f"{HOME}papers/{name}.html"
        for name in ("boiling", "bruhl2023kettles", "kessel-2020-thesis", "undated")
    ]


def test_without_pages_of_their_own_works_are_where_they_are_listed(make_site: MakeSite) -> None:
    built = make_site("landing").build(academic_paper_pages=False)
    (found,) = linked_data(built.page("papers.html"))
    page = built.page("papers.html")
    for item in found["itemListElement"]:
        address, _, anchor = (item["item"]["@id"] if "item" in item else item["url"]).partition("#")
        assert address == f"{HOME}papers.html"
        assert page.get_element_by_id(anchor) is not None
    # A page of its own would say which work of a publisher it is.
    assert [item["item"]["sameAs"] for item in found["itemListElement"] if "item" in item] == [
        "https://doi.org/10.1000/vap;1"
    ]


def test_the_homepage_says_whose_it_is(built: Built) -> None:
    (found,) = linked_data(built.page("index.html"))
    assert (found["@type"], found["url"]) == ("ProfilePage", f"{HOME}index.html")
    person = found["mainEntity"]
    assert (person["@type"], person["name"], person["jobTitle"]) == (
        "Person",
        "Ada Brühl",
        "Professor of Steam",
    )
    assert person["sameAs"] == ["https://orcid.org/0000-0002-1825-0097", "https://github.com/bruehl"]
    assert person["image"] == f"{HOME}_images/steam.png"
    assert person["affiliation"]["name"] == "Institute of Vapours"


def test_a_title_brings_no_script_into_the_page(built: Built) -> None:
    for name in ("papers/boiling.html", "papers.html", "papers/bruhl2023kettles.html"):
        page = built.page(name)
        assert not [
            script for script in page.iter("script") if "alert(1)" in (script.text or "").split(",")[0]
        ]
        assert "<script>alert" not in built.text(name)


def test_the_canonical_address_is_the_pages_own(built: Built) -> None:
    page = built.page("papers/boiling.html")
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{HOME}papers/boiling.html"]


def test_search_finds_the_pages(built: Built) -> None:
    index = json.loads(re.sub(r"^Search\.setIndex\(|\)$", "", built.text("searchindex.js").strip()))
    names = index["docnames"]
    assert {f"papers/{name}" for name in NAMES} <= set(names)
    found = index["terms"]["zirconium"]
    assert "papers/boiling" in [names[each] for each in ([found] if isinstance(found, int) else found)]
    assert index["titles"][names.index("papers/undated")] == "Undated"


def test_folders_have_addresses_without_html(make_site: MakeSite) -> None:
    built = make_site("landing").build("dirhtml")
    page = built.page("papers/boiling/index.html")
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{HOME}papers/boiling/"]
    assert citation(page)["pdf_url"] == [f"{HOME}papers/boiling/boiling.pdf"]
    assert (built.folder / "papers" / "boiling" / "boiling.pdf").is_file()
    (image,) = page.xpath("//main//img/@src")
    (entry,) = page.xpath("//main//a[@download]/@href")
    for address in (image, entry):
        assert (built.folder / "papers" / "boiling" / address).is_file()
    link = built.page("papers/index.html").find_class("academic-paper-link")[0].get("href")
    assert link == "boiling/"


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "latex", "text"])
def test_books_and_single_pages_have_none(make_site: MakeSite, builder: str) -> None:
    built = make_site("landing").build(builder, warnings=None)
    assert not [name for name in built.files() if "boiling" in name and not name.endswith(".pdf")]
    assert b"academic-paper-link" not in b"".join(
        text for name, text in built.files().items() if name.endswith(("html", "tex", "txt"))
    )


# Sphinx announces what it will remove in the version after the next, by a class of that name.
others_may_use_what_sphinx_deprecates = pytest.mark.filterwarnings(
    f"ignore::sphinx.deprecation.RemovedInSphinx{sphinx.version_info[0] + 2}Warning"
)
THEMES = ("basic", "alabaster", "furo", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_rtd_theme")


@others_may_use_what_sphinx_deprecates
@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_can_show_a_page(make_site: MakeSite, theme: str) -> None:
    built = make_site("landing").build(html_theme=theme)
    page = built.page("papers/boiling.html")
    (paper,) = page.find_class("academic-paper")
    assert len(paper.xpath(".//h1")) == 1
    assert citation(page)["author"] == ["Ada Brühl", "Otto Kessel"]
    assert page.xpath("//head/link[contains(@href, 'academic-paper.css')]")
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{HOME}papers/boiling.html"]
    # Nothing offers a source that is not there.
    assert not page.xpath("//a[contains(@href, '_sources')]")
    assert said_once(page, "author") == "Ada Brühl, Otto Kessel"
    assert said_once(page, "description").startswith("Water boils.")
    assert said_once(built.page("index.html"), "author") == "Ada Brühl"
    for name in ("index.html", "papers.html", "papers/boiling.html"):
        (text,) = built.page(name).xpath("//*[@data-pagefind-body]")
        assert text.xpath(".//h1")
        links = text.xpath(".//a[contains(@class, 'headerlink')]")
        assert all("data-pagefind-ignore" in link.attrib for link in links)


@others_may_use_what_sphinx_deprecates
def test_other_extensions_see_the_pages(make_site: MakeSite) -> None:
    site = make_site("landing")
    extensions = [
        "myst_parser",
        "sphinx_academic",
        "sphinx_sitemap",
        "sphinxext.opengraph",
        "notfound.extension",
    ]
    built = site.build(extensions=extensions, sitemap_url_scheme="{link}", ogp_site_url=HOME, warnings=None)
    assert f"<loc>{HOME}papers/boiling.html</loc>" in built.text("sitemap.xml")
    page = built.page("papers/boiling.html")
    graph = {tag.get("property"): tag.get("content") for tag in page.xpath("//head/meta[@property]")}
    assert graph["og:title"] == 'Boiling & "whistling" </script><script>alert(1)</script> x < y 🫖'
    assert graph["og:image"] == f"{HOME}_images/steam.png"
    assert graph["og:type"] == "article"
    assert graph["og:description"].startswith("Water boils.")
    assert graph["og:url"] == f"{HOME}papers/boiling.html"
    assert said_once(page, "author") == "Ada Brühl, Otto Kessel"
    assert said_once(page, "description") == graph["og:description"]
    assert "404" not in built.text("sitemap.xml")
    assert "search" not in built.text("sitemap.xml")


# Builds that follow a build


def times(built: Built) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (built.folder / "papers").glob("*.html")}


def change(site: Site, old: str, new: str, name: str = "data/site.yaml") -> None:
    text = (site.source / name).read_text(encoding="utf-8")
    assert old in text
    site.write(name, text.replace(old, new))


def test_only_pages_whose_content_changed_are_written_again(make_site: MakeSite) -> None:
    site = make_site("landing")
    before = times(site.build())
    change(site, "title: Limescale", "title: Limescale again")
    again = site.build()
    after = times(again)
    changed = {name for name in after if after[name] != before[name]}
    # Its neighbours name it.
    assert changed == {"kessel-2020-thesis.html", "bruhl2023kettles.html", "undated.html"}
    assert "Limescale again" in again.text("papers/kessel-2020-thesis.html")
    # What was not written again is found all the same.
    assert "papers/boiling" in again.text("searchindex.js")
    assert "zirconium" in again.text("searchindex.js")


def test_a_page_that_has_nothing_to_do_with_them_leaves_them_alone(make_site: MakeSite) -> None:
    site = make_site("landing")
    before = times(site.build())
    site.write("talks.md", (site.source / "talks.md").read_text() + "\nMore.\n")
    assert times(site.build()) == before


def test_a_build_with_nothing_to_do_keeps_pages_and_index(make_site: MakeSite) -> None:
    site = make_site("landing")
    first = site.build()
    before = times(first)
    again = site.build()
    assert (again.read, times(again)) == ((), before)
    assert "papers/boiling" in again.text("searchindex.js")
    assert "zirconium" in again.text("searchindex.js")


def test_data_that_no_page_shows_is_followed_too(make_site: MakeSite) -> None:
    site = make_site("landing")
    for name in ("papers", "talks", "index"):
        site.write(f"{name}.md", f"---\norphan: true\n---\n\n# {name}\n")
    site.build()
    change(site, "title: Limescale", "title: Limescale again")
    again = site.build()
    assert again.read == ()
    assert "Limescale again" in again.text("papers/kessel-2020-thesis.html")


def test_pages_of_removed_publications_go_and_nothing_else_does(make_site: MakeSite) -> None:
    site = make_site("landing")
    built = site.build()
    own = built.folder / "papers" / "own.html"
    own.write_text("<html>mine</html>")
    change(site, "  - key: boiling\n", "  - key: simmering\n")
    again = site.build()
    assert pages(again) == NAMES - {"boiling"} | {"simmering", "own"}
    assert not (again.folder / "papers" / "boiling.pdf").exists()
    assert not (again.folder / "papers" / "boiling.bib").exists()
    assert (again.folder / "papers" / "simmering.pdf").exists()
    assert "papers/boiling" not in again.text("searchindex.js")


def test_a_site_that_wants_none_any_more_loses_them(make_site: MakeSite) -> None:
    site = make_site("landing")
    site.build()
    again = site.build(academic_paper_pages=False)
    assert pages(again) == set()
    assert not again.page("papers.html").find_class("academic-paper-link")


def test_a_changed_setting_writes_all_pages_again(make_site: MakeSite) -> None:
    site = make_site("landing")
    before = times(site.build())
    after = times(site.build(html_title="Another title"))
    assert {name for name in after if after[name] == before[name]} == set()


def test_workers_write_the_same_site(make_site: MakeSite) -> None:
    site = make_site("landing")
    alone = site.run("html", "-j", "1", name="alone").files()
    shared = site.run("html", "-j", "2", name="shared").files()
    assert {name: text for name, text in alone.items() if name.startswith("papers")} == {
        name: text for name, text in shared.items() if name.startswith("papers")
    }


# What cannot be


def test_a_key_that_would_overwrite_a_page_of_the_site_is_told(make_site: MakeSite) -> None:
    site = make_site("landing")
    site.write("papers/undated.md", "---\norphan: true\n---\n\n# Mine\n")
    built = site.build(warnings=["academic.output"])
    assert words(built.page("papers/undated.html").xpath("//h1")[0]).startswith("Mine")


@pytest.mark.parametrize("key", ["../../x", "/etc/x", "a/../../x", "..", "a b", "<b>"])
def test_no_key_leads_out_of_the_folder(make_site: MakeSite, key: str) -> None:
    site = make_site("landing")
    change(site, "key: undated", f"key: '{key}'")
    built = site.build(warnings=None)
    assert len(pages(built)) == len(NAMES)
    assert not [path for path in site.folder.rglob("x.html") if path.parent != built.folder / "papers"]


@pytest.mark.parametrize("folder", ["../papers", "/", "a/../../b", "_static", "a b"])
def test_a_folder_outside_the_site_is_told(make_site: MakeSite, folder: str) -> None:
    site = make_site("landing")
    built = site.build(academic_paper_pages=folder, warnings=["academic.config"])
    assert "academic_paper_pages" in built.warnings[0].message
    assert not list(Path(built.folder).rglob("boiling.html"))


def test_the_folder_can_be_chosen(make_site: MakeSite) -> None:
    built = make_site("landing").build(academic_paper_pages="work/publications")
    assert citation(built.page("work/publications/boiling.html"))["abstract_html_url"] == [
        f"{HOME}work/publications/boiling.html"
    ]
    assert built.page("papers.html").find_class("academic-paper-link")[0].get("href") == (
        "work/publications/boiling.html"
    )


def test_without_an_address_of_the_site_nothing_absolute_is_said(make_site: MakeSite) -> None:
    built = make_site("landing").build(html_baseurl="")
    page = built.page("papers/boiling.html")
    found = citation(page)
    assert found["title"]
    assert not {"pdf_url", "abstract_html_url"} & found.keys()
    assert "@id" not in linked_data(page)[0]
    assert linked_data(built.page("papers.html")) == []
    assert "url" not in linked_data(built.page("index.html"))[0]
    assert not page.xpath("//link[@rel='canonical']")


def test_a_file_of_its_own_has_pages_too_and_a_work_of_both_one(make_site: MakeSite) -> None:
    site = make_site("landing")
    site.write("data/more.yaml", "- {title: A thesis, key: thesis, image: images/steam.png}\n")
    site.write("more.md", "---\norphan: true\n---\n\n# More\n\n```{publications} data/more.yaml\n```\n")
    site.write("again.md", "---\norphan: true\n---\n\n# Again\n\n```{publications} data/site.yaml\n```\n")
    built = site.build()
    assert pages(built) == NAMES | {"thesis"}
    assert built.page("more.html").find_class("academic-paper-link")[0].get("href") == "papers/thesis.html"


def test_works_that_no_list_shows_have_whole_pages(make_site: MakeSite) -> None:
    site = make_site("landing")
    site.write("papers.md", "# Papers\n\nNone.\n")
    built = site.build()
    page = built.page("papers/boiling.html")
    (image,) = page.xpath("//main//img/@src")
    assert (built.folder / "papers" / image).is_file()
    (pdf,) = page.xpath("//main//a[.='PDF']/@href")
    assert (built.folder / "papers" / pdf).is_file()
