// The branch that `postil publish` pushed, checked out: every link and fragment works wherever it stands, and no page
// asks another host for anything.
import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, openPage } from "./chromium.mjs";
import { buildManual, fromDisk, publishSample, serve } from "./site.mjs";

const releases = publishSample();
const [site] = releases;
const manual = buildManual();

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const places = {
  "from disk": [site, () => fromDisk(site.folder)],
  "at a domain's root": [site, () => serve(site.folder, "/")],
  "under /reader/": [site, () => serve(site.folder, "/reader/")],
  "the manual, under /docs/": [manual, () => serve(manual.folder, "/docs/")],
};

for (const [name, [{ pages }, stand]] of Object.entries(places)) {
  // What a host shows for a missing page at any depth knows the site's own address; all else is relative.
  const relative = pages.filter((path) => path !== "404.html");
  describe(name, () => {
    let place, opened;
    before(async () => {
      place = await stand();
      opened = await openPage(browser, place.url);
    });
    after(async () => {
      await opened.close();
      await place.close();
    });

    test("every link and fragment leads somewhere, and nothing comes from elsewhere", async () => {
      const { page, complaints } = opened;
      const wanted = new Map(); // page or file → fragment → where it is linked from
      const ids = new Map(); // page → the ids of its elements
      const wrong = [];
      for (const path of relative) {
        const response = await page.goto(place.url + path);
        assert.ok(response.ok(), path);
        ids.set(place.url + path, new Set(await page.evaluate(idsOfPage)));
        for (const href of await page.evaluate(linksOfPage)) {
          const url = new URL(href);
          const fragment = decodeURIComponent(url.hash.slice(1));
          url.hash = "";
          if (url.href.startsWith(place.url)) {
            const fragments = wanted.get(url.href) ?? wanted.set(url.href, new Map()).get(url.href);
            fragments.set(fragment, path);
          } else if (url.protocol === "file:" || url.host === new URL(place.url).host) {
            wrong.push(`${path}: ${href} leads out of the site`);
          }
        }
      }
      for (const [url, fragments] of wanted) {
        const there = ids.get(url);
        for (const [fragment, from] of fragments) {
          if (there && fragment && !there.has(fragment)) wrong.push(`${from}: ${url} has no #${fragment}`);
        }
        if (!there && !(await exists(url))) wrong.push(`${[...fragments.values()][0]}: ${url} does not open`);
      }
      assert.equal(wrong.join("\n"), "");
      assert.equal(complaints.join("\n"), "");
      assert.ok(wanted.size > 5, "hardly a link was found");
    });
  });
}

for (const { base, folder } of releases) {
  test(`404.html works at any depth below ${base}`, async (t) => {
    const place = await serve(folder);
    const { page, complaints, close } = await openPage(browser, base);
    t.after(close);
    t.after(place.close);
    // As GitHub Pages does: the page stands at the address that was asked for.
    await page.route(`${base}**`, async (route) => {
      const answer = await fetch(route.request().url().replace(base, place.url));
      const missing = answer.status === 404 ? await fetch(`${place.url}404.html`) : answer;
      const body = Buffer.from(await missing.arrayBuffer());
      await route.fulfill({ status: 200, contentType: missing.headers.get("content-type"), body });
    });
    for (const path of ["nothing", "no/such/page.html", "articles/no/such/folder/"]) {
      await page.goto(base + path);
      const links = await page.evaluate(linksOfPage);
      const dead = [];
      const elsewhere = links.filter((href) => !href.startsWith(`${page.url()}#`));
      for (const href of elsewhere.filter((href) => href.startsWith(base))) {
        const url = new URL(href.replace(base, place.url));
        if ((await fetch(url)).status !== 200) dead.push(href);
      }
      assert.equal(dead.join("\n"), "");
      assert.equal(complaints.join("\n"), "");
      assert.ok(elsewhere.length > 0, "there is no way on from the page");
      const styled = await page.evaluate(() => [...document.styleSheets].some((sheet) => sheet.cssRules.length > 0));
      assert.ok(styled, "the page has no style");
    }
  });
}

test("the branch has what GitHub Pages asks for", () => {
  assert.equal(readFileSync(join(site.folder, "CNAME"), "utf8"), "reader.example\n");
  assert.ok(existsSync(join(site.folder, ".nojekyll")), "else Jekyll leaves files out");
});

function linksOfPage() {
  // In SVG `href` is no text.
  const links = [...document.querySelectorAll("a[href], area[href]")];
  return links.map((link) => new URL(link.getAttribute("href"), document.baseURI).href);
}

function idsOfPage() {
  return [...document.querySelectorAll("[id]")].map((element) => element.id);
}

/** Whether there is a file at `url` that is no page of the site. */
async function exists(url) {
  if (!url.startsWith("file:")) return (await fetch(url)).ok;
  const path = fileURLToPath(url);
  return existsSync(path) && statSync(path).isFile();
}
