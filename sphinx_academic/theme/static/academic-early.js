// Before the first paint: the colours that the reader has chosen, so that nothing flashes, and the fonts of the first
// screen asked for, so that they are there when it is drawn. From a file browsers load no font that way; there they may
// come a moment later, as nobody waits for a network.
(() => {
  const root = document.documentElement;
  root.classList.add("academic-script");
  try {
    const chosen = localStorage.getItem("academic-colours");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch {
    // A browser that keeps nothing shows what its system asks for.
  }
  const own = document.currentScript;
  const fonts = own.dataset.fonts?.trim();
  if (!fonts) return;
  if (location.protocol === "file:") {
    const href = own.src.replace(/academic-early\.js.*/, "academic-fonts-late.css");
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
    return;
  }
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
