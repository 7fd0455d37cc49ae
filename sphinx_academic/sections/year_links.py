"""The way from year to year in a list of works: bars of the works per year above it, and the years in the margin beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sphinx_academic.content.fragments import Element, Fragments
from sphinx_academic.data.indicators import works_by_year
from sphinx_academic.data.records import Publication
from sphinx_academic.sections.base import Above
from sphinx_academic.sections.description import _
from sphinx_academic.sections.drawing import round_step, shape, share, text
from sphinx_academic.sections.language_words import number_words

MOST_BARS = 60
"""Of more years the first are one bar: thinner ones could not be hit."""
FEWEST_BARS, FEWEST_ON_RAIL = 2, 3


class YearBar(NamedTuple):
    """The works of a year, or of all years until then."""

    year: int
    number: int
    until: bool = False


def bars_of(works: Iterable[Publication]) -> list[YearBar]:
    """A bar for each year from the first to the last, as an overview counts; none where there are not two."""
    counted = {year: of_year.total() for year, of_year in works_by_year(works).items()}
    if not counted:
        return []
    last, first = max(counted), min(counted)
    begin = max(first, last - MOST_BARS + 1)
    bars = [YearBar(year, counted.get(year, 0)) for year in range(begin, last + 1)]
    if begin > first:
        earlier = {year: number for year, number in counted.items() if year < begin}
        bars.insert(0, YearBar(max(earlier), sum(earlier.values()), until=True))
    return bars if len(bars) >= FEWEST_BARS else []


_PLOT, _ABOVE, _BELOW = 64, 18, 20
_FOOT = _ABOVE + _PLOT
_SLOT = 56
"""Pixels for a bar at most: few years do not fill the line."""
_LEAST = 3
_MOST_WHOLE, _MOST_SHORT, _MOST_NARROW = 13, 32, 7
"""Of so many years each is written, of so many with two digits; on a phone there is room for so many."""


def strip(bars: Sequence[YearBar], anchors: Mapping[int, str], page: Above) -> Element:
    """The bars, each a link to its year where that has an anchor."""
    # Many years in one bar would leave the others flat.
    most = max(bar.number for bar in bars if not bar.until)
    highest = next(bar for bar in bars if bar.number >= most)
    width, shapes = 100 / len(bars), []
    for place, bar in enumerate(bars):
        height = max(round(min(bar.number / most, 1) * _PLOT), _LEAST) if bar.number else 1
        drawn = _drawn(bar, place, width, height, is_named=bar is highest)
        content = (*drawn, *_labels(bars, place))
        anchor = anchors.get(bar.year, "") if bar.number else ""
        picks = page.form.picks("year", str(bar.year)) if page.form and not bar.until else ""
        if bar.number:
            of = _("{year}: {number} publication") if bar.number == 1 else _("{year}: {number} publications")
            year = _("until %s") % bar.year if bar.until else str(bar.year)
            said = of.format(year=year, number=number_words(bar.number, page.language))
            content = (shape("title", (said,)), *content)
        classes = "" if bar.number else "academic-none"
        link = {"href": f"#{anchor}", "data_filter": picks} if anchor else {}
        shapes.append(shape("a" if anchor else "g", content, classes, **link))
    attributes = {"height": str(_FOOT + _BELOW), "width": str(len(bars) * _SLOT), "links": "yes"}
    drawing = Element("drawing", tuple(shapes), "", attributes)
    label = _("Publications per year")
    return Element("navigation", (drawing,), "academic academic-strip", {"label": label})


def _drawn(bar: YearBar, place: int, width: float, height: int, *, is_named: bool) -> Fragments:
    """A bar with its number above it, however little room there is where it ``is_named``."""
    size = {"x": share(width * (place + 0.06)), "width": share(width * 0.88)}
    rectangle = shape("rect", (), "", y=str(_FOOT - height), height=str(height), **size)
    if not bar.number:
        return (rectangle,)
    # All of its height can be hit.
    whole = {"y": "0", "height": str(_FOOT + _BELOW), "x": share(width * place), "width": share(width)}
    classes = "" if is_named else "academic-amount"
    number = text(str(bar.number), width * (place + 0.5), _FOOT - height - 5, "middle", classes)
    return (shape("rect", (), "academic-hit", **whole), rectangle, number)


def _labels(bars: Sequence[YearBar], place: int) -> Fragments:
    """The year below a bar, where there is room for it: on a wide page, and on a narrow one."""
    x, y, bar, number = 100 / len(bars) * (place + 0.5), _FOOT + 15, bars[place], len(bars)
    if bar.until:
        return (text(f"≤{bar.year}", x, y, "middle"),)
    whole = str(bar.year)
    wide = whole
    if number > _MOST_SHORT:
        wide = whole if bar.year % round_step(number, _MOST_WHOLE) == 0 else ""
    elif number > _MOST_WHOLE:
        wide = f"’{bar.year % 100:02}"
    narrow = whole if bar.year % round_step(number, _MOST_NARROW) == 0 else ""
    if bars[0].until:
        # Its label is the widest.
        wide, narrow = wide if place > number / _MOST_WHOLE else "", narrow if place > number / 5 else ""
    if wide == narrow:
        return (text(wide, x, y, "middle"),) if wide else ()
    both = ((wide, "academic-wide"), (narrow, "academic-narrow"))
    return tuple(text(said, x, y, "middle", classes) for said, classes in both if said)


def rail(anchors: Sequence[tuple[str, str]]) -> Element:
    """The years in the margin: what each heading says, and its anchor."""
    links = (Element("link", (said,), "", {"url": f"#{anchor}"}) for said, anchor in anchors)
    items = tuple(Element("item", (link,)) for link in links)
    return Element("navigation", (Element("bullets", items),), "academic-rail", {"label": _("Years")})
