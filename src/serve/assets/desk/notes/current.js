// The current note: the one that keys speak of. It is walked to, clicked, or comes with the focus.
import { element } from "../element.js";
import { register } from "../keys.js";
import { actionsFor } from "./actions.js";
import { focused, root, style } from "./host.js";
import { note, whenTold } from "./model.js";

const PREFIX = "note-";
/** Between the note and its bar, in pixels. */
const GAP = 8;
/** What the bar takes at the foot of a narrow window, in pixels. */
const FOOT = 110;
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

/**
 * Makes a note the current one; `isWalk` brings it into view and gives it the focus. With `isHere`, somebody is reading
 * there already, and the page only moves where neither the note nor its words are seen.
 */
export function makeCurrent(id, isWalk = false, isHere = false) {
  current = id;
  const there = id === undefined ? undefined : elementOf(id);
  mark(there);
  if (there && isWalk) {
    there.tabIndex = -1;
    there.focus({ preventScroll: true });
    const { top, bottom } = there.getBoundingClientRect();
    const smooth = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "auto";
    const isSeen = isHere ? workedAt() !== undefined : top >= 60 && bottom <= innerHeight - FOOT;
    if (!isSeen) there.scrollIntoView({ block: isHere ? "nearest" : "center", behavior: smooth });
  }
  show();
}

const BLOCK = "p, li, td, th, h1, h2, h3, h4, h5, h6, pre, blockquote, figcaption";
let worked;

/** Says where on the page somebody works who has no current note yet: the DOM range of the words, or none. */
export function workAt(range) {
  worked = range?.startContainer.parentElement?.closest(BLOCK);
}

/** What is looked at while notes change: the words that are worked at, or else the note. */
export function workedAt() {
  const words = current !== undefined && document.querySelector(`mark[data-notes~="${current}"]`)?.closest(BLOCK);
  const isSeen = (box) => box && box.bottom > 0 && box.top < innerHeight;
  return [worked, words, current !== undefined && elementOf(current)].find((found) => found && isSeen(found.getBoundingClientRect()));
}

function mark(there) {
  const colour = "light-dark(#1a5fb4, #8ab8f5)";
  // Words in several pieces have one line above and one below.
  style("current", there ? `[id="${there.id}"] { outline: 2px solid ${colour}; outline-offset: 3px }
    mark[data-notes~="${current}"] { box-shadow: 0 2px ${colour}, 0 -2px ${colour} }` : "");
}

function show() {
  const subject = currentNote();
  const there = subject && elementOf(subject.id);
  bar.hidden = !there;
  if (!there) return place();
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

// Over nothing that is read: beside the note as a column, where there is room; else in a row at the foot of the window.
function place() {
  const there = !bar.hidden && elementOf(current);
  root.host.toggleAttribute("data-docked", false);
  bar.classList.remove("column");
  if (!there) return;
  const box = there.getBoundingClientRect();
  bar.classList.add("column");
  const tray = root.host.hasAttribute("data-tray") ? root.getElementById("tray").offsetWidth : 0;
  const isRoom = document.documentElement.clientWidth - tray - box.right >= bar.offsetWidth + 2 * GAP;
  const top = Math.max(GAP, Math.min(box.top, innerHeight - bar.offsetHeight - GAP));
  bar.classList.toggle("column", isRoom);
  bar.classList.toggle("away", isRoom && (box.bottom < 0 || box.top > innerHeight));
  bar.style.translate = isRoom ? `${Math.round(box.right + GAP)}px ${Math.round(top)}px` : "";
  root.host.toggleAttribute("data-docked", !isRoom);
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
