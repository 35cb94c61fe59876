// Where a note is written: what it is, its words in Markdown with a preview, and what goes with them.
import { post } from "../api.js";
import { element } from "../element.js";
import { chips } from "./chips.js";
import { dropDraft, keepDraft } from "./drafts.js";
import { focused, hush, root } from "./host.js";
import { iAm, me, people } from "./model.js";
import { hold } from "./selection.js";
import { completeLinks } from "./wiki.js";

export const KINDS = { comment: "Comment", context: "Context", correction: "Correction", source: "Source", question: "Question", suggestion: "Suggestion", highlight: "Highlight" };

const policy = globalThis.trustedTypes?.createPolicy("postil", { createHTML: (html) => html }) ?? { createHTML: (html) => html };

let open;

// When the preview itself loads the page again, the words are kept and nobody is asked.
let isReloading = false;
document.addEventListener("postil:before-reload", () => (isReloading = true));

/** Whether somebody is writing. */
export function isWriting() {
  return open !== undefined;
}

/**
 * Opens the composer. `draft` says what it holds: `mode` (`new`, `reply`, `edit`), `passage`, `places`, `id` of the note
 * that is meant, and the fields. `save` gets the fields and throws what went wrong; `title` says what is written.
 */
export function compose({ title, draft, save, focus = "body" }) {
  if (open) {
    open.input(focus).focus();
    return;
  }
  open = composer({ title, draft, save });
  hush();
  root.append(open.node);
  root.host.toggleAttribute("data-writing", true);
  hold(draft.places);
  open.toEnd();
  open.input(focus).focus();
  // Words to put in place of others are mostly written anew.
  if (focus === "replacement") open.input(focus).select();
}

function composer({ title, draft, save }) {
  const before = focused();
  const fields = { kind: "comment", body: "", replacement: "", tags: [], see: [], assigned: "", status: "draft", author: me() ?? "", ...draft.fields };
  const isReply = draft.mode === "reply";
  const isNew = draft.mode === "new";

  // What there was before anything was typed; a draft that was kept has its words in the fields.
  const first = { body: draft.note?.body ?? "", replacement: draft.note?.replacement ?? draft.passage?.quote ?? "" };
  const isTyped = () => {
    const said = read();
    return said.body !== first.body || (said.kind === "suggestion" && said.replacement !== first.replacement);
  };
  const guard = (event) => {
    if (!isReloading && isTyped()) event.preventDefault();
  };

  const changed = () => keepDraft({ ...draft, title, fields: read() });
  const kind = select("Kind", "kind", Object.entries(isNew && !draft.passage ? withoutWords() : KINDS), fields.kind);
  const author = select("Author", "author", [["", "who?"], ...people().map(({ id, name }) => [id, name])], fields.author);
  const statuses = draft.mode === "edit" ? ["draft", "review", "published", "resolved", "rejected"] : ["draft", "review"];
  const status = select("Status", "status", statuses.map((name) => [name, name[0].toUpperCase() + name.slice(1)]), fields.status);
  const assigned = select("For", "assigned", [["", "nobody"], ...people().map(({ id, name }) => [id, name])], fields.assigned);
  const tags = chips({ label: "Tags", id: "tags", of: "tags", free: true, changed });
  const see = chips({ label: "See also", id: "see", of: "see", free: false, changed });
  tags.values = fields.tags.map((tag) => ({ value: tag, label: tag }));
  see.values = fields.see;
  const instead = element("textarea", { id: "replacement", rows: 2, value: fields.replacement, dir: "auto", aria: { describedby: "replacement-hint" } });
  const insteadField = element("div", { className: "field" }, element("label", { htmlFor: "replacement", textContent: "Put there instead" }), instead,
    element("p", { id: "replacement-hint", className: "hint", textContent: "Left empty, it takes the words out." }));
  const body = element("textarea", { id: "body", rows: 5, value: fields.body, dir: "auto", aria: { describedby: "body-hint" } });
  const shown = element("div", { className: "preview", id: "preview", tabIndex: 0, hidden: true, role: "group", aria: { label: "Preview" } });
  const look = element("button", { type: "button", className: "quiet", textContent: "Preview", aria: { pressed: "false", controls: "preview" } });
  const problem = element("p", { className: "problem", role: "alert" });
  const saveButton = element("button", { type: "submit", className: "main" }, "Save");
  const cancel = element("button", { type: "button", textContent: "Cancel" });
  const more = element("details", { open: fields.tags.length + fields.see.length > 0 || fields.assigned !== "" },
    element("summary", { textContent: "Tags, see also, for whom" }), tags.node, see.node, assigned.node);
  const form = element("form", { noValidate: true },
    element("h2", { id: "composer-head", textContent: title }),
    ...(draft.passage ? [element("blockquote", { textContent: draft.passage.quote, tabIndex: 0, role: "group", aria: { label: "The chosen words" } })] : []),
    element("div", { className: "row" }, ...(isReply ? [] : [kind.node]), status.node, ...(draft.mode === "edit" ? [] : [author.node])),
    ...(isReply ? [] : [insteadField]),
    element("div", { className: "field" },
      element("div", { className: "between" }, element("label", { htmlFor: "body", textContent: isReply ? "Answer" : "Note" }), look),
      element("div", { className: "combo" }, body, completeLinks(body)), shown, element("p", { id: "body-hint", className: "hint" }, "Markdown; [[ links. ", element("kbd", { textContent: "Ctrl Enter" }), " saves.")),
    more, problem,
    element("div", { className: "ends" }, saveButton, cancel));
  const node = element("section", { className: "composer", role: "dialog", aria: { labelledby: "composer-head" } }, form);

  function read() {
    return {
      kind: kind.input.value, status: status.input.value, author: author.input.value, assigned: assigned.input.value,
      body: wellFormed(body.value), replacement: wellFormed(instead.value),
      tags: tags.values.map(({ value }) => wellFormed(value)), see: see.values,
    };
  }

  function fit() {
    insteadField.hidden = isReply || kind.input.value !== "suggestion";
  }

  function tell({ field, message }) {
    const inputs = { body, replacement: instead, kind: kind.input, status: status.input, author: author.input, assigned: assigned.input, tags: tags.input, see: see.input };
    for (const input of Object.values(inputs)) input.removeAttribute("aria-invalid");
    problem.textContent = message[0].toUpperCase() + message.slice(1) + (/[.!?]$/.test(message) ? "" : ".");
    const input = inputs[field];
    if (!input) return;
    input.setAttribute("aria-invalid", "true");
    if (more.contains(input)) more.open = true;
    input.focus();
  }

  async function send() {
    if (saveButton.disabled) return;
    saveButton.disabled = true;
    tags.settle();
    problem.textContent = "";
    const said = read();
    if (said.author) iAm(said.author);
    try {
      if (await save(said)) close();
    } catch (error) {
      changed();
      tell(error.code === "lost" ? { message: "The preview does not answer. What you wrote is kept here: save again when it is back." } : error);
    } finally {
      saveButton.disabled = false;
    }
  }

  function close() {
    removeEventListener("beforeunload", guard);
    dropDraft();
    hold(undefined);
    node.remove();
    root.host.toggleAttribute("data-writing", false);
    open = undefined;
    if (before?.isConnected) before.focus({ preventScroll: true });
  }

  function leave() {
    if (!isTyped() || confirm("What you wrote is not saved. Leave it?")) close();
  }

  async function preview() {
    const isOn = shown.hidden;
    look.setAttribute("aria-pressed", String(isOn));
    look.textContent = isOn ? "Write" : "Preview";
    if (isOn) {
      try {
        const { html } = await post("notes/preview", { body: wellFormed(body.value) });
        shown.innerHTML = policy.createHTML(html);
        for (const link of shown.querySelectorAll("a")) link.target = "_blank";
      } catch (error) {
        shown.textContent = error.message;
      }
    }
    shown.hidden = !isOn;
    body.hidden = isOn;
    (isOn ? shown : body).focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  form.addEventListener("input", changed);
  kind.input.addEventListener("change", fit);
  look.addEventListener("click", preview);
  cancel.addEventListener("click", leave);
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape" && !event.defaultPrevented) {
      event.preventDefault();
      leave();
    }
  });
  fit();
  changed();
  addEventListener("beforeunload", guard);
  return {
    node,
    toEnd: () => body.setSelectionRange(body.value.length, body.value.length),
    input(name) {
      if (name === "tags") more.open = true;
      return { tags: tags.input, replacement: instead }[name] ?? body;
    },
  };
}

// Only of words can one suggest others, or paint them.
function withoutWords() {
  const { suggestion: _, highlight: __, ...kinds } = KINDS;
  return kinds;
}

// Half a character, as broken input can hold, is no text that a file could.
function wellFormed(text) {
  return text.toWellFormed?.() ?? text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}

function select(label, id, options, value) {
  const input = element("select", { id }, ...options.map(([name, words]) => element("option", { value: name, textContent: words })));
  input.value = value;
  return { input, node: element("div", { className: "field" }, element("label", { htmlFor: id, textContent: label }), input) };
}
