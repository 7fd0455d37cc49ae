// What Sphinx's search page lacks: a number of results that is read out, and excerpts that hold text alone.

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

  // Titles stand above the excerpt already; buttons, forms and BibTeX are nothing to read.
  const UNREAD = [
    ".headerlink", "script", "style", "template", "form", "nav", "h1", "summary",
    ".academic-bibtex", ".academic-cite", ".academic-button", ".academic-links", ".academic-downloads", ".academic-source-links",
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
