// Files dropped on the place for them go up at once, as if chosen and added.
"use strict";
const place = (event) => event.target.closest?.(".ph-drop-here");
for (const kind of ["dragenter", "dragover"]) addEventListener(kind, (event) => {
  const here = place(event);
  if (!here || !event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  here.classList.add("is-over");
});
addEventListener("dragleave", (event) => place(event)?.classList.remove("is-over"));
addEventListener("drop", (event) => {
  const here = place(event);
  if (!here || !event.dataTransfer.files.length) return;
  event.preventDefault();
  here.classList.remove("is-over");
  here.querySelector("[type=file]").files = event.dataTransfer.files;
  here.requestSubmit();
});
