// Which notes are wanted: read from the address, asked of each note, counted beside each choice. No page is needed here.

/** What can be chosen, several values at once; those of one facet are alternatives, the facets are conditions. */
export const FACETS = ["state", "status", "kind", "person", "tag", "article"];

/** The values of those facets that have few, in their order. */
export const VALUES = {
  state: ["ok", "moved", "confirm", "orphan", "whole", "reply"],
  status: ["draft", "review", "published", "resolved", "rejected"],
  kind: ["comment", "context", "correction", "source", "question", "suggestion", "highlight"],
};

export const SORTS = ["newest", "article"];

const isClosed = ({ status }) => status === "resolved" || status === "rejected";

// What is done, or not to be, is no work any more.
const isLost = (state) => (note) => !isClosed(note) && (note.lost?.some((passage) => passage[1] === state) ?? false);

/** What has a name of its own, as a condition on a note. */
export const VIEWS = {
  all: () => true,
  mine: (note, me) => me !== "" && (note.author === me || note.assigned === me),
  review: (note) => note.status === "review",
  unanswered: (note) => note.waits === true,
  orphans: isLost("orphan"),
  confirm: isLost("confirm"),
};

/** A filter that wants everything. */
export function everything() {
  const facets = Object.fromEntries(FACETS.map((facet) => [facet, new Set()]));
  return { view: "all", sort: "newest", text: "", me: "", ...facets };
}

/** The filter of an address's query. What it cannot mean is left out. */
export function parse(search) {
  const query = new URLSearchParams(search);
  const filter = everything();
  const one = (name, known) => (known.includes(query.get(name)) ? query.get(name) : known[0]);
  filter.view = one("view", Object.keys(VIEWS));
  filter.sort = one("sort", SORTS);
  filter.text = (query.get("q") ?? "").trim();
  filter.me = query.get("me") ?? "";
  for (const facet of FACETS) {
    const values = query.getAll(facet).filter((value) => value !== "" && (VALUES[facet]?.includes(value) ?? true));
    filter[facet] = new Set(values);
  }
  return filter;
}

/** The query of a filter, always the same for the same one; empty for everything. */
export function toSearch(filter) {
  const query = new URLSearchParams();
  if (filter.view !== "all") query.set("view", filter.view);
  for (const facet of FACETS) for (const value of [...filter[facet]].sort()) query.append(facet, value);
  if (filter.text) query.set("q", filter.text);
  if (filter.me) query.set("me", filter.me);
  if (filter.sort !== "newest") query.set("sort", filter.sort);
  const text = query.toString();
  return text && `?${text}`;
}

/** Whether a filter leaves anything out, its view aside. */
export function narrows(filter) {
  return filter.text !== "" || FACETS.some((facet) => filter[facet].size > 0);
}

/** One form for all spellings of a word that differ in case and accents. */
export function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * The notes that the server told, ready to be asked: with the values of each facet, in both orders. `data` is
 * `{articles, notes}`.
 */
export function prepare({ articles, notes }) {
  const ready = notes.map((note, order) => {
    const shown = [note.article, ...(note.also ?? [])].map((number) => articles[number]);
    return {
      ...note,
      order,
      page: articles[note.article],
      values: {
        state: [note.state],
        status: [note.status],
        kind: [note.kind],
        person: [...new Set([note.author, note.assigned].filter(Boolean))],
        tag: note.tags ?? [],
        article: shown.map((article) => article.slug),
      },
    };
  });
  const time = (note) => note.updated ?? note.created ?? "";
  const newest = [...ready].sort((one, other) => (time(one) < time(other) ? 1 : time(one) > time(other) ? -1 : one.order - other.order));
  return { article: ready, newest };
}

/** What free text is looked for in: all that a row shows. */
function haystack(note) {
  const parts = [note.words, note.quote, note.id, note.page.title, ...note.values.person, ...note.values.tag];
  return (note.folded ??= fold(parts.filter(Boolean).join("\n")));
}

/** Makes the first search quick: folds the notes from `start` on, as many as can be done at once; where it stopped. */
export function foldSome(notes, start, many = 500) {
  const end = Math.min(start + many, notes.length);
  for (let at = start; at < end; at += 1) haystack(notes[at]);
  return end;
}

/**
 * The notes that are wanted, in order, and what other choices would give: `{notes, facets, views}`, where `facets` has
 * for each facet how many notes there are of each value, the choices within it aside, and `views` how many each view
 * has. `prepared` is of {@link prepare}; `found` has the ids of notes whose whole text holds the words, where that is
 * known.
 */
export function select(prepared, filter, { me = "", found } = {}) {
  const own = filter.me || me;
  const words = fold(filter.text).split(/\s+/).filter(Boolean);
  const chosen = FACETS.filter((facet) => filter[facet].size > 0);
  const facets = Object.fromEntries(FACETS.map((facet) => [facet, new Map()]));
  const views = Object.fromEntries(Object.keys(VIEWS).map((view) => [view, 0]));
  const notes = [];
  for (const note of prepared[filter.sort]) {
    if (words.length > 0 && !found?.has(note.id)) {
      const text = haystack(note);
      if (!words.every((word) => text.includes(word))) continue;
    }
    // How many of the chosen facets it does not fit, and one of them.
    let unfit = 0;
    let which;
    for (const facet of chosen) {
      if (!note.values[facet].some((value) => filter[facet].has(value))) {
        unfit += 1;
        which = facet;
        if (unfit > 1) break;
      }
    }
    if (unfit > 1) continue;
    const isInView = VIEWS[filter.view](note, own);
    if (unfit === 0) {
      for (const view of Object.keys(VIEWS)) if (VIEWS[view](note, own)) views[view] += 1;
      if (isInView) {
        notes.push(note);
        for (const facet of FACETS) count(facets[facet], note.values[facet]);
      }
    } else if (isInView) {
      count(facets[which], note.values[which]);
    }
  }
  return { notes, facets, views };
}

function count(counts, values) {
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
}

/** The passages of some notes that lost their place in this way, in the order of the notes. */
export function lostPassages(notes, state) {
  return notes.flatMap((note) =>
    (note.lost ?? []).filter(([, was]) => was === state).map(([passage]) => ({ note, passage, state })),
  );
}
