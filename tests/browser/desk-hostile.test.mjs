// Hostile words in every field that a file of the site, a commenter or a colleague can fill: on each view of the desk they
// are words, no script runs, and nothing is even tried that the policy would have to stop.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { launch, openPage } from "./chromium.mjs";
import { until } from "./imported.mjs";
import { preview, smallSite } from "./preview.mjs";

const SCRIPT = "<script>globalThis.taken=1</script>";
const HOSTILE = `"'>${SCRIPT}<img src=x onerror="globalThis.taken=1"><svg onload="globalThis.taken=1"></svg><a href="javascript:globalThis.taken=1">go</a></textarea></title></style></script></template>--><!--{{ taken }}{% taken %}\${taken}`;
const MARKDOWN = `${HOSTILE}\n\n[go](javascript:globalThis.taken=1) ![x](x"onerror="globalThis.taken=1) <b onclick="globalThis.taken=1">b</b>\n\n${SCRIPT}`;
const yaml = (name) => JSON.stringify(`${name} ${HOSTILE}`);
const NAME = `<img src=x onerror=taken=1>"'&{{x}}`;

const note = (more, body = MARKDOWN) => `---\nauthor: ana\ncreated: 2026-03-02T09:14:00Z\nstatus: review\n${more}tags: [${yaml("tag")}]\nassigned: ben\n---\n${body}\n`;
const NOTES = "content/articles/one/notes";
const FILES = {
  "postil.yaml": `title: ${yaml("Site")}\ndescription: ${yaml("About")}\npeople:\n  ana: {name: ${yaml("Ana")}}\n  ben: {name: ${yaml("Ben")}}\n`,
  "content/articles/one/index.md": `---
title: ${yaml("Title")}
authors: [${yaml("Author")}]
tags: [${yaml("tag")}]
source: {name: ${yaml("Source")}}
summary: ${yaml("Summary")}
inferred:
  date: {value: 2017-01-19, lines: [1], why: ${yaml("Why")}}
corrections:
  - {date: 2026-01-01, text: ${yaml("Correction")}}
---
The ship left at dawn. The ship was old, said Fikri Isik. Mr. Fikri Isik was told of Ana Bell.

${HOSTILE.replaceAll("<", "\\<")}
`,
  "content/articles/one/comments.yaml": `- id: c1\n  author: ${yaml("Commenter")}\n  date: ${yaml("Day")}\n  text: ${yaml("Comment")}\n`,
  [`content/articles/one/${NAME}.txt`]: "hostile by name",
  "content/articles/two/index.md": `---\ntitle: ${yaml("Other")}\n---\nFikri Isik again, and Fikri Isik.\n`,
  "content/entities/ana-bell.md": `---\nkind: person\nname: Ana Bell\naliases: [${yaml("Alias")}]\nnot: [${yaml("Not")}]\nsee: [{name: ${yaml("See")}, url: "javascript:globalThis.taken=1"}]\n---\n${MARKDOWN}\n`,
  "content/entities/other.md": `---\nkind: place\nname: ${yaml("Place")}\n---\n`,
  "content/entities/refused.yaml": `- name: ${yaml("Refused")}\n  reason: ${yaml("Reason")}\n`,
  [`${NOTES}/aaaaa1.md`]: note("kind: comment\ntarget:\n  quote: The ship left\n"),
  [`${NOTES}/aaaaa2.md`]: note("reply_to: aaaaa1\n"),
  [`${NOTES}/aaaaa3.md`]: note(`kind: suggestion\ntarget:\n  quote: was old\nreplacement: ${yaml("was")}\n`),
  [`${NOTES}/aaaaa4.md`]: note(`kind: question\ntarget:\n  quote: ${yaml("gone")}\n  prefix: ${yaml("before")}\n  suffix: ${yaml("after")}\n`),
  [`${NOTES}/aaaaa5.md`]: note(`kind: comment\nsee: [two, ${yaml("nowhere")}]\n`).replace("author: ana", `author: ${yaml("Nobody")}`),
  [`${NOTES}/aaaaa6.md`]: note("kind: comment\n", "On the whole."),
};

let browser, site;
before(async () => {
  browser = await launch();
  const root = smallSite({ "postil.yaml": FILES["postil.yaml"], "content/articles/one/index.md": "---\ntitle: One\n---\nOld.\n" });
  const git = (...words) => execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.org", ...words], { cwd: root, stdio: "ignore" });
  git("init");
  git("add", ".");
  git("commit", "-m", HOSTILE);
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  site = await preview(root);
});
after(async () => {
  await site?.stop();
  await browser?.close();
});

async function open(path, options = {}) {
  const opened = await openPage(browser, site.url, { viewport: { width: 1280, height: 900 }, ...options });
  const { page } = opened;
  await page.addInitScript(() => {
    localStorage.setItem("postil:me", "ana");
    globalThis.violations = [];
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => globalThis.violations.push([violatedDirective, blockedURI, sample].join(" ")));
  });
  const dialogs = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    dialog.dismiss();
  });
  await page.goto(site.url + path);
  /** Nothing ran, nothing was tried, nothing is there that could be. */
  const isHarmless = async (what) => {
    const told = await page.evaluate(() => {
      const roots = (root) => [root, ...[...root.querySelectorAll("*")].flatMap(({ shadowRoot }) => (shadowRoot ? roots(shadowRoot) : []))];
      const alive = "script:not([src]):not([type='application/ld+json']), [onerror], [onload], [onclick], img[src='x'], [href^='javascript:' i], iframe, object, embed";
      return {
        taken: globalThis.taken,
        violations: globalThis.violations,
        alive: roots(document).flatMap((root) => [...root.querySelectorAll(alive)].map(({ outerHTML }) => outerHTML)),
      };
    });
    assert.deepEqual(told, { taken: undefined, violations: [], alive: [] }, what);
    assert.deepEqual([...dialogs, ...opened.complaints.filter((said) => !said.startsWith("409"))].filter((said) => !/status of 409/.test(said)), [], what);
  };
  return { ...opened, isHarmless, desk: page.locator("postil-desk") };
}

/** Waits for a hostile text that is shown as the text it is. */
const shown = (scope, name) => scope.getByText(`${name} "'>${SCRIPT}<img`, { exact: false }).first().waitFor();

test("on the desk's page: rows, facets, a note opened, filters by its words", async () => {
  const { page, isHarmless, close } = await open("-/");
  await page.locator(".row").first().waitFor();
  for (const button of await page.locator(".row .open").all()) await button.click();
  await page.locator(".rendered").nth(4).waitFor();
  await shown(page.locator("#list"), "Title");
  await shown(page.locator("#facets"), "tag");
  await page.locator("#text").fill(SCRIPT);
  await page.locator("#count", { hasText: /note/ }).waitFor();
  await isHarmless("rows");
  await page.locator(".row input").first().check();
  await page.locator("#batch [name=tag]").fill(HOSTILE);
  await page.locator("#batch").getByRole("button", { name: /Change|Apply/ }).click();
  await page.locator("#status", { hasText: "changed" }).waitFor();
  await page.keyboard.press("Escape");
  await isHarmless("batch");
  await close();
});

test("among passages that lost their place", async () => {
  for (const view of ["orphans", "confirm"]) {
    const { page, isHarmless, close } = await open(`-/?view=${view}`);
    await page.locator(".then, .none").first().waitFor();
    if (view === "orphans") await shown(page.locator("#passages"), "gone");
    await isHarmless(view);
    await close();
  }
});

test("in the list of articles, the form of one, and its comments", async () => {
  const list = await open("-/articles/");
  await shown(list.page.locator("main"), "Title");
  await list.isHarmless("list");
  await list.close();
  const { page, isHarmless, close } = await open("-/articles/one");
  await shown(page.locator("main"), "Comment");
  assert.equal(await page.getByLabel("Title", { exact: true }).inputValue(), `Title ${HOSTILE}`);
  await page.getByLabel("Title", { exact: true }).fill(`New ${HOSTILE}`);
  await page.keyboard.press("Control+Enter");
  await until(() => site.read("content/articles/one/index.md").includes("New "), "the form was not saved");
  await isHarmless("form");
  await close();
});

test("among entities, suggested and refused", async () => {
  const { page, isHarmless, close } = await open("-/entities/");
  await page.locator("#suggested [data-key]").first().waitFor();
  await shown(page.locator("#known"), "Place");
  await shown(page.locator("#refused"), "Refused");
  await isHarmless("entities");
  await close();
});

test("on the page itself: notes, the tray, the composer and its preview, every menu and question", async () => {
  const { page, desk, isHarmless, close } = await open("articles/one.html");
  await page.locator("#note-aaaaa1").waitFor();
  await page.keyboard.press("n");
  await desk.locator("#tray button[data-id]").first().waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.getByRole("toolbar", { name: "This note" }).waitFor();
  for (const key of ["p", "@", "#"]) {
    await page.keyboard.press(key);
    await desk.getByRole("dialog").waitFor();
    if (key === "@") await shown(desk.getByRole("dialog"), "Ben");
    await isHarmless(`the menu of ${key}`);
    await page.keyboard.press("Escape");
    await desk.getByRole("dialog").waitFor({ state: "detached" });
  }
  await page.keyboard.press("e");
  const composer = desk.locator(".composer");
  await composer.waitFor();
  await composer.getByRole("button", { name: "Preview" }).click();
  await composer.locator(".preview > *").first().waitFor();
  await isHarmless("the composer");
  await composer.getByRole("combobox", { name: "See also" }).fill("place");
  await shown(composer.locator(".options"), "Place");
  await isHarmless("completion");
  // Somebody writes the same file meanwhile: three versions.
  site.save(`${NOTES}/aaaaa1.md`, site.read(`${NOTES}/aaaaa1.md`).replace("[go]", `[gone ${SCRIPT}]`));
  await composer.getByRole("button", { name: "Write" }).click();
  await composer.getByRole("textbox", { name: "Note" }).fill(`Mine ${HOSTILE}`);
  await page.keyboard.press("Control+Enter");
  await desk.locator("dialog.conflict").waitFor();
  await isHarmless("a conflict");
  await page.keyboard.press("Control+Enter");
  await desk.locator("dialog.conflict").waitFor({ state: "detached" });
  await isHarmless("after a conflict");
  await close();
});

test("where a suggestion is accepted, and where words become an entity", async () => {
  const { page, desk, isHarmless, close } = await open("articles/one.html#note-aaaaa3");
  await page.locator("#note-aaaaa3").click();
  await page.getByRole("toolbar", { name: "This note" }).getByRole("button", { name: "Accept" }).click();
  await desk.getByRole("dialog").locator("ins").first().waitFor();
  await isHarmless("the question");
  await desk.getByLabel(/Tell readers/).check();
  await desk.getByRole("dialog").getByRole("button", { name: "Accept", exact: true }).click();
  await until(() => /status: resolved/.test(site.read(`${NOTES}/aaaaa3.md`)), "it was not accepted");
  await page.locator(".body", { hasText: SCRIPT }).first().waitFor();
  await isHarmless("accepted");
  await close();
});

test("in what changed, and on the pages of the site", async () => {
  for (const path of ["-/review/", "", "articles/", "articles/one.html", "articles/two.html", "entities/", "entities/ana-bell.html"]) {
    const { page, isHarmless, close } = await open(path);
    if (path === "-/review/") await shown(page.locator("main"), "Other");
    await isHarmless(path);
    await close();
  }
});
