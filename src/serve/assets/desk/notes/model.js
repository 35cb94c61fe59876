// The notes of the page and the article's text, as the server has them.
import { get } from "../api.js";
import { lay } from "./text.js";

/** The slug of the page's article; undefined on other pages. */
export const slug = document.querySelector("script[data-postil-page]")?.dataset.postilArticle;

let told;
let notes = new Map();
let plain;
let laid;
let writes = 0;
const watchers = new Set();

/** Asks the server for the notes of the page anew. */
export async function refresh() {
  if (!slug) return;
  let before;
  do {
    // What was read before a write is older than what is known by then.
    before = writes;
    told = await get("notes/of", { article: slug });
  } while (before !== writes);
  notes = new Map(told.notes.map((note) => [note.id, note]));
  for (const watcher of watchers) watcher();
}

/** Waits until the notes were told once: by then it is known who works here. */
export async function known() {
  if (!told) await refresh();
}

/** Calls `watcher` each time the notes were asked for. */
export function whenTold(watcher) {
  watchers.add(watcher);
  if (told) watcher();
}

/** The note of an id. */
export function note(id) {
  return notes.get(id);
}

/** All notes of the page, in its order, answers after what they answer. */
export function allNotes() {
  return [...notes.values()];
}

export function people() {
  return told?.people ?? [];
}

export function title() {
  return told?.title ?? slug;
}

const ME = "postil:me";

/** Who works here: chosen on the page, or else as git knows. */
export function me() {
  const chosen = localStorage.getItem(ME);
  if (people().some(({ id }) => id === chosen)) return chosen;
  return told?.me ?? undefined;
}

/** Remembers who works here. */
export function iAm(id) {
  localStorage.setItem(ME, id);
}

/** The article's text beside the page's; asked for once for each state of the page. */
export async function text() {
  if (laid?.nodes.every((node) => node.isConnected)) return laid;
  plain ??= await get("notes/text", { article: slug });
  laid = lay(plain);
  if (!laid) {
    // The page or the text is older than the other.
    plain = await get("notes/text", { article: slug });
    laid = lay(plain);
  }
  return laid;
}

/** The same at once, where it is there. */
export function textNow() {
  if (!laid?.nodes.every((node) => node.isConnected)) laid = plain && lay(plain);
  return laid;
}

/** After the page was changed. */
export function forgetText() {
  laid = undefined;
}

/** Takes over what the server wrote, until it is asked anew. */
export function wrote({ id, text: file }) {
  writes += 1;
  const known = notes.get(id);
  if (known) known.text = file;
}

