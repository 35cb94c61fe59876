// The tray at the side of an article, and words chosen on its page for a note that lost its own.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { launch, openPage } from "./chromium.mjs";
import { until } from "./imported.mjs";
import { preview, smallSite } from "./preview.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const NOTES = "content/articles/ships/notes";
const target = (quote) => `target:\n  quote: ${quote}\n`;
const note = (more, body) => `---\nauthor: ana\ncreated: 2026-03-02T09:14:00Z\n${more}---\n${body}\n`;

let browser, site;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());
beforeEach(async () => {
  site = await preview(smallSite({
    "postil.yaml": "title: Ships\npeople:\n  ana: {name: Ana}\n",
    "content/articles/ships/index.md": "---\ntitle: Ships\n---\nThe ferry left early on Friday, and nobody was told.\n\nThe harbour master said *next* to nothing.\n",
    [`${NOTES}/aaaaaa.md`]: note(`status: published\nkind: question\n${target("left early")}`, "By which clock?"),
    [`${NOTES}/bbbbbb.md`]: note(`status: review\nkind: comment\n${target("harbour master")}`, "His name?"),
    [`${NOTES}/cccccc.md`]: note(`status: draft\nkind: comment\n${target("words that went away")}`, "Lost."),
  }));
});
afterEach(() => site?.stop());

async function open(query = "", options = {}) {
  const opened = await openPage(browser, site.url, { viewport: { width: 1280, height: 800 }, ...options });
  await opened.page.goto(`${site.url}articles/ships.html${query}`);
  await opened.page.locator(".tray-button, .tray").first().waitFor({ state: "attached" });
  await opened.page.locator(".tray li").nth(0).waitFor({ state: "attached" });
  return { ...opened, tray: opened.page.locator("#tray"), items: opened.page.locator("#tray li") };
}

test("the tray opens with a key, filters, leads to a note, and stays as it was", async () => {
  const { page, complaints, tray, items, close } = await open();
  const width = () => page.evaluate(() => document.querySelector("main").getBoundingClientRect().toJSON());
  const layout = await width();
  await page.keyboard.press("n");
  assert.equal(await items.count(), 3);
  assert.deepEqual(await width(), layout, "the page moved");
  await tray.getByLabel("View", { exact: true }).selectOption("review");
  assert.match(await items.first().innerText(), /ana · comment · review\s+His name\?/);
  await items.first().getByRole("button").focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "note-bbbbbb");
  site.save(`${NOTES}/bbbbbb.md`, site.read(`${NOTES}/bbbbbb.md`).replace("His name?", "And his name?"));
  await items.filter({ hasText: "And his name?" }).waitFor();
  assert.equal(await tray.isVisible(), true);
  await page.reload();
  await items.filter({ hasText: "And his name?" }).waitFor();
  assert.equal(await items.count(), 1, "the filter is lost");
  await page.keyboard.press("n");
  assert.equal(await tray.isVisible(), false);
  assert.equal(complaints.join("\n"), "");
  await close();
});

test("a lost note gets the words that are chosen on the page, and it can be taken back", async () => {
  const { page, complaints, close } = await open("?attach=cccccc.0");
  const file = () => site.read(`${NOTES}/cccccc.md`);
  const before = file();
  await page.getByText("words that went away").first().waitFor();
  await page.evaluate(() => {
    const em = document.querySelector("main p em");
    const range = document.createRange();
    range.setStart(em.firstChild, 0);
    range.setEnd(em.nextSibling, " to".length);
    document.getSelection().removeAllRanges();
    document.getSelection().addRange(range);
  });
  await page.getByRole("button", { name: /The note speaks of this/ }).waitFor();
  await page.keyboard.press("Enter");
  await until(() => file().includes("quote: next to\n"), "the passage is not written");
  assert.ok(file().endsWith("---\nLost.\n"));
  await page.getByRole("button", { name: "Undo" }).click();
  await until(() => file() === before, "it is not undone");
  assert.equal(complaints.join("\n"), "");
  await close();
});

test("words are chosen for a lost note with the keyboard alone, and it is taken back", async () => {
  const { page, complaints, close } = await open("?attach=cccccc.0");
  const file = () => site.read(`${NOTES}/cccccc.md`);
  const before = file();
  await page.getByText("words that went away").first().waitFor();
  for (const key of ["v", "v", "ArrowRight", "Shift+ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
  assert.equal(await page.evaluate(() => getSelection().toString()), "harbour master");
  await page.keyboard.press("Enter");
  await until(() => file().includes("quote: harbour master\n"), "the passage is not written");
  await page.getByRole("button", { name: "Undo" }).waitFor();
  await page.keyboard.press("u");
  await until(() => file() === before, "it is not undone");
  assert.equal(complaints.join("\n"), "");
  await close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing in the tray in ${colorScheme}, and it fits a telephone`, async () => {
    const { page, tray, close } = await open("", { colorScheme, bypassCSP: true, viewport: { width: 380, height: 800 } });
    await page.locator(".tray-button").click();
    await tray.locator("summary").click();
    await page.addScriptTag({ path: axe });
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    assert.deepEqual(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0].html}`), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
    await close();
  });
}
