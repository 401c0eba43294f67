// Keeps a note on the server while somebody talks: a moment after the last key, and never later than three seconds
// after the first unkept one. Nothing is kept in the browser. Without this script a button keeps the note.
"use strict";
(() => {
  const AFTER_MS = 1000;
  const AT_MOST_MS = 2500;
  const AGAIN_MS = 3000;
  const form = document.querySelector("[data-keep]");
  if (!form) return;
  const says = document.querySelector("[data-kept]");
  const step = form.elements.namedItem("step");
  let unkeptSince = 0;
  let timer = 0;
  let isSending = false;
  let isSent = false;

  const tell = (words, wrong) => {
    says.textContent = words;
    says.classList.toggle("kept--wrong", wrong);
    says.setAttribute("role", wrong ? "alert" : "note");
  };

  const later = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(keep, ms);
  };

  const numbered = () => {
    step.value = Number(step.value || 0) + 1;
    const typed = new FormData(form);
    typed.set("quiet", "1");
    return typed;
  };

  const keep = async () => {
    if (isSending || isSent) return;
    isSending = true;
    const since = unkeptSince;
    unkeptSince = 0;
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body: numbered(), redirect: "manual" });
      if (answer.ok) tell(await answer.text(), false);
      else if (answer.status === 409 || answer.status === 422) tell(await answer.text(), true);
      else tell(answer.type === "opaqueredirect" ? form.dataset.keepEnded : form.dataset.keepFailed, true);
      if (answer.status >= 500) throw new Error("not kept");
    } catch {
      tell(form.dataset.keepFailed, true);
      unkeptSince = unkeptSince || since;
      later(AGAIN_MS);
    } finally {
      isSending = false;
      if (unkeptSince && !isSent) later(AFTER_MS);
    }
  };

  const typed = () => {
    const now = Date.now();
    unkeptSince = unkeptSince || now;
    later(Math.max(0, Math.min(AFTER_MS, unkeptSince + AT_MOST_MS - now)));
  };

  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  form.addEventListener("submit", () => {
    isSent = true;
    clearTimeout(timer);
  });
  window.addEventListener("pagehide", () => {
    if (unkeptSince && !isSent) navigator.sendBeacon(form.dataset.keep, numbered());
  });

  const clock = document.querySelector("[data-clock]");
  if (clock) {
    const began = Number(clock.dataset.clock) * 1000;
    const two = (number) => String(number).padStart(2, "0");
    const show = () => {
      const seconds = Math.max(0, Math.floor((Date.now() - began) / 1000));
      clock.textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
    };
    show();
    setInterval(show, 1000);
  }
})();
