// The sentence whose sources are shown is marked in the draft; on a narrow screen its sources come into view.
"use strict";
const narrow = matchMedia("(max-width: 900px)");
const sources = () => document.getElementById("src");

document.addEventListener("click", (event) => {
  const pressed = event.target.closest('.ph-draft [hx-target="#src"]');
  if (!pressed) return;
  for (const one of document.querySelectorAll(".ph-draft .s")) {
    const on = one.contains(pressed);
    one.classList.toggle("on", on);
    if (on) one.querySelector(".ph-src").setAttribute("aria-current", "true");
    else one.querySelector(".ph-src").removeAttribute("aria-current");
  }
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target !== sources() || !narrow.matches) return;
  sources().scrollIntoView({ block: "start" });
  sources().focus({ preventScroll: true });
});
