// What the page asks of the server, one request after the other.

const here = new URL(location.href);
here.search = "";
here.hash = "";
const token = document.querySelector('meta[name="postil-token"]').content;

/** A request that was refused: `code` is the server's word for why, `field` the field that is meant. */
export class Refused extends Error {
  constructor({ message, code, field }) {
    super(message);
    this.code = code;
    this.field = field;
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
  return ask("data", {});
}

/** Writes choices and gives what they came to. */
export function choose(choices) {
  return ask("choices", {
    method: "POST",
    headers: { "content-type": "application/json", "x-postil-token": token },
    body: JSON.stringify(choices),
  });
}

async function ask(name, options) {
  let answer;
  try {
    answer = await fetch(new URL(`${here.href}/${name}`), { ...options, credentials: "omit" });
  } catch {
    throw new Refused({ code: "lost", message: "The preview does not answer. Nothing was written." });
  }
  const told = await answer.json().catch(() => undefined);
  if (answer.ok && told) return told;
  throw new Refused(told?.error ?? { code: "failed", message: `The preview failed (${answer.status}).` });
}
