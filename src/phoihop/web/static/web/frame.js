// What the frame does beyond plain HTML: menus close, an error summary takes the focus, a slow answer and a lost one say so.

const openMenus = () => document.querySelectorAll("details.ph-drop[open]");

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    const held = menu.contains(document.activeElement);
    menu.open = false;
    if (held) menu.querySelector("summary").focus();
  }
});

// What a page of many files knows of those that were refused goes when the page is left.
if (!document.querySelector("[data-doc-batch]")) {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith("batch-")) sessionStorage.removeItem(name);
}

document.querySelector("[data-ph-focus]")?.focus();
document.addEventListener("htmx:afterSwap", (event) => event.target.querySelector?.("[data-ph-focus]")?.focus());

// Rows that are being fetched anew stay, dimmed; after 400 ms the page says that it loads.
document.addEventListener("htmx:beforeRequest", (event) => event.detail.target?.setAttribute("aria-busy", "true"));
document.addEventListener("htmx:afterRequest", (event) => event.detail.target?.removeAttribute("aria-busy"));

// A press that came to nothing says why: in the words of the error page, or that the line is gone.
const trouble = document.getElementById("trouble");
const complain = (event, words) => {
  (event.target.closest?.("dialog[open]") ?? document.body).append(trouble);
  trouble.querySelector("p").textContent = words;
  trouble.hidden = false;
};
document.addEventListener("htmx:sendError", (event) => complain(event, trouble.dataset.gone));
document.addEventListener("htmx:responseError", (event) => {
  const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  const said = [...page.querySelectorAll(".ph-quiet h1, .ph-quiet .ph-lead")].map((one) => one.textContent);
  complain(event, said.join(". ") || trouble.dataset.broken);
});
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!new URL(event.detail.xhr.responseURL).pathname.startsWith("/dang-nhap/")) return;
  event.detail.shouldSwap = false; // signed out meanwhile: the whole page goes to sign in, not a piece of it
  location.reload();
});
document.addEventListener("htmx:beforeRequest", () => { trouble.hidden = true; });
trouble.querySelector("button").addEventListener("click", () => { trouble.hidden = true; });

// A row of doors that scrolls on a phone begins where the reader stands.
document.querySelector(".ph-sub [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
