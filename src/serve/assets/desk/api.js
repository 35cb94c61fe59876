// What a page asks of the server, one request after the other.

const here = new URL(location.href);
here.search = "";
here.hash = "";

/** Where the desk is, and where the site is. */
export const desk = new URL("../", import.meta.url);
export const site = new URL("../", desk);

/**
 * A request that was refused: `code` is the server's word for why, `field` the field that is meant, `versions` what
 * stood against one another in a conflict, `refused` which of several things could not be done, and why.
 */
export class Refused extends Error {
  constructor({ message, code, field, versions, refused }) {
    super(message);
    this.code = code;
    this.field = field;
    this.versions = versions;
    this.refused = refused;
  }
}

let last = Promise.resolve();

/** Runs `task` after all that were begun before it. */
export function inTurn(task) {
  const next = last.then(task);
  last = next.catch(() => {});
  return next;
}

/** The article's source, fields and text as they are on disk. */
export function load() {
  return ask(`${here.href}/data`);
}

/** Writes choices and gives what they came to. */
export function choose(choices) {
  return send(`${here.href}/choices`, choices);
}

/** What the desk has at `path`, relative to it; `query` by name. */
export function get(path, query = {}) {
  const url = new URL(path, desk);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return ask(url);
}

/** Sends `value` to `path` of the desk, and gives the answer. */
export function post(path, value) {
  return send(new URL(path, desk), value);
}

// Of a page of the desk in its head, of a page of the preview at the script that keeps it up to date.
function tokenOf(page) {
  return page.querySelector('meta[name="postil-token"]')?.content
    ?? page.querySelector("script[data-postil-token]")?.dataset.postilToken;
}

let token = tokenOf(document);

async function send(url, value) {
  const body = JSON.stringify(value);
  const headers = () => ({ "content-type": "application/json", "x-postil-token": token });
  try {
    return await ask(url, { method: "POST", headers: headers(), body });
  } catch (refused) {
    // The preview was started anew, and has another token.
    if (refused.code !== "forbidden" || !(await renew())) throw refused;
    return ask(url, { method: "POST", headers: headers(), body });
  }
}

// A page of the preview finds the new token; one of the desk may show what is no longer so, and is to be loaded again.
async function renew() {
  if (document.querySelector("script[data-postil-token]") === null) return false;
  const page = await fetch(location.href, { cache: "no-store" }).then((answer) => answer.text());
  const found = page.match(/ data-postil-token="([0-9a-f]+)"/)?.[1];
  const isNew = found !== undefined && found !== token;
  token = found ?? token;
  return isNew;
}

async function ask(url, options = {}) {
  let answer;
  try {
    answer = await fetch(url, options);
  } catch {
    throw new Refused({ code: "lost", message: "The preview does not answer. Nothing was written." });
  }
  const told = await answer.json().catch(() => undefined);
  if (answer.ok && told) return told;
  throw new Refused(told?.error ?? { code: "failed", message: `The preview failed (${answer.status}).` });
}
