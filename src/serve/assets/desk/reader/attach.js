// A note that lost its words gets those that are chosen on the page: `?attach=ID.PASSAGE`, to which the desk leads.
import { desk, get, post, Refused } from "../api.js";
import { element } from "../element.js";
import { register } from "../keys.js";
import { registerAction } from "../notes/actions.js";
import { root, say, warn } from "../notes/host.js";
import { slug } from "../notes/model.js";
import { remember, undo } from "./undo.js";

let wanted; // {id, passage} while words are to be chosen
let bar;
let isAttached = false; // then `u` takes it back

const [, id, passage] = /^([0-9a-z]{6})\.(\d+)$/.exec(new URLSearchParams(location.search).get("attach") ?? "") ?? [];
if (slug && id) {
  registerAction({ where: "selection", label: "The note speaks of this", key: "Enter", when: () => wanted !== undefined, run: attach });
  register({ key: "Escape", when: () => wanted !== undefined, run: leave });
  register({ key: "u", when: () => isAttached, run: takeBack });
  begin().catch(tell);
}

async function begin() {
  const { then } = await get("reader/lost", { id, passage });
  wanted = { id, passage: Number(passage) };
  const back = element("button", { type: "button", textContent: "Cancel" });
  back.addEventListener("click", leave);
  bar = element("div", { className: "attach", role: "region", aria: { label: "Choose words for a note" } },
    element("p", {}, "Choose the words that the note speaks of. They were: ", element("q", { dir: "auto", textContent: then.words })),
    element("small", { textContent: "With the mouse, by touch, or with v and the arrow keys; then Enter." }), back);
  root.append(bar);
}

function leave() {
  wanted = undefined;
  bar?.remove();
  location.assign(new URL("?view=orphans", desk));
}

async function attach({ article, start, end, text }) {
  try {
    const { told } = await get("reader/notes", { article: slug });
    const note = told.notes.find((it) => it.id === wanted.id);
    if (!note) throw new Refused({ message: "This note is not of this page any more.", code: "unusable" });
    const place = { article, start, end, text };
    const answer = await post("reader/attach", { ...wanted, based_on: note.based_on, place });
    remember(answer, "the note stands in its new place");
    isAttached = true;
    wanted = undefined;
    bar.remove();
    document.getSelection().removeAllRanges();
    const address = new URL(location.href);
    address.searchParams.delete("attach");
    history.replaceState(null, "", address);
    say("The note stands in its new place.", { Undo: takeBack, "Next one": leave });
  } catch (error) {
    tell(error);
  }
}

async function takeBack() {
  try {
    isAttached = false;
    await undo();
    say("Undone.");
  } catch (error) {
    tell(error);
  }
}

function tell(error) {
  if (!(error instanceof Refused)) throw error;
  warn(error.refused?.[0]?.message ?? error.message);
}
