"""Notes in the margin: beside their paragraphs in HTML, quotations elsewhere, and which pages load what for them and for footnotes."""

from __future__ import annotations

import pytest
from sites import Built, MakeSite, Site, words

IN_RST = """\
Page
====

A kettle whistles.

.. margin:: On *tea*
   :class: own
   :name: tea

   Green tea needs no whistle.

.. margin::

   - A list

* In a list

  .. margin::

     Within it.

See :ref:`here <tea>`, and a footnote [#one]_.

.. [#one] At the foot.
"""
IN_MYST = """\
# Page

A kettle whistles.

```{margin} On *tea*
:class: own
:name: tea

Green tea needs no whistle.
```

```{margin}
- A list
```

* In a list

  ```{margin}
  Within it.
  ```

See [here](#tea), and a footnote[^one].

[^one]: At the foot.
"""


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    site = make_site("filter")
    for old in [*site.source.rglob("*.rst"), *site.source.rglob("*.md")]:
        old.unlink()
    site.write(
        "conf.py", "extensions = ['myst_parser', 'sphinx_academic']\nproject = 'X'\nhtml_theme = 'academic'\n"
    )
    site.write("index.rst", "Site\n====\n\n.. toctree::\n\n   rst\n   myst\n   none\n")
    site.write("none.rst", "None\n====\n\nWords.\n")
    site.write("rst.rst", IN_RST)
    site.write("myst.md", IN_MYST)
    return site


def assets(built: Built, name: str) -> set[str]:
    page = built.page(name)
    found = [*page.xpath("//link[@rel='stylesheet']/@href"), *page.xpath("//script/@src")]
    return {address.rpartition("/")[2].partition("?")[0] for address in found}


@pytest.mark.parametrize("name", ["rst.html", "myst.html"])
def test_a_note_comes_before_what_it_is_written_behind_and_is_named_a_note(site: Site, name: str) -> None:
    page = site.build(warnings=None).page(name)
    (noted,) = page.find_class("academic-noted")
    assert [each.tag for each in noted] == ["aside", "aside", "p"]
    assert words(noted[2]) == "A kettle whistles."
    assert [each.get("role") for each in noted[:2]] == ["note", "note"]
    assert words(noted[0]) == "On tea Green tea needs no whistle."
    assert "own" in noted[0].get("class").split()
    assert page.get_element_by_id("tea") is not None
    # Within a list it stays where it is.
    inside = [note for note in page.find_class("academic-margin") if note.getparent().tag == "li"]
    assert [words(note) for note in inside] == ["Within it."]


@pytest.mark.parametrize("name", ["rst.html", "myst.html"])
def test_what_stands_in_the_margin_is_loaded_by_pages_with_notes_alone(site: Site, name: str) -> None:
    built = site.build(warnings=None)
    files = {"academic-margin.css", "academic-beside.css", "academic-beside.js"}
    assert files <= assets(built, name)
    assert not files & assets(built, "none.html")


def test_footnotes_stay_at_the_foot_where_the_theme_is_told_to(site: Site) -> None:
    site.write("more.rst", ":orphan:\n\nMore\n====\n\nA footnote [#one]_.\n\n.. [#one] At the foot.\n")
    built = site.build(warnings=None)
    assert "academic-beside.js" in assets(built, "more.html")
    built = site.build(warnings=None, html_theme_options={"footnotes": "foot"})
    assert "academic-beside.js" not in assets(built, "more.html")


def test_layouts_without_a_margin_load_nothing_for_it(site: Site) -> None:
    built = site.build(warnings=None, html_theme_options={"layout": "docs"})
    assert "academic-margin.css" in assets(built, "rst.html")
    assert not {"academic-beside.css", "academic-beside.js"} & assets(built, "rst.html")


def test_other_themes_have_the_note_with_its_sheet(site: Site) -> None:
    built = site.build(warnings=None, html_theme="alabaster")
    assert "academic-margin.css" in assets(built, "rst.html")
    assert built.page("rst.html").find_class("academic-noted")


@pytest.mark.parametrize("builder", ["text", "latex", "man", "texinfo", "xml", "pseudoxml", "epub"])
def test_other_builders_show_it_below_its_paragraph(site: Site, builder: str) -> None:
    built = site.build(builder, warnings=None)
    texts = [text.decode("utf-8", "replace") for text in built.files().values() if b"kettle whistles" in text]
    assert texts
    for text in texts:
        assert text.index("A kettle whistles.") < text.index("Green tea needs no whistle.")
        assert "academic-noted" not in text
        if builder in {"xml", "pseudoxml"}:
            assert "block_quote" in text and "margin_note" not in text


def test_a_note_without_words_is_told(site: Site) -> None:
    site.write("rst.rst", "Page\n====\n\nWords.\n\n.. margin:: A title\n")
    site.write("myst.md", "# Page\n\nWords.\n\n```{margin}\n```\n")
    built = site.build(warnings=None)
    said = 'Content block expected for the "margin" directive; none found.'
    assert [told.message.partition("\n")[0] for told in built.warnings].count(said) >= 1
    assert {told.location.rpartition("/")[2] for told in built.warnings} == {"rst.rst:6", "myst.md:5"}
