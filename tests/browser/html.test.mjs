// The Nu HTML checker finds no error in any page.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { test } from "node:test";
import { buildManual, buildSample } from "./site.mjs";

const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

const sites = { "the sample": buildSample, "the manual": buildManual };

for (const [name, build] of Object.entries(sites)) {
  test(`every page of ${name} is valid HTML`, () => isValid(build()));
}

async function isValid({ folder, pages }) {
  const arguments_ = ["-jar", jar, "--errors-only", "--skip-non-html", "--format", "json", folder];
  const report = await new Promise((resolve, reject) => {
    // It ends with 1 when it found something, and then too says what.
    execFile("java", arguments_, { maxBuffer: 1 << 28 }, (error, _, stderr) =>
      error && !stderr.startsWith("{") ? reject(error) : resolve(JSON.parse(stderr)),
    );
  });
  const errors = report.messages.map(
    ({ url, lastLine, message, extract }) => `${url?.slice(url.indexOf("/public/") + 8)}:${lastLine}: ${message} ${extract ?? ""}`,
  );
  assert.equal(errors.join("\n"), "");
  assert.ok(pages.length > 5);
}
