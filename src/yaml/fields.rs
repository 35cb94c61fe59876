//! Strict reading of a mapping: a value of the wrong type and an unknown key are told, and the rest is still read.

use std::ops::Range;
use std::str::FromStr;

use super::{Key, Node, Value, parse};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::near::distance;

/// No more unknown or repeated keys of one mapping are told than this: so many are one mistake.
const MANY: usize = 50;

/// Collects what is wrong with one file.
pub struct Problems<'a> {
    path: &'a str,
    /// The file's whole text.
    source: &'a str,
    pub found: Vec<Diagnostic>,
}

impl<'a> Problems<'a> {
    pub fn new(path: &'a str, source: &'a str) -> Self {
        Self {
            path,
            source,
            found: Vec::new(),
        }
    }

    /// A place in this file; `span` in bytes of its whole text.
    pub fn place(&self, span: Range<usize>) -> Place {
        Place::span(self.path, self.source, span)
    }

    pub fn error(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        message: String,
        help: impl Into<String>,
    ) {
        let place = self.place(span);
        self.found
            .push(Diagnostic::error(code, message).at(place).help(help));
    }

    /// Parses the YAML at `range` of the file. `None` if it cannot be read at all, which is told.
    pub fn parse(&mut self, range: Range<usize>) -> Option<Node> {
        match parse::parse(self.source.get(range.clone())?, range.start) {
            Ok((node, duplicates)) => {
                for key in duplicates.into_iter().take(MANY) {
                    let message = format!("the key `{}` is given twice", key.name);
                    self.error(
                        "duplicate-key", key.span, message, "keep one; the first is used",
                    );
                }
                Some(node)
            }
            Err(error) => {
                let tabs = error
                    .message
                    .contains("tab")
                    .then_some("indent with spaces");
                let help = error.help.or(tabs).unwrap_or(
                    "quote text that holds `: ` or begins with a sign such as `[`, `{`, `*`, `#`",
                );
                let message = format!("this is not YAML: {}", error.message);
                self.error("yaml", error.span, message, help);
                None
            }
        }
    }
}

/// The keys of one mapping, taken one by one; what is left at [`finish`](Self::finish) is unknown.
pub struct Fields<'p, 's> {
    problems: &'p mut Problems<'s>,
    pairs: Vec<(Key, Node)>,
    asked: Vec<&'static str>,
    pub span: Range<usize>,
}

impl<'p, 's> Fields<'p, 's> {
    /// Anything but a mapping (or nothing) is told and read as an empty one.
    pub fn new(node: Node, problems: &'p mut Problems<'s>) -> Self {
        let span = node.span.clone();
        let pairs = match node.value {
            Value::Map(pairs) => pairs,
            _ if node.is_null() => Vec::new(),
            _ => {
                let message = format!("expected `key: value` lines, found {}", node.kind());
                problems.error(
                    "wrong-type",
                    span.clone(),
                    message,
                    "see the guide's list of keys",
                );
                Vec::new()
            }
        };
        Self {
            problems,
            pairs,
            asked: Vec::new(),
            span,
        }
    }

    /// The value of a key; `None` when it is absent or empty.
    pub fn node(&mut self, name: &'static str) -> Option<Node> {
        self.asked.push(name);
        let at = self.pairs.iter().position(|(key, _)| key.name == name)?;
        let (_, node) = self.pairs.remove(at);
        (!node.is_null()).then_some(node)
    }

    /// Text; numbers and dates that were not quoted are taken as they are written. An empty text is none.
    pub fn text(&mut self, name: &'static str) -> Option<String> {
        self.node(name)
            .and_then(|node| self.as_text(name, node))
            .map(|(text, _)| text)
            .filter(|text| !text.is_empty())
    }

    /// Text that a type can read, such as a date or one of several words. What the type says of a wrong one is shown.
    pub fn parsed<T: FromStr<Err: std::fmt::Display>>(&mut self, name: &'static str) -> Option<T> {
        let (text, span) = self.node(name).and_then(|node| self.as_text(name, node))?;
        match text.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                let message = format!("`{name}` cannot be `{text}`");
                self.problems
                    .error("wrong-value", span, message, error.to_string());
                None
            }
        }
    }

    /// The same for words that keep something from readers: `wrong` stands in for a value that is none of them.
    pub fn guarded<T: FromStr<Err: std::fmt::Display>>(
        &mut self,
        name: &'static str,
        wrong: T,
    ) -> Option<T> {
        let given = self.gives(name);
        let read = self.parsed(name);
        read.or(given.then_some(wrong))
    }

    /// Whether a key that nobody has taken yet has a value, of whatever type.
    pub fn gives(&self, name: &str) -> bool {
        self.place_of(name).is_some()
    }

    /// Where the value of a key stands that nobody has taken yet; `None` when it is absent or empty.
    pub fn place_of(&self, name: &str) -> Option<Range<usize>> {
        let mut pairs = self.pairs.iter();
        let (_, node) = pairs.find(|(key, node)| key.name == name && !node.is_null())?;
        Some(node.span.clone())
    }

    /// A list of texts; a single text is a list of one.
    pub fn texts(&mut self, name: &'static str) -> Vec<String> {
        self.placed_texts(name).0
    }

    /// The same, with the place of each. One that is empty is told and left out.
    pub fn placed_texts(&mut self, name: &'static str) -> (Vec<String>, Vec<Range<usize>>) {
        let mut read = Vec::new();
        for node in self.list(name) {
            let is_null = node.is_null();
            let Some((text, span)) = self.as_text(name, node) else {
                continue;
            };
            if is_null || text.trim().is_empty() {
                let message = format!("one of `{name}` is empty");
                self.problem("wrong-value", span, message, "fill it in, or take it out");
            } else {
                read.push((text, span));
            }
        }
        read.into_iter().unzip()
    }

    /// A list of values; a single value is a list of one.
    pub fn list(&mut self, name: &'static str) -> Vec<Node> {
        match self.node(name) {
            Some(Node {
                value: Value::List(items),
                ..
            }) => items,
            Some(node) => vec![node],
            None => Vec::new(),
        }
    }

    /// A whole number that is not negative.
    pub fn number(&mut self, name: &'static str) -> Option<usize> {
        let node = self.node(name)?;
        match &node.value {
            Value::Plain(text) if text.parse::<usize>().is_ok() => text.parse().ok(),
            _ => self.wrong_type(name, &node, "a whole number"),
        }
    }

    /// `true` or `false`.
    pub fn flag(&mut self, name: &'static str) -> Option<bool> {
        let node = self.node(name)?;
        match &node.value {
            Value::Plain(text) if text == "true" => Some(true),
            Value::Plain(text) if text == "false" => Some(false),
            _ => self.wrong_type(name, &node, "`true` or `false`"),
        }
    }

    /// A mapping, to be read with fields of its own.
    pub fn map<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&mut Fields<'_, 's>) -> T,
    ) -> Option<T> {
        let node = self.node(name)?;
        Some(self.within(node, read))
    }

    /// Each mapping of a list.
    pub fn maps<T>(
        &mut self,
        name: &'static str,
        mut read: impl FnMut(&mut Fields<'_, 's>) -> T,
    ) -> Vec<T> {
        self.list(name)
            .into_iter()
            .map(|node| self.within(node, &mut read))
            .collect()
    }

    /// The pairs of a mapping whose keys are free.
    pub fn pairs(&mut self, name: &'static str) -> Vec<(Key, Node)> {
        match self.node(name) {
            Some(Node {
                value: Value::Map(pairs),
                ..
            }) => pairs,
            Some(node) => {
                self.wrong_type::<()>(name, &node, "a mapping");
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// Reads any node with fields of its own, unknown keys told.
    pub fn within<T>(&mut self, node: Node, read: impl FnOnce(&mut Fields<'_, 's>) -> T) -> T {
        let mut fields = Fields::new(node, self.problems);
        let value = read(&mut fields);
        fields.finish();
        value
    }

    /// Takes a scalar as text, or tells that it is something else.
    pub fn as_text(&mut self, name: &str, node: Node) -> Option<(String, Range<usize>)> {
        match node.value {
            Value::Plain(text) | Value::Text(text) => Some((text, node.span)),
            _ => self.wrong_type(name, &node, "text"),
        }
    }

    pub fn wrong_type<T>(&mut self, name: &str, node: &Node, wanted: &str) -> Option<T> {
        let message = format!("`{name}` should be {wanted}, found {}", node.kind());
        let help = match node.value {
            Value::Map(_) => "text that holds a colon and a space needs quotes",
            _ => "mend the value or take the key out",
        };
        self.problems
            .error("wrong-type", node.span.clone(), message, help);
        None
    }

    /// A place in the file; `span` in bytes of its whole text.
    pub fn place(&self, span: Range<usize>) -> Place {
        self.problems.place(span)
    }

    /// Tells something about this mapping that only the caller can know.
    pub fn problem(&mut self, code: &'static str, span: Range<usize>, message: String, help: &str) {
        self.problems.error(code, span, message, help);
    }

    /// Tells every key that nobody asked for, with the nearest one that exists. Free keys go under `extra`.
    pub fn finish(self) {
        for (key, _) in self.pairs.into_iter().take(MANY) {
            let near = self
                .asked
                .iter()
                .find(|name| distance(name, &key.name) <= 2.min(name.len() / 2));
            let help = near.map_or_else(
                || {
                    format!(
                        "known keys: {}; free keys go under `extra:`",
                        self.asked.join(", ")
                    )
                },
                |name| format!("did you mean `{name}`?"),
            );
            let message = format!("unknown key `{}`", key.name);
            self.problems.error("unknown-key", key.span, message, help);
        }
    }
}
