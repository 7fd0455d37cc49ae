// Brings the rest of a very long list when the page is up, part by part, whenever the browser has nothing else to do.
// When that is over, the document gets the event "academic-whole"; "academic-wanted" asks for it to begin.

(() => {
  "use strict";

  const marks = [...document.querySelectorAll(".academic-more")];
  if (!marks.length) return;
  const address = marks[0].querySelector("a").href;

  // Browsers fetch nothing from file://, but they open it.
  if (location.protocol === "file:") {
    location.replace(address + location.hash);
    return;
  }

  const PART_END = "<!--part-->";
  const idle = () =>
    new Promise((go) => (window.requestIdleCallback ? requestIdleCallback(go, { timeout: 200 }) : setTimeout(go, 20)));
  const target = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));
  let begun = false;
  let missed = location.hash.length > 1 && !target();

  async function begin() {
    if (begun) return;
    begun = true;
    try {
      for (const mark of marks) {
        for (const file of mark.dataset.rest.split(" ")) {
          const answer = await fetch(file);
          if (!answer.ok) throw new Error(`${answer.status} for ${file}`);
          for (const part of (await answer.text()).split(PART_END)) {
            // One whenever nothing else is to be done: all at once would hold the reader up.
            await idle();
            put(mark, part);
          }
        }
      }
      for (const mark of marks) mark.remove();
    } catch (error) {
      // The link to the whole page stays.
      console.warn(error);
      for (const mark of marks) mark.classList.remove("academic-more");
    }
    document.dispatchEvent(new Event("academic-whole"));
  }

  function put(mark, html) {
    mark.insertAdjacentHTML("beforebegin", html);
    window.MathJax?.typesetPromise?.([mark.previousElementSibling]);
    if (missed && target()) {
      missed = false;
      reach();
    }
  }

  /** Go to the entry that the address names; until what stands above it has been laid out, it moves. */
  function reach(frames = 30) {
    // Going there anew, because the style of ":target" comes with it.
    if (frames === 30) location.replace(location.hash);
    else target()?.scrollIntoView();
    if (frames && !touched) requestAnimationFrame(() => reach(frames - 1));
  }

  let touched = false;
  for (const sign of ["wheel", "touchstart", "keydown", "pointerdown"]) {
    addEventListener(sign, () => (touched = true), { once: true, passive: true });
  }
  document.addEventListener("academic-wanted", begin);
  window.addEventListener("hashchange", () => {
    missed = location.hash.length > 1 && !target();
  });
  if (missed) {
    begin();
    return;
  }
  // The first screen has the line and the processor for itself; where no paint is told of, the whole file has been read.
  const soon = () => setTimeout(begin, 500);
  try {
    new PerformanceObserver(soon).observe({ type: "paint", buffered: true });
  } catch {
    soon();
  }
  addEventListener("load", () => setTimeout(begin, 5000));
})();
