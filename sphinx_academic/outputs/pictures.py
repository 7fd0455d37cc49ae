"""How large pages show pictures, and which thumbnails that asks for. Nothing here opens a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from sphinx_academic.content.html import Shown

FOLDER = "academic"
"""Below the builder's folder of pictures."""

MOST_PIXELS = 89_478_485
"""Larger pictures are not decoded: what is a few kilobytes as a file can fill the memory (Pillow's own bound)."""


class Place(NamedTuple):
    """Where a page shows a picture.

    ``width`` and ``height`` are in CSS pixels on wide screens; a height of 0 leaves the picture its own shape, another
    one is filled from the middle of the picture, as ``object-fit: cover`` does. ``widths`` are those that browsers may choose
    from, in pixels of the screen, and ``sizes`` tells them how wide the place is (HTML, ``img``).
    """

    width: int
    height: int
    widths: tuple[int, ...]
    sizes: str


PLACES: Mapping[str, Place] = {
    # On narrow pages two pictures beside one another fill the width; a phone has two or three pixels for each of CSS.
    "entry": Place(120, 80, (120, 240, 360), "(max-width: 41rem) 44vw, 120px"),
    "page": Place(440, 0, (440, 880), "(max-width: 30rem) 92vw, 440px"),
    "photo": Place(190, 0, (190, 380), "190px"),
    "beside": Place(234, 0, (234, 468), "(max-width: 56rem) 126px, 234px"),
    "logo": Place(70, 0, (70, 140), "70px"),
}
"""The places that the style sheets make, by the name that a figure gives as its ``place``."""


class Cut(NamedTuple):
    """A thumbnail to make: ``box`` of the picture (left, upper, right, lower) at a size in pixels."""

    width: int
    height: int
    box: tuple[float, float, float, float]


class Made(NamedTuple):
    """A thumbnail that is there, or with an empty ``name`` the picture itself; ``width`` as browsers are to count it."""

    width: int
    name: str


class Thumbnails(NamedTuple):
    """What can be shown in a place in place of a picture of this size in pixels, smallest first; nothing where that is
    the picture alone."""

    width: int
    height: int
    made: tuple[Made, ...]


def shown_part(width: int, height: int, place: Place) -> tuple[float, float, float, float]:
    """The part of a picture that its place shows: all of it, or the middle where the place has a height."""
    if not place.height:
        return (0.0, 0.0, float(width), float(height))
    scale = min(width / place.width, height / place.height)
    across, down = place.width * scale, place.height * scale
    left, upper = (width - across) / 2, (height - down) / 2
    return (left, upper, left + across, upper + down)


def cuts(width: int, height: int, place: Place) -> tuple[Cut, ...]:
    """The thumbnails of a picture for a place, smallest first. None is larger than the picture."""
    box = shown_part(width, height, place)
    across, down = box[2] - box[0], box[3] - box[1]
    wanted = [each for each in place.widths if each <= across]
    # As it is, where the picture is smaller than the largest that is wanted, and it is worth a file.
    if len(wanted) < len(place.widths) and across >= (1.2 * wanted[-1] if wanted else 1):
        wanted.append(round(across))
    return tuple(Cut(each, max(1, round(each * down / across)), box) for each in wanted)


def worth_keeping(
    sizes: Sequence[tuple[int, int]], original: int, original_width: int
) -> tuple[int | None, ...]:
    """Which thumbnails to offer, given their widths and bytes, the bytes of the picture itself and its width.

    A thumbnail is a number in ``sizes``, None the picture itself, which stands in for all that are no smaller than it.
    Where it stands in for all, there is nothing to choose from.
    """
    smaller: list[int | None] = [number for number, (_width, size) in enumerate(sizes) if size < original]
    if not smaller:
        return ()
    if len(smaller) < len(sizes) and original_width > sizes[smaller[-1] or 0][0]:
        smaller.append(None)
    return tuple(smaller)


def as_shown(thumbnails: Thumbnails, place: Place, itself: Callable[[], str], folder: str) -> Shown:
    """The attributes of a picture in its place.

    ``itself`` gives the address of the picture itself, and ``folder`` is that of the pictures, both as seen from the page.
    """
    height = place.height or max(1, round(place.width * thumbnails.height / thumbnails.width))
    addresses = [
        (each.width, f"{folder}/{FOLDER}/{each.name}" if each.name else itself()) for each in thumbnails.made
    ]
    several = len(addresses) > 1
    candidates = ", ".join(f"{address} {width}w" for width, address in addresses) if several else ""
    # What knows no srcset gets the one for a screen of two dots per pixel, if there is one.
    source = addresses[min(1, len(addresses) - 1)][1]
    return Shown(source, candidates, place.sizes if several else "", place.width, height)
