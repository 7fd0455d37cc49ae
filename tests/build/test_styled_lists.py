"""A list in a citation style shows references, in every format; a style that cannot be used costs the style alone."""

from __future__ import annotations

import json
import re

import lxml.html
import pytest
from sites import Built, MakeSite, words

from sphinx_academic.content.fragments import Fragments
from sphinx_academic.formats.csl_json import CslItem
from sphinx_academic.formats.pandoc import Pandoc, StyleError

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
    # The reference shows the DOI.
    assert words(links).startswith("PDF Code PubMed 1,234 cited")
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


class Runs:
    """Watches how many works pandoc is given at a time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.counts: list[int] = []
        references = Pandoc.references

        def watched(pandoc: Pandoc, items: list[CslItem], style: bytes, locale: str) -> list[Fragments]:
            if items:  # none, where a style is tried
                self.counts.append(len(items))
            return references(pandoc, items, style, locale)

        monkeypatch.setattr(Pandoc, "references", watched)


def test_all_works_of_a_site_in_one_style_are_made_at_once_and_kept(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, runs = make_site("citing"), Runs(monkeypatch)
    for number, options in enumerate((":group-by: year\n", ":max: 1\n", "")):
        site.write(f"list{number}.md", PAGE % ("apa", options))
    cited = "Cited\n=====\n\n:pub:t:`kettles2023`\n\n.. references::\n   :style: apa\n"
    site.write("cited.rst", cited)
    site.write("other.md", PAGE % ("ieee", ""))
    index = (site.source / "index.rst").read_text(encoding="utf-8")
    site.write("index.rst", f"{index}\n.. toctree::\n   :glob:\n\n   list*\n   cited\n   other\n")
    page = site.build(warnings=None).text("list2.html")
    assert len(runs.counts) == 2
    assert runs.counts[0] == runs.counts[1] == page.count('"academic-reference')
    site.write("cited.rst", cited + "\nMore.\n")
    site.build(warnings=None)
    assert len(runs.counts) == 2


def test_several_workers_give_the_pages_that_one_gives(make_site: MakeSite) -> None:
    site = make_site("takeaway")
    for number in range(7):
        site.write(f"papers/list{number}.md", "---\norphan: true\n---\n" + PAGE % ("apa", ""))
    one, several = site.run(name="one"), site.run("html", "-j", "2", name="several")
    for number in range(7):
        assert one.text(f"papers/list{number}.html") == several.text(f"papers/list{number}.html")


def test_references_that_cannot_be_made_are_told_once(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site("takeaway")
    site.write("papers/all.md", PAGE % ("apa", ""))
    references = Pandoc.references

    def broken(pandoc: Pandoc, items: list[CslItem], style: bytes, locale: str) -> list[Fragments]:
        if items:
            raise StyleError("pandoc cannot be run: no memory.")
        return references(pandoc, items, style, locale)

    monkeypatch.setattr(Pandoc, "references", broken)
    built = site.build(warnings=["academic.option"])
    assert built.warnings[0].message == (
        "The references of a list are not made: pandoc cannot be run: no memory. The list has its usual layout."
    )
    assert len(built.page("papers/all.html").find_class("academic-authors")) == 4


@pytest.mark.parametrize("address", ["JaVaScRiPt:alert(1)//https://example.org", "data:text/html,<b>x</b>"])
def test_an_address_that_is_a_script_is_no_link_of_a_reference(make_site: MakeSite, address: str) -> None:
    site = make_site("takeaway")
    site.write(
        "hostile.json", json.dumps({"publications": [{"title": "One", "url": address, "doi": address}]})
    )
    site.write("papers/all.md", "# Papers\n\n```{publications} /hostile.json\n:style: apa\n:cite: mla\n```\n")
    for settings in ({}, {"academic_paper_pages": True}):
        built = site.build(warnings=None, **settings)
        for path in built.folder.rglob("*.html"):
            assert not [
                href
                for href in lxml.html.parse(path).xpath("//@href")
                if href.lower().startswith(("java", "data:"))
            ]
