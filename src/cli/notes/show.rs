//! `postil notes show`: one note, whole.

use std::fmt::Write;

use clap::Args;
use serde::Serialize;

use super::found::{Found, Passage, found, passages};
use super::survey;
use crate::annotate::Whereabouts;
use crate::cli::report::{Printer, json, to_stdout};
use crate::cli::{Global, Outcome};
use crate::content::Note;
use crate::diagnostic::printable;
use crate::error::Result;
use crate::site::Survey;

#[derive(Debug, Args)]
pub struct Show {
    /// The note's id: the name of its file
    #[arg(value_name = "ID")]
    pub id: String,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Thread<'a> {
    #[serde(flatten)]
    note: Found<'a>,
    replacement: Option<&'a str>,
    see: &'a [String],
    passages: Vec<Passage<'a>>,
    /// Markdown.
    body: &'a str,
    /// Oldest first.
    replies: Vec<Thread<'a>>,
}

impl Show {
    pub(super) fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let Some((survey, outcome)) = survey(global, printer)? else {
            return Ok(Outcome::Unusable);
        };
        let mut notes = survey.corpus.notes().map(|(_, note)| note);
        let Some(note) = notes.find(|note| note.id == self.id) else {
            return Err(super::no_note(&self.id));
        };
        let stand = Whereabouts::new(&survey.annotations);
        let thread = thread(&survey, &stand, note, 0);
        if global.json {
            json(&thread);
        } else {
            let mut text = String::new();
            describe(&thread, 0, &mut text);
            to_stdout(&printable(&text));
        }
        Ok(outcome)
    }
}

/// Answers to answers are shown no deeper: two notes may answer one another.
const DEEPEST: usize = 20;

fn thread<'a>(
    survey: &'a Survey,
    stand: &Whereabouts<'_>,
    note: &'a Note,
    depth: usize,
) -> Thread<'a> {
    let here = survey.annotations.get(&note.article);
    let replies = here.and_then(|notes| notes.replies.get(&note.id));
    let replies = replies.filter(|_| depth < DEEPEST).into_iter().flatten();
    Thread {
        note: found(stand, note),
        replacement: note.replacement.as_deref(),
        see: &note.see,
        passages: passages(survey, note),
        body: note.file.body().trim(),
        replies: replies
            .map(|reply| thread(survey, stand, reply, depth + 1))
            .collect(),
    }
}

/// A note as people read it, indented by its depth in the thread.
fn describe(thread: &Thread<'_>, depth: usize, out: &mut String) {
    let note = &thread.note;
    let mut lines = vec![
        format!(
            "{}  {}, {}, {}",
            note.id, note.kind, note.status, note.state
        ),
        format!("file      {}", note.path),
    ];
    let created = note.created.map(|time| time.to_string());
    let updated = note.updated.map(|time| time.to_string());
    let facts = [
        ("author", note.author),
        ("created", created.as_deref()),
        ("updated", updated.as_deref()),
        ("assigned", note.assigned),
        ("instead", thread.replacement),
    ];
    for (name, value) in facts {
        lines.extend(value.map(|value| format!("{name:<10}{value}")));
    }
    for (name, values) in [("tags", note.tags), ("see", thread.see)] {
        if !values.is_empty() {
            lines.push(format!("{name:<10}{}", values.join(", ")));
        }
    }
    for passage in &thread.passages {
        lines.push(match passage.start {
            Some(_) => format!(
                "{:<10}{}: {}[{}]{}",
                passage.state,
                passage.article,
                passage.before,
                passage.words.replace('\n', " "),
                passage.after
            ),
            None => format!(
                "{:<10}{}: {}",
                passage.state, passage.article, passage.words
            ),
        });
    }
    lines.push(String::new());
    lines.extend(thread.body.lines().map(str::to_owned));
    let indent = "    ".repeat(depth);
    for line in lines {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}", format!("{indent}{line}").trim_end());
    }
    for reply in &thread.replies {
        out.push('\n');
        describe(reply, depth + 1, out);
    }
}
