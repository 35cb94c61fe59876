//! The contract with templates, as the manual has it, against real pages: what is written there is what templates get,
//! both ways.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::reference::pages::contract::{Contract, EVERY_PAGE, Type};
use crate::site_test::SiteTest;

/// What was seen while pages were compared with the contract.
#[derive(Default)]
struct Seen {
    present: BTreeSet<String>,
    absent: BTreeSet<String>,
    wrong: BTreeSet<String>,
}

/// All keys of a shape, those it takes from another included, each with the shape that it belongs to.
fn keys<'a>(contract: &'a Contract, name: &str) -> BTreeMap<&'a str, (&'a str, &'a Type)> {
    let shape = contract.shapes.get_key_value(name);
    let (own, shape) = shape.unwrap_or_else(|| panic!("no shape {name}"));
    let taken = shape.takes.as_ref();
    let mut all = taken.map(|taken| keys(contract, taken)).unwrap_or_default();
    let its = shape.keys.iter();
    all.extend(its.map(|key| (key.name.as_str(), (own.as_str(), &key.kind))));
    all
}

impl Seen {
    /// Compares a value with a shape.
    fn compare(&mut self, contract: &Contract, shape: &str, value: &Value) {
        let Some(object) = value.as_object() else {
            self.wrong.insert(format!("{shape} is {value}"));
            return;
        };
        let keys = keys(contract, shape);
        for (key, value) in object {
            match keys.get(key.as_str()) {
                None => drop(
                    self.wrong
                        .insert(format!("{shape}: `{key}` is not in the contract")),
                ),
                Some((owner, kind)) => {
                    let name = format!("{owner}: `{key}`");
                    if value.is_null() {
                        self.absent.insert(name.clone());
                        if !kind.optional {
                            self.wrong
                                .insert(format!("{name} is none, against its type"));
                        }
                        continue;
                    }
                    self.present.insert(name.clone());
                    self.compare_typed(contract, &name, kind, value);
                }
            }
        }
        for (key, (owner, _)) in keys {
            if !object.contains_key(key) {
                self.wrong
                    .insert(format!("{owner}: {shape} has no `{key}`"));
            }
        }
    }

    fn compare_typed(&mut self, contract: &Contract, name: &str, kind: &Type, value: &Value) {
        let one = std::slice::from_ref(value);
        let values = match (kind.list, value) {
            (true, Value::Array(list)) => list.as_slice(),
            (true, _) => &[],
            (false, _) => one,
        };
        let mut fits = !kind.list || value.is_array();
        for value in values {
            match kind.name.as_str() {
                "text" | "html" => fits &= value.is_string(),
                "number" => fits &= value.is_u64(),
                "true/false" => fits &= value.is_boolean(),
                "mapping" => fits &= value.is_object(),
                shape => self.compare(contract, shape, value),
            }
        }
        if !fits {
            self.wrong
                .insert(format!("{name} is {value}, against its type"));
        }
    }
}

/// The site with every template printing what it gets.
fn dumped(site: SiteTest, contract: &Contract) -> SiteTest {
    contract.templates.iter().fold(site, |site, template| {
        let path = format!("templates/{}", template.file);
        site.file(&path, "{{ __tera_context | json }}")
    })
}

/// Words that several articles have.
const SHARED: &str =
    "the old ferry of the upper town carried nine horses, four carts and one bishop";

/// Sixty words that no other has.
fn sixty(name: &str) -> String {
    let words: Vec<String> = (0..60).map(|nth| format!("{name}{nth}")).collect();
    words.join(" ")
}

/// A site in which every key has a value somewhere.
fn full() -> SiteTest {
    SiteTest::empty()
        .file(
            "postil.yaml",
            "title: Full\nrelated: {compare: [[a, b]]}\ndescription: Everything\nbase_url: https://reader.example/\nlists: {page_size: 1}\n\
             people:\n  ana: {name: Ana, role: editor, url: 'https://ana.example/'}\n  ben: Ben\n",
        )
        .file("content/pages/index.md", "---\ntitle: Home\n---\nWelcome to [about](about.md), [[a]], [[c]] and [[saturday]].\n")
        .file(
            "content/pages/about.md",
            "---\ntitle: About\ndescription: What this is\n---\n## Why\n\nBecause.\n",
        )
        .article(
            "a",
            "---\ntitle: First\ndate: 1931-05-04\nauthors: [M. Hale]\npublication: The Gazette\nurl: https://paper.example/a\n\
             retrieved: 2026-01-01\nlanguage: en\nsection: Town\ndescription: A deck\ncredits: Photo by nobody\n\
             disclaimer: As it was\nrights: Ours\ntags: [clocks]\nrelated: [b]\nseries: {name: Ferries, part: 2}\nevents: [saturday]\n\
             corrections:\n  - date: 1931-05-05\n    text: A name\n  - text: Another\n\
             inferred:\n  events:\n    value: [x]\n    lines: [1, 2]\n    why: a line\n---\n\
             ## Clocks\n\nThe ferry left early on Saturday.[^1]\n\n---\n\nSee [[b|the letter]] for more.\n\n[^1]: So he said.\n",
        )
        .file(
            "content/articles/a/comments.yaml",
            "- id: c1\n  author: Reader\n  date: yesterday\n  lines: 1-2\n  text: |\n    One.\n\n    Two.\n\
             - id: c2\n  reply_to: c1\n  lines: 3-3\n  text: No.\n",
        )
        .article("g", &format!("---\ntitle: Seventh\n---\n{SHARED}\n\n{}\n", sixty("f")))
        .article("d", &format!("---\ntitle: Fourth\nunrelated: [f]\n---\n{SHARED}\n\n{}\n", sixty("d")))
        .article("e", &format!("---\ntitle: Fifth\n---\nOn Monday {SHARED}, it says. {}\n", sixty("d")))
        .article("f", &format!("---\ntitle: Sixth\n---\n{SHARED}\n\n{}\n", sixty("f")))
        .article("b", "---\ntitle: Second\ndate: 1931/1932\nseries: Ferries\n---\nThe ferry was early on Saturday, says the letter.\n")
        .article("c", &format!("---\ntitle: Third\ndate: 1930\nrelated: [a]\nseries: {{name: Ferries, part: 1}}\n---\n{} [[b]].\n", "and so on ".repeat(50)))
        .file(
            "content/entities/saturday.md",
            "---\nkind: event\nname: Saturday\naliases: [the 2nd of May]\ndate: 1931-05-02\nwikidata: Q1\ncoordinates: 1, 2\n---\nA day.\n",
        )
        .file("content/entities/ferry.md", "---\nname: ferry\n---\n")
        .note(
            "a",
            "aaaaaa",
            "---\nauthor: ana\ncreated: 2026-03-02T09:14:00Z\nupdated: 2026-03-03T09:14:00Z\nstatus: published\nkind: suggestion\n\
             target:\n  quote: left early\ntags: [clocks, other]\nsee: [b, about]\nassigned: ben\nreplacement: left late\n---\nSee [[c]].\n",
        )
        .note("a", "eeeeee", "---\nauthor: ana\nstatus: published\ntargets:\n- quote: The ferry left\n- article: b\n  quote: The ferry was early\n---\nBoth.\n")
        .note("a", "bbbbbb", "---\nauthor: ben\nstatus: published\nreply_to: aaaaaa\n---\nNo.\n")
        .note("a", "cccccc", "---\nauthor: eve\nstatus: published\n---\nOn the whole.\n")
        .note("a", "dddddd", "---\nstatus: published\ntarget:\n  quote: zebras graze in Zanzibar\n---\nGone.\n")
}

/// A site with more dates than one page or drawing holds one by one.
fn many() -> SiteTest {
    let site = SiteTest::empty().file("postil.yaml", "title: Many\nlists: {page_size: 4}\n");
    let site = site.article("undated", "---\ntitle: Undated\n---\nWords.\n");
    (0..42).fold(site, |site, number| {
        let text = format!(
            "---\ntitle: Day {number}\ndate: 19{:02}\n---\nWords.\n",
            10 + number % 2
        );
        site.article(&format!("day-{number}"), &text)
    })
}

#[test]
fn templates_get_what_the_contract_says_and_it_says_what_they_get() {
    let contract = Contract::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    let mut seen = Seen::default();
    let mut kinds = BTreeSet::new();
    let bare = SiteTest::empty()
        .file("postil.yaml", "title: Bare\n")
        .article("a", "Words.")
        .file("content/pages/about.md", "---\ntitle: About\n---\n");
    for site in [full(), many(), bare] {
        let built = dumped(site, &contract).build_anyway();
        for (path, bytes) in built.site.files("public") {
            if !path.ends_with(".html") {
                continue;
            }
            let mut context: Value = serde_json::from_slice(&bytes).expect(&path);
            let kind = context["page"]["kind"].as_str().unwrap();
            let mut templates = contract.templates.iter();
            let template = templates.find(|it| it.file.strip_suffix(".html") == Some(kind));
            let template = template.unwrap_or_else(|| panic!("{kind} has no row"));
            kinds.insert(template.file.clone());
            let own = context.as_object_mut().unwrap().remove(&template.key);
            seen.compare(&contract, &template.shape, &own.expect(&template.key));
            seen.compare(&contract, EVERY_PAGE, &context);
        }
    }
    for (shape, keys) in &contract.shapes {
        for key in &keys.keys {
            let name = format!("{shape}: `{}`", key.name);
            if !seen.present.contains(&name) {
                seen.wrong.insert(format!("{name}: no page has it"));
            }
            if key.kind.optional && !seen.absent.contains(&name) {
                seen.wrong.insert(format!("{name}: it is never none"));
            }
        }
    }
    let wrong: Vec<&String> = seen.wrong.iter().collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let documented: BTreeSet<String> = contract
        .templates
        .iter()
        .map(|row| row.file.clone())
        .collect();
    assert_eq!(kinds, documented);
}
