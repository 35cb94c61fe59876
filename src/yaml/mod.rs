//! YAML that people write: a tree in which every node knows its place, and strict reading of it.
//!
//! Typed values and everything that is written go through `serde_yaml`; the tree exists because serde stops at the
//! first error and does not say where a key stands, and an editor is owed all errors, each with its place.

mod described;
mod edit;
mod fields;
mod parse;
mod push;

use std::ops::Range;

pub use described::Described;
pub(crate) use described::key;
pub(crate) use edit::quoted;
pub use edit::{Edit, Refused};
pub use fields::{Fields, Problems};
pub use parse::{ParseError, parse};

/// A value and where it stands: bytes of the text that was parsed (plus the offset given to [`parse()`]).
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub value: Value,
    pub span: Range<usize>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// An unquoted scalar, as written; what type it has depends on who asks.
    Plain(String),
    /// A quoted or block scalar: always text.
    Text(String),
    List(Vec<Node>),
    /// In the order of the file; keys are unique.
    Map(Vec<(Key, Node)>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    pub name: String,
    pub span: Range<usize>,
}

impl Node {
    /// What a person would call the kind of this value.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Plain(text) if is_null(text) => "nothing",
            Value::Plain(text) => match serde_yaml::from_str::<serde_yaml::Value>(text) {
                Ok(serde_yaml::Value::Bool(_)) => "a truth value",
                Ok(serde_yaml::Value::Number(_)) => "a number",
                _ => "text",
            },
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }

    /// No value was written (`key:`, `key: ~`, `key: null`).
    pub fn is_null(&self) -> bool {
        matches!(&self.value, Value::Plain(text) if is_null(text))
    }

    /// The same value for code that does not care about places. Depth is bounded by [`parse()`].
    pub fn to_value(&self) -> serde_yaml::Value {
        match &self.value {
            Value::Plain(text) => serde_yaml::from_str(text)
                .unwrap_or_else(|_| serde_yaml::Value::String(text.clone())),
            Value::Text(text) => serde_yaml::Value::String(text.clone()),
            Value::List(items) => items.iter().map(Self::to_value).collect(),
            Value::Map(pairs) => serde_yaml::Value::Mapping(
                pairs
                    .iter()
                    .map(|(key, node)| (key.name.clone().into(), node.to_value()))
                    .collect(),
            ),
        }
    }
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}
