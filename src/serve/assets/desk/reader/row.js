// A note of the list: what it is at a glance, and whole when it is opened.
import { get, Refused, site } from "../api.js";
import { element } from "../element.js";
import { day, rendered, wordDiff } from "./markup.js";
import { STATES } from "./states.js";

/** Where a note is in the preview. */
export function address(note) {
  return new URL(`${note.page.url}#note-${note.id}`, site).href;
}

/** The row of a note. `picked(event)` is told when its box is ticked, `opened()` when it is opened or closed. */
export function row(note, { selected, open, picked, opened }) {
  const box = element("input", { type: "checkbox", checked: selected, aria: { label: `Select note ${note.id}` } });
  box.addEventListener("click", picked);
  const words = note.words || (note.quote ? `“${note.quote}”` : note.id);
  const button = element("button", { type: "button", className: "open", dir: "auto", textContent: words, aria: { expanded: open } });
  button.addEventListener("click", opened);
  const facts = element("p", { className: "facts" }, ...factsOf(note));
  const main = element("div", { className: "main" }, button);
  if (note.instead !== undefined) main.append(element("p", { className: "instead words", dir: "auto" }, ...suggested(note)));
  else if (note.quote && note.words) main.append(element("blockquote", { dir: "auto", textContent: note.quote }));
  main.append(facts);
  const made = element("li", { className: "row", data: { id: note.id } }, box, badges(note), main);
  if (selected) made.dataset.selected = "";
  if (open) main.append(whole(note));
  return made;
}

/** What a suggestion changes, word by word. */
export function suggested({ quote = "", instead }) {
  return wordDiff(quote, instead);
}

function badges(note) {
  return element("p", { className: "badges" },
    element("span", { className: "kind", data: { kind: note.kind }, textContent: note.reply_to ? "reply" : note.kind }),
    element("span", { className: "status", data: { status: note.status }, textContent: note.status }),
    ...(["ok", "reply"].includes(note.state) ? [] : [element("span", { className: "state", data: { state: note.state }, textContent: STATES[note.state] })]),
    ...(note.waits ? [element("span", { className: "state", data: { state: "waits" }, textContent: "unanswered" })] : []));
}

function factsOf(note) {
  const facts = [element("a", { href: address(note), dir: "auto", textContent: note.page.title || note.page.slug })];
  if (note.author) facts.push(element("span", { textContent: note.author }));
  if (note.assigned) facts.push(element("span", { textContent: `for ${note.assigned}` }));
  if (note.created) facts.push(day(note.created));
  if (note.updated) facts.push(element("span", {}, "changed ", day(note.updated)));
  for (const tag of note.values.tag) facts.push(element("span", { className: "tag", textContent: `#${tag}` }));
  return facts;
}

/** The note whole, with its thread: fetched now. */
function whole(note) {
  const box = element("div", { className: "whole", aria: { busy: "true" } });
  fill(box, note).catch((error) => {
    if (!(error instanceof Refused)) throw error;
    box.replaceChildren(element("p", { className: "problem", textContent: error.message }));
  }).finally(() => box.removeAttribute("aria-busy"));
  return box;
}

async function fill(box, note) {
  const { passages, see, thread } = await get("reader/note", { id: note.id });
  box.replaceChildren(
    ...passages.map((passage) => {
      const quote = element("blockquote", { dir: "auto", textContent: passage.quote });
      if (passage.article !== note.page.slug) quote.append(element("cite", { textContent: ` ${passage.title}` }));
      return quote;
    }),
    ...thread.map(said),
    element("p", { className: "facts" },
      ...(see.length > 0 ? [element("span", { textContent: `see ${see.join(", ")}` })] : []),
      element("a", { href: address(note), textContent: "See it in the page" }),
      element("code", { textContent: note.id })));
}

function said({ depth, author, status, created, replacement, html }) {
  const made = element("div", { className: "said-by", data: { depth: Math.min(depth, 4) } }, rendered(html));
  if (replacement === "") made.append(element("p", { textContent: "Its words are taken out." }));
  else if (replacement) made.append(element("p", {}, "Instead: ", element("ins", { textContent: replacement })));
  const facts = [author, status].filter(Boolean).map((text) => element("span", { textContent: text }));
  if (created) facts.push(day(created));
  made.append(element("p", { className: "facts" }, ...facts));
  return made;
}
