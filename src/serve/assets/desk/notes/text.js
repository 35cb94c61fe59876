// The article's plain text and the page's, character by character. Between the two only white space differs: blocks are
// joined by a blank line in the one, by markup in the other. So the n-th character that is no space is the same in both.

/** Elements whose text is not the article's: references, links back, what notes say. */
const APPARATUS = ".note-ref, .footnote-ref, .footnote-back, .anchor, .raw-html, .remote-image, aside, [role=note], .notes, .note";

/** Characters that are kept of what stands around a passage. */
const CONTEXT = 48;

const isSpace = (unit) => /\s/.test(unit);

/**
 * Lays the plain text (`{slug, hash, text, ids}`, as `notes/text` gives it) beside the page. Places in it are counted
 * in UTF-16 units here, and in characters in what {@link passage} gives. Undefined where the page has another text.
 */
export function lay(plain) {
  const nodes = nodesOf(plain.ids);
  const { ink, places, ends } = inkOf(plain);
  const firsts = [];
  let count = 0;
  for (const { data } of nodes) {
    firsts.push(count);
    for (const unit of strip(data)) {
      if (ink[count] !== unit) return undefined;
      count += 1;
    }
  }
  if (count !== places.length) return undefined;
  return { plain, nodes, firsts, places, ends };
}

/** UTF-16 units, surrogates one by one. */
function strip(text) {
  return text.replace(/\s+/g, "").split("");
}

// What the page shows of a plain text but for white space, and from where to where in it each unit stands. A link without
// words of its own shows a title: each unit of that is the whole link.
function inkOf({ text, titled }) {
  const made = { ink: [], places: [], ends: [] };
  const add = (unit, from, to) => {
    made.ink.push(unit);
    made.places.push(from);
    made.ends.push(to);
  };
  const links = new Map(titled.map((link) => [link.start, link]));
  for (let at = 0; at < text.length; at += 1) {
    const link = links.get(at);
    if (link) {
      for (const unit of strip(link.title)) add(unit, link.start, link.end);
      at = link.end - 1;
    } else if (!isSpace(text[at])) add(text[at], at, at + 1);
  }
  return made;
}

function nodesOf(ids) {
  const elements = ids.map((id) => document.getElementById(id)).filter(Boolean);
  const known = new Set(elements);
  const nodes = [];
  for (const element of known) {
    if (hasAbove(element, known)) continue;
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.parentElement.closest(APPARATUS) === null) nodes.push(node);
    }
  }
  return nodes;
}

function hasAbove(element, known) {
  for (let above = element.parentElement; above; above = above.parentElement) if (known.has(above)) return true;
  return false;
}

/** The places from the first to behind the last character of the article in a DOM range; undefined where it has none. */
export function placesIn({ nodes, firsts, places, ends, plain }, range) {
  let first = -1;
  let last = -1;
  nodes.forEach((node, number) => {
    if (!range.intersectsNode(node)) return;
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.data.length;
    const inside = strip(node.data.slice(from, to)).length;
    if (inside === 0) return;
    const before = firsts[number] + strip(node.data.slice(0, from)).length;
    if (first < 0) first = before;
    last = before + inside - 1;
  });
  return first < 0 ? undefined : whole(plain.text, places[first], ends[last]);
}

// Neither end in the middle of a character.
function whole(text, start, end) {
  const isLow = (at) => /[\udc00-\udfff]/.test(text[at] ?? "");
  return { start: isLow(start) ? start - 1 : start, end: isLow(end) ? end + 1 : end };
}

/** The DOM range of the words between two places; undefined where there are none. */
export function rangeOf({ nodes, firsts, places }, { start, end }) {
  const first = places.findIndex((at) => at >= start);
  const last = places.findLastIndex((at) => at < end);
  if (first < 0 || last < first) return undefined;
  const range = document.createRange();
  range.setStart(...pointOf(nodes, firsts, first, 0));
  range.setEnd(...pointOf(nodes, firsts, last, 1));
  return range;
}

function pointOf(nodes, firsts, number, after) {
  let at = firsts.findLastIndex((first) => first <= number);
  let left = number - firsts[at];
  const { data } = nodes[at];
  let offset = 0;
  while (offset < data.length && (isSpace(data[offset]) || left-- > 0)) offset += 1;
  return [nodes[at], offset + after];
}

/** A passage as the server takes it: characters of the plain text, with the words and what stands around them. */
export function passage({ plain }, { start, end }) {
  const { text, slug, hash } = plain;
  const before = characters(text.slice(0, start));
  return {
    article: slug,
    start: before,
    end: before + characters(text.slice(start, end)),
    quote: text.slice(start, end),
    prefix: wellFormed(text.slice(Math.max(0, start - CONTEXT), start)),
    suffix: wellFormed(text.slice(end, end + CONTEXT)),
    text: hash,
  };
}

function characters(text) {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}

// Without half a character at an end that was cut.
function wellFormed(text) {
  return text.replace(/^[\udc00-\udfff]/, "").replace(/[\ud800-\udbff]$/, "");
}
