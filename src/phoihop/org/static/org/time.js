// The slider through the days of change; without this file the links beside it do the same.
for (const nav of document.querySelectorAll("[data-time]")) {
  const label = nav.querySelector("label"), slide = nav.querySelector("input"), said = nav.querySelector("output");
  const days = slide.dataset.days.split(" ");
  const words = slide.dataset.words.split("|");
  label.hidden = days.length < 2;
  slide.addEventListener("input", () => { said.textContent = words[slide.value]; });
  slide.addEventListener("change", () => {
    const where = new URL(location.href);
    where.searchParams.set("ngay", days[slide.value]);
    where.searchParams.delete("trang");
    location.assign(where);
  });
}
