//! A review as Markdown, ready to paste into a pull request.

use super::told::{around, headline};
use super::{Fate, Field, Note, Paragraph, Review};
use crate::text::difference::{Kind, Piece};

/// All of it. What texts hold is text there: no markup, no mention, no reference to an issue.
pub fn markdown(review: &Review) -> String {
    let mut out = format!("**Since {}**: {}\n", text(&review.since), review.counts());
    for article in &review.articles {
        let fate = match article.fate {
            Fate::Same => String::new(),
            fate => format!(", {}", fate.as_str()),
        };
        out += &format!("\n### {}{fate}\n", text(&article.title));
        edits(&mut out, &article.fields, &article.paragraphs);
        if !article.notes.is_empty() {
            out.push('\n');
        }
        for note in &article.notes {
            self::note(&mut out, note);
        }
    }
    for entity in &review.entities {
        out += &format!(
            "\n### {} (entity), {}\n",
            text(&entity.name),
            entity.fate.as_str()
        );
        edits(&mut out, &entity.fields, &entity.paragraphs);
    }
    out
}

fn edits(out: &mut String, changed: &[Field], paragraphs: &[Paragraph]) {
    if !changed.is_empty() {
        out.push('\n');
    }
    fields(out, changed, "");
    for paragraph in paragraphs {
        out.push('\n');
        quote(out, "", &words(&paragraph.words));
    }
}

fn fields(out: &mut String, changed: &[Field], indent: &str) {
    for field in changed {
        let before = field.before.as_deref().map(|it| marked("~~", it));
        let after = field.after.as_deref().map(|it| marked("**", it));
        let values: Vec<String> = before.into_iter().chain(after).collect();
        *out += &format!("{indent}- {}: {}\n", text(&field.name), values.join(" → "));
    }
}

fn note(out: &mut String, note: &Note) {
    *out += &format!("- {}\n", text(&headline(note)));
    fields(out, &note.fields, "  ");
    if !note.body.is_empty() {
        out.push('\n');
        let body = match note.fate {
            Fate::Changed => words(&note.body),
            _ => note.body.iter().map(|it| text(&it.text)).collect(),
        };
        quote(out, "  ", &body);
        out.push('\n');
    }
}

fn quote(out: &mut String, indent: &str, text: &str) {
    for line in text.lines() {
        *out += format!("{indent}> {}", line.trim()).trim_end();
        out.push('\n');
    }
}

fn words(pieces: &[Piece]) -> String {
    let told = around(pieces).into_iter().map(|piece| match piece.kind {
        Kind::Same => text(&piece.text),
        Kind::Out => lines(&piece.text, "~~"),
        Kind::In => lines(&piece.text, "**"),
    });
    told.collect()
}

/// Marks each line by itself, for no mark reaches over an empty one.
fn lines(words: &str, mark: &str) -> String {
    let marked: Vec<String> = words.split('\n').map(|line| marked(mark, line)).collect();
    marked.join("\n")
}

/// Words between two marks, which stand at their letters.
fn marked(mark: &str, words: &str) -> String {
    let core = words.trim();
    if core.is_empty() {
        return text(words);
    }
    let (before, after) = words.split_once(core).unwrap_or_default();
    format!("{before}{mark}{}{mark}{after}", text(core))
}

/// A text as Markdown that reads so on GitHub.
fn text(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len() + 8);
    let mut chars = plain.chars().peekable();
    while let Some(c) = chars.next() {
        let joins = chars.peek().is_some_and(char::is_ascii_alphanumeric);
        match c {
            // A zero-width space keeps a name from being called, and an issue from being linked.
            '@' | '#' if joins => out.extend([c, '\u{200b}']),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '|' | '#' | '&' | '!' | '$' => {
                out.extend(['\\', c]);
            }
            // Not the sign of a list or a rule, where it opens a line.
            '-' | '+' | '=' if out.is_empty() || out.ends_with('\n') => out.extend(['\\', c]),
            c if c.is_control() && c != '\n' && c != '\t' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup_in_a_pull_request() {
        let hostile = "@team <img src=x> #12 [a](b) **c** `d` | - e";
        assert_eq!(
            text(hostile),
            "@\u{200b}team \\<img src=x\\> #\u{200b}12 \\[a\\](b) \\*\\*c\\*\\* \\`d\\` \\| - e"
        );
        assert_eq!(marked("**", " two words "), " **two words** ");
    }
}
