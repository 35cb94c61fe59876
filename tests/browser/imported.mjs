// A site of one imported article, in the preview, and its import view.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openPage } from "./chromium.mjs";
import { preview, smallSite } from "./preview.mjs";
import { binary } from "./site.mjs";

/** A raw text with an article in it, a menu before and a comment behind. The date can be read in two ways. */
export const RAW = `Home
News
The Harbour Post

Two Ships Collide off the Coast
By Ana Bell 03/04/2018

Two ships collided off the coast on Friday morning, and all of the crew were brought ashore by the lifeboat, which had been out since before dawn.

Our reporters have been at the harbour all day long, and they go on telling you what is new there, so come back often and read the page again.

The harbour master said that fog had been thick since midnight, and that both ships had been warned by radio several times in the hours before.

An inquiry begins on Monday in the old town hall, where the owners of both ships are to be heard by the board of the coast guard.

Notify of
View all comments
Ted Zah

This happens every winter and nobody does a thing about it.
`;

/** Imports `raw` into a new site and serves it. `import` runs the command again; `file` reads a file of the article. */
export async function importedSite(raw = RAW, name = "ships.txt") {
  const root = smallSite({ "postil.yaml": "title: A small reader\n", [`in/${name}`]: raw });
  // With `conflicts` it is to end with two versions of a passage, and exit code 1.
  const run = ({ conflicts = false } = {}) => {
    const { status } = spawnSync(binary, ["import", "in", "--into", ".", "--quiet"], { cwd: root, stdio: "inherit" });
    assert.equal(status, conflicts ? 1 : 0, `postil import ended with ${status}`);
  };
  run();
  const [slug] = readdirSync(join(root, "content/articles"));
  const server = await preview(root);
  const folder = `content/articles/${slug}`;
  return {
    ...server,
    slug,
    import: run,
    view: `${server.url}-/import/${slug}`,
    article: `${server.url}articles/${slug}.html`,
    file: (name) => server.read(`${folder}/${name}`),
    put: (name, text) => server.save(`${folder}/${name}`, text),
    rewrite: (text) => writeFileSync(join(root, "in", name), text),
  };
}

/** Opens the import view of `site`; `line(text)` is the line that holds `text`. */
export async function openView(browser, site, options = {}) {
  const opened = await openPage(browser, site.url, { viewport: { width: 1440, height: 900 }, ...options });
  const { page } = opened;
  await page.goto(site.view);
  await page.locator("[role=option]").first().waitFor();
  return {
    ...opened,
    line: (text) => page.getByRole("option").filter({ hasText: text }),
    body: page.locator("#article .body"),
    status: page.getByRole("status"),
  };
}

/** Waits until `holds` is true, and fails with `what` when it never is. */
export async function until(holds, what) {
  for (let tries = 0; tries < 200; tries += 1) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  assert.fail(what);
}
