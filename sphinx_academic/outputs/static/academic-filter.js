// Filters and sorts a long list of publications or news as its reader asks, and keeps what is asked for in the page's address.
// A classic script in a scope of its own: browsers load no module from file://, where sites are looked at as well.

(() => {
  "use strict";

  const SLICE = 6; // milliseconds of work at a time, so that keys and frames come through
  const SEVERAL = 255; // an entry fails more than one choice, or the words
  const PART = 50; // entries that a browser lays out at once
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

  const UNREAD = ["academic-links", "academic-bibtex", "academic-cite"];

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

  /** A chip: what it takes back, to see and to hear. Words stand in the quotes of the page's language. */
  function chipOf(name, label, remove, element) {
    const [item, button, sign, shown] = ["li", "button", "span", element].map((each) => document.createElement(each));
    Object.assign(button, { type: "button", ariaLabel: remove.replace("{choice}", label) });
    button.dataset.control = name;
    sign.ariaHidden = "true";
    sign.textContent = "×";
    shown.textContent = label;
    button.append(sign, " ", shown);
    item.append(button);
    return item;
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
      this.sort = form.querySelector(".academic-filter-sort");
      this.selects = [...form.querySelectorAll("select:not(.academic-filter-sort)")];
      this.groups = [...document.getElementsByClassName(`academic-filtered-${this.number}`)];
      this.choices = [this.input, ...this.selects];
      this.controls = this.sort ? [...this.choices, this.sort] : this.choices;
      this.texts = []; // filled when the form is first used
      this.facets = this.selects.length || this.sort ? null : {};
      this.orders = {};
      this.order = null; // the places of the entries in the order that is shown, null for that of the page
      this.asked = null; // what the controls say, as a query string
      this.typing = false;
    }

    start() {
      this.form.hidden = false;
      this.form.addEventListener("input", (event) => this.changed(event.target));
      this.form.addEventListener("change", (event) => event.target === this.input && this.settle());
      this.form.addEventListener("click", ({ target }) => this.press(target));
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
        this.found = [];
        this.parts = this.own = parts.flat().map((element) => {
          const entries = [...element.querySelectorAll(".academic-entry, .academic-news-item")];
          const places = entries.map((_, place) => this.found.length + place);
          this.found.push(...entries);
          return { element, places, count: places.length, isFilled: true };
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
          this.orders = script.orders ?? {};
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
      return !isComing() && this.texts.length === this.entries.length && (this.facets || !this.controls.some((each) => each !== this.input && each.value));
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
      for (const control of this.choices) control.value = "";
      this.note();
      this.update();
      this.input.focus();
    }

    /** A chip takes back what it names; the others are for the whole. */
    press(target) {
      const button = target.closest("button");
      if (button?.matches(".academic-filter-copy")) this.copy(button);
      const control = button && this.choices.find(({ name }) => name === button.dataset.control);
      if (!control) return;
      const chips = this.form.querySelector(".academic-filter-chips").children;
      const place = [...chips].indexOf(button.parentElement);
      this.put(control, "");
      this.settle();
      this.note(control);
      this.update();
      const next = chips[Math.min(place, chips.length - 1)]?.firstChild ?? this.input;
      next.focus({ preventScroll: true });
    }

    /** Copy the address of what is shown. */
    async copy(button) {
      const address = new URL(location.href);
      for (const { name, value } of this.controls) {
        if (value.trim()) address.searchParams.set(name, value);
        else address.searchParams.delete(name);
      }
      address.hash = `#${this.form.id}`;
      try {
        await navigator.clipboard.writeText(address.href);
      } catch {
        // Browsers keep the clipboard from pages that came without encryption, but for this.
        const field = this.form.appendChild(Object.assign(document.createElement("textarea"), { value: address.href }));
        field.select();
        const isCopied = document.execCommand("copy");
        field.remove();
        button.focus();
        if (!isCopied) return;
      }
      const { copied } = button.dataset;
      const words = (button.dataset.label ??= button.textContent);
      write(button, copied);
      this.tell(copied);
      clearTimeout(this.copying);
      this.copying = setTimeout(() => write(button, words), 3 * QUIET);
    }

    /** Decide what is shown. */
    update() {
      tellLinks();
      this.waiting = !this.isReady;
      const picked = this.selects.filter((each) => each.value);
      const isAll = !picked.length && !this.input.value.trim();
      const isSorted = Boolean(this.sort?.value);
      this.showChips(picked, isAll && !isSorted);
      if (this.waiting) {
        if (!isAll || isSorted || this.filtering || this.order) this.prepare();
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
      this.arrange((isSorted && this.orders[this.sort.value]) || null);
      this.next = 0;
      this.apply();
    }

    // ---- order ----

    /** Take the parts of an order in the place of those of the page, and back; they are filled when they are shown. */
    arrange(order) {
      if (order === this.order) return;
      this.order = order;
      for (const part of this.parts) part.isFilled = false;
      this.sorted?.replaceChildren();
      if (!order) {
        for (const group of this.groups) group.hidden = false;
        this.sorted.hidden = true;
        this.parts = this.own;
        return;
      }
      if (!this.sorted) {
        this.sorted = this.groups[0].cloneNode(false);
        this.sorted.removeAttribute("id");
        this.lastAbove.after(this.sorted);
        // Where the entries of each part come back to.
        for (const part of this.own) {
          const first = this.found[part.places[0]];
          part.mark = document.createComment("");
          first?.before(part.mark);
        }
      }
      this.sorted.hidden = false;
      for (const group of this.groups) group.hidden = true;
      this.parts = [];
      for (let start = 0; start < order.length; start += PART) {
        const places = order.slice(start, start + PART);
        const isOnly = order.length <= PART;
        const element = isOnly ? this.sorted : document.createElement("div");
        if (!isOnly) this.sorted.append(Object.assign(element, { className: "academic-part" }));
        this.parts.push({ element, places, count: places.length, isFilled: false });
      }
    }

    /** What stands last above the entries: the form, or what follows it before the first group. */
    get lastAbove() {
      const begins = (element) =>
        element.matches(".academic-group, .academic-group-heading") || this.groups.some((group) => element.contains(group));
      let last = this.form;
      for (let next = last.nextElementSibling; next; next = next.nextElementSibling) {
        if (begins(next)) return last;
        last = next;
      }
      return this.form;
    }

    /** Put the entries of a part where they are to be seen. */
    fillPart(part) {
      const entries = part.places.map((place) => this.found[place]);
      if (part.mark) part.mark.after(...entries);
      else part.element.append(...entries);
      part.isFilled = true;
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
          for (const place of part.places) part.count += wanted[place];
        }
        for (const heading of this.headings) heading.update();
      }
      while (this.next < parts.length) {
        const part = parts[this.next++];
        const { element, places, count } = part;
        element.hidden = !count;
        if (!part.isFilled) this.fillPart(part);
        // What is hidden as a whole need not be so one by one.
        for (const place of count ? places : []) {
          if (wanted[place] === visible[place]) continue;
          entries[place].hidden = !wanted[place];
          visible[place] = wanted[place];
        }
        // The browser lays a part out when it comes near the screen; until then this is its height.
        const height = count < places.length ? `${6 * count}em` : "";
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
      this.form.querySelector(".academic-filter-state [type=reset]").hidden = !this.filtering || !count;
      this.form.querySelector(".academic-filter-nothing").hidden = count > 0;
      if (!this.filtering && !this.said) return;
      clearTimeout(this.saying);
      this.saying = setTimeout(() => {
        this.said = text;
        this.tell(text);
      }, QUIET);
    }

    /** Tell those who hear the page. */
    tell(text) {
      write(this.form.querySelector(".academic-filter-status"), text);
    }

    /** What is asked for as buttons that take it back, and the button for a link to it. */
    showChips(picked, isNothing) {
      const words = this.input.value.trim();
      const wanted = picked.map((select) => {
        const option = select.selectedOptions[0];
        return [select.name, `${select.ariaLabel}: ${option.dataset.label ?? option.text.replace(/ \(\d+\)$/, "")}`];
      });
      if (words) wanted.unshift([this.input.name, words, "q"]);
      const chips = this.form.querySelector(".academic-filter-chips");
      const text = JSON.stringify(wanted);
      if (chips.dataset.shown !== text) {
        chips.dataset.shown = text;
        chips.replaceChildren(...wanted.map(([name, label, element]) => chipOf(name, label, this.form.dataset.remove, element ?? "span")));
      }
      this.form.querySelector(".academic-filter-copy").hidden = isNothing;
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

    /** Set a control, to a value also that it does not offer, such as a name of the many that are not. */
    put(control, value) {
      const isOffered = control === this.input || [...control.options].some((option) => option.value === value);
      if (!isOffered && control === this.sort) value = "";
      else if (!isOffered) control.append(new Option(value, value));
      control.value = value;
    }

    /** A link to what is filtered away, or to a heading that another order has none of, shows the whole list again. */
    reveal(target) {
      if (!(this.filtering || this.order) || !target.closest("[hidden]")) return;
      const isOwn = (group) => group.contains(target) || target.contains(group);
      if (this.groups.some(isOwn) || this.sorted?.contains(target)) {
        for (const control of this.controls) control.value = "";
        this.note();
        this.update();
        this.finish();
        target.scrollIntoView();
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

  /** What each of them asks for: there may be some for each of very many entries. */
  const asks = new WeakMap();

  /** Such links tell whether what they ask for is picked. */
  function tellLinks() {
    const values = new Map(lists.flatMap((list) => list.controls.map(({ name, value }) => [name, value])));
    for (const link of document.querySelectorAll("a[data-filter], a[href^='?']")) {
      // What is a word without script gets an address by it.
      if (!link.hasAttribute("href")) link.setAttribute("href", `?${link.dataset.filter}`);
      const asked = asks.get(link) ?? [...(askedBy(link) ?? [])];
      asks.set(link, asked);
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
