// A field of several short values, each a button that takes it away, with what the server knows to complete what is typed.
import { get } from "../api.js";
import { element } from "../element.js";

/** How long typing has to rest before the server is asked, in milliseconds. */
const REST = 80;

/**
 * `of` is what `notes/complete` completes; `free` lets values in that it does not know. `changed` is called after each
 * change. Gives the field's `node`, and `values` to read and set: `{value, label}` each.
 */
export function chips({ label, id, of, free, changed }) {
  let values = [];
  let found = [];
  let active = -1;
  let timer;
  const list = element("ul", { className: "chips", aria: { label: `${label}: chosen` } });
  const options = element("ul", { id: `${id}-options`, role: "listbox", className: "options", hidden: true, aria: { label: `${label}: to choose` } });
  const input = element("input", {
    id, type: "text", role: "combobox", autocomplete: "off", spellcheck: false,
    aria: { expanded: "false", controls: options.id, autocomplete: "list" },
  });
  const node = element("div", { className: "field chips-field" }, element("label", { htmlFor: id, textContent: label }), list, element("div", { className: "combo" }, input, options));

  function draw() {
    list.replaceChildren(...values.map(({ value, label: words }) => {
      const button = element("button", { type: "button", title: value, aria: { label: `Take away ${words}` } }, words, element("span", { ariaHidden: "true", textContent: " ×" }));
      button.addEventListener("click", () => {
        values = values.filter((other) => other.value !== value);
        draw();
        changed();
        input.focus();
      });
      return element("li", {}, button);
    }));
    list.hidden = values.length === 0;
  }

  function add(one) {
    if (one.value && !values.some(({ value }) => value === one.value)) values = [...values, one];
    input.value = "";
    close();
    draw();
    changed();
  }

  function close() {
    found = [];
    active = -1;
    drawOptions();
  }

  function drawOptions() {
    options.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    options.replaceChildren(...found.map(({ label: words, kind }, at) => {
      const option = element("li", { id: `${id}-${at}`, role: "option", aria: { selected: String(at === active) } }, element("span", { textContent: words }), element("small", { textContent: kind }));
      // Before the field loses the focus.
      option.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        add(found[at]);
      });
      return option;
    }));
    if (active >= 0) input.setAttribute("aria-activedescendant", `${id}-${active}`);
    else input.removeAttribute("aria-activedescendant");
    options.children[active]?.scrollIntoView({ block: "nearest" });
  }

  async function complete() {
    const typed = input.value.trim();
    const answer = await get("notes/complete", { of, q: typed }).catch(() => ({ found: [] }));
    if (input.value.trim() !== typed || document.activeElement?.shadowRoot?.activeElement !== input) return;
    found = answer.found.filter(({ value }) => !values.some((chosen) => chosen.value === value));
    active = -1;
    drawOptions();
  }

  function take() {
    const typed = input.value.trim();
    const one = found[active] ?? (free && typed ? { value: typed, label: typed } : found[0]);
    if (one && typed) add(one);
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (free && input.value.includes(",")) {
      for (const part of input.value.split(",")) add({ value: part.trim(), label: part.trim() });
      return;
    }
    timer = setTimeout(complete, REST);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && found.length === 0) complete();
    else if (event.key === "ArrowDown") active = (active + 1) % found.length;
    else if (event.key === "ArrowUp" && found.length) active = (active - 1 + found.length) % found.length;
    else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && input.value.trim()) take();
    else if (event.key === "Escape" && found.length) close();
    else if (event.key === "Backspace" && input.value === "" && values.length) {
      values = values.slice(0, -1);
      draw();
      changed();
    } else return;
    event.preventDefault();
    event.stopPropagation();
    drawOptions();
  });
  input.addEventListener("blur", () => {
    if (free) take();
    close();
  });
  draw();
  return {
    node,
    input,
    /** Takes what is typed and not chosen yet, where any words will do. */
    settle() {
      if (free) take();
    },
    get values() {
      return values;
    },
    set values(given) {
      values = given;
      draw();
    },
  };
}
