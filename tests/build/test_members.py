"""Two members' sites and that of their lab, built from one set of files; and what sites publish for other sites."""

from __future__ import annotations

import copy
import json

import pytest
from sites import Built, MakeSite, Site, words

from sphinx_academic.data.form_of_records import SCHEMA_OF_PEOPLE

CONTRADICTIONS = ["academic.members"] * 3


def of(site: Site, who: str) -> Site:
    """The site of one of the three."""
    found = copy.copy(site)
    found.source, found.folder = site.source / who, site.folder / f"built-{who}"
    return found


@pytest.fixture(scope="module")
def three(make_shared_site: MakeSite) -> Site:
    return make_shared_site("members")


@pytest.fixture(scope="module")
def lab(three: Site) -> Built:
    return of(three, "lab").build(warnings=CONTRADICTIONS)


@pytest.fixture(scope="module")
def ada(three: Site) -> Built:
    return of(three, "ada").build()


@pytest.fixture(scope="module")
def otto(three: Site) -> Built:
    return of(three, "otto").build()


def section(built: Built, name: str, page: str = "index.html") -> str:
    (found,) = built.page(page).xpath("//section[@id=$name]", name=name)
    return words(found)


def entries(built: Built, name: str) -> list[str]:
    found = built.page("index.html").xpath("//section[@id=$name]//article", name=name)
    return [words(each) for each in found]


def test_two_members_and_their_lab_are_built_from_one_set_of_files(
    lab: Built, ada: Built, otto: Built
) -> None:
    assert "Whistles in the Dark" in words(ada.page("index.html"))
    assert "Whistles in the dark" in words(otto.page("index.html"))
    titles = [
        words(each) for each in lab.page("index.html").xpath("//section[@id='publications']//article//strong")
    ]
    assert titles == [
        "On the Shape of Spouts",
        "Whistles in the Dark",
        "A Farewell to Lids",
        "Boiling before the Group Was There",
    ]


def test_the_photo_of_each_is_that_of_the_members_own_site(lab: Built) -> None:
    sources = lab.page("index.html").xpath("//*[contains(@class, 'academic-people')]//img/@alt")
    assert sources == ["Ada Brühl", "Otto Kessel"]
    assert (lab.folder / "_images" / "ada.png").read_bytes() != (
        lab.folder / "_images" / "otto.png"
    ).read_bytes()


def test_lists_of_the_lab_say_whose_each_is_and_what_is_shared_stands_once(lab: Built) -> None:
    page = lab.page("index.html")
    talks = [words(each) for each in page.xpath("//*[contains(@class, 'academic-talks')]//article")]
    assert len(talks) == 2
    assert "Spouts for Everybody" in talks[0]
    assert "Otto Kessel" in talks[0]
    assert "Ada Brühl, Otto Kessel" in talks[1]
    (award,) = page.xpath("//*[contains(@class, 'academic-awards')]//article")
    assert "Ada Brühl" in words(award)
    (grant,) = page.xpath("//*[contains(@class, 'academic-grants')]//article")
    assert "Ada Brühl, Otto Kessel" in words(grant)
    assert "Principal investigator" not in words(grant)


def test_what_is_about_a_member_alone_stands_on_the_members_page(lab: Built) -> None:
    page = words(lab.page("people/ada-bruhl.html"))
    assert "Positions" in page
    assert "Professor University of Lower Fenwick" in page
    assert "I have a new kettle" not in words(lab.page("index.html")) + page


def test_a_list_leaves_out_what_was_before_and_after_somebodys_time(lab: Built) -> None:
    theirs = section(lab, "theirs")
    assert "Boiling before the Group Was There" not in theirs
    assert "On the Shape of Spouts" not in theirs
    assert "A Farewell to Lids" in theirs
    assert "Whistles in the Dark" in theirs


def test_contradictions_are_told_once_with_who_says_what(lab: Built) -> None:
    told = [each.message for each in lab.warnings]
    assert any(
        "The year of 'Whistles in the Dark': Ada Brühl's file says 2023 (../ada/data/site.yaml:" in each
        and "Otto Kessel's file 2024 (../otto/data/site.yaml:" in each
        and "; 2023 is shown." in each
        for each in told
    )
    assert any("The amount of 'Listening to Kettles'" in each for each in told)
    assert any("The authors of 'Whistles in the Dark'" in each for each in told)


def test_a_page_of_the_lab_is_read_again_when_a_members_file_changes_and_when_a_folder_gets_one(
    make_site: MakeSite,
) -> None:
    site = make_site("members")
    lab = of(site, "lab")
    lab.build(warnings=None)
    assert lab.build(warnings=None).read == ()
    more = "publications:\n  - {title: A New Paper on Lids, authors: Ada Brühl, year: 2025}\n"
    site.write("ada/data/more.yaml", more)
    built = lab.build(warnings=None)
    assert built.read == ("index",)
    assert "A New Paper on Lids" in words(built.page("index.html"))
    site.write("ada/data/more.yaml", more.replace("New", "Newer"))
    assert "A Newer Paper on Lids" in words(lab.build(warnings=None).page("index.html"))


def test_two_workers_write_what_one_writes(make_site: MakeSite) -> None:
    lab = make_site("members")
    # Where a process of its own looks for the source.
    lab.source.rename(lab.folder / "three")
    for name in ("ada", "otto", "lab"):
        (lab.folder / "three" / name).rename(lab.folder / ("source" if name == "lab" else name))
    one = lab.run("html", name="one", warnings=CONTRADICTIONS)
    two = lab.run("html", "-j", "2", name="two", warnings=CONTRADICTIONS)
    assert one.files() == two.files()


def test_files_that_a_members_texts_name_are_those_of_the_member(make_site: MakeSite) -> None:
    site = make_site("members")
    talk = "  - {title: '[Slides](files/slides.txt) on <a href=\"files/slides.txt\">Lids</a>', date: 2022-05-01}\n"
    site.write("ada/data/more.yaml", f"talks:\n{talk}")
    site.write("otto/data/more.yaml", "talks: [{title: 'What [no file](files/none.txt) says', date: 2020}]\n")
    # What the lab, or another member, has under that name is none of Ada's.
    for where, text in {"ada": "Ada's", "otto": "Otto's", "lab": "The lab's"}.items():
        site.write(f"{where}/files/slides.txt", text)
    settings = {
        "academic_members": {"Ada Brühl": "../ada/data/more.yaml", "otto": "../otto/data/more.yaml"},
        "academic_publish_from": ["../ada/files", "../otto/files"],
    }
    built = of(site, "lab").build(warnings=None, **settings)
    links = built.page("index.html").xpath("//*[contains(@class, 'academic-talks')]//a/@href")
    read = [(built.folder / link).read_text(encoding="utf-8") for link in links if "slides" in link]
    assert read == ["Ada's", "Ada's"]
    told = [each.message for each in built.warnings if each.code == "academic.link"]
    assert len(told) == 1
    assert "'files/none.txt'" in told[0]


# What sites publish


@pytest.fixture(scope="module")
def published(ada: Built) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(ada.text("publications.json"))
    return found


def test_works_are_published_as_csl_json_with_a_version_and_their_places(
    published: list[dict[str, object]],
) -> None:
    first, second = published
    assert [first["id"], second["id"]] == ["steam", "early"]
    assert first["title"] == "Whistles in the Dark"
    assert first["DOI"] == "10.5555/jk.3"
    custom = first["custom"]
    assert isinstance(custom, dict)
    assert custom["academic"] == {
        "version": 1,
        "page": "https://ada.example.org/index.html#publication-steam",
    }


def test_nothing_is_published_that_no_page_shows(ada: Built, otto: Built) -> None:
    text = ada.text("publications.json") + ada.text("people.json")
    assert "secret-tag" not in text
    assert "ada@example.org" not in text
    assert "Mia Dampf" not in text
    assert "Kettles whistle at night." in text
    # A compact list shows no abstract.
    assert "abstract" not in otto.text("publications.json")


def test_what_stands_in_no_list_is_not_published(make_site: MakeSite) -> None:
    site = make_site("members")
    site.write("ada/index.md", "# Ada\n\n```{publications}\n:keys: early\n```\n\n```{talks}\n```\n")
    built = of(site, "ada").build()
    assert [each["id"] for each in json.loads(built.text("publications.json"))] == ["early"]
    assert json.loads(built.text("people.json"))["people"] == []
    # A list that comes, or goes, is seen to at the next build.
    site.write("ada/index.md", "# Ada\n\n```{publications}\n:keys: steam\n:layout: compact\n```\n")
    (work,) = json.loads(of(site, "ada").build().text("publications.json"))
    assert work["id"] == "steam"
    assert "abstract" not in work


EVERYTHING = """
publications:
  - key: everything
    title: Everything on Kettles
    authors: [{name: Ada Brühl, orcid: 0000-0002-1825-0097, affiliation: secret-house}]
    venue: Journal of Kettles
    date: 2023-05-04
    doi: 10.5555/jk.9
    award: Golden Lid
    abstract: All of it.
    tags: [tagged]
    isbn: 978-3-16-148410-0
    issn: 1234-5679
    license: CC-BY-4.0
    location: Fenwick
    language: de
    note: In two colours
    archive: secret-archive
"""
UNKNOWN = ["academic.unknown_key"]
IN_LIST = {"id", "type", "title", "author", "container-title", "issued", "DOI", "custom"}
BEHIND = {"publisher-place", "license", "ISBN", "ISSN", "language"}


@pytest.mark.parametrize(
    ("options", "fields", "custom"),
    [
        (":layout: compact\n", {"note"}, set()),
        (":layout: list\n", {"note", "abstract"}, {"award"}),
        (":layout: list\n:no-index:\n", {"note", "abstract"}, {"award"}),
        (":layout: compact\n:bibtex:\n", {"note", *BEHIND}, set()),
    ],
)
def test_a_list_publishes_what_it_shows_of_a_work(
    make_site: MakeSite, options: str, fields: set[str], custom: set[str]
) -> None:
    site = make_site("members")
    site.write("ada/data/site.yaml", EVERYTHING)
    site.write("ada/index.md", f"# Ada\n\n```{{publications}}\n{options}```\n")
    (work,) = json.loads(of(site, "ada").build(warnings=UNKNOWN).text("publications.json"))
    assert set(work) == IN_LIST | fields
    assert set(work["custom"]) - {"academic", "doi"} == custom
    assert "secret" not in json.dumps(work)


def test_a_work_with_a_page_publishes_what_that_shows(make_site: MakeSite) -> None:
    site = make_site("members")
    site.write("ada/data/site.yaml", EVERYTHING)
    site.write("ada/index.md", "# Ada\n\n```{publications}\n:layout: compact\n```\n")
    built = of(site, "ada").build(warnings=UNKNOWN, academic_paper_pages=True)
    (work,) = json.loads(built.text("publications.json"))
    assert set(work) == IN_LIST | BEHIND | {"note", "abstract", "keyword"}
    assert "secret" not in json.dumps(work)


@pytest.mark.parametrize("directive", ["cv", "report\n:since: 2020"])
def test_a_work_in_a_curriculum_vitae_or_a_report_is_published_once(
    make_site: MakeSite, directive: str
) -> None:
    site = make_site("members")
    site.write("ada/data/site.yaml", EVERYTHING)
    name, _, options = directive.partition("\n")
    site.write("ada/index.md", f"# Ada\n\n```{{{name}}}\n{options}\n```\n")
    built = of(site, "ada").build(warnings=UNKNOWN)
    (work,) = json.loads(built.text("publications.json"))
    assert work["id"] == "everything"
    assert ("abstract" in work) == ("All of it." in built.text("index.html"))


def test_lists_of_people_publish_what_they_show_of_each(make_site: MakeSite) -> None:
    site = make_site("members")
    people = """
people:
  - {name: Ada Brühl, role: Professor, affiliation: Fenwick, start: 2015, degree: Dr, about: Long text., tags: [x]}
  - {name: Otto Kessel, role: PhD student, affiliation: Fenwick, start: 2020, end: 2023, now: A kettle maker}
  - {name: Mia Dampf, role: Postdoc}
"""
    site.write("ada/data/site.yaml", people)
    site.write("ada/index.md", "# Ada\n\n```{people}\n:limit: 2\n```\n")
    ada, otto = json.loads(of(site, "ada").build().text("people.json"))["people"]
    assert set(ada) == {"name", "role", "affiliation", "about", "url"}
    assert set(otto) == {"name", "role", "start", "end", "now", "url"}
    site.write("ada/index.md", "# Ada\n\n```{people}\n:layout: table\n:limit: 1\n```\n")
    (ada,) = json.loads(of(site, "ada").build().text("people.json"))["people"]
    assert set(ada) == {"name", "role", "affiliation", "degree", "start", "url"}


def test_a_page_of_its_own_shows_all_of_a_work(make_site: MakeSite) -> None:
    built = of(make_site("members"), "otto").build(academic_paper_pages=True)
    pages = {each["custom"]["academic"]["page"] for each in json.loads(built.text("publications.json"))}
    assert pages == {
        f"https://otto.example.org/papers/{key}.html" for key in ("whistles", "spouts", "leaving")
    }


def test_people_are_published_in_a_form_with_a_schema(ada: Built) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    found = json.loads(ada.text("people.json"))
    jsonschema.validate(found, SCHEMA_OF_PEOPLE)
    assert found["academic"] == {"version": 1, "site": "ada", "address": "https://ada.example.org/"}
    (person,) = found["people"]
    assert person["name"] == "Ada Brühl"
    assert person["links"] == [{"name": "ORCID", "url": "https://orcid.org/0000-0002-1825-0097"}]


def test_nothing_is_published_where_nobody_asks(lab: Built) -> None:
    assert not (lab.folder / "publications.json").exists()
    assert not (lab.folder / "people.json").exists()


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml"])
def test_other_sites_in_html_publish_the_same_works(make_site: MakeSite, builder: str) -> None:
    built = of(make_site("members"), "ada").build(builder)
    assert [each["id"] for each in json.loads(built.text("publications.json"))] == ["steam", "early"]


def test_the_files_go_when_nobody_asks_for_them_any_more(make_site: MakeSite) -> None:
    site = of(make_site("members"), "ada")
    first = site.build()
    assert (first.folder / "people.json").is_file()
    second = site.build()
    assert second.read == ()
    assert first.files().keys() == second.files().keys()
    site.build(academic_publish_records=False)
    assert not (first.folder / "people.json").exists()


def test_a_lab_reads_what_a_member_has_published_and_links_to_the_members_pages(
    make_site: MakeSite, otto: Built
) -> None:
    site = make_site("members")
    site.write("otto/publications.json", otto.text("publications.json"))
    (site.source / "otto" / "data" / "site.yaml").unlink()
    settings = {"academic_members": {"Otto Kessel": "../otto/publications.json"}}
    built = of(site, "lab").build(warnings=(), **settings)
    page = built.page("index.html")
    (link,) = page.xpath("//section[@id='publications']//a[normalize-space()='On the Shape of Spouts']/@href")
    assert link == "https://otto.example.org/index.html#publication-spouts"


def test_a_lab_finds_the_pages_of_a_member_by_the_inventory_of_that_site(
    make_site: MakeSite, otto: Built
) -> None:
    site = make_site("members")
    (site.source / "otto" / "objects.inv").write_bytes((otto.folder / "objects.inv").read_bytes())
    settings = {"academic_members": {"otto": ["../otto/data", "../otto/objects.inv"]}}
    built = of(site, "lab").build(**settings)
    (link,) = built.page("index.html").xpath(
        "//section[@id='publications']//a[normalize-space()='On the Shape of Spouts']/@href"
    )
    assert link == "https://otto.example.org/index.html#publication-spouts"


def test_a_file_of_a_newer_form_is_told_and_read(make_site: MakeSite, otto: Built) -> None:
    site = make_site("members")
    site.write(
        "otto/publications.json", otto.text("publications.json").replace('"version": 1', '"version": 2')
    )
    settings = {"academic_members": {"Otto Kessel": "../otto/publications.json"}}
    built = of(site, "lab").build(warnings=["academic.members"], **settings)
    assert "knows 1: what it knows of them is read." in built.warnings[0].message
    assert "A Farewell to Lids" in words(built.page("index.html"))


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("3", "A mapping from names to paths was expected"),
        ({"Otto Kessel": 3}, "Paths were expected"),
        ({"Otto Kesel": "../otto/data"}, "nobody in the register of people is called so"),
        ({"Otto Kessel": "../nowhere"}, "There is no such file"),
    ],
)
def test_a_wrong_setting_is_told(make_site: MakeSite, setting: object, says: str) -> None:
    built = of(make_site("members"), "lab").build(warnings=None, academic_members=setting)
    assert any(says in each.message for each in built.warnings), built.warnings


def test_a_list_of_members_times_without_times_is_told(make_site: MakeSite) -> None:
    site = make_site("members")
    site.write("lab/data/people.yaml", "people: [{name: Ada Brühl}]\n")
    built = of(site, "lab").build(warnings=None, academic_members={})
    assert any("':members:' leaves nothing out" in each.message for each in built.warnings)


def test_a_file_of_the_sites_own_is_not_written_over(make_site: MakeSite) -> None:
    site = of(make_site("members"), "ada")
    site.write("extra/people.json", "{}")
    (told,) = site.build(html_extra_path=["extra"], warnings=["academic.output"]).warnings
    assert "'people.json' cannot be written: it is a file of html_extra_path ('extra')." in told.message
    assert (site.folder / "build" / "html" / "people.json").read_text(encoding="utf-8") == "{}"
