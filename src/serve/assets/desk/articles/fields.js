// The fields of an article: what each is called, how it is filled in, and what is said beside it.
import { get } from "../api.js";
import { element } from "../element.js";
import { chips } from "./chips.js";

/** How long somebody types on before a date is looked at, in milliseconds. */
const PAUSE = 250;

const FIELDS = [
  { name: "title", label: "Title", kind: "text" },
  { name: "description", label: "Description", kind: "long" },
  { name: "date", label: "Date", kind: "text", hint: "2017-01-19, 2017-01 or 2017; ~ at the end for about; 2016-08/2017-03 from and to" },
  { name: "authors", label: "Authors", kind: "list", known: "people", hint: "Enter adds a name" },
  { name: "publication", label: "Publication", kind: "text", known: "publications" },
  { name: "url", label: "Address", kind: "text", hint: "where it was first published" },
  { name: "section", label: "Section", kind: "text", known: "sections" },
  { name: "language", label: "Language", kind: "text", known: "languages", hint: "such as en or de" },
  { name: "tags", label: "Tags", kind: "list", known: "tags" },
  { name: "events", label: "Events", kind: "list", known: "events", hint: "what the article tells of, as the time line has it" },
  { name: "status", label: "Status", kind: "choice", choices: [["draft", "draft"], ["review", "review"], ["published", "published"]] },
  { name: "series", label: "Series", kind: "series", known: "series" },
  { name: "related", label: "Related articles", kind: "list", known: "articles", hint: "come first at the foot of the article" },
  { name: "unrelated", label: "Not related", kind: "list", known: "articles", hint: "never stand there" },
  { name: "credits", label: "Credits", kind: "long" },
  { name: "disclaimer", label: "Disclaimer", kind: "long" },
  { name: "rights", label: "Rights", kind: "long" },
  { name: "comments", label: "Reader comments", kind: "choice", choices: [["", "as the site has them"], ["show", "show"], ["fold", "fold"], ["hide", "hide"]] },
  { name: "aliases", label: "Old addresses", kind: "list", hint: "from the site’s root, such as 2017/bridge.html" },
];

export const labelOf = (name) => FIELDS.find((field) => field.name === name)?.label ?? name;

/** All fields in `form`; `changed(name)` after each change, `decided(name, decision)` for a guess. */
export function makeFields(form, { changed, decided }) {
  const entries = new Map();
  for (const field of FIELDS) {
    const entry = make(field, () => changed(field.name));
    entries.set(field.name, entry);
    form.append(entry.row);
  }
  return {
    get: (name) => entries.get(name).get(),
    set: (name, value) => entries.get(name).set(value),
    names: () => [...entries.keys()],
    focus: (name) => entries.get(name)?.input.focus(),
    /** Says at a field what is wrong with it; nothing takes it away. */
    fail(name, message = "") {
      const { error, input } = entries.get(name);
      error.textContent = message;
      input.toggleAttribute("aria-invalid", Boolean(message));
    },
    mark: (name, isUnsaved) => entries.get(name).row.toggleAttribute("data-unsaved", isUnsaved),
    guesses(all) {
      for (const [name, { guess }] of entries) {
        const found = all.find(({ field }) => field === name);
        guess.replaceChildren(...(found ? guessed(found, decided) : []));
      }
    },
    known(all) {
      for (const { name, known } of FIELDS.filter((field) => field.known)) {
        const options = all[known].map((it) => (Array.isArray(it) ? element("option", { value: it[0], label: it[1] }) : element("option", { value: it })));
        entries.get(name).options.replaceChildren(...options);
      }
    },
  };
}

function guessed({ field, value, lines, why }, decided) {
  const from = lines.length ? ` · line ${lines.join(", ")} of the source` : "";
  const act = (label, decision) => {
    const button = element("button", { type: "button", textContent: label, aria: { label: `${label}: ${labelOf(field)} ${value}` } });
    button.addEventListener("click", () => decided(field, decision));
    return button;
  };
  return [
    element("p", {}, "Guessed: ", element("b", { textContent: value, dir: "auto" })),
    element("p", { className: "why", textContent: `${why}${from}` }),
    element("p", {}, act("Confirm", "confirm"), " ", act("Refuse", "refuse")),
  ];
}

function make({ name, label, kind, hint, known, choices }, changed) {
  const id = `field-${name}`;
  const options = known && element("datalist", { id: `${id}-known` });
  const error = element("p", { className: "error", id: `${id}-error`, role: "alert" });
  const said = element("p", { className: "hint", id: `${id}-hint`, textContent: hint ?? "" });
  const guess = element("div", { className: "guess", role: "group", aria: { label: `A guess: ${label}` } });
  const made = kinds[kind]({ id, label, options: options?.id, choices, changed });
  made.input.setAttribute("aria-describedby", `${said.id} ${error.id}`);
  const row = element("div", { className: "row", data: { field: name } },
    element("label", { htmlFor: id, textContent: label }), ...made.nodes, ...(options ? [options] : []), error, said, guess);
  if (name === "date") readDate(made.input, said, error, hint);
  return { row, error, guess, options, ...made };
}

const plain = (input, changed) => {
  input.addEventListener("input", changed);
  return { nodes: [input], input, get: () => input.value, set: (value) => (input.value = value) };
};

const kinds = {
  text({ id, options, changed }) {
    const input = element("input", { id, type: "text", autocomplete: "off", dir: "auto" });
    if (options) input.setAttribute("list", options);
    return plain(input, changed);
  },
  long: ({ id, changed }) => plain(element("textarea", { id, rows: 2, dir: "auto" }), changed),
  choice({ id, choices, changed }) {
    const all = choices.map(([value, textContent]) => element("option", { value, textContent }));
    return plain(element("select", { id }, ...all), changed);
  },
  list: (given) => chips(given),
  series({ id, options, changed }) {
    const input = element("input", { id, type: "text", autocomplete: "off", dir: "auto" });
    input.setAttribute("list", options);
    const part = element("input", { type: "text", inputMode: "numeric", className: "part", aria: { label: "Part of the series, a number" }, placeholder: "part" });
    for (const it of [input, part]) it.addEventListener("input", changed);
    return {
      nodes: [element("div", { className: "two" }, input, part)],
      input,
      get: () => [input.value, part.value],
      set: ([name, number]) => ([input.value, part.value] = [name, number]),
    };
  },
};

// What the server's own reader makes of a date, as it is typed.
function readDate(input, said, error, hint) {
  let timer;
  let asked = 0;
  const look = async () => {
    const text = input.value.trim();
    const turn = (asked += 1);
    const show = (words, wrong) => {
      if (turn !== asked) return;
      said.textContent = words;
      error.textContent = wrong;
      input.toggleAttribute("aria-invalid", Boolean(wrong));
    };
    if (!text) return show(hint, "");
    try {
      show((await get("articles/.date", { text })).said, "");
    } catch (refused) {
      show(hint, refused.message);
    }
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  input.addEventListener("postil-set", look);
}
