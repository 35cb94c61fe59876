//! Writing `comments.yaml`: a list with each text as a literal block, made to be read in a diff.

use std::fmt::Write;

use super::comments::Comment;

/// The file for these comments. Empty for none.
pub fn to_file(comments: &[Comment]) -> String {
    let mut out = String::new();
    for comment in comments {
        let mut sign = "- ";
        for (key, value) in [
            ("id", Some(&comment.id)),
            ("author", comment.author.as_ref()),
            ("date", comment.date.as_ref()),
            ("reply_to", comment.reply_to.as_ref()),
            ("lines", Some(&comment.lines)),
        ] {
            if let Some(value) = value {
                line(&mut out, sign, key, &scalar(value));
                sign = "  ";
            }
        }
        if comment.hidden {
            line(&mut out, sign, "hidden", "true");
        }
        text(&mut out, &comment.text);
    }
    out
}

fn line(out: &mut String, sign: &str, key: &str, value: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{sign}{key}: {value}");
}

/// A literal block; a quoted text where YAML has no literal for a character, or for white space at its edges.
fn text(out: &mut String, text: &str) {
    let literal = !text.is_empty()
        && !text.starts_with([' ', '\t', '\n'])
        && !text.ends_with('\n')
        && text.chars().all(is_printable);
    if !literal {
        line(out, "  ", "text", &quoted(text));
        return;
    }
    line(out, "  ", "text", "|-");
    for row in text.split('\n') {
        let indent = if row.is_empty() { "" } else { "    " };
        let _ = writeln!(out, "{indent}{row}");
    }
}

/// A value on one line, quoted where it has to be.
fn scalar(value: &str) -> String {
    let yaml = serde_yaml::to_string(value).unwrap_or_default();
    let yaml = yaml.trim_end_matches('\n');
    if yaml.contains('\n') || yaml.is_empty() {
        quoted(value)
    } else {
        yaml.to_owned()
    }
}

/// JSON's quotes: every JSON text is YAML.
fn quoted(value: &str) -> String {
    let json = serde_json::to_string(value).unwrap_or_default();
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_printable(c) {
            out.push(c);
        } else {
            let _ = write!(out, "\\U{:08X}", u32::from(c));
        }
    }
    out
}

/// What may stand in YAML as it is (YAML 1.2, 5.1), line breaks of other kinds left out.
fn is_printable(c: char) -> bool {
    matches!(c, '\t' | '\n' | ' '..='~' | '\u{a0}'..='\u{2027}' | '\u{202a}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::content::comments::read;

    fn comment(author: Option<String>, text: String) -> Comment {
        Comment {
            id: "c1".into(),
            author,
            date: None,
            reply_to: None,
            lines: "1-2".into(),
            text,
            hidden: false,
        }
    }

    #[test]
    fn a_text_is_a_literal_block() {
        let file = to_file(&[comment(Some("Ted: Z".into()), "One.\n\nTwo: #2".into())]);
        assert_eq!(
            file,
            "- id: c1\n  author: 'Ted: Z'\n  lines: 1-2\n  text: |-\n    One.\n\n    Two: #2\n"
        );
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            author in proptest::option::of("[^\\p{Cc}]{1,20}"),
            text in "([^\\p{Cc}]|\n){1,60}",
        ) {
            let next = Comment { id: "c2".into(), ..comment(None, "Next".into()) };
            let comments = vec![comment(author, text), next];
            let (again, problems) = read("comments.yaml", to_file(&comments).as_bytes());
            prop_assert_eq!(problems, vec![]);
            prop_assert_eq!(again, comments);
        }
    }
}
