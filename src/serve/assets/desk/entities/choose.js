// A field in which an entity is chosen by its name or its slug.
import { element } from "../element.js";

/** A labelled field with completion; `get()` is the entity that is meant, or undefined. */
export function entityField({ label, entities, id = "choose-entity", except }) {
  const all = entities.filter(({ slug }) => slug !== except);
  const options = element("datalist", { id: `${id}-options` },
    ...all.map(({ slug, name, kind }) => element("option", { value: name, label: `${kind} · ${slug}` })));
  const input = element("input", { id, type: "text", autocomplete: "off", dir: "auto" });
  input.setAttribute("list", options.id);
  const is = (text) => (one) => [one.slug, one.name, ...one.aliases].some((name) => name.toLowerCase() === text);
  return {
    nodes: [element("label", { htmlFor: id, textContent: label }), input, options],
    input,
    get() {
      const text = input.value.trim().toLowerCase();
      return all.find(({ slug }) => slug === text) ?? all.find(({ name }) => name.toLowerCase() === text) ?? all.find(is(text));
    },
  };
}

/** A choice of kinds. */
export function kindField({ id, kinds, value = "" }) {
  const all = [element("option", { value: "", textContent: "not said" }), ...kinds.map((kind) => element("option", { value: kind, textContent: kind }))];
  const select = element("select", { id }, ...all);
  select.value = value ?? "";
  return select;
}
