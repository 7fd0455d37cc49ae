// Pictures that open large on the page, one after another.
// A classic script in a scope of its own: browsers load no module from file://, where sites are looked at as well.

(() => {
  "use strict";

  const settings = document.currentScript?.dataset ?? {};

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
      make("figure", { class: "academic-large" }, make("img", { alt: "" }), make("figcaption")),
      make("p", { class: "academic-position", role: "status" }),
      button("close", settings.close ?? "Close", "×", () => made.close()),
      button("previous", settings.previous ?? "Previous picture", "‹", () => turn(-1)),
      button("next", settings.next ?? "Next picture", "›", () => turn(1)),
    );
    // Forward is where reading goes on: to the right, or to the left in Arabic and Hebrew.
    const forward = () => (getComputedStyle(made).direction === "rtl" ? -1 : 1);
    made.addEventListener("keydown", (event) => {
      const arrow = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!arrow || event.altKey || event.ctrlKey || event.metaKey) return;
      turn(arrow * forward());
      event.preventDefault();
    });

    // One finger that moves sideways turns over. Two enlarge, which is the browser's to do, and then one moves the
    // part that is seen.
    const fingers = new Set();
    let start = null;
    let swiped = false;
    const enlarged = () => (window.visualViewport?.scale ?? 1) > 1.01;
    made.addEventListener("pointerdown", (event) => {
      // Of a first finger: any other has left, be it where nobody told.
      if (event.isPrimary) fingers.clear();
      fingers.add(event.pointerId);
      swiped = false;
      start = fingers.size === 1 && !enlarged() ? { x: event.clientX, y: event.clientY } : null;
    });
    made.addEventListener("pointercancel", (event) => {
      fingers.delete(event.pointerId);
      start = null;
    });
    made.addEventListener("pointerup", (event) => {
      fingers.delete(event.pointerId);
      if (!start) return;
      const x = event.clientX - start.x;
      const y = event.clientY - start.y;
      start = null;
      if (Math.abs(x) < 40 || Math.abs(x) < 1.5 * Math.abs(y)) return;
      swiped = true;
      turn(x < 0 ? forward() : -forward());
    });
    window.visualViewport?.addEventListener("resize", () => made.classList.toggle("academic-enlarged", enlarged()));

    made.addEventListener("click", () => {
      if (!swiped) made.close();
    });
    // The browser gives the focus back to the link that had it; after turning over it belongs to the picture last seen.
    // One behind "+2" cannot have it: then that has.
    made.addEventListener("close", () => {
      const closed = opened[shown].closest("details:not([open])");
      (closed?.querySelector("summary") ?? opened[shown]).focus();
    });
    document.body.append(made);
    return made;
  }

  function turn(by) {
    if (opened.length < 2) return;
    shown = (shown + by + opened.length) % opened.length;
    show();
  }

  function show() {
    const link = opened[shown];
    const small = link.querySelector("img");
    const figure = dialog.querySelector("figure");
    const caption = link.closest("figure")?.querySelector("figcaption")?.textContent.trim() ?? "";
    const alt = small?.alt ?? "";
    const work = link.closest(".academic-entry")?.querySelector(".academic-title") ?? document.querySelector(".academic-paper h1");
    const title = (link.closest(".academic-entry, .academic-paper") && (work?.querySelector("strong") ?? work)?.textContent.trim()) || "";
    const named = [title, caption || alt].filter((words, index, all) => words && all.indexOf(words) === index).join(": ");
    // A new one each time: until another picture has come, the old one would be seen below the new caption.
    const large = make("img", { alt, draggable: "false" });
    const width = link.dataset.width ?? small?.getAttribute("width");
    const height = link.dataset.height ?? small?.getAttribute("height");
    if (width && height) Object.assign(large, { width, height });
    figure.setAttribute("aria-busy", "true");
    const come = () => {
      if (!large.isConnected) return; // it was turned over already
      figure.removeAttribute("aria-busy");
      fetchNeighbours();
    };
    large.addEventListener("load", come);
    large.addEventListener("error", come);
    large.src = link.href;
    dialog.querySelector("img").replaceWith(large);
    const parts = [make("strong", { dir: "auto" }, title), make("span", { dir: "auto" }, caption === title ? "" : caption)];
    dialog.querySelector("figcaption").replaceChildren(...parts.filter((part) => part.textContent));
    dialog.setAttribute("aria-label", named);
    // Heard as "Results 2 of 3"; the caption is seen below the picture already.
    const position = (settings.position ?? "{number} of {total}")
      .replace("{number}", shown + 1)
      .replace("{total}", opened.length);
    const heard = make("span", { class: "academic-unseen" }, `${caption || alt} `);
    dialog.querySelector(".academic-position").replaceChildren(...(opened.length > 1 ? [heard, position] : []));
  }

  // What is asked for next, once the picture that is looked at has come; not where readers save data.
  function fetchNeighbours() {
    if (opened.length < 2 || navigator.connection?.saveData) return;
    for (const by of [1, opened.length - 1]) new Image().src = opened[(shown + by) % opened.length].href;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.academic-zoom");
    const meansElsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || meansElsewhere || event.defaultPrevented || !window.HTMLDialogElement) return;
    event.preventDefault();
    opened = [...(link.closest(".academic-entry, .academic-paper-figures") ?? link.parentElement).querySelectorAll("a.academic-zoom")];
    shown = opened.indexOf(link);
    dialog ??= makeDialog();
    for (const name of ["previous", "next"]) dialog.querySelector(`.academic-${name}`).hidden = opened.length < 2;
    show();
    dialog.showModal();
  });
})();
