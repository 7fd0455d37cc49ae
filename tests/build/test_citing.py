"""Pages refer to publications, news, competitions and people, and these say where they are referred to."""

from __future__ import annotations

import re

import lxml.html
import pytest
from docutils import nodes
from sites import Built, MakeSite, words
from sphinx.util.inventory import InventoryFile


@pytest.fixture(scope="module")
def built(make_shared_site: MakeSite) -> Built:
    return make_shared_site("citing").build()


def links(page: lxml.html.HtmlElement) -> list[tuple[str, str]]:
    """Words and address of the references on a page."""
    return [(words(link), link.get("href")) for link in page.find_class("academic-cite")]


def test_roles_in_restructuredtext_say_titles_authors_and_years_and_lead_to_the_home_of_an_entry(
    built: Built,
) -> None:
    page = built.page("install.html")
    boiling, kettles = "papers.html#publication-boiling2024", "papers.html#publication-kettles2023"
    assert links(page) == [
        ("Boiling & whistling at \\(x < y\\)", boiling),
        ("Brühl et al. (2024)", boiling),
        ("Brühl et al., 2024", boiling),
        ("Brühl and Kessel, 2023, p. 3", kettles),
        ("our other paper", kettles),
        ("The kettle corpus is out", "index.html#news-corpus"),
        ("1st place, Tidy Ears", "index.html#competition-ears"),
        ("Ada Brühl", "index.html#person-ada-bruhl"),
        ("Limescale", "papers.html#publication-limescale2020"),
        ("Limescale", "papers.html#publication-limescale2020"),
        ("Wei (2019)", "https://doi.org/10.1000/none"),
    ]
    assert "see also (Brühl et al., 2024; Brühl and Kessel, 2023, p. 3)" in words(page)
    assert page.find_class("academic-cite")[0].find(".//em").text == "whistling"


def test_the_title_of_a_link_says_title_authors_and_venue(built: Built) -> None:
    first, *_others = built.page("install.html").find_class("academic-cite")
    assert first.get("title") == "Brühl et al. · Boiling & whistling at x < y · Journal of Vapours 2024"


def test_every_place_that_is_referred_to_is_there(built: Built) -> None:
    for name in ("install.html", "api.html"):
        for _words, address in links(built.page(name)):
            file, _hash, anchor = address.partition("#")
            if "://" not in file:
                assert built.page(file or name).get_element_by_id(anchor) is not None


def test_in_markdown_roles_and_links_lead_to_the_references_of_the_page(built: Built) -> None:
    assert links(built.page("api.html")) == [
        ("Boiling & whistling at \\(x < y\\)", "#reference-boiling2024"),
        ("Brühl and Kessel (2023)", "#reference-kettles2023"),
        ("Kessel, 2020", "#reference-limescale2020"),
        ("Brühl et al., 2024", "#reference-boiling2024"),
        ("Boiling & whistling at \\(x < y\\)", "#reference-boiling2024"),
        ("this", "#reference-kettles2023"),
        ("the text", "#reference-limescale2020"),
    ]


def test_a_list_of_references_holds_what_the_page_cites_by_family_name(built: Built) -> None:
    entries = [words(entry) for entry in built.page("api.html").iter("article")]
    assert [entry[: entry.index(".", 3)] for entry in entries] == [
        "1. Two Kettles",
        "2. Boiling & whistling at \\(x < y\\)",
        "3. Limescale",
    ]
    assert (built.folder / built.page("api.html").xpath("string(//article//a[.='Notes']/@href)")).is_file()


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        ("", ["Two Kettles", "Limescale"]),
        (":sort: date", ["Two Kettles", "Limescale"]),
        (":sort: author\n   :layout: list", ["Two Kettles", "Limescale"]),
        (":scope: project", ["Boiling & whistling at x < y", "Two Kettles", "Limescale", "On No Page"]),
        (
            ":scope: project\n   :sort: date",
            ["Boiling & whistling at x < y", "Two Kettles", "Limescale", "On No Page"],
        ),
    ],
)
def test_references_stand_in_the_order_asked_for(
    make_site: MakeSite, options: str, titles: list[str]
) -> None:
    site = make_site("citing")
    site.write(
        "api.rst", f"API\n===\n\n:pub:`kettles2023`, :pub:`limescale2020`\n\n.. references::\n   {options}\n"
    )
    (site.source / "api.md").unlink()
    page = site.build().page("api.html")
    found = [words(title) for entry in page.iter("article") for title in entry.find_class("academic-title")]
    assert [title.replace("\\(", "").replace("\\)", "") for title in found] == titles


def test_entries_say_at_home_and_only_there_where_they_are_cited(built: Built) -> None:
    lines = {
        entry.get("id"): [
            (words(link), link.get("href")) for link in entry.xpath(".//*[@class='academic-cited']/a")
        ]
        for entry in built.page("papers.html").iter("article")
    }
    both = [("Installation", "install.html"), ("API", "api.html")]
    assert lines == {f"publication-{key}": both for key in ("boiling2024", "kettles2023", "limescale2020")}
    assert words(built.page("index.html").get_element_by_id("news-corpus")).endswith("Cited in: Installation")
    assert not built.page("recent.html").find_class("academic-cited")


def test_pages_are_written_again_when_what_they_show_of_others_changes(make_site: MakeSite) -> None:
    site = make_site("citing")
    site.build()
    before = site.build()
    assert before.read == ()
    # Who cites an entry ...
    site.write("install.rst", "Set-up\n======\n\nThe method of :pub:t:`kettles2023`.\n")
    again = site.build()
    assert again.read == ("install",)
    cited = {
        entry.get("id"): [words(link) for link in entry.xpath(".//*[@class='academic-cited']/a")]
        for entry in again.page("papers.html").iter("article")
    }
    assert cited["publication-kettles2023"] == ["Set-up", "API"]
    assert cited["publication-boiling2024"] == ["API"]
    # ... and what an entry is called.
    data = (site.source / "data/site.yaml").read_text(encoding="utf-8")
    site.write(
        "data/site.yaml",
        data.replace("Ada Brühl and Otto Kessel\n    year: 2023", "Eva Dampf\n    year: 2022"),
    )
    again = site.build()
    assert "install" not in again.read
    assert links(again.page("install.html")) == [("Dampf (2022)", "papers.html#publication-kettles2023")]


def test_a_key_that_nothing_has_is_told_with_the_nearest_one(make_site: MakeSite) -> None:
    site = make_site("citing")
    site.write(
        "install.rst", "Install\n=======\n\nSee :pub:`boilin2024` and :news:`corpora`.\n\n:person:`nobody`\n"
    )
    built = site.build(warnings=["academic.reference"] * 3)
    assert [(told.location.rpartition("/")[2], told.message) for told in built.warnings] == [
        ("install.rst:4", "No publication has the key 'boilin2024'. Did you mean 'boiling2024'?"),
        ("install.rst:4", "No news item has the key 'corpora'. Did you mean 'corpus'?"),
        ("install.rst:6", "No person has the key 'nobody'. Keys are given with  key: …  in the data."),
    ]


def test_where_nitpicky_an_entry_on_no_page_is_told(make_site: MakeSite) -> None:
    site = make_site("citing")
    built = site.build(nitpicky=True, warnings=["academic.reference"])
    assert "'On No Page' (homeless2019) is on no page of the site." in built.warnings[0].message
    site.build(nitpicky=True, nitpick_ignore=[("academic:pub", "homeless2019")], warnings=[])


def test_references_lead_to_landing_pages_where_there_are_any(make_site: MakeSite) -> None:
    built = make_site("citing").build(academic_paper_pages=True)
    assert links(built.page("install.html"))[0][1] == "papers/boiling2024.html"
    assert links(built.page("install.html"))[-1][1] == "papers/homeless2019.html"
    landing = built.page("papers/homeless2019.html")
    assert [words(item) for item in landing.xpath("//h2[.='Cited in']/following-sibling::ul[1]/li")] == [
        "Installation"
    ]


def test_the_inventory_lets_another_project_cite(make_site: MakeSite, built: Built) -> None:
    other = make_site("citing")
    for file in ("papers.rst", "recent.rst", "install.rst", "api.md", "data/site.yaml"):
        (other.source / file).unlink()
    other.write(
        "index.rst",
        "Other\n=====\n\n:pub:`boiling2024`, :academic:pub:`our words <kettles2023>`, :news:`corpus`, "
        ":external+lab:academic:pub:`limescale2020`\n",
    )
    inventory = built.folder / "objects.inv"
    again = other.build(
        academic_data=[],
        extensions=["sphinx.ext.intersphinx", "sphinx_academic"],
        intersphinx_mapping={"lab": ("https://lab.example.org/", str(inventory))},
    )
    found = [
        (words(link), link.get("href"))
        for link in again.page("index.html").xpath("//main//a[contains(@class, 'external')]")
    ]
    assert found == [
        ("Boiling & whistling at x < y", "https://lab.example.org/papers.html#publication-boiling2024"),
        ("our words", "https://lab.example.org/papers.html#publication-kettles2023"),
        ("The kettle corpus is out", "https://lab.example.org/index.html#news-corpus"),
        ("Limescale", "https://lab.example.org/papers.html#publication-limescale2020"),
    ]
    with inventory.open("rb") as file:
        loaded = InventoryFile.load(file, "", lambda base, uri: base + uri)
    assert {kind: sorted(loaded[kind]) for kind in sorted(loaded) if kind.startswith("academic:")} == {
        "academic:competition": ["ears"],
        "academic:news": ["corpus"],
        "academic:person": ["ada-bruhl"],
        "academic:publication": ["boiling2024", "kettles2023", "limescale2020"],
    }


def test_references_work_in_every_format(make_site: MakeSite) -> None:
    site = make_site("citing")
    text = site.build("text").text("install.txt")
    assert "by Brühl et al. (2024); see also (Brühl et al., 2024;" in " ".join(text.split())
    assert (
        links(site.build("dirhtml").page("install/index.html"))[1][1] == "../papers/#publication-boiling2024"
    )
    single = site.build("singlehtml").page("index.html")
    for _words, address in links(single):
        assert "://" in address or single.get_element_by_id(address[1:]) is not None
    assert not site.build("singlehtml", warnings=[]).page("index.html").xpath("//*[@id=preceding::*/@id]")
    latex = site.build("latex").text("kettlelab.tex")
    for target in re.findall(
        r"hyperref\[(\\detokenize\{\w+:(?:publication|reference|news|person|competition)[^}]*\})", latex
    ):
        assert f"\\label{{{target}}}" in latex
    assert "{\\hyperref[\\detokenize{install::doc}]{\\sphinxcrossref{Installation}}}" in latex


def test_workers_in_parallel_write_what_one_does(make_site: MakeSite) -> None:
    site = make_site("citing")
    alone = site.run(name="alone")
    together = site.run("html", "-j", "4", name="together")
    for name in ("papers.html", "install.html", "api.html", "index.html", "objects.inv"):
        assert alone.files()[name] == together.files()[name], name


def test_a_page_that_is_gone_cites_nothing(make_site: MakeSite) -> None:
    site = make_site("citing")
    site.build()
    (site.source / "install.rst").unlink()
    index = (site.source / "index.rst").read_text(encoding="utf-8")
    site.write("index.rst", index.replace("   install\n", ""))
    again = site.build()
    assert {words(line) for line in again.page("papers.html").find_class("academic-cited")} == {
        "Cited in: API"
    }


def test_other_extensions_find_links_in_the_tree(make_site: MakeSite) -> None:
    tree = make_site("citing").build(keep_trees=True).resolved["install"]
    addresses = [
        node.get("refuri") for node in tree.findall(nodes.reference) if "academic-cite" in node["classes"]
    ]
    assert len(addresses) == 11
