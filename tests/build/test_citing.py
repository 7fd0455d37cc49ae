"""Pages refer to publications, news, competitions and people, and these say where they are referred to."""

from __future__ import annotations

import re

import lxml.html
import pytest
from docutils import nodes
from sites import CHECKOUT, Built, MakeSite, words
from sphinx.util.inventory import InventoryFile

from sphinx_academic.sections.options import SHARED
from sphinx_academic.sections.registry import SECTIONS


@pytest.fixture(scope="module")
def built(make_shared_site: MakeSite) -> Built:
    return make_shared_site("citing").build()


SNIPPETS = CHECKOUT / "docs" / "snippets"


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


def test_the_owner_of_a_site_is_found_by_name_without_a_register(make_site: MakeSite) -> None:
    site = make_site("citing")
    site.write("mine.yaml", "profile:\n  name: Greta Kessel\n  other_names: [Грета Кессель]\n")
    site.write(
        "mine.rst",
        ":orphan:\n\nMine\n====\n\n.. profile:: mine.yaml\n\n:person:`Greta Kessel` and :person:`Грета Кессель`\n",
    )
    place = "#person-greta-kessel"
    assert links(site.build().page("mine.html")) == [("Greta Kessel", place), ("Greta Kessel", place)]


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
        "install.rst", "Install\n=======\n\nSee :pub:`boilin2024` and :news:`corpsu`.\n\n:person:`nobody`\n"
    )
    built = site.build(warnings=["academic.reference"] * 3)
    assert [(told.location.rpartition("/")[2], told.message) for told in built.warnings] == [
        ("install.rst:4", "No publication has the key 'boilin2024'. Did you mean 'boiling2024'?"),
        ("install.rst:4", "No news item has the key 'corpsu'. Did you mean 'corpus'?"),
        ("install.rst:6", "No person has the key 'nobody'. Keys are given with  key: …  in the data."),
    ]


def test_of_people_all_are_offered_who_could_be_meant(make_site: MakeSite) -> None:
    site = make_site("citing")
    data = (site.source / "data/site.yaml").read_text(encoding="utf-8")
    site.write(
        "data/site.yaml", f"{data}people: [{{name: Otto Kessel}}, {{name: Greta Keßel}}, {{name: Wei Liu}}]\n"
    )
    site.write(
        "install.rst", "Install\n=======\n\n:person:`Kessel` and :person:`Otto Kessle`, :person:`Kesel`.\n"
    )
    built = site.build(warnings=["academic.reference"] * 3)
    assert [told.message.partition("'. ")[2] for told in built.warnings] == [
        "Did you mean 'Greta Keßel' or 'Otto Kessel'?",
        "Did you mean 'Otto Kessel'?",
        "Did you mean 'Greta Keßel' or 'Otto Kessel'?",
    ]


def test_of_a_key_that_nothing_has_a_terminal_obeys_no_character(make_site: MakeSite) -> None:
    site = make_site("citing")
    site.write("install.rst", "Install\n=======\n\n:pub:`no\x1b[31mkey\x9b` and :pub:`a\\_b`.\n")
    built = site.build(warnings=["academic.reference"] * 2)
    control, escaped = (told.message.partition(".")[0] for told in built.warnings)
    assert control == "No publication has the key 'no\ufffd[31mkey\ufffd'"
    assert escaped == "No publication has the key 'a_b'"
    assert [words(found) for found in built.page("install.html").find_class("academic-pub")][1:] == ["a_b"]
    assert "\0" not in built.text("install.html")


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
    site.build("epub", epub_copyright="2024", version="1", warnings=None)
    book = (site.folder / "build" / "epub" / "install.xhtml").read_text(encoding="utf-8")
    assert 'href="papers.xhtml#publication-boiling2024"' in book
    assert "<template" not in book
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


@pytest.mark.parametrize(
    "text",
    [
        ":pub:` `x",
        ":pub:`text <>`",
        ":pub:`two words`",
        ":pub:p:`{see}`",
        ":pub:`<script>alert(1)</script>`",
        ":pub:`../../etc/passwd`",
        ":person:`Грета 🫖`",
        ":pub:t:`boiling2024, {`",
    ],
)
def test_nothing_that_can_stand_in_a_role_stops_a_build(make_site: MakeSite, text: str) -> None:
    site = make_site("citing")
    site.write("install.rst", f"Install\n=======\n\nBefore {text} behind.\n")
    built = site.build(warnings=None)
    assert built.warnings
    page = built.page("install.html")
    assert words(page.find_class("body")[0] if page.find_class("body") else page)
    assert not page.xpath("//main//script")


def test_lists_that_are_to_be_no_home_are_none(make_site: MakeSite) -> None:
    site = make_site("citing")
    papers = (site.source / "papers.rst").read_text(encoding="utf-8")
    site.write("papers.rst", papers + "   :no-index:\n")
    install = (site.source / "install.rst").read_text(encoding="utf-8")
    site.write("install.rst", install.replace(":any:`limescale2020`", "nothing"))
    addresses = dict(links(site.build().page("install.html")))
    assert addresses["Brühl et al. (2024)"] == "recent.html#publication-boiling2024"
    assert addresses["Limescale"] == "https://doi.org/10.1000/lime"


def test_a_page_of_its_own_data_cites_what_only_that_holds(make_site: MakeSite) -> None:
    site = make_site("citing")
    site.write("own.bib", "@misc{steam1, title={Steam}, author={Eva Dampf}, year={1999}}\n")
    site.write(
        "install.rst", "Install\n=======\n\n:pub:t:`steam1`\n\n.. references:: own.bib\n   :style: apa\n"
    )
    page = site.build().page("install.html")
    assert links(page) == [("Dampf (1999)", "#reference-steam1")]
    assert words(page.get_element_by_id("reference-steam1")).startswith("Dampf, E. (1999).")


def test_a_site_without_data_may_have_no_references(make_site: MakeSite) -> None:
    site = make_site("citing")
    for file in ("papers.rst", "recent.rst", "install.rst", "api.md"):
        (site.source / file).unlink()
    site.write("index.rst", "Nothing\n=======\n\n.. references::\n")
    assert not site.build(academic_data=[]).page("index.html").find_class("academic-entry")


REFERENCES = (
    {},
    {"scope": "project", "sort": "author", "numbered": ""},
    {"layout": "list", "max-authors": "1", "links": "icons", "class": "wide", "name": "cited"},
    {"bibtex": "", "sort": "date", "correct": ""},
    {"style": "ieee", "cite": "ris"},
)


def section_of(page: lxml.html.HtmlElement) -> str:
    """The text of a page as HTML."""
    (section,) = page.xpath("//section[@id='a-page']")
    return lxml.html.tostring(section, encoding="unicode").replace("markdown-", "rst-").replace("\n", "")


def test_references_are_the_same_in_restructuredtext_and_markdown(make_site: MakeSite) -> None:
    assert {name for options in REFERENCES for name in options} == {*SECTIONS["references"].options, *SHARED}
    site = make_site("citing")
    for number, options in enumerate(REFERENCES):
        text = "".join(f":{name}: {value}".rstrip() + "\n" for name, value in options.items())
        indented = "".join(f"   {line}\n" for line in text.splitlines())
        cited = "pub:t:`kettles2023`"
        site.write(f"rst-{number}.rst", f"A page\n======\n\n:{cited}\n\n.. references::\n{indented}")
        cited = "{pub:t}`kettles2023`"
        site.write(f"markdown-{number}.md", f"# A page\n\n{cited}\n\n```{{references}}\n{text}```\n")
    index = (site.source / "index.rst").read_text(encoding="utf-8")
    site.write("index.rst", index + "   rst-0\n\n.. toctree::\n   :glob:\n\n   rst-*\n   markdown-*\n")
    built = site.build(warnings=None, academic_corrections="https://code.example.org/{filename}#L{line}")
    assert not built.warnings
    for number in range(len(REFERENCES)):
        rst = section_of(built.page(f"rst-{number}.html"))
        assert rst == section_of(built.page(f"markdown-{number}.html"))
        assert "reference-kettles2023" in rst


def test_snippets_of_roles_and_references_are_the_same_in_both(make_site: MakeSite) -> None:
    site = make_site("citing")
    (site.source / "data/site.yaml").write_bytes((SNIPPETS.parent / "data/example.yaml").read_bytes())
    for file in ("install.rst", "api.md", "recent.rst"):
        (site.source / file).unlink()
    rst, markdown = (
        "\n\n".join(
            (SNIPPETS / f"{name}.{kind}").read_text(encoding="utf-8") for name in ("roles", "references")
        )
        for kind in ("rst", "md")
    )
    site.write("rst-0.rst", f"A page\n======\n\n{rst}")
    site.write("markdown-0.md", f"# A page\n\n{markdown}")
    site.write(
        "index.rst", "Lab\n===\n\n.. profile::\n\n.. toctree::\n\n   papers\n   rst-0\n   markdown-0\n"
    )
    site.write("papers.rst", "Papers\n======\n\n.. publications::\n   :layout: list\n")
    built = site.build(warnings=None)
    assert {told.code for told in built.warnings} <= {"academic.image", "academic.link"}
    assert section_of(built.page("rst-0.html")) == section_of(built.page("markdown-0.html"))
    assert len(links(built.page("rst-0.html"))) == 6


def test_a_key_of_two_publications_is_told_where_it_is_referred_to(make_site: MakeSite) -> None:
    site = make_site("citing")
    site.write("own.bib", "@misc{boiling2024, title={Steam}, author={Eva Dampf}, year={1999}}\n")
    site.write("recent.rst", "Recent\n======\n\n.. publications:: own.bib\n   :year: 1999\n")
    built = site.build(warnings=["academic.duplicate"])
    message = built.warnings[0].message
    assert "'Boiling & whistling at x < y' in 'papers' and of 'Steam' in 'recent'" in message
    assert links(built.page("install.html"))[0][1] == "papers.html#publication-boiling2024"


def test_the_card_of_a_work_leads_to_its_files_from_pages_of_every_folder(make_site: MakeSite) -> None:
    site = make_site("citing")
    site.write("deep/down.rst", ":orphan:\n\nDown\n====\n\n:pub:`boiling2024`, :pub:`kettles2023`\n")
    site.write("deep/er/still.rst", ":orphan:\n\nStill\n=====\n\n:pub:`kettles2023`, :pub:`boiling2024`\n")
    built = site.build()
    for name in ("install.html", "deep/down.html", "deep/er/still.html"):
        cards = built.page(name).xpath("//template[contains(@data-href, 'boiling2024')]")
        (notes,) = [link.get("href") for link in cards[0].iter("a") if words(link) == "Notes"]
        assert (built.folder / name).parent.joinpath(notes).is_file()
