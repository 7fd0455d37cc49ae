"""Machines that read are told of every page who wrote it, what it is about and which picture stands for it, each once."""

from __future__ import annotations

import lxml.html
import pytest
from sites import Built, MakeSite

HOME = "https://bruehl.example.org/lab/"

PAGE = "# A page\n\n```{{toctree}}\nbelow\n```\n\n```{{note}}\nAn aside.\n```\n\n- A point.\n\n{text}\n"
README = """\
Kettle
======

.. |build| image:: steam.png
   :alt: build passing

.. |break| raw:: html

   <br/>

|build|

Boils water [#]_, |break| and tea.

.. [#] Slowly.
"""
FRONT = """\
---
description: In the words of its *author*.
authors:
  - name: Otto Kessel
    orcid: 0000-0002-1825-0097
  - Ada Brühl
---

# Front matter

Other words.
"""
EXTENSIONS = ["myst_parser", "sphinx_academic"]


def told(page: lxml.html.HtmlElement, name: str) -> list[str]:
    """What the tags of a name say, be it that of a ``name`` or of a ``property``."""
    return [str(said) for said in page.xpath("//meta[@name=$name or @property=$name]/@content", name=name)]


@pytest.fixture(scope="module", params=[(), ("sphinxext.opengraph",)], ids=["alone", "beside opengraph"])
def built(request: pytest.FixtureRequest, make_shared_site: MakeSite) -> Built:
    """A homepage, a list, and pages that say something of themselves."""
    site = make_shared_site("landing")
    site.write("below.md", "# Below\n")
    site.write("plain.md", PAGE.format(text="Steam *rises* from [the spout](papers.md) & more."))
    site.write(
        "own.md",
        '---\nmyst:\n  html_meta: {description: "My words.", author: Me, "property=og:image": https://x.example/p.png}\n---\n\n'
        + PAGE.format(text="Other words."),
    )
    site.write(
        "signed.md", '---\nauthor: ["Otto Kessel", "Ada Brühl"]\n---\n\n' + PAGE.format(text="Signed.")
    )
    site.write("meta.rst", "Meta\n====\n\n.. meta::\n   :description: In reST.\n\nBelow it.\n")
    site.write("long.md", PAGE.format(text="boiling, " * 60))
    site.write("empty.md", "# Nothing\n\n```{publications}\n```\n")
    data = (site.source / "data/site.yaml").read_text(encoding="utf-8")
    about = "  about: |\n    I study *steam*.\n\n    - Rising\n    - falling\n\n    Daily.\n"
    site.write("data/site.yaml", data.replace("  photo:", f"{about}  photo:"))
    site.write("readme.rst", README)
    site.write("api.rst", "Ear\n===\n\n.. py:class:: Ear\n\n   Listens to water.\n\n   :param x: Water.\n")
    site.write("front.md", FRONT)
    toctree = "papers\ntalks\nplain\nown\nsigned\nmeta\nlong\nempty\nreadme\napi\nfront\n"
    text = (site.source / "index.md").read_text(encoding="utf-8")
    site.write("index.md", f"{text}\n```{{toctree}}\n{toctree}```\n")
    return site.build(extensions=[*EXTENSIONS, *request.param], warnings=None)


def test_a_homepage_is_its_owners_and_shows_the_photo(built: Built) -> None:
    page = built.page("index.html")
    assert told(page, "author") == ["Ada Brühl"]
    (description,) = told(page, "description")
    assert (
        description
        == "Ada Brühl, Professor of Steam, Institute of Vapours. I study steam. Rising falling Daily."
    )
    assert told(page, "og:image") == [f"{HOME}_images/steam.png"]
    assert told(page, "og:image:alt") == ["Ada Brühl"]


def test_any_other_page_is_the_projects_authors_and_described_by_how_its_text_begins(built: Built) -> None:
    page = built.page("plain.html")
    assert told(page, "author") == ["Ada Brühl"]
    assert told(page, "description") == ["Steam rises from the spout & more."]
    assert told(page, "og:image") == []


def test_what_a_page_says_of_itself_stands_alone(built: Built) -> None:
    own = built.page("own.html")
    assert (told(own, "description"), told(own, "author")) == (["My words."], ["Me"])
    assert told(own, "og:image") == ["https://x.example/p.png"]
    assert told(built.page("meta.html"), "description") == ["In reST."]
    assert told(built.page("signed.html"), "author") == ["Otto Kessel, Ada Brühl"]


def test_a_page_says_its_description_and_authors_above_its_text_as_other_generators_have_it(
    built: Built,
) -> None:
    page = built.page("front.html")
    assert told(page, "description") == ["In the words of its *author*."]
    assert told(page, "author") == ["Otto Kessel, Ada Brühl"]


def test_badges_notes_and_html_are_no_words_of_a_description(built: Built) -> None:
    assert told(built.page("readme.html"), "description") == ["Boils water, and tea."]


def test_a_page_of_an_object_is_described_as_the_object_is(built: Built) -> None:
    assert told(built.page("api.html"), "description") == ["Listens to water."]


def test_a_long_description_ends_between_words(built: Built) -> None:
    (description,) = told(built.page("long.html"), "description")
    assert len(description) <= 200
    assert description.endswith("boiling…")


def test_a_page_of_a_paper_has_all_its_authors_and_its_own_picture(built: Built) -> None:
    page = built.page("papers/boiling.html")
    assert told(page, "author") == ["Ada Brühl, Otto Kessel"]
    assert len(told(page, "description")) == 1
    assert told(page, "og:image") == [f"{HOME}_images/steam.png"]


def test_nothing_is_said_twice(built: Built) -> None:
    for path in built.folder.rglob("*.html"):
        page = lxml.html.document_fromstring(path.read_bytes())
        for name in ("author", "description", "og:image", "og:description"):
            assert len(told(page, name)) < 2, (path, name)


def test_generated_pages_are_nobodys(built: Built) -> None:
    for name in ("search", "genindex"):
        assert told(built.page(f"{name}.html"), "author") == []
        assert told(built.page(f"{name}.html"), "description") == []


def test_without_an_author_of_the_project_lists_are_the_owners_and_other_pages_nobodys(
    make_site: MakeSite,
) -> None:
    site = make_site("landing")
    text = (site.source / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", text.replace('author = "Ada Brühl"\n', ""))
    site.write("below.md", "# Below\n")
    site.write("plain.md", "# Plain\n\nSteam.\n")
    built = site.build(warnings=None)
    assert told(built.page("papers.html"), "author") == ["Ada Brühl"]
    assert told(built.page("plain.html"), "author") == []


@pytest.mark.parametrize("builder", ["singlehtml", "epub"])
def test_a_single_page_is_described_and_a_book_is_not(make_site: MakeSite, builder: str) -> None:
    built = make_site("landing").build(builder, warnings=None, version="1")
    page = built.page("index.html" if builder == "singlehtml" else "index.xhtml")
    assert told(page, "author") == (["Ada Brühl"] if builder == "singlehtml" else [])
