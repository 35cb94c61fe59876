// axe finds nothing on each kind of page, in light and in dark.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { buildSample, kindsOfPages } from "./site.mjs";
import { stand } from "./stand.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const site = buildSample();

const standing = stand(site.folder);

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing in ${colorScheme}`, async () => {
    // The site's own policy forbids foreign scripts, axe too.
    const { page, close } = await standing.open({ colorScheme, bypassCSP: true });
    const found = [];
    for (const path of kindsOfPages(site.pages).filter((path) => path !== "404.html")) {
      await page.goto(standing.url + path);
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      await page.addScriptTag({ path: axe });
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      for (const { id, help, nodes } of violations) found.push(`${path}: ${id}: ${help}: ${nodes[0].html}`);
    }
    assert.equal(found.join("\n"), "");
    await close();
  });
}
