// A site that stands on a server of its own, and a Chromium to look at it, for all tests of a file.
import { after, before } from "node:test";
import { launch, openPage } from "./chromium.mjs";
import { serve } from "./site.mjs";

/**
 * Serves `folder` while the tests of a file run. `open` is {@link openPage} on it, with the options of a context;
 * `url` and `browser` are there once a test runs.
 */
export function stand(folder) {
  let place;
  const standing = {
    browser: null,
    url: "",
    open: (options) => openPage(standing.browser, standing.url, options),
  };
  before(async () => {
    standing.browser = await launch();
    place = await serve(folder);
    standing.url = place.url;
  });
  after(async () => {
    await standing.browser.close();
    await place.close();
  });
  return standing;
}
