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
