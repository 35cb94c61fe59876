//! [`Incoming`]: a note as another tool tells it, before its article and passage are found.

use jiff::Timestamp;
use serde_json::Value;

use super::{csv_table, hypothesis, w3c_in};
use crate::content::{Kind, NoteStatus};

/// A note from elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Incoming {
    /// What it is called where it comes from; the same from import to import.
    pub via: String,
    /// As that tool names its author.
    pub author: Option<String>,
    pub created: Option<Timestamp>,
    pub updated: Option<Timestamp>,
    pub kind: Kind,
    /// Absent: a draft.
    pub status: Option<NoteStatus>,
    pub targets: Vec<IncomingTarget>,
    /// The `via` of the note that it answers.
    pub reply_to: Option<String>,
    pub tags: Vec<String>,
    /// Addresses that it points to.
    pub see: Vec<String>,
    pub replacement: Option<String>,
    /// Markdown.
    pub body: String,
    /// What of it cannot be carried.
    pub lost: Vec<String>,
}

/// What an incoming note speaks of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IncomingTarget {
    /// The address of the page, or the slug of the article.
    pub source: String,
    /// Empty: the page as a whole.
    pub quote: String,
    pub prefix: String,
    pub suffix: String,
}

/// Reads notes in whichever form they come: Web Annotations in JSON, what Hypothesis exports or answers, or a table
/// with a head (CSV).
///
/// # Errors
/// Why none of them can be read.
pub fn parse(text: &str) -> Result<Vec<Incoming>, String> {
    let text = text.trim_start_matches('\u{feff}');
    if !text.trim_start().starts_with(['{', '[']) {
        return csv_table::parse(text);
    }
    let json = match serde_json::from_str::<Value>(text) {
        Ok(json) => json,
        // One annotation a line.
        Err(error) => {
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            let parsed: Result<Vec<Value>, _> = lines.map(serde_json::from_str).collect();
            Value::Array(parsed.map_err(|_| format!("this is not JSON: {error}"))?)
        }
    };
    if hypothesis::is(&json) {
        Ok(hypothesis::parse(&json))
    } else {
        w3c_in::parse(&json)
    }
}

/// A text of a JSON value.
pub(super) fn text(value: &Value, key: &str) -> Option<String> {
    let text = value.get(key)?.as_str()?;
    (!text.is_empty()).then(|| text.to_owned())
}

/// What a JSON value holds where it may hold one thing or a list of them.
pub(super) fn several<'a>(value: &'a Value, key: &str) -> Vec<&'a Value> {
    match value.get(key) {
        Some(Value::Array(items)) => items.iter().collect(),
        Some(Value::Null) | None => Vec::new(),
        Some(one) => vec![one],
    }
}

/// The passage that a list of selectors describes; what they say beyond a quotation goes to `lost`.
pub(super) fn passage(
    source: &str,
    selectors: &[&Value],
    lost: &mut Vec<String>,
) -> IncomingTarget {
    let mut target = IncomingTarget {
        source: source.to_owned(),
        ..IncomingTarget::default()
    };
    let of = |kind: &str| {
        selectors
            .iter()
            .find(|it| it.get("type").and_then(Value::as_str) == Some(kind))
    };
    match of("TextQuoteSelector") {
        Some(quote) => {
            target.quote = text(quote, "exact").unwrap_or_default();
            target.prefix = text(quote, "prefix").unwrap_or_default();
            target.suffix = text(quote, "suffix").unwrap_or_default();
        }
        None if !selectors.is_empty() => {
            lost.push("a passage that is not given by its words".to_owned());
        }
        None => {}
    }
    target
}

/// A time of any of the forms in which tools write it.
pub(super) fn time(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}
