//! `postil notes list`: notes, chosen by what they are.

use clap::Args;
use clap::builder::PossibleValuesParser;
use serde::Serialize;

use super::found::{self, Found};
use super::survey;
use crate::cli::report::{self, Printer, count, json, to_stdout};
use crate::cli::{Global, Outcome};
use crate::content::{Kind, NoteStatus};
use crate::diagnostic::printable;
use crate::error::{Error, Result};
use crate::text::name_slug::name_slug;

/// The states that a note can be in.
const STATES: [&str; 6] = ["ok", "moved", "confirm", "orphan", "whole", "reply"];

/// Each filter takes several values, parted by commas; a note is listed when it fits one value of every filter.
#[derive(Debug, Args)]
pub struct List {
    /// What has become of its words
    #[arg(long, value_delimiter = ',', value_parser = PossibleValuesParser::new(STATES))]
    pub state: Vec<String>,

    /// Where it is on its way to readers
    #[arg(long, value_delimiter = ',', value_parser = PossibleValuesParser::new(NoteStatus::ALL.iter().map(|it| it.as_str())))]
    pub status: Vec<String>,

    /// What it is
    #[arg(long, value_delimiter = ',', value_parser = PossibleValuesParser::new(Kind::ALL.iter().map(|it| it.as_str())))]
    pub kind: Vec<String>,

    /// Who wrote it, or has it assigned
    #[arg(long, value_delimiter = ',', value_name = "ID")]
    pub person: Vec<String>,

    /// A tag it has
    #[arg(long, value_delimiter = ',')]
    pub tag: Vec<String>,

    /// An article whose words it speaks of, or in whose folder it lies, by its slug
    #[arg(long, value_delimiter = ',', value_name = "SLUG")]
    pub article: Vec<String>,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Answer<'a> {
    notes: &'a [Found<'a>],
}

impl List {
    pub(super) fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let Some((survey, outcome)) = survey(global, printer)? else {
            return Ok(Outcome::Unusable);
        };
        let unknown = |slug: &&String| survey.corpus.article(slug).is_none();
        if let Some(slug) = self.article.iter().find(unknown) {
            return Err(Error::Usage(format!(
                "there is no article `{slug}`: give the name of its folder or file"
            )));
        }
        let mut notes = found::all(&survey);
        notes.retain(|note| self.wants(note));
        if global.json {
            json(&Answer { notes: &notes });
        } else {
            to_stdout(&printable(&table(&notes)));
            printer.say(&count(notes.len(), "note", "notes"));
        }
        Ok(outcome)
    }

    fn wants(&self, note: &Found<'_>) -> bool {
        let one = |wanted: &[String], has: &[Option<&str>]| {
            let fits = |value: &String| has.contains(&Some(value.as_str()));
            wanted.is_empty() || wanted.iter().any(fits)
        };
        let tags: Vec<String> = note.tags.iter().map(|tag| name_slug(tag)).collect();
        let tagged = |tag: &String| tags.contains(&name_slug(tag));
        one(&self.state, &[Some(note.state)])
            && one(&self.status, &[Some(note.status)])
            && one(&self.kind, &[Some(note.kind)])
            && one(&self.person, &[note.author, note.assigned])
            && (one(&self.article, &[Some(note.article)])
                || note
                    .also
                    .iter()
                    .any(|slug| one(&self.article, &[Some(slug)])))
            && (self.tag.is_empty() || self.tag.iter().any(tagged))
    }
}

/// The longest quote in a table, in characters.
const QUOTE: usize = 48;

/// A line for each note, in columns as wide as what they hold; nothing when there is none.
fn table(notes: &[Found<'_>]) -> String {
    let head = [
        "id", "state", "status", "kind", "author", "article", "quote",
    ];
    let mut rows = vec![head.map(str::to_owned)];
    rows.extend(notes.iter().map(|note| {
        [
            note.id.to_owned(),
            note.state.to_owned(),
            note.status.to_owned(),
            note.kind.to_owned(),
            note.author.unwrap_or("-").to_owned(),
            note.article.to_owned(),
            short(note.quote.or(note.reply_to).unwrap_or_default()),
        ]
    }));
    report::table(&rows)
}

/// The beginning of a text, on one line.
fn short(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= QUOTE {
        return text;
    }
    text.chars().take(QUOTE - 1).chain(['…']).collect()
}
