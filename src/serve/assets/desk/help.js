// The help, on `?` and on a button.
import { takesText } from "./element.js";

const dialog = document.querySelector("#help");

export function help(button) {
  button.addEventListener("click", () => dialog.showModal());
  dialog.querySelector("button").addEventListener("click", () => dialog.close());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || takesText(event.target)) return;
    event.preventDefault();
    if (dialog.open) dialog.close();
    else dialog.showModal();
  });
}
