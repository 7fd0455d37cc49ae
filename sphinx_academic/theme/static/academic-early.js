// Before the first paint: the colours that the reader has chosen, so that nothing flashes.
(() => {
  const root = document.documentElement;
  root.classList.add("academic-script");
  try {
    const chosen = localStorage.getItem("academic-colours");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch {
    // A browser that keeps nothing shows what its system asks for.
  }
})();
