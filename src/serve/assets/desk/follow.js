// Tells when files of the site changed: the preview's own stream, while somebody looks at the page.

/** Calls `changed` after each build of the site; `page` is the article's in the built site. */
export function follow(page, changed) {
  const events = new URL(`../../_postil/events?page=${encodeURIComponent(page)}`, import.meta.url);
  let stream;
  function turn() {
    if (document.visibilityState === "hidden") {
      stream?.close();
      stream = undefined;
    } else if (!stream) {
      stream = new EventSource(events);
      stream.onmessage = () => changed();
    }
  }
  document.addEventListener("visibilitychange", turn);
  addEventListener("pagehide", () => stream?.close());
  turn();
}
