"""A folder with every format that is read, of one researcher: each work is shown once, with what each file knows."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest
from PIL import Image
from sites import Built, MakeSite, Site, words
from test_repeated_builds import age

PICTURES = {
    "old/hugo-site/content/publication/hum-of-harbour-ice/featured.png": (50, 30),
    "old/hugo-site/content/publication/hum-preprint/featured.png": (70, 30),
    "old/al-folio/assets/img/publication_preview/ice.png": (90, 30),
    "old/lab-template/images/echo.png": (110, 30),
    "old/lab-template/images/bede.png": (130, 30),
    "old/lab-pages/images/pubpic/quay.png": (150, 30),
}
"""The pictures of the old sites; their sizes tell them apart."""
FILES = (
    "old/hugo-site/static/uploads/hum.pdf",
    "old/academic-pages/files/fog-slides.pdf",
    "old/academic-pages/files/whistles.txt",
    "old/al-folio/assets/pdf/hum-slides.pdf",
    "old/lab-pages/downloads/prize.txt",
)
HUM = "The Hum of Harbour Ice"
FOG = "Sorting Whistles in Fog with Few Labels"
WORKS = [
    "Echoes below under Drifting Floes",
    "floe-tools",
    HUM,
    FOG,
    "Hydrophones in Brash Ice",
    "Listening Through a Frozen Harbour",
]
"""What the page holds, the newest first; the formula in the first title is left out."""
TALKS = ["What Fog Does to Sound", "Listening at Low Tide"]
"""The talks below that."""
PAGES = ("index", "everything")
"""In reStructuredText and in MyST."""


def site_with_files(make: MakeSite) -> Site:
    site = make("every-format")
    for name, size in PICTURES.items():
        path = site.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("1", size).save(path)
    for name in FILES:
        site.write(name, f"The file {name}\n")
    return site


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    """A site to be changed."""
    return site_with_files(make_site)


@pytest.fixture(scope="module")
def html(make_shared_site: MakeSite) -> Built:
    """The site in HTML, built without a warning."""
    return site_with_files(make_shared_site).build()


def entries(built: Built, page: str) -> list[lxml.html.HtmlElement]:
    (section,) = built.page(f"{page}.html").find_class("academic-publications")
    found: list[lxml.html.HtmlElement] = section.find_class("academic-entry")
    return found


def entry(built: Built, page: str, title: str) -> lxml.html.HtmlElement:
    (found,) = (entry for entry in entries(built, page) if title_of(entry) == title)
    return found


def title_of(entry: lxml.html.HtmlElement) -> str:
    (title,) = entry.find_class("academic-title")
    formulas = title.find_class("math") or title.xpath(".//*[local-name() = 'math']")
    for formula in formulas:
        formula.drop_tree()
    return words(title)


def one(entry: lxml.html.HtmlElement, name: str) -> str:
    (found,) = entry.find_class(f"academic-{name}")
    return words(found)


def links(entry: lxml.html.HtmlElement) -> dict[str, str]:
    """Address → words of the links in the entry's line of links."""
    (line,) = entry.find_class("academic-links")
    return {link.get("href"): words(link) for link in line.iter("a")}


@pytest.mark.parametrize("page", PAGES)
def test_each_work_stands_on_the_page_once(html: Built, page: str) -> None:
    titles = [title_of(entry) for entry in entries(html, page)]
    assert [title.casefold() for title in titles] == [title.casefold() for title in WORKS]


@pytest.mark.parametrize("page", PAGES)
def test_the_talks_of_the_old_sites_stand_in_a_list_of_their_own(html: Built, page: str) -> None:
    (section,) = html.page(f"{page}.html").find_class("academic-talks")
    found = section.find_class("academic-entry")
    assert [title_of(entry) for entry in found] == TALKS
    assert [one(entry, "where") for entry in found] == ["Fog Days", "Harbour Evenings, Fenwick"]


CAREER = {
    "teaching": ["2014-01-01 Waves 101 University of Fenwick Waves."],
    "positions": [
        "Fenland Institute 2020-01 – present Fellow 2018 – 2019 Guest",
        "2015-01 – 2015-08 Diver Cold Works Duties include: Diving",
    ],
    "awards": ["2022 Golden Hydrophone", "2021 Silver Hydrophone"],
}
"""What the other lists of the old sites say, each entry as a reader reads it."""


@pytest.mark.parametrize("name", CAREER)
@pytest.mark.parametrize("page", PAGES)
def test_a_career_comes_from_a_resume_a_cv_and_pages_of_old_sites(html: Built, page: str, name: str) -> None:
    (section,) = html.page(f"{page}.html").find_class(f"academic-{name}")
    assert words(section) == " ".join(CAREER[name])


@pytest.mark.parametrize("page", PAGES)
def test_the_projects_of_a_lab_are_shown_with_their_code(html: Built, page: str) -> None:
    (section,) = html.page(f"{page}.html").find_class("academic-projects")
    assert "Floes of Fenland" in words(section)
    assert "Where the ice goes" in words(section)
    assert "https://github.com/fenland/floes" in section.xpath(".//a/@href")


def test_the_page_in_myst_says_what_that_in_restructuredtext_says(html: Built) -> None:
    first, second = ([words(found) for found in entries(html, page)] for page in PAGES)
    assert first == second


@pytest.mark.parametrize("page", PAGES)
def test_the_preprint_is_named_behind_the_article(html: Built, page: str) -> None:
    hum = entry(html, page, HUM)
    line = one(hum, "venue")
    assert line.startswith("Journal of Cold Acoustics 12(3), 45–67")
    assert line.endswith("2023 · preprint arXiv:2301.04567 Best paper of the year")
    assert hum.xpath(".//a[text()='arXiv:2301.04567']/@href") == ["https://arxiv.org/abs/2301.04567"]


def test_a_work_has_what_each_of_its_files_knows(html: Built) -> None:
    hum = entry(html, "index", HUM)
    addresses = links(hum)
    assert "https://code.example.org/hum" in addresses, "al-folio's bibliography"
    assert "https://docs.example.org/hum" in addresses, "the lab's template"
    assert "https://doi.org/10.5555/jca.12.3" in {address.casefold() for address in addresses}
    assert "We listen to ice at 50 % load" in words(hum).replace("\N{NARROW NO-BREAK SPACE}", " "), "BibLaTeX"
    assert "Click the Cite button." in words(hum), "the page of HugoBlox"
    assert "Cold Press" in words(hum), "the cite.bib beside it"
    assert one(hum, "authors").startswith("Ottilie Brandvold")
    assert any("36543210" in address for address in addresses), "PubMed"
    fog = entry(html, "index", FOG)
    assert "https://film.example.org/fog" in links(fog), "the bibliography of Typst"
    thesis = entry(html, "index", "Listening through a frozen harbour")
    assert "With a map of the quay." in words(thesis), "the library of EndNote"
    assert "Few labels are enough." in words(fog), "the page of academicpages"
    assert "Mist & Sons" in words(fog), "the xdata of BibLaTeX"


def test_what_is_written_by_hand_wins(site: Site) -> None:
    data = (site.source / "data" / "site.yaml").read_text(encoding="utf-8")
    assert "Best paper of the year" in words(entry(site.build(), "index", HUM))
    by_hand = "    title: The Humming of Harbour Ice\n    venue: Cold Journal\n    type: article\n    year: 2024\n    authors: [S. Ødegaard]\n"
    site.write(
        "data/site.yaml",
        data.replace("  - title: The Hum of Harbour Ice\n    ", "  - " + by_hand.lstrip() + "    "),
    )
    hum = entry(site.build(), "index", "The Humming of Harbour Ice")
    assert one(hum, "venue").startswith("Cold Journal 12(3), 45–67")
    assert "2024" in one(hum, "venue")
    assert one(hum, "authors") == "S. Ødegaard"


def test_a_person_whom_several_files_describe_is_linked_as_the_hand_written_one(html: Built) -> None:
    hum = entry(html, "index", HUM)
    homes = {
        words(link): link.get("href") for link in hum.xpath(".//*[contains(@class, 'academic-authors')]//a")
    }
    assert homes == {
        "Ottilie Brandvold": "https://brandvold.example.org",
        "Síne Ødegaard": "https://odegaard.example.org",
    }


@pytest.mark.parametrize("page", PAGES)
def test_the_pictures_of_the_old_sites_are_found_each_its_own(html: Built, page: str) -> None:
    figures = entry(html, page, HUM).iter("figure")
    shown = {}
    for figure in figures:
        (link,) = figure.iter("a")
        copied = html.folder / link.get("href")
        with Image.open(copied) as picture:
            shown[picture.size] = words(figure)
        (image,) = link.iter("img")
        assert (html.folder / image.get("src")).is_file()
    assert shown == {(50, 30): "The harbour", (70, 30): "The floe", (90, 30): "", (150, 30): ""}


@pytest.mark.parametrize("page", PAGES)
def test_the_files_of_the_old_sites_are_copied_and_linked(html: Built, page: str) -> None:
    addresses = html.page(f"{page}.html").xpath("//main//a/@href")
    copied = {
        (html.folder / address).read_text(encoding="utf-8").strip().removeprefix("The file ")
        for address in addresses
        if address.startswith("_downloads/")
    }
    assert copied == set(FILES)


def test_news_and_education_come_from_the_old_files(html: Built) -> None:
    page = html.page("index.html")
    text = words(page)
    assert "Our paper is accepted." in text
    assert "Ottilie wins a prize" in text
    assert "PhD, Acoustics" in text
    assert [words(place) for place in page.find_class("academic-news")] != []


LEAKS = {
    "html": r"\{\{|\}\}|\{%|%\}|\{:|target=|</?\w+|&\w+;|baseurl|callout|\\(?:emph|text|O\b|')",
    "text": r"\{\{|\}\}|\{%|%\}|\{:|target=|</?(?!https?:)\w+|&\w+;|baseurl|callout|\\(?:emph|text|O\b|')",
    "latex": r"(?<!\\)\\[{}]|target=|baseurl|callout|\\emph\b|\\textless",
}
"""Liquid, kramdown, shortcodes, HTML and LaTeX as readers would see them."""


@pytest.mark.parametrize("builder", ["html", "text", "latex"])
def test_no_builder_shows_what_only_another_generator_understands(site: Site, builder: str) -> None:
    built = site.build(builder)
    if builder == "html":
        text = words(built.page("index.html").xpath("//main")[0])
    else:
        text = built.text("index.txt" if builder == "text" else "ottiliebrandvold.tex")
        text = text[text.index("Everything") :]
    assert "Click the" in text
    assert re.findall(LEAKS[builder], text) == []


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_text_and_latex_hold_each_work_once(site: Site, builder: str) -> None:
    built = site.build(builder)
    name = {"text": "everything.txt", "latex": "ottiliebrandvold.tex"}[builder]
    text = re.sub(r"\s+", " ", built.text(name)).casefold()
    pages = 1 if builder == "text" else len(PAGES)
    for title in (FOG, "Hydrophones in Brash Ice", *TALKS):
        assert text.count(title.casefold()) == pages, title
    preprint = {
        "text": "preprint arxiv:2301.04567",
        "latex": r"preprint \sphinxhref{https://arxiv.org/abs/2301.04567}",
    }
    assert text.count(preprint[builder]) == pages


def test_a_new_file_in_a_folder_makes_the_pages_that_use_it_stale_and_no_other(site: Site) -> None:
    for path in site.source.rglob("*"):
        age(path)
    assert site.build().read == ("everything", "index", "plain")
    assert site.build().read == (), "nothing has changed"
    site.write(
        "old/exports/more.ris", "TY  - JOUR\nAU  - Brandvold, Ottilie\nTI  - New Ice\nPY  - 2025\nER  -\n"
    )
    built = site.build()
    assert built.read == ("everything", "index")
    assert title_of(entries(built, "index")[0]) == "New Ice"
    (site.source / "old" / "exports" / "more.ris").unlink()
    gone = site.build()
    assert gone.read == ("everything", "index")
    assert len(entries(gone, "index")) == len(WORKS)


def test_a_bibliography_that_is_read_with_its_page_makes_the_pages_stale(site: Site) -> None:
    for path in site.source.rglob("*"):
        age(path)
    site.build()
    beside = Path("old/hugo-site/content/publication/hum-of-harbour-ice/cite.bib")
    text = (site.source / beside).read_text(encoding="utf-8")
    site.write(str(beside), text.replace("Cold Press", "Warm Press"))
    built = site.build()
    assert built.read == ("everything", "index")
    assert "Warm Press" in words(entry(built, "index", HUM))


def test_four_workers_and_one_write_the_same_bytes(site: Site) -> None:
    one_worker = site.run("html", "-j", "1", name="one").files()
    four = site.run("html", "-j", "4", name="four").files()
    assert one_worker.keys() == four.keys()
    assert [name for name in one_worker if one_worker[name] != four[name]] == []
    assert b"Brandvold" in one_worker["index.html"]
