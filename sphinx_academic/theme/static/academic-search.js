// What Sphinx's search page lacks: a number of results that is read out, excerpts that hold text alone, and an order in which
// the whole word stands before words that begin like it.

(() => {
  "use strict";

  const results = document.getElementById("search-results");
  if (!results) return;

  // Sphinx adds a line that says how many results there are. Made a status, it is read out, and not every result.
  new MutationObserver((changes, observer) => {
    const summary = results.querySelector(".search-summary");
    if (!summary) return;
    observer.disconnect();
    // Sphinx fills it in once the index is there; a status that comes with its words would not be heard.
    summary.setAttribute("role", "status");
  }).observe(results, { childList: true });

  const WORD = /[\p{L}\p{M}\p{N}]+/gu;
  const wordsOf = (text) => text.toLowerCase().match(WORD) ?? [];
  const asked = wordsOf(new URLSearchParams(location.search).get("q") ?? "");
  const SCORES = { whole: 12, wholeBelow: 3, beginning: 1, beginningBelow: -6 };

  /** What Sphinx adds to a result: an entry says its title, then people, venue and year. */
  function score([, title, , , score]) {
    const [name, ...others] = title.split(" · ").map(wordsOf);
    const below = others.flat();
    return asked.reduce((sum, word) => {
      const begins = (each) => each.startsWith(word);
      if (name.includes(word)) return sum + SCORES.whole;
      if (below.includes(word)) return sum + SCORES.wholeBelow;
      if (name.some(begins)) return sum + SCORES.beginning;
      return below.some(begins) ? sum + SCORES.beginningBelow : sum;
    }, score);
  }

  // As Sphinx has them; who sets `html_search_scorer` has others.
  window.Scorer = {
    score,
    objNameMatch: 11,
    objPartialMatch: 6,
    objPrio: { 0: 15, 1: 5, 2: -5 },
    objPrioDefault: 0,
    title: 15,
    partialTitle: 7,
    term: 5,
    partialTerm: 2,
  };

  // Titles stand above the excerpt already; buttons, forms and BibTeX are nothing to read.
  const UNREAD = [
    ".headerlink", "script", "style", "template", "form", "nav", "h1", "summary",
    ".academic-bibtex", "details.academic-cite", ".academic-button", ".academic-links", ".academic-downloads", ".academic-source-links",
    ".academic-tags", ".academic-paper-home", ".academic-legend", "figcaption",
  ].join();
  const BLOCKS = "p, li, dt, dd, th, td, pre, h2, h3, h4, h5, h6";
  const END = "\u001e"; // of a block

  /** The text of a page, or of the part of it that a result leads to. */
  function textOf(html, anchor) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const main = page.querySelector('[role="main"]');
    if (!main) return "";
    const part = (anchor && page.getElementById(decodeURIComponent(anchor.slice(1)))) || main;
    if (part !== main) part.querySelector(":scope > :is(h2, h3, h4, h5, h6):first-child")?.remove();
    for (const each of part.querySelectorAll(UNREAD)) each.remove();
    for (const each of part.querySelectorAll(BLOCKS)) each.append(END);
    const lines = part.textContent.split(END).map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean);
    if (!lines.length) return "";
    return lines.reduce((text, line) => text + (/[.:;,!?…。：！？]$/.test(text) ? " " : " · ") + line);
  }

  // Scripts that wait have all run by then, Sphinx's among them, and no page has come yet.
  document.addEventListener("DOMContentLoaded", () => {
    if (typeof Search === "object" && Search.htmlToText) Search.htmlToText = textOf;
  });
})();
