"""A lab with the files of its members: what it takes of them, whose it is, what is one thing, and what they say differently."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from counting import check_growth
from inline_data import raw_file

from sphinx_academic.cli import main
from sphinx_academic.data.collection import Collection, collect
from sphinx_academic.data.declarations import Declared, MemberFiles
from sphinx_academic.data.members import Members
from sphinx_academic.data.membership_times import while_members
from sphinx_academic.data.records import (
    Award,
    Education,
    Grant,
    NewsItem,
    Position,
    Publication,
    Supervision,
    Talk,
    Teaching,
)
from sphinx_academic.formats.inventory import read_inventory
from sphinx_academic.formats.loading import NamedFile, load
from sphinx_academic.problems import Code

PEOPLE = """
people:
  - {name: Ada Brühl, start: 2018}
  - {name: Otto Kessel, key: otto, role: PhD student, start: 2020, end: 2023-05}
"""
MEMBERS = (MemberFiles("Ada Brühl", ("ada",)), MemberFiles("otto", ("otto/data.yaml",)))
TITLE = "Whistles in the Dark of a Kitchen"


def lab(ada: str = "", otto: str = "", own: str = PEOPLE) -> Collection:
    """A lab's own file, and one of each of two members."""
    files = {"people.yaml": own, "ada/data.yaml": ada, "otto/data.yaml": otto}
    raw = [raw_file(text, name) for name, text in files.items() if text]
    return collect(raw, declared=Declared(members=MEMBERS))


def clean(ada: str = "", otto: str = "", own: str = PEOPLE) -> Collection:
    collection = lab(ada, otto, own)
    assert not collection.problems, [problem.text for problem in collection.problems]
    return collection


def said(collection: Collection) -> list[str]:
    assert {problem.code for problem in collection.problems} <= {Code.MEMBERS}
    return [problem.message for problem in collection.problems]


def work(*more: str, title: str = TITLE, authors: str = "Ada Brühl, Otto Kessel") -> str:
    fields = "".join(f"    {line}\n" for line in (f"authors: {authors}", *more))
    return f"publications:\n  - title: {title}\n{fields}"


def names(record: object, field: str = "people") -> list[str]:
    return [author.name for author in getattr(record, field).people]


# Whose a file is


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("members/otto", "members/otto/data/site.yaml"),
        ("members/otto/site.yaml", "members/otto/site.yaml"),
        ("../otto/*.bib", "../otto/papers.bib"),
        ("../otto/**/*.yaml", "../otto/a/b/site.yaml"),
        ("/home/otto/data", "/home/otto/data/site.yaml"),
    ],
)
def test_a_file_is_that_of_whose_folder_or_pattern_holds_it(path: str, file: str) -> None:
    members = Members([MemberFiles("Otto Kessel", (path,))])
    assert members.whose(file) == "Otto Kessel"
    assert members.whose("members/ottoline/site.yaml") == ""
    assert members.whose("data/site.yaml") == ""


# What a lab takes


def test_the_profile_of_a_member_fills_in_what_the_register_leaves_out_and_is_none_of_the_lab() -> None:
    found = clean(
        otto="profile:\n  name: Otto B. Kessel\n  role: Doctoral researcher\n  about: Otto listens.\n"
        "  affiliation: University of Lower Fenwick\n  links: {ORCID: https://orcid.org/0000-0002-1825-0097}\n"
    )
    ada, otto = found.people
    assert not found.profile
    assert (otto.name, otto.role, otto.about) == ("Otto Kessel", "PhD student", "Otto listens.")
    assert otto.aliases == ("Otto B. Kessel",)
    assert otto.orcid == "0000-0002-1825-0097"
    assert otto.affiliation == ""
    assert otto.ended is not None
    assert not ada.about


def test_a_member_whom_the_register_does_not_know_joins_it() -> None:
    found = clean(otto="profile: {name: Otto Kessel, about: Otto listens.}\n", own="")
    assert [(each.name, each.about) for each in found.people] == [("otto", "Otto listens.")]
    assert found.people[0].aliases == ("Otto Kessel",)


def test_whom_a_member_knows_is_not_of_the_lab() -> None:
    found = clean(
        otto="people:\n  - {name: Mia Dampf}\n  - {name: Otto Kessel, line: Listens to kettles, end: 2030}\n"
    )
    assert [each.name for each in found.people] == ["Ada Brühl", "Otto Kessel"]
    assert found.people[1].line == "Listens to kettles"
    assert found.people[1].ended is not None
    assert found.people[1].ended.year == 2023


def test_news_and_the_cv_of_a_member_stay_on_that_members_site() -> None:
    found = clean(
        otto="news: [{date: 2024, text: A kettle!}]\ncv: [publications]\neducation: [{title: School}]\n"
    )
    assert not found.news
    assert not found.of(NewsItem)
    assert not found.of(Education)


def test_the_positions_of_a_member_stand_on_the_members_page_alone() -> None:
    found = clean(otto="positions: [{title: Tutor, start: 2020}]\n", ada="positions: [{title: Dean}]\n")
    ada, otto = found.people
    assert not found.of(Position)
    assert [each.title for each in found.contributions.of(otto, Position)] == ["Tutor"]
    assert [each.title for each in found.contributions.of(ada, Position)] == ["Dean"]


def test_labels_of_links_of_members_fill_in_those_of_the_lab() -> None:
    found = clean(
        own=PEOPLE + "links: {Mia: https://lab.example.org/}\n",
        ada="links: {Mia: https://ada.example.org/, Zug: https://zug.example.org/}\n",
    )
    assert found.links == {"Mia": "https://lab.example.org/", "Zug": "https://zug.example.org/"}


def test_a_kind_that_a_member_alone_declares_has_no_list_in_the_lab() -> None:
    declared = "kinds: {kettles: {fields: {title: Title}}}\nkettles: [{title: Red}]\n"
    found = clean(ada=declared)
    assert not found.own_kinds
    assert not any(kind.kind == "kettle" for kind in found.records)
    own = clean(ada="kettles: [{title: Red}]\n", own=PEOPLE + "kinds: {kettles: {fields: {title: Title}}}\n")
    assert [each.called for each in own.of(own.own_kinds["kettles"])] == ["Red"]


# What is whose


def test_what_names_nobody_in_the_file_of_a_member_is_that_members() -> None:
    found = clean(
        otto="talks: [{title: On Lids, date: 2022}, {title: Ours, date: 2021, speakers: Mia Dampf}]\n"
        "teaching: [{title: Steam, start: 2020}]\nsoftware: [{title: lidlib}]\n"
    )
    assert [names(each, "speakers") for each in found.of(Talk)] == [["Otto Kessel"], ["Mia Dampf"]]
    assert [names(each) for each in found.of(Teaching)] == [["Otto Kessel"]]
    assert found.of(Talk)[0].speakers.people[0].person == "Otto Kessel"
    assert [each.title for each in found.contributions.of(found.people[1], Talk)] == ["On Lids"]


def test_what_names_who_else_has_a_part_in_it_names_the_member_first() -> None:
    found = clean(
        ada="awards: [{title: Spout, people: Mia Dampf, date: 2020}]\n"
        "supervision: [{name: Otto Kessel, supervisors: Cy Dee}]\n"
        "grants: [{title: Steam, people: 'Cy Dee, A. Brühl, Ada Brühl'}]\n"
    )
    assert names(found.of(Award)[0]) == ["Ada Brühl", "Mia Dampf"]
    assert names(found.of(Supervision)[0], "supervisors") == ["Ada Brühl", "Cy Dee"]
    assert names(found.of(Grant)[0])[0] == "Cy Dee"


def test_a_work_without_authors_is_given_none() -> None:
    found = clean(otto="publications: [{title: Anonymous, year: 2020}]\n")
    assert not found.publications[0].authors


# What is one thing


def test_a_talk_that_two_gave_together_is_one_and_names_both() -> None:
    one = "talks: [{title: What Lids Say, event: Meeting on Steam, date: 2022-05-01}]\n"
    (talk,) = clean(ada=one, otto=one.replace("2022-05-01", "2022-05")).of(Talk)
    assert names(talk, "speakers") == ["Ada Brühl", "Otto Kessel"]


def test_a_talk_of_one_title_at_two_times_is_two_and_what_one_has_written_twice_stays_twice() -> None:
    one = "talks: [{title: What Lids Say, date: 2022-05-01}]\n"
    assert len(clean(ada=one, otto=one.replace("2022-05", "2022-06")).of(Talk)) == 2
    twice = "talks: [{title: What Lids Say, date: 2022-05-01}, {title: What Lids Say, date: 2022-05-01}]\n"
    assert len(clean(ada=twice).of(Talk)) == 2


def test_awards_of_one_name_are_one_where_one_of_the_two_names_the_other() -> None:
    each = "awards: [{title: Travel Grant, organisation: Society, date: 2022}]\n"
    assert len(clean(ada=each, otto=each).of(Award)) == 2
    joint = "awards: [{title: Travel Grant, organisation: Society, date: 2022, people: Otto Kessel}]\n"
    (award,) = clean(ada=joint, otto=each).of(Award)
    assert names(award) == ["Ada Brühl", "Otto Kessel"]


def test_a_grant_is_one_by_its_number_and_nobodys_role_in_it_is_that_of_all() -> None:
    one = "grants: [{title: Steam, number: EP/1, role: Principal investigator}]\n"
    other = "grants: [{title: 'Steam: the grant', number: ep/1, role: Student}]\n"
    (grant,) = clean(ada=one, otto=other).of(Grant)
    assert names(grant) == ["Ada Brühl", "Otto Kessel"]
    assert grant.role == ""
    assert len(clean(ada=one, otto=one.replace("EP/1", "EP/10")).of(Grant)) == 2


def test_a_paper_in_three_files_is_one() -> None:
    found = clean(ada=work("year: 2023"), otto=work("year: 2023"), own=PEOPLE + work("year: 2023"))
    (paper,) = found.publications
    assert paper.origin.paths == ("people.yaml", "ada/data.yaml", "otto/data.yaml")


def test_two_members_may_have_the_same_key_for_two_works() -> None:
    one, other = (
        work("key: a", "year: 2023"),
        work("key: a", "year: 2020", title="Another One on Spouts and Lids"),
    )
    keys = [each.key for each in clean(ada=one, otto=other).publications]
    assert keys[0] == "a"
    assert len(set(keys)) == 2
    twice = work("key: a") + work("key: a", title="Another One on Spouts and Lids").split("\n", 1)[1]
    assert [problem.code for problem in lab(ada=twice).problems] == [Code.DUPLICATE]


def of_project(title: str) -> list[str]:
    """A project of that title with the key ``ears``, and a paper that belongs to it."""
    paper = f"publications:\n  - {{title: A Paper on {title}, projects: [ears], authors: Cy Dee}}\n"
    return [f"projects:\n  - {{key: ears, title: {title}}}\n", paper]


def test_by_a_key_that_two_members_have_each_means_the_own_project() -> None:
    ada, otto = of_project("Long Ears"), of_project("Short Ears")
    found = clean(ada="".join(ada), otto="".join(otto))
    called = {work.title: found.belonging.projects_called(work) for work in found.publications}
    assert called == {"A Paper on Long Ears": ("Long Ears",), "A Paper on Short Ears": ("Short Ears",)}
    # Who has none of that key means the lab's.
    found = clean(own=PEOPLE + ada[0], otto=otto[1])
    assert [found.belonging.projects_called(work) for work in found.publications] == [("Long Ears",)]


def test_what_a_member_calls_a_shared_grant_is_known_in_the_lab() -> None:
    one = "grants: [{key: ears, title: Steam, number: EP/1}]\n"
    other = "grants: [{key: mine, title: 'Steam: the grant', number: EP/1}]\n"
    papers = "publications:\n  - {title: On Lids, grants: [mine]}\n  - {title: Spouts, grants: 'Steam: the grant'}\n"
    found = clean(ada=one, otto=other + papers)
    assert [[grant.key for grant in found.belonging.grants_of(work)] for work in found.publications] == [
        ["ears"],
        ["ears"],
    ]


# What they say differently


def test_two_files_that_contradict_each_other_are_told_with_who_says_what() -> None:
    found = lab(ada=work("year: 2023", "doi: 10.5555/jk.3"), otto=work("year: 2024", "doi: 10.5555/jk.3"))
    (message,) = said(found)
    assert message == (
        f"The year of '{TITLE}': Ada Brühl's file says 2023 (ada/data.yaml:4), "
        "Otto Kessel's file 2024 (otto/data.yaml:4); 2023 is shown."
    )
    (problem,) = found.problems
    assert problem.location == "otto/data.yaml:4:11"
    assert found.publications[0].shown_year == "2023"


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("venue", "Journal of Kettles", "Annals of Tea"),
        ("volume", "3", "4"),
        ("number", "2", "5"),
        ("pages", "1-19", "21-40"),
        ("type", "article", "report"),
    ],
)
def test_each_field_of_a_work_is_compared(field: str, one: str, other: str) -> None:
    same = ("doi: 10.5555/jk.3", "year: 2023")
    found = lab(ada=work(f"{field}: {one}", *same), otto=work(f"{field}: {other}", *same))
    (message,) = said(found)
    assert message.startswith(f"The {field} of '{TITLE}': Ada Brühl's file says ")
    assert "Otto Kessel's file " in message


def test_other_authors_and_another_order_are_told() -> None:
    same = ("doi: 10.5555/jk.3", "year: 2023")
    turned = lab(ada=work(*same), otto=work(*same, authors="Otto Kessel, Ada Brühl"))
    assert "'Ada Brühl, Otto Kessel'" in said(turned)[0]
    assert "'Otto Kessel, Ada Brühl'" in said(turned)[0]
    shorter = lab(ada=work(*same), otto=work(*same, authors="A. Brühl et al."))
    assert not said(shorter)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (work("venue: Journal of Kettles"), work("venue: J. Kettles")),
        (work("venue: Journal of Kettles"), work("venue: JK")),
        (work("pages: 1021-1034"), work("pages: 1021–34")),
        (work("pages: 17--29"), work("pages: 17")),
        (work(), work(title="whistles in the dark of a kitchen")),
        (work(), work(title="Whistles in the dark -- of a *Kitchen*")),
        (work(authors="Ada Brühl, Otto Kessel"), work(authors="Bruhl, A. and Kessel, O.")),
    ],
)
def test_what_is_written_in_another_way_is_no_contradiction(one: str, other: str) -> None:
    same = "    year: 2023\n    doi: 10.5555/jk.3\n"
    assert not said(lab(ada=one + same, otto=other + same))


def test_a_preprint_and_the_article_that_came_of_it_contradict_each_other_in_nothing() -> None:
    preprint = work("type: preprint", "arxiv: 2301.00001", "venue: arXiv", "year: 2022")
    article = work("venue: Journal of Kettles", "year: 2023", "arxiv: 2301.00001")
    found = lab(ada=preprint, otto=article)
    assert len(found.publications) == 1
    assert not said(found)


def test_one_persons_own_two_files_are_no_matter_of_two() -> None:
    files = {
        "ada/one.yaml": work("year: 2023", "doi: 10.5555/jk.3"),
        "ada/two.bib": work("year: 2024", "doi: 10.5555/jk.3"),
    }
    found = collect(
        [raw_file(text, name) for name, text in files.items()], declared=Declared(members=MEMBERS)
    )
    assert len(found.publications) == 1
    assert not found.problems


def test_two_dois_of_one_work_are_told_and_it_stays_two() -> None:
    same = ("venue: Journal of Kettles", "year: 2023")
    found = lab(ada=work("doi: 10.5555/jk.3", *same), otto=work("doi: 10.5555/jk.8", *same))
    assert len(found.publications) == 2
    (message,) = said(found)
    assert "10.5555/jk.3" in message
    assert message.endswith("; they stay two works.")


def test_two_files_about_one_grant_are_compared() -> None:
    grant = "grants: [{title: Steam, number: EP/1, amount: £1, start: 2020}]\n"
    (message,) = said(lab(ada=grant, otto=grant.replace("£1", "£2").replace("2020", "2020-05")))
    assert message == (
        "The amount of 'Steam': Ada Brühl's file says '£1' (ada/data.yaml:1), "
        "Otto Kessel's file '£2' (otto/data.yaml:1); '£1' is shown."
    )


def test_a_member_whose_name_is_misspelt_is_told() -> None:
    members = (MemberFiles("Otto Kesel", ("otto",)),)
    files = [raw_file(PEOPLE, "people.yaml"), raw_file(work(), "otto/data.yaml")]
    (problem,) = collect(files, declared=Declared(members=members)).problems
    assert problem.code is Code.MEMBERS
    assert problem.hint == "Did you mean 'Otto Kessel'?"


def test_a_file_that_is_given_for_two_members_is_told() -> None:
    members = (MemberFiles("Ada Brühl", ("all",)), MemberFiles("otto", ("all/data.yaml",)))
    files = [raw_file(PEOPLE, "people.yaml"), raw_file(work(), "all/data.yaml")]
    collection = collect(files, declared=Declared(members=members))
    assert said(collection) == [
        "'academic_members' gives this file for 'Ada Brühl', 'otto'; it is read as that of 'Ada Brühl'."
    ]
    assert collection.problems[0].path == "all/data.yaml"


def test_a_member_who_is_named_twice_is_told_and_keeps_what_both_files_say() -> None:
    members = (MemberFiles("Ada Brühl", ("ada",)), MemberFiles("ada brühl", ("more",)))
    files = [
        raw_file(PEOPLE, "people.yaml"),
        raw_file("profile: {name: Ada Brühl, role: Reader}", "ada/data.yaml"),
        raw_file("profile: {name: Ada Brühl, email: ada@example.org}", "more/data.yaml"),
    ]
    collection = collect(files, declared=Declared(members=members))
    (message,) = said(collection)
    assert message.startswith("'ada brühl' and 'Ada Brühl' in 'academic_members' are one member of the lab")
    assert (collection.people[0].role, collection.people[0].emails) == ("Reader", ("ada@example.org",))


@pytest.mark.parametrize("text", ["", "# Nothing yet\n", "~", "{}", "publications: []\n"])
def test_a_member_in_whose_files_nothing_is_is_told(text: str) -> None:
    files = [raw_file(PEOPLE, "people.yaml"), raw_file(text, "ada/data.yaml")]
    collection = collect(files, declared=Declared(members=MEMBERS[:1]))
    assert said(collection) == ["The data of 'Ada Brühl', a member, hold no records."]
    assert collection.problems[0].path == "ada/data.yaml"


# Who was a member when


def titles(collection: Collection, years_after: int = 0) -> list[str]:
    return [each.title for each in while_members(collection.publications, collection, years_after)]


def many(*dates: str, authors: str = "Otto Kessel") -> str:
    lines = (f"  - {{title: Of {date}, authors: {authors}, date: {date}}}\n" for date in dates)
    return "publications:\n" + "".join(lines)


def test_what_appeared_before_and_after_somebodys_time_is_left_out() -> None:
    found = clean(otto=many("2019", "2020", "2023", "2023-05-31", "2023-06", "2024"))
    assert titles(found) == ["Of 2020", "Of 2023", "Of 2023-05-31"]
    assert titles(found, 1) == ["Of 2020", "Of 2023", "Of 2023-05-31", "Of 2023-06", "Of 2024"]


def test_a_work_counts_while_one_of_its_authors_is_a_member() -> None:
    found = clean(otto=many("2017", "2019", "2024", authors="'Otto Kessel, Ada Brühl'"))
    assert titles(found) == ["Of 2019", "Of 2024"]


def test_a_work_in_the_file_of_a_member_counts_as_that_members_whoever_it_names() -> None:
    found = clean(otto=many("2019", "2021", authors="Mia Dampf"))
    assert titles(found) == ["Of 2021"]


def test_what_has_no_date_and_what_nobody_of_the_register_wrote_stays() -> None:
    found = clean(
        own=PEOPLE + many("2001", authors="Mia Dampf") + "  - {title: Undated, authors: Otto Kessel}\n"
    )
    assert titles(found) == ["Of 2001", "Undated"]


def test_what_goes_on_for_years_counts_where_it_meets_somebodys_time() -> None:
    found = clean(
        otto="grants:\n  - {title: Before, start: 2010, end: 2019-12}\n  - {title: Into, start: 2010, end: 2020}\n"
        "  - {title: Open, start: 2015}\n  - {title: After, start: 2023-06}\n"
    )
    kept = [each.title for each in while_members(found.of(Grant), found, 0)]
    assert kept == ["Into", "Open"]


def test_times_need_no_files_of_members() -> None:
    found = collect([raw_file(PEOPLE + many("2019", "2021"), "site.yaml")])
    assert titles(found) == ["Of 2021"]


# Files of other sites


def published(*items: dict[str, object]) -> str:
    return json.dumps(
        [
            {"id": "a", "type": "article-journal", "author": [{"family": "Kessel", "given": "Otto"}], **each}
            for each in items
        ]
    )


def read_lab(tmp_path: Path, files: dict[str, str | bytes], paths: tuple[str, ...]) -> Collection:
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    declared = Declared(members=(MemberFiles("Otto Kessel", paths, str(tmp_path)),))
    names = [name for name in files if not name.endswith((".inv", ".png"))]
    return load([NamedFile(tmp_path / name, name) for name in names], "", declared)


PEOPLE_WITH_ADDRESS = PEOPLE.replace("end: 2023-05", "end: 2023-05, url: https://otto.example.org")


def test_a_file_that_another_site_has_published_says_where_its_pages_are(tmp_path: Path) -> None:
    page = "https://otto.example.org/papers/a.html"
    text = published({"title": TITLE, "custom": {"award": "Best", "academic": {"version": 1, "page": page}}})
    found = read_lab(tmp_path, {"people.yaml": PEOPLE, "otto/publications.json": text}, ("otto",))
    assert not found.problems
    (paper,) = found.publications
    assert (paper.page_elsewhere, paper.award) == (page, "Best")
    assert found.members is not None
    assert found.members.owners_of(paper) == ("Otto Kessel",)


@pytest.mark.parametrize(
    ("version", "says"), [(7, "of version 7"), ("new", "of a version that is no number ('new')")]
)
def test_a_newer_form_is_told_once_and_read_as_far_as_it_is_known(
    tmp_path: Path, version: object, says: str
) -> None:
    newer = {"academic": {"version": version, "page": "https://otto.example.org/a", "mood": ["steam"]}}
    text = published({"title": TITLE, "custom": newer}, {"id": "b", "title": "Another", "custom": newer})
    found = read_lab(tmp_path, {"people.yaml": PEOPLE, "otto/publications.json": text}, ("otto",))
    (problem,) = found.problems
    assert problem.code is Code.MEMBERS
    assert problem.message.startswith(
        f"The records of this file are {says} of their form, and this version of"
    )
    assert problem.path == "otto/publications.json"
    assert [each.title for each in found.publications] == [TITLE, "Another"]
    assert found.publications[0].page_elsewhere == "https://otto.example.org/a"


def test_people_of_another_site_are_read_as_ours_and_a_newer_form_of_them_is_told(tmp_path: Path) -> None:
    people = {
        "academic": {"version": 9, "site": "Otto"},
        "people": [{"name": "Otto Kessel", "line": "Listens", "mood": 3}],
    }
    files = {"people.yaml": PEOPLE, "otto/people.json": json.dumps(people)}
    found = read_lab(tmp_path, files, ("otto",))
    assert [problem.code for problem in found.problems] == [Code.MEMBERS]
    assert found.people[1].line == "Listens"


def test_an_address_that_runs_something_is_no_page(tmp_path: Path) -> None:
    text = published({"title": TITLE, "custom": {"academic": {"version": 1, "page": "javascript:alert(1)"}}})
    found = read_lab(tmp_path, {"people.yaml": PEOPLE, "otto/publications.json": text}, ("otto",))
    assert found.publications[0].page_elsewhere == ""


def test_pictures_of_a_member_are_those_of_the_members_folder(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "people.yaml": PEOPLE,
        "images/otto.png": b"the lab's",
        "otto/images/otto.png": b"otto's",
        "otto/conf.py": "",
        "otto/data/site.yaml": "profile: {name: Otto Kessel, photo: images/otto.png}\n"
        "publications: [{title: A, images: [images/none.png]}]\n",
    }
    del files["otto/conf.py"]
    found = read_lab(tmp_path, files, ("otto",))
    assert found.people[1].photo[0].url == "otto/images/otto.png"
    assert found.publications[0].images[0].url == "otto/data/images/none.png"


INVENTORY = b"# Sphinx inventory version 2\n# Project: Otto\n# Version: \n# The remainder of this file is compressed using zlib.\n"


def inventory(*lines: str) -> bytes:
    import zlib

    return INVENTORY + zlib.compress("".join(f"{line}\n" for line in lines).encode())


def test_an_inventory_says_where_the_pages_of_a_members_works_are(tmp_path: Path) -> None:
    lines = (
        "my key academic:publication 1 papers/my-key.html Title",
        "b academic:publication 1 index.html#publication-$ T",
    )
    otto = (
        "publications:\n  - {title: One, key: my key}\n  - {title: Two, key: b}\n  - {title: Three, key: c}\n"
    )
    files = {
        "people.yaml": PEOPLE_WITH_ADDRESS,
        "otto/site.yaml": otto,
        "otto/objects.inv": inventory(*lines),
    }
    found = read_lab(tmp_path, files, ("otto/site.yaml", "otto/objects.inv"))
    assert not found.problems
    assert [each.page_elsewhere for each in found.publications] == [
        "https://otto.example.org/papers/my-key.html",
        "https://otto.example.org/index.html#publication-b",
        "",
    ]


def test_an_inventory_of_a_site_whose_address_nobody_knows_is_told(tmp_path: Path) -> None:
    files = {
        "people.yaml": PEOPLE,
        "otto/site.yaml": "publications: [{title: One, key: a}]\n",
        "otto/objects.inv": inventory("a academic:publication 1 papers/a.html Title"),
    }
    found = read_lab(tmp_path, files, ("otto/site.yaml", "otto/objects.inv"))
    (problem,) = found.problems
    assert (problem.path, problem.code) == ("otto/objects.inv", Code.MEMBERS)


@pytest.mark.parametrize(
    "data", [b"", b"nothing", INVENTORY, INVENTORY + b"broken", b"# Sphinx inventory version 1\n\n\n\n"]
)
def test_what_is_no_inventory_is_told_and_not_read(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "objects.inv"
    path.write_bytes(data)
    read = read_inventory(path, "objects.inv")
    assert not read.places
    assert [problem.code for problem in read.problems] == [Code.FILE]
    assert read_inventory(tmp_path / "none.inv", "none.inv").problems


def test_works_of_a_lab_keep_what_each_says_alone(tmp_path: Path) -> None:
    found = clean(
        ada=work("year: 2023", "award: Best", "doi: 10.5555/jk.3"),
        otto=work("year: 2023", "abstract: Steam."),
    )
    (paper,) = found.of(Publication)
    assert (paper.award, paper.abstract) == ("Best", "Steam.")


def test_the_schema_of_people_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--people"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "People of a sphinx-academic site"


def test_the_labs_own_file_is_called_so_and_counts_first() -> None:
    same = "doi: 10.5555/jk.3"
    found = lab(otto=work("year: 2024", same), own=PEOPLE + work("year: 2023", same))
    (message,) = said(found)
    assert message.endswith(
        "the lab's own file says 2023 (people.yaml:7), Otto Kessel's file 2024 (otto/data.yaml:4); 2023 is shown."
    )


def test_two_orcids_of_one_member_are_told_and_that_of_the_register_counts() -> None:
    own = PEOPLE.replace("key: otto,", "key: otto, orcid: 0000-0002-1825-0097,")
    found = lab(
        otto="profile:\n  name: Otto Kessel\n  links: {ORCID: https://orcid.org/0000-0001-5109-3700}\n",
        own=own,
    )
    (message,) = said(found)
    assert "0000-0002-1825-0097 in people.yaml:3, and 0000-0001-5109-3700" in message
    assert found.people[1].orcid == "0000-0002-1825-0097"


def test_time_for_many_records_of_one_name_is_in_proportion_to_their_number() -> None:
    def collected(number: int) -> None:
        lines = (f"  - {{title: Guest lecture, date: {2000 + each % 20}-01-02}}\n" for each in range(number))
        lab(otto="talks:\n" + "".join(lines))

    check_growth(collected, 100)
