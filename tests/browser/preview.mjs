// `postil serve` on a site of its own, and a person who edits its files.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { binary, copySample } from "./site.mjs";

const roots = [];
const children = new Set();
process.on("exit", () => {
  for (const child of children) child.kill("SIGKILL");
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

/** A small site: `files` by path. */
export function smallSite(files) {
  const root = mkdtempSync(join(tmpdir(), "postil-preview-"));
  roots.push(root);
  for (const [path, text] of Object.entries(files)) write(root, path, text);
  return root;
}

/** The repository's own site. */
export function sampleSite() {
  return copySample();
}

/**
 * Serves the site in the folder `root`; `url` is where it is. `save` replaces a file's text as careful editors do, by a
 * rename; `stop` ends the server.
 */
export async function preview(root, { port = 0, prefix = "/" } = {}) {
  const command = [binary, "serve", "--root", root, "--port", String(port), "--prefix", prefix, "--json"];
  // A file that may not grow is an error to tell, and no end.
  const child = spawn("sh", ["-c", `trap '' XFSZ; exec "$0" "$@"`, ...command], { stdio: ["ignore", "pipe", "inherit"] });
  children.add(child);
  child.once("exit", () => children.delete(child));
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise((resolve, reject) => {
    lines.once("line", (line) => resolve(JSON.parse(line).url));
    child.once("exit", (code) => reject(new Error(`postil serve ended with ${code}`)));
  });
  return {
    root,
    url,
    port: Number(new URL(url).port),
    read: (path) => readFileSync(join(root, path), "utf8"),
    save(path, text) {
      write(root, `${path}.new`, text);
      renameSync(join(root, `${path}.new`), join(root, path));
    },
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    /** From now on no file of the server may grow beyond so many bytes, as on a disk without room. */
    leaveRoom: (bytes) => execFileSync("prlimit", ["--pid", String(child.pid), `--fsize=${bytes}:`]),
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", resolve);
        child.kill("SIGINT");
      }),
  };
}

function write(root, path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
