// Comfort only: without this file the answer is copied by hand from the same field.
"use strict";

const showCopy = () => {
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    // No clipboard outside HTTPS: the text is selected, Ctrl+C takes it.
    field.closest("details").open = true;
    field.select();
    button.textContent = document.execCommand("copy") ? button.dataset.copied : button.dataset.selected;
    return;
  }
  button.textContent = button.dataset.copied;
});

document.addEventListener("htmx:load", showCopy);
showCopy();
