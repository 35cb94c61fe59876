// Every link and fragment works wherever the site stands, and no page asks another host for anything.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, openPage } from "./chromium.mjs";
import { buildSample, fromDisk, serve } from "./site.mjs";

const site = buildSample();
// What a host shows for a missing page at any depth knows the site's own address; all else is relative.
const relative = site.pages.filter((path) => path !== "404.html");

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const places = {
  "from disk": () => fromDisk(site.folder),
  "at a domain's root": () => serve(site.folder, "/"),
  "under /reader/": () => serve(site.folder, "/reader/"),
};

for (const [name, stand] of Object.entries(places)) {
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
      const wanted = new Map(); // page → fragment → where it is linked from
      const wrong = [];
      for (const path of relative) {
        await page.goto(place.url + path);
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
        const from = [...fragments.values()][0];
        if (!(await works(page, url))) {
          wrong.push(`${from}: ${url} does not open`);
          continue;
        }
        for (const [fragment, from] of fragments) {
          if (fragment && !(await page.evaluate(isTarget, fragment))) wrong.push(`${from}: ${url} has no #${fragment}`);
        }
      }
      assert.equal(wrong.join("\n"), "");
      assert.equal(complaints.join("\n"), "");
      assert.ok(wanted.size > 5, "hardly a link was found");
    });
  });
}

test("404.html works at any depth of the address that the site is configured for", async (t) => {
  const place = await serve(site.folder);
  const { page, complaints, close } = await openPage(browser, site.base);
  t.after(close);
  t.after(place.close);
  await page.route(`${site.base}**`, async (route) => {
    const answer = await fetch(route.request().url().replace(site.base, place.url));
    const missing = answer.status === 404 ? await fetch(`${place.url}404.html`) : answer;
    const body = Buffer.from(await missing.arrayBuffer());
    await route.fulfill({ status: 200, contentType: missing.headers.get("content-type"), body });
  });
  await page.goto(`${site.base}no/such/page.html`);
  const links = await page.evaluate(linksOfPage);
  const dead = [];
  const elsewhere = links.filter((href) => !href.startsWith(`${page.url()}#`));
  for (const href of elsewhere.filter((href) => href.startsWith(site.base))) {
    const url = new URL(href.replace(site.base, place.url));
    if ((await fetch(url)).status !== 200) dead.push(href);
  }
  assert.equal(dead.join("\n"), "");
  assert.equal(complaints.join("\n"), "");
  assert.ok(elsewhere.length > 0, "there is no way on from the page");
  const styled = await page.evaluate(() => [...document.styleSheets].some((sheet) => sheet.cssRules.length > 0));
  assert.ok(styled, "the page has no style");
});

function linksOfPage() {
  // In SVG `href` is no text.
  const links = [...document.querySelectorAll("a[href], area[href]")];
  return links.map((link) => new URL(link.getAttribute("href"), document.baseURI).href);
}

/** Whether the page at `url` opens; what is not a page is only asked for. */
async function works(page, url) {
  if (url.endsWith(".html")) {
    const response = await page.goto(url).catch(() => null);
    return response?.ok() ?? false;
  }
  if (url.startsWith("file:")) {
    const { existsSync, statSync } = await import("node:fs");
    const { fileURLToPath } = await import("node:url");
    const path = fileURLToPath(url);
    return existsSync(path) && statSync(path).isFile();
  }
  return (await fetch(url)).ok;
}

function isTarget(fragment) {
  location.hash = `#${encodeURIComponent(fragment)}`;
  return document.querySelector(":target") !== null;
}
