// What can be done with a note, with chosen words, or with the page: whoever can do something says so here. Each action
// is a key, and a button where its subject is shown.
import { register } from "../keys.js";

const GROUPS = { note: "On the current note", selection: "On chosen words", page: "Everywhere" };

const actions = [];
const watchers = new Set();
let subjects = { note: () => undefined, selection: () => undefined, page: () => ({}) };

/**
 * Adds an action. `where` is `note`, `selection` or `page`: what `run` gets is the current note (as `notes/of` has it),
 * the chosen passage (`article`, `start`, `end`, `quote`, `text`), or nothing of note. `when` says of one whether it
 * can be done with it. `label` is short, for a button and the help; an action that is `quiet` has no button.
 */
export function registerAction({ where, kind, label, help = label.toLowerCase(), key, when = () => true, run, quiet = false }) {
  const fits = (subject) => subject !== undefined && (!kind || [kind].flat().includes(subject.kind)) && when(subject);
  actions.push({ where, label, key, quiet, fits, run });
  if (key) {
    const subject = () => subjects[where]();
    register({ key, label: help, group: GROUPS[where], when: () => fits(subject()), run: () => run(subject()) });
  }
  for (const watcher of watchers) watcher();
}

/** Those that can be done with a subject, in the order in which they were added. */
export function actionsFor(where, subject) {
  return actions.filter((action) => action.where === where && !action.quiet && action.fits(subject));
}

/** Says where subjects come from; `changed` is called when an action is added. */
export function provide(given, changed) {
  subjects = { ...subjects, ...given };
  watchers.add(changed);
}
