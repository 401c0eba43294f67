// Warns two minutes before a visit ends, and lets it go on. Who types is not idle: the server is told now and then.
"use strict";
(() => {
  const WARN_MS = 120000;
  const TELL_MS = 240000;
  const box = document.querySelector("[data-stay]");
  if (!box) return;
  const lasts = Number(box.dataset.stay) * 60000;
  let told = Date.now();

  const show = (words) => {
    for (const each of box.querySelectorAll("[data-stay-words]")) each.hidden = each.dataset.stayWords !== words;
    box.hidden = !words;
  };

  const tell = async () => {
    told = Date.now();
    try {
      const answer = await fetch(box.dataset.stayAddress, { method: "POST", redirect: "manual", headers: { "X-CSRFToken": box.dataset.stayProof } });
      show(answer.status === 204 ? "" : "ended");
    } catch {
      // No network: the warning stays, and the text is kept when it is sent.
    }
  };

  document.addEventListener("input", () => {
    if (Date.now() - told > Math.min(TELL_MS, lasts / 3)) tell();
  });
  document.addEventListener("htmx:afterRequest", () => { told = Date.now(); });
  box.querySelector("button").addEventListener("click", tell);

  setInterval(() => {
    const idle = Date.now() - told;
    if (idle > lasts) show("ended");
    else if (idle > lasts - WARN_MS) show("soon");
  }, 500);
})();
