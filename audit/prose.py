"""How long the lines of running text are, in letters."""

from __future__ import annotations

from collections.abc import Iterable

from playwright.sync_api import Browser

from audit.pages import WIDE
from audit.results import Row

FEWEST, MOST = 60, 80

_LINES = """() => {
    const lines = [];
    for (const paragraph of document.querySelectorAll('main p:not([class*="academic-"])')) {
        // Entries of lists have the whole column; what is one short line says nothing of the measure.
        if (paragraph.closest(".academic-entry, table") || !paragraph.offsetHeight) continue;
        const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT), range = document.createRange();
        const own = [];
        let bottom = -Infinity;
        while (texts.nextNode()) {
            for (let place = 0; place < texts.currentNode.length; place++) {
                range.setStart(texts.currentNode, place);
                range.setEnd(texts.currentNode, place + 1);
                const box = range.getBoundingClientRect();
                if (!box.width) continue;
                if (box.bottom > bottom + 14) own.push(0), (bottom = box.bottom);
                own[own.length - 1]++;
            }
        }
        lines.push(...own.slice(0, -1));
    }
    return lines;
}"""


def lengths(browser: Browser, address: str, names: Iterable[str]) -> list[int]:
    """The letters of every line of prose but the last of its paragraph, at a desk, in order of length."""
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    found: list[int] = []
    for name in names:
        page.goto(f"{address}/{name}", wait_until="networkidle")
        found += page.evaluate(_LINES)
    context.close()
    return sorted(found)


def row(found: list[int]) -> Row:
    """Half of the lines have so many letters at least, and none has more than are read with ease."""
    half, longest = found[len(found) // 2], found[-1]
    met = half >= FEWEST and longest <= MOST
    what = "letters in a line of prose: of half of them at least, of none more than"
    return Row(what, f"{FEWEST} – {MOST}", f"{half} – {longest}", met)
