"""What a curriculum vitae shows, of which records, in which order and for which variant; and what is told where the data ask in vain."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from descriptions import description, of_class
from inline_data import Told, read, read_clean

from sphinx_academic.content.document import Document
from sphinx_academic.content.fragments import Fragments, elements, in_a_row, plain
from sphinx_academic.content.typst import DESIGNS, PAPERS, Look, typeset
from sphinx_academic.data.collection import Collection
from sphinx_academic.data.values.dates import read_date
from sphinx_academic.problems import Code, Problem
from sphinx_academic.sections import cv_plans
from sphinx_academic.sections.base import PageFacts
from sphinx_academic.sections.cv import CurriculumVitae, document
from sphinx_academic.sections.registry import Row

pytestmark = pytest.mark.usefixtures("english")

CAREER = """
profile: {name: Ada Bee, other_names: [阿达], role: Professor, affiliation: Mist, email: ada@example.org,
  links: {GitHub: adabee, ORCID: https://orcid.org/0000-0002-1825-0097}}
people:
- {name: Cyd Dee, aliases: [C. X. Dee], role: PhD student}
- {name: Eve Eff, role: Postdoc}
positions:
- {title: Professor, institution: Mist, start: 2018}
- {title: Postdoctoral researcher, institution: Fog, start: 2014, end: 2017}
education: [{title: PhD, institution: Fog, start: 2009, end: 2013}]
publications:
- {key: a, title: Alpha, type: article, year: 2024, authors: [Ada Bee, {name: Cyd Dee, equal: true}, {name: Eve Eff, equal: true}]}
- {key: b, title: Beta, type: article, year: 2022, selected: true, authors: [C. X. Dee, {name: Ada Bee, corresponding: true}]}
- {key: c, title: Gamma, type: conference, year: 2021, authors: [Ada Bee, Finn Gee]}
supervision: [{name: Finn Gee, degree: MSc}]
talks:
- {title: Hot, date: 2024}
- {title: Cold, date: 2023, tags: [industry]}
"""


def asked(variant: str = "", *highlighted: str) -> dict[str, Any]:
    today = read_date("2026-11-30").date
    assert today is not None
    page = PageFacts("", highlighted, "en", today)
    return {"page": page, **({"variant": variant} if variant else {})}


def made(text: str | Collection, variant: str = "") -> Document:
    collection = read_clean(text) if isinstance(text, str) else text
    return document(collection, asked(variant), description())


def headings(text: str | Collection, variant: str = "") -> list[str]:
    return [
        f"{'-' * (part.level - 1)}{plain(part.heading)}" for part in made(text, variant).parts if part.heading
    ]


def body(cv: Document) -> Fragments:
    return tuple(fragment for part in cv.parts for fragment in part.body)


def titles(text: str | Collection, variant: str = "") -> list[str]:
    return [in_a_row(each.children) for each in of_class(body(made(text, variant)), "academic-title")]


def told(text: str, variant: str = "") -> list[Told]:
    """What is told of the data and of the CV that is made of them."""
    collection = read(text)
    found: Iterator[Problem] = CurriculumVitae().problems(collection, asked(variant))
    return [
        Told(each.location.removeprefix("data.yaml:"), each.code, each.message, each.hint)
        for each in (*collection.problems, *found)
    ]


# The order


def test_without_a_word_in_the_data_all_lists_stand_in_a_good_order() -> None:
    assert headings(CAREER) == [
        "Positions", "Education", "Publications", "-Journal articles", "-Conference and workshop papers", "Talks", "Supervision",
    ]  # fmt: skip
    assert not [*CurriculumVitae().problems(read_clean(CAREER), asked())]


def test_the_data_say_which_parts_there_are() -> None:
    text = """
cv:
- talks
- title: "*Papers*"
  kinds: papers
  type: article
- {title: About, text: "I *listen*.\\n\\n- to kettles"}
- {kinds: [education, jobs]}
- text: No heading
"""
    assert headings(CAREER + text) == ["Talks", "Papers", "About", "Education and Positions"]
    last = made(CAREER + text).parts[-1]
    assert (last.level, plain(last.body)) == (0, "No heading")


def test_kinds_of_ones_own_stand_where_they_say() -> None:
    text = (
        CAREER
        + """
kinds:
  patents: {cv: after publications, fields: {office: Office}}
  maps: {cv: first}
  rooms: {cv: no}
  songs: {label: Songs and dances}
  stones: {cv: before talks}
  pots: {cv: after pans}
  pans: {cv: after pots}
patents: [{title: P, office: Mist}]
maps: [{title: M}]
rooms: [{title: R}]
songs: [{title: S}]
stones: [{title: T}]
pots: [{title: O}]
pans: [{title: N}]
"""
    )
    found = [each for each in headings(text) if not each.startswith("-")]
    assert found == [
        "Maps", "Positions", "Education", "Publications", "Patents", "Stones", "Talks", "Supervision",
        "Songs and dances", "Pots", "Pans",
    ]  # fmt: skip
    assert "Office: Mist" in in_a_row(body(made(text)))
    assert headings(text + "cv: [rooms, songs]\n") == ["Rooms", "Songs and dances"]


def test_filters_and_limits_are_those_of_the_directives() -> None:
    assert titles(CAREER + "cv: [{kinds: publications, since: 2022-05, limit: 1}]\n") == ["[J2] Alpha"]
    assert titles(CAREER + "cv: [{kinds: publications, selected: true}]\n") == ["[J1] Beta"]
    assert titles(CAREER + "cv: [{kinds: publications, keys: [c, a], numbered: no, group_by: none}]\n") == [
        "Gamma",
        "Alpha",
    ]
    assert titles(CAREER + "cv: [{kinds: positions, role: postdoc}]\n") == ["Postdoctoral researcher"]


def test_a_since_that_is_no_date_is_told_as_it_is_written() -> None:
    text = CAREER + "cv: [{kinds: publications, since: tomorrow}]\n"
    (found,) = told(text)
    assert (found.code, found.message) == (Code.CV, "'tomorrow' is no value for the option 'since'.")
    assert found.hint == "Write it as 2024-05-16, 2024-05 or 2024."
    assert found.place.endswith(":35")
    assert titles(text) == titles(CAREER + "cv: [publications]\n")
    (found,) = told(CAREER + "cv: [{kinds: publications, since: 2020, year: 2022-}]\n")
    assert found.message == "The list 'publications' is asked for 'year' and 'since'; the former counts."


def test_one_type_alone_needs_no_heading_of_its_own() -> None:
    assert headings(CAREER + "cv: [{kinds: publications, title: Articles, type: article}]\n") == ["Articles"]
    assert headings(CAREER + "cv: [{kinds: publications, type: article, group_by: type}]\n") == [
        "Publications",
        "-Journal articles",
    ]


# Variants


@pytest.mark.parametrize(
    ("variant", "expected"),
    [
        ("academic", "Positions, Education, Publications, -Journal articles, -Conference and workshop papers, Talks, Supervision"),
        ("industry", "Experience, Education, Selected publications"),
        ("Two Page", "Positions, Education, Selected publications, Talks, Supervision"),
        ("nsf-biosketch", ("Professional preparation, Appointments and positions, Products most closely related to the project, "
            "Other significant products")),
    ],
)  # fmt: skip
def test_four_variants_are_known_without_the_data_naming_them(variant: str, expected: str) -> None:
    assert ", ".join(headings(CAREER, variant)) == expected


def test_a_record_with_the_name_of_a_variant_among_its_tags_is_in_that_alone() -> None:
    assert "Cold" not in titles(CAREER)
    text = CAREER + "cv: [{kinds: talks, variants: [industry, academic, teaching]}]\n"
    assert titles(text, "industry") == ["Hot", "Cold"]
    assert titles(text, "teaching") == ["Hot"]


def test_a_variant_that_a_part_names_is_what_the_data_say() -> None:
    text = (
        CAREER
        + "cv: [talks, {kinds: education, variants: [two-page]}, {kinds: positions, variants: teaching}]\n"
    )
    assert headings(text, "two-page") == ["Talks", "Education"]
    assert headings(text, "teaching") == ["Talks", "Positions"]
    assert headings(text) == ["Talks"]
    assert headings(text, "industry")[0] == "Experience"


def test_variants_may_stand_above_their_parts() -> None:
    text = CAREER + "cv: {short: [talks, positions], academic: education}\n"
    assert headings(text, "short") == ["Talks", "Positions"]
    assert headings(text) == ["Education"]


def test_the_products_of_the_foundation_are_five_that_are_related_and_five_others() -> None:
    works = "".join(
        f"- {{title: W{number}, year: {2000 + number}, tags: [{'related' if number < 3 else 'x'}]}}\n"
        for number in range(12)
    )
    cv = made(f"publications:\n{works}", "nsf-biosketch")
    assert [in_a_row(part.body).split()[::2] for part in cv.parts] == [
        ["W2", "W1", "W0"],
        ["W11", "W10", "W9", "W8", "W7"],
    ]


def test_postdoctoral_training_is_part_of_the_preparation() -> None:
    first, second, *_others = made(CAREER, "nsf-biosketch").parts
    assert plain(first.heading) == "Professional preparation"
    assert (second.level, "Postdoctoral researcher" in plain(second.body)) == (0, True)


def test_two_pages_hold_a_few_of_each_list() -> None:
    works = "".join(f"- {{title: W{number}, year: 2000}}\n" for number in range(50))
    talks = "".join(f"- {{title: T{number}, date: 2000}}\n" for number in range(50))
    cv = made(f"publications:\n{works}talks:\n{talks}", "two-page")
    assert [plain(part.heading) for part in cv.parts] == ["Recent publications", "Talks"]
    assert len(of_class(body(cv), "academic-entry")) == 7


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("design", DESIGNS)
def test_two_pages_are_two_printed_pages(design: str, paper: str) -> None:
    """Of somebody with more of everything than fits, and titles of usual length."""
    records = {
        "positions": "title: Lecturer, institution: University of Fog, department: Department of Steam",
        "education": "title: Degree in Acoustics, institution: University of Fog, advisor: Prof. Somebody",
        "awards": "title: Award for the best paper, organisation: Society of Mist",
        "grants": "title: 'What a kettle says', funder: Foundation for Warm Drinks, amount: '£240,000'",
        "publications": "title: 'On the Sound of Kettles That Are Nearly Boiling, and What It Says of Kitchens', type: article, "
        "authors: [Ada Bee, Cyd Dee, Eve Eff, Finn Gee], venue: Journal of Kitchens, doi: 10.5555/1",
        "talks": "title: What a kettle says before it boils, event: Conference on Steam, place: London",
        "teaching": "title: Hearing machines, institution: University of Fog, note: 'Twelve weeks of listening in the first year.'",
        "supervision": "name: Some Body, degree: PhD, thesis: On the sound of kettles that are nearly boiling",
        "service": "title: Reviewer, organisation: Journal of Kitchens",
        "memberships": "title: Fellow, organisation: Society of Mist",
    }
    text = "profile: {name: Ada Bee, role: Professor, affiliation: Mist, email: a@example.org, links: {GitHub: ada}}\n"
    for name, record in records.items():
        text += f"{name}:\n" + "".join(f"- {{{record}, date: {2000 + year}}}\n" for year in range(24))
    for number in range(24):
        text = text.replace("10.5555/1,", f"10.5555/x{number},", 1)
    cv = made(read(text), "two-page")
    assert len(cv.parts) == 9
    pdf = typeset(cv, Look(design, paper, datetime.date(2026, 11, 30))).pdf
    assert len(pikepdf.open(io.BytesIO(pdf)).pages) == 2


# Numbers, names and signs


def test_works_are_numbered_by_type_from_the_end() -> None:
    found = of_class(body(made(CAREER)), "academic-number")
    assert [plain(each.children) for each in found] == ["[J2]", "[J1]", "[C1]"]


def test_the_owner_is_bold_and_students_are_underlined_in_each_spelling() -> None:
    found = elements(body(made(CAREER)))
    assert {plain(each.children) for each in found if each.classes == "academic-highlight"} == {"Ada Bee"}
    assert [plain(each.children) for each in found if each.kind == "underlined"] == [
        "underlined", "Cyd Dee", "C. X. Dee", "Finn Gee",
    ]  # fmt: skip


def test_names_that_the_site_lets_stand_out_are_these_alone() -> None:
    cv = document(read_clean(CAREER), asked("", "Eve Eff"), description("Eve Eff"))
    found = {plain(each.children) for each in elements(body(cv)) if each.classes == "academic-highlight"}
    assert found == {"Eve Eff"}


def bold(text: str, *highlighted: str) -> list[str]:
    cv = document(read_clean(text), asked("", *highlighted), description(*highlighted))
    return [plain(each.children) for each in elements(body(cv)) if each.classes == "academic-highlight"]


@pytest.mark.parametrize("highlighted", [(), ("Imogen Rose Kettlewell",), ("I. Kettlewell",)])
def test_the_owners_name_is_bold_in_every_spelling(highlighted: tuple[str, ...]) -> None:
    names = ["I. Kettlewell", "Kettlewell, I. R.", "Imogen Kettlewell"]
    text = "profile: {name: Imogen Rose Kettlewell}\npublications:\n"
    text += "".join(f"- {{title: T{n}, authors: ['{name}', Ada Bee]}}\n" for n, name in enumerate(names))
    assert bold(text, *highlighted) == ["I. Kettlewell", "I. R. Kettlewell", "Imogen Kettlewell"]


def test_initials_beside_the_full_name_are_somebody_elses() -> None:
    assert bold("profile: {name: Ada Bee}\npublications: [{title: T, authors: [A. Bee, Ada Bee]}]") == [
        "Ada Bee"
    ]


@pytest.mark.parametrize(
    "other",
    [
        "people: [{name: Ian Kettlewell}]",
        "talks: [{title: A, speakers: [Imogen Kettlewell, Ian Kettlewell]}]",
    ],
)
def test_a_name_by_which_somebody_else_may_be_meant_is_not_bold(other: str) -> None:
    text = f"""
profile: {{name: Imogen Kettlewell}}
publications: [{{title: T, authors: [I. Kettlewell, Ada Bee]}}, {{title: U, authors: [Imogen Kettlewell]}}]
{other}
"""
    assert set(bold(text)) == {"Imogen Kettlewell"}


def test_the_site_of_a_student_underlines_no_fellows() -> None:
    cv = made(CAREER.replace("role: Professor,", "role: PhD student,"))
    found = [plain(each.children) for each in elements(body(cv)) if each.kind == "underlined"]
    assert found == ["underlined", "Finn Gee"]


def test_what_signs_mean_stands_once_before_the_first_list_that_has_some() -> None:
    text = CAREER.replace("Ada Bee, Finn Gee", "Ada Bee, Hal Imm")
    cv = made(text + "cv: [talks, {kinds: publications, keys: c}, publications]\n")
    legends = [plain(each.children) for each in of_class(body(cv), "academic-legend")]
    assert legends == ["* equal contribution · † corresponding author · underlined: students"]
    place = next(number for number, part in enumerate(cv.parts) if of_class(part.body, "academic-legend"))
    assert "Gamma" in plain(cv.parts[place - 1].body)


def test_nothing_opens_and_no_picture_stands_in_a_cv() -> None:
    text = """
profile: {name: A}
publications: [{title: T, abstract: Why, images: [a.png], year: 2020}]
projects: [{title: P, description: "One. Two.\\n\\nThree.", images: [a.png], tags: [x], start: 2020}]
education: [{institution: I, image: a.png, start: 2020}]
"""
    found = body(made(text))
    assert not {each.kind for each in elements(found)} & {"figure", "disclosure", "on_screen"}
    assert not of_class(found, "academic-with-logos") and not of_class(found, "academic-tags")
    assert "One. Two." in plain(found) and "Why" not in plain(found)


def test_brackets_around_links_are_left_to_the_look_of_pages() -> None:
    text = "talks: [{title: T, date: 2020, slides: s.pdf}]\nprofile: {name: A}"
    (links,) = of_class(body(made(text)), "academic-links")
    assert plain(links.children) == "[Slides]"
    assert [each.kind for each in elements((links,))][1:] == ["on_paper", "link", "on_paper"]


# Whose works


@pytest.mark.parametrize(
    ("authors", "is_own"),
    [
        ("[Rowan Ashdown]", False),
        ("[Ian Kettlewell]", False),
        ("[Ian R. Kettlewell]", False),
        ("[{name: Imogen Kettlewell, orcid: 0000-0001-5109-3700}]", False),
        ("[I. Kettlewell]", True),
        ("[Kettlewell]", True),
        ("[IR Kettlewell]", True),
        ("[Kettlewell IR, Bee A]", True),
        ("[R. Imogen Kettlewell]", True),
        ("[Imogen Müller-Kettlewell]", True),
        ("[I. Mueller]", True),
        ("[Immy Fog]", True),
        ("[{name: Somebody, orcid: 0000-0002-1825-0097}]", True),
        ("['**Rowan Ashdown**']", True),
        ("[The Kettle Collaboration]", True),
        ("[Имоджен Кетлуэлл]", True),
        ("'Rowan Ashdown, et al.'", True),
        ("'in collaboration: the team of Dr Kettlewell (among others); see below'", True),
        ("'in collaboration: the team of Dr Ashdown (among them); see below'", False),
        ("''", True),
    ],
)
def test_works_are_those_in_which_the_owner_may_have_a_part(authors: str, is_own: bool) -> None:
    text = f"""
profile: {{name: Imogen Rose Kettlewell, other_names: [Imogen Müller], links: {{ORCID: https://orcid.org/0000-0002-1825-0097}}}}
people: [{{name: Imogen Rose Kettlewell, aliases: [Immy Fog]}}]
publications:
- {{title: Mine, year: 2024, authors: [Imogen Rose Kettlewell]}}
- {{title: Asked, year: 2023, authors: {authors}}}
"""
    cv = document(read(text), asked(), description())
    found = [in_a_row(each.children) for each in of_class(body(cv), "academic-title")]
    assert [title.rpartition(" ")[2] for title in found] == ["Mine", "Asked"][: 1 + is_own]


@pytest.mark.parametrize(
    ("kind", "people"),
    [("talks", "speakers"), ("software", "people"), ("datasets", "people"), ("competitions", "authors")],
)
def test_talks_software_data_and_competitions_are_the_owners_too(kind: str, people: str) -> None:
    own, others = f"{{title: Mine, {people}: [Ada Bee]}}", f"{{title: Not mine, {people}: [Cyd Dee]}}"
    nobodys = "{title: Of nobody}"
    found = titles(f"profile: {{name: Ada Bee}}\n{kind}: [{own}, {others}, {nobodys}]")
    assert found == ["Mine", "Of nobody"]


def test_who_edits_a_book_has_a_part_in_it() -> None:
    text = """
profile: {name: Ada Bee}
publications:
- {title: Mine, type: article, authors: [Ada Bee]}
- {title: Edited, type: book, authors: [Cyd Dee], editor: Ada Bee and Cyd Dee}
- {title: In an edited book, type: chapter, authors: [Cyd Dee], editor: Ada Bee}
- {title: Of others, type: book, editor: Cyd Dee}
"""
    assert {title.rpartition("] ")[2] for title in titles(text)} == {"Mine", "Edited"}


@pytest.mark.parametrize("owner", ["Lab of Mist", "Zoe Zed", ""])
def test_where_no_work_is_the_owners_all_stay(owner: str) -> None:
    profile = f"profile: {{name: {owner}}}\n" if owner else ""
    text = profile + "publications: [{title: A, authors: [Cyd Dee]}, {title: B, authors: 'Eve Eff, et al.'}]"
    assert len(titles(text)) == 2


def test_a_part_that_names_authors_or_works_shows_these() -> None:
    works = "publications: [{key: a, title: Mine, authors: [Ada Bee]}, {key: b, title: Theirs, authors: [Cyd Dee]}]\n"
    for asked_for in ("author: Dee", "keys: b"):
        text = f"profile: {{name: Ada Bee}}\n{works}cv: [{{kinds: publications, {asked_for}}}]"
        assert [title.rpartition("] ")[2] for title in titles(text)] == ["Theirs"]
    assert len(titles(f"profile: {{name: Ada Bee}}\n{works}cv: [publications]")) == 1


# Links and dates


LINKED = """
publications:
- {title: A, year: 2024, doi: 10.5555/a, citations: 12, links: [{name: Paper, url: "https://a.example"}, {name: Slides on request}]}
- {title: B, year: 2023, links: [{name: Code, url: "https://c.example"}, {name: PDF, url: "https://b.example/b.pdf"}]}
- {title: C, year: 2022, links: [{name: Code, url: "https://c.example"}]}
talks: [{title: D, start: 2024-03, end: 2024-04, links: [{name: Slides, url: "https://d.example"}, {name: Tape on request}]}]
"""


def test_on_paper_a_work_has_its_doi_or_its_paper() -> None:
    links = [plain(each.children) for each in of_class(body(made(LINKED)), "academic-links")]
    assert links == ["doi:10.5555/a", "[PDF]", "[Slides]"]


def test_on_the_page_it_has_all_links_that_lead_somewhere() -> None:
    cv, collection = CurriculumVitae(), read_clean(LINKED)
    chosen = cv.choose(collection, asked())
    found = [cv.describe(chosen, index, asked(), description()) for index in range(len(chosen))]
    links = [plain(each.children) for part in found for each in of_class(part, "academic-links")]
    assert links == ["[Paper] [DOI]", "[Code] [PDF]", "[Code]", "[Slides]"]


@pytest.mark.parametrize(
    ("dates", "expected"), [("auto", "Mar 2024 – Apr 2024"), ("iso", "2024-03 – 2024-04")]
)
def test_dates_are_for_readers_unless_the_site_says_how_they_are(dates: str, expected: str) -> None:
    options = asked()
    cv = document(read_clean(LINKED), {"page": options["page"]._replace(dates=dates)}, description())
    assert [plain(each.children) for each in of_class(body(cv), "academic-dates")] == [expected]


def test_competitions_have_their_dates_in_the_column_of_all_others() -> None:
    text = "competitions: [{title: First place, event: Race, date: 2023, authors: [Ada Bee]}, {title: Last, event: Run}]"
    found = body(made(text))
    assert [plain(each.children) for each in of_class(found, "academic-dates")] == ["2023", ""]
    assert [plain(each.children) for each in of_class(found, "academic-where")] == ["Race", "Run"]
    assert not [each for each in elements(found) if each.kind == "bullets"]


# The head


def test_the_head_says_who_this_is_with_addresses_that_work() -> None:
    found = [
        (each.classes, plain(each.children), *(link.attributes["url"] for link in elements(each.children)))
        for each in made(CAREER).head
        if not isinstance(each, str)
    ]
    assert made(CAREER).title == "Ada Bee"
    assert found == [
        ("academic-other-names", "阿达"),
        ("academic-role", "Professor"),
        ("academic-affiliation", "Mist"),
        ("academic-email", "ada@example.org", "mailto:ada@example.org"),
        ("academic-orcid", "ORCID 0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"),
        ("academic-link", "GitHub", "https://github.com/adabee"),
    ]


def test_a_site_without_an_owner_has_a_cv_without_a_head() -> None:
    cv = made("talks: [{title: A}]")
    assert (cv.title, cv.head) == ("", ())


# What is wrong


@pytest.mark.parametrize(
    ("part", "place", "message", "hint"),
    [
        ("[grantz]", "grantz", "There is no list 'grantz' that a CV could show; the rest of it is shown.", "Did you mean 'grants'?"),
        ("[cv]", "cv]", "There is no list 'cv' that a CV could show; the rest of it is shown.", "The lists are: positions"),
        ("[profile]", "profile", "There is no list 'profile' that a CV could show; the rest of it is shown.", "The lists are"),
        ("[awards]", "awards", "The CV asks for 'awards', of which the data have none.", "Put  awards:  into the data"),
        ("[{kinds: talks, tag: steem}]", "steem", "No talk is there with tag: steem, so that this part of the CV is left out.",
            "Did you mean 'steam'?"),
        ("[{kinds: talks, tag: zzz}]", "zzz", "No talk is there with tag: zzz, so that this part of the CV is left out.",
            "The tags are: 'steam'."),
        ("[{kinds: talks, type: article}]", "article", "The list 'talks' cannot be told 'type'; it is shown without that.",
            "It can be told: tag, role"),
        ("[{kinds: talks, limit: five}]", "five", "'five' is no value for the option 'limit'.", "A whole number"),
        ("[{kinds: talks, group_by: colour}]", "colour", "'colour' is no value for the option 'group_by'.", "The values are"),
        ("[{title: T}]", "{title", "This part of the CV has no kinds.", "Add  kinds: …"),
        ("[{kinds: talks, titel: T}]", "titel", "'titel' is not a field of a part of the CV.", "Did you mean 'title'?"),
        ("", "", "", ""),
        ("What I did, and when", "What", ("'What I did, and when' is a text; the name of a list, such as publications, was expected. "
            "It is shown as a text."), "Write the parts"),
        ("{two-page: , academic: talks}", ", academic", "The variant 'two-page' of the CV has no parts.", "Write a list below it."),
        ("[{kinds: talks, variants: industry}, talks]", "", "", ""),
    ],
)  # fmt: skip
def test_what_a_part_asks_for_in_vain_is_told_at_its_place(
    part: str, place: str, message: str, hint: str
) -> None:
    text = f"talks: [{{title: A, tags: [steam]}}]\ncv: {part}\n"
    found = told(text)
    if not message:
        assert found == []
        return
    (problem,) = found
    line, column = map(int, problem.place.split(":"))
    assert text.splitlines()[line - 1][column - 1 :].startswith(place)
    assert problem.message.startswith(message)
    assert problem.hint.startswith(hint)


def test_a_part_whose_records_are_all_those_of_another_variant_is_told() -> None:
    (problem,) = told("talks: [{title: A, tags: [industry]}]\ncv: [talks]\n")
    assert (
        problem.message == "Each talk is tagged for another variant, so that this part of the CV is left out."
    )


def test_a_variant_that_there_is_not_is_told_and_the_usual_one_shown() -> None:
    ((option, message, hint),) = CurriculumVitae().faults(read_clean(CAREER), asked("industri"))
    assert (option, message) == ("variant", "There is no variant 'industri' of the CV; 'academic' is shown.")
    assert hint.startswith("Did you mean 'industry'?")
    assert titles(CAREER, "industri") == titles(CAREER)


def test_a_cv_of_nothing_is_told() -> None:
    ((option, message, _hint),) = CurriculumVitae().faults(Collection(), asked())
    assert (option, message) == ("", "The data have nothing that this CV shows.")


def test_a_kind_that_is_to_stand_beside_a_list_that_there_is_not_is_told() -> None:
    (problem,) = told("kinds: {maps: {cv: before tlaks}}\nmaps: [{title: M}]\n")
    assert (problem.place, problem.code, problem.hint) == ("1:20", "cv", "Did you mean 'talks'?")


def test_a_part_of_the_usual_order_that_is_empty_is_left_out_without_a_word() -> None:
    assert told("talks: [{title: A}]") == []
    assert headings("talks: [{title: A}]") == ["Talks"]


def test_a_kind_that_the_order_of_a_cv_does_not_name_stands_behind_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = Row(
        "exhibitions", "exhibitions:Exhibitions", "exhibition", "exhibition", "exhibition", "Exhibitions"
    )
    monkeypatch.setattr(cv_plans, "REFERRED", {**cv_plans.REFERRED, "exhibition": row})
    assert cv_plans.in_order((), {}) == (*cv_plans.ORDER, "exhibitions")
