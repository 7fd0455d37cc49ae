// Marks what a search has asked for: on its page in what it has found, and on the page that a result leads to.
// It stands in for Sphinx's own script, which marks "kettle" in every Kettlewell: here a word is marked as a whole, with its
// usual endings, and the beginnings of others only where it stands nowhere by itself.

(() => {
  "use strict";

  const KEY = "sphinx_highlight_terms"; // where Sphinx's search leaves the words for the page that it leads to
  const WORD = /[\p{L}\p{M}\p{N}_]+/gu;
  const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
  const ENDING = 2; // letters: "kettles", "boiled"

  const stemmer = typeof Stemmer === "function" ? new Stemmer() : null;
  const stem = (word) => stemmer?.stemWord(word) ?? word;

  const isSame = (word, asked) =>
    word === asked ||
    (word.length > 3 && stem(word) === stem(asked)) ||
    (asked.length > 2 && word.startsWith(asked) && word.length <= asked.length + ENDING) ||
    (word.length > 2 && asked.startsWith(word) && asked.length <= word.length + ENDING);

  /** Where in a text a word is to be marked. */
  function places(text, asked, isBeginning) {
    const lower = text.toLowerCase();
    const found = [];
    if (UNSPACED.test(asked)) {
      for (let at = lower.indexOf(asked); at >= 0; at = lower.indexOf(asked, at + asked.length)) found.push([at, at + asked.length]);
      return found;
    }
    for (const { 0: word, index } of lower.matchAll(WORD)) {
      if (isBeginning ? word.startsWith(asked) : isSame(word, asked)) {
        found.push([index, index + (isBeginning ? asked.length : word.length)]);
      }
    }
    return found;
  }

  /** Mark a word in the texts below an element; gives whether it stands there. */
  function mark(element, asked, isBeginning) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
      const { parentElement } = walker.currentNode;
      if (!parentElement.closest(".highlighted, .nohighlight, button, select, textarea, script, style, svg, math")) {
        texts.push(walker.currentNode);
      }
    }
    let isThere = false;
    for (const text of texts) {
      for (const [start, end] of places(text.data, asked, isBeginning).reverse()) {
        isThere = true;
        text.splitText(end);
        const marked = document.createElement("span");
        marked.className = "highlighted";
        const word = text.splitText(start);
        word.replaceWith(marked);
        marked.append(word);
      }
    }
    return isThere;
  }

  const wordsOf = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);

  if (document.getElementById("search-results")) {
    // What Sphinx's search asks for by these names, once for each result.
    window.SPHINX_HIGHLIGHT_ENABLED = true;
    window._highlightText = (element, text) => {
      const index = typeof Search === "object" ? Search._index : null;
      const isWord = index && [text, stem(text)].some((word) => Object.hasOwn(index.terms, word) || Object.hasOwn(index.titleterms, word));
      if (!mark(element, text, false) && !isWord) mark(element, text, true);
    };
    return;
  }

  const address = new URL(location.href);
  const asked = localStorage.getItem(KEY) || address.searchParams.get("highlight") || "";
  localStorage.removeItem(KEY);
  if (address.searchParams.has("highlight")) {
    address.searchParams.delete("highlight");
    history.replaceState(history.state, "", address);
  }
  const body = document.querySelector("div.body") ?? document.body;
  for (const word of new Set(wordsOf(asked))) mark(body, word, false) || mark(body, word, true);
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    for (const each of document.querySelectorAll("span.highlighted")) each.classList.remove("highlighted");
  });
})();
