// What no script of a page may do, and what no page leaves behind. Loaded before every other script.
"use strict";

// The one policy that may turn text into HTML (Trusted Types): for htmx, which swaps parts our own server drew.
// It makes neither scripts nor addresses of scripts, so those stay impossible however a text gets there.
if (window.trustedTypes && window.trustedTypes.createPolicy) {
  window.trustedTypes.createPolicy("default", { createHTML: (text) => text });
}

// Nothing is written into the browser's store: htmx would leave the address of every page there.
Storage.prototype.setItem = () => {
  throw new DOMException("This site keeps nothing in the browser.", "QuotaExceededError");
};

// A page that answers a form keeps what was typed in the browser's history, and on its disk, to send it again. Put anew
// in its own place it is an ordinary page, which asks the server when somebody steps back to it.
history.replaceState(history.state, "");
