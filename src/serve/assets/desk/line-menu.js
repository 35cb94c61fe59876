// What a line of the source is to be: a part of the body, of a reader comment, a field, or nothing of the article.
import { element } from "./element.js";
import { fieldLabel } from "./fields.js";

const FIELDS = ["title", "description", "authors", "date", "publication", "section", "credits", "disclaimer", "rights"];

/** The keys that make a line something: its word for the server, and for people. */
export const PARTS = {
  b: { to: "body", label: "Body", becomes: "in the body" },
  t: { to: "paragraph", label: "Paragraph", becomes: "a paragraph" },
  h: { to: "subhead", label: "Subhead", becomes: "a subhead" },
  q: { to: "quote", label: "Quote", becomes: "a quote" },
  l: { to: "item", label: "List item", becomes: "a list item" },
  c: { to: "comment", label: "Reader comment", becomes: "a reader comment" },
  C: { to: "same comment", label: "On with the comment above", becomes: "of the comment above" },
  o: { to: "out", label: "Out", becomes: "out of the body" },
  i: { to: "importer", label: "As imported", becomes: "as imported" },
};

/** The menu in the dialog `dialog`: `open(lines, { part, field })` calls `part(key)` or `field(name)`. */
export function lineMenu(dialog) {
  const [parts, fields] = dialog.querySelectorAll("div");
  const words = dialog.querySelector("blockquote");
  let used = {};
  const button = (label, key, use) => {
    const made = element("button", { type: "button" }, label);
    if (key) made.append(" ", element("kbd", { textContent: key, aria: { hidden: true } }));
    made.addEventListener("click", () => {
      dialog.close();
      use();
    });
    return made;
  };
  parts.replaceChildren(...Object.entries(PARTS).map(([key, { label }]) => button(label, key, () => used.part(key))));
  fields.replaceChildren(...FIELDS.map((name) => button(fieldLabel(name), "", () => used.field(name))));
  const buttons = () => [...parts.children, ...fields.children];
  dialog.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowRight: 1, j: 1, ArrowUp: -1, ArrowLeft: -1, k: -1 };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (Object.hasOwn(steps, event.key)) {
      event.preventDefault();
      const all = buttons();
      all[(all.indexOf(document.activeElement) + steps[event.key] + all.length) % all.length].focus();
    } else if (Object.hasOwn(PARTS, event.key)) {
      event.preventDefault();
      dialog.close();
      used.part(event.key);
    }
  });
  return {
    open(lines, use) {
      used = use;
      words.textContent = lines.map((line) => line.text.trim()).join(" ");
      dialog.showModal();
      fields.firstElementChild.focus();
    },
  };
}
