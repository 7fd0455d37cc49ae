// Filters a long list of publications or news as its reader types, and keeps what is asked for in the page's address.
// A classic script in a scope of its own: browsers load no module from file://, where sites are looked at as well.

(() => {
  "use strict";

  const SLICE = 6; // milliseconds of work at a time, so that keys and frames come through
  const SEVERAL = 255; // an entry fails more than one choice, or the words
  const QUIET = 700; // milliseconds after which typing has come to an end

  // ---- words ------------------------------------------------------------------------------------------------------

  // Accents of Latin, Greek, Cyrillic, Hebrew and Arabic; the voicing marks of kana and the vowels of Indic scripts are no accents.
  const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
  const LETTERS = {
    ß: "ss", ø: "o", ł: "l", æ: "ae", œ: "oe", đ: "d", ð: "d", þ: "th", ı: "i",
    "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "「": '"', "」": '"',
  };
  const OTHERS = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

  function fold(text) {
    let folded = text.toLowerCase();
    if (/[^\0-\x7f]/.test(folded)) {
      folded = folded.normalize("NFKD").replace(MARKS, "").replace(OTHERS, (letter) => LETTERS[letter]);
    }
    return folded.replace(/\s+/g, " ");
  }

  /** The words and "phrases" of a query, all of which an entry must hold. */
  function wordsOf(query) {
    const found = [...fold(query).matchAll(/"([^"]*)"?|[^\s"]+/g)];
    return found.map(([whole, phrase]) => (phrase ?? whole).trim()).filter(Boolean);
  }

  const UNREAD = ["academic-links", "academic-bibtex"];

  /** What readers see of an entry, without the names of its buttons. */
  function textOf(entry) {
    const body = entry.querySelector(".academic-body");
    if (!body) return fold(entry.textContent);
    let text = "";
    for (const part of body.children) {
      if (!UNREAD.some((name) => part.classList.contains(name))) text += `${part.textContent}\n`;
    }
    return fold(text);
  }

  /** Change a text in place: a new text node has the browser look at every `:has()` of the page anew. */
  function write(element, text) {
    if (element.firstChild) element.firstChild.data = text;
    else element.textContent = text;
  }

  /** The facet that a select picks from; those of a page's second list have a number behind it. */
  const nameOf = (select) => select.name.replace(/\d+$/, "");

  /** Whether entries of a very long list are still to come (academic-long-list.js). */
  const isComing = () => document.querySelector(".academic-rest") !== null;

  // ---- one list ---------------------------------------------------------------------------------------------------

  const idle = window.requestIdleCallback ?? ((act) => setTimeout(act, 1));

  class List {
    constructor(form) {
      this.form = form;
      this.number = form.dataset.list;
      this.input = form.querySelector("input");
      this.selects = [...form.querySelectorAll("select")];
      this.groups = [...document.getElementsByClassName(`academic-filtered-${this.number}`)];
      this.controls = [this.input, ...this.selects];
      this.texts = []; // filled when the form is first used
      this.facets = this.selects.length ? null : {};
      this.asked = null; // what the controls say, as a query string
      this.typing = false;
    }

    start() {
      this.form.hidden = false;
      this.form.addEventListener("input", (event) => this.changed(event.target));
      this.form.addEventListener("change", (event) => event.target === this.input && this.settle());
      this.form.addEventListener("reset", (event) => this.clear(event));
      this.form.addEventListener("submit", (event) => (event.preventDefault(), this.settle()));
      for (const sign of ["focusin", "pointerenter"]) {
        this.form.addEventListener(sign, () => this.prepare(), { once: true });
      }
      this.say(this.total, this.total);
    }

    /** The entries in the order of the page, and the parts of the list that they stand in; looked up when first needed. */
    get entries() {
      if (!this.found) {
        const parts = this.groups.map((group) => {
          const own = group.querySelectorAll(":scope > .academic-part");
          return own.length ? [...own] : [group];
        });
        let start = 0;
        this.found = [];
        this.parts = parts.flat().map((element) => {
          this.found.push(...element.querySelectorAll(".academic-entry, .academic-news-item"));
          const part = { element, start, end: this.found.length, count: this.found.length - start };
          start = this.found.length;
          return part;
        });
        // A work that stands under several headings counts where it stands first.
        this.first = Uint8Array.from(this.found, (entry) => (entry.classList.contains("academic-again") ? 0 : 1));
        this.wanted = new Uint8Array(this.found.length).fill(1);
        this.visible = new Uint8Array(this.found.length).fill(1);
      }
      return this.found;
    }

    get total() {
      return Number(this.form.dataset.total);
    }

    // ---- reading the entries, a slice at a time ----

    prepare() {
      if (this.prepared) return;
      if (isComing()) {
        document.addEventListener("academic-whole", () => this.prepare(), { once: true });
        document.dispatchEvent(new Event("academic-wanted"));
        return;
      }
      this.prepared = true;
      if (!this.facets) {
        const script = document.createElement("script");
        script.src = this.form.dataset.facets;
        script.onload = () => {
          this.facets = script.facets ?? {};
          this.update();
        };
        // Without the file words still filter.
        script.onerror = () => {
          this.facets = {};
          this.update();
        };
        document.head.append(script);
      }
      this.read();
    }

    get isReady() {
      return !isComing() && this.texts.length === this.entries.length && (this.facets || !this.selects.some((each) => each.value));
    }

    read() {
      const end = performance.now() + SLICE;
      const { entries, texts } = this;
      while (texts.length < entries.length && performance.now() < end) {
        texts.push(textOf(entries[texts.length]));
      }
      if (texts.length === entries.length) this.update();
      else if (this.waiting) setTimeout(() => this.read());
      else idle(() => this.read(), { timeout: 100 });
    }

    // ---- deciding ----

    changed(control) {
      if (control !== this.input) this.settle();
      this.note(control);
      this.update();
    }

    clear(event) {
      event.preventDefault();
      this.settle();
      for (const control of this.controls) control.value = "";
      this.note();
      this.update();
      this.input.focus();
    }

    /** Decide what is shown. */
    update() {
      tellLinks();
      this.waiting = !this.isReady;
      const picked = this.selects.filter((each) => each.value);
      const isAll = !picked.length && !this.input.value.trim();
      if (this.waiting) {
        if (!isAll || this.filtering) this.prepare();
        return;
      }
      const words = wordsOf(this.input.value);
      const tests = picked.map((select) => {
        const facet = this.facets[nameOf(select)] ?? { names: [], held: [] };
        return { which: this.selects.indexOf(select), held: facet.held, place: facet.names.indexOf(select.value) };
      });
      const count = this.decide(words, tests);
      this.filtering = !isAll;
      for (const details of this.groups.flatMap((group) => [...group.querySelectorAll(".academic-show-more")])) {
        // What is found must not stay folded away.
        if (this.filtering && !details.open) details.dataset.opened = details.open = true;
        else if (!this.filtering && details.dataset.opened) details.removeAttribute("data-opened"), (details.open = false);
      }
      this.say(count, this.total);
      this.next = 0;
      this.apply();
    }

    decide(words, tests) {
      const { texts, wanted, first } = this;
      // What each entry fails: nothing (0), one choice (its place, from 1 on), or SEVERAL.
      const failing = (this.failing ??= new Uint8Array(texts.length));
      let count = 0;
      for (let i = 0; i < texts.length; i++) {
        const text = texts[i];
        let failed = 0;
        for (let w = 0; w < words.length && !failed; w++) if (!text.includes(words[w])) failed = SEVERAL;
        for (let t = 0; t < tests.length && failed !== SEVERAL; t++) {
          const { held, place, which } = tests[t];
          const own = held[i];
          if (place < 0 || !(own === place || (typeof own === "object" && own.includes(place)))) {
            failed = failed ? SEVERAL : which + 1;
          }
        }
        failing[i] = failed;
        wanted[i] = failed ? 0 : 1;
        count += wanted[i] & first[i];
      }
      return count;
    }

    // ---- showing ----

    /** Show and hide, part by part from the top on, as much as a frame has time for. */
    apply() {
      cancelAnimationFrame(this.frame);
      const end = performance.now() + SLICE;
      const { entries, parts, wanted, visible } = this;
      if (!this.next) {
        for (const part of parts) {
          part.count = 0;
          for (let i = part.start; i < part.end; i++) part.count += wanted[i];
        }
        for (const heading of this.headings) heading.update();
      }
      while (this.next < parts.length) {
        const part = parts[this.next++];
        const { element, start, end: stop, count } = part;
        element.hidden = !count;
        // What is hidden as a whole need not be so one by one.
        for (let i = start; count && i < stop; i++) {
          if (wanted[i] === visible[i]) continue;
          entries[i].hidden = !wanted[i];
          visible[i] = wanted[i];
        }
        // The browser lays a part out when it comes near the screen; until then this is its height.
        const height = count < stop - start ? `${6 * count}em` : "";
        if (count && height !== part.height && element.matches(".academic-part")) {
          element.style.containIntrinsicBlockSize = part.height = height;
        }
        if (performance.now() > end) break;
      }
      if (this.next < parts.length) this.frame = requestAnimationFrame(() => this.apply());
      else idle(() => this.count());
    }

    /** All at once, for paper. */
    finish() {
      while (this.next < this.parts?.length) this.apply();
    }

    /** The headings of groups, each with what it stands above. */
    get headings() {
      return (this.above ??= headingsOf(this));
    }

    say(count, total) {
      const number = (value) => value.toLocaleString(document.documentElement.lang || undefined);
      const text = this.form.dataset.shown.replace("{shown}", number(count)).replace("{total}", number(total));
      write(this.form.querySelector(".academic-filter-count"), text);
      this.form.querySelector(".academic-filter-state button").hidden = !this.filtering || !count;
      this.form.querySelector(".academic-filter-nothing").hidden = count > 0;
      if (!this.filtering && !this.said) return;
      clearTimeout(this.saying);
      this.saying = setTimeout(() => {
        this.said = text;
        write(this.form.querySelector(".academic-filter-status"), text);
      }, QUIET);
    }

    /** Write behind each choice how many entries it would show beside all other choices. */
    count() {
      if (!this.facets || !this.failing) return;
      this.selects.forEach((select, which) => {
        const facet = this.facets[nameOf(select)];
        if (!facet) return;
        const counts = new Uint32Array(facet.names.length);
        for (let i = 0; i < this.failing.length; i++) {
          if (!this.first[i] || (this.failing[i] && this.failing[i] !== which + 1)) continue;
          const held = facet.held[i];
          if (typeof held === "object") for (const place of held) counts[place]++;
          else if (held >= 0) counts[held]++;
        }
        const places = (facet.places ??= new Map(facet.names.map((name, place) => [name, place])));
        for (const option of select.options) {
          if (!option.value) continue;
          option.dataset.label ??= option.text.replace(/ \(\d+\)$/, "");
          const count = counts[places.get(option.value)] ?? 0;
          const text = `${option.dataset.label} (${count})`;
          if (option.text !== text) write(option, text);
          option.disabled = !count && !option.selected;
        }
      });
    }

    // ---- the address ----

    /** What is asked for goes into the address: a new step back for each choice and each bout of typing. */
    note(control) {
      const address = new URL(location.href);
      for (const { name, value } of this.controls) {
        if (value.trim()) address.searchParams.set(name, value);
        else address.searchParams.delete(name);
      }
      if (address.href === location.href) return;
      const isOneMore = control === this.input && this.typing;
      this.typing = control === this.input;
      clearTimeout(this.settling);
      this.settling = setTimeout(() => this.settle(), 3 * QUIET);
      try {
        history[isOneMore ? "replaceState" : "pushState"](history.state, "", address);
      } catch {
        // Some browsers allow it at no address of file://, and none a hundred times in a few seconds.
      }
    }

    settle() {
      clearTimeout(this.settling);
      this.typing = false;
    }

    /** `#author=Name`, as the search leads to people, is the same as `?author=Name`. */
    followHash() {
      const found = /^#author=(.+)$/.exec(location.hash);
      const select = this.selects.find((each) => each.name.startsWith("author"));
      if (!found || !select) return false;
      const address = new URL(location.href);
      address.searchParams.set(select.name, decodeURIComponent(found[1]));
      address.hash = `#${this.form.id}`;
      try {
        history.replaceState(history.state, "", address);
      } catch {
        return false;
      }
      this.follow();
      this.form.scrollIntoView();
      return true;
    }

    /** Do what the address says. */
    follow() {
      const parameters = new URLSearchParams(location.search);
      let differs = false;
      for (const control of this.controls) {
        const value = parameters.get(control.name) ?? "";
        if (control.value === value) continue;
        differs = true;
        this.put(control, value);
      }
      this.settle();
      if (differs) this.update();
    }

    /** Take over what a link asks for: true where one of the controls is meant. What is picked already is taken back. */
    choose(asked) {
      const own = this.controls.filter(({ name }) => asked.has(name));
      if (!own.length) return false;
      const isTaken = own.every((control) => control.value === asked.get(control.name));
      for (const control of own) this.put(control, isTaken ? "" : asked.get(control.name));
      this.settle();
      this.note();
      this.update();
      return true;
    }

    /** Set a control, to a value also that it does not offer. */
    put(control, value) {
      if (value && control !== this.input && ![...control.options].some((option) => option.value === value)) {
        control.append(new Option(value, value));
      }
      control.value = value;
    }

    /** A link to an entry that is filtered away shows the whole list again. */
    reveal(entry) {
      if (this.filtering && this.groups.some((group) => group.contains(entry)) && entry.closest("[hidden]")) {
        for (const control of this.controls) control.value = "";
        this.note();
        this.update();
        this.finish();
        entry.scrollIntoView();
      }
    }
  }

  // ---- headings ---------------------------------------------------------------------------------------------------

  /** Real sections, and plain headings where a section cannot stand; both with their links in the page's contents. */
  function headingsOf(list) {
    const holds = (group) => list.parts.some(({ element, count }) => count && group.contains(element));
    const found = new Map();
    const add = (element, group) => {
      if (!found.has(element)) found.set(element, { groups: [], others: linksTo(element.id) });
      found.get(element).groups.push(group);
    };
    for (const group of list.groups) {
      let section = group.parentElement.closest(".academic-group");
      if (section) {
        for (; section; section = section.parentElement.closest(".academic-group")) add(section, group);
        continue;
      }
      let level = Infinity;
      for (let before = group.previousElementSibling; before && level > 1; before = before.previousElementSibling) {
        if (before === list.form) break;
        const own = Number(/academic-level-(\d)/.exec(before.className)?.[1]);
        if (own < level) {
          add(before, group);
          level = own;
        }
      }
    }
    return [...found].map(([element, { groups, others }]) => ({
      update() {
        const isEmpty = !groups.some(holds);
        for (const each of [element, ...others]) each.hidden = isEmpty;
      },
    }));
  }

  function linksTo(identifier) {
    if (!identifier) return [];
    const links = [...document.querySelectorAll(`li a[href$="#${CSS.escape(identifier)}"]`)];
    return links
      .filter((link) => link.hash === `#${identifier}` && link.pathname === location.pathname)
      .map((link) => link.closest("li"))
      .filter((item) => !item.closest(".academic"));
  }

  // ---- links that filter ------------------------------------------------------------------------------------------

  /** What a link of this page asks of its lists: `<a href="?year=2012">`, or `<a href="#y2012" data-filter="year=2012">`, which
   * leads somewhere without script as well. */
  function askedBy(link) {
    if (link.dataset.filter) return new URLSearchParams(link.dataset.filter);
    return link.search && link.origin === location.origin && link.pathname === location.pathname
      ? new URLSearchParams(link.search)
      : null;
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest?.("a[data-filter], a[href*='?']");
    const asked = link && !link.getAttribute("target") && askedBy(link);
    // Every list that has such a control, and no other.
    if (asked && lists.filter((list) => list.choose(asked)).length) event.preventDefault();
  });

  /** Such links tell whether what they ask for is picked. */
  function tellLinks() {
    const values = new Map(lists.flatMap((list) => list.controls.map(({ name, value }) => [name, value])));
    for (const link of document.querySelectorAll("a[data-filter], a[href^='?']")) {
      const asked = [...(askedBy(link) ?? [])];
      if (!asked.some(([name]) => values.has(name))) continue;
      if (asked.every(([name, value]) => values.get(name) === value)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  // ---- the page ---------------------------------------------------------------------------------------------------

  const lists = [...document.querySelectorAll("form.academic-filter")].map((form) => new List(form));
  for (const list of lists) {
    list.start();
    list.follow();
  }
  lists.some((list) => list.followHash());
  tellLinks();
  window.addEventListener("popstate", () => lists.forEach((list) => list.follow()));
  window.addEventListener("beforeprint", () => lists.forEach((list) => list.finish()));
  window.addEventListener("hashchange", () => {
    if (lists.some((list) => list.followHash())) return;
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) for (const list of lists) list.reveal(target);
  });
})();
