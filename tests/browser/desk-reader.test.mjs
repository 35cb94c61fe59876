// The desk's page in a real browser: filters and their addresses, many notes changed at once, passages without their place.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { launch, openPage } from "./chromium.mjs";
import { until } from "./imported.mjs";
import { preview, smallSite } from "./preview.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const KINDS = ["comment", "question", "correction"];
const STATUSES = ["draft", "review", "published"];
const SENTENCES = Array.from({ length: 12 }, (_, at) => `Sentence number ${at} tells of ship ${"abcdefghijkl"[at]} and its long way home.`);
const ARTICLE = "content/articles/ships/index.md";

function note(at, more = "") {
  return `---
author: ${at % 2 ? "ana" : "ben"}
created: 2026-03-${String(at + 10)}T09:14:00Z
status: ${STATUSES[at % 3]}
kind: ${KINDS[at % 3]}
target:
  quote: tells of ship ${"abcdefghijkl"[at]}
  prefix: "Sentence number ${at} "
  suffix: " and its long way home."
${more}---
What note ${at} says, in *its own* words. <b onclick="alert(1)">x</b>
`;
}

let browser, site;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());
beforeEach(async () => {
  const notes = Object.fromEntries(SENTENCES.map((_, at) => [`content/articles/ships/notes/aaaaa${at.toString(32)}.md`, note(at, at < 4 ? "tags: [early]\n" : "")]));
  site = await preview(smallSite({
    "postil.yaml": "title: Ships\npeople:\n  ana: {name: Ana}\n  ben: {name: Ben}\n",
    [ARTICLE]: `---\ntitle: Ships that <i>went</i> home\n---\n${SENTENCES.join("\n\n")}\n`,
    "content/articles/other/index.md": "---\ntitle: Another\n---\nNothing of note.\n",
    ...notes,
  }));
});
afterEach(() => site?.stop());

async function open(query = "", options = {}) {
  const opened = await openPage(browser, site.url, { viewport: { width: 1440, height: 900 }, ...options });
  await opened.page.goto(`${site.url}-/${query}`);
  await opened.page.locator(".row, .take, #none:not([hidden]), .none").first().waitFor();
  return { ...opened, rows: opened.page.locator(".row"), status: opened.page.locator("#status"), alert: opened.page.locator("#alert") };
}

const file = (at) => site.read(`content/articles/ships/notes/aaaaa${at.toString(32)}.md`);
const counted = (page, many) => page.locator("#count", { hasText: new RegExp(`^${many} `) }).waitFor();
const focused = (page) => page.evaluate(() => document.activeElement?.closest(".row")?.dataset.id);

test("filters narrow the list, the address holds them, and back leads back", async () => {
  const { page, complaints, rows, close } = await open();
  assert.equal(await rows.count(), 12);
  await page.getByLabel(/^question/).check();
  await counted(page, 4);
  await page.getByLabel(/^comment/).check();
  await counted(page, 8);
  await page.getByLabel(/^Ana/).check();
  await counted(page, 4);
  assert.match(page.url(), /\?kind=comment&kind=question&person=ana$/);
  await page.locator("#text").fill("note 3");
  await counted(page, 1);
  assert.match(await rows.first().innerText(), /What note 3 says/);
  const shared = page.url();
  await page.goBack();
  await counted(page, 4);
  assert.equal(await page.locator("#text").inputValue(), "");
  await page.goBack();
  await counted(page, 8);
  await page.goForward();
  await page.goForward();
  await counted(page, 1);
  await page.goto(shared);
  await counted(page, 1);
  assert.equal(await page.getByLabel(/^Ana/).isChecked(), true);
  await page.getByRole("button", { name: "Show all" }).click();
  await counted(page, 12);
  await page.getByRole("link", { name: /Needs review/ }).click();
  await counted(page, 4);
  assert.match(page.url(), /\?view=review$/);
  assert.equal(complaints.join("\n"), "");
  await close();
});

test("a note is opened whole, as our renderer wrote it, and nothing in it is alive", async () => {
  const { page, complaints, rows, close } = await open("?sort=article");
  await page.keyboard.press("j");
  assert.equal(await focused(page), "aaaaa0");
  await page.keyboard.press("Enter");
  await rows.first().locator(".rendered em", { hasText: "its own" }).waitFor();
  assert.equal(await page.locator("[onclick]").count(), 0);
  assert.match(await rows.first().innerText(), /Ships that <i>went<\/i> home/);
  assert.equal(await rows.first().getByRole("button").getAttribute("aria-expanded"), "true");
  await page.keyboard.press("Enter");
  assert.equal(await rows.first().locator(".rendered").count(), 0);
  assert.equal(await focused(page), "aaaaa0", "the focus is lost");
  await page.keyboard.press("o");
  await page.waitForURL(/articles\/ships\.html#note-aaaaa0$/);
  assert.equal(complaints.join("\n"), "");
  await close();
});

test("many notes are changed and changed back with the keyboard alone", async () => {
  const { page, complaints, status, close } = await open("?sort=article");
  const before = [0, 1, 2, 3].map(file);
  for (const key of ["j", "x", "j", "j", "X"]) await page.keyboard.press(key);
  assert.equal(await page.locator("#batch output").innerText(), "3 notes selected");
  await page.keyboard.press("c");
  await page.keyboard.type("resolved");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Ben");
  await page.keyboard.press("Tab");
  await page.keyboard.type("seen");
  await page.keyboard.press("Enter");
  await page.locator("#status", { hasText: "3 notes changed" }).waitFor();
  for (const at of [0, 1, 2]) {
    assert.match(file(at), /status: resolved\n/);
    assert.match(file(at), /assigned: ben\n/);
    assert.match(file(at), /tags: \[early, seen\]\n/);
  }
  assert.equal(file(3), before[3]);
  await page.locator(".row[data-id=aaaaa1] [data-status=resolved]").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#count").click();
  await page.keyboard.press("u");
  await page.locator("#status", { hasText: "Undone" }).waitFor();
  assert.deepEqual([0, 1, 2, 3].map(file), before);
  await page.keyboard.press("*");
  assert.equal(await page.locator("#batch output").innerText(), "12 notes selected");
  assert.ok(!(await status.innerText()).includes("undefined"));
  assert.equal(complaints.join("\n"), "");
  await close();
});

test("what was done to many is undone after a reload", async () => {
  const { page, close } = await open("?sort=article");
  const before = [0, 1, 2].map(file);
  for (const key of ["j", "x", "j", "x", "c"]) await page.keyboard.press(key);
  await page.keyboard.type("resolved");
  for (const key of ["Tab", "Tab", "Enter"]) await page.keyboard.press(key);
  await page.locator("#status", { hasText: "2 notes changed" }).waitFor();
  assert.match(file(0), /status: resolved\n/);
  await page.reload();
  await page.locator(".row").first().waitFor();
  await page.locator("#undo:not([disabled])").waitFor();
  await page.keyboard.press("u");
  await page.locator("#status", { hasText: "Undone" }).waitFor();
  assert.deepEqual([0, 1, 2].map(file), before);
  await close();
});

test("filters are set and taken out with the keyboard alone", async () => {
  const { page, rows, complaints, close } = await open();
  /** Goes to what has this name by Tab, as far as it takes. */
  const tabTo = async (name, key = "Tab") => {
    for (let steps = 0; steps < 80; steps += 1) {
      await page.keyboard.press(key);
      const here = await page.evaluate(() => (document.activeElement.labels?.[0] ?? document.activeElement).textContent);
      if (name.test(here)) return;
    }
    assert.fail(`no way to ${name}`);
  };
  await page.keyboard.press("/");
  await page.keyboard.type("what");
  await tabTo(/^question/);
  await page.keyboard.press("Space");
  await counted(page, 4);
  await tabTo(/^Ana/);
  await page.keyboard.press("Space");
  await counted(page, 2);
  await tabTo(/^Show all/);
  await page.keyboard.press("Enter");
  await counted(page, 12);
  await page.keyboard.press("/");
  await tabTo(/^Needs review/, "Shift+Tab");
  await page.keyboard.press("Enter");
  await counted(page, 4);
  assert.equal(await rows.count(), 4);
  assert.equal(complaints.join("\n"), "");
  await close();
});

test("where a note changed beneath, it is told, and the others can be changed without it", async () => {
  const { page, alert, close } = await open("?sort=article");
  await page.evaluate(() => {
    // Nothing new reaches the page: as if the change came between its last look and the click.
    globalThis.fetch = ((real) => (url, ...rest) => (String(url).includes("reader/notes") ? new Promise(() => {}) : real(url, ...rest)))(fetch);
  });
  for (const key of ["j", "x", "j", "x"]) await page.keyboard.press(key);
  site.save("content/articles/ships/notes/aaaaa0.md", file(0).replace("What note", "All that note"));
  await page.locator("#batch [name=status]").selectOption("rejected");
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await alert.getByText(/Nothing was written\. aaaaa0: It was changed meanwhile/).waitFor();
  assert.ok(!file(1).includes("rejected"));
  await alert.getByRole("button", { name: "Change the other 1" }).click();
  await until(() => file(1).includes("status: rejected"), "the other is not changed");
  assert.ok(file(0).includes("All that note") && !file(0).includes("rejected"));
  await close();
});

test("what another program writes is shown, and what is selected and open stays so", async () => {
  const { page, complaints, rows, close } = await open("?sort=article");
  for (const key of ["j", "j", "x", "Enter"]) await page.keyboard.press(key);
  await page.locator(".rendered").waitFor();
  site.save("content/articles/ships/notes/aaaaa5.md", file(5).replace("What note 5 says", "Something new"));
  await rows.filter({ hasText: "Something new" }).waitFor();
  assert.equal(await focused(page), "aaaaa1", "the focus is lost");
  assert.equal(await page.locator(".rendered").count(), 1);
  assert.equal(await page.locator("#batch output").innerText(), "1 note selected");
  assert.equal(complaints.join("\n"), "");
  await close();
});

test("every passage without its place is settled with the keyboard alone, from the first to the last", async () => {
  const text = site.read(ARTICLE);
  site.save(ARTICLE, text
    .replace(SENTENCES[0], "Quite another thing stands here by now.")
    .replace(SENTENCES[1], "Once more there is something else.")
    .replace(SENTENCES[2], "Number 2, they say, told of a ship c on the long way."));
  const { page, complaints, close } = await open("?view=orphans&sort=article");
  await page.locator(".then mark").first().waitFor();
  const first = Number((await page.locator("#count").innerText()).split(" ")[0]);
  assert.ok(first >= 2, `${first} orphans`);
  assert.match(await page.locator(".then").innerText(), /Sentence number 0 tells of ship a and its long way home/);
  await page.locator(".take, .choices a").first().waitFor();
  const before = file(0);
  await page.keyboard.press("w");
  await until(() => !file(0).includes("target:"), "the note does not speak of the whole article");
  await page.locator("#count", { hasText: new RegExp(`^${first - 1} `) }).waitFor();
  await page.keyboard.press("u");
  await until(() => file(0) === before, "it is not undone");
  await page.locator("#count", { hasText: new RegExp(`^${first} `) }).waitFor();
  for (let left = first; left > 0; left -= 1) {
    await page.locator("#count", { hasText: new RegExp(`^${left} `) }).waitFor();
    await page.locator(".choices").waitFor();
    await page.waitForFunction(() => document.activeElement?.closest("#passages"));
    await page.keyboard.press((await page.locator(".take").count()) > 0 ? "Enter" : "x");
    await page.locator("#count", { hasText: new RegExp(`^${left - 1} `) }).waitFor();
  }
  await page.locator("#passages .none").waitFor();
  assert.equal(complaints.join("\n"), "");
  await close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing in ${colorScheme}`, async () => {
    site.save(ARTICLE, site.read(ARTICLE).replace(SENTENCES[0], "Quite another thing stands here by now."));
    const { page, close } = await open("", { colorScheme, bypassCSP: true });
    const look = async (what) => {
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      assert.deepEqual(violations.map(({ id, help, nodes }) => `${what}: ${id}: ${help}: ${nodes[0].html}`), []);
    };
    for (const key of ["j", "x", "Enter"]) await page.keyboard.press(key);
    await page.locator(".rendered").waitFor();
    await page.addScriptTag({ path: axe });
    await look("a note open and selected");
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await look("keys");
    await page.keyboard.press("Escape");
    for (const facet of ["state", "status", "kind", "person", "tag", "article"]) {
      await page.locator(`[data-facet=${facet}] label:not([data-none]) input`).first().check();
      await look(facet);
      await page.getByRole("button", { name: "Show all" }).click();
    }
    for (const view of ["mine", "review", "unanswered", "confirm", "orphans"]) {
      await page.locator(`#views [data-view=${view}]`).click();
      await page.locator(`#views [data-view=${view}][aria-current]`).waitFor();
      if (view === "orphans") await page.locator(".take, .choices a").first().waitFor();
      await look(view);
    }
    await page.locator("#text").fill("nowhere");
    await look("nothing found");
    await close();
  });
}

test("it fits a telephone", async () => {
  for (const query of ["", "?view=orphans"]) {
    const { page, close } = await open(query, { viewport: { width: 380, height: 800 } });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.equal(wide, 0, query);
    if (query === "") {
      assert.equal(await page.getByLabel(/^question/).isVisible(), false);
      await page.getByRole("button", { name: "Filters" }).click();
      await page.getByLabel(/^question/).check();
      await counted(page, 4);
    }
    await close();
  }
});
