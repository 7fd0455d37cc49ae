"""Edition, series, place, translators, article numbers, versions and licences: read from every source, shown, and exported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from descriptions import description
from inline_data import read_clean

from sphinx_academic.content.fragments import plain
from sphinx_academic.content.markup import Markup
from sphinx_academic.data.collection import Collection, collect
from sphinx_academic.data.records import Publication
from sphinx_academic.data.values.identifiers import find_license, license_url
from sphinx_academic.formats import bibtex, csl_json, ris
from sphinx_academic.formats.bibtex.bibtex_reading import read_bibtex
from sphinx_academic.formats.citation_cff import read_cff
from sphinx_academic.formats.json_places import read_json
from sphinx_academic.formats.loading import load_named
from sphinx_academic.formats.reference import citation, edition_number, is_first_degree, reference
from sphinx_academic.formats.scholarly_metadata import Addresses, citation_tags, scholarly_work, work_document
from sphinx_academic.sections.publication_entry import venue_line

pytestmark = pytest.mark.usefixtures("english")
CASES = Path(__file__).parent / "cases" / "types"


def loaded(name: str) -> dict[str, Publication]:
    collection = load_named([str(CASES / name)])
    assert not collection.problems, [problem.text for problem in collection.problems]
    return {work.key: work for work in collection.publications}


BIB = loaded("fields.bib")
YAML = loaded("fields.yaml")


def shown(work: Publication) -> str:
    return plain(venue_line(work, description()))


def read_csl(text: str) -> Collection:
    root, problems = read_json(text, "x.json")
    return collect([csl_json.read_csl(root, "x.json", problems)])


def back(work: Publication) -> dict[str, Publication]:
    """The work as it comes back from each format; of BibTeX as we write it of other sources."""
    foreign = work.changed(origin=work.origin._replace(source={}))
    collections = {
        "bib": collect([read_bibtex(bibtex.library([foreign]), "x.bib")]),
        "ris": collect([ris.read_ris(ris.library([foreign]), "x.ris")]),
        "csl": read_csl(csl_json.library([foreign])),
    }
    found = {}
    for name, collection in collections.items():
        assert not collection.problems, (name, [problem.text for problem in collection.problems])
        (found[name],) = collection.publications
    return found


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("ed", "vol. 3, GTM 12, edition 2, translated by Tom Oak and Una Elm, Spring, Berlin, 2008"),
        ("lncs", "Proc. Kettles, Lecture Notes in Computer Science 1234, 297, Springer, 2011"),
        (
            "acmc",
            "Proceedings of the 2022 CHI Conference, CHI '22, article 109, New Orleans, LA, USA, ACM, 2022",
        ),
        ("sw", "version 1.2.3, Zenodo, licence MIT, 2020"),
        ("th", "Habilitation, Uni Y, Bern, 2010"),
        ("mt", "Master’s thesis, Uni Y, 2010"),
        ("pt", "PhD thesis, Uni Y, Bern, 2010"),
        ("tr", "Technical Note TN-4, Kettle Lab, 2010"),
        ("rr", "Research report 7, Kettle Lab, version 2, 2010"),
        ("ed3", "vol. 3, 3rd revised, Spring, 2008"),
        ("ed5", "edition 2, Spring, 2008"),
        (
            "ch",
            "The Book, Lib 9, edition 1, 1–2, edited by Ed Ito, translated by Tom Oak, P, Rome, 2009",
        ),
        ("ds", "version 2, Dryad, licence CC-BY-SA-4.0, 2009"),
        ("dc", "Zenodo, licence CC-BY-NC-SA-4.0, 2020"),
    ],
)
def test_an_entry_of_bibtex_says_what_its_fields_say(key: str, line: str) -> None:
    assert shown(BIB[key]) == line


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("ed", "vol. 3, GTM 12, edition 2, translated by Tom Oak and Una Elm, Spring, Berlin, 2008"),
        ("phys", "Phys. Rev. Lett. 103(4), article 047001, 2009"),
        ("sw", "version 1.2.3, Zenodo, licence MIT, 2020"),
        ("mt", "Master’s thesis, Uni Y, Bern, 2010"),
        ("tr", "Technical Note TN-4, Kettle Lab, 2010"),
        ("ds", "Dryad 2020"),
    ],
)
def test_an_entry_of_yaml_says_what_its_fields_say(key: str, line: str) -> None:
    assert shown(YAML[key]) == line


def test_a_licence_of_a_paper_stands_on_its_page_alone() -> None:
    work = read_clean("pubs:\n- {title: A, journal: J, year: 2020, license: CC BY 4.0}\n").publications[0]
    assert shown(work) == "J 2020"
    assert plain(venue_line(work, description(), versions=False)) == "J, licence CC-BY-4.0, 2020"


@pytest.mark.parametrize(
    "work", [*BIB.values(), *YAML.values()], ids=lambda work: f"{work.key}-{work.origin.path[-4:]}"
)
def test_no_field_is_lost_on_the_way_through_a_format(work: Publication) -> None:
    names = ["kind_of_work", "title", "volume", "number", "eid", "series", "version", "license", "location"]
    for form, other in back(work).items():
        lost = {"license"} if form == "ris" else set()  # RIS has no tag for it
        lost |= {"version"} if form == "ris" and work.kind_of_work not in {"dataset", "software"} else set()
        said = [name for name in names if name not in lost]
        assert {name: getattr(other, name) for name in said} == {name: getattr(work, name) for name in said}
        about, again = reference(work), reference(other)
        for name in ("genre", "pages", "institution"):
            assert getattr(again, name) == getattr(about, name), (form, name)
        # Styles of BibTeX print no publisher of what is misc, so that it stands where one had it.
        assert (again.container or again.publisher) == (about.container or about.publisher), form
        assert edition_number(work.edition) == edition_number(other.edition)
        for people in ("translators", "editors"):
            found, expected = (
                [each.name for each in getattr(side, people).people] for side in (again, about)
            )
            assert found == expected


def test_a_publisher_of_data_stands_once_and_is_no_container() -> None:
    (work,) = loaded("zenodo.bib").values()
    assert shown(work) == "Zenodo 2020"
    for item in (csl_json.item(work), csl_json.item(YAML["ds"])):
        assert "container-title" not in item
        assert item["publisher"] in {"Zenodo", "Dryad"}


@pytest.mark.parametrize("name", ["masters.json", "thes.ris"])
def test_a_masters_thesis_stays_one(name: str) -> None:
    (work,) = loaded(name).values()
    assert bibtex.entry(work).startswith("@mastersthesis{")
    assert "type =" not in bibtex.entry(work)
    for other in back(work).values():
        assert reference(other).genre.replace("’", "'") == "Master's thesis"
        assert reference(other).institution == ("Uni X",)


@pytest.mark.parametrize(
    ("genre", "kind", "type_"),
    [
        ("PhD thesis", "phdthesis", ""),
        ("PhD dissertation", "phdthesis", "PhD dissertation"),
        ("Doctoral dissertation", "phdthesis", "Doctoral dissertation"),
        ("Habilitation", "phdthesis", "Habilitation"),
        ("Habilitationsschrift", "phdthesis", "Habilitationsschrift"),
        ("Thèse de doctorat", "phdthesis", "Thèse de doctorat"),
        ("Tesis doctoral", "phdthesis", "Tesis doctoral"),
        ("Master’s thesis", "mastersthesis", ""),
        ("Masterarbeit", "mastersthesis", "Masterarbeit"),
        ("MSc thesis", "mastersthesis", "MSc thesis"),
        ("M.A. thesis", "mastersthesis", "M.A. thesis"),
        ("Diploma thesis", "mastersthesis", "Diploma thesis"),
        ("Diplomarbeit", "mastersthesis", "Diplomarbeit"),
        ("Bachelor thesis", "mastersthesis", "Bachelor thesis"),
        ("BSc thesis", "mastersthesis", "BSc thesis"),
        ("Licentiate thesis", "mastersthesis", "Licentiate thesis"),
        ("Mémoire de master", "mastersthesis", "Mémoire de master"),
        ("Tesi di laurea", "mastersthesis", "Tesi di laurea"),
        ("Thesis", "phdthesis", "Thesis"),
        ("Magisterarbeit", "mastersthesis", "Magisterarbeit"),
        ("Dissertação de mestrado", "mastersthesis", "Dissertação de mestrado"),
        ("Tesis de maestría", "mastersthesis", "Tesis de maestría"),
    ],
)
def test_a_thesis_keeps_its_degree(genre: str, kind: str, type_: str) -> None:
    for fields in (f"genre: {genre}, venue: Uni X", f'venue: "{genre}, Uni X"'):
        (work,) = read_clean(f"pubs:\n- {{title: A, type: thesis, {fields}, year: 2020}}\n").publications
        assert shown(work) == f"{genre}, Uni X, 2020".replace(
            ", 2020", " 2020" if "genre" not in fields else ", 2020"
        )
        entry = bibtex.entry(work)
        assert entry.startswith(f"@{kind}{{")
        assert (
            [line for line in entry.replace("{", "").replace("}", "").splitlines() if "type" in line] or [""]
        ) == [f"  type = {type_}," if type_ else ""]
        for other in back(work).values():
            assert (reference(other).genre or "Thesis", reference(other).institution) == (genre, ("Uni X",))


@pytest.mark.parametrize(
    ("genre", "is_first"),
    [("硕士学位论文", True), ("博士学位论文", False), ("修士論文", True), ("Магистерская диссертация", True),
     ("Кандидатская диссертация", False), ("Lizentiatsarbeit", True), ("Bakalářská práce", True), ("Kandidatuppsats", True),
     ("Staatsexamensarbeit", True), ("Doctoral dissertation", False), ("Dissertation, Mathematik", False)],
)  # fmt: skip
def test_degrees_are_known_in_the_words_of_many_languages(genre: str, is_first: bool) -> None:
    assert is_first_degree(genre) == is_first


def test_a_thesis_of_which_no_degree_is_known_is_called_a_thesis() -> None:
    (work,) = read_clean("pubs:\n- {title: A, type: thesis, venue: Uni X, year: 2020}\n").publications
    assert "type = {Thesis}" in bibtex.entry(work)  # styles would print "PhD thesis"
    assert {reference(other).genre for other in back(work).values()} == {""}


@pytest.mark.parametrize(
    ("type_", "genre"),
    [
        ("mastersthesis", "Master’s thesis"),
        ("Master's thesis", "Master’s thesis"),
        ("master thesis", "Master’s thesis"),
        ("PhD thesis", "PhD thesis"),
        ("phdthesis", "PhD thesis"),
        ("bachelor thesis", "Bachelor’s thesis"),
        ("diploma thesis", "Diploma thesis"),
        ("techreport", "Technical report"),
        ("thesis", ""),
        ("report", ""),
    ],
)
def test_the_type_of_yaml_says_what_kind_of_thesis_or_report_it_is(type_: str, genre: str) -> None:
    (work,) = read_clean(f'pubs:\n- {{title: A, type: "{type_}", venue: Uni X}}\n').publications
    assert work.kind_of_work in {"thesis", "report"}
    assert reference(work).genre == genre


@pytest.mark.parametrize(
    ("edition", "number"),
    [
        ("2", 2),
        ("2nd", 2),
        ("Second", 2),
        ("second edition", 2),
        ("2nd ed.", 2),
        ("2.", 2),
        ("Tenth", 10),
        ("12", 12),
        ("Rev. ed.", 0),
        ("2e éd.", 0),
    ],
)
def test_editions_are_numbers_where_they_say_one(edition: str, number: int) -> None:
    assert edition_number(edition) == number


def test_an_edition_is_a_word_in_bibtex_and_a_number_in_csl() -> None:
    assert "edition = {Second}" in bibtex.entry(YAML["ed"])
    assert csl_json.item(YAML["ed"])["edition"] == "2"


@pytest.mark.parametrize(
    ("written", "licence", "url"),
    [
        ("MIT", "MIT", "https://spdx.org/licenses/MIT"),
        (
            "https://opensource.org/licenses/BSD-3-Clause",
            "BSD-3-Clause",
            "https://spdx.org/licenses/BSD-3-Clause",
        ),
        ("https://opensource.org/license/mit/", "mit", ""),
        (
            "https://spdx.org/licenses/GPL-3.0-or-later.html",
            "GPL-3.0-or-later",
            "https://spdx.org/licenses/GPL-3.0-or-later",
        ),
        ("http://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0", "https://spdx.org/licenses/CC-BY-4.0"),
        (
            "https://creativecommons.org/licenses/by-nc-nd/3.0/de/",
            "CC-BY-NC-ND-3.0",
            "https://spdx.org/licenses/CC-BY-NC-ND-3.0",
        ),
        (
            "https://creativecommons.org/publicdomain/zero/1.0/legalcode",
            "CC0-1.0",
            "https://spdx.org/licenses/CC0-1.0",
        ),
        ("CC BY-SA 4.0", "CC-BY-SA-4.0", "https://spdx.org/licenses/CC-BY-SA-4.0"),
        (
            "Creative Commons Attribution 4.0 International",
            "CC-BY-4.0",
            "https://spdx.org/licenses/CC-BY-4.0",
        ),
        (
            "Creative Commons Attribution Non Commercial No Derivatives 4.0 International",
            "CC-BY-NC-ND-4.0",
            "https://spdx.org/licenses/CC-BY-NC-ND-4.0",
        ),
        (
            "https://things.example/licence",
            "https://things.example/licence",
            "https://things.example/licence",
        ),
        ("All rights reserved", "All rights reserved", ""),
    ],
)
def test_a_licence_is_its_identifier_however_it_is_given(written: str, licence: str, url: str) -> None:
    assert (find_license(written), license_url(licence)) == (licence, url)


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ("copyright={Creative Commons Attribution 4.0 International}", "CC-BY-4.0"),
        ("rights={CC BY 4.0}", "CC-BY-4.0"),
        ("copyright={Copyright (c) 2020 Elsevier}", ""),
        ("rights={All rights reserved}", ""),
        ("license={MIT}, copyright={Me}", "MIT"),
    ],
)
def test_a_notice_that_names_a_licence_is_one(fields: str, licence: str) -> None:
    (work,) = collect([read_bibtex(f"@misc{{a, title={{A}}, {fields}}}", "x.bib")]).publications
    assert work.license == licence


def csl_of(**more: Any) -> Publication:
    item = {"type": "article-journal", "title": "A", "container-title": "J", **more}
    (work,) = read_csl(json.dumps([item])).publications
    return work


def test_the_number_of_an_article_is_that_of_the_article_where_its_issue_is_known() -> None:
    # Zotero, and apa.csl and ieee.csl, have it in "number"; Crossref in "article-number".
    assert (csl_of(issue="4", number="047001").number, csl_of(issue="4", number="047001").eid) == (
        "4",
        "047001",
    )
    assert (csl_of(number="e12").number, csl_of(number="e12").eid) == ("", "e12")
    assert (csl_of(number="4", page="1-2").number, csl_of(number="4", page="1-2").eid) == ("4", "")
    assert csl_of(**{"article-number": "e12"}).eid == "e12"
    assert (csl_of(number="9", page="9").eid, csl_of(number="9", page="9").pages) == ("9", "")
    item = csl_json.item(YAML["phys"])
    assert (item["issue"], item["number"], item["page"]) == ("4", "047001", "047001")


def test_csl_says_series_places_and_licences() -> None:
    book = csl_of(
        type="book", **{"collection-title": "GTM", "collection-number": "12", "publisher-place": "Berlin", "event-place": "Rome",
        "edition": "2", "translator": [{"family": "Oak", "given": "Tom"}], "volume": "3"}
    )  # fmt: skip
    assert (book.series, book.number, book.location, book.edition) == ("GTM", "12", "Berlin", "2")
    assert (book.translator, book.editor, book.extra["event-place"]) == ("Tom Oak", "", "Rome")
    assert csl_of(**{"event-place": "Rome"}).location == "Rome"
    listed = [{"URL": "https://things.example/tdm"}, {"URL": "http://creativecommons.org/licenses/by/4.0/"}]
    assert csl_of(license=listed).license == "CC-BY-4.0"
    assert "csl-license" in csl_of(license=listed[:1]).extra
    paper = csl_json.item(BIB["acmc"])
    assert paper["event-place"] == paper["publisher-place"] == "New Orleans, LA, USA"


def test_a_citation_file_says_version_licence_and_degree() -> None:
    file = read_cff(
        "title: T\nversion: 2.1.0\nlicense: [Apache-2.0, MIT]\npreferred-citation:\n  type: thesis\n  title: U\n"
        "  thesis-type: PhD\n  institution: {name: Uni X, city: Rome, country: IT}\n"
        "  translators: [{given-names: Tom, family-names: Oak}]\n",
        "CITATION.cff",
    )
    software, thesis = collect([file]).publications
    assert (software.version, software.license) == ("2.1.0", "Apache-2.0 OR MIT")
    assert shown(thesis) == "PhD thesis, Uni X, translated by Tom Oak, Rome, IT"


def test_ris_says_series_editions_places_and_translators() -> None:
    text = (
        "TY  - BOOK\nTI  - A\nA2  - Ito, Ed\nA4  - Oak, Tom\nT2  - GTM\nET  - 2\nCY  - Berlin\nVL  - 3\nPB  - Spring\nER  - \n"
        "TY  - CHAP\nTI  - B\nT2  - The Book\nT3  - Lib\nER  - \n"
        "TY  - COMP\nTI  - C\nET  - 1.2\nER  - \n"
        "TY  - JOUR\nTI  - D\nJO  - J\nC7  - 109\nSP  - 109\nER  - \n"
    )
    book, chapter, software, article = collect([ris.read_ris(text, "x.ris")]).publications
    assert (book.series, book.venue, book.edition, book.location) == ("GTM", "", "2", "Berlin")
    assert (book.editor, book.translator) == ("Ed Ito", "Tom Oak")
    assert (chapter.venue, chapter.series) == ("The Book", "Lib")
    assert (software.version, software.edition) == ("1.2", "")
    assert (article.eid, article.pages) == ("109", "")


def test_machines_are_told_versions_licences_editions_and_translators() -> None:
    def document(work: Publication) -> dict[str, Any]:
        about = reference(work)
        return work_document(scholarly_work(work, about, Markup({})), Addresses())

    software = document(YAML["sw"])
    assert (software["version"], software["softwareVersion"]) == ("v1.2.3", "v1.2.3")
    assert software["license"] == "https://spdx.org/licenses/MIT"
    data = document(BIB["ds"])
    assert (data["version"], "softwareVersion" in data) == ("v2", False)
    book = document(YAML["ed"])
    assert book["bookEdition"] == "2"
    assert [person["name"] for person in book["translator"]] == ["Tom Oak", "Una Elm"]
    assert "editor" not in book
    assert document(YAML["phys"])["pageStart"] == "047001"


def test_a_line_of_text_says_them_too() -> None:
    assert citation(YAML["ed"]) == (
        "Rowan Ash. Universal Kettles. 3, GTM 12, edition 2, Spring, Berlin, 2008."
    )
    assert citation(YAML["phys"]) == "Rowan Ash. PRL style. Phys. Rev. Lett. 103(4), article 047001, 2009."


@pytest.mark.parametrize("pages", ["297-297", "297--297", "297–297", "e5 - e5"])
def test_a_range_from_a_page_to_itself_is_one_page(pages: str) -> None:
    (work,) = read_clean(f"pubs:\n- {{title: A, pages: {pages}}}\n").publications
    assert work.pages == pages.split("-")[0].split("–")[0].strip()
    for other in back(work).values():
        assert other.pages == work.pages


@pytest.mark.parametrize("pages", ["297-298", "1-1, 3-3", "297-", "-", "7-17"])
def test_other_pages_stay_as_they_are(pages: str) -> None:
    (work,) = read_clean(f'pubs:\n- {{title: A, pages: "{pages}"}}\n').publications
    assert work.pages == pages


# The exports of programs and databases, each with what is right


PROGRAMS = {
    work.key: work
    for name in ("programs.bib", "programs.ris", "programs.json")
    for work in loaded(name).values()
}


@pytest.mark.parametrize(
    ("key", "line"),
    [
        # BibTeX and BibLaTeX: Better BibTeX, JabRef, ADS, INSPIRE, ACM, DBLP, Crossref, DataCite, Web of Science, Scopus …
        ("bbt2", "Proceedings of the 5th Conf., LNCS, 1–9, Cham, Springer International Publishing, 2021"),
        ("bbt3", "PhD thesis, Uni Z, Oslo, 2019"),
        ("bbt4", "Working Paper, National Bureau, Working Paper Series 12345, Cambridge, MA, 2018"),
        ("bbt5", "GitHub, version 2.0.1, 2020"),
        ("bbt6", "U.S. patent US9999999B2, US, 2015"),
        ("jab1", "Series on Pots 1, edition 2, Press, London, UK, 2001"),
        ("jab2", "Handbook, S 3, edition 3, 10–20, edited by Ed Oak and Una Elm, Press, 2001"),
        ("jab3", "Diplomarbeit, Uni Y, Wien, 2001"),
        ("jab4", "Technical Memorandum 42, Lab, 2001"),
        ("ads1", "Astrophysical Journal 888(1), article 12, 2020"),
        ("ins1", "Phys. Rev. D 101(1), 012002, 2020"),
        ("acm1", "Proceedings of X, CHI '22, article 42, New Orleans, LA, USA, Association for Computing Machinery, 2022"),
        ("acm2", "Proc. ACM Hum.-Comput. Interact. 5(CSCW1), article 7, ACM, 2022"),
        ("DBLP:conf/x/RoeO20", "Proc. X 2020, Oslo, Norway, May 4-8, 2020, Lecture Notes in Computer Science 12345, 1–16, edited by Ed Ito, Springer, 2020"),
        ("cross1", "PLOS ONE 12(7), e0200001, edited by Tim Oak, Public Library of Science (PLoS), 2018"),
        ("zen1", "version 1.0.0, Zenodo, 2021"),
        ("wos1", "J 3(2), article e12, 2015"),
        ("scop1", "J 3(2), article 104, 2015"),
        ("web1", "Blog post, Org, 2020"),
        ("tr1", "translated by Tim Oak, 2011"),
        ("tr2", "Topf-Reihe Bd. 4, 3., überarb. Aufl., edited by Ed Ito, translated by Tim Oak, Verlag, Berlin & New York, 2011"),
        ("inb", "S 7, edition 5, 50–60, P, 1999"),
        ("iss", "J 2(3, Spring), 1999"),
        ("iss2", "J 2(3), 1999"),
        # RIS: EndNote, Zotero, ProQuest, Scopus, PubMed
        ("rep1", "Technical Report, Lab, Working Papers TR-1, Oslo, 2010"),
        ("th1", "PhD thesis, Uni X, Oslo, 2010"),
        ("th2", "Ph.D. thesis, Uni X, 2010"),
        ("bk1", "vol. 2, Series Name 14, edition 3, edited by Tim Oak, Una Elm, translated by Ed Ito, Press, New York, 2010"),
        ("ch1", "The Handbook, The Series, edition 2, 1–10, edited by Tim Oak, Press, Paris, 2010"),
        ("sc1", "J 3(2), article e12, 2010"),
        ("pm1", "J Med 2010"),
        ("pa1", "U.S. Patent US1234, Kettle Inc., US, 2010"),
        ("ge1", "Blog post, My Blog, 2010"),
        ("un1", "arXiv 2024"),
        ("sl1", "Invited talk, Oslo, 2010"),
        ("el1", "Org 2010"),
        ("müller 2020", "J, 297, 2010"),
        # CSL-JSON: Zotero, Crossref, DataCite
        ("roeBook", "vol. 1, Topf-Reihe 4, edition 2, translated by Tim Oak, Verlag, Berlin, 2011"),
        ("roeConf", "Proceedings of X 1, LNCS 99, 1–9, Oslo, Springer, 2020"),
        ("roePhD", "PhD thesis, Uni X, Oslo, 2020"),
        ("roeRep", "Technical report, Lab, Lab reports TR-5, Oslo, 2020"),
        ("roeSoft", "version 1.2, GitHub, licence MIT, 2020"),
        ("roePre", "arXiv 2024"),
        ("roeTalk", "Keynote, Conf, Oslo, 2020"),
        ("roe2020crossref", "Phys. Rev. B 101(4), article 045101, American Physical Society (APS), 2020"),
        ("roe2020crossrefb", "edition 3, Springer, Cham, 2020"),
        ("roe2020crossrefc", "PhD thesis, Uni X, 2020"),
        ("müller*2020", "Book, Ser 7, edition 2, 5, edited by Ed Ito, translated by Tim Oak, P, Rome, 2020"),
    ],
)  # fmt: skip
def test_what_programs_export_says_what_they_mean(key: str, line: str) -> None:
    assert shown(PROGRAMS[key]) == line


@pytest.mark.parametrize(
    "key", sorted(PROGRAMS.keys() - {"per"})
)  # an article without a journal is misc in BibTeX
def test_what_programs_export_comes_back_from_every_format(key: str) -> None:
    work = PROGRAMS[key]
    test_no_field_is_lost_on_the_way_through_a_format(work)


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ("type: dataset, venue: Zenodo, publisher: Zenodo", "Zenodo 2020"),
        ("type: preprint, venue: arXiv, publisher: arXiv, arxiv: '2401.00001'", "arXiv 2020"),
        ("type: book, venue: Springs Series, number: 7, edition: 11", "Springs Series 7, edition 11, 2020"),
        ("type: book, volume: 2", "vol. 2, 2020"),
        ("journal: J, publisher: P, location: Oslo", "J, P, 2020"),
        ("conference: TeaConf, address: Oslo", "TeaConf, Oslo, 2020"),
        ("type: talk, genre: Keynote, venue: TeaConf, location: Oslo", "Keynote, TeaConf, Oslo, 2020"),
        ("type: thesis, genre: MSc, venue: Uni Y", "MSc thesis, Uni Y, 2020"),
        ("type: report, genre: White paper, number: 3, venue: Lab", "White paper 3, Lab, 2020"),
        ("type: report, number: 3, venue: Lab", "Lab no. 3, 2020"),
        ("location: Oslo", "Oslo, 2020"),
        ("series: Springs", "Springs 2020"),
    ],
)
def test_a_line_says_each_thing_once_and_parts_it_from_the_year(fields: str, line: str) -> None:
    (work,) = read_clean(f"pubs:\n- {{title: A, year: 2020, {fields}}}\n").publications
    assert shown(work) == line


def described(**fields: object) -> tuple[dict[str, Any], dict[str, str]]:
    """What JSON-LD and the tags of a page say of a work."""
    lines = "".join(f"    {name}: {value}\n" for name, value in fields.items())
    (work,) = read_clean(f"publications:\n  - title: Tea\n{lines}").publications
    said = scholarly_work(work, reference(work), Markup({}))
    return work_document(said, Addresses()), dict(citation_tags(said, Addresses()))


def test_machines_are_told_the_series_that_a_number_counts_in() -> None:
    book, tags = described(
        type="book", series="Springs", number=4, publisher="Oak", location="Oslo", edition="Second"
    )
    assert book["isPartOf"] == {"@type": "BookSeries", "name": "Springs"}
    assert (book["position"], book["bookEdition"]) == ("4", "2")
    assert book["publisher"] == {"@type": "Organization", "name": "Oak", "location": "Oslo"}
    assert "citation_issue" not in tags
    paper, tags = described(type="conference", venue="Proc. Tea", series="LNB", volume=44)
    assert paper["isPartOf"] == {
        "@type": "Book",
        "name": "Proc. Tea",
        "isPartOf": {"@type": "BookSeries", "name": "LNB"},
        "position": "44",
    }
    assert "citation_volume" not in tags
    article, tags = described(type="article", venue="J. Tea", volume=3, number=4)
    assert (tags["citation_volume"], tags["citation_issue"]) == ("3", "4")
    assert article["isPartOf"]["issueNumber"] == "4"


def test_machines_are_told_what_a_thesis_or_report_is_and_where_it_was_written() -> None:
    thesis, _ = described(type="thesis", venue="U of Tea", genre="Diploma thesis", location="Oslo")
    assert thesis["genre"] == "Diploma thesis"
    assert thesis["sourceOrganization"] == {"@type": "Organization", "name": "U of Tea", "location": "Oslo"}
    report, tags = described(type="report", venue="Tea Lab", number="TR-12", series="Reports")
    assert report["reportNumber"] == tags["citation_technical_report_number"] == "TR-12"
    assert report["isPartOf"]["name"] == "Reports"
    lone, _ = described(type="other", location="Oslo")
    assert lone["locationCreated"] == {"@type": "Place", "name": "Oslo"}


@pytest.mark.parametrize("written", ["English", "en", "english"])
def test_languages_are_written_by_their_codes_in_ris(written: str) -> None:
    (work,) = read_clean(f"publications:\n  - title: Tea\n    language: {written}\n").publications
    assert "LA  - en\n" in ris.record(work)
