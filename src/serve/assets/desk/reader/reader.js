// The desk's page: all notes, what is wanted of them, and what is done to them.
import { get, Refused } from "../api.js";
import { count, element } from "../element.js";
import { follow } from "../follow.js";
import { register, toggleHelp } from "../keys.js";
import { calm, say, warn } from "../say.js";
import { batch } from "./batch.js";
import { facets } from "./facets.js";
import { everything, foldSome, lostPassages, narrows, parse, prepare, select, toSearch, VIEWS } from "./filter.js";
import { list } from "./list.js";
import { passages } from "./passages.js";
import { address } from "./row.js";
import { forget, hasPast, remember, undo } from "./undo.js";

const NAMES = { all: "All", mine: "Mine", review: "Needs review", unanswered: "Unanswered", orphans: "Orphans", confirm: "To confirm" };
const LOST = { orphans: "orphan", confirm: "confirm" };
const by = (id) => document.querySelector(`#${id}`);

let data = { notes: [], articles: [], people: [] };
let told = "";
let prepared = prepare(data);
let filter = parse(location.search);
let found; // {text, ids}: notes that hold the words beyond what a row shows
let result = { notes: [] };
let last; // the note that was selected last
const selected = new Set();
const rows = list(by("list"), by("more"), { selected, opened: new Set(), picked });
const showFacets = facets(by("facets"), (facet, value, is) => {
  if (is) filter[facet].add(value);
  else filter[facet].delete(value);
  changed();
});
const lost = passages(by("passages"), { done, refused });
const bar = batch(by("batch"), { notes: () => chosen(), me, done, refused, clear: () => pick([...selected], false) });

// As pages of the preview remember it, where it is chosen there.
const ME = "postil:me";

function me() {
  const stored = localStorage.getItem(ME);
  const known = data.people.some(({ id }) => id === stored);
  return filter.me || (known ? stored : data.me) || "";
}

function chosen() {
  return prepared.article.filter((note) => selected.has(note.id));
}

/** Another filter is wanted: the address has it, and the list shows it. */
function changed({ replace = false } = {}) {
  const search = toSearch(filter);
  if (search !== location.search) history[replace ? "replaceState" : "pushState"](null, "", location.pathname + search);
  show();
}

function show({ keep = false } = {}) {
  const known = found && found.text === filter.text ? found.ids : undefined;
  result = select(prepared, filter, { me: me(), found: known });
  const state = LOST[filter.view];
  const wanted = state ? lostPassages(result.notes, state) : undefined;
  by("count").textContent = wanted ? count(wanted.length, "passage") : count(result.notes.length, "note");
  by("list").hidden = wanted !== undefined;
  by("none").hidden = wanted !== undefined || result.notes.length > 0 || told === "";
  if (wanted) {
    rows.show([]);
    lost.show(wanted);
  } else {
    lost.hide();
    rows.show(result.notes, keep);
  }
  showViews();
  showFacets(result.facets, filter, names());
  by("text").value = by("text").value.trim() === filter.text ? by("text").value : filter.text;
  by("sort").value = filter.sort;
  by("clear").hidden = !narrows(filter);
  by("me").value = me();
  bar.show(selected.size, data.people);
}

function names() {
  return {
    titles: new Map(data.articles.map(({ slug, title }) => [slug, title || slug])),
    people: new Map(data.people.map(({ id, name }) => [id, name])),
  };
}

function showViews() {
  const links = Object.keys(VIEWS).map((view) => {
    const link = element("a", { href: location.pathname + toSearch({ ...filter, view }), data: { view } },
      NAMES[view], " ", element("span", { className: "number", textContent: result.views[view] }));
    if (view === filter.view) link.setAttribute("aria-current", "true");
    return link;
  });
  const held = document.activeElement?.dataset?.view;
  by("views").replaceChildren(...links);
  if (held) by("views").querySelector(`[data-view="${held}"]`).focus();
}

by("views").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  filter = { ...filter, view: link.dataset.view };
  changed();
});

// Notes

async function load() {
  let fresh;
  try {
    fresh = await get("reader/notes", { known: told });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    warn(error.message, { "Try again": load });
    return;
  }
  told = fresh.state;
  if (!fresh.told) return;
  data = fresh.told;
  answers(data.notes);
  prepared = prepare(data);
  const there = new Set(data.notes.map(({ id }) => id));
  for (const id of selected) if (!there.has(id)) selected.delete(id);
  by("title").textContent = data.site;
  document.title = `${data.site} · Desk`;
  const nobody = data.me ? [] : [element("option", { value: "", textContent: "nobody" })];
  by("me").replaceChildren(...nobody, ...data.people.map(({ id, name }) => element("option", { value: id, textContent: name })));
  by("tags").replaceChildren(...[...new Set(data.notes.flatMap((note) => note.tags ?? []))].sort().map((value) => element("option", { value })));
  show({ keep: true });
  foldAll(prepared.article, 0);
}

/** What was answered to a note is a part of what it is. */
function answers(notes) {
  const heard = new Map(notes.map((note) => [note.id, note]));
  for (const note of notes) {
    let head = heard.get(note.reply_to);
    for (let steps = 0; head && steps < 20; steps += 1) {
      head.answers = `${head.answers ?? ""}${note.based_on}`;
      head = heard.get(head.reply_to);
    }
  }
}

function foldAll(notes, start) {
  if (start >= notes.length || notes !== prepared.article) return;
  const idle = globalThis.requestIdleCallback ?? setTimeout;
  idle(() => foldAll(notes, foldSome(notes, start)));
}

// Words

let typing;
by("filters").addEventListener("submit", (event) => event.preventDefault());
by("text").addEventListener("input", () => {
  const was = filter.text;
  filter.text = by("text").value.trim();
  if (filter.text === was) return;
  // One step back leads to before the words, not to each letter of them.
  changed({ replace: was !== "" });
  clearTimeout(typing);
  typing = setTimeout(searchAll, 150);
});

async function searchAll() {
  const { text } = filter;
  if (text === "" || found?.text === text) return;
  try {
    const { ids } = await get("reader/search", { q: text });
    found = { text, ids: new Set(ids) };
    if (filter.text === text) show({ keep: true });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}

// Selection

function picked(note, event) {
  if (event.shiftKey && last) range(note.id);
  else pick([note.id], !selected.has(note.id));
  last = note.id;
}

function pick(ids, is) {
  for (const id of ids) {
    if (is) selected.add(id);
    else selected.delete(id);
  }
  rows.mark();
  bar.show(selected.size, data.people);
}

/** Selects all from the note that was selected last to this one. */
function range(id) {
  const all = rows.all();
  const [from, to] = [last, id].map((it) => all.findIndex((note) => note.id === it)).sort((one, other) => one - other);
  pick(all.slice(Math.max(from, 0), to + 1).map((note) => note.id), true);
}

// What was done

function done(answer, words) {
  calm();
  remember(answer, words);
  by("undo").disabled = !hasPast();
  const now = new Map(answer.written.map(({ id, based_on }) => [id, based_on]));
  for (const note of prepared.article) note.based_on = now.get(note.id) ?? note.based_on;
  say(answer.written.length > 0 ? `${words}. Undo with u.` : words);
}

function refused(error, actions = {}) {
  const kept = error.refused ?? [];
  const lines = kept.slice(0, 5).map(({ id, message }) => `${id}: ${message}`);
  if (kept.length > lines.length) lines.push(`… and ${kept.length - lines.length} more.`);
  warn(kept.length > 0 ? `Nothing was written. ${lines.join(" ")}` : error.message, actions);
  load();
}

async function takeBack() {
  if (!hasPast()) return say("There is nothing to undo.");
  try {
    const undone = await undo();
    say(`Undone: ${undone.words.toLowerCase()}`);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    refused(error, error.refused ? { "Forget it": forget } : {});
  }
  by("undo").disabled = !hasPast();
}

// Keys

const isList = () => !by("list").hidden;
const here = () => rows.all()[rows.at()];
const onRow = () => isList() && here() !== undefined;
const keys = (key, label, run, when = isList) => register({ key, label, group: "Notes", when, run });
keys(["j", "ArrowDown"], "the next note", () => step(1));
keys(["k", "ArrowUp"], "the note before", () => step(-1));
keys("Enter", "open the note, or close it", () => {}, () => false);
keys("o", "see it in its article", () => location.assign(address(here())), onRow);
keys("x", "select it, or not", () => picked(here(), {}), onRow);
keys("X", "select all up to it", () => picked(here(), { shiftKey: true }), onRow);
keys("*", "select all of the list, or none", () => pick(rows.all().map(({ id }) => id), !rows.all().every(({ id }) => selected.has(id))));
keys("c", "change what is selected", () => bar.focus(), () => selected.size > 0);
keys("/", "find words", () => by("text").focus(), () => true);
keys("u", "undo", takeBack, () => true);
keys("Escape", "select none", () => pick([...selected], false), () => selected.size > 0);

function step(by1) {
  const notes = rows.all();
  const to = Math.min(Math.max(rows.at() + by1, 0), notes.length - 1);
  if (notes[to]) rows.focus(notes[to].id);
}

by("undo").addEventListener("click", takeBack);
by("keys").addEventListener("click", toggleHelp);
by("clear").addEventListener("click", () => {
  const { view, sort, me: own } = filter;
  filter = { ...everything(), view, sort, me: own };
  changed();
});
by("sort").addEventListener("change", (event) => {
  filter.sort = event.target.value;
  changed();
});
by("me").addEventListener("change", (event) => {
  filter.me = event.target.value;
  localStorage.setItem(ME, filter.me);
  changed();
});
by("narrow").addEventListener("click", () => {
  const is = by("narrow").getAttribute("aria-expanded") !== "true";
  by("narrow").setAttribute("aria-expanded", String(is));
  document.body.toggleAttribute("data-filters", is);
});
addEventListener("popstate", () => {
  filter = parse(location.search);
  show();
  searchAll();
});

// Between two changes of files there may be many builds: one look at a time.
let looking;
follow("", () => {
  looking = (looking ?? Promise.resolve()).then(load);
});
await load();
by("undo").disabled = !hasPast();
searchAll();
