// What changed since a revision: the address says which, the server what.
import { desk, get } from "../api.js";
import { element } from "../element.js";
import { register } from "../keys.js";
import { calm, say, warn } from "../say.js";

const form = document.querySelector("#since-form");
const field = document.querySelector("#since");
const summary = document.querySelector("#summary");
const changes = document.querySelector("#changes");
let markdown = "";

async function show() {
  const since = new URLSearchParams(location.search).get("since") ?? "";
  field.value = since;
  field.removeAttribute("aria-invalid");
  changes.ariaBusy = "true";
  calm();
  try {
    const review = await get("review/data", since ? { since } : {});
    markdown = review.markdown ?? "";
    summary.textContent = review.why ?? `Since ${review.since}: ${review.summary}.`;
    changes.replaceChildren(...(review.articles ?? []).map(article), ...(review.entities ?? []).map(entity));
  } catch (error) {
    markdown = "";
    summary.textContent = "";
    changes.replaceChildren();
    if (error.field === "since") field.ariaInvalid = "true";
    warn(error.message);
  }
  changes.ariaBusy = "false";
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const url = new URL(location.href);
  if (field.value.trim()) url.searchParams.set("since", field.value.trim());
  else url.searchParams.delete("since");
  history.pushState(null, "", url);
  show();
});
window.addEventListener("popstate", show);
document.querySelector("#copy").addEventListener("click", copy);

async function copy() {
  if (!markdown) return;
  try {
    await navigator.clipboard.writeText(markdown);
    say("Copied: paste it into the pull request");
  } catch {
    // The browser does not let pages write there: the text is shown to be taken by hand.
    const text = element("textarea", { value: markdown, readOnly: true, rows: 12, aria: { label: "As Markdown" } });
    changes.prepend(text);
    text.select();
    say("Copy the text that is chosen now");
  }
}

function article(it) {
  const link = element("a", { href: new URL(`../articles/${encodeURIComponent(it.slug)}.html`, desk).href, textContent: it.title });
  const title = it.fate === "removed" ? it.title : link;
  return element("section", { data: { fate: it.fate } },
    element("h2", {}, title, fate(it.fate)),
    ...fields(it.fields),
    ...it.paragraphs.map(paragraph),
    ...(it.notes.length ? [element("ul", { className: "notes" }, ...it.notes.map((note) => noteItem(note, it)))] : []),
  );
}

function entity(it) {
  return element("section", { data: { fate: it.fate } },
    element("h2", {}, `Entity: ${it.name}`, fate(it.fate)),
    ...fields(it.fields),
    ...it.paragraphs.map(paragraph),
  );
}

function noteItem(note, { slug }) {
  const name = element(note.fate === "removed" ? "span" : "a", { className: "id", textContent: note.id });
  if (note.fate !== "removed") name.href = new URL(`../articles/${encodeURIComponent(slug)}.html#note-${note.id}`, desk).href;
  const about = [note.kind, note.author && `by ${note.author}`, note.status, note.reply_to && `in answer to ${note.reply_to}`];
  const item = element("li", { data: { fate: note.fate } },
    element("p", {}, name, ` ${about.filter(Boolean).join(" · ")}`, fate(note.fate)));
  if (note.quote) item.append(element("blockquote", { textContent: note.quote }));
  if (note.replacement) item.append(element("p", {}, "to read: ", element("q", { textContent: note.replacement })));
  item.append(...fields(note.fields));
  if (note.body.length) {
    const whole = note.fate !== "changed";
    item.append(whole ? element("p", { className: "words", textContent: note.body.map(({ text }) => text).join("") }) : words(note.body));
  }
  return item;
}

function fields(all) {
  if (all.length === 0) return [];
  const rows = all.flatMap(({ name, before, after }) => [
    element("dt", { textContent: name }),
    element("dd", { className: "diff" },
      ...(before === null ? [] : [element("del", { textContent: before })]),
      before !== null && after !== null ? " → " : "",
      ...(after === null ? [] : [element("ins", { textContent: after })])),
  ]);
  return [element("dl", {}, ...rows)];
}

function paragraph({ words: pieces }) {
  return words(pieces);
}

function words(pieces) {
  const names = { out: "del", in: "ins" };
  const nodes = pieces.map(({ kind, text }) => (kind === "same" ? text : element(names[kind], { textContent: text })));
  return element("p", { className: "words diff" }, ...nodes);
}

function fate(name) {
  return name === "same" ? "" : element("span", { className: "fate", textContent: name });
}

register({ key: "c", label: "copy as Markdown", group: "What changed", run: copy });
register({ key: "/", label: "another revision", group: "What changed", run: () => field.select() });
show();
