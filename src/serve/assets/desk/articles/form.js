// One article: its front matter as a form, its reader comments. What is typed is kept until it is saved.
import { get, inTurn, post } from "../api.js";
import { showConflict } from "../conflict.js";
import { question } from "../dialog.js";
import { element } from "../element.js";
import { register } from "../keys.js";
import { calm, say, warn } from "../say.js";
import { labelOf, makeFields } from "./fields.js";

const { slug } = document.body.dataset;
const at = (part) => `articles/${encodeURIComponent(slug)}/${part}`;
const kept = `postil-article:${slug}`;
const form = document.querySelector("#fields");
const undo = document.querySelector("#undo");
const state = document.querySelector("#state");
const find = (id) => document.querySelector(id);

const fields = makeFields(form, { changed, decided });
const correction = element("textarea", { id: "correction", rows: 2, dir: "auto" });
const corrections = element("ul", { className: "corrections" });
form.append(element("div", { className: "row" },
  element("label", { htmlFor: correction.id, textContent: "A correction, for readers" }),
  correction,
  element("p", { className: "hint", textContent: "What changed, in a sentence; it is shown with today’s date. Empty: nothing is told." }),
  corrections));

let data;

/** What takes back what was done here, the last one last; it outlives a reload. */
const past = JSON.parse(sessionStorage.getItem(`postil-undo:${slug}`) ?? "[]");

function keep() {
  try {
    sessionStorage.setItem(`postil-undo:${slug}`, JSON.stringify(past.slice(-20)));
  } catch {
    // More than the browser keeps: it is there for as long as the page is.
  }
  undo.disabled = past.length === 0;
}

function remember(taken) {
  if (taken?.files.length) past.push(taken);
  keep();
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const asText = (value) => [value].flat().join("\n");
const asValue = (text, like) => (Array.isArray(like) ? text.split("\n").map((line) => line.trim()).filter(Boolean) : text);
const edits = () => Object.fromEntries(fields.names().map((name) => [name, fields.get(name)]).filter(([name, value]) => !same(value, data.fields[name])));

/** Shows what the file has; what is typed and not saved stays. */
function show(next, typed = edits()) {
  data = next;
  for (const name of fields.names()) {
    const value = typed[name] ?? data.fields[name];
    if (!same(fields.get(name), value)) fields.set(name, value);
  }
  document.querySelector("#field-date").dispatchEvent(new Event("postil-set"));
  fields.known(data.known);
  fields.guesses(data.guesses);
  find("#title").textContent = data.fields.title;
  find("#about").replaceChildren(element("code", { textContent: data.path }),
    data.missing.length ? ` · ${data.missing.join(", ")}` : "");
  find("#problems").replaceChildren(...data.problems.map((textContent) => element("p", { className: "error", textContent })));
  find("#open").title = data.editor ?? data.no_editor;
  corrections.replaceChildren(...data.corrections.map(({ date, text }) => element("li", { textContent: [date, text].filter(Boolean).join(": ") })));
  showComments();
  mark();
  form.ariaBusy = "false";
}

/** Shows the file for the first time, with what was typed before a reload. If the file has changed since, what both changed is asked. */
async function begin(next) {
  const found = JSON.parse(sessionStorage.getItem(kept) ?? "null");
  if (!found?.base) return show(next, {});
  correction.value = found.correction;
  if (found.based_on === next.based_on) {
    show(next, found.fields);
    return say("What you typed before is here again");
  }
  // Until it is settled they stand on what they were typed on: a save of them is a conflict.
  show({ ...next, based_on: found.based_on, fields: found.base }, found.fields);
  const fit = await settle(found.base, next.fields, found.fields);
  if (fit) show(next, fit);
  return say("What you typed before is here again; the file has changed since");
}

function changed(name) {
  fields.fail(name);
  mark();
}

function mark() {
  if (!data) return;
  const now = edits();
  for (const name of fields.names()) fields.mark(name, name in now);
  const count = Object.keys(now).length + (correction.value.trim() ? 1 : 0);
  state.textContent = count ? "not saved yet" : "";
  undo.disabled = past.length === 0;
  if (count) sessionStorage.setItem(kept, JSON.stringify({ based_on: data.based_on, base: data.fields, fields: now, correction: correction.value }));
  else sessionStorage.removeItem(kept);
}
correction.addEventListener("input", mark);

/** Writes `wanted` and shows what came of it; of what both changed the editor is asked. */
async function write(wanted) {
  const was = data;
  try {
    const next = await post(at("save"), { based_on: data.based_on, ...wanted });
    remember(next.undo);
    if (wanted.correction) correction.value = "";
    const typed = Object.fromEntries(Object.entries(edits()).filter(([name, value]) => !(name in (wanted.fields ?? {})) || !same(value, wanted.fields[name])));
    for (const name of Object.keys(wanted.guesses ?? {})) delete typed[name];
    show(next, typed);
    return true;
  } catch (error) {
    if (error.code !== "conflict") throw error;
    const now = await get(at("data"));
    const fit = await settle(was.fields, now.fields, wanted.fields ?? {});
    if (!fit) {
      say("Nothing was saved; what you typed is still here");
      return false;
    }
    data = now;
    for (const [name, value] of Object.entries(fit)) fields.set(name, value);
    const guesses = Object.fromEntries(Object.entries(wanted.guesses ?? {}).filter(([name]) => now.guesses.some(({ field }) => field === name)));
    return write({ ...wanted, fields: fit, guesses });
  }
}

/** What is to be written where the file has changed: ours where only we changed a field, else what the editor says. */
async function settle(base, theirs, ours) {
  const all = {};
  for (const [name, value] of Object.entries(ours)) {
    all[name] = value;
    if (same(theirs[name], base[name]) || same(theirs[name], value)) continue;
    const [text, there, own] = [base[name], theirs[name], value].map(asText);
    const chosen = await showConflict({ base: text, theirs: there, ours: own, label: `the ${labelOf(name).toLowerCase()}` });
    if (chosen === undefined) return undefined;
    all[name] = name === "series" ? [...chosen.split("\n"), ""].slice(0, 2) : asValue(chosen, value);
  }
  return all;
}

function save() {
  return inTurn(async () => {
    const now = edits();
    const told = correction.value.trim();
    if (!told && Object.keys(now).length === 0) return say("There is nothing to save");
    calm();
    try {
      if (await write({ fields: now, correction: told || null })) say("Saved");
    } catch (error) {
      failed(error);
    }
  });
}

function failed(error) {
  if (error.field && fields.names().includes(error.field)) {
    fields.fail(error.field, error.message);
    fields.focus(error.field);
  } else {
    warn(`${error.message} What you typed is still here.`);
  }
}

function decided(name, decision) {
  inTurn(async () => {
    try {
      if (await write({ guesses: { [name]: decision } })) say(decision === "confirm" ? `${labelOf(name)} confirmed` : "Refused: it is not offered again");
      fields.focus(name);
    } catch (error) {
      failed(error);
    }
  });
}

function goBack() {
  const last = past.at(-1);
  if (!last) return;
  inTurn(async () => {
    try {
      await post("undo", last);
      show(await get(at("data")));
      say("Undone");
    } catch (error) {
      if (error.code === "lost") return failed(error);
      warn(`Not undone. ${error.message}`);
    }
    past.pop();
    keep();
    mark();
  });
}

async function open(line = 1) {
  try {
    const { said } = await post("articles/.open", { article: slug, line });
    say(`Opened with ${said}`);
  } catch (error) {
    const spot = element("input", { readOnly: true, value: `${data.path}:${line}`, aria: { label: "The place" } });
    await question({ title: "It cannot be opened from here", content: [element("p", { textContent: error.message }), spot], focus: spot });
  }
}

function showComments() {
  const { list } = data.comments;
  find("#comments").hidden = list.length === 0;
  find("#comments ol").replaceChildren(...list.map((comment) => {
    const who = [comment.author ?? "Anonymous", comment.date].filter(Boolean).join(", ");
    const act = element("button", { type: "button", textContent: comment.is_hidden ? "Put back" : "Take down" });
    act.setAttribute("aria-label", `${act.textContent}: the comment by ${who}`);
    act.addEventListener("click", () => takeDown(comment));
    return element("li", { id: `comment-${comment.id}`, data: { hidden: comment.is_hidden } },
      element("p", { className: "who" }, who, comment.is_hidden ? " · taken down: readers do not see it" : ""),
      element("p", { className: "text", textContent: comment.text, dir: "auto" }), act);
  }));
}

function takeDown({ id, is_hidden }) {
  inTurn(async () => {
    try {
      const { undo: taken, ...now } = await post(at("comment"), { based_on: data.comments.based_on, id, hidden: !is_hidden });
      data.comments = now;
      remember(taken);
      say(is_hidden ? "Put back" : "Taken down: the file keeps it");
    } catch (error) {
      if (error.code === "conflict") data.comments = (await get(at("data"))).comments;
      warn(error.message);
    }
    showComments();
    document.querySelector(`#comment-${CSS.escape(id)} button`)?.focus();
  });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  save();
});
document.addEventListener("keydown", (event) => {
  if (!["s", "Enter"].includes(event.key) || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  save();
});
undo.addEventListener("click", goBack);
find("#open").addEventListener("click", () => open());
register({ key: "s", label: "save (in a field: Control and s)", group: "This article", run: save });
register({ key: "u", label: "undo the last change", group: "This article", when: () => past.length > 0, run: goBack });
register({ key: "o", label: "open in my editor", group: "This article", run: () => open() });

inTurn(() => get(at("data")).then(begin).catch((error) => warn(error.message)));
