"""Works that author and year cannot tell apart get further names, then letters, which are the same wherever the works are shown."""

from __future__ import annotations

import re
import shutil

import pytest
from sites import Built, MakeSite, words


@pytest.fixture(scope="module")
def built(make_shared_site: MakeSite) -> Built:
    return make_shared_site("citing-alike").build(academic_paper_pages=True)


def paragraphs(built: Built, name: str) -> list[str]:
    """What the paragraphs of a page say."""
    (section,) = built.page(name).xpath("//section[h1]")
    return [words(each) for each in section.findall("p")]


def entry(built: Built, name: str, identifier: str) -> str:
    """What an entry of a list says."""
    return words(built.page(name).get_element_by_id(identifier))


def test_letters_stand_behind_the_years_of_works_that_are_cited_alike(built: Built) -> None:
    assert paragraphs(built, "first.html") == [
        "Sorokina (2021a) and Sorokina (2021b); (Sorokina, 2021a, 2021b; Sorokina et al., 2021); Sorokina (2021a, 2021b).",
        "(Sorokina, n.d.-a, n.d.-b); (Lund, in press-a, in press-b); (see Sorokina, 2021a, p. 3; Sorokina, 2021b).",
    ]


def test_further_names_come_before_letters(built: Built) -> None:
    assert paragraphs(built, "second.html")[0] == (
        "(Paz, Lund, et al., 2019; Paz, Lund and Bruhl, 2019a, 2019b; Paz, Roe, et al., 2019)."
    )


def test_works_without_authors_are_called_by_editors_organisation_or_title(built: Built) -> None:
    assert paragraphs(built, "second.html")[1] == (
        "Adeyemi and Roe (2018), Board of Samovars (2017), “A very long title …” (2016), Tea (2015)."
    )
    assert built.page("second.html").xpath("//em[.='Tea']")


def test_whatever_shows_a_cited_work_says_its_letter(built: Built) -> None:
    for name, identifier in (
        ("papers.html", "publication-lid"),
        ("sources.html", "reference-lid"),
        ("papers/lid.html", "publication-lid"),
    ):
        assert "Steam 2021a" in entry(built, name, identifier), name
    (reference, *_others) = built.page("first.html").find_class("academic-cite")
    assert reference.get("title") == "Sorokina · The lid · Steam 2021a"
    cards = [words(each) for each in built.page("first.html").find_class("academic-card-of")]
    assert any("Steam 2021a" in card for card in cards)
    assert "n.d.-b" in entry(built, "papers.html", "publication-unknown")


def test_a_work_that_nobody_cites_has_no_letter(built: Built) -> None:
    said = entry(built, "papers.html", "publication-handle")
    assert "Steam 2021" in said
    assert not re.search("2021[a-z]", said)


def test_lists_in_a_citation_style_have_the_letters_and_the_order_of_the_project(make_site: MakeSite) -> None:
    site = make_site("citing-alike")
    site.write("sources.rst", "Sources\n=======\n\n.. references::\n   :scope: project\n   :style: apa\n")
    site.write(
        "second.rst",
        "Second\n======\n\n:pub:p:`tap` :pub:p:`press, undated`\n\n:pub:p:`lid, soon, unknown`\n",
    )
    site.write("first.rst", "First\n=====\n\nNothing.\n")
    built = site.build()
    assert paragraphs(built, "second.html")[0] == "(Sorokina, 2021a) (Lund, in press-a; Sorokina, n.d.-a)"
    assert entry(built, "sources.html", "reference-tap").startswith("Sorokina, V. (2021a). The tap.")
    assert entry(built, "sources.html", "reference-lid").startswith("Sorokina, V. (2021b). The lid.")
    assert entry(built, "sources.html", "reference-soon").startswith("Lund, O. (in press-b). Of soot.")
    assert entry(built, "sources.html", "reference-unknown").startswith("Sorokina, V. (n.d.-b). Of embers.")


def test_pages_are_written_again_when_a_citation_elsewhere_changes_their_letters(make_site: MakeSite) -> None:
    site = make_site("citing-alike")
    site.build(academic_paper_pages=True)
    second = (site.source / "second.rst").read_text(encoding="utf-8")
    site.write("second.rst", f"{second}\n:pub:p:`handle`\n")
    again = site.build(academic_paper_pages=True)
    assert again.read == ("second",)
    assert "Sorokina (2021b) and Sorokina (2021c)" in paragraphs(again, "first.html")[0]
    for name in ("papers.html", "papers/lid.html"):
        assert "Steam 2021b" in entry(again, name, "publication-lid"), name
    files = again.files()
    shutil.rmtree(site.folder / "build")
    whole = site.build(academic_paper_pages=True)
    for name in ("first.html", "second.html", "papers.html", "sources.html", "papers/lid.html"):
        assert files[name] == whole.files()[name], name


def test_workers_in_parallel_give_the_same_letters(make_site: MakeSite) -> None:
    site = make_site("citing-alike")
    alone, together = site.run(name="alone"), site.run("html", "-j", "2", name="together")
    for name in ("first.html", "second.html", "papers.html", "sources.html"):
        assert alone.files()[name] == together.files()[name], name


def test_text_and_latex_have_the_letters(make_site: MakeSite) -> None:
    site = make_site("citing-alike")
    text = " ".join(site.build("text").text("first.txt").split())
    assert "Sorokina (2021a) and Sorokina (2021b)" in text
    assert "(Sorokina, n.d.-a, n.d.-b)" in text
    latex = site.build("latex").text("samovars.tex")
    assert "{\\hyperref[\\detokenize{papers:publication-lid}]{\\sphinxcrossref{\\DUrole{academic}" in latex
    assert "2021b" in latex


def test_a_work_that_stands_in_one_reference_twice_is_told(make_site: MakeSite) -> None:
    site = make_site("citing-alike")
    site.write("first.rst", "First\n=====\n\n:pub:p:`lid, lid` and :pub:p:`lid{p. 3}, lid{p. 5}`\n")
    built = site.build(warnings=["academic.reference"])
    assert built.warnings[0].message.startswith("'lid' stands in one reference twice; it is cited once.")
    assert paragraphs(built, "first.html") == [
        "(Sorokina, 2021) and (Sorokina, 2021, p. 3; Sorokina, 2021, p. 5)"
    ]
