// Sphinx's search adds a line that says how many results there are. Made a status, it is read out, and not every result.

(() => {
  "use strict";

  const results = document.getElementById("search-results");
  if (!results) return;
  new MutationObserver((changes, observer) => {
    const summary = results.querySelector(".search-summary");
    if (!summary) return;
    observer.disconnect();
    // Sphinx fills it in once the index is there; a status that comes with its words would not be heard.
    summary.setAttribute("role", "status");
  }).observe(results, { childList: true });
})();
