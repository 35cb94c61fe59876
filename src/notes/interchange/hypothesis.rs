//! What Hypothesis exports (`{"annotations": […]}`), and what its API answers (`{"rows": […]}`).

use serde_json::Value;

use super::incoming::{Incoming, passage, several, text, time};
use crate::content::Kind;

/// Whether JSON is of that form.
pub(super) fn is(json: &Value) -> bool {
    let one = |value: &Value| value.get("uri").is_some() && value.get("user").is_some();
    rows(json).is_some_and(|rows| rows.first().is_none_or(one)) || one(json)
}

fn rows(json: &Value) -> Option<&Vec<Value>> {
    let named = json.get("annotations").or_else(|| json.get("rows"));
    named.unwrap_or(json).as_array()
}

pub(super) fn parse(json: &Value) -> Vec<Incoming> {
    match rows(json) {
        Some(rows) => rows.iter().map(row).collect(),
        None => vec![row(json)],
    }
}

fn row(row: &Value) -> Incoming {
    let mut lost = Vec::new();
    let uri = text(row, "uri").unwrap_or_default();
    let targets: Vec<_> = several(row, "target")
        .into_iter()
        .map(|target| {
            let source = text(target, "source").unwrap_or_else(|| uri.clone());
            passage(&source, &several(target, "selector"), &mut lost)
        })
        .collect();
    let body = text(row, "text").unwrap_or_default();
    let has_words = targets.iter().any(|target| !target.quote.is_empty());
    let group = text(row, "group").filter(|group| group != "__world__");
    lost.extend(group.map(|group| format!("the group `{group}`")));
    let flag = |key: &str| row.get(key).and_then(Value::as_bool) == Some(true);
    if flag("hidden") {
        lost.push("that it is hidden".to_owned());
    }
    let readers = row
        .get("permissions")
        .map(|permissions| several(permissions, "read"));
    let only_me = readers.is_some_and(|readers| {
        readers
            .iter()
            .any(|it| it.as_str().is_some_and(|it| it.starts_with("acct:")))
    });
    if only_me {
        lost.push("that only its author may read it".to_owned());
    }
    // The last of the references is the note it answers, those before it are that one's.
    let parent = several(row, "references")
        .last()
        .and_then(|id| id.as_str().map(via));
    Incoming {
        via: text(row, "id").map(|id| via(&id)).unwrap_or_default(),
        author: text(row, "user").map(|user| person(&user)),
        created: text(row, "created").as_deref().and_then(time),
        updated: text(row, "updated").as_deref().and_then(time),
        kind: if body.is_empty() && has_words && parent.is_none() {
            Kind::Highlight
        } else {
            Kind::Comment
        },
        status: None,
        targets,
        reply_to: parent,
        tags: several(row, "tags")
            .into_iter()
            .filter_map(|tag| tag.as_str().map(str::to_owned))
            .collect(),
        body,
        lost,
        ..Incoming::default()
    }
}

fn via(id: &str) -> String {
    format!("hypothesis:{id}")
}

/// `acct:ana@hypothes.is` → `ana`.
fn person(user: &str) -> String {
    let name = user.strip_prefix("acct:").unwrap_or(user);
    name.split('@').next().unwrap_or(name).to_owned()
}
