// The board is one tab stop; arrows move in it, Enter opens the drawer beside it. Without this every cell is a plain link.

const board = document.querySelector("[data-board]");
const drawer = board?.querySelector("[data-drawer]");
const cells = board ? [...board.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("td > .c")]).filter((row) => row.length) : [];

const print = document.querySelector("[data-print]");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

const place = (cell) => {
  const row = cells.findIndex((all) => all.includes(cell));
  return row < 0 ? null : [row, cells[row].indexOf(cell)];
};

const stop = (cell) => {
  board.querySelectorAll("td > .c[tabindex='0']").forEach((old) => old.setAttribute("tabindex", "-1"));
  cell.setAttribute("tabindex", "0");
};

const MOVES = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0], PageDown: [10, 0], PageUp: [-10, 0] };
const clamp = (value, most) => Math.min(Math.max(value, 0), most);

const target = (event, [row, column]) => {
  if (event.key === "Home") return [event.ctrlKey ? 0 : row, 0];
  if (event.key === "End") return [event.ctrlKey ? cells.length - 1 : row, cells[row].length - 1];
  const by = MOVES[event.key];
  return by && [clamp(row + by[0], cells.length - 1), clamp(column + by[1], cells[row].length - 1)];
};

const open = async (url, focus) => {
  drawer.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { headers: { "HX-Request": "true" } });
    const text = await answer.text();
    if (!answer.ok || text.includes("<html")) throw new Error("a whole page");
    drawer.innerHTML = text;
    board.classList.add("ph-withdrawer");
    history.replaceState(null, "", url);
    if (focus) drawer.querySelector(".ph-drawer").focus();
  } catch {
    location.assign(url);
  } finally {
    drawer.removeAttribute("aria-busy");
  }
};

const close = () => {
  const chosen = board.querySelector(".c[aria-current]");
  drawer.replaceChildren();
  board.classList.remove("ph-withdrawer");
  chosen?.removeAttribute("aria-current");
  chosen?.focus();
  const url = new URL(location.href);
  url.searchParams.delete("o");
  history.replaceState(null, "", url);
};

if (cells.length) {
  for (const cell of cells.flat()) cell.setAttribute("tabindex", "-1");
  const first = board.querySelector(".c[aria-current]") ?? cells[0][cells[0].length - 1];
  first.setAttribute("tabindex", "0");
  const scroller = board.querySelector(".ph-scroll");
  scroller.scrollLeft = scroller.scrollWidth;

  board.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drawer.childElementCount) return close();
    const at = place(event.target);
    const to = at && target(event, at);
    if (!to) return;
    event.preventDefault();
    const cell = cells[to[0]][to[1]];
    stop(cell);
    cell.focus();
  });

  board.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const cell = event.target.closest("a.c");
    if (event.target.closest("[data-close]")) {
      event.preventDefault();
      return close();
    }
    if (!cell) return;
    event.preventDefault();
    board.querySelector(".c[aria-current]")?.removeAttribute("aria-current");
    cell.setAttribute("aria-current", "true");
    stop(cell);
    open(cell.href, event.detail === 0);
  });
}
