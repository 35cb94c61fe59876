// axe finds nothing on each kind of page, in light and in dark.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch, openPage } from "./chromium.mjs";
import { buildSample, kindsOfPages, serve } from "./site.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const site = buildSample();

let browser, place;
before(async () => {
  browser = await launch();
  place = await serve(site.folder);
});
after(async () => {
  await browser.close();
  await place.close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing in ${colorScheme}`, async () => {
    // The site's own policy forbids foreign scripts, axe too.
    const { page, close } = await openPage(browser, place.url, { colorScheme, bypassCSP: true });
    const found = [];
    for (const path of kindsOfPages(site.pages).filter((path) => path !== "404.html")) {
      await page.goto(place.url + path);
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      await page.addScriptTag({ path: axe });
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      for (const { id, help, nodes } of violations) found.push(`${path}: ${id}: ${help}: ${nodes[0].html}`);
    }
    assert.equal(found.join("\n"), "");
    await close();
  });
}
