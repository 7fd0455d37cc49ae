// What script adds to the menu: what is open closes at Escape, at a click elsewhere, and when the focus goes on.
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
})();
