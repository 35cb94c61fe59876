// Feeds and site maps are valid: Ruby's own reader of feeds, which checks Atom, and a reader of JSON Feed find nothing
// to mend; libxml2 finds site maps as their schema wants them.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { parseAtomFeed, parseJsonFeed } from "feedsmith";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { binary, buildSample, walk } from "./site.mjs";

const hostile = '"]]> & <b>bold</b> &#0; \\u0001\\u0085\\u202e \\" 東"';

/** A site of texts that break what does not escape them: `folder` is its public/. */
function buildHostile() {
  const root = mkdtempSync(join(tmpdir(), "postil-feeds-"));
  process.on("exit", () => rmSync(root, { recursive: true, force: true }));
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const person = `people: {ana: {name: ${hostile}, url: "https://ana.example/?a=b&c"}}`;
  write("postil.yaml", `title: ${hostile}\ndescription: ${hostile}\nbase_url: https://e.org/r/\n${person}\n`);
  const keys = `title: ${hostile}\ntags: [${hostile}, plain]\nauthors: [${hostile}]\npublication: ${hostile}`;
  write("content/articles/a/index.md", `---\n${keys}\ndate: 2016-08/2017\n---\nWords ]]> & <b>more</b>.\n`);
  write("content/articles/b/index.md", `---\n${keys}\nadded: 2026-01-01\nlanguage: de\n---\n<p>Raw &nope; ]]></p>\n`);
  const note = (status) =>
    `---\nauthor: ana\ncreated: 2026-03-02T09:14:00.123456Z\nstatus: ${status}\nkind: suggestion\ntags: [${hostile}]\n` +
    `target:\n  quote: Words\nreplacement: ${hostile}\n---\nSee [[b]] ]]> & <script>x</script> \`<&>\`[^1].\n\n[^1]: Foot.\n`;
  write("content/articles/a/notes/aaaaaa.md", note("published"));
  write("content/articles/a/notes/bbbbbb.md", note("draft"));
  execFileSync(binary, ["build", "--root", root], { stdio: ["ignore", "ignore", "inherit"] });
  return join(root, "public");
}

const sites = { "the sample": buildSample().folder, "a hostile site": buildHostile() };

for (const [name, folder] of Object.entries(sites)) {
  const files = walk(folder);
  const read = (path) => readFileSync(join(folder, path), "utf8");
  const atoms = files.filter((path) => path.endsWith("atom.xml"));
  const jsons = files.filter((path) => path.endsWith("feed.json"));

  test(`every Atom feed of ${name} is valid`, () => {
    assert.ok(atoms.length > 3);
    const check = "ARGV.each { |path| puts RSS::Parser.parse(File.read(path, encoding: 'UTF-8'), validate: true, ignore_unknown_element: false).class }";
    const paths = atoms.map((path) => join(folder, path));
    const said = execFileSync("ruby", ["-rrss", "-e", check, ...paths], { encoding: "utf8" });
    assert.deepEqual(said.trim().split("\n"), atoms.map(() => "RSS::Atom::Feed"));
  });

  test(`every JSON feed of ${name} is read whole, and says what the Atom says`, () => {
    assert.equal(jsons.length, atoms.length);
    for (const path of jsons) {
      // What the reader does not know, takes for something else, or finds empty, it leaves out; and it names no version.
      const written = JSON.parse(read(path), (_, value) => (value === "" ? undefined : value));
      const found = parseJsonFeed(written);
      const { version, ...rest } = written;
      assert.equal(version, "https://jsonfeed.org/version/1.1");
      assert.deepEqual({ ...found, items: found.items ?? [] }, rest, path);
      const atom = parseAtomFeed(read(path.replace("feed.json", "atom.xml")));
      assert.deepEqual((atom.entries ?? []).map((it) => it.id), rest.items.map((it) => it.id), path);
    }
  });

  test(`the site map of ${name} is as its schema wants it`, () => {
    const package_ = dirname(createRequire(import.meta.url).resolve("sitemap/package.json"));
    const schema = XmlDocument.fromBuffer(readFileSync(join(package_, "schema/sitemap.xsd")));
    const map = XmlDocument.fromBuffer(readFileSync(join(folder, "sitemap.xml")));
    const validator = XsdValidator.fromDoc(schema);
    validator.validate(map);
    for (const document of [validator, schema, map]) document.dispose();
  });
}

test("Ruby's reader refuses what is no Atom", () => {
  const path = join(sites["a hostile site"], "atom.xml");
  const bad = readFileSync(path, "utf8").replace(/<updated>[^<]*<\/updated>/, "");
  const check = "RSS::Parser.parse($stdin.read, validate: true)";
  assert.throws(() => execFileSync("ruby", ["-rrss", "-e", check], { input: bad, stdio: "pipe" }), /updated/);
});
