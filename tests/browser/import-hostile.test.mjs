// Raw texts are hostile, and so may be the pages of other sites: nothing of them runs or writes.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { launch, openPage } from "./chromium.mjs";
import { importedSite, openView, RAW } from "./imported.mjs";

const SCRIPT = "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">";
const HOSTILE = RAW.replace("Two Ships Collide off the Coast", `Two Ships Collide ${SCRIPT} off the Coast`)
  .replace("had been out since before dawn.", `had been out since before dawn ${SCRIPT}.`)
  .replace("Ted Zah", `Ted Zah ${SCRIPT}`)
  .replace("nobody does", `nobody ${SCRIPT} does`);

let browser, site;
before(async () => {
  browser = await launch();
  site = await importedSite(HOSTILE);
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

test("markup in a source is text on both sides, in fields and in what is said", async () => {
  const { page, complaints, line, body, close } = await openView(browser, site);
  await body.getByText("had been out since before dawn <script>").waitFor();
  await line("Two ships collided").click();
  await line("Two ships collided").click();
  await page.keyboard.press("f");
  await page.getByRole("dialog", { name: "What is this line?" }).getByText("<script>").waitFor();
  await page.getByRole("button", { name: "Section", exact: true }).last().click();
  await page.getByLabel("Section", { exact: true }).waitFor();
  await page.goto(`${site.url}-/import/`);
  assert.doesNotMatch(await page.title(), /taken/);
  assert.equal(await page.locator("main script, main img").count(), 0);
  assert.equal(complaints.join("\n"), "");
  await close();
});

test("scripts and styles in the page itself are refused by its policy", async () => {
  const { page, close } = await openPage(browser, site.url);
  await page.goto(site.view);
  await page.getByRole("option").first().waitFor();
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    let threw = false;
    try {
      script.textContent = "globalThis.ran = true";
    } catch {
      threw = true; // Trusted Types: text becomes no script.
    }
    document.body.append(script);
    try {
      document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='globalThis.ran = true'>");
    } catch {
      threw = true;
    }
    return { ran: globalThis.ran, threw };
  });
  assert.deepEqual(ran, { ran: undefined, threw: true });
  await close();
});

test("a page of another site can neither read nor write nor frame the desk", async () => {
  const other = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.end("<!doctype html><title>Elsewhere</title><p>Elsewhere</p>");
  });
  await new Promise((resolve) => other.listen(0, "127.0.0.1", resolve));
  const page = await browser.newPage();
  await page.goto(`http://localhost:${other.address().port}/`);
  const before = site.file("import.yaml");
  const results = await page.evaluate(async (view) => {
    const tried = [];
    for (const mode of ["cors", "no-cors"]) {
      for (const type of ["application/json", "text/plain"]) {
        const body = JSON.stringify({ based_on: "", choices: [{ field: "title", value: "Taken" }] });
        const answer = await fetch(`${view}/choices`, { method: "POST", mode, body, headers: { "content-type": type } }).catch(() => "refused");
        tried.push(answer === "refused" ? answer : `${answer.type} ${answer.status}`);
      }
    }
    const read = await fetch(`${view}/data`).then((answer) => answer.text()).catch(() => "refused");
    const frame = document.createElement("iframe");
    frame.src = view;
    document.body.append(frame);
    await new Promise((resolve) => (frame.onload = resolve));
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action: `${view}/choices`, enctype: "text/plain", target: "nowhere" });
    form.innerHTML = '<input name=\'{"based_on":"\' value=\'","choices":[]}\'><iframe name="nowhere"></iframe>';
    document.body.append(form);
    form.submit();
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { tried, read };
  }, site.view);
  assert.ok(results.tried.every((result) => /^(refused|opaque 0)$/.test(result)), results.tried.join(", "));
  assert.equal(results.read, "refused");
  const framed = page.frames().find((frame) => frame.url().includes("/-/import/"));
  assert.ok(!framed || (await framed.getByRole("option").count()) === 0, "it stands in a frame");
  assert.equal(site.file("import.yaml"), before);
  await page.close();
  await new Promise((resolve) => {
    other.close(resolve);
    other.closeAllConnections();
  });
});
