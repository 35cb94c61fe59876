// On the page of an article: words that are chosen mean an entity, or never mean it.
import { get, post } from "../api.js";
import { question } from "../dialog.js";
import { element } from "../element.js";
import { registerAction } from "../notes/actions.js";
import { say } from "../notes/host.js";
import { remember } from "../notes/undo.js";
import { entityField, kindField } from "./choose.js";

/** A name is no longer than this, in characters. */
const LONGEST = 200;
const KINDS = ["person", "place", "organisation", "event", "work", "thing"];
const isName = ({ quote }) => quote.trim().length > 0 && quote.length <= LONGEST && !quote.includes("\n");

registerAction({ where: "selection", label: "Link", help: "these words mean an entity", key: "l", when: isName, run: link });
registerAction({ where: "selection", label: "Never", help: "these words never mean an entity that they name", key: "L", when: isName, run: never });

/** Writes what is wanted; `u` takes it back. */
async function write(what, wanted, words) {
  const undo = await post(`entities/${what}`, wanted);
  remember(words, [{ path: "entities/undo", value: undo }]);
  say(words);
  return true;
}

function labelled(id, textContent) {
  return element("label", { htmlFor: id, textContent });
}

async function link({ quote }) {
  const entities = await get("entities/known");
  const name = element("input", { id: "link-name", type: "text", value: quote.trim(), dir: "auto" });
  const field = entityField({ label: "Which entity (empty: a new one)", entities, id: "link-entity" });
  const kind = kindField({ id: "link-kind", kinds: KINDS });
  const known = () => {
    const isOld = field.input.value.trim() !== "";
    kind.disabled = isOld;
  };
  field.input.addEventListener("input", known);
  return question({
    title: "These words mean …",
    content: [labelled(name.id, "Words"), name, ...field.nodes, labelled(kind.id, "Kind of a new one"), kind],
    main: "Link",
    focus: field.input,
    act: () => {
      const wanted = { name: name.value };
      if (field.input.value.trim() === "") return write("link", { ...wanted, kind: kind.value }, `${name.value} is an entity now.`);
      const entity = field.get();
      if (!entity) throw new Error("There is no entity of this name: choose one, or leave the field empty for a new one.");
      return write("link", { ...wanted, entity: entity.slug, based_on: entity.based_on }, `${name.value} means ${entity.name}.`);
    },
  });
}

async function never({ article, start, end, quote }) {
  const [entities, named] = await Promise.all([get("entities/known"), get("entities/named", { article, start, end })]);
  const here = entities.filter(({ slug }) => named.includes(slug));
  if (here.length === 0) {
    return question({ title: "These words name no entity", content: [element("p", { textContent: "Choose words that hold a name which is linked, with some of the words around it." })] });
  }
  const words = element("input", { id: "never-words", type: "text", value: quote.trim(), dir: "auto" });
  const which = element("select", { id: "never-entity" }, ...here.map(({ slug, name }) => element("option", { value: slug, textContent: name })));
  return question({
    title: "These words never mean …",
    content: [
      labelled(words.id, "Words, with more than the name itself"), words, labelled(which.id, "Entity"), which,
      element("p", { className: "hint", textContent: "Wherever a text of the reader has these words, they do not mean it." }),
    ],
    main: "Never",
    focus: words,
    act: () => {
      const { slug, name, based_on } = here.find((it) => it.slug === which.value);
      return write("never", { name: words.value, entity: slug, based_on }, `${words.value} never means ${name}.`);
    },
  });
}
