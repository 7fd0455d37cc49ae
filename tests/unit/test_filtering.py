"""What the entries of a list can be picked by."""

from __future__ import annotations

from inline_data import read_clean

from sphinx_academic.sections.base import MOST_OFFERED, Facet, facets_of
from sphinx_academic.sections.publications import Publications


def facets(text: str, **options: object) -> dict[str, Facet]:
    section = Publications()
    chosen = section.choose(read_clean(text), options)
    return {facet.name: facet for facet in facets_of(section, chosen)}


def test_one_author_in_several_spellings_is_one() -> None:
    found = facets(
        """pubs:
- {title: A, author: "Şule Öztürk", year: 2024}
- {title: B, author: "Sule Ozturk, Bo Li", year: 2023}
"""
    )
    assert [(value.label, value.number) for value in found["author"].values] == [
        ("Şule Öztürk", 2),
        ("Bo Li", 1),
    ]


def test_tags_that_differ_in_signs_are_several() -> None:
    found = facets("pubs:\n- {title: A, year: 2024, tags: [C, C++]}\n- {title: B, year: 2023, tags: [c]}\n")
    assert [(value.label, value.number) for value in found["tag"].values] == [("C", 2), ("C++", 1)]


def test_what_all_share_or_none_has_is_no_choice() -> None:
    found = facets(
        "pubs:\n- {title: A, type: article, year: 2024}\n- {title: B, type: article, year: 2023}\n"
    )
    assert list(found) == ["year"]


def test_only_the_most_frequent_of_many_authors_are_offered_but_all_are_known() -> None:
    entries = "".join(
        f"- {{title: T{n}, author: Person {chr(65 + n // 26)}{chr(97 + n % 26)}son, year: 2024}}\n"
        for n in range(100)
    )
    author = facets(f"pubs:\n{entries}")["author"]
    assert (author.offered, len(author.values)) == (MOST_OFFERED, 100)


def test_places_follow_the_order_of_the_page() -> None:
    found = facets(
        "pubs:\n- {title: A, year: 2020, tags: [x, y]}\n- {title: B, year: 2024}\n- {title: C, year: 2022, tags: [y]}\n"
    )
    assert found["year"].held == ((0,), (1,), (2,))
    assert found["tag"].held == ((), (0,), (1, 0))
