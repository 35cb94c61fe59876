// A list of texts: each with a button that takes it out, and a field that adds one, with completion.
import { element } from "../element.js";

/** `options` is the id of a datalist; `changed` is called after each change. */
export function chips({ id, label, options, changed }) {
  let values = [];
  const list = element("ul", { className: "chips", aria: { label } });
  const input = element("input", { id, type: "text", autocomplete: "off", dir: "auto" });
  if (options) input.setAttribute("list", options);
  const add = () => {
    const text = input.value.trim();
    input.value = "";
    if (text && !values.includes(text)) set([...values, text], true);
  };
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && input.value.trim()) {
      event.preventDefault();
      add();
    } else if (event.key === "Backspace" && input.value === "" && values.length) {
      set(values.slice(0, -1), true);
    }
  });
  input.addEventListener("change", add);

  function set(next, isOurs = false) {
    values = [...next];
    list.replaceChildren(...values.map((text) => {
      const out = element("button", { type: "button", textContent: "×", aria: { label: `Take out ${text}` } });
      out.addEventListener("click", () => {
        set(values.filter((other) => other !== text), true);
        input.focus();
      });
      return element("li", {}, element("span", { textContent: text, dir: "auto" }), out);
    }));
    list.hidden = values.length === 0;
    if (isOurs) changed();
  }

  set([]);
  return { nodes: [list, input], input, get: () => values, set };
}
