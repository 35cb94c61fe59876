// The import view: the source on one side, the article on the other, and what the editor says about both.
import { choose, inTurn, load } from "./api.js";
import { articleView } from "./article.js";
import { commentForm } from "./comment-form.js";
import { takesText } from "./element.js";
import { fieldLabel, fieldsForm } from "./fields.js";
import { follow } from "./follow.js";
import { help } from "./help.js";
import * as past from "./history.js";
import { legend } from "./legend.js";
import { lineMenu, PARTS } from "./line-menu.js";
import { sourceLines } from "./lines.js";
import { calm, say, warn } from "./say.js";

const find = (selector) => document.querySelector(selector);
const undoButton = find("#undo");
let view;

const lines = sourceLines(find("#lines"), {
  moved: (line) => meet(line, { scroll: true }),
  hovered: (line) => meet(line),
  act,
});
const article = articleView(find("#article"), {
  hovered: (numbers) => lines.mark(numbers ?? [])?.scrollIntoView({ block: "nearest" }),
  chosen: (number) => showLine(number),
  mended: mendComment,
});
const fields = fieldsForm(find("#fields"), {
  chosen: setField,
  taken: (name) => change([{ field: name, to: "importer" }], `${fieldLabel(name)} is as imported.`),
  shown: showLine,
});
const kinds = legend(find("#legend"), (wanted) => lines.filter(wanted));
const menu = lineMenu(find("#line-menu"));
const signature = commentForm(find("#comment-form"));

// ---- what is on disk, and what is seen ----

function show(next) {
  view = next;
  find("#title").textContent = next.title || "Without a title";
  find("#facts").textContent = [next.file, next.status, next.edited && "edited since it was imported"].filter(Boolean).join(" · ");
  document.title = `${next.title || next.slug} · Import`;
  lines.show(next.lines);
  kinds.show(next);
  lines.filter(kinds.wanted());
  fields.show(next.fields);
  article.show(next);
  find("#conflict").hidden = !next.article.has_conflicts;
  showWarnings(next.warnings);
  undoButton.disabled = !past.hasPast();
}

function showWarnings(list) {
  const box = find("#warnings");
  box.hidden = list.length === 0;
  box.replaceChildren(...list.map((warning) => Object.assign(document.createElement("li"), { textContent: warning })));
}

/** Loads what is on disk now; what is being typed stays. */
async function loadAnew({ aloud = false } = {}) {
  try {
    const next = await inTurn(load);
    if (view && next.based_on !== view.based_on) {
      past.forget();
      if (!aloud) say("The files changed on disk. This is how they are now.");
    }
    show(next);
    if (aloud) say("Loaded anew.");
  } catch (error) {
    warn(error.message, { "Try again": () => loadAnew({ aloud: true }) });
  }
}

// ---- where a line stands in the article, and back ----

let dwell;
function meet(line, { scroll = false } = {}) {
  clearTimeout(dwell);
  const part = line ? article.mark(line.line) : article.mark();
  const field = line?.field ? find(`.field[data-field="${CSS.escape(line.field)}"]`) : undefined;
  for (const met of document.querySelectorAll(".field.met")) met.classList.remove("met");
  field?.classList.add("met");
  const seen = part ?? field;
  const reveal = () => seen?.scrollIntoView({ block: "nearest" });
  if (scroll && !isNarrow()) reveal();
  else if (seen) dwell = setTimeout(() => !isNarrow() && reveal(), 300);
}

const narrow = matchMedia("(max-width: 52rem)");
const isNarrow = () => narrow.matches;

function showLine(number) {
  turn("source");
  kinds.showAll();
  lines.goTo(number);
}

// ---- choices ----

function act(chosen, key) {
  if (chosen.length === 0) return;
  if (key === "f") menu.open(chosen, { part: (part) => act(chosen, part), field: (name) => useAs(name, chosen) });
  else if (key === "a") mendComment(chosen[0].comment);
  else if (key === "Enter") act(chosen, chosen.every((line) => line.kind === "body") ? "o" : "b");
  else {
    const { to, becomes } = PARTS[key];
    // Several lines are one comment.
    const word = (place) => (to === "comment" && place > 0 ? "same comment" : to);
    const which = chosen.length === 1 ? `Line ${chosen[0].line} is` : `${chosen.length} lines are`;
    change(chosen.map(({ line, text }, place) => ({ line, text, to: word(place) })), `${which} ${becomes}.`);
  }
}

/** Makes lines of the source a field's value; it takes them out of the body. */
function useAs(name, chosen) {
  const texts = chosen.map((line) => line.text.trim());
  const inBody = chosen.filter((line) => line.kind === "body");
  const out = inBody.map(({ line, text }) => ({ line, text, to: "out" }));
  setField(name, name === "authors" ? texts : texts.join(" "), { out });
}

/** Asks who wrote a comment, and when. */
function mendComment(id) {
  const comment = view.comments.find((comment) => comment.id === id);
  if (!comment) {
    say("This is no reader comment.");
    return;
  }
  const text = view.article.comments.find((comment) => comment.id === id)?.text ?? comment.text;
  signature.open(comment, text, (said) => {
    const words = said.to ? `Comment ${id} is as imported.` : `Comment ${id} saved.`;
    change([{ comment: comment.line, text: comment.text, ...said }], words);
  });
}

function setField(name, value, { guess, out = [] } = {}) {
  const words = guess ? `${fieldLabel(name)} ${guess}.` : `${fieldLabel(name)} ${value === null ? "is empty now" : "saved"}.`;
  const isGuess = document.activeElement?.closest?.(".guess");
  change([...out, { field: name, value }], words).then((done) => {
    // The buttons of a decided guess are gone: the next guess, else the field, has the focus.
    if (!done || !isGuess || takesText(document.activeElement)) return;
    const next = fields.guess().found?.querySelector("button");
    if (next) next.focus();
    else fields.focus(name);
  });
}

/** Writes choices, shows what they came to, says `words`. Gives whether it was done. */
function change(choices, words, undone) {
  lines.busy(choices.map((choice) => choice.line).filter(Boolean));
  return inTurn(async () => {
    const before = view;
    try {
      const next = await choose({ based_on: before.based_on, choices });
      if (!undone) past.remember(choices, before, words);
      calm();
      show(next);
      say(words);
      if (next.told.length > 0) warn(next.told.join(" "));
      return true;
    } catch (error) {
      say("");
      lines.free();
      if (undone) past.putBack(undone);
      refused(error);
      return false;
    }
  });
}

function refused(error) {
  if (error.code === "conflict") warn(error.message, { "Load anew": () => loadAnew({ aloud: true }) });
  else if (error.field) fields.fail(error.field, error.message);
  else if (error.code === "forbidden") warn(error.message, { "Load the page": () => location.reload() });
  else warn(error.message);
}

function undo() {
  const last = past.takeLast();
  if (last) change(last.back, `Undone: ${last.words}`, last);
  else say("There is nothing to undo.");
}

// ---- keys and buttons of the whole page ----

undoButton.addEventListener("click", undo);
for (const button of document.querySelectorAll("#turn button")) {
  button.addEventListener("click", () => turn(button.dataset.side));
}

/** Shows one side where there is room for one only. */
function turn(side) {
  find("#sides").dataset.side = side;
  for (const button of document.querySelectorAll("#turn button")) {
    button.setAttribute("aria-pressed", button.dataset.side === side);
  }
}

document.addEventListener("keydown", (event) => {
  const isUndo = (event.ctrlKey || event.metaKey) && event.key === "z";
  if (takesText(event.target) || find("dialog[open]") || event.altKey) return;
  if (isUndo || (event.key === "u" && !event.ctrlKey && !event.metaKey)) {
    event.preventDefault();
    undo();
  } else if (event.ctrlKey || event.metaKey) {
    return;
  } else if (event.key === "n" || event.key === "p") {
    const way = event.key === "n" ? 1 : -1;
    if (!lines.seek((line) => line.unsure, way)) say("No line is unsure.");
  } else if (event.key === "y" || event.key === "x") {
    decideGuess(event.key === "y");
  }
});

function decideGuess(yes) {
  const { found, isFocused } = fields.guess();
  if (!found) say("Nothing is guessed.");
  else if (isFocused) fields.decide(found.dataset.field, yes);
  else {
    turn("article");
    found.querySelector("button").focus();
    say(`${found.getAttribute("aria-label")}. y confirms, x refuses.`);
  }
}

help(find("#help-button"));
turn("source");
await loadAnew();
if (view) follow(`articles/${view.slug}.html`, () => loadAnew());
