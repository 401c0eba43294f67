// Leaves at once: covers the page, then replaces it in the history. Without this script the link leaves all the same.
"use strict";
(() => {
  const TIMES = 3;
  const WITHIN_MS = 5000;
  let pressed = [];
  let alone = false;
  let voice = null;

  const link = () => document.querySelector("[data-exit]");

  const leave = (exit) => {
    const cover = document.createElement("div");
    cover.className = "exit-cover";
    cover.setAttribute("role", "alert");
    cover.textContent = exit.dataset.exitWait || "";
    for (const part of document.body.children) {
      part.inert = true;
      part.setAttribute("aria-hidden", "true");
    }
    document.title = cover.textContent;
    document.body.append(cover);
    // replace, never href: Back must not lead here again.
    window.location.replace(exit.href);
  };

  document.addEventListener("click", (event) => {
    const exit = event.target.closest ? event.target.closest("[data-exit]") : null;
    if (!exit || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    leave(exit);
  });

  // Shift three times alone. Not Esc: it stops loading, and screen readers use it.
  document.addEventListener("keydown", (event) => {
    alone = event.key === "Shift" && !event.repeat && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!alone) pressed = [];
  });

  document.addEventListener("keyup", (event) => {
    const exit = link();
    if (event.key !== "Shift" || !alone || !exit) return;
    const now = Date.now();
    pressed = pressed.filter((at) => now - at < WITHIN_MS).concat(now);
    if (pressed.length >= TIMES) {
      leave(exit);
      return;
    }
    say(exit, TIMES - pressed.length);
  });

  const say = (exit, left) => {
    if (!voice) {
      voice = document.createElement("div");
      voice.className = "aloud";
      voice.setAttribute("role", "status");
      document.body.append(voice);
    }
    voice.textContent = `${exit.dataset.exitCount || ""} ${left}`;
  };

  // Back from elsewhere may show this page from memory, covered as it was left.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && document.querySelector(".exit-cover")) window.location.replace(link().href);
  });
})();
