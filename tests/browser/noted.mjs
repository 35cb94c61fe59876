// A small reader in the preview, with an article that has all that text can stand in, and an editor's hands on it.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openPage } from "./chromium.mjs";
import { preview, smallSite } from "./preview.mjs";

export const NOTES = "content/articles/one/notes";

export const TEXT = `The ship left at dawn. The *ship was* [old](https://example.org/), and the ship was slow.

## What the ship was

> A quotation of \`code and all\`.

- the first ship
- the second ship, **bold**
    1. the third ship

| Ship | Year |
| --- | --- |
| Ana | 1912 |
| Ben 🚢👩‍👩‍👧 | 1913 |

\`\`\`rust
let ship = "a ship";
\`\`\`

![A ship that is an image](ship.png)

<div>Raw <b>ship</b></div>

The ship[^1] was sunk; the ship was raised.\\
A new line of the ship. Ἀ naïve e\u0301.

[^1]: A footnote about the ship.

${Array.from({ length: 40 }, (_, number) => `Paragraph ${number} says that the ship was there.`).join("\n\n")}
`;

const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

export const note = (body, more = "") =>
  `---\nauthor: ana\ncreated: 2026-03-02T09:14:00Z\nstatus: review\nkind: comment\n${more}---\n${body}\n`;

/** The files of the reader: two editors, the article, a note on its first words with an answer, and one on the whole. */
export const FILES = {
  "postil.yaml": "title: A small reader\npeople:\n  ana: {name: Ana Lindqvist}\n  ben: {name: Ben Achterberg}\n",
  "content/articles/one/index.md": `---\ntitle: One\ntags: [ships]\n---\n${TEXT}`,
  "content/articles/one/ship.png": PNG,
  "content/articles/two.md": "---\ntitle: The other account\n---\nOther words.\n",
  "content/entities/al-bab.md": "---\nkind: place\nname: Al-Bab\n---\n",
  [`${NOTES}/aaaaa1.md`]: note("The first note.", "target:\n  quote: The ship left\n  start: 0\n"),
  [`${NOTES}/aaaaa2.md`]: note("An answer.", "reply_to: aaaaa1\n").replace("kind: comment\n", ""),
  [`${NOTES}/aaaaa3.md`]: note("On the whole."),
};

/** Serves the reader, with `files` in place of its own. */
export async function notedSite(files = {}) {
  const server = await preview(smallSite({ ...FILES, ...files }));
  return Object.assign(server, {
    page: `${server.url}articles/one.html`,
    notes: () => noteFiles(server.root),
    has: (id) => existsSync(join(server.root, NOTES, `${id}.md`)),
    note: (id) => server.read(`${NOTES}/${id}.md`),
  });
}

/** The files of notes, by id. */
function noteFiles(root) {
  const folder = join(root, NOTES);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".md")) : [];
  return Object.fromEntries(names.sort().map((name) => [name.slice(0, -3), readFileSync(join(folder, name), "utf8")]));
}

/** Opens the article as Ana, with the desk ready. */
export async function openNoted(browser, site, options = {}) {
  const opened = await openPage(browser, site.url, { viewport: { width: 1280, height: 900 }, ...options });
  const { page } = opened;
  let loads = 0;
  page.on("load", () => (loads += 1));
  await page.addInitScript(() => localStorage.setItem("postil:me", "ana"));
  await page.goto(options.path ? site.url + options.path : site.page);
  await ready(page);
  return {
    ...opened,
    loads: () => loads,
    composer: page.locator(".composer"),
    body: page.getByRole("textbox", { name: /^(Note|Answer)$/ }),
    // By the keys, as somebody does who is writing.
    save: () => page.keyboard.press("Control+Enter"),
    said: page.locator("postil-desk [role=status]"),
    warned: page.locator("postil-desk .said [role=alert]"),
    bar: page.getByRole("toolbar", { name: "This note" }),
  };
}

/** Waits until the desk knows the notes and the text of the page. */
export function ready(page) {
  return page.waitForFunction(async () => {
    const host = document.querySelector("postil-desk");
    const script = document.querySelector('script[src$="notes/page.js"]');
    if (!host || !script) return false;
    const model = await import(new URL("model.js", script.src));
    return model.textNow() !== undefined && model.me() !== undefined;
  });
}

/** Chooses the `nth` of the places where `words` stand in the article's text, as a hand would. */
export function choose(page, words, nth = 1) {
  return page.evaluate(
    ([wanted, number]) => {
      const walker = document.createTreeWalker(document.querySelector(".body"), NodeFilter.SHOW_TEXT);
      let left = number;
      while (walker.nextNode()) {
        const node = walker.currentNode;
        if (node.parentElement.closest(".notes, .note-ref, .raw-html")) continue;
        for (let at = node.data.indexOf(wanted); at >= 0; at = node.data.indexOf(wanted, at + 1)) {
          left -= 1;
          if (left > 0) continue;
          getSelection().setBaseAndExtent(node, at, node, at + wanted.length);
          return;
        }
      }
      throw new Error(`no ${wanted}`);
    },
    [words, nth],
  );
}
