// The desk's pages for articles, entities and reviews, in a real browser: by keyboard, in both colours, beside others.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { launch, openPage } from "./chromium.mjs";
import { until } from "./imported.mjs";
import { ready } from "./noted.mjs";
import { preview, smallSite } from "./preview.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const ARTICLE = `---
title: The list of planes
authors: [Ana Bell]
tags: [air]
inferred:
  date:
    value: 2017-01-19
    lines: [3]
    why: a line of its own
---

Nine planes were lost over the sea, said Fikri Isik. Nobody knows why they were there.

Ana Bell Street is where Fikri Isik lives, and Ana Bell does not.
`;
const COMMENTS = `- id: c1
  author: Ted
  lines: 1-2
  text: |-
    <img src=x onerror=alert(1)> first
- id: c2
  lines: 3-4
  text: Second
`;
const SUGGESTION = `---
author: ana
status: published
kind: suggestion
target:
  quote: Nine planes were lost
replacement: Ten planes were lost
---
Count again.
`;

let browser, site;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());
beforeEach(async () => {
  const root = smallSite({
    "postil.yaml": "title: A small reader\npeople:\n  ana: Ana\n",
    "content/articles/a/index.md": ARTICLE,
    "content/articles/a/comments.yaml": COMMENTS,
    "content/articles/a/notes/sggst1.md": SUGGESTION,
    "content/articles/b/index.md": "---\ntitle: Another\nauthors: [Ben Okafor]\n---\n\nThen Fikri Isik left, and Fikri Isik came back.\n",
    "content/entities/ana.md": "---\nkind: person\nname: Ana Bell\n---\n",
  });
  const git = (...args) => assert.equal(spawnSync("git", ["-c", "user.name=Ana", "-c", "user.email=a@b.example", ...args], { cwd: root }).status, 0);
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--message", "All");
  site = await preview(root);
});
afterEach(() => site?.stop());

const article = () => site.read("content/articles/a/index.md");

async function open(path, options = {}) {
  const opened = await openPage(browser, site.url, { viewport: { width: 1440, height: 900 }, ...options });
  await opened.page.goto(`${site.url}${path}`);
  return opened;
}

/** The article's page as Ana sees it, once the desk knows its notes. */
async function reading(hash = "") {
  const opened = await openPage(browser, site.url, { viewport: { width: 1440, height: 900 } });
  await opened.page.addInitScript(() => localStorage.setItem("postil:me", "ana"));
  await opened.page.goto(`${site.url}articles/a.html${hash}`);
  await ready(opened.page);
  return opened;
}

async function form(options) {
  const opened = await open("-/articles/a", options);
  await opened.page.locator("form:not([aria-busy='true'])").waitFor();
  return opened;
}

test("an article is found, filled in and saved by the keyboard alone", async () => {
  const { page, complaints, close } = await open("-/articles/");
  await page.keyboard.press("/");
  await page.keyboard.type("list planes");
  await page.getByText("1 article", { exact: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.locator("form:not([aria-busy='true'])").waitFor();
  await page.getByLabel("Title", { exact: true }).focus();
  await page.keyboard.press("End");
  await page.keyboard.type(" and ships");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("2016-08/2017-03");
  await page.getByText("August 2016 – March 2017").waitFor();
  await page.getByRole("combobox", { name: "Tags" }).focus();
  await page.keyboard.type("two words");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+s");
  await page.getByRole("status").getByText("Saved").waitFor();
  assert.match(article(), /^---\ntitle: The list of planes and ships\ndate: 2016-08\/2017-03\nauthors: \[Ana Bell\]\ntags: \[air, two words\]\n/);
  await page.locator("h1").click();
  await page.keyboard.press("u");
  await page.getByRole("status").getByText("Undone").waitFor();
  assert.equal(article(), ARTICLE);
  assert.deepEqual(complaints, []);
  await close();
});

test("a wrong date is told as it is typed and when it is saved, and what was typed outlives a reload", async () => {
  const { page, close } = await form();
  const date = page.getByLabel("Date", { exact: true });
  await date.fill("2017-02-30");
  await page.getByText("the calendar has no such day").waitFor();
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator('[data-field="date"] .error').getByText("no such day").waitFor();
  assert.equal(article(), ARTICLE);
  await page.reload();
  await page.locator("form:not([aria-busy='true'])").waitFor();
  assert.equal(await date.inputValue(), "2017-02-30");
  await close();
});

test("what outlives a reload is not saved over what somebody else wrote meanwhile", async () => {
  const { page, close } = await form();
  const title = page.getByLabel("Title", { exact: true });
  await title.fill("Mine");
  site.save("content/articles/a/index.md", ARTICLE.replace("The list of planes", "Theirs").replace("tags: [air]", "tags: [air, sea]"));
  await page.reload();
  const dialog = page.getByRole("dialog", { name: "Two versions of the title" });
  await dialog.getByText("Theirs").first().waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("status").getByText("the file has changed since").waitFor();
  assert.equal(await title.inputValue(), "Mine");
  await page.keyboard.press("Control+s");
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("status").getByText("Nothing was saved").waitFor();
  await page.reload();
  await dialog.waitFor();
  assert.equal(await dialog.getByLabel("What it is to say").inputValue(), "Mine");
  await dialog.getByLabel("What it is to say").focus();
  await page.keyboard.press("Control+Enter");
  await dialog.waitFor({ state: "detached" });
  assert.match(article(), /title: Theirs\n/);
  await page.keyboard.press("Control+s");
  await until(() => /title: Mine\n[^]*tags: \[air, sea\]/.test(article()), "what was chosen is not saved");
  await close();
});

test("a guess is confirmed or refused, and gone either way", async () => {
  const { page, close } = await form();
  await page.getByText("line 3 of the source").waitFor();
  await page.getByRole("button", { name: "Confirm: Date 2017-01-19" }).press("Enter");
  await page.getByRole("status").getByText("Date confirmed").waitFor();
  assert.match(article(), /^---\ntitle: The list of planes\ndate: 2017-01-19\nauthors/);
  assert.doesNotMatch(article(), /inferred/);
  await close();
});

test("two who change different fields both have their say; of the same one the second is asked", async () => {
  const { page, close } = await form();
  site.save("content/articles/a/index.md", ARTICLE.replace("tags: [air]", "tags: [air, sea]"));
  await page.getByLabel("Title", { exact: true }).fill("Mine");
  await page.keyboard.press("Control+s");
  await page.getByRole("status").getByText("Saved").waitFor();
  assert.match(article(), /title: Mine\n[^]*tags: \[air, sea\]/);
  site.save("content/articles/a/index.md", article().replace("title: Mine", "title: Theirs is here"));
  await page.getByLabel("Title", { exact: true }).fill("Mine again");
  await page.keyboard.press("Control+s");
  const dialog = page.getByRole("dialog", { name: "Two versions of the title" });
  await dialog.waitFor();
  await dialog.getByText("Theirs is here").first().waitFor();
  assert.equal(await dialog.getByLabel("What it is to say").inputValue(), "Mine again");
  await dialog.getByRole("button", { name: "Take theirs" }).press("Enter");
  await page.keyboard.press("End");
  await page.keyboard.type(", and mine");
  await page.keyboard.press("Control+Enter");
  await dialog.waitFor({ state: "detached" });
  await until(() => article().includes("title: Theirs is here, and mine"), "what was chosen is not saved");
  site.save("content/articles/a/index.md", article().replace(", and mine", ""));
  await page.getByLabel("Title", { exact: true }).fill("Other");
  await page.keyboard.press("Control+s");
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("status").getByText("Nothing was saved").waitFor();
  assert.equal(await page.getByLabel("Title", { exact: true }).inputValue(), "Other");
  assert.match(article(), /title: Theirs is here\n/);
  await close();
});

test("a comment is taken down and put back, and is text", async () => {
  const { page, complaints, close } = await form();
  await page.getByText("<img src=x onerror=alert(1)> first").waitFor();
  await page.getByRole("button", { name: "Take down: the comment by Ted" }).press("Enter");
  await page.getByRole("status").getByText("Taken down").waitFor();
  assert.match(site.read("content/articles/a/comments.yaml"), /hidden: true/);
  await page.getByRole("button", { name: "Put back: the comment by Ted" }).press("Enter");
  await page.getByRole("status").getByText("Put back").waitFor();
  assert.equal(site.read("content/articles/a/comments.yaml"), COMMENTS);
  assert.deepEqual(complaints, []);
  await close();
});

test("without an editor the place is shown, to be copied", async () => {
  const { page, close } = await form();
  await page.getByRole("button", { name: "Open in my editor" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("postil.yaml").waitFor();
  assert.equal(await dialog.getByLabel("The place").inputValue(), "content/articles/a/index.md:1");
  await close();
});

test("a suggested entity is accepted, refused and taken back by keys", async () => {
  const { page, complaints, close } = await open("-/entities/");
  await page.getByRole("heading", { name: "Fikri Isik" }).waitFor();
  await page.keyboard.press("y");
  await page.getByRole("status").getByText("Nothing is chosen: j goes to the first.").waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("y");
  await page.getByRole("status").getByText("Fikri Isik is on the list").waitFor();
  assert.match(site.read("content/entities/fikri-isik.md"), /name: Fikri Isik/);
  await page.keyboard.press("u");
  await page.getByRole("status").getByText("Taken back").waitFor();
  await page.getByRole("heading", { name: "Fikri Isik" }).waitFor();
  await page.keyboard.press("k");
  await page.keyboard.press("e");
  const dialog = page.getByRole("dialog", { name: "Accept Fikri Isik" });
  await dialog.getByLabel("Name", { exact: true }).fill("Fikri Işık");
  await dialog.getByLabel("Kind").selectOption("person");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("status").getByText("Fikri Işık is on the list").waitFor();
  assert.match(site.read("content/entities/fikri-isik.md"), /kind: person\nname: Fikri Işık\n/);
  assert.deepEqual(complaints, []);
  await close();
});

test("what changed is shown as a person reads it, and copied as Markdown", async () => {
  site.save("content/articles/a/index.md", ARTICLE.replace("Nine planes", "Ten planes"));
  const { page, close } = await open("-/review/?since=HEAD", { permissions: ["clipboard-read", "clipboard-write"] });
  await page.getByText("Since HEAD: 1 article changed.").waitFor();
  assert.equal(await page.locator("section del").innerText(), "Nine");
  assert.equal(await page.locator("section ins").innerText(), "Ten");
  await page.keyboard.press("c");
  await page.getByRole("status").getByText("Copied").waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(text, /\*\*Since HEAD\*\*: 1 article changed\n\n### The list of planes, changed\n\n> ~~Nine~~\*\*Ten\*\* planes were lost/);
  await page.getByLabel("Since").fill("nowhere");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("git knows no commit").waitFor();
  await close();
});

test("a suggestion is accepted on the page, by its key", async () => {
  const { page, complaints, close } = await reading("#note-sggst1");
  await page.keyboard.press("j");
  await page.keyboard.press("Shift+A");
  const dialog = page.getByRole("dialog", { name: "Accept this suggestion?" });
  await dialog.getByText("Ten").waitFor();
  await page.keyboard.press("Control+Enter");
  await dialog.waitFor({ state: "detached" });
  assert.match(article(), /\nTen planes were lost over the sea/);
  assert.match(site.read("content/articles/a/notes/sggst1.md"), /status: resolved/);
  await page.locator("article, main").getByText("Ten planes were lost").first().waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test("an accepted suggestion is taken back after a reload", async () => {
  const note = () => site.read("content/articles/a/notes/sggst1.md");
  const { page, complaints, close } = await reading("#note-sggst1");
  await page.keyboard.press("j");
  await page.keyboard.press("Shift+A");
  await page.getByRole("dialog", { name: "Accept this suggestion?" }).getByText("Ten").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.locator("main").getByText("Ten planes were lost").first().waitFor();
  await page.reload();
  await ready(page);
  await page.keyboard.press("u");
  await page.getByRole("status").getByText("Undone").waitFor();
  assert.equal(article(), ARTICLE);
  assert.equal(note(), SUGGESTION);
  assert.deepEqual(complaints, []);
  await close();
});

test("chosen words mean an entity, or never do, with the keyboard alone, and it is taken back", async () => {
  const { page, complaints, close } = await reading();
  const ana = () => site.read("content/entities/ana.md");
  const before = ana();
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const chosen = () => page.evaluate(() => getSelection().toString());
  const more = async (words) => {
    for (let steps = 0; steps < 12 && !(await chosen()).endsWith(words); steps += 1) await press("ArrowRight");
    assert.ok((await chosen()).endsWith(words), await chosen());
  };
  await press("v");
  await more("Fikri Isik");
  for (let words = 0; words < 8; words += 1) await press("Shift+ArrowRight");
  assert.equal(await chosen(), "Fikri Isik");
  await press("l");
  const link = page.getByRole("dialog", { name: "These words mean …" });
  await link.waitFor();
  assert.equal(await link.getByLabel("Words", { exact: true }).inputValue(), "Fikri Isik");
  await press("Tab");
  await page.keyboard.type("person");
  await press("Control+Enter");
  await page.getByRole("status").getByText("Fikri Isik is an entity now.").waitFor();
  assert.match(site.read("content/entities/fikri-isik.md"), /kind: person\nname: Fikri Isik\n/);
  await page.locator('.body a[href$="entities/fikri-isik.html"]').first().waitFor();

  const linked = page.locator('.body a[href$="entities/ana.html"]');
  assert.equal(await linked.count(), 1, "the first mention is linked");
  await press("v");
  while (!/^Ana/.test(await chosen())) await press("v");
  await more("Ana Bell Street");
  await press("Shift+L");
  await page.getByRole("dialog", { name: "These words never mean …" }).waitFor();
  await press("Control+Enter");
  await page.getByRole("status").getByText("Ana Bell Street never means Ana Bell.").waitFor();
  assert.match(ana(), /Ana Bell Street/);
  await page.waitForFunction(() => !/Street/.test(document.querySelector('.body a[href$="entities/ana.html"]')?.nextSibling?.data.slice(0, 7) ?? ""));

  await press("Escape", "v");
  await press("L");
  await page.getByRole("dialog", { name: "These words name no entity" }).waitFor();
  await press("Escape", "Escape", "u");
  await page.getByRole("status").getByText("Undone: Ana Bell Street").waitFor();
  assert.equal(ana(), before);
  await press("u");
  await page.getByRole("status").getByText("Undone: Fikri Isik").waitFor();
  await until(() => !existsSync(join(site.root, "content/entities/fikri-isik.md")), "the entity is still there");
  assert.deepEqual(complaints, []);
  await close();
});

test("a form that was saved is taken back after a reload; what a full disk or a server that is gone did not take is kept", async () => {
  const { page, close } = await form();
  const title = page.getByLabel("Title", { exact: true });
  const reload = async () => {
    await page.reload();
    await page.locator("form:not([aria-busy='true'])").waitFor();
  };
  await title.fill("Mine");
  await page.keyboard.press("Control+s");
  await page.getByRole("status").getByText("Saved").waitFor();
  await reload();
  await page.locator("h1").click();
  await page.keyboard.press("u");
  await page.getByRole("status").getByText("Undone").waitFor();
  assert.equal(article(), ARTICLE);

  site.leaveRoom("20");
  await title.fill("Mine again");
  await page.keyboard.press("Control+s");
  await page.getByRole("alert").getByText(/content\/articles\/a\/index\.md.*(Make room|too large).*still here/).waitFor();
  assert.equal(article(), ARTICLE);
  site.leaveRoom("unlimited");
  await site.stop();
  await page.keyboard.press("Control+s");
  await page.getByRole("alert").getByText(/does not answer.*still here/).waitFor();
  site = await preview(site.root, { port: site.port });
  await reload();
  assert.equal(await title.inputValue(), "Mine again");
  await page.keyboard.press("Control+s");
  await until(() => /title: Mine again\n/.test(article()), "it is not saved");
  await close();
});

test("where there is no repository, the page of changes says so and nothing fails", async () => {
  rmSync(join(site.root, ".git"), { recursive: true });
  const { page, complaints, close } = await open("-/review/");
  await page.locator("#summary").getByText(/no earlier version to compare with: git knows no repository/).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing in ${colorScheme}`, async () => {
    site.save("content/articles/a/index.md", ARTICLE.replace("Nine planes", "Ten planes"));
    const found = [];
    for (const path of ["-/articles/", "-/articles/a", "-/entities/", "-/review/?since=HEAD"]) {
      const { page, close } = await open(path, { colorScheme, bypassCSP: true });
      await page.locator("[aria-busy='true']").waitFor({ state: "detached" });
      const check = async (where) => {
        await page.addScriptTag({ path: axe });
        const { violations } = await page.evaluate(() => globalThis.axe.run());
        for (const { id, help, nodes } of violations) found.push(`${where}: ${id}: ${help}: ${nodes[0].html}`);
      };
      await check(path);
      if (path === "-/entities/") {
        await page.keyboard.press("j");
        await page.keyboard.press("e");
        await check(`${path} dialog`);
      }
      if (path === "-/articles/a") {
        site.save("content/articles/a/index.md", article().replace("The list of planes", "Theirs"));
        await page.getByLabel("Title", { exact: true }).fill("Mine");
        await page.keyboard.press("Control+s");
        await page.getByRole("dialog", { name: "Two versions of the title" }).waitFor();
        await check(`${path} conflict`);
      }
      await close();
    }
    assert.equal(found.join("\n"), "");
  });
}
