// Two accounts side by side: columns where there is room, else each paragraph with a word whose it is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { buildSample } from "./site.mjs";
import { stand } from "./stand.mjs";

const site = buildSample();
const pages = site.pages.filter((path) => path.startsWith("compare/"));

const standing = stand(site.folder);

async function rows(width, look, options = {}) {
  const { page, close } = await standing.open({ viewport: { width, height: 900 }, ...options });
  const found = [];
  for (const path of pages) {
    await page.goto(standing.url + path);
    found.push(...(await page.evaluate(look)));
  }
  await close();
  return found;
}

test("there is a page to look at, with paragraphs that match and others that stand alone", async () => {
  const kinds = await rows(1440, () => [...document.querySelectorAll(".row")].map((row) => row.className));
  assert.ok(kinds.filter((kind) => kind.includes("matched")).length >= 4);
  assert.ok(kinds.filter((kind) => kind.includes("alone")).length >= 4);
});

for (const width of [768, 1440]) {
  test(`each account keeps its column in a window of ${width}`, async () => {
    const wrong = await rows(width, () =>
      [...document.querySelectorAll(".cell")].flatMap((cell) => {
        const box = cell.getBoundingClientRect();
        const left = box.right <= window.innerWidth / 2;
        const right = box.left >= window.innerWidth / 2;
        return (cell.classList.contains("one") ? left : right) ? [] : [cell.textContent];
      }),
    );
    assert.deepEqual(wrong, []);
  });
}

test("on a phone the paragraphs stand below each other, each run of them with a word whose it is", async () => {
  const wrong = await rows(380, () =>
    [...document.querySelectorAll(".row")].flatMap((row) => {
      const cells = [...row.querySelectorAll(".cell")];
      const boxes = cells.map((cell) => cell.getBoundingClientRect());
      const labels = cells.map((cell) => cell.querySelector(".whose").getBoundingClientRect().height > 8);
      return [
        boxes.length === 2 && boxes[1].top < boxes[0].bottom && `overlap: ${row.textContent}`,
        !row.classList.contains("continues") && labels.includes(false) && `whose? ${row.textContent}`,
      ].filter(Boolean);
    }),
  );
  assert.deepEqual(wrong, []);
});

test("who listens hears whose paragraph each is, in the order of the texts", async () => {
  const { page, close } = await standing.open({ javaScriptEnabled: true });
  await page.goto(standing.url + pages[0]);
  const heard = await page.locator(".both-texts").ariaSnapshot();
  const cells = await page.locator(".cell").count();
  const labels = await page.locator(".columns-head p").allTextContents();
  const said = heard.split("\n").filter((line) => labels.some((label) => line.includes(`paragraph: ${label}`)));
  assert.equal(said.length, cells);
  await close();
});
