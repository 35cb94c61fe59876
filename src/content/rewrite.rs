//! Markdown files with front matter, composed whole, or changed where they say something else.

use serde_yaml::Value;

use super::TextFile;
use super::save::Change;
use super::text_file::MAX_FRONT_MATTER;
use crate::yaml::{Edit, Refused};

/// Keys whose empty text says something: a suggestion that puts nothing in the place of words.
const MEANT_EMPTY: [&str; 1] = ["replacement"];

/// Whether a key with this value is not written.
fn is_left_out(key: &str, value: &Value) -> bool {
    value.is_null() || (is_empty(value) && !MEANT_EMPTY.contains(&key))
}

/// A whole file from the values of its keys, written in this `order`; empty ones are left out. The body ends in one line
/// feed.
///
/// # Errors
/// Front matter that is longer than any that is read.
pub fn compose(order: &[&str], values: &[(&str, Value)], body: &str) -> Result<String, Refused> {
    let mut front = Edit::new("", order)?;
    for (key, value) in values
        .iter()
        .filter(|(key, value)| !is_left_out(key, value))
    {
        front.set(key, value)?;
    }
    fits(front.text())?;
    let body = body.trim_end();
    let end = if body.is_empty() { "" } else { "\n" };
    Ok(format!("---\n{}---\n{body}{end}", front.text()))
}

/// Front matter that no longer would be read is not to be written.
///
/// # Errors
/// [`Refused::TooLong`].
pub fn fits(front_matter: &str) -> Result<(), Refused> {
    if front_matter.len() > MAX_FRONT_MATTER {
        return Err(Refused::TooLong);
    }
    Ok(())
}

/// Whether a value says nothing.
pub fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Sequence(items) => items.is_empty(),
        Value::Mapping(pairs) => pairs.is_empty(),
        _ => false,
    }
}

/// A file with these values of its front matter, empty ones taken out, and with this body; None when it says all that
/// already.
///
/// # Errors
/// Front matter that is not written as `key: value` lines.
pub fn rewrite(
    file: &TextFile,
    order: &[&str],
    values: &[(&str, Value)],
    body: Option<&str>,
) -> Result<Option<Change>, Refused> {
    let set = |front: &mut Edit<'_>| {
        for (key, value) in values {
            if is_left_out(key, value) {
                front.remove(key)?;
            } else {
                front.set(key, value)?;
            }
        }
        Ok(())
    };
    change(file, order, set, body)
}

/// A file whose front matter is edited; None when that makes no difference.
///
/// # Errors
/// As in [`rewrite()`].
pub fn edited(
    file: &TextFile,
    order: &[&str],
    edit: impl FnOnce(&mut Edit<'_>) -> Result<(), Refused>,
) -> Result<Option<Change>, Refused> {
    change(file, order, edit, None)
}

fn change(
    file: &TextFile,
    order: &[&str],
    edit: impl FnOnce(&mut Edit<'_>) -> Result<(), Refused>,
    body: Option<&str>,
) -> Result<Option<Change>, Refused> {
    let part = |range: std::ops::Range<usize>| file.text.get(range).unwrap_or_default();
    let mut front = Edit::new(part(file.front_matter.clone()), order)?;
    edit(&mut front)?;
    fits(front.text())?;
    let has_lines = file.body.start > file.front_matter.end;
    let (open, close) = if has_lines {
        (
            part(0..file.front_matter.start).to_owned(),
            part(file.front_matter.end..file.body.start).to_owned(),
        )
    } else {
        let mark = part(0..file.front_matter.start);
        (format!("{mark}---\n"), "---\n".to_owned())
    };
    let body = body.map_or_else(
        || file.body().to_owned(),
        |body| format!("{}\n", body.trim_end()),
    );
    let new = [&open, front.text(), &close, &body].concat();
    let old = file.text.to_string();
    Ok((new != old).then(|| Change::Replace {
        path: file.path.clone(),
        old,
        new,
    }))
}

/// A list of texts.
pub fn list(texts: &[String]) -> Value {
    texts.iter().map(String::as_str).collect()
}
