// How long an editor waits, in a real browser: `node tests/browser/bench/desk.mjs save [DIR [NOTES]]` and `… page DIR`.
//
// `save` writes notes on chosen words, on one article after the other of a copy of the site in DIR (the sample without
// one), and says how long it took from the click on "Save" until the note was painted in its place. The first note is
// told by itself: it may add a list of notes to the navigation, and so change every page. `page` opens the desk's page
// of the site in DIR: first paint, first row, all rows, each filter. All in milliseconds. POSTIL_BIN names the binary,
// which is to be a release build. No test: the figures are those of a machine and a moment.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { launch, openPage } from "../chromium.mjs";
import { ready } from "../noted.mjs";
import { preview } from "../preview.mjs";
import { copySample } from "../site.mjs";

/** How long an editor does something else between two notes. */
const PAUSE = 1500;

const [what, folder, many = "50"] = process.argv.slice(2);
const modes = { save, page };
if (!modes[what] || (what === "page" && !folder)) {
  console.error("usage: desk.mjs save [DIR [NOTES]] | page DIR");
  process.exit(2);
}
const root = copySample(folder);
const browser = await launch();
const site = await preview(root);
await modes[what]();
await browser.close();
await site.stop();

function told(label, times) {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]);
  console.log(`${label}: half ${at(0.5)}, 95 of 100 ${at(0.95)}, worst ${at(1)} ms (${sorted.length} times)`);
}

async function save() {
  const slugs = readdirSync(join(root, "content/articles")).map((name) => name.replace(/\.md$/, "")).sort();
  const { page } = await openPage(browser, site.url, { viewport: { width: 1440, height: 900 } });
  await page.addInitScript(() => localStorage.setItem("postil:me", "ana"));
  const times = [];
  for (let number = 0; number <= Number(many); number += 1) {
    await page.goto(`${site.url}articles/${slugs[(number * 37) % slugs.length]}.html`);
    await ready(page);
    const took = await one(page, `Note ${number} of them all.`);
    if (number === 0) console.log(`the first note: ${Math.round(took)} ms`);
    else times.push(took);
    await page.waitForTimeout(number === 0 ? 10 * PAUSE : PAUSE);
  }
  told("saved and shown", times);
}

/** Writes a note on some words, and gives how long it took from the click until it was painted. */
async function one(page, words) {
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector(".body"), NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    const texts = nodes.filter((it) => it.parentElement.closest("p") && !it.parentElement.closest("aside, .notes"));
    const [node] = texts.sort((one, other) => other.data.trim().length - one.data.trim().length);
    const start = node.data.search(/\S/);
    getSelection().setBaseAndExtent(node, start, node, Math.min(start + 20, node.data.trimEnd().length));
  });
  await page.keyboard.press("a");
  await page.getByRole("textbox", { name: "Note", exact: true }).fill(words);
  await page.evaluate((wanted) => {
    globalThis.took = new Promise((resolve) => {
      let start;
      addEventListener("click", () => (start = performance.now()), { capture: true, once: true });
      new MutationObserver((_, observer) => {
        if (![...document.querySelectorAll("aside.note, .note")].some((it) => it.textContent.includes(wanted))) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
      }).observe(document.querySelector("main"), { subtree: true, childList: true, characterData: true });
    });
  }, words);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  return page.evaluate(() => globalThis.took);
}

async function page() {
  const { page: tab } = await openPage(browser, site.url, { viewport: { width: 1440, height: 900 } });
  const paints = { "first paint": [], "first row": [], "all notes counted": [] };
  for (let round = 0; round < 5; round += 1) {
    await tab.addInitScript(() => {
      globalThis.seen = new Promise((resolve) => {
        const look = () => {
          if (document.querySelector(".row")) setTimeout(() => resolve(performance.now()));
          else requestAnimationFrame(look);
        };
        look();
      });
    });
    await tab.goto(`${site.url}-/`);
    const row = await tab.evaluate(() => globalThis.seen);
    paints["first paint"].push(await tab.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
    paints["first row"].push(row);
    await tab.waitForFunction(() => /^[1-9]/.test(document.querySelector("#count").textContent));
    paints["all notes counted"].push(await tab.evaluate(() => performance.now()));
  }
  for (const [label, times] of Object.entries(paints)) told(label, times);
  console.log(await tab.locator("#count").innerText());
  await filters(tab);
  const all = await tab.evaluate(async () => {
    const start = performance.now();
    const more = document.querySelector("#more");
    while (!more.hidden) {
      more.click();
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    }
    return [performance.now() - start, document.querySelectorAll(".row").length];
  });
  console.log(`down to the last of ${all[1]} rows: ${Math.round(all[0])} ms`);
  await filters(tab, " below them");
}

/** Each filter set and taken out, until what it shows is painted. */
async function filters(tab, where = "") {
  const took = await tab.evaluate(async () => {
    const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const times = {};
    const time = async (name, act) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      const start = performance.now();
      act();
      await painted();
      (times[name] ??= []).push(performance.now() - start);
    };
    const facets = [...document.querySelectorAll("[data-facet]")].map((it) => it.dataset.facet);
    for (const facet of facets) {
      const boxes = () => [...document.querySelectorAll(`[data-facet="${facet}"] input[type=checkbox]`)];
      for (let at = 0; at < Math.min(6, boxes().length); at += 1) {
        await time(facet, () => boxes()[at]?.click());
        await time(facet, () => document.querySelector(`[data-facet="${facet}"] input:checked`)?.click());
      }
    }
    for (const view of ["mine", "review", "unanswered", "all"]) await time(`view ${view}`, () => document.querySelector(`[data-view="${view}"]`).click());
    const text = document.querySelector("#text");
    const type = (value) => {
      text.value = value;
      text.dispatchEvent(new InputEvent("input", { bubbles: true }));
    };
    for (const letters of ["t", "th", "the", "the s", ""]) await time("words", () => type(letters));
    const sort = document.querySelector("#sort");
    for (const order of ["article", "newest"]) {
      await time("order", () => {
        sort.value = order;
        sort.dispatchEvent(new Event("change"));
      });
    }
    return times;
  });
  for (const [name, times] of Object.entries(took)) told(`filter ${name}${where}`, times);
}
