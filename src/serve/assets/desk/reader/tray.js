// The tray: every note of this page at its side, with the same filters as the desk. It lies over the page, in the desk's
// shadow root, and changes nothing of it.
import { get, Refused, site } from "../api.js";
import { difference } from "../differing.js";
import { count, element } from "../element.js";
import { register } from "../keys.js";
import { makeCurrent, redraw } from "../notes/current.js";
import { hush, root } from "../notes/host.js";
import { me, slug } from "../notes/model.js";
import { facets } from "./facets.js";
import { parse, prepare, select, toSearch, VIEWS } from "./filter.js";
import { STATES } from "./states.js";

const OPEN = "postil:tray";
const FILTER = "postil:tray-filter";
const NAMES = { all: "All", mine: "Mine", review: "Needs review", unanswered: "Unanswered", orphans: "Orphans", confirm: "To confirm" };

let prepared = prepare({ notes: [], articles: [] });
let told = "";
let people = [];
let filter = parse(sessionStorage.getItem(FILTER) ?? "");
filter.sort = "article";

const button = element("button", { type: "button", className: "tray-button", aria: { expanded: "false", controls: "tray" } });
const heading = element("h2", { id: "tray-count", textContent: "Notes" });
const close = element("button", { type: "button", textContent: "Close" });
const views = element("select", { aria: { label: "View" } });
const words = element("input", { type: "search", placeholder: "Words …", aria: { label: "Words" } });
const boxes = element("div", { className: "boxes" });
const list = element("ol", { aria: { labelledby: "tray-count" } });
const tray = element("aside", { id: "tray", className: "tray", hidden: true, aria: { labelledby: "tray-count" } },
  element("div", { className: "tray-head" }, heading, close),
  element("div", { className: "tray-find" }, views, words),
  element("details", {}, element("summary", { textContent: "Filters" }), boxes),
  list);
const showFacets = facets(boxes, (facet, value, is) => {
  if (is) filter[facet].add(value);
  else filter[facet].delete(value);
  changed();
});

function changed() {
  sessionStorage.setItem(FILTER, toSearch(filter));
  draw();
}

function draw() {
  const result = select(prepared, filter, { me: me() ?? "" });
  const all = prepared.article.length;
  const shown = result.notes.length;
  heading.textContent = shown === all ? count(all, "note") : `${shown} of ${count(all, "note")}`;
  button.replaceChildren(count(all, "note"), " ", element("kbd", { textContent: "n", ariaHidden: "true" }));
  views.replaceChildren(...Object.keys(VIEWS).map((view) => element("option", { value: view, textContent: `${NAMES[view]} (${result.views[view]})` })));
  views.value = filter.view;
  if (words.value.trim() !== filter.text) words.value = filter.text;
  const held = root.activeElement?.dataset?.id;
  list.replaceChildren(...result.notes.map(item));
  if (held) list.querySelector(`[data-id="${held}"]`)?.focus();
  showFacets(result.facets, filter, { titles: new Map(), people: new Map(people.map(({ id, name }) => [id, name])) });
}

function item(note) {
  const state = ["ok", "reply"].includes(note.state) ? [] : [STATES[note.state]];
  const facts = [note.reply_to ? "reply" : note.kind, note.status, ...state, ...(note.waits ? ["unanswered"] : [])];
  const made = element("button", { type: "button", data: { id: note.id, depth: note.reply_to ? 1 : 0 } },
    element("span", { className: "tray-facts", textContent: [note.author, ...facts, note.assigned && `for ${note.assigned}`].filter(Boolean).join(" · ") }),
    note.instead === undefined
      ? element("span", { className: "tray-words", dir: "auto", textContent: note.words || `“${note.quote ?? note.id}”` })
      : element("span", { className: "tray-words words", dir: "auto" }, ...difference(note.quote ?? "", note.instead), note.words && ` ${note.words}`));
  made.addEventListener("click", () => go(note));
  return element("li", {}, made);
}

function go(note) {
  if (document.getElementById(`note-${note.id}`)) makeCurrent(note.id, true);
  else location.assign(new URL(`${note.page.url}#note-${note.id}`, site));
  // On a narrow window the tray would lie over what was gone to.
  if (matchMedia("(max-width: 30rem)").matches) show(false);
}

function show(is) {
  tray.hidden = !is;
  button.hidden = is;
  button.setAttribute("aria-expanded", String(is));
  root.host.toggleAttribute("data-tray", is);
  redraw();
  sessionStorage.setItem(OPEN, is ? "open" : "");
}

async function load() {
  try {
    const fresh = await get("reader/notes", { article: slug, known: told });
    told = fresh.state;
    if (!fresh.told) return;
    people = fresh.told.people;
    prepared = prepare(fresh.told);
    draw();
  } catch (error) {
    // What cannot be asked now is asked with the next change of the page.
    if (!(error instanceof Refused)) throw error;
  }
}

function open() {
  hush();
  show(true);
  (list.querySelector("button") ?? close).focus();
}

function shut() {
  show(false);
  button.focus();
}

if (slug) {
  for (const name of ["../conflict.css", "tray.css"]) root.append(element("link", { rel: "stylesheet", href: new URL(name, import.meta.url).href }));
  root.append(button, tray);
  button.addEventListener("click", open);
  close.addEventListener("click", shut);
  views.addEventListener("change", () => {
    filter.view = views.value;
    changed();
  });
  words.addEventListener("input", () => {
    filter.text = words.value.trim();
    changed();
  });
  tray.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    shut();
  });
  register({ key: "n", label: "the tray: all notes of the page", run: () => (tray.hidden ? open() : shut()) });
  document.addEventListener("postil:updated", load);
  show(sessionStorage.getItem(OPEN) === "open");
  load();
}
