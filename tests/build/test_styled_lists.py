"""A list in a citation style shows references, in every format; a style that cannot be used costs the style alone."""

from __future__ import annotations

import re

import pytest
from sites import Built, MakeSite, words

MINE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-GB">
  <info><title>Mine</title><id>mine</id><updated>2024-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout suffix="!"><text variable="title" font-style="italic"/><text value=" by my style"/></layout></bibliography>
</style>
"""
PAGE = "# Papers\n\n```{publications}\n:layout: list\n:style: %s\n%s```\n"


@pytest.fixture(scope="module")
def built(make_shared_site: MakeSite) -> Built:
    site = make_shared_site("takeaway")
    site.write("papers/all.md", PAGE % ("apa", ":numbered:\n"))
    site.write(
        "papers/rst.rst", "Papers\n======\n\n.. publications::\n   :layout: compact\n   :style: mine.csl\n"
    )
    site.write("papers/mine.csl", MINE)
    return site.build(academic_highlight=["Ada Brühl"], academic_paper_pages=True)


def test_entries_are_references_with_their_links_and_ids(built: Built) -> None:
    page = built.page("papers/all.html")
    first, *_ = page.xpath("//article")
    assert first.get("id") == "publication-boiling"
    (reference,) = first.find_class("academic-reference")
    assert words(reference).startswith("1. Brühl, A., von Kessel, O., et al. (2024). Boiling & ")
    assert words(reference).endswith("Journal of Vapours & Steam. https://doi.org/10.1000/vap_1")
    assert [words(strong) for strong in reference.xpath(".//strong")] == ["Brühl, A."]
    (link,) = reference.find_class("academic-paper-link")
    assert str(link.get("href")).endswith("boiling.html")
    (links,) = first.find_class("academic-links")
    assert words(links).startswith("[PDF] [Code] [DOI] [PubMed] 1,234 citations")
    assert not first.find_class("academic-authors")


def test_a_style_may_be_a_file_beside_the_page(built: Built) -> None:
    entries = built.page("papers/rst.html").xpath("//article")
    assert [words(entry).split("!")[0] for entry in entries[1:]] == [
        "What kettles say by my style", "Limescale by my style", "On Whistling by my style",
    ]  # fmt: skip
    assert words(entries[1].xpath(".//em")[0]) == "What kettles say"


@pytest.mark.parametrize(
    ("style", "message"),
    [
        ("appa", "The style 'appa' is not used: there is no style 'appa'. The list has its usual layout. Did you mean 'apa'?"),
        ("none.csl", "The style 'papers/none.csl' is not used: there is no file 'none.csl'."),
        ("broken.csl", "The style 'papers/broken.csl' is not used: the style cannot be read: "),
        ("Not A Style", "'Not A Style' is no value for the option 'style'. Name a style, such as apa or ieee, or a .csl file."),
    ],
)  # fmt: skip
def test_a_style_that_cannot_be_used_is_told_and_costs_the_style(
    make_site: MakeSite, style: str, message: str
) -> None:
    site = make_site("takeaway")
    site.write("papers/all.md", PAGE % (style, ""))
    site.write("papers/broken.csl", "<style")
    built = site.build(warnings=["academic.option"])
    (told,) = built.warnings
    assert told.location == "papers/all.md:5"
    assert told.message.startswith(message)
    assert len(built.page("papers/all.html").find_class("academic-authors")) == 4


@pytest.mark.parametrize("builder", ["latex", "text", "epub", "man", "singlehtml", "xml"])
def test_every_builder_shows_references(make_site: MakeSite, builder: str) -> None:
    site = make_site("takeaway")
    site.write("papers/all.md", PAGE % ("nature", ""))
    text = b"".join(site.build(builder).files().values()).decode("utf-8", "replace")
    assert "Kessel, O." in re.sub(r"\s+", " ", text)


def test_a_changed_style_changes_its_page(make_site: MakeSite) -> None:
    site = make_site("takeaway")
    site.write("papers/all.md", PAGE % ("mine.csl", ""))
    site.write("papers/mine.csl", MINE)
    assert "by my style" in site.build().text("papers/all.html")
    site.write("papers/mine.csl", MINE.replace("by my style", "by another style"))
    again = site.build()
    assert again.read == ("papers/all",)
    assert "by another style" in again.text("papers/all.html")
