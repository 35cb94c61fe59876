//! `docs/content/pages/templates.md` against the code: what is written there is what templates get, both ways.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::site_test::SiteTest;

/// The tables of the contract.
struct Contract {
    /// Template, the key of its own value, that value's shape.
    templates: Vec<(String, String, String)>,
    /// By shape: type by key; a shape that it takes everything of under `…`.
    shapes: BTreeMap<String, BTreeMap<String, Type>>,
    theme_keys: Vec<String>,
}

#[derive(Clone)]
struct Type {
    list: bool,
    /// A shape, or a word for a scalar.
    name: String,
    optional: bool,
}

/// What was seen while pages were compared with the contract.
#[derive(Default)]
struct Seen {
    present: BTreeSet<String>,
    absent: BTreeSet<String>,
    wrong: BTreeSet<String>,
}

impl Contract {
    fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/content/pages/templates.md");
        let text = std::fs::read_to_string(path).unwrap();
        let mut contract = Self {
            templates: Vec::new(),
            shapes: BTreeMap::new(),
            theme_keys: Vec::new(),
        };
        let mut section = "";
        for line in text.lines() {
            if let Some(title) = line.strip_prefix("## ").or(line.strip_prefix("### ")) {
                section = title;
                if line.starts_with("### ") {
                    contract.shapes.entry(title.to_owned()).or_default();
                }
            }
            let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            let is_row = line.starts_with("| `") || line.starts_with("| …");
            match (section, is_row, cells.as_slice()) {
                (_, false, _) | ("Layers" | "Functions and filters", ..) => {}
                ("theme.yaml", _, [key, ..]) => contract.theme_keys.push(bare(key)),
                ("Pages", _, [template, .., gets]) => {
                    let (key, shape) = gets.split_once(": ").unwrap();
                    contract
                        .templates
                        .push((bare(template), bare(key), shape.to_owned()));
                }
                (shape, _, [key, kind, ..]) => {
                    let keys = contract.shapes.get_mut(shape).expect(line);
                    assert!(keys.insert(bare(key), Type::read(kind)).is_none(), "{line}");
                }
                _ => panic!("{section}: {line}"),
            }
        }
        contract
    }

    /// All keys of a shape, those it takes from another included.
    fn keys(&self, shape: &str) -> BTreeMap<&str, (&str, &Type)> {
        let own = self
            .shapes
            .get_key_value(shape)
            .unwrap_or_else(|| panic!("no table for {shape}"));
        let mut keys = BTreeMap::new();
        for (key, kind) in own.1 {
            if key == "…" {
                keys.extend(self.keys(&kind.name));
            } else {
                keys.insert(key.as_str(), (own.0.as_str(), kind));
            }
        }
        keys
    }

    /// Compares a value with a shape.
    fn compare(&self, shape: &str, value: &Value, seen: &mut Seen) {
        let Some(object) = value.as_object() else {
            seen.wrong.insert(format!("{shape} is {value}"));
            return;
        };
        let keys = self.keys(shape);
        for (key, value) in object {
            match keys.get(key.as_str()) {
                None => drop(seen.wrong.insert(format!(
                    "{shape}: `{key}` is not in docs/content/pages/templates.md"
                ))),
                Some((owner, kind)) => {
                    let name = format!("{owner}: `{key}`");
                    if value.is_null() {
                        seen.absent.insert(name.clone());
                        if !kind.optional {
                            seen.wrong
                                .insert(format!("{name} is none, against its type"));
                        }
                        continue;
                    }
                    seen.present.insert(name.clone());
                    self.compare_typed(&name, kind, value, seen);
                }
            }
        }
        for (key, (owner, _)) in keys {
            if !object.contains_key(key) {
                seen.wrong
                    .insert(format!("{owner}: {shape} has no `{key}`"));
            }
        }
    }

    fn compare_typed(&self, name: &str, kind: &Type, value: &Value, seen: &mut Seen) {
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
                shape => self.compare(shape, value, seen),
            }
        }
        if !fits {
            seen.wrong
                .insert(format!("{name} is {value}, against its type"));
        }
    }
}

impl Type {
    fn read(text: &str) -> Self {
        let (text, optional) = match text.strip_suffix(" or none") {
            Some(text) => (text, true),
            None => (text, false),
        };
        let inner = text
            .strip_prefix('[')
            .and_then(|text| text.strip_suffix(']'));
        Self {
            list: inner.is_some(),
            name: inner.unwrap_or(text).to_owned(),
            optional,
        }
    }
}

fn bare(cell: &str) -> String {
    cell.trim_matches('`').to_owned()
}

/// The site with every template printing what it gets.
fn dumped(site: SiteTest, contract: &Contract) -> SiteTest {
    contract
        .templates
        .iter()
        .fold(site, |site, (template, ..)| {
            site.file(
                &format!("templates/{template}"),
                "{{ __tera_context | json }}",
            )
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
    let contract = Contract::read();
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
            let template = contract
                .templates
                .iter()
                .find(|(template, ..)| template.strip_suffix(".html") == Some(kind));
            let (template, key, shape) = template.unwrap_or_else(|| panic!("{kind} has no row"));
            kinds.insert(template.clone());
            let own = context.as_object_mut().unwrap().remove(key).expect(key);
            contract.compare(shape, &own, &mut seen);
            contract.compare("Every page", &context, &mut seen);
        }
    }
    for (shape, keys) in &contract.shapes {
        for (key, kind) in keys.iter().filter(|(key, _)| *key != "…") {
            let name = format!("{shape}: `{key}`");
            if !seen.present.contains(&name) {
                seen.wrong.insert(format!("{name}: no page has it"));
            }
            if kind.optional && !seen.absent.contains(&name) {
                seen.wrong.insert(format!("{name}: it is never none"));
            }
        }
    }
    let wrong: Vec<&String> = seen.wrong.iter().collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let documented: BTreeSet<String> = contract.templates.iter().map(|row| row.0.clone()).collect();
    assert_eq!(kinds, documented);
}

#[test]
fn theme_yaml_has_the_keys_that_the_contract_names() {
    let contract = Contract::read();
    let refused = SiteTest::new()
        .edit("postil.yaml", |text| format!("{text}theme: own\n"))
        .file("themes/own/theme.yaml", "no-such-key: 1\n")
        .run(&["build"])
        .code(2);
    let (_, after) = refused.stderr.split_once("expected one of ").unwrap();
    let line = after.lines().next().unwrap();
    let known: Vec<String> = line
        .split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect();
    assert_eq!(known, contract.theme_keys, "{line}");
}
