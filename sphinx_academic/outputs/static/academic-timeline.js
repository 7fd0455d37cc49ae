// Posts of an account on Mastodon, Bluesky or X below the link to it, once a reader asks for them with a button.
// Before that no other host is asked for anything. What Mastodon and Bluesky send is put into the page as text and as
// a few harmless elements without attributes, never as HTML.
// A classic script in a scope of its own: browsers load no module from file://, where sites are looked at as well.

(() => {
  "use strict";

  const words = document.currentScript.dataset;
  const PATIENCE = 15_000; // milliseconds

  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  function make(tag, classes, ...children) {
    const element = document.createElement(tag);
    if (classes) element.className = classes;
    element.append(...children);
    return element;
  }

  function link(address, ...children) {
    const element = make("a", "reference external", ...children);
    element.href = address;
    element.rel = "nofollow noopener noreferrer";
    return element;
  }

  /* The address if it leads to the web, else nothing: javascript: and data: are not followed. */
  function harmless(address) {
    try {
      const url = new URL(address);
      return url.protocol === "https:" || url.protocol === "http:" ? url.href : "";
    } catch {
      return "";
    }
  }

  // Asking

  class Unknown extends Error {}

  async function answer(address) {
    const response = await fetch(address, {
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (response.status === 400 || response.status === 404 || response.status === 410) throw new Unknown();
    if (!response.ok) throw new Error(`status ${response.status}`);
    return response.json();
  }

  async function postsOnMastodon({ host, account, limit }) {
    const accounts = `https://${host}/api/v1/accounts`;
    const { id } = await answer(`${accounts}/lookup?acct=${encodeURIComponent(account)}`);
    const query = `limit=${limit}&exclude_replies=true&exclude_reblogs=true`;
    const posts = await answer(`${accounts}/${encodeURIComponent(id)}/statuses?${query}`);
    return posts.map((post) => ({
      address: harmless(post.url),
      time: post.created_at,
      warning: post.spoiler_text || "",
      content: () => asPlainElements(post.content),
      pictures: (post.media_attachments ?? []).map((picture) => picture.description ?? ""),
    }));
  }

  async function postsOnBluesky({ host, account, limit }) {
    // More than asked for, as what others wrote and was only passed on is left out.
    const query = `actor=${encodeURIComponent(account)}&limit=${Math.min(100, limit * 3)}&filter=posts_no_replies`;
    const { feed } = await answer(`https://${host}/xrpc/app.bsky.feed.getAuthorFeed?${query}`);
    return feed
      .filter((item) => !item.reason)
      .map(({ post }) => ({
        address: `https://bsky.app/profile/${encodeURIComponent(account)}/post/${encodeURIComponent(post.uri.split("/").pop())}`,
        time: post.record.createdAt,
        warning: "",
        content: () => [make("p", "", ...withFacets(String(post.record.text ?? ""), post.record.facets ?? []))],
        pictures: (post.record.embed?.images ?? []).map((picture) => picture.alt ?? ""),
      }));
  }

  // What was sent, as elements of ours

  const KEPT = new Set(["p", "br", "em", "strong", "b", "i", "del", "code", "pre", "blockquote", "ul", "ol", "li"]);
  const DROPPED = new Set(["script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math"]);

  /* HTML as text and elements without attributes. The parser's document is no page: nothing in it runs or loads. */
  function asPlainElements(html) {
    const parsed = new DOMParser().parseFromString(String(html ?? ""), "text/html");
    return [...parsed.body.childNodes].flatMap((node) => copied(node, 20));
  }

  function copied(node, depth) {
    if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.data)];
    if (node.nodeType !== Node.ELEMENT_NODE || depth === 0) return [];
    const name = node.localName;
    // Mastodon hides the beginning and the end of long addresses in this way.
    if (DROPPED.has(name) || node.classList.contains("invisible")) return [];
    const inner = [...node.childNodes].flatMap((child) => copied(child, depth - 1));
    if (node.classList.contains("ellipsis")) inner.push("…");
    if (name === "a") {
      const address = harmless(node.getAttribute("href") ?? "");
      return address ? [link(address, ...inner)] : inner;
    }
    return KEPT.has(name) ? [make(name, "", ...inner)] : inner;
  }

  /* Text with links; Bluesky counts their places in bytes of UTF-8. */
  function withFacets(text, facets) {
    const bytes = new TextEncoder().encode(text);
    const read = (start, end) => new TextDecoder().decode(bytes.subarray(start, end));
    const pieces = [];
    let done = 0;
    for (const facet of [...facets].sort((one, other) => one.index.byteStart - other.index.byteStart)) {
      const { byteStart, byteEnd } = facet.index;
      const uri = facet.features?.find((feature) => feature.$type === "app.bsky.richtext.facet#link")?.uri;
      const address = uri ? harmless(uri) : "";
      if (!address || byteStart < done || byteEnd <= byteStart || byteEnd > bytes.length) continue;
      pieces.push(read(done, byteStart), link(address, read(byteStart, byteEnd)));
      done = byteEnd;
    }
    pieces.push(read(done));
    return pieces.flatMap((piece) => (typeof piece === "string" ? withBreaks(piece) : [piece]));
  }

  function withBreaks(text) {
    return text.split("\n").flatMap((line, index) => (index ? [document.createElement("br"), line] : [line]));
  }

  function shownTime(time) {
    const date = new Date(time);
    if (Number.isNaN(date.valueOf())) return "";
    const element = make("time", "");
    element.dateTime = date.toISOString();
    try {
      element.textContent = date.toLocaleDateString(document.documentElement.lang || undefined, { dateStyle: "medium" });
    } catch {
      element.textContent = date.toISOString().slice(0, 10);
    }
    return element;
  }

  function shown(post) {
    const time = shownTime(post.time) || words.post;
    const head = make("p", "academic-timeline-time", post.address ? link(post.address, time) : time);
    const body = post.content();
    const pictures = post.pictures.map((description) =>
      make("p", "academic-timeline-picture", filled(words.picture, { description }).replace(/[:：]\s*$/, "")),
    );
    const content = post.warning
      ? [make("details", "academic-disclosure", make("summary", "", post.warning), ...body, ...pictures)]
      : [...body, ...pictures];
    return make("li", "academic-timeline-post", make("article", "", head, ...content));
  }

  // X has no public interface: its own script draws a frame of its own.

  let widgets;

  function widgetsOfX(host) {
    widgets ??= new Promise((resolve, reject) => {
      const loader = document.createElement("script");
      loader.src = `https://${host}/widgets.js`;
      loader.async = true;
      loader.addEventListener("load", () => (window.twttr?.ready ? window.twttr.ready(resolve) : reject(new Error("no widgets"))));
      loader.addEventListener("error", () => {
        widgets = undefined;
        loader.remove();
        reject(new Error("not loaded"));
      });
      document.head.append(loader);
    });
    return widgets;
  }

  async function frameOfX({ host, account, limit }, place) {
    const twttr = await widgetsOfX(host);
    const chosen = document.documentElement.dataset.theme;
    const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
    const options = { tweetLimit: limit, dnt: true, theme: dark ? "dark" : "light", chrome: "noheader nofooter transparent" };
    const frame = await twttr.widgets.createTimeline({ sourceType: "profile", screenName: account }, place, options);
    if (!frame) throw new Error("no timeline");
  }

  // The button, and what it does

  let number = 0;

  function offer(box) {
    const told = { ...box.dataset, limit: Number(box.dataset.limit) };
    const { host } = told;
    number += 1;
    const button = make("button", "", filled(words.load, { host }));
    button.type = "button";
    const note = make("span", "academic-timeline-note", filled(words.tells, { host }));
    note.id = `academic-timeline-note-${number}`;
    button.setAttribute("aria-describedby", note.id);
    const ask = make("p", "academic-timeline-ask", button, " ", note);
    const status = make("p", "academic-timeline-status");
    status.setAttribute("role", "status");
    box.append(ask, status);

    let loading = false;
    button.addEventListener("click", async () => {
      // Not disabled while it works, as that would take the focus away.
      if (loading) return;
      loading = true;
      status.textContent = words.loading;
      try {
        await load(box, told, ask, status);
      } catch (error) {
        status.textContent = filled(error instanceof Unknown ? words.unknown : words.failed, { host });
      } finally {
        loading = false;
      }
    });
  }

  async function load(box, told, ask, status) {
    const name = box.querySelector("a")?.textContent.trim() || words.posts;
    let place;
    if (told.service === "x") {
      place = make("div", "academic-timeline-frame");
      box.append(place);
      try {
        await frameOfX(told, place);
      } catch (error) {
        place.remove();
        throw error;
      }
      place.setAttribute("role", "group");
      status.textContent = "";
    } else {
      const found = await (told.service === "mastodon" ? postsOnMastodon(told) : postsOnBluesky(told));
      const posts = found.slice(0, told.limit);
      place = make("ul", "academic-timeline-posts", ...posts.map(shown));
      box.append(place);
      status.textContent = posts.length ? filled(words.loaded, { count: posts.length }) : words.none;
    }
    place.setAttribute("aria-label", name);
    // The button goes, and the focus with it to what it has brought.
    place.tabIndex = -1;
    if (ask.contains(document.activeElement)) place.focus({ preventScroll: true });
    ask.remove();
  }

  for (const box of document.querySelectorAll(".academic-timeline[data-service]")) offer(box);
})();
