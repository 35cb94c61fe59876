// Notes that overlap in every way, across every kind of block: valid HTML, nothing for axe, each note reached and heard once.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { buildOverlaps } from "./overlaps.mjs";
import { stand } from "./stand.mjs";

const { resolve } = createRequire(import.meta.url);
const site = buildOverlaps();

const standing = stand(site.folder);

async function open(options = {}) {
  const opened = await standing.open(options);
  await opened.page.goto(standing.url + site.path);
  return opened;
}

test("the page is valid HTML", async () => {
  const jar = resolve("vnu-jar/build/dist/vnu.jar");
  const arguments_ = ["-jar", jar, "--errors-only", "--format", "text", join(site.folder, site.path)];
  const said = await new Promise((done) => execFile("java", arguments_, (_, stdout, stderr) => done(stdout + stderr)));
  assert.equal(said.trim().replace("Document checking completed. No errors found.", ""), "");
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing in ${colorScheme}`, async () => {
    // The site's own policy forbids foreign scripts, axe too.
    const { page, close } = await open({ colorScheme, bypassCSP: true });
    await page.addScriptTag({ path: resolve("axe-core/axe.min.js") });
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0].html}`);
    assert.equal(found.join("\n"), "");
    await close();
  });
}

test("marks are flat, inside words and around no block", async () => {
  const { page, complaints, close } = await open();
  const wrong = await page.evaluate(() => {
    const marks = [...document.querySelectorAll("mark")];
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    return [
      marks.filter((mark) => mark.querySelector("*")).map((mark) => `holds an element: ${mark.outerHTML}`),
      marks.filter((mark) => mark.parentElement.closest("mark")).map((mark) => `nested: ${mark.outerHTML}`),
      marks.filter((mark) => !mark.closest("p, li, h2, td, th, code")).map((mark) => `in no block: ${mark.outerHTML}`),
      ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `twice: ${id}`),
    ].flat();
  });
  assert.deepEqual(wrong, []);
  assert.deepEqual(complaints, []);
  await close();
});

test("each note is reached from its passage and leads back, and its passage is whole", async () => {
  const { page, close } = await open();
  const wrong = await page.evaluate((ids) => {
    return ids.flatMap((id) => {
      const note = document.getElementById(`note-${id}`);
      const references = document.querySelectorAll(`a.note-ref[href="#note-${id}"]`);
      const marks = [...document.querySelectorAll(`mark[data-notes~="${id}"]`)];
      const words = marks.map((mark) => mark.textContent).join(" ").match(/w\d+x/g) ?? [];
      const said = note?.textContent.match(/On (\d+) words/)?.[1];
      return [
        !note && `no note ${id}`,
        references.length !== 1 && `${references.length} references to ${id}`,
        !document.getElementById(`mark-${id}`) && `no passage ${id}`,
        !note?.querySelector(`a[href="#mark-${id}"]`) && `${id} does not lead back`,
        String(new Set(words).size) !== said && `${id} marks ${new Set(words).size} words of ${said}`,
      ].filter(Boolean);
    });
  }, site.ids);
  assert.deepEqual(wrong, []);
  await close();
});

test("the words are read as they stand, each reference once", async () => {
  const { page, close } = await open();
  const heard = await page.locator("article").first().ariaSnapshot();
  const numbers = [...heard.matchAll(/link "Note (\d+)"/g)].map(([, number]) => Number(number));
  const once = numbers.filter((number, at) => numbers.indexOf(number) === at);
  assert.deepEqual(numbers.toSorted((a, b) => a - b), once.toSorted((a, b) => a - b));
  assert.equal(once.length, site.ids.length);
  await close();
});

for (const width of [380, 768, 1440]) {
  test(`notes cover nothing in a window of ${width}`, async () => {
    const { page, close } = await open({ viewport: { width, height: 900 } });
    const wrong = await page.evaluate(() => {
      const box = (element) => element.getBoundingClientRect();
      const meet = (a, b) =>
        a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
      const notes = [...document.querySelectorAll("aside.note")];
      const over = document.documentElement.scrollWidth - window.innerWidth;
      return notes
        .flatMap((note, at) => notes.slice(at + 1).filter((other) => meet(box(note), box(other))))
        .map((note) => `${note.id} overlaps`)
        .concat(over > 0 ? [`${over}px too wide`] : []);
    });
    assert.deepEqual(wrong, []);
    await close();
  });
}
