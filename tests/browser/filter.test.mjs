// Which notes are wanted: what an address says, what is left, and the counts beside what can be chosen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { everything, foldSome, lostPassages, parse, prepare, select, toSearch } from "../../src/serve/assets/desk/reader/filter.js";

const articles = [{ slug: "new", title: "Çavuşoğlu speaks" }, { slug: "old", title: "Ships" }];
const notes = [
  { id: "a", article: 0, kind: "question", status: "published", state: "ok", words: "By which clock?", author: "ana", assigned: "ben", created: "2026-01-02", tags: ["clocks"], waits: true },
  { id: "b", article: 0, kind: "comment", status: "review", state: "orphan", words: "Nothing.", author: "ben", created: "2026-01-03", lost: [[0, "confirm"], [2, "orphan"]] },
  { id: "c", article: 1, also: [0], kind: "comment", status: "draft", state: "confirm", words: "", quote: "the ferry", author: "ana", created: "2026-01-01", lost: [[0, "confirm"]] },
];
const ready = prepare({ articles, notes });
const ids = (search, more) => select(ready, parse(search), more).notes.map(({ id }) => id).join("");

test("an address says the whole filter, and a filter its address", () => {
  for (const search of ["", "?view=orphans", "?view=mine&state=confirm&state=orphan&kind=question&person=ana&tag=a%26b&article=new&q=two+words&me=ben&sort=article"]) {
    assert.equal(toSearch(parse(search)), search);
  }
  assert.equal(toSearch(parse("?tag=b&tag=a&tag=b&q=++x+")), "?tag=a&tag=b&q=x");
  assert.equal(toSearch(everything()), "");
});

test("what an address cannot mean is left out", () => {
  assert.equal(toSearch(parse("?view=__proto__&sort=x&state=lost&status=&kind=<b>&foo=1&%")), "");
  assert.deepEqual([...parse("?person=<script>").person], ["<script>"]);
});

test("values of one facet are alternatives, facets are conditions", () => {
  assert.equal(ids(""), "bac");
  assert.equal(ids("?sort=article"), "abc");
  assert.equal(ids("?state=ok&state=orphan"), "ba");
  assert.equal(ids("?state=ok&state=orphan&kind=comment"), "b");
  assert.equal(ids("?person=ben"), "ba", "a note belongs to its author and to whom it is given");
  assert.equal(ids("?article=new"), "bac", "and to every article whose words it speaks of");
  assert.equal(ids("?article=old"), "c");
  assert.equal(ids("?tag=clocks"), "a");
});

test("words are found whatever their case and accents, also by what the server knows beyond a row", () => {
  assert.equal(ids("?q=cavusoglu"), "ba");
  assert.equal(ids("?q=clock+BY"), "a");
  assert.equal(ids("?q=clock+nowhere"), "");
  assert.equal(ids("?q=deep+in+the+body", { found: new Set(["c"]) }), "c");
  assert.equal(ids("?q=deep&kind=question", { found: new Set(["c"]) }), "", "other conditions hold all the same");
  assert.equal(foldSome(ready.article, 0), 3);
});

test("views have their own condition", () => {
  assert.equal(ids("?view=mine", { me: "ben" }), "ba");
  assert.equal(ids("?view=mine"), "", "nobody has no notes");
  assert.equal(ids("?view=mine&me=ana", { me: "ben" }), "ac", "whom the address names comes first");
  assert.equal(ids("?view=review"), "b");
  assert.equal(ids("?view=unanswered"), "a");
  assert.equal(ids("?view=orphans"), "b");
  assert.equal(ids("?view=confirm"), "bc");
  for (const status of ["resolved", "rejected"]) {
    const done = prepare({ articles, notes: notes.map((note) => ({ ...note, status })) });
    const of = (search) => select(done, parse(search));
    assert.deepEqual([of("?view=orphans").notes, of("?view=confirm").notes], [[], []], `${status} notes are no work`);
    assert.deepEqual([of("").views.orphans, of("").views.confirm], [0, 0]);
    assert.equal(of("?state=orphan&state=confirm").notes.length, 2, "the state itself finds them");
  }
  assert.deepEqual(lostPassages(ready.article, "confirm").map(({ note, passage }) => note.id + passage), ["b0", "c0"]);
});

test("each count is what one would get by choosing it", () => {
  for (const search of ["", "?kind=comment", "?state=ok&person=ana", "?q=clock", "?view=confirm&person=ana", "?status=draft&tag=clocks"]) {
    const filter = parse(search);
    const { facets, views } = select(ready, filter, { me: "ben" });
    for (const [facet, counts] of Object.entries(facets)) {
      const values = new Set(ready.article.flatMap((note) => note.values[facet]));
      for (const value of values) {
        const alone = { ...filter, [facet]: new Set([value]) };
        assert.equal(counts.get(value) ?? 0, select(ready, alone, { me: "ben" }).notes.length, `${search} ${facet} ${value}`);
      }
    }
    for (const [view, count] of Object.entries(views)) {
      assert.equal(count, select(ready, { ...filter, view }, { me: "ben" }).notes.length, `${search} ${view}`);
    }
  }
});
