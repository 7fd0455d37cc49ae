// Leads to entries of long lists, whose parts are laid out late. And brings the rest of a very long list when the page is
// up, part by part, whenever the browser has nothing else to do.
// When that is over, the document gets the event "academic-whole"; "academic-wanted" asks for it to begin.

(() => {
  "use strict";

  const target = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));

  // ---- links to entries -------------------------------------------------------------------------------------------

  let touched = false;
  for (const sign of ["wheel", "touchstart", "keydown", "pointerdown"]) {
    addEventListener(sign, () => (touched = true), { passive: true });
  }

  /** Stay at the entry that the address names: until what stands around it has been laid out, it moves. */
  function reach(frames) {
    const entry = target();
    if (!frames || touched || !entry?.closest(".academic-part")) return;
    entry.scrollIntoView();
    requestAnimationFrame(() => reach(frames - 1));
  }

  function arrive() {
    touched = false;
    reach(30);
  }

  arrive();
  addEventListener("load", () => touched || arrive());
  addEventListener("hashchange", arrive);

  // ---- the rest of a list -----------------------------------------------------------------------------------------

  const marks = [...document.querySelectorAll(".academic-rest")];
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
      for (const mark of marks) mark.classList.remove("academic-rest");
    }
    document.dispatchEvent(new Event("academic-whole"));
  }

  function put(mark, html) {
    mark.insertAdjacentHTML("beforebegin", html);
    window.MathJax?.typesetPromise?.([mark.previousElementSibling]);
    if (missed && target()) {
      missed = false;
      // Going there anew, because the style of ":target" comes with it.
      location.replace(location.hash);
      arrive();
    }
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
