// The legend: what the colours and letters mean, how many lines each has; a press shows only those. Yours are also the
// fields and comments that an editor chose.
import { element } from "./element.js";

const KINDS = [
  ["all", "", "All", () => true],
  ["body", "B", "Body", (line) => line.kind === "body"],
  ["field", "F", "Fields", (line) => line.kind === "field"],
  ["comment", "C", "Comments", (line) => line.kind === "comment"],
  ["out", "–", "Left out", (line) => line.kind === "out"],
  ["unsure", "?", "Unsure", (line) => line.unsure],
  ["chosen", "✓", "Yours", (line, yours) => line.chosen || yours.has(line.field) || yours.has(line.comment)],
];

/** The legend in `box`; `changed(wanted)` is told which lines are to be seen. */
export function legend(box, changed) {
  let pressed = "all";
  let yours = new Set(); // the fields and comments that an editor chose
  const buttons = KINDS.map(([kind, letter, label]) => {
    const number = element("span", { className: "number" });
    const button = element("button", { type: "button", data: { kind }, aria: { pressed: kind === pressed } });
    if (letter) button.append(element("b", { textContent: letter, aria: { hidden: true } }), " ");
    button.append(`${label} `, number);
    button.addEventListener("click", () => press(pressed === kind ? "all" : kind));
    return button;
  });
  box.replaceChildren(...buttons);

  function press(kind) {
    pressed = kind;
    for (const button of buttons) button.setAttribute("aria-pressed", button.dataset.kind === kind);
    changed(wanted());
  }

  const wanted = () => {
    const [, , , holds] = KINDS.find(([kind]) => kind === pressed);
    return (line) => holds(line, yours);
  };

  return {
    wanted,
    showAll: () => pressed !== "all" && press("all"),
    show({ lines, fields, comments }) {
      const fieldsAndComments = [...fields.map(({ field, chosen }) => chosen && field), ...comments.map(({ id, chosen }) => chosen && id)];
      yours = new Set(fieldsAndComments.filter(Boolean));
      KINDS.forEach(([kind, , , holds], place) => {
        // What is yours is counted by choices: a field has one, on however many lines it stands.
        const number = kind === "chosen" ? lines.filter((line) => line.chosen).length + yours.size : lines.filter((line) => holds(line, yours)).length;
        buttons[place].lastElementChild.textContent = number;
        buttons[place].toggleAttribute("data-none", number === 0);
      });
    },
  };
}
