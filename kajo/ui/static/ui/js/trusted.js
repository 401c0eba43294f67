// The one policy that may turn text into HTML (Trusted Types): for htmx, which swaps parts our own server drew.
// It makes neither scripts nor addresses of scripts, so those stay impossible however a text gets there.
"use strict";
if (window.trustedTypes && window.trustedTypes.createPolicy) {
  window.trustedTypes.createPolicy("default", { createHTML: (text) => text });
}
