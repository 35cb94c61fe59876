// The rows of the notes that are wanted: as many as can be seen, and more when they are near.
import { row } from "./row.js";

/** Rows that are made at once. */
const SOME = 60;

/**
 * The list in `box`; `more` is the button below it. `selected` and `opened` are sets of ids; `picked(note, event)` is
 * told when a row's box is ticked.
 */
export function list(box, more, { selected, opened, picked }) {
  const made = new Map(); // id → {key, element}
  let notes = [];
  let shown = 0;

  more.addEventListener("click", () => grow());
  new IntersectionObserver((seen) => seen.some((it) => it.isIntersecting) && grow(), { rootMargin: "600px" }).observe(more);

  function elementOf(note) {
    const key = `${note.based_on} ${note.state} ${note.waits} ${note.answers} ${note.page.title}`;
    const known = made.get(note.id);
    if (known?.key === key) return known.element;
    const element = row(note, {
      selected: selected.has(note.id),
      open: opened.has(note.id),
      picked: (event) => picked(note, event),
      opened: () => toggle(note),
    });
    made.set(note.id, { key, element });
    return element;
  }

  function toggle(note) {
    if (!opened.delete(note.id)) opened.add(note.id);
    const old = made.get(note.id)?.element;
    made.delete(note.id);
    old?.replaceWith(elementOf(note));
    focus(note.id);
  }

  function grow(to = shown + SOME) {
    const end = Math.min(to, notes.length);
    if (end > shown) box.append(...notes.slice(shown, end).map(elementOf));
    shown = Math.max(shown, end);
    more.hidden = shown >= notes.length;
  }

  /** Shows these notes. A row that stays the same stays where the focus is. */
  function show(wanted, keep = false) {
    const at = document.activeElement?.closest?.(".row")?.dataset.id;
    const held = at && document.activeElement;
    const many = keep ? Math.max(shown, SOME) : SOME;
    notes = wanted;
    shown = 0;
    if (!keep) forgetOthers();
    box.replaceChildren();
    grow(many);
    if (at && document.activeElement !== held) {
      if (held.isConnected) held.focus({ preventScroll: true });
      else focus(at);
    }
  }

  // Rows that are open stay as they are, and so do those that were made for the notes at hand.
  function forgetOthers() {
    if (made.size < 2000) return;
    for (const id of made.keys()) if (!opened.has(id)) made.delete(id);
  }

  /** Marks what is selected. */
  function mark() {
    for (const [id, { element }] of made) {
      const is = selected.has(id);
      element.querySelector("input").checked = is;
      element.toggleAttribute("data-selected", is);
    }
  }

  /** Puts the focus on a note, whose row is made if it is not there yet. */
  function focus(id) {
    const at = notes.findIndex((note) => note.id === id);
    if (at < 0) return;
    if (at >= shown) grow(at + SOME);
    const { element } = made.get(id);
    element.querySelector(".open").focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest" });
  }

  /** The note whose row has the focus, as its place among those that are shown; -1 without one. */
  function at() {
    const id = document.activeElement?.closest?.(".row")?.dataset.id;
    return id ? notes.findIndex((note) => note.id === id) : -1;
  }

  return { show, mark, focus, at, all: () => notes, forget: () => made.clear() };
}
