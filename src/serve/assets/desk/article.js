// The article as it will read, and which of its parts stand for which lines of the source.
import { count, element } from "./element.js";
import { match } from "./match.js";

const LEAVES = "p, li, h2, h3, h4, h5, h6, td, th, pre, dd, dt";

// Only here does text become HTML: what the server's own renderer wrote, through its sanitiser.
const policy = globalThis.trustedTypes?.createPolicy("postil", { createHTML: (html) => html }) ?? {
  createHTML: (html) => html,
};

/** The article in `box`. `hovered(numbers?)` and `chosen(number)` are told of the lines that a part stands for. */
export function articleView(box, { hovered, chosen, mended }) {
  const body = box.querySelector(".body");
  const comments = box.querySelector(".comments");
  let html;
  let said;
  let linesOf = new Map(); // element → line numbers
  let partOf = new Map(); // line number → element
  let met; // the element that is marked

  function show(view) {
    if (view.article.html !== html) {
      html = view.article.html;
      body.innerHTML = policy.createHTML(html);
    }
    const list = JSON.stringify(view.article.comments);
    if (list !== said) {
      said = list;
      showComments(view.article.comments);
    }
    // Comments that only the file has, by hand, are mended there.
    const known = new Set(view.comments.map((comment) => comment.id));
    for (const button of comments.querySelectorAll("button[data-id]")) button.hidden = !known.has(button.dataset.id);
    relate(view);
  }

  function showComments(list) {
    comments.hidden = list.length === 0;
    comments.querySelector("h3").textContent = count(list.length, "reader comment");
    const items = list.map((comment) => {
      const head = [comment.author ?? "Somebody", comment.date, comment.reply_to && `in answer to ${comment.reply_to}`];
      const text = comment.text.split("\n\n").map((part) => element("p", { textContent: part, dir: "auto" }));
      const number = element("span", { className: "number", textContent: `C ${comment.id}` });
      const mend = element("button", { type: "button", textContent: "mend", data: { id: comment.id }, aria: { label: `Mend author and date of comment ${comment.id}` } });
      mend.addEventListener("click", () => mended(comment.id));
      const who = element("p", { className: "who" }, number, " ", head.filter(Boolean).join(" · "), " ", mend);
      return element("div", { className: "comment", data: { id: comment.id } }, who, ...text);
    });
    comments.querySelector("div").replaceChildren(...items);
  }

  function relate(view) {
    linesOf = new Map();
    partOf = new Map();
    const leaves = [...body.querySelectorAll(LEAVES)].filter((leaf) => !leaf.querySelector("p"));
    const own = (leaf) => [...leaf.childNodes].filter((node) => !node.matches?.("ul, ol")).map((node) => node.textContent).join("");
    const inBody = view.lines.filter((line) => line.kind === "body");
    const places = match(inBody.map((line) => line.text), leaves.map(own));
    inBody.forEach(({ line }, index) => join(leaves[places[index]], line));
    for (const { line, comment } of view.lines.filter((line) => line.comment)) {
      join(comments.querySelector(`.comment[data-id="${CSS.escape(comment)}"]`), line);
    }
  }

  function join(part, number) {
    if (!part) return;
    part.tabIndex = -1;
    linesOf.set(part, [...(linesOf.get(part) ?? []), number]);
    partOf.set(number, part);
  }

  const part = (target) => {
    for (let at = target; at && at !== box; at = at.parentElement) if (linesOf.has(at)) return at;
  };

  box.addEventListener("mouseover", (event) => hovered(linesOf.get(part(event.target))));
  box.addEventListener("mouseleave", () => hovered());
  box.addEventListener("focusin", (event) => hovered(linesOf.get(part(event.target))));
  box.addEventListener("click", (event) => {
    const found = part(event.target);
    if (found && !getSelection().toString() && !event.target.closest("a, button")) chosen(linesOf.get(found)[0]);
  });
  box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("button")) return;
    const parts = [...linesOf.keys()];
    const at = parts.indexOf(part(document.activeElement));
    const steps = { j: at + 1, ArrowDown: at + 1, k: Math.max(at - 1, 0), ArrowUp: Math.max(at - 1, 0) };
    if (event.key in steps && parts[steps[event.key]]) {
      event.preventDefault();
      parts[steps[event.key]].focus();
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      chosen(linesOf.get(parts[at])[0]);
    }
  });

  return {
    show,
    /** Marks the part that a line stands in; gives it. */
    mark(number) {
      met?.classList.remove("met");
      met = partOf.get(number);
      met?.classList.add("met");
      return met;
    },
  };
}
