// A button at each form in which a work is given to be cited: it copies that. Made when the forms are first opened.

(() => {
  "use strict";

  const words = document.currentScript?.dataset ?? {};
  const named = (text, sign) => text.replace("{form}", sign);

  async function copy(cited) {
    const selection = getSelection();
    selection.selectAllChildren(cited);
    try {
      // With its italics, where the reference has such, for programs that write text.
      const kinds = { "text/plain": new Blob([cited.innerText.trim()], { type: "text/plain" }) };
      if (cited.matches("p")) kinds["text/html"] = new Blob([cited.innerHTML], { type: "text/html" });
      await navigator.clipboard.write([new ClipboardItem(kinds)]);
    } catch {
      // Pages that are not read over HTTPS have no clipboard; what is selected can be copied all the same.
      if (!document.execCommand("copy")) return false;
    }
    selection.removeAllRanges();
    return true;
  }

  function addButton(form, name) {
    const cited = form.querySelector(".academic-form-text");
    const button = document.createElement("button");
    const label = document.createElement("span");
    const heard = document.createElement("span");
    button.type = "button";
    button.className = "academic-copy";
    label.textContent = words.copy;
    button.setAttribute("aria-label", named(words.copyForm, name));
    heard.className = "academic-unseen";
    heard.setAttribute("role", "status");
    button.append(label);
    button.addEventListener("click", async () => {
      if (!(await copy(cited))) return;
      label.textContent = heard.textContent = words.copied;
      setTimeout(() => {
        label.textContent = words.copy;
        heard.textContent = "";
      }, 2000);
    });
    cited.before(button, heard);
  }

  const PANELS = "details:is(.academic-cite, .academic-bibtex)";

  function prepare(panel) {
    for (const form of panel.querySelectorAll(".academic-cite-as, .academic-copyable")) {
      const name = form.querySelector(".academic-form-name") ?? panel.querySelector("summary");
      if (!form.querySelector(".academic-copy")) addButton(form, name.textContent);
    }
  }

  const isPanel = (element) => element.matches?.(PANELS);
  document.addEventListener("toggle", ({ target }) => isPanel(target) && target.open && prepare(target), true);
  for (const opened of document.querySelectorAll(PANELS)) if (opened.open) prepare(opened);

  // Where the address leads into the forms; most browsers open them themselves.
  function openAddressed() {
    const forms = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const closed = forms && forms.closest(".academic-cite:not([open])");
    if (!closed) return;
    closed.open = true;
    forms.scrollIntoView();
  }
  addEventListener("hashchange", openAddressed);
  openAddressed();
})();
