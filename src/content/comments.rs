//! `comments.yaml`: reader comments, taken out of the body at import.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Place};
use crate::yaml::{Fields, Problems};

/// One reader comment, in the order of the source.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comment {
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// As the source has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The id of the comment it answers, where the source shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
    /// First and last line of the source, 1-based.
    pub lines: String,
    /// Plain text; paragraphs are parted by a blank line.
    pub text: String,
    /// An editor took it down: kept in the file, not shown.
    #[serde(skip_serializing_if = "super::article_fields::is_default")]
    pub hidden: bool,
}

/// The comment's id, fit for a URL and its own; `c` and its number where it is neither.
fn id(fields: &mut Fields<'_, '_>, before: &[Comment], number: usize) -> String {
    let given = fields.text("id");
    let fits = |id: &String| {
        !id.is_empty()
            && id
                .chars()
                .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
            && before.iter().all(|other| other.id != *id)
    };
    if let Some(id) = given.as_ref().filter(|id| !fits(id)) {
        let span = fields.span.clone();
        let message = format!(
            "the comment's id `{id}` is not its own, or not of letters, digits, `-` and `_`"
        );
        fields.problem(
            "wrong-value",
            span,
            message,
            "give it another; its number is used",
        );
    }
    given.filter(fits).unwrap_or_else(|| format!("c{number}"))
}

/// Reads `comments.yaml`. What cannot be read is told, the rest is used.
pub fn read(path: &str, bytes: &[u8]) -> (Vec<Comment>, Vec<Diagnostic>) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        let diagnostic = Diagnostic::error("encoding", "this file is not UTF-8");
        return (
            Vec::new(),
            vec![diagnostic.at(Place::file(path)).help("save it as UTF-8")],
        );
    };
    let mut problems = Problems::new(path, text);
    let mut comments = Vec::new();
    match problems.parse(0..text.len()).map(|node| node.value) {
        Some(crate::yaml::Value::List(items)) => {
            for node in items {
                let mut fields = Fields::new(node, &mut problems);
                let number = comments.len() + 1;
                // Who writes `hidden: yes` wants it hidden.
                let hidden = fields.gives("hidden");
                comments.push(Comment {
                    id: id(&mut fields, &comments, number),
                    author: fields.text("author"),
                    date: fields.text("date"),
                    reply_to: fields.text("reply_to"),
                    lines: fields.text("lines").unwrap_or_default(),
                    text: fields.text("text").unwrap_or_default(),
                    hidden: fields.flag("hidden").unwrap_or(hidden),
                });
                fields.finish();
            }
        }
        Some(crate::yaml::Value::Map(pairs)) if pairs.is_empty() => {}
        Some(_) => {
            let message = "comments are a list of `- id: …` entries".to_owned();
            problems.error(
                "wrong-type",
                0..0,
                message,
                "begin each comment with `- id:`",
            );
        }
        None => {}
    }
    (comments, problems.found)
}
