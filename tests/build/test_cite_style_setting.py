"""What a citation style in the text depends on: wrong values are told where they stand, and builds after a change are as clean ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import Built, MakeSite, Site, words

from sphinx_academic.formats import pandoc, styles
from sphinx_academic.formats.styles import path_of_style

SENTENCE = "The ear of Kettlewell (2025a) hears what Kettlewell (2025b) found (see Bow and Ant, 2020, p. 3; Ant, 2021)."


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    """A small project without what is hard for LaTeX."""
    site = make_site("cited-in-styles")
    for name in ("traps.rst", "guide.md", "api.rst"):
        (site.source / name).unlink()
    site.write(
        "index.rst",
        (site.source / "index.rst").read_text(encoding="utf-8").replace("   traps\n   guide\n", ""),
    )
    site.write("api.rst", "API\n===\n\nOnly :pub:t:`whistling` and :pub:p:`boiling` are cited here.\n")
    return site


def first_words(built: Built, name: str = "index.html") -> str:
    return words(next(iter(built.page(name).iter("p"))))


def with_setting(site: Site, value: str) -> None:
    path = site.source / "conf.py"
    path.write_text(f"{path.read_text(encoding='utf-8')}academic_cite_style = {value!r}\n", encoding="utf-8")


NO_CITATIONS = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><citation><layout/></citation>'
    '<bibliography><layout><text variable="title"/></layout></bibliography></style>'
)


@pytest.mark.parametrize(
    ("value", "files", "said"),
    [
        ("appa", {}, "there is no style 'appa'. Works are cited by author and year. Did you mean 'apa'?"),
        ("foot-note", {}, "Did you mean 'footnote'?"),
        ("no/where.csl", {}, "there is no file 'where.csl'."),
        ("broken.csl", {"broken.csl": "<style"}, "the style cannot be read"),
        ("list.csl", {"list.csl": NO_CITATIONS}, "says nothing in text, and has only a bibliography"),
        ("round.csl", {"round.csl": NO_CITATIONS.replace("<layout/>", "<layout><text macro='a'/></layout>").replace("<bib",
            "<macro name='a'><text macro='a'/></macro><bib")}, "its macro 'a' calls itself"),
    ],
)  # fmt: skip
def test_a_style_that_is_of_no_use_is_told_at_its_line_and_works_are_cited_by_author_and_year(
    site: Site, value: str, files: dict[str, str], said: str
) -> None:
    for name, text in files.items():
        site.write(name, text)
    with_setting(site, value)
    built = site.build(warnings=["academic.config"])
    (told,) = built.warnings
    line = len((site.source / "conf.py").read_text(encoding="utf-8").splitlines())
    assert told.location.endswith(f"conf.py:{line}")
    assert told.message.startswith(f"'academic_cite_style' names the style '{value}', which is not used: ")
    assert said in told.message
    assert first_words(built).startswith(SENTENCE)


def test_without_the_extra_the_setting_says_what_to_install(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_found() -> Path:
        raise pandoc.StyleError(
            "citation styles need further packages.", 'Install them:  pip install "sphinx-academic[csl]"'
        )

    monkeypatch.setattr(styles, "_collection", none_found)
    with_setting(site, "apa")
    built = site.build(warnings=["academic.config"])
    assert 'Install them:  pip install "sphinx-academic[csl]"' in built.warnings[0].message
    assert first_words(built).startswith(SENTENCE)


def test_a_style_of_a_file_is_found_from_the_source_folder_and_read_anew_when_it_changes(site: Site) -> None:
    site.write("styles/lab.csl", path_of_style("apa").read_text(encoding="utf-8"))
    with_setting(site, "styles/lab.csl")
    assert first_words(site.build()).startswith("The ear of Kettlewell (2025a)")
    site.write("styles/lab.csl", path_of_style("ieee").read_text(encoding="utf-8"))
    again = site.build()
    assert first_words(again).startswith("The ear of Kettlewell [1]")
    assert first_words(again, "api.html") == "Only Kettlewell [2] and [3] are cited here."


# What is numbered together


def test_a_page_with_a_list_of_its_own_is_numbered_by_itself(site: Site) -> None:
    page = site.source / "api.rst"
    page.write_text(page.read_text(encoding="utf-8") + "\n.. references::\n", encoding="utf-8")
    with_setting(site, "ieee")
    built = site.build()
    assert first_words(built, "api.html") == "Only Kettlewell [1] and [2] are cited here."
    assert [words(each)[:3] for each in built.page("api.html").iter("article")] == ["[1]", "[2]"]
    assert first_words(built).startswith("The ear of Kettlewell [1] hears what Kettlewell [2]")


def test_a_chapter_with_a_list_is_numbered_by_itself(site: Site) -> None:
    site.write("api.rst", "API\n===\n\n.. toctree::\n\n   more\n\n.. references::\n   :scope: chapter\n")
    site.write("more.rst", "More\n====\n\nOnly :pub:t:`whistling` and :pub:p:`boiling` are cited here.\n")
    with_setting(site, "ieee")
    built = site.build()
    assert first_words(built, "more.html") == "Only Kettlewell [1] and [2] are cited here."
    (link, *_others) = built.page("more.html").find_class("academic-cite")
    assert link.get("href") == "api.html#reference-whistling"


def test_by_author_and_year_letters_are_the_same_on_all_pages_and_in_all_lists(site: Site) -> None:
    site.write(
        "api.rst",
        "API\n===\n\nOnly :pub:t:`whistling` is cited here.\n\n.. references::\n\n.. publications::\n   :style: apa\n",
    )
    with_setting(site, "apa")
    page = site.build().page("api.html")
    assert words(next(iter(page.iter("p")))) == "Only Kettlewell (2025b) is cited here."
    shown = [words(each) for each in page.iter("article")]
    assert [said for said in shown if "Whistling" in said and "(2025b)" in said] == [
        said for said in shown if "Whistling" in said
    ]
    assert len([said for said in shown if "(2025a)" in said]) == 1


def test_an_order_that_is_asked_for_keeps_the_numbers_of_the_text(site: Site) -> None:
    text = (site.source / "index.rst").read_text(encoding="utf-8")
    site.write("index.rst", text.replace(":scope: project", ":scope: project\n   :sort: author"))
    with_setting(site, "ieee")
    marks = [words(each)[:3] for each in site.build().page("index.html").iter("article")]
    assert sorted(marks) == ["[1]", "[2]", "[3]", "[4]"]
    assert marks != sorted(marks)


# After a change


def test_pages_whose_words_change_are_written_again_and_no_others(site: Site) -> None:
    with_setting(site, "ieee")
    site.build()
    site.write("api.rst", "API\n===\n\n:pub:t:`limescale` is cited here, and :pub:t:`whistling`.\n")
    again = site.build()
    assert again.read == ("api",)
    assert first_words(again, "api.html") == "Chalk [5] is cited here, and Kettlewell [2]."
    assert any("Limescale" in words(each) for each in again.page("index.html").iter("article"))
    site.write("index.rst", "Kettle\n======\n\n:pub:t:`limescale`\n\n.. toctree::\n\n   api\n")
    last = site.build()
    assert first_words(last, "api.html") == "Chalk [1] is cited here, and Kettlewell [2]."


def test_several_workers_say_what_one_does(site: Site) -> None:
    with_setting(site, "chicago-notes-bibliography")
    one, two = site.run(name="one"), site.run("html", "-j", "2", name="two")
    found = [
        {name: content for name, content in built.files().items() if name.endswith(".html")}
        for built in (one, two)
    ]
    assert found[0] == found[1]


def test_a_build_with_nothing_changed_asks_pandoc_for_no_citations(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_setting(site, "ieee")
    site.build()
    asked: list[int] = []
    document = pandoc.Pandoc.document

    def counted(self: pandoc.Pandoc, works: dict[str, object], *rest: object, **meta: object) -> object:
        asked.append(len(works))
        return document(self, works, *rest, **meta)  # type: ignore[arg-type]

    monkeypatch.setattr(pandoc.Pandoc, "document", counted)
    site.write("api.rst", (site.source / "api.rst").read_text(encoding="utf-8") + "\nA word.\n")
    assert site.build().read == ("api",)
    assert sum(asked) == 0


def test_a_thousand_citations_of_a_page_are_a_thousand_notes(site: Site) -> None:
    site.write("api.rst", "API\n===\n\n" + ":pub:p:`whistling{p. 3}` :pub:t:`boiling`\n" * 500)
    with_setting(site, "chicago-notes-bibliography")
    page = site.build().page("api.html")
    notes = page.xpath("//aside[@role='doc-footnote']")
    assert len(notes) == 1000
    assert [words(each.find_class("label")[0]) for each in notes] == [
        f"[{number}]" for number in range(1, 1001)
    ]


# What stands together


def test_what_the_style_does_not_know_stands_as_ever(site: Site) -> None:
    site.write(
        "api.rst",
        "API\n===\n\n:pub:`whistling`, :pub:`these words <boiling>` and :pub:p:`nowhere,boiling`.\n",
    )
    with_setting(site, "ieee")
    built = site.build(warnings=["academic.reference"])
    assert first_words(built, "api.html") == "Whistling at Dawn, these words and [3], nowhere."


def test_a_single_citation_can_be_a_footnote_in_every_style_at_the_place_that_its_page_has_for_notes(
    site: Site,
) -> None:
    site.write(
        "api.rst",
        "API\n===\n\nSaid before :footcite:`whistling`, and :pub:t:`boiling`.\n\n.. footbibliography::\n\nThe end.\n",
    )
    for style, said in (("ieee", "[3]"), ("author-year", "(2020)")):
        page = site.build(academic_cite_style=style, academic_bibtex_roles=True).page("api.html")
        first, note, last = page.xpath("//section[@id='api']//p[not(ancestor::template)]")
        assert words(first).replace("\u00a0", " ") == f"Said before[1], and Bow and Ant {said}."
        assert words(note).startswith("Whistling at Dawn. Ann Kettlewell.")
        assert words(last) == "The end."
