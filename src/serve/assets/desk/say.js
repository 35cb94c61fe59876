// What the page says: what was done, politely; what went wrong, at once, until it is closed.
import { element } from "./element.js";

const status = document.querySelector("#status");
const alert = document.querySelector("#alert");

/** Says what was done. */
export function say(text) {
  status.textContent = text;
}

/** Says what went wrong; `actions` are buttons by their label. */
export function warn(text, actions = {}) {
  const buttons = Object.entries(actions).map(([label, act]) => {
    const button = element("button", { type: "button", textContent: label });
    button.addEventListener("click", () => {
      calm();
      act();
    });
    return button;
  });
  const close = element("button", { type: "button", textContent: "Close" });
  close.addEventListener("click", calm);
  alert.replaceChildren(element("p", { textContent: text }), ...buttons, close);
}

/** Takes the warning away. */
export function calm() {
  alert.replaceChildren();
}
