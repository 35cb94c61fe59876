// The list of articles: filtered as one types, walked by keys. The address holds the filter.
import { count } from "../element.js";
import { register } from "../keys.js";

const filter = document.querySelector("#filter");
const shown = document.querySelector("#shown");
const rows = [...document.querySelectorAll("tbody tr")].map((row) => ({ row, text: row.textContent.toLowerCase() }));

function apply() {
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  let left = 0;
  for (const { row, text } of rows) {
    const fits = words.every((word) => text.includes(word));
    row.hidden = !fits;
    left += fits ? 1 : 0;
  }
  shown.textContent = words.length ? count(left, "article") : "";
  const url = new URL(location.href);
  if (filter.value) url.searchParams.set("with", filter.value);
  else url.searchParams.delete("with");
  history.replaceState(null, "", url);
}

function step(by) {
  const links = rows.filter(({ row }) => !row.hidden).map(({ row }) => row.querySelector("a"));
  const at = links.indexOf(document.activeElement);
  links[Math.min(Math.max(at + by, 0), links.length - 1)]?.focus();
}

filter.value = new URLSearchParams(location.search).get("with") ?? "";
filter.addEventListener("input", apply);
filter.addEventListener("keydown", (event) => {
  if (event.key === "Escape" || event.key === "Enter") step(1);
});
register({ key: "/", label: "find articles", group: "Articles", run: () => filter.select() });
register({ key: "j", label: "next article", group: "Articles", run: () => step(1) });
register({ key: "k", label: "article before", group: "Articles", run: () => step(-1) });
apply();
