"""How well text stands out from its ground: WCAG 2.2, "contrast ratio" and "relative luminance"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from playwright.sync_api import Page

Colour = Sequence[float]
"""Red, green and blue from 0 to 255, and how opaque it is from 0 to 1."""


class SeenText(NamedTuple):
    """A piece of text as it is shown."""

    text: str
    where: str
    """Tag and class of the element that holds it."""
    ratio: float


def relative_luminance(colour: Colour) -> float:
    """From 0 for black to 1 for white (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in colour[:3])
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def over(front: Colour, behind: Colour) -> Colour:
    """What one sees where ``front`` lies over ``behind``, which is opaque."""
    alpha = front[3]
    return (*(a * alpha + b * (1 - alpha) for a, b in zip(front[:3], behind[:3], strict=True)), 1)


def contrast(text: Colour, grounds: Sequence[Colour]) -> float:
    """The ratio, from 1 to 21, of a text to the grounds it lies on, the nearest first."""
    ground: Colour = (255, 255, 255, 1)
    for layer in reversed(grounds):
        ground = over(layer, ground)
    lighter, darker = sorted(
        (relative_luminance(over(text, ground)), relative_luminance(ground)), reverse=True
    )
    return (lighter + 0.05) / (darker + 0.05)


def seen_texts(page: Page, part: str = "body") -> list[SeenText]:
    """All text that is shown inside the part (a CSS selector) of the page, with its contrast."""
    return [
        SeenText(text, where, contrast(colour, grounds))
        for text, where, colour, grounds in page.evaluate(_COLLECT, part)
    ]


# A colour is painted on a canvas and read back, because browsers spell computed colours in several ways.
_COLLECT = """(part) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 1;
    const painter = canvas.getContext("2d", { willReadFrequently: true });
    const known = new Map();
    const read = (colour) => {
        if (!known.has(colour)) {
            painter.clearRect(0, 0, 1, 1);
            painter.fillStyle = colour;
            painter.fillRect(0, 0, 1, 1);
            const [red, green, blue, alpha] = painter.getImageData(0, 0, 1, 1).data;
            known.set(colour, [red, green, blue, alpha / 255]);
        }
        return known.get(colour);
    };
    const grounds = (element) => {
        const found = [];
        for (let at = element; at; at = at.parentElement) {
            const colour = read(getComputedStyle(at).backgroundColor);
            if (colour[3]) found.push(colour);
            if (colour[3] === 1) break;
        }
        return found;
    };
    const texts = [];
    for (const root of document.querySelectorAll(part)) {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const text = walker.currentNode.data.trim();
            const element = walker.currentNode.parentElement;
            if (!text || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
            const colour = [...read(getComputedStyle(element).color)];
            for (let at = element; at; at = at.parentElement) colour[3] *= getComputedStyle(at).opacity;
            const where = element.localName + (element.className ? "." + element.className : "");
            texts.push([text, where, colour, grounds(element)]);
        }
    }
    return texts;
}"""
