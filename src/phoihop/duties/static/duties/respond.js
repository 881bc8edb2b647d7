// Keeps what is typed: on the server while the line holds, in this browser while it does not, handed in once.
"use strict";
const form = document.getElementById("answer");
if (form) {
  const store = `phoihop:${location.pathname}`;
  const saved = document.getElementById("saved");
  const band = document.getElementById("offline");
  const versions = JSON.parse(form.dataset.versions || "{}");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const vi = document.documentElement.lang.startsWith("vi");
  const words = vi
    ? { saving: "đang lưu", saved: "Đã lưu lúc", kept: "Đã giữ trong máy lúc", clash: "Có người vừa sửa ô này", sending: "đang nộp", waits: "Đang chờ mạng để nộp" }
    : { saving: "saving", saved: "Saved at", kept: "Kept in this browser at", clash: "Somebody else changed this", sending: "handing in", waits: "Waiting for the line to hand in" };
  let pending = read();
  const timers = new Map();
  let flushing = false;

  function read() {
    try { return JSON.parse(localStorage.getItem(store)) || { cells: {} }; } catch { return { cells: {} }; }
  }
  function write() {
    try {
      if (Object.keys(pending.cells).length || pending.handIn) localStorage.setItem(store, JSON.stringify(pending));
      else localStorage.removeItem(store);
    } catch { /* a full or forbidden store: the server's copy remains */ }
  }
  const hour = () => new Date().toLocaleTimeString(vi ? "vi-VN" : "en-GB", { hour: "2-digit", minute: "2-digit" });
  function say(text) { saved.textContent = text; }
  function offline(yes) { band.hidden = !yes; if (yes) say(`${words.kept} ${hour()}`); }

  function valueOf(cell) {
    const box = form.querySelector(`fieldset[data-cell="${CSS.escape(cell)}"]`);
    if (!box) return form.querySelector(`[data-cell="${CSS.escape(cell)}"]`).value;
    const kind = box.querySelector(":checked");
    return { kind: kind ? kind.value : "", text: box.querySelector(".inp input").value };
  }
  function cellOf(target) {
    if (target.dataset.cell) return target.dataset.cell;
    const box = target.closest("fieldset[data-cell]");
    return box ? box.dataset.cell : null;
  }
  function note(cell, wait) {
    pending.cells[cell] = valueOf(cell);
    write();
    clearTimeout(timers.get("flush"));
    timers.set("flush", setTimeout(flush, wait));
  }
  async function post(body) {
    return fetch(form.dataset.save, { method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": token }, body: JSON.stringify(body) });
  }
  async function flush() {
    if (flushing) return;
    flushing = true;
    try {
      for (const [cell, value] of Object.entries(pending.cells)) {
        say(words.saving);
        const answer = await post({ key: cell, value, seen: versions[cell] ?? 0 });
        const said = await answer.json().catch(() => ({}));
        if (answer.ok || answer.status === 409) versions[cell] = said.version;
        if (said.warnings) warn(said.warnings);
        if (answer.status >= 500) throw new Error("server");
        if (answer.status === 409 && JSON.stringify(said.value) !== JSON.stringify(value)) { clash(cell, said); }
        if (JSON.stringify(pending.cells[cell]) === JSON.stringify(value)) delete pending.cells[cell];
        write();
      }
      offline(false);
      if (!Object.keys(pending.cells).length && saved.textContent === words.saving) say(`${words.saved} ${hour()}`);
      if (pending.handIn) await handIn();
    } catch { offline(true); }
    flushing = false;
    if (Object.keys(pending.cells).length && band.hidden) flush();
  }
  function warn(warnings) { // what does not fit together is said at its field and keeps nobody from going on
    for (const line of form.querySelectorAll("[data-warn]")) {
      line.textContent = warnings[line.dataset.warn] || "";
      line.hidden = !line.textContent;
    }
  }
  function clash(cell, said) {
    const box = form.querySelector(`[data-cell="${CSS.escape(cell)}"]`);
    const line = document.createElement("p");
    line.className = "ph-err";
    const theirs = typeof said.value === "object" ? said.value.text || said.value.kind : said.value;
    line.textContent = `${words.clash}: «${theirs}». ${said.refusal}`;
    (box.closest(".ph-field") || box.parentElement).append(line);
  }
  async function handIn() {
    say(words.sending);
    const body = new URLSearchParams(new FormData(form));
    body.set("key", pending.handIn);
    const answer = await fetch(form.action || location.href, { method: "POST", headers: { Accept: "application/json" }, body });
    if (answer.status >= 500) throw new Error("server");
    const said = await answer.json().catch(() => null);
    delete pending.handIn;
    if (said && said.ok) { pending.cells = {}; write(); location.assign(said.url); return; }
    write();
    form.removeEventListener("submit", submit);
    form.submit(); // the page itself says what is missing, at its place
  }
  function submit(event) {
    event.preventDefault();
    pending.handIn = form.elements.key.value;
    write();
    flush().then(() => { if (!band.hidden) say(words.waits); });
  }
  function count() {
    for (const mark of document.querySelectorAll("[data-part]")) {
      const boxes = [...document.querySelectorAll(`[data-section="${CSS.escape(mark.dataset.part)}"] fieldset[data-cell]`)];
      const done = boxes.filter((box) => { const v = valueOf(box.dataset.cell); return v.kind && v.kind !== "nr" && (v.kind !== "number" || v.text.trim()); });
      mark.textContent = boxes.length ? `${done.length}/${boxes.length}` : "";
    }
    for (const box of form.querySelectorAll("fieldset[data-cell]")) box.classList.toggle("is-nr", valueOf(box.dataset.cell).kind === "nr");
  }

  form.addEventListener("input", (event) => {
    const cell = cellOf(event.target);
    if (!cell) return;
    const box = event.target.closest("fieldset[data-cell]");
    if (box && event.target.closest(".inp") && event.target.value.trim()) box.querySelector("[value=number]").checked = true;
    if (box && event.target.type === "radio" && event.target.value !== "number") box.querySelector(".inp input").value = "";
    note(cell, 700);
    count();
  });
  form.addEventListener("click", (event) => {
    const take = event.target.closest("[data-take]");
    if (!take) return;
    const box = take.closest("fieldset");
    box.querySelector(".inp input").value = take.dataset.take;
    box.querySelector("[value=number]").checked = true;
    note(box.dataset.cell, 0);
    count();
  });
  for (const take of form.querySelectorAll("[data-take]")) take.hidden = false;
  for (const [cell, value] of Object.entries(pending.cells)) { // what this browser kept when the line was gone
    const box = form.querySelector(`[data-cell="${CSS.escape(cell)}"]`);
    if (!box) { delete pending.cells[cell]; continue; }
    if (box.tagName === "FIELDSET") {
      box.querySelector(".inp input").value = value.text;
      const kind = box.querySelector(`[value="${value.kind}"]`);
      if (kind) kind.checked = true;
    } else box.value = value;
  }
  form.addEventListener("submit", submit);
  addEventListener("online", flush);
  addEventListener("offline", () => offline(true));
  setInterval(() => { if (!band.hidden || pending.handIn) flush(); }, 5000);
  if (Object.keys(pending.cells).length || pending.handIn) flush();
  count();
}
