// What script adds to the menu (what is open closes at Escape, at a click elsewhere, and when the focus goes on)
// and to what is wider than its column.
// A classic script in a scope of its own: browsers load no module from file://, where sites are looked at as well.

(() => {
  "use strict";

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
  });

  // Code and tables that scroll are a stop of the Tab key, as some browsers make them by themselves and Safari does not.
  const observer = new ResizeObserver((changes) => {
    for (const { target } of changes) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const wide of document.querySelectorAll("main :is(pre, table, div.math)")) observer.observe(wide);
})();
