"""Every person and every project has a page of its own, in every theme, and it follows the data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from sites import Built, MakeSite, Site, words
from sphinx.util.inventory import InventoryFile

HOME = "https://steam.example.org/"
PEOPLE = {"ada-bruehl", "otto-kessel", "mia-dampf", "83948093"}
PROJECTS = {"whistle", "small-whistles"}


@pytest.fixture(scope="module")
def built(make_shared_site: MakeSite) -> Built:
    return make_shared_site("careers").build()


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    return make_site("careers")


def pages(built: Built, folder: str = "people") -> set[str]:
    """The names of the pages in a folder."""
    return {path.stem for path in (built.folder / folder).glob("*.html")}


def parts(page: lxml.html.HtmlElement) -> dict[str, lxml.html.HtmlElement]:
    """The parts of a page by their headings."""
    return {words(part.find("h2")): part for part in page.find_class("academic-part-of-page")}


def leads(element: lxml.html.HtmlElement) -> list[tuple[str, str]]:
    """The words of links, and where these lead."""
    return [(words(link), link.get("href")) for link in element.iter("a")]


def change(site: Site, old: str, new: str) -> None:
    """Change the data."""
    path = site.source / "data/lab.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def index_of(built: Built) -> dict[str, Any]:
    text = built.text("searchindex.js")
    index: dict[str, Any] = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    return index


def times(built: Built) -> dict[str, int]:
    """When each of the pages was written."""
    found = [path for folder in ("people", "projects") for path in (built.folder / folder).iterdir()]
    return {path.stem: path.stat().st_mtime_ns for path in found}


# What a page says


def test_everybody_and_every_project_has_a_page_named_after_its_key(built: Built) -> None:
    assert (pages(built), pages(built, "projects")) == (PEOPLE, PROJECTS)


def test_a_page_says_who_somebody_is(built: Built) -> None:
    page = built.page("people/ada-bruehl.html")
    (heading,) = page.xpath("//h1")
    assert words(heading) == "Ada Brühl she/her"
    (profile,) = page.find_class("academic-profile")
    assert words(profile.find_class("academic-role")[0]) == "Professor, University of Dampf"
    assert words(profile.find_class("academic-email-line")[0]) == "Email: ada AT steam dot example dot org"
    assert leads(profile.find_class("academic-links")[0]) == [
        ("Website", "https://bruehl.example.org/"),
        ("GitHub", "https://github.com/abruehl"),
        ("ORCID", "https://orcid.org/0000-0002-1825-0097"),
    ]
    assert [words(p) for p in profile.find_class("academic-about")[0].iter("p")] == [
        "Ada studies boiling, and why kettles whistle.",
        "She founded the lab in 2015.",
    ]
    (picture,) = profile.iter("img")
    assert picture.get("alt") == "Ada Brühl beside a kettle"
    assert (built.folder / "people" / picture.get("src")).is_file()


def test_of_who_has_left_it_says_what_for_and_where_to(built: Built) -> None:
    page = built.page("people/otto-kessel.html")
    assert words(page.find_class("academic-dates")[0]) == "2019–2023 · PhD 2023 · now: Kettle Works"
    assert words(page.find_class("academic-thesis")[0]) == "Thesis: Sounds of Lids, supervised by Ada Brühl"


def test_below_stands_what_somebody_has_a_part_in(built: Built) -> None:
    found = parts(built.page("people/ada-bruehl.html"))
    assert [*found] == [
        *("Publications", "Projects", "Talks", "Supervision", "Grants", "Co-authors"),
    ]
    titles = [words(title) for title in found["Publications"].find_class("academic-title")]
    assert titles == ["On Boiling", "Two Plates"]
    assert leads(found["Talks"])[0][0] == "Slides"
    assert (built.folder / "people" / leads(found["Talks"])[0][1]).is_file()
    assert words(found["Co-authors"]) == "Co-authors Otto Kessel (2), Nobody Known (1)"
    assert leads(found["Co-authors"]) == [("Otto Kessel", "otto-kessel.html")]


def test_the_own_name_stands_out_and_the_others_lead_to_their_pages(built: Built) -> None:
    found = parts(built.page("people/ada-bruehl.html"))
    (first, second) = found["Publications"].find_class("academic-authors")
    assert [words(name) for name in first.find_class("academic-highlight")] == ["Ada Brühl"]
    assert leads(first) == [("Otto Kessel", "otto-kessel.html")]
    assert [words(name) for name in second.find_class("academic-highlight")] == ["A. Brühl"]


def test_a_page_says_what_a_project_is_about_and_what_has_come_of_it(built: Built) -> None:
    page = built.page("projects/whistle.html")
    assert lxml.html.tostring(page.xpath("//h1")[0], encoding="unicode").startswith(
        "<h1>The <em>Whistle</em> Project</h1>"
    )
    assert words(page.find_class("academic-subtitle")[0]) == "Why kettles whistle"
    assert words(page.find_class("academic-dates")[0]) == "2021 – 2025 · running · Kettle Council"
    found = parts(page)
    assert [*found] == ["People", "Parts", "Grants", "Publications", "News", "Talks"]
    assert "KC/W000001/1" in words(found["Grants"])
    assert [words(item) for item in found["People"].iter("li")] == [
        "Ada Brühl, Professor",
        "Otto Kessel, PhD student",
        "Nobody Known",
        "Mia Dampf, PhD student",
    ]
    assert leads(found["Parts"]) == [("Small Whistles", "small-whistles.html")]
    assert words(found["News"]) == "News 2021-01 The whistle project has begun."
    (whole,) = built.page("projects/small-whistles.html").find_class("academic-part-of")
    assert leads(whole) == [("The Whistle Project", "whistle.html")]


def test_what_is_over_is_told_by_the_same_day_as_in_lists(site: Site) -> None:
    openings = (
        "openings:\n"
        "  - {title: Whistler, deadline: 2026-12-01, projects: [whistle]}\n"
        "  - {title: Stoker, deadline: 2026-10-01, projects: [whistle]}\n"
    )
    with (site.source / "data/lab.yaml").open("a", encoding="utf-8") as data:
        data.write(openings)
    listed = parts(site.build().page("projects/whistle.html"))["Openings"]
    assert [words(dates) for dates in listed.find_class("academic-dates")] == [
        "apply by 2026-12-01",
        "closed 2026-10-01",
    ]


def test_ids_are_unique_and_links_within_the_site_lead_somewhere(built: Built) -> None:
    for name in [*(f"people/{each}" for each in PEOPLE), *(f"projects/{each}" for each in PROJECTS)]:
        page = built.page(f"{name}.html")
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        for address in page.xpath("//main//a/@href | //main//img/@src"):
            if "://" not in address and not address.startswith("#"):
                path = (built.folder / name).parent / address.split("#")[0]
                assert path.is_file(), address


def test_machines_are_told_what_a_page_is_about(built: Built) -> None:
    page = built.page("people/ada-bruehl.html")
    (told,) = page.xpath("//meta[@name='description']/@content")
    assert told.startswith("Ada Brühl, Professor, University of Dampf. Ada studies boiling")
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{HOME}people/ada-bruehl.html"]
    (told,) = built.page("projects/whistle.html").xpath("//meta[@name='description']/@content")
    assert told.startswith("Why kettles whistle. A kettle whistles when steam passes two plates.")


def test_a_page_leads_to_its_neighbours(built: Built) -> None:
    page = built.page("people/otto-kessel.html")
    assert page.xpath("//head/link[@rel='prev']/@href") == ["ada-bruehl.html"]
    assert page.xpath("//head/link[@rel='next']/@href") == ["mia-dampf.html"]
    assert not built.page("people/ada-bruehl.html").xpath("//head/link[@rel='prev']")


# What leads there


def test_names_in_lists_lead_to_the_pages(built: Built) -> None:
    authors = built.page("papers.html").find_class("academic-authors")
    found = {link for each in authors for link in leads(each)}
    assert found == {
        ("Ada Brühl", "people/ada-bruehl.html"),
        ("A. Brühl", "people/ada-bruehl.html"),
        ("Otto Kessel", "people/otto-kessel.html"),
        ("O. Kessel", "people/otto-kessel.html"),
        ("Mia Dampf", "people/mia-dampf.html"),
    }


def test_names_lead_to_where_people_are_on_the_web_where_they_have_no_pages(site: Site) -> None:
    built = site.build(academic_person_pages=False)
    authors = built.page("papers.html").find_class("academic-authors")
    assert {link for each in authors for link in leads(each)} == {
        ("Ada Brühl", "https://bruehl.example.org/"),
        ("A. Brühl", "https://bruehl.example.org/"),
        ("Otto Kessel", "https://kessel.example.org/"),
        ("O. Kessel", "https://kessel.example.org/"),
    }
    assert pages(built) == set()
    assert pages(built, "projects") == PROJECTS


def test_references_lead_to_the_pages(built: Built) -> None:
    found = built.page("index.html").find_class("academic-cite")
    assert [(words(each), each.get("href")) for each in found] == [
        ("Ada Brühl", "people/ada-bruehl.html"),
        ("Otto Kessel", "people/otto-kessel.html"),
        ("The Whistle Project", "projects/whistle.html"),
    ]


def test_other_sites_find_the_pages(built: Built) -> None:
    found = InventoryFile.loads((built.folder / "objects.inv").read_bytes(), uri="").data
    people = found["academic:person"]
    assert people["ada-bruehl"].uri == "people/ada-bruehl.html"
    assert found["academic:project"]["whistle"].uri == "projects/whistle.html"
    assert people.keys() == PEOPLE


def test_the_search_finds_the_pages_and_nobody_twice(built: Built) -> None:
    index = index_of(built)
    assert {"people/ada-bruehl", "projects/whistle"} <= set(index["docnames"])
    assert not [kind for kind in index["objnames"].values() if kind[1] == "person"]
    place = index["docnames"].index("people/ada-bruehl")
    assert place in [*_listed(index["terms"]["kettl"])]


def _listed(places: Any) -> list[int]:
    return places if isinstance(places, list) else [places]


# Other builds


@pytest.mark.parametrize("builder", ["singlehtml", "latex", "text", "epub"])
def test_builders_of_one_document_make_no_such_pages(site: Site, builder: str) -> None:
    # An EPUB misses what no toctree names, and that is no matter here.
    built = site.build(builder, warnings=None)
    assert not [path for path in built.folder.rglob("*") if "ada-bruehl" in path.name]


def test_in_a_site_of_folders_they_are_folders(site: Site) -> None:
    built = site.build("dirhtml")
    page = built.page("people/ada-bruehl/index.html")
    assert leads(parts(page)["Co-authors"]) == [("Otto Kessel", "../otto-kessel/")]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{HOME}people/ada-bruehl/"]


def test_other_themes_have_them_too(site: Site) -> None:
    built = site.build(html_theme="alabaster")
    page = built.page("people/ada-bruehl.html")
    assert {"Publications", "Talks"} <= parts(page).keys()


def test_workers_write_the_same_pages(site: Site) -> None:
    alone = site.run("html", "-j", "1", name="alone").files()
    shared = site.run("html", "-j", "2", name="shared").files()
    assert alone == shared


def test_where_nothing_has_changed_nothing_is_written(site: Site) -> None:
    before = times(site.build())
    assert times(site.build()) == before


def test_a_change_writes_again_what_says_something_else(site: Site) -> None:
    before = times(site.build())
    change(site, "title: Alone with a Kettle", "title: Together with a Kettle")
    after = times(site.build())
    assert {name for name in after if after[name] != before[name]} == {"mia-dampf"}


def test_the_page_of_who_is_gone_goes_too_and_names_lead_there_no_more(site: Site) -> None:
    site.build()
    change(site, "  - name: Mia Dampf\n    role: PhD student\n    start: 2022\n    projects: [whistle]\n", "")
    again = site.build()
    assert pages(again) == PEOPLE - {"mia-dampf"}
    assert "mia-dampf" not in again.text("papers.html")
    assert "people/mia-dampf" not in again.text("searchindex.js")


def test_files_that_a_page_alone_links_to_are_there_in_every_build(site: Site) -> None:
    site.write("talks.md", "# Talks\n")
    for _build in range(2):
        built = site.build()
        (slides, _address), *_rest = leads(parts(built.page("people/ada-bruehl.html"))["Talks"])
        assert slides == "Slides"
        assert (built.folder / "people" / _address).is_file()
        change(site, "title: Kettles, Heard", "title: Kettles, Heard again")


def test_whom_the_profile_is_about_has_from_there_what_the_register_leaves_out(site: Site) -> None:
    change(site, "people:\n", "profile: {name: Otto Kessel, email: otto@steam.example.org}\npeople:\n")
    page = site.build().page("people/otto-kessel.html")
    (told,) = page.find_class("academic-email")
    assert words(told) == "otto AT steam dot example dot org"


# What cannot be


def test_a_page_of_the_site_stays_what_it_is(site: Site) -> None:
    site.write("people/otto-kessel.md", "---\norphan: true\n---\n\n# Mine\n")
    built = site.build(warnings=["academic.output"])
    assert words(built.page("people/otto-kessel.html").xpath("//h1")[0]).startswith("Mine")
    assert "this person gets none" in built.warnings[0].message
    assert "academic_person_pages" in built.warnings[0].message


def test_keys_that_would_make_one_file_are_told(site: Site) -> None:
    change(site, "  - name: Mia Dampf\n", "  - name: Mia Dampf\n    key: Ada-Bruehl\n")
    built = site.build(warnings=["academic.output"])
    assert len(pages(built)) == len(PEOPLE)
    assert "would be one file with that of 'Ada Brühl'" in built.warnings[0].message


def test_pages_of_two_kinds_may_share_a_folder(site: Site) -> None:
    change(site, "key: whistle\n", "key: mia-dampf\n")
    change(site, "part_of: whistle", "part_of: mia-dampf")
    change(site, "projects: [whistle]", "projects: [mia-dampf]")
    change(site, "project: whistle", "project: mia-dampf")
    site.write("index.md", "# Steam Lab\n\n```{toctree}\npapers\ntalks\n```\n")
    built = site.build(
        academic_person_pages="lab", academic_project_pages="lab", warnings=["academic.output"]
    )
    assert "would be one file with that of 'Mia Dampf'" in built.warnings[-1].message
    assert len(pages(built, "lab")) == len(PEOPLE) + len(PROJECTS)


def test_somebody_without_a_name_that_makes_a_key_has_a_page(site: Site) -> None:
    change(site, "  - name: 孔秋强\n", "  - name: '???'\n")
    assert pages(site.build()) == PEOPLE - {"83948093"} | {"person"}


def test_a_circle_of_projects_is_told_and_has_pages(site: Site) -> None:
    change(site, "    subtitle: Why kettles whistle\n", "    part_of: small-whistles\n")
    built = site.build(warnings=["academic.projects"])
    assert pages(built, "projects") == PROJECTS


def test_namesakes_are_told_apart_by_their_orcids(site: Site) -> None:
    change(
        site,
        "  - name: Mia Dampf\n",
        "  - {name: Ada Brühl, key: other-ada, orcid: 0000-0001-5109-3700}\n  - name: Mia Dampf\n",
    )
    change(
        site,
        "    authors: Mia Dampf\n",
        "    authors: [{name: Ada Brühl, orcid: 0000-0001-5109-3700}]\n",
    )
    built = site.build(warnings=None)
    titles = {
        name: [words(each) for each in built.page(f"people/{name}.html").find_class("academic-title")]
        for name in ("ada-bruehl", "other-ada")
    }
    assert "Alone with a Kettle" in titles["other-ada"]
    assert "Alone with a Kettle" not in titles["ada-bruehl"]


def test_many_people_have_pages_of_their_own(site: Site) -> None:
    many = "".join(f"  - name: Number {number} Kettle\n" for number in range(500))
    change(site, "people:\n", f"people:\n{many}")
    assert len(pages(site.build())) == 500 + len(PEOPLE)


def test_a_folder_outside_the_site_is_told(site: Site) -> None:
    built = site.build(academic_person_pages="../people", warnings=["academic.config"])
    assert "academic_person_pages" in built.warnings[0].message
    assert not list(Path(built.folder).rglob("ada-bruehl.html"))
