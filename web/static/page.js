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

  const corrects = document.querySelector("[data-correct]");

  document.addEventListener("keydown", (event) => {
    const asked = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (asked && !event.repeat && performance.now() > QUIET_MS && !button.disabled) {
      event.preventDefault();
      const correcting = document.activeElement?.matches("[data-correction]");
      form.requestSubmit(correcting && corrects ? corrects : button);
    }
  });

  // A letter must not be approved while a correction that would change it waits in its field.
  const corrected = () =>
    [...form.elements].some((field) => {
      if (field.dataset.correction === undefined) return false;
      if (field.type === "checkbox") return field.checked;
      return field.value !== form.elements[`vu.${field.name.slice(2)}`].value;
    });

  let leaving = false;
  form.addEventListener("submit", (event) => {
    if (event.submitter === button && corrected()) {
      event.preventDefault();
      const first = document.querySelector("[data-redraft-first]");
      first.hidden = false;
      first.focus();
      return;
    }
    leaving = true;
    button.disabled = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && letter.value !== letter.defaultValue) event.preventDefault();
  });
}

// A correction that opens is ready to be typed.
document.addEventListener(
  "toggle",
  (event) => {
    if (event.target.open) event.target.querySelector("[data-correction]")?.focus();
  },
  true,
);

// On the list, Enter opens the first request at once.
if (document.activeElement === document.body) {
  document.querySelector("[data-first]")?.focus({ preventScroll: true });
}

// An approved letter leaves: count the seconds during which it may be taken back.
const leaving = document.querySelector("[data-leaving]");
if (leaving) {
  const shown = leaving.querySelector("[data-seconds]");
  const end = performance.now() + Number(shown.textContent) * 1000;
  const tick = setInterval(() => {
    const left = Math.ceil((end - performance.now()) / 1000);
    if (left > 0) {
      shown.textContent = String(left);
      return;
    }
    clearInterval(tick);
    const said = leaving.querySelector("[data-leaves]");
    said.textContent = said.dataset.gone;
    leaving.querySelector("button").hidden = true;
  }, 250);
}
