"""Papers and code know of each other: entries name the objects that cite them, and pages list which papers are implemented."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from sites import Built, MakeSite, words
from sphinx.util.inventory import InventoryFile


@pytest.fixture(scope="module")
def built(make_shared_site: MakeSite) -> Built:
    return make_shared_site("implementing").build(academic_paper_pages=True)


def cited(built: Built, key: str, page: str = "papers.html") -> list[tuple[str, str]]:
    """Words and address of the places that an entry says it is cited in."""
    entry = built.page(page).get_element_by_id(f"publication-{key}")
    return [
        (words(link), link.get("href")) for link in entry.xpath(".//*[contains(@class, 'academic-cited')]//a")
    ]


def test_cited_in_names_the_objects_that_autodoc_describes_each_once_and_pages_else(built: Built) -> None:
    assert cited(built, "boiling2024") == [
        ("earlib", "api.html#module-earlib"),
        ("earlib.Ear.listen", "api.html#earlib.Ear.listen"),
        ("Guide", "guide.html"),
    ]


def test_cited_in_numbers_figures_and_tables_and_gives_their_captions(built: Built) -> None:
    assert cited(built, "kettles2023") == [
        ("earlib.Ear", "api.html#earlib.Ear"),
        ("earlib.Ear.rest", "api.html#earlib.Ear.rest"),
        ("earlib.scales.weigh", "api.html#earlib.scales.weigh"),
        ("Fig. 1: A kettle, after Kessel (2023) et al.", "figures.html#id1"),
        ("Table 1: What boils", "figures.html#id2"),
        ("Figures", "figures.html"),
        ("Guide", "guide.html"),
    ]


def test_objects_of_every_domain_are_called_as_readers_know_them(built: Built) -> None:
    assert cited(built, "limescale2020") == [
        ("earlib.Ear", "api.html#earlib.Ear"),
        ("earlib.Ear.rest", "api.html#earlib.Ear.rest"),
        ("Other languages", "others.html"),
        ("kettle_boil", "others.html#c.kettle_boil"),
        ("ear::Kettle::boil", "others.html#_CPPv4N3ear6Kettle4boilEi"),
        ("earlib --loud", "others.html#cmdoption-earlib-loud"),
        (".. kettle::", "others.html#directive-kettle"),
        ("earlib.solo", "others.html"),
        ("Kettle.boil", "others.html#Kettle.boil"),
        ("KETTLE", "others.html"),
    ]


def test_all_these_places_are_there(built: Built) -> None:
    for key in ("boiling2024", "kettles2023", "limescale2020"):
        for _words, address in cited(built, key):
            name, _hash, anchor = address.partition("#")
            assert not anchor or built.page(name).get_element_by_id(anchor) is not None


CAPTION = (
    "From {pub:p}`{see}kettles2023{p. 3}, boiling2024`, [](#limescale2020) and [both](#kettles2023) by "
    "{py:func}`earlib.scales.weigh`"
)


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("author-year", "(see Kessel, 2023, p. 3; Brühl and Kessel, 2024), Limescale and both"),
        ("number", "[see 2, p. 3; 1], Limescale and both"),
        ("label", "[see Kes23, p. 3; BK24], Limescale and both"),
        ("footnote", ", Limescale and both"),
    ],
)
def test_captions_say_of_works_what_they_say_in_their_place(
    make_site: MakeSite, style: str, said: str
) -> None:
    site = make_site("implementing")
    (site.source / "figures.rst").unlink()
    site.write("figures.md", f"# Figures\n\n:::{{figure}} kettle.svg\n{CAPTION}\n:::\n")
    site.write(
        "papers.rst",
        "Papers\n======\n\n.. publications::\n   :layout: list\n\n.. references::\n   :scope: project\n",
    )
    built = site.build(academic_cite_style=style, myst_enable_extensions=["colon_fence"], numfig=False)
    (name,) = [name for name, address in cited(built, "kettles2023") if address == "figures.html#id1"]
    assert name == f"From {said} by earlib.scales.weigh()".replace(" , ", ", ")
    if style != "footnote":  # which has a sign there
        assert name == words(built.page("figures.html").find_class("caption-text")[0])


def test_a_caption_that_is_but_a_note_leaves_the_title_of_its_page(make_site: MakeSite) -> None:
    site = make_site("implementing")
    site.write("figures.rst", "Figures\n=======\n\n.. figure:: kettle.svg\n\n   :pub:p:`kettles2023`\n")
    built = site.build(academic_cite_style="footnote", numfig=False)
    assert ("Figures", "figures.html#id1") in cited(built, "kettles2023")


def test_what_is_wrong_with_a_citation_in_a_caption_or_a_heading_is_told_once_and_with_its_place(
    make_site: MakeSite,
) -> None:
    site = make_site("implementing")
    site.write(
        "figures.rst",
        "Figures\n=======\n\nOf :pub:p:`boiling2024`\n-----------------------\n\n.. figure:: kettle.svg\n\n"
        "   A kettle, after :pub:p:`kettles2023, kettles2023`\n",
    )
    site.write("api.rst", "API\n===\n")
    site.write("others.rst", "Others\n======\n")
    site.write("guide.md", "# Guide\n")
    site.write("code.rst", "Code\n====\n")
    built = site.build(academic_cite_style="number", warnings=["academic.reference"] * 2)
    assert sorted((told.location.rpartition("/")[2], told.message.partition(",")[0]) for told in built.warnings) == [
        ("figures.rst:4", "No list of references has 'boiling2024'"),
        ("figures.rst:9", "'kettles2023' stands in one reference twice; it is cited once. Name it once"),
    ]  # fmt: skip


def test_a_list_is_written_again_when_an_object_or_a_figure_of_another_page_is_called_otherwise(
    make_site: MakeSite,
) -> None:
    site = make_site("implementing")
    site.build()
    assert site.build().read == ()
    others = (site.source / "others.rst").read_text(encoding="utf-8")
    site.write("others.rst", others.replace("kettle_boil", "kettle_whistle"))
    again = site.build()
    assert again.read == ("others",)
    assert ("kettle_whistle", "others.html#c.kettle_whistle") in cited(again, "limescale2020")
    # What is new before a figure gives it another number.
    index = (site.source / "index.rst").read_text(encoding="utf-8")
    site.write("index.rst", index.replace("..", ".. figure:: kettle.svg\n\n   First\n\n..", 1))
    again = site.build()
    assert ("Fig. 2: A kettle, after Kessel (2023) et al.", "figures.html#id1") in cited(again, "kettles2023")


def test_what_has_parameters_of_templates_is_called_by_its_own_name(make_site: MakeSite) -> None:
    site = make_site("implementing")
    described = "\n\n   As :pub:`boiling2024`.\n\n"
    site.write(
        "others.rst",
        "Others\n======\n\n.. cpp:namespace:: ear\n\n"
        f".. cpp:class:: template<typename T, int N> Kettle{described}"
        f".. cpp:function:: template<typename T> requires std::integral<T> void Kettle::boil(T n){described}"
        f".. cpp:concept:: template<typename It> Hot{described}",
    )
    names = [name for name, address in cited(site.build(), "boiling2024") if address.startswith("others")]
    assert names == ["ear::Kettle", "ear::Kettle::boil", "ear::Hot"]


def test_a_table_of_summaries_says_nothing_of_the_object_or_the_page_that_it_stands_in(
    make_site: MakeSite,
) -> None:
    site = make_site("implementing")
    site.write(
        "others.rst",
        "Others\n======\n\n.. autosummary::\n\n   earlib.scales.weigh\n\n"
        ".. py:class:: Pot\n\n   As :pub:`limescale2020`.\n\n   .. autosummary::\n\n      earlib.scales.weigh\n",
    )
    extensions = ["sphinx.ext.autodoc", "sphinx.ext.autosummary", "myst_parser", "sphinx_academic"]
    built = site.build(extensions=extensions, autosummary_generate=False)
    assert words(built.page("others.html").find_class("autosummary")[0]).count("Kessel (2023)") == 1
    # The page says it, but uses nothing.
    assert ("Others", "others.html") in cited(built, "kettles2023")
    assert "Pot" not in dict(cited(built, "kettles2023"))
    assert ["Others", "Implements: Wei (2020)"] in lines(built, "code.html", 1)


def test_resources_of_http_are_called_by_method_and_path(make_site: MakeSite) -> None:
    pytest.importorskip("sphinxcontrib.httpdomain")
    site = make_site("implementing")
    site.write(
        "others.rst", "Others\n======\n\n.. http:post:: /kettles/(int:id)/boil\n\n   As :pub:`boiling2024`.\n"
    )
    extensions = ["sphinx.ext.autodoc", "myst_parser", "sphinx_academic", "sphinxcontrib.httpdomain"]
    found = dict(cited(site.build(extensions=extensions), "boiling2024"))
    assert found["POST /kettles/(int:id)/boil"] == "others.html#post--kettles-(int-id)-boil"


def test_what_several_pages_call_the_same_is_told_apart_by_their_titles(make_site: MakeSite) -> None:
    site = make_site("implementing")
    described = "As :pub:`boiling2024`."
    site.write(
        "others.rst",
        f"Others\n======\n\n.. js:class:: Kettle\n\n   {described}\n\n.. c:struct:: Kettle\n\n   {described}\n",
    )
    site.write(
        "figures.rst",
        f"Figures\n=======\n\n.. cpp:class:: Kettle\n\n   {described}\n\n.. py:class:: a.Kettle\n\n   {described}\n\n"
        f".. py:class:: b.Kettle\n\n   {described}\n",
    )
    names = [name for name, _address in cited(site.build(), "boiling2024")]
    assert [name for name in names if "Kettle" in name] == [
        "Kettle (Others)", "Kettle (Others)", "Kettle (Figures)", "a.Kettle", "b.Kettle",
    ]  # fmt: skip


def test_in_text_and_latex_objects_are_named_and_linked(make_site: MakeSite) -> None:
    site = make_site("implementing")
    said = " ".join(site.build("text").text("papers.txt").split())
    assert "Cited in: earlib, earlib.Ear.listen, Guide" in said
    tex = site.build("latex").text("earlib.tex")
    # Names of code are broken behind dots, and without hyphens.
    name = r"\sphinxcode{\sphinxupquote{earlib.Ear.listen}}"
    assert rf"{{\hyperref[\detokenize{{api:earlib.Ear.listen}}]{{\sphinxcrossref{{{name}}}}}}}" in tex
    # LaTeX counts figures by chapters: its number is not that of pages.
    assert r"\sphinxcrossref{A kettle, after Kessel (2023) et al.}" in tex
    assert r"\label{\detokenize{api:earlib.Ear.listen}}" in tex


def test_a_relation_that_is_not_there_is_told_with_the_nearest_one_and_refers_all_the_same(
    make_site: MakeSite,
) -> None:
    site = make_site("implementing")
    site.write("guide.md", "# Guide\n\nIt {pub:implments}`boiling2024`.\n")
    built = site.build(warnings=["academic.reference"])
    (told,) = built.warnings
    assert told.location.endswith("guide.md:3")
    assert told.message == (
        "There is no role 'pub:implments'. Did you mean 'pub:implements'? "
        "There are pub, pub:t, pub:p, pub:implements, pub:uses, pub:compares, pub:mentions."
    )
    assert [words(link) for link in built.page("guide.html").find_class("academic-cite")] == [
        "Boiling and whistling"
    ]


def test_the_page_of_a_paper_says_what_implements_uses_and_compares_itself(built: Built) -> None:
    assert headed(built, "papers/limescale2020.html") == {
        "Implemented by": ["kettle_boil", "ear::Kettle::boil", "earlib --loud", ".. kettle::", "earlib.solo", "Kettle.boil", "KETTLE"],
        "Used by": ["earlib.Ear.rest"],
        "Compared in": ["earlib.Ear"],
        "Cited in": ["Other languages"],
    }  # fmt: skip
    assert headed(built, "papers/boiling2024.html") == {
        "Implemented by": ["earlib", "earlib.Ear.listen", "Guide"]
    }
    assert headed(built, "papers/kettles2023.html")["Cited in"][0] == "earlib.Ear.rest"


def headed(built: Built, page: str) -> dict[str, list[str]]:
    """Heading → the items below it."""
    return {
        words(heading): [words(item) for item in heading.getnext()]
        for heading in built.page(page).iter("h2")
        if heading.getnext() is not None and heading.getnext().tag == "ul"
    }


def lines(built: Built, page: str, number: int) -> list[list[str]]:
    """The lines of each entry of a list of papers and code."""
    found = built.page(page).find_class("academic-implementations")[number]
    return [[words(line) for line in entry.iter("p")] for entry in found.iter("article")]


def table(built: Built, page: str, number: int) -> list[list[str]]:
    """The cells of a table of papers and code."""
    found = built.page(page).find_class("academic-scroll")[number]
    return [[words(cell) for cell in row.iter("th", "td")] for row in found.iter("tr")]


def test_a_list_says_for_each_paper_what_implements_it(built: Built) -> None:
    others = "kettle_boil, ear::Kettle::boil, earlib --loud, .. kettle::, earlib.solo, Kettle.boil, KETTLE"
    assert lines(built, "code.html", 0) == [
        [
            "Boiling and whistling",
            "Brühl and Kessel (2024)",
            "Implemented by: earlib, earlib.Ear.listen, Guide",
        ],
        ["Two Kettles", "Kessel (2023)", "Implemented by: earlib.Ear", "Used by: earlib.scales.weigh"],
        [
            "Limescale",
            "Wei (2020)",
            f"Implemented by: {others}",
            "Used by: earlib.Ear.rest",
            "Compared in: earlib.Ear",
        ],
    ]
    page = built.page("code.html")
    assert page.xpath("//a[.='Two Kettles']/@href") == ["papers/kettles2023.html"] * 2
    assert page.xpath("//a[.='earlib.Ear']/@href")[0] == "api.html#earlib.Ear"


def test_a_list_says_for_each_module_which_papers_it_implements_and_for_pages_without_one(
    built: Built,
) -> None:
    assert lines(built, "code.html", 1) == [
        [
            "earlib",
            "Implements: Brühl and Kessel (2024), Kessel (2023)",
            "Uses: Wei (2020)",
            "Compared with: Wei (2020)",
        ],
        ["Guide", "Implements: Brühl and Kessel (2024)"],
        ["earlib.scales", "Uses: Kessel (2023)"],
        ["Other languages", "Implements: Wei (2020)"],
    ]


def test_modules_that_refer_to_nothing_themselves_are_linked_where_they_are_described(
    built: Built, make_site: MakeSite
) -> None:
    found = built.page("code.html").xpath(
        "//p[contains(@class, 'academic-title')]//a[.='earlib.scales']/@href"
    )
    assert found == ["api.html#module-earlib.scales"]
    site = make_site("implementing")
    site.write("others.rst", "Others\n======\n\n.. py:module:: pots\n\n.. py:module:: empty\n")
    site.write(
        "figures.rst",
        "Figures\n=======\n\n.. py:function:: pots.boil()\n   :module: pots\n\n   As :pub:`boiling2024`.\n",
    )
    site.write(
        "guide.md",
        "# Guide\n\n```{py:currentmodule} pots\n```\n\n```{py:function} cool()\nAs {pub}`boiling2024`.\n```\n",
    )
    page = site.build().page("code.html")
    assert page.xpath("//th//a[.='pots']/@href")[0] == "others.html#module-pots"


def test_tables_have_a_column_for_each_relation(built: Built) -> None:
    by_paper, by_module = table(built, "code.html", 0), table(built, "code.html", 1)
    assert by_paper[0] == ["Paper", "Implemented by", "Used by", "Compared in"]
    assert by_paper[2] == ["Two Kettles Kessel (2023)", "earlib.Ear", "earlib.scales.weigh", ""]
    assert by_module[0] == ["Module", "Implements", "Uses", "Compared with"]
    assert by_module[3] == ["earlib.scales", "", "Kessel (2023)", ""]


def test_a_matrix_marks_papers_and_modules_and_objects_where_all_are_of_one(built: Built) -> None:
    assert table(built, "code.html", 2) == [
        ["Paper", "earlib", "Guide", "earlib.scales", "Other languages"],
        ["Brühl and Kessel (2024)", "Implements • 2", "Implements •", "", ""],
        ["Kessel (2023)", "Implements •", "", "Uses ◦", ""],
        ["Wei (2020)", "Uses ◦ Compared with ≈", "", "", "Implements • 7"],
    ]
    assert table(built, "code.html", 3)[0] == [
        "Module",
        "Brühl and Kessel (2024)",
        "Kessel (2023)",
        "Wei (2020)",
    ]
    assert table(built, "code.html", 4)[0] == [
        "Paper",
        "earlib.Ear.listen",
        "earlib.Ear",
        "earlib.Ear.rest",
    ]
    legend = built.page("code.html").find_class("academic-legend")[0]
    assert words(legend) == "• Implements · ◦ Uses · ≈ Compared with"


def test_tables_say_to_those_who_hear_them_what_their_heads_are_and_can_be_scrolled_by_keyboard(
    built: Built,
) -> None:
    region = built.page("code.html").find_class("academic-scroll")[0]
    assert dict(region.attrib) == {
        "class": "academic-scroll",
        "role": "region",
        "tabindex": "0",
        "aria-label": "Papers and code",
    }
    assert {head.get("scope") for head in region.xpath(".//thead//th")} == {"col"}
    assert {head.get("scope") for head in region.xpath(".//tbody//th")} == {"row"}


def test_relations_keys_and_modules_narrow_what_is_listed(built: Built) -> None:
    assert lines(built, "code.html", -1) == [["Limescale", "Wei (2020)", "Used by: earlib.Ear.rest"]]


def test_what_narrows_to_nothing_is_told_with_the_nearest_and_a_text_stands_in_place(
    make_site: MakeSite,
) -> None:
    site = make_site("implementing")
    site.write(
        "code.rst",
        "Code\n====\n\n.. implementations::\n   :module: earlib.scale\n\n.. implementations::\n   :keys: nokey, boiling2024\n\n"
        ".. implementations::\n   :relation: use\n\n.. implementations::\n   :scope: page\n",
    )
    built = site.build(warnings=["academic.option"] * 3)
    assert [(told.location.rpartition("/")[2], told.message) for told in built.warnings] == [
        (
            "code.rst:11",
            "'use' is no value for the option 'relation'. Did you mean 'uses'? The values are: implements, uses, compares.",
        ),
        (
            "code.rst:4",
            "No object of the module 'earlib.scale' refers to a paper. Did you mean 'earlib.scales'?",
        ),
        ("code.rst:7", "Nothing that is documented refers to 'nokey'. It is not listed."),
    ]
    (first, last) = built.page("code.html").find_class("academic-nothing")
    assert words(first) == words(last) == "No documented object refers to a paper."


def test_lists_of_papers_and_code_are_written_again_when_an_object_cites_something_else(
    make_site: MakeSite,
) -> None:
    site = make_site("implementing")
    site.build()
    others = (site.source / "others.rst").read_text(encoding="utf-8")
    site.write("others.rst", others.replace("kettle_boil", "kettle_whistle"))
    again = site.build()
    assert again.read == ("others",)
    assert "kettle_whistle" in lines(again, "code.html", 0)[2][2]
    clean = site.run(name="clean")
    assert [lines(clean, "code.html", number) for number in (0, 1)] == [
        lines(again, "code.html", number) for number in (0, 1)
    ]


def test_tables_of_papers_and_code_are_tables_in_every_format(make_site: MakeSite) -> None:
    site = make_site("implementing")
    said = site.build("text").text("code.txt")
    assert re.search(r"\| Kessel \(2023\) +\| • +\| +\| ◦ +\| +\|", said)
    tex = site.build("latex").text("earlib.tex")
    # Two stand in the text. What is wider than a page has columns of given widths, of which none cuts words.
    assert tex.count(r"\begin{tabulary}") + tex.count(r"\begin{tabular}[t]{\X{") == 7
    assert r"\begin{tabular}[t]{\X{" in tex
    assert r"\hyperref[\detokenize{api:earlib.scales.weigh}]" in tex
    # Signs that pdfLaTeX has no letter for would be boxes.
    assert r"\fbox" not in tex


def test_the_same_is_built_by_two_workers(make_site: MakeSite) -> None:
    site = make_site("implementing")
    one, two = site.run(name="one"), site.run("html", "-j", "2", name="two")
    assert one.text("code.html") == two.text("code.html")
    assert one.text("papers.html") == two.text("papers.html")


def told(built: Built, page: str) -> dict[str, Any]:
    """What a landing page tells machines of its work."""
    (document,) = built.page(page).xpath("//script[@type='application/ld+json']/text()")
    found: dict[str, Any] = json.loads(document)
    return found


CFF = """cff-version: 1.2.0
message: Cite it
title: earlib
type: software
version: 2.1.0
authors: [{family-names: Brühl, given-names: Ada}]
"""


def test_machines_are_told_which_papers_the_software_is_based_on_and_which_code_that_is(
    make_site: MakeSite,
) -> None:
    site = make_site("implementing")
    site.write("CITATION.cff", CFF)
    built = site.build(
        academic_data=["site.yaml", "CITATION.cff"],
        academic_paper_pages=True,
        html_baseurl="https://ear.example.org/",
    )
    software = told(built, "papers/bruhlearlib.html")
    home = "https://ear.example.org/papers/"
    assert software["isBasedOn"] == [
        {
            "@type": "ScholarlyArticle",
            "name": "Boiling and whistling",
            "@id": f"{home}boiling2024.html",
            "sameAs": "https://doi.org/10.1000/vap.1",
        },
        {"@type": "CreativeWork", "name": "Two Kettles", "@id": f"{home}kettles2023.html"},
        {"@type": "Thesis", "name": "Limescale", "@id": f"{home}limescale2020.html"},
    ]
    reverse = told(built, "papers/limescale2020.html")["@reverse"]
    whole = {"@type": "SoftwareSourceCode", "name": "earlib", "@id": software["@id"]}
    assert reverse["isBasedOn"][0] == {
        "@type": "SoftwareSourceCode",
        "name": "kettle_boil",
        "url": "https://ear.example.org/others.html#c.kettle_boil",
        "isPartOf": whole,
    }
    assert [code["name"] for code in reverse["citation"]] == ["earlib.Ear", "earlib.Ear.rest"]


def test_inventories_say_which_objects_implement_a_paper(built: Built) -> None:
    inventory = InventoryFile.loads((built.folder / "objects.inv").read_bytes(), uri="")
    rows = (
        inventory.data["academic:implementation"]
        if hasattr(inventory, "data")
        else inventory["academic:implementation"]
    )
    assert {name for name in rows if name.startswith("boiling2024 ")} == {
        "boiling2024 earlib", "boiling2024 earlib.Ear.listen",
    }  # fmt: skip
    assert "implementation" not in built.text("searchindex.js")


def test_a_thousand_citations_on_a_page_are_one_object(make_site: MakeSite) -> None:
    site = make_site("implementing")
    many = "\n\n".join("   As :pub:`boiling2024` has it." for _number in range(1000))
    site.write("others.rst", f"Others\n======\n\n.. py:function:: boil()\n\n{many}\n")
    assert cited(site.build(), "boiling2024").count(("boil", "others.html#boil")) == 1


def test_an_object_that_is_described_twice_is_named_once_where_it_has_a_place(make_site: MakeSite) -> None:
    site = make_site("implementing")
    described = ".. py:function:: pot.boil()\n   {}\n\n   As :pub:`boiling2024`.\n"
    site.write("others.rst", "Others\n======\n\n" + described.format(":no-index:"))
    site.write("figures.rst", "Figures\n=======\n\n" + described.format(""))
    found = [place for place in cited(site.build(), "boiling2024") if place[0] == "pot.boil"]
    assert found == [("pot.boil", "figures.html#pot.boil")]


def test_a_file_behind_the_directive_is_told_and_not_read(make_site: MakeSite) -> None:
    site = make_site("implementing")
    site.write("code.rst", "Code\n====\n\n.. implementations:: papers.bib\n")
    (told,) = site.build(warnings=["academic.option"]).warnings
    assert told.message == (
        "'implementations' takes no file; 'papers.bib' is not read. It shows what the pages of the project refer to."
    )


def test_papers_that_stand_among_references_alone_lead_there(make_site: MakeSite) -> None:
    site = make_site("implementing")
    site.write("papers.rst", "Papers\n======\n\n.. references::\n   :scope: project\n")
    page = site.build().page("code.html")
    assert page.xpath("//a[.='Two Kettles']/@href")[0] == "papers.html#reference-kettles2023"
