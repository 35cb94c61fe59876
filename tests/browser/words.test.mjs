// Two versions of a text word by word, and three made one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { blend, merge, pieces, tokens } from "../../src/serve/assets/desk/words.js";

/** A text of few words, the same for the same `seed`. */
function text(seed) {
  const all = ["one", "two", " ", ",", "\n", "três", "\ud800", "🙂"];
  let words = "";
  for (let state = (seed * 2654435761) % 4294967296, left = seed % 13; left > 0; left -= 1) {
    state = (state * 1664525 + 1013904223) % 4294967296;
    words += all[Math.floor(state / 536870912)];
  }
  return words;
}

const read = (all, kinds) => all.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => text).join("");

test("the pieces of a difference are both texts, whatever they hold", () => {
  for (let seed = 0; seed < 2000; seed += 1) {
    const [before, after] = [text(seed), text(seed * 7 + 3)];
    assert.equal(tokens(before).join(""), before);
    const all = pieces(before, after);
    assert.equal(read(all, ["same", "out"]), before);
    assert.equal(read(all, ["same", "in"]), after);
  }
});

test("a word that changed is told by itself", () => {
  assert.deepEqual(pieces("Nine planes were lost.", "Ten planes were lost."), [
    { kind: "out", text: "Nine" },
    { kind: "in", text: "Ten" },
    { kind: "same", text: " planes were lost." },
  ]);
});

test("changes in two places fit together, changes of the same words do not", () => {
  const base = "Nine planes were lost over the sea.";
  assert.deepEqual(merge(base, "Ten planes were lost over the sea.", "Nine planes were lost over the hills."), {
    text: "Ten planes were lost over the hills.",
    clean: true,
  });
  assert.deepEqual(merge(base, base.replace("Nine", "Ten"), base.replace("Nine", "Eight")), {
    text: base.replace("Nine", "Eight"),
    clean: false,
  });
});

test("of a file that both changed each field is as the one who changed it says, the body ours", () => {
  const file = (status, tags, body) => `---\nauthor: ana\n${status}${tags}---\n${body}\n`;
  const base = file("status: review\n", "tags:\n- a\n", "The first note.");
  const theirs = file("status: published\n", "tags:\n- a\n", "The second note, twice.");
  const ours = file("status: review\n", "tags:\n- a\n- b\n", "The third note.");
  const wanted = file("status: published\n", "tags:\n- a\n- b\n", "The third note.");
  assert.equal(blend(base, theirs, ours), wanted);
  assert.equal(blend(base, file("", "reviewed_by: ben\n", "The second note."), ours), file("", "tags:\n- a\n- b\nreviewed_by: ben\n", "The third note."));
  assert.equal(blend("One.", "Two.", "Three."), "Three.");
});

test("whoever changed nothing is given what the other wrote", () => {
  for (let seed = 0; seed < 1000; seed += 1) {
    const [base, other] = [text(seed), text(seed * 5 + 1)];
    assert.deepEqual(merge(base, other, base), { text: other, clean: true });
    assert.deepEqual(merge(base, base, other), { text: other, clean: true });
    assert.deepEqual(merge(base, other, other), { text: other, clean: true });
  }
});

test("two long texts without a common word are told at once", () => {
  const [before, after] = ["a ".repeat(40_000), "b ".repeat(40_000)];
  const all = pieces(before, after);
  assert.equal(read(all, ["same", "out"]), before);
});
