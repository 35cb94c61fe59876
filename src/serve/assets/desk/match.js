// Which part of the article holds which line of the source.

/** Letters and digits alone: what Markdown, quotes and white space leave alike. */
const bare = (text) => text.normalize("NFKC").replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase();

/** How much of a line must stand in a part, from its start or its end, where an editor changed the rest. */
const ENOUGH = 24;

/** How many parts are close by. */
const NEAR = 3;

/**
 * For each of `lines` (texts, in the source's order) the place of the part that holds it in `parts` (the texts of the
 * article's elements, in order); undefined for what an editor took out or wrote anew. Order is kept: what was moved
 * is found by nothing but its own words, before or behind.
 */
export function match(lines, parts) {
  const there = parts.map(bare);
  const wanted = lines.map(bare);
  const places = [];
  let at = 0; // the part to begin with
  let from = 0; // and where in it
  for (const text of wanted) {
    const found = text ? find(there, text, at, from) : undefined;
    places.push(found?.place);
    if (found && found.place >= at) {
      at = found.place;
      from = found.end;
    }
  }
  return places;
}

function find(there, text, at, from) {
  // Few letters stand in many places: they are looked for close by, or as the whole of a part.
  if (text.length <= ENOUGH) {
    for (let place = at; place < Math.min(at + NEAR, there.length); place += 1) {
      const start = there[place].indexOf(text, place === at ? from : 0);
      if (start >= 0) return { place, end: start + text.length };
    }
    const place = there.indexOf(text, at);
    return place < 0 ? undefined : { place, end: text.length };
  }
  for (const words of [text, text.slice(0, ENOUGH), text.slice(-ENOUGH)]) {
    for (let place = at; place < there.length; place += 1) {
      const start = there[place].indexOf(words, place === at ? from : 0);
      if (start >= 0) return { place, end: start + words.length };
    }
  }
  const place = there.findIndex((part) => part.includes(text));
  return place < 0 ? undefined : { place, end: 0 };
}
