//! A note's file: written in one order of keys, so that two of them differ only where they say different things.

use jiff::Timestamp;
use serde_yaml::{Mapping, Value};

use crate::content::Target;
use crate::content::text_file::MAX_FRONT_MATTER;
use crate::yaml::{Edit, Refused};

/// The keys of a note, in the order in which they are written.
pub(super) const KEYS: [&str; 15] = [
    "author", "created", "updated", "status", "kind", "target", "targets", "reply_to", "tags",
    "see", "assigned", "reviewed_by", "via", "replacement", "extra",
];

/// The keys of a target, in their order.
pub(super) const TARGET_KEYS: [&str; 6] = ["article", "quote", "prefix", "suffix", "start", "text"];

/// A whole file from the values of its keys; empty ones are not written. The body ends in one line feed.
pub(super) fn compose(values: &[(&str, Value)], body: &str) -> Result<String, Refused> {
    let mut front = Edit::new("", &KEYS)?;
    for (key, value) in values.iter().filter(|(_, value)| !is_empty(value)) {
        front.set(key, value)?;
    }
    fits(front.text())?;
    let body = body.trim_end();
    let end = if body.is_empty() { "" } else { "\n" };
    Ok(format!("---\n{}---\n{body}{end}", front.text()))
}

/// Front matter that no longer would be read is not to be written.
pub(super) fn fits(front_matter: &str) -> Result<(), Refused> {
    if front_matter.len() > MAX_FRONT_MATTER {
        return Err(Refused::TooLong);
    }
    Ok(())
}

pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Sequence(items) => items.is_empty(),
        Value::Mapping(pairs) => pairs.is_empty(),
        _ => false,
    }
}

/// A target as it is written.
pub(super) fn target(target: &Target) -> Value {
    let text = |text: &str| Value::from(text);
    let pairs = [
        ("article", target.article.as_deref().map(text)),
        ("quote", Some(text(&target.quote))),
        ("prefix", Some(text(&target.prefix))),
        ("suffix", Some(text(&target.suffix))),
        ("start", target.start.map(Value::from)),
        ("text", target.text.as_deref().map(text)),
    ];
    let pairs = pairs
        .into_iter()
        .filter_map(|(key, value)| Some((key.into(), value?)));
    Value::Mapping(
        pairs
            .filter(|(_, value)| !is_empty(value))
            .collect::<Mapping>(),
    )
}

/// The keys of the targets: one under `target`, several under `targets`.
pub(super) fn targets(all: &[Target]) -> [(&'static str, Value); 2] {
    match all {
        [one] => [("target", target(one)), ("targets", Value::Null)],
        all => [
            ("target", Value::Null),
            ("targets", Value::Sequence(all.iter().map(target).collect())),
        ],
    }
}

/// A time to the second, as notes have it.
pub(super) fn time(time: Timestamp) -> Value {
    let seconds = Timestamp::from_second(time.as_second()).unwrap_or(time);
    seconds.to_string().into()
}

/// A list of texts.
pub(super) fn list(texts: &[String]) -> Value {
    texts.iter().map(String::as_str).collect()
}
