// What was chosen before each choice, so that the last can be undone.

const past = [];

/** Remembers how things stood for the lines and fields of `choices`. `view` is from before, `words` are said on undoing. */
export function remember(choices, view, words) {
  const lines = new Map(view.lines.map((line) => [line.line, line]));
  const fields = new Map(view.fields.map((field) => [field.field, field]));
  const comments = new Map(view.comments.map((comment) => [comment.line, comment]));
  const back = choices.map((choice) => {
    if ("line" in choice) return lineBack(lines.get(choice.line));
    return "comment" in choice ? commentBack(comments.get(choice.comment)) : fieldBack(fields.get(choice.field));
  });
  past.push({ back, words });
}

function lineBack({ line, text, to }) {
  return { line, text, to: to ?? "importer" };
}

function commentBack({ line, text, author, date, chosen }) {
  return chosen ? { comment: line, text, author, date } : { comment: line, text, to: "importer" };
}

function fieldBack({ field, chosen, value, edited }) {
  // What was written by hand is no choice yet, and would be lost with the one that took its place.
  if (edited) return { field, value: edited };
  return chosen ? { field, value } : { field, to: "importer" };
}

/** The last choice: those that take it back, and its words. Undefined when there is none. */
export function takeLast() {
  return past.pop();
}

export function putBack(entry) {
  past.push(entry);
}

export function hasPast() {
  return past.length > 0;
}

/** Forgets all: the files are others now. */
export function forget() {
  past.length = 0;
}
