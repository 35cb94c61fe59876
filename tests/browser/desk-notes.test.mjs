// Notes are written and worked on where they are read: with the mouse, by touch, with the keyboard alone.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { launch } from "./chromium.mjs";
import { choose, note, NOTES, notedSite, openNoted, ready } from "./noted.mjs";
import { preview } from "./preview.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

let browser, site;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());
beforeEach(async () => {
  site = await notedSite();
});
afterEach(() => site?.stop());

/** The one note that is there now and was not before. */
function fresh(old) {
  const added = Object.entries(site.notes()).filter(([id]) => !(id in old));
  assert.equal(added.length, 1, `${added.length} new notes`);
  return added[0];
}

/** Makes a note the current one by a click, and waits for its buttons. */
async function pick(page, bar, words) {
  await page.locator("main").getByText(words, { exact: true }).click();
  await bar.waitFor();
}

test("words are chosen with the mouse, and a note on them stands in its place without a reload", async () => {
  const { page, complaints, composer, body, save, said, loads, close } = await openNoted(browser, site);
  const old = site.notes();
  const place = await page.locator(".body p").first().boundingBox();
  await page.mouse.dblclick(place.x + 60, place.y + 12);
  await page.getByRole("toolbar", { name: "Chosen words" }).getByRole("button", { name: "Question" }).click();
  const words = await composer.getByRole("group", { name: "The chosen words" }).innerText();
  await body.fill("Is it *so*?");
  await composer.getByText("Tags, see also").click();
  await page.getByRole("combobox", { name: "Tags" }).fill("shi");
  await page.getByRole("option", { name: /^ships/ }).click();
  await page.getByRole("combobox", { name: "See also" }).fill("other acc");
  await page.getByRole("option", { name: /The other account/ }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("combobox", { name: "See also" }).fill("bab");
  await page.getByRole("option", { name: /Al-Bab/ }).click();
  await page.getByRole("combobox", { name: "For" }).selectOption("ben");
  await page.getByRole("button", { name: "Preview" }).click();
  assert.equal(await page.getByRole("group", { name: "Preview" }).locator("em").innerText(), "so");
  await save();
  await page.locator("aside.note em", { hasText: "so" }).waitFor();
  const [id, file] = fresh(old);
  for (const line of ["author: ana", "status: draft", "kind: question", `  quote: ${words}`, "assigned: ben", "Is it *so*?"]) {
    assert.ok(file.includes(`${line}\n`), `${line} is not in ${file}`);
  }
  assert.match(file, /tags: ?(\[ships\]|\n- ships)/);
  assert.match(file, /two/);
  assert.match(file, /al-bab/);
  assert.equal(await page.locator(`mark[data-notes~="${id}"]`).innerText(), words);
  await page.locator(`#note-${id} a[href$="entities/al-bab.html"]`).waitFor();
  await said.getByText("Saved.").waitFor();
  assert.equal(loads(), 1);
  assert.equal(complaints.join("\n"), "");
  await close();
});

test("everything can be done with the keyboard alone", async () => {
  const { page, complaints, composer, bar, said, loads, close } = await openNoted(browser, site);
  const old = site.notes();
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await press("v");
  await page.waitForFunction(() => getSelection().toString() === "The");
  await press("ArrowRight", "ArrowRight", "Shift+ArrowRight");
  assert.equal(await page.evaluate(() => getSelection().toString()), "ship left");
  await press("ArrowDown");
  assert.match(await page.evaluate(() => getSelection().toString()), /^ship left1? at dawn\.$/);
  await press("s");
  await composer.waitFor();
  await page.keyboard.type("ship stayed.");
  await press("Control+Enter");
  await page.locator("ins", { hasText: "ship stayed." }).waitFor();
  const [id, file] = fresh(old);
  assert.match(file, /kind: suggestion\n/);
  assert.match(file, /replacement: ship stayed\.\n/);
  await composer.waitFor({ state: "detached" });

  // The note is the current one: answer it, send it to review, resolve it, open it again.
  await bar.waitFor();
  await press("r");
  await composer.waitFor();
  await page.keyboard.type("Why?");
  await press("Control+Enter");
  await page.locator(".reply", { hasText: "Why?" }).locator(".note-status", { hasText: "draft" }).waitFor();
  const [answer] = Object.entries(site.notes()).find(([, text]) => text.includes("Why?"));
  assert.match(site.note(answer), new RegExp(`reply_to: ${id}\\n`));
  await composer.waitFor({ state: "detached" });
  // What was written is the current note as soon as its outline shows.
  await page.waitForFunction((id) => document.activeElement?.id === id, `note-${answer}`);
  await press("k");
  await press("p", "2");
  await page.locator(`#note-${id} .note-status`, { hasText: "review" }).waitFor();
  assert.match(site.note(id), /status: review\n/);
  await press("x");
  await said.getByText("Resolved.").waitFor();
  assert.match(site.note(id), /status: resolved\n/);
  await press("u");
  await said.getByText("Undone: Resolved.").waitFor();
  assert.match(site.note(id), /status: review\n/);
  await press("@", "2");
  await said.getByText("Now for ben.").waitFor();
  assert.match(site.note(id), /assigned: ben\n/);
  await press("t");
  await composer.waitFor();
  await page.keyboard.type("weather");
  await press("Control+Enter");
  await composer.waitFor({ state: "detached" });
  assert.match(site.note(id), /weather/);

  // Deleted with its answer, and put back.
  const before = site.notes();
  await press("#");
  await page.getByRole("dialog", { name: "Delete this note?" }).waitFor();
  await press("2");
  await said.getByText("Deleted.").waitFor();
  assert.ok(!site.has(id) && !site.has(answer));
  await page.locator(`#note-${id}`).waitFor({ state: "detached" });
  await press("u");
  await page.locator(`#note-${id}`).waitFor();
  assert.deepEqual(site.notes(), before);

  await press("?");
  await page.getByRole("dialog", { name: "Keys" }).getByText("the next note").waitFor();
  await press("Escape");
  assert.equal(loads(), 1);
  assert.equal(complaints.join("\n"), "");
  await close();
});

test("by touch: words, a highlight, and buttons at the foot of a narrow window", async () => {
  const { page, complaints, close } = await openNoted(browser, site, { hasTouch: true, isMobile: true, viewport: { width: 380, height: 760 } });
  const old = site.notes();
  await choose(page, "slow");
  const button = page.getByRole("toolbar", { name: "Chosen words" }).getByRole("button", { name: "Highlight" });
  await button.tap();
  await page.locator("mark.kind-highlight", { hasText: "slow" }).waitFor();
  assert.match(fresh(old)[1], /kind: highlight\n/);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 380, `${wide} pixels wide`);
  assert.equal(complaints.join("\n"), "");
  await close();
});

test("a note whose answers are kept leaves them in its place, and all of it can be undone", async () => {
  const { page, bar, said, close } = await openNoted(browser, site);
  const before = site.notes();
  await pick(page, bar, "The first note.");
  await bar.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("menuitemradio", { name: /Keep the answers/ }).click();
  await page.locator("#note-aaaaa1").waitFor({ state: "detached" });
  assert.match(site.note("aaaaa2"), /quote: The ship left/);
  assert.doesNotMatch(site.note("aaaaa2"), /reply_to/);
  await said.getByRole("button", { name: "Undo" }).click();
  await page.locator("#note-aaaaa1 #note-aaaaa2").waitFor();
  assert.deepEqual(site.notes(), before);
  await close();
});

test("two who change one note see three versions, and nothing of either is lost", async () => {
  const { page, bar, body, save, composer, close } = await openNoted(browser, site);
  await pick(page, bar, "The first note.");
  await page.keyboard.press("e");
  await body.fill("The first note, by hand.");
  site.save(`${NOTES}/aaaaa1.md`, site.note("aaaaa1").replace("status: review", "status: draft"));
  await page.locator("#note-aaaaa1 .note-status", { hasText: "draft" }).waitFor();
  assert.equal(await body.inputValue(), "The first note, by hand.");
  await save();
  const conflict = page.locator("dialog.conflict");
  await conflict.getByText("Both changes fit together").waitFor();
  await conflict.getByRole("button", { name: "Save this" }).click();
  await conflict.waitFor({ state: "detached" });
  await composer.waitFor({ state: "detached" });
  assert.match(site.note("aaaaa1"), /status: draft\n[^]*The first note, by hand\.\n$/);
  await close();
});

test("undo is refused once somebody changed the file, and an action on a file that is gone says so", async () => {
  const { page, bar, warned, said, close } = await openNoted(browser, site);
  await pick(page, bar, "The first note.");
  await page.keyboard.press("x");
  await said.getByText("Resolved.").waitFor();
  const theirs = `${site.note("aaaaa1")}\nAnd more.\n`;
  site.save(`${NOTES}/aaaaa1.md`, theirs);
  await page.keyboard.press("u");
  await warned.getByText(/Not undone/).waitFor();
  assert.equal(site.note("aaaaa1"), theirs);
  await pick(page, bar, "On the whole.");
  site.remove(`${NOTES}/aaaaa3.md`);
  await page.keyboard.press("x");
  await warned.getByText(/gone|deleted|no note/).waitFor();
  await close();
});

test("what was typed outlives a reload, an end of the server, and a page from before it was started anew", async () => {
  const { page, composer, body, save, close } = await openNoted(browser, site);
  await choose(page, "raised");
  await page.keyboard.press("a");
  const asked = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    return dialog.accept();
  });
  await page.reload();
  assert.deepEqual(asked, [], "nothing was typed");
  await body.fill("A long thought.");
  await page.reload();
  assert.deepEqual(asked, ["beforeunload"]);
  await ready(page);
  assert.equal(await body.inputValue(), "A long thought.");
  await site.stop();
  await save();
  await composer.getByText(/does not answer/).waitFor();
  assert.equal(await body.inputValue(), "A long thought.");
  const again = await preview(site.root, { port: site.port });
  await save();
  await page.locator("aside.note", { hasText: "A long thought." }).waitFor();
  assert.equal(await page.locator("mark", { hasText: "raised" }).count(), 1);
  await composer.waitFor({ state: "detached" });
  await page.reload();
  await ready(page);
  assert.equal(await composer.count(), 0);
  await close();
  await again.stop();
  site.stop = () => {};
});

test("`[[` offers what there is, and the chosen one is the link that it becomes", async () => {
  const { page, complaints, composer, body, save, close } = await openNoted(browser, site);
  const old = site.notes();
  await page.keyboard.press("a");
  await composer.waitFor();
  await page.keyboard.type("See [[bab");
  await composer.getByRole("option", { name: /Al-Bab/ }).waitFor();
  await page.keyboard.press("Escape");
  await composer.getByRole("listbox", { name: "Link to" }).waitFor({ state: "hidden" });
  assert.equal(await composer.count(), 1, "the composer is gone with the list");
  await page.keyboard.press("Backspace");
  await composer.getByRole("option", { name: /Al-Bab/ }).waitFor();
  await page.keyboard.press("Enter");
  assert.equal(await body.inputValue(), "See [[al-bab|Al-Bab]]");
  await page.keyboard.type(" and [[other");
  await composer.getByRole("option", { name: /The other account/ }).click();
  assert.equal(await body.inputValue(), "See [[al-bab|Al-Bab]] and [[two|The other account]]");
  await save();
  await page.locator('aside.note a[href$="entities/al-bab.html"]').waitFor();
  assert.match(fresh(old)[1], /See \[\[al-bab\|Al-Bab\]\] and \[\[two\|The other account\]\]\n$/);
  assert.equal(complaints.join("\n"), "");
  await close();
});

test("what was done is undone after a reload too, one action after the other", async () => {
  const { page, said, close } = await openNoted(browser, site);
  const before = site.notes();
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await said.getByText("Resolved.").waitFor();
  const resolved = site.notes();
  await page.keyboard.press("#");
  await page.getByRole("dialog", { name: "Delete this note?" }).waitFor();
  await page.keyboard.press("2");
  await said.getByText("Deleted.").waitFor();
  await page.reload();
  await ready(page);
  await page.keyboard.press("u");
  await said.getByText("Undone: Deleted.").waitFor();
  assert.deepEqual(site.notes(), resolved);
  await page.reload();
  await ready(page);
  await page.keyboard.press("u");
  await said.getByText("Undone: Resolved.").waitFor();
  assert.deepEqual(site.notes(), before);
  await close();
});

test("on a disk that takes no more it is said which file, and what was typed is kept until there is room", async () => {
  const { page, composer, body, save, close } = await openNoted(browser, site);
  const before = site.notes();
  const words = "A long thought. ".repeat(20).trim();
  await choose(page, "raised");
  await page.keyboard.press("a");
  await body.fill(words);
  site.leaveRoom("100");
  await save();
  await composer.getByRole("alert").getByText(/content\/articles\/one\/notes\/.*(Make room|too large)/).waitFor();
  assert.equal(await body.inputValue(), words);
  assert.deepEqual(site.notes(), before);
  page.on("dialog", (dialog) => dialog.accept());
  await page.reload();
  await ready(page);
  assert.equal(await body.inputValue(), words);
  site.leaveRoom("unlimited");
  await save();
  await page.locator("aside.note", { hasText: words }).waitFor();
  assert.match(fresh(before)[1], /quote: raised\n/);
  await close();
});

test("hostile words in every field stay words, in the preview and on the page", async () => {
  const { page, complaints, composer, body, save, close } = await openNoted(browser, site);
  const hostile = `<img src=x onerror="document.title='taken'"><script>document.title='taken'</script>`;
  const links = `[a](javascript:document.title='taken') <b onclick="document.title='taken'">b</b> <style>*{display:none}</style>`;
  const old = site.notes();
  await choose(page, "slow");
  await page.keyboard.press("s");
  await page.getByRole("textbox", { name: "Put there instead" }).fill(hostile);
  await body.fill(`${hostile}\n\n${hostile} ${links}\n\n---\nstatus: published\n---\n`);
  await composer.getByText("Tags, see also").click();
  await page.getByRole("combobox", { name: "Tags" }).fill(`"]: ${hostile}`);
  await page.getByRole("button", { name: "Preview" }).click();
  const shown = page.getByRole("group", { name: "Preview" });
  await shown.getByText("onerror", { exact: false }).or(shown.locator("a, b")).first().waitFor();
  assert.equal(await shown.locator("script, img, style, [onclick], [onerror], a[href^=javascript]").count(), 0);
  await save();
  await composer.waitFor({ state: "detached" });
  const [id, file] = fresh(old);
  await page.locator(`#note-${id}`).waitFor();
  assert.equal(await page.locator(`#note-${id}`).locator("script, img, style, [onclick], [onerror], a[href^=javascript]").count(), 0);
  assert.match(file, /\nstatus: draft\n/);
  assert.doesNotMatch(await page.title(), /taken/);
  assert.equal(complaints.filter((said) => !said.includes("ship.png")).join("\n"), "");
  await close();
});

test("what others change is shown in place: scroll, chosen words and the composer stay", async () => {
  const { page, body, loads, close } = await openNoted(browser, site);
  await page.evaluate(() => document.getElementById("note-aaaaa1").getBoundingClientRect());
  await page.getByText("Paragraph 30 says").scrollIntoViewIfNeeded();
  await choose(page, "says that", 31);
  const top = () => page.evaluate(() => getSelection().getRangeAt(0).getBoundingClientRect().top);
  const before = await top();
  site.save(`${NOTES}/bbbbb1.md`, note(`From vim. ${"Many words. ".repeat(80)}`, "target:\n  quote: Paragraph 30 says that the ship\n"));
  await page.locator("#note-bbbbb1").waitFor();
  await page.waitForFunction(() => getSelection().toString() === "says that");
  assert.ok(Math.abs((await top()) - before) <= 2, `it moved from ${before} to ${await top()}`);
  await page.keyboard.press("a");
  await body.fill("Mine.");
  site.save(`${NOTES}/bbbbb2.md`, note("From vim again.", "target:\n  quote: slow\n"));
  await page.locator("#note-bbbbb2").waitFor({ state: "attached" });
  assert.equal(await body.inputValue(), "Mine.");
  assert.equal(loads(), 1);
  await close();
});

test("axe finds nothing with the composer, the buttons of a note, a menu, a conflict and the keys open", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { page, bar, body, save, composer, close } = await openNoted(browser, site, { bypassCSP: true, colorScheme });
    await page.addScriptTag({ path: axe });
    const look = async (what) => {
      const { violations } = await page.evaluate(() => globalThis.axe.run("postil-desk"));
      assert.deepEqual(violations.map(({ id, nodes }) => `${what}, ${colorScheme}: ${id}: ${nodes[0].html}`), []);
    };
    await pick(page, bar, "The first note.");
    await look("buttons");
    await page.keyboard.press("p");
    await look("menu");
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await look("keys");
    await page.keyboard.press("Escape");
    await page.keyboard.press("#");
    await page.getByRole("dialog", { name: "Delete this note?" }).waitFor();
    await look("deletion");
    await page.keyboard.press("Escape");
    await page.keyboard.press("e");
    await body.fill("Mine.");
    const there = site.note("aaaaa1");
    site.save(`${NOTES}/aaaaa1.md`, there.replace("The first note.", "Theirs."));
    await save();
    await page.locator("dialog.conflict").waitFor();
    await look("conflict");
    await page.keyboard.press("Escape");
    site.save(`${NOTES}/aaaaa1.md`, there);
    page.once("dialog", (dialog) => dialog.accept());
    await page.getByRole("button", { name: "Cancel" }).click();
    await choose(page, "slow");
    await page.keyboard.press("s");
    await composer.getByText("Tags, see also").click();
    await page.getByRole("combobox", { name: "See also" }).fill("o");
    await composer.locator(".options li").first().waitFor();
    await look("composer");
    await close();
  }
});

// Last: the preview is busy with a megabyte for some time.
test("a body of a megabyte works, one that is longer is refused in words and kept, half characters do no harm", async () => {
  const { page, composer, body, save, close } = await openNoted(browser, site);
  const old = site.notes();
  const fill = (text) => body.evaluate((area, value) => {
    area.value = value;
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }, text);
  await page.keyboard.press("a");
  await fill("word ".repeat(230_000));
  await save();
  await composer.getByText(/KiB at most/).waitFor();
  assert.equal((await body.inputValue()).length, 1_150_000);
  const long = `Half: \ud83d. ${"word ".repeat(200_000)}`;
  await fill(long);
  await save();
  await composer.waitFor({ state: "detached" });
  const [, file] = fresh(old);
  assert.ok(file.length > 1_000_000 && file.includes("Half: \ufffd. word"));
  await close();
});
