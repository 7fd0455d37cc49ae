"""Where the focus is, and whether one sees it."""

# The focused element: how wide its outline is, and whether something it lies in cuts the outline off.
FOCUSED = """() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const style = getComputedStyle(element);
    const line = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
    const reach = Math.max(0, line + parseFloat(style.outlineOffset));
    const own = element.getBoundingClientRect();
    let hidden = false;
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
        if (getComputedStyle(at).overflow === "visible") continue;
        const frame = at.getBoundingClientRect();
        if (own.left - reach < frame.left - 0.5 || own.right + reach > frame.right + 0.5) hidden = true;
        if (own.top - reach < frame.top - 0.5 || own.bottom + reach > frame.bottom + 0.5) hidden = true;
    }
    return { line, hidden, what: element.outerHTML.slice(0, 120) };
}"""
