// Which field a line of the source is to be.
import { element } from "./element.js";
import { fieldLabel } from "./fields.js";

const NAMES = ["title", "description", "authors", "date", "publication", "section", "credits", "disclaimer", "rights"];

/** The menu in the dialog `dialog`: `open(lines, use)` calls `use(name)`. */
export function fieldMenu(dialog) {
  const list = dialog.querySelector("div");
  const words = dialog.querySelector("blockquote");
  let used = () => {};
  list.replaceChildren(
    ...NAMES.map((name) => {
      const button = element("button", { type: "button", textContent: fieldLabel(name) });
      button.addEventListener("click", () => {
        dialog.close();
        used(name);
      });
      return button;
    }),
  );
  dialog.addEventListener("keydown", (event) => {
    const buttons = [...list.children];
    const step = { ArrowDown: 1, ArrowRight: 1, j: 1, ArrowUp: -1, ArrowLeft: -1, k: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = buttons.indexOf(document.activeElement);
    buttons[(at + step + buttons.length) % buttons.length].focus();
  });
  return {
    open(lines, use) {
      used = use;
      words.textContent = lines.map((line) => line.text.trim()).join(" ");
      dialog.showModal();
      list.firstElementChild.focus();
    },
  };
}
