//! `choices:` of `import.yaml`, in and out. What cannot be understood is told with its place and kept.

use serde_yaml::{Mapping, Value};

use super::{Choices, CommentChoice, FieldChoice, LineChoice, Part, field};
use crate::diagnostic::Diagnostic;
use crate::import::lines::tidy;
use crate::yaml::{Fields, Key, Node, Problems, Value as Tree};

/// The parts of `choices:` that were not understood, as they stand.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Unread {
    lines: Vec<Value>,
    comments: Vec<Value>,
    fields: Vec<(String, Value)>,
    keys: Vec<(String, Value)>,
    /// All of it, when it is no mapping.
    whole: Option<Value>,
}

impl Choices {
    /// Reads the choices of an `import.yaml`; `path` is its name in diagnostics. Never fails: what is wrong is told.
    pub fn parse(path: &str, text: &str) -> (Self, Vec<Diagnostic>) {
        let mut problems = Problems::new(path, text);
        let mut choices = Self::default();
        if let Some(Tree::Map(pairs)) = problems.parse(0..text.len()).map(|node| node.value)
            && let Some((_, node)) = pairs.into_iter().find(|(key, _)| key.name == "choices")
        {
            choices.read(node, &mut problems);
        }
        (choices, problems.found)
    }

    fn read(&mut self, node: Node, problems: &mut Problems<'_>) {
        let whole = node.to_value();
        let pairs = match node.value {
            Tree::Map(pairs) => pairs,
            _ if node.is_null() => return,
            _ => {
                let message = "`choices` should be a mapping".to_owned();
                problems.error("wrong-type", node.span, message, HELP);
                self.unread.whole = Some(whole);
                return;
            }
        };
        for (key, node) in pairs {
            match (key.name.as_str(), node.value) {
                ("lines", Tree::List(items)) => {
                    for item in items {
                        self.read_line(item, problems);
                    }
                }
                ("comments", Tree::List(items)) => {
                    for item in items {
                        self.read_comment(item, problems);
                    }
                }
                ("fields", Tree::Map(pairs)) => {
                    for (key, node) in pairs {
                        self.read_field(key, &node, problems);
                    }
                }
                (_, value) => {
                    let node = Node {
                        value,
                        span: node.span,
                    };
                    if node.is_null() {
                        continue;
                    }
                    let message = format!("`{}` cannot be read as choices", key.name);
                    problems.error("wrong-value", key.span, message, HELP);
                    self.unread.keys.push((key.name, node.to_value()));
                }
            }
        }
    }

    fn read_line(&mut self, node: Node, problems: &mut Problems<'_>) {
        let (before, as_is, span) = (problems.found.len(), node.to_value(), node.span.clone());
        let mut fields = Fields::new(node, problems);
        let line = fields.number("line").unwrap_or_default();
        let (text, to) = (fields.text("text"), fields.parsed::<Part>("to"));
        fields.finish();
        let twice = |text: &str| {
            self.lines
                .iter()
                .any(|it| it.line == line && it.text == text)
        };
        match (text, to) {
            (Some(text), Some(_)) if twice(&text) => {
                let message = format!("line {line} is chosen twice");
                problems.error("wrong-value", span, message, "keep one; the first is used");
            }
            (Some(text), Some(to)) if problems.found.len() == before => {
                self.lines.push(LineChoice { line, text, to });
            }
            _ if problems.found.len() == before => {
                let message = "a choice needs `text` and `to`".to_owned();
                problems.error("wrong-value", span, message, HELP);
            }
            _ => {}
        }
        if problems.found.len() > before {
            self.unread.lines.push(as_is);
        }
    }

    fn read_comment(&mut self, node: Node, problems: &mut Problems<'_>) {
        let (before, as_is, span) = (problems.found.len(), node.to_value(), node.span.clone());
        // `author: null` says that there is none.
        let is_null = |name: &str| match &node.value {
            Tree::Map(pairs) => pairs
                .iter()
                .any(|(key, node)| key.name == name && node.is_null()),
            _ => false,
        };
        let (no_author, no_date) = (is_null("author"), is_null("date"));
        let mut fields = Fields::new(node, problems);
        let line = fields.number("line").unwrap_or_default();
        let text = fields.text("text");
        let said = |is_null: bool, text: Option<String>| match text {
            None => is_null.then_some(None),
            text => Some(text),
        };
        let author = said(no_author, fields.text("author"));
        let date = said(no_date, fields.text("date"));
        fields.finish();
        match text {
            Some(text)
                if problems.found.len() == before && (author.is_some() || date.is_some()) =>
            {
                self.comments.push(CommentChoice {
                    line,
                    text,
                    author,
                    date,
                });
            }
            _ if problems.found.len() == before => {
                let message =
                    "the choice of a comment needs `text` and `author` or `date`".to_owned();
                problems.error("wrong-value", span, message, HELP);
            }
            _ => {}
        }
        if problems.found.len() > before {
            self.unread.comments.push(as_is);
        }
    }

    fn read_field(&mut self, key: Key, node: &Node, problems: &mut Problems<'_>) {
        let choice = field(&key.name)
            .ok_or_else(|| format!("one of: {}", super::FIELDS.join(", ")))
            .and_then(|field| Ok((field, FieldChoice::new(field, &texts(node)?)?)));
        match choice {
            Ok((field, choice)) => {
                self.fields.insert(field, choice);
            }
            Err(help) => {
                let message = format!("the choice of `{}` cannot be read", key.name);
                problems.error("wrong-value", key.span, message, help);
                self.unread.fields.push((key.name, node.to_value()));
            }
        }
    }

    /// The value of `choices:`; None when nothing was chosen.
    pub fn to_value(&self) -> Option<Value> {
        if let Some(whole) = &self.unread.whole
            && self.is_empty()
        {
            return Some(whole.clone());
        }
        let mut all = Mapping::new();
        let mut lines: Vec<Value> = self.lines.iter().map(line).collect();
        lines.extend(self.unread.lines.iter().cloned());
        if !lines.is_empty() {
            all.insert("lines".into(), lines.into());
        }
        let mut comments: Vec<Value> = self.comments.iter().map(comment).collect();
        comments.extend(self.unread.comments.iter().cloned());
        if !comments.is_empty() {
            all.insert("comments".into(), comments.into());
        }
        let chosen = super::FIELDS
            .into_iter()
            .filter_map(|key| Some((key, value(self.fields.get(key)?))));
        let mut fields: Mapping = chosen.map(|(key, value)| (key.into(), value)).collect();
        for (key, value) in &self.unread.fields {
            fields.insert(key.as_str().into(), value.clone());
        }
        if !fields.is_empty() {
            all.insert("fields".into(), Value::Mapping(fields));
        }
        for (key, value) in &self.unread.keys {
            all.insert(key.as_str().into(), value.clone());
        }
        if let Some(whole) = &self.unread.whole {
            all.insert("unread".into(), whole.clone());
        }
        (!all.is_empty()).then_some(Value::Mapping(all))
    }
}

const HELP: &str = "`lines:` is a list of `{line, text, to}`, `comments:` one of `{line, text, author, date}`, `fields:` a mapping of fields to values";

/// The texts of a field's choice: one, several, or none.
fn texts(node: &Node) -> Result<Vec<String>, String> {
    match &node.value {
        _ if node.is_null() => Ok(Vec::new()),
        Tree::Plain(text) | Tree::Text(text) => Ok(vec![text.clone()]),
        Tree::List(items) => items
            .iter()
            .map(|item| match &item.value {
                Tree::Plain(text) | Tree::Text(text) => Ok(text.clone()),
                _ => Err("a list of texts".to_owned()),
            })
            .collect(),
        Tree::Map(_) => Err("a text, a list of texts, or null".to_owned()),
    }
}

fn line(choice: &LineChoice) -> Value {
    let mut line = Mapping::new();
    line.insert("line".into(), choice.line.into());
    // Odd white space is not told apart when the line is looked for, nor does YAML keep all of it.
    line.insert("text".into(), tidy(&choice.text).into());
    line.insert("to".into(), choice.to.word().into());
    Value::Mapping(line)
}

fn comment(choice: &CommentChoice) -> Value {
    let mut comment = Mapping::new();
    comment.insert("line".into(), choice.line.into());
    comment.insert("text".into(), tidy(&choice.text).into());
    for (key, said) in [("author", &choice.author), ("date", &choice.date)] {
        if let Some(said) = said {
            let value = said.as_deref().map_or(Value::Null, Value::from);
            comment.insert(key.into(), value);
        }
    }
    Value::Mapping(comment)
}

fn value(choice: &FieldChoice) -> Value {
    match choice {
        FieldChoice::Absent => Value::Null,
        FieldChoice::Text(text) => text.as_str().into(),
        FieldChoice::Texts(texts) => texts
            .iter()
            .map(|text| Value::from(text.as_str()))
            .collect(),
    }
}
