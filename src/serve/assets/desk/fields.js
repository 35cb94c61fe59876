// The fields of the article: each with where it came from, what was guessed, and what the editor chose.
import { element } from "./element.js";

const LABELS = {
  title: "Title",
  description: "Description",
  authors: "Authors",
  date: "Date",
  publication: "Publication",
  section: "Section",
  language: "Language",
  url: "Address",
  credits: "Credits",
  disclaimer: "Disclaimer",
  rights: "Rights",
};
const HINTS = {
  authors: "One name a line.",
  date: "2017-01-19, 2017-01 or 2017; `~` at the end for about.",
  language: "Such as en or de.",
};

export const fieldLabel = (name) => LABELS[name] ?? name;

/**
 * The fields in `box`. `chosen(name, value)` is told a new value (null for none), `taken(name)` that a choice is taken
 * back, `shown(number)` that a line is to be shown, `refused(name)` that a guess is refused.
 */
export function fieldsForm(box, { chosen, taken, shown }) {
  const entries = new Map();
  box.addEventListener("submit", (event) => event.preventDefault());
  const more = element("div", { className: "more" });
  box.append(more);

  function entry(field) {
    const name = field.field;
    const id = `field-${name}`;
    const isLong = ["title", "description", "authors", "credits", "disclaimer", "rights"].includes(name);
    const input = element(isLong ? "textarea" : "input", { id, autocomplete: "off", spellcheck: isLong, dir: "auto" });
    if (isLong) input.rows = 1;
    const label = element("label", { textContent: fieldLabel(name), htmlFor: id });
    const from = element("p", { className: "from", id: `${id}-from` });
    const hint = HINTS[name] && element("p", { className: "hint", id: `${id}-hint`, textContent: HINTS[name] });
    const guess = element("div", { className: "guess", role: "group", data: { field: name }, hidden: true });
    const error = element("p", { className: "error", id: `${id}-error`, hidden: true });
    input.setAttribute("aria-describedby", [error.id, from.id, hint?.id].filter(Boolean).join(" "));
    const made = element("div", { className: "field", data: { field: name } }, label, input, error, guess, from, ...(hint ? [hint] : []));
    more.before(made);
    const all = { made, input, from, guess, error, saved: "" };
    input.addEventListener("input", () => made.toggleAttribute("data-unsaved", input.value !== all.saved));
    input.addEventListener("change", () => save(name));
    input.addEventListener("keydown", (event) => {
      const isSave = event.key === "Enter" && (name !== "authors" || event.ctrlKey || event.metaKey);
      if (isSave && !event.isComposing) {
        event.preventDefault();
        save(name);
      }
      if (event.key === "Escape" && input.value !== all.saved) {
        event.preventDefault();
        input.value = all.saved;
        made.removeAttribute("data-unsaved");
        unfail(all);
      }
    });
    return all;
  }

  function save(name) {
    const { input, saved } = entries.get(name);
    if (input.value.trim() === saved.trim()) return;
    chosen(name, value(name, input.value));
  }

  function show(fields) {
    for (const field of fields) {
      if (!entries.has(field.field)) entries.set(field.field, entry(field));
      dress(entries.get(field.field), field);
    }
    showMore();
  }

  // What is empty and was never asked for takes no room: a button brings it.
  function showMore() {
    const absent = [...entries].filter(([, { made }]) => made.hidden);
    // Who has a finger on a button keeps it.
    const names = absent.map(([name]) => name).join(" ");
    if (more.dataset.names === names) return;
    more.dataset.names = names;
    const buttons = absent.map(([name, { made, input }]) => {
      const button = element("button", { type: "button", textContent: fieldLabel(name), aria: { label: `Add ${fieldLabel(name)}` } });
      button.addEventListener("click", () => {
        made.hidden = false;
        made.dataset.wanted = "";
        showMore();
        input.focus();
      });
      return button;
    });
    more.hidden = buttons.length === 0;
    more.replaceChildren(element("span", { textContent: "Add" }), ...buttons);
  }

  function dress(all, field) {
    const { made, input, from, guess } = all;
    const text = (field.edited ?? field.value).join("\n");
    // What somebody types is kept, whatever comes from the disk.
    const isTyped = input.value !== all.saved && input.value.trim() !== text.trim();
    all.saved = text;
    if (!isTyped) {
      input.value = text;
      unfail(all);
    }
    made.toggleAttribute("data-unsaved", isTyped);
    made.toggleAttribute("data-chosen", field.chosen);
    made.hidden = !text && !isTyped && !field.chosen && !field.guess && !("wanted" in made.dataset);
    const key = JSON.stringify([field.lines, field.chosen, field.edited, field.guess]);
    if (all.key === key) return;
    all.key = key;
    from.replaceChildren(...origin(field));
    showGuess(guess, field);
  }

  function origin(field) {
    const parts = [];
    if (field.chosen) {
      const back = element("button", { type: "button", textContent: "take back", aria: { label: `Take back your choice: ${fieldLabel(field.field)}` } });
      back.addEventListener("click", () => taken(field.field));
      parts.push(element("span", { className: "yours", textContent: "✓ yours" }), " ", back);
      if (field.lines.length > 0) parts.push(" · ", ...links(field.lines));
    } else if (field.edited) {
      parts.push("edited in index.md");
    } else if (field.lines.length > 0) {
      parts.push(...links(field.lines));
    }
    return parts;
  }

  function links(lines) {
    return lines.slice(0, 6).flatMap((number, place) => {
      const link = element("button", { type: "button", className: "to-line", textContent: `line ${number}` });
      link.addEventListener("click", () => shown(number));
      return place > 0 ? [", ", link] : [link];
    });
  }

  function showGuess(box, { field: name, guess }) {
    box.hidden = !guess;
    if (!guess) {
      box.replaceChildren();
      return;
    }
    const label = `${fieldLabel(name)} guessed: ${guess.value}`;
    box.setAttribute("aria-label", label);
    const confirm = element("button", { type: "button", className: "confirm" }, "Confirm ", element("kbd", { textContent: "y" }));
    const refuse = element("button", { type: "button", className: "refuse" }, "Refuse ", element("kbd", { textContent: "x" }));
    confirm.addEventListener("click", () => decide(name, true));
    refuse.addEventListener("click", () => decide(name, false));
    const value = element("b", { textContent: guess.value, dir: "auto" });
    const why = element("p", { className: "why" }, `guessed: ${guess.why}`);
    if (guess.lines.length > 0) why.append(" · ", ...links(guess.lines));
    box.replaceChildren(element("p", {}, value), element("p", { className: "buttons" }, confirm, refuse), why);
    all(name).guessed = guess.value;
  }

  const all = (name) => entries.get(name);

  function decide(name, yes) {
    chosen(name, yes ? all(name).guessed : null, { guess: yes ? "confirmed" : "refused" });
  }

  return {
    show,
    /** Says under a field why its value was not taken, and keeps what was typed. */
    fail(name, message) {
      const { error, input, made } = entries.get(name);
      made.hidden = false;
      error.textContent = message;
      error.hidden = false;
      input.setAttribute("aria-invalid", "true");
      input.focus();
    },
    /** The guess that has the focus, or the first; undefined when all are decided. */
    guess() {
      const open = [...box.querySelectorAll(".guess:not([hidden])")];
      const focused = open.find((guess) => guess.contains(document.activeElement));
      return { found: focused ?? open[0], isFocused: Boolean(focused) };
    },
    decide,
    /** Shows a field that is empty too. */
    focus(name) {
      const { made, input } = entries.get(name);
      made.hidden = false;
      input.focus();
    },
  };
}

function unfail({ error, input }) {
  error.hidden = true;
  error.textContent = "";
  input.removeAttribute("aria-invalid");
}

function value(name, text) {
  const trimmed = text.trim();
  if (name === "authors") {
    const names = trimmed.split("\n").map((line) => line.trim()).filter(Boolean);
    return names.length > 0 ? names : null;
  }
  return trimmed || null;
}
