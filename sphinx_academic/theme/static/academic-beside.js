// Footnotes beside their references, where the window has a margin for them; elsewhere, on paper and without script they stand at
// the foot of the page. A classic script, as browsers load no module from file://.

(() => {
  "use strict";

  const wide = matchMedia("screen and (min-width: 1200px)");
  const notes = [];
  for (const note of document.querySelectorAll("aside.footnote[id]")) {
    const reference = document.querySelector(`a.footnote-reference[href="#${CSS.escape(note.id)}"]`);
    const main = note.closest(".body");
    if (!reference || !main?.contains(reference)) continue;
    // Within a paragraph of the running text it begins at the line of its reference, and else where the block begins.
    let place = reference;
    if (!reference.closest("p")?.matches("section > p, section > .academic-noted > p")) {
      place = reference.closest("section > *");
      if (!place || place.matches("h1, h2, h3, h4, h5, h6, .academic-noted")) continue;
    }
    notes.push({ note, place, home: document.createComment("") });
  }
  for (const { note, home } of notes) note.before(home);

  function put() {
    for (const { note, place, home } of notes) {
      note.classList.toggle("academic-footnote-beside", wide.matches);
      if (wide.matches) place.before(note);
      else home.after(note);
    }
    for (const list of document.querySelectorAll("aside.footnote-list")) {
      list.hidden = !list.querySelector(".footnote");
      // MyST draws a rule above them.
      const rule = list.previousElementSibling;
      if (rule?.matches("hr.footnotes")) rule.hidden = list.hidden;
    }
  }
  wide.addEventListener("change", put);
  put();
  // What was led to has moved.
  if (wide.matches && location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
})();
