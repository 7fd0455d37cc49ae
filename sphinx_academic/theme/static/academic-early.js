// Before the first paint: the colours that the reader has chosen, so that nothing flashes, and what one page passes to the next.
(() => {
  const root = document.documentElement;
  root.classList.add("academic-script");
  try {
    const chosen = localStorage.getItem("academic-colours");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch {
    // A browser that keeps nothing shows what its system asks for.
  }

  // A title moves from a list to the page of its work, and back (CSS View Transitions 2). Named where both pages have it.
  function nameTitle(transition, other) {
    if (!transition || !other) return;
    const named = (address) => `title${new URL(address).pathname.replace(/\W+/g, "-")}`;
    const links = [...document.querySelectorAll("p.academic-title a.academic-paper-link")];
    const link = links.find((each) => each.href === other.split("#")[0]);
    const title = link?.closest("p") ?? document.querySelector(".academic-own-page h1");
    const box = title?.getBoundingClientRect();
    if (!box || box.bottom < 0 || box.top > innerHeight) return;
    title.style.viewTransitionName = named(link ? other : location.href);
    const forget = () => title.style.removeProperty("view-transition-name");
    transition.finished.then(forget, forget);
  }
  // The browser may give one up, as it does from a file, or where a sheet comes late: nothing to see, and nothing wrong.
  addEventListener("unhandledrejection", (event) => {
    if (event.reason instanceof DOMException && /transition/i.test(event.reason.message)) event.preventDefault();
  });
  addEventListener("pageswap", (event) => nameTitle(event.viewTransition, event.activation?.entry.url));
  addEventListener("pagereveal", (event) => nameTitle(event.viewTransition, window.navigation?.activation?.from?.url));
})();
