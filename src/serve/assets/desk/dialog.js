// A question that is answered before anything else goes on; what had the focus has it again afterwards.
import { element } from "./element.js";

/** Where our own interface stands: on a page of the preview in a shadow root, so that the page stays as it is. */
export function place() {
  return document.querySelector("postil-desk")?.shadowRoot ?? document.body;
}

/**
 * Asks a question: `title`, `content` (nodes) and a button `main`, for which `act` is run; when that throws, its message is
 * shown and the dialog stays. Without `main` there is only a way out. Control and Enter is the button too.
 *
 * Resolves to what `act` gave, or to undefined when the question was put off.
 */
export function question({ title, content, main, act, out = main ? "Not now" : "Close", className = "", focus }) {
  const head = element("h2", { id: "question-title", textContent: title });
  const problem = element("p", { role: "alert" });
  const yes = main && element("button", { type: "button", className: "main", textContent: main });
  const no = element("button", { type: "button", textContent: out });
  const dialog = element(
    "dialog",
    { className: `question ${className}`, aria: { labelledby: head.id } },
    element("link", { rel: "stylesheet", href: new URL("conflict.css", import.meta.url).href }),
    head,
    ...content,
    problem,
    element("div", { className: "ends" }, ...(yes ? [yes] : []), no),
  );
  return new Promise((resolve) => {
    let result;
    const run = async () => {
      if (!yes || yes.disabled) return;
      yes.disabled = true;
      problem.textContent = "";
      try {
        result = (await act()) ?? true;
        dialog.close();
      } catch (error) {
        problem.textContent = error.message;
      } finally {
        yes.disabled = false;
      }
    };
    yes?.addEventListener("click", run);
    no.addEventListener("click", () => dialog.close());
    dialog.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(result);
    });
    place().append(dialog);
    dialog.showModal();
    (focus ?? yes ?? no).focus();
  });
}
