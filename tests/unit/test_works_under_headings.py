"""Lists grouped by what a work may have several of: authors, projects, funders and awards."""

from __future__ import annotations

import pytest
from descriptions import described, description, of_class
from inline_data import read_clean

from sphinx_academic.content.fragments import plain
from sphinx_academic.data.select import once_each
from sphinx_academic.sections.base import facets_of
from sphinx_academic.sections.publications import Publications

pytestmark = pytest.mark.usefixtures("english")

LAB = """
people:
- {name: Zoe Adams, aliases: [Z. Adams]}
- {name: Ann Bee}
projects:
- {key: steam, title: Steam and *song*, former_keys: [vapour]}
- {key: fog, title: Fog}
grants:
- {key: kettles, title: Kettles, number: EP/T000001/1, funder: Steam Council}
- {key: lids, title: Lids, number: X-2, funder: steam  council}
- {key: cups, title: Cups}
publications:
- {key: a, title: A, year: 2025, authors: "Z. Adams and Ann Bee", project: [fog, steam], grants: [kettles, lids], award: Best paper}
- {key: b, title: B, year: 2024, authors: "Ann Bee and Cy Dee", project: Steam and song, grant: ep/t000001/1, award: best  Paper}
- {key: c, title: C, year: 2023, authors: "Cy Dee", project: vapour, grants: [NSF 7]}
- {key: d, title: D, year: 2022, authors: "Eve Fox", project: Old Things}
- {key: e, title: E, year: 2021, authors: "C. Dee et altera, some of them", grant: cups}
"""


def groups(criterion: str, data: str = LAB, **options: object) -> dict[str, str]:
    chosen = Publications().choose(read_clean(data), {"group-by": (criterion,), **options})
    return {group.labels[0]: "".join(work.key for work in group.records) for group in chosen}


def test_authors_of_the_register_have_a_heading_each_in_the_order_of_family_names() -> None:
    assert list(groups("author").items()) == [("Zoe Adams", "a"), ("Ann Bee", "ab"), ("", "cde")]


def test_who_stands_out_has_a_heading_too_called_as_the_configuration_does() -> None:
    found = groups("author", highlighted=("cy dee",))
    assert list(found.items()) == [("Zoe Adams", "a"), ("Ann Bee", "ab"), ("cy dee", "bc"), ("", "de")]


def test_projects_are_found_by_key_title_and_former_key_and_stand_in_the_order_of_the_data() -> None:
    assert list(groups("project").items()) == [
        ("Steam and *song*", "abc"),
        ("Fog", "a"),
        ("Old Things", "d"),
        ("", "e"),
    ]


def test_funders_are_those_of_the_grants_and_what_no_grant_describes_is_called_as_written() -> None:
    assert list(groups("funder").items()) == [("NSF 7", "c"), ("Steam Council", "ab"), ("", "de")]


def test_awards_in_several_spellings_are_one() -> None:
    assert groups("award") == {"Best paper": "ab", "": "cde"}


def test_headings_stand_within_headings() -> None:
    chosen = Publications().choose(read_clean(LAB), {"group-by": ("project", "year"), "key": ()})
    assert [group.labels for group in chosen][:4] == [
        ("Steam and *song*", "2025"),
        ("Steam and *song*", "2024"),
        ("Steam and *song*", "2023"),
        ("Fog", "2025"),
    ]


def test_what_is_left_stands_under_others() -> None:
    assert Publications().heading(0, "", {"group-by": ("award",)}, description()) == ("Other",)
    said = Publications().heading(0, "Steam and *song*", {"group-by": ("project",)}, description())
    assert plain(said) == "Steam and song"


def test_references_lead_to_the_first_of_several_entries_and_only_that_counts() -> None:
    found = described(Publications(), LAB, **{"group-by": ("project",)})
    entries = of_class(found, "academic-entry")
    keyed = [each.attributes["id"] for each in entries if "id" in each.attributes]
    assert keyed == [f"publication-{key}" for key in "abcde"]
    assert [each.attributes for each in of_class(found, "academic-again")] == [{}]
    assert len(entries) == 6


def test_counts_are_those_of_works() -> None:
    chosen = Publications().choose(read_clean(LAB), {"group-by": ("project",)})
    assert "".join(work.key for work in once_each(chosen)) == "abcde"
    year = next(facet for facet in facets_of(Publications(), chosen) if facet.name == "year")
    assert {(value.name, value.number) for value in year.values} == {
        (year, 1) for year in ("2025", "2024", "2023", "2022", "2021")
    }
    assert len(year.held) == 6


@pytest.mark.parametrize("criterion", ["author", "project", "funder", "award"])
def test_a_criterion_that_no_work_meets_is_told(criterion: str) -> None:
    bare = read_clean("pubs:\n- {title: A, authors: Ann Bee, year: 2024}\n")
    ((option, message, hint),) = Publications().faults(bare, {"group-by": ("year", criterion)})
    assert option == "group-by"
    assert message.endswith("to group by.")
    assert hint
    assert not [*Publications().faults(read_clean(LAB), {"group-by": (criterion,)})]
    assert groups(criterion, "pubs:\n- {key: a, title: A}\n") == {"": "a"}


def test_works_without_a_title_or_a_register_have_their_place() -> None:
    assert groups("author", "pubs:\n- {key: a, title: A, authors: '**Ann Bee**, Cy Dee'}\n") == {
        "Ann Bee": "a"
    }
