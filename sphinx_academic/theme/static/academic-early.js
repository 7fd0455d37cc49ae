// Before the first paint: the colours that the reader has chosen, so that nothing flashes, and the fonts of the first
// screen asked for, so that they are there when it is drawn. (From a file browsers load no font that way.)
(() => {
  const root = document.documentElement;
  root.classList.add("academic-script");
  try {
    const chosen = localStorage.getItem("academic-colours");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch {
    // A browser that keeps nothing shows what its system asks for.
  }
  const fonts = document.currentScript.dataset.fonts?.trim();
  if (!fonts || location.protocol === "file:") return;
  for (const href of fonts.split(" ")) {
    document.head.append(
      Object.assign(document.createElement("link"), {
        rel: "preload",
        as: "font",
        type: "font/woff2",
        crossOrigin: "anonymous",
        href,
      }),
    );
  }
})();
