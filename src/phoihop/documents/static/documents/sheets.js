// The picture of a scanned page beside its words: what the pointer is over, or what is selected, is marked on the page.

const SVG = "http://www.w3.org/2000/svg";
const sheets = () => document.querySelector("[data-doc-sheets]");
const paper = () => document.querySelector("[data-doc-words]");
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

let words = []; // start, end, left, top, right, bottom, sure, page; in the order of the text
let shown = "";

async function load() {
  const held = sheets();
  if (!held) return;
  try {
    const answer = await fetch(held.dataset.docSheets, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const { pages } = await answer.json();
    words = pages.flatMap(({ page, words: found }) => found.map((word) => [...word, page])).sort((a, b) => a[0] - b[0]);
    held.dataset.docReady = "";
  } catch {
    return; // without a line the words stay readable, only nothing is marked
  }
}

// The place in the letter of a point in a text node; runs carry the place of their first character.
function placeOf(node, offset) {
  const run = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.("[data-at]");
  return run && paper()?.contains(run) ? Number(run.dataset.at) + (node.nodeType === Node.TEXT_NODE ? offset : 0) : null;
}

function under(x, y) {
  if (document.caretPositionFromPoint) {
    const at = document.caretPositionFromPoint(x, y);
    return at ? placeOf(at.offsetNode, at.offset) : null;
  }
  const at = document.caretRangeFromPoint?.(x, y);
  return at ? placeOf(at.startContainer, at.startOffset) : null;
}

function between(start, end) {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle][1] < start) low = middle + 1;
    else high = middle;
  }
  const found = [];
  for (let at = low; at < words.length && words[at][0] <= end; at += 1) found.push(words[at]);
  return found;
}

function turnTo(page) {
  const image = sheets().querySelector(".doc-sheet img");
  for (const link of sheets().querySelectorAll("[data-doc-sheet]")) {
    const here = link.dataset.docSheet === String(page);
    link.toggleAttribute("aria-current", here);
    if (here) link.setAttribute("aria-current", "page");
    if (here && image.getAttribute("src") !== link.getAttribute("href")) {
      image.alt = image.alt.replace(/\d+/, page);
      image.src = link.getAttribute("href");
    }
  }
}

function mark(found) {
  const held = sheets();
  const key = found.map((word) => word[0]).join();
  if (!held || key === shown) return;
  shown = key;
  const drawing = held.querySelector(".doc-sheet svg");
  if (!found.length) return drawing.replaceChildren();
  const page = found[0][7];
  turnTo(page);
  drawing.replaceChildren(...found.filter((word) => word[7] === page).map((word) => {
    const box = document.createElementNS(SVG, "rect");
    const [, , left, top, right, bottom] = word;
    for (const [name, value] of Object.entries({ x: left - 0.002, y: top - 0.001, width: right - left + 0.004, height: bottom - top + 0.002 })) {
      box.setAttribute(name, value);
    }
    return box;
  }));
  const frame = held.querySelector(".doc-sheet");
  const inside = held.querySelector(".doc-sheet-in");
  const middle = ((found[0][3] + found[0][5]) / 2) * inside.clientHeight;
  if (middle < frame.scrollTop + 24 || middle > frame.scrollTop + frame.clientHeight - 24) {
    frame.scrollTo({ top: middle - frame.clientHeight / 2, behavior: calm ? "auto" : "smooth" });
  }
}

let waiting = 0;
document.addEventListener("pointermove", (event) => {
  if (waiting || !words.length || !event.target.closest?.("[data-doc-words]")) return;
  const { clientX, clientY } = event;
  waiting = requestAnimationFrame(() => {
    waiting = 0;
    if (getSelection().toString().trim()) return;
    const place = under(clientX, clientY);
    if (place !== null) mark(between(place, place).slice(0, 1));
  });
});

document.addEventListener("selectionchange", () => {
  const now = getSelection();
  if (!now.rangeCount || now.isCollapsed || !paper()?.contains(now.anchorNode)) return;
  const range = now.getRangeAt(0);
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  if (start !== null && end !== null) mark(between(start + 1, Math.max(start + 1, end - 1)));
});

// At the desk the words of the task that is looked at are marked, by keyboard, too.
document.addEventListener("focusin", (event) => {
  const task = event.target.closest?.("[data-item]")?.dataset.item;
  if (!task) return;
  const runs = [...(paper()?.querySelectorAll(`[data-words="${task}"] [data-at]`) ?? [])];
  if (!runs.length) return;
  const last = runs[runs.length - 1];
  mark(between(Number(runs[0].dataset.at) + 1, Number(last.dataset.at) + last.textContent.length - 1));
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-doc-sheet]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  mark([]);
  turnTo(link.dataset.docSheet);
});

load();
