// Keeps a page of the preview as its sources are. No part of a built site.

import { update } from "./update.js";

const { postilPage: page, postilState, postilImport: source, postilToken: token } = document.querySelector("script[data-postil-page]").dataset;
const site = new URL("../", import.meta.url);
const overlay = new URL("live.css", import.meta.url);
const events = new URL(`events?page=${encodeURIComponent(page)}`, import.meta.url);

let stream;
let view;
let loaded = postilState;
let wanted = postilState;
let updating = false;

// A browser opens few streams to one host: tabs that nobody looks at do without.
function follow() {
  if (document.visibilityState === "hidden") {
    stream?.close();
    stream = undefined;
  } else if (!stream) {
    stream = new EventSource(events);
    stream.onmessage = (event) => show(JSON.parse(event.data));
    stream.onerror = () => lost(stream);
  }
}

function lost(broken) {
  view?.tell("The preview has ended. Waiting for it to come back.");
  // The browser itself tries again, unless it got a wrong answer.
  if (broken.readyState !== EventSource.CLOSED) return;
  setTimeout(() => {
    if (stream !== broken) return;
    stream = undefined;
    follow();
  }, 1000);
}

function show(message) {
  wanted = message.state;
  catchUp();
  swapStyles(message.styles);
  view ??= overlayView();
  view.show(message);
}

// What differs is changed in place; a page that cannot be so is loaded again.
async function catchUp() {
  if (updating || wanted === loaded) return;
  updating = true;
  const aim = wanted;
  try {
    const isWhole = document.body.matches(".postil-failed, .page-404");
    const state = isWhole ? undefined : await update();
    if (state === undefined) {
      document.dispatchEvent(new Event("postil:before-reload"));
      location.reload();
    } else loaded = state;
  } catch {
    // The server has gone; with its next message all is looked at again.
  } finally {
    updating = false;
  }
  if (wanted !== aim) catchUp();
}

// The names of style sheets hold a hash of their content: those that have a new one are loaded, then the old ones go.
function swapStyles(current) {
  for (const link of document.querySelectorAll("link[rel~=stylesheet][href]")) {
    const url = new URL(link.href);
    if (!url.href.startsWith(site.href) || link.dataset.postilGoing) continue;
    const name = decodeURIComponent(url.href.slice(site.href.length)).replace(/\.[0-9a-f]{8}\.css$/, ".css");
    if (!Object.hasOwn(current, name)) continue;
    const wanted = new URL(current[name], site).href;
    if (wanted === url.href) continue;
    const next = link.cloneNode();
    next.href = wanted;
    link.dataset.postilGoing = "true";
    next.addEventListener("load", () => link.remove());
    next.addEventListener("error", () => {
      next.remove();
      delete link.dataset.postilGoing;
    });
    link.after(next);
  }
}

// What is wrong: over a page that is not up to date, else behind a button in the corner.
function overlayView() {
  const host = document.createElement("postil-overlay");
  const root = host.attachShadow({ mode: "open" });
  const style = element("link", { rel: "stylesheet", href: overlay.href });
  const button = element("button", { type: "button", className: "chip", hidden: true });
  const status = element("p", { className: "chip", role: "status", hidden: true });
  const title = element("h2", { id: "title" });
  const why = element("p");
  const list = element("ul");
  const close = element("button", { type: "button", textContent: "Close" });
  const head = element("div", { className: "head" }, title, close);
  const dialog = element("dialog", {}, head, why, list);
  dialog.setAttribute("aria-labelledby", "title");
  button.setAttribute("aria-haspopup", "dialog");
  const back = element("a", { className: "chip import", href: source ?? "", hidden: !source, textContent: "Import" });
  back.title = "The raw text beside this article";
  // A preview that can only be read has no desk.
  const desk = element("a", { className: "chip desk", href: new URL("-/", site).href, hidden: !token, textContent: "Desk" });
  desk.title = "All notes of the reader";
  root.append(style, element("p", { className: "ways" }, desk, back), button, status, dialog);
  document.documentElement.append(host);

  const isFailed = document.body.classList.contains("postil-failed");
  let told = "";
  let raised = false; // by us, not by the reader
  button.addEventListener("click", () => dialog.showModal());
  close.addEventListener("click", () => dialog.close());

  return {
    tell(text) {
      status.textContent = text;
      status.hidden = false;
    },
    show(message) {
      status.hidden = true;
      const { stale, errors, warnings, diagnostics } = message;
      const now = JSON.stringify([stale, diagnostics]);
      if (now === told) return;
      told = now;
      const counted = [count(errors, "error"), count(warnings, "warning")].filter(Boolean).join(", ");
      title.textContent = counted;
      why.textContent = stale
        ? "This page cannot be built as its sources are now. Below is the last version that could."
        : "This page is up to date.";
      list.replaceChildren(...diagnostics.map(entry));
      button.textContent = counted;
      button.hidden = errors === 0 || isFailed;
      if (stale && !dialog.open) {
        dialog.showModal();
        raised = true;
      } else if (!stale && (raised || errors === 0)) {
        dialog.close();
        raised = false;
      }
    },
  };
}

function entry({ severity, message, help, place, line }) {
  const item = element("li", { className: severity });
  if (place) item.append(element("p", { className: "place", textContent: place }));
  item.append(element("p", { className: "message", textContent: `${severity}: ${message}` }));
  if (line) {
    const [before, meant, after] = line;
    item.append(element("pre", {}, before, element("mark", { textContent: meant || " " }), after));
  }
  if (help) item.append(element("p", { className: "help", textContent: help }));
  return item;
}

function count(number, word) {
  return number && `${number} ${word}${number === 1 ? "" : "s"}`;
}

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

document.addEventListener("visibilitychange", follow);
addEventListener("pageshow", follow);
addEventListener("pagehide", () => {
  stream?.close();
  stream = undefined;
});
follow();
