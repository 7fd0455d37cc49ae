// What script adds to the components: long lists that close at their end, e-mail addresses to click.
// A classic script in a scope of its own: browsers load no module from file://, where sites are looked at as well.

(() => {
  "use strict";

  // ---- "Show less" ------------------------------------------------------------------------------------------------

  // What closed a long list stands above it again, where somebody who has read it to its end would not see it.
  const closed = (event) => {
    const summary = document.activeElement;
    if (!event.target.open && summary.matches(".academic-show-more > summary") && summary.parentElement === event.target) {
      summary.scrollIntoView({ block: "nearest" });
    }
  };
  document.addEventListener("toggle", closed, true);

  // A link in a wide table that the box cuts is shown whole when the keyboard comes to it, or from its beginning; browsers do not, where a
  // part of it is seen.
  document.addEventListener("focusin", ({ target }) => {
    if (target.closest(".academic-scroll table")) target.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  // ---- e-mail -----------------------------------------------------------------------------------------------------

  // "a.b AT c dot d" becomes a link once somebody is there: harvesters neither move nor type.
  function linkAddresses(sign) {
    // Without a window, Chromium tells once the page is laid out of a pointer in the corner that nobody moved.
    if (sign.type === "pointermove" && !sign.clientX && !sign.clientY) return;
    for (const type of signs) document.removeEventListener(type, linkAddresses, true);
    for (const text of document.querySelectorAll(".academic-email")) {
      const address = text.textContent
        .trim()
        .replace(/\s*[[(]?\s*\bAT\b\s*[\])]?\s*/i, "@")
        .replace(/\s*[[(]?\s+dot\s+[\])]?\s*/gi, ".");
      if (text.querySelector("a") || !/^[^\s@:?&]+@[^\s@:?&]+\.[^\s@:?&]+$/.test(address)) continue;
      const link = Object.assign(document.createElement("a"), { href: `mailto:${address}` });
      link.append(...text.childNodes);
      text.append(link);
    }
  }

  const signs = ["pointermove", "pointerdown", "keydown", "focusin"];
  for (const type of signs) document.addEventListener(type, linkAddresses, true);
})();
