// The search that opens above a page: what has a name on the site, found while its reader types, best first.
// academic-theme.js loads it when it is first asked for. A classic script: browsers load no module from file://.

(() => {
  "use strict";

  const SLICE = 8; // milliseconds of work at a time, so that keys come through
  const SHOWN = 5; // of each kind, until all are asked for
  const KINDS = ["publication", "person", "page"]; // before others of equal rank

  // How well a word fits: as a whole word or as the beginning of one, in what a thing is called or in the line below.
  const WHOLE = 100;
  const BEGINNING = 60;
  const WHOLE_BELOW = 20;
  const BEGINNING_BELOW = 8;

  // ---- words ------------------------------------------------------------------------------------------------------

  const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
  const OTHERS = { ß: "ss", ø: "o", ł: "l", æ: "ae", œ: "oe", đ: "d", ð: "d", þ: "th", ı: "i", "’": "'" };
  const ANY_OTHER = new RegExp(`[${Object.keys(OTHERS).join("")}]`, "g");
  const LETTER = /[\p{L}\p{N}]/u;
  // Asked for every place where a letter of a query stands; text has been folded.
  const PLAIN = Uint8Array.from({ length: 128 }, (_, code) => Number(LETTER.test(String.fromCharCode(code))));
  const WORD = /[\p{L}\p{M}\p{N}]+/gu;
  const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

  function fold(text) {
    const lower = text.toLowerCase();
    if (!/[^\0-\x7f]/.test(lower)) return lower;
    return lower.normalize("NFKD").replace(MARKS, "").replace(ANY_OTHER, (letter) => OTHERS[letter]);
  }

  function isLetter(text, at) {
    const code = text.charCodeAt(at);
    return code < 128 ? PLAIN[code] === 1 : code >= 128 && LETTER.test(text[at]);
  }

  /** How well a word fits a text, of which the first characters are its title; 0 for not at all. `anywhere`: also within words. */
  function fit(text, title, word, anywhere) {
    let best = 0;
    for (let at = text.indexOf(word); at >= 0 && best < WHOLE; at = text.indexOf(word, at + 1)) {
      // Nothing below the title is better.
      if (at >= title && best >= WHOLE_BELOW) break;
      if (!anywhere && at && isLetter(text, at - 1)) continue;
      const isWhole = anywhere || !isLetter(text, at + word.length);
      if (at < title) best = Math.max(best, (isWhole ? WHOLE : BEGINNING) + (at ? 0 : 1));
      else best = Math.max(best, isWhole ? WHOLE_BELOW : BEGINNING_BELOW);
    }
    return best;
  }

  // ---- what there is ----------------------------------------------------------------------------------------------

  let names = null; // { kinds, pages, rows }, as the build has written them
  const texts = [];
  const titles = []; // how long the title of each text is

  /** Read the names a slice at a time. */
  function read(done) {
    const end = performance.now() + SLICE;
    while (texts.length < names.rows.length && performance.now() < end) {
      const [, , , title, line] = names.rows[texts.length];
      const folded = fold(title);
      titles.push(folded.length);
      texts.push(line ? `${folded}\n${fold(line)}` : folded);
    }
    if (texts.length < names.rows.length) setTimeout(() => read(done));
    else done();
  }

  /** What holds all words, best first. A word that stands somewhere as it is, is not also looked for at the beginning of others below a
   * title: of a site by Ms Kettlewell, "kettle" would find everything. */
  function find(words) {
    const isThere = words.map(() => false);
    const anywhere = words.map((word) => UNSPACED.test(word));
    let found = [];
    for (let place = 0; place < texts.length; place++) {
      const fits = [];
      for (let w = 0; w < words.length; w++) {
        const own = fit(texts[place], titles[place], words[w], anywhere[w]);
        if (!own) break;
        isThere[w] ||= own >= WHOLE || own === WHOLE_BELOW;
        fits.push(own);
      }
      if (fits.length === words.length) found.push({ place, fits });
    }
    found = found.filter(({ fits }) => !fits.some((own, w) => own === BEGINNING_BELOW && isThere[w]));
    for (const each of found) {
      each.rank = each.fits.reduce((sum, own) => sum + own, 0);
      // A heading within a page, behind what has a page or an entry of its own.
      if (names.kinds[names.rows[each.place][0]][0] === "page" && names.rows[each.place][2]) each.rank -= 30;
    }
    found.sort((one, other) => other.rank - one.rank || one.place - other.place);
    return { found, isThere };
  }

  // ---- the dialog -------------------------------------------------------------------------------------------------

  const number = (value) => value.toLocaleString(document.documentElement.lang || undefined);

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  class Search {
    constructor(link) {
      const say = (this.words = link.dataset);
      this.page = link.href;
      this.input = make("input", {
        type: "text", role: "combobox", ariaLabel: link.title, placeholder: say.placeholder,
        autocomplete: "off", autocapitalize: "off", spellcheck: false, enterKeyHint: "go",
        ariaAutoComplete: "list", ariaExpanded: "false",
      });
      this.input.setAttribute("aria-controls", "academic-found");
      const close = make("button", { type: "button" }, say.close);
      this.list = make("div", { id: "academic-found", role: "listbox", ariaLabel: link.title, hidden: true });
      this.status = make("p", { role: "status" });
      this.dialog = make(
        "dialog", { className: "academic-find", ariaLabel: link.title },
        make("div", { className: "academic-find-field" }, this.input, close), this.list, this.status,
      );
      document.body.append(this.dialog);
      close.addEventListener("click", () => this.dialog.close());
      this.dialog.addEventListener("click", ({ target }) => target === this.dialog && this.dialog.close());
      this.input.addEventListener("input", () => this.update());
      this.input.addEventListener("keydown", (event) => this.press(event));
      this.list.addEventListener("click", (event) => this.choose(event));
      // The field keeps the focus: what is picked is told by "aria-activedescendant".
      this.list.addEventListener("mousedown", (event) => event.preventDefault());
      this.all = new Set(); // the kinds of which everything is shown
    }

    open() {
      if (this.dialog.open) return;
      this.dialog.showModal();
      this.input.select();
      this.update();
    }

    update() {
      const query = this.input.value.trim();
      if (query !== this.asked) this.all.clear();
      this.asked = query;
      if (query && !this.isReady) return;
      const words = [...new Set(fold(query).match(/[^\s"“”]+/g) ?? [])];
      const { found, isThere } = words.length ? find(words) : { found: [], isThere: [] };
      const groups = new Map();
      for (const each of found) {
        const kind = names.rows[each.place][0];
        if (!groups.has(kind)) groups.set(kind, []);
        groups.get(kind).push(each);
      }
      const order = (kind) => (KINDS.indexOf(names.kinds[kind][0]) + KINDS.length + 1) % (KINDS.length + 1);
      const sorted = [...groups].sort(
        ([one, [best]], [other, [best2]]) => best2.rank - best.rank || order(one) - order(other),
      );
      this.number = 0;
      const shown = sorted.map(([kind, own]) => this.group(kind, own, words, isThere));
      if (query) shown.push(this.toAll(query));
      this.list.replaceChildren(...shown);
      this.list.hidden = !query;
      this.list.scrollTop = 0;
      this.input.ariaExpanded = String(Boolean(query));
      this.options = [...this.list.querySelectorAll('[role="option"]')];
      this.pick(query ? 0 : -1);
      clearTimeout(this.telling);
      const told = found.length ? this.words.count.replace("{number}", number(found.length)) : this.words.none;
      this.status.classList.toggle("academic-unseen", found.length > 0 || !query);
      this.telling = setTimeout(() => (this.status.textContent = query ? told : ""), query && !found.length ? 0 : 500);
    }

    group(kind, own, words, isThere) {
      const heading = make("p", { id: `academic-found-kind-${kind}` }, names.kinds[kind][1]);
      const group = make("div", { role: "group" }, heading);
      group.setAttribute("aria-labelledby", heading.id);
      const shown = this.all.has(kind) ? own : own.slice(0, SHOWN);
      for (const { place, fits } of shown) group.append(this.result(place, fits, words, isThere));
      if (shown.length < own.length) {
        const more = this.option("div", this.words.more.replace("{number}", number(own.length - shown.length)));
        more.dataset.kind = kind;
        group.append(more);
      }
      return group;
    }

    option(name, ...children) {
      const option = make(name, { role: "option", id: `academic-found-${this.number++}`, ariaSelected: "false" }, ...children);
      if (name === "a") option.tabIndex = -1;
      return option;
    }

    result(place, fits, words, isThere) {
      const [, page, anchor, title, line] = names.rows[place];
      // A word is marked where it counts: whole, where it stands so, else at the beginnings of words.
      const inTitle = words.filter((_, w) => fits[w] >= BEGINNING);
      const whole = (word) => isThere[words.indexOf(word)] && fits[words.indexOf(word)] !== BEGINNING;
      const below = words.filter((word, w) => fits[w] < BEGINNING || isThere[w]);
      const option = this.option("a", make("span", { dir: "auto" }, ...marked(title, inTitle, whole)));
      if (line) option.append(make("small", { dir: "auto" }, ...marked(line, below, (word) => isThere[words.indexOf(word)])));
      option.href = new URL(names.pages[page] + (anchor ? `#${encodeURI(anchor)}` : ""), root);
      return option;
    }

    toAll(query) {
      const option = this.option("a", this.words.all.replace("{words}", query));
      const address = new URL(this.page);
      address.searchParams.set("q", query);
      option.href = address;
      option.className = "academic-find-all";
      return option;
    }

    /** Make an option the one that Enter follows. */
    pick(number) {
      const before = this.options[this.picked];
      if (before) before.ariaSelected = "false";
      this.picked = number;
      const option = this.options[number];
      if (!option) return this.input.removeAttribute("aria-activedescendant");
      option.ariaSelected = "true";
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    }

    press(event) {
      const count = this.options?.length ?? 0;
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Enter" && count) {
        event.preventDefault();
        this.options[this.picked]?.click();
      } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
        event.preventDefault();
        this.pick((this.picked + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
      }
    }

    choose(event) {
      const option = event.target.closest('[role="option"]');
      if (option?.dataset.kind) {
        const at = this.picked;
        this.all.add(Number(option.dataset.kind));
        this.update();
        this.pick(Math.min(at, this.options.length - 1));
      } else if (option && !(event.ctrlKey || event.metaKey || event.shiftKey)) this.dialog.close();
    }
  }

  /** A text with marks: of words as a whole, or at the beginnings of words. */
  function marked(text, words, whole) {
    const pieces = [];
    let from = 0;
    const mark = (start, end) => {
      if (start > from) pieces.push(text.slice(from, start));
      pieces.push(make("mark", {}, text.slice(start, end)));
      from = end;
    };
    for (const found of words.length ? text.matchAll(WORD) : []) {
      const folded = fold(found[0]);
      for (const asked of words) {
        for (const word of asked.match(WORD) ?? []) {
          if (UNSPACED.test(word)) {
            for (let at = found[0].indexOf(word); at >= 0; at = found[0].indexOf(word, at + word.length)) {
              if (found.index + at >= from) mark(found.index + at, found.index + at + word.length);
            }
          } else if ((folded === word || (!whole(asked) && folded.startsWith(word))) && found.index >= from) {
            // Folding may have made more letters, or fewer.
            let length = 0;
            while (length < found[0].length && fold(found[0].slice(0, length)).length < word.length) length++;
            mark(found.index, found.index + length);
          }
        }
      }
    }
    pieces.push(text.slice(from));
    return pieces;
  }

  // ---- loading ----------------------------------------------------------------------------------------------------

  const link = document.querySelector(".academic-search-link[data-find]");
  const root = new URL(".", new URL("..", link.dataset.names));
  const search = new Search(link);
  const ready = () => {
    search.isReady = true;
    search.update();
  };
  const script = make("script", { src: link.dataset.names });
  script.onload = () => {
    names = script.names;
    read(ready);
  };
  script.onerror = () => {
    // The search page has an index of its own.
    names = { kinds: [], pages: [], rows: [] };
    ready();
  };
  const sheet = make("link", { rel: "stylesheet", href: link.dataset.style });
  const opened = new Promise((go) => (sheet.onload = sheet.onerror = go));
  document.head.append(sheet, script);
  window.academicFind = () => opened.then(() => search.open());
})();
