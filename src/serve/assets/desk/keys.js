// The keys of the desk: registered here and nowhere else, so that `?` can show all of them.
import { element, takesText } from "./element.js";

/** How long a first key (`g` of `g d`) waits for the second, in milliseconds. */
const WAIT = 1000;

const registered = [];
let before = "";
let timer;
let home = () => document.body;
let dialog;

/**
 * Makes `run` be called when `key` is pressed: one key (`a`, `?`, `Escape`), two in a row (`g d`), or a list of such.
 * `label` says in the help what it does, `group` under which head; `when` says whether it means anything now. Where
 * several keys are the same, the one registered last that means anything has it. Gives a function that takes it back.
 */
export function register({ key, label, group = "Everywhere", when = () => true, run }) {
  const entry = { keys: [key].flat(), label, group, when, run };
  registered.push(entry);
  return () => {
    const at = registered.indexOf(entry);
    if (at >= 0) registered.splice(at, 1);
  };
}

/** Where the help is put: an element or a shadow root. */
export function helpIn(place) {
  home = () => place;
}

/** Shows all keys that mean something, or hides them. */
export function toggleHelp() {
  if (dialog?.open) {
    dialog.close();
    return;
  }
  dialog?.remove();
  dialog = helpDialog();
  home().append(dialog);
  dialog.showModal();
  dialog.scrollTop = 0;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const [target] = event.composedPath();
  const inDialog = event.composedPath().some((it) => it instanceof HTMLDialogElement && it !== dialog);
  if (event.key !== "Escape" && (takesText(target) || inDialog)) return;
  if (inDialog || (dialog?.open && event.key !== "?")) return;
  const pressed = before ? `${before} ${event.key}` : event.key;
  const entry = meant(pressed) ?? meant(event.key);
  clearTimeout(timer);
  before = "";
  if (entry) {
    event.preventDefault();
    entry.run(event);
  } else if (registered.some(({ keys }) => keys.some((key) => key.startsWith(`${event.key} `)))) {
    before = event.key;
    timer = setTimeout(() => (before = ""), WAIT);
  }
});

function meant(pressed) {
  return registered.findLast(({ keys, when }) => keys.includes(pressed) && when());
}

function helpDialog() {
  const groups = new Map();
  for (const { keys, label, group } of registered) {
    if (!label) continue;
    const list = groups.get(group) ?? element("dl");
    groups.set(group, list);
    const shown = keys.flatMap((key, at) => [at ? " or " : "", ...pieces(key)]);
    list.append(element("dt", {}, ...shown), element("dd", { textContent: label }));
  }
  const close = element("button", { type: "button", textContent: "Close" });
  const made = element("dialog", { className: "keys", aria: { labelledby: "keys-head" } },
    element("h2", { id: "keys-head", textContent: "Keys" }),
    ...[...groups].flatMap(([group, list]) => [element("h3", { textContent: group }), list]),
    close);
  close.addEventListener("click", () => made.close());
  return made;
}

const NAMES = { ArrowRight: "→", ArrowLeft: "←", ArrowDown: "↓", ArrowUp: "↑", Escape: "Esc" };

function pieces(key) {
  return key.split(" ").flatMap((part, at) => [at ? " " : "", element("kbd", { textContent: NAMES[part] ?? part })]);
}

register({ key: "?", label: "these keys", run: toggleHelp });
