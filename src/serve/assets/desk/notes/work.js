// What editors do with notes: write, answer, change, delete. Each action can be taken back.
import { showConflict } from "../conflict.js";
import { post } from "../api.js";
import { count } from "../element.js";
import { registerAction } from "./actions.js";
import { compose } from "./composer.js";
import { currentNote, makeCurrent, workAt } from "./current.js";
import { root, say, warn } from "./host.js";
import { iAm, known, me, people, refresh, slug, text, textNow, title, wrote } from "./model.js";
import { menu } from "./menu.js";
import { remember, undo } from "./undo.js";
import { chosen, isSomethingChosen, sayWhyNot } from "./selection.js";
import { rangeOf } from "./text.js";

const taking = { Undo: undo };

function done(words, steps) {
  remember(words, steps);
  say(words, taking);
}

/** Changes some fields of a note; gives whether it was done. Throws what cannot be. */
async function change(note, edits, words) {
  const base = note.text;
  try {
    const answer = await post("notes/change", { id: note.id, base, by: me(), ...edits });
    written(answer, words);
    return true;
  } catch (refused) {
    if (refused.code !== "conflict" || !refused.versions) throw refused;
    return solve(note, refused.versions, words);
  }
}

function written(answer, words) {
  wrote(answer);
  if (answer.text === answer.before) say("It is so already.");
  else done(words, [{ path: "notes/write", value: { id: answer.id, base: answer.text, text: answer.before } }]);
}

// The file is another than it was: what it is to hold is asked, and nothing is lost.
async function solve(note, { base, theirs, ours, path }, words) {
  if (theirs === null || ours === null) throw new Error(`${path} is gone: somebody deleted the note. What you wrote is kept here; save it as a new note.`);
  const saved = await showConflict({
    base, theirs, ours, root,
    label: "this note", path,
    onSave: async (text) => written(await post("notes/write", { id: note.id, base: theirs, text }), words),
  });
  await refresh();
  return saved !== undefined;
}

/** Does what may fail, and says why it did. */
async function attempt(act) {
  try {
    await act();
  } catch (refused) {
    warn(refused.message);
  }
}

const list = ({ tags, see, ...said }) => ({ ...said, tags, see: see.map(({ value }) => value) });

function create(draft) {
  return async ({ kind, replacement, ...said }) => {
    // Words that were left as they are say nothing; none at all take them out.
    const isSuggestion = kind === "suggestion" && replacement !== draft.passage?.quote;
    const value = { article: slug, kind, ...list(said), ...(isSuggestion && { replacement }), ...(draft.passage && { passage: draft.passage }) };
    const answer = await post("notes/add", value);
    workAt(draft.places && textNow() && rangeOf(textNow(), draft.places));
    added(answer, "Saved.");
    return true;
  };
}

function answerTo(draft) {
  return async ({ kind: _, replacement: __, ...said }) => {
    added(await post("notes/reply", { parent: draft.id, ...list(said) }), "Answer saved.");
    return true;
  };
}

let fresh;

/** The note that was written last, once it stands on the page. */
export function freshNote() {
  const id = fresh;
  fresh = undefined;
  return id;
}

function added({ id, text }, words) {
  fresh = id;
  done(words, [{ path: "notes/delete", value: { id, base: text } }]);
  document.getSelection().removeAllRanges();
}

function edit(draft, note) {
  return ({ author: _, kind, replacement, ...said }) => {
    const now = list(said);
    const edits = Object.fromEntries(Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before(note)[name])));
    if (!note.reply_to && kind !== note.kind) edits.kind = kind;
    if (!note.reply_to && replacement !== instead(note)) edits.replacement = kind === "suggestion" ? replacement : "";
    return change(note, edits, "Saved.");
  };
}

/** What a suggestion has in the place of its words: where it says nothing, the words themselves. */
function instead(note) {
  return note.replacement ?? note.quotes[0] ?? "";
}

function before(note) {
  return { body: note.body, status: note.status, assigned: note.assigned ?? "", tags: note.tags, see: note.see.map(({ value }) => value) };
}

const SAVES = { new: create, reply: answerTo, edit: (draft) => edit(draft, draft.note) };

/** Opens the composer for a draft, a new one or one that was kept. */
export function write(draft, focus) {
  compose({ title: draft.title, draft, save: SAVES[draft.mode](draft), focus });
}

function begin(kind, passage) {
  const titles = { question: "Question", suggestion: "Suggestion" };
  const fields = { kind, ...(kind === "suggestion" && { replacement: passage.quote }) };
  const what = titles[kind] ?? "Note";
  const places = passage && { start: passage.from, end: passage.to };
  write({ mode: "new", title: passage ? what : `${what} on “${title()}”`, passage: passage && bare(passage), places, fields }, kind === "suggestion" ? "replacement" : "body");
}

const bare = ({ from: _, to: __, article: ___, ...passage }) => passage;

async function onWords(kind) {
  // The page may have changed a moment ago.
  if (isSomethingChosen()) await text().catch(() => undefined);
  await known().catch(() => undefined);
  const passage = chosen();
  if (passage) begin(kind, passage);
  else if (isSomethingChosen()) sayWhyNot();
  else begin(kind);
}

// Asked once where git does not tell.
async function knowMe() {
  await known().catch(() => undefined);
  if (!me()) {
    const id = await menu({ title: "Who are you?", choices: people().map(({ id: value, name }) => ({ value, label: name })) });
    if (id) iAm(id);
  }
  return me();
}

async function highlight() {
  const passage = chosen();
  if (!passage) return sayWhyNot();
  if (!(await knowMe())) return undefined;
  return attempt(() => create({ passage: bare(passage), places: { start: passage.from, end: passage.to } })({ kind: "highlight", replacement: "", body: "", tags: [], see: [], author: me() ?? "", status: "draft", assigned: "" }));
}

if (slug) {
  const where = "page";
  registerAction({ where, label: "Note", help: "a note on the whole article, where no words are chosen", key: "a", run: () => onWords("comment") });
  registerAction({ where, label: "Question", help: "a question on the whole article", key: "q", run: () => onWords("question") });
  for (const key of ["h", "s"]) registerAction({ where, label: "", help: "", key, run: sayWhyNot });
  const onThem = "selection";
  registerAction({ where: onThem, label: "Note", help: "a note on them", key: "a", run: () => onWords("comment") });
  registerAction({ where: onThem, label: "Highlight", help: "highlight them", key: "h", run: highlight });
  registerAction({ where: onThem, label: "Suggest", help: "suggest other words", key: "s", run: () => onWords("suggestion") });
  registerAction({ where: onThem, label: "Question", help: "a question on them", key: "q", run: () => onWords("question") });
}

const STATUSES = ["draft", "review", "published", "resolved", "rejected"];
const HINTS = { draft: "nobody but editors", review: "somebody is to read it", published: "readers see it", resolved: "done", rejected: "not to be" };
const isClosed = ({ status }) => status === "resolved" || status === "rejected";

function editing(note, focus) {
  const fields = { ...before(note), see: note.see, kind: note.kind, replacement: instead(note) };
  write({ mode: "edit", title: note.reply_to ? "Edit the answer" : "Edit the note", id: note.id, note, fields, ...(note.quotes[0] && { passage: { quote: note.quotes[0] } }) }, focus);
}

async function setStatus(note) {
  const choices = STATUSES.map((status) => ({ value: status, label: status, hint: HINTS[status] }));
  const status = await menu({ title: "Status", choices, current: note.status });
  if (status && status !== note.status) await attempt(() => change(note, { status }, `Now ${status}.`));
}

async function assign(note) {
  const choices = [...people().map(({ id, name }) => ({ value: id, label: name })), { value: "", label: "Nobody" }];
  const assigned = await menu({ title: "Who is to look at it?", choices, current: note.assigned ?? "" });
  if (assigned !== undefined) await attempt(() => change(note, { assigned }, assigned ? `Now for ${assigned}.` : "Now for nobody."));
}

async function howToRemove(note, text) {
  const choices = [{ value: "keep", label: "Keep the answers, as notes in its place" }, { value: "take", label: "Delete them with it" }, { value: "", label: "Delete nothing" }];
  const answers = await menu({ title: "Delete this note?", text, choices });
  if (answers) await remove(note, answers);
}

async function remove(note, answers) {
  if (note.answers > 0 && !answers) {
    await howToRemove(note, `It is answered ${count(note.answers, "time")}.`);
    return;
  }
  try {
    const { trash, changed } = await post("notes/delete", { id: note.id, base: note.text, ...(answers && { answers }) });
    const back = changed.map(({ id, before: text, text: base }) => ({ path: "notes/write", value: { id, base, text } }));
    done("Deleted.", [{ path: "notes/restore", value: { trash } }, ...back]);
  } catch (refused) {
    if (refused.code === "has-answers") {
      await howToRemove(note, refused.message);
    } else if (refused.code === "conflict") {
      await refresh();
      warn("Somebody changed this note meanwhile: read it again. Nothing was deleted.");
    } else warn(refused.message);
  }
}

registerAction({ where: "note", label: "Edit", key: "e", run: (note) => editing(note) });
registerAction({
  where: "note", label: "Reply", key: "r",
  run: (note) => write({ mode: "reply", title: "Answer", id: note.id, ...(note.body && { passage: { quote: note.body.slice(0, 600) } }) }),
});
registerAction({
  where: "note", label: "Resolve", help: "resolve it, or open it again", key: "x", when: (note) => !isClosed(note),
  run: (note) => attempt(() => change(note, { status: "resolved" }, "Resolved.")),
});
registerAction({
  where: "note", label: "Reopen", help: "", key: "x", when: isClosed,
  run: (note) => attempt(() => change(note, { status: "review" }, "Open again, in review.")),
});
registerAction({ where: "note", label: "Status", help: "change its status", key: "p", run: setStatus });
registerAction({ where: "note", label: "Assign", help: "say who is to look at it", key: "@", run: assign });
registerAction({ where: "note", label: "Tag", help: "its tags", key: "t", run: (note) => editing(note, "tags") });
registerAction({ where: "note", label: "Delete", help: "delete it, into the trash", key: ["#", "Delete"], run: (note) => remove(note) });

/** After the page was changed: the note that was just written is the current one. */
export function settle() {
  const id = freshNote();
  workAt(undefined);
  if (id && document.getElementById(`note-${id}`)) makeCurrent(id, true, true);
  else if (id) fresh = id;
  else if (!currentNote()) makeCurrent(undefined);
}
