// Files dropped anywhere in the frame go into the same field that a click fills; the names chosen are said.

const frame = document.querySelector("[data-doc-drop]");
const field = frame?.querySelector("input[type=file]");
const said = frame?.querySelector("[data-doc-chosen]");

const show = () => {
  said.replaceChildren(...[...field.files].map((file) => {
    const line = document.createElement("li");
    line.textContent = file.name;
    return line;
  }));
  said.hidden = field.files.length === 0;
  if (field.files.length) field.form.querySelector("button.btn-primary")?.focus(); // the next key takes them in
};

if (frame && field) {
  field.addEventListener("change", show);
  for (const name of ["dragenter", "dragover"]) {
    frame.addEventListener(name, (event) => { event.preventDefault(); frame.classList.add("over"); });
  }
  for (const name of ["dragleave", "drop"]) {
    frame.addEventListener(name, (event) => { event.preventDefault(); frame.classList.remove("over"); });
  }
  frame.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    show();
  });
}
