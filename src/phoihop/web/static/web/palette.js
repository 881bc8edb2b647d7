// The palette: Ctrl K opens it over any page, arrows choose, Enter opens. Without it the button leads to the page.

const dialog = document.getElementById("palette");
if (dialog) {
  const input = dialog.querySelector("input[name=q]");
  const links = () => [...dialog.querySelectorAll(".ph-found a")];

  const open = () => {
    if (dialog.open) return;
    dialog.showModal();
    input.select();
    htmx.trigger(input, "palette");
  };

  const step = (by) => {
    const all = [input, ...links()];
    const next = all.indexOf(document.activeElement) + by;
    all.at(Math.min(Math.max(next, 0), all.length - 1)).focus();
  };

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
  });
  for (const button of document.querySelectorAll("[data-palette-open]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      open();
    });
  }
  dialog.querySelector("[data-palette-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) {
      event.preventDefault();
      step(by);
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && document.activeElement !== input) {
      input.focus();
    }
  });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    const first = links()[0];
    if (first) {
      event.preventDefault();
      first.click();
    }
  });
}
