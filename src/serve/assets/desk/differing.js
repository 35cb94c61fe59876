// What differs in three versions of a text: the passages that changed, a few words around them, and nothing else.
import { element } from "./element.js";
import { parts, pieces } from "./words.js";

/** How many characters around a change are shown. */
const AROUND = 80;

const NAMES = { out: "del", in: "ins" };

/** The differences of two texts as nodes: `del` and `ins` around the words that went and came. */
export function difference(before, after) {
  return pieces(before, after).map(node);
}

function node({ kind, text }) {
  return kind === "same" ? document.createTextNode(text) : element(NAMES[kind], { textContent: text });
}

/** The same without what is far from any change: in its place stands an ellipsis. */
export function passages(before, after) {
  const all = pieces(before, after);
  return all.map(({ kind, text }, at) => node({ kind, text: kind === "same" ? near(text, at > 0, at < all.length - 1) : text }));
}

function near(text, follows, leads) {
  const letters = [...text];
  if (letters.length <= 2 * AROUND) return text;
  const start = follows ? `${letters.slice(0, AROUND).join("").replace(/\S*$/, "")}` : "";
  const end = leads ? `${letters.slice(-AROUND).join("").replace(/^\S*/, "")}` : "";
  return `${start}…${end}`;
}

/** Fields that a program writes: nobody decides on them. */
const WRITTEN = ["updated"];

/**
 * What differs, part by part, the body of a note first: `{name, base, theirs, ours}` with the name of a field of the front
 * matter, empty for the text itself.
 */
export function differing(base, theirs, ours) {
  const files = [base, theirs, ours].map(parts);
  if (files.includes(undefined)) return [{ name: "", base, theirs, ours }];
  const names = new Set(files.flatMap((file) => [...file.keys()]));
  return [...names]
    .filter((name) => !WRITTEN.includes(name))
    .map((name) => {
      const [was, their, own] = files.map((file) => valueOf(name, file.get(name) ?? ""));
      return { name, base: was, theirs: their, ours: own };
    })
    .filter(({ base: was, theirs: their, ours: own }) => was !== their || was !== own)
    .sort((one, other) => (one.name === "" ? -1 : other.name === "" ? 1 : 0));
}

// A field without its name, the body without the line before it.
function valueOf(name, lines) {
  return lines.replace(name === "" ? /^---\n/ : /^[^:\n]*:\s?/, "").trimEnd();
}
