// One of a few, by a key, a click or the arrows.
import { element } from "../element.js";
import { focused, root } from "./host.js";

/**
 * Asks for one of `choices` (`{value, label, hint}`); `current` is the value that is so now. Resolves to the value, or
 * to undefined when nothing was chosen. The first nine have a digit as their key.
 */
export function menu({ title, text, choices, current }) {
  const before = focused();
  const buttons = choices.map(({ value, label, hint }, at) => {
    const button = element("button", { type: "button", role: "menuitemradio", value: String(at), aria: { checked: String(value === current) } },
      element("kbd", { textContent: at < 9 ? String(at + 1) : "", ariaHidden: "true" }), element("span", { textContent: label }));
    if (hint) button.append(element("small", { textContent: hint }));
    return button;
  });
  const list = element("div", { role: "menu", className: "menu", aria: { labelledby: "menu-head" } }, ...buttons);
  const dialog = element("dialog", { className: "choose", aria: { labelledby: "menu-head" } }, element("h2", { id: "menu-head", textContent: title }));
  if (text) dialog.append(element("p", { textContent: text }));
  dialog.append(list);
  root.append(dialog);
  dialog.showModal();
  const first = Math.max(0, choices.findIndex(({ value }) => value === current));
  buttons[first]?.focus();
  return new Promise((resolve) => {
    let chosen;
    const choose = (at) => {
      chosen = choices[at]?.value;
      dialog.close();
    };
    list.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (button) choose(Number(button.value));
    });
    dialog.addEventListener("keydown", (event) => {
      const at = buttons.indexOf(root.activeElement);
      const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
      if (step) buttons.at((at + step) % buttons.length)?.focus();
      else if (/^[1-9]$/.test(event.key) && choices[event.key - 1]) choose(event.key - 1);
      else return;
      event.preventDefault();
    });
    dialog.addEventListener("click", ({ target }) => {
      if (target === dialog) dialog.close();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      before?.focus?.({ preventScroll: true });
      resolve(chosen);
    });
  });
}
