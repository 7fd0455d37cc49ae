"""The pictures of an overview as shapes: works per year, a career's timeline, and who writes with whom.

What a drawing says stands in the table beside it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sphinx_academic.content.fragments import Element
from sphinx_academic.data.indicators import CoAuthorNetwork
from sphinx_academic.data.values.name_parts import is_east_asian
from sphinx_academic.sections.drawing import drawn, line, round_step, shape, share, text

COLOURS = 6
"""So many colours there are; the last is that of all others."""


class Bar(NamedTuple):
    """A bar of the works of one year: how many of each kind, and what is said of it."""

    year: int
    parts: tuple[int, ...]
    said: str


class Stretch(NamedTuple):
    """A line of a timeline: its colour, from when to when, its label, and what is said of it."""

    colour: int
    first: float
    last: float
    label: str
    said: str


# Works per year

_PLOT, _ABOVE, _BELOW = 140, 18, 22
_LEFT = 7.0
_MOST_LABELS, _FEWER_LABELS = 10, 6
_MOST_NUMBERS = 24
"""Of so many years each bar has its number above it."""


def years_picture(bars: Sequence[Bar], label: str, legend: Sequence[tuple[int, str]]) -> Element:
    """Works per year as bars, in parts one above the other."""
    most = max(sum(bar.parts) for bar in bars)
    slot = (100 - _LEFT) / len(bars)
    width = min(slot * 0.72, 7.0)
    foot = _ABOVE + _PLOT
    shapes: list[Element] = []
    for value in range(0, most + 1, round_step(most, 4)):
        y = round(foot - value / most * _PLOT)
        shapes.append(line(0, y, 100, y, "academic-grid"))
        if value:
            shapes.append(text(str(value), 0, y - 3, classes="academic-scale"))
    wide, narrow = round_step(len(bars), _MOST_LABELS), round_step(len(bars), _FEWER_LABELS)
    for place, bar in enumerate(bars):
        middle = _LEFT + slot * (place + 0.5)
        if any(bar.parts):
            shapes.append(_bar(bar, middle - width / 2, width, most, foot))
            if len(bars) <= _MOST_NUMBERS:
                top = round(foot - sum(bar.parts) / most * _PLOT) - 4
                classes = "academic-wide" if len(bars) > _MOST_LABELS else ""
                shapes.append(text(str(sum(bar.parts)), middle, top, "middle", classes))
        from_last = len(bars) - 1 - place
        if from_last % wide == 0 or from_last % narrow == 0:
            classes = " ".join(
                name
                for name, step in (("academic-wide", narrow), ("academic-narrow", wide))
                if from_last % step
            )
            shapes.append(text(str(bar.year), middle, foot + 16, "middle", classes))
    return drawn(label, shapes, foot + _BELOW, legend)


def _bar(bar: Bar, x: float, width: float, most: int, foot: int) -> Element:
    parts, below = [shape("title", (bar.said,))], 0
    for colour, number in enumerate(bar.parts, start=1):
        if number:
            top, end = (foot - each / most * _PLOT for each in (below + number, below))
            # What stands above another leaves a little of the page between the two.
            height = max(end - top - (1 if below else 0), 1)
            size = {"x": share(x), "y": f"{top:.1f}", "width": share(width), "height": f"{height:.1f}"}
            parts.append(shape("rect", (), f"academic-colour-{colour}", **size))
            below += number
    return shape("g", tuple(parts))


# A career's timeline

_ROW, _THICK = 34, 9
_MOST_ON_ONE_SIDE = 15
"""With more rows than these the years stand above as well as below."""
_FITS = 60
"""With so many hundredths of the page behind the beginning of a bar its label begins there, too."""
_LETTERS = 92, 42
"""As many stand beside each other on a wide page, and on a phone."""


def timeline_picture(rows: Sequence[Stretch], label: str, legend: Sequence[tuple[int, str]]) -> Element:
    """What was from when to when, one line for each."""
    first, last = math.floor(min(row.first for row in rows)), math.ceil(max(row.last for row in rows))
    span = max(last - first, 1)
    above = 20 if len(rows) > _MOST_ON_ONE_SIDE else 2
    foot = above + _ROW * len(rows) + 4
    shapes: list[Element] = []
    wide, narrow = round_step(span, 10), round_step(span, 5)
    for year in range(first, last + 1):
        if year % wide and year % narrow:
            continue
        x = (year - first) / span * 100
        # A phone has fewer years, and no other ones beside them.
        classes = "academic-wide" if year % narrow else "academic-narrow" if year % wide else ""
        shapes.append(line(x, above, x, foot, f"academic-grid {classes}".strip()))
        anchor = "start" if x < 4 else "end" if x > 96 else "middle"
        sides = (foot + 14, above - 6) if above > 10 else (foot + 14,)
        shapes += (text(str(year), x, y, anchor, classes) for y in sides)
    for place, row in enumerate(rows):
        x, end = ((moment - first) / span * 100 for moment in (row.first, row.last))
        y = above + _ROW * place
        size = {"x": share(x), "y": str(y + 18), "width": share(max(end - x, 0.8)), "height": str(_THICK)}
        bar = shape("rect", (), f"academic-colour-{row.colour}", rx="2", **size)
        at, anchor = (x, "start") if 100 - x >= min(end, _FITS) else (end, "end")
        room = max(100 - x, end) / 100
        long, short = (_shortened(row.label, max(int(most * room), 12)) for most in _LETTERS)
        words = [(long, "academic-wide"), (short, "academic-narrow")] if long != short else [(long, "")]
        labels = (text(said, at, y + 13, anchor, classes) for said, classes in words)
        shapes.append(shape("g", (shape("title", (row.said,)), *labels, bar)))
    return drawn(label, shapes, foot + 20, legend)


def _shortened(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip(" ,;:–-") + "…"


# Who writes with whom

_HEIGHT, _WIDE, _NARROW = 380, 600, 288
_ROUNDS = 120
_LETTER = 6.4
"""Pixels that a letter takes."""
_ALL_NAMED = 20
"""Of so many people each is named, whatever room there is."""


def network_picture(
    network: CoAuthorNetwork, label: str, said: Sequence[str], stands_out: Sequence[bool]
) -> Element:
    """Who writes with whom: a circle for each, larger with more works, and lines between those who wrote together."""
    people = network.people
    places = layout(len(people), network.links)
    most = max(each.works for each in people)
    spots = [(7 + 86 * x, 26 + (_HEIGHT - 62) * y) for x, y in places]
    shapes = [
        line(*spots[one], *spots[other], "academic-tie", f"{min(1 + math.log2(number), 5):.1f}")
        for one, other, number in network.links
    ]
    radii = [4 + 8 * math.sqrt(each.works / most) for each in people]
    for (x, y), radius, words, is_own in zip(spots, radii, said, stands_out, strict=True):
        circle = {"cx": share(x), "cy": f"{y:.0f}", "r": f"{radius:.1f}"}
        colour = f"academic-colour-{2 if is_own else 1}"
        shapes.append(shape("circle", (shape("title", (words,)),), colour, **circle))
    names = [each.name for each in people]
    wide, narrow = (_labels(names, spots, radii, network.links, size) for size in (_WIDE, _NARROW))
    for place, (name, (x, y)) in enumerate(zip(names, spots, strict=True)):
        for written, other, classes in (
            (wide, narrow, "academic-name academic-wide"),
            (narrow, wide, "academic-name academic-narrow"),
        ):
            if (spot := written.get(place)) is None or (spot == other.get(place) and written is narrow):
                continue
            shown = "academic-name" if spot == other.get(place) else classes
            moved = {"dx": f"{spot.across:.1f}"} if spot.across else {}
            named = text(name, x, round(y + spot.down), spot.anchor, shown)
            shapes.append(named._replace(attributes={**named.attributes, **moved}))
    return drawn(label, shapes, _HEIGHT)


def layout(number: int, links: Iterable[tuple[int, int, int]]) -> list[tuple[float, float]]:
    """Places between 0 and 1 for points with links between them: all push each other away, and links pull (Fruchterman and
    Reingold 1991, doi:10.1002/spe.4380211102). Nothing is left to chance: the same links give the same places."""
    turn = math.pi * (3 - math.sqrt(5))
    radii = [math.sqrt((place + 0.5) / number) for place in range(number)]
    across = [radius * math.cos(place * turn) for place, radius in enumerate(radii)]
    down = [radius * math.sin(place * turn) for place, radius in enumerate(radii)]
    distance = 1.6 / math.sqrt(number)
    pulls = [(one, other, (1 + math.log2(weight) / 2) / distance) for one, other, weight in links]
    for round_ in range(_ROUNDS):
        # A little towards the middle, so that those who know nobody stay on the page.
        moves_across = [-0.5 * distance * x for x in across]
        moves_down = [-0.5 * distance * y for y in down]
        for one in range(number):
            for other in range(one):
                x, y = across[one] - across[other], down[one] - down[other]
                force = distance * distance / (x * x + y * y or 1e-6)
                moves_across[one] += x * force
                moves_across[other] -= x * force
                moves_down[one] += y * force
                moves_down[other] -= y * force
        for one, other, strength in pulls:
            x, y = across[one] - across[other], down[one] - down[other]
            force = math.sqrt(x * x + y * y) * strength
            moves_across[one] -= x * force
            moves_across[other] += x * force
            moves_down[one] -= y * force
            moves_down[other] += y * force
        heat = 0.2 * (1 - round_ / _ROUNDS)
        for place in range(number):
            length = math.sqrt(moves_across[place] ** 2 + moves_down[place] ** 2) or 1.0
            share = min(length, heat) / length
            across[place] += moves_across[place] * share
            down[place] += moves_down[place] * share
    return list(zip(_between_0_and_1(across), _between_0_and_1(down), strict=True))


def _between_0_and_1(values: Sequence[float]) -> list[float]:
    least, most = min(values), max(values)
    return [(value - least) / (most - least) if most - least > 1e-9 else 0.5 for value in values]


class _Label(NamedTuple):
    """Where a name stands: pixels from the middle of its circle to where it is anchored."""

    across: float
    down: float
    anchor: str


def _labels(
    names: Sequence[str],
    spots: Sequence[tuple[float, float]],
    radii: Sequence[float],
    links: Iterable[tuple[int, int, int]],
    size: int,
) -> dict[int, _Label]:
    """Where names stand on a page of a size: those who have written most choose first, each where nothing else stands and the fewest
    lines pass. Of few people all are named, of more those for whom there is room."""
    points = [(x * size / 100, y) for x, y in spots]
    circles = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(points, radii, strict=True)]
    ties = [(*points[one], *points[other]) for one, other, _number in links]
    taken: list[tuple[float, ...]] = []
    found: dict[int, _Label] = {}
    for place, name in enumerate(names):
        (x, y), others = points[place], (*taken, *circles[:place], *circles[place + 1 :])
        width = sum(12 if is_east_asian(letter) else _LETTER for letter in name)

        def box(label: _Label, x: float = x, y: float = y, width: float = width) -> tuple[float, ...]:
            first = x + label.across - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
            return first, y + label.down - 10, first + width, y + label.down + 3

        def costs(label: _Label, others: Sequence[Sequence[float]] = others) -> tuple[int, int]:
            given = box(label)
            over = sum(_overlap(given, other) for other in others) + (given[0] < 0) + (given[2] > size)
            return over, sum(_crosses(given, tie) for tie in ties)

        best = min(_around(radii[place]), key=costs)
        if not costs(best)[0] or len(names) <= _ALL_NAMED:
            taken.append(box(best))
            found[place] = best
    return found


def _around(radius: float) -> Iterator[_Label]:
    """The places for a name, the best one first: below, above, and beside."""
    for down in (radius + 12, -radius - 5):
        yield _Label(0, down, "middle")
    for across, anchor in ((radius + 4, "start"), (-radius - 4, "end")):
        yield _Label(across, 4, anchor)
    for down in (radius + 12, -radius - 5):
        yield _Label(-radius, down, "start")
        yield _Label(radius, down, "end")


def _crosses(box: Sequence[float], tie: Sequence[float]) -> bool:
    x1, y1, x2, y2 = tie
    if not _overlap(box, (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))):
        return False
    sides = [(x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) for x in box[::2] for y in box[1::2]]
    return min(sides) < 0 < max(sides)


def _overlap(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
