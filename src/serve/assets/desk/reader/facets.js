// What can be chosen, with how many notes there are of each: boxes to tick, in the same place after each tick.
import { element } from "../element.js";
import { FACETS, fold, VALUES } from "./filter.js";
import { STATES } from "./states.js";

const NAMES = { state: "State", status: "Status", kind: "Kind", person: "Person", tag: "Tag", article: "Article" };

/** Values shown of a facet that has many; the others are found by their name. */
const SHOWN = 8;

/** The facets in `box`. `changed(facet, value, is)` is told of each tick. */
export function facets(box, changed) {
  const groups = new Map(FACETS.map((facet) => [facet, group(facet)]));
  box.append(...[...groups.values()].map(({ field }) => field));

  function group(facet) {
    const find = element("input", { type: "search", placeholder: "find", aria: { label: `Find: ${NAMES[facet]}` }, hidden: true });
    const list = element("div", { className: "values" });
    const field = element("fieldset", { data: { facet } }, element("legend", { textContent: NAMES[facet] }), find, list);
    const made = { field, find, list, boxes: new Map(), told: undefined };
    find.addEventListener("input", () => show(facet, made.told));
    return made;
  }

  function show(facet, told) {
    const made = groups.get(facet);
    made.told = told;
    const { counts, chosen, names } = told;
    const { values, many } = wanted(facet, counts, chosen, names, made.find.value);
    made.find.hidden = !many;
    made.list.replaceChildren(...values.map((value) => {
      const label = made.boxes.get(value) ?? choice(facet, value, names.get(value) ?? value);
      made.boxes.set(value, label);
      const [tick, , number] = label.children;
      tick.checked = chosen.has(value);
      number.textContent = counts.get(value) ?? 0;
      label.toggleAttribute("data-none", !counts.has(value));
      return label;
    }));
    made.field.hidden = values.length === 0 && made.find.value === "";
  }

  function choice(facet, value, name) {
    const tick = element("input", { type: "checkbox" });
    tick.addEventListener("change", () => changed(facet, value, tick.checked));
    return element("label", {}, tick, element("span", { dir: "auto", textContent: name }), element("span", { className: "number" }));
  }

  /** `counts` and `filter` by facet; `titles` are the titles of articles by slug, `people` names by id. */
  return (counts, filter, { titles, people }) => {
    const held = box.getRootNode().activeElement;
    for (const facet of FACETS) {
      const names = { article: titles, person: people, state: new Map(Object.entries(STATES)) }[facet] ?? new Map();
      show(facet, { counts: counts[facet], chosen: filter[facet], names });
    }
    if (held?.isConnected && held !== box.getRootNode().activeElement && box.contains(held)) held.focus({ preventScroll: true });
  };
}

/** The values to show: all of a facet that has few, else the chosen ones and those with most notes. */
function wanted(facet, counts, chosen, names, text) {
  if (VALUES[facet]) return { values: VALUES[facet], many: false };
  const all = [...new Set([...chosen, ...counts.keys()])];
  const number = (value) => counts.get(value) ?? 0;
  all.sort((one, other) => chosen.has(other) - chosen.has(one) || number(other) - number(one) || (one < other ? -1 : 1));
  const many = all.length > SHOWN;
  const words = fold(text);
  const fits = (value) => fold(`${names.get(value) ?? ""} ${value}`).includes(words);
  const found = words ? all.filter(fits) : all;
  return { values: found.slice(0, Math.max(SHOWN, chosen.size)), many };
}
