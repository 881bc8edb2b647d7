// Many files, sent one by one, each with a row of its own. What was refused is told with its name while the page stands;
// after a reload the tab still knows its place and why, but no name, and once the page is left it knows nothing.

let list = null;
let queue = []; // {file, place, again}
let busy = false;
const key = () => `batch-${list.dataset.docBatch}`;
const kept = () => JSON.parse(sessionStorage.getItem(key()) ?? "{}");
const keep = (refusals) => sessionStorage.setItem(key(), JSON.stringify(refusals));
const row = (place) => document.getElementById(`tep-${place}`);

function blank(place, name, words, state) {
  const line = document.createElement("li");
  line.id = `tep-${place}`;
  line.dataset.place = place;
  line.dataset.state = state;
  const number = Object.assign(document.createElement("span"), { className: "doc-place t3 sm", textContent: place });
  const body = document.createElement("div");
  body.append(Object.assign(document.createElement("span"), { className: "sm t2", textContent: name }), document.createElement("br"));
  body.append(Object.assign(document.createElement("span"), { className: "sm", textContent: words }));
  line.append(number, body);
  return line;
}

function put(line) {
  const there = row(line.dataset.place);
  if (there) there.replaceWith(line);
  else {
    const after = [...list.children].find((one) => Number(one.dataset.place) > Number(line.dataset.place));
    list.insertBefore(line, after ?? null);
  }
  count();
}

function count() {
  const rows = [...list.children];
  const scan = (one) => one.querySelector(".doc-scan")?.dataset.state ?? "";
  const refused = rows.filter((one) => one.dataset.state === "refused" || ["refused", "lost"].includes(scan(one))).length;
  const reading = rows.filter((one) => ["waiting", "reading"].includes(scan(one))).length;
  const taken = rows.filter((one) => ["taken", "already"].includes(one.dataset.state) || scan(one) === "done").length;
  const total = Math.max(Number(list.dataset.total), ...rows.map((one) => Number(one.dataset.place)));
  for (const [name, n] of Object.entries({ taken, reading, refused, missing: total - taken - reading - refused })) {
    document.querySelector(`[data-count="${name}"]`).textContent = n;
  }
  const missing = document.querySelector("[data-doc-missing]");
  if (missing) missing.hidden = total === taken + reading + refused;
}

function sent(one) {
  const form = new FormData();
  form.append("place", one.place);
  form.append("files", one.file, one.file.name);
  if (one.again) form.append("again", "1");
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const bar = Object.assign(document.createElement("progress"), { className: "doc-progress", max: 1, value: 0 });
    bar.setAttribute("aria-label", list.dataset.sending);
    const line = blank(one.place, one.file.name, `${list.dataset.sending} `, "sending");
    line.lastChild.append(bar);
    put(line);
    request.upload.onprogress = (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; };
    request.onload = () => (request.status === 200 && !request.responseURL.includes("/dang-nhap/") ? resolve(request.responseText) : reject(list.dataset.broken));
    request.onerror = () => reject(list.dataset.gone);
    request.open("POST", list.dataset.send);
    request.setRequestHeader("X-CSRFToken", JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"]);
    request.send(form);
  });
}

function answered(one, html) {
  const piece = document.createElement("template");
  piece.innerHTML = html.trim();
  const line = piece.content.firstElementChild;
  put(line);
  window.htmx?.process(line);
  const refusals = kept();
  delete refusals[one.place];
  if (line.dataset.state === "refused") refusals[one.place] = line.querySelector("[data-why]").textContent;
  keep(refusals);
  line.querySelector("[data-again]")?.addEventListener("click", () => { queue.push({ ...one, again: true }); run(); });
}

function failed(one, why) {
  const line = blank(one.place, one.file.name, why, "failed");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm", textContent: list.dataset.retry });
  const retry = () => { if (row(one.place)?.dataset.state === "failed") { put(blank(one.place, one.file.name, list.dataset.wait, "waiting")); queue.push(one); run(); } };
  button.addEventListener("click", retry);
  addEventListener("online", retry, { once: true });
  line.lastChild.append(" ", button);
  put(line);
}

async function run() {
  if (busy) return;
  busy = true;
  while (queue.length) {
    const one = queue.shift();
    try { answered(one, await sent(one)); } catch (why) { failed(one, String(why)); }
  }
  busy = false;
}

function add(files) {
  const from = Math.max(0, ...[...list.children].map((one) => Number(one.dataset.place)), list.dataset.begun ? 0 : list.children.length ? Number(list.dataset.total) : 0);
  list.dataset.begun = "1";
  [...files].forEach((file, at) => {
    put(blank(from + at + 1, file.name, list.dataset.wait, "waiting"));
    queue.push({ file, place: from + at + 1, again: false });
  });
  run();
}

function begin() {
  list = document.querySelector("[data-doc-batch]");
  if (!list) return;
  const more = document.querySelector("[data-doc-more]");
  const field = more.querySelector("input");
  more.hidden = false;
  field.addEventListener("change", () => { add(field.files); field.value = ""; });
  count();
}

// The page of files that were just chosen takes the place of the form; its address is what a reload opens.
async function start(form, files) {
  const given = new FormData(form);
  given.delete("files");
  given.delete("text");
  given.append("total", files.length);
  const answer = await fetch(form.dataset.docMany, { method: "POST", body: given });
  const said = await answer.json();
  if (!answer.ok) return said.wrong;
  const page = new DOMParser().parseFromString(await (await fetch(said.page)).text(), "text/html");
  document.querySelector("main").replaceWith(document.adoptNode(page.querySelector("main")));
  document.title = page.title;
  history.pushState(null, "", said.page);
  Object.keys(sessionStorage).filter((name) => name.startsWith("batch-")).forEach((name) => sessionStorage.removeItem(name));
  begin();
  list.dataset.begun = "1";
  add(files);
  document.querySelector("main").focus();
  return [];
}

const many = document.querySelector("form[data-doc-many]");
many?.addEventListener("submit", async (event) => {
  const files = [...many.elements.files.files];
  if (files.length < 2 || many.elements.text.value.trim()) return; // one file opens its letter
  event.preventDefault();
  const said = await start(many, files).catch(() => [document.getElementById("trouble").dataset.gone]);
  const wrong = document.querySelector("[data-doc-wrong]");
  if (!wrong) return;
  wrong.textContent = said.join(" ");
  wrong.hidden = !said.length;
});
addEventListener("popstate", () => location.reload());
addEventListener("beforeunload", (event) => { if (busy) event.preventDefault(); });
document.addEventListener("htmx:afterSettle", () => { if (list?.isConnected) count(); });

begin();
if (list) {
  const again = performance.getEntriesByType("navigation")[0]?.type === "reload";
  if (!again) sessionStorage.removeItem(key());
  for (const [place, why] of Object.entries(kept())) {
    if (row(place)) continue;
    const line = blank(place, list.dataset.refused, `${why} ${list.dataset.unnamed}`, "refused");
    line.querySelector(".t2").className = "ph-mark late";
    put(line);
  }
}
