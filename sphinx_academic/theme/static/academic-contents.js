// Marks, in the contents of a page, the part that is being read. A classic script, as browsers load no module from file://.

(() => {
  "use strict";

  const links = new Map();
  for (const link of document.querySelectorAll("aside.academic-contents a[href*='#']")) {
    const part = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (part) links.set(part, link);
  }
  // A part is seen while it crosses the upper third of the window; the last of those is the innermost.
  const seen = new Set();
  let marked;
  const observer = new IntersectionObserver(
    (changes) => {
      for (const { target, isIntersecting } of changes) {
        if (isIntersecting) seen.add(target);
        else seen.delete(target);
      }
      const innermost = [...links.keys()].filter((part) => seen.has(part)).at(-1);
      const link = innermost && links.get(innermost);
      if (link === marked) return;
      marked?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "true");
      marked = link;
    },
    { rootMargin: "0px 0px -67% 0px" },
  );
  for (const part of links.keys()) observer.observe(part);
})();
