"""What pictures are drawn with that are made when the site is built: shapes of SVG, as fragments.

Lengths across are shares of the page and heights are pixels, so that a picture is as wide as the page while its letters keep their
size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sphinx_academic.content.fragments import Element, Fragments


def drawn(
    label: str, shapes: Iterable[Element], height: int, legend: Sequence[tuple[int, str]] = ()
) -> Element:
    """A figure with a drawing, and what its colours mean, where there are several."""
    items = tuple(Element("item", (words,), f"academic-colour-{colour}") for colour, words in legend)
    keys = (Element("bullets", items, "academic-colours"),) if len(items) > 1 else ()
    drawing = Element("drawing", tuple(shapes), "", {"label": label, "height": str(height)})
    return Element("drawn", (*keys, drawing), "academic-drawn")


def shape(name: str, children: Fragments = (), classes: str = "", **attributes: str) -> Element:
    """A shape of SVG; an underscore in a name stands for its hyphen."""
    given = {each.replace("_", "-"): value for each, value in attributes.items()}
    return Element("shape", children, classes, {"shape": name, **given})


def share(of_hundred: float) -> str:
    """A length across."""
    return f"{of_hundred:.2f}".rstrip("0").rstrip(".") + "%"


def text(words: str, x: float, y: float, anchor: str = "start", classes: str = "") -> Element:
    """Words at a place."""
    return shape("text", (words,), classes, x=share(x), y=f"{y:g}", text_anchor=anchor)


def line(x1: float, y1: float, x2: float, y2: float, classes: str, width: str = "") -> Element:
    """A line from one place to another."""
    ends = {"x1": share(x1), "y1": f"{y1:g}", "x2": share(x2), "y2": f"{y2:g}"}
    return shape("line", (), classes, **ends, **({"stroke_width": width} if width else {}))


def round_step(span: float, most: int) -> int:
    """A round step of which at most so many fit into a span."""
    factor = 1
    while True:
        for round_number in (1, 2, 5):
            if span / (round_number * factor) <= most:
                return round_number * factor
        factor *= 10
