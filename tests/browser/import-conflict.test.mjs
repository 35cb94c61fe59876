// The import view of an article that was edited and imported anew: two versions, until somebody keeps one.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { launch } from "./chromium.mjs";
import { importedSite, openView, RAW, until } from "./imported.mjs";

const REPORTERS = "Our reporters have been at the harbour";

let browser, site;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());
beforeEach(async () => {
  site = await importedSite();
  site.put("index.md", site.file("index.md").replace("on Friday morning", "on Saturday morning").replace("status: draft", "status: published"));
  site.rewrite(RAW.replace("on Friday morning", "on Friday evening").replace("An inquiry", "A long inquiry"));
  site.import({ conflicts: true });
});
afterEach(() => site?.stop());

test("the banner says what to do, and nothing can be chosen until it is done", async () => {
  const { page, line, body, close } = await openView(browser, site);
  const banner = page.getByRole("note").filter({ hasText: "places of it stand in two versions" });
  await banner.waitFor();
  assert.match(await banner.innerText(), /keep one of each two passages between <<<<<<< and >>>>>>>/);
  assert.match(site.file("index.md"), /<<<<<<< edited\n.*Saturday morning.*\n=======\n.*Friday evening.*\n>>>>>>> imported/);
  const before = { article: site.file("index.md"), record: site.file("import.yaml") };
  await line(REPORTERS).click();
  await page.getByRole("alert").getByText("two versions").waitFor();
  const title = page.getByLabel("Title", { exact: true });
  await title.fill("Another Title");
  await title.press("Enter");
  await page.locator('[data-field="title"] .error').getByText("two versions").waitFor();
  assert.equal(await title.inputValue(), "Another Title", "what was typed is lost");
  assert.deepEqual({ article: site.file("index.md"), record: site.file("import.yaml") }, before);
  // Somebody keeps the edited version: the page sees it by itself.
  site.put("index.md", before.article.replace(/<<<<<<< edited\n(.*\n)=======\n.*\n>>>>>>> imported\n/, "$1"));
  await banner.waitFor({ state: "hidden" });
  await line(REPORTERS).click();
  await body.getByText(REPORTERS).waitFor({ state: "detached" });
  assert.match(site.file("index.md"), /Saturday morning/);
  assert.match(site.file("index.md"), /A long inquiry/);
  assert.ok(!site.file("index.md").includes("Friday evening"), "what was decided came back");
  await close();
});

test("both versions are seen, each line once, and the list names the article first, as a draft", async () => {
  const { page, line, body, close } = await openView(browser, site);
  await body.getByText("Saturday morning").waitFor();
  await body.getByText("Friday evening").waitFor();
  assert.equal(await line("Two ships collided").count(), 1);
  await page.goto(`${site.url}-/import/`);
  const row = page.getByRole("row").nth(1);
  assert.match(await row.innerText(), /draft[^]*edited and imported anew, with conflicts/);
  const reader = await page.goto(site.article);
  assert.ok(reader.ok(), "the preview does not show the draft");
  await close();
});

test("a choice on a page that was open before the merge is refused, and the banner comes with it", async () => {
  site.put("index.md", site.file("index.md").replace(/<<<<<<< edited\n(.*\n)=======\n.*\n>>>>>>> imported\n/, "$1"));
  const { page, line, close } = await openView(browser, site);
  const banner = page.locator("#conflict");
  assert.ok(await banner.isHidden());
  site.rewrite(RAW.replace("on Friday morning", "on Friday night").replace("An inquiry", "A long inquiry"));
  site.import({ conflicts: true });
  await banner.waitFor();
  const before = site.file("index.md");
  await line(REPORTERS).focus();
  await page.keyboard.press("h");
  await page.getByRole("alert").getByText("two versions").waitFor();
  await until(() => site.file("index.md") === before, "something was written");
  await close();
});

test("axe finds nothing in the page with the banner", async () => {
  const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
  for (const width of [1440, 380]) {
    const { page, close } = await openView(browser, site, { bypassCSP: true, viewport: { width, height: 900 } });
    await page.addScriptTag({ path: axe });
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `the page is ${over}px wider than a window of ${width}`);
    await close();
  }
});
