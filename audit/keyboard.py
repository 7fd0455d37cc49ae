"""A page walked through with the Tab key alone: what it does not reach, and where its focus is not seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

#: More stops than any page of ours has; a walk that is longer goes round in a circle.
_MOST_STOPS = 1500

_OPEN_ALL = "() => { for (const part of document.querySelectorAll('main details')) part.open = true; }"


def faults_everywhere(
    browser: Browser, address: str, names: list[str], viewport: ViewportSize
) -> Iterator[str]:
    """What is wrong on every page, with all that can be opened open."""
    context = browser.new_context(viewport=viewport, reduced_motion="reduce")
    page = context.new_page()
    for name in names:
        page.goto(f"{address}/{name}")
        for fault in faults(page):
            yield f"{name} ({viewport['width']} px): {fault}"
    context.close()


def faults(page: Page) -> list[str]:
    """Walk through the page with the Tab key; return what is not reached and where the focus is not seen.

    Every part that can be opened is open. (WCAG 2.2, 2.1.1 Keyboard, 2.1.2 No Keyboard Trap, 2.4.7 Focus
    Visible, 2.4.11 Focus Not Obscured.)
    """
    page.evaluate(_OPEN_ALL)
    wanted: dict[str, str] = page.evaluate(_BEFORE_WALK)
    found: list[str] = []
    reached: set[str] = set()
    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        stop: dict[str, Any] | None = page.evaluate(_STOP)
        if stop is None or (stop["number"] in reached and stop["number"] is not None):
            break
        if stop["number"] is None:
            continue
        reached.add(stop["number"])
        if stop["fault"]:
            found.append(f"{stop['fault']}: {wanted[stop['number']]}")
    else:
        found.append("the walk does not end")
    found += [f"not reached: {html}" for number, html in wanted.items() if number not in reached]
    return found


# What can have the focus, each with a number; and how each looks without it.
_BEFORE_WALK = """() => {
    const looks = (style) => [
        style.boxShadow, style.backgroundColor, style.border, style.textDecoration,
    ].join('|');
    const outline = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1
        && !/rgba\\(.*, 0\\)$/.test(style.outlineColor);
    window.auditLooks = (style) => [outline(style), looks(style)];
    const ancestors = (element) => {
        const found = [];
        for (let at = element.parentElement; at && found.length < 3; at = at.parentElement) found.push(at);
        return found;
    };
    window.auditStops = [];
    const wanted = {};
    const query = 'a[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls],'
        + ' [contenteditable], [tabindex]';
    const groups = new Set();
    for (const element of document.querySelectorAll(query)) {
        if (element.tabIndex < 0 || element.disabled || element.closest('[inert]')) continue;
        if (element.type === 'hidden' || !element.checkVisibility({ visibilityProperty: true })) continue;
        if (element.type === 'radio') {
            // One of a group has the place in the order; arrows lead to the others.
            if (groups.has(element.name)) continue;
            groups.add(element.name);
        }
        wanted[window.auditStops.length] = element.outerHTML.slice(0, 140);
        // A label may show the focus of its hidden field, a card that of the link in it.
        const shown = [element, element.labels?.[0], ...ancestors(element)].filter(Boolean);
        window.auditStops.push([element, shown.map((each) => [each, looks(getComputedStyle(each))])]);
    }
    return wanted;
}"""

_STOP = """() => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    const number = window.auditStops.findIndex(([stop]) =>
        stop === element || (stop.type === 'radio' && stop.name && stop.name === element.name));
    // A box that scrolls has a place in the order without being asked to (Chromium 130 and later).
    if (number < 0) return { number: null, fault: null };
    // A field that a label stands for is there and cannot be seen.
    const isHidden = element.localName === 'input' && getComputedStyle(element).opacity === '0';
    const isSeen = window.auditStops[number][1].some(([each, before]) => {
        const [outlined, now] = window.auditLooks(getComputedStyle(each));
        if (each === element && isHidden) return false;
        return (outlined && (each === element || each.contains(element) || each.control === element)) || now !== before;
    });
    const label = element.labels?.[0];
    const box = (isHidden && label ? label : element).getBoundingClientRect();
    let fault = null;
    if (!isSeen) fault = 'the focus is not seen';
    else if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) {
        fault = 'outside the window';
    } else if (box.width && box.height) {
        const inside = (low, high, edge) => Math.min(Math.max((low + high) / 2, Math.max(low, 0)), Math.min(high, edge) - 1);
        const points = [...element.getClientRects(), box].map((part) => [
            inside(part.left, part.right, innerWidth), inside(part.top, part.bottom, innerHeight),
        ]);
        const isOwn = ([x, y]) => {
            const top = document.elementFromPoint(x, y);
            return top && (element.contains(top) || top.contains(element) || label?.contains(top));
        };
        if (!points.some(isOwn)) fault = 'something lies over it';
    }
    return { number: String(number), fault };
}"""
