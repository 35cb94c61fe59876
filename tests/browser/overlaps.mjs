// A site whose one article holds every kind of block, with notes that overlap in every way.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { binary } from "./site.mjs";

let count = 0;
/** The blocks of the plain text, each a list of its words. */
const blocks = [];
/** So many words, none of which stands elsewhere; they make a block, in this order. */
function words(number) {
  const made = Array.from({ length: number }, () => `w${count++}x`);
  blocks.push(made);
  return made;
}
const line = (number) => words(number).join(" ");

/** Words with emphasis, a link and code around some of them. */
function rich(number) {
  const [a, b, c, d, ...rest] = words(number);
  return `${a} *${b}* [${c} **${d}**](b.html) \`${rest[0]}\` ${rest.slice(1).join(" ")}`;
}

const body = () => {
  const before = [rich(40), `## ${line(4)}`, rich(30)];
  const list = `- ${line(6)}\n- ${line(5)}\n  1. ${line(4)}\n  2. ${line(4)}\n- ${line(6)}`;
  const [a, b, c, d, e, f] = [2, 2, 3, 3, 4, 4].map(line);
  const table = `| ${a} | ${b} |\n|---|---|\n| ${c} | ${d} |\n| ${e} | ${f} |`;
  const code = `\`\`\`rust\n${line(5)}\n\`\`\``;
  const quoted = `> ${line(12)}`;
  const last = rich(25).replace(/x /, "x[^1] ") + "[^2]";
  const footnotes = `[^1]: ${line(9)}\n\n[^2]: ${line(9)}`;
  return [...before, list, table, code, quoted, "---", last, footnotes].join("\n\n");
};

/** The words from one to another, both with them, as the plain text has them. */
function passage(first, end) {
  const texts = blocks.map((block) => block.filter((word) => {
    const number = Number(word.slice(1, -1));
    return number >= first && number < end;
  }).join(" "));
  return texts.filter((text) => text).join("\n\n");
}

const digits = "0123456789abcdefghjkmnpqrstvwxyz";
const id = (number) => `0000${digits[number >> 5]}${digits[number % 32]}`.slice(-6);
const kinds = ["comment", "context", "correction", "source", "question", "suggestion", "highlight"];

/** Builds the site in a folder of its own, which goes when this process ends. */
export function buildOverlaps() {
  const text = body();
  const ranges = [];
  for (let nth = 0; nth < 60; nth++) {
    const first = (nth * 37) % count;
    ranges.push([first, Math.min(count, first + 1 + ((nth * 13) % 50))]);
  }
  for (let depth = 0; depth < 15; depth++) ranges.push([70 - depth * 2, Math.min(count, 72 + depth * 9)]);
  ranges.push([0, count], [0, count]);

  const root = mkdtempSync(join(tmpdir(), "postil-overlaps-"));
  process.on("exit", () => rmSync(root, { recursive: true, force: true }));
  const notes = join(root, "content/articles/a/notes");
  mkdirSync(notes, { recursive: true });
  writeFileSync(join(root, "postil.yaml"), "title: Overlaps\nlanguage: en\npeople: {ana: Ana}\n");
  writeFileSync(join(root, "content/articles/a/index.md"), `---\ntitle: A\n---\n${text}\n`);
  writeFileSync(join(root, "content/articles/b.md"), "---\ntitle: B\n---\nWords.\n");
  ranges.forEach(([first, end], number) => {
    const quote = JSON.stringify(passage(first, end));
    const front = `author: ana\nstatus: published\nkind: ${kinds[number % kinds.length]}\ntarget:\n  quote: ${quote}\n`;
    writeFileSync(join(notes, `${id(number)}.md`), `---\n${front}---\nOn ${end - first} words.\n`);
  });
  execFileSync(binary, ["build", "--root", root, "--strict"], { stdio: ["ignore", "ignore", "inherit"] });
  return { folder: join(root, "public"), path: "articles/a.html", ids: ranges.map((_, number) => id(number)) };
}
