// Where all of the desk's own interface stands on a page of the preview: a shadow root beside the page, which stays as it
// will be published. And what the desk says there.
import { element } from "../element.js";
import { helpIn } from "../keys.js";

const host = document.createElement("postil-desk");
/** The shadow root: what stands in it neither gets the page's type nor changes its layout. */
export const root = host.attachShadow({ mode: "open" });

for (const name of ["shadow.css", "composer.css"]) {
  root.append(element("link", { rel: "stylesheet", href: new URL(name, import.meta.url).href }));
}
const status = element("p", { className: "status", role: "status" });
const alert = element("div", { className: "alert", role: "alert" });
const heard = element("p", { className: "heard", aria: { live: "polite" } });
root.append(element("div", { className: "said" }, alert, status), heard);
document.documentElement.append(host);
helpIn(root);

/** How long what was done is shown, in milliseconds. */
const SHOWN = 6000;
let timer;

/** Says what was done; `actions` are buttons by their label. */
export function say(text, actions = {}) {
  calm();
  status.replaceChildren(text, ...buttons(actions, () => status.replaceChildren()));
  clearTimeout(timer);
  timer = setTimeout(() => status.replaceChildren(), SHOWN);
}

/** Tells those who cannot see it what everybody else sees on the page. */
export function hear(text) {
  heard.textContent = text;
}

/** Takes away what was done: something else is to be seen in its place. */
export function hush() {
  clearTimeout(timer);
  status.replaceChildren();
}

/** Says what went wrong, until it is closed. */
export function warn(text, actions = {}) {
  hush();
  alert.replaceChildren(element("p", { textContent: text }), ...buttons({ ...actions, Close: () => {} }, calm));
}

/** Takes the warning away. */
export function calm() {
  alert.replaceChildren();
}

function buttons(actions, done) {
  return Object.entries(actions).map(([label, act]) => {
    const button = element("button", { type: "button", textContent: label });
    button.addEventListener("click", () => {
      done();
      act();
    });
    return button;
  });
}

/** What has the focus, also within the desk. */
export function focused() {
  return root.activeElement ?? document.activeElement;
}

// Marks on the page itself that are none of it: styles alone, so that nothing of the page is touched.
const sheets = new Map();

/** Styles the page under a name, in place of what had that name before. */
export function style(name, css) {
  if (!sheets.has(name)) {
    sheets.set(name, new CSSStyleSheet());
    document.adoptedStyleSheets.push(sheets.get(name));
  }
  sheets.get(name).replaceSync(css && `@media screen { ${css} }`);
}
