"""The page of a work gives it to be cited in the forms that the site names; styles that cannot be had cost themselves alone."""

from __future__ import annotations

import pytest
from sites import Built, MakeSite, words

from sphinx_academic.content.fragments import Fragments
from sphinx_academic.formats import pandoc, styles
from sphinx_academic.formats.csl_json import CslItem
from sphinx_academic.formats.pandoc import Pandoc


@pytest.fixture(scope="module")
def built(make_shared_site: MakeSite) -> Built:
    return make_shared_site("landing").build(academic_highlight=["Ada Brühl"])


def forms(built: Built, page: str = "papers/boiling.html") -> dict[str, str]:
    """The forms on a page, by their names."""
    found = built.page(page).find_class("academic-cite-as")
    return {words(form[0]): form[1].text_content() for form in found}


def test_a_page_has_every_form_of_its_work(built: Built) -> None:
    found = forms(built)
    assert [*found] == ["APA", "MLA", "Chicago", "BibTeX", "RIS"]
    assert found["APA"].startswith("Brühl, A., & Kessel, O. (2024). Boiling & “whistling”")
    assert found["BibTeX"].startswith("@article{boiling,\n")
    assert found["BibTeX"].endswith("\n}")
    assert found["RIS"].startswith("TY  - JOUR\nID  - boiling\n")
    assert found["RIS"].endswith("\nER  - ")
    # What is copied into another list tells nobody from the others, and has no abstract.
    assert not built.page("papers/boiling.html").xpath("//*[@id='cite']//strong")
    assert "zirconium" not in built.page("papers/boiling.html").get_element_by_id("cite").text_content()


def test_forms_are_those_that_the_site_names(make_site: MakeSite) -> None:
    site = make_site("landing")
    assert [*forms(site.build(academic_cite_forms=["ieee", "csl-json"]))] == ["IEEE", "CSL-JSON"]
    assert not site.build(academic_cite_forms=[]).page("papers/boiling.html").find_class("academic-cite")


def test_a_style_that_is_not_known_is_told_once_and_left_out(make_site: MakeSite) -> None:
    built = make_site("landing").build(academic_cite_forms=["appa", "bibtex"], warnings=["academic.config"])
    (told,) = built.warnings
    assert told.message.startswith(
        "'academic_cite_forms' names the style 'appa', which is left out: there is no style"
    )
    assert "Did you mean 'apa'?" in told.message
    assert [*forms(built)] == ["BibTeX"]


def test_without_the_extra_the_styles_of_the_default_are_left_out_and_nothing_is_said(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        message = "citation styles need further packages."
        raise pandoc.StyleError(message)

    monkeypatch.setattr(styles, "_collection", missing)
    site = make_site("landing")
    assert [*forms(site.build())] == ["BibTeX", "RIS"]
    named = site.build(academic_cite_forms=["apa", "ris"], warnings=["academic.config"])
    assert len(named.warnings) == 1
    assert [*forms(named)] == ["RIS"]


def test_all_references_of_a_style_are_made_at_once_and_kept(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts: list[int] = []
    references = Pandoc.references

    def watched(pandoc: Pandoc, items: list[CslItem], style: bytes, locale: str) -> list[Fragments]:
        counts.extend([len(items)] if items else [])
        return references(pandoc, items, style, locale)

    monkeypatch.setattr(Pandoc, "references", watched)
    site = make_site("landing")
    number = len(site.build().page("papers.html").find_class("academic-paper-link"))
    assert len(counts) == 3
    assert min(counts) >= number
    counts.clear()
    path = site.source / "data" / "site.yaml"
    site.write("data/site.yaml", path.read_text("utf-8").replace("Journal of Vapours", "Journal of Steam"))
    again = site.build()
    assert counts == [1, 1, 1]
    assert "Journal of Steam" in forms(again)["APA"]


LIST = "# All\n\n```{publications}\n:layout: %s\n:cite: %s\n```\n"


@pytest.mark.parametrize("layout", ["list", "compact"])
def test_in_lists_a_link_leads_to_the_forms_of_the_page(make_site: MakeSite, layout: str) -> None:
    site = make_site("landing")
    site.write("all.md", "---\norphan: true\n---\n" + LIST % (layout, "apa, ris"))
    built = site.build()
    entry = built.page("all.html").get_element_by_id("publication-boiling")
    (link,) = [each for each in entry.iter("a") if words(each) == "Cite"]
    assert link.get("href") == "papers/boiling.html#cite"
    assert built.page("papers/boiling.html").get_element_by_id("cite") is not None
    assert not entry.find_class("academic-cite")


def test_without_pages_lists_have_the_forms_that_they_ask_for(make_site: MakeSite) -> None:
    site = make_site("landing")
    site.write("all.md", "---\norphan: true\n---\n" + LIST % ("list", "ris, apa, mine.csl, BibTeX"))
    built = site.build(academic_paper_pages=False, warnings=["academic.option"])
    (told,) = built.warnings
    assert told.message.startswith(
        "The style 'mine.csl' is not used: there is no file 'mine.csl'. It is left out."
    )
    entry = built.page("all.html").get_element_by_id("publication-boiling")
    rows = entry.find_class("academic-cite-as")
    assert [words(row[0]) for row in rows] == ["RIS", "APA", "BibTeX"]
    assert words(rows[1][1]).startswith("Brühl, A., & Kessel, O. (2024).")
    scripts = built.page("all.html").xpath("//script/@src")
    assert any("academic-cite.js" in each for each in scripts)
    assert not any("academic-cite" in each for each in built.page("index.html").xpath("//script/@src"))


def test_bibtex_is_what_is_asked_for_without_a_word(make_site: MakeSite) -> None:
    site = make_site("landing")
    site.write("all.md", "---\norphan: true\n---\n" + LIST % ("list", ""))
    built = site.build(academic_paper_pages=False)
    rows = built.page("all.html").get_element_by_id("publication-boiling").find_class("academic-cite-as")
    assert [words(row[0]) for row in rows] == ["BibTeX"]
    # What is copied is for screens.
    assert "@article" not in "".join(
        text.decode("utf-8") for text in site.build("text", academic_paper_pages=False).files().values()
    )
