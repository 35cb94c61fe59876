// A suggestion is accepted on the page: first its words are shown in their place, then they stand there.
import { get, post } from "../api.js";
import { difference } from "../differing.js";
import { question } from "../dialog.js";
import { element } from "../element.js";
import { registerAction } from "../notes/actions.js";
import { say } from "../notes/host.js";
import { me } from "../notes/model.js";
import { remember, undo } from "../notes/undo.js";

/** How long the preview is given to read what was written a moment ago, in milliseconds. */
const SOON = 600;

registerAction({
  where: "note",
  kind: "suggestion",
  label: "Accept",
  help: "accept the suggestion: its words go into the article",
  key: "A",
  when: (note) => typeof note.replacement === "string" && !["resolved", "rejected"].includes(note.status),
  run: (note) => accept(note.id),
});

/** Shows what the suggestion `id` would change, and changes it. Resolves to true when it was. */
export async function accept(id) {
  let found;
  try {
    found = await get("suggestions/of", { note: id });
  } catch (error) {
    return question({ title: "This suggestion cannot be accepted", content: [text(error.message)] });
  }
  const passage = element("p", { className: "words diff" });
  passage.append(found.before, ...difference(found.quote, found.replacement), found.after);
  if (found.refused) {
    const spot = element("code", { textContent: found.place });
    return question({
      title: "This suggestion has to be made by hand",
      content: [passage, text(`${found.refused}.`), element("p", {}, "Open ", spot)],
      main: "Open in my editor",
      act: () => post("articles/.open", { article: found.article, line: found.line }),
    });
  }
  const tell = element("input", { type: "checkbox", id: "accept-tell" });
  const told = element("input", { type: "text", id: "accept-told", value: found.replacement ? `“${found.quote}” now reads “${found.replacement}”.` : `“${found.quote}” was taken out.` });
  const toldLabel = element("label", { htmlFor: told.id, textContent: "What readers are told" });
  const more = element("div", { hidden: true }, toldLabel, told);
  tell.addEventListener("change", () => (more.hidden = !tell.checked));
  const label = element("label", { className: "check" }, tell, " Tell readers, under the corrections of the article");
  const wanted = () => ({
    note: id,
    based_on: found.based_on,
    by: me(),
    correction: tell.checked ? told.value : null,
  });
  const done = await question({
    title: "Accept this suggestion?",
    content: [passage, label, more],
    main: "Accept",
    act: async () => {
      try {
        return await post("suggestions/accept", wanted());
      } catch (error) {
        if (error.code !== "conflict") throw error;
        await new Promise((resolve) => setTimeout(resolve, SOON));
        const now = await get("suggestions/of", { note: id });
        const same = ["quote", "replacement", "before", "after"].every((key) => now[key] === found[key]);
        found = now;
        if (!same || now.refused) throw error;
        return post("suggestions/accept", wanted());
      }
    },
  });
  if (!done) return undefined;
  const lost = done.unsure.length ? ` Notes that lost their words: ${done.unsure.join(", ")}.` : "";
  const words = `Accepted: the article says it now.${lost}`;
  remember(words, [{ path: "undo", value: done.undo }]);
  say(words, { Undo: undo });
  return true;
}

function text(textContent) {
  return element("p", { textContent });
}
