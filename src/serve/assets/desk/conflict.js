// Two people changed one text: what it was, what it is now, what was wanted; whoever is asked loses nothing.
import { element } from "./element.js";
import { blend, merge, pieces } from "./words.js";

/** The differences of two texts as nodes: `del` and `ins` around the words that went and came. */
export function difference(before, after) {
  const names = { out: "del", in: "ins" };
  return pieces(before, after).map(({ kind, text }) =>
    kind === "same" ? document.createTextNode(text) : element(names[kind], { textContent: text }),
  );
}

/**
 * Shows the three versions of a text and asks what it is to say: `base` is what was read, `theirs` what is there now,
 * `ours` what was wanted, `label` what the text is, such as "this note". `onSave` is given the text that was chosen; when
 * it throws, its message is shown and the dialog stays. `root` is where the dialog stands.
 *
 * Resolves to the text that was saved, or to undefined when the question was put off.
 */
export function showConflict({ base, theirs, ours, label = "this text", onSave, root = document.body }) {
  const both = merge(base, theirs, ours);
  const title = element("h2", { id: "conflict-title", textContent: `Two versions of ${label}` });
  const text = element("textarea", { id: "conflict-text", rows: 6, spellcheck: true, value: both.clean ? both.text : blend(base, theirs, ours) });
  const problem = element("p", { role: "alert" });
  const save = button("Save this", true);
  const later = button("Not now");
  const take = (name, version) => {
    const made = button(name);
    made.addEventListener("click", () => {
      text.value = version;
      text.focus();
    });
    return made;
  };
  const takes = [take("Take theirs", theirs), take("Take mine", ours)];
  if (both.clean) takes.push(take("Take both", both.text));
  const dialog = element(
    "dialog",
    { className: "conflict", aria: { labelledby: title.id } },
    element("link", { rel: "stylesheet", href: new URL("conflict.css", import.meta.url).href }),
    title,
    element("p", {
      textContent: both.clean
        ? "It was changed by somebody else after you opened it. Both changes fit together; nothing is lost."
        : "It was changed by somebody else after you opened it, in the same words as you. Nothing is lost: say what it is to be. Below, yours stands where both changed the same.",
    }),
    element(
      "div",
      { className: "versions" },
      version("As you opened it", [document.createTextNode(base)]),
      version("Theirs, as it is now", difference(base, theirs)),
      version("Yours", difference(base, ours)),
    ),
    element("div", { className: "takes", role: "group", aria: { label: "Begin with" } }, ...takes),
    element("label", { htmlFor: text.id, textContent: "What it is to say" }),
    text,
    problem,
    element("div", { className: "ends" }, save, later),
  );

  return new Promise((resolve) => {
    let saved;
    const act = async () => {
      if (save.disabled) return;
      save.disabled = true;
      problem.textContent = "";
      try {
        await onSave?.(text.value);
        saved = text.value;
        dialog.close();
      } catch (error) {
        problem.textContent = error.message;
      } finally {
        save.disabled = false;
      }
    };
    save.addEventListener("click", act);
    later.addEventListener("click", () => dialog.close());
    dialog.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) act();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(saved);
    });
    root.append(dialog);
    dialog.showModal();
    text.focus();
  });
}

function button(name, isMain = false) {
  return element("button", { type: "button", textContent: name, className: isMain ? "main" : "" });
}

function version(name, nodes) {
  const words = element("p", { className: "words", tabIndex: 0, role: "group", aria: { label: name } }, ...nodes);
  return element("section", {}, element("h3", { textContent: name }), words);
}
