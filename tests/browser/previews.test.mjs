// What a link leads to is shown beside it, by pointer and by keyboard, and goes away when it is in the way.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { openPage } from "./chromium.mjs";
import { buildSample } from "./site.mjs";
import { stand } from "./stand.mjs";

const site = buildSample();
const ARTICLE = "articles/emergence-of-a-new-alliance.html";

const standing = stand(site.folder);

test("a pointer that rests on a name shows what it is, and may move into the card", async () => {
  const { page, complaints, close } = await standing.open({ viewport: { width: 1440, height: 900 } });
  await page.goto(standing.url + ARTICLE);
  const link = page.locator(".body a.entity", { hasText: "al-Bab" }).first();
  const card = page.getByRole("tooltip");
  assert.equal(await card.isVisible(), false);
  await link.hover();
  await card.waitFor();
  assert.match(await card.innerText(), /place[\s\S]*al-Bab/i);
  await card.hover();
  await page.waitForTimeout(400);
  assert.equal(await card.isVisible(), true);
  await page.mouse.move(5, 5);
  await card.waitFor({ state: "hidden" });
  assert.deepEqual(complaints, []);
  await close();
});

test("a link that the keyboard comes to is described by its preview until Escape", async () => {
  const { page, close } = await standing.open();
  await page.goto(standing.url + ARTICLE);
  const link = page.locator(".body a.entity").first();
  for (let step = 0; step < 80 && !(await link.evaluate((it) => it === document.activeElement)); step += 1) {
    await page.keyboard.press("Tab");
  }
  const card = page.getByRole("tooltip");
  await card.waitFor();
  assert.equal(await link.getAttribute("aria-describedby"), await card.getAttribute("id"));
  await page.keyboard.press("Escape");
  await card.waitFor({ state: "hidden" });
  assert.equal(await link.getAttribute("aria-describedby"), null);
  await close();
});

for (const width of [380, 768, 1440]) {
  test(`no card leaves a window of ${width}`, async () => {
    const { page, close } = await standing.open({ viewport: { width, height: 700 } });
    const wrong = [];
    let seen = 0;
    for (const path of site.pages.filter((path) => path.startsWith("articles/") && path.split("/").length === 2)) {
      await page.goto(standing.url + path);
      for (const link of await page.locator(".body a[href]").all()) {
        await link.evaluate((it) => it.focus({ focusVisible: true }));
        const box = await page.evaluate(() => {
          const card = document.querySelector(".preview-card:popover-open")?.getBoundingClientRect();
          return card && { left: card.left, right: card.right, wide: document.documentElement.scrollWidth };
        });
        if (!box) continue;
        seen += 1;
        if (box.left < 0 || box.right > width || box.wide > width) wrong.push(`${path}: ${JSON.stringify(box)}`);
      }
    }
    assert.ok(seen > 20, `${seen} cards`);
    assert.deepEqual(wrong, []);
    await close();
  });
}

test("previews are shown on a page opened from the disk", async () => {
  const disk = `${pathToFileURL(site.folder)}/`;
  const { page, complaints, close } = await openPage(standing.browser, disk);
  await page.goto(disk + ARTICLE);
  await page.locator(".body a.entity").first().hover();
  await page.getByRole("tooltip").waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test("without scripts nothing of them is seen", async () => {
  const { page, close } = await standing.open({ javaScriptEnabled: false });
  await page.goto(standing.url + ARTICLE);
  assert.equal(await page.locator(".preview").count(), 0);
  await close();
});
