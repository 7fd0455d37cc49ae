"""Venues by their short names and colours: what may be written, what is wrong with it, and which works it is said of."""

from __future__ import annotations

import pytest
from descriptions import described, description, of_class
from inline_data import read, read_clean
from plain_page import html_of, tree_of

from sphinx_academic.content.fragments import plain
from sphinx_academic.data.venues import Venue, venue_named
from sphinx_academic.sections.publications import Publications

pytestmark = pytest.mark.usefixtures("english")


def test_a_venue_has_names_and_a_colour_in_any_of_its_forms() -> None:
    text = """
venues:
  ICASSP: {name: International Conference on Acoustics, colour: "#1F5F8B", url: https://icassp.example.org}
  JKA: {names: [Journal of Kitchen Acoustics, J. Kitchen Acoust.], color: darkred}
  NeurIPS: rebeccapurple
  DCASE: [DCASE Workshop]
  Nature:
"""
    assert read_clean(text).venues == {
        "ICASSP": Venue("ICASSP", ("International Conference on Acoustics",), "#1f5f8b"),
        "JKA": Venue("JKA", ("Journal of Kitchen Acoustics", "J. Kitchen Acoust."), "#8b0000"),
        "NeurIPS": Venue("NeurIPS", (), "#663399"),
        "DCASE": Venue("DCASE", ("DCASE Workshop",)),
        "Nature": Venue("Nature"),
    }


@pytest.mark.parametrize(
    ("said", "message", "hint"),
    [
        ("[ICASSP]", "'venues' is not a mapping from short names", "ICASSP: {name:"),
        (
            "{A: {colour: darkrod}}",
            "The colour of 'A' is no colour of CSS: darkrod.",
            "Did you mean 'darkred'?",
        ),
        ("{A: {colour: 'url(https://x)'}}", "is no colour of CSS: url(https://x).", "in quotes"),
        ("{A: {colour: }}", "The colour of 'A' is no colour of CSS: it is no text.", "in quotes"),
        ("{A: {colr: red}}", "'colr' says nothing of a venue that is read.", "Did you mean 'colo"),
    ],
)
def test_what_is_wrong_is_told_and_costs_itself_alone(said: str, message: str, hint: str) -> None:
    collection = read(f"venues: {said}\npubs: [{{title: A}}]")
    (problem,) = collection.problems
    assert message in problem.message
    assert hint in problem.hint
    assert len(collection.publications) == 1


VENUES = {
    each.short: each
    for each in (
        Venue("JA", ("Journal of Acoustics",), "#111111"),
        Venue("JKA", ("Journal of Kitchen Acoustics",), "#222222"),
        Venue("Kitchen", (), "#333333"),
        Venue("S&P", (), "#444444"),
    )
}


@pytest.mark.parametrize(
    ("venue", "short"),
    [
        ("Journal of Kitchen Acoustics", "JKA"),
        ("journal of  kitchen acoustics", "JKA"),
        ("JKA", "JKA"),
        ("Proceedings of JKA (invited)", "JKA"),
        ("Notes of the Journal of Kitchen Acoustics", "JKA"),
        ("Kitchens", ""),
        ("The Kitchen", "Kitchen"),
        ("IEEE S and P", "S&P"),
        ("JKAX", ""),
        ("", ""),
    ],
)
def test_a_work_belongs_to_the_venue_that_it_names(venue: str, short: str) -> None:
    found = venue_named(venue, VENUES)
    assert (found.short if found else "") == short


def test_a_chip_has_the_short_name_its_colour_and_the_whole_name_for_listeners() -> None:
    how = description(venues=VENUES)
    found = described(
        Publications(), "pubs: [{title: A, venue: Journal of Kitchen Acoustics, year: 2024}]", how
    )
    (venue,) = of_class(found, "academic-venue")
    # What builders of other formats are given.
    assert plain(venue.children) == "Journal of Kitchen Acoustics 2024"
    tree = tree_of(html_of((venue,)))
    (chip,) = tree.xpath("//span[contains(@class, 'academic-chip')]")
    assert chip.get("title") == "Journal of Kitchen Acoustics"
    assert {each.get("fill") for each in chip.iter("rect")} == {"#222222"}
    assert "".join(chip.itertext()) == "JKA (Journal of Kitchen Acoustics)"
    assert not tree.xpath("//*[@style]")
    assert html_of((venue,), embedded=True).count("academic-chip") == 0


def test_chips_without_a_word_of_venues_are_told() -> None:
    faults = [*Publications().faults(read_clean("pubs: [{title: A}]"), {"venues": "chips"})]
    assert [fault[0] for fault in faults] == ["venues"]


@pytest.mark.parametrize(
    ("fields", "seen", "read"),
    [
        ("pages: 41-48, year: 2024", "JKA 41–48, 2024", "Journal of Kitchen Acoustics, 41–48, 2024"),
        ("volume: 3, year: 2024", "JKA 3, 2024", "Journal of Kitchen Acoustics 3, 2024"),
        ("publisher: Steam, year: 2024", "JKA Steam, 2024", "Journal of Kitchen Acoustics, Steam, 2024"),
    ],
)
def test_a_comma_behind_a_chip_is_for_where_it_is_a_name(fields: str, seen: str, read: str) -> None:
    data = f"pubs: [{{title: A, venue: Journal of Kitchen Acoustics, {fields}}}]"
    (venue,) = of_class(described(Publications(), data, description(venues=VENUES)), "academic-venue")
    assert plain(venue.children) == read
    tree = tree_of(html_of((venue,)))
    on_screen = "//text()[not(ancestor::*[@class='academic-unseen' or @class='academic-comma'])]"
    assert "".join(tree.xpath(on_screen)).strip() == seen
