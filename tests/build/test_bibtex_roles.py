"""The roles, directives and settings of sphinxcontrib-bibtex work for those who write them by habit."""

from __future__ import annotations

import re

import pytest
from sites import Built, MakeSite, Site, words


@pytest.fixture(scope="module")
def site(make_shared_site: MakeSite) -> Site:
    return make_shared_site("bibtex")


@pytest.fixture(scope="module")
def built(site: Site) -> Built:
    return site.build(html_theme="basic")


def roles(built: Built) -> dict[str, str]:
    """What each role of the first page says, by its name."""
    said = (words(each).partition(":") for each in built.page("index.html").xpath("//div[@class='body']//p"))
    return {name: text.strip() for name, colon, text in said if colon}


def works(built: Built, page: str) -> list[list[str]]:
    """The titles of each list of a page."""
    lists = built.page(page).find_class("academic-publications")
    return [[words(title) for title in each.find_class("academic-title")] for each in lists]


def test_every_role_says_what_it_is_asked_for(built: Built) -> None:
    said = roles(built)
    assert said == {
        "p": "(see Nelson et al., 1987, p. 3; van der Berg, 2001)",
        "cite": "(Nelson et al., 1987)",
        "t": "Nelson et al. (1987)",
        "ps": "(Nelson, Brühl and Kessel, 1987)",
        "ts": "Nelson, Brühl and Kessel (1987)",
        "ct": "Van der Berg (2001)",
        "cts": "Van der Berg (2001)",
        "alp": "Nelson et al., 1987",
        "alps": "Nelson, Brühl and Kessel, 1987",
        "label": "Nelson et al., 1987",
        "labelpar": "(Nelson et al., 1987)",
        "year": "1987",
        "yearpar": "(1987)",
        "author": "Nelson et al.",
        "authors": "Nelson, Brühl and Kessel",
        "authorpar": "(Nelson et al.)",
        "authorpars": "(Nelson, Brühl and Kessel)",
        "cauthor": "Van der Berg",
        "cauthors": "Van der Berg",
        "empty": ".",
    }


def test_the_bibliography_lists_what_is_cited_by_author_below_its_heading(built: Built) -> None:
    assert works(built, "index.html") == [["Boiling by Ear", "Laws of Steam", "Hearing Hard Water"]]
    assert [words(each) for each in built.page("index.html").find_class("rubric")] == ["Works"]


def test_files_filters_and_keys_choose_the_works(built: Built) -> None:
    assert works(built, "chapters/one.html") == [["Read by Nobody"]]
    assert works(built, "two.html") == [["Boiling by Ear"], ["Laws of Steam", "Read by Nobody"]]


def test_lists_count_as_they_are_asked_to(built: Built) -> None:
    (number,) = built.page("chapters/one.html").find_class("academic-number")
    assert words(number) == "III."


def test_citations_lead_to_a_list_of_the_page_that_has_the_work_else_to_the_one_of_the_project(
    built: Built,
) -> None:
    for page, target in (("chapters/one.html", "../index.html#"), ("two.html", "#"), ("index.html", "#")):
        link = built.page(page).find_class("academic-cite")[0]
        file, _hash, anchor = str(link.get("href")).partition("#")
        assert f"{file}#" == target
        assert built.page("index.html" if file else page).get_element_by_id(anchor) is not None


def test_footnotes_stand_where_they_are_asked_for(built: Built) -> None:
    page = built.page("chapters/one.html")
    assert "below[1]; Boole[2] too." in words(page)
    notes = page.xpath("//aside[@role='doc-footnote']")
    assert [re.sub(r"^\[\d\] ", "", words(note))[:12] for note in notes] == ["Boiling by E", "Laws of Stea"]
    assert words(page).index("Laws of Steam") < words(page).index("Read by Nobody")


_WAYS = {
    "author-year": "Nelson et al. (see 1987, p. 3), Boole (but 1854)",
    "number": "Nelson et al. [see 2, p. 3], Boole [but 1]",
    "label": "Nelson et al. [see NBK87, p. 3], Boole [but Boo54]",
}


@pytest.mark.parametrize("way", _WAYS)
def test_words_before_a_work_of_a_sentence_stand_in_its_brackets(make_site: MakeSite, way: str) -> None:
    site = make_site("bibtex")
    said = ":cite:t:`{see}nelson1987{p. 3}, {but}boole1854`"
    site.write(
        "index.rst", f"Kettles\n=======\n\n{said}\n\n{said.replace('cite', 'pub')}\n\n.. bibliography::\n"
    )
    for name in ("chapters/one.rst", "two.md"):
        (site.source / name).unlink()
    text = site.build("text", academic_cite_style=way).text("index.txt")
    assert text.count(f"{_WAYS[way]}\n") == 2


_WITH_PREFIXES = {
    "number": ["[A2], Boole [A1]; [A1, A2]", "[B1]; [A1]", "[A1]", "[A2]", "[B1]"],
    "label": [
        "[ANBK87], Boole [ABoo54]; [ANBK87, ABoo54]",
        "[BNBK87]; [ABoo54]",
        "[ABoo54]",
        "[ANBK87]",
        "[BNBK87]",
    ],
}


@pytest.mark.parametrize("way", _WITH_PREFIXES)
def test_lists_with_a_prefix_count_for_themselves(make_site: MakeSite, way: str) -> None:
    site = make_site("bibtex")
    listed = (
        ".. bibliography::\n   :filter: docname in docnames and key in {keys}\n   :labelprefix: {prefix}\n"
    )
    said = ":cite:t:`nelson1987, boole1854`; :cite:p:`nelson1987, boole1854`"
    both = listed.format(keys='{"nelson1987", "boole1854"}', prefix="A").replace(
        "docname in docnames and ", ""
    )
    one = listed.format(keys='{"nelson1987"}', prefix="B")
    site.write("index.rst", f"Kettles\n=======\n\n.. toctree::\n\n   two\n\n{said}\n\n{both}")
    site.write("two.rst", f"Two\n===\n\n:cite:p:`nelson1987`; :cite:p:`boole1854`\n\n{one}")
    for name in ("chapters/one.rst", "two.md"):
        (site.source / name).unlink()
    built = site.build("text", academic_cite_style=way)
    index, two = built.text("index.txt"), built.text("two.txt")
    in_text, on_two, *in_lists = _WITH_PREFIXES[way]
    assert f"Nelson et al. {in_text}" in index
    assert on_two in two
    assert re.findall(r"^\[.*?\](?= \*\*)", index + two, re.MULTILINE) == in_lists


@pytest.mark.parametrize(
    ("style", "ts", "ct", "year"),
    [
        ("ieee", "Nelson, Brühl and Kessel [1]", "Van der Berg [2]", "1987"),
        ("apa", "Nelson et al. (1987)", "Van der Berg (2001)", "1987"),
        ("footnote", "Nelson, Brühl and Kessel[2]", "Van der Berg[3]", "1987"),
    ],
)
def test_other_ways_of_citing_have_all_roles(
    make_site: MakeSite, style: str, ts: str, ct: str, year: str
) -> None:
    if style != "footnote":
        pytest.importorskip("pypandoc")
    site = make_site("bibtex")
    said = roles(site.build(html_theme="basic", warnings=None, academic_cite_style=style))
    assert (said["ts"].replace("\u00a0", " "), said["ct"].replace("\u00a0", " "), said["year"]) == (
        ts,
        ct,
        year,
    )
    assert said["yearpar"] == "(1987)"


def test_each_place_of_footnotes_has_those_since_the_one_before(make_site: MakeSite) -> None:
    site = make_site("bibtex")
    first, second = ":footcite:`berg2001`", ":footcite:`boole1854` and again :footcite:`berg2001`"
    place = ".. footbibliography::"
    site.write(
        "index.rst",
        f"Kettles\n=======\n\n{place}\n\nAt once\\ {first}.\n\n{place}\n\nThen\\ {second}.\n\n{place}\n\nEnd\\ :footcite:`nelson1987`.\n",
    )
    for name in ("chapters/one.rst", "two.md"):
        (site.source / name).unlink()
    said = words(site.build(html_theme="basic").page("index.html").xpath("//div[@class='body']")[0])
    order = [
        "At once[1]",
        "Boiling by Ear",
        "Then[2]",
        "again[1]",
        "Laws of Steam",
        "End[3]",
        "Hearing Hard Water",
    ]
    assert re.fullmatch(".*?".join(map(re.escape, ["Kettles", *order, ""])), said)
    assert all(said.count(each) == 1 for each in order)


def test_what_is_cited_in_footnotes_alone_is_in_no_bibliography(make_site: MakeSite) -> None:
    site = make_site("bibtex")
    site.write(
        "index.rst", "Kettles\n=======\n\n:footcite:`nelson1987` and :cite:`berg2001`\n\n.. bibliography::\n"
    )
    for name in ("chapters/one.rst", "two.md"):
        (site.source / name).unlink()
    built = site.build(html_theme="basic")
    assert works(built, "index.html") == [["Boiling by Ear"]]
    assert "Hearing Hard Water" in words(built.page("index.html").xpath("//aside[@role='doc-footnote']")[0])


def test_in_latex_and_text_the_same_is_said(site: Site) -> None:
    text = site.build("text").text("index.txt")
    assert "ts: Nelson, Brühl and Kessel (1987)" in text
    site.build("latex")


def test_without_a_word_on_the_way_of_citing_it_is_that_of_the_bibliographies(make_site: MakeSite) -> None:
    site = make_site("bibtex")
    config = (site.source / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", config.replace('bibtex_reference_style = "author_year"\n', ""))
    (site.source / "two.md").unlink()
    built = site.build(html_theme="basic", warnings=None)
    said = roles(built)
    assert (said["p"], said["t"]) == ("[see NBK87, p. 3; vdB01]", "Nelson et al. [NBK87]")
    assert (said["alp"], said["labelpar"]) == ("NBK87", "[NBK87]")
    assert (said["yearpar"], said["authorpar"], said["year"]) == ("[1987]", "[Nelson et al.]", "1987")
    for page in ("index.rst", "chapters/one.rst"):
        text = (site.source / page).read_text(encoding="utf-8")
        site.write(page, text.replace(".. bibliography::\n", ".. bibliography::\n   :style: plain\n"))
    said = roles(site.build(html_theme="basic", warnings=None))
    assert (said["cite"], said["t"]) == ("[3]", "Nelson et al. [3]")
    assert said["p"] == "[see 3, p. 3; 1]"


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (":cite:t:`nelson1978`", "No publication has the key 'nelson1978'. Did you mean 'nelson1987'?"),
        (":cite:empty:`nelson1978`", "No publication has the key 'nelson1978'. Did you mean 'nelson1987'?"),
        (".. bibliography::\n\n   nelson1978", "No publication has the key 'nelson1978'. Did you mean 'nelson1987'?"),
        (
            ".. bibliography::\n   :filter: cited and",
            "'cited and' is no value for the option 'filter'. It is no expression",
        ),
        (".. bibliography::\n   :filter: cited\n   :all:", "':filter:' says what is listed, and not ':all:'."),
        (".. bibliography::\n   :list: numbered", "'numbered' is no value for the option 'list'."),
        (".. bibliography::\n   :style: apaa", "The style 'apaa' is not used"),
        (".. bibliography:: none.bib", "There is no such file."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(make_site: MakeSite, page: str, told: str) -> None:
    site = make_site("bibtex")
    site.write("index.rst", f"Kettles\n=======\n\n{page}\n")
    for name in ("chapters/one.rst", "two.md"):
        (site.source / name).unlink()
    (only,) = site.build("text", warnings=None).warnings
    assert told in only.message.replace("\n", " ")


def test_settings_that_are_not_read_are_told_where_they_change_what_is_shown(make_site: MakeSite) -> None:
    site = make_site("bibtex")
    config = (site.source / "conf.py").read_text(encoding="utf-8")
    more = 'bibtex_reference_style = "super"\nbibtex_default_style = "mine"\nbibtex_cite_id = "{key}"\nbibtex_encoding = "utf-8"\n'
    site.write("conf.py", config + more)
    built = site.build("text", warnings=[*["academic.config"] * 3, "academic.option"])
    assert [told.message.split(" ")[0] for told in built.warnings] == [
        "The",
        "With",
        "'bibtex_cite_id'",
        "The",
    ]
    assert "goes with citing by number, that of another by label" in built.warnings[-1].message


def test_a_file_of_bibtex_bibfiles_that_is_not_there_is_told(make_site: MakeSite) -> None:
    site = make_site("bibtex")
    (site.source / "chapters/books.bib").unlink()
    site.write("index.rst", "Kettles\n=======\n\n:cite:`nelson1987`\n\n.. bibliography::\n")
    for name in ("chapters/one.rst", "two.md"):
        (site.source / name).unlink()
    (told,) = site.build("text", warnings=None).warnings
    assert told.code == "academic.file"


def test_what_a_list_shows_of_works_that_nobody_cites_is_written_again_when_they_change(
    make_site: MakeSite,
) -> None:
    site = make_site("bibtex")
    site.build("text", warnings=None)
    articles = (site.source / "articles.bib").read_text(encoding="utf-8")
    site.write("articles.bib", articles.replace("Read by Nobody", "Read by Somebody"))
    assert "Read by Somebody" in site.build("text", warnings=None).text("two.txt")


def test_the_other_extension_keeps_its_own_roles_where_it_is_loaded(make_site: MakeSite) -> None:
    pytest.importorskip("sphinxcontrib.bibtex")
    site = make_site("bibtex")
    (site.source / "two.md").unlink()
    site.write("index.rst", "Kettles\n=======\n\n:cite:`nelson1987`\n\n.. bibliography::\n")
    (site.source / "chapters/one.rst").unlink()
    built = site.build(
        "text", warnings=["academic.config"], extensions=["sphinx_academic", "sphinxcontrib.bibtex"]
    )
    assert "its own roles and directives are used" in built.warnings[0].message


def test_without_the_setting_no_page_has_such_roles(make_site: MakeSite) -> None:
    site = make_site("bibtex")
    built = site.build("text", warnings=None, academic_bibtex_roles=False)
    assert any("Unknown interpreted text role" in told.message for told in built.warnings)
