// Marks, in the margin beside a list, the year that is being read. A classic script, as browsers load no module from file://.

(() => {
  "use strict";

  for (const rail of document.querySelectorAll(".academic-rail")) {
    const links = new Map();
    for (const link of rail.querySelectorAll("a[href*='#']")) {
      const part = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (part) links.set(part, link);
    }
    const seen = new Set();
    let marked;
    // A year is read while it crosses a line below the top of the window; the first of those is meant.
    const observer = new IntersectionObserver(
      (changes) => {
        for (const { target, isIntersecting } of changes) {
          if (isIntersecting) seen.add(target);
          else seen.delete(target);
        }
        const link = links.get([...links.keys()].find((part) => seen.has(part)));
        if (link === marked) return;
        marked?.removeAttribute("aria-current");
        link?.setAttribute("aria-current", "true");
        marked = link;
        // Of very many years the marked one is kept in sight, without the page being moved.
        const list = rail.firstElementChild;
        if (link && list.scrollHeight > list.clientHeight) list.scrollTop = link.offsetTop - list.clientHeight / 2;
      },
      { rootMargin: "-12% 0px -80% 0px" },
    );
    for (const part of links.keys()) observer.observe(part);
  }
})();
