// Two people changed one text: what it was, what it is now, what was wanted; whoever is asked loses nothing.
import { element } from "./element.js";
import { difference, differing, passages } from "./differing.js";
import { blend, merge } from "./words.js";

/**
 * Shows the three versions of a text and asks what it is to say: `base` is what was read, `theirs` what is there now,
 * `ours` what was wanted, `label` what the text is, such as "this note", `path` the file that holds it. `onSave` is given the text that was chosen; when
 * it throws, its message is shown and the dialog stays. `root` is where the dialog stands.
 *
 * Resolves to the text that was saved, or to undefined when the question was put off.
 */
export function showConflict({ base, theirs, ours, label = "this text", path, onSave, root = document.body }) {
  const both = merge(base, theirs, ours);
  const title = element("h2", { id: "conflict-title", textContent: `Two versions of ${label}` });
  const parts = differing(base, theirs, ours);
  const { head, text, fill, value } = editable(both.clean ? both.text : blend(base, theirs, ours), parts);
  const problem = element("p", { role: "alert" });
  const save = button("Save this", true);
  const later = button("Not now");
  const take = (name, version) => {
    const made = button(name);
    made.addEventListener("click", () => {
      fill(version);
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
    ...(path ? [element("p", { className: "where", textContent: path })] : []),
    element("p", {
      textContent: both.clean
        ? "It was changed by somebody else after you opened it. Both changes fit together; nothing is lost."
        : "It was changed by somebody else after you opened it, in the same words as you. Nothing is lost: say what it is to be. Below, yours stands where both changed the same.",
    }),
    ...parts.map((part) => element("div", { className: "versions" },
      version(`${nameOf(part)}Theirs, as it is now`, part.base === part.theirs ? [] : passages(part.base, part.theirs)),
      version(`${nameOf(part)}Yours`, part.base === part.ours ? [] : passages(part.base, part.ours)))),
    element("details", {},
      element("summary", { textContent: "All three versions, whole" }),
      element("div", { className: "versions" },
        version("As you opened it", [document.createTextNode(base)]),
        version("Theirs, as it is now", difference(base, theirs)),
        version("Yours", difference(base, ours)))),
    element("div", { className: "takes", role: "group", aria: { label: "Begin with" } }, ...takes),
    element("label", { htmlFor: text.id, textContent: "What it is to say" }),
    text,
    ...head,
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
        await onSave?.(value());
        saved = value();
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
    // What differs is read first.
    text.focus({ preventScroll: true });
    dialog.scrollTop = 0;
  });
}

const nameOf = ({ name }) => (name === "" ? "" : `${name[0].toUpperCase()}${name.slice(1)}: `);

// The text to be decided on. Of a file with front matter the body, and the front matter in a field of its own, which is
// open where it differs.
function editable(file, parts) {
  const text = element("textarea", { id: "conflict-text", rows: 4, spellcheck: true, dir: "auto" });
  const front = element("textarea", { id: "conflict-front", rows: 6, spellcheck: false });
  const split = (whole) => /^(---\n[^]*?\n---\n)([^]*)$/.exec(whole)?.slice(1);
  const isFile = split(file) !== undefined;
  const fill = (version) => {
    const [own, body] = (isFile && split(version)) || ["", version];
    front.value = own;
    text.value = body;
  };
  fill(file);
  const label = element("label", { htmlFor: front.id, textContent: "Its front matter" });
  const head = element("details", { open: parts.some(({ name }) => name !== "") }, element("summary", { textContent: "Front matter" }), label, front);
  return { head: isFile ? [head] : [], text, fill, value: () => front.value + text.value };
}

function button(name, isMain = false) {
  return element("button", { type: "button", textContent: name, className: isMain ? "main" : "" });
}

function version(name, nodes) {
  const words = element("p", { className: "words", tabIndex: 0, role: "group", dir: "auto", aria: { label: name } }, ...nodes);
  return element("section", {}, element("h3", { textContent: name }), words);
}
