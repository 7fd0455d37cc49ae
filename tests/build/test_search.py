"""The search finds publications, news and people, each as a result that leads to the entry."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import pytest
import sphinx.search
from sites import Built, MakeSite
from sphinx.util.inventory import InventoryFile


class Result(NamedTuple):
    page: str
    kind: str
    anchor: str
    name: str


def index_of(built: Built) -> dict[str, Any]:
    text = built.text("searchindex.js")
    index: dict[str, Any] = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    return index


def results(built: Built) -> list[Result]:
    index = index_of(built)
    return [
        Result(index["docnames"][page], index["objnames"][str(kind)][1], anchor, name)
        for rows in index["objects"].values()
        for page, kind, _priority, anchor, name in rows
        if index["objnames"][str(kind)][0] == "academic"
    ]


@pytest.fixture(scope="module")
def built(make_shared_site: MakeSite) -> Built:
    return make_shared_site("filter").build()


def test_a_publication_is_found_by_title_authors_venue_and_year(built: Built) -> None:
    found = {result.anchor: result.name for result in results(built) if result.kind == "publication"}
    assert len(found) == 12
    assert found["publication-steam"] == (
        "Steam and other whispers · Ada Brühl, Otto Kessel · Journal of Kettles · 2024"
    )
    assert found["publication-deep"] == "深度学习与水壶 · 王伟, Ada Brühl · Journal of Kettles · 2023"
    assert found["publication-undated"] == "Not yet dated · Ada Brühl"


def test_a_news_item_is_found_by_its_words_and_has_its_anchor(built: Built) -> None:
    found = [result for result in results(built) if result.kind == "news"]
    assert len(found) == 12
    first = min(found)
    assert (first.page, first.name) == ("index", "News number 11 of the kettle club. · 2022-01-01")
    page = built.page("index.html")
    for result in found:
        assert page.get_element_by_id(result.anchor).tag == "li"


def test_somebody_of_the_register_leads_to_the_list_of_their_works(make_site: MakeSite) -> None:
    site = make_site("filter")
    data = (site.source / "data" / "site.yaml").read_text(encoding="utf-8")
    site.write("data/site.yaml", f"people:\n- name: Otto Kessel\n  aliases: [O. Kessel]\n{data}")
    people = [result for result in results(site.build()) if result.kind == "person"]
    assert people == [Result("all", "person", "author=Otto Kessel", "Otto Kessel")]


def test_every_result_leads_to_an_element_of_its_page(built: Built) -> None:
    for result in results(built):
        assert built.page(f"{result.page}.html").get_element_by_id(result.anchor) is not None


def test_an_entry_of_several_lists_is_one_result_on_the_page_with_the_most(built: Built) -> None:
    pages = {result.page for result in results(built) if result.kind == "publication"}
    assert pages == {"all"}


def test_publications_with_pages_of_their_own_are_found_there(make_site: MakeSite) -> None:
    built = make_site("filter").build(academic_paper_pages=True)
    assert not [result for result in results(built) if result.kind == "publication"]
    assert "papers/steam" in index_of(built)["docnames"]
    assert [result for result in results(built) if result.kind == "news"]


def test_a_rebuild_and_two_workers_give_the_same_index(make_site: MakeSite) -> None:
    site = make_site("filter")
    whole = results(site.run("html", name="one"))
    assert results(site.run("html", "-j", "2", name="two")) == whole
    site.write("few.rst", "Few papers\n==========\n\nNone.\n")
    assert results(site.run("html", name="one")) == whole


def test_entries_that_go_leave_the_index(make_site: MakeSite) -> None:
    site = make_site("filter")
    site.build()
    data = (site.source / "data" / "site.yaml").read_text(encoding="utf-8")
    site.write("data/site.yaml", data.replace("key: steam", "key: vapour"))
    anchors = {result.anchor for result in results(site.build())}
    assert "publication-steam" not in anchors
    assert "publication-vapour" in anchors


def test_signs_of_html_are_no_html_in_a_result(built: Built) -> None:
    import sphinx

    (name,) = [result.name for result in results(built) if result.anchor == "publication-copper"]
    shown_as_html = sphinx.version_info < (9, 0)
    assert name.startswith("Copper &lt;bottoms&gt;" if shown_as_html else "Copper <bottoms>")


def test_the_words_of_other_languages_are_split_as_sphinx_does(make_site: MakeSite) -> None:
    index = index_of(make_site("filter").build(language="ja", warnings=None))
    assert any("学习" in term or "学習" in term for term in index["terms"])


def test_bibtex_is_in_no_index(make_site: MakeSite) -> None:
    site = make_site("filter")
    site.write("all.rst", "All papers\n==========\n\n.. publications::\n   :bibtex:\n   :filter:\n")
    index = index_of(site.build())
    assert "booktitl" not in index["terms"]
    assert "inproceed" not in index["terms"]


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "json", "epub"])
def test_other_builders_write_what_index_they_have(make_site: MakeSite, builder: str) -> None:
    built = make_site("filter").build(builder, warnings=None)
    if builder == "dirhtml":
        assert len([result for result in results(built) if result.kind == "publication"]) == 12


def test_an_index_that_reads_anchors_in_its_own_way_is_given_no_entries(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    class OwnIndex(sphinx.search.IndexBuilder):
        """As sphinx-immaterial has it: put into the place of Sphinx's, and leaving out what is read here of an index."""

        def get_objects(self, fn2index: dict[str, int]) -> Any:
            return super().get_objects(fn2index)

        def freeze(self) -> Any:
            return {name: part for name, part in super().freeze().items() if name != "filenames"}

    monkeypatch.setattr(sphinx.search, "IndexBuilder", OwnIndex)
    built = make_site("filter").build()
    assert results(built) == []
    # Other projects refer to them as ever.
    inventory = InventoryFile.loads((built.folder / "objects.inv").read_bytes(), uri="").data
    assert len(inventory["academic:publication"]) == 12


@pytest.mark.parametrize("pages", [False, True])
def test_the_theme_hands_over_what_has_a_name(make_site: MakeSite, pages: bool) -> None:
    built = make_site("filter").build(html_theme="academic", academic_paper_pages=pages)
    text = built.text("_static/academic-names.js")
    names = json.loads(text.removeprefix("document.currentScript.names="))
    kinds = [kind for kind, _called in names["kinds"]]
    rows = {
        (kinds[kind], title): (names["pages"][page], anchor, line)
        for kind, page, anchor, title, line in names["rows"]
    }
    page, anchor, line = rows["publication", "Limescale: a survey"]
    assert line == "Otto Kessel, Şule Öztürk · Journal of Kettles · 2023"
    assert (page, anchor) == (
        ("papers/limescale.html", "") if pages else ("all.html", "publication-limescale")
    )
    assert rows["page", "All papers"] == ("all.html", "", "")
    assert rows["page", "News"][2] == "Papers and news"
    # Years stand above groups of works, and say nothing by themselves.
    assert ("page", "2024") not in rows
