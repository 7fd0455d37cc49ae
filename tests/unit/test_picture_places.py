"""Which thumbnails a picture needs for the place that shows it: decided without opening a file."""

from __future__ import annotations

import pytest

from sphinx_academic.outputs.pictures import (
    PLACES,
    PicturePlace,
    Thumbnails,
    as_shown,
    cuts,
    shown_part,
    worth_keeping,
)

CUT = PicturePlace(120, 80, (120, 240, 360), "120px")
WHOLE = PicturePlace(190, 0, (190, 380), "190px")


@pytest.mark.parametrize(
    ("size", "part"),
    [
        ((300, 200), (0, 0, 300, 200)),
        ((400, 200), (50, 0, 350, 200)),
        ((300, 400), (0, 100, 300, 300)),
    ],
)
def test_a_place_with_a_height_shows_the_middle(size: tuple[int, int], part: tuple[int, ...]) -> None:
    assert shown_part(*size, CUT) == part


def test_a_place_without_a_height_shows_all_of_a_picture() -> None:
    assert shown_part(400, 900, WHOLE) == (0, 0, 400, 900)


def test_a_large_picture_gets_a_thumbnail_for_every_screen() -> None:
    assert cuts(4000, 1305, CUT) == [(120, 80), (240, 160), (360, 240)]
    assert cuts(1000, 2000, WHOLE) == [(190, 380), (380, 760)]


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((300, 200), [(120, 80), (240, 160), (300, 200)]),
        # A third file would be hardly larger than the second.
        ((250, 167), [(120, 80), (240, 160)]),
        ((90, 60), [(90, 60)]),
        ((120, 80), [(120, 80)]),
        ((1, 1), [(1, 1)]),
        ((3000, 1), [(2, 1)]),
        ((1, 3000), [(1, 1)]),
    ],
)
def test_nothing_is_enlarged(size: tuple[int, int], expected: list[tuple[int, int]]) -> None:
    assert cuts(*size, CUT) == expected


@pytest.mark.parametrize("place", PLACES.values())
@pytest.mark.parametrize("size", [(4000, 1305), (640, 801), (210, 210), (5, 4000), (7, 3)])
def test_no_thumbnail_is_larger_than_its_part_of_the_picture(
    size: tuple[int, int], place: PicturePlace
) -> None:
    made = cuts(*size, place)
    assert made
    left, upper, right, lower = shown_part(*size, place)
    assert 0 <= left < right <= size[0]
    assert 0 <= upper < lower <= size[1]
    for width, _height in made:
        # Of half a pixel at most, where its part is no whole number of them.
        assert width <= right - left + 0.5 or width == 1


@pytest.mark.parametrize(
    ("found", "original", "kept"),
    [
        ([(120, 2000), (240, 7000), (360, 13000)], 2_500_000, (0, 1, 2)),
        # The picture itself stands in for what is no smaller than it.
        ([(120, 2000), (240, 7000), (300, 9000)], 8_000, (0, 1, None)),
        ([(120, 2000), (240, 7000), (300, 9000)], 5_000, (0, None)),
        ([(90, 900)], 900, ()),
        ([], 900, ()),
    ],
)
def test_what_is_no_smaller_than_the_picture_itself_is_not_offered(
    found: list[tuple[int, int]], original: int, kept: tuple[int | None, ...]
) -> None:
    assert worth_keeping(found, original, 300) == kept


def test_browsers_choose_among_widths_and_keep_room() -> None:
    thumbnails = Thumbnails(4000, 1305, ((120, "a-120.webp", 9), (240, "a-240.webp", 9), (360, "", 0)))
    shown = as_shown(thumbnails, CUT, lambda: "../_images/a.png", "../_images")
    assert shown.srcset == (
        "../_images/academic/a-120.webp 120w, ../_images/academic/a-240.webp 240w, ../_images/a.png 360w"
    )
    assert (shown.src, shown.sizes) == ("../_images/academic/a-240.webp", "120px")
    assert (shown.width, shown.height) == (120, 80), "what its place has, whatever the picture's shape"
    whole = as_shown(Thumbnails(400, 900, ((190, "b.webp", 9),)), WHOLE, str, "x")
    assert (whole.width, whole.height) == (190, 428)
    assert (whole.src, whole.srcset, whole.sizes) == ("x/academic/b.webp", "", ""), "there is no choice"


def test_the_address_of_the_picture_itself_is_asked_for_only_where_it_is_offered() -> None:
    def itself() -> str:
        raise AssertionError("it would be published for nothing")

    assert as_shown(Thumbnails(400, 900, ((190, "b.webp", 9),)), WHOLE, itself, "x").src
