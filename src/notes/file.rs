//! A note's file: written in one order of keys, so that two of them differ only where they say different things.

use jiff::Timestamp;
use serde_yaml::{Mapping, Value};

use crate::content::Target;
use crate::content::rewrite::is_empty;

/// The keys of a note, in the order in which they are written.
pub(super) const KEYS: [&str; 15] = [
    "author", "created", "updated", "status", "kind", "target", "targets", "reply_to", "tags",
    "see", "assigned", "reviewed_by", "via", "replacement", "extra",
];

/// The keys of a target, in their order.
pub(super) const TARGET_KEYS: [&str; 6] = ["article", "quote", "prefix", "suffix", "start", "text"];

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
