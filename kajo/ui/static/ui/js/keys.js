// Shortcuts: Alt and a letter, or Alt and a letter and then a digit. An element says its own with `data-keys="n"` or
// `data-keys="o 1"`. A question mark, outside a field, lists them. Never a single letter in a field.
"use strict";
(() => {
  const WITHIN_MS = 4000;
  const box = document.querySelector("[data-keys-list]");
  let first = "";
  let until = 0;

  // With this script the browser's own access keys would press twice.
  for (const each of document.querySelectorAll("[data-keys][accesskey]")) each.removeAttribute("accesskey");

  const named = (keys) => document.querySelector(`[data-keys="${CSS.escape(keys)}"]`);
  const isField = (element) => Boolean(element && element.closest("input, textarea, select, [contenteditable]"));
  const plain = (event) => {
    const found = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(event.code);
    return found ? found[1].toLowerCase() : "";
  };

  const press = (element, event) => {
    event.preventDefault();
    if (element.matches("input, textarea, select")) element.focus();
    else element.click();
  };

  const said = (keys) => keys.split(" ").map((each, at) => (at === 0 ? `Alt + ${each.toUpperCase()}` : each)).join(", ");

  const list = () => {
    const lines = box.querySelector("dl");
    lines.replaceChildren();
    for (const each of document.querySelectorAll("[data-keys]")) {
      const keys = document.createElement("dt");
      const words = document.createElement("dd");
      keys.textContent = said(each.dataset.keys);
      words.textContent = each.dataset.keysWords || each.textContent.trim();
      lines.append(keys, words);
    }
    box.showModal();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.isComposing) return;
    const key = plain(event);
    if (first && Date.now() < until && key && !event.altKey) {
      const second = named(`${first} ${key}`);
      first = "";
      if (second) press(second, event);
      return;
    }
    if (event.key !== "Alt") first = "";
    if (event.altKey && key) {
      const found = named(key);
      if (found) press(found, event);
      else if (document.querySelector(`[data-keys^="${CSS.escape(key)} "]`)) {
        event.preventDefault();
        first = key;
        until = Date.now() + WITHIN_MS;
      }
      return;
    }
    if (event.key === "?" && !event.altKey && box && !box.open && !isField(event.target)) {
      event.preventDefault();
      list();
    }
  });

  for (const each of document.querySelectorAll("[data-keys-open]")) {
    each.hidden = false;
    each.addEventListener("click", list);
  }
})();
