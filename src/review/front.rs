//! Front matter as names and texts.

use serde_yaml::Value;

use super::Field;
use crate::content::TextFile;
use crate::yaml::{self, Problems};

/// What programs keep there, and what is told elsewhere.
const SILENT: [&str; 6] = [
    "source", "inferred", "target", "targets", "created", "updated",
];

/// The values that differ, in the order of the later file.
pub(super) fn changes(before: Option<&TextFile>, after: Option<&TextFile>) -> Vec<Field> {
    let (then, now) = (values(before), values(after));
    let find = |all: &[(String, String)], name: &str| {
        let found = all.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone())
    };
    let gone = then.iter().filter(|(name, _)| find(&now, name).is_none());
    let names = now.iter().chain(gone).map(|(name, _)| name);
    let fields = names.map(|name| Field {
        name: name.clone(),
        before: find(&then, name),
        after: find(&now, name),
    });
    fields.filter(|field| field.before != field.after).collect()
}

fn values(file: Option<&TextFile>) -> Vec<(String, String)> {
    let Some(file) = file else {
        return Vec::new();
    };
    let mut problems = Problems::new(&file.path, &file.text);
    let node = file.front_matter(&mut problems);
    let Some(yaml::Value::Map(pairs)) = node.map(|node| node.value) else {
        return Vec::new();
    };
    let read = pairs
        .iter()
        .map(|(key, node)| (key.name.clone(), text(&node.to_value())));
    read.filter(|(name, _)| !SILENT.contains(&name.as_str()))
        .collect()
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Sequence(items) => items.iter().map(text).collect::<Vec<_>>().join(", "),
        Value::Mapping(pairs) => {
            let pair = |(key, value): (&Value, &Value)| format!("{}: {}", text(key), text(value));
            pairs.iter().map(pair).collect::<Vec<_>>().join("; ")
        }
        other => serde_yaml::to_string(other)
            .unwrap_or_default()
            .trim()
            .to_owned(),
    }
}
