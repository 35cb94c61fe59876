// `[[` in a note: articles, pages and entities are offered, and the chosen one is written as the link that it becomes.
import { get } from "../api.js";
import { element } from "../element.js";

/** How long typing has to rest before the server is asked, in milliseconds. */
const REST = 80;

/** What was begun before the caret and is no link yet. */
const BEGUN = /\[\[([^[\]|\n]{0,80})$/;

/** Completes links in the `input`, a text area; gives the list of what is offered, to stand below it. */
export function completeLinks(input) {
  const id = `${input.id}-links`;
  const list = element("ul", { id, role: "listbox", className: "options", hidden: true, aria: { label: "Link to" } });
  let found = [];
  let active = 0;
  let timer;
  input.setAttribute("aria-controls", id);
  input.setAttribute("aria-autocomplete", "list");

  const typed = () => (input.selectionStart === input.selectionEnd ? BEGUN.exec(input.value.slice(0, input.selectionStart))?.[1] : undefined);

  function draw() {
    list.hidden = found.length === 0;
    list.replaceChildren(...found.map(({ label, kind }, at) => {
      const option = element("li", { id: `${id}-${at}`, role: "option", aria: { selected: String(at === active) } }, element("span", { textContent: label, dir: "auto" }), element("small", { textContent: kind }));
      // Before the field loses the focus.
      option.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        take(at);
      });
      return option;
    }));
    if (found.length > 0) input.setAttribute("aria-activedescendant", `${id}-${active}`);
    else input.removeAttribute("aria-activedescendant");
    list.children[active]?.scrollIntoView({ block: "nearest" });
  }

  function close() {
    clearTimeout(timer);
    found = [];
    draw();
  }

  async function complete() {
    const words = typed();
    const answer = words === undefined ? { found: [] } : await get("notes/complete", { of: "see", q: words }).catch(() => ({ found: [] }));
    if (typed() !== words) return;
    found = answer.found;
    active = 0;
    draw();
  }

  function take(at) {
    const { value, label } = found[at];
    const end = input.selectionStart;
    const start = end - typed().length;
    const words = label.replace(/[[\]|\\\s]+/g, " ").trim();
    const rest = input.value.slice(end).startsWith("]]") ? 2 : 0;
    input.setRangeText(`${value}|${words || value}]]`, start, end + rest, "end");
    close();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (typed() === undefined) close();
    else timer = setTimeout(complete, REST);
  });
  input.addEventListener("keydown", (event) => {
    if (found.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown") active = (active + 1) % found.length;
    else if (event.key === "ArrowUp") active = (active - 1 + found.length) % found.length;
    else if (event.key === "Escape") found = [];
    else if (event.key !== "Enter" && event.key !== "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter" || event.key === "Tab") take(active);
    else draw();
  });
  input.addEventListener("blur", close);
  return list;
}
