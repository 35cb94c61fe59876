// The last actions, each with what takes it back: requests like any other, which are refused when somebody changed the
// files since. They outlive a reload.
import { post } from "../api.js";
import { register } from "../keys.js";
import { say, warn } from "./host.js";
import { wrote } from "./model.js";

const KEY = "postil:undo";
/** The most that are remembered. */
const MOST = 20;

let past = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");

/** Remembers how to take back what `words` say: `steps` are paths of the desk with what is sent there. */
export function remember(words, steps) {
  past = [...past, { words, steps }].slice(-MOST);
  keep();
}

function keep() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(past));
  } catch {
    // More than the browser keeps: it is there for as long as the page is.
  }
}

/** Takes the last action back. */
export async function undo() {
  const last = past.pop();
  keep();
  if (!last) {
    say("There is nothing to undo.");
    return;
  }
  try {
    for (const { path, value } of last.steps) {
      const answer = await post(path, value);
      if (answer.text !== undefined) wrote(answer);
    }
    say(`Undone: ${last.words}`);
  } catch (refused) {
    if (refused.code === "lost") {
      past.push(last);
      keep();
    }
    const why = refused.code === "conflict" || refused.code === "has-answers" ? `Somebody changed it since: ${refused.message}` : refused.message;
    warn(`Not undone: ${last.words} ${why}`);
  }
}

register({ key: "u", label: "undo the last action", group: "Everywhere", run: undo });
