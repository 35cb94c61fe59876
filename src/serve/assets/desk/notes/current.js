// The current note: the one that keys speak of. It is walked to, clicked, or comes with the focus.
import { element } from "../element.js";
import { register } from "../keys.js";
import { actionsFor } from "./actions.js";
import { focused, root, style } from "./host.js";
import { note, whenTold } from "./model.js";

const PREFIX = "note-";
let current;

const bar = element("div", { className: "bar", id: "note-bar", role: "toolbar", hidden: true, aria: { label: "This note" } });
root.append(bar);

/** The current note, as the server has it. */
export function currentNote() {
  return current === undefined ? undefined : note(current);
}

/** The element of a note on the page. */
export function elementOf(id) {
  return document.getElementById(PREFIX + id);
}

/** Ids of the notes on the page, in its order. */
function ids() {
  const all = document.querySelectorAll(`main [id^="${PREFIX}"]`);
  return [...all].map((found) => found.id.slice(PREFIX.length)).filter((id) => note(id));
}

/** Makes a note the current one; `isWalk` brings it into view and gives it the focus. */
export function makeCurrent(id, isWalk = false) {
  current = id;
  const there = id === undefined ? undefined : elementOf(id);
  mark(there);
  if (there && isWalk) {
    there.tabIndex = -1;
    there.focus({ preventScroll: true });
    const { top, bottom } = there.getBoundingClientRect();
    const smooth = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "auto";
    if (top < 60 || bottom > innerHeight - 60) there.scrollIntoView({ block: "center", behavior: smooth });
  }
  show();
}

function mark(there) {
  const words = there ? `, mark[data-notes~="${current}"]` : "";
  style("current", there ? `[id="${there.id}"]${words} { outline: 2px solid light-dark(#1a5fb4, #8ab8f5); outline-offset: 3px }` : "");
}

function show() {
  const subject = currentNote();
  const there = subject && elementOf(subject.id);
  bar.hidden = !there;
  if (!there) return;
  const had = root.activeElement?.dataset?.action;
  bar.replaceChildren(...actionsFor("note", subject).map((action) => {
    const button = element("button", { type: "button", data: { action: action.label } }, action.label);
    if (action.key) button.append(" ", element("kbd", { textContent: [action.key].flat()[0], ariaHidden: "true" }));
    button.addEventListener("click", () => action.run(currentNote()));
    return button;
  }));
  [...bar.children].find((button) => button.dataset.action === had)?.focus();
  place();
}

// At the note's lower edge; where the window is narrow, at the foot (by the style sheet).
function place() {
  const there = !bar.hidden && elementOf(current);
  if (!there) return;
  const box = there.getBoundingClientRect();
  const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - bar.offsetWidth - 8));
  const top = Math.min(box.bottom + 6, innerHeight - bar.offsetHeight - 8);
  bar.style.translate = `${Math.round(left)}px ${Math.round(Math.max(8, top))}px`;
  bar.classList.toggle("away", box.bottom < 0 || box.top > innerHeight);
}

function step(by) {
  const all = ids();
  if (all.length === 0) return;
  const at = all.indexOf(current);
  const near = all.findIndex((id) => elementOf(id).getBoundingClientRect().top >= 0);
  const from = at >= 0 ? at + by : by > 0 ? near : near - 1;
  makeCurrent(all.at(Math.max(0, Math.min(all.length - 1, from))), true);
}

/** Puts the bar up to date: an action came, or the notes are others. */
export function redraw() {
  if (current !== undefined) mark(elementOf(current));
  show();
}

// The innermost note around an element, a reply before what it answers.
function noteAround(target) {
  for (let at = target instanceof Element ? target : undefined; at; at = at.parentElement) {
    const id = at.id.startsWith(PREFIX) && at.id.slice(PREFIX.length);
    if (id && note(id)) return id;
  }
  return undefined;
}

document.addEventListener("click", ({ target }) => {
  if (target.closest?.("postil-desk, postil-overlay")) return;
  const id = noteAround(target);
  if (id !== current) makeCurrent(id);
});
document.addEventListener("focusin", ({ target }) => {
  const id = noteAround(target);
  if (id && id !== current) makeCurrent(id);
});
addEventListener("scroll", place, { passive: true });
addEventListener("resize", place);
whenTold(redraw);

const group = "On the current note";
register({ key: "j", label: "the next note", group, run: () => step(1) });
register({ key: "k", label: "the note before", group, run: () => step(-1) });
register({ key: "Enter", label: "to its buttons", group, when: () => !bar.hidden && focused() === elementOf(current), run: () => bar.querySelector("button")?.focus() });
register({ key: "Escape", when: () => current !== undefined, run: () => makeCurrent(undefined) });
