// Passages that lost their place, one after the other: the old words, the places that may be meant, one key for each.
import { get, post, Refused, site } from "../api.js";
import { count, element } from "../element.js";
import { register } from "../keys.js";
import { rendered, wordDiff } from "./markup.js";
import { address } from "./row.js";

/** The view in `box`. `done(told, words)` and `refused(error)` are told what came of a choice. */
export function passages(box, { done, refused }) {
  let all = [];
  let at = 0;
  let shown; // the key of the passage that is shown
  let told; // what the server says of it
  let busy = false;

  const isOn = () => !box.hidden && all.length > 0;
  const keys = (key, label, run, when = isOn) => register({ key, label, group: "Orphans and places to confirm", when, run });
  keys(["j", "ArrowRight"], "the next passage", () => go(1));
  keys(["k", "ArrowLeft"], "the passage before", () => go(-1));
  for (let number = 1; number <= 9; number += 1) {
    const label = number === 1 ? "take the first place; 2 … 9, or Enter on it: another" : "";
    keys(String(number), label, () => take(number - 1), () => isOn() && told?.places[number - 1] !== undefined);
  }
  keys("s", "select the right words in the article", () => location.assign(attachAddress()));
  keys("w", "let the note speak of the whole article", whole);
  keys("x", "resolve the note", resolve);

  const current = () => all[at];
  const name = ({ note, passage }) => `${note.id} ${passage} ${note.based_on}`;

  function go(by) {
    at = Math.min(Math.max(at + by, 0), all.length - 1);
    draw();
  }

  function attachAddress() {
    const { note, passage } = current();
    const slug = told?.article ?? note.page.slug;
    const url = new URL(`articles/${encodeURIComponent(slug)}.html`, site);
    url.searchParams.set("attach", `${note.id}.${passage}`);
    return url.href;
  }

  async function write(what, request, words) {
    if (busy) return;
    busy = true;
    try {
      const answer = await post(`reader/${what}`, request);
      // The next one takes its place in the list.
      all.splice(at, 1);
      at = Math.min(at, Math.max(all.length - 1, 0));
      done(answer, words);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused(error);
    } finally {
      busy = false;
    }
    draw();
  }

  function take(number) {
    const { note, passage } = current();
    const { start, end } = told.places[number];
    const place = { article: told.article, text: told.text, start, end };
    write("attach", { id: note.id, based_on: note.based_on, passage, place }, "The note stands in its new place");
  }

  function whole() {
    const { note, passage } = current();
    write("attach", { id: note.id, based_on: note.based_on, passage }, note.lost.length > 1 ? "The passage is taken out of the note" : "The note speaks of the whole article");
  }

  function resolve() {
    const { note } = current();
    write("batch", { notes: [{ id: note.id, based_on: note.based_on, status: "resolved" }] }, "The note is resolved");
  }

  /** Draws the passage at hand, if it is not there already. */
  async function draw() {
    if (box.hidden) return;
    const passage = current();
    if (!passage) {
      shown = told = undefined;
      box.replaceChildren(element("p", { className: "none", tabIndex: -1, textContent: "None: every note of this filter is where it belongs." }));
      return;
    }
    if (shown === name(passage)) return counter();
    shown = name(passage);
    told = undefined;
    const { note } = passage;
    try {
      const [places, thread] = await Promise.all([
        get("reader/lost", { id: note.id, passage: passage.passage }),
        get("reader/note", { id: note.id }),
      ]);
      if (shown !== name(passage)) return;
      told = places;
      box.replaceChildren(...card(passage, thread));
      (box.querySelector(".places button") ?? box.querySelector(".choices a")).focus();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      box.replaceChildren(element("p", { className: "problem", textContent: error.message }));
    }
  }

  function counter() {
    const head = box.querySelector(".counter");
    if (head) head.textContent = `${at + 1} of ${count(all.length, "passage")}`;
  }

  function card({ note, state }, { thread }) {
    const button = (text, key, run) => {
      const made = element("button", { type: "button" }, text, " ", element("kbd", { textContent: key }));
      made.addEventListener("click", run);
      return made;
    };
    const title = element("h2", { dir: "auto" }, element("a", { href: address(note), textContent: told.title || told.article }));
    const turn = element("p", { className: "turn" }, button("Before", "k", () => go(-1)), element("span", { className: "counter", textContent: `${at + 1} of ${count(all.length, "passage")}` }), button("Next", "j", () => go(1)));
    const then = element("section", { className: "then", aria: { label: "The old words" } },
      element("h3", { textContent: told.kept ? "It spoke of" : "It spoke of (the old text is not kept)" }),
      passage(told.then, [element("mark", { textContent: told.then.words })]));
    const said = element("section", { className: "note-said", aria: { label: "The note" } },
      element("p", { className: "badges" }, element("span", { className: "kind", textContent: note.kind }), element("span", { className: "status", data: { status: note.status }, textContent: note.status }), element("span", { className: "state", data: { state }, textContent: state === "orphan" ? "orphan" : "to confirm" }), element("span", { textContent: note.author ?? "" })),
      rendered(thread[0]?.html ?? ""));
    const places = element("ol", { className: "places" }, ...told.places.map(placeOf));
    const now = element("section", { aria: { label: "Places that may be meant" } },
      element("h3", { textContent: told.places.length > 0 ? "It may speak of" : "No words of the article are like these" }), places);
    const choices = element("p", { className: "choices" },
      element("a", { className: "button", href: attachAddress() }, "Select the right words ", element("kbd", { textContent: "s" })),
      button("Whole article", "w", whole), button("Resolve", "x", resolve));
    return [turn, title, said, then, now, choices];
  }

  function placeOf(place, number) {
    const sure = `${Math.round(place.confidence * 100)} %`;
    const take1 = element("button", { type: "button", className: "take" }, element("kbd", { textContent: number + 1 }), element("span", { className: "sure", textContent: sure }), passage(place, wordDiff(told.then.words, place.words), "span"));
    take1.addEventListener("click", () => take(number));
    return element("li", {}, take1);
  }

  function passage({ before, after }, words, kind = "p") {
    return element(kind, { className: "words", dir: "auto" }, element("span", { className: "around", textContent: before }), element("span", { className: "meant" }, ...words), element("span", { className: "around", textContent: after }));
  }

  return {
    /** Shows these passages; the one at hand stays where it is. */
    show(wanted) {
      box.hidden = false;
      const here = current() && `${current().note.id} ${current().passage}`;
      all = wanted;
      const found = all.findIndex(({ note, passage }) => `${note.id} ${passage}` === here);
      at = found >= 0 ? found : Math.min(at, Math.max(all.length - 1, 0));
      draw();
    },
    hide() {
      box.hidden = true;
      shown = undefined;
    },
  };
}
