// The sample reader as built by the real binary, and the ways to stand it somewhere.
import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const repository = fileURLToPath(new URL("../..", import.meta.url));
/** `postil` itself. */
export const binary = process.env.POSTIL_BIN ?? join(repository, "target/debug/postil");

/** The files of the repository that make its own site. */
const sources = ["postil.yaml", "content", "templates", "static", "themes"];

/** Copies the site in `from` (the sample) into a folder of its own, which goes when this process ends. */
export function copySample(from = repository) {
  const root = mkdtempSync(join(tmpdir(), "postil-browser-"));
  process.on("exit", () => rmSync(root, { recursive: true, force: true }));
  for (const name of sources.filter((name) => existsSync(join(from, name)))) {
    cpSync(join(from, name), join(root, name), { recursive: true });
  }
  return root;
}

/**
 * Builds a copy of the sample: `folder` is its public/, `pages` the paths of its HTML files in it, `base` the URL that
 * it is configured for.
 */
export function buildSample() {
  return build(copySample(), []);
}

/** The same of the manual, as it stands below the sample. */
export function buildManual() {
  return build(copySample(join(repository, "docs")), ["--base-url", "https://reader.example/docs/"]);
}

function build(root, options) {
  const command = ["build", "--root", root, "--strict", ...options];
  execFileSync(binary, command, { stdio: ["ignore", "ignore", "inherit"] });
  const folder = join(root, "public");
  const pages = walk(folder).filter((path) => path.endsWith(".html"));
  const home = readFileSync(join(folder, "index.html"), "utf8");
  const canonical = home.match(/<link[^>]*rel="?canonical"?[^>]*>/)?.[0].match(/href="?([^">\s]+)/)?.[1];
  return { folder, pages, base: canonical && new URL(".", canonical).href };
}

/**
 * Publishes a copy of the sample twice, for a domain of its own and for a host that shows it below a path, and checks
 * out what lies in the remote then: `folder`, `pages` and `base` as of {@link buildSample}.
 */
export function publishSample() {
  const root = copySample();
  const there = mkdtempSync(join(tmpdir(), "postil-browser-"));
  process.on("exit", () => rmSync(there, { recursive: true, force: true }));
  const remote = join(there, "reader.git");
  const git = (...arguments_) => execFileSync("git", ["-C", root, ...arguments_], { env, stdio: ["ignore", "ignore", "inherit"] });
  appendFileSync(join(root, "postil.yaml"), "publish: {cname: reader.example}\n");
  execFileSync("git", ["init", "--quiet", "--bare", remote], { env });
  git("init", "--quiet");
  git("config", "user.name", "Ana");
  git("config", "user.email", "ana@reader.example");
  git("remote", "add", "origin", remote);
  git("add", "--all");
  git("commit", "--quiet", "--message", "The reader");
  const publish = (branch, ...arguments_) => {
    execFileSync(binary, ["publish", "--quiet", "--root", root, "--branch", branch, ...arguments_], { env, stdio: ["ignore", "ignore", "inherit"] });
    const folder = join(there, branch);
    git("clone", "--quiet", "--branch", branch, remote, folder);
    rmSync(join(folder, ".git"), { recursive: true });
    return folder;
  };
  const below = "https://ana.github.example/reader/";
  return [
    { base: "https://reader.example/", folder: publish("gh-pages") },
    { base: below, folder: publish("below", "--base-url", below) },
  ].map((release) => ({ ...release, pages: walk(release.folder).filter((path) => path.endsWith(".html")) }));
}

/** Nobody's own settings of git. */
const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };

/** One page of each kind (by folder, its index apart), and every article. */
export function kindsOfPages(pages) {
  const seen = new Set();
  return pages.filter((path) => {
    const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : path;
    const kind = path.endsWith("/index.html") ? path : folder;
    return kind === "articles" || (!seen.has(kind) && seen.add(kind));
  });
}

/** Serves `folder` below `prefix` ("/" or "/reader/") on a free port; only files, only by their own names. */
export async function serve(folder, prefix = "/") {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const inside = path.startsWith(prefix) && normalize(path.slice(prefix.length) || "index.html");
    const file = inside && !inside.startsWith("..") && join(folder, inside);
    if (file && existsSync(file) && statSync(file).isFile()) {
      response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
      response.end(readFileSync(file));
    } else {
      response.writeHead(404, { "content-type": "text/html; charset=utf-8" });
      response.end("<!doctype html><title>Not found</title>");
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${prefix}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/** The same as `serve` for a site opened from disk. */
export function fromDisk(folder) {
  return { url: pathToFileURL(folder).href + "/", close: async () => {} };
}

const types = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
};

export function walk(folder, below = "") {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = below + entry.name;
      return entry.isDirectory() ? walk(folder, `${path}/`) : [path];
    });
}
