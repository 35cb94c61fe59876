// Chosen words: by mouse, touch or keyboard; as a passage of the article's plain text, with what can be done with it.
import { element } from "../element.js";
import { actionsFor } from "./actions.js";
import { root, style, warn } from "./host.js";
import { text, textNow } from "./model.js";
import { passage, placesIn, rangeOf } from "./text.js";

/** How long a selection has to rest before its buttons appear, in milliseconds. */
const REST = 150;

const bar = element("div", { className: "bar", id: "selection-bar", role: "toolbar", hidden: true, aria: { label: "Chosen words" } });
root.append(bar);
// Pressing a button leaves the words chosen.
bar.addEventListener("pointerdown", (event) => event.preventDefault());

function selected() {
  const selection = document.getSelection();
  return selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : undefined;
}

/** Whether anything at all is chosen. */
export function isSomethingChosen() {
  return selected() !== undefined;
}

/** The chosen passage; undefined where no words of the article are chosen. */
export function chosen() {
  const range = selected();
  const laid = range && textNow();
  const places = laid && placesIn(laid, range);
  return places && { ...passage(laid, places), from: places.start, to: places.end };
}

/** Says why what is chosen is no passage. */
export async function sayWhyNot() {
  const range = selected();
  if (!range) {
    warn("Choose words of the article first: with the mouse, by touch, or with v and the arrow keys.");
    return;
  }
  if (!(await text())) {
    warn("This page shows another text than the article has now. Load it again, and choose the words there.");
    return;
  }
  const around = range.commonAncestorContainer;
  const holder = around instanceof Element ? around : around.parentElement;
  if (holder?.closest("aside, [role=note], .notes")) {
    warn("These words are a note's own. To say something about a note, go to it and answer it with r.");
  } else if (range.cloneContents().querySelector("img, svg, picture") && range.toString().trim() === "") {
    warn("There is an image in what you chose, and no words. Choose words of the article.");
  } else {
    warn("There are no words of the article's text in what you chose. Titles and what the page adds cannot be annotated.");
  }
}

/** Chooses the words between two places of the plain text. */
export function choose(laid, places) {
  const range = rangeOf(laid, places);
  if (!range) return undefined;
  const selection = document.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  return range;
}

/** Shows the words that a composer speaks of, while it is open. */
export function hold(places) {
  const laid = places && textNow();
  const range = laid && rangeOf(laid, places);
  if (!globalThis.CSS?.highlights) return;
  CSS.highlights.delete("postil-chosen");
  if (range) CSS.highlights.set("postil-chosen", new Highlight(range));
  style("chosen", "::highlight(postil-chosen) { background-color: Highlight; color: HighlightText }");
}

let timer;
function later() {
  clearTimeout(timer);
  bar.hidden = bar.hidden || !isSomethingChosen();
  timer = setTimeout(show, REST);
}

/** Shows or hides the buttons. */
export async function show() {
  if (!isSomethingChosen() || isPressed) {
    bar.hidden = true;
    return;
  }
  await text().catch(() => undefined);
  const subject = chosen();
  bar.hidden = !subject;
  if (!subject) return;
  bar.replaceChildren(...actionsFor("selection", subject).map(({ label, key, run }) => {
    const button = element("button", { type: "button" }, label);
    if (key) button.append(" ", element("kbd", { textContent: [key].flat()[0], ariaHidden: "true" }));
    button.addEventListener("click", () => run(chosen()));
    return button;
  }));
  place();
}

// Below the last line: above the first stands what phones show there.
function place() {
  const range = !bar.hidden && selected();
  if (!range) return;
  const lines = range.getClientRects();
  const last = lines[lines.length - 1] ?? range.getBoundingClientRect();
  const left = Math.max(8, Math.min(last.right - bar.offsetWidth / 2, document.documentElement.clientWidth - bar.offsetWidth - 8));
  const top = Math.max(8, Math.min(last.bottom + 10, innerHeight - bar.offsetHeight - 8));
  bar.style.translate = `${Math.round(left)}px ${Math.round(top)}px`;
}

let isPressed = false;
document.addEventListener("pointerdown", (event) => {
  isPressed = event.pointerType === "mouse" && !event.composedPath().includes(root.host);
});
document.addEventListener("pointerup", () => {
  isPressed = false;
  later();
});
document.addEventListener("selectionchange", later);
addEventListener("scroll", place, { passive: true });
addEventListener("resize", place);

// A page that is changed beneath keeps what is chosen on it.
let kept;
document.addEventListener("postil:before-update", () => {
  const range = selected();
  const laid = range && textNow();
  kept = laid && placesIn(laid, range);
});
document.addEventListener("postil:updated", async () => {
  const places = kept;
  if (!places || isSomethingChosen()) return;
  const laid = await text().catch(() => undefined);
  if (laid) choose(laid, places);
});
