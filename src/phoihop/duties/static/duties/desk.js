// The desk by keyboard: every key presses a link or a form that stands on the page, so that mouse, touch and a
// browser without scripts do the same. Moving about is done here; every change goes to the server and is saved.

document.documentElement.classList.add("js");

const desk = () => document.getElementById("desk");
const tasks = () => [...desk().querySelectorAll("[data-item]")];
const current = () => desk().querySelector("[data-item].on");
const paper = () => desk().querySelector("[data-desk-paper]");
const panes = () => [...desk().querySelectorAll(".ph-desk > .left, .ph-desk > .right")];
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const reveal = (element) => element?.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });

function open(task) {
  if (!task) return;
  if (selected && selected.start === selected.end && selected.task !== task.dataset.item) selected = null; // a cursor belongs to its task
  for (const one of tasks()) {
    one.classList.toggle("on", one === task);
    one.querySelector(".ph-num").classList.toggle("on", one === task);
    one.querySelector(".desk-open").parentElement.classList.toggle("w6", one === task);
    one.toggleAttribute("aria-current", one === task);
  }
  const key = task.dataset.item;
  for (const words of paper().querySelectorAll("[data-words]")) words.classList.toggle("on", words.dataset.words === key);
  for (const number of paper().querySelectorAll("[data-desk-go]")) number.classList.toggle("on", number.dataset.deskGo === key);
  reveal(task);
  reveal(document.getElementById(`w-${key}`));
  task.querySelector(".desk-open").focus({ preventScroll: true });
}

function step(by) {
  const all = tasks();
  const at = all.indexOf(current());
  open(all[Math.min(Math.max(at + by, 0), all.length - 1)]);
}

// A button or a link of the task that is open.
function press(name) {
  const one = current()?.querySelector(`[data-desk-do="${name}"]`);
  if (one instanceof HTMLFormElement) one.requestSubmit();
  else one?.click();
}

// The place in the letter of a point of the selection; runs carry the place of their first character.
function placeOf(node, offset) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node.childNodes[offset] ?? node;
  const run = element.closest?.("[data-at]") ?? element.querySelector?.("[data-at]");
  if (!run || !paper().contains(run)) return null;
  return Number(run.dataset.at) + (node.nodeType === Node.TEXT_NODE ? offset : 0);
}

let selected = null; // the last selection made in the letter: a press on a button takes the browser's away
document.addEventListener("selectionchange", () => {
  const now = getSelection();
  if (!now.rangeCount || !paper()?.contains(now.anchorNode)) return;
  const range = now.getRangeAt(0);
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  const task = (range.startContainer.parentElement ?? paper()).closest("[data-words]")?.dataset.words ?? "";
  if (start !== null && end !== null) selected = { start, end, task };
});

function add(link) {
  if (!selected || selected.end <= selected.start) return link?.click();
  const form = desk().querySelector("[data-desk-add]");
  form.elements.start.value = selected.start;
  form.elements.end.value = selected.end;
  selected = null;
  form.requestSubmit();
}

// The task in whose words the cursor stands, else the open one.
function split() {
  const form = (document.getElementById(`d-${selected?.task}`) ?? current())?.querySelector("[data-desk-split]");
  if (!form) return;
  if (!selected) return press("split");
  form.elements.at.value = selected.start;
  selected = null;
  form.requestSubmit();
}

// What the selected words say of the open task; without any, the button opens what can be typed.
function say(form, button, more = "") {
  const one = current()?.querySelector(form);
  if (!one) return;
  if (!selected || selected.end <= selected.start) return press(button);
  one.elements.start.value = selected.start;
  one.elements.end.value = selected.end;
  if (one.elements.more) one.elements.more.value = more;
  selected = null;
  one.requestSubmit();
}

// Whoever they name owes it: alone, with those that stand there, or supporting them.
const who = (more) => say("[data-desk-who]", "doers", more);

function choose(key, alike = false) {
  const radio = current()?.querySelector(`[data-desk-choose] input[name="way"][value="${key}"]`);
  if (!radio) return;
  radio.checked = true;
  radio.form.elements.alike.value = alike ? "1" : "";
  radio.form.requestSubmit();
}

function showKinds() {
  const shown = paper().querySelector("[data-kind]");
  for (const kind of ["number", "date", "cite", "due", "doer"]) {
    const name = desk().querySelector(`.ph-legend .f-${kind}`)?.textContent ?? "";
    for (const mark of paper().querySelectorAll(`.f-${kind}`)) {
      if (shown) delete mark.dataset.kind;
      else mark.dataset.kind = name;
    }
  }
}

const give = () => {
  const button = desk().querySelector("[data-desk-give] button");
  if (button.disabled) { const list = document.getElementById("cant"); list.open = true; list.querySelector("summary").focus(); }
  else button.focus();
};

const keys = {
  j: () => step(1), k: () => step(-1), arrowdown: () => step(1), arrowup: () => step(-1),
  enter: () => press("confirm"), e: () => press("edit"), d: () => press("doers"), x: () => press("reject"),
  z: () => press("reopen"), m: () => press("join"), s: split, l: showKinds, g: give,
  a: () => desk().querySelector("[data-desk-sure]")?.requestSubmit(),
  w: () => who(""), v: () => who("supporting"), t: () => say("[data-desk-when]", "day"), r: () => say("[data-desk-words]", "words"),
  n: () => add(desk().querySelector('[data-desk-do="add"]')),
  "?": () => document.getElementById("desk-help").showModal(),
  ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [n, () => choose(n)])),
};

document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");
  if (event.key === "Escape" && field) return field.blur();
  if (field || event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
  const key = event.key.toLowerCase();
  const busy = event.target.closest("a, button, summary, input, form[data-desk-panel]");
  const opener = event.target.closest(".desk-open");
  if (key === "enter" && busy && !opener) return; // a focused button does what it says
  if (key.startsWith("arrow") && !opener) return; // arrows scroll the letter
  const digit = event.shiftKey && /^Digit([1-9])$/.exec(event.code);
  if (digit) { event.preventDefault(); return choose(digit[1], true); }
  if (!(key in keys)) return;
  event.preventDefault();
  if (key === "w") return who(event.shiftKey ? "1" : "");
  keys[key]();
});

// In the search of who owes: Enter takes the only one found, arrows go through several, Enter ticks.
document.addEventListener("keydown", (event) => {
  const find = event.target.closest(".desk-find");
  if (!find || !["Enter", "ArrowDown", "ArrowUp"].includes(event.key)) return;
  const hits = [...find.querySelectorAll(".desk-targets input")];
  const at = hits.indexOf(event.target);
  if (event.target.type !== "search" && at < 0) return;
  event.preventDefault();
  event.stopPropagation();
  if (event.key === "Enter" && (at >= 0 || hits.length === 1)) {
    const hit = hits[Math.max(at, 0)];
    hit.checked = at < 0 || !hit.checked;
    return hit.focus();
  }
  const next = event.key === "ArrowUp" ? at - 1 : at + 1;
  (next < 0 ? find.querySelector("input[type=search]") : hits[Math.min(next, hits.length - 1)])?.focus();
}, true);

document.addEventListener("click", (event) => {
  const number = event.target.closest("[data-desk-go]");
  if (number) {
    const task = number.dataset.deskGo === "w" ? number.closest("[data-item]") : document.getElementById(`d-${number.dataset.deskGo}`);
    event.preventDefault();
    return open(task);
  }
  const opener = event.target.closest("[data-desk-open]");
  if (opener && opener.closest("[data-item]") && !desk().querySelector("[data-desk-panel]")) {
    event.preventDefault();
    event.stopPropagation();
    return open(opener.closest("[data-item]"));
  }
  const adding = event.target.closest('[data-desk-do="add"]');
  if (adding && event.isTrusted && selected && selected.end > selected.start) {
    event.preventDefault();
    event.stopPropagation();
    add(adding);
  }
}, true);

document.addEventListener("change", (event) => {
  if (event.target.matches('[data-desk-choose] input[name="way"]')) event.target.form.requestSubmit();
});

// The fragment is swapped whole: panes keep where they were, then show the task that is open.
let kept = [];
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id === "desk") kept = panes().map((pane) => pane.scrollTop);
});
document.addEventListener("htmx:afterSettle", () => {
  if (!kept.length || !desk()) return;
  panes().forEach((pane, at) => { pane.scrollTop = kept[at]; });
  kept = [];
  const panel = desk().querySelector("[data-desk-panel]");
  const wrong = desk().querySelector("[data-ph-focus]");
  const first = panel?.querySelector(`[name="${panel.dataset.deskFirst}"]`);
  if (panel) {
    reveal(panel);
    (first ?? panel.querySelector(".is-invalid, input:checked, input:not([type=hidden]), textarea") ?? panel).focus();
    first?.select(); // what is typed takes its place
    return;
  }
  reveal(current());
  reveal(document.getElementById(`w-${current()?.dataset.item}`));
  if (!wrong) current()?.querySelector(".desk-open")?.focus({ preventScroll: true });
});
