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

/// `comments.yaml`: each text in a literal block, so that a diff shows its lines.
///
/// # Errors
/// Only if a value cannot be written as YAML.
pub fn to_file(comments: &[Comment]) -> Result<String, serde_yaml::Error> {
    let mut out = String::new();
    for comment in comments {
        let head = Comment {
            text: String::new(),
            ..comment.clone()
        };
        let yaml = serde_yaml::to_string(&[head])?;
        let (before, after) = yaml.split_once("  text: ''\n").unwrap_or((&yaml, ""));
        out.push_str(before);
        out.push_str(&literal(&comment.text)?);
        out.push_str(after);
    }
    Ok(out)
}

/// The line `text:` of a list entry. A literal block cannot hold every text: others are quoted.
fn literal(text: &str) -> Result<String, serde_yaml::Error> {
    let fits = |c: char| {
        c == '\n'
            || !(c.is_control()
                || matches!(
                    c,
                    '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}'
                ))
    };
    let blank_edges =
        text.is_empty() || text.starts_with([' ', '\n', '\t']) || text.ends_with('\n');
    if blank_edges || !text.chars().all(fits) {
        let quoted = serde_json::to_string(text).unwrap_or_default();
        return Ok(format!("  text: {quoted}\n"));
    }
    let lines = text.split('\n').map(|line| {
        if line.is_empty() {
            "\n".to_owned()
        } else {
            format!("    {line}\n")
        }
    });
    Ok(format!("  text: |-\n{}", lines.collect::<String>()))
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
                comments.push(Comment {
                    id: fields.text("id").unwrap_or_else(|| format!("c{number}")),
                    author: fields.text("author"),
                    date: fields.text("date"),
                    reply_to: fields.text("reply_to"),
                    lines: fields.text("lines").unwrap_or_default(),
                    text: fields.text("text").unwrap_or_default(),
                    hidden: fields.flag("hidden").unwrap_or_default(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_comment_is_written_to_be_read_in_a_diff() {
        let comment = Comment {
            id: "c1".into(),
            author: Some("Ted: Zah".into()),
            date: None,
            reply_to: None,
            lines: "36".into(),
            text: "Another bazaar\n\n# they just want".into(),
            hidden: false,
        };
        let file = to_file(&[comment]).unwrap();
        assert_eq!(
            file,
            "- id: c1\n  author: 'Ted: Zah'\n  lines: '36'\n  text: |-\n    Another bazaar\n\n    # they just want\n"
        );
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_the_same(texts in proptest::collection::vec("(\\PC|[\n\t #:'\"\u{85}\u{a0}\u{2028}|>-]){0,30}", 1..4), author in proptest::option::of("[^\\x00]{1,12}"), hidden: bool) {
            let comments: Vec<Comment> = texts.iter().zip(1..).map(|(text, n)| Comment {
                id: format!("c{n}"), author: author.clone().filter(|name| !name.trim().is_empty() && name.trim() != "~"),
                date: None, reply_to: None, lines: format!("{n}"), text: text.clone(), hidden,
            }).collect();
            let file = to_file(&comments).unwrap();
            let (read, found) = read("comments.yaml", file.as_bytes());
            prop_assert_eq!((read, found), (comments, vec![]));
        }
    }
}
