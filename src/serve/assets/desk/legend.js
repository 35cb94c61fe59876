// The legend: what the colours and letters mean, how many lines each has; a press shows only those.
import { element } from "./element.js";

const KINDS = [
  ["all", "", "All", () => true],
  ["body", "B", "Body", (line) => line.kind === "body"],
  ["field", "F", "Fields", (line) => line.kind === "field"],
  ["comment", "C", "Comments", (line) => line.kind === "comment"],
  ["out", "–", "Left out", (line) => line.kind === "out"],
  ["unsure", "?", "Unsure", (line) => line.unsure],
  ["chosen", "✓", "Yours", (line) => line.chosen],
];

/** The legend in `box`; `changed(wanted)` is told which lines are to be seen. */
export function legend(box, changed) {
  let pressed = "all";
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

  const wanted = () => KINDS.find(([kind]) => kind === pressed)[3];

  return {
    wanted,
    showAll: () => pressed !== "all" && press("all"),
    show(lines) {
      KINDS.forEach(([, , , holds], place) => {
        const number = lines.filter(holds).length;
        buttons[place].lastElementChild.textContent = number;
        buttons[place].toggleAttribute("data-none", number === 0);
      });
    },
  };
}
