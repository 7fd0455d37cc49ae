// What script adds to the components: pictures that open large on the page, e-mail addresses to click.
// A classic script in a scope of its own: browsers load no module from file://, where sites are looked at as well.

(() => {
  "use strict";

  const settings = document.currentScript?.dataset ?? {};

  // ---- pictures ---------------------------------------------------------------------------------------------------

  let dialog; // made when a picture is first opened
  let opened; // the links one can turn over to, and which of them is shown
  let shown = 0;

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const button = (name, label, sign, act) => {
    const attributes = { type: "button", class: `academic-${name}`, "aria-label": label, title: label };
    const element = make("button", attributes, sign);
    element.addEventListener("click", (event) => {
      event.stopPropagation();
      act();
    });
    return element;
  };

  function makeDialog() {
    const made = make(
      "dialog",
      { class: "academic-lightbox" },
      make("figure", { class: "academic-large" }, make("img", { alt: "", draggable: "false" }), make("figcaption")),
      make("p", { class: "academic-position", role: "status" }),
      button("close", settings.close ?? "Close", "×", () => made.close()),
      button("previous", settings.previous ?? "Previous picture", "‹", () => turn(-1)),
      button("next", settings.next ?? "Next picture", "›", () => turn(1)),
    );
    made.addEventListener("click", () => {
      if (!swiped) made.close();
    });
    // Forward is where reading goes on: to the right, or to the left in Arabic and Hebrew.
    const forward = () => (getComputedStyle(made).direction === "rtl" ? -1 : 1);
    made.addEventListener("keydown", (event) => {
      if (event.key === "ArrowLeft") turn(-forward());
      else if (event.key === "ArrowRight") turn(forward());
      else return;
      event.preventDefault();
    });
    // One finger that moves sideways turns over; two are for enlarging, which is the browser's.
    let start = null;
    let fingers = 0;
    let swiped = false;
    made.addEventListener("pointerdown", (event) => {
      fingers += 1;
      swiped = false;
      start = fingers === 1 && event.isPrimary ? { x: event.clientX, y: event.clientY } : null;
    });
    for (const type of ["pointerup", "pointercancel"]) {
      made.addEventListener(type, (event) => {
        fingers = Math.max(0, fingers - 1);
        if (!start || type === "pointercancel") return (start = null);
        const x = event.clientX - start.x;
        const y = event.clientY - start.y;
        start = null;
        if (Math.abs(x) < 40 || Math.abs(x) < 1.5 * Math.abs(y)) return;
        swiped = true;
        if (opened.length > 1) turn(x < 0 ? forward() : -forward());
      });
    }
    // The browser gives the focus back to the link that had it; after turning over it belongs to the picture last seen.
    made.addEventListener("close", () => opened[shown].focus());
    document.body.append(made);
    return made;
  }

  function turn(by) {
    shown = (shown + by + opened.length) % opened.length;
    show();
  }

  function show() {
    const link = opened[shown];
    const small = link.querySelector("img");
    const large = dialog.querySelector("img");
    const caption = link.closest("figure")?.querySelector("figcaption")?.textContent.trim() ?? "";
    large.width = link.dataset.width || small?.getAttribute("width") || 0;
    large.height = link.dataset.height || small?.getAttribute("height") || 0;
    if (!large.width) large.removeAttribute("width");
    if (!large.height) large.removeAttribute("height");
    large.alt = small?.alt ?? "";
    dialog.classList.add("academic-loading");
    large.onload = large.onerror = () => dialog.classList.remove("academic-loading");
    large.src = link.href;
    dialog.querySelector("figcaption").textContent = caption;
    dialog.setAttribute("aria-label", caption || large.alt);
    const several = opened.length > 1;
    const position = (settings.position ?? "{number} of {total}")
      .replace("{number}", shown + 1)
      .replace("{total}", opened.length);
    dialog.querySelector(".academic-position").textContent = several ? position : "";
    // Its neighbours are what is asked for next.
    if (several) for (const by of [1, opened.length - 1]) new Image().src = opened[(shown + by) % opened.length].href;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.academic-zoom");
    const meansElsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || meansElsewhere || event.defaultPrevented || !window.HTMLDialogElement) return;
    event.preventDefault();
    opened = [...(link.closest(".academic-entry") ?? link.parentElement).querySelectorAll("a.academic-zoom")];
    shown = opened.indexOf(link);
    dialog ??= makeDialog();
    for (const name of ["previous", "next"]) dialog.querySelector(`.academic-${name}`).hidden = opened.length < 2;
    show();
    dialog.showModal();
  });

  // ---- e-mail -----------------------------------------------------------------------------------------------------

  // "a.b AT c dot d" becomes a link once somebody is there: harvesters neither move nor type.
  function linkAddresses() {
    for (const type of signs) document.removeEventListener(type, linkAddresses, true);
    for (const text of document.querySelectorAll(".academic-email")) {
      const address = text.textContent
        .trim()
        .replace(/\s*[[(]?\s*\bAT\b\s*[\])]?\s*/i, "@")
        .replace(/\s*[[(]?\s+dot\s+[\])]?\s*/gi, ".");
      if (text.querySelector("a") || !/^[^\s@:?&]+@[^\s@:?&]+\.[^\s@:?&]+$/.test(address)) continue;
      const link = make("a", { href: `mailto:${address}` });
      link.append(...text.childNodes);
      text.append(link);
    }
  }

  const signs = ["pointermove", "pointerdown", "keydown", "focusin"];
  for (const type of signs) document.addEventListener(type, linkAddresses, true);
})();
