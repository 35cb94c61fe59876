// Two versions of a text word by word, and three of them made one. No page is needed for any of it.

/** Beyond this many pairs of words two stretches are not compared: the one stands for the other. */
const MOST = 4_000_000;

/** Words, white space and signs, in order; joined they are the text. */
export function tokens(text) {
  return text.match(/\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu) ?? [];
}

/** For each token of `a` the place in `b` of the one that it is, or -1; places only grow. */
export function matches(a, b) {
  const found = new Array(a.length).fill(-1);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) found[head] = head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) {
    tail += 1;
    found[a.length - tail] = b.length - tail;
  }
  const rows = a.length - head - tail;
  const columns = b.length - head - tail;
  if (rows * columns > MOST) return found;
  const width = columns + 1;
  const longest = new Uint32Array((rows + 1) * width);
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      const at = row * width + column;
      longest[at] =
        a[head + row] === b[head + column]
          ? longest[at + width + 1] + 1
          : Math.max(longest[at + width], longest[at + 1]);
    }
  }
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    const at = row * width + column;
    if (a[head + row] === b[head + column]) found[head + row++] = head + column++;
    else if (longest[at + width] >= longest[at + 1]) row += 1;
    else column += 1;
  }
  return found;
}

/** What became of `before`: pieces with `kind` "same", "out" or "in" and their `text`, never two of a kind in a row. */
export function pieces(before, after) {
  const [a, b] = [tokens(before), tokens(after)];
  const found = matches(a, b);
  const all = [];
  const add = (kind, words) => {
    const text = words.join("");
    if (text === "") return;
    if (all.at(-1)?.kind === kind) all.at(-1).text += text;
    else all.push({ kind, text });
  };
  let [left, right] = [0, 0];
  for (let at = 0; at <= a.length; at += 1) {
    const to = at === a.length ? b.length : found[at];
    if (to < 0) continue;
    add("out", a.slice(left, at));
    add("in", b.slice(right, to));
    add("same", a.slice(at, at + 1));
    [left, right] = [at + 1, to + 1];
  }
  return all;
}

/**
 * A note's file with both changes, as a beginning for whoever decides: each field of the front matter, and the body, as
 * the one who changed it says; what both changed is as in {@link merge}, where the two fit together, else ours.
 */
export function blend(base, theirs, ours) {
  const files = [base, theirs, ours].map(parts);
  if (files.includes(undefined)) return ours;
  const [was, their, own] = files;
  const all = new Map();
  for (const name of new Set([...own.keys(), ...their.keys()])) {
    const [b, t, o] = [was, their, own].map((file) => file.get(name) ?? "");
    const both = merge(b, t, o);
    all.set(name, both.clean ? both.text : o);
  }
  const body = all.get("");
  all.delete("");
  return `---\n${[...all.values()].join("")}${body}`;
}

/**
 * The lines of each field of a file's front matter; under an empty name the rest, from the line that ends it on.
 * Undefined where there is no front matter.
 */
export function parts(file) {
  const [, front, rest] = /^---\n([^]*?\n)(---(?:\n[^]*)?)$/.exec(file) ?? [];
  if (front === undefined) return undefined;
  const found = new Map();
  for (const lines of front.split(/^(?=[^\s#-])/m)) found.set(lines.split(":", 1)[0], lines);
  return found.set("", rest);
}

/** Both changes of `base` in one `text`; where they are at odds `ours` stands, and it is not `clean`. */
export function merge(base, theirs, ours) {
  const [b, t, o] = [tokens(base), tokens(theirs), tokens(ours)];
  const [inTheirs, inOurs] = [matches(b, t), matches(b, o)];
  let text = "";
  let clean = true;
  let from = [0, 0, 0];
  for (let at = 0; at <= b.length; at += 1) {
    const to = at === b.length ? [at, t.length, o.length] : [at, inTheirs[at], inOurs[at]];
    if (to.includes(-1)) continue;
    const [was, their, own] = [b, t, o].map((all, index) => all.slice(from[index], to[index]).join(""));
    if (own === was) text += their;
    else {
      text += own;
      clean &&= their === was || their === own;
    }
    text += b[at] ?? "";
    from = to.map((place) => place + 1);
  }
  return { text, clean };
}
