// The preview in a real browser: it shows what was saved, and says what is wrong.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { launch, openPage } from "./chromium.mjs";
import { preview, sampleSite, smallSite } from "./preview.mjs";

const long = Array.from({ length: 80 }, (_, number) => `Paragraph ${number} stands here.`).join("\n\n");
const article = (title, text) => `---\ntitle: ${title}\n---\n${text}\n`;
const broken = "---\ntitle: [unclosed\n---\nWords.\n";

let browser, server;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());
beforeEach(async () => {
  server = await preview(
    smallSite({
      "postil.yaml": "title: A small reader\n",
      "content/articles/a/index.md": article("A", `First words.\n\n${long}`),
      "content/articles/b/index.md": article("B", "Other words."),
    }),
  );
});
afterEach(() => server?.stop());

/** Opens a page of the preview; `loads()` counts how often it was loaded. */
async function open(path) {
  const opened = await openPage(browser, server.url);
  const { page } = opened;
  let loads = 0;
  page.on("load", () => (loads += 1));
  await page.goto(server.url + path);
  await page.locator("postil-overlay").waitFor({ state: "attached" });
  return { ...opened, loads: () => loads };
}

const dialog = (page) => page.locator("postil-overlay dialog");

test("a change of a page loads it again, where the reader was", async () => {
  const { page, complaints, close } = await open("articles/a.html");
  await page.evaluate(() => scrollTo(0, 1200));
  server.save("content/articles/a/index.md", article("A", `Changed words.\n\n${long}`));
  await page.getByText("Changed words.", { exact: true }).waitFor();
  await page.waitForFunction(() => scrollY > 1000);
  assert.equal(complaints.join("\n"), "");
  await close();
});

test("a change of another page does not load this one", async () => {
  const { page, close, loads } = await open("articles/b.html");
  const other = await browser.newPage();
  await other.goto(`${server.url}articles/a.html`);
  server.save("content/articles/a/index.md", article("A", `Words of A alone.\n\n${long}`));
  await other.getByText("Words of A alone.", { exact: true }).waitFor();
  await page.waitForTimeout(300);
  assert.equal(loads(), 1);
  await other.close();
  await close();
});

test("a style sheet is changed in place", async () => {
  const { page, complaints, close, loads } = await open("articles/a.html");
  await page.evaluate(() => (globalThis.kept = true));
  const isRed = () => getComputedStyle(document.body).color === "rgb(255, 0, 0)";
  server.save("static/css/page.css", "body { color: rgb(255 0 0) }");
  await page.waitForFunction(isRed);
  server.save("static/css/page.css", "body { color: rgb(0 0 255) }");
  await page.waitForFunction(() => getComputedStyle(document.body).color === "rgb(0, 0, 255)");
  assert.ok(await page.evaluate(() => globalThis.kept), "the page was loaded again");
  assert.equal(loads(), 1);
  const sheets = await page.locator('link[href*="css/page."]').count();
  assert.equal(sheets, 1, "old style sheets stay");
  server.remove("static");
  await page.waitForFunction(() => getComputedStyle(document.body).color !== "rgb(0, 0, 255)");
  assert.equal(complaints.join("\n"), "");
  await close();
});

test("what is wrong stands over the last good page, and goes when it is mended", async () => {
  const { page, complaints, close } = await open("articles/b.html");
  const good = server.read("content/articles/b/index.md");
  server.save("content/articles/b/index.md", broken);
  await dialog(page).waitFor();
  const told = await dialog(page).innerText();
  assert.match(told, /1 error/);
  assert.match(told, /content\/articles\/b\/index\.md:\d+:\d+/);
  assert.match(told, /quote text/, "there is no help");
  assert.ok(await page.getByText("Other words.", { exact: true }).isVisible(), "the last good page is gone");
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "hidden" });
  // It can be had again by keyboard, and survives a reload.
  const chip = page.locator("postil-overlay").getByRole("button", { name: "1 error" });
  await chip.focus();
  await page.keyboard.press("Enter");
  await dialog(page).waitFor();
  await page.reload();
  await dialog(page).waitFor();
  assert.ok(await page.getByText("Other words.", { exact: true }).isVisible(), "the last good page is gone");
  server.save("content/articles/b/index.md", good);
  await dialog(page).waitFor({ state: "hidden" });
  await chip.waitFor({ state: "hidden" });
  assert.equal(complaints.join("\n"), "");
  await close();
});

test("of many errors the page's own is seen first", async () => {
  const unknown = Array.from({ length: 40 }, (_, number) => `unknown${number}: 1\n`).join("");
  const { page, close } = await open("articles/b.html");
  server.save("content/articles/a/index.md", `---\ntitle: A\n${unknown}---\nWords.\n`);
  server.save("content/articles/b/index.md", broken);
  await dialog(page).waitFor();
  const first = dialog(page).locator("li").first();
  assert.match(await first.innerText(), /articles\/b\/index\.md/);
  assert.ok(await first.evaluate((item) => item.getBoundingClientRect().top > 0), "it is scrolled away");
  await close();
});

test("a broken template or configuration leaves the last good site up, and is told", async () => {
  const { page, close } = await open("index.html");
  for (const [path, text] of [
    ["templates/home.html", "{% if %}"],
    ["postil.yaml", "title: [unclosed\n"],
  ]) {
    const before = path === "postil.yaml" && server.read(path);
    server.save(path, text);
    await dialog(page).waitFor();
    assert.match(await dialog(page).innerText(), new RegExp(path));
    assert.ok(await page.locator("main").isVisible(), "the last good page is gone");
    if (before) server.save(path, before);
    else server.remove("templates");
    await dialog(page).waitFor({ state: "hidden" });
  }
  await close();
});

test("an error elsewhere is a button in the corner, not a dialog", async () => {
  const { page, close } = await open("articles/b.html");
  const good = server.read("content/articles/a/index.md");
  server.save("content/articles/a/index.md", broken);
  const chip = page.locator("postil-overlay").getByRole("button", { name: "1 error" });
  await chip.waitFor();
  assert.ok(!(await dialog(page).isVisible()));
  server.save("content/articles/a/index.md", good);
  await chip.waitFor({ state: "hidden" });
  await close();
});

test("a page that was never good appears when it is mended", async () => {
  server.save("content/articles/c/index.md", broken);
  const page = await browser.newPage();
  await page.waitForTimeout(500);
  await page.goto(`${server.url}articles/c.html`);
  await page.getByRole("heading", { name: "This page cannot be built" }).waitFor();
  server.save("content/articles/c/index.md", article("C", "Good at last."));
  await page.getByText("Good at last.", { exact: true }).waitFor();
  server.remove("content/articles/c");
  await page.locator("body.page-404").waitFor();
  await page.close();
});

test("many tabs all follow", async () => {
  const context = await browser.newContext();
  const tabs = [];
  for (let number = 0; number < 4; number += 1) {
    const page = await context.newPage();
    await page.goto(`${server.url}articles/b.html`);
    tabs.push(page);
  }
  server.save("content/articles/b/index.md", article("B", "In every tab."));
  for (const page of tabs) await page.getByText("In every tab.", { exact: true }).waitFor();
  await context.close();
});

test("axe finds nothing in the overlay", async () => {
  const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
  for (const colorScheme of ["light", "dark"]) {
    const { page, close } = await openPage(browser, server.url, { bypassCSP: true, colorScheme });
    const good = server.read("content/articles/b/index.md");
    await page.goto(`${server.url}articles/b.html`);
    server.save("content/articles/b/index.md", broken);
    await dialog(page).waitFor();
    await page.addScriptTag({ path: axe });
    const { violations } = await page.evaluate(() => globalThis.axe.run("postil-overlay"));
    server.save("content/articles/b/index.md", good);
    await dialog(page).waitFor({ state: "hidden" });
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
    await close();
  }
});

test("a page finds the server again after it was started anew", async () => {
  let here = await preview(smallSite({ "postil.yaml": "title: T\n", "content/articles/a.md": article("A", "Before.") }));
  const page = await browser.newPage();
  await page.goto(`${here.url}articles/a.html`);
  await page.locator("postil-overlay").waitFor({ state: "attached" });
  await here.stop();
  await page.locator("postil-overlay").getByRole("status").waitFor();
  here.save("content/articles/a.md", article("A", "After."));
  here = await preview(here.root, { port: here.port });
  await page.getByText("After.", { exact: true }).waitFor();
  await page.close();
  await here.stop();
});

test("the sample shows a save soon, under a prefix too", async (context) => {
  const here = await preview(sampleSite(), { prefix: "/reader/" });
  const home = await (await fetch(here.url)).text();
  const path = home.match(/href="(articles\/(?!index)[^"/]+)\.html"/)[1];
  const source = `content/${path}/index.md`;
  const { page, complaints, close } = await openPage(browser, here.url);
  await page.goto(`${here.url}${path}.html`);
  await page.locator("postil-overlay").waitFor({ state: "attached" });
  const times = [];
  for (let number = 0; number < 5; number += 1) {
    const words = `Saved for the ${number}th time.`;
    const start = performance.now();
    here.save(source, `${here.read(source)}\n${words}\n`);
    await page.getByText(words, { exact: true }).waitFor();
    times.push(Math.round(performance.now() - start));
  }
  context.diagnostic(`from save to the page with the new words: ${times.join(", ")} ms`);
  assert.ok(Math.min(...times) < 1500, `it takes ${times} ms`);
  assert.equal(complaints.join("\n"), "");
  await close();
  await here.stop();
});
