// What script adds to the frame: the switch of colours, a menu that closes by itself, and what is wider than its column.
// A classic script in a scope of its own: browsers load no module from file://, where sites are looked at as well.

(() => {
  "use strict";

  // ---- light and dark ---------------------------------------------------------------------------------------------

  const root = document.documentElement;
  const order = ["auto", "light", "dark"];

  function say(button, chosen) {
    button.querySelector("span").textContent = button.dataset[chosen];
    button.title = button.dataset[chosen];
  }

  function choose(chosen) {
    if (chosen === "auto") delete root.dataset.theme;
    else root.dataset.theme = chosen;
    try {
      if (chosen === "auto") localStorage.removeItem("academic-colours");
      else localStorage.setItem("academic-colours", chosen);
    } catch {
      // It holds for this page, then.
    }
  }

  // What surrounds the page on a phone has its colour.
  const theme = document.head.appendChild(Object.assign(document.createElement("meta"), { name: "theme-color" }));
  const colour = () => (theme.content = getComputedStyle(document.body).backgroundColor);
  colour();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", colour);

  for (const button of document.querySelectorAll(".academic-switch")) {
    say(button, root.dataset.theme ?? "auto");
    button.hidden = false;
    button.addEventListener("click", () => {
      const next = order[(order.indexOf(root.dataset.theme ?? "auto") + 1) % order.length];
      choose(next);
      colour();
      say(button, next);
    });
  }
  // Another window of the site has chosen.
  window.addEventListener("storage", ({ key, newValue }) => {
    if (key !== "academic-colours") return;
    if (newValue === "light" || newValue === "dark") root.dataset.theme = newValue;
    else delete root.dataset.theme;
    colour();
    for (const button of document.querySelectorAll(".academic-switch")) say(button, root.dataset.theme ?? "auto");
  });

  // ---- menus ------------------------------------------------------------------------------------------------------

  const openMenus = () => document.querySelectorAll(".academic-submenu[open]");

  function closeAllBut(place) {
    for (const menu of openMenus()) if (!menu.contains(place)) menu.open = false;
  }

  document.addEventListener("click", (event) => closeAllBut(event.target));
  document.addEventListener("focusin", (event) => closeAllBut(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement?.closest(".academic-submenu[open]");
    closeAllBut(null);
    menu?.querySelector("summary").focus();
    // Sphinx takes this key for itself, so that the browser does not close the drawer.
    document.querySelector(".academic-drawer:popover-open")?.hidePopover();
  });
  // A link to a part of the page leads out of the drawer, and so does the Tab key at its end: no focus behind it.
  const drawer = document.querySelector(".academic-drawer");
  const leave = () => drawer.matches(":popover-open") && drawer.hidePopover();
  drawer?.addEventListener("click", ({ target }) => target.closest?.("a") && leave());
  drawer?.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !drawer.contains(relatedTarget) && leave());

  // ---- search -----------------------------------------------------------------------------------------------------

  // What a search has led to is marked.
  const searchLink = document.querySelector(".academic-search-link[data-marks]");
  try {
    if (searchLink && (localStorage.getItem("sphinx_highlight_terms") || /[?&]highlight=/.test(location.search))) {
      document.head.append(Object.assign(document.createElement("script"), { src: searchLink.dataset.marks }));
    }
  } catch {
    // A browser that keeps nothing has kept no words.
  }

  // The link leads to the search page. What opens above this one instead is loaded when it is first asked for.
  const search = searchLink;
  if (search && !search.ariaCurrent) {
    const load = () => {
      if (load.begun) return load.begun;
      const script = Object.assign(document.createElement("script"), { src: search.dataset.find });
      load.begun = new Promise((done, fail) => Object.assign(script, { onload: done, onerror: fail }));
      document.head.append(script);
      return load.begun;
    };
    // Absolute addresses: scripts and sheets are loaded by them.
    for (const name of ["find", "style", "names"]) search.dataset[name] = new URL(search.dataset[name], location.href);
    const open = () => load().then(() => window.academicFind(), () => location.assign(search.href));
    search.addEventListener("pointerenter", () => load().catch(() => {}));
    search.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      open();
    });
    document.addEventListener(
      "keydown",
      (event) => {
        if (typeof DOCUMENTATION_OPTIONS === "object" && DOCUMENTATION_OPTIONS.ENABLE_SEARCH_SHORTCUTS === false) return;
        const isSlash = event.key === "/" && !event.target.closest?.("input, select, textarea, [contenteditable]");
        const isPlain = !(event.ctrlKey || event.metaKey || event.altKey);
        const isLetter = event.key.toLowerCase() === "k" && event.ctrlKey !== event.metaKey && !event.altKey && !event.shiftKey;
        if (!(isSlash && isPlain) && !isLetter) return;
        // Sphinx takes the sign for itself.
        event.preventDefault();
        event.stopImmediatePropagation();
        open();
      },
      true,
    );
  }

  // ---- what is wide or long ---------------------------------------------------------------------------------------

  // Code and tables that scroll are a stop of the Tab key, as some browsers make them by themselves and Safari does not.
  const observer = new ResizeObserver((changes) => {
    for (const { target } of changes) {
      if (target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const wide of document.querySelectorAll("main :is(pre, table, div.math)")) observer.observe(wide);
})();
