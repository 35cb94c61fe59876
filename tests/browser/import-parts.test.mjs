// The import view in a real browser: lines become other parts of the article, and who wrote a comment is mended.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { launch } from "./chromium.mjs";
import { importedSite, openView, RAW, until } from "./imported.mjs";

const REPORTERS = "Our reporters have been at the harbour";
const COMMENT = "This happens every winter";

let browser, site;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());
beforeEach(async () => {
  site = await importedSite(RAW.replace("By Ana Bell 03/04/2018", "By Ana Bell\n\n03/04/2018"));
});
afterEach(() => site?.stop());

test("a line becomes a subhead, a quote, a list item and a paragraph again, by key", async () => {
  const { page, complaints, line, body, status, close } = await openView(browser, site);
  await line(REPORTERS).focus();
  for (const [key, mark, element, word] of [
    ["h", "## ", "h2", "subhead"],
    ["q", "> ", "blockquote", "quote"],
    ["l", "- ", "li", "list item"],
    ["t", "", "p", ""],
  ]) {
    await page.keyboard.press(key);
    await body.locator(element).getByText(REPORTERS).waitFor();
    await until(() => site.file("index.md").includes(`\n${mark}${REPORTERS}`), `${key} is not written`);
    assert.match(await line(REPORTERS).innerText(), new RegExp(`body${word && `: ${word}`}, yours`));
  }
  assert.match(await status.innerText(), /is a paragraph/);
  site.import();
  await page.keyboard.press("u");
  await body.locator("li").getByText(REPORTERS).waitFor();
  site.rewrite(RAW.replace("An inquiry", "A long inquiry"));
  site.import();
  assert.match(site.file("index.md"), new RegExp(`\n- ${REPORTERS}[^]*A long inquiry`), "the next import forgot it");
  assert.equal(complaints.join("\n"), "");
  await close();
});

test("a click on the word beside a line leads to all that it can be", async () => {
  const { page, line, body, close } = await openView(browser, site);
  const menu = page.getByRole("dialog", { name: "What is this line?" });
  await line(REPORTERS).locator(".fate").click();
  await menu.getByRole("button", { name: "Quote" }).click();
  await body.locator("blockquote").getByText(REPORTERS).waitFor();
  await line(REPORTERS).locator(".fate").click();
  await menu.getByRole("button", { name: "Reader comment" }).click();
  await page.locator(".comment").getByText(REPORTERS).waitFor();
  assert.match(site.file("comments.yaml"), new RegExp(REPORTERS));
  assert.ok(!site.file("index.md").includes(REPORTERS));
  // A line of the body that is made a field leaves the body.
  await line("An inquiry begins").locator(".fate").click();
  await menu.getByRole("button", { name: "Description" }).click();
  await until(() => /^description: An inquiry begins/m.test(site.file("index.md")), "it is no field");
  await body.getByText("An inquiry begins").waitFor({ state: "detached" });
  assert.match(await line("An inquiry begins").innerText(), /F\s+description/);
  await close();
});

test("lines become one comment, whose author is mended by key and by mouse", async () => {
  const { page, complaints, line, close } = await openView(browser, site);
  await line("Notify of").focus();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("c");
  const comment = (id) => page.locator(`.comment[data-id="${id}"]`);
  await comment("c1").getByText("View all comments").waitFor();
  assert.match(site.file("import.yaml"), /to: comment[^]*to: same comment/);
  const form = page.getByRole("dialog", { name: "Who wrote this comment?" });
  await page.keyboard.press("a");
  await form.getByLabel("Author").fill("Notify of");
  await page.keyboard.press("Enter");
  await comment("c1").getByText("C c1 Notify of").waitFor();
  assert.equal(await comment("c1").locator("p").count(), 2, "the author is still in the text");
  await comment("c2").getByRole("button", { name: "Mend author and date of comment c2" }).click();
  await form.getByLabel("Author").fill("Edward Zah");
  await form.getByLabel("Date").fill("January 6");
  await form.getByRole("button", { name: "Save" }).click();
  await comment("c2").getByText("Edward Zah · January 6").waitFor();
  assert.match(site.file("comments.yaml"), /author: Edward Zah\n\s+date: January 6/);
  site.import();
  assert.match(site.file("comments.yaml"), /author: Edward Zah/);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await comment("c2").getByText("Ted Zah").waitFor();
  await line(COMMENT).focus();
  await page.keyboard.press("C");
  await comment("c1").getByText(COMMENT).waitFor();
  assert.equal(await page.locator(".comment").count(), 1);
  assert.equal(complaints.join("\n"), "");
  await close();
});

test("the line of a confirmed guess reads as the field, and what is yours counts fields", async () => {
  const { page, line, close } = await openView(browser, site);
  const yours = page.locator('#legend [data-kind="chosen"] .number');
  assert.equal(await yours.innerText(), "0");
  assert.match(await line("03/04/2018").innerText(), /F\s+date: a guess/);
  await page.getByRole("group", { name: /^Date guessed/ }).getByRole("button", { name: /^Confirm/ }).click();
  await until(() => /^date: 2018-04-03$/m.test(site.file("index.md")), "the date is not confirmed");
  await line("03/04/2018").getByText("date", { exact: true }).waitFor();
  assert.equal(await yours.innerText(), "1");
  const title = page.getByLabel("Title", { exact: true });
  await title.fill("Two Ships Collide Off the Coast");
  await title.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Two Ships Collide Off the Coast" }).waitFor();
  assert.match(await line("Two Ships Collide off the Coast").innerText(), /F\s+title/);
  await line(REPORTERS).click();
  await line(REPORTERS).getByText("yours").waitFor();
  assert.equal(await yours.innerText(), "3");
  await page.getByRole("button", { name: /Yours/ }).click();
  const shown = await page.getByRole("option").filter({ visible: true }).locator(".text").allInnerTexts();
  assert.deepEqual(shown.map((text) => text.slice(0, 11)), ["Two Ships C", "03/04/2018", REPORTERS.slice(0, 11)]);
  await close();
});
