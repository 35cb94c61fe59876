// The Nu HTML checker finds no error in any page.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { test } from "node:test";
import { buildSample } from "./site.mjs";

const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

test("every page is valid HTML", async () => {
  const { folder, pages } = buildSample();
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
});
