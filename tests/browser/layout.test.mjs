// What a reader sees: nothing runs out of the window, and notes stand beside their words or right after them.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { buildSample } from "./site.mjs";
import { stand } from "./stand.mjs";

const site = buildSample();
const articles = site.pages.filter((path) => path.startsWith("articles/") && path.split("/").length === 2);

const standing = stand(site.folder);

/** Calls `look` on each of `paths` in a window of `width`, and gives all that it finds wrong. */
async function lookAt(paths, width, look, options = {}) {
  const { page, close } = await standing.open({ viewport: { width, height: 900 }, ...options });
  const wrong = [];
  for (const path of paths) {
    await page.goto(standing.url + path);
    await page.evaluate(() => document.fonts.ready);
    wrong.push(...(await page.evaluate(look)).map((finding) => `${path}: ${finding}`));
  }
  await close();
  return wrong;
}

for (const width of [380, 768, 1440]) {
  test(`no page is wider than a window of ${width}`, async () => {
    const wrong = await lookAt(site.pages.filter((path) => path !== "404.html"), width, () => {
      const over = document.documentElement.scrollWidth - window.innerWidth;
      if (over <= 0) return [];
      const culprit = [...document.querySelectorAll("body *")].find(
        (element) => element.getBoundingClientRect().right > window.innerWidth + 1,
      );
      return [`${over}px too wide, at ${culprit?.outerHTML.slice(0, 80)}`];
    });
    assert.equal(wrong.join("\n"), "");
  });
}

describe("notes", () => {
  test("there are some to look at", async () => {
    const counts = await lookAt(articles, 1440, () => [document.querySelectorAll("aside.note").length]);
    const total = counts.reduce((sum, line) => sum + Number(line.split(": ")[1]), 0);
    assert.ok(total >= 6, `${total} notes`);
  });

  test("stand in the margin of a wide window and cover neither text nor one another", async () => {
    const wrong = await lookAt(articles, 1440, () => {
      const box = (element) => element.getBoundingClientRect();
      const name = (element) => element.id || element.textContent.trim().slice(0, 40);
      const meet = (a, b) =>
        a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
      const notes = [...document.querySelectorAll("aside.note")];
      const findings = [];
      for (const note of notes) {
        const mark = document.querySelector(`mark[data-notes~="${note.id.slice("note-".length)}"]`);
        const block = mark?.closest("p, li, blockquote, td, h2, h3");
        if (block && box(note).left < box(block).right && box(note).right > box(block).left) {
          findings.push(`${name(note)} is not in the margin`);
        }
        for (const other of notes.slice(notes.indexOf(note) + 1)) {
          if (meet(box(note), box(other))) findings.push(`${name(note)} and ${name(other)} overlap`);
        }
        for (const text of document.querySelectorAll("article p, article h2, article li")) {
          if (!text.closest("aside") && meet(box(note), box(text))) findings.push(`${name(note)} covers ${name(text)}`);
        }
      }
      return findings;
    });
    assert.equal(wrong.join("\n"), "");
  });

  test("stand in a narrow window after the block they speak of", async () => {
    const wrong = await lookAt(articles, 380, () => {
      const findings = [];
      for (const note of document.querySelectorAll("aside.note")) {
        const marks = [...document.querySelectorAll(`mark[data-notes~="${note.id.slice("note-".length)}"]`)];
        const block = marks.at(-1)?.closest("p, li, blockquote, td, h2, h3");
        if (!block) continue;
        const gap = note.getBoundingClientRect().top - block.getBoundingClientRect().bottom;
        const shown = note.getBoundingClientRect().height > 0;
        if (!shown || gap < -1) findings.push(`${note.id} is not below its block (${Math.round(gap)}px)`);
      }
      return findings;
    });
    assert.equal(wrong.join("\n"), "");
  });

  test("lead to their words and back", async () => {
    const wrong = await lookAt(articles, 1440, () =>
      [...document.querySelectorAll("mark[data-notes]")]
        .flatMap((mark) => mark.dataset.notes.split(" "))
        .flatMap((id) => {
          const note = document.getElementById(`note-${id}`);
          const there = document.querySelector(`a[href$="#note-${id}"]`);
          const back = note?.querySelector(`a[href*="#"]`)?.hash.slice(1);
          return [
            !note && `there is no note ${id}`,
            !there && `nothing leads to note ${id}`,
            note && !document.getElementById(back ?? "") && `note ${id} leads nowhere`,
          ].filter(Boolean);
        }),
    );
    assert.equal(wrong.join("\n"), "");
  });
});

test("all can be read without JavaScript", async () => {
  const { page, complaints, close } = await standing.open({ javaScriptEnabled: false });
  for (const path of articles) {
    await page.goto(standing.url + path);
    assert.ok((await page.locator("main").innerText()).length > 500, `${path} shows no text`);
    for (const note of await page.locator("aside.note").all()) assert.ok(await note.isVisible(), `${path}: a hidden note`);
    for (const summary of await page.locator("details > summary").all()) await summary.click();
    for (const details of await page.locator("details").all()) {
      assert.ok(await details.evaluate((element) => element.open), `${path}: a fold that does not open`);
    }
  }
  assert.equal(complaints.join("\n"), "");
  await close();
});

test("a printed article holds its notes and its whole text", async () => {
  const { page, close } = await standing.open();
  await page.emulateMedia({ media: "print" });
  for (const path of articles) {
    await page.goto(standing.url + path);
    for (const note of await page.locator("aside.note").all()) {
      assert.ok(await note.isVisible(), `${path}: a note is not printed`);
    }
    const cut = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(cut <= 0, `${path}: cut off by ${cut}px`);
  }
  await close();
});
