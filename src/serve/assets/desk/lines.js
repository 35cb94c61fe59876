// The source, line by line: a list box in which each line is an option, selected when it is in the body.
import { element } from "./element.js";
import { PARTS } from "./line-menu.js";

/** Keys that do something with the lines that are meant. */
const ACTS = ["Enter", " ", "f", "a", ...Object.keys(PARTS)];
const LETTERS = { body: "B", field: "F", comment: "C", out: "–" };

/** The lines in `box`. Gives `moved(line)` on focus, `hovered(line?)`, and `act(lines, key)` for what is to be done. */
export function sourceLines(box, { moved, hovered, act }) {
  let lines = [];
  let rows = [];
  let places = new Map(); // line number → index
  let current = 0;
  let anchor; // where a range of lines begins
  let pickedRows = [];
  let metRows = [];

  const isShown = (row) => !row.hidden;
  const at = (target) => {
    const row = target.closest?.("[role=option]");
    return row ? rows.indexOf(row) : -1;
  };

  function show(next) {
    const same = next.length === lines.length && next.every((line, place) => line.line === lines[place].line && line.text === lines[place].text);
    if (!same) build(next);
    next.forEach((line, place) => {
      if (!same || differs(line, lines[place])) dress(rows[place], line);
    });
    lines = next;
    free();
  }

  function build(next) {
    const held = box.contains(document.activeElement);
    const kept = lines[current]?.line;
    places = new Map(next.map((line, place) => [line.line, place]));
    rows = next.map((line, place) => {
      const row = element("div", { id: `line-${line.line}`, role: "option", tabIndex: -1 });
      row.append(
        element("span", { className: "number", textContent: line.line }),
        element("span", { className: "fate", title: "What is this line?" }),
        element("span", { className: "text", dir: "auto", textContent: line.text.trim() }),
      );
      const gap = place > 0 && line.line - next[place - 1].line > 1;
      if (gap) row.dataset.gap = "";
      return row;
    });
    box.replaceChildren(...rows);
    // Long menus stand before most articles: one begins where something was found.
    const first = next.findIndex((line) => line.kind !== "out");
    current = places.get(kept) ?? Math.max(first, 0);
    anchor = undefined;
    rows[current]?.setAttribute("tabindex", "0");
    if (held) rows[current]?.focus();
    if (kept === undefined) reveal(rows[current], "center");
  }

  function dress(row, line) {
    row.dataset.kind = line.kind;
    row.toggleAttribute("data-unsure", line.unsure);
    row.toggleAttribute("data-chosen", line.chosen);
    row.setAttribute("aria-selected", line.kind === "body");
    const letter = element("b", { textContent: LETTERS[line.kind] });
    const notes = [line.chosen && "yours", line.unsure && "unsure"].filter(Boolean);
    const words = [line.fate, ...notes].flatMap((text, place) => [
      place > 0 ? ", " : " ",
      element("span", { className: place > 0 ? text : "", textContent: text }),
    ]);
    row.children[1].replaceChildren(letter, ...words);
  }

  function go(place, { extend = false, focus = true } = {}) {
    if (!rows[place]) return;
    rows[current]?.setAttribute("tabindex", "-1");
    if (extend) anchor ??= current;
    else anchor = undefined;
    current = place;
    rows[current].setAttribute("tabindex", "0");
    pickedRows = remark(pickedRows, "picked", anchor === undefined ? [] : picked().map((line) => rows[places.get(line.line)]));
    if (focus) rows[current].focus({ preventScroll: true });
    reveal(rows[current], "nearest");
  }

  /** The lines that are meant: the range, else the one in focus. */
  function picked() {
    const [first, last] = [anchor ?? current, current].sort((a, b) => a - b);
    return lines.slice(first, last + 1).filter((_, place) => isShown(rows[first + place]));
  }

  function step(by) {
    const way = Math.sign(by);
    let place = current;
    for (let left = Math.abs(by); left > 0; left -= 1) {
      let next = place + way;
      while (rows[next] && !isShown(rows[next])) next += way;
      if (!rows[next]) break;
      place = next;
    }
    return place;
  }

  const free = () => box.querySelectorAll("[aria-busy]").forEach((row) => row.removeAttribute("aria-busy"));

  const edge = (list) => rows.indexOf(list.find(isShown));
  const moves = {
    ArrowDown: () => step(1),
    j: () => step(1),
    J: () => step(1),
    ArrowUp: () => step(-1),
    k: () => step(-1),
    K: () => step(-1),
    PageDown: () => step(15),
    PageUp: () => step(-15),
    Home: () => edge(rows),
    End: () => edge([...rows].reverse()),
  };

  box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (Object.hasOwn(moves, event.key)) {
      event.preventDefault();
      go(moves[event.key](), { extend: event.shiftKey });
    } else if (ACTS.includes(event.key)) {
      event.preventDefault();
      act(picked(), event.key === " " ? "Enter" : event.key);
    } else if (event.key === "Escape") {
      go(current);
    }
  });
  box.addEventListener("click", (event) => {
    const place = at(event.target);
    if (place < 0) return;
    // Who marks words to copy them moves nothing.
    if (!event.shiftKey && getSelection().toString()) return;
    if (event.shiftKey) {
      getSelection().removeAllRanges();
      go(place, { extend: true });
      return;
    }
    const inRange = anchor !== undefined && rows[place].classList.contains("picked");
    if (!inRange) go(place);
    act(picked(), event.target.closest(".fate") ? "f" : "Enter");
  });
  box.addEventListener("focusin", (event) => {
    const place = at(event.target);
    if (place >= 0 && place !== current) go(place, { focus: false });
    if (lines[current]) moved(lines[current]);
  });
  box.addEventListener("mouseover", (event) => hovered(lines[at(event.target)]));
  box.addEventListener("mouseleave", () => hovered());

  return {
    show,
    /** Goes to a line by its number. */
    goTo(number, { focus = true } = {}) {
      const place = places.get(number);
      if (place === undefined) return;
      rows[place].hidden = false;
      go(place, { focus });
    },
    /** Marks the lines that stand for what is looked at in the article. */
    mark(numbers) {
      metRows = remark(metRows, "met", numbers.map((number) => rows[places.get(number)]).filter(Boolean));
      return metRows[0];
    },
    /** Shows the lines for which `wanted` holds, and goes to the nearest of them. */
    filter(wanted) {
      lines.forEach((line, place) => (rows[place].hidden = !wanted(line)));
      if (rows[current] && !isShown(rows[current])) {
        const next = step(1) === current ? step(-1) : step(1);
        go(next, { focus: box.contains(document.activeElement) });
      }
    },
    /** Goes to the next line for which `wanted` holds, from the one in focus, round the end. */
    seek(wanted, way = 1) {
      for (let far = 1; far <= lines.length; far += 1) {
        const place = (current + way * far + lines.length * 2) % lines.length;
        if (wanted(lines[place]) && isShown(rows[place])) {
          go(place);
          return true;
        }
      }
      return false;
    },
    /** Marks lines as on their way. */
    busy: (numbers) => numbers.forEach((number) => rows[places.get(number)]?.setAttribute("aria-busy", "true")),
    free,
    focus: () => rows[current]?.focus(),
  };
}

/** Scrolls to a row: once more when the rows about it have been laid out, and have their true heights. */
function reveal(row, block) {
  row?.scrollIntoView({ block });
  requestAnimationFrame(() => row?.scrollIntoView({ block }));
}

/** Takes a class from some rows and gives it to others; gives these. */
function remark(before, name, after) {
  for (const row of before) row.classList.remove(name);
  for (const row of after) row.classList.add(name);
  return after;
}

function differs(line, other) {
  return line.kind !== other.kind || line.fate !== other.fate || line.unsure !== other.unsure || line.chosen !== other.chosen;
}
