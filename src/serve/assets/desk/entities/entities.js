// The authority list: suggestions with the sentences they stand in, entities that are there, names that were refused.
import { get, inTurn, post } from "../api.js";
import { question } from "../dialog.js";
import { count, element } from "../element.js";
import { register } from "../keys.js";
import { calm, say, warn } from "../say.js";
import { entityField, kindField } from "./choose.js";

const find = (id) => document.querySelector(id);
const suggested = find("#suggested");
let data = { suggestions: [], entities: [], refused: [], kinds: [], total: 0 };
const KEY = "postil:entities-undo";
const done = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");

// What was done outlives a reload.
function keep() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(done.slice(-20)));
  } catch {
    // More than the browser keeps: it is there for as long as the page is.
  }
}

async function load() {
  suggested.ariaBusy = "true";
  try {
    data = await get("entities/data");
    for (const kind of data.kinds.slice(find("#kind-filter").options.length - 1)) {
      find("#kind-filter").append(element("option", { value: kind, textContent: kind }));
    }
    show();
  } catch (error) {
    warn(error.message, { "Try again": load });
  }
  suggested.ariaBusy = "false";
}

function show() {
  const kind = find("#kind-filter").value;
  const wanted = data.suggestions.filter((it) => !kind || it.kind === kind);
  find("#summary").textContent = `${count(data.total, "suggestion")}, ${count(data.entities.length, "entity", "entities")} on the list, ${data.refused.length} refused.`;
  suggested.replaceChildren(...wanted.map(suggestion));
  if (wanted.length === 0) suggested.append(element("li", { className: "none", textContent: "Nothing is suggested." }));
  showKnown();
  find("#refused").replaceChildren(...data.refused.map(({ name, reason }) => element("li", { textContent: reason ? `${name}: ${reason}` : name })));
}

function showKnown() {
  const words = find("#find").value.trim().toLowerCase();
  const fits = ({ name, slug, aliases }) => [name, slug, ...aliases].some((text) => text.toLowerCase().includes(words));
  find("#known").replaceChildren(...data.entities.filter(fits).slice(0, 300).map(entity));
}

function entity(it) {
  const merge = element("button", { type: "button", textContent: "Merge …", aria: { label: `Merge ${it.name} into another` } });
  merge.addEventListener("click", () => mergeEntity(it));
  const often = it.mentions ? ` · ${count(it.mentions, "mention")} in ${count(it.articles, "article")}` : " · not named";
  return element("li", {},
    element("p", {}, element("a", { href: `../../entities/${encodeURIComponent(it.slug)}.html`, textContent: it.name }), element("span", { className: "about", textContent: ` ${it.kind}${often}` })),
    ...(it.aliases.length ? [element("p", { className: "about", textContent: `also ${it.aliases.join(", ")}` })] : []),
    merge);
}

const WHAT = {
  new: (it) => it.kind ?? "kind not evident",
  alias: (it) => `another name of ${nameOf(it.entity)}`,
  merge: (it) => `${nameOf(it.from)} is ${nameOf(it.entity)}`,
};
const nameOf = (slug) => data.entities.find((it) => it.slug === slug)?.name ?? slug;

function suggestion(it) {
  const act = (textContent, run, key) => {
    const button = element("button", { type: "button", aria: { describedby: `name-${it.key}` } }, textContent, " ", element("kbd", { textContent: key }));
    button.addEventListener("click", () => run(it));
    return button;
  };
  const contexts = it.contexts.map(({ article, before, words, after }) =>
    element("li", {}, element("q", { dir: "auto" }, before, element("b", { textContent: words }), after), element("span", { className: "about", textContent: ` ${article}` })));
  const buttons = [act("Accept", accept, "y"), ...(it.proposal === "new" ? [act("Edit", edit, "e"), act("Is another …", isAnother, "m")] : []), act("Refuse", refuse, "x")];
  const item = element("li", { tabIndex: -1, data: { key: it.key } },
    element("h3", { id: `name-${it.key}`, textContent: it.name, dir: "auto" }),
    element("p", { className: "about", textContent: `${WHAT[it.proposal](it)} · ${count(it.mentions, "mention")} in ${count(it.articles, "article")}` }),
    ...(it.variants.length ? [element("p", { className: "about", textContent: `also ${it.variants.join(", ")}` })] : []),
    element("ul", { className: "contexts" }, ...contexts),
    element("p", { className: "buttons" }, ...buttons));
  return item;
}

/** Writes, remembers how to take it back, and shows the next suggestion. */
function write(what, wanted, said, key) {
  return inTurn(async () => {
    calm();
    const undo = await post(`entities/${what}`, wanted);
    done.push({ undo, said });
    keep();
    const at = data.suggestions.findIndex((it) => it.key === key);
    if (at >= 0) {
      data.suggestions.splice(at, 1);
      data.total -= 1;
    }
    show();
    const items = [...suggested.children];
    items[Math.min(Math.max(at, 0), items.length - 1)]?.focus();
    say(said);
    soon();
  });
}

let timer;
// The preview builds what was written; then the list is asked for again, unless somebody is at work in it.
function soon() {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const focus = document.activeElement?.closest?.("[data-key]")?.dataset.key;
    try {
      data = await get("entities/data");
      show();
      if (focus) current(focus)?.focus();
    } catch {
      // What is shown stays.
    }
  }, 1500);
}

const failing = (promise) => promise.catch((error) => warn(error.message));
const accept = (it) => failing(write("accept", { key: it.key }, `${it.name} is on the list`, it.key));
const refuse = (it) => failing(write("refuse", { key: it.key }, `${it.name} is not suggested again`, it.key));

function edit(it) {
  const name = element("input", { id: "edit-name", type: "text", value: it.name, dir: "auto" });
  const kind = kindField({ id: "edit-kind", kinds: data.kinds, value: it.kind });
  const aliases = element("textarea", { id: "edit-aliases", rows: 3, dir: "auto" });
  const label = (htmlFor, textContent) => element("label", { htmlFor, textContent });
  return question({
    title: `Accept ${it.name}`,
    content: [label(name.id, "Name"), name, label(kind.id, "Kind"), kind, label(aliases.id, "More names, one a line"), aliases],
    main: "Accept",
    focus: name,
    act: () => write("accept", { key: it.key, name: name.value, kind: kind.value, aliases: aliases.value.split("\n") }, `${name.value} is on the list`, it.key),
  });
}

function isAnother(it) {
  const field = entityField({ label: "It is", entities: data.entities });
  return question({
    title: `${it.name} is another name of …`,
    content: field.nodes,
    main: "Merge",
    focus: field.input,
    act: () => {
      const into = field.get();
      if (!into) throw new Error("Choose one of the entities.");
      return write("merge", { key: it.key, entity: into.slug, based_on: into.based_on }, `${it.name} is a name of ${into.name}`, it.key);
    },
  });
}

function mergeEntity(it) {
  const field = entityField({ label: "It is", entities: data.entities, except: it.slug });
  const any = element("input", { type: "checkbox", id: "any-kind" });
  return question({
    title: `Merge ${it.name} into …`,
    content: [...field.nodes, element("label", { className: "check" }, any, " also if they are of two kinds")],
    main: "Merge",
    focus: field.input,
    act: () => {
      const into = field.get();
      if (!into) throw new Error("Choose one of the other entities.");
      return write("merge", { from: it.slug, entity: into.slug, based_on: into.based_on, any_kind: any.checked }, `${it.name} is one with ${into.name}`);
    },
  });
}

function undo() {
  const last = done.pop();
  if (!last) return;
  keep();
  inTurn(async () => {
    try {
      await post("entities/undo", last.undo);
      say(`Taken back: ${last.said}`);
      soon();
    } catch (error) {
      warn(`Not taken back: ${last.said}. ${error.message}`);
    }
  });
}

const current = (key) => [...suggested.querySelectorAll("[data-key]")].find((item) => item.dataset.key === key);
const focused = () => data.suggestions.find((it) => it.key === document.activeElement?.closest?.("[data-key]")?.dataset.key);
function step(by) {
  const items = [...suggested.querySelectorAll("[data-key]")];
  const at = items.indexOf(document.activeElement?.closest?.("[data-key]"));
  items[Math.min(Math.max(at + by, 0), items.length - 1)]?.focus();
}

const group = "Suggested entities";
const isNew = () => focused()?.proposal === "new";
// Registered first: a key that means something to the current suggestion goes before.
register({
  key: ["y", "e", "m", "x"],
  when: () => !focused() && data.suggestions.length > 0,
  run: () => say("Nothing is chosen: j goes to the first."),
});
register({ key: "j", label: "next suggestion", group, run: () => step(1) });
register({ key: "k", label: "suggestion before", group, run: () => step(-1) });
register({ key: "y", label: "accept it", group, when: () => focused(), run: () => accept(focused()) });
register({ key: "e", label: "edit and accept it", group, when: isNew, run: () => edit(focused()) });
register({ key: "m", label: "it is another entity", group, when: isNew, run: () => isAnother(focused()) });
register({ key: "x", label: "refuse it", group, when: () => focused(), run: () => refuse(focused()) });
register({ key: "u", label: "undo", group, when: () => done.length > 0, run: undo });
register({ key: "/", label: "find an entity", group, run: () => find("#find").select() });
find("#kind-filter").addEventListener("change", show);
find("#find").addEventListener("input", showKnown);
load();
