//! The reference pages of the manual against the code that they are made of, and the lists of keys against what reads
//! the files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use postil::config::{Config, keys::KEYS};
use postil::content::{Article, Entity, Note, Page, comments, keys};
use postil::diagnostic::Diagnostic;
use postil::yaml::Described;

#[path = "../../examples/reference/pages/mod.rs"]
pub mod pages;

#[test]
fn the_reference_is_what_the_code_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, text) in pages::all(root) {
        let there = std::fs::read_to_string(root.join(&path)).unwrap_or_default();
        let same = there == text;
        assert!(
            same,
            "{path} is not as the code has it: run `cargo run --example reference`"
        );
    }
}

/// A key that no key is near.
const UNKNOWN: &str = "zzzzzzzzzzzz";

/// By mapping the keys that the manual describes in it; `""` is the file itself.
fn mappings(described: &[Described]) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut mappings: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for key in described {
        let mut name = key.name;
        while let Some((parent, own)) = name.rsplit_once('.') {
            if !own.starts_with('<') {
                mappings.entry(parent).or_default().insert(own);
            }
            name = parent;
        }
        mappings
            .entry("")
            .or_default()
            .insert(name.trim_end_matches("[]"));
    }
    mappings
}

/// YAML with nothing but an unknown key in the mapping of this path.
fn yaml(path: &str) -> String {
    let mut value = format!("{{{UNKNOWN}: 1}}");
    for part in path.rsplit('.').filter(|part| !part.is_empty()) {
        value = match part.strip_suffix("[]") {
            Some(list) => format!("{{{list}: [{value}]}}"),
            None => format!("{{{}: {value}}}", part.trim_matches(['<', '>'])),
        };
    }
    value
}

/// Compares the keys that are described with those that the reader of the file knows.
fn agree(described: &[Described], read: impl Fn(&str) -> Vec<Diagnostic>) {
    for (path, keys) in mappings(described) {
        let found = read(&yaml(path));
        let of_it = |it: &&Diagnostic| it.code == "unknown-key" && it.message.contains(UNKNOWN);
        let told = found.iter().find(of_it);
        let help = told
            .and_then(|it| it.help.as_deref())
            .unwrap_or_else(|| panic!("{path}: {found:?}"));
        let known = help
            .strip_prefix("known keys: ")
            .and_then(|rest| rest.split_once(';'));
        let known: BTreeSet<&str> = known.expect(help).0.split(", ").collect();
        assert_eq!(
            keys, known,
            "the keys that are described and those that are read, in `{path}`"
        );
    }
}

/// Front matter alone.
fn front(yaml: &str) -> Vec<u8> {
    format!("---\n{yaml}\n---\n").into_bytes()
}

#[test]
fn the_keys_of_each_file_are_those_that_are_read() {
    agree(KEYS, |yaml| match Config::read(yaml.as_bytes()) {
        Ok((_, found)) | Err(found) => found,
    });
    agree(keys::ARTICLE, |yaml| {
        Article::read("a", "a.md", &front(yaml)).unwrap().1
    });
    agree(keys::NOTE, |yaml| {
        Note::read("aaaaaa", "a", "a.md", &front(yaml)).unwrap().1
    });
    agree(keys::ENTITY, |yaml| {
        Entity::read("a", "a.md", &front(yaml)).unwrap().1
    });
    agree(keys::PAGE, |yaml| {
        Page::read("a", "a.md", &front(yaml)).unwrap().1
    });
    agree(keys::COMMENT, |yaml| {
        comments::read("c.yaml", format!("- {yaml}\n").as_bytes()).1
    });
}
