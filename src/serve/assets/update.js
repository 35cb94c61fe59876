// A page made what the preview has of it now, in place: only what differs is touched, so that the reader stays where they
// are, with what they selected and what has the focus.

let changes = 0;

/**
 * Makes this page what the server has now. Gives the state of what was loaded, or undefined where the page is to be
 * loaded as a whole: it is none of the site any more, or asks for other style sheets.
 */
export async function update() {
  const answer = await fetch(location.href, { cache: "no-store" });
  if (!answer.ok) return undefined;
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  const state = next.querySelector("script[data-postil-page]")?.dataset.postilState;
  if (state === undefined || differs(next)) return undefined;
  const held = tell("postil:before-update", { keep: undefined });
  changes = 0;
  const known = new Set(scripts().map(({ src }) => src));
  keepPlace(held.keep, () => {
    attributes(document.documentElement, next.documentElement);
    children(document.head, next.head, isHeadOfOurs);
    morph(document.body, next.body);
    templates(next);
  });
  for (const script of scripts()) if (!known.has(script.src)) start(script);
  tell("postil:updated");
  // An image beside the page is another now, and the page itself the same.
  return changes > 0 ? state : undefined;
}

function scripts() {
  return [...document.querySelectorAll("script[src]")];
}

// A script that came with the text of a page does not run.
function start(script) {
  const own = document.createElement("script");
  for (const { name, value } of script.attributes) own.setAttribute(name, value);
  script.replaceWith(own);
}

// Who listens can say in `detail` what is to `keep` its place in the window.
function tell(name, detail) {
  document.dispatchEvent(new CustomEvent(name, { detail }));
  return detail;
}

// What only a load of the whole page brings.
function differs(next) {
  const parts = (page) => {
    const policy = page.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content;
    const sheets = [...page.querySelectorAll("link[rel~=stylesheet]")].map((link) =>
      link.getAttribute("href").replace(/\.[0-9a-f]{8}\.css$/, ".css"),
    );
    return JSON.stringify([[...new Set(sheets)], policy, page.body.className]);
  };
  return parts(document) !== parts(next);
}

// Style sheets are changed by their own way, without a moment in which there is none.
function isHeadOfOurs(node) {
  return node.nodeName === "LINK" && /stylesheet/.test(node.rel);
}

// What scripts put beside the page: no part of what was sent.
function isAdded(node) {
  return node.nodeType === Node.ELEMENT_NODE && node.hasAttribute("popover");
}

/** What is looked at stays where it is in the window, and the focus where it was. */
function keepPlace(wanted, change) {
  const root = document.documentElement;
  const kept = anchors(wanted).map((element) => ({ element, top: element.getBoundingClientRect().top }));
  const focused = document.activeElement?.closest("[id]")?.id;
  root.style.overflowAnchor = "none";
  change();
  for (const { element, top } of kept) {
    const there = element.isConnected ? element : element.id && document.getElementById(element.id);
    if (!there) continue;
    scrollBy({ top: there.getBoundingClientRect().top - top, behavior: "instant" });
    break;
  }
  root.style.removeProperty("overflow-anchor");
  if (root.getAttribute("style") === "") root.removeAttribute("style");
  if (focused && document.activeElement === document.body) {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }
}

const BLOCKS = "main :is([id], p, li, h1, h2, h3, h4, blockquote, pre, tr, figure)";

/** What the window is held by, the best first: what is worked at, if it is seen, then the first that is seen whole. */
function anchors(wanted) {
  const isSeen = (element) => {
    const { top, bottom, height } = element.getBoundingClientRect();
    return height > 0 && bottom > 0 && top < innerHeight;
  };
  const found = wanted?.isConnected && isSeen(wanted) ? [wanted] : [];
  if (scrollY === 0 && found.length === 0) return found;
  for (const element of document.querySelectorAll(BLOCKS)) {
    if (!isSeen(element)) continue;
    found.push(element);
    if (element.getBoundingClientRect().top >= 0) break;
  }
  // One that begins above the window may grow there.
  const last = found.length > 1 && found.at(-1) !== wanted && found.pop();
  if (last) found.splice(found[0] === wanted ? 1 : 0, 0, last);
  return found;
}

/** Makes one element what another is. */
function morph(old, now) {
  attributes(old, now);
  children(old, now, isAdded);
}

// What a template holds is no node below it, and two that differ in it alone count as equal.
function templates(next) {
  for (const now of next.querySelectorAll("template[id]")) {
    const old = document.getElementById(now.id);
    if (old?.nodeName === "TEMPLATE" && old.innerHTML !== now.innerHTML) children(old.content, now.content, () => false);
  }
}

// What a reader did to the page stays: an opened part, a place for the focus.
const THEIRS = new Set(["open", "tabindex", "aria-describedby"]);

function attributes(old, now) {
  const isOwn = old.matches("script[data-postil-page]");
  for (const { name } of [...old.attributes]) {
    if (now.hasAttribute(name) || THEIRS.has(name)) continue;
    old.removeAttribute(name);
    changes += 1;
  }
  for (const { name, value } of now.attributes) {
    if (old.getAttribute(name) === value) continue;
    old.setAttribute(name, value);
    changes += isOwn ? 0 : 1;
  }
}

function children(parent, next, isOurs) {
  let before = [...parent.childNodes].filter((node) => !isOurs(node));
  let after = [...next.childNodes].filter((node) => !isOurs(node));
  while (before.length && after.length && before[0].isEqualNode(after[0])) {
    before = before.slice(1);
    after = after.slice(1);
  }
  let end = null;
  while (before.length && after.length && before.at(-1).isEqualNode(after.at(-1))) {
    end = before.at(-1);
    before = before.slice(0, -1);
    after = after.slice(0, -1);
  }
  changes += before.length === after.length ? 0 : 1;
  const wanted = new Set(after.map(idOf).filter(Boolean));
  const byId = new Map(before.filter(idOf).map((node) => [idOf(node), node]));
  const left = new Set(before);
  const free = before.filter((node) => !wanted.has(idOf(node)));
  let at = before[0] ?? end;
  for (const node of after) {
    const same = byId.get(idOf(node)) ?? free.find((other) => left.has(other) && isLike(other, node));
    if (same && left.has(same) && same.nodeName === node.nodeName) {
      left.delete(same);
      if (same === at) at = nextOf(at, left, end);
      else parent.insertBefore(same, at);
      if (node.nodeType === Node.ELEMENT_NODE) morph(same, node);
      else if (same.data !== node.data) {
        same.data = node.data;
        changes += 1;
      }
    } else {
      changes += 1;
      parent.insertBefore(document.importNode(node, true), at);
    }
  }
  for (const node of left) node.remove();
}

function nextOf(at, left, end) {
  let next = at.nextSibling;
  while (next && next !== end && !left.has(next)) next = next.nextSibling;
  return next;
}

function idOf(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node.id : "";
}

function isLike(old, now) {
  return old.nodeName === now.nodeName && (!idOf(now) || !idOf(old)) && old.className === now.className;
}
