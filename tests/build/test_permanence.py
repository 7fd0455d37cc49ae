"""Whatever had another key before is found under that still: pages, anchors, roles, inventories and feeds."""

from __future__ import annotations

import json
import re

import lxml.html
import pytest
from sites import Built, MakeSite, Site
from sphinx.util.inventory import InventoryFile

HOME = "https://bruehl.example.org/lab/"
TALKS = """
talks:
  - {title: Whistling, date: 2024-05-02, key: whistling, former_keys: [whistle, 'old key']}
news:
  - {text: Tea is ready, date: 2024-05-03, key: tea, former_keys: tea-time}
competitions:
  - {title: First, event: Kettles, year: 2024, key: kettles, former_keys: kettle}
"""
PAGE = """# Talks

```{talks}
:feed: talks.xml, talks.json, talks.ics
```

```{newsfeed}
```

```{competitions}
```

{pub}`limescale` {talk}`old key` {pub}`kessel:2020/thesis`
"""


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    """A site with a work that was called ``limescale`` before, and others."""
    site = make_site("landing")
    text = (site.source / "data/site.yaml").read_text(encoding="utf-8")
    text = text.replace("key: kessel:2020/thesis}", "key: kessel:2020/thesis, former_keys: [limescale, aux]}")
    site.write("data/site.yaml", text + TALKS)
    site.write("talks.md", PAGE)
    return site


def moved(built: Built, name: str) -> lxml.html.HtmlElement:
    return built.page(name)


def test_each_former_address_of_a_page_leads_on(site: Site) -> None:
    built = site.build()
    page = moved(built, "papers/limescale.html")
    assert page.xpath("//title/text()") == ["Limescale"]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{HOME}papers/kessel-2020-thesis.html"]
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=kessel-2020-thesis.html"]
    assert page.xpath("//a/@href") == ["kessel-2020-thesis.html"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not page.xpath("//script | //@style | //style")
    assert built.text("papers/limescale.bib") == built.text("papers/kessel-2020-thesis.bib")
    (odd,) = (built.folder / "papers").glob("aux-*.html")
    assert odd.is_file()
    # Nothing finds the page itself.
    assert "papers/limescale" not in built.text("searchindex.js")


def test_in_a_site_of_folders_they_are_folders(site: Site) -> None:
    page = moved(site.build("dirhtml"), "papers/limescale/index.html")
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{HOME}papers/kessel-2020-thesis/"]
    assert page.xpath("//a/@href") == ["../kessel-2020-thesis/"]


def test_a_site_without_an_address_names_the_page_from_where_it_is(site: Site) -> None:
    built = site.build(html_baseurl="", warnings=["academic.config"])  # feeds cannot do without one
    page = moved(built, "papers/limescale.html")
    assert page.xpath("//link[@rel='canonical']/@href") == ["kessel-2020-thesis.html"]


def test_no_page_is_made_where_works_have_none(site: Site) -> None:
    built = site.build(academic_paper_pages=False)
    assert not (built.folder / "papers").exists()


def test_entries_of_lists_have_their_former_anchors(site: Site) -> None:
    built = site.build()
    for name, wanted in (
        ("papers", {"publication-limescale": "publication-kessel:2020/thesis"}),
        (
            "talks",
            {
                "talk-whistle": "talk-whistling",
                "news-tea-time": "news-tea",
                "competition-kettle": "competition-kettles",
            },
        ),
    ):
        page = built.page(f"{name}.html")
        for former, living in wanted.items():
            (anchor,) = page.xpath(f"//*[@id='{former}']")
            assert anchor.getparent().get("id") == living
            assert (anchor.tag, anchor.get("class"), anchor.text) == ("span", "academic-former", None)
        ids = page.xpath("//@id")
        assert len(ids) == len({*ids})


def test_roles_find_what_had_the_key_before(site: Site) -> None:
    links = (
        site.build()
        .page("talks.html")
        .xpath("//p[last()]/a/@href | //p/a[contains(@class, 'academic-cite')]/@href")
    )
    assert [*dict.fromkeys(links)] == ["papers/kessel-2020-thesis.html", "#talk-whistling"]


def test_an_entry_keeps_the_name_that_feeds_knew_it_by(site: Site) -> None:
    built = site.build()
    name = "tag:bruehl.example.org,2026:lab/talk/whistle"
    assert f"<id>{name}</id>" in built.text("talks.xml")
    assert json.loads(built.text("talks.json"))["items"][0]["id"] == name
    assert json.loads(built.text("talks.json"))["items"][0]["url"] == f"{HOME}talks.html#talk-whistling"
    assert f"UID:{name.replace(',', '%2C')}" in built.text("talks.ics")


def test_the_inventory_keeps_the_former_names(site: Site) -> None:
    built = site.build(academic_inventory_labels=True)
    found = InventoryFile.loads((built.folder / "objects.inv").read_bytes(), uri="").data
    papers, talks = found["academic:publication"], found["academic:talk"]
    assert papers["limescale"].uri == "papers.html#publication-kessel:2020/thesis"
    assert talks["whistle"].uri == talks["old key"].uri == talks["whistling"].uri
    # They are no results of the search besides.
    assert built.text("searchindex.js").count("Whistling") == 1
    assert "LIMESCALE" in found["std:label"]


def test_a_key_whose_letters_alone_have_changed_has_one_label(site: Site) -> None:
    text = (site.source / "data/site.yaml").read_text(encoding="utf-8")
    site.write("data/site.yaml", text.replace("key: undated", "key: Undated, former_keys: undated"))
    built = site.build(academic_inventory_labels=True)
    found = InventoryFile.loads((built.folder / "objects.inv").read_bytes(), uri="").data
    assert {"undated", "Undated"} <= found["academic:publication"].keys()
    assert "UNDATED" in found["std:label"]


@pytest.mark.parametrize("builder", ["text", "latex", "singlehtml", "epub", "xml", "gettext"])
def test_other_builders_do_with_them(site: Site, builder: str) -> None:
    # Which EPUB alone asks for.
    built = site.build(builder, copyright="2024", version="1")
    if builder == "latex":
        (tex,) = built.folder.glob("*.tex")
        text = tex.read_text(encoding="utf-8")
        assert re.search(r"\\label\{\\detokenize\{papers:publication-limescale\}\}", text)


def test_pages_come_and_go_with_the_keys(site: Site) -> None:
    text = (site.source / "data/site.yaml").read_text(encoding="utf-8")
    built = site.build()
    assert (built.folder / "papers/limescale.html").is_file()
    site.write("data/site.yaml", text.replace("[limescale, aux]", "[calcite]"))
    site.write("talks.md", PAGE.replace("{pub}`limescale`", "{pub}`calcite`"))
    built = site.build()
    assert not (built.folder / "papers/limescale.html").exists()
    assert not (built.folder / "papers/limescale.bib").exists()
    assert (built.folder / "papers/calcite.html").is_file()
    assert 'id="publication-calcite"' in built.text("papers.html")
    assert "publication-limescale" not in built.text("papers.html")
    # What was not touched stays through a build that has nothing to do, and is made anew where somebody took it away.
    assert site.build(warnings=None).read == ()
    assert (built.folder / "papers/calcite.html").is_file()
    (built.folder / "papers/calcite.html").unlink()
    site.build(warnings=None)
    assert (built.folder / "papers/calcite.html").is_file()


def test_data_that_no_page_shows_are_followed_too(site: Site) -> None:
    for name in ("papers", "talks", "index"):
        site.write(f"{name}.md", f"---\norphan: true\n---\n\n# {name}\n")
    site.build()
    text = (site.source / "data/site.yaml").read_text(encoding="utf-8")
    site.write("data/site.yaml", text.replace("[limescale, aux]", "[calcite]"))
    built = site.build()
    assert built.read == ()
    assert (built.folder / "papers/calcite.html").is_file()
    assert not (built.folder / "papers/limescale.html").exists()


def test_an_address_that_another_page_has_is_told(site: Site) -> None:
    site.write("papers/limescale.md", "---\norphan: true\n---\n\n# Mine\n")
    built = site.build(warnings=["academic.output"])
    assert "Mine" in built.text("papers/limescale.html")
    assert "'papers/limescale' of 'Limescale' is that of another page" in built.warnings[0].message


def test_pages_of_people_and_projects_lead_on_as_those_of_works_do(make_site: MakeSite) -> None:
    site = make_site("careers")
    text = (site.source / "data/lab.yaml").read_text(encoding="utf-8")
    text = text.replace("people:\n", "people:\n  - {name: Ann Bee, key: ann, former_keys: annie}\n", 1)
    site.write(
        "data/lab.yaml",
        text.replace("projects:\n", "projects:\n  - {title: Tea, key: tea, former_keys: coffee}\n", 1),
    )
    built = site.build(warnings=None)
    for folder, former, name, title in (
        ("people", "annie", "ann", "Ann Bee"),
        ("projects", "coffee", "tea", "Tea"),
    ):
        page = moved(built, f"{folder}/{former}.html")
        assert page.xpath("//title/text()") == [title]
        assert page.xpath("//a/@href") == [f"{name}.html"]
        assert not (built.folder / folder / f"{former}.bib").exists()
