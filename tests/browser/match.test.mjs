// Which part of an article holds which line of its source.
import assert from "node:assert/strict";
import { test } from "node:test";
import { match } from "../../src/serve/assets/desk/match.js";

const one = "The harbour master said that fog had been thick since midnight.";
const two = "An inquiry begins on Monday in the old town hall of the harbour.";
const three = "The owners of both ships are to be heard by the coast guard.";

test("lines are found in their order, two lines in one part, Markdown and quotes aside", () => {
  const parts = [one, "Photos", `${two} ${three}`, one];
  assert.deepEqual(match([one, "Photos", two, three, one], parts), [0, 1, 2, 2, 3]);
  assert.deepEqual(match(['“The *harbour* master”', two], ['"The harbour master" said so.', two]), [0, 1]);
});

test("what an editor changed is found by its beginning or its end, what was taken out nowhere", () => {
  const changed = one.replace("thick since midnight", "so thick, all night long");
  assert.deepEqual(match([one, two, three], [changed, three]), [0, undefined, 1]);
  assert.deepEqual(match([one, three], [`At last, ${one.slice(20)}`, three]), [0, 1]);
});

test("few letters far away are no match, and lose nothing that follows", () => {
  const parts = [one, two, three, `${one} News`, "News of the day and more"];
  assert.deepEqual(match(["News", one, two], parts), [undefined, 0, 1]);
});

test("what was moved is found, and what comes after it in its place", () => {
  assert.deepEqual(match([one, two, three], [two, one, three]), [1, 0, 2]);
});

test("thousands of lines are each found in their place", () => {
  const lines = Array.from({ length: 5000 }, (_, number) => `Line ${number} of a very long report about the harbour of the town.`);
  assert.deepEqual(match(lines, lines), lines.map((_, place) => place));
});
