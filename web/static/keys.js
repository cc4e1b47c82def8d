// Comfort only: without this file everything is reached by Tab, Enter and the links.
"use strict";

const OFF = "guichet-raccourcis-coupes"; // Kept by this browser, for this site.
const help = document.getElementById("aide-clavier");

const lettersWork = () => localStorage.getItem(OFF) === null;
const isField = (one) => one.matches("input:not([type=checkbox], [type=radio]), textarea, select") || one.isContentEditable;

const move = (step) => {
  const rows = [...document.querySelectorAll("#liste .row-link")];
  const at = rows.indexOf(document.activeElement);
  const next = at < 0 ? rows.find((row) => row.dataset.first !== undefined) : rows[at + step];
  next?.focus();
  next?.closest("tr").scrollIntoView({ block: "nearest" });
};

const use = (one) => {
  if (isField(one)) one.focus();
  else one.click();
};

const STEPS = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
  if (document.querySelector("dialog[open]")) return;
  const { key, target } = event;
  if (key === "Escape") {
    if (isField(target)) target.blur();
    else if (!event.repeat) document.querySelector("[data-escape]")?.click();
    return;
  }
  const arrow = key.startsWith("Arrow");
  if (isField(target) || (arrow ? !target.matches(".row-link") : !lettersWork())) return;
  if (key in STEPS) {
    if (!document.querySelector("#liste .row-link")) return;
    event.preventDefault();
    move(STEPS[key]);
  } else if (key === "?" && help) {
    event.preventDefault();
    help.showModal();
  } else if (!event.repeat && key.length === 1) {
    const one = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!one) return;
    event.preventDefault();
    use(one);
  }
});

document.addEventListener("click", (event) => {
  const again = event.target.closest("[data-again]");
  if (again && lastRow) {
    const address = new URL(again.href);
    address.searchParams.set("vers", lastRow.slice(2));
    again.href = address;
  }
  if (help && event.target.closest("[data-help]")) {
    event.preventDefault();
    help.showModal();
  }
});

let lastRow = "";
document.addEventListener("focusin", (event) => {
  if (event.target.matches(".row-link")) lastRow = event.target.id;
});

for (const choice of document.querySelectorAll("[data-shortcuts]")) {
  const box = choice.querySelector("input");
  choice.hidden = false;
  box.checked = lettersWork();
  box.addEventListener("change", () => {
    if (box.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });
}
