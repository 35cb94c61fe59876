//! From the scopes of a syntax to a few classes that a stylesheet can hold.

use syntect::parsing::{Scope, ScopeStack};

/// Scopes by their beginning, the more special ones first, and the class each gets. No class: the text's own colour.
const TABLE: [(&str, Option<&str>); 44] = [
    ("comment", Some("hl-comment")),
    ("constant.character.escape", Some("hl-escape")),
    ("constant.other.placeholder", Some("hl-escape")),
    ("constant.numeric", Some("hl-number")),
    ("constant.other.color", Some("hl-number")),
    ("constant", Some("hl-constant")),
    ("string.unquoted", None),
    ("string", Some("hl-string")),
    ("keyword.operator.word", Some("hl-keyword")),
    ("keyword.operator", Some("hl-operator")),
    ("keyword", Some("hl-keyword")),
    ("storage.type.numeric", Some("hl-number")),
    ("storage", Some("hl-keyword")),
    ("variable.language", Some("hl-keyword")),
    ("variable.function", Some("hl-function")),
    ("variable.annotation", Some("hl-attribute")),
    ("variable.parameter", Some("hl-variable")),
    ("variable", None),
    ("entity.name.function", Some("hl-function")),
    ("entity.name.tag", Some("hl-tag")),
    ("entity.name.section", Some("hl-heading")),
    ("entity.name.type", Some("hl-type")),
    ("entity.name.class", Some("hl-type")),
    ("entity.name.struct", Some("hl-type")),
    ("entity.name.enum", Some("hl-type")),
    ("entity.name.trait", Some("hl-type")),
    ("entity.name.impl", Some("hl-type")),
    ("entity.name.interface", Some("hl-type")),
    ("entity.name.namespace", Some("hl-type")),
    ("entity.other.inherited-class", Some("hl-type")),
    ("entity.other.attribute-name", Some("hl-attribute")),
    ("support.function", Some("hl-function")),
    ("support.macro", Some("hl-function")),
    ("support.type.property-name", Some("hl-attribute")),
    ("support.type", Some("hl-type")),
    ("support.class", Some("hl-type")),
    ("support.constant", Some("hl-constant")),
    ("meta.property-name", Some("hl-attribute")),
    ("markup.inserted", Some("hl-inserted")),
    ("markup.deleted", Some("hl-deleted")),
    ("markup.heading", Some("hl-heading")),
    ("markup.raw", Some("hl-string")),
    ("markup.bold", Some("hl-heading")),
    ("meta.diff", Some("hl-comment")),
];

/// All classes that spans can have.
pub const CLASSES: [&str; 15] = [
    "hl-attribute", "hl-comment", "hl-constant", "hl-deleted", "hl-escape", "hl-function",
    "hl-heading", "hl-inserted", "hl-keyword", "hl-number", "hl-operator", "hl-string", "hl-tag",
    "hl-type", "hl-variable",
];

/// The table, ready to be asked.
pub(super) struct Classes(Vec<(Scope, Option<&'static str>)>);

impl Classes {
    pub(super) fn new() -> Self {
        let read = |(name, class): (&str, _)| Some((Scope::new(name).ok()?, class));
        Self(TABLE.into_iter().filter_map(read).collect())
    }

    /// The class of the innermost scope that the table knows.
    pub(super) fn of(&self, stack: &ScopeStack) -> Option<&'static str> {
        let known = |scope: &Scope| {
            self.0
                .iter()
                .find(|(prefix, _)| prefix.is_prefix_of(*scope))
        };
        stack
            .as_slice()
            .iter()
            .rev()
            .find_map(known)
            .and_then(|&(_, class)| class)
    }
}
