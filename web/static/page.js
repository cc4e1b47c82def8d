// Comfort only: without this file the page works the same, with fewer keys.
"use strict";

const QUIET_MS = 1500; // A key still held from the last letter must not approve this one unread.

const form = document.querySelector("[data-letter]");
if (form) {
  const letter = form.querySelector("textarea");
  const button = form.querySelector("button");
  const drafted = letter.dataset.corrected === undefined ? letter.defaultValue : null;

  const name = () => {
    button.textContent =
      letter.value === drafted ? button.dataset.unchanged : button.dataset.edited;
  };
  letter.addEventListener("input", name);
  window.addEventListener("pageshow", () => {
    button.disabled = false;
    name();
  });

  document.addEventListener("keydown", (event) => {
    const asked = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (asked && !event.repeat && performance.now() > QUIET_MS && !button.disabled) {
      event.preventDefault();
      form.requestSubmit(button);
    }
  });

  let leaving = false;
  form.addEventListener("submit", () => {
    leaving = true;
    button.disabled = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && letter.value !== letter.defaultValue) event.preventDefault();
  });
}

// On the list, Enter opens the first request at once.
if (document.activeElement === document.body) {
  document.querySelector("[data-first]")?.focus({ preventScroll: true });
}
