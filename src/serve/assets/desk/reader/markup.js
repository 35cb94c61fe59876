// The one place of these pages where text becomes HTML: what the server's own renderer wrote, through its sanitiser.
import { element } from "../element.js";
import { pieces } from "../words.js";

const policy = globalThis.trustedTypes?.createPolicy("postil", { createHTML: (html) => html }) ?? {
  createHTML: (html) => html,
};

/** A box with HTML of the server in it. */
export function rendered(html) {
  const box = element("div", { className: "rendered", dir: "auto" });
  box.innerHTML = policy.createHTML(html);
  return box;
}

/** A day as people read it, with the exact time for machines. */
export function day(time) {
  return element("time", { dateTime: time, textContent: time.slice(0, 10) });
}

/** Old words and new ones, word by word. */
export function wordDiff(before, after) {
  const names = { out: "del", in: "ins", same: "span" };
  return pieces(before, after).map(({ kind, text }) => element(names[kind], { textContent: text }));
}
