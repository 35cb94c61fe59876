// The import view in a real browser: lines and fields are chosen, the choices hold, and nothing is lost.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { launch } from "./chromium.mjs";
import { importedSite, openView, RAW, until } from "./imported.mjs";
import { preview } from "./preview.mjs";

const REPORTERS = "Our reporters have been at the harbour";
const COMMENT = "This happens every winter";

let browser, site;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());
beforeEach(async () => {
  site = await importedSite();
});
afterEach(() => site?.stop());

test("every line of the source is shown with what became of it", async () => {
  const { page, complaints, line, close } = await openView(browser, site);
  const shown = await page.getByRole("option").locator(".text").allInnerTexts();
  assert.deepEqual(shown, RAW.split("\n").map((text) => text.trim()).filter(Boolean));
  assert.match(await line(REPORTERS).innerText(), /B\s+body/);
  assert.match(await line("By Ana Bell").innerText(), /F\s+authors/);
  assert.match(await line(COMMENT).innerText(), /C\s+comment c1/);
  assert.match(await line("Notify of").innerText(), /–\s+out: comment widget/);
  const counts = await page.locator("#legend button .number").allInnerTexts();
  const [all, body, fields, comments, out] = counts.map(Number);
  assert.equal(all, shown.length);
  assert.equal(body + fields + comments + out, all);
  assert.equal(complaints.join("\n"), "");
  await close();
});

test("a line that is clicked leaves the body, the files hold the choice, and the next import respects it", async () => {
  const { page, complaints, line, body, status, close } = await openView(browser, site);
  await body.getByText(REPORTERS).waitFor();
  await line(REPORTERS).click();
  await body.getByText(REPORTERS).waitFor({ state: "detached" });
  assert.match(await status.innerText(), /Line 10 is out of the body/);
  assert.match(await line(REPORTERS).innerText(), /out: choice, yours/);
  assert.match(site.file("import.yaml"), /choices:[^]*to: out/);
  assert.ok(!site.file("index.md").includes(REPORTERS));
  const reader = await browser.newPage();
  await reader.goto(site.article);
  await reader.getByText("Two ships collided").waitFor();
  assert.equal(await reader.getByText(REPORTERS).count(), 0, "the preview still shows it");
  await reader.close();
  site.import();
  assert.ok(!site.file("index.md").includes(REPORTERS), "the next import brought it back");
  site.rewrite(RAW.replace("Home\n", "Home\nSport\nMoney\n").replace("An inquiry", "A long inquiry"));
  site.import();
  assert.match(site.file("index.md"), /A long inquiry/);
  assert.ok(!site.file("index.md").includes(REPORTERS), "the import of a changed text brought it back");
  await page.locator("[role=option]").filter({ hasText: "A long inquiry" }).waitFor();
  assert.equal(complaints.join("\n"), "");
  await close();
});

test("everything can be done with the keyboard alone", async () => {
  const { page, complaints, line, body, status, close } = await openView(browser, site);
  const focused = () => page.evaluate(() => document.querySelector("[role=option]:focus")?.innerText ?? "");
  for (let tabs = 0; tabs < 30 && !(await focused()); tabs += 1) await page.keyboard.press("Tab");
  assert.match(await focused(), /The Harbour Post/, "the first line that is not left out has the focus");
  await page.keyboard.press("Home");
  for (let steps = 0; steps < 20 && !(await focused()).includes(REPORTERS); steps += 1) {
    await page.keyboard.press(steps % 2 ? "j" : "ArrowDown");
  }
  await page.keyboard.press("o");
  await body.getByText(REPORTERS).waitFor({ state: "detached" });
  assert.ok((await focused()).includes(REPORTERS), "the focus is lost");
  await page.keyboard.press("u");
  await body.getByText(REPORTERS).waitFor();
  assert.match(await status.innerText(), /Undone/);
  assert.ok(!site.file("import.yaml").includes("choices:"), "undoing leaves a choice behind");
  await page.keyboard.press("Enter");
  await body.getByText(REPORTERS).waitFor({ state: "detached" });
  await page.keyboard.press("End");
  for (const key of ["k", "ArrowUp", "b"]) await page.keyboard.press(key);
  await body.getByText("View all comments").waitFor();
  await page.keyboard.press("i");
  await body.getByText("View all comments").waitFor({ state: "detached" });
  assert.match(await line("View all comments").innerText(), /out: comment widget$/m);
  // Two lines at once.
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("b");
  await body.getByText("News").waitFor();
  assert.match(await line("Home").innerText(), /body, yours/);
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "Keys" }).waitFor({ state: "hidden" });
  assert.ok((await focused()).includes("News"), "the help takes the focus away");
  assert.equal(complaints.join("\n"), "");
  await close();
});

test("a field is corrected, taken back, and a wrong value stays to be mended", async () => {
  const { page, line, status, close } = await openView(browser, site);
  const title = page.getByLabel("Title", { exact: true });
  await title.fill("Two Ships Meet");
  await title.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Two Ships Meet" }).waitFor();
  assert.match(site.file("index.md"), /^title: Two Ships Meet$/m);
  assert.match(await status.innerText(), /Title saved/);
  assert.match(site.file("import.yaml"), /fields:\n\s+title: Two Ships Meet/);
  await page.getByRole("button", { name: "take back your choice: Title" }).click();
  await until(() => /^title: Two Ships Collide off the Coast$/m.test(site.file("index.md")), "it was not taken back");
  const date = page.getByLabel("Date", { exact: true });
  await date.fill("last Friday");
  await date.press("Enter");
  await page.locator('[data-field="date"] .error').getByText("last Friday").waitFor();
  assert.equal(await date.inputValue(), "last Friday", "what was typed is lost");
  assert.equal(await date.getAttribute("aria-invalid"), "true");
  await date.fill("2018-01-05");
  await date.press("Enter");
  await until(() => /^date: 2018-01-05$/m.test(site.file("index.md")), "the date was not written");
  await page.locator('.guess[data-field="date"]').waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Add Rights" }).click();
  await page.getByLabel("Rights", { exact: true }).waitFor();
  // A line of the source becomes a field.
  await line("The Harbour Post").focus();
  await page.keyboard.press("f");
  await page.getByRole("button", { name: "Publication", exact: true }).last().click();
  await until(() => /^publication: The Harbour Post$/m.test(site.file("index.md")), "the line is no field");
  await close();
});

test("a guess is confirmed with one key and refused with another", async () => {
  const { page, status, close } = await openView(browser, site);
  const guess = page.getByRole("group", { name: "Date guessed: 2018-04-03" });
  await guess.waitFor();
  assert.ok(!/^date:/m.test(site.file("index.md")), "a guess was taken for a fact");
  await page.locator("[role=option]").first().focus();
  await page.keyboard.press("y");
  assert.match(await status.innerText(), /y confirms, x refuses/);
  await page.keyboard.press("y");
  await until(() => /^date: 2018-04-03$/m.test(site.file("index.md")), "the date is not confirmed");
  await guess.waitFor({ state: "hidden" });
  assert.match(site.file("import.yaml"), /fields:\n\s+date: 2018-04-03/);
  site.import();
  assert.match(site.file("index.md"), /^date: 2018-04-03$/m);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Undo/ }).click();
  await guess.waitFor();
  await page.getByRole("button", { name: "Refuse" }).first().focus();
  await page.keyboard.press("x");
  await guess.waitFor({ state: "hidden" });
  assert.ok(!site.file("index.md").includes("2018-04-03"), "what was refused is still there");
  await close();
});

test("a change of the files meanwhile is a conflict: nothing is overwritten, what was typed stays", async () => {
  const { page, line, body, close } = await openView(browser, site);
  // A page that is told of no change, as one that slept.
  await page.route("**/events?*", (route) => route.abort());
  await page.route("**/data", (route) => route.continue());
  await page.reload();
  await line(REPORTERS).waitFor();
  const edited = site.file("index.md").replace("Two ships collided", "Two big ships collided");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  site.put("index.md", edited);
  const title = page.getByLabel("Title", { exact: true });
  await title.fill("Half a title");
  await title.press("Enter");
  const alert = page.getByRole("alert");
  await alert.getByText("Nothing was written").waitFor();
  assert.equal(site.file("index.md"), edited);
  assert.ok(!site.file("import.yaml").includes("choices:"));
  assert.equal(await title.inputValue(), "Half a title");
  await alert.getByRole("button", { name: "Load anew" }).click();
  await body.getByText("Two big ships collided").waitFor();
  assert.equal(await title.inputValue(), "Half a title", "what was typed is lost");
  await close();
});

test("an article that an editor changed by hand keeps the change when a line is chosen", async () => {
  site.put("index.md", site.file("index.md").replace("Two ships collided off the coast", "Two big ships met"));
  const { line, body, close } = await openView(browser, site);
  await body.getByText("Two big ships met").waitFor();
  await line(REPORTERS).click();
  await body.getByText(REPORTERS).waitFor({ state: "detached" });
  assert.match(site.file("index.md"), /Two big ships met on Friday/);
  assert.ok(!site.file("index.md").includes(REPORTERS));
  await line("Two ships collided").hover();
  await body.locator("p.met").getByText("Two big ships met").waitFor();
  await close();
});

test("a field written by hand is shown, can be corrected, and comes back when that is undone", async () => {
  site.put("index.md", site.file("index.md").replace(/^title: .*$/m, "title: By hand"));
  const { page, close } = await openView(browser, site);
  const title = page.getByLabel("Title", { exact: true });
  assert.equal(await title.inputValue(), "By hand");
  await page.locator('[data-field="title"]').getByText("edited in index.md").waitFor();
  await title.fill("In the view");
  await title.press("Enter");
  await page.getByRole("heading", { level: 1, name: "In the view" }).waitFor();
  assert.match(site.file("index.md"), /^title: In the view$/m);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await page.getByRole("heading", { level: 1, name: "By hand" }).waitFor();
  assert.match(site.file("index.md"), /^title: By hand$/m);
  await close();
});

test("a page from before the preview was started anew says so, and writes after it was loaded again", async () => {
  const { page, line, body, close } = await openView(browser, site);
  await site.stop();
  site = { ...site, ...(await preview(site.root, { port: site.port })) };
  await line(REPORTERS).click();
  await page.getByRole("alert").getByRole("button", { name: "Load the page" }).click();
  await page.getByRole("option").first().waitFor();
  await line(REPORTERS).click();
  await body.getByText(REPORTERS).waitFor({ state: "detached" });
  await close();
});

test("what others change in the files is shown by itself", async () => {
  const { body, close } = await openView(browser, site);
  await body.getByText("Two ships collided").waitFor();
  site.put("index.md", site.file("index.md").replace("Two ships collided", "Three ships collided"));
  await body.getByText("Three ships collided").waitFor();
  await close();
});

test("a line shows where it stands in the article, and back", async () => {
  const { page, line, body, close } = await openView(browser, site);
  await line(REPORTERS).hover();
  await body.locator("p.met").getByText(REPORTERS).waitFor();
  await line("By Ana Bell").hover();
  await page.locator('.field.met[data-field="authors"]').waitFor();
  assert.equal(await body.locator(".met").count(), 0);
  await body.getByText("The harbour master").hover();
  await page.locator("[role=option].met").filter({ hasText: "The harbour master" }).waitFor();
  await body.getByText("An inquiry").click();
  assert.match(await page.evaluate(() => document.activeElement.innerText), /An inquiry/);
  await close();
});

test("the legend shows some of the lines only", async () => {
  const { page, line, close } = await openView(browser, site);
  await page.getByRole("button", { name: /Left out/ }).click();
  assert.ok(await line("Notify of").isVisible());
  assert.ok(!(await line(REPORTERS).isVisible()));
  assert.equal(await page.getByRole("option").filter({ visible: true }).count(), Number(await page.locator('[data-kind="out"] .number').first().innerText()));
  await page.getByRole("button", { name: /Left out/ }).click();
  assert.ok(await line(REPORTERS).isVisible());
  await close();
});

test("the preview leads to the view and the view to the list; the built site knows of neither", async () => {
  const { page, complaints, close } = await openView(browser, site);
  await page.goto(site.article);
  await page.locator("postil-overlay").getByRole("link", { name: "Import" }).click();
  await page.waitForURL(site.view);
  await page.getByRole("link", { name: "Imported articles" }).click();
  await page.getByRole("heading", { name: "Imported articles" }).waitFor();
  assert.match(await page.getByRole("row").last().innerText(), /Two Ships Collide[^]*draft/);
  await page.getByRole("link", { name: /Two Ships/ }).click();
  await page.getByRole("option").first().waitFor();
  assert.equal(complaints.join("\n"), "");
  await close();
});

test("axe finds nothing in light and in dark, with a guess, a warning and the help open", async () => {
  const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1440, 380]) {
      const { page, line, close } = await openView(browser, site, { bypassCSP: true, colorScheme, viewport: { width, height: 900 } });
      await line(REPORTERS).click();
      await line(REPORTERS).getByText("yours").waitFor();
      const look = async (what) => {
        await page.addScriptTag({ path: axe });
        const { violations } = await page.evaluate(() => globalThis.axe.run());
        assert.deepEqual(violations.map(({ id, nodes }) => `${what}: ${id}: ${nodes[0].html}`), []);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${what} is ${over}px wider than a window of ${width}`);
      };
      await look("source");
      if (width === 380) {
        await page.getByRole("button", { name: "Article", exact: true }).click();
        await look("article");
      }
      await page.getByRole("button", { name: /Help/ }).click();
      await look("help");
      await page.keyboard.press("Escape");
      await page.goto(`${site.url}-/import/`);
      await look("list");
      await close();
      await site.stop();
      site = await importedSite();
    }
  }
});
