"""A site whose works were fetched looks like one whose works were written down by hand, and shows what only services know."""

from __future__ import annotations

import json
from collections.abc import Mapping

import lxml.html
import pytest
from sites import Built, MakeSite, Site, words

from sphinx_academic.formats.lock_file import Lock, LockedField, LockedWork, Plain, written_lock

BY_HAND = r"""
@article{tidal, title={On the Patience of Tidal Clocks}, author={Quillfeather, Ada and Kessel, Otto}, journal={Journal of Tides},
  year={2024}, month=mar, volume={12}, number={3}, pages={45--67}, doi={10.5555/tidal.7}, publisher={Eel Press}}
@inproceedings{eels, title={Eels that Count {CO$_2$} in \emph{Salt} Marshes}, author={Kessel, Otto and Quillfeather, Ada},
  booktitle={Proceedings of the Conference on Marshes}, year={2023}, pages={1--8}, doi={10.5555/eels.1}}
@misc{moons, title={A Calendar for Two Moons}, author={Quillfeather, Ada}, year={2025}, eprint={2501.00002}, archiveprefix={arXiv}}
@incollection{ropes, title={Ropes Below the Water Line}, author={Quillfeather, Ada and M{\"u}ller, J{\"o}rg}, booktitle={The Book of Quays},
  publisher={Eel Press}, year={2021}, pages={101--120}, editor={Kessel, Otto}, isbn={978-3-16-148410-0}, doi={10.5555/ropes}}
@book{quays, title={Quays and Their Keepers}, author={Quillfeather, Ada}, publisher={Eel Press}, year={2020}, doi={10.5555/quays}}
@phdthesis{thesis, title={Patience: A Study}, author={Quillfeather, Ada}, school={University of Eelmarsh}, year={2019}, doi={10.5555/thesis}}
@article{awaited, title={Slack Water, Again}, author={Quillfeather, Ada and others}, journal={Journal of Tides}, year={2026}, doi={10.5555/slack}}
"""

WORKS: Mapping[str, Mapping[str, Plain]] = {
    "doi:10.5555/tidal.7": {
        "title": "On the Patience of Tidal Clocks", "authors": [{"name": "Ada Quillfeather"}, {"name": "Otto Kessel"}],
        "venue": "Journal of Tides", "date": "2024-03", "volume": "12", "number": "3", "pages": "45-67", "doi": "10.5555/tidal.7",
        "publisher": "Eel Press", "type": "article", "citations": "1278", "abstract": "Clocks wait.",
        "open_access": {"status": "green", "url": "https://repository.example/7.pdf"},
    },
    "doi:10.5555/eels.1": {
        "title": "Eels that Count CO<sub>2</sub> in <i>Salt</i> Marshes", "authors": [{"name": "Otto Kessel"}, {"name": "Ada Quillfeather"}],
        "venue": "Proceedings of the Conference on Marshes", "year": "2023", "pages": "1-8", "doi": "10.5555/eels.1",
        "type": "conference", "citations": "4", "open_access": "closed",
    },
    "arxiv:2501.00002": {
        "title": "A Calendar for Two Moons", "authors": [{"name": "Ada Quillfeather"}], "year": "2025", "arxiv": "2501.00002",
        "type": "preprint", "open_access": {"status": "green", "url": "https://arxiv.org/pdf/2501.00002"},
    },
    "doi:10.5555/ropes": {
        "title": "Ropes Below the Water Line", "authors": [{"name": "Ada Quillfeather"}, {"name": "Jörg Müller"}],
        "venue": "The Book of Quays", "publisher": "Eel Press", "year": "2021", "pages": "101-120", "editor": "Otto Kessel",
        "isbn": ["978-3-16-148410-0"], "doi": "10.5555/ropes", "type": "chapter",
    },
    "doi:10.5555/quays": {
        "title": "Quays and Their Keepers", "authors": [{"name": "Ada Quillfeather"}], "publisher": "Eel Press", "year": "2020",
        "doi": "10.5555/quays", "type": "book", "open_access": "gold",
    },
    "doi:10.5555/thesis": {
        "title": "Patience: A Study", "authors": [{"name": "Ada Quillfeather"}], "venue": "University of Eelmarsh", "year": "2019",
        "doi": "10.5555/thesis", "type": "thesis", "genre": "PhD thesis",
    },
    "doi:10.5555/slack": {
        "title": "Slack Water, Again", "authors": "Ada Quillfeather, et al.", "venue": "Journal of Tides", "year": "2026",
        "doi": "10.5555/slack", "type": "article", "citations": "0",
    },
}  # fmt: skip
DAYS = {"citations": "2026-11-30"}
SOURCES = {"citations": "openalex", "open_access": "unpaywall"}


def lock(works: Mapping[str, Mapping[str, Plain]] = WORKS, **sources: str) -> str:
    found = [
        LockedWork(
            name,
            {
                field: LockedField(
                    value, {**SOURCES, **sources}.get(field, "crossref"), DAYS.get(field, "2026-12-01")
                )
                for field, value in fields.items()
            },
        )
        for name, fields in works.items()
    ]
    repository = {"stars": "1234", "version": "2.1.0", "license": "MIT"}
    fields = {name: LockedField(value, "github", "2026-12-01") for name, value in repository.items()}
    return written_lock(Lock((*found, LockedWork("github:ada/tide", fields, "software"))))


def of_site(site: Site, builder: str = "html", **files: str) -> Built:
    for name, text in files.items():
        site.write(f"data/{name.replace('_', '.', name.count('_'))}", text)
    return site.build(builder)


@pytest.fixture(scope="module")
def fetched(make_shared_site: MakeSite) -> Built:
    return of_site(make_shared_site("lock"), academic_lock_yaml=lock())


@pytest.fixture(scope="module")
def by_hand(make_shared_site: MakeSite) -> Built:
    return of_site(make_shared_site("lock"), own_bib=BY_HAND)


@pytest.fixture(scope="module")
def both(make_shared_site: MakeSite) -> Built:
    return of_site(make_shared_site("lock"), academic_lock_yaml=lock(), own_bib=BY_HAND)


FIELDS = ("academic-title", "academic-authors", "academic-venue", "academic-links")


def entries(built: Built, page: str = "index.html") -> list[dict[str, str]]:
    """What each entry of a page says, field by field, without what only services know."""
    found = []
    for entry in built.page(page).find_class("academic-entry"):
        for only in ("academic-citations", "academic-abstract"):
            for each in entry.find_class(only):
                each.drop_tree()
        for link in entry.xpath(".//*[normalize-space() = 'Open access' and not(*)]"):
            link.drop_tree()
        found.append({name: " ".join(map(words, entry.find_class(name))) for name in FIELDS})
    assert found
    return found


def headings(built: Built) -> list[str]:
    return [words(each) for each in built.page("index.html").iter("h2")]


@pytest.mark.parametrize("page", ["index.html", "compact.html"])
def test_a_fetched_list_is_the_list_that_is_written_by_hand(
    fetched: Built, by_hand: Built, page: str
) -> None:
    expected = entries(by_hand, page)
    assert len(expected) == len(WORKS)
    assert entries(fetched, page) == expected
    assert headings(fetched) == headings(by_hand)


@pytest.mark.parametrize("page", ["index.html", "compact.html"])
def test_with_both_it_is_the_one_that_is_written_by_hand(both: Built, by_hand: Built, page: str) -> None:
    assert entries(both, page) == entries(by_hand, page)


def entry_of(built: Built, title: str) -> lxml.html.HtmlElement:
    return next(
        each for each in built.page("index.html").find_class("academic-entry") if title in words(each)
    )


@pytest.mark.parametrize("name", ["fetched", "both"])
def test_readers_see_counts_and_what_is_open(name: str, request: pytest.FixtureRequest) -> None:
    built: Built = request.getfixturevalue(name)
    (links,) = entry_of(built, "Tidal Clocks").find_class("academic-links")
    assert words(links).endswith("Open access 1,278 cited")
    assert dict(zip(map(words, links.iter("a")), links.xpath(".//a/@href"), strict=True))["Open access"] == (
        "https://repository.example/7.pdf"
    )
    assert "Open access" not in words(entry_of(built, "Eels that Count"))
    assert "Open access" not in words(entry_of(built, "Two Moons"))
    assert "Open access" in words(entry_of(built, "Keepers"))
    legend = [words(each) for each in built.page("index.html").find_class("academic-legend")]
    assert legend == ["citations: OpenAlex, November 2026"]


def test_counts_of_two_services_say_whose_they_are(make_site: MakeSite) -> None:
    site = make_site("lock")
    other = {name: {**fields, "citations": "5"} for name, fields in WORKS.items() if name.endswith("ropes")}
    rest = {name: fields for name, fields in WORKS.items() if name not in other}
    built = of_site(site, academic_lock_yaml=lock(rest), other_lock_yaml=lock(other, citations="crossref"))
    said = [words(each) for each in built.page("index.html").find_class("academic-citations")]
    assert "5 cited (Crossref, November 2026)" in said
    assert "1,278 cited" in said


def test_the_page_of_a_work_says_how_it_is_open(both: Built) -> None:
    page = both.page("papers/tidal.html")
    (line,) = page.find_class("academic-open-access")
    assert words(line) == "Open access: green, free copy"
    assert line.xpath(".//a/@href") == ["https://repository.example/7.pdf"]
    told = [json.loads(each.text) for each in page.xpath("//script[@type='application/ld+json']")]
    (work,) = [each for each in told if each["@type"] == "ScholarlyArticle"]
    assert work["isAccessibleForFree"] is True
    assert work["encoding"] == {"@type": "MediaObject", "contentUrl": "https://repository.example/7.pdf"}
    assert not both.page("papers/eels.html").find_class("academic-open-access")
    assert words(both.page("papers/quays.html").find_class("academic-open-access")[0]) == "Open access: gold"


def test_a_free_copy_may_lie_on_the_site_itself(make_site: MakeSite) -> None:
    site = make_site("lock")
    site.write("files/tides.pdf", "%PDF-1.4\n")
    site.write(
        "data/own.yaml",
        "publications:\n- {doi: 10.5555/tidal.7, open_access: {status: green, url: files/tides.pdf}}\n",
    )
    site.write("data/academic.lock.yaml", lock())
    built = site.build()
    (link,) = built.page("papers/quillfeather2024patience.html").xpath("//a[. = 'free copy']/@href")
    assert (built.folder / "papers" / link).read_text(encoding="utf-8") == "%PDF-1.4\n"
    (pdf,) = built.page("papers/quillfeather2024patience.html").xpath(
        "//meta[@name='citation_pdf_url']/@content"
    )
    assert pdf == "https://eelmarsh.example.org/papers/quillfeather2024patience.pdf"


def test_software_has_the_stars_and_the_release_of_its_repository(fetched: Built) -> None:
    (entry,) = fetched.page("software.html").find_class("academic-entry")
    assert "1,234" in words(entry) or "1234" in words(entry)
    assert "2.1.0" in words(entry)


@pytest.mark.parametrize("builder", ["text", "latex", "epub"])
def test_other_builders_say_it_in_words(make_site: MakeSite, builder: str) -> None:
    built = of_site(make_site("lock"), builder, academic_lock_yaml=lock())
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in built.folder.rglob("*")
        if path.suffix in {".txt", ".tex", ".xhtml"}
    )
    assert "Open access" in text
    assert "1,278 cited" in text


@pytest.mark.parametrize("theme", ["alabaster", "basic"])
def test_other_themes_have_it_too(make_site: MakeSite, theme: str) -> None:
    site = make_site("lock")
    site.write("data/academic.lock.yaml", lock())
    built = site.build(html_theme=theme)
    assert "Open access" in words(entry_of(built, "Tidal Clocks"))


def test_a_lock_that_cannot_be_read_is_told_and_own_files_are_shown(make_site: MakeSite) -> None:
    site = make_site("lock")
    site.write("data/own.bib", BY_HAND)
    site.write("data/academic.lock.yaml", lock().replace("lock: 1", "lock: 2"))
    built = site.build(warnings=["academic.file"])
    assert "version '2'" in built.warnings[0].message
    assert len(entries(built)) == len(WORKS)
