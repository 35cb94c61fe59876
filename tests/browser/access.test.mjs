// axe finds nothing on each kind of page, in light and in dark.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { buildManual, buildSample, kindsOfPages } from "./site.mjs";
import { stand } from "./stand.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const sample = buildSample();
const manual = buildManual();
// All chapters are drawn in one way: for colours, one of them will do.
const few = manual.pages.filter((path) => !path.startsWith("articles/") || path === "articles/guide.html");
const rounds = {
  "the sample in light": [sample.folder, sample.pages, "light"],
  "the sample in dark": [sample.folder, sample.pages, "dark"],
  "the manual in light": [manual.folder, manual.pages, "light"],
  "the manual in dark": [manual.folder, few, "dark"],
};

for (const [name, [folder, pages, colorScheme]] of Object.entries(rounds)) {
  const standing = stand(folder);
  check(name, standing, kindsOfPages(pages), colorScheme);
}

function check(name, standing, pages, colorScheme) {
  test(`axe finds nothing in ${name}`, async () => {
    // The site's own policy forbids foreign scripts, axe too.
    const { page, close } = await standing.open({ colorScheme, bypassCSP: true });
    const found = [];
    for (const path of pages.filter((path) => path !== "404.html")) {
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
