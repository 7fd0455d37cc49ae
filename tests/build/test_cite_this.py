"""Pages say how to cite the software that they document, in the version that they document."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import lxml.html
import pytest
import yaml
from sites import Built, MakeSite, Site, words

RELEASE = {"release": "2.1.0"}
CONCEPT = (
    "identifiers:\n  - {type: doi, value: 10.5281/zenodo.100, description: Concept DOI of all versions}\n"
)


@pytest.fixture(scope="module")
def built(make_shared_site: MakeSite) -> Built:
    return make_shared_site("software").build(**RELEASE)


def citations(built: Built, page: str = "index.html") -> list[lxml.html.HtmlElement]:
    """What each directive of a page shows."""
    return built.page(page).find_class("academic-cite-this")


def files(citation: lxml.html.HtmlElement) -> list[tuple[str, str]]:
    """What can be copied: what it is called, and what stands there."""
    found = citation.iter("details")
    return [(each.find("summary").text, each.find("div/pre").text) for each in found]


def test_the_message_the_software_and_what_its_authors_ask_to_cite_stand_there(built: Built) -> None:
    first = citations(built)[0]
    message, asked = first.find_class("academic-cite-message"), first.find_class("academic-cite-also")
    assert [*map(words, message), *map(words, asked)] == [
        "Cite it & be <b>nice</b>.",
        "Please cite this work as well:",
    ]
    assert [*map(words, first.find_class("academic-line"))] == [
        "earlib. Imogen Kettlewell. version 2.1.0, licence MIT, 2026. Code DOI",
        "The earlib paper. Imogen Kettlewell. JOSS 2026. DOI",
    ]
    assert [name for name, _ in files(first)] == ["BibTeX", "CITATION.cff", "BibTeX"]


def test_styles_have_names_and_every_format_can_be_copied(built: Built) -> None:
    second = citations(built)[1]
    assert [*map(words, second.find_class("academic-style-name"))] == ["APA", "IEEE"] * 2
    apa = words(second.find_class("academic-line")[0])
    assert apa.startswith("Kettlewell, I. (2026). earlib (Version 2.1.0) [Computer software].")
    # IEEE's style prints no versions.
    ieee = words(second.find_class("academic-line")[1])
    assert ieee.startswith("I. Kettlewell, earlib (version 2.1.0). (May 01, 2026).")
    (asked,) = second.find_class("academic-cite-also")
    assert words(asked) == "Please cite this work in place of the software:"
    offered = files(second)
    names = ["BibTeX", "RIS", "CSL-JSON", "CITATION.cff", "Plain text"]
    assert [name for name, _ in offered] == [*names, *(name for name in names if name != "CITATION.cff")]
    document = yaml.safe_load(dict(offered)["CITATION.cff"])
    assert (document["version"], document["license"], document["doi"]) == (
        "2.1.0",
        "MIT",
        "10.5281/zenodo.123",
    )
    assert document["preferred-citation"]["title"] == "The earlib paper"


def test_a_record_of_the_site_is_cited_by_its_key_with_works_to_cite_as_well(built: Built) -> None:
    third = citations(built)[2]
    assert [*map(words, third.find_class("academic-title"))] == ["earplot", "Plots of ears"]
    assert files(third) == []
    assert built.page("index.html").get_element_by_id("plotting") is not None


def test_entries_have_an_address_once_on_a_page_and_the_list_of_works_keeps_its_own(built: Built) -> None:
    identifiers = [each.get("id") for each in built.page("index.html").find_class("academic-entry")]
    assert identifiers[:2] == ["software-kettlewell2026earlib", "software-kettlewell2026earlibb"]
    assert identifiers[2:4] == [None, None]


def test_in_text_and_in_print_all_stands_open(make_site: MakeSite) -> None:
    site = make_site("software")
    text = site.build("text", **RELEASE).text("index.txt")
    assert "   @misc{kettlewell2026earlib,\n     title = {earlib},\n" in text
    assert "\n**CITATION.cff**\n\n   cff-version: 1.2.0\n" in text
    latex = next(site.build("latex", **RELEASE).folder.glob("*.tex")).read_text(encoding="utf-8")
    assert "PYG{n}{version}" in latex or "version" in latex
    assert latex.count("\\begin{sphinxVerbatim}") == 12
    # TeX never ends where an entry that may not be cut holds code that no page has room for.
    assert (
        len(
            re.findall(
                r"\\interlinepenalty=0\\ifdefined\\academicfree\\academicfree\\fi\s+\\begin\{sphinxVerbatim\}",
                latex,
            )
        )
        == 12
    )


def software(built: Built) -> tuple[str, str]:
    """The citation of the software, and its BibTeX."""
    first = citations(built)[0]
    return words(first.find_class("academic-line")[0]), files(first)[0][1]


def test_a_version_that_is_not_the_files_has_neither_its_date_nor_its_doi_and_that_is_told(
    make_site: MakeSite,
) -> None:
    site = make_site("software")
    dev = site.build(release="2.2.0.dev3+gabc", warnings=["academic.version"])
    (told,) = dev.warnings
    assert told.location.endswith("CITATION.cff:5:6")
    assert "10.5281/zenodo.123 is not said to be of version 2.2.0.dev3+gabc" in told.message
    line, bibtex = software(dev)
    assert line == "earlib. Imogen Kettlewell. version 2.2.0.dev3+gabc, licence MIT. Code"
    assert "version = {2.2.0.dev3+gabc}" in bibtex
    assert "2026}" not in bibtex
    assert "doi" not in bibtex
    assert site.build(release="2.2.0.dev3+gabc", suppress_warnings=["academic.version"]).read == ("index",)


def test_with_a_doi_of_all_versions_that_is_cited_and_nothing_told(make_site: MakeSite) -> None:
    site = make_site("software")
    own = (site.source / "CITATION.cff").read_text(encoding="utf-8")
    site.write("CITATION.cff", own + CONCEPT)
    assert "doi = {10.5281/zenodo.100}" in software(site.build(release="2.2"))[1]
    assert "doi = {10.5281/zenodo.123}" in software(site.build(release="2.1"))[1]


def test_read_the_docs_says_which_tag_it_builds_and_another_one_reads_the_page_again(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site("software")
    own = (site.source / "CITATION.cff").read_text(encoding="utf-8")
    site.write("CITATION.cff", own + CONCEPT)
    assert "version 2.1.0" in software(site.build())[0]
    monkeypatch.setenv("READTHEDOCS_VERSION", "stable")
    monkeypatch.setenv("READTHEDOCS_VERSION_TYPE", "tag")
    monkeypatch.setenv("READTHEDOCS_GIT_IDENTIFIER", "v2.0.1")
    stable = site.build()
    assert stable.read == ("index",)
    assert "version 2.0.1" in software(stable)[0]
    assert site.build().read == ()
    monkeypatch.setenv("READTHEDOCS_VERSION", "latest")
    monkeypatch.setenv("READTHEDOCS_VERSION_TYPE", "branch")
    monkeypatch.setenv("READTHEDOCS_GIT_IDENTIFIER", "main")
    assert "version 2.1.0" in software(site.build())[0]


ALONE = "How to cite\n===========\n\n.. cite-this::\n"


def in_repository(make_site: MakeSite) -> Site:
    """A site whose citation file lies two folders above, at the root of a repository."""
    site = make_site("software")
    shutil.copytree(site.source, repository := site.folder / "repository" / "docs" / "source")
    (site.folder / "repository" / ".git").mkdir()
    shutil.move(repository / "CITATION.cff", site.folder / "repository" / "CITATION.cff")
    site.source = repository
    site.write("index.rst", ALONE)
    return site


def test_without_a_name_the_file_of_the_repository_is_found_and_watched(make_site: MakeSite) -> None:
    site = in_repository(make_site)
    settings = {"academic_data": [], **RELEASE}
    assert "version 2.1.0" in software(site.build(**settings))[0]
    file = site.folder / "repository" / "CITATION.cff"
    file.write_text(
        file.read_text(encoding="utf-8").replace("title: earlib", "title: earlib two"), encoding="utf-8"
    )
    again = site.build(**settings)
    assert again.read == ("index",)
    assert software(again)[0].startswith("earlib two.")


def test_without_a_file_the_remedy_is_told_and_the_page_is_read_again_when_there_is_one(
    make_site: MakeSite,
) -> None:
    site = make_site("software")
    own = Path(site.source / "CITATION.cff")
    shutil.move(own, site.folder / "kept.cff")
    site.write("index.rst", ALONE)
    (told,) = site.build(academic_data=[], warnings=["academic.file"]).warnings
    assert told.location.endswith("index.rst:4")
    assert "Name one behind 'cite-this', or write one" in told.message
    shutil.move(site.folder / "kept.cff", own)
    assert site.build(academic_data=[]).read == ("index",)


def test_a_description_in_codemeta_stands_in_for_a_citation_file(make_site: MakeSite) -> None:
    site = make_site("software")
    (site.source / "CITATION.cff").unlink()
    site.write("index.rst", ALONE)
    site.write(
        "codemeta.json",
        '{"@context": "https://w3id.org/codemeta/3.0", "name": "earlib", "author": {"name": "Ada Ear"}, "version": "2.1.0"}',
    )
    assert software(site.build(academic_data=[], **RELEASE))[0] == "earlib. Ada Ear. version 2.1.0."


def test_a_file_that_is_not_valid_is_told_and_shows_what_is_there(make_site: MakeSite) -> None:
    site = make_site("software")
    site.write("CITATION.cff", "cff-version: 1.2.0\ntitle: earlib\nverison: 2.1.0\nauthors: Imogen\n")
    site.write("index.rst", ALONE)
    built = site.build(academic_data=["CITATION.cff"], warnings=["academic.missing", "academic.unknown_key"])
    assert [told.location.rpartition("CITATION.cff:")[2] for told in built.warnings] == ["4:1", "3:1"]
    assert software(built)[0] == "earlib."


def test_several_that_claim_the_version_are_told_and_the_first_is_cited(make_site: MakeSite) -> None:
    site = make_site("software")
    own = (site.source / "CITATION.cff").read_text(encoding="utf-8")
    site.write("pkg/CITATION.cff", own.replace("earlib", "earcore").replace("zenodo.123", "zenodo.9"))
    site.write("index.rst", ALONE)
    data = ["CITATION.cff", "pkg/CITATION.cff"]
    two = site.build(academic_data=data, **RELEASE, warnings=["academic.version"])
    assert "both say that they are version 2.1.0" in two.warnings[0].message
    assert "pkg/CITATION.cff" in two.warnings[0].location
    assert software(two)[0].startswith("earlib.")
    site.write("pkg/CITATION.cff", own.replace("earlib", "earcore").replace("2.1.0", "3.0"))
    assert software(site.build(academic_data=data, release="3.0"))[0].startswith("earcore.")


def test_what_is_not_there_is_told_with_what_is_near(make_site: MakeSite) -> None:
    site = make_site("software")
    site.write("index.rst", f"{ALONE}   :key: earplott\n   :style: appa\n   :formats: bibtx\n")
    codes = ["academic.option"] * 3
    messages = " ".join(told.message for told in site.build(warnings=codes).warnings)
    assert "Did you mean 'earplot'?" in messages
    assert "Did you mean 'apa'?" in messages
    assert "The values are: bib, biblatex, ris, csl, cff, text." in messages
    site.write("index.rst", "How to cite\n===========\n\n.. cite-this:: none.yaml\n")
    site.write("none.yaml", "publications:\n  - {title: Ears, type: article, venue: J}\n")
    (told,) = site.build(warnings=["academic.option"]).warnings
    assert "No software and no data set is among these works." in told.message


def test_where_a_file_asks_for_the_software_itself_that_is_in_the_documented_version_too(
    make_site: MakeSite,
) -> None:
    site = make_site("software")
    own = (site.source / "CITATION.cff").read_text(encoding="utf-8")
    asked = "preferred-citation:\n  type: software\n  title: earlib\n  version: 2.1.0\n  year: 2026\n  doi: 10.5281/zenodo.123\n"
    site.write(
        "CITATION.cff",
        own.partition("preferred-citation")[0] + asked + "  authors: [{name: Ears}]\n" + CONCEPT,
    )
    first = citations(site.build(release="2.2.0"))[0]
    assert ["2026" in words(line) for line in first.find_class("academic-line")] == [False, False]
    assert ["2.2.0" in words(line) for line in first.find_class("academic-line")] == [True, True]
    # Without a version it is of no version that its year could be wrong for.
    site.write(
        "CITATION.cff", (site.source / "CITATION.cff").read_text("utf-8").replace("  version: 2.1.0\n", "")
    )
    asked = words(citations(site.build(release="2.2.0"))[0].find_class("academic-line")[1])
    assert ("2.2.0" in asked, "2026" in asked) == (False, True)
