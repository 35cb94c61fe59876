// Choosing words with the keyboard alone: `v` takes the first word of a paragraph, arrows move its ends.
import { register } from "../keys.js";
import { hear, say } from "./host.js";
import { text } from "./model.js";
import { choose, isSomethingChosen } from "./selection.js";
import { placesIn, rangeOf } from "./text.js";

const group = "Choose words";
let state;

function pieces(words, granularity) {
  const segmenter = new Intl.Segmenter(document.documentElement.lang || undefined, { granularity });
  const all = [...segmenter.segment(words)];
  const wanted = all.filter(({ segment, isWordLike }) => (granularity === "word" ? isWordLike : segment.trim() !== ""));
  return wanted.map(({ index, segment }) => ({ start: index, end: index + segment.trimEnd().length }));
}

/** Paragraphs of a plain text: what stands between blank lines. */
function blocks(words) {
  return [...words.matchAll(/\S(?:[^\n]|\n(?!\n))*/g)].map(({ index, 0: block }) => ({ start: index, end: index + block.length }));
}

async function begin(by) {
  const laid = await text().catch(() => undefined);
  if (!laid) return say("There is no article's text on this page.");
  const words = laid.plain.text;
  if (state?.laid.plain !== laid.plain) {
    state = { laid, blocks: blocks(words), words: pieces(words, "word"), sentences: pieces(words, "sentence"), block: -1 };
  }
  state.laid = laid;
  const isGoing = state.active && isSomethingChosen();
  state.block = isGoing ? (state.block + by + state.blocks.length) % state.blocks.length : nearest(laid);
  state.active = true;
  const block = state.blocks[state.block];
  const word = state.words.find(({ start }) => start >= block.start) ?? block;
  put({ start: word.start, end: Math.min(word.end, block.end) });
}

// The paragraph of what has the focus or is chosen, or else the first that is seen.
function nearest(laid) {
  const selection = document.getSelection();
  const chosen = selection.rangeCount > 0 && !selection.isCollapsed && placesIn(laid, selection.getRangeAt(0));
  if (chosen) return state.blocks.findLastIndex(({ start }) => start <= chosen.start);
  const seen = state.blocks.findIndex((block) => {
    const box = rangeOf(laid, block)?.getBoundingClientRect();
    return box && box.bottom > 0 && box.top >= 0;
  });
  return Math.max(0, seen);
}

function put(places) {
  state.places = places;
  const range = choose(state.laid, places);
  const box = range?.getBoundingClientRect();
  if (box && (box.top < 40 || box.bottom > innerHeight - 90)) {
    const holder = range.endContainer.parentElement;
    holder.scrollIntoView({ block: "center", behavior: "instant" });
  }
  hear(state.laid.plain.text.slice(places.start, places.end).slice(-200));
}

function moveEnd(list, by) {
  const { start, end } = state.places;
  const next = by > 0 ? list.find((piece) => piece.end > end)?.end : list.findLast((piece) => piece.end < end)?.end;
  if (next > start) put({ start, end: next });
}

function moveStart(by) {
  const { start, end } = state.places;
  const next = by > 0 ? state.words.find((word) => word.start > start)?.start : state.words.findLast((word) => word.start < start)?.start;
  if (next !== undefined && next < end) put({ start: next, end });
}

document.addEventListener("selectionchange", () => {
  if (!isSomethingChosen()) hear("");
});

const when = () => Boolean(state?.active) && isSomethingChosen();

register({ key: "v", label: "the first word of a paragraph; again, of the next", group, run: () => begin(1) });
register({ key: "V", label: "of the one before", group, run: () => begin(-1) });
register({ key: "ArrowRight", label: "a word more", group, when, run: ({ shiftKey }) => (shiftKey ? moveStart(1) : moveEnd(state.words, 1)) });
register({ key: "ArrowLeft", label: "a word less", group, when, run: ({ shiftKey }) => (shiftKey ? moveStart(-1) : moveEnd(state.words, -1)) });
register({ key: "ArrowDown", label: "to the end of the sentence", group, when, run: () => moveEnd(state.sentences, 1) });
register({ key: "ArrowUp", label: "a sentence less", group, when, run: () => moveEnd(state.sentences, -1) });
register({ key: ["Shift ArrowRight", "Shift ArrowLeft"], label: "move where it begins, by a word", group, when: () => false, run: () => {} });
register({
  key: "Escape",
  when,
  run: () => {
    state.active = false;
    document.getSelection().removeAllRanges();
  },
});
