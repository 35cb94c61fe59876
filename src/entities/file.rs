//! An entity's file as text: written in one order of keys, changed a line at a time.

use crate::content::Alias;
use crate::content::save::Change;
use crate::content::{Entity, TextFile};
use crate::yaml::{Edit, Refused, quoted};

/// The keys of an entity, in the order in which they are written.
pub(super) const KEYS: [&str; 10] = [
    "kind", "name", "aliases", "not", "wikidata", "coordinates", "date", "merged_into", "extra", "",
];

/// Where the file of an entity lies.
pub(super) fn path(slug: &str) -> String {
    format!("content/entities/{slug}.md")
}

/// An alias as YAML on one line.
pub(super) fn alias(alias: &Alias) -> String {
    let text = quoted(&alias.text);
    let mut conditions = Vec::new();
    if alias.exact {
        conditions.push("case: exact".to_owned());
    }
    if alias.weak {
        conditions.push("weak: true".to_owned());
    }
    if alias.metonym {
        conditions.push("metonym: true".to_owned());
    }
    if !alias.only_if.is_empty() {
        let words: Vec<String> = alias.only_if.iter().map(|it| quoted(it)).collect();
        conditions.push(format!("only_if: [{}]", words.join(", ")));
    }
    if conditions.is_empty() {
        return text;
    }
    format!("{{text: {text}, {}}}", conditions.join(", "))
}

/// A file whose front matter is edited and whose other bytes stay.
pub(super) fn edited(
    file: &TextFile,
    change: impl FnOnce(&mut Edit<'_>) -> Result<(), Refused>,
) -> Result<Option<Change>, Refused> {
    crate::content::rewrite::edited(file, &KEYS, change)
}

/// Adds names to an entity's file, those that it has not, and values of keys that are not there.
pub(super) fn with_names(
    entity: &Entity,
    names: &[Alias],
    not: &[String],
    facts: &[(&'static str, String)],
) -> Result<Option<Change>, Refused> {
    edited(&entity.file, |edit| {
        for name in names {
            edit.push("aliases", &alias(name))?;
        }
        for text in not {
            edit.push("not", &quoted(text))?;
        }
        for (key, value) in facts {
            if !edit.has(key) {
                edit.set(key, &value.as_str().into())?;
            }
        }
        Ok(())
    })
}
