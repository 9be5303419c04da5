// Completions of the search box: an editable combobox with a list (WAI-ARIA Authoring Practices,
// "Combobox"). Without this script the box works as before.
"use strict";
(() => {
  const input = document.getElementById("q");
  const list = document.getElementById("suggestions");
  if (!input || !list) return;
  const DELAY = 120; // milliseconds of rest before the server is asked
  let timer = 0, asked = 0, active = -1;

  const options = () => [...list.children];
  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (at) => {
    const all = options();
    active = (at + all.length + 1) % (all.length + 1); // one place more: the text itself
    all.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    if (active === all.length) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", all[active].id);
      all[active].scrollIntoView({ block: "nearest" });
    }
  };
  const open = (page) => { if (page.startsWith("/id/")) location.assign(page); };
  const show = (found) => {
    list.replaceChildren(...found.map((one, i) => {
      const option = document.createElement("li");
      option.id = `suggestion-${i}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = one.text; // as text: titles are strangers' words
      option.dataset.page = one.page;
      return option;
    }));
    close();
    if (found.length) {
      active = found.length;
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    }
  };
  const ask = async () => {
    const turn = ++asked;
    if (!input.value.trim()) return show([]);
    try {
      const answer = await fetch(`/api/suggest?q=${encodeURIComponent(input.value.slice(0, 200))}`);
      const found = answer.ok ? (await answer.json()).suggestions : [];
      if (turn === asked) show(found); // a slow answer to an older question is dropped
    } catch { close(); }
  };

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, DELAY); });
  input.addEventListener("blur", () => { clearTimeout(timer); asked++; close(); });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return; // a Vietnamese keyboard is still at work
    if (event.key === "ArrowDown") choose(active === options().length ? 0 : active + 1);
    else if (event.key === "ArrowUp") choose(active - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && options()[active]) open(options()[active].dataset.page);
    else return;
    event.preventDefault();
  });
  // "mousedown": a click would come after the box has lost the focus and closed the list.
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    if (option && event.button === 0) { event.preventDefault(); open(option.dataset.page); }
  });
  close();
})();
