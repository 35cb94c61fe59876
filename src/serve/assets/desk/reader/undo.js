// What was written from here, so that the last of it can be undone.
import { post } from "../api.js";

/** The most that one request holds, in characters of files. */
const LARGEST = 2_000_000;

const KEY = "postil:desk-undo";

const past = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");

// They outlive a reload.
function keep() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(past));
  } catch {
    // More than the browser keeps: it is there for as long as the page is.
    sessionStorage.removeItem(KEY);
  }
}

/** Remembers what the server wrote: `written` and `dropped` are from its answer, `words` say what it was. */
export function remember({ written, dropped = [] }, words) {
  if (written.length === 0) return;
  past.push({
    words,
    notes: written.map(({ id, based_on, before }) => ({ id, based_on, text: before, kept: dropped })),
  });
  keep();
}

export function hasPast() {
  return past.length > 0;
}

/** Undoes the last: its words and what was written, undefined when there is nothing to undo. */
export async function undo() {
  const last = past.at(-1);
  if (!last) return undefined;
  const written = [];
  while (last.notes.length > 0) {
    let size = 0;
    const many = last.notes.findIndex(({ text }) => (size += text.length) > LARGEST);
    const some = last.notes.slice(0, many > 0 ? many : many === 0 ? 1 : undefined);
    written.push(...(await post("reader/restore", { notes: some })).written);
    last.notes.splice(0, some.length);
    keep();
  }
  past.pop();
  keep();
  return { words: last.words, written };
}

/** Forgets the last: its notes are others now. */
export function forget() {
  past.pop();
  keep();
}
