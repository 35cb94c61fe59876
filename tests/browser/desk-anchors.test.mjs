// What is chosen on a page is exactly what a note speaks of: any range, on any article.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, openPage } from "./chromium.mjs";
import { choose, notedSite, openNoted, ready } from "./noted.mjs";
import { preview, sampleSite } from "./preview.mjs";

let browser, site;
before(async () => {
  browser = await launch();
  site = await notedSite();
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

/** Chooses `count` ranges by chance, and gives what is wrong with the passages that they became. */
function randomRanges(page, count, seed) {
  return page.evaluate(
    async ([many, begin]) => {
      const url = new URL("selection.js", document.querySelector('script[src$="notes/page.js"]').src);
      const { chosen } = await import(url);
      const model = await import(new URL("model.js", url));
      const { text } = (await model.text()).plain;
      let state = begin;
      const random = (below) => {
        state = (state * 1103515245 + 12345) % 2147483648;
        return state % below;
      };
      const strip = (words) => words.replace(/\s+/g, "");
      const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
      const all = [];
      while (walker.nextNode()) all.push(walker.currentNode);
      const body = document.querySelector(".body");
      const isOurs = (node) => body.contains(node) && !node.parentElement.closest(".note-ref, .footnote-ref, .footnote-back, .anchor, .raw-html, .remote-image, .notes, .shared");
      // What stands in a range, by counting the characters one by one.
      const expected = (range) => {
        let words = "";
        for (const node of all.filter(isOurs)) {
          for (let at = 0; at < node.data.length; at += 1) {
            const inside = range.comparePoint(node, at) >= 0 && range.comparePoint(node, at + 1) <= 0 && range.isPointInRange(node, at);
            if (inside) words += node.data[at];
          }
        }
        return words;
      };
      const wrong = [];
      let passages = 0;
      for (let round = 0; round < many; round += 1) {
        const [one, other] = [all[random(all.length)], all[random(3) ? random(all.length) : 0]];
        const near = random(2) ? all[Math.min(all.length - 1, all.indexOf(one) + random(6))] : other;
        getSelection().setBaseAndExtent(one, random(one.data.length + 1), near, random(near.data.length + 1));
        if (getSelection().isCollapsed) continue;
        const range = getSelection().getRangeAt(0);
        const passage = chosen();
        const words = strip(expected(range));
        if (!passage) {
          if (words !== "") wrong.push(`nothing of ${words.slice(0, 60)}`);
          continue;
        }
        passages += 1;
        const there = [...text].slice(passage.start, passage.end).join("");
        const whole = strip(there).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, "");
        if (there !== passage.quote) wrong.push(`the quote is not there: ${passage.quote.slice(0, 60)}`);
        if (!whole.includes(words.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, "")) || whole.length - words.length > 2) {
          wrong.push(`${there.slice(0, 60)} for ${words.slice(0, 60)}`);
        }
        // The place, not only the words: as much text stands before it.
        const upTo = document.createRange();
        upTo.setStart(document.body, 0);
        upTo.setEnd(range.startContainer, range.startOffset);
        const before = strip(expected(upTo)).length - strip([...text].slice(0, passage.start).join("")).length;
        if (before < 0 || before > 1) wrong.push(`another place of ${there.slice(0, 60)}`);
      }
      return { wrong, passages };
    },
    [count, seed],
  );
}

test("any range on any article of the sample is exactly the text between its ends", async (context) => {
  const sample = await preview(sampleSite());
  const { page, complaints, close } = await openPage(browser, sample.url);
  await page.addInitScript(() => localStorage.setItem("postil:me", "ana"));
  await page.goto(`${sample.url}articles/index.html`);
  const articles = await page.locator('main a[href$=".html"]').evaluateAll((links) => [...new Set(links.map((link) => link.href))]);
  const own = articles.filter((url) => /\/articles\/(?!index|page)[^/]+\.html$/.test(url));
  assert.ok(own.length >= 5, "there are too few articles");
  let passages = 0;
  for (const [number, url] of own.entries()) {
    await page.goto(url);
    await ready(page);
    const found = await randomRanges(page, 60, 7 + number);
    assert.deepEqual(found.wrong, [], url);
    passages += found.passages;
  }
  context.diagnostic(`${passages} passages on ${own.length} articles`);
  assert.ok(passages > 100);
  assert.equal(complaints.join("\n"), "");
  await close();
  await sample.stop();
});

test("the same among lists, tables, code, footnotes, images, raw HTML and characters of several pieces", async () => {
  const { page, close } = await openNoted(browser, site);
  const { wrong, passages } = await randomRanges(page, 250, 1);
  assert.deepEqual(wrong, []);
  assert.ok(passages > 100, `${passages} passages`);
  await close();
});

test("of words that stand in many places a note gets the one that was chosen", async () => {
  const { page, body, save, composer, close } = await openNoted(browser, site);
  for (const [nth, before] of [[4, "the "], [6, "the second "], [8, "let "], [53, "about the "]]) {
    await choose(page, "ship", nth);
    const old = Object.keys(site.notes());
    await page.keyboard.press("a");
    await body.fill(`The ${nth}th.`);
    await save();
    await page.locator("aside.note").getByText(`The ${nth}th.`).waitFor();
    await composer.waitFor({ state: "detached" });
    const [id] = Object.keys(site.notes()).filter((known) => !old.includes(known));
    const file = site.note(id);
    assert.match(file, /\n {2}quote: ship\n/);
    const mark = page.locator(`mark[data-notes~="${id}"]`);
    assert.equal(await mark.count(), 1);
    const stands = await mark.evaluate((found) => {
      const range = document.createRange();
      range.setStart(document.querySelector(".body"), 0);
      range.setEndBefore(found);
      return range.toString().slice(-12);
    });
    assert.ok(stands.endsWith(before), `${stands} and not ${before}`);
  }
  await close();
});

test("what is chosen across a note or beyond the article is cut to the article; where that leaves nothing, it is said why", async () => {
  const { page, warned, composer, close } = await openNoted(browser, site);
  const quote = () => composer.getByRole("group", { name: "The chosen words" }).innerText();
  await page.evaluate(() => {
    const first = document.querySelector(".body p").firstChild;
    getSelection().setBaseAndExtent(document.querySelector("h1").firstChild, 0, document.querySelector("aside.note .note-body p").firstChild, 3);
    return first;
  });
  await page.keyboard.press("a");
  assert.match(await quote(), /^The ship left at dawn\.[^]*slow\.$/);
  await page.getByRole("button", { name: "Cancel" }).click();
  for (const [selector, why] of [
    ["aside.note .note-body p", /a note's own/],
    ["h1", /no words of the article/],
    [".raw-html", /no words of the article/],
  ]) {
    await page.evaluate((found) => getSelection().selectAllChildren(document.querySelector(found)), selector);
    await page.keyboard.press("a");
    await warned.getByText(why).waitFor();
    assert.equal(await composer.count(), 0);
  }
  await page.evaluate(() => {
    const image = document.querySelector(".body img");
    const range = document.createRange();
    range.selectNode(image);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  });
  await page.keyboard.press("q");
  await warned.getByText(/an image .* no words/).waitFor();
  await close();
});

test("an article whose links show the titles of what they lead to can be annotated, those links whole", async () => {
  site.save("content/articles/three.md", "---\ntitle: Three\n---\nBefore 🚢 see [[two]] and [[one]], then the end.\n");
  const { page, complaints, composer, close } = await openNoted(browser, site, { path: "articles/two.html" });
  await page.waitForFunction(async (url) => (await fetch(url)).ok, `${site.url}articles/three.html`);
  await page.goto(`${site.url}articles/three.html`);
  await ready(page);
  assert.deepEqual((await randomRanges(page, 0, 1)).wrong, []);
  const quote = () => composer.getByRole("group", { name: "The chosen words" }).innerText();
  for (const [words, expected] of [["account", "two"], ["see The other", "see two"], ["then", "then"]]) {
    await page.evaluate((wanted) => {
      const body = document.querySelector(".body p");
      const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
      const nodes = [];
      while (walker.nextNode()) nodes.push(walker.currentNode);
      const at = body.textContent.indexOf(wanted);
      const point = (offset) => {
        let left = offset;
        const node = nodes.find(({ data }) => left <= data.length || ((left -= data.length), false));
        return [node, left];
      };
      getSelection().setBaseAndExtent(...point(at), ...point(at + wanted.length));
    }, words);
    await page.keyboard.press("a");
    assert.equal(await quote(), expected);
    await page.getByRole("button", { name: "Cancel" }).click();
  }
  assert.equal(complaints.join("\n").replace(/.*404.*/g, "").trim(), "");
  await close();
});

test("what ends behind the article, in another note, or goes from a list into a table is anchored to its words there", async () => {
  const { page, complaints, composer, body, save, close } = await openNoted(browser, site);
  /** Chooses from the `from`th character of one element's text to the `to`th of another's. */
  const drag = (one, from, other, to) => page.evaluate(([start, at, end, upTo]) => {
    const walk = (selector) => {
      const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
      walker.nextNode();
      return walker.currentNode;
    };
    getSelection().setBaseAndExtent(walk(start), at, walk(end), upTo);
  }, [one, from, other, to]);
  const quote = () => composer.getByRole("group", { name: "The chosen words" }).innerText();
  await drag(".body > p:last-of-type", 0, "footer", 1);
  await page.keyboard.press("a");
  assert.match(await quote(), /^Paragraph 39 says that the ship was there\.\n\nA footnote about the ship\.$/);
  await page.getByRole("button", { name: "Cancel" }).click();
  // Backwards, as a hand that goes up.
  await drag(".body li li", 9, "aside.note .note-body p", 4);
  await page.keyboard.press("a");
  assert.match(await quote(), /^What the ship was\n[^]*the third$/);
  await page.getByRole("button", { name: "Cancel" }).click();

  const old = Object.keys(site.notes());
  await drag(".body li li", 4, ".body td + td", 4);
  await page.keyboard.press("a");
  await body.fill("Across both.");
  await save();
  await page.locator("aside.note", { hasText: "Across both." }).waitFor();
  const [id] = Object.keys(site.notes()).filter((known) => !old.includes(known));
  const marks = await page.locator(`mark[data-notes~="${id}"]`).allInnerTexts();
  assert.equal(marks.join("|"), "third ship|Ship|Year|Ana|1912");
  assert.equal(complaints.filter((said) => !said.includes("ship.png")).join("\n"), "");
  await close();
});
