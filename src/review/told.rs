//! A review for a terminal: `[-gone-]` and `{+new+}` around words, as `git diff --word-diff` has it.

use super::{Fate, Field, Note, Paragraph, Review};
use crate::text::difference::{Kind, Piece};

/// Characters of unchanged text that are told beside a change.
const AROUND: usize = 60;

/// All of it, a thing a paragraph; what texts hold is not made fit for a terminal here.
pub fn told(review: &Review) -> String {
    let mut out = format!("Since {}: {}.\n", review.since, review.counts());
    for article in &review.articles {
        out += &format!("\n{} ({})", article.title, article.slug);
        out += &match article.fate {
            Fate::Same => "\n".to_owned(),
            fate => format!(": {}\n", fate.as_str()),
        };
        edits(&mut out, &article.fields, &article.paragraphs);
        for note in &article.notes {
            self::note(&mut out, note);
        }
    }
    for entity in &review.entities {
        out += &format!(
            "\nEntity {} ({}): {}\n",
            entity.name,
            entity.slug,
            entity.fate.as_str()
        );
        edits(&mut out, &entity.fields, &entity.paragraphs);
    }
    out
}

fn edits(out: &mut String, changed: &[Field], paragraphs: &[Paragraph]) {
    fields(out, changed, "  ");
    for paragraph in paragraphs {
        line(out, "  ", &words(&paragraph.words));
    }
}

fn fields(out: &mut String, changed: &[Field], indent: &str) {
    for field in changed {
        let text = match (&field.before, &field.after) {
            (Some(before), Some(after)) => format!("{}: {before} → {after}", field.name),
            (None, Some(after)) => format!("{}: {after} (new)", field.name),
            (before, None) => {
                format!(
                    "{}: {} (taken out)",
                    field.name,
                    before.as_deref().unwrap_or_default()
                )
            }
        };
        line(out, indent, &text);
    }
}

fn note(out: &mut String, note: &Note) {
    *out += &format!("  {}\n", headline(note));
    fields(out, &note.fields, "    ");
    if !note.body.is_empty() {
        let text = match note.fate {
            Fate::Changed => words(&note.body),
            _ => note.body.iter().map(|it| it.text.as_str()).collect(),
        };
        line(out, "    ", &text);
    }
}

/// A note in a line, but for what it says.
pub(super) fn headline(note: &Note) -> String {
    let by = note.author.as_ref().map(|author| format!(" by {author}"));
    let on = note
        .quote
        .as_deref()
        .map(|quote| format!(" on “{}”", cut(quote)));
    let reply = note
        .reply_to
        .as_ref()
        .map(|id| format!(" in answer to {id}"));
    let into = note.replacement.as_deref().map(|it| match it {
        "" => ", to be taken out".to_owned(),
        words => format!(", to read “{}”", cut(words)),
    });
    format!(
        "{} note {}: {}{}, {}{}{}{}",
        note.fate.as_str(),
        note.id,
        note.kind,
        by.unwrap_or_default(),
        note.status,
        reply.unwrap_or_default(),
        on.unwrap_or_default(),
        into.unwrap_or_default()
    )
}

fn cut(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(2 * AROUND) {
        Some((at, _)) => format!("{} …", text.get(..at).unwrap_or_default()),
        None => text,
    }
}

fn line(out: &mut String, indent: &str, text: &str) {
    for line in text.lines() {
        *out += &format!("{indent}{line}\n");
    }
}

fn words(pieces: &[Piece]) -> String {
    let told = around(pieces);
    let text = told.iter().map(|piece| match piece.kind {
        Kind::Same => piece.text.clone(),
        Kind::Out => format!("[-{}-]", piece.text),
        Kind::In => format!("{{+{}+}}", piece.text),
    });
    text.collect()
}

/// The pieces with what stays cut to some words beside what does not.
pub(super) fn around(pieces: &[Piece]) -> Vec<Piece> {
    let last = pieces.len().saturating_sub(1);
    let cut = |(number, piece): (usize, &Piece)| {
        let mut piece = piece.clone();
        if piece.kind == Kind::Same {
            let head = if number == 0 { 0 } else { AROUND };
            let tail = if number == last { 0 } else { AROUND };
            piece.text = shortened(&piece.text, head, tail);
        }
        piece
    };
    pieces.iter().enumerate().map(cut).collect()
}

/// The first `head` and the last `tail` characters of a text, up to a word, with an ellipsis between.
fn shortened(text: &str, head: usize, tail: usize) -> String {
    let count = text.chars().count();
    if count <= head + tail + AROUND / 2 {
        return text.to_owned();
    }
    let at = |chars: usize| {
        text.char_indices()
            .nth(chars)
            .map_or(text.len(), |(at, _)| at)
    };
    let start = text.get(..at(head)).unwrap_or_default();
    let start = start
        .rfind(char::is_whitespace)
        .and_then(|end| start.get(..=end));
    let end = text.get(at(count - tail)..).unwrap_or_default();
    let end = end
        .find(char::is_whitespace)
        .and_then(|from| end.get(from..));
    format!("{}…{}", start.unwrap_or_default(), end.unwrap_or_default())
}
