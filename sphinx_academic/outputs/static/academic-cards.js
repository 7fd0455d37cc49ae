// Opens a card beside a reference that is pointed at or focused. What it shows is on the page already, in a template.
// A classic script in a scope of its own: browsers load no module from file://, where sites are looked at as well.

(() => {
  "use strict";

  const OPENS = 250; // milliseconds that a pointer rests on a reference, so that nothing flashes where it only passes
  const CLOSES = 300; // milliseconds to go from the reference to its card
  const GAP = 6; // pixels between the two

  const templates = new Map();
  for (const template of document.querySelectorAll("template.academic-card-of")) {
    templates.set(template.dataset.href, template);
  }
  let shown = null;
  let timer = 0;

  function later(milliseconds, what) {
    clearTimeout(timer);
    timer = setTimeout(what, milliseconds);
  }

  function hide() {
    clearTimeout(timer);
    if (!shown) return;
    // Taking away what has the focus tells listeners of that, who come here again.
    const { link, card } = shown;
    shown = null;
    link.removeAttribute("aria-expanded");
    card.remove();
  }

  function place() {
    if (!shown) return;
    const { link, card } = shown;
    // A link that goes on in the next line has several boxes; the card stands at the first.
    const box = link.getClientRects()[0] ?? link.getBoundingClientRect();
    const page = document.documentElement;
    const fromRight = getComputedStyle(page).direction === "rtl";
    const start = fromRight ? page.clientWidth - box.right : box.left;
    const below = link.getBoundingClientRect().bottom + GAP;
    const above = box.top - GAP - card.offsetHeight;
    const isBelow = below + card.offsetHeight <= page.clientHeight || above < 0;
    const furthest = page.clientWidth - card.offsetWidth - 12;
    card.style.setProperty("--_block", `${Math.max(0, isBelow ? below : above)}px`);
    card.style.setProperty("--_inline", `${Math.max(12, Math.min(start, furthest))}px`);
  }

  function show(link) {
    clearTimeout(timer);
    if (shown?.link === link) return;
    hide();
    const card = templates.get(link.getAttribute("href")).content.firstElementChild.cloneNode(true);
    card.setAttribute("role", "group");
    card.setAttribute("aria-label", link.getAttribute("aria-description") || link.textContent);
    // Right behind the link, where the next press of Tab leads.
    link.after(card);
    link.setAttribute("aria-expanded", "true");
    shown = { link, card };
    if (card.showPopover) {
      // Above everything, and cut by nothing that the link stands in.
      card.popover = "manual";
      card.showPopover();
    }
    place();
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", () => later(CLOSES, hide));
    card.addEventListener("focusout", left);
    globalThis.MathJax?.typesetPromise?.([card]);
  }

  function left(event) {
    if (!shown || shown.link === event.relatedTarget || shown.card.contains(event.relatedTarget)) return;
    hide();
  }

  for (const link of document.querySelectorAll("a.academic-cite")) {
    if (!templates.has(link.getAttribute("href"))) continue;
    // The browser's own tip would lie on the card.
    link.setAttribute("aria-description", link.title);
    link.removeAttribute("title");
    link.addEventListener("pointerenter", (event) => {
      if (event.pointerType !== "touch") later(OPENS, () => show(link));
    });
    link.addEventListener("pointerleave", () => later(CLOSES, hide));
    link.addEventListener("focus", () => {
      if (link.matches(":focus-visible")) show(link);
    });
    link.addEventListener("blur", left);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !shown) return;
    const { link, card } = shown;
    const wasWithin = card.contains(document.activeElement);
    hide();
    if (wasWithin) {
      link.focus();
      hide(); // focusing it has opened the card again
    }
  });
  addEventListener("scroll", place, { passive: true, capture: true });
  addEventListener("resize", place, { passive: true });
})();
