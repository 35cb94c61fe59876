//! W3C Web Annotations: one, a list, a page, or a collection with its page inside.

use serde_json::Value;

use super::incoming::{Incoming, IncomingTarget, passage, several, text, time};
use super::words::kind;

pub(super) fn parse(json: &Value) -> Result<Vec<Incoming>, String> {
    let items = items(json).ok_or("no annotations are in this JSON")?;
    let is_one = |value: &&Value| value.get("target").is_some();
    if let Some(other) = items.iter().find(|item| !is_one(item)) {
        let shown: String = other.to_string().chars().take(60).collect();
        return Err(format!("an annotation without a target: {shown}"));
    }
    Ok(items.into_iter().map(annotation).collect())
}

fn items(json: &Value) -> Option<Vec<&Value>> {
    if let Some(list) = json.as_array() {
        return Some(list.iter().collect());
    }
    if json.get("target").is_some() {
        return Some(vec![json]);
    }
    if let Some(list) = json.get("items").and_then(Value::as_array) {
        return Some(list.iter().collect());
    }
    match json.get("first") {
        Some(page @ Value::Object(_)) => items(page),
        None if json.get("total").and_then(Value::as_u64) == Some(0) => Some(Vec::new()),
        _ => None,
    }
}

fn annotation(value: &Value) -> Incoming {
    let mut note = Incoming {
        via: from_the_root(&text(value, "id").unwrap_or_default()).to_owned(),
        author: creator(value),
        created: text(value, "created").as_deref().and_then(time),
        updated: text(value, "modified").as_deref().and_then(time),
        ..Incoming::default()
    };
    let motivations: Vec<&str> = several(value, "motivation")
        .into_iter()
        .filter_map(Value::as_str)
        .collect();
    if let Some(first) = motivations.first() {
        note.kind = kind(first);
    }
    for body in several(value, "body") {
        add_body(&mut note, body);
    }
    note.body.extend(text(value, "bodyValue"));
    let is_answer = motivations.contains(&"replying");
    for target in several(value, "target") {
        let (source, selectors) = match target {
            Value::String(source) => (source.clone(), Vec::new()),
            other => (
                text(other, "source")
                    .or_else(|| text(other, "id"))
                    .unwrap_or_default(),
                several(other, "selector"),
            ),
        };
        if is_answer {
            note.reply_to = Some(from_the_root(&source).to_owned());
        } else {
            let target: IncomingTarget = passage(&source, &selectors, &mut note.lost);
            note.targets.push(target);
        }
    }
    note
}

/// An address as it is from the site's root: a built file names its neighbours from where it lies, an export does not.
fn from_the_root(address: &str) -> &str {
    address.trim_start_matches("../")
}

fn creator(value: &Value) -> Option<String> {
    let creator = *several(value, "creator").first()?;
    let of = |key| text(creator, key);
    let id = creator.as_str().map(str::to_owned);
    id.or_else(|| of("nickname"))
        .or_else(|| of("name"))
        .or_else(|| of("id"))
}

fn add_body(note: &mut Incoming, body: &Value) {
    if let Some(address) = body.as_str() {
        note.see.push(address.to_owned());
        return;
    }
    let purposes = several(body, "purpose");
    let purpose = purposes
        .first()
        .and_then(|it| it.as_str())
        .unwrap_or("commenting");
    let value = text(body, "value");
    match (purpose, value) {
        ("tagging", Some(tag)) => note.tags.push(tag),
        // That nothing is to stand there is an empty text.
        ("editing", new) if body.get("value").is_some_and(Value::is_string) => {
            note.replacement = Some(new.unwrap_or_default());
        }
        ("classifying", Some(word)) if word.parse::<crate::content::Kind>().is_ok() => {
            note.kind = word.parse().unwrap_or_default();
        }
        ("moderating", Some(word)) => note.status = word.parse().ok(),
        (_, Some(said)) => {
            if !note.body.is_empty() {
                note.body.push_str("\n\n");
            }
            note.body.push_str(&said);
        }
        (_, None) => match text(body, "source").or_else(|| text(body, "id")) {
            Some(address) => note.see.push(address),
            None => note
                .lost
                .push("a body that is neither text nor an address".to_owned()),
        },
    }
}
