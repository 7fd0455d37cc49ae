"""Of several lists that show an entry, references lead to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sphinx_academic.domain.index import EntryIndex
from sphinx_academic.sections.entries import EntryFacts, Listing, packed, unpacked


def listing(*keys: str, filters: int = 0, home: bool = False, title: str = "Kettles") -> Listing:
    facts = tuple(EntryFacts("publication", key, title) for key in keys)
    return Listing("publications", ("site.yaml",), "", filters, home, facts)


def index(lists: Mapping[str, Sequence[Listing]], *order: str) -> EntryIndex:
    return EntryIndex(lists, order)


def home(found: EntryIndex, key: str) -> str:
    entry = found.home_of("publication", key)
    assert entry is not None
    return entry.docname


def test_the_first_full_list_of_the_site_is_the_home() -> None:
    lists = {"a": [listing("x", filters=1)], "b": [listing("x")], "c": [listing("x")]}
    assert home(index(lists, "a", "b", "c"), "x") == "b"
    assert home(index(lists, "c", "a", "b"), "x") == "c"


def test_a_list_that_says_so_is_the_home() -> None:
    lists = {"a": [listing("x")], "b": [listing("x", "y", filters=2, home=True)]}
    assert home(index(lists, "a", "b"), "x") == "b"
    found = index(lists, "a", "b")
    assert [entry.docname for entry in found.places_of("publication", "x")] == ["b", "a"]
    assert [(entry.facts.key, entry.docname) for entry in found.homes()] == [("x", "b"), ("y", "b")]


def test_an_entry_of_filtered_lists_alone_is_at_home_in_one_of_them() -> None:
    lists = {"a": [listing("x", filters=2)], "b": [listing("x", filters=1)]}
    assert home(index(lists, "a", "b"), "x") == "b"


def test_a_page_in_no_table_of_contents_comes_last() -> None:
    lists = {"a": [listing("x")], "b": [listing("x")]}
    assert home(index(lists, "b"), "x") == "b"


def test_an_entry_is_known_by_its_other_keys_too() -> None:
    facts = EntryFacts("publication", "x", "Kettles", others=("preprint", "y"))
    lists = {"a": [Listing("publications", (), "", 0, False, (facts,)), listing("y", title="Bubbles")]}
    found = index(lists)
    assert found.name_of("publication", "preprint") == ("publication", "x")
    assert found.name_of("publication", "y") == ("publication", "y"), "its own key goes before"
    assert found.home_of("news", "x") is None
    assert sorted(found.keys("publication")) == ["preprint", "x", "y", "y"]
    assert list(found.keys("news")) == []


def test_two_entries_with_one_key_contradict_each_other_and_the_same_entry_twice_does_not() -> None:
    lists = {"a": [listing("x"), listing("x")], "b": [listing("x", title="Bubbles")]}
    ((first, other),) = index(lists, "a", "b").contradictions()
    assert (first.docname, other.docname, other.facts.title) == ("a", "b", "Bubbles")
    again = {**lists, "c": [listing("x", title="Bubbles")], "d": [listing("x", title="Steam")]}
    told = index(again, "a", "b", "c", "d").contradictions()
    assert [other.docname for _, other in told] == ["b", "d"], "each once"


def test_a_list_is_the_same_when_it_is_unpacked() -> None:
    facts = (
        EntryFacts("publication", "liu2024", 'Über „Töne“, "quoted" \\ 🎵', "Liu et al.", "2024", ("p",)),
        EntryFacts("news", "2024-a", "A"),
    )
    whole = Listing("publications", ("a.yaml", "b.bib"), "news", 3, True, facts)
    assert unpacked(packed(whole)) == whole
