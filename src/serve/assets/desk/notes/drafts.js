// What was typed and not saved: kept by the browser, so that neither a reload nor a server that ends takes it.

const KEY = `postil:draft:${location.pathname}`;

/** Keeps what a composer holds. */
export function keepDraft(draft) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(draft));
  } catch {
    // More than the browser keeps: it is in the composer for as long as the page is open.
  }
}

/** Forgets it: it is saved, or not wanted. */
export function dropDraft() {
  sessionStorage.removeItem(KEY);
}

/** What was kept. */
export function draft() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? undefined;
  } catch {
    return undefined;
  }
}
